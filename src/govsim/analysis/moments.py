"""The moments of a told story at which a question can be asked, and the stretches over which its answer is the same.

A question about power is asked as the law stands: when a step is taken, before it, or at the end. The law changes at
few steps, so that a question is asked again only where it could be answered otherwise.
"""

from collections.abc import Callable
from typing import Generic, TypeVar, cast

from attrs import evolve

from govsim.engine.asking import docket_after, docket_before, moment_after, moment_before
from govsim.engine.docket import Docket
from govsim.engine.timeline import Entry, Timeline
from govsim.record.acts import Resolve
from govsim.record.state import Noting, State
from govsim.rules.evaluate import Moment
from govsim.values import frozen

T = TypeVar("T")


@frozen(kw_only=True)
class At:
    """A moment of a story: when the step of `entry` was taken, before it; or after it, at the end of the story."""

    entry: Entry
    after: bool
    moment: Moment
    docket: Docket

    @property
    def steps(self) -> int:
        """How many steps have been told by then."""
        return self.entry.index - (not self.after)

    @property
    def told(self) -> str:
        """The step right after which this is; empty before the first one."""
        return self.entry.step.id if self.after else ""


def noting(at: At) -> tuple[At, Noting]:
    """Give a moment at which the keys are noted that a question reads of the law, and what notes them."""
    noted = Noting(cast("State", at.moment.law))
    return evolve(at, moment=evolve(at.moment, law=noted)), noted


def when_taken(timeline: Timeline, step: str) -> At:
    """Give the moment at which a step was taken, before it changed anything."""
    entry = timeline.by_step[step]
    return At(entry=entry, after=False, moment=moment_before(timeline, entry), docket=docket_before(timeline, entry))


def right_after(timeline: Timeline, step: str) -> At:
    """Give the moment right after a step."""
    entry = timeline.by_step[step]
    return At(entry=entry, after=True, moment=moment_after(timeline, entry), docket=docket_after(timeline, entry))


def moments(timeline: Timeline) -> tuple[At, ...]:
    """Give every moment of a story: when each step was taken, and after the last; none of a story without steps."""
    if not timeline.entries:
        return ()
    taken = (when_taken(timeline, entry.step.id) for entry in timeline.entries)
    return (*taken, right_after(timeline, timeline.entries[-1].step.id))


def hung_on_nothing(timeline: Timeline, at: At) -> tuple[str, ...]:
    """Give the steps that say neither what they hang on nor why on nothing, and must once a vote is put in at a moment.

    Only a step after the first vote must say so; these are the ones that stood before it.
    """
    place = at.steps
    steps = [entry.step for entry in timeline.entries]
    if any(isinstance(one.act, Resolve) for one in steps[:place]):
        return ()
    return tuple(one.id for one in steps[place:] if one.condition is None and not one.regardless)


@frozen(kw_only=True)
class Stretch(Generic[T]):
    """Moments in a row with one answer, from the first to the last of them."""

    first: At
    last: At
    answer: T


def stretches(
    timeline: Timeline, ask: Callable[[At], T], *, by_docket: bool = False, by: Callable[[At], object] = lambda _: None
) -> tuple[Stretch[T], ...]:
    """Ask a question at every moment of a story, and join the moments in a row that have the same answer.

    What was asked with the law as it stands, on a date under the same law, is not asked again; with `by_docket` the
    answer may also hang on what was decided before, as it may where rules have conditions; `by` gives what else of a
    moment it hangs on.
    """
    known: dict[tuple[object, ...], T] = {}
    out: list[Stretch[T]] = []
    by_docket = by_docket or timeline.book.code.conditional
    for at in moments(timeline):
        hangs = (at.moment.now, len(at.docket)) if by_docket else None  # a docket only ever grows
        key = (at.moment.law, timeline.book.era(at.moment.date), hangs, by(at))
        if key not in known:
            known[key] = ask(at)
        if out and out[-1].answer == known[key]:
            out[-1] = Stretch(first=out[-1].first, last=at, answer=known[key])
        else:
            out.append(Stretch(first=at, last=at, answer=known[key]))
    return tuple(out)
