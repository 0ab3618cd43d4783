"""From the files of a package to its parts: the company, its stakeholders and classes of shares, the transactions.

A package is a manifest and the files it lists. Where files come from is not known here: `fetch` gives them by the path
that the manifest has for them.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

from attrs import field

from govsim.errors import Problem
from govsim.reader.faults import brief
from govsim.reader.load import Fetched
from govsim.reader.nodes import Scalar
from govsim.reader.ocf.json_text import parse
from govsim.reader.ocf.objects import Obj, obj, objects
from govsim.reader.ocf.words import CLASS_FIELDS, FIELDS, NOT_IMPORTED, OTHER_FILES, READ_FILES, VERSIONS
from govsim.reader.shape import Page
from govsim.values import define, frozen


@frozen(kw_only=True)
class Refused:
    """Why a file of a package is not given: it is missing (GS502), or it is not one to be read (GS508)."""

    code: str
    message: str


Fetch = Callable[[str], Fetched | Refused]


@frozen(kw_only=True)
class Stakeholder:
    """Somebody who may hold something: an individual or an institution."""

    name: str
    individual: bool


@frozen(kw_only=True)
class ShareClass:
    """A class of stock, with the votes that each share of it has."""

    name: str
    votes: Fraction


@define
class Package:
    """What was read of a package; `problems` are those of all its files."""

    version: str = ""
    company: str = ""
    country: str = ""
    as_of: str = ""
    stakeholders: dict[str, Stakeholder] = field(factory=dict)
    classes: dict[str, ShareClass] = field(factory=dict)
    transactions: list[Obj] = field(factory=list)
    unread: list[str] = field(factory=list)
    pages: list[Page] = field(factory=list)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, file by file."""
        return tuple(problem for page in self.pages for problem in page.problems)

    def page(self, file: str) -> Page:
        """Begin a file."""
        found = Page(file)
        self.pages.append(found)
        return found


def read_package(manifest: Fetched, fetch: Fetch) -> Package:
    """Read a package whose manifest has been found; raises nothing."""
    package = Package()
    head = _root(package, manifest)
    if head is None or not _is_manifest(head):
        return package
    package.version = head.text("ocf_version")
    package.as_of = head.day("as_of")
    issuer = head.inner("issuer")
    if issuer is not None:
        package.company = issuer.name("legal_name")
        parts = (issuer.text("country_of_formation"), issuer.text("country_subdivision_of_formation", needed=False))
        package.country = "-".join(part for part in parts if part)
    for key, (file_type, kind) in READ_FILES.items():
        for whole in _files(package, head, key, file_type, fetch):
            for one in objects(whole, "items"):
                _take(package, one, kind)
    for key, what in OTHER_FILES.items():
        count = sum(1 for _ in objects(head, key)) if head.has(key) else 0
        if count:
            package.unread.append(what)
    return package


def _root(package: Package, fetched: Fetched) -> Obj | None:
    page = package.page(fetched.file)
    node, problems = parse(fetched.data, fetched.file)
    page.problems.extend(problems)
    return obj(page, node, "")


def _is_manifest(head: Obj) -> bool:
    """Say whether this is a manifest of a version that is known here; nothing of another one is read."""
    if head.text("file_type") != "OCF_MANIFEST_FILE":
        head.report("GS502", "file_type", "this file is no manifest", "give the folder, the archive or the manifest")
        return False
    version = head.node.get("ocf_version")
    written = version.text if isinstance(version, Scalar) else ""
    if written in VERSIONS:
        return True
    message = f"version {brief(written) if written else 'unsaid'} of the Open Cap Format is not supported"
    head.report("GS502", "ocf_version", message, f"supported are {' and '.join(VERSIONS)}; export it anew")
    return False


def _files(package: Package, head: Obj, key: str, file_type: str, fetch: Fetch) -> Iterator[Obj]:
    """Give the files that the manifest lists under one key."""
    seen = set()
    for listed in objects(head, key):
        path = listed.text("filepath")
        if not path:
            continue
        if path in seen:
            listed.report("GS502", "filepath", f"{brief(path)} is listed twice", "list each file once")
            continue
        seen.add(path)
        fetched = Refused(code="GS508", message=_OUTSIDE.format(brief(path))) if leaves(path) else fetch(path)
        if isinstance(fetched, Refused):
            cure = "a package is whole and by itself: put the file beside its manifest, and list it by that path"
            listed.report(fetched.code, "filepath", fetched.message, cure)
            continue
        whole = _root(package, fetched)
        if whole is None:
            continue
        if whole.text("file_type") != file_type:
            whole.report("GS502", "file_type", f"expected {file_type}", f"list the file under another key than {key}")
            continue
        yield whole


_OUTSIDE = "{} is outside the package"


def leaves(path: str) -> bool:
    """Say whether a path leads out of the folder it stands in, on any system."""
    parts = path.replace("\\", "/").split("/")
    return "\\" in path or path.startswith("/") or ".." in parts or ":" in parts[0] or not path.isprintable()


def _take(package: Package, one: Obj, kind: str) -> None:
    """Take one object of a file of objects of `kind`, or of transactions where that is empty."""
    said = one.text("object_type")
    known = (kind,) if kind else (*FIELDS, *NOT_IMPORTED)
    if said and said not in known:
        cure = one.page.did_you_mean(said, known) or "see whether the object stands in the right file"
        one.report("GS503", "object_type", f"{brief(said)} is no type of object known in this file", cure)
    if said not in known:
        return
    name = one.text("id")
    if kind == "STAKEHOLDER":
        _once(one, name, package.stakeholders)
        package.stakeholders.setdefault(name, _stakeholder(one))
    elif kind:
        _once(one, name, package.classes)
        one.only(CLASS_FIELDS)
        found = ShareClass(name=one.name("name"), votes=one.number("votes_per_share", integers=True) or Fraction(0))
        package.classes.setdefault(name, found)
    else:
        package.transactions.append(one)


def _once(one: Obj, name: str, known: dict[str, Stakeholder] | dict[str, ShareClass]) -> None:
    if name and name in known:
        one.report("GS506", "id", f"the id {brief(name)} is that of another object, too", "give each its own id")


def _stakeholder(one: Obj) -> Stakeholder:
    inner = one.inner("name")
    kind = one.text("stakeholder_type")
    if kind and kind not in {"INDIVIDUAL", "INSTITUTION"}:
        one.report("GS503", "stakeholder_type", f"{brief(kind)} is no type", "one of: INDIVIDUAL, INSTITUTION")
    return Stakeholder(name="" if inner is None else inner.name("legal_name"), individual=kind == "INDIVIDUAL")
