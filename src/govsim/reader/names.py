"""Names and where they were declared: every name a file uses must be declared somewhere, as the right kind of thing.

A name may be used before it is declared, and in another file: a use that finds nothing yet is kept, and looked at again
once everything has been read (`settle`).
"""

from collections.abc import Callable

from attrs import field

from govsim.errors import Place, Related
from govsim.reader.nodes import Node, Scalar
from govsim.reader.shape import Page, wrong
from govsim.reader.tokens import word_end
from govsim.values import define
from govsim.world.params import Value

PARTY = ("person", "entity", "group")
ACTOR = (*PARTY, "body")
OFFICE = ("position", "kind", "matter-kind")
"""How an office may be named: by its id, or by what law packs call it."""

STANDS = "stands"
"""The kind under which options of votes between several are known."""

RESERVED = {"param": "reading", "fact": "reading"}
"""`reading` is what the choice of a reading is called."""

_TOGETHER = (PARTY, ("position",), ("body",), ("param", "fact"), ("step", "reaction"))
"""Kinds that share their names: what a name of one stands for must be clear without asking for the kind."""

_DOTTED = frozenset({"position", "body", "instrument", "matter", "item", "rule", "flow"})
_FREE = frozenset({"rule", "kind", "item", "question", "stream"})
"""Names that a condition never holds, or that are made of others; their form is not looked at."""

_WORDS_OF_LAW = frozenset({"kind", "matter-kind"})
"""Names that law packs use of things of any structure: whoever writes one may mean a thing that has it in its name."""

_FULL_WIDTH = "，、；：（）"

_MARKS = frozenset({"started", "told", STANDS})
"""Not declarations but what was read already: start positions, steps, who stood where."""


@define(frozen=True)
class _Use:
    page: Page
    name: str
    place: Place
    kinds: tuple[str, ...]
    what: str
    words: tuple[str, ...] = ()


