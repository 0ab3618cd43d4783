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


def in_force(moves: Iterable[Move]) -> Iterator[Event]:
    """Give the events that count after all of `moves`, in their order.

    >>> list(in_force([("a", Kept()), ("b", Closed(thing="b")), ("b", Undone())]))
    []
    """
    so_far: list[tuple[str, tuple[Event, ...]]] = []
    for name, told in moves:
        if not isinstance(told, Mark):
            so_far.append((name, (told,)))
        elif isinstance(told, Kept):
            so_far.append((name, ()))
        elif isinstance(told, Undone):
            so_far = [one for one in so_far if one[0] != name]
        else:
            again = told.events
            so_far = [(item, again if item == name and not events else events) for item, events in so_far]
    return (event for _, events in so_far for event in events)
