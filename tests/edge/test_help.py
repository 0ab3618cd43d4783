"""Help is plain text however it is asked for: what draws it is imported only where help is asked for."""

import pytest

from edge.door import Ask


@pytest.mark.parametrize(
    "command", ["", "-h", "--help", "replay -h", "replay --help", "replay nov2023 --help", "check nov2023 --json -h"]
)
def test_help_is_plain_text_without_boxes(ask: Ask, command: str) -> None:
    done = ask(*command.split())
    assert done.code == 0
    assert done.text.startswith("Usage: govsim ")
    assert done.text.isascii()


def test_help_beside_other_arguments_is_the_help_of_the_command(ask: Ask) -> None:
    assert ask("replay", "nov2023", "-h").text == ask("replay", "--help").text
