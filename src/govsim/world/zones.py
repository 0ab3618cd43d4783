"""Time zones from the `tzdata` package alone, so that every machine reads the same clock.

`zoneinfo` would prefer the system's copy, which differs from machine to machine; resetting its search path would
change the whole process. Here each zone is read from the package by name: from the folder of the package itself, since
`importlib.resources` brings in a dozen modules for archives and temporary files, and with them a tenth of what a short
command imports.
"""

from functools import cache
from importlib import import_module
from typing import BinaryIO
from zoneinfo import ZoneInfo

from govsim.errors import UsageError


def _opened(*parts: str) -> BinaryIO:
    return open("/".join((import_module("tzdata").__path__[0], *parts)), "rb")  # noqa: PTH123 - a name in the package, and no path


@cache
def zone_names() -> frozenset[str]:
    """Every zone known, aliases included: `America/Los_Angeles`, `Asia/Shanghai`, `UTC`, ..."""
    with _opened("zones") as data:
        return frozenset(data.read().decode().split())


@cache
def zone_of(name: str) -> ZoneInfo:
    """Give the zone called `name`; a UsageError if there is none. Only listed names reach the package's files."""
    if name not in zone_names():
        message = f"unknown time zone `{name}`"
        raise UsageError(message)
    with _opened("zoneinfo", *name.split("/")) as data:
        return ZoneInfo.from_file(data, key=name)
