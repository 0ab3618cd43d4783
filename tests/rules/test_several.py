"""Several who must agree: sponsors, callers, whoever holds a position, electors; who could carry what, and control.

Every number is worked out by hand beside the test; what coalitions could do is held to a rule of its own.
"""

from fractions import Fraction
from itertools import chain, combinations

import pytest
from attrs import evolve

from govsim.engine.asking import moment_after
from govsim.engine.timeline import Timeline
from govsim.record.rulings import Finding, Verdict
from govsim.rules.approvals import closure, controls, judge
from govsim.rules.case import Case, Supposed
from govsim.rules.evaluate import asking
from govsim.world.approvals import AllOf, Approval, KOf, Oracle, Sponsors, Stage, Stages, Vote
from govsim.world.thresholds import Base, Both, Bound, Count, Share
from inline import act, codes, found_in, held, tale, the, told, vote, without

SALE = "{determine: acme.sale, id: s}"
NEWS = act("n", "gus", "announce: news")


def verdict(timeline: Timeline, ruling: str = "x.s") -> str:
    return timeline.ruling(ruling).verdict.word


def power(approval: str, over: str = "any", to: str = "determine") -> str:
    """Give Acme's rules with another on who may decide on matters."""
    rule = f"- {{id: it, in: acme.bylaws, power: {{to: [{to}], of: {over}}}, by: {approval}}}"
    return f"{without('matters')}\n{rule}"


# --- sponsors ------------------------------------------------------------------------------------------------------

SHARES = "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.a: {kind: shares}}"
HOLDERS = "{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: acme.a}}"
BLOCKS = "{acme.board: [ann, bob, cyd, dee, eve], acme.chair: bob, acme.a: {ann: 9, bob: 1, fay: 90}}"


@pytest.mark.parametrize(
    ("sponsors", "threshold", "of", "numbers", "expected"),
    [
        ("[bob, cyd]", ">= 3 of in_office", "board", (2, 3, 5), "void"),
        ("[bob, cyd, dee]", ">= 3 of in_office", "board", (3, 3, 5), "valid"),
        ("[bob, cyd, gus]", ">= 3 of in_office", "board", (2, 3, 5), "void"),  # gus is no director
        ("[bob, cyd, dee]", "> 1/2 of authorized", "acme.board", (3, 3, 5), "valid"),
        ("[ann]", ">= 1/10 of outstanding", "acme.owners", (9, 10, 100), "void"),
        ("[ann, bob]", ">= 1/10 of outstanding", "acme.owners", (10, 10, 100), "valid"),
        ("[]", ">= 1 of outstanding", "acme.owners", (0, 1, 100), "void"),
    ],
)
def test_one_sponsor_too_few_is_too_few_and_shares_count_by_their_number(
    sponsors: str, threshold: str, of: str, numbers: tuple[int, int, int], expected: str
) -> None:
    """Five directors, three of whom carry; of 100 shares ann has 9 and bob 1."""
    rules = power(f"{{all: [{{vote: acme.board}}, {{sponsors: '{threshold}', of: {of}}}]}}")
    step = vote("x", SALE, ayes="bob cyd dee", more=f"sponsors: {sponsors}")
    timeline = told(tale(step, rules=rules, bodies=HOLDERS, positions=SHARES, start=BLOCKS))
    assert (held(timeline.ruling("x.s"), "sponsors"), verdict(timeline)) == (numbers, expected)


def test_each_bound_on_sponsors_is_named_and_a_body_without_members_has_none() -> None:
    two = "{sponsors: '>= 2 of in_office and > 1/2 of outstanding', of: acme.owners}"
    step = vote("x", SALE, ayes="bob cyd dee", more="sponsors: [ann, bob]")
    setting = {"bodies": HOLDERS, "positions": SHARES}
    ruling = told(tale(step, rules=power(two), start=BLOCKS, **setting)).ruling("x.s")
    parts = the(ruling, "sponsors.each").children
    assert [dict(one.numbers)["needed"] for one in parts] == [2, 51]
    assert [one.verdict.word for one in parts] == ["valid", "void"]
    empty = told(tale(step, rules=power(two), start="{acme.board: [bob, cyd, dee]}", **setting)).ruling("x.s")
    assert dict(the(empty, "body.empty").names) == {"body": "acme.owners"}


