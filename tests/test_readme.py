"""The README is run: what it shows is what govsim prints, `...` standing for lines left out."""

import contextlib
import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from govsim.edge.main import run

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ govsim (.+?)\n(.*?)```", README, flags=re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


class Terminal(io.TextIOWrapper):
    """Standard output as a terminal would be."""

    def isatty(self) -> bool:
        return True


def printed(arguments: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Run a command as on a terminal of 100 columns without colour; give the lines it prints."""
    screen = Terminal(io.BytesIO(), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", screen)
    assert run(shlex.split(arguments)) == 0
    screen.flush()
    raw = screen.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode().splitlines()


def stands_in(shown: list[str], whole: list[str]) -> bool:
    """Say whether the runs of lines between the `...` stand in `whole`, in their order."""
    place = 0
    for part in "\n".join(shown).split("\n...\n"):
        wanted = [line for line in part.splitlines() if line != "..."]
        found = next((i for i in range(place, len(whole)) if whole[i : i + len(wanted)] == wanted), None)
        if found is None:
            return False
        place = found + len(wanted)
    return True


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_what_the_readme_shows_is_what_is_printed(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = printed(command, monkeypatch)
    assert stands_in(shown.splitlines(), lines), "\n".join(lines)


def test_the_check_of_the_readme_can_fail() -> None:
    whole = ["one", "two", "three"]
    assert stands_in(["one", "...", "three"], whole)
    assert not stands_in(["three", "...", "one"], whole)
    assert not stands_in(["one", "three"], whole)


def test_the_readme_shows_several_commands_and_one_program() -> None:
    assert len(BLOCKS) == 3
    assert len(PYTHON) == 1


def test_the_program_in_the_readme_runs_and_prints_what_it_says() -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(PYTHON[0], {})  # noqa: S102 - the README's own program
    assert out.getvalue().splitlines()[0] == "void"
    assert "quorum: 4 count as present, 5 needed of 9 authorized seats" in out.getvalue()


@pytest.mark.parametrize("promise", ["motives", "not legal advice", "Another project called GovSim"])
def test_the_readme_says_what_govsim_is_not(promise: str) -> None:
    assert promise in README
