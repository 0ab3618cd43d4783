"""One ballot paper, one roll and one result: whatever counts a contest counts it in the same way, in every form.

Each of Ann, Bob, Cyd, Fay and Gus has one share unless a test says otherwise; each count is by hand.
"""

import pytest

from govsim.engine.asking import moment_after
from govsim.engine.could import asked, could
from govsim.engine.timeline import Timeline
from govsim.record.act_words import Misworded
from inline import act, codes, found_in, held, tale, the, told, vote, without
from polling import BODIES, OWNERS_ELECT, POSITIONS, REGULAR, THREE, elected, election, elects, outcome, ruled

FIVE = "acme.a: {ann: 1, bob: 1, cyd: 1, fay: 1, gus: 1}"
IN_WRITING = '- {id: c, in: acme.bylaws, for: acme.owners, consent: "%s"}\n'
HALF = '- {id: p, in: acme.bylaws, for: acme.owners, passes: "> 1/2 of cast"}\n'


# --- one paper -------------------------------------------------------------------------------------------------------


def test_a_spoiled_ballot_is_against_nobody() -> None:
    """One seat. Ann names two, against gus; Bob is for gus: 1 to 0. Fails if Ann's vote against counts."""
    timeline = ruled(election("ann: {dee: for, eve: for, gus: against}, bob: gus"), "majority", shares=FIVE)
    assert elected(timeline) == {"gus"}
    assert dict(the(timeline.ruling("x.gus"), "elects.majority").numbers)["against"] == 0


def test_a_spoiled_ballot_carries_no_threshold_and_is_not_cast() -> None:
    """More than half of those cast. Ann names two for one seat, Bob dee, Cyd nobody: 1 of 2. Fails at 2 of 3 or 1 of 1.

    Presence is another question: Ann is there for the quorum of three.
    """
    quorum = '- {id: q, in: acme.bylaws, for: acme.owners, quorum: ">= 3 of outstanding"}\n'
    timeline = ruled(election("ann: [dee, eve], bob: dee, cyd: []"), "", shares=FIVE, rules=HALF + quorum)
    assert elected(timeline) == set()
    assert held(timeline.ruling("x.dee"), "vote") == (1, 2, 2)
    assert held(timeline.ruling("x.dee"), "quorum") == (3, 3, 5)


def test_of_a_ballot_without_a_vote_nothing_is_said() -> None:
    """Bob's share has no vote, and he names two for one seat. Fails if his ballot is said not to be counted."""
    voteless = "- {id: w, in: acme.bylaws, for: acme.owners, weights: {bob: 0}}\n"
    timeline = ruled(election("ann: dee, bob: [dee, eve]"), shares=FIVE, rules=voteless)
    assert elected(timeline) == {"dee"}
    assert "elects.too-many-names" not in codes(timeline.ruling("x.dee"))


def test_numbers_are_no_ranking_and_names_without_an_order_are_said_to_be_equals() -> None:
    """Ann's numbers are spoiled; Bob ranks eve first. Fails if numbers are a blank ballot, or a list is an order."""
    timeline = ruled(election("ann: {dee: 2, eve: 1}, bob: [[eve], [dee]]"), "schulze", shares=FIVE)
    assert elected(timeline) == {"eve"}
    assert "elects.spoiled" in codes(timeline.ruling("x.eve"))
    equal = ruled(election("ann: [dee, eve], bob: [[dee, eve], [gus]]"), "schulze", shares=FIVE)
    assert elected(equal) == set()
    named = [dict(f.names)["party"] for f in found_in(equal.ruling("x.dee").finding) if f.code == "elects.equals"]
    assert named == ["ann"]


def test_whoever_is_short_of_what_any_vote_needs_is_told_so_and_no_more() -> None:
    """2, 2 and 1 of five, more than half needed: 3. Fails if it is also said that one vote was enough for them."""
    ballots = "ann: dee, bob: dee, cyd: eve, fay: eve, gus: gus"
    timeline = ruled(election(ballots), "", shares=FIVE, rules=HALF)
    assert elected(timeline) == set()
    assert held(timeline.ruling("x.dee"), "vote") == (2, 3, 5)
    assert "elects.votes" not in codes(timeline.ruling("x.dee"))


