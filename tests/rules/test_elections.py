"""Elections of a board by its holders, of an office by the board, and of one text among several, each count by hand.

Ann has 9 shares, Bob 1, Fay 90 unless a test says otherwise. What a mutation breaks stands beside each test.
"""

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from branches import branched, fork, read_fork, turn, verdicts
from govsim.engine.asking import moment_after
from govsim.engine.could import asked, could
from govsim.engine.timeline import Timeline
from govsim.errors import Place
from govsim.reader.thresholds import parse_threshold
from govsim.record.act_words import Misworded
from govsim.record.acts import Resolve
from govsim.record.choices import Choice
from govsim.record.edits import Mark
from govsim.record.forking import edited
from govsim.record.rulings import Verdict
from govsim.record.state import holding
from govsim.rules.counts import Tally
from govsim.rules.elections import Ballot, Paper, enough, enough_over, least, most, opposed, pairs, ranked, read, totals
from govsim.rules.measures import at_least_as_strict, bounds, meets
from govsim.views.edits import edit_words
from govsim.views.lexicon import lexicon
from govsim.whatif.branch import branch
from govsim.world.elections import Method
from govsim.world.thresholds import Bound, Root, text
from inline import act, codes, found_in, held, tale, the, told, vote, without
from polling import BODIES, OWNERS_ELECT, POSITIONS, REGULAR, SHARES, THREE, elected, election, elects, outcome, ruled

# --- the most votes --------------------------------------------------------------------------------------------------


def test_a_board_is_elected_by_the_most_votes_and_only_they_sit() -> None:
    """Two seats: Fay's 90 for dee and eve, Ann's 9 for gus, Bob's 1 for gus and eve. dee 90, eve 91, gus 10.

    Each of the elected needs one more than the second of the others: 91 and 90 of whom 10 is the second, so 11; gus
    needs 91. Fails if the first of the others is taken, or a seat more.
    """
    timeline = ruled(election("fay: [dee, eve], ann: gus, bob: [gus, eve]", seats=2, elected="dee, eve"))
    assert outcome(timeline) == {"dee": "valid", "eve": "valid", "gus": "no_act"}
    votes = {one: held(timeline.ruling(f"x.{one}"), "elects.votes") for one in ("dee", "eve", "gus")}
    assert votes == {"dee": (90, 11, 100), "eve": (91, 11, 100), "gus": (10, 91, 100)}
    assert set(holding(timeline.law, "acme.board")) == {"ann", "bob", "cyd", "dee", "eve"}


def test_who_was_taken_to_be_elected_sits_in_fact_and_who_is_elected_in_law() -> None:
    """Fails if what was elected in fact is read from the count, or in law from what was said."""
    timeline = ruled(election("fay: dee, ann: gus", elected="gus"))
    assert "gus" in holding(timeline.fact, "acme.board")
    assert "dee" not in holding(timeline.fact, "acme.board")
    assert "dee" in holding(timeline.law, "acme.board")
    assert "gus" not in holding(timeline.law, "acme.board")


def test_of_those_tied_for_the_last_seat_none_is_elected() -> None:
    """Two seats: dee 90, eve 9, gus 9. Fails if a tie is broken by the order of the names."""
    step = election("fay: dee, ann: eve, bob: gus", seats=2)
    timeline = ruled(step, shares="acme.a: {ann: 9, bob: 9, fay: 90}")
    assert outcome(timeline) == {"dee": "valid", "eve": "no_act", "gus": "no_act"}
    assert dict(the(timeline.ruling("x.eve"), "elects.tied").numbers) == {"have": 9, "left": 1}


@pytest.mark.parametrize(
    ("casting", "others", "expected", "code"),
    [
        ("[gus]", "", {"gus"}, "casting-vote.chose"),
        ("[]", "", set(), "casting-vote.not-used"),
        ("[eve, gus]", "", set(), "casting-vote.not-used"),  # two for one seat
        ("[dee]", "", set(), "casting-vote.not-used"),  # who is not tied
        ("[gus]", ", others: {recused: [bob]}", set(), "casting-vote.none"),
    ],
)
def test_a_casting_vote_chooses_among_those_tied(casting: str, others: str, expected: set[str], code: str) -> None:
    """Eve 9, gus 9, dee 0; Bob is the chair. Fails if whoever is not tied, or stands aside, is chosen or chooses."""
    step = election("ann: eve, fay: gus" + ("" if others else ", bob: []"), more=f", casting: {casting}{others}")
    timeline = ruled(step, "{method: plurality, casting: acme.chair}", shares="acme.a: {ann: 9, bob: 1, fay: 9}")
    assert elected(timeline) == expected
    assert code in codes(timeline.ruling("x.gus"))


