"""Named tests of independence: who on a roll meets one, in numbers, as a condition, and as what it reads."""

import pytest

from govsim.analysis.moments import right_after
from govsim.engine.reads import Needs, reads
from govsim.reader.expressions import parse_expression
from govsim.reader.faults import Fault
from govsim.rules import independence
from govsim.rules.evaluate import truth
from govsim.rules.spans import Truth
from govsim.world.expressions import Call, Expr, Name
from inline import act, story, tale, told

TEST = "- {id: independent, in: acme.bylaws, test: {of: acme.board, fails: [acme.ceo, acme.chair]}%s}"


def asked(condition: str, *, test: str = TEST % "") -> Truth:
    """Give whether a step that hangs on a condition was taken: True, False, or None where it cannot be told."""
    text = tale(act("x", "ann", "happen: rain", step=f"if: {condition}"), more_rules=test)
    return told(text).by_step["x"].condition


def parsed(text: str) -> Expr:
    found = parse_expression(text, "UTC")
    assert not isinstance(found, Fault), found
    return found


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("meets(independent) = 3", True),  # cyd, dee and eve
        ("meets(independent) > 1/2 of in_office(acme.board)", True),  # 3 of 5
        ("meets(independent) > 3/5 of in_office(acme.board)", False),
    ],
)
def test_whoever_holds_none_of_the_positions_meets_the_test(condition: str, found: Truth) -> None:
    """Of five directors one is chief executive and one chair.

    Fails if only the first position counts (4 would meet it), and if those who fail are counted.
    """
    assert asked(condition) is found


def test_a_test_that_is_not_yet_in_force_cannot_be_told() -> None:
    """Fails if a test speaks before its day, or if silence counts as nobody."""
    assert asked("meets(independent) = 3", test=TEST % ", since: 2030-01-01") is None


@pytest.mark.parametrize(
    ("board", "since", "met"),
    [("ann, cyd", "2020-01-01", True), ("ann", "2020-01-01", False), ("cyd", "2030-01-01", None)],
)
def test_by_itself_it_asks_whether_anybody_meets_it(board: str, since: str, met: Truth) -> None:
    """Fails if a test that is in force counts as met, or one that is not as failed."""
    start = f"{{acme.board: [{board}], acme.ceo: ann, acme.chair: bob}}"
    text = tale(act("x", "ann", "happen: rain"), more_rules=TEST % f", since: {since}", start=start)
    moment = right_after(told(text), "x").moment
    assert truth(Call("meets", (Name("independent"),)), moment) is met


def test_each_fails_by_the_first_position_that_the_test_names() -> None:
    """Ann is chief executive, Bob the chair; the test of another name is not there."""
    timeline = told(tale(more_rules=TEST % "", start="{acme.board: [ann, bob, cyd], acme.ceo: ann, acme.chair: bob}"))
    found = independence.tested("independent", timeline.law, "2024-03-01", timeline.book)
    assert found is not None
    assert (found.meet, found.fail) == (("cyd",), (("ann", "acme.ceo"), ("bob", "acme.chair")))
    assert independence.tested("other", timeline.law, "2024-03-01", timeline.book) is None


def test_a_test_reads_the_roll_and_the_positions_that_fail_it() -> None:
    """Fails if what a condition hangs on leaves out who holds an office: it would not be asked again in a what-if."""
    base = story(tale(more_rules=TEST % "")).structure
    keys = frozenset({("held", "acme.board"), ("held", "acme.ceo"), ("held", "acme.chair")})
    assert reads(parsed("meets(independent) > 2"), base, law=False) == Needs(fact=keys)
    assert reads(parsed("meets(other) > 2"), base, law=False) == Needs()
