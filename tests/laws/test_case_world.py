"""What a case of a law pack may have besides a board: other bodies, classes, units, matters, whole acts and suits."""

import pytest

from govsim.testing.cases import Outcome, run_cases
from laws.test_cases import complaints, tried

CREW = """  - id: crew-vote
    for: crew
    passes: "> 1/2 of cast"
  - id: crew-call
    for: crew
    call: {vote: board}
  - id: crew-notice
    for: crew
    notice: {due: yes, lead: 4d}
  - id: crew-sues
    suit: {over: [office], who: [{on: crew}, {removed: office}, {outside: harbour master}], claim: a title}
  - id: sale
    power: {to: [determine], of: sale}
    by: {all: [{vote: board}, {vote: crew}]}
"""
OWN = "charter: [{power: {to: [determine], of: e.plan}, by: {vote: crew}}]"
BOTH = "matters: {ship: sale}, bodies: {crew: 3}, clause: sale"


LATE = "{on: 2023-11-14, do: call m1 of crew, then: valid}"
WAIVED = "{by: c3, do: waive m1, then: valid}"


def one(said: str) -> Outcome:
    """Run one case, given as the inside of a mapping in braces."""
    clause = "" if "clause:" in said else "clause: none, "
    (found,) = tried(f'- {{name: "A.", {clause}{said}}}', more=CREW)
    return found


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("bodies: {crew: 3}, for: 2, against: 1", "2 of 3, needs 2"),
        ("bodies: {crew: [ann, bob]}, for: [ann, bob]", "2 of 2, needs 2"),
        ("bodies: {crew: {ann: 60, bob: 40}}, for: [ann], against: [bob]", "60 of 100, needs 51"),
        (
            (
                "positions: {old: {kind: shares, held: {ann: 2}}, young: {kind: shares, held: {ann: 1, bob: 4}}}, "
                "bodies: {sailors: {kind: crew, roll: [old, young]}}, for: [bob], against: [ann]"
            ),
            "4 of 7, needs 4",
        ),
    ],
    ids=["number", "names", "units", "classes"],
)
def test_a_body_of_any_kind_has_heads_names_units_or_classes(said: str, count: str) -> None:
    by = "sailors" if "sailors" in said else "crew"
    found = one(f'{OWN}, {said}, by: {by}, do: determine plan, then: valid, clause: crew-vote, count: "{count}"')
    assert found.holds, (found.found, found.amiss)


def test_a_body_of_nobody_cannot_act() -> None:
    found = one(f"{OWN}, bodies: {{crew: nobody}}, for: 5, do: determine plan, then: void, finding: body.none")
    assert found.holds, (found.found, found.amiss)


def test_units_pass_are_made_and_turn_into_others() -> None:
    found = one(
        "positions: {young: {kind: shares, held: {ann: 1}}, old: {kind: shares, held: {bob: 5}, converts_to: young}}, "
        "people: [cyd], bodies: {crew: {roll: [old, young]}}, by: bob, via: alone, "
        "do: transfer 2 of old from bob to cyd, then: valid, after: {young: ann cyd, old: bob}"
    )
    assert found.holds, (found.found, found.amiss)
    made = one("bodies: {crew: {ann: 1}}, for: 5, do: issue 3 of crew to chief, then: valid, after: {crew: ann chief}")
    assert made.holds, (made.found, made.amiss)


def test_a_matter_has_a_kind_and_each_of_several_gives_its_own_part() -> None:
    first = "first: [{for: 3, against: 2, do: approve determine ship, then: %s}]"
    alone = one(f"{BOTH}, by: crew, for: 3, do: determine ship, then: void")
    after = one(
        f"{BOTH}, {first % 'valid'}, by: crew, for: 3, do: determine ship, then: valid, finding: approval.on-file"
    )
    assert alone.holds, (alone.found, alone.amiss)
    assert after.holds, (after.found, after.amiss)


