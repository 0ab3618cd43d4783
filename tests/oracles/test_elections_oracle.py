"""Elections against three independent counts, on 5,000 random profiles each, ties included.

The library `votelib` counts pluralities, approvals and beat paths; `ranking` walks every beat path by brute force;
`papers` counts what is written on each paper, votes against, spoiled papers and numbers included. The last tests ask
the engine for its rulings, by every method, at a meeting.
Fails if places left over in a tie are filled in the order of the options; if a defeat is dropped that is not a weakest
one, or not all weakest ones at once; if the quorum or the ratio of one option drops another one; if equals are taken
for preferred; if a weight counts once; if a spoiled paper counts for or against anybody.
"""

from collections import Counter
from fractions import Fraction
from random import Random  # noqa: TID251 - a test may draw; the seed is in the call

import pytest
from votelib.convert import ApprovalToSimpleVotes
from votelib.evaluate.condorcet import Schulze, pairwise_wins
from votelib.evaluate.core import Plurality, Tie

import papers as clerk
import ranking
from govsim.engine.decide import decide
from govsim.engine.hearing import Hearing
from govsim.engine.timeline import Timeline
from govsim.record.acts import Appoint, Choices, Meeting, Resolve
from govsim.record.choices import Choice
from govsim.record.rulings import Ruling, Verdict
from govsim.rules.elections import Ballot, most, opposed, pairs, ranked, read, totals
from govsim.world.elections import Method
from inline import found_in, told

PROFILES = 5_000
OPTIONS = ("ann", "bob", "cyd", "dee", "eve")


def _ranking(rng: Random, options: tuple[str, ...]) -> tuple[Choice, dict[str, int]]:
    """Invent a ranking with equals, of which some options are left out: those come last, as equals."""
    named = rng.sample(options, rng.randint(0, len(options)))
    tiers: list[list[str]] = []
    for one in named:
        if tiers and rng.random() < 0.3:
            tiers[-1].append(one)
        else:
            tiers.append([one])
    rank = {one: place for place, tier in enumerate(tiers) for one in tier}
    return Choice(tiers=tuple(map(tuple, tiers))), {one: rank.get(one, len(tiers)) for one in options}


def _profile(rng: Random) -> tuple[tuple[str, ...], list[Ballot], list[ranking.Ranks]]:
    """Invent a few ballots over few options: with so few there is a tie in every third profile or so."""
    options = OPTIONS[: rng.randint(2, 5)]
    ballots: list[Ballot] = []
    ranks: list[ranking.Ranks] = []
    for _ in range(rng.randint(1, 9)):
        weight = rng.choice((1, 1, 1, 2, 3))
        choice, rank = _ranking(rng, options)
        ballots.append((weight, choice))
        ranks.append((weight, rank))
    return options, ballots, ranks


def test_rankings_choose_whom_no_beat_path_beats() -> None:
    rng, ties = Random(5), 0  # noqa: S311 - no secret
    for _ in range(PROFILES):
        options, ballots, ranks = _profile(rng)
        found = ranked(options, pairs(tuple(options), tuple(ballots)), "", lambda _: True, lambda _: Fraction(1))
        expected = ranking.winners(options, ranks)
        assert set(found.unbeaten) == expected, ballots
        ties += len(expected) > 1
    assert ties > PROFILES / 20


def test_rankings_agree_with_the_library_on_beat_paths() -> None:
    """The library compares paths by one number: votes for a link, and among equals the fewer against, in one number."""
    rng, big = Random(6), 1_000  # noqa: S311 - no secret
    for _ in range(PROFILES):
        options, ballots, _ = _profile(rng)
        counted = pairs(tuple(options), tuple(ballots))
        strength = {pair: counted[pair] * big - counted[pair[1], pair[0]] for pair in counted}
        beats = set(pairwise_wins(Schulze.widest_paths(strength)))
        expected = {one for one in options if not any((other, one) in beats for other in options)}
        found = ranked(options, counted, "", lambda _: True, lambda _: Fraction(1))
        assert set(found.unbeaten) == expected, ballots


