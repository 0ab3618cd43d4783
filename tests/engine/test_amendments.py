"""Rules that change during the story: adopted, repealed, and governing only while a condition holds.

Acme's board has five seats and a quorum of three; a sale needs two thirds of those in office, 4 of 5, until a by-law
that stands in the file as not in force at the start asks for more than half, 3 of 5. The charter says who may amend.
"""

from fractions import Fraction

import pytest

from branches import branched, turn, verdicts
from govsim.analysis.moments import At, stretches
from govsim.engine.asking import moment_after, moment_before
from govsim.engine.could import asked, could
from govsim.engine.reads import keys_of
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.engine.worlds import dependence
from govsim.reader.write import write
from govsim.record import acts
from govsim.record.act_words import Misworded, item_of
from govsim.record.rulings import Verdict
from govsim.record.state import adopted, holding
from govsim.rules.case import authorized
from govsim.rules.evaluate import in_regime
from govsim.rules.ranks import governing
from govsim.rules.soundness import flaws
from govsim.whatif.branch import Mark
from govsim.world.clauses import Passing
from inline import FIVE, act, codes, held, read, story, tale, told, vote, without

CHARTER = "in: acme.charter, rank: charter"
BYLAW = "in: acme.bylaws, rank: bylaws"
HIGH = f"- {{id: high, {BYLAW}, for: acme.board, passes: '>= 2/3 of in_office'}}"
LOW = f"- {{id: low, {BYLAW}, for: acme.board, passes: '> 1/2 of in_office', at_start: no}}"
MOST = "{vote: acme.board, passes: '> 1/2 of in_office'}"


def power(name: str, over: str, by: str = MOST, more: str = "") -> str:
    """Give a rule of the charter on who may amend."""
    return f"- {{id: {name}, {CHARTER}, power: {{to: [amend], of: {over}}}, by: {by}{more}}}"


HALF = "{vote: acme.board, passes: '> 1/2 of present'}"
CHANGE = power("change", "acme.bylaws")
RULES = f"{without('majority')}\n{HIGH}\n{LOW}\n{CHANGE}"

SALE = "{determine: acme.sale, id: sale}"
LOWER = "{amend: acme.bylaws, adopt: [low], repeal: [high], id: amend}"
THREE, TWO = "ann bob cyd", "dee eve"


def sale(  # noqa: PLR0913 - the parts of a vote, each by its name
    name: str, at: str, *, ayes: str = THREE, noes: str = TWO, more: str = "", that: str = SALE
) -> str:
    return vote(name, that, ayes=ayes, noes=noes, at=at, more=more)


def amend(name: str = "change", at: str = "2024-03-02", that: str = LOWER, *, ayes: str = THREE, more: str = "") -> str:
    return vote(name, that, ayes=ayes, noes=TWO, at=at, more=more)


LOST = sale("before", "2024-03-01", more="result: lost")
THEN = sale("after", "2024-03-03")


def acme(*steps: str, rules: str = RULES, **parts: str) -> Timeline:
    return told(tale(*steps, rules=rules, **parts))


def word(timeline: Timeline, item: str) -> str:
    return timeline.ruling(item).verdict.word


# --- adopted and repealed ------------------------------------------------------------------------------------------


def test_a_by_law_that_lowers_the_majority_governs_from_its_adoption_on() -> None:
    """3 of 5 is short of 4 before, and enough after (mutation: an adopted rule is not looked for)."""
    timeline = acme(LOST, amend(), THEN)
    assert [word(timeline, name) for name in ("before.sale", "change.amend", "after.sale")] == [
        "no_act",
        "valid",
        "valid",
    ]
    assert held(timeline.ruling("before.sale"), "vote") == (3, 4, 5)
    assert held(timeline.ruling("after.sale"), "vote") == (3, 3, 5)


