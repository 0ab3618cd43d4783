"""`govsim whatif`: change one thing, and see what still follows and what no longer can."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

import govsim
from govsim.edge import flags
from govsim.edge.fork_flags import Asked, asked_fork
from govsim.edge.output import chosen_shape, colored, complain, tsv, width, write
from govsim.edge.running import condition_problems, undecided_problems
from govsim.errors import InvalidError, UsageError
from govsim.reader.similar import nearest
from govsim.record.canon import canonical
from govsim.views.branch_rows import as_rows
from govsim.views.branching import Branching, TurnRow, show_branch
from govsim.whatif.branch import branch

FINDING = 1

Several = Annotated[tuple[str, ...], Parameter(negative="")]


def whatif(  # noqa: PLR0913 - the flags of the command
    file: Annotated[str, Parameter(help="a scenario or a fork: a path, or the name of a bundled one")],
    /,
    *,
    vote: Annotated[
        Several, Parameter(help="another ballot: --vote decision:ann=against, --vote poll:ann=bob; may be repeated")
    ] = (),
    drop: Annotated[Several, Parameter(help="a step that does not happen; may be repeated")] = (),
    without: Annotated[Several, Parameter(help="an item less in a decision: --without decision:chair")] = (),
    by: Annotated[Several, Parameter(help="another actor of a step: --by vote=acme.members")] = (),
    condition: Annotated[
        Several, Parameter(name="--if", help="another condition of a step: --if sale='open(offer)'")
    ] = (),
    seat: Annotated[Several, Parameter(help="other holders at the start: --seat acme.board=ann,bob")] = (),
    rule: Annotated[
        Several,
        Parameter(help="a rule changed: --rule quorum=drop, quorum=rank:charter, quorum='quorum: all of in_office'"),
    ] = (),
    change: Annotated[
        Several, Parameter(help="any other change, as a line of a fork file: --change '{drop: sale}'")
    ] = (),
    reading: Annotated[str | None, Parameter(help="let this reading of the rules govern")] = None,
    param: flags.Params = (),
    claim: flags.Claims = (),
    save: Annotated[
        Path | None, Parameter(help="save what the flags ask for as a fork file that gives the same answer")
    ] = None,
    at: Annotated[str | None, Parameter(help="show one step, by its id, with every finding")] = None,
    every: Annotated[
        bool, Parameter(name="--all", negative="", help="list every step, those that happened as before too")
    ] = False,
    strict: Annotated[bool, Parameter(negative="", help="exit with 4 if an act was refused")] = False,
    json: flags.Json = False,
    format: flags.Format = "auto",  # noqa: A002 - the name of the flag
    color: flags.Color = "auto",
    lang: flags.Lang = "en",
    ascii: flags.Ascii = False,  # noqa: A002 - the name of the flag
    out: flags.Out = None,
) -> int:
    """Tell a fork: every step decided anew, what became of it, and where that goes back to."""
    asked = Asked(
        vote=vote,
        drop=drop,
        without=without,
        by=by,
        condition=condition,
        seat=seat,
        rule=rule,
        change=change,
        reading=reading,
        param=param,
        claim=claim,
    )
    forked = asked_fork(file, asked, save)
    found = branch(forked)
    problems = condition_problems(found.base) or undecided_problems(found.timeline)
    if problems:
        raise InvalidError(problems)
    view = show_branch(found, lang)
    if at is not None:
        at = _row(view, at).id
    shape = chosen_shape(format, json=json, out=out)
    write(_written(view, shape, at, color=colored(color), every=every), out, ascii_only=ascii)
    return _code(view, strict=strict, told=shape == "table" and at is None)


def _row(view: Branching, name: str) -> TurnRow:
    """Give the step of that id, or of that number as it is listed, those left out too; UsageError if there is none."""
    rows = {row.id: row for row in view.rows} | {str(row.number): row for row in view.rows}
    if name not in rows:
        near = nearest(name, [row.id for row in view.rows])
        hint = f"did you mean `{near}`?" if near else f"steps are numbered 1 to {len(view.rows)}"
        raise UsageError(f"there is no step `{name}`; {hint}")
    return rows[name]


def _written(view: Branching, shape: str, at: str | None, *, color: bool, every: bool) -> str:
    if shape == "json":
        from govsim.views.branch_plain import as_data  # noqa: PLC0415 - the whole replay, for JSON alone

        return canonical(as_data(view, govsim.__version__)) + "\n"
    if shape == "tsv" and at is None:
        return tsv(as_rows(view))
    from govsim.edge.branch_text import branch_text, turn_text  # noqa: PLC0415 - tables are costly to import

    if at is not None:
        return turn_text(view, next(row for row in view.rows if row.id == at), width(), color=color)
    return branch_text(view, width(), color=color, every=every)


def _code(view: Branching, *, strict: bool, told: bool) -> int:
    """Give the exit code; what makes it 1 or 4 is said on standard error where the answer does not say it."""
    missed = [expr for expr, holds in view.expected if not holds]
    for expr in missed if not told else ():
        complain(f"govsim: expectation not met: {expr}")
    refused = [
        f"{turn.step}.{ruling.item}"
        for turn in view.branch.turns
        for ruling in (turn.entry.rulings if turn.entry is not None else ())
        if ruling.verdict.refused
    ]
    if strict and refused:
        complain(f"govsim: refused in law, under --strict: {', '.join(refused)}")
        return 4
    return FINDING if missed else 0