def test_sponsors_out_of_a_body_of_whom_nobody_is_known_are_not_known() -> None:
    """Fails if the sponsors of a roll that nobody has published are asked of an empty one."""
    rules = power("{all: [{vote: acme.board}, {sponsors: '>= 2 of in_office', of: acme.owners}]}")
    step = vote("x", SALE, ayes="bob cyd dee", more="sponsors: [ann, bob]")
    hidden = SHARES.replace("kind: shares", "kind: shares, holders: unknown")
    start = "{acme.board: [bob, cyd, dee]}"
    ruling = told(tale(step, rules=rules, bodies=HOLDERS, positions=hidden, start=start)).ruling("x.s")
    assert dict(the(ruling, "body.unknown").names) == {"body": "acme.owners"}


def test_whoever_decides_alone_is_put_forward_by_nobody() -> None:
    rules = power("{all: [{consent: ann}, {sponsors: '>= 1 of in_office', of: acme.board}]}")
    timeline = told(tale(act("x", "ann", f"decide: {{that: [{SALE}]}}"), rules=rules))
    assert (held(timeline.ruling("x.s"), "sponsors"), verdict(timeline)) == ((0, 1, 5), "void")


# --- who may call a meeting ----------------------------------------------------------------------------------------

CALLING = "- {id: calls, in: acme.bylaws, for: acme.board, call: %s}"
CHAIR_OR_TWO = "{any: [{consent: acme.chair}, {sponsors: '>= 2 of in_office', of: acme.board}]}"


@pytest.mark.parametrize(
    ("call", "defect", "via", "code", "expected"),
    [
        (CHAIR_OR_TWO, "", "called_by: [bob]", "call.entitled", "valid"),  # bob is the chair
        (CHAIR_OR_TWO, "", "called_by: [ann]", "call.not-entitled", "void"),
        (CHAIR_OR_TWO, ", defect: voidable", "called_by: [ann]", "call.not-entitled", "voidable"),
        (CHAIR_OR_TWO, "", "called_by: [ann, cyd]", "call.entitled", "valid"),
        (CHAIR_OR_TWO, "", "called_by: [ann, gus]", "call.not-entitled", "void"),
        (CHAIR_OR_TWO, "", "told: [ann]", "call.not-stated", "valid"),
        ("never", "", "called_by: [bob]", "call.not-entitled", "void"),
        ("{vote: acme.board}", "", "called_by: [ann, bob, cyd]", "call.entitled", "valid"),  # they could carry it
        ("{vote: acme.board}", "", "called_by: [ann, bob]", "call.not-entitled", "void"),
    ],
)
def test_who_may_call_a_meeting_is_asked_of_whoever_called_it(
    call: str, defect: str, via: str, code: str, expected: str
) -> None:
    """A meeting that nobody is said to have called is taken as it is, and that is said."""
    rule = f"{(CALLING % call)[:-1]}{defect}}}"
    timeline = told(tale(vote("x", SALE, ayes="bob cyd dee", via=f"{{meeting: {{{via}}}}}"), more_rules=rule))
    found = the(timeline.ruling("x.s"), code)
    assert (found.clause, verdict(timeline)) == ("tale.calls", expected)


@pytest.mark.parametrize(("by", "expected"), [("bob", "valid"), ("ann", "void")])
def test_who_gave_notice_of_a_meeting_in_the_story_called_it(by: str, expected: str) -> None:
    call = act("c", by, "call: {meeting: m, to: [ann, bob, cyd, dee, eve]}", at="2024-03-01")
    step = vote("x", SALE, ayes="bob cyd dee", via="{meeting: {called: m}}", at="2024-03-02")
    timeline = told(tale(call, step, more_rules=CALLING % CHAIR_OR_TWO))
    assert verdict(timeline) == expected
    (called,) = [one for one in found_in(timeline.ruling("x.s").finding) if one.code.startswith("call.")]
    assert dict(called.names)["parties"] == by


