"""Which single ballot would have turned an election: by hand, and by every ballot there is.

What a mutation breaks stands beside each test.
"""

from collections.abc import Mapping
from itertools import chain, combinations, product

import pytest

from govsim.analysis.papers import papers
from govsim.analysis.pivots import pivots, tried
from govsim.engine.timeline import Timeline
from govsim.record.choices import Choice, Choices
from inline import act, tale, told, vote

POSITIONS = "{acme.shares: {kind: shares}}"
BODIES = "{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: acme.shares}}"


def elected(ballots: str, how: str, shares: str, seats: int = 1, stand: str = "dee, eve, fay") -> Timeline:
    rules = f"""
- {{id: size, in: acme.charter, rank: charter, for: acme.board, size: 3}}
- {{id: e, in: acme.charter, rank: charter, power: {{to: [elect], of: seat}}, by: {{vote: acme.owners, elects: {how}}}}}
"""
    via = "{meeting: {regular: yes}}"
    done = f"elect: {{to: acme.board, seats: {seats}, via: {via}, candidates: [{stand}], ballots: {{{ballots}}}}}"
    step = act("x", "acme.owners", done)
    return told(tale(step, rules=rules, bodies=BODIES, positions=POSITIONS, start=f"{{acme.shares: {shares}}}"))


def turned(timeline: Timeline) -> dict[str, set[str]]:
    """Give for each voter the items that some other ballot of theirs would have turned."""
    out: dict[str, set[str]] = {}
    for one in pivots(timeline, "x"):
        out.setdefault(one.party, set()).update(item for item, _ in one.verdicts)
    return out


def test_one_of_two_equal_holders_breaks_a_tie() -> None:
    """50 to 50: had Ann withheld, or voted for eve, eve had been elected; a vote for fay ties again.

    Fails if the ballots of elections are left as they are.
    """
    timeline = elected("ann: dee, bob: eve", "plurality", "{ann: 50, bob: 50}")
    first = {(one.party, one.choice): dict(one.verdicts) for one in pivots(timeline, "x")}
    assert {item: word.word for item, word in first["ann", Choice()].items()} == {"eve": "valid"}
    assert turned(timeline) == {"ann": {"eve"}, "bob": {"dee"}}


def test_heaping_votes_turns_an_election_that_spreading_them_does_not() -> None:
    """Three seats, four stand: Ann's 180 votes are 90 and 90, Bob's 120 for dee; gus has none. Ann alone seats gus.

    With Bob on gus: gus 120, eve and fay 90, dee none. Fails if a name alone has the votes of one seat.
    """
    ballots = "ann: {eve: 90, fay: 90}, bob: {dee: 120}"
    timeline = elected(ballots, "cumulative", "{ann: 60, bob: 40}", seats=3, stand="dee, eve, fay, gus")
    who = {one.party for one in pivots(timeline, "x") if dict(one.verdicts).get("gus") is not None}
    assert who == {"ann", "bob"}


def plurality(ballots: Mapping[str, tuple[str, ...]], shares: Mapping[str, int], seats: int) -> set[str]:
    """Count a plurality anew: whoever has a vote, and fewer than `seats` others have as many."""
    votes = {one: sum(shares[v] for v, names in ballots.items() if one in names) for one in ("dee", "eve", "fay")}
    return {one for one in votes if votes[one] and sum(o != one and votes[o] >= votes[one] for o in votes) < seats}


@pytest.mark.parametrize("seats", [1, 2])
@pytest.mark.parametrize("cast", list(product(("dee", "eve", "fay"), repeat=3)))
def test_by_every_ballot_there_is_the_same_voters_turn_the_same_options(cast: tuple[str, ...], seats: int) -> None:
    """Shares 3, 2 and 2; every ballot of up to `seats` names for each voter. Fails if a set of names is left out."""
    shares = dict(zip(("ann", "bob", "cyd"), (3, 2, 2), strict=True))
    ballots = {voter: (name,) for voter, name in zip(shares, cast, strict=True)}
    before = plurality(ballots, shares, seats)
    names = ("dee", "eve", "fay")
    every = list(chain.from_iterable(combinations(names, size) for size in range(seats + 1)))
    expected: dict[str, set[str]] = {}
    for voter in shares:
        changed = set().union(*(before ^ plurality(ballots | {voter: one}, shares, seats) for one in every))
        if changed:
            expected[voter] = changed
    text = ", ".join(f"{voter}: {name}" for voter, (name,) in ballots.items())
    timeline = elected(text, "plurality", "{ann: 3, bob: 2, cyd: 2}", seats=seats)
    assert turned(timeline) == expected


def test_rankings_are_tried_in_every_order() -> None:
    """Ann 4: dee, eve, fay. Bob 3: eve, fay, dee. Cyd 2: fay, dee, eve. dee beats eve 6:3, eve fay 7:2, fay dee 5:4.

    The weakest defeat is dropped, and dee is elected. Had Cyd put eve first, eve beat dee 5:4 and fay 9:0.
    """
    ballots = "ann: [[dee], [eve], [fay]], bob: [[eve], [fay], [dee]], cyd: [[fay], [dee], [eve]]"
    timeline = elected(ballots, "schulze", "{ann: 4, bob: 3, cyd: 2}")
    found = tried(timeline, "x")
    assert found is not None
    assert (found.ranked, found.every, len(found.ballots)) == (True, True, 7)
    assert turned(timeline)["cyd"] == {"dee", "eve"}


def test_where_ballots_are_many_those_near_by_are_tried_and_it_is_said() -> None:
    """Of twelve who stand there are 4,096 sets. One name each, and each name of the ballot for another: 12 + 2 * 10."""
    options = tuple(f"p{n}" for n in range(12))
    had = Choice(tiers=(("p0", "p1"),))
    found = papers(Choices(ballots=(("v", had),)), options, had, 100)
    assert not found.every
    assert {one.first for one in found.ballots if not one.against} >= {("p5",), ("p5", "p1"), ("p0", "p5")}
    assert sum(1 for one in found.ballots if len(one.first) == 2) == 20
    order = Choice(tiers=tuple((one,) for one in options))
    found = papers(Choices(ballots=(("v", order),)), options, order, 100)
    assert (found.ranked, found.every, len(found.ballots)) == (True, False, 13)


def test_a_vote_for_or_against_tries_no_papers() -> None:
    step = vote("x", "{remove: ann, from: acme.ceo, id: it}", ayes="bob cyd dee", noes="ann eve")
    timeline = told(tale(step))
    assert tried(timeline, "x") is None
    assert {one.party for one in pivots(timeline, "x")} == {"bob", "cyd", "dee"}
