"""Conclusions against their definition: every world replayed in full, and those that differ in one thing compared."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govsim.engine import together
from govsim.engine.asking import moment_after
from govsim.engine.choices import dimensions, open_dimensions
from govsim.engine.conclusions import Said, Standing, conclusions, standings
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.reader.expressions import parse_expression
from govsim.reader.faults import Fault
from govsim.record import acts
from govsim.record.story import Expectation, Outcome, Story
from govsim.rules.book import codify
from govsim.rules.evaluate import truth
from govsim.rules.spans import Truth
from govsim.testing.invented import BOARD, CEO, CHAIR, NOWHERE, PLAN, TOP, step
from govsim.testing.strategies import stories
from govsim.world.expressions import Expr
from govsim.world.params import Value, shown
from govsim.world.sources import Bounds, Claim, Fact
from inline import FIVE, RULES, act, bundled, story, tale, vote, without

World = tuple[Value, ...]


def parsed(text: str) -> Expr:
    found = parse_expression(text, "UTC")
    assert not isinstance(found, Fault), found
    return found


def asking(base: Story, *sentences: str, at: str = "") -> Story:
    """Give a story that asks these sentences, as outcomes called q0, q1, ..."""
    outcomes = (Outcome(id=f"q{n}", that=parsed(one), at=at, place=NOWHERE) for n, one in enumerate(sentences))
    return evolve(base, outcomes=tuple(outcomes))


def answered(timeline: Timeline) -> dict[str, Truth]:
    """Give the answer to each outcome and expectation, from the timeline of one world."""
    last = timeline.entries[-1]
    asked = {one.id: (one.that, timeline.by_step[one.at] if one.at else last) for one in timeline.story.outcomes}
    return {name: truth(expr, moment_after(timeline, entry)) for name, (expr, entry) in asked.items()}


def possible(timeline: Timeline) -> bool:
    end = moment_after(timeline, timeline.entries[-1])
    return not any(truth(one.expr, end) is True for one in timeline.story.never)


def every_world(base: Story) -> tuple[list[str], dict[World, dict[str, Truth]]]:
    """Replay every combination of all that is open; give the answers in those that are not excluded."""
    dims, code = open_dimensions(base), codify(base.structure)
    had: dict[World, dict[str, Truth]] = {}
    for values in product(*dims.values()):
        timeline = replay(base, dict(zip(dims, values, strict=True)), code=code)
        if possible(timeline):
            had[values] = answered(timeline)
    return list(dims), had


def smallest_sets(dims: list[str], had: dict[World, Truth]) -> set[tuple[str, ...]]:
    """Give the smallest sets of dimensions such that two worlds differ exactly there and disagree, pair by pair."""
    parting = {
        tuple(name for name, a, b in zip(dims, one, other, strict=True) if a != b)
        for one, other in combinations(had, 2)
        if had[one] is not had[other]
    }
    least = min(map(len, parting), default=0)
    return {found for found in parting if len(found) == least}


def by_definition(base: Story) -> dict[str, set[tuple[str, ...]]]:
    dims, had = every_world(base)
    names = [one.id for one in base.outcomes]
    return {name: smallest_sets(dims, {world: one[name] for world, one in had.items()}) for name in names}


def found(base: Story) -> dict[str, set[tuple[str, ...]]]:
    out = {}
    for one in standings(replay(base)):
        assert one.proved
        assert one.robust is (not one.splits)
        if one.conclusion.kind == "outcome":
            out[one.conclusion.name] = {split.dimensions for split in one.splits}
    return out


def the(base: Story, name: str) -> Standing:
    (one,) = [one for one in standings(replay(base)) if one.conclusion.name == name]
    return one


def said(base: Story, one: Standing) -> dict[tuple[str, ...], dict[tuple[str, ...], Said]]:
    """Give for each smallest set what is so under which values, facts by the text of their claims."""
    claims = {fact.id: [claim.text for claim in fact.claims] for fact in base.facts}

    def word(name: str, value: Value) -> str:
        return claims[name][int(value)] if name in claims and not isinstance(value, str) else shown(value)

    return {
        split.dimensions: {
            tuple(word(*pair) for pair in zip(split.dimensions, values, strict=True)): answer
            for values, answer in split.answers
        }
        for split in one.splits
    }


# --- small stories of every sort, against all of their worlds -----------------------------------------------------

PARAMS = {
    "form": "{value: paper, among: [paper, room]}",
    "seats": "{value: 5, among: [5, 7]}",
    "there": "{value: no, among: [no, yes]}",
    "repeats": "{value: yes, among: [yes, no]}",
}
READINGS = """
- {id: one, title: One}
- {id: two, title: Two, replaces: [{rule: consent, with: {consent: '> 1/2 of in_office'}}]}
"""
OPEN_RULES = f"""{without("size", "consent", "matters")}
- {{id: size, in: acme.bylaws, for: acme.board, size: {{param: seats}}}}
- id: consent
  in: acme.bylaws
  for: acme.board
  consent: {{signatures: all of in_office, signers_quorum: yes}}
  defect: voidable
