"""Expressions at a moment: every function of the table, three-valued truth, and honest comparison of bounds."""

from datetime import UTC, datetime
from fractions import Fraction
from itertools import product

import pytest
from attrs import evolve

from govsim.engine.choices import claimed
from govsim.reader.expressions import parse_expression
from govsim.reader.faults import Fault
from govsim.record.rulings import Verdict
from govsim.rules.evaluate import Moment, truth, value_of
from govsim.rules.spans import Span, Truth
from govsim.world.expressions import ActWords, Amount, Call, Compare, Expr, Instant, Name, Of, Operator
from govsim.world.sources import Bounds
from inline import act, tale, told, vote

ENTITIES = "{acme: {name: Acme}, beta: {name: Beta}}"
POSITIONS = """
{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.staff: {kind: employment}, acme.card: {kind: membership},
 beta.ceo: {kind: office, same_holder_as: acme.ceo}}
"""
CLAIM = "{claims: [{value: %s, source: wire}], because: b}"
FACTS = ", ".join(
    f"{name}: {CLAIM % value}"
    for name, value in {"plus": "700+", "about": "~770", "between": "490..505", "exact": 770, "nil": 0}.items()
)
STEPS = (
    act("told", "ann", "inform: {of: news, who: [bob]}", at="2024-03-01T10:00"),
    act("letter", "staff", "sign: {letter: plea, names: [cyd, dee], total: 650}", at="2024-03-02"),
    act("deal", "ann", "offer: {thing: job, to: [bob]}", at="2024-03-03"),
    act("reply", "ann", "answer: {question: leave, answer: no}", at="2024-03-03"),
    vote("sold", "{determine: acme.sale, with: [cash], id: s}", ayes="ann bob cyd", at="2024-03-04"),
    vote("failed", "{remove: bob, from: acme.chair, id: c}", ayes="ann", noes="bob cyd", at="2024-03-05"),
    vote("empty", "{remove: ann, from: acme.ceo, id: c}", ayes="bob", at="2024-03-06"),
)
START = "{acme.board: [ann, bob, cyd, dee, eve], acme.ceo: ann, acme.chair: bob, acme.staff: [fay], acme.card: [gus]}"


ASKS = "- {id: asks, in: acme.bylaws, power: {to: [appoint], of: acme.card}, by: {oracle: leave}}"


def moment() -> Moment:
    """The end of a small story: news told, 650 signatures, an offer, a sale, a lost vote and a void one."""
    timeline = told(
        tale(
            *STEPS,
            more_rules=ASKS,
            entities=ENTITIES,
            positions=POSITIONS,
            start=START,
            facts=f"{{{FACTS}}}",
            params="{on: {value: yes, among: [yes, no]}, "
            "off: {value: no, among: [yes, no]}, "
            "share: {value: 90%, among: [90%]}}",
        )
    )
    verdicts = {entry.step.id: entry.verdict for entry in timeline.entries if entry.verdict is not None}
    return Moment(
        fact=timeline.fact,
        law=timeline.law,
        book=timeline.book,
        now=datetime(2024, 3, 7, 12, tzinfo=UTC),
        date="2024-03-07",
        verdicts=verdicts | {f"{e.step.id}.{r.item}": r.verdict for e in timeline.entries for r in e.rulings},
        happened=frozenset(timeline.by_step),
        times={entry.step.id: entry.step.at.latest for entry in timeline.entries},
        numbers=claimed(timeline.story),
    )


NOW = moment()


def parsed(text: str) -> Expr:
    found = parse_expression(text, "UTC")
    assert not isinstance(found, Fault), found
    return found


