"""The typo test: what a slip of the hand makes of the real files is found, at its place, with the word that was meant.

Slips are made in the story of November 2023, its structure and three of its forks, at every word that `grammar.py`
knows the class of. Whether a slip is a mistake is said by that table, by the calendar, and by what the files declare:
a word that is still one of its class says something else, and no reader could know; those are counted apart.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

import pytest
from grammar import FORK, SCENARIO, STRUCTURE, Walk
from loading import SCENARIOS, shipped
from slips import Slip, is_date, slips

from govsim.errors import Problem
from govsim.reader import load as reading
from govsim.reader.alone import load_alone
from govsim.reader.forks import load_forked
from govsim.reader.load import Fetched
from govsim.reader.yaml import parse

STORY, PLACE = "nov2023.yaml", "structures/openai-2023.yaml"
FORKS = tuple(
    f"forks/{name}.yaml" for name in ("for-the-job-against-the-seats", "later-two-thirds-rule", "suit-225-status-quo")
)
FILES = (STORY, PLACE, *FORKS)
SHAPES = {STORY: SCENARIO, PLACE: STRUCTURE} | dict.fromkeys(FORKS, FORK)
TOGETHER = 24
"""Slips read at once, none inside what another one hides; one that is then not at its place is read once more alone."""


def text_of(file: str) -> str:
    return (SCENARIOS / file).read_text(encoding="utf-8")


@cache
def walked(file: str) -> Walk:
    return Walk(text_of(file), SHAPES[file])


@cache
def declared(file: str) -> dict[str, set[str]]:
    """Give every name that a file may use: its own, those of the story and its structure, sources, rules of the law."""
    known: dict[str, set[str]] = {"kind of body": {"board", "members", "stockholders"}}
    for one in {STORY, PLACE, file}:
        for kind, names in walked(one).declared.items():
            known.setdefault(kind, set()).update(names)
    ids = re.findall(r"^  (\w+): \{kind:", text_of("sources/nov2023-sources.yaml"), re.MULTILINE)
    known["source"] |= {*ids}
    known["party"] |= set(re.findall(r"^  (\w[\w-]*):", text_of(PLACE), re.MULTILINE)) & known["party"]
    return known


def problems_of(file: str, text: str) -> tuple[Problem, ...]:
    main = Fetched(file, text.encode())
    found = load_alone(main, shipped)[1] if file == PLACE else load_forked(main, shipped)[1]
    return tuple(one for one in found if one.severity == "error")


def at(text: str, index: int) -> tuple[int, int]:
    """Give line and column of a character, by counting."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


@pytest.fixture
def reads_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse the files that no slip is in only once; to parse is the dear part of reading."""
    monkeypatch.setattr(reading, "parse", lru_cache(maxsize=64)(parse))


def hidden(file: str, slip: Slip) -> tuple[int, int]:
    """Give the part of the text that is not read, or read otherwise, because of the slip."""
    whole = walked(file)
    if slip.site.sort != "key":
        return slip.site.holder, slip.site.holder + 1
    return whole.reach[slip.site.start]


def together(file: str, made: list[Slip]) -> Iterator[list[Slip]]:
    """Put slips into lots of which none lies inside what another one hides."""
    lots: list[list[Slip]] = []
    for slip in made:
        first, last = hidden(file, slip)
        for lot in lots[-40:]:
            if len(lot) < TOGETHER and all(last <= a or b <= first for a, b in (hidden(file, one) for one in lot)):
                lot.append(slip)
                break
        else:
            lots.append([slip])
    yield from lots


def read_with(file: str, lot: list[Slip]) -> tuple[str, tuple[Problem, ...]]:
    """Read a file with these slips in it; places are those of the text without them."""
    text = text_of(file)
    for slip in sorted(lot, key=lambda one: -one.site.start):
        text = slip.into(text)
    return text, problems_of(file, text)


def judged(file: str, lot: list[Slip]) -> Iterator[tuple[str, str]]:
    """Say of each slip of a lot what came of it: `exact` and `right`, `exact`, `found` or `missed`, by its sort."""
    text, problems = read_with(file, lot)
    moved = 0
    for slip in sorted(lot, key=lambda one: one.site.start):
        place = at(text, slip.site.start + moved)
        moved += len(slip.typed) - len(slip.site.word)
        there = [one for one in problems if (one.place.file, one.place.line, one.place.column) == (file, *place)]
        if there:
            right = any(f"`{slip.site.word}`" in one.help for one in there)
            yield slip.site.sort, "right" if right else "exact"
        elif len(lot) > 1:
            yield from judged(file, [slip])
        else:
            yield slip.site.sort, "found" if problems else "missed"


def test_the_table_knows_every_word_of_the_five_files_and_enough_of_them_can_be_mistyped() -> None:
    made = [slip for file in FILES for slip in slips(file, walked(file).sites, declared(file))]
    invalid = Counter(slip.site.sort for slip in made if slip.invalid)
    assert sum(invalid.values()) >= 1_500
    assert {"key", "name", "word", "date", "threshold", "function", "joint", "zone"} == set(invalid)
    assert invalid["name"] >= 1_000
    assert sum(not slip.invalid for slip in made) == 99  # other words that may stand there, too: no table can tell


def test_the_calendar_of_the_table_knows_what_is_no_date() -> None:
    good = ["2023-11-17", "2023-11-17T12:00", "2023-11-17T12:00~", "23:59", "2024-02-29", "2203-01-01"]
    bad = ["2023-02-29", "2023-13-01", "2023-11-31", "2023-11-17T24:00", "12:60", "2023-1-17", "2023-11-17T", "~", ""]
    assert [is_date(one) for one in (*good, *bad)] == [True] * len(good) + [False] * len(bad)


@pytest.mark.parametrize("file", [STORY, PLACE])
def test_an_untouched_file_has_no_problem(file: str) -> None:
    assert problems_of(file, text_of(file)) == ()


def shares(files: tuple[str, ...], *, every: int = 1) -> tuple[Counter[str], Counter[str]]:
    """Give what came of every so many slips of the files: over all of them, and over names alone."""
    over, names = Counter[str](), Counter[str]()
    for file in files:
        made = [slip for slip in slips(file, walked(file).sites, declared(file)) if slip.invalid]
        for lot in together(file, made[::every]):
            for sort, came in judged(file, lot):
                over[came] += 1
                names[came] += sort == "name"
    return over, names


def held(over: Counter[str], names: Counter[str]) -> None:
    """Hold what came of slips: found 98 %, at their place 95 %, over names the right word 90 % are promised.

    What was reached on 3,824 slips is more, 100, 99.9 and 95 %, and is held so that none of it is lost unseen.
    """
    exact = over["exact"] + over["right"]
    assert over["missed"] == 0, over
    assert 100 * exact >= 99 * over.total(), over
    assert 100 * names["right"] >= 93 * names.total(), names


@pytest.mark.usefixtures("reads_once")
def test_of_some_slips_in_every_file_nearly_all_are_found_where_they_are() -> None:
    held(*shares(FILES, every=29))


@pytest.mark.slow
@pytest.mark.usefixtures("reads_once")
@pytest.mark.parametrize("files", [(STORY,), (PLACE, *FORKS)], ids=["story", "structure and forks"])
def test_nearly_every_slip_is_found_where_it_is_and_the_word_that_was_meant_is_named(files: tuple[str, ...]) -> None:
    held(*shares(files))
