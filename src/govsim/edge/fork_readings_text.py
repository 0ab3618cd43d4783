"""How the expectations of a fork stand, on a terminal."""

from govsim.edge.sheet import Column, Sheet, grid, in_words
from govsim.views.fork_readings import ForkReadings
from govsim.views.readings import ANSWERS


def fork_readings_text(found: ForkReadings, width: int, *, color: bool) -> str:
    """Set each expectation with the single premises under which it is answered otherwise."""
    sheet = Sheet(width, color=color)
    sheet.line(f"{found.fork}: its expectations, one premise at a time", "bold")
    sheet.line(f"as assumed: {in_words(found.settings)}")
    if found.notice:
        sheet.line(found.notice)
    sheet.line()
    if not found.rows:
        sheet.line("This fork expects nothing: add `expect:` to its file, and see what its conditions hang on.")
        return sheet.text()
    columns = (
        Column(heading="as assumed"),
        Column(heading="expectation", wraps=True, least=20),
        Column(heading="one premise otherwise", wraps=True, least=20),
    )
    table = grid(columns)
    for row in found.rows:
        table.add_row(ANSWERS[row.assumed], row.expr, row.said)
    sheet.table(table)
    sheet.line()
    asked = ", ".join(found.asked) or "nothing"
    sheet.line(
        f"Told again {found.compared} times, each with one of these otherwise: {asked}. Several at once: not compared."
    )
    return sheet.text()
