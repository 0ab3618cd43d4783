"""Who is owed what: the course of a flow, segment by segment, and what each claimant has after so much of it.

A course is piecewise linear. Within a segment everybody gets a fixed share of the next unit of money; it ends where a
cap is reached, or where the next tier begins. All of it is exact. What is paid is rounded down to whole minor units of
what is owed so far, and an instalment is the difference of two such sums: so nobody is ever asked to give anything
back, nobody is paid a minor unit more than is owed, and instalments come to what one payment comes to. What rounding
leaves, less than one minor unit for each claimant, is carried to the next instalment.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm

from attrs import field

from govsim.values import frozen
from govsim.world.flows import OTHERS, Cap, Limit, Tier, Tiers

Paid = Mapping[tuple[str, str], Fraction]
"""What each claimant got out of each tier, by tier and claimant; as NOBODY, what was nobody's."""

ZERO = Fraction(0)
NOBODY = ""
"""Whose it is what no tier gives to anybody, and the tier of it."""


@frozen(kw_only=True)
class Segment:
    """A stretch of a course: from which total to which (None: without end), and each one's share of the next unit.

    `reached` are the caps reached at its end. A segment without shares is one of which nothing is said: what comes in
    there is nobody's, as far as the tiers say.
    """

    tier: str
    start: Fraction
    end: Fraction | None
    shares: tuple[tuple[str, Fraction], ...]
    reached: tuple[Cap, ...] = ()


Course = tuple[Segment, ...]


def limit_on(cap: Cap, date: str) -> Limit:
    """Give the limit of a cap that holds on a day: the last that has begun, or the first where none has yet."""
    begun = [limit for limit in cap.limits if limit.since <= date] or [cap.limits[0]]
    return begun[-1]


def limit_of(cap: Cap, put_in: Mapping[str, Fraction], date: str) -> Fraction:
    """Give the sum a cap allows on a day: an amount, or a multiple of what was put in."""
    limit = limit_on(cap, date)
    if limit.amount is not None:
        return limit.amount
    return (limit.multiple or ZERO) * sum((put_in.get(one, ZERO) for one in cap.of), ZERO)


