"""Finding and reading files: bundled ones by name, one's own by path, and what they ask for beside them.

A file is read only inside the folder of the scenario that asks for it, or among the bundled ones: a name
that climbs out of it, by dots or by a link, is refused.
"""

from pathlib import Path

import govsim
from govsim.edge.disk import Disk, bytes_of
from govsim.errors import InvalidError, Problem, UnreadableError, UsageError
from govsim.reader.alone import Alone, is_alone, is_told, load_alone, names_in
from govsim.reader.forks import load_forked, question_in
from govsim.reader.load import Fetch, Fetched, Wanted
from govsim.reader.similar import nearest
from govsim.record.edits import Forked
from govsim.record.story import Story
from govsim.world.sources import Words

SUFFIX = ".yaml"
FOLDERS: dict[Wanted, str] = {"structure": "structures", "law": "laws", "include": "", "base": "forks"}
TOLD = ("", "edge", "forks")
"""Where the bundled stories are: cases for a class, edge cases of one question each, and forks."""
KINDS = ("scenarios", "edge", "forks")
"""What can be named and told, in the order of `TOLD`."""


def bundled() -> Path:
    """Find the folder of bundled scenarios, with `structures/` and `laws/` inside it.

    A wheel carries the folder inside the package. An editable install has it beside `src/`, where its authors edit it.

    Raises:
        FileNotFoundError: neither place has it; the installation is damaged.
    """
    package = Path(govsim.__file__).resolve().parent
    return _first_folder((package / "scenarios", package.parent.parent / "scenarios"))


def _first_folder(candidates: tuple[Path, ...]) -> Path:
    """Give the first of `candidates` that is a folder."""
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    tried = " or ".join(map(str, candidates))
    raise FileNotFoundError(f"the bundled scenarios are missing: looked in {tried}")


def names_of(kind: str) -> tuple[str, ...]:
    """Name the bundled files of one kind: `scenarios`, `edge`, `forks`, `structures` or `laws`."""
    folder = bundled() if kind == "scenarios" else bundled() / kind
    found = folder.glob(f"*{SUFFIX}") if kind == "scenarios" else folder.rglob(f"*{SUFFIX}")
    names = (path.relative_to(folder).with_suffix("").as_posix() for path in found)
    return tuple(sorted(name for name in names if not name.endswith("-sources")))


def locate(given: str) -> Path:
    """Find a scenario by its path or by the name of a bundled one, with or without `.yaml`; UnreadableError if none."""
    if not given:
        raise UnreadableError("no scenario was named; `govsim list` names the bundled ones")
    own = Path(given)
    candidates = [own, own.with_name(f"{own.name}{SUFFIX}")] if own.name else []
    if own.name == given:
        names = (given, f"{given}{SUFFIX}")
        candidates += [bundled() / folder / name for folder in TOLD for name in names]
    for candidate in candidates:
        if _is_file(candidate):
            return candidate
    if _is_folder(own):
        raise UnreadableError(f"{given} is a folder, not a scenario")
    near = nearest(given.removesuffix(SUFFIX), [name for kind in KINDS for name in names_of(kind)])
    hint = f"; did you mean `{near}`?" if near else "; `govsim list` names the bundled ones"
    raise UnreadableError(f"there is no file and no bundled scenario or fork `{given}`{hint}")


def _is_file(path: Path) -> bool:
    """Say whether a file is there; a name that no file can have, or a folder that may not be looked into, has none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _label(path: Path, given: str) -> str:
    """Name a file in messages: a bundled one by its place among them, one's own as it was given."""
    whole = path.resolve()
    return whole.relative_to(bundled()).as_posix() if whole.is_relative_to(bundled()) else given