def test_a_vote_that_was_lost_is_not_judged_again_when_the_rule_falls() -> None:
    """The ruling on the lost vote is the same value as without the amendment (mutation: rules as at the end)."""
    later = acme(LOST, amend(), THEN)
    assert later.ruling("before.sale") == acme(LOST).ruling("before.sale")
    assert later.by_step["before"].law == acme(LOST).law


def test_a_rule_that_is_repealed_alone_leaves_the_next_one_that_speaks() -> None:
    """Without the two thirds and with nothing adopted no rule says how the board passes anything."""
    timeline = acme(amend(that="{amend: acme.bylaws, repeal: [high], id: amend}"), THEN)
    assert word(timeline, "change.amend") == "valid"
    assert "vote.no-rule" in codes(timeline.ruling("after.sale")) or word(timeline, "after.sale") == "void"


def test_what_was_repealed_can_be_adopted_again() -> None:
    back = amend("back", "2024-03-04", "{amend: acme.bylaws, adopt: [high], repeal: [low], id: amend}")
    timeline = acme(amend(), back, sale("last", "2024-03-05", more="result: lost"))
    assert held(timeline.ruling("last.sale"), "vote") == (3, 4, 5)


def test_an_amendment_of_what_stands_so_already_changes_nothing_and_asks_nobody() -> None:
    """Adopting what is in force, repealing what is not (mutation: only one of the two is looked at)."""
    again = vote("again", LOWER, ayes="ann", noes="bob cyd dee eve", at="2024-03-03")
    timeline = acme(amend(), again)
    assert codes(timeline.ruling("again.amend")) == ["item", "already-so"]
    half = "{amend: acme.bylaws, adopt: [low], id: amend}"
    assert word(acme(amend(that=half), again.replace(LOWER, LOWER)), "again.amend") == "no_act"  # high still stands


def test_the_rule_of_a_later_ruling_makes_it_depend_on_the_amendment_and_no_other() -> None:
    """The sale reads the rule that was adopted; electing gus is by seats, whose majority it also is.

    A ruling before it, and one on what no rule of these speaks of, a resignation, do not (mutation: keys not noted).
    """
    gone = act("gone", "eve", "resign: {from: [acme.board]}", at="2024-03-04")
    timeline = acme(LOST, amend(), THEN, gone)
    assert "change" in timeline.by_step["after"].depends_on
    assert "change" not in timeline.by_step["before"].depends_on
    assert "change" not in timeline.by_step["gone"].depends_on
    assert ("rule", "tale.low") in timeline.ruling("after.sale").read


def test_rules_are_looked_up_without_a_note_where_none_can_change() -> None:
    """Without a power to amend no ruling reads a rule (mutation: every rule is taken as one that can change)."""
    timeline = acme(LOST, rules=f"{without('majority')}\n{HIGH}")
    assert not timeline.book.code.changing
    assert not [key for key in timeline.ruling("before.sale").read if key[0] == "rule"]
    at = moment_before(timeline, timeline.by_step["before"])
    assert in_regime(at) is timeline.book


def test_an_amendment_for_later_changes_the_rules_on_its_day() -> None:
    """On the 4th 4 of 5 are still needed, on the 6th 3 (mutation: an amendment works at once)."""
    timeline = acme(
        amend(more="effective: 2024-03-05"),
        sale("soon", "2024-03-04", more="result: lost"),
        sale("later", "2024-03-06"),
    )
    assert word(timeline, "change.amend") == "pending"
    assert held(timeline.ruling("soon.sale"), "vote") == (3, 4, 5)
    assert held(timeline.ruling("later.sale"), "vote") == (3, 3, 5)


def test_an_act_made_for_later_is_not_judged_again_under_rules_adopted_before_it_takes_effect() -> None:
    """By three fifths for the 10th, and from the 4th four fifths are asked: it takes effect all the same (K10)."""
    raise_it = amend("raise", "2024-03-04", "{amend: acme.bylaws, adopt: [high], repeal: [low], id: amend}")
    removal = "{remove: ann, from: acme.ceo, id: out}"
    timeline = acme(
        amend(),
        sale("for-later", "2024-03-03", that=removal, more="effective: 2024-03-10"),
        raise_it,
        sale("last", "2024-03-11", more="result: lost"),
    )
    assert word(timeline, "for-later.out") == "pending"
    assert held(timeline.ruling("last.sale"), "vote") == (3, 4, 5)
    assert holding(timeline.law, "acme.ceo") == ()


