"""Conditions read from text: what each means, what is refused and where, and that writing undoes reading."""

import unicodedata
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from govsim.reader.expressions import parse_expression
from govsim.reader.faults import Fault
from govsim.world.expressions import (
    FUNCTIONS,
    KEYWORDS,
    OPERATORS,
    ActWords,
    Amount,
    And,
    Call,
    Compare,
    Expr,
    Function,
    Instant,
    Name,
    Node,
    Not,
    Of,
    Or,
    sort_of,
    text,
    walk,
)
from govsim.world.time import When

PACIFIC = "America/Los_Angeles"
A, B, C, D = Name("a"), Name("b"), Name("c"), Name("d")


def _read(source: str, zone: str | None = PACIFIC) -> Expr:
    expr = parse_expression(source, zone)
    assert not isinstance(expr, Fault), expr
    return expr


def _instant(utc: str, zone: str = PACIFIC) -> Instant:
    at = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    return Instant(When(earliest=at, latest=at, precision="instant", zone=zone, text=""))


def _call(function: str, *names: str) -> Call:
    return Call(function, tuple(map(Name, names)))


@pytest.mark.parametrize(
    ("source", "expr"),
    [
        ("a", A),
        ("a or b and c", Or((A, And((B, C))))),
        ("(a or b) and c", And((Or((A, B)), C))),
        ("a and b and c or d", Or((And((A, B, C)), D))),
        ("not a and b", And((Not(A), B))),
        ("not not a", Not(Not(A))),
        ("not a < b", Not(Compare(A, "<", B))),
        ("a<=b", Compare(A, "<=", B)),
        ("(a) != (b)", Compare(A, "!=", B)),
        ("((a))", A),
        ("form = consent-of-four", Compare(Name("form"), "=", Name("consent-of-four"))),
        (
            "not holds(altman, inc.ceo) and open(microsoft-offer)",
            And((Not(_call("holds", "altman", "inc.ceo")), _call("open", "microsoft-offer"))),
        ),
        (
            "signed(open-letter) >= settle-share of headcount",
            Compare(_call("signed", "open-letter"), ">=", Of(Name("settle-share"), Name("headcount"))),
        ),
        ("a >= 90% of headcount", Compare(A, ">=", Of(Amount(Fraction(9, 10), "%"), Name("headcount")))),
        ("a > 2/3 of in_office(b)", Compare(A, ">", Of(Amount(Fraction(2, 3)), _call("in_office", "b")))),
        (
            "a > 1/2 of 90% of b",
            Compare(A, ">", Of(Amount(Fraction(1, 2)), Of(Amount(Fraction(9, 10), "%"), B))),
        ),
        ("cash >= USD 13bn", Compare(Name("cash"), ">=", Amount(Fraction(13 * 10**9), "USD"))),
        ("USD < 4", Compare(Name("USD"), "<", Amount(Fraction(4)))),
        ("a <= 48h", Compare(A, "<=", Amount(Fraction(48), "h"))),
        ("a = 28d", Compare(A, "=", Amount(Fraction(28), "d"))),
        ("signed(letter, party)", _call("signed", "letter", "party")),
        ("determined(agi)", _call("determined", "agi")),
        (
            "determined(ratio, 3, b, 90%)",
            Call("determined", (Name("ratio"), Amount(Fraction(3)), B, Amount(Fraction(9, 10), "%"))),
        ),
        ("pending(settlement.new-board)", _call("pending", "settlement.new-board")),
        ("before(decision)", _call("before", "decision")),
        ("after(2023-11-17T12:00)", Call("after", (_instant("2023-11-17T20:00"),))),
        ("opened < 2023-11-17T12:00:30Z", Compare(Name("opened"), "<", _instant("2023-11-17T12:00:30"))),
        ("in_law(a or not b)", Call("in_law", (Or((A, Not(B))),))),
        ("controls(x, inc)", _call("controls", "x", "inc")),
        (
            "can(microsoft, remove toner from inc.board)",
            Call("can", (Name("microsoft"), ActWords(("remove", "toner", "from", "inc.board")))),
        ),
        (
            "can(a, pay USD 13bn of 2023-11-17 and not b)",
            Call("can", (A, ActWords(("pay", "USD", "13bn", "of", "2023-11-17", "and", "not", "b")))),
        ),
        ("持有 and holds(董事, 公司.董事长)", And((Name("持有"), _call("holds", "董事", "公司.董事长")))),
        ("happened(open)", _call("happened", "open")),
        ("a\n  and\u3000b", And((A, B))),
    ],
)
def test_a_condition_means_what_it_says(source: str, expr: Expr) -> None:
    assert _read(source) == expr


