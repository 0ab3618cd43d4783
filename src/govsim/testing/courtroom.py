"""The small invented body on which a case of a law pack is tried, as a story of a few steps.

The entity is `e`; who and what there is in it says `testing.case_world`. Beside those words a case has::

    charter, agreement,   rules of the entity's own, each `{id, for, ...}` as in a structure; `defect:` may be given;
    bylaws                an agreement ranks as a charter does
    answers               what a court or another outsider answered: `{question: yes}`
    on                    the day, at noon, or a time; 17 November 2023 unless said
    by                    board (unless said), members, another body of the case, or one person
    via                   meeting (unless said), consent, or alone
    told, present         all unless said; objecting, waived: nobody unless said; regular, adjourned: no unless said
    called, called_by     the meeting that an earlier step called (its notices count, not `told`); who called it
    for, against, abstain, recused, non-vote, signed        persons, or so many of the next ones present
    casting, effective, sponsors                            as in a step of a scenario
    follows               the earlier step whose ballot failed, such as `s1`
    do                    remove p9 from board; appoint chief as ceo; elect new to board; resign p1 from board;
                          resize board to 7; determine plan; ratify s1.i1; avoid s1.i1; transfer 10 of b from s1 to s2;
                          issue 10 of b to s1; fix-record-date stockholders for m1; approve determine plan (or any
                          other of these); `interim`, `replacing p1`, `from-start`, `by p2` may follow. Or one of: call
                          m1 of board; waive m1; open m1 of board; adjourn m1; expire p1 from board
    may_sue, may_not_sue  who may, and who may not, ask a court afterwards about the (first) item, under a rule on suits
    first                 earlier steps, named s1, s2, ..., with the same words; the last one is s1 if there are none
"""

from collections.abc import Iterator
from typing import Literal, cast

from govsim.errors import Place
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node
from govsim.reader.rules import RANKS, TOPICS, on, topic
from govsim.reader.shape import Page, entries, items, mapping, one_of, text, texts, wrong, yes
from govsim.reader.times import parse_when
from govsim.record import acts
from govsim.record.story import Step, Story
from govsim.testing.case_suits import MAY, MAY_NOT
from govsim.testing.case_words import deed, named
from govsim.testing.case_world import ENTITY, WORLD, World, known, world
from govsim.values import frozen
from govsim.world.clauses import Clause, Entitled, Size
from govsim.world.structure import Entity, Instrument, Party, Structure
from govsim.world.time import When

INSTRUMENTS = {"charter": "charter", "agreement": "charter", "bylaws": "bylaws"}
"""Where rules of the entity's own may stand, and how each ranks."""

DEED = (
    *("on", "by", "via", "told", "present", "objecting", "waived", "regular", "adjourned", "called", "called_by"),
    *("for", "against", "abstain", "recused", "non-vote", "signed", "casting", "sponsors", "follows", "effective"),
    *("do", "then", "clause", "finding", "count", "after", "answers", MAY, MAY_NOT),
)
NOON = "2023-11-17T12:00"


@frozen(kw_only=True)
class Scene:
    """A case made ready: its story, and the mapping that speaks of each of the story's ruled steps."""

    story: Story
    cases: tuple[Mapping, ...]


def _own_rules(page: Page, case: Mapping, there: World, names: Names) -> Iterator[Clause]:
    """Read the rules of the entity's own charter, agreement and by-laws."""
    ids = (*(body.id for body in there.bodies), *(position.id for position in there.positions))
    about = tuple(dict.fromkeys(one.removeprefix(f"{ENTITY}.") for one in ids))
    for instrument, rank in INSTRUMENTS.items():
        for number, node in enumerate(items(page, case.get(instrument), "rules"), start=1):
            fields = mapping(page, node, ("id", "for", "on", "defect", "by", *TOPICS), (), "a rule of the entity's own")
            content = topic(page, fields, names)
            if content is None:
                continue
            body = one_of(page, fields.get("for"), about, "board", "body")
            defect = one_of(page, fields.get("defect"), ("void", "voidable"), "void", "defect")
            yield Clause(
                id=f"{ENTITY}.{text(page, fields.get('id'), 'the id of a rule', f'{instrument}-{number}')}",
                instrument=f"{ENTITY}.{instrument}",
                rank=RANKS[rank],
                scope=ENTITY if isinstance(content, Entitled) else f"{ENTITY}.{body}",
                topic=content,
                on=on(page, fields.get("on"), names),
                defect=cast("Literal['void', 'voidable']", defect),
                standing="fiction",
                place=node.place,
            )


