"""Elections under Delaware law: votes heaped on one candidate, and who leaves when a successor is elected.

Every count is made by hand from who holds how many shares. What a mutation breaks stands beside each test.
"""

import pytest

from govsim.engine.timeline import Timeline
from govsim.record.state import holding, sitting_on
from govsim.views.earlier import held_over
from govsim.views.lexicon import lexicon
from inline import START, act, codes, held, tale, the, told, vote

BODIES = "{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: acme.shares}}"
POSITIONS = "{acme.shares: {kind: shares}}"
SIZE = "- {id: three, in: acme.charter, rank: charter, for: acme.board, size: 3}\n"
LAW = "{acme: {name: Acme, law: us-de/stock}}"
HEAPED = "- {id: heap, in: acme.charter, rank: charter, for: acme.owners, elects: cumulative}\n"


def at_delaware(*steps: str, rules: str = "", start: str, entities: str = LAW) -> Timeline:
    """Tell a story of Acme under the law of Delaware stock corporations, with a board of three."""
    text = tale(*steps, rules=SIZE + rules, bodies=BODIES, positions=POSITIONS, start=start, entities=entities)
    return told(text)


def poll(  # noqa: PLR0913 - the parts of an election, each by its name
    ballots: str, *, stand: str, elected: str, seats: int = 3, at: str = "2024-05-01T10:00", to: str = "acme.board"
) -> str:
    via = "{meeting: {told: [ann, bob]}}"
    done = f"to: {to}, seats: {seats}, via: {via}, candidates: [{stand}], ballots: {{{ballots}}}, elected: [{elected}]"
    return f"- {{id: poll, at: {at}, by: acme.owners, regardless: it is the annual meeting, do: {{elect: {{{done}}}}}}}"


def ruled(timeline: Timeline) -> dict[str, str]:
    return {one.item: one.verdict.word for one in timeline.by_step["poll"].rulings}


# --- votes that are heaped -------------------------------------------------------------------------------------------


def test_heaped_votes_seat_a_director_of_the_minority() -> None:
    """Three seats: Ann's 60 shares have 180 votes, 90 each for eve and fay; Bob's 40 have 120, all for dee.

    dee 120, eve 90, fay 90, gus 0; of 300. The third of gus's rivals has 90. Fails if what the statute asks of one
    candidate is asked beside the method, or if the votes cast are counted as shares.
    """
    ballots = "ann: {eve: 90, fay: 90}, bob: {dee: 120}"
    step = poll(ballots, stand="dee, eve, fay, gus", elected="dee, eve, fay")
    timeline = at_delaware(step, rules=HEAPED, start="{acme.shares: {ann: 60, bob: 40}}")
    assert ruled(timeline) == {"dee": "valid", "eve": "valid", "fay": "valid", "gus": "no_act"}
    votes = {one: held(timeline.ruling(f"poll.{one}"), "elects.votes") for one in ("dee", "eve", "fay", "gus")}
    assert votes == {"dee": (120, 1, 300), "eve": (90, 1, 300), "fay": (90, 1, 300), "gus": (0, 91, 300)}
    assert all("vote" not in codes(one) for one in timeline.by_step["poll"].rulings)
    assert holding(timeline.law, "acme.board") == ("dee", "eve", "fay")


def test_without_a_word_in_the_charter_the_most_votes_elect() -> None:
    """One vote a share for each seat: Ann's 60 for eve, fay and gus, Bob's 40 for dee. Fails if dee is seated."""
    step = poll("ann: [eve, fay, gus], bob: dee", stand="dee, eve, fay, gus", elected="eve, fay, gus")
    timeline = at_delaware(step, start="{acme.shares: {ann: 60, bob: 40}}")
    assert ruled(timeline) == {"dee": "no_act", "eve": "valid", "fay": "valid", "gus": "valid"}
    assert held(timeline.ruling("poll.dee"), "elects.votes") == (40, 61, 100)
    assert the(timeline.ruling("poll.dee"), "elects.votes").clause == "us-de/stock.216-plurality"


@pytest.mark.parametrize(("mine", "expected"), [(25, "no_act"), (26, "valid")])
def test_a_power_that_asks_for_shares_counts_heaped_votes_as_those_of_their_holders(mine: int, expected: str) -> None:
    """A power asks for more than a quarter of the votes cast beside the method: 26 of 100, however they are heaped.

    Fails if a ballot that gives votes is read as one for nobody.
    """
    vote_of = "{vote: acme.owners, passes: '> 1/4 of cast', elects: cumulative}"
    power = f"- {{id: own, in: acme.charter, rank: charter, power: {{to: [elect], of: seat}}, by: {vote_of}}}\n"
    theirs = 100 - mine
    step = poll(f"ann: {{dee: {3 * mine}}}, bob: {{eve: {3 * theirs}}}", stand="dee, eve", elected="dee, eve")
    timeline = at_delaware(step, rules=power, start=f"{{acme.shares: {{ann: {mine}, bob: {theirs}}}}}")
    assert ruled(timeline)["dee"] == expected
    assert held(timeline.ruling("poll.dee"), "vote") == (mine, 26, 100)


