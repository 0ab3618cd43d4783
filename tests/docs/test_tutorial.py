"""The tutorial is followed from its top in an empty folder, and shows what govsim prints."""

from pathlib import Path

from console import asked, blocks, follow, stands_in

TUTORIAL = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text(encoding="utf-8")
TAUGHT = ("replay", "whatif", "check", "diff", "readings", "cite", "new")


def test_whoever_follows_the_tutorial_sees_what_it_shows(tmp_path: Path) -> None:
    for command, lines in follow(TUTORIAL, tmp_path):
        assert stands_in(command.shown, lines), "\n".join([command.line, *lines])


def test_the_tutorial_asks_each_command_that_it_teaches() -> None:
    words = {tuple(command.line.split()[:2]) for command in asked(TUTORIAL)}
    assert words >= {("govsim", one) for one in TAUGHT}


def test_every_block_of_the_tutorial_is_run_or_written() -> None:
    for block in blocks(TUTORIAL):
        assert (block.kind == "console") is not bool(block.file), block.body
    assert TUTORIAL.count("```") == 2 * len(list(blocks(TUTORIAL)))


def test_the_tutorial_is_read_in_ten_minutes() -> None:
    assert len(TUTORIAL.split()) < 2000  # two hundred words a minute