def test_of_a_regular_meeting_nobody_asks_who_called_it() -> None:
    step = vote("x", SALE, ayes="bob cyd dee", via="{meeting: {regular: yes, called_by: [ann]}}")
    timeline = told(tale(step, more_rules=CALLING % "never"))
    assert verdict(timeline) == "valid"
    assert not [one for one in codes(timeline.ruling("x.s")) if one.startswith("call.")]


# --- whoever holds a position --------------------------------------------------------------------------------------

GOLDEN = "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.golden: {kind: shares}}"


@pytest.mark.parametrize(
    ("held_by", "by", "code", "expected"),
    [
        ("[gus]", "gus", "party.itself", "valid"),
        ("[gus]", "ann", "party.other", "void"),
        ("[gus, fay]", "fay", "party.itself", "valid"),  # one of them is enough
        ("[gus, fay]", "ann", "party.other", "void"),
        ("[]", "gus", "party.none", "void"),
    ],
)
def test_the_consent_of_a_position_is_that_of_whoever_holds_it(held_by: str, by: str, code: str, expected: str) -> None:
    start = f"{{acme.board: [ann, bob, cyd], acme.golden: {held_by}}}"
    step = act("x", by, f"decide: {{that: [{SALE}]}}")
    timeline = told(tale(step, rules=power("{consent: acme.golden}"), positions=GOLDEN, start=start))
    assert verdict(timeline) == expected
    assert code in codes(timeline.ruling("x.s"))


def test_the_share_and_not_the_person_carries_the_consent() -> None:
    """Gus sells it to fay; from then on it is hers."""
    start = "{acme.board: [ann, bob, cyd], acme.golden: [gus]}"
    done = "{transfer: 1, of: acme.golden, from: gus, to: fay, id: t}"
    sale = act("y", "gus", f"decide: {{that: [{done}]}}", at="2024-02-01")
    rules = power("{consent: acme.golden}")
    his, hers = (
        told(tale(sale, act("x", by, f"decide: {{that: [{SALE}]}}"), rules=rules, positions=GOLDEN, start=start))
        for by in ("gus", "fay")
    )
    assert (verdict(his), verdict(hers)) == ("void", "valid")


# --- parts given one after another ---------------------------------------------------------------------------------

PART = "{approve: {determine: acme.sale}, id: p}"
BOTH_AGREE = "{all: [{vote: acme.board}, {consent: acme.golden}]}"
HOLDS_IT = "{acme.board: [ann, bob, cyd], acme.golden: [beta]}"


def parts(*steps: str, by: str = BOTH_AGREE) -> Timeline:
    """Tell of a sale that the board and whoever holds the golden share agree to; fay manages its holder, beta."""
    text = tale(
        *steps,
        rules=f"{power(by)}\n{MANAGED % ('b', 'beta.bylaws', '{consent: fay}')}",
        entities="{acme: {name: Acme}, beta: {name: Beta}}",
        positions=GOLDEN,
        start=HOLDS_IT,
    )
    return told(text.replace("acme.bylaws: {}}", "acme.bylaws: {}, beta.bylaws: {}}"))


def given(by: str, at: str = "2024-02-01") -> str:
    return act("p", by, f"decide: {{that: [{PART}]}}", at=at)


@pytest.mark.parametrize(("by", "code", "expected"), [
    ("beta", "party.itself", "valid"),
    ("fay", "party.controlled", "valid"),  # who controls the company that holds it
    ("gus", "approval.not-asked", "void"),
    ("ann", "approval.not-asked", "void"),  # a director is asked for nothing of her own
])  # fmt: skip
def test_ones_own_part_is_given_by_whoever_is_asked_for_it(by: str, code: str, expected: str) -> None:
    timeline = parts(given(by))
    assert verdict(timeline, "p.p") == expected
    assert code in codes(timeline.ruling("p.p"))


def test_the_part_of_another_is_found_on_file_whichever_comes_first() -> None:
    """Beta's part, then the board's vote; or the board's part, then beta's act. One part alone is too few."""
    board = vote("x", SALE, ayes="ann bob cyd")
    after = parts(given("beta"), board)
    assert (verdict(after), dict(the(after.ruling("x.s"), "approval.on-file").names)) == ("valid", {"party": "beta"})
    assert verdict(parts(board)) == "void"
    first = vote("p", PART, ayes="ann bob cyd", at="2024-02-01")
    last = act("x", "beta", f"decide: {{that: [{SALE}]}}")
    before = parts(first, last)
    assert (verdict(before, "p.p"), verdict(before)) == ("valid", "valid")
    assert dict(the(before.ruling("x.s"), "approval.on-file").names) == {"party": "acme.board"}
    assert verdict(parts(last)) == "void"
    assert verdict(parts(vote("p", PART, ayes="ann", noes="bob cyd", at="2024-02-01"), last)) == "void"


