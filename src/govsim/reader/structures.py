"""Reading structures and law packs, part by part, from as many files as it takes."""

from collections.abc import Mapping as ReadOnly
from typing import cast

from attrs import evolve, field

from govsim.reader.bodies import body, entity, instrument, matter, party, position
from govsim.reader.clauses import clause
from govsim.reader.common import sources, words
from govsim.reader.flows import flow
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node
from govsim.reader.readings import param, reading
from govsim.reader.shape import Page, entries, items, text, texts
from govsim.values import define
from govsim.world.clauses import Clause
from govsim.world.flows import Flow
from govsim.world.params import Param, Reading
from govsim.world.sources import Source, Words
from govsim.world.structure import (
    Body,
    Entity,
    Instrument,
    Matter,
    Party,
    PartyKind,
    Position,
    Structure,
    in_kinds,
    the_last,
)

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
    "flows",
    "sources",
    "laws",
)
LAW_KEYS = ("govsim", "law", "title", "before", "sources", "rules", "note")


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
    matters: list[Matter] = field(factory=list)
    flows: list[Flow] = field(factory=list)
    sources: list[Source] = field(factory=list)
    before: dict[str, tuple[str, ...]] = field(factory=dict)
    """The law packs that each law pack goes before, whichever an entity names first."""

    def whole(self, name: str) -> Structure:
        """Give the structure; the rules of law packs in the order in which they are asked, and its own after them."""
        packs = in_order(tuple(self.before), self.before)
        place = {pack: number for number, pack in enumerate(packs)}
        clauses = sorted(self.clauses, key=lambda one: place.get(one.id.rpartition(".")[0], len(packs)))
        return Structure(
            id=name,
            title=self.title,
            parties=in_kinds(self.parties),
            entities=tuple(self.entities),
            bodies=tuple(self.bodies),
            positions=tuple(self.positions),
            instruments=tuple(self.instruments),
            clauses=tuple(clauses),
            params=tuple(self.params),
            readings=tuple(self.readings),
            matters=tuple(self.matters),
            flows=the_last(self.flows),
            sources=tuple(self.sources),
        )


def _rules(  # noqa: PLR0913, PLR0917 - what a clause asks for
    page: Page, fields: Mapping, parts: Parts, names: Names, pack: str, owner: str
) -> None:
    for node in items(page, fields.get("rules"), "rules"):
        one = clause(page, node, names, pack, owner)
        if one is not None:
            names.declare(page, "rule", one.id, one.place)
            names.standing[one.id] = one.instrument
            parts.clauses.append(one)


def law(page: Page, fields: Mapping, parts: Parts, names: Names) -> None:
    """Read a law pack into `parts`."""
    name = text(page, fields.get("law"), "the id of the law pack")
    parts.before[name] = texts(page, fields.get("before"), "a law pack that this one goes before")
    parts.sources.extend(sources(page, fields.get("sources"), names))
    _rules(page, fields, parts, names, name, name)


def in_order(packs: tuple[str, ...], before: ReadOnly[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Put law packs in the order in which they are asked: as they are named, but each before those it goes before.

    >>> in_order(("stock", "classified"), {"classified": ("stock",)})
    ('classified', 'stock')
    """
    out: list[str] = []
    waiting = list(packs)
    while waiting:
        free = (one for one in waiting if not any(one in before.get(other, ()) for other in waiting))
        out.append(next(free, waiting[0]))
        waiting.remove(out[-1])
    return tuple(out)


def _living_under(page: Page, node: Node, one: Entity, parts: Parts) -> Entity:
    """Give an entity with its law packs as they are asked; note a pack that goes before one that is not named."""
    named = node.get("law") if isinstance(node, Mapping) else None
    for pack in one.law:
        wanted = [other for other in parts.before.get(pack, ()) if other not in one.law]
        if wanted and named is not None:
            message = f"the law pack `{pack}` says only what differs from `{wanted[0]}`, which `{one.id}` does not name"
            cure = f"law: [{', '.join((*one.law, wanted[0]))}]"
            page.report("GS325", message, named.place, label="only what differs", cure=cure, severity="warning")
    return evolve(one, law=in_order(one.law, parts.before))


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
        parts.params.append(param(page, key, node, names))
    parts.sources.extend(sources(page, fields.get("sources"), names))
    for key, node in entries(page, fields.get("entities"), "entities"):
        parts.entities.append(_living_under(page, node, entity(page, key, node, names), parts))
        parts.parties.append(
            Party(id=key.text, kind="entity", names=parts.entities[-1].names, short=(), place=key.place)
        )
    for key, node in entries(page, fields.get("bodies"), "bodies"):
        seated, seat = body(page, key, node, names)
        parts.bodies.append(seated)
        if seat is not None:
            parts.positions.append(seat)
    for key, node in entries(page, fields.get("positions"), "positions"):
        parts.positions.append(position(page, key, node, names))
    for key, node in entries(page, fields.get("instruments"), "instruments"):
        parts.instruments.append(instrument(page, key, node, names))
    for key, node in entries(page, fields.get("matters"), "matters"):
        parts.matters.append(matter(page, key, node, names))
    for key, node in entries(page, fields.get("flows"), "flows"):
        parts.flows.append(flow(page, key, node, names))
    _rules(page, fields, parts, names, "", owner)
    parts.readings.extend(
        reading(page, node, parts.clauses, owner, names) for node in items(page, fields.get("readings"), "readings")
    )
