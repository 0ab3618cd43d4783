"""Given, when, then: a small case written as people tell it, in the docstring of its test.

`given` is the head of a scenario file, `when` its steps, `then` what must hold at the end, in the language of `if:`::

    given:
      structure:
        people: {ann: Ann, ben: Ben}
        ...
    when:
      - {id: vote, at: 2021-03-01, by: club.board, do: {resolve: ...}}
    then:
      - valid(vote)
      - not holds(ann, club.ceo)

A case needs no file: its structure stands in it, with the laws it lives under.
"""

from inspect import cleandoc
from textwrap import dedent

from govsim.engine.replay import replay
from govsim.errors import InvalidError
from govsim.reader.load import Fetched, load_story
from govsim.record.story import Story
from govsim.world import expressions

PARTS = {"given": "", "when": "steps", "then": "expect"}
NAME = "case"


def _file(text: str) -> str:
    """Write a case as a scenario file: what is given comes to the margin, the steps and expectations get their keys."""
    blocks: dict[str, list[str]] = {part: [] for part in PARTS}
    here: list[str] = []
    for line in cleandoc(text).splitlines():
        part = line.rstrip().removesuffix(":")
        if part in PARTS and line.startswith(part):
            here = blocks[part]
        else:
            here.append(line)
    head = f"govsim: 1\nid: {NAME}\ntitle: A case\nkind: fiction\n" + dedent("\n".join(blocks["given"]))
    rest = (f"{key}:\n" + "\n".join(blocks[part]) for part, key in PARTS.items() if key and blocks[part])
    return "\n".join((head, *rest, ""))


def scenario(text: str) -> Story:
    """Read a case; InvalidError carries every problem of it, with places in the scenario file that it stands for."""
    found, problems = load_story(
        Fetched(NAME, _file(text).encode()), lambda wanted, name, _: f"a case brings its own {wanted}, not `{name}`"
    )
    if found is None:
        raise InvalidError(problems)
    return found


def failing(text: str) -> tuple[str, ...]:
    """Replay a case, and give what `then` says and is not so; empty where all of it holds.

    >>> failing(test.__doc__)  # doctest: +SKIP
    ()
    """
    timeline = replay(scenario(text))
    return tuple(
        expressions.text(one.expr)
        for one, holds in zip(timeline.story.expects, timeline.expected, strict=True)
        if holds is not True
    )
