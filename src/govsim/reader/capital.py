"""Reading items about units and money: what passes, what is made or taken back, what is paid and paid out."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypedDict

from govsim.reader.common import people
from govsim.reader.money import money
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import Page, integer, text, wrong
from govsim.record.capital import CapitalItem, Convert, Distribute, Issue, IssueEach, Pay, Redeem, Transfer
from govsim.world import amounts
from govsim.world.money import Money

CAPITAL_KEYS = {
    "transfer": ("of", "from", "to"),
    "issue": ("of", "to"),
    "issue_each": ("of", "besides"),
    "redeem": ("of", "from"),
    "convert": ("of", "from", "into", "for"),
    "pay": ("from", "to", "under"),
    "distribute": ("under", "of"),
}
"""Each verb on units and money, with the words that go with it."""


def _needed(page: Page, fields: Mapping, key: str, label: str) -> Node | None:
    if fields.get(key) is None:
        page.report("GS303", f"`{key}` is missing", fields.place, label=label, cure=f"add `{key}:`")
    return fields.get(key)


def _party(page: Page, fields: Mapping, key: str, names: Names) -> str:
    return names.use(page, _needed(page, fields, key, "which party?"), PARTY, "party")


def _units(page: Page, node: Node | None) -> int:
    """Read how many units pass or are made: one at least."""
    number = integer(page, node, "a number of units")
    if node is not None and number == 0:
        wrong(page, node, "one unit at least")
    return number


def _units_of(page: Page, fields: Mapping, key: str, names: Names, sole: Callable[[str], bool]) -> str:
    """Read what the units are of: any position but one that only one party can hold."""
    position = names.use(page, _needed(page, fields, key, "which position?"), ("position",), "position")
    if sole(position):
        message, where = f"`{position}` has one holder at a time", fields.get(key) or fields
        cure = "name a position that has units, such as a class of shares"
        page.report("GS316", message, where.place, label="no units of it", cure=cure)
    return position


def _each(page: Page, node: Node | None) -> Fraction:
    """Read how many units are made for each one held: a number or a share of one, above nothing."""
    read = amounts.number(node.text) if isinstance(node, Scalar) else None
    if node is None or read is None or isinstance(read, amounts.Misread) or read[1] or not read[0]:
        if node is not None:
            wrong(page, node, "how many units for each one held, such as `1` or `1/2`")
        return Fraction(1)
    return read[0]


def _sum(page: Page, node: Node | None, flow: str, names: Names) -> Money:
    """Read a sum above nothing, in the currency of the flow under which it is paid, if it is under one."""
    found = money(page, node, names.currencies.get(flow, ""))
    if node is not None and found is not None and not found.amount:
        wrong(page, node, "a sum above nothing")
    return found or Money("", Fraction(0))


class _Own(TypedDict):
    id: str
    by: str
    capacity: str


def capital(  # noqa: PLR0913, PLR0917 - what every item has, read already
    page: Page,
    verb: str,
    fields: Mapping,
    names: Names,
    sole: Callable[[str], bool],
    common: tuple[str, str, str],
) -> CapitalItem:
    """Read one item about units or money; `common` are its id, by whom it is and in which capacity."""
    subject = fields.get(verb)
    name, by, capacity = common
    own = _Own(id=name, by=by, capacity=capacity)
    match verb:
        case "transfer":
            position = _units_of(page, fields, "of", names, sole)
            return Transfer(
                units=_units(page, subject),
                position=position,
                giver=_party(page, fields, "from", names),
                taker=_party(page, fields, "to", names),
                converts_to=names.converts.get(position, ""),
                **own,
            )
        case "issue":
            position, units = _units_of(page, fields, "of", names, sole), _units(page, subject)
            return Issue(units=units, position=position, party=_party(page, fields, "to", names), **own)
        case "issue_each":
            position, each = _units_of(page, fields, "of", names, sole), _each(page, subject)
            return IssueEach(each=each, position=position, besides=people(page, fields.get("besides"), names), **own)
        case "redeem":
            position, units = _units_of(page, fields, "of", names, sole), _units(page, subject)
            return Redeem(units=units, position=position, party=_party(page, fields, "from", names), **own)
        case "convert":
            position, into = (_units_of(page, fields, key, names, sole) for key in ("of", "into"))
            units, made = _units(page, subject), _units(page, _needed(page, fields, "for", "how many units?"))
            party = _party(page, fields, "from", names)
            if position.partition(".")[0] != into.partition(".")[0]:
                where, entity = fields.get("into") or fields, position.partition(".")[0]
                message = f"`{into}` is not of `{entity}`, whose units are converted"
                page.report(
                    "GS202", message, where.place, label=f"not of {entity}", cure=f"name a position of {entity}"
                )
            return Convert(units=units, position=position, party=party, into=into, made=made, **own)
        case "pay":
            under = names.use(page, fields.get("under"), ("flow",), "flow")
            paid = _sum(page, subject, under, names)
            giver, taker = _party(page, fields, "from", names), _party(page, fields, "to", names)
            if under and "." in under and taker != under.partition(".")[0]:
                wrong(page, fields.get("to") or fields, f"`{under.partition('.')[0]}`, whose flow it is")
            return Pay(money=paid, giver=giver, taker=taker, under=under, **own)
        case _:
            flow = names.use(page, _needed(page, fields, "under", "which flow?"), ("flow",), "flow")
            paid = _sum(page, subject, flow, names)
            stream = text(page, fields.get("of"), "a stream of income")
            if (node := fields.get("of")) is not None:
                names.check(page, f"{flow}:{stream}", node.place, ("stream",), "stream of income")
            return Distribute(money=paid, flow=flow, stream=stream, **own)
