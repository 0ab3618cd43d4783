"""When something happened, as exactly as is known: an interval of instants, and how it was stated.

A time that is not known exactly is an interval, never a guess: `~` is half an hour either way, a bare date is that
day, `a/b` lies somewhere from `a` to `b`. Instants are UTC; the zone in which a time was stated is kept beside them.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal, assert_never

from attrs import field

from govsim.values import frozen
from govsim.world.zones import zone_of

Precision = Literal["instant", "about", "day", "range"]

ABOUT: Final = timedelta(minutes=30)
"""What `~` allows, either way."""

LAST_MINUTE: Final = time(23, 59)

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _aware(_when: object, _attribute: object, value: datetime) -> None:
    if value.tzinfo is not UTC:
        message = "an instant is kept in UTC"
        raise ValueError(message)


@frozen(kw_only=True)
class When:
    """From `earliest` to `latest`, both included and in UTC, as stated in `zone` by the words `text`.

    A day runs from its first instant to its last minute, 23:59. `text` is for the reader's eye; two times that
    mean the same in the same zone are equal however they were written.
    """

    earliest: datetime = field(validator=_aware)
    latest: datetime = field(validator=_aware)
    precision: Precision
    zone: str
    text: str = field(eq=False)

    def __attrs_post_init__(self) -> None:
        """Refuse an interval that ends before it begins."""
        if self.latest < self.earliest:
            message = "a time ends before it begins"
            raise ValueError(message)


def clock_instants(local: datetime, zone: str) -> tuple[datetime, ...]:
    """Give the instants at which clocks in `zone` show `local`, in order: one as a rule.

    None in the hour that is skipped when clocks go forward, two in the hour that comes twice.
    """
    first, second = (local.replace(tzinfo=zone_of(zone), fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return (first,)
    return (first, second) if first < second else ()


def day_instants(day: date, zone: str) -> tuple[datetime, datetime] | None:
    """Give the first instant and the last minute of `day` in `zone`; None where the calendar skipped that day.

    Where midnight itself is skipped the day begins when the clocks have gone forward.
    """
    here = zone_of(zone)
    first = datetime.combine(day, time(), here).astimezone(UTC)
    last = datetime.combine(day, LAST_MINUTE.replace(fold=1), here).astimezone(UTC)
    return (first, last) if first.astimezone(here).date() == day else None


def entirely_before(a: When, b: When) -> bool:
    """Whether `a` is over before `b` can begin, however both are uncertain.

    The end of a day or of a range, stated to the minute, includes that minute: 23:59:30 still lies in its day.
    """
    to_the_minute = a.precision in {"day", "range"} and a.latest.second == 0
    return a.latest + timedelta(seconds=59 if to_the_minute else 0) < b.earliest


def stamp(when: When) -> str:
    """Write `when` so that `reader.times` reads the same one in `when.zone`.

    Local time without an offset, except where clocks show that time twice; UTC itself is written `Z`.
    """
    first = when.earliest.astimezone(zone_of(when.zone))
    match when.precision:
        case "instant":
            return _iso(when.earliest, when.zone)
        case "about":
            return f"{_iso(when.earliest + ABOUT, when.zone)}~"
        case "day":
            return first.date().isoformat()
        case "range":
            return f"{_iso(when.earliest, when.zone)}/{_iso(when.latest, when.zone)}"
        case _:
            assert_never(when.precision)


def show(when: When, zone: str) -> str:
    """Write `when` for people, on the clocks of `zone`, in English whatever the machine's language.

    `Fri 17 Nov 2023 12:00`, with `~` if about; a day has no clock; a range leaves out at its end what it shares with
    its beginning: `Thu 16 Nov 2023 / Fri 17 12:00`. A day seen from another zone is a range.
    """
    here = zone_of(zone)
    first, last = when.earliest.astimezone(here), when.latest.astimezone(here)
    whole_day = (first.time(), last.time()) == (time(), LAST_MINUTE) or zone == when.zone
    match when.precision:
        case "instant":
            return f"{_date(first)} {_clock(first)}"
        case "about":
            middle = (when.earliest + ABOUT).astimezone(here)
            return f"{_date(middle)} {_clock(middle)}~"
        case "day" if whole_day:
            return _date(first)
        case "day" | "range":
            return _range(first, last)
        case _:
            assert_never(when.precision)


def _range(first: datetime, last: datetime) -> str:
    if first.date() == last.date():
        return f"{_date(first)} {_clock(first)} / {_clock(last)}"
    begin = _date(first) if first.time() == time() else f"{_date(first)} {_clock(first)}"
    shared = 2 if (first.year, first.month) == (last.year, last.month) else 1 if first.year == last.year else 0
    end = " ".join(_date(last).split()[: 4 - shared])
    return f"{begin} / {end}" if last.time() == LAST_MINUTE else f"{begin} / {end} {_clock(last)}"


def _date(moment: datetime) -> str:
    return f"{_WEEKDAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _clock(moment: datetime) -> str:
    return moment.time().isoformat("seconds" if moment.second else "minutes")


def _iso(instant: datetime, zone: str) -> str:
    local = instant.astimezone(zone_of(zone))
    written = f"{local.date().isoformat()}T{_clock(local)}"
    if zone == "UTC":
        return f"{written}Z"
    if len(clock_instants(local.replace(tzinfo=None), zone)) == 1:
        return written
    return local.isoformat(timespec="seconds" if local.second else "minutes")


def local_date(instant: datetime, zone: str) -> str:
    """Give the ISO date that clocks in `zone` show at an instant.

    >>> local_date(datetime(2023, 11, 18, 4, 0, tzinfo=UTC), "America/Los_Angeles")
    '2023-11-17'
    """
    return instant.astimezone(zone_of(zone)).date().isoformat()
