"""Clauses of the kernel that the engine once broke: each docstring is a sentence that would then be false."""

from itertools import permutations

import pytest
from attrs import evolve

from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record import acts
from govsim.record.acts import Item, Resolve
from govsim.record.rulings import Verdict
from govsim.record.state import holding
from govsim.rules.counts import Aside, tally
from inline import FIVE, act, bundled, codes, held, read, story, tale, the, told, vote, without

OUST = "{remove: ann, from: acme.ceo, id: ceo}"
NAME_FAY = "{appoint: fay, as: acme.ceo, id: new}"


def words(timeline: Timeline, step: str) -> dict[str, str]:
    return {ruling.item: ruling.verdict.word for ruling in timeline.by_step[step].rulings}


def tells(timeline: Timeline, step: str) -> tuple[list[str], list[str]]:
    """Give who is chief executive in fact and in law after a step."""
    entry = timeline.by_step[step]
    return list(holding(entry.fact, "acme.ceo")), list(holding(entry.law, "acme.ceo"))


# --- K10: whose act an item is ------------------------------------------------------------------------------------

SPLIT = f"""{without("officers", "seats")}
- {{id: dismissing, in: acme.bylaws, power: {{to: [remove], of: office}}, by: {{vote: acme.board}}}}
- {{id: naming, in: acme.bylaws, power: {{to: [appoint], of: office}}, by: {{consent: gus}}}}
- {{id: unseating, in: acme.bylaws, power: {{to: [remove], of: seat}}, by: {{vote: acme.board}}}}
- {{id: electing, in: acme.bylaws, power: {{to: [elect], of: seat}}, by: {{consent: gus}}}}
"""


@pytest.mark.parametrize(
    ("out", "into"),
    [
        (OUST, "{appoint: fay, as: acme.ceo, by: gus, id: new}"),
        ("{remove: eve, from: acme.board, id: ceo}", "{elect: fay, to: acme.board, by: gus, id: new}"),
    ],
    ids=["office", "seat"],
)
def test_an_item_that_names_nobody_is_done_by_the_actor_of_the_act_also_beside_one_that_names_another(
    out: str, into: str
) -> None:
    """The board removes and gus, who may, fills the place: both stand, each on the power of whoever did it."""
    timeline = told(tale(vote("x", f"{out}, {into}", ayes="bob cyd dee"), rules=SPLIT))
    assert words(timeline, "x") == {"ceo": "valid", "new": "valid"}


@pytest.mark.parametrize(
    ("out", "into", "blocked"),
    [
        (
            "{remove: ann, from: acme.ceo, by: gus, id: ceo}",
            "{appoint: fay, as: acme.ceo, by: gus, id: new}",
            "vacated",
        ),
        (
            "{remove: eve, from: acme.board, by: gus, id: ceo}",
            "{elect: fay, to: acme.board, by: gus, id: new}",
            "no-seat",
        ),
    ],
    ids=["office", "seat"],
)
def test_an_item_that_names_its_own_actor_is_judged_as_that_ones(out: str, into: str, blocked: str) -> None:
    """A removal said to be by gus, who may only appoint, falls, and the place is not free for his own choice."""
    timeline = told(tale(vote("x", f"{out}, {into}", ayes="bob cyd dee"), rules=SPLIT))
    assert words(timeline, "x") == {"ceo": "void", "new": "void"}
    assert the(timeline.ruling("x.new"), blocked).verdict is Verdict.VOID


def test_whoever_replaces_removes_in_person() -> None:
    """`replacing:` with `by: gus` is a removal by gus: he may appoint and not remove, so the office is not free."""
    item = "{appoint: fay, as: acme.ceo, replacing: ann, by: gus, id: new}"
    timeline = told(tale(vote("x", item, ayes=FIVE), rules=SPLIT))
    assert words(timeline, "x") == {"new": "void"}


# --- casting votes ------------------------------------------------------------------------------------------------

CASTING = f"""{without("majority")}
- {{id: majority, in: acme.bylaws, for: acme.board, passes: {{votes: '> 1/2 of cast', casting: acme.chair}}}}
"""


