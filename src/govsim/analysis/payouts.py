"""Who is owed what under a flow at a moment of a story: its course then, who divides a claim, what was paid before.

Money follows the facts: what was put in and paid out counts as it happened. What a stream of income hangs on is asked
of the law, as every condition of a rule is.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve

from govsim.engine.asking import moment_after, moment_before
from govsim.engine.timeline import Entry, Timeline
from govsim.record.events import Distributed
from govsim.record.state import State, holders, paid_in
from govsim.rules.book import Book
from govsim.rules.evaluate import truth
from govsim.rules.waterfall import NOBODY, ZERO, Course, Paid, Segment, course, divided, poured
from govsim.values import frozen
from govsim.world.flows import Flow, Tiers
from govsim.world.time import local_date


@frozen(kw_only=True)
class Standing:
    """A flow at a moment: the course of what its tiers divide next, by claimant and by holder, and what lies behind.

    `put_in` is by claimant; `weights` are the units by which the holders of a position divide what it gets; `paid` is
    what each claimant got out of each tier, `received` what each holder got in all, the streams included. All sums are
    in whole units of the currency.
    """

    flow: Flow
    tiers: Tiers
    put_in: Mapping[str, Fraction]
    weights: Mapping[str, Mapping[str, int]]
    paid: Paid
    received: Mapping[str, Fraction]
    course: Course
    date: str

    @property
    def held(self) -> Course:
        """The course with what a position gets divided among those who hold it, where that is known."""
        return divided(self.course, self.weights)


def sums(paid: Paid) -> dict[str, Fraction]:
    """Give what each got out of all tiers together; what was nobody's is left out."""
    out: dict[str, Fraction] = {}
    for (_, one), amount in paid.items():
        if one != NOBODY:
            out[one] = out.get(one, ZERO) + amount
    return out


def added(first: Mapping[str, Fraction], second: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Give what each has of two rows of sums together."""
    return {one: first.get(one, ZERO) + second.get(one, ZERO) for one in dict.fromkeys((*first, *second))}


def tiers_of(flow: Flow, book: Book) -> Tiers:
    """Give the tiers of a flow under the choices of a book."""
    if flow.by_param is None:
        return flow.variants[0][1]
    return dict(flow.variants)[str(book.value(flow.by_param.param))]


def put_in(flow: Flow, state: State, parties: tuple[str, ...]) -> dict[str, Fraction]:
    """Give what each had put in by then, before the story and in it; a position what its holders put in as such."""
    out = dict(flow.put_in)
    for one in parties:
        paid = paid_in(state, flow.id, one, flow.currency).amount
        if paid:
            out[one] = out.get(one, ZERO) + paid
    return out


def _weights(flow: Flow, state: State) -> dict[str, dict[str, int]]:
    """Give the units by which the holders of each claimant that is a position divide what it gets."""
    found = {one: {held.party: held.units for held in holders(state, one)} for one in flow.claimants}
    return {one: units for one, units in found.items() if units}


def told_by(timeline: Timeline, step: str) -> tuple[Entry, ...]:
    """Give the steps up to one, that one included; none for the start."""
    if step == "start":
        return ()
    index = timeline.by_step[timeline.story.step(step).id].index
    return tuple(entry for entry in timeline.entries if entry.index <= index)


def payments(timeline: Timeline, flow: Flow, step: str) -> Iterator[tuple[Entry, Distributed]]:
    """Give what was paid out under a flow up to a step, in order, with the step at which it was."""
    for entry in told_by(timeline, step):
        for event in entry.events:
            if isinstance(event, Distributed) and event.flow == flow.id:
                yield entry, event


def standing(timeline: Timeline, flow: Flow, step: str) -> Standing:
    """Give a flow as it stands after a step; `start` is before the first one."""
    parties = tuple(party.id for party in timeline.story.structure.parties)
    tiers = tiers_of(flow, timeline.book)
    paid: dict[tuple[str, str], Fraction] = {}
    received: dict[str, Fraction] = {}
    streams = {stream.id: stream for stream in flow.streams}
    for entry, event in payments(timeline, flow, step):
        if event.stream in streams:
            whole = ((streams[event.stream].to, Fraction(1)),)
            apart = (Segment(tier=event.stream, start=ZERO, end=None, shares=whole),)
            since = poured(divided(apart, _weights(flow, entry.fact)), {}, event.money.amount)
            received = added(received, sums(since))
            continue
        date = local_date(entry.step.at.latest, timeline.story.zone)
        now = course(tiers, put_in(flow, entry.fact, parties), date, paid)
        since = poured(divided(now, _weights(flow, entry.fact)), {}, event.money.amount)
        paid, received = poured(now, paid, event.money.amount), added(received, sums(since))
    entries = told_by(timeline, step)
    state = entries[-1].fact if entries else timeline.start
    steps = timeline.story.steps
    at = (entries[-1].step if entries else steps[0]).at.latest if steps else None
    date = local_date(at, timeline.story.zone) if at is not None else ""
    have = put_in(flow, state, parties)
    return Standing(
        flow=flow,
        tiers=tiers,
        put_in=have,
        weights=_weights(flow, state),
        paid=paid,
        received=received,
        course=course(tiers, have, date, paid),
        date=date,
    )


def apart_now(timeline: Timeline, flow: Flow, step: str) -> dict[str, bool | None]:
    """Say of each stream whether it is left out of the tiers after a step: whether its condition holds in law."""
    entries = told_by(timeline, step)
    if not timeline.entries:
        return dict.fromkeys((stream.id for stream in flow.streams), False)
    moment = moment_after(timeline, entries[-1]) if entries else moment_before(timeline, timeline.entries[0])
    in_law = evolve(moment, fact=moment.law)
    return {stream.id: truth(stream.when, in_law) for stream in flow.streams}
