"""The coverage list: each fact, event and conflict of the sheet once, encoded by name or left out for a reason."""

from pathlib import Path

import pytest
import yaml

from govsim.record.story import Story

LIST = Path(__file__).resolve().parents[2] / "scenarios" / "coverage" / "nov2023.yaml"
EXPECTED = {
    "seeds": [*(f"S{number:02d}" for number in range(1, 106)), "P48"],
    "events": [f"E{number:02d}" for number in range(1, 39)],
    "conflicts": [f"C{number:02d}" for number in range(1, 24)],
}
REASONS = {"2024 and later", "not shipped: motive", "not governance", "before the story"}
NO_MOTIVES = {"S15", "S41", "S45", "S46", "S47", "S61", "S102", "P48"}


def _listed() -> dict[str, dict[str, dict[str, list[str] | str]]]:
    read = yaml.safe_load(LIST.read_text())
    return {section: read[section] for section in EXPECTED}


def _names(story: Story) -> set[str]:
    """Give every name of the story that a line of the list may point at."""
    structure = story.structure
    found = {step.id for step in story.steps}
    found |= {f"{step.id}.{item.id}" for step in story.steps for item in getattr(step.act, "items", ())}
    for group in (story.facts, story.conflicts, structure.clauses, structure.parties, structure.params):
        found |= {one.id for one in group}
    return found | {one.id for one in structure.matters}


@pytest.mark.parametrize("section", sorted(EXPECTED))
def test_every_id_of_the_sheet_is_listed_once_in_its_order(section: str) -> None:
    keys = [line.strip().partition(":")[0] for line in LIST.read_text().splitlines() if line.startswith("  ")]
    assert [key for key in keys if key in EXPECTED[section]] == EXPECTED[section]
    assert list(_listed()[section]) == EXPECTED[section]


def test_every_line_is_either_encoded_or_left_out_for_a_known_reason() -> None:
    for section in _listed().values():
        for name, line in section.items():
            assert set(line) in ({"encoded"}, {"left out"}), name
            assert line.get("left out", "not governance") in REASONS, name
            assert line.get("encoded") != [], name


def test_every_name_that_encodes_a_fact_is_in_the_story(nov2023: Story) -> None:
    known = _names(nov2023)
    unknown = {
        (name, one)
        for section in _listed().values()
        for name, line in section.items()
        for one in line.get("encoded", [])
        if one not in known
    }
    assert unknown == set()


def test_what_would_give_a_motive_is_left_out_as_such() -> None:
    listed = _listed()["seeds"]
    assert all(listed[name] == {"left out": "not shipped: motive"} for name in NO_MOTIVES)


def test_no_event_from_the_conference_to_march_2024_is_left_out() -> None:
    assert all("encoded" in _listed()["events"][f"E{number:02d}"] for number in range(1, 35))


def test_every_step_of_the_story_answers_a_line_of_the_list(nov2023: Story) -> None:
    pointed = {
        str(one).partition(".")[0] for part in _listed().values() for v in part.values() for one in v.get("encoded", [])
    }
    assert {step.id for step in nov2023.steps} - pointed == set()
