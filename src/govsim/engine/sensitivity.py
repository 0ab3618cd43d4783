"""One premise at a time: what comes out otherwise when a single open thing is not as it was chosen.

All else stays as chosen. What changes nothing alone may still matter together with others: that is the
question of `engine.worlds` and `engine.conclusions`.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from govsim.engine.asking import moment_after
from govsim.engine.choices import dimensions, open_dimensions
from govsim.engine.conclusions import conclusions
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.acts import Sign
from govsim.record.rulings import Verdict
from govsim.rules.evaluate import truth
from govsim.values import frozen
from govsim.world.params import Value

Kind = Literal["verdict", "condition", "expectation", "outcome"]
Answer = Verdict | bool | None
"""A verdict; or whether something holds, None where it cannot be told."""


@frozen(kw_only=True)
class Change:
    """One thing that comes out otherwise under `value` of a dimension.

    `name` is `step.item` for a verdict, the step for the condition of its `if:`, the text of an expectation, the id
    of an outcome.
    """

    kind: Kind
    name: str
    value: Value
    before: Answer
    after: Answer


@frozen(kw_only=True)
class Premise:
    """One open dimension: what changes when it alone takes each of its other values, in the order of these.

    `excluded` are the values that `never:` makes impossible with all else as chosen; they are not compared.
    """

    dimension: str
    chosen: Value
    changes: tuple[Change, ...] = ()
    excluded: tuple[Value, ...] = ()


def _printed(timeline: Timeline) -> dict[tuple[Kind, str], Answer]:
    """Give everything that comes out of a replay: verdicts, conditions, expectations and outcomes."""
    out: dict[tuple[Kind, str], Answer] = {}
    for entry in timeline.entries:
        out.update((("verdict", f"{entry.step.id}.{ruling.item}"), ruling.verdict) for ruling in entry.rulings)
        if entry.step.condition is not None:
            out["condition", entry.step.id] = entry.condition
    for one in conclusions(timeline):
        out[one.kind, one.name] = truth(one.expr, moment_after(timeline, timeline.by_step[one.at]))
    return out


def _touched(timeline: Timeline) -> frozenset[str]:
    """Give the dimensions that telling the story asks for as it was chosen; all others can be anything alone."""
    asked = _told(timeline, {})
    for one in conclusions(asked):
        truth(one.expr, moment_after(asked, asked.by_step[one.at]))
    counted = (step.act.total for step in timeline.story.steps if isinstance(step.act, Sign))
    return frozenset((*asked.book.touched, *(total for total in counted if isinstance(total, str))))


def _told(timeline: Timeline, otherwise: Mapping[str, Value]) -> Timeline:
    """Tell the story again, with some of the choices made otherwise."""
    known = dimensions(timeline.story)
    choices = {name: value for name, value in timeline.choices.items() if name in known}
    return replay(timeline.story, {**choices, **otherwise}, code=timeline.book.code)


def is_excluded(timeline: Timeline) -> bool:
    """Say whether `never:` makes the world of this timeline impossible."""
    moments = (moment_after(timeline, entry) for entry in timeline.entries[-1:])
    return any(truth(one.expr, moment) is True for moment in moments for one in timeline.story.never)


def _changes(
    before: Mapping[tuple[Kind, str], Answer], after: Mapping[tuple[Kind, str], Answer], value: Value
) -> Iterator[Change]:
    for (kind, name), was in before.items():
        now = after[kind, name]
        if now is not was:
            yield Change(kind=kind, name=name, value=value, before=was, after=now)


def sensitivity(timeline: Timeline) -> Mapping[str, Premise]:
    """Give every open dimension of a story with what changes when it alone is chosen otherwise.

    Dimensions are the reading, the parameters and the facts, in the order of the files. The value of a fact is the
    index of its claim, and a settled one has no other. A premise without `changes` changes nothing by itself.

    >>> sensitivity(replay(story))["size"].changes  # doctest: +SKIP
    (Change(kind='verdict', name='vote.chair', value=Fraction(9, 1), before=<VALID>, after=<VOID>),)
    """
    before, touched = _printed(timeline), _touched(timeline)
    out = {}
    for name, among in open_dimensions(timeline.story).items():
        changes: list[Change] = []
        excluded: list[Value] = []
        for value in among if name in touched else ():
            if value == timeline.choices[name]:
                continue
            other = _told(timeline, {name: value})
            if is_excluded(other):
                excluded.append(value)
            else:
                changes.extend(_changes(before, _printed(other), value))
        out[name] = Premise(
            dimension=name, chosen=timeline.choices[name], changes=tuple(changes), excluded=tuple(excluded)
        )
    return out
