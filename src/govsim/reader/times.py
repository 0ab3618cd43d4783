"""Read when something happened, as a person writes it, in the time zone of the scenario.

The forms::

    2023-11-17T12:00            local time; seconds, and an offset `-08:00` or `Z`, may follow
    2023-11-17T12:00~           half an hour either way
    2023-11-17                  that day
    2023-11-16/2023-11-17T12:00 from the beginning of one to the end of the other
    2023-11-17T12:00/13:00      the end may be only a time, of the same day and with the same offset

A local time that clocks skip is an error; one they show twice needs an offset.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from govsim.reader.faults import Fault, StoppedError, brief, too_long
from govsim.reader.similar import nearest
from govsim.values import frozen
from govsim.world.time import ABOUT, Precision, When, clock_instants, day_instants
from govsim.world.zones import zone_names, zone_of

_DATE: Final = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_TIME: Final = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
_OFFSET: Final = r"(?P<offset>Z|(?P<sign>[+-])(?P<ahead>(?:0[0-9]|1[0-5]):[0-5][0-9](?::[0-5][0-9])?))?"
_FULL: Final = re.compile(rf"{_DATE}(?:T{_TIME}{_OFFSET})?")
_ONLY_TIME: Final = re.compile(rf"{_TIME}{_OFFSET}")

FIRST_YEAR: Final = 1600
LAST_YEAR: Final = 2999
"""Years read; the first chartered companies are about as old as the first of them."""

_MONTHS: Final = 12
_SHAPE: Final = "write `2023-11-17`, `2023-11-17T12:00`, `2023-11-17T12:00~` or `2023-11-16/2023-11-17T12:00`"


def parse_when(text: str, zone: str) -> When | Fault:
    """Read a time in `zone`, or say what is wrong with it; never raises.

    >>> parse_when("2023-11-31", "UTC").message
    'no such date or time: `2023-11-31`'
    """
    if fault := too_long(text):
        return fault
    if zone not in zone_names():
        near = nearest(zone, zone_names())
        cure = f"did you mean `{near}`?" if near else "zones are named as in `America/Los_Angeles`"
        return Fault(message=f"unknown time zone {brief(zone)}", start=0, end=len(text), help=cure)
    try:
        return _when(text, zone)
    except StoppedError as stop:
        return stop.fault


@frozen(kw_only=True)
class _Stated:
    """A date, perhaps with a time of day and an offset, and where it stands in the text."""

    day: date
    clock: time | None
    offset: tzinfo | None
    text: str
    start: int

    def wrong(self, message: str, cure: str) -> StoppedError:
        end = self.start + len(self.text)
        return StoppedError(Fault(message=message, start=self.start, end=end, help=cure))


def _when(text: str, zone: str) -> When:
    begin, slash, end = text.partition("/")
    if slash:
        return _range(text, _stated(begin, 0, None), end, zone)
    about = text.endswith("~")
    stated = _stated(text.removesuffix("~"), 0, None)
    first, last = _span(stated, zone)
    if stated.clock is None:
        if about:
            raise stated.wrong("`~` is half an hour either way, of a time and not of a day", "leave it out")
        return When(earliest=first, latest=last, precision="day", zone=zone, text=text)
    margin = ABOUT if about else timedelta()
    precision: Precision = "about" if about else "instant"
    return When(earliest=first - margin, latest=last + margin, precision=precision, zone=zone, text=text)


def _range(text: str, begin: _Stated, written: str, zone: str) -> When:
    end = _stated(written, len(text) - len(written), begin)
    if begin.clock and end.clock and (begin.offset is None) != (end.offset is None):
        raise end.wrong("one end has an offset and the other has none", "write both, or neither")
    earliest, latest = _span(begin, zone)[0], _span(end, zone)[1]
    if latest <= earliest:
        raise end.wrong("the end is not after the beginning", "write the earlier time first")
    return When(earliest=earliest, latest=latest, precision="range", zone=zone, text=text)


def _stated(text: str, start: int, begin: _Stated | None) -> _Stated:
    """Read one end; where only a time is written, the day and the offset are those of `begin`."""
    only = _ONLY_TIME.fullmatch(text) if begin else None
    found = only or _FULL.fullmatch(text)
    if found is None:
        raise StoppedError(Fault(message=f"not a time: {brief(text)}", start=start, end=start + len(text), help=_SHAPE))
    try:
        day = begin.day if begin and only else date(*map(int, found.group("year", "month", "day")))
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0)) if found["hour"] else None
    except ValueError:
        message = f"no such date or time: `{text}`"
        raise StoppedError(Fault(message=message, start=start, end=start + len(text), help=_there_are(found))) from None
    offset = _offset(found) if found["offset"] else begin.offset if begin and only else None
    return _Stated(day=day, clock=clock, offset=offset, text=text, start=start)


def _there_are(found: re.Match[str]) -> str:
    """Say what there is instead of a date or a time that there is not."""
    year, month, day = (int(found.groupdict().get(part) or 1) for part in ("year", "month", "day"))
    if not FIRST_YEAR <= year <= LAST_YEAR and found.groupdict().get("year"):
        return f"years from {FIRST_YEAR} to {LAST_YEAR} are read"
    if not 1 <= month <= _MONTHS:
        return f"the months are `01` to `{_MONTHS}`"
    days = (date(year + month // _MONTHS, month % _MONTHS + 1, 1) - timedelta(days=1)).day
    if not 1 <= day <= days:
        return f"the days of `{found['year']}-{found['month']}` are `01` to `{days}`"
    return "the hours are `00` to `23`, minutes and seconds `00` to `59`"


def _offset(found: re.Match[str]) -> tzinfo:
    if found["offset"] == "Z":
        return UTC
    hours, minutes, *seconds = map(int, found["ahead"].split(":"))
    ahead = timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))
    return timezone(-ahead if found["sign"] == "-" else ahead)


def _span(stated: _Stated, zone: str) -> tuple[datetime, datetime]:
    """The first and last instant meant by one end: the same one twice, unless it is a day."""
    if not FIRST_YEAR <= stated.day.year <= LAST_YEAR:
        raise stated.wrong(f"the year {stated.day.year}", f"years from {FIRST_YEAR} to {LAST_YEAR} are read")
    if stated.clock is None:
        span = day_instants(stated.day, zone)
        if span is None:
            raise stated.wrong(f"the calendar of {zone} has no {stated.day}", "write the day before or after")
        return span
    local = datetime.combine(stated.day, stated.clock)
    if stated.offset:
        instant = local.replace(tzinfo=stated.offset).astimezone(UTC)
        if not FIRST_YEAR <= instant.astimezone(zone_of(zone)).year <= LAST_YEAR:
            raise stated.wrong(f"in {zone} that is another year", f"years from {FIRST_YEAR} to {LAST_YEAR} are read")
        return instant, instant
    instants = clock_instants(local, zone)
    if not instants:
        raise stated.wrong(f"clocks in {zone} skipped this time", "write a time before or after the change")
    if len(instants) > 1:
        both = " or ".join(f"`{_ahead(instant, zone)}`" for instant in instants)
        raise stated.wrong(f"clocks in {zone} showed this time twice", f"write its offset: {both}")
    return instants[0], instants[0]


def _ahead(instant: datetime, zone: str) -> str:
    return instant.astimezone(zone_of(zone)).isoformat()[len("2023-11-05T01:30:00") :]
