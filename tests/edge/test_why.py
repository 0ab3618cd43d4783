"""`govsim why`: a step with what would have turned it, a question of power, a condition; and nothing else."""

import json
import shlex
from pathlib import Path

import pytest
from rich.cells import cell_len

import govsim
from edge.door import SCENARIOS, Ask, edited, process
from edge.test_powers import commands, flat, table
from inline import tale

WIDTHS = (60, 80, 120)


def answer(ask: Ask, *arguments: str) -> str:
    """Give what a condition comes to, in words."""
    done = ask("why", *arguments)
    assert (done.code, done.err) == (0, b"")
    rows = [line.split("\t") for line in done.text.splitlines()]
    assert {len(row) for row in rows} == {3}
    return next(row[1] for row in rows if row[0] == "answer")


# --- a step -------------------------------------------------------------------------------------------------------


def test_each_of_four_signers_alone_would_have_turned_the_decision(ask: Ask) -> None:
    """Four signed, of six, and four were needed: without any one of them there are three."""
    found = json.loads(ask("why", "nov2023", "decision", "--json").text)["single_ballots"]
    assert {one["party"] for one in found} == {"dangelo", "mccauley", "sutskever", "toner"}
    assert {one["ballot"] for one in found} == {"silent"}


def test_a_vote_told_as_lost_was_lost_for_want_of_one_ballot(ask: Ask) -> None:
    """Two of four voted for it, and three were needed: each of the other three would have been enough."""
    document = json.loads(ask("why", "harbour-trust", "tie", "--json").text)
    assert len(document["single_ballots"]) == 3
    assert {tuple(one["turns"].items()) for one in document["single_ballots"]} == {(("grant", "valid"),)}
    text = flat(table(ask, "why", "harbour-trust", "tie"))
    assert "would also vote for it; what was told as lost is told as carried" in text


def test_who_must_all_agree_can_each_agree_beforehand(ask: Ask) -> None:
    text = flat(table(ask, "why", "venture-startup", "board-alone"))
    assert (
        "1. the stockholders agree to it beforehand, as a body; the preferred agree to it beforehand, as a body" in text
    )


def test_a_step_can_be_named_by_number_and_an_item_by_itself(ask: Ask) -> None:
    assert ask("why", "lantern-labs", "1", "--json") == ask("why", "lantern-labs", "one-vote", "--json")
    part = json.loads(ask("why", "lantern-labs", "one-vote.ceo", "--json").text)
    assert [one["item"] for one in part["items"]] == ["ceo"]
    assert "seat-noor" not in flat(table(ask, "why", "lantern-labs", "one-vote.ceo").split("VOID", 1)[1])


@pytest.mark.parametrize("name", [name for name in SCENARIOS if name != "nov2023"])
def test_every_cure_can_be_copied_and_cures_the_item_it_is_for(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for step in govsim.load(name).steps:
        for item in json.loads(ask("why", name, step.id, "--json").text)["items"]:
            text = table(ask, "why", name, f"{step.id}.{item['item']}")
            found = commands(text)
            assert [command[command.index("--change") + 1] for command in found] == [
                cure["change"][0] for cure in item["cures"]
            ]
            for command in found:
                run = ask(*command, "--json")
                assert run.code == 0, run.said
                steps = {one["id"]: one for one in json.loads(run.text)["replay"]["steps"]}
                verdicts = {one["id"]: one["verdict"] for one in steps[step.id]["items"]}
                assert verdicts[item["item"]] not in {"void", "no_act"}, command


def test_some_refusals_have_cures_and_some_say_that_they_have_none(ask: Ask) -> None:
    assert commands(table(ask, "why", "lantern-labs", "one-vote"))
    assert "no change of votes, notice or form alone would have cured it" in flat(
        "".join(table(ask, "why", "small-charity", step.id) for step in govsim.load("small-charity").steps)
        + "".join(table(ask, "why", "family-firm", step.id) for step in govsim.load("family-firm").steps)
    )


def test_cures_under_other_choices_name_them_in_the_command(ask: Ask) -> None:
    flags = ("--reading", "statutory-default", "--set", "letter-day=700+")
    found = commands(table(ask, "why", "nov2023", "decision.ceo", *flags))
    assert found
    for command in found:
        assert shlex.join(command[2:6]) == "--reading statutory-default --set letter-day=700+"
        assert ask(*command).code == 0


def test_an_act_without_a_vote_has_no_weight_anywhere(ask: Ask) -> None:
    """Staff sit in no body; an act of theirs is no vote."""
    steps = [step.id for step in govsim.load("nov2023").steps]
    letter = next(one for one in steps if "letter" in one)
    text = flat(table(ask, "why", "nov2023", letter))
    assert "its weight in each is 0" in text
    assert "no vote" in ask("why", "nov2023", letter).text


# --- a question of power ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("can toner remove altman from inc.ceo", ("can", "nov2023", "toner", "remove altman from inc.ceo")),
        ("Could Toner remove Altman from the board?", ("can", "nov2023", "toner", "remove altman from inc.board")),
        ("who can resize inc.board to 7?", ("who-can", "nov2023", "resize inc.board to 7")),
        ("Who could sue", ("who-can", "nov2023", "sue")),
    ],
)
def test_a_question_of_power_is_the_same_answer_as_its_command(
    ask: Ask, question: str, command: tuple[str, ...]
) -> None:
    for shape in ("tsv", "json", "table"):
        done = ask("why", "nov2023", question, "--at", "decision", "--format", shape)
        assert (done.code, done) == (0, ask(*command, "--at", "decision", "--format", shape))


