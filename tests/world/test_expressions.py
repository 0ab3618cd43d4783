"""Conditions as trees: how they are written, what they yield, and what is in them."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from govsim.world.expressions import (
    FUNCTIONS,
    ActWords,
    Amount,
    And,
    Call,
    Compare,
    Expr,
    Instant,
    Name,
    Node,
    Not,
    Of,
    Or,
    Sort,
    sort_of,
    text,
    walk,
)
from govsim.world.time import When

A, B, C = Name("a"), Name("b"), Name("c")
NOON = datetime(2023, 11, 17, 12, tzinfo=UTC)
AT_NOON = Instant(When(earliest=NOON, latest=NOON, precision="instant", zone="UTC", text="noon"))


@pytest.mark.parametrize(
    ("expr", "written"),
    [
        (Or((And((A, B)), C)), "a and b or c"),
        (And((Or((A, B)), C)), "(a or b) and c"),
        (And((And((A, B)), C)), "(a and b) and c"),
        (Or((Or((A, B)), C)), "(a or b) or c"),
        (Not(Not(A)), "not not a"),
        (Not(And((A, B))), "not (a and b)"),
        (Not(Compare(A, "<", B)), "not a < b"),
        (Compare(A, ">=", Of(Amount(Fraction(9, 10), "%"), B)), "a >= 90% of b"),
        (Compare(A, ">=", Of(Name("share"), Of(Amount(Fraction(1, 2)), B))), "a >= share of 1/2 of b"),
        (Compare(A, "=", Amount(Fraction(1, 3))), "a = 1/3"),
        (Compare(A, "=", Amount(Fraction(48), "h")), "a = 48h"),
        (Compare(A, "=", Amount(Fraction(13 * 10**9), "USD")), "a = USD 13bn"),
        (Call("before", (AT_NOON,)), "before(2023-11-17T12:00Z)"),
        (Call("in_law", (Or((A, B)),)), "in_law(a or b)"),
        (
            Call("can", (Name("microsoft"), ActWords(("remove", "toner", "from", "inc.board")))),
            "can(microsoft, remove toner from inc.board)",
        ),
    ],
)
def test_a_condition_is_written_with_no_parenthesis_that_is_not_needed(expr: Expr, written: str) -> None:
    assert text(expr) == written


@pytest.mark.parametrize(
    ("expr", "sort"),
    [
        (Or((A, B)), Sort.TRUTH),
        (And((A, B)), Sort.TRUTH),
        (Not(A), Sort.TRUTH),
        (Compare(A, "=", B), Sort.TRUTH),
        (Amount(Fraction(4)), Sort.VALUE),
        (AT_NOON, Sort.VALUE),
        (Of(A, B), Sort.VALUE),
        (A, Sort.EITHER),
        (Call("signed", (A,)), Sort.VALUE),
        (Call("signed", (A, B)), Sort.TRUTH),
        (Call("in_office", (A,)), Sort.VALUE),
        (Call("open", (A,)), Sort.TRUTH),
    ],
)
def test_an_expression_is_a_truth_or_a_value_or_a_name_for_either(expr: Expr, sort: Sort) -> None:
    assert sort_of(expr) is sort


def test_where_a_node_stands_is_no_part_of_what_it_means() -> None:
    here, there = Name("a", start=3, end=4), Name("a", start=7, end=8)
    assert here == there
    assert hash(Not(here)) == hash(Not(there))


def test_walking_a_tree_meets_every_node_in_the_order_of_the_text() -> None:
    act = ActWords(("resign",))
    can, amount, of = Call("can", (A, act)), Amount(Fraction(4)), Of(B, C)
    compare = Compare(of, "<", amount)
    tree = Or((And((Not(can), AT_NOON)), compare))
    nodes: list[Node] = [tree, And((Not(can), AT_NOON)), Not(can), can, A, act, AT_NOON, compare, of, B, C, amount]
    assert list(walk(tree)) == nodes


@pytest.mark.parametrize(
    ("function", "usage"),
    [
        ("holds", "holds(party, position)"),
        ("signed", "signed(letter[, party])"),
        ("determined", "determined(name[, value, ...])"),
        ("can", "can(party, act)"),
    ],
)
def test_the_usage_of_a_function_marks_what_may_be_left_out(function: str, usage: str) -> None:
    assert FUNCTIONS[function].usage == usage


def test_the_functions_are_those_of_the_kernel_and_each_asks_one_thing() -> None:
    asked: dict[str, set[str]] = {}
    for row in FUNCTIONS.values():
        asked.setdefault(row.about, set()).add(row.name)
    assert asked == {
        "state": {
            "meets",
            "units",
            "put_in",
            "paid_out",
            "holds",
            "seated",
            "vacant",
            "in_office",
            "employed",
            "signed",
            "open",
            "informed",
            "determined",
            "in_law",
        },
        "story": {
            "happened",
            "refused",
            "valid",
            "voidable",
            "void",
            "no_act",
            "pending",
            "before",
            "after",
        },
        "goal": {"controls", "can"},
    }


def test_a_tree_that_no_text_could_mean_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="parts"):
        And((A,))
    with pytest.raises(ValueError, match="parts"):
        Or(())
    with pytest.raises(ValueError, match="words"):
        ActWords(())
    with pytest.raises(ValueError, match="value"):
        Amount(Fraction(-1))
