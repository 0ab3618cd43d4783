"""Sums of money, exact, in one currency: what is owed is a fraction, what is paid is whole minor units.

Sums of two currencies never mix: whatever would add them raises a ValueError, and no file gets that far, since the
reader refuses it first.
"""

from fractions import Fraction
from math import floor
from typing import Final

from govsim.values import frozen
from govsim.world import amounts

_NONE: Final = frozenset({"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV"})
_NONE_EITHER: Final = frozenset({"XAF", "XOF", "XPF"})
_THREE: Final = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


def minor_digits(currency: str) -> int:
    """Give how many digits the minor unit of a currency has (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD."""
    if currency in _NONE | _NONE_EITHER:
        return 0
    return 3 if currency in _THREE else 2


@frozen
class Money:
    """An exact sum, in whole units of its currency (ISO 4217), never rounded; it may be negative.

    >>> Money("USD", Fraction(52 * 10**9, 3))
    Money(currency='USD', amount=Fraction(52000000000, 3))
    """

    currency: str
    amount: Fraction

    def __add__(self, other: "Money") -> "Money":
        """Add a sum of the same currency; ValueError for another."""
        return Money(self.currency, self.amount + other.in_currency(self.currency))

    def __sub__(self, other: "Money") -> "Money":
        """Take a sum of the same currency away; ValueError for another."""
        return Money(self.currency, self.amount - other.in_currency(self.currency))

    def in_currency(self, currency: str) -> Fraction:
        """Give the amount, which must be in `currency`; ValueError where it is not."""
        if currency != self.currency:
            raise ValueError(f"{self.currency} and {currency} do not mix")
        return self.amount

    @property
    def minor(self) -> int:
        """The sum in whole minor units, rounded down: what can be paid of it."""
        return floor(self.amount * int(10 ** minor_digits(self.currency)))


def money_text(money: Money) -> str:
    """Write a sum as people read it, exactly: `USD 13bn`, `USD 52/3 bn` where no decimal is exact.

    >>> money_text(Money("USD", Fraction(52 * 10**9, 3)))
    'USD 52/3 bn'
    """
    amount = money.amount
    try:
        return f"{money.currency} {amounts.money_text(amount)}"
    except ValueError:  # no finite decimal
        billions = amount / 10**9
        return f"{money.currency} {billions} bn"
