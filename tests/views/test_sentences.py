"""Every finding has its sentence, every sentence its finding; and what is printed is what was ruled."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import govsim
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.acts import Resolve
from govsim.record.rulings import Ruling, Verdict
from govsim.record.story import Step
from govsim.views.deeds import own_word
from govsim.views.explaining import explanation
from govsim.views.lexicon import lexicon
from govsim.views.plain import as_data, as_rows
from govsim.views.sentences import BASES, IN_VOTES, MARKS, SENTENCES, VERDICTS, sentence
from govsim.views.telling import tell
from govsim.views.trust import trusted
from govsim.world.thresholds import Base
from views.corpus import SCENARIOS, corpus, edges, findings, shipped, supposed, tellings

SOURCE = Path(govsim.__file__).parent
BUILDERS = {"together", "say", "_held", "held", "leaf"}
"""Functions and methods of the rules whose first argument is the code of the finding they make."""


def _words(node: ast.expr) -> Iterator[str]:
    """Give the texts that an expression may come to: a text, or one of two on a condition."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_words(body), *_words(orelse))
        case _:
            pass


def _coded(tree: ast.Module) -> Iterator[str]:
    """Give every code that a module writes down where codes stand."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]) if name in BUILDERS:
                yield from _words(first)
            case ast.keyword(arg="code", value=value):
                yield from _words(value)
            case ast.Assign(targets=[ast.Name(id="code")], value=value):
                yield from _words(value)
            case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id="code"), *_])], value=ast.Tuple(elts=[value, *_])):
                yield from _words(value)
            case _:
                pass


def test_the_codes_that_rules_and_engine_write_are_those_that_have_a_sentence() -> None:
    paths = [path for layer in ("rules", "engine") for path in (SOURCE / layer).rglob("*.py")]
    written = {code for path in paths for code in _coded(ast.parse(path.read_text(encoding="utf-8")))}
    assert written == set(SENTENCES)


def test_the_stories_here_meet_every_finding_there_is() -> None:
    met = {finding.code for _, finding in (*findings(corpus()), *findings(edges()), *supposed())}
    assert met == set(SENTENCES)


def test_every_placeholder_of_a_sentence_is_filled_from_its_finding() -> None:
    every = (*findings(corpus()), *supposed())
    met = {(f.code, frozenset(name for name, _ in (*f.names, *f.numbers))) for _, f in every}
    for code, given in met:
        asked = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
        assert asked <= given, code


def test_a_sentence_is_whole_in_every_language() -> None:
    for timeline in (corpus()[0], *(tellings(name)[-1] for name in SCENARIOS), *corpus()[-4:]):
        for language in ("en", "zh-Hans", "zh-Hant"):
            names = lexicon(timeline.story, language)
            for _, finding in findings((timeline,)):
                said = sentence(finding, names)
                assert said.strip()
                assert not re.search(r"[{}]|None|\bacme\.|  ", said), said


def test_the_arithmetic_of_a_finding_is_said_with_its_own_numbers() -> None:
    seen = {(f.code, f.numbers, f.names): f for _, f in findings(corpus()) if "base" in dict(f.names)}
    assert len(seen) > 50
    names = lexicon(shipped("nov2023"))
    for finding in seen.values():
        said, numbers = sentence(finding, names), dict(finding.numbers)
        assert re.findall(r"[\d,]*\d", said)[0] == f"{numbers['have']:,}"
        assert f" {numbers['needed']:,} needed" in said
        base = dict(finding.names)["base"]
        words = IN_VOTES.get(base, BASES[base]) if ("counted", "votes") in finding.names else BASES[base]
        assert re.search(rf" of {numbers['of']:,} {words}(,|$)", said)


def test_every_base_and_every_verdict_has_words() -> None:
    assert set(BASES) == {base.value for base in Base}
    assert set(VERDICTS) == set(MARKS) == set(Verdict)
    assert len(set(VERDICTS.values())) == len(Verdict)


def rulings(timeline: Timeline) -> Iterator[tuple[Step, Ruling]]:
    return ((entry.step, ruling) for entry in timeline.entries for ruling in entry.rulings)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_explanation_of_one_ruling_told_twice_is_equal(name: str) -> None:
    first, second = replay(shipped(name)), replay(shipped(name))
    for (step, one), (_, other) in zip(rulings(first), rulings(second), strict=True):
        told = explanation(step, one, lexicon(first.story), trusted(first))
        assert told == explanation(step, other, lexicon(second.story), trusted(second))
        assert told == explanation(step, one, lexicon(first.story), trusted(first))


def test_an_explanation_opens_with_the_verdict_of_its_root() -> None:
    for timeline in corpus():
        names = lexicon(timeline.story)
        for step, ruling in rulings(timeline):
            head = explanation(step, ruling, names, ()).splitlines()[0]
            own = own_word(step.act) if ruling.verdict.effective else ""
            assert head.startswith(f"{(own or VERDICTS[ruling.finding.verdict]).upper()}  ")
            assert not (own and isinstance(step.act, Resolve))


def test_a_ruling_that_stands_shows_no_mark_of_refusal_below_what_all_must_hold() -> None:
    """Only under `any`, `k of` and stages may something fail that the ruling survives."""
    for timeline in corpus():
        names = lexicon(timeline.story)
        for step, ruling in rulings(timeline):
            found = {finding.code for _, finding in findings((timeline,))}
            if ruling.verdict is Verdict.VALID and not found & {"approval.any", "approval.k-of", "stages"}:
                assert not re.search(r"-- (NO|\?\?|\.\.)  ", explanation(step, ruling, names, ()))


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_table_the_pipe_and_the_json_print_the_verdict_of_the_root(name: str) -> None:
    telling = tell(tellings(name)[-1])
    data = as_data(telling, "0")
    assert isinstance(data, dict)
    roots = {f"{row.id}.{item.id}": item.ruling.finding.verdict for row in telling.rows for item in row.items}
    assert roots
    for row in telling.rows:
        for item in row.items:
            root = roots[f"{row.id}.{item.id}"]
            own = root is Verdict.VALID and bool(own_word(row.entry.step.act))
            assert item.said.startswith("own act" if own else VERDICTS[root])
    piped = {f"{row[1]}.{row[2]}": row[7] for row in as_rows(telling)[1:] if row[2]}
    assert piped == {where: verdict.word for where, verdict in roots.items()}
    steps = data["steps"]
    assert isinstance(steps, list)
    printed = {
        f"{step['id']}.{item['id']}": {item["verdict"], item["finding"]["verdict"]}  # type: ignore[index, call-overload]  # parsed JSON
        for step in steps
        for item in step["items"]  # type: ignore[index, call-overload, union-attr]  # parsed JSON
    }
    assert printed == {where: {verdict.word} for where, verdict in roots.items()}