@pytest.mark.parametrize("aside", [{}, {"absent": "bob"}, {"recused": "bob"}], ids=["no-ballot", "absent", "recused"])
def test_a_chair_who_is_not_there_or_stands_aside_breaks_no_tie(aside: dict[str, str]) -> None:
    """Two to two, bob in the chair but away or recused, his casting vote told all the same: 2 of 4, no act."""
    step = vote("x", OUST, ayes="ann cyd", noes="dee eve", more="casting: for", **aside)
    timeline = told(tale(step, rules=CASTING))
    assert words(timeline, "x") == {"ceo": "no_act"}
    assert held(timeline.ruling("x.ceo"), "vote") == (2, 3, 4)
    assert dict(the(timeline.ruling("x.ceo"), "casting-vote.none").names) == {"party": "bob"}
    assert timeline.law == timeline.start


def test_a_chair_who_is_there_and_abstained_breaks_the_tie() -> None:
    """Two to two and bob, who is present, casts his for it: three of five."""
    step = vote("x", OUST, ayes="ann cyd", noes="dee eve", abstain="bob", more="casting: for")
    timeline = told(tale(step, rules=CASTING))
    assert words(timeline, "x") == {"ceo": "valid"}
    assert held(timeline.ruling("x.ceo"), "vote") == (3, 3, 5)
    assert "casting-vote.none" not in codes(timeline.ruling("x.ceo"))


TARGET = "- {id: recusal, in: acme.bylaws, for: acme.board, recusal: {who: target, vote: yes}}"


def test_a_chair_whom_the_vote_is_about_breaks_no_tie() -> None:
    """Where the person concerned stands aside, the chair has no casting vote on leaving the chair."""
    item = "{remove: bob, from: acme.chair, id: ceo}"
    step = vote("x", item, ayes="ann cyd", noes="dee eve", abstain="bob", more="casting: for")
    timeline = told(tale(step, rules=CASTING, more_rules=TARGET))
    assert words(timeline, "x") == {"ceo": "no_act"}
    assert "casting-vote.none" in codes(timeline.ruling("x.ceo"))


def test_a_no_of_a_person_who_is_barred_makes_no_tie_and_breaks_none() -> None:
    """Ann may not vote on herself: two to two beside her no is a tie, and the chair's casting vote carries."""
    step = vote("x", OUST, ayes="bob cyd", noes="ann dee eve", more="casting: for")
    timeline = told(tale(step, rules=CASTING, more_rules=TARGET))
    assert words(timeline, "x") == {"ceo": "valid"}
    assert held(timeline.ruling("x.ceo"), "vote") == (3, 3, 5)
    free = told(tale(step, rules=CASTING))
    assert words(free, "x") == {"ceo": "no_act"}
    assert held(free.ruling("x.ceo"), "vote") == (2, 3, 5)


def test_a_person_barred_from_the_vote_is_counted_neither_for_nor_against() -> None:
    """Of a for, b against and c against, c is barred: one to one."""
    counted = tally(
        roll=(("a", 1), ("b", 1), ("c", 1)),
        authorized=3,
        ballots={"a": "for", "b": "against", "c": "against"},
        attended=frozenset("abc"),
        aside={"c": Aside(vote=True)},
        consent=False,
    )
    assert (counted.ayes, counted.noes, counted.cast) == (1, 1, 2)


# --- K4: items that exclude each other ----------------------------------------------------------------------------

