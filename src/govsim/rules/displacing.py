"""How far a clause may go: whether a statute lets another source say something else, in that direction."""

from collections.abc import Callable
from operator import eq

from govsim.rules.book import Book
from govsim.rules.measures import at_least_as_strict
from govsim.world.approvals import AllOf, Approval, Vote
from govsim.world.clauses import Clause, Notice, Passing, Power, Quorum, Topic, WrittenConsent
from govsim.world.thresholds import Threshold

AsMuch = Callable[[Vote, Vote], bool]
"""Says whether one vote asks for at least as much as another, by the rules that govern its body."""


Seats = Callable[[], int | None]
"""Gives the number of seats that the rules authorize of what a clause is about; None where no rule says it."""


def no_seats() -> None:
    """Give no number of seats: what a clause is about has none."""


def threshold_of(topic: Topic) -> Threshold | None:
    """Give the one threshold that a topic is about; those with several or none have no direction of their own."""
    match topic:
        case Quorum(threshold=threshold) | Passing(threshold=threshold) | WrittenConsent(threshold=threshold):
            return threshold
        case _:
            return None


def _casting(topic: Topic) -> str:
    return topic.casting if isinstance(topic, Passing) else ""


def may_displace(clause: Clause, statute: Clause, book: Book, as_much: AsMuch = eq, seats: Seats = no_seats) -> bool:
    """Say whether a statute lets `clause` say something else, in the direction in which it does.

    A number beside a share is held against it at the number of seats that the rules authorize; where they say none, it
    is not shown to ask for as much.
    """
    leave = next((leave for leave in statute.yields_to if leave.rank == clause.rank), None)
    if leave is None:
        return False
    if leave.way == "any":
        return True
    if _casting(clause.topic) != _casting(statute.topic):
        return False  # a casting vote is a second vote for one person: neither stricter nor above a floor
    if isinstance(clause.topic, Power) and isinstance(statute.topic, Power):
        return _asks_all(clause.topic.approval, statute.topic.approval, as_much)
    if isinstance(clause.topic, Notice) and isinstance(statute.topic, Notice):
        return _tells_more(clause.topic, statute.topic)
    new, old = threshold_of(clause.topic), threshold_of(statute.topic)
    if leave.way == "floor":
        return new is not None and leave.floor is not None and at_least_as_strict(new, leave.floor, book.number, seats)
    if isinstance(clause.topic, WrittenConsent) and new is None:
        return True  # to forbid consents altogether is the strictest rule there is
    return new is not None and old is not None and at_least_as_strict(new, old, book.number, seats)


def _tells_more(new: Notice, old: Notice) -> bool:
    """Say whether whoever has had the one notice has had the other: it is due as often, as early, and as surely."""
    if not old.due:
        return True
    sure, often = old.attendance_waives or not new.attendance_waives, new.regular or not old.regular
    return new.due and new.lead >= old.lead and sure and often


def _parts(approval: Approval) -> tuple[Approval, ...]:
    """Give everything of which every one is asked, as far as that is plain."""
    return tuple(one for part in approval.parts for one in _parts(part)) if isinstance(approval, AllOf) else (approval,)


def _asks_all(new: Approval, old: Approval, as_much: AsMuch) -> bool:
    """Say whether an approval asks for all that another one asks for, and maybe for more: it is stricter then."""

    def covers(one: Approval, asked: Approval) -> bool:
        return as_much(one, asked) if isinstance(one, Vote) and isinstance(asked, Vote) else one == asked

    return all(any(covers(one, asked) for one in _parts(new)) for asked in _parts(old))