def test_a_name_is_the_same_however_its_accents_are_coded() -> None:
    assert _read(unicodedata.normalize("NFD", "café-board")) == Name(unicodedata.normalize("NFC", "café-board"))


def test_every_node_knows_where_it_stands() -> None:
    source = "not (a or holds(b, c)) and x >= 90% of  y"
    pieces = {source[node.start : node.end] for node in walk(_read(source))}
    assert pieces == {
        source,
        "not (a or holds(b, c))",
        "(a or holds(b, c))",
        "a",
        "holds(b, c)",
        "b",
        "c",
        "x >= 90% of  y",
        "x",
        "90% of  y",
        "90%",
        "y",
    }


_ANY = "a condition, a name or an amount"
_MORE = "`and`, `or` or the end"
_SUM = "compare it, as in `in_office(board) >= 4`"


@pytest.mark.parametrize(
    ("source", "message", "start", "end", "cure"),
    [
        ("", f"expected {_ANY}, found the end", 0, 0, ""),
        ("a and", f"expected {_ANY}, found the end", 5, 5, ""),
        ("a or or b", f"expected {_ANY}, found `or`", 5, 7, ""),
        ("a b", f"expected {_MORE}, found `b`", 2, 3, ""),
        ("a AND b", f"expected {_MORE}, found `AND`", 2, 5, "write `and` in small letters"),
        ("a)", f"expected {_MORE}, found `)`", 1, 2, ""),
        ("(a", "expected `)`, found the end", 2, 2, ""),
        ("a < b < c", "comparisons do not chain", 6, 7, "write both: `a < b and b < c`"),
        ("a = b = c", "comparisons do not chain", 6, 7, "write both: `a < b and b < c`"),
        ("a + b > 3", "no arithmetic here: `+`", 2, 3, "state the number as a fact or a param, and compare with that"),
        ("a > 3 -1", "no arithmetic here: `-`", 6, 7, "state the number as a fact or a param, and compare with that"),
        ("a * 2 > 3", "no arithmetic here: `*`", 2, 3, "state the number as a fact or a param, and compare with that"),
        ("a == b", "unknown sign `==`", 2, 4, "write `=`"),
        ("a => b", "unknown sign `=>`", 2, 4, "write `>=`"),
        ("a ≥ b", "unknown sign `≥`", 2, 3, "write `>=`"),
        ("a && b", "unknown sign `&&`", 2, 4, "write `and`"),
        ("!a", "unknown sign `!`", 0, 1, "write `not`"),
        ("（a)", "unknown sign `（`", 0, 1, "write `(`"),
        ("'a'", "a name needs no quotes", 0, 1, "write it bare"),
        ("a.", "a dot joins two names, as in `acme.ceo`", 1, 2, ""),
        ("a # b", "unexpected character '#'", 2, 3, ""),
        ("_a", "unexpected character '_'", 0, 1, ""),
        ("hold(a, b)", "unknown function `hold`", 0, 4, "did you mean `holds`?"),
        ("a and zzzz(b)", "unknown function `zzzz`", 6, 10, f"functions are {', '.join(FUNCTIONS)}"),
        ("holds", "`holds` asks about something", 0, 5, "write `holds(party, position)`"),
        ("holds(a)", "`holds` also needs: position", 7, 8, "write `holds(party, position)`"),
        ("holds()", "`holds` also needs: party", 6, 7, "write `holds(party, position)`"),
        ("holds(a, b, c)", "too much for `holds`", 12, 13, "write `holds(party, position)`"),
        ("signed(a, b, c)", "too much for `signed`", 13, 14, "write `signed(letter[, party])`"),
        ("holds(a b)", "expected `,` or `)`, found `b`", 8, 9, ""),
        ("holds(a,)", "expected a name (position), found `)`", 8, 9, ""),
        ("holds(a, and)", "expected a name (position), found `and`", 9, 12, ""),
        ("holds(a, 4)", "expected a name (position), found `4`", 9, 10, ""),
        ("holds(a", "expected `,` or `)`, found the end", 7, 7, ""),
        (
            "open(happened(a))",
            "expected a name (thing), found a question",
            5,
            13,
            "only `in_law(...)` takes a condition",
        ),
        ("before(4)", "expected a name (step or instant), found `4`", 7, 8, ""),
        (
            "determined(a, 0.5)",
            "a bare decimal `0.5`",
            14,
            17,
            "write a share as `1/2` or `50%`, and a count or a span whole",
        ),
        (
            "can(a, )",
            "expected the words of an act, as in `remove somebody from a-board`, found `)`",
            7,
            8,
            "",
        ),
        (
            "can(a, remove b, c)",
            "expected the words of an act, as in `remove somebody from a-board`, found `,`",
            15,
            16,
            "",
        ),
        ("in_office(a)", "`in_office(a)` is a value, not true or false", 0, 12, _SUM),
        ("a and 4", "`4` is a value, not true or false", 6, 7, _SUM),
        ("signed(x) and a", "`signed(x)` is a value, not true or false", 0, 9, _SUM),
        ("not 90% of a", "`90% of a` is a value, not true or false", 4, 12, _SUM),
        ("in_law(USD 4)", "`USD 4` is a value, not true or false", 7, 12, _SUM),
        ("open(a) = open(b)", "`open(b)` is true or false, and cannot be compared", 10, 17, "use `and`, `or`, `not`"),
        ("(a or b) < 4", "`a or b` is true or false, and cannot be compared", 0, 8, "use `and`, `or`, `not`"),
        ("a < 4 of b", "`4` is no share", 4, 5, "a share is written `90%` or `2/3`"),
        ("a < 4/2 of b", "`2` is no share", 4, 7, "a share is written `90%` or `2/3`"),
        ("a < USD 4 of b", "`USD 4` is no share", 4, 9, "a share is written `90%` or `2/3`"),
        ("a < 90% of 2023-11-17", "a share of a time", 11, 21, ""),
        ("a < 90% of", f"expected {_ANY}, found the end", 10, 10, ""),
        ("a < 1,000", "a thousands separator in `1,000`", 4, 9, "write `1000`"),
        ("a < 13bn", "a sum without its currency: `13bn`", 4, 8, "write the currency first, as in `USD 13bn`"),
        ("a < USD 3tn", "an unknown magnitude `tn`", 8, 11, "write `bn` (10^9), `m` (10^6) or the number in full"),
        ("a < 1/0", "a share of zero parts", 4, 7, "the number below the stroke is at least 1, as in `1/2`"),
        (
            "after(2023-02-29)",
            "no such date or time: `2023-02-29`",
            6,
            16,
            "the days of `2023-02` are `01` to `28`",
        ),
        (
            "after(2023-11-17T12:00~)",
            "a condition names one instant or one day",
            6,
            23,
            "leave out `~` and the other end",
        ),
        (
            "after(2023-11-16/2023-11-17)",
            "a condition names one instant or one day",
            6,
            27,
            "leave out `~` and the other end",
        ),
        (
            "after(2023-11-16/2023-11-31)",
            "no such date or time: `2023-11-31`",
            17,
            27,
            "the days of `2023-11` are `01` to `30`",
        ),
    ],
)
def test_a_fault_says_what_where_and_what_to_do(source: str, message: str, start: int, end: int, cure: str) -> None:
    found = parse_expression(source, PACIFIC)
    assert isinstance(found, Fault)
    assert evolve(found, instead="") == Fault(message=message, start=start, end=end, help=cure)
    assert not found.instead or f"`{found.instead}`" in cure