EXCLUDING = {
    "two persons to one office": (
        "{appoint: fay, as: acme.ceo, id: a}",
        "{appoint: gus, as: acme.ceo, id: b}",
        acts.Appoint(id="a", party="fay", position="acme.ceo", sole=True),
        acts.Appoint(id="b", party="gus", position="acme.ceo", sole=True),
    ),
    "two numbers of seats": (
        "{resize: acme.board, to: 6, id: a}",
        "{resize: acme.board, to: 7, id: b}",
        acts.Resize(id="a", body="acme.board", number=6),
        acts.Resize(id="b", body="acme.board", number=7),
    ),
    "a person out and in": (
        "{remove: eve, from: acme.board, id: a}",
        "{elect: eve, to: acme.board, id: b}",
        acts.Remove(id="a", party="eve", position="acme.board"),
        acts.Appoint(id="b", party="eve", position="acme.board", verb="elect"),
    ),
    "a person resigning and in": (
        "{resign: fay, from: acme.board, id: a}",
        "{elect: fay, to: acme.board, id: b}",
        acts.Leave(id="a", party="fay", position="acme.board"),
        acts.Appoint(id="b", party="fay", position="acme.board", verb="elect"),
    ),
    "a person for the interim and for good": (
        "{appoint: fay, as: acme.ceo, interim: yes, id: a}",
        "{appoint: fay, as: acme.ceo, id: b}",
        acts.Appoint(id="a", party="fay", position="acme.ceo", sole=True, interim=True),
        acts.Appoint(id="b", party="fay", position="acme.ceo", sole=True),
    ),
    "a director for the interim and for good": (
        "{elect: fay, to: acme.board, interim: yes, id: a}",
        "{elect: fay, to: acme.board, id: b}",
        acts.Appoint(id="a", party="fay", position="acme.board", verb="elect", interim=True),
        acts.Appoint(id="b", party="fay", position="acme.board", verb="elect"),
    ),
}
ALIKE = {
    "one person twice": (NAME_FAY, "{appoint: fay, as: acme.ceo, id: again}"),
    "one number twice": ("{resize: acme.board, to: 6, id: a}", "{resize: acme.board, to: 6, id: b}"),
    "two directors": ("{elect: fay, to: acme.board, id: a}", "{elect: gus, to: acme.board, id: b}"),
    "out of the office, into the chair": (OUST, "{appoint: ann, as: acme.chair, replacing: bob, id: chair}"),
    "one number, one person": ("{resize: acme.board, to: 6, id: a}", "{elect: fay, to: acme.board, id: b}"),
}
EMPTY = "{acme.board: [ann, bob, cyd, dee, eve], acme.chair: bob}"


def at_once(*items: Item) -> Timeline:
    """Tell of one vote of all five on items made in Python, while the chief executive's office is vacant."""
    base = story(tale(vote("x", "{determine: acme.sale}", ayes=FIVE), start=EMPTY))
    made = base.steps[0].act
    assert isinstance(made, Resolve)
    return replay(evolve(base, steps=(evolve(base.steps[0], act=evolve(made, items=items)),)))


@pytest.mark.parametrize(("one", "other", "_first", "_second"), EXCLUDING.values(), ids=list(EXCLUDING))
def test_a_file_with_items_that_exclude_each_other_does_not_load(
    one: str, other: str, _first: Item, _second: Item
) -> None:
    """In either order one GS317 points at the later item and, as the other one, at the earlier."""
    for first, second in ((one, other), (other, one)):
        text = tale(vote("x", f"{OUST}, {first}, {second}", ayes=FIVE))
        loaded, problems = read(text)
        assert loaded is None
        (problem,) = problems
        assert (problem.code, len(problem.related)) == ("GS317", 1)
        lines = text.splitlines()
        for place, item in ((problem.place, second), (problem.related[0].place, first)):
            assert lines[place.line - 1][place.column - 1 :].startswith(item)


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=list(ALIKE))
def test_items_that_can_be_so_together_load(one: str, other: str) -> None:
    """The same twice, two people on one board, or other positions of one person are no error."""
    loaded, problems = read(tale(vote("x", f"{one}, {other}", ayes=FIVE)))
    assert problems == ()
    assert loaded is not None


@pytest.mark.parametrize(("_one", "_other", "first", "second"), EXCLUDING.values(), ids=list(EXCLUDING))
def test_items_that_exclude_each_other_are_void_in_any_order(_one: str, _other: str, first: Item, second: Item) -> None:
    """Made in Python they are both void, each naming the other, and an item beside them stands on its own."""
    beside = acts.Determine(id="sale", matter="acme.sale")
    for order in permutations((first, second, beside)):
        timeline = at_once(*order)
        assert words(timeline, "x") == {"a": "void", "b": "void", "sale": "valid"}
        assert dict(the(timeline.ruling("x.a"), "excluded").names) == {"target": "b"}
        assert dict(the(timeline.ruling("x.b"), "excluded").names) == {"target": "a"}
        assert not any(event for name in ("x.a", "x.b") for event in timeline.ruling(name).events)


# --- K10: room on the final board ---------------------------------------------------------------------------------


def test_an_election_that_is_void_takes_nobody_s_seat() -> None:
    """One leaves, one is elected, one is said to be elected by ann, who has no power: the lawful one has the seat."""
    items = (
        "{remove: eve, from: acme.board, id: out}",
        "{elect: fay, to: acme.board, id: good}",
        "{elect: gus, to: acme.board, by: ann, id: bad}",
    )
    for order in permutations(items):
        timeline = told(tale(vote("x", ", ".join(order), ayes="bob cyd dee")))
        assert words(timeline, "x") == {"out": "valid", "good": "valid", "bad": "void"}
        assert set(holding(timeline.law, "acme.board")) == {"ann", "bob", "cyd", "dee", "fay"}


