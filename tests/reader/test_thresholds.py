"""Thresholds read from text: what each means, what is refused and where, and that writing undoes reading."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from govsim.reader.faults import Fault
from govsim.reader.thresholds import parse_threshold
from govsim.world.thresholds import Base, Both, Bound, Count, Every, ParamQty, Share, Threshold, text


def _bound(sign: str, qty: Count | Share | ParamQty, base: Base) -> Bound:
    return Bound(strict=sign == ">", qty=qty, base=base)


_BOUND = "write `> ` before it for more than so much, or `>= ` for at least"


@pytest.mark.parametrize(
    ("written", "threshold"),
    [
        ("> 1/2 of present", _bound(">", Share(Fraction(1, 2)), Base.PRESENT)),
        (">= 90% of cast", _bound(">=", Share(Fraction(9, 10)), Base.CAST)),
        (">= 66.5% of cast", _bound(">=", Share(Fraction(133, 200)), Base.CAST)),
        (">= 4 of in_office", _bound(">=", Count(4), Base.IN_OFFICE)),
        (">= 1 of in_office", _bound(">=", Count(1), Base.IN_OFFICE)),
        (">= 1/1 of in_office", _bound(">=", Share(Fraction(1)), Base.IN_OFFICE)),
        (">= 100% of in_office", _bound(">=", Share(Fraction(1)), Base.IN_OFFICE)),
        (">= 4/6 of authorized", _bound(">=", Share(Fraction(2, 3)), Base.AUTHORIZED)),
        (">= 0 of outstanding", _bound(">=", Count(0), Base.OUTSTANDING)),
        ("> settle-share of represented", _bound(">", ParamQty("settle-share"), Base.REPRESENTED)),
        ("all of eligible", Every(Base.ELIGIBLE)),
        (
            ">=1/2 of cast\n and\tall of present",
            Both((_bound(">=", Share(Fraction(1, 2)), Base.CAST), Every(Base.PRESENT))),
        ),
    ],
)
def test_a_threshold_means_what_it_says(written: str, threshold: Threshold) -> None:
    assert parse_threshold(written) == threshold


_MONOTONE = "in a threshold: one more vote in favour could turn yes into no"
_BASES = "authorized, in_office, eligible, present, cast, represented, outstanding"


@pytest.mark.parametrize(
    ("written", "message", "start", "end", "cure"),
    [
        ("= 1/2 of cast", f"no `=` {_MONOTONE}", 0, 1, "write `>=` for at least, `>` for more than"),
        ("all of cast and == 3 of cast", f"no `==` {_MONOTONE}", 16, 18, "write `>=` for at least, `>` for more than"),
        (
            "< 1/3 of cast",
            f"no `<` {_MONOTONE}",
            0,
            1,
            "count the votes in favour, or give the other side a power of its own",
        ),
        ("4 of cast", "expected `>`, `>=` or `all of`, found `4`", 0, 1, _BOUND),
        ("", "expected `>`, `>=` or `all of`, found the end", 0, 0, ""),
        ("≥ 4 of cast", "unknown sign `≥`", 0, 1, "write `>=`"),
        ("most of cast", "expected `>`, `>=` or `all of`, found `most`", 0, 4, ""),
        ("> of cast", "expected a count, a share such as `1/2` or `90%`, or a param, found `of`", 2, 4, ""),
        ("> 0.5 of cast", "a bare decimal `0.5`", 2, 5, "write a share as `1/2` or `50%`, and a count or a span whole"),
        ("> 48h of cast", "`48h` is a span of time, not a number of votes", 2, 5, ""),
        (
            "> 3/2 of cast",
            "more than the whole: no vote can reach it",
            2,
            5,
            "where nobody may, the approval is `never`",
        ),
        (
            "> 100% of cast",
            "more than the whole: no vote can reach it",
            2,
            6,
            "where nobody may, the approval is `never`",
        ),
        ("> a.b of cast", "`a.b` is no param", 2, 5, "a param has a name without dots"),
        ("> 1/2 cast", "expected `of` and a base, found `cast`", 6, 10, ""),
        ("> 1/2 of", f"expected a base: {_BASES}, found the end", 8, 8, ""),
        ("> 1/2 of presents", "unknown base `presents`", 9, 17, "did you mean `present`?"),
        ("> 1/2 of qqq", "unknown base `qqq`", 9, 12, f"bases are {_BASES}"),
        ("all of cast or all of cast", "expected `and` or the end, found `or`", 12, 14, ""),
        (
            "> 1/2 + 1 of cast",
            "no arithmetic here: `+`",
            6,
            7,
            "state the number as a fact or a param, and compare with that",
        ),
    ],
)
def test_a_fault_says_what_where_and_what_to_do(written: str, message: str, start: int, end: int, cure: str) -> None:
    found = parse_threshold(written)
    assert isinstance(found, Fault)
    assert evolve(found, instead="") == Fault(message=message, start=start, end=end, help=cure)
    assert not found.instead or f"`{found.instead}`" in cure


def test_a_text_over_the_limit_is_a_fault_at_its_first_character_too_many() -> None:
    fault = parse_threshold("all of cast" + " " * 10_000)
    assert fault == Fault(message="a text of more than 10000 characters", start=10_000, end=10_011)
    assert parse_threshold("all of cast" + " " * 9_989) == Every(Base.CAST)


_shares = st.fractions(0, 1, max_denominator=10**9).map(Share)  # numbers of more than 30 digits are refused
_params = st.from_regex(r"[a-zé董][a-z0-9_-]{0,8}", fullmatch=True).filter(
    lambda name: name not in {"all", "of", "and"}
)
_bases = st.sampled_from(Base)
_bounds = st.builds(
    Bound, strict=st.booleans(), qty=_shares | st.integers(0, 10**9).map(Count) | _params.map(ParamQty), base=_bases
)
_passable = _bounds.filter(lambda bound: not (bound.strict and bound.qty == Share(Fraction(1))))
_single = _passable | _bases.map(Every)
_thresholds = _single | st.lists(_single, min_size=2, max_size=5).map(tuple).map(Both)


@given(_thresholds)
def test_reading_what_was_written_gives_the_same_threshold(threshold: Threshold) -> None:
    assert parse_threshold(text(threshold)) == threshold


_pieces = st.sampled_from(
    [">", ">=", "=", "all", "of", "and", "4", "1/2", "90%", "cast", "present", "x", "+", "(", " "]
)


@given(st.text() | st.lists(_pieces).map(" ".join) | st.lists(_pieces).map("".join))
@example("> " + "9" * 5000 + " of cast")
def test_any_text_is_a_threshold_or_a_fault_inside_it(written: str) -> None:
    read = parse_threshold(written)
    if isinstance(read, Fault):
        assert 0 <= read.start <= read.end <= len(written)
    else:
        assert parse_threshold(text(read)) == read
