"""Reading a scenario: who holds what at the start, what is told, and what must hold at the end."""

from typing import Literal, cast

from attrs import field

from govsim.errors import Place, Related
from govsim.reader.common import sources, words
from govsim.reader.conditions import condition
from govsim.reader.facts import conflict, fact
from govsim.reader.items import decision_items
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import Page, entries, integer, items, mapping, one_of, text, wrong
from govsim.reader.steps import declare_steps, step
from govsim.reader.structures import Parts
from govsim.record.state import Held, Tenure
from govsim.record.story import Expectation, Outcome, Reaction, Step, Story
from govsim.values import define
from govsim.world.sources import Conflict, Fact, Source, Words

STORY_KEYS = (
    "govsim",
    "id",
    "title",
    "notice",
    "kind",
    "zone",
    "structure",
    "include",
    "people",
    "groups",
    "params",
    "start",
    "watch",
    "sources",
    "facts",
    "conflicts",
    "steps",
    "reactions",
    "expect",
    "outcomes",
    "never",
)


@define
class Telling:
    """What has been read of a story so far, from as many files as it takes."""

    id: str = ""
    title: Words = ()
    notice: Words = ()
    kind: Literal["record", "fiction"] = "record"
    start: list[tuple[str, Held]] = field(factory=list)
    watch: tuple[str, ...] = ()
    facts: list[Fact] = field(factory=list)
    conflicts: list[Conflict] = field(factory=list)
    sources: list[Source] = field(factory=list)
    steps: list[Step] = field(factory=list)
    reactions: list[Reaction] = field(factory=list)
    expects: list[Expectation] = field(factory=list)
    outcomes: list[Outcome] = field(factory=list)
    never: list[Expectation] = field(factory=list)


def expectations(page: Page, node: Node | None, names: Names) -> tuple[Expectation, ...]:
    """Read a list of conditions that must hold at the end, or must never be the case."""
    out = []
    for one in items(page, node, "conditions"):
        expr = condition(page, one, names, goals=True)
        if expr is not None:
            out.append(Expectation(expr=expr, place=one.place))
    return tuple(out)


def _outcome(page: Page, node: Node, names: Names) -> Outcome | None:
    """Read a named sentence; it holds or not after a step, or at the end."""
    fields = mapping(page, node, ("id", "that", "at", "title"), ("id", "that"), "an outcome")
    name = text(page, fields.get("id"), "the id of an outcome")
    if isinstance(named := fields.get("id"), Scalar):
        names.declare(page, "outcome", named.text, named.place)
    at = names.use(page, fields.get("at"), ("step",), "step")
    title = words(page, fields.get("title"), "a title")
    that = condition(page, fields.get("that"), names, goals=True)
    return None if that is None else Outcome(id=name, that=that, at=at, title=title, place=fields.place)


def held(page: Page, key: Scalar, node: Node, names: Names, sole: frozenset[str]) -> Held:
    """Read who holds a position: parties with one unit each, or a mapping that gives each so many units."""
    found: dict[str, int] = {}
    pairs = entries(page, node, "parties") if isinstance(node, Mapping) else None
    named = [(one, None) for one in items(page, node, "parties")] if pairs is None else list(pairs)
    for one, units in named:
        party = names.use(page, one, PARTY, "party")
        if party in found:
            page.report("GS203", f"`{party}` is named twice", one.place, label="again", cure="delete one of the two")
        elif found and key.text in sole:
            message = f"`{key.text}` has one holder at a time"
            cure = "name one holder, or declare a position of another kind"
            page.report("GS316", message, one.place, label="one too many", cure=cure)
        found[party] = integer(page, units, "a number of units", 1)
        if units is not None and found[party] == 0:
            wrong(page, units, "one unit at least")
        elif units is not None and found[party] > 1 and key.text in sole:
            cure = "write the name of its holder alone"
            page.report("GS316", f"`{key.text}` has no units", units.place, label="more than one", cure=cure)
    return tuple(Tenure(party, units=number) for party, number in found.items())


