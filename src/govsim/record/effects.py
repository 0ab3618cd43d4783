"""What an act would change, read from the act alone: no state, no rule, no judgement.

Ending goes before beginning, so that the order of the items never matters.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from govsim.record import acts
from govsim.record import events as ev
from govsim.record.acts import Act, Effective, Item
from govsim.world.sources import Bounds
from govsim.world.time import When


def item_events(item: Item) -> tuple[ev.Event, ...]:
    """Give what one item makes true. Ratifying or avoiding an earlier item is read from the state, not from here."""
    match item:
        case acts.Appoint():
            ended = (ev.Unseated(position=item.position, party=item.replacing),) if item.replacing else ()
            seated = ev.Seated(position=item.position, party=item.party, interim=item.interim, sole=item.sole)
            return (*ended, seated)
        case acts.Remove() | acts.Leave():
            return (ev.Unseated(position=item.position, party=item.party),)
        case acts.Resize():
            return (ev.Resized(body=item.body, number=item.number),)
        case acts.Determine():
            return (ev.Determined(matter=item.matter, args=item.args),)
        case acts.Ratify() | acts.Avoid():
            return ()
        case _:
            assert_never(item)


def in_order(events: tuple[ev.Event, ...]) -> tuple[ev.Event, ...]:
    """Put what ends before what begins; equal events count once."""
    ended = dict.fromkeys(event for event in events if isinstance(event, ev.Unseated))
    begun = dict.fromkeys(event for event in events if not isinstance(event, ev.Unseated))
    return (*ended, *begun)


def later(name: str, effective: Effective | None, changes: tuple[ev.Event, ...]) -> tuple[ev.Event, ...]:
    """Give `changes` now, or as something made for later under `name`: in one order, however they were written."""
    if effective is None or not changes:
        return changes
    changes = in_order(tuple(sorted(changes, key=repr)))
    if isinstance(effective, When):
        return (ev.Scheduled(id=name, changes=changes, due=effective.earliest),)
    return (ev.Scheduled(id=name, changes=changes, condition=effective),)


def _signed(act: acts.Sign, numbers: Mapping[str, Bounds]) -> ev.Signed:
    total = numbers[act.total] if isinstance(act.total, str) else act.total
    if total is None:
        return ev.Signed(letter=act.letter, parties=act.parties)
    return ev.Signed(letter=act.letter, parties=act.parties, total=total.low, high=total.high)


def effects(step: str, by: str, at: datetime, act: Act, numbers: Mapping[str, Bounds]) -> tuple[ev.Event, ...]:
    """Give what an act would change: `by` did it at `at` in `step`; `numbers` are the facts as chosen, between bounds.

    A resolution that was lost changes nothing; what is only told or happens outside changes nothing either.
    """
    match act:
        case acts.Resolve(result="lost"):
            return ()
        case acts.Resolve() | acts.Decide():
            changes = in_order(tuple(event for item in act.items for event in item_events(item)))
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
            return (ev.Noticed(meeting=act.meeting, parties=act.parties, at=at),)
        case acts.Waive():
            return (ev.Waived(meeting=act.meeting, party=by),)
        case acts.Answer():
            return (ev.Answered(question=act.question, yes=act.yes),)
        case acts.Happen():
            return ()
        case _:
            assert_never(act)
