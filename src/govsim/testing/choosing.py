"""Making choices one small number at a time: by digest of a seed, or by Hypothesis, which can then shrink them.

What is invented (`testing.structures`, `testing.deeds`) is written once against `Chooser`, and never knows who
chooses. The first of several is the simplest: that is what a shrunk counterexample ends up with.
"""

import hashlib
from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Chooser(Protocol):
    """Whoever chooses: one number below a limit at a time, and all else from that."""

    def below(self, limit: int) -> int:
        """Give a number from 0 to `limit` - 1."""
        ...

    def flag(self) -> bool:
        """Give yes or no; no is the simpler one."""
        return self.below(2) == 1

    def rarely(self, among: int) -> bool:
        """Say yes about once among so many times."""
        return self.below(among) == among - 1

    def between(self, least: int, most: int) -> int:
        """Give a number from `least` to `most`."""
        return least + self.below(most - least + 1)

    def one(self, of: Sequence[T]) -> T:
        """Give one of several."""
        return of[self.below(len(of))]

    def some(self, of: Sequence[T], parts: int = 2, among: int = 3) -> tuple[T, ...]:
        """Give those of several, in their order, that a chance of `parts` in `among` falls to."""
        return tuple(one for one in of if self.below(among) < parts)


class Digests(Chooser):
    """Numbers from digests of a seed and a counter: nothing is drawn from outside, and it is the same everywhere."""

    def __init__(self, seed: int) -> None:
        """Begin the sequence of `seed`."""
        self._seed = seed
        self._count = 0

    def below(self, limit: int) -> int:
        """Give the next number of the sequence, from 0 to `limit` - 1."""
        self._count += 1
        digest = hashlib.sha256(f"{self._seed}/{self._count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit
