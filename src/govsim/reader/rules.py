"""Reading rules: a clause is one topic with its instrument, rank, citation, words and leave to depart from it."""

import re
from typing import Literal, cast

from govsim.reader.common import cites
from govsim.reader.conditions import expression
from govsim.reader.faults import Fault
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import (
    Page,
    did_you_mean,
    entries,
    integer,
    items,
    mapping,
    one_of,
    parsed,
    text,
    texts,
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
from govsim.world.thresholds import Base, Both, Bound, Every, Threshold

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
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_LEAD = re.compile(r"(\d{1,6})(h|d)\Z", re.ASCII)

EVERYBODY = Every(Base.IN_OFFICE)


def switch(page: Page, node: Node | None, names: Names, what: str, *, default: bool = True) -> Switch:
    """Read yes, no, or `{param: NAME}`."""
    if isinstance(node, Mapping):
        fields = mapping(page, node, ("param",), ("param",), what)
        return ByParam(names.use(page, fields.get("param"), ("param",), "parameter"))
    return yes(page, node, what, default=default)


def threshold(page: Page, node: Node | None) -> Threshold | None:
    """Read a threshold such as `> 1/2 of present`."""

    def parse(written: str) -> Threshold | Fault:
        return parse_threshold(written)

    return cast("Threshold | None", parsed(page, node, parse, "GS307", "a threshold such as `> 1/2 of present`"))


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
    bound = threshold(page, signatures)
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
        return Passing(threshold=threshold(page, node) or EVERYBODY)
    fields = mapping(page, node, ("votes", "casting"), ("votes",), "a rule on votes")
    office = names.use(page, fields.get("casting"), ("position",), "position")
    return Passing(threshold=threshold(page, fields.get("votes")) or EVERYBODY, casting=office)


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
        fields = mapping(page, node, ("param",), ("param",), "a size")
        return Size(number=ByParam(names.use(page, fields.get("param"), ("param",), "parameter")))
    return Size(number=integer(page, node, "a number of seats"))


def approval(page: Page, node: Node | None, names: Names) -> Approval:
    """Read who must agree: `{vote: board}`, `{consent: owner}`, `{oracle: court}`, `never`, or several of them."""
    if node is None or isinstance(node, Scalar):
        if node is None or node.text != "never":
            where = node.place if node is not None else None
            if where is not None and node is not None:
                wrong(
                    page, node, "who must agree", cure="write {vote: BODY}, {consent: PARTY}, {oracle: NAME} or never"
                )
        return Never()
    keys = ("vote", "passes", "quorum", "consent", "oracle", "unknown", "all", "any", "k_of", "list", "stages", "when")
    fields = mapping(page, node, keys, (), "who must agree")
    main = next((key for key in fields.keys() if key not in {"passes", "quorum", "list"}), "")  # noqa: SIM118
    inner = fields.get(main)
    if inner is None:
        wrong(page, node, "who must agree", cure="write {vote: BODY}, {consent: PARTY}, {oracle: NAME} or never")
        return Never()
    return _approval(page, main, inner, fields, names)


def _approval(page: Page, main: str, inner: Node, fields: Mapping, names: Names) -> Approval:
    match main:
        case "vote":
            quorum = fields.get("quorum")
            nobody = isinstance(quorum, Scalar) and quorum.text == "none"
            return Vote(
                body=text(page, inner, "a body"),
                passing=threshold(page, fields.get("passes")),
                quorum=None if nobody else threshold(page, quorum),
                any_quorum=nobody,
            )
        case "consent":
            return ByParty(names.use(page, inner, ("person", "entity", "group"), "party"))
        case "oracle":
            return Oracle(text(page, inner, "a question"))
        case "unknown":
            return Unknown(text(page, inner, "a document"))
        case "when":
            cond = mapping(page, inner, ("if", "then", "else"), ("if", "then", "else"), "a condition")
            expr = expression(page, cond.get("if"))
            then, other = (approval(page, cond.get(key), names) for key in ("then", "else"))
            return When(expr, then, other) if expr is not None else Never()
        case "k_of":
            parts = tuple(approval(page, part, names) for part in items(page, fields.get("list"), "approvals"))
            return KOf(integer(page, inner, "how many"), parts)
        case _:
            parts = tuple(approval(page, part, names) for part in items(page, inner, "approvals"))
            return AllOf(parts) if main == "all" else AnyOf(parts) if main == "any" else Stages(parts)


def _power(page: Page, node: Node, fields: Mapping, names: Names) -> Power:
    inner = mapping(page, node, ("to", "of"), ("to", "of"), "a power")
    # to elect and to appoint are one act in law: filling a position
    verbs = tuple("appoint" if verb == "elect" else verb for verb in texts(page, inner.get("to"), "a verb"))
    if fields.get("by") is None:
        page.report("GS303", "`by` is missing in a power", node.place, label="who may do it?", cure="add `by:`")
    return Power(
        verbs=tuple(dict.fromkeys(verbs)),
        target=text(page, inner.get("of"), "what the power is over"),
        approval=approval(page, fields.get("by"), names),
    )


def topic(page: Page, fields: Mapping, names: Names) -> Topic | None:
    """Read the one topic of a clause."""
    present = [key for key in TOPICS if fields.get(key) is not None]
    if len(present) != 1:
        found = " and ".join(f"`{key}`" for key in present) or "none"
        cure = f"one of: {', '.join(TOPICS)}"
        page.report("GS305", f"a rule has exactly one topic, found {found}", fields.place, label="here", cure=cure)
        return None
    node = fields.get(present[0])
    assert node is not None  # noqa: S101 - just looked up
    match present[0]:
        case "size":
            return _size(page, node, names)
        case "quorum":
            bound = threshold(page, node)
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
            pairs = tuple(
                (key.text, integer(page, votes, "a number of votes")) for key, votes in entries(page, node, "weights")
            )
            return Weight(votes=pairs)
        case _:
            return _power(page, node, fields, names)


def leaves(page: Page, node: Node | None) -> tuple[Leave, ...]:
    """Read who may say otherwise: `{charter: any, bylaws: stricter}` or `{bylaws: {floor: ">= 1/3 of authorized"}}`."""
    out = []
    for key, how in entries(page, node, "instruments"):
        if key.text not in RANKS:
            cure = did_you_mean(key.text, RANKS) or f"one of: {', '.join(RANKS)}"
            page.report("GS304", f"`{key.text}` is no rank", key.place, label="no rank", cure=cure)
            continue
        rank = RANKS[key.text]
        if isinstance(how, Mapping):
            fields = mapping(page, how, ("floor",), ("floor",), "a leave")
            out.append(Leave(rank=rank, way="floor", floor=threshold(page, fields.get("floor"))))
        else:
            way = one_of(page, how, ("any", "stricter"), "stricter", "direction")
            out.append(Leave(rank=rank, way=cast("Literal['any', 'stricter']", way)))
    return tuple(out)


def date(page: Page, node: Node | None) -> str:
    """Read an ISO date; empty where none is given or where it is said to be unknown."""
    written = text(page, node, "a date")
    if written in {"", "unknown"}:
        return ""
    if not _DATE.match(written) and node is not None:
        wrong(page, node, "a date such as 2024-08-01, or unknown")
        return ""
    return written


def clause(page: Page, node: Node, names: Names, pack: str, owner: str) -> Clause | None:
    """Read one rule of the law pack or structure `owner`; `pack` is the law pack's id, empty for a structure."""
    fields = mapping(page, node, CLAUSE_KEYS, ("id",) if pack else ("id", "in"), "a rule")
    content = topic(page, fields, names)
    local = text(page, fields.get("id"), "the id of a rule")
    instrument = pack or names.use(page, fields.get("in"), ("instrument",), "instrument")
    entity = instrument.partition(".")[0]
    scope = text(page, fields.get("for"), "what the rule is about")
    if isinstance(content, Power):
        scope = pack or entity
    elif pack:
        scope = f"{pack}:{scope}"
    elif content is not None:
        scope = names.use(page, fields.get("for"), ("body",), "body")
        if fields.get("for") is None:
            page.report("GS303", "`for` is missing in a rule", node.place, label="for which body?", cure="add `for:`")
    if content is None or not local:
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
        yields_to=leaves(page, fields.get("yields_to")),
        since=date(page, fields.get("since")),
        until=date(page, fields.get("until")),
        assumption=text(page, fields.get("assumption"), "an assumption"),
        sources=cites(page, fields.get("sources"), names),
        place=fields.place,
    )