@define
class Names:
    """All declared names by kind (`person`, `position`, `body`, ...), each with its place.

    `values` holds the admissible values of each parameter, `rolls` the positions on the roll of each body, `converts`
    what the units of a position become when they are transferred, `currencies` the currency of each flow, `standing`
    the instrument that each rule stands in, `later` what can only be looked at in the end. Where the structure could
    not be read, `incomplete`, no name is called unknown: most of them would only be undeclared.
    """

    places: dict[str, dict[str, Place]] = field(factory=dict)
    values: dict[str, tuple[Value, ...]] = field(factory=dict)
    rolls: dict[str, tuple[str, ...]] = field(factory=dict)
    converts: dict[str, str] = field(factory=dict)
    currencies: dict[str, str] = field(factory=dict)
    open: list[_Use] = field(factory=list)
    later: list[Callable[[], None]] = field(factory=list)
    standing: dict[str, str] = field(factory=dict)
    incomplete: bool = False

    def declare(self, page: Page, kind: str, name: str, place: Place) -> None:
        """Declare a name; one name may not be declared twice as the same kind, or as two kinds that share names."""
        together = next((kinds for kinds in _TOGETHER if kind in kinds), (kind,))
        other = next((one for one in together if name in self.places.get(one, {})), "")
        if other:
            first = Related(place=self.places[other][name], label="first declared here")
            page.report(
                "GS203",
                f"`{name}` is declared twice",
                place,
                label="again",
                related=(first,),
                cure="rename one of the two",
            )
            return
        if kind not in _FREE:
            self.form(page, kind, name, place)
        self.introduce(kind, name, place)

    def introduce(self, kind: str, name: str, place: Place) -> None:
        """Declare a name that may come up any number of times; its first place counts."""
        self.places.setdefault(kind, {}).setdefault(name, place)

    def forget(self, kind: str, beginning: str) -> None:
        """Take back what was declared as `kind` under names with that beginning, so that it can be said anew."""
        known = self.places.get(kind, {})
        for name in [name for name in known if name.startswith(beginning)]:
            del known[name]

    def form(self, page: Page, kind: str, name: str, place: Place) -> None:
        """Note a name that no condition could hold."""
        if RESERVED.get(kind) == name:
            page.report(
                "GS203", f"`{name}` is the name of the choice of a reading", place, label="taken", cure="rename"
            )
            return
        dotted = "." in name
        if word_end(name, 0) == len(name) > 0 and (not dotted or kind in _DOTTED):
            return
        if not name:
            message = "a name is missing here"
        elif dotted and kind not in _DOTTED:
            message = f"`{name}` has a dot; only positions, bodies, instruments and matters belong to an entity"
        else:
            message = f"`{name}` is not a name"
        cure = "a name begins with a letter and goes on with letters, digits, `-` and `_`"
        page.report("GS313", message, place, label="not a name", cure=cure)

    def of(self, *kinds: str) -> dict[str, Place]:
        """Give every declared name of `kinds`."""
        return {name: place for kind in kinds for name, place in self.places.get(kind, {}).items()}

    def kind_of(self, name: str) -> str:
        """Give the kind a name was declared as, or an empty text."""
        return next((kind for kind, known in self.places.items() if name in known and kind not in _MARKS), "")

    def knows(self, name: str, kinds: tuple[str, ...]) -> bool:
        """Say whether `name` is declared by now as one of `kinds`."""
        return any(name in self.places.get(kind, {}) for kind in kinds)

    def check(  # noqa: PLR0913, PLR0917 - a name, where it stands and what it must be
        self,
        page: Page,
        name: str,
        place: Place,
        kinds: tuple[str, ...],
        what: str,
        words: tuple[str, ...] = (),
    ) -> None:
        """See to it that `name` is declared as one of `kinds`, now or in the end; `words` may stand there, too."""
        if not self.knows(name, kinds):
            self.open.append(_Use(page, name, place, kinds, what, words))

    def now(  # noqa: PLR0913, PLR0917 - the same
        self,
        page: Page,
        name: str,
        place: Place,
        kinds: tuple[str, ...],
        what: str,
        words: tuple[str, ...] = (),
    ) -> None:
        """Note it at once if `name` is not declared as one of `kinds`; with the nearest name, and where that stands."""
        if self.incomplete or self.knows(name, kinds):
            return
        other = self.kind_of(name)
        known = self.of(*kinds)
        if other:
            of_law = other in _WORDS_OF_LAW
            said, label = ("a word of law packs", "first used here") if of_law else (_a(other), "")
            declared = Related(place=self.places[other][name], label=label or f"declared as {said} here")
            message = f"`{name}` is {said}, expected {_a(what)}"
            own = f"{name.partition('.')[0]}."
            some = ", ".join(sorted(one for one in known if one.startswith(own))[:12]) if "position" in kinds else ""
            near = page.near(name, known) if of_law else ""
            cure = f"write a position: {some}" if other == "body" and some else ""
            cure = f"did you mean `{near}`?" if near else cure
            page.report("GS202", message, place, label=f"not {_a(what)}", related=(declared,), cure=cure)
            return
        if wide := next((sign for sign in name if sign in _FULL_WIDTH), ""):
            cure = f"`{wide}` is a full-width sign, and part of the name: between two names type `, `"
            page.report("GS201", f"unknown {what} `{name}`", place, label=f"no {what} of this name", cure=cure)
            return
        near = page.near(name, (*known, *words))
        related = (Related(place=known[near], label="nearest name, declared here"),) if near in known else ()
        some = ", ".join(sorted(known)[:12])
        cure = f"did you mean `{near}`?" if near else f"declare it, or use one of: {some}" if some else "declare it"
        label = f"no {what} of this name"
        fix = page.fix(name, (*known, *words), place)
        page.report("GS201", f"unknown {what} `{name}`", place, label=label, cure=cure, related=related, fix=fix)

    def rule(self, written: str) -> str:
        """Give the whole id of a rule that is named with or without the id of the file it stands in.

        >>> names.rule("quorum")  # doctest: +SKIP
        'acme.quorum'
        """
        found = [name for name in self.standing if name == written or name.rpartition(".")[2] == written]
        return found[0] if len(found) == 1 else written

    def yes_or_no(self, name: str) -> bool:
        """Say whether a parameter takes no values but `yes` and `no`; one that is not declared is not judged."""
        return set(self.values.get(name, ())) <= {"yes", "no"}

    def settle(self) -> None:
        """Look again at what was used before it was declared, and at what could only be looked at in the end."""
        for look in self.later:
            look()
        for use in self.open:
            self.now(use.page, use.name, use.place, use.kinds, use.what, use.words)
        self.later.clear()
        self.open.clear()

    def use(self, page: Page, node: Node | None, kinds: tuple[str, ...], what: str, words: tuple[str, ...] = ()) -> str:
        """Read a name that must be declared; gives it even where it is not, so that reading can go on."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            wrong(page, node, f"the name of {_a(what)}")
            return ""
        self.check(page, node.text, node.place, kinds, what, words)
        return node.text


def _a(what: str) -> str:
    return f"an {what}" if what[:1] in "aeio" else f"a {what}"
