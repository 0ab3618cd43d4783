"""`govsim diff`: two tellings side by side, scenarios or forks: where they part, and where they end apart."""

from typing import Annotated

from cyclopts import Parameter

import govsim
from govsim.edge import flags
from govsim.edge.files import load_any
from govsim.edge.output import chosen_shape, colored, tsv, width, write
from govsim.edge.running import condition_problems, undecided_problems
from govsim.engine.timeline import Timeline
from govsim.errors import InvalidError
from govsim.record.canon import canonical
from govsim.views.comparing import as_data, as_rows, show_comparison
from govsim.whatif.branch import branch
from govsim.whatif.compare import compare

DIFFERENT = 1


def diff(  # noqa: PLR0913 - the flags of the command
    first: Annotated[str, Parameter(help="a scenario or a fork: a path, or the name of a bundled one")],
    second: Annotated[str, Parameter(help="another one")],
    /,
    *,
    exit_code: Annotated[bool, Parameter(negative="", help="exit with 1 if anything is not alike")] = False,
    json: flags.Json = False,
    format: flags.Format = "auto",  # noqa: A002 - the name of the flag
    color: flags.Color = "auto",
    lang: flags.Lang = "en",
    ascii: flags.Ascii = False,  # noqa: A002 - the name of the flag
    out: flags.Out = None,
) -> int:
    """Compare two tellings step by step, and where they end, in fact and in law."""
    names, told = zip(*(_told(one) for one in (first, second)), strict=True)
    found = show_comparison(compare(told[0], told[1]), (names[0], names[1]), lang)
    shape = chosen_shape(format, json=json, out=out)
    if shape == "json":
        answer = canonical(as_data(found, govsim.__version__)) + "\n"
    elif shape == "tsv":
        answer = tsv(as_rows(found))
    else:
        from govsim.edge.diff_text import diff_text  # noqa: PLC0415 - tables are costly to import

        answer = diff_text(found, width(), color=colored(color))
    write(answer, out, ascii_only=ascii)
    return DIFFERENT if exit_code and found.differs else 0


def _told(file: str) -> tuple[str, Timeline]:
    """Give a scenario or a fork by its id, and told: a fork with every step decided anew."""
    found = branch(load_any(file))
    problems = condition_problems(found.base) or undecided_problems(found.timeline)
    if problems:
        raise InvalidError(problems)
    forks = found.forked.forks
    return (forks[-1].id if forks else found.base.story.id), found.timeline
