"""Reading a scenario: its facts, its steps in file order, and what must hold at the end."""

from typing import Literal, cast

from attrs import define, field

from govsim.errors import Place, Related
from govsim.reader.acts import VERBS, act, decision_items, introduced
from govsim.reader.common import chosen_claim, cites, claims, sources, status, words
from govsim.reader.conditions import condition
from govsim.reader.names import ACTOR, PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.shape import Page, entries, items, mapping, one_of, parsed, text, wrong
from govsim.reader.structures import Parts
from govsim.reader.times import parse_when
from govsim.record.story import Expectation, Reaction, Recant, Step, Story
from govsim.world.sources import Claim, Conflict, Fact, Source, Stated, Words
from govsim.world.time import entirely_before

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
    "never",
)
STEP_KEYS = (
    "id",
    "at",
    "by",
    "do",
    "title",
    "note",
    "if",
    "regardless",
    "assumption",
    "status",
    "recant",
    "stated",
    "sources",
)


@define
class Telling:
    """What has been read of a story so far, from as many files as it takes."""

    id: str = ""
    title: Words = ()
    notice: Words = ()
    kind: Literal["record", "fiction"] = "record"
    start: list[tuple[str, tuple[str, ...]]] = field(factory=list)
    watch: tuple[str, ...] = ()
    facts: list[Fact] = field(factory=list)
    conflicts: list[Conflict] = field(factory=list)
    sources: list[Source] = field(factory=list)
    steps: list[Step] = field(factory=list)
    reactions: list[Reaction] = field(factory=list)
    expects: list[Expectation] = field(factory=list)
    never: list[Expectation] = field(factory=list)


def fact(page: Page, key: Scalar, node: Node, names: Names) -> Fact:
    """Read one fact: a value, or rival claims of which one is chosen."""
    names.declare(page, "fact", key.text, key.place)
    fields = mapping(
        page, node, ("value", "claims", "chosen", "standing", "because", "status", "sources"), (), "a fact"
    )
    found = claims(page, fields.get("claims"), names)
    own = fields.get("value")
    if own is not None:
        alone = Mapping(tuple(e for e in fields.entries if e.key.text in {"value", "sources"}), fields.place)
        same = [one for one in found if one.text == text(page, own, "a value")]
        if not same:
            found = (*claims(page, Sequence((alone,), alone.place), names), *found)
    if not found:
        wrong(page, node, "a value or claims")
        found = (Claim(text=""),)
    chosen = chosen_claim(page, fields, found, f"`{key.text}`")
    if own is not None and fields.get("chosen") is None:
        chosen = next(i for i, one in enumerate(found) if one.text == text(page, own, "a value"))
    if found[chosen].number is None:
        page.report("GS304", f"`{found[chosen].text}` is no number", (own or fields).place, label="not a number")
    return Fact(
        id=key.text,
        claims=found,
        chosen=chosen,
        standing=_standing(page, fields),
        because=text(page, fields.get("because"), "a reason"),
        status=status(page, fields.get("status")),
        place=key.place,
    )


def _standing(page: Page, fields: Mapping) -> Literal["open", "settled"]:
    found = one_of(page, fields.get("standing"), ("open", "settled"), "settled", "standing")
    return cast("Literal['open', 'settled']", found)


_ABOUT = ("step", "item", "fact", "param", *PARTY, "position")

ASPECTS = ("at", "by", "form", "votes", "result", "notice", "reason", "items")
"""What of a step sources may disagree about, besides its items."""


def _about(page: Page, node: Node, names: Names) -> str:
    """Read what a conflict is about: a step, an item or another side of a step, a fact or a parameter."""
    over = node.get("about") if isinstance(node, Mapping) else None
    name = text(page, over, "a step, an item, a fact, a parameter, a party or a position")
    step_of, _, aspect = name.rpartition(".")
    if isinstance(over, Scalar):
        kinds = ("step",) if aspect in ASPECTS and step_of else _ABOUT
        known = step_of if aspect in ASPECTS and step_of else name
        names.check(
            page,
            known,
            over.place,
            kinds,
            "step" if kinds is not _ABOUT else "step, item, fact, parameter, party or position",
        )
    return name


def conflict(page: Page, key: Scalar, node: Node, names: Names) -> Conflict:
    """Read one conflict between sources about an act or an actor."""
    names.declare(page, "conflict", key.text, key.place)
    about = _about(page, node, names)
    keys = ("about", "claims", "chosen", "standing", "because")
    fields = mapping(page, node, keys, ("about", "claims", "because"), "a conflict")
    found = claims(page, fields.get("claims"), names)
    return Conflict(
        id=key.text,
        about=about,
        claims=found,
        chosen=chosen_claim(page, fields, found, f"`{key.text}`"),
        standing=_standing(page, fields),
        because=text(page, fields.get("because"), "a reason"),
        place=key.place,
    )


def _stated(page: Page, node: Node | None, names: Names) -> tuple[Stated, ...]:
    out = []
    for one in items(page, node, "times as printed"):
        fields = mapping(page, one, ("text", "zone", "source", "at"), ("text",), "a time as printed")
        source = fields.get("source")
        cited = cites(page, source, names) if source is not None else ()
        out.append(
            Stated(
                text=text(page, fields.get("text"), "a text"),
                zone=text(page, fields.get("zone"), "a zone", "unknown"),
                cites=cited,
            )
        )
    return tuple(out)


