"""Curing what leaves nothing to choose: edits of a few characters, so that comments and layout stay as they are.

An edit is made only if the file still says there what the reader took from it, and taken back if it makes a problem of
its own. What was changed is always said: a word one slip away from what was typed is the only one it can be among those
that are known, and yet it need not be what was meant.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from attrs import evolve

from govsim.edge.disk import Disk, Stamp, stamp
from govsim.edge.files import bundled, read_any
from govsim.errors import Fix, Problem, UnreadableError
from govsim.values import frozen

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BOM = "\ufeff"
_MOST_CHANGES = 10_000  # nobody reads more of them; so it ends, whatever a cure may bring about


@frozen(kw_only=True)
class Change:
    """One edit that was made: of which file, for which problem, and what stands there now instead of what."""

    path: Path
    problem: Problem
    fix: Fix

    def __str__(self) -> str:
        """Say it in a line that begins as a problem does."""
        was, text = self.fix.was, self.fix.text.rstrip("\n")
        return f"{self.fix.place}: {self.problem.code} " + (f"`{was}` -> `{text}`" if was else f"added `{text}`")


def edited(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    r"""Make edits in one text, from its end to its beginning; gives those made, in file order.

    One is left out if the text does not say there what it should, or if it would touch another one.

    >>> from govsim.errors import Place
    >>> place = Place("f", 2, 4, end_line=2, end_column=6)
    >>> edited("a: 1  # one\nb: 'as'\n", [Fix(place=place._replace(end_column=8), was="as", text="at")])[0]
    "a: 1  # one\nb: 'at'\n"
    """
    starts, line_end = _layout(text)
    made: list[Fix] = []
    touched = len(text) + 1
    for fix in sorted(fixes, key=lambda one: one.place, reverse=True):
        span = _span(text, starts, fix)
        if span is not None and span[1] <= touched and span[0] < touched:
            text = text[: span[0]] + fix.text.replace("\n", line_end) + text[span[1] :]
            touched = span[0]
            made.append(fix)
    return text, tuple(reversed(made))


@lru_cache(maxsize=1)
def _layout(text: str) -> tuple[list[int], str]:
    """Give where each line begins, and how it ends."""
    return [found.start() for found in _LINE.finditer(text)], "\r\n" if "\r\n" in text else "\n"


def _span(text: str, starts: list[int], fix: Fix) -> tuple[int, int] | None:
    """Find what an edit replaces, without quotes around it; None where something else stands there."""
    place = fix.place
    if place.line != place.end_line or place.line > len(starts):
        return None
    start = starts[place.line - 1] + place.column - 1
    end = start + place.end_column - place.column
    if text[start:end][:1] in {"'", '"'} and fix.was[:1] not in {"'", '"'}:
        start, end = start + 1, end - 1
    return (start, end) if normalize("NFC", text[start:end]) == fix.was else None


def as_made(problems: Iterable[Problem], disk: Disk) -> tuple[Problem, ...]:
    """Give problems with each edit as it would be made: its very characters, or none where none would be made."""
    texts: dict[str, str | None] = {}
    out: list[Problem] = []
    for problem in problems:
        fix = problem.fix
        if fix is not None:
            file = fix.place.file
            if file not in texts:
                texts[file] = _text(disk, file)[1] if _own(disk, file) is not None else None
            text = texts[file]
            fix = None if text is None else _exact(text, fix)
        out.append(problem if fix == problem.fix else evolve(problem, fix=fix))
    return tuple(out)


def _exact(text: str, fix: Fix) -> Fix | None:
    starts, line_end = _layout(text)
    span = _span(text, starts, fix)
    if span is None:
        return None
    start = starts[fix.place.line - 1]
    place = fix.place._replace(column=span[0] - start + 1, end_column=span[1] - start + 1)
    return evolve(fix, place=place, text=fix.text.replace("\n", line_end))


def cure(given: str, disk: Disk) -> tuple[Change, ...]:
    """Edit, in `disk`, every file of one's own that `given` is made of, until nothing is left that can be cured so.

    All edits of one reading are made at once; the next reading shows what is wrong with them, and what is left.

    Raises:
        UnreadableError: there is no such file, or it cannot be read.
    """
    changes: list[Change] = []
    refused: set[Fix] = set()
    problems = read_any(given, disk)[1]
    while len(changes) < _MOST_CHANGES:
        before = dict(disk.instead)
        made = tuple(_made(problems, refused, disk))
        if not made:
            break
        after = read_any(given, disk)[1]
        worse = _in_the_way(made, after)
        if worse:
            refused |= worse
            disk.instead.clear()
            disk.instead.update(before)
        else:
            changes.extend(made)
            problems = after
    return tuple(changes)


def _made(problems: Iterable[Problem], refused: set[Fix], disk: Disk) -> Iterator[Change]:
    """Make the edits of one round in `disk`, each file once."""
    wanted = {one.fix: one for one in problems if one.fix is not None and one.fix not in refused}
    for label in dict.fromkeys(fix.place.file for fix in wanted):
        path = _own(disk, label)
        if path is None:
            continue
        mark, whole = _text(disk, label)
        text, fixes = edited(whole, (fix for fix in wanted if fix.place.file == label))
        if fixes:
            disk.instead[path] = (mark + text).encode("utf-8", "surrogateescape")
            yield from (Change(path=path, problem=wanted[fix], fix=fix) for fix in fixes)


def _text(disk: Disk, label: str) -> tuple[str, str]:
    """Give the mark at the head of a file that was read, if it has one, and its text."""
    whole = disk.fetched(disk.opened[label], label).data.decode("utf-8", "surrogateescape")
    return (_BOM, whole.removeprefix(_BOM)) if whole.startswith(_BOM) else ("", whole)


def _own(disk: Disk, label: str) -> Path | None:
    """Give the file of that name if it was read and is not a bundled one; links are followed."""
    path = disk.opened.get(label)
    whole = None if path is None else path.resolve()
    return None if whole is None or whole.is_relative_to(bundled()) else whole


def _in_the_way(made: Iterable[Change], problems: Iterable[Problem]) -> set[Fix]:
    """Give the edits at which there is an error now; edits before one in its line, or lines added above, moved it."""
    wrong = {one.place[:3] for one in problems if one.severity == "error"}
    file, line, lines, columns = "", 0, 0, 0
    worse: set[Fix] = set()
    for fix in (change.fix for change in made):
        place = fix.place
        if place.file != file:
            file, line, lines = place.file, 0, 0
        if place.line != line:
            line, columns = place.line, 0
        if (file, line + lines, place.column + columns) in wrong:
            worse.add(fix)
        if "\n" in fix.text:
            lines += fix.text.count("\n")
        else:
            columns += len(fix.text) - len(fix.was)
    return worse


def save(disk: Disk) -> None:
    """Write every edited file, as long as it is still what was read; `disk` then holds no edits.

    Raises:
        UnreadableError: one cannot be written, or was written by somebody else since; it is as they left it.
    """
    read = {path.resolve(): known for path, known in disk.stamps.items()}
    edits = dict(disk.instead)
    disk.instead.clear()
    for path, data in edits.items():
        _save(path, data, read.get(path))


def _save(path: Path, data: bytes, read: Stamp) -> None:
    """Write a file anew in one move, so that whatever happens it holds the old text or the new one."""
    name = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            name = file.name
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o7777)
        changed = stamp(path) != read
        if not changed:
            Path(name).replace(path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise UnreadableError(f"cannot write {path}: {error.strerror or error}") from error
    if changed:
        Path(name).unlink(missing_ok=True)
        raise UnreadableError(f"{path} has changed since it was read; it was left alone")


def differences(disk: Disk) -> str:
    """Show what would be written, as a unified diff of every edited file."""
    from difflib import unified_diff  # noqa: PLC0415 - costly, and only here

    names = {path.resolve(): label for label, path in disk.opened.items()}
    out: list[str] = []
    for path, data in disk.instead.items():
        old, new = (one.decode("utf-8", "replace").splitlines(keepends=True) for one in (path.read_bytes(), data))
        lines = unified_diff(old, new, names[path], names[path])
        out.extend(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join(out)