# --- a condition --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "at", "words"),
    [
        ("holds(altman, inc.ceo)", ("--at", "decision"), "holds"),
        ("holds(altman, inc.ceo)", ("--after", "decision"), "does not hold"),
        ("not holds(altman, inc.ceo)", ("--after", "decision"), "holds"),
        ("controls(inc, gp)", (), "holds"),
        ("signed(open-letter) > 90% of headcount", (), "holds"),
    ],
)
def test_a_condition_holds_or_not_at_a_moment(ask: Ask, condition: str, at: tuple[str, ...], words: str) -> None:
    assert answer(ask, "nov2023", condition, *at) == words
    text = flat(table(ask, "why", "nov2023", condition, *at))
    assert f"Read as: {condition}" in text
    assert f"It {words}." in text


def test_both_sides_of_a_comparison_are_given(ask: Ask) -> None:
    """700 or more of 770 are at least 90 %, 693; whether they are 95 %, 731.5, cannot be told."""
    flags = ("--set", "letter-day=700+")
    assert answer(ask, "nov2023", "signed(open-letter) >= 95% of headcount", *flags) == "cannot be told"
    found = json.loads(ask("why", "nov2023", "signed(open-letter) >= 95% of headcount", "--json", *flags).text)
    assert found["compared"]["signed(open-letter)"] == "700+"
    assert found["holds"] is None


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("decison", "did you mean `decision`?"),
        ("decision.cep", "did you mean `decision.ceo`?"),
        ("brockman", "a name by itself is no question"),
        ("headcount", "a name by itself is no question"),
        ("why was he removed", "is no step, no item and no question"),
        ("", "is no step, no item and no question"),
        ("can", "read as `can WHO ACT`, and no act is found"),
        ("can toner remvoe altman", "did you mean `remove`?"),
        ("who can", "an act is missing"),
        ("can(tonr, remove altman from inc.board)", "nothing is called `tonr`; did you mean `toner`?"),
        ("can(toner, remvoe altman from inc.board)", "did you mean `remove`?"),
        ("can(toner, remove altman from inc.board and inc.ceo)", "is no part of the act"),
        ("controls(altman, icn)", "did you mean `inc`?"),
        ("signed(open-letter)", "a value, not true or false"),
        ("0", "a value, not true or false"),
        ("[bold]red[/]", "unexpected character '['"),
        ("x" * 1_000_000, "a question has at most 1,000 characters"),
        ("not " * 200 + "vacant(inc.ceo)", "is no step, no item and no question"),
        ("(" * 450 + "vacant(inc.ceo)" + ")" * 450, "is no step, no item and no question"),
        ("(" * 1_000, "is no step, no item and no question"),
        ("can(toner, " * 80, "is no step, no item and no question"),
        ("vacant(inc.ceo)\x00", "a character in this question that cannot be seen"),
        ("vacant(\u202einc.ceo)", "a character in this question that cannot be seen"),
    ],
)  # fmt: skip
def test_what_is_no_question_is_a_fault_of_the_call(ask: Ask, question: str, hint: str) -> None:
    done = ask("why", "nov2023", question)
    assert (done.code, done.out) == (2, b"")
    assert hint in done.said
    assert len(done.said) < 500
    assert done.said.count("\n") == 1


def test_a_moment_a_fork_a_broken_file_and_a_missing_one_each_have_their_code(ask: Ask) -> None:
    done = ask("why", "nov2023", "vacant(inc.ceo)", "--at", "decision", "--after", "decision")
    assert (done.code, "give one of them" in done.said) == (2, True)
    done = ask("why", "altman-three-votes", "decision.ceo")
    assert (done.code, "VOID" in done.text or "\tvoid" in done.text) == (0, True)  # 4 of 8 votes, and 5 are needed
    Path("empty.yaml").write_text(tale())
    assert ask("why", "empty", "vacant(acme.ceo)").code == 2
    edited(ask, "mine", ("against: [chen]", "against: [chne]"))
    assert ask("why", "mine", "1").code == 3
    assert ask("why", "nowhere", "1").code == 5


# --- how it is written --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["one-vote", "vacant(lantern.ceo)"])
def test_json_is_the_same_between_processes_with_other_hash_seeds(tmp_path: Path, question: str) -> None:
    command = ("why", "lantern-labs", question, "--json")
    told = {process(*command, cwd=tmp_path, env={"PYTHONHASHSEED": seed}).out for seed in ("0", "1", "42")}
    assert len(told) == 1
    assert json.loads(told.pop())["scenario"] == "lantern-labs"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_but_a_command_is_wider_than_it_may(ask: Ask, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for question in (
        ("nov2023", "decision", "--lang", "zh-Hans"),
        ("venture-startup", "board-alone"),
        ("nov2023", "controls(microsoft, inc) or vacant(inc.ceo)", "--at", "decision", "--lang", "zh-Hant"),
    ):
        text = table(ask, "why", *question)
        wide = [line for line in text.splitlines() if cell_len(line) > width]
        assert all(line.strip().startswith("govsim whatif ") for line in wide)
        assert "\n\n\n" not in text
        assert "\x1b" not in text


def test_every_row_of_a_step_in_a_pipe_has_four_cells_and_no_colour(ask: Ask) -> None:
    done = ask("why", "lantern-labs", "one-vote", "--color", "always")
    assert {line.count("\t") for line in done.text.splitlines()} == {3}
    assert b"\x1b" not in done.out
