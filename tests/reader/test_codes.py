"""The table of codes is complete, and each of its examples has the problem it is there to show."""

import re
from pathlib import Path

import pytest
from loading import load, load_fork

import govsim
from govsim.codes import CODES, Code, whole

SOURCE = Path(govsim.__file__).parent
ON_LOADING = [code for code in CODES.values() if not code.needs_engine and not code.cap_table]


def text_of(code: Code, example: str) -> str:
    return example if code.raw else whole(example)


def test_every_code_reported_anywhere_is_in_the_table_and_only_those() -> None:
    files = [path for path in SOURCE.rglob("*.py") if path.name != "codes.py"]
    used = {code for path in files for code in re.findall(r'"(GS[0-9]{3})"', path.read_text(encoding="utf-8"))}
    from_the_engine = {code.code for code in CODES.values() if code.needs_engine}
    assert used - set(CODES) == set()
    assert set(CODES) - used <= from_the_engine


def test_the_table_is_in_order_and_says_something_of_each_code() -> None:
    assert list(CODES) == sorted(CODES)
    for code in CODES.values():
        assert code.title
        assert code.meaning.endswith(".")
        assert code.right
        assert code.wrong or "No example" in code.meaning


@pytest.mark.parametrize("code", [one for one in ON_LOADING if one.wrong], ids=lambda code: code.code)
def test_a_failing_example_has_that_problem_and_no_other(code: Code) -> None:
    found, problems = load_fork(text_of(code, code.wrong), dict(code.files))
    assert {problem.code for problem in problems} == {code.code}, problems
    assert (found is None) == any(problem.severity == "error" for problem in problems)


@pytest.mark.parametrize("code", ON_LOADING, ids=lambda code: code.code)
def test_every_problem_of_an_example_has_a_cure(code: Code) -> None:
    for problem in load_fork(text_of(code, code.wrong), dict(code.files))[1]:
        assert problem.help or problem.related, problem


@pytest.mark.parametrize("code", [one for one in CODES.values() if not one.cap_table], ids=lambda code: code.code)
def test_a_cured_example_loads(code: Code) -> None:
    found, problems = load_fork(text_of(code, code.right), dict(code.files))
    assert problems == ()
    assert found is not None


@pytest.mark.parametrize("code", [one for one in CODES.values() if one.needs_engine], ids=lambda code: code.code)
def test_an_example_for_the_engine_loads_though_it_is_wrong(code: Code) -> None:
    assert load(whole(code.wrong))[0] is not None


def test_a_file_too_long_has_the_code_that_has_no_example() -> None:
    assert [problem.code for problem in load(b" " * 32_000_001)[1]] == ["GS110"]


def test_an_example_keeps_what_it_says_and_gets_the_rest() -> None:
    text = whole("positions: {acme.chair: {kind: chair}}\nid: other\n")
    assert "id: other" in text
    assert "id: tale" not in text
    assert "  positions: {acme.chair" in text
    assert "acme.ceo: {kind" not in text
    assert "  bodies: {acme.board" in text