def test_two_elections_by_those_who_may_do_take_each_other_s_seat() -> None:
    """One leaves and two are elected by the board: six for five seats, and the vote does not tell which."""
    items = "{remove: eve, from: acme.board, id: out}, {elect: fay, to: acme.board, id: a}, "
    timeline = told(tale(vote("x", f"{items}{{elect: gus, to: acme.board, id: b}}", ayes="bob cyd dee")))
    assert words(timeline, "x") == {"out": "valid", "a": "void", "b": "void"}
    assert dict(the(timeline.ruling("x.a"), "no-seat").numbers) == {"have": 6, "of": 5}


# --- K11: follow-ups see each other -------------------------------------------------------------------------------


def test_a_follow_up_that_asks_for_the_law_sees_what_follow_ups_before_it_made() -> None:
    """Ann leaves, so the chair goes, so eve goes: the second asks `in_law` of what the first has just made."""
    reactions = """
- {id: board-goes, if: 'in_law(vacant(acme.chair))', that: [{remove: eve, from: acme.board}]}
- {id: chair-goes, if: 'vacant(acme.ceo)', that: [{remove: bob, from: acme.chair}]}
"""
    timeline = told(tale(act("x", "ann", "resign: acme.ceo"), reactions=reactions))
    assert [name for name, _ in timeline.by_step["x"].followed] == ["chair-goes", "board-goes"]
    assert holding(timeline.law, "acme.chair") == ()
    assert set(holding(timeline.law, "acme.board")) == {"ann", "bob", "cyd", "dee"}
    assert holding(timeline.fact, "acme.chair") == ("bob",)
    assert set(holding(timeline.fact, "acme.board")) == set(FIVE.split())


def test_a_follow_up_does_not_see_a_law_that_a_follow_up_before_it_has_changed() -> None:
    """A follow-up for a chair held in law does not run once the one before it has emptied the chair."""
    reactions = """
- {id: chair-goes, if: 'vacant(acme.ceo)', that: [{remove: bob, from: acme.chair}]}
- {id: board-goes, if: 'vacant(acme.ceo) and in_law(holds(bob, acme.chair))', that: [{remove: eve, from: acme.board}]}
"""
    timeline = told(tale(act("x", "ann", "resign: acme.ceo"), reactions=reactions))
    assert [name for name, _ in timeline.by_step["x"].followed] == ["chair-goes"]


# --- K10: appointments for when something happens -----------------------------------------------------------------


def test_an_appointment_for_when_the_office_falls_vacant_waits_for_that() -> None:
    """Made while ann holds the office it is pending, not refused; when she leaves, fay has it on both tracks."""
    timeline = told(
        tale(
            vote("x", NAME_FAY, ayes="bob cyd dee", more="effective: 'vacant(acme.ceo)'"),
            act("n", "ann", "happen: nothing yet", at="2024-03-02"),
            act("r", "ann", "resign: acme.ceo", at="2024-03-03"),
        )
    )
    assert words(timeline, "x") == {"new": "pending"}
    assert "not-vacant" not in codes(timeline.ruling("x.new"))
    assert tells(timeline, "n") == (["ann"], ["ann"])
    assert tells(timeline, "r") == (["fay"], ["fay"])


def test_an_appointment_for_an_office_that_is_held_when_its_condition_comes_falls_away() -> None:
    """Made for when the chair falls vacant, it finds ann in office then; when she leaves later, nobody follows."""
    timeline = told(
        tale(
            vote("x", NAME_FAY, ayes="bob cyd dee", more="effective: 'vacant(acme.chair)'"),
            act("c", "bob", "resign: acme.chair", at="2024-03-02"),
            act("r", "ann", "resign: acme.ceo", at="2024-03-03"),
        )
    )
    assert words(timeline, "x") == {"new": "pending"}
    assert tells(timeline, "c") == (["ann"], ["ann"])
    assert tells(timeline, "r") == ([], [])


