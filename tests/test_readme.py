"""The README is run: what it shows is what govsim prints, `...` standing for lines left out."""

import contextlib
import io
from pathlib import Path

import pytest

from console import asked, blocks, follow, stands_in

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
PROGRAMS = [block.body for block in blocks(README) if block.kind == "python"]


def test_what_the_readme_shows_is_what_is_printed(tmp_path: Path) -> None:
    for command, lines in follow(README, tmp_path):
        assert stands_in(command.shown, lines), "\n".join([command.line, *lines])


def test_the_check_of_a_page_can_fail() -> None:
    whole = ["one", "two", "three"]
    assert stands_in(("one", "...", "three"), whole)
    assert stands_in(("...", "two", "..."), whole)
    assert not stands_in(("three", "...", "one"), whole)
    assert not stands_in(("one", "three"), whole)
    assert not stands_in(("one", "two"), whole)
    assert not stands_in(("...", "two"), whole)
    assert not stands_in(("one", "...", "one", "two", "three"), whole)


def test_the_readme_shows_several_commands_and_one_program() -> None:
    assert len(asked(README)) == 6
    assert len(PROGRAMS) == 1


def test_the_program_in_the_readme_runs_and_prints_what_it_says() -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(PROGRAMS[0], {})  # noqa: S102 - the README's own program
    assert out.getvalue().splitlines()[0] == "void"
    assert "quorum: 4 count as present, 5 needed of 9 authorized seats" in out.getvalue()


@pytest.mark.parametrize("promise", ["motives", "not legal advice", "Another project called GovSim"])
def test_the_readme_says_what_govsim_is_not(promise: str) -> None:
    assert promise in README
