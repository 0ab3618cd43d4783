"""Counting ballots that choose between several; no state, no rule, nothing rounded.

Nobody is invented: who are tied for the places that are left are told as tied, and chosen by a casting vote or by
nobody. A ballot that the method cannot read is spoiled, and counts for nobody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from govsim.record.choices import Choice
from govsim.values import frozen
from govsim.world.elections import RANKED, Method, Ratio

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


# --- one ballot ------------------------------------------------------------------------------------------------------


Fault = Literal["", "many", "heaped", "uneven", "ranked", "points"]
"""Why a ballot cannot be read: it names more than there are seats, gives more votes than the voter has, shares its
votes among so many that none is whole, ranks where no ranking is read, or gives numbers where none are."""


@frozen(kw_only=True)
class Paper:
    """One ballot as a method reads it: all that anything counts of it is read here.

    `given` are the votes for each option that the ballot is for, `against` the options it is against; a ballot that
    withholds from all is against each. One with a `fault` is spoiled: it is for nobody, against nobody, and not cast.
    """

    weight: int
    choice: Choice
    given: Mapping[str, int]
    fault: Fault = ""

    @property
    def ballot(self) -> Ballot:
        """The votes of the voter, and whom they chose."""
        return self.weight, self.choice

    def names(self, option: str) -> bool:
        """Say whether this is a vote for an option, as if it stood alone."""
        return self.given.get(option, 0) > 0


def read(method: Method, ballot: Ballot, seats: int) -> Paper:
    """Read one ballot: a plurality and a majority vote have one vote for each seat, and no two for one option.

    Heaped on one or spread, there are as many votes as a voter has for all seats together, each of them whole; names
    alone share them evenly. Rankings give numbers to nobody; what is first in them is what they are for.

    >>> read(Method.CUMULATIVE, (9, Choice(points=(("dee", 18),))), seats=2).given
    {'dee': 18}
    >>> read(Method.PLURALITY, (9, Choice(tiers=(("dee", "eve"),))), seats=1).fault
    'many'
    """
    weight, choice = ballot
    names, fault = choice.first, _fault(method, ballot, seats)
    if fault:
        return Paper(weight=weight, choice=choice, given={}, fault=fault)
    if choice.points:
        return Paper(weight=weight, choice=choice, given=dict(choice.points))
    each = weight * seats // len(names) if method is Method.CUMULATIVE and names else weight
    return Paper(weight=weight, choice=choice, given=dict.fromkeys(names, each))


def _fault(method: Method, ballot: Ballot, seats: int) -> Fault:
    weight, choice = ballot
    names, all_votes = choice.first, weight * seats
    if choice.points and method is not Method.CUMULATIVE:
        return "points"
    if method in RANKED:
        return ""
    if len(choice.tiers) > 1:
        return "ranked"
    if method is Method.CUMULATIVE:
        heaped = sum(votes for _, votes in choice.points) > all_votes
        return "heaped" if heaped else "uneven" if names and all_votes % len(names) else ""
    return "many" if method is not Method.APPROVAL and len(names) > seats else ""


def totals(options: Iterable[str], papers: Iterable[Paper]) -> dict[str, int]:
    """Give the votes for each option."""
    out = dict.fromkeys(options, 0)
    for paper in papers:
        for option, votes in paper.given.items():
            if option in out:
                out[option] += votes
    return out


def opposed(options: Iterable[str], papers: Iterable[Paper]) -> dict[str, int]:
    """Give the votes against each option: those that say so, and those that are withheld from all."""
    out, withheld = dict.fromkeys(options, 0), 0
    for paper in papers:
        if paper.fault:
            continue
        if paper.choice == _WITHHELD:
            withheld += paper.weight
        for option in dict.fromkeys(paper.choice.against):
            if option in out:
                out[option] += paper.weight
    return {option: votes + withheld for option, votes in out.items()}


_WITHHELD = Choice()


# --- rankings --------------------------------------------------------------------------------------------------------


Pairs = Mapping[tuple[str, str], int]
"""For each two options how many votes prefer the first to the second: what the literature calls V(A,B)."""


@lru_cache(maxsize=8)
def pairs(options: tuple[str, ...], ballots: tuple[Ballot, ...]) -> Pairs:
    """Count for each two options the votes that prefer the first; options not ranked are equal, and come last.

    The same rankings are counted once, and not again for each option that is asked about.
    """
    out = dict.fromkeys(((one, other) for one in options for other in options if one != other), 0)
    for weight, choice in ballots:
        ranks = choice.ranks(options)
        for one, other in out:
            if ranks[one] < ranks[other]:
                out[one, other] += weight
    return MappingProxyType(out)


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

    The method is cloneproof Schwartz sequential dropping, which Schulze describes by beat paths, with quorum and ratio
    over a default option. Without a default nothing is dropped before.
    """
    asked = [one for one in options if one != default] if default else []
    short = tuple(one for one in asked if not quorate(counted[one, default]))
    outvoted = tuple(
        one
        for one in asked
        if one not in short and not enough(counted[one, default], counted[default, one], ratio(one))
    )
    there = tuple(one for one in options if one not in {*short, *outvoted})
    defeats = frozenset(
        (_strength((one, other), counted), one, other)
        for one in there
        for other in there
        if one != other and counted[one, other] > counted[other, one]
    )
    return Ranked(short=short, outvoted=outvoted, unbeaten=_unbeaten(there, defeats))


Strength = tuple[int, int]
"""How strong a defeat is: by the votes for it, and among equals by the fewer against it: A.5(7)."""


def _strength(pair: tuple[str, str], counted: Pairs) -> Strength:
    one, other = pair
    return counted[one, other], -counted[other, one]


@lru_cache(maxsize=8)
def _unbeaten(options: tuple[str, ...], defeats: frozenset[tuple[Strength, str, str]]) -> tuple[str, ...]:
    """Drop defeats, the weakest first, until none is left among those who defeat whatever defeats them."""
    places = {one: place for place, one in enumerate(options)}
    left = [(strength, places[one], places[other]) for strength, one, other in defeats]
    while True:
        schwartz = _schwartz(len(options), left)
        inside = [strength for strength, one, other in left if one in schwartz and other in schwartz]
        if not inside:
            return tuple(options[place] for place in sorted(schwartz))
        weakest = min(inside)
        left = [
            (strength, one, other)
            for strength, one, other in left
            if strength != weakest or one not in schwartz or other not in schwartz
        ]


def _schwartz(number: int, defeats: Iterable[tuple[Strength, int, int]]) -> frozenset[int]:
    """Give the options that defeat, through others, whatever defeats them so: A.5(5) and (6).

    Options go by their places, and whom each defeats is a number with one bit for each of them.
    """
    through = [0] * number
    for _, one, other in defeats:
        through[one] |= 1 << other
    for middle in range(number):
        for one in range(number):
            if through[one] >> middle & 1:
                through[one] |= through[middle]
    every = range(number)
    return frozenset(
        one for one in every if all(through[one] >> other & 1 or not through[other] >> one & 1 for other in every)
    )
