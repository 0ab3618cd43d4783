"""A sheet of text set for one width, in plain ASCII lines that hold under Chinese names: paragraphs and tables."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from govsim.values import frozen

TIGHT = 68
"""Below this many columns a table has no room for all that is kept on one line."""


class Sheet:
    """Text being set for one width, with or without colour."""

    def __init__(self, width: int, *, color: bool) -> None:
        """Start an empty sheet."""
        self.buffer = StringIO()
        self.width = width
        self.console = Console(
            file=self.buffer,
            width=width,
            force_terminal=color,
            color_system="standard" if color else None,
            no_color=not color,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def line(self, text: str = "", style: str = "") -> None:
        """Set one paragraph, wrapped at blanks."""
        self.console.print(Text(text, style=style), soft_wrap=False)

    def command(self, label: str, text: str) -> None:
        """Set a command on one line however narrow the terminal is, so that it can be copied whole."""
        self.console.print(Text(f"{label}{text}"), soft_wrap=True)

    def hanging(self, label: str, text: str, style: str = "") -> None:
        """Set a paragraph with a label before it and its further lines set in under the text."""
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row(Text(label, style=style), Text(text))
        self.console.print(table)

    def table(self, table: Table) -> None:
        """Set a table; in a narrow terminal every column wraps, and none is cut off for want of its least width."""
        if self.width < TIGHT:
            for column in table.columns:
                column.no_wrap, column.min_width = False, None
        self.console.print(table)

    def text(self) -> str:
        """Give all that was set, without blanks at the ends of lines."""
        return "".join(f"{line.rstrip()}\n" for line in self.buffer.getvalue().splitlines())


@frozen(kw_only=True)
class Column:
    """One column of a table: whether its text may wrap, and between which widths it is kept."""

    heading: str
    wraps: bool = False
    least: int | None = None
    most: int | None = None


def grid(columns: Iterable[Column], *, narrow: bool = False) -> Table:
    """Begin a table of columns without lines between them."""
    table = Table(
        box=None, pad_edge=False, padding=(0, 1 if narrow else 2, 0, 0), header_style="bold", collapse_padding=True
    )
    for one in columns:
        table.add_column(one.heading, no_wrap=not one.wraps, overflow="fold", min_width=one.least, max_width=one.most)
    return table


def in_words(settings: tuple[tuple[str, str], ...]) -> str:
    """Give the choices a story is told under in a line."""
    return "  ".join(f"{name} {value}" for name, value in settings)