def test_of_two_appointments_for_when_the_office_falls_vacant_one_takes_effect() -> None:
    """When ann leaves the first is made; the second finds the office held again and changes nothing."""
    waits = "effective: 'vacant(acme.ceo)'"
    timeline = told(
        tale(
            vote("x", NAME_FAY, ayes="bob cyd dee", more=waits),
            vote("y", "{appoint: gus, as: acme.ceo, id: new}", ayes="bob cyd dee", at="2024-03-02", more=waits),
            act("r", "ann", "resign: acme.ceo", at="2024-03-03"),
        )
    )
    assert (words(timeline, "x"), words(timeline, "y")) == ({"new": "pending"}, {"new": "pending"})
    assert tells(timeline, "r") == (["fay"], ["fay"])


def test_an_appointment_for_a_day_still_asks_whether_the_office_will_be_free() -> None:
    """A day is known beforehand: with ann in office and nothing said of her leaving, it is no act."""
    timeline = told(tale(vote("x", NAME_FAY, ayes="bob cyd dee", more="effective: 2024-03-05")))
    assert words(timeline, "x") == {"new": "no_act"}
    assert "not-vacant" in codes(timeline.ruling("x.new"))


# --- what a ruling rests on ---------------------------------------------------------------------------------------

MEMBERS = "{acme.board: {kind: board}, acme.members: {kind: members, roll: acme.board}}"
TRAP = f"""{without("seats")}
- {{id: seats, in: acme.bylaws, power: {{to: [elect, remove], of: seat}}, by: {{vote: acme.members}}}}
- {{id: consent-of-members, in: acme.bylaws, for: acme.members, consent: '> 1/2 of outstanding'}}
"""
TWO_OUT = "{remove: ann, from: acme.board, id: a}, {remove: bob, from: acme.board, id: b}"
FORM = "{form: {value: paper, among: [paper, room]}}"
VIA = "{param: form, paper: consent, room: meeting}"


def smaller_board(form: str) -> Timeline:
    """Three of five remove two directors in a form nobody knows; the three then sign for another chief executive."""
    first = vote("x", TWO_OUT, ayes="cyd dee eve", via=VIA, by="acme.members", step="assumption: nobody saw the paper")
    second = vote("y", OUST, signed="cyd dee eve", via="consent", at="2024-03-02")
    return told(tale(first, second, rules=TRAP, bodies=MEMBERS, params=FORM), {"form": form})


def test_a_ruling_rests_on_what_the_rulings_rest_on_that_it_built_upon() -> None:
    """Three of three are the board only because two were removed, on an assumption and a parameter."""
    timeline = smaller_board("paper")
    assert (words(timeline, "x"), words(timeline, "y")) == ({"a": "valid", "b": "valid"}, {"ceo": "valid"})
    assert held(timeline.ruling("y.ceo"), "consent") == (3, 3, 3)
    assert timeline.ruling("x.a").rests_on[:2] == ("step:x", "param:form")
    assert {"step:x", "param:form"} <= set(timeline.ruling("y.ceo").rests_on)


def test_a_ruling_rests_also_on_an_earlier_one_that_was_void() -> None:
    """In a room there is no rule for what members carry: the removals are void, and three of five are not all."""
    timeline = smaller_board("room")
    assert (words(timeline, "x"), words(timeline, "y")) == ({"a": "void", "b": "void"}, {"ceo": "void"})
    assert held(timeline.ruling("y.ceo"), "consent") == (3, 5, 5)
    assert {"step:x", "param:form"} <= set(timeline.ruling("y.ceo").rests_on)


def test_a_ruling_rests_on_what_changed_the_law_alone() -> None:
    """Eve went in law only, by a follow-up of a removal told on an assumption: four of four rest on that."""
    reactions = "[{id: eve-goes, if: 'vacant(acme.ceo)', that: [{remove: eve, from: acme.board}]}]"
    first = vote("x", OUST, ayes="bob cyd dee", step="assumption: nobody saw it")
    item = "{remove: bob, from: acme.chair, id: chair}"
    second = vote("y", item, signed="ann bob cyd dee", via="consent", at="2024-03-02")
    timeline = told(tale(first, second, reactions=reactions))
    assert words(timeline, "y") == {"chair": "valid"}
    assert held(timeline.ruling("y.chair"), "consent") == (4, 4, 4)
    assert "step:x" in timeline.ruling("y.chair").rests_on


