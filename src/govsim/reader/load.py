"""From the bytes of files to a story: the file itself, its structure, their law packs, and what they include.

Nothing here opens a file: whoever calls gives a `fetch`, which finds a file for a name used in another
one, and answers with its text or with the reason why not.
"""

import re
from collections.abc import Callable
from typing import Literal

from attrs import field

from govsim.errors import Fix, Place, Problem, Related
from govsim.reader.common import nowhere
from govsim.reader.faults import brief
from govsim.reader.limits import DEEPEST_INCLUDE
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.readings import check
from govsim.reader.shape import Page, is_nothing, items, mapping, text, wrong
from govsim.reader.steps import hang_on_something, in_chains, in_order
from govsim.reader.stories import STORY_KEYS, Telling, story, whole
from govsim.reader.structures import LAW_KEYS, STRUCTURE_KEYS, Parts, law, structure
from govsim.reader.yaml import parse
from govsim.record.story import Story
from govsim.values import define, frozen
from govsim.world.zones import zone_names

VERSION = "1"

INCLUDED_KEYS = tuple(key for key in STORY_KEYS if key not in {"zone", "structure", "kind"})
"""An included file goes on telling; the zone and the structure are those of the file that includes it."""

_SHORT = re.compile("[A-Z]{3,4}")
_PLAIN = frozenset({"UTC", "GMT", "UCT"})
"""Short names of zones that mean one thing everywhere; `EST`, `CET` and their like do not."""

Wanted = Literal["structure", "law", "include", "base"]
_NAMED = {"structure": "a structure", "law": "a law pack", "include": "a file", "base": "what is changed"}


@frozen
class Fetched:
    """A file that was found: its name for messages, and its bytes."""

    file: str
    data: bytes


Fetch = Callable[[Wanted, str, str], Fetched | str]
"""Finds what is wanted under a name used in a file; a text says why it cannot be had."""


@define
class Loading:
    """One loading: what was read so far, and which files were opened, by which request."""

    fetch: Fetch
    names: Names = field(factory=Names)
    parts: Parts = field(factory=Parts)
    telling: Telling = field(factory=Telling)
    pages: list[Page] = field(factory=list)
    opened: dict[str, Place] = field(factory=dict)
    laws: dict[str, Place] = field(factory=dict)


def read_file(loading: Loading, fetched: Fetched, zone: str) -> tuple[Page, Mapping | None]:
    """Begin to read a file that was found: its page, and its keys if it has any."""
    page = Page(fetched.file, zone)
    loading.pages.append(page)
    node, problems = parse(fetched.data, fetched.file)
    page.problems.extend(problems)
    if node is not None and not isinstance(node, Mapping):
        wrong(page, node, "a mapping with `govsim: 1` at its head")
        node = None
    if node is not None:
        _version(page, node)
    return page, node


def _version(page: Page, fields: Mapping) -> None:
    found = fields.get("govsim")
    if found is None:
        first = fields.entries[0].key.place if fields.entries else None
        head = None
        if first is not None and (first.line, first.column) == (fields.place.line, 1):
            head = Fix(place=first._replace(end_line=first.line, end_column=1), was="", text=f"govsim: {VERSION}\n")
        message = "`govsim: 1` is missing at the head of the file"
        page.report("GS312", message, fields.place, cure="add `govsim: 1`", fix=head)
    elif not isinstance(found, Scalar) or found.text != VERSION:
        version = brief(found.text) if isinstance(found, Scalar) else "that is no text"
        message = f"version {version} of the language is not known here"
        page.report("GS312", message, found.place, label="this govsim reads version 1", cure="write `govsim: 1`")


def open_file(loading: Loading, page: Page, wanted: Wanted, node: Node, depth: int) -> tuple[Page, Mapping] | None:
    """Open a file that another one asks for; a cycle or a missing file is a problem at the place that asks."""
    if not isinstance(node, Scalar):
        wrong(page, node, f"the name of {_NAMED[wanted]}")
        return None
    name = node.text
    found = loading.fetch(wanted, name, page.file)
    if isinstance(found, str):
        cure = "check the spelling; a name is relative to the file it stands in, and may not lead out of its folder"
        page.report("GS320", found, node.place, label=f"no such {wanted}", cure=cure)
        return None
    if found.file in loading.opened:
        related = (Related(place=loading.opened[found.file], label="first asked for here"),)
        message = f"`{name}` was read already: files include each other, or one is included twice"
        page.report("GS321", message, node.place, label="again", related=related, cure="delete one of the two")
        return None
    if depth > DEEPEST_INCLUDE:
        cure = "include the files from one place"
        page.report("GS321", f"files include each other more than {DEEPEST_INCLUDE} deep", node.place, cure=cure)
        return None
    loading.opened[found.file] = node.place
    inner, fields = read_file(loading, found, page.zone)
    return (inner, fields) if fields is not None else None


