"""Reading structures and law packs: parties, bodies, positions, instruments, rules, parameters and readings."""

from collections.abc import Iterator
from functools import partial
from typing import cast

from attrs import define, evolve, field

from govsim.errors import Place, Related
from govsim.reader.common import LANGUAGES, cites, sources, value, words
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.rules import RANKS, clause, switch, topic
from govsim.reader.shape import Page, entries, items, mapping, one_of, text, texts, yes
from govsim.world.clauses import ByParam, Clause
from govsim.world.params import Assumption, Overlay, Param, Reading, shown
from govsim.world.sources import Source, Words
from govsim.world.structure import Body, Entity, Instrument, Party, PartyKind, Position, PositionKind, Structure, Tie

NOBODY = "nobody"
PARTY_KINDS = ("person", "group", "entity")
"""The order in which parties are kept, whatever file they come from."""
POSITION_KINDS = ("office", "chair", "employment", "membership", "observer", "shares", "seat")
STRUCTURE_KEYS = (
    "govsim",
    "structure",
    "title",
    "people",
    "groups",
    "entities",
    "bodies",
    "positions",
    "instruments",
    "rules",
    "params",
    "readings",
    "matters",
    "sources",
    "laws",
)
LAW_KEYS = ("govsim", "law", "title", "sources", "rules", "note")


@define
class Parts:
    """What has been read of a structure so far, from as many files as it takes."""

    title: Words = ()
    parties: list[Party] = field(factory=list)
    entities: list[Entity] = field(factory=list)
    bodies: list[Body] = field(factory=list)
    positions: list[Position] = field(factory=list)
    instruments: list[Instrument] = field(factory=list)
    clauses: list[Clause] = field(factory=list)
    params: list[Param] = field(factory=list)
    readings: list[Reading] = field(factory=list)
    matters: list[tuple[str, Words]] = field(factory=list)
    sources: list[Source] = field(factory=list)

    def whole(self, name: str) -> Structure:
        """Give the structure."""
        return Structure(
            id=name,
            title=self.title,
            parties=tuple(sorted(self.parties, key=lambda one: PARTY_KINDS.index(one.kind))),
            entities=tuple(self.entities),
            bodies=tuple(self.bodies),
            positions=tuple(self.positions),
            instruments=tuple(self.instruments),
            clauses=tuple(self.clauses),
            params=tuple(self.params),
            readings=tuple(self.readings),
            matters=tuple(self.matters),
            sources=tuple(self.sources),
        )


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


def _entity(page: Page, key: Scalar, node: Node, names: Names) -> Entity:
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


def _entity_part(page: Page, key: Scalar, names: Names) -> str:
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


def variants(page: Page, node: Mapping, names: Names, what: str) -> Iterator[tuple[Scalar, Node]]:
    """Give what a mapping with `param:` says for each value of that parameter; it must speak of all and no others."""
    param = node.get("param")
    name = param.text if isinstance(param, Scalar) else ""

    def look() -> None:
        among = [shown(one) for one in names.values.get(name, ())]
        for key in node.by_key.values() if among else ():
            if key.key.text not in {"param", *among}:
                cure = page.did_you_mean(key.key.text, among) or f"one of: {', '.join(among)}"
                message = f"`{key.key.text}` is no value of `{name}`"
                page.report("GS314", message, key.key.place, label="no value of it", cure=cure)
        for one in among:
            if node.get(one) is None:
                message = f"no {what} is given for `{name}: {one}`"
                page.report("GS314", message, (param or node).place, label=f"may be `{one}`", cure=f"add `{one}:`")

    names.later.append(look)
    yield from ((key, inner) for key, inner in entries(page, node, f"{what}s") if key.text != "param")


def _on_roll(page: Page, node: Node, names: Names) -> str:
    if isinstance(node, Scalar) and node.text == NOBODY:
        return ""
    return names.use(page, node, ("position",), "position")


def _kind(page: Page, place: Place, kind: str, names: Names) -> None:
    """Note a kind of body that no law pack speaks of, where one with nearly that name is spoken of."""
    if not names.knows(kind, ("kind",)):
        near = page.near(kind, names.of("kind"))
        if near is not None:
            related = (Related(place=names.places["kind"][near], label="nearest kind, with rules here"),)
            message = f"no law pack has rules for a `{kind}`"
            page.report("GS201", message, place, label="unknown kind", cure=f"did you mean `{near}`?", related=related)
        names.introduce("kind", kind, place)


