"""The page on logs: its commands print what it shows, its program checks a chain, and it names every kind of line."""

import re
from pathlib import Path

import pytest

from console import follow, stands_in
from govsim.edge.main import run
from govsim.record.lines import FIRST, SCHEMA

PAGE = (Path(__file__).parents[2] / "docs" / "logs.md").read_text(encoding="utf-8")


def test_what_the_page_shows_is_what_is_printed(tmp_path: Path) -> None:
    for command, lines in follow(PAGE, tmp_path):
        assert stands_in(command.shown, lines), (command.line, lines)


def test_the_program_on_the_page_checks_a_chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is run on a sound log, and on one in which a word was changed (mutation: the page leaves the zeros out)."""
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    assert run(("log", "lantern-labs", "--out", "lantern.jsonl")) == 0
    code = compile(program, "logs.md", "exec")
    exec(code, {})  # noqa: S102 - the program is on our own page
    path = Path("lantern.jsonl")
    path.write_text(path.read_text(encoding="utf-8").replace('"fact"', '"fakt"', 1), encoding="utf-8")
    with pytest.raises(AssertionError):
        exec(code, {})  # noqa: S102 - the same


def test_the_page_names_the_schema_the_tracks_and_what_becomes_of_an_item() -> None:
    for word in (SCHEMA, '"kind":"kept"', '"kind":"undone"', '"kind":"redone"', "`start`", "`fact`", "`law`"):
        assert word in PAGE
    assert FIRST == "0" * 64
