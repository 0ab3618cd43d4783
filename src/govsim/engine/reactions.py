"""What follows by itself after an act: ties between positions, declared follow-ups, things made for later.

After each act they run in declared order until nothing changes, and stop with an error that names the
cycle if they never do. Ties and declared follow-ups are law and touch only the state in law.
"""

from collections.abc import Callable, Iterator

from govsim.errors import GovsimError
from govsim.record.effects import in_order, item_events
from govsim.record.events import Event, Scheduled, Seated, Unscheduled, Unseated
from govsim.record.fold import fold
from govsim.record.state import State, holders, holding, pending
from govsim.record.story import Reaction
from govsim.rules.book import Book
from govsim.world.expressions import Expr

LIMIT = 300

Truth = Callable[[Expr, State], bool | None]
"""Answers a condition on a state."""

Followed = tuple[str, tuple[Event, ...]]
"""What set something off (a tie, a follow-up, a package), and the events it led to."""


class CycleError(GovsimError):
    """Follow-ups that set each other off for ever."""

    exit_code = 3


def blocked(state: State, scheduled: Scheduled) -> bool:
    """Say whether something made for later can no longer take effect: a one-holder position is held by another."""
    leaving = {(e.position, e.party) for e in scheduled.changes if isinstance(e, Unseated)}
    return any(
        tenure.party != event.party and not tenure.interim and (event.position, tenure.party) not in leaving
        for event in scheduled.changes
        if isinstance(event, Seated) and event.sole
        for tenure in holders(state, event.position)
    )


def due(state: State, scheduled: Scheduled) -> tuple[Event, ...]:
    """Give what happens when something made for later comes due: it takes effect, or falls away if it cannot."""
    done = (Unscheduled(id=scheduled.id),)
    return done if blocked(state, scheduled) else (*done, *scheduled.changes)


def _conditional(state: State, truth: Truth) -> Iterator[Followed]:
    for scheduled in pending(state):
        if scheduled.condition is not None and truth(scheduled.condition, state):
            yield scheduled.id, due(state, scheduled)


def _ties(state: State, book: Book) -> Iterator[Followed]:
    for position in book.code.structure.positions:
        tie = position.tied_to
        held = holding(state, position.id) if tie is not None else ()
        if tie is None or not held:
            continue
        lost = tuple(party for party in held if party not in holding(state, tie.position))
        if lost and book.holds(tie.applies):
            yield position.id, tuple(Unseated(position=position.id, party=party) for party in lost)


def _declared(state: State, reactions: tuple[Reaction, ...], truth: Truth) -> Iterator[Followed]:
    for reaction in reactions:
        if truth(reaction.condition, state):
            yield reaction.id, in_order(tuple(event for item in reaction.items for event in item_events(item)))


def _to_the_end(state: State, sources: Callable[[State], Iterator[Followed]]) -> tuple[Followed, ...]:
    """Follow up one thing at a time, the first that still changes something, until nothing does."""
    out: list[Followed] = []
    while True:
        step = next((found for found in sources(state) if fold(state, found[1]) is not state), None)
        if step is None:
            return tuple(out)
        if len(out) == LIMIT:
            cycle = ", ".join(dict.fromkeys(name for name, _ in out[-8:]))
            message = f"follow-ups do not come to an end: {cycle}"
            raise CycleError(message)
        state = fold(state, step[1])
        out.append(step)


def in_law(state: State, reactions: tuple[Reaction, ...], book: Book, truth: Truth) -> tuple[Followed, ...]:
    """Give what follows in law, in order."""

    def sources(now: State) -> Iterator[Followed]:
        yield from _ties(now, book)
        yield from _declared(now, reactions, truth)
        yield from _conditional(now, truth)

    return _to_the_end(state, sources)


def in_fact(state: State, truth: Truth) -> tuple[Followed, ...]:
    """Give what follows in fact: only what was made for later and has now met its condition."""
    return _to_the_end(state, lambda now: _conditional(now, truth))
