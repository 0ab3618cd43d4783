"""Logs in files: writers that are killed, disks that are full, and what `log` and `verify` say of it."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import pytest

import govsim
from edge.door import Ask, edited, process
from govsim.edge import logs
from govsim.edge.logs import Raw, Written, appending, write_log
from govsim.errors import UnreadableError
from govsim.record.lines import BrokenError, Header, NoLogError, written
from govsim.testing.choosing import Digests
from govsim.testing.crowded import HEADER, crowded

NAME = "lantern-labs"


class Killed(BaseException):
    """The process is gone: nothing after this runs but the closing of its files."""


@contextmanager
def killed_after(count: int) -> Iterator[None]:
    """Kill a writer once it has written so many bytes."""
    left, usual = [count], os.write

    def write(fd: int, data: memoryview) -> int:
        now = min(left[0], len(data))
        left[0] -= now
        usual(fd, data[:now])
        if now < len(data):
            raise Killed
        return now

    with pytest.MonkeyPatch.context() as patch, suppress(Killed):
        patch.setattr(os, "write", write)
        yield


def test_a_writer_killed_at_any_byte_loses_nothing_acknowledged_and_half_a_line_is_never_read(tmp_path: Path) -> None:
    """Every byte of a small log, the first and the last included; the file is then what a killed process leaves.

    Mutations: a line counts before it is written; what follows the last line is read; the cut takes one byte less; what
    was there is written again.
    """
    texts = list(written(HEADER, crowded(4)))
    whole = "".join(f"{text}\n" for text in texts).encode()
    assert len(whole) > 900
    for killed_at in range(len(whole)):
        path = tmp_path / f"{killed_at}.jsonl"
        acknowledged = 0
        with killed_after(killed_at), appending(path) as log:
            for text in texts:
                acknowledged += log.append([text])
        assert path.read_bytes() == whole[:killed_at]
        raws = Raw(path)
        found = list(raws)
        assert [raw.decode() for raw in found] == texts[: len(found)]
        assert len(found) == acknowledged < len(texts)
        assert b"".join(raw + b"\n" for raw in found) + raws.torn == whole[:killed_at]
        done = write_log(iter(texts), path)
        assert done == Written(there=acknowledged, cut=len(raws.torn), added=len(texts) - acknowledged)
        assert path.read_bytes() == whole
        path.unlink()


WRITER = """
import sys
from pathlib import Path
from govsim.edge import logs
from govsim.record.lines import written
from govsim.testing.choosing import Digests
from govsim.testing.crowded import HEADER, crowded

usual, logs.AT_ONCE = logs.Appender.append, 7

def append(self, texts):
    count = usual(self, texts)
    sys.stdout.write(f"{count}\\n")
    sys.stdout.flush()
    return count

logs.Appender.append = append
logs.write_log(written(HEADER, crowded(LINES)), Path(sys.argv[1]))
"""


def test_a_process_killed_again_and_again_in_a_big_log_goes_on_where_it_was(tmp_path: Path) -> None:
    """Killed at places drawn once for all, by a signal that no process can catch; what it acknowledged is there.

    Mutations: a line is acknowledged before it is written; what is there is begun anew.
    """
    path, count = tmp_path / "big.jsonl", 6_000
    texts = list(written(HEADER, crowded(count)))
    drawn = Digests(20231117)
    program = WRITER.replace("LINES", str(count))
    there = 0
    for _ in range(3):
        wanted = 200 + drawn.below(1_000)
        command = (sys.executable, "-c", program, str(path))
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            acknowledged = there
            while acknowledged < there + wanted:
                acknowledged += int(writer.stdout.readline())
            writer.kill()
        assert writer.returncode == -9
        found = [raw.decode() for raw in Raw(path)]
        assert len(found) >= acknowledged
        assert found == texts[: len(found)]
        there = len(found)
    done = write_log(iter(texts), path)
    assert (done.there, done.added) == (there, len(texts) - there)
    assert path.read_bytes() == "".join(f"{text}\n" for text in texts).encode()


def test_a_disk_that_is_full_is_5_and_later_the_log_goes_on(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk takes 5,000 bytes and part of a line, and no more (mutation: a short write counts as a whole one)."""
    whole = ask("log", NAME).out
    left, usual = [5_000], os.write

    def write(fd: int, data: memoryview) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        now = min(left[0], 999)
        left[0] -= now
        return usual(fd, data[:now])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write)
        done = ask("log", NAME, "--out", "mine.jsonl")
    assert (done.code, done.out) == (5, b"")
    assert done.said == "govsim: cannot write mine.jsonl: No space left on device\n"
    assert Path("mine.jsonl").read_bytes() == whole[:5_000]
    again = ask("log", NAME, "--out", "mine.jsonl")
    lines, torn = whole[:5_000].count(b"\n"), 5_000 - whole[:5_000].rindex(b"\n") - 1
    rest = whole.count(b"\n") - lines
    cut = f"{torn} bytes of an unfinished line cut"
    assert again.said == f"mine.jsonl: {lines} lines already there, {cut}, {rest} lines written\n"
    assert Path("mine.jsonl").read_bytes() == whole


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_5_for_the_disk_that_is_always_full(ask: Ask) -> None:
    done = ask("log", NAME, "--out", "/dev/full")
    assert (done.code, done.said) == (5, "govsim: cannot write /dev/full: No space left on device\n")
    assert ask("log", NAME, "--out", os.devnull).code == 0


