"""What goes out, and how: a table for people, tab-separated values for a pipe, JSON when asked; always UTF-8."""

import contextlib
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from govsim.errors import UnreadableError

Shape = Literal["auto", "table", "tsv", "json"]
_HEAD = 1_000  # bytes of a file that tell whether it is ours
NARROWEST = 60
WIDEST = 200

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def chosen_shape(shape: Shape, *, json: bool, out: Path | None) -> Literal["table", "tsv", "json"]:
    """Settle how an answer is written: as asked, else a table on a terminal and tab-separated values elsewhere."""
    if json or shape == "json":
        return "json"
    if shape != "auto":
        return shape
    return "table" if out is None and _on_terminal() else "tsv"


def width() -> int:
    """Give how many columns the terminal has, within reason; `COLUMNS` comes first, 100 where nothing is known."""
    import shutil  # noqa: PLC0415 - only tables ask

    return min(max(shutil.get_terminal_size((100, 40)).columns, NARROWEST), WIDEST)


def colored(choice: Literal["auto", "always", "never"]) -> bool:
    """Say whether to use colour: as chosen, else on a terminal that did not ask for none."""
    if choice != "auto":
        return choice == "always"
    return _on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _on_terminal() -> bool:
    """Say whether a person is looking; a process may have been started without any standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def in_ascii(text: str) -> str:
    r"""Write what is not ASCII as `\uXXXX`, which JSON reads back; characters beyond these become two of them."""
    import json  # noqa: PLC0415 - only where ASCII is asked for

    return _BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)


def forget_output() -> None:
    """Let what is still on its way to standard output go nowhere: it cannot arrive, and the exit must not say so."""
    with contextlib.suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(text: str, out: Path | None = None, *, ascii_only: bool = False) -> None:
    """Write an answer to a file or to standard output, in UTF-8 whatever the locale says."""
    data = (in_ascii(text) if ascii_only else text).encode(errors="backslashreplace")
    if out is None and sys.stdout is None:
        raise UnreadableError("there is no standard output to write to")
    try:
        if out is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            out.write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        if out is None:
            forget_output()
        raise UnreadableError(f"cannot write {out or 'the answer'}: {error.strerror or error}") from error


def write_new(text: str, path: Path) -> None:
    """Write a file that is not there yet; UnreadableError if it is there, and left alone, or cannot be written."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UnreadableError(f"{path} is already there; it was left alone") from None
    except OSError as error:
        raise UnreadableError(f"cannot write {path}: {error.strerror or error}") from error


def own_or_new(path: Path, head: bytes, what: str) -> None:
    """Let a file be written only where there is none, or an empty one, or one that begins as ours do.

    `head` is a pattern of bytes. What is no plain file, such as `/dev/stdout`, has nothing to lose.

    Raises:
        UnreadableError: it is another file, and left alone; or it cannot be looked at.
    """
    try:
        if not path.is_file():
            return
        with path.open("rb") as file:
            found = file.read(_HEAD)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot write {path}: {getattr(error, 'strerror', None) or error}") from error
    if found and not re.match(head, found):
        raise UnreadableError(f"{path} is already there, and is no {what}; it was left alone")


def complain(text: str) -> None:
    """Write what is not an answer to standard error, in UTF-8; what UTF-8 cannot hold, as escapes."""
    with contextlib.suppress(OSError, AttributeError):  # nobody may be listening; the exit code still says it
        sys.stderr.buffer.write(f"{text.rstrip()}\n".encode(errors="backslashreplace"))
        sys.stderr.buffer.flush()


def many(count: int, what: str) -> str:
    """Count in words: `1 step`, `2 steps`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def tsv(rows: Iterable[tuple[str, ...]]) -> str:
    """Write rows as tab-separated values: one line each, tabs and line ends inside a value turned into blanks."""
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)
