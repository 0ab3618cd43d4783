"""One object of an Open Cap Format file and its fields; every complaint names the file and a JSON pointer."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from govsim.errors import Place
from govsim.reader.faults import brief
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.shape import Page
from govsim.reader.text import first_unseen
from govsim.values import frozen

_NUMERIC = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,10})?\Z")
"""The format's type Numeric, with a bound on its length."""
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

LONGEST_ID = 200
MOST_SHARES = 10**18
"""Numbers of shares stay below this, which is more than any company has and what a scenario can hold."""


@frozen(kw_only=True)
class Obj:
    """An object of a file: the file, the object itself, and where it stands in the file as a JSON pointer."""

    page: Page
    node: Mapping
    pointer: str

    @property
    def place(self) -> Place:
        """Where the object begins."""
        return self.node.place._replace(end_line=self.node.place.line, end_column=self.node.place.column + 1)

    def report(self, code: str, key: str, message: str, cure: str = "") -> None:
        """Note a problem of a field, or of the whole object where `key` is empty."""
        value = self.node.get(key.partition("/")[0]) if key else None
        place = self.place if value is None else value.place
        pointer = f"{self.pointer}/{key}" if key else self.pointer or "/"
        self.page.report(code, f"{pointer}: {message}", place, label="here", cure=cure)

    def has(self, key: str) -> bool:
        """Whether the object says anything under `key`; `null` says nothing."""
        value = self.node.get(key)
        return value is not None and not (isinstance(value, Scalar) and not value.quoted and value.text == "null")

    def missing(self, key: str) -> None:
        """Note that a required field is not there."""
        self.report("GS503", "", f"`{key}` is missing", f"add `{key}`: the format requires it here")

    def text(self, key: str, *, needed: bool = True) -> str:
        """Read a string; an empty one where there is none, which is a problem if it is needed."""
        if not self.has(key):
            if needed:
                self.missing(key)
            return ""
        value = self.node.get(key)
        if not isinstance(value, Scalar) or not value.quoted:
            self.report("GS503", key, "expected a string", "write a string in double quotes")
            return ""
        if needed and not value.text:
            self.report("GS503", key, "the string is empty", f"give `{key}` a value")
        if len(value.text) > LONGEST_ID:
            self.report("GS503", key, f"a string of more than {LONGEST_ID} characters", "shorten it")
            return ""
        return value.text

    def name(self, key: str) -> str:
        """Read a name that people will see: on one line, and without characters that nobody sees."""
        found = " ".join(unicodedata.normalize("NFC", self.text(key)).split())
        odd = first_unseen(found)
        if odd is not None:
            self.report("GS503", key, f"the name has the invisible character U+{ord(odd):04X}", "delete it")
            return ""
        return found

    def day(self, key: str) -> str:
        """Read a date, `2024-06-30`; an empty text where there is none that is right."""
        found = self.text(key)
        if found:
            try:
                if _DATE.match(found):
                    date.fromisoformat(found)
                    return found
            except ValueError:
                pass
            self.report("GS503", key, f"{brief(found)} is no date", "write a date as year-month-day: 2024-06-30")
        return ""

    def number(self, key: str, *, integers: bool = False) -> Fraction | None:
        """Read an exact decimal, not negative, in double quotes; without them only where `integers` are admitted."""
        if not self.has(key):
            self.missing(key)
            return None
        value = self.node.get(key)
        written = value.text if isinstance(value, Scalar) else ""
        quoted = isinstance(value, Scalar) and value.quoted
        right = _NUMERIC.match(written) if quoted else integers and _INTEGER.match(written)
        if not right:
            self.report(
                "GS503",
                key,
                f"expected a decimal in double quotes, found {brief(written) if written else 'something else'}",
                'write it as the format does: "100" or "0.25", with at most ten digits after the point',
            )
            return None
        found = Fraction(written)
        if found < 0:
            self.report("GS503", key, f"{brief(written)} is less than nothing", "write a number that is not negative")
            return None
        return found

    def shares(self, key: str) -> int | None:
        """Read a number of shares: whole, at least one, and below `MOST_SHARES`."""
        found = self.number(key)
        if found is None:
            return None
        if found.denominator != 1:
            message = f"a fraction of a share is not supported: {self.text(key)}"
            self.report("GS507", key, message, "units held are whole here; round as the company did, or multiply")
            return None
        if not 0 < found < MOST_SHARES:
            self.report("GS503", key, "expected at least one share and less than 10^18", "look at the number again")
            return None
        return int(found)

    def ids(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        """Read a list of ids."""
        if not self.has(key):
            if needed:
                self.missing(key)
            return ()
        value = self.node.get(key)
        members = value.items if isinstance(value, Sequence) else ()
        found = tuple(one.text for one in members if isinstance(one, Scalar) and one.quoted)
        if not isinstance(value, Sequence) or len(found) != len(members):
            self.report("GS503", key, "expected a list of strings", 'write a list of ids: ["a", "b"]')
            return ()
        if needed and not found:
            self.report("GS503", key, "the list is empty", "name at least one id")
        if len(set(found)) != len(found):
            self.report("GS506", key, "an id stands twice in the list", "name each once")
        return found

    def inner(self, key: str) -> "Obj | None":
        """Read an object inside this one."""
        if not self.has(key):
            self.missing(key)
            return None
        return obj(self.page, self.node.get(key), f"{self.pointer}/{key}")

    def only(self, known: Iterable[str]) -> None:
        """Note every field that the format does not know here: it could change what the others mean."""
        for entry in self.node.entries:
            if entry.key.text not in known:
                near = self.page.did_you_mean(entry.key.text, known)
                message = f"the field {brief(entry.key.text)} is not known here"
                self.report("GS503", "", message, near or "delete it, or see whether the file is of another version")


def obj(page: Page, node: Node | None, pointer: str) -> Obj | None:
    """Take a node as an object; anything else is noted."""
    if isinstance(node, Mapping):
        return Obj(page=page, node=node, pointer=pointer)
    if node is not None:
        page.report("GS503", f"{pointer or '/'}: expected an object", node.place, label="here", cure="write {...}")
    return None


def objects(whole: Obj, key: str) -> Iterator[Obj]:
    """Give the objects of a list; whatever else stands in it is noted."""
    value = whole.node.get(key)
    if not isinstance(value, Sequence):
        whole.report("GS503", key if value is not None else "", f"`{key}` must be a list of objects", "write [...]")
        return
    for number, one in enumerate(value.items):
        found = obj(whole.page, one, f"{whole.pointer}/{key}/{number}")
        if found is not None:
            yield found
