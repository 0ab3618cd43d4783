"""What a story states, one statement at a time, with the places in sources that each rests on.

A statement is a step, a time as a source prints it, a claim, a rule, or a document that rules stand in. Which sources
carry what, and which numbers have none, are both questions to this one list.
"""

from collections.abc import Iterator

from attrs import field

from govsim.errors import Place
from govsim.record.story import Story
from govsim.values import frozen
from govsim.world.sources import Cite, Conflict, Fact


@frozen(kw_only=True)
class Statement:
    """One thing the files state: `about` is the id of the step, fact, conflict, rule or instrument it belongs to."""

    kind: str
    about: str
    cites: tuple[Cite, ...]
    place: Place = field(eq=False)


def _claims(one: Fact | Conflict) -> Iterator[Statement]:
    for claim in one.claims:
        yield Statement(kind="claim", about=one.id, cites=claim.cites, place=one.place)


def statements(story: Story) -> Iterator[Statement]:
    """Give everything a story states: its steps in order, its claims, the rules and documents of its structure.

    >>> {one.kind for one in statements(story)}  # doctest: +SKIP
    {'step', 'time', 'claim', 'rule', 'document'}
    """
    for step in story.steps:
        yield Statement(kind="step", about=step.id, cites=step.cites, place=step.place)
        for printed in step.stated:
            yield Statement(kind="time", about=step.id, cites=printed.cites, place=step.place)
    disputed: tuple[Fact | Conflict, ...] = (*story.facts, *story.conflicts)
    for one in disputed:
        yield from _claims(one)
    for clause in story.structure.clauses:
        yield Statement(kind="rule", about=clause.id, cites=clause.sources, place=clause.place)
    for document in story.structure.instruments:
        yield Statement(kind="document", about=document.id, cites=document.cites, place=document.place)
