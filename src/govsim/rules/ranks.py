"""The rule is tested before the count: which clause governs, and which was void and decides nothing.

Sources are asked in the order of their rank. A clause of an instrument that departs from a statute
further than the statute allows its rank is void; the next source then speaks.
"""

from collections.abc import Callable
from typing import assert_never

from govsim.rules.book import Book
from govsim.rules.counts import at_least_as_strict
from govsim.values import frozen
from govsim.world.clauses import (
    Clause,
    Notice,
    Passing,
    Power,
    Quorum,
    Rank,
    Recusal,
    Size,
    Term,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.structure import Body, Position
from govsim.world.thresholds import Threshold

_STATUTE = {Rank.MANDATORY, Rank.DEFAULT}


@frozen(kw_only=True)
class Governing:
    """The clause that governs (None: no source speaks), and each void clause with the statute that voids it."""

    clause: Clause | None
    void: tuple[tuple[Clause, Clause], ...] = ()


def _threshold(topic: Topic) -> Threshold | None:
    match topic:
        case Quorum(threshold=threshold) | Passing(threshold=threshold) | WrittenConsent(threshold=threshold):
            return threshold
        case Size() | Notice() | Recusal() | Weight() | Term() | Power():
            return None
        case _:
            assert_never(topic)


def _casting(topic: Topic) -> str:
    return topic.casting if isinstance(topic, Passing) else ""


def _may_displace(clause: Clause, statute: Clause, book: Book) -> bool:
    """Say whether a statute lets `clause` say something else, in the direction in which it does."""
    leave = next((leave for leave in statute.yields_to if leave.rank == clause.rank), None)
    if leave is None:
        return False
    if leave.way == "any":
        return True
    if _casting(clause.topic) != _casting(statute.topic):
        return False  # a casting vote is a second vote for one person: neither stricter nor above a floor
    new, old = _threshold(clause.topic), _threshold(statute.topic)
    if leave.way == "floor":
        return new is not None and leave.floor is not None and at_least_as_strict(new, leave.floor, book.number)
    if isinstance(clause.topic, WrittenConsent) and new is None:
        return True  # to forbid consents altogether is the strictest rule there is
    return new is not None and old is not None and at_least_as_strict(new, old, book.number)


def _first_valid(candidates: tuple[Clause, ...], book: Book) -> Governing:
    statutes = tuple(clause for clause in candidates if clause.rank in _STATUTE)
    void: list[tuple[Clause, Clause]] = []
    for clause in candidates:
        if clause.rank in _STATUTE:
            return Governing(clause=clause, void=tuple(void))
        breached = next((statute for statute in statutes if not _may_displace(clause, statute, book)), None)
        if breached is None:
            return Governing(clause=clause, void=tuple(void))
        void.append((clause, breached))
    return Governing(clause=None, void=tuple(void))


def _remembered(key: tuple[object, ...], book: Book, found: Callable[[], Governing]) -> Governing:
    """Give what was found under a key before; what was judged by an open parameter is judged again each time."""
    kept = book.code.memo.get(key)
    if kept is None:
        asked, book.asked = book.asked, {}
        kept = found()
        if not book.asked:
            book.code.memo[key] = kept
        book.asked = asked | book.asked
    return kept


def governing(topic: type[Topic], body: Body | Position, date: str, book: Book) -> Governing:
    """Give the clause on `topic` that governs a body, or a position that a rule may be for, on an ISO date."""
    reading = book.reading_for(topic, book.code.scopes[body.id])
    key = (topic, body.id, reading, book.era(date))
    return _remembered(
        key, book, lambda: _first_valid(book.clauses(topic, book.code.scopes[body.id], date, reading), book)
    )


def power_over(verb: str, target: Position | Body | str, date: str, book: Book) -> Governing:
    """Give the power that governs an act of `verb` on a position, a body (its size) or a declared matter.

    The narrowest pattern of the highest rank goes first: the id, then the kind, then `any`. A rule that gives power
    over `any` act takes away no property: only one that names `transfer` bears on the transfer of what somebody owns.
    """
    if isinstance(target, str):
        entity, kind, name = target.partition(".")[0], "matter", target
    else:
        entity, kind, name = target.entity, target.kind, target.id
    scopes = book.code.scopes_of(entity)
    reading = book.reading_for(Power, scopes)
    key = (verb, name, kind, reading, book.era(date))
    return _remembered(
        key, book, lambda: _power(verb, {name: 0, kind: 1, "any": 2}, book.clauses(Power, scopes, date, reading), book)
    )


def _power(verb: str, order: dict[str, int], clauses: tuple[Clause, ...], book: Book) -> Governing:
    found = [
        (clause.rank, order[clause.topic.target], place, clause)
        for place, clause in enumerate(clauses)
        if isinstance(clause.topic, Power)
        and clause.topic.target in order
        and (verb in clause.topic.verbs or ("any" in clause.topic.verbs and verb != "transfer"))
    ]
    return _first_valid(tuple(clause for *_, clause in sorted(found, key=lambda one: one[:3])), book)