def test_a_court_and_sponsors_have_no_part_that_a_party_could_give() -> None:
    by = "{all: [{oracle: court}, {sponsors: '>= 1 of in_office', of: acme.board}]}"
    assert "approval.not-asked" in codes(parts(given("ann"), by=by).ruling("p.p"))


# --- electors of the seat ------------------------------------------------------------------------------------------

CHAPTER = """
- {id: seats, in: acme.bylaws, power: {to: [elect, remove], of: seat}, by: {vote: acme.board, electors: yes}}
- {id: c-most, in: acme.bylaws, for: acme.chapter, passes: "> 1/2 of present"}
"""
CHAPTERS = {
    "bodies": "{acme.board: {kind: board}, acme.chapter: {kind: chapter, roll: acme.card}}",
    "positions": "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.card: {kind: membership},"
    " acme.chapter-seat: {kind: seat, elected_by: acme.chapter}}",
    "start": "{acme.board: [ann, bob, cyd, dee], acme.chapter-seat: [eve], acme.card: [fay, gus, bob]}",
}


@pytest.mark.parametrize(
    ("by", "who", "seat", "ayes", "asked", "stands"),
    [
        ("acme.board", "dee", "acme.board", "ann bob cyd", "acme.board", True),
        ("acme.board", "eve", "acme.chapter-seat", "ann cyd dee", "acme.chapter", False),
        ("acme.chapter", "eve", "acme.chapter-seat", "fay gus", "acme.chapter", True),
        ("acme.chapter", "dee", "acme.board", "fay gus", "acme.board", False),
    ],
)
def test_directors_remove_whom_directors_appointed_and_a_chapter_its_own(  # noqa: PLR0913 - a row of a table
    by: str, who: str, seat: str, ayes: str, asked: str, *, stands: bool
) -> None:
    """A seat that is said to be the community's is the board's to empty if the board fills it."""
    rules = f"{without('seats', 'quorum', 'size')}{CHAPTER}"
    step = vote("x", f"{{remove: {who}, from: {seat}, id: s}}", by=by, ayes=ayes)
    ruling = told(tale(step, rules=rules, **CHAPTERS)).ruling("x.s")
    assert dict(the(ruling, "approval.vote").names)["body"] == asked
    assert ruling.verdict.effective is stands
    assert ruling.verdict.refused is not stands


# --- what somebody could do ----------------------------------------------------------------------------------------

FOUR = "{acme.board: [ann, bob, cyd, dee], acme.chair: ann}"
PEOPLE = ("ann", "bob", "cyd", "dee")
BOARD = Vote(body="acme.board")
SETS = [frozenset(some) for some in chain.from_iterable(combinations(PEOPLE, k) for k in range(5))]


def ask(text: str) -> Case:
    """Give the case of a question at the end of a story."""
    timeline = told(text)
    return asking(moment_after(timeline, timeline.entries[-1]), timeline.law)


def could(case: Case, approval: Approval, own: frozenset[str], *, brief: bool = False) -> Finding:
    return judge(approval, evolve(case, supposed=Supposed(own, frozenset()), brief=brief))


def four(rules: str) -> Case:
    return ask(tale(NEWS, rules=rules, start=FOUR))