# --- who may amend ---------------------------------------------------------------------------------------------------


def test_what_only_may_amend_by_laws_amends_no_charter() -> None:
    """The power is over the by-laws, the rule stands in the charter (mutation: any power to amend will do)."""
    purpose = f"{RULES}\n- {{id: chair-alone, {CHARTER}, for: acme.board, passes: all of present, at_start: no}}"
    timeline = acme(amend(that="{amend: acme.charter, adopt: [chair-alone], id: amend}"), THEN, rules=purpose)
    assert codes(timeline.ruling("change.amend")) == ["item", "power.none"]
    assert word(timeline, "change.amend") == "void"


def test_an_amendment_that_is_void_changes_no_rule_in_law_whatever_is_done_in_fact() -> None:
    """Two of five amend: told as carried, it stands in fact, and in law 4 of 5 are still needed."""
    few = vote("few", LOWER, ayes=TWO, noes=THREE, at="2024-03-02")
    timeline = acme(few, sale("after", "2024-03-03", more="result: lost"))
    assert word(timeline, "few.amend") == "no_act"
    assert adopted(timeline.fact, "tale.low") is True
    assert adopted(timeline.law, "tale.low") is None
    assert held(timeline.ruling("after.sale"), "vote") == (3, 4, 5)


@pytest.mark.parametrize("over", ["acme.bylaws", "bylaws", "any", "high"])
def test_a_power_to_amend_is_over_an_instrument_a_rank_one_rule_or_any(over: str) -> None:
    """Of `high` alone: to repeal it needs only that power; to adopt another rule none is given."""
    rules = f"{without('majority')}\n{HIGH}\n{LOW}\n{power('change', over)}"
    only = "{amend: acme.bylaws, repeal: [high], id: amend}"
    assert word(acme(amend(that=only), rules=rules), "change.amend") == "valid"
    assert word(acme(amend(), rules=rules), "change.amend") == ("void" if over == "high" else "valid")


def test_a_power_over_any_act_reaches_no_rule() -> None:
    """Whoever runs everything does not thereby change the rules (mutation: `any` covers `amend`)."""
    everything = CHANGE.replace("to: [amend], of: acme.bylaws", "to: any, of: any")
    timeline = acme(amend(), rules=f"{without('majority')}\n{HIGH}\n{LOW}\n{everything}")
    assert codes(timeline.ruling("change.amend")) == ["item", "power.none", "power.none"]  # of two rules


def test_an_entrenched_rule_takes_more_than_its_instrument() -> None:
    """Three of five amend the by-laws; the rule on the two thirds takes all of them, even beside another rule.

    Adopting `low` needs 3 of 5, repealing `high` 5 of 5 (mutation: one power is enough for all of an amendment).
    """
    locked = f"{RULES}\n{power('lock', 'high', '{vote: acme.board, passes: all of in_office}')}"
    timeline = acme(amend(more="result: lost"), rules=locked)
    ruling = timeline.ruling("change.amend")
    assert ruling.verdict.word == "no_act"
    found = [f for f in (ruling.finding.children) if f.clause == "tale.lock"]
    assert found
    adopting = "{amend: acme.bylaws, adopt: [low], id: amend}"
    assert word(acme(amend(that=adopting), rules=locked), "change.amend") == "valid"
    assert word(acme(vote("change", LOWER, ayes=FIVE), rules=locked), "change.amend") == "valid"


