"""Times as intervals: their order, how they are written, and what clocks skip or show twice."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import combinations_with_replacement, product

import pytest

from govsim.world.time import (
    Precision,
    When,
    clock_instants,
    day_instants,
    entirely_before,
    local_date,
    show,
    stamp,
)

PACIFIC = "America/Los_Angeles"


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _when(earliest: str, latest: str, precision: Precision, zone: str = PACIFIC) -> When:
    return When(earliest=_utc(earliest), latest=_utc(latest), precision=precision, zone=zone, text="as printed")


NOON = _when("2023-11-17T20:00", "2023-11-17T20:00", "instant")
ABOUT_NOON = _when("2023-11-17T19:30", "2023-11-17T20:30", "about")
FRIDAY = _when("2023-11-17T08:00", "2023-11-18T07:59", "day")
BY_NOON = _when("2023-11-16T08:00", "2023-11-17T20:00", "range")


def test_two_times_that_mean_the_same_are_equal_however_they_were_written() -> None:
    other = When(earliest=NOON.earliest, latest=NOON.latest, precision="instant", zone=PACIFIC, text="at noon")
    assert other == NOON
    assert hash(other) == hash(NOON)


def test_a_time_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        _when("2023-11-17T20:00", "2023-11-17T19:59", "range")


def test_an_instant_in_another_zone_than_utc_cannot_be_kept() -> None:
    local = datetime(2023, 11, 17, 12, tzinfo=timezone(timedelta(hours=-8)))
    with pytest.raises(ValueError, match="kept in UTC"):
        When(earliest=local, latest=local, precision="instant", zone=PACIFIC, text="")


@pytest.mark.parametrize(
    ("local", "zone", "instants"),
    [
        ("2023-11-17T12:00", PACIFIC, ["2023-11-17T20:00"]),
        ("2023-03-12T02:30", PACIFIC, []),  # clocks went from 02:00 to 03:00
        ("2023-11-05T01:30", PACIFIC, ["2023-11-05T08:30", "2023-11-05T09:30"]),  # and from 02:00 back to 01:00
        ("2023-11-05T02:00", PACIFIC, ["2023-11-05T10:00"]),
        ("2011-12-30T12:00", "Pacific/Apia", []),  # Samoa crossed the date line and skipped the day
    ],
)
def test_a_clock_shows_a_time_once_twice_or_never(local: str, zone: str, instants: list[str]) -> None:
    assert clock_instants(datetime.fromisoformat(local), zone) == tuple(map(_utc, instants))


@pytest.mark.parametrize(
    ("day", "zone", "first", "last"),
    [
        ("2023-11-17", PACIFIC, "2023-11-17T08:00", "2023-11-18T07:59"),
        ("2023-03-12", PACIFIC, "2023-03-12T08:00", "2023-03-13T06:59"),  # 23 hours long
        ("2023-11-05", PACIFIC, "2023-11-05T07:00", "2023-11-06T07:59"),  # 25 hours long
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00", "2018-11-05T01:59"),  # began at 01:00, on -02:00
        ("2018-02-17", "America/Sao_Paulo", "2018-02-17T02:00", "2018-02-18T02:59"),  # 23:00 to 24:00 came twice
        ("2024-03-30", "America/Nuuk", "2024-03-30T02:00", "2024-03-31T00:59"),  # ended at 23:00
    ],
)
def test_a_day_runs_from_its_first_instant_to_its_last_minute(day: str, zone: str, first: str, last: str) -> None:
    assert day_instants(date.fromisoformat(day), zone) == (_utc(first), _utc(last))


def test_a_day_the_calendar_skipped_has_no_instants() -> None:
    assert day_instants(date(2011, 12, 30), "Pacific/Apia") is None


def test_a_time_is_before_another_only_if_no_reading_puts_it_after() -> None:
    later = _when("2023-11-17T20:01", "2023-11-17T20:01", "instant")
    assert entirely_before(NOON, later)
    assert not entirely_before(NOON, NOON)
    assert not entirely_before(ABOUT_NOON, later)
    assert not entirely_before(ABOUT_NOON, later)
    assert not entirely_before(later, ABOUT_NOON)
    assert entirely_before(later, NOON) or entirely_before(NOON, later)


def test_the_last_minute_of_a_day_lies_in_that_day() -> None:
    late = _when("2023-11-18T07:59:59", "2023-11-18T07:59:59", "instant")
    midnight = _when("2023-11-18T08:00", "2023-11-18T08:00", "instant")
    assert not entirely_before(FRIDAY, late)
    assert not entirely_before(late, FRIDAY)
    assert entirely_before(FRIDAY, midnight)
    assert entirely_before(late, midnight)


def test_a_range_that_ends_on_a_second_ends_there() -> None:
    to_the_second = _when("2023-11-17T19:00", "2023-11-17T20:00:30", "range")
    after = _when("2023-11-17T20:00:31", "2023-11-17T20:00:31", "instant")
    assert entirely_before(to_the_second, after)
    within = _when("2023-11-17T20:00:59", "2023-11-17T20:00:59", "instant")
    assert not entirely_before(BY_NOON, within)
    assert not entirely_before(within, BY_NOON)
    assert entirely_before(NOON, _when("2023-11-17T20:00:01", "2023-11-17T20:00:01", "instant"))


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (NOON, "2023-11-17T12:00"),
        (ABOUT_NOON, "2023-11-17T12:00~"),
        (FRIDAY, "2023-11-17"),
        (BY_NOON, "2023-11-16T00:00/2023-11-17T12:00"),
        (_when("2023-11-05T08:30:05", "2023-11-05T08:30:05", "instant"), "2023-11-05T01:30:05-07:00"),
        (_when("2023-11-05T09:30", "2023-11-05T09:30", "instant"), "2023-11-05T01:30-08:00"),
        (_when("2023-11-05T09:30", "2023-11-05T09:30", "instant", "UTC"), "2023-11-05T09:30Z"),
    ],
)
def test_a_stamp_is_local_time_with_an_offset_only_where_clocks_show_it_twice(when: When, written: str) -> None:
    assert stamp(when) == written


@pytest.mark.parametrize(
    ("when", "zone", "shown"),
    [
        (NOON, PACIFIC, "Fri 17 Nov 2023 12:00"),
        (NOON, "Asia/Shanghai", "Sat 18 Nov 2023 04:00"),
        (ABOUT_NOON, PACIFIC, "Fri 17 Nov 2023 12:00~"),
        (FRIDAY, PACIFIC, "Fri 17 Nov 2023"),
        (FRIDAY, "America/Vancouver", "Fri 17 Nov 2023"),
        (FRIDAY, "Asia/Shanghai", "Fri 17 Nov 2023 16:00 / Sat 18 15:59"),
        (BY_NOON, PACIFIC, "Thu 16 Nov 2023 / Fri 17 12:00"),
        (BY_NOON, "UTC", "Thu 16 Nov 2023 08:00 / Fri 17 20:00"),
        (_when("2023-11-17T20:00", "2023-11-17T21:00", "range"), PACIFIC, "Fri 17 Nov 2023 12:00 / 13:00"),
        (_when("2023-11-16T08:00", "2023-11-18T07:59", "range"), PACIFIC, "Thu 16 Nov 2023 / Fri 17"),
        (_when("2023-10-31T07:00", "2023-11-02T06:59", "range"), PACIFIC, "Tue 31 Oct 2023 / Wed 1 Nov"),
        (_when("2023-12-31T08:00", "2024-01-01T20:00", "range"), PACIFIC, "Sun 31 Dec 2023 / Mon 1 Jan 2024 12:00"),
        (_when("2022-11-17T08:00", "2023-11-17T20:00", "range"), PACIFIC, "Thu 17 Nov 2022 / Fri 17 Nov 2023 12:00"),
        (_when("2023-11-17T20:00:05", "2023-11-17T20:00:05", "instant"), PACIFIC, "Fri 17 Nov 2023 12:00:05"),
        (
            _when("2018-11-04T03:00", "2018-11-05T01:59", "day", "America/Sao_Paulo"),
            "America/Sao_Paulo",
            "Sun 4 Nov 2018",
        ),
    ],
)
def test_a_time_is_shown_on_the_clocks_of_the_zone_asked_for(when: When, zone: str, shown: str) -> None:
    assert show(when, zone) == shown


_MINUTES = [_utc(f"2023-11-17T00:0{minute}") for minute in range(6)]
_PRECISIONS: tuple[Precision, ...] = ("about", "range")
_SMALL = [
    When(earliest=start, latest=end, precision=precision, zone="UTC", text="")
    for start, end in combinations_with_replacement(_MINUTES, 2)
    for precision in _PRECISIONS
]


def test_of_two_times_not_both_are_before_the_other() -> None:
    for a, b in product(_SMALL, repeat=2):
        assert not (entirely_before(a, b) and entirely_before(b, a)), (a, b)


def test_what_is_before_a_time_is_before_all_that_comes_after_it() -> None:
    after = {a: {b for b in _SMALL if entirely_before(a, b)} for a in _SMALL}
    assert all(after[b] <= after[a] for a in _SMALL for b in after[a])


def test_a_moment_has_the_date_that_clocks_there_show() -> None:
    assert local_date(_utc("2023-11-18T07:59"), PACIFIC) == "2023-11-17"
    assert local_date(_utc("2023-11-18T08:00"), PACIFIC) == "2023-11-18"
