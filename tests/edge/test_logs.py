"""Logs in files: writers that are killed, disks that are full, and what `log` and `verify` say of it."""

import errno
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from hashlib import sha256
from pathlib import Path

import pytest

import govsim
from edge.door import Ask, edited, process
from govsim.edge import logs
from govsim.edge.logs import Raw, Written, appending, write_log
from govsim.errors import UnreadableError
from govsim.record import lines as record_lines
from govsim.record.canon import Json
from govsim.record.lines import SCHEMA, BrokenError, Header, Lift, NoLogError, lifting, written
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


def test_a_file_with_a_line_longer_than_any_is_left_alone(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """As every other file that is none of this log (mutation: it counts as a broken log that was to be read)."""
    whole = ask("log", NAME).out
    first = whole.index(b"\n") + 1
    monkeypatch.setattr(logs, "LONGEST", 1_000)
    assert max(map(len, whole.splitlines())) < 1_000
    for there, line in ((b"x" * 5_000, 1), (whole[:first] + b"x" * 5_000, 2)):
        Path("mine.jsonl").write_bytes(there)
        done = ask("log", NAME, "--out", "mine.jsonl")
        says = f"govsim: mine.jsonl was left alone: line {line} is longer than any line of a log\n"
        assert (done.code, done.said) == (5, says)
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


@contextmanager
def called() -> Iterator[list[tuple[str, object]]]:
    """Give what the system was asked for from now on, in order: what was written or cut, and what was waited for.

    What is waited for is told by its inode, since a descriptor says nothing once it is closed.
    """
    done: list[tuple[str, object]] = []
    write, cut = os.write, os.ftruncate

    def writing(fd: int, data: memoryview) -> int:
        done.append(("write", bytes(data)))
        return write(fd, data)

    def cutting(fd: int, length: int) -> None:
        done.append(("cut", length))
        cut(fd, length)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", writing)
        patch.setattr(os, "ftruncate", cutting)
        patch.setattr(os, "fsync", lambda fd: done.append(("wait", os.fstat(fd).st_ino)))
        yield done


def test_of_a_new_log_the_disk_keeps_the_name_before_the_first_line_and_every_line_before_the_next(
    tmp_path: Path,
) -> None:
    """Mutations: the folder is not waited for; the lines are not; both are, but once and in the end."""
    path = tmp_path / "mine.jsonl"
    with called() as done, appending(path) as log:
        log.append(["one", "two"])
        log.append(["three"])
    folder, file = tmp_path.stat().st_ino, path.stat().st_ino
    assert done == [("wait", folder), ("write", b"one\ntwo\n"), ("wait", file), ("write", b"three\n"), ("wait", file)]


def test_of_a_log_that_was_there_the_disk_keeps_the_cut_before_anything_is_added(tmp_path: Path) -> None:
    """Mutations: a cut is not waited for; it takes place after the line is added; the folder is waited for again."""
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b"one\ntw")
    with called() as done:
        write_log(["one", "two"], path)
    file = path.stat().st_ino
    assert done == [("cut", 4), ("wait", file), ("write", b"two\n"), ("wait", file)]


def test_a_folder_that_cannot_be_waited_for_is_left_to_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every system can (mutation: the log is then not written)."""
    usual = os.fsync

    def wait(fd: int) -> None:
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        usual(fd)

    monkeypatch.setattr(os, "fsync", wait)
    assert write_log(["one"], tmp_path / "mine.jsonl").added == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a log has no lock there")
def test_a_log_is_locked_for_this_process_alone_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mutations: the lock is one that others can have, too; it waits for ever; it is taken after the first line."""
    import fcntl  # noqa: PLC0415 - not on every system

    locks: list[tuple[int, int]] = []
    path = tmp_path / "mine.jsonl"

    def lock(fd: int, how: int) -> None:
        assert path.read_bytes() == b""
        locks.append((os.fstat(fd).st_ino, how))

    monkeypatch.setattr(fcntl, "flock", lock)
    write_log(["one"], path)
    assert locks == [(path.stat().st_ino, fcntl.LOCK_EX | fcntl.LOCK_NB)]


