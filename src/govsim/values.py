"""How the values of govsim are made: by attrs, with one `__repr__` for all of them.

attrs writes and compiles the methods of each class while it is imported, and with some 150 classes this is most of what
a short command costs. A third of it goes into `__repr__`, which nothing but a person in search of a mistake ever calls;
so one function that asks `attrs.fields` does it for every class. All else is left to attrs, which writes no method
that a class brings along.
"""

from collections.abc import Callable
from functools import partial
from reprlib import recursive_repr
from typing import TYPE_CHECKING

import attrs

__all__ = ["define", "frozen"]


@recursive_repr()
def _shown(value: attrs.AttrsInstance) -> str:
    """Show a value as attrs would: `Seated(position='top.chair', party='ann')`."""
    kind = type(value)
    shown = (f"{one.name}={getattr(value, one.name)!r}" for one in attrs.fields(kind) if one.repr)
    return f"{kind.__qualname__.rpartition('>.')[2]}({', '.join(shown)})"


def _showing(make: Callable[..., object]) -> Callable[..., object]:
    """Let a decorator of attrs give a class the common `__repr__`, unless it brings its own."""

    def decorate(cls: type | None = None, /, **options: object) -> object:
        if cls is None:
            return partial(decorate, **options)
        if "__repr__" not in vars(cls):
            cls.__repr__ = _shown  # type: ignore[assignment]  # it asks for what attrs is about to add
        return make(cls, **options)

    return decorate


if TYPE_CHECKING:
    from attrs import define, frozen  # the names by which type checkers know what they do
else:
    define, frozen = _showing(attrs.define), _showing(attrs.frozen)
