"""An Open Cap Format package in, a cap table or every problem of it out."""

from collections.abc import Mapping

from govsim.errors import Problem
from govsim.reader.common import nowhere
from govsim.reader.load import Fetched
from govsim.reader.ocf.holdings import holdings
from govsim.reader.ocf.package import Fetch, Package, read_package
from govsim.reader.ocf.securities import register
from govsim.reader.ocf.telling import CapTable, Law, told


def cap_table(
    manifest: Fetched, fetch: Fetch, laws: Mapping[str, Law], law: Law | None = None
) -> tuple[CapTable | None, tuple[Problem, ...]]:
    """Read a package and write it as a structure and a story; nothing is written where it has any problem.

    `laws` says under which law pack a company lives by the country it was formed in, `US-DE` or `GB`, unless `law` is
    given. Raises nothing.
    """
    package = read_package(manifest, fetch)
    if not package.problems:
        _complete(package)
    if package.problems:
        return None, package.problems
    found = register(package)
    if package.problems:
        return None, package.problems
    held = holdings(found)
    if package.problems:
        return None, package.problems
    own = law or laws.get(package.country) or laws.get(package.country.partition("-")[0])
    return told(package, found, held, own), ()


def _complete(package: Package) -> None:
    """Note that a package has no class of stock: nothing could be held."""
    if not package.classes:
        page = package.pages[0]
        place = nowhere(page.file)
        page.report("GS502", "/: the package has no class of stock", place, label="here", cure="export it anew, whole")
