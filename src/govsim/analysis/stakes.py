"""What each party has at stake at a moment: units and what of them has vested, notes, money put in and got, offers.

All of it is as it stands in fact. A stake is no power: what a party can do is asked of the kernel, and never read here.
"""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from govsim.analysis.payouts import put_in, standing, told_by
from govsim.engine.timeline import Entry, Timeline
from govsim.record import events as ev
from govsim.record.acts import Offer
from govsim.record.state import State, holders, is_open
from govsim.values import frozen
from govsim.world.money import Money
from govsim.world.structure import Position

ZERO = Fraction(0)


@frozen(kw_only=True)
class Holding:
    """Units of a position that a party holds: how many have vested (None: they need not), and what a note comes to."""

    position: str
    units: int
    vested: int | None = None
    owed: Money | None = None
    due: str = ""


@frozen(kw_only=True)
class Open:
    """An offer that a party may take: by whom, and at which valuation of the whole."""

    thing: str
    by: str
    valuation: Money | None


@frozen(kw_only=True)
class Stake:
    """What one party has at stake. `put_in` and `received` are by flow, in the currency of each."""

    party: str
    held: tuple[Holding, ...]
    put_in: Mapping[str, Money]
    received: Mapping[str, Money]
    offers: tuple[Open, ...]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.held or self.put_in or self.received or self.offers)


def _vested(position: Position, party: str, units: int, entries: tuple[Entry, ...], now: datetime) -> int | None:
    """Give how many units have vested; those held from the start have, and those granted in the story as time goes by.

    Units that went out are taken from those that had vested.
    """
    if position.vesting is None:
        return None
    waiting = 0
    for entry in entries:
        for event in entry.events:
            if isinstance(event, ev.Issued) and (event.position, event.party) == (position.id, party):
                days = (now - entry.step.at.latest).days
                waiting += event.units - position.vesting.vested(event.units, days)
    return max(units - waiting, 0)


def _held_by(timeline: Timeline, party: str, state: State, entries: tuple[Entry, ...]) -> tuple[Holding, ...]:
    steps = timeline.story.steps
    now = (entries[-1].step if entries else steps[0]).at.latest if steps else None
    out = []
    for position in timeline.story.structure.positions:
        units = sum(one.units for one in holders(state, position.id) if one.party == party)
        if not units or position.kind not in {"shares", "note"}:
            continue
        owed = Money(position.face.currency, position.face.amount * units) if position.face is not None else None
        vested = _vested(position, party, units, entries, now) if now is not None else None
        out.append(Holding(position=position.id, units=units, vested=vested, owed=owed, due=position.due))
    return tuple(out)


def _offers(party: str, state: State, entries: tuple[Entry, ...]) -> tuple[Open, ...]:
    found = {}
    for entry in entries:
        act = entry.step.act
        if entry.happened and isinstance(act, Offer) and party in act.to and is_open(state, act.thing):
            found[act.thing] = Open(thing=act.thing, by=entry.step.by, valuation=act.valuation)
    return tuple(found.values())


def stakes(timeline: Timeline, step: str) -> tuple[Stake, ...]:
    """Give what each party has at stake after a step, in the order of the files; `start` is before the first one.

    Of a flow it is what was put in and what was got so far; what is still owed is the waterfall's to say.
    """
    entries = told_by(timeline, step)
    state = entries[-1].fact if entries else timeline.start
    structure = timeline.story.structure
    everybody = tuple(party.id for party in structure.parties)
    paid = {flow.id: put_in(flow, state, everybody) for flow in structure.flows}
    got = {flow.id: standing(timeline, flow, step).received for flow in structure.flows}
    currency = {flow.id: flow.currency for flow in structure.flows}
    out = []
    for one in everybody:
        sums = tuple(
            {flow: Money(currency[flow], row[one]) for flow, row in found.items() if row.get(one, ZERO)}
            for found in (paid, got)
        )
        stake = Stake(
            party=one,
            held=_held_by(timeline, one, state, entries),
            put_in=sums[0],
            received=sums[1],
            offers=_offers(one, state, entries),
        )
        if not stake.nothing:
            out.append(stake)
    return tuple(out)
