"""Whether one vote could undo a decision is computed from rolls, rules and form, and flips where one suffices."""

import pytest

from govsim.engine.replay import replay
from govsim.engine.reversal import Reversal, reversals
from govsim.record.rulings import Verdict
from inline import FIVE, act, bundled, tale, told, vote, without


def of(found: tuple[Reversal, ...], item: str) -> Reversal:
    (one,) = [reversal for reversal in found if reversal.item == item]
    return one


def test_on_20_november_one_vote_of_four_could_not_reinstate_and_three_were_needed() -> None:
    """As reported: a majority of four in office is three; one vote alone is a competent vote that fails."""
    found = reversals(replay(bundled("nov2023")))
    office = of(found, "decision.ceo")
    assert (office.alone, office.needed, office.of, office.standing) == (Verdict.NO_ACT, 3, 4, True)
    assert (office.party, office.position, office.by) == ("sutskever", "inc.ceo", "inc.board")
    assert {one.item for one in found} == {
        "decision.ceo",
        "decision.seat-altman",
        "decision.chair",
        "decision.seat-brockman",
    }


def test_where_the_removal_was_void_there_was_nothing_to_reverse() -> None:
    """Under by-law only, without ratification, Altman still held the office in law."""
    found = reversals(replay(bundled("nov2023"), {"reading": "by-law-only", "ratifies": "no"}))
    assert of(found, "decision.ceo").standing is False
    assert of(found, "decision.seat-altman").standing is True


RECANT = "regardless: told so, recant: {of: x, by: bob}"


def dismissed(board: str, **parts: str) -> Reversal:
    """A board of invented names dismisses gus, and bob recants."""
    text = tale(
        vote("x", "{remove: gus, from: acme.ceo, id: out}", ayes=board.replace(",", "")),
        act("y", "bob", "happen: a letter", at="2024-03-04", step=RECANT),
        start=f"{{acme.board: [{board}], acme.ceo: gus}}",
        **parts,
    )
    (one,) = reversals(told(text))
    return one


def test_where_one_vote_suffices_the_sentence_flips() -> None:
    """A sole director can undo what she did; one of three cannot; with weight enough she can."""
    one_seat = without("size") + "\n- {id: size, in: acme.bylaws, for: acme.board, size: 1}"
    sole = dismissed("bob", rules=one_seat)
    assert (sole.alone, sole.needed, sole.of) == (Verdict.VALID, 1, 1)
    three = dismissed("ann, bob, cyd")
    assert (three.alone, three.needed, three.of) == (Verdict.NO_ACT, 2, 3)
    heavy = f"{without('majority')}\n- {{id: majority, in: acme.bylaws, for: acme.board, passes: '> 1/2 of present'}}"
    weights = "- {id: weights, in: acme.bylaws, for: acme.board, weights: {bob: 3}}"
    strong = dismissed("ann, bob, cyd", rules=heavy, more_rules=weights)
    assert (strong.alone, strong.needed) == (Verdict.VALID, 1)


def test_where_no_number_of_votes_would_do_none_is_needed() -> None:
    """A board that may dismiss and may not appoint cannot undo."""
    rules = f"""{without("officers")}
- {{id: out, in: acme.bylaws, power: {{to: [remove], of: office}}, by: {{vote: acme.board}}}}
- {{id: in, in: acme.bylaws, power: {{to: [appoint], of: office}}, by: never}}
"""
    assert dismissed("ann, bob, cyd", rules=rules).needed is None


def test_a_rule_that_asks_what_stands_in_law_is_asked_at_the_reversal_too() -> None:
    """The office may be filled only while it is vacant in law, which it is."""
    rules = (
        f"{without('officers')}\n- {{id: o, in: acme.bylaws, power: {{to: [appoint, remove], of: office}}, "
        "by: {when: {if: 'vacant(acme.ceo)', then: {vote: acme.board}, else: never}}}"
    )
    found = dismissed("ann, bob, cyd", rules=rules)
    assert (found.standing, found.alone) == (False, Verdict.VALID)


@pytest.mark.parametrize(
    "step",
    [
        act("x", "ann", "resign: acme.ceo"),
        vote("x", "{elect: fay, to: acme.board}", ayes=FIVE),
        vote("x", "{remove: ann, from: acme.ceo}", ayes=FIVE, by="bob"),
    ],
    ids=["an own act", "no removal", "not by a body"],
)
def test_only_the_removals_of_a_body_can_be_reversed(step: str) -> None:
    """A resignation, an election and the act of somebody who is no body have no reversal."""
    assert reversals(told(tale(step, act("y", "bob", "happen: a letter", step=RECANT)))) == ()


def test_one_who_no_longer_sits_cannot_undo_it_alone_either() -> None:
    """Of the four left without him three are needed, and his own ballot is void."""
    text = tale(
        vote("x", "{remove: ann, from: acme.ceo, id: out}", ayes=FIVE),
        act("r", "bob", "resign: acme.board"),
        act("y", "bob", "happen: a letter", at="2024-03-04", step=RECANT),
    )
    (one,) = reversals(told(text))
    assert (one.alone, one.of) == (Verdict.NO_ACT, 4)
    assert one.needed == 3


def test_the_least_votes_that_do_are_those_of_whoever_has_most() -> None:
    """With eve at five votes of nine, bob and eve are two and enough."""
    weights = "- {id: weights, in: acme.bylaws, for: acme.board, weights: {eve: 5}}"
    found = dismissed("ann, bob, cyd, dee, eve", more_rules=weights)
    assert (found.alone, found.needed, found.of) == (Verdict.NO_ACT, 2, 5)
