"""Reading conditions: an expression, and that every name in it is declared as what the function asks for."""

from fractions import Fraction
from functools import partial
from typing import cast

from govsim.errors import Place
from govsim.reader.expressions import parse_expression
from govsim.reader.faults import Fault
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Node, Scalar
from govsim.reader.shape import Page, parsed, within
from govsim.record.act_words import LINKS, USAGE
from govsim.world.expressions import FUNCTIONS, ActWords, Amount, Call, Compare, Expr, Name, Of, walk

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "party": PARTY,
    "position": ("position",),
    "body": ("body", "position"),
    "entity": ("entity",),
    "flow": ("flow",),
    "letter": ("thing",),
    "thing": ("thing",),
    "topic": ("topic",),
    "name": ("matter", "question"),
    "test": ("test",),
    "step": ("step", "item"),
    "step or instant": ("step",),
}
"""The kinds of names each argument of a function may be."""

CONTROLLERS = (*PARTY, "body")

MONEY = frozenset({"put_in", "paid_out"})
"""Functions that give a sum of money, in the currency of the flow they name."""

VERBS = tuple(USAGE)
"""The verbs that the words of an act begin with."""

_ANYTHING = (*PARTY, "position", "body", "matter", "item", "step", "param", "fact", "question", "thing")


def expression(page: Page, node: Node | None) -> Expr | None:
    """Read an expression whose names are not looked at."""

    def parse(written: str) -> Expr | Fault:
        return parse_expression(written, page.zone)

    return cast("Expr | None", parsed(page, node, parse, "GS308", "a condition"))


def condition(page: Page, node: Node | None, names: Names, *, goals: bool = False) -> Expr | None:
    """Read a condition; `goals` allows the functions that ask what could be."""
    expr = expression(page, node)
    if expr is None or not isinstance(node, Scalar):
        return None
    calls = [part for part in walk(expr) if isinstance(part, Call)]
    arguments = {id(arg) for call in calls for arg in call.args}
    for call in calls:
        _check_call(page, call, node, names, goals=goals)
    for part in walk(expr):
        if isinstance(part, Compare):
            _check_money(page, part, node, names)
    compared = {id(part) for one in walk(expr) for part in _compared(one)}
    for part in walk(expr):
        if isinstance(part, Name) and (id(part) not in arguments or id(part) in compared):
            place = _at(part, node)
            names.check(page, part.ref, place, ("param", "fact"), "parameter or fact")
            names.later.append(partial(_sort, page, part.ref, place, names, number=id(part) in compared))
    return expr


def _compared(expr: Expr | ActWords) -> tuple[Expr, ...]:
    """Give the parts of a comparison or a share, which must be numbers."""
    match expr:
        case Compare(left, _, right):
            return (left, right)
        case Of(share, base):
            return (share, base)
        case _:
            return ()


def _check_money(page: Page, compare: Compare, node: Scalar, names: Names) -> None:
    """Note a sum that is compared with money of another currency, or with a number that is no sum."""
    for money, other in ((compare.left, compare.right), (compare.right, compare.left)):
        if not isinstance(money, Call) or money.function not in MONEY or not isinstance(other, Amount):
            continue
        flow = next((arg.ref for arg in money.args if isinstance(arg, Name)), "")
        names.later.append(partial(_in_currency, page, flow, other, _at(other, node), names))


def _in_currency(page: Page, flow: str, amount: Amount, place: Place, names: Names) -> None:
    currency = names.currencies.get(flow, "")
    if currency and amount.unit != currency:
        message = f"`{flow}` is in {currency}, and what it is compared with is not"
        cure = f"write a sum in {currency}, as in `{currency} 13bn`; currencies are never mixed"
        page.report("GS323", message, place, label=f"not {currency}", cure=cure)


def _sort(page: Page, name: str, place: Place, names: Names, *, number: bool) -> None:
    """Note a name whose value is of the wrong sort: a word cannot be compared, a number is not true or false."""
    if number and not all(isinstance(one, Fraction) for one in names.values.get(name, ())):
        cure = f"`{name}` alone asks whether it is `yes`"
        page.report("GS314", f"the values of `{name}` are words, not numbers", place, label="no number", cure=cure)
    if not number and (names.knows(name, ("fact",)) or not names.yes_or_no(name)):
        cure = f"compare it, as in `{name} >= 4`"
        page.report("GS314", f"`{name}` is not yes or no", place, label="neither true nor false", cure=cure)


def _at(part: Expr | ActWords, node: Scalar) -> Place:
    return within(node.place, Fault(message="", start=part.start, end=part.end), node)


def _check_call(page: Page, call: Call, node: Scalar, names: Names, *, goals: bool) -> None:
    function = FUNCTIONS[call.function]
    if function.about == "goal" and not goals:
        message = f"`{call.function}` is for goals and questions, not for a condition of the story"
        cure = "ask it under `expect:` or `never:`"
        page.report("GS310", message, _at(call, node), label="not here", cure=cure)
    for (argument, _), arg in zip(function.params, call.args, strict=False):
        if isinstance(arg, ActWords):
            _check_act(page, arg, node, names)
        if not isinstance(arg, Name) or argument not in ARGUMENTS:
            continue
        kinds = CONTROLLERS if call.function == "controls" and argument == "party" else ARGUMENTS[argument]
        names.check(page, arg.ref, _at(arg, node), kinds, argument.partition(" ")[0])


def _check_act(page: Page, act: ActWords, node: Scalar, names: Names) -> None:
    """Check the words of an act: a verb of an item, then names and the words that link them."""
    verb, *rest = act.words
    if verb not in VERBS:
        cure = page.did_you_mean(verb, VERBS) or f"one of: {', '.join(VERBS)}"
        page.report("GS304", f"`{verb}` is no act of a board or an owner", _at(act, node), label="no act", cure=cure)
        return
    for word in rest:
        if word not in LINKS and not word[0].isdecimal():
            names.check(page, word, _at(act, node), _ANYTHING, "name")
