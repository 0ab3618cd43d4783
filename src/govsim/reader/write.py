"""From a story back to text: one file with its structure and its law packs in place.

Reading what was written gives the same story, and writing that again gives the same text. A story here is one as the
reader gives it: parties by kind, seats before other positions, the rules of law packs before those of the structure.
What is written is plain data first (texts, lists, mappings) and becomes YAML in `reader.emit`.
"""

from govsim.reader.emit import Plain, emit, kept
from govsim.reader.write_acts import act, when, written
from govsim.reader.write_sources import cites, conflict, fact, source, words
from govsim.reader.write_structure import structure
from govsim.record.state import Held
from govsim.record.story import Outcome, Reaction, Step, Story
from govsim.world import expressions
from govsim.world.sources import Stated


def write(story: Story) -> str:
    """Write a whole story as one YAML text.

    Times are written as they were where that means the same in the story's zone, ballots and items as mappings.
    """
    return emit(
        kept(
            {
                "govsim": "1",
                "id": story.id,
                "title": words(story.title),
                "notice": words(story.notice),
                "kind": story.kind,
                "zone": story.zone,
                "structure": structure(story.structure),
                "start": {position: _held(held) for position, held in story.start},
                "watch": list(story.watch),
                "sources": {one.id: source(one) for one in story.sources},
                "facts": {one.id: fact(one) for one in story.facts},
                "conflicts": {one.id: conflict(one) for one in story.conflicts},
            }
        )
        | {"steps": [_step(one) for one in story.steps]}
        | kept(
            {
                "reactions": [_reaction(one) for one in story.reactions],
                "expect": [expressions.text(one.expr) for one in story.expects],
                "outcomes": [_outcome(one) for one in story.outcomes],
                "never": [expressions.text(one.expr) for one in story.never],
            }
        )
    )


def _held(held: Held) -> Plain:
    """Write who holds a position: with units where somebody holds more than one."""
    if all(one.units == 1 for one in held):
        return [one.party for one in held]
    return {one.party: str(one.units) for one in held}


def _step(step: Step) -> Plain:
    return {
        "id": step.id,
        "at": when(step.at),
        "by": step.by,
        **kept(
            {
                "title": words(step.title),
                "note": words(step.note),
                "if": expressions.text(step.condition) if step.condition is not None else None,
                "regardless": step.regardless,
                "assumption": step.assumption,
            }
        ),
        "do": act(step.act),
        "status": step.status,
        **kept(
            {
                "recant": {"of": step.recant.of, "by": step.recant.party} if step.recant is not None else None,
                "stated": [_stated(one) for one in step.stated],
                "sources": cites(step.cites),
            }
        ),
    }


def _reaction(reaction: Reaction) -> Plain:
    return {
        "id": reaction.id,
        "if": expressions.text(reaction.condition),
        "that": [written(one) for one in reaction.items],
        **kept({"because": reaction.because}),
    }


def _outcome(outcome: Outcome) -> Plain:
    more = kept({"at": outcome.at, "title": words(outcome.title)})
    return {"id": outcome.id, "that": expressions.text(outcome.that), **more}


def _stated(stated: Stated) -> Plain:
    return {"text": stated.text, **kept({"zone": stated.zone, "source": cites(stated.cites)})}
