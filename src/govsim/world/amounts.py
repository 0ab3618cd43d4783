"""Exact numbers as people write them: counts, shares, spans of time and sums of money, never a float.

What is read, and what it is exactly::

    4        Fraction(4), ""        a count
    2/3      Fraction(2, 3), ""     a share as lawyers write it
    66.5%    Fraction(133, 200), "%"
    48h 28d  Fraction(48), "h"      hours and days
    13bn     Fraction(13 * 10**9)   money only, after its currency: `USD 13bn`

Thousands separators are refused (`1,000` is one in one country and a thousand in another), and so is a bare
decimal (`0.5`), which hides whether a share or a count is meant.
"""

import re
from fractions import Fraction
from typing import Final, Literal

from govsim.values import frozen

Unit = Literal["", "%", "h", "d"]

DIGITS: Final = 30
"""The longest run of digits read; far above any vote, share count or sum of money."""

_PLAIN: Final = re.compile(r"(?P<whole>[0-9]+)(?P<part>\.[0-9]+)?(?P<unit>[^\W0-9_]+|%)?")
_SHARE: Final = re.compile(r"(?P<part>[0-9]+)/(?P<whole>[0-9]+)")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_MAGNITUDES: Final = {"bn": 10**9, "m": 10**6}


@frozen
class Misread:
    """Why a number could not be read, and what to write instead."""

    message: str
    help: str


def number(text: str) -> tuple[Fraction, Unit] | Misread:
    """Read a count, a share, a percentage or a span of time; never raises.

    >>> number("90%")
    (Fraction(9, 10), '%')
    """
    if refusal := _hopeless(text):
        return refusal
    if share := _SHARE.fullmatch(text):
        if int(share["whole"]) == 0:
            return Misread("a share of zero parts", "the number below the stroke is at least 1, as in `1/2`")
        return Fraction(int(share["part"]), int(share["whole"])), ""
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return _unreadable(text)
    match plain["unit"]:
        case "%":
            return Fraction(text[:-1]) / 100, "%"
        case None | "h" | "d" if plain["part"]:
            return Misread(f"a bare decimal `{text}`", "write a share as `1/2` or `50%`, and a count or a span whole")
        case None:
            return Fraction(text), ""
        case "h":
            return Fraction(plain["whole"]), "h"
        case "d":
            return Fraction(plain["whole"]), "d"
        case "bn" | "m":
            return Misread(f"a sum without its currency: `{text}`", f"write the currency first, as in `USD {text}`")
        case unit:
            return Misread(f"an unknown unit `{unit}`", "units are `%`, `h` (hours) and `d` (days)")


def money(text: str) -> Fraction | Misread:
    """Read what follows a currency: `13bn`, `86.5m`, `1200`, `12.50`; in whole units of the currency.

    >>> money("1.5bn")
    Fraction(1500000000, 1)
    """
    if refusal := _hopeless(text):
        return refusal
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return _unreadable(text)
    unit: str = plain["unit"] or ""
    if unit and unit not in _MAGNITUDES:
        return Misread(f"an unknown magnitude `{unit}`", "write `bn` (10^9), `m` (10^6) or the number in full")
    return Fraction(plain["whole"] + (plain["part"] or "")) * Fraction(_MAGNITUDES.get(unit, 1))


def decimal(value: Fraction) -> str:
    """Write `value` as the shortest exact decimal; a ValueError if it has none, as 1/3 has none.

    >>> decimal(Fraction(133, 2))
    '66.5'
    """
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
        if places > value.denominator.bit_length():
            message = f"{value} has no finite decimal"
            raise ValueError(message)
    digits = str(int(value * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def money_text(value: Fraction) -> str:
    """Write a sum so that `money` reads the same one: `13bn`, `86m`, `1200`.

    >>> money_text(Fraction(13 * 10**9))
    '13bn'
    """
    for name, size in _MAGNITUDES.items():
        if value and (value / size).denominator == 1:
            return f"{value / size}{name}"
    return decimal(value)


def _hopeless(text: str) -> Misread | None:
    if _THOUSANDS.fullmatch(text):
        return Misread(f"a thousands separator in `{text}`", f"write `{text.replace(',', '')}`")
    if max(map(len, re.findall("[0-9]+", text)), default=0) > DIGITS:
        return Misread(f"a number of more than {DIGITS} digits", "numbers that long are a slip of the hand")
    return None


def _unreadable(text: str) -> Misread:
    return Misread(f"`{text}` is not a number", "write `4`, `2/3`, `90%`, `48h`, `28d` or `USD 13bn`")
