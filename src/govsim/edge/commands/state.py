"""`govsim state`: who holds what at a step, in fact and in law, and what changed between two steps."""

from typing import Annotated

from cyclopts import Parameter

from govsim.edge import flags
from govsim.edge.output import chosen_shape, colored, tsv, width, write
from govsim.edge.running import found_step, told
from govsim.record.canon import Json, canonical
from govsim.views.changes import at as standing_at
from govsim.views.changes import between, standing
from govsim.views.lexicon import lexicon
from govsim.views.standing import settings_of
from govsim.world.sources import words_in


def state(  # noqa: PLR0913 - the flags of the command
    file: flags.File,
    /,
    *,
    at: Annotated[
        str | None, Parameter(help="the step, by id or number; `start` is before the first, default the last")
    ] = None,
    diff: Annotated[str | None, Parameter(help="show only what differs from this step")] = None,
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
    """Show where things stand at a step, in fact and in law side by side."""
    timeline = told(file, reading=reading, param=param, claim=claim)
    last = timeline.story.steps[-1].id if timeline.story.steps else "start"
    names = lexicon(timeline.story, lang)
    steps = [last if step is None else step for step in (at, diff)]
    for step in steps:
        if step != "start":
            found_step(timeline.story, step)
    here = standing_at(timeline, steps[0])
    rows = standing(*here, names) if diff is None else between(standing_at(timeline, diff), here, names)
    shape = chosen_shape(format, json=json, out=out)
    if shape == "json":
        found: Json = [{"what": row.what, "in_fact": row.fact, "in_law": row.law, "parts": row.parts} for row in rows]
        data: Json = {
            "schema": "govsim/state/1",
            "scenario": timeline.story.id,
            "at": steps[0],
            "diff": diff,
            "choices": dict(settings_of(timeline)),
            "rows": found,
        }
        answer = canonical(data) + "\n"
    elif shape == "tsv":
        answer = tsv(
            (("what", "in_fact", "in_law", "parts"), *((r.what, r.fact, r.law, "!" if r.parts else "") for r in rows))
        )
    else:
        from govsim.edge.sheet import in_words  # noqa: PLC0415 - tables are costly to import
        from govsim.edge.terminal import state_text  # noqa: PLC0415 - the same

        title = (
            f"{timeline.story.id} after {steps[0]}"
            if diff is None
            else f"{timeline.story.id}: from {diff} to {steps[0]}"
        )
        settings = in_words(settings_of(timeline))
        notice = words_in(timeline.story.notice, lang)
        answer = state_text(title, settings, rows, width(), color=colored(color), notice=notice)
    write(answer, out, ascii_only=ascii)
    return 0
