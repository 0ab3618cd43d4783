"""An invented organisation built from plain values: what a test would otherwise spell out on a page.

The top entity has a board (`top.board`), members, a chief executive and a chair; below it hang companies in a chain
(`sub1`, `sub2`, ...), each owned and managed by the one above, each with a chief executive. Nothing is drawn here;
`testing.structures` draws, `testing.lengthy` counts up. Step `n` of a story is at minute `n` of 1 March 2021, UTC.
"""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from attrs import field

from govsim.errors import Place
from govsim.record.acts import Act, Item
from govsim.record.state import Held, Tenure
from govsim.record.story import Reaction, Step, Story
from govsim.values import frozen
from govsim.world.approvals import Approval, ByParty, Vote
from govsim.world.clauses import ByParam, Clause, Leave, Power, Rank, Switch, Topic
from govsim.world.expressions import Expr
from govsim.world.params import Param
from govsim.world.structure import Body, Entity, Matter, Party, Position, Structure, Tie
from govsim.world.time import When

TOP = "top"
BOARD, MEMBERS, MEMBERSHIP, CEO, CHAIR, PLAN = (
    f"{TOP}.{name}" for name in ("board", "members", "membership", "ceo", "chair", "plan")
)
LAW = "invented-law"
COURT = "may-they"
BAR = "bar"
OUTSIDERS = ("quill", "rook")
NOWHERE = Place("invented", 1, 1, 1, 1)
EPOCH = datetime(2021, 3, 1, tzinfo=UTC)


