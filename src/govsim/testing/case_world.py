"""Who and what there is in a case of a law pack: its persons, positions, bodies and matters, all of the entity `e`.

Unless a case says otherwise there is a board of `p1`, `p2`, ..., a `ceo`, a `chair`, members who are the directors, and
a `plan` to decide on. It adds, or puts in their place::

    board, seats          directors in office; authorized seats (as many unless said), or the seats of each body
    members               electors, none, or a number
    ceo, chair            who holds the office at the start; nobody unless said
    people                persons besides those who hold something
    bodies                by kind: `assembly: 13` (a1, a2, ...), `managers: [g1, g2]`, `council: nobody`,
                          `stockholders: {s1: 60, s2: 40}` (units of shares); or `{kind: .., roll: [positions]}`
    positions             by name: `{kind: seat, held: .., role: .., elected_by: .., converts_to: .., size: ..}`
    matters               by name, each with its kind: `{sale: merger}`

A number of holders names them by the first letter of what they hold.
"""

from collections.abc import Iterator
from typing import cast

from attrs import field

from govsim.errors import Place
from govsim.reader.bodies import POSITION_KINDS
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.shape import Page, entries, integer, mapping, one_of, text, texts, wrong
from govsim.record.state import Held, Tenure
from govsim.values import define
from govsim.world.structure import Body, Matter, Position, PositionKind

ENTITY = "e"
BOARD, MEMBERS, CEO, CHAIR, MEMBERSHIP, PLAN = (
    f"{ENTITY}.{name}" for name in ("board", "members", "ceo", "chair", "membership", "plan")
)
MOST = 40
OUTSIDE = ("chief", "new", "other")
WORLD = ("board", "seats", "members", "ceo", "chair", "people", "bodies", "positions", "matters")


@define
class World:
    """What a case has declared so far, each in its order; `held` is who holds what at the start, `sizes` the seats."""

    place: Place
    people: list[str] = field(factory=list)
    positions: list[Position] = field(factory=list)
    bodies: list[Body] = field(factory=list)
    matters: list[Matter] = field(factory=list)
    held: dict[str, Held] = field(factory=dict)
    sizes: dict[str, int] = field(factory=dict)

    def roll(self, body: str) -> tuple[str, ...]:
        """Give who is on the roll of a body at the start, in order; nobody where there is no such body."""
        positions = next((one.positions for one in self.bodies if one.id == body), ())
        return tuple(dict.fromkeys(one.party for position in positions for one in self.held.get(position, ())))

    def rolls(self) -> dict[str, tuple[str, ...]]:
        """Give the positions on the roll of each body."""
        return {body.id: body.positions for body in self.bodies}

    def place_of(self, position: str) -> Position | None:
        """Give the position of this id, if there is one."""
        return next((one for one in self.positions if one.id == position), None)

    def put(self, position: Position, held: Held) -> None:
        """Declare a position and who holds it at the start."""
        self.positions.append(position)
        self.people.extend(one.party for one in held)
        if held:
            self.held[position.id] = held


def known(place: Place, world: World | None = None) -> Names:
    """Give the names that rules and items may use: the entity, kinds of bodies, and what a case has declared."""
    names, page = Names(), Page(place.file)
    there = world or World(place)
    kinds = ("board", "members", *(body.kind for body in there.bodies))
    for kind, ids in (
        ("kind", dict.fromkeys(kinds)),
        ("matter-kind", dict.fromkeys(one.kind for one in there.matters if one.kind)),
        ("kind", dict.fromkeys(one.role for one in there.positions if one.role)),
        ("entity", (ENTITY,)),
        ("person", dict.fromkeys(there.people)),
        ("body", dict.fromkeys((BOARD, MEMBERS, *(one.id for one in there.bodies)))),
        ("position", dict.fromkeys((BOARD, CEO, CHAIR, MEMBERSHIP, *(one.id for one in there.positions)))),
        ("matter", dict.fromkeys((PLAN, *(one.id for one in there.matters)))),
    ):
        for one in ids:
            names.declare(page, kind, one, place)
    return names


def _numbered(name: str, number: int) -> Held:
    return tuple(Tenure(f"{name[:1]}{i}") for i in range(1, min(number, MOST) + 1))


def _holders(page: Page, node: Node | None, name: str) -> Held:
    """Read who holds something: a number, names, or the units that each holds."""
    if isinstance(node, Mapping):
        return tuple(
            Tenure(key.text, units=integer(page, units, "units")) for key, units in entries(page, node, "units")
        )
    listed = isinstance(node, Sequence)
    words = texts(page, node, "holders") if listed else tuple(text(page, node, "holders").split())
    if len(words) == 1 and words[0].isdecimal():
        return _numbered(name, int(words[0]))
    return tuple(Tenure(word) for word in words if word != "nobody")