def test_an_office_that_casts_and_that_nobody_holds_decides_nothing() -> None:
    step = election("ann: eve, fay: gus", more=", casting: [gus]")
    positions = POSITIONS.replace("}}", "}, acme.teller: {kind: office}}")
    how = "{method: plurality, casting: acme.teller}"
    timeline = ruled(step, how, shares="acme.a: {ann: 9, fay: 9}", positions=positions)
    assert elected(timeline) == set()


def test_a_ballot_that_names_too_many_or_heaps_votes_is_spoiled() -> None:
    """One seat. Fay names two, so that Ann's 9 elect. Fails if the first name counts, or each of the two."""
    timeline = ruled(election("fay: [dee, eve], ann: gus, bob: {dee: 1}"))
    assert elected(timeline) == {"gus"}
    assert codes(timeline.ruling("x.gus")).count("elects.spoiled") == 1
    assert dict(the(timeline.ruling("x.gus"), "elects.too-many-names").numbers) == {"among": 2, "seats": 1}
    assert held(timeline.ruling("x.gus"), "elects.votes") == (9, 1, 9)


@pytest.mark.parametrize(("mine", "expected"), [(25, set()), (26, {"dee"})])
def test_cumulative_votes_seat_whoever_has_more_than_a_quarter_of_the_shares_for_three_seats(
    mine: int, expected: set[str]
) -> None:
    """With S shares and D seats N seats take more than N*S/(D + 1): 100/4 = 25, so 26 of 100 (8 Del. C. § 214).

    26 shares heap 78 votes on dee; the other 74 have 222, 74 on each of three. With 25 it is 75 to 75 each: a tie of
    four for three seats. Fails if votes are not multiplied by the seats.
    """
    theirs = 100 - mine
    step = election(
        f"ann: {{dee: {3 * mine}}}, fay: {{eve: {theirs}, gus: {theirs}, hal: {theirs}}}",
        seats=3,
        stand="dee, eve, gus, hal",
    ).replace("hal", "cyd")
    text_of = ruled(step, "cumulative", shares=f"acme.a: {{ann: {mine}, fay: {theirs}}}", rules=ROOMY)
    assert "dee" in elected(text_of) or not expected
    assert {"dee"} & elected(text_of) == expected


NOWHERE = Place("t", 1, 1, 1, 1)
ROOMY = "- {id: more, in: acme.charter, rank: charter, for: acme.board, size: 9}\n"


def test_one_function_reads_a_ballot_paper_and_says_why_it_cannot() -> None:
    """Ann has 9 votes. Fails if 19 of 18 count, a vote is split, a ranking is a list, or a vote against spoils."""

    def of(
        method: Method,
        seats: int,
        tiers: tuple[tuple[str, ...], ...] = (),
        points: tuple[tuple[str, int], ...] = (),
        against: tuple[str, ...] = (),
    ) -> dict[str, int] | str:
        found = read(method, (9, Choice(tiers=tiers, points=points, against=against)), seats)
        return found.fault or dict(found.given)

    one, two, four = ("dee",), ("dee", "eve"), ("dee", "eve", "gus", "hal")
    assert of(Method.CUMULATIVE, 2, points=(("dee", 18),)) == {"dee": 18}
    assert of(Method.CUMULATIVE, 2, points=(("dee", 19),)) == "heaped"
    assert of(Method.CUMULATIVE, 2, tiers=(two,)) == {"dee": 9, "eve": 9}
    assert of(Method.CUMULATIVE, 2, tiers=(four,)) == "uneven"  # 18/4
    assert of(Method.CUMULATIVE, 2, against=one) == {}
    assert of(Method.CUMULATIVE, 2, tiers=(one,), against=("eve",)) == {"dee": 18}
    assert of(Method.APPROVAL, 1, tiers=(four,)) == dict.fromkeys(four, 9)
    for method in (Method.APPROVAL, Method.PLURALITY, Method.MAJORITY, Method.SCHULZE):
        assert of(method, 1, points=(("dee", 1),)) == "points"
    for method in (Method.PLURALITY, Method.MAJORITY):
        assert (of(method, 1, tiers=(two,)), of(method, 2, tiers=(two,))) == ("many", {"dee": 9, "eve": 9})
    for method in (Method.APPROVAL, Method.PLURALITY, Method.MAJORITY, Method.CUMULATIVE):
        assert of(method, 2, tiers=(one, ("eve",))) == "ranked"
    assert of(Method.SCHULZE, 1, tiers=(one, ("eve",))) == {"dee": 9}


def test_of_a_ballot_that_is_not_counted_it_is_said_what_is_wrong() -> None:
    """Two seats: Ann's 9 shares have 18 votes, not 19; three cannot share Bob's 2; Fay's order is none."""
    ballots = "ann: {dee: 19}, bob: [dee, eve, gus], fay: [[dee], [eve]]"
    timeline = ruled(election(ballots, seats=2), "cumulative")
    found = {one.code: dict(one.numbers) for one in found_in(timeline.ruling("x.gus").finding)}
    assert found["elects.too-many-votes"] == {"gave": 19, "has": 18, "weight": 9, "seats": 2}
    assert found["elects.uneven"] == {"has": 2, "among": 3}
    assert found["elects.spoiled"] == {}
    assert elected(timeline) == set()


