"""`govsim can` and `govsim who-can`: may they, who could, who could stop it, who could ask a court."""

from typing import Annotated

from cyclopts import Parameter

import govsim
from govsim.edge import flags
from govsim.edge.asking import Where, answered, asked_about, moment_of, told_for
from govsim.edge.output import chosen_shape, colored, tsv, width, write
from govsim.edge.ways import complete
from govsim.record.canon import canonical
from govsim.views.powers import Powers
from govsim.views.powers_plain import as_data, as_rows

Act = Annotated[
    str, Parameter(help="an act in words: 'remove ann from acme.board', 'appoint ann as acme.ceo replacing bob', sue")
]
At = Annotated[str | None, Parameter(help="ask as the law stood when this step was taken, before it")]
After = Annotated[str | None, Parameter(help="ask as the law stands right after this step")]


def can(  # noqa: PLR0913 - the flags of the command
    file: flags.File,
    who: Annotated[str, Parameter(help="a person, group, entity or body; several with commas act together")],
    act: Act,
    /,
    *,
    at: At = None,
    after: After = None,
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
    """Say whether somebody could do something with nobody's help: yes or no, by which rule, and what is missing."""
    told = told_for(file, reading, param, claim)
    timeline = told.timeline
    where = moment_of(told, at, after)
    found = complete(answered(timeline, file, asked_about(timeline, act, who), where, lang), where)
    shape = chosen_shape(format, json=json, out=out)
    write(written(found, shape, color=colored(color)), out, ascii_only=ascii)
    return 0


def who_can(  # noqa: PLR0913 - the flags of the command
    file: flags.File,
    act: Act,
    /,
    *,
    at: At = None,
    after: After = None,
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
    """Say who could do something: who holds the power, the least who could together, the least who could stop it."""
    told = told_for(file, reading, param, claim)
    timeline = told.timeline
    where: Where = moment_of(told, at, after)
    found = answered(timeline, file, asked_about(timeline, act), where, lang)
    shape = chosen_shape(format, json=json, out=out)
    write(written(found, shape, color=colored(color)), out, ascii_only=ascii)
    return 0


def written(found: Powers, shape: str, *, color: bool) -> str:
    """Write an answer in the shape that was asked for."""
    if shape == "json":
        return canonical(as_data(found, govsim.__version__)) + "\n"
    if shape == "tsv":
        return tsv(as_rows(found))
    from govsim.edge.powers_text import powers_text  # noqa: PLC0415 - tables are costly to import

    return powers_text(found, width(), color=color)
