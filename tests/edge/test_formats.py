"""Problems for machines: each format says the same of the same problems, in the shape that its readers know."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from edge.door import Ask
from govsim.codes import CODES, whole
from govsim.edge.commands import check as checking
from govsim.edge.formats import concise, github, sarif
from govsim.errors import BugError, Fix, Place, Problem, Related

Document = dict[str, Any]

FEW = "people: {ann: Ann, bob: Bob}\n"

TEXT = whole(
    "people: {ann: Ann, bob: Bob}\ntitel: One\nzone: Mars/Base\n"
    "steps:\n  - {id: call, at: 2024-03-01, by: anm, do: {announce: plan}}\n"
    "instruments: {acme.bylaws: {name: by-laws}}\n"
    "rules:\n  - {id: first, in: acme.bylaws, for: acme.board, size: 5}\n"
    "  - {id: again, in: acme.bylaws, for: acme.board, size: 7}\n"
)

# --- the part of SARIF 2.1.0 that is used, from its specification: no other property may stand in it --------


def _object(required: list[str], **properties: object) -> Document:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def _list(of: object, least: int = 0) -> Document:
    return {"type": "array", "items": of, "minItems": least}


TEXT_ONLY = _object(["text"], text={"type": "string"})
NUMBER = {"type": "integer", "minimum": 1}
ARTIFACT = _object([], uri={"type": "string", "format": "uri-reference", "pattern": r"^[!-~]+$"})
REGION = _object([], startLine=NUMBER, startColumn=NUMBER, endLine=NUMBER, endColumn=NUMBER)
PHYSICAL = _object([], artifactLocation=ARTIFACT, region=REGION)
LOCATION = _object([], id={"type": "integer", "minimum": -1}, message=TEXT_ONLY, physicalLocation=PHYSICAL)
REPLACEMENT = _object(["deletedRegion"], deletedRegion=REGION, insertedContent=_object([], text={"type": "string"}))
ARTIFACT_CHANGE = _object(
    ["artifactLocation", "replacements"], artifactLocation=ARTIFACT, replacements=_list(REPLACEMENT, 1)
)
CURE = _object(["artifactChanges"], description=TEXT_ONLY, artifactChanges=_list(ARTIFACT_CHANGE, 1))
RULE = _object(["id"], id={"type": "string"}, shortDescription=TEXT_ONLY, fullDescription=TEXT_ONLY, help=TEXT_ONLY)
RESULT = _object(
    ["message"],
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": -1},
    level={"enum": ["none", "note", "warning", "error"]},
    message=TEXT_ONLY,
    locations=_list(LOCATION),
    relatedLocations=_list(LOCATION),
    fixes=_list(CURE),
)
DRIVER = _object(["name"], name={"type": "string"}, version={"type": "string"}, rules=_list(RULE))
RUN = _object(
    ["tool"],
    tool=_object(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=_list(RESULT),
)
LOG = _object(
    ["version", "runs"], **{"$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"}},
    runs=_list(RUN),
)  # fmt: skip


@cache
def _sarif() -> Draft202012Validator:
    return Draft202012Validator(LOG)


def checked(ask: Ask, shape: str) -> str:
    Path("mine.yaml").write_text(TEXT, encoding="utf-8")
    done = ask("check", "mine.yaml", "--format", shape)
    assert (done.code, done.err) == (3, b"")
    return done.text


def plain(ask: Ask) -> list[Document]:
    found: list[Document] = json.loads(checked(ask, "json"))["problems"]
    assert len(found) >= 3
    return found


def test_json_as_a_format_is_what_the_flag_gives(ask: Ask) -> None:
    assert checked(ask, "json") == ask("check", "mine.yaml", "--json").text


def test_sarif_has_the_shape_of_the_standard_and_says_what_json_says(ask: Ask) -> None:
    log = json.loads(checked(ask, "sarif"))
    assert list(_sarif().iter_errors(log)) == []
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({problem["code"] for problem in plain(ask)})
    assert len(run["results"]) == len(plain(ask))
    for result, problem in zip(run["results"], plain(ask), strict=True):
        assert (result["ruleId"], result["level"]) == (problem["code"], problem["severity"])
        assert rules[result["ruleIndex"]] == problem["code"]
        assert result["message"]["text"].startswith(problem["message"])
        (location,) = result["locations"]
        where = location["physicalLocation"]
        assert where["artifactLocation"]["uri"] == problem["file"]
        assert where["region"] == {
            "startLine": problem["line"],
            "startColumn": problem["column"],
            "endLine": problem["end_line"],
            "endColumn": problem["end_column"],
        }
        assert len(result.get("relatedLocations", [])) == len(problem["related"])
        assert ("fixes" in result) == (problem["fix"] is not None)
        if problem["fix"] is not None:
            (replaced,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
            assert replaced["insertedContent"]["text"] == problem["fix"]["text"]
            assert replaced["deletedRegion"]["startColumn"] == problem["fix"]["column"]


def test_github_gets_one_command_for_each_problem_with_the_same_place(ask: Ask) -> None:
    lines = checked(ask, "github").splitlines()
    form = r"::(error|warning) title=(GS\d+),file=([^,]+),line=(\d+),endLine=(\d+)(?:,col=(\d+),endColumn=(\d+))?::(.+)"
    found = [re.fullmatch(form, line) for line in lines]
    assert all(found)
    said = [(one[1], one[2], one[3], int(one[4]), int(one[5])) for one in found if one]
    keys = ("severity", "code", "file", "line", "end_line")
    assert said == [tuple(problem[key] for key in keys) for problem in plain(ask)]


def test_a_line_each_names_the_same_places(ask: Ask) -> None:
    said = [line.split(" ")[:2] for line in checked(ask, "concise").splitlines()]
    found = {(f"{one['file']}:{one['line']}:{one['column']}:", one["code"]) for one in plain(ask)}
    assert {(place, code) for place, code in said} == found


HOSTILE = Problem(
    code="GS201",
    message="50% of\r\n`::error::`",
    place=Place("a,b:c %.yaml", 3, 5, end_line=4, end_column=8),
    help="x",
    severity="warning",
)


def test_a_command_of_github_cannot_be_broken_by_what_a_file_says() -> None:
    assert github([HOSTILE]) == (
        "::warning title=GS201,file=a%2Cb%3Ac %25.yaml,line=3,endLine=4::50%25 of%0D%0A`::error::`%0Ax\n"
    )


@pytest.mark.parametrize("file", ["a b.yaml", "名.yaml", "a%b.yaml", "m\udcffne.yaml", "/home/a b.yaml"])
def test_the_address_of_a_file_in_sarif_is_one_and_leads_to_the_file(file: str) -> None:
    place = Place(file, 1, 1, end_line=1, end_column=2)
    fix = Fix(place=place, was="a", text="b")
    log = sarif([Problem(code="GS201", message="m", place=place, related=(Related(place=place, label="l"),), fix=fix)])
    assert list(_sarif().iter_errors(log)) == []
    text = json.dumps(log)
    (uri,) = set(re.findall(r'"uri": "([^"]+)"', text))
    assert unquote(uri, errors="surrogateescape").removeprefix("file://") == file


def test_no_problems_are_an_empty_run_and_no_lines(ask: Ask) -> None:
    assert concise([]) == github([]) == ""
    assert list(_sarif().iter_errors(sarif([]))) == []
    done = ask("check", "lantern-labs", "--format", "github")
    assert (done.code, done.text) == (0, "")
    assert json.loads(ask("check", "lantern-labs", "--format", "sarif").text)["runs"][0]["results"] == []


ENDLESS = whole(FEW + CODES["GS409"].wrong)
WRONG_NAME = whole(FEW + "start: {acme.ceo: bbo}\n")


@pytest.mark.parametrize("shape", ["full", "concise", "json", "github", "sarif"])
def test_a_story_that_the_engine_refuses_is_a_problem_of_its_file_and_the_others_are_told(ask: Ask, shape: str) -> None:
    """Mutation: the error of the engine ends the command, and nothing is told of either file."""
    Path("endless.yaml").write_text(ENDLESS, encoding="utf-8")
    Path("wrong.yaml").write_text(WRONG_NAME, encoding="utf-8")
    done = ask("check", "endless.yaml", "wrong.yaml", "--format", shape)
    assert (done.code, done.err) == (3, b"")
    assert "GS409" in done.text
    assert "GS201" in done.text
    assert "endless.yaml" in done.text
    assert "wrong.yaml" in done.text
    assert "follow-ups do not come to an end: leaves, returns" in done.text
    if shape == "sarif":
        assert list(_sarif().iter_errors(json.loads(done.text))) == []
    if shape == "json":
        places = [(one["code"], one["file"], one["line"]) for one in json.loads(done.text)["problems"]]
        assert places == [("GS409", "endless.yaml", 1), ("GS201", "wrong.yaml", 4)]


def test_a_fork_of_a_story_that_the_engine_refuses_says_so_at_its_own_head(ask: Ask) -> None:
    Path("tale.yaml").write_text(ENDLESS, encoding="utf-8")
    Path("other.yaml").write_text("govsim: 1\nfork: tale\nid: other\nchange: [{drop: call}]\n", encoding="utf-8")
    done = ask("check", "other.yaml", "--format", "concise")
    assert (done.code, done.text.partition(" this")[0]) == (3, "other.yaml:1:1: GS409")


def test_a_fault_of_govsim_is_no_problem_of_a_file(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_story: object) -> NoReturn:
        raise BugError("a promise was broken")

    Path("endless.yaml").write_text(ENDLESS, encoding="utf-8")
    monkeypatch.setattr(checking, "replay", broken)
    assert ask("check", "endless.yaml").code == 70


QUOTED = """\
id: tale
people: {ann: Ann, bob: Bob}
start: {acme.board: [ann, bob], acme.ceo: 'anm'}
structure:
  entities: {acme: {name: Acme}}
  bodies: {acme.board: {kind: board}}
  positions: {acme.ceo: {kind: "offcie"}}