def test_what_nobody_may_amend_stays_and_is_no_flaw() -> None:
    never = f"{RULES}\n{power('lock', 'high', 'never')}"
    timeline = acme(vote("change", LOWER, ayes=FIVE, more="result: lost"), rules=never)
    assert word(timeline, "change.amend") == "void"
    assert not [flaw for flaw in flaws(timeline.story.structure) if flaw.clause.id == "tale.lock"]


def test_an_amendment_may_change_who_may_amend() -> None:
    """The board gives the power to gus, who then lowers the majority alone (mutation: powers as at the start)."""
    gus = power("gus-amends", "acme.bylaws", "{consent: gus}", ", at_start: no")
    hers = f"{RULES}\n{gus}\n{power('top', 'charter')}"
    hand_over = "{amend: acme.charter, adopt: [gus-amends], repeal: [change], id: amend}"
    alone = act("alone", "gus", f"decide: {{that: [{LOWER}]}}", at="2024-03-03")
    too_late = amend("board", "2024-03-05", "{amend: acme.bylaws, adopt: [high], id: amend}")
    timeline = acme(amend(that=hand_over), alone, sale("after", "2024-03-04"), too_late, rules=hers)
    assert [word(timeline, name) for name in ("change.amend", "alone.amend", "after.sale", "board.amend")] == [
        "valid",
        "valid",
        "valid",
        "void",
    ]
    assert word(acme(alone, rules=hers), "alone.amend") == "void"


def test_a_rule_that_a_statute_voids_is_adopted_and_decides_nothing() -> None:
    """The statute asks for more than half of those present, and lets by-laws only be stricter: a third is void."""
    law = (
        "[{law: land, title: A law, rules: [{id: votes, rank: default, for: board, standing: fiction,"
        " passes: '> 1/2 of present', yields_to: {bylaws: stricter}, cases: []}]}]"
    )
    third = f"- {{id: third, {BYLAW}, for: acme.board, passes: '>= 1/3 of present', at_start: no}}"
    timeline = acme(
        amend(that="{amend: acme.bylaws, adopt: [third], id: amend}"),
        sale("after", "2024-03-03", ayes=TWO, noes=THREE, more="result: lost"),
        rules=f"{without('majority')}\n{third}\n{CHANGE}",
        laws=law,
        entities="{acme: {name: Acme, law: land}}",
    )
    assert word(timeline, "change.amend") == "valid"
    assert "clause.void" in codes(timeline.ruling("after.sale"))
    assert held(timeline.ruling("after.sale"), "vote") == (2, 3, 5)


def test_an_amendment_that_is_set_aside_is_taken_back() -> None:
    """A vote without a quorum is voidable here: two amend, gus sets it aside, and 4 of 5 are needed again."""
    rules = (
        f"{without('quorum', 'majority')}\n{HIGH}\n{LOW}\n"
        f"- {{id: quorum, {BYLAW}, for: acme.board, quorum: '> 1/2 of authorized', defect: voidable}}\n"
        f"{power('change', 'acme.bylaws', HALF)}\n"
        f"- {{id: undo, {CHARTER}, power: {{to: [avoid], of: bylaws}}, by: {{consent: gus}}}}\n"
    )
    few = vote("few", LOWER, ayes=TWO, via="{meeting: {attended: [dee, eve]}}", at="2024-03-02")
    undo = act("undo", "gus", "decide: {that: [{avoid: few.amend, id: back}]}", at="2024-03-04")
    last = sale("last", "2024-03-05", that=SALE.replace("id:", "with: [more], id:"), more="result: lost")
    timeline = acme(few, THEN, undo, last, rules=rules)
    assert word(timeline, "few.amend") == "voidable"
    assert held(timeline.ruling("after.sale"), "vote") == (3, 3, 5)
    assert word(timeline, "undo.back") == "valid"
    assert held(timeline.ruling("last.sale"), "vote") == (3, 4, 5)


