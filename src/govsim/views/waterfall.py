"""Who gets what, as plain rows: the tiers with their marginal shares, what each holds at given totals, other variants.

Amounts are exact here; whoever shows them says so where they are rounded.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import accumulate

from govsim.analysis.payouts import Standing, added, apart_now, standing, sums
from govsim.analysis.stakes import Stake, stakes
from govsim.engine.timeline import Timeline
from govsim.rules.waterfall import ZERO, Course, Segment, course, divided, limit_on, poured
from govsim.values import frozen
from govsim.views.lexicon import Lexicon, lexicon
from govsim.world import amounts
from govsim.world.flows import Cap, Flow, Stream, Tier
from govsim.world.money import Money, money_text
from govsim.world.params import shown
from govsim.world.sources import words_in


@frozen(kw_only=True)
class Stretch:
    """A stretch of a course in words: its tier, from which total to which, the shares, the caps reached there."""

    tier: str
    start: Fraction
    end: Fraction | None
    shares: Mapping[str, Fraction]
    reached: tuple[str, ...]


@frozen(kw_only=True)
class Level:
    """What each claimant has got once so much has been divided, and what each gets of the last instalment.

    `undefined` says that the tiers say nothing of some of it.
    """

    total: Fraction
    has: Mapping[str, Fraction]
    gets: Mapping[str, Fraction]
    undefined: bool = False


@frozen(kw_only=True)
class Variant:
    """The tiers under one value of their parameter: where the last cap is reached, and what each has got there."""

    value: str
    chosen: bool
    ends: Fraction
    has: Mapping[str, Fraction]


@frozen(kw_only=True)
class Refused:
    """Tiers that are not computed with: why, and of which stretch they say nothing."""

    id: str
    title: str
    because: str
    gaps: tuple[tuple[Fraction, Fraction | None], ...]


@frozen(kw_only=True)
class Apart:
    """A stream of income: to whom it goes once its condition holds in law, and whether that holds."""

    id: str
    title: str
    to: str
    holds: bool | None


@frozen(kw_only=True)
class Waterfall:
    """The whole answer for one flow at one step."""

    timeline: Timeline
    fork: str
    names: Lexicon
    flow: Flow
    step: str
    now: Standing
    claimants: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    levels: tuple[Level, ...]
    variants: tuple[Variant, ...]
    refused: tuple[Refused, ...]
    apart: tuple[Apart, ...]
    stakes: tuple[Stake, ...]


def cap_words(cap: Cap, currency: str, date: str, names: Lexicon) -> str:
    """Say which cap is reached on a day: whose, how much, and what counts."""
    limit = limit_on(cap, date)
    if limit.multiple is not None:
        most = f"{amounts.decimal(limit.multiple)}x the money put in"
    else:
        most = money_text(Money(currency, limit.amount or ZERO))
    whose = " and ".join(names.brief(one) for one in cap.of)
    counting = f", counting {' and '.join(cap.counting)}" if cap.counting else ""
    return f"{whose}, up to {most}{counting}"


def _tier_name(tier: str, named: Iterable[Tier | Stream], language: str) -> str:
    found = next((one for one in named if one.id == tier), None)
    if found is None:
        return "not said"
    return words_in(found.names, language) or found.id


def _stretch(segment: Segment, named: Iterable[Tier | Stream], now: Standing, names: Lexicon) -> Stretch:
    """Give one segment in words."""
    return Stretch(
        tier=_tier_name(segment.tier, named, names.language),
        start=segment.start,
        end=segment.end,
        shares=dict(segment.shares),
        reached=tuple(cap_words(cap, now.flow.currency, now.date, names) for cap in segment.reached),
    )


def _levels(among: Course, totals: Iterable[Fraction], received: Mapping[str, Fraction]) -> tuple[Level, ...]:
    """Give what each has of each total in turn, divided along a course that begins after what was `received`."""
    out: list[Level] = []
    before_now = sum(received.values(), ZERO)
    for total in totals:
        more = total - among[0].start
        has = added(received, sums(poured(among, {}, more)))
        before = out[-1].has if out else received
        gets = {one: amount - before.get(one, ZERO) for one, amount in has.items()}
        unsaid = any(not segment.shares and segment.start < total for segment in among)
        out.append(Level(total=before_now + more, has=has, gets=gets, undefined=unsaid))
    return tuple(out)


def breaks(among: Course) -> tuple[Fraction, ...]:
    """Give the totals at which a course changes, after its beginning."""
    return tuple(segment.end for segment in among if segment.end is not None)


def _variants(timeline: Timeline, flow: Flow, now: Standing) -> tuple[Variant, ...]:
    if flow.by_param is None:
        return ()
    chosen = shown(timeline.book.value(flow.by_param.param))
    out = []
    for value, tiers in flow.variants:
        among = course(tiers, now.put_in, now.date)
        ends = max(breaks(among), default=ZERO)
        out.append(Variant(value=value, chosen=value == chosen, ends=ends, has=sums(poured(among, {}, ends))))
    return tuple(out)


def _refused(flow: Flow, now: Standing, names: Lexicon) -> tuple[Refused, ...]:
    out = []
    for one in flow.rejected:
        among = course(one.tiers, now.put_in, now.date)
        gaps = tuple((segment.start, segment.end) for segment in among if not segment.shares)
        title = words_in(one.title, names.language) or one.id
        out.append(Refused(id=one.id, title=title, because=one.because, gaps=gaps))
    return tuple(out)


def waterfall(  # noqa: PLR0913 - of which story, flow and step, for which money, in which words
    timeline: Timeline,
    flow: Flow,
    step: str,
    *,
    path: tuple[Fraction, ...] = (),
    stream: str = "",
    fork: str = "",
    language: str = "en",
) -> Waterfall:
    """Give who gets what under a flow after a step: of each sum of `path` in turn, or else where the tiers change.

    Of a `stream` whose condition holds all goes to one; where it does not, the tiers divide it as they do all else.
    """
    names = lexicon(timeline.story, language)
    now = standing(timeline, flow, step)
    among = now.course
    holds = apart_now(timeline, flow, step)
    out_of = next((one for one in flow.streams if one.id == stream and holds[one.id]), None)
    if out_of is not None:
        among = (Segment(tier=out_of.id, start=ZERO, end=None, shares=((out_of.to, Fraction(1)),)),)
    held = divided(among, now.weights)
    named: tuple[Tier | Stream, ...] = now.tiers if out_of is None else (out_of,)
    begins = among[0].start
    totals = tuple(begins + total for total in accumulate(path)) or breaks(among)
    levels = _levels(held, totals, now.received)
    variants = _variants(timeline, flow, now) if out_of is None else ()
    sharing = {one for segment in among for one, _ in segment.shares} | {one for row in variants for one in row.has}
    return Waterfall(
        timeline=timeline,
        fork=fork,
        names=names,
        flow=flow,
        step=step,
        now=now,
        claimants=tuple(one for one in flow.claimants if one in sharing),
        stretches=tuple(_stretch(segment, named, now, names) for segment in among),
        levels=levels,
        variants=variants,
        refused=_refused(flow, now, names) if out_of is None else (),
        apart=tuple(
            Apart(
                id=one.id,
                title=words_in(one.names, language) or one.id,
                to=one.to,
                holds=holds[one.id],
            )
            for one in flow.streams
        ),
        stakes=stakes(timeline, step),
    )