@pytest.mark.parametrize(
    ("source", "start", "end", "instead"),
    [
        ("a AND b", 2, 5, "and"),
        ("open(a) && open(b)", 8, 10, "and"),
        ("open(a) adn open(b)", 8, 11, "and"),  # typos: ignore
        ("open(a) of open(b)", 8, 10, "or"),
        ("nto open(a)", 0, 3, "not"),  # typos: ignore
        ("in_law(nott open(a))", 7, 11, "not"),  # typos: ignore
        ("opne(a)", 0, 4, "open"),  # typos: ignore
        ("aanb open(a)", 5, 9, ""),  # no slip of `not`: what is left over is the fault
        ("vodi(a)", 0, 4, "void"),
        ("vi(a)", 0, 2, ""),  # like nothing
        ("a or or b", 5, 7, ""),
    ],
)
def test_what_can_only_be_meant_is_written_instead(source: str, start: int, end: int, instead: str) -> None:
    found = parse_expression(source, PACIFIC)
    assert isinstance(found, Fault)
    assert (found.start, found.end, found.instead) == (start, end, instead)


@pytest.mark.parametrize("written", ["2023-11-17T12:00", "2023-11-17"])
def test_a_time_without_an_offset_needs_the_zone_of_a_scenario(written: str) -> None:
    assert parse_expression(f"after({written})") == Fault(
        message="a time without a zone",
        start=6,
        end=6 + len(written),
        help="write its offset, as in `2023-11-17T12:00-08:00`",
    )
    assert isinstance(parse_expression(f"after({written})", PACIFIC), Call)


