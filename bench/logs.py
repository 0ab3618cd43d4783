"""What a log costs: a million events from its lines to the state, beside the `eventsourcing` package with SQLite.

Both sides keep the same events, and both states come to the same checksum. The times are those of the processor, since
both read from memory what the system has just written. `python bench/logs.py 100000` takes fewer events.
"""

import gc
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from govsim.edge.logs import read_log, write_log
from govsim.engine.replay import replay
from govsim.record.canon import canonical
from govsim.record.events import Approved, Closed, Event, Opened, Seated, Signed, Unseated
from govsim.record.fold import fold
from govsim.record.journal import Journal
from govsim.record.lines import written
from govsim.record.marks import Mark
from govsim.record.state import State, holding, signatures
from govsim.testing.crowded import HEADER, LETTER, crowded
from govsim.testing.invented import BOARD, CEO
from govsim.testing.lengthy import long_story

COUNT = 1_000_000
FEW = 10_000
RUNS = 3
LOOK_UPS = 2_000
BARE = 100_000
"""So many events are kept as objects of the peer, to be mutated without its store; a million would need gigabytes."""
STEPS = 2_000

NO_PEER = "peer not installed: `pip install '.[bench]'`"


def once(what: Callable[[], object]) -> tuple[float, object]:
    """Give the processor time of `what` in seconds, and what it gave."""
    start = process_time()
    found = what()
    return process_time() - start, found


def often(what: Callable[[], object]) -> float:
    """Give the median of several runs."""
    return median(once(what)[0] for _ in range(RUNS))


def row(name: str, count: int, seconds: float, note: str = "") -> None:
    """Print one line of the table."""
    print(f"{name:<64} {seconds / count * 1e6:>9.2f} us {count / seconds:>12,.0f} /s  {note}")


def checksum(board: Iterable[str], chief: Iterable[str], signed: Iterable[str], marks: Iterable[str]) -> str:
    """Give one number for where things stand, however a side keeps it."""
    return sha256(canonical([sorted(one) for one in (board, chief, signed, marks)]).encode()).hexdigest()


def ours(state: State) -> str:
    """Give the checksum of a state of ours."""
    marks = ("/".join(key) for key, _ in state.items() if key[0] == "open" or (key[0] == "approved" and key[1:]))
    return checksum(holding(state, BOARD), holding(state, CEO), signatures(state, LETTER).parties, marks)


def own(path: Path, count: int, *, all_different: bool = False) -> tuple[Journal, float, float]:
    """Write a log of so many events and read it again, timed."""
    took, _ = once(lambda: write_log(written(HEADER, crowded(count, all_different=all_different)), path))
    kind = "all different" if all_different else "of the mix"
    row(f"write {count:,} events {kind} as JSON lines", count, took)
    journal = read_log(path)
    took = often(lambda: read_log(path))
    row(f"from JSON lines to state: {count:,} events {kind}", count, took, "chain of every line checked")
    trusting = often(lambda: read_log(path, trusted=True))
    row("the same of a log that was verified before", count, trusting, "chain taken on trust, as the peer has none")
    return journal, took, trusting


def look_ups(journal: Journal) -> float:
    """Give what one look-up costs at a place drawn evenly, in seconds."""
    drawn = random.Random(1)  # noqa: S311 - which places are asked for
    places = [drawn.randrange(1, journal.count + 1) for _ in range(LOOK_UPS)]
    return often(lambda: [journal.state_at(place) for place in places]) / LOOK_UPS


