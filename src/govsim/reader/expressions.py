"""Read a condition, a goal or a question: `not holds(ana, guild.chief) and open(offer)`.

One function per line of the grammar, loosest first::

    expr := and ("or" and)*     and := not ("and" not)*     not := "not" not | cmp     cmp := term [REL term]
    term := amount ["of" term] | NAME ["of" term] | NAME "(" arg, .. ")" | "(" expr ")"

What the pieces mean, and the table of functions, stand in `world.expressions`.
"""

import re
from collections.abc import Callable
from typing import Final, assert_never

from attrs import evolve

from govsim.reader.faults import Fault, StoppedError, brief, too_long
from govsim.reader.similar import one_slip
from govsim.reader.times import parse_when
from govsim.reader.tokens import Cursor, Token, misspelt, stopped, tokens, unexpected
from govsim.values import frozen
from govsim.world import amounts
from govsim.world.expressions import (
    FUNCTIONS,
    KEYWORDS,
    OPERATORS,
    ActWords,
    Amount,
    And,
    Call,
    Compare,
    Expr,
    Function,
    Instant,
    Name,
    Not,
    Of,
    Or,
    Sort,
    sort_of,
    text,
)

_HAS_OFFSET: Final = re.compile(r"T.*(?:Z|[+-][0-9:]+)$")
_CURRENCY: Final = re.compile("[A-Z]{3}")
_CLOSE: Final = "`,` or `)`"


def parse_expression(source: str, zone: str | None = None) -> Expr | Fault:
    """Read a condition, or say what is wrong with it; never raises.

    `zone` is the scenario's, for times written without an offset; where none is given, such times are a fault.

    >>> parse_expression("open(offer)")
    Call(function='open', args=(Name(ref='offer'),))
    """
    if fault := too_long(source):
        return fault
    reading = _Reading(Cursor(tokens(source)), zone)
    try:
        expr = reading.condition()
        if reading.cursor.next.kind != "end":
            raise unexpected(reading.cursor.next, "`and`, `or` or the end")
    except StoppedError as stop:
        return stop.fault
    return expr


