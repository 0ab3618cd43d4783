"""A rule about just such acts, beside a power that asks for a majority of its own, at a meeting and in writing.

Acme's board has five seats. The statute asks for three of five in office to remove a chief executive, and lets a
charter ask for more. Four of five are 4/5; three of five are fewer.
"""

import pytest

from govsim.engine.timeline import Timeline
from inline import act, codes, held, tale, told, vote, without

POWER = (
    "\n- {id: ousting, in: acme.bylaws, rank: default, power: {to: [remove], of: office}, "
    'by: {vote: acme.board, passes: "> 1/2 of in_office"}, yields_to: {charter: stricter}}'
    '\n- {id: some-sign, in: acme.charter, rank: charter, for: acme.board, consent: ">= 2 of in_office"}\n'
)
LAW = without("consent", "officers") + POWER
OUST = "{remove: ann, from: acme.ceo, id: out}"
REGULAR = "{meeting: {regular: yes}}"


def narrow(passes: str, rank: str = "charter") -> str:
    """A rule about the removal of officers, in an instrument of a rank."""
    paper = {"charter": "acme.charter", "bylaws": "acme.bylaws"}[rank]
    start = f"{{id: narrow, in: {paper}, rank: {rank}, for: acme.board, on: {{to: [remove], of: office}}"
    return f'- {start}, passes: "{passes}"}}\n'


def acme(*steps: str, rules: str) -> Timeline:
    return told(tale(*steps, rules=rules))


def meeting(ayes: str, noes: str = "") -> str:
    return vote("x", OUST, ayes=ayes, noes=noes, via=REGULAR)


def paper(signed: str) -> str:
    return vote("x", OUST, via="consent", signed=signed)


def test_a_charter_may_ask_for_more_than_a_power_asks_for_itself() -> None:
    """Mutation: the power's own majority is taken whatever else is said; then three of five would do."""
    timeline = acme(meeting("bob cyd dee", "ann eve"), rules=LAW + narrow(">= 4/5 of in_office"))
    assert timeline.ruling("x.out").verdict.word == "no_act"
    assert held(timeline.ruling("x.out"), "vote") == (3, 4, 5)
    assert acme(meeting("bob cyd dee eve", "ann"), rules=LAW + narrow(">= 4/5 of in_office")).ruling("x.out").events


@pytest.mark.parametrize(
    ("rank", "passes"),
    [("charter", ">= 1/5 of in_office"), ("bylaws", ">= 4/5 of in_office")],
    ids=["to less than the statute allows", "in an instrument the statute does not let"],
)
def test_what_the_statute_does_not_let_is_void_and_its_own_majority_asked(rank: str, passes: str) -> None:
    """Mutation: a narrower rule always goes first; then one of five would do, or four be needed."""
    timeline = acme(meeting("bob cyd dee", "ann eve"), rules=LAW + narrow(passes, rank))
    assert timeline.ruling("x.out").verdict.word == "valid"
    assert held(timeline.ruling("x.out"), "vote") == (3, 3, 5)
    assert "clause.void" in codes(timeline.ruling("x.out"))


def test_over_a_power_that_is_no_statutes_a_higher_rule_goes_in_any_direction() -> None:
    """By-laws ask for three of five; a charter that is content with one for such acts goes before them."""
    rules = LAW.replace("rank: default", "rank: bylaws").replace(", yields_to: {charter: stricter}", "")
    timeline = acme(meeting("bob", "ann eve"), rules=rules + narrow(">= 1/5 of in_office"))
    assert held(timeline.ruling("x.out"), "vote") == (1, 1, 5)


def test_a_rule_of_the_same_rank_does_not_go_before_what_a_power_asks_for_itself() -> None:
    """By-laws with the power ask for three of five, and elsewhere for one of five. Fails if equals go before."""
    rules = LAW.replace("rank: default", "rank: bylaws").replace(", yields_to: {charter: stricter}", "")
    timeline = acme(meeting("bob", "ann eve"), rules=rules + narrow(">= 1/5 of in_office", "bylaws"))
    assert held(timeline.ruling("x.out"), "vote") == (1, 3, 5)


def test_a_rule_about_other_acts_leaves_the_power_its_majority() -> None:
    """Mutation: any rule that is about certain acts is taken; then all five would be needed."""
    other = narrow("all of in_office").replace("to: [remove]", "to: [appoint]")
    assert held(acme(meeting("bob cyd dee"), rules=LAW + other).ruling("x.out"), "vote") == (3, 3, 5)


def test_what_is_asked_of_such_acts_is_asked_in_writing_too() -> None:
    """Two signatures would do for anything else; for this three of five by the power, four by the charter.

    Mutation: the signatures that the rule on consents asks for are all that is asked in writing.
    """
    assert held(acme(paper("bob cyd"), rules=LAW).ruling("x.out"), "consent.power") == (2, 3, 5)
    ruling = acme(paper("bob cyd dee"), rules=LAW + narrow(">= 4/5 of in_office")).ruling("x.out")
    assert ruling.verdict.word == "void"
    assert held(ruling, "consent") == (3, 2, 5)
    assert held(ruling, "consent.majority") == (3, 4, 5)


