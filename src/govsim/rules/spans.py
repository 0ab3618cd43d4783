"""Numbers known between bounds, and truth of three values: true, false, or cannot tell.

Truths are joined as Kleene did: `unknown or true` is true, `unknown and true` is unknown.
"""

from fractions import Fraction
from typing import assert_never

from govsim.values import frozen
from govsim.world.expressions import Operator

Truth = bool | None


@frozen
class Span:
    """A number known to lie between two bounds; no upper bound is None."""

    low: Fraction
    high: Fraction | None

    @classmethod
    def of(cls, number: Fraction | int) -> "Span":
        """Give the span of one exact number."""
        return cls(Fraction(number), Fraction(number))


def both_of(parts: list[Truth]) -> Truth:
    """Say whether all parts are true."""
    if False in parts:
        return False
    return None if None in parts else True


def opposite(part: Truth) -> Truth:
    """Say whether a part is not true."""
    return None if part is None else not part


def below(a: Span, b: Span, strict: bool) -> Truth:  # noqa: FBT001 - one of the two orders
    """Say whether a < b (or a <= b) for every value in the spans, for none, or for some."""
    if a.high is not None and (a.high < b.low or (not strict and a.high <= b.low)):
        return True
    if b.high is not None and (a.low > b.high or (strict and a.low >= b.high)):
        return False
    return None


def compared(a: Span, op: Operator, b: Span) -> Truth:
    """Say whether two numbers stand in a relation, for every value between their bounds, for none, or for some."""
    match op:
        case "<":
            return below(a, b, strict=True)
        case "<=":
            return below(a, b, strict=False)
        case ">":
            return below(b, a, strict=True)
        case ">=":
            return below(b, a, strict=False)
        case "=":
            return both_of([below(a, b, strict=False), below(b, a, strict=False)])
        case "!=":
            return opposite(compared(a, "=", b))
        case _:
            assert_never(op)
