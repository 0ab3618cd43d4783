"""`govsim sources` as a caller meets it: every shape, every width, and what it says of numbers without a source."""

import csv
import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from edge.door import SCENARIOS, Ask, edited
from govsim.edge.output import tsv
from govsim.edge.running import told
from govsim.edge.sources_text import listing_text
from govsim.record.canon import canonical
from govsim.views.numbers import unsourced
from govsim.views.premises import premises
from govsim.views.sources import sourced
from govsim.views.sources_plain import Listing, listing_data, listing_rows
from views.test_words import caught

CONFLICTS = [f"C{number:02d}" for number in range(1, 24)]


@cache
def listing(name: str, language: str = "en") -> Listing:
    """Give an answer as the command makes it, once for all that look at it."""
    timeline = told(name)
    found = sourced(timeline, language)
    return Listing(found=found, premises=premises(found), numbers=unsourced(timeline.story))


@cache
def piped(name: str = "nov2023") -> dict[str, list[dict[str, str]]]:
    return blocks(tsv(listing_rows(listing(name))))


def faults(document: object) -> list[str]:
    schema = json.loads((files("govsim") / "schemas" / "sources-1.schema.json").read_text(encoding="utf-8"))
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(document)]


def blocks(text: str) -> dict[str, list[dict[str, str]]]:
    """Read what a pipe gets: rows of each kind, under the headings that stand before them."""
    found: dict[str, list[dict[str, str]]] = {}
    headings: list[str] = []
    for row in csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row[0] == "row":
            headings = row
        else:
            found.setdefault(row[0], []).append(dict(zip(headings, row, strict=True)))
    return found


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_bundled_listing_fits_the_schema(name: str, language: str) -> None:
    assert faults(json.loads(canonical(listing_data(listing(name, language), "1")))) == []


def test_the_real_case_lists_all_23_conflicts_in_json(ask: Ask) -> None:
    done = ask("sources", "nov2023", "--json")
    assert (done.code, done.err) == (0, b"")
    document = json.loads(done.text)
    assert faults(document) == []
    assert [one["id"] for one in document["conflicts"]][:23] == CONFLICTS


def test_the_real_case_lists_all_23_conflicts_in_a_pipe_and_in_a_table() -> None:
    assert list(dict.fromkeys(row["id"] for row in piped()["claim"]))[:23] == CONFLICTS
    table = listing_text(listing("nov2023"), 100, color=False).splitlines()
    assert [line.split()[0] for line in table if line[:3] in CONFLICTS] == CONFLICTS


def test_a_pipe_gets_every_claim_with_its_places_and_what_depends_on_it() -> None:
    rows = [row for row in piped()["claim"] if row["id"] == "C17"]
    assert [(row["chosen"], row["value"], row["sources"]) for row in rows] == [
        ("yes", "没有始终 (not always)", "s004 line 33"),
        ("no", "始終不 (always not)", "s003 line 16"),
    ]
    assert {row["depends"] for row in rows} == {"nothing computed depends on it"}


def test_a_pipe_gets_sources_with_how_they_were_read_and_what_rests_on_them() -> None:
    rows = {row["id"]: row for row in piped()["source"]}
    assert rows["p16"]["publisher"] == "The New York Times"
    assert rows["p16"]["note"] == "mirror (m), read as a stored excerpt"
    assert rows["p32"]["statements"] == "1"
    assert all(int(row["statements"]) > 0 for row in rows.values())


def test_premises_that_never_matter_are_marked() -> None:
    rows = {row["id"]: row["never_matters"] for row in piped()["premise"]}
    assert rows["chair-tied"] == "yes"
    assert {rows[name] for name in ("reading", "form", "size", "members")} == {"no"}


def test_the_real_case_has_no_number_that_stands_on_nothing(ask: Ask) -> None:
    done = ask("sources", "nov2023", "--strict")
    assert (done.code, done.err) == (0, b"")
    assert "number" not in blocks(done.text)
    table = listing_text(listing("nov2023"), 100, color=False)
    assert "Every number has a source, a citation, or a reason" in table


