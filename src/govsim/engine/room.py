"""Whether there is room for what an item puts somewhere, and enough of what it passes on, once the act is done."""

from collections.abc import Callable, Iterator

from govsim.record import acts
from govsim.record.acts import Item
from govsim.record.events import Unseated
from govsim.record.rulings import Finding, Verdict
from govsim.record.state import holding, pending, sitting_on, units
from govsim.rules.case import Case, authorized, authorized_by
from govsim.rules.ranks import governing
from govsim.rules.seats import over
from govsim.world.clauses import Term
from govsim.world.structure import Body
from govsim.world.time import When

Stands = Callable[[Item], bool]
"""Says whether another item of the same act stands."""


_NOBODY = frozenset[str]()
_MOVING = (acts.Appoint, acts.Remove, acts.Leave)


def leaving(item: acts.Appoint, case: Case) -> frozenset[str]:
    """Give who will have left a position, by what was made for an earlier time, when a later act takes effect."""
    effective = case.act.effective
    if not isinstance(effective, When):
        return _NOBODY
    gone = set()
    for scheduled in pending(case.sight.state):
        case.sight.get(("pending", scheduled.id))
        if scheduled.due is not None and scheduled.due <= effective.earliest:
            gone |= {e.party for e in scheduled.changes if isinstance(e, Unseated) and e.position == item.position}
    return frozenset(gone)


def room(item: acts.Appoint, case: Case, siblings: tuple[Item, ...], stands: Stands) -> Iterator[Finding]:
    """Find whether what is filled fits its authorized number, when all is done that stands of the act's other items.

    A seat is of its own class and of each body whose roll has that class, and must find room in all of them. A board
    whose only seats these are has, without a rule, as many as are filled; of anything else there may be any number.
    Those who sit on after their term leave when successors take all of their seats; where there are fewer, somebody has
    to say whom they replace.
    """
    book = case.book
    alone = len(siblings) == 1
    full: list[tuple[str, int, int]] = []
    followed: tuple[str, ...] = ()
    for one in over(item.position, book):
        own = one.id == item.position
        resizing = () if alone else tuple(o for o in siblings if isinstance(o, acts.Resize) and o.body == one.id)
        if not own and not resizing and authorized_by(one, case.sight, case.date, book) is None:
            continue
        positions = book.roll_of(one) if isinstance(one, Body) and not own else (item.position,)
        if item.position not in positions:
            continue
        done: tuple[Item, ...] = (item,)
        if not alone:
            around = (o for o in siblings if o in resizing or (isinstance(o, _MOVING) and o.position in positions))
            done = tuple(other for other in around if other is item or stands(other))
        have = _seated_after(item, positions, case, done)
        number = next((o.number for o in reversed(done) if isinstance(o, acts.Resize)), None) if resizing else None
        if number is None and isinstance(one, Body) and own:
            number = authorized(one, case.sight, case.date, book)
        elif number is None:
            number = authorized_by(one, case.sight, case.date, book)
        if number is not None and have > number:
            full.append((one.id, have, number))
            followed = _followed(item, case, done)
    most = max((have - number for _, have, number in full), default=0)
    if full and most == len(followed):
        yield from (succeeds(party, item.position) for party in followed)
        return
    for body, have, number in full:
        if most < len(followed) or have - number > len(followed):
            yield _no_seat(item, body, have, number, followed)


def succeeds(party: str, position: str) -> Finding:
    """Give the finding that whoever sat on after their term leaves, since a successor has come."""
    names = (("party", party), ("position", position))
    return Finding(code="succeeds", verdict=Verdict.VALID, names=names)


