"""Law packs that stand on top of others: the order in which an entity names them is the same to the law."""

import pytest

from govsim.reader import questions
from govsim.reader.faults import Fault
from govsim.reader.structures import in_order
from inline import act, read, tale, told, vote

PACKS = ("us-de/stock", "us-de/stock-classified")


@pytest.mark.parametrize("packs", [PACKS, PACKS[::-1]])
def test_without_cause_a_classified_board_keeps_its_directors_in_whichever_order_its_laws_are_named(
    packs: tuple[str, ...],
) -> None:
    """141(k)(1): where the board is classified, a director is removed only for cause. 55 of 100 are a majority.

    Fails if the general pack is asked first, which knows no cause.
    """
    positions = "{acme.shares: {kind: shares}, acme.one: {kind: seat}, acme.two: {kind: seat}}"
    bodies = (
        "{acme.board: {kind: board, roll: [acme.one, acme.two]}, acme.owners: {kind: stockholders, roll: acme.shares}}"
    )
    no = act("no", "acme", "answer: {question: cause, answer: no}")
    out = vote(
        "out",
        "{remove: cyd, from: acme.one, id: it}",
        by="acme.owners",
        via="{meeting: {told: [ann, bob]}}",
        ayes="ann",
        noes="bob",
    )
    timeline = told(
        tale(
            no,
            out,
            rules="[]",
            positions=positions,
            bodies=bodies,
            entities=f"{{acme: {{name: Acme, law: [{', '.join(packs)}]}}}}",
            start="{acme.one: [cyd], acme.two: [dee], acme.shares: {ann: 55, bob: 45}}",
        )
    )
    assert timeline.ruling("out.it").verdict.word == "void"
    assert timeline.story.structure.entities[0].law == PACKS[::-1]


def test_packs_are_asked_as_they_are_named_but_each_before_those_it_goes_before() -> None:
    """Fails if a pack that goes before nothing is moved, or if two that go before each other are never placed."""
    before = {"c": ("a",), "d": ("c",), "e": ("f",), "f": ("e",)}
    assert in_order(("a", "b", "c"), before) == ("b", "c", "a")
    assert in_order(("a", "c", "d"), before) == ("d", "c", "a")
    assert in_order(("e", "f"), before) == ("e", "f")
    assert in_order((), before) == ()


def test_an_entity_that_names_only_what_differs_is_noted() -> None:
    text = tale(entities="{acme: {name: Acme, law: us-de/stock-classified}}")
    (found,) = [one for one in read(text)[1] if one.code == "GS325"]
    assert found.severity == "warning"
    assert "`us-de/stock`" in found.message
    assert not [one for one in read(tale(entities="{acme: {name: Acme, law: us-de/stock}}"))[1] if one.code == "GS325"]


def test_of_a_body_whose_seats_are_meant_these_are_offered() -> None:
    """Fails if what was written is offered again as what may be meant."""
    positions = "{acme.one: {kind: seat}, acme.two: {kind: seat}}"
    bodies = "{acme.board: {kind: board, roll: [acme.one, acme.two]}}"
    found = told(tale(rules="[]", positions=positions, bodies=bodies, start="{acme.one: [cyd]}")).story
    fault = questions.act("remove cyd from acme.board", found, frozenset())
    assert isinstance(fault, Fault)
    assert fault.help.startswith("its seats are: acme.one, acme.two; ")
    slip = questions.act("remove cyd from acme.on", found, frozenset())
    assert isinstance(slip, Fault)
    assert slip.help.startswith("did you mean `acme.one`? ")
