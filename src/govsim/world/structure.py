"""An organisation as people describe it: parties, positions, bodies, instruments and what is open about them."""

from collections.abc import Iterable
from typing import Literal

from attrs import evolve, field

from govsim.errors import Place
from govsim.values import frozen
from govsim.world.clauses import ByParam, Clause, Switch
from govsim.world.flows import Flow
from govsim.world.money import Money
from govsim.world.params import Param, Reading
from govsim.world.sources import Cite, Source, Words
from govsim.world.vesting import Vesting

PartyKind = Literal["person", "entity", "group"]
PARTY_KINDS: tuple[PartyKind, ...] = ("person", "group", "entity")
"""The order in which parties are kept, whatever file they come from."""

PositionKind = Literal["seat", "office", "chair", "employment", "membership", "observer", "shares", "note"]


@frozen(kw_only=True)
class Party:
    """A person, an entity, or a group that acts as one (such as the staff); named in several scripts."""

    id: str
    kind: PartyKind
    names: Words
    short: Words = ()
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Tie:
    """A position that ends in law with another one, where the switch says so."""

    position: str
    applies: Switch = True


@frozen(kw_only=True)
class Position:
    """One thing a party can hold in an entity; it begins and ends on its own unless tied.

    Offices and chairs have one holder, the others any number. `same_holder_as` names a position whose
    holder also holds this one, on a stated assumption. `elected_by` is the body that elects it: a class of stock, a
    chapter. `role` is what law packs call it, where its kind does not tell it from others: the chair of one board among
    several. `converts_to` is what its units become in the hands of whoever they are transferred to. A unit of a note is
    a claim of its `face`, owed on the day `due`; units may become their holder's own only as `vesting` says. `unknown`
    says that who holds it is not known, so that a story that names nobody does not say that there is nobody.
    """

    id: str
    kind: PositionKind
    entity: str
    names: Words = ()
    tied_to: Tie | None = None
    same_holder_as: str = ""
    role: str = ""
    elected_by: str = ""
    converts_to: str = ""
    face: Money | None = None
    due: str = ""
    vesting: Vesting | None = None
    unknown: bool = False
    assumption: str = ""
    place: Place = field(eq=False)

    @property
    def sole(self) -> bool:
        """Whether only one party can hold it at a time."""
        return self.kind in {"office", "chair"}

    @property
    def in_units(self) -> bool:
        """Whether it is held in numbers of units, which count for more than the number of its holders."""
        return self.kind in {"shares", "note"}


@frozen(kw_only=True)
class Body:
    """An electorate: those who hold a position are on its roll.

    `rolls` gives the positions for each value of the parameter `by_param`, such as the classes of seats of a board or
    of shares; no position means nobody.
    """

    id: str
    kind: str
    entity: str
    rolls: tuple[tuple[str, tuple[str, ...]], ...]
    by_param: ByParam | None = None
    names: Words = ()
    place: Place = field(eq=False)

    @property
    def positions(self) -> tuple[str, ...]:
        """Every position that is on its roll under some value of the parameter, each once."""
        return tuple(dict.fromkeys(position for _, positions in self.rolls for position in positions))


@frozen(kw_only=True)
class Entity:
    """A legal person: the law packs it lives under, and the shares of it that others own."""

    id: str
    names: Words
    law: tuple[str, ...] = ()
    owned_by: tuple[tuple[str, str], ...] = ()
    note: str = ""
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Instrument:
    """A document that rules stand in; `seen` says whether anyone outside has read it."""

    id: str
    entity: str
    names: Words = ()
    seen: Literal["yes", "no", "reported", "law"] = "no"
    cites: tuple[Cite, ...] = ()
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Matter:
    """Something that can be determined: a merger, a policy, a finding.

    The word is the structure's own; `kind` is what law packs call it.
    """

    id: str
    names: Words = ()
    kind: str = ""
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Structure:
    """Everything that is the same before the story begins; ids are unique across parties, positions and bodies."""

    id: str
    title: Words
    parties: tuple[Party, ...] = ()
    entities: tuple[Entity, ...] = ()
    positions: tuple[Position, ...] = ()
    bodies: tuple[Body, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    clauses: tuple[Clause, ...] = ()
    params: tuple[Param, ...] = ()
    readings: tuple[Reading, ...] = ()
    matters: tuple[Matter, ...] = ()
    flows: tuple[Flow, ...] = ()
    sources: tuple[Source, ...] = ()


def in_kinds(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Give parties by kind, and within a kind in their own order."""
    return tuple(sorted(parties, key=lambda one: PARTY_KINDS.index(one.kind)))


def the_last(flows: Iterable[Flow]) -> tuple[Flow, ...]:
    """Give flows, each id once: what is said last of one replaces what was said before."""
    return tuple({flow.id: flow for flow in flows}.values())


def joined(structure: Structure, more: Structure) -> Structure:
    """Give a structure with the parts of another one after its own; it keeps its id and its title."""
    return evolve(
        structure,
        parties=in_kinds((*structure.parties, *more.parties)),
        entities=structure.entities + more.entities,
        positions=structure.positions + more.positions,
        bodies=structure.bodies + more.bodies,
        instruments=structure.instruments + more.instruments,
        clauses=structure.clauses + more.clauses,
        params=structure.params + more.params,
        readings=structure.readings + more.readings,
        matters=structure.matters + more.matters,
        flows=the_last((*structure.flows, *more.flows)),
        sources=structure.sources + more.sources,
    )
