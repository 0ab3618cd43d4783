"""`govsim cite` as a caller meets it: both formats, one answer or all, and what it does with a wrong name."""

import json
import re
from pathlib import Path

import pytest

from edge.door import SCENARIOS, Ask
from views.test_citing import entries, untex
from views.test_words import caught


def test_one_answer_in_bibtex_has_exactly_the_entries_of_what_it_rests_on(ask: Ask) -> None:
    done = ask("cite", "nov2023", "--for", "told-altman")
    assert (done.code, done.err) == (0, b"")
    assert list(entries(done.text)) == ["nov2023", "nov2023-s003", "nov2023-p07", "nov2023-p08"]


def test_the_same_answer_in_csl_json_has_the_same_keys(ask: Ask) -> None:
    done = ask("cite", "nov2023", "--for", "told-altman", "--format", "csl")
    found = json.loads(done.text)
    assert [one["id"] for one in found] == ["nov2023", "nov2023-s003", "nov2023-p07", "nov2023-p08"]
    assert found[2]["issued"] == {"date-parts": [[2023, 11]]}
    assert "issued" not in found[1]
    assert ask("cite", "nov2023", "--for", "told-altman", "--json").out == done.out


def test_a_step_may_be_named_by_its_number_and_an_item_after_a_dot(ask: Ask) -> None:
    document = json.loads(ask("replay", "nov2023", "--json").text)
    number = next(one["number"] for one in document["steps"] if one["id"] == "decision")
    by_number, by_name = (ask("cite", "nov2023", "--for", name) for name in (f"{number}.ceo", "decision.ceo"))
    assert by_number.code == 0
    assert by_number.out == by_name.out
    assert "answer: decision.ceo" in by_name.text


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_whole_story_is_a_bibliography_without_an_answer_to_name(ask: Ask, name: str) -> None:
    done = ask("cite", name)
    assert done.code == 0
    found = entries(done.text)
    assert next(iter(found)) == name
    assert (len(found) > 1) == (name not in {"amendments", "harbour-trust", "foundation-owned"})  # no law read
    assert "answer:" not in done.text


def test_the_reading_of_the_telling_decides_which_law_is_cited(ask: Ask) -> None:
    law = "nov2023-law-us-de.nonstock.141f-consent"
    cited = [
        law in entries(ask("cite", "nov2023", "--for", "decision.ceo", "--reading", reading).text)
        for reading in ("as-reported", "by-law-only", "statutory-default")
    ]
    assert cited == [False, True, True]


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        ("decisions", "did you mean `decision`?"),
        ("decision.coe", "did you mean `ceo`?"),
        ("decision.zzzzzzzz", "its items are: ceo, seat-altman, chair, seat-brockman, successor"),
        ("apec.ceo", "it decides on no items"),
        ("999", "there is no step `999`"),
    ],
)
def test_a_name_that_is_not_there_gets_the_nearest_one_and_ends_with_2(ask: Ask, answer: str, hint: str) -> None:
    done = ask("cite", "nov2023", "--for", answer)
    assert (done.code, done.out) == (2, b"")
    assert hint in done.said


def test_ascii_bibtex_prints_the_same_words_and_csl_reads_back_to_the_same_values(ask: Ask) -> None:
    full, escaped = (ask("cite", "nov2023", "--lang", "zh-Hans", *more) for more in ((), ("--ascii",)))
    assert escaped.out.isascii()
    assert [untex(one["title"]) for one in entries(escaped.text).values()] == [
        untex(one["title"]) for one in entries(full.text).values()
    ]
    plain, coded = (ask("cite", "nov2023", "--json", *more) for more in ((), ("--ascii",)))
    assert coded.out.isascii()
    assert json.loads(coded.text) == json.loads(plain.text)


def test_a_bibliography_in_a_file_is_the_one_on_standard_output(ask: Ask) -> None:
    shown = ask("cite", "lantern-labs")
    written = ask("cite", "lantern-labs", "--out", "refs.bib")
    assert (written.code, written.out) == (0, b"")
    assert Path("refs.bib").read_bytes() == shown.out


def test_no_date_is_given_where_none_was_printed(ask: Ask) -> None:
    for key, fields in entries(ask("cite", "nov2023").text).items():
        assert re.fullmatch(r"\d{4}", fields.get("year", "2023")), key
        assert "unknown" not in fields.get("year", ""), key


def test_what_is_cited_takes_no_sides(ask: Ask) -> None:
    assert caught(ask("cite", "nov2023").text) == []
    assert caught(ask("cite", "nov2023", "--json").text) == []


@pytest.mark.parametrize(
    ("arguments", "code"), [(("cite",), 2), (("cite", "none"), 5), (("cite", "nov2023", "--x"), 2)]
)
def test_what_cannot_be_answered_ends_with_its_code(ask: Ask, arguments: tuple[str, ...], code: int) -> None:
    done = ask(*arguments)
    assert (done.code, done.out) == (code, b"")
