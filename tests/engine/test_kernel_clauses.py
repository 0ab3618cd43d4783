"""The kernel, clause by clause: each docstring is a sentence that would be false if the clause were broken."""

from itertools import permutations

import pytest
from attrs import evolve

from govsim.engine.decide import decide, verdict
from govsim.engine.hearing import Hearing
from govsim.engine.reactions import CycleError
from govsim.engine.replay import replay
from govsim.engine.timeline import Entry, Timeline
from govsim.record.acts import Decide, Resolve
from govsim.record.effects import effects
from govsim.record.events import Seated, Settled, Unseated
from govsim.record.fold import fold
from govsim.record.rulings import Verdict
from govsim.record.state import Sight, State, holding
from govsim.world.expressions import Expr
from inline import FIVE, act, bundled, codes, found_in, held, read, story, tale, the, told, vote, without

OUST = "{remove: ann, from: acme.ceo, id: ceo}"
NAME_FAY = "{appoint: fay, as: acme.ceo, id: new}"
NEVER = "{id: officers, in: acme.bylaws, power: {to: [appoint, remove], of: office}, by: never}"


def words(timeline: Timeline, step: str) -> dict[str, str]:
    return {ruling.item: ruling.verdict.word for ruling in timeline.by_step[step].rulings}


# --- K1 ----------------------------------------------------------------------------------------------------------


def test_k1_each_item_of_a_step_has_its_own_ruling() -> None:
    """A step of two items has two rulings, called `step.item`; one of them may fail alone."""
    timeline = told(tale(vote("x", f"{OUST}, {{remove: fay, from: acme.board}}, {NAME_FAY}", ayes="bob cyd dee")))
    assert words(timeline, "x") == {"ceo": "valid", "board": "valid", "new": "valid"}
    assert timeline.ruling("x.ceo").item == "ceo"


# --- K2 ----------------------------------------------------------------------------------------------------------


def test_k2_a_vote_said_to_be_lost_changes_nothing_on_either_track() -> None:
    """`result: lost` leaves facts and law as they were, though the ballots would have carried."""
    timeline = told(tale(vote("x", OUST, ayes="bob cyd dee", more="result: lost")))
    assert words(timeline, "x") == {"ceo": "no_act"}
    assert codes(timeline.ruling("x.ceo"))[1] == "lost"
    assert timeline.fact == timeline.law == timeline.start


def test_k2_a_void_act_happened_all_the_same() -> None:
    """An act that is void in law changes the facts and not the law."""
    timeline = told(tale(vote("x", OUST, ayes="bob cyd", via="consent", signed="")))
    assert words(timeline, "x") == {"ceo": "void"}
    assert holding(timeline.fact, "acme.ceo") == ()
    assert holding(timeline.law, "acme.ceo") == ("ann",)


def test_k2_a_voidable_act_has_effect_in_law() -> None:
    """An act that only breached a rule whose breach is voidable stands until it is avoided."""
    rules = without("consent") + (
        "\n- {id: consent, in: acme.bylaws, for: acme.board, consent: all of in_office, defect: voidable}"
    )
    timeline = told(tale(vote("x", OUST, ayes="bob cyd", via="consent"), rules=rules))
    assert words(timeline, "x") == {"ceo": "voidable"}
    assert holding(timeline.law, "acme.ceo") == ()


def test_k2_the_fact_hash_is_that_of_the_facts_alone() -> None:
    """Under another rule the same acts have the same fact hash; another act has another one."""
    lawful = told(tale(vote("x", OUST, ayes="bob cyd dee")))
    refused = told(tale(vote("x", OUST, ayes="bob cyd dee"), rules=f"{without('officers')}\n- {NEVER}"))
    other = told(tale(vote("x", "{remove: bob, from: acme.chair}", ayes="bob cyd dee")))
    assert refused.ruling("x.ceo").verdict is Verdict.VOID
    assert lawful.fact_hash == refused.fact_hash
    assert lawful.fact_hash != other.fact_hash


# --- K3 ----------------------------------------------------------------------------------------------------------


def test_k3_acts_are_judged_against_the_law_and_conditions_read_the_facts() -> None:
    """After a void dismissal `holds` is false, `in_law(holds)` is true, and the successor finds no vacancy in law."""
    timeline = told(
        tale(
            vote("x", OUST, ayes="bob cyd", via="consent"),
            act("y", "ann", "happen: she goes home", step="if: 'not holds(ann, acme.ceo)'"),
            vote("z", NAME_FAY, ayes=FIVE, at="2024-03-02T10:00"),
            expect="['holds(fay, acme.ceo)', 'in_law(holds(ann, acme.ceo))', 'not in_law(holds(fay, acme.ceo))']",
        )
    )
    assert timeline.by_step["y"].condition is True
    assert codes(timeline.ruling("z.new"))[-1] == "not-vacant"
    assert timeline.expected == (True, True, True)


def test_k3_a_condition_inside_a_rule_reads_the_law() -> None:
    """`when: {if: holds(ann, ...)}` in a power is true while she holds the office in law, gone in fact or not."""
    rules = (
        f"{without('chair')}\n- {{id: chair, in: acme.bylaws, power: {{to: [remove], of: chair}}, "
        "by: {when: {if: 'holds(ann, acme.ceo)', then: {vote: acme.board}, else: never}}}"
    )
    steps = (
        vote("x", OUST, ayes="bob cyd", via="consent"),
        vote("y", "{remove: bob, from: acme.chair}", ayes="ann cyd dee", at="2024-03-02"),
    )
    assert words(told(tale(*steps, rules=rules)), "y") == {"chair": "valid"}
    lawful = vote("x", OUST, ayes="bob cyd dee")
    timeline = told(tale(lawful, steps[1], rules=rules))
    assert words(timeline, "y") == {"chair": "void"}
    assert "power.never" in codes(timeline.ruling("y.chair"))


# --- K4 ----------------------------------------------------------------------------------------------------------