def _body(page: Page, key: Scalar, node: Node, names: Names) -> tuple[Body, Position | None]:
    entity = _entity_part(page, key, names)
    names.declare(page, "body", key.text, key.place)
    fields = mapping(page, node, ("kind", "name", "roll"), ("kind",), "a body")
    roll = fields.get("roll")
    by_param, own = None, roll is None
    rolls: tuple[tuple[str, str], ...] = (("", key.text),)
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
    seat = Position(id=key.text, kind="seat", entity=entity, names=naming, place=key.place)
    if own:
        names.declare(page, "position", key.text, key.place)
    return body, seat if own else None


def _position(page: Page, key: Scalar, node: Node, names: Names) -> Position:
    entity = _entity_part(page, key, names)
    names.declare(page, "position", key.text, key.place)
    keys = ("kind", "name", "tied_to", "same_holder_as", "assumption")
    fields = mapping(page, node, keys, ("kind",), "a position")
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
    return Position(
        id=key.text,
        kind=cast("PositionKind", one_of(page, fields.get("kind"), POSITION_KINDS, "office", "kind of position")),
        entity=entity,
        names=words(page, fields.get("name"), "a name"),
        tied_to=tie,
        same_holder_as=names.use(page, fields.get("same_holder_as"), ("position",), "position"),
        assumption=text(page, fields.get("assumption"), "an assumption"),
        place=key.place,
    )


def _instrument(page: Page, key: Scalar, node: Node, names: Names) -> Instrument:
    entity = _entity_part(page, key, names)
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


def _param(page: Page, key: Scalar, node: Node, names: Names) -> Param:
    fields = mapping(page, node, ("value", "among", "because", "title"), ("value", "among"), "a parameter")
    chosen = value(page, fields.get("value"))
    among = tuple(value(page, one) for one in items(page, fields.get("among"), "values"))
    where = fields.get("value")
    if among and chosen not in among and where is not None:
        listed = ", ".join(shown(one) for one in among)
        cure = page.did_you_mean(shown(chosen), [shown(one) for one in among]) or f"one of: {listed}"
        message = f"`{shown(chosen)}` is not among the admissible values"
        page.report("GS304", message, where.place, label="not admissible", cure=cure)
    names.values.setdefault(key.text, among or (chosen,))
    return Param(
        id=key.text,
        value=chosen,
        among=among or (chosen,),
        because=text(page, fields.get("because"), "a reason"),
        title=words(page, fields.get("title"), "a title"),
        place=key.place,
    )


def _overlay(page: Page, node: Node, parts: Parts, owner: str, names: Names) -> Overlay | None:
    fields = mapping(page, node, ("rule", "rank", "drop", "with"), ("rule",), "a change of a rule")
    named = fields.get("rule")
    if named is None:
        return None
    written = text(page, named, "a rule")
    known = {one.id: one for one in parts.clauses}
    found = known.get(written) or known.get(f"{owner}.{written}")
    if found is None:
        short = {one.removeprefix(f"{owner}.") for one in known}
        cure = page.did_you_mean(written, short) or "name a rule of this structure or of its law packs"
        page.report("GS201", f"unknown rule `{written}`", named.place, label="no rule of this name", cure=cure)
        return None
    rank = fields.get("rank")
    new = None
    instead = fields.get("with")
    if instead is not None:
        body = mapping(
            page, instead, ("size", "quorum", "passes", "consent", "notice", "recusal", "weights", "power", "by")
        )
        content = topic(page, body, names)
        if content is not None and type(content) is not type(found.topic):
            related = (Related(place=found.place, label="the rule"),)
            cure = "change a rule only within its own topic; to leave it out write `drop: yes`"
            page.report("GS305", "another topic than that of the rule", body.place, cure=cure, related=related)
        new = evolve(found, topic=content) if content is not None else None
    return Overlay(
        rule=found.id,
        rank=RANKS[one_of(page, rank, tuple(RANKS), "bylaws", "rank")] if rank is not None else None,
        drop=yes(page, fields.get("drop"), "whether the rule is dropped"),
        clause=new,
        place=fields.place,
    )