def test_the_default_drops_what_is_short_and_the_rest_is_ranked_with_it() -> None:
    rng, dropped = Random(7), 0  # noqa: S311 - no secret
    for _ in range(PROFILES):
        options, ballots, ranks = _profile(rng)
        default, needed = options[-1], rng.randint(0, 6)
        ratios = {one: rng.choice(((1, 1), (2, 1), (3, 1), (3, 2))) for one in options}
        found = ranked(
            options,
            pairs(tuple(options), tuple(ballots)),
            default,
            lambda have, needed=needed: have >= needed,  # type: ignore[misc]  # a default binds it now
            lambda one, ratios=ratios: Fraction(*ratios[one]),  # type: ignore[misc]  # the same
        )
        there = ranking.left(options, default, ranks, needed, ratios)
        assert {*found.short, *found.outvoted} == {*options} - {*there}
        assert set(found.unbeaten) == ranking.winners(there, ranks)
        dropped += len(there) < len(options)
    assert dropped > PROFILES / 2


@pytest.mark.parametrize("method", [Method.PLURALITY, Method.APPROVAL])
def test_the_most_votes_agree_with_the_library(method: Method) -> None:
    rng, ties = Random(8), 0  # noqa: S311 - no secret
    for _ in range(PROFILES):
        options = OPTIONS[: rng.randint(1, 5)]
        seats = rng.randint(1, 4)
        at_most = min(seats, len(options)) if method is Method.PLURALITY else len(options)
        ballots = [
            (rng.choice((1, 2, 3)), Choice(tiers=(tuple(rng.sample(options, rng.randint(1, at_most))),)))
            for _ in range(rng.randint(1, 7))
        ]
        approvals: Counter[frozenset[str]] = Counter()
        for weight, choice in ballots:
            approvals[frozenset(choice.first)] += weight
        simple = ApprovalToSimpleVotes().convert(dict(approvals))
        theirs = Plurality().evaluate(simple, seats)
        found = most(totals(options, [read(method, one, seats) for one in ballots]), seats)
        assert {*found.elected} == {one for one in theirs if not isinstance(one, Tie)}
        tied = [one for one in theirs if isinstance(one, Tie)]
        assert {*found.tied} == {one for tie in tied for one in tie}
        assert found.left == len(tied)
        ties += bool(tied)
    assert ties > PROFILES / 20


# --- papers of every kind --------------------------------------------------------------------------------------------

BY_VOTES = (Method.PLURALITY, Method.MAJORITY, Method.CUMULATIVE, Method.APPROVAL)


def _choice(paper: clerk.Paper) -> Choice:
    tiers = tuple((one,) for one in paper.order) or ((tuple(paper.names),) if paper.names else ())
    return Choice(tiers=tiers, against=tuple(paper.against), points=tuple(paper.points.items()))


def _drawn(rng: Random) -> tuple[tuple[str, ...], int, list[clerk.Paper]]:
    options = OPTIONS[: rng.randint(2, 5)]
    return options, rng.randint(1, 3), [clerk.invented(rng, options) for _ in range(rng.randint(1, 7))]


@pytest.mark.parametrize("method", BY_VOTES)
def test_papers_of_every_kind_are_counted_as_a_clerk_counts_them(method: Method) -> None:
    rng, ties, spoiled = Random(9), 0, 0  # noqa: S311 - no secret
    for _ in range(PROFILES):
        options, seats, written = _drawn(rng)
        read_so = [read(method, (paper.weight, _choice(paper)), seats) for paper in written]
        assert [not paper.fault for paper in read_so] == [clerk.counts(one, method.value, seats) for one in written]
        votes = totals(options, read_so)
        assert votes == {one: clerk.votes(one, written, method.value, seats) for one in options}
        may = votes
        if method is Method.MAJORITY:
            against = opposed(options, read_so)
            assert against == {one: clerk.opposed(one, written, seats) for one in options}
            may = {one: number for one, number in votes.items() if number > against[one]}
        found = most(may, seats)
        assert ({*found.elected}, {*found.tied}) == clerk.elected(options, written, method.value, seats), written
        ties += bool(found.tied)
        spoiled += any(paper.fault for paper in read_so)
    assert min(ties, spoiled) > PROFILES / 40


# --- rulings ---------------------------------------------------------------------------------------------------------

