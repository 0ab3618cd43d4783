"""The small invented body on which a case of a law pack is tried, as a story of a few steps.

The entity is `e`. Its board is `p1`, `p2`, ..., its members are the directors (`members: electors`), nobody, or so
many persons `m1`, `m2`, ... of their own. `chief`, `new` and `other` are persons outside. The words of a case::

    board, seats          directors in office; authorized seats (as many unless said)
    members               electors, none, or a number
    ceo, chair            who holds the office at the start; nobody unless said
    charter, bylaws       rules of the entity's own, each `{id, for, ...}` as in a structure; `defect:` may be given
    answers               what a court or another outsider answered: `{question: yes}`
    on                    the day, at noon; 17 November 2023 unless said
    by                    board (unless said), members, or one person
    via                   meeting (unless said), consent, or alone
    told, present         all unless said; objecting, waived: nobody unless said; regular: no unless said
    for, against, abstain, recused, signed        persons, or so many of the next ones present
    casting, effective    as in a step of a scenario
    do                    remove p9 from board; appoint chief as ceo; elect new to board; resign p1 from board;
                          resize board to 7; determine plan; ratify s1.i1; avoid s1.i1; `interim`, `replacing p1`,
                          `by p2` may follow
    first                 earlier steps, named s1, s2, ..., with the same words; the last one is s1 if there are none
"""

from collections.abc import Iterator
from typing import Literal, cast

from govsim.errors import Place
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node
from govsim.reader.rules import RANKS, TOPICS, topic
from govsim.reader.shape import Page, entries, integer, items, mapping, one_of, text, wrong, yes
from govsim.reader.times import parse_when
from govsim.record import acts
from govsim.record.state import Tenure
from govsim.record.story import Step, Story
from govsim.testing.case_words import BOARD, CEO, CHAIR, ENTITY, MEMBERS, MEMBERSHIP, PLAN, deed, named
from govsim.values import frozen
from govsim.world.clauses import Clause, Power, Size
from govsim.world.structure import Body, Entity, Instrument, Matter, Party, Position, Structure
from govsim.world.time import When

MOST = 40
OUTSIDE = ("chief", "new", "other")
WORLD = ("board", "seats", "members", "ceo", "chair", "charter", "bylaws", "first", "name")
DEED = (
    *("on", "by", "via", "told", "present", "objecting", "waived", "regular", "for", "against", "abstain", "recused"),
    *("signed", "casting", "effective", "do", "then", "clause", "finding", "count", "after", "answers"),
)
NOON = "2023-11-17T12:00"


@frozen(kw_only=True)
class Scene:
    """A case made ready: its story, and the mapping that speaks of each of the story's ruled steps."""

    story: Story
    cases: tuple[Mapping, ...]


@frozen(kw_only=True)
class Cast:
    """Who is there: the directors, the members, and the names that rules and items may use."""

    directors: tuple[str, ...]
    members: tuple[str, ...]
    names: Names

    def roll(self, by: str) -> tuple[str, ...]:
        """Give who is on the roll of the body that acts, in order."""
        return self.members if by == "members" else self.directors


def known(place: Place, people: tuple[str, ...] = ()) -> Names:
    """Give the names that rules and items may use: the kinds of bodies, the entity with its parts, and `people`."""
    names, page = Names(), Page(place.file)
    for kind, ids in (
        ("kind", ("board", "members")),
        ("entity", (ENTITY,)),
        ("person", people),
        ("body", (BOARD, MEMBERS)),
        ("position", (BOARD, CEO, CHAIR, MEMBERSHIP)),
        ("matter", (PLAN,)),
    ):
        for one in ids:
            names.declare(page, kind, one, place)
    return names


def _cast(page: Page, case: Mapping) -> Cast:
    directors = tuple(f"p{i}" for i in range(1, min(integer(page, case.get("board"), "directors", 5), MOST) + 1))
    asked = text(page, case.get("members"), "who the members are", "electors")
    own = tuple(f"m{i}" for i in range(1, min(int(asked), MOST) + 1)) if asked.isdecimal() else ()
    if not asked.isdecimal() and asked not in {"electors", "none"}:
        wrong(page, case.get("members") or case, "electors, none, or a number of members")
    return Cast(
        directors=directors,
        members=directors if asked == "electors" else own,
        names=known(case.place, (*directors, *own, *OUTSIDE)),
    )


def _own_rules(page: Page, case: Mapping, names: Names) -> Iterator[Clause]:
    """Read the rules of the entity's own charter and by-laws."""
    for instrument in ("charter", "bylaws"):
        for number, node in enumerate(items(page, case.get(instrument), "rules"), start=1):
            fields = mapping(page, node, ("id", "for", "defect", "by", *TOPICS), (), "a rule of the entity's own")
            content = topic(page, fields, names)
            if content is None:
                continue
            body = one_of(page, fields.get("for"), ("board", "members"), "board", "body")
            defect = one_of(page, fields.get("defect"), ("void", "voidable"), "void", "defect")
            yield Clause(
                id=f"{ENTITY}.{text(page, fields.get('id'), 'the id of a rule', f'{instrument}-{number}')}",
                instrument=f"{ENTITY}.{instrument}",
                rank=RANKS[instrument],
                scope=ENTITY if isinstance(content, Power) else f"{ENTITY}.{body}",
                topic=content,
                defect=cast("Literal['void', 'voidable']", defect),
                standing="fiction",
                place=node.place,
            )


