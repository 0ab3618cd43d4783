"""What an act would change, read from the act alone: no state, no rule, no judgement.

Ending goes before passing on, and that before beginning, so that the order of the items never matters.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from govsim.record import acts
from govsim.record import events as ev
from govsim.record.acts import Act, Effective, Item, deed
from govsim.world.sources import Bounds
from govsim.world.time import When


def item_events(item: Item, by: str = "") -> tuple[ev.Event, ...]:
    """Give what one item makes true, done by `by` where it does not say itself by whom.

    Ratifying or avoiding an earlier item is read from the state, not from here.
    """
    match item:
        case acts.Appoint():
            ended = (ev.Unseated(position=item.position, party=item.replacing),) if item.replacing else ()
            seated = ev.Seated(position=item.position, party=item.party, interim=item.interim, sole=item.sole)
            return (*ended, seated)
        case acts.Remove() | acts.Leave():
            return (ev.Unseated(position=item.position, party=item.party),)
        case acts.Resize():
            return (ev.Resized(body=item.body, number=item.number),)
        case acts.Amend():
            return (ev.Amended(adopted=item.adopt, repealed=item.repeal),)
        case acts.Determine():
            return (ev.Determined(matter=item.matter, args=item.args),)
        case acts.Transfer():
            into = item.converts_to or item.position
            names = {"position": item.position, "giver": item.giver, "taker": item.taker}
            return (ev.Transferred(**names, units=item.units, into=into),)
        case acts.Issue():
            return (ev.Issued(position=item.position, party=item.party, units=item.units),)
        case acts.IssueEach():
            return (ev.IssuedEach(position=item.position, each=item.each, besides=item.besides),)
        case acts.Redeem():
            return (ev.Redeemed(position=item.position, party=item.party, units=item.units),)
        case acts.Convert():
            gone = ev.Redeemed(position=item.position, party=item.party, units=item.units)
            return gone, ev.Issued(position=item.into, party=item.party, units=item.made)
        case acts.Pay():
            return (ev.Paid(giver=item.giver, taker=item.taker, money=item.money, under=item.under),)
        case acts.Distribute():
            return (ev.Distributed(flow=item.flow, stream=item.stream, money=item.money),)
        case acts.FixRecordDate():
            return (ev.RollFixed(body=item.body, meeting=item.meeting, positions=item.positions),)
        case acts.Approve():
            verb, target, args = deed(item.what)
            return (ev.Approved(by=item.by or by, verb=verb, target=target, args=args),)
        case acts.Ratify() | acts.Avoid():
            return ()
        case _:
            assert_never(item)


def place_in_order(event: ev.Event) -> int:
    """Give where an event goes among those of one act: a roll is fixed first, what ends goes before what begins."""
    match event:
        case ev.RollFixed():
            return 0
        case ev.Unseated() | ev.Succeeded():
            return 1
        case ev.Transferred() | ev.Redeemed():
            return 2
        case ev.IssuedEach():
            return 3
        case ev.Issued():
            return 4
        case _:
            return 5


ADDING_UP = (ev.Transferred, ev.Issued, ev.IssuedEach, ev.Redeemed, ev.Paid, ev.Distributed)
"""Events that add up: two that are equal are two."""


def in_order(events: tuple[ev.Event, ...]) -> tuple[ev.Event, ...]:
    """Put what ends before what begins; equal events count once, but for units and money, which add up.

    A roll is fixed as it was when the act was done, and units pass in an order of their own: either way the order of
    the items does not matter.
    """
    units = sorted((event for event in events if isinstance(event, ADDING_UP)), key=repr)
    others = dict.fromkeys(event for event in events if not isinstance(event, ADDING_UP))
    return tuple(sorted((*others, *units), key=place_in_order))


def later(name: str, effective: Effective | None, changes: tuple[ev.Event, ...]) -> tuple[ev.Event, ...]:
    """Give `changes` now, or as something made for later under `name`: in one order, however they were written."""
    if effective is None or not changes:
        return changes
    changes = in_order(tuple(sorted(changes, key=repr)))
    if isinstance(effective, When):
        return (ev.Scheduled(id=name, changes=changes, due=effective.earliest),)
    return (ev.Scheduled(id=name, changes=changes, condition=effective),)


def _succession(act: acts.Resolve | acts.Decide) -> tuple[ev.Event, ...]:
    """Give what an election comes to for those whose term is over: whoever is elected succeeds them."""
    if not isinstance(act, acts.Resolve) or act.choices is None:
        return ()
    elected: dict[str, tuple[str, ...]] = {}
    for item in acts.went_on(act.items, act.choices):
        if isinstance(item, acts.Appoint):
            elected[item.position] = (*elected.get(item.position, ()), item.party)
    return tuple(ev.Succeeded(position=position, elected=who) for position, who in elected.items())


def _signed(act: acts.Sign, numbers: Mapping[str, Bounds]) -> ev.Signed:
    total = numbers[act.total] if isinstance(act.total, str) else act.total
    if total is None:
        return ev.Signed(letter=act.letter, parties=act.parties)
    return ev.Signed(letter=act.letter, parties=act.parties, total=total.low, high=total.high)


def effects(step: str, by: str, at: datetime, act: Act, numbers: Mapping[str, Bounds]) -> tuple[ev.Event, ...]:
    """Give what an act would change: `by` did it at `at` in `step`; `numbers` are the facts as chosen, between bounds.

    A resolution that was lost changes nothing, and one that chose between several only what was chosen; what is only
    told or happens outside changes nothing either. When a term is over, whoever sits goes on sitting in fact, until
    others are elected; whether that is so in law is judged.
    """
    match act:
        case acts.Resolve(result="lost"):
            return ()
        case acts.Resolve() | acts.Decide():
            done = acts.went_on(act.items, act.choices) if isinstance(act, acts.Resolve) else act.items
            told = tuple(event for item in done for event in item_events(item, by))
            changes = in_order((*_succession(act), *told))
            return later(step, act.effective, changes)
        case acts.Resign():
            left = tuple(ev.Unseated(position=position, party=by) for position in act.positions)
            return later(step, act.effective, left)
        case acts.Sign():
            return (_signed(act, numbers),)
        case acts.Offer():
            return (ev.Opened(thing=act.thing),)
        case acts.Agree():
            return (ev.Opened(thing=act.package),)
        case acts.Withdraw():
            return (ev.Closed(thing=act.thing),)
        case acts.Accept():
            return (ev.Accepted(thing=act.thing, party=by),)
        case acts.Inform():
            return (ev.Informed(topic=act.topic, parties=act.parties),)
        case acts.Announce():
            return (ev.Informed(topic=act.topic, parties=("public",)),)
        case acts.Call():
            return (ev.Noticed(meeting=act.meeting, parties=act.parties, at=at, by=by),)
        case acts.Waive():
            return (ev.Waived(meeting=act.meeting, party=by),)
        case acts.Open():
            return (ev.MeetingOpened(meeting=act.meeting, body=act.body, positions=act.positions),)
        case acts.Adjourn():
            return (ev.Adjourned(meeting=act.meeting),)
        case acts.Answer():
            return (ev.Answered(question=act.question, yes=act.yes),)
        case acts.Expire():
            return (ev.TermEnded(position=act.position, party=act.party),)
        case acts.Happen():
            return ()
        case _:
            assert_never(act)
