"""Which law packs companies live under, by the place they were formed in: a table of data, read from its file."""

from collections.abc import Mapping

from govsim.errors import BugError
from govsim.reader.load import Fetched
from govsim.reader.nodes import Scalar
from govsim.reader.ocf.telling import Law
from govsim.reader.shape import Page, entries, mapping
from govsim.reader.yaml import parse

_OTHERWISE = "stockholders"


def read_laws(fetched: Fetched) -> dict[str, Law]:
    """Read the bundled table; BugError where it is not as it shipped."""
    node, problems = parse(fetched.data, fetched.file)
    page = Page(fetched.file)
    found = {}
    for place, row in entries(page, node, "places"):
        fields = mapping(page, row, ("law", "holders"), ("law", "holders"), "a place")
        said = [value.text for value in (fields.get("law"), fields.get("holders")) if isinstance(value, Scalar)]
        if len(said) == len(fields.entries):
            found[place.text] = Law(pack=said[0], holders=said[-1])
    if problems or page.problems:
        raise BugError(f"{fetched.file} is not as it was shipped")
    return found


def law_of(pack: str, laws: Mapping[str, Law]) -> Law:
    """Give a law pack by its name, with the kind of body it is known to call all holders of shares."""
    return next((law for law in laws.values() if law.pack == pack), Law(pack=pack, holders=_OTHERWISE))
