"""From the bytes of a JSON file to positioned nodes, so that a complaint can point at a line and a column.

The library's own reader keeps no places, takes the last of two equal keys and reads numbers as floats. Here a value is
the text that was written: a string is a quoted scalar, and a number, `true`, `false` or `null` is one without quotes.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from attrs import field

from govsim.errors import Place, Problem, Related
from govsim.reader.faults import DEEPEST, brief
from govsim.reader.limits import MOST_PROBLEMS
from govsim.reader.nodes import Entry, Mapping, Node, Scalar, Sequence
from govsim.reader.text import read_text
from govsim.values import define

_TOKEN = re.compile(
    r"[ \t\n\r]*(?:"
    r'("[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"'
    r"|(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.+-])"
    r"|[{}\[\],:])|([\s\S])|)"
)
"""A piece, or a character that begins none, or the end; blanks before it."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_CURE = "write JSON as RFC 8259 has it: strings in double quotes, a comma between two values and none after the last"
_SIGNS = frozenset("{}[],:")


class _StoppedError(Exception):
    """Nothing after this place can be read; carries the problem to the door of this module."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def parse(data: bytes, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read one JSON file; `file` is its name in places.

    Gives the root and every problem: GS101, GS110 and GS111 of any text, GS501 where it is no JSON. Raises nothing.
    """
    text, problems = read_text(data, file)
    if text is None:
        return None, problems
    starts = (0, *(found.end() for found in _LINE_END.finditer(text)))
    reading = _Reading(text=text, file=file, starts=starts, pieces=_TOKEN.finditer(text))
    try:
        root = reading.whole()
    except _StoppedError as stopped:
        return None, (*problems, *reading.problems, stopped.problem)
    return root, (*problems, *reading.problems)


def _problem(message: str, place: Place, related: tuple[Related, ...] = (), cure: str = _CURE) -> Problem:
    return Problem(code="GS501", message=message, place=place, label="here", related=related, help=cure)


@define
class _Reading:
    """The pieces of one file, where its lines begin, and the problems that leave the rest of it readable."""

    text: str
    file: str
    starts: tuple[int, ...]
    pieces: Iterator[re.Match[str]]
    line: int = 1
    problems: list[Problem] = field(factory=list)

    def next(self) -> tuple[str, int]:
        """Give the next piece and where it begins; at the end an empty text."""
        found = next(self.pieces)
        raw = found[1]
        if raw is not None:
            return raw, found.start(1)
        at = found.end()
        if found[2] is not None:
            raise _StoppedError(_problem("not JSON from this place on", self.place(at - 1, 1)))
        return "", at

    def place(self, at: int, length: int) -> Place:
        """Give the place of a piece; those of a file are asked for in their order, but for some that went before."""
        starts, line = self.starts, self.line
        if at < starts[line - 1] or (line < len(starts) and at >= starts[line]):
            self.line = line = bisect_right(starts, at)
        column = at - starts[line - 1] + 1
        return Place(self.file, line, column, line, column + length)

    def stop(self, message: str, raw: str, at: int) -> _StoppedError:
        """Say at a piece that nothing after it can be read."""
        said = brief(raw) if raw else "the end of the file"
        return _StoppedError(_problem(f"{message}, found {said}", self.place(at, max(len(raw), 1))))

    def whole(self) -> Node:
        """Read the one value of a file."""
        root = self.value(1, *self.next())
        raw, at = self.next()
        if raw:
            raise self.stop("nothing may follow the value of the file", raw, at)
        return root

    def value(self, depth: int, raw: str, at: int) -> Node:
        """Read one value, whose first piece has been read."""
        if raw not in _SIGNS and raw:
            return self.scalar(raw, at)
        if depth > DEEPEST:
            raise _StoppedError(_problem(f"nested more than {DEEPEST} deep", self.place(at, 1)))
        if raw == "{":
            return self.mapping(depth, self.place(at, 1))
        if raw == "[":
            return self.sequence(depth, self.place(at, 1))
        raise self.stop("a value was expected", raw, at)

    def scalar(self, raw: str, at: int) -> Scalar:
        """Take a string, a number or one of the three words."""
        place = self.place(at, len(raw))
        if not raw.startswith('"'):
            return Scalar(raw, quoted=False, place=place)
        return Scalar(json.loads(raw) if "\\" in raw else raw[1:-1], quoted=True, place=place)

    def mapping(self, depth: int, begin: Place) -> Mapping:
        """Read the rest of an object; of two equal keys the first is kept, and both are told."""
        found: dict[str, Entry] = {}
        raw, at = self.next()
        while raw != "}":
            if not raw.startswith('"'):
                raise self.stop("a key in double quotes was expected", raw, at)
            key = self.scalar(raw, at)
            raw, at = self.next()
            if raw != ":":
                raise self.stop("a colon was expected after a key", raw, at)
            value = self.value(depth + 1, *self.next())
            if key.text in found:
                self.twice(key, found[key.text].key)
            else:
                found[key.text] = Entry(key, value)
            raw, at = self.next_or("}")
        return Mapping(tuple(found.values()), self.until(begin, at))

    def twice(self, key: Scalar, first: Scalar) -> None:
        """Note a key that stands twice; of a file of noise only the first thousand."""
        if len(self.problems) < MOST_PROBLEMS:
            related = (Related(place=first.place, label="first here"),)
            message = f"the key {brief(key.text)} stands twice in one object"
            self.problems.append(_problem(message, key.place, related, "delete one of the two"))

    def sequence(self, depth: int, begin: Place) -> Sequence:
        """Read the rest of a list."""
        found: list[Node] = []
        raw, at = self.next()
        while raw != "]":
            found.append(self.value(depth + 1, raw, at))
            raw, at = self.next_or("]")
        return Sequence(tuple(found), self.until(begin, at))

    def until(self, begin: Place, at: int) -> Place:
        """Give the place from the bracket that opens to the one that closes."""
        end = self.place(at, 1)
        return Place(begin.file, begin.line, begin.column, end.line, end.end_column)

    def next_or(self, end: str) -> tuple[str, int]:
        """Give the first piece of what follows a comma, or the piece that ends an object or a list."""
        raw, at = self.next()
        if raw == end:
            return raw, at
        if raw != ",":
            raise self.stop(f"`,` or `{end}` was expected", raw, at)
        raw, at = self.next()
        if raw == end:
            raise self.stop("a value was expected after the comma", raw, at)
        return raw, at