def _no_seat(item: acts.Appoint, body: str, have: int, number: int, followed: tuple[str, ...]) -> Finding:
    """Give the finding that there is no seat; with those who sit on after their term, if it could be one of theirs."""
    numbers = (("have", have), ("of", number))
    names = (("body", body), ("party", item.party))
    if have - number < len(followed):
        whose = (*names, ("parties", " ".join(followed)))
        return Finding(code="no-seat.whose", verdict=Verdict.VOID, names=whose, numbers=numbers)
    return Finding(code="no-seat", verdict=Verdict.VOID, names=names, numbers=numbers)


def _followed(item: acts.Appoint, case: Case, done: tuple[Item, ...]) -> tuple[str, ...]:
    """Give who sits on in a position after their term, and neither leaves by the same act nor is elected again."""
    settled = {one.party for one in done if isinstance(one, _MOVING) and one.position == item.position}
    settled |= {one.replacing for one in done if isinstance(one, acts.Appoint)}
    return tuple(party for party in sitting_on(case.sight, item.position) if party not in settled)


def filled(item: acts.Resize, case: Case, siblings: tuple[Item, ...], stands: Stands) -> Iterator[Finding]:
    """Find whether a number of seats is too small for those who sit, where a rule says that they stay.

    Those whom the same act removes have left by then.
    """
    body = case.book.code.bodies[item.body]
    clause = governing(Term, body, case.date, case.book).clause
    if clause is None or not isinstance(clause.topic, Term) or not case.book.holds(clause.topic.holdover):
        return
    sitting = {(position, one) for position in case.book.roll_of(body) for one in holding(case.sight, position)}
    for other in siblings:
        if isinstance(other, acts.Remove | acts.Leave) and stands(other):
            sitting.discard((other.position, other.party))
    if len(sitting) > item.number:
        numbers = (("have", len(sitting)), ("of", item.number))
        names = (("body", body.id),)
        yield Finding(code="seats-filled", verdict=Verdict.VOID, names=names, numbers=numbers, clause=clause.id)


def _seated_after(item: acts.Appoint, positions: tuple[str, ...], case: Case, done: tuple[Item, ...]) -> int:
    """Give how many seats of `positions` will be filled once all of `done` is: a person may have one of each class."""
    after: set[tuple[str, str]] = set()
    for position in positions:
        after.update([(position, one) for one in holding(case.sight, position)])
    for party in leaving(item, case):
        after.discard((item.position, party))
    for one in done:
        if isinstance(one, (acts.Remove, acts.Leave)):
            after.discard((one.position, one.party))
        elif isinstance(one, acts.Appoint):
            after.discard((one.position, one.replacing))
    for one in done:
        if isinstance(one, acts.Appoint):
            after.add((one.position, one.party))
    return len(after)


def enough(item: Item, case: Case, siblings: tuple[Item, ...], stands: Stands) -> Iterator[Finding]:
    """Find whether those whose units are taken hold them, with all that is taken of them by the same act and stands."""
    party, position, _ = acts.given_up(item) or ("", "", 0)
    taken = ((one, acts.given_up(one)) for one in siblings)
    going = [
        what[2]
        for one, what in taken
        if what is not None and what[:2] == (party, position) and (one is item or stands(one))
    ]
    have, needed = units(case.sight, position, party), sum(going)
    if needed > have:
        names = (("party", party), ("position", position))
        numbers = (("have", have), ("needed", needed))
        yield Finding(code="not-held", verdict=Verdict.VOID, names=names, numbers=numbers)


def divided_out(item: acts.Distribute, case: Case) -> Iterator[Finding]:
    """Find whether income is of a stream that the tiers of its flow do not divide: only once its condition holds."""
    flow = case.book.code.flows[item.flow]
    stream = next((one for one in flow.streams if one.id == item.stream), None)
    if stream is None:
        return
    holds = case.truth(stream.when, case.sight)
    names = (("flow", flow.id), ("stream", stream.id), ("party", stream.to))
    if holds:
        yield Finding(code="stream.apart", verdict=Verdict.VALID, names=names)
    else:
        yield Finding(code="stream.not-yet", verdict=Verdict.VOID, names=names)