MEMBERS = "{acme.board: {kind: board}, acme.members: {kind: members, roll: acme.board}}"
TRAP = f"""{without("seats")}
- {{id: seats, in: acme.bylaws, power: {{to: [elect, remove], of: seat}}, by: {{vote: acme.members}}}}
- {{id: consent-of-members, in: acme.bylaws, for: acme.members, consent: '> 1/2 of outstanding'}}
"""
SEATS = "{remove: ann, from: acme.board, id: seat-ann}, {remove: bob, from: acme.board, id: seat-bob}"


def test_k4_the_trap_in_one_vote_the_successor_falls_with_the_removal() -> None:
    """Three of five remove two directors as members; as the board they fail, and so does the successor."""
    timeline = told(
        tale(
            vote("x", f"{OUST}, {SEATS}, {NAME_FAY}", signed="cyd dee eve", via="consent"),
            rules=TRAP,
            bodies=MEMBERS,
        )
    )
    assert words(timeline, "x") == {"ceo": "void", "seat-ann": "valid", "seat-bob": "valid", "new": "void"}
    assert held(timeline.ruling("x.seat-ann"), "consent") == (3, 3, 5)
    assert held(timeline.ruling("x.ceo"), "consent") == (3, 5, 5)


def test_k4_the_trap_in_two_steps_the_second_vote_is_counted_on_the_smaller_board() -> None:
    """As two votes, the same three signatures are all of three in office the second time, and the successor stands."""
    timeline = told(
        tale(
            vote("x", f"{OUST}, {SEATS}", signed="cyd dee eve", via="consent"),
            vote("y", "{appoint: fay, as: acme.ceo, replacing: ann, id: new}", signed="cyd dee eve", via="consent"),
            rules=TRAP,
            bodies=MEMBERS,
        )
    )
    assert words(timeline, "x")["ceo"] == "void"
    assert words(timeline, "y") == {"new": "valid"}
    counts = [dict(one.numbers) for one in found_in(timeline.ruling("y.new").finding) if one.code == "consent"]
    assert counts == [{"have": 3, "needed": 3, "of": 3}] * 2  # for the removal that replacing is, and the appointment


def test_k4_the_order_of_items_never_matters() -> None:
    """Every order of four items gives the same rulings, the same law and the same facts."""
    items = (OUST, NAME_FAY, "{elect: gus, to: acme.board, id: in}", "{remove: eve, from: acme.board, id: out}")
    seen = set()
    for order in permutations(items):
        timeline = told(tale(vote("x", ", ".join(order), ayes="bob cyd dee")))
        seen.add((tuple(sorted(words(timeline, "x").items())), timeline.law, timeline.fact))
    assert len(seen) == 1
    assert next(iter(seen))[0] == (("ceo", "valid"), ("in", "valid"), ("new", "valid"), ("out", "valid"))


def test_k4_items_are_severable() -> None:
    """One void item leaves the other one standing."""
    rules = f"{without('officers')}\n- {NEVER}"
    timeline = told(tale(vote("x", f"{OUST}, {{remove: bob, from: acme.chair}}", ayes=FIVE), rules=rules))
    assert words(timeline, "x") == {"ceo": "void", "chair": "valid"}


def test_k4_all_or_nothing_makes_one_void_item_void_for_all() -> None:
    """In a package with a void item no item has effect, whatever each would be alone."""
    rules = f"{without('officers')}\n- {NEVER}"
    timeline = told(
        tale(
            vote("x", f"{OUST}, {{remove: bob, from: acme.chair}}", ayes=FIVE, more="all_or_nothing: yes"),
            rules=rules,
        )
    )
    assert words(timeline, "x") == {"ceo": "void", "chair": "void"}
    assert the(timeline.ruling("x.chair"), "all-or-nothing").verdict is Verdict.VOID
    assert timeline.law == timeline.start


def test_k4_an_item_is_counted_on_the_roll_of_the_body_that_holds_the_power() -> None:
    """Where others met, the ruling says in which capacity they are assumed to have voted, and rests on it."""
    timeline = told(
        tale(vote("x", SEATS, ayes="cyd dee eve"), rules=TRAP.replace("consent-of-members", "c"), bodies=MEMBERS)
    )
    ruling = timeline.ruling("x.seat-ann")
    assert dict(the(ruling, "capacity").names) == {"body": "acme.members", "met": "acme.board"}
    assert "capacity" in ruling.rests_on
    rules = f"{TRAP}\n- {{id: m, in: acme.bylaws, for: acme.members, passes: '> 1/2 of outstanding'}}"
    named = told(tale(vote("x", SEATS, ayes="cyd dee eve", by="acme.members"), rules=rules, bodies=MEMBERS))
    assert "capacity" not in codes(named.ruling("x.seat-ann"))


# --- K5 ----------------------------------------------------------------------------------------------------------


def test_k5_a_false_condition_does_not_stop_a_step_of_the_record() -> None:
    """In `replay` a step whose `if:` is false happened; the timeline says that it was false."""
    timeline = told(tale(act("x", "ann", "resign: acme.ceo", step="if: 'holds(bob, acme.ceo)'")))
    assert timeline.by_step["x"].condition is False
    assert holding(timeline.fact, "acme.ceo") == ()


def test_k5_choices_change_rulings_only() -> None:
    """Under either value of a parameter the facts are the same; the rulings are not."""
    rules = f"{without('size')}\n- {{id: size, in: acme.bylaws, for: acme.board, size: {{param: seats}}}}"
    text = tale(
        vote("x", OUST, ayes="bob cyd dee", absent="ann eve"),
        rules=rules,
        params="{seats: {value: 5, among: [5, 7]}}",
    )
    five = told(text)
    seven = replay(five.story, {"seats": five.story.structure.params[0].among[1]})
    assert five.fact == seven.fact
    assert five.fact_hash == seven.fact_hash
    assert (words(five, "x"), words(seven, "x")) == ({"ceo": "valid"}, {"ceo": "void"})
    assert held(seven.ruling("x.ceo"), "quorum") == (3, 4, 7)


