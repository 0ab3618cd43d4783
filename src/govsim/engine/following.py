"""What takes effect by itself on a walk: what was made for a time that has come, and what follows from an act."""

from collections.abc import Callable
from datetime import datetime

from govsim.engine.reactions import Followed, due, in_fact, in_law
from govsim.engine.timeline import START
from govsim.engine.walk import Walk
from govsim.record.state import State, pending
from govsim.record.story import Step
from govsim.rules.evaluate import truth
from govsim.rules.spans import Truth
from govsim.world.expressions import Expr


def _timers(state: Callable[[], State], until: datetime, change: Callable[[Followed], None]) -> tuple[Followed, ...]:
    """Let take effect, on one track, what was made for a time at or before `until`, in the order of the times."""
    done: list[Followed] = []
    while True:
        ready = [(s.due, s.id, s) for s in pending(state()) if s.due is not None and s.due <= until]
        if not ready:
            return tuple(done)
        scheduled = min(ready, key=lambda one: one[:2])[2]
        done.append((scheduled.id, due(state(), scheduled)))
        change(done[-1])


def _timers_in_law(walk: Walk, until: datetime) -> tuple[Followed, ...]:
    def change(followed: Followed) -> None:
        walk.change_law(*followed, followed[0].partition(".")[0])

    return _timers(lambda: walk.law, until, change)


def _timers_in_fact(walk: Walk, until: datetime) -> tuple[Followed, ...]:
    def change(followed: Followed) -> None:
        walk.change_fact(followed[1], followed[0].partition(".")[0])

    return _timers(lambda: walk.fact, until, change)


def _answer_in_law(walk: Walk, step: Step) -> Callable[[Expr, State], Truth]:
    def answer(condition: Expr, state: State) -> Truth:
        walk.ask(1, step.id)
        return truth(condition, walk.moment(step, state, state))

    return answer


def _answer_in_fact(walk: Walk, step: Step) -> Callable[[Expr, State], Truth]:
    def answer(condition: Expr, state: State) -> Truth:
        walk.ask(1, step.id)
        return truth(condition, walk.moment(step, state, walk.law))

    return answer


def follow_in_law(walk: Walk, step: Step, by: str) -> tuple[Followed, ...]:
    """Let happen what follows in law after a step, as the doing of `by`."""
    followed = in_law(walk.law, walk.story.reactions, walk.book, _answer_in_law(walk, step))
    for name, events in followed:
        walk.change_law(name, events, by)
    return followed


def come_due_in_law(walk: Walk, step: Step) -> tuple[Followed, ...]:
    """Let take effect what was made for a time up to a step, and what follows from that or from the start itself.

    What is told or happens outside then sets nothing off, and may be left out.
    """
    timers = _timers_in_law(walk, step.at.latest)
    first, walk.law_begun = not walk.law_begun, True
    return (*timers, *follow_in_law(walk, step, _maker(timers))) if timers or first else timers


def _maker(timers: tuple[Followed, ...]) -> str:
    """Give the step that made what came due last, or the start: what follows then goes back to it."""
    return timers[-1][0].partition(".")[0] if timers else START


def come_due_in_fact(walk: Walk, step: Step) -> tuple[Followed, ...]:
    """Let take effect in fact what was made for a time up to a step, and what follows from that."""
    timers = _timers_in_fact(walk, step.at.latest)
    first, walk.fact_begun = not walk.fact_begun, True
    return (*timers, *follow_in_fact(walk, step, _maker(timers))) if timers or first else timers


def follow_in_fact(walk: Walk, step: Step, by: str) -> tuple[Followed, ...]:
    """Let happen in fact what was made for a condition that now holds, as the doing of `by`."""
    followed = in_fact(walk.fact, _answer_in_fact(walk, step))
    for _, events in followed:
        walk.change_fact(events, by)
    return followed
