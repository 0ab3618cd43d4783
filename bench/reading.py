"""A long file made of the steps of November 2023, over and over: what reading costs, the names in it settled.

Each round has all the steps of the story with ids of its own, a year after the round before; a reference to
a step leads to the first one of its name. So the mix of shapes is that of the story, however long the file.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml

from govsim.edge.files import bundled, read
from govsim.reader.yaml import LOADER

STORY = "nov2023"
ROUND = timedelta(days=364)
_ID = re.compile(r"^  - id: (\S+)$", re.MULTILINE)
_STEP = re.compile(r"^(?=  - id: )", re.MULTILINE)
_HANGING = re.compile(r"^    (?:if|regardless):", re.MULTILINE)
_HANGS_ON = "\n    regardless: it is told again\n"
_DATE = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")


def _rounds(told: str, rounds: int) -> Iterator[str]:
    steps = (step.replace("\n", _HANGS_ON, 1) if not _HANGING.search(step) else step for step in _STEP.split(told))
    later_told = "".join(steps)
    for number in range(rounds):
        suffix, later = f"-{number}" if number else "", number * ROUND
        again = _ID.sub(lambda found, suffix=suffix: found[0] + suffix, later_told if number else told)
        yield _DATE.sub(lambda found, later=later: str(date.fromisoformat(found[0]) + later), again)


def long_file(steps: int) -> str:
    """Give the story with its steps told as often as it takes to have at least so many."""
    whole = (bundled() / f"{STORY}.yaml").read_text(encoding="utf-8")
    head, rest = whole.split("\nsteps:\n")
    told, tail = rest.split("\nexpect:\n")
    rounds = -(-steps // len(_ID.findall(told)))
    return f"{head}\nsteps:\n{''.join(_rounds(told, rounds))}\nexpect:\n{tail}"


def events_of(text: str) -> int:
    """Count what a parser of YAML says of a text."""
    return sum(1 for _ in yaml.parse(text, Loader=LOADER))


def read_whole(path: Path) -> int:
    """Read a story through all its references, and count its steps; it must have no problems."""
    found, problems = read(str(path))
    if found is None or problems:
        raise SystemExit(f"the long file has problems, the first: {problems[0]}")
    return len(found.story.steps)
