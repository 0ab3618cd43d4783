"""Loading files that exist only in a test."""

from collections.abc import Callable, Mapping
from pathlib import Path

from govsim.errors import Problem
from govsim.reader.forks import load_forked
from govsim.reader.load import Fetched, Wanted, load_story
from govsim.record.edits import Forked
from govsim.record.story import Story

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
BUNDLED = sorted(path.stem for path in SCENARIOS.glob("*.yaml"))


def among(files: Mapping[str, str | bytes]) -> Callable[[Wanted, str, str], Fetched | str]:
    """Give a fetch that finds `files` by the name they are asked for, and else nothing."""

    def fetch(wanted: Wanted, name: str, _asking: str) -> Fetched | str:
        found = files.get(name)
        if found is None:
            return f"no {wanted} `{name}`"
        return Fetched(name, found.encode() if isinstance(found, str) else found)

    return fetch


def shipped(wanted: Wanted, name: str, _asking: str) -> Fetched | str:
    """Find what the bundled scenarios ask for."""
    folder = {"structure": "structures", "law": "laws", "include": ".", "base": "."}[wanted]
    path = SCENARIOS / folder / (name if wanted == "include" else f"{name}.yaml")
    if not path.is_file():
        return f"no {wanted} `{name}`"
    return Fetched(path.relative_to(SCENARIOS).as_posix(), path.read_bytes())


def load_fork(
    text: str | bytes, files: Mapping[str, str | bytes] | None = None
) -> tuple[Forked | None, tuple[Problem, ...]]:
    """Load `text`, a scenario or a fork, as the file `f`."""
    data = text.encode() if isinstance(text, str) else text
    return load_forked(Fetched("f", data), among(files or {}))


def load(text: str | bytes, files: Mapping[str, str | bytes] | None = None) -> tuple[Story | None, tuple[Problem, ...]]:
    """Load `text` as the file `f`."""
    data = text.encode() if isinstance(text, str) else text
    return load_story(Fetched("f", data), among(files or {}))
