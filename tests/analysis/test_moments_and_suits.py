"""Over which stretches of a story an answer is the same, and who could ask a court, told in small stories."""

from collections.abc import Mapping

import pytest

from govsim.analysis.moments import At, moments, right_after, stretches, when_taken
from govsim.analysis.suits import standing_to_sue
from govsim.engine.timeline import Timeline
from govsim.record.state import holding
from govsim.rules.ranks import Deed
from inline import act, tale, told, vote

DEED = "{remove: cyd, from: acme.board, id: seat}"
STORY = (
    act("a", "gus", "happen: news", step="title: first", at="2024-03-01T10:00"),
    vote("b", "{appoint: fay, as: acme.ceo, replacing: ann, id: ceo}", ayes="ann bob cyd", at="2024-03-02T10:00"),
    act("c", "gus", "happen: rain", at="2024-03-03T10:00"),
    vote("d", DEED, ayes="ann bob dee eve", at="2024-03-04T10:00"),
    vote("e", "{determine: acme.sale, id: sale}", ayes="ann", noes="bob dee", at="2024-03-05T10:00"),
)


def chief(at: At) -> tuple[str, ...]:
    return holding(at.moment.law, "acme.ceo")


def test_there_is_a_moment_when_each_step_is_taken_and_one_after_the_last() -> None:
    timeline = told(tale(*STORY))
    assert [(at.entry.step.id, at.after, at.told) for at in moments(timeline)] == [
        ("a", False, ""), ("b", False, ""), ("c", False, ""), ("d", False, ""), ("e", False, ""), ("e", True, "e"),
    ]  # fmt: skip
    assert moments(told(tale())) == ()


def test_a_step_is_asked_about_before_it_changed_anything_or_after_it_did() -> None:
    timeline = told(tale(*STORY))
    assert (chief(when_taken(timeline, "b")), chief(right_after(timeline, "b"))) == (("ann",), ("fay",))
    assert ("b.ceo" in when_taken(timeline, "b").docket, "b.ceo" in right_after(timeline, "b").docket) == (False, True)


def test_moments_in_a_row_with_one_answer_are_one_stretch() -> None:
    """Ann is chief when a and b are taken, fay from c to the end. Fails if equal answers in a row are not joined."""
    found = stretches(told(tale(*STORY)), chief)
    assert [(one.first.entry.step.id, one.last.entry.step.id, one.last.after, one.answer) for one in found] == [
        ("a", "b", False, ("ann",)), ("c", "e", True, ("fay",)),
    ]  # fmt: skip


def test_an_answer_that_comes_back_is_a_stretch_of_its_own() -> None:
    back = vote("z", "{appoint: ann, as: acme.ceo, replacing: fay, id: ceo}", ayes="ann bob dee", at="2024-03-06T10:00")
    found = stretches(told(tale(*STORY, back)), chief)
    assert [one.answer for one in found] == [("ann",), ("fay",), ("ann",)]


def test_a_question_is_asked_again_only_where_the_law_stands_otherwise() -> None:
    """The law changes at b and d alone: three questions; what hangs on earlier acts is asked at all six moments."""
    timeline, asked = told(tale(*STORY)), []

    def count(at: At) -> str:
        asked.append(at.entry.step.id)
        return "the same"

    assert (len(stretches(timeline, count)), asked) == (1, ["a", "c", "e"])
    asked.clear()
    assert (len(stretches(timeline, count, by_docket=True)), len(asked)) == (1, 6)


def test_what_was_refused_is_known_after_it_was_decided_though_the_law_stands_as_it_did() -> None:
    """The sale is lost at e, the last step: before it nobody could ask about it, after it one can."""
    found = stretches(told(tale(*STORY)), lambda at: "e.sale" in at.docket, by_docket=True)
    assert [(one.first.told, one.answer) for one in found] == [("", False), ("e", True)]


