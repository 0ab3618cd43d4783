"""What a scenario can ask of the world: the syntax trees of `if:`, `expect:`, `never:`, goals and questions.

Trees only: `reader.expressions` reads them, `rules` evaluates them. A whole expression is true or false; inside
it, numbers, times and the values of params are compared, never computed with::

    not holds(ana, guild.chief) and signed(open-letter) >= 90% of headcount

`start` and `end` say where a node stands in the text it was read from, in characters, the end exclusive; they take
no part in equality, so two trees that mean the same are the same.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal, assert_never

from attrs import field, validators

from govsim.values import frozen
from govsim.world import amounts
from govsim.world.time import When, stamp

Operator = Literal["=", "!=", "<", "<=", ">", ">="]
OPERATORS: Final[tuple[Operator, ...]] = ("=", "!=", "<", "<=", ">", ">=")
KEYWORDS: Final = frozenset({"and", "or", "not", "of"})


@frozen(kw_only=True)
class Spanned:
    """Where a node stands in its text."""

    start: int = field(default=0, eq=False, repr=False)
    end: int = field(default=0, eq=False, repr=False)


@frozen
class Or(Spanned):
    """True if any part is."""

    parts: "tuple[Expr, ...]" = field(validator=validators.min_len(2))


@frozen
class And(Spanned):
    """True if every part is."""

    parts: "tuple[Expr, ...]" = field(validator=validators.min_len(2))


@frozen
class Not(Spanned):
    """True if the part is not."""

    part: "Expr"


@frozen
class Compare(Spanned):
    """One comparison of two values; comparisons do not chain."""

    left: "Expr"
    op: Operator
    right: "Expr"


@frozen
class Amount(Spanned):
    """An exact number, never negative.

    `unit` is "" for a count or share, "%" (the value is the fraction: 90% is 9/10), "h", "d", or a currency such as
    "USD", in whole units of it.
    """

    value: Fraction = field(validator=validators.ge(Fraction()))
    unit: str = ""


@frozen
class Instant(Spanned):
    """A point in time or a day written out; `when.text` is how."""

    when: When


@frozen
class Name(Spanned):
    """A name, dotted or not: a party, a position, a step, a param, a fact. NFC."""

    ref: str


@frozen
class Of(Spanned):
    """A share of something: `90% of headcount`, `settle-share of headcount`."""

    share: Amount | Name
    base: "Expr"


@frozen
class ActWords(Spanned):
    """An act in the words of the file, in order: `remove ann from acme.board`."""

    words: tuple[str, ...] = field(validator=validators.min_len(1))


@frozen
class Call(Spanned):
    """A question to the world: one of `FUNCTIONS`, with as many arguments as it takes."""

    function: str
    args: "tuple[Expr | ActWords, ...]"


Expr = Or | And | Not | Compare | Amount | Instant | Of | Name | Call
Node = Expr | ActWords

Slot = Literal["name", "moment", "value", "truth", "act"]
"""What an argument may be: a name; a step or an instant; a name or an amount; a truth; the words of an act."""


class Sort(StrEnum):
    """What an expression yields. A name may stand for either, its declaration says which."""

    TRUTH = "truth"
    VALUE = "value"
    EITHER = "either"


@frozen(kw_only=True)
class Function:
    """One row of the table of functions.

    `params` names each argument with what it may be; the first `least` must be given; with `more`, the last repeats.
    `about` says what it asks: the state at that moment, the story so far, or what could be (goals and questions).
    """

    name: str
    params: tuple[tuple[str, Slot], ...]
    about: Literal["state", "story", "goal"]
    least: int
    more: bool = False
    sort: Sort = Sort.TRUTH

    @property
    def usage(self) -> str:
        """How it is written, optional arguments in brackets: `signed(letter[, party])`."""
        given = ", ".join(name for name, _ in self.params[: self.least])
        optional = "".join(f"[, {name}{', ...' if self.more else ''}]" for name, _ in self.params[self.least :])
        return f"{self.name}({given}{optional})"


def _row(name: str, about: Literal["state", "story", "goal"], *params: tuple[str, Slot]) -> Function:
    return Function(name=name, params=params, about=about, least=len(params))


_STEP: Final[tuple[str, Slot]] = ("step", "name")
_ROWS: Final = (
    _row("holds", "state", ("party", "name"), ("position", "name")),
    _row("seated", "state", ("party", "name"), ("body", "name")),
    _row("vacant", "state", ("position", "name")),
    Function(name="in_office", about="state", params=(("body", "name"),), least=1, sort=Sort.VALUE),
    Function(name="meets", about="state", params=(("test", "name"),), least=1, sort=Sort.VALUE),
    Function(name="units", about="state", params=(("position", "name"), ("party", "name")), least=1, sort=Sort.VALUE),
    Function(name="put_in", about="state", params=(("flow", "name"), ("party", "name")), least=1, sort=Sort.VALUE),
    Function(name="paid_out", about="state", params=(("flow", "name"),), least=1, sort=Sort.VALUE),
    _row("employed", "state", ("party", "name"), ("entity", "name")),
    Function(name="signed", about="state", params=(("letter", "name"), ("party", "name")), least=1),
    _row("open", "state", ("thing", "name")),
    _row("informed", "state", ("party", "name"), ("topic", "name")),
    Function(name="determined", about="state", params=(("name", "name"), ("value", "value")), least=1, more=True),
    _row("in_law", "state", ("condition", "truth")),
    *(_row(name, "story", _STEP) for name in ("happened", "refused", "valid", "voidable", "void", "no_act", "pending")),
    _row("before", "story", ("step or instant", "moment")),
    _row("after", "story", ("step or instant", "moment")),
    _row("controls", "goal", ("party", "name"), ("entity", "name")),
    _row("can", "goal", ("party", "name"), ("act", "act")),
)
FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType({row.name: row for row in _ROWS})
"""Every function there is. `signed(letter)` counts signatures; `signed(letter, party)` is true or false."""


def sort_of(expr: Expr) -> Sort:
    """Say whether `expr` is true or false, or a value to be compared."""
    match expr:
        case Or() | And() | Not() | Compare():
            return Sort.TRUTH
        case Amount() | Instant() | Of():
            return Sort.VALUE
        case Name():
            return Sort.EITHER
        case Call(function="signed", args=(_,)):
            return Sort.VALUE
        case Call(function=function):
            return FUNCTIONS[function].sort
        case _:
            assert_never(expr)


def walk(node: Node) -> Iterator[Node]:
    """Give `node` and everything in it, in the order of the text."""
    yield node
    for child in _children(node):
        yield from walk(child)


def text(node: Node) -> str:
    """Write a tree so that `reader.expressions` reads the same one, with no parenthesis that is not needed.

    >>> text(Not(Call("open", (Name("offer"),))))
    'not open(offer)'
    """
    match node:
        case Or(parts):
            return " or ".join(_inside(part, 1) for part in parts)
        case And(parts):
            return " and ".join(_inside(part, 2) for part in parts)
        case Not(part):
            return f"not {_inside(part, 2)}"
        case Compare(left, op, right):
            return f"{_inside(left, 4)} {op} {_inside(right, 4)}"
        case Amount(value, unit):
            return _amount(value, unit)
        case Instant(when):
            return stamp(when)
        case Of(share, base):
            return f"{text(share)} of {_inside(base, 4)}"
        case Name(ref):
            return ref
        case Call(function, args):
            return f"{function}({', '.join(map(text, args))})"
        case ActWords(words):
            return " ".join(words)
        case _:
            assert_never(node)


def _inside(node: Expr, least: int) -> str:
    binding = {Or: 0, And: 1, Not: 2, Compare: 3}.get(type(node), 4)
    return text(node) if binding >= least else f"({text(node)})"


def _amount(value: Fraction, unit: str) -> str:
    match unit:
        case "" | "h" | "d":
            return f"{value}{unit}"
        case "%":
            return f"{amounts.decimal(value * 100)}%"
        case currency:
            return f"{currency} {amounts.money_text(value)}"


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Or(parts) | And(parts):
            return parts
        case Not(part):
            return (part,)
        case Compare(left, _, right):
            return (left, right)
        case Of(share, base):
            return (share, base)
        case Call(_, args):
            return args
        case Amount() | Instant() | Name() | ActWords():
            return ()
        case _:
            assert_never(node)
