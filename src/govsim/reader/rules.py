"""Reading rules: a clause is one topic with its instrument, rank, citation, words and leave to depart from it."""

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Literal, cast

from govsim.errors import Place
from govsim.reader.common import cites
from govsim.reader.conditions import condition
from govsim.reader.faults import Fault, brief
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import (
    Page,
    entries,
    integer,
    items,
    mapping,
    one_of,
    parsed,
    text,
    wrong,
    yes,
)
from govsim.reader.thresholds import parse_threshold
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    Approval,
    ByParty,
    KOf,
    Never,
    Oracle,
    Stages,
    Unknown,
    Vote,
    When,
)
from govsim.world.clauses import (
    ByParam,
    Clause,
    Leave,
    Notice,
    Passing,
    Power,
    Quorum,
    Rank,
    Recusal,
    Size,
    Switch,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.params import Value, shown
from govsim.world.thresholds import Base, Both, Bound, Every, ParamQty, Threshold

RANKS = {rank.name.lower(): rank for rank in Rank}
STANDINGS = ("seen", "known", "judgement", "guess", "reported", "assumed", "fiction")
TOPICS = ("size", "quorum", "passes", "consent", "notice", "recusal", "weights", "power")
CLAUSE_KEYS = (
    "id",
    "in",
    "for",
    "rank",
    "cite",
    "standing",
    "words",
    "note",
    "defect",
    "yields_to",
    "since",
    "until",
    "assumption",
    "sources",
    "cases",
    "by",
    *TOPICS,
)
NOBODY_PRESENT = frozenset({Base.PRESENT, Base.CAST, Base.REPRESENTED})
POWER_VERBS = ("appoint", "elect", "remove", "resize", "determine", "manage", "avoid", "any")
KINDS = ("any", "seat", "office", "chair", "employment", "membership", "observer", "shares", "matter")
"""What a power may be over, besides names: kinds of positions, any declared matter, or anything."""

_RULE = re.compile(r"[^\W_][\w-]*\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_LEAD = re.compile(r"(\d{1,6})(h|d)\Z", re.ASCII)

EVERYBODY = Every(Base.IN_OFFICE)


def by_param(  # noqa: PLR0913, PLR0917 - what is asked of the values, too
    page: Page, node: Mapping, names: Names, what: str, fits: Callable[[set[Value]], bool], wanted: str
) -> ByParam:
    """Read `{param: NAME}`, whose values must all be `wanted`."""
    fields = mapping(page, node, ("param",), ("param",), what)
    inner = fields.get("param")
    name = names.use(page, inner, ("param",), "parameter")

    def look() -> None:
        among = names.values.get(name)
        if among is not None and inner is not None and not fits(set(among)):
            message = f"`{name}` may be {', '.join(shown(one) for one in among)}; needed here: {wanted}"
            page.report("GS314", message, inner.place, label=f"not {wanted}", cure="name another parameter")

    names.later.append(look)
    return ByParam(name)


def _whole(among: set[Value]) -> bool:
    return all(isinstance(one, Fraction) and one.denominator == 1 for one in among)


def switch(page: Page, node: Node | None, names: Names, what: str, *, default: bool = True) -> Switch:
    """Read yes, no, or `{param: NAME}`."""
    if isinstance(node, Mapping):
        return by_param(page, node, names, what, lambda among: among <= {"yes", "no"}, "`yes` and `no`")
    return yes(page, node, what, default=default)


def threshold(page: Page, node: Node | None, names: Names) -> Threshold | None:
    """Read a threshold such as `> 1/2 of present`; a quantity may be a parameter whose values are numbers."""

    def parse(written: str) -> Threshold | Fault:
        return parse_threshold(written)

    found = cast("Threshold | None", parsed(page, node, parse, "GS307", "a threshold such as `> 1/2 of present`"))
    if found is None or node is None:
        return found
    for one in found.parts if isinstance(found, Both) else (found,):
        if isinstance(one, Bound) and isinstance(one.qty, ParamQty):
            names.check(page, one.qty.name, node.place, ("param",), "parameter")
            names.later.append(partial(_number, page, one.qty.name, node.place, names))
    return found


def _number(page: Page, name: str, place: Place, names: Names) -> None:
    if not all(isinstance(one, Fraction) for one in names.values.get(name, ())):
        message = f"the values of `{name}` are words, not numbers"
        page.report("GS314", message, place, label="no number", cure="name another parameter, or write the number")


def _bases(bound: Threshold) -> frozenset[Base]:
    match bound:
        case Both(parts):
            return frozenset(base for part in parts for base in _bases(part))
        case Every(base):
            return frozenset({base})
        case Bound():
            return frozenset({bound.base})


def _consent(page: Page, node: Node, names: Names) -> WrittenConsent:
    if isinstance(node, Scalar) and node.text == "never":
        return WrittenConsent(threshold=None)
    asks: Switch = False
    signatures: Node | None = node
    if isinstance(node, Mapping):
        fields = mapping(page, node, ("signatures", "signers_quorum"), ("signatures",), "a consent rule")
        signatures = fields.get("signatures")
        asks = switch(page, fields.get("signers_quorum"), names, "whether the signers must be a quorum", default=False)
        if isinstance(signatures, Scalar) and signatures.text == "never":
            return WrittenConsent(threshold=None, signers_quorum=asks)
    bound = threshold(page, signatures, names)
    if bound is not None and _bases(bound) & NOBODY_PRESENT:
        page.report(
            "GS311",
            "a written consent has nobody present and no votes cast",
            (signatures or node).place,
            label="not a base of a consent",
            cure="count authorized, in_office, eligible or outstanding",
        )
    return WrittenConsent(threshold=bound or EVERYBODY, signers_quorum=asks)


def _notice(page: Page, node: Node) -> Notice:
    if isinstance(node, Scalar):
        return Notice(due=one_of(page, node, ("due", "not-due"), "due", "notice rule") == "due")
    fields = mapping(page, node, ("due", "lead", "attendance_waives"), (), "a notice rule")
    written = text(page, fields.get("lead"), "a length of time such as 48h", "0h")
    lead = _LEAD.match(written)
    if lead is None:
        wrong(page, fields.get("lead") or node, "a length of time such as 48h or 4d")
    minutes = int(lead.group(1)) * (60 if lead.group(2) == "h" else 1440) if lead else 0
    return Notice(
        due=yes(page, fields.get("due"), "whether notice is due", default=True),
        lead=minutes,
        attendance_waives=yes(page, fields.get("attendance_waives"), "whether attendance waives notice", default=True),
    )


def _passing(page: Page, node: Node, names: Names) -> Passing:
    if isinstance(node, Scalar):
        return Passing(threshold=threshold(page, node, names) or EVERYBODY)
    fields = mapping(page, node, ("votes", "casting"), ("votes",), "a rule on votes")
    office = names.use(page, fields.get("casting"), ("position",), "position")
    return Passing(threshold=threshold(page, fields.get("votes"), names) or EVERYBODY, casting=office)


def _recusal(page: Page, node: Node) -> Recusal:
    fields = mapping(page, node, ("who", "vote", "quorum", "base"), (), "a rule on recusal")
    who = one_of(page, fields.get("who"), ("recused", "target"), "recused", "who stands aside")
    return Recusal(
        who=cast("Literal['recused', 'target']", who),
        vote=yes(page, fields.get("vote"), "out of the vote", default=True),
        quorum=yes(page, fields.get("quorum"), "out of the quorum"),
        base=yes(page, fields.get("base"), "out of the base"),
    )


def _size(page: Page, node: Node, names: Names) -> Size:
    if isinstance(node, Mapping):
        return Size(number=by_param(page, node, names, "a size", _whole, "whole numbers"))
    return Size(number=integer(page, node, "a number of seats"))


def approval(page: Page, node: Node | None, names: Names) -> Approval:
    """Read who must agree: `{vote: board}`, `{consent: owner}`, `{oracle: court}`, `never`, or several of them."""
    cure = "write {vote: BODY}, {consent: PARTY}, {oracle: NAME} or never"
    if node is None or isinstance(node, Scalar):
        if node is not None and node.text != "never":
            wrong(page, node, "who must agree", cure)
        return Never()
    keys = ("vote", "passes", "quorum", "consent", "oracle", "unknown", "all", "any", "k_of", "list", "stages", "when")
    fields = mapping(page, node, keys, (), "who must agree")
    mains = [key for key in fields.keys() if key in keys and key not in {"passes", "quorum", "list"}]  # noqa: SIM118
    inner = fields.get(mains[0]) if mains else None
    if inner is None:
        if fields.entries == () or all(key in keys for key in fields.keys()):  # noqa: SIM118
            wrong(page, node, "who must agree", cure)
        return Never()
    main = mains[0]
    goes_with = {"vote": {"passes", "quorum"}, "k_of": {"list"}}.get(main, set())
    for entry in fields.entries:
        if entry.key.text in keys and entry.key.text not in {main, *goes_with}:
            message = f"`{entry.key.text}` does not go with `{main}`"
            page.report("GS301", message, entry.key.place, label="too much", cure="join several with `all:` or `any:`")
    return _approval(page, main, inner, fields, names)


def _approval(page: Page, main: str, inner: Node, fields: Mapping, names: Names) -> Approval:
    match main:
        case "vote":
            quorum = fields.get("quorum")
            nobody = isinstance(quorum, Scalar) and quorum.text == "none"
            return Vote(
                body=names.use(page, inner, ("body", "kind"), "body"),
                passing=threshold(page, fields.get("passes"), names),
                quorum=None if nobody else threshold(page, quorum, names),
                any_quorum=nobody,
            )
        case "consent":
            return ByParty(names.use(page, inner, ("person", "entity", "group"), "party"))
        case "oracle":
            question = text(page, inner, "a question")
            names.introduce("question", question, inner.place)
            return Oracle(question)
        case "unknown":
            return Unknown(text(page, inner, "a document"))
        case "when":
            cond = mapping(page, inner, ("if", "then", "else"), ("if", "then", "else"), "a condition")
            expr = condition(page, cond.get("if"), names)
            then, other = (approval(page, cond.get(key), names) for key in ("then", "else"))
            return When(expr, then, other) if expr is not None else Never()
        case "k_of":
            parts = tuple(approval(page, part, names) for part in items(page, fields.get("list"), "approvals"))
            k = integer(page, inner, "how many")
            if not 1 <= k <= len(parts):
                wrong(page, inner, f"a number from 1 to {len(parts)}")
            return KOf(k, parts)
        case _:
            parts = tuple(approval(page, part, names) for part in items(page, inner, "approvals"))
            if not parts:
                wrong(page, inner, "at least one who must agree")
            return AllOf(parts) if main == "all" else AnyOf(parts) if main == "any" else Stages(parts)


def _power(page: Page, node: Node, fields: Mapping, names: Names, entity: str) -> Power:
    inner = mapping(page, node, ("to", "of"), ("to", "of"), "a power")
    # to elect and to appoint are one act in law: filling a position
    verbs = tuple(
        one_of(page, one, POWER_VERBS, "any", "verb of a power") for one in items(page, inner.get("to"), "verbs")
    )
    verbs = tuple("appoint" if verb == "elect" else verb for verb in verbs)
    if fields.get("by") is None:
        page.report("GS303", "`by` is missing in a power", node.place, label="who may do it?", cure="add `by:`")
    over = inner.get("of")
    target = text(page, over, "what the power is over")
    if isinstance(over, Scalar) and target not in KINDS:
        names.check(page, target, over.place, ("position", "body", "matter", "kind"), "position, body, matter or kind")
        if "." in target and entity and not target.startswith(f"{entity}."):
            message = f"`{target}` is not of `{entity}`, whose instrument this rule stands in"
            page.report("GS202", message, over.place, label=f"not of {entity}", cure="name the instrument it is in")
    return Power(
        verbs=tuple(dict.fromkeys(verbs)),
        target=target,
        approval=approval(page, fields.get("by"), names),
    )


def topic(page: Page, fields: Mapping, names: Names, entity: str = "") -> Topic | None:
    """Read the one topic of a clause; a power is over something of `entity`, where that is known."""
    present = [key for key in TOPICS if fields.get(key) is not None]
    if len(present) != 1:
        found = " and ".join(f"`{key}`" for key in present) or "none"
        cure = f"one of: {', '.join(TOPICS)}"
        page.report("GS305", f"a rule has exactly one topic, found {found}", fields.place, label="here", cure=cure)
        return None
    node = fields.get(present[0])
    assert node is not None  # noqa: S101 - just looked up
    by = fields.entry("by")
    if by is not None and present[0] != "power":
        message = f"`by` goes with a power, not with `{present[0]}`"
        page.report("GS301", message, by.key.place, label="not here", cure="delete it")
    match present[0]:
        case "size":
            return _size(page, node, names)
        case "quorum":
            bound = threshold(page, node, names)
            return Quorum(threshold=bound) if bound is not None else None
        case "passes":
            return _passing(page, node, names)
        case "consent":
            return _consent(page, node, names)
        case "notice":
            return _notice(page, node)
        case "recusal":
            return _recusal(page, node)
        case "weights":
            pairs = []
            for key, votes in entries(page, node, "weights"):
                names.check(page, key.text, key.place, PARTY, "party")
                pairs.append((key.text, integer(page, votes, "a number of votes")))
            return Weight(votes=tuple(pairs))
        case _:
            return _power(page, node, fields, names, entity)


def leaves(page: Page, node: Node | None, names: Names) -> tuple[Leave, ...]:
    """Read who may say otherwise: `{charter: any, bylaws: stricter}` or `{bylaws: {floor: ">= 1/3 of authorized"}}`."""
    out = []
    for key, how in entries(page, node, "instruments"):
        if key.text not in RANKS:
            cure = page.did_you_mean(key.text, RANKS) or f"one of: {', '.join(RANKS)}"
            page.report("GS304", f"`{key.text}` is no rank", key.place, label="no rank", cure=cure)
            continue
        rank = RANKS[key.text]
        if isinstance(how, Mapping):
            fields = mapping(page, how, ("floor",), ("floor",), "a leave")
            out.append(Leave(rank=rank, way="floor", floor=threshold(page, fields.get("floor"), names)))
        else:
            way = one_of(page, how, ("any", "stricter"), "stricter", "direction")
            out.append(Leave(rank=rank, way=cast("Literal['any', 'stricter']", way)))
    return tuple(out)


def _is_date(written: str) -> bool:
    try:
        return bool(_DATE.match(written)) and bool(dt.date.fromisoformat(written))
    except ValueError:
        return False


def date(page: Page, node: Node | None) -> str:
    """Read an ISO date; empty where none is given or where it is said to be unknown."""
    written = text(page, node, "a date")
    if written in {"", "unknown"}:
        return ""
    if node is not None and not _is_date(written):
        wrong(page, node, "a date such as 2024-08-01, or unknown")
        return ""
    return written


def clause(page: Page, node: Node, names: Names, pack: str, owner: str) -> Clause | None:
    """Read one rule of the law pack or structure `owner`; `pack` is the law pack's id, empty for a structure."""
    fields = mapping(page, node, CLAUSE_KEYS, ("id",) if pack else ("id", "in"), "a rule")
    instrument = pack or names.use(page, fields.get("in"), ("instrument",), "instrument")
    entity = instrument.partition(".")[0]
    content = topic(page, fields, names, "" if pack else entity)
    local = text(page, fields.get("id"), "the id of a rule")
    if local and not _RULE.match(local):
        cure = "use letters, digits, `-` and `_`"
        page.report("GS313", f"{brief(local)} is not the id of a rule", fields.place, label="not an id", cure=cure)
    if content is None:
        return None
    scope = pack or entity
    if not isinstance(content, Power):
        over = fields.get("for")
        if over is None:
            page.report("GS303", "`for` is missing in a rule", node.place, label="for which body?", cure="add `for:`")
        elif pack:
            names.introduce("kind", text(page, over, "a kind of body"), over.place)
        scope = f"{pack}:{text(page, over, 'a kind of body')}" if pack else names.use(page, over, ("body",), "body")
    since, until = date(page, fields.get("since")), date(page, fields.get("until"))
    if since and until and until <= since:
        wrong(page, fields.get("until") or fields, "a date after `since`")
    if not local:
        return None
    rank = one_of(page, fields.get("rank"), tuple(RANKS), "default" if pack else "bylaws", "rank")
    standing = one_of(page, fields.get("standing"), STANDINGS, "seen" if pack else "reported", "standing")
    return Clause(
        id=f"{owner}.{local}",
        instrument=instrument,
        rank=RANKS[rank],
        scope=scope,
        topic=content,
        cite=text(page, fields.get("cite"), "a citation"),
        standing=standing,  # type: ignore[arg-type]  # one_of gave one of the words
        words=text(page, fields.get("words"), "the words of the rule"),
        note=text(page, fields.get("note"), "a note"),
        defect=cast(
            "Literal['void', 'voidable']", one_of(page, fields.get("defect"), ("void", "voidable"), "void", "defect")
        ),
        yields_to=leaves(page, fields.get("yields_to"), names),
        since=since,
        until=until,
        assumption=text(page, fields.get("assumption"), "an assumption"),
        sources=cites(page, fields.get("sources"), names),
        place=fields.place,
    )
