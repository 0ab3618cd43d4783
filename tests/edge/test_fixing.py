"""`check --fix` cures what leaves nothing to choose, and nothing else in the file is another one afterwards."""

import errno
import stat
from functools import lru_cache
from pathlib import Path

import pytest
from grammar import SCENARIO, Walk
from slips import slips

from edge.door import Ask
from govsim.codes import whole
from govsim.edge import files as finding
from govsim.edge import fixing
from govsim.edge.disk import Disk
from govsim.edge.fixing import edited
from govsim.errors import Fix, Place
from govsim.reader import load as reading
from govsim.reader.yaml import parse


def fix(line: int, column: int, was: str, text: str, length: int | None = None) -> Fix:
    end = column + (len(was) if length is None else length)
    return Fix(place=Place("f", line, column, end_line=line, end_column=end), was=was, text=text)


@pytest.mark.parametrize(
    ("text", "fixes", "becomes"),
    [
        ("a: on # c\n", [fix(1, 4, "on", "one")], "a: one # c\n"),
        ("a: [x, y]\r\nb: z\r\n", [fix(1, 5, "x", "xx"), fix(1, 8, "y", "yy"), fix(2, 4, "z", "zz")], None),
        ("a: 'on'\n", [fix(1, 4, "on", "one", 4)], "a: 'one'\n"),
        ('a: "on"\n', [fix(1, 4, "on", "one", 4)], 'a: "one"\n'),
        ("a: no\n", [fix(1, 4, "on", "one")], "a: no\n"),  # something else stands there
        ('a: "o\\x6e"\n', [fix(1, 4, "on", "one", 8)], 'a: "o\\x6e"\n'),  # written with an escape
        ("a: on\n", [fix(3, 1, "on", "one")], "a: on\n"),  # no such line
        ("a: rene\u0301\n", [fix(1, 4, "ren\u00e9", "ren", 5)], "a: ren\n"),  # written in two characters
        ("id: x\n", [fix(1, 1, "", "govsim: 1\n")], "govsim: 1\nid: x\n"),
        ("id: x\r\n", [fix(1, 1, "", "govsim: 1\n")], "govsim: 1\r\nid: x\r\n"),
        ("a: onon\n", [fix(1, 4, "onon", "q"), fix(1, 6, "on", "r")], "a: onr\n"),  # the second of two that touch
        ("奥: 特 # 曼\n奥: on\n", [fix(2, 4, "on", "特")], "奥: 特 # 曼\n奥: 特\n"),
    ],
)
def test_an_edit_replaces_its_characters_and_leaves_all_others(
    text: str, fixes: list[Fix], becomes: str | None
) -> None:
    wanted = "a: [xx, yy]\r\nb: zz\r\n" if becomes is None else becomes
    assert edited(text, fixes)[0] == wanted


WRONG = """\
# a head that stays
id: tale      # a comment beside
people: {ann: Ann, bob: Bob}
start: {acme.board: [ann, bob], acme.ceo: anm}  # 首席
structure:
  entities: {acme: {name: Acme}}
  bodies: {acme.board: {kind: board}}
  positions: {acme.ceo: {kind: "ofice"}}

  instruments: {acme.bylaws: {name: by-laws}}
  rules:
    - {id: r, in: acme.bylaws, for: acme.board, quorum: "> 1/2 of presnt"}
steps:
  - id: call
    at: 2024-03-01
    by: bob
    if: holds(ann, ceo) AND nto vacant(acme.ceo)
    do: {anounce: plan}  # not known at first
"""
RIGHT = (
    WRONG.replace("id: tale", "govsim: 1\nid: tale")
    .replace("anm", "ann")
    .replace("ofice", "office")
    .replace("presnt", "present")
    .replace("ann, ceo) AND nto", "ann, acme.ceo) and not")
    .replace("anounce", "announce")
)


def test_every_slip_of_a_file_is_cured_in_one_run_and_comments_and_blanks_stay(ask: Ask) -> None:
    Path("mine.yaml").write_bytes(WRONG.encode())
    done = ask("check", "mine.yaml", "--fix")
    assert Path("mine.yaml").read_text(encoding="utf-8") == RIGHT
    assert done.code == 0
    assert done.text.splitlines()[0] == "mine.yaml:2:1: GS312 added `govsim: 1`"
    assert "mine.yaml:4:43: GS201 `anm` -> `ann`" in done.text
    assert done.text.splitlines()[-2:] == ["mine.yaml: 8 changes made", "mine.yaml: no problems in 1 step, 1 rule"]


