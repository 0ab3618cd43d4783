"""Votes and presence by class, by party and for the target; who stands aside; rules on certain acts alone.

Every number is worked out by hand beside the test.
"""

from itertools import permutations

import pytest

from govsim.engine.timeline import Timeline
from inline import START, act, codes, found_in, held, tale, the, told, vote, without

BODIES = "{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: [acme.a, acme.b]}}"
POSITIONS = "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.a: {kind: shares}, acme.b: {kind: shares}}"
SALE = "{determine: acme.sale, id: s}"
OUST = "{remove: ann, from: acme.ceo, id: s}"


def owners(  # noqa: PLR0913 - who holds what, and how they voted
    rules: str, *, a: str, b: str = "{}", ayes: str = "", noes: str = "", params: str = "{}", **more: str
) -> Timeline:
    """Tell a vote of the holders of shares on the sale of everything, under `rules`, each of which is one topic."""
    written = [f"- {{id: r{n}, in: acme.charter, for: acme.owners, {one}}}" for n, one in enumerate(rules.split("; "))]
    power = "- {id: sale, in: acme.charter, rank: charter, power: {to: [determine], of: any}, by: {vote: acme.owners}}"
    return told(
        tale(
            vote("x", SALE, by="acme.owners", ayes=ayes, noes=noes, **more),
            rules="\n".join((power, *written)),
            bodies=BODIES,
            positions=POSITIONS,
            start=f"{{acme.a: {a}, acme.b: {b}}}",
            params=params,
        )
    )


def verdict(timeline: Timeline, ruling: str = "x.s") -> str:
    return timeline.ruling(ruling).verdict.word


# --- presence of classes -------------------------------------------------------------------------------------------

CLASSES = (
    "quorum: {votes: '> 1/2 of outstanding', classes: {acme.b: '>= 1/2 of outstanding'}}; passes: '> 1/2 of present'"
)


@pytest.mark.parametrize(
    ("ayes", "whole", "of_class", "expected"),
    [
        ("ann bob", (100, 71, 140), (0, 20, 40), "void"),
        ("ann cyd", (90, 71, 140), (30, 20, 40), "valid"),
        ("bob cyd", (70, 71, 140), (30, 20, 40), "void"),
        ("ann bob dee", (110, 71, 140), (10, 20, 40), "void"),
    ],
)
def test_a_class_must_be_there_besides_the_whole(
    ayes: str, whole: tuple[int, int, int], of_class: tuple[int, int, int], expected: str
) -> None:
    """Class a is 60 and 40, class b 30 and 10: 140 together, more than half of which are 71; half of class b is 20."""
    timeline = owners(CLASSES, a="{ann: 60, bob: 40}", b="{cyd: 30, dee: 10}", ayes=ayes)
    ruling = timeline.ruling("x.s")
    assert (held(ruling, "quorum"), held(ruling, "quorum.class"), verdict(timeline)) == (whole, of_class, expected)


def test_of_a_class_only_its_own_units_count_whatever_else_its_holders_have() -> None:
    """Cyd has 90 of class a and 5 of class b's 15; half of 15 is 8 at least."""
    timeline = owners(CLASSES, a="{cyd: 90}", b="{cyd: 5, dee: 10}", ayes="cyd")
    assert held(timeline.ruling("x.s"), "quorum") == (95, 53, 105)
    assert held(timeline.ruling("x.s"), "quorum.class") == (5, 8, 15)
    assert verdict(timeline) == "void"


