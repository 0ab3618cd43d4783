"""`govsim new NAME --from BASE`: a fork that is told at once, and every change it suggests fits the story."""

import re
from pathlib import Path

import pytest

from edge.door import SCENARIOS, Ask
from govsim.edge.files import names_of, read_text
from govsim.reader.changes import CHANGES
from govsim.reader.revisions import REVISIONS
from govsim.whatif.branch import branch

FORKS = names_of("forks")[::8]  # of each family of forks about one
SUGGESTED = re.compile(r"^#(  - \{.*)$", re.MULTILINE)
LIVE = re.compile(r"^  - \{(?:at|drop): .*\n", re.MULTILINE)


def suggested(text: str) -> list[str]:
    """Give the changes that stand in a fork as comments."""
    return SUGGESTED.findall(text.partition("change:\n")[2].partition("expect:")[0])


def with_change(text: str, line: str) -> str:
    """Give a fork with `line` in place of the change it makes."""
    return LIVE.sub(lambda _: f"{line}\n", text, count=1)


@pytest.mark.parametrize("base", [*SCENARIOS, *FORKS])
def test_a_fork_of_anything_bundled_is_told_at_once(ask: Ask, base: str) -> None:
    made = ask("new", "mine", "--from", base)
    assert (made.code, made.text) == (0, "wrote mine.yaml\nnext:  govsim check mine.yaml   govsim whatif mine.yaml\n")
    assert ask("check", "mine.yaml").code == 0
    told = ask("whatif", "mine.yaml", "--json")
    assert (told.code, told.err) == (0, b"")
    assert '"mark":"edited"' in told.text or "had not happened" in told.text


def test_the_first_change_is_another_ballot_of_one_who_was_for_the_first_decision(ask: Ask) -> None:
    ask("new", "mine", "--from", "nov2023")
    text = Path("mine.yaml").read_text(encoding="utf-8")
    assert LIVE.findall(text) == ["  - {at: decision, vote: {dangelo: against}}\n"]
    assert "question: What if D'Angelo had voted against `decision`?\n" in text
    assert "\n  form: consent-of-four  # or: meeting-of-four, noon-call, noticed-meeting\n" in text
    assert "\n  reading: as-reported  # or: by-law-only, statutory-default\n" in text


def test_where_nobody_votes_the_first_change_leaves_out_the_last_step(ask: Ask) -> None:
    """Fails if such a fork changes nothing, and so asks nothing."""
    ask("new", "mine", "--from", "oct2025")
    text = Path("mine.yaml").read_text(encoding="utf-8")
    assert LIVE.findall(text) == ["  - {drop: no-objection}\n"]
    assert "question: What if `no-objection` had not happened?\n" in text


def test_in_a_consent_the_other_ballot_is_no_signature(ask: Ask) -> None:
    ask("new", "mine", "--from", "lantern-labs")
    assert "{at: one-vote, vote: {aiyana: silent}}" in Path("mine.yaml").read_text(encoding="utf-8")


def test_every_kind_of_change_is_suggested(ask: Ask) -> None:
    ask("new", "mine", "--from", "nov2023")
    text = Path("mine.yaml").read_text(encoding="utf-8")
    lines = [*LIVE.findall(text), *suggested(text)]
    for kind in (*CHANGES, *REVISIONS):
        assert any(re.search(rf"[{{ ]{kind}: ", line) for line in lines), kind


@pytest.mark.parametrize("base", SCENARIOS)
def test_every_suggested_change_can_take_the_place_of_the_first(ask: Ask, base: str) -> None:
    ask("new", "mine", "--from", base)
    text = Path("mine.yaml").read_text(encoding="utf-8")
    lines = suggested(text)
    assert len(lines) > (12 if "vote: {" in text else 8)  # without a vote there are none of its changes
    for line in lines:
        forked, problems = read_text(with_change(text, line), Path("mine.yaml"))
        assert forked is not None, (line, problems)
        assert problems == ()
        assert branch(forked).edits


