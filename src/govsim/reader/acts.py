"""Reading acts: what a step says under `do:`, one verb with its words."""

from collections.abc import Callable
from fractions import Fraction
from typing import Literal, cast

from attrs import evolve

from govsim.reader.common import bounds
from govsim.reader.conditions import condition
from govsim.reader.names import ACTOR, PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.rules import switch
from govsim.reader.shape import Page, entries, integer, items, mapping, one_of, parsed, text, wrong, yes
from govsim.reader.structures import variants
from govsim.reader.times import parse_when
from govsim.record import acts
from govsim.record.acts import Act, Attendance, BallotWord, Consent, Effective, Form, Item, Meeting, OpenForm
from govsim.world.clauses import ByParam

AT_A_MEETING = ("for", "against", "abstain", "recused", "absent")
IN_A_CONSENT = ("for", "signed", "silent")
BALLOTS = ("for", "against", "abstain", "recused", "absent", "signed", "silent")
ITEM_KEYS = {
    "appoint": ("as", "interim", "replacing"),
    "elect": ("to", "interim", "replacing"),
    "remove": ("from", "as"),
    "resign": ("from",),
    "resize": ("to",),
    "determine": ("with",),
    "ratify": ("counts",),
    "avoid": ("from_start",),
}


def _people(page: Page, node: Node | None, names: Names, what: str = "person") -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in items(page, node, "persons"):
        person = names.use(page, one, PARTY, what)
        if person in found:
            page.report("GS203", f"`{person}` is named twice", one.place, label="again", cure="delete one of the two")
        found[person] = None
    return tuple(found)


def effective(page: Page, node: Node | None, names: Names) -> Effective | None:
    """Read when something takes effect: a time, or a condition in words of the expression language."""
    if node is None:
        return None
    if isinstance(node, Scalar) and node.text[:1].isdecimal():
        return parsed(page, node, lambda written: parse_when(written, page.zone), "GS306", "a time")
    return condition(page, node, names)


# --- forms -----------------------------------------------------------------------------------------------------------


def _attendance(page: Page, node: Node | None, names: Names) -> tuple[Attendance, ...]:
    out = []
    for one in items(page, node, "persons"):
        if isinstance(one, Mapping):
            for key, when in entries(page, one, "persons"):
                names.check(page, key.text, key.place, PARTY, "person")
                setting = switch(page, when, names, "whether the person attended")
                out.append(Attendance(party=key.text, when=setting if isinstance(setting, ByParam) else None))
        else:
            out.append(Attendance(party=names.use(page, one, PARTY, "person")))
    return tuple(out)


def _meeting(page: Page, node: Node, names: Names) -> Meeting:
    keys = ("told", "attended", "objecting", "waived", "called", "regular")
    fields = mapping(page, node, keys, (), "a meeting")
    return Meeting(
        told=_people(page, fields.get("told"), names),
        attended=_attendance(page, fields.get("attended"), names),
        objecting=_people(page, fields.get("objecting"), names),
        waived=_people(page, fields.get("waived"), names),
        called=names.use(page, fields.get("called"), ("meeting",), "meeting"),
        regular=yes(page, fields.get("regular"), "whether it was a regular meeting"),
    )


def _settled_form(page: Page, node: Node, names: Names) -> Consent | Meeting:
    if isinstance(node, Scalar):
        word = one_of(page, node, ("consent", "meeting"), "meeting", "form")
        return Consent() if word == "consent" else Meeting()
    fields = mapping(page, node, ("meeting",), ("meeting",), "a form")
    inner = fields.get("meeting")
    return _meeting(page, inner, names) if inner is not None else Meeting()


def form(page: Page, node: Node | None, names: Names) -> Form:
    """Read how an act was done: `consent`, `meeting`, `{meeting: ...}`, or open with one variant for each value."""
    if node is None:
        return Meeting()
    if not isinstance(node, Mapping) or node.get("param") is None:
        return _settled_form(page, node, names)
    forms = tuple((key.text, _settled_form(page, inner, names)) for key, inner in variants(page, node, names, "form"))
    return OpenForm(param=names.use(page, node.get("param"), ("param",), "parameter"), variants=forms)


