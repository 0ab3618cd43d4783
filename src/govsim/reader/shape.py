"""Reading shapes: from nodes to plain values, with every problem gathered and none thrown.

A `Page` is one file being read. Each function takes a node that may be missing and gives a value that may
be missing; what was wrong stands in `page.problems`, with its place, a cure and, for words, the nearest one.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar, assert_never

from attrs import field

from govsim.errors import Fix, Place, Problem, Related, type_of_severity
from govsim.reader.faults import Fault, brief
from govsim.reader.limits import LONG_CONDITION, MOST_BEYOND, MOST_NEAREST, MOST_PROBLEMS
from govsim.reader.nodes import Entry, Mapping, Node, Scalar, Sequence
from govsim.reader.similar import meant, nearest
from govsim.values import define

T = TypeVar("T")

YES = frozenset({"yes", "true", "on"})
NO = frozenset({"no", "false", "off"})


@define
class Page:
    """One file being read: its name, its zone for bare times, and the problems found so far."""

    file: str
    zone: str = "UTC"
    problems: list[Problem] = field(factory=list)
    beyond: int = 0  # characters of long conditions, beyond what is usual

    def report(  # noqa: PLR0913 - the parts of a problem
        self,
        code: str,
        message: str,
        place: Place,
        *,
        label: str = "",
        cure: str = "",
        related: tuple[Related, ...] = (),
        severity: type_of_severity = "error",
        fix: Fix | None = None,
    ) -> None:
        """Note one problem; of a file of noise only the first thousand."""
        if len(self.problems) >= MOST_PROBLEMS:
            return
        self.problems.append(
            Problem(
                code=code,
                message=message,
                place=place,
                label=label,
                help=cure,
                related=related,
                severity=severity,
                fix=fix,
            )
        )

    def near(self, word: str, known: Iterable[str]) -> str | None:
        """Find the known word that was probably meant, for the first problems of a file."""
        return nearest(word, known) if len(self.problems) < MOST_NEAREST else None

    def did_you_mean(self, word: str, known: Iterable[str]) -> str:
        """Give the cure that names the nearest known word, or an empty text."""
        near = self.near(word, known)
        return f"did you mean `{near}`?" if near else ""

    def fix(self, word: str, known: Iterable[str], place: Place) -> Fix | None:
        """Give the edit that writes the only known word that can be meant, for the first problems of a file."""
        found = meant(word, known) if len(self.problems) < MOST_NEAREST else None
        return Fix(place=place, was=word, text=found) if found else None


def is_nothing(node: Node | None) -> bool:
    """Whether nothing was written: no key, or a key without a value."""
    return node is None or (isinstance(node, Scalar) and not node.text and not node.quoted)


def _kind(node: Node) -> str:
    match node:
        case Mapping():
            return "a mapping"
        case Sequence():
            return "a list"
        case Scalar():
            return brief(node.text) if node.text else "nothing"
        case _:
            assert_never(node)


def wrong(page: Page, node: Node, wanted: str, cure: str = "") -> None:
    """Note that something else was expected here."""
    page.report(
        "GS302",
        f"expected {wanted}, found {_kind(node)}",
        node.place,
        label=f"not {wanted}",
        cure=cure or f"write {wanted}",
    )


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
        if entry.key.text not in allowed and len(page.problems) < MOST_PROBLEMS:
            cure = page.did_you_mean(entry.key.text, allowed) or cut_off(entry) or f"known here: {', '.join(allowed)}"
            message = f"unknown key {brief(entry.key.text)}" + (f" in {what}" if what else "")
            there = node.keys()
            fix = page.fix(entry.key.text, (one for one in allowed if one not in there), entry.key.place)
            page.report("GS301", message, entry.key.place, label="not known here", cure=cure, fix=fix)
    for name in required:
        asked = node.entry(name)
        if asked is None:
            message = f"`{name}` is missing" + (f" in {what}" if what else "")
            page.report("GS303", message, node.place, label=f"needs `{name}`", cure=f"add `{name}:`")
        elif is_nothing(asked.value):
            message = f"`{name}` has no value" + (f" in {what}" if what else "")
            page.report("GS303", message, asked.key.place, label="nothing here", cure=f"write a value after `{name}:`")
    return node


def misspelt(page: Page, node: Mapping, verbs: Iterable[str], known: Iterable[str], what: str) -> bool:
    """Note the key of a mapping that was probably to be one of `verbs`, of which it has none; say whether there is one.

    `known` are the other keys that may stand there.
    """
    verbs, beside = tuple(verbs), {*known}
    for entry in node.entries:
        word = entry.key.text
        near = None if word in beside else page.near(word, verbs)
        if near is not None:
            fix = page.fix(word, verbs, entry.key.place)
            message, cure = f"unknown key {brief(word)} in {what}", f"did you mean `{near}`?"
            page.report("GS301", message, entry.key.place, label="not known here", cure=cure, fix=fix)
            return True
    return False


def cut_off(entry: Entry) -> str:
    """Give the cure where a key without a value is probably the rest of a text that has a comma."""
    return "" if not is_nothing(entry.value) else "inside braces a comma ends a text: put the whole text in quotes"


def entries(page: Page, node: Node | None, what: str) -> Iterator[tuple[Scalar, Node]]:
    """Give the keys and values of a mapping whose keys are names; nothing where there is none."""
    if node is None or is_nothing(node):
        return
    if not isinstance(node, Mapping):
        wrong(page, node, f"a mapping of {what}")
        return
    for entry in node.entries:
        yield entry.key, entry.value


def items(page: Page, node: Node | None, what: str) -> tuple[Node, ...]:
    """Give the members of a list; one thing alone counts as a list of it, nothing as an empty list."""
    if node is None or is_nothing(node):
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
    if not isinstance(node, Scalar):
        wrong(page, node, what)
        return default
    word = node.text
    if word not in words:
        cure = page.did_you_mean(word, words) or f"one of: {', '.join(words)}"
        fix = page.fix(word, words, node.place)
        page.report("GS304", f"{brief(word)} is no {what}", node.place, label=f"no {what}", cure=cure, fix=fix)
        return default
    return word


def yes(page: Page, node: Node | None, what: str, *, default: bool = False) -> bool:
    """Read yes or no, as people write it; `true` and `on` are yes too."""
    if node is None:
        return default
    word = node.text.lower() if isinstance(node, Scalar) else ""
    if word not in YES | NO:
        wrong(page, node, f"yes or no ({what})", page.did_you_mean(word, ("yes", "no")))
        return default
    return word in YES


def integer(page: Page, node: Node | None, what: str, default: int = 0) -> int:
    """Read a whole number, not negative, written in digits alone."""
    if node is None:
        return default
    word = node.text if isinstance(node, Scalar) else ""
    if not (word.isascii() and word.isdecimal()) or len(word) > 18:  # noqa: PLR2004 - what 64 bits hold
        wrong(page, node, f"a whole number ({what})")
        return default
    return int(word)


def within(place: Place, fault: Fault, scalar: Scalar) -> Place:
    """Give the place of a fault inside a scalar; of the whole scalar where it is folded, or has escapes."""
    as_written = place.end_column - place.column == len(scalar.text) + 2 * scalar.quoted
    if place.line != place.end_line or fault.end < fault.start or not as_written:
        return place
    shift = 1 if scalar.quoted else 0
    start = place.column + shift + fault.start
    stop = min(place.column + shift + max(fault.end, fault.start + 1), place.end_column)
    return place._replace(column=start, end_column=stop) if start < stop else place


def parsed(page: Page, node: Node | None, parse: Callable[[str], T | Fault], code: str, what: str) -> T | None:
    """Read a text with one of the small parsers; a fault is noted at its place inside the text."""
    if node is None:
        return None
    if not isinstance(node, Scalar):
        wrong(page, node, what)
        return None
    page.beyond += max(0, len(node.text) - LONG_CONDITION)
    if page.beyond > MOST_BEYOND:
        message = f"the long conditions of this file have more than {MOST_BEYOND:,} characters between them"
        if page.beyond - len(node.text) <= MOST_BEYOND:
            page.report("GS112", message, node.place, label="not read", cure="state parts of them as facts")
        return None
    value = parse(node.text)
    if isinstance(value, Fault):
        place, cure = within(node.place, value, node), value.help or f"write {what}"
        was = node.text[value.start : value.end]
        fix = Fix(place=place, was=was, text=value.instead) if value.instead and place != node.place else None
        page.report(code, value.message, place, label="here", cure=cure, fix=fix)
        return None
    return value
