"""What a file says before anyone asks what it means: texts, lists and mappings, each with its place.

A node holds what a person wrote and nothing else: no number, no truth value, no date. `no` is the text `no`,
`12:30` the text `12:30`. What a text means is decided where its meaning is known, and a complaint can point at it.
Nodes that come from one anchor are the same object, so a file with aliases is a graph without cycles.
"""

from functools import cached_property
from typing import NamedTuple

from govsim.errors import Place
from govsim.values import frozen


class Scalar(NamedTuple):
    """One text. `quoted` tells `"no"` from `no`, and an empty text from nothing: `''` is quoted, `name:` is not.

    Texts in block style (`|` and `>`) count as quoted. The place covers the text as written, quotes included.
    """

    text: str
    quoted: bool
    place: Place


@frozen
class Sequence:
    """A list. In brackets the place covers the brackets; written line by line it is that of the first item."""

    items: tuple["Node", ...]
    place: Place


class Entry(NamedTuple):
    """One `key: value` of a mapping."""

    key: Scalar
    value: "Node"


@frozen
class Mapping:
    """Keys with their values in file order, each key once. Line by line, the place is that of the first key."""

    entries: tuple[Entry, ...]
    place: Place

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        """The entries by their keys; made when first asked for."""
        return {entry.key.text: entry for entry in self.entries}

    def get(self, name: str) -> "Node | None":
        """Give the value under `name`, or nothing if the mapping has no such key."""
        entry = self.by_key.get(name)
        return None if entry is None else entry.value

    def entry(self, name: str) -> Entry | None:
        """Give key and value under `name`, for a complaint about the key itself."""
        return self.by_key.get(name)

    def keys(self) -> tuple[str, ...]:
        """Name the keys in file order."""
        return tuple(entry.key.text for entry in self.entries)


Node = Scalar | Sequence | Mapping
