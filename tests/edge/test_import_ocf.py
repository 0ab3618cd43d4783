"""`govsim import-ocf` as a caller sees it: files that check and answer at once, and hostile archives."""

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from packages import DEEDS, LAWS, MANIFEST, PEOPLE, brightwater, texts, the, written

from edge.door import Ask, Done
from govsim.edge import packages as opening
from govsim.edge.commands.import_ocf import LAWS as TABLE
from govsim.edge.disk import MOST_BYTES
from govsim.edge.files import bundled, names_of
from govsim.reader.load import Fetched
from govsim.reader.ocf.laws import read_laws

STORY = Path("brightwater-robotics.yaml")
STRUCTURE = Path("structures") / STORY
COMMON = "Ada Osei 500, Zoë Lindqvist 240, Park Min-ji 80, Heron Fund, L.P. 100"


def archived(path: Path, files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write files into an archive, their names as they are given."""
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, how)
    return path


def refused(done: Done, code: str, *words: str) -> None:
    """See to it that an import ended with 3 and that code, without a traceback, and that nothing was written."""
    assert (done.code, done.out) == (3, b""), done
    assert f"[{code}]" in done.said
    assert all(word in done.said for word in words), done.said
    assert not list(Path().rglob("*.yaml"))


def test_a_folder_is_imported_and_what_is_written_checks_and_answers_at_once(ask: Ask) -> None:
    """Of 2,245 votes Ada has 1,500, and 1,123 are a majority: she alone seats and unseats directors."""
    written(brightwater(), Path("bw"))
    done = ask("import-ocf", "bw")
    assert (done.code, done.err) == (0, b"")
    lines = done.text.splitlines()
    assert lines[:4] == [
        f"wrote {STORY} and {STRUCTURE}",
        f"Common Stock: 920 shares, 1 vote each, 920 votes: {COMMON}",
        "Class B: 100 shares, 10 votes each, 1,000 votes: Ada Osei 100",
        "Series Seed Preferred: 325 shares, 1 vote each, 325 votes: Heron Fund, L.P. 300, 徐若兰 25",
    ]
    assert all(line.startswith("not imported: ") for line in lines[4:-1])
    question = "elect ada-osei to brightwater-robotics.seats"
    assert lines[-1] == f'next:  govsim check {STORY}   govsim who-can {STORY} "{question}"'
    checked = ask("check", str(STORY), str(STRUCTURE))
    assert checked.code == 0
    assert checked.text.count("no problems") == 2
    answer = ask("who-can", str(STORY), question).text
    assert "the stockholders (5 with 2,245 votes)" in answer
    assert "\ncould\tAda Osei\t1\n" in answer
    assert "\ncould stop it\tAda Osei\t1\n" in answer
    state = ask("state", str(STORY)).text
    assert "Heron Fund, L.P. 300, 徐若兰 25" in state.replace("; ", ", ")


def test_with_fewer_of_class_b_it_takes_two(ask: Ask) -> None:
    """Five of class B, ten after the split: 920 + 100 + 325 = 1,345 votes; Ada has 600 of them, and 673 are needed."""
    package = brightwater()
    the(package, "t-s-3")["quantity"] = "5"
    written(package, Path("bw"))
    assert ask("import-ocf", "bw").code == 0
    answer = ask("who-can", str(STORY), "elect ada-osei to brightwater-robotics.seats").text
    assert "the stockholders (5 with 1,345 votes)" in answer
    assert "\ncould\tAda Osei\t1\n" not in answer


def test_the_folder_the_manifest_and_archives_give_the_same_bytes(ask: Ask) -> None:
    written(brightwater(), Path("bw"))
    flat = archived(Path("flat.zip"), texts(brightwater()))
    inner = {f"export/{name}": data for name, data in texts(brightwater()).items()}
    deep = archived(Path("deep.zip"), {"__MACOSX/Manifest.ocf.json": b"\0", **inner}, zipfile.ZIP_STORED)
    found = set()
    for number, given in enumerate(["bw", f"bw/{MANIFEST}", str(flat), str(deep)]):
        out = Path(f"out{number}") / "in" / "here"
        assert ask("import-ocf", given, "--out", str(out)).code == 0
        found.add(((out / STORY).read_bytes(), (out / STRUCTURE).read_bytes()))
        assert ask("check", str(out / STORY)).code == 0
    assert len(found) == 1


def test_an_existing_file_is_left_alone_and_nothing_is_written_beside_it(ask: Ask) -> None:
    written(brightwater(), Path("bw"))
    STRUCTURE.parent.mkdir()
    STRUCTURE.write_text("mine", encoding="utf-8")
    done = ask("import-ocf", "bw")
    assert (done.code, done.out) == (5, b"")
    assert "already there" in done.said
    assert STRUCTURE.read_text(encoding="utf-8") == "mine"
    assert not STORY.exists()


def test_a_folder_that_cannot_be_made_ends_with_5(ask: Ask) -> None:
    written(brightwater(), Path("bw"))
    Path("taken").write_text("", encoding="utf-8")
    done = ask("import-ocf", "bw", "--out", "taken/in")
    assert done.code == 5
    assert "cannot make the folder" in done.said


@pytest.mark.parametrize("given", ["nothing", "no\0name", "x" * 5000])
def test_what_is_not_there_ends_with_5(ask: Ask, given: str) -> None:
    done = ask("import-ocf", given)
    assert done.code == 5
    assert "Traceback" not in done.said


def test_a_law_pack_is_named_by_a_flag_and_a_slip_gives_the_nearest(ask: Ask) -> None:
    package = brightwater()
    package[MANIFEST]["issuer"]["country_of_formation"] = "FR"
    written(package, Path("bw"))
    slip = ask("import-ocf", "bw", "--law", "us-de/stok")
    assert slip.code == 2
    assert "did you mean `us-de/stock`?" in slip.said
    assert ask("import-ocf", "bw", "--law", "uk/companies").code == 0
    assert ask("check", str(STORY)).code == 0
    answer = ask("who-can", str(STORY), "remove ada-osei from brightwater-robotics.seats").text
    assert "the members (5 with 2,245 votes)" in answer


def test_without_a_law_the_files_check_and_the_holdings_are_shown(ask: Ask) -> None:
    package = brightwater()
    package[MANIFEST]["issuer"]["country_of_formation"] = "FR"
    written(package, Path("bw"))
    done = ask("import-ocf", "bw")
    assert done.text.splitlines()[-1] == f"next:  govsim check {STORY}   govsim state {STORY}"
    assert ask("check", str(STORY)).code == 0
    assert ask("state", str(STORY)).code == 0


def test_the_table_of_laws_names_packs_that_are_there(ask: Ask) -> None:
    assert ask("list").code == 0
    laws = read_laws(Fetched(TABLE, (bundled() / TABLE).read_bytes()))
    assert {law.pack for law in laws.values()} <= set(names_of("laws"))
    assert laws == LAWS


def test_a_problem_is_shown_with_its_line_and_its_pointer(ask: Ask) -> None:
    package = brightwater()
    the(package, "t-s-3")["stakeholder_id"] = "h-adda"
    written(package, Path("bw"))
    done = ask("import-ocf", "bw")
    refused(done, "GS504", f"bw/{DEEDS}:", "/items/2/stakeholder_id: no stakeholder has the id `h-adda`", "h-ada")
    assert '"stakeholder_id": "h-adda"' in done.said


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe{", b"null", b"[" * 1_000_000, b'{"a": 1, "a": 2}'])
def test_a_manifest_of_any_bytes_ends_with_3(ask: Ask, data: bytes) -> None:
    Path("bw").mkdir()
    Path("bw", MANIFEST).write_bytes(data)
    done = ask("import-ocf", "bw")
    assert (done.code, done.out) == (3, b"")
    assert "fault of govsim" not in done.said


def test_a_folder_without_a_manifest_is_no_package(ask: Ask) -> None:
    Path("bw").mkdir()
    refused(ask("import-ocf", "bw"), "GS502", "no manifest is in this folder")


def test_a_link_out_of_the_package_is_not_followed(ask: Ask) -> None:
    written(brightwater(), Path("bw"))
    Path("bw", PEOPLE).rename(PEOPLE)
    Path("bw", PEOPLE).symlink_to(Path(PEOPLE).resolve())
    refused(ask("import-ocf", "bw"), "GS508", "/stakeholders_files/0/filepath", "by a link")


# --- archives -------------------------------------------------------------------------------------------------------


def _with(name: str, data: bytes = b"x") -> Callable[[Path], object]:
    return lambda path: archived(path, {**texts(brightwater()), name: data})


def _twice(path: Path) -> None:
    archived(path, texts(brightwater()))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(MANIFEST, b"{}")


def _changed(old: bytes, new: bytes) -> Callable[[Path], object]:
    """Change the bytes of an archive whose files are not compressed."""

    def change(path: Path) -> None:
        archived(path, texts(brightwater()), zipfile.ZIP_STORED)
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new))

    return change


def _encrypted(path: Path) -> None:
    """Set the bit that says so, in the directory of the archive (offset 8 of each entry there)."""
    archived(path, texts(brightwater()))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))


HOSTILE: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "up-and-out": (_with("../evil.json"), "GS508", "leads out of it"),
    "from-the-root": (_with("/etc/evil.json"), "GS508", "leads out of it"),
    "by-a-drive": (_with("C:/evil.json"), "GS508", "leads out of it"),
    "two-of-one-name": (_twice, "GS508", "have one name"),
    "a-bomb": (_with("big.json", b"0" * (MOST_BYTES + 1)), "GS508", "unpacked the archive would have"),
    "bzip2": (
        lambda path: archived(path, texts(brightwater()), zipfile.ZIP_BZIP2),
        *("GS508", "whose size cannot be bounded"),
    ),
    "many-files": (
        lambda path: archived(path, {f"{number}.json": b"" for number in range(opening.MOST_FILES + 1)}),
        *("GS508", "1001 files in the archive"),
    ),
    "encrypted": (_encrypted, "GS508", "is encrypted"),
    "damaged": (_changed(b"Zo\xc3\xab", b"Zo\xc3\xac"), "GS508", "is damaged"),
    "cut-off": (lambda path: path.write_bytes(archived(path, texts(brightwater())).read_bytes()[:-30]), "GS501", ""),
    "empty": (lambda path: archived(path, {}), "GS502", "no manifest is in this archive"),
    "two-packages": (
        lambda path: archived(path, {f"a/{MANIFEST}": b"{}", f"b/{MANIFEST}": b"{}"}),
        *("GS502", "two packages in this archive"),
    ),
    "a-file-that-is-missing": (
        lambda path: archived(path, {name: data for name, data in texts(brightwater()).items() if name != PEOPLE}),
        *("GS502", "there is no file"),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_ends_with_3_and_writes_nothing(ask: Ask, name: str) -> None:
    make, code, words = HOSTILE[name]
    make(Path("cap.zip"))
    before = sorted(path.as_posix() for path in Path().rglob("*"))
    done = ask("import-ocf", "cap.zip")
    if code == "GS501":  # what is left is no archive, and so not one of the files a package may be
        assert done.code == 3
    else:
        refused(done, code, words, "cap.zip:1:1" if name != "a-file-that-is-missing" else MANIFEST)
    assert sorted(path.as_posix() for path in Path().rglob("*")) == before


def test_a_file_that_is_longer_than_the_archive_says_is_refused(ask: Ask) -> None:
    """The size in the directory (offset 24 of an entry) is set to ten; no more than eleven bytes are unpacked."""
    path = archived(Path("cap.zip"), {MANIFEST: texts(brightwater())[MANIFEST]})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    done = ask("import-ocf", "cap.zip")
    assert (done.code, done.out) == (3, b"")
    assert "Traceback" not in done.said


def test_an_archive_too_big_is_not_opened(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[opening.__name__], "MOST_BYTES", 100)
    archived(Path("cap.zip"), texts(brightwater()))
    refused(ask("import-ocf", "cap.zip"), "GS508", "more than 100 bytes")