def test_a_tie_in_rankings_names_those_who_are_not_beaten_and_no_number() -> None:
    """Fails if the votes of one pair of them stand for the whole."""
    timeline = ruled(election("ann: [[dee], [eve]], bob: [[eve], [dee]]"), "schulze", shares=FIVE)
    tie = the(timeline.ruling("x.dee"), "elects.ranked-tie")
    assert (tie.numbers, dict(tie.names)["parties"]) == ((), "eve")


# --- one roll --------------------------------------------------------------------------------------------------------


def test_votes_of_whoever_it_is_about_are_those_of_all_who_stand() -> None:
    """Whom a vote is about has three votes: dee and eve both, so 3 to 3. Fails if each has a roll of its own."""
    weights = "- {id: w, in: acme.charter, rank: charter, for: acme.owners, weights: {target: 3}}\n"
    step = election("dee: dee, eve: eve", stand="dee, eve")
    timeline = ruled(step, shares="acme.a: {dee: 1, eve: 1}", rules=weights)
    assert elected(timeline) == set()
    assert dict(the(timeline.ruling("x.dee"), "elects.tied").numbers) == {"have": 3, "left": 1}


def test_all_who_stand_stand_aside_where_whoever_it_is_about_does() -> None:
    """Without dee and eve it is 1 for dee (Ann), 2 for eve (Bob, Cyd). Fails if dee's own vote counts for her rival."""
    aside = "- {id: r, in: acme.bylaws, for: acme.owners, recusal: {who: target}}\n"
    step = election("dee: dee, eve: eve, ann: dee, bob: eve, cyd: eve", stand="dee, eve")
    shares = "acme.a: {ann: 1, bob: 1, cyd: 1, dee: 7, eve: 1}"
    timeline = ruled(step, shares=shares, rules=aside)
    assert elected(timeline) == {"eve"}
    assert [held(timeline.ruling(f"x.{one}"), "elects.votes")[::2] for one in ("dee", "eve")] == [(1, 3), (2, 3)]


def test_the_votes_that_a_power_gives_are_those_that_elect() -> None:
    """By the power Ann has 5 votes and everybody else one: 5 to 4. Fails if shares count."""
    own = without("seats") + elects("plurality")
    own += "\n- {id: s, in: acme.bylaws, power: {to: [elect], of: seat}, by: {vote: acme.owners, weights: {ann: 5}}}"
    step = election("ann: dee, bob: eve, cyd: eve, fay: eve, gus: eve")
    timeline = told(tale(step, rules=own, bodies=BODIES, positions=POSITIONS, start=f"{{{THREE}, {FIVE}}}"))
    assert elected(timeline) == {"dee"}
    assert held(timeline.ruling("x.dee"), "elects.votes") == (5, 5, 9)


# --- every form ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "needed", "ballots", "expected", "codes_of"),
    [
        # who signs for two where one seat is to fill signs for neither
        ("plurality", "> 1/2 of outstanding", "ann: [dee, eve], bob: [dee, eve], cyd: [dee, eve]", "void", "too-many"),
        # two of five each have enough signatures, and there is one seat: nobody has more
        ("plurality", ">= 2/5 of outstanding", "ann: dee, bob: dee, cyd: eve, fay: eve", "no_act", "elects.tied"),
        ("", ">= 2/5 of outstanding", "ann: dee, bob: dee, cyd: eve, fay: eve", "no_act", "elects.tied"),
        ("approval", "> 1/2 of outstanding", "ann: [dee, eve], bob: [dee, eve], cyd: [dee, eve]", "no_act", "tied"),
    ],
)
def test_in_writing_no_more_are_elected_than_there_are_seats(
    how: str, needed: str, ballots: str, expected: str, codes_of: str
) -> None:
    """Fails if the method, or the number of seats, is not asked of a written consent."""
    timeline = ruled(election(ballots, via="consent"), how, shares=FIVE, rules=IN_WRITING % needed)
    assert {outcome(timeline)[one] for one in ("dee", "eve")} == {expected}
    assert any(codes_of in code for code in codes(timeline.ruling("x.dee")))