@pytest.mark.parametrize(
    ("ballots", "expected", "numbers"),
    [
        ("bob: dee, fay: []", set(), (1, 91, 90)),  # withheld from all is against each
        ("bob: dee, fay: {dee: withheld}", set(), (1, 91, 90)),
        ("bob: dee, ann: {dee: against}", set(), (1, 10, 9)),
        ("ann: dee, bob: {dee: against}", {"dee"}, (9, 2, 1)),
        ("ann: dee, bob: {dee: against}, fay: eve", {"eve"}, (9, 91, 1)),  # for another is against nobody
    ],
)
def test_a_majority_is_more_for_than_against(ballots: str, expected: set[str], numbers: tuple[int, int, int]) -> None:
    """Have, needed, against. Fails if votes for somebody else count against, or withheld ones do not."""
    timeline = ruled(election(ballots), "majority")
    found = dict(the(timeline.ruling("x.dee"), "elects.majority").numbers)
    assert (found["have"], found["needed"], found["against"]) == numbers
    assert elected(timeline) == expected


def test_the_only_nominee_needs_a_vote() -> None:
    """Under a plurality one of a million elects (8 Del. C. § 216(3)), and none does not."""
    assert elected(ruled(election("bob: dee, fay: []", stand="dee"))) == {"dee"}
    assert elected(ruled(election("fay: []", stand="dee"))) == set()


# --- rankings --------------------------------------------------------------------------------------------------------

SCHULZE = "{method: schulze, default: nobody, quorum: '>= 3/2*sqrt(outstanding) of outstanding', ratio: 2}"


def test_an_option_is_dropped_for_itself_and_the_rest_goes_on() -> None:
    """100 shares: 3/2 of the root is 15. dee has 14 above nobody and is short; gus 46 above and 54 below, at 2 to 1.

    Blocs: ann 14, bob 46, fay 40. Ann: dee, eve. Bob: gus, eve. Fay: eve, nobody, gus. Above nobody: dee 14, gus 46
    (Ann and Fay below, 2 * 54 = 108 needed), eve 100. Fails if the quorum is of the turnout, or one option drops all.
    """
    ballots = "ann: [[dee], [eve], [nobody]], bob: [[gus], [eve], [nobody]], fay: [[eve], [nobody], [gus]]"
    timeline = ruled(election(ballots), SCHULZE, shares="acme.a: {ann: 14, bob: 46, fay: 40}")
    assert elected(timeline) == {"eve"}
    assert held(timeline.ruling("x.dee"), "elects.quorum") == (14, 15, 100)
    assert "elects.ratio" not in codes(timeline.ruling("x.dee"))
    assert held(timeline.ruling("x.gus"), "elects.ratio") == (46, 108, 100)
    assert codes(timeline.ruling("x.eve"))[-1] == "elects.unbeaten"


def test_where_nobody_beats_whom_in_a_ring_the_weakest_defeat_goes() -> None:
    """Ann 40: dee, eve, gus. Bob 35: eve, gus, dee. Fay 25: gus, dee, eve.

    dee beats eve 65 to 35, eve beats gus 75 to 25, gus beats dee 60 to 40: the last is the weakest, and dee wins. Fails
    if a ring is a tie.
    """
    ballots = "ann: [[dee], [eve], [gus]], bob: [[eve], [gus], [dee]], fay: [[gus], [dee], [eve]]"
    timeline = ruled(election(ballots), "schulze", shares="acme.a: {ann: 40, bob: 35, fay: 25}")
    assert elected(timeline) == {"dee"}
    assert dict(the(timeline.ruling("x.gus"), "elects.beaten").names)["parties"] == "dee"
    pairs_of = [f for f in found_in(timeline.ruling("x.dee").finding) if f.code == "elects.pair"]
    assert [(dict(f.names)["other"], dict(f.numbers)) for f in pairs_of] == [
        ("eve", {"have": 65, "against": 35}),
        ("gus", {"have": 40, "against": 60}),
    ]


def test_rankings_fill_one_seat_and_tie_where_nobody_is_beaten() -> None:
    """Fails if two seats are filled by a method that chooses one, or a tie by the first name."""
    both = "ann: [[dee], [eve]], fay: [[eve], [dee]]"
    even = "acme.a: {ann: 9, fay: 9}"
    two = ruled(election(both, seats=2), "schulze", shares=even)
    assert outcome(two) == dict.fromkeys(("dee", "eve", "gus"), "void")
    one = ruled(election(both), "schulze", shares=even)
    assert outcome(one) == dict.fromkeys(("dee", "eve", "gus"), "no_act")
    assert the(one.ruling("x.dee"), "elects.ranked-tie").verdict is Verdict.NO_ACT


