"""What every kind of file has: words in several languages, sources, places in them, numbers with bounds."""

import datetime as dt
import re
from fractions import Fraction
from typing import cast

from govsim.errors import Place
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Entry, Mapping, Node, Scalar
from govsim.reader.shape import Page, cut_off, entries, is_nothing, items, mapping, one_of, text, wrong
from govsim.world import amounts
from govsim.world.params import Value
from govsim.world.sources import Bounds, Cite, Claim, Source, SourceKind, Status, Words

SOURCE_KINDS = ("official", "court", "statute", "press", "article", "post", "analysis", "fiction")
STATUSES = ("official", "reported", "derived", "assumed")

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z")
"""What a language tag looks like: `en`, `zh-Hans`, `pt-BR`."""

_AROUND = {"+": (Fraction(1), None), "~": (Fraction(9, 10), Fraction(11, 10))}
"""What `700+` and `~770` allow, as parts of the number: no upper bound, or a tenth either way."""


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


def _is_date(written: str) -> bool:
    try:
        return bool(_DATE.match(written)) and bool(dt.date.fromisoformat(written))
    except ValueError:
        return False


def date(page: Page, node: Node | None) -> str:
    """Read an ISO date; empty where none is given or where it is said to be unknown."""
    written = text(page, node, "a date")
    if written in {"", "unknown"}:
        return ""
    if node is not None and not _is_date(written):
        wrong(page, node, "a date such as 2024-08-01, or unknown")
        return ""
    return written


def words(page: Page, node: Node | None, what: str, known: tuple[str, ...] = LANGUAGES) -> Words:
    """Read a text, or a mapping of language tags to texts; a bare text is English."""
    if node is None or is_nothing(node):
        return ()
    if isinstance(node, Scalar):
        return (("en", node.text),)
    out = []
    for key, value in entries(page, node, "languages"):
        if not _LANGUAGE.match(key.text) or is_nothing(value):
            cure = page.did_you_mean(key.text, known) or cut_off(Entry(key, value)) or f"known here: {', '.join(known)}"
            page.report("GS301", f"`{key.text}` is no language", key.place, label="no language", cure=cure)
        out.append((key.text, text(page, value, what)))
    return tuple(out)


def number(written: str) -> Fraction | None:
    """Read an exact number: `7`, `2/3`, `90%`; None where it is not one."""
    read = amounts.number(written)
    if isinstance(read, amounts.Misread) or read[1] not in {"", "%"}:
        return None
    return read[0]


def bounds(written: str) -> Bounds | None:
    """Read a number as sources state it: `770`, `700+`, `~770` (within a tenth), `490..505`; None if it is none."""
    exact = number(written)
    if exact is not None:
        return Bounds(low=exact, high=exact, best=exact, text=written)
    sign = "+" if written.endswith("+") else "~" if written.startswith("~") else ""
    near = number(written.strip(sign)) if sign else None
    if near is not None:
        least, most = _AROUND[sign]
        return Bounds(low=near * least, high=None if most is None else near * most, best=near, text=written)
    first, _, last = written.partition("..")
    low, high = number(first), number(last)
    if low is not None and high is not None and low <= high:
        return Bounds(low=low, high=high, best=low, text=written)
    return None


def value(page: Page, node: Node | None) -> Value:
    """Read a parameter's value: an exact number, or a word."""
    written = text(page, node, "a number or a word")
    exact = number(written)
    return written if exact is None else exact


def people(page: Page, node: Node | None, names: Names) -> tuple[str, ...]:
    """Read persons, each named once."""
    found: dict[str, None] = {}
    for one in items(page, node, "persons"):
        person = names.use(page, one, PARTY, "person")
        if person in found:
            page.report("GS203", f"`{person}` is named twice", one.place, label="again", cure="delete one of the two")
        found[person] = None
    return tuple(found)


def sources(page: Page, node: Node | None, names: Names) -> tuple[Source, ...]:
    """Read the sources a file declares."""
    keys = ("kind", "title", "publisher", "url", "published", "lang", "note")
    out = []
    for key, body in entries(page, node, "sources"):
        names.declare(page, "source", key.text, key.place)
        fields = mapping(page, body, keys, ("kind", "title"), "a source")
        out.append(
            Source(
                id=key.text,
                kind=cast("SourceKind", one_of(page, fields.get("kind"), SOURCE_KINDS, "press", "kind of source")),
                title=text(page, fields.get("title"), "a title"),
                publisher=text(page, fields.get("publisher"), "a publisher"),
                url=text(page, fields.get("url"), "an address"),
                published=text(page, fields.get("published"), "a date", "unknown"),
                lang=text(page, fields.get("lang"), "a language", "en"),
                note=text(page, fields.get("note"), "a note"),
                place=key.place,
            )
        )
    return tuple(out)


def cites(page: Page, node: Node | None, names: Names) -> tuple[Cite, ...]:
    """Read places in sources: `[axios, {s003: line 22}]`."""
    out = []
    for item in items(page, node, "sources"):
        if isinstance(item, Scalar):
            out.append(Cite(names.use(page, item, ("source",), "source")))
            continue
        for key, at in entries(page, item, "sources"):
            names.check(page, key.text, key.place, ("source",), "source")
            out.append(Cite(key.text, text(page, at, "a place in the source")))
    return tuple(out)


def claims(page: Page, node: Node | None, names: Names) -> tuple[Claim, ...]:
    """Read rival claims: `{value: 700+, source: s000, at: line 10}` or with `sources:` in full."""
    out = []
    for item in items(page, node, "claims"):
        fields = mapping(page, item, ("value", "source", "at", "sources", "note"), ("value",), "a claim")
        written = text(page, fields.get("value"), "a value")
        one = fields.get("source")
        cited = cites(page, fields.get("sources"), names)
        if one is not None:
            cited = (Cite(names.use(page, one, ("source",), "source"), text(page, fields.get("at"), "a place")), *cited)
        note = text(page, fields.get("note"), "a note")
        out.append(Claim(text=written, number=bounds(written), cites=cited, note=note))
    return tuple(out)


def status(page: Page, node: Node | None) -> Status:
    """Read how something is known."""
    return cast("Status", one_of(page, node, STATUSES, "reported", "status"))


def nowhere(file: str) -> Place:
    """Give the first place of a file, for what has none of its own."""
    return Place(file, 1, 1, end_line=1, end_column=1)


def chosen_claim(page: Page, fields: Mapping, found: tuple[Claim, ...], what: str) -> int:
    """Read which claim is chosen, counted from 1 in the file and from 0 here; the first where nothing is said."""
    node = fields.get("chosen")
    written = text(page, node, "the number of a claim", "1")
    if not (written.isascii() and written.isdecimal() and 1 <= int(written) <= max(len(found), 1)):
        wrong(page, node or fields, f"the number of a claim of {what}, from 1 to {max(len(found), 1)}")
        return 0
    return int(written) - 1
