"""Slips of the hand, made where the table of the grammar says what a word is, and judged by that table alone."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from random import Random  # noqa: TID251 - each slip is drawn with the place and number of it as the seed
from typing import NamedTuple
from zoneinfo import available_timezones

from grammar import BASES, Site

ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
TIMES = {"key": 1, "name": 2, "word": 2, "date": 4, "threshold": 6, "function": 2, "joint": 1, "zone": 6, "opening": 1}
"""How many slips are made at one place, by its sort."""


class Slip(NamedTuple):
    """A word mistyped: what stands there instead, and whether the table says that nothing of its class reads so."""

    site: Site
    typed: str
    invalid: bool

    def into(self, text: str) -> str:
        """Give the text with the slip in it."""
        return text[: self.site.start] + self.typed + text[self.site.start + len(self.site.word) :]


def _neighbour(char: str, random: Random) -> str:
    """Give a key beside that of `char`, on its row."""
    row = next((row for row in ROWS if char.lower() in row), "")
    at = row.find(char.lower())
    beside = [row[i] for i in (at - 1, at + 1) if row and 0 <= i < len(row)]
    return random.choice(beside) if beside else char


def mistyped(word: str, random: Random) -> str:
    """Leave out a character, strike one twice, change two about, or strike the key beside it, too or instead."""
    places = [i for i, char in enumerate(word) if char.isascii() and char.isalnum()]
    at = random.choice(places)
    beside = _neighbour(word[at], random)
    match random.choice(("less", "twice", "about", "instead", "beside")):
        case "less":
            return word[:at] + word[at + 1 :]
        case "twice":
            return word[:at] + word[at] + word[at:]
        case "about":
            return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        case "instead":
            return word[:at] + beside + word[at + 1 :]
        case _:
            return word[: at + 1] + beside + word[at + 1 :]


def impossible(date: str, random: Random) -> str:
    """Give a date or a time that no calendar and no clock has."""
    day, _, clock = date.rpartition("T") if "T" in date or ":" in date else (date, "", "")
    wrong = []
    if day:
        wrong += [day[:5] + month + day[7:] + date[len(day) :] for month in ("00", "13", "19", "21")]
        wrong += [day[:8] + number + date[len(day) :] for number in ("00", "32", "39", "61")]
        wrong += [day[:5] + short + date[len(day) :] for short in ("02-30", "11-31", "04-31", "2023-02-29"[5:])]
    if clock:
        before = date[: len(date) - len(clock)]
        wrong += [before + hour + clock[2:] for hour in ("24", "25", "42")]
        wrong += [before + clock[:3] + minute + clock[5:] for minute in ("60", "75", "99")]
    return random.choice([one for one in wrong if not is_date(one)])


def is_date(text: str) -> bool:
    """Say whether a calendar and a clock have it: a day, a day with a time of day, or a time of day alone."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)?(?:(?:(?<=\d)T)?(\d\d:\d\d)(~?))?", text, re.ASCII)
    if not text or found is None or (found[1] and found[2] and "T" not in text) or "~" in (found[1] or ""):
        return False
    try:
        datetime.strptime(f"{found[1] or '2023-11-17'} {found[2] or '00:00'}", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - no zone
    except ValueError:
        return False
    return True


def _is_number(text: str) -> bool:
    """Say whether it is a number of votes, or a share of at most one."""
    found = re.fullmatch(r"(\d+)(?:/(\d+)|(%))?", text, re.ASCII)
    if found is None:
        return False
    return found[2] is None or 0 < int(found[1]) <= int(found[2])


def _reads(site: Site, typed: str, declared: Mapping[str, set[str]]) -> bool:
    """Say whether `typed` is of the class of what stood there."""
    match site.sort:
        case "opening":
            return True
        case "date":
            return is_date(typed)
        case "zone":
            return typed in available_timezones()
        case "threshold":
            if site.word in BASES:
                return typed in BASES
            return _is_number(typed) if site.word[0].isdigit() else typed == site.word
        case _:
            return typed in site.words or any(typed in declared.get(kind, ()) for kind in site.kinds)


def slips(file: str, sites: list[Site], declared: Mapping[str, set[str]]) -> Iterator[Slip]:
    """Make the slips of one file, the same ones every time."""
    for site in sites:
        made: set[str] = {site.word}
        for number in range(TIMES[site.sort]):
            random = Random(f"{file} {site.start} {number}")  # noqa: S311 - nothing secret
            typed = impossible(site.word, random) if site.sort == "date" and number % 2 else mistyped(site.word, random)
            if typed not in made and typed:
                made.add(typed)
                yield Slip(site, typed, invalid=not _reads(site, typed, declared))
