"""A replay or a state on a terminal: aligned columns in plain ASCII that hold under Chinese names and 80 columns."""

import shlex
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from govsim.edge.output import many
from govsim.edge.sheet import Column, Sheet, grid, in_words
from govsim.record.rulings import Verdict
from govsim.views.afterwards import dependence_sentences, reversal_sentences
from govsim.views.changes import StandRow
from govsim.views.conditions import condition_words
from govsim.views.earlier import by_way_of, held_over
from govsim.views.explaining import branches, headline
from govsim.views.standing import chosen_otherwise
from govsim.views.telling import StepRow, Telling
from govsim.views.trust import NOT_READ
from govsim.world.sources import words_in

STYLES = {Verdict.VOID: "red", Verdict.NO_ACT: "yellow", Verdict.VOIDABLE: "magenta", Verdict.PENDING: "cyan"}


NARROW, TIGHT = 100, 78
"""Below these widths a table leaves out the day of the week, and then lets every column wrap."""

_LEAST = {False: (12, 9, 14, 8), True: (10, 9, 12, 8)}
_TIGHT = (7, 5, 9, 7)
_WORD = 10
"""Cells of a column that is watched which are kept in one line; longer ones are broken."""
"""The least widths of when, who, act and verdict."""


def _replay_columns(telling: Telling, *, narrow: bool, tight: bool) -> Iterator[Column]:
    yield Column(heading="#")
    if not telling.fiction:
        yield Column(heading="")
    when, who, act, verdict = _LEAST[narrow] if not tight else _TIGHT
    yield Column(heading="when", wraps=True, least=when, most=16 if narrow else 24)
    longest = max((cell_len(word) for row in telling.rows for word in row.who.split()), default=0)
    yield Column(heading="who", wraps=True, least=who, most=min(max(longest, 9), 12) if narrow else 18)
    yield Column(heading="act", wraps=True, least=act)
    yield Column(heading="verdict", wraps=True, least=verdict, most=11 if narrow else 24)
    for i, name in enumerate(telling.watch):
        longest = max((cell_len(_watched(row)[i]) + 2 for row in telling.rows), default=0)
        heading = name.replace(" ", "\n")
        widest = max(longest, *(cell_len(word) for word in heading.split("\n")))
        yield Column(heading=heading, wraps=widest > _WORD, least=min(widest, _WORD) + 2, most=12 if narrow else 18)


def _style(row: StepRow) -> str:
    verdicts = {item.verdict for item in row.items}
    return STYLES.get(max(verdicts), "") if verdicts else ""


def _when(row: StepRow, *, narrow: bool) -> str:
    """Give when a step was; a narrow table has no room for the day of the week."""
    head, by, rest = row.when.rpartition("by ")
    return f"{head}{by}{rest.partition(' ')[2]}" if narrow else row.when


def _watched(row: StepRow) -> tuple[str, ...]:
    """Give what is watched after a step; of numbers that changed, from what to what."""
    return tuple(
        f"{old} > {new}" if old != new and new.replace(",", "").isdecimal() else new
        for old, new in zip(row.watched_before, row.watched, strict=True)
    )


def _rows(telling: Telling, table: Table, *, narrow: bool) -> None:
    year = ""
    head = () if telling.fiction else ("",)
    for row in telling.rows:
        if row.year != year:
            year = row.year
            table.add_row("", *head, Text(year, style="bold"))
        star = tuple(f"{cell} !" if parted else cell for cell, parted in zip(_watched(row), row.parted, strict=True))
        known = () if telling.fiction else (row.status[0].upper(),)
        table.add_row(
            str(row.number),
            *known,
            _when(row, narrow=narrow),
            row.who,
            row.words,
            Text(row.said, style=_style(row)),
            *star,
        )
        if len({item.verdict for item in row.items}) > 1:
            for item in row.items:
                said = Text(item.said, style=STYLES.get(item.verdict, ""))
                table.add_row("", *head, "", "", f"- {item.words}", said)


def _heading(telling: Telling, sheet: Sheet) -> None:
    sheet.line(telling.title, "bold")
    depended = {name for row in telling.rows for name in row.depends_on}
    asked = tuple(pair for pair in chosen_otherwise(telling.timeline) if pair[0] not in depended)
    told = (*(pair for pair in telling.settings if pair[0] in depended), *asked)
    sheet.line(f"{in_words(told[:3])}  times {telling.zone}".strip())
    if telling.notice:
        sheet.line(telling.notice)
    if telling.fiction:
        sheet.line("A made-up case: no person or company in it is real.")
    sheet.line()


def replay_text(telling: Telling, width: int, *, color: bool, file: str = "") -> str:
    """Set a whole replay: heading, one row for each step, what it rests on, what depends on what, what to ask next.

    `file` is the name it was asked for by, where that is not the story's own.
    """
    sheet = Sheet(width, color=color)
    narrow = width < NARROW
    _heading(telling, sheet)
    table = grid(_replay_columns(telling, narrow=narrow, tight=width < TIGHT), narrow=narrow)
    _rows(telling, table, narrow=narrow)
    sheet.table(table)
    sheet.line()
    _footer(telling, sheet, shlex.quote(file or telling.story))
    return sheet.text()