@pytest.mark.parametrize("asked", [True, False])
def test_the_general_majority_is_asked_in_writing_where_the_rule_on_consents_says_so(*, asked: bool) -> None:
    """Three of five present are more than half: with everybody there that is three signatures of five."""
    as_at = ", as_at_meeting: yes" if asked else ""
    rules = without("consent") + (
        "\n- {id: some-sign, in: acme.charter, rank: charter, for: acme.board, "
        f'consent: {{signatures: ">= 2 of in_office"{as_at}}}}}\n'
    )
    ruling = acme(paper("bob cyd"), rules=rules).ruling("x.out")
    assert ruling.verdict.word == ("void" if asked else "valid")
    assert ("consent.majority" in codes(ruling)) is asked
    if asked:
        assert held(ruling, "consent.majority") == (2, 3, 5)


def test_a_majority_that_the_signatures_already_make_is_not_asked_again() -> None:
    rules = without("consent") + (
        "\n- {id: all-sign, in: acme.charter, rank: charter, for: acme.board, "
        "consent: {signatures: all of in_office, as_at_meeting: yes}}\n"
    )
    assert "consent.majority" not in codes(acme(paper("ann bob cyd dee eve"), rules=rules).ruling("x.out"))


def test_without_any_rule_on_majorities_a_consent_needs_its_signatures_alone() -> None:
    rules = LAW.replace(', passes: "> 1/2 of in_office"', "")
    bare = "\n".join(line for line in rules.splitlines() if not line.startswith("- {id: majority,"))
    assert acme(paper("bob cyd"), rules=bare).ruling("x.out").verdict.word == "valid"


# --- one after the other -----------------------------------------------------------------------------------------

SALE = (
    "\n- {id: sales, in: acme.bylaws, power: {to: [determine], of: acme.sale}, "
    "by: {in_order: [{vote: acme.board}, {consent: gus}, {consent: fay}]}}\n"
)
IN_ORDER = without("matters") + SALE


def approve(who: str) -> str:
    return act(f"{who}-agrees", who, "decide: {that: [{approve: {determine: acme.sale}, id: part}]}", at="2024-03-02")


def board(verb: str, at: str = "2024-03-01T10:00") -> str:
    item = "{approve: {determine: acme.sale}, id: part}" if verb == "approve" else "{determine: acme.sale, id: part}"
    return vote("board", item, ayes="ann bob cyd", via=REGULAR, at=at)


def sale(*steps: str) -> Timeline:
    return told(tale(*steps, rules=IN_ORDER))


def test_each_agrees_only_after_those_before_it() -> None:
    """The board, then gus, then fay, whose act it is in the end (mutation: the order is not looked at)."""
    last = act("fay-acts", "fay", "decide: {that: [{determine: acme.sale, id: part}]}", at="2024-03-03")
    timeline = sale(board("approve"), approve("gus"), last)
    assert [timeline.ruling(f"{name}.part").verdict.word for name in ("board", "gus-agrees", "fay-acts")] == [
        "valid"
    ] * 3


def test_whoever_agrees_too_early_has_not_agreed() -> None:
    """Gus before the board: void, and so is the sale that fay makes after the board has agreed."""
    last = act("fay-acts", "fay", "decide: {that: [{determine: acme.sale, id: part}]}", at="2024-03-04")
    timeline = sale(approve("gus"), board("approve", at="2024-03-03"), last)
    assert "approval.too-early" in codes(timeline.ruling("gus-agrees.part"))
    assert timeline.ruling("gus-agrees.part").verdict.word == "void"
    assert timeline.ruling("fay-acts.part").verdict.word == "void"


# --- notice ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statute", "charter", "stands"),
    [
        ("{due: yes, lead: 2d}", "{due: yes, lead: 3d}", True),
        ("{due: yes, lead: 2d}", "{due: yes, lead: 1d}", False),
        ("{due: yes, lead: 2d}", "not-due", False),
        ("{due: yes, lead: 2d}", "{due: yes, lead: 2d, attendance_waives: no}", True),
        ("{due: yes, attendance_waives: no}", "{due: yes, lead: 3d}", False),
        ("{due: yes, regular: yes}", "{due: yes, lead: 3d}", False),
        ("{due: yes, regular: yes}", "{due: yes, regular: yes}", True),
        ("not-due", "{due: yes, lead: 1d}", True),
    ],
)
def test_a_stricter_notice_is_due_as_often_as_early_and_as_surely(statute: str, charter: str, *, stands: bool) -> None:
    """Fails if any of the four is not looked at, or a longer notice is taken to go too far."""
    rules = (
        f"\n- {{id: law, in: acme.bylaws, rank: default, for: acme.board, notice: {statute}, "
        "yields_to: {charter: stricter}}"
        f"\n- {{id: own, in: acme.charter, rank: charter, for: acme.board, notice: {charter}}}\n"
    )
    told_all = "{meeting: {told: [ann, bob, cyd, dee, eve]}}"
    found = told(tale(vote("x", OUST, ayes="bob cyd dee", via=told_all), more_rules=rules)).ruling("x.out")
    assert ("clause.void" in codes(found)) is not stands
