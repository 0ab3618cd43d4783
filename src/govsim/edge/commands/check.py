"""`govsim check`: every problem of a scenario and of all it asks for, in one pass."""

from typing import Annotated, Literal

from cyclopts import Parameter

from govsim.edge import flags
from govsim.edge.files import read
from govsim.edge.output import colored, complain, many, write
from govsim.edge.running import condition_problems, rendered, undecided_problems
from govsim.engine.replay import replay
from govsim.errors import InvalidError, Problem, UnreadableError
from govsim.record.canon import canonical, plain
from govsim.record.forking import applied

INVALID = 3


def check(
    files: Annotated[tuple[str, ...], Parameter(help="paths, or names of bundled scenarios")],
    /,
    *,
    json: flags.Json = False,
    shape: Annotated[
        Literal["full", "concise"], Parameter(name="--format", help="with the lines of the file, or a line each")
    ] = "full",
    color: flags.Color = "auto",
) -> int:
    """Check scenarios and forks without telling them: each problem with its place, its cure and the nearest name."""
    found: list[Problem] = []
    said: list[str] = []
    unreadable = False
    for file in files:
        try:
            forked, problems = read(file)
        except UnreadableError as error:
            complain(f"govsim: {error}")
            unreadable = True
            continue
        if forked is not None:
            problems = (*problems, *condition_problems(replay(forked.story)))
            if forked.forks:
                from govsim.whatif.branch import branch  # noqa: PLC0415 - only forks are told

                problems = (*problems, *undecided_problems(branch(forked).timeline))
        found.extend(problems)
        if problems and not json:
            said.append(_shown(problems, file, shape, color=colored(color)))
        elif forked is not None:
            story = applied(forked.story, forked.forks)
            steps, rules = many(len(story.steps), "step"), many(len(story.structure.clauses), "rule")
            said.append(f"{file}: no problems in {steps}, {rules}\n")
    if json:
        from govsim.edge.diagnostics import as_json  # noqa: PLC0415 - only where it is asked for

        write(canonical({"schema": "govsim/check/1", "problems": plain(as_json(found))}) + "\n")
    else:
        write("".join(said))
    if unreadable:
        return UnreadableError.exit_code
    return INVALID if any(problem.severity == "error" for problem in found) else 0


def _shown(problems: tuple[Problem, ...], file: str, shape: str, *, color: bool) -> str:
    if shape == "concise":
        return "".join(f"{problem.place}: {problem.code} {problem.message}\n" for problem in problems)
    return rendered(InvalidError(problems), file, color=color)