def test_a_class_of_seats_is_measured_on_the_number_authorized_for_it() -> None:
    """Of three northern seats two are filled; one of them present is 1 of 3, and half of three is two at least."""
    rules = """
- {id: size, in: acme.bylaws, for: acme.north, size: 3}
- id: q
  in: acme.bylaws
  for: acme.council
  quorum: {votes: ">= 1 of in_office", classes: {acme.north: ">= 1/2 of authorized"}}
- {id: v, in: acme.bylaws, for: acme.council, passes: "> 1/2 of cast"}
- {id: p, in: acme.bylaws, power: {to: [determine], of: any}, by: {vote: acme.council}}
"""
    seats = "{acme.north: [ann, bob], acme.south: [cyd]}"

    def council(ayes: str) -> Timeline:
        return told(
            tale(
                vote("x", SALE, by="acme.council", ayes=ayes),
                rules=rules,
                bodies="{acme.council: {kind: council, roll: [acme.north, acme.south]}}",
                positions="{acme.north: {kind: seat}, acme.south: {kind: seat}}",
                start=seats,
            )
        )

    one, two = council("ann cyd"), council("ann bob")
    assert (held(one.ruling("x.s"), "quorum.class"), verdict(one)) == ((1, 2, 3), "void")
    assert (held(two.ruling("x.s"), "quorum.class"), verdict(two)) == ((2, 2, 3), "valid")


def test_a_missing_class_makes_the_act_voidable_where_the_rule_says_so() -> None:
    rules = CLASSES.replace("outstanding'}}", "outstanding'}}, defect: voidable")
    assert verdict(owners(rules, a="{ann: 60}", b="{cyd: 30}", ayes="ann")) == "voidable"


def test_where_no_number_is_authorized_it_is_what_is_held_in_votes() -> None:
    """Ten votes for each of 3 and one for each of 70: 100 votes are authorized as they are outstanding."""
    rules = "weights: {acme.b: 10}; quorum: '> 1/2 of authorized'; passes: '> 1/2 of cast'"
    assert held(owners(rules, a="{ann: 70}", b="{cyd: 3}", ayes="ann").ruling("x.s"), "quorum") == (70, 51, 100)


def test_an_empty_seat_has_one_vote_and_whoever_holds_two_seats_has_two() -> None:
    """Of seven seats ann holds one of each class, bob and cyd one: four filled, three empty, seven votes in all."""
    rules = "- {id: n, in: acme.bylaws, for: acme.board, size: 7}\n- {id: q, in: acme.bylaws, for: acme.board, %s}\n"
    timeline = told(
        tale(
            vote("x", SALE, ayes="ann bob"),
            rules=(rules % "quorum: '> 1/2 of authorized'") + without("size", "quorum"),
            bodies="{acme.board: {kind: board, roll: [acme.north, acme.south]}}",
            positions="{acme.ceo: {kind: office}, acme.chair: {kind: chair},"
            " acme.north: {kind: seat}, acme.south: {kind: seat}}",
            start="{acme.north: [ann, bob, cyd], acme.south: [ann]}",
        )
    )
    assert held(timeline.ruling("x.s"), "quorum") == (3, 4, 7)
    assert held(timeline.ruling("x.s"), "vote") == (3, 2, 3)


# --- votes for each unit -------------------------------------------------------------------------------------------

TEN = "weights: {acme.b: 10}; passes: '> 1/2 of outstanding'"


@pytest.mark.parametrize(
    ("a", "b", "numbers", "expected"), [(91, 9, (90, 91, 181), "no_act"), (90, 9, (90, 91, 180), "no_act"),
                                        (89, 9, (90, 90, 179), "valid"), (90, 10, (100, 96, 190), "valid")]
)  # fmt: skip
def test_ten_votes_a_share_carry_with_a_little_more_than_an_eleventh_of_the_shares(
    a: int, b: int, numbers: tuple[int, int, int], expected: str
) -> None:
    timeline = owners(TEN, a=f"{{ann: {a}}}", b=f"{{cyd: {b}}}", ayes="cyd", noes="ann")
    assert (held(timeline.ruling("x.s"), "vote"), verdict(timeline)) == (numbers, expected)


def test_whoever_holds_two_classes_has_the_votes_of_each() -> None:
    """Cyd has 4 of class a and 3 of class b: 4 + 30 = 34 votes of 10 + 34 = 44; more than half are 23."""
    timeline = owners(TEN, a="{ann: 10, cyd: 4}", b="{cyd: 3}", ayes="cyd", noes="ann")
    assert held(timeline.ruling("x.s"), "vote") == (34, 23, 44)


