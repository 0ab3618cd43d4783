"""Reading acts: what a step says under `do:`, one verb with its words."""

from collections.abc import Callable
from typing import Literal, cast

from govsim.reader.common import bounds, people
from govsim.reader.conditions import condition
from govsim.reader.electing import choices, standing
from govsim.reader.forms import ballots, form
from govsim.reader.items import decision_items
from govsim.reader.money import money
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import Page, items, mapping, one_of, parsed, text, wrong, yes
from govsim.reader.times import parse_when
from govsim.record import acts
from govsim.record.acts import Act, Effective
from govsim.world.sources import Bounds

VERBS = (
    "resolve",
    "elect",
    "decide",
    "resign",
    "sign",
    "offer",
    "withdraw",
    "accept",
    "agree",
    "inform",
    "announce",
    "call",
    "waive",
    "open",
    "adjourn",
    "expire",
    "answer",
    "happen",
)


def effective(page: Page, node: Node | None, names: Names) -> Effective | None:
    """Read when something takes effect: a time, or a condition in words of the expression language."""
    if node is None:
        return None
    if isinstance(node, Scalar) and node.text[:1].isdecimal():
        return parsed(page, node, lambda written: parse_when(written, page.zone), "GS306", "a time")
    return condition(page, node, names)


def told_before(page: Page, node: Node | None, names: Names) -> str:
    """Read an earlier step."""
    of = names.use(page, node, ("step",), "step")
    if of and node is not None and names.knows(of, ("step",)) and not names.knows(of, ("told",)):
        page.report(
            "GS309", f"`{of}` is not an earlier step", node.place, label="not earlier", cure="name a step before"
        )
    return of


def _resolve(page: Page, node: Node, names: Names, sole: Callable[[str], bool], step: str) -> Act:
    keys = (
        *("via", "ballots", "choices", "result", "that", "all_or_nothing", "casting", "sponsors", "follows"),
        "effective",
    )
    fields = mapping(page, node, keys, ("that",), "a decision of a body")
    result = one_of(page, fields.get("result"), ("carried", "lost"), "carried", "result")
    casting = one_of(page, fields.get("casting"), ("for", "against"), "", "casting vote")
    done = form(page, fields.get("via"), names)
    chosen = fields.get("choices")
    rest = ballots(page, fields.get("ballots"), names, done)
    found = decision_items(page, fields.get("that"), names, sole, step, rivals=None if chosen is None else ())
    between = None
    if chosen is not None:
        inner = mapping(
            page, chosen, ("ballots", "seats", "elected", "casting"), ("ballots",), "a vote between several"
        )
        between = choices(page, inner, names, tuple(map(acts.option_of, found)), frozenset(dict(rest)))
    return acts.Resolve(
        form=done,
        ballots=rest,
        items=found,
        choices=between,
        result=cast("Literal['carried', 'lost']", result),
        all_or_nothing=yes(page, fields.get("all_or_nothing"), "whether it is all or nothing"),
        casting=cast("Literal['', 'for', 'against']", casting),
        sponsors=people(page, fields.get("sponsors"), names),
        follows=told_before(page, fields.get("follows"), names),
        effective=effective(page, fields.get("effective"), names),
    )


def _elect(page: Page, node: Node, names: Names, sole: Callable[[str], bool], step: str) -> Act:
    """Read an election: persons stand for seats of one position, and each of them is an item that bears their name."""
    keys = ("to", "seats", "via", "candidates", "ballots", "others", "elected", "casting", "sponsors", "follows")
    fields = mapping(page, node, (*keys, "effective"), ("to", "candidates", "ballots"), "an election")
    position = names.use(page, fields.get("to"), ("position",), "position")
    found = []
    for one in items(page, fields.get("candidates"), "those who stand"):
        person = names.use(page, one, PARTY, "person")
        names.declare(page, "item", f"{step}.{person}", one.place)
        item = acts.Appoint(id=person, party=person, position=position, sole=sole(position), verb="elect")
        found.append((item, one.place))
    standing(page, tuple(found), (), names)
    done = form(page, fields.get("via"), names)
    rest = ballots(page, fields.get("others"), names, done)
    return acts.Resolve(
        form=done,
        ballots=rest,
        items=tuple(item for item, _ in found),
        choices=choices(page, fields, names, tuple(item.party for item, _ in found), frozenset(dict(rest))),
        sponsors=people(page, fields.get("sponsors"), names),
        follows=told_before(page, fields.get("follows"), names),
        effective=effective(page, fields.get("effective"), names),
    )


def _decide(page: Page, node: Node, names: Names, sole: Callable[[str], bool], step: str) -> Act:
    fields = mapping(page, node, ("that", "all_or_nothing", "effective"), ("that",), "a decision of one party")
    return acts.Decide(
        items=decision_items(page, fields.get("that"), names, sole, step),
        all_or_nothing=yes(page, fields.get("all_or_nothing"), "whether it is all or nothing"),
        effective=effective(page, fields.get("effective"), names),
    )


def _resign(page: Page, node: Node, names: Names) -> Act:
    """Read a resignation: the positions alone, or with when it takes effect."""
    keys = ("from", "effective")
    fields = mapping(page, node, keys, ("from",), "a resignation") if isinstance(node, Mapping) else None
    left = items(page, fields.get("from") if fields is not None else node, "positions")
    return acts.Resign(
        positions=tuple(names.use(page, one, ("position",), "position") for one in left),
        effective=effective(page, fields.get("effective"), names) if fields is not None else None,
    )


