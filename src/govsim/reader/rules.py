"""Reading what a rule says: its one topic, and the ranks that may say otherwise."""

import re
from fractions import Fraction
from typing import Literal, cast

from govsim.reader.approvals import OFFICE, approval, votes
from govsim.reader.electing import electing
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.settings import by_param, on_paper, switch, threshold, variants
from govsim.reader.shape import Page, entries, integer, items, mapping, one_of, text, wrong, yes
from govsim.reader.suits import suit, test
from govsim.world.clauses import (
    AMEND,
    RECUSED,
    TARGET,
    Assent,
    ByParam,
    Calling,
    Leave,
    Notice,
    Passing,
    Power,
    Quorum,
    Rank,
    Recusal,
    Scope,
    Size,
    StandsAside,
    Switch,
    Term,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.params import Value
from govsim.world.thresholds import Base, Every

RANKS = {rank.name.lower(): rank for rank in Rank}
TOPICS = (
    *("size", "quorum", "passes", "consent", "notice", "recusal", "weights", "power"),
    *("call", "term", "assent", "suit", "test", "elects"),
)
POWER_VERBS = (
    *("appoint", "elect", "remove", "resize", "determine", "manage", "avoid", "ratify"),
    *("issue", "transfer", "fix-record-date", AMEND, "any"),
)
KINDS = ("any", "seat", "office", "chair", "employment", "membership", "observer", "shares", "matter")
"""What a power may be over, besides names: kinds of positions, any declared matter, or anything."""

_LEAD = re.compile(r"(\d{1,6})(h|d)\Z", re.ASCII)
EVERYBODY = Every(Base.IN_OFFICE)


def _whole(among: set[Value]) -> bool:
    return all(isinstance(one, Fraction) and one.denominator == 1 for one in among)


def _consent(page: Page, node: Node, names: Names) -> WrittenConsent:
    if isinstance(node, Scalar) and node.text == "never":
        return WrittenConsent(threshold=None)
    asks: Switch = False
    as_at_meeting = False
    signatures: Node | None = node
    if isinstance(node, Mapping):
        fields = mapping(
            page, node, ("signatures", "signers_quorum", "as_at_meeting"), ("signatures",), "a consent rule"
        )
        signatures = fields.get("signatures")
        asks = switch(page, fields.get("signers_quorum"), names, "whether the signers must be a quorum", default=False)
        as_at_meeting = yes(page, fields.get("as_at_meeting"), "whether as many must sign as a meeting would need")
        if isinstance(signatures, Scalar) and signatures.text == "never":
            return WrittenConsent(threshold=None, signers_quorum=asks)
    bound = on_paper(page, signatures, names, "a written consent has")
    return WrittenConsent(threshold=bound or EVERYBODY, signers_quorum=asks, as_at_meeting=as_at_meeting)


def minutes(page: Page, node: Node | None) -> int:
    """Read a length of time such as `48h` or `120d`, in minutes; 0 where none is given."""
    if node is None:
        return 0
    found = _LEAD.match(text(page, node, "a length of time such as 48h", "0h"))
    if found is None:
        wrong(page, node, "a length of time such as 48h or 4d")
        return 0
    return int(found.group(1)) * (60 if found.group(2) == "h" else 1440)


def _notice(page: Page, node: Node) -> Notice:
    if isinstance(node, Scalar):
        return Notice(due=one_of(page, node, ("due", "not-due"), "due", "notice rule") == "due")
    fields = mapping(page, node, ("due", "lead", "attendance_waives", "regular"), (), "a notice rule")
    return Notice(
        due=yes(page, fields.get("due"), "whether notice is due", default=True),
        lead=minutes(page, fields.get("lead")),
        attendance_waives=yes(page, fields.get("attendance_waives"), "whether attendance waives notice", default=True),
        regular=yes(page, fields.get("regular"), "whether a regular meeting needs notice, too"),
    )


def _passing(page: Page, node: Node, names: Names) -> Passing:
    if isinstance(node, Scalar):
        return Passing(threshold=threshold(page, node, names) or EVERYBODY)
    fields = mapping(page, node, ("votes", "casting"), ("votes",), "a rule on votes")
    office = names.use(page, fields.get("casting"), OFFICE, "office")
    return Passing(threshold=threshold(page, fields.get("votes"), names) or EVERYBODY, casting=office)


def _quorum(page: Page, node: Node, names: Names) -> Quorum | None:
    if not isinstance(node, Mapping):
        bound = threshold(page, node, names)
        return Quorum(threshold=bound) if bound is not None else None
    fields = mapping(page, node, ("votes", "classes", "as_of", "adjourned"), ("votes",), "a rule on the quorum")
    classes = []
    for key, share in entries(page, fields.get("classes"), "classes of seats"):
        names.check(page, key.text, key.place, ("position",), "position")
        classes.append((key.text, threshold(page, share, names) or EVERYBODY))
    as_of = one_of(page, fields.get("as_of"), ("vote", "opening"), "vote", "moment at which a quorum is counted")
    return Quorum(
        threshold=threshold(page, fields.get("votes"), names) or EVERYBODY,
        classes=tuple(classes),
        as_of=cast("Literal['vote', 'opening']", as_of),
        adjourned=threshold(page, fields.get("adjourned"), names),
    )


def _stands_aside(page: Page, node: Node, names: Names) -> StandsAside:
    fields = mapping(page, node, ("who", "vote", "quorum", "base"), (), "a rule on recusal")
    named = fields.get("who")
    who = text(page, named, "who stands aside", RECUSED)
    if named is not None and who not in {RECUSED, TARGET}:
        names.check(page, who, named.place, (*PARTY, "position"), "party or position (or recused, or target)")
    return StandsAside(
        who=who,
        vote=switch(page, fields.get("vote"), names, "out of the vote", default=True),
        quorum=switch(page, fields.get("quorum"), names, "out of the quorum", default=False),
        base=switch(page, fields.get("base"), names, "out of the base", default=False),
    )


def _recusal(page: Page, node: Node, names: Names) -> Recusal:
    rows = node.items if isinstance(node, Sequence) else (node,)
    return Recusal(rows=tuple(_stands_aside(page, row, names) for row in rows))


def _size(page: Page, node: Node, names: Names) -> Size:
    if isinstance(node, Mapping):
        return Size(number=by_param(page, node, names, "a size", _whole, "whole numbers"))
    return Size(number=integer(page, node, "a number of seats"))


def _weights(page: Page, node: Node, names: Names) -> Weight:
    if not isinstance(node, Mapping) or node.get("param") is None:
        return Weight(votes=votes(page, node, names, TARGET))
    return Weight(
        by_param=ByParam(names.use(page, node.get("param"), ("param",), "parameter")),
        variants=tuple(
            (key.text, votes(page, one, names, TARGET)) for key, one in variants(page, node, names, "rule on votes")
        ),
    )


def _term(page: Page, node: Node, names: Names) -> Term:
    fields = mapping(page, node, ("holdover",), ("holdover",), "a rule on terms")
    return Term(holdover=switch(page, fields.get("holdover"), names, "whether a holder stays when a term is over"))


def _power(  # noqa: PLR0913, PLR0917 - what a topic may ask for
    page: Page, node: Node, fields: Mapping, names: Names, entity: str, owner: str
) -> Power:
    inner = mapping(page, node, ("to", "of", "from_start", "within"), ("to", "of"), "a power")
    if fields.get("by") is None:
        page.report("GS303", "`by` is missing in a power", node.place, label="who may do it?", cure="add `by:`")
    over = inner.get("of")
    target = text(page, over, "what the power is over")
    verbs = _verbs(page, inner.get("to"))
    rules = {*verbs} <= {AMEND, "avoid", "ratify"}  # of an amendment, too
    named = isinstance(over, Scalar) and (over.text in RANKS or names.knows(over.text, ("instrument",)))
    if isinstance(over, Scalar) and rules and (verbs == (AMEND,) or named):
        target = _amended(page, over, names, owner)
    elif isinstance(over, Scalar):
        _over(page, over, names)
        if "." in target and entity and not target.startswith(f"{entity}."):
            message = f"`{target}` is not of `{entity}`, whose instrument this rule stands in"
            page.report("GS202", message, over.place, label=f"not of {entity}", cure="name the instrument it is in")
    return Power(
        verbs=verbs,
        target=target,
        approval=approval(page, fields.get("by"), names),
        from_start=yes(page, inner.get("from_start"), "whether it may work from the beginning"),
        within=minutes(page, inner.get("within")),
    )


def _over(page: Page, node: Scalar, names: Names) -> str:
    """Read what acts are done to: a position, body or matter, a kind of them, or any."""
    if node.text not in KINDS:
        kinds = ("position", "body", "matter", "kind", "matter-kind")
        names.check(page, node.text, node.place, kinds, "position, body, matter or kind")
    return node.text


def _amended(page: Page, node: Scalar, names: Names, owner: str) -> str:
    """Read what an amendment changes: an instrument, a rank of instruments, one rule by its id, or any."""
    if node.text == "any" or node.text in RANKS:
        return node.text
    if "." in node.text:
        names.check(page, node.text, node.place, ("instrument", "rule"), "instrument or rule")
        return node.text
    rule = f"{owner}.{node.text}"
    names.check(page, rule, node.place, ("rule",), "rule")
    return rule


def introduce_matters(page: Page, fields: Mapping, names: Names) -> None:
    """Let a rule of a law pack introduce the kinds of matters it speaks of, such as a merger; not a word misspelt."""
    inner = [(fields.get(key), word) for key, word in (("power", "of"), ("on", "of"), ("suit", "over"))]
    found = [one for node, word in inner if isinstance(node, Mapping) for one in items(page, node.get(word), "targets")]
    for one in found:
        if not isinstance(one, Scalar) or one.text in KINDS or "." in one.text:
            continue
        if page.near(one.text, KINDS) is None:
            names.introduce("matter-kind", one.text, one.place)


def on(page: Page, node: Node | None, names: Names) -> Scope | None:
    """Read which acts alone a clause is about: `on: {to: [remove], of: acme.board}`."""
    if node is None:
        return None
    fields = mapping(page, node, ("to", "of"), ("to", "of"), "the acts a rule is about")
    over = fields.get("of")
    target = text(page, over, "what the acts are done to", "any")
    return Scope(
        verbs=_verbs(page, fields.get("to")), target=_over(page, over, names) if isinstance(over, Scalar) else target
    )


def _verbs(page: Page, node: Node | None) -> tuple[str, ...]:
    """Read verbs; to elect and to appoint are one act in law: filling a position."""
    verbs = (one_of(page, one, POWER_VERBS, "any", "verb of a power") for one in items(page, node, "verbs"))
    if isinstance(node, Sequence) and not node.items:
        wrong(page, node, "at least one verb", f"some of: {', '.join(POWER_VERBS)}")
    return tuple(dict.fromkeys("appoint" if verb == "elect" else verb for verb in verbs))


def topic(page: Page, fields: Mapping, names: Names, entity: str = "", owner: str = "") -> Topic | None:
    """Read the one topic of a clause of the file `owner`; a power is over something of `entity`, where known."""
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
            return _quorum(page, node, names)
        case "passes":
            return _passing(page, node, names)
        case "consent":
            return _consent(page, node, names)
        case "notice":
            return _notice(page, node)
        case "recusal":
            return _recusal(page, node, names)
        case "weights":
            return _weights(page, node, names)
        case "call":
            return Calling(approval=approval(page, node, names))
        case "term":
            return _term(page, node, names)
        case "assent":
            words = ("presumed", "not-presumed")
            return Assent(presumed=one_of(page, node, words, "presumed", "rule on assent") == "presumed")
        case "suit":
            return suit(page, node, names, KINDS)
        case "test":
            return test(page, node, names)
        case "elects":
            return electing(page, node, names)
        case _:
            return _power(page, node, fields, names, entity, owner)


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
