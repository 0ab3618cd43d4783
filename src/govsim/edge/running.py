"""What commands share: a story loaded and told as the flags ask, with its problems reported as they should be."""

from collections.abc import Iterable

from attrs import evolve

from govsim.edge.choosing import choice, pair
from govsim.edge.files import load, text_of
from govsim.edge.output import complain, width
from govsim.engine.replay import replay
from govsim.engine.timeline import Entry, Timeline
from govsim.errors import InvalidError, Problem, UsageError
from govsim.reader.similar import nearest
from govsim.record.story import Step, Story
from govsim.views.conditions import condition_words
from govsim.world.expressions import Expr
from govsim.world.params import READING, Value
from govsim.world.zones import zone_of


def told(  # noqa: PLR0913 - the flags that several commands share
    file: str,
    *,
    reading: str | None = None,
    param: Iterable[str] = (),
    claim: Iterable[str] = (),
    until: str | None = None,
    zone: str = "",
) -> Timeline:
    """Load a scenario and tell it under the choices of the flags, up to a step if asked.

    Raises:
        InvalidError: the files have problems, or a condition of the base does not hold.
        UsageError: a flag names something that is not there.
    """
    if zone:
        zone_of(zone)
    story = load(file)
    choices = flagged(story, reading, param, claim)
    if until is not None:
        last = found_step(story, until)
        kept = story.steps[: story.steps.index(last) + 1]
        if kept != story.steps:
            ids = {step.id for step in kept}
            outcomes = tuple(one for one in story.outcomes if one.at in ids)
            story = evolve(story, steps=kept, expects=(), outcomes=outcomes)
    timeline = replay(story, choices)
    problems = condition_problems(timeline)
    own_claims = any(name in choices for name in (fact.id for fact in story.facts))
    if problems and not own_claims:
        raise InvalidError(problems)
    for problem in problems:
        complain(f"note: {problem.message} ({problem.place})")
    return timeline


def flagged(story: Story, reading: str | None, param: Iterable[str], claim: Iterable[str]) -> dict[str, Value]:
    """Give the choices that flags make; UsageError for one that the story does not admit."""
    pairs = [*(pair(one, "--param") for one in param), *(pair(one, "--set") for one in claim)]
    if reading is not None:
        pairs.append((READING, reading))
    return dict(choice(story, name, value) for name, value in pairs)


def found_step(story: Story, name: str) -> Step:
    """Give the step of that id or number; UsageError with the nearest one if there is none."""
    try:
        return story.step(name)
    except KeyError:
        ids = [step.id for step in story.steps]
        near = nearest(name, ids)
        hint = f"did you mean `{near}`?" if near else f"steps are numbered 1 to {len(ids)}"
        raise UsageError(f"there is no step `{name}`; {hint}") from None


def condition_problems(timeline: Timeline) -> tuple[Problem, ...]:
    """Give a problem for each `if:` that does not hold, or cannot be told, in the story as it happened."""
    return tuple(
        _condition_problem(entry, entry.step.condition, timeline)
        for entry in timeline.entries
        if entry.step.condition is not None and entry.condition is not True
    )


def undecided_problems(timeline: Timeline) -> tuple[Problem, ...]:
    """Give a problem for each `if:` that cannot be told: in a fork nothing can be said of what follows."""
    asked = (entry for entry in timeline.entries if entry.step.condition is not None)
    return tuple(_undecided(entry, timeline) for entry in asked if entry.condition is None)


def _undecided(entry: Entry, timeline: Timeline) -> Problem:
    written = condition_words(entry.step.condition, entry, timeline) if entry.step.condition is not None else ""
    message = f"whether the condition of step `{entry.step.id}` holds cannot be told under the chosen claims"
    return Problem(
        code="GS403",
        message=f"{message}: {written}",
        place=entry.step.place,
        label="cannot be told",
        help="choose claims that decide it, or give the step another condition",
    )


def _condition_problem(entry: Entry, condition: Expr, timeline: Timeline) -> Problem:
    if entry.condition is None:
        return _undecided(entry, timeline)
    written = condition_words(condition, entry, timeline)
    message = f"the condition of step `{entry.step.id}` does not hold in the story as it happened"
    return Problem(
        code="GS401",
        message=f"{message}: {written}",
        place=entry.step.place,
        label="happened all the same",
        help="a condition must hold where the step happened; loosen it, or give `regardless:` a reason",
    )


def rendered(error: InvalidError, given: str, *, color: bool = False) -> str:
    """Give the problems of files as people read them, with the lines they speak of."""
    from govsim.edge.diagnostics import render  # noqa: PLC0415 - only where there are problems

    files = {place.file for problem in error.problems for place in (problem.place, *(r.place for r in problem.related))}
    texts = {file: text_of(file, given) for file in sorted(files)}
    return render(error.problems, texts, color=color, width=width())