@pytest.mark.parametrize(
    ("out", "says"),
    [(".", "Is a directory"), ("no/such/log.jsonl", "No such file or directory"), ("a\0b", "null")],
    ids=["folder", "no-folder", "no-name"],
)
def test_5_for_what_cannot_be_opened_for_writing(ask: Ask, out: str, says: str) -> None:
    done = ask("log", NAME, "--out", out)
    assert (done.code, done.out) == (5, b"")
    assert says in done.said


def test_5_for_a_disk_that_may_only_be_read(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        done = ask("log", NAME, "--out", "mine.jsonl")
    assert (done.code, done.said) == (5, "govsim: cannot write mine.jsonl: Read-only file system\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a log has no lock there")
def test_5_while_another_process_writes_the_same_log(ask: Ask) -> None:
    with appending(Path("mine.jsonl")) as log:
        log.append(["one"])
        done = ask("log", NAME, "--out", "mine.jsonl")
    assert (done.code, done.said) == (5, "govsim: cannot write mine.jsonl: another process is writing it\n")
    assert Path("mine.jsonl").read_bytes() == b"one\n"


@pytest.mark.parametrize(
    ("there", "says"),
    [
        (b"my notes\n", "line 1 is of another log"),
        (b"my notes", "after line 0 stands what is not the beginning of the next line"),
        (b'{"chain":"x', "after line 0 stands what is not the beginning of the next line"),
    ],
)
def test_a_file_that_is_no_beginning_of_the_log_is_left_alone(ask: Ask, there: bytes, says: str) -> None:
    Path("mine.jsonl").write_bytes(there)
    done = ask("log", NAME, "--out", "mine.jsonl")
    assert (done.code, done.said) == (5, f"govsim: mine.jsonl was left alone: {says}\n")
    assert Path("mine.jsonl").read_bytes() == there


def test_a_log_that_has_more_is_left_alone(ask: Ask) -> None:
    """Whether what follows it is whole or not (mutation: a longer log counts as done)."""
    whole = ask("log", NAME).out
    short = ask("log", NAME, "--until", "letter").out
    lines = short.count(b"\n")
    assert whole.startswith(short)
    for there, line in ((whole, lines + 1), (short + b"{", lines)):
        Path("mine.jsonl").write_bytes(there)
        done = ask("log", NAME, "--until", "letter", "--out", "mine.jsonl")
        assert done.code == 5
        assert f"line {line} " in done.said
        assert Path("mine.jsonl").read_bytes() == there


def test_zeros_that_a_lost_power_left_after_the_last_line_are_cut(ask: Ask) -> None:
    whole = ask("log", NAME).out
    Path("mine.jsonl").write_bytes(whole[:3_000] + bytes(100))
    assert ask("log", NAME, "--out", "mine.jsonl").code == 0
    assert Path("mine.jsonl").read_bytes() == whole


def test_a_story_told_on_is_a_log_told_on(ask: Ask) -> None:
    ask("log", NAME, "--until", "letter", "--out", "mine.jsonl")
    short = Path("mine.jsonl").read_bytes()
    assert ask("log", NAME, "--out", "mine.jsonl").code == 0
    assert Path("mine.jsonl").read_bytes() == ask("log", NAME).out != short


def test_a_line_longer_than_any_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LONGEST", 1_000)
    path = tmp_path / "long.jsonl"
    path.write_bytes(b"x" * 999 + b"\n" + b"y" * 5_000)
    with pytest.raises(BrokenError, match="line 2 is longer"):
        list(Raw(path))


def test_a_log_that_cannot_be_waited_for_is_not_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk takes the bytes and fails to keep them (mutation: what is written counts before it is kept)."""

    def fail(_fd: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with appending(tmp_path / "x.jsonl") as log:
        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(UnreadableError, match="Input/output error"):
            log.append(["one"])


# --- verify --------------------------------------------------------------------------------------------------------


def kept(ask: Ask, *flags: str) -> Path:
    assert ask("log", NAME, "--out", "mine.jsonl", *flags).code == 0
    return Path("mine.jsonl")


def test_a_sound_log_is_what_the_replay_tells(ask: Ask) -> None:
    whole = kept(ask).read_bytes()
    lines = whole.count(b"\n") - 1
    alone, beside = ask("verify", "mine.jsonl"), ask("verify", "mine.jsonl", NAME)
    assert (alone.code, beside.code) == (0, 0)
    first = f"mine.jsonl: sound: {lines} event lines, each following from the one before"
    assert alone.text.splitlines()[0] == first
    assert beside.text.splitlines()[0] == f"{first}, and the replay of {NAME} tells the same"
    assert f"chain: {json.loads(whole.splitlines()[-1])['chain']}\n" in alone.text


def test_a_log_names_the_choices_under_which_it_is_told_again(ask: Ask) -> None:
    """Mutation: the claim of a fact is counted from 0, so that the replay takes another, or finds none."""
    flags = ("--reading", "by-law-only", "--param", "form=noon-call", "--param", "size=9", "--set", "headcount=2")
    assert ask("log", "nov2023", *flags, "--out", "mine.jsonl").code == 0
    done = ask("verify", "mine.jsonl", "nov2023", "--json")
    choices = json.loads(done.text)["choices"]
    assert done.code == 0
    asked = {"reading": "by-law-only", "form": "noon-call", "size": "9", "headcount": "2", "settle-share": "9/10"}
    assert {name: choices[name] for name in asked} == asked


def test_1_for_a_log_that_was_changed_and_the_line_is_named(ask: Ask) -> None:
    path = kept(ask)
    raws = path.read_bytes().splitlines(keepends=True)
    assert raws[20].count(b'"track":"') == 1
    raws[20] = raws[20].replace(b'"track":"', b'"track":"f')
    path.write_bytes(b"".join(raws))
    done = ask("verify", "mine.jsonl", NAME)
    assert done.code == 1
    first, second, *_ = done.text.splitlines()
    assert first == "mine.jsonl: line 21 breaks the chain: it, or a line before it, was changed, moved or taken away"
    assert second == "before it: 19 event lines, each following from the one before"


def test_1_for_a_first_line_that_was_changed(ask: Ask) -> None:
    path = kept(ask)
    path.write_bytes(path.read_bytes().replace(NAME.encode(), b"other-labs", 1))
    done = ask("verify", "mine.jsonl")
    assert (done.code, done.text.splitlines()[0][:37]) == (1, "mine.jsonl: line 1 breaks the chain: ")


def test_1_for_a_log_whose_last_line_has_no_end(ask: Ask) -> None:
    path = kept(ask)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    done = ask("verify", "mine.jsonl", "--json")
    found = json.loads(done.text)
    last = len(whole.splitlines()[-1])
    assert done.code == 1
    assert (found["sound"], found["unfinished_bytes"]) == (False, last)
    assert found["line"] == whole.count(b"\n")
    assert found["why"] == f"has no end: its writer was interrupted after {last} bytes of it"


def test_1_for_a_log_of_another_telling(ask: Ask) -> None:
    """It is sound in itself, and each time the first line that differs is named (mutation: the header alone counts)."""
    path = kept(ask)
    whole = path.read_bytes()
    lines = whole.count(b"\n")
    edited(ask, "mine", ("society.chief: chen", "society.chief: ama"))
    other = ask("verify", "mine.jsonl", "mine")
    assert other.code == 1
    assert "mine.jsonl: line 1 names a choice that mine does not have: " in other.text
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:-2]))
    short = ask("verify", "mine.jsonl", NAME)
    assert short.code == 1
    assert short.text.startswith(f"mine.jsonl: line {lines - 1} is missing: the replay of {NAME} goes on here")
    assert f"`govsim log {NAME} --out mine.jsonl`" in short.text


def test_1_for_a_log_that_says_other_things_or_more_than_the_replay(ask: Ask) -> None:
    file = edited(ask, "mine", ("society.chief: chen", "society.chief: ama"))
    assert ask("log", "mine", "--out", "mine.jsonl").code == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("society.chief: ama", "society.chief: chen"), encoding="utf-8")
    done = ask("verify", "mine.jsonl", "mine")
    assert done.code == 1
    assert " is not what the replay of mine tells there\n" in done.text
    file.write_text(text, encoding="utf-8")
    log = ask("log", "mine").text.splitlines()
    body = json.dumps(
        {key: value for key, value in json.loads(log[-1]).items() if key != "chain"} | {"n": len(log)},
        sort_keys=True, ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip
    own = sha256(f"{json.loads(log[-1])['chain']}{body}".encode()).hexdigest()
    more = "\n".join([*log, f'{{"chain":"{own}",{body[1:]}', ""])
    Path("mine.jsonl").write_text(more, encoding="utf-8", newline="\n")
    done = ask("verify", "mine.jsonl", "mine")
    assert done.code == 1
    assert f"mine.jsonl: line {len(log) + 1} goes on where the replay of mine ends\n" in done.text


@pytest.mark.parametrize(
    ("there", "says"),
    [
        (b"", "line 1 is missing or has no end: this is no log (mine.jsonl)"),
        (b"govsim: 1", "line 1 is missing or has no end: this is no log (mine.jsonl)"),
        (b"govsim: 1\n", "line 1 does not begin with a chain: this is no log (mine.jsonl)"),
    ],
)
def test_3_for_what_is_no_log(ask: Ask, there: bytes, says: str) -> None:
    Path("mine.jsonl").write_bytes(there)
    done = ask("verify", "mine.jsonl")
    assert (done.code, done.out, done.said) == (3, b"", f"govsim: {says}\n")


@pytest.mark.parametrize("name", ["nosuch.jsonl", ".", "a\0b"])
def test_5_for_a_log_that_cannot_be_read(ask: Ask, name: str) -> None:
    done = ask("verify", name)
    assert (done.code, done.out) == (5, b"")


def test_a_log_with_control_characters_moves_no_cursor(ask: Ask) -> None:
    texts = list(written(Header(scenario="\x1b[2J"), ()))
    Path("mine.jsonl").write_text(f"{texts[0]}\n", encoding="utf-8", newline="\n")
    assert "\x1b" not in ask("verify", "mine.jsonl").text
    assert "scenario: ?[2J" in ask("verify", "mine.jsonl").text


def test_the_process_writes_the_same_bytes_as_the_command_in_this_one(ask: Ask, tmp_path: Path) -> None:
    """Bytes that a locale or a platform might change: line ends and letters."""
    done = process("log", "nov2023", cwd=tmp_path)
    assert (done.code, done.err) == (0, b"")
    assert done.out == ask("log", "nov2023").out
    assert done.out.count(b"\r") == 0


def test_a_log_is_read_from_python_and_any_line_of_it_can_be_asked_for(ask: Ask) -> None:
    """The state in law before the last step is not the one after it; both are those of the replay."""
    kept(ask)
    timeline = govsim.replay(govsim.load(NAME))
    journal = govsim.read_log("mine.jsonl")
    steps = [json.loads(raw).get("step") for raw in Path("mine.jsonl").read_bytes().splitlines()]
    for entry in timeline.entries:
        told = [n for n, step in enumerate(steps) if step == entry.step.id]
        if told:
            assert journal.state_at(told[-1]) == entry.fact
            assert journal.state_at(told[-1], "law") == entry.law
    with pytest.raises(UnreadableError):
        govsim.read_log("nosuch.jsonl")
    Path("empty.jsonl").touch()
    with pytest.raises(NoLogError):
        govsim.read_log("empty.jsonl")
