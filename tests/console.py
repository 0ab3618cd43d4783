"""Pages are run: what one shows is what govsim prints, line by line, `...` standing for lines left out.

A page is followed from its top in an empty folder. In a block marked `console` lines that begin with `$` are commands,
and what follows is what a terminal of 100 columns shows. A block marked `yaml FILE` or `json FILE` is written to that
file; one marked `diff FILE` is made there: lines with `-` go, lines with `+` come. All other blocks are only read.
"""

import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from attrs import field

from govsim.edge.main import run
from govsim.values import define, frozen

_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>[^\n`]+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "..."
WIDTH = "100"


@frozen(kw_only=True)
class Block:
    """One block of a page: its kind, the file it is about if it names one, what stands in it, and where that begins."""

    kind: str
    file: str
    body: str
    start: int


@frozen(kw_only=True)
class Command:
    """One command as a page shows it, and the lines shown below it."""

    line: str
    shown: tuple[str, ...]


def blocks(page: str) -> Iterator[Block]:
    """Give the blocks of a page in their order."""
    for found in _BLOCK.finditer(page):
        yield Block(kind=found["kind"], file=found["file"] or "", body=found["body"], start=found.start("body"))


def commands(body: str) -> tuple[Command, ...]:
    """Give the commands of a block."""
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)
    assert not parts[0], f"a block of commands begins with one: {parts[0]}"
    split = (part.splitlines() for part in parts[1:])
    return tuple(Command(line=line, shown=tuple(shown)) for line, *shown in split)


def asked(page: str) -> tuple[Command, ...]:
    """Give every command of a page."""
    return tuple(one for block in blocks(page) if block.kind == "console" for one in commands(block.body))


class Terminal(io.TextIOWrapper):
    """Standard output and standard error as one terminal would show them."""

    def isatty(self) -> bool:
        """Say that a person is looking."""
        return True


def printed(arguments: str) -> tuple[int, list[str]]:
    """Run govsim as on a terminal without colour; give its exit code and the lines it shows."""
    raw = io.BytesIO()
    screen = Terminal(raw, encoding="utf-8")
    plain = mock.patch.dict("os.environ", {"COLUMNS": WIDTH, "NO_COLOR": "1"})
    with plain, mock.patch.object(sys, "stdout", screen), mock.patch.object(sys, "stderr", screen):
        code = run(shlex.split(arguments))
        screen.flush()
    return code, raw.getvalue().decode().splitlines()


@define
class Session:
    """A person who follows a page: the folder they work in, and the exit code of their last command."""

    folder: Path
    code: int = 0
    unsaid: list[str] = field(factory=list)

    def answer(self, line: str) -> list[str]:
        """Give what a terminal shows after a command; one that fails must be followed by `echo $?`."""
        program, _, rest = line.partition(" ")
        if line == "echo $?":
            self.unsaid.clear()
            return [str(self.code)]
        assert not self.unsaid, f"ended with {self.code}, and the page does not say so: {self.unsaid[0]}"
        if program == "cat":
            return (self.folder / rest).read_text(encoding="utf-8").splitlines()
        assert program == "govsim", f"a page shows commands of govsim, cat and echo $?: {line}"
        here = Path.cwd()
        os.chdir(self.folder)
        try:
            self.code, lines = printed(rest)
        finally:
            os.chdir(here)
        if self.code:
            self.unsaid.append(line)
        return lines

    def file(self, block: Block) -> None:
        """Write a file, or change one, as a block says."""
        path = self.folder / block.file
        if block.kind in {"yaml", "json"}:
            path.write_text(block.body, encoding="utf-8")
            return
        lines = block.body.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"stands {text.count(old)} times in {block.file}: {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")


def stands_in(shown: tuple[str, ...], whole: list[str]) -> bool:
    """Say whether `shown` is `whole`, with nothing left out but where a `...` says so."""
    first, *rest = runs(shown)
    if not rest:
        return first == whole
    place = len(first)
    if whole[:place] != first:
        return False
    for part in rest[:-1]:
        found = next((i for i in range(place, len(whole)) if whole[i : i + len(part)] == part), None)
        if found is None:
            return False
        place = found + len(part)
    last = rest[-1]
    return len(whole) - len(last) >= place and whole[len(whole) - len(last) :] == last


def runs(shown: tuple[str, ...]) -> list[list[str]]:
    """Give the runs of lines between the `...`."""
    out: list[list[str]] = [[]]
    for line in shown:
        if line == LEFT_OUT:
            out.append([])
        else:
            out[-1].append(line)
    return out


def follow(page: str, folder: Path) -> Iterator[tuple[Command, list[str]]]:
    """Follow a page in `folder`, which is empty; give each command with the lines that it really shows."""
    session = Session(folder)
    for block in blocks(page):
        if block.file:
            session.file(block)
        for command in commands(block.body) if block.kind == "console" else ():
            yield command, session.answer(command.line)
    assert not session.unsaid, f"ended with {session.code}, and the page does not say so: {session.unsaid[0]}"
