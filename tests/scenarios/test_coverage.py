"""The coverage list: each fact, event and conflict of the sheet once, encoded by name or left out for a reason."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from govsim.record.story import Story
from inline import bundled

FOLDER = Path(__file__).resolve().parents[2] / "scenarios" / "coverage"
EXPECTED = {
    "nov2023": {
        "seeds": [*(f"S{number:02d}" for number in range(1, 106)), "P48"],
        "events": [f"E{number:02d}" for number in range(1, 39)],
        "conflicts": [f"C{number:02d}" for number in range(1, 24)],
    },
    "sep2024": {
        "seeds": [f"S{number}" for number in range(92, 106)],
        "events": ["E35", "E36", "E37"],
        "conflicts": ["C20", "C21"],
    },
    "oct2025": {"events": ["E38"]},
}
"""By story: what of the sheet is its own. What an earlier story leaves out as later, a later one has."""

LATER = "2024 and later"
REASONS = {LATER, "not shipped: motive", "not governance", "before the story"}
NO_MOTIVES = {"S15", "S41", "S45", "S46", "S47", "S61", "S102", "P48"}


Lines = dict[str, dict[str, dict[str, list[str] | str]]]


@cache
def _listed(story: str) -> Lines:
    read = yaml.safe_load((FOLDER / f"{story}.yaml").read_text())
    return {section: read[section] for section in EXPECTED[story]}


def _names(story: Story) -> set[str]:
    """Give every name of the story that a line of the list may point at."""
    structure = story.structure
    found = {step.id for step in story.steps}
    found |= {f"{step.id}.{item.id}" for step in story.steps for item in getattr(step.act, "items", ())}
    for group in (story.facts, story.conflicts, structure.clauses, structure.parties, structure.params):
        found |= {one.id for one in group}
    return found | {one.id for one in structure.matters} | {one.id for one in structure.positions}


def _encoding(story: str) -> list[tuple[str, str]]:
    lines = (line for section in _listed(story).values() for line in section.items())
    return [(name, one) for name, line in lines for one in line.get("encoded", [])]


@pytest.mark.parametrize(("story", "section"), [(story, section) for story in EXPECTED for section in EXPECTED[story]])
def test_every_id_of_the_sheet_is_listed_once_in_its_order(story: str, section: str) -> None:
    lines = (FOLDER / f"{story}.yaml").read_text().splitlines()
    keys = [line.strip().partition(":")[0] for line in lines if line.startswith("  ")]
    assert [key for key in keys if key in EXPECTED[story][section]] == EXPECTED[story][section]
    assert list(_listed(story)[section]) == EXPECTED[story][section]


@pytest.mark.parametrize("story", EXPECTED)
def test_every_line_is_either_encoded_or_left_out_for_a_known_reason(story: str) -> None:
    for section in _listed(story).values():
        for name, line in section.items():
            assert set(line) in ({"encoded"}, {"left out"}), name
            assert line.get("left out", "not governance") in REASONS, name
            assert line.get("encoded") != [], name


@pytest.mark.parametrize("story", EXPECTED)
def test_every_name_that_encodes_a_fact_is_in_the_story(story: str) -> None:
    known = _names(bundled(story))
    assert [one for one in _encoding(story) if one[1] not in known] == []


@pytest.mark.parametrize("story", EXPECTED)
def test_what_would_give_a_motive_is_left_out_as_such(story: str) -> None:
    seeds = _listed(story).get("seeds", {})
    assert [name for name in seeds if name in NO_MOTIVES and seeds[name] != {"left out": "not shipped: motive"}] == []
    assert story != "nov2023" or set(seeds) > NO_MOTIVES


def test_what_is_left_out_as_later_is_in_a_later_story() -> None:
    """Nothing falls between two stories: a line of 2024 or after stands in the list of one of the later ones."""
    later = {name for part in _listed("nov2023").values() for name, line in part.items() if line == {"left out": LATER}}
    elsewhere = {name for story in ("sep2024", "oct2025") for part in _listed(story).values() for name in part}
    assert later - elsewhere == set()


def test_no_event_from_the_conference_to_march_2024_is_left_out() -> None:
    assert all("encoded" in _listed("nov2023")["events"][f"E{number:02d}"] for number in range(1, 35))


@pytest.mark.parametrize("story", EXPECTED)
def test_every_step_of_the_story_answers_a_line_of_the_list(story: str) -> None:
    pointed = {one.partition(".")[0] for _, one in _encoding(story)}
    assert {step.id for step in bundled(story).steps} - pointed == set()