# --- those whose term is over ----------------------------------------------------------------------------------------

CLASSIFIED = """
- {id: ones, in: acme.charter, rank: charter, for: acme.one, size: 2}
- {id: twos, in: acme.charter, rank: charter, for: acme.two, size: 2}
"""
TWO_CLASSES = (
    "{acme.board: {kind: board, roll: [acme.one, acme.two]}, acme.owners: {kind: stockholders, roll: acme.shares}}"
)
CLASSES = "{acme.shares: {kind: shares}, acme.one: {kind: seat}, acme.two: {kind: seat}}"


def over(*who: str, of: str = "acme.board", at: str = "2024-05-01T09:00") -> tuple[str, ...]:
    return tuple(act(f"over-{one}", "acme", f"expire: {{who: {one}, from: {of}}}", at=at) for one in who)


def test_a_contested_election_of_a_class_ends_the_hold_of_those_whose_term_is_over() -> None:
    """141(b): a director holds office until a successor is elected. Ann's 55 elect eve and fay over cyd and dee (45).

    The other class is full and stays. Fails if those who sit on block their successors, or are left sitting.
    """
    ballots = "ann: [eve, fay], bob: [cyd, dee]"
    law = "{acme: {name: Acme, law: [us-de/stock-classified, us-de/stock]}}"
    election = poll(ballots, stand="eve, fay, cyd, dee", elected="eve, fay", seats=2, to="acme.one")
    start = "{acme.one: [cyd, dee], acme.two: [ann, bob], acme.shares: {ann: 55, bob: 45}}"
    steps = (*over("cyd", "dee", of="acme.one"), election)
    timeline = told(tale(*steps, rules=CLASSIFIED, bodies=TWO_CLASSES, positions=CLASSES, start=start, entities=law))
    assert ruled(timeline) == {"eve": "valid", "fay": "valid", "cyd": "no_act", "dee": "no_act"}
    assert codes(timeline.ruling("poll.eve")).count("succeeds") == 2
    for state in (timeline.law, timeline.fact):
        assert holding(state, "acme.one") == ("eve", "fay")
        assert holding(state, "acme.two") == ("ann", "bob")


def test_before_the_election_those_whose_term_is_over_sit_in_fact_and_in_law() -> None:
    timeline = at_delaware(*over("cyd"), start="{acme.board: [cyd, dee, eve], acme.shares: {ann: 60, bob: 40}}")
    assert sitting_on(timeline.law, "acme.board") == sitting_on(timeline.fact, "acme.board") == ("cyd",)
    assert "cyd" in holding(timeline.law, "acme.board")


def test_whoever_is_elected_again_no_longer_holds_over() -> None:
    """Of three two are elected again; eve is not and has no successor, so that only she holds over afterwards.

    By more votes for than against: eve has 40 for and 60 against. Fails if an election of whoever sits is no event.
    """
    majority = "- {id: more, in: acme.bylaws, for: acme.owners, elects: majority}\n"
    ballots = "ann: {cyd: for, dee: for, eve: against}, bob: {cyd: for, dee: for, eve: for}"
    election = poll(ballots, stand="cyd, dee, eve", elected="cyd, dee")
    plan = vote("next", "{remove: gus, from: acme.board, id: gus}", at="2024-06-01T10:00", ayes="cyd dee")
    start = "{acme.board: [cyd, dee, eve], acme.shares: {ann: 60, bob: 40}}"
    timeline = at_delaware(*over("cyd", "dee", "eve"), election, plan, rules=majority, start=start)
    assert ruled(timeline) == {"cyd": "valid", "dee": "valid", "eve": "no_act"}
    assert sitting_on(timeline.law, "acme.board") == sitting_on(timeline.fact, "acme.board") == ("eve",)
    assert holding(timeline.law, "acme.board") == ("cyd", "dee", "eve")
    entry = timeline.by_step["next"]
    words = held_over(entry, timeline.by_step["poll"].rulings[2], timeline, lexicon(timeline.story))
    assert [said.split()[0] for said, _ in words] == ["Eve"]


def test_a_plain_vote_for_whoever_sits_on_begins_a_new_term() -> None:
    """Fails if electing somebody who is there already changes nothing."""
    again = vote(
        "poll",
        "{elect: cyd, to: acme.board, id: again}",
        by="acme.owners",
        ayes="ann bob",
        via="{meeting: {told: [ann, bob]}}",
        at="2024-05-01T10:00",
    )
    start = "{acme.board: [cyd, dee, eve], acme.shares: {ann: 60, bob: 40}}"
    timeline = at_delaware(*over("cyd"), again, start=start)
    assert ruled(timeline) == {"again": "valid"}
    assert "already-so" not in codes(timeline.ruling("poll.again"))
    assert sitting_on(timeline.law, "acme.board") == ()


