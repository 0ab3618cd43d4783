"""The page on cap tables is followed from its top: its package is imported, asked about, broken, and refused."""

import json
from pathlib import Path

from console import blocks, follow, stands_in
from govsim.codes import CODES
from govsim.reader.ocf.words import VERSIONS

PAGE = (Path(__file__).parents[2] / "docs" / "cap-tables.md").read_text(encoding="utf-8")


def test_whoever_follows_the_page_sees_what_it_shows(tmp_path: Path) -> None:
    for command, lines in follow(PAGE, tmp_path):
        assert stands_in(command.shown, lines), "\n".join([command.line, *lines])


def test_the_numbers_of_the_page_are_those_worked_out_by_hand(tmp_path: Path) -> None:
    """Class A 250 + 350, class B 60 at ten votes: 600 + 600; 601 are a majority, so that Ines needs one other."""
    shown = {command.line: "\n".join(lines) for command, lines in follow(PAGE, tmp_path)}
    imported = shown["govsim import-ocf ."]
    assert "Class A: 600 shares, 1 vote each, 600 votes: 沈若水 250, Curlew Capital 350\n" in imported
    assert "Class B: 60 shares, 10 votes each, 600 votes: Ines Okafor 60\n" in imported
    asked = shown['govsim who-can tidewater-kilns.yaml "remove tam from tidewater-kilns.seats"']
    assert "the stockholders (3 with 1,200 votes)" in asked
    least = asked.partition("The least who could, whatever")[2].partition("The least who could stop")[0]
    assert [line for line in least.splitlines() if line.startswith("  - ")] == [
        "  - Ines Okafor; and 沈若水 (1 coalition)",
        "  - Curlew Capital; and Ines Okafor (1 coalition)",
    ]


def test_every_block_is_run_or_written_and_the_package_is_json() -> None:
    for block in blocks(PAGE):
        assert (block.kind == "console") is not bool(block.file), block.body
        if block.kind == "json":
            json.loads(block.body)
    assert PAGE.count("```") == 2 * len(list(blocks(PAGE)))


def test_the_page_names_every_version_and_every_code() -> None:
    assert all(version in PAGE for version in VERSIONS)
    assert all(one.code in PAGE for one in CODES.values() if one.cap_table)
