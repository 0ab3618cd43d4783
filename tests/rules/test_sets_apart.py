"""Who is in which set, where a person is out of one and not of another; each number is worked out by hand."""

import pytest

from inline import held, tale, the, told, vote, without

OUST = "{remove: ann, from: acme.ceo, id: s}"


MAJORITY = "\n- {id: majority, in: acme.bylaws, for: acme.board, passes: '> 1/2 of present'}\n"


def verdict(rules: str, **more: str) -> str:
    timeline = told(tale(vote("x", OUST, **more), more_rules=rules, rules=without("consent", "quorum", "majority")))
    return timeline.ruling("x.s").verdict.word


@pytest.mark.parametrize(("ayes", "expected"), [("ann bob cyd dee", "void"), ("bob cyd dee eve", "valid")])
def test_nobody_stands_in_for_another_where_all_must_sign(ayes: str, expected: str) -> None:
    """Ann leaves the base and may still sign: all of the other four must, and her signature is not one of theirs."""
    rules = """
- {id: all, in: acme.bylaws, for: acme.board, consent: all of in_office}
- {id: out, in: acme.bylaws, for: acme.board, recusal: {who: target, vote: no, base: yes}}
"""
    assert verdict(rules, via="consent", signed=ayes) == expected


def test_whoever_makes_the_quorum_is_part_of_it_under_a_power_and_in_a_class_too() -> None:
    """Ann and eve are out of the base and there, bob and cyd are for it, dee is away: 4 of 5 are there, 3 needed.

    Of the votes the two who are left of the four are 2 of 2. By the board's own quorum, and by one of a power.
    Fails if `_quorum` counts the quorum of a power, or of a class, as it counts the votes.
    """
    rules = """
- {id: p, in: acme.bylaws, power: {to: [remove], of: acme.ceo},
   by: {vote: acme.board, quorum: "> 1/2 of in_office", passes: "> 1/2 of present"}}
- {id: q, in: acme.bylaws, for: acme.board,
   quorum: {votes: "> 1/2 of in_office", classes: {acme.board: "> 1/2 of in_office"}}}
- {id: out, in: acme.bylaws, for: acme.board, recusal: {vote: yes, base: yes}}
"""
    step = vote("x", f"{OUST}, {{remove: eve, from: acme.board, id: t}}", ayes="bob cyd", recused="ann eve")
    timeline = told(tale(step, more_rules=rules, rules=without("majority", "quorum", "officers") + MAJORITY))
    assert held(timeline.ruling("x.s"), "quorum") == (4, 3, 5)
    assert held(timeline.ruling("x.t"), "quorum") == (4, 3, 5)
    assert held(timeline.ruling("x.t"), "quorum.class") == (4, 3, 5)
    assert held(timeline.ruling("x.t"), "vote") == (2, 2, 2)


@pytest.mark.parametrize(("casting", "expected"), [("bob", "no_act"), ("", "no_act")])
def test_a_casting_vote_makes_nobody_present_agree(casting: str, expected: str) -> None:
    """Bob is for it and dee against: two with the casting vote, and still not all who are present."""
    chair = "{votes: all of present, casting: acme.chair}" if casting else "all of present"
    rules = f"- {{id: all, in: acme.bylaws, for: acme.board, passes: {chair}}}"
    assert verdict(rules, ayes="bob", noes="dee", more="casting: for") == expected


