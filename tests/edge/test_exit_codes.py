"""Each exit code, reached by each road that leads to it; no road shows a traceback."""

import errno
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from edge.door import Ask, edited, process
from govsim.edge import output
from govsim.edge.commands import demo
from govsim.errors import BugError, UnreadableError

MISSED = ("- vacant(society.chief)", "- seated(ama, society.chief)")


def test_0_for_a_replay_whose_expectations_hold(ask: Ask) -> None:
    done = ask("replay", "lantern-labs")
    assert (done.code, done.err) == (0, b"")


def test_0_for_a_refused_act_that_nobody_forbade(ask: Ask) -> None:
    done = ask("replay", "lantern-labs", "--json")
    assert '"verdict":"void"' in done.text
    assert done.code == 0


@pytest.mark.parametrize("shape", ["tsv", "json"])
def test_1_for_an_expectation_that_fails_and_a_pipe_is_told_which(ask: Ask, shape: str) -> None:
    edited(ask, "mine", MISSED)
    done = ask("replay", "mine", "--format", shape)
    assert done.code == 1
    assert done.said == "govsim: expectation not met: seated(ama, society.chief)\n"


def test_1_for_an_expectation_that_fails_and_the_table_itself_says_which(ask: Ask) -> None:
    edited(ask, "mine", MISSED)
    done = ask("replay", "mine", "--format", "table")
    assert (done.code, done.err) == (1, b"")
    assert "expectation not met: seated(ama, society.chief)" in done.text


def test_an_expectation_about_the_end_is_not_asked_of_a_replay_that_stops_before(ask: Ask) -> None:
    assert ask("replay", "lantern-labs", "--until", "letter").code == 0


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("frob", 'Unknown command "frob"'),
        ("replay", "`govsim replay` needs FILE\nSee: govsim replay --help"),
        ("replay lantern-labs harbour-trust", "does not know what to do with harbour-trust"),
        ("replay lantern-labs --nosuch", "--nosuch"),
        ("replay lantern-labs --format xml", '"auto", "table", "tsv", "json"'),
        ("replay lantern-labs --at onevote", "did you mean `one-vote`?"),
        ("replay lantern-labs --at 99", "steps are numbered 1 to 8"),
        ("replay lantern-labs --at 0", "steps are numbered 1 to 8"),
        ("replay lantern-labs --reading other", "has one reading of its rules only"),
        ("replay lantern-labs --tz Europe/Atlantis", "unknown time zone `Europe/Atlantis`"),
        ("replay lantern-labs --param seats", "--param takes NAME=VALUE, not `seats`"),
        ("replay lantern-labs --param", "`govsim replay` needs a value for --param"),
        ("replay lantern-labs --param headcont=1", "did you mean `headcount`?"),
        ("replay lantern-labs --set headcount=12", "`headcount` has no claim `12`; its claims are: 1 (80)"),
        ("state lantern-labs --at nowhere", "there is no step `nowhere`"),
        ("state lantern-labs --diff nowhere", "there is no step `nowhere`"),
        ("check", "`govsim check` needs FILES"),
        ("new", "`govsim new` needs NAME"),
        ("new 9lives", "`9lives` is no name"),
        ("new ../mine", "`../mine` is no name"),
        ("rule", "`govsim rule` needs CODE"),
        ("rule nosuch", "there is no code and no rule `nosuch`"),
        ("rule 141f-consnt", "did you mean `141f-consent`?"),
    ],
)
def test_2_for_a_question_that_cannot_be_asked(ask: Ask, command: str, says: str) -> None:
    done = ask(*command.split())
    assert done.code == 2
    assert says in done.said
    assert done.out == b""


@pytest.mark.parametrize("command", ["check", "replay", "state"])
def test_3_for_a_file_with_errors(ask: Ask, command: str) -> None:
    edited(ask, "mine", ("against: [chen]", "against: [chne]"))
    done = ask(command, "mine")
    assert done.code == 3
    shown = done.out if command == "check" else done.err
    assert b"mine.yaml:38:45" in shown
    assert b"did you mean `chen`?" in shown


