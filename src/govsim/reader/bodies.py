"""Reading who there is and what there is to hold: parties, entities, bodies, positions and instruments."""

from functools import partial
from typing import cast

from govsim.errors import Place, Related
from govsim.reader.common import LANGUAGES, cites, date, words
from govsim.reader.money import money
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.settings import switch, variants
from govsim.reader.shape import Page, entries, items, mapping, one_of, text, texts, wrong
from govsim.world.amounts import Misread, number
from govsim.world.clauses import ByParam
from govsim.world.structure import Body, Entity, Instrument, Matter, Party, PartyKind, Position, PositionKind, Tie
from govsim.world.vesting import Vesting

NOBODY = "nobody"
HOLDERS = ("unknown",)
POSITION_KEYS = (
    *("kind", "name", "role", "tied_to", "same_holder_as", "elected_by", "converts_to", "holders", "assumption"),
    *("face", "due", "vesting"),
)
POSITION_KINDS = ("office", "chair", "employment", "membership", "observer", "shares", "note", "seat")


def party(page: Page, key: Scalar, node: Node, kind: PartyKind, names: Names) -> Party:
    """Read one party: a name, or names by language with an optional `short` one."""
    names.declare(page, kind, key.text, key.place)
    if isinstance(node, Mapping):
        short = node.get("short")
        rest = Mapping(tuple(entry for entry in node.entries if entry.key.text != "short"), node.place)
        return Party(
            id=key.text,
            kind=kind,
            names=words(page, rest, "a name", (*LANGUAGES, "short")),
            short=words(page, short, "a name"),
            place=key.place,
        )
    return Party(id=key.text, kind=kind, names=words(page, node, "a name"), place=key.place)


def entity(page: Page, key: Scalar, node: Node, names: Names) -> Entity:
    """Read one entity: its names, its law packs and who owns it."""
    fields = mapping(page, node, ("name", "law", "owned_by", "note"), ("name",), "an entity")
    owners = []
    for owner, share in entries(page, fields.get("owned_by"), "owners"):
        names.check(page, owner.text, owner.place, PARTY, "party")
        owners.append((owner.text, text(page, share, "a share")))
    return Entity(
        id=key.text,
        names=words(page, fields.get("name"), "a name"),
        law=texts(page, fields.get("law"), "a law pack"),
        owned_by=tuple(owners),
        note=text(page, fields.get("note"), "a note"),
        place=key.place,
    )


def entity_part(page: Page, key: Scalar, names: Names) -> str:
    """Give the entity that a dotted id such as `inc.board` belongs to."""
    entity, dot, _ = key.text.partition(".")
    if not dot:
        message = f"`{key.text}` does not say which entity it belongs to"
        known = min(names.of("entity"), default="ENTITY")
        page.report("GS313", message, key.place, label="no entity", cure=f"write `{known}.{key.text}`")
        return ""
    place = key.place._replace(end_column=key.place.column + key.quoted + len(entity))
    names.check(page, entity, place if key.place.line == key.place.end_line else key.place, ("entity",), "entity")
    return entity


def _on_roll(page: Page, node: Node, names: Names) -> tuple[str, ...]:
    """Read the positions on a roll: one, several, or nobody."""
    if isinstance(node, Scalar) and node.text == NOBODY:
        return ()
    found: dict[str, None] = {}
    for one in items(page, node, "positions"):
        position = names.use(page, one, ("position",), "position", (NOBODY,) if one is node else ())
        if position in found:
            page.report("GS203", f"`{position}` is named twice", one.place, label="again", cure="delete one of the two")
        found[position] = None
    if not found:
        wrong(page, node, f"a position, a list of positions, or `{NOBODY}`")
    return tuple(found)


def _kind(page: Page, place: Place, kind: str, names: Names) -> None:
    """Note a kind of body or matter that no law pack speaks of, where one with nearly that name is spoken of."""
    known = names.of("kind", "matter-kind")
    if kind not in known:
        near = page.near(kind, known)
        if near is not None:
            related = (Related(place=known[near], label="nearest kind, with rules here"),)
            message = f"no law pack has rules for a `{kind}`"
            cure, fix = f"did you mean `{near}`?", page.fix(kind, known, place)
            page.report("GS201", message, place, label="unknown kind", cure=cure, related=related, fix=fix)
    names.introduce("kind", kind, place)


