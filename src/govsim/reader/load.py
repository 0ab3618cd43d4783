"""From the bytes of files to a story: the file itself, its structure, their law packs, and what they include.

Nothing here opens a file: whoever calls gives a `fetch`, which finds a file for a name used in another
one, and answers with its text or with the reason why not.
"""

from collections.abc import Callable
from typing import Literal

from attrs import define, field, frozen

from govsim.errors import Place, Problem, Related
from govsim.reader.common import nowhere
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import Page, items, mapping, text, wrong
from govsim.reader.similar import nearest
from govsim.reader.stories import STORY_KEYS, Telling, in_order, story, whole
from govsim.reader.structures import LAW_KEYS, STRUCTURE_KEYS, Parts, check, law, structure
from govsim.reader.yaml import parse
from govsim.record.story import Story
from govsim.world.zones import zone_names

VERSION = "1"
DEEPEST = 20

Wanted = Literal["structure", "law", "include"]


@frozen
class Fetched:
    """A file that was found: its name for messages, and its bytes."""

    file: str
    data: bytes


Fetch = Callable[[Wanted, str, str], Fetched | str]
"""Finds what is wanted under a name used in a file; a text says why it cannot be had."""


@define
class Loading:
    """One loading: what was read so far, and which files are open, for cycles."""

    fetch: Fetch
    names: Names = field(factory=Names)
    parts: Parts = field(factory=Parts)
    telling: Telling = field(factory=Telling)
    problems: list[Problem] = field(factory=list)
    read: dict[str, Place] = field(factory=dict)
    laws: list[str] = field(factory=list)


def _file(fetched: Fetched, zone: str) -> tuple[Page, Mapping | None]:
    page = Page(fetched.file, zone)
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
        page.report("GS312", "`govsim: 1` is missing at the head of the file", fields.place, cure="add `govsim: 1`")
    elif text(page, found, "a version") != VERSION:
        message = f"version `{text(page, found, 'a version')}` of the language is not known here"
        page.report("GS312", message, found.place, label="this govsim reads version 1", cure="write `govsim: 1`")


def _open(loading: Loading, page: Page, wanted: Wanted, node: Node, depth: int) -> tuple[Page, Mapping] | None:
    """Open a file that another one asks for; a cycle or a missing file is a problem at the place that asks."""
    name = text(page, node, f"the name of a {wanted}")
    found = loading.fetch(wanted, name, page.file)
    if isinstance(found, str):
        page.report("GS320", found, node.place, label=f"{wanted} not found")
        return None
    if found.file in loading.read:
        if wanted != "law":
            related = (Related(place=loading.read[found.file], label="first asked for here"),)
            message = f"`{name}` is already being read: files include each other, or one is included twice"
            page.report("GS321", message, node.place, label="again", related=related)
        return None
    if depth > DEEPEST:
        page.report("GS321", f"includes nest deeper than {DEEPEST}", node.place)
        return None
    loading.read[found.file] = node.place
    inner, fields = _file(found, page.zone)
    if fields is None:
        loading.problems.extend(inner.problems)
        return None
    return inner, fields


def _laws(loading: Loading, page: Page, fields: Mapping) -> None:
    """Read the law packs that entities name, each once, in the order in which they are named."""
    for node in items(page, fields.get("laws"), "law packs"):
        inner = mapping(page, node, LAW_KEYS, ("law", "rules"), "a law pack")
        loading.laws.append(text(page, inner.get("law"), "the id of a law pack"))
        law(page, inner, loading.parts, loading.names)
    entities = fields.get("entities")
    for entry in entities.entries if isinstance(entities, Mapping) else ():
        packs = entry.value.get("law") if isinstance(entry.value, Mapping) else None
        for node in items(page, packs, "law packs"):
            name = text(page, node, "a law pack")
            if name in loading.laws:
                continue
            loading.laws.append(name)
            opened = _open(loading, page, "law", node, 1)
            if opened is not None:
                inner_page, inner = opened
                law(
                    inner_page,
                    mapping(inner_page, inner, LAW_KEYS, ("law", "rules"), "a law pack"),
                    loading.parts,
                    loading.names,
                )
                loading.problems.extend(inner_page.problems)


