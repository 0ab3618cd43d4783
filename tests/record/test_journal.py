"""A log that was read: where things stand at any line of it, however states are kept on the way; drafts and marks."""

from collections.abc import Iterable, Iterator
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from govsim.record import events as ev
from govsim.record import journal as module
from govsim.record.draft import Draft
from govsim.record.fold import evolve, fold
from govsim.record.journal import Journal
from govsim.record.lines import Line, Track
from govsim.record.marks import Kept, Mark, Move, Redone, Standing, Told, Undone, in_force
from govsim.record.state import State
from govsim.testing.crowded import HEADER, crowded

LATER = ev.Scheduled(id="late", changes=())

EVENTS = st.one_of(
    st.builds(ev.Opened, thing=st.sampled_from("tu")),
    st.builds(ev.Closed, thing=st.sampled_from("tu")),
    st.builds(ev.Seated, position=st.sampled_from("pq"), party=st.sampled_from("abc"), sole=st.booleans()),
    st.builds(ev.Unseated, position=st.sampled_from("pq"), party=st.sampled_from("abc")),
    st.builds(ev.Signed, letter=st.just("l"), parties=st.sampled_from((("a",), ("b", "c"), ()))),
    st.just(LATER),
    st.just(ev.Unscheduled(id="late")),
)
MARKS: st.SearchStrategy[Told] = st.one_of(
    st.just(Kept()), st.just(Undone()), st.builds(Redone, events=st.lists(EVENTS, max_size=2).map(tuple))
)


@st.composite
def logs(draw: st.DrawFn) -> list[Line]:
    """Draw a log: the start, then both tracks; what is kept, undone and redone is in law alone."""
    out: list[Line] = []
    for _ in range(draw(st.integers(0, 3))):
        out.append(Line(len(out) + 1, "start", "", "", draw(EVENTS)))
    for _ in range(draw(st.integers(0, 25))):
        track: Track = draw(st.sampled_from(("fact", "law")))
        told = draw(EVENTS if track == "fact" else st.one_of(EVENTS, EVENTS, MARKS))
        out.append(Line(len(out) + 1, track, "s", draw(st.sampled_from("ijk")), told))
    return out


def slowly(lines: list[Line], track: str) -> State:
    """Fold a track from its beginning, one event after the other, and begin anew at whatever goes back."""
    done: list[tuple[str, list[ev.Event]]] = []
    for line in lines:
        if line.track in {"start", track}:
            if isinstance(line.told, Kept):
                done.append((line.item, []))
            elif isinstance(line.told, Undone):
                done = [one for one in done if one[0] != line.item]
            elif isinstance(line.told, Redone):
                done = [(i, list(line.told.events) if i == line.item and not e else e) for i, e in done]
            else:
                done.append((line.item, [line.told]))
    state = State()
    for _, events in done:
        for event in events:
            state = evolve(state, event)
    return state


@pytest.mark.parametrize("every", [1, 3, 256])
def test_a_state_at_any_line_is_the_fold_of_what_was_told_by_then(every: int) -> None:
    """With states kept after each event, after three, or never here.

    Mutations: the last kept state is taken even if it is later; a kept state is written on; a state that was kept
    before `Undone` counts after it; lines of the other track count.
    """

    @how(max_examples=40, deadline=None)
    @given(logs())
    def holds(lines: list[Line]) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "EVERY", every)
            journal = Journal(lines)
            tracks: tuple[Literal["fact", "law"], ...] = ("fact", "law")
            for track in tracks:
                for n in range(len(lines) + 2):
                    assert journal.state_at(n, track) == slowly(lines[:n], track), (n, track)
                ledger = journal.fact if track == "fact" else journal.law
                assert ledger.state() == slowly(lines, track)
            assert journal.count == len(lines)
            bare = Journal(_bare(line) for line in lines)
            assert bare.state_at(len(lines)) == journal.fact.state()

    holds()


def test_a_journal_that_is_read_in_parts_is_the_same() -> None:
    lines = list(crowded(600))
    parts = Journal(lines[:300])
    parts.read(lines[300:])
    assert parts.count == 600
    assert parts.state_at(600) == Journal(lines).state_at(600) == fold(State(), _events(lines))


def _bare(line: Line) -> Line | ev.Event:
    """Give what a reader gives that knows the event: of a line in fact the event alone."""
    return line if line.track != "fact" or isinstance(line.told, Mark) else line.told


def _events(lines: list[Line]) -> Iterator[ev.Event]:
    for line in lines:
        assert isinstance(line.told, ev.Opened | ev.Closed | ev.Seated | ev.Unseated | ev.Signed | ev.Approved)
        yield line.told


def test_states_are_kept_so_that_all_of_them_together_are_no_longer_than_the_log() -> None:
    """A state that grows with every event is kept ever more seldom (mutation: the size of a state is not asked)."""
    lines = [Line(n, "fact", "s", "", ev.Opened(thing=f"t{n}")) for n in range(1, 20_001)]
    journal = Journal(lines)
    kept = journal.fact._states  # noqa: SLF001 - what is kept is what this is about
    assert [len(Draft(state)) for state in kept] == [0, 256, 512, 1024, 2048, 4096, 8192, 16384]
    assert sum(len(Draft(state)) for state in kept) < 2 * len(lines)
    assert len(Draft(journal.state_at(12_345))) == 12_345


