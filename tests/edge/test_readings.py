"""`govsim readings`: conclusions sorted by how they stand, in a table, in a pipe and as JSON."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

import govsim
from edge.door import SCENARIOS, Ask
from govsim.edge.readings_text import readings_text
from govsim.engine.replay import replay
from govsim.views.readings import COLUMNS, Quiet, SplitRow, quiet_words, readings, split_words
from inline import act, story, tale

SCHEMA = Path(govsim.__file__).parent / "schemas" / "readings-1.schema.json"
ORDER = ["robust", "depends", "not proved"]


def conclusions(ask: Ask, *arguments: str) -> dict[str, dict[str, object]]:
    done = ask("readings", *arguments, "--json")
    assert (done.code, done.err) == (0, b"")
    document = json.loads(done.text)
    assert list(Draft202012Validator(json.loads(SCHEMA.read_text())).iter_errors(document)) == []
    return {one["name"]: one for one in document["conclusions"]}


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_bundled_scenario_has_readings_that_fit_the_schema(ask: Ask, name: str) -> None:
    found = [ORDER.index(str(one["standing"])) for one in conclusions(ask, name).values()]
    assert found == sorted(found)
    assert found


def test_another_choice_changes_what_is_so_and_not_what_it_depends_on(ask: Ask) -> None:
    base, other = conclusions(ask, "nov2023"), conclusions(ask, "nov2023", "--reading", "by-law-only")
    assert (base["ceo-removed"]["holds"], other["ceo-removed"]["holds"]) == (True, False)
    for name, one in base.items():
        for key in ("standing", "depends_on", "worlds", "varied"):
            assert one[key] == other[name][key], (name, key)


def test_another_claim_is_an_answer_under_bounds(ask: Ask) -> None:
    """Of `700+` it cannot be told whether they are 95 % of 770; they are 90 % all the same."""
    found = conclusions(ask, "nov2023", "--set", "letter-day=700+")
    assert (found["ninety"]["holds"], found["ninety-five"]["holds"]) == (True, None)


def test_a_pipe_gets_a_row_for_each_conclusion_and_each_quiet_premise(ask: Ask) -> None:
    rows = [line.split("\t") for line in ask("readings", "nov2023").text.splitlines()]
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    by_name = {row[2]: dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]}
    one = by_name["ninety-five"]
    assert (one["standing"], one["depends_on"], one["worlds"]) == ("depends", "headcount,letter-day", "20")
    assert "holds under letter-day 747, 738, 734, cannot be told under 700+" in one["differs"]
    assert by_name["microsoft-profit-share"]["standing"] == "quiet"


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_table_keeps_to_its_width(width: int, language: str) -> None:
    text = readings_text(readings(replay(govsim.load("nov2023")), language), width, color=False)
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


def test_the_table_says_what_stands_and_on_what(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    text = ask("readings", "nov2023", "--format", "table").text
    assert "By-laws, minutes, votes and form are not public." in text
    assert text.index("Robust:") < text.index("Depends on what is not known")
    assert "- with letter-day 700+: holds under headcount 700..719, does not under 770" in text
    assert "robust: nothing open is read" in text
    assert "no verdict and no conclusion depends on any of them in any admissible world" in text
    assert "1,728 worlds compared" in text
    chinese = ask("readings", "nov2023", "--format", "table", "--lang", "zh-Hans").text
    assert "11月20日至少95%的员工已签名" in chinese


def test_a_story_that_concludes_nothing_says_so() -> None:
    told = replay(story(tale(act("n", "staff", "happen: news"))))
    assert "names no outcome" in readings_text(readings(told), 100, color=False)
    assert "names no outcome" in readings_text(readings(replay(story(tale()))), 100, color=False)


def test_too_many_worlds_are_said_to_prove_nothing() -> None:
    switches = ", ".join(f"p{number}: {{value: no, among: [no, yes]}}" for number in range(14))
    every = " and ".join(f"p{number}" for number in range(14))
    base = story(tale(act("n", "staff", "happen: news"), params=f"{{{switches}}}", expect=f"['{every}']"))
    text = readings_text(readings(replay(base)), 200, color=False)
    assert "Not proved" in text
    assert "it rests on more than 10,000 worlds" in text
    assert "was not proved" in text


def test_a_smallest_set_of_two_is_named_with_its_values() -> None:
    params = "{left: {value: no, among: [no, yes]}, right: {value: no, among: [no, yes]}}"
    never = "['left and not right', 'right and not left']"
    base = story(tale(act("n", "staff", "happen: news"), params=params, never=never, expect="['left']"))
    text = readings_text(readings(replay(base)), 200, color=False)
    assert "depends on left and right together, on no one of them alone; no other set of 2 does" in text
    assert "- holds under left yes with right yes, does not under left no with right no" in text


@pytest.mark.parametrize(
    ("split", "words"),
    [
        (SplitRow(dimensions=("a",), answers=((("1",), False), (("2",), None)), given=()),
         "cannot be told under a 2, does not hold under 1"),
        (SplitRow(dimensions=("a",), answers=((("1",), False), (("2",), True)), given=(("b", "3"), ("c", "x"))),
         "with b 3, c x: holds under a 2, does not under 1"),
        (SplitRow(dimensions=("a", "b"), given=(),
                  answers=((("1", "1"), True), (("1", "2"), True), (("2", "2"), False))),
         "holds under a 1 with b 1 or a 1 with b 2, does not under a 2 with b 2"),
    ],
)  # fmt: skip
def test_a_split_says_under_which_values_what_is_so(split: SplitRow, words: str) -> None:
    assert split_words(split) == words


def test_quiet_premises_are_told_apart_by_whether_they_matter_together_with_others() -> None:
    found = (
        Quiet(dimension="a", elsewhere=True),
        Quiet(dimension="b", elsewhere=False),
        Quiet(dimension="c", elsewhere=None),
    )
    assert [one.split(":")[0] for one in quiet_words(found)] == ["a", "b", "c"]
    assert quiet_words(()) == ()
