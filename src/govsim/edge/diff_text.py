"""Two tellings on a terminal, side by side."""

from govsim.edge.sheet import Column, Sheet, grid
from govsim.views.comparing import Comparing

NARROW = 100


def _side_by_side(sheet: Sheet, heading: str, found: Comparing, rows: list[tuple[str, str, str]]) -> None:
    columns = [Column(heading=heading, wraps=True, least=12, most=24)]
    columns += [Column(heading=name, wraps=True, least=20) for name in found.names]
    table = grid(columns, narrow=sheet.width < NARROW)
    for row in rows:
        table.add_row(*row)
    sheet.table(table)
    sheet.line()


def diff_text(found: Comparing, width: int, *, color: bool) -> str:
    """Set two tellings: the choices, the steps and the ends that are not alike."""
    sheet = Sheet(width, color=color)
    first, second = found.names
    sheet.line(f"{first} and {second}", "bold")
    if not found.differs:
        sheet.line(f"{found.steps} steps, all alike: the same rulings, the same ends in fact and in law.")
        return sheet.text()
    if found.rows:
        sheet.line(f"They part at `{found.parts_at}`; {len(found.rows)} of {found.steps} steps are not alike.")
    sheet.line()
    if found.settings:
        _side_by_side(sheet, "told under", found, list(found.settings))
    if found.rows:
        rows = [(f"{row.numbers[0] or row.numbers[1]} {row.step}", row.first, row.second) for row in found.rows]
        _side_by_side(sheet, "step", found, rows)
    if found.ends:
        ends = [(f"{row.what} ({row.track})", row.first, row.second) for row in found.ends]
        _side_by_side(sheet, "at the end", found, ends)
    return sheet.text()
