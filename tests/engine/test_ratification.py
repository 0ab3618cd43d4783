"""To ratify what is voidable: it is judged like any act, and what was ratified can no longer be set aside.

Acme's board has five seats and a quorum of three, and a vote without a quorum is voidable. Two directors are too few;
three who all vote for it are a quorum (3 of 5, needs 3) and carry it (3 of 3 present, needs 2).
"""

from fractions import Fraction

import pytest

from branches import branched, turn
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.engine.worlds import dependence
from govsim.record.state import holding, settled, units
from govsim.whatif.branch import Mark
from inline import act, codes, held, story, tale, told, vote, without

RULES = (
    without("quorum")
    + """
- {id: quorum, in: acme.bylaws, for: acme.board, quorum: "> 1/2 of authorized", defect: voidable}
- {id: undo, in: acme.bylaws, power: {to: [avoid], of: any}, by: {consent: gus}}
- {id: cure, in: acme.bylaws, power: {to: [ratify], of: any, from_start: yes}, by: {vote: acme.board}}
"""
)
REGULAR = "{meeting: {regular: yes}}"
OUST = "{remove: ann, from: acme.ceo, id: out}"
TWO = vote("x", OUST, ayes="bob cyd", via=REGULAR)


def ratify(
    more: str = "", *, ayes: str = "bob cyd dee", noes: str = "", name: str = "r", at: str = "2024-03-05"
) -> str:
    """The board ratifies what the two did."""
    return vote(name, f"{{ratify: x.out, id: good{more}}}", ayes=ayes, noes=noes, via=REGULAR, at=at)


def undo(name: str = "y", at: str = "2024-04-02", target: str = "x.out") -> str:
    """Gus, whom a rule lets, sets it aside."""
    return act(name, "gus", f"decide: {{that: [{{avoid: {target}, id: back}}]}}", at=at)


def acme(*steps: str, rules: str = RULES, **parts: str) -> Timeline:
    return told(tale(*steps, rules=rules, **parts))


def word(timeline: Timeline, item: str) -> str:
    return timeline.ruling(item).verdict.word


BOTH = pytest.mark.parametrize("more", ["", ", from_start: yes"], ids=["from now on", "from its beginning"])


def test_what_two_directors_did_stands_until_it_is_set_aside() -> None:
    """Without a ratification gus sets it aside, and ann is back (mutation: whatever is voidable counts as ratified)."""
    timeline = acme(TWO, undo())
    assert word(timeline, "x.out") == "voidable"
    assert held(timeline.ruling("x.out"), "quorum") == (2, 3, 5)
    assert word(timeline, "y.back") == "valid"
    assert holding(timeline.law, "acme.ceo") == ("ann",)


@BOTH
def test_what_was_ratified_can_no_longer_be_set_aside(more: str) -> None:
    """Three of five ratify, and setting it aside comes too late (mutation: no `ratified` is noted)."""
    timeline = acme(TWO, ratify(more), undo())
    assert word(timeline, "r.good") == "valid"
    assert held(timeline.ruling("r.good"), "quorum") == (3, 3, 5)
    assert held(timeline.ruling("r.good"), "vote") == (3, 2, 3)
    assert word(timeline, "y.back") == "void"
    assert codes(timeline.ruling("y.back")) == ["item", "ratified"]
    assert holding(timeline.law, "acme.ceo") == ()
    assert settled(timeline.law, "x.out") == "ratified"
    assert settled(timeline.fact, "x.out") == ""


@BOTH
def test_a_ratification_that_fails_changes_nothing(more: str) -> None:
    """Two of five vote for it, three are needed; gus sets it aside (mutation: to ratify what stands is idle)."""
    timeline = acme(TWO, ratify(more, ayes="bob cyd", noes="ann dee eve"), undo())
    assert word(timeline, "r.good") == "no_act"
    assert held(timeline.ruling("r.good"), "vote") == (2, 3, 5)
    assert timeline.ruling("r.good").events == ()
    assert word(timeline, "y.back") == "valid"
    assert holding(timeline.law, "acme.ceo") == ("ann",)