@frozen(kw_only=True)
class Setting:
    """An organisation with its people, and who holds what at the start; the `directors` sit on the board."""

    structure: Structure
    directors: tuple[str, ...]
    start: tuple[tuple[str, Held], ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Every person there is, directors first."""
        return tuple(party.id for party in self.structure.parties if party.kind == "person")

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities, from the top of the chain down."""
        return tuple(entity.id for entity in self.structure.entities)

    @property
    def offices(self) -> tuple[str, ...]:
        """The positions that one party holds at a time."""
        return tuple(position.id for position in self.structure.positions if position.sole)


@frozen(kw_only=True)
class Plan:
    """What an invented organisation is built from; whatever is left out is the plainest there is.

    `approval` is who may do anything at the top, `clauses` all other rules, `roll` the position whose holders are
    the members (empty: nobody), `chain` the number of companies below, `bar` the value of the parameter `bar`.
    """

    directors: tuple[str, ...]
    outsiders: tuple[str, ...] = OUTSIDERS
    clauses: tuple[Clause, ...] = ()
    approval: Approval = field(factory=lambda: Vote(body=BOARD))
    roll: str = BOARD
    chain: int = 0
    ceo: str = ""
    chair: str = ""
    chair_tie: Switch | None = None
    bar: Fraction = Fraction(1, 2)


def clause(  # noqa: PLR0913 - a rule has as many sides, and a test names only those it is about
    name: str,
    topic: Topic,
    scope: str = BOARD,
    *,
    rank: Rank = Rank.BYLAWS,
    defect: Literal["void", "voidable"] = "void",
    yields_to: tuple[Leave, ...] = (),
) -> Clause:
    """Give a rule of the invented by-laws, or of another rank."""
    statute = rank in {Rank.MANDATORY, Rank.DEFAULT}
    return Clause(
        id=f"{LAW if statute else TOP}.{name}",
        instrument=LAW if statute else f"{TOP}.bylaws",
        rank=rank,
        scope=scope,
        topic=topic,
        standing="fiction",
        defect=defect,
        yields_to=yields_to,
        place=NOWHERE,
    )


def power(name: str, approval: Approval, target: str = "any", scope: str = TOP, *verbs: str) -> Clause:
    """Give a rule on who may do what; without `verbs`, anything."""
    return clause(name, Power(verbs=verbs or ("any",), target=target, approval=approval), scope)


def _positions(plan: Plan, entities: tuple[str, ...]) -> tuple[Position, ...]:
    tie = None if plan.chair_tie is None else Tie(position=BOARD, applies=plan.chair_tie)
    return (
        Position(id=BOARD, kind="seat", entity=TOP, place=NOWHERE),
        Position(id=MEMBERSHIP, kind="membership", entity=TOP, place=NOWHERE),
        Position(id=CHAIR, kind="chair", entity=TOP, tied_to=tie, place=NOWHERE),
        *(Position(id=f"{entity}.ceo", kind="office", entity=entity, place=NOWHERE) for entity in entities),
    )


def _entities(names: tuple[str, ...]) -> tuple[Entity, ...]:
    above = dict(zip(names[1:], names, strict=False))
    return tuple(
        Entity(
            id=name,
            names=(("en", name),),
            law=(LAW,),
            owned_by=((above[name], "100%"),) if name in above else (),
            place=NOWHERE,
        )
        for name in names
    )


def build(plan: Plan) -> Setting:
    """Build an organisation."""
    entities = (TOP, *(f"sub{number}" for number in range(1, plan.chain + 1)))
    managed = tuple(power(f"{below}-managed", ByParty(above), "any", below) for above, below in pairwise(entities))
    people = (*plan.directors, *(one for one in plan.outsiders if one not in plan.directors))
    structure = Structure(
        id="invented",
        title=(("en", "An invented organisation"),),
        parties=(
            *(Party(id=one, kind="person", names=(("en", one),), place=NOWHERE) for one in people),
            *(Party(id=one, kind="entity", names=(("en", one),), place=NOWHERE) for one in entities),
        ),
        entities=_entities(entities),
        positions=_positions(plan, entities),
        bodies=(
            Body(id=BOARD, kind="board", entity=TOP, rolls=(("", (BOARD,)),), place=NOWHERE),
            Body(
                id=MEMBERS, kind="members", entity=TOP, rolls=(("", (plan.roll,) if plan.roll else ()),), place=NOWHERE
            ),
        ),
        clauses=(*plan.clauses, *managed, power("every-power", plan.approval)),
        params=(
            Param(id=BAR, value=plan.bar, among=tuple({plan.bar: None, Fraction(1, 2): None}), place=NOWHERE),
            Param(id="tied", value="yes", among=("yes", "no"), place=NOWHERE),
        ),
        matters=(Matter(id=PLAN, names=(("en", "a plan"),), place=NOWHERE),),
    )
    held = ((BOARD, plan.directors), (CEO, (plan.ceo,)), (CHAIR, (plan.chair,)))
    start = tuple((position, tuple(map(Tenure, parties))) for position, parties in held if any(parties))
    return Setting(structure=structure, directors=plan.directors, start=start)


TIED = ByParam("tied")
"""A switch that an open parameter decides."""


def instant(minute: int) -> When:
    """Give the instant so many minutes after the epoch of invented stories."""
    at = EPOCH + timedelta(minutes=minute)
    return When(earliest=at, latest=at, precision="instant", zone="UTC", text=at.isoformat())


def step(number: int, by: str, act: Act, condition: Expr | None = None) -> Step:
    """Give step `s<number>`, at minute `number`."""
    return Step(id=f"s{number}", at=instant(number), by=by, act=act, condition=condition, place=NOWHERE)


def follow_up(name: str, condition: Expr, *items: Item) -> Reaction:
    """Give something that follows in law whenever a condition holds."""
    return Reaction(id=name, condition=condition, items=items, place=NOWHERE)


def story(setting: Setting, steps: tuple[Step, ...], reactions: tuple[Reaction, ...] = ()) -> Story:
    """Give a story of an organisation, all times in UTC."""
    return Story(
        id="invented",
        title=(("en", "An invented story"),),
        zone="UTC",
        structure=setting.structure,
        kind="fiction",
        start=setting.start,
        steps=steps,
        reactions=reactions,
        place=NOWHERE,
    )