def ballots(page: Page, node: Node | None, names: Names, done: Form) -> tuple[tuple[str, BallotWord], ...]:
    """Read ballots: `{for: [...], against: [...]}`; a person has one ballot, in a word that goes with the form."""
    fitting = IN_A_CONSENT if isinstance(done, Consent) else AT_A_MEETING if isinstance(done, Meeting) else BALLOTS
    out: dict[str, BallotWord] = {}
    for key, persons in entries(page, node, "ballots"):
        if key.text not in BALLOTS:
            cure = page.did_you_mean(key.text, BALLOTS) or f"one of: {', '.join(BALLOTS)}"
            page.report("GS304", f"`{key.text}` is no ballot word", key.place, label="no ballot", cure=cure)
            continue
        if key.text not in fitting:
            where = "a written consent" if isinstance(done, Consent) else "a meeting"
            cure = f"{where} has: {', '.join(fitting)}; how it was done stands in `via:`"
            page.report("GS315", f"nobody can be `{key.text}` in {where}", key.place, label="not here", cure=cure)
        for one in items(page, persons, "persons"):
            person = names.use(page, one, PARTY, "person")
            if person in out:
                page.report(
                    "GS203", f"`{person}` has two ballots in one vote", one.place, label="again", cure="keep one"
                )
            out.setdefault(person, cast("BallotWord", key.text))
    return tuple(sorted(out.items()))


# --- items -----------------------------------------------------------------------------------------------------------


def _position(page: Page, fields: Mapping, key: str, names: Names) -> str:
    if fields.get(key) is None:
        page.report("GS303", f"`{key}` is missing", fields.place, label="which position?", cure=f"add `{key}:`")
    return names.use(page, fields.get(key), ("position",), "position")


def _capacity(page: Page, node: Node | None, names: Names) -> str:
    """Read as what a body acts: a body, or a kind of body."""
    return names.use(page, node, ("body", "kind"), "body or kind of body")


def _item(page: Page, node: Node, names: Names, sole: Callable[[str], bool]) -> Item | None:
    verb = next((key for key in node.keys() if key in ITEM_KEYS), "") if isinstance(node, Mapping) else ""  # noqa: SIM118
    if not isinstance(node, Mapping) or not verb:
        wrong(page, node, "an item of a decision", cure=f"one of: {', '.join(ITEM_KEYS)}")
        return None
    fields = mapping(page, node, (verb, "id", "by", "capacity", *ITEM_KEYS[verb]), (), f"an item that says `{verb}`")
    name = text(page, fields.get("id"), "the id of an item")
    by = names.use(page, fields.get("by"), ACTOR, "party or body")
    capacity = _capacity(page, fields.get("capacity"), names)
    subject = fields.get(verb)
    if name:
        names.form(page, "item-id", name, (fields.get("id") or fields).place)
    match verb:
        case "appoint" | "elect":
            position = _position(page, fields, "as" if verb == "appoint" else "to", names)
            return acts.Appoint(
                id=name,
                party=names.use(page, subject, PARTY, "person"),
                position=position,
                interim=yes(page, fields.get("interim"), "whether it is interim"),
                replacing=names.use(page, fields.get("replacing"), PARTY, "person"),
                sole=sole(position),
                verb=verb,
                by=by,
                capacity=capacity,
            )
        case "remove":
            party, position = names.use(page, subject, PARTY, "person"), _position(page, fields, "from", names)
            capacity = _capacity(page, fields.get("as"), names) or capacity
            return acts.Remove(id=name, party=party, position=position, by=by, capacity=capacity)
        case "resign":
            party, position = names.use(page, subject, PARTY, "person"), _position(page, fields, "from", names)
            return acts.Leave(id=name, party=party, position=position, by=by)
        case "resize":
            if fields.get("to") is None:
                page.report("GS303", "`to` is missing", fields.place, label="how many seats?", cure="add `to:`")
            number = integer(page, fields.get("to"), "a number of seats")
            return acts.Resize(
                id=name, body=names.use(page, subject, ("body",), "body"), number=number, by=by, capacity=capacity
            )
        case "determine":
            args = tuple(text(page, one, "a word") for one in items(page, fields.get("with"), "words"))
            matter = names.use(page, subject, ("matter",), "matter")
            return acts.Determine(id=name, matter=matter, args=args, by=by, capacity=capacity)
        case "ratify":
            target = names.use(page, subject, ("item",), "item")
            counts = switch(page, fields.get("counts"), names, "whether it repeats the earlier act")
            return acts.Ratify(id=name, target=target, counts=counts, by=by, capacity=capacity)
        case _:
            target = names.use(page, subject, ("item",), "item")
            from_start = yes(page, fields.get("from_start"), "whether it works from the beginning")
            return acts.Avoid(id=name, target=target, from_start=from_start, by=by, capacity=capacity)


def _default_id(item: Item) -> str:
    about = getattr(item, "position", "") or getattr(item, "body", "") or getattr(item, "matter", "")
    return (about or getattr(item, "target", "")).rpartition(".")[2]