@BOTH
def test_who_has_no_power_over_it_ratifies_nothing(more: str) -> None:
    """Fay sits on no board and says that she ratifies it (mutation: no power is asked for where it has effect)."""
    alone = act("r", "fay", f"decide: {{that: [{{ratify: x.out, id: good{more}}}]}}", at="2024-03-05")
    timeline = acme(TWO, alone, undo())
    assert word(timeline, "r.good") == "void"
    assert "body.other" in codes(timeline.ruling("r.good"))
    assert word(timeline, "y.back") == "valid"


def test_from_the_beginning_takes_a_power_to_ratify_and_from_now_on_the_power_to_do_it() -> None:
    """Without a rule on ratifying only the second is left (mutation: both ask for the power to do the act)."""
    rules = "\n".join(line for line in RULES.splitlines() if "id: cure" not in line)
    back = acme(TWO, ratify(", from_start: yes"), undo(), rules=rules)
    assert (word(back, "r.good"), word(back, "y.back")) == ("void", "valid")
    assert "power.none" in codes(back.ruling("r.good"))
    now = acme(TWO, ratify(), undo(), rules=rules)
    assert (word(now, "r.good"), word(now, "y.back")) == ("valid", "void")


def test_a_ratification_with_the_same_defect_cures_nothing() -> None:
    """The two ratify it themselves, again without a quorum (mutation: what is voidable makes good, too)."""
    timeline = acme(TWO, ratify(ayes="bob cyd"), undo())
    assert (word(timeline, "r.good"), word(timeline, "y.back")) == ("voidable", "valid")
    assert timeline.ruling("r.good").events == ()
    third = vote("s", "{ratify: r.good, id: good}", ayes="bob cyd dee", via=REGULAR, at="2024-03-06")
    again = acme(TWO, ratify(ayes="bob cyd"), third, undo())
    assert (word(again, "s.good"), word(again, "y.back")) == ("valid", "void")


def test_standing_by_it_makes_nothing_good_where_that_is_no_ratification() -> None:
    """With `counts: no` the three only affirm (mutation: the switch is not asked)."""
    timeline = acme(TWO, ratify(", counts: no"), undo())
    assert codes(timeline.ruling("r.good")) == ["item", "affirms-only"]
    assert (word(timeline, "r.good"), word(timeline, "y.back")) == ("no_act", "valid")


def test_what_was_set_aside_can_be_done_again_and_not_made_good_from_its_beginning() -> None:
    """After gus, three of five do it anew from that day, or fail (mutation: what was avoided counts as standing)."""
    again = acme(TWO, undo(at="2024-03-04"), ratify())
    assert word(again, "r.good") == "valid"
    assert holding(again.by_step["y"].law, "acme.ceo") == ("ann",)
    assert holding(again.law, "acme.ceo") == ()
    back = acme(TWO, undo(at="2024-03-04"), ratify(", from_start: yes"))
    assert codes(back.ruling("r.good")) == ["item", "avoided"]
    assert holding(back.law, "acme.ceo") == ("ann",)


def test_what_is_settled_is_settled_once() -> None:
    """To ratify or set aside a second time changes nothing (mutation: what was avoided is undone again)."""
    twice = acme(TWO, ratify(), ratify(name="s", ayes="bob", at="2024-03-06"))
    assert codes(twice.ruling("s.good")) == ["item", "already-so"]
    gone = vote("z", "{remove: ann, from: acme.ceo, id: again}", ayes="bob cyd dee", via=REGULAR, at="2024-04-03")
    undone = acme(TWO, undo(), gone, undo("w", at="2024-04-04"))
    assert codes(undone.ruling("w.back")) == ["item", "already-so"]
    assert holding(undone.law, "acme.ceo") == ()