def test_a_time_with_an_offset_needs_no_zone() -> None:
    assert _read("after(2023-11-17T12:00-08:00)", None) == Call("after", (_instant("2023-11-17T20:00", "UTC"),))


@pytest.mark.parametrize(
    ("opening", "inner", "closing"),
    [("(", "a", ")"), ("not ", "a", ""), ("in_law(", "a", ")"), ("1/2 of ", "a", " > 1")],
    ids=["parentheses", "not", "in_law", "of"],
)
def test_fifty_levels_are_read_and_one_more_is_a_fault(opening: str, inner: str, closing: str) -> None:
    closings = (1, 1) if ">" in closing else (50, 51)
    assert not isinstance(parse_expression(opening * 50 + inner + closing * closings[0]), Fault)
    fault = parse_expression(opening * 51 + inner + closing * closings[1])
    assert isinstance(fault, Fault)
    assert fault.message == "nested more than 50 deep"


def test_levels_are_counted_down_and_not_across() -> None:
    assert not isinstance(parse_expression(" and ".join(["not (a)"] * 500)), Fault)


def test_a_text_over_the_limit_is_a_fault_however_deep_it_is() -> None:
    fault = parse_expression("(" * 10_001)
    assert fault == Fault(message="a text of more than 10000 characters", start=10_000, end=10_001)
    assert isinstance(parse_expression("(" * 10_000), Fault)
    assert isinstance(parse_expression("not " * 2_500), Fault)


