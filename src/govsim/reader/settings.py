"""Reading what a parameter may settle: yes or no, a number, a threshold's quantity, or one variant for each value."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import cast

from govsim.errors import Place
from govsim.reader.faults import Fault
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import Page, entries, mapping, misspelt, parsed, yes
from govsim.reader.thresholds import parse_threshold
from govsim.world.clauses import ByParam, Switch
from govsim.world.params import Value, shown
from govsim.world.thresholds import Base, Both, Bound, ParamQty, Root, Threshold


def by_param(  # noqa: PLR0913, PLR0917 - what is asked of the values, too
    page: Page, node: Mapping, names: Names, what: str, fits: Callable[[set[Value]], bool], wanted: str
) -> ByParam:
    """Read `{param: NAME}`, whose values must all be `wanted`."""
    fields = mapping(page, node, ("param",), ("param",), what)
    inner = fields.get("param")
    name = names.use(page, inner, ("param",), "parameter")

    def look() -> None:
        among = names.values.get(name)
        if among is not None and inner is not None and not fits(set(among)):
            message = f"`{name}` may be {', '.join(shown(one) for one in among)}; needed here: {wanted}"
            page.report("GS314", message, inner.place, label=f"not {wanted}", cure="name another parameter")

    names.later.append(look)
    return ByParam(name)


def switch(page: Page, node: Node | None, names: Names, what: str, *, default: bool = True) -> Switch:
    """Read yes, no, or `{param: NAME}`."""
    if isinstance(node, Mapping):
        return by_param(page, node, names, what, lambda among: among <= {"yes", "no"}, "`yes` and `no`")
    return yes(page, node, what, default=default)


def threshold(page: Page, node: Node | None, names: Names) -> Threshold | None:
    """Read a threshold such as `> 1/2 of present`; a quantity may be a parameter whose values are numbers."""

    def parse(written: str) -> Threshold | Fault:
        return parse_threshold(written)

    found = cast("Threshold | None", parsed(page, node, parse, "GS307", "a threshold such as `> 1/2 of present`"))
    if found is None or node is None:
        return found
    for one in found.parts if isinstance(found, Both) else (found,):
        qty = one.qty if isinstance(one, Bound) else None
        name = qty.of if isinstance(qty, Root) else qty
        if isinstance(name, ParamQty):
            names.check(page, name.name, node.place, ("param",), "parameter")
            look = _under_root if isinstance(qty, Root) else _number
            names.later.append(partial(look, page, name.name, node.place, names))
    return found


NOBODY_PRESENT = frozenset({Base.PRESENT, Base.CAST, Base.REPRESENTED})


def on_paper(page: Page, node: Node | None, names: Names, who: str) -> Threshold | None:
    """Read a threshold for signatures: of those who sign nobody is present and no vote is cast."""
    found = threshold(page, node, names)
    parts = found.parts if isinstance(found, Both) else (found,)
    if node is not None and any(one is not None and one.base in NOBODY_PRESENT for one in parts):
        page.report(
            "GS311",
            f"{who} nobody present and no votes cast",
            node.place,
            label="not a base of signatures",
            cure="count authorized, in_office, eligible or outstanding",
        )
    return found


def _under_root(page: Page, name: str, place: Place, names: Names) -> None:
    """Look at the values of a parameter of which a square root is taken: numbers, whatever their size."""
    if any(not isinstance(one, Fraction) for one in names.values.get(name, ())):
        message = f"the values of `{name}` are words, not numbers"
        page.report("GS314", message, place, label="no number", cure="name another parameter, or write the number")


def _number(page: Page, name: str, place: Place, names: Names) -> None:
    """Look at the values of a parameter of a threshold: numbers, and all of them shares or all of them votes."""
    among = names.values.get(name, ())
    numbers = [one for one in among if isinstance(one, Fraction)]
    if len(numbers) < len(among):
        message = f"the values of `{name}` are words, not numbers"
        page.report("GS314", message, place, label="no number", cure="name another parameter, or write the number")
    elif any(0 < one <= 1 for one in numbers) and any(one > 1 for one in numbers):
        listed = ", ".join(shown(one) for one in numbers)
        message = (
            f"`{name}` may be {listed}: up to 1 it is a share of the base, 1 all of it, and above a number of votes"
        )
        cure = "let all of its values be shares, or all of them votes"
        page.report("GS314", message, place, label="a share or a number of votes?", cure=cure)


def variants(page: Page, node: Mapping, names: Names, what: str) -> Iterator[tuple[Scalar, Node]]:
    """Give what a mapping with `param:` says for each value of that parameter; it must speak of all and no others."""
    param = node.get("param")
    name = param.text if isinstance(param, Scalar) else ""

    def look() -> None:
        among = [shown(one) for one in names.values.get(name, ())]
        for key in node.by_key.values() if among else ():
            if key.key.text not in {"param", *among}:
                cure = page.did_you_mean(key.key.text, among) or f"one of: {', '.join(among)}"
                message = f"`{key.key.text}` is no value of `{name}`"
                fix = page.fix(key.key.text, (value for value in among if node.get(value) is None), key.key.place)
                page.report("GS314", message, key.key.place, label="no value of it", cure=cure, fix=fix)
        for one in among:
            if node.get(one) is None:
                message = f"no {what} is given for `{name}: {one}`"
                page.report("GS314", message, (param or node).place, label=f"may be `{one}`", cure=f"add `{one}:`")

    names.later.append(look)
    if param is None and misspelt(page, node, ("param",), (), f"a {what}"):
        return
    yield from ((key, inner) for key, inner in entries(page, node, f"{what}s") if key.text != "param")
