"""The reference has every word the code knows and no other; every example in it loads, is told and holds."""

import re
import typing

import pytest
from loading import load_fork

from govsim.codes import CODES
from govsim.engine.replay import replay
from govsim.reader.acts import VERBS
from govsim.reader.changes import CHANGES
from govsim.reader.clauses import CLAUSE_KEYS
from govsim.reader.forks import FORK_KEYS
from govsim.reader.forms import BALLOTS
from govsim.reader.items import ITEM_KEYS
from govsim.reader.revisions import REVISIONS
from govsim.reader.rules import RANKS, TOPICS
from govsim.reader.steps import STEP_KEYS
from govsim.reader.stories import STORY_KEYS
from govsim.reader.structures import LAW_KEYS, STRUCTURE_KEYS
from govsim.record.edits import Forked
from govsim.record.rulings import Verdict
from govsim.whatif.branch import Mark, branch
from govsim.world.expressions import FUNCTIONS, KEYWORDS, OPERATORS
from govsim.world.thresholds import Base
from govsim.world.time import Precision
from reference import EXAMPLES, PAGE, data_of, page, sections, whole

SECTIONS = {section.id: section for section in sections()}
SHOWN = [(one.id, number, text) for one in sections() for number, text in enumerate(one.shown)]
MARKED = [(word.word, word.step, word.example) for word in SECTIONS["marks"].words]

TABLES: dict[str, typing.Collection[str]] = {
    "scenario": STORY_KEYS,
    "step": STEP_KEYS,
    "structure": STRUCTURE_KEYS,
    "law": LAW_KEYS,
    "fork": FORK_KEYS,
    "acts": VERBS,
    "items": ITEM_KEYS,
    "ballots": BALLOTS,
    "rule": CLAUSE_KEYS,
    "topics": TOPICS,
    "ranks": RANKS,
    "bases": [base.value for base in Base],
    "functions": FUNCTIONS,
    "operators": [*KEYWORDS, *OPERATORS],
    "times": typing.get_args(Precision),
    "changes": CHANGES,
    "revisions": REVISIONS,
    "marks": [mark.value for mark in Mark],
    "verdicts": [verdict.word for verdict in Verdict],
}
"""The sections whose words are a table of the code."""

FILES = ("acme.yaml", "company.yaml", "invented/companies.yaml", "acme-fork.yaml")


def loaded(example: str) -> Forked:
    """Load an example, which has no problems."""
    (_, text), *files = whole(example).items()
    found, problems = load_fork(text, dict(files))
    assert found is not None, problems
    assert problems == ()
    return found


def told(forked: Forked) -> dict[str, object]:
    """Tell a story or a fork; give each expectation by its place with what came of it."""
    timeline = branch(forked).timeline if forked.forks else replay(forked.story)
    return {str(one.expr): holds for one, holds in zip(timeline.story.expects, timeline.expected, strict=True)}


@pytest.mark.parametrize(("section", "known"), TABLES.items(), ids=list(TABLES))
def test_a_section_has_every_word_of_the_code_and_no_other(section: str, known: typing.Collection[str]) -> None:
    assert sorted(word.word for word in SECTIONS[section].words) == sorted(known)


def test_every_section_is_held_to_a_table_or_named_here() -> None:
    assert {*SECTIONS} - {*TABLES} == {"approvals", "thresholds", "amounts", "numbers", "inside"}


def test_every_word_has_a_sentence() -> None:
    for section in SECTIONS.values():
        for word in section.words:
            assert word.says.endswith("."), (section.id, word.word)
            assert word.says[0].isupper() or word.says[0] == "`", (section.id, word.word)


@pytest.mark.parametrize(("section", "number", "example"), SHOWN, ids=[f"{one}-{n}" for one, n, _ in SHOWN])
def test_every_example_loads_is_told_and_holds(section: str, number: int, example: str) -> None:
    for expr, holds in told(loaded(example)).items():
        assert holds is True, (section, number, expr)