_reserved = KEYWORDS | set(FUNCTIONS)
_ids = st.from_regex(r"[A-Za-z董é][A-Za-z0-9_席-]{0,5}", fullmatch=True)
_refs = st.lists(_ids, min_size=1, max_size=3).map(".".join).filter(lambda ref: ref not in _reserved)
_names = _refs.map(Name)
_counts = st.builds(Amount, st.fractions(0, 10**24, max_denominator=10**6))
_percents = st.builds(lambda n, places: Amount(Fraction(n, 10**places), "%"), st.integers(0, 10**6), st.integers(0, 5))
_spans = st.builds(lambda n, unit: Amount(Fraction(n), unit), st.integers(0, 10**6), st.sampled_from(["h", "d"]))
_sums = st.builds(
    lambda n, places, unit: Amount(Fraction(n, 10**places), unit),
    st.integers(0, 10**14),
    st.integers(0, 2),
    st.sampled_from(["USD", "CNY"]),
)
_numbers = _counts | _percents | _spans
_instants = st.integers(0, 10**9).map(
    lambda seconds: _instant((datetime(2000, 1, 1) + timedelta(seconds=seconds)).isoformat()),  # noqa: DTZ001 - a clock, not an instant
)
_acts = st.lists(_ids | st.sampled_from(["13bn", "of", "2/3", "2023-11-17"]), min_size=1, max_size=4).map(
    lambda words: ActWords(tuple(words)),
)
_shares = _names | _percents | _counts.filter(lambda amount: amount.value.denominator > 1)


def _calls(rows: list[Function], truths: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    slots: dict[str, st.SearchStrategy[Node]] = {
        "name": _names,
        "moment": _names | _instants,
        "value": _names | _numbers,
        "truth": truths,
        "act": _acts,
    }

    def _of(row: Function) -> st.SearchStrategy[Expr]:
        counts = range(row.least, len(row.params) + 1 + 2 * row.more)
        shapes = [tuple(slots[row.params[min(i, len(row.params) - 1)][1]] for i in range(n)) for n in counts]
        return st.one_of([st.tuples(*shape).map(lambda args: Call(row.name, args)) for shape in shapes])

    return st.one_of([_of(row) for row in rows])


_asked = [row for row in FUNCTIONS.values() if row.name != "in_law"]
_plain_calls = _calls(_asked, st.nothing())
_number_calls = _plain_calls.filter(lambda call: sort_of(call) == "value")
_bases = st.recursive(
    _names | _numbers | _sums | _number_calls, lambda inner: st.builds(Of, _shares, inner), max_leaves=3
)
_values = _bases | _instants
_compares = st.builds(Compare, _values, st.sampled_from(OPERATORS), _values)
_leaves: st.SearchStrategy[Expr] = _names | _compares | _plain_calls.filter(lambda call: sort_of(call) == "truth")


def _several(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[tuple[Expr, ...]]:
    return st.lists(inner, min_size=2, max_size=3).map(tuple)


_trees: st.SearchStrategy[Expr] = st.recursive(
    _leaves,
    lambda inner: (
        _several(inner).map(Or)
        | _several(inner).map(And)
        | inner.map(Not)
        | inner.map(lambda expr: Call("in_law", (expr,)))
    ),
    max_leaves=8,
)


@given(_trees)
def test_reading_what_was_written_gives_the_same_tree(tree: Expr) -> None:
    assert _read(text(tree)) == tree


@given(_trees)
def test_every_part_of_a_condition_stands_inside_the_whole(tree: Expr) -> None:
    read = _read(text(tree))
    assert all(read.start <= node.start < node.end <= read.end for node in walk(read))


_amounts = ["4", "1/2", "90%", "USD", "13bn", "48h", "1,000", "2023-11-17", "2023-11-17T12:00Z"]
_signs = [*OPERATORS, "(", ")", ",", "~", "+", "'", ".", "-", " "]
_pieces = st.sampled_from([*FUNCTIONS, *sorted(KEYWORDS), "a", "b.c", *_amounts, *_signs])


@given(st.text() | st.lists(_pieces).map(" ".join) | st.lists(_pieces).map("".join))
@example("a < " + "9" * 5000)
@example("a < USD " + "9" * 5000)
@example("².a")
@example("\u0958\u093c")
def test_any_text_is_a_condition_or_a_fault_inside_it(source: str) -> None:
    read = parse_expression(source, PACIFIC)
    if isinstance(read, Fault):
        assert 0 <= read.start <= read.end <= len(source)
    else:
        assert _read(text(read)) == read
