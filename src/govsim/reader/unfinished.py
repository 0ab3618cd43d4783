"""What is kept while a file is being built: collections whose end has not come, and nodes that an alias may name."""

from attrs import Factory

from govsim.errors import Place
from govsim.reader.nodes import Entry, Node, Scalar
from govsim.values import define, frozen


@frozen(kw_only=True)
class Anchored:
    """A node an alias may stand for: `nodes` in all if written out, `height` collections inside one another."""

    node: Node
    nodes: int
    height: int


@define(kw_only=True)
class Unfinished:
    """A collection whose end has not come yet."""

    is_mapping: bool
    flow: bool
    place: Place  # of the opening bracket, or of the first item once there is one
    anchor: str | None
    counted_before: int
    named: str  # the key it stands under
    most: int  # members it may have
    height: int = 1
    items: list[Node] = Factory(list)
    entries: list[Entry] = Factory(list)
    keys: dict[str, Scalar] = Factory(dict)
    key: Scalar | None = None  # the key whose value comes next; none: that value is left out
    value_next: bool = False
    empty: bool = True