def calls(events: Iterable[Event]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each event as the method of the peer that tells it."""
    for event in events:
        match event:
            case Signed():
                yield "sign", event.parties
            case Approved():
                yield "approve", (event.by, event.verb, event.target)
            case Opened():
                yield "open", (event.thing,)
            case Closed():
                yield "close", (event.thing,)
            case Seated(sole=True):
                yield "appoint", (event.party,)
            case Seated():
                yield "seat", (event.party,)
            case Unseated():
                yield "unseat", (event.party,)
            case _:
                raise TypeError(event)


def peer(folder: Path, count: int) -> tuple[float, float, str]:
    """Give what an event costs the peer, rebuilt from its SQLite store and merely mutated, and its checksum."""
    from eventsourcing.application import Application  # noqa: PLC0415 - an extra, for this alone
    from eventsourcing.domain import Aggregate, event  # noqa: PLC0415 - the same

    class Crisis(Aggregate):
        """The same state, as the package keeps it: fields that each event changes in place."""

        @event("Begun")
        def __init__(self) -> None:
            self.board: set[str] = set()
            self.chief = ""
            self.signed: set[str] = set()
            self.marks: set[str] = set()

        @event("Signed")
        def sign(self, party: str) -> None:
            self.signed.add(party)

        @event("Approved")
        def approve(self, by: str, verb: str, target: str) -> None:
            self.marks.add(f"approved/{by}/{verb}/{target}")

        @event("Opened")
        def open(self, thing: str) -> None:
            self.marks.add(f"open/{thing}")

        @event("Closed")
        def close(self, thing: str) -> None:
            self.marks.discard(f"open/{thing}")

        @event("Seated")
        def seat(self, party: str) -> None:
            self.board.add(party)

        @event("Unseated")
        def unseat(self, party: str) -> None:
            self.board.discard(party)

        @event("Appointed")
        def appoint(self, party: str) -> None:
            self.chief = party

    app = Application(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(folder / "peer.sqlite")})
    crisis = Crisis()

    def write() -> None:
        for number, (name, arguments) in enumerate(calls(line.told for line in crowded(count)), start=1):
            getattr(crisis, name)(*arguments)
            if number % 1000 == 0:
                app.save(crisis)
        app.save(crisis)

    took, _ = once(write)
    row(f"eventsourcing: write {count:,} events to its SQLite store", count, took, "a thousand at once")
    rebuilt, found = once(lambda: app.repository.get(crisis.id))
    row("eventsourcing: the same, rebuilt from its SQLite store", count, rebuilt, "once")
    kept = list(app.events.get(crisis.id, lte=min(count, BARE)))

    def mutate() -> object:
        state = None
        for one in kept:
            state = one.mutate(state)
        return state

    bare = often(mutate)
    row(f"eventsourcing: {len(kept):,} events in memory, mutated without a store", len(kept), bare)
    return rebuilt / count, bare / len(kept), checksum(found.board, [found.chief], found.signed, found.marks)


def main(count: int = COUNT) -> None:
    """Print the table."""
    gc.disable()  # as the command does
    print(f"{'logs: what':<64} {'median':>12} {'rate':>15}  of {RUNS} runs\n")
    with TemporaryDirectory() as name:
        folder = Path(name)
        few, _, _ = own(folder / "few.jsonl", FEW)
        at_few = look_ups(few)
        journal, took, trusting = own(folder / "many.jsonl", count)
        whole = _fold(journal)
        row("fold of the same events in memory", count, whole)
        at_many = look_ups(journal)
        row(f"state_at anywhere in {FEW:,} events", 1, at_few)
        note = (
            f"1/{whole / at_many:,.0f} of the fold, target 1/50; {at_many / at_few:.2f} x that of {FEW:,}, target 1.5"
        )
        row(f"state_at anywhere in {count:,} events", 1, at_many, note)
        state = ours(journal.fact.state())
        del few, journal
        _told_at()
        try:
            stored, bare, theirs = peer(folder, count)
        except ImportError:
            print(f"eventsourcing: {NO_PEER}")
            return
        print(f"same checksum on both sides: {'yes' if state == theirs else 'NO'}  {state[:16]} {theirs[:16]}")
        said = "from JSON lines to state, as a multiple of"
        for what, seconds in (("chain checked", took), ("chain taken on trust", trusting)):
            print(f"{said} its SQLite store, {what}: {stored * count / seconds:.1f} x, target 8")
            print(f"{said} its bare mutation, {what}: {bare * count / seconds:.2f} x")
        _, apart, _ = own(folder / "apart.jsonl", count // 10, all_different=True)
        print(f"with no two events the same, as a multiple of its SQLite store: {stored * (count // 10) / apart:.1f} x")


def _fold(journal: Journal) -> float:
    """Give the time of the whole fold in memory, of events that are at hand."""
    events = [told for told in journal.fact.told if not isinstance(told, Mark)]
    return often(lambda: fold(State(), events))


def _told_at() -> None:
    """Measure the look-up in a story that was told, beside the fold of what it told."""
    timeline = replay(long_story(1, STEPS))
    told = [event for entry in timeline.entries for event in entry.events]
    whole = often(lambda: fold(timeline.start, told))
    moments = [entry.step.at.latest for entry in timeline.entries]
    timeline.state_at(moments[0])
    at = often(lambda: [timeline.state_at(moment) for moment in moments]) / STEPS
    row(f"Timeline.state_at anywhere in {STEPS:,} steps", 1, at, f"1/{whole / at:,.0f} of the fold, target 1/50")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
