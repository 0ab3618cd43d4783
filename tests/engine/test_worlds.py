"""Dependence against its definition: all worlds replayed in full, and those that differ in one thing compared."""

from itertools import combinations, product

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.engine import together
from govsim.engine.choices import open_dimensions
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.engine.worlds import dependence
from govsim.record.rulings import Verdict
from govsim.record.story import Story
from govsim.rules.book import codify
from govsim.rules.evaluate import Moment, truth
from govsim.world.params import Value
from govsim.world.time import local_date
from inline import FIVE, RULES, act, bundled, story, tale, vote, without


def excluded(timeline: Timeline) -> bool:
    """Say whether the story's author excludes the world of this timeline."""
    last = timeline.story.steps[-1]
    moment = Moment(
        fact=timeline.fact,
        law=timeline.law,
        book=timeline.book,
        now=last.at.latest,
        date=local_date(last.at.latest, timeline.story.zone),
        verdicts={},
        happened=frozenset(step.id for step in timeline.story.steps),
        times={},
        numbers={fact.id: tuple(claim.number for claim in fact.claims) for fact in timeline.story.facts},
    )
    return any(truth(one.expr, moment) is True for one in timeline.story.never)


def by_definition(base: Story) -> dict[str, set[str]]:
    """Give the dimensions each ruling depends on, from one full replay of every admissible world."""
    code, dims = codify(base.structure), open_dimensions(base)
    had: dict[tuple[Value, ...], dict[str, Verdict]] = {}
    for values in product(*dims.values()):
        timeline = replay(base, dict(zip(dims, values, strict=True)), code=code)
        if not excluded(timeline):
            had[values] = {f"{e.step.id}.{r.item}": r.verdict for e in timeline.entries for r in e.rulings}
    out: dict[str, set[str]] = {}
    for place, name in enumerate(dims):
        alike: dict[tuple[Value, ...], list[dict[str, Verdict]]] = {}
        for values, verdicts in had.items():
            alike.setdefault((*values[:place], *values[place + 1 :]), []).append(verdicts)
        for one, two in (pair for group in alike.values() for pair in combinations(group, 2)):
            for item in (item for item, verdict in one.items() if two[item] is not verdict):
                out.setdefault(item, set()).add(name)
    return out


def found(base: Story) -> dict[str, set[str]]:
    survey = dependence(replay(base))
    assert survey.proved
    return {item: set(names) for item, names in survey.by_item.items()}


PARAMS = {
    "form": "{value: paper, among: [paper, room]}",
    "seats": "{value: 5, among: [5, 7, 9]}",
    "repeats": "{value: yes, among: [yes, no]}",
    "there": "{value: no, among: [no, yes]}",
}
READINGS = """
- {id: one, title: One}
- {id: two, title: Two, replaces: [{rule: consent, with: {consent: '> 1/2 of in_office'}}]}
"""
OPEN_RULES = f"""{without("size", "consent")}
- {{id: size, in: acme.bylaws, for: acme.board, size: {{param: seats}}}}
- id: consent
  in: acme.bylaws
  for: acme.board
  consent: {{signatures: all of in_office, signers_quorum: yes}}
  defect: voidable
- {{id: court, in: acme.bylaws, power: {{to: [avoid], of: any, from_start: yes}}, by: {{vote: acme.board}}}}
"""
VIA = "{param: form, paper: consent, room: {meeting: {attended: [bob, cyd, {dee: {param: there}}]}}}"
FIRST = vote("a", "{remove: ann, from: acme.ceo, id: out}", ayes="bob cyd dee", absent="eve", via=VIA)
LATER = {
    "fill": vote("b", "{appoint: fay, as: acme.ceo, id: in}", ayes="bob cyd dee", via=VIA),
    "again": vote("b", "{ratify: a.out, counts: {param: repeats}, id: again}", ayes="bob cyd dee"),
    "undo": vote("b", "{avoid: a.out, from_start: yes, id: undo}", ayes="bob cyd dee eve"),
    "undo now": vote("b", "{avoid: a.out, id: undo}", ayes="bob cyd dee eve"),
    "chair": vote("b", "{remove: bob, from: acme.chair, id: chair}", ayes="bob cyd"),
    "grow": vote(
        "b", "{elect: fay, to: acme.board, id: in}, {elect: gus, to: acme.board, id: two}", ayes="bob cyd dee"
    ),
}
REACTIONS = {
    "none": "[]",
    "vacancy": "[{id: r, if: 'vacant(acme.ceo)', that: [{remove: eve, from: acme.board}]}]",
    "verdict": "[{id: r, if: 'void(a.out)', that: [{remove: eve, from: acme.board}]}]",
}
NEVER = {
    "none": "[]",
    "pair": "['seats = 9 and not there']",
    "office": "['vacant(acme.ceo) and seats = 7']",
}


