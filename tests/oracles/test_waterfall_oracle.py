"""Laws of waterfalls, and the course of the kernel beside the oracle, over made-up tiers of every shape.

The tiers are wilder than a file may say: caps of claimants without a share, caps within caps, caps that count earlier
tiers, receivers of capped shares who are capped themselves, and tiers that begin before or after their turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.errors import Place
from govsim.rules.waterfall import NOBODY, Course, Schedule, course, divided, limit_of, poured, schedule
from govsim.world.flows import Cap, Limit, Tier
from govsim.world.money import Money
from waterfalls import by_level, flowing, held, owed, payable
from waterfalls import poured as naively

NOWHERE = Place("oracle", 1, 1, 1, 1)
WHO = ("ann", "bob", "cy", "dee")
UNITS: dict[str, dict[str, int]] = {"ann": {"h1": 6, "h2": 6, "h3": 2}, "bob": {"h3": 1, "h4": 3}, "cy": {"h5": 0}}
DIGITS = 1
T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """Tiers, what was put in, the day, and totals in minor units, rising."""

    tiers: tuple[Tier, ...]
    put_in: dict[str, Fraction]
    date: str
    totals: list[int]

    @cached_property
    def course(self) -> Course:
        """The course of the kernel."""
        return course(self.tiers, self.put_in, self.date)

    @cached_property
    def schedule(self) -> Schedule:
        """The course of the kernel, divided among holders and made ready."""
        return schedule(divided(self.course, UNITS), DIGITS)

    @property
    def sums(self) -> list[Fraction]:
        """The totals in whole units."""
        return [Fraction(minor, 10**DIGITS) for minor in self.totals]


class Dice:
    """Choices read off bytes, the first of several once these are used up: what is drawn as one string is fast."""

    def __init__(self, data: bytes) -> None:
        """Begin with the first byte."""
        self.data = iter(data)

    def below(self, number: int) -> int:
        """Choose a number from 0 on."""
        return next(self.data, 0) % number

    def one_of(self, *among: T) -> T:
        """Choose one of several."""
        return among[self.below(len(among))]

    def some(self, among: Sequence[T]) -> tuple[T, ...]:
        """Choose at least one of several."""
        bits = self.below(2 ** len(among) - 1) + 1
        return tuple(one for place, one in enumerate(among) if bits >> place & 1)


def limit(dice: Dice, day: str) -> Limit:
    """A sum or a multiple."""
    number = Fraction(dice.below(60), 3)
    return dice.one_of(Limit(since=day, amount=number), Limit(since=day, multiple=number / 10))


def tier(dice: Dice, ids: tuple[str, ...], start: Fraction) -> Tier:
    """A tier, the last of several."""
    parts = [dice.below(5) for _ in WHO] if dice.below(4) else []
    return Tier(
        id=ids[-1],
        shares=tuple((one, Fraction(part, sum(parts))) for one, part in zip(WHO, parts, strict=False) if part),
        pro_rata=() if any(parts) else dice.some(WHO),
        caps=tuple(
            Cap(
                of=dice.some(WHO),
                limits=tuple(limit(dice, day) for day in dice.one_of([""], [""], ["2021-01-01", "2022-01-01"])),
                counting=dice.one_of((), dice.some(ids)),
            )
            for _ in range(dice.below(4))
        ),
        then=dice.one_of("", "others", "others", "dee", "eve"),
        start=dice.one_of(None, None, None, start),
        place=NOWHERE,
    )


def case(data: bytes) -> Case:
    """A case of one to four tiers."""
    dice = Dice(data)
    totals = sorted(dice.below(256) * 5 + dice.below(5) for _ in range(dice.below(2) + 1))
    put_in = {one: Fraction(number) for one in WHO if (number := dice.below(13))}
    date = dice.one_of("", "2020-12-31", "2021-01-01", "2022-01-01", "2023-05-05")
    tiers, start = [], Fraction(0)
    for number in range(dice.below(4) + 1):
        start += dice.below(30) + bool(number)
        tiers.append(tier(dice, tuple(f"t{place}" for place in range(number + 1)), start))
    return Case(tuple(tiers), put_in, date, totals)


CASES = st.binary(min_size=90, max_size=90).map(case)


def some(sums: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Leave out who gets nothing."""
    return {one: amount for one, amount in sums.items() if amount}


