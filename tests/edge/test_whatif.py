"""`govsim whatif` and `govsim diff` as a caller sees them: flags, saved files, shapes, widths and exit codes."""

import json
from copy import deepcopy
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from branches import fork
from edge.door import Ask, Done, process
from govsim.edge.fork_flags import Asked, fork_text
from govsim.whatif.branch import Mark
from inline import act, tale, vote

VOTE = ("whatif", "nov2023", "--vote", "decision:sutskever=against")
HEADER = {"schema", "govsim", "scenario", "title"}
STORY = tale(
    vote("fire", "{remove: ann, from: acme.ceo}, {determine: acme.sale}", ayes="bob cyd dee", noes="ann eve"),
    act("hired", "fay", "announce: news", at="2024-03-02", step="if: vacant(acme.ceo)"),
    act("rain", "ann", "happen: rain", at="2024-03-03"),
    params="{way: {value: paper, among: [paper, room]}}",
    facts="{heads: {value: 70, claims: [{value: 70}, {value: 40}]}}",
    readings="[{id: plain, title: Plain}, "
    "{id: strict, title: S, replaces: [{rule: majority, with: {passes: all of present}}]}]",
    expect="[vacant(acme.ceo)]",
)


@cache
def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("govsim") / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    return found


def faults(name: str, document: object) -> list[str]:
    found = Draft202012Validator(schema(name)).iter_errors(document)
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.fixture
def own(ask: Ask) -> Ask:
    """Give the command in a folder with a scenario of one's own, `mine.yaml`."""
    Path("mine.yaml").write_text(STORY, encoding="utf-8")
    return ask


def widest(done: Done) -> int:
    return max(cell_len(line) for line in done.text.splitlines())


# --- flags, text, file -------------------------------------------------------------------------------------------

FLAGS: tuple[tuple[str, ...], ...] = (
    ("--vote", "fire:dee=against"),
    ("--vote", "fire:dee=against", "--vote", "fire:cyd=absent"),
    ("--drop", "rain", "--drop", "hired"),
    ("--without", "fire:sale"),
    ("--by", "rain=bob"),
    ("--if", "rain=holds(bob, acme.chair) and not vacant(acme.ceo)"),
    ("--seat", "acme.board=ann, bob ,cyd"),
    ("--rule", "majority=drop"),
    ("--rule", "majority=rank:charter"),
    ("--rule", "majority=passes: > 2/3 of present"),
    ("--change", "{at: fire, via: consent}"),
    ("--change", "{move: rain,\n  before: hired, time: 2024-03-02}", "--without", "fire:sale"),
    ("--reading", "strict"),
    ("--param", "way=room", "--set", "heads=2"),
    ("--set", "heads=40", "--vote", "fire:dee=against"),
)


@pytest.mark.parametrize("flags", FLAGS, ids=[" ".join(one)[2:24] for one in FLAGS])
def test_what_flags_ask_for_is_what_the_saved_file_answers_to_the_byte(own: Ask, flags: tuple[str, ...]) -> None:
    for shape in ("json", "table", "tsv"):
        first = own("whatif", "mine", *flags, "--save", "kept.yaml", "--format", shape)
        assert first.code == 0, first.said
        assert first.said == "saved as kept.yaml: govsim whatif kept.yaml\n"
        again = own("whatif", "kept", "--format", shape)
        assert (again.code, again.out, again.err) == (0, first.out, b"")
        Path("kept.yaml").unlink()


def test_a_saved_fork_notes_the_base_it_was_written_against(own: Ask) -> None:
    assert own("whatif", "mine", "--drop", "rain", "--save", "kept.yaml").code == 0
    text = Path("kept.yaml").read_text(encoding="utf-8")
    assert text.startswith("govsim: 1\nfork: mine\nid: kept\nbase_id: ")
    assert own("check", "kept").text.startswith("kept: no problems")
    Path("mine.yaml").write_text(STORY.replace("title: A tale", "title: Another"), encoding="utf-8")
    assert "GS334" in own("check", "kept").text
    assert own("whatif", "kept").code == 0


def test_a_saved_fork_of_a_bundled_scenario_asks_for_it_by_name(ask: Ask) -> None:
    done = ask(*VOTE, "--save", "kept.yaml", "--format", "json")
    assert done.code == 0
    assert "fork: nov2023\n" in Path("kept.yaml").read_text(encoding="utf-8")
    assert ask("whatif", "kept.yaml", "--json").out == done.out