@pytest.mark.parametrize(("rule", "of"), [("", 4), ("who: target, vote: yes", 3), ("who: recused, vote: yes", 3)])
def test_who_is_barred_is_not_among_those_who_may_vote_and_who_stands_aside_alone_is(rule: str, of: int) -> None:
    """Ann, whom it is about, is recused of her own accord; bob, cyd and dee vote."""
    rules = "- {id: m, in: acme.bylaws, for: acme.board, passes: '> 1/2 of represented'}"
    rules += f"\n- {{id: out, in: acme.bylaws, for: acme.board, recusal: {{{rule}}}}}" if rule else ""
    step = vote("x", OUST, ayes="bob cyd", noes="dee", recused="ann")
    timeline = told(tale(step, more_rules=rules, rules=without("majority", "quorum")))
    assert held(timeline.ruling("x.s"), "vote") == (2, of // 2 + 1, of)


@pytest.mark.parametrize("defect", ["void", "voidable"])
def test_a_consent_where_none_is_allowed_is_what_the_rule_on_consents_says(defect: str) -> None:
    rules = f"- {{id: c, in: acme.bylaws, for: acme.board, consent: never, defect: {defect}}}"
    assert verdict(rules, via="consent", signed="ann bob cyd dee eve") == defect


@pytest.mark.parametrize(
    ("signed", "expected"), [("bob cyd", "voidable"), ("bob cyd dee", "void"), ("bob cyd dee eve", "valid")]
)
def test_what_the_power_asks_is_no_rule_on_consents(signed: str, expected: str) -> None:
    """The rule asks for three and leaves a breach voidable; the power asks for four. Two breach both: void."""
    rules = """
- {id: c, in: acme.bylaws, for: acme.board, consent: ">= 3 of in_office", defect: voidable}
- {id: p, in: acme.bylaws, power: {to: [remove], of: acme.ceo}, by: {vote: acme.board, passes: ">= 4 of in_office"}}
"""
    assert verdict(rules, via="consent", signed=signed) == ("void" if signed == "bob cyd" else expected)


@pytest.mark.parametrize(("own", "expected"), [("", "voidable"), (", quorum: '>= 2 of in_office'", "valid")])
def test_signers_are_a_quorum_of_the_power_where_it_has_one_and_a_breach_is_one_of_the_consent(
    own: str, expected: str
) -> None:
    """Two sign of five: a quorum is three, of the power two; the rule on consents leaves its breach voidable."""
    rules = f"""
- {{id: q, in: acme.bylaws, for: acme.board, quorum: ">= 3 of in_office"}}
- id: c
  in: acme.bylaws
  for: acme.board
  consent: {{signatures: ">= 2 of in_office", signers_quorum: yes}}
  defect: voidable
- {{id: p, in: acme.bylaws, power: {{to: [remove], of: acme.ceo}}, by: {{vote: acme.board{own}}}}}
"""
    assert verdict(rules, via="consent", signed="bob cyd") == expected


BOTH = """
- {id: q, in: acme.bylaws, for: acme.board, quorum: ">= 3 of in_office"}
- {id: m, in: acme.bylaws, for: acme.owners, passes: "> 1/2 of outstanding"}
- {id: n, in: acme.bylaws, for: acme.owners, notice: due}
- id: p
  in: acme.charter
  rank: charter
  power: {to: [remove], of: acme.ceo}
  by: {vote: acme.owners, quorum: ">= 1 of in_office"}
"""


@pytest.mark.parametrize(
    ("ayes", "fay", "expected"),
    [("ann bob cyd", "fay", "valid"), ("ann bob cyd", "", "void"), ("ann bob", "fay", "void")],
)
def test_a_board_that_acts_as_owners_is_a_quorum_and_those_who_are_owners_alone_were_told(
    ayes: str, fay: str, expected: str
) -> None:
    """Ann owns 90 of 100, fay the rest; the quorum that the power asks for is that of the owners."""
    item = "{remove: ann, from: acme.ceo, as: stockholders, id: s}"
    timeline = told(
        tale(
            vote("x", item, ayes=ayes, via=f"{{meeting: {{told: [{fay}]}}}}"),
            rules=BOTH,
            bodies="{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: acme.a}}",
            positions="{acme.ceo: {kind: office}, acme.a: {kind: shares}}",
            start="{acme.board: [ann, bob, cyd, dee, eve], acme.ceo: ann, acme.a: {ann: 90, fay: 10}}",
        )
    )
    assert timeline.ruling("x.s").verdict.word == expected
    assert dict(the(timeline.ruling("x.s"), "vote").numbers) == {"have": 90, "needed": 51, "of": 100}


def test_who_stands_aside_from_the_vote_may_still_put_it_forward() -> None:
    rules = """
- {id: out, in: acme.bylaws, for: acme.board, recusal: {who: target, vote: yes}}
- id: p
  in: acme.charter
  rank: charter
  power: {to: [remove], of: acme.ceo}
  by: {all: [{vote: acme.board, passes: ">= 2 of in_office"}, {sponsors: ">= 1 of in_office", of: acme.board}]}
"""
    assert verdict(rules, ayes="bob cyd", more="sponsors: [ann]") == "valid"


@pytest.mark.parametrize(
    ("ayes", "noes", "expected"),
    [
        ("a b c d e f", "g h i j", "no_act"),
        ("a b c d e f g", "h i j", "valid"),
        ("a b c d e f", "g h i", "valid"),
        ("a b c d e", "f g h i", "no_act"),
    ],
)
def test_two_thirds_of_ten_are_seven_and_of_nine_six(ayes: str, noes: str, expected: str) -> None:
    """6 of 10 are 60 %; 6 of 9 are exactly two thirds, and nothing is rounded."""
    roll = ", ".join(f"m{one}" for one in (ayes + " " + noes).split())
    people = "{" + ", ".join(f"m{one}: M" for one in "abcdefghij") + ", ann: Ann}"
    text = tale(
        vote("x", OUST, ayes=" ".join(f"m{a}" for a in ayes.split()), noes=" ".join(f"m{a}" for a in noes.split())),
        rules=without("consent", "quorum", "majority", "size"),
        more_rules="- {id: t, in: acme.bylaws, for: acme.board, passes: '>= 2/3 of in_office'}",
        start=f"{{acme.board: [{roll}], acme.ceo: ann}}",
    )
    text = text.replace("{ann: Ann, bob: Bob, cyd: Cyd, dee: Dee, eve: Eve, fay: Fay, gus: Gus}", people)
    assert told(text).ruling("x.s").verdict.word == expected
