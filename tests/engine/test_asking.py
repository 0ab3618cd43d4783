"""Questions to a told story: the moment before a step, and the numbers that a comparison was made of."""

from fractions import Fraction

import pytest

from govsim.engine.asking import built_upon, compared, moment_before
from govsim.engine.could import able
from govsim.engine.replay import replay
from govsim.record.rulings import Verdict
from govsim.record.state import Key
from govsim.rules.evaluate import asking, truth
from govsim.rules.spans import Span
from govsim.rules.votes import tied
from govsim.world.approvals import Vote
from inline import act, story, tale, told, vote

STEPS = (
    vote("lost", "{remove: bob, from: acme.chair, id: c}", ayes="ann", noes="bob cyd"),
    act("sign", "staff", "sign: {letter: plea, total: 650}", at="2024-03-02"),
    act("news", "ann", "happen: news", at="2024-03-03", step="if: 'signed(plea) >= 90% of heads and no_act(lost.c)'"),
)
FACTS = "{heads: {claims: [{value: 700+, source: wire}], because: b}}"


def test_before_the_first_step_there_is_the_start_and_no_story() -> None:
    timeline = told(tale(*STEPS, facts=FACTS))
    first = moment_before(timeline, timeline.entries[0])
    assert (first.fact, first.law, dict(first.verdicts), first.happened) == (
        timeline.start,
        timeline.start,
        {},
        frozenset(),
    )


def test_the_moment_before_a_step_knows_what_was_ruled_and_answers_as_the_step_was_answered() -> None:
    timeline = told(tale(*STEPS, facts=FACTS))
    last = timeline.by_step["news"]
    before = moment_before(timeline, last)
    assert before.verdicts == {
        "lost": Verdict.NO_ACT,
        "lost.c": Verdict.NO_ACT,
        "sign": Verdict.VALID,
        "sign.act": Verdict.VALID,
    }
    assert before.happened == {"lost", "sign"}
    condition = last.step.condition
    assert condition is not None
    assert truth(condition, before) is last.condition is None
    assert compared(condition, before) == (
        ("signed(plea)", Span.of(650)),
        ("90% of heads", Span(Fraction(630), None)),
    )


def test_a_condition_without_a_comparison_has_no_sides() -> None:
    step = act("x", "ann", "happen: news", step="if: 'holds(ann, acme.ceo)'")
    timeline = told(tale(step))
    condition = story(tale(step)).steps[0].condition
    assert condition is not None
    assert compared(condition, moment_before(timeline, timeline.entries[0])) == ()


LEAVES = vote(
    "out", "{remove: eve, from: acme.board, id: i}", ayes="ann bob cyd", step="assumption: the tally is derived"
)
LATER = vote(
    "fill", "{elect: fay, to: acme.board, id: i}", ayes="ann bob cyd", at="2024-03-02", step="assumption: a seat"
)
SHORT = vote("try", "{remove: ann, from: acme.ceo, id: i}", ayes="ann", at="2024-03-03", step="assumption: who came")
BOARD, OFFICE, CHAIR = ("held", "acme.board"), ("held", "acme.ceo"), ("held", "acme.chair")


@pytest.mark.parametrize(
    ("told", "keys", "steps"),
    [
        (0, (BOARD,), set()),
        (1, (BOARD,), {"step:out"}),
        (2, (BOARD,), {"step:fill", "step:out"}),  # who elects fay is whom the first vote left in office
        (3, (CHAIR,), set()),  # nobody touched it
        (
            3,
            (OFFICE,),
            {"step:try", "step:fill", "step:out"},
        ),  # void in law, done in fact: the law would be another had it stood
    ],
)
def test_what_is_read_rests_on_the_rulings_that_wrote_it_or_would_have(
    told: int, keys: tuple[Key, ...], steps: set[str]
) -> None:
    """Fails if only what was written in law counts, if later steps do, or if the first writer hides the last."""
    timeline = replay(story(tale(LEAVES, LATER, SHORT)))
    found = {one for one in built_upon(timeline, told, keys) if one.startswith("step:")}
    assert found == steps


def test_whether_somebody_can_do_what_is_no_act_yet_cannot_be_told() -> None:
    """Nothing was decided that could be ratified (mutation: whatever cannot be read is answered no)."""
    timeline = told(tale(*STEPS, facts=FACTS))
    before = moment_before(timeline, timeline.entries[0])
    assert able({})(before, "ann", ("ratify", "lost.c")) is None


def test_what_was_no_vote_of_a_body_there_was_no_tie() -> None:
    """One who decides alone ties with nobody (mutation: whatever was not carried is a tie)."""
    timeline = told(tale(*STEPS, facts=FACTS))
    before = moment_before(timeline, timeline.entries[0])
    assert not tied(Vote(body="acme.board"), asking(before, before.law), "")
    assert not tied(Vote(body="acme.council"), asking(before, before.law), "")
