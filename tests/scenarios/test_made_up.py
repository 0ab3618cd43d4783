"""What holds of every made-up story about a structure of its own name: its expectations, two languages, a notice."""

from collections.abc import Iterator

import pytest

from edge.door import FOREIGN, STRUCTURES
from govsim.engine.replay import replay
from govsim.world.sources import words_in
from inline import bundled

NAMES = ("amendments", *STRUCTURES, *FOREIGN)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_story_expects_holds_and_every_condition_is_met(name: str) -> None:
    timeline = replay(bundled(name))
    assert timeline.expected
    assert all(timeline.expected)
    assert all(entry.condition for entry in timeline.entries if entry.step.condition is not None)


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_longer_story_has_conditions(name: str) -> None:
    assert any(step.condition is not None for step in bundled(name).steps)


def translated(name: str) -> Iterator[tuple[str, bool]]:
    """Give what has a name or a title, and whether it has one in Chinese."""
    story = bundled(name)
    structure = story.structure
    for step in story.steps:
        yield step.id, words_in(step.title, "zh-Hans") != words_in(step.title)
    for names, of in (
        *((one.names, one.id) for one in structure.parties),
        *((one.names, one.id) for one in structure.entities),
        *((one.names, one.id) for one in structure.bodies),
        *((one.names, one.id) for one in structure.positions),
        *((one.names, one.id) for one in structure.matters),
    ):
        yield of, words_in(names, "zh-Hans") != words_in(names)


@pytest.mark.parametrize("name", NAMES)
def test_every_step_and_every_name_is_there_in_english_and_in_chinese(name: str) -> None:
    assert [one for one, both in translated(name) if not both] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_made_up_story_says_that_it_is_one(name: str) -> None:
    story = bundled(name)
    assert story.kind == "fiction"
    assert "invented" in words_in(story.notice)