def test_what_is_said_of_a_party_goes_before_what_is_said_of_its_class() -> None:
    """Two votes for each of ann's three shares of class b, ten for each of cyd's two: 6 of 26."""
    rules = "weights: {acme.b: 10, ann: 2}; passes: '> 1/2 of outstanding'"
    assert held(owners(rules, a="{}", b="{ann: 3, cyd: 2}", ayes="ann").ruling("x.s"), "vote") == (6, 14, 26)


def test_votes_may_be_left_to_a_parameter_and_a_ruling_rests_on_it() -> None:
    """Before, 75 and 25 votes; afterwards 49 and 51."""
    rules = (
        "weights: {param: stage, before: {ann: 75, bob: 25}, after: {ann: 49, bob: 51}}; passes: '> 1/2 of outstanding'"
    )
    for stage, numbers, expected in (("before", (75, 51, 100), "valid"), ("after", (49, 51, 100), "no_act")):
        params = f"{{stage: {{value: {stage}, among: [before, after]}}}}"
        timeline = owners(rules, a="[ann, bob]", ayes="ann", noes="bob", params=params)
        assert (held(timeline.ruling("x.s"), "vote"), verdict(timeline)) == (numbers, expected)
        assert timeline.ruling("x.s").asked == ("stage",)


BUSHELL = """
- {id: seats, in: acme.charter, power: {to: [remove], of: seat}, by: {vote: acme.owners}}
- {id: v, in: acme.charter, for: acme.owners, passes: "> 1/2 of cast"}
"""
THREE = "{acme.a: {ann: 100, bob: 100, cyd: 100}, acme.board: [bob, cyd, dee]}"


def removal(who: str, rules: str) -> tuple[tuple[int, int, int], str]:
    """Tell that two of three equal holders vote to remove a director, and the third votes against."""
    item = f"{{remove: {who}, from: acme.board, id: s}}"
    noes = who if who in {"bob", "cyd"} else "cyd"
    ayes = " ".join(one for one in ("ann", "bob", "cyd") if one != noes)
    timeline = told(
        tale(
            vote("x", item, by="acme.owners", ayes=ayes, noes=noes),
            rules=BUSHELL + rules,
            bodies=BODIES,
            positions=POSITIONS,
            start=THREE,
        )
    )
    return held(timeline.ruling("x.s"), "vote"), verdict(timeline)


def test_a_director_with_three_votes_a_share_on_his_own_removal_stays() -> None:
    """200 for it; his 100 shares are 300 votes against: of 500 cast 251 are needed. Without the articles 200 of 300."""
    articles = "- {id: w, in: acme.charter, for: acme.owners, on: {to: [remove], of: seat}, weights: {target: 3}}"
    assert removal("cyd", articles) == ((200, 251, 500), "no_act")
    assert removal("bob", articles) == ((200, 251, 500), "no_act")
    assert removal("dee", articles) == ((200, 151, 300), "valid")  # she has no shares
    assert removal("cyd", "") == ((200, 151, 300), "valid")


def test_what_is_said_of_the_target_goes_before_what_is_said_of_a_party() -> None:
    both = "- {id: w, in: acme.charter, for: acme.owners, weights: {target: 3, cyd: 7, bob: 2}}"
    assert removal("cyd", both) == ((300, 301, 600), "no_act")  # ann 100, bob 200; cyd 300, not 700


