"""Reading what sources say: facts with rival claims, and conflicts about an act or an actor."""

from typing import Literal, cast

from govsim.reader.common import chosen_claim, claims, status
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.shape import Page, items, mapping, one_of, text, wrong
from govsim.world.params import READING
from govsim.world.sources import Claim, Conflict, Fact

ASPECTS = ("at", "by", "form", "votes", "result", "notice", "reason", "items")
"""What of a step sources may disagree about, besides its items."""

FACT_KEYS = ("value", "claims", "chosen", "standing", "because", "status", "sources", "conflict")

_ABOUT = ("step", "item", "fact", "param", *PARTY, "position")


def fact(page: Page, key: Scalar, node: Node, names: Names) -> Fact:
    """Read one fact: a value, or rival claims of which one is chosen."""
    names.declare(page, "fact", key.text, key.place)
    fields = mapping(page, node, FACT_KEYS, (), "a fact")
    found = claims(page, fields.get("claims"), names)
    own = fields.get("value")
    if own is not None:
        alone = Mapping(tuple(e for e in fields.entries if e.key.text in {"value", "sources"}), fields.place)
        same = [one for one in found if one.text == text(page, own, "a value")]
        if not same:
            found = (*claims(page, Sequence((alone,), alone.place), names), *found)
    if not found:
        wrong(page, node, "a value or claims")
        found = (Claim(text=""),)
    chosen = chosen_claim(page, fields, found, f"`{key.text}`")
    if own is not None and fields.get("chosen") is None:
        chosen = next(i for i, one in enumerate(found) if one.text == text(page, own, "a value"))
    if found[chosen].number is None:
        page.report("GS304", f"`{found[chosen].text}` is no number", (own or fields).place, label="not a number")
    return Fact(
        id=key.text,
        claims=found,
        chosen=chosen,
        standing=_standing(page, fields),
        because=text(page, fields.get("because"), "a reason"),
        status=status(page, fields.get("status")),
        conflict=_number(page, fields, names),
        place=key.place,
    )


def _number(page: Page, fields: Mapping, names: Names) -> str:
    """Read the number of the conflict that a fact belongs to; it need not stand under `conflicts:` as well."""
    node = fields.get("conflict")
    name = text(page, node, "the number of a conflict")
    if isinstance(node, Scalar):
        names.form(page, "conflict", name, node.place)
    return name


def _spans(page: Page, fields: Mapping, names: Names) -> tuple[str, ...]:
    """Read which open matters span a conflict: parameters, and `reading` where there are readings to choose from."""
    found: dict[str, None] = {}
    for node in items(page, fields.get("spans"), "parameters, or `reading`"):
        if not isinstance(node, Scalar) or node.text != READING:
            name = names.use(page, node, ("param",), "parameter", (READING,))
        else:
            name = node.text
            if not names.incomplete and not names.of("reading"):
                cure = "name a parameter, or give the structure readings"
                page.report("GS201", "there are no readings here", node.place, label="nothing to vary", cure=cure)
        if name in found:
            page.report("GS203", f"`{name}` is named twice", node.place, label="again", cure="delete one of the two")
        found[name] = None
    return tuple(found)


def _standing(page: Page, fields: Mapping) -> Literal["open", "settled"]:
    found = one_of(page, fields.get("standing"), ("open", "settled"), "settled", "standing")
    return cast("Literal['open', 'settled']", found)


def _about(page: Page, node: Node, names: Names) -> str:
    """Read what a conflict is about: a step, an item or another side of a step, a fact or a parameter."""
    over = node.get("about") if isinstance(node, Mapping) else None
    name = text(page, over, "a step, an item, a fact, a parameter, a party or a position")
    step_of, _, aspect = name.rpartition(".")
    if isinstance(over, Scalar):
        kinds = ("step",) if aspect in ASPECTS and step_of else _ABOUT
        known = step_of if aspect in ASPECTS and step_of else name
        names.check(
            page,
            known,
            over.place,
            kinds,
            "step" if kinds is not _ABOUT else "step, item, fact, parameter, party or position",
        )
    return name


def conflict(page: Page, key: Scalar, node: Node, names: Names) -> Conflict:
    """Read one conflict between sources about an act or an actor."""
    names.declare(page, "conflict", key.text, key.place)
    about = _about(page, node, names)
    keys = ("about", "claims", "chosen", "standing", "because", "spans")
    fields = mapping(page, node, keys, ("about", "claims", "because"), "a conflict")
    found = claims(page, fields.get("claims"), names)
    return Conflict(
        id=key.text,
        about=about,
        claims=found,
        chosen=chosen_claim(page, fields, found, f"`{key.text}`"),
        standing=_standing(page, fields),
        because=text(page, fields.get("because"), "a reason"),
        spans=_spans(page, fields, names),
        place=key.place,
    )
