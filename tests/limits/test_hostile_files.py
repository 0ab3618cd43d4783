"""Files of up to a mega that are made to exhaust end in an answer or in a clear error, soon and in little memory.

Each command runs in a child of this process, so that what it takes can be measured; the two seconds that are aimed at
are measured by `bench/hostile.py` on a machine that does nothing else, and the limits here are wider.
"""

import gc
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from govsim.edge.main import run
from govsim.reader.limits import MEMBERS, MOST_MEMBERS
from govsim.values import frozen
from limits.hostile import FITTING, HOSTILE, MEGA, data, text, vote

SECONDS = 20
MEGABYTES = 500
BARE = 30
"""Megabytes of a command that has nothing to do; what the tests themselves hold is not counted."""

LONG = frozenset(
    {"amended-often", "follows-in-a-chain", "many-letters", "many-own-acts", "many-votes", "wrong-everywhere"}
)
"""Long stories, which are as long as they are; what they take is in docs/decisions.md."""


@frozen
class Took:
    """How a command ended in a child, and what it took."""

    code: int
    seconds: float
    megabytes: int
    said: str


def child(*arguments: str) -> Took:
    """Run a command in a child that is stopped where it takes too long."""
    gc.collect()
    pid = os.fork()
    if pid == 0:  # pragma: no cover - the child is not measured
        code = 99
        try:
            Path("before.txt").write_text(str(_most_used()), encoding="utf-8")
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
            with Path("said.txt").open("w", encoding="utf-8", errors="replace") as stream:
                sys.stdout = sys.stderr = stream
                gc.disable()
                code = run(arguments)
        finally:
            os._exit(code)
    _, status, used = os.wait4(pid, 0)
    said = Path("said.txt").read_text(encoding="utf-8", errors="replace")
    before = int(Path("before.txt").read_text(encoding="utf-8"))
    more = (used.ru_maxrss - before) // 1024
    return Took(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, BARE + more, said)


def _most_used() -> int:
    """Give the kilobytes that a process has had at most: of a child just begun, those of the tests around it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    yield tmp_path / "mine.yaml"
    FITTING[0] = False


def sound(took: Took) -> None:
    assert took.code in {0, 1, 3}, took.said[-500:]
    assert "Traceback" not in took.said
    assert took.seconds < SECONDS
    assert took.megabytes < MEGABYTES


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_exhaust_is_checked_soon(here: Path, name: str) -> None:
    made = HOSTILE[name]().encode()
    assert len(made) < 1.2 * MEGA
    here.write_bytes(made)
    sound(child("check", "mine.yaml"))
    sound(child("check", "mine.yaml", "--diff"))


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in LONG])
def test_a_file_that_keeps_to_the_bounds_is_told_soon(here: Path, name: str) -> None:
    FITTING[0] = True
    here.write_text(HOSTILE[name](), encoding="utf-8")
    sound(child("replay", "mine.yaml"))


@pytest.mark.parametrize(("key", "most"), [*MEMBERS.items(), ("anything", MOST_MEMBERS)])
def test_a_list_has_so_many_members_and_no_more(here: Path, key: str, most: int) -> None:
    """A list of exactly as many as the table says is read; the member after them is where reading ends."""
    for number, refused in ((most, False), (most + 1, True)):
        here.write_text(f"{key}:\n" + "- x\n" * number, encoding="utf-8")
        said = child("check", "mine.yaml", "--format", "concise").said
        assert ("GS112" in said) is refused
        if refused:
            assert f"mine.yaml:{most + 2}:3: GS112 `{key}` has more than {most:,} members" in said


def test_a_mapping_has_so_many_entries_and_no_more(here: Path) -> None:
    for number, refused in ((2_000, False), (2_001, True)):
        here.write_text("people:\n" + "".join(f"  p{i}: P\n" for i in range(number)), encoding="utf-8")
        said = child("check", "mine.yaml", "--format", "concise").said
        assert ("mine.yaml:2002:3: GS112 `people` has more than 2,000 members" in said) is refused


def test_a_text_has_so_many_characters_and_no_more(here: Path) -> None:
    for number, refused in ((100_000, False), (100_001, True)):
        here.write_text(f"title: {'x' * number}\n", encoding="utf-8")
        said = child("check", "mine.yaml", "--format", "concise").said
        assert ("1:8: GS112 a text has more than 100,000 characters" in said) is refused


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0e48\u0e38"])
def test_a_letter_has_so_many_marks_and_no_more(here: Path, marks: str) -> None:
    for number, refused in ((15, False), (16, True)):
        here.write_text(f"title: e{marks * number}\n", encoding="utf-8")
        said = child("check", "mine.yaml", "--format", "concise").said
        assert ("1:8: GS112 more than 30 marks stand on one letter" in said) is refused


def test_the_letters_of_every_script_are_no_marks(here: Path) -> None:
    here.write_text(text(data(title="陈奥特曼" * 30 + "नमस्ते " * 30 + "שָׁלוֹם " * 30)), encoding="utf-8")
    assert child("check", "mine.yaml").code == 0


def test_acts_that_do_again_one_another_end_after_twenty(here: Path) -> None:
    chain = [
        vote({"ratify": f"v{i - 1}.i" if i else "vote.ceo", "counts": "yes", "id": "i"}, ident=f"v{i}")
        for i in range(21)
    ]
    for number, refused in ((20, False), (21, True)):
        here.write_text(text(data(steps=[vote(), *chain[:number]])), encoding="utf-8")
        took = child("check", "mine.yaml", "--format", "concise")
        assert ("GS112 `v20.i` is the last of more than 20 acts" in took.said) is refused


def test_long_conditions_share_so_many_characters_and_short_ones_cost_nothing(here: Path) -> None:
    """Each of 1,000 characters is 500 beyond what is usual: 200 of them share 100,000, and one more is too many."""
    long = " and ".join(["vacant(acme.ceo)"] * 47)
    long += " " * (1_000 - len(long))
    for number, refused in ((200, False), (201, True)):
        expect = [long] * number + ["vacant(acme.ceo)"] * 200
        here.write_text(text(data(expect=expect)), encoding="utf-8")
        said = child("check", "mine.yaml", "--format", "concise").said
        assert said.count("GS112 the long conditions of this file") == refused


@pytest.mark.parametrize("name", ["a\u034fnn", "\u3164", "ann\ufe0f", "a\u180bnn", "\u115fann", "a\U000e0100"])
def test_a_name_has_no_letter_that_nobody_sees(here: Path, name: str) -> None:
    here.write_text(text(data(people={name: "Somebody"})), encoding="utf-8")
    assert "GS313" in child("check", "mine.yaml", "--format", "concise").said


def test_one_name_written_in_two_ways_is_one_name(here: Path) -> None:
    here.write_text(HOSTILE["names-that-look-alike"](), encoding="utf-8")
    assert "GS103 the key `\u00e9va` stands twice" in child("check", "mine.yaml", "--format", "concise").said