def test_a_small_state_is_kept_every_so_often() -> None:
    lines = [Line(n, "fact", "s", "", ev.Opened(thing="t")) for n in range(1, 2_561)]
    assert len(Journal(lines).fact._states) == 11  # noqa: SLF001 - the empty one, and ten times 256


def in_law(*moves: Move) -> list[Line]:
    """Give the lines of a track in law."""
    return [Line(n, "law", "s", item, told) for n, (item, told) in enumerate(moves, start=1)]


def opened(*things: str) -> State:
    """Give a state in which these things are open, and nothing else is so."""
    return fold(State(), [ev.Opened(thing=thing) for thing in things])


def test_what_goes_back_is_seen_from_its_line_on_whether_a_state_was_kept_there_or_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A state may be kept at every other line of eleven; what is open at each was written down by hand.

    The first is kept after two lines, and the next after two more, where the track is folded again; what goes back at
    the sixth line waits until there are twice as many as then, which leaves four things open; so no other is due.

    Mutations: an event after `Undone` is lost; the state kept before it counts after it; the one kept at a line with a
    mark is that of the line before; no state is kept at a mark; what `Redone` gives has no effect.
    """
    monkeypatch.setattr(module, "EVERY", 2)
    lines = in_law(
        ("a", ev.Opened(thing="t")),
        ("k", Kept()),
        ("b", ev.Opened(thing="u")),
        ("a", Undone()),
        ("c", ev.Opened(thing="v")),
        ("k", Redone(events=(ev.Opened(thing="w"),))),
        ("no.such", Undone()),
        ("d", ev.Opened(thing="x")),
        ("k", Redone(events=(ev.Opened(thing="y"),))),
        ("k", Undone()),
        ("e", ev.Opened(thing="z")),
    )
    there = ["", "t", "t", "tu", "u", "uv", "uvw", "uvw", "uvwx", "uvwx", "uvx", "uvxz"]
    journal = Journal(lines)
    assert [journal.state_at(n, "law") for n in range(12)] == [opened(*things) for things in there]
    assert journal.law.state() == opened(*"uvxz")
    assert journal.law._kept == [0, 2, 4, 8]  # noqa: SLF001 - where it is kept is what this is about
    for n, things in enumerate(there):
        assert Journal(lines[:n]).law.state() == opened(*things)


def folds(lines: list[Line], monkeypatch: pytest.MonkeyPatch) -> tuple[Journal, list[int]]:
    """Read a log, and say how many events each fold from the beginning went through."""
    found: list[int] = []

    def counted(state: State, events: Iterable[ev.Event]) -> State:
        several = tuple(events)
        found.append(len(several))
        return fold(state, several)

    monkeypatch.setattr(module, "fold", counted)
    return Journal(lines), found


def test_a_mark_for_an_item_that_is_not_there_costs_no_fold_and_no_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """After 300 things there are 200 of them (mutations: each folds the track again; each keeps a state).

    An item that has changed nothing is there, and yet nothing is taken back with it; nor does it then get an effect.
    """
    things: list[Move] = [(f"i{n}", ev.Opened(thing=f"t{n}")) for n in range(300)]
    nothing: list[Move] = [
        ("no.such", Undone()),
        ("no.such", Redone(events=(ev.Opened(thing="x"),))),
        ("i0", Redone(events=(ev.Opened(thing="x"),))),
        ("kept", Kept()),
        ("kept", Redone(events=())),
        ("kept", Undone()),
        ("kept", Redone(events=(ev.Opened(thing="x"),))),
        ("other", Kept()),
    ]
    journal, found = folds(in_law(*things, *(nothing * 25)), monkeypatch)
    assert journal.law.state() == journal.state_at(333, "law") == opened(*(f"t{n}" for n in range(300)))
    assert found == []
    assert len(journal.law._states) == 2  # noqa: SLF001 - the empty one, and that of line 256; the next is due at 512


def test_however_much_goes_back_a_log_is_read_in_a_time_that_grows_with_its_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A thing is opened and taken back again 2,000 times after 1,000 others, and a state could be kept at any line.

    The folds on the way together go through less than twice the log, and the last one through it once more (mutations:
    the track is folded again at each mark, or as soon as a state may be kept; at each mark all is counted anew).
    """
    counted: list[str] = []

    class Counting(Standing):
        def add(self, item: str, told: Told) -> bool:
            counted.append(item)
            return super().add(item, told)

    monkeypatch.setattr(module, "Standing", Counting)
    monkeypatch.setattr(module, "EVERY", 1)
    shut: list[Move] = [("i", ev.Closed(thing="t"))] * 1_000
    back: list[Move] = [("a", ev.Opened(thing="t")), ("a", Undone())] * 2_000
    journal, found = folds(in_law(*shut, *back), monkeypatch)
    assert len(counted) == 5_000
    assert sum(found) < 2 * 5_000
    assert journal.law.state() == State()
    assert sum(found) < 3 * 5_000
    assert journal.state_at(4_999, "law") == opened("t")