def test_an_amendment_that_failed_is_done_again_by_whoever_may() -> None:
    """Two of five are too few; four stand by it later, and it works from then on."""
    few = vote("few", LOWER, ayes=TWO, noes=THREE, at="2024-03-02")
    again = vote("again", "{ratify: few.amend, id: good}", ayes="ann bob cyd dee", at="2024-03-04")
    timeline = acme(few, again, sale("last", "2024-03-05"))
    assert word(timeline, "again.good") == "valid"
    assert held(timeline.ruling("last.sale"), "vote") == (3, 3, 5)


def test_what_several_must_agree_to_may_be_an_amendment() -> None:
    """The board and gus: gus has agreed beforehand, to this amendment and no other."""
    asked_of = f"{{all: [{MOST}, {{consent: gus}}]}}"
    both = f"{without('majority')}\n{HIGH}\n{LOW}\n{power('change', 'acme.bylaws', asked_of)}"
    part = LOWER.replace(", id: amend", "")
    agreed = act("agreed", "gus", f"decide: {{that: [{{approve: {part}, id: part}}]}}")
    other = act("agreed", "gus", "decide: {that: [{approve: {amend: acme.bylaws, adopt: [low]}, id: part}]}")
    assert word(acme(agreed, amend(), rules=both), "change.amend") == "valid"
    assert word(acme(other, amend(), rules=both), "change.amend") == "void"


def test_a_smaller_size_unseats_nobody_and_leaves_no_seat_to_fill() -> None:
    """Five sit and the by-law then says three (E15): all five stay, and a sixth finds no place."""
    rules = f"{RULES}\n- {{id: three-seats, {BYLAW}, for: acme.board, size: 3, at_start: no}}"
    cut = "{amend: acme.bylaws, adopt: [three-seats], repeal: [size], id: amend}"
    more = vote("more", "{elect: fay, to: acme.board, id: in}", ayes=FIVE, at="2024-03-03")
    timeline = acme(amend(that=cut), more, rules=rules)
    assert word(timeline, "change.amend") == "valid"
    assert holding(timeline.law, "acme.board") == tuple(FIVE.split())
    body = timeline.book.code.bodies["acme.board"]
    moment = moment_after(timeline, timeline.by_step["change"])
    assert authorized(body, moment.law, moment.date, moment.book) == 3
    assert timeline.ruling("more.in").verdict.refused


# --- while a condition holds ----------------------------------------------------------------------------------------

EMERGENCY = (
    f"- {{id: emergency, {BYLAW}, for: acme.board, quorum: '>= 1/5 of authorized', when: determined(acme.storm)}}"
)
STORM = "{acme.sale: the sale of everything, acme.storm: an emergency, acme.calm: its end}"


def stormy(*steps: str, when: str = "determined(acme.storm) and not determined(acme.calm)") -> Timeline:
    text = tale(*steps, rules=f"{RULES}\n{EMERGENCY.replace('determined(acme.storm)', when)}")
    return told(text.replace("{acme.sale: the sale of everything}", STORM))


def alone(name: str, at: str, item: str = "{remove: ann, from: acme.ceo, id: out}", more: str = "") -> str:
    """Four of five directors attend; one of them alone would be no quorum without an emergency."""
    return vote(name, item, ayes="bob", via="{meeting: {attended: [bob]}}", at=at, more=more)


def declare(name: str, matter: str, at: str) -> str:
    return vote(name, f"{{determine: {matter}, id: it}}", ayes=FIVE, at=at)


def test_an_emergency_rule_governs_while_the_emergency_lasts() -> None:
    """Quorum 3 of 5, then 1 of 5, then 3 of 5 again (mutation: `when` is read once and for all)."""
    timeline = stormy(
        alone("a", "2024-03-01"),
        declare("b", "acme.storm", "2024-03-02"),
        alone("c", "2024-03-03"),
        declare("d", "acme.calm", "2024-03-04"),
        alone("e", "2024-03-05"),
    )
    counts = [held(timeline.ruling(f"{step}.out"), "quorum") for step in "ac"]
    assert counts == [(1, 3, 5), (1, 1, 5)]
    assert "d" in timeline.by_step["e"].depends_on