def test_a_file_that_is_there_is_left_alone(own: Ask) -> None:
    Path("kept.yaml").write_text("mine\n", encoding="utf-8")
    done = own("whatif", "mine", "--drop", "rain", "--save", "kept.yaml")
    assert (done.code, done.said) == (5, "govsim: kept.yaml is already there; it was left alone\n")
    assert (done.out, Path("kept.yaml").read_text(encoding="utf-8")) == (b"", "mine\n")


def test_a_folder_that_is_not_there_is_said_to_be_missing(own: Ask) -> None:
    done = own("whatif", "nov2023", "--drop", "devday", "--save", "nowhere/kept.yaml")
    assert (done.code, done.said) == (5, "govsim: cannot write nowhere/kept.yaml: No such file or directory\n")


def test_a_fork_is_saved_beside_what_it_changes_or_above_it_and_nowhere_else(own: Ask) -> None:
    Path("below/deep").mkdir(parents=True)
    Path("below/mine.yaml").write_text(STORY, encoding="utf-8")
    above = own("whatif", "below/mine", "--drop", "rain", "--save", "kept.yaml", "--json")
    assert above.code == 0, above.said
    assert "fork: below/mine\n" in Path("kept.yaml").read_text(encoding="utf-8")
    assert own("whatif", "kept", "--json").out == above.out
    beside = own("whatif", "below/mine", "--drop", "rain", "--save", "below/kept.yaml")
    assert beside.code == 0
    assert own("whatif", "below/kept").code == 0
    away = own("whatif", "below/mine", "--drop", "rain", "--save", "below/deep/kept.yaml")
    assert away.code == 2
    assert "save it in below/" in away.said
    assert not Path("below/deep/kept.yaml").exists()


def test_a_fork_of_a_fork_is_asked_by_flags_too(own: Ask) -> None:
    Path("one.yaml").write_text(fork("{at: fire, vote: {dee: against}}", of="mine", ident="one"), encoding="utf-8")
    document = json.loads(own("whatif", "one", "--drop", "rain", "--json").text)
    assert [one["id"] for one in document["forks"]] == ["one", "what-if"]
    assert [edit["path"] for edit in document["edits"]] == [["step", "fire", "vote", "dee"], ["step", "rain"]]
    assert own("replay", "one").code == 2


# --- exit codes --------------------------------------------------------------------------------------------------


def test_0_for_a_fork_without_expectations_and_nothing_else_is_said(ask: Ask) -> None:
    done = ask(*VOTE)
    assert (done.code, done.err) == (0, b"")


def test_1_for_an_expectation_of_the_fork_that_fails_and_a_pipe_is_told_which(own: Ask) -> None:
    text = fork("{at: fire, vote: {dee: against}}", of="mine", more="expect: [vacant(acme.ceo), refused(fire)]\n")
    Path("f.yaml").write_text(text, encoding="utf-8")
    for shape in ("tsv", "json"):
        done = own("whatif", "f", "--format", shape)
        assert (done.code, done.said) == (1, "govsim: expectation not met: vacant(acme.ceo)\n")
    told = own("whatif", "f", "--format", "table")
    assert (told.code, told.err) == (1, b"")
    assert "expectation not met: vacant(acme.ceo)" in told.text
    assert "expectations of this fork: 1 of 2 met" in told.text
    assert "expected of tale, and not so here: vacant(acme.ceo)" in told.text


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        ("--vote fire", "--vote takes STEP:..., such as decision:ann, not `fire`"),
        ("--vote fire:dee", "--vote STEP: takes NAME=VALUE"),
        ("--vote frie:dee=for", "did you mean `fire`?"),
        ("--vote fire:dee=agianst", "did you mean `against`?"),
        ("--vote rain:dee=for", "is no vote"),
        ("--drop rian", "did you mean `rain`?"),
        ("--drop rain --drop rain", "is not there any more"),
        ("--without fire:sael", "did you mean `sale`?"),
        ("--rule majority", "--rule takes NAME=VALUE"),
        ("--rule majority=loose", "--rule takes RULE=drop"),
        ("--rule majorty=drop", "did you mean `majority`?"),
        ("--param way=roo", "did you mean `room`?"),
        ("--set heads=99", "its claims are: 1 (70), 2 (40)"),
        ("--reading strikt", "did you mean `strict`?"),
        ("--change {drop:", "govsim"),
        ("--change nothing", "expected a change"),
        ("--drop rain --save 9lives.yaml", "`9lives` is no name of a fork"),
        ("--save kept.yaml", "no flag changes anything"),
        ("--drop rain --at nowhere", "there is no step `nowhere`"),
        ("--drop rain --at 4", "steps are numbered 1 to 3"),
        ("--drop rain --at fier", "did you mean `fire`?"),
    ],
)
def test_2_for_a_flag_that_does_not_fit_with_what_was_probably_meant(own: Ask, flags: str, says: str) -> None:
    done = own("whatif", "mine", *flags.split(" ", 1)[0:1], *flags.split(" ")[1:])
    assert done.code == 2, done.said
    assert says in done.said
    assert done.out == b""
    assert sorted(path.name for path in Path().iterdir()) == ["mine.yaml"]


