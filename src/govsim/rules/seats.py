"""Where there may be only so many of a position, and how many of them are free at a moment."""

from govsim.record.state import holding, sitting_on
from govsim.rules.book import Book
from govsim.rules.case import Case, authorized_by
from govsim.world.structure import Body, Position


def over(position: str, book: Book) -> tuple[Body | Position, ...]:
    """Give a position, as a body where it is one by itself, and the bodies on whose rolls it can be: found once."""
    memo, key = book.code.memo, ("over", position)
    found: tuple[Body | Position, ...] | None = memo.get(key)
    if found is None:
        bodies = book.code.bodies
        own = bodies.get(position) or book.code.positions[position]
        others = (one for one in bodies.values() if position in one.positions and one.id != position)
        found = memo[key] = (own, *others)
    return found


def free(position: str, case: Case) -> int:
    """Give how many of a position can be filled: seats that are vacant, and those of holders whose term is over.

    One where no rule has a number, and one at least: whether there is room is asked apart.
    """
    book, sight = case.book, case.sight
    leaving = len(sitting_on(sight, position))
    rooms = []
    for one in over(position, book):
        number = authorized_by(one, sight, case.date, book)
        if number is not None:
            roll = book.roll_of(one) if isinstance(one, Body) else (position,)
            rooms.append(number - sum(len(holding(sight, each)) for each in roll) + leaving)
    return max(min(rooms, default=1), 1)