steps:
  - {id: call, at: 2024-03-01, by: ann, "if": not vacant(acme.ceo), do: {"anounce": plan}}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("shape", ["sarif", "json"])
def test_the_edits_that_are_told_are_those_that_are_made(ask: Ask, shape: str, end: str) -> None:
    """Each replaces its characters and no quotes; mutations: the place of the problem, or of the quoted text."""
    data = QUOTED.replace("\n", end).encode()
    Path("mine.yaml").write_bytes(data)
    log = json.loads(ask("check", "mine.yaml", "--format", shape).text)
    edits = (_edits_of_sarif if shape == "sarif" else _edits_of_json)(log)
    assert len(edits) == 4
    lines = data.decode().splitlines(keepends=True)
    for line, start, stop, text in sorted(edits, reverse=True):
        lines[line - 1] = lines[line - 1][: start - 1] + text + lines[line - 1][stop - 1 :]
    assert ask("check", "mine.yaml", "--fix").code == 0
    assert "".join(lines).encode() == Path("mine.yaml").read_bytes()


Edit = tuple[int, int, int, str]


def _edits_of_sarif(log: Document) -> list[Edit]:
    replaced = [
        one
        for result in log["runs"][0]["results"]
        for cure in result.get("fixes", [])
        for one in cure["artifactChanges"][0]["replacements"]
    ]
    regions = [(one["deletedRegion"], one["insertedContent"]["text"]) for one in replaced]
    assert all(region["startLine"] == region["endLine"] for region, _ in regions)
    return [(region["startLine"], region["startColumn"], region["endColumn"], text) for region, text in regions]


