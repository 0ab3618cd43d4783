"""Where the law of a story asks conditions: of rules, in powers, in follow-ups, and of what is made for later."""

from collections.abc import Iterator

from govsim.record.story import Story
from govsim.world.approvals import Approval, When, parts_of
from govsim.world.clauses import Calling, Power
from govsim.world.expressions import Expr
from govsim.world.time import When as Time


def _conditional(approval: Approval) -> Iterator[Expr]:
    """Give the conditions inside an approval."""
    if isinstance(approval, When):
        yield approval.condition
    for part in parts_of(approval):
        yield from _conditional(part)


def conditions(story: Story) -> Iterator[Expr]:
    """Give every condition that the law of a story can ask: of rules, in powers, in follow-ups, for later effect."""
    replaced = (over.clause for reading in story.structure.readings for over in reading.replaces)
    for clause in (*story.structure.clauses, *replaced):
        if clause is not None and clause.when is not None:
            yield clause.when
        if clause is not None and isinstance(clause.topic, Power | Calling):
            yield from _conditional(clause.topic.approval)
    yield from (reaction.condition for reaction in story.reactions)
    for step in story.steps:
        effective = getattr(step.act, "effective", None)
        if effective is not None and not isinstance(effective, Time):
            yield effective
