"""From bytes to characters: a file is plain UTF-8 without anything that a reader of it cannot see.

Line ends are LF, CR LF or a lone CR. The other ends of line that Unicode knows (U+0085, U+2028, U+2029) are refused
with the control characters: editors and versions of YAML disagree about them, so line numbers would, too.
"""

import re
import unicodedata
from collections.abc import Iterator

from govsim.errors import Place, Problem
from govsim.reader.limits import LONGEST_FILE, MOST_MARKS, SHOWN_PER_FILE

QUOTED = 60  # characters of a text that a message repeats

_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BIDI = "\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_UNSEEN = re.compile(f"[{_CONTROL}{_BIDI}]")
_TURNING = re.compile(f"[{_BIDI}]")


def read_text(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Decode `data`; the text is missing when nothing after this point could be trusted.

    Raises nothing. GS101: not UTF-8, or control characters. GS110: too long. GS111: characters that turn the
    direction of writing (the text is given all the same).
    """
    start = Place(file, 1, 1, end_line=1, end_column=1)
    if len(data) > LONGEST_FILE:
        message = f"the file has more than {LONGEST_FILE:,} bytes, the most that is read"
        return None, (Problem(code="GS110", message=message, place=start, help="split the story into several files"),)
    if data.startswith(_UTF_16):
        message = "byte 0 (line 1): this file is UTF-16, not UTF-8"
        return None, (Problem(code="GS101", message=message, place=start, help="save the file as UTF-8"),)
    skipped = len(_BOM) if data.startswith(_BOM) else 0
    try:
        text = data[skipped:].decode()
    except UnicodeDecodeError as error:
        offset = skipped + error.start
        before = data[skipped:offset].decode()
        place = span(before, file, len(before), len(before) + 1)
        message = f"byte {offset} (line {place.line}) is not UTF-8"
        problem = Problem(code="GS101", message=message, place=place, label="here", help="save the file as UTF-8")
        return None, (problem,)
    problems = tuple(_unseen(text, file, skipped))
    return (None if any(found.code == "GS101" for found in problems) else text), problems


def _unseen(text: str, file: str, skipped: int) -> Iterator[Problem]:
    """Report the characters nobody can see, the first few in full."""
    for number, found in enumerate(_UNSEEN.finditer(text)):
        at = found.start()
        more = number >= SHOWN_PER_FILE
        place = span(text, file, at, at + 1)
        offset = skipped + len(text[:at].encode())
        where = f"byte {offset} (line {place.line})"
        if more:
            where += " and perhaps further on"
        yield unseen_character(found.group(), place, where)
        if more:
            return


def unseen_character(character: str, place: Place, where: str) -> Problem:
    """Say that `where` stands a character which cannot be seen: GS111 if it turns the writing, else GS101."""
    name = f"U+{ord(character):04X}"
    if _TURNING.match(character):
        message = f"{where}: {name} turns the direction of writing, so the line may read otherwise than it is"
        return Problem(code="GS111", message=message, place=place, label="an invisible character", help="delete it")
    message = f"{where}: {name} is a control character"
    return Problem(code="GS101", message=message, place=place, label="an invisible character", help="delete it")


def first_unseen(text: str) -> str | None:
    """Give the first character of `text` that cannot be seen, as an escape in double quotes can make one."""
    found = _UNSEEN.search(text)
    return None if found is None else found.group()


def shortened(text: str) -> str:
    """Give `text` as a message may quote it: on one line, and not the whole of a long one."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED]}..."


def span(text: str, file: str, start: int, end: int) -> Place:
    """Turn two offsets in `text`, counted in characters, into a place; the end may lie one beyond the text."""
    line, column = further(1, 1, text[:start])
    end_line, end_column = further(line, column, text[start:end])
    if end > len(text):
        end_column += end - len(text)
    return Place(file, line, column, end_line=end_line, end_column=end_column)


def further(line: int, column: int, passed: str) -> tuple[int, int]:
    """Give the line and column reached from `line` and `column` after the characters `passed`."""
    breaks = passed.count("\n") + passed.count("\r") - passed.count("\r\n")
    if not breaks:
        return line, column + len(passed)
    last = max(passed.rfind("\n"), passed.rfind("\r"))
    return line + breaks, len(passed) - last


def crowded(text: str) -> bool:
    """Say whether more than `MOST_MARKS` marks stand on one letter, which no script needs."""
    if len(text) <= MOST_MARKS:
        return False
    run = 0
    for character in text:
        run = run + 1 if character > "\u02ff" and unicodedata.combining(character) else 0
        if run > MOST_MARKS:
            return True
    return False
