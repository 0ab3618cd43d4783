"""What comes out of a pipe is the same everywhere: full values, no decoration, UTF-8, and silence when nobody reads."""

import json
import os
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from edge.door import SCENARIOS, Ask, edited, process
from govsim.views.plain import COLUMNS

INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
ESCAPE = b"\x1b"
CHINESE = "陈一帆"


@pytest.mark.parametrize("shape", ["tsv", "table", "json"])
def test_a_reader_that_has_left_is_no_fault_and_nothing_is_said(tmp_path: Path, shape: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = (sys.executable, "-m", "govsim", "replay", "lantern-labs", "--format", shape)
    done = subprocess.run(command, cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_row_has_a_cell_for_every_column(ask: Ask, name: str) -> None:
    lines = ask("replay", name).text.splitlines()
    rows = [line.split("\t") for line in lines]
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len(rows) > 5


@pytest.mark.parametrize("name", SCENARIOS)
def test_times_are_full_instants_and_the_earliest_is_not_after_the_latest(ask: Ask, name: str) -> None:
    for line in ask("replay", name).text.splitlines()[1:]:
        row = dict(zip(COLUMNS, line.split("\t"), strict=True))
        assert INSTANT.fullmatch(row["earliest"])
        assert INSTANT.fullmatch(row["latest"])
        assert row["earliest"] <= row["latest"]


def test_values_are_whole_and_never_cut_to_the_width_of_a_terminal(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = ask("replay", "lantern-labs")
    monkeypatch.setenv("COLUMNS", "20")
    assert ask("replay", "lantern-labs") == wide
    assert "\tThe chief executive is told; telling is not deciding\t" in wide.text


def test_a_state_in_a_pipe_has_its_own_header_and_as_many_cells(ask: Ask) -> None:
    rows = [line.split("\t") for line in ask("state", "lantern-labs", "--at", "one-vote").text.splitlines()]
    assert rows[0] == ["what", "in_fact", "in_law", "parts"]
    assert {len(row) for row in rows} == {4}
    assert ["chief executive", "Souza*", "Haddad", "!"] in rows


def test_a_tab_or_a_line_end_in_a_name_makes_no_cell_and_no_row(ask: Ask) -> None:
    edited(ask, "mine", ("short: Chen}", 'short: "Ch\\ten\\nWei"}'))
    rows = [line.split("\t") for line in ask("replay", "mine").text.splitlines()]
    assert [len(row) for row in rows] == [len(COLUMNS)] * 2
    assert rows[1][6] == "remove Ch en Wei: chief executive"


@pytest.mark.parametrize("shape", ["tsv", "json"])
def test_no_colour_gets_into_what_machines_read_even_if_asked(ask: Ask, shape: str) -> None:
    done = ask("replay", "lantern-labs", "--format", shape, "--color", "always")
    assert ESCAPE not in done.out


def test_a_table_in_a_pipe_is_plain_unless_colour_is_asked_for(ask: Ask) -> None:
    assert ESCAPE not in ask("replay", "lantern-labs", "--format", "table").out
    assert ESCAPE in ask("replay", "lantern-labs", "--format", "table", "--color", "always").out


@pytest.mark.parametrize(
    ("environment", "escapes"),
    [({}, {True}), ({"NO_COLOR": "1"}, {False}), ({"NO_COLOR": ""}, {True}), ({"TERM": "dumb"}, {False})],
)
def test_a_terminal_gets_a_table_with_colour_unless_it_says_no(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], escapes: set[bool]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = ask("replay", "lantern-labs")
    assert "\t" not in done.text
    assert {ESCAPE in done.out} == escapes


def test_never_means_never_on_a_terminal(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert ESCAPE not in ask("replay", "lantern-labs", "--color", "never").out


def test_colour_changes_no_letter(ask: Ask) -> None:
    plain = ask("replay", "harbour-trust", "--format", "table")
    coloured = ask("replay", "harbour-trust", "--format", "table", "--color", "always")
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured.text)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.text.splitlines()


@pytest.mark.parametrize("shape", ["table", "tsv", "json"])
def test_ascii_is_ascii_and_loses_nothing(ask: Ask, shape: str) -> None:
    command = ("replay", "lantern-labs", "--lang", "zh-Hans", "--format", shape)
    full, escaped = ask(*command), ask(*command, "--ascii")
    assert not full.out.isascii()
    assert escaped.out.isascii()
    back = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), escaped.text)
    assert back == full.text or json.loads(escaped.text) == json.loads(full.text)


def test_ascii_json_reads_back_to_the_same_values_beyond_the_first_plane_too(ask: Ask) -> None:
    assert ask("new", "mine").code == 0
    path = Path("mine.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("A board of three", "Café 𠮷野 👩‍👩‍👧 of three"), encoding="utf-8")
    full, escaped = (ask("replay", "mine", "--json", *more) for more in ((), ("--ascii",)))
    assert escaped.out.isascii()
    assert json.loads(escaped.text) == json.loads(full.text)
    assert json.loads(escaped.text)["title"].startswith("Café 𠮷野 👩‍👩‍👧")


def test_an_answer_in_a_file_is_the_answer_of_a_pipe(ask: Ask) -> None:
    piped = ask("replay", "lantern-labs")
    written = ask("replay", "lantern-labs", "--out", "answer.tsv")
    assert (written.code, written.out) == (0, b"")
    assert Path("answer.tsv").read_bytes() == piped.out


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, {"LC_ALL": "C"}])
@pytest.mark.parametrize("shape", ["table", "json"])
def test_chinese_names_come_out_as_utf_8_whatever_the_locale_says(
    tmp_path: Path, locale: dict[str, str], shape: str
) -> None:
    command = ("replay", "lantern-labs", "--lang", "zh-Hans", "--format", shape)
    usual = process(*command, cwd=tmp_path, env={"LC_ALL": "C.UTF-8"})
    odd = process(*command, cwd=tmp_path, env=locale)
    assert (odd.code, odd.err, odd.out) == (0, b"", usual.out)
    assert "灯笼实验室" in odd.text


