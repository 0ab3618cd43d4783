"""The bundled story of November 2023, read and told once for all tests of its content."""

from pathlib import Path

import pytest

from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.reader.load import Fetched, load_story
from govsim.record.story import Story

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def _fetch(wanted: str, name: str, _asked_by: str) -> Fetched | str:
    folder = {"structure": SCENARIOS / "structures", "law": SCENARIOS / "laws"}.get(wanted)
    path = SCENARIOS / name if folder is None else folder / f"{name}.yaml"
    return Fetched(path.name, path.read_bytes()) if path.exists() else f"no {wanted} {name}"


@pytest.fixture(scope="session")
def nov2023() -> Story:
    """Read the story; it has no problem, not even a warning."""
    path = SCENARIOS / "nov2023.yaml"
    story, problems = load_story(Fetched(path.name, path.read_bytes()), _fetch)
    assert problems == ()
    assert story is not None
    return story


@pytest.fixture(scope="session")
def told(nov2023: Story) -> Timeline:
    """Tell the story as the files choose."""
    return replay(nov2023)