def test_strict_names_each_unsourced_number_with_its_place_and_ends_with_1(ask: Ask) -> None:
    path = edited(ask, "mine", ("kind: fiction", "kind: record"), ("a made-up case", '""'), ("standing: fiction", ""))
    loose, strict = ask("sources", "mine"), ask("sources", "mine", "--strict")
    assert (loose.code, loose.err) == (0, b"")
    assert strict.code == 1
    rows = blocks(strict.text)["number"]
    assert rows == blocks(loose.text)["number"]
    said = [f"{row['place']}: {row['about']}: {row['number']} has neither a source nor a reason" for row in rows]
    assert strict.said.splitlines() == said
    lines = path.read_text(encoding="utf-8").splitlines()
    for row in rows:
        file, line, _ = row["place"].split(":")
        assert file == "mine.yaml"
        assert row["about"].rpartition(".")[2] in lines[int(line) - 1]


def test_a_table_lists_what_stands_on_nothing_at_its_end(ask: Ask) -> None:
    edited(ask, "mine", ("kind: fiction", "kind: record"), ("a made-up case", '""'))
    table = ask("sources", "mine", "--format", "table").text
    assert table.splitlines()[-3:] == [
        "Numbers that stand on nothing: 2",
        "  - mine.three-seats: a size of 3  (mine.yaml:22:7)",
        "  - removal: a tally of 3 ballots  (mine.yaml:32:5)",
    ]


def test_a_made_up_case_has_nothing_to_source(ask: Ask) -> None:
    done = ask("sources", "lantern-labs", "--strict", "--format", "table")
    assert (done.code, done.err) == (0, b"")
    assert "A made-up case: no person or company in it is real, and its numbers are its own." in done.text


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_line_is_wider_than_the_terminal(name: str, language: str) -> None:
    for width in (60, 80, 120):
        text = listing_text(listing(name, language), width, color=False)
        assert [line for line in text.splitlines() if cell_len(line) > width] == []


def test_a_table_takes_the_width_that_the_terminal_says(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = ask("sources", "lantern-labs", "--format", "table").text
    assert 60 < max(cell_len(line) for line in text.splitlines()) <= 80


def test_another_telling_lists_what_it_chose_and_what_it_was_told_under(ask: Ask) -> None:
    done = ask("sources", "nov2023", "--json", "--reading", "by-law-only", "--set", "valuation-usd-bn=90")
    document = json.loads(done.text)
    assert document["choices"]["reading"] == "by-law-only"
    (c09,) = (one for one in document["conflicts"] if one["id"] == "C09")
    assert [claim["text"] for claim in c09["parts"][0]["claims"] if claim["chosen"]] == ["90"]
    (c10,) = (one for one in document["conflicts"] if one["id"] == "C10")
    back = [one for one in c10["effects"] if one["value"] == "as-reported"]
    assert {("decision.ceo", "void", "valid")} <= {(c["name"], c["before"], c["after"]) for c in back[0]["changes"]}


def test_ascii_and_a_file_hold_the_same_answer(ask: Ask) -> None:
    plain = ask("sources", "harbour-trust", "--json", "--lang", "zh-Hans")
    escaped = ask("sources", "harbour-trust", "--json", "--lang", "zh-Hans", "--ascii")
    assert escaped.out.isascii()
    assert json.loads(escaped.text) == json.loads(plain.text)
    done = ask("sources", "harbour-trust", "--json", "--lang", "zh-Hans", "--out", "answer.json")
    assert (done.code, done.out) == (0, b"")
    assert Path("answer.json").read_bytes() == plain.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("sources",), 2),
        (("sources", "no-such"), 5),
        (("sources", "nov2023", "--reading", "none"), 2),
        (("sources", "nov2023", "--format", "xml"), 2),
        (("sources", "nov2023", "--out", "no/such/folder"), 5),
    ],
)
def test_what_cannot_be_answered_ends_with_its_code(ask: Ask, arguments: tuple[str, ...], code: int) -> None:
    done = ask(*arguments)
    assert done.code == code
    assert done.out == b""
    assert done.said


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_nothing_that_is_listed_takes_sides(language: str) -> None:
    found = listing("nov2023", language)
    assert caught(listing_text(found, 600, color=False)) == []
    assert caught(tsv(listing_rows(found))) == []
    assert caught(canonical(listing_data(found, "1"))) == []
