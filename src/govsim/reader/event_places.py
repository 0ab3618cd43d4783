"""Where the things stand that a YAML parser reports: its marks, put right where they cover too much.

PyYAML counts lines and columns from 0 and in characters, whatever their width; places count from 1.
"""

import re
from typing import cast

import yaml

from govsim.errors import Place
from govsim.reader.text import further

_PROPERTIES = re.compile(r"(?:!<[^>]*>|[&!][^\s,\[\]{}]*+|\s++|#[^\r\n]*+)*+")
_TAG = re.compile(r"!\S*")


def event_place(event: yaml.Event, text: str, file: str) -> Place:
    """Give the characters an event covers."""
    start: yaml.Mark = event.start_mark  # type: ignore[assignment]  # parsers always set both, and casts cost time here
    end: yaml.Mark = event.end_mark  # type: ignore[assignment]  # the same
    if end.column == 0 and end.index >= len(text) and not text.endswith(("\n", "\r")):
        return _end_of_text(end.line, text, file)
    return Place(file, start.line + 1, start.column + 1, end_line=end.line + 1, end_column=end.column + 1)


def _end_of_text(line: int, text: str, file: str) -> Place:
    """Place what is missing at the end: the C parser puts it below a last line without an end, which is `line`."""
    column = len(text) - max(text.rfind("\n"), text.rfind("\r"))
    return Place(file, line, column, end_line=line, end_column=column)


def node_place(event: yaml.ScalarEvent | yaml.CollectionStartEvent, text: str, file: str) -> Place:
    """Give the characters of a text or an opening bracket: without anchor and tag, or blank lines after a block."""
    place = event_place(event, text, file)
    block = isinstance(event, yaml.ScalarEvent) and event.style in {"|", ">"}
    if not block and event.anchor is None and event.tag is None:
        return place
    start, end = cast("yaml.Mark", event.start_mark).index, cast("yaml.Mark", event.end_mark).index
    begins = cast("re.Match[str]", _PROPERTIES.match(text, start, end)).end()
    line, column = further(place.line, place.column, text[start:begins])
    if not block:
        return Place(file, line, column, end_line=place.end_line, end_column=place.end_column)
    end_line, end_column = further(line, column, text[begins:end].rstrip())
    return Place(file, line, column, end_line=end_line, end_column=end_column)


def tag_place(event: yaml.ScalarEvent | yaml.CollectionStartEvent, text: str, file: str) -> tuple[Place, str]:
    """Give the place of the tag of an event that has one, and the tag as written."""
    place = event_place(event, text, file)
    start, end = cast("yaml.Mark", event.start_mark).index, cast("yaml.Mark", event.end_mark).index
    found = cast("re.Match[str]", _TAG.search(text, start, max(end, start + 1)))
    line, column = further(place.line, place.column, text[start : found.start()])
    return Place(file, line, column, end_line=line, end_column=column + len(found.group())), found.group()