def test_a_rule_that_comes_into_force_is_another_law() -> None:
    """Nothing is decided here, and from the fifth of March on another rule is in force."""
    asked: list[str] = []
    rule = "- {id: late, in: acme.charter, rank: charter, since: 2024-03-05, for: acme.board, passes: all of in_office}"
    steps = (*STORY[:1], STORY[2], STORY[4])
    stretches(told(tale(*steps)), lambda at: asked.append(at.entry.step.id))
    assert asked == ["a"]
    stretches(told(tale(*steps, more_rules=rule)), lambda at: asked.append(at.entry.step.id))
    assert asked == ["a", "a", "e"]


# --- who may sue ---------------------------------------------------------------------------------------------------

Said = Mapping[str, Mapping[str, str]]

SEATS = """
- id: title
  in: acme.charter
  suit:
    over: [seat, office]
    who: [{on: board}, {removed: seat}, {holds: office}, {party: gus}, {outside: the attorney general}]
    claim: title to the office or seat
    remedy: the court says who holds it
- {id: deal, in: acme.charter, suit: {over: [acme.sale], who: [{party: fay}], claim: the sale, route: contract}}
"""


def suits(at: At, timeline: Timeline, deed: Deed | None = None) -> Said:
    """Give, for each rule, who may sue and as what."""
    return {
        one.clause.id: {party: str(suitor.kind) for party, suitor in one.parties}
        | {f"({dict(words)['en']})": "outside" for words in one.outside}
        for one in standing_to_sue(at, timeline, deed)
    }


def test_who_may_sue_follows_who_sits_who_was_removed_and_who_is_outside() -> None:
    """Cyd sits until d removes her, and sues as removed after it; fay is chief from b on; gus is named."""
    timeline = told(tale(*STORY, more_rules=SEATS))
    outside = {"(the attorney general)": "outside", "gus": "party"}
    board = dict.fromkeys(("ann", "bob", "cyd", "dee", "eve"), "on")
    assert suits(when_taken(timeline, "a"), timeline)["tale.title"] == board | outside
    assert suits(right_after(timeline, "b"), timeline)["tale.title"] == board | outside | {"fay": "holds"}
    after = suits(right_after(timeline, "d"), timeline)["tale.title"]
    assert after == board | outside | {"fay": "holds", "cyd": "removed"}


def test_whoever_is_out_in_fact_alone_is_still_on_the_board_in_law_and_may_sue_as_that() -> None:
    """Two of five remove cyd: void for want of a quorum. She has left in fact, sits in law, and was removed, too."""
    step = vote("d", DEED, ayes="ann bob", at="2024-03-04T10:00")
    timeline = told(tale(step, more_rules=SEATS))
    assert timeline.ruling("d.seat").verdict.word == "void"
    assert suits(right_after(timeline, "d"), timeline)["tale.title"]["cyd"] == "on"


def test_whose_removal_did_not_happen_was_not_removed() -> None:
    lost = vote("d", DEED, ayes="ann", noes="bob dee eve", more="result: lost", at="2024-03-04T10:00")
    out = act("r", "cyd", "resign: [acme.board]", at="2024-03-05T10:00")
    timeline = told(tale(lost, out, more_rules=SEATS))
    assert "cyd" not in suits(right_after(timeline, "r"), timeline)["tale.title"]


@pytest.mark.parametrize(
    ("verb", "over", "rules"),
    [
        ("remove", "acme.ceo", ["tale.title"]),
        ("remove", "acme.board", ["tale.title"]),
        ("determine", "acme.sale", ["tale.deal"]),
        ("appoint", "acme.chair", []),
    ],
)
def test_a_suit_is_about_what_its_rule_says(verb: str, over: str, rules: list[str]) -> None:
    """Fails if a rule over seats and offices is taken to be about the chair, or about a sale."""
    timeline = told(tale(*STORY, more_rules=SEATS))
    code = timeline.book.code
    deed = Deed.to(verb, code.positions[over] if over in code.positions else code.matters[over])
    assert sorted(suits(right_after(timeline, "e"), timeline, deed)) == rules