def test_3_for_a_fork_file_with_problems_with_their_places(own: Ask) -> None:
    Path("f.yaml").write_text(fork("{drop: rian}", "{at: fire, without: chair}", of="mine"), encoding="utf-8")
    done = own("whatif", "f")
    assert done.code == 3
    assert "f.yaml:5:12" in done.said
    assert "f.yaml:6:25" in done.said
    assert own("check", "f").code == 3


def test_3_for_a_base_with_problems_and_for_a_base_whose_condition_was_not_so(own: Ask) -> None:
    Path("mine.yaml").write_text(STORY.replace("if: vacant(acme.ceo)", "if: vacant(acme.chair)"), encoding="utf-8")
    done = own("whatif", "mine", "--drop", "rain")
    assert (done.code, "GS401" in done.said) == (3, True)
    Path("mine.yaml").write_text(STORY.replace("do: {announce: news}", "do: {anounce: news}"), encoding="utf-8")
    done = own("whatif", "mine", "--drop", "rain")
    assert (done.code, "did you mean `announce`?" in done.said) == (3, True)


def test_3_for_a_condition_that_cannot_be_told_in_the_fork(own: Ask) -> None:
    counted = STORY.replace("claims: [{value: 70}, {value: 40}]", 'claims: [{value: 70}, {value: "40+"}]')
    Path("mine.yaml").write_text(counted.replace("if: vacant(acme.ceo)", "if: heads >= 50"), encoding="utf-8")
    assert own("whatif", "mine", "--drop", "rain").code == 0
    done = own("whatif", "mine", "--set", "heads=2")
    assert (done.code, "GS403" in done.said) == (3, True)
    assert own("diff", "mine", "mine").code == 0


def test_4_for_a_refused_act_under_strict(own: Ask) -> None:
    done = own("whatif", "mine", "--vote", "fire:dee=against", "--strict")
    assert done.code == 4
    assert "refused in law, under --strict: fire.ceo, fire.sale" in done.said
    assert own("whatif", "mine", "--drop", "rain", "--strict").code == 0


def test_5_for_what_is_not_there(own: Ask) -> None:
    for command in (("whatif", "nosuch"), ("whatif", "nosuch", "--drop", "rain"), ("diff", "mine", "nosuch")):
        assert own(*command).code == 5
    assert "did you mean `sutskever-votes-no`?" in own("whatif", "sutskever-vote-no").said


def test_the_process_itself_leaves_with_the_code(tmp_path: Path) -> None:
    done = process(*VOTE, "--strict", cwd=tmp_path)
    assert done.code == 4
    assert b"Traceback" not in done.out + done.err


# --- shapes ------------------------------------------------------------------------------------------------------


def test_a_pipe_gets_a_cell_for_every_column_and_a_row_for_every_item(own: Ask) -> None:
    rows = [line.split("\t") for line in own("whatif", "mine", "--vote", "fire:dee=against").text.splitlines()]
    assert rows[0] == ["number", "step", "item", "mark", "verdict", "carried", "said", "goes_back_to", "rests_on"]
    assert {len(row) for row in rows} == {9}
    assert [row[3] for row in rows[1:] if not row[0]] == ["answer", "assuming"]
    assert rows[1][6].startswith("If Dee had voted against `fire`") or rows[1][6].startswith("Assuming ")
    steps = [row for row in rows[1:] if row[0]]
    assert [row[:6] for row in steps] == [
        ["1", "fire", "ceo", "edited", "no_act", "no"],
        ["1", "fire", "sale", "edited", "no_act", "no"],
        ["2", "hired", "", "condition not met", "", "no"],
        ["3", "rain", "", "happened", "", "yes"],
    ]
    assert steps[2][7] == "fire: dee against"


