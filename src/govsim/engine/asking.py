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
    return {name: one for name, one in timeline.docket.items() if _index(timeline, name) <= entry.index}


def docket_before(timeline: Timeline, entry: Entry) -> Docket:
    """Give the items ruled before a step, by `step.item`."""
    return {name: one for name, one in timeline.docket.items() if _index(timeline, name) < entry.index}


def _index(timeline: Timeline, name: str) -> int:
    return timeline.by_step[name.partition(".")[0]].index


def moment_before(timeline: Timeline, entry: Entry) -> Moment:
    """Give the moment at which the condition of a step was asked: the state before it, and the story so far."""
    earlier = timeline.entries[: entry.index - 1]
    done = tuple(one for one in earlier if one.happened)
    last = earlier[-1] if earlier else None
    at = entry.step.at.latest
    verdicts = {one.step.id: one.verdict for one in earlier if one.verdict is not None}
    verdicts.update((f"{one.step.id}.{ruling.item}", ruling.verdict) for one in earlier for ruling in one.rulings)
    return _ruled(
        Moment(
            fact=last.fact if last is not None else timeline.start,
            law=last.law if last is not None else timeline.start,
            book=timeline.book,
            now=at,
            date=local_date(at, timeline.story.zone),
            verdicts=verdicts,
            happened=frozenset(one.step.id for one in done),
            times={one.step.id: one.step.at.latest for one in done},
            numbers=claimed(timeline.story),
            can=able(docket_before(timeline, entry)),
        )
    )


def moment_after(timeline: Timeline, entry: Entry) -> Moment:
    """Give the moment right after a step: the states it led to, and the story with it."""
    told = timeline.entries[: entry.index]
    at = entry.step.at.latest
    verdicts = {one.step.id: one.verdict for one in told if one.verdict is not None}
    verdicts.update((f"{one.step.id}.{ruling.item}", ruling.verdict) for one in told for ruling in one.rulings)
    return _ruled(
        Moment(
            fact=entry.fact,
            law=entry.law,
            book=timeline.book,
            now=at,
            date=local_date(at, timeline.story.zone),
            verdicts=verdicts,
            happened=frozenset(one.step.id for one in told if one.happened),
            times={one.step.id: one.step.at.latest for one in told if one.happened},
            numbers=claimed(timeline.story),
            can=able(docket_after(timeline, entry)),
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
