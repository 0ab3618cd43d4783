"""Questions put to a story that has been told: the moment before a step, and what the sides of a comparison were."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from govsim.engine.choices import claimed
from govsim.engine.could import able
from govsim.engine.docket import Docket
from govsim.engine.timeline import Entry, Timeline
from govsim.record.state import Key
from govsim.rules.evaluate import Moment, in_regime, value_of
from govsim.rules.spans import Span
from govsim.world.expressions import Compare, Expr, text, walk
from govsim.world.time import local_date


def docket_after(timeline: Timeline, entry: Entry) -> Docket:
    """Give the items ruled up to a step, those of the step itself included, by `step.item`."""
    return timeline.decided.by(entry.index)


def docket_before(timeline: Timeline, entry: Entry) -> Docket:
    """Give the items ruled before a step, by `step.item`."""
    return timeline.decided.by(entry.index - 1)


def moment_before(timeline: Timeline, entry: Entry) -> Moment:
    """Give the moment at which the condition of a step was asked: the state before it, and the story so far."""
    return _moment(timeline, entry, entry.index - 1)


def moment_after(timeline: Timeline, entry: Entry) -> Moment:
    """Give the moment right after a step: the states it led to, and the story with it."""
    return _moment(timeline, entry, entry.index)


def _moment(timeline: Timeline, entry: Entry, told: int) -> Moment:
    """Give the moment of a step at which so many steps had been told."""
    last = timeline.entries[told - 1] if told else None
    at, times = entry.step.at.latest, timeline.timed.by(told)
    return _ruled(
        Moment(
            fact=timeline.start if last is None else last.fact,
            law=timeline.start if last is None else last.law,
            book=timeline.book,
            now=at,
            date=local_date(at, timeline.story.zone),
            verdicts=timeline.ruled.by(told),
            happened=times.keys(),
            times=times,
            numbers=claimed(timeline.story),
            can=able(timeline.decided.by(told)),
        )
    )


def _ruled(moment: Moment) -> Moment:
    """Give a moment under the rules that were in force then."""
    return evolve(moment, book=in_regime(moment)) if moment.book.code.changing else moment


def built_upon(timeline: Timeline, told: int, keys: Iterable[Key]) -> tuple[str, ...]:
    """Give what the rulings rest on that last wrote what is read under `keys` in the first `told` steps.

    In law, and where the step in fact did not come to stand in law, there too: who sits hangs on how that was ruled.
    """
    rests: dict[str, None] = {}
    for key in keys:
        for entry in dict.fromkeys(_writers(timeline, told, key)):
            rests.update((one, None) for ruling in timeline.entries[entry].rulings for one in ruling.rests_on)
    return tuple(rests)


def _writers(timeline: Timeline, told: int, key: Key) -> Iterator[int]:
    """Give the places of the last step that changed a key in law, and of the last that changed it in fact."""
    states = ((timeline.start, timeline.start), *((one.law, one.fact) for one in timeline.entries[:told]))
    for track in (0, 1):
        for place in range(told, 0, -1):
            if states[place][track].get(key) != states[place - 1][track].get(key):
                yield place - 1
                break


def compared(expr: Expr, moment: Moment) -> tuple[tuple[str, Span], ...]:
    """Give both sides of every comparison in an expression, as written, with the numbers they stood for."""
    sides = (side for part in walk(expr) if isinstance(part, Compare) for side in (part.left, part.right))
    return tuple(dict.fromkeys((text(side), value_of(side, moment)) for side in sides))
