"""Who could together: minimal winning coalitions, minimal blocking coalitions and swings, exactly.

A question is asked of a coalition and answered yes or no by the kernel; here is only the arithmetic over the answers.
Voters who are interchangeable are of one type, so that a coalition is a number of voters of each type, never one of
2^n sets: twenty alike directors are 21 questions. More voters can only help (there is no rule by which a vote in favour
turns yes into no), so whatever contains a winning coalition wins without being asked.

Swings after Banzhaf (1965), who counts, for each voter, the coalitions of the others that lose without it and win with
it.
"""

from collections.abc import Callable, Iterator
from math import comb, prod

from govsim.values import frozen

LIMIT = 20_000
"""Of more different coalitions than this it is not computed who could."""

QUESTIONS = 1_500
"""Nor where more coalitions than this would have to be asked about, which takes a few seconds."""

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
    def different(self) -> int:
        """How many different coalitions there are, by how many of each type."""
        return prod(len(voters) + 1 for voters in self.types)

    @property
    def dummies(self) -> tuple[str, ...]:
        """Voters who never make a difference."""
        return tuple(voter for voters, n in zip(self.types, self.swings, strict=True) if n == 0 for voter in voters)


def _less(counts: Counts) -> Iterator[Counts]:
    """Give each coalition with one voter less, of each type that has one."""
    for place, n in enumerate(counts):
        if n:
            yield (*counts[:place], n - 1, *counts[place + 1 :])


def _more(counts: Counts, sizes: Counts) -> Iterator[Counts]:
    """Give each coalition with one voter more, of each type that has another."""
    for place, n in enumerate(counts):
        if n < sizes[place]:
            yield (*counts[:place], n + 1, *counts[place + 1 :])


def coalitions(types: tuple[tuple[str, ...], ...], wins: Callable[[frozenset[str]], bool]) -> Coalitions | None:
    """Say of every coalition of voters of these types whether it wins; None where that takes too many questions.

    >>> coalitions((("ann", "ben", "cid"),), lambda some: len(some) >= 2).winning
    ((2,),)
    """
    sizes = tuple(len(voters) for voters in types)
    if prod(n + 1 for n in sizes) > LIMIT:
        return None
    answers = _asked(types, sizes, wins)
    if answers is None:
        return None
    won = {one: answers[one] for one in sorted(answers, key=lambda one: (sum(one), one))}
    minimal = tuple(one for one, yes in won.items() if yes and not any(won[less] for less in _less(one)))

    def blocks(counts: Counts) -> bool:
        return not won[tuple(size - n for size, n in zip(sizes, counts, strict=True))]

    blocking = tuple(one for one in won if blocks(one) and not any(blocks(less) for less in _less(one)))
    swings = tuple(_swings(place, sizes, won) for place in range(len(sizes)))
    return Coalitions(types=types, winning=minimal, blocking=blocking, swings=swings, of=2 ** max(sum(sizes) - 1, 0))


def _chains(sizes: Counts) -> list[tuple[Counts, ...]]:
    """Take all coalitions apart into chains, along each of which one voter joins at every step.

    Symmetric chains after de Bruijn, Tengbergen and Kruyswijk (1951): as few as there can be.
    """
    chains: list[tuple[Counts, ...]] = [((),)]
    for size in sizes:
        chains = [
            tuple([(*one, bend) for one in chain[: len(chain) - bend]])
            + tuple((*chain[len(chain) - bend - 1], n) for n in range(bend + 1, size + 1))
            for chain in chains
            for bend in range(min(len(chain), size + 1))
        ]
    return chains


def _by_type(sizes: Counts) -> list[tuple[Counts, ...]]:
    """Give all voters of each type alone, and all others without them: where one decides alone this settles much."""
    alone = [tuple(size if at == place else 0 for at, size in enumerate(sizes)) for place in range(len(sizes))]
    others = [tuple(0 if at == place else size for at, size in enumerate(sizes)) for place in range(len(sizes))]
    return [(one,) for one in (*alone, *others)] if len(sizes) > 1 else []


def _asked(
    types: tuple[tuple[str, ...], ...], sizes: Counts, wins: Callable[[frozenset[str]], bool]
) -> dict[Counts, bool] | None:
    """Give which coalitions win: on each chain the first that does is looked for by halves, on the shortest first.

    What contains a coalition that wins does so, too, and what is part of one that does not, does not: neither is asked.
    After Hansel (1966), who so asks about two coalitions on a chain at most. None where it takes too many questions.
    """
    won: dict[Counts, bool] = {}
    asked = 0
    for chain in (*_by_type(sizes), *sorted(_chains(sizes), key=len)):
        left = [one for one in chain if one not in won]
        while left:
            half = len(left) // 2
            if asked == QUESTIONS:
                return None
            asked += 1
            yes = wins(_some(types, left[half]))
            _note(left[half], won, sizes, yes=yes)
            left = left[:half] if yes else left[half + 1 :]
    return won


def _note(counts: Counts, won: dict[Counts, bool], sizes: Counts, *, yes: bool) -> None:
    """Note an answer, and with it that of whatever contains a winning coalition, or is part of a losing one."""
    waiting = [counts]
    while waiting:
        one = waiting.pop()
        if one not in won:
            won[one] = yes
            waiting += _more(one, sizes) if yes else _less(one)


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
