"""The lines of a log: canonical JSON, each chained to the one before it by a hash, the first with the schema tag.

A line is one thing that a track was told. Its keys are in order, and `chain` comes first: the sha256 of the chain of
the line before, followed by the line without its chain; before the first line it is 64 zeros. So whoever changes, moves
or takes away a line breaks the chain there, and anybody can check it without this program::

    {"chain":"6b4b...","log":{"choices":{"size":"6"},"scenario":"acme","schema":"govsim/log/1"}}
    {"chain":"09fd...","event":{...},"item":"sale.ceo","n":1,"step":"sale","track":"law"}

A log of an older schema is read by lifting each line, one schema at a time, to the one in use (`Lift`). The order of
the keys, and how the chain is made, never change.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Literal, NamedTuple, cast, get_args

from attrs import field

from govsim.errors import BugError, GovsimError
from govsim.record.canon import Json, canonical, plain
from govsim.record.codec import reader
from govsim.record.events import Event
from govsim.record.marks import Mark, Told
from govsim.values import define, frozen

SCHEMA = "govsim/log/1"
FIRST = "0" * 64
"""The chain before the first line."""

CHAIN = "breaks the chain: it, or a line before it, was changed, moved or taken away"
told_in = reader(Told)
"""Reads an event, or what became of an item, from plain data."""

Track = Literal["start", "fact", "law"]
"""Where a line counts: `start` on both tracks, before anything else."""

REMEMBERED = 1 << 16
"""Of so many different events the text is remembered: a log says the same things again and again."""

_CHAIN = re.compile(rb'\{"chain":"([0-9a-f]{64})",')
_START, _TO_EVENT = b'{"chain":"', b'","event":'
_COMMA = len(_START) + 64
_AFTER_CHAIN = _COMMA + len('",')
_EVENT = _COMMA + len(_TO_EVENT)
_ITEM = b'},"item":"'
_IN_FACT = b'","track":"fact"}'
_REST = re.compile(  # what needs no escape, so that it can only be written so
    rb',"item":"([ !#-\[\]-~]*)","n":([0-9]+),"step":"([ !#-\[\]-~]*)","track":"(start|fact|law)"\}'
).fullmatch
_TRACKS: Mapping[bytes, Track] = {one.encode(): one for one in get_args(Track)}


class BrokenError(GovsimError):
    """A log of which a line does not follow from the one before it, or is none."""

    exit_code = 3

    def __init__(self, line: int, why: str) -> None:
        """Keep the number of the line, counting from 1, and what is wrong with it."""
        self.line, self.why = line, why
        super().__init__(f"line {line} {why}")


class NoLogError(BrokenError):
    """A file that is no log, or one of a schema that is not read."""


@frozen(kw_only=True)
class Header:
    """What a log is a log of: the scenario, and every choice under which it was told, as people write them."""

    scenario: str
    choices: Mapping[str, str] = field(factory=dict)


class Line(NamedTuple):
    """One thing that a track was told: its number, the step that told it, and the item, or what set it off.

    A named tuple and no attrs class: a log has more lines than anything else.
    """

    n: int
    track: Track
    step: str
    item: str
    told: Told


@frozen
class Lift:
    """How a line of one schema becomes one of the next; it is given the line without its chain."""

    older: str
    newer: str
    lift: Callable[[dict[str, Json]], dict[str, Json]]


LIFTS: tuple[Lift, ...] = ()
"""Every lift there is, from the oldest schema that is still read up to the one in use."""


def lifting(lifts: tuple[Lift, ...]) -> Mapping[str, tuple[Lift, ...]]:
    """Give for each schema that can be read the lifts up to the one in use; BugError if they do not lead there."""
    steps = [*(one.older for one in lifts), SCHEMA]
    if steps[1:] != [one.newer for one in lifts] or len(set(steps)) != len(steps):
        shown = ", ".join(f"{one.older} to {one.newer}" for one in lifts)
        raise BugError(f"the lifts of older logs do not lead to {SCHEMA} without a gap: {shown}")
    return {tag: lifts[place:] for place, tag in enumerate(steps)}


WAYS = lifting(LIFTS)
"""For each schema that can be read the lifts up to the one in use; made, and so checked, before anything is read."""


def chained(chain: str, data: Mapping[str, Json]) -> tuple[str, str]:
    """Give the line that says `data` after the line with that chain, and its own chain."""
    return _sealed(chain, canonical(dict(data)))


def _sealed(chain: str, text: str) -> tuple[str, str]:
    own = sha256(f"{chain}{text}".encode()).hexdigest()
    return f'{{"chain":"{own}",{text[1:]}', own


def header_data(header: Header) -> dict[str, Json]:
    """Give a header as plain data."""
    return {"log": {"schema": SCHEMA, "scenario": header.scenario, "choices": dict(header.choices)}}


def written(header: Header, lines: Iterable[Line]) -> Iterator[str]:
    """Write a log, line by line, without the ends of the lines.

    An event that would not be read as the same one is a fault of ours, and raises BugError before it is written.
    """
    text, chain = chained(FIRST, header_data(header))
    yield text
    known: dict[Told, str] = {}
    for line in lines:
        event = known.get(line.told)
        if event is None:
            event = canonical(plain(line.told))
            if told_in(json.loads(event)) != line.told:
                raise BugError(f"{line.told} is not what would be read again")
            if len(known) >= REMEMBERED:
                known.clear()
            known[line.told] = event
        item, step = _quoted(line.item), _quoted(line.step)
        text, chain = _sealed(
            chain, f'{{"event":{event},"item":{item},"n":{line.n},"step":{step},"track":"{line.track}"}}'
        )
        yield text


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_header(raw: bytes, lifts: tuple[Lift, ...] | None = None) -> tuple[Header, str, tuple[Lift, ...]]:
    """Read the first line: the header, its chain, and the lifts that the lines after it need; BrokenError if none.

    Other lifts than those there are can be given; BugError if they do not lead to the schema in use.
    """
    ways = WAYS if lifts is None else lifting(lifts)
    if _CHAIN.match(raw) is None:
        raise NoLogError(1, "does not begin with a chain: this is no log")
    data, chain = _opened(raw, 1, FIRST.encode())
    log = data.get("log")
    tag = log.get("schema") if isinstance(log, dict) else None
    if not isinstance(tag, str):
        raise NoLogError(1, "does not say of which schema the log is")
    if tag not in ways:
        raise NoLogError(1, f"says that the log is of the schema {tag!r}; read are: {', '.join(sorted(ways))}")
    for one in ways[tag]:
        data = one.lift(data)
    log = data.get("log")
    scenario, choices = (log.get("scenario"), log.get("choices")) if isinstance(log, dict) else (None, None)
    if not isinstance(scenario, str) or not isinstance(choices, dict):
        raise BrokenError(1, "does not say what it is a log of")
    header = Header(scenario=scenario, choices={name: str(value) for name, value in choices.items()})
    if data != header_data(header):
        raise BrokenError(1, "says something else than what it is a log of")
    return header, chain.decode(), ways[tag]


@define
class Lines:
    """The lines after a header, to be gone through once; BrokenError at the first that does not hold.

    `chain` is that of the header, and then that of the last line given; of `told` it is known in the end. An event that
    was read once is known by its text, and the rest of such a line has one form, so that nothing need be taken apart.
    """

    raws: Iterable[bytes]
    chain: str
    lifts: tuple[Lift, ...] = ()
    trusted: bool = False
    _known: dict[bytes, Told] = field(factory=dict, init=False)
    _events: dict[bytes, Event] = field(factory=dict, init=False)
    _begun: bool = field(default=False, init=False)

    def __iter__(self) -> Iterator[Line]:
        """Give each line, held against all that is promised of it."""
        chain = self.chain.encode()
        for n, raw in enumerate(self.raws, start=1):
            line, chain = self._line(n, raw, chain)
            self.chain = chain.decode()
            yield line

    def told(self) -> Iterator[Line | Event]:
        """Give each line, or where it is in fact and its event is known, the event alone: that is all a fold asks.

        Such a line is held against the chain, unless that is `trusted`: it was checked before. Its number, step and
        item are not looked at. Only an event without inner ones is found here: it ends where the first brace is closed.
        """
        chain, known, trusted = self.chain.encode(), self._events, self.trusted
        start, to_event, comma, after, begins, in_fact = _START, _TO_EVENT, _COMMA, _AFTER_CHAIN, _EVENT, _IN_FACT
        try:
            for n, raw in enumerate(self.raws, start=1):
                event = known.get(raw[begins : raw.find(b"}", begins) + 1])
                if event is None or not raw.endswith(in_fact):
                    line, chain = self._line(n, raw, chain)
                    yield line
                    continue
                own = raw[len(start) : comma]
                if not trusted:
                    made = sha256(chain + b"{" + raw[after:], usedforsecurity=False).hexdigest()
                    if made.encode() != own or not raw.startswith(to_event, comma) or not raw.startswith(start):
                        raise BrokenError(n + 1, CHAIN)
                chain = own
                yield event
        finally:
            self.chain = chain.decode()

    def _line(self, n: int, raw: bytes, chain: bytes) -> tuple[Line, bytes]:
        """Give a line with its chain."""
        end = raw.find(_ITEM, _EVENT) + 1
        text = raw[_EVENT:end]
        told = self._known.get(text)
        rest = None if told is None else _REST(raw, end)
        if told is None or rest is None:
            data, own = _opened(raw, n + 1, chain)
            for one in self.lifts:
                data = one.lift(data)
            line = _line(data, n + 1)
            if not self.lifts:
                self._remember(text, line.told)
        else:
            own = sha256(chain + b"{" + raw[_AFTER_CHAIN:]).hexdigest().encode()
            if not raw.startswith(_START + own + _TO_EVENT):
                raise BrokenError(n + 1, CHAIN)
            item, number, step, track = rest.groups()
            line = Line(int(number), _TRACKS[track], step.decode(), item.decode(), told)
        if line.n != n:
            raise BrokenError(n + 1, f"is number {line.n} and should be number {n}: a line is missing or moved")
        if line.track == "start" and self._begun:
            raise BrokenError(n + 1, "says how things stood at the start, after something was told")
        if line.track != "law" and isinstance(line.told, Mark):
            raise BrokenError(n + 1, "takes back or redoes what happened, which only the law can")
        self._begun = line.track != "start"
        return line, own

    def _remember(self, text: bytes, told: Told) -> None:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
            self._events.clear()
        self._known[text] = told
        if not isinstance(told, Mark):
            self._events[text] = told


def _opened(raw: bytes, number: int, chain: bytes) -> tuple[dict[str, Json], bytes]:
    """Give what a line says without its chain, and its chain; it must be written as this program writes it."""
    found = _CHAIN.match(raw)
    if found is None:
        raise BrokenError(number, "does not begin with a chain: it is no line of a log, or was changed")
    body = b"{%b" % raw[_AFTER_CHAIN:]
    if sha256(chain + body).hexdigest().encode() != found[1]:
        raise BrokenError(number, CHAIN)
    try:
        text = body.decode()
        data = json.loads(text)
        again = canonical(data)
    except (ValueError, RecursionError):
        raise BrokenError(number, "is not JSON") from None
    if again != text:
        raise BrokenError(number, "is not written in the one canonical way")
    return cast("dict[str, Json]", data), found[1]


def _line(data: dict[str, Json], number: int) -> Line:
    if data.keys() != {"event", "item", "n", "step", "track"}:
        raise BrokenError(number, f"has other keys than a line of a log: {', '.join(map(repr, sorted(data)))}")
    n, track, step, item = data["n"], data["track"], data["step"], data["item"]
    if type(n) is not int or track not in _TRACKS.values() or not isinstance(step, str) or not isinstance(item, str):
        raise BrokenError(number, "does not say its number, track, step and item")
    try:
        return Line(n, cast("Track", track), step, item, told_in(data["event"]))
    except (ValueError, RecursionError) as error:
        raise BrokenError(number, f"tells of no event: {error}") from None
