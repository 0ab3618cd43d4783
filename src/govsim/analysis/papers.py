"""Other ballots that one voter in an election could have cast: all of them where there are few, else those near by.

Without an order a ballot is for some of those who stand, and withholds from the rest or is against them; a name by
itself has all the votes where votes can be heaped. Where anybody ranks, a ballot is an order of all who are ranked.
"""

from collections.abc import Iterator
from itertools import combinations, permutations
from math import factorial

from govsim.record.choices import Choice, Choices
from govsim.values import frozen


@frozen(kw_only=True)
class Papers:
    """Ballots to try, the shortest first; `ranked` says that they are orders, and `every` that they are all there are.

    Votes that are shared unevenly are never among them.
    """

    ballots: tuple[Choice, ...]
    ranked: bool
    every: bool


def _sets(options: tuple[str, ...], sizes: range) -> Iterator[Choice]:
    for size in sizes:
        for some in combinations(options, size):
            yield Choice(tiers=(some,))
            others = tuple(one for one in options if one not in some)
            if others:
                yield Choice(tiers=(some,), against=others)


def _order(order: tuple[str, ...]) -> Choice:
    return Choice(tiers=tuple((one,) for one in order))


def _swapped(first: tuple[str, ...], options: tuple[str, ...]) -> Iterator[Choice]:
    """Give a ballot with one of its names for another one's."""
    for gone in first:
        for new in options:
            if new not in first:
                yield Choice(tiers=(tuple(new if one == gone else one for one in first),))


def papers(choices: Choices, options: tuple[str, ...], had: Choice | None, most: int) -> Papers:
    """Give ballots to try for one voter who cast `had`, `most` at most where all there are would be more.

    >>> [one.tiers for one in papers(Choices(ballots=()), ("ann", "bob"), None, 10).ballots if not one.against]
    [(), (('ann',),), (('bob',),), (('ann', 'bob'),)]
    """
    withheld, before = Choice(), Choice() if had is None else had
    if any(len(one.tiers) > 1 for _, one in choices.ballots):
        ranked = {name: None for _, one in choices.ballots for tier in one.tiers for name in tier}
        every = tuple(dict.fromkeys((*options, *ranked)))
        whole = factorial(len(every)) <= most
        orders = permutations(every) if whole else ((one, *(o for o in every if o != one)) for one in every)
        return Papers(ballots=(withheld, *(_order(one) for one in orders)), ranked=True, every=whole)
    whole = 2 ** (len(options) + 1) <= most
    sets = _sets(options, range(1, len(options) + 1 if whole else 2))
    near = () if whole else _swapped(before.first, options)
    return Papers(ballots=(withheld, *dict.fromkeys((*sets, *near))), ranked=False, every=whole)
