"""A table keeps to its width and to its columns, under Chinese names and on hostile terminals."""

from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest
from rich.cells import cell_len

from edge.door import SCENARIOS, Ask
from govsim.edge.files import load
from govsim.edge.terminal import replay_text
from govsim.engine.replay import replay
from govsim.views.telling import Telling, tell

WIDTHS = (60, 80, 100, 120)
LANGUAGES = ("en", "zh-Hans", "zh-Hant")
HEADINGS = ("#", "when", "who", "act", "verdict")


def cells(line: str) -> list[str]:
    """Give a line as the cells of a terminal: a wide character stands in the first of its two."""
    out: list[str] = []
    for character in line:
        wide = cell_len(character)
        if wide:
            out += [character, *("" for _ in range(wide - 1))]
        else:
            out[-1] += character
    return out


def body(text: str) -> tuple[list[int], list[list[str]]]:
    """Find the table of a replay: where its columns begin, and its lines, cell by cell."""
    lines = text.splitlines()
    head = next(i for i, line in enumerate(lines) if line.split()[:5] == list(HEADINGS))
    starts = [f" {lines[head]}".index(f" {heading}") for heading in HEADINGS]
    rows = []
    for line in lines[head + 1 :]:
        if not line:
            break
        rows.append(cells(line))
    return starts, rows


def cell(row: list[str], start: int) -> str:
    return row[start] if start < len(row) else " "


@cache
def telling(name: str, language: str) -> Telling:
    return tell(replay(load(name)), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_line_of_a_replay_is_wider_than_the_terminal(name: str, language: str) -> None:
    for width in WIDTHS:
        text = replay_text(telling(name, language), width, color=False)
        assert [line for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_row_begins_its_cells_under_their_headings(name: str, language: str) -> None:
    for width in WIDTHS:
        starts, rows = body(replay_text(telling(name, language), width, color=False))
        numbered = [row for row in rows if "".join(row[: starts[1]]).strip()]
        assert len(numbered) == len(load(name).steps)
        for row in rows:
            assert all(cell(row, start - 1) == " " for start in starts[1:]), "".join(row)
        for row in numbered:
            assert all(cell(row, start).strip() for start in starts), "".join(row)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_table_takes_the_width_that_the_terminal_says(ask: Ask, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    widest = max(cell_len(line) for line in ask("replay", "lantern-labs", "--format", "table").text.splitlines())
    assert width - 15 < widest <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_line_of_a_step_or_a_state_is_wider_than_the_terminal(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, name: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    ruled = {"lantern-labs": "one-vote", "nov2023": "decision", "venture-startup": "board-alone"}.get(name, "1")
    for command in (
        ("replay", name, "--at", ruled),
        ("state", name, "--at", ruled, "--format", "table"),
        ("state", name, "--at", "start", "--diff", ruled, "--format", "table", "--lang", "zh-Hans"),
    ):
        text = ask(*command).text
        assert [line for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize(
    ("columns", "widest"), [("1", 60), ("0", 100), ("abc", 100), ("-5", 100), ("", 100), ("999999999", 200)]
)
def test_a_hostile_width_is_kept_within_reason(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, columns: str, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    done = ask("replay", "lantern-labs", "--format", "table")
    assert done.code == 0
    assert max(cell_len(line) for line in done.text.splitlines()) <= widest


@pytest.mark.parametrize("word", ["x" * 300, "陈" * 150, "👩‍👩‍👧" * 40, "e\u0301" * 100, "[bold]red[/] :smile:"])
def test_a_name_of_any_length_and_script_stays_inside_its_column(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    assert ask("new", "mine").code == 0
    path = Path("mine.yaml")
    text = path.read_text(encoding="utf-8")
    text = text.replace("en: Chen Wei", f'en: "{word}"').replace("short: Chen", f'short: "{word}"')
    path.write_text(text, encoding="utf-8")
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        for command in (("replay", "mine", "--format", "table"), ("state", "mine", "--format", "table")):
            done = ask(*command)
            assert done.code == 0
            assert [line for line in done.text.splitlines() if cell_len(line) > width] == []
            shown, first = normalize("NFC", done.text), normalize("NFC", word)[0]
            assert shown.count(first) >= normalize("NFC", word).count(first)


def test_markup_in_a_name_is_shown_and_not_obeyed(ask: Ask) -> None:
    assert ask("new", "mine").code == 0
    path = Path("mine.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("A board of three", "[red]A[/] :cat:"), encoding="utf-8")
    assert ask("replay", "mine", "--format", "table").text.startswith("[red]A[/] :cat: and its chief executive\n")


@pytest.mark.parametrize("columns", [60, 80, 100, 120])
@pytest.mark.parametrize(("name", "words"), [("nov2023", ("executive",)), ("oct2025", ("0 > 2,600", "0 > 6,979"))])
def test_no_word_and_no_number_that_is_watched_is_cut(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, columns: int, name: str, words: tuple[str, ...]
) -> None:
    """Fails if other columns keep more room than is left for the last one."""
    monkeypatch.setenv("COLUMNS", str(columns))
    text = ask("replay", name, "--format", "table").text
    assert [word for word in words if word not in text] == []
    assert max(map(len, text.splitlines())) <= columns