- {{id: court, in: acme.bylaws, power: {{to: [avoid], of: any, from_start: yes}}, by: {{vote: acme.board}}}}
- id: sale
  in: acme.bylaws
  power: {{to: [determine], of: acme.sale}}
  by: {{when: {{if: "signed(letter) >= 500 or void(a.out)", then: {{vote: acme.board}}, else: never}}}}
- {{id: run, in: acme.charter, power: {{to: [manage], of: any}}, by: {{vote: acme.board}}}}
"""
FACTS = """
count: {claims: [{value: 505, source: wire}, {value: 490+, source: wire}], standing: open, because: b}
heads: {claims: [{value: 600, source: wire}, {value: 495, source: wire}], standing: open, because: b}
shut: {claims: [{value: 1, source: wire}, {value: 2, source: wire}], standing: settled, because: b}
"""
TIED = """
acme.ceo: {kind: office}
acme.chair: {kind: chair, tied_to: {position: acme.board, if: {param: repeats}}}
"""
VIA = "{param: form, paper: consent, room: {meeting: {attended: [bob, cyd, {dee: {param: there}}]}}}"
FIRST = vote("a", "{remove: ann, from: acme.ceo, id: out}", ayes="bob cyd", absent="eve", via=VIA)
LETTER = act("signing", "staff", "sign: {letter: letter, total: {fact: count}, names: [gus]}")
LATER = {
    "again": vote("b", "{ratify: a.out, counts: {param: repeats}, id: i}", ayes="bob cyd dee"),
    "undo": vote("b", "{avoid: a.out, from_start: yes, id: i}", ayes="bob cyd dee eve"),
    "sell": vote("b", "{determine: acme.sale, id: i}", ayes="bob cyd dee"),
    "wait": vote("b", "{appoint: fay, as: acme.ceo, id: i}", ayes=FIVE, more="effective: in_law(vacant(acme.ceo))"),
    "open": vote("b", "{appoint: fay, as: acme.chair, id: i}", ayes=FIVE, more="effective: there"),
    "due": vote("b", "{remove: bob, from: acme.chair, id: i}", ayes="bob cyd dee", more="effective: 2024-03-01T09:00"),
    "grow": vote("b", "{elect: fay, to: acme.board, id: i}, {elect: gus, to: acme.board, id: j}", ayes="bob cyd dee"),
    "leave": act("b", "ann", "resign: [acme.board]"),
    "gone": act("b", "ann", "resign: {from: [acme.ceo], effective: 2024-03-05}"),
    "close": act("b", "staff", "withdraw: job"),
    "accept": act("b", "ann", "accept: job"),
    "oust": vote("b", "{remove: bob, from: acme.board, id: i}", ayes="bob cyd dee"),
    "signing": act("b", "staff", "sign: {letter: letter, total: 520}"),
}
REACTIONS = {
    "none": "[]",
    "vacancy": "[{id: r, if: 'vacant(acme.ceo)', that: [{remove: eve, from: acme.board}]}]",
    "verdict": "[{id: r, if: 'void(a.out)', that: [{remove: eve, from: acme.board}]}]",
}
NEVER = {
    "none": "[]",
    "staff": "['signed(letter) > heads']",
    "pair": "['seats = 7 and not there']",
    "coupled": "['seats = 7 and heads > 500', 'in_law(vacant(acme.ceo)) and seats = 5']",
    "chosen": "['heads = 600 and repeats']",
}
SENTENCES = (
    "in_law(vacant(acme.ceo))",
    "in_law(in_office(acme.board) = 5)",
    "holds(fay, acme.ceo)",
    "holds(bob, acme.chair) and in_law(holds(bob, acme.chair))",
    "seated(fay, acme.board)",
    "valid(a.out) or voidable(a)",
    "refused(b)",
    "signed(letter) >= 500",
    "signed(letter) >= 90% of heads",
    "in_law(determined(acme.sale))",
    "controls(ann, acme) or controls(acme.board, acme)",
    "there and open(job)",
    "happened(b) and after(a)",
    "pending(b) or pending(c)",
    "valid(c) and there",
)


def open_tale(first: str, second: str, reactions: str, never: str) -> Story:
    """Give a tale of two later steps in which nearly everything is open."""
    steps = (LATER[first], LATER[second].replace("{id: b,", "{id: c,"))
    params = ", ".join(f"{name}: {text}" for name, text in PARAMS.items())
    return story(
        tale(
            act("perk", "staff", "offer: {thing: job, to: [ann]}"),
            FIRST,
            LETTER,
            *steps,
            act("end", "staff", "happen: the end"),
            rules=OPEN_RULES,
            readings=READINGS,
            params=f"{{{params}}}",
            positions=TIED,
            facts=FACTS,
            reactions=REACTIONS[reactions],
            never=NEVER[never],
        )
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    first=st.sampled_from(sorted(LATER)),
    second=st.sampled_from(sorted(LATER)),
    reactions=st.sampled_from(sorted(REACTIONS)),
    never=st.sampled_from(sorted(NEVER)),
    at=st.sampled_from(("", "b", "signing")),
)
def test_a_conclusion_depends_on_what_two_admissible_worlds_that_differ_only_there_say(
    first: str, second: str, reactions: str, never: str, at: str
) -> None:
    base = asking(open_tale(first, second, reactions, never), *SENTENCES, at=at)
    assert found(base) == by_definition(base)


THERE = "{meeting: {attended: [bob, cyd, {dee: {param: there}}]}}"
A_OUT = vote("a", "{remove: ann, from: acme.ceo, id: out}", ayes="bob cyd", via=THERE)
COUNTED = act("s", "staff", "sign: {letter: letter, total: {fact: count}}")
LAST = act("z", "staff", "happen: the end", at="2024-03-09")
EVE_GOES = "{remove: eve, from: acme.board, id: i}"
LATER_ON = "effective: 2024-03-05"
SHARP = {
    "an offer that is taken": (
        (act("o", "staff", "offer: {thing: job, to: [ann]}"), act("c", "ann", "accept: job")),
        "valid(c) and there",
        "there",
    ),
    "what was made for later, and cannot be because another holds the office": (
        (
            COUNTED,
            act("b", "ann", "resign: {from: [acme.ceo], effective: 'signed(letter) >= 500'}"),
            vote("c", "{appoint: fay, as: acme.ceo, id: i}, {determine: acme.sale, id: j}", ayes=FIVE, more=LATER_ON),
            LAST,
        ),
        "determined(acme.sale)",
        "count",
    ),
    "what was made for when something in law is so": (
        (A_OUT, vote("b", EVE_GOES, ayes=FIVE, more="effective: in_law(vacant(acme.ceo))"), LAST),
        "seated(eve, acme.board)",
        "there",
    ),
    "what comes due while nothing else happens": (
        (vote("b", EVE_GOES, ayes="bob cyd", via=THERE, more=LATER_ON), LAST),
        "in_law(seated(eve, acme.board))",
        "there",
    ),
    "what follows from an office left vacant": (
        (A_OUT, act("n", "staff", "happen: news")),
        "in_law(seated(gus, acme.card))",
        "there",
    ),
    "a chair that ends with the seat": (
        (vote("b", "{remove: bob, from: acme.board, id: i}", ayes="bob cyd", via=THERE),),
        "in_law(holds(bob, acme.chair))",
        "there",
    ),
    "a desk held at the start by one who has lost what it is tied to": (
        (act("n", "staff", "happen: news"), act("m", "staff", "happen: more")),
        "in_law(holds(gus, acme.desk))",
        "there",
    ),
    "an act undone, by the verdict it had": (
        (A_OUT, vote("c", "{avoid: a.out, id: i}", ayes=FIVE)),
        "refused(c)",
        "there",
    ),
    "a rule that asks how an earlier step was ruled": (
        (A_OUT, vote("c", "{determine: acme.sale, id: i}", ayes=FIVE)),
        "refused(c)",
        "there",
    ),
    "verdicts of worlds that stand at the same point": (
        (vote("a", "{remove: ann, from: acme.ceo, id: out}", ayes="bob", noes="cyd", via=THERE), LAST),
        "no_act(a)",
        "there",
    ),
    "a seat that is there only if another vote stood": (
        (
            vote("a", "{resize: acme.board, to: 6, id: i}", ayes="bob cyd", via=THERE),
            vote("b", "{elect: fay, to: acme.board, id: i}", ayes=FIVE),
        ),
        "in_law(in_office(acme.board) = 6)",
        "there",
    ),
}
SHARP_RULES = f"""{without("matters", "size")}
- {{id: size, in: acme.bylaws, for: acme.board, size: 5}}
- {{id: court, in: acme.bylaws, power: {{to: [avoid], of: any}}, by: {{vote: acme.board}}}}
- id: sale
  in: acme.bylaws
  power: {{to: [determine], of: acme.sale}}
  by: {{when: {{if: void(a), then: {{vote: acme.board}}, else: never}}}}
