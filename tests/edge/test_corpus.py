"""What was found by fuzzing (`make fuzz`) and by files made to exhaust: no file of the corpus ends in a fault of ours.

Each was a fault once, or kept a command busy without end; a finding of `make fuzz` is put here by itself.
"""

from pathlib import Path

import pytest

from edge.door import Ask

CORPUS = Path(__file__).parent / "corpus"
QUESTIONS = (
    ("check",),
    ("replay", "--format", "table"),
    ("replay", "--json"),
    ("readings", "--format", "table"),
    ("sources", "--format", "json"),
    ("state", "--at", "1"),
    ("why", "1", "--format", "table"),
    ("can", "ann", "remove ann from acme.ceo"),
    ("who-can", "remove ann from acme.ceo", "--format", "table"),
    ("whatif", "--drop", "1", "--format", "table"),
    ("cite", "1"),
)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_that_was_found_is_a_fault_again(ask: Ask, path: Path) -> None:
    Path("mine.yaml").write_bytes(path.read_bytes())
    for command, *rest in QUESTIONS:
        done = ask(command, "mine.yaml", *rest)
        assert done.code in {0, 1, 2, 3}, (command, done.said)
        assert b"Traceback" not in done.out + done.err
