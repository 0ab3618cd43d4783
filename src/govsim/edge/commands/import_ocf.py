"""`govsim import-ocf`: a cap table in the Open Cap Format becomes a structure and a story."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from govsim.edge.disk import bytes_of
from govsim.edge.files import SUFFIX, bundled, names_of
from govsim.edge.output import write, write_new
from govsim.edge.packages import opened
from govsim.errors import InvalidError, UnreadableError, UsageError
from govsim.reader.load import Fetched
from govsim.reader.ocf.importing import cap_table
from govsim.reader.ocf.laws import law_of, read_laws
from govsim.reader.ocf.telling import Law
from govsim.reader.similar import nearest

LAWS = "templates/cap-table.yaml"


def import_ocf(
    package: Annotated[
        str, Parameter(help="the folder, the .zip archive or the manifest of an Open Cap Format package")
    ],
    /,
    *,
    out: Annotated[Path, Parameter(help="write the files into this folder, which is made if it is not there")] = Path(),
    law: Annotated[
        str | None,
        Parameter(help="the law pack the company lives under, instead of that of the place it was formed in"),
    ] = None,
) -> int:
    """Import who holds which shares: a scenario and its structure are written; existing files are left alone."""
    laws = read_laws(Fetched(LAWS, bytes_of(bundled() / LAWS)))
    own = None if law is None else _law(law, laws)
    manifest, fetch = opened(package)
    found, problems = cap_table(manifest, fetch, laws, own)
    if found is None:
        raise InvalidError(problems)
    story, structure = out / f"{found.id}{SUFFIX}", out / "structures" / f"{found.id}{SUFFIX}"
    for path in (story, structure):
        if path.exists():
            raise UnreadableError(f"{path} is already there; it was left alone")
    _made(structure.parent)
    write_new(found.structure, structure)
    write_new(found.story, story)
    lines = [f"wrote {story} and {structure}", *found.classes, *(f"not imported: {one}" for one in found.notes)]
    ask = f'   govsim who-can {story} "{found.ask}"' if found.ask else f"   govsim state {story}"
    write("\n".join([*lines, f"next:  govsim check {story}{ask}"]) + "\n")
    return 0


def _law(name: str, laws: dict[str, Law]) -> Law:
    known = names_of("laws")
    if name not in known:
        near = nearest(name, known)
        raise UsageError(
            f"there is no law pack `{name}`; {f'did you mean `{near}`?' if near else '`govsim list` has them'}"
        )
    return law_of(name, laws)


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(f"cannot make the folder {folder}: {error.strerror or error}") from error
