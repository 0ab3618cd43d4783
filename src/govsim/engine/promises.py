"""What every told story keeps, whatever its rules and its people: promises that one timeline alone can break.

A promise is a law of the engine, not of the land. It is checked from what the timeline recorded, by another road
than the one that recorded it; promises that need two stories (another order, other names) are tests. A broken
promise is always a fault of ours. A whole story of sixty steps is checked in about two milliseconds::

    >>> broken(timeline)  # doctest: +SKIP
    ()
"""

from collections.abc import Callable, Iterator

from govsim.engine.reactions import Followed
from govsim.engine.reads import refolds
from govsim.engine.timeline import START, Entry, Timeline
from govsim.record.acts import Decide, Happen, Resolve
from govsim.record.events import Event, Seated
from govsim.record.fold import fold
from govsim.record.rulings import Finding, Ruling, Verdict, joined
from govsim.record.state import State, holders
from govsim.values import frozen

Kept = Callable[[Timeline], bool]


@frozen(kw_only=True)
class Promise:
    """One law of the engine: a stable id, the sentence it promises, and whether a timeline keeps it."""

    id: str
    words: str
    kept: Kept


def _rulings(timeline: Timeline) -> Iterator[tuple[Entry, Ruling]]:
    return ((entry, ruling) for entry in timeline.entries for ruling in entry.rulings)


def _steps(timeline: Timeline) -> Iterator[tuple[Entry, State, State]]:
    """Give each entry with the states in fact and in law before it."""
    fact = law = timeline.start
    for entry in timeline.entries:
        yield entry, fact, law
        fact, law = entry.fact, entry.law


def _nodes(timeline: Timeline) -> Iterator[Finding]:
    """Give every finding that has others under it, each once: items of one act share what was judged once."""
    waiting = [ruling.finding for _, ruling in _rulings(timeline)]
    seen: set[int] = set()
    while waiting:
        finding = waiting.pop()
        if id(finding) not in seen:
            seen.add(id(finding))
            yield finding
            waiting.extend(child for child in finding.children if child.children)


# --- states ------------------------------------------------------------------------------------------------------


def _seats_two(entry: Entry, sole: frozenset[str]) -> bool:
    """Say whether two effective rulings of one step seat different parties in one position of `sole`."""
    seated: dict[str, str] = {}
    given = (event for ruling in entry.rulings if ruling.verdict.effective for event in ruling.events)
    return any(
        seated.setdefault(event.position, event.party) != event.party
        for event in given
        if isinstance(event, Seated) and event.position in sole
    )


def one_holder(timeline: Timeline) -> bool:
    """Say whether no office and no chair ever had two holders, in fact or in law, nor got two by the same step.

    The state alone would not show the second: whoever is seated last would have put the first one out.
    """
    sole = frozenset(position.id for position in timeline.book.code.structure.positions if position.sole)
    states = {id(state): state for entry in timeline.entries for state in (entry.fact, entry.law)}
    every = (timeline.start, *states.values())
    return all(len(holders(state, position)) <= 1 for state in every for position in sole) and not any(
        _seats_two(entry, sole) for entry in timeline.entries
    )


def _after(before: State, own: tuple[Event, ...], followed: tuple[Followed, ...], early: int) -> State:
    """Give the state after what came due, a step's own events, and what followed: `early` of all that followed."""
    first = (event for _, events in followed[:early] for event in events)
    late = (event for _, events in followed[early:] for event in events)
    return fold(fold(fold(before, first), own), late)


def fact_is_fold(timeline: Timeline) -> bool:
    """Say whether each state in fact is the fold of the events told so far."""
    return all(
        _after(fact, entry.events, entry.followed_in_fact, entry.early_in_fact) == entry.fact
        for entry, fact, _ in _steps(timeline)
    )


def _refolds(entry: Entry) -> bool:
    """Say whether a step changes what an earlier one came to: the state in law may then be folded anew."""
    return any(refolds(item) for item in getattr(entry.step.act, "items", ()))


def law_from_rulings(timeline: Timeline) -> bool:
    """Say whether every change in law came from a ruling or followed by itself, endings before beginnings."""
    for entry, _, law in _steps(timeline):
        ruled = tuple(event for ruling in entry.rulings for event in ruling.events)
        ended = tuple(event for event in ruled if not isinstance(event, Seated))
        begun = tuple(event for event in ruled if isinstance(event, Seated))
        if not _refolds(entry) and _after(law, (*ended, *begun), entry.followed, entry.early) != entry.law:
            return False
    return True


# --- rulings -----------------------------------------------------------------------------------------------------


