"""A story as a log: what is folded from its lines is what the replay came to, and any moment of it can be asked for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how

from govsim.engine.logged import header, lines
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record import events as ev
from govsim.record.journal import Journal
from govsim.record.lines import Line, Lines, read_header, written
from govsim.record.marks import Kept, Redone, Undone
from govsim.record.state import State, Tenure
from govsim.record.story import Story
from govsim.testing.lengthy import long_story
from govsim.testing.strategies import stories
from inline import act, tale, told, vote, without

VOIDABLE = (
    without("quorum", "majority")
    + """
- {id: quorum, in: acme.bylaws, for: acme.board, quorum: "> 1/2 of authorized", defect: voidable}
- {id: majority, in: acme.bylaws, for: acme.board, passes: "> 1/2 of present"}
- {id: undo, in: acme.bylaws, power: {to: [avoid], of: any, from_start: yes}, by: {consent: gus}}
- {id: cure, in: acme.bylaws, power: {to: [ratify], of: any, from_start: yes}, by: {vote: acme.board}}
"""
)
REGULAR = "{meeting: {regular: yes}}"
OUT = "{remove: ann, from: acme.ceo, id: out}"


def read_again(timeline: Timeline) -> list[Line]:
    """Write a log of a story and read it."""
    raws = [text.encode() for text in written(header(timeline), lines(timeline))]
    found, chain, lifts = read_header(raws[0])
    assert found == header(timeline)
    return list(Lines(raws[1:], chain, lifts))


def holds(timeline: Timeline) -> None:
    """After each step, both tracks of its log are as the replay left them."""
    told_again = read_again(timeline)
    assert told_again == list(lines(timeline))
    assert [line.n for line in told_again] == list(range(1, len(told_again) + 1))
    journal = Journal(told_again)
    steps = [entry.step.id for entry in timeline.entries]
    for entry in timeline.entries:
        so_far = {"", *steps[: entry.index]}
        last = max((line.n for line in told_again if line.step in so_far), default=0)
        assert journal.state_at(last, "fact") == entry.fact, entry.step.id
        assert journal.state_at(last, "law") == entry.law, entry.step.id
    assert (journal.fact.state(), journal.law.state()) == (timeline.fact, timeline.law)


@how(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(stories())
def test_the_fold_of_the_log_of_any_story_is_the_state_of_its_replay(story: Story) -> None:
    """Mutations: what came due before a step is told after it; what follows in fact is left out; no place is kept."""
    holds(replay(story))


def test_the_fold_of_the_log_of_a_long_story_is_the_state_of_its_replay() -> None:
    holds(replay(long_story(3, 120)))


def test_what_was_undone_and_redone_from_its_beginning_is_told_as_such() -> None:
    """Two of five oust ann, voidable; gus sets it aside from the start. Two others are too few for a plan they had.

    Mutations: a walk notes nothing when it takes something back; it notes it under the step and not the item.
    """
    undone = told(
        tale(
            vote("x", OUT, ayes="bob cyd", via=REGULAR),
            act("y", "gus", "decide: {that: [{avoid: x.out, from_start: yes, id: back}]}", at="2024-04-02"),
            rules=VOIDABLE,
        )
    )
    holds(undone)
    assert undone.law.get(("held", "acme.ceo")) == (Tenure("ann"),)
    in_law = [(line.step, line.item, line.told) for line in lines(undone) if line.track == "law"]
    gone = ev.Unseated(position="acme.ceo", party="ann")
    assert in_law[0] == ("x", "x.out", gone)
    assert ("y", "x.out", Undone()) in in_law


def test_what_had_no_effect_keeps_its_place_and_is_given_one_there() -> None:
    """A void removal has no effect until it is ratified from its beginning; what came between is folded after it.

    The by-laws ask five of five for a quorum, else it is void; all five then ratify it.
    """
    rules = VOIDABLE.replace('"> 1/2 of authorized", defect: voidable', '"> 1/2 of authorized"')
    timeline = told(
        tale(
            vote("x", OUT, ayes="bob cyd", via=REGULAR),
            vote("r", "{ratify: x.out, from_start: yes, id: good}", ayes="bob cyd dee", via=REGULAR, at="2024-03-05"),
            rules=rules,
        )
    )
    holds(timeline)
    in_law = [(line.step, line.item, line.told) for line in lines(timeline) if line.track == "law"]
    assert in_law[0] == ("x", "x.out", Kept())
    assert ("r", "x.out", Redone(events=(ev.Unseated(position="acme.ceo", party="ann"),))) in in_law
    assert timeline.by_step["x"].law.get(("held", "acme.ceo")) == (Tenure("ann"),)
    assert timeline.law.get(("held", "acme.ceo")) is None


def test_what_comes_due_before_a_step_is_told_before_it() -> None:
    """Bob takes office on the second and is removed on the third: the other way round he would still be there."""
    timeline = told(
        tale(
            vote(
                "later",
                "{appoint: bob, as: acme.ceo, replacing: ann, id: new}",
                ayes="bob cyd dee",
                more="effective: 2024-03-02T00:00",
            ),
            vote("x", "{remove: bob, from: acme.ceo, id: out}", ayes="cyd dee eve", at="2024-03-03"),
        )
    )
    assert timeline.fact.get(("held", "acme.ceo")) is None
    in_fact = [line.told for line in lines(timeline) if line.track == "fact"]
    assert in_fact[-1] == ev.Unseated(position="acme.ceo", party="bob")
    holds(timeline)


def test_a_log_begins_with_who_held_what_and_says_what_it_is_a_log_of() -> None:
    timeline = told(tale(vote("x", OUT, ayes="bob cyd dee")))
    first = list(lines(timeline))[:7]
    assert {(line.track, line.step, line.item) for line in first} == {("start", "", "")}
    assert ev.Seated(position="acme.chair", party="bob", sole=True) in [line.told for line in first]
    assert header(timeline).scenario == timeline.story.id
    assert header(timeline).choices == {}


def at(minute: int) -> datetime:
    return datetime(2021, 3, 1, tzinfo=UTC) + timedelta(minutes=minute)


def test_the_state_at_any_moment_is_that_after_the_last_step_by_then() -> None:
    """Step n is at minute n; every moment is compared with a walk through all entries (mutation: bisect_left)."""
    timeline = replay(long_story(2, 40))
    for minute in range(43):
        for second in (-1, 0, 1):
            moment = at(minute) + timedelta(seconds=second)
            by_then = [entry for entry in timeline.entries if entry.step.at.latest <= moment]
            assert timeline.state_at(moment) is (by_then[-1].fact if by_then else timeline.start)
            assert timeline.state_at(moment, "law") is (by_then[-1].law if by_then else timeline.start)


def test_the_state_after_a_step_goes_by_its_id() -> None:
    timeline = replay(long_story(2, 10))
    assert timeline.state_at("s7") == timeline.entries[6].fact
    assert timeline.state_at("s7", "law") == timeline.entries[6].law
    with pytest.raises(KeyError):
        timeline.state_at("s11")


def test_a_step_that_may_not_have_happened_yet_holds_up_those_after_it() -> None:
    """The letter is some time from 10:00 to 12:00, the vote at 11:00: at 11:30 nothing is sure, at 12:00 all is.

    Mutation: each step counts as soon as it is over, whatever stands before it.
    """
    timeline = told(
        tale(
            act("letter", "ann", "sign: {letter: plea}", at="2024-03-01T10:00/2024-03-01T12:00"),
            vote("x", OUT, ayes="bob cyd dee", at="2024-03-01T11:00"),
        )
    )
    latest = [entry.step.at.latest for entry in timeline.entries]
    assert latest[1] < latest[0]
    assert timeline.state_at(latest[1]) is timeline.start
    assert timeline.state_at(latest[0]) is timeline.fact


def test_a_story_without_steps_is_as_it_began() -> None:
    timeline = replay(long_story(1, 0))
    assert timeline.state_at(at(5)) is timeline.start
    assert timeline.start != State()
    holds(timeline)
