"""Logs in files: lines are added at the end, and one counts as written when the disk has it.

A writer can be stopped at any byte. What it had acknowledged is then whole lines on the disk; after them stands at most
the beginning of one line, without its end, and whoever goes on writing takes that away first. Anything else that does
not fit is left alone and said.
"""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain as joined
from itertools import islice
from pathlib import Path

from attrs import field

from govsim.errors import UnreadableError
from govsim.record.journal import Journal
from govsim.record.lines import BrokenError, Lines, read_header
from govsim.values import define, frozen

END = ord("\n")
LONGEST = 1 << 24
"""No line of a log has more bytes."""

AT_ONCE = 256
"""So many lines are written, and waited for, at once."""


@define
class Raw:
    """The lines of a log as bytes, to be gone through once; `torn` is then what stands after the last end of a line."""

    path: Path
    torn: bytes = b""

    def __iter__(self) -> Iterator[bytes]:
        """Give each whole line without its end; BrokenError for one that is too long, UnreadableError for no file."""
        try:
            with self.path.open("rb", buffering=1 << 20) as file:
                for number, raw in enumerate(iter(partial(file.readline, LONGEST), b""), start=1):
                    if raw[-1] != END:
                        if len(raw) == LONGEST:
                            raise BrokenError(number, "is longer than any line of a log")
                        self.torn = raw
                        return
                    yield raw[:-1]
        except (OSError, ValueError) as error:
            raise UnreadableError(f"cannot read {self.path}: {getattr(error, 'strerror', None) or error}") from error


@frozen(kw_only=True)
class Written:
    """How a log was written: the lines that were there, the bytes cut of an unfinished one, the lines added."""

    there: int
    cut: int
    added: int


@define
class Appender:
    """A log that is open for writing by this process alone."""

    path: Path
    _fd: int = field(alias="fd")
    regular: bool

    def append(self, texts: Iterable[str]) -> int:
        """Add lines; they are on the disk when this returns, which gives how many they were."""
        lines = [f"{text}\n".encode() for text in texts]
        left = memoryview(b"".join(lines))
        with self._said():
            while left:
                left = left[os.write(self._fd, left) :]
            self._sync()
        return len(lines)

    def cut(self, count: int) -> None:
        """Take away the last bytes, so many of them."""
        with self._said():
            os.ftruncate(self._fd, os.fstat(self._fd).st_size - count)
            self._sync()

    def _sync(self) -> None:
        if self.regular:
            os.fsync(self._fd)

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UnreadableError(f"cannot write {self.path}: {error.strerror or error}") from error


@contextlib.contextmanager
def appending(path: Path) -> Iterator[Appender]:
    """Open a log to be written at its end, make it if it is not there, and keep every other writer out.

    Raises:
        UnreadableError: it cannot be opened for writing, or another process is writing it.
    """
    try:
        new = not path.exists()
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot write {path}: {getattr(error, 'strerror', None) or error}") from error
    try:
        regular = stat.S_ISREG(os.fstat(fd).st_mode)
        if regular and not _alone(fd):
            raise UnreadableError(f"cannot write {path}: another process is writing it")
        if new:
            _sync_folder(path.parent)
        yield Appender(path, fd, regular)
    finally:
        os.close(fd)


def _alone(fd: int) -> bool:
    """Take the lock of a file, which lasts until it is closed; where the system has none, nobody else is assumed."""
    if sys.platform == "win32":  # the lock of this system keeps out readers, too
        return True
    import fcntl  # noqa: PLC0415 - not on every system

    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in {errno.EWOULDBLOCK, errno.EACCES}
    return True


def _sync_folder(folder: Path) -> None:
    """Let the disk keep the name of a new file; where a folder cannot be waited for, the system sees to it."""
    with contextlib.suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def read_log(path: Path, *, trusted: bool = False) -> Journal:
    """Read a log: every line against the chain, every event folded, any moment to be asked for.

    Of a log that is `trusted`, because it was checked before, the chain is not made again.

    Raises:
        UnreadableError: it cannot be read.
        BrokenError: a line does not follow from the one before it; NoLogError if it is no log at all.
    """
    raws = iter(Raw(path))
    _, chain, lifts = read_header(next(raws, b""))
    return Journal(Lines(raws, chain, lifts, trusted).told())


def write_log(texts: Iterable[str], path: Path) -> Written:
    """Write a log, or what is missing of one: whatever is there must be the beginning of it.

    Raises:
        UnreadableError: the file is the beginning of something else, and was left alone; or it cannot be written.
    """
    coming = iter(texts)
    with appending(path) as log:
        there, cut = 0, 0
        if log.regular:
            there, cut, coming = _compared(coming, log)
        added = 0
        while several := list(islice(coming, AT_ONCE)):
            added += log.append(several)
    return Written(there=there, cut=cut, added=added)


def _compared(coming: Iterator[str], log: Appender) -> tuple[int, int, Iterator[str]]:
    """Hold what is there against what is to be written, and cut an unfinished line; give what is still to come."""
    raws = Raw(log.path)
    there = 0
    try:
        for there, raw in enumerate(raws, start=1):
            text = next(coming, None)
            if text is None or text.encode() != raw:
                more = "goes on where this log ends" if text is None else "is of another log"
                raise UnreadableError(f"{log.path} was left alone: line {there} {more}")
    except BrokenError as error:
        raise UnreadableError(f"{log.path} was left alone: {error}") from None
    if not raws.torn:
        return there, 0, coming
    text = next(coming, None)
    # a machine that lost its power may have left zeros where the rest was to stand
    if text is None or not f"{text}\n".encode().startswith(raws.torn.rstrip(b"\0")):
        message = f"{log.path} was left alone: after line {there} stands what is not the beginning of the next line"
        raise UnreadableError(message)
    log.cut(len(raws.torn))
    return there, len(raws.torn), joined([text], coming)