def test_a_ruling_that_read_nothing_of_an_earlier_step_does_not_rest_on_it() -> None:
    """A determination by gus alone, whose power asks no vote, does not rest on what the removals assumed."""
    rules = TRAP.replace("of: any}, by: {vote: acme.board}", "of: any}, by: {consent: gus}")
    first = vote("x", TWO_OUT, ayes="cyd dee eve", via=VIA, by="acme.members", step="assumption: nobody saw it")
    second = act("y", "gus", "decide: {that: [{determine: acme.sale, id: sale}]}", at="2024-03-02")
    timeline = told(tale(first, second, rules=rules, bodies=MEMBERS, params=FORM))
    assert words(timeline, "y") == {"sale": "valid"}
    assert not {"step:x", "param:form"} & set(timeline.ruling("y.sale").rests_on)


def test_the_second_chief_executive_rests_on_the_form_and_the_members_of_the_first_decision() -> None:
    """Under `by-law-only` the decision of the 17th is void, and what was built upon it still rests on it."""
    ruling = replay(bundled("nov2023"), {"reading": "by-law-only"}).ruling("shear.ceo-shear")
    assert {"step:decision", "step:shear", "param:members", "param:form"} <= set(ruling.rests_on)


# --- what repeats or undoes is held against the other items by what it comes to -----------------------------------

TWICE = without("officers", "consent") + (
    "\n- {id: consent, in: acme.bylaws, for: acme.board, consent: all of in_office, defect: voidable}"
    "\n- {id: officers, in: acme.bylaws, power: {to: [appoint, remove], of: office}, by: {vote: acme.board}}"
    "\n- {id: undo, in: acme.bylaws, power: {to: [avoid], of: any}, by: {vote: acme.board}}"
)
ALL = "ann bob cyd dee eve"
FREE = "{acme.board: [ann, bob, cyd, dee, eve], acme.chair: bob}"


def test_two_removals_from_one_office_cannot_be_avoided_in_one_vote() -> None:
    """Each would put its own person back: both are void, and nobody is seated twice."""
    timeline = told(
        tale(
            vote("x", "{remove: ann, from: acme.ceo, id: o}", signed="bob cyd", via="consent"),
            vote("y", "{appoint: fay, as: acme.ceo, id: n}", ayes=ALL, at="2024-03-02"),
            vote("z", "{remove: fay, from: acme.ceo, id: o}", signed="bob cyd", via="consent", at="2024-03-03"),
            vote("w", "{avoid: x.o, id: a}, {avoid: z.o, id: b}", ayes=ALL, at="2024-03-04"),
            rules=TWICE,
        )
    )
    assert [one.verdict.word for one in timeline.by_step["w"].rulings] == ["void", "void"]
    assert all("excluded" in codes(one) for one in timeline.by_step["w"].rulings)


def test_two_appointments_to_one_office_cannot_be_ratified_in_one_vote() -> None:
    """Whoever is written last must not win: both are void, in either order."""
    for items in ("{ratify: x.o, id: a}, {ratify: y.n, id: b}", "{ratify: y.n, id: b}, {ratify: x.o, id: a}"):
        timeline = told(
            tale(
                vote("x", "{appoint: fay, as: acme.ceo, id: o}", signed="bob cyd", via="consent"),
                vote("y", "{appoint: gus, as: acme.ceo, id: n}", signed="bob cyd", via="consent", at="2024-03-02"),
                vote("w", items, ayes=ALL, at="2024-03-04"),
                start=FREE,
            )
        )
        assert {one.verdict.word for one in timeline.by_step["w"].rulings} == {"void"}


def test_ratifying_an_appointment_needs_the_office_vacant_as_the_appointment_did() -> None:
    """Ann holds the office: standing by fay's void appointment does not displace her."""
    timeline = told(
        tale(
            vote("x", "{appoint: fay, as: acme.ceo, id: o}", signed="bob cyd", via="consent"),
            vote("w", "{ratify: x.o, id: a}", ayes=ALL, at="2024-03-04"),
        )
    )
    assert timeline.ruling("w.a").verdict.word == "no_act"
    assert "not-vacant" in codes(timeline.ruling("w.a"))