def test_in_writing_the_most_signatures_decide_among_those_who_have_enough() -> None:
    """Two of five are enough. dee has 3, eve 2: one seat. Fails if both sit, or gus with 1 of 5 is in the count.

    Without a method what a meeting would need is asked of each of them, too: 3 of 5 with everybody there.
    """
    ballots = "ann: dee, bob: dee, cyd: dee, fay: eve, gus: eve"
    timeline = ruled(election(ballots, via="consent"), "", shares=FIVE, rules=IN_WRITING % ">= 2/5 of outstanding")
    assert outcome(timeline) == {"dee": "valid", "eve": "no_act", "gus": "void"}
    assert "elects.votes" not in codes(timeline.ruling("x.gus"))  # too few signed: how many others have is no matter
    fuller = (IN_WRITING % ">= 2/5 of outstanding").replace('consent: "', 'consent: {as_at_meeting: yes, signatures: "')
    fuller = fuller.replace('"}', '"}}')
    timeline = ruled(election(ballots, via="consent"), "", shares=FIVE, rules=fuller + HALF)
    assert outcome(timeline) == {"dee": "valid", "eve": "void", "gus": "void"}
    assert held(timeline.ruling("x.eve"), "consent.majority") == (2, 3, 5)
    assert "elects.votes" not in codes(timeline.ruling("x.eve"))


def test_in_writing_a_majority_is_more_for_than_against_too() -> None:
    """Three sign for dee, Fay against: 3 to 1. Fails if who is against signs, or the method is left out."""
    ballots = "ann: dee, bob: dee, cyd: dee, fay: {dee: against}"
    timeline = ruled(
        election(ballots, via="consent"), "majority", shares=FIVE, rules=IN_WRITING % "> 1/2 of outstanding"
    )
    assert elected(timeline) == {"dee"}
    assert dict(the(timeline.ruling("x.dee"), "elects.majority").numbers)["against"] == 1


# --- one result, in two spellings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["majority", "plurality", "approval", "cumulative"])
@pytest.mark.parametrize("power", [">= 1 of cast", "> 1/2 of cast", ""])
def test_a_ballot_paper_and_a_show_of_hands_on_one_nominee_come_to_the_same(how: str, power: str) -> None:
    """Two for and three against: by a majority nobody, nor where more than half is asked. Fails if one is not."""
    passes = f", passes: '{power}'" if power else ""
    own = f"\n- {{id: s, in: acme.bylaws, power: {{to: [elect], of: seat}}, by: {{vote: acme.owners{passes}}}}}\n"
    rules, start = without("seats") + own + elects(how), f"{{{THREE}, {FIVE}}}"
    one = "{elect: dee, to: acme.board, id: dee}"
    hands = vote("x", one, by="acme.owners", ayes="ann bob", noes="cyd fay gus", via=REGULAR)
    ballots = "ann: dee, bob: dee, " + ", ".join(f"{who}: {{dee: against}}" for who in ("cyd", "fay", "gus"))
    paper = election(ballots, stand="dee")
    words = {
        told_of: outcome(told(tale(step, rules=rules, bodies=BODIES, positions=POSITIONS, start=start)))
        for told_of, step in (("hands", hands), ("paper", paper))
    }
    expected = {"dee": "no_act" if how == "majority" or power == "> 1/2 of cast" else "valid"}
    assert words == {"hands": expected, "paper": expected}


@pytest.mark.parametrize(("mine", "expected"), [(40, False), (35, False), (51, True)])
def test_two_rivals_cannot_both_be_sure_of_one_seat_whatever_the_power_asks(mine: int, expected: bool) -> None:  # noqa: FBT001
    """A plurality elects, and the power asks for one vote besides. Fails if all others put up no rival."""
    own = without("seats") + elects("plurality")
    own += (
        "\n- {id: s, in: acme.bylaws, power: {to: [elect], of: seat}, by: {vote: acme.owners, passes: '>= 1 of cast'}}"
    )
    start = f"{{{THREE}, acme.a: {{ann: {mine}, fay: {100 - mine}}}}}"
    news = act("n", "gus", "announce: news")
    timeline = told(tale(news, rules=own, bodies=BODIES, positions=POSITIONS, start=start))
    assert can(timeline, "ann") is expected


def can(timeline: Timeline, who: str) -> bool:
    moment = moment_after(timeline, timeline.entries[-1])
    what = asked(("elect", "dee", "to", "acme.board"), moment, timeline.docket)
    assert not isinstance(what, Misworded)
    return could(frozenset({who}), what, moment, timeline.docket).verdict.effective