TABLE: dict[str, Truth] = {
    # the state
    "holds(ann, acme.ceo)": False,
    "in_law(holds(ann, acme.ceo))": True,
    "holds(bob, acme.chair)": False,
    "in_law(holds(bob, acme.chair))": True,
    "holds(ann, beta.ceo)": False,
    "in_law(holds(ann, beta.ceo))": True,
    "holds(ann, nowhere)": False,
    "seated(ann, acme.board)": True,
    "seated(fay, acme.board)": False,
    "seated(gus, acme.card)": True,
    "vacant(acme.ceo)": True,
    "vacant(beta.ceo)": True,
    "in_law(vacant(beta.ceo))": False,
    "in_office(acme.board) = 5": True,
    "in_office(acme.card) = 1": True,
    "employed(fay, acme)": True,
    "employed(ann, acme)": False,
    "employed(fay, beta)": False,
    "signed(plea) = 650": True,
    "signed(plea, cyd)": True,
    "signed(plea, ann)": False,
    "open(job)": True,
    "open(peace)": False,
    "informed(bob, news)": True,
    "informed(ann, news)": False,
    "determined(acme.sale)": False,
    "determined(acme.sale, 5)": False,
    "determined(leave)": False,
    # the story
    "happened(sold)": True,
    "happened(never)": False,
    "valid(sold)": True,
    "valid(sold.s)": True,
    "void(empty)": True,
    "no_act(failed)": True,
    "refused(failed)": True,
    "refused(empty.c)": True,
    "refused(sold)": False,
    "refused(never)": False,
    "voidable(sold)": False,
    "pending(sold)": False,
    "pending(never)": False,
    "after(told)": True,
    "before(told)": False,
    "before(never)": True,
    "after(never)": False,
    "before(2024-03-07T13:00)": True,
    "before(2024-03-07)": False,
    "after(2024-03-07)": False,
    "after(2024-03-06)": True,
    # names and numbers
    "on": True,
    "off": False,
    "exact": True,
    "nil": False,
    "exact = 770": True,
    "share = 9/10": True,
    "share of exact = 693": True,
    "signed(plea) >= share of exact": False,
    "signed(plea) >= 80% of exact": True,
    "signed(plea) >= 90% of plus": None,
    "signed(plea) >= 95% of plus": False,
    "plus >= 700": True,
    "plus > 700": None,
    "plus < 700": False,
    "plus < 800": None,
    "between < 506": True,
    "between <= 505": True,
    "between < 505": None,
    "between >= 490": True,
    "between > 505": False,
    "between = 500": None,
    "between = 600": False,
    "between != 600": True,
    "between != 500": None,
    "exact != 770": False,
    # lengths of time, in one unit
    "28d > 48h": True,
    "2d = 48h": True,
    "1d > 30h": False,
    # joined as Kleene did
    "on and off": False,
    "on or off": True,
    "not off": True,
    "plus > 700 and off": False,
    "plus > 700 or on": True,
    "plus > 700 and on": None,
    "plus > 700 or off": None,
    "not plus > 700": None,
    "controls(ann, acme)": False,
}


@pytest.mark.parametrize(("text", "answer"), TABLE.items(), ids=TABLE)
def test_an_expression_says_what_anybody_would(text: str, answer: Truth) -> None:
    assert truth(parsed(text), NOW) is answer


def test_what_was_determined_with_words_is_asked_with_words() -> None:
    sale = Call("determined", (Name("acme.sale"), Name("cash")))
    assert truth(sale, NOW) is True


def test_an_answer_given_is_the_answer() -> None:
    assert truth(Call("determined", (Name("leave"),)), NOW) is False
    yes = told(
        tale(
            act("reply", "ann", "answer: {question: leave, answer: yes}"),
            more_rules=ASKS,
            positions=POSITIONS,
            entities=ENTITIES,
        )
    )
    assert truth(Call("determined", (Name("leave"),)), evolve(NOW, fact=yes.fact)) is True


def test_what_can_be_done_cannot_be_told_without_somebody_who_knows() -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def knows(_now: Moment, party: str, words: tuple[str, ...]) -> bool:
        asked.append((party, words))
        return True

    question = parsed("can(ann, remove bob from acme.chair)")
    assert truth(question, NOW) is None
    assert truth(question, evolve(NOW, can=knows)) is True
    assert asked == [("ann", ("remove", "bob", "from", "acme.chair"))]


def test_words_of_an_act_and_an_instant_are_neither_true_nor_false() -> None:
    words = ActWords(("remove", "bob"))
    assert truth(Call("in_law", (words,)), NOW) is None
    assert truth(Call("before", (words,)), NOW) is True  # names no step that was reached
    instant = parsed("before(2024-03-07)")
    assert isinstance(instant, Call)
    (when,) = instant.args
    assert isinstance(when, Instant)
    assert truth(when, NOW) is None


def test_a_seat_that_is_only_a_body_counts_those_in_office() -> None:
    assert truth(Call("in_office", (Name("acme.board"),)), NOW) is True
    assert truth(Call("in_office", (Name("acme.nothing"),)), NOW) is False
    assert truth(Call("signed", (Name("plea"),)), NOW) is True
    assert truth(Call("signed", (Name("note"),)), NOW) is False


