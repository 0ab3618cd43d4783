"""What a path of profits costs: a schedule of integers over one denominator beside the naive loop of fractions.

The naive loop is the oracle of the tests: for each profit it pours the tiers and divides among the holders anew.
The answers of both are compared, so that only the same work is timed.
"""

import runpy
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from govsim.errors import Place
from govsim.rules.waterfall import Schedule, course, divided, schedule
from govsim.world.flows import Cap, Limit, Tier

ORACLE = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "oracles" / "waterfalls.py"))
TARGET = 10
"""How many times faster the schedule is to be."""

BN = Fraction(10**9)
PUT_IN = {"backer": 13 * BN}
UNITS: Mapping[str, Mapping[str, int]] = {"staff": {f"holder-{number}": number for number in range(1, 99)}}
"""98 holders of one class, who with the two other claimants make a hundred."""

LEVELS = tuple(number * 4_000_000_037 for number in range(10_000))
"""Profits in cents, up to 400 billion: through every tier, and nowhere round."""


def _tier(name: str, shares: Mapping[str, int], caps: tuple[Cap, ...] = (), then: str = "") -> Tier:
    parts = tuple((one, Fraction(percent, 100)) for one, percent in shares.items())
    return Tier(id=name, shares=parts, caps=caps, then=then, place=Place("bench", 1, 1, 1, 1))


def _cap(of: str, billions: int) -> Cap:
    return Cap(of=(of,), limits=(Limit(amount=billions * BN),))


TIERS = (
    _tier("back", {"backer": 75, "staff": 25}, (_cap("backer", 13),)),
    _tier("shared", {"backer": 49, "staff": 49, "charity": 2}, (_cap("backer", 92), _cap("staff", 150)), "charity"),
    _tier("rest", {"charity": 100}),
)


def ready() -> Schedule:
    """Make the schedule, which is part of what is timed."""
    return schedule(divided(course(TIERS, PUT_IN), UNITS))


def paid() -> list[dict[str, int]]:
    """Give what each has been paid at every profit."""
    among = ready()
    return [among.paid(level) for level in LEVELS]


def owed() -> list[dict[str, Fraction]]:
    """Give what each is owed at every profit, as fractions of a cent."""
    among = ready()
    return [among.owed(level) for level in LEVELS]


def naive_owed() -> list[dict[str, Fraction]]:
    """Give what each is owed at every profit, by the oracle, in whole units."""
    pour, own, hold = ORACLE["poured"], ORACLE["owed"], ORACLE["held"]
    return [hold(own(pour(TIERS, PUT_IN, Fraction(level, 100))), UNITS) for level in LEVELS]


def naive_paid(claims: list[dict[str, Fraction]]) -> list[dict[str, int]]:
    """Give what each is paid of what the oracle says is owed."""
    return [ORACLE["payable"](one, 2) for one in claims]


def same(claims: list[dict[str, Fraction]], payments: list[dict[str, int]]) -> bool:
    """Say whether the schedule and the naive loop agree on every profit and everybody."""
    among = ready()
    none = dict.fromkeys(among.claimants, 0)
    return all(
        among.paid(level) == none | payment
        and among.owed(level) == none | {one: amount * 100 for one, amount in claim.items()}
        for level, claim, payment in zip(LEVELS, claims, payments, strict=True)
    )
