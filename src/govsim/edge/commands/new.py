"""`govsim new`: a small scenario that loads, or a fork of one that is there, to start from."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from govsim.edge.files import SUFFIX, bundled
from govsim.edge.output import write, write_new
from govsim.errors import InvalidError, UsageError
from govsim.reader.tokens import word_end

SCENARIO = "templates/small.yaml"
FORK = "templates/fork.yaml"


def new(
    name: Annotated[str, Parameter(help="the name of the scenario or fork; the file is NAME.yaml in this folder")],
    /,
    *,
    base: Annotated[
        str | None,
        Parameter(name="--from", help="write a fork of this scenario or fork: a path, or the name of a bundled one"),
    ] = None,
) -> int:
    """Write a small scenario, or a fork that changes one thing, as NAME.yaml here; an existing file is left alone."""
    if not name or word_end(name, 0) != len(name):
        raise UsageError(f"`{name}` is no name: letters, digits, - and _, beginning with a letter")
    if base is not None and Path(base).name.removesuffix(SUFFIX) == name:
        raise UsageError(f"a fork has a name of its own, other than `{name}`, which it changes")
    path = Path(f"{name}{SUFFIX}")
    text = _template(SCENARIO).replace("NAME", name, 1) if base is None else _fork(name, base)
    write_new(text, path)
    tells = "replay" if base is None else "whatif"
    write(f"wrote {path}\nnext:  govsim check {path}   govsim {tells} {path}\n")
    return 0


def _template(name: str) -> str:
    return (bundled() / name).read_text(encoding="utf-8")


def _fork(name: str, base: str) -> str:
    """Give the text of a fork of `base`, which must be there, and hold as it is told."""
    from govsim.edge.files import load_any  # noqa: PLC0415 - a scenario of one's own needs no engine
    from govsim.edge.fork_flags import base_from  # noqa: PLC0415 - the same
    from govsim.edge.running import condition_problems  # noqa: PLC0415 - the same
    from govsim.engine.replay import replay  # noqa: PLC0415 - the same
    from govsim.views.skeleton import skeleton  # noqa: PLC0415 - the same

    forked = load_any(base)
    problems = condition_problems(replay(forked.story))
    if problems:
        raise InvalidError(problems)
    return skeleton(_template(FORK), forked, base_from(base, Path()), name)
