"""One premise at a time: what changes is what a whole replay with that one choice says, no more and no less."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings

from govsim.engine.asking import moment_after
from govsim.engine.choices import open_dimensions
from govsim.engine.replay import replay
from govsim.engine.sensitivity import Answer, Change, is_excluded, sensitivity
from govsim.engine.timeline import Timeline
from govsim.engine.worlds import dependence
from govsim.record.rulings import Verdict
from govsim.record.story import Outcome, Story
from govsim.rules.evaluate import truth
from govsim.testing.invented import NOWHERE
from govsim.testing.strategies import stories
from govsim.world.expressions import Call, Name
from govsim.world.params import Value
from inline import act, bundled, story, tale, vote, without

SEATS = f"{without('size')}\n- {{id: size, in: acme.bylaws, for: acme.board, size: {{param: seats}}}}"
PARAMS = "{seats: {value: 5, among: [5, 7]}, colour: {value: red, among: [red, blue]}}"
FACTS = "{count: {claims: [{value: 505, source: wire}, {value: 490, source: wire}, {value: 800, source: wire}], %s}}"
OPEN = FACTS % "standing: open, because: b"
VOTE = vote("x", "{remove: ann, from: acme.ceo, id: o}", ayes="bob cyd dee")
LETTER = act("l", "staff", "sign: {letter: letter, total: {fact: count}}")
NEWS = act("n", "staff", "happen: news", step="if: 'signed(letter) >= 500'")


def small() -> Story:
    base = tale(VOTE, LETTER, NEWS, rules=SEATS, params=PARAMS, facts=OPEN, expect="['signed(letter) >= 500']")
    return story(base.replace("never:\n  []", "never:\n  ['signed(letter) > 790']"))


def test_a_premise_changes_verdicts_conditions_and_expectations() -> None:
    """Three of five are a quorum, and of seven none; of 505 signatures 500 are there, of 490 not; 800 are too many."""
    found = sensitivity(replay(small()))
    assert found["seats"].changes == (
        Change(kind="verdict", name="x.o", value=Fraction(7), before=Verdict.VALID, after=Verdict.VOID),
    )
    assert [(c.kind, c.name, c.value, c.before, c.after) for c in found["count"].changes] == [
        ("condition", "n", Fraction(1), True, False),
        ("expectation", "signed(letter) >= 500", Fraction(1), True, False),
    ]
    assert (found["count"].chosen, found["count"].excluded) == (Fraction(0), (Fraction(2),))


def test_what_nothing_asks_for_changes_nothing() -> None:
    assert sensitivity(replay(small()))["colour"].changes == ()


def test_an_outcome_is_asked_after_its_step() -> None:
    filled = Call("vacant", (Name("acme.ceo"),))
    in_law = Call("in_law", (filled,))
    outcomes = tuple(Outcome(id=name, that=in_law, at=at, place=NOWHERE) for name, at in (("then", "x"), ("end", "")))
    found = sensitivity(replay(evolve(small(), outcomes=outcomes)))
    assert [c.name for c in found["seats"].changes if c.kind == "outcome"] == ["then", "end"]


def test_a_settled_fact_has_no_other_value() -> None:
    base = story(tale(VOTE, LETTER, facts=FACTS % "because: b", expect="['signed(letter) >= 500']"))
    assert sensitivity(replay(base))["count"].changes == ()


def test_all_else_stays_as_it_was_chosen() -> None:
    told = replay(small(), {"count": Fraction(1), "seats": Fraction(7)})
    found = sensitivity(told)
    assert found["seats"].changes[0].before is Verdict.VOID
    assert {change.value for change in found["count"].changes} == {Fraction(0)}
    assert all(change.before is False and change.after is True for change in found["count"].changes)


def printed(timeline: Timeline) -> dict[tuple[str, str], Answer]:
    """Give everything a replay says, of which an outcome is asked at the end."""
    out: dict[tuple[str, str], Answer] = {
        ("verdict", f"{one.step.id}.{ruling.item}"): ruling.verdict
        for one in timeline.entries
        for ruling in one.rulings
    }
    out |= {("condition", one.step.id): one.condition for one in timeline.entries if one.step.condition is not None}
    end = moment_after(timeline, timeline.entries[-1])
    return out | {("outcome", one.id): truth(one.that, end) for one in timeline.story.outcomes}


@settings(max_examples=60, deadline=None)
@given(base=stories())
def test_the_changes_are_the_differences_of_two_whole_replays(base: Story) -> None:
    that = Call("in_law", (Call("vacant", (Name("top.ceo"),)),))
    base = evolve(base, outcomes=(Outcome(id="q", that=that, place=NOWHERE),))
    told = replay(base)
    found = sensitivity(told)
    assert list(found) == list(open_dimensions(base))
    for name, among in open_dimensions(base).items():
        differ: set[tuple[str, str, Value]] = set()
        for value in among:
            other = printed(replay(base, {name: value}))
            differ |= {(*key, value) for key, was in printed(told).items() if other[key] is not was}
        assert {(change.kind, change.name, change.value) for change in found[name].changes} == differ


@pytest.fixture(scope="module")
def november() -> Timeline:
    return replay(bundled("nov2023"))


def test_taking_away_a_disputed_premise_of_november_2023_changes_some_verdict(november: Timeline) -> None:
    """Form, members, size, and the two clauses of certificate and notice, which the readings hold."""
    on = {name for names in dependence(november).by_item.values() for name in names}
    assert {"form", "members", "size", "reading"} <= on


def test_premises_of_november_2023_that_never_matter_are_found(november: Timeline) -> None:
    """A share of profit gives no vote, and a price no seat (law review 13, 14)."""
    found = sensitivity(november)
    assert all(found[name].changes == () for name in ("microsoft-profit-share", "valuation-usd-bn"))
    verdicts = {change.name: change for change in found["reading"].changes if change.value == "by-law-only"}
    assert (verdicts["decision.ceo"].before, verdicts["decision.ceo"].after) == (Verdict.VALID, Verdict.VOID)
    assert "decision.seat-altman" not in verdicts


def test_the_coarser_head_count_is_impossible_with_the_chosen_count_of_signatures(november: Timeline) -> None:
    """747 of at most 719 cannot have signed."""
    assert sensitivity(november)["headcount"].excluded == (Fraction(1),)
    assert not is_excluded(november)


def test_a_share_of_ninety_five_percent_matters_only_under_the_coarse_count() -> None:
    """95 % of 770 is 731.5: with 747 the talks end all the same, with `700+` it cannot be told."""
    base = bundled("nov2023")
    assert sensitivity(replay(base))["settle-share"].changes == ()
    changes = sensitivity(replay(base, {"letter-day": Fraction(3)}))["settle-share"].changes
    assert {(c.kind, c.name, c.value, c.after) for c in changes} == {
        ("condition", "agreement", Fraction(19, 20), None),
        ("condition", "settlement", Fraction(19, 20), None),
    }
