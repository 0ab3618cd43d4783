"""What is not known and must be chosen: parameters with their admissible values, and readings of the rules."""

from fractions import Fraction

from attrs import evolve, field

from govsim.errors import Place, UsageError
from govsim.values import frozen
from govsim.world.clauses import Clause, Rank
from govsim.world.sources import Words

READING = "reading"
"""What the choice of a reading is called, beside the names of parameters and facts."""

Value = Fraction | str
"""What a parameter can be: an exact number, or a word such as `electors`, `yes`, `no`."""


@frozen(kw_only=True)
class Param:
    """An open value of a rule or of the model; `among` lists every admissible value, the chosen one included."""

    id: str
    value: Value
    among: tuple[Value, ...]
    because: str = ""
    title: Words = ()
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Assumption:
    """Something a verdict rests on that nobody has shown: printed with every ruling that relies on it."""

    id: str
    text: str
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Overlay:
    """One change a reading makes to the rules: another rank, other content, or the rule is not there."""

    rule: str
    rank: Rank | None = None
    drop: bool = False
    clause: Clause | None = None
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Reading:
    """One coherent way to read the unseen documents: a whole overlay over the rules, with what it assumes."""

    id: str
    title: Words
    assumes: tuple[Assumption, ...] = ()
    replaces: tuple[Overlay, ...] = ()
    place: Place = field(eq=False)


def overlaid(clause: Clause, overlay: Overlay) -> Clause | None:
    """Give a clause as an overlay leaves it; None where it is not there any more."""
    if overlay.drop:
        return None
    changed = overlay.clause or clause
    return changed if overlay.rank is None else evolve(changed, rank=overlay.rank)


def number(value: Value) -> Fraction:
    """Give `value` as an exact number; words raise UsageError.

    >>> number(Fraction(7))
    Fraction(7, 1)
    """
    if isinstance(value, str):
        raise UsageError(f"`{value}` is a word, not a number")
    return value


def shown(value: Value) -> str:
    """Write a value as people write it in a file: `7`, `2/3`, `electors`."""
    return value if isinstance(value, str) else str(value)