@pytest.mark.parametrize("seats", [4, 5, 6, 7, 8])
def test_who_could_carry_a_vote_must_be_a_majority_against_all_and_a_quorum_without_them(seats: int) -> None:
    """Four in office. `k` who want it are k of 4 if all come; alone a quorum only if k are more than half the seats.

    Of four or five seats three could (3 of 4; a quorum of 3). Of six or seven a quorum is four: the fourth need only
    stay away, and nobody could but all together. Of eight a quorum is five, and nobody could at all: but for a written
    consent, which all four could sign.
    """
    sized = without("size", "consent") + f"\n- {{id: size, in: acme.bylaws, for: acme.board, size: {seats}}}"
    case = four(sized)
    paper = four(sized + "\n- {id: consent, in: acme.bylaws, for: acme.board, consent: all of in_office}")
    least = {4: 3, 5: 3, 6: 4, 7: 4, 8: 5}[seats]
    for own in SETS:
        for brief in (False, True):
            assert could(case, BOARD, own, brief=brief).verdict.effective is (len(own) >= least), (own, brief)
            assert could(paper, BOARD, own, brief=brief).verdict.effective is (len(own) >= min(least, 4)), (own, brief)


def test_an_answer_says_which_way_fails() -> None:
    """Three of four, six seats: against all who come they carry, 3 of 4; alone they are no quorum, 3 of 6."""
    found = could(four(without("size") + "\n- {id: n, in: acme.bylaws, for: acme.board, size: 6}"), BOARD, SETS[-2])
    consent, meeting = found.children
    opposed, away = meeting.children
    assert (found.code, consent.code, meeting.code) == ("supposed.vote", "supposed.consent", "supposed.meeting")
    assert (opposed.code, opposed.verdict.word) == ("supposed.opposed", "valid")
    assert (away.code, away.verdict.word) == ("supposed.others-away", "void")
    (short,) = [one for one in away.children if one.code == "quorum"]
    assert dict(short.numbers) == {"have": 3, "needed": 4, "of": 6}
    assert dict(consent.children[-1].numbers) == {"have": 3, "needed": 4, "of": 4}
    assert found.verdict is Verdict.VOID


def test_two_with_the_chair_could_where_the_chair_has_a_casting_vote_and_two_without_could_not() -> None:
    """Two against two is a tie, which the chair's second vote decides for them: three of five cast."""
    rules = without("majority", "quorum", "consent") + (
        '\n- {id: q, in: acme.bylaws, for: acme.board, quorum: ">= 2 of in_office"}'
        '\n- {id: m, in: acme.bylaws, for: acme.board, passes: {votes: "> 1/2 of cast", casting: acme.chair}}'
    )
    case = four(rules)
    for own in SETS:
        expected = len(own) > 2 or (len(own) == 2 and "ann" in own)
        assert could(case, BOARD, own).verdict.effective is expected, own


def test_who_stands_aside_could_not_carry_anything() -> None:
    """Two who may not vote leave two: either needs the other, and with both of them it is two of two cast."""
    rules = without("majority", "quorum", "consent") + (
        '\n- {id: m, in: acme.bylaws, for: acme.board, passes: "> 1/2 of cast"}'
        "\n- {id: r, in: acme.bylaws, for: acme.board, recusal: [{who: ann}, {who: bob}]}"
    )
    case = four(rules)
    for own in SETS:
        assert could(case, BOARD, own).verdict.effective is ({"cyd", "dee"} <= own), own


def test_whoever_could_carry_one_of_several_ballots_could_let_the_others_fail() -> None:
    """Three of four carry the second ballot, a majority of those present; the first asks for all."""
    everybody = Bound(strict=False, qty=Count(4), base=Base.PRESENT)
    stages = Stages((Stage(approval=evolve(BOARD, passing=everybody)), Stage(approval=BOARD)))
    case = four(without("size"))
    assert [could(case, stages, frozenset(PEOPLE[:k])).verdict.effective for k in range(5)] == [False] * 3 + [True] * 2
    assert could(case, stages, frozenset(PEOPLE)).code == "supposed.stages"


def test_a_coalition_is_asked_for_each_part_of_what_several_must_agree_to() -> None:
    """Three of four carry the vote; gus is asked for his own part; nobody can be sure what a court says."""
    case = four(without("size"))
    three, gus = frozenset(PEOPLE[:3]), frozenset({"gus"})
    both = AllOf((BOARD, Vote(body="acme.board")))
    assert could(case, both, three).verdict is Verdict.VALID
    assert could(case, both, gus).verdict.refused
    assert could(case, KOf(1, (BOARD, Oracle("court"))), three).verdict is Verdict.VALID
    assert could(case, Oracle("court"), three | gus).verdict is Verdict.PENDING


