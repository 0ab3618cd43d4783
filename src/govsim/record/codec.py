"""Values of closed unions from plain data, and back: how each kind is read follows from the types of its fields.

`canon.plain` writes a value; this reads it again. Nothing is said of any kind twice: a new kind of event is read as
soon as it stands in the union, and one with a field that cannot be read is refused before anything is::

    read = reader(Event)
    read({"kind": "unseated", "party": "ann", "position": "top.board"})   # Unseated(position='top.board', party='ann')
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from govsim.record.canon import Json, plain

T = TypeVar("T")
Reading = Callable[[Json], Any]

_RATIO = re.compile(r"-?[0-9]{1,4300}/[0-9]{1,4300}").fullmatch
"""Tells whether a text is a ratio as it is written; a number of more digits is no text that Python writes or reads."""


class UnfitError(ValueError):
    """Plain data that no value of the type was written as."""


class UnreadError(TypeError):
    """A type whose values cannot be read back from plain data."""


def reader(union: object) -> Callable[[Json], Any]:
    """Give what reads values of a class or a closed union of classes; UnreadError if one of its fields cannot be read.

    What it is given and does not fit raises UnfitError, which says why.
    """
    todo = list(_classes_in(union))
    for kind in todo:
        fields_of(kind)
        hints = get_type_hints(kind)
        todo.extend(one for f in attrs.fields(kind) if f.eq for one in _classes_in(hints[f.name]) if one not in todo)
    return _reading(union)


def _classes_in(kind: object) -> tuple[type[attrs.AttrsInstance], ...]:
    """Give the classes a type is made of."""
    if isinstance(kind, type) and attrs.has(kind):
        return (kind,)
    return tuple(dict.fromkeys(one for arg in get_args(kind) for one in _classes_in(arg)))


@cache
def _reading(kind: object) -> Reading:
    origin, args = get_origin(kind), get_args(kind)
    if origin in {UnionType, Union}:
        return _one_of(args)
    if origin is Literal:
        return _literal(args)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:  # noqa: PLR2004 - `tuple[X, ...]`
        return _several(args[0])
    if isinstance(kind, type) and attrs.has(kind):
        return _classes((kind,))
    if kind not in _PLAIN:
        raise UnreadError(f"{kind} cannot be read back from plain data")
    return _PLAIN[kind]


def _one_of(kinds: tuple[object, ...]) -> Reading:
    """Read one of several: by its `kind` if it is a class, else the one plain value there is besides None."""
    classes = tuple(kind for kind in kinds if isinstance(kind, type) and attrs.has(kind))
    others = tuple(kind for kind in kinds if kind not in classes and kind is not NoneType)
    if len(others) + bool(classes) != 1:
        raise UnreadError(f"which of {kinds} is meant cannot be seen from plain data")
    given = _classes(classes) if classes else _reading(others[0])
    if NoneType not in kinds:
        return given
    return lambda data: None if data is None else given(data)


def _classes(kinds: tuple[type, ...]) -> Reading:
    # the fields are looked up when the first value comes: the kinds of a union may contain the union
    named = {kind.__name__.lower(): kind for kind in kinds}

    def read(data: Json) -> object:
        kind = data.get("kind") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(kind, str) or kind not in named:
            raise UnfitError(f"{_short(data)} is none of {', '.join(named)}")
        fields = fields_of(named[kind])
        if data.keys() != {"kind", *fields}:
            odd = map(repr, sorted(data.keys() ^ {"kind", *fields}))
            raise UnfitError(f"`{kind}` has other keys than it should: {', '.join(odd)}")
        values = {name: one(data[name]) for name, one in fields.items()}
        return named[kind](**values, **unwritten(named[kind]))

    return read


@cache
def fields_of(kind: type[attrs.AttrsInstance]) -> Mapping[str, Reading]:
    """Give what reads each field of a class that takes part in equality; UnreadError if one cannot be read."""
    hints = get_type_hints(kind)
    return {one.name: _reading(hints[one.name]) for one in attrs.fields(kind) if one.eq}


@cache
def unwritten(kind: type[attrs.AttrsInstance]) -> Mapping[str, str]:
    """Give what stands in the fields that take no part in equality, and so are not written: nothing, or an empty text.

    How a time was spelt is for the reader of a file; two times that mean the same are equal without it.
    """
    return {one.name: "" for one in attrs.fields(kind) if not one.eq and one.default is attrs.NOTHING}


def _several(kind: object) -> Reading:
    one = _reading(kind)

    def read(data: Json) -> tuple[object, ...]:
        if not isinstance(data, list):
            raise UnfitError(f"{_short(data)} is no list")
        return tuple(map(one, data))

    return read


def _literal(words: tuple[object, ...]) -> Reading:
    def read(data: Json) -> Json:
        if data not in words:
            raise UnfitError(f"{_short(data)} is none of {', '.join(map(repr, words))}")
        return data

    return read


def _exactly(kind: type[T]) -> Callable[[Json], T]:
    def read(data: Json) -> T:
        if type(data) is not kind:
            raise UnfitError(f"{_short(data)} is no {kind.__name__}")
        return data

    return read


def _number(data: Json) -> Fraction:
    try:
        found = Fraction(data) if type(data) is int or (isinstance(data, str) and _RATIO(data)) else None
    except (ValueError, ZeroDivisionError):
        found = None
    if found is None or data != (found.numerator if found.denominator == 1 else str(found)):
        raise UnfitError(f"{_short(data)} is no exact number")
    return found


def _text(data: Json) -> str:
    if not isinstance(data, str) or not unicodedata.is_normalized("NFC", data):
        raise UnfitError(f"{_short(data)} is no text in normal form C")
    return data


def _instant(data: Json) -> datetime:
    try:
        found = datetime.fromisoformat(str(data)).replace(tzinfo=UTC)
    except ValueError:
        found = None
    if found is None or plain(found) != data:
        raise UnfitError(f"{_short(data)} is no instant in UTC")
    return found


def _short(data: Json) -> str:
    shown = repr(data)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."  # noqa: PLR2004 - enough to recognise it


_PLAIN: Mapping[object, Reading] = {
    str: _text,
    bool: _exactly(bool),
    int: _exactly(int),
    Fraction: _number,
    datetime: _instant,
}
