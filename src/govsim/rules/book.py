"""The book of rules under one set of choices: which clauses there are, and what the open parameters stand for.

A book holds all clauses of a structure and its law packs. Choices fix the reading and the parameters; whatever
was asked for is noted, so that a ruling can say what it rests on. A choice that is not fixed raises
`UnfixedError`: whoever walks over admissible worlds catches it and branches.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import field

from govsim.errors import GovsimError
from govsim.values import frozen
from govsim.world.approvals import by_seat, staged
from govsim.world.clauses import AMEND, ByParam, Clause, Power, Recusal, Switch, Topic, Weight
from govsim.world.flows import Flow
from govsim.world.params import READING, Reading, Value, number, overlaid
from govsim.world.structure import Body, Entity, Instrument, Matter, Party, Position, Structure


class UnfixedError(GovsimError):
    """A ruling asked for an open dimension that no choice has fixed."""

    exit_code = 70

    def __init__(self, dimension: str) -> None:
        """Name the dimension that was asked for."""
        self.dimension = dimension
        super().__init__(f"`{dimension}` is not fixed")


@frozen(kw_only=True)
class Code:
    """The clauses of one structure under every reading, indexed by topic; made once per structure.

    `contested` holds the topics and scopes that some reading changes, so that a look-up there rests on the reading.
    `target_matters` says whether some count depends on whom an act is about, `by_deed` whether it matters what is done
    and not only where, `staged` whether some power is exercised by ballots in order; `specific` are the topics on which
    some clause governs certain acts alone, and `voidable` the clauses whose breach leaves an act standing until it is
    set aside. `changing` holds, by topic and scope, the ids of the clauses that the story may bring into force or put
    out of it; `rules` are all clauses by id, each with its place in the files, and `conditional` says that some govern
    only while a condition holds.
    """

    structure: Structure
    clauses: Mapping[str, tuple[Clause, ...]]
    contested: frozenset[tuple[type[Topic], str]]
    eras: tuple[str, ...]
    bodies: Mapping[str, Body]
    positions: Mapping[str, Position]
    entities: Mapping[str, Entity]
    matters: Mapping[str, Matter]
    instruments: Mapping[str, Instrument]
    flows: Mapping[str, Flow]
    parties: Mapping[str, Party]
    scopes: Mapping[str, tuple[str, ...]]
    target_matters: bool
    specific: frozenset[type[Topic]]
    by_deed: bool
    staged: bool
    unseen: frozenset[str]
    voidable: frozenset[str]
    changing: Mapping[tuple[type[Topic], str], tuple[str, ...]]
    rules: Mapping[str, tuple[int, Clause]]
    conditional: bool
    memo: dict[tuple[object, ...], Any] = field(factory=dict, eq=False, repr=False)

    def scopes_of(self, entity: str) -> tuple[str, ...]:
        """Give the names under which powers over an entity's positions and matters stand: its own, and its laws."""
        return (entity, *(self.entities[entity].law if entity in self.entities else ()))


def _under(structure: Structure, reading: Reading) -> tuple[Clause, ...]:
    by_rule = {overlay.rule: overlay for overlay in reading.replaces}
    changed = (overlaid(clause, by_rule[clause.id]) if clause.id in by_rule else clause for clause in structure.clauses)
    return tuple(clause for clause in changed if clause is not None)


def codify(structure: Structure) -> Code:
    """Index the rules of a structure, once for all choices. A structure without readings has the reading ``""``."""
    touched = {overlay.rule for reading in structure.readings for overlay in reading.replaces}
    clauses = {reading.id: _under(structure, reading) for reading in structure.readings}
    every = tuple(clause for found in (structure.clauses, *clauses.values()) for clause in found)
    laws = {entity.id: entity.law for entity in structure.entities}
    changing: dict[tuple[type[Topic], str], list[str]] = {}
    for clause in _changing(structure, every):
        changing.setdefault((type(clause.topic), clause.scope), []).append(clause.id)
    seated = {body.id for body in structure.bodies}
    dates = {date for clause in structure.clauses for date in (clause.since, clause.until) if date}
    return Code(
        structure=structure,
        clauses=clauses or {"": structure.clauses},
        contested=frozenset((type(c.topic), c.scope) for c in structure.clauses if c.id in touched),
        eras=tuple(sorted(dates)),
        bodies={body.id: body for body in structure.bodies},
        positions={position.id: position for position in structure.positions},
        matters={matter.id: matter for matter in structure.matters},
        flows={flow.id: flow for flow in structure.flows},
        instruments={one.id: one for one in structure.instruments},
        entities={entity.id: entity for entity in structure.entities},
        parties={party.id: party for party in structure.parties},
        unseen=frozenset(c.id for c in structure.clauses if c.standing != "seen" or c.assumption),
        changing={key: tuple(found) for key, found in changing.items()},
        rules={clause.id: (place, clause) for place, clause in enumerate(structure.clauses)},
        conditional=any(clause.when is not None for clause in structure.clauses),
        voidable=frozenset(c.id for c in every if c.defect == "voidable"),
        target_matters=any(isinstance(c.topic, Recusal | Weight) and c.topic.about_target for c in every),
        by_deed=any(c.on is not None or (isinstance(c.topic, Power) and by_seat(c.topic.approval)) for c in every),
        staged=any(isinstance(c.topic, Power) and staged(c.topic.approval) for c in every),
        specific=frozenset(type(c.topic) for c in every if c.on is not None),
        scopes={
            body.id: (body.id, *(f"{pack}:{body.kind}" for pack in laws.get(body.entity, ())))
            for body in structure.bodies
        }
        | {one.id: (one.id,) for one in structure.positions if one.id not in seated},
    )


