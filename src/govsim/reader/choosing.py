"""Reading a choice as people write it: the value of a parameter, a reading, the claim of a fact."""

from fractions import Fraction

from govsim.reader.common import number
from govsim.reader.similar import nearest
from govsim.record.story import Story
from govsim.world.params import READING, Value, shown
from govsim.world.sources import Fact


def admitted(story: Story, name: str) -> tuple[Value, ...]:
    """Give the values a name can have that is a parameter or the reading; nothing for any other name."""
    if name == READING:
        return tuple(reading.id for reading in story.structure.readings)
    return next((param.among for param in story.structure.params if param.id == name), ())


def choice(story: Story, name: str, written: str) -> Value | None:
    """Give the value that is meant, None if the story does not admit it; for a fact the index of a claim.

    A claim is named by its number from 1, by its value as written, or by a source that makes it.
    """
    fact = next((fact for fact in story.facts if fact.id == name), None)
    if fact is not None:
        return _claim(fact, written)
    exact = number(written)
    value: Value = written if name == READING or exact is None else exact
    return value if value in admitted(story, name) else None


def _claim(fact: Fact, written: str) -> Fraction | None:
    for index, claim in enumerate(fact.claims):
        if written in {str(index + 1), claim.text} or any(cite.source == written for cite in claim.cites):
            return Fraction(index)
    return None


def assumable(story: Story) -> set[str]:
    """Name everything of which a value can be assumed: parameters, facts and the reading."""
    return {READING, *(param.id for param in story.structure.params), *(fact.id for fact in story.facts)}


def among(story: Story, name: str) -> list[str]:
    """Give the values a parameter or the reading can have, as they are written."""
    return [shown(one) for one in admitted(story, name)]


def refusal(story: Story, name: str, written: str) -> tuple[str, str]:
    """Say why a choice is not admitted, and what would be: a message and a cure."""
    fact = next((fact for fact in story.facts if fact.id == name), None)
    if fact is not None:
        listed = ", ".join(f"{index} ({claim.text})" for index, claim in enumerate(fact.claims, start=1))
        return f"`{name}` has no claim `{written}`", f"its claims are: {listed}"
    known = assumable(story)
    if name == READING and not story.structure.readings:
        return f"`{story.id}` has one reading of its rules only, so there is none to choose", "leave it out"
    if name not in known:
        near = nearest(name, known)
        cure = f"did you mean `{near}`?" if near else f"there are: {', '.join(sorted(known))}"
        return f"nothing is open under the name `{name}`", cure
    possible = among(story, name)
    near = nearest(written, possible)
    hint = f"did you mean `{near}`? " if near else ""
    return f"`{name}` cannot be `{written}`", f"{hint}it can be: {', '.join(possible)}"
