"""Counting ballots that choose between several; no state, no rule, nothing rounded.

Nobody is invented: who are tied for the places that are left are told as tied, and chosen by a casting vote or by
nobody. A ballot that the method cannot read is spoiled, and counts for nobody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from govsim.record.choices import Choice
from govsim.values import frozen
from govsim.world.elections import Method, Ratio

Ballot = tuple[int, Choice]
"""The votes a voter has, and whom that voter chose."""


@frozen(kw_only=True)
class Chosen:
    """Who is elected, and who are tied for the places that are `left`; in the order of the options."""

    elected: tuple[str, ...]
    tied: tuple[str, ...] = ()
    left: int = 0


# --- the most votes --------------------------------------------------------------------------------------------------


def most(votes: Mapping[str, int], seats: int) -> Chosen:
    """Give those with the most votes: whoever has a vote, and fewer than `seats` others have as many.

    >>> most({"ann": 5, "bob": 3, "cyd": 3}, seats=2)
    Chosen(elected=('ann',), tied=('bob', 'cyd'), left=1)
    """
    elected = tuple(one for one in votes if votes[one] >= least(votes, one, seats))
    tied = tuple(one for one in votes if votes[one] > 0 and votes[one] == least(votes, one, seats) - 1)
    return Chosen(elected=elected, tied=tied, left=seats - len(elected) if tied else 0)


def least(votes: Mapping[str, int], option: str, seats: int) -> int:
    """Give the least number of votes that elects an option, whatever the others have: one more than the last of them.

    >>> least({"ann": 5, "bob": 3, "cyd": 3}, "bob", seats=2)
    4
    """
    others = sorted((number for one, number in votes.items() if one != option), reverse=True)
    return others[seats - 1] + 1 if len(others) >= seats else 1


def given(method: Method, ballot: Ballot, seats: int) -> dict[str, int] | None:
    """Give the votes a ballot gives to each option it is for; None where the method cannot read it.

    A plurality and a majority vote have one vote for each seat, and no two for one option. Heaped on one or spread,
    there are as many as a voter has for all seats together; names alone share them evenly. None of these reads
    an order.
    """
    weight, choice = ballot
    names = choice.first
    if len(choice.tiers) > 1:
        return None  # an order says less than for whom, and more
    if method is Method.CUMULATIVE:
        votes = dict(choice.points)
        if names and not votes:
            share, rest = divmod(weight * seats, len(names))
            return None if rest else dict.fromkeys(names, share)
        return votes if sum(votes.values()) <= weight * seats and not choice.against else None
    if choice.points or (method is not Method.APPROVAL and len(names) > seats):
        return None
    return dict.fromkeys(names, weight)


def totals(method: Method, options: Iterable[str], ballots: Iterable[Ballot], seats: int) -> dict[str, int]:
    """Give the votes for each option, of the ballots that the method can read."""
    out = dict.fromkeys(options, 0)
    for ballot in ballots:
        for option, votes in (given(method, ballot, seats) or {}).items():
            if option in out:
                out[option] += votes
    return out


def opposed(options: Iterable[str], ballots: Sequence[Ballot]) -> dict[str, int]:
    """Give the votes against each option: those that say so, and those that are withheld from all."""
    blank = sum(weight for weight, choice in ballots if choice == Choice())
    return {one: blank + sum(weight for weight, choice in ballots if one in choice.against) for one in options}


# --- rankings --------------------------------------------------------------------------------------------------------


Pairs = Mapping[tuple[str, str], int]
"""For each two options how many votes prefer the first to the second: V(A,B) in the Debian constitution, A.5(3)."""


def pairs(options: Sequence[str], ballots: Iterable[Ballot]) -> dict[tuple[str, str], int]:
    """Count for each two options the votes that prefer the first; options not ranked are equal, and come last."""
    out = dict.fromkeys(((one, other) for one in options for other in options if one != other), 0)
    for weight, choice in ballots:
        for one, other in out:
            if choice.rank(one) < choice.rank(other):
                out[one, other] += weight
    return out


@frozen(kw_only=True)
class Ranked:
    """What rankings come to: the options short of the quorum, those short of the ratio, and those nobody beats."""

    short: tuple[str, ...]
    outvoted: tuple[str, ...]
    unbeaten: tuple[str, ...]


def enough(over: int, under: int, ratio: Ratio) -> bool:
    """Say whether so many votes over the default and so many under it are a ratio: that many times, and more.

    >>> enough(3, 1, Ratio(3)), enough(2, 2, Ratio(1))
    (True, False)
    """
    return over >= ratio * under and over > under


def enough_over(under: int, ratio: Ratio) -> int:
    """Give the least number of votes over the default that is enough against so many under it."""
    return max(-(-ratio.numerator * under // ratio.denominator), under + 1)


def ranked(
    options: Sequence[str], counted: Pairs, default: str, quorate: Callable[[int], bool], ratio: Callable[[str], Ratio]
) -> Ranked:
    """Drop what is short of the quorum or of its ratio, then defeats, the weakest first, until nobody is beaten.

    The method is that of the Debian constitution, A.5(2) to (8): cloneproof Schwartz sequential dropping, which Schulze
    describes by beat paths. Without a default nothing is dropped before.
    """
    asked = [one for one in options if one != default] if default else []
    short = tuple(one for one in asked if not quorate(counted[one, default]))
    outvoted = tuple(
        one
        for one in asked
        if one not in short and not enough(counted[one, default], counted[default, one], ratio(one))
    )
    there = [one for one in options if one not in {*short, *outvoted}]
    defeats = {(a, b) for a in there for b in there if a != b and counted[a, b] > counted[b, a]}
    while True:
        schwartz = _schwartz(there, defeats)
        inside = [(a, b) for a, b in defeats if a in schwartz and b in schwartz]
        if not inside:
            return Ranked(short=short, outvoted=outvoted, unbeaten=schwartz)
        weakest = min(_strength(pair, counted) for pair in inside)
        defeats -= {pair for pair in inside if _strength(pair, counted) == weakest}


def _strength(pair: tuple[str, str], counted: Pairs) -> tuple[int, int]:
    """Give how strong a defeat is: by the votes for it, and among equals by the fewer against it: A.5(7)."""
    one, other = pair
    return counted[one, other], -counted[other, one]


def _schwartz(options: Sequence[str], defeats: set[tuple[str, str]]) -> tuple[str, ...]:
    """Give the options that defeat, through others, whatever defeats them so: A.5(5) and (6)."""
    through = set(defeats)
    for middle in options:
        for one in options:
            if (one, middle) in through:
                through |= {(one, other) for other in options if (middle, other) in through}
    return tuple(
        one for one in options if all((one, other) in through or (other, one) not in through for other in options)
    )
