"""Elections counted from what is written on each paper, in whole sentences and without anything of the kernel.

A paper has `names` it is for, those it is `against`, `points` beside names, or an `order`. Each method is counted as a
clerk would: which papers count is looked at first, then each name is counted over them, and compared with every other.
"""

from dataclasses import dataclass, field
from random import Random  # noqa: TID251 - a test may draw


@dataclass
class Paper:
    """One paper, and how many votes its voter has."""

    weight: int
    names: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    points: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)


def invented(rng: Random, options: tuple[str, ...]) -> Paper:
    """Invent a paper: names, names and votes against others, numbers, an order of two at least, or nothing."""
    weight = rng.choice((1, 1, 2, 3))
    some = rng.sample(options, rng.randint(1, len(options)))
    kind = rng.choice(("names", "names", "names", "marks", "points", "order", "nothing"))
    if kind == "names":
        return Paper(weight, names=some[: rng.choice((1, 1, 2, 3))])
    if kind == "marks":
        cut = rng.randint(0, len(some))
        return Paper(weight, names=some[:cut], against=some[cut:])
    if kind == "points":
        return Paper(weight, points={one: rng.randint(0, 3) for one in some})
    return Paper(weight, order=some) if kind == "order" and len(some) > 1 else Paper(weight)


def counts(paper: Paper, method: str, seats: int) -> bool:
    """Say whether a paper counts at all."""
    if paper.order:
        return False
    if paper.points:
        return method == "cumulative" and sum(paper.points.values()) <= seats * paper.weight
    if method == "approval":
        return True
    if method == "cumulative":
        return not paper.names or (seats * paper.weight) % len(paper.names) == 0
    return len(paper.names) <= seats


def votes(option: str, papers: list[Paper], method: str, seats: int) -> int:
    """Count the votes for an option over the papers that count."""
    total = 0
    for paper in papers:
        if counts(paper, method, seats):
            total += paper.points.get(option, 0)
            if option in paper.names:
                total += seats * paper.weight // len(paper.names) if method == "cumulative" else paper.weight
    return total


def opposed(option: str, papers: list[Paper], seats: int) -> int:
    """Count the votes against an option: those that say so, and those of whoever withheld them from everybody."""
    total = 0
    for paper in papers:
        blank = not (paper.names or paper.against or paper.points or paper.order)
        if counts(paper, "majority", seats) and (blank or option in paper.against):
            total += paper.weight
    return total


def elected(options: tuple[str, ...], papers: list[Paper], method: str, seats: int) -> tuple[set[str], set[str]]:
    """Give who is elected, and who is tied: by how many others have as many votes, and how many have more."""
    have = {one: votes(one, papers, method, seats) for one in options}
    may = {one for one in options if have[one]}
    if method == "majority":
        may = {one for one in may if have[one] > opposed(one, papers, seats)}
    sure = {one for one in may if sum(have[other] >= have[one] for other in may if other != one) < seats}
    could = {one for one in may if sum(have[other] > have[one] for other in may) < seats}
    return sure, could - sure


def cast(papers: list[Paper], method: str, seats: int) -> int:
    """Give the votes cast on papers that count."""
    return sum(paper.weight for paper in papers if counts(paper, method, seats))
