"""`govsim replay`: what happened, and was it allowed?"""

from typing import Annotated

from attrs import evolve
from cyclopts import Parameter

import govsim
from govsim.edge import flags
from govsim.edge.output import chosen_shape, colored, complain, tsv, width, write
from govsim.edge.running import found_step, told
from govsim.record.canon import canonical
from govsim.views.plain import as_data, as_rows
from govsim.views.telling import Telling, tell

REFUSED = 4
FINDING = 1


def replay(  # noqa: PLR0913 - the flags of the command
    file: flags.File,
    /,
    *,
    at: Annotated[str | None, Parameter(help="show one step, by id or number, with every finding")] = None,
    until: Annotated[str | None, Parameter(help="stop after this step")] = None,
    brief: Annotated[
        bool, Parameter(negative="", help="only what exercised a power or was an act of one's own")
    ] = False,
    strict: Annotated[bool, Parameter(negative="", help="exit with 4 if an act was refused")] = False,
    reading: flags.Reading = None,
    param: flags.Params = (),
    claim: flags.Claims = (),
    json: flags.Json = False,
    format: flags.Format = "auto",  # noqa: A002 - the name of the flag
    color: flags.Color = "auto",
    lang: flags.Lang = "en",
    tz: flags.Zone = "",
    ascii: flags.Ascii = False,  # noqa: A002 - the name of the flag
    out: flags.Out = None,
) -> int:
    """Replay a scenario: every step with its ruling, on both tracks."""
    timeline = told(file, reading=reading, param=param, claim=claim, until=until, zone=tz)
    if at is not None:
        found_step(timeline.story, at)
    telling = tell(timeline, lang, tz)
    if brief and at is None:
        telling = evolve(telling, rows=tuple(row for row in telling.rows if row.weighs))
    shape = chosen_shape(format, json=json, out=out)
    write(_written(telling, file, shape, at, color=colored(color)), out, ascii_only=ascii)
    found = _findings(telling)
    for finding in found if shape != "table" or at is not None else ():
        complain(f"govsim: {finding}")
    refused = [f"{row.id}.{item.id}" for row in telling.rows for item in row.items if item.verdict.refused]
    if strict and refused:
        complain(f"govsim: refused in law, under --strict: {', '.join(refused)}")
        return REFUSED
    return FINDING if found else 0


def _findings(telling: Telling) -> list[str]:
    """Say what makes a replay end with 1: expectations that do not hold, promises that were broken."""
    words = {False: "expectation not met", None: "expectation that cannot be told"}
    missed = [f"{words[holds]}: {expr}" for expr, holds in telling.expected if not holds]
    return missed + [f"promise broken: {name}" for name in telling.broken]


def _written(telling: Telling, file: str, shape: str, at: str | None, *, color: bool) -> str:
    if shape == "json":
        return canonical(as_data(telling, govsim.__version__)) + "\n"
    if shape == "tsv" and at is None:
        return tsv(as_rows(telling))
    from govsim.edge.terminal import replay_text, step_text  # noqa: PLC0415 - tables are costly to import

    if at is not None:
        step = found_step(telling.timeline.story, at)
        row = next(row for row in telling.rows if row.id == step.id)
        return step_text(telling, row, width(), color=color)
    return replay_text(telling, width(), color=color, file=file)