# --- K7, as far as a replay has it -------------------------------------------------------------------------------


def test_k7_who_has_no_ballot_at_a_meeting_is_absent() -> None:
    """Two ballots on a roll of five are two present, below the quorum of three."""
    timeline = told(tale(vote("x", OUST, ayes="bob cyd")))
    assert held(timeline.ruling("x.ceo"), "quorum") == (2, 3, 5)
    assert words(timeline, "x") == {"ceo": "void"}


def test_k7_who_has_no_ballot_in_a_consent_is_silent() -> None:
    """Silence is no signature: four of five are not all."""
    timeline = told(tale(vote("x", OUST, signed="bob cyd dee eve", via="consent")))
    assert held(timeline.ruling("x.ceo"), "consent") == (4, 5, 5)


@pytest.mark.parametrize("via", ["meeting", "consent"])
def test_k7_a_ballot_of_somebody_off_the_roll_is_void_and_named(via: str) -> None:
    """A stranger's vote counts in no set and is listed; it does not spoil the act."""
    timeline = told(tale(vote("x", OUST, ayes=f"{FIVE} fay", via=via)))
    stray = the(timeline.ruling("x.ceo"), "ballot.void")
    assert (dict(stray.names), stray.verdict) == ({"party": "fay"}, Verdict.VALID)
    assert held(timeline.ruling("x.ceo"), "vote" if via == "meeting" else "consent")[0] == 5
    assert words(timeline, "x") == {"ceo": "valid"}


# --- K8 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("{all: [{vote: acme.board}, {oracle: q}]}", "pending"),
        ("{all: [{oracle: q}, never]}", "void"),
        ("{any: [never, {oracle: q}]}", "pending"),
        ("{any: [{oracle: q}, {vote: acme.board}]}", "valid"),
        ("{k_of: 2, list: [{vote: acme.board}, {oracle: q}, never]}", "pending"),
        ("{k_of: 1, list: [{vote: acme.board}, {oracle: q}, never]}", "valid"),
        ("{k_of: 3, list: [{vote: acme.board}, {oracle: q}, never]}", "void"),
        ("{stages: [{vote: acme.board}, never]}", "valid"),
        ("{stages: [{vote: acme.board, passes: all of present}, {vote: acme.board}]}", "no_act"),
        ("{stages: [{oracle: q}, {vote: acme.board}]}", "pending"),
        ("{stages: [never, {vote: acme.board}]}", "void"),
        ("{unknown: the agreement}", "void"),
    ],
    ids=str,
)
def test_k8_all_takes_the_worst_any_the_best_k_of_the_kth_best_and_stages_the_stage(by: str, expected: str) -> None:
    """The root of every tree of approvals has the verdict its parts make; a ballot that follows none is the first."""
    rules = f"{without('officers')}\n- {{id: officers, in: acme.bylaws, power: {{to: [remove], of: office}}, by: {by}}}"
    timeline = told(tale(vote("x", OUST, ayes="bob cyd dee", noes="ann eve"), rules=rules))
    assert words(timeline, "x") == {"ceo": expected}
    assert timeline.ruling("x.ceo").finding.verdict.word == expected


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("{vote: acme.board}", "valid"),
        ("{oracle: q}", "pending"),
        ("{vote: acme.board, passes: '>= 4 of cast'}", "no_act"),
        ("{on: tie, by: never}", "void"),
    ],
)
def test_k8_of_ballots_in_order_the_last_stage_reached_decides(then: str, expected: str) -> None:
    """Three of five are not all, and what the next ballot comes to is what the act comes to."""
    by = f"{{stages: [{{vote: acme.board, passes: all of present}}, {then}]}}"
    rules = f"{without('officers')}\n- {{id: officers, in: acme.bylaws, power: {{to: [remove], of: office}}, by: {by}}}"
    first = vote("x", OUST, ayes="bob cyd dee", noes="ann eve")
    again = vote("y", OUST, ayes="bob cyd dee", noes="ann eve", more="follows: x")
    timeline = told(tale(first, again, rules=rules))
    assert (words(timeline, "x"), words(timeline, "y")) == ({"ceo": "no_act"}, {"ceo": expected})


def hearing(timeline: Timeline, entry: Entry) -> Hearing:
    """Put an entry's act to the law as it stood before it."""
    before = timeline.entries[entry.index - 2].law if entry.index > 1 else timeline.start

    def answer(_expr: Expr, _sight: Sight) -> bool | None:
        return None

    return Hearing(
        step=entry.step.id,
        by=entry.step.by,
        at=entry.step.at.latest,
        date="2023-11-17",
        act=entry.step.act,
        law=before,
        book=timeline.book,
        docket=timeline.docket,
        truth=answer,
    )


def test_k8_the_short_way_to_a_verdict_and_the_long_one_agree() -> None:
    """For every item of the bundled story `verdict` gives what `decide` gives."""
    base = bundled("nov2023")
    for reading in ("as-reported", "by-law-only", "statutory-default"):
        timeline = replay(base, {"reading": reading})
        for entry in timeline.entries:
            if isinstance(entry.step.act, Resolve | Decide):
                for item, ruling in zip(entry.step.act.items, entry.rulings, strict=True):
                    assert verdict(hearing(timeline, entry), item) is ruling.verdict


def test_k8_the_short_way_stops_when_the_verdict_is_settled() -> None:
    """In an all-or-nothing act whose first item is void the second item is not looked at."""
    rules = (
        f"{without('officers', 'chair')}\n- {NEVER}\n"
        "- {id: chair, in: acme.bylaws, power: {to: [remove], of: chair}, "
        "by: {when: {if: 'holds(ann, acme.ceo)', then: {vote: acme.board}, else: never}}}"
    )
    text = tale(
        vote("x", f"{OUST}, {{remove: bob, from: acme.chair}}", ayes=FIVE, more="all_or_nothing: yes"), rules=rules
    )
    timeline = told(text)
    entry = timeline.by_step["x"]
    asked: list[Expr] = []

    def watched(expr: Expr, _sight: Sight) -> bool | None:
        asked.append(expr)
        return True

    put = evolve(hearing(timeline, entry), truth=watched)
    done = entry.step.act
    assert isinstance(done, Resolve)
    assert verdict(put, done.items[0]) is Verdict.VOID
    assert asked == []
    assert [ruling.verdict for ruling in decide(put, ())] == [Verdict.VOID, Verdict.VOID]
    assert asked != []