@pytest.mark.skipif(sys.platform == "win32", reason="a log has no lock there")
@pytest.mark.parametrize(
    ("number", "writes"),
    [(errno.EWOULDBLOCK, False), (errno.EACCES, False), (errno.ENOLCK, True), (errno.EOPNOTSUPP, True)],
    ids=["taken", "taken elsewhere", "no locks left", "no locks"],
)
def test_where_a_file_cannot_be_locked_at_all_nobody_else_is_assumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, writes: bool
) -> None:
    """Mutations: every failure to lock means that another writes; none does."""
    import fcntl  # noqa: PLC0415 - not on every system

    def lock(_fd: int, _how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", lock)
    path = tmp_path / "mine.jsonl"
    with suppress(UnreadableError) if not writes else nullcontext():
        write_log(["one"], path)
    assert path.read_bytes() == (b"one\n" if writes else b"")


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


def test_1_for_a_log_of_another_scenario_which_is_named_and_nothing_before_it_is_said_to_hold(ask: Ask) -> None:
    """Mutations: the scenario is not compared; the chain and the states are those of the whole log."""
    kept(ask)
    edited(ask, "mine", ("society.chief: chen", "society.chief: ama"))
    other = ask("verify", "mine.jsonl", "mine")
    assert other.code == 1
    first, second, *_ = other.text.splitlines()
    assert first == f"mine.jsonl: line 1 says that this is a log of {NAME}, not of mine"
    assert second == "before it: nothing"
    found = json.loads(ask("verify", "mine.jsonl", "mine", "--json").text)
    Path("none.jsonl").write_bytes(log_of(Header(scenario="mine")))
    none = json.loads(ask("verify", "none.jsonl", "--json").text)
    assert (found["line"], found["lines"], found["chain"]) == (1, 0, "0" * 64)
    assert [found[f"state_in_{track}"] for track in ("fact", "law")] == [none["state_in_fact"]] * 2


def log_of(header: Header) -> bytes:
    """Give a log that tells nothing."""
    return "".join(f"{text}\n" for text in written(header, ())).encode()


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ({"hats": "3"}, f"names a choice that {NAME} does not have: "),
        ({}, f"says that this was told under no such choice, and the replay of {NAME} under headcount=1\n"),
    ],
)
def test_1_for_a_log_that_was_told_under_other_choices(ask: Ask, choices: dict[str, str], says: str) -> None:
    """One that names a choice too many, and one that leaves one open (mutation: only the scenario is compared)."""
    Path("mine.jsonl").write_bytes(log_of(Header(scenario=NAME, choices=choices)))
    done = ask("verify", "mine.jsonl", NAME)
    assert done.code == 1
    assert done.text.startswith(f"mine.jsonl: line 1 {says}")


def test_1_for_a_log_that_ends_before_the_replay(ask: Ask) -> None:
    """All of it agrees, and what would write the rest is said (mutation: the header alone counts)."""
    path = kept(ask)
    whole = path.read_bytes()
    lines = whole.count(b"\n")
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:-2]))
    short = ask("verify", "mine.jsonl", NAME)
    assert short.code == 1
    first, second, *_ = short.text.splitlines()
    way = f"(`govsim log {NAME} --out mine.jsonl`)"
    assert first == f"mine.jsonl: line {lines - 1} is missing: the replay of {NAME} goes on here {way}"
    assert second.startswith(f"before it: {lines - 3} event lines, each following from the one before, and the replay")
    alone = json.loads(ask("verify", "mine.jsonl", "--json").text)
    assert f"chain: {alone['chain']}\nstate in fact: {alone['state_in_fact']}\n" in short.text


def test_where_the_replay_tells_something_else_what_is_said_is_of_the_lines_before_that(ask: Ask) -> None:
    """Their number, chain and states are those of a log that ends there (mutation: they are those of the whole log)."""
    file = edited(ask, "mine", ("society.chief: chen", "society.chief: ama"))
    other = ask("log", "mine").out.splitlines(keepends=True)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("society.chief: ama", "society.chief: chen"), encoding="utf-8")
    usual = ask("log", "mine").out.splitlines(keepends=True)
    same = next(n for n, (one, two) in enumerate(zip(usual, other, strict=False)) if one != two)
    assert 1 < same < len(other) - 1
    Path("mine.jsonl").write_bytes(b"".join(other))
    Path("same.jsonl").write_bytes(b"".join(other[:same]))
    found = json.loads(ask("verify", "mine.jsonl", "mine", "--json").text)
    short = json.loads(ask("verify", "same.jsonl", "--json").text)
    assert (found["line"], found["lines"]) == (same + 1, same - 1)
    assert found["why"] == "is not what the replay of mine tells there"
    keys = ("lines", "chain", "state_in_fact", "state_in_law")
    assert [found[key] for key in keys] == [short[key] for key in keys]
    said = ask("verify", "mine.jsonl", "mine").text
    agreed = f"{same - 1} event lines, each following from the one before, and the replay of mine tells the same"
    assert f"\nbefore it: {agreed}\nscenario: mine" in said
    assert f"\nchain: {short['chain']}\nstate in fact: {short['state_in_fact']}\n" in said


