"""Warnings that only a telling gives; each example of a code has its warning when checked, and cured it has none."""

import json
from pathlib import Path

import pytest

from edge.door import Ask
from govsim.codes import CODES, whole

DOUBTS = ("GS402", "GS404", "GS405", "GS406", "GS407", "GS408", "GS410")


def checked(ask: Ask, text: str) -> list[tuple[str, str]]:
    Path("mine.yaml").write_text(text, encoding="utf-8")
    done = ask("check", "mine", "--json")
    problems = json.loads(done.text)["problems"]
    assert done.code == (3 if any(one["severity"] == "error" for one in problems) else 0)
    return [(one["code"], one["severity"]) for one in problems if one["code"] in DOUBTS]


@pytest.mark.parametrize("code", DOUBTS)
def test_the_example_of_a_code_has_its_warning_and_cured_it_has_none(ask: Ask, code: str) -> None:
    wrong, right = (checked(ask, whole(text)) for text in (CODES[code].wrong, CODES[code].right))
    assert (code, "warning") in wrong
    assert code not in {one for one, _ in right}


@pytest.mark.parametrize(
    "more",
    [
        "expect: [void(vote)]\n",
        "expect: [void(vote.ceo)]\n",
        "never: [valid(vote)]\n",
        "outcomes: [{id: gone, that: in_law(vacant(acme.ceo)) and valid(vote)}]\n",
    ],
)
def test_whatever_speaks_of_an_act_knows_of_it(ask: Ask, more: str) -> None:
    assert checked(ask, whole(CODES["GS405"].wrong + more)) == []


def test_an_act_that_is_told_as_lost_is_no_slip(ask: Ask) -> None:
    assert checked(ask, whole(CODES["GS405"].wrong.replace("resolve: {", "resolve: {result: lost, "))) == []


def test_a_quorum_is_impossible_only_if_too_few_are_in_office_and_not_if_too_few_came(ask: Ask) -> None:
    """Three are in office and two came: that could have been otherwise (mutation: those present are counted)."""
    text = whole(CODES["GS404"].wrong.replace("people: {ann: Ann, bob: Bob}", "people: {ann: Ann, bob: Bob, cyd: Cyd}"))
    told = text.replace("acme.board: [ann, bob]", "acme.board: [ann, bob, cyd]")
    assert told != text
    assert sorted(checked(ask, text)) == [("GS404", "warning"), ("GS406", "warning")]
    assert checked(ask, told) == []


def test_a_removal_of_nobody_is_no_slip_where_it_is_spoken_of_or_nobody_knows_who_is_there(ask: Ask) -> None:
    wrong = whole(CODES["GS410"].wrong)
    assert checked(ask, wrong) == [("GS410", "warning")]
    assert checked(ask, wrong + "expect: [vacant(acme.ceo), valid(vote)]\n") == []
    unknown = wrong.replace("acme.ceo: {kind: office}", "acme.ceo: {kind: office, holders: unknown}")
    unknown = unknown.replace(", acme.ceo: ann", "")
    assert unknown.count("unknown") == 1
    assert checked(ask, unknown) == []


OPEN = '{rule: fixed, with: {power: {to: [remove], of: acme.ceo}, by: {vote: acme.board, passes: "> 1/2 of cast"}}}'


@pytest.mark.parametrize(("change", "found"), [(OPEN, []), ("{rule: fixed, rank: charter}", [("GS402", "warning")])])
def test_what_another_reading_allows_is_no_slip(ask: Ask, change: str, found: list[tuple[str, str]]) -> None:
    """The first reading is the chosen one, and allows it never (mutation: only the chosen world is looked at)."""
    readings = f"readings:\n  - {{id: as-is, title: as is}}\n  - {{id: open, title: open, replaces: [{change}]}}\n"
    assert checked(ask, whole(CODES["GS402"].wrong + readings)) == found


@pytest.mark.parametrize("line", ["zone: UTC\n", "zone: Europe/Paris\n", "zone: GMT\n", "zone: Japan\n"])
def test_a_zone_that_means_one_thing_is_not_warned_of(ask: Ask, line: str) -> None:
    assert ("GS408", "warning") not in checked(ask, whole(line))


def test_only_a_record_with_sources_is_asked_for_them(ask: Ask) -> None:
    wrong = CODES["GS407"].wrong
    assert checked(ask, whole(wrong.replace("record", "fiction"))) == []
    assert checked(ask, whole(wrong.replace("sources: {daily: {kind: press, title: A daily}}\n", ""))) == []
    assert checked(ask, whole(wrong.replace("do: {", "status: derived, do: {"))) == []
