"""A command in this process, in an empty folder, with an environment that says nothing about the terminal."""

from pathlib import Path

import pytest

from edge.door import Ask, Done
from govsim.edge.main import run


@pytest.fixture
def ask(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "LINES", "NO_COLOR", "TERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def asked(*arguments: str) -> Done:
        capsysbinary.readouterr()
        code = run(arguments)
        return Done(code, *capsysbinary.readouterr())

    return asked