def test_a_condition_of_a_rule_is_read_in_law() -> None:
    """Two of five declare the emergency: told as carried, and no act; the quorum is three (mutation: read in fact)."""
    timeline = stormy(
        vote("b", "{determine: acme.storm, id: it}", ayes=TWO, noes=THREE, at="2024-03-02"), alone("c", "2024-03-03")
    )
    assert held(timeline.ruling("c.out"), "quorum") == (1, 3, 5)


def test_a_rule_whose_condition_cannot_be_told_does_not_govern() -> None:
    """A fact between 1 and 9 is not known to be 5 or more; of 7 it is known."""
    for value, quorum in (("1..9", (1, 3, 5)), ("7", (1, 1, 5))):
        text = tale(
            alone("c", "2024-03-03"),
            rules=f"{RULES}\n{EMERGENCY.replace('determined(acme.storm)', '5 <= wind')}",
            facts=f"{{wind: {{claims: [{{value: '{value}', source: wire}}], because: told so}}}}",
        )
        assert held(told(text).ruling("c.out"), "quorum") == quorum


def test_before_and_after_a_date_other_rules_govern() -> None:
    """From the day on three seats of five: a phase that begins by itself (mutation: rules asked before the step)."""
    phase = f"- {{id: phase, {BYLAW}, for: acme.board, passes: '> 1/2 of in_office', when: after(2024-03-02)}}"
    timeline = acme(
        sale("a", "2024-03-02", more="result: lost"),
        sale("b", "2024-03-03"),
        rules=f"{without('majority')}\n{HIGH}\n{phase}",
    )
    assert held(timeline.ruling("a.sale"), "vote") == (3, 4, 5)
    assert held(timeline.ruling("b.sale"), "vote") == (3, 3, 5)
    assert timeline.book.code.conditional


def test_what_holds_for_now_goes_before_what_was_adopted_and_that_before_what_was_there() -> None:
    """Of one rank: two thirds at the start, a majority adopted, all while the condition holds; then the latest rule.

    None of them is repealed (mutations: file order alone; the start before the adopted).
    """
    rules = (
        f"{without('majority')}\n{HIGH}\n{LOW}\n{CHANGE}\n"
        f"- {{id: last, {BYLAW}, for: acme.board, passes: '>= 4/5 of in_office', at_start: no}}\n"
        f"- {{id: unanimous, {BYLAW}, for: acme.board, passes: all of in_office, when: vacant(acme.chair)}}\n"
    )
    steps = (
        amend("one", "2024-03-02", "{amend: acme.bylaws, adopt: [low], id: amend}"),
        sale(
            "a", "2024-03-03", that="{remove: gus, from: acme.ceo, id: idle}, {determine: acme.sale, with: [a], id: s}"
        ),
        amend("two", "2024-03-04", "{amend: acme.bylaws, adopt: [last], id: amend}"),
        sale("b", "2024-03-05", that="{determine: acme.sale, with: [b], id: s}", more="result: lost"),
        act("gone", "bob", "resign: {from: [acme.chair]}", at="2024-03-06"),
        sale("c", "2024-03-07", that="{determine: acme.sale, with: [c], id: s}", more="result: lost"),
    )
    timeline = acme(*steps, rules=rules)
    assert [held(timeline.ruling(f"{step}.s"), "vote") for step in "abc"] == [(3, 3, 5), (3, 4, 5), (3, 5, 5)]


def test_a_test_may_hold_for_a_time_and_not_ask_itself() -> None:
    """The test governs while somebody meets it, itself left aside: nobody does, so there is none."""
    own = "- {id: outside, in: acme.bylaws, test: {of: acme.board, fails: [acme.ceo]}, when: meets(outside) > 0}"
    other = own.replace("meets(outside) > 0", "not vacant(acme.chair)")
    for rule, expected in ((own, None), (other, True)):
        text = tale(LOST, rules=f"{RULES}\n{rule}", expect="[meets(outside) = 4]")
        assert told(text).expected == (expected,)


