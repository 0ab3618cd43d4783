"""Lengths of time between two acts: hours by the clock, months by the calendar of the place."""

import datetime as dt
from calendar import monthrange
from datetime import datetime

from govsim.values import frozen


@frozen(kw_only=True)
class Period:
    """So many minutes by the clock, or so many months by the calendar: whichever of the two is not 0.

    A month ends with the day that has the number of the day on which it began, or with the last of a shorter month.
    """

    minutes: int = 0
    months: int = 0

    def over(self, since: datetime, day: str, at: datetime, today: str) -> bool:
        """Say whether it is over at an instant, of a local date, if it began at another.

        >>> moment = datetime.fromisoformat("2025-01-31T10:00+00:00")
        >>> Period(months=1).over(moment, "2025-01-31", moment, "2025-02-28")
        False
        >>> Period(months=1).over(moment, "2025-01-31", moment, "2025-03-01")
        True
        """
        if not self.months:
            return at - since >= dt.timedelta(minutes=self.minutes)
        began = dt.date.fromisoformat(day)
        years, month = divmod(began.month - 1 + self.months, 12)
        year, month = began.year + years, month + 1
        last = dt.date(year, month, min(began.day, monthrange(year, month)[1]))
        return dt.date.fromisoformat(today) > last

    @property
    def text(self) -> str:
        """The period as files write it: `48h`, `30d`, `1 month`, `3 months`."""
        if self.months:
            return f"{self.months} month{'s' if self.months > 1 else ''}"
        days, rest = divmod(self.minutes, 1440)
        return f"{self.minutes // 60}h" if rest else f"{days}d"