def test_k8_an_own_act_is_valid_without_anybodys_leave_on_the_short_way_too() -> None:
    """`verdict` of an act that has no items is valid."""
    timeline = told(tale(act("x", "ann", "resign: acme.ceo"), vote("y", OUST, ayes=FIVE)))
    done = timeline.by_step["y"].step.act
    assert isinstance(done, Resolve)
    assert verdict(hearing(timeline, timeline.by_step["x"]), done.items[0]) is Verdict.VALID


# --- K9 ----------------------------------------------------------------------------------------------------------


def test_k9_an_office_that_is_held_needs_a_replacement() -> None:
    """To appoint to a held office without `replacing` is no act: not vacant."""
    timeline = told(tale(vote("x", NAME_FAY, ayes=FIVE)))
    assert words(timeline, "x") == {"new": "no_act"}
    assert dict(the(timeline.ruling("x.new"), "not-vacant").names) == {"party": "ann", "position": "acme.ceo"}


def test_k9_replacing_is_a_removal_judged_on_its_own_power() -> None:
    """Who may appoint and may not remove cannot replace."""
    new = "{appoint: fay, as: acme.ceo, replacing: ann, id: new}"
    assert words(told(tale(vote("x", new, ayes="bob cyd dee"))), "x") == {"new": "valid"}
    rules = f"""{without("officers")}
- {{id: in, in: acme.bylaws, power: {{to: [appoint], of: office}}, by: {{vote: acme.board}}}}
- {{id: out, in: acme.bylaws, power: {{to: [remove], of: office}}, by: never}}
"""
    timeline = told(tale(vote("x", new, ayes=FIVE), rules=rules))
    assert words(timeline, "x") == {"new": "void"}
    assert the(timeline.ruling("x.new"), "vacated").verdict is Verdict.VOID


def test_k9_replacing_somebody_else_than_the_holder_leaves_the_office_held() -> None:
    """`replacing: bob` does not make room where ann holds the office."""
    timeline = told(tale(vote("x", "{appoint: fay, as: acme.ceo, replacing: bob, id: new}", ayes=FIVE)))
    assert words(timeline, "x") == {"new": "no_act"}


def test_k9_an_interim_holder_leaves_when_a_permanent_one_takes_office() -> None:
    """Nobody has to remove an interim chief executive; another interim one needs the office vacant."""
    interim = vote("x", f"{OUST}, {{appoint: fay, as: acme.ceo, interim: yes, id: new}}", ayes=FIVE)
    permanent = vote("y", "{appoint: gus, as: acme.ceo, id: next}", ayes=FIVE, at="2024-03-02")
    timeline = told(tale(interim, permanent))
    assert words(timeline, "y") == {"next": "valid"}
    assert holding(timeline.law, "acme.ceo") == ("gus",)
    second = vote("y", "{appoint: gus, as: acme.ceo, interim: yes, id: next}", ayes=FIVE, at="2024-03-02")
    assert words(told(tale(interim, second)), "y") == {"next": "no_act"}
    confirmed = vote("y", "{appoint: fay, as: acme.ceo, id: next}", ayes=FIVE, at="2024-03-02")
    assert words(told(tale(interim, confirmed)), "y") == {"next": "valid"}


@pytest.mark.parametrize(
    "item",
    [
        "{appoint: ann, as: acme.ceo, id: a}",
        "{remove: fay, from: acme.ceo, id: a}",
        "{resign: fay, from: acme.ceo, id: a}",
    ],
)
def test_k9_what_already_holds_is_valid_whoever_says_it(item: str) -> None:
    """An effect that is there already is valid with one finding, and changes nothing."""
    timeline = told(tale(vote("x", item, ayes="bob")))
    ruling = timeline.ruling("x.a")
    assert codes(ruling) == ["item", "already-so"]
    assert (ruling.verdict, ruling.events) == (Verdict.VALID, ())


def test_k9_a_number_or_a_matter_that_already_stands_is_valid() -> None:
    """To resize to the same number and to determine the same matter again is valid and idle."""
    items = "{resize: acme.board, to: 6, id: a}, {determine: acme.sale, id: b}"
    timeline = told(tale(vote("x", items, ayes=FIVE), vote("y", items, ayes="bob", at="2024-03-02")))
    assert words(timeline, "x") == {"a": "valid", "b": "valid"}
    assert codes(timeline.ruling("y.a")) == codes(timeline.ruling("y.b")) == ["item", "already-so"]


def backwards(text: str) -> Timeline:
    """Replay the steps of a scenario last first, as no file that is checked could have them."""
    forwards = story(text)
    return replay(evolve(forwards, steps=forwards.steps[::-1]))


def ratified(counts: str) -> Timeline:
    return told(
        tale(
            vote("x", OUST, signed="bob cyd dee", via="consent"),
            vote("y", f"{{ratify: x.ceo, counts: {counts}, id: again}}", ayes="bob cyd dee", at="2024-03-02"),
            params="{repeats: {value: yes, among: [yes, no]}}",
        )
    )


def test_k9_whether_a_later_act_ratifies_is_a_switch() -> None:
    """With `counts: yes` a void removal is done again from then on; with `no` standing by it is no act."""
    assert words(ratified("yes"), "y") == {"again": "valid"}
    assert holding(ratified("yes").by_step["x"].law, "acme.ceo") == ("ann",)
    assert holding(ratified("yes").law, "acme.ceo") == ()
    assert words(ratified("no"), "y") == {"again": "no_act"}
    assert codes(ratified("no").ruling("y.again")) == ["item", "affirms-only"]
    openly = ratified("{param: repeats}")
    assert openly.ruling("y.again").asked == ("repeats",)
    assert words(replay(openly.story, {"repeats": "no"}), "y") == {"again": "no_act"}


