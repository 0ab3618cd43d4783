"""Where the law of a story asks conditions: inside powers, in follow-ups, and of what is made for later."""

from collections.abc import Iterator
from typing import assert_never

from govsim.record.story import Story
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    Approval,
    ByParty,
    KOf,
    Never,
    Oracle,
    Stages,
    Unknown,
    Vote,
    When,
)
from govsim.world.clauses import Power
from govsim.world.expressions import Expr
from govsim.world.time import When as Time


def _conditional(approval: Approval) -> Iterator[Expr]:
    """Give the conditions inside an approval."""
    match approval:
        case When(condition, then, otherwise):
            yield condition
            yield from _conditional(then)
            yield from _conditional(otherwise)
        case AllOf(parts) | AnyOf(parts) | KOf(_, parts) | Stages(parts):
            for part in parts:
                yield from _conditional(part)
        case Vote() | ByParty() | Oracle() | Never() | Unknown():
            return
        case _:
            assert_never(approval)


def conditions(story: Story) -> Iterator[Expr]:
    """Give every condition that the law of a story can ask: in powers, in follow-ups, and of what is made for later."""
    replaced = (over.clause for reading in story.structure.readings for over in reading.replaces)
    for clause in (*story.structure.clauses, *replaced):
        if clause is not None and isinstance(clause.topic, Power):
            yield from _conditional(clause.topic.approval)
    yield from (reaction.condition for reaction in story.reactions)
    for step in story.steps:
        effective = getattr(step.act, "effective", None)
        if effective is not None and not isinstance(effective, Time):
            yield effective
