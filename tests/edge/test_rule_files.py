"""`govsim check` on files whose rules are wrongly written: what is wrong where, exit 3, and never a traceback."""

from pathlib import Path

import pytest

from edge.door import Ask
from govsim.codes import whole

RULE = "rules:\n  - {id: r, in: acme.bylaws, %s}\n"


@pytest.mark.parametrize(
    ("topic", "code"),
    [
        ("for: acme.board, quorum: {votes: all of present, classes: {acme.bord: all of present}}", "GS201"),
        ("for: acme.board, weights: {anne: 3}", "GS201"),
        ("for: acme.board, recusal: [{who: nobody-here}]", "GS201"),
        ("for: acme.board, assent: assumed", "GS304"),
        ("for: acme.board, term: yes", "GS302"),
        ("power: {to: [remove], of: office}, by: never, on: {to: [remove], of: any}", "GS301"),
        ("power: {to: [avoid], of: any, within: soon}, by: never", "GS302"),
        ("power: {to: [remove], of: office}, by: {sponsors: '>= 2 of in_office'}", "GS303"),
        ("power: {to: [remove], of: office}, by: {sponsors: '>= 1/2 of cast', of: acme.board}", "GS311"),
        ("suit: {over: any, claim: title, who: [{on: board, party: ann}]}", "GS302"),
        ("suit: {over: any, claim: title, who: [{plaintiff: ann}]}", "GS301"),
        ("test: {fails: [acme.ceo]}", "GS303"),
    ],
)
def test_check_says_what_is_wrong_with_a_rule_and_leaves_with_3(ask: Ask, topic: str, code: str) -> None:
    Path("wrong.yaml").write_text(whole(RULE % topic), encoding="utf-8")
    done = ask("check", "wrong.yaml")
    assert done.code == 3
    assert f"error[{code}]" in done.text
    assert "wrong.yaml:13:" in done.text
    assert done.err == b""