def _footer(telling: Telling, sheet: Sheet, asked: str) -> None:
    counts = telling.counts
    held = sum(1 for _, holds in telling.expected if holds)
    verdicts = ", ".join(f"{count} {word}" for word, count in counts.verdicts)
    acts = "an act" if counts.put == 1 else "acts"
    sheet.line(
        f"{many(counts.steps, 'step')}: {counts.put} put as {acts} of a body or of a holder of power "
        f"(items: {verdicts or 'none'}), {many(counts.own, 'own act')} without a vote, {counts.outside} outside | "
        f"{many(telling.promises - len(telling.broken), 'promise')} kept | "
        f"{held}/{len(telling.expected)} expectations about the facts met"
    )
    if not telling.fiction:
        sheet.line("Known as: O official, R reported, D derived, A assumed.")
    if any("*" in cell for row in telling.rows for cell in row.watched):
        sheet.line("* interim")
    if any(row.parts for row in telling.rows):
        sheet.line("! not so in law: see govsim state")
    for one in telling.trusted:
        sheet.hanging(f"{one.label} =", f"{one.text}" + (f"  ({one.place})" if one.place else ""))
    for sentence in reversal_sentences(telling):
        sheet.line(sentence)
    for sentence in dependence_sentences(telling):
        sheet.line(sentence)
    if telling.unseen:
        sheet.line(NOT_READ)
        for rule in telling.unseen:
            sheet.hanging("  -", f"{rule.id}: {rule.cite} [{rule.known}]")
    for expr, holds in telling.expected:
        if not holds:
            sheet.line(f"expectation {'not met' if holds is False else 'cannot be told'}: {expr}", "red")
    for name in telling.broken:
        sheet.line(f"promise broken: {name}", "red")
    example = next((row for row in telling.rows if row.items and row.depends_on), None)
    where = example.id if example else next((row.id for row in telling.rows if row.items), "")
    sheet.line(f"next:  govsim replay {asked} --at {where}")
    sheet.line(f"       govsim state {asked} --at {where}")


def step_text(telling: Telling, row: StepRow, width: int, *, color: bool) -> str:
    """Set one step in full: what is known of it and how, and each ruling with its tree of findings."""
    sheet = Sheet(width, color=color)
    step = row.entry.step
    _heading(telling, sheet)
    sheet.line(f"step {row.number}  {row.words}  ({row.id})", "bold")
    known = "" if telling.fiction else f"  known as: {step.status}"
    sheet.line(f"{row.when} {row.year}  by {telling.names.name(step.by)}{known}  {step.place}")
    for label, text in _known(row, telling):
        sheet.hanging(label, text)
    for ruling in row.entry.rulings:
        sheet.line()
        sheet.line(headline(step, ruling, telling.names), STYLES.get(ruling.verdict, "") or "bold")
        for drawing, words, clause in branches(ruling.finding, telling.names, "  "):
            room = width - cell_len(drawing)
            text = words + (f"  [{clause}]" if clause else "")
            sheet.hanging(drawing.rstrip() if room else drawing, text)
        for words, clause in held_over(row.entry, ruling, telling.timeline, telling.names):
            sheet.hanging("  --", f"{words}  [{clause}]")
        item = next((one for one in row.items if one.id == ruling.item), None)
        if item is not None and item.rests_on:
            sheet.line(f"  rests on {item.rests_on}")
        if item is not None and item.depends_on:
            steps = by_way_of(row.entry, ruling, item.depends_on, telling.timeline)
            way = f", by what was ruled at {', '.join(f'`{one}`' for one in steps)}" if steps else ""
            sheet.hanging("  depends on", ", ".join(item.depends_on) + way)
    used = {key for ruling in row.entry.rulings for key in ruling.rests_on}
    if used:
        sheet.line()
    for one in telling.trusted:
        if one.key in used:
            sheet.hanging(f"{one.label} =", one.text + (f"  ({one.place})" if one.place else ""))
    return sheet.text()


def _known(row: StepRow, telling: Telling) -> Iterable[tuple[str, str]]:
    step = row.entry.step
    if step.note:
        yield "note", words_in(step.note, telling.names.language)
    if step.condition is not None:
        words = condition_words(step.condition, row.entry, telling.timeline)
        yield "condition", f"{words}; the modeller's, not a finding about anyone's reasons"
    if step.regardless:
        yield "regardless", step.regardless
    for one in step.stated:
        yield "as printed", f"{one.text} (zone {one.zone})"
    sources = {one.id: one for one in (*telling.timeline.story.sources, *telling.timeline.story.structure.sources)}
    for cite in step.cites:
        found = sources[cite.source]
        details = (cite.at, found.title, found.publisher, found.published, found.url)
        yield "source", f"{cite.source}: " + "; ".join(part for part in details if part not in {"", "unknown"})


def state_text(  # noqa: PLR0913 - what stands above the table, and how it is set
    title: str, settings: str, rows: tuple[StandRow, ...], width: int, *, color: bool, notice: str = ""
) -> str:
    """Set where things stand, in fact and in law under the choices made; `!` marks where they part."""
    sheet = Sheet(width, color=color)
    sheet.line(title, "bold")
    if settings:
        sheet.line(f"in law: if {settings}")
    if notice:
        sheet.line(notice)
    wide = tuple(Column(heading=name, wraps=True) for name in ("what", "in fact", "in law"))
    table = grid((*wide, Column(heading="")))
    for row in rows:
        style = "yellow" if row.parts else ""
        table.add_row(row.what, row.fact, Text(row.law, style=style), "!" if row.parts else "")
    sheet.table(table)
    if not rows:
        sheet.line("nothing changed on either track")
    if any(row.parts for row in rows):
        sheet.line("! fact and law part here")
    return sheet.text()
