"""Choices as people type them: `--param size=9`, `--reading by-law-only`, `--set headcount=2`."""

from fractions import Fraction

from govsim.engine.choices import dimensions
from govsim.errors import UsageError
from govsim.reader.common import number
from govsim.reader.similar import nearest
from govsim.record.story import Story
from govsim.rules.book import READING
from govsim.world.params import Value, shown


def choice(story: Story, name: str, written: str) -> tuple[str, Value]:
    """Read one choice: a word or an exact number for a parameter, a reading, or for a fact the number of a claim.

    Raises:
        UsageError: a name or a value that the files do not admit, with the nearest one that they do.
    """
    known = dimensions(story)
    facts = {fact.id: fact for fact in story.facts}
    if name in facts:
        return name, _claim(story, name, written)
    if name not in known:
        near = nearest(name, known)
        hint = f"did you mean `{near}`?" if near else f"there are: {', '.join(known) or 'none'}"
        if name == READING:
            raise UsageError(f"`{story.id}` has one reading of its rules only, so there is none to choose")
        raise UsageError(f"nothing is open under the name `{name}`; {hint}")
    exact = number(written)
    value: Value = written if name == READING or exact is None else exact
    if value not in known[name]:
        listed = ", ".join(shown(one) for one in known[name])
        near = nearest(written, [shown(one) for one in known[name]])
        hint = f"did you mean `{near}`? " if near else ""
        raise UsageError(f"`{name}` cannot be `{written}`; {hint}it can be: {listed}")
    return name, value


def _claim(story: Story, name: str, written: str) -> Fraction:
    """Read which claim of a fact is meant: its number from 1, its value as written, or the source that makes it."""
    claims = next(fact.claims for fact in story.facts if fact.id == name)
    for index, claim in enumerate(claims):
        if written in {str(index + 1), claim.text} or any(cite.source == written for cite in claim.cites):
            return Fraction(index)
    listed = ", ".join(f"{index} ({claim.text})" for index, claim in enumerate(claims, start=1))
    raise UsageError(f"`{name}` has no claim `{written}`; its claims are: {listed}")


def pair(written: str, flag: str) -> tuple[str, str]:
    """Split `NAME=VALUE`; UsageError where there is no `=`."""
    name, sign, value = written.partition("=")
    if not sign or not name or not value:
        raise UsageError(f"{flag} takes NAME=VALUE, not `{written}`")
    return name, value
