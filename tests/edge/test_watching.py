"""`check --watch` looks again when a file changes that it has read, and only then; no test sleeps."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from edge.door import Ask
from govsim.codes import CODES, whole
from govsim.edge import watching
from govsim.edge.disk import Stamp, stamp
from govsim.edge.watching import watch

FEW = "people: {ann: Ann, bob: Bob}\n"


def night(*deeds: Callable[[], object]) -> Callable[[float], None]:
    """Give a sleep during which one deed is done, and after the last of them Ctrl-C is pressed."""
    left = iter(deeds)

    def sleep(seconds: float) -> None:
        assert seconds == watching.EVERY
        deed = next(left, None)
        if deed is None:
            raise KeyboardInterrupt
        deed()

    return sleep


def looks(paths: list[Path], *deeds: Callable[[], object]) -> int:
    """Count the looks at some files while deeds are done one after the other."""
    seen = 0

    def look() -> dict[Path, Stamp]:
        nonlocal seen
        seen += 1
        return {path: stamp(path) for path in paths}

    with pytest.raises(KeyboardInterrupt):
        watch(look, night(*deeds))
    return seen


def nothing() -> None:
    return None


def test_nothing_is_looked_at_twice_while_nothing_changes(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    assert looks([file], nothing, nothing, nothing) == 1


def test_every_way_in_which_a_file_changes_is_seen(tmp_path: Path) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_text("1")

    def touched() -> None:
        os.utime(file, ns=(1, 1))

    def moved_over() -> None:
        other.write_text("22")
        other.replace(file)

    assert looks([file], touched) == 2
    assert looks([file], lambda: file.write_text("333")) == 2
    assert looks([file], moved_over) == 2
    assert looks([file], file.unlink) == 2
    assert looks([file], lambda: file.write_text("1"), nothing, touched) == 3  # a file that was not there


def test_a_new_file_beside_one_that_was_read_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    os.utime(tmp_path, ns=(1, 1))
    assert looks([file], lambda: (tmp_path / "new").write_text("1")) == 2


def test_a_name_that_no_file_can_have_has_no_stamp() -> None:
    assert stamp(Path("a\0b")) is None


def test_the_command_checks_anew_after_a_change_until_it_is_interrupted(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path("mine.yaml")
    wrong = whole(FEW + "start: {acme.ceo: bbo}\n")
    path.write_text(wrong, encoding="utf-8")
    deeds = (nothing, lambda: path.write_text(wrong.replace("bbo", "bob"), encoding="utf-8"), nothing)
    monkeypatch.setattr(watch, "__defaults__", (night(*deeds),))
    done = ask("check", "mine", "--watch", "--format", "concise")
    assert done.code == 130
    assert done.text == "mine.yaml:4:19: GS201 unknown party `bbo`\nmine: no problems in 1 step, 0 rules\n"
    assert done.said == "govsim: watching; Ctrl-C ends it\n" * 2


def test_a_file_that_is_not_there_yet_is_waited_for(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    deeds = (nothing, lambda: Path("mine.yaml").write_text(whole(FEW), encoding="utf-8"))
    monkeypatch.setattr(watch, "__defaults__", (night(*deeds),))
    done = ask("check", "mine", "--watch")
    assert (done.code, done.text) == (130, "mine: no problems in 1 step, 0 rules\n")
    assert "there is no file" in done.said


def test_an_included_file_is_watched_too_and_a_cure_is_not_cured_for_ever(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = Path("more.yaml")
    more.write_text("govsim: 1\npeople: {dee: Dee}\n", encoding="utf-8")
    Path("mine.yaml").write_text(
        whole(FEW + "include: [more.yaml]\nstart: {acme.board: [bob], acme.ceo: dee}\n"), encoding="utf-8"
    )
    deeds = (nothing, lambda: more.write_text("govsim: 1\npeople: {dee: Dee}\nstep: []\n", encoding="utf-8"), nothing)
    monkeypatch.setattr(watch, "__defaults__", (night(*deeds, nothing),))
    done = ask("check", "mine", "--watch", "--fix", "--format", "concise")
    assert done.code == 130
    assert done.text.count("more.yaml:3:1: GS301 `step` -> `steps`") == 1
    assert more.read_text(encoding="utf-8").endswith("steps: []\n")
    assert done.text.count("no problems") == 2  # before the change, and cured: what --fix writes is no change


def test_a_story_that_cannot_be_told_is_watched_like_any_other(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mutation: the error of the engine ends the command with 3, and no change is waited for."""
    path = Path("mine.yaml")
    path.write_text(whole(FEW + CODES["GS409"].wrong), encoding="utf-8")
    deeds = (nothing, lambda: path.write_text(whole(FEW + CODES["GS409"].right), encoding="utf-8"))
    monkeypatch.setattr(watch, "__defaults__", (night(*deeds),))
    done = ask("check", "mine", "--watch", "--format", "concise")
    assert done.code == 130
    assert [line.split()[1] for line in done.text.splitlines()] == ["GS409", "no"]
