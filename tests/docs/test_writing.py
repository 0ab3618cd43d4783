"""The page on writing scenarios: what it shows as a whole file loads, is told, and holds."""

import re
from pathlib import Path

import pytest
from loading import load

from govsim.engine.replay import replay
from govsim.reader.forms import BALLOTS
from govsim.reader.items import ITEM_KEYS
from govsim.reader.rules import TOPICS

PAGE = (Path(__file__).parents[2] / "docs" / "writing.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
WHOLE = [text for text in SHOWN if "\nstructure:\n" in text]


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_file_that_is_shown_is_told_and_holds(text: str) -> None:
    story, problems = load(text)
    assert story is not None, problems
    assert problems == ()
    assert story.expects
    assert replay(story).expected == (True,) * len(story.expects)


def test_the_page_shows_two_whole_files() -> None:
    assert len(WHOLE) == 3


def test_the_page_names_every_topic_ballot_and_item() -> None:
    prose = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    said = {word for part in re.findall(r"`([^`]+)`", prose) for word in re.findall(r"[\w-]+", part)}
    assert {*TOPICS, *BALLOTS, *ITEM_KEYS, "on", "defect"} <= said
