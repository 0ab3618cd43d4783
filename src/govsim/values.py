"""How the values of govsim are made: by attrs, but no method of theirs before somebody calls it.

attrs writes and compiles the methods of a class while it is imported. With some 200 classes this was a quarter of what
a short command cost, although such a command makes values of little more than half of them, and hardly ever compares
two. So `frozen` makes a class that has its slots and owes the rest. What is owed is written by attrs when it is first
asked for, and put into its place; only the `__init__` of a class whose fields are plain, which is what almost all of
them need and nothing else, is five lines of our own. `__repr__` is never compiled: one function that asks
`attrs.fields` shows all values.
"""

from collections.abc import Callable
from functools import cached_property, partial
from reprlib import recursive_repr
from typing import TYPE_CHECKING, ClassVar, get_origin

import attrs

__all__ = ["define", "frozen"]

_MAKING = ("__init__", "__getstate__", "__setstate__", "__attrs_attrs__")
_COMPARING = ("__eq__", "__hash__")
_WEAK = "__weakref__"
_SPECIAL: tuple[type, ...] = (type(attrs.field()), type(attrs.Factory(list)))
"""What stands as the default of a field that has more to it than a default."""
_OF_CLASS: object = ClassVar


@recursive_repr()
def _shown(value: attrs.AttrsInstance) -> str:
    """Show a value as attrs would: `Seated(position='top.chair', party='ann')`."""
    kind = type(value)
    shown = (f"{one.name}={getattr(value, one.name)!r}" for one in attrs.fields(kind) if one.repr)
    return f"{kind.__qualname__.rpartition('>.')[2]}({', '.join(shown)})"


@attrs.frozen
class _Empty:
    """A value without fields, which refuses changes as every other does."""


class _Owed:
    """What stands in the place of a method, or of the fields, until attrs is asked to write it."""

    __slots__ = ("kind", "kw_only", "name", "told")

    def __init__(self, told: type, *, kw_only: bool) -> None:
        """Remember the class as it was told, and how it is to be made."""
        self.told, self.kw_only = told, kw_only

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn what is owed, and by which class."""
        self.kind, self.name = owner, name

    def __get__(self, value: object, kind: type) -> object:
        """Let attrs write what is owed, put it into its place, and give what was asked for."""
        if self.name == "__init__" and _is_plain(self.told):
            self.kind.__init__ = _init(self.told, self.kind, kw_only=self.kw_only)  # type: ignore[misc]  # its place
        else:
            names = _COMPARING if self.name in _COMPARING else _MAKING
            written = attrs.frozen(self.told, repr=False, eq=names is _COMPARING, kw_only=self.kw_only)
            for name in names:
                if isinstance(vars(self.kind).get(name), _Owed):
                    setattr(self.kind, name, vars(written)[name])
        return getattr(kind if value is None else value, self.name)


def _is_plain(told: type) -> bool:
    """Say whether the fields of a class are all its own, with public names and no more than a default."""
    names = told.__annotations__
    own = told.__mro__[1:] == (object,) and not any(name.startswith("_") for name in names)
    return own and not any(isinstance(vars(told).get(name), _SPECIAL) for name in names)


def _init(told: type, owner: type, *, kw_only: bool) -> Callable[..., None]:
    """Write what attrs would: each argument into its slot, past the refusal of changes."""
    names = _names(told)
    defaults = {f"_default_{name}": vars(told)[name] for name in names if name in vars(told)}
    arguments = [f"{name}=_default_{name}" if f"_default_{name}" in defaults else name for name in names]
    if kw_only and names:
        arguments.insert(0, "*")
    lines = [f"    _set_{name}(self, {name})" for name in names] or ["    pass"]
    known = defaults | {f"_set_{name}": vars(owner)[name].__set__ for name in names}
    exec("\n".join((f"def __init__({', '.join(('self', *arguments))}):", *lines)), known)  # noqa: S102 - as attrs does
    init: Callable[..., None] = known["__init__"]
    init.__module__, init.__qualname__ = owner.__module__, f"{owner.__qualname__}.__init__"
    init.__annotations__ = {**told.__annotations__, "return": None}
    return init


def _names(told: type) -> tuple[str, ...]:
    """Name the fields that a class adds."""
    return tuple(name for name, kind in told.__annotations__.items() if get_origin(kind) is not _OF_CLASS)


def _later(cls: type, *, kw_only: bool = False) -> type:
    """Give a class with the slots of its fields, whose methods attrs will write when they are first called."""
    told = vars(cls)
    names = _names(cls)
    above = {name for base in cls.__mro__ for name in vars(base).get("__slots__", ())}
    body = {name: one for name, one in told.items() if name not in {*names, "__dict__", _WEAK}}
    for name in (*_MAKING, *_COMPARING):
        body.setdefault(name, _Owed(cls, kw_only=kw_only))
    body["__qualname__"] = cls.__qualname__
    body["__slots__"] = tuple(name for name in (*names, _WEAK) if name not in above)
    body["__match_args__"] = (*getattr(cls, "__match_args__", ()), *(() if kw_only else names))
    body["__setattr__"], body["__delattr__"] = _Empty.__setattr__, _Empty.__delattr__
    body["__repr__"] = told.get("__repr__", _shown)
    return type(cls)(cls.__name__, cls.__bases__, body)


def _at_once(cls: type, options: dict[str, object]) -> bool:
    """Say whether a class has to be made when it is defined: for what attrs builds into the class itself."""
    return not options.keys() <= {"kw_only"} or any(
        isinstance(one, cached_property) or getattr(one, "__closure__", None) for one in vars(cls).values()
    )


def _making(make: Callable[..., type], *, later: bool) -> Callable[..., object]:
    """Let a decorator of attrs give a class the common `__repr__`, unless it brings its own; and let it wait."""

    def decorate(cls: type | None = None, /, **options: object) -> object:
        if cls is None:
            return partial(decorate, **options)
        if later and not _at_once(cls, options):
            return _later(cls, **options)  # type: ignore[arg-type]  # `_at_once` knows its one option
        if "__repr__" not in vars(cls):
            cls.__repr__ = _shown  # type: ignore[assignment]  # it asks for what attrs is about to add
        return make(cls, **options)

    return decorate


if TYPE_CHECKING:
    from attrs import define, frozen  # the names by which type checkers know what they do
else:
    define, frozen = _making(attrs.define, later=False), _making(attrs.frozen, later=True)