def reading(page: Page, node: Node, parts: Parts, owner: str, names: Names) -> Reading:
    """Read one reading: what it assumes and which rules it changes."""
    fields = mapping(page, node, ("id", "title", "assumes", "replaces"), ("id", "title"), "a reading")
    name = text(page, fields.get("id"), "the id of a reading")
    names.declare(page, "reading", name, (fields.get("id") or fields).place)
    assumed = tuple(
        Assumption(id=f"{name}.{i}", text=text(page, one, "an assumption"), place=one.place)
        for i, one in enumerate(items(page, fields.get("assumes"), "assumptions"), start=1)
    )
    overlays = (_overlay(page, one, parts, owner, names) for one in items(page, fields.get("replaces"), "changes"))
    return Reading(
        id=name,
        title=words(page, fields.get("title"), "a title"),
        assumes=assumed,
        replaces=tuple(one for one in overlays if one is not None),
        place=fields.place,
    )


def law(page: Page, fields: Mapping, parts: Parts, names: Names) -> None:
    """Read a law pack into `parts`."""
    name = text(page, fields.get("law"), "the id of the law pack")
    parts.sources.extend(sources(page, fields.get("sources"), names))
    for node in items(page, fields.get("rules"), "rules"):
        one = clause(page, node, names, name, name)
        if one is not None:
            names.declare(page, "rule", one.id, one.place)
            parts.clauses.append(one)


def structure(page: Page, fields: Mapping, parts: Parts, names: Names, owner: str) -> None:
    """Read a structure's own keys into `parts`; the law packs must have been read before its rules are.

    Names come first, so that the order of the keys in the file does not matter.
    """
    parts.title = parts.title or words(page, fields.get("title"), "a title")
    for key, _ in entries(page, fields.get("entities"), "entities"):
        names.declare(page, "entity", key.text, key.place)
    for kind, plural in (("person", "people"), ("group", "groups")):
        for key, node in entries(page, fields.get(plural), plural):
            parts.parties.append(party(page, key, node, cast("PartyKind", kind), names))
    for key, node in entries(page, fields.get("params"), "parameters"):
        names.declare(page, "param", key.text, key.place)
        parts.params.append(_param(page, key, node, names))
    parts.sources.extend(sources(page, fields.get("sources"), names))
    for key, node in entries(page, fields.get("entities"), "entities"):
        parts.entities.append(_entity(page, key, node, names))
        parts.parties.append(
            Party(id=key.text, kind="entity", names=parts.entities[-1].names, short=(), place=key.place)
        )
    for key, node in entries(page, fields.get("bodies"), "bodies"):
        body, seat = _body(page, key, node, names)
        parts.bodies.append(body)
        if seat is not None:
            parts.positions.append(seat)
    for key, node in entries(page, fields.get("positions"), "positions"):
        parts.positions.append(_position(page, key, node, names))
    for key, node in entries(page, fields.get("instruments"), "instruments"):
        parts.instruments.append(_instrument(page, key, node, names))
    for key, node in entries(page, fields.get("matters"), "matters"):
        _entity_part(page, key, names)
        names.declare(page, "matter", key.text, key.place)
        parts.matters.append((key.text, words(page, node, "what the matter is")))
    for node in items(page, fields.get("rules"), "rules"):
        one = clause(page, node, names, "", owner)
        if one is not None:
            names.declare(page, "rule", one.id, one.place)
            parts.clauses.append(one)
    parts.readings.extend(
        reading(page, node, parts, owner, names) for node in items(page, fields.get("readings"), "readings")
    )


def check(page: Page, parts: Parts) -> None:
    """Note rules that one reading changes twice."""
    for read in parts.readings:
        changed: dict[str, Overlay] = {}
        for overlay in read.replaces:
            first = changed.setdefault(overlay.rule, overlay)
            if overlay is not first:
                related = (Related(place=first.place, label="first changed here"),)
                message = f"`{overlay.rule}` is changed twice in one reading"
                page.report("GS203", message, overlay.place, label="again", related=related)