def test_the_ratio_of_the_constitution_of_debian_is_at_least_and_more() -> None:
    """A.5(3)(2): at least N times as many, and strictly more. Three to one is 3:1; two to two is no majority."""
    assert enough(3, 1, Fraction(3))
    assert not enough(2, 1, Fraction(3))
    assert not enough(2, 2, Fraction(1))
    assert not enough(0, 0, Fraction(3))
    assert [enough_over(under, Fraction(3)) for under in (0, 1, 2)] == [1, 3, 6]
    assert [enough_over(under, Fraction(3, 2)) for under in (1, 2, 3)] == [2, 3, 5]
    assert enough_over(2, Fraction(1)) == 3


TEXTS = "{determine: acme.sale, with: [long], id: long}, {determine: acme.sale, with: [short], id: short}"


def resolution(choices: str, **more: str) -> str:
    return vote("x", TEXTS, via=REGULAR, more=f"choices: {{{choices}}}", **more)


def test_one_of_several_texts_is_chosen_by_the_method_of_the_power() -> None:
    """Four of five have the long one above nothing. Fails if the power's own method is left out, or both are chosen."""
    rules = without("matters") + (
        "\n- {id: m, in: acme.bylaws, power: {to: [determine], of: any}, by: {vote: acme.board, elects: "
        "{method: schulze, default: nothing, ratio: {acme.sale: 3, any: 1}}}}"
    )
    ballots = "ann: [[long], [short], [nothing]], bob: long, cyd: long, dee: nothing, eve: [[short], [long]]"
    timeline = told(tale(resolution(f"ballots: {{{ballots}}}, elected: [long]"), rules=rules))
    assert outcome(timeline) == {"long": "valid", "short": "no_act"}
    # long above nothing: ann, bob, cyd, eve; below: dee; 3 needed. short above: ann, eve; below: dee; 3 needed
    assert held(timeline.ruling("x.long"), "elects.ratio") == (4, 3, 5)
    assert held(timeline.ruling("x.short"), "elects.ratio") == (2, 3, 5)


def test_a_power_with_a_method_counts_a_vote_for_and_against_by_it() -> None:
    """Three for, one against, at 3 to 1; with two against it is two to one short. Fails if a majority is asked."""
    rules = without("matters") + (
        "\n- {id: m, in: acme.bylaws, power: {to: [determine], of: any}, by: {vote: acme.board, elects: "
        "{method: schulze, default: nothing, ratio: 3}}}"
    )
    sale = "{determine: acme.sale, id: s}"
    three = told(tale(vote("x", sale, ayes="bob cyd dee", noes="ann", via=REGULAR), rules=rules))
    two = told(tale(vote("x", sale, ayes="bob cyd dee", noes="ann eve", via=REGULAR), rules=rules))
    assert outcome(three) == {"s": "valid"}
    assert (outcome(two), held(two.ruling("x.s"), "elects.ratio")) == ({"s": "no_act"}, (3, 6, 5))


# --- without a method, and with a threshold of the power -------------------------------------------------------------


def test_without_a_rule_on_elections_each_option_is_asked_for_what_any_vote_is() -> None:
    """RONR: unless a rule says otherwise a majority elects. Of 100 cast dee has 60, gus 40. Fails if 40 are elected.

    With three candidates of whom the first has 45 nobody is: a plurality is no majority.
    """
    passes = '- {id: p, in: acme.bylaws, for: acme.owners, passes: "> 1/2 of cast"}\n'
    even = "acme.a: {ann: 60, fay: 40}"
    timeline = ruled(election("ann: dee, fay: gus"), "", shares=even, rules=passes)
    assert (elected(timeline), held(timeline.ruling("x.gus"), "vote")) == ({"dee"}, (40, 51, 100))
    short = ruled(
        election("ann: dee, fay: gus, bob: eve"), "", shares="acme.a: {ann: 45, fay: 30, bob: 25}", rules=passes
    )
    assert elected(short) == set()


def test_of_those_who_meet_the_vote_required_the_most_votes_decide() -> None:
    """A quarter of the votes cast is required: dee 60, gus 40, one seat. Fails if whoever meets it is elected."""
    passes = '- {id: p, in: acme.bylaws, for: acme.owners, passes: ">= 1/4 of cast"}\n'
    timeline = ruled(election("ann: dee, fay: gus"), "", shares="acme.a: {ann: 60, fay: 40}", rules=passes)
    assert elected(timeline) == {"dee"}


def test_without_any_rule_nobody_is_elected() -> None:
    timeline = ruled(election("fay: dee"), "")
    assert set(outcome(timeline).values()) == {"void"}
    assert "vote.no-rule" in codes(timeline.ruling("x.dee"))