def test_a_second_run_changes_nothing(ask: Ask) -> None:
    Path("mine.yaml").write_bytes(WRONG.encode())
    ask("check", "mine.yaml", "--fix")
    before = Path("mine.yaml").stat()
    assert "change" not in ask("check", "mine.yaml", "--fix").text
    after = Path("mine.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_files_are_read_once_more_for_each_round_of_edits_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Forty slips are seen in one reading, and another one shows them cured; mutation: a reading for each edit."""
    monkeypatch.chdir(tmp_path)
    step = "  - {{id: s{0}, at: 2024-03-01, by: ann, do: {{anounce: plan}}}}\n"
    text = whole("steps:\n" + "".join(step.format(number) for number in range(40)))
    Path("mine.yaml").write_text(text, encoding="utf-8")
    readings: list[str] = []

    def counted(given: str, disk: Disk | None = None) -> object:
        readings.append(given)
        return finding.read_any(given, disk)

    monkeypatch.setattr(fixing, "read_any", counted)
    assert len(fixing.cure("mine.yaml", Disk())) == 40
    assert readings == ["mine.yaml"] * 2


def test_a_cure_that_shows_the_next_problem_goes_on_to_the_last(ask: Ask) -> None:
    """A condition is read up to its first `AND`, so 25 of them take 25 rounds; mutation: an end after 20 rounds."""
    terms = ["vacant(acme.ceo)"] * 25 + ["holds(ann, acme.ceo)"]
    step = "steps:\n  - {{id: s, at: 2024-03-01, by: ann, regardless: told so, if: '{0}', do: {{announce: plan}}}}\n"
    wrong, right = (whole(step.format(word.join(terms))) for word in (" AND ", " and "))
    Path("mine.yaml").write_text(wrong, encoding="utf-8")
    assert "mine.yaml: 25 changes made" in ask("check", "mine.yaml", "--fix").text
    assert Path("mine.yaml").read_text(encoding="utf-8") == right


def test_the_bytes_that_are_not_edited_stay_as_they_are(ask: Ask) -> None:
    data = b"\xef\xbb\xbf" + WRONG.replace("\n", "\r\n").encode()
    Path("mine.yaml").write_bytes(data)
    ask("check", "mine.yaml", "--fix")
    assert Path("mine.yaml").read_bytes() == b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode()


def test_a_diff_says_what_would_be_changed_and_changes_nothing(ask: Ask) -> None:
    Path("mine.yaml").write_bytes(WRONG.encode())
    done = ask("check", "mine.yaml", "--diff")
    assert Path("mine.yaml").read_bytes() == WRONG.encode()
    assert (done.code, done.said) == (3, "mine.yaml: 8 changes would be made\n")
    lines = done.text.splitlines()
    assert lines[:2] == ["--- mine.yaml", "+++ mine.yaml"]
    removed, added = ([line[1:] for line in lines[2:] if line.startswith(sign)] for sign in "-+")
    assert removed == [one for one in WRONG.splitlines() if one not in RIGHT.splitlines()]
    assert added == [one for one in RIGHT.splitlines() if one not in WRONG.splitlines()]


def test_a_diff_of_a_last_line_without_an_end_says_so(ask: Ask) -> None:
    Path("mine.yaml").write_bytes(WRONG.rstrip().replace("  # not known at first", "").encode())
    text = ask("check", "mine.yaml", "--diff").text
    assert text.endswith("+    do: {announce: plan}\n\\ No newline at end of file\n")


@pytest.mark.parametrize("flags", [("--fix", "--diff"), ("--watch", "--diff")])
def test_a_diff_goes_with_neither_of_the_flags_that_do_something(ask: Ask, flags: tuple[str, ...]) -> None:
    Path("mine.yaml").write_bytes(WRONG.encode())
    assert ask("check", "mine.yaml", *flags).code == 2
    assert Path("mine.yaml").read_bytes() == WRONG.encode()


@pytest.mark.parametrize(
    ("fragment", "left"),
    [
        ("people: {ann: Ann, anna: Anna, bob: Bob}\nstart: {acme.ceo: annn}\n", "annn"),  # one of two
        ("people: {ann: Ann, bob: Bob}\nstart: {acme.ceo: robert}\n", "robert"),  # nobody near
        ("titel: {en: One}\ntitle: {en: Two}\n", "titel"),  # the right key is there already
    ],
)
def test_what_leaves_something_to_choose_is_left_alone(ask: Ask, fragment: str, left: str) -> None:
    text = whole(fragment)
    Path("mine.yaml").write_text(text, encoding="utf-8")
    assert ask("check", "mine.yaml", "--fix").code == 3
    assert Path("mine.yaml").read_text(encoding="utf-8") == text
    assert left in text


def test_an_edit_that_makes_a_problem_of_its_own_is_taken_back_and_the_others_stay(ask: Ask) -> None:
    """Bob has a ballot already; mutation: nothing is taken back, and he has two."""
    text = whole(
        "people: {ann: Ann, bob: Bob, cyd: Cyd}\n"
        "steps:\n  - {id: vote, at: 2024-03-01, by: acme.board, do: {resolve: "
        "{ballots: {for: [bob, bpb], agianst: [cyd]}, that: [{remove: ann, from: acme.ceo}]}}}\n"
    )
    Path("mine.yaml").write_text(text, encoding="utf-8")
    done = ask("check", "mine.yaml", "--fix")
    assert Path("mine.yaml").read_text(encoding="utf-8") == text.replace("agianst", "against")
    assert done.code == 3
    assert "mine.yaml: 1 change made" in done.text
    assert "did you mean `bob`?" in done.text


def test_a_bad_edit_behind_another_one_in_its_line_is_found_where_that_has_moved_it(ask: Ask) -> None:
    """The cure of `acme.bord` adds a letter, so that the second ballot stands further on; mutation: it does not."""
    text = whole(
        "people: {ann: Ann, bob: Bob, cyd: Cyd}\n"
        "steps:\n  - {id: vote, at: 2024-03-01, by: acme.bord, do: {resolve: "
        "{ballots: {for: [bob, bpb], against: [cyd]}, that: [{remove: ann, from: acme.ceo}]}}}\n"
    )
    Path("mine.yaml").write_text(text, encoding="utf-8")
    done = ask("check", "mine.yaml", "--fix")
    assert Path("mine.yaml").read_text(encoding="utf-8") == text.replace("bord", "board")
    assert "mine.yaml: 1 change made" in done.text


def test_a_bad_edit_under_a_line_that_was_added_is_found_where_that_has_moved_it(ask: Ask) -> None:
    """The head is added in the same round, so that the second ballot stands a line lower; mutation: no line is."""
    text = whole(
        "people: {ann: Ann, bob: Bob, cyd: Cyd}\n"
        "steps:\n  - {id: vote, at: 2024-03-01, by: acme.board, do: {resolve: "
        "{ballots: {for: [bob, bpb], against: [cyd]}, that: [{remove: ann, from: acme.ceo}]}}}\n"
    )
    Path("mine.yaml").write_text(text.removeprefix("govsim: 1\n"), encoding="utf-8")
    done = ask("check", "mine.yaml", "--fix")
    assert Path("mine.yaml").read_text(encoding="utf-8") == text
    assert "mine.yaml: 1 change made" in done.text


def test_a_structure_of_ones_own_is_cured_where_it_stands_and_a_bundled_file_never(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert ask("new", "mine").code == 0
    text = Path("mine.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("structure:\n")
    inner, _, after = rest.partition("start:")
    Path("structures").mkdir()
    own = "govsim: 1\nstructure: own\n" + "".join(f"{line[2:]}\n" for line in inner.splitlines())
    Path("structures/own.yaml").write_text(own.replace("kind: office", "kind: offcie"), encoding="utf-8")
    Path("mine.yaml").write_text(f"{head}structure: own\nstart:{after}", encoding="utf-8")
    assert "structures/own.yaml:" in ask("check", "mine", "--fix").text
    assert Path("structures/own.yaml").read_text(encoding="utf-8") == own
    shelf = tmp_path / "bundled"
    (shelf / "structures").mkdir(parents=True)
    bad = own.replace("kind: office", "kind: offcie")
    (shelf / "structures" / "theirs.yaml").write_text(bad, encoding="utf-8")
    for module in (finding, fixing):
        monkeypatch.setattr(module, "bundled", lambda: shelf)
    Path("mine.yaml").write_text(f"{head}structure: theirs\nstart:{after}", encoding="utf-8")
    assert ask("check", "mine", "--fix").code == 3
    assert (shelf / "structures" / "theirs.yaml").read_text(encoding="utf-8") == bad


def test_a_link_stays_a_link_and_a_file_keeps_its_rights(ask: Ask) -> None:
    Path("real.yaml").write_bytes(WRONG.encode())
    Path("real.yaml").chmod(0o640)
    Path("mine.yaml").symlink_to("real.yaml")
    assert ask("check", "mine.yaml", "--fix").code == 0
    assert Path("mine.yaml").is_symlink()
    assert Path("real.yaml").read_text(encoding="utf-8") == RIGHT
    assert stat.S_IMODE(Path("real.yaml").stat().st_mode) == 0o640
    assert sorted(path.name for path in Path().iterdir()) == ["mine.yaml", "real.yaml"]


def test_a_disk_that_is_full_leaves_the_file_as_it_was_and_ends_with_5(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    Path("mine.yaml").write_bytes(WRONG.encode())
    done = ask("check", "mine.yaml", "--fix")
    assert (done.code, Path("mine.yaml").read_bytes(), [path.name for path in Path().iterdir()]) == (
        5,
        WRONG.encode(),
        ["mine.yaml"],
    )
    assert "No space left on device" in done.said


@pytest.mark.parametrize("given", ["mine.yaml", "mine"])
def test_what_the_author_saved_meanwhile_is_not_overwritten(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    """The author saves while the cured text is on its way to the disk; mutation: it takes the place of theirs."""
    theirs = WRONG.encode() + b"# a line more\n"

    def meanwhile(_: int) -> None:
        Path("mine.yaml").write_bytes(theirs)

    Path("mine.yaml").write_bytes(WRONG.encode())
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", meanwhile)
        done = ask("check", given, "--fix")
    assert (done.code, Path("mine.yaml").read_bytes(), [path.name for path in Path().iterdir()]) == (
        5,
        theirs,
        ["mine.yaml"],
    )
    assert "mine.yaml has changed since it was read; it was left alone" in done.said
    assert ask("check", given, "--fix").code == 0
    assert Path("mine.yaml").read_text(encoding="utf-8") == RIGHT + "# a line more\n"


def test_what_was_saved_while_the_edits_were_looked_at_is_not_overwritten_either(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second reading is one of the edits; mutation: it takes the stamp of the file that the author saved."""
    theirs = WRONG.encode() + b"# a line more\n"
    readings: list[str] = []

    def saving(given: str, disk: Disk | None = None) -> object:
        readings.append(given)
        if len(readings) == 2:
            Path("mine.yaml").write_bytes(theirs)
        return finding.read_any(given, disk)

    monkeypatch.setattr(fixing, "read_any", saving)
    Path("mine.yaml").write_bytes(WRONG.encode())
    assert ask("check", "mine.yaml", "--fix").code == 5
    assert Path("mine.yaml").read_bytes() == theirs


def test_machine_formats_say_of_changes_on_the_other_channel(ask: Ask) -> None:
    Path("mine.yaml").write_bytes(WRONG.encode())
    done = ask("check", "mine.yaml", "--fix", "--json")
    assert done.text == '{"problems":[],"schema":"govsim/check/1"}\n'
    assert "GS201 `anm` -> `ann`" in done.said


def test_slips_in_a_real_file_are_cured_to_what_stood_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """One slip in 150: nothing else of the file is another one afterwards, and once more changes nothing."""
    monkeypatch.setattr(reading, "parse", lru_cache(maxsize=16)(parse))
    path = finding.bundled() / "nov2023.yaml"
    text = path.read_text(encoding="utf-8")
    monkeypatch.setattr(fixing, "bundled", lambda: Path("/nowhere"))
    walk = Walk(text, SCENARIO)
    cured = left = 0
    for slip in list(slips("nov2023.yaml", walk.sites, walk.declared))[::150]:
        disk = Disk(instead={path.resolve(): slip.into(text).encode()})
        changes = fixing.cure("nov2023", disk)
        after = disk.instead[path.resolve()].decode()
        if not changes:
            assert after == slip.into(text)
            left += 1
            continue
        assert len(changes) == 1
        assert (
            after
            == slip.into(text)[: slip.site.start] + changes[0].fix.text + text[slip.site.start + len(slip.site.word) :]
        )
        cured += after == text
        assert fixing.cure("nov2023", disk) == ()
    assert cured >= 12
    assert left >= 1
