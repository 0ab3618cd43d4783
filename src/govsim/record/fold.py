"""The fold: what each event changes in the state, from the first to the last.

The past asks no law: `evolve` consults no rule and knows no structure.
"""

from bisect import insort
from collections.abc import Iterable
from fractions import Fraction
from math import floor
from operator import attrgetter
from typing import assert_never

from attrs import evolve as evolved

from govsim.record import events as ev
from govsim.record.draft import Draft
from govsim.record.state import (
    Held,
    Key,
    Roll,
    Sight,
    Signatures,
    State,
    Stored,
    Tenure,
    holders,
    holding,
    money,
    signatures,
    sitting_on,
    units,
)

_BY_PARTY = attrgetter("party")


def _seat(state: Sight, event: ev.Seated) -> Held:
    held = holders(state, event.position)
    before, others = None, []
    for tenure in held:
        if tenure.party == event.party:
            before = tenure
        elif not event.sole and (event.interim or not tenure.interim):
            others.append(tenure)
    if before is not None and before.interim == event.interim and len(others) + 1 == len(held):
        return held  # sits there already, and nobody leaves
    own = Tenure(event.party, event.interim, event.units if before is None else before.units)
    insort(others, own, key=_BY_PARTY)
    return tuple(others)


def _held(position: str, held: Held, over: tuple[str, ...]) -> dict[Key, Stored | None]:
    """Give who holds a position, and who of them holds it although their term is over: of `over` whoever still sits."""
    sitting = tuple(t for t in held if t.party in over)
    return {("held", position): held or None, ("over", position): sitting or None}


def _succeeded(state: Sight, event: ev.Succeeded) -> dict[Key, Stored | None]:
    over = sitting_on(state, event.position)
    leaving = tuple(party for party in over if party not in event.elected)
    new = [party for party in event.elected if party not in holding(state, event.position)]
    gone = leaving if len(new) >= len(leaving) else ()
    left = tuple(t for t in holders(state, event.position) if t.party not in gone)
    return _held(event.position, left, over)


def _with_units(held: Held, party: str, more: int) -> Held:
    """Give who holds a position once a party has so many units more, or less; with none left it holds nothing."""
    others = tuple(t for t in held if t.party != party)
    before = next((t for t in held if t.party == party), Tenure(party, units=0))
    after = Tenure(party, before.interim, before.units + more)
    return tuple(sorted((*others, after), key=_BY_PARTY)) if after.units > 0 else others


def _transfer(state: Sight, event: ev.Transferred) -> dict[Key, Stored | None]:
    """Pass units on: as many as there are, so that their sum stays the same."""
    passed = min(event.units, units(state, event.position, event.giver))
    left = _with_units(holders(state, event.position), event.giver, -passed)
    if event.into == event.position:
        return {("held", event.position): _with_units(left, event.taker, passed) or None}
    got = _with_units(holders(state, event.into), event.taker, passed)
    return {("held", event.position): left or None, ("held", event.into): got or None}


def _issue_each(state: Sight, event: ev.IssuedEach) -> Held:
    """Give who holds a position once everybody but some has so many units more for each one held, rounded down."""
    held = holders(state, event.position)
    each = {one.party: 0 if one.party in event.besides else floor(one.units * event.each) for one in held}
    return tuple(evolved(one, units=one.units + each[one.party]) for one in held)


def _roll(state: Sight, positions: tuple[str, ...]) -> Roll:
    return tuple((position, holders(state, position)) for position in positions)


def _sign(state: Sight, event: ev.Signed) -> dict[Key, Stored | None]:
    before = signatures(state, event.letter)
    if event.total is None and before.parties.issuperset(event.parties):
        return {("signed", event.letter): before}  # of a letter that many sign, and sign again
    parties = before.parties | frozenset(event.parties)
    low, high = (before.total, before.high) if event.total is None else (event.total, event.high)
    named = Fraction(len(parties))
    after = Signatures(parties, max(low, named), None if high is None else max(high, named))
    return {("signed", event.letter): after}


def looked_at(event: ev.Event) -> tuple[Key, ...]:
    """Give the keys on which it hangs what `event` writes, besides those it writes: what a roll is made of."""
    match event:
        case ev.RollFixed(positions=positions) | ev.MeetingOpened(positions=positions):
            return tuple(("held", position) for position in positions)
        case ev.Transferred():
            return (("held", event.position),)
        case ev.TermEnded():
            return (("held", event.position),)
        case _:
            return ()


