"""`govsim schema`: a schema that every bundled file fits, and hardly any slip in a key, a word or a name does."""

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from grammar import SCENARIO, STRUCTURE, Walk
from jsonschema import Draft7Validator
from slips import slips

import reference
from edge.door import Ask
from govsim.edge.files import bundled, names_known, names_of
from govsim.edge.language import language

Document = dict[str, Any]
KINDS = ("scenarios", "edge", "forks", "structures", "laws")


def path_of(kind: str, name: str) -> Path:
    return bundled() / ("" if kind == "scenarios" else kind) / f"{name}.yaml"


@cache
def validator(given: str) -> Draft7Validator:
    found = language(names_known(given) if given else {})
    Draft7Validator.check_schema(found)
    return Draft7Validator(found)


def faults(given: str, text: str, loader: type = yaml.BaseLoader) -> list[str]:
    """Validate as texts, as govsim reads, or with numbers and truths, as editors do."""
    data = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, or one that makes nothing but texts
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(given).iter_errors(data)]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_bundled_file_fits_the_schema_with_its_own_names(kind: str) -> None:
    for name in names_of(kind):
        given = f"{kind}/{name}" if kind in {"structures", "laws"} else name
        assert faults(given, path_of(kind, name).read_text(encoding="utf-8")) == [], name
        validator.cache_clear()


def test_a_file_as_an_editor_reads_it_fits_too() -> None:
    """Editors take `6` for a number and `true` for a truth; dates stay texts in YAML 1.2, and so they do here."""

    class Editor(yaml.SafeLoader):
        """YAML 1.2, nearly: no dates, and `yes` is a text."""

    Editor.yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in known if not tag.endswith((":timestamp", ":bool"))]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    for name in ("nov2023", "lantern-labs", "later-two-thirds-rule"):
        kind = "forks" if name.startswith("later") else "scenarios"
        assert faults(name, path_of(kind, name).read_text(encoding="utf-8"), Editor) == []


def test_every_example_of_the_reference_fits_the_schema_without_names() -> None:
    examples = [example for section in reference.sections() for example in section.shown]
    assert len(examples) > 50
    for example in examples:
        for name, text in reference.whole(example).items():
            if not name.startswith("words-"):  # the tables of the reference itself
                assert faults("", text) == [], example


@pytest.mark.parametrize(("given", "file", "shape"), [
    ("nov2023", "nov2023.yaml", SCENARIO), ("structures/openai-2023", "structures/openai-2023.yaml", STRUCTURE),
])  # fmt: skip
def test_most_slips_in_keys_are_seen_by_the_schema(given: str, file: str, shape: object) -> None:
    text = (bundled() / file).read_text(encoding="utf-8")
    walk = Walk(text, shape)
    seen, made = Counter[str](), Counter[str]()
    for slip in [one for one in slips(file, walk.sites, {}) if one.invalid][::40]:
        if slip.site.sort == "key":
            made[slip.site.sort] += 1
            seen[slip.site.sort] += bool(faults(given, slip.into(text)))
    assert made["key"] >= 5
    assert 100 * seen["key"] >= 70 * made["key"]


WRONG = [
    ("steps:\n  - {id: a", "steps:\n  - {idd: a"),
    ("by: ann", "by: anne"),
    ("announce: plan", "anounce: plan"),
    ("kind: board", "kindd: board"),
    ("acme.ceo: ann", "acme.ceo: nobody"),
    ("govsim: 1", "govsim: 2"),
    ("id: tale", "title: tale"),
]
STORY = """\
govsim: 1
id: tale
people: {ann: Ann, bob: Bob}
structure:
  entities: {acme: {name: Acme}}
  bodies: {acme.board: {kind: board}}
  positions: {acme.ceo: {kind: office}}
start: {acme.board: [ann, bob], acme.ceo: ann}
steps:
  - {id: a, at: 2024-03-01, by: ann, do: {announce: plan}}
"""