def test_what_a_power_asks_for_is_asked_beside_the_method() -> None:
    """A plurality, and a majority of all shares: 45 of 100 are the most, and too few. Fails if either is left out."""
    rules = (
        without("seats")
        + elects("plurality")
        + (
            "\n- {id: s, in: acme.bylaws, power: {to: [elect], of: seat}, by: "
            "{vote: acme.owners, passes: '> 1/2 of outstanding'}}"
        )
    )
    start = f"{{{THREE}, acme.a: {{ann: 45, bob: 25, fay: 30}}}}"
    timeline = told(
        tale(election("ann: dee, bob: eve, fay: gus"), rules=rules, bodies=BODIES, positions=POSITIONS, start=start)
    )
    assert elected(timeline) == set()
    assert held(timeline.ruling("x.dee"), "vote") == (45, 51, 100)
    assert held(timeline.ruling("x.dee"), "elects.votes") == (45, 31, 100)


def test_what_a_power_asks_for_is_asked_of_each_where_no_rule_has_a_method() -> None:
    """One vote is required, for one seat: dee 60, gus 40. Fails if both are elected, or no rule is said to be."""
    rules = without("seats") + (
        "\n- {id: s, in: acme.bylaws, power: {to: [elect], of: seat}, by: {vote: acme.owners, passes: '>= 1 of cast'}}"
    )
    start = f"{{{THREE}, acme.a: {{ann: 60, fay: 40}}}}"
    step = election("ann: dee, fay: gus")
    timeline = told(tale(step, rules=rules, bodies=BODIES, positions=POSITIONS, start=start))
    assert elected(timeline) == {"dee"}


def test_the_quorum_is_asked_as_of_any_vote_and_a_choice_is_presence() -> None:
    """Ten of 100 shares choose; with Fay, who only abstains, all are there. Fails if a choice is no presence."""
    quorum = '- {id: q, in: acme.bylaws, for: acme.owners, quorum: "> 1/2 of outstanding"}\n'
    few = ruled(election("ann: dee, bob: dee"), rules=quorum)
    assert outcome(few)["dee"] == "void"
    assert held(few.ruling("x.dee"), "quorum") == (10, 51, 100)
    there = ruled(election("ann: dee, bob: dee", more=", others: {abstain: [fay]}"), rules=quorum)
    assert elected(there) == {"dee"}


def test_in_a_written_consent_the_signatures_are_for_those_they_name() -> None:
    """Fay's 90 of 100 sign for dee, Ann's 9 for eve; more than half is needed. Fails if a signature is for all."""
    rule = '- {id: c, in: acme.bylaws, for: acme.owners, consent: "> 1/2 of outstanding"}\n'
    timeline = ruled(election("fay: dee, ann: eve", via="consent"), "", rules=rule)
    assert elected(timeline) == {"dee"}
    assert held(timeline.ruling("x.eve"), "consent") == (9, 51, 100)
    passes = '- {id: p, in: acme.bylaws, for: acme.owners, passes: "> 1/2 of cast"}\n'
    assert elected(ruled(election("fay: dee", via="consent"), "", rules=rule + passes)) == {"dee"}


def test_who_stands_aside_or_has_no_vote_chooses_nobody() -> None:
    """Fay stands aside, Bob's share has no vote, Cyd is no holder. Ann's 9 elect. Fails if their ballots count."""
    rules = (
        "- {id: r, in: acme.bylaws, for: acme.owners, recusal: {who: fay}}\n"
        "- {id: w, in: acme.bylaws, for: acme.owners, weights: {bob: 0}}\n"
    )
    timeline = ruled(election("fay: dee, bob: dee, cyd: dee, ann: gus"), rules=rules)
    assert elected(timeline) == {"gus"}
    assert held(timeline.ruling("x.gus"), "elects.votes") == (9, 1, 9)


# --- a vote for and against one nominee ------------------------------------------------------------------------------


@pytest.mark.parametrize(("how", "expected"), [("plurality", "valid"), ("majority", "no_act"), ("approval", "valid")])
def test_a_vote_for_and_against_the_only_nominee_is_counted_by_the_method(how: str, expected: str) -> None:
    """Ann's 9 for, Fay's 90 against. Fails if a vote for or against is held against a threshold."""
    step = vote("x", "{elect: dee, to: acme.board, id: s}", by="acme.owners", ayes="ann", noes="fay", via=REGULAR)
    assert outcome(ruled(step, how)) == {"s": expected}


def test_whoever_could_elect_could_whatever_others_do() -> None:
    """Of 100 shares 51 could elect under a plurality, all others for one rival; 50 tie. Fails if one is enough."""
    for how in ("plurality", "majority", "approval", "schulze"):
        for mine, expected in ((50, False), (51, True)):
            own = without("seats") + OWNERS_ELECT + elects(how)
            start = f"{{{THREE}, acme.a: {{ann: {mine}, fay: {100 - mine}}}}}"
            timeline = told(tale(NEWS, rules=own, bodies=BODIES, positions=POSITIONS, start=start))
            item, problem = asked_of(timeline, "elect dee to acme.board")
            assert problem is None
            found = could(frozenset({"ann"}), item, moment_after(timeline, timeline.entries[-1]), timeline.docket)
            assert found.verdict.effective is expected, (how, mine)


