"""Help is plain text however it is asked for: what draws it is imported only where help is asked for."""

import pytest

from edge.door import Ask
from govsim.edge.main import COMMANDS


@pytest.mark.parametrize(
    "command",
    [
        "",
        "-h",
        "--help",
        "replay -h",
        "replay --help",
        "replay nov2023 --help",
        "check nov2023 --json -h",
        "can -h",
        "who-can --help",
        "why nov2023 decision -h",
    ],
)
def test_help_is_plain_text_without_boxes(ask: Ask, command: str) -> None:
    done = ask(*command.split())
    assert done.code == 0
    assert done.text.startswith("Usage: govsim ")
    assert done.text.isascii()


def test_help_beside_other_arguments_is_the_help_of_the_command(ask: Ask) -> None:
    assert ask("replay", "nov2023", "-h").text == ask("replay", "--help").text


def test_help_names_every_command_with_what_it_answers(ask: Ask) -> None:
    text = " ".join(ask("--help").text.split())
    for name, _, words in COMMANDS:
        assert f"{name}: {words}" in text


@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS])
def test_every_command_has_a_help_of_its_own(ask: Ask, name: str) -> None:
    assert ask(name, "--help").text.startswith(f"Usage: govsim {name}")
