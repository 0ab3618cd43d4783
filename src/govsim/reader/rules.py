"""Reading what a rule says: its one topic, and the ranks that may say otherwise."""

from typing import Literal, cast

from govsim.reader.approvals import approval
from govsim.reader.electing import electing
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.settings import threshold
from govsim.reader.shape import Page, entries, items, mapping, one_of, text, wrong, yes
from govsim.reader.suits import suit, test
from govsim.reader.topics import (
    minutes,
    read_consent,
    read_notice,
    read_passing,
    read_quorum,
    read_recusal,
    read_size,
    read_term,
    read_weights,
)
from govsim.world.clauses import (
    AMEND,
    Assent,
    Calling,
    Leave,
    Power,
    Rank,
    Scope,
    Topic,
)

RANKS = {rank.name.lower(): rank for rank in Rank}
TOPICS = (
    *("size", "quorum", "passes", "consent", "notice", "recusal", "weights", "power"),
    *("call", "term", "assent", "suit", "test", "elects"),
)
POWER_VERBS = (
    *("appoint", "elect", "remove", "resize", "determine", "manage", "avoid", "ratify"),
    *("issue", "transfer", "redeem", "convert", "pay", "distribute", "fix-record-date", AMEND, "any"),
)
KINDS = ("any", "seat", "office", "chair", "employment", "membership", "observer", "shares", "matter", "money")
"""What a power may be over, besides names: kinds of positions, any declared matter, any flow, or anything."""


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
        kinds = ("position", "body", "matter", "flow", "kind", "matter-kind")
        names.check(page, node.text, node.place, kinds, "position, body, matter, flow or kind", KINDS)
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
            return read_size(page, node, names)
        case "quorum":
            return read_quorum(page, node, names)
        case "passes":
            return read_passing(page, node, names)
        case "consent":
            return read_consent(page, node, names)
        case "notice":
            return read_notice(page, node)
        case "recusal":
            return read_recusal(page, node, names)
        case "weights":
            return read_weights(page, node, names)
        case "call":
            return Calling(approval=approval(page, node, names))
        case "term":
            return read_term(page, node, names)
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