# --- shares that may not vote on a matter --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "ayes", "numbers", "expected"),
    [
        ("cast", 40, (40, 38, 75), "valid"),
        ("represented", 40, (40, 41, 80), "no_act"),
        ("represented", 41, (41, 41, 80), "valid"),
        ("present", 40, (40, 51, 100), "no_act"),
        ("eligible", 40, (40, 41, 80), "no_act"),  # all but those who may not vote on it
        ("outstanding", 40, (40, 51, 100), "no_act"),
    ],
)
def test_shares_that_may_not_vote_on_a_matter_are_in_the_quorum_and_not_in_what_is_represented(
    base: str, ayes: int, numbers: tuple[int, int, int], expected: str
) -> None:
    """Of 100 shares 40 for (or 41), 35 against (or 34), 5 abstain, 20 do not vote: 75 cast, 80 represented, 100."""
    timeline = owners(
        f"quorum: all of outstanding; passes: '> 1/2 of {base}'",
        a=f"{{ann: {ayes}, bob: {75 - ayes}, cyd: 5, dee: 20}}",
        ayes="ann",
        noes="bob",
        abstain="cyd",
        **{"non-vote": "dee"},
    )
    ruling = timeline.ruling("x.s")
    assert held(ruling, "quorum") == (100, 100, 100)
    assert (held(ruling, "vote"), ruling.verdict.word) == (numbers, expected)
    assert "set-aside" not in codes(ruling)  # a share that does not vote is no recusal


# --- who stands aside ----------------------------------------------------------------------------------------------

SEATS = "{acme.board: {kind: board, roll: [acme.seats, acme.trust]}}"
SIX = "{acme.seats: [ann, bob, cyd, dee, eve], acme.trust: [fay], acme.ceo: ann, acme.chair: bob}"
TRUST = POSITIONS.replace("}}", "}, acme.seats: {kind: seat}, acme.trust: {kind: seat}}")


def board(ayes: str, rules: str, noes: str = "", item: str = SALE, params: str = "{}") -> Timeline:
    """Tell a vote of six directors, one of whom is the trust's."""
    return told(
        tale(
            vote("x", item, ayes=ayes, noes=noes),
            rules=without("size", "majority", "quorum"),
            more_rules=rules,
            bodies=SEATS,
            positions=TRUST,
            start=SIX,
            params=params,
        )
    )


NO_SEAT = """
- {id: none, in: acme.bylaws, for: acme.board, recusal: {who: acme.trust, vote: yes, quorum: yes, base: yes}}
- {id: six, in: acme.bylaws, for: acme.board, size: 6}
- {id: q, in: acme.bylaws, for: acme.board, quorum: "> 1/2 of authorized"}
- {id: m, in: acme.bylaws, for: acme.board, passes: "> 1/2 of in_office"}
"""


def test_a_seat_that_does_not_count_is_in_neither_numerator_nor_base() -> None:
    """Five of six seats count: three present are more than half of five; two and the trust's are two of five."""
    three, two = board("ann bob cyd", NO_SEAT), board("ann bob fay", NO_SEAT, noes="cyd")
    assert (held(three.ruling("x.s"), "quorum"), held(three.ruling("x.s"), "vote")) == ((3, 3, 5), (3, 3, 5))
    assert verdict(three) == "valid"
    assert (held(two.ruling("x.s"), "quorum"), held(two.ruling("x.s"), "vote")) == ((3, 3, 5), (2, 3, 5))
    assert verdict(two) == "no_act"
    aside = the(two.ruling("x.s"), "set-aside")
    assert (dict(aside.names), aside.clause) == ({"party": "fay", "sets": "vote quorum base"}, "tale.none")
    counted = board("ann bob fay", NO_SEAT.replace("base: yes", "base: no"), noes="cyd")
    assert held(counted.ruling("x.s"), "vote") == (2, 4, 6)