RULINGS = 1_000
VOTERS = tuple(f"v{number}" for number in range(1, 8))
HALL = """govsim: 1
id: hall
title: Hall
kind: fiction
zone: UTC
structure:
  structure: hall
  title: Hall
  entities: {hall: {name: Hall}}
  people: {%s}
  bodies: {hall.board: {kind: board}, hall.members: {kind: members, roll: hall.votes}}
  positions: {hall.votes: {kind: shares}}
  instruments: {hall.statutes: {seen: yes}}
  rules:
    - {id: seats, in: hall.statutes, for: hall.board, size: 9}
    - {id: electors, in: hall.statutes, power: {to: [elect], of: seat}, by: {vote: hall.members}}
    - {id: how, in: hall.statutes, for: hall.members, elects: %s}
start: {hall.votes: {%s}}
steps:
  - {id: x, at: 2024-03-01, by: v1, do: {announce: news}}
"""


def _hall(how: str, weights: tuple[int, ...], kept: dict[tuple[int, ...], Timeline]) -> Timeline:
    if weights not in kept:
        people = ", ".join(f"{one}: {one.upper()}" for one in (*VOTERS, *OPTIONS))
        held = ", ".join(f"{one}: {weight}" for one, weight in zip(VOTERS, weights, strict=False))
        kept[weights] = told(HALL % (people, how, held))
    return kept[weights]


def _rulings(timeline: Timeline, options: tuple[str, ...], seats: int, ballots: list[Choice]) -> tuple[Ruling, ...]:
    items = tuple(Appoint(id=one, party=one, position="hall.board", verb="elect") for one in options)
    cast = Choices(ballots=tuple(zip(VOTERS, ballots, strict=False)), seats=seats)
    act = Resolve(form=Meeting(regular=True), ballots=(), items=items, choices=cast)
    at = timeline.entries[-1].step.at.latest
    hearing = Hearing(
        step="poll", by="hall.members", at=at, date="2024-03-01", act=act, law=timeline.law, book=timeline.book,
        docket={}, truth=lambda _expr, _sight: None,
    )  # fmt: skip
    return decide(hearing, ())


def _said(rulings: tuple[Ruling, ...]) -> tuple[set[str], set[str]]:
    """Give who is elected by the rulings, and who is told to be tied."""
    codes = {one.item: {finding.code for finding in found_in(one.finding)} for one in rulings}
    sure = {one.item for one in rulings if one.verdict is Verdict.VALID}
    return sure, {item for item, found in codes.items() if found & {"elects.tied", "elects.ranked-tie"}}


@pytest.mark.slow
@pytest.mark.parametrize("method", BY_VOTES)
def test_the_rulings_of_the_engine_are_those_of_a_clerk(method: Method) -> None:
    """The numbers told are the clerk's too: votes for each, of how many. Fails if a ruling reads papers otherwise."""
    rng, kept = Random(10), dict[tuple[int, ...], Timeline]()  # noqa: S311 - no secret
    for _ in range(RULINGS):
        options, seats, written = _drawn(rng)
        hall = _hall(method.value, tuple(paper.weight for paper in written), kept)
        rulings = _rulings(hall, options, seats, list(map(_choice, written)))
        assert _said(rulings) == clerk.elected(options, written, method.value, seats), written
        for ruling in rulings:
            for finding in found_in(ruling.finding):
                numbers = dict(finding.numbers)
                if finding.code in {"elects.votes", "elects.majority"}:
                    each = seats if method is Method.CUMULATIVE else 1
                    assert numbers["of"] == each * clerk.cast(written, method.value, seats)
                    assert numbers["have"] == clerk.votes(ruling.item, written, method.value, seats)
                    assert (numbers["have"] >= numbers["needed"]) == (finding.verdict is Verdict.VALID)


@pytest.mark.slow
def test_the_rulings_of_the_engine_on_rankings_are_those_of_beat_paths() -> None:
    rng, kept = Random(11), dict[tuple[int, ...], Timeline]()  # noqa: S311 - no secret
    for _ in range(RULINGS):
        options, ballots, ranks = _profile(rng)
        hall = _hall("schulze", tuple(weight for weight, _ in ballots[:7]), kept)
        rulings = _rulings(hall, options, 1, [choice for _, choice in ballots[:7]])
        expected = ranking.winners(options, ranks[:7])
        assert _said(rulings) == ((expected, set()) if len(expected) == 1 else (set(), expected)), ballots
