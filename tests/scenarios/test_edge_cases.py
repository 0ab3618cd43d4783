"""The edge cases that a naive engine gets wrong: the verdict, the clause that decides it, and the arithmetic.

The rows stand in `edge-cases.yaml`, with the calculation by hand beside each.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from govsim.edge.files import load, names_of, read
from govsim.engine.promises import broken
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.acts import Decide, Resolve
from govsim.record.rulings import Finding
from govsim.record.state import holding
from govsim.record.story import Story
from govsim.views.changes import at, standing
from govsim.views.deciding import decisive
from govsim.views.telling import tell
from govsim.world.params import READING, Value
from govsim.world.sources import words_in
from inline import found_in

Row = Mapping[str, Any]

ROWS: list[Row] = yaml.safe_load((Path(__file__).parent / "edge-cases.yaml").read_text(encoding="utf-8"))

REQUIRED = (
    *("E01", "E02", "E03", "E04", "E05", "E06", "E07b", "E08", "E09", "E10", "E11", "E12", "E13", "E14", "E15", "E16"),
    *("E17", "E19", "E20", "E22", "E23", "E24", "E27", "E29", "E30", "E31", "E32", "E33", "E34", "E36", "E37", "E38"),
    *("E39", "E41", "E42", "E43", "E45", "E47", "E48", "E49", "E52"),
)
"""The cases of the research page, all of them; gaps in the numbering are meant."""

KEYS = {"id", "item", "under", "verdict", "clause", "count", "also", "findings", "after", "note"}
"""What a row may say; all but `under`, `count`, `also`, `findings` and `after` it has to."""


def _value(written: object) -> Value:
    if isinstance(written, bool):
        return "yes" if written else "no"
    return Fraction(written) if isinstance(written, int) else str(written)


@cache
def _story(name: str) -> Story:
    return load(name)


def _told(row: Row) -> Timeline:
    chosen = {key: _value(value) for key, value in row.get("under", {}).items()}
    return replay(_story(row["id"]), chosen)


def _name(row: Row) -> str:
    under = ",".join(f"{key}={_value(value)}" for key, value in row.get("under", {}).items())
    return " ".join((row["id"], row["item"], under)).strip()


def _count(finding: Finding) -> str:
    numbers = dict(finding.numbers)
    return f"{numbers['have']} of {numbers['of']}, needs {numbers['needed']}" if "needed" in numbers else ""


def _above(finding: Finding, leaf: Finding) -> Iterator[Finding]:
    """Give `leaf` and every finding that has it under itself."""
    if any(one is leaf for one in found_in(finding)):
        yield finding
        for child in finding.children:
            yield from _above(child, leaf)


def _amiss(row: Row) -> list[str]:
    """Say in what the tool differs from a row."""
    told = _told(row)
    ruling = told.ruling(row["item"])
    decided = decisive(ruling)
    cited = {one.clause or "none" for one in _above(ruling.finding, decided)}
    every = tuple(found_in(ruling.finding))
    step = told.by_step[row["item"].rpartition(".")[0]]
    out = []
    if ruling.verdict.word != row["verdict"]:
        out.append(f"verdict {ruling.verdict.word}")
    if row["clause"] not in (cited if row["clause"] != "none" else {decided.clause or "none"}):
        out.append(f"decided by {sorted(cited)}")
    if _count(decided) != row.get("count", ""):
        out.append(f"count {_count(decided)}")
    counts = {_count(one) for one in every}
    out += [f"no {one}; found {sorted(counts)}" for one in row.get("also", ()) if one not in counts]
    codes = {one.code for one in every}
    out += [f"no {one}; found {sorted(codes)}" for one in row.get("findings", ()) if one not in codes]
    held = {position: " ".join(holding(step.law, position)) or "nobody" for position in row.get("after", ())}
    out += [f"{position} is held by {who}" for position, who in held.items() if who != row["after"][position]]
    return out


@pytest.mark.parametrize("row", ROWS, ids=_name)
def test_an_edge_case_is_ruled_as_worked_out_by_hand(row: Row) -> None:
    assert _amiss(row) == []


def test_every_edge_case_of_the_research_page_has_a_row() -> None:
    assert {row["id"] for row in ROWS} >= {f"edge-{name}" for name in REQUIRED}


def test_every_bundled_edge_case_has_a_row_and_every_row_a_bundled_edge_case() -> None:
    assert {row["id"] for row in ROWS} == set(names_of("edge"))


@pytest.mark.parametrize("row", ROWS, ids=_name)
def test_a_row_says_what_it_has_to_and_nothing_else(row: Row) -> None:
    assert {"id", "item", "verdict", "clause", "note"} <= row.keys() <= KEYS


def test_no_row_stands_there_twice() -> None:
    assert len({_name(row) for row in ROWS}) == len(ROWS)


def test_every_vote_of_an_edge_case_has_a_row() -> None:
    rows = {(row["id"], row["item"].rpartition(".")[0]) for row in ROWS}
    votes = {
        (name, step.id)
        for name in names_of("edge")
        for step in _story(name).steps
        if isinstance(step.act, Resolve | Decide)
    }
    assert votes - rows == set()


def test_every_reading_and_every_value_of_an_edge_case_has_a_row() -> None:
    rows = {(row["id"], key, _value(value)) for row in ROWS for key, value in row.get("under", {}).items()}
    for name in names_of("edge"):
        structure = _story(name).structure
        open_ = {param.id: (param.value, param.among) for param in structure.params}
        readings = tuple(reading.id for reading in structure.readings)
        if readings:
            open_[READING] = (readings[0], readings)
        for key, (chosen, among) in open_.items():
            assert {value for value in among if value != chosen} <= {v for n, k, v in rows if (n, k) == (name, key)}


@pytest.mark.parametrize("name", names_of("edge"))
def test_an_edge_case_is_read_without_a_problem_of_its_own(name: str) -> None:
    found, problems = read(name)
    assert found is not None
    assert [problem for problem in problems if problem.place.file.startswith("edge/")] == []


@pytest.mark.parametrize("name", names_of("edge"))
def test_what_an_edge_case_expects_and_every_condition_in_it_hold(name: str) -> None:
    told = replay(_story(name))
    assert told.expected
    assert all(told.expected)
    assert all(entry.condition for entry in told.entries if entry.step.condition is not None)


@pytest.mark.parametrize("row", ROWS, ids=_name)
def test_an_edge_case_keeps_every_promise_in_every_world_that_has_a_row(row: Row) -> None:
    assert broken(_told(row)) == ()


def test_the_state_after_a_call_says_who_called_the_meeting_and_whom_notice_reached() -> None:
    told = replay(_story("edge-E34"))
    rows = {row.what: row.fact for row in standing(*at(told, "call"), tell(told, "en").names)}
    assert rows["called by: noon"] == "Ana Silva"
    assert [what for what in rows if what.startswith("notice given: noon")] == [
        f"notice given: noon: {name}" for name in ("Ana Silva", "Ben Okoro", "Cai Meng")
    ]


@pytest.mark.parametrize("name", names_of("edge"))
def test_an_edge_case_is_fiction_and_says_so_and_each_step_has_a_title(name: str) -> None:
    story = _story(name)
    assert story.id == name
    assert story.kind == "fiction"
    assert "everybody in it is invented" in words_in(story.notice)
    assert words_in(story.title).startswith(f"{name.removeprefix('edge-')}: ")
    assert all(words_in(step.title) for step in story.steps)


@pytest.mark.parametrize("name", names_of("edge"))
def test_the_file_of_an_edge_case_says_what_is_naive_and_what_is_right(name: str) -> None:
    path = Path(__file__).resolve().parents[2] / "scenarios" / "edge" / f"{name}.yaml"
    comments = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    assert any(line.startswith("# A naive engine") for line in comments)
    assert any(line.startswith("# Right") for line in comments)