@pytest.mark.parametrize(("right", "wrong"), WRONG)
def test_a_file_with_one_thing_wrong_does_not_fit(ask: Ask, right: str, wrong: str) -> None:
    Path("mine.yaml").write_text(STORY, encoding="utf-8")
    schema = Draft7Validator(json.loads(ask("schema", "mine").text))
    assert list(schema.iter_errors(yaml.safe_load(STORY.replace("2024-03-01", "'2024-03-01'")))) == []
    assert STORY.count(right) == 1
    broken = STORY.replace(right, wrong).replace("2024-03-01", "'2024-03-01'")
    assert list(schema.iter_errors(yaml.safe_load(broken))) != []


def test_the_names_of_a_file_that_is_wrong_are_listed_all_the_same(ask: Ask) -> None:
    Path("mine.yaml").write_text(STORY.replace("do: {announce: plan}", "do: {anounce: plan}"), encoding="utf-8")
    done = ask("schema", "mine.yaml", "--out", "mine.schema.json")
    assert (done.code, done.out, done.err) == (0, b"", b"")
    defined = json.loads(Path("mine.schema.json").read_text(encoding="utf-8"))["definitions"]
    assert defined["party"]["enum"] == ["acme", "ann", "bob"]
    assert defined["position"]["enum"] == ["acme.board", "acme.ceo"]
    assert defined["step"]["enum"] == ["a"]


def test_without_a_file_any_name_may_stand_where_a_name_stands(ask: Ask) -> None:
    defined = json.loads(ask("schema").text)["definitions"]
    assert defined["party"] == {"type": "string"}
    assert ask("schema", "nosuch").code == 5


def test_the_lines_at_the_head_of_a_file_that_name_its_schema_are_no_problem(ask: Ask) -> None:
    """One for yaml-language-server, one for the editors of JetBrains; to govsim both are comments."""
    head = "# yaml-language-server: $schema=mine.schema.json\n# $schema: mine.schema.json\n"
    Path("mine.yaml").write_text(head + STORY, encoding="utf-8")
    assert ask("check", "mine").text == "mine: no problems in 1 step, 0 rules\n"


@pytest.mark.parametrize("data", [STORY.encode(), b'{"people": {}}\n', b"my notes\n"], ids=["story", "json", "text"])
def test_a_file_that_is_no_schema_is_not_written_over(ask: Ask, data: bytes) -> None:
    """Mutation: the story of the user becomes its own schema."""
    Path("mine.yaml").write_bytes(data)
    for given in ([], ["mine.yaml"]):
        done = ask("schema", *given, "--out", "mine.yaml")
        assert (done.code, done.out, Path("mine.yaml").read_bytes()) == (5, b"", data)
        assert done.said == "govsim: mine.yaml is already there, and is no JSON Schema; it was left alone\n"


def test_a_schema_of_before_and_an_empty_file_are_written_over(ask: Ask) -> None:
    schema = ask("schema").out
    for before in (schema, b"", b'{\n  "$schema": "x"}\n'):
        Path("mine.schema.json").write_bytes(before)
        assert ask("schema", "--out", "mine.schema.json").code == 0
        assert Path("mine.schema.json").read_bytes() == schema
    assert ask("schema", "--out", os.devnull).code == 0


def test_a_name_that_no_schema_can_have_is_said(ask: Ask) -> None:
    Path("folder").mkdir()
    for out in ("folder", "missing/mine.schema.json"):
        done = ask("schema", "--out", out)
        assert (done.code, done.said.startswith(f"govsim: cannot write {out}: ")) == (5, True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "GS102"),
        (b"\x89PNG\r\n\x1a\n\xff\x00", "GS101"),
        (b"govsim: [1\n", "GS100"),
        (b"- a\n- b\n", "GS302"),
    ],
)
def test_that_no_names_could_be_read_is_said_with_the_first_problem(ask: Ask, data: bytes, said: str) -> None:
    """Mutation: the schema comes without names, and without a word."""
    Path("mine.yaml").write_bytes(data)
    done = ask("schema", "mine.yaml")
    assert (done.code, done.text) == (0, ask("schema").text)
    (line,) = done.said.splitlines()
    assert line.startswith("note: no names could be read from mine.yaml: ")
    assert line.endswith(f", {said})")
    assert "(mine.yaml:1:" in line or "(mine.yaml:2:" in line