@pytest.mark.parametrize(("mine", "expected"), [(25, False), (26, True)])
@pytest.mark.parametrize("over", [False, True])
def test_whoever_has_more_than_a_quarter_could_elect_one_of_three_by_heaped_votes(
    mine: int, *, expected: bool, over: bool
) -> None:
    """Of 100 shares and three vacant seats: 3 * 26 beats 74 on each of three others; 3 * 25 ties with 75 on each.

    Fails if one seat is assumed, or if a seat is not free whose holder's term is over: three are held then, by three
    who sit on.
    """
    rules = "- {id: size, in: acme.bylaws, for: acme.board, size: 3}" + OWNERS_ELECT + elects("cumulative")
    rules += "- {id: stays, in: acme.bylaws, for: acme.board, term: {holdover: yes}}\n"
    board = "acme.board: [ann, bob, cyd], " if over else ""
    start = f"{{{board}acme.a: {{ann: {mine}, fay: {100 - mine}}}}}"
    gone = [act(f"o-{one}", "acme", f"expire: {{who: {one}, from: acme.board}}") for one in ("ann", "bob", "cyd")]
    timeline = told(tale(*(gone if over else ()), NEWS, rules=rules, bodies=BODIES, positions=POSITIONS, start=start))
    item, _ = asked_of(timeline, "elect dee to acme.board")
    found = could(frozenset({"ann"}), item, moment_after(timeline, timeline.entries[-1]), timeline.docket, alone=True)
    opposed_by = next(one for one in found_in(found) if one.code == "supposed.opposed")
    rivals = next(one for one in found_in(opposed_by) if one.code == "elects.rivals")
    assert dict(rivals.numbers) == {"have": 100 - mine, "seats": 3}
    assert (opposed_by.verdict.word == "valid") == expected


def test_a_seat_of_a_class_is_free_only_as_far_as_its_own_number_and_that_of_the_board() -> None:
    """Of the board's three seats two are of the class b, and one of them is held: one is free for the class."""
    rules = OWNERS_ELECT + elects("cumulative")
    rules += (
        "- {id: all, in: acme.bylaws, for: acme.board, size: 3}\n- {id: two, in: acme.bylaws, for: acme.b, size: 2}\n"
    )
    positions = POSITIONS.replace("}}", "}, acme.b: {kind: seat}, acme.c: {kind: seat}}")
    bodies = BODIES.replace("{kind: board}", "{kind: board, roll: [acme.b, acme.c]}")
    start = "{acme.b: [bob], acme.a: {ann: 51, fay: 49}}"
    timeline = told(tale(NEWS, rules=rules, bodies=bodies, positions=positions, start=start))
    item, _ = asked_of(timeline, "elect dee to acme.b")
    found = could(frozenset({"ann"}), item, moment_after(timeline, timeline.entries[-1]), timeline.docket)
    assert {dict(one.numbers)["seats"] for one in found_in(found) if one.code == "elects.rivals"} == {1}


def asked_of(timeline: Timeline, words: str) -> tuple[Any, Misworded | None]:
    found = asked(tuple(words.split()), moment_after(timeline, timeline.entries[-1]), timeline.docket)
    return found, found if isinstance(found, Misworded) else None


NEWS = act("n", "gus", "announce: news")


# --- places ----------------------------------------------------------------------------------------------------------


def test_whoever_holds_the_place_is_elected_again_or_is_not() -> None:
    """The board elects the ceo again, or another in her place. Fails if she is valid because she is there."""
    rules = "- {id: e, in: acme.bylaws, for: acme.board, on: {to: [elect], of: acme.ceo}, elects: plurality}"
    again = election("bob: ann, cyd: ann, dee: gus", by="acme.board", to="acme.ceo", stand="ann, gus", elected="ann")
    timeline = told(tale(again, more_rules=rules))
    assert outcome(timeline) == {"ann": "valid", "gus": "no_act"}
    items = "{elect: ann, to: acme.ceo, id: old}, {elect: gus, to: acme.ceo, replacing: ann, id: new}"
    other = vote("x", items, via=REGULAR, more="choices: {ballots: {bob: gus, cyd: gus, dee: ann}, elected: [gus]}")
    timeline = told(tale(other, more_rules=rules))
    assert outcome(timeline) == {"old": "no_act", "new": "valid"}
    assert holding(timeline.law, "acme.ceo") == ("gus",)


def test_two_cannot_be_elected_to_an_office_of_one() -> None:
    """Fails if two seats make two holders of one office."""
    rules = "- {id: e, in: acme.bylaws, for: acme.board, on: {to: [elect], of: acme.ceo}, elects: plurality}"
    step = election(
        "bob: [eve, gus], cyd: [eve, gus], dee: fay", seats=2, by="acme.board", to="acme.ceo", stand="eve, gus, fay"
    )
    start = "{acme.board: [ann, bob, cyd, dee, eve], acme.chair: bob}"
    timeline = told(tale(step, more_rules=rules, start=start))
    assert outcome(timeline) == {"eve": "void", "gus": "void", "fay": "no_act"}
    assert "excluded" in codes(timeline.ruling("x.eve"))


