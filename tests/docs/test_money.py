"""The page on money is followed from its top: every table it shows is what govsim prints, and its sums are by hand."""

from fractions import Fraction
from pathlib import Path

from console import blocks, follow, stands_in

PAGE = (Path(__file__).parents[2] / "docs" / "money.md").read_text(encoding="utf-8")


def test_whoever_follows_the_page_sees_what_it_shows(tmp_path: Path) -> None:
    for command, lines in follow(PAGE, tmp_path):
        assert stands_in(command.shown, lines), "\n".join([command.line, *lines])


def test_every_block_of_the_page_is_run_or_written() -> None:
    for block in blocks(PAGE):
        assert (block.kind == "console") is not bool(block.file), block.body


def test_the_sums_of_the_page_are_right() -> None:
    """The second example by hand, in millions: where each cap is reached, and what the trust has there."""
    first = Fraction(10) / Fraction(3, 4)
    holders = Fraction(30) / Fraction(49, 100)
    ida = Fraction(10) / Fraction(49, 100)  # the 10 she lacks once the holders have 30
    assert (first, first + holders + ida) == (Fraction(40, 3), Fraction(40) / Fraction(49, 100) + first)
    assert round(float(first + holders), 3) == 74.558
    assert round(float(first + holders + ida), 3) == 94.966
    assert round(float(holders * Fraction(2, 100) + ida * Fraction(51, 100)), 3) == 11.633
    assert round(float(first + (30 - first / 4) / Fraction(49, 100)), 3) == 67.755