def test_k9_to_ratify_what_stands_is_idle_and_what_never_was_is_void() -> None:
    """Ratifying a removal that had effect changes nothing; ratifying a step still to come has nothing to repeat."""
    good = vote("x", OUST, ayes="bob cyd dee")
    again = vote("y", "{ratify: x.ceo, id: again}", ayes="bob", at="2024-03-02")
    assert codes(told(tale(good, again)).ruling("y.again")) == ["item", "already-so"]
    assert codes(backwards(tale(good, again)).ruling("y.again")) == ["item", "nothing-earlier"]


def test_k9_an_act_that_repeats_a_void_removal_makes_room_for_a_successor() -> None:
    """One later vote may repeat the removal and fill the office."""
    timeline = told(
        tale(
            vote("x", OUST, signed="bob cyd dee", via="consent"),
            vote("y", f"{{ratify: x.ceo, id: again}}, {NAME_FAY}", ayes="bob cyd dee", at="2024-03-02"),
        )
    )
    assert words(timeline, "y") == {"again": "valid", "new": "valid"}
    assert holding(timeline.law, "acme.ceo") == ("fay",)


# --- K10 ---------------------------------------------------------------------------------------------------------


def test_k10_each_item_of_a_package_may_have_its_own_author() -> None:
    """A director resigns by herself in a package that the board votes; nobody else may resign for her."""
    items = "{elect: fay, to: acme.board, id: in}, {resign: eve, from: acme.board, id: out}"
    timeline = told(tale(vote("x", items, ayes="ann bob cyd", more="all_or_nothing: yes")))
    assert words(timeline, "x") == {"in": "valid", "out": "valid"}
    assert dict(the(timeline.ruling("x.out"), "own-act").names) == {"party": "eve"}
    forced = vote("x", "{resign: eve, from: acme.board, by: ann, id: out}", ayes=FIVE)
    assert words(told(tale(forced)), "x") == {"out": "void"}


def test_k10_an_item_may_name_the_party_whose_power_it_needs() -> None:
    """`by: ann` puts one item to ann's own power though the board voted on the rest."""
    rule = "- {id: own, in: acme.bylaws, power: {to: [determine], of: acme.sale}, by: {consent: ann}}"
    alone = "{determine: acme.sale, by: ann, id: sale}"
    assert words(told(tale(vote("x", alone, ayes=FIVE), more_rules=rule)), "x") == {"sale": "valid"}
    body = "{determine: acme.sale, id: sale}"
    timeline = told(tale(vote("x", body, ayes=FIVE), more_rules=rule))
    assert words(timeline, "x") == {"sale": "void"}
    assert codes(timeline.ruling("x.sale"))[-1] == "party.other"


def test_k10_the_size_of_a_body_is_looked_at_when_the_whole_act_is_done() -> None:
    """A sixth director finds no seat; with one removed, or the number raised, in the same act she does."""
    one_more = "{elect: fay, to: acme.board, id: in}"
    full = told(tale(vote("x", one_more, ayes=FIVE)))
    assert words(full, "x") == {"in": "void"}
    assert dict(the(full.ruling("x.in"), "no-seat").numbers) == {"have": 6, "of": 5}
    room = f"{one_more}, {{remove: eve, from: acme.board, id: out}}"
    assert words(told(tale(vote("x", room, ayes=FIVE))), "x") == {"in": "valid", "out": "valid"}
    larger = f"{one_more}, {{resize: acme.board, to: 6, id: more}}"
    assert words(told(tale(vote("x", larger, ayes=FIVE))), "x") == {"in": "valid", "more": "valid"}


def test_k10_only_a_removal_that_stands_makes_room() -> None:
    """A seat that was emptied without power is not free in law."""
    rules = f"""{without("seats", "number")}
- {{id: in, in: acme.bylaws, power: {{to: [elect], of: seat}}, by: {{vote: acme.board}}}}
- {{id: out, in: acme.bylaws, power: {{to: [remove], of: seat}}, by: never}}
"""
    items = "{elect: fay, to: acme.board, id: in}, {remove: eve, from: acme.board, id: out}"
    assert words(told(tale(vote("x", items, ayes=FIVE), rules=rules)), "x") == {"in": "void", "out": "void"}
    items = "{elect: fay, to: acme.board, id: in}, {resize: acme.board, to: 6, id: more}"
    assert words(told(tale(vote("x", items, ayes=FIVE), rules=rules)), "x") == {"in": "void", "more": "void"}


def test_k10_what_is_made_for_a_later_time_is_pending_and_then_takes_effect() -> None:
    """A removal effective on 5 March is pending on the 1st, not yet made on the 4th, and made on the 5th."""
    timeline = told(
        tale(
            vote("x", OUST, ayes="bob cyd dee", more="effective: 2024-03-05"),
            act("y", "ann", "happen: a day passes", at="2024-03-04T12:00"),
            act("z", "ann", "happen: another", at="2024-03-05T12:00"),
        )
    )
    assert words(timeline, "x") == {"ceo": "pending"}
    assert codes(timeline.ruling("x.ceo"))[-1] == "effective-later"
    for track in ("fact", "law"):
        states = [getattr(timeline.by_step[name], track) for name in ("x", "y", "z")]
        assert [holding(state, "acme.ceo") for state in states] == [("ann",), ("ann",), ()]
    assert [name for name, _ in timeline.by_step["z"].followed] == ["x.ceo"]
    assert [name for name, _ in timeline.by_step["z"].followed_in_fact] == ["x"]


