"""Opening a package of files, a folder or a zip archive: nothing is unpacked, and nothing outside of it is read.

An archive is hostile until shown otherwise: names that climb out of it, a thousand files, kinds of compression whose
size nobody can bound, and more bytes than a scenario may have are refused before or while they are read.
"""

import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile

from govsim.edge.disk import MOST_BYTES, bytes_of
from govsim.errors import InvalidError, Problem, UnreadableError
from govsim.reader.common import nowhere
from govsim.reader.load import Fetched
from govsim.reader.ocf.package import Fetch, Refused, leaves

MANIFESTS = ("manifest.ocf.json", "manifest.json")
"""What the manifest of a package is called, in small letters; the first one goes before the second."""
MOST_FILES = 1_000
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_FLAG_ENCRYPTED = 1


def opened(given: str) -> tuple[Fetched, Fetch]:
    """Find the manifest of a package, and a way to its other files.

    `given` is a folder, an archive, or the manifest itself.

    Raises:
        UnreadableError: there is nothing of that name, or it cannot be read.
        InvalidError: it is no package, or one that is not safe to read.
    """
    path = Path(given)
    try:
        if path.is_dir():
            return _folder(path, given)
        if not path.is_file():
            raise UnreadableError(f"there is no folder and no file {given}")
        if path.suffix.lower() == ".json" or not is_zipfile(path):
            return Fetched(given, bytes_of(path)), _beside(path.parent, Path(given).parent)
        return _archive(path, given)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot read {given}: {getattr(error, 'strerror', None) or error}") from error


def _refusal(code: str, file: str, message: str, cure: str) -> InvalidError:
    return InvalidError((Problem(code=code, message=message, place=nowhere(file), help=cure),))


_NAME = "a package has a file Manifest.ocf.json, which lists all others"


def _folder(path: Path, given: str) -> tuple[Fetched, Fetch]:
    here = sorted(one for one in path.iterdir() if one.name.lower() in MANIFESTS and one.is_file())
    here.sort(key=lambda one: MANIFESTS.index(one.name.lower()))
    if not here:
        raise _refusal("GS502", given, "/: no manifest is in this folder", _NAME)
    return Fetched((Path(given) / here[0].name).as_posix(), bytes_of(here[0])), _beside(path, Path(given))


def _beside(folder: Path, label: Path) -> Fetch:
    """Fetch from a folder, and never by a link out of it."""
    home = folder.resolve()

    def fetch(name: str) -> Fetched | Refused:
        path = folder / name
        if not path.is_file():
            return Refused(code="GS502", message=f"there is no file `{name}` in the package")
        if not path.resolve().is_relative_to(home):
            return Refused(code="GS508", message=f"`{name}` leaves the package by a link")
        return Fetched((label / name).as_posix(), bytes_of(path))

    return fetch


def _archive(path: Path, given: str) -> tuple[Fetched, Fetch]:
    if path.stat().st_size > MOST_BYTES:
        raise _unsafe(given, f"the archive has more than {MOST_BYTES} bytes")
    try:
        archive = ZipFile(path)
        entries = [one for one in archive.infolist() if not one.is_dir()]
    except _BROKEN:
        raise _unsafe(given, "the archive is damaged") from None
    by_name = {one.filename: one for one in _safe(entries, given)}
    files = {name: one for name, one in by_name.items() if not name.startswith("__MACOSX/")}
    found = [name for name in files if name.rpartition("/")[2].lower() in MANIFESTS]
    found.sort(key=lambda name: (name.count("/"), MANIFESTS.index(name.rpartition("/")[2].lower()), name))
    if not found:
        raise _refusal("GS502", given, "/: no manifest is in this archive", _NAME)
    home = found[0].rpartition("/")[0]
    if len(found) > 1 and found[1].count("/") == found[0].count("/") and found[1].rpartition("/")[0] != home:
        message = f"/: there are two packages in this archive, by {found[0]} and {found[1]}"
        raise _refusal("GS502", given, message, "put each into an archive of its own")

    def read(name: str) -> Fetched:
        try:
            with archive.open(files[name]) as file:
                data = file.read(files[name].file_size + 1)
        except _BROKEN:
            raise _unsafe(given, f"`{name}` in the archive is damaged") from None
        if len(data) > files[name].file_size:
            raise _unsafe(given, f"`{name}` is longer than the archive says")
        return Fetched(f"{given}/{name}", data)

    def fetch(name: str) -> Fetched | Refused:
        whole = Path(home, name).as_posix()
        if whole not in files:
            return Refused(code="GS502", message=f"there is no file `{name}` in the package")
        return read(whole)

    return read(found[0]), fetch


def _unsafe(given: str, message: str) -> InvalidError:
    return _refusal("GS508", given, f"/: {message}", "make the archive anew from the files of the package alone")


def _safe(entries: list[ZipInfo], given: str) -> list[ZipInfo]:
    """Give the files of an archive, none of which can do harm."""
    if len(entries) > MOST_FILES:
        raise _unsafe(given, f"there are {len(entries)} files in the archive, and {MOST_FILES} are the most")
    total = sum(one.file_size for one in entries)
    if total > MOST_BYTES:
        raise _unsafe(given, f"unpacked the archive would have {total} bytes, and {MOST_BYTES} are the most")
    if len({one.filename for one in entries}) < len(entries):
        raise _unsafe(given, "two files in the archive have one name")
    for one in entries:
        if leaves(one.filename):
            raise _unsafe(given, f"`{one.filename}` in the archive leads out of it")
        if one.flag_bits & _FLAG_ENCRYPTED:
            raise _unsafe(given, f"`{one.filename}` in the archive is encrypted")
        if one.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise _unsafe(given, f"`{one.filename}` is compressed in a way whose size cannot be bounded")
    return entries