def _fetch(base: Path, given: Path, disk: Disk | None = None) -> Fetch:
    home = base.resolve()
    disk = disk or Disk()

    def fetch(wanted: Wanted, name: str, asking: str) -> Fetched | str:
        if name.startswith(("/", "\\", "~")) or ".." in Path(name).parts or "\0" in name or not name:
            return f"`{name}` leaves the folder of {asking}"
        file = name if name.endswith(SUFFIX) else f"{name}{SUFFIX}"
        folder, own, told = FOLDERS[wanted], False, ""
        shipped = [bundled() / told for told in reversed(TOLD)] if wanted == "base" else [bundled() / folder]
        for root in (home / folder, home, *shipped):
            path = root / file
            if wanted == "base" and path == home / given.name and Path(asking).name == given.name:
                own = True  # a fork may go by the name of what it changes
                continue
            if not _is_file(path):
                continue
            inside = path.resolve()
            if not (inside.is_relative_to(home) or inside.is_relative_to(bundled())):
                return f"`{name}` leaves the folder of {asking} by a link"
            label = (given.parent / path.relative_to(home)).as_posix() if path.is_relative_to(home) else file
            found = disk.fetched(path, _label(path, label))
            if wanted == "structure" and root == home and is_told(found):
                told = found.file  # a scenario may go by the name of its structure
                continue
            return found
        if own:
            return f"`{name}` is {asking} itself: a fork changes another file"
        if told:
            return f"there is no structure `{name}`: {told} is a scenario or a fork"
        near = nearest(name, names_of(folder)) if folder else None
        hint = f"; did you mean `{near}`?" if near else ""
        return f"there is no {wanted} `{name}` beside {asking} or among the bundled ones{hint}"

    return fetch


def read(given: str) -> tuple[Forked | None, tuple[Problem, ...]]:
    """Read a scenario or a fork with everything it asks for; gives it, if it has no errors, and every problem."""
    path = locate(given)
    return load_forked(Fetched(_label(path, path.as_posix()), bytes_of(path)), _fetch(path.parent, path))


def read_any(given: str, disk: Disk | None = None) -> tuple[Forked | Alone | None, tuple[Problem, ...]]:
    """Read what can be checked: a scenario, a fork, or a structure or law pack by itself; and every problem of it.

    A structure or a law pack goes by its path, one's own or among the bundled ones. One that stands in the folder for
    structures finds its law packs where a scenario beside that folder would. `disk` may hold edits of files, and is
    told which files were opened.
    """
    fetched, fetch = _to_check(given, disk or Disk())
    return load_alone(fetched, fetch) if is_alone(fetched) else load_forked(fetched, fetch)


def names_known(given: str) -> dict[str, tuple[str, ...]]:
    """Give every name that what can be checked may use, by what it stands for, whatever else is wrong with the file."""
    return names_in(*_to_check(given, Disk()))


def _to_check(given: str, disk: Disk) -> tuple[Fetched, Fetch]:
    path = _part(given) or locate(given)
    fetched = disk.fetched(path, _label(path, path.as_posix()))
    alone = is_alone(fetched) and path.parent.name == FOLDERS["structure"]
    home = path.parent.parent if alone else path.parent
    return fetched, _fetch(home, home / path.name if alone else path, disk)


def _part(given: str) -> Path | None:
    """Find a bundled structure or law pack by its path among the bundled ones, unless there is such a file here."""
    parts = Path(given).parts
    if _is_file(Path(given)) or parts[:1] not in {(FOLDERS["structure"],), (FOLDERS["law"],)} or ".." in parts:
        return None
    return next((path for path in (bundled() / given, bundled() / f"{given}{SUFFIX}") if _is_file(path)), None)


def question_of(name: str, kind: str = "forks") -> Words:
    """Give what a bundled fork asks, or the title of a bundled edge case, from its file alone."""
    path = bundled() / kind / f"{name}{SUFFIX}"
    return question_in(Fetched(name, bytes_of(path)))


def read_text(text: str, file: Path) -> tuple[Forked | None, tuple[Problem, ...]]:
    """Read a fork that stands in no file yet, as if it stood in `file`."""
    return load_forked(Fetched(file.as_posix(), text.encode()), _fetch(file.parent, file))


def load_any(given: str) -> Forked:
    """Load a scenario or a fork by its path or bundled name, with what it is a fork of.

    Raises:
        UnreadableError: there is no such file, or it cannot be read.
        InvalidError: it has problems; all of them are in the exception.
    """
    found, problems = read(given)
    if found is None:
        raise InvalidError(problems)
    return found


def load(given: str) -> Story:
    """Load a scenario by its path or bundled name.

    Raises:
        UnreadableError: there is no such file, or it cannot be read.
        InvalidError: it has problems; all of them are in the exception.
        UsageError: it is a fork, and not a scenario.
    """
    found = load_any(given)
    if found.forks:
        raise UsageError(f"`{given}` is a fork of `{found.forks[-1].base}`: `govsim whatif {given}` tells it")
    return found.story


def text_of(label: str, given: str) -> str:
    """Give the text of a file named in a problem, for showing its lines; empty where it is not text."""
    for path in (Path(label), Path(given).parent / label, bundled() / label):
        if _is_file(path):
            return bytes_of(path).decode("utf-8", errors="replace")
    return ""