def so_far(among: Course, total: Fraction) -> dict[tuple[str, str], Fraction]:
    """Add up what a course from nothing gives each in each tier up to a total, with what is nobody's."""
    return poured(among, {}, total)


# ---------------------------------------------------------------- the laws, each of any case


def agrees_with_the_oracle(case: Case) -> None:
    """By claimant, tier and holder, what is owed and what is paid are what the oracle pours."""
    ready = case.schedule
    for minor, total in zip(case.totals, case.sums, strict=True):
        given_ = naively(case.tiers, case.put_in, total, case.date)
        assert so_far(case.course, total) == {key: sum_ for key, sum_ in given_.items() if sum_}
        claims = held(owed(given_), UNITS)
        assert some({one: part / 10**DIGITS for one, part in ready.owed(minor).items()}) == some(claims)
        due = {one: sum_ for one, sum_ in payable(claims, DIGITS).items() if sum_}
        assert {one: sum_ for one, sum_ in ready.paid(minor).items() if sum_} == due


def follows_the_water_level(case: Case) -> None:
    """A lone tier whose capped shares go on gives each their share of one level, up to where their cap closes."""
    caps = tuple(evolve(one, counting=()) for one in case.tiers[0].caps)
    capped, then = {one for cap in caps for one in cap.of}, case.tiers[0].then
    alone = evolve(case.tiers[0], start=None, caps=caps, then="others" if not then or then in capped else then)
    if not any(one in capped for one in flowing(evolve(alone, caps=()), {}, case.put_in, case.date)):
        return
    ready = schedule(course((alone,), case.put_in, case.date), DIGITS)
    for minor in (*range(0, 100, 30), *case.totals):
        levelled = by_level(alone, case.put_in, Fraction(minor, 10**DIGITS), case.date)
        if levelled is not None:
            assert some({one: part / 10**DIGITS for one, part in ready.owed(minor).items()}) == some(levelled)


def comes_to_the_proceeds(case: Case) -> None:
    """What is paid, what rounding carries forward and what is nobody's come to the proceeds."""
    ready = case.schedule
    for minor, total in zip(case.totals, case.sums, strict=True):
        entitled, paid = ready.owed(minor), ready.paid(minor)
        carried = sum((entitled[one] - paid[one] for one in ready.claimants), Fraction(0))
        residual = so_far(case.course, total).get(("", NOBODY), Fraction(0)) * 10**DIGITS
        assert sum(paid.values()) + carried + residual == minor
        assert 0 <= carried < max(len(ready.claimants), 1)


def nobody_is_above_a_cap(case: Case) -> None:
    """While any claimant of a cap gets something, what counts for the cap ends at most at its limit."""
    among = case.course
    for segment in among:
        end = segment.start + 200 if segment.end is None else segment.end
        sums, shares = so_far(among, end), dict(segment.shares)
        for cap in (cap for tier in case.tiers if tier.id == segment.tier for cap in tier.caps):
            if any(shares.get(one) for one in cap.of):
                counted = [sums.get((where, one), 0) for where in cap.counting or (segment.tier,) for one in cap.of]
                assert sum(counted) <= limit_of(cap, case.put_in, case.date)


