"""Reading shapes: from nodes to plain values, with every problem gathered and none thrown.

A `Page` is one file being read. Each function takes a node that may be missing and gives a value that may
be missing; what was wrong stands in `page.problems`, with its place, a cure and, for words, the nearest one.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from attrs import define, field

from govsim.errors import Place, Problem, Related
from govsim.reader.faults import Fault
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.similar import nearest

T = TypeVar("T")

YES = frozenset({"yes", "true", "on"})
NO = frozenset({"no", "false", "off"})


@define
class Page:
    """One file being read: its name, its zone for bare times, and the problems found so far."""

    file: str
    zone: str = "UTC"
    problems: list[Problem] = field(factory=list)

    def report(  # noqa: PLR0913 - the parts of a problem
        self,
        code: str,
        message: str,
        place: Place,
        *,
        label: str = "",
        cure: str = "",
        related: tuple[Related, ...] = (),
    ) -> None:
        """Note one problem."""
        self.problems.append(Problem(code=code, message=message, place=place, label=label, help=cure, related=related))


def _kind(node: Node) -> str:
    match node:
        case Mapping():
            return "a mapping"
        case Sequence():
            return "a list"
        case Scalar():
            return f"`{node.text}`" if node.text else "nothing"


def wrong(page: Page, node: Node, wanted: str, cure: str = "") -> None:
    """Note that something else was expected here."""
    page.report("GS302", f"expected {wanted}, found {_kind(node)}", node.place, label=f"not {wanted}", cure=cure)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give the cure that names the nearest known word, or an empty text."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else ""


def mapping(
    page: Page, node: Node | None, known: Iterable[str], required: Iterable[str] = (), what: str = ""
) -> Mapping:
    """Read a mapping with only `known` keys and all `required` ones; anything else gives an empty mapping."""
    if node is None:
        return Mapping((), Place(page.file, 1, 1, end_line=1, end_column=1))
    if not isinstance(node, Mapping):
        wrong(page, node, "a mapping" + (f" ({what})" if what else ""))
        return Mapping((), node.place)
    allowed = tuple(known)
    for entry in node.entries:
        if entry.key.text not in allowed:
            cure = did_you_mean(entry.key.text, allowed) or f"known here: {', '.join(allowed)}"
            message = f"unknown key `{entry.key.text}`" + (f" in {what}" if what else "")
            page.report("GS301", message, entry.key.place, label="not known here", cure=cure)
    for name in required:
        if node.get(name) is None:
            message = f"`{name}` is missing" + (f" in {what}" if what else "")
            page.report("GS303", message, node.place, label=f"needs `{name}`", cure=f"add `{name}:`")
    return node


def entries(page: Page, node: Node | None, what: str) -> Iterator[tuple[Scalar, Node]]:
    """Give the keys and values of a mapping whose keys are names; nothing where there is none."""
    if node is None or (isinstance(node, Scalar) and not node.text and not node.quoted):
        return
    if not isinstance(node, Mapping):
        wrong(page, node, f"a mapping of {what}")
        return
    for entry in node.entries:
        yield entry.key, entry.value


def items(page: Page, node: Node | None, what: str) -> tuple[Node, ...]:
    """Give the members of a list; one thing alone counts as a list of it, nothing as an empty list."""
    if node is None or (isinstance(node, Scalar) and not node.text and not node.quoted):
        return ()
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Scalar):
        return (node,)
    wrong(page, node, f"a list of {what}")
    return ()


def text(page: Page, node: Node | None, what: str, default: str = "") -> str:
    """Read one text."""
    if node is None:
        return default
    if not isinstance(node, Scalar):
        wrong(page, node, what)
        return default
    return node.text


def texts(page: Page, node: Node | None, what: str) -> tuple[str, ...]:
    """Read a list of texts, or one alone."""
    return tuple(text(page, item, what) for item in items(page, node, what))


def one_of(page: Page, node: Node | None, words: tuple[str, ...], default: str, what: str) -> str:
    """Read one word out of `words`."""
    if node is None:
        return default
    word = text(page, node, what, default)
    if word not in words:
        cure = did_you_mean(word, words) or f"one of: {', '.join(words)}"
        page.report("GS304", f"`{word}` is no {what}", node.place, label=f"one of {', '.join(words)}", cure=cure)
        return default
    return word


def yes(page: Page, node: Node | None, what: str, *, default: bool = False) -> bool:
    """Read yes or no, as people write it; `true` and `on` are yes too."""
    if node is None:
        return default
    word = text(page, node, what).lower()
    if word not in YES | NO:
        wrong(page, node, f"yes or no ({what})")
        return default
    return word in YES


def integer(page: Page, node: Node | None, what: str, default: int = 0) -> int:
    """Read a whole number, not negative, written in digits alone."""
    if node is None:
        return default
    word = text(page, node, what)
    if not (word.isascii() and word.isdecimal()) or len(word) > 18:  # noqa: PLR2004 - what 64 bits hold
        wrong(page, node, f"a whole number ({what})")
        return default
    return int(word)


def within(place: Place, fault: Fault, scalar: Scalar) -> Place:
    """Give the place of a fault inside a scalar written on one line; of the whole scalar where it is folded."""
    if place.line != place.end_line or fault.end <= fault.start:
        return place
    shift = 1 if scalar.quoted else 0
    start = place.column + shift + fault.start
    stop = min(place.column + shift + fault.end, place.end_column)
    return place._replace(column=start, end_column=stop) if start < stop else place


def parsed(page: Page, node: Node | None, parse: Callable[[str], T | Fault], code: str, what: str) -> T | None:
    """Read a text with one of the small parsers; a fault is noted at its place inside the text."""
    if node is None:
        return None
    if not isinstance(node, Scalar):
        wrong(page, node, what)
        return None
    value = parse(node.text)
    if isinstance(value, Fault):
        page.report(code, value.message, within(node.place, value, node), label="here", cure=value.help)
        return None
    return value