ASIDE = """
- {id: m, in: acme.bylaws, for: acme.board, passes: "> 1/2 of eligible"}
- {id: who, in: acme.bylaws, for: acme.board, recusal: [%s]}
"""
REMOVE = "{remove: ann, from: acme.ceo, id: s}"


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        ("{who: target}", (2, 3, 5)),  # ann leaves the votes, and those who may vote
        ("{who: bob}", (2, 3, 5)),
        ("{who: target}, {who: bob}", (1, 3, 4)),
        ("{who: ann, vote: no}, {who: target}", (3, 4, 6)),  # the first row that speaks of ann decides
        ("{who: target}, {who: ann, vote: no}", (2, 3, 5)),
        ("{who: acme.chair}", (2, 3, 5)),  # bob is the chair
        ("{who: gus}", (3, 4, 6)),  # who is no director
        ("{who: bob, vote: {param: aside}}", (2, 3, 5)),
        ("{who: bob, vote: {param: there}}", (3, 4, 6)),
    ],
)
def test_of_several_rows_the_first_that_speaks_of_a_person_decides(rows: str, numbers: tuple[int, int, int]) -> None:
    """Ann, bob and cyd are for the removal of ann, of six who may vote."""
    params = "{aside: {value: yes, among: [yes, no]}, there: {value: no, among: [yes, no]}}"
    timeline = board("ann bob cyd", ASIDE % rows, item=REMOVE, params=params)
    assert held(timeline.ruling("x.s"), "vote") == numbers


def test_a_row_about_the_target_speaks_of_nobody_where_an_act_is_about_nobody() -> None:
    assert held(board("ann bob cyd", ASIDE % "{who: target}").ruling("x.s"), "vote") == (3, 4, 6)


# --- rules on certain acts alone -----------------------------------------------------------------------------------

PLAIN = "- {id: plain, in: acme.bylaws, for: acme.board, passes: '> 1/2 of in_office'}"
ANY = "- {id: any, in: acme.bylaws, for: acme.board, on: {to: any, of: any}, passes: '>= 2 of in_office'}"
OFFICE = "- {id: office, in: acme.bylaws, for: acme.board, on: {to: [remove], of: office}, passes: '>= 4 of in_office'}"
CEO = "- {id: ceo, in: acme.bylaws, for: acme.board, on: {to: [remove], of: acme.ceo}, passes: all of in_office}"
APPOINT = "{appoint: dee, as: acme.cfo, id: s}"
OFFICES = "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.cfo: {kind: office}}"


def clause_of(timeline: Timeline) -> str:
    return the(timeline.ruling("x.s"), "vote").clause.removeprefix("tale.")


def narrowed(rules: str, item: str = OUST, ayes: str = "bob cyd dee") -> Timeline:
    rules = f"{without('majority', 'quorum')}\n{rules}"
    return told(tale(vote("x", item, ayes=ayes), rules=rules, positions=OFFICES))


def test_a_larger_majority_may_be_asked_for_one_kind_of_act_alone() -> None:
    """Three of five: too few for a removal, which needs four; enough for an appointment, which needs three."""
    both = f"{PLAIN}\n{OFFICE}"
    out, into = narrowed(both), narrowed(both, APPOINT)
    assert (held(out.ruling("x.s"), "vote"), verdict(out)) == ((3, 4, 5), "no_act")
    assert (held(into.ruling("x.s"), "vote"), verdict(into)) == ((3, 3, 5), "valid")


def test_two_acts_of_one_vote_are_each_judged_by_the_rule_about_it() -> None:
    timeline = narrowed(f"{PLAIN}\n{OFFICE}", f"{OUST}, {APPOINT.replace('id: s', 'id: t')}")
    assert [held(timeline.ruling(f"x.{one}"), "vote") for one in "st"] == [(3, 4, 5), (3, 3, 5)]
    back = narrowed(f"{PLAIN}\n{OFFICE}", f"{APPOINT.replace('id: s', 'id: t')}, {OUST}")
    assert [held(back.ruling(f"x.{one}"), "vote") for one in "st"] == [(3, 4, 5), (3, 3, 5)]


@pytest.mark.parametrize("order", [*permutations((PLAIN, ANY, OFFICE, CEO))], ids=range(24))
def test_the_narrower_rule_goes_first_in_whatever_order_they_are_written(order: tuple[str, ...]) -> None:
    rules = "\n".join(order)
    assert clause_of(narrowed(rules)) == "ceo"
    assert clause_of(narrowed(rules, "{remove: bob, from: acme.chair, id: s}")) == "any"  # a chair is no office
    assert clause_of(narrowed(rules, APPOINT)) == "any"
    assert clause_of(narrowed(rules.replace("acme.ceo}", "acme.chair}"))) == "office"
    assert clause_of(narrowed(rules.replace("to: any, of: any", "to: [resize], of: any"), APPOINT)) == "plain"


