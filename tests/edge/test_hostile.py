"""Whatever bytes and names come in by the command line: a clear error, exit 3 or 5, and never a traceback."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from edge.door import Ask, Done, edited
from govsim.edge.disk import bytes_of
from govsim.edge.files import bundled

MEGA = 1_000_000


def sound(done: Done) -> bool:
    """Say whether a command ended in order: not with a fault of ours, and without a traceback on either stream."""
    return done.code in {3, 5} and b"Traceback" not in done.out + done.err and b"fault of govsim" not in done.err


BYTES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "GS102"),
    "only-comments": (b"# nothing\n\n", "GS102"),
    "an-open-bracket": (b"govsim: [1\n", "GS100"),
    "a-tab-for-indentation": (b"govsim: 1\nsteps:\n\t- a\n", "GS100"),
    "latin-1": ("govsim: 1\ntitle: café\n".encode("latin-1"), "GS101"),
    "utf-16": ("govsim: 1\n".encode("utf-16"), "GS101"),
    "utf-16-without-a-mark": ("govsim: 1\n".encode("utf-16-le"), "GS101"),
    "a-cut-off-character": ("title: 陈".encode()[:-1], "GS101"),
    "zeros": (b"\0" * MEGA, "GS101"),
    "an-escape-sequence": (b'govsim: 1\ntitle: "\\e[31mred"\n', "GS101"),
    "a-picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "GS101"),
    "a-version-to-come": (b"govsim: 99\nid: mine\nstructure: {}\nsteps: []\n", "GS312"),
    "no-version": (b"id: mine\nstructure: {}\nsteps: []\n", "GS312"),
    "a-list": (b"- govsim: 1\n", "GS302"),
    "a-word": (b"govsim\n", "GS302"),
    "a-mega-of-open-brackets": (b"a: " + b"[" * MEGA, "GS108"),
    "a-mega-of-closed-brackets": (b"a: " + b"[" * (MEGA // 2) + b"]" * (MEGA // 2), "GS108"),
    "a-mega-of-braces": (b"{a: " * (MEGA // 4), "GS108"),
    "a-mega-of-indentation": (b"\n".join(b" " * depth + b"a:" for depth in range(1400)), "GS108"),
    "a-mega-of-aliases": (b"a: &a [x]\nb: [" + b"*a, " * (MEGA // 4) + b"]\n", "GS112"),
    "aliases-of-aliases": (
        b"a0: &a0 [x, x]\n"
        + b"".join(b"a%d: &a%d [*a%d, *a%d, *a%d]\n" % (i, i, i - 1, i - 1, i - 1) for i in range(1, 60)),
        "GS107",
    ),
    "an-alias-of-itself": (b"a: &a [*a]\n", "GS1"),
    "33-mega": (b"govsim: 1\n#" + b"x" * 33 * MEGA, "GS110"),
    "a-hundred-thousand-keys": (b"".join(b"k%d: 1\n" % number for number in range(100_000)), "GS112"),
    "one-long-line": (b"govsim: 1\ntitle: " + b"x" * MEGA + b"\nsteps: {\n", "GS112"),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_of_any_kind_end_in_an_error_with_a_place(ask: Ask, name: str) -> None:
    data, code = BYTES[name]
    Path("mine.yaml").write_bytes(data)
    checked = ask("check", "mine.yaml", "--format", "concise")
    assert sound(checked)
    assert checked.code == 3
    assert any(
        line.startswith("mine.yaml:") and line.split()[1].startswith(code) for line in checked.text.splitlines()
    ), checked.text[:500]
    replayed = ask("replay", "mine.yaml")
    assert sound(replayed)
    assert (replayed.code, replayed.out) == (3, b"")


def test_of_a_file_of_any_length_one_byte_more_than_the_limit_is_read(ask: Ask) -> None:
    """The file is a hole on the disk; mutation: all of it is read, which of a larger one no machine could hold."""
    with Path("mine.yaml").open("wb") as file:
        file.truncate(32_000_000 + 1_000)
    assert len(bytes_of(Path("mine.yaml"))) == 32_000_001
    text = ask("check", "mine.yaml", "--format", "concise").text
    assert text == "mine.yaml:1:1: GS110 the file has more than 32,000,000 bytes, the most that is read\n"


def test_a_picture_of_a_problem_stays_short_however_long_the_line(ask: Ask) -> None:
    Path("mine.yaml").write_bytes(b"govsim: 1\ntitle: [" + b"x" * MEGA)
    done = ask("check", "mine.yaml")
    assert sound(done)
    assert max(len(line) for line in done.text.splitlines()) <= 120


def plain(_path: Path) -> None:
    """Leave things as they are."""


def linked(folder: Path) -> None:
    (folder / "inner.yaml").symlink_to(folder.parent / "secret.yaml")


def linked_folder(folder: Path) -> None:
    (folder / "sub").symlink_to(folder.parent)


ESCAPES: list[tuple[str, Callable[[Path], None]]] = [
    ("../secret.yaml", plain),
    ("sub/../../secret.yaml", plain),
    ("{outside}", plain),
    ("inner.yaml", linked),
    ("sub/secret.yaml", linked_folder),
    ("~/secret.yaml", plain),
]


@pytest.mark.parametrize(("name", "prepare"), ESCAPES, ids=[name for name, _ in ESCAPES])
def test_an_include_cannot_leave_the_folder_of_the_story(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, prepare: Callable[[Path], None]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    secret = tmp_path / "secret.yaml"
    secret.write_text("govsim: 1\ntitle: the secret word is swordfish\npeople: {zed: Zed}\n", encoding="utf-8")
    monkeypatch.chdir(home)
    prepare(home)
    path = edited(ask, "mine")
    asked = name.format(outside=secret)
    path.write_text(path.read_text(encoding="utf-8") + f'include: ["{asked}"]\n', encoding="utf-8")
    for command in ("check", "replay"):
        done = ask(command, "mine")
        assert sound(done)
        assert "GS320" in done.text + done.said
        assert "leaves the folder of mine.yaml" in done.text + done.said
        assert "swordfish" not in done.text + done.said


@pytest.mark.parametrize("kind", ["structure", "law"])
def test_a_structure_or_a_law_cannot_be_had_from_outside_either(ask: Ask, tmp_path: Path, kind: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "secret.yaml").write_text("swordfish: 1\n", encoding="utf-8")
    text = {
        "structure": "govsim: 1\nid: mine\nstructure: ../secret\nsteps: []\n",
        "law": "govsim: 1\nid: mine\nstructure: {entities: {acme: {name: Acme, law: ../secret}}}\nsteps: []\n",
    }[kind]
    (home / "mine.yaml").write_text(text, encoding="utf-8")
    done = ask("check", "home/mine.yaml")
    assert sound(done)
    assert "leaves the folder of home/mine.yaml" in done.text
    assert "swordfish" not in done.text


def test_an_include_with_an_absurd_name_is_only_not_there(ask: Ask) -> None:
    path = edited(ask, "mine")
    base = path.read_text(encoding="utf-8")
    for name in ("a" * 5000, ".", "/", "mine.yaml/x", "con\\..\\x", "*"):
        path.write_text(base + f"include: ['{name}']\n", encoding="utf-8")
        done = ask("check", "mine")
        assert sound(done)
        assert "GS320" in done.text


@pytest.mark.parametrize("given", ["mine", "mine.yaml", "./mine.yaml", "../here/mine"])
def test_files_that_include_each_other_are_found_out_however_the_first_is_named(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    path = edited(ask, "mine")
    path.write_text(path.read_text(encoding="utf-8") + "include: [other]\n", encoding="utf-8")
    Path("other.yaml").write_text("govsim: 1\ninclude: [mine]\n", encoding="utf-8")
    done = ask("check", given, "--format", "concise")
    assert sound(done)
    (line,) = done.text.splitlines()
    assert "other.yaml:2:11: GS321 `mine` was read already" in line


def test_a_copy_of_a_bundled_scenario_hides_no_structure_of_its_name(ask: Ask) -> None:
    """Fails if a scenario is taken for the structure that has its name."""
    source = bundled() / "debian.yaml"
    Path("debian.yaml").write_bytes(source.read_bytes())
    assert not ask("check", "debian.yaml").code
    Path("beside.yaml").write_bytes(source.read_bytes().replace(b"id: debian", b"id: beside", 1))
    assert not ask("check", "beside").code
    Path("own.yaml").write_bytes(source.read_bytes().replace(b"structure: debian", b"structure: beside", 1))
    assert "is a scenario or a fork" in ask("check", "own").text


def test_a_long_chain_of_includes_ends(ask: Ask) -> None:
    path = edited(ask, "mine")
    path.write_text(path.read_text(encoding="utf-8") + "include: [f0]\n", encoding="utf-8")
    for number in range(100):
        Path(f"f{number}.yaml").write_text(f"govsim: 1\ninclude: [f{number + 1}]\n", encoding="utf-8")
    done = ask("check", "mine")
    assert sound(done)
    assert "GS321" in done.text


def test_a_link_to_itself_is_not_there(ask: Ask) -> None:
    Path("mine.yaml").symlink_to("mine.yaml")
    assert sound(ask("check", "mine"))
    assert ask("check", "mine").code == 5


def test_a_file_name_that_is_not_utf_8_can_be_spoken_of(ask: Ask) -> None:
    name = os.fsdecode(b"m\xffne.yaml")
    Path(name).write_bytes(b"")
    assert "--> m?ne.yaml:1:1" in ask("check", name).text
    assert "m\\udcffne.yaml:1:1" in ask("check", name, "--format", "concise").text
    assert '"file":"m\\udcffne.yaml"' in ask("check", name, "--json").text


def test_a_problem_cannot_draw_on_the_terminal(ask: Ask) -> None:
    Path("mine.yaml").write_bytes(b"govsim: 1\ntitle: a\x1b[2J\x1b]0;owned\x07\nsteps: []\n")
    done = ask("check", "mine", "--color", "never")
    assert sound(done)
    assert b"\x1b" not in done.out
    assert b"\x07" not in done.out