def test_only_the_elected_take_a_seat() -> None:
    """Five seats, three held, two to fill, three stand: whoever loses is told so, and not that it is full."""
    timeline = ruled(election("fay: [dee, eve], ann: gus", seats=2))
    assert "no-seat" not in codes(timeline.ruling("x.gus"))
    full = ruled(election("fay: [dee, eve, gus]", seats=3))
    assert outcome(full) == dict.fromkeys(("dee", "eve", "gus"), "void")


# --- forks -----------------------------------------------------------------------------------------------------------


def base() -> str:
    own = without("seats") + OWNERS_ELECT + elects("plurality")
    step = election("ann: dee, bob: gus, fay: dee", elected="dee")
    return tale(step, rules=own, bodies=BODIES, positions=POSITIONS, start=f"{{{THREE}, {SHARES}}}")


def test_in_a_fork_whoever_is_elected_by_the_ballots_there_sits() -> None:
    """Without Fay and Ann there is Bob's vote, for gus. Fails if the one elected in the base goes on being elected."""
    found = branched(base(), "{at: x, vote: {fay: absent, ann: absent}}")
    assert verdicts(turn(found, "x")) == {"dee": Verdict.NO_ACT, "eve": Verdict.NO_ACT, "gus": Verdict.VALID}
    assert "gus" in holding(found.timeline.fact, "acme.board")
    assert "dee" not in holding(found.timeline.fact, "acme.board")


def test_votes_for_somebody_who_no_longer_stands_are_for_nobody() -> None:
    """Fails if they elect somebody who is not on the ballot, or hold up the others."""
    found = branched(base(), "{at: x, without: dee}")
    assert verdicts(turn(found, "x")) == {"eve": Verdict.NO_ACT, "gus": Verdict.VALID}


@pytest.mark.parametrize(
    ("ballots", "words", "expected"),
    [
        # Ann 9, Bob 1, Fay 90; told are ann: dee, bob: gus, fay: dee
        ("{fay: gus}", "Fay had voted for Gus in `x`", "gus"),
        ("{fay: [gus]}", "Fay had voted for Gus in `x`", "gus"),
        ("{fay: []}", "Fay had withheld from all in `x`", "dee"),
        ("{fay: {dee: against, gus: for}}", "Fay had voted for Gus and voted against Dee in `x`", "gus"),
        ("{fay: [[eve], [dee]]}", "Fay had ranked Eve, then Dee in `x`", "dee"),  # no ranking is read here: spoiled
        ("{fay: {eve: 90}}", "Fay had given 90 to Eve in `x`", "dee"),  # nor are numbers
        ("{cyd: eve}", "Cyd had voted for Eve in `x`", "dee"),  # who is no holder
    ],
)
def test_a_fork_changes_whom_a_voter_is_for(ballots: str, words: str, expected: str) -> None:
    """Fails if another ballot of the fork does not count, or the old one does beside it."""
    found = branched(base(), f"{{at: x, vote: {ballots}}}")
    elected_there = {item for item, said in verdicts(turn(found, "x")).items() if said is Verdict.VALID}
    assert elected_there == {expected}
    (edit,) = found.forked.forks[0].edits
    assert edit_words(edit, found.timeline.story, lexicon(found.timeline.story)) == words


def test_a_ballot_put_in_again_takes_the_place_of_a_word() -> None:
    """A fork of a fork: Fay stays away, and then votes. Fails if she has two ballots."""
    away = fork("{at: x, vote: {fay: recused}}", ident="away")
    again = fork("{at: x, vote: {fay: eve}}", of="away", ident="g")
    found, problems = read_fork(again, tale=base(), away=away)
    assert found is not None, problems
    told_there = branch(found)
    assert verdicts(turn(told_there, "x"))["eve"] is Verdict.VALID
    done = told_there.timeline.by_step["x"].step.act
    assert isinstance(done, Resolve)
    assert "fay" not in dict(done.ballots)


def test_in_a_vote_between_several_for_and_against_say_nothing() -> None:
    """Fails if a vote for nobody in particular is taken, or one for somebody who does not stand."""
    for word, code in (("for", "GS315"), ("against", "GS315"), ("hal", "GS201"), ("[dee, dee]", "GS203")):
        found, problems = read_fork(fork(f"{{at: x, vote: {{fay: {word}}}}}"), tale=base())
        assert (found, [problem.code for problem in problems]) == (None, [code])


