"""A fork on a terminal: the answer first, then what became of each step, the end, and what all that rests on."""

from rich.text import Text

from govsim.edge.output import many
from govsim.edge.sheet import Column, Sheet, grid, in_words
from govsim.record.edits import Choose
from govsim.record.rulings import Ruling
from govsim.views.answering import answer, open_ends
from govsim.views.branching import MODELLERS, Branching, TurnRow
from govsim.views.changes import EndRow, end_rows
from govsim.views.explaining import branches, headline
from govsim.views.trust import NOT_READ, labels
from govsim.whatif.branch import Mark

STYLES = {Mark.REFUSED: "red", Mark.FAILED: "yellow", Mark.EDITED: "bold", Mark.PENDING: "cyan"}


def _heading(found: Branching, sheet: Sheet) -> None:
    sheet.line(found.question or found.title or f"{found.base}: what if?", "bold")
    sheet.line()
    sheet.line(answer(found))
    for said in open_ends(found):
        sheet.line(said)
    if found.note:
        sheet.line(found.note)
    if found.notice:
        sheet.line(found.notice)
    if found.settings:
        sheet.line(f"in law: if {in_words(found.settings)}")
    if any(isinstance(edit, Choose) for edit, _ in found.edits):
        sheet.line(GOVERNS)
    for number, (_, words) in enumerate(found.edits, start=1):
        sheet.hanging(f"e{number} =", words)
    sheet.line()


def _steps(sheet: Sheet, rows: tuple[TurnRow, ...]) -> None:
    columns = (
        Column(heading="#"),
        Column(heading="step", wraps=True, least=11, most=20),
        Column(heading="became"),
        Column(heading="by"),
        Column(heading="ruling, or condition not met", wraps=True, least=22),
    )
    table = grid(columns, narrow=sheet.width < NARROW)
    for row in rows:
        style = STYLES.get(row.turn.mark, "")
        said = row.said.removeprefix(MODELLERS) + (f" if {row.rests_on}" if row.rests_on else "")
        table.add_row(str(row.number), row.id, Text(row.mark, style=style), row.cause, said)
    sheet.table(table)


NARROW = 100

GOVERNS = (
    "What is chosen here governs: what happens is decided anew under it. `govsim replay` with the same choice "
    "judges the facts as they happened."
)


def _ends(rows: tuple[EndRow, ...], sheet: Sheet, names: tuple[str, str]) -> None:
    """Set where two tellings end apart; `!` marks what is so in fact on one side and not in law."""
    first, second = names
    columns = [Column(heading=one, wraps=True, least=8) for one in ("at the end", first, second)]
    table = grid((*columns, Column(heading="")), narrow=sheet.width < NARROW)
    for row in rows:
        table.add_row(row.what, row.first, row.second, row.track)
    sheet.table(table)


def branch_text(found: Branching, width: int, *, color: bool, every: bool = False) -> str:
    """Set a fork: what is not as it was, or every step."""
    sheet = Sheet(width, color=color)
    _heading(found, sheet)
    rows = found.rows if every else found.changed
    same = len(found.rows) - len(found.changed)
    if rows:
        _steps(sheet, rows)
    counts = {mark: sum(1 for row in found.rows if row.turn.mark is mark) for mark in Mark}
    said = ", ".join(f"{count} {mark.value}" for mark, count in counts.items() if count)
    sheet.line(
        f"{many(len(found.rows), 'step')}: {said}" + ("" if every or not same else "; --all lists every step") + "."
    )
    if counts[Mark.NOT_MET]:
        sheet.line("Conditions are the modeller's, never a finding about anyone's reasons.")
    ends = end_rows(found.branch.base, found.branch.timeline, found.names)
    if ends:
        sheet.line()
        _ends(ends, sheet, ("as it happened", "here"))
    sheet.line()
    for one in found.ballots:
        sheet.line(one)
    for expr, holds in found.expected:
        if not holds:
            sheet.line(f"expectation {'not met' if holds is False else 'cannot be told'}: {expr}", "red")
    if found.expected:
        met = sum(1 for _, holds in found.expected if holds)
        sheet.line(f"expectations of this fork: {met} of {len(found.expected)} met")
    if found.lost:
        sheet.line(f"expected of {found.base}, and not so here: {'; '.join(found.lost)}")
    _resting(found, sheet)
    return sheet.text()


def _resting(found: Branching, sheet: Sheet) -> None:
    used = {key for row in found.changed for r in _rulings(row) for key in r.rests_on}
    for one in found.trusted:
        if one.key in used:
            sheet.hanging(f"{one.label} =", one.text + (f"  ({one.place})" if one.place else ""))
    unseen = [rule for rule in found.unseen if f"rule:{rule.id}" in used]
    if unseen:
        sheet.line(NOT_READ)
        for rule in unseen:
            sheet.hanging("  -", f"{rule.id}: {rule.cite} [{rule.known}]")
    sheet.line(f"next:  govsim replay {found.base}   govsim readings {found.base}")


def _rulings(row: TurnRow) -> tuple[Ruling, ...]:
    return row.turn.entry.rulings if row.turn.entry is not None else ()


def turn_text(found: Branching, row: TurnRow, width: int, *, color: bool) -> str:
    """Set one step of a fork in full: what became of it, and each ruling with its findings."""
    sheet = Sheet(width, color=color)
    _heading(found, sheet)
    sheet.line(f"step {row.number}  {row.words}  ({row.id})", "bold")
    sheet.line(f"{row.mark}: {row.said}")
    if row.cause:
        sheet.line(f"goes back to: {row.goes_back_to}")
    entry = row.turn.entry
    shown = entry.rulings or row.turn.would if entry is not None else ()
    if entry is not None and not entry.rulings and shown:
        sheet.line("Had the act been done at that moment:")
    for ruling in shown:
        assert entry is not None  # noqa: S101 - there are rulings
        sheet.line()
        sheet.line(headline(entry.step, ruling, found.names), "bold")
        for drawing, words, clause in branches(ruling.finding, found.names, "  "):
            sheet.hanging(drawing.rstrip(), words + (f"  [{clause}]" if clause else ""))
        rests = labels(ruling.rests_on, found.trusted)
        if rests:
            sheet.line(f"  rests on {rests}")
    sheet.line()
    used = {key for ruling in shown for key in ruling.rests_on}
    for one in found.trusted:
        if one.key in used:
            sheet.hanging(f"{one.label} =", one.text + (f"  ({one.place})" if one.place else ""))
    return sheet.text()
