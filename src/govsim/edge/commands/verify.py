"""`govsim verify`: whether a log is whole, unchanged, and what the replay of a scenario tells."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from attrs import field
from cyclopts import Parameter

from govsim.edge import flags
from govsim.edge.choosing import choice
from govsim.edge.files import load
from govsim.edge.logs import Raw
from govsim.edge.output import many, write
from govsim.engine.logged import header, lines
from govsim.engine.replay import replay
from govsim.errors import UsageError
from govsim.record.canon import Json, canonical, content_id
from govsim.record.journal import Journal
from govsim.record.lines import FIRST, BrokenError, Header, Line, Lines, NoLogError, read_header
from govsim.record.state import State
from govsim.values import define, frozen

BROKEN = 1


@frozen
class Sound:
    """The part of a log that holds: how many lines after the first, and the chain of the last of them."""

    lines: int
    chain: str


@define
class Found:
    """What was found in a log: `line` and `why` say where it does not hold, and what is wrong there."""

    log: Path
    header: Header
    sound: Sound
    journal: Journal = field(factory=Journal)
    torn: int = 0
    line: int | None = None
    why: str = ""
    differs: bool = False


@define
class Beside:
    """What the replay of a scenario tells, held against a log while that is read.

    `line` and `why` say where it differs first; `sound` is then the part of the log before that line.
    """

    file: str
    told: Iterator[Line]
    hint: str
    sound: Sound = Sound(0, FIRST)
    line: int | None = None
    why: str = ""

    def differ(self, line: int, why: str, sound: Sound) -> None:
        """Keep the first line that differs."""
        if self.line is None:
            self.line, self.why, self.sound = line, why, sound

    def watched(self, coming: Lines) -> Iterator[Line]:
        """Give the lines of a log as they are, each held against what the replay tells there."""
        n, chain = 0, coming.chain
        for n, line in enumerate(coming, start=1):
            ours = next(self.told, None)
            if ours is None:
                self.differ(n + 1, f"goes on where the replay of {self.file} ends", Sound(n - 1, chain))
            elif ours != line:
                self.differ(n + 1, f"is not what the replay of {self.file} tells there", Sound(n - 1, chain))
            chain = coming.chain
            yield line
        if next(self.told, None) is not None:
            self.differ(n + 2, f"is missing: the replay of {self.file} goes on here{self.hint}", Sound(n, chain))


def verify(
    log: Annotated[Path, Parameter(help="the file of a log")],
    file: Annotated[
        str | None, Parameter(help="the scenario it is a log of: a path or a bundled name; its replay must be the same")
    ] = None,
    /,
    *,
    json: flags.Json = False,
) -> int:
    """Check a log: its chain, its schema, the order of its lines, every event, and whether a replay tells the same."""
    found = _read(log, file)
    shown = canonical(_data(found, file)) if json else "\n".join(_words(found, file))
    write(f"{shown}\n")
    return BROKEN if found.line is not None else 0


def _read(log: Path, file: str | None) -> Found:
    """Read a log once, as far as it holds; NoLogError if it is none.

    Only of one that is sound in itself it is said where the replay of a scenario tells something else.
    """
    raws = Raw(log)
    coming = iter(raws)
    first = next(coming, None)
    if first is None:
        raise NoLogError(1, f"is missing or has no end: this is no log ({log})")
    try:
        head, own, lifts = read_header(first)
    except NoLogError as error:
        raise NoLogError(error.line, f"{error.why} ({log})") from None
    except BrokenError as error:
        return Found(log, Header(scenario=""), Sound(0, FIRST), line=error.line, why=error.why)
    found, rest = Found(log, head, Sound(0, own)), Lines(coming, own, lifts)
    # a log of an older schema, or one that comes through a pipe, is nothing that `log` goes on with
    hint = f" (`govsim log {file} --out {log}`)" if not lifts and log.is_file() else ""
    beside = _replayed(head, file, hint) if file is not None else None
    try:
        found.journal.read(rest if beside is None else beside.watched(rest))
    except BrokenError as error:
        found.line, found.why = error.line, error.why
    found.sound = Sound(found.journal.count, rest.chain)
    if raws.torn and found.line is None:
        found.torn = len(raws.torn)
        found.line = found.journal.count + 2
        found.why = f"has no end: its writer was interrupted after {many(found.torn, 'byte')} of it"
    if beside is not None and beside.line is not None and found.line is None:
        found.line, found.why, found.sound, found.differs = beside.line, beside.why, beside.sound, True
    return found


def _replayed(head: Header, file: str, hint: str) -> Beside:
    """Replay a scenario under the choices that a log names; what the log says it is a log of may differ already."""
    story = load(file)
    if head.scenario != story.id:
        why = f"says that this is a log of {_plain(head.scenario)}, not of {story.id}"
        return Beside(file, iter(()), hint, line=1, why=why)
    try:
        choices = dict(choice(story, name, value) for name, value in head.choices.items())
    except UsageError as error:
        why = f"names a choice that {file} does not have: {error}"
        return Beside(file, iter(()), hint, line=1, why=why)
    timeline = replay(story, choices)
    beside, ours = Beside(file, lines(timeline), hint), header(timeline)
    if ours != head:
        other = sorted({name for name, _ in ours.choices.items() ^ head.choices.items()})
        told = f"this was told under {_choices(head, other)}, and the replay of {file} under {_choices(ours, other)}"
        beside.differ(1, f"says that {told}", Sound(0, FIRST))
    return beside


def _choices(header: Header, names: Iterable[str]) -> str:
    """Write some of the choices of a log."""
    shown = (f"{name}={header.choices[name]}" for name in names if name in header.choices)
    return _plain(" ".join(shown)) or "no such choice"


def _state_id(state: State) -> str:
    return content_id("state", [[list(key), value] for key, value in state.items()])


def _data(found: Found, file: str | None) -> Json:
    return {
        "schema": "govsim/verify/1",
        "log": found.log.as_posix(),
        "scenario": found.header.scenario,
        "choices": dict(found.header.choices),
        "lines": found.sound.lines,
        "chain": found.sound.chain,
        "state_in_fact": _state_id(found.journal.state_at(found.sound.lines)),
        "state_in_law": _state_id(found.journal.state_at(found.sound.lines, "law")),
        "compared_with": file,
        "sound": found.line is None,
        "line": found.line,
        "why": found.why,
        "unfinished_bytes": found.torn,
    }


def _words(found: Found, file: str | None) -> Iterator[str]:
    held = many(found.sound.lines, "event line")
    if found.line is None:
        same = f", and the replay of {file} tells the same" if file is not None else ""
        yield f"{found.log}: sound: {held}, each following from the one before{same}"
    else:
        yield f"{found.log}: line {found.line} {found.why}"
        same = f", and the replay of {file} tells the same" if found.differs else ""
        yield f"before it: {held}, each following from the one before{same}" if found.line > 1 else "before it: nothing"
    choices = " ".join(f"{name}={value}" for name, value in found.header.choices.items())
    yield f"scenario: {_plain(found.header.scenario)}  {_plain(choices)}".rstrip()
    yield f"chain: {found.sound.chain}"
    yield f"state in fact: {_state_id(found.journal.state_at(found.sound.lines))}"
    yield f"state in law:  {_state_id(found.journal.state_at(found.sound.lines, 'law'))}"


def _plain(text: str) -> str:
    """Write what a file says so that a terminal shows it and obeys nothing."""
    return "".join(one if one.isprintable() else "?" for one in text)
