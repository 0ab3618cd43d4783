"""Gaps: a power that hands a decision on to where it ends.

It ends at a body of which nothing says how it decides, at one that nobody can be on, and at an entity that nobody
manages. A rule that was in force at any time counts as saying it.
"""

from collections.abc import Iterator

from govsim.errors import Place
from govsim.rules.book import Code
from govsim.rules.flaws import Flaw, Kind, Leaf, book_under, can_be_given, managing
from govsim.world.approvals import ByParty, Vote, leaves_of
from govsim.world.clauses import Clause, Passing, Power, WrittenConsent
from govsim.world.elections import Electing


def _says_how(topic: object) -> bool:
    return isinstance(topic, Passing | Electing) or (isinstance(topic, WrittenConsent) and topic.threshold is not None)


def gaps(code: Code, reading: str, head: Place | None) -> Iterator[Flaw]:
    """Give each gap at the power, with what it ends at; `head` is where a law pack that is read by itself has its name.

    A power is idle where no route of it leads anywhere.
    """
    clauses = code.clauses[reading]
    book = book_under(reading, code)
    decided = {clause.scope for clause in clauses if _says_how(clause.topic)}
    empty = {body.id for body in code.bodies.values() if not any(positions for _, positions in body.rolls)}
    described = {name for name in code.entities if _described(name, code)}
    managed = {name for name in code.entities if managing(name, code, reading)}
    for clause in clauses:
        if isinstance(clause.topic, Power):
            for entity in _under(clause, code):
                ends: dict[Leaf, tuple[Kind, str, Place]] = {}
                for leaf in leaves_of(clause.topic.approval):
                    if isinstance(leaf, Vote) and (body := book.body(leaf.body, entity)) is not None:
                        if body.id in empty:
                            ends[leaf] = ("nobody", body.id, body.place)
                        elif (
                            leaf.passing is None
                            and leaf.electing is None
                            and not decided.intersection(code.scopes[body.id])
                        ):
                            ends[leaf] = ("undecided", body.id, body.place)
                    elif isinstance(leaf, ByParty) and leaf.party in described and leaf.party not in managed:
                        ends[leaf] = ("unmanaged", leaf.party, code.entities[leaf.party].place)
                idle = not can_be_given(clause.topic.approval, frozenset(ends))
                for kind, name, place in dict.fromkeys(ends.values()):
                    yield Flaw(kind=kind, clause=clause, places=((name, place),), name=name, idle=idle)
        elif clause.scope in empty:
            place = code.bodies[clause.scope].place
            yield Flaw(kind="nobody", clause=clause, places=((clause.scope, place),), name=clause.scope, idle=False)
    if head is not None:
        yield from _loose(clauses, decided, head)


def _loose(clauses: tuple[Clause, ...], decided: set[str], head: Place) -> Iterator[Flaw]:
    """Look at a law pack by itself: a kind of body that it hands decisions to, and of which it does not say how."""
    for clause in clauses:
        for leaf in leaves_of(clause.topic.approval) if isinstance(clause.topic, Power) else ():
            scope = f"{clause.scope}:{leaf.body}" if isinstance(leaf, Vote) and leaf.passing is None else ""
            if scope and scope not in decided:
                kind = scope.partition(":")[2]
                place = next((other.place for other in clauses if other.scope == scope), head)
                yield Flaw(kind="undecided", clause=clause, places=((kind, place),), name=kind, loose=True)


def _under(clause: Clause, code: Code) -> tuple[str, ...]:
    """Give the entities that a power is about: its own, or those that live under its law pack."""
    return tuple(name for name in code.entities if clause.scope in code.scopes_of(name))


def _described(entity: str, code: Code) -> bool:
    """Say whether anything is said of an entity's inside; of which only the name is known acts for itself."""
    owners = (*(body.entity for body in code.bodies.values()), *(one.entity for one in code.positions.values()))
    return bool(code.entities[entity].law) or entity in owners
