"""Other names for the same people: a value with every party renamed, wherever it stands.

Nothing in govsim may depend on what somebody is called. Renaming a story and then telling it must give the same as
telling it and then renaming what was told.
"""

from collections.abc import Mapping
from typing import TypeVar, cast

import attrs

T = TypeVar("T")


def renamed(value: T, names: Mapping[str, str]) -> T:
    """Give `value` with each text that is a key of `names` replaced, in attrs classes, tuples, sets and mappings.

    >>> renamed(("ann", ("ben", 2)), {"ann": "zoe"})
    ('zoe', ('ben', 2))
    """
    return cast("T", _renamed(value, names))


def _renamed(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return names.get(value, value)
    if type(value) is tuple:
        return tuple(_renamed(one, names) for one in value)
    if isinstance(value, frozenset):
        return frozenset(_renamed(one, names) for one in value)
    if isinstance(value, Mapping):
        return {_renamed(key, names): _renamed(one, names) for key, one in value.items()}
    kind: type = type(value)
    if attrs.has(kind) and not isinstance(value, type):
        fields = {f.alias or f.name: getattr(value, f.name) for f in attrs.fields(kind) if f.init}
        return kind(**{name: _renamed(one, names) for name, one in fields.items()})
    return value
