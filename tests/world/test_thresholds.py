"""Thresholds as trees: what they may hold, and how they are written."""

from fractions import Fraction

import pytest

from govsim.world.thresholds import Base, Both, Bound, Count, Every, ParamQty, Quantity, Share, Threshold, text

HALF = Bound(strict=True, qty=Share(Fraction(1, 2)), base=Base.PRESENT)


@pytest.mark.parametrize(
    ("threshold", "written"),
    [
        (HALF, "> 1/2 of present"),
        (Bound(strict=False, qty=Count(4), base=Base.IN_OFFICE), ">= 4 of in_office"),
        (Bound(strict=False, qty=Share(Fraction(1)), base=Base.CAST), ">= 1/1 of cast"),
        (Bound(strict=False, qty=Count(1), base=Base.CAST), ">= 1 of cast"),
        (Bound(strict=False, qty=ParamQty("two-thirds"), base=Base.OUTSTANDING), ">= two-thirds of outstanding"),
        (Every(Base.AUTHORIZED), "all of authorized"),
        (Both((HALF, Every(Base.CAST))), "> 1/2 of present and all of cast"),
    ],
)
def test_a_threshold_is_written_in_the_words_of_the_law(threshold: Threshold, written: str) -> None:
    assert text(threshold) == written


def test_a_whole_share_is_not_a_count_of_one() -> None:
    quantities: set[Quantity] = {Share(Fraction(1)), Count(1)}
    assert len(quantities) == 2


@pytest.mark.parametrize("fraction", [Fraction(3, 2), Fraction(-1, 2)])
def test_a_share_outside_the_whole_cannot_be_made(fraction: Fraction) -> None:
    with pytest.raises(ValueError, match="fraction"):
        Share(fraction)


def test_a_negative_count_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="votes"):
        Count(-1)


def test_both_needs_two_parts() -> None:
    with pytest.raises(ValueError, match="parts"):
        Both((HALF,))


def test_equal_thresholds_have_equal_hashes() -> None:
    assert hash(HALF) == hash(Bound(strict=True, qty=Share(Fraction(2, 4)), base=Base("present")))
