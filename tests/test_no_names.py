"""Rules and names are data: what the bundled files name stands nowhere in the code that reads them.

The rule. Looked at are the literals, the identifiers and the comments of every module; a text that nothing reads, as a
docstring is, may give an example or the author of a method. In them there may stand

- no proper name: no word with a capital of the name of a person, a group, an entity, a law or a judgment, no id of a
  person or an entity, whatever the case of its letters, and no such name in another script. A word of a name, not a
  person's, that our own prose writes small (`trust`, `applied`) is one only with its capital in a literal or a comment;
- no id of several parts (`lantern-labs`, `trust.board`, `C03`), however they are joined;
- no id of one word (`boat`, `quorum`) as a literal, or quoted in one: code that asks for it would know the file. In
  running text and in an identifier it is the ordinary word.

The words of the language itself are no names, though files use some of them as ids: those that the reference and the
page on law packs explain. What stays beyond them is in `KEPT`, each with its reason.
"""

import ast
import io
import keyword
import re
import tokenize
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
import yaml

import govsim
import reference
from govsim.values import frozen
from reference import Data

SOURCE = Path(govsim.__file__).parent
ROOT = Path(__file__).resolve().parents[1]
SCENARIOS = ROOT / "scenarios"
MODULES = sorted(SOURCE.rglob("*.py"))
EXAMPLES = reference.EXAMPLES.glob("words-*.yaml")
LAWS_PAGE = SCENARIOS / "laws" / "README.md"
WITH_HOLES = {SCENARIOS / "templates" / "fork.yaml"}
"""No YAML before its holes are filled, and it names nothing."""

KEPT = {
    "python": "what runs govsim, in the report on a mistake of its own; a foundation is called after it",
    "sue": "the word for going to court, in a question and in what it finds; a first name is spelled so, too",
    "accepted": "a kind of key of the state, beside `held` and `signed`; a step of a story is called so, too",
    "chief": "whom a case of a law pack appoints, as the page on law packs shows; an office is called so, too",
    "casting-vote": "the code of a finding in `--json`; a step of a story is called so, too",
    "form": "how an act was done, in messages and as an aspect of a step; a parameter is called so, too",
    "w3": "the name space of a picture begins so; a made-up worker is called so, too",
    "price": "a field of a repurchase in the Open Cap Format; a person is called so, too",
    "object": "the type of a mapping in the JSON Schema for editors; a step is called so, too",
    "order": "what of a step a change of its place touches, beside its time; a step is called so, too",
}

PARTIES = frozenset({"people", "groups", "entities"})
DECLARED = PARTIES | {"bodies", "positions", "instruments", "matters", "params", "facts", "conflicts", "sources"}
NAMING = frozenset({"id", "law", "structure", "fork", "oracle", "letter", "meeting", "thing", "coverage"})
"""Keys whose value is an id, wherever they stand."""

LONG = 4
"""Words that make a text of a file prose, and no name or title of a few words."""