def open_tale(first: str, second: str, reactions: str, never: str) -> str:
    steps = (LATER[first], LATER[second].replace("{id: b,", "{id: c,"))
    params = ", ".join(f"{name}: {text}" for name, text in PARAMS.items())
    return tale(
        FIRST,
        *steps,
        act("news", "staff", "happen: news"),
        vote("z", "{appoint: gus, as: acme.ceo, replacing: ann, id: last}", ayes="cyd dee eve"),
        rules=OPEN_RULES,
        readings=READINGS,
        params=f"{{{params}}}",
        reactions=REACTIONS[reactions],
        never=NEVER[never],
    )


@settings(max_examples=25, deadline=None)
@given(
    first=st.sampled_from(sorted(LATER)),
    second=st.sampled_from(sorted(LATER)),
    reactions=st.sampled_from(sorted(REACTIONS)),
    never=st.sampled_from(sorted(NEVER)),
)
def test_a_ruling_depends_on_what_two_admissible_worlds_that_differ_only_there_say(
    first: str, second: str, reactions: str, never: str
) -> None:
    base = story(open_tale(first, second, reactions, never))
    assert found(base) == by_definition(base)


def test_the_decision_of_the_bundled_story_depends_on_what_its_worlds_say() -> None:
    base = bundled("nov2023")
    index = [step.id for step in base.steps].index("shear")
    few = tuple(step for step in base.steps[: index + 1] if step.id in {"decision", "brockman-resigns", "shear"})
    params = tuple(
        evolve(param, among=(param.value,)) if param.id in {"settle-share", "chair-tied"} else param
        for param in base.structure.params
    )
    structure = evolve(base.structure, params=params)
    short = evolve(base, structure=structure, steps=few, facts=(), expects=(), never=())
    assert found(short) == by_definition(short)


def test_what_no_ruling_asks_for_is_not_varied() -> None:
    params = "{seats: {value: 5, among: [5, 7]}, colour: {value: red, among: [red, blue, green]}}"
    rules = f"{without('size')}\n- {{id: size, in: acme.bylaws, for: acme.board, size: {{param: seats}}}}"
    survey = dependence(
        replay(story(tale(vote("x", "{remove: ann, from: acme.ceo}", ayes="bob cyd dee"), rules=rules, params=params)))
    )
    assert (survey.asked, survey.worlds) == (("seats",), 2)
    assert survey.by_item == {"x.ceo": ("seats",)}
    assert survey.by_step == {"x": ("seats",)}


def test_a_world_is_excluded_by_what_no_ruling_asks_for_only_if_nothing_there_can_spare_it() -> None:
    """Only the red worlds of seven seats are impossible, so the blue ones still show that the seats matter."""
    params = "{seats: {value: 5, among: [5, 7]}, colour: {value: red, among: [red, blue]}}"
    rules = f"{without('size')}\n- {{id: size, in: acme.bylaws, for: acme.board, size: {{param: seats}}}}"
    steps = vote("x", "{remove: ann, from: acme.ceo}", ayes="bob cyd dee")
    never = "['seats = 7 and tinted']"
    base = story(
        tale(
            steps,
            rules=rules,
            params=params.replace("colour", "tinted").replace("red, blue", "yes, no").replace("red", "yes"),
            never=never,
        )
    )
    assert found(base) == by_definition(base) == {"x.ceo": {"seats"}}