def decision_items(
    page: Page, node: Node | None, names: Names, sole: Callable[[str], bool], step: str
) -> tuple[Item, ...]:
    """Read the items of a decision; without an `id:` an item is called after its position, and its party if need be."""
    read = [(one, _item(page, one, names, sole)) for one in items(page, node, "items")]
    found = [(where, item) for where, item in read if item is not None]
    short = [item.id or _default_id(item) for _, item in found]
    out: list[Item] = []
    for (where, item), name in zip(found, short, strict=True):
        full = name if item.id or short.count(name) == 1 else f"{name}-{getattr(item, 'party', '')}".rstrip("-")
        names.declare(page, "item", f"{step}.{full}", where.place)
        out.append(evolve(item, id=full))
    if not read and node is not None:
        wrong(page, node, "at least one item under `that`")
    return tuple(out)


# --- acts ------------------------------------------------------------------------------------------------------------


def _resolve(page: Page, node: Node, names: Names, sole: Callable[[str], bool], step: str) -> Act:
    keys = ("via", "ballots", "result", "that", "all_or_nothing", "casting", "effective")
    fields = mapping(page, node, keys, ("that",), "a decision of a body")
    result = one_of(page, fields.get("result"), ("carried", "lost"), "carried", "result")
    casting = one_of(page, fields.get("casting"), ("for", "against"), "", "casting vote")
    done = form(page, fields.get("via"), names)
    return acts.Resolve(
        form=done,
        ballots=ballots(page, fields.get("ballots"), names, done),
        items=decision_items(page, fields.get("that"), names, sole, step),
        result=cast("Literal['carried', 'lost']", result),
        all_or_nothing=yes(page, fields.get("all_or_nothing"), "whether it is all or nothing"),
        casting=cast("Literal['', 'for', 'against']", casting),
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
    if not isinstance(node, Mapping):
        return acts.Resign(
            positions=tuple(names.use(page, one, ("position",), "position") for one in items(page, node, "positions"))
        )
    fields = mapping(page, node, ("from", "effective"), ("from",), "a resignation")
    left = tuple(
        names.use(page, one, ("position",), "position") for one in items(page, fields.get("from"), "positions")
    )
    return acts.Resign(positions=left, effective=effective(page, fields.get("effective"), names))


def _sign(page: Page, node: Node, names: Names) -> Act:
    fields = mapping(page, node, ("letter", "total", "names"), ("letter",), "a signature")
    written = fields.get("total")
    total: Fraction | str | None = None
    if isinstance(written, Mapping):
        inner = mapping(page, written, ("fact",), ("fact",), "a total")
        total = names.use(page, inner.get("fact"), ("fact",), "fact")
    elif written is not None:
        read = bounds(text(page, written, "a number"))
        if read is None:
            wrong(page, written, "a number of signatures")
        total = read.best if read is not None else None
    return acts.Sign(
        letter=names.use(page, fields.get("letter"), ("thing",), "letter"),
        parties=_people(page, fields.get("names"), names),
        total=total,
    )


def _named(  # noqa: PLR0913, PLR0917 - one shape for offers, news and calls
    page: Page, node: Node, names: Names, keys: tuple[str, str], kinds: tuple[str, ...], what: str
) -> tuple[str, tuple[str, ...]]:
    """Read a thing and the persons it concerns; a bare name concerns nobody in particular."""
    if isinstance(node, Scalar):
        return names.use(page, node, kinds, what), ()
    fields = mapping(page, node, keys, (keys[0],), what)
    return names.use(page, fields.get(keys[0]), kinds, what), _people(page, fields.get(keys[1]), names)


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
        case "decide":
            return _decide(page, inner, names, sole, step)
        case "resign":
            return _resign(page, inner, names)
        case "sign":
            return _sign(page, inner, names)
        case "offer":
            thing, to = _named(page, inner, names, ("thing", "to"), ("thing",), "offer")
            return acts.Offer(thing=thing, to=to)
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
        case "answer":
            return _answer(page, inner, names)
        case "happen":
            return acts.Happen(what=text(page, inner, "what happened"))
        case _:
            return acts.Happen(what="")


VERBS = (
    "resolve",
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
    "answer",
    "happen",
)


def introduced(verb: str, node: Node) -> tuple[str, Scalar | None]:
    """Give the kind and name of what an act introduces: an offer, a package, a letter, a topic, a meeting."""
    key = {"sign": "letter", "offer": "thing", "inform": "of", "call": "meeting"}.get(verb, "")
    inner = node.get(key) if isinstance(node, Mapping) and key else node
    kind = {"inform": "topic", "announce": "topic", "call": "meeting"}.get(verb, "thing")
    known = verb in {"sign", "offer", "agree", "inform", "announce", "call"}
    return kind, inner if known and isinstance(inner, Scalar) else None