def body(page: Page, key: Scalar, node: Node, names: Names) -> tuple[Body, Position | None]:
    """Read one body, and the seat on it, unless its members are the holders of another position."""
    entity = entity_part(page, key, names)
    names.declare(page, "body", key.text, key.place)
    fields = mapping(page, node, ("kind", "name", "roll"), ("kind",), "a body")
    roll = fields.get("roll")
    by_param, own = None, roll is None
    rolls: tuple[tuple[str, tuple[str, ...]], ...] = (("", (key.text,)),)
    if isinstance(roll, Mapping):
        by_param = ByParam(names.use(page, roll.get("param"), ("param",), "parameter"))
        rolls = tuple((k.text, _on_roll(page, v, names)) for k, v in variants(page, roll, names, "roll"))
    elif roll is not None:
        rolls = (("", _on_roll(page, roll, names)),)
    naming = words(page, fields.get("name"), "a name")
    kind = text(page, fields.get("kind"), "a kind of body")
    if (node_of_kind := fields.get("kind")) is not None and kind:
        names.later.append(partial(_kind, page, node_of_kind.place, kind, names))
    body = Body(id=key.text, kind=kind, entity=entity, rolls=rolls, by_param=by_param, names=naming, place=key.place)
    names.rolls[key.text] = body.positions
    seat = Position(id=key.text, kind="seat", entity=entity, names=naming, place=key.place)
    if own:
        names.declare(page, "position", key.text, key.place)
    return body, seat if own else None


def _vesting(page: Page, node: Node | None) -> Vesting | None:
    """Read a vesting: spans in days, such as `1460d`."""
    if node is None:
        return None
    fields = mapping(page, node, ("over", "cliff", "every"), ("over",), "a vesting")

    def days(key: str, default: int) -> int:
        span = fields.get(key)
        read = number(span.text) if isinstance(span, Scalar) else None
        if span is None:
            return default
        if read is None or isinstance(read, Misread) or read[1] != "d" or read[0] < 1:
            wrong(page, span, "a span of days such as `365d`")
            return default
        return int(read[0])

    return Vesting(over=days("over", 1), cliff=days("cliff", 0), every=days("every", 1))


def position(page: Page, key: Scalar, node: Node, names: Names) -> Position:
    """Read one position: its kind, and what it is tied to."""
    entity = entity_part(page, key, names)
    names.declare(page, "position", key.text, key.place)
    fields = mapping(page, node, POSITION_KEYS, ("kind",), "a position")
    tied = fields.get("tied_to")
    tie = None
    if isinstance(tied, Mapping):
        inner = mapping(page, tied, ("position", "if"), ("position",), "a tie")
        tie = Tie(
            position=names.use(page, inner.get("position"), ("position",), "position"),
            applies=switch(page, inner.get("if"), names, "whether the tie applies"),
        )
    elif tied is not None:
        tie = Tie(position=names.use(page, tied, ("position",), "position"))
    role = text(page, fields.get("role"), "what law packs call it")
    if (node_of_role := fields.get("role")) is not None and role:
        names.later.append(partial(_kind, page, node_of_role.place, role, names))
    converts = names.use(page, fields.get("converts_to"), ("position",), "position")
    names.converts[key.text] = converts
    return Position(
        id=key.text,
        kind=cast("PositionKind", one_of(page, fields.get("kind"), POSITION_KINDS, "office", "kind of position")),
        entity=entity,
        names=words(page, fields.get("name"), "a name"),
        role=role,
        tied_to=tie,
        same_holder_as=names.use(page, fields.get("same_holder_as"), ("position",), "position"),
        elected_by=names.use(page, fields.get("elected_by"), ("body",), "body"),
        converts_to=converts,
        face=money(page, fields.get("face")),
        due=date(page, fields.get("due")),
        vesting=_vesting(page, fields.get("vesting")),
        unknown=one_of(page, fields.get("holders"), HOLDERS, "", "word on who holds it") == "unknown",
        assumption=text(page, fields.get("assumption"), "an assumption"),
        place=key.place,
    )


def matter(page: Page, key: Scalar, node: Node, names: Names) -> Matter:
    """Read one matter: what it is called, or that and the kind that law packs call it."""
    entity_part(page, key, names)
    names.declare(page, "matter", key.text, key.place)
    if not isinstance(node, Mapping) or (node.get("name") is None and node.get("kind") is None):
        return Matter(id=key.text, names=words(page, node, "what the matter is"), place=key.place)
    fields = mapping(page, node, ("name", "kind"), (), "a matter")
    kind = text(page, fields.get("kind"), "a kind of matter")
    if (node_of_kind := fields.get("kind")) is not None and kind:
        names.later.append(partial(_kind, page, node_of_kind.place, kind, names))
    return Matter(id=key.text, names=words(page, fields.get("name"), "what the matter is"), kind=kind, place=key.place)


def instrument(page: Page, key: Scalar, node: Node, names: Names) -> Instrument:
    """Read one instrument: its names, and whether anybody has seen it."""
    entity = entity_part(page, key, names)
    names.declare(page, "instrument", key.text, key.place)
    fields = mapping(page, node, ("name", "seen", "sources"), (), "an instrument")
    seen = one_of(page, fields.get("seen"), ("yes", "no", "reported", "law"), "no", "answer to `seen`")
    return Instrument(
        id=key.text,
        entity=entity,
        names=words(page, fields.get("name"), "a name"),
        seen=seen,  # type: ignore[arg-type]  # one_of gave one of the words
        cites=cites(page, fields.get("sources"), names),
        place=key.place,
    )