def _structure(case: Mapping, there: World, clauses: tuple[Clause, ...], pack: str) -> Structure:
    place = case.place
    sizes = (
        Clause(
            id="e.seats" if number == 1 else f"{scope}-seats",
            instrument=f"{ENTITY}.bylaws",
            rank=RANKS["bylaws"],
            scope=scope,
            topic=Size(number=seats),
            standing="fiction",
            place=place,
        )
        for number, (scope, seats) in enumerate(there.sizes.items(), start=1)
    )
    return Structure(
        id="case",
        title=(),
        parties=(
            *(Party(id=one, kind="person", names=(("en", one),), place=place) for one in there.people),
            Party(id=ENTITY, kind="entity", names=(("en", ENTITY),), place=place),
        ),
        entities=(Entity(id=ENTITY, names=(("en", ENTITY),), law=(pack,), place=place),),
        positions=tuple(there.positions),
        bodies=tuple(there.bodies),
        instruments=tuple(
            Instrument(id=f"{ENTITY}.{one}", entity=ENTITY, seen="yes", place=place) for one in INSTRUMENTS
        ),
        clauses=(*clauses, *sizes),
        matters=tuple(there.matters),
    )


def _steps(page: Page, cases: tuple[Mapping, ...], there: World, names: Names) -> Iterator[tuple[Step, Mapping]]:
    for number, case in enumerate(cases, start=1):
        written = text(page, case.get("on"), "a day")
        start = parse_when(written if "T" in written else f"{written}T12:00" if written else NOON, "UTC")
        if not isinstance(start, When):
            wrong(page, case.get("on") or case, "a day such as 2023-11-17")
            return
        answered = [
            acts.Answer(question=key.text, yes=yes(page, node, "the answer"))
            for key, node in entries(page, case.get("answers"), "answers")
        ]
        by = text(page, case.get("by"), "who acted", "board")
        body = f"{ENTITY}.{by}"
        actor = body if body in there.rolls() else named(page, case.get("by") or case, (by,), names)[0]
        for index, act in enumerate((*answered, deed(page, case, body, there, names))):
            said = index < len(answered)
            name = f"s{number}-answer-{index}" if said else f"s{number}"
            yield (
                Step(id=name, at=start, by=actor, act=act, place=case.place),
                (Mapping((), case.place) if said else case),
            )


def scene(page: Page, written: Node, clauses: tuple[Clause, ...], pack: str) -> Scene | None:
    """Make one case ready under the rules of a law pack; None where it is no mapping or something in it is wrong."""
    before = len(page.problems)
    case = mapping(page, written, ("name", *WORLD, *INSTRUMENTS, "first", *DEED), ("name", "do", "then"), "a case")
    first = tuple(
        mapping(page, one, DEED, ("do", "then"), "an earlier step")
        for one in items(page, case.get("first"), "earlier steps")
    )
    there = world(page, case)
    names = known(case.place, there)
    structure = _structure(case, there, (*clauses, *_own_rules(page, case, there, names)), pack)
    steps = tuple(_steps(page, (*first, case), there, names))
    if (node := case.get(MAY_NOT)) is not None:
        named(page, node, texts(page, node, "a person"), names)
    for held in there.held.values():
        for one in held:
            names.check(page, one.party, case.place, ("person",), "person")
    names.settle()
    if len(page.problems) > before:
        return None
    story = Story(
        id="case",
        title=(),
        zone="UTC",
        structure=structure,
        kind="fiction",
        start=tuple(there.held.items()),
        steps=tuple(step for step, _ in steps),
        place=Place(page.file, 1, 1, end_line=1, end_column=1),
    )
    return Scene(story=story, cases=tuple(said for _, said in steps))