def test_the_rank_goes_before_how_narrow_a_rule_is() -> None:
    above = PLAIN.replace("acme.bylaws", "acme.charter, rank: charter")
    assert clause_of(narrowed(f"{CEO}\n{above}")) == "plain"


@pytest.mark.parametrize(
    ("topic", "code"),
    [
        ("quorum: all of in_office", "quorum"),
        ("notice: due", "notice.missing"),
        ("recusal: {who: bob}", "set-aside"),
        ("assent: presumed", "assent.presumed"),
    ],
)
def test_other_rules_may_be_about_certain_acts_too(topic: str, code: str) -> None:
    """Each speaks of removals; to none of them does anything answer in an appointment."""
    rule = f"- {{id: it, in: acme.bylaws, for: acme.board, on: {{to: [remove], of: any}}, {topic}}}"
    via = "{meeting: {attended: [eve]}}"
    rules = f"{without('majority', 'quorum')}\n{PLAIN}\n{rule}"
    out, into = (
        told(tale(vote("x", item, ayes="bob cyd dee", via=via), rules=rules, positions=OFFICES)).ruling("x.s")
        for item in (OUST, APPOINT)
    )
    assert "tale.it" in {one.clause for one in found_in(out.finding) if one.code == code}
    assert "tale.it" not in {one.clause for one in found_in(into.finding)}


def test_a_consent_may_be_forbidden_for_one_kind_of_act_alone() -> None:
    rule = (
        "- {id: it, in: acme.charter, rank: charter, for: acme.board, on: {to: [remove], of: office}, consent: never}"
    )
    everybody = "ann bob cyd dee eve"
    out, into = (
        told(tale(vote("x", item, via="consent", signed=everybody), more_rules=rule, positions=OFFICES))
        for item in (OUST, APPOINT)
    )
    assert (verdict(out), verdict(into)) == ("void", "valid")
    assert the(out.ruling("x.s"), "consent.forbidden").clause == "tale.it"


# --- meetings that were opened, and that go on ---------------------------------------------------------------------

CALL = act("c", "ann", "call: {meeting: m, to: [ann]}", at="2024-03-02")
OPEN = act("o", "ann", "open: {meeting: m, of: acme.board}", at="2024-03-05T10:00")
GONE = tuple((f"g-{who}", who) for who in ("dee", "eve"))


def resigned(at: str) -> tuple[str, ...]:
    return tuple(act(name, who, "resign: acme.board", at=at) for name, who in GONE)


@pytest.mark.parametrize(
    ("as_of", "when", "numbers", "expected"),
    [
        ("opening", "2024-03-05T09:00", (2, 2, 3), "valid"),  # they resign an hour before
        ("opening", "2024-03-05T11:00", (2, 3, 5), "void"),  # they resign during the meeting
        ("vote", "2024-03-05T09:00", (2, 2, 3), "valid"),
        ("vote", "2024-03-05T11:00", (2, 2, 3), "valid"),
    ],
)
def test_a_quorum_may_be_of_those_in_office_when_the_meeting_began(
    as_of: str, when: str, numbers: tuple[int, int, int], expected: str
) -> None:
    """Five in office, of whom two resign; two of the others meet. More than half of five are three, of three two."""
    quorum = f"quorum: {{votes: '> 1/2 of in_office', as_of: {as_of}}}"
    rules = f"{without('quorum', 'size')}\n- {{id: q, in: acme.bylaws, for: acme.board, {quorum}}}"
    gone = resigned(when)
    middle = (*gone, OPEN) if when < "2024-03-05T10:00" else (OPEN, *gone)
    last = vote("x", SALE, ayes="bob cyd", via="{meeting: {called: m}}", at="2024-03-05T12:00")
    timeline = told(tale(CALL, *middle, last, rules=rules))
    assert (held(timeline.ruling("x.s"), "quorum"), verdict(timeline)) == (numbers, expected)