"""
SHARP_RULES_PLAIN = (
    f"{without()}\n- {{id: court, in: acme.bylaws, power: {{to: [avoid], of: any}}, by: {{vote: acme.board}}}}"
)
SHARP_POSITIONS = """
acme.ceo: {kind: office}
acme.chair: {kind: chair, tied_to: acme.board}
acme.card: {kind: membership}
acme.desk: {kind: employment, tied_to: {position: acme.card, if: {param: there}}}
"""


@pytest.mark.parametrize("case", SHARP)
def test_nothing_that_matters_is_left_out_of_what_is_told(case: str) -> None:
    """Each way in which one step can matter to a later one, where nothing else brings that step in."""
    steps, sentence, on = SHARP[case]
    rules = SHARP_RULES if "rule" in case else SHARP_RULES_PLAIN
    leaves = "[{id: r, if: 'vacant(acme.ceo)', that: [{remove: gus, from: acme.card}]}]"
    start = "{acme.board: [ann, bob, cyd, dee, eve], acme.ceo: ann, acme.chair: bob, acme.card: [gus], acme.desk: [%s]}"
    base = story(
        tale(
            *steps,
            rules=rules,
            params=f"{{there: {PARAMS['there']}}}",
            facts=FACTS.splitlines()[1],
            positions=SHARP_POSITIONS,
            start=start % ("gus" if "desk" not in case else "gus, fay"),
            reactions=leaves if "follows" in case else "[]",
        )
    )
    asked = asking(base, sentence if "desk" not in case else sentence.replace("gus", "fay"))
    assert found(asked) == by_definition(asked) == {"q0": {(on,)}}


def test_a_condition_that_asks_who_controls_whom_may_ask_anything() -> None:
    """Files cannot make an act wait for that; a tree can, and then nothing is left out: here who is on the board."""
    base = story(
        tale(
            vote("a", "{remove: eve, from: acme.board, id: i}", ayes="bob cyd", via=THERE),
            vote("b", "{remove: ann, from: acme.ceo, id: i}", ayes=FIVE),
            LAST,
            more_rules="- {id: run, in: acme.charter, power: {to: [manage], of: any}, by: {vote: acme.board}}",
            params=f"{{there: {PARAMS['there']}}}",
        )
    )
    wait = parsed("controls(acme.board, acme) and in_law(in_office(acme.board) = 4)")
    first, second, last = base.steps
    assert isinstance(second.act, acts.Resolve)
    waiting = evolve(base, steps=(first, evolve(second, act=evolve(second.act, effective=wait)), last))
    asked = asking(waiting, "holds(ann, acme.ceo)", "in_law(holds(ann, acme.ceo))")
    assert found(asked) == by_definition(asked) == {"q0": {("there",)}, "q1": {("there",)}}


INVENTED = (
    f"in_law(holds(a1, {CEO}))",
    f"in_law(vacant({CEO}))",
    f"vacant({CHAIR}) and not in_law(vacant({CHAIR}))",
    f"in_law(in_office({BOARD}) >= 2)",
    f"in_law(determined({PLAN}))",
    f"controls({BOARD}, {TOP})",
    "valid(s1) or voidable(s1)",
    "refused(s2)",
    "signed(plea) >= 10",
)


def _between(low: int, high: int | None) -> Claim:
    top = None if high is None else Fraction(high)
    return Claim(text="", number=Bounds(low=Fraction(low), high=top, best=Fraction(low), text=""))


PLEAS = Fact(id="pleas", claims=(_between(12, 12), _between(5, None)), standing="open", place=NOWHERE)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(base=stories(), asked=st.lists(st.sampled_from(INVENTED), min_size=1, max_size=4, unique=True), data=st.data())
def test_invented_organisations_conclude_what_all_of_their_worlds_say(
    base: Story, asked: list[str], data: st.DataObject
) -> None:
    person = base.structure.parties[0].id
    plea = step(len(base.steps) + 1, person, acts.Sign(letter="plea", parties=(person,), total="pleas"))
    never = data.draw(st.lists(st.sampled_from(INVENTED[2:4]), max_size=1))
    told = evolve(
        asking(base, *(one.replace("a1", person) for one in asked)),
        steps=(*base.steps, plea),
        facts=(PLEAS,),
        never=tuple(Expectation(expr=parsed(one), place=NOWHERE) for one in never),
    )
    assert found(told) == by_definition(told)


# --- November 2023, by hand ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def november() -> Story:
    return bundled("nov2023")


@pytest.fixture(scope="module")
def stands(november: Story) -> dict[str, Standing]:
    return {one.conclusion.name: one for one in standings(replay(november))}


@pytest.mark.parametrize("name", ["half-first", "ninety"])
def test_more_than_half_and_nine_in_ten_by_the_end_of_the_day_are_robust(
    stands: dict[str, Standing], name: str
) -> None:
    """490 of 770 is 63 % and 490 of 719 more; 700 of 770 is 90.9 %, and 700 of 719 97 %."""
    assert (stands[name].chosen, stands[name].robust) == (True, True)


def test_ninety_five_percent_depends_on_the_count(november: Story, stands: dict[str, Standing]) -> None:
    """95 % of 770 is 731.5: 734, 738 and 747 are more, `700+` may be less; 95 % of 719 is 683.05."""
    one = stands["ninety-five"]
    assert one.chosen is True
    assert said(november, one) == {
        ("letter-day",): {("747",): True, ("738",): True, ("734",): True, ("700+",): None},
        ("headcount",): {("770",): None, ("700..719",): True},
    }
    given_by = {split.dimensions[0]: dict(split.given) for split in one.splits}
    assert given_by == {"letter-day": {}, "headcount": {"letter-day": Fraction(3)}}


def test_seventy_percent_at_first_publication_depends_on_the_head_count(
    november: Story, stands: dict[str, Standing]
) -> None:
    """70 % of 770 is 539, more than 505; of 719 it is 503.3. How many `500+` are cannot be told."""
    one = stands["seventy-first"]
    assert one.chosen is False
    answers = said(november, one)
    assert answers["headcount",] == {("770",): False, ("700..719",): True}
    assert answers["letter-early",] == {("505",): False, ("490",): False, ("490..505",): False, ("500+",): None}


def test_more_signatures_than_staff_are_excluded(november: Story, stands: dict[str, Standing]) -> None:
    """Of 4 early counts, 4 of the day and 2 head counts, 747, 738 and 734 of at most 719 cannot be: 4 * (8 - 3)."""
    for name in ("half-first", "seventy-first", "ninety", "ninety-five"):
        assert stands[name].varied == ("headcount", "letter-early", "letter-day")
        assert stands[name].worlds == 20
    crowd = {"headcount": Fraction(1), "letter-day": Fraction(0)}
    assert not possible(replay(november, crowd))
    assert possible(replay(november, crowd | {"letter-day": Fraction(3)}))


def test_a_point_of_a_series_is_no_rival_of_a_later_one(november: Story, stands: dict[str, Standing]) -> None:
    """650, 700 and 738 are told as earlier counts, each by itself; what is open is the first and the last count."""
    totals = [one.act.total for one in november.steps if isinstance(one.act, acts.Sign)]
    counts = [one.best if isinstance(one, Bounds) else one for one in totals]
    assert counts == ["letter-early", 650, 700, 738, "letter-day"]
    assert "letter-early" not in stands["ninety-five"].depends_on
    assert "letter-day" not in stands["half-first"].depends_on


def test_what_stood_in_law_depends_on_what_the_table_of_the_law_review_says(stands: dict[str, Standing]) -> None:
    """Part C: the office turns on the clause (the reading), the form and the size, and the seat on who the members are.

    At nine seats the office also turns on whether signers must be a quorum, and both on who is present.
    """
    assert stands["ceo-removed"].chosen is True
    assert set(stands["ceo-removed"].depends_on) == {"reading", "form", "size", "signers-quorum", "altman-present"}
    assert set(stands["seat-removed"].depends_on) == {"reading", "form", "size", "members", "altman-present"}
    assert stands["successor"].depends_on == stands["ceo-removed"].depends_on
    assert "ratifies" in stands["office-ended"].depends_on


def test_the_facts_of_the_end_rest_on_nothing_that_is_open(stands: dict[str, Standing]) -> None:
    facts = [one for one in stands.values() if one.conclusion.kind == "expectation"]
    assert [(one.chosen, one.varied, one.worlds) for one in facts] == [(True, (), 1)] * 6


# --- how much is varied, and what then can be proved ---------------------------------------------------------------


def _switches(count: int) -> str:
    return ", ".join(f"p{number}: {{value: no, among: [no, yes]}}" for number in range(count))


def _stages(count: int) -> tuple[str, ...]:
    """Give steps that each rest on a parameter of their own, and on an office of their own."""
    return tuple(
        vote(
            f"s{n}",
            f"{{appoint: bob, as: acme.o{n}, id: i}}",
            ayes="bob cyd",
            via=f"{{meeting: {{attended: [bob, cyd, {{dee: {{param: p{n}}}}}]}}}}",
        )
        for n in range(count)
    )


def every_switch(count: int) -> str:
    return " and ".join(f"p{number}" for number in range(count))


def _wide(count: int, **more: str) -> Story:
    offices = ", ".join(f"acme.o{n}: {{kind: office}}" for n in range(count))
    positions = f"{{acme.ceo: {{kind: office}}, acme.chair: {{kind: chair}}, {offices}}}"
    return story(tale(*_stages(count), rules=RULES, params=f"{{{_switches(count)}}}", positions=positions, **more))


def test_a_conclusion_that_reads_little_is_proved_however_much_else_is_open() -> None:
    """Fourteen parameters make 16,384 worlds; each office hangs on one of them: two present are no quorum of five."""
    base = asking(_wide(14), "in_law(holds(bob, acme.o3))", "in_law(holds(bob, acme.o3) or holds(bob, acme.o9))")
    one, two = standings(replay(base))
    assert (one.chosen, one.depends_on, one.varied, one.worlds) == (False, ("p3",), ("p3",), 2)
    assert (two.depends_on, two.worlds) == (("p3", "p9"), 4)


def test_a_conclusion_that_reads_more_than_ten_thousand_worlds_is_not_proved() -> None:
    (one,) = standings(replay(asking(_wide(14), every_switch(14))))
    assert (one.chosen, one.proved, one.robust, one.depends_on, one.worlds) == (False, False, False, (), 10_000)


def test_what_is_the_same_in_all_worlds_is_robust_even_if_nobody_can_say_which_are_possible() -> None:
    """The exclusion reads fourteen parameters; an office that nobody could be given is vacant without looking at it."""
    base = _wide(14, never=f"['{every_switch(14)}']")
    base = asking(base, "in_law(vacant(acme.chair))", "in_law(holds(bob, acme.o3))")
    same, other = standings(replay(base))
    assert (same.robust, same.chosen, other.proved, other.robust) == (True, False, False, False)


def test_exclusions_that_read_nothing_of_a_conclusion_are_not_varied_with_it() -> None:
    base = asking(_wide(3, never="['p1 and p2']"), "in_law(holds(bob, acme.o0))")
    (one,) = standings(replay(base))
    assert (one.varied, one.worlds, one.depends_on) == (("p0",), 2, ("p0",))


def test_where_constraints_leave_no_two_worlds_that_differ_in_one_thing_a_smallest_set_is_named() -> None:
    """`left` and `right` are only possible together: nothing can be compared that differs in one of them alone."""
    params = "{left: {value: no, among: [no, yes]}, right: {value: no, among: [no, yes]}}"
    never = "['left and not right', 'right and not left']"
    base = asking(story(tale(act("n", "staff", "happen: news"), params=params, never=never)), "left", "not right")
    one, two = standings(replay(base))
    assert [split.dimensions for split in (*one.splits, *two.splits)] == [("left", "right")] * 2
    assert one.depends_on == ("left", "right")
    assert one.splits[0].answers == ((("no", "no"), False), (("yes", "yes"), True))
    assert one.worlds == 2
    assert found(base) == by_definition(base)


def test_all_smallest_sets_are_given() -> None:
    """Of three switches an even number is on: worlds differ in two of them at least."""
    names = ("a", "b", "c")
    params = ", ".join(f"{name}: {{value: no, among: [no, yes]}}" for name in names)
    odd = (
        "a and not b and not c", "b and not a and not c", "c and not a and not b", "a and b and c",
    )  # fmt: skip
    never = "[" + ", ".join(f"'{one}'" for one in odd) + "]"
    base = asking(story(tale(act("n", "staff", "happen: news"), params=f"{{{params}}}", never=never)), "a")
    assert found(base) == by_definition(base) == {"q0": {("a", "b"), ("a", "c")}}


def test_where_no_world_is_admissible_nothing_depends_on_anything() -> None:
    params = "{left: {value: no, among: [no, yes]}}"
    base = asking(story(tale(act("n", "staff", "happen: news"), params=params, never="['left or not left']")), "left")
    (one,) = standings(replay(base))
    assert (one.worlds, one.splits) == (0, ())


def test_what_excludes_every_world_does_so_whatever_else_a_conclusion_reads() -> None:
    params = "{left: {value: no, among: [no, yes]}, right: {value: no, among: [no, yes]}}"
    told = story(tale(act("n", "staff", "happen: news"), params=params, never="['right or not right']"))
    assert found(asking(told, "left")) == by_definition(asking(told, "left")) == {"q0": set()}


def test_a_settled_fact_and_what_the_user_chose_for_it_are_not_varied() -> None:
    facts = "{heads: {claims: [{value: 10, source: wire}, {value: 20, source: wire}], standing: settled, because: b}}"
    base = asking(story(tale(act("n", "staff", "happen: news"), facts=facts)), "heads > 15")
    for index, answer in ((0, False), (1, True)):
        (one,) = standings(replay(base, {"heads": Fraction(index)}))
        assert (one.chosen, one.robust, one.varied) == (answer, True, ())


def test_an_outcome_of_a_step_that_is_not_told_is_left_out() -> None:
    """A story cut short, or a fork without the step: what comes after it cannot be asked."""
    base = asking(open_tale("leave", "close", "none", "none"), "there", at="c")
    cut = evolve(base, steps=base.steps[:3])
    assert conclusions(replay(cut)) == ()
    assert conclusions(replay(evolve(base, steps=()))) == ()


def test_expectations_are_conclusions_at_the_end() -> None:
    base = story(tale(act("n", "staff", "happen: news"), expect="['holds(ann, acme.ceo)']"))
    (one,) = conclusions(replay(base))
    assert (one.kind, one.name, one.at) == ("expectation", "holds(ann, acme.ceo)", "n")


def test_the_limit_is_the_one_of_the_surveys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "LIMIT", 3)
    (one,) = standings(replay(asking(_wide(2), "in_law(holds(bob, acme.o0) or holds(bob, acme.o1))")))
    assert not one.proved


def test_every_dimension_of_a_standing_is_one_of_the_story(november: Story, stands: dict[str, Standing]) -> None:
    known = dimensions(november)
    assert all(set(one.varied) <= known.keys() for one in stands.values())
    assert all(set(one.depends_on) <= set(one.varied) for one in stands.values())
