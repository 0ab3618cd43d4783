"""Names and where they were declared: every name a file uses must be declared somewhere, as the right kind of thing."""

from attrs import define, field

from govsim.errors import Place, Related
from govsim.reader.nodes import Node, Scalar
from govsim.reader.shape import Page, wrong
from govsim.reader.similar import nearest


@define
class Names:
    """All declared names by kind (`person`, `position`, `body`, ...), each with its place."""

    places: dict[str, dict[str, Place]] = field(factory=dict)

    def declare(self, page: Page, kind: str, name: str, place: Place) -> None:
        """Declare a name; one name may not be declared twice as the same kind."""
        known = self.places.setdefault(kind, {})
        if name in known:
            first = Related(place=known[name], label="first declared here")
            page.report("GS203", f"`{name}` is declared twice", place, label="again", related=(first,))
            return
        known[name] = place

    def of(self, *kinds: str) -> dict[str, Place]:
        """Give every declared name of `kinds`."""
        return {name: place for kind in kinds for name, place in self.places.get(kind, {}).items()}

    def kind_of(self, name: str) -> str:
        """Give the kind a name was declared as, or an empty text."""
        return next((kind for kind, known in self.places.items() if name in known), "")

    def check(self, page: Page, name: str, place: Place, kinds: tuple[str, ...], what: str) -> bool:
        """Say whether `name` is declared as one of `kinds`; else note the problem with the nearest name."""
        if any(name in self.places.get(kind, {}) for kind in kinds):
            return True
        other = self.kind_of(name)
        known = self.of(*kinds)
        if other:
            declared = Related(place=self.places[other][name], label=f"declared as {other} here")
            message = f"`{name}` is a {other}, expected a {what}"
            page.report("GS202", message, place, label=f"not a {what}", related=(declared,))
            return False
        near = nearest(name, known)
        related = (Related(place=known[near], label="nearest name, declared here"),) if near else ()
        cure = f"did you mean `{near}`?" if near else f"declare it, or use one of: {', '.join(sorted(known)[:12])}"
        page.report(
            "GS201", f"unknown {what} `{name}`", place, label=f"no {what} of this name", cure=cure, related=related
        )
        return False

    def use(self, page: Page, node: Node | None, kinds: tuple[str, ...], what: str) -> str:
        """Read a name that must be declared; gives it even where it is not, so that reading can go on."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            wrong(page, node, f"the name of a {what}")
            return ""
        self.check(page, node.text, node.place, kinds, what)
        return node.text
