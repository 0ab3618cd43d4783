"""Problems as a person reads them: the line, a caret under the fault, a second place that explains it, a cure.

The frame is ASCII, and carets count terminal cells, so they stand under Chinese as they stand under English. Characters
that could move the cursor are shown as `?`: a hostile file cannot draw on the terminal of the person who checks it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby

from rich.cells import cell_len

from govsim.edge.windows import shown, window
from govsim.errors import Place, Problem, Related
from govsim.values import frozen

_COLORS = {"error": "1;31", "warning": "1;33", "frame": "1;34", "related": "1;34", "help": "1;36", "bold": "1"}
_NARROWEST = 20  # cells for the text of a line, however narrow the terminal
_LINE_END = re.compile(r"\r\n|\n|\r")


def render(problems: Iterable[Problem], texts: Mapping[str, str], *, color: bool = False, width: int = 100) -> str:
    """Show `problems` in the order of files, lines and columns; nothing for no problems.

    `texts` holds the text of each file by its name in places; a file that is not there is shown without its lines.
    `width` is that of the terminal in cells. The answer ends with a line end.
    """
    ordered = in_order(problems)
    if not ordered:
        return ""
    page = _Page(
        lines={name: _LINE_END.split(text.removeprefix("\ufeff")) for name, text in texts.items()},
        color=color,
        width=width,
    )
    blocks = ["\n".join(page.block(problem)) for problem in ordered]
    many = "1 problem" if len(ordered) == 1 else f"{len(ordered)} problems"
    fixable = sum(problem.fix is not None for problem in ordered)
    many += f", {fixable} of which `govsim check --fix` cures" if fixable else ""
    return "\n\n".join(blocks) + f"\n{many}. More on a code: govsim rule {ordered[0].code}\n"


def as_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Give `problems` as plain data in the order of `render`; columns are characters from 1, ends are exclusive."""
    return [
        {
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            **_plain(problem.place),
            "label": problem.label,
            "help": problem.help,
            "related": [{**_plain(other.place), "label": other.label} for other in problem.related],
            "fix": None if problem.fix is None else {**_plain(problem.fix.place), "text": problem.fix.text},
        }
        for problem in in_order(problems)
    ]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by file, line and column; at one place by code and message."""
    return sorted(problems, key=lambda problem: (problem.place, problem.code, problem.message))


def _plain(place: Place) -> dict[str, object]:
    """Give a place as plain data."""
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


@frozen(kw_only=True)
class _Mark:
    """A place to underline: the fault itself with `^`, a related place with `-`."""

    place: Place
    label: str
    glyph: str
    color: str


@frozen(kw_only=True)
class _Page:
    """The lines of all files, and how to show them."""

    lines: Mapping[str, list[str]]
    color: bool
    width: int

    def block(self, problem: Problem) -> Iterator[str]:
        """Show one problem."""
        severity = problem.severity
        main = _Mark(place=problem.place, label=problem.label, glyph="^", color=severity)
        here = [main, *(_related(other) for other in problem.related if other.place.file == problem.place.file)]
        elsewhere = [_related(other) for other in problem.related if other.place.file != problem.place.file]
        gutter = max(len(str(mark.place.line)) for mark in (*here, *elsewhere))
        frame = partial(self.paint, "frame")
        code = self.paint(severity, f"{severity}[{problem.code}]")
        yield f"{code}{self.paint('bold', f': {shown(problem.message)}')}"
        yield f"{' ' * gutter}{frame('-->')} {shown(str(problem.place))}"
        yield from self.snippet(here, gutter)
        for mark in elsewhere:
            yield f"{' ' * gutter}{frame(':::')} {shown(str(mark.place))}"
            yield from self.snippet([mark], gutter)
        for number, line in enumerate(problem.help.splitlines()):
            begins = f"{frame('=')} {self.paint('help', 'help')}:" if number == 0 else " " * 7
            yield f"{' ' * gutter} {begins} {shown(line)}"

    def snippet(self, marks: list[_Mark], gutter: int) -> Iterator[str]:
        """Show the lines `marks` stand in, in line order; a mark whose line is not at hand only says its label."""
        bar = self.paint("frame", f"{' ' * gutter} |")
        known = [mark for mark in marks if self.line(mark.place) is not None]
        known.sort(key=lambda mark: (mark.place.line, mark.place.column, mark.glyph))
        if known:
            yield bar
        room = max(_NARROWEST, self.width - gutter - 3)
        for number, together in groupby(known, key=lambda mark: mark.place.line):
            head = self.paint("frame", f"{number:>{gutter}} |")
            last = None
            for mark in together:
                text, begin, end = window(self.line(mark.place) or "", *_columns(mark.place), room)
                if text != last:
                    yield f"{head} {text}".rstrip() if not self.color else f"{head} {text}"
                last = text
                for line in _underline(mark, begin, end, room):
                    yield f"{bar} {self.paint(mark.color, line)}"
        for mark in marks:
            if mark.label and self.line(mark.place) is None:
                yield f"{' ' * gutter} {self.paint('frame', '=')} {mark.place.line}: {shown(mark.label)}"

    def line(self, place: Place) -> str | None:
        """Give the line a place begins in, if the file is at hand and has it."""
        lines = self.lines.get(place.file, [])
        return lines[place.line - 1] if 0 < place.line <= len(lines) else None

    def paint(self, name: str, text: str) -> str:
        """Color `text`, if colors are wanted."""
        return f"\x1b[{_COLORS[name]}m{text}\x1b[0m" if self.color else text


def _related(related: Related) -> _Mark:
    """Underline a related place."""
    return _Mark(place=related.place, label=related.label, glyph="-", color="related")


def _columns(place: Place) -> tuple[int, int | None]:
    """Give the columns to underline in the first line of `place`; no end if it goes on in the next line."""
    return place.column, place.end_column if place.end_line == place.line else None


def _underline(mark: _Mark, begin: int, end: int, room: int) -> Iterator[str]:
    """Draw the carets from cell `begin` to cell `end`, and the label beside them or, for want of room, below."""
    carets = " " * begin + mark.glyph * (end - begin)
    label = shown(mark.label)
    needed = cell_len(label)
    if not label:
        yield carets
    elif end + 1 + needed <= room:
        yield f"{carets} {label}"
    else:
        yield carets
        yield " " * max(0, min(begin, room - needed)) + label