def test_k10_who_resigns_for_a_later_day_makes_room_for_a_successor_of_that_day() -> None:
    """An appointment effective when the holder will have gone finds the office free; one effective before does not."""
    going = act("r", "ann", "resign: {from: acme.ceo, effective: 2024-03-05}")
    waiting = act("s", "ann", "resign: {from: acme.ceo, effective: 'vacant(acme.chair)'}")
    for day, expected in (("2024-03-06", "pending"), ("2024-03-04", "no_act")):
        later = vote("x", NAME_FAY, ayes=FIVE, more=f"effective: {day}")
        assert words(told(tale(going, later)), "x") == {"new": expected}
    assert words(told(tale(waiting, vote("x", NAME_FAY, ayes=FIVE, more="effective: 2024-03-06"))), "x") == {
        "new": "no_act"
    }
    end = act("z", "bob", "happen: a day", at="2024-03-07")
    law = told(tale(going, vote("x", NAME_FAY, ayes=FIVE, more="effective: 2024-03-06"), end)).law
    assert holding(law, "acme.ceo") == ("fay",)


def test_k10_to_remove_who_is_not_there_makes_no_room() -> None:
    """A removal of somebody off the board frees no seat."""
    items = "{elect: fay, to: acme.board, id: in}, {remove: gus, from: acme.board, id: out}"
    assert words(told(tale(vote("x", items, ayes=FIVE))), "x") == {"in": "void", "out": "valid"}


def test_k10_what_is_refused_is_not_made_for_later_either() -> None:
    """A void act with an effective date never takes effect in law."""
    timeline = told(
        tale(
            vote("x", OUST, ayes="bob", more="effective: 2024-03-05"),
            act("z", "ann", "happen: a day", at="2024-03-06T12:00"),
        )
    )
    assert words(timeline, "x") == {"ceo": "void"}
    assert holding(timeline.law, "acme.ceo") == ("ann",)
    assert holding(timeline.fact, "acme.ceo") == ()


def test_k10_what_is_made_on_a_condition_waits_for_it() -> None:
    """A resignation that hangs on a successor takes effect when there is one, on both tracks."""
    timeline = told(
        tale(
            act("x", "ann", "resign: {from: acme.board, effective: 'vacant(acme.chair)'}"),
            act("y", "bob", "resign: acme.chair", at="2024-03-02T12:00"),
        )
    )
    assert timeline.ruling("x.act").verdict is Verdict.PENDING
    before, after = (timeline.by_step[name] for name in ("x", "y"))
    assert "ann" in holding(before.law, "acme.board")
    assert "ann" not in holding(after.law, "acme.board")
    assert "ann" not in holding(after.fact, "acme.board")
    assert [name for name, _ in after.followed] == ["x"]


def test_k10_on_effect_only_the_condition_and_the_place_are_looked_at_again() -> None:
    """The board that resolved may be gone when its resolution takes effect; an office taken meanwhile stops it."""
    later = vote("x", f"{OUST}, {NAME_FAY}", ayes="bob cyd dee", more="effective: 2024-03-05")
    gone = vote("y", "{remove: cyd, from: acme.board, id: a}, {remove: dee, from: acme.board, id: b}", ayes=FIVE)
    end = act("z", "ann", "happen: a day", at="2024-03-06T12:00")
    assert holding(told(tale(later, gone, end)).law, "acme.ceo") == ("fay",)
    taken = vote("y", "{appoint: gus, as: acme.ceo, replacing: ann, id: a}", ayes=FIVE)
    timeline = told(tale(later, taken, end))
    assert holding(timeline.law, "acme.ceo") == ("gus",)
    assert holding(timeline.fact, "acme.ceo") == ("gus",)


def test_k10_to_accept_is_an_act_and_needs_something_open() -> None:
    """Accepting an offer that is open is valid; accepting one that was withdrawn is no act."""
    offer, accept = act("o", "ann", "offer: {thing: job, to: [bob]}"), act("a", "bob", "accept: job")
    timeline = told(tale(offer, accept))
    assert timeline.ruling("a.act").verdict is Verdict.VALID
    assert timeline.law.get(("accepted", "job", "bob")) is True
    timeline = told(tale(offer, act("w", "ann", "withdraw: job"), accept))
    assert codes(timeline.ruling("a.act")) == ["item", "nothing-open"]
    assert timeline.ruling("a.act").verdict is Verdict.NO_ACT
    assert timeline.law.get(("accepted", "job", "bob")) is None


# --- K11 ---------------------------------------------------------------------------------------------------------


def test_k11_the_order_of_the_file_is_the_order() -> None:
    """Of two steps on one day the first in the file comes first."""
    first = act("x", "ann", "resign: acme.ceo", at="2024-03-01")
    second = vote("y", NAME_FAY, ayes=FIVE, at="2024-03-01")
    assert words(told(tale(first, second)), "y") == {"new": "valid"}
    assert words(told(tale(second, first)), "y") == {"new": "no_act"}


def test_k11_steps_that_are_certainly_the_wrong_way_round_are_an_error() -> None:
    """A day that is over before the one above it begins cannot stand below it."""
    found, problems = read(
        tale(
            act("x", "ann", "happen: one", at="2024-03-02"),
            act("y", "ann", "happen: two", at="2024-03-01"),
        )
    )
    assert found is None
    assert [problem.code for problem in problems] == ["GS309"]


def test_k11_timers_run_before_the_step_and_in_the_order_of_their_times() -> None:
    """What is due at the very minute of a step takes effect before it, the earlier first."""
    timeline = told(
        tale(
            act("a", "ann", "resign: {from: acme.ceo, effective: 2024-03-05T10:00}"),
            act("b", "bob", "resign: {from: acme.chair, effective: 2024-03-03}"),
            act("c", "cyd", "resign: {from: acme.board, effective: 2024-03-09}"),
            vote("x", NAME_FAY, ayes="ann bob cyd", at="2024-03-05T10:00"),
        )
    )
    assert words(timeline, "x") == {"new": "valid"}
    assert [name for name, _ in timeline.by_step["x"].followed] == ["b", "a"]
    assert "cyd" in holding(timeline.law, "acme.board")


