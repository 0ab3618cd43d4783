"""Read how much is enough: `> 1/2 of present`, `all of authorized`, `>= 4 of in_office and > 1/2 of cast`.

What each means stands in `world.thresholds`.
"""

from fractions import Fraction

from govsim.reader.faults import Fault, StoppedError, brief, too_long
from govsim.reader.tokens import Cursor, Token, misspelt, stopped, tokens, unexpected
from govsim.world import amounts
from govsim.world.thresholds import Base, Both, Bound, Count, Every, ParamQty, Quantity, Root, Share, Threshold

_RESERVED = ("all", "of", "and")
_BASES = tuple(Base)


def parse_threshold(text: str) -> Threshold | Fault:
    """Read a threshold, or say what is wrong with it; never raises.

    >>> parse_threshold(">= 4 of in_office")
    Bound(strict=False, qty=Count(votes=4), base=<Base.IN_OFFICE: 'in_office'>)
    """
    if fault := too_long(text):
        return fault
    cursor = Cursor(tokens(text))
    try:
        parts = [_part(cursor)]
        while cursor.takes("and"):
            parts.append(_part(cursor))
        if cursor.next.kind != "end":
            raise unexpected(cursor.next, "`and` or the end")
    except StoppedError as stop:
        return stop.fault
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def _part(cursor: Cursor) -> Bound | Every:
    if cursor.takes("all"):
        return Every(_base(cursor))
    sign = cursor.take()
    if sign.text not in {">", ">="}:
        raise _no_bound(sign)
    first = cursor.take()
    qty = _root(first, cursor) or _quantity(first, strict=sign.text == ">")
    if cursor.next.text == "%":
        raise stopped(cursor.next, "a blank stands before `%`", f"write `{first.text}%`")
    return Bound(strict=sign.text == ">", qty=qty, base=_base(cursor))


def _no_bound(sign: Token) -> StoppedError:
    if sign.text in {"=", "==", "!="}:
        return stopped(
            sign,
            f"no `{sign.text}` in a threshold: one more vote in favour could turn yes into no",
            "write `>=` for at least, `>` for more than",
        )
    if sign.text in {"<", "<=", "=<"}:
        return stopped(
            sign,
            f"no `{sign.text}` in a threshold: one more vote in favour could turn yes into no",
            "count the votes in favour, or give the other side a power of its own",
        )
    cure = "write `> ` before it for more than so much, or `>= ` for at least" if sign.kind == "number" else ""
    fault = unexpected(sign, "`>`, `>=` or `all of`").fault
    return stopped(sign, fault.message, fault.help or cure)


def _root(first: Token, cursor: Cursor) -> Root | None:
    """Read `3/2*sqrt(outstanding)`: so many times the square root of a number, a param or the size of a base."""
    factor = Fraction(1)
    if first.kind == "number" and cursor.next.text == "*":
        read = amounts.number(first.text)
        if isinstance(read, amounts.Misread):
            raise stopped(first, read.message, read.help)
        factor, unit = read
        if unit or not factor:
            raise stopped(first, f"`{first.text}` is no number of times", "write a number or a fraction, such as `3/2`")
        cursor.take()
        first = cursor.take()
        if first.text != "sqrt":
            raise unexpected(first, "`sqrt(...)`")
    elif first.text != "sqrt" or not cursor.meets("("):
        return None
    if not cursor.takes("("):
        raise unexpected(cursor.next, "`(`")
    inner = cursor.take()
    of: int | ParamQty | Base
    if inner.kind == "number" and inner.text.isdigit():
        of = int(inner.text)
    elif inner.kind == "word" and "." not in inner.text:
        of = Base(inner.text) if inner.text in _BASES else ParamQty(inner.text)
    else:
        raise unexpected(inner, "a whole number, a param or a base")
    if not cursor.takes(")"):
        raise unexpected(cursor.next, "`)`")
    return Root(factor, of)


def _quantity(token: Token, *, strict: bool) -> Quantity:
    if token.kind == "word" and token.text not in _RESERVED:
        if "." in token.text:
            raise stopped(token, f"{brief(token.text)} is no param", "a param has a name without dots")
        return ParamQty(token.text)
    if token.kind != "number":
        raise unexpected(token, "a count, a share such as `1/2` or `90%`, or a param")
    read = amounts.number(token.text)
    if isinstance(read, amounts.Misread):
        raise stopped(token, read.message, read.help)
    value, unit = read
    if unit in {"h", "d"}:
        raise stopped(token, f"`{token.text}` is a span of time, not a number of votes")
    if token.text.isdigit():
        return Count(int(value))
    if value > 1 or (strict and value == 1):
        raise stopped(token, "more than the whole: no vote can reach it", "where nobody may, the approval is `never`")
    return Share(value)


def _base(cursor: Cursor) -> Base:
    if not cursor.takes("of"):
        raise unexpected(cursor.next, "`of` and a base")
    token = cursor.take()
    if token.kind != "word":
        raise unexpected(token, f"a base: {', '.join(_BASES)}")
    if token.text == "votes" and cursor.next.text in _BASES:
        raise stopped(token, f"unknown base `{token.text} {cursor.next.text}`", f"write `{cursor.next.text}`")
    if token.text not in _BASES:
        raise misspelt(token, f"unknown base {brief(token.text)}", _BASES, f"bases are {', '.join(_BASES)}")
    return Base(token.text)
