"""The same question gives the same bytes: whatever the hash seed, the clock's zone, the locale and the Python.

Pythons other than the one that runs the tests are taken from `GOVSIM_PYTHONS` (paths with `:` between them), each with
govsim's dependencies installed; the test says in its ids which ones it asked.
"""

import os
import sys
from itertools import product
from pathlib import Path

import pytest

from edge.door import Done, process

COMMANDS = (
    ("replay", "nov2023", "--json"),
    ("replay", "nov2023", "--format", "table"),
    ("readings", "lantern-labs"),
    ("whatif", "sutskever-votes-no"),  # the bundled fork
    ("who-can", "lantern-labs", "appoint noor as lantern.ceo", "--format", "table"),
)
SEEDS = ("0", "1", "4294967295")
ZONES = ("UTC", "Asia/Kathmandu", "America/St_Johns")
LOCALES = ("C", "C.UTF-8", "de_DE.UTF-8")
"""Where the last is not installed, Python falls back to C; the variable is then there all the same."""
PYTHONS = (sys.executable, *filter(None, os.environ.get("GOVSIM_PYTHONS", "").split(":")))  # noqa: TID251 - a test asks the machine


def told(python: str, command: tuple[str, ...], cwd: Path, *, seed: str, zone: str, tongue: str) -> Done:  # noqa: PLR0913 - what must not matter
    env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": tongue, "LANG": tongue}
    return process(*command, cwd=cwd, env=env, python=python)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("python", PYTHONS, ids=str)
def test_the_same_question_gives_the_same_bytes(python: str, command: tuple[str, ...], tmp_path: Path) -> None:
    """Each seed, zone and locale is asked, and each pair of them: nine rows of a square in place of twenty-seven."""
    first = told(sys.executable, command, tmp_path, seed="0", zone="UTC", tongue="C")
    assert first.code == 0
    for (i, seed), (j, zone) in product(enumerate(SEEDS), enumerate(ZONES)):
        assert told(python, command, tmp_path, seed=seed, zone=zone, tongue=LOCALES[(i + j) % 3]) == first