@pytest.mark.parametrize(
    ("replacing", "expected", "sitting"),
    [
        ("", "void", {"cyd", "dee", "eve"}),  # two sit on, one comes: whose successor?
        (", replacing: cyd", "valid", {"dee", "eve", "fay"}),
        (", replacing: eve", "void", {"cyd", "dee", "eve"}),  # her term is not over, and the board removes nobody
    ],
)
def test_of_several_who_sit_on_somebody_must_say_whom_a_successor_replaces(
    replacing: str, expected: str, sitting: set[str]
) -> None:
    """Three seats, cyd and dee sit on after their term. The board elects fay. 141(k): only stockholders remove."""
    fills = vote(
        "poll",
        f"{{elect: fay, to: acme.board, id: x{replacing}}}",
        ayes="cyd dee eve",
        via="{meeting: {told: [cyd, dee, eve]}}",
        at="2024-05-01T10:00",
    )
    start = "{acme.board: [cyd, dee, eve], acme.shares: {ann: 60, bob: 40}}"
    timeline = at_delaware(*over("cyd", "dee"), fills, start=start)
    assert ruled(timeline) == {"x": expected}
    assert set(holding(timeline.law, "acme.board")) == sitting
    assert ("no-seat.whose" in codes(timeline.ruling("poll.x"))) == (replacing == "")


def test_one_who_sits_on_makes_room_in_her_class_and_not_in_a_board_that_has_two_too_many() -> None:
    """Four seats in two classes of two; gus is one too many, told so at the start. Cyd sits on, and eve is to follow.

    Cyd, dee and eve are three of two, and with cyd gone two. Of the board they are six of four, and five with her gone.
    Fails if a body counts in which the one who leaves makes room enough.
    """
    law = "{acme: {name: Acme, law: [us-de/stock-classified, us-de/stock]}}"
    fills = vote(
        "poll",
        "{elect: eve, to: acme.one, id: x}",
        ayes="ann bob gus",
        via="{meeting: {told: [ann, bob, cyd, dee, gus]}}",
        at="2024-05-01T10:00",
    )
    rules = CLASSIFIED + "- {id: four, in: acme.charter, rank: charter, for: acme.board, size: 4}\n"
    start = "{acme.one: [cyd, dee], acme.two: [ann, bob, gus], acme.shares: {ann: 55, bob: 45}}"
    steps = (*over("cyd", of="acme.one"), fills)
    timeline = told(tale(*steps, rules=rules, bodies=TWO_CLASSES, positions=CLASSES, start=start, entities=law))
    ruling = timeline.ruling("poll.x")
    assert ruled(timeline) == {"x": "void"}
    assert codes(ruling).count("no-seat") == 1
    assert dict(the(ruling, "no-seat").names)["body"] == "acme.board"
    assert dict(the(ruling, "no-seat").numbers) == {"have": 6, "of": 4}


def test_an_election_that_seats_fewer_than_sit_on_unseats_nobody_in_fact() -> None:
    """Two seats are voted on, and only one person is taken to be elected: nobody can tell who has left."""
    election = poll("ann: [fay, gus], bob: [gus, fay]", stand="fay, gus", elected="fay", seats=2)
    start = "{acme.board: [cyd, dee, eve], acme.shares: {ann: 60, bob: 40}}"
    timeline = at_delaware(*over("cyd", "dee"), election, start=start)
    assert set(holding(timeline.fact, "acme.board")) == {"cyd", "dee", "eve", "fay"}
    assert set(holding(timeline.law, "acme.board")) == {"eve", "fay", "gus"}


def test_a_vacant_seat_is_filled_before_anybody_who_sits_on_leaves() -> None:
    """Three seats, one vacant, cyd sits on: whoever the board elects takes the vacant one."""
    fills = vote(
        "poll",
        "{elect: fay, to: acme.board, id: x}",
        ayes="cyd dee",
        via="{meeting: {told: [cyd, dee]}}",
        at="2024-05-01T10:00",
    )
    timeline = at_delaware(*over("cyd"), fills, start="{acme.board: [cyd, dee], acme.shares: {ann: 60, bob: 40}}")
    assert ruled(timeline) == {"x": "valid"}
    assert holding(timeline.law, "acme.board") == ("cyd", "dee", "fay")
    assert sitting_on(timeline.law, "acme.board") == ("cyd",)


def test_the_successor_in_an_office_whose_term_is_over_needs_no_removal() -> None:
    """Whoever may appoint an officer and not remove one may name the successor of one whose term is over.

    Fails if an officer whose term is over must be removed first; before the term is over it is so.
    """
    rules = """
- {id: stays, in: acme.bylaws, for: acme.ceo, term: {holdover: yes}}
- {id: names, in: acme.bylaws, power: {to: [appoint], of: acme.ceo}, by: {vote: acme.board}}
- {id: majority, in: acme.bylaws, for: acme.board, passes: "> 1/2 of present"}
"""
    new = vote("poll", "{appoint: bob, as: acme.ceo, id: x}", ayes="ann bob cyd", at="2024-05-01T10:00")
    for before, expected in (((), "no_act"), (over("ann", of="acme.ceo"), "valid")):
        timeline = told(tale(*before, new, rules=rules, start=START))
        assert ruled(timeline) == {"x": expected}
        assert holding(timeline.law, "acme.ceo") == (("bob",) if before else ("ann",))
