"""From the bytes of a JSON file to positioned nodes, so that a complaint can point at a line and a column.

The library's own reader keeps no places, takes the last of two equal keys and reads numbers as floats. Here a value is
the text that was written: a string is a quoted scalar, and a number, `true`, `false` or `null` is one without quotes.
"""

import json
import re
from collections.abc import Iterator

from attrs import field

from govsim.errors import Place, Problem, Related
from govsim.reader.faults import DEEPEST, brief
from govsim.reader.nodes import Entry, Mapping, Node, Scalar, Sequence
from govsim.reader.text import further, read_text, span
from govsim.values import define

_BLANK = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(
    r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"'
    r"|(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.+-])"
    r"|[{}\[\],:]"
)
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
    reading = _Reading(tokens=_tokens(text, file))
    try:
        root = reading.whole()
    except _StoppedError as stopped:
        return None, (*problems, *reading.problems, stopped.problem)
    return root, (*problems, *reading.problems)


def _problem(message: str, place: Place, related: tuple[Related, ...] = (), cure: str = _CURE) -> Problem:
    return Problem(code="GS501", message=message, place=place, label="here", related=related, help=cure)


def _tokens(text: str, file: str) -> Iterator[tuple[str, Place]]:
    """Cut a text into pieces, each with its place; the last, without end, is an empty text."""
    at, line, column = 0, 1, 1
    while True:
        blank = _BLANK.match(text, at)
        if blank is not None:
            line, column = further(line, column, blank.group())
            at = blank.end()
        found = _TOKEN.match(text, at)
        if found is None and at < len(text):
            raise _StoppedError(_problem("not JSON from this place on", span(text, file, at, at + 1)))
        raw = "" if found is None else found.group()
        yield raw, Place(file, line, column, end_line=line, end_column=column + max(len(raw), 1))
        at, column = at + len(raw), column + len(raw)


@define
class _Reading:
    """The pieces of one file, and the problems that leave the rest of it readable."""

    tokens: Iterator[tuple[str, Place]]
    problems: list[Problem] = field(factory=list)

    def whole(self) -> Node:
        """Read the one value of a file."""
        root = self.value(1)
        raw, place = next(self.tokens)
        if raw:
            raise _StoppedError(_problem(f"nothing may follow the value of the file, found {brief(raw)}", place))
        return root

    def value(self, depth: int, first: tuple[str, Place] | None = None) -> Node:
        """Read one value, whose first piece may have been read already."""
        raw, place = next(self.tokens) if first is None else first
        if depth > DEEPEST:
            raise _StoppedError(_problem(f"nested more than {DEEPEST} deep", place))
        if raw == "{":
            return self.mapping(depth, place)
        if raw == "[":
            return self.sequence(depth, place)
        if raw in _SIGNS or not raw:
            raise _StoppedError(_problem(f"a value was expected, found {_named(raw)}", place))
        return _scalar(raw, place)

    def mapping(self, depth: int, begin: Place) -> Mapping:
        """Read the rest of an object; of two equal keys the first is kept, and both are told."""
        found: dict[str, Entry] = {}
        raw, place = next(self.tokens)
        while raw != "}":
            if not raw.startswith('"'):
                raise _StoppedError(_problem(f"a key in double quotes was expected, found {_named(raw)}", place))
            key = _scalar(raw, place)
            raw, place = next(self.tokens)
            if raw != ":":
                raise _StoppedError(_problem(f"a colon was expected after a key, found {_named(raw)}", place))
            value = self.value(depth + 1)
            if key.text in found:
                first = Related(place=found[key.text].key.place, label="first here")
                message = f"the key {brief(key.text)} stands twice in one object"
                self.problems.append(_problem(message, key.place, (first,), "delete one of the two"))
            found.setdefault(key.text, Entry(key, value))
            raw, place = self.next_or("}")
        return Mapping(tuple(found.values()), begin._replace(end_line=place.end_line, end_column=place.end_column))

    def sequence(self, depth: int, begin: Place) -> Sequence:
        """Read the rest of a list."""
        found: list[Node] = []
        raw, place = next(self.tokens)
        while raw != "]":
            found.append(self.value(depth + 1, (raw, place)))
            raw, place = self.next_or("]")
        return Sequence(tuple(found), begin._replace(end_line=place.end_line, end_column=place.end_column))

    def next_or(self, end: str) -> tuple[str, Place]:
        """Give the first piece of what follows a comma, or the piece that ends an object or a list."""
        raw, place = next(self.tokens)
        if raw == end:
            return raw, place
        if raw != ",":
            raise _StoppedError(_problem(f"`,` or `{end}` was expected, found {_named(raw)}", place))
        raw, place = next(self.tokens)
        if raw == end:
            raise _StoppedError(_problem(f"a value was expected after the comma, found `{end}`", place))
        return raw, place


def _named(raw: str) -> str:
    return brief(raw) if raw else "the end of the file"


def _scalar(raw: str, place: Place) -> Scalar:
    quoted = raw.startswith('"')
    return Scalar(json.loads(raw) if quoted else raw, quoted, place)
