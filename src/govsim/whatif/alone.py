"""One premise of a fork at a time: what it answers when a single open thing is not as the fork assumes.

All else stays as assumed. In a fork the facts hang on the law, so each other value is a fork of its own, told from
its first step on; several premises at once are not compared.
"""

from collections.abc import Iterator

from govsim.engine.choices import open_dimensions
from govsim.engine.sensitivity import is_excluded
from govsim.engine.timeline import Timeline
from govsim.record.acts import Sign
from govsim.rules.spans import Truth
from govsim.values import frozen
from govsim.whatif.branch import Branch, as_it_happened, branch
from govsim.world.expressions import Call, Expr, Name, text, walk
from govsim.world.params import Value

VERDICTS = frozenset({"refused", "valid", "voidable", "void", "no_act", "pending"})
"""The functions that ask how a step was ruled."""


@frozen(kw_only=True)
class Other:
    """A fork under another value of one dimension: each of its expectations then.

    `undecided` says that some condition cannot be told there, and so nothing of what follows; `unreached` are the
    places of the expectations that ask for the verdict of a step that is not reached there.
    """

    dimension: str
    value: Value
    expected: tuple[Truth, ...]
    undecided: bool
    unreached: frozenset[int] = frozenset()


@frozen(kw_only=True)
class Alone:
    """The expectations of a fork as assumed, and under each other value of each dimension that telling it asked for.

    `asked` are these dimensions; `excluded` the values that `never:` makes impossible, which are not compared.
    """

    expects: tuple[str, ...]
    expected: tuple[Truth, ...]
    asked: tuple[str, ...]
    others: tuple[Other, ...]
    excluded: tuple[tuple[str, Value], ...]

    def against(self, place: int) -> tuple[Other, ...]:
        """Give the values under which the expectation at `place` is answered otherwise, or cannot be told."""
        return tuple(one for one in self.others if one.undecided or one.expected[place] is not self.expected[place])


def _ruled_on(expr: Expr) -> Iterator[str]:
    """Give the steps whose verdict an expectation asks for."""
    for part in walk(expr):
        if isinstance(part, Call) and part.function in VERDICTS:
            yield from (arg.ref.partition(".")[0] for arg in part.args if isinstance(arg, Name))


def _unreached(told: Timeline) -> frozenset[int]:
    """Give the places of the expectations that ask for the verdict of a step that was not reached."""
    reached = {entry.step.id for entry in told.entries if entry.rulings}
    steps = {entry.step.id for entry in told.entries}
    expects = enumerate(told.story.expects)
    return frozenset(place for place, one in expects if any(s in steps - reached for s in _ruled_on(one.expr)))


def _asked(found: Branch) -> Iterator[str]:
    """Give the open dimensions that telling a fork asked for, in the order of the files."""
    counted = (step.act.total for step in found.timeline.story.steps if isinstance(step.act, Sign))
    touched = {*found.timeline.book.touched, *(total for total in counted if isinstance(total, str))}
    among = open_dimensions(found.timeline.story)
    yield from (name for name, values in among.items() if name in touched and len(values) > 1)


def alone(found: Branch) -> Alone:
    """Ask a fork again under each other value of each open thing, one at a time."""
    story, beside = found.timeline.story, as_it_happened(found.forked.story)
    asked, among = tuple(_asked(found)), open_dimensions(story)
    others: list[Other] = []
    excluded: list[tuple[str, Value]] = []
    for name in asked:
        for value in among[name]:
            if value == found.timeline.choices[name]:
                continue
            told = branch(found.forked, {**found.choices, name: value}, beside).timeline
            if is_excluded(told):
                excluded.append((name, value))
                continue
            conditions = (one for one in told.entries if one.step.condition is not None)
            undecided = any(one.condition is None for one in conditions)
            others.append(
                Other(
                    dimension=name,
                    value=value,
                    expected=told.expected,
                    undecided=undecided,
                    unreached=_unreached(told),
                )
            )
    return Alone(
        expects=tuple(text(one.expr) for one in story.expects),
        expected=found.timeline.expected,
        asked=asked,
        others=tuple(others),
        excluded=tuple(excluded),
    )
