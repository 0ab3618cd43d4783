"""What could be read and written, said before anything is told: keys by hand, for every function and every act."""

import pytest

from govsim.engine.reads import Needs, items_of, reads, writes_in_fact, writes_in_law
from govsim.reader.expressions import parse_expression
from govsim.reader.faults import Fault
from govsim.record.state import Key
from govsim.world.expressions import Call, Expr, Name
from inline import FIVE, act, story, tale, vote

BASE = story(
    tale(
        vote(
            "a",
            "{appoint: fay, as: acme.ceo, replacing: ann, id: i}, {resize: acme.board, to: 7, id: j}",
            ayes=FIVE,
            more="effective: 2024-03-05",
        ),
        vote("b", "{ratify: a.i, id: i}, {avoid: a.j, id: j}", ayes=FIVE),
        act("c", "ann", "resign: [acme.chair, acme.desk]"),
        act("d", "staff", "sign: {letter: plea, total: 5}"),
        act("e", "ann", "inform: {of: news, who: [bob, cyd]}"),
        act("f", "ann", "happen: rain"),
        bodies="""
acme.board: {kind: board}
acme.members: {kind: members, roll: {param: kind, all: acme.board, few: acme.card, none: nobody}}
""",
        positions="""
acme.ceo: {kind: office}
acme.chair: {kind: chair}
acme.card: {kind: membership}
acme.desk: {kind: employment}
beta.ceo: {kind: office, same_holder_as: acme.ceo}
""",
        entities="{acme: {name: Acme}, beta: {name: Beta}}",
        params="{kind: {value: all, among: [all, few, none]}}",
    )
)


def parsed(text: str) -> Expr:
    found = parse_expression(text, "UTC")
    assert not isinstance(found, Fault), found
    return found


ASKED: dict[str, set[Key]] = {
    "holds(ann, acme.ceo)": {("held", "acme.ceo")},
    "holds(ann, beta.ceo)": {("held", "acme.ceo")},
    "vacant(beta.ceo)": {("held", "acme.ceo")},
    "seated(ann, acme.board)": {("held", "acme.board")},
    "in_office(acme.members) = 5": {("held", "acme.board"), ("held", "acme.card")},
    "seated(ann, acme.card)": {("held", "acme.card")},
    "employed(ann, acme)": {("held", "acme.desk")},
    "signed(plea) > 3": {("signed", "plea")},
    "signed(plea, ann)": {("signed", "plea")},
    "open(job)": {("open", "job")},
    "informed(ann, news)": {("informed", "news", "ann")},
    "determined(acme.sale, 5)": {("answered", "acme.sale"), ("determined", "acme.sale", "5")},
    "happened(a) and before(b)": set(),
}


@pytest.mark.parametrize(("text", "keys"), ASKED.items(), ids=ASKED)
def test_an_expression_could_read_the_keys_of_what_it_asks(text: str, keys: set[Key]) -> None:
    assert reads(parsed(text), BASE.structure, law=False) == Needs(fact=frozenset(keys))
    assert reads(parsed(text), BASE.structure, law=True) == Needs(law=frozenset(keys))


def test_what_is_asked_in_law_could_be_read_there() -> None:
    found = reads(parsed("in_law(vacant(acme.chair)) or open(job)"), BASE.structure, law=False)
    assert ("held", "acme.chair") in found.law
    assert ("open", "job") in found.fact


def test_verdicts_are_read_by_the_names_of_steps_and_items() -> None:
    found = reads(parsed("valid(a) or refused(b.i) or pending(a.j) or happened(f)"), BASE.structure, law=False)
    assert found == Needs(verdicts=frozenset({"a", "b.i", "a.j"}))


@pytest.mark.parametrize("function", ["controls", "can"])
def test_who_controls_whom_and_what_can_be_done_could_read_anything(function: str) -> None:
    asked = Call(function, (Name("ann"), Name("acme")))
    assert reads(asked, BASE.structure, law=False).everything


CEO, SIZE = ("held", "acme.ceo"), ("size", "acme.board")
OVER = ("over", "acme.ceo")
"""Whoever takes a place, or leaves it, no longer holds it after a term."""
LEFT: set[Key] = {(kind, f"acme.{position}") for kind in ("held", "over") for position in ("chair", "desk")}
NEWS: set[Key] = {("informed", "news", "bob"), ("informed", "news", "cyd")}
WRITTEN: dict[str, tuple[set[Key], set[Key]]] = {
    "a": ({CEO, OVER, SIZE, ("pending", "a")}, {CEO, OVER, SIZE, ("pending", "a.i"), ("pending", "a.j")}),
    "b": (set(), {CEO, OVER, SIZE, ("settled", "a.i"), ("settled", "a.j"), ("pending", "b.i"), ("pending", "b.j")}),
    "c": (LEFT, LEFT),
    "d": ({("signed", "plea")}, {("signed", "plea")}),
    "e": (NEWS, NEWS),
    "f": (set(), set()),
}


@pytest.mark.parametrize(("name", "keys"), WRITTEN.items(), ids=WRITTEN)
def test_a_step_could_write_the_keys_of_what_it_says(name: str, keys: tuple[set[Key], set[Key]]) -> None:
    """In law what repeats or undoes an item writes where that item did; in fact it writes nothing."""
    by_name = {f"{step.id}.{item.id}": item for step in BASE.steps for item in items_of(step)}
    step = BASE.step(name)
    assert (set(writes_in_fact(step)), set(writes_in_law(step, by_name))) == keys
