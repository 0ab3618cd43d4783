"""`govsim readings`: which conclusions are robust, and which depend on what nobody knows."""

import govsim
from govsim.edge import flags
from govsim.edge.files import load_any
from govsim.edge.output import chosen_shape, colored, tsv, width, write
from govsim.edge.running import condition_problems, flagged, told, undecided_problems
from govsim.errors import InvalidError
from govsim.record.canon import canonical
from govsim.record.forking import applied
from govsim.views.readings import Readings, readings_data, readings_rows
from govsim.views.readings import readings as concluded
from govsim.whatif.branch import Branch, branch


def readings(  # noqa: PLR0913 - the flags of the command
    file: flags.File,
    /,
    *,
    reading: flags.Reading = None,
    param: flags.Params = (),
    claim: flags.Claims = (),
    json: flags.Json = False,
    format: flags.Format = "auto",  # noqa: A002 - the name of the flag
    color: flags.Color = "auto",
    lang: flags.Lang = "en",
    ascii: flags.Ascii = False,  # noqa: A002 - the name of the flag
    out: flags.Out = None,
) -> int:
    """Sort expectations and outcomes into what is robust and what depends on readings, parameters and claims.

    Of a fork its expectations are asked again with one premise at a time not as it assumes.
    """
    shape = chosen_shape(format, json=json, out=out)
    forked = load_any(file)
    if forked.forks:
        chosen = flagged(applied(forked.story, forked.forks), reading, param, claim)
        write(_of_fork(branch(forked, chosen), shape, lang, color=colored(color)), out, ascii_only=ascii)
        return 0
    found = concluded(told(file, reading=reading, param=param, claim=claim), lang)
    write(_written(found, file, shape, color=colored(color)), out, ascii_only=ascii)
    return 0


def _of_fork(branched: Branch, shape: str, lang: str, *, color: bool) -> str:
    from govsim.views import fork_readings as view  # noqa: PLC0415 - only forks are told

    problems = condition_problems(branched.base) or undecided_problems(branched.timeline)
    if problems:
        raise InvalidError(problems)
    found = view.fork_readings(branched, lang)
    if shape == "json":
        return canonical(view.as_data(found, govsim.__version__)) + "\n"
    if shape == "tsv":
        return tsv(view.as_rows(found))
    from govsim.edge.fork_readings_text import fork_readings_text  # noqa: PLC0415 - tables are costly to import

    return fork_readings_text(found, width(), color=color)


def _written(found: Readings, file: str, shape: str, *, color: bool) -> str:
    if shape == "json":
        return canonical(readings_data(found, govsim.__version__)) + "\n"
    if shape == "tsv":
        return tsv(readings_rows(found))
    from govsim.edge.readings_text import readings_text  # noqa: PLC0415 - tables are costly to import

    return readings_text(found, width(), color=color, file=file)