def test_a_ballot_that_chooses_is_none_of_a_vote_on_one_thing() -> None:
    """Fails if a choice gets into a vote that has none: the reader refuses it, and the record leaves it alone."""
    one = vote("x", "{elect: dee, to: acme.board, id: s}", by="acme.owners", ayes="fay", noes="ann", via=REGULAR)
    story_of = ruled(one).story
    mark = Mark(at="x", person="fay", choice=Choice(tiers=(("dee",),)), place=NOWHERE)
    assert edited(story_of, mark) == story_of


# --- roots -----------------------------------------------------------------------------------------------------------


def threshold(written: str) -> Bound:
    found = parse_threshold(written)
    assert isinstance(found, Bound)
    return found


def room(size: int) -> Tally:
    return Tally(
        authorized=size, in_office=size, eligible=size, present=size, cast=size, represented=size, outstanding=size,
        ayes=0, noes=0, quorum_present=0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "size", "needed"),
    [
        (">= 3/2*sqrt(1018) of outstanding", 1018, 48),  # 47.859
        (">= 3/2*sqrt(outstanding) of outstanding", 1018, 48),
        (">= 3/2*sqrt(n) of outstanding", 1018, 48),
        (">= 1/2*sqrt(in_office) of outstanding", 1018, 16),  # 15.953
        (">= sqrt(16) of cast", 20, 4),
        ("> sqrt(16) of cast", 20, 5),
        ("> sqrt(17) of cast", 20, 5),  # 4.123
        (">= 1/3*sqrt(2) of cast", 20, 1),
    ],
)
def test_a_root_is_compared_by_squares(written: str, size: int, needed: int) -> None:
    """Fails if a root is rounded, or its whole part is enough."""
    bound = threshold(written)
    (one,) = bounds(bound, needed, room(size), lambda _: Fraction(1018))
    assert (one.needed, one.met) == (needed, True)
    assert not meets(bound, needed - 1, room(size), lambda _: Fraction(1018))
    assert parse_threshold(text(bound)) == bound


def test_roots_are_as_strict_as_each_other_by_their_squares() -> None:
    """The root of 10 is more than 3 and less than 4; of two roots of one base the larger factor asks for more."""

    def strict(new: str, old: str) -> bool:
        return at_least_as_strict(threshold(new), threshold(old), lambda _: Fraction(10))

    assert strict(">= sqrt(10) of cast", ">= 3 of cast")
    assert not strict(">= sqrt(n) of cast", ">= 4 of cast")
    assert strict(">= 4 of cast", ">= sqrt(n) of cast")
    assert strict(">= 3/2*sqrt(outstanding) of outstanding", ">= 1/2*sqrt(outstanding) of outstanding")
    assert not strict(">= 3/2*sqrt(outstanding) of outstanding", ">= 1 of outstanding")
    assert not strict(">= 3/2*sqrt(in_office) of outstanding", ">= sqrt(outstanding) of outstanding")
    assert isinstance(threshold(">= sqrt(4) of cast").qty, Root)


# --- laws ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [Method.PLURALITY, Method.APPROVAL])
def test_one_more_vote_for_the_elected_unseats_nobody_of_them(method: Method) -> None:
    """Monotone: a further ballot for somebody elected leaves them elected. By all small profiles of three options."""
    names = ("a", "b", "c")
    papers = [Choice(tiers=(tier,)) for tier in (("a",), ("b",), ("c",), ("a", "b"), ("b", "c"))]
    for seats in (1, 2):
        for count in range(3 ** len(papers)):
            ballots: list[Ballot] = [
                (count // 3**place % 3, paper) for place, paper in enumerate(papers) if count // 3**place % 3
            ]

            def as_read(cast: list[Ballot], seats: int = seats) -> list[Paper]:
                return [read(method, one, seats) for one in cast]

            before = most(totals(names, as_read(ballots)), seats)
            for one in before.elected:
                after = most(totals(names, as_read([*ballots, (1, Choice(tiers=((one,),)))])), seats)
                assert one in after.elected
                assert len(after.elected) <= seats
            votes = totals(names, as_read(ballots))
            for one in names:
                assert (votes[one] >= least(votes, one, seats)) == (one in before.elected)


def test_ranks_put_what_is_opposed_below_what_is_not_named() -> None:
    ballot = Choice(tiers=(("a",),), against=("b",))
    assert ballot.ranks(("a", "x", "b")) == {"a": 0, "x": 1, "b": 2}
    assert Choice().first == ()
    counted = pairs(("a", "b", "x"), ((2, ballot),))
    assert (counted["x", "b"], counted["b", "x"]) == (2, 0)
    papers = [read(Method.MAJORITY, one, 1) for one in ((2, ballot), (3, Choice()))]
    assert opposed(("a", "b"), papers) == {"a": 3, "b": 5}
    assert opposed(("a",), papers) == {"a": 3}  # whoever does not stand is opposed by nobody
    assert ranked(("a", "b"), pairs(("a", "b"), ()), "", lambda _: True, lambda _: Fraction(1)).unbeaten == ("a", "b")
    assert evolve(ballot, tiers=()).first == ()