def _recant(page: Page, node: Node | None, names: Names) -> Recant | None:
    if node is None:
        return None
    fields = mapping(page, node, ("of", "by"), ("of", "by"), "a recantation")
    of = names.use(page, fields.get("of"), ("step",), "step")
    if of and isinstance(fields.get("of"), Scalar) and names.knows(of, ("step",)) and not names.knows(of, ("told",)):
        where = (fields.get("of") or fields).place
        page.report("GS309", f"`{of}` is not an earlier step", where, label="not earlier", cure="name a step before")
    return Recant(of=of, party=names.use(page, fields.get("by"), PARTY, "person"))


def step(page: Page, node: Node, names: Names, sole: frozenset[str]) -> Step | None:
    """Read one step."""
    fields = mapping(page, node, STEP_KEYS, ("id", "at", "by", "do"), "a step")
    name = text(page, fields.get("id"), "the id of a step")
    when = parsed(page, fields.get("at"), lambda written: parse_when(written, page.zone), "GS306", "a time")
    by = names.use(page, fields.get("by"), ACTOR, "party or body")
    done = act(page, fields.get("do"), names, lambda position: position in sole, name)
    cond = condition(page, fields.get("if"), names)
    stated, cited = _stated(page, fields.get("stated"), names), cites(page, fields.get("sources"), names)
    recant = _recant(page, fields.get("recant"), names)
    names.introduce("told", name, fields.place)
    if when is None or not name:
        return None
    return Step(
        id=name,
        at=when,
        by=by,
        act=done,
        title=words(page, fields.get("title"), "a title"),
        note=words(page, fields.get("note"), "a note"),
        condition=cond,
        regardless=text(page, fields.get("regardless"), "a reason"),
        assumption=text(page, fields.get("assumption"), "an assumption"),
        status=status(page, fields.get("status")),
        recant=recant,
        stated=stated,
        cites=cited,
        place=fields.place,
    )


def declare_steps(page: Page, nodes: tuple[Node, ...], names: Names) -> None:
    """Declare steps and what they open, before any is read, so that a condition may name any of them."""
    for node in nodes:
        if not isinstance(node, Mapping):
            continue
        name = node.get("id")
        if isinstance(name, Scalar):
            names.declare(page, "step", name.text, name.place)
        done = node.get("do")
        for entry in done.entries if isinstance(done, Mapping) else ():
            if entry.key.text in VERBS:
                kind, thing = introduced(entry.key.text, entry.value)
                if thing is not None and not names.knows(thing.text, (kind,)):
                    names.declare(page, kind, thing.text, thing.place)


def in_order(page: Page, steps: tuple[Step, ...]) -> None:
    """Note steps that stand after one that was certainly later."""
    latest: Step | None = None
    for one in steps:
        if latest is not None and entirely_before(one.at, latest.at):
            related = (Related(place=latest.place, label=f"`{latest.id}` is later"),)
            message = f"`{one.id}` stands after `{latest.id}`, which was certainly later"
            page.report(
                "GS309", message, one.place, label="out of order", cure="file order is the order", related=related
            )
        elif latest is None or one.at.earliest >= latest.at.earliest:
            latest = one


def expectations(page: Page, node: Node | None, names: Names) -> tuple[Expectation, ...]:
    """Read a list of conditions that must hold at the end, or must never be the case."""
    out = []
    for one in items(page, node, "conditions"):
        expr = condition(page, one, names, goals=True)
        if expr is not None:
            out.append(Expectation(expr=expr, place=one.place))
    return tuple(out)


def _holders(page: Page, key: Scalar, nodes: tuple[Node, ...], names: Names, sole: frozenset[str]) -> tuple[str, ...]:
    """Read who holds a position at the start."""
    names.check(page, key.text, key.place, ("position",), "position")
    if names.knows(key.text, ("started",)):
        first = Related(place=names.of("started")[key.text], label="first here")
        page.report("GS203", f"`{key.text}` is given holders twice", key.place, label="again", related=(first,))
    names.introduce("started", key.text, key.place)
    found: dict[str, None] = {}
    for node in nodes:
        party = names.use(page, node, PARTY, "party")
        if party in found:
            page.report("GS203", f"`{party}` is named twice", node.place, label="again", cure="delete one of the two")
        elif found and key.text in sole:
            message = f"`{key.text}` has one holder at a time"
            cure = "name one holder, or declare a position of another kind"
            page.report("GS316", message, node.place, label="one too many", cure=cure)
        found[party] = None
    return tuple(found)


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
        telling.start.append((key.text, _holders(page, key, items(page, node, "parties"), names, sole)))
    watched = items(page, fields.get("watch"), "positions")
    telling.watch = telling.watch or tuple(names.use(page, one, ("position",), "position") for one in watched)
    nodes = items(page, fields.get("steps"), "steps")
    declare_steps(page, nodes, names)
    read = (step(page, node, names, sole) for node in nodes)
    telling.steps.extend(one for one in read if one is not None)
    telling.conflicts.extend(
        conflict(page, k, node, names) for k, node in entries(page, fields.get("conflicts"), "conflicts")
    )
    for node in items(page, fields.get("reactions"), "follow-ups"):
        inner = mapping(page, node, ("id", "if", "that", "because"), ("id", "if", "that"), "a follow-up")
        cond = condition(page, inner.get("if"), names)
        name = text(page, inner.get("id"), "the id of a follow-up")
        if isinstance(named := inner.get("id"), Scalar):
            names.declare(page, "reaction", named.text, named.place)
        done = decision_items(page, inner.get("that"), names, lambda position: position in sole, name)
        if cond is not None:
            why = text(page, inner.get("because"), "a reason")
            telling.reactions.append(Reaction(id=name, condition=cond, items=done, because=why, place=inner.place))
    telling.expects.extend(expectations(page, fields.get("expect"), names))
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
        never=tuple(telling.never),
        place=place,
    )
