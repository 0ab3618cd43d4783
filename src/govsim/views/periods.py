"""Lengths of time in words."""

_DAY, _HOUR = 24 * 60, 60


def period(minutes: int) -> str:
    """Write a length of time in the largest unit that it is a whole number of.

    >>> period(14_400), period(90 * 60), period(45)
    ('10 days', '90 hours', '45 minutes')
    """
    size, unit = next(((n, word) for n, word in ((_DAY, "day"), (_HOUR, "hour")) if minutes % n == 0), (1, "minute"))
    number = minutes // size
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