def _edits_of_json(answer: Document) -> list[Edit]:
    fixes = [problem["fix"] for problem in answer["problems"] if problem["fix"] is not None]
    assert all(fix["line"] == fix["end_line"] for fix in fixes)
    return [(fix["line"], fix["column"], fix["end_column"], fix["text"]) for fix in fixes]


def test_an_edit_that_would_not_be_made_is_not_told(ask: Ask) -> None:
    """The name is written with an escape, so that other characters stand there; mutation: it is told all the same."""
    Path("mine.yaml").write_text(
        whole('people: {ann: Ann, bob: Bob}\nstart: {acme.ceo: "an\\x6d"}\n'), encoding="utf-8"
    )
    (problem,) = json.loads(ask("check", "mine.yaml", "--json").text)["problems"]
    assert (problem["code"], problem["help"], problem["fix"]) == ("GS201", "did you mean `ann`?", None)


def test_the_region_of_an_edit_is_that_of_the_edit_and_not_of_the_problem() -> None:
    """Mutation: `problem.place` for `problem.fix.place`."""
    fix = Fix(place=Place("f", 2, 5, end_line=2, end_column=7), was="as", text="at")
    problem = Problem(code="GS201", message="m", place=Place("f", 1, 1, end_line=3, end_column=9), fix=fix)
    assert _edits_of_sarif(sarif([problem])) == [(2, 5, 7, "at")]
