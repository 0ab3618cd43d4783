"""Admissible worlds: those the author of a story does not exclude, and which of them disagree.

`never:` is asked at the end of the story, of the facts as each world has them. A condition there that reads nothing
which an answer rests on excludes worlds without a word on it, as long as the chosen world is not among them; all
others are asked together with the question, so that no two worlds are compared of which one is impossible.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, compress
from typing import TypeVar

from govsim.engine.surveys import Question, survey
from govsim.engine.timeline import Timeline
from govsim.engine.together import Answer, Survey, TooManyError
from govsim.values import frozen
from govsim.world.params import Value

Values = tuple[int, ...]
"""A world: for each dimension that is varied the place of its value among all its values."""

T = TypeVar("T")


@frozen(kw_only=True)
class Exclusion:
    """One condition of `never:`, with the dimensions it reads and whether the chosen world meets it.

    `dims` is None where it reads so much that nobody can look at all of it.
    """

    question: Question
    dims: frozenset[str] | None
    met: bool


def exclusions(timeline: Timeline) -> tuple[Exclusion, ...]:
    """Look at each condition of `never:` by itself."""
    story, out = timeline.story, []
    for number, one in enumerate(story.never if story.steps else ()):
        question = Question(name=f"never {number}", expr=one.expr, after=story.steps[-1].id)
        try:
            found = survey(timeline, (question,))
        except TooManyError:
            out.append(Exclusion(question=question, dims=None, met=True))
            continue
        met = found.answers()[chosen(found)][question.name] is True
        out.append(Exclusion(question=question, dims=frozenset(found.dims), met=met))
    return tuple(out)


def chosen(found: Survey) -> Values:
    """Give the world that was chosen."""
    return tuple(found.among[name].index(found.timeline.choices[name]) for name in found.dims)


@frozen(kw_only=True)
class Worlds:
    """The admissible worlds of some questions, with the answers in each: all that differ in what these rest on.

    Among the answers are those to conditions of `never:` that were asked with them, under the names in `excluding`.
    """

    dims: tuple[str, ...]
    among: tuple[tuple[Value, ...], ...]
    chosen: Values
    answers: Mapping[Values, Mapping[str, Answer]]
    excluding: frozenset[str]


def worlds(
    timeline: Timeline,
    questions: tuple[Question, ...],
    excluding: tuple[Exclusion, ...],
    *,
    ruled: frozenset[str] = frozenset(),
) -> Worlds:
    """Give the admissible worlds of questions and of the verdicts on `ruled`; TooManyError if there are too many."""
    joined = tuple(one for one in excluding if one.met)
    while True:
        if any(one.dims is None for one in joined):
            raise TooManyError(())
        found = survey(timeline, (*questions, *(one.question for one in joined)), ruled=ruled)
        more = tuple(one for one in excluding if one in joined or one.dims is None or one.dims & {*found.dims})
        if more == joined:
            break
        joined = more
    names = frozenset(one.question.name for one in joined)
    order = [found.dims.index(name) for name in found.among if name in found.dims]

    def sorted_out(values: Values) -> Values:
        return tuple(values[place] for place in order)

    return Worlds(
        dims=tuple(found.dims[place] for place in order),
        among=tuple(found.among[found.dims[place]] for place in order),
        chosen=sorted_out(chosen(found)),
        answers={
            sorted_out(values): answers
            for values, answers in found.answers().items()
            if not any(answers[name] is True for name in names)
        },
        excluding=names,
    )


def apart(answers: Mapping[Values, T], places: tuple[int, ...]) -> Iterator[dict[Values, T]]:
    """Give each set of worlds that differ in `places` alone and do not agree, in the order of the worlds."""
    alike: dict[Values, dict[Values, T]] = {}
    others = [place not in places for place in range(len(next(iter(answers), ())))]
    for values in sorted(answers):
        rest = tuple(compress(values, others))
        alike.setdefault(rest, {})[values] = answers[values]
    return (group for group in alike.values() if len({*group.values()}) > 1)


def smallest(answers: Mapping[Values, T], among: int) -> tuple[tuple[tuple[int, ...], dict[Values, T]], ...]:
    """Give every smallest set of places such that worlds which differ there alone do not agree.

    Each comes with one set of such worlds for every way in which the other places can be. Where all worlds agree there
    is nothing; where two that differ in one place alone disagree, the sets have one member each.
    """
    differ = range(1, among + 1) if len({*answers.values()}) > 1 else ()
    by_size = (
        tuple((places, group) for places in combinations(range(among), size) for group in apart(answers, places))
        for size in differ
    )
    return next(filter(None, by_size), ())
