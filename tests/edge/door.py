"""The command as a caller sees it: what it wrote, where, and the code it left with."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from govsim.values import frozen

STRUCTURES = ("dual-class", "family-firm", "small-charity", "venture-startup")
FOREIGN = (
    *("anthropic-trust", "bell-foundry", "cider-cooperative", "debian", "foundation-owned", "members-association"),
    *("openai-2025", "psf", "staggered-board"),
)
RECORDS = ("nov2023", "sep2024", "oct2025")
SCENARIOS = ("lantern-labs", "harbour-trust", *RECORDS, "amendments", *STRUCTURES, *FOREIGN)


@frozen
class Done:
    """How one command ended."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """What it answered."""
        return self.out.decode()

    @property
    def said(self) -> str:
        """What else it said."""
        return self.err.decode()


class Ask(Protocol):
    """Runs a command in this process."""

    def __call__(self, *arguments: str) -> Done:
        """Run `govsim` with `arguments`, in an empty folder."""
        ...


def process(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, python: str = sys.executable) -> Done:
    """Run `python -m govsim` as a process of its own, with nothing of the environment of this one."""
    command = (python, "-m", "govsim", *arguments)
    done = subprocess.run(command, cwd=cwd, env=env or {}, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    return Done(done.returncode, done.stdout, done.stderr)


def edited(ask: Ask, name: str, *changes: tuple[str, str]) -> Path:
    """Write the scenario of `govsim new` with each text replaced by another, and give its file."""
    assert ask("new", name).code == 0
    path = Path(f"{name}.yaml")
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path