def _started(page: Page, key: Scalar, node: Node, names: Names, sole: frozenset[str]) -> Held:
    """Read who holds a position at the start."""
    names.check(page, key.text, key.place, ("position",), "position")
    if names.knows(key.text, ("started",)):
        first = Related(place=names.of("started")[key.text], label="first here")
        page.report("GS203", f"`{key.text}` is given holders twice", key.place, label="again", related=(first,))
    names.introduce("started", key.text, key.place)
    return held(page, key, node, names, sole)


def _reaction(page: Page, node: Node, names: Names, sole: frozenset[str]) -> Reaction | None:
    fields = mapping(page, node, ("id", "if", "that", "because"), ("id", "if", "that"), "a follow-up")
    cond = condition(page, fields.get("if"), names)
    name = text(page, fields.get("id"), "the id of a follow-up")
    if isinstance(named := fields.get("id"), Scalar):
        names.declare(page, "reaction", named.text, named.place)
    done = decision_items(page, fields.get("that"), names, lambda position: position in sole, name)
    if cond is None:
        return None
    why = text(page, fields.get("because"), "a reason")
    return Reaction(id=name, condition=cond, items=done, because=why, place=fields.place)


def story(page: Page, fields: Mapping, telling: Telling, parts: Parts, names: Names) -> None:
    """Read a scenario's own keys into `telling`; its structure must have been read before."""
    sole = frozenset(one.id for one in parts.positions if one.sole)
    telling.id = telling.id or text(page, fields.get("id"), "the id of a scenario")
    telling.title = telling.title or words(page, fields.get("title"), "a title")
    telling.notice = telling.notice or words(page, fields.get("notice"), "a notice")
    kind = one_of(page, fields.get("kind"), ("record", "fiction"), telling.kind, "kind of scenario")
    telling.kind = cast("Literal['record', 'fiction']", kind)
    telling.sources.extend(sources(page, fields.get("sources"), names))
    telling.facts.extend(fact(page, key, node, names) for key, node in entries(page, fields.get("facts"), "facts"))
    for key, node in entries(page, fields.get("start"), "positions"):
        telling.start.append((key.text, _started(page, key, node, names, sole)))
    watched = items(page, fields.get("watch"), "positions")
    telling.watch = telling.watch or tuple(names.use(page, one, ("position",), "position") for one in watched)
    nodes = items(page, fields.get("steps"), "steps")
    declare_steps(page, nodes, names)
    read = (step(page, node, names, sole) for node in nodes)
    telling.steps.extend(one for one in read if one is not None)
    telling.conflicts.extend(
        conflict(page, k, node, names) for k, node in entries(page, fields.get("conflicts"), "conflicts")
    )
    followed = (_reaction(page, node, names, sole) for node in items(page, fields.get("reactions"), "follow-ups"))
    telling.reactions.extend(one for one in followed if one is not None)
    telling.expects.extend(expectations(page, fields.get("expect"), names))
    found = (_outcome(page, node, names) for node in items(page, fields.get("outcomes"), "outcomes"))
    telling.outcomes.extend(one for one in found if one is not None)
    telling.never.extend(expectations(page, fields.get("never"), names))


def whole(telling: Telling, parts: Parts, zone: str, name: str, place: Place) -> Story:
    """Give the story, once everything it takes has been read."""
    return Story(
        id=telling.id,
        title=telling.title,
        zone=zone,
        structure=parts.whole(name),
        notice=telling.notice,
        kind=telling.kind,
        start=tuple(telling.start),
        watch=telling.watch,
        facts=tuple(telling.facts),
        conflicts=tuple(telling.conflicts),
        sources=tuple(telling.sources),
        steps=tuple(telling.steps),
        reactions=tuple(telling.reactions),
        expects=tuple(telling.expects),
        outcomes=tuple(telling.outcomes),
        never=tuple(telling.never),
        place=place,
    )