def test_an_open_value_in_a_condition_is_what_the_verdict_depends_on() -> None:
    """The majority holds for now or not as a parameter says: the sale, 3 of 5, depends on it (3 or 4 needed)."""
    rules = f"{without('majority')}\n{HIGH}\n{LOW.replace('at_start: no', 'when: relaxed')}"
    text = tale(LOST, rules=rules, params="{relaxed: {value: 'yes', among: ['yes', 'no'], because: not known}}")
    timeline = told(text.replace("result: lost", "result: carried"))
    assert word(timeline, "before.sale") == "valid"
    assert "param:relaxed" in timeline.ruling("before.sale").rests_on
    found = dependence(timeline)
    assert found.by_item == {"before.sale": ("relaxed",)}
    assert replay(timeline.story, {"relaxed": "no"}).ruling("before.sale").verdict.word == "no_act"


def test_worlds_that_amend_and_worlds_that_do_not_part() -> None:
    """Whether the amendment passes depends on a threshold that is open, and so does the sale after it."""
    change = CHANGE.replace("'> 1/2 of in_office'", "'>= share of in_office'")
    text = tale(
        amend(),
        THEN,
        rules=f"{without('majority')}\n{HIGH}\n{LOW}\n{change}",
        params="{share: {value: 1/2, among: [1/2, 3/4], because: not known}}",
    )
    found = dependence(told(text))
    assert found.by_item == {"after.sale": ("share",), "change.amend": ("share",)}
    other = replay(story(text), {"share": Fraction(3, 4)})
    assert other.ruling("after.sale").verdict.word == "no_act"


# --- questions, forks, words -----------------------------------------------------------------------------------------


def test_who_could_is_asked_of_the_rules_as_they_then_stand() -> None:
    """Three could not before the amendment and can after it (mutation: questions ask the rules at the start)."""
    timeline = acme(LOST, amend(), sale("after", "2024-03-03", that="{determine: acme.sale, with: [x], id: s}"))
    three = frozenset(THREE.split())

    def sells(at: At) -> bool:
        moment = at.moment
        what = asked(("determine", "acme.sale"), moment, {})
        assert not isinstance(what, Misworded)
        return could(three, what, moment, {}, brief=True).verdict.effective

    found = [(one.first.entry.step.id, one.last.entry.step.id, one.answer) for one in stretches(timeline, sells)]
    assert found == [("before", "change", False), ("after", "after", True)]


def test_an_amendment_can_be_asked_about() -> None:
    structure = story(tale(rules=RULES)).structure
    words = ("amend", "acme.bylaws", "adopt", "low", "repeal", "tale.high")
    assert item_of(words, structure, frozenset()) == acts.Amend(
        id="asked", instrument="acme.bylaws", adopt=("tale.low",), repeal=("tale.high",)
    )
    for wrong, at in (
        ("amend acme.board adopt low", 1),
        ("amend acme.bylaws adopt lower", 3),
        ("amend acme.bylaws", None),
        ("amend acme.bylaws adopt", None),
        ("amend acme.bylaws low", 2),
        ("amend acme.bylaws adopt low adopt high", 2),
    ):
        found = item_of(tuple(wrong.split()), structure, frozenset())
        assert isinstance(found, Misworded), wrong
        assert found.at == at, wrong


def test_an_amendment_put_in_before_the_vote_turns_it() -> None:
    """In the fork the rule falls before the vote that was lost, which the count then carries."""
    insert = amend("first", "2024-02-01").removeprefix("- ")
    found = branched(tale(LOST, rules=RULES), f"{{insert: {insert}, before: before}}")
    assert turn(found, "before").mark is Mark.CHANGED
    assert verdicts(turn(found, "before")) == {"sale": Verdict.VALID}  # 3 of 5, 3 needed
    assert turn(found, "before").happened


