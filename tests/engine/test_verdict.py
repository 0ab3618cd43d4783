"""The short way to a verdict and the long one are one: over invented organisations and votes counted by hand."""

import pytest
from attrs import evolve
from hypothesis import given

from govsim.engine.decide import decide, verdict
from govsim.engine.hearing import Hearing
from govsim.engine.replay import replay
from govsim.record.acts import Decide, Meeting, Resolve
from govsim.record.rulings import Verdict
from govsim.record.state import Sight
from govsim.record.story import Story
from govsim.testing.choosing import Digests
from govsim.testing.deeds import tale
from govsim.testing.flat import DIRECTORS, flat_votes
from govsim.testing.strategies import stories
from govsim.world.expressions import Expr
from inline import tale as written
from inline import told, vote, without


def answer(expr: Expr, _sight: Sight) -> bool | None:
    """Answer a condition by the length of its text: one in three holds, one fails, one cannot be told."""
    return (True, False, None)[len(repr(expr)) % 3]


def hearings(story: Story) -> list[Hearing]:
    """Give every legal act of a story as it stood before the law, conditions holding, failing and open."""
    timeline = replay(story)
    out = []
    before = timeline.start
    for entry in timeline.entries:
        if isinstance(entry.step.act, Resolve | Decide):
            out.append(
                Hearing(
                    step=entry.step.id,
                    by=entry.step.by,
                    at=entry.step.at.latest,
                    date="2021-03-01",
                    act=entry.step.act,
                    law=before,
                    book=timeline.book,
                    docket=timeline.docket,
                    truth=answer,
                )
            )
        before = entry.law
    return out


def both_ways(hearing: Hearing) -> list[tuple[Verdict, Verdict, Verdict]]:
    """Give each item's verdict by the short way, by the whole explanation, and by the explanation in brief."""
    assert isinstance(hearing.act, Resolve | Decide)
    full, brief = decide(hearing, ()), decide(evolve(hearing, brief=True), ())
    return [
        (verdict(hearing, item), one.verdict, other.verdict)
        for item, one, other in zip(hearing.act.items, full, brief, strict=True)
    ]


@given(stories())
def test_the_verdict_alone_is_that_of_the_explanation(story: Story) -> None:
    """Whatever the organisation and whatever was decided, `verdict` gives what `decide` gives, in brief or in full."""
    for hearing in hearings(story):
        for short, full, brief in both_ways(hearing):
            assert short is full
            assert brief is full


def test_of_many_stories_every_verdict_is_found_both_ways() -> None:
    """Among the items of 100 invented stories there is each of the five verdicts, and the ways agree on all of them."""
    found = [pair for seed in range(100) for hearing in hearings(tale(Digests(seed))) for pair in both_ways(hearing)]
    assert {short for short, _, _ in found} == {*Verdict}
    assert all(short is full is brief for short, full, brief in found)


STATED = "{remove: cyd, from: acme.board, as: acme.owners, id: cyd}"
UNSTATED = "{remove: dee, from: acme.board, id: dee}"


@pytest.mark.parametrize("items", [f"{STATED}, {UNSTATED}", f"{UNSTATED}, {STATED}"])
def test_a_capacity_stated_of_one_item_is_not_stated_of_another(items: str) -> None:
    """Directors with 80 of 100 shares remove two at a board meeting: as owners the one, as nothing said the other.

    Fails if what is remembered of one item's approval leaves out the capacity: the first item would decide both.
    """
    rules = without("seats") + (
        "\n- {id: seats, in: acme.bylaws, power: {to: [elect, remove], of: seat}, by: {vote: acme.owners}}"
        "\n- {id: om, in: acme.bylaws, for: acme.owners, passes: '> 1/2 of outstanding'}\n"
    )
    text = written(
        vote("x", items, ayes="ann bob cyd"),
        rules=rules,
        bodies="{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: acme.a}}",
        positions="{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.a: {kind: shares}}",
        start="{acme.board: [ann, bob, cyd, dee, eve], acme.chair: bob, acme.a: {ann: 40, bob: 40, fay: 20}}",
    )
    timeline = told(text)
    step = next(entry.step for entry in timeline.entries if entry.step.id == "x")
    assert isinstance(step.act, Resolve)
    rulings = {item.id: timeline.ruling(f"x.{item.id}").verdict for item in step.act.items}
    assert rulings == {"cyd": Verdict.VALID, "dee": Verdict.VOID}
    hearing = Hearing(
        step="x",
        by=step.by,
        at=step.at.latest,
        date="2021-03-01",
        act=step.act,
        law=timeline.start,
        book=timeline.book,
        docket=timeline.docket,
        truth=answer,
    )
    assert {item.id: verdict(hearing, item) for item in step.act.items} == rulings


def by_hand(hearing: Hearing) -> Verdict:
    """Count a flat vote from the ballots alone: four of seven are a quorum, over half of those there decide."""
    act = hearing.act
    assert isinstance(act, Resolve)
    assert isinstance(act.form, Meeting)
    there = [one.party for one in act.form.attended]
    ayes = sum(word == "for" for _, word in act.ballots)
    if 2 * len(there) <= len(DIRECTORS):
        return Verdict.VOID
    return Verdict.VALID if 2 * ayes > len(there) else Verdict.NO_ACT


def test_a_flat_vote_is_ruled_as_a_count_by_hand_says() -> None:
    """Of a thousand votes of seven directors each is valid, no act or void as its ballots say, by either way."""
    votes = flat_votes(1, 1000)
    expected = [by_hand(hearing) for hearing, _ in votes]
    assert {*expected} == {Verdict.VALID, Verdict.NO_ACT, Verdict.VOID}
    assert [verdict(hearing, item) for hearing, item in votes] == expected
    assert [decide(hearing, ())[0].verdict for hearing, _ in votes] == expected
