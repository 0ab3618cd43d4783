"""Reading items: what a decision does, one verb with its words."""

from collections import Counter
from collections.abc import Callable

from attrs import evolve

from govsim.errors import Related
from govsim.reader.capital import CAPITAL_KEYS, capital
from govsim.reader.electing import standing
from govsim.reader.names import ACTOR, PARTY, Names
from govsim.reader.nodes import Mapping, Node
from govsim.reader.settings import switch
from govsim.reader.shape import Page, integer, items, mapping, misspelt, text, wrong, yes
from govsim.record import acts
from govsim.record.acts import Item, exclude

ITEM_KEYS = {
    "appoint": ("as", "interim", "replacing"),
    "elect": ("to", "interim", "replacing"),
    "remove": ("from", "as"),
    "resign": ("from",),
    "resize": ("to",),
    "amend": ("adopt", "repeal"),
    "determine": ("with",),
    "ratify": ("counts", "from_start"),
    "avoid": ("from_start",),
    **CAPITAL_KEYS,
    "fix_record_date": ("for",),
    "approve": (),
}

_BESIDE = ("id", "by", "capacity", *(key for keys in ITEM_KEYS.values() for key in keys))


def _position(page: Page, fields: Mapping, key: str, names: Names) -> str:
    if fields.get(key) is None:
        page.report("GS303", f"`{key}` is missing", fields.place, label="which position?", cure=f"add `{key}:`")
    return names.use(page, fields.get(key), ("position",), "position")


def _capacity(page: Page, node: Node | None, names: Names) -> str:
    """Read as what a body acts: a body, or a kind of body."""
    return names.use(page, node, ("body", "kind"), "body or kind of body")


def _rules_of(page: Page, node: Node | None, names: Names, instrument: str) -> tuple[str, ...]:
    """Read rules of an instrument, each named with or without the id of the file it stands in."""
    out: list[str] = []
    for one in items(page, node, "rules"):
        written = text(page, one, "a rule")
        rule = names.rule(written)
        names.check(page, rule, one.place, ("rule",), "rule")
        if names.standing.get(rule, instrument) != instrument:
            message = f"`{written}` is a rule of `{names.standing[rule]}`, not of `{instrument}`"
            cure = "amend the instrument that it stands in"
            page.report("GS202", message, one.place, label=f"not of {instrument}", cure=cure)
        if rule in out:
            wrong(page, one, "each rule once")
        out.append(rule)
    return tuple(out)


def _amendment(  # noqa: PLR0913, PLR0917 - what every item has, read already
    page: Page, fields: Mapping, names: Names, name: str, by: str, capacity: str
) -> Item:
    """Read an amendment: the instrument, and at least one rule of it that is adopted or repealed."""
    instrument = names.use(page, fields.get("amend"), ("instrument",), "instrument")
    adopt = _rules_of(page, fields.get("adopt"), names, instrument)
    repeal = _rules_of(page, fields.get("repeal"), names, instrument)
    if not adopt and not repeal:
        wrong(page, fields, "rules to `adopt` or to `repeal`")
    if {*adopt} & {*repeal}:
        wrong(page, fields.get("repeal") or fields, "a rule that the same amendment does not adopt")
    return acts.Amend(id=name, instrument=instrument, adopt=adopt, repeal=repeal, by=by, capacity=capacity)


def _item(page: Page, node: Node, names: Names, sole: Callable[[str], bool]) -> Item | None:
    verb = next((key for key in node.keys() if key in ITEM_KEYS), "") if isinstance(node, Mapping) else ""  # noqa: SIM118 - a node is no dict
    if isinstance(node, Mapping) and not verb and misspelt(page, node, ITEM_KEYS, _BESIDE, "an item of a decision"):
        return None
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
        case "amend":
            return _amendment(page, fields, names, name, by, capacity)
        case "determine":
            args = tuple(text(page, one, "a word") for one in items(page, fields.get("with"), "words"))
            matter = names.use(page, subject, ("matter",), "matter")
            return acts.Determine(id=name, matter=matter, args=args, by=by, capacity=capacity)
        case "ratify":
            target = names.use(page, subject, ("item",), "item")
            counts = switch(page, fields.get("counts"), names, "whether it repeats the earlier act")
            from_start = yes(page, fields.get("from_start"), "whether it works from the beginning")
            return acts.Ratify(id=name, target=target, counts=counts, from_start=from_start, by=by, capacity=capacity)
        case "transfer" | "issue" | "issue_each" | "redeem" | "convert" | "pay" | "distribute":
            return capital(page, verb, fields, names, sole, (name, by, capacity))
        case "fix_record_date":
            if fields.get("for") is None:
                page.report("GS303", "`for` is missing", fields.place, label="which meeting?", cure="add `for:`")
            body = names.use(page, subject, ("body",), "body")
            meeting = names.use(page, fields.get("for"), ("meeting",), "meeting")
            rolls = names.rolls.get(body, ())
            return acts.FixRecordDate(id=name, body=body, meeting=meeting, positions=rolls, by=by, capacity=capacity)
        case "approve":
            what = _item(page, subject, names, sole) if subject is not None else None
            if isinstance(what, acts.Approve):
                wrong(page, subject or fields, "an item other than an approval")
            return None if what is None else acts.Approve(id=name, what=what, by=by, capacity=capacity)
        case _:
            target = names.use(page, subject, ("item",), "item")
            from_start = yes(page, fields.get("from_start"), "whether it works from the beginning")
            return acts.Avoid(id=name, target=target, from_start=from_start, by=by, capacity=capacity)


def _default_id(item: Item) -> str:
    item = item.what if isinstance(item, acts.Approve) else item
    about = getattr(item, "position", "") or getattr(item, "body", "") or getattr(item, "matter", "")
    about = about or getattr(item, "instrument", "") or getattr(item, "flow", "") or getattr(item, "under", "")
    return (about or getattr(item, "target", "")).rpartition(".")[2]


def decision_items(  # noqa: PLR0913 - the items, of which step, and what they stand against
    page: Page,
    node: Node | None,
    names: Names,
    sole: Callable[[str], bool],
    step: str,
    *,
    rivals: tuple[Item, ...] | None = None,
) -> tuple[Item, ...]:
    """Read the items of a decision; without an `id:` an item is called after its position, and its party if need be.

    With `rivals` they stand against each other, and against those: it is the vote that says which of them can be so.
    """
    read = [(one, _item(page, one, names, sole)) for one in items(page, node, "items")]
    found = [(where, item) for where, item in read if item is not None]
    short = [item.id or _default_id(item) for _, item in found]
    alike = Counter(short)
    out: list[Item] = []
    for (where, item), name in zip(found, short, strict=True):
        full = (
            name
            if item.id or alike[name] == 1
            else f"{name}-{getattr(item, 'party', '') or getattr(item, 'taker', '')}".rstrip("-")
        )
        names.declare(page, "item", f"{step}.{full}", where.place)
        out.append(evolve(item, id=full))
        for (first, _), other in zip(found, out[:-1], strict=False):
            if rivals is None and exclude(out[-1], other):
                related = (Related(place=first.place, label="the other item"),)
                message = f"`{full}` and `{other.id}` exclude each other: both cannot be so at once"
                cure = "two votes are two steps; or leave one of them out"
                page.report("GS317", message, where.place, label="not together", cure=cure, related=related)
    if not read and node is not None:
        wrong(page, node, "at least one item under `that`")
    if rivals is not None:
        stand = tuple((item, where.place) for item, (where, _) in zip(out, found, strict=True))
        standing(page, stand, rivals, names)
    return tuple(out)
