"""`govsim check`: every problem of a file and of all it asks for, in one pass; told, cured, or looked for again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from attrs import field
from cyclopts import Parameter

from govsim.edge import flags
from govsim.edge.disk import Disk, Stamp, stamp
from govsim.edge.doubts import doubts
from govsim.edge.files import SUFFIX, read_any
from govsim.edge.flaws import soundness_problems
from govsim.edge.output import colored, complain, many, write
from govsim.edge.running import condition_problems, rendered, undecided_problems
from govsim.engine.replay import replay
from govsim.errors import BugError, GovsimError, InvalidError, Problem, UnreadableError, UsageError
from govsim.reader.alone import Alone
from govsim.record.canon import canonical, plain
from govsim.record.edits import Forked
from govsim.record.forking import applied
from govsim.values import define

INVALID = 3
Shape = Literal["full", "concise", "json", "github", "sarif"]


def check(  # noqa: PLR0913 - the flags of a command
    files: Annotated[tuple[str, ...], Parameter(help="paths, or names of bundled ones")],
    /,
    *,
    json: flags.Json = False,
    shape: Annotated[
        Shape,
        Parameter(
            name="--format",
            help="with the lines of the file, a line each, as JSON, as annotations at GitHub, or as SARIF 2.1.0",
        ),
    ] = "full",
    fix: Annotated[
        bool,
        Parameter(negative="", help="cure what leaves nothing to choose, in your own files, and say what was changed"),
    ] = False,
    diff: Annotated[bool, Parameter(negative="", help="show what --fix would change, and change nothing")] = False,
    watch: Annotated[bool, Parameter(negative="", help="check again after each change, until interrupted")] = False,
    color: flags.Color = "auto",
) -> int:
    """Check scenarios, forks, structures and law packs: each problem with its place, its cure and the nearest name."""
    asked = _Asked(files=files, shape="json" if json else shape, fix=fix, diff=diff, color=colored(color))
    if diff and (fix or watch):
        raise UsageError("`--diff` changes nothing: it goes with neither `--fix` nor `--watch`")
    if watch:
        from govsim.edge.watching import watch as watching  # noqa: PLC0415 - only where it is asked for

        watching(asked.looked_at)
    return asked.answer(Disk())


@define
class _Asked:
    """One call of the command: what to check, and how to tell it."""

    files: tuple[str, ...]
    shape: Shape
    fix: bool
    diff: bool
    color: bool
    found: list[Problem] = field(factory=list)
    said: list[str] = field(factory=list)

    def looked_at(self) -> dict[Path, Stamp]:
        """Check once more, while watching; gives every file that was read, and those that could not be."""
        self.found.clear()
        self.said.clear()
        disk = Disk()
        given = [Path(one) for file in self.files for one in (file, f"{file}{SUFFIX}")]
        stamps = {path: stamp(path) for path in given}
        self.answer(disk)
        complain("govsim: watching; Ctrl-C ends it")
        return stamps | disk.stamps

    def answer(self, disk: Disk) -> int:
        """Check once, and give the exit code."""
        unreadable = False
        for file in self.files:
            try:
                self.one(file, disk)
            except UnreadableError as error:
                complain(f"govsim: {error}")
                unreadable = True
        if self.diff:
            from govsim.edge.fixing import differences  # noqa: PLC0415 - only where it is asked for

            write(differences(disk))
        else:
            write(self.told())
        if unreadable:
            return UnreadableError.exit_code
        return INVALID if any(problem.severity == "error" for problem in self.found) else 0

    def one(self, file: str, disk: Disk) -> None:
        """Check one file, after its cure if that is asked for."""
        if self.fix:
            self.cured(file, disk)
        loaded, problems = read_any(file, disk)
        if self.diff:
            from govsim.edge.fixing import cure  # noqa: PLC0415 - only where it is asked for

            changes = cure(file, disk)
            complain(f"{file}: {many(len(changes), 'change')} would be made")
        elif any(problem.fix is not None for problem in problems):
            from govsim.edge.fixing import as_made  # noqa: PLC0415 - only where there are edits

            problems = as_made(problems, disk)
        if loaded is not None:
            problems = (*problems, *_shown(loaded))
        self.found.extend(problems)
        if problems and self.shape == "full" and not self.diff:
            self.said.append(rendered(InvalidError(problems), file, color=self.color))
        elif loaded is not None and not problems:
            self.said.append(f"{file}: no problems in {_size(loaded)}\n")

    def cured(self, file: str, disk: Disk) -> None:
        """Cure one file and what it asks for, and say what was changed."""
        from govsim.edge.fixing import cure, save  # noqa: PLC0415 - only where it is asked for

        changes = cure(file, disk)
        save(disk)
        told = "".join(f"{change}\n" for change in changes)
        told += f"{file}: {many(len(changes), 'change')} made\n" if changes else ""
        if self.shape in {"full", "concise"}:
            self.said.append(told)
        elif told:
            complain(told)

    def told(self) -> str:
        """Give the answer."""
        if self.shape == "full":
            return "".join(self.said)
        if self.shape == "json":
            from govsim.edge.diagnostics import as_json  # noqa: PLC0415 - only where it is asked for

            return canonical({"schema": "govsim/check/1", "problems": plain(as_json(self.found))}) + "\n"
        from govsim.edge.formats import concise, github, sarif  # noqa: PLC0415 - the same

        if self.shape == "concise":
            return "".join(self.said) + concise(self.found)
        return github(self.found) if self.shape == "github" else canonical(sarif(self.found)) + "\n"


def _shown(loaded: Forked | Alone) -> Iterator[Problem]:
    """Give the problems that only the rules or a telling show; that there can be no telling is one of them."""
    if isinstance(loaded, Alone):
        yield from soundness_problems(loaded.structure, loaded.law)
        return
    try:
        yield from _of_telling(loaded)
    except (BugError, UnreadableError):
        raise
    except GovsimError as error:
        yield Problem(
            code="GS409",
            message=f"this cannot be told: {error}",
            place=loaded.forks[-1].place if loaded.forks else loaded.story.place,
            label="not told",
            help="let what follows by itself come to an end, and tell a long story in parts",
        )


def _of_telling(loaded: Forked) -> Iterator[Problem]:
    yield from soundness_problems(applied(loaded.story, loaded.forks).structure)
    told = replay(loaded.story)
    yield from condition_problems(told)
    if not loaded.forks:
        yield from doubts(told, loaded.story.place.file)
        return
    from govsim.whatif.branch import branch  # noqa: PLC0415 - only forks are told

    yield from undecided_problems(branch(loaded).timeline)


def _size(loaded: Forked | Alone) -> str:
    if isinstance(loaded, Alone):
        return many(len(loaded.structure.clauses), "rule")
    story = applied(loaded.story, loaded.forks)
    return f"{many(len(story.steps), 'step')}, {many(len(story.structure.clauses), 'rule')}"