@pytest.mark.parametrize(
    ("total", "answers"),
    [
        ("700+", {">= 700": True, "> 700": None, "< 700": False, ">= 90% of exact": True, ">= 95% of exact": None}),
        ("490..505", {"> 489": True, ">= 70% of exact": False, "> 500": None, "= 500": None, "> 50% of exact": True}),
        ("~740", {">= 666": True, "> 814": False, ">= 95% of exact": None}),
        ("{fact: plus}", {">= 700": True, "= 770": None}),
    ],
)
def test_a_count_of_signatures_between_bounds_is_compared_honestly(total: str, answers: dict[str, Truth]) -> None:
    """`700+` is not 700; `~740` is within a tenth: 666 to 814."""
    signed = told(tale(act("s", "staff", f"sign: {{letter: plea, total: {total}}}"), facts=f"{{{FACTS}}}"))
    here = evolve(NOW, fact=signed.fact, book=signed.book)
    assert {text: truth(parsed(f"signed(plea) {text}"), here) for text in answers} == answers


@pytest.mark.parametrize(("total", "answer"), [("0", False), ("1", True), ("0+", None), ("0..3", None), ("1+", True)])
def test_whether_anybody_signed_cannot_be_told_where_it_may_be_nobody(total: str, answer: Truth) -> None:
    signed = told(tale(act("s", "staff", f"sign: {{letter: plea, total: {total}}}")))
    assert truth(Call("signed", (Name("plea"),)), evolve(NOW, fact=signed.fact)) is answer


def test_an_amount_is_true_unless_it_is_nothing() -> None:
    half = Amount(Fraction(1, 2), "%")
    assert truth(Of(half, Name("exact")), NOW) is True
    assert truth(Of(half, Name("nil")), NOW) is False
    assert truth(Amount(Fraction(3)), NOW) is True
    assert truth(parsed("plus"), NOW) is True
    assert value_of(Of(half, Name("plus")), NOW) == Span(Fraction(350), None)


def test_a_truth_counts_as_one_or_nothing_and_one_that_cannot_be_told_as_either() -> None:
    """Files cannot compare truths; a tree can, and is answered all the same."""
    gone, unknown = parsed("holds(ann, acme.ceo)"), parsed("plus > 700")
    assert truth(Compare(gone, "=", Amount(Fraction())), NOW) is True
    assert truth(Compare(unknown, "=", Amount(Fraction(2))), NOW) is False
    assert truth(Compare(unknown, "=", Amount(Fraction(1))), NOW) is None


def test_a_claim_without_a_number_may_be_any_number() -> None:
    vague = evolve(NOW, numbers={**NOW.numbers, "exact": (None,)})
    assert truth(parsed("exact >= 0"), vague) is True
    assert truth(parsed("exact > 0"), vague) is None


OPERATORS: tuple[Operator, ...] = ("<", "<=", ">", ">=", "=", "!=")
PLAIN = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


@pytest.mark.parametrize("op", OPERATORS)
def test_a_comparison_of_bounds_is_told_exactly_where_all_numbers_between_them_agree(op: Operator) -> None:
    """By brute force over every integer in every pair of spans within 0 to 4."""
    spans = [(low, high) for low in range(4) for high in range(low, 4)]
    for (a, b), (c, d) in product(spans, repeat=2):
        text = Compare(Name("one"), op, Name("two"))
        bounds = {
            "one": (Bounds(low=Fraction(a), high=Fraction(b), best=Fraction(a), text=""),),
            "two": (Bounds(low=Fraction(c), high=Fraction(d), best=Fraction(c), text=""),),
        }
        NOW.book.choices.update(one=Fraction(0), two=Fraction(0))
        answers = {PLAIN[op](x, y) for x in range(a, b + 1) for y in range(c, d + 1)}
        expected = answers.pop() if len(answers) == 1 else None
        found = truth(text, evolve(NOW, numbers=bounds))
        assert found is expected, (a, b, op, c, d)


def test_verdicts_are_those_of_the_steps_so_far() -> None:
    assert truth(Call("void", (Name("later"),)), NOW) is False
    assert truth(Call("voidable", (Name("later"),)), evolve(NOW, verdicts={"later": Verdict.VOIDABLE})) is True
