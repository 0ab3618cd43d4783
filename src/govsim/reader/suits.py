"""Reading who may ask a court about what, and the named tests of independence: what stands beside power."""

from typing import Literal, cast

from govsim.reader.common import words
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import Page, items, mapping, one_of, texts, wrong
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
    if len(fields.entries) != 1:
        wrong(page, node, "exactly one of on, removed, holds, party and outside")
        return None
    how, named = fields.entries[0].key.text, fields.entries[0].value
    if how not in SUITORS and how != "outside":
        return None  # `mapping` has said so
    if how == "outside":
        return Suitor(kind="outside", outside=words(page, named, "who that is"))
    if isinstance(named, Scalar) and named.text in kinds and how in {"removed", "holds"}:
        return Suitor(kind=cast("Literal['removed', 'holds']", how), name=named.text)
    what = " or ".join(SUITORS[how])
    return Suitor(
        kind=cast("Literal['on', 'removed', 'holds', 'party']", how), name=names.use(page, named, SUITORS[how], what)
    )


def suit(page: Page, node: Node, names: Names, kinds: tuple[str, ...]) -> Suit:
    """Read who may ask a court; `kinds` are the kinds of positions and matters that need no declaration."""
    fields = mapping(page, node, ("over", "who", "claim", "remedy", "route"), ("over", "who", "claim"), "a suit")
    over = texts(page, fields.get("over"), "what it is about")
    for one, written in zip(items(page, fields.get("over"), "what it is about"), over, strict=True):
        if written not in kinds:
            named = ("position", "body", "matter", "kind", "matter-kind")
            names.check(page, written, one.place, named, "position, body, matter or kind")
    rows = fields.get("who")
    listed = (rows,) if isinstance(rows, Mapping) else items(page, rows, "those who may sue")
    who = tuple(_suitor(page, one, names, kinds) for one in listed)
    route = one_of(page, fields.get("route"), ("statute", "contract", "equity"), "statute", "route to a court")
    return Suit(
        over=over,
        who=tuple(one for one in who if one is not None),
        claim=words(page, fields.get("claim"), "what is claimed"),
        remedy=words(page, fields.get("remedy"), "what a court may do"),
        route=cast("Literal['statute', 'contract', 'equity']", route),
    )


def test(page: Page, node: Node, names: Names) -> Test:
    """Read a named test: on which body, and who fails it."""
    fields = mapping(page, node, ("of", "fails"), ("of", "fails"), "a test of independence")
    fails = items(page, fields.get("fails"), "positions")
    return Test(
        body=names.use(page, fields.get("of"), ("body",), "body"),
        fails=tuple(names.use(page, one, ("position",), "position") for one in fails),
    )