def test_3_for_a_condition_that_does_not_hold_in_the_story_as_it_happened(ask: Ask) -> None:
    edited(ask, "mine", ("    assumption: a made-up case\n", "    if: vacant(society.chief)\n"))
    done = ask("replay", "mine")
    assert done.code == 3
    assert "GS401" in done.said


def test_4_for_a_refused_act_under_strict_and_it_says_which(ask: Ask) -> None:
    done = ask("replay", "lantern-labs", "--strict")
    assert done.code == 4
    assert done.said == "govsim: refused in law, under --strict: one-vote.ceo, one-vote.acting, three-of-four.ceo\n"


def test_4_comes_before_1(ask: Ask) -> None:
    edited(ask, "mine", MISSED, ("for: [ama, bo], against: [chen]", "for: [ama], against: [bo, chen]"))
    assert ask("replay", "mine").code == 1
    assert ask("replay", "mine", "--strict").code == 4


def test_strict_is_content_where_nothing_was_refused(ask: Ask) -> None:
    edited(ask, "mine")
    assert ask("replay", "mine", "--strict").code == 0


@pytest.mark.parametrize("name", ["nosuch", "folder/nosuch", "", "a" * 5000, "nul\0byte", "/dev/null"])
def test_5_for_a_scenario_that_is_not_there(ask: Ask, name: str) -> None:
    for command in ("replay", "state", "check"):
        done = ask(command, name)
        assert done.code == 5
        assert "`govsim list` names the bundled ones" in done.said


def test_5_for_a_misspelt_bundled_scenario_with_the_nearest_name(ask: Ask) -> None:
    done = ask("replay", "lantern-lab")
    assert (done.code, done.said) == (
        5,
        "govsim: there is no file and no bundled scenario or fork `lantern-lab`; did you mean `lantern-labs`?\n",
    )


def test_5_for_a_folder(ask: Ask) -> None:
    Path("mine").mkdir()
    Path("yours.yaml").mkdir()
    assert ask("replay", "mine").said == "govsim: mine is a folder, not a scenario\n"
    assert ask("replay", "yours.yaml").said == "govsim: yours.yaml is a folder, not a scenario\n"
    assert {ask("check", name).code for name in ("mine", "yours.yaml", ".", "/")} == {5}


def test_a_folder_does_not_hide_the_scenario_of_the_same_name(ask: Ask) -> None:
    edited(ask, "mine")
    for name in ("mine", "lantern-labs"):
        Path(name).mkdir()
        assert ask("replay", name).code == 0


