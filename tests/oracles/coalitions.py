"""Coalitions and cures by sheer enumeration: every subset is looked at, and nothing is inferred.

`wins` is any monotone yes/no question on a coalition (a frozenset of voters): a larger one never loses what a
smaller one wins. A coalition *blocks* if all the others together do not win without it.
"""

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any, TypeVar

from approving import joined

Coalition = frozenset[str]
Wins = Callable[[Coalition], bool]
Path = tuple[int, ...]
T = TypeVar("T")

REFUSED = {"no_act", "void"}


def coalitions(voters: Iterable[str]) -> list[Coalition]:
    """All 2^n coalitions, the small ones first."""
    names = sorted(voters)
    return [frozenset(some) for size in range(len(names) + 1) for some in combinations(names, size)]


def monotone(voters: Iterable[str], wins: Wins) -> bool:
    """Ask of each winning coalition whether it still wins with any one voter more."""
    names = sorted(voters)
    return all(wins(some | {one}) for some in coalitions(names) if wins(some) for one in names)


def minimal_winning(voters: Iterable[str], wins: Wins) -> set[Coalition]:
    """Coalitions that win, and no part of them does."""
    return _minimal({some for some in coalitions(voters) if wins(some)})


def minimal_blocking(voters: Iterable[str], wins: Wins) -> set[Coalition]:
    """Coalitions without which the others do not win, and no part of them is enough for that."""
    everybody = frozenset(voters)
    return _minimal({some for some in coalitions(everybody) if not wins(everybody - some)})


def swings(voters: Iterable[str], wins: Wins) -> dict[str, int]:
    """For each voter, how many of the 2^(n-1) coalitions of the others lose, and win with this voter."""
    names = sorted(voters)
    without = {one: coalitions([name for name in names if name != one]) for one in names}
    return {one: sum(wins(some | {one}) and not wins(some) for some in without[one]) for one in names}


def dummies(voters: Iterable[str], wins: Wins) -> set[str]:
    """Voters who never turn losing into winning."""
    return {one for one, count in swings(voters, wins).items() if count == 0}


def least_cures(tree: dict[str, Any]) -> set[frozenset[Path]]:
    """All minimal sets of refusing leaves which, flipped to valid, make the root no longer refused.

    A tree is `{leaf, verdict}` or `{node: all | any | k_of, k, parts}`. A leaf is named by its path: the place, from
    0, of each part on the way down from the root; a root that is itself a leaf is `()`. A root that is not refused
    has one least cure, the empty set.
    """
    refusing = [path for path, word in leaves(tree) if word in REFUSED]
    curing = set()
    for size in range(len(refusing) + 1):
        for flipped in combinations(refusing, size):
            if joined(_flip(tree, set(flipped), ())) not in REFUSED:
                curing.add(frozenset(flipped))
    return _minimal(curing)


def leaves(tree: dict[str, Any], at: Path = ()) -> list[tuple[Path, str]]:
    """Each leaf of a tree: its path and its verdict."""
    if "leaf" in tree:
        return [(at, tree["verdict"])]
    return [found for place, part in enumerate(tree["parts"]) for found in leaves(part, (*at, place))]


def _flip(tree: dict[str, Any], flipped: set[Path], at: Path) -> dict[str, Any]:
    if "leaf" in tree:
        return {**tree, "verdict": "valid"} if at in flipped else tree
    return {**tree, "parts": [_flip(part, flipped, (*at, place)) for place, part in enumerate(tree["parts"])]}


def _minimal(sets: set[frozenset[T]]) -> set[frozenset[T]]:
    return {some for some in sets if not any(other < some for other in sets)}
