"""Elections against three independent counts, on 5,000 random profiles each, ties included.

The library `votelib` counts pluralities, approvals and beat paths; `ranking` walks every beat path by brute force.
Fails if places left over in a tie are filled in the order of the options; if a defeat is dropped that is not a weakest
one, or not all weakest ones at once; if the quorum or the ratio of one option drops another one; if equals are taken
for preferred; if a weight counts once.
"""

from collections import Counter
from fractions import Fraction
from random import Random  # noqa: TID251 - a test may draw; the seed is in the call

import pytest
from votelib.convert import ApprovalToSimpleVotes
from votelib.evaluate.condorcet import Schulze, pairwise_wins
from votelib.evaluate.core import Plurality, Tie

import ranking
from govsim.record.choices import Choice
from govsim.rules.elections import Ballot, most, pairs, ranked, totals
from govsim.world.elections import Method

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
        found = ranked(options, pairs(options, ballots), "", lambda _: True, lambda _: Fraction(1))
        expected = ranking.winners(options, ranks)
        assert set(found.unbeaten) == expected, ballots
        ties += len(expected) > 1
    assert ties > PROFILES / 20


def test_rankings_agree_with_the_library_on_beat_paths() -> None:
    """The library compares paths by one number: votes for a link, and among equals the fewer against, in one number."""
    rng, big = Random(6), 1_000  # noqa: S311 - no secret
    for _ in range(PROFILES):
        options, ballots, _ = _profile(rng)
        counted = pairs(options, ballots)
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
            pairs(options, ballots),
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
        found = most(totals(method, options, ballots, seats), seats)
        assert {*found.elected} == {one for one in theirs if not isinstance(one, Tie)}
        tied = [one for one in theirs if isinstance(one, Tie)]
        assert {*found.tied} == {one for tie in tied for one in tie}
        assert found.left == len(tied)
        ties += bool(tied)
    assert ties > PROFILES / 20
