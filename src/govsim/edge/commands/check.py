"""`govsim check`: every problem of a scenario and of all it asks for, in one pass."""

from typing import Annotated, Literal

from cyclopts import Parameter

from govsim.edge import flags
from govsim.edge.diagnostics import as_json
from govsim.edge.files import read
from govsim.edge.output import colored, complain, many, write
from govsim.edge.running import condition_problems, rendered
from govsim.engine.replay import replay
from govsim.errors import InvalidError, Problem, UnreadableError
from govsim.record.canon import canonical, plain

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
    """Check scenarios without telling them: each problem with its place, its cure and the nearest name."""
    found: list[Problem] = []
    said: list[str] = []
    unreadable = False
    for file in files:
        try:
            story, problems = read(file)
        except UnreadableError as error:
            complain(f"govsim: {error}")
            unreadable = True
            continue
        if story is not None:
            problems = (*problems, *condition_problems(replay(story)))
        found.extend(problems)
        if problems and not json:
            said.append(_shown(problems, file, shape, color=colored(color)))
        elif story is not None:
            steps, rules = many(len(story.steps), "step"), many(len(story.structure.clauses), "rule")
            said.append(f"{file}: no problems in {steps}, {rules}\n")
    if json:
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
