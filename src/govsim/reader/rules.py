"""Reading what a rule says: its one topic, and the ranks that may say otherwise."""

import re
from fractions import Fraction
from typing import Literal, assert_never, cast

from govsim.reader.approvals import approval
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.settings import by_param, switch, threshold
from govsim.reader.shape import Page, entries, integer, items, mapping, one_of, text, wrong, yes
from govsim.world.clauses import (
    Leave,
    Notice,
    Passing,
    Power,
    Quorum,
    Rank,
    Recusal,
    Size,
    Switch,
    Term,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.params import Value
from govsim.world.thresholds import Base, Both, Bound, Every, Threshold

RANKS = {rank.name.lower(): rank for rank in Rank}
TOPICS = ("size", "quorum", "passes", "consent", "notice", "recusal", "weights", "term", "power")
NOBODY_PRESENT = frozenset({Base.PRESENT, Base.CAST, Base.REPRESENTED})
POWER_VERBS = (
    "appoint",
    "elect",
    "remove",
    "resize",
    "determine",
    "manage",
    "avoid",
    "issue",
    "transfer",
    "fix-record-date",
    "any",
)
KINDS = ("any", "seat", "office", "chair", "employment", "membership", "observer", "shares", "matter")
"""What a power may be over, besides names: kinds of positions, any declared matter, or anything."""

_LEAD = re.compile(r"(\d{1,6})(h|d)\Z", re.ASCII)
EVERYBODY = Every(Base.IN_OFFICE)


def _whole(among: set[Value]) -> bool:
    return all(isinstance(one, Fraction) and one.denominator == 1 for one in among)


def _bases(bound: Threshold) -> frozenset[Base]:
    match bound:
        case Both(parts):
            return frozenset(base for part in parts for base in _bases(part))
        case Every(base):
            return frozenset({base})
        case Bound():
            return frozenset({bound.base})
        case _:
            assert_never(bound)


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


def _weights(page: Page, node: Node, names: Names) -> Weight:
    pairs = []
    for key, votes in entries(page, node, "weights"):
        names.check(page, key.text, key.place, PARTY, "party")
        pairs.append((key.text, integer(page, votes, "a number of votes")))
    return Weight(votes=tuple(pairs))


def _term(page: Page, node: Node, names: Names) -> Term:
    fields = mapping(page, node, ("holdover",), ("holdover",), "a rule on terms")
    return Term(holdover=switch(page, fields.get("holdover"), names, "whether a holder stays when a term is over"))


def _power(page: Page, node: Node, fields: Mapping, names: Names, entity: str) -> Power:
    inner = mapping(page, node, ("to", "of", "from_start"), ("to", "of"), "a power")
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
        from_start=yes(page, inner.get("from_start"), "whether avoidance may work from the beginning"),
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
            return _weights(page, node, names)
        case "term":
            return _term(page, node, names)
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
