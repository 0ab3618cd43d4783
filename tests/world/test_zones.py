"""Time zones come from the package, whatever the machine has."""

import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest

from govsim.errors import UsageError
from govsim.world.zones import zone_names, zone_of


def test_a_zone_knows_its_summer_and_its_winter() -> None:
    here = zone_of("America/Los_Angeles")
    assert datetime(2023, 7, 1, tzinfo=UTC).astimezone(here).utcoffset() == timedelta(hours=-7)
    assert datetime(2023, 11, 17, tzinfo=UTC).astimezone(here).utcoffset() == timedelta(hours=-8)


def test_aliases_and_utc_are_listed() -> None:
    assert {"UTC", "Asia/Shanghai", "PRC", "America/Argentina/Buenos_Aires"} <= zone_names()


@pytest.mark.parametrize("name", ["Mars/Olympus", "../zones", "", "/etc/localtime", "america/los_angeles"])
def test_a_name_that_is_not_listed_reaches_no_file(name: str) -> None:
    with pytest.raises(UsageError, match="unknown time zone"):
        zone_of(name)


def test_the_search_path_of_the_process_is_left_alone() -> None:
    before = zoneinfo.TZPATH
    zone_of("Europe/Berlin")
    assert before == zoneinfo.TZPATH


def test_every_listed_zone_can_be_read() -> None:
    assert all(zone_of(name).key == name for name in zone_names())
