"""Plain data as YAML a person likes to read: block style, and in brackets what fits on a line.

The same data give the same text. Every text is read back as it was: one that YAML would take for something else is put
in double quotes.
"""

import json
import re
from collections.abc import Iterator
from typing import TypeAlias

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"]

WIDTH = 100
"""The longest list or mapping, in characters, that stays on one line."""

_BARE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^\t\n\r]*(?<![\s:])\Z|-?\w[\w.%+~/-]*\Z")
_TAKEN = re.compile(r":\s| #|\A---|\A\.\.\.|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")
_TAKEN_IN_BRACKETS = re.compile(r"[,\[\]{}?]|:(?![0-9/])")


def kept(fields: dict[str, Plain | None]) -> dict[str, Plain]:
    """Leave out what says nothing."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def emit(data: Plain) -> str:
    """Write `data` as a YAML document, with a line end at its end."""
    return "".join(f"{line}\n" for line in _block(data))


def emit_fields(data: dict[str, Plain]) -> str:
    """Write the keys of a file, each on a line of its own, with a line end at its end."""
    return "".join(f"{line}\n" for line in _fields(data))


def flow(data: Plain) -> str:
    """Write `data` on one line, in brackets however long it is: as a flag takes it.

    >>> flow({"at": "vote", "vote": {"ann": "for"}})
    '{at: vote, vote: {ann: for}}'
    """
    if isinstance(data, str):
        return _text(data, flow=True)
    if isinstance(data, list):
        return f"[{', '.join(map(flow, data))}]"
    return f"{{{', '.join(f'{_text(key, flow=True)}: {flow(value)}' for key, value in data.items())}}}"


def _text(text: str, *, flow: bool) -> str:
    bare = _BARE.match(text) and not _TAKEN.search(text) and not (flow and _TAKEN_IN_BRACKETS.search(text))
    return text if bare else json.dumps(text, ensure_ascii=False)


def _one_line(data: Plain, *, flow: bool = False) -> str | None:
    """Write on one line what may stand on one: a text, nothing, or a short row of texts."""
    if isinstance(data, str):
        return _text(data, flow=flow)
    if not data:
        return "[]" if isinstance(data, list) else "{}"
    inner = data if isinstance(data, list) else list(data.values())
    if not all(isinstance(one, str) for one in inner):
        return None
    texts = [_text(one, flow=True) for one in inner if isinstance(one, str)]
    if isinstance(data, list):
        line = f"[{', '.join(texts)}]"
    else:
        keys = [_text(key, flow=True) for key in data]
        line = f"{{{', '.join(f'{key}: {text}' for key, text in zip(keys, texts, strict=True))}}}"
    return line if len(line) <= WIDTH else None


def _block(data: Plain) -> Iterator[str]:
    line = _one_line(data)
    if line is not None:
        yield line
    elif isinstance(data, list):
        for one in data:
            first, *rest = _block(one)
            yield f"- {first}"
            yield from (f"  {more}" for more in rest)
    elif isinstance(data, dict):
        yield from _fields(data)


def _fields(data: dict[str, Plain]) -> Iterator[str]:
    for key, value in data.items():
        named = _text(key, flow=False)
        short = _one_line(value)
        if short is not None:
            yield f"{named}: {short}"
        else:
            yield f"{named}:"
            yield from (f"  {more}" for more in _block(value))