def laws_of(loading: Loading, page: Page, fields: Mapping) -> None:
    """Read the law packs written in place, then those that entities name, each once, in the order of their naming."""
    for node in items(page, fields.get("laws"), "law packs"):
        read_law(loading, page, mapping(page, node, LAW_KEYS, ("law", "rules"), "a law pack"))
    entities = fields.get("entities")
    for entry in entities.entries if isinstance(entities, Mapping) else ():
        packs = entry.value.get("law") if isinstance(entry.value, Mapping) else None
        for node in items(page, packs, "law packs"):
            if isinstance(node, Scalar) and node.text in loading.laws:
                continue
            opened = open_file(loading, page, "law", node, 1)
            if opened is None:
                continue
            inner_page, inner = opened
            found = read_law(loading, inner_page, mapping(inner_page, inner, LAW_KEYS, ("law", "rules"), "a law pack"))
            if found and isinstance(node, Scalar) and found != node.text:
                related = (Related(place=loading.laws[found], label="the name it gives itself"),)
                message = f"the law pack found under `{node.text}` calls itself `{found}`"
                page.report("GS322", message, node.place, label="another name", related=related, cure="use one name")
                loading.laws[node.text] = node.place


def read_law(loading: Loading, page: Page, fields: Mapping) -> str:
    """Read one law pack, unless one of its name was read before; gives its name."""
    named = fields.get("law")
    name = text(page, named, "the id of a law pack")
    if named is not None and name in loading.laws:
        related = (Related(place=loading.laws[name], label="first here"),)
        page.report("GS203", f"the law pack `{name}` is there twice", named.place, label="again", related=related)
        return name
    loading.laws[name] = (named or fields).place
    law(page, fields, loading.parts, loading.names)
    return name


def _own_structure(loading: Loading, page: Page, fields: Mapping) -> str:
    """Read the structure a scenario names, or describes in place; gives its id."""
    node, name = fields.get("structure"), ""
    if isinstance(node, Scalar) and not is_nothing(node):
        opened = open_file(loading, page, "structure", node, 1)
        if opened is None:
            loading.names.incomplete = True
            return node.text
        page, found = opened
        inner = mapping(page, found, STRUCTURE_KEYS, ("structure",), "a structure")
        name = node.text
    else:
        inner = mapping(page, None if is_nothing(node) else node, STRUCTURE_KEYS, (), "a structure")
        name = text(page, fields.get("id"), "an id")
    own = inner.get("structure")
    owner = text(page, own, "the id of the structure", name) if not is_nothing(own) else name
    laws_of(loading, page, inner)
    structure(page, inner, loading.parts, loading.names, owner)
    check(page, loading.parts.readings)
    return owner


def _includes(loading: Loading, page: Page, fields: Mapping, depth: int) -> list[tuple[Page, Mapping]]:
    """Open included files, each before the file that includes it."""
    out: list[tuple[Page, Mapping]] = []
    for node in items(page, fields.get("include"), "files"):
        opened = open_file(loading, page, "include", node, depth)
        if opened is not None:
            inner_page, found = opened
            inner = mapping(inner_page, found, INCLUDED_KEYS, (), "an included file")
            out.extend(_includes(loading, inner_page, inner, depth + 1))
            out.append((inner_page, inner))
    return out


def _zone(page: Page, fields: Mapping) -> str:
    node = fields.get("zone")
    name = text(page, node, "a time zone", "UTC")
    if isinstance(node, Scalar) and name not in zone_names():
        near = page.near(name, zone_names())
        cure = f"did you mean `{near}`?" if near else "write a zone such as Europe/London"
        message, fix = f"unknown time zone `{name}`", page.fix(name, zone_names(), node.place)
        page.report("GS306", message, node.place, label="no zone of this name", cure=cure, fix=fix)
        return "UTC"
    if isinstance(node, Scalar) and _SHORT.fullmatch(name) and name not in _PLAIN:
        message = f"`{name}` means one clock all the year here, and several zones elsewhere"
        cure = "name a place, as in `America/New_York`; `UTC` is plain"
        page.report("GS408", message, node.place, label="which one?", cure=cure, severity="warning")
    return name


def read_story(loading: Loading, page: Page, fields: Mapping) -> Story | None:
    """Read a scenario whose file is open already, with everything it takes; None if anything read so far is wrong."""
    fields = mapping(page, fields, STORY_KEYS, ("id", "structure", "steps"), "a scenario")
    page.zone = _zone(page, fields)
    included = _includes(loading, page, fields, 1)
    owner = _own_structure(loading, page, fields)
    for inner_page, inner in (*included, (page, fields)):
        own = Mapping(tuple(e for e in inner.entries if e.key.text in {"people", "groups", "params"}), inner.place)
        structure(inner_page, own, loading.parts, loading.names, owner)
    for inner_page, inner in (*included, (page, fields)):
        story(inner_page, inner, loading.telling, loading.parts, loading.names)
    loading.names.settle()
    in_order(page, tuple(loading.telling.steps))
    in_chains(page, tuple(loading.telling.steps))
    hang_on_something(page, tuple(loading.telling.steps))
    if any(problem.severity == "error" for problem in found_in(loading)):
        return None
    return whole(loading.telling, loading.parts, page.zone, owner, fields.place)


def load_story(main: Fetched, fetch: Fetch) -> tuple[Story | None, tuple[Problem, ...]]:
    """Read a scenario and everything it takes; gives the story, if there are no errors, and every problem.

    Problems come in the order of files and places. Raises nothing, whatever the bytes.
    """
    loading = Loading(fetch=fetch)
    loading.opened[main.file] = nowhere(main.file)
    page, fields = read_file(loading, main, "UTC")
    found = read_story(loading, page, fields) if fields is not None else None
    return found, found_in(loading)


def found_in(loading: Loading) -> tuple[Problem, ...]:
    """Give every problem of every file once, by file, line and column."""
    found = (problem for page in loading.pages for problem in page.problems)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.place, one.code, one.message)))
