"""Reading who must agree: a vote, a party, a court, several of them, or nobody ever."""

from govsim.reader.conditions import condition
from govsim.reader.electing import electing
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.settings import on_paper, threshold
from govsim.reader.shape import Page, integer, items, mapping, text, wrong, yes
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    Approval,
    ByParty,
    KOf,
    Never,
    Oracle,
    Sponsors,
    Stages,
    Unknown,
    Vote,
    When,
)
from govsim.world.thresholds import Base, Every


def approval(page: Page, node: Node | None, names: Names) -> Approval:
    """Read who must agree: `{vote: board}`, `{consent: owner}`, `{oracle: court}`, `never`, or several of them."""
    cure = "write {vote: BODY}, {consent: PARTY}, {oracle: NAME} or never"
    if node is None or isinstance(node, Scalar):
        if node is not None and node.text != "never":
            wrong(page, node, "who must agree", cure)
        return Never()
    keys = (
        *("vote", "passes", "quorum", "electors", "elects", "consent", "sponsors", "of", "oracle", "unknown"),
        *("all", "any", "k_of", "list", "stages", "when"),
    )
    fields = mapping(page, node, keys, (), "who must agree")
    beside = {"passes", "quorum", "electors", "elects", "list", "of"}
    mains = [key for key in fields.keys() if key in keys and key not in beside]  # noqa: SIM118 - a node is no dict
    inner = fields.get(mains[0]) if mains else None
    if inner is None:
        if fields.entries == () or all(key in keys for key in fields.keys()):  # noqa: SIM118 - a node is no dict
            wrong(page, node, "who must agree", cure)
        return Never()
    main = mains[0]
    goes_with = {"vote": {"passes", "quorum", "electors", "elects"}, "k_of": {"list"}, "sponsors": {"of"}}.get(
        main, set()
    )
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
            elects = fields.get("elects")
            return Vote(
                body=names.use(page, inner, ("body", "kind"), "body"),
                passing=threshold(page, fields.get("passes"), names),
                quorum=None if nobody else threshold(page, quorum, names),
                any_quorum=nobody,
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
        case _:
            parts = tuple(approval(page, part, names) for part in items(page, inner, "approvals"))
            if not parts:
                wrong(page, inner, "at least one who must agree")
            return AllOf(parts) if main == "all" else AnyOf(parts) if main == "any" else Stages(parts)
