"""Reading who must agree: a vote, a party, a court, several of them, or nobody ever."""

import re
from typing import Literal, cast

from govsim.reader.conditions import condition
from govsim.reader.electing import electing
from govsim.reader.names import OFFICE, PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.settings import on_paper, threshold
from govsim.reader.shape import Page, entries, integer, items, mapping, one_of, text, wrong, yes
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    Approval,
    ByParty,
    KOf,
    Never,
    Oracle,
    Sponsors,
    Stage,
    Stages,
    Unknown,
    Vote,
    Votes,
    When,
)
from govsim.world.periods import Period
from govsim.world.thresholds import Base, Every

_PERIOD = re.compile(r"(\d{1,6})(h|d| months?)\Z", re.ASCII)
_WITH_VOTE = {"passes", "quorum", "weights", "casting", "electors", "elects"}
OF_STAGE = ("on", "after", "within", "awaits", "by")


def votes(page: Page, node: Node | None, names: Names, apart: str = "") -> Votes:
    """Read votes per unit by party, class or office; `apart` is a word that is none of them, where there is one."""
    pairs = []
    for key, number in entries(page, node, "weights"):
        if key.text != apart or not apart:
            words = f"party, class or office{' (or ' + apart + ')' if apart else ''}"
            names.check(page, key.text, key.place, (*PARTY, *OFFICE), words)
        pairs.append((key.text, integer(page, number, "a number of votes")))
    return tuple(pairs)


def period(page: Page, node: Node | None) -> Period | None:
    """Read a length of time between two ballots: `48h`, `30d`, `1 month`."""
    if node is None:
        return None
    found = _PERIOD.match(text(page, node, "a length of time such as 1 month"))
    if found is None or not int(found.group(1)):
        wrong(page, node, "a length of time such as 48h, 30d or 1 month")
        return None
    number, unit = int(found.group(1)), found.group(2)
    return Period(minutes=number * (60 if unit == "h" else 1440)) if len(unit) == 1 else Period(months=number)


def _stage(page: Page, node: Node, names: Names) -> Stage:
    """Read one of several ballots in order: who must agree, and when it may be taken."""
    if not isinstance(node, Mapping):
        return Stage(approval=approval(page, node, names))
    by, asked = node.get("by"), node.get("awaits")
    question = text(page, asked, "a question")
    if asked is not None:
        names.introduce("question", question, asked.place)
    on = one_of(page, node.get("on"), ("fail", "tie"), "fail", "end of the ballot before")
    if by is not None:
        mapping(page, node, OF_STAGE, (), "one of several ballots")
    return Stage(
        approval=approval(page, node if by is None else by, names, OF_STAGE if by is None else ()),
        on=cast("Literal['fail', 'tie']", on),
        after=period(page, node.get("after")),
        within=period(page, node.get("within")),
        awaits=question,
    )


def _stages(page: Page, inner: Node, names: Names) -> Stages:
    """Read several ballots in order; the first follows none, so that it waits for nothing."""
    nodes = items(page, inner, "ballots in order")
    if not nodes:
        wrong(page, inner, "at least one who must agree")
    for entry in nodes[0].entries if nodes and isinstance(nodes[0], Mapping) else ():
        if entry.key.text in OF_STAGE:
            message = f"`{entry.key.text}` does not go with the first ballot, which follows none"
            page.report("GS301", message, entry.key.place, label="too much", cure="write it in a later ballot")
    return Stages(tuple(_stage(page, one, names) for one in nodes))


def approval(page: Page, node: Node | None, names: Names, beside: tuple[str, ...] = ()) -> Approval:
    """Read who must agree: `{vote: board}`, `{consent: owner}`, `{oracle: court}`, `never`, or several of them.

    Keys that stand `beside` those, of a ballot in order, are read elsewhere.
    """
    cure = "write {vote: BODY}, {consent: PARTY}, {oracle: NAME} or never"
    if node is None or isinstance(node, Scalar):
        if node is not None and node.text != "never":
            wrong(page, node, "who must agree", cure)
        return Never()
    keys = (
        *("vote", "passes", "quorum", "weights", "casting", "electors", "elects"),
        *("consent", "sponsors", "of", "oracle", "unknown"),
        *("all", "in_order", "any", "k_of", "list", "stages", "when"),
    )
    fields = mapping(page, node, (*keys, *beside), (), "who must agree")
    mains = [key for key in fields.keys() if key in keys and key not in {*_WITH_VOTE, "list", "of"}]  # noqa: SIM118 - a node is no dict
    inner = fields.get(mains[0]) if mains else None
    if inner is None:
        if fields.entries == () or all(key in (*keys, *beside) for key in fields.keys()):  # noqa: SIM118 - a node is no dict
            wrong(page, node, "who must agree", cure)
        return Never()
    main = mains[0]
    goes_with = {"vote": _WITH_VOTE, "k_of": {"list"}, "sponsors": {"of"}}.get(main, set())
    for entry in fields.entries:
        if entry.key.text in keys and entry.key.text not in {main, *goes_with}:
            message = f"`{entry.key.text}` does not go with `{main}`"
            page.report("GS301", message, entry.key.place, label="too much", cure="join several with `all:` or `any:`")
    return _approval(page, main, inner, fields, names)


def _approval(page: Page, main: str, inner: Node, fields: Mapping, names: Names) -> Approval:
    match main:
        case "vote":
            quorum, weights = fields.get("quorum"), fields.get("weights")
            nobody = isinstance(quorum, Scalar) and quorum.text == "none"
            elects = fields.get("elects")
            return Vote(
                body=names.use(page, inner, ("body", "kind"), "body"),
                passing=threshold(page, fields.get("passes"), names),
                quorum=None if nobody else threshold(page, quorum, names),
                any_quorum=nobody,
                weights=None if weights is None else votes(page, weights, names),
                casting=names.use(page, fields.get("casting"), OFFICE, "office"),
                electing=electing(page, elects, names) if elects is not None else None,
                electors=yes(page, fields.get("electors"), "whether the seat's own electors vote"),
            )
        case "consent":
            return ByParty(names.use(page, inner, ("person", "entity", "group", "position"), "party or position"))
        case "sponsors":
            if fields.get("of") is None:
                message = "`of` is missing beside `sponsors`"
                page.report("GS303", message, inner.place, label="members of which body?", cure="add `of: BODY`")
            return Sponsors(
                threshold=on_paper(page, inner, names, "those who put an act forward have") or Every(Base.OUTSTANDING),
                body=names.use(page, fields.get("of"), ("body", "kind"), "body"),
            )
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
        case "stages":
            return _stages(page, inner, names)
        case _:
            parts = tuple(approval(page, part, names) for part in items(page, inner, "approvals"))
            if not parts:
                wrong(page, inner, "at least one who must agree")
            if main in {"all", "in_order"}:
                return AllOf(parts, ordered=main == "in_order")
            return AnyOf(parts)
