"""What goes out, and how: a table for people, tab-separated values for a pipe, JSON when asked; always UTF-8."""

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from govsim.errors import UnreadableError

Shape = Literal["auto", "table", "tsv", "json"]
NARROWEST = 60
WIDEST = 200


def chosen_shape(shape: Shape, *, json: bool, out: Path | None) -> Literal["table", "tsv", "json"]:
    """Settle how an answer is written: as asked, else a table on a terminal and tab-separated values elsewhere."""
    if json or shape == "json":
        return "json"
    if shape != "auto":
        return shape
    return "table" if out is None and sys.stdout.isatty() else "tsv"


def width() -> int:
    """Give how many columns the terminal has, within reason; `COLUMNS` comes first, 100 where nothing is known."""
    return min(max(shutil.get_terminal_size((100, 40)).columns, NARROWEST), WIDEST)


def colored(choice: Literal["auto", "always", "never"]) -> bool:
    """Say whether to use colour: as chosen, else on a terminal that did not ask for none."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write(text: str, out: Path | None = None, *, ascii_only: bool = False) -> None:
    """Write an answer to a file or to standard output, in UTF-8 whatever the locale says."""
    data = text.encode("ascii", errors="backslashreplace") if ascii_only else text.encode()
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise UnreadableError(f"cannot write {out}: {error.strerror or error}") from error


def complain(text: str) -> None:
    """Write what is not an answer to standard error, in UTF-8."""
    sys.stderr.buffer.write(f"{text.rstrip()}\n".encode())
    sys.stderr.buffer.flush()


def tsv(rows: Iterable[tuple[str, ...]]) -> str:
    """Write rows as tab-separated values: one line each, tabs and line ends inside a value turned into blanks."""
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)
