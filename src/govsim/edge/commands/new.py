"""`govsim new`: a small scenario that loads, to start from."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from govsim.edge.output import write
from govsim.errors import UnreadableError, UsageError
from govsim.reader.tokens import word_end

TEMPLATE = """\
govsim: 1
id: {name}
title: {{en: "A board of three and its chief executive"}}
kind: fiction
zone: UTC
watch: [society.board, society.chief]
structure:
  people:
    ama: {{en: Ama Mensah, short: Ama}}
    bo: {{en: Bo Lindqvist, short: Bo}}
    chen: {{en: Chen Wei, zh-Hans: 陈伟, short: Chen}}
  entities:
    society: {{name: A small society, law: us-de/nonstock}}
  bodies:
    society.board: {{kind: board, name: board}}
    society.members: {{kind: members, name: members, roll: society.board}}
  positions:
    society.chief: {{kind: office, name: chief executive}}
  instruments:
    society.bylaws: {{name: by-laws, seen: yes}}
  rules:
    - id: three-seats
      in: society.bylaws
      for: society.board
      size: 3
      standing: fiction
      words: The board has three seats.
start:
  society.board: [ama, bo, chen]
  society.chief: chen
steps:
  - id: removal
    at: 2024-05-06T10:00
    by: society.board
    do:
      resolve:
        via: {{meeting: {{told: [ama, bo, chen], attended: [ama, bo, chen]}}}}
        ballots: {{for: [ama, bo], against: [chen]}}
        that:
          - {{remove: chen, from: society.chief, id: chief}}
    assumption: a made-up case
    status: assumed
expect:
  - vacant(society.chief)
  - seated(chen, society.board)
"""


def new(
    name: Annotated[str, Parameter(help="the name of the scenario; the file is NAME.yaml in this folder")],
    /,
) -> int:
    """Write a small scenario that loads, as NAME.yaml in this folder; an existing file is left alone."""
    if not name or word_end(name, 0) != len(name):
        raise UsageError(f"`{name}` is no name: letters, digits, - and _, beginning with a letter")
    path = Path(f"{name}.yaml")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(TEMPLATE.format(name=name))
    except FileExistsError:
        raise UnreadableError(f"{path} is already there; it was left alone") from None
    except OSError as error:
        raise UnreadableError(f"cannot write {path}: {error.strerror or error}") from error
    write(f"wrote {path}\nnext:  govsim check {path}   govsim replay {path}\n")
    return 0