def test_sponsors_could_be_those_of_the_coalition_who_are_members() -> None:
    """Two of four, gus being no director."""
    case = four(without("size"))
    half = Sponsors(threshold=Bound(strict=False, qty=Share(Fraction(1, 2)), base=Base.IN_OFFICE), body="acme.board")
    assert could(case, half, frozenset({"ann", "bob"})).verdict is Verdict.VALID
    assert could(case, half, frozenset({"ann", "gus"})).verdict is Verdict.VOID
    strict = evolve(half, threshold=Both((half.threshold, Bound(strict=False, qty=Count(3), base=Base.IN_OFFICE))))  # type: ignore[arg-type]  # two bounds
    assert could(case, strict, frozenset({"ann", "bob"})).verdict is Verdict.VOID


# --- control -------------------------------------------------------------------------------------------------------

CHAIN = "{acme: {name: Acme}, hold: {name: Holding}, top: {name: Top}}"
TIES = "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, hold.manager: {kind: office}}"
MANAGED = "- {id: %s, in: %s, power: {to: [manage], of: any}, by: %s}"


def chained(acme: str, hold: str, top: str = "never", *steps: str, start: str = "{}") -> str:
    """Give a story of three companies, each managed as one rule says."""
    text = tale(*(steps or (NEWS,)), entities=CHAIN, positions=TIES, start=start, rules="\n".join(
        (MANAGED % ("a", "acme.bylaws", acme), MANAGED % ("h", "hold.bylaws", hold), MANAGED % ("t", "top.bylaws", top),
         "- {id: sale, in: acme.bylaws, power: {to: [determine], of: any}, by: {consent: acme}}")
    ), bodies="{acme.board: {kind: board}, hold.board: {kind: board}}")  # fmt: skip
    return text.replace("{acme.charter: {}, acme.bylaws: {}}", "{acme.bylaws: {}, hold.bylaws: {}, top.bylaws: {}}")


def controlled(text: str, *parties: str) -> set[str]:
    """Give the companies that some control together."""
    return {one for one in closure(frozenset(parties), ask(text)) if one in {"acme", "hold", "top"}}


@pytest.mark.parametrize(
    ("acme", "hold", "top", "parties", "expected"),
    [
        ("{consent: hold}", "{consent: top}", "{consent: fay}", "fay", "acme hold top"),
        ("{consent: hold}", "{consent: top}", "{consent: fay}", "hold", "acme hold"),
        ("{all: [{consent: hold}, {consent: gus}]}", "{consent: fay}", "never", "fay", "hold"),
        ("{all: [{consent: hold}, {consent: gus}]}", "{consent: fay}", "never", "gus", ""),
        ("{all: [{consent: hold}, {consent: gus}]}", "{consent: fay}", "never", "fay gus", "acme hold"),
        ("{k_of: 2, list: [{consent: hold}, {consent: top}, {consent: gus}]}", "{consent: fay}", "{consent: fay}",
         "fay", "acme hold top"),
        ("{any: [{consent: gus}, {consent: hold}]}", "{consent: fay}", "never", "gus", "acme"),
        ("{consent: hold}", "{consent: acme}", "never", "fay", ""),  # a circle has nobody at its beginning
        ("{consent: hold}", "{consent: acme}", "never", "acme", "acme hold"),
        ("{consent: hold.manager}", "never", "never", "fay", "acme"),  # fay is its manager
        ("{consent: hold.manager}", "never", "never", "gus", ""),
        ("{oracle: court}", "never", "never", "fay", ""),  # what nobody can be sure of is no control
    ],
)  # fmt: skip
def test_control_goes_down_a_chain_and_around_no_circle(
    acme: str, hold: str, top: str, parties: str, expected: str
) -> None:
    text = chained(acme, hold, top, start="{hold.manager: fay}")
    assert controlled(text, *parties.split()) == {*expected.split()}


def test_nothing_controls_itself() -> None:
    case = ask(chained("{consent: hold}", "{consent: fay}"))
    assert not controls("acme", "acme", case)
    assert controls("hold", "acme", case)
    assert not controls("acme", "hold", case)


