"""Elections under Delaware law: votes heaped on one candidate, and who leaves when a successor is elected.

Every count is made by hand from who holds how many shares. What a mutation breaks stands beside each test.
"""

import pytest

from govsim.engine.timeline import Timeline
from govsim.record.state import holding
from inline import held, tale, the, told

BODIES = "{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: acme.shares}}"
POSITIONS = "{acme.shares: {kind: shares}}"
SIZE = "- {id: three, in: acme.charter, rank: charter, for: acme.board, size: 3}\n"
LAW = "{acme: {name: Acme, law: us-de/stock}}"
HEAPED = "- {id: heap, in: acme.charter, rank: charter, for: acme.owners, elects: cumulative}\n"


def at_delaware(*steps: str, rules: str = "", start: str, entities: str = LAW) -> Timeline:
    """Tell a story of Acme under the law of Delaware stock corporations, with a board of three."""
    text = tale(*steps, rules=SIZE + rules, bodies=BODIES, positions=POSITIONS, start=start, entities=entities)
    return told(text)


def poll(ballots: str, *, stand: str, elected: str, seats: int = 3, at: str = "2024-05-01T10:00", to: str = "acme.board") -> str:
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
    power = "- {id: own, in: acme.charter, rank: charter, power: {to: [elect], of: seat}, by: {vote: acme.owners, passes: '> 1/4 of cast', elects: cumulative}}\n"
    theirs = 100 - mine
    step = poll(f"ann: {{dee: {3 * mine}}}, bob: {{eve: {3 * theirs}}}", stand="dee, eve", elected="dee, eve")
    timeline = at_delaware(step, rules=power, start=f"{{acme.shares: {{ann: {mine}, bob: {theirs}}}}}")
    assert ruled(timeline)["dee"] == expected
    assert held(timeline.ruling("poll.dee"), "vote") == (mine, 26, 100)
