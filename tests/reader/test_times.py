"""Times read from text: what each form means, what is refused and where, and that stamping undoes reading."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govsim.reader.faults import Fault
from govsim.reader.times import parse_when
from govsim.world.time import Precision, When, show, stamp

PACIFIC = "America/Los_Angeles"


def _read(text: str, zone: str = PACIFIC) -> When:
    when = parse_when(text, zone)
    assert isinstance(when, When), when
    return when


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2023-11-17T12:00", "2023-11-17T20:00", "2023-11-17T20:00", "instant"),
        ("2023-11-17T12:00:30", "2023-11-17T20:00:30", "2023-11-17T20:00:30", "instant"),
        ("2023-11-17T12:00Z", "2023-11-17T12:00", "2023-11-17T12:00", "instant"),
        ("2023-11-17T12:00+05:30", "2023-11-17T06:30", "2023-11-17T06:30", "instant"),
        ("2023-11-17T12:00-07:52:58", "2023-11-17T19:52:58", "2023-11-17T19:52:58", "instant"),
        ("2023-11-05T01:30-07:00", "2023-11-05T08:30", "2023-11-05T08:30", "instant"),
        ("2023-11-20T05:00~", "2023-11-20T12:30", "2023-11-20T13:30", "about"),
        ("2023-11-17", "2023-11-17T08:00", "2023-11-18T07:59", "day"),
        ("2023-11-16/2023-11-17T12:00", "2023-11-16T08:00", "2023-11-17T20:00", "range"),
        ("2023-11-16/2023-11-17", "2023-11-16T08:00", "2023-11-18T07:59", "range"),
        ("2023-11-16/12:00", "2023-11-16T08:00", "2023-11-16T20:00", "range"),
        ("2023-11-17T12:00/13:00", "2023-11-17T20:00", "2023-11-17T21:00", "range"),
        ("2023-11-17T12:00/2023-11-18", "2023-11-17T20:00", "2023-11-19T07:59", "range"),
        ("2023-11-17T12:00Z/13:00", "2023-11-17T12:00", "2023-11-17T13:00", "range"),
        ("2023-11-16/2023-11-17T12:00Z", "2023-11-16T08:00", "2023-11-17T12:00", "range"),
        ("2023-11-17T00:00/13:00:30", "2023-11-17T08:00", "2023-11-17T21:00:30", "range"),
    ],
)
def test_each_form_is_an_interval_of_instants(text: str, earliest: str, latest: str, precision: Precision) -> None:
    when = _read(text)
    assert (when.earliest, when.latest, when.precision) == (_utc(earliest), _utc(latest), precision)
    assert (when.zone, when.text) == (PACIFIC, text)


_SHAPE = "write `2023-11-17`, `2023-11-17T12:00`, `2023-11-17T12:00~` or `2023-11-16/2023-11-17T12:00`"
_CLOCK = "the hours are `00` to `23`, minutes and seconds `00` to `59`"


@pytest.mark.parametrize(
    ("text", "message", "start", "end", "cure"),
    [
        ("noon", "not a time: `noon`", 0, 4, _SHAPE),
        ("2023-11-17 12:00", "not a time: `2023-11-17 12:00`", 0, 16, _SHAPE),
        ("12:00", "not a time: `12:00`", 0, 5, _SHAPE),
        ("2023-11-17T12:00+24:00", "not a time: `2023-11-17T12:00+24:00`", 0, 22, _SHAPE),
        ("2023-11-16/noon", "not a time: `noon`", 11, 15, _SHAPE),
        ("2023-11-16/2023-11-17/2023-11-18", "not a time: `2023-11-17/2023-11-18`", 11, 32, _SHAPE),
        ("2023-11-16/2023-11-17T12:00~", "not a time: `2023-11-17T12:00~`", 11, 28, _SHAPE),
        ("2023-02-29", "no such date or time: `2023-02-29`", 0, 10, "the days of `2023-02` are `01` to `28`"),
        ("2024-02-30", "no such date or time: `2024-02-30`", 0, 10, "the days of `2024-02` are `01` to `29`"),
        ("2023-12-32", "no such date or time: `2023-12-32`", 0, 10, "the days of `2023-12` are `01` to `31`"),
        ("2023-11-00", "no such date or time: `2023-11-00`", 0, 10, "the days of `2023-11` are `01` to `30`"),
        ("2023-13-01", "no such date or time: `2023-13-01`", 0, 10, "the months are `01` to `12`"),
        ("0000-01-01", "no such date or time: `0000-01-01`", 0, 10, "years from 1600 to 2999 are read"),
        ("2023-11-17T24:00", "no such date or time: `2023-11-17T24:00`", 0, 16, _CLOCK),
        ("2023-11-17T12:00/12:60", "no such date or time: `12:60`", 17, 22, _CLOCK),
        ("2023-11-17~", "`~` is half an hour either way, of a time and not of a day", 0, 10, "leave it out"),
        (
            "2023-11-17T12:00/11:00",
            "the end is not after the beginning",
            17,
            22,
            "write the earlier time first",
        ),
        ("2023-11-17T12:00/12:00", "the end is not after the beginning", 17, 22, "write the earlier time first"),
        (
            "2023-11-17T12:00Z/2023-11-17T13:00",
            "one end has an offset and the other has none",
            18,
            34,
            "write both, or neither",
        ),
        (
            "2023-03-12T02:30",
            "clocks in America/Los_Angeles skipped this time",
            0,
            16,
            "write a time before or after the change",
        ),
        (
            "2023-11-04/2023-11-05T01:30",
            "clocks in America/Los_Angeles showed this time twice",
            11,
            27,
            "write its offset: `-07:00` or `-08:00`",
        ),
        ("1599-12-31", "the year 1599", 0, 10, "years from 1600 to 2999 are read"),
        ("3000-01-01T00:00", "the year 3000", 0, 16, "years from 1600 to 2999 are read"),
        (
            "1600-01-01T00:00+15:00",
            "in America/Los_Angeles that is another year",
            0,
            22,
            "years from 1600 to 2999 are read",
        ),
    ],
)
def test_a_fault_says_what_where_and_what_to_do(text: str, message: str, start: int, end: int, cure: str) -> None:
    assert parse_when(text, PACIFIC) == Fault(message=message, start=start, end=end, help=cure)


def test_a_day_the_calendar_skipped_is_a_fault() -> None:
    fault = parse_when("2011-12-30", "Pacific/Apia")
    cure = "write the day before or after"
    assert fault == Fault(message="the calendar of Pacific/Apia has no 2011-12-30", start=0, end=10, help=cure)


def test_a_misspelt_zone_is_a_fault_that_names_the_nearest() -> None:
    near = parse_when("2023-11-17", "America/Los_Angles")
    far = parse_when("2023-11-17", "qqqqqqqq")
    assert isinstance(near, Fault)
    assert isinstance(far, Fault)
    assert (near.message, near.help) == (
        "unknown time zone `America/Los_Angles`",
        "did you mean `America/Los_Angeles`?",
    )
    assert far.help == "zones are named as in `America/Los_Angeles`"


def test_a_text_over_the_limit_is_a_fault_and_a_long_one_is_quoted_in_part() -> None:
    over, long = parse_when("2" * 10_001, PACIFIC), parse_when("2" * 61, PACIFIC)
    assert over == Fault(message="a text of more than 10000 characters", start=10_000, end=10_001)
    assert isinstance(long, Fault)
    assert long.message == f"not a time: `{'2' * 60}...`"


_locals = st.datetimes(datetime(1600, 1, 1), datetime(2999, 12, 31))  # noqa: DTZ001 - clocks, not instants
_clocks = st.builds(
    lambda local, spec: local.isoformat(timespec=spec), _locals, st.sampled_from(["minutes", "seconds"])
)
_days = _locals.map(lambda local: local.date().isoformat())
_offsets = st.sampled_from(["", "", "Z", "+05:30", "-08:00"])
_stamps = st.builds("{}{}".format, _clocks, _offsets)
_texts = _stamps | _days | _stamps.map("{}~".format) | st.builds("{}/{}".format, _stamps | _days, _stamps | _days)
_zones = st.sampled_from([PACIFIC, "UTC", "Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Pacific/Apia"])
_pieces = st.sampled_from(["2023-11-17", "T", "12:00", "~", "/", "Z", "-08:00", ":30", " ", "1", "Q"])


@given(_texts, _zones)
@example("2023-11-05T01:30-08:00", PACIFIC)
@example("1883-11-18T12:05-07:52:58", PACIFIC)
@example("2018-11-04", "America/Sao_Paulo")
@example("1919-03-31", "America/Toronto")
def test_reading_a_stamp_gives_the_same_time(text: str, zone: str) -> None:
    when = parse_when(text, zone)
    if isinstance(when, When):
        again = _read(stamp(when), zone)
        assert again == when
        assert stamp(again) == stamp(when)


@given(_locals, _zones, _zones)
def test_a_time_of_day_shown_elsewhere_names_the_same_instant(local: datetime, zone: str, other: str) -> None:
    when = parse_when(local.isoformat(timespec="seconds"), zone)
    if isinstance(when, When):
        moved = parse_when(f"{when.earliest.replace(tzinfo=None).isoformat()}Z", other)
        if isinstance(moved, When):
            assert show(when, "UTC") == show(moved, "UTC")


@given(st.text() | st.lists(_pieces).map("".join), _zones)
def test_any_text_is_a_time_or_a_fault_inside_it(text: str, zone: str) -> None:
    when = parse_when(text, zone)
    if isinstance(when, Fault):
        assert 0 <= when.start <= when.end <= len(text)
    else:
        assert _read(stamp(when), zone) == when


@given(st.text())
def test_any_zone_is_known_or_a_fault(zone: str) -> None:
    assert isinstance(parse_when("2023-11-17", zone), When | Fault)
