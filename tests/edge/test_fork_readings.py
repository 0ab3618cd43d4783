"""`govsim readings FORK`: the expectations of a fork, asked again with one premise at a time not as it assumes."""

import json
from pathlib import Path

import pytest

from edge.door import Ask
from edge.test_schemas import faults

VOTES_NO = """govsim: 1
fork: nov2023
id: votes-no
change: [{at: decision, vote: {sutskever: against}}]
"""
EXPECTS = """expect:
  - refused(decision.ceo)
  - not seated(microsoft, inc.board)
"""


def written(expects: str = EXPECTS) -> str:
    Path("votes-no.yaml").write_text(VOTES_NO + expects, encoding="utf-8")
    return "votes-no.yaml"


def test_the_three_meetings_are_the_only_premises_under_which_three_votes_carry(ask: Ask) -> None:
    """Three of four, or of five present, carry at each meeting; a consent needs four of six, or all, in any reading."""
    document = json.loads(ask("readings", written(), "--json").text)
    assert faults("fork-readings-1", document) == []
    by_expr = {one["expr"]: one for one in document["expectations"]}
    assert by_expr["not seated(microsoft, inc.board)"]["otherwise"] == []
    assert by_expr["refused(decision.ceo)"] == {
        "expr": "refused(decision.ceo)",
        "assumed": True,
        "otherwise": [
            {"dimension": "form", "value": value, "answer": "does not hold"}
            for value in ("meeting-of-four", "noon-call", "noticed-meeting")
        ],
    }


def test_a_flag_is_one_assumption_more(ask: Ask) -> None:
    """At the noon call three of five carry; not where notice is due, and not as a consent: two premises."""
    done = ask("readings", written(), "--param", "form=noon-call")
    (row,) = [line.split("\t") for line in done.text.splitlines() if line.startswith("refused")]
    assert row[1] == "does not hold"
    assert row[2] == "holds under reading statutory-default, form consent-of-four"


def test_a_fork_that_expects_nothing_says_how_to_begin(ask: Ask) -> None:
    assert "add `expect:`" in ask("readings", written(""), "--format", "table").text


@pytest.mark.parametrize("columns", [80, 120])
def test_the_table_holds_its_width_and_says_that_only_one_premise_is_moved(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = ask("readings", written(), "--format", "table").text
    assert max(map(len, text.splitlines())) <= columns
    assert "Several at once: not compared." in " ".join(text.split())
    assert "the same under every other single premise" in " ".join(text.split())


def test_a_condition_nobody_can_decide_is_a_problem_and_no_answer(ask: Ask) -> None:
    """The letter's last count, 700 or more, is or is not 95 % of 770."""
    text = "govsim: 1\nfork: nov2023\nid: vague\nassume: {settle-share: 95%, letter-day: s001}\n"
    Path("vague.yaml").write_text(text, encoding="utf-8")
    done = ask("readings", "vague.yaml")
    assert (done.code, done.text) == (3, "")
    assert b"GS403" in done.err