def _position(page: Page, world: World, name: str, node: Node) -> None:
    keys = ("kind", "held", "role", "elected_by", "converts_to", "size")
    fields = mapping(page, node, keys, ("kind",), "a position")
    kind = one_of(page, fields.get("kind"), POSITION_KINDS, "seat", "kind of position")
    elected_by, converts_to = (text(page, fields.get(key), "a name") for key in ("elected_by", "converts_to"))
    made = Position(
        id=f"{ENTITY}.{name}",
        kind=cast("PositionKind", kind),
        entity=ENTITY,
        role=text(page, fields.get("role"), "what law packs call it"),
        elected_by=f"{ENTITY}.{elected_by}" if elected_by else "",
        converts_to=f"{ENTITY}.{converts_to}" if converts_to else "",
        place=node.place,
    )
    world.put(made, _holders(page, fields.get("held"), name))
    if fields.get("size") is not None:
        world.sizes[made.id] = integer(page, fields.get("size"), "a number of seats")


def _body(page: Page, world: World, name: str, node: Node) -> None:
    """Read a body: with a roll of declared positions, or with one of its own, whose holders are given."""
    place, ident = node.place, f"{ENTITY}.{name}"
    if isinstance(node, Mapping) and node.get("roll") is not None:
        fields = mapping(page, node, ("kind", "roll"), ("roll",), "a body")
        roll = tuple(f"{ENTITY}.{one}" for one in texts(page, fields.get("roll"), "positions"))
        for one in roll:
            if world.place_of(one) is None:
                wrong(page, fields.get("roll") or node, "positions of the case")
        kind = text(page, fields.get("kind"), "a kind of body", name)
        world.bodies.append(Body(id=ident, kind=kind, entity=ENTITY, rolls=(("", roll),), place=place))
        return
    held = _holders(page, node, name)
    sort: PositionKind = "shares" if isinstance(node, Mapping) else "seat"
    own = Position(id=ident, kind=sort, entity=ENTITY, place=place)
    nobody = isinstance(node, Scalar) and node.text == "nobody"
    if not nobody:
        world.put(own, held)
    rolls = (("", () if nobody else (ident,)),)
    world.bodies.append(Body(id=ident, kind=name, entity=ENTITY, rolls=rolls, place=place))


def _electors(page: Page, case: Mapping, directors: Held) -> tuple[tuple[str, ...], Held]:
    """Give the position on the roll of the members, and who holds it where it is not that of the directors."""
    asked = text(page, case.get("members"), "who the members are", "electors")
    if not asked.isdecimal() and asked not in {"electors", "none"}:
        wrong(page, case.get("members") or case, "electors, none, or a number of members")
    own = _numbered("m", int(asked)) if asked.isdecimal() else ()
    if asked == "electors":
        return ((BOARD,) if directors else ()), ()
    return ((MEMBERSHIP,) if own else ()), own


def _given(page: Page, case: Mapping, key: str) -> Iterator[tuple[str, Node]]:
    for name, node in entries(page, case.get(key), key):
        yield name.text, node


def world(page: Page, case: Mapping) -> World:
    """Read who and what there is in a case; what is wrong stands in the problems of the page."""
    made, place = World(case.place), case.place
    bodies, positions = dict(_given(page, case, "bodies")), dict(_given(page, case, "positions"))
    for name, node in positions.items():
        _position(page, made, name, node)
    for name, node in bodies.items():
        _body(page, made, name, node)
    directors = made.roll(BOARD)
    if "board" not in bodies:
        held = tuple(Tenure(f"p{i}") for i in range(1, min(integer(page, case.get("board"), "directors", 5), MOST) + 1))
        made.put(Position(id=BOARD, kind="seat", entity=ENTITY, place=place), held)
        made.bodies.insert(0, Body(id=BOARD, kind="board", entity=ENTITY, rolls=(("", (BOARD,)),), place=place))
        directors = tuple(one.party for one in held)
    if "members" not in bodies:
        roll, held = _electors(page, case, tuple(map(Tenure, directors)) if "board" not in bodies else ())
        made.put(Position(id=MEMBERSHIP, kind="membership", entity=ENTITY, place=place), held)
        made.bodies.append(Body(id=MEMBERS, kind="members", entity=ENTITY, rolls=(("", roll),), place=place))
    for name, ident, kind in (("ceo", CEO, "office"), ("chair", CHAIR, "chair")):
        if name not in positions:
            holder = text(page, case.get(name), "who holds it")
            office = Position(id=ident, kind=cast("PositionKind", kind), entity=ENTITY, place=place)
            made.positions.append(office)
            if holder:
                made.held[ident] = (Tenure(holder),)
    given = case.get("seats")
    if isinstance(given, Mapping):
        made.sizes |= {
            f"{ENTITY}.{key.text}": integer(page, number, "seats") for key, number in entries(page, given, "")
        }
    elif BOARD in made.rolls():
        made.sizes[BOARD] = integer(page, given, "seats", len(directors))
    made.matters.append(Matter(id=PLAN, names=(("en", "a plan"),), place=place))
    for name, node in _given(page, case, "matters"):
        made.matters.append(
            Matter(id=f"{ENTITY}.{name}", names=(("en", name),), kind=text(page, node, "a kind"), place=node.place)
        )
    made.people.extend((*texts(page, case.get("people"), "persons"), *OUTSIDE))
    made.people = list(dict.fromkeys(made.people))
    return made