def test_an_avoidance_that_is_set_aside_leaves_the_act_as_it_was() -> None:
    """The board of two sets it aside without a quorum; gus sets that aside (mutation: the mark is not taken back)."""
    rules = RULES.replace("by: {consent: gus}", "by: {any: [{consent: gus}, {vote: acme.board}]}")
    first = vote("y", "{avoid: x.out, id: back}", ayes="bob cyd", via=REGULAR, at="2024-04-02")
    timeline = acme(TWO, first, undo("z", "2024-04-03", "y.back"), ratify(at="2024-04-04"), rules=rules)
    assert word(timeline, "y.back") == "voidable"
    assert settled(timeline.by_step["y"].law, "x.out") == "avoided"
    assert settled(timeline.by_step["z"].law, "x.out") == ""
    assert holding(timeline.by_step["z"].law, "acme.ceo") == ()
    assert settled(timeline.law, "x.out") == "ratified"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_one_act_cannot_make_good_and_set_aside(order: tuple[int, int]) -> None:
    """In either order both are void, of an act that has no opposite either (mutation: they are judged apart)."""
    rules = RULES.replace("by: {consent: gus}", "by: {vote: acme.board}")
    items = ("{ratify: x.sale, id: good}", "{avoid: x.sale, id: back}")
    sale = vote("x", "{determine: acme.sale, id: sale}", ayes="bob cyd", via=REGULAR)
    both = vote("y", ", ".join(items[i] for i in order), ayes="bob cyd dee", via=REGULAR, at="2024-03-05")
    timeline = acme(sale, both, rules=rules)
    assert (word(timeline, "y.good"), word(timeline, "y.back")) == ("void", "void")
    assert all("excluded" in codes(timeline.ruling(one)) for one in ("y.good", "y.back"))
    assert settled(timeline.law, "x.sale") == ""


def test_made_for_later_it_is_made_good_on_its_day() -> None:
    """Set aside before the day it is void no more, and after it too late (mutation: what is made for later is lost)."""
    later = vote("r", "{ratify: x.out, id: good}", ayes="bob cyd dee", via=REGULAR, at="2024-03-05", more=EFFECTIVE)
    before, after = acme(TWO, later, undo(at="2024-03-31")), acme(TWO, later, undo())
    assert (word(before, "r.good"), word(before, "y.back")) == ("pending", "valid")
    assert word(after, "y.back") == "void"


EFFECTIVE = "effective: 2024-04-01"


def test_what_has_its_effect_is_not_done_twice() -> None:
    """Ten shares pass once, though the giver has none left to pass again (mutation: a ratification does it again)."""
    timeline = acme(
        vote("x", "{transfer: 10, of: acme.stock, from: fay, to: gus, id: out}", ayes="bob cyd", via=REGULAR),
        ratify(),
        more_rules="- {id: pass, in: acme.bylaws, power: {to: [transfer], of: any}, by: {vote: acme.board}}",
        positions="{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.stock: {kind: shares}}",
        bodies="{acme.board: {kind: board}, acme.holders: {kind: stockholders, roll: acme.stock}}",
        start="{acme.board: [ann, bob, cyd, dee, eve], acme.ceo: ann, acme.stock: {fay: 10, eve: 5}}",
    )
    assert (word(timeline, "x.out"), word(timeline, "r.good")) == ("voidable", "valid")
    assert (units(timeline.law, "acme.stock", "gus"), units(timeline.law, "acme.stock", "fay")) == (10, 0)


OPEN = "{seats: {value: 5, among: [5, 7]}}"
SEATS = RULES.replace("size: 5}", "size: {param: seats}}")


def test_what_the_ratification_hangs_on_the_setting_aside_hangs_on() -> None:
    """At seven seats three are no quorum of four, so that it is voidable and cures nothing.

    Mutation: a ratification that is voidable itself makes good, too.
    """
    text = tale(TWO, ratify(), undo(), rules=SEATS, params=OPEN)
    timeline = told(text)
    assert (word(timeline, "r.good"), word(timeline, "y.back")) == ("valid", "void")
    seven = replay(story(text), {"seats": Fraction(7)})
    assert (word(seven, "r.good"), word(seven, "y.back")) == ("voidable", "valid")
    survey = dependence(timeline)
    assert survey.proved
    assert survey.by_item == {"r.good": ("seats",), "y.back": ("seats",)}


def test_in_a_fork_in_which_a_vote_for_the_ratification_is_missing_it_is_set_aside() -> None:
    """With dee against it two of three carry it still, with cyd, too, it fails.

    Mutation: whatever is voidable counts as ratified.
    """
    text = tale(TWO, ratify(), undo(), rules=RULES)
    found = branched(text, "{at: r, vote: {cyd: against, dee: against}}")
    assert found.timeline.ruling("r.good").verdict.word == "no_act"
    assert found.timeline.ruling("y.back").verdict.word == "valid"
    assert turn(found, "y").mark is Mark.CHANGED
    still = branched(text, "{at: r, vote: {dee: against}}")
    assert still.timeline.ruling("y.back").verdict.word == "void"