def test_k11_reactions_run_in_declared_order_to_the_end() -> None:
    """Each follow-up sets off the next, in law only, and the entry names them in order."""
    reactions = """
- {id: chair-goes, if: 'vacant(acme.ceo)', that: [{remove: bob, from: acme.chair}]}
- {id: board-goes, if: 'vacant(acme.chair)', that: [{remove: eve, from: acme.board}]}
"""
    timeline = told(tale(act("x", "ann", "resign: acme.ceo"), reactions=reactions))
    entry = timeline.by_step["x"]
    assert [name for name, _ in entry.followed] == ["chair-goes", "board-goes"]
    assert entry.followed_in_fact == ()
    assert holding(timeline.law, "acme.chair") == ()
    assert holding(timeline.fact, "acme.chair") == ("bob",)
    assert "eve" in holding(timeline.fact, "acme.board")
    assert "eve" not in holding(timeline.law, "acme.board")


def test_k11_reactions_that_set_each_other_off_for_ever_are_an_error_that_names_them() -> None:
    """Two follow-ups that undo each other end in an error with both names."""
    reactions = """
- {id: leaves, if: 'holds(bob, acme.chair)', that: [{remove: bob, from: acme.chair}]}
- {id: returns, if: 'vacant(acme.chair)', that: [{appoint: bob, as: acme.chair}]}
"""
    with pytest.raises(CycleError, match=r"do not come to an end: (leaves, returns|returns, leaves)$"):
        told(tale(act("x", "ann", "resign: acme.ceo"), reactions=reactions))


@pytest.mark.parametrize(("tied", "chair"), [("yes", ()), ("no", ("bob",))])
def test_k11_a_tie_ends_one_position_with_another_in_law_alone(tied: str, chair: tuple[str, ...]) -> None:
    """A chair tied to the seat ends with it, where the switch says so, and never in fact by itself."""
    positions = (
        "{acme.ceo: {kind: office}, acme.chair: {kind: chair, tied_to: {position: acme.board, if: {param: tied}}}}"
    )
    timeline = told(
        tale(
            vote("x", "{remove: bob, from: acme.board, id: out}", ayes="ann cyd dee"),
            positions=positions,
            params=f"{{tied: {{value: {tied}, among: [yes, no]}}}}",
        )
    )
    assert holding(timeline.law, "acme.chair") == chair
    assert holding(timeline.fact, "acme.chair") == ("bob",)


# --- K12 ---------------------------------------------------------------------------------------------------------


def test_k12_a_state_has_no_memory_of_how_it_came_about() -> None:
    """Two ways to the same positions give equal states with equal hashes."""
    one = fold(State(), (Seated(position="p", party="a"), Seated(position="q", party="b")))
    two = fold(
        State(),
        (
            Seated(position="q", party="b"),
            Seated(position="p", party="c"),
            Unseated(position="p", party="c"),
            Seated(position="p", party="a"),
        ),
    )
    assert one == two
    assert hash(one) == hash(two)


def test_k12_what_a_ruling_and_a_condition_read_names_the_step_that_wrote_it() -> None:
    """The vote that fills the office read the key that the resignation wrote, and the roll as at the start."""
    timeline = told(
        tale(
            act("x", "ann", "resign: acme.ceo"),
            act("y", "bob", "happen: news", step="if: vacant(acme.ceo)"),
            vote("z", NAME_FAY, ayes="bob cyd dee"),
        )
    )
    entry = timeline.by_step["z"]
    assert (("held", "acme.ceo"), "x") in entry.read_law
    assert (("held", "acme.board"), "") in entry.read_law
    assert entry.depends_on == ("x",)
    assert timeline.by_step["y"].read_fact == ((("held", "acme.ceo"), "x"),)
    assert timeline.by_step["y"].depends_on == ("x",)


def test_k12_what_a_condition_inside_a_rule_read_is_noted_for_each_item() -> None:
    """Two items that hang on the same condition both name the step that wrote what it read."""
    by = "{when: {if: 'vacant(acme.chair)', then: {vote: acme.board}, else: never}}"
    rules = (
        f"{without('officers')}\n- {{id: o, in: acme.bylaws, power: {{to: [appoint, remove], of: office}}, by: {by}}}"
    )
    timeline = told(
        tale(act("c", "bob", "resign: acme.chair"), vote("x", f"{OUST}, {NAME_FAY}", ayes=FIVE), rules=rules)
    )
    assert words(timeline, "x") == {"ceo": "valid", "new": "valid"}
    for ruling in timeline.by_step["x"].rulings:
        assert ("held", "acme.chair") in ruling.read
    assert timeline.by_step["x"].depends_on == ("c",)


# --- K13 ---------------------------------------------------------------------------------------------------------

VOIDABLE = without("consent") + (
    "\n- {id: consent, in: acme.bylaws, for: acme.board, consent: all of in_office, defect: voidable}"
    "\n- {id: court, in: acme.bylaws, power: {to: [avoid], of: any, from_start: yes}, by: {oracle: court}}"
)


def avoided(from_start: str, *between: str) -> Timeline:
    return told(
        tale(
            vote("x", f"{OUST}, {NAME_FAY}", signed="bob cyd", via="consent"),
            *between,
            act("court", "ann", "answer: {question: court, answer: yes}", at="2024-03-03"),
            vote(
                "y",
                f"{{avoid: x.new, from_start: {from_start}, id: b}}, {{avoid: x.ceo, from_start: {from_start}, id: a}}",
                at="2024-03-04",
            ),
            rules=VOIDABLE,
        )
    )


@pytest.mark.parametrize("from_start", ["no", "yes"])
def test_k13_avoidance_ends_in_law_what_a_voidable_act_had_begun(from_start: str) -> None:
    """Until it is avoided the removal stands; then ann holds the office again in law, and never again in fact."""
    timeline = avoided(from_start)
    assert words(timeline, "x") == {"ceo": "voidable", "new": "voidable"}
    assert words(timeline, "y") == {"b": "valid", "a": "valid"}
    assert [holding(entry.law, "acme.ceo") for entry in timeline.entries] == [("fay",), ("fay",), ("ann",)]
    assert [holding(entry.fact, "acme.ceo") for entry in timeline.entries] == [("fay",)] * 3


