"""`govsim cite`: what one answer rests on, as a bibliography for papers and reference managers."""

from typing import Annotated, Literal

from cyclopts import Parameter

import govsim
from govsim.edge import flags
from govsim.edge.output import write
from govsim.edge.running import found_step, told
from govsim.engine.timeline import Timeline
from govsim.errors import UsageError
from govsim.reader.similar import nearest
from govsim.record.canon import canonical
from govsim.record.story import Story
from govsim.views.bibliography import bibtex, csl
from govsim.views.citing import Work, works, works_for


def cite(  # noqa: PLR0913 - the flags of the command
    file: flags.File,
    /,
    *,
    answer: Annotated[
        str | None, Parameter(name="--for", help="only what the answer on this step, or STEP.ITEM, rests on")
    ] = None,
    reading: flags.Reading = None,
    param: flags.Params = (),
    claim: flags.Claims = (),
    json: Annotated[bool, Parameter(name="--json", negative="", help="the same as --format csl")] = False,
    format: Annotated[  # noqa: A002 - the name of the flag
        Literal["bibtex", "csl"], Parameter(name="--format", help="BibTeX, or CSL-JSON for reference managers")
    ] = "bibtex",
    lang: flags.Lang = "en",
    ascii: flags.Ascii = False,  # noqa: A002 - the name of the flag
    out: flags.Out = None,
) -> int:
    """Give what a story or one answer in it rests on as BibTeX or CSL-JSON, the scenario itself first."""
    timeline = told(file, reading=reading, param=param, claim=claim)
    found = _works(timeline, answer, lang)
    if json or format == "csl":
        write(canonical(csl(found)) + "\n", out, ascii_only=ascii)
    else:
        write(bibtex(found, ascii_only=ascii), out)
    return 0


def _works(timeline: Timeline, answer: str | None, language: str) -> tuple[Work, ...]:
    if answer is None:
        return works(timeline, govsim.__version__, language)
    step, item = _asked(timeline.story, answer)
    return works_for(timeline, step, item, govsim.__version__, language)


def _asked(story: Story, answer: str) -> tuple[str, str]:
    """Read which answer is meant: a step by id or number, and one of its items after a dot."""
    name, _, item = answer.partition(".")
    step = found_step(story, name)
    items = [one.id for one in getattr(step.act, "items", ())]
    if item and item not in items:
        near = nearest(item, items)
        known = f"its items are: {', '.join(items)}" if items else "it decides on no items"
        raise UsageError(f"step `{step.id}` has no item `{item}`; {f'did you mean `{near}`?' if near else known}")
    return step.id, item
