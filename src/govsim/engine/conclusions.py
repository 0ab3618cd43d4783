"""Does it depend on what nobody knows? Each expectation and each named outcome, over all admissible worlds.

A conclusion is robust if every admissible world gives it the same answer: yes, no, or that it cannot be told. It
depends on a dimension if and only if two admissible worlds that differ only there disagree. Where constraints leave no
such pair although the answer is not everywhere the same, it depends on the smallest sets of dimensions of which that
is so.
"""

from typing import Literal

from govsim.engine.admissible import Exclusion, Values, Worlds, exclusions, smallest, worlds
from govsim.engine.asking import docket_after, moment_after
from govsim.engine.surveys import Ask, Question
from govsim.engine.timeline import Timeline
from govsim.engine.together import LIMIT, TooManyError
from govsim.rules.evaluate import truth
from govsim.values import frozen
from govsim.world.expressions import Expr, text
from govsim.world.params import Value
from govsim.world.sources import Words

Said = bool | str | None
"""Whether something holds, None where it cannot be told; or the answer in words."""


@frozen(kw_only=True)
class Conclusion:
    """Something a story says at a moment: an expectation at its end, or an outcome after the step `at`.

    `name` is the text of an expectation, the id of an outcome. With `ask` it is that question, whose answers may be
    words, and `expr` only names verdicts that it reads.
    """

    kind: Literal["expectation", "outcome"]
    name: str
    expr: Expr
    at: str
    title: Words = ()
    ask: Ask | None = None


@frozen(kw_only=True)
class Split:
    """Worlds that differ in `dimensions` alone and disagree, those nearest to what was chosen.

    `answers` give the values of these dimensions with what then is so, in the order of the files; impossible ones are
    left out. `given` is what else is not as chosen in all of these worlds.
    """

    dimensions: tuple[str, ...]
    answers: tuple[tuple[tuple[Value, ...], Said], ...]
    given: tuple[tuple[str, Value], ...] = ()


@frozen(kw_only=True)
class Standing:
    """How a conclusion stands: what is so as chosen, and what that depends on over so many admissible `worlds`.

    `varied` are the dimensions by which these worlds differ: all that anything it rests on reads. Each of `splits` is a
    smallest set of dimensions it depends on; without any it is robust. `proved` is False where there are too many
    worlds; nothing is then claimed, and `worlds` is how many were the most that are looked at.
    """

    conclusion: Conclusion
    chosen: Said
    varied: tuple[str, ...]
    worlds: int
    splits: tuple[Split, ...] = ()
    proved: bool = True

    @property
    def robust(self) -> bool:
        """Whether every admissible world gives the same answer."""
        return self.proved and not self.splits

    @property
    def depends_on(self) -> tuple[str, ...]:
        """Every dimension of any smallest set it depends on, in the order of the files."""
        found = {name for split in self.splits for name in split.dimensions}
        return tuple(name for name in self.varied if name in found)


def conclusions(timeline: Timeline) -> tuple[Conclusion, ...]:
    """Give the expectations and the outcomes of a story, in file order; none of a step that is not in it."""
    story = timeline.story
    if not story.steps:
        return ()
    last = story.steps[-1].id
    expected = (Conclusion(kind="expectation", name=text(e.expr), expr=e.expr, at=last) for e in story.expects)
    named = (
        Conclusion(kind="outcome", name=one.id, expr=one.that, at=one.at or last, title=one.title)
        for one in story.outcomes
        if (one.at or last) in timeline.by_step
    )
    return (*expected, *named)


def _split(found: Worlds, places: tuple[int, ...], group: dict[Values, Said]) -> Split:
    def value(place: int, values: Values) -> Value:
        return found.among[place][values[place]]

    first = next(iter(group))
    others = (place for place in range(len(first)) if place not in places and first[place] != found.chosen[place])
    return Split(
        dimensions=tuple(found.dims[place] for place in places),
        answers=tuple((tuple(value(place, values) for place in places), answer) for values, answer in group.items()),
        given=tuple((found.dims[place], value(place, first)) for place in others),
    )


def _splits(found: Worlds, answers: dict[Values, Said]) -> tuple[Split, ...]:
    """Give for each smallest set of dimensions the worlds nearest to the chosen one that part there."""
    nearest: dict[tuple[int, ...], tuple[int, dict[Values, Said]]] = {}
    for places, group in smallest(answers, len(found.dims)):
        first = next(iter(group))
        away = sum(1 for p, value in enumerate(first) if p not in places and value != found.chosen[p])
        if places not in nearest or away < nearest[places][0]:
            nearest[places] = (away, group)
    return tuple(_split(found, places, group) for places, (_, group) in nearest.items())


def _said(found: Worlds, name: str) -> dict[Values, Said]:
    """Give the answer to one question in each world."""
    given = ((values, answers[name]) for values, answers in found.answers.items())
    return {values: answer if answer is None or isinstance(answer, str) else bool(answer) for values, answer in given}


def _question(one: Conclusion) -> Question:
    return Question(name=one.name, expr=one.expr, after=one.at, ask=one.ask)


def standing(timeline: Timeline, one: Conclusion, excluding: tuple[Exclusion, ...] | None = None) -> Standing:
    """Say of one conclusion whether it is robust, or what it depends on; `excluding` if that was looked at before."""
    excluding = exclusions(timeline) if excluding is None else excluding
    now = _now(timeline, one)
    try:
        found = worlds(timeline, (_question(one),), excluding)
    except TooManyError:
        return _unexcluded(timeline, one, now)
    answers = _said(found, one.name)
    return Standing(conclusion=one, chosen=now, varied=found.dims, worlds=len(answers), splits=_splits(found, answers))


def _now(timeline: Timeline, one: Conclusion) -> Said:
    """Give what is so as chosen."""
    entry = timeline.by_step[one.at]
    moment = moment_after(timeline, entry)
    answer = truth(one.expr, moment) if one.ask is None else one.ask(moment, docket_after(timeline, entry))
    return answer if answer is None or isinstance(answer, str) else bool(answer)


def _unexcluded(timeline: Timeline, one: Conclusion, now: Said) -> Standing:
    """Give what can be said where too many worlds would have to be looked at to know which of them are impossible.

    What is so in all worlds is so in those that are possible.
    """
    try:
        found = worlds(timeline, (_question(one),), ())
    except TooManyError:
        return Standing(conclusion=one, chosen=now, varied=(), worlds=LIMIT, proved=False)
    agree = len({*_said(found, one.name).values()}) == 1
    return Standing(
        conclusion=one, chosen=now, varied=found.dims, worlds=len(found.answers) if agree else LIMIT, proved=agree
    )


def standings(timeline: Timeline) -> tuple[Standing, ...]:
    """Say of each expectation and each outcome of a story whether it is robust, or what it depends on.

    >>> [one.depends_on for one in standings(replay(story))]  # doctest: +SKIP
    [(), ('headcount',)]
    """
    excluding = exclusions(timeline)
    return tuple(standing(timeline, one, excluding) for one in conclusions(timeline))