def test_5_for_a_file_that_may_not_be_read(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    edited(ask, "mine")

    def refuse(_path: Path, *_mode: str) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", refuse)
    done = ask("replay", "mine")
    assert (done.code, done.said) == (5, "govsim: cannot read mine.yaml: Permission denied\n")


def test_5_for_a_folder_that_may_not_be_looked_into(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = Path.stat

    def refuse(path: Path, **how: bool) -> os.stat_result:
        if "locked" in path.parts:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return looks(path, **how)

    monkeypatch.setattr(Path, "stat", refuse)
    done = ask("replay", "locked/mine")
    assert (done.code, done.said.partition("`; ")[0]) == (
        5,
        "govsim: there is no file and no bundled scenario or fork `locked/mine",
    )


@pytest.mark.parametrize("target", ["missing/answer.tsv", "folder"])
def test_5_for_an_answer_that_cannot_be_written(ask: Ask, target: str) -> None:
    Path("folder").mkdir()
    for command in ("replay", "state"):
        done = ask(command, "lantern-labs", "--out", target)
        assert done.code == 5
        assert done.said.startswith(f"govsim: cannot write {target}: ")
        assert done.out == b""


def test_5_for_a_full_disk_behind_standard_output(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, _data: object) -> NoReturn:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    class Out:
        buffer = Full()

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdout", Out())
    done = ask("list")
    assert (done.code, done.said) == (5, "govsim: cannot write the answer: No space left on device\n")


def test_5_for_a_process_without_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert output.colored("auto") is False
    assert output.chosen_shape("auto", json=False, out=None) == "tsv"
    with pytest.raises(UnreadableError, match="no standard output"):
        output.write("an answer")


def test_the_exit_code_survives_a_process_without_standard_error(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert ask("replay", "nosuch").code == 5


def test_5_for_a_file_that_new_would_have_to_overwrite(ask: Ask) -> None:
    first = edited(ask, "mine", ("society.chief: chen", "society.chief: ama")).read_bytes()
    done = ask("new", "mine")
    assert (done.code, done.said) == (5, "govsim: mine.yaml is already there; it was left alone\n")
    assert Path("mine.yaml").read_bytes() == first


def test_5_for_a_folder_that_new_cannot_write_into(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Path.open

    def refuse(path: Path, mode: str = "r", **how: str) -> object:
        if mode == "x":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return usual(path, mode, **how)  # type: ignore[call-overload]  # handed on as it came

    monkeypatch.setattr(Path, "open", refuse)
    done = ask("new", "mine")
    assert (done.code, done.said) == (5, "govsim: cannot write mine.yaml: Read-only file system\n")


def test_5_for_one_missing_file_of_several_and_the_others_are_checked(ask: Ask) -> None:
    done = ask("check", "lantern-labs", "nosuch", "harbour-trust", "neither")
    assert done.code == 5
    assert [line.partition(":")[0] for line in done.text.splitlines()] == ["lantern-labs", "harbour-trust"]
    assert [word for word in ("`nosuch`", "`neither`") if word not in done.said] == []


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("fault", [RuntimeError("the cat\nsat on it"), BugError("a seat has two holders")], ids=str)
def test_70_for_a_fault_of_ours_is_short_and_keeps_the_report(
    ask: Ask, reports: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fails() -> int:
        raise fault

    monkeypatch.setattr(demo, "demo", fails)
    done = ask("demo")
    (report,) = reports.iterdir()
    assert done.code == 70
    assert done.out == b""
    assert done.said == f"govsim: a fault of govsim itself ({type(fault).__name__}). The full report is in {report}\n"
    kept = report.read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in kept
    assert str(fault) in kept
    assert "arguments: ['demo']" in kept


def test_70_where_even_the_report_cannot_be_kept(ask: Ask, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> int:
        raise RecursionError

    monkeypatch.setattr(demo, "demo", fails)
    monkeypatch.setattr(tempfile, "tempdir", str(reports / "gone"))
    done = ask("demo")
    assert done.code == 70
    assert done.said == "govsim: a fault of govsim itself (RecursionError). The full report could not be saved\n"


def test_130_for_an_interruption_without_a_word(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "demo", stopped)
    done = ask("demo")
    assert (done.code, done.out, done.err) == (130, b"", b"")


SIGNALLED = """
import os, signal, sys
import govsim.edge.commands.demo as command
from govsim.edge.main import main

def stopped() -> int:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored in the background
    os.kill(os.getpid(), signal.SIGINT)
    raise AssertionError("the signal did not arrive")

command.demo = stopped
sys.argv = ["govsim", "demo"]
main()
"""


def test_130_for_a_process_that_was_sent_an_interrupt(tmp_path: Path) -> None:
    command = (sys.executable, "-c", SIGNALLED)
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    ("command", "code"),
    [("list", 0), ("replay lantern-labs --strict", 4), ("replay nosuch", 5), ("replay", 2)],
)
def test_the_process_itself_leaves_with_the_code(tmp_path: Path, command: str, code: int) -> None:
    done = process(*command.split(), cwd=tmp_path)
    assert done.code == code
    assert b"Traceback" not in done.out + done.err


@pytest.mark.parametrize("command", ["", "--help", "replay --help", "check --help", "--version"])
def test_0_for_a_call_for_help(ask: Ask, command: str) -> None:
    done = ask(*command.split())
    assert (done.code, done.err) == (0, b"")
    assert done.out