def test_many_places_of_one_item_are_filled_and_emptied_once_each() -> None:
    """Mutation: what was filled is filled again by the next `Redone`; a place that was given up is filled."""
    first, second = (Redone(events=(ev.Opened(thing=thing),)) for thing in "tu")
    standing = Standing()
    told: list[Told] = [Kept(), Kept(), first, second, Kept(), second, Undone(), Kept(), Undone(), first, Undone()]
    changed = [standing.add("a", one) for one in told]
    assert changed == [False, False, True, False, False, True, True, False, False, False, False]
    assert list(standing) == []


@given(st.lists(EVENTS, max_size=15))
def test_a_draft_comes_to_the_same_as_one_state_after_the_other(events: list[ev.Event]) -> None:
    """Content, kept hash and what is made for later (mutations: an old value stays in the hash; `later` is kept)."""
    state = slow = fold(State(), [LATER])
    assert slow.scheduled() == (LATER,)
    for event in events:
        slow = evolve(slow, event)
    found = fold(state, events)
    assert (found, hash(found), found.scheduled()) == (slow, hash(slow), slow.scheduled())
    assert dict(found.items()) == dict(slow.items())
    assert state.scheduled() == (LATER,)


def test_a_draft_without_a_real_change_gives_the_very_state_it_began_from() -> None:
    state = fold(State(), [ev.Opened(thing="t")])
    assert fold(state, []) is state
    assert fold(state, [ev.Opened(thing="t"), ev.Closed(thing="u")]) is state
    assert fold(state, [ev.Closed(thing="t"), ev.Opened(thing="t")]) is not state


def test_a_draft_can_be_written_on_after_its_state_was_taken() -> None:
    draft = Draft(State())
    draft.write({("open", "t"): True})
    first = draft.state()
    assert draft.state() is first
    draft.write({("open", "t"): None, ("open", "u"): True})
    assert dict(first.items()) == {("open", "t"): True}
    assert dict(draft.state().items()) == {("open", "u"): True}
    assert len(draft) == 1


OPEN, SHUT = ev.Opened(thing="t"), ev.Closed(thing="t")


@pytest.mark.parametrize(
    ("moves", "left"),
    [
        ([], []),
        ([("a", OPEN), ("b", SHUT)], [OPEN, SHUT]),
        ([("a", OPEN), ("b", SHUT), ("a", Undone())], [SHUT]),
        ([("a", OPEN), ("a", SHUT), ("a", Undone())], []),
        ([("a", Kept()), ("b", SHUT)], [SHUT]),
        ([("a", Kept()), ("b", SHUT), ("a", Redone(events=(OPEN,)))], [OPEN, SHUT]),
        ([("b", SHUT), ("a", Redone(events=(OPEN,)))], [SHUT]),
        ([("b", SHUT), ("b", Redone(events=(OPEN,)))], [SHUT]),
        ([("a", Kept()), ("a", Redone(events=(OPEN,))), ("a", Undone()), ("b", SHUT)], [SHUT]),
        ([("a", Kept()), ("b", SHUT), ("a", Redone(events=())), ("a", Redone(events=(OPEN,)))], [OPEN, SHUT]),
        ([("a", Kept()), ("b", SHUT), ("a", Kept()), ("a", Redone(events=(OPEN,)))], [OPEN, SHUT, OPEN]),
        ([("a", Kept()), ("a", Undone()), ("b", SHUT), ("a", Redone(events=(OPEN,)))], [SHUT]),
        ([("a", Kept()), ("a", Redone(events=(OPEN,))), ("b", SHUT), ("a", Redone(events=(SHUT,)))], [OPEN, SHUT]),
    ],
)
def test_what_counts_after_all_that_was_told(moves: list[Move], left: list[ev.Event]) -> None:
    """What was undone is gone from everywhere; what was redone stands in the place that was kept for it."""
    assert list(in_force(moves)) == left


def test_a_crowded_log_has_the_mix_it_says_and_is_the_same_every_time() -> None:
    """Of 20,000 events half are signatures, a fifth votes, and so on: within two in a hundred."""
    told = [line.told for line in crowded(20_000)]
    assert told == [line.told for line in crowded(20_000)]
    share = {kind: sum(type(one) is kind for one in told) / 200 for kind in {type(one) for one in told}}
    assert abs(share[ev.Signed] - 50) < 2
    assert abs(share[ev.Approved] - 20) < 2
    assert abs(share[ev.Opened] + share[ev.Closed] - 18) < 2
    assert abs(share[ev.Seated] + share[ev.Unseated] - 12) < 2
    assert len({one.parties for one in told if isinstance(one, ev.Signed)}) == 770
    assert len(set(map(repr, (line.told for line in crowded(500, all_different=True))))) == 500
    assert HEADER.scenario == "crowded"
