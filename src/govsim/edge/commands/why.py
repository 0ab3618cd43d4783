"""`govsim why`: why a step was ruled as it was and what would have changed it; or a question in words, answered."""

from typing import Annotated

from cyclopts import Parameter

import govsim
from govsim.edge import flags
from govsim.edge.asking import Where, answered, asked_about, moment_of, readable, told_for
from govsim.edge.output import chosen_shape, colored, tsv, width, write
from govsim.edge.ways import complete
from govsim.edge.whys import conditioned, of_step, split_question, step_named
from govsim.engine.timeline import Timeline
from govsim.record.canon import canonical


def why(  # noqa: PLR0913 - the flags of the command
    file: flags.File,
    question: Annotated[
        str,
        Parameter(
            help="a step or one of its items (decision, decision.ceo); or a question: 'can ann remove bob from "
            "acme.board', 'who can resize acme.board to 7', 'controls(ann, acme)'"
        ),
    ],
    /,
    *,
    at: Annotated[
        str | None, Parameter(help="ask a question as the law stood when this step was taken, before it")
    ] = None,
    after: Annotated[str | None, Parameter(help="ask a question right after this step")] = None,
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
    """Say why a step was ruled as it was and what would have turned it, or answer a question in words."""
    told = told_for(file, reading, param, claim)
    timeline = told.timeline
    shape = chosen_shape(format, json=json, out=out)
    where = moment_of(told, at, after)
    write(_answer(timeline, file, question, where, lang, shape, color=colored(color)), out, ascii_only=ascii)
    return 0


def _answer(  # noqa: PLR0913, PLR0917 - one question, its moment, and how it is written
    timeline: Timeline, file: str, question: str, where: Where, lang: str, shape: str, *, color: bool
) -> str:
    readable(question)
    step, item = step_named(timeline, question)
    if step:
        found = of_step(where, timeline, file, step, item, lang)
        if shape == "json":
            return canonical(found.as_data(govsim.__version__)) + "\n"
        if shape == "tsv":
            return tsv(found.as_rows())
        from govsim.edge.why_text import why_text  # noqa: PLC0415 - tables are costly to import

        return why_text(found, width(), color=color)
    asked = split_question(question)
    if asked is not None:
        from govsim.edge.commands.powers import written  # noqa: PLC0415 - only for questions of power

        who, act = asked
        powers = answered(timeline, file, asked_about(timeline, act, who or None), where, lang)
        return written(complete(powers, where), shape, color=color)
    condition = conditioned(timeline, question, where, lang)
    if shape == "json":
        return canonical(condition.as_data(govsim.__version__)) + "\n"
    if shape == "tsv":
        return tsv(condition.as_rows())
    from govsim.edge.why_text import condition_text  # noqa: PLC0415 - tables are costly to import

    return condition_text(condition, width(), color=color)
