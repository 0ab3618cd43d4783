"""The guide from by-laws to YAML is followed from its top, and every sentence it translates loads as a rule."""

import re
from pathlib import Path

import pytest

from console import blocks, follow, stands_in
from govsim.edge.files import read_text

GUIDE = (Path(__file__).parents[2] / "docs" / "your-board.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| (`.+`.*) \|$", GUIDE.partition("## 3.")[2].partition("A rule says")[0], re.MULTILINE)
FIRST = next(block.body for block in blocks(GUIDE) if block.file)


def test_whoever_follows_the_guide_sees_what_it_shows(tmp_path: Path) -> None:
    for command, lines in follow(GUIDE, tmp_path):
        assert stands_in(command.shown, lines), "\n".join([command.line, *lines])


def test_every_block_of_the_guide_is_run_or_written() -> None:
    for block in blocks(GUIDE):
        assert (block.kind == "console") is not bool(block.file), block.body
    assert GUIDE.count("```") == 2 * len(list(blocks(GUIDE)))


def rule(words: str) -> str:
    """Give the fields of the rule that a row of the table shows, with those it leaves to the row before it."""
    shown = ", ".join(re.findall(r"`([^`]+)`", words))
    if shown.startswith('"'):
        shown = f"passes: {shown}"
    if shown.startswith("by:"):
        shown = f"power: {{to: [appoint, remove], of: clinic.director}}, {shown}"
    if shown.startswith("{consent"):
        shown = f"power: {{to: [determine], of: clinic.sale}}, by: {{all: [{{vote: clinic.board}}, {shown}]}}"
    return shown if shown.startswith("power") else f"for: clinic.board, {shown}"


@pytest.mark.parametrize(("sentence", "words"), ROWS, ids=[row[0] for row in ROWS])
def test_every_sentence_that_the_guide_translates_is_a_rule(sentence: str, words: str) -> None:
    """Fails if a row shows what the reader does not know; the file is that of the first part."""
    more = (
        "  matters: {clinic.sale: {name: the sale of the building, kind: sale}}\n"
        f"  rules:\n    - {{id: shown, in: clinic.bylaws, rank: bylaws, {rule(words)}}}\nstart:\n"
    )
    text = FIRST.replace("start:\n", more).replace(
        "    clinic.membership: {", "    clinic.class-b: {kind: shares}\n    clinic.membership: {"
    )
    found, problems = read_text(text, Path("clinic.yaml"))
    assert found is not None, (sentence, problems)
    assert problems == ()
    assert any(clause.id.endswith("shown") for clause in found.story.structure.clauses)


def test_the_guide_translates_the_sentences_by_laws_are_made_of() -> None:
    topics = {"size", "quorum", "passes", "notice", "consent", "recusal", "call", "power", "weights"}
    assert {found for _, words in ROWS for found in re.findall(r"`(\w+):", words)} >= topics
    assert len(ROWS) > 15
