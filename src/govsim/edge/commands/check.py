"""`govsim check`: every problem of a file and of all it asks for, in one pass."""

from typing import Annotated, Literal

from cyclopts import Parameter

from govsim.edge import flags
from govsim.edge.files import read_any
from govsim.edge.flaws import soundness_problems
from govsim.edge.output import colored, complain, many, write
from govsim.edge.running import condition_problems, rendered, undecided_problems
from govsim.engine.replay import replay
from govsim.errors import InvalidError, Problem, UnreadableError
from govsim.reader.alone import Alone
from govsim.record.canon import canonical, plain
from govsim.record.edits import Forked
from govsim.record.forking import applied

INVALID = 3


def check(
    files: Annotated[tuple[str, ...], Parameter(help="paths, or names of bundled ones")],
    /,
    *,
    json: flags.Json = False,
    shape: Annotated[
        Literal["full", "concise"], Parameter(name="--format", help="with the lines of the file, or a line each")
    ] = "full",
    color: flags.Color = "auto",
) -> int:
    """Check scenarios, forks, structures and law packs: each problem with its place, its cure and the nearest name."""
    found: list[Problem] = []
    said: list[str] = []
    unreadable = False
    for file in files:
        try:
            loaded, problems = read_any(file)
        except UnreadableError as error:
            complain(f"govsim: {error}")
            unreadable = True
            continue
        if loaded is not None:
            problems = (*problems, *_beyond(loaded))
        found.extend(problems)
        if problems and not json:
            said.append(_shown(problems, file, shape, color=colored(color)))
        elif loaded is not None:
            said.append(f"{file}: no problems in {_size(loaded)}\n")
    if json:
        from govsim.edge.diagnostics import as_json  # noqa: PLC0415 - only where it is asked for

        write(canonical({"schema": "govsim/check/1", "problems": plain(as_json(found))}) + "\n")
    else:
        write("".join(said))
    if unreadable:
        return UnreadableError.exit_code
    return INVALID if any(problem.severity == "error" for problem in found) else 0


def _beyond(loaded: Forked | Alone) -> tuple[Problem, ...]:
    """Give the problems that only the rules or a telling show."""
    if isinstance(loaded, Alone):
        return soundness_problems(loaded.structure, loaded.law)
    problems = (
        *soundness_problems(applied(loaded.story, loaded.forks).structure),
        *condition_problems(replay(loaded.story)),
    )
    if loaded.forks:
        from govsim.whatif.branch import branch  # noqa: PLC0415 - only forks are told

        return (*problems, *undecided_problems(branch(loaded).timeline))
    return problems


def _size(loaded: Forked | Alone) -> str:
    if isinstance(loaded, Alone):
        return many(len(loaded.structure.clauses), "rule")
    story = applied(loaded.story, loaded.forks)
    return f"{many(len(story.steps), 'step')}, {many(len(story.structure.clauses), 'rule')}"


def _shown(problems: tuple[Problem, ...], file: str, shape: str, *, color: bool) -> str:
    if shape == "concise":
        return "".join(f"{problem.place}: {problem.code} {problem.message}\n" for problem in problems)
    return rendered(InvalidError(problems), file, color=color)
