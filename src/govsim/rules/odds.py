"""Rules at odds: two of one rank that speak of one thing at one time, say different things, and neither yields.

Two mandatory rules are at odds wherever both reach one body or one entity, from whatever files; two others where they
stand in one instrument. A power over an office and one over anything are not: the narrower goes first.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, islice

from attrs import evolve

from govsim.rules.book import Code
from govsim.rules.flaws import Flaw, Kind
from govsim.world.clauses import (
    Assent,
    Calling,
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
from govsim.world.elections import Electing

ONE_GOVERNS: tuple[type[Topic], ...] = (
    *(Size, Quorum, Passing, WrittenConsent, Notice, Recusal, Weight, Power),
    *(Calling, Term, Assent, Electing),
)
"""Topics of which one rule governs a body or an act, so that a second one beside it is at odds with it."""

MOST_PAIRS = 20_000
"""Pairs of rules on one thing that are compared: all pairs of two hundred."""


def at_odds(code: Code, reading: str) -> Iterator[Flaw]:
    """Give each pair of rules at odds at the second one, with the first."""
    groups = (*code.scopes.values(), *(code.scopes_of(name) for name in code.entities))
    together: dict[str, list[tuple[str, ...]]] = {}
    for scopes in groups:
        for scope in scopes:
            together.setdefault(scope, []).append(scopes)
    rooms: dict[tuple[object, ...], list[Clause]] = {}
    for clause in code.clauses[reading]:
        if type(clause.topic) not in ONE_GOVERNS:
            continue
        what = (type(clause.topic), _about(clause))
        where: Iterable[tuple[object, ...]] = [(clause.rank, clause.instrument, clause.scope)]
        if clause.rank is Rank.MANDATORY:
            where = together.get(clause.scope, [(clause.scope,)])
        for one in where:
            rooms.setdefault((*what, *one), []).append(clause)
    for room in rooms.values():
        for first, second in islice(combinations(room, 2), MOST_PAIRS):
            if _odds(first, second):
                kind: Kind = "mandatory" if first.rank is Rank.MANDATORY else "doubled"
                yield Flaw(kind=kind, clause=second, places=((first.id, first.place),), name=first.id)


def _about(clause: Clause) -> str:
    """Give what a rule is about besides its topic and body: of rules about different things the narrower governs."""
    if isinstance(clause.topic, Power):
        return clause.topic.target
    return clause.on.target if clause.on is not None else ""


def _odds(first: Clause, second: Clause) -> bool:
    """Say whether two rules on one thing are at some time both in force, say different things, and neither yields."""
    if any(leave.rank == first.rank for clause in (first, second) for leave in clause.yields_to):
        return False
    if not (first.at_start and second.at_start) or first.when != second.when:
        return False  # of one rank, what holds for now goes before what was adopted, and that before what was there
    if (first.until and second.since >= first.until) or (second.until and first.since >= second.until):
        return False
    if first.on is not None and second.on is not None and not _share(first.on.verbs, second.on.verbs):
        return False
    if isinstance(first.topic, Power) and isinstance(second.topic, Power):
        one, other = first.topic, second.topic
        return _share(one.verbs, other.verbs) and evolve(one, verbs=()) != evolve(other, verbs=())
    return first.topic != second.topic


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two sets of verbs have one in common."""
    return not set(one).isdisjoint(other) or "any" in {*one, *other}
