"""A log that was read: where things stand at any line of it, however states are kept on the way; drafts and marks."""

from collections.abc import Iterator
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
from govsim.record.marks import Kept, Mark, Move, Redone, Told, Undone, in_force
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

    Mutations: the last kept state is taken even if it is later; a kept state is written on; after `Undone` no state is
    kept; lines of the other track count.
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