def test_a_problem_with_a_chinese_name_is_told_under_a_plain_locale(ask: Ask, tmp_path: Path) -> None:
    assert ask("new", "mine").code == 0
    path = tmp_path / "mine.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("against: [chen]", f"against: [{CHINESE}]"), encoding="utf-8")
    done = process("replay", "mine", cwd=tmp_path, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.code == 3
    assert CHINESE in done.said


ALL = """
import sys
from govsim.edge.main import run
for name in sys.argv[1:]:
    for words in ("replay {} --format table --lang zh-Hans", "replay {}", "replay {} --json", "state {} --json",
                  "state {} --at start --diff 6 --format table --lang zh-Hans", "replay {} --at 1", "check {}"):
        run(words.format(name).split())
"""
SEEDS = ("0", "1", "2")
ZONES = ("UTC", "Asia/Shanghai")
LOCALES = ("C", "C.UTF-8")


def everything(*names: str, cwd: Path, seed: str, zone: str, locale: str) -> bytes:
    env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
    return subprocess.run([sys.executable, "-c", ALL, *names], cwd=cwd, env=env, capture_output=True, check=True).stdout


@pytest.mark.slow
def test_the_same_file_gives_the_same_bytes_under_every_seed_zone_and_locale(tmp_path: Path) -> None:
    """Fiction under every combination; the long story once for each seed, zone and locale."""
    short = {
        everything("lantern-labs", "harbour-trust", cwd=tmp_path, seed=seed, zone=zone, locale=locale)
        for seed, zone, locale in product(SEEDS, ZONES, LOCALES)
    }
    assert len(short) == 1
    assert CHINESE.encode() in short.pop()
    long = {
        everything("nov2023", cwd=tmp_path, seed=seed, zone=zone, locale=locale)
        for seed, zone, locale in zip(SEEDS, (*ZONES, "America/St_Johns"), (*LOCALES, "POSIX"), strict=True)
    }
    assert len(long) == 1
