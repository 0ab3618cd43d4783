"""Who could ask a court, about what: apart from any power, since a suit decides nothing until a court has answered.

Rules on suits say who may sue by what they are: on a body's roll, in an office, removed from a position, one party, or
somebody outside. Who that is comes from the story: who sits in fact or in law, and whom an earlier act removed.
"""

from collections.abc import Iterator

from govsim.analysis.moments import At
from govsim.analysis.voters import UNKNOWN
from govsim.engine.timeline import Timeline
from govsim.record import acts
from govsim.record.state import holding
from govsim.rules.case import members, nobody_on
from govsim.rules.ranks import Deed
from govsim.values import frozen
from govsim.world.clauses import Clause, Suit, Suitor
from govsim.world.sources import Words


@frozen(kw_only=True)
class Standing:
    """One rule on suits, for one entity: who may sue now, by what they are, and who outside may.

    `unknown` are the bodies whose members may, and of which nobody is known.
    """

    clause: Clause
    suit: Suit
    entity: str
    parties: tuple[tuple[str, Suitor], ...]
    outside: tuple[Words, ...]
    unknown: tuple[str, ...] = ()


def _removed(named: str, entity: str, at: At, timeline: Timeline) -> Iterator[str]:
    """Give whom an earlier act removed from a position of that id or kind, whatever was ruled on it.

    A vote that was lost removed nobody.
    """
    positions = at.moment.book.code.positions
    last = at.entry.index + at.after
    for entry in timeline.entries[: last - 1]:
        act = entry.step.act
        if not entry.happened or (isinstance(act, acts.Resolve) and act.result == "lost"):
            continue
        for item in getattr(act, "items", ()):
            if isinstance(item, acts.Remove):
                position = positions[item.position]
                if position.entity == entity and named in {position.id, position.kind}:
                    yield item.party


def _who(one: Suitor, entity: str, at: At, timeline: Timeline) -> Iterator[str]:
    code, moment = at.moment.book.code, at.moment
    match one.kind:
        case "on":
            body = moment.book.body(one.name, entity)
            if body is not None and body.entity == entity:
                yield from (*members(body, moment.fact, moment.book), *members(body, moment.law, moment.book))
        case "holds":
            for position in code.positions.values():
                if position.entity == entity and one.name in {position.id, position.kind}:
                    yield from (*holding(moment.fact, position.id), *holding(moment.law, position.id))
        case "removed":
            yield from _removed(one.name, entity, at, timeline)
        case "party":
            yield one.name
        case _:
            return


def _unknown(one: Suitor, entity: str, at: At) -> Iterator[str]:
    """Give the body whose members may sue, where nobody on its roll is known and somebody may be on it."""
    moment = at.moment
    body = moment.book.body(one.name, entity) if one.kind == "on" else None
    if body is None or body.entity != entity or nobody_on(body, moment.book) != UNKNOWN:
        return
    if not members(body, moment.fact, moment.book) and not members(body, moment.law, moment.book):
        yield body.id


def _about(suit: Suit, deed: Deed | None) -> bool:
    return deed is None or "any" in suit.over or any(deed.place(one) is not None for one in suit.over)


def standing_to_sue(at: At, timeline: Timeline, deed: Deed | None = None) -> tuple[Standing, ...]:
    """Give every rule by which somebody could go to court at a moment: about one act, or about anything.

    A person is listed once under each rule, by the first thing that lets them sue.
    """
    book, out = at.moment.book, []
    entities = book.code.entities if deed is None else {deed.entity: None}
    for entity in entities:
        scopes = book.code.scopes_of(entity)
        for clause in book.clauses(Suit, scopes, at.moment.date, book.reading_for(Suit, scopes)):
            suit = clause.topic
            if not isinstance(suit, Suit) or not _about(suit, deed):
                continue
            parties: dict[str, Suitor] = {}
            for one in suit.who:
                for party in _who(one, entity, at, timeline):
                    parties.setdefault(party, one)
            outside = tuple(one.outside for one in suit.who if one.kind == "outside")
            unknown = tuple(body for one in suit.who for body in _unknown(one, entity, at))
            if parties or outside or unknown:
                listed = tuple(parties.items())
                out.append(
                    Standing(clause=clause, suit=suit, entity=entity, parties=listed, outside=outside, unknown=unknown)
                )
    return tuple(out)
