"""What had come about by a step: the beginning of a mapping that grew with the story, without a copy of it.

A question put to every moment of a long story would otherwise copy, at each of them, all that went before.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Generic, TypeVar

from govsim.values import frozen

V = TypeVar("V")


@frozen
class Grown(Generic[V]):
    """Values by name, in the order of the steps they came with; `numbers` are those of the steps."""

    values: Mapping[str, tuple[int, V]]
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, found: Iterable[tuple[str, int, V]]) -> "Grown[V]":
        """Put names, numbers of steps and values in order; of two under one name the later stands."""
        values: dict[str, tuple[int, V]] = {}
        for name, number, value in sorted(found, key=lambda one: one[1]):
            values.pop(name, None)
            values[name] = number, value
        return cls(values, tuple(number for number, _ in values.values()))

    def by(self, number: int) -> "Beginning[V]":
        """Give what was there once so many steps had been told."""
        return Beginning(self, number)


class Beginning(Mapping[str, V]):
    """The values that had come by one step; reads as the mapping stood then."""

    __slots__ = ("_grown", "_number")

    def __init__(self, grown: Grown[V], number: int) -> None:
        """Look at what had grown by the step of that number."""
        self._grown, self._number = grown, number

    def __getitem__(self, name: str) -> V:
        """Give the value under `name`; KeyError if none had come by then."""
        number, value = self._grown.values[name]
        if number > self._number:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        """Go through the names in the order of the steps."""
        return islice(self._grown.values, len(self))

    def __len__(self) -> int:
        """Say how many values had come."""
        return bisect_right(self._grown.numbers, self._number)
