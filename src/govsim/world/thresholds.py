"""How much is enough: the words in which charters and statutes set a quorum or a majority.

With `v` the weight counted and `b` the weight of the base, both exact integers after exclusions::

    > 1/2 of present        v > b/2           more than a share: Bound(strict=True, Share(1/2), present)
    >= 90% of cast          v >= 9b/10        at least a share
    >= 4 of in_office       v >= 4            a plain integer is a count of votes, not a share
    >= members of cast      a param that holds a count or a share
    >= 3/2*sqrt(outstanding) of outstanding    a number of votes that need not be whole: 47.859 is met by 48, not by 47
    all of authorized       v = b
    > 1/2 of cast and >= 4 of in_office       every part, each on its own base

A base of 0 never passes, not even `all of` it or `>= 0 of` it: an empty room decides nothing. There is no `=`: with
exact equality one more vote in favour could turn yes into no. Nothing is counted here; `rules` counts.
"""

from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from attrs import field, validators

from govsim.values import frozen


class Base(StrEnum):
    """The denominator: whose weight the votes in favour are measured against."""

    AUTHORIZED = "authorized"
    IN_OFFICE = "in_office"
    ELIGIBLE = "eligible"
    PRESENT = "present"
    CAST = "cast"
    REPRESENTED = "represented"
    OUTSTANDING = "outstanding"


@frozen
class Count:
    """A fixed number of votes, whatever the size of the base."""

    votes: int = field(validator=validators.ge(0))


@frozen
class Share:
    """A part of the base, from 0 to 1; written as a fraction in lowest terms."""

    fraction: Fraction = field(validator=[validators.ge(Fraction()), validators.le(Fraction(1))])


@frozen
class ParamQty:
    """A quantity that a param of the structure holds; whether a count or a share, its value says."""

    name: str


@frozen
class Root:
    """A number of votes that is so many times a square root: of a number, of a param, or of the size of a base.

    It is compared by squares, so that nothing is rounded: `3/2*sqrt(1018)` is 47.859, which 47 fails and 48 passes.
    """

    factor: Fraction = field(validator=validators.gt(Fraction()))
    of: int | ParamQty | Base


Quantity = Count | Share | ParamQty | Root


@frozen(kw_only=True)
class Bound:
    """At least the quantity of the base, or, if `strict`, more than it."""

    strict: bool
    qty: Quantity
    base: Base


@frozen
class Every:
    """The whole base, one and all."""

    base: Base


@frozen
class Both:
    """Two or more thresholds that must all be met by the same vote."""

    parts: tuple[Bound | Every, ...] = field(validator=validators.min_len(2))


Threshold = Bound | Every | Both


def text(threshold: Threshold) -> str:
    """Write a threshold so that `reader.thresholds` reads the same one.

    >>> text(Bound(strict=True, qty=Share(Fraction(1, 2)), base=Base.PRESENT))
    '> 1/2 of present'
    """
    match threshold:
        case Bound(strict=strict, qty=qty, base=base):
            return f"{'>' if strict else '>='} {_quantity(qty)} of {base}"
        case Every(base):
            return f"all of {base}"
        case Both(parts):
            return " and ".join(map(text, parts))
        case _:
            assert_never(threshold)


def _quantity(qty: Quantity) -> str:
    match qty:
        case Count(votes):
            return str(votes)
        case Share(fraction):
            return f"{fraction.numerator}/{fraction.denominator}"
        case ParamQty(name):
            return name
        case Root(factor, of):
            return f"{factor}*sqrt({of.name if isinstance(of, ParamQty) else of})"
        case _:
            assert_never(qty)
