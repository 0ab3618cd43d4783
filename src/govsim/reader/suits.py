"""Reading who may ask a court about what, and the named tests of independence: what stands beside power."""

from typing import Literal, cast

from govsim.reader.common import words
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import Page, is_nothing, items, mapping, one_of, wrong
from govsim.world.clauses import Suit, Suitor, Test

SUITORS: dict[str, tuple[str, ...]] = {
    "on": ("body", "kind"),
    "removed": ("position",),
    "holds": ("position",),
    "party": PARTY,
}
"""Who may sue, and what kind of name says it."""


def _suitor(page: Page, node: Node, names: Names, kinds: tuple[str, ...]) -> Suitor | None:
    fields = mapping(page, node, (*SUITORS, "outside"), (), "who may sue")
    if not isinstance(node, Mapping):
        return None
    if len(fields.entries) != 1:
        wrong(page, node, "exactly one of on, removed, holds, party and outside")
        return None
    how, named = fields.entries[0].key.text, fields.entries[0].value
    if is_nothing(named):
        wrong(page, node, "who may sue", f"write a value after `{how}:`")
        return None
    if how == "outside":
        return Suitor(kind="outside", outside=words(page, named, "who that is"))
    if how not in SUITORS:
        return None  # `mapping` has said so
    what = " or ".join(SUITORS[how])
    free = kinds if how in {"removed", "holds"} else ()
    kind = cast("Literal['on', 'removed', 'holds', 'party']", how)
    if isinstance(named, Scalar) and named.text in free:
        return Suitor(kind=kind, name=named.text)
    return Suitor(kind=kind, name=names.use(page, named, SUITORS[how], what))


def _several(page: Page, node: Node | None, what: str) -> tuple[Node, ...]:
    """Give the members of a list that may not be empty; one thing alone counts as a list of it."""
    listed = (node,) if isinstance(node, Mapping) else items(page, node, what)
    if node is not None and not listed and not is_nothing(node):
        wrong(page, node, f"at least one of {what}")
    return listed


def suit(page: Page, node: Node, names: Names, kinds: tuple[str, ...]) -> Suit:
    """Read who may ask a court; `kinds` are the kinds of positions and matters that need no declaration."""
    fields = mapping(page, node, ("over", "who", "claim", "remedy", "route"), ("over", "who", "claim"), "a suit")
    over = []
    for one in _several(page, fields.get("over"), "what it is about"):
        if isinstance(one, Scalar) and one.text in kinds:
            over.append(one.text)
        else:
            named = ("position", "body", "matter", "kind", "matter-kind")
            over.append(names.use(page, one, named, "position, body, matter or kind"))
    who = tuple(_suitor(page, one, names, kinds) for one in _several(page, fields.get("who"), "those who may sue"))
    route = one_of(page, fields.get("route"), ("statute", "contract", "equity"), "statute", "route to a court")
    return Suit(
        over=tuple(over),
        who=tuple(one for one in who if one is not None),
        claim=words(page, fields.get("claim"), "what is claimed"),
        remedy=words(page, fields.get("remedy"), "what a court may do"),
        route=cast("Literal['statute', 'contract', 'equity']", route),
    )


def test(page: Page, node: Node, names: Names) -> Test:
    """Read a named test: on which body, and who fails it."""
    fields = mapping(page, node, ("of", "fails"), ("of", "fails"), "a test of independence")
    fails = _several(page, fields.get("fails"), "positions")
    return Test(
        body=names.use(page, fields.get("of"), ("body",), "body"),
        fails=tuple(names.use(page, one, ("position",), "position") for one in fails),
    )
