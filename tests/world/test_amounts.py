"""Exact numbers, read by hand-worked examples and by laws."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govsim.world.amounts import Misread, decimal, money, money_text, number


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("4", Fraction(4), ""),
        ("2/3", Fraction(2, 3), ""),
        ("4/2", Fraction(2), ""),
        ("90%", Fraction(9, 10), "%"),
        ("66.5%", Fraction(133, 200), "%"),
        ("48h", Fraction(48), "h"),
        ("28d", Fraction(28), "d"),
        ("9" * 30, Fraction(10**30 - 1), ""),
    ],
)
def test_a_number_is_read_exactly(written: str, value: Fraction, unit: str) -> None:
    assert number(written) == (value, unit)


@pytest.mark.parametrize(
    ("written", "message", "cure"),
    [
        ("1,000", "a thousands separator in `1,000`", "write `1000`"),
        ("1/0", "a share of zero parts", "the number below the stroke is at least 1, as in `1/2`"),
        ("0.5", "a bare decimal `0.5`", "write a share as `1/2` or `50%`, and a count or a span whole"),
        ("1.5h", "a bare decimal `1.5h`", "write a share as `1/2` or `50%`, and a count or a span whole"),
        ("13bn", "a sum without its currency: `13bn`", "write the currency first, as in `USD 13bn`"),
        ("86m", "a sum without its currency: `86m`", "write the currency first, as in `USD 86m`"),
        ("3y", "an unknown unit `y`", "units are `%`, `h` (hours) and `d` (days)"),
        ("1" * 31, "a number of more than 30 digits", "numbers that long are a slip of the hand"),
        ("1/2/3", "`1/2/3` is not a number", "write `4`, `2/3`, `90%`, `48h`, `28d` or `USD 13bn`"),
        ("", "`` is not a number", "write `4`, `2/3`, `90%`, `48h`, `28d` or `USD 13bn`"),
    ],
)
def test_a_misread_number_says_what_to_write_instead(written: str, message: str, cure: str) -> None:
    assert number(written) == Misread(message, cure)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("13bn", Fraction(13_000_000_000)),
        ("1.5bn", Fraction(1_500_000_000)),
        ("86m", Fraction(86_000_000)),
        ("1200", Fraction(1200)),
        ("12.50", Fraction(25, 2)),
    ],
)
def test_a_sum_is_read_in_whole_units_of_its_currency(written: str, value: Fraction) -> None:
    assert money(written) == value


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("1,000", "a thousands separator in `1,000`"),
        ("3tn", "an unknown magnitude `tn`"),
        ("50%", "an unknown magnitude `%`"),
        ("1/2", "`1/2` is not a number"),
    ],
)
def test_a_misread_sum_is_refused_with_a_reason(written: str, message: str) -> None:
    read = money(written)
    assert isinstance(read, Misread)
    assert read.message == message


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(13 * 10**9), "13bn"),
        (Fraction(1_500_000_000), "1500m"),
        (Fraction(1200), "1200"),
        (Fraction(25, 2), "12.5"),
        (Fraction(0), "0"),
    ],
)
def test_a_sum_is_written_with_the_largest_magnitude_that_leaves_it_whole(value: Fraction, written: str) -> None:
    assert money_text(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(Fraction(133, 2), "66.5"), (Fraction(5, 100), "0.05"), (Fraction(7), "7"), (Fraction(1, 1024), "0.0009765625")],
)
def test_a_decimal_is_the_shortest_exact_one(value: Fraction, written: str) -> None:
    assert decimal(value) == written


def test_a_third_has_no_decimal() -> None:
    with pytest.raises(ValueError, match="1/3 has no finite decimal"):
        decimal(Fraction(1, 3))


@given(st.integers(0, 10**18), st.integers(0, 9))
def test_a_sum_written_and_read_is_the_same_sum(digits: int, places: int) -> None:
    value = Fraction(digits, 10**places)
    assert money(money_text(value)) == value


@given(st.text())
@example("²")
@example("1" * 5000)
@example("1" * 5000 + "/1")
def test_reading_a_number_never_raises(written: str) -> None:
    assert isinstance(number(written), tuple | Misread)
    assert isinstance(money(written), Fraction | Misread)