def test_k13_avoided_from_its_date_what_was_built_on_it_stays_and_from_its_beginning_it_is_folded_again() -> None:
    """A new size voted meanwhile stands either way; the facts are the same either way."""
    more = vote("w", "{resize: acme.board, to: 7, id: size}", ayes=FIVE, at="2024-03-02")
    later, first = avoided("no", more), avoided("yes", more)
    assert later.law.get(("size", "acme.board")) == first.law.get(("size", "acme.board")) == 7
    assert later.fact == first.fact
    assert later.law == first.law


def test_k13_avoidance_works_from_the_beginning_only_where_a_rule_says_so() -> None:
    """The same act is void where the power to avoid does not reach back, and valid from its date."""
    rules = VOIDABLE.replace(", from_start: yes", "")
    steps = (
        vote("x", OUST, signed="bob cyd", via="consent"),
        act("court", "ann", "answer: {question: court, answer: yes}", at="2024-03-03"),
    )
    back = told(tale(*steps, vote("y", "{avoid: x.ceo, from_start: yes, id: a}", at="2024-03-04"), rules=rules))
    assert words(back, "y") == {"a": "void"}
    assert "from-now-only" in codes(back.ruling("y.a"))
    now = told(tale(*steps, vote("y", "{avoid: x.ceo, id: a}", at="2024-03-04"), rules=rules))
    assert words(now, "y") == {"a": "valid"}


def test_k13_only_what_is_voidable_and_has_effect_can_be_avoided() -> None:
    """A valid act cannot be avoided, a void one has nothing to avoid, a future one is not there yet."""
    undo = vote("y", "{avoid: x.ceo, id: a}", at="2024-03-04")
    valid = told(tale(vote("x", OUST, ayes=FIVE), undo, rules=VOIDABLE))
    assert codes(valid.ruling("y.a")) == ["item", "not-voidable"]
    void = told(tale(vote("x", OUST, ayes="bob"), undo, rules=VOIDABLE))
    assert codes(void.ruling("y.a")) == ["item", "already-so"]
    early = backwards(tale(vote("x", OUST, ayes=FIVE), undo, rules=VOIDABLE))
    assert codes(early.ruling("y.a")) == ["item", "nothing-earlier"]


@pytest.mark.parametrize("from_start", ["no", "yes"])
def test_k13_a_number_of_seats_and_a_finding_are_taken_back_too(from_start: str) -> None:
    """An avoided resize gives the seats back as they were last fixed by an act that stands."""
    items = "{resize: acme.board, to: 9, id: n}, {determine: acme.sale, id: s}"
    undo = ", ".join(f"{{avoid: x.{name}, from_start: {from_start}, id: {name}}}" for name in ("n", "s"))
    timeline = told(
        tale(
            vote("w", "{resize: acme.board, to: 7, id: n}", ayes=FIVE, at="2024-02-01"),
            vote("x", items, signed="bob cyd", via="consent"),
            act("court", "ann", "answer: {question: court, answer: yes}", at="2024-03-03"),
            vote("y", undo, at="2024-03-04"),
            rules=VOIDABLE,
        )
    )
    assert words(timeline, "y") == {"n": "valid", "s": "valid"}
    for name, size, sale in (("x", 9, True), ("y", 7, None)):
        law = timeline.by_step[name].law
        assert (law.get(("size", "acme.board")), law.get(("determined", "acme.sale"))) == (size, sale)
    assert timeline.fact.get(("size", "acme.board")) == 9


def test_k13_whoever_has_left_meanwhile_is_not_put_out_again() -> None:
    """Fay, elected by a voidable act and gone since, is no longer there to be put out."""
    timeline = told(
        tale(
            vote("x", NAME_FAY + ", " + OUST, signed="bob cyd", via="consent"),
            act("r", "fay", "resign: acme.ceo", at="2024-03-02"),
            act("court", "ann", "answer: {question: court, answer: yes}", at="2024-03-03"),
            vote("y", "{avoid: x.new, id: b}", at="2024-03-04"),
            rules=VOIDABLE,
        )
    )
    assert timeline.ruling("y.b").events == (Settled(item="x.new", how="avoided"),)
    assert holding(timeline.law, "acme.ceo") == ()


def test_k13_avoiding_the_removal_alone_never_leaves_two_chief_executives() -> None:
    """Whoever is back in a one-holder office has it alone."""
    timeline = told(
        tale(
            vote("x", f"{OUST}, {NAME_FAY}", signed="bob cyd", via="consent"),
            act("court", "ann", "answer: {question: court, answer: yes}", at="2024-03-03"),
            vote("y", "{avoid: x.ceo, id: a}", at="2024-03-04"),
            rules=VOIDABLE,
        )
    )
    assert words(timeline, "y") == {"a": "valid"}
    assert holding(timeline.law, "acme.ceo") == ("ann",)


def test_a_timeline_gives_its_states_at_the_end_and_an_empty_story_stays_at_its_start() -> None:
    """A story without steps ends where it begins, and its expectations cannot be told."""
    empty = told(tale(expect="['holds(ann, acme.ceo)']"))
    assert empty.fact == empty.law == empty.start
    assert empty.expected == (None,)


def test_an_entry_without_rulings_has_no_verdict() -> None:
    """News is told and not ruled."""
    timeline = told(tale(act("x", "ann", "happen: news"), vote("y", OUST, ayes=FIVE)))
    assert timeline.by_step["x"].verdict is None
    assert timeline.by_step["y"].verdict is Verdict.VALID


def test_what_an_act_would_change_is_read_from_the_act_alone() -> None:
    """`effects` needs the act, its author and its time, and neither state nor book."""
    step = story(tale(act("x", "ann", "resign: acme.ceo"))).steps[0]
    assert effects("x", "ann", step.at.latest, step.act, {}) == (Unseated(position="acme.ceo", party="ann"),)