@pytest.mark.parametrize(("by", "expected"), [("fay", "valid"), ("gus", "void"), ("hold", "valid"), ("acme", "valid")])
def test_a_company_consents_by_whoever_controls_it(by: str, expected: str) -> None:
    step = act("x", by, f"decide: {{that: [{SALE}]}}")
    timeline = told(chained("{consent: hold}", "{consent: fay}", "never", step))
    assert verdict(timeline) == expected
    assert ("party.itself" if by == "acme" else "party.controlled" if expected == "valid" else "party.other") in codes(
        timeline.ruling("x.s")
    )


@pytest.mark.parametrize(("ayes", "expected"), [("ann bob", "valid"), ("ann", "no_act")])
def test_a_body_that_controls_a_company_consents_for_it_by_a_vote_of_its_own(ayes: str, expected: str) -> None:
    """Three on the board of the holding: two of three present carry, one does not."""
    noes = " ".join(one for one in ("ann", "bob", "cyd") if one not in ayes.split())
    step = vote("x", SALE, by="hold.board", ayes=ayes, noes=noes)
    text = chained("{consent: hold}", "{vote: hold.board}", "never", step, start="{hold.board: [ann, bob, cyd]}")
    rule = "\n    - {id: m, in: hold.bylaws, for: hold.board, passes: '> 1/2 of present'}\n  readings:"
    timeline = told(text.replace("\n  readings:", rule))
    assert verdict(timeline) == expected
    assert held(timeline.ruling("x.s"), "vote") == (len(ayes.split()), 2, 3)


SEATS = "- {id: %s, in: acme.bylaws, power: {to: [%s], of: %s}, by: {consent: %s}}"


@pytest.mark.parametrize("seat", ["seat", "acme.board", "any"])
def test_a_body_is_controlled_by_whoever_both_fills_and_empties_its_seats(seat: str) -> None:
    """Fay and gus, each of whom has one of the two powers, control it together; whoever has both does alone."""
    manages = MANAGED % ("a", "acme.bylaws", "{vote: acme.board}")

    def of(appoints: str, removes: str) -> Case:
        two = (SEATS % ("in", "appoint", seat, appoints), SEATS % ("out", "remove", seat, removes), manages)
        return ask(tale(NEWS, rules="\n".join((without("seats"), *two))))

    assert closure(frozenset({"fay"}), of("fay", "fay")) == {"fay", "acme.board", "acme"}
    assert closure(frozenset({"fay"}), of("fay", "gus")) == {"fay"}
    assert closure(frozenset({"gus"}), of("fay", "gus")) == {"gus"}
    assert closure(frozenset({"fay", "gus"}), of("fay", "gus")) == {"fay", "gus", "acme.board", "acme"}


def test_a_body_of_two_classes_is_controlled_by_whoever_fills_both_and_no_holder_of_shares_is_replaced() -> None:
    """A power over any act makes nobody master of what others own."""
    bodies = "{acme.board: {kind: board, roll: [acme.north, acme.south]}, acme.owners: {kind: owners, roll: acme.a}}"
    positions = "{acme.north: {kind: seat}, acme.south: {kind: seat}, acme.a: {kind: shares}}"
    start = "{acme.north: [ann, bob], acme.south: [cyd], acme.a: {dee: 10}}"

    def of(*rules: str) -> Case:
        return ask(tale(NEWS, rules="\n".join(rules), bodies=bodies, positions=positions, start=start))

    north = SEATS % ("n", "appoint, remove", "acme.north", "fay")
    south = SEATS % ("s", "appoint, remove", "acme.south", "fay")
    assert closure(frozenset({"fay"}), of(north)) == {"fay"}
    assert closure(frozenset({"fay"}), of(north, south)) == {"fay", "acme.board"}
    assert closure(frozenset({"fay"}), of(SEATS % ("a", "any", "any", "fay"))) == {"fay", "acme", "acme.board"}


def test_a_body_whose_roll_is_nobody_is_controlled_by_nobody() -> None:
    bodies = "{acme.board: {kind: board, roll: nobody}}"
    rule = SEATS % ("a", "any", "any", "fay")
    case = ask(tale(NEWS, rules=rule, bodies=bodies, positions="{acme.ceo: {kind: office}}", start="{acme.ceo: ann}"))
    assert closure(frozenset({"fay"}), case) == {"fay", "acme"}