def _shares(tier: Tier, put_in: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Give everybody's share of a tier while no cap is reached: as written, or by the money put in."""
    if not tier.pro_rata:
        return dict(tier.shares)
    whole = sum((put_in.get(one, ZERO) for one in tier.pro_rata), ZERO)
    return {one: put_in.get(one, ZERO) / whole for one in tier.pro_rata} if whole else {}


def _now(shares: Mapping[str, Fraction], capped: frozenset[str], then: str) -> dict[str, Fraction]:
    """Give each share once some are capped: theirs goes to the claimant named, or to the others if it is capped."""
    left = {one: share for one, share in shares.items() if one not in capped and share}
    freed = sum((share for one, share in shares.items() if one in capped), ZERO)
    if then == OTHERS or then in capped:
        rest = sum(left.values(), ZERO)
        return {one: share / rest for one, share in left.items()} if rest else {}
    if freed:
        left[then] = left.get(then, ZERO) + freed
    return left


def _counted(cap: Cap, tier: str, paid: Paid) -> Fraction:
    """Give what counts for a cap of a tier: what its claimants got out of the tiers it counts."""
    tiers = cap.counting or (tier,)
    return sum((paid.get((one, who), ZERO) for one in tiers for who in cap.of), ZERO)


class _Walk:
    """A course being walked: the total so far, what each got out of each tier, and the segments behind."""

    def __init__(self, put_in: Mapping[str, Fraction], date: str, paid: Paid) -> None:
        self.put_in = put_in
        self.date = date
        self.paid = dict(paid)
        self.total = sum(paid.values(), ZERO)
        self.segments: list[Segment] = []

    def nothing(self, end: Fraction | None) -> None:
        """Pass a stretch of which nothing is said."""
        self.segments.append(Segment(tier=NOBODY, start=self.total, end=end, shares=()))
        self.total = self.total if end is None else end

    def room(self, tier: Tier, now: Mapping[str, Fraction]) -> dict[int, Fraction]:
        """Give how much more money it takes until each cap of a tier is reached, by its place; none for one far off."""
        out = {}
        for place, cap in enumerate(tier.caps):
            here = tier.id in (cap.counting or (tier.id,))
            rate = sum((now.get(one, ZERO) for one in cap.of), ZERO) if here else ZERO
            missing = limit_of(cap, self.put_in, self.date) - _counted(cap, tier.id, self.paid)
            if missing <= 0:
                out[place] = ZERO
            elif rate:
                out[place] = missing / rate
        return out

    def pour(self, tier: Tier, now: Mapping[str, Fraction], more: Fraction, reached: tuple[Cap, ...]) -> None:
        """Pass so much more money through a tier, by the shares of now."""
        for one, share in now.items():
            self.paid[tier.id, one] = self.paid.get((tier.id, one), ZERO) + share * more
        shares = tuple((one, share) for one, share in now.items() if share)
        end = self.total + more
        self.segments.append(Segment(tier=tier.id, start=self.total, end=end, shares=shares, reached=reached))
        self.total = end

    def through(self, tier: Tier, stop: Fraction | None) -> bool:
        """Walk through a tier, up to where a later one begins; say whether it is ever over."""
        shares = _shares(tier, self.put_in)
        while stop is None or self.total < stop:
            over = {place for place, more in self.room(tier, shares).items() if not more}
            capped = frozenset(one for place in over for one in tier.caps[place].of)
            now = _now(shares, capped, tier.then)
            rising = tier.then and any(now.get(one) for cap in tier.caps for one in cap.of)
            if not now or (over and not rising):  # a cap that cannot be reached any more holds no tier open
                break
            ahead = {place: more for place, more in self.room(tier, now).items() if place not in over}
            most = min((*ahead.values(), *(() if stop is None else (stop - self.total,))), default=None)
            if most is None:
                kept = tuple((one, share) for one, share in now.items() if share)
                self.segments.append(Segment(tier=tier.id, start=self.total, end=None, shares=kept))
                return False
            self.pour(tier, now, most, tuple(tier.caps[place] for place, more in ahead.items() if more == most))
        return True


def course(tiers: Tiers, put_in: Mapping[str, Fraction], date: str = "", paid: Paid | None = None) -> Course:
    """Give the course of tiers on a day, from the first unit of money on, or from where `paid` has got to.

    `put_in` and all sums are in whole units of one currency. The last segment has no end.
    """
    walk = _Walk(put_in, date, paid or {})
    for place, tier in enumerate(tiers, 1):
        stop = min((later.start for later in tiers[place:] if later.start is not None), default=None)
        if tier.start is not None and tier.start > walk.total:
            walk.nothing(tier.start)
        if not walk.through(tier, stop):
            return tuple(walk.segments)
    walk.nothing(None)
    return tuple(walk.segments)


def divided(among: Course, weights: Mapping[str, Mapping[str, int]]) -> Course:
    """Give a course in which what a claimant gets is divided among its holders, by the units they hold.

    A claimant without weights keeps what it gets; of one whose holders have no units nobody gets anything, and it keeps
    it, too.
    """

    def shares(segment: Segment) -> tuple[tuple[str, Fraction], ...]:
        out: dict[str, Fraction] = {}
        for claimant, share in segment.shares:
            holders = weights.get(claimant, {})
            whole = sum(holders.values())
            for one, units in holders.items() if whole else ((claimant, 1),):
                out[one] = out.get(one, ZERO) + share * units / (whole or 1)
        return tuple(out.items())

    return tuple(
        Segment(tier=one.tier, start=one.start, end=one.end, shares=shares(one), reached=one.reached) for one in among
    )


@frozen(kw_only=True)
class Schedule:
    """A course made ready for many amounts: integers over one denominator, a segment found by halving.

    What is owed to the claimant in place k after so many minor units m, within segment s, is
    (`bases[s][k]` + `rates[s][k]` * (m * `scale` - `starts[s]`)) / (`denominator`), in minor units.
    """

    claimants: tuple[str, ...]
    starts: tuple[int, ...] = field(repr=False)
    bases: tuple[tuple[int, ...], ...] = field(repr=False)
    rates: tuple[tuple[int, ...], ...] = field(repr=False)
    scale: int
    denominator: int

    def numerators(self, minor: int) -> list[int]:
        """Give what each is owed after so many minor units, in `denominator` parts of a minor unit.

        Before the course begins that is nothing: of one that goes on from what was paid, it is what comes on top.
        """
        scaled = minor * self.scale
        if scaled < self.starts[0]:
            return [0] * len(self.claimants)
        place = bisect_right(self.starts, scaled) - 1
        beyond = scaled - self.starts[place]
        return [base + rate * beyond for base, rate in zip(self.bases[place], self.rates[place], strict=True)]

    def owed(self, minor: int) -> dict[str, Fraction]:
        """Give what each is owed after so many minor units, exactly, in minor units."""
        found = self.numerators(minor)
        return {one: Fraction(part, self.denominator) for one, part in zip(self.claimants, found, strict=True)}

    def paid(self, minor: int) -> dict[str, int]:
        """Give what each has been paid after so many minor units: what is owed, rounded down."""
        found = self.numerators(minor)
        return dict(zip(self.claimants, [part // self.denominator for part in found], strict=True))

    def instalments(self, totals: Sequence[int]) -> list[dict[str, int]]:
        """Give what each is paid from each total of a rising row to the next, the first from nothing."""
        before = self.paid(0)
        sums = [before, *map(self.paid, totals)]
        return [{one: after[one] - first[one] for one in self.claimants} for first, after in pairwise(sums)]


def schedule(among: Course, digits: int = 2) -> Schedule:
    """Make a course ready; its sums are in whole units of a currency, of whose minor unit there are `digits`."""
    claimants = tuple(dict.fromkeys(one for segment in among for one, _ in segment.shares))
    unit = 10**digits
    whole = lcm(*(share.denominator for segment in among for _, share in segment.shares))
    parts = lcm(*((segment.start * unit).denominator for segment in among))
    starts, bases, rates = [], [], []
    base = dict.fromkeys(claimants, 0)
    for segment in among:
        shares = dict(segment.shares)
        start = (segment.start * unit * parts).numerator
        starts.append(start)
        bases.append(tuple(base[one] for one in claimants))
        row = {one: (shares.get(one, ZERO) * whole).numerator for one in claimants}
        rates.append(tuple(row[one] for one in claimants))
        if segment.end is not None:
            length = (segment.end * unit * parts).numerator - start
            base = {one: base[one] + row[one] * length for one in claimants}
    return Schedule(
        claimants=claimants,
        starts=tuple(starts),
        bases=tuple(bases),
        rates=tuple(rates),
        scale=parts,
        denominator=parts * whole,
    )


def poured(among: Course, paid: Paid, amount: Fraction) -> dict[tuple[str, str], Fraction]:
    """Give what each has got out of each tier once so much more has passed along a course that begins after `paid`.

    What was nobody's is in it, too, so that a course can go on from there.
    """
    out = dict(paid)
    total = among[0].start + amount
    for segment in (one for one in among if one.start < total):
        length = (total if segment.end is None else min(total, segment.end)) - segment.start
        for one, share in segment.shares or ((NOBODY, Fraction(1)),):
            out[segment.tier, one] = out.get((segment.tier, one), ZERO) + share * length
    return out