def test_of_a_log_that_breaks_after_it_differs_it_is_said_where_it_breaks(ask: Ask) -> None:
    """What follows from nothing is no log of anything (mutation: the first line that differs comes first)."""
    path = kept(ask)
    path.write_bytes(log_of(Header(scenario="other")) + b"x\n")
    assert ask("verify", "mine.jsonl", NAME).text.startswith("mine.jsonl: line 2 does not begin with a chain: ")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system names no open files")
def test_a_log_that_comes_through_a_pipe_is_read_once(ask: Ask) -> None:
    """Mutation: the file is opened again to be compared, and then has nothing more to give."""
    whole = ask("log", NAME).out
    lines = whole.count(b"\n")
    for raws, code, says in (
        (whole, 0, f"sound: {lines - 1} event lines, each following from the one before, and the replay of {NAME}"),
        (whole[: whole.rindex(b"\n", 0, -1) + 1], 1, f"line {lines} is missing: the replay of {NAME} goes on here\n"),
    ):
        reading, writing = os.pipe()
        assert os.write(writing, raws) == len(raws)
        os.close(writing)
        done = ask("verify", f"/dev/fd/{reading}", NAME)
        os.close(reading)
        assert done.code == code
        assert done.text.startswith(f"/dev/fd/{reading}: {says}")


def _from_older(data: dict[str, Json]) -> dict[str, Json]:
    """Lift from an invented schema that named the scenario outside, and called the track `side`."""
    log = data.get("log")
    if isinstance(log, dict):
        return {"log": {**log, "schema": SCHEMA, "scenario": data["title"]}}
    return {**{key: data[key] for key in data if key != "side"}, "track": data["side"]}


def _older(text: str) -> bytes:
    """Write a log in that schema, chained by the rule as the docs give it."""
    own, out = "0" * 64, b""
    for raw in text.splitlines():
        data = json.loads(raw)
        if "log" in data:
            new = {
                "log": {"schema": "govsim/log/0", "choices": data["log"]["choices"]},
                "title": data["log"]["scenario"],
            }
        else:
            new = {key: data[key] for key in ("event", "item", "n", "step")} | {"side": data["track"]}
        body = json.dumps(new, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        own = sha256(f"{own}{body}".encode()).hexdigest()
        out += f'{{"chain":"{own}",{body[1:]}\n'.encode()
    return out


def test_a_log_of_an_older_schema_is_what_the_replay_tells_once_it_is_lifted(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mutations: its bytes are compared with those of a log in the schema in use; a lifted line is not compared.

    Nothing is said of how to go on with it: `log` writes only the schema in use.
    """
    monkeypatch.setattr(record_lines, "WAYS", lifting((Lift("govsim/log/0", SCHEMA, _from_older),)))
    text = ask("log", NAME).text
    lines = text.count("\n")
    path = Path("mine.jsonl")
    path.write_bytes(_older(text))
    assert b"track" not in path.read_bytes()
    done = ask("verify", "mine.jsonl", NAME)
    assert (done.code, done.text.splitlines()[0][-40:]) == (0, f" the replay of {NAME} tells the same"[-40:])
    path.write_bytes(_older("".join(text.splitlines(keepends=True)[:-1])))
    done = ask("verify", "mine.jsonl", NAME)
    assert done.text.splitlines()[0] == f"mine.jsonl: line {lines} is missing: the replay of {NAME} goes on here"
    assert text.count('"n":9,') == 1
    assert '"step":"' in text.splitlines()[9]
    path.write_bytes(_older(re.sub(r'("n":9,"step":")', r"\1x", text)))
    done = ask("verify", "mine.jsonl", NAME)
    assert done.text.splitlines()[0] == f"mine.jsonl: line 10 is not what the replay of {NAME} tells there"


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
    assert f"before it: {len(log) - 1} event lines, " in done.text
    assert f"\nchain: {json.loads(log[-1])['chain']}\n" in done.text


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
