"""A waterfall, poured by hand: one sum at a time, claimant by claimant, with nothing but fractions.

An independent oracle written from the research sheet (capped profit in numbers) and the docstrings of `world.flows`.
It keeps one thing, how much each claimant has got in each tier, asks anew after every drop which tier is running and
who shares in it, and pours until something changes. It knows no segments, no slopes and no common denominator. For one
tier whose capped shares end with somebody uncapped or with the others, `by_level` gives the same by a formula: each
gets their share of one common water level, until the level at which their cap closes.

Readings chosen where the docstrings leave room, as a finance lawyer would read the agreement:
    over      A tier with `then` is over when a cap has been reached and nobody whom a cap names gets anything any
              more. A narrower cap that can never be reached, since a wider one has closed on the same claimant, does
              not keep the tier open.
    capped    One reached cap stops a claimant, whatever the room in others. A cap that names several stops all of them.
              Caps bind in the tier they stand in, also if they were reached before it began.
    then      Whoever receives the capped shares is bound by caps like everybody. A capped receiver passes them on to
              the others of the tier, in proportion to their shares; with nobody left the tier is over.
    nobody    Without any cap a tier never ends, whatever `then` says: the claim on what is left.
    counting  Only the tiers named count, the tier of the cap among them if it is named.
    start     A tier begins at that total and not before: until then the money of an earlier tier that is over is
              nobody's; and not after: an earlier tier that is still running is cut off. So is what lies between.
    since     On its day a limit has begun. Before the first day the first limit holds: a cap is never without a sum.
    empty     A tier in which nobody has a share (pro rata of nothing) is passed over.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor

from govsim.world.flows import Cap, Tier

Given = dict[tuple[str, str], Fraction]
"""How much of a tier a claimant has got."""

NOBODY = ""
"""The tier of money that no tier gives to anybody."""


def limit(cap: Cap, put_in: Mapping[str, Fraction], date: str) -> Fraction:
    """Give the most a cap allows on a day."""
    holds = cap.limits[0]
    for one in cap.limits:
        if one.since <= date:
            holds = one
    if holds.amount is not None:
        return holds.amount
    assert holds.multiple is not None
    return sum((holds.multiple * put_in.get(one, Fraction(0)) for one in cap.of), Fraction(0))


def room(cap: Cap, tier: Tier, given: Given, put_in: Mapping[str, Fraction], date: str) -> Fraction:
    """Give how much its claimants may still get under a cap."""
    most = limit(cap, put_in, date)
    counted = cap.counting or (tier.id,)
    return most - sum((sum_ for (where, who), sum_ in given.items() if where in counted and who in cap.of), Fraction(0))


def stopped(tier: Tier, given: Given, put_in: Mapping[str, Fraction], date: str) -> set[str]:
    """Give everybody whom a reached cap of the tier stops."""
    return {one for cap in tier.caps if room(cap, tier, given, put_in, date) <= 0 for one in cap.of}


def shares_of(tier: Tier, put_in: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Give the shares of a tier before any cap."""
    if tier.shares:
        return dict(tier.shares)
    whole = sum((put_in.get(one, Fraction(0)) for one in tier.pro_rata), Fraction(0))
    return {one: put_in.get(one, Fraction(0)) / whole for one in tier.pro_rata} if whole else {}


def flowing(tier: Tier, given: Given, put_in: Mapping[str, Fraction], date: str) -> dict[str, Fraction]:
    """Give what each gets of the next drop in a tier; nothing where the tier is over."""
    full = stopped(tier, given, put_in, date)
    shares = {one: share for one, share in shares_of(tier, put_in).items() if share}
    flow = {one: share for one, share in shares.items() if one not in full}
    freed = sum((share for one, share in shares.items() if one in full), Fraction(0))
    if not full:
        return flow
    if not tier.then:
        return {}
    if tier.then != "others" and tier.then not in full:
        flow[tier.then] = flow.get(tier.then, Fraction(0)) + freed
    else:
        flow = {one: share / (1 - freed) for one, share in flow.items()}
    still = [one for cap in tier.caps for one in cap.of if flow.get(one, 0)]
    return flow if still else {}