def _sign(page: Page, node: Node, names: Names) -> Act:
    fields = mapping(page, node, ("letter", "total", "names"), ("letter",), "a signature")
    written = fields.get("total")
    total: Bounds | str | None = None
    if isinstance(written, Mapping):
        inner = mapping(page, written, ("fact",), ("fact",), "a total")
        total = names.use(page, inner.get("fact"), ("fact",), "fact")
    elif written is not None:
        total = bounds(text(page, written, "a number"))
        if total is None:
            wrong(page, written, "a number of signatures")
    return acts.Sign(
        letter=names.use(page, fields.get("letter"), ("thing",), "letter"),
        parties=people(page, fields.get("names"), names),
        total=total,
    )


def _named(  # noqa: PLR0913, PLR0917 - one shape for offers, news and calls
    page: Page, node: Node, names: Names, keys: tuple[str, str], kinds: tuple[str, ...], what: str
) -> tuple[str, tuple[str, ...]]:
    """Read a thing and the persons it concerns; a bare name concerns nobody in particular."""
    if isinstance(node, Scalar):
        return names.use(page, node, kinds, what), ()
    fields = mapping(page, node, keys, (keys[0],), what)
    return names.use(page, fields.get(keys[0]), kinds, what), people(page, fields.get(keys[1]), names)


def _offer(page: Page, node: Node, names: Names) -> Act:
    if isinstance(node, Scalar):
        return acts.Offer(thing=names.use(page, node, ("thing",), "offer"))
    fields = mapping(page, node, ("thing", "to", "valuation"), ("thing",), "offer")
    thing = names.use(page, fields.get("thing"), ("thing",), "offer")
    return acts.Offer(
        thing=thing, to=people(page, fields.get("to"), names), valuation=money(page, fields.get("valuation"))
    )


def _answer(page: Page, node: Node, names: Names) -> Act:
    fields = mapping(page, node, ("question", "answer"), ("question", "answer"), "an answer")
    return acts.Answer(
        question=names.use(page, fields.get("question"), ("question", "matter"), "question a rule leaves open"),
        yes=yes(page, fields.get("answer"), "the answer"),
    )


def act(page: Page, node: Node | None, names: Names, sole: Callable[[str], bool], step: str) -> Act:
    """Read what was done: exactly one verb."""
    fields = mapping(page, node, VERBS, (), "what was done")
    if len(fields.entries) != 1:
        if isinstance(node, Mapping):
            wrong(page, node, "exactly one act", cure=f"one of: {', '.join(VERBS)}")
        return acts.Happen(what="")
    verb, inner = fields.entries[0].key.text, fields.entries[0].value
    match verb:
        case "resolve":
            return _resolve(page, inner, names, sole, step)
        case "elect":
            return _elect(page, inner, names, sole, step)
        case "decide":
            return _decide(page, inner, names, sole, step)
        case "resign":
            return _resign(page, inner, names)
        case "sign":
            return _sign(page, inner, names)
        case "offer":
            return _offer(page, inner, names)
        case "withdraw":
            return acts.Withdraw(thing=names.use(page, inner, ("thing", "meeting"), "thing that is open"))
        case "accept":
            return acts.Accept(thing=names.use(page, inner, ("thing",), "thing that is open"))
        case "agree":
            return acts.Agree(package=names.use(page, inner, ("thing",), "package"))
        case "inform":
            topic, parties = _named(page, inner, names, ("of", "who"), ("topic",), "topic")
            return acts.Inform(topic=topic, parties=parties)
        case "announce":
            return acts.Announce(topic=names.use(page, inner, ("topic",), "topic"))
        case "call":
            meeting, parties = _named(page, inner, names, ("meeting", "to"), ("meeting",), "meeting")
            return acts.Call(meeting=meeting, parties=parties)
        case "waive":
            return acts.Waive(meeting=names.use(page, inner, ("meeting",), "meeting"))
        case "open":
            fields = mapping(page, inner, ("meeting", "of"), ("meeting", "of"), "the opening of a meeting")
            body = names.use(page, fields.get("of"), ("body",), "body")
            meeting = names.use(page, fields.get("meeting"), ("meeting",), "meeting")
            return acts.Open(meeting=meeting, body=body, positions=names.rolls.get(body, ()))
        case "adjourn":
            return acts.Adjourn(meeting=names.use(page, inner, ("meeting",), "meeting"))
        case "expire":
            fields = mapping(page, inner, ("who", "from"), ("who", "from"), "the end of a term")
            return acts.Expire(
                party=names.use(page, fields.get("who"), PARTY, "person"),
                position=names.use(page, fields.get("from"), ("position",), "position"),
            )
        case "answer":
            return _answer(page, inner, names)
        case "happen":
            return acts.Happen(what=text(page, inner, "what happened"))
        case _:
            return acts.Happen(what="")


def introduced(verb: str, node: Node) -> tuple[str, Scalar | None]:
    """Give the kind and name of what an act introduces: an offer, a package, a letter, a topic, a meeting."""
    key = {"sign": "letter", "offer": "thing", "inform": "of", "call": "meeting", "open": "meeting"}.get(verb, "")
    inner = node.get(key) if isinstance(node, Mapping) and key else node
    kind = {"inform": "topic", "announce": "topic", "call": "meeting", "open": "meeting"}.get(verb, "thing")
    known = verb in {"sign", "offer", "agree", "inform", "announce", "call", "open"}
    return kind, inner if known and isinstance(inner, Scalar) else None