def _changing(structure: Structure, every: tuple[Clause, ...]) -> Iterator[Clause]:
    """Give the clauses that may begin or cease to govern: by an amendment that some power allows, or by a condition."""
    powers = tuple(c.topic for c in every if isinstance(c.topic, Power) and AMEND in c.topic.verbs)
    reached = {power.target for power in powers}
    for clause in structure.clauses:
        open_to = {"any", clause.id, clause.instrument, clause.rank.name.lower()} & reached
        if clause.when is not None or not clause.at_start or open_to:
            yield clause


def defaults(structure: Structure) -> dict[str, Value]:
    """Give the choices a structure makes itself: its first reading and the value of each parameter."""
    chosen: dict[str, Value] = {param.id: param.value for param in structure.params}
    chosen[READING] = structure.readings[0].id if structure.readings else ""
    return chosen


Standing = Callable[[str], int]
"""Says how a clause stands that may change, by its id: 0 where it does not govern, else before those lower down."""

LASTING = 1
"""How a clause stands that was there at the start and asks no condition."""


class Book:
    """All rules under some choices.

    `asked` notes which choices were looked at since it was last cleared, `touched` which ones ever were. Of the rules
    that may change during the story those govern that `standing` says; without it, all of them in their turn.
    """

    __slots__ = ("asked", "choices", "code", "standing", "touched")

    def __init__(self, code: Code, choices: Mapping[str, Value]) -> None:
        """Open `code` under `choices`, which may leave dimensions unfixed."""
        self.code = code
        self.choices = dict(choices)
        self.asked: dict[str, None] = {}
        self.touched: dict[str, None] = {}
        self.standing: Standing = self._at_some_time

    def beside(self) -> "Book":
        """Give a book of the same rules under the same choices, for another moment; what is touched there is here."""
        out = Book(self.code, {})
        out.choices, out.touched = self.choices, self.touched
        return out

    def regime(self, topic: type[Topic], scopes: tuple[str, ...]) -> tuple[int, ...]:
        """Give how those clauses on a topic stand that may change, in the order of the files; nothing if none may."""
        changing = self.code.changing
        return tuple([self.standing(rule) for scope in scopes for rule in changing.get((topic, scope), ())])

    def stands(self, clause: Clause) -> int:
        """Say how a clause stands at this moment of the story: 0 where it does not govern."""
        changing = self.code.changing
        may_change = bool(changing) and clause.id in changing.get((type(clause.topic), clause.scope), ())
        return self.standing(clause.id) if may_change else LASTING

    def _at_some_time(self, rule: str) -> int:
        """Say how a clause stands where no moment is asked about: it may govern, those that last before the others."""
        clause = self.code.rules[rule][1]
        return 1 + 2 * clause.at_start + (clause.when is None)

    def value(self, dimension: str) -> Value:
        """Give the value of a parameter or the reading, and note that it was asked for."""
        self.asked[dimension] = None
        self.touched[dimension] = None
        try:
            return self.choices[dimension]
        except KeyError:
            raise UnfixedError(dimension) from None

    def number(self, dimension: str) -> Fraction:
        """Give the value of a parameter that is a number."""
        return number(self.value(dimension))

    def holds(self, switch: Switch) -> bool:
        """Say whether a switch is on."""
        return self.value(switch.param) == "yes" if isinstance(switch, ByParam) else switch

    def era(self, date: str) -> int:
        """Give the index of the stretch of time, between changes of the law, in which an ISO date lies."""
        return bisect_right(self.code.eras, date)

    def reading_for(self, topic: type[Topic], scopes: tuple[str, ...]) -> str:
        """Give the reading to look a topic up under; only what can differ between readings notes the reading."""
        if self.contests(topic, scopes):
            return str(self.value(READING))
        readings = self.code.structure.readings
        return readings[0].id if readings else ""

    def contests(self, topic: type[Topic], scopes: tuple[str, ...]) -> bool:
        """Say whether some reading changes what is said on a topic for any of `scopes`."""
        contested = self.code.contested
        return bool(contested) and any((topic, scope) in contested for scope in scopes)

    def clauses(self, topic: type[Topic], scopes: tuple[str, ...], date: str, reading: str) -> tuple[Clause, ...]:
        """Give the clauses on a topic for any of `scopes` in force on a date under a reading, highest rank first.

        Of one rank those go first that govern only while a condition holds, then those adopted during the story.
        """
        found = (
            (clause, self.stands(clause))
            for clause in self.code.clauses[reading]
            if isinstance(clause.topic, topic) and clause.scope in scopes and in_force(clause, date)
        )
        ranked = sorted((one for one in found if one[1]), key=lambda one: (one[0].rank, -one[1]))
        return tuple(clause for clause, _ in ranked)

    def roll_of(self, body: Body) -> tuple[str, ...]:
        """Give the positions whose holders are on a body's roll; none where nobody is."""
        if body.by_param is None:
            return body.rolls[0][1]
        return dict(body.rolls)[str(self.value(body.by_param.param))]

    def body(self, name: str, entity: str) -> Body | None:
        """Give the body of that id, or the entity's body of that kind."""
        found = self.code.bodies.get(name)
        if found is None:
            found = next((b for b in self.code.bodies.values() if b.entity == entity and b.kind == name), None)
        return found


def called(name: str, entity: str, code: Code) -> tuple[str, ...]:
    """Give the positions that a name stands for: the one of that id, or all of an entity that law packs call so."""
    if name in code.positions:
        return (name,)
    return tuple(one.id for one in code.positions.values() if one.entity == entity and one.role == name)


def in_force(clause: Clause, date: str) -> bool:
    """Say whether a clause was in force on an ISO date."""
    return (not clause.since or clause.since <= date) and (not clause.until or date < clause.until)