def test_the_files_of_the_examples_use_every_key_of_theirs() -> None:
    read = {name: data_of((EXAMPLES / name).read_text(encoding="utf-8")) for name in FILES}
    acme, company, law, fork = (typing.cast("dict[str, typing.Any]", data) for data in read.values())
    assert {*acme} == {*STORY_KEYS}
    assert {*company} == {*STRUCTURE_KEYS}
    assert {*law} == {*LAW_KEYS}
    assert {*fork} == {*FORK_KEYS} - {"base_id"}  # it changes with the base
    assert {key for step in acme["steps"] for key in step} == {*STEP_KEYS}
    rules = [*company["rules"], *law["rules"]]
    in_examples = {key for word in SECTIONS["topics"].words for rule in _rules(word.example) for key in rule}
    assert {key for rule in rules for key in rule} | in_examples == {*CLAUSE_KEYS}


def _rules(example: str) -> list[dict[str, str]]:
    return typing.cast("dict[str, list[dict[str, str]]]", data_of(example))["rules"]


@pytest.mark.parametrize("name", ["acme", "acme-fork"])
def test_the_files_of_the_examples_load_are_told_and_hold(name: str) -> None:
    files = {
        path.relative_to(EXAMPLES).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in EXAMPLES.rglob("*.yaml")
    }
    found, problems = load_fork(files[name], files | {"acme-sources.yaml": files["acme-sources"]})
    assert found is not None, problems
    assert problems == ()
    assert set(told(found).values()) == {True}


@pytest.mark.parametrize(("mark", "step", "example"), MARKED, ids=[mark for mark, _, _ in MARKED])
def test_the_step_of_an_example_gets_the_mark_it_is_there_to_show(mark: str, step: str, example: str) -> None:
    (turn,) = [turn for turn in branch(loaded(example)).turns if turn.step == step]
    assert turn.mark == mark


def test_each_word_stands_in_its_own_example() -> None:
    for section in ("acts", "items", "topics", "bases", "functions", "changes", "revisions", "approvals", "verdicts"):
        for word in SECTIONS[section].words:
            assert re.search(rf"\b{word.word}\b", word.example), (section, word.word)
    for section in ("ballots", "ranks"):
        for word in SECTIONS[section].words:
            assert any(re.search(rf"\b{word.word}\b", one) for one in SECTIONS[section].examples), word.word


STEP = "steps: [{id: s, at: 2024-04-01, by: acme.board, %s}]"
RULE = "rules: [{id: r, in: acme.bylaws, for: acme.council, %s}]"
POWER = "rules: [{id: r, in: acme.bylaws, power: {to: any, of: any}, by: %s}]"
FLOW = "flows: {acme.other: {currency: USD, %s}}"
ODD = "{zzzzzz: 1}"