@frozen
class _Reading:
    """One text being read: the cursor moves, the grammar's lines are the methods."""

    cursor: Cursor
    zone: str | None

    def condition(self) -> Expr:
        """Read an expression that must be true or false."""
        return _truth(self.disjunction())

    def disjunction(self) -> Expr:
        """Read `a or b`."""
        parts = self.joined("or", self.conjunction)
        return parts[0] if len(parts) == 1 else Or(parts, start=parts[0].start, end=self.cursor.behind)

    def conjunction(self) -> Expr:
        """Read `a and b`."""
        parts = self.joined("and", self.negation)
        return parts[0] if len(parts) == 1 else And(parts, start=parts[0].start, end=self.cursor.behind)

    def joined(self, word: str, part: Callable[[], Expr]) -> tuple[Expr, ...]:
        """Read one part or more, joined by `word`; joined parts are true or false."""
        parts = [part()]
        while self.cursor.takes(word):
            parts[-1] = _truth(parts[-1])
            parts.append(_truth(part()))
        return tuple(parts)

    def negation(self) -> Expr:
        """Read `not a`."""
        word = self.cursor.takes("not")
        if not word:
            return self.comparison()
        with self.cursor.deeper():
            return Not(_truth(self.negation()), start=word.start, end=self.cursor.behind)

    def comparison(self) -> Expr:
        """Read `a < b`, or one term."""
        left = self.term()
        sign = self.cursor.takes(*OPERATORS)
        if not sign:
            return left
        right = _value(self.term())
        if self.cursor.meets(*OPERATORS):
            raise stopped(self.cursor.next, "comparisons do not chain", "write both: `a < b and b < c`")
        op = next(op for op in OPERATORS if op == sign.text)
        return Compare(_value(left), op, right, start=left.start, end=self.cursor.behind)

    def term(self) -> Expr:
        """Read what is compared."""
        token = self.cursor.take()
        if token.kind == "instant":
            return self.instant(token)
        if token.kind == "number":
            return self.of(self.number(token))
        if token.kind == "word" and token.text not in KEYWORDS:
            return self.named(token)
        if token.kind == "sign" and token.text == "(":
            with self.cursor.deeper():
                inner = self.disjunction()
            if not self.cursor.takes(")"):
                raise unexpected(self.cursor.next, "`)`")
            return evolve(inner, start=token.start, end=self.cursor.behind)
        raise unexpected(token, "a condition, a name or an amount")

    def named(self, token: Token) -> Expr:
        """Read what begins with a name: a call, a sum of money, a share or the name alone."""
        if self.cursor.meets("("):
            return self.call(token)
        if _CURRENCY.fullmatch(token.text) and self.cursor.next.kind == "number":
            return self.of(self.money(token))
        if function := FUNCTIONS.get(token.text):
            if self.cursor.next.kind == "odd":
                raise unexpected(self.cursor.next, "`(`")
            raise stopped(token, f"`{token.text}` asks about something", f"write `{function.usage}`")
        if self.cursor.next.kind == "word" and not self.cursor.meets(*KEYWORDS) and one_slip(token.text, "not"):
            raise misspelt(token, f"{brief(token.text)} stands before a condition", ("not",), "")
        return self.of(Name(token.text, start=token.start, end=token.end))

    def of(self, share: Amount | Name) -> Expr:
        """Read the base of a share, if there is one."""
        word = self.cursor.takes("of")
        if not word:
            return share
        if isinstance(share, Amount):
            _share(share)
        with self.cursor.deeper():
            base = _value(self.term())
        if isinstance(base, Instant):
            raise _at(base, "a share of a time", "")
        return Of(share, base, start=share.start, end=self.cursor.behind)

    def number(self, token: Token) -> Amount:
        """Read an exact number."""
        read = amounts.number(token.text)
        if isinstance(read, amounts.Misread):
            raise stopped(token, read.message, read.help)
        value, unit = read
        return Amount(value, unit, start=token.start, end=token.end)

    def money(self, currency: Token) -> Amount:
        """Read the sum after its currency."""
        token = self.cursor.take()
        read = amounts.money(token.text)
        if isinstance(read, amounts.Misread):
            raise stopped(token, read.message, read.help)
        return Amount(read, currency.text, start=currency.start, end=token.end)

    def instant(self, token: Token) -> Instant:
        """Read one instant or one day."""
        if self.zone is None and not _HAS_OFFSET.search(token.text.rstrip("~")):
            raise stopped(token, "a time without a zone", "write its offset, as in `2023-11-17T12:00-08:00`")
        when = parse_when(token.text, self.zone or "UTC")
        if isinstance(when, Fault):
            raise StoppedError(evolve(when, start=when.start + token.start, end=when.end + token.start))
        if when.precision not in {"instant", "day"}:
            raise stopped(token, "a condition names one instant or one day", "leave out `~` and the other end")
        return Instant(when, start=token.start, end=token.end)

    def call(self, name: Token) -> Call:
        """Read the arguments of a function, each as its row in the table allows."""
        function = FUNCTIONS.get(name.text)
        if function is None:
            message = f"unknown function {brief(name.text)}"
            raise misspelt(name, message, FUNCTIONS, f"functions are {', '.join(FUNCTIONS)}")
        self.cursor.take()
        args: list[Expr | ActWords] = []
        while not self.cursor.meets(")"):
            if args and not self.cursor.takes(","):
                raise unexpected(self.cursor.next, _CLOSE)
            args.append(self.argument(function, len(args)))
        closing = self.cursor.take()
        if len(args) < function.least:
            missing = function.params[len(args)][0]
            raise stopped(closing, f"`{function.name}` also needs: {missing}", f"write `{function.usage}`")
        return Call(function.name, tuple(args), start=name.start, end=closing.end)

    def argument(self, function: Function, index: int) -> Expr | ActWords:
        """Read the argument that stands at `index`."""
        token = self.cursor.next
        if index >= len(function.params) and not function.more:
            raise stopped(token, f"too much for `{function.name}`", f"write `{function.usage}`")
        word, slot = function.params[min(index, len(function.params) - 1)]
        match slot:
            case "act":
                return self.act()
            case "truth":
                with self.cursor.deeper():
                    return self.condition()
            case "moment" if token.kind == "instant":
                return self.instant(self.cursor.take())
            case "value" if token.kind == "number":
                return self.number(self.cursor.take())
            case "name" | "moment" | "value":
                return self.reference(word)
            case _:
                assert_never(slot)

    def reference(self, word: str) -> Name:
        """Read a bare name; `word` says what of."""
        token = self.cursor.take()
        if token.kind != "word" or token.text in KEYWORDS:
            raise unexpected(token, f"a name ({word})")
        if self.cursor.meets("("):
            raise stopped(token, f"expected a name ({word}), found a question", "only `in_law(...)` takes a condition")
        return Name(token.text, start=token.start, end=token.end)

    def act(self) -> ActWords:
        """Read the words of an act, up to the closing parenthesis."""
        words: list[Token] = []
        while self.cursor.next.kind in {"word", "number", "instant"}:
            words.append(self.cursor.take())
        if not words or not self.cursor.meets(")"):
            raise unexpected(self.cursor.next, "the words of an act, as in `remove somebody from a-board`")
        return ActWords(tuple(word.text for word in words), start=words[0].start, end=words[-1].end)


def _at(node: Expr, message: str, cure: str) -> StoppedError:
    return StoppedError(Fault(message=message, start=node.start, end=node.end, help=cure))


def _truth(expr: Expr) -> Expr:
    if sort_of(expr) is Sort.VALUE:
        message = f"{brief(text(expr))} is a value, not true or false"
        raise _at(expr, message, "compare it, as in `in_office(board) >= 4`")
    return expr


def _value(expr: Expr) -> Expr:
    if sort_of(expr) is Sort.TRUTH:
        raise _at(expr, f"{brief(text(expr))} is true or false, and cannot be compared", "use `and`, `or`, `not`")
    return expr


def _share(amount: Amount) -> None:
    if amount.unit not in {"", "%"} or (not amount.unit and amount.value.denominator == 1):
        raise _at(amount, f"`{text(amount)}` is no share", "a share is written `90%` or `2/3`")