@pytest.mark.parametrize("flags", [*FLAGS, ("--vote", "fire:dee=against", "--lang", "zh-Hans")])
def test_every_answer_fits_its_schema(own: Ask, flags: tuple[str, ...]) -> None:
    document = json.loads(own("whatif", "mine", *flags, "--json").text)
    assert faults("whatif-1", document) == []
    own("whatif", "mine", *flags, "--save", "kept.yaml")
    found = json.loads(own("diff", "mine", "kept", "--json").text)
    assert faults("diff-1", found) == []


def test_the_replay_of_a_fork_with_no_change_is_the_replay_of_its_base(own: Ask) -> None:
    Path("same.yaml").write_text(fork(of="mine", ident="same", more="expect: [vacant(acme.ceo)]\n"), encoding="utf-8")
    for name, base in (("same", "mine"), ("nov2023", "nov2023")):
        shown = json.loads(own("whatif", name, "--json").text)
        plain = json.loads(own("replay", base, "--json").text)
        assert shown["replay"] == {key: value for key, value in plain.items() if key not in HEADER}
        assert {step["mark"] for step in shown["steps"]} == {"happened"}
        assert faults("whatif-1", shown) == []


def test_what_the_schemas_of_a_replay_and_of_a_fork_say_of_the_same_thing_is_the_same() -> None:
    replay, whatif = schema("replay-1"), schema("whatif-1")
    assert whatif["$defs"] == replay["$defs"]
    inner = {key: value for key, value in replay["properties"].items() if key not in HEADER}
    assert whatif["properties"]["replay"]["properties"] == inner
    assert whatif["properties"]["steps"]["items"]["properties"]["mark"]["enum"] == [mark.value for mark in Mark]


@pytest.mark.parametrize(
    "wrong", [{"answer": 1}, {"blame": "somebody"}, {"steps": [{"id": "x"}]}, {"schema": "govsim/whatif/2"}]
)
def test_an_answer_with_one_thing_wrong_does_not_fit(own: Ask, wrong: dict[str, object]) -> None:
    document = json.loads(own("whatif", "mine", "--drop", "rain", "--json").text)
    assert faults("whatif-1", document | wrong) != []
    marked = deepcopy(document)
    marked["steps"][0]["mark"] = "void"
    assert len(faults("whatif-1", marked)) == 1
    replayed = deepcopy(document)
    del replayed["replay"]["fact_hash"]
    assert len(faults("whatif-1", replayed)) == 1
    found = json.loads(own("diff", "mine", "mine", "--json").text)
    assert faults("diff-1", found | {"ends": [{"what": "x"}]}) != []
    assert faults("diff-1", found | {"blame": ""}) != []


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = ("--format", "table", "--lang", language)
    for command in (
        (*VOTE, *shown),
        (*VOTE, "--all", *shown),
        (*VOTE, "--at", "decision", *shown),
        (*VOTE, "--at", "settlement", *shown),
        ("whatif", "size-nine", *shown),
        ("diff", "nov2023", "sutskever-votes-no", *shown),
    ):
        done = ask(*command)
        assert done.code in {0, 1}, done.said
        assert widest(done) <= width, command


def test_chinese_names_stand_in_the_answer(ask: Ask) -> None:
    text = ask(*VOTE, "--lang", "zh-Hans", "--format", "table").text
    assert any("\u4e00" <= character <= "\u9fff" for character in text)
    plain = ask(*VOTE, "--lang", "zh-Hans", "--format", "table", "--ascii")
    assert plain.text.isascii()


def test_the_table_lists_what_changed_and_all_of_it_on_request(own: Ask) -> None:
    flags = ("whatif", "mine", "--vote", "fire:dee=against", "--format", "table")
    short, long = own(*flags).text, own(*flags, "--all").text
    assert "3 steps: 1 happened, 1 edited, 1 condition not met; --all lists every step." in short
    assert "3 steps: 1 happened, 1 edited, 1 condition not met." in long
    assert "rain" in long.partition("3 steps")[0]
    assert "rain" not in short.partition("3 steps")[0]
    assert "Conditions are the modeller's, never a finding about anyone's reasons." in short
    assert "e1 = Dee had voted against `fire`" in short


