"""`govsim sources`: where the sources disagree, what depends on it, and what each statement stands on."""

from typing import Annotated

from cyclopts import Parameter

import govsim
from govsim.edge import flags
from govsim.edge.output import chosen_shape, colored, complain, tsv, width, write
from govsim.edge.running import told
from govsim.record.canon import canonical
from govsim.views.numbers import unsourced
from govsim.views.premises import premises
from govsim.views.sources import sourced
from govsim.views.sources_plain import Listing, listing_data, listing_rows

FINDING = 1


def sources(  # noqa: PLR0913 - the flags of the command
    file: flags.File,
    /,
    *,
    strict: Annotated[
        bool, Parameter(negative="", help="exit with 1 if a number has neither a source nor a reason")
    ] = False,
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
    """List every conflict of sources with its claims and what depends on it, every source, and every premise."""
    timeline = told(file, reading=reading, param=param, claim=claim)
    found = sourced(timeline, lang)
    listing = Listing(found=found, premises=premises(found), numbers=unsourced(timeline.story))
    shape = chosen_shape(format, json=json, out=out)
    write(_written(listing, shape, color=colored(color)), out, ascii_only=ascii)
    if not strict or not listing.numbers:
        return 0
    for one in listing.numbers:
        complain(f"{one.place}: {one.about}: {one.number} has neither a source nor a reason")
    return FINDING


def _written(listing: Listing, shape: str, *, color: bool) -> str:
    if shape == "json":
        return canonical(listing_data(listing, govsim.__version__)) + "\n"
    if shape == "tsv":
        return tsv(listing_rows(listing))
    from govsim.edge.sources_text import listing_text  # noqa: PLC0415 - tables are costly to import

    return listing_text(listing, width(), color=color)
