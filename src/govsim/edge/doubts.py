"""What a telling makes doubtful, as warnings of `govsim check`: acts that nothing allows, persons and claims left over.

An act is doubted only if it is told as carried, is refused in every admissible world, and no expectation, no outcome
and no `never:` speaks of it: then it is more often a slip in the rules or the ballots than the point of the story.
"""

from collections.abc import Iterator
from itertools import chain

from govsim.engine.timeline import Entry, Timeline
from govsim.errors import Problem
from govsim.record.acts import Decide, Remove, Resolve
from govsim.record.canon import Json, plain
from govsim.record.rulings import Finding, Ruling
from govsim.record.state import State, holding
from govsim.record.story import Step, Story
from govsim.world.expressions import Name, walk

_SOURCED = ("official", "reported")
_CURE = "if that is the point of the story, say so: `expect: [void({step})]`, or `result: lost` if it was told so"


def doubts(timeline: Timeline, file: str) -> tuple[Problem, ...]:
    """Give every warning on a story as told; persons are looked for only in `file`, where the story itself stands."""
    story = timeline.story
    return (*_acts(timeline), *_unheld(timeline), *_unused(story, file), *_unsourced(story))


def _acts(timeline: Timeline) -> Iterator[Problem]:
    """Warn of acts that cannot be allowed, whatever is chosen."""
    said = frozenset(_named(timeline.story))
    found = [
        (entry, ruling, problem)
        for number, entry in enumerate(timeline.entries)
        if _carried(entry.step) and entry.step.id not in said
        for ruling in entry.rulings
        if ruling.verdict.refused and f"{entry.step.id}.{ruling.item}" not in said
        if (problem := _impossible(entry, ruling, timeline, number)) is not None
    ]
    if not found:
        return
    from govsim.engine.worlds import dependence  # noqa: PLC0415 - costly to import, and seldom needed

    depends = dependence(timeline)
    for entry, ruling, problem in found:
        if depends.proved and f"{entry.step.id}.{ruling.item}" not in depends.by_item:
            yield problem


def _carried(step: Step) -> bool:
    """Say whether a step is told as a decision that was made."""
    return isinstance(step.act, Decide) or (isinstance(step.act, Resolve) and step.act.result == "carried")


def _named(story: Story) -> Iterator[str]:
    """Name the steps and items of which an expectation, an outcome or `never:` speaks."""
    asked = (*(one.expr for one in (*story.expects, *story.never)), *(one.that for one in story.outcomes))
    for expr in asked:
        yield from (part.ref for part in walk(expr) if isinstance(part, Name))


def _leaves(finding: Finding) -> Iterator[Finding]:
    """Give what was found in the end, and not what follows from it."""
    if not finding.children:
        yield finding
    for child in finding.children:
        yield from _leaves(child)


def _impossible(entry: Entry, ruling: Ruling, timeline: Timeline, number: int) -> Problem | None:
    """Say why an item can never be allowed, if that is so whatever the ballots."""
    before = timeline.entries[number - 1].law if number else timeline.start
    for leaf in _leaves(ruling.finding):
        why = _why(leaf, before, timeline) if leaf.verdict.refused else None
        if why is not None:
            code, label, message = why
            return Problem(
                code=code,
                message=f"`{ruling.item}` of step `{entry.step.id}` {message}",
                place=entry.step.place,
                label=label,
                help=_CURE.format(step=entry.step.id),
                severity="warning",
            )
    return None


def _why(leaf: Finding, before: State, timeline: Timeline) -> tuple[str, str, str] | None:
    """Give code, label and words of a finding that no ballot could turn."""
    names, numbers = dict(leaf.names), dict(leaf.numbers)
    if leaf.code == "power.never":
        return "GS402", "never allowed", f"can never be allowed: rule `{leaf.clause}` gives nobody the power"
    if leaf.code == "power.none":
        what = f"to {names['verb']} `{names['target']}`"
        return "GS405", "nobody may do it", f"can never be allowed: nobody holds the power {what}"
    body = timeline.book.code.bodies.get(names.get("body", ""))
    if leaf.code != "quorum" or body is None or names.get("counted") == "votes":
        return None
    there = {party for position in timeline.book.roll_of(body) for party in holding(before, position)}
    if len(there) >= numbers["needed"]:
        return None
    message = f"can never be allowed: {numbers['needed']} are a quorum of `{body.id}`, and {len(there)} are in office"
    return "GS404", "no quorum is possible", message


def _unheld(timeline: Timeline) -> Iterator[Problem]:
    """Warn of a removal that was carried although nobody of that name was there, in fact or in law."""
    said = frozenset(_named(timeline.story))
    unknown = {one.id for one in timeline.story.structure.positions if one.unknown}
    before = (timeline.start, timeline.start)
    for entry in timeline.entries:
        act = entry.step.act
        removed = [one for one in act.items if isinstance(one, Remove)] if isinstance(act, Decide | Resolve) else []
        for item in removed if _carried(entry.step) and entry.step.id not in said else ():
            there = item.position in unknown or any(item.party in holding(state, item.position) for state in before)
            if not there and f"{entry.step.id}.{item.id}" not in said:
                yield Problem(
                    code="GS410",
                    message=f"`{item.id}` of step `{entry.step.id}` removes `{item.party}`, who is not there",
                    place=entry.step.place,
                    label=f"does not hold {item.position}",
                    help=f"name whoever does; if that is the point, say so: `expect: [valid({entry.step.id})]`",
                    severity="warning",
                )
        before = (entry.fact, entry.law)


def _unused(story: Story, file: str) -> Iterator[Problem]:
    """Warn of persons declared beside the story, of whom it says nothing."""
    own = [one for one in story.structure.parties if one.kind == "person" and one.place.file == file]
    if not own:
        return
    unseen = {party.id for party in own}
    words = (story.reactions, story.expects, story.never, story.facts, story.conflicts, story.outcomes)
    for part in chain((story.start,), story.steps, words, (story.structure.clauses, story.structure.entities)):
        if not unseen:
            return
        unseen.difference_update(_texts(plain(part)))
    for party in own:
        if party.id in unseen:
            yield Problem(
                code="GS406",
                message=f"`{party.id}` holds nothing, does nothing, and is named nowhere",
                place=party.place,
                label="not used",
                help="delete the line, or name the person where one is meant",
                severity="warning",
            )


def _texts(data: Json) -> Iterator[str]:
    """Give every text in plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for one in data:
            yield from _texts(one)


def _unsourced(story: Story) -> Iterator[Problem]:
    """Warn of steps of a record, one with sources, that are reported or official and cite none."""
    if story.kind != "record" or not (story.sources or story.structure.sources):
        return
    for step in story.steps:
        if step.status in _SOURCED and not step.cites:
            yield Problem(
                code="GS407",
                message=f"step `{step.id}` is {step.status}, and cites no source",
                place=step.place,
                label="by whom?",
                help="add `sources:`, or `status: derived` or `assumed` if nobody says so",
                severity="warning",
            )
