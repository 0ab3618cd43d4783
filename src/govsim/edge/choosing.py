"""Choices as people type them: `--param size=9`, `--reading by-law-only`, `--set headcount=2`."""

from govsim.errors import UsageError
from govsim.reader import choosing
from govsim.record.story import Story
from govsim.world.params import Value


def choice(story: Story, name: str, written: str) -> tuple[str, Value]:
    """Read one choice: a word or an exact number for a parameter, a reading, or for a fact the number of a claim.

    Raises:
        UsageError: a name or a value that the files do not admit, with the nearest one that they do.
    """
    value = choosing.choice(story, name, written)
    if value is None:
        raise UsageError("; ".join(choosing.refusal(story, name, written)))
    return name, value


def pair(written: str, flag: str) -> tuple[str, str]:
    """Split `NAME=VALUE`; UsageError where there is no `=`."""
    name, sign, value = written.partition("=")
    if not sign or not name or not value:
        raise UsageError(f"{flag} takes NAME=VALUE, not `{written}`")
    return name, value