def test_avoiding_an_appointment_comes_to_a_removal() -> None:
    """It excludes appointing the same person again in the same vote."""
    timeline = told(
        tale(
            vote("x", "{appoint: fay, as: acme.ceo, id: o}", signed="bob cyd", via="consent"),
            vote(
                "w", "{avoid: x.o, id: a}, {appoint: fay, as: acme.ceo, interim: yes, id: b}", ayes=ALL, at="2024-03-04"
            ),
            rules=TWICE,
            start=FREE,
        )
    )
    assert timeline.ruling("w.a").verdict.word == "void"
    assert timeline.ruling("w.b").verdict.word == "void"


LEAVE = "{all: [{vote: acme.board}, {oracle: leave}]}"
COURT = f"- {{id: leave, in: acme.charter, rank: charter, power: {{to: [remove], of: chair}}, by: {LEAVE}}}"


@pytest.mark.parametrize("more", ["", ", all_or_nothing: yes"])
def test_what_waits_for_a_court_is_not_made_for_later_by_a_date(more: str) -> None:
    """The leave of the court was not given when they voted: no date can stand in for it."""
    removal = "{remove: bob, from: acme.chair, id: it}"
    timeline = told(
        tale(
            vote("x", removal, ayes=ALL, more=f"effective: 2024-03-05{more}"),
            act("news", "ann", "announce: news", at="2024-03-06"),
            more_rules=COURT,
        )
    )
    assert timeline.ruling("x.it").verdict.word == "pending"
    assert timeline.ruling("x.it").events == ()
    assert holding(timeline.law, "acme.chair") == ("bob",)


@pytest.mark.parametrize("more", ["", ", all_or_nothing: yes"])
def test_a_removal_made_for_later_takes_effect_on_its_day(more: str) -> None:
    removal = "{remove: bob, from: acme.chair, id: it}"
    timeline = told(
        tale(
            vote("x", removal, ayes=ALL, more=f"effective: 2024-03-05{more}"),
            act("news", "ann", "announce: news", at="2024-03-06"),
        )
    )
    assert timeline.ruling("x.it").verdict.word == "pending"
    assert holding(timeline.law, "acme.chair") == ()


# --- seats and those who sit in them -----------------------------------------------------------------------------

STAYS = "- {id: t, in: acme.bylaws, for: acme.board, term: {holdover: yes}}"


@pytest.mark.parametrize(
    ("items", "verdict"),
    [
        ("{resize: acme.board, to: 4, id: n}", "void"),  # five sit
        ("{resize: acme.board, to: 4, id: n}, {remove: eve, from: acme.board, id: out}", "valid"),
        ("{remove: eve, from: acme.board, id: out}, {resize: acme.board, to: 4, id: n}", "valid"),
        ("{resize: acme.board, to: 3, id: n}, {remove: eve, from: acme.board, id: out}", "void"),  # four sit
        ("{resize: acme.board, to: 4, id: n}, {remove: gus, from: acme.board, id: out}", "void"),  # gus sits nowhere
    ],
)
def test_seats_may_be_as_few_as_are_left_by_whom_the_same_act_removes(items: str, verdict: str) -> None:
    """Where directors stay until they are replaced. Fails if those removed are counted, or if the order matters."""
    timeline = told(tale(vote("x", items, ayes="ann bob cyd"), more_rules=STAYS))
    assert timeline.ruling("x.n").verdict.word == verdict


@pytest.mark.parametrize(("who", "verdict"), [("all", "void"), ("few", "valid")])
def test_only_a_body_on_whose_roll_a_seat_is_must_have_room_for_it(who: str, verdict: str) -> None:
    """There is room for one member: too little if the directors are the members, enough if who has a card is one.

    Fails if every roll that a body might have is asked for room.
    """
    timeline = told(
        tale(
            vote("x", "{elect: fay, to: acme.board, id: i}", ayes=FIVE),
            rules=without().replace("size: 5", "size: 7"),
            more_rules="- {id: most, in: acme.bylaws, for: acme.members, size: 1}",
            start="{acme.board: [ann, bob, cyd, dee, eve], acme.ceo: ann, acme.chair: bob, acme.card: [gus]}",
            bodies="{acme.board: {kind: board}, acme.members: {kind: members, "
            "roll: {param: kind, all: acme.board, few: acme.card}}}",
            positions="{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.card: {kind: membership}}",
            params="{kind: {value: all, among: [all, few]}}",
        ),
        {"kind": who},
    )
    ruling = timeline.ruling("x.i")
    assert (ruling.verdict.word, "no-seat" in codes(ruling)) == (verdict, verdict == "void")
