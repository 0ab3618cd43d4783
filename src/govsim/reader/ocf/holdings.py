"""Who holds how many shares of which class on the day of a package; whatever does not add up is a problem."""

from collections import Counter

from attrs import field

from govsim.reader.faults import brief
from govsim.reader.ocf.objects import MOST_SHARES, Obj
from govsim.reader.ocf.securities import Register, Security, Split
from govsim.reader.ocf.words import (
    CANCELLATION,
    CONSOLIDATION,
    CONVERSION,
    REISSUANCE,
    REPURCHASE,
    TRANSFER,
)
from govsim.values import define

_PART = {TRANSFER: "quantity", CANCELLATION: "quantity", REPURCHASE: "quantity", CONVERSION: "quantity_converted"}
"""The transactions that may take a part, with the field that says how much."""
_MAY_STAY = frozenset({CANCELLATION, REPURCHASE})
"""Those after which the rest may stay where it is, under the same id."""


@define
class Holdings:
    """Units by class and stakeholder, both by their ids.

    `stayed` counts the rests that kept their id, `changed` the transfers upon which shares changed their class.
    """

    units: Counter[tuple[str, str]] = field(factory=Counter)
    stayed: int = 0
    changed: int = 0


def holdings(found: Register) -> Holdings:
    """Walk through the life of every security, in the order of dates, and add up what has not ended."""
    out = Holdings()
    merged: dict[int, tuple[Obj, list[tuple[Security, int]]]] = {}
    for name, security in found.securities.items():
        left = _life(found, name, security, out, merged)
        if left:
            out.units[(security.of, security.holder)] += left
    for one, parts in merged.values():
        _consolidated(found, one, parts)
    for (of, holder), units in out.units.items():
        if units >= MOST_SHARES:
            one = next(each.obj for each in found.securities.values() if (each.of, each.holder) == (of, holder))
            one.report(
                "GS503", "quantity", "one holder would have 10^18 shares of a class or more", "look at the numbers"
            )
    return out


def _life(
    found: Register,
    name: str,
    security: Security,
    out: Holdings,
    merged: dict[int, tuple[Obj, list[tuple[Security, int]]]],
) -> int:
    """Give what is left of a security."""
    left = security.quantity
    last: Obj | None = None
    acts = sorted(found.acts.get(name, ()), key=lambda one: one.text("date"))
    splits = list(found.splits.get(security.of, ()))
    own = found.results.get(name)
    splits = [split for split in splits if not _after(split, security, own)]
    for one in acts:
        day = one.text("date")
        if last is not None:
            first = f"{last.page.file} {last.pointer}"
            one.report("GS506", "security_id", f"the security {brief(name)} had ended before: {first}", _ENDED)
            return 0
        if day < security.date:
            message = f"{day} is before the security {brief(name)} was issued, on {security.date}"
            one.report("GS506", "date", message, "look at both dates")
            return 0
        while splits and splits[0].date < day:
            left = _split(splits.pop(0), left, security)
        _same_day(splits, one, day)
        rest = _act(found, out, name, left, one)
        if one.text("object_type") == CONSOLIDATION:
            merged.setdefault(id(one), (one, []))[1].append((security, left))
        if rest is None:
            last, left = one, 0
        else:
            left = rest
            out.stayed += 1
    for split in splits if last is None else ():
        left = _split(split, left, security)
    return left


_ENDED = "what is left of a security has an id of its own: name that one"


def _after(split: Split, security: Security, own: Obj | None) -> bool:
    """Say whether a security was issued after a split, or upon it; on the day of a split that must be clear."""
    if security.date != split.date:
        return security.date > split.date
    if own is not None and own.text("object_type") == REISSUANCE:
        return own.text("split_transaction_id", needed=False) == split.id
    message = f"issued on the very day of the split {brief(split.id)}: before it or after?"
    security.obj.report("GS505", "date", message, _SAME_DAY)
    return True


_SAME_DAY = "say it by a TX_STOCK_REISSUANCE with the id of the split in `split_transaction_id`, or by another date"


