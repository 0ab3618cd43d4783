"""What can go wrong, as values; exceptions are for broken files and bugs only.

The whole tree of exceptions, with the exit code each one ends a command with::

    GovsimError
    |-- Usage          2   the question itself is malformed
    |-- Invalid        3   files with problems; carries every one of them
    |-- Unreadable     5   a file cannot be read or written
    `-- Bug           70   a promise of the engine was broken

A refused act is none of these: it is an answer (`record.rulings`).
"""

from typing import Literal, NamedTuple

from govsim.values import frozen

type_of_severity = Literal["error", "warning"]


class Place(NamedTuple):
    """Where something stands in a file: 1-based line and column, in characters; the end is exclusive.

    A named tuple and no attrs class: a file has more places than anything else, and these are made at half the cost.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        """Give `file:line:column`, as editors understand it."""
        return f"{self.file}:{self.line}:{self.column}"


@frozen(kw_only=True)
class Related:
    """A second place that explains a problem, such as the first of two equal keys."""

    place: Place
    label: str


@frozen(kw_only=True)
class Fix:
    """The one cure of a problem that leaves nothing to choose: at `place` write `text` instead of `was`.

    `was` is what a reader took from the file there, without the quotes it may stand in.
    """

    place: Place
    was: str
    text: str


@frozen(kw_only=True)
class Problem:
    """One thing wrong with a file: what, where, what else to look at and what to do about it.

    `code` is stable (`GS101`); `label` stands under the caret; `help` is the cure, and `fix` the same as an edit of the
    file, where only one can be meant.
    """

    code: str
    message: str
    place: Place
    label: str = ""
    related: tuple[Related, ...] = ()
    help: str = ""
    severity: type_of_severity = "error"
    fix: Fix | None = None


class GovsimError(Exception):
    """Anything govsim reports instead of an answer."""

    exit_code: int = 70


class UsageError(GovsimError):
    """The question is malformed: an unknown step, parameter or reading."""

    exit_code = 2


class InvalidError(GovsimError):
    """Files that cannot be loaded; carries every problem found, in file order."""

    exit_code = 3

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep `problems`, at least one of which is an error."""
        self.problems = problems
        super().__init__(f"{len(problems)} problems, first: {problems[0].message} ({problems[0].place})")


class UnreadableError(GovsimError):
    """A file that cannot be read or written at all."""

    exit_code = 5


class BugError(GovsimError):
    """A promise the engine makes was broken; the fault is ours."""

    exit_code = 70
