"""How conclusions stand, on a terminal: one row for each, robust first, and the premises that change nothing alone."""

import shlex
from itertools import groupby

from rich.text import Text

from govsim.edge.sheet import Column, Sheet, grid, in_words
from govsim.views.readings import Readings, answer_words, quiet_words, standing_words
from govsim.views.standing import settings_of
from govsim.world.sources import words_in

_HEADINGS = {
    "robust": "Robust: the same in every admissible world (without in_law, a conclusion speaks of what happened)",
    "depends": "Depends on what is not known",
    "not proved": "Not proved: too many worlds",
}
_STYLES = {"robust": "green", "depends": "yellow", "not proved": "magenta"}


def readings_text(found: Readings, width: int, *, color: bool, file: str = "") -> str:
    """Set the whole answer for one width, and what to ask next of `file`."""
    sheet = Sheet(width, color=color)
    story = found.timeline.story
    sheet.line(words_in(story.title, found.language), "bold")
    settings = in_words(settings_of(found.timeline))
    if settings:
        sheet.line(f"as chosen: {settings}")
    if story.notice:
        sheet.line(words_in(story.notice, found.language))
    if story.kind == "fiction":
        sheet.line("A made-up case: no person or company in it is real.")
    if not found.rows:
        sheet.line()
        sheet.line("This story expects nothing and names no outcome, so there is nothing to ask of its readings.")
    last = story.steps[-1].id if story.steps else ""
    for standing, rows in groupby(found.rows, key=lambda row: row.standing):
        sheet.line()
        sheet.line(_HEADINGS[standing], f"bold {_STYLES[standing]}")
        table = grid((Column(heading="as chosen", least=14), Column(heading="conclusion", wraps=True)))
        for row in rows:
            when = "" if row.at == last else f" (after {row.at})"
            table.add_row(answer_words(row.chosen), Text(f"{row.words}{when}"))
            head, *more = standing_words(row)
            table.add_row("", Text(head, style=_STYLES[standing]))
            for one in more:
                table.add_row("", Text(f"- {one}"))
        sheet.table(table)
    said = quiet_words(found.quiet)
    if said:
        sheet.line()
        sheet.line("Taken otherwise alone, all else as chosen, these change no verdict, condition or conclusion:")
    for one in said:
        sheet.hanging("  -", one)
    if story.never:
        sheet.line()
        sheet.line("Worlds are excluded in which a condition under `never:` holds at the end.")
    sheet.line()
    sheet.line(
        f"next:  govsim replay {shlex.quote(file or story.id)}   (what answers in law rest on stands below its table)"
    )
    return sheet.text()