def test_a_number_fixed_by_rule_does_not_move_when_somebody_leaves_a_meeting() -> None:
    quorum = "quorum: {votes: '> 1/2 of authorized', as_of: opening}"
    rules = f"{without('quorum')}\n- {{id: q, in: acme.bylaws, for: acme.board, {quorum}}}"
    last = vote("x", SALE, ayes="ann bob cyd", via="{meeting: {called: m}}", at="2024-03-05T12:00")
    for middle in ((*resigned("2024-03-05T09:00"), OPEN), (OPEN, *resigned("2024-03-05T11:00"))):
        assert held(told(tale(CALL, *middle, last, rules=rules)).ruling("x.s"), "quorum") == (3, 3, 5)


def test_a_meeting_that_nobody_opened_is_counted_as_it_is() -> None:
    quorum = "quorum: {votes: '> 1/2 of in_office', as_of: opening}"
    rules = f"{without('quorum', 'size')}\n- {{id: q, in: acme.bylaws, for: acme.board, {quorum}}}"
    last = vote("x", SALE, ayes="bob cyd", via="{meeting: {called: m}}", at="2024-03-05T12:00")
    timeline = told(tale(CALL, *resigned("2024-03-04"), last, rules=rules))
    assert held(timeline.ruling("x.s"), "quorum") == (2, 2, 3)


@pytest.mark.parametrize(
    ("rule", "via", "numbers", "expected"),
    [
        (", adjourned: '>= 2 of in_office'", "{regular: yes}", (2, 3, 5), "void"),
        (", adjourned: '>= 2 of in_office'", "{regular: yes, adjourned: yes}", (2, 2, 5), "valid"),
        ("", "{regular: yes, adjourned: yes}", (2, 3, 5), "void"),
    ],
)
def test_a_meeting_that_goes_on_after_it_was_adjourned_may_need_fewer(
    rule: str, via: str, numbers: tuple[int, int, int], expected: str
) -> None:
    quorum = f"quorum: {{votes: '> 1/2 of in_office'{rule}}}"
    rules = f"{without('quorum')}\n- {{id: q, in: acme.bylaws, for: acme.board, {quorum}}}"
    timeline = told(tale(vote("x", SALE, ayes="bob cyd", via=f"{{meeting: {via}}}"), rules=rules))
    assert (held(timeline.ruling("x.s"), "quorum"), verdict(timeline)) == (numbers, expected)


# --- silence -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["presumed", "not-presumed"])
def test_who_is_present_and_silent_is_named_and_no_vote_is_counted(said: str) -> None:
    """Of four present, bob and cyd are for it: two of four. Dee says nothing, ann abstains, eve is not there."""
    rule = f"- {{id: quiet, in: acme.bylaws, for: acme.board, assent: {said}}}"
    via = "{meeting: {regular: yes, attended: [dee]}}"
    done = vote("x", SALE, ayes="bob cyd", via=via, abstain="ann")
    timeline, plain = told(tale(done, more_rules=rule)), told(tale(done))
    named = [dict(one.names) for one in found_in(timeline.ruling("x.s").finding) if one.code == "assent.presumed"]
    assert named == ([{"party": "dee"}] if said == "presumed" else [])
    assert held(timeline.ruling("x.s"), "vote") == held(plain.ruling("x.s"), "vote") == (2, 3, 4)
    assert verdict(timeline) == verdict(plain) == "no_act"


def test_nobody_is_deemed_to_assent_who_is_not_on_the_roll() -> None:
    rule = "- {id: quiet, in: acme.bylaws, for: acme.board, assent: presumed}"
    via = "{meeting: {regular: yes, attended: [gus]}}"
    timeline = told(tale(vote("x", SALE, ayes="ann bob cyd", via=via), more_rules=rule, start=START))
    assert "assent.presumed" not in codes(timeline.ruling("x.s"))
