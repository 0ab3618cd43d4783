"""What was found under which choices: a tree that asks one dimension after another, as the finding itself did.

Rules ask in a fixed order, and what they ask next depends only on the answers so far. So whatever was found
once can be found again under any choices that give the same answers, however many dimensions there are.
"""

from collections.abc import Mapping
from typing import Generic, TypeVar

from govsim.world.params import Value

T = TypeVar("T")


class Answers(Generic[T]):
    """Findings by the choices they asked for: either one finding, or a dimension and what followed for each value."""

    __slots__ = ("branches", "dimension", "found")

    def __init__(self) -> None:
        """Know nothing yet."""
        self.dimension = ""
        self.branches: dict[Value, Answers[T]] = {}
        self.found: T | None = None

    def find(self, choices: Mapping[str, Value]) -> T | None:
        """Give what was found under choices that answer alike, or None."""
        node = self
        while node.dimension:
            branch = node.branches.get(choices[node.dimension])
            if branch is None:
                return None
            node = branch
        return node.found

    def keep(self, asked: tuple[str, ...], choices: Mapping[str, Value], found: T) -> None:
        """Keep what was found when `asked` were asked, in this order, under `choices`."""
        node = self
        for dimension in asked:
            node.dimension = dimension
            node = node.branches.setdefault(choices[dimension], Answers())
        node.found = found