# --- ties ------------------------------------------------------------------------------------------------------------

RUN_OFF = (
    "\n- {id: e, in: acme.bylaws, power: {to: [elect], of: seat}, by: {stages: "
    "[{vote: acme.owners, elects: plurality}, {vote: acme.owners, elects: plurality, on: tie%s}]}}\n"
)


def poll(  # noqa: PLR0913 - the parts of a ballot
    name: str, ballots: str, stand: str, at: str, *, more: str = "", seats: int = 1, follows: str = ""
) -> str:
    """Give one ballot of several in order, in which persons stand against each other."""
    items = ", ".join(f"{{elect: {one}, to: acme.board, id: {one}}}" for one in stand.split())
    choices = f"choices: {{ballots: {{{ballots}}}, seats: {seats}{more}}}"
    after = f", follows: {follows}" if follows else ""
    done = f"{{via: {REGULAR}, {choices}{after}, that: [{items}]}}"
    return f"- {{id: {name}, at: 2024-03-01T{at}, by: acme.owners, regardless: told so, do: {{resolve: {done}}}}}"


def run_off(*steps: str, casting: str = "") -> Timeline:
    rules, start = without("seats") + RUN_OFF % casting, f"{{{THREE}, {FIVE}}}"
    return told(tale(*steps, rules=rules, bodies=BODIES, positions=POSITIONS, start=start))


def words_of(timeline: Timeline, step: str) -> dict[str, str]:
    return {ruling.item: ruling.verdict.word for ruling in timeline.by_step[step].rulings}


def test_a_tie_for_the_last_place_is_a_tie_for_the_run_off() -> None:
    """Two seats: dee 2, eve 1, gus 1, hal (Cyd) none. One place is left, which eve takes 2 to 1 in the second ballot.

    Cyd, who was not tied, cannot stand there. Fails if a tie of an election is none, or everybody who lost was tied.
    """
    first = poll("f", "ann: [dee, eve], bob: [dee, gus]", "dee eve gus cyd", "10:00", seats=2)
    second = poll("s", "ann: eve, bob: gus, fay: eve", "eve gus cyd", "11:00", follows="f")
    timeline = run_off(first, second)
    assert words_of(timeline, "f") == {"dee": "valid", "eve": "no_act", "gus": "no_act", "cyd": "no_act"}
    assert words_of(timeline, "s") == {"eve": "valid", "gus": "no_act", "cyd": "void"}
    assert "stage.tie" in codes(timeline.ruling("s.eve"))
    assert "stage.no-tie" in codes(timeline.ruling("s.cyd"))


def test_where_nobody_is_tied_there_is_no_run_off() -> None:
    """Dee 2, eve 1: dee sits, and eve, who lost, cannot ask for a second ballot. Fails if whatever failed was a tie."""
    first = poll("f", "ann: dee, bob: eve, fay: dee", "dee eve", "10:00")
    timeline = run_off(first, poll("s", "ann: eve, bob: eve", "eve gus", "11:00", follows="f"))
    assert words_of(timeline, "s")["eve"] == "void"


def test_a_tie_that_a_casting_vote_broke_is_none() -> None:
    """Dee 1, eve 1; Bob, the chair, chooses dee by the power's casting vote. eve is not tied. Fails if she is."""
    rule = RUN_OFF.replace("elects: plurality}, {", "elects: plurality, casting: acme.chair}, {") % ""
    start = f"{{{THREE}, {FIVE}}}"
    first = poll("f", "ann: dee, bob: eve", "dee eve", "10:00", more=", casting: [dee]")
    second = poll("s", "ann: eve, bob: eve", "eve gus", "11:00", follows="f")
    rules = without("seats") + rule
    timeline = told(tale(first, second, rules=rules, bodies=BODIES, positions=POSITIONS, start=start))
    assert words_of(timeline, "f") == {"dee": "valid", "eve": "no_act"}
    assert words_of(timeline, "s")["eve"] == "void"


