"""What an item that stands changes in law: its own effects, or those of the item that it repeats or undoes."""

from attrs import evolve

from govsim.engine.docket import confirms
from govsim.engine.hearing import Hearing
from govsim.record import acts
from govsim.record.acts import Item
from govsim.record.effects import item_events
from govsim.record.events import Event, Seated, Settled, Transferred, Unseated
from govsim.record.state import holding


def _made_good(item: acts.Ratify, hearing: Hearing, *, clean: bool) -> tuple[Event, ...]:
    """Give what a ratification changes in law.

    What is voidable has its effect, and can no longer be set aside; a ratification that can be set aside itself does
    not do that. What is void is done again, or folded again from its own time.
    """
    if name := confirms(item, hearing.law, hearing.docket):
        return (Settled(item=name, how="ratified"),) if clean else ()
    if item.from_start:
        return ()
    return changed_by(hearing.docket[item.target].item, item.by or hearing.by, hearing, clean=clean)


def changed_by(item: Item, by: str, hearing: Hearing, *, clean: bool) -> tuple[Event, ...]:
    """Give what an item that stands changes in law: its own effects, or those of the item it repeats or undoes.

    Whoever is put back into a one-holder position has it alone; units go back to whoever passed them on, as many as
    are still there. `clean` says that it stands without any defect.
    """
    law, book = hearing.law, hearing.book
    if isinstance(item, acts.Ratify):
        return _made_good(item, hearing, clean=clean)
    if not isinstance(item, acts.Avoid):
        return item_events(item, by)
    undone: list[Event] = []
    for event in hearing.docket[item.target].events:
        if isinstance(event, Seated) and event.party in holding(law, event.position):
            undone.append(Unseated(position=event.position, party=event.party))
        elif isinstance(event, Unseated):
            sole = book.code.positions[event.position].sole
            undone.append(Seated(position=event.position, party=event.party, sole=sole))
        elif isinstance(event, Transferred):
            back = {"position": event.into, "giver": event.taker, "taker": event.giver, "into": event.position}
            undone.append(Transferred(**back, units=event.units))
        elif isinstance(event, Settled):
            undone.append(evolve(event, how=""))
    return (*undone, Settled(item=item.target, how="avoided"))