def test_a_fork_may_add_a_rule_that_is_only_adopted_later() -> None:
    """It does not contradict the one in force, and governs once it is adopted."""
    later = LOW.removeprefix("- ").replace("id: low", "id: lower")
    put = amend("first", "2024-02-01", "{amend: acme.bylaws, adopt: [lower], repeal: [high], id: amend}").removeprefix(
        "- "
    )
    found = branched(tale(LOST, rules=RULES), f"{{add: {later}}}", f"{{insert: {put}, before: before}}")
    assert turn(found, "before").happened


def test_rules_and_amendments_are_written_as_they_were_read() -> None:
    told_so = story(tale(amend(), THEN, rules=f"{RULES}\n{EMERGENCY.replace('acme.storm', 'acme.sale')}"))
    again = write(told_so)
    assert "at_start: no" in again
    assert "when: determined(acme.sale)" in again
    assert story(again) == told_so


def test_what_an_amendment_writes_and_an_adopted_rule_are_read_under_one_key() -> None:
    item = acts.Amend(id="x", instrument="acme.bylaws", adopt=("tale.low",), repeal=("tale.high",))
    timeline = acme(amend())
    (event,) = timeline.ruling("change.amend").events
    assert set(keys_of(event)) == {("rule", "tale.low"), ("rule", "tale.high")}
    assert item.rules == ("tale.low", "tale.high")


def test_the_rule_that_governs_is_said_by_name_at_any_moment() -> None:
    timeline = acme(LOST, amend(), THEN)
    body = timeline.book.code.bodies["acme.board"]
    names = []
    for step in ("before", "change", "after"):
        at = moment_before(timeline, timeline.by_step[step])
        clause = governing(Passing, body, at.date, at.book).clause
        names.append(clause.id if clause is not None else "")
    assert names == ["tale.high", "tale.high", "tale.low"]


@pytest.mark.parametrize(
    ("item", "code", "said"),
    [
        ("{amend: acme.bylaws, id: x}", "GS302", "rules to `adopt` or to `repeal`"),
        ("{amend: acme.bylaws, adopt: [lowly], id: x}", "GS201", "unknown rule `lowly`"),
        ("{amend: acme.bylaws, adopt: [change], id: x}", "GS202", "is a rule of `acme.charter`, not of `acme.bylaws`"),
        ("{amend: acme.bylaws, adopt: [low, tale.low], id: x}", "GS302", "each rule once"),
        ("{amend: acme.bylaws, adopt: [low], repeal: [low], id: x}", "GS302", "the same amendment does not adopt"),
        ("{amend: acme.board, adopt: [low], id: x}", "GS202", "expected an instrument"),
        (
            "{amend: acme.bylaws, adopt: [low], id: x}, {amend: acme.bylaws, repeal: [low], id: y}",
            "GS317",
            "exclude each other",
        ),
    ],
)
def test_an_amendment_wrongly_written_is_one_problem(item: str, code: str, said: str) -> None:
    _, problems = read(tale(vote("x", item, ayes=FIVE), rules=RULES))
    found = [problem for problem in problems if problem.severity == "error"]
    assert {problem.code for problem in found} == {code}
    assert any(said in problem.message for problem in found), [problem.message for problem in found]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (f"- {{id: x, {CHARTER}, power: {{to: [amend], of: acme.statutes}}, by: never}}", "GS201"),
        (f"- {{id: x, {CHARTER}, power: {{to: [amend], of: lowly}}, by: never}}", "GS201"),
        (f"- {{id: x, {BYLAW}, for: acme.board, passes: all of present, when: rains}}", "GS201"),
        (f"- {{id: x, {BYLAW}, for: acme.board, passes: all of present, at_start: perhaps}}", "GS302"),
    ],
)
def test_a_rule_on_amendments_wrongly_written_is_one_problem(rule: str, code: str) -> None:
    _, problems = read(tale(LOST, rules=f"{RULES}\n{rule}"))
    assert [problem.code for problem in problems if problem.severity == "error"] == [code]
