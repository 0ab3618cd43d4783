"""Content identity: sha256 over canonical JSON, with a schema tag.

Keys are sorted, text is in normal form C, numbers are integers or `p/q`; no float can get in. The
same values give the same id on every machine.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from fractions import Fraction

import attrs

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

SCHEMA = "govsim/1"

_written = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def plain(value: object) -> Json:
    """Give a value as plain data: attrs classes as mappings with their name, sets sorted, exact numbers.

    >>> plain(Fraction(1, 2))
    '1/2'
    """
    if value is None or (isinstance(value, bool | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    kind: type = type(value)
    if attrs.has(kind):
        named = {f.name: plain(getattr(value, f.name)) for f in attrs.fields(kind) if f.eq}
        return {"kind": kind.__name__.lower(), **named}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((plain(one) for one in value), key=canonical)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    message = f"{type(value).__name__} has no canonical form"
    raise TypeError(message)


def canonical(value: Json) -> str:
    """Write plain data as canonical JSON."""
    return _written(value)


def content_id(kind: str, value: object) -> str:
    """Give the content id of a value as 64 hexadecimal digits."""
    import hashlib  # noqa: PLC0415 - costly, and most answers name no id

    text = canonical({"schema": f"{SCHEMA}/{kind}", "value": plain(value)})
    return hashlib.sha256(text.encode()).hexdigest()
