"""`govsim log`: what a story told on both tracks, as lines that can be kept, checked and folded again."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from govsim.edge import flags
from govsim.edge.output import complain, many, write
from govsim.edge.running import told
from govsim.engine.logged import header, lines
from govsim.record.lines import written


def log(  # noqa: PLR0913 - the flags of the command
    file: flags.File,
    /,
    *,
    until: Annotated[str | None, Parameter(help="stop after this step")] = None,
    reading: flags.Reading = None,
    param: flags.Params = (),
    claim: flags.Claims = (),
    out: Annotated[
        Path | None,
        Parameter(name="--out", help="write to this file, or go on with it where an earlier run was interrupted"),
    ] = None,
) -> int:
    """Write the log of a scenario: every event in fact and in law, as JSON lines chained by hashes."""
    timeline = told(file, reading=reading, param=param, claim=claim, until=until)
    texts = written(header(timeline), lines(timeline))
    if out is None:
        write("".join(f"{text}\n" for text in texts))
        return 0
    from govsim.edge.logs import write_log  # noqa: PLC0415 - only for a file

    done = write_log(texts, out)
    cut = f", {many(done.cut, 'byte')} of an unfinished line cut" if done.cut else ""
    there = f"{many(done.there, 'line')} already there{cut}, " if done.there or done.cut else ""
    complain(f"{out}: {there}{many(done.added, 'line')} written")
    return 0