def test_a_claim_that_a_condition_in_law_reads_through_a_letter_is_a_dimension() -> None:
    """505 signatures open the power and 490 do not; which it was is open."""
    rules = (
        f"{without('officers')}\n- {{id: o, in: acme.bylaws, power: {{to: [remove], of: office}}, "
        "by: {when: {if: 'signed(letter) >= 500', then: {vote: acme.board}, else: never}}}"
    )
    facts = "{count: {claims: [{value: 505, source: wire}, {value: 490, source: wire}], standing: open, because: b}}"
    base = story(
        tale(
            act("s", "staff", "sign: {letter: letter, total: {fact: count}}"),
            vote("x", "{remove: ann, from: acme.ceo}", ayes=FIVE),
            rules=rules,
            facts=facts,
        )
    )
    assert found(base) == by_definition(base) == {"x.ceo": {"count"}}


def test_a_claim_that_something_made_for_later_waits_for_is_a_dimension() -> None:
    """An office filled once 500 have signed is vacant in the world of 490, where it may still be filled."""
    facts = "{count: {claims: [{value: 505, source: wire}, {value: 490, source: wire}], standing: open, because: b}}"
    base = story(
        tale(
            vote("x", "{remove: ann, from: acme.ceo, id: o}", ayes=FIVE, more="effective: 'signed(letter) >= 500'"),
            act("s", "staff", "sign: {letter: letter, total: {fact: count}}"),
            vote("y", "{appoint: fay, as: acme.ceo, id: n}", ayes=FIVE),
            facts=facts,
        )
    )
    assert found(base) == by_definition(base) == {"y.n": {"count"}}


def test_a_fact_that_a_condition_in_law_compares_is_a_dimension_if_it_is_open() -> None:
    rules = (
        f"{without('officers')}\n- {{id: o, in: acme.bylaws, power: {{to: [remove], of: office}}, "
        "by: {when: {if: 'count >= 500', then: {vote: acme.board}, else: never}}}"
    )
    facts = "{count: {claims: [{value: 505, source: wire}, {value: 490, source: wire}], standing: %s, because: b}}"
    for standing, expected in (("open", {"x.ceo": {"count"}}), ("settled", {})):
        base = story(tale(vote("x", "{remove: ann, from: acme.ceo}", ayes=FIVE), rules=rules, facts=facts % standing))
        assert found(base) == by_definition(base) == expected


def test_with_too_many_worlds_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "LIMIT", 5)
    survey = dependence(replay(story(open_tale("fill", "chair", "none", "none"))))
    assert (survey.proved, survey.by_item, survey.by_step) == (False, {}, {})


def test_without_open_things_nothing_depends_on_anything() -> None:
    survey = dependence(replay(story(tale(vote("x", "{remove: ann, from: acme.ceo}", ayes=FIVE), rules=RULES))))
    assert (survey.by_item, survey.asked, survey.worlds) == ({}, (), 1)


def test_worlds_that_look_alike_may_come_apart_when_an_act_is_taken_back() -> None:
    """Nine seats in both worlds; once the nine are avoided, seven where the first vote stood and five where not."""
    rules = f"""{without("consent")}
- {{id: consent, in: acme.bylaws, for: acme.board, consent: all of in_office, defect: voidable}}
- {{id: court, in: acme.bylaws, power: {{to: [avoid], of: any, from_start: yes}}, by: {{vote: acme.board}}}}
"""
    steps = (
        vote(
            "a",
            "{resize: acme.board, to: 7, id: n}",
            ayes="bob cyd",
            via="{meeting: {attended: [bob, cyd, {dee: {param: there}}]}}",
        ),
        vote("b", "{resize: acme.board, to: 9, id: n}", signed="bob cyd", via="consent"),
        vote("c", "{avoid: b.n, id: n}", ayes=FIVE),
        vote("d", "{remove: ann, from: acme.ceo, id: out}", ayes="bob cyd dee"),
    )
    base = story(tale(*steps, rules=rules, params=f"{{there: {PARAMS['there']}}}"))
    assert found(base) == by_definition(base) == {"a.n": {"there"}, "d.out": {"there"}}
