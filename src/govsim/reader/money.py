"""Reading sums of money, `USD 13bn`, and shares of it, `75%` or `1/3`."""

import re
from fractions import Fraction

from govsim.reader.faults import brief
from govsim.reader.nodes import Node, Scalar
from govsim.reader.shape import Page, wrong
from govsim.world import amounts
from govsim.world.money import Money

SUM = "a sum such as `USD 13bn`"
SHARE = "a share such as `75%` or `1/3`"
MULTIPLE = "a multiple such as `100x`"
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_TIMES = re.compile(r"(?P<number>\S+)x\Z")


def _misread(page: Page, node: Node, found: amounts.Misread) -> None:
    page.report("GS323", found.message, node.place, label="not a sum", cure=found.help)


def currency(page: Page, node: Node | None) -> str:
    """Read a currency by its three capital letters (ISO 4217)."""
    if node is None:
        return ""
    written = node.text if isinstance(node, Scalar) else ""
    if not _CURRENCY.match(written):
        wrong(page, node, "a currency by its three letters, such as USD")
        return ""
    return written


def money(page: Page, node: Node | None, wanted: str = "") -> Money | None:
    """Read a sum: its currency, then how much; with `wanted` it must be of that currency."""
    if node is None:
        return None
    if not isinstance(node, Scalar):
        wrong(page, node, SUM)
        return None
    name, _, rest = node.text.partition(" ")
    if not _CURRENCY.match(name):
        bare = amounts.money(node.text)
        cure = f"write the currency first, as in `{wanted or 'USD'} {node.text}`"
        message = f"a sum without its currency: {brief(node.text)}"
        if isinstance(bare, amounts.Misread):
            message, cure = f"{brief(node.text)} is not a sum", f"write {SUM}"
        _misread(page, node, amounts.Misread(message, cure))
        return None
    read = amounts.money(rest.strip())
    if isinstance(read, amounts.Misread):
        _misread(page, node, read)
        return None
    if wanted and name != wanted:
        message = f"a sum in {name} where money is in {wanted}"
        cure = f"write the sum in {wanted}; currencies are never mixed, and no rate is known"
        page.report("GS323", message, node.place, label=f"not {wanted}", cure=cure)
        return None
    return Money(name, read)


def share(page: Page, node: Node) -> Fraction:
    """Read a share: between nothing and all."""
    read = amounts.number(node.text) if isinstance(node, Scalar) else None
    if read is None or isinstance(read, amounts.Misread) or read[1] not in {"", "%"} or not 0 <= read[0] <= 1:
        wrong(page, node, SHARE)
        return Fraction(0)
    return read[0]


def multiple(node: Node) -> Fraction | None:
    """Read `100x`, a multiple of the money put in; None where it is not one."""
    found = _TIMES.match(node.text) if isinstance(node, Scalar) else None
    read = amounts.money(found["number"]) if found else None
    return read if isinstance(read, Fraction) else None