def test_one_step_is_shown_by_its_id_by_its_number_in_the_list_and_where_it_was_left_out(own: Ask) -> None:
    flags = ("whatif", "mine", "--drop", "fire", "--format", "table")
    assert "step 1  " in own(*flags, "--at", "fire").text
    assert "edited: left out" in own(*flags, "--at", "1").text
    unmet = own(*flags, "--at", "2").text
    assert "(hired)" in unmet
    assert "condition not met: the modeller's condition: vacant(acme.ceo)" in unmet
    assert "goes back to: drop fire" in unmet


# --- diff --------------------------------------------------------------------------------------------------------


def test_two_tellings_that_are_alike_leave_with_0_and_say_so(own: Ask) -> None:
    done = own("diff", "mine", "mine", "--exit-code", "--format", "table")
    assert (done.code, done.err) == (0, b"")
    assert "3 steps, all alike: the same rulings, the same ends in fact and in law." in done.text


def test_two_tellings_that_differ_leave_with_1_only_where_that_is_asked(own: Ask) -> None:
    assert own("whatif", "mine", "--vote", "fire:dee=against", "--drop", "rain", "--save", "f.yaml").code == 0
    assert own("diff", "mine", "f").code == 0
    done = own("diff", "mine", "f", "--exit-code", "--format", "table")
    assert done.code == 1
    assert "They part at `fire`; 3 of 3 steps are not alike." in done.text
    rows = [line.split("\t") for line in own("diff", "mine", "f").text.splitlines()]
    assert rows[0] == ["kind", "what", "tale", "f"]
    assert {len(row) for row in rows} == {4}
    assert [row[:2] for row in rows if row[0] == "step"] == [["step", "fire"], ["step", "hired"], ["step", "rain"]]
    assert next(row for row in rows if row[1] == "rain")[2:] == ["not ruled", "not there"]
    document = json.loads(own("diff", "f", "mine", "--json").text)
    assert (document["first"], document["second"], document["parts_at"]) == ("f", "tale", "fire")


def test_a_parameter_that_is_told_otherwise_is_listed_first(own: Ask) -> None:
    assert own("whatif", "mine", "--param", "way=room", "--save", "f.yaml").code == 0
    document = json.loads(own("diff", "mine", "f", "--json").text)
    assert document["choices"] == [{"name": "way", "first": "paper", "second": "room"}]
    assert document["steps"] == []


def test_3_for_a_comparison_with_a_story_whose_condition_was_not_so(own: Ask) -> None:
    Path("bad.yaml").write_text(STORY.replace("if: vacant(acme.ceo)", "if: vacant(acme.chair)"), encoding="utf-8")
    done = own("diff", "mine", "bad")
    assert (done.code, "GS401" in done.said) == (3, True)


@pytest.mark.parametrize("width", [40, 60, 67, 68, 80])
def test_however_narrow_the_terminal_no_word_of_a_ruling_is_cut_off(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Fails if a column is cut where the table has no room for its least width."""
    monkeypatch.setenv("COLUMNS", str(width))
    text = ask(*VOTE, "--format", "table").text
    ruling = text.partition("\n8  decision")[2].partition("\n9  ")[0].split()
    assert [word for word in ruling if word in {"Altman:", "executive,", "needed", "counted", "capacity"}] == [
        "Altman:",
        "executive,",
        "needed",
        "Altman:",
        "needed",
        "counted",
        "capacity",
    ]


def test_a_flag_says_whom_a_voter_is_for_as_a_ballot_does() -> None:
    """Fails if brackets are taken for a text: then nobody could be named beside another."""
    asked = Asked(vote=("poll:ann=gus", "poll:bob=[gus, dee]", "poll:cyd={gus: 2}"))
    text = fork_text("tale", "f", asked)
    head, _, changes = text.partition("change:\n")
    assert yaml.safe_load(f"change:\n{changes}") == {
        "change": [
            {"at": "poll", "vote": {"ann": "gus"}},
            {"at": "poll", "vote": {"bob": ["gus", "dee"]}},
            {"at": "poll", "vote": {"cyd": {"gus": 2}}},
        ]
    }
    assert head.startswith("govsim: 1\nfork: tale\n")
    alone = fork_text("tale", "f", Asked(vote=("poll:bob=[gus, dee]",)))
    assert alone.endswith("change:\n  - {at: poll, vote: {bob: [gus, dee]}}\n")
