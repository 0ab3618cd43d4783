"""A story with a fork's edits made: arithmetic on values, in the order of the edits; no law is asked.

Every edit must fit the story (the reader sees to it): a step or rule that is not there raises KeyError.
"""

from collections.abc import Callable, Iterable
from typing import assert_never

from attrs import evolve

from govsim.record.acts import Act, Consent, Decide, Form, Item, Meeting, OpenForm, Resolve, Sign
from govsim.record.edits import (
    Amend,
    Choose,
    Condition,
    Drop,
    Edit,
    Enact,
    Fork,
    Include,
    Insert,
    Mark,
    Move,
    Omit,
    Recast,
    Redo,
    Reseat,
    Retime,
    Revision,
    Side,
    Via,
    Vote,
)
from govsim.record.story import Recant, Step, Story
from govsim.world.params import Overlay, Reading, Value, overlaid
from govsim.world.structure import Structure, joined


def chosen_by(forks: Iterable[Fork]) -> dict[str, Value]:
    """Give what forks choose of parameters, readings and claims, the last word last."""
    return {edit.name: edit.value for fork in forks for edit in fork.edits if isinstance(edit, Choose)}


def applied(story: Story, forks: Iterable[Fork]) -> Story:
    """Give the story that forks make of `story`, the one nearest to it first; what it expects is the last one's."""
    for fork in forks:
        story = evolve(story, structure=joined(story.structure, fork.adds), expects=fork.expects)
        for edit in fork.edits:
            story = edited(story, edit)
    return story


def edited(story: Story, edit: Edit) -> Story:
    """Give the story with one edit made; a choice changes no story."""
    match edit:
        case Choose():
            return story
        case Reseat():
            start = dict(story.start) | {edit.position: edit.holders}
            return evolve(story, start=tuple(start.items()))
        case Amend():
            return evolve(story, structure=_amended(story.structure, edit.overlay))
        case Enact():
            structure = evolve(story.structure, clauses=(*story.structure.clauses, edit.clause))
            return evolve(story, structure=structure)
        case Drop():
            place = _index(story, edit.at)
            return evolve(story, steps=(*story.steps[:place], *story.steps[place + 1 :]))
        case Insert():
            return _put(story, edit.step, edit.anchor, edit.side)
        case Move():
            step = story.step(edit.at)
            step = step if edit.when is None else evolve(step, at=edit.when)
            return _put(edited(story, Drop(at=edit.at, place=edit.place)), step, edit.anchor, edit.side)
        case _:
            place = _index(story, edit.at)
            steps = (*story.steps[:place], _revised(story.steps[place], edit), *story.steps[place + 1 :])
            return evolve(story, steps=steps)


def _index(story: Story, step: str) -> int:
    return [one.id for one in story.steps].index(story.step(step).id)


def _put(story: Story, step: Step, anchor: str, side: Side) -> Story:
    place = _index(story, anchor) + (side == "after")
    return evolve(story, steps=(*story.steps[:place], step, *story.steps[place:]))


def _amended(structure: Structure, overlay: Overlay) -> Structure:
    """Change a rule under every reading: what the fork says of it, no reading unsays."""
    clauses = tuple(
        changed
        for clause in structure.clauses
        if (changed := overlaid(clause, overlay) if clause.id == overlay.rule else clause) is not None
    )
    readings = tuple(_without_say(reading, overlay) for reading in structure.readings)
    return evolve(structure, clauses=clauses, readings=readings)


def _without_say(reading: Reading, overlay: Overlay) -> Reading:
    """Give a reading that says nothing of a rule which a fork has settled: its rank, its words, or whether it is."""
    kept = []
    for one in reading.replaces:
        if one.rule != overlay.rule:
            kept.append(one)
            continue
        rank = one.rank if overlay.rank is None else None
        clause = one.clause if overlay.clause is None else None
        if clause is not None and overlay.rank is not None:
            clause = evolve(clause, rank=overlay.rank)
        if not overlay.drop and (rank is not None or clause is not None):
            kept.append(evolve(one, rank=rank, drop=False, clause=clause))
    return evolve(reading, replaces=tuple(kept))


def _revised(step: Step, edit: Revision) -> Step:
    """Give one step with an edit of its own made."""
    match edit:
        case Vote():
            return evolve(step, act=_voted(step.act, edit) if isinstance(step.act, Resolve) else step.act)
        case Mark():
            return evolve(step, act=_marked(step.act, edit) if isinstance(step.act, Resolve) else step.act)
        case Via():
            return evolve(step, act=evolve(step.act, form=edit.form) if isinstance(step.act, Resolve) else step.act)
        case Omit():
            return _with_items(step, lambda items: tuple(one for one in items if one.id != edit.item))
        case Include():
            return _with_items(step, lambda items: (*items, edit.item))
        case Redo():
            return evolve(step, act=edit.act, assumption="", recant=_still_recanted(step, edit.act))
        case Recast():
            return evolve(step, by=edit.by)
        case Retime():
            return evolve(step, at=edit.when)
        case Condition():
            return evolve(step, condition=edit.condition, regardless=edit.regardless)
        case _:
            assert_never(edit)


def _still_recanted(step: Step, act: Act) -> Recant | None:
    """Give what a step takes back, where the one who took it back is still part of it."""
    who = (step.by, *act.parties) if isinstance(act, Sign) else (step.by,)
    return step.recant if step.recant is not None and step.recant.party in who else None


def _with_items(step: Step, change: Callable[[tuple[Item, ...]], tuple[Item, ...]]) -> Step:
    act = step.act
    return evolve(step, act=evolve(act, items=change(act.items))) if isinstance(act, Resolve | Decide) else step


def _voted(act: Resolve, vote: Vote) -> Resolve:
    """Give a vote with one person's ballot in place of theirs; whoever is absent did not attend."""
    form = _left(act.form, vote.person) if vote.word == "absent" else act.form
    ballots = dict(act.ballots) | {vote.person: vote.word}
    kept = act.choices
    if kept is not None:
        kept = evolve(kept, ballots=tuple(one for one in kept.ballots if one[0] != vote.person))
    return evolve(act, form=form, ballots=tuple(sorted(ballots.items())), choices=kept)


def _marked(act: Resolve, mark: Mark) -> Resolve:
    """Give a vote between several with one person's choice in place of their ballot; of any other vote nothing."""
    if act.choices is None:
        return act
    papers = dict(act.choices.ballots) | {mark.person: mark.choice}
    rest = tuple(one for one in act.ballots if one[0] != mark.person)
    return evolve(act, ballots=rest, choices=evolve(act.choices, ballots=tuple(sorted(papers.items()))))


def _left(form: Form, person: str) -> Form:
    if isinstance(form, OpenForm):
        return evolve(form, variants=tuple((name, _gone(one, person)) for name, one in form.variants))
    return _gone(form, person)


def _gone(form: Consent | Meeting, person: str) -> Consent | Meeting:
    """Give a form as it was without one person."""
    if isinstance(form, Consent):
        return form
    attended = tuple(one for one in form.attended if one.party != person)
    return evolve(form, attended=attended, objecting=tuple(one for one in form.objecting if one != person))
