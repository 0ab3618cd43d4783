"""Reading a structure or a law pack by itself, without a story that takes place in it: for checking.

What a law pack leaves open is left to whoever lives under it: a kind of body that its powers name and its rules do not
is known, unless it looks like a slip for one that they do.
"""

import re

from govsim.errors import Place, Problem
from govsim.reader.common import nowhere
from govsim.reader.forks import read_into
from govsim.reader.load import Fetch, Fetched, Loading, found_in, laws_of, read_file, read_law
from govsim.reader.nodes import Mapping, Scalar
from govsim.reader.readings import check
from govsim.reader.shape import mapping, text
from govsim.reader.stories import STORY_KEYS
from govsim.reader.structures import LAW_KEYS, STRUCTURE_KEYS, structure
from govsim.reader.yaml import parse
from govsim.values import frozen
from govsim.world.structure import Structure

_TELLS = re.compile(rb"^[\"']?(?:steps|fork)[\"']? *:", re.MULTILINE)
"""A key of a scenario or a fork, which spares parsing a long one twice."""

_OF_STORIES = frozenset(STORY_KEYS) - frozenset(STRUCTURE_KEYS)


@frozen(kw_only=True)
class Alone:
    """A structure, or the rules of a law pack in the form of one; `law` is where a pack says its name."""

    structure: Structure
    law: Place | None = None


def is_told(main: Fetched) -> bool:
    """Say whether a file is a scenario or a fork: it has keys that only these have."""
    if _TELLS.search(main.data):
        return True
    node, _ = parse(main.data, main.file)
    return isinstance(node, Mapping) and _has_story(node)


def _has_story(node: Mapping) -> bool:
    keys = (entry.key.text for entry in node.entries)
    return node.get("fork") is not None or any(key in _OF_STORIES for key in keys if key not in LAW_KEYS)


def is_alone(main: Fetched) -> bool:
    """Say whether a file is a structure or a law pack, and no scenario and no fork."""
    if _TELLS.search(main.data):
        return False
    node, _ = parse(main.data, main.file)
    if not isinstance(node, Mapping) or _has_story(node):
        return False
    return node.get("law") is not None or isinstance(node.get("structure"), Scalar)


def load_alone(main: Fetched, fetch: Fetch) -> tuple[Alone | None, tuple[Problem, ...]]:
    """Read a structure with its law packs, or a law pack; gives it, if there are no errors, and every problem."""
    loading = Loading(fetch=fetch)
    loading.opened[main.file] = nowhere(main.file)
    return _alone(loading, main), found_in(loading)


def names_in(main: Fetched, fetch: Fetch) -> dict[str, tuple[str, ...]]:
    """Give every name that a file may use, by what it stands for, as far as it can be read; in the order of the files.

    The kinds are those of `Names`: `person`, `entity`, `position`, `step`, ...
    """
    loading = Loading(fetch=fetch)
    loading.opened[main.file] = nowhere(main.file)
    if is_alone(main):
        _alone(loading, main)
    else:
        read_into(loading, main)
    return {kind: tuple(places) for kind, places in loading.names.places.items()}


def _alone(loading: Loading, main: Fetched) -> Alone | None:
    page, fields = read_file(loading, main, "UTC")
    if fields is None:
        return None
    own, law = fields.get("structure"), fields.get("law")
    if law is not None:
        name = read_law(loading, page, mapping(page, fields, LAW_KEYS, ("law", "rules"), "a law pack"))
        _kinds(loading)
    else:
        inner = mapping(page, fields, STRUCTURE_KEYS, ("structure",), "a structure")
        name = text(page, own, "the id of the structure")
        laws_of(loading, page, inner)
        structure(page, inner, loading.parts, loading.names, name)
        check(page, loading.parts.readings)
    loading.names.settle()
    if any(problem.severity == "error" for problem in found_in(loading)):
        return None
    return Alone(structure=loading.parts.whole(name), law=law.place if law is not None else None)


def _kinds(loading: Loading) -> None:
    """Take the kinds that a law pack names and has no rules for as kinds, if they are no slips for others."""
    for use in tuple(loading.names.open):
        if "kind" in use.kinds and use.page.near(use.name, loading.names.of("kind")) is None:
            loading.names.introduce("kind", use.name, use.place)
