"""Bytes of files as they stand, or as they would stand; and what tells that one has changed since."""

from pathlib import Path

from attrs import field

from govsim.errors import UnreadableError
from govsim.reader.limits import LONGEST_FILE
from govsim.reader.load import Fetched
from govsim.values import define

MOST_BYTES = LONGEST_FILE

Stamp = tuple[int, int, int] | None
"""What changes when a file does: its inode, size and time of last change; None where there is none."""


def stamp(path: Path) -> Stamp:
    """Give the stamp of a file or a folder."""
    try:
        known = path.stat()
    except (OSError, ValueError):
        return None
    return known.st_ino, known.st_size, known.st_mtime_ns


def bytes_of(path: Path) -> bytes:
    """Read a file, but never more than a little over the limit; the reader then says that it is too long."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"cannot read {path}: {error.strerror or error}") from error


@define
class Disk:
    """Files as they stand, or as they would stand with edits that nobody has written yet.

    `instead` holds the bytes of edited files by their resolved paths, `opened` every file that was read, by the name it
    has in problems, `stamps` what it was like just before it was read, and not what it was while edits stood for it.
    """

    instead: dict[Path, bytes] = field(factory=dict)
    opened: dict[str, Path] = field(factory=dict)
    stamps: dict[Path, Stamp] = field(factory=dict)

    def fetched(self, path: Path, label: str) -> Fetched:
        """Read one file under the name it has in problems."""
        self.opened[label] = path
        found = self.instead.get(path.resolve()) if self.instead else None
        if found is None:
            self.stamps[path] = stamp(path)
            found = bytes_of(path)
        return Fetched(label, found)