def _same_day(splits: list[Split], one: Obj, day: str) -> None:
    """See to it that what happens on the day of a split is the reissue upon it."""
    if splits and splits[0].date == day:
        own = one.text("split_transaction_id", needed=False) if one.text("object_type") == REISSUANCE else ""
        if own != splits[0].id:
            message = f"done on the very day of the split {brief(splits[0].id)}: before it or after?"
            one.report("GS505", "date", message, _SAME_DAY)


def _split(split: Split, left: int, security: Security) -> int:
    """Give what a number of shares becomes in a split."""
    after = left * split.ratio
    if after.denominator != 1:
        message = f"{left} shares of {brief(security.obj.text('security_id'))} would be {after}, a fraction of a share"
        split.obj.report("GS507", "split_ratio", message, "record what became of the fraction: reissue the security")
    return int(after)


def _act(found: Register, out: Holdings, name: str, left: int, one: Obj) -> int | None:
    """Check what a transaction does to a security; give what stays under its id, or nothing where that has ended."""
    kind, security = one.text("object_type"), found.securities[name]
    results = [found.securities[other] for other in _ids(one) if other in found.securities]
    if kind in _PART:
        moved = one.shares(_PART[kind])
        if moved is None:
            return None
        if moved > left:
            one.report("GS506", _PART[kind], f"{moved} of {left} shares of {brief(name)}", "no more than there are")
            return None
        balance = one.text("balance_security_id", needed=False)
        kept = left - moved if not balance or balance == name else 0
        if kept and kind in _MAY_STAY:
            return kept
        _balance(found, security, left - moved, one, "" if balance == name else balance)
        if kind == TRANSFER:
            _alike(results, one, moved, "resulting_security_ids")
            out.changed += any(other.of != security.of for other in results)
        else:
            _dated(results, one)
    elif kind == REISSUANCE:
        split = found.split_ids.get(one.text("split_transaction_id", needed=False))
        whole = left * (split.ratio if split is not None and split.of == security.of else 1)
        _alike(results, one, whole, "resulting_security_ids", security)
    return None  # the whole of it has ended; upon a retraction nothing follows


def _ids(one: Obj) -> tuple[str, ...]:
    return one.ids("resulting_security_ids", needed=False)


def _balance(found: Register, security: Security, rest: int, one: Obj, balance: str) -> None:
    """Check that what is left of a security is issued anew."""
    if not balance:
        if rest:
            message = f"{rest} shares are left, and no `balance_security_id` says as what"
            one.report("GS506", "", message, "issue the rest as a security of its own, and name it as the balance")
        return
    other = found.securities.get(balance)
    if other is not None and not rest:
        one.report(
            "GS506", "balance_security_id", "nothing is left for a balance", "leave it out, or correct the number"
        )
    elif other is not None:
        _alike([other], one, rest, "balance_security_id", security)


def _dated(results: list[Security], one: Obj) -> bool:
    """Check that what results was issued on the day of the transaction."""
    for other in results:
        if other.date != one.text("date"):
            message = f"issued on {other.date}, though it results from a transaction of {one.text('date')}"
            other.obj.report("GS506", "date", message, "give both one date")
            return False
    return True


def _alike(results: list[Security], one: Obj, wanted: object, key: str, old: Security | None = None) -> None:
    """Check that what results is of the day and adds up; where it stays with its holder, also holder and class."""
    if not _dated(results, one):
        return
    total = sum(other.quantity for other in results)
    if total != wanted:
        one.report("GS506", key, f"{wanted} shares result here, and {total} were issued", "let both be one number")
    if old is not None and any(other.of != old.of for other in results):
        cure = "the class changes upon a conversion, or upon a transfer to another holder"
        one.report("GS506", key, "the shares that result are of another class", cure)
    if old is not None and any(other.holder != old.holder for other in results):
        one.report("GS506", key, "the shares that result are another holder's", "only a transfer changes the holder")


def _consolidated(found: Register, one: Obj, parts: list[tuple[Security, int]]) -> None:
    """Check that securities that became one were of one class and one holder, and add up to it."""
    other = found.securities.get(one.text("resulting_security_id"))
    if other is not None and any((other.of, other.holder) != (old.of, old.holder) for old, _ in parts):
        one.report("GS506", "resulting_security_id", "another class, or another holder", "consolidate one holder's")
        return
    if other is not None:
        _alike([other], one, sum(left for _, left in parts), "resulting_security_id")
