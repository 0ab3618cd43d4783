"""Who gets what on a terminal: tiers, what each holds at given totals, variants side by side, and what is not said."""

from collections.abc import Iterator
from fractions import Fraction

from rich.text import Text

from govsim.edge.sheet import Column, Sheet, grid, in_words
from govsim.views.stakes import stake_words
from govsim.views.standing import settings_of
from govsim.views.sums import Scale, in_scale, percent, rounded, scale_of
from govsim.views.waterfall import Refused, Waterfall
from govsim.world.sources import words_in

KNOWN = {
    "reported": "Reported; the document was not seen.",
    "assumed": "Assumed; no document was seen.",
    "known": "From knowledge, not looked up.",
    "judgement": "A judgement of the modeller's.",
    "guess": "A guess.",
    "fiction": "Made up.",
    "seen": "",
}


def waterfall_text(found: Waterfall, width: int, *, color: bool) -> str:
    """Set the whole answer for one width."""
    sheet = Sheet(width, color=color)
    names, flow, story = found.names, found.flow, found.timeline.story
    sums = [amount for row in found.levels for amount in (row.total, *row.has.values())]
    scale = scale_of(sums or [one.end or one.start for one in found.stretches])
    unit = f"{flow.currency} {scale.name}".strip()
    where = "before the first step" if found.step == "start" else f"after {found.step}"
    told = f"{words_in(story.title, names.language)}{f', in the fork {found.fork}' if found.fork else ''}"
    sheet.line(f"{told}: who gets what of the {names.name(flow.id)}", "bold")
    sheet.line(f"{where}  sums in {unit}  {in_words(_asked(found))}".rstrip())
    notice = words_in(story.notice, names.language)
    for said in (notice, KNOWN[flow.standing], flow.words, flow.note):
        if said:
            sheet.line(said)
    _tiers(found, scale, sheet)
    _levels(found, scale, unit, sheet)
    _variants(found, scale, sheet)
    for one in found.refused:
        sheet.hanging(f" rejected: {one.id}", f"{one.title}: {_gaps(one, scale)}; {one.because}")
    _apart(found, sheet)
    _stakes(found, where, sheet)
    sheet.line()
    if any(rounded(amount, scale) for amount in sums):
        sheet.line("Sums are rounded to three decimals here, and exact with --json.")
    sheet.line(
        "A flow says who is owed what, never what will be earned. A share of it is neither ownership nor a vote."
    )
    return sheet.text()


def _asked(found: Waterfall) -> tuple[tuple[str, str], ...]:
    """Give the parameter that chooses the tiers, and what it is here."""
    param = found.flow.by_param
    return tuple(pair for pair in settings_of(found.timeline) if param is not None and pair[0] == param.param)


def _columns(found: Waterfall, *first: Column) -> Iterator[Column]:
    yield from first
    for one in found.claimants:
        yield Column(heading=found.names.brief(one), wraps=True, least=7, most=20)


def _tiers(found: Waterfall, scale: Scale, sheet: Sheet) -> None:
    sheet.line()
    first = (Column(heading="of the total", wraps=True, least=14), Column(heading="tier", wraps=True, least=12))
    table = grid(_columns(found, *first))
    for one in found.stretches:
        shares = [percent(one.shares[who]) if who in one.shares else "-" for who in found.claimants]
        start = in_scale(one.start, scale)
        end = f"from {start} on" if one.end is None else f"{start} to {in_scale(one.end, scale)}"
        table.add_row(end, one.tier, *shares)
    sheet.table(table)
    sheet.line()
    for one in found.stretches:
        for cap in one.reached:
            sheet.hanging(f"at {in_scale(one.end or one.start, scale)}", f"reached: {cap}")


def _levels(found: Waterfall, scale: Scale, unit: str, sheet: Sheet) -> None:
    if not found.levels:
        return
    sheet.line()
    holders = tuple(dict.fromkeys(one for row in found.levels for one in row.has))
    first = Column(heading=f"once {unit}", wraps=True, least=10)
    table = grid((first, *(Column(heading=found.names.brief(one), wraps=True, least=7, most=20) for one in holders)))
    for row in found.levels:
        sums = [in_scale(row.has.get(who, Fraction(0)), scale) for who in holders]
        table.add_row(Text(in_scale(row.total, scale)), *sums, *(("part of it is nobody's",) if row.undefined else ()))
    sheet.table(table)


def _variants(found: Waterfall, scale: Scale, sheet: Sheet) -> None:
    if not found.variants or found.flow.by_param is None:
        return
    sheet.line()
    param = found.flow.by_param.param
    sheet.line(
        f"Under each value of {param} (* is the one told), from nothing on: the last cap, and what each has then"
    )
    table = grid(_columns(found, Column(heading=""), Column(heading="last cap", wraps=True, least=8)))
    for one in found.variants:
        sums = [in_scale(one.has.get(who, Fraction(0)), scale) for who in found.claimants]
        table.add_row(f"{'*' if one.chosen else ' '} {one.value}", in_scale(one.ends, scale), *sums)
    sheet.table(table)


def _gaps(one: Refused, scale: Scale) -> str:
    if not one.gaps:
        return "it divides everything, and is not computed with"
    parts = (
        f"from {in_scale(start, scale)} on"
        if end is None
        else f"between {in_scale(start, scale)} and {in_scale(end, scale)}"
        for start, end in one.gaps
    )
    return f"it says nothing of what comes in {' and '.join(parts)}"


def _stakes(found: Waterfall, where: str, sheet: Sheet) -> None:
    if not found.stakes:
        return
    sheet.line()
    sheet.line(f"What each has at stake {where}, in fact", "bold")
    for stake in found.stakes:
        sheet.hanging(f"  {found.names.brief(stake.party)}:", "; ".join(stake_words(stake, found.names)))


def _apart(found: Waterfall, sheet: Sheet) -> None:
    for one in found.apart:
        to = found.names.name(one.to)
        said = {
            True: f"is left out of the tiers: all of it goes to {to}",
            False: f"is divided by the tiers as all else; it would all go to {to} once its condition held in law",
            None: f"cannot be told: it all goes to {to} if its condition holds in law",
        }[one.holds]
        sheet.line(f"{one.title} {said}".rstrip(".") + ".")
