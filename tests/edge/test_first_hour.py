"""The first hour of a teacher: what is there, a scenario of one's own, a rule looked up, a mistake explained."""

import json
from pathlib import Path

import pytest

from edge.door import SCENARIOS, Ask, edited
from govsim.codes import CODES


def test_a_new_scenario_checks_and_replays_at_once(ask: Ask) -> None:
    made = ask("new", "x")
    assert (made.code, made.text) == (0, "wrote x.yaml\nnext:  govsim check x.yaml   govsim replay x.yaml\n")
    assert ask("check", "x.yaml").text == "x.yaml: no problems in 1 step, 27 rules\n"
    replayed = ask("replay", "x.yaml")
    assert (replayed.code, replayed.err) == (0, b"")
    assert "\tremove Chen: chief executive\tvalid\t" in replayed.text


def test_the_path_the_name_and_the_name_with_its_ending_mean_the_same(ask: Ask) -> None:
    edited(ask, "mine")
    answers = {ask("replay", given).out for given in ("mine", "mine.yaml", "./mine")}
    assert len(answers) == 1
    assert ask("replay", "lantern-labs").out == ask("replay", "lantern-labs.yaml").out


def test_ones_own_scenario_goes_before_a_bundled_one_of_the_same_name(ask: Ask) -> None:
    assert ask("new", "lantern-labs").code == 0
    assert "Chen" in ask("replay", "lantern-labs").text
    assert "Three of the four" not in ask("replay", "lantern-labs", "--format", "table").text


def test_list_names_what_is_bundled_and_each_scenario_it_names_can_be_replayed(ask: Ask) -> None:
    rows = [line.split("\t") for line in ask("list").text.splitlines()]
    assert [name for kind, name, _ in rows if kind == "scenario"] == sorted(SCENARIOS)
    assert list(dict.fromkeys(kind for kind, _, _ in rows)) == ["scenario", "fork", "structure", "law", "edge"]
    assert all(title.startswith(f"{name.removeprefix('edge-')}: ") for kind, name, title in rows if kind == "edge")
    assert all(question.endswith("?") for kind, _, question in rows if kind == "fork")
    assert json.loads(ask("list", "--json").text) == [
        {"kind": kind, "name": name, "title": title} for kind, name, title in rows
    ]
    assert {ask("check", name).code for kind, name, _ in rows if kind == "scenario"} == {0}


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_with_its_examples(ask: Ask, code: str) -> None:
    found = CODES[code]
    for written in (code, code.lower()):
        done = ask("rule", written)
        assert (done.code, done.err) == (0, b"")
        assert done.text.startswith(f"{code}  {found.title}\n")
        assert found.meaning in done.text
        assert ("\nwrong:\n" in done.text) is bool(found.wrong)
        assert ("\nright:\n" in done.text) is bool(found.right)


def test_a_rule_of_law_is_shown_by_its_short_and_its_whole_name(ask: Ask) -> None:
    """Two packs have a rule of that short name: both are shown."""
    short = ask("rule", "141f-consent")
    assert short.code == 0
    for pack in ("us-de/nonstock", "us-de/stock"):
        assert ask("rule", f"{pack}.141f-consent").text in short.text
    for part in (
        "8 Del. C. § 141(f)",
        "written consent: all of in_office",
        "known as: seen",
        "laws/us-de/nonstock.yaml:",
    ):
        assert part in short.text


def test_the_demo_shows_each_reading_beside_the_others_over_equal_facts(ask: Ask) -> None:
    done = ask("demo")
    assert (done.code, done.err) == (0, b"")
    assert "as-reported  by-law-only  statutory-default" in done.text
    assert "Facts equal in all of them" in done.text
    row = next(line for line in done.text.splitlines() if line.startswith("remove Altman: chief executive"))
    assert row.split()[-3:] == ["valid", "void", "void"]


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_step_can_be_looked_at_by_number_and_by_name(ask: Ask, name: str) -> None:
    rows = [line.split("\t") for line in ask("replay", name).text.splitlines()[1:]]
    steps = {row[0]: row[1] for row in rows}
    for number in ("1", str(len(steps))):
        by_number = ask("replay", name, "--at", number)
        assert by_number.code == 0
        assert by_number.out == ask("replay", name, "--at", steps[number]).out
        assert ask("replay", name, "--brief", "--at", number).out == by_number.out


def test_a_state_begins_with_the_start_and_differs_from_itself_in_nothing(ask: Ask) -> None:
    start = ask("state", "lantern-labs", "--at", "start").text.splitlines()
    assert "chief executive\tHaddad\tHaddad\t" in start
    same = ask("state", "lantern-labs", "--at", "2", "--diff", "told", "--format", "table")
    assert "nothing changed on either track" in same.text


def test_what_changed_between_two_steps_is_said_on_both_tracks(ask: Ask) -> None:
    done = ask("state", "lantern-labs", "--at", "one-vote", "--diff", "start")
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in done.text.splitlines()}
    assert rows["chief executive"] == ["Haddad -> Souza*", "Haddad", "!"]


def test_the_three_ways_to_say_json_agree(ask: Ask) -> None:
    assert ask("replay", "lantern-labs", "--json").out == ask("replay", "lantern-labs", "--format", "json").out


def test_until_stops_after_a_step(ask: Ask) -> None:
    rows = ask("replay", "lantern-labs", "--until", "letter").text.splitlines()[1:]
    assert [row.split("\t")[0] for row in rows] == ["1", "1", "1", "1", "2", "3"]


def test_times_can_be_read_on_another_clock(ask: Ask) -> None:
    here = ask("replay", "lantern-labs", "--format", "table").text
    there = ask("replay", "lantern-labs", "--format", "table", "--tz", "Asia/Shanghai").text
    assert "Fri 12 Sep 11:00" in here
    assert "Fri 12 Sep 23:00" in there
    assert "times Asia/Shanghai" in there


def test_a_claim_that_undoes_a_condition_is_noted_and_the_story_is_still_told(ask: Ask) -> None:
    path = edited(ask, "mine", ("    assumption: a made-up case\n", "    if: many >= 10\n"))
    facts = "facts:\n  many: {standing: open, because: made up, chosen: 1, claims: [{value: 12}, {value: 3}]}\n"
    path.write_text(path.read_text(encoding="utf-8").replace("steps:\n", f"{facts}steps:\n"), encoding="utf-8")
    assert ask("replay", "mine").code == 0
    done = ask("replay", "mine", "--set", "many=2")
    assert done.code == 0
    assert done.said.startswith("note: the condition of step `removal` does not hold")


def test_the_file_of_a_new_scenario_is_plain_text_that_git_likes(ask: Ask) -> None:
    edited(ask, "mine")
    data = Path("mine.yaml").read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
