"""Sums and shares as a table has room for them: in billions or millions, to three decimals, and said to be rounded."""

from collections.abc import Iterable
from fractions import Fraction

from govsim.values import frozen
from govsim.world import amounts
from govsim.world.money import Money

PLACES = 3


@frozen
class Scale:
    """In which unit sums are shown: how many whole units of a currency it is, and what it is called."""

    size: int
    name: str


SCALES = (Scale(10**9, "bn"), Scale(10**6, "m"), Scale(1, ""))


def scale_of(amounts: Iterable[Fraction]) -> Scale:
    """Give the largest unit of which the largest sum has at least one."""
    most = max(map(abs, amounts), default=Fraction(0))
    return next((one for one in SCALES if most >= one.size), SCALES[-1])


def decimals(value: Fraction, places: int = PLACES) -> str:
    """Write a number to so many decimals, half up, without zeros at the end.

    >>> decimals(Fraction(52, 3))
    '17.333'
    """
    sign = "-" if value < 0 else ""
    whole = int(abs(value) * 10**places + Fraction(1, 2))
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
    return sign + text if text != "0" else text


def rounded(value: Fraction, scale: Scale) -> bool:
    """Say whether a sum is shown as something else than it is."""
    shown = value / scale.size * Fraction(10**PLACES)
    return shown.denominator != 1


def in_scale(value: Fraction, scale: Scale) -> str:
    """Write a sum in a unit, thousands apart."""
    whole, dot, rest = decimals(value / scale.size).partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdecimal() else whole


def about(money: Money) -> str:
    """Write a sum exactly where a decimal is, and else to a thousandth of a unit, and say so."""
    try:
        return f"{money.currency} {amounts.money_text(money.amount)}"
    except ValueError:  # no finite decimal
        return f"about {money.currency} {in_scale(money.amount, SCALES[-1])}"


def percent(share: Fraction) -> str:
    """Write a share of the whole in hundredths.

    >>> percent(Fraction(49, 100))
    '49 %'
    """
    return f"{decimals(share * 100)} %"