@pytest.mark.parametrize(
    ("steps", "finding", "verdict"),
    [
        ("{on: 2023-11-10, do: call m1 of crew, then: valid}", "notice.told", "valid"),
        ("{on: 2023-11-10, do: call m1 of crew, then: valid}", "call.entitled", "valid"),
        (LATE, "notice.late", "void"),
        (f"{LATE}, {WAIVED}", "notice.waived", "valid"),
        ("{on: 2023-11-10, by: c1, do: call m1 of crew, then: valid}", "call.not-entitled", "void"),
        ("{on: 2023-11-10, told: [c1, c2], do: call m1 of crew, then: valid}", "notice.missing", "void"),
    ],
    ids=["in-time", "by-the-board", "late", "waived", "by-another", "not-told"],
)
def test_a_meeting_is_called_some_days_before_by_somebody(steps: str, finding: str, verdict: str) -> None:
    found = one(
        f"{OWN}, bodies: {{crew: 3}}, first: [{steps}], by: crew, called: m1, present: [c1, c2], for: [c1, c2], "
        f"do: determine plan, then: {verdict}, finding: {finding}"
    )
    assert found.holds, (found.found, found.amiss)


def test_a_roll_may_be_fixed_for_a_meeting() -> None:
    fixed = "{on: 2023-11-02, for: 5, do: fix-record-date crew for m1, then: valid}, "
    sold = "{on: 2023-11-03, by: ann, via: alone, do: transfer 50 of crew from ann to bob, then: valid}"
    said = (
        f"{OWN}, bodies: {{crew: {{ann: 60, bob: 40}}}}, "
        "first: [{on: 2023-11-01, do: call m1 of crew, then: valid}, %s], by: crew, called: m1, "
        "for: [ann], against: [bob], do: determine plan, then: %s, clause: crew-vote, count: '%s'"
    )
    with_date = one(said % (fixed + sold, "valid", "60 of 100, needs 51"))
    without = one(said % (sold, "no_act", "10 of 100, needs 51"))
    assert with_date.holds, (with_date.found, with_date.amiss)
    assert without.holds, (without.found, without.amiss)


def test_a_term_that_is_over_empties_a_seat_where_no_rule_keeps_the_holder() -> None:
    found = one("by: p1, do: expire p1 from board, then: valid, after: {board: p2 p3 p4 p5}")
    assert found.holds, (found.found, found.amiss)


@pytest.mark.parametrize(
    ("may", "may_not", "holds"),
    [
        ("[c1, chief, harbour master]", "[p1]", True),
        ("[p1]", "[other]", False),
        ("[c1]", "[c2]", False),
    ],
    ids=["right", "too-many", "too-few"],
)
def test_who_may_sue_afterwards_is_asked_of_a_rule_on_suits(may: str, may_not: str, *, holds: bool) -> None:
    suits = CREW.replace(
        "claim: a title}\n",
        "claim: a title}\n    cases:\n"
        "      - {name: A., bodies: {crew: 2}, ceo: chief, for: 5, do: remove chief from ceo, "
        f"then: valid, may_sue: {may}, may_not_sue: {may_not}}}\n",
    )
    found = [case for case in tried("[]", more=suits) if case.rule.endswith("crew-sues")]
    assert [case.holds for case in found] == [holds]
    assert [case.refused for case in found] == [True]


@pytest.mark.parametrize(
    ("case", "complaint"),
    [
        ("bodies: {crew: {roll: [nowhere]}}, do: determine plan", "expected positions of the case"),
        ("positions: {hat: {kind: hats}}, do: determine plan", "is no kind of position"),
        ("do: transfer many of board from p1 to p2", "expected an act such as"),
        ("do: determine nothing", "expected an act such as"),
        ("do: resize crew to 3", "expected an act such as"),
        ("do: determine plan, may_not_sue: [nobody-known]", "unknown person `nobody-known`"),
        ("ceo: stranger, do: determine plan", "unknown person `stranger`"),
    ],
    ids=["roll", "kind", "units", "matter", "body", "suitor", "holder"],
)
def test_what_a_case_has_not_declared_is_a_problem(case: str, complaint: str) -> None:
    found = complaints(f'- {{name: "N.", then: valid, {case}}}')
    assert found
    assert complaint in found[0]


def test_a_pack_may_speak_of_a_kind_of_matter_and_not_of_a_position_misspelt() -> None:
    def told(kind: str) -> list[str]:
        text = f"govsim: 1\nlaw: port/clubs\nrules:\n  - {{id: a, power: {{to: [any], of: {kind}}}, by: never}}\n"
        return [problem.message for problem in run_cases(text.encode(), "clubs.yaml")[1]]

    assert told("merger") == []
    assert told("offcie") == ["unknown position, body, matter, flow or kind `offcie`"]