def _structure(loading: Loading, page: Page, fields: Mapping, owner: str) -> None:
    _laws(loading, page, fields)
    structure(page, fields, loading.parts, loading.names, owner)


def _own_structure(loading: Loading, page: Page, fields: Mapping) -> str:
    """Read the structure a scenario names, or describes in place; gives its id."""
    node = fields.get("structure")
    if isinstance(node, Scalar):
        opened = _open(loading, page, "structure", node, 1)
        if opened is not None:
            inner_page, found = opened
            inner = mapping(inner_page, found, STRUCTURE_KEYS, ("structure",), "a structure")
            _structure(loading, inner_page, inner, node.text)
            check(inner_page, loading.parts, loading.names)
            loading.problems.extend(inner_page.problems)
        return node.text
    inner = mapping(page, node, STRUCTURE_KEYS, (), "a structure")
    owner = text(page, inner.get("structure"), "the id of the structure", text(page, fields.get("id"), "an id"))
    _structure(loading, page, inner, owner)
    check(page, loading.parts, loading.names)
    return owner


def _includes(loading: Loading, page: Page, fields: Mapping, depth: int) -> list[tuple[Page, Mapping]]:
    """Open included files, each before the file that includes it."""
    out: list[tuple[Page, Mapping]] = []
    for node in items(page, fields.get("include"), "files"):
        opened = _open(loading, page, "include", node, depth)
        if opened is not None:
            inner_page, found = opened
            inner = mapping(inner_page, found, STORY_KEYS, (), "an included file")
            out.extend(_includes(loading, inner_page, inner, depth + 1))
            out.append((inner_page, inner))
    return out


def _zone(page: Page, fields: Mapping) -> str:
    node = fields.get("zone")
    name = text(page, node, "a time zone", "UTC")
    if node is not None and name not in zone_names():
        near = nearest(name, zone_names())
        cure = f"did you mean `{near}`?" if near else "write a zone such as Europe/London"
        page.report("GS306", f"unknown time zone `{name}`", node.place, label="no zone of this name", cure=cure)
        return "UTC"
    return name


def load_story(main: Fetched, fetch: Fetch) -> tuple[Story | None, tuple[Problem, ...]]:
    """Read a scenario and everything it takes; gives the story, if there are no errors, and every problem.

    Problems come in the order of files and places. Raises nothing, whatever the bytes.
    """
    loading = Loading(fetch=fetch)
    loading.read[main.file] = nowhere(main.file)
    page, fields = _file(main, "UTC")
    if fields is None:
        return None, tuple(page.problems)
    fields = mapping(page, fields, STORY_KEYS, ("id", "structure", "steps"), "a scenario")
    page.zone = _zone(page, fields)
    included = _includes(loading, page, fields, 1)
    owner = _own_structure(loading, page, fields)
    extra = Mapping(tuple(e for e in fields.entries if e.key.text in {"people", "groups", "params"}), fields.place)
    for inner_page, inner in included:
        people = Mapping(tuple(e for e in inner.entries if e.key.text in {"people", "groups", "params"}), inner.place)
        structure(inner_page, people, loading.parts, loading.names, owner)
    structure(page, extra, loading.parts, loading.names, owner)
    for inner_page, inner in included:
        story(inner_page, inner, loading.telling, loading.parts, loading.names)
        loading.problems.extend(inner_page.problems)
    story(page, fields, loading.telling, loading.parts, loading.names)
    in_order(page, tuple(loading.telling.steps))
    problems = tuple(sorted((*loading.problems, *page.problems), key=lambda one: one.place))
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    return whole(loading.telling, loading.parts, page.zone, owner, fields.place), problems
