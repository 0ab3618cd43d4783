"""Who could together: minimal winning coalitions, minimal blocking coalitions and swings, exactly.

A question is asked of a coalition and answered yes or no by the kernel; here is only the arithmetic over the answers.
Voters who are interchangeable are of one type, so that a coalition is a number of voters of each type, never one of
2^n sets: twenty alike directors are 21 questions. More voters can only help (there is no rule by which a vote in favour
turns yes into no), so whatever contains a winning coalition wins without being asked.

Swings after Banzhaf (1965), who counts, for each voter, the coalitions of the others that lose without it and win with
it.
"""

from collections.abc import Callable, Iterator
from itertools import product
from math import comb, prod

from govsim.values import frozen

LIMIT = 20_000
"""More different coalitions than this are not asked about: the answer is then that it was not computed."""

Counts = tuple[int, ...]
"""How many voters of each type."""


@frozen(kw_only=True)
class Coalitions:
    """All coalitions of some voters, by how many of each type.

    `types` lists the voters of each type; `winning` and `blocking` are the minimal ones; `swings` gives, for each type,
    the swings of one voter of it, out of `of` coalitions of the others.
    """

    types: tuple[tuple[str, ...], ...]
    winning: tuple[Counts, ...]
    blocking: tuple[Counts, ...]
    swings: tuple[int, ...]
    of: int

    def number(self, counts: Counts) -> int:
        """Give how many coalitions have so many voters of each type."""
        return prod(comb(len(voters), n) for voters, n in zip(self.types, counts, strict=True))

    @property
    def dummies(self) -> tuple[str, ...]:
        """Voters who never make a difference."""
        return tuple(voter for voters, n in zip(self.types, self.swings, strict=True) if n == 0 for voter in voters)


def _less(counts: Counts) -> Iterator[Counts]:
    """Give each coalition with one voter less, of each type that has one."""
    for place, n in enumerate(counts):
        if n:
            yield (*counts[:place], n - 1, *counts[place + 1 :])


def coalitions(types: tuple[tuple[str, ...], ...], wins: Callable[[frozenset[str]], bool]) -> Coalitions | None:
    """Ask about every coalition of voters of these types; None where there are too many different ones.

    >>> coalitions((("ann", "ben", "cid"),), lambda some: len(some) >= 2).winning
    ((2,),)
    """
    sizes = tuple(len(voters) for voters in types)
    if prod(n + 1 for n in sizes) > LIMIT:
        return None
    won = _asked(types, sizes, wins)
    minimal = tuple(one for one, yes in won.items() if yes and not any(won[less] for less in _less(one)))

    def blocks(counts: Counts) -> bool:
        return not won[tuple(size - n for size, n in zip(sizes, counts, strict=True))]

    blocking = tuple(one for one in won if blocks(one) and not any(blocks(less) for less in _less(one)))
    swings = tuple(_swings(place, sizes, won) for place in range(len(sizes)))
    return Coalitions(types=types, winning=minimal, blocking=blocking, swings=swings, of=2 ** max(sum(sizes) - 1, 0))


def _asked(
    types: tuple[tuple[str, ...], ...], sizes: Counts, wins: Callable[[frozenset[str]], bool]
) -> dict[Counts, bool]:
    """Give which coalitions win, smaller ones first: of the largest type the least number is looked for by halves.

    Whatever contains a coalition that wins does so, too.
    """
    widest = max(range(len(sizes)), key=lambda place: sizes[place], default=None)
    if widest is None:
        return {(): wins(frozenset())}
    enough: dict[Counts, int] = {}
    ranges = (range(1) if place == widest else range(n + 1) for place, n in enumerate(sizes))
    for rest in sorted(product(*ranges), key=lambda one: (sum(one), one)):
        low, high = 0, min((enough[less] for less in _less(rest)), default=sizes[widest] + 1)
        while low < high:
            half = (low + high) // 2
            counts = (*rest[:widest], half, *rest[widest + 1 :])
            if half <= sizes[widest] and not wins(_some(types, counts)):
                low = half + 1
            else:
                high = half
        enough[rest] = low
    counted = sorted(product(*(range(n + 1) for n in sizes)), key=lambda one: (sum(one), one))
    return {one: one[widest] >= enough[(*one[:widest], 0, *one[widest + 1 :])] for one in counted}


def _some(types: tuple[tuple[str, ...], ...], counts: Counts) -> frozenset[str]:
    return frozenset(voter for voters, n in zip(types, counts, strict=True) for voter in voters[:n])


def _swings(place: int, sizes: Counts, won: dict[Counts, bool]) -> int:
    """Count the coalitions of the others that lose without one voter of a type and win with it."""
    total = 0
    for counts, yes in won.items():
        if yes or counts[place] == sizes[place]:
            continue
        more = (*counts[:place], counts[place] + 1, *counts[place + 1 :])
        if won[more]:
            others = (size - (at == place) for at, size in enumerate(sizes))
            total += prod(comb(size, n) for size, n in zip(others, counts, strict=True))
    return total