def poured(tiers: Iterable[Tier], put_in: Mapping[str, Fraction], total: Fraction, date: str = "") -> Given:
    """Pour `total` through the tiers and give who got how much in which; what no tier gives away is NOBODY's."""
    tiers, given, done = tuple(tiers), Given(), Fraction(0)
    while done < total:
        begun = max(
            (place for place, one in enumerate(tiers) if one.start is not None and one.start <= done), default=0
        )
        drop, tier_id, rates = total - done, NOBODY, {NOBODY: Fraction(1)}
        for tier in tiers[begun:]:
            if tier.start is not None and tier.start > done:
                break
            if flow := flowing(tier, given, put_in, date):
                tier_id, rates = tier.id, flow
                for cap in tier.caps:
                    left, rate = room(cap, tier, given, put_in, date), sum(rates.get(one, 0) for one in cap.of)
                    counts = not cap.counting or tier.id in cap.counting
                    if left > 0 and rate and counts:
                        drop = min(drop, left / rate)
                break
        drop = min([drop, *(one.start - done for one in tiers if one.start is not None and one.start > done)])
        for one, rate in rates.items():
            given[tier_id, one] = given.get((tier_id, one), Fraction(0)) + rate * drop
        done += drop
    return given


def owed(given: Given) -> dict[str, Fraction]:
    """Give what each claimant got over all tiers, without what is nobody's."""
    sums: dict[str, Fraction] = {}
    for (_, one), amount in given.items():
        if one != NOBODY:
            sums[one] = sums.get(one, Fraction(0)) + amount
    return sums


def held(claims: Mapping[str, Fraction], units: Mapping[str, Mapping[str, int]]) -> dict[str, Fraction]:
    """Let the holders of units divide what their class got; a claimant of whom nobody holds units keeps it."""
    sums: dict[str, Fraction] = {}
    for claimant, amount in claims.items():
        holders = units.get(claimant, {})
        if not any(holders.values()):
            holders = {claimant: 1}
        whole = sum(holders.values())
        for holder, number in holders.items():
            sums[holder] = sums.get(holder, Fraction(0)) + amount * Fraction(number, whole)
    return sums


def payable(claims: Mapping[str, Fraction], digits: int) -> dict[str, int]:
    """Give the whole minor units of each sum: nobody is paid ahead."""
    return {one: floor(amount * 10**digits) for one, amount in claims.items()}


def by_level(tier: Tier, put_in: Mapping[str, Fraction], total: Fraction, date: str) -> dict[str, Fraction] | None:
    """Give what each gets of `total` in one tier with `then`, by its water level; None where the tier is over before.

    Some cap must be one that can be reached, none may be of whoever `then` names, and each counts its own tier.
    """
    shares = shares_of(tier, put_in)
    closes: dict[str, Fraction] = {}
    while True:  # the lowest level of all caps still open is final: nothing that happens above changes it
        levels: list[tuple[Fraction, Cap]] = []
        for cap in tier.caps:
            rest = limit(cap, put_in, date)
            rest -= sum((shares.get(one, Fraction(0)) * closes[one] for one in cap.of if one in closes), Fraction(0))
            rate = sum((shares.get(one, Fraction(0)) for one in cap.of if one not in closes), Fraction(0))
            if rate:
                levels.append((rest / rate, cap))
        if not levels:
            break
        level, first = min(levels, key=lambda pair: pair[0])
        closes |= {one: level for one in first.of if one not in closes}

    def at(level: Fraction) -> dict[str, Fraction]:
        return {one: share * min(level, closes.get(one, level)) for one, share in shares.items()}

    top = max(closes.values())
    if tier.then != "others":
        if total > top:
            return None
        sums = at(total)
        sums[tier.then] = sums.get(tier.then, Fraction(0)) + total - sum(sums.values())
        return sums
    below = Fraction(0)
    for level in sorted({*closes.values()}):  # the level is linear in the total between two closings
        if total <= (full := sum(at(level).values(), Fraction(0))):
            base = sum(at(below).values(), Fraction(0))
            return at(below + (level - below) * (total - base) / (full - base) if full > base else level)
        below = level
    return None