@pytest.mark.parametrize(
    ("rules", "how"),
    [
        ("", "{method: plurality, casting: acme.chair}"),
        # by the body's rule on votes, with a method and without
        (
            '- {id: p, in: acme.bylaws, for: acme.owners, passes: {votes: ">= 1 of cast", casting: acme.chair}}\n',
            "plurality",
        ),
        ('- {id: p, in: acme.bylaws, for: acme.owners, passes: {votes: ">= 1 of cast", casting: acme.chair}}\n', ""),
    ],
)
def test_a_casting_vote_breaks_a_tie_whichever_rule_gives_it(rules: str, how: str) -> None:
    """Dee 1, eve 1, and Bob, who is there, is the chair. Fails if a method leaves the casting vote out."""
    step = election("ann: dee, fay: eve, bob: []", more=", casting: [eve]")
    timeline = ruled(step, how, shares=FIVE, rules=rules)
    assert elected(timeline) == {"eve"}


def test_the_casting_vote_of_a_power_breaks_a_tie() -> None:
    own = without("seats") + elects("plurality")
    own += "\n- {id: s, in: acme.bylaws, power: {to: [elect], of: seat}, by: {vote: acme.owners, casting: acme.chair}}"
    step = election("ann: dee, fay: eve, bob: []", more=", casting: [eve]")
    timeline = told(tale(step, rules=own, bodies=BODIES, positions=POSITIONS, start=f"{{{THREE}, {FIVE}}}"))
    assert elected(timeline) == {"eve"}


@pytest.mark.parametrize(("chair", "expected"), [("ann", True), ("fay", False)])
def test_whoever_has_the_casting_vote_too_could_elect_with_half(chair: str, expected: bool) -> None:  # noqa: FBT001
    """50 to 50. Fails if the casting vote of the others is forgotten, or that of one's own."""
    own = without("seats") + OWNERS_ELECT + elects("{method: plurality, casting: acme.chair}")
    start = f"{{acme.board: [ann, bob, cyd, dee], acme.chair: {chair}, acme.a: {{ann: 50, fay: 50}}}}"
    news = act("n", "gus", "announce: news")
    timeline = told(tale(news, rules=own, bodies=BODIES, positions=POSITIONS, start=start))
    moment = moment_after(timeline, timeline.entries[-1])
    what = asked(("elect", "eve", "to", "acme.board"), moment, timeline.docket)
    assert not isinstance(what, Misworded)
    assert could(frozenset({"ann"}), what, moment, timeline.docket).verdict.effective is expected


def test_an_election_may_be_the_next_ballot() -> None:
    """As the run-off above, told with `elect`. Fails if `follows` is no word of an election."""
    first = election("ann: dee, bob: eve").replace("id: x", "id: f")
    second = election("ann: dee, bob: eve, cyd: dee", more=", follows: f").replace("T10:00,", "T11:00, regardless: so,")
    timeline = run_off(first, second)
    assert words_of(timeline, "x")["dee"] == "valid"


def test_where_too_few_are_there_it_is_said_that_nothing_could_pass() -> None:
    """Three of five shares are needed, and two are there, both for it; with three there Gus could be, too.

    Fails if whoever was against it is taken for one who could not vote, or who had no vote for one who could.
    """
    passes = '- {id: p, in: acme.bylaws, for: acme.owners, passes: ">= 3/5 of outstanding"}\n'
    one = "{elect: dee, to: acme.board, id: s}"
    few = vote("x", one, by="acme.owners", ayes="ann bob", via=REGULAR)
    timeline = ruled(few, "", shares=FIVE, rules=passes)
    assert held(timeline.ruling("x.s"), "vote.out-of-reach") == (2, 3, 5)
    three = vote("x", one, by="acme.owners", ayes="ann bob", noes="gus", via=REGULAR)
    assert "vote.out-of-reach" not in codes(ruled(three, "", shares=FIVE, rules=passes).ruling("x.s"))
    silent = vote("x", one, by="acme.owners", ayes="ann bob", via=REGULAR, **{"non-vote": "gus"})
    assert held(ruled(silent, "", shares=FIVE, rules=passes).ruling("x.s"), "vote.out-of-reach") == (2, 3, 5)
    papers = ruled(election("ann: dee, bob: dee", stand="dee"), "", shares=FIVE, rules=passes)
    assert held(papers.ruling("x.dee"), "vote.out-of-reach") == (2, 3, 5)