def test_every_suggested_assumption_and_expectation_is_read(ask: Ask) -> None:
    ask("new", "mine", "--from", "nov2023")
    text = Path("mine.yaml").read_text(encoding="utf-8")
    whole = re.sub(r"^#(  [a-z].*)$", r"\1", text, flags=re.MULTILINE)
    whole = re.sub(r"^#(  - (?:void|holds|happened|not ).*)$", r"\1", whole, flags=re.MULTILINE)
    forked, problems = read_text(whole, Path("mine.yaml"))
    assert forked is not None, problems
    assert len(forked.forks[-1].edits) == 12  # nine parameters and the reading, one claim, one vote: 9 + 1 + 1 + 1
    assert len(forked.forks[-1].expects) == 2


def test_a_story_without_votes_has_a_fork_that_leaves_out_its_last_step(ask: Ask) -> None:
    Path("quiet.yaml").write_text(
        "govsim: 1\nid: quiet\nstructure: {people: {ann: Ann}, entities: {acme: {name: Acme}}}\n"
        "steps:\n  - {id: call, at: 2024-03-01, by: ann, do: {announce: plan}}\n",
        encoding="utf-8",
    )
    assert ask("new", "mine", "--from", "quiet").code == 0
    text = Path("mine.yaml").read_text(encoding="utf-8")
    assert "question: What if `call` had not happened?\n" in text
    assert ask("whatif", "mine").code == 0
    live = next(line for line in text.splitlines() if line.startswith("  - {drop: call}"))
    for line in suggested(text):
        assert read_text(text.replace(live, line), Path("mine.yaml"))[1] == ()


def test_a_fork_of_ones_own_fork_changes_it_again(ask: Ask) -> None:
    ask("new", "own")
    ask("new", "first", "--from", "own.yaml")
    assert ask("new", "second", "--from", "first").code == 0
    text = Path("second.yaml").read_text(encoding="utf-8")
    assert "fork: first\n" in text
    assert "{at: removal, vote: {bo: against}}" in text  # Ama is against already
    assert "`govsim whatif first --all` lists" in text
    assert ask("whatif", "second").code == 0


@pytest.mark.parametrize(
    ("base", "code", "says"),
    [
        ("nosuch", 5, "there is no file and no bundled scenario or fork `nosuch`"),
        ("nov2032", 5, "did you mean `nov2023`?"),
        ("broken.yaml", 3, "GS201"),
        ("untrue.yaml", 3, "GS401"),
    ],
)
def test_nothing_is_written_from_a_base_that_cannot_be_told(ask: Ask, base: str, code: int, says: str) -> None:
    for name, old, new in (
        ("broken", "against: [chen]", "against: [chne]"),
        ("untrue", "    assumption: a made-up case\n", "    if: vacant(society.chief)\n"),
    ):
        ask("new", name)
        path = Path(f"{name}.yaml")
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    done = ask("new", "mine", "--from", base)
    assert done.code == code
    assert says in done.said
    assert not Path("mine.yaml").exists()


def test_a_file_that_is_there_is_left_alone(ask: Ask) -> None:
    ask("new", "mine", "--from", "nov2023")
    first = Path("mine.yaml").read_bytes()
    done = ask("new", "mine", "--from", "lantern-labs")
    assert (done.code, done.said) == (5, "govsim: mine.yaml is already there; it was left alone\n")
    assert Path("mine.yaml").read_bytes() == first


@pytest.mark.parametrize(("name", "base"), [("nov2023", "nov2023"), ("mine", "./mine.yaml"), ("9lives", "nov2023")])
def test_a_fork_has_a_name_and_not_that_of_what_it_changes(ask: Ask, name: str, base: str) -> None:
    done = ask("new", name, "--from", base)
    assert (done.code, done.out) == (2, b"")
    assert list(Path().iterdir()) == []