def refused_is_empty(timeline: Timeline) -> bool:
    """Say whether no refused item changed anything in law."""
    return not any(ruling.verdict.refused and ruling.events for _, ruling in _rulings(timeline))


def every_act_ruled(timeline: Timeline) -> bool:
    """Say whether each item of a legal act has its ruling, each own act one, and what only happens none.

    A step of a fork that is not taken, since its condition does not hold, has none and has happened to nobody.
    """
    for entry in timeline.entries:
        act = entry.step.act
        unmet = entry.step.condition is not None and entry.condition is not True
        if unmet and not entry.rulings and not entry.happened:
            continue
        if isinstance(act, Resolve | Decide):
            asked = tuple(item.id for item in act.items)
        else:
            asked = () if isinstance(act, Happen) else ("act",)
        if asked != tuple(ruling.item for ruling in entry.rulings):
            return False
    return True


def all_or_nothing(timeline: Timeline) -> bool:
    """Say whether the items of an act on all or nothing share one verdict."""
    return all(
        len({ruling.verdict for ruling in entry.rulings}) <= 1
        for entry in timeline.entries
        if getattr(entry.step.act, "all_or_nothing", False)
    )


def read_after_written(timeline: Timeline) -> bool:
    """Say whether every key that a step read was written at the start or by an earlier step."""
    written = {START}
    for entry in timeline.entries:
        if any(writer not in written for _, writer in (*entry.read_law, *entry.read_fact)):
            return False
        written.add(entry.step.id)
    return True


# --- findings ----------------------------------------------------------------------------------------------------


def root_agrees(timeline: Timeline) -> bool:
    """Say whether each ruling is its root, and each finding is as good or bad as those under it make it."""
    return all(ruling.verdict is ruling.finding.verdict for _, ruling in _rulings(timeline)) and all(
        finding.verdict is joined(finding, tuple(child.verdict for child in finding.children))
        for finding in _nodes(timeline)
    )


def _reached(finding: Finding) -> bool:
    """Say whether a finding on a quorum is valid only where the quorum was there, and of somebody."""
    if not finding.numbers or finding.verdict is not Verdict.VALID:
        return True
    numbers = dict(finding.numbers)
    return numbers["of"] > 0 and numbers["have"] >= numbers["needed"]


def quorum_kept(timeline: Timeline) -> bool:
    """Say whether each vote at a meeting that had effect looked at the quorum, and found it where a rule asks one."""
    for finding in _nodes(timeline):
        quorums = [child for child in finding.children if child.code.startswith("quorum")]
        if not all(_reached(leaf) for one in quorums for leaf in (one, *one.children)):
            return False
        met = finding.code == "approval.vote" and any(child.code == "notice" for child in finding.children)
        if met and finding.verdict.effective and not quorums:
            return False
    return True


def void_never_decides(timeline: Timeline) -> bool:
    """Say whether no clause that was found void is the clause of a finding beside it."""
    for finding in _nodes(timeline):
        void = {name for child in finding.children if child.code == "clause.void" for _, name in child.names[:1]}
        if void and any(child.clause in void for child in finding.children):
            return False
    return True


PROMISES: tuple[Promise, ...] = (
    Promise(
        id="one-holder",
        words="An office or a chair never has two holders, in fact or in law; no step gives it two in law.",
        kept=one_holder,
    ),
    Promise(id="refused", words="A refused item changes nothing in law.", kept=refused_is_empty),
    Promise(
        id="law-fold", words="Every change in law came from a ruling or followed by itself.", kept=law_from_rulings
    ),
    Promise(id="fact-fold", words="The state in fact is the fold of the events told.", kept=fact_is_fold),
    Promise(id="quorum", words="No vote at a meeting has effect without the quorum a rule asks.", kept=quorum_kept),
    Promise(id="package", words="An act on all or nothing has one verdict.", kept=all_or_nothing),
    Promise(id="void-rule", words="A void rule never decides.", kept=void_never_decides),
    Promise(id="root", words="The root of the findings and the verdict agree, all the way down.", kept=root_agrees),
    Promise(id="ruled", words="Every legal act has a ruling for each of its items.", kept=every_act_ruled),
    Promise(
        id="provenance", words="Whatever a step read was written at the start or earlier.", kept=read_after_written
    ),
)
"""Every promise that one timeline can break, in the order in which they are told."""


def broken(timeline: Timeline) -> tuple[Promise, ...]:
    """Give the promises that a timeline breaks; empty as long as the engine is right."""
    return tuple(promise for promise in PROMISES if not promise.kept(timeline))
