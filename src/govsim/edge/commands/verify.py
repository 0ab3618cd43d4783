"""`govsim verify`: whether a log is whole, unchanged, and what the replay of a scenario tells."""

from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Annotated

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
from govsim.record.lines import FIRST, BrokenError, Header, Lines, NoLogError, read_header, written
from govsim.record.state import State
from govsim.values import define

BROKEN = 1


@define
class Found:
    """What was found in a log: `line` and `why` say where it does not hold, and what is wrong there."""

    log: Path
    header: Header
    journal: Journal
    chain: str
    torn: int = 0
    line: int | None = None
    why: str = ""


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
    found = _read(log)
    if file is not None and found.line is None:
        _compare(found, file)
    shown = canonical(_data(found, file)) if json else "\n".join(_words(found, file))
    write(f"{shown}\n")
    return BROKEN if found.line is not None else 0


def _read(log: Path) -> Found:
    """Read a log as far as it holds; NoLogError if it is none."""
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
        return Found(log, Header(scenario=""), Journal(), FIRST, line=error.line, why=error.why)
    found, rest = Found(log, head, Journal(), own), Lines(coming, own, lifts)
    try:
        found.journal.read(rest)
    except BrokenError as error:
        found.line, found.why = error.line, error.why
    found.chain = rest.chain
    if raws.torn and found.line is None:
        found.torn = len(raws.torn)
        found.line = found.journal.count + 2
        found.why = f"has no end: its writer was interrupted after {many(found.torn, 'byte')} of it"
    return found


def _compare(found: Found, file: str) -> None:
    """Hold a sound log against the replay of a scenario under the choices that the log names."""
    story = load(file)
    try:
        choices = dict(choice(story, name, value) for name, value in found.header.choices.items())
    except UsageError as error:
        found.line, found.why = 1, f"names a choice that {file} does not have: {error}"
        return
    timeline = replay(story, choices)
    texts = (text.encode() for text in written(header(timeline), lines(timeline)))
    for number, (ours, theirs) in enumerate(zip_longest(texts, chain(Raw(found.log))), start=1):
        if ours == theirs:
            continue
        if ours is None:
            found.why = f"goes on where the replay of {file} ends"
        elif theirs is None:
            found.why = f"is missing: the replay of {file} goes on here (`govsim log {file} --out {found.log}`)"
        else:
            found.why = f"is not what the replay of {file} tells there"
        found.line = number
        return


def _state_id(state: State) -> str:
    return content_id("state", [[list(key), value] for key, value in state.items()])


def _data(found: Found, file: str | None) -> Json:
    return {
        "schema": "govsim/verify/1",
        "log": found.log.as_posix(),
        "scenario": found.header.scenario,
        "choices": dict(found.header.choices),
        "lines": found.journal.count,
        "chain": found.chain,
        "state_in_fact": _state_id(found.journal.fact.state()),
        "state_in_law": _state_id(found.journal.law.state()),
        "compared_with": file,
        "sound": found.line is None,
        "line": found.line,
        "why": found.why,
        "unfinished_bytes": found.torn,
    }


def _words(found: Found, file: str | None) -> Iterator[str]:
    held = many(found.journal.count, "event line")
    if found.line is None:
        same = f", and the replay of {file} tells the same" if file is not None else ""
        yield f"{found.log}: sound: {held}, each following from the one before{same}"
    else:
        yield f"{found.log}: line {found.line} {found.why}"
        yield f"before it: {held}, each following from the one before"
    choices = " ".join(f"{name}={value}" for name, value in found.header.choices.items())
    yield f"scenario: {_plain(found.header.scenario)}  {_plain(choices)}".rstrip()
    yield f"chain: {found.chain}"
    yield f"state in fact: {_state_id(found.journal.fact.state())}"
    yield f"state in law:  {_state_id(found.journal.law.state())}"


def _plain(text: str) -> str:
    """Write what a file says so that a terminal shows it and obeys nothing."""
    return "".join(one if one.isprintable() else "?" for one in text)
