"""Securities: each was issued to one holder, and each that ended gave way to others; none of it hangs on file order.

The format never changes a security: a transfer, a conversion or a partial cancellation ends it, and what is left is
issued under a new id (`balance_security_id`). So who holds what is the sum of the securities that have not ended.
"""

from collections import Counter
from collections.abc import Collection
from fractions import Fraction

from attrs import field

from govsim.reader.faults import brief
from govsim.reader.ocf.objects import Obj
from govsim.reader.ocf.package import Package
from govsim.reader.ocf.words import CONSOLIDATION, FIELDS, ISSUANCE, NOT_IMPORTED, REISSUANCE, SPLIT
from govsim.values import define, frozen


@frozen(kw_only=True)
class Security:
    """Shares of one class issued to one holder on one day."""

    holder: str
    of: str
    quantity: int
    date: str
    obj: Obj


@frozen(kw_only=True)
class Split:
    """The split of a class: each share becomes `ratio` shares."""

    id: str
    of: str
    ratio: Fraction
    date: str
    obj: Obj


@define
class Register:
    """Every security by its id, what happened to each, the splits of each class, and what is not imported."""

    securities: dict[str, Security] = field(factory=dict)
    acts: dict[str, list[Obj]] = field(factory=dict)
    splits: dict[str, list[Split]] = field(factory=dict)
    split_ids: dict[str, Split] = field(factory=dict)
    results: dict[str, Obj] = field(factory=dict)
    others: frozenset[str] = frozenset()
    left_out: Counter[str] = field(factory=Counter)
    later: Counter[str] = field(factory=Counter)
    vesting: int = 0


def register(package: Package) -> Register:
    """Sort the transactions of a package up to its day; what they refer to must be there."""
    found = Register()
    current = []
    ids: set[tuple[str, str]] = set()
    for one in package.transactions:
        kind, day = one.text("object_type"), one.day("date")
        key = (kind, one.text("id", needed=False))
        if key in ids and key[1]:
            one.report("GS506", "id", f"the id {brief(key[1])} is that of another {kind}, too", "give each its own id")
        ids.add(key)
        if day > package.as_of:
            found.later[kind] += 1
        elif day:
            current.append(one)
    found.others = frozenset(
        one.text("security_id")
        for one in current
        if one.text("object_type").endswith("_ISSUANCE") and one.text("object_type") != ISSUANCE
    )
    for one in current:
        _first(found, one)
    for one in current:
        _then(package, found, one)
    for splits in found.splits.values():
        splits.sort(key=lambda split: split.date)
    return found


def _first(found: Register, one: Obj) -> None:
    """Take what others refer to: issuances and splits."""
    kind = one.text("object_type")
    if kind in FIELDS:
        one.only(FIELDS[kind])
    if kind == ISSUANCE:
        name, of, holder = one.text("security_id"), one.text("stock_class_id"), one.text("stakeholder_id")
        quantity = one.shares("quantity")
        if name in found.securities or name in found.others:
            one.report("GS506", "security_id", f"the security {brief(name)} is issued twice", "give each its own id")
        elif quantity is not None:
            found.securities[name] = Security(holder=holder, of=of, quantity=quantity, date=one.text("date"), obj=one)
        found.vesting += one.has("vesting_terms_id") or one.has("vestings")
    elif kind == SPLIT:
        ratio = _ratio(one)
        if ratio is not None:
            split = Split(id=one.text("id"), of=one.text("stock_class_id"), ratio=ratio, date=one.text("date"), obj=one)
            found.splits.setdefault(split.of, []).append(split)
            found.split_ids[split.id] = split


def _ratio(one: Obj) -> Fraction | None:
    inner = one.inner("split_ratio")
    if inner is None:
        return None
    above, below = inner.number("numerator"), inner.number("denominator")
    if not above or not below:
        if above is not None and below is not None:
            one.report("GS503", "split_ratio", "neither part of a ratio may be nothing", "2 for 1 is 2 over 1")
        return None
    return above / below


def _then(package: Package, found: Register, one: Obj) -> None:
    """Take what refers to others: every reference is followed, also of what is not imported."""
    kind = one.text("object_type")
    _known(one, "stakeholder_id", package.stakeholders, "stakeholder")
    _known(one, "stock_class_id", package.classes, "class of stock")
    ended: tuple[str, ...] = ()
    if kind == CONSOLIDATION:
        ended = one.ids("security_ids")
        _result(found, one, "resulting_security_id", one.text("resulting_security_id"))
    elif kind in FIELDS and kind not in {ISSUANCE, SPLIT}:
        ended = (one.text("security_id"),)
    for name in ended:
        if name in found.securities:
            found.acts.setdefault(name, []).append(one)
        elif name:
            key = "security_ids" if kind == CONSOLIDATION else "security_id"
            _unknown(found, one, key, name, shares=True)
    if kind in NOT_IMPORTED:
        found.left_out[kind] += 1
        name = one.text("security_id", needed=False)
        if name and name not in found.securities and name not in found.others:
            _unknown(found, one, "security_id", name, shares=False)
    for name in one.ids("resulting_security_ids", needed="resulting_security_ids" in FIELDS.get(kind, ())):
        _result(found, one, "resulting_security_ids", name, shares=kind in FIELDS)
    if kind in FIELDS and one.has("balance_security_id"):
        name = one.text("balance_security_id")
        if name != one.text("security_id"):
            _result(found, one, "balance_security_id", name)
    split = one.text("split_transaction_id", needed=False) if kind == REISSUANCE else ""
    if split and split not in found.split_ids:
        one.report("GS504", "split_transaction_id", f"no split has the id {brief(split)}", "name a split of this file")


def _known(one: Obj, key: str, known: Collection[str], what: str) -> None:
    name = one.text(key, needed=False)
    if name and name not in known:
        near = one.page.did_you_mean(name, known)
        one.report("GS504", key, f"no {what} has the id {brief(name)}", near or f"add the {what}, or name one there is")


def _unknown(found: Register, one: Obj, key: str, name: str, *, shares: bool) -> None:
    """Note that there is no such security, or none of shares."""
    if name in found.others and shares:
        message = f"{brief(name)} is no security of shares, and this transaction is about shares"
    else:
        message = f"no security with the id {brief(name)} was issued up to the day of the package"
    near = one.page.did_you_mean(name, found.securities)
    one.report("GS504", key, message, near or "add its issuance: every security begins with one")


def _result(found: Register, one: Obj, key: str, name: str, *, shares: bool = True) -> None:
    """See to it that what a transaction leads to was issued, and that no other leads to it."""
    if not name:
        return
    if name not in found.securities and (shares or name not in found.others):
        _unknown(found, one, key, name, shares=shares)
    elif name in found.results:
        one.report("GS506", key, f"the security {brief(name)} results from another transaction, too", "name it once")
    found.results.setdefault(name, one)
