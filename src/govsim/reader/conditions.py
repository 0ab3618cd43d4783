"""Reading conditions: an expression, and that every name in it is declared as what the function asks for."""

from typing import cast

from govsim.errors import Place
from govsim.reader.expressions import parse_expression
from govsim.reader.faults import Fault
from govsim.reader.names import Names
from govsim.reader.nodes import Node, Scalar
from govsim.reader.shape import Page, parsed, within
from govsim.world.expressions import FUNCTIONS, ActWords, Call, Expr, Name, walk

PARTY = ("person", "entity", "group")
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "party": PARTY,
    "position": ("position",),
    "body": ("body", "position"),
    "entity": ("entity",),
    "letter": ("thing",),
    "thing": ("thing",),
    "topic": ("topic",),
    "name": ("matter",),
    "step": ("step", "item"),
    "step or instant": ("step",),
}
"""The kinds of names each argument of a function may be."""

CONTROLLERS = (*PARTY, "body")


def expression(page: Page, node: Node | None) -> Expr | None:
    """Read an expression whose names are not looked at."""

    def parse(written: str) -> Expr | Fault:
        return parse_expression(written, page.zone)

    return cast("Expr | None", parsed(page, node, parse, "GS308", "a condition"))


def condition(page: Page, node: Node | None, names: Names, *, goals: bool) -> Expr | None:
    """Read a condition; `goals` allows the functions that ask what could be."""
    expr = expression(page, node)
    if expr is None or not isinstance(node, Scalar):
        return None
    calls = [part for part in walk(expr) if isinstance(part, Call)]
    arguments = {id(arg) for call in calls for arg in call.args}
    for call in calls:
        _check_call(page, call, node, names, goals=goals)
    for part in walk(expr):
        if isinstance(part, Name) and id(part) not in arguments:
            names.check(page, part.ref, _at(part, node), ("param", "fact"), "parameter or fact")
    return expr


def _at(part: Expr | ActWords, node: Scalar) -> Place:
    return within(node.place, Fault(message="", start=part.start, end=part.end), node)


def _check_call(page: Page, call: Call, node: Scalar, names: Names, *, goals: bool) -> None:
    function = FUNCTIONS[call.function]
    if function.about == "goal" and not goals:
        message = f"`{call.function}` is for goals and questions, not for a condition of the story"
        page.report("GS310", message, _at(call, node), label="not here")
    for (argument, _), arg in zip(function.params, call.args, strict=False):
        if not isinstance(arg, Name) or argument not in ARGUMENTS:
            continue
        kinds = CONTROLLERS if call.function == "controls" and argument == "party" else ARGUMENTS[argument]
        names.check(page, arg.ref, _at(arg, node), kinds, argument.partition(" ")[0])
