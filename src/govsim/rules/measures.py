"""Exact thresholds: the least number that meets a bound, what was short of it, and which of two asks for more.

A threshold is met by cross-multiplication, and a root by squares, so nothing is ever rounded.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import isqrt
from typing import assert_never

from govsim.rules.counts import Tally
from govsim.values import frozen
from govsim.world.thresholds import Base, Both, Bound, Count, Every, ParamQty, Root, Share, Threshold

ForParam = Callable[[str], Fraction]
"""Gives the number an open parameter of a threshold stands for."""


@frozen(kw_only=True)
class Shortfall:
    """One bound of a threshold held against a tally: what was there, of what, and the least that would do."""

    base: Base
    have: int
    of: int
    needed: int
    met: bool


def _share(qty: Share | Count | ParamQty, for_param: ForParam) -> tuple[Fraction | int, bool]:
    """Give a quantity that is no root, and whether it is a share of the base (else a number of votes)."""
    match qty:
        case Share():
            return qty.fraction, True
        case Count():
            return qty.votes, False
        case ParamQty(name):
            value = for_param(name)
            return value, value <= 1
        case _:
            assert_never(qty)


def _squared(root: Root, for_param: ForParam, size: int | None = None) -> Fraction:
    """Give the square of a root; of the size of a base, where that is not given, the square for a size of one."""
    of = for_param(root.of.name) if isinstance(root.of, ParamQty) else root.of
    return root.factor * root.factor * ((1 if size is None else size) if isinstance(of, Base) else of)


def _root_of(squared: Fraction) -> tuple[int, bool]:
    """Give the whole part of a square root, and whether anything is left over.

    >>> _root_of(Fraction(9, 4) * 1018)
    (47, True)
    """
    floor = isqrt(squared.numerator // squared.denominator)
    return floor, floor * floor != squared


def _least(part: Bound | Every, of: int, for_param: ForParam, size: Callable[[Base], int]) -> int:
    """Give the least number of votes that meets a bound over a base of so many, by whole numbers alone."""
    if isinstance(part, Every):
        return max(of, 1)
    rest: int | bool
    if isinstance(part.qty, Root):
        own = size(part.qty.of) if isinstance(part.qty.of, Base) else None
        floor, rest = _root_of(_squared(part.qty, for_param, own))
    else:
        quantity, is_share = _share(part.qty, for_param)
        floor, rest = divmod(quantity.numerator * of if is_share else quantity.numerator, quantity.denominator)
    return max(floor + 1 if part.strict or rest else floor, 0)


def _parts(threshold: Threshold) -> tuple[Bound | Every, ...]:
    return threshold.parts if isinstance(threshold, Both) else (threshold,)


def bounds(
    threshold: Threshold, have: int, counted: Tally, for_param: ForParam, inside: Callable[[Base], int] | None = None
) -> Iterator[Shortfall]:
    """Hold `have` votes against every bound of `threshold`; a base of 0 is never met.

    All of a base is asked of those of them who are `inside` it, where not all are: nobody stands in for another.
    """
    for part in _parts(threshold):
        of = counted.base(part.base)
        own = inside(part.base) if inside is not None and isinstance(part, Every) else have
        needed = _least(part, of, for_param, counted.base)
        yield Shortfall(base=part.base, have=own, of=of, needed=needed, met=of > 0 and own >= needed)


def meets(
    threshold: Threshold, have: int, counted: Tally, for_param: ForParam, inside: Callable[[Base], int] | None = None
) -> bool:
    """Say whether `have` votes meet every bound of `threshold`: what `bounds` says, without the numbers."""
    met = True
    for part in _parts(threshold):
        of = counted.base(part.base)
        own = inside(part.base) if inside is not None and isinstance(part, Every) else have
        met = own >= _least(part, of, for_param, counted.base) and of > 0 and met
    return met


_CONTAINS: dict[Base, frozenset[Base]] = {
    Base.AUTHORIZED: frozenset(Base),
    Base.OUTSTANDING: frozenset(Base) - {Base.AUTHORIZED},
    Base.IN_OFFICE: frozenset(Base) - {Base.AUTHORIZED},
    Base.ELIGIBLE: frozenset({Base.ELIGIBLE, Base.CAST}),
    Base.REPRESENTED: frozenset({Base.REPRESENTED, Base.CAST}),
    Base.PRESENT: frozenset({Base.REPRESENTED, Base.PRESENT, Base.CAST}),
    Base.CAST: frozenset({Base.CAST}),
}
"""Which bases are never larger than this one: a share of a larger base asks for at least as much."""


_Flat = tuple[bool, Fraction | int, str, Base]


def _flat(threshold: Threshold, for_param: ForParam) -> list[_Flat]:
    """Give each bound by the square of its quantity: of a share, of a number of votes, or of the root of a base."""
    return [(isinstance(part, Bound) and part.strict, *_kind(part, for_param), part.base) for part in _parts(threshold)]


def _kind(part: Bound | Every, for_param: ForParam) -> tuple[Fraction | int, str]:
    if isinstance(part, Every):
        return 1, "share"
    if isinstance(part.qty, Root):
        of = part.qty.of
        return _squared(part.qty, for_param), f"root of {of}" if isinstance(of, Base) else "votes"
    quantity, is_share = _share(part.qty, for_param)
    return quantity * quantity, "share" if is_share else "votes"


def at_least_as_strict(
    new: Threshold, old: Threshold, for_param: ForParam, seats: Callable[[], int | None] | None = None
) -> bool:
    """Say whether whatever meets `new` meets `old` too, as far as shares and counts alone can show it.

    Each bound of `old` must follow from one of `new` over the same base or one that contains it. A number and a share
    can be compared only where `seats` gives how many there are in all, of which no base has more.
    """
    ours = _flat(new, for_param)

    def follows(part: Bound | Every, flat: _Flat) -> bool:
        old_strict, old_quantity, old_kind, old_base = flat
        by_themselves = any(
            kind == old_kind and old_base in _CONTAINS[base] and (quantity, strict) >= (old_quantity, old_strict)
            for strict, quantity, kind, base in ours
        )
        if by_themselves or seats is None:
            return by_themselves
        return any(_asks_as_many(one, part, for_param, seats) for one in _parts(new))

    return all(follows(part, flat) for part, flat in zip(_parts(old), _flat(old, for_param), strict=True))


def _asks_as_many(new: Bound | Every, old: Bound | Every, for_param: ForParam, seats: Callable[[], int | None]) -> bool:
    """Say whether of a number and a share the new one asks for as many, of so many seats as there are."""
    kinds = (_kind(new, for_param)[1], _kind(old, for_param)[1])
    if kinds != ("votes", "share") and (kinds != ("share", "votes") or new.base is not Base.AUTHORIZED):
        return False
    of = seats()
    return of is not None and _least(new, of, for_param, lambda _: of) >= _least(old, of, for_param, lambda _: of)