INSIDE = {
    "resolve": STEP % f"do: {{resolve: {ODD}}}",
    "choices": STEP % f"do: {{resolve: {{choices: {ODD}, that: []}}}}",
    "elect": STEP % f"do: {{elect: {ODD}}}",
    "decide": STEP % f"do: {{decide: {ODD}}}",
    "meeting": STEP % f"do: {{resolve: {{via: {{meeting: {ODD}}}}}}}",
    "sign": STEP % f"do: {{sign: {ODD}}}",
    "resign": STEP % f"do: {{resign: {ODD}}}",
    "open": STEP % f"do: {{open: {ODD}}}",
    "expire": STEP % f"do: {{expire: {ODD}}}",
    "answer": STEP % f"do: {{answer: {ODD}}}",
    "recant": STEP % f"do: {{announce: x}}, recant: {ODD}",
    "stated": STEP % f"do: {{announce: x}}, stated: [{ODD}]",
    "entity": f"entities: {{other: {ODD}}}",
    "body": f"bodies: {{acme.other: {ODD}}}",
    "position": f"positions: {{acme.other: {ODD}}}",
    "matter": "matters: {acme.other: {kind: sale-of-assets, zzzzzz: 1}}",
    "vesting": f"positions: {{acme.other: {{kind: shares, vesting: {ODD}}}}}",
    "offer": STEP % f"do: {{offer: {ODD}}}",
    "flow": f"flows: {{acme.other: {ODD}}}",
    "tier": FLOW % f"tiers: [{ODD}]",
    "cap": FLOW % f"tiers: [{{id: t, share: {{acme: 100%}}, until: [{ODD}]}}]",
    "stream": FLOW % f"tiers: [], streams: {{s: {ODD}}}",
    "rejected": FLOW % f"tiers: [], rejected: [{ODD}]",
    "tied_to": f"positions: {{acme.other: {{kind: office, tied_to: {ODD}}}}}",
    "instrument": f"instruments: {{acme.other: {ODD}}}",
    "param": f"params: {{other: {ODD}}}",
    "reading": f"readings: [{ODD}]",
    "replaces": f"readings: [{{id: x, title: x, replaces: [{ODD}]}}]",
    "fact": f"facts: {{other: {ODD}}}",
    "claim": f"facts: {{other: {{claims: [{ODD}]}}}}",
    "conflict": f"conflicts: {{C9: {ODD}}}",
    "source": f"sources: {{other: {ODD}}}",
    "reaction": f"reactions: [{ODD}]",
    "outcome": f"outcomes: [{ODD}]",
    "power": f"rules: [{{id: r, in: acme.bylaws, power: {ODD}, by: never}}]",
    "on": RULE % f"quorum: all of present, on: {ODD}",
    "quorum": RULE % f"quorum: {ODD}",
    "passes": RULE % f"passes: {ODD}",
    "elects": RULE % f"elects: {ODD}",
    "consent": RULE % f"consent: {ODD}",
    "notice": RULE % f"notice: {ODD}",
    "term": RULE % f"term: {ODD}",
    "recusal": RULE % f"recusal: {ODD}",
    "suit": f"rules: [{{id: r, in: acme.bylaws, suit: {ODD}}}]",
    "who": f"rules: [{{id: r, in: acme.bylaws, suit: {{over: any, claim: x, who: [{ODD}]}}}}]",
    "test": f"rules: [{{id: r, in: acme.bylaws, test: {ODD}}}]",
    "when": POWER % f"{{when: {ODD}}}",
    "stages": POWER % f"{{stages: [{{vote: acme.board}}, {ODD}]}}",
}
"""Each mapping inside others, with a key that nothing knows: the cure then lists those that are known."""


def known_in(example: str) -> list[str]:
    """Give the keys that the reader knows where an example has one it does not know."""
    (_, text), *files = whole(example).items()
    _, problems = load_fork(text, dict(files))
    (cure,) = [one.help for one in problems if "zzzzzz" in one.message]
    return sorted(cure.removeprefix("known here: ").split(", "))


@pytest.mark.parametrize("where", INSIDE)
def test_every_key_inside_a_key_is_explained(where: str) -> None:
    said = [word.word.partition(".")[2] for word in SECTIONS["inside"].words if word.word.startswith(f"{where}.")]
    known = known_in(INSIDE[where])
    if where == "stages":  # beside whoever must agree
        known = [one for one in known if one not in {word.word for word in SECTIONS["approvals"].words}]
    assert sorted(said) == known


def test_nothing_is_explained_that_is_nowhere() -> None:
    assert {word.word.partition(".")[0] for word in SECTIONS["inside"].words} == {*INSIDE}


def test_everybody_who_may_have_to_agree_is_explained() -> None:
    assert sorted(word.word for word in SECTIONS["approvals"].words) == known_in(POWER % ODD)


def test_the_sections_without_a_table_show_each_of_their_words() -> None:
    shapes = {
        ">": r"> \d", ">=": r">= \d", "all of": "all of", "and": " and ", "a count": r">= \d of", "a share": r"\d/\d",
        "a root": r"sqrt\(",
        "a parameter": r">= [a-z]+ of", "a fraction": r"\d/\d", "%": r"\d%", "h": r"\dh", "d": r"\dd",
        "money": r"[A-Z]{3} \d", "exact": r": \d+,", "+": r"\d\+", "~": r"~\d", "..": r"\d\.\.\d", "fraction": r"\d/\d",
    }  # fmt: skip
    for section in ("thresholds", "amounts", "numbers"):
        for word in SECTIONS[section].words:
            shape = r"= \d|>= 4" if (section, word.word) == ("amounts", "a count") else shapes[word.word]
            assert re.search(shape, word.example), (section, word.word)


def test_the_page_names_every_word_and_every_problem() -> None:
    text = page()
    for section in SECTIONS.values():
        assert f"\n## {section.title}\n" in text
    for code in CODES.values():
        assert f"\n### {code.code}: {code.title}\n\n{code.meaning}\n" in text


def test_the_page_is_what_the_code_and_the_examples_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"
