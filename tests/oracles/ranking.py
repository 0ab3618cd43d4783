"""Schulze's winners by brute force: every path between two options is walked, and its weakest link looked at.

It knows nothing of `govsim.rules.elections`, which drops defeats one after another as the Debian constitution says.
Ballots are pairs of a weight and a rank for each option; a link A to B is as strong as (votes for it, -votes against).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, permutations

Ranks = tuple[int, Mapping[str, int]]
Strength = tuple[int, int]


def preferring(one: str, other: str, ballots: Sequence[Ranks]) -> int:
    """Count the votes that prefer one option to another."""
    return sum(weight for weight, rank in ballots if rank[one] < rank[other])


def _paths(start: str, end: str, options: Sequence[str]) -> Iterator[tuple[str, ...]]:
    middle = [one for one in options if one not in {start, end}]
    for length in range(len(middle) + 1):
        for between in permutations(middle, length):
            yield (start, *between, end)


def strongest(start: str, end: str, options: Sequence[str], link: Mapping[tuple[str, str], int]) -> Strength | None:
    """Give the strength of the strongest beat path; None where there is none."""
    best: Strength | None = None
    for path in _paths(start, end, options):
        links = [(link[a, b], link[b, a]) for a, b in pairwise(path)]
        if all(won > lost for won, lost in links):
            weakest = min((won, -lost) for won, lost in links)
            best = weakest if best is None or weakest > best else best
    return best


def winners(options: Sequence[str], ballots: Sequence[Ranks]) -> set[str]:
    """Give the options that no other has a stronger beat path to than they have back."""
    both = [(one, other) for one in options for other in options if one != other]
    link = {(one, other): preferring(one, other, ballots) for one, other in both}
    path = {(one, other): strongest(one, other, options, link) for one, other in both}

    def beaten(one: str, other: str) -> bool:
        there, back = path[other, one], path[one, other]
        return there is not None and (back is None or there > back)

    return {one for one in options if not any(beaten(one, other) for other in options if other != one)}


def left(
    options: Sequence[str], default: str, ballots: Sequence[Ranks], needed: int, ratios: Mapping[str, tuple[int, int]]
) -> list[str]:
    """Give the options that are not dropped: by the quorum, or by a ratio `p/q`, in whole numbers."""
    out = []
    for one in options:
        over, under = preferring(one, default, ballots), preferring(default, one, ballots)
        p, q = ratios[one] if one != default else (1, 1)
        if one == default or (over >= needed and over * q >= p * under and over > under):
            out.append(one)
    return out
