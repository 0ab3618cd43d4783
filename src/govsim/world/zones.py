"""Time zones from the `tzdata` package alone, so that every machine reads the same clock.

`zoneinfo` would prefer the system's copy, which differs from machine to machine; resetting its search path would
change the whole process. Here each zone is read from the package by name.
"""

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from govsim.errors import UsageError


@cache
def zone_names() -> frozenset[str]:
    """Every zone known, aliases included: `America/Los_Angeles`, `Asia/Shanghai`, `UTC`, ..."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@cache
def zone_of(name: str) -> ZoneInfo:
    """Give the zone called `name`; a UsageError if there is none. Only listed names reach the package's files."""
    if name not in zone_names():
        message = f"unknown time zone `{name}`"
        raise UsageError(message)
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)
