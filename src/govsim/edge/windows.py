"""The part of a line around a fault that fits a terminal, and where in it the fault stands, in terminal cells."""

import unicodedata

from rich.cells import cell_len

_TAB = "    "
_CUT = "..."
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, format characters such as bidi marks, line ends


def shown(text: str) -> str:
    """Give `text` as it is safe to print: tabs as four blanks, what cannot be seen as `?`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    """Show one character. The joiners of emoji and of Indic and Arabic scripts are part of the writing."""
    if character == "\t":
        return _TAB
    if character in "\u200c\u200d":
        return character
    return "?" if unicodedata.category(character) in _HIDDEN else character


def window(line: str, column: int, end_column: int | None, room: int) -> tuple[str, int, int]:
    """Cut `line` to at most `room` cells around the characters from `column` to `end_column` (exclusive).

    Columns are characters from 1; without an end the rest of the line is meant. Gives what to print, and the cells
    (from 0, end exclusive, at least one) to underline. Looks only at the neighbourhood: lines may be very long.
    """
    first = min(column - 1, len(line))
    last = len(line.rstrip()) if end_column is None else end_column - 1
    last = max(min(last, len(line)), first)
    low, high = 0, len(line)
    if len(line) > 4 * room or cell_len(shown(line)) > room:
        low, high = _cut(line, first, room)
    left = _CUT if low > 0 else ""
    right = _CUT if high < len(line) else ""
    begin = len(left) + cell_len(shown(line[low:first]))
    end = len(left) + cell_len(shown(line[low : max(first, min(last, high))]))
    return f"{left}{shown(line[low:high])}{right}", begin, max(end, begin + 1)


def _cut(line: str, first: int, room: int) -> tuple[int, int]:
    """Choose the characters to print of a long line: up to a third of the room before `first`, the rest after it."""
    inner = room - 2 * len(_CUT)
    after = _reach(line[first : first + inner], inner)
    before = _reach(
        line[max(0, first - inner) : first][::-1], max(inner // 3, inner - _cells(line[first : first + after]))
    )
    after = _reach(line[first : first + inner], inner - _cells(line[first - before : first]))
    return first - before, first + after


def _reach(text: str, cells: int) -> int:
    """Count the characters of `text` that fit into `cells`, one by one."""
    used = 0
    for number, character in enumerate(text):
        used += _cells(character)
        if used > cells:
            return number
    return len(text)


def _cells(text: str) -> int:
    """Measure `text` character by character: never less than what a terminal takes that does not join emoji."""
    return sum(cell_len(shown(character)) for character in text)
