"""The sources of a story on a terminal: conflicts with their claims, sources, premises, and unsourced numbers."""

from collections.abc import Iterable

from govsim.edge.output import many
from govsim.edge.sheet import Sheet, in_words
from govsim.views.depending import dispute_sentences, premise_sentences
from govsim.views.sources import ClaimRow, Dispute, SourceRow
from govsim.views.sources_plain import Listing
from govsim.views.standing import settings_of
from govsim.views.telling import cites
from govsim.world.sources import words_in

_INDENT = "    "


def listing_text(listing: Listing, width: int, *, color: bool) -> str:
    """Set the whole answer for one width."""
    sheet = Sheet(width, color=color)
    found = listing.found
    story, language = found.timeline.story, found.names.language
    sheet.line(words_in(story.title, language), "bold")
    settings = in_words(settings_of(found.timeline))
    if settings:
        sheet.line(f"told under: {settings}")
    if story.notice:
        sheet.line(words_in(story.notice, language))
    if story.kind == "fiction":
        sheet.line("A made-up case: no person or company in it is real, and its numbers are its own.")
    _conflicts(found.disputes, sheet)
    _sources(found.sources, sheet)
    _premises(listing, sheet)
    _numbers(listing, sheet)
    return sheet.text()


def _heading(sheet: Sheet, text: str) -> None:
    sheet.line()
    sheet.line(text, "bold")


def _conflicts(disputes: tuple[Dispute, ...], sheet: Sheet) -> None:
    _heading(sheet, f"Where sources disagree: {many(len(disputes), 'conflict')} (> is the claim that was chosen)")
    for one in disputes:
        sheet.line()
        for number, part in enumerate(one.parts):
            label = one.id if number == 0 else "and"
            known = f", {part.status}" if part.status not in {"", "reported"} else ""
            sheet.hanging(label, f"{part.subject} ({part.kind} {part.id}; {part.standing}{known})", "bold")
            for claim in part.claims:
                sheet.hanging(f"{_INDENT}{'>' if claim.chosen else ' '}", _claim(claim))
            if part.because:
                sheet.hanging(f"{_INDENT}because", part.because)
        _said(dispute_sentences(one), sheet)


def _claim(claim: ClaimRow) -> str:
    where = f"  [{cites(claim.cites)}]" if claim.cites else "  [no source]"
    return claim.text + where + (f"  ({claim.note})" if claim.note else "")


def _said(sentences: Iterable[str], sheet: Sheet) -> None:
    for sentence in sentences:
        sheet.hanging(f"{_INDENT}effect", sentence)


def _sources(rows: tuple[SourceRow, ...], sheet: Sheet) -> None:
    _heading(sheet, f"Sources and how they were read: {len(rows)}")
    for row in rows:
        one = row.source
        parts = (one.kind, one.publisher, one.title, f"published {one.published}", one.url, one.note)
        carries = ", ".join(many(count, kind) for kind, count in row.carries)
        sheet.hanging(one.id, "; ".join(part for part in parts if part) + f".  Carries: {carries or 'nothing'}")
    idle = [row.source.id for row in rows if not row.statements]
    sheet.line(f"Sources that nothing rests on: {', '.join(idle) or 'none'}.")


def _premises(listing: Listing, sheet: Sheet) -> None:
    _heading(sheet, f"What is assumed and not known: {many(len(listing.premises), 'premise')}, each taken away alone")
    for row in listing.premises:
        sheet.line()
        sheet.hanging(row.id, f"{row.title} ({row.kind}; here: {row.chosen})", "bold")
        _said(premise_sentences(row), sheet)
    idle = [row.id for row in listing.premises if row.idle]
    sheet.line()
    sheet.line(f"Premises that never matter to a verdict, an expectation or an outcome: {', '.join(idle) or 'none'}.")


def _numbers(listing: Listing, sheet: Sheet) -> None:
    if not listing.numbers:
        if listing.found.timeline.story.kind != "fiction":
            _heading(sheet, "Every number has a source, a citation, or a reason why it is assumed.")
        return
    _heading(sheet, f"Numbers that stand on nothing: {len(listing.numbers)}")
    for one in listing.numbers:
        sheet.hanging("  -", f"{one.about}: {one.number}  ({one.place})")