Kind: TypeAlias = Literal["literal", "identifier", "comment"]
_PARTS = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*")
_ID = re.compile(r"[^\W_]+(?:[-_./][^\W_]+)*")
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w'’]{2,}")
_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_CODE = re.compile(r"^ *>>>[^\n]*|```.*?```|`[^`\n]*`|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
_SMALL = re.compile(r"(?<![\w./-])[a-z]+(?![\w/-]|\.\w)")
_QUOTED = re.compile(r"`([^`]+)`|'([\w.-]+)'|\"([\w.-]+)\"|([\w.-]+)=")


@frozen(kw_only=True)
class Names:
    """What must not stand in code: ids with `-` between their parts, words in lower case, names in other scripts.

    Those of `words` that are also `ordinary` are names with a capital only.
    """

    ids: frozenset[str]
    words: frozenset[str]
    ordinary: frozenset[str]
    scripts: frozenset[str]


def _joined(text: str) -> str:
    """Write an id with one sign between its parts."""
    return "-".join(_PARTS.findall(text)).lower()


def _texts(data: Data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    else:
        for part in data if isinstance(data, list) else data.values():
            yield from _texts(part)


def _walk(data: Data) -> Iterator[tuple[str, str, Data]]:
    """Give every key of a file with the key it stands under and its value, however deep."""
    if isinstance(data, list):
        for part in data:
            yield from _walk(part)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from (("", key, value), *_walk(value))
            if key in DECLARED and isinstance(value, dict):
                yield from ((key, name, inner) for name, inner in value.items())


def _prose(data: Data) -> Iterator[str]:
    for _, key, value in _walk(data):
        for text in _texts(value) if isinstance(value, str | dict) and key != "url" else ():
            if len(text.split()) >= LONG:
                yield text


def names_in(files: Iterable[Data], language: frozenset[str], pages: Iterable[str] = ()) -> Names:
    """Gather the names that files give, less the words of the language; `pages` are other prose of ours."""
    files = tuple(files)
    prose = " ".join((*pages, *(text for data in files for text in _prose(data))))
    ids: set[str] = set()
    words: set[str] = set()
    persons: set[str] = set()
    scripts: set[str] = set()
    for under, key, value in (found for data in files for found in _walk(data)):
        titles: list[str] = []
        if under:
            ids.add(key)
            words |= {key.lower()} if under == "entities" else set()
            persons |= {key.lower()} if under == "people" else set()
        elif key in NAMING and isinstance(value, str):
            ids.add(value)
        if under in PARTIES:
            titles += _texts(value["name"] if isinstance(value, dict) and "name" in value else value)
        elif isinstance(value, dict) and (value.get("kind") in {"statute", "court"} or "law" in value):
            titles += _texts(value.get("title", ""))
        elif key == "cite":
            titles += _texts(value)
        (persons if under == "people" else words).update(
            word.lower() for title in titles for word in _CAPITAL.findall(title)
        )
        scripts |= {run for title in titles for run in _SCRIPT.findall(title)}
    return Names(
        ids=frozenset(map(_joined, ids)) - language,
        words=frozenset(words | persons) - language,
        ordinary=frozenset(_SMALL.findall(prose)) - persons,
        scripts=frozenset(scripts),
    )


@cache
def language() -> frozenset[str]:
    """Give the words of the language: those the reference has a line for, and those it or the laws page quotes."""
    lines = [word.word for section in reference.sections() for word in section.words]
    pages = [path.read_text(encoding="utf-8") for path in (*sorted(EXAMPLES), LAWS_PAGE)]
    quoted = [span for page in pages for span in re.findall(r"`([^`\n]+)`", page)]
    return frozenset(_joined(word) for text in (*lines, *quoted) for word in _WORD.findall(text))


@cache
def bundled() -> Names:
    """Gather the names of every file that ships."""
    paths = sorted(set(SCENARIOS.rglob("*.yaml")) - WITH_HOLES)
    pages = [path.read_text(encoding="utf-8") for path in (*ROOT.glob("*.md"), *reference.DOCS.glob("*.md"))]
    pages += [str(one.value) for path in MODULES for one in unread(ast.parse(path.read_text(encoding="utf-8")))]
    prose = [_CODE.sub("", page) for page in pages]
    return names_in((reference.data_of(path.read_text(encoding="utf-8")) for path in paths), language(), prose)


def unread(tree: ast.Module) -> list[ast.Constant]:
    """Give the texts that nothing reads, docstrings above all."""
    found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return [one for one in found if isinstance(one, ast.Constant)]


def pieces(text: str) -> Iterator[tuple[Kind, int, str]]:
    """Give the literals, the identifiers and the comments of a module, with their lines; no text that nothing reads."""
    tree = ast.parse(text)
    skipped = set(map(id, unread(tree)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and id(node) not in skipped:
            yield "literal", node.lineno, node.value if isinstance(node.value, str) else node.value.decode("latin-1")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield "comment", token.start[0], token.string
        elif token.type == tokenize.NAME and not keyword.iskeyword(token.string):
            yield "identifier", token.start[0], token.string


def named(kind: Kind, text: str, names: Names) -> set[str]:
    """Give the names that one piece of code holds."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text) if kind == "identifier" else text
    parts = re.findall(r"[^\W_]+(?:'[A-Z]\w+)?", spaced)
    found = {part.lower() for part in parts} & (names.words - names.ordinary)
    if kind != "identifier":
        found |= {part.lower() for part in parts if not part.islower()} & names.words
    found |= {run for run in names.scripts if run in text}
    whole = {_joined(one) for one in _ID.findall(spaced)}
    for one in tuple(whole):  # an id may stand before another one: `decision.seat`
        row = one.split("-")
        whole |= {"-".join(row[i:j]) for i in range(len(row)) for j in range(i + 2, len(row) + 1)}
    found |= {one for one in whole if "-" in one or any(sign.isdigit() for sign in one)} & names.ids
    if kind == "literal":
        quoted = {text, *(one for groups in _QUOTED.findall(text) for one in groups)}
        found |= {_joined(one) for one in quoted if _ID.fullmatch(one)} & names.ids
    return found


def names_of(text: str, names: Names) -> dict[str, int]:
    """Give the names that stand in a module, each with the line it stands in first."""
    lines: dict[str, int] = {}
    for kind, line, piece in pieces(text):
        for name in named(kind, piece, names):
            lines[name] = min(line, lines.get(name, line))
    return lines


@cache
def standing() -> tuple[tuple[str, int, str], ...]:
    """Give every name that stands in a module: the module, the line and the name."""
    texts = {path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in MODULES}
    return tuple((file, line, name) for file, text in texts.items() for name, line in names_of(text, bundled()).items())


def test_no_name_of_a_bundled_file_stands_in_the_code() -> None:
    found = [f"{file}:{line}: {name}" for file, line, name in standing() if name not in KEPT]
    assert not found, "\n".join(found)


def test_no_module_is_called_by_a_name_of_a_bundled_file() -> None:
    parts = {part for path in MODULES for part in path.relative_to(SOURCE).with_suffix("").parts}
    assert {name for part in parts for name in named("identifier", part, bundled())} - set(KEPT) == set()


def test_nothing_is_kept_that_no_module_needs() -> None:
    assert set(KEPT) - {name for _, _, name in standing()} == set()


def test_the_names_of_the_bundled_files_are_known() -> None:
    names = bundled()
    assert {
        "lantern-labs",
        "us-de-nonstock",
        "141f-consent",
        "trust-board",
        "c03",
        "one-vote",
        "court-of-chancery",
    } <= (names.ids)
    assert {"altman", "dangelo", "d'angelo", "okafor", "lantern", "microsoft", "delaware", "del", "schroder"} <= (
        names.words
    )
    assert {"奥特曼", "陈一帆", "灯笼实验室基金会"} <= names.scripts
    assert {"size", "quorum", "casting", "chair"} & (names.ids | names.words) == set()


INVENTED = names_in(
    [
        yaml.load(
            """
id: night-shift
people: {ines: {en: Inês O'Dowd, zh-Hans: 伊内丝, short: O'Dowd}, bo: Bo Van Alst}
groups: {crew: {name: The Night Crew}}
entities: {mill: {name: Old Mill Co-operative, law: xy/mills}}
params: {form: {value: paper}, head-count: {value: 7}}
sources: {ledger: {kind: press, title: The Ledger}, act: {kind: statute, title: The Mills Act of Borduria}}
steps: [{id: strike, do: {sign: {letter: petition}}}]
conflicts: {C01: {about: strike}}
rules: [{id: q1, cite: Rev. Stat. § 4}]
""",
            Loader=yaml.BaseLoader,  # noqa: S506 - it makes nothing but texts
        )
    ],
    frozenset({"paper"}),
    ["Corn goes to the mill at night, says ines."],
)


@pytest.mark.parametrize(
    ("module", "found"),
    [
        ('WHO = "ines"\n', {"ines"}),
        ('WHO = b"ines"\n', {"ines"}),
        ("def ask_ines() -> None: ...\n", {"ines"}),
        ("class ForODowd: ...\n", set()),  # the apostrophe is part of the name
        ("x = 1  # as Inês O'Dowd has it\n", {"inês", "o'dowd"}),
        ('x = f"{1} and 伊内丝"\n', {"伊内丝"}),
        ("class AlstRule: ...\n", {"alst"}),
        ("class MillRule: ...\n", set()),
        ('if pack == "xy/mills": ...\n', {"xy-mills", "mills"}),
        ('if pack.startswith("Borduria"): ...\n', {"borduria"}),
        ("# the crew of the Mill\n", {"crew", "mill"}),
        ("# corn for the mill\n", set()),  # written small by a page, and so here
        ("head_count = 7\n", {"head-count"}),
        ('match x:\n    case "C01": ...\n', {"c01"}),
        ('if step == "strike": ...\n', {"strike"}),
        ('HELP = "such as --step strike=now"\n', {"strike"}),
        ('HELP = "such as `strike`"\n', {"strike"}),
        ("kind = 'Rev. Stat.'\n", {"rev", "stat"}),
        ("from night_shift import x\n", {"night-shift"}),
        ('"""Ines sets a strike."""\n\n\nclass X:\n    """As O\'Dowd (1990) has it."""\n', set()),
        ('def f() -> str:\n    """Ask Ines."""\n    return "paper"\n', set()),
        ('strike = "they strike at noon"  # a strike\n', set()),  # the ordinary word
        ("nines, mills_ = 9, 1\n", {"mills"}),
    ],
    ids=lambda shown: shown if isinstance(shown, str) else "-".join(sorted(shown)) or "none",
)
def test_a_name_put_into_code_is_found_wherever_it_stands(module: str, found: set[str]) -> None:
    assert set(names_of(module, INVENTED)) == found


@pytest.mark.parametrize("name", ["altman", "lantern-labs", "C03", "微软", "headcount", "Delaware"])
def test_a_real_module_with_a_name_put_into_it_fails(name: str) -> None:
    text = (SOURCE / "reader" / "tokens.py").read_text(encoding="utf-8")
    grown = f'{text}\nPUT_IN = "{name}"\n'
    assert set(names_of(grown, bundled())) - set(names_of(text, bundled())) >= {_joined(name)}
