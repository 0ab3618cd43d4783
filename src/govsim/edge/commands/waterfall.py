"""`govsim waterfall`: who gets what of the money of an entity, tier by tier."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

import govsim
from govsim.edge import flags
from govsim.edge.asking import told_for
from govsim.edge.output import chosen_shape, colored, own_or_new, tsv, width, write
from govsim.edge.running import found_step
from govsim.errors import UsageError
from govsim.record.canon import canonical
from govsim.record.story import Story
from govsim.views.waterfall import Waterfall
from govsim.views.waterfall import waterfall as found_waterfall
from govsim.views.waterfall_plain import waterfall_data, waterfall_rows
from govsim.world import amounts
from govsim.world.flows import Flow


def waterfall(  # noqa: PLR0913 - the flags of the command
    file: flags.File,
    /,
    *,
    profit: Annotated[
        tuple[str, ...],
        Parameter(
            name="--profit", negative="", help='what is divided, as "USD 400bn"; repeat it for one after the other'
        ),
    ] = (),
    flow: Annotated[str | None, Parameter(help="which flow, where there are several")] = None,
    stream: Annotated[str, Parameter(help="of which stream of income the profit is")] = "",
    at: Annotated[str, Parameter(help="after which step, by id or number; `start` is before the first")] = "start",
    svg: Annotated[
        Path | None, Parameter(help="draw it to this file, too; one that is no picture is left alone")
    ] = None,
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
    """Show who gets what: the tiers, each one's share, where each cap is reached, and what each has then."""
    if svg is not None:
        own_or_new(svg, rb"\s*<svg\b", "picture in SVG")
    asked = told_for(file, reading, param, claim)
    timeline = asked.timeline
    one = _chosen(timeline.story, flow)
    if stream and stream not in {each.id for each in one.streams}:
        known = ", ".join(each.id for each in one.streams) or "none"
        raise UsageError(f"`{stream}` is no stream of {one.id}; there is: {known}")
    step = at if at == "start" else found_step(timeline.story, at).id
    path = tuple(_sum(text, one.currency) for text in profit)
    found = found_waterfall(
        timeline, one, step, path=path, stream=stream, fork=file if asked.forked else "", language=lang
    )
    shape = chosen_shape(format, json=json, out=out)
    write(_written(found, shape, color=colored(color)), out, ascii_only=ascii)
    if svg is not None:
        from govsim.views.waterfall_svg import drawn  # noqa: PLC0415 - only for a picture

        write(drawn(found), svg)
    return 0


def _chosen(story: Story, name: str | None) -> Flow:
    flows = {flow.id: flow for flow in story.structure.flows}
    if not flows:
        raise UsageError(f"{story.id} says nothing of money: no `flows:` in its structure")
    if name is None and len(flows) == 1:
        return next(iter(flows.values()))
    if name not in flows:
        raise UsageError(f"which flow? There is: {', '.join(flows)}; say --flow NAME")
    return flows[name]


def _sum(text: str, currency: str) -> Fraction:
    name, _, rest = text.strip().rpartition(" ")
    read = amounts.money(rest)
    if name not in {"", currency}:
        raise UsageError(f"`{text}` is not in {currency}; currencies are never mixed")
    if isinstance(read, amounts.Misread):
        raise UsageError(f'`{text}` is not a sum: write it as "{currency} 400bn"')
    return read


def _written(found: Waterfall, shape: str, *, color: bool) -> str:
    if shape == "json":
        return canonical(waterfall_data(found, govsim.__version__)) + "\n"
    if shape == "tsv":
        return tsv(waterfall_rows(found))
    from govsim.edge.waterfall_text import waterfall_text  # noqa: PLC0415 - tables are costly to import

    return waterfall_text(found, width(), color=color)
