"""Ids that people can type, made of names: the same names in the same order give the same ids, and no two are alike."""

import re
import unicodedata
from collections.abc import Iterable

from attrs import field

from govsim.reader.rules import KINDS
from govsim.reader.shape import NO, YES
from govsim.reader.tokens import word_end
from govsim.values import define
from govsim.world.expressions import FUNCTIONS, KEYWORDS

_LONGEST = 40
_QUIET = "'’ʼ`´"
_SMALL = ("any", "all", "as", "at", "by", "from", "in", "nobody", "own", "replacing", "target", "to", "unknown", "with")
_BODIES = ("board", "holders", "members", "stockholders")
RESERVED = frozenset({*KEYWORDS, *FUNCTIONS, *YES, *NO, *KINDS, *_SMALL, *_BODIES})
"""Words that mean something else where an id may stand."""


@define
class Ids:
    """The ids given so far among things that must not share one."""

    taken: set[str] = field(factory=set)

    def give(self, name: str, otherwise: str) -> str:
        """Give an id for a name; one that makes no id, or that is a word of the language, begins with `otherwise`."""
        made = slug(name)
        if not made or not made[0].isalpha() or made in RESERVED:
            made = f"{otherwise}-{made}" if made else otherwise
        found, number = made, 1
        while found in self.taken:
            number += 1
            found = f"{made}-{number}"
        self.taken.add(found)
        return found


def ids(names: Iterable[str], otherwise: str, taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Give an id for each name, in their order.

    >>> ids(["Zoë O'Hara", "Zoe Ohara", "徐若兰"], "holder")
    ('zoe-ohara', 'zoe-ohara-2', '徐若兰')
    """
    giving = Ids(taken=set(taken))
    return tuple(giving.give(name, otherwise) for name in names)


def slug(name: str) -> str:
    """Write a name in small letters, Latin ones without marks, with a hyphen for whatever is no letter or digit."""
    folded = unicodedata.normalize("NFC", name.casefold())
    made = re.sub(r"-+", "-", "".join(map(_part, folded))).strip("-")
    made = unicodedata.normalize("NFC", made)
    return made if len(made) <= _LONGEST else made[:_LONGEST].rpartition("-")[0] or made[:_LONGEST]


def _part(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[:1]
    if base.isascii() and base.isalnum():
        return base
    if char in _QUIET:
        return ""
    return char if word_end(f"a{char}", 0) == 1 + len(char) else "-"