def changes(state: Sight, event: ev.Event) -> dict[Key, Stored | None]:
    """Say which keys `event` writes, and what: the whole effect of an event in one readable place.

    What stories tell most often comes first: the kinds are tried in their order.
    """
    match event:
        case ev.Signed():
            return _sign(state, event)
        case ev.Approved():
            given = ("approved", event.by, event.verb, event.target, *event.args)
            return {given: True, ("approved",): True}
        case ev.Opened():
            return {("open", event.thing): True}
        case ev.Closed():
            return {("open", event.thing): None}
        case ev.Seated():
            over = tuple(party for party in sitting_on(state, event.position) if party != event.party)
            return _held(event.position, _seat(state, event), over)
        case ev.Unseated():
            left = tuple(t for t in holders(state, event.position) if t.party != event.party)
            return _held(event.position, left, sitting_on(state, event.position))
        case ev.TermEnded():
            held = holders(state, event.position)
            over = (*sitting_on(state, event.position), event.party)
            return {("over", event.position): _held(event.position, held, over)["over", event.position]}
        case ev.Succeeded():
            return _succeeded(state, event)
        case ev.Transferred():
            return _transfer(state, event)
        case ev.Issued():
            after = _with_units(holders(state, event.position), event.party, event.units)
            return {("held", event.position): after or None}
        case ev.IssuedEach():
            return {("held", event.position): _issue_each(state, event) or None}
        case ev.Redeemed():
            gone = min(event.units, units(state, event.position, event.party))
            return {("held", event.position): _with_units(holders(state, event.position), event.party, -gone) or None}
        case ev.Paid():
            paid = ("paid", event.under or event.money.currency, event.giver, event.taker)
            return {paid: money(state, paid, event.money.currency) + event.money}
        case ev.Distributed():
            of_flow = ("distributed", event.flow, event.stream)
            return {of_flow: money(state, of_flow, event.money.currency) + event.money}
        case ev.Resized():
            return {("size", event.body): event.number}
        case ev.Amended():
            adopted: dict[Key, Stored | None] = {("rule", rule): True for rule in event.adopted}
            return {**adopted, **{("rule", rule): False for rule in event.repealed}}
        case ev.Determined():
            return {("determined", event.matter, *event.args): True}
        case ev.Accepted():
            return {("accepted", event.thing, event.party): True}
        case ev.Informed():
            return {("informed", event.topic, party): True for party in event.parties}
        case ev.Noticed():
            told: dict[Key, Stored | None] = {("noticed", event.meeting, party): event.at for party in event.parties}
            return {**told, ("called", event.meeting): event.by} if event.by else told
        case ev.RollFixed():
            return {("fixed", event.body, event.meeting): _roll(state, event.positions)}
        case ev.MeetingOpened():
            return {("opened", event.body, event.meeting): _roll(state, event.positions)}
        case ev.Adjourned():
            return {("adjourned", event.meeting): True}
        case ev.Settled():
            return {("settled", event.item): event.how or None}
        case ev.Waived():
            return {("waived", event.meeting, event.party): True}
        case ev.Answered():
            return {("answered", event.question): event.yes}
        case ev.Scheduled():
            return {("pending", event.id): event}
        case ev.Unscheduled():
            return {("pending", event.id): None}
        case _:
            assert_never(event)


def evolve(state: State, event: ev.Event) -> State:
    """Give the state after `event`; no rule is asked and nothing is refused."""
    return state.updated(changes(state, event))


def fold(state: State, events: Iterable[ev.Event]) -> State:
    """Give the state after all of `events`, in their order."""
    draft = Draft(state)
    for event in events:
        draft.write(changes(draft, event))
    return draft.state()


def trace(state: State, events: Iterable[ev.Event]) -> tuple[State, tuple[Key, ...]]:
    """Give the state after all of `events`, and the keys under which it then differs from `state`."""
    after: State = state
    written: dict[Key, None] = {}
    for event in events:
        new = changes(after, event)
        written.update(dict.fromkeys(new))
        after = after.updated(new)
    return after, tuple(key for key in written if state.get(key) != after.get(key))
