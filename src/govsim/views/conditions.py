"""Conditions in words, with the numbers that were compared."""

from govsim.engine.asking import compared, moment_before
from govsim.engine.timeline import Entry, Timeline
from govsim.rules.spans import Span
from govsim.world.expressions import Expr, text
from govsim.world.params import shown


def number_words(span: Span) -> str:
    """Write a number between bounds: `505`, `490..505`, `700+`."""
    low, high = (None if end is None else shown(end) for end in (span.low, span.high))
    return f"{low}+" if high is None else f"{low}" if low == high else f"{low}..{high}"


def condition_words(condition: Expr, entry: Entry, timeline: Timeline) -> str:
    """Give a condition as it is written, and what each side of its comparisons was before the step."""
    sides = compared(condition, moment_before(timeline, entry))
    values = ", ".join(f"{name} was {number_words(span)}" for name, span in sides if name != number_words(span))
    return text(condition) + (f" ({values})" if values else "")