def keeps_the_order(case: Case) -> None:
    """Segments join, tiers follow in their order, and none begins before the ones before it are over or cut off."""
    among, order = case.course, [tier.id for tier in case.tiers]
    assert [one.end for one in among] == [*(one.start for one in among[1:]), None]
    assert among[0].start == 0
    places = [order.index(one.tier) for one in among if one.tier]
    assert places == sorted(places)
    for segment in (one for one in among if one.tier):
        place, given_ = order.index(segment.tier), so_far(among, segment.start)
        assert (case.tiers[place].start or 0) <= segment.start
        for number, earlier in enumerate(case.tiers[:place]):
            begun = [one.start for one in case.tiers[number + 1 : place + 1] if one.start is not None]
            cut = any(start <= segment.start for start in begun)
            assert cut or not flowing(earlier, given_, case.put_in, case.date)


def more_is_never_less(case: Case) -> None:
    """Of a greater total nobody is owed less or paid less."""
    ready = case.schedule
    for less, more in zip(case.totals, case.totals[1:], strict=False):
        for sums in (ready.owed, ready.paid):
            before, after = sums(less), sums(more)
            assert all(before[one] <= after[one] for one in ready.claimants)


def instalments_are_one_payment(case: Case) -> None:
    """Instalments are never negative, and come to what one payment of the last total comes to."""
    ready = case.schedule
    rows = ready.instalments(case.totals)
    assert all(part >= 0 for row in rows for part in row.values())
    assert {one: sum(row[one] for row in rows) for one in ready.claimants} == ready.paid(case.totals[-1])


def what_is_paid_is_owed_to_a_minor_unit(case: Case) -> None:
    """What is paid is at most what is owed, and less than one minor unit below."""
    ready = case.schedule
    for minor in case.totals:
        entitled, paid = ready.owed(minor), ready.paid(minor)
        assert all(0 <= entitled[one] - paid[one] < 1 for one in ready.claimants)


def goes_on_from_what_was_paid(case: Case) -> None:
    """A course taken up where the money stands is the rest of the course from nothing, and owes what comes on top."""
    whole, minor, total = case.course, case.totals[0], case.sums[0]
    after = course(case.tiers, case.put_in, case.date, so_far(whole, total))
    rest = [one for one in whole if one.end is None or one.end > total]
    assert after == (evolve(rest[0], start=max(rest[0].start, total)), *rest[1:])
    assert poured(after, so_far(whole, total), Fraction(50)) == so_far(whole, total + 50)
    before, last = schedule(whole, DIGITS).owed(minor), minor + 500
    on_top, all_ = schedule(after, DIGITS).owed(last), schedule(whole, DIGITS).owed(last)
    assert {one: before[one] + on_top.get(one, 0) for one in all_} == all_
    assert not any(part for early in (-1, minor // 2, minor) for part in schedule(after, DIGITS).owed(early).values())


def currencies_never_mix(case: Case) -> None:
    """Sums of one currency add exactly; of two, nothing adds, subtracts or reads one as the other."""
    (first, last), currencies = (case.sums[0], case.sums[-1]), ("EUR", "JPY", "KWD", "USD")
    one, other = Money(currencies[case.totals[0] % 4], first / 7), Money(currencies[case.totals[-1] % 4], last / 3)
    if one.currency == other.currency:
        assert one + other == other + one == Money(one.currency, first / 7 + last / 3)
        assert one + other - other == one
        return
    for mix in (one.__add__, one.__sub__, lambda sum_: sum_.in_currency(one.currency)):
        with pytest.raises(ValueError, match=rf"^{other.currency} and {one.currency} do not mix$"):
            mix(other)


LAWS = (
    agrees_with_the_oracle,
    follows_the_water_level,
    comes_to_the_proceeds,
    nobody_is_above_a_cap,
    keeps_the_order,
    more_is_never_less,
    instalments_are_one_payment,
    what_is_paid_is_owed_to_a_minor_unit,
    goes_on_from_what_was_paid,
    currencies_never_mix,
)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(CASES)
def test_the_laws_of_waterfalls(made: Case) -> None:
    for law in LAWS:
        law(made)
