"""Problems for machines: a line each, annotations of a workflow at GitHub, and SARIF, the exchange format of checkers.

All say the same of the same problems in the same order; columns are characters from 1, ends are exclusive.
"""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from govsim import __version__
from govsim.codes import CODES
from govsim.edge.diagnostics import in_order
from govsim.errors import Place, Problem
from govsim.record.canon import Json

_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def concise(problems: Iterable[Problem]) -> str:
    """Give a line for each problem: place, code and message."""
    return "".join(f"{problem.place}: {problem.code} {problem.message}\n" for problem in problems)


def github(problems: Iterable[Problem]) -> str:
    r"""Give a workflow command for each problem, which GitHub shows beside the line.

    >>> from govsim.errors import Place
    >>> place = Place("a,b.yaml", 3, 5, end_line=3, end_column=8)
    >>> github([Problem(code="GS201", message="unknown `an`", place=place, help="did you mean `ann`?")])
    '::error title=GS201,file=a%2Cb.yaml,line=3,endLine=3,col=5,endColumn=8::unknown `an`%0Adid you mean `ann`?\n'
    """
    return "".join(map(_command, in_order(problems)))


def _command(problem: Problem) -> str:
    place = problem.place
    shown = {"title": problem.code, "file": place.file, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # elsewhere columns are refused
        shown |= {"col": place.column, "endColumn": place.end_column}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in shown.items())
    said = "\n".join(filter(None, (problem.message, problem.help)))
    return f"::{problem.severity} {properties}::{_data(said)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(problems: Iterable[Problem]) -> dict[str, Json]:
    """Give problems as a SARIF 2.1.0 log, with the codes as rules and the edits that `--fix` would make as fixes."""
    found = in_order(problems)
    codes = sorted({problem.code for problem in found})
    driver: dict[str, Json] = {
        "name": "govsim",
        "version": __version__,
        "rules": [_rule(code) for code in codes],
    }
    results: list[Json] = [_result(problem, codes.index(problem.code)) for problem in found]
    run: dict[str, Json] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> Json:
    known = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.meaning},
        "help": {"text": f"govsim rule {code}"},
    }


def _result(problem: Problem, index: int) -> Json:
    said = "\n".join(filter(None, (problem.message, problem.help)))
    result: dict[str, Json] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": said},
        "locations": [{"physicalLocation": _location(problem.place)}],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": other.label}, "physicalLocation": _location(other.place)}
            for number, other in enumerate(problem.related, start=1)
        ]
    if problem.fix is not None:
        replacement: dict[str, Json] = {
            "deletedRegion": _region(problem.fix.place),
            "insertedContent": {"text": problem.fix.text},
        }
        change: dict[str, Json] = {"artifactLocation": _artifact(problem.fix.place), "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": problem.help}, "artifactChanges": [change]}]
    return result


def _location(place: Place) -> Json:
    return {"artifactLocation": _artifact(place), "region": _region(place)}


def _artifact(place: Place) -> Json:
    """Name a file by an address: a relative one as it is, an absolute one as `file:`."""
    path = Path(place.file)
    return {"uri": path.as_uri() if path.is_absolute() else quote(place.file, errors="surrogateescape")}


def _region(place: Place) -> Json:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
