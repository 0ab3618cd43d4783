"""What a track is made of: events, and what becomes later of an item that was ruled on.

What happened is only ever added to. In law an item can be avoided, or ratified, from its beginning: then everything is
folded again as if it had never had effect, or had had it when it was done. An append-only log says so in a line of its
own, and so does a walk; both fold by `in_force`.
"""

from collections.abc import Iterable, Iterator

from govsim.record.events import Event
from govsim.values import frozen


class Mark:
    """What is told of an item that was ruled on, and is no event."""

    __slots__ = ()


@frozen(kw_only=True)
class Kept(Mark):
    """An item was ruled on without effect in law: its place is kept, since a later act may give it some from there."""


@frozen(kw_only=True)
class Undone(Mark):
    """All that an item changed is taken back, as if it had never had effect."""


@frozen(kw_only=True)
class Redone(Mark):
    """An item changes this from the place that was kept for it, as if it had had effect when it was done."""

    events: tuple[Event, ...]


Told = Event | Kept | Undone | Redone
"""One thing that a track was told."""

Move = tuple[str, Told]
"""The name of the item that something comes from, or of what set it off; and what was told."""


class Standing:
    """What counts of a track so far: a place for whatever was told of an item, with the events that stand there."""

    __slots__ = ("_events", "_kept", "_places")

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._events: list[tuple[Event, ...]] = []
        self._places: dict[str, list[int]] = {}
        self._kept: dict[str, list[int]] = {}

    def add(self, item: str, told: Told) -> bool:
        """Add what was told next, and say whether it changed what counts of what was told before.

        However often something goes back, each place is emptied once, and filled once.
        """
        if isinstance(told, Undone):
            self._kept.pop(item, None)
            gone = [place for place in self._places.pop(item, ()) if self._events[place]]
            for place in gone:
                self._events[place] = ()
            return bool(gone)
        if isinstance(told, Redone):
            filled = self._kept.pop(item, ()) if told.events else ()
            for place in filled:
                self._events[place] = told.events
            return bool(filled)
        places = [self._places, self._kept] if isinstance(told, Kept) else [self._places]
        for one in places:
            one.setdefault(item, []).append(len(self._events))
        self._events.append(() if isinstance(told, Kept) else (told,))
        return False

    def __iter__(self) -> Iterator[Event]:
        """Give the events that count, in their order."""
        return (event for events in self._events for event in events)


def in_force(moves: Iterable[Move]) -> Iterator[Event]:
    """Give the events that count after all of `moves`, in their order.

    >>> list(in_force([("a", Kept()), ("b", Closed(thing="b")), ("b", Undone())]))
    []
    """
    standing = Standing()
    for item, told in moves:
        standing.add(item, told)
    return iter(standing)