def _structure(page: Page, case: Mapping, cast_: Cast, clauses: tuple[Clause, ...], pack: str) -> Structure:
    place = case.place
    seats = integer(page, case.get("seats"), "seats", len(cast_.directors))
    size = Clause(
        id=f"{ENTITY}.seats",
        instrument=f"{ENTITY}.bylaws",
        rank=RANKS["bylaws"],
        scope=BOARD,
        topic=Size(number=seats),
        standing="fiction",
        place=place,
    )
    electors = cast_.members == cast_.directors
    roll = BOARD if electors else MEMBERSHIP if cast_.members else ""
    people = (*dict.fromkeys((*cast_.directors, *cast_.members)), *OUTSIDE)
    return Structure(
        id="case",
        title=(),
        parties=(
            *(Party(id=one, kind="person", names=(("en", one),), place=place) for one in people),
            Party(id=ENTITY, kind="entity", names=(("en", ENTITY),), place=place),
        ),
        entities=(Entity(id=ENTITY, names=(("en", ENTITY),), law=(pack,), place=place),),
        positions=(
            Position(id=BOARD, kind="seat", entity=ENTITY, place=place),
            Position(id=CEO, kind="office", entity=ENTITY, place=place),
            Position(id=CHAIR, kind="chair", entity=ENTITY, place=place),
            Position(id=MEMBERSHIP, kind="membership", entity=ENTITY, place=place),
        ),
        bodies=(
            Body(id=BOARD, kind="board", entity=ENTITY, rolls=(("", (BOARD,)),), place=place),
            Body(id=MEMBERS, kind="members", entity=ENTITY, rolls=(("", (roll,) if roll else ()),), place=place),
        ),
        instruments=tuple(
            Instrument(id=f"{ENTITY}.{one}", entity=ENTITY, seen="yes", place=place) for one in ("charter", "bylaws")
        ),
        clauses=(*clauses, size, *_own_rules(page, case, cast_.names)),
        matters=(Matter(id=PLAN, names=(("en", "a plan"),), place=place),),
    )


def _steps(page: Page, cases: tuple[Mapping, ...], cast_: Cast) -> Iterator[tuple[Step, Mapping]]:
    for number, case in enumerate(cases, start=1):
        written = text(page, case.get("on"), "a day")
        start = parse_when(f"{written}T12:00" if written else NOON, "UTC")
        if not isinstance(start, When):
            wrong(page, case.get("on") or case, "a day such as 2023-11-17")
            return
        answered = [
            acts.Answer(question=key.text, yes=yes(page, node, "the answer"))
            for key, node in entries(page, case.get("answers"), "answers")
        ]
        by = text(page, case.get("by"), "who acted", "board")
        body = by in {"board", "members"}
        actor = f"{ENTITY}.{by}" if body else named(page, case.get("by") or case, (by,), cast_.names)[0]
        for index, act in enumerate((*answered, deed(page, case, cast_.roll(by), cast_.names))):
            said = index < len(answered)
            name = f"s{number}-answer-{index}" if said else f"s{number}"
            yield (
                Step(id=name, at=start, by=actor, act=act, place=case.place),
                (Mapping((), case.place) if said else case),
            )


def scene(page: Page, node: Node, clauses: tuple[Clause, ...], pack: str) -> Scene | None:
    """Make one case ready under the rules of a law pack; None where it is no mapping or something in it is wrong."""
    before = len(page.problems)
    case = mapping(page, node, (*WORLD, *DEED), ("name", "do", "then"), "a case")
    first = tuple(
        mapping(page, one, DEED, ("do", "then"), "an earlier step")
        for one in items(page, case.get("first"), "earlier steps")
    )
    cast_ = _cast(page, case)
    structure = _structure(page, case, cast_, clauses, pack)
    steps = tuple(_steps(page, (*first, case), cast_))
    start: list[tuple[str, tuple[str, ...]]] = [(BOARD, cast_.directors)]
    if cast_.members != cast_.directors:
        start.append((MEMBERSHIP, cast_.members))
    for office, key in ((CEO, "ceo"), (CHAIR, "chair")):
        held = text(page, case.get(key), "who holds it")
        start.extend([(office, (held,))] if held else [])
    cast_.names.settle()
    if len(page.problems) > before:
        return None
    story = Story(
        id="case",
        title=(),
        zone="UTC",
        structure=structure,
        kind="fiction",
        start=tuple((position, tuple(map(Tenure, parties))) for position, parties in start),
        steps=tuple(step for step, _ in steps),
        place=Place(page.file, 1, 1, end_line=1, end_column=1),
    )
    return Scene(story=story, cases=tuple(said for _, said in steps))
