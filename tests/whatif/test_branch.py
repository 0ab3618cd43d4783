"""What becomes of each step of a fork, on small stories told by hand: a board of five, a majority of those present."""

import pytest

from branches import became, branched, causes, fork, read_fork, turn, verdicts
from govsim.record.acts import Resolve
from govsim.record.edit_places import clash, independent, overrules
from govsim.record.edits import Edit
from govsim.record.rulings import Verdict
from govsim.record.state import holding, is_open, pending
from govsim.views.answering import answer, open_ends
from govsim.views.branching import show_branch
from govsim.views.telling import tell
from govsim.whatif.branch import Mark, branch
from govsim.whatif.compare import compare
from govsim.world.params import READING
from inline import RULES, act, tale, vote, without

FIRE = "{remove: ann, from: acme.ceo}"
SALE = "{determine: acme.sale}"

EVE_OUT = vote("out", "{remove: eve, from: acme.board}", ayes="ann bob cyd dee")
FAY_IN = vote("in", "{elect: fay, to: acme.board, id: seat}", ayes="ann bob cyd dee", at="2024-03-02")


def later(day: int, name: str = "later", that: str = SALE, ayes: str = "bob cyd dee", **more: str) -> str:
    """Give a vote some days later."""
    return vote(name, that, ayes=ayes, at=f"2024-03-{day:02d}", **more)


# --- each mark ---------------------------------------------------------------------------------------------------


def test_a_step_nobody_touched_and_ruled_as_it_was_happened() -> None:
    """Rain before the vote does not read what the vote reads."""
    found = branched(tale(FIRE_STEP, act("rain", "ann", "happen: rain", at="2024-03-02")), "{drop: rain}")
    assert became(found) == {"fire": Mark.HAPPENED, "rain": Mark.EDITED}
    assert turn(found, "rain").entry is None
    assert not turn(found, "rain").happened


FIRE_STEP = vote("fire", FIRE, ayes="bob cyd dee", noes="ann eve")


def test_an_edited_step_is_edited_whether_it_goes_on_or_not() -> None:
    """Three of five carry; two of five do not."""
    for change, verdict in (("{dee: for}", Verdict.VALID), ("{dee: against}", Verdict.NO_ACT)):
        found = branched(tale(FIRE_STEP), f"{{at: fire, vote: {change}}}")
        one = turn(found, "fire")
        assert (one.mark, verdicts(one), one.happened) == (Mark.EDITED, {"ceo": verdict}, verdict is Verdict.VALID)
        assert holding(found.timeline.fact, "acme.ceo") == (() if one.happened else ("ann",))
        assert found.timeline.law == found.timeline.fact


def test_a_vote_that_loses_the_ballot_of_one_who_never_came_to_the_board_failed() -> None:
    """Fay's ballot is void where she was not elected: two of four present are no majority."""
    sale = later(3, ayes="bob cyd fay", noes="ann dee")
    found = branched(tale(EVE_OUT, FAY_IN, sale), "{drop: in}")
    one = turn(found, "later")
    assert (one.mark, verdicts(one), one.carried) == (Mark.FAILED, {"sale": Verdict.NO_ACT}, ())
    assert one.entry is not None
    assert (one.entry.happened, one.entry.events) == (False, ())
    assert found.timeline.fact.get(("determined", "acme.sale")) is None
    assert found.base.fact.get(("determined", "acme.sale")) is True


def test_a_vote_that_loses_its_quorum_with_her_was_refused() -> None:
    """Three of five are a quorum, two are not."""
    found = branched(tale(EVE_OUT, FAY_IN, later(3, ayes="bob cyd fay")), "{drop: in}")
    assert verdicts(turn(found, "later")) == {"sale": Verdict.VOID}
    assert turn(found, "later").mark is Mark.REFUSED


def test_a_vote_that_carries_without_her_all_the_same_is_changed() -> None:
    """Five of five, then four of four: the verdict is the same, the count is another one."""
    found = branched(tale(EVE_OUT, FAY_IN, later(3, ayes="ann bob cyd dee fay")), "{drop: in}")
    assert turn(found, "later").mark is Mark.CHANGED
    assert turn(found, "later").happened


def test_a_vote_for_later_that_is_lawful_only_in_the_fork_is_pending_and_comes_about() -> None:
    """Gus is on the board only in the fork: with him three are a quorum."""
    sale = later(3, ayes="bob cyd gus", more="effective: 2024-03-10")
    rain = act("rain", "ann", "happen: rain", at="2024-03-11")
    seats = "{seat: acme.board, holders: [ann, bob, cyd, dee, gus]}"
    found = branched(tale(sale, rain), seats)
    assert became(found) == {"later": Mark.PENDING, "rain": Mark.HAPPENED}
    after = turn(found, "later").entry
    assert after is not None
    assert [one.id for one in pending(after.fact)] == ["later"]
    assert found.timeline.fact.get(("determined", "acme.sale")) is True
    assert found.timeline.law.get(("determined", "acme.sale")) is True
    assert causes(found) == {"later": "start acme.board"}


def test_a_step_whose_condition_is_false_is_not_met_and_changes_nothing() -> None:
    hire = later(3, "hire", "{appoint: fay, as: acme.ceo}", step="if: vacant(acme.ceo)").replace(
        "regardless: told so, ", ""
    )
    found = branched(tale(FIRE_STEP, hire), "{at: fire, vote: {dee: against}}")
    one = turn(found, "hire")
    assert (one.mark, verdicts(one), one.happened) == (Mark.NOT_MET, {}, False)
    assert {ruling.item: ruling.verdict for ruling in one.would} == {"ceo": Verdict.NO_ACT}  # ann is still there
    assert holding(found.timeline.fact, "acme.ceo") == ("ann",)


def test_a_void_act_stands_as_long_as_nothing_moved_and_goes_once_it_is_edited() -> None:
    """Two of five are no quorum; the base says it happened all the same."""
    base = tale(vote("fire", FIRE, ayes="bob cyd"), act("rain", "ann", "happen: rain", at="2024-03-02"))
    still = branched(base, "{drop: rain}")
    assert turn(still, "fire").mark is Mark.HAPPENED
    assert (holding(still.timeline.fact, "acme.ceo"), holding(still.timeline.law, "acme.ceo")) == ((), ("ann",))
    moved = branched(base, "{at: fire, vote: {cyd: for}}")
    assert verdicts(turn(moved, "fire")) == {"ceo": Verdict.VOID}
    assert holding(moved.timeline.fact, "acme.ceo") == ("ann",)


def test_a_step_with_two_items_goes_on_as_far_as_it_is_lawful() -> None:
    """The office asks for more than half, the seat for two thirds: three of five take the office alone."""
    rules = without("seats") + (
        "\n- {id: seats, in: acme.bylaws, power: {to: [remove], of: seat}, "
        "by: {vote: acme.board, passes: '>= 2/3 of present'}}"
    )
    decision = vote("d", f"{FIRE}, {{remove: ann, from: acme.board}}", ayes="bob cyd dee eve", noes="ann")
    found = branched(tale(decision, rules=rules), "{at: d, vote: {eve: against}}")
    one = turn(found, "d")
    assert verdicts(one) == {"ceo": Verdict.VALID, "board": Verdict.NO_ACT}
    assert one.carried == ("ceo",)
    for track in (found.timeline.fact, found.timeline.law):
        assert holding(track, "acme.ceo") == ()
        assert "ann" in holding(track, "acme.board")
    whole = decision.replace("that:", "all_or_nothing: yes, that:")
    together = branched(tale(whole, rules=rules), "{at: d, vote: {eve: against}}")
    assert turn(together, "d").carried == ()
    assert holding(together.timeline.fact, "acme.ceo") == ("ann",)


# --- votes that were lost ----------------------------------------------------------------------------------------


def test_a_stated_loss_stands_where_nothing_moved_and_is_counted_anew_where_it_did() -> None:
    """Fay's aye counts once she sits there: three of five, where two of four had lost."""
    motion = vote("m", FIRE, ayes="bob cyd fay", noes="dee eve", more="result: lost")
    rain = act("rain", "ann", "happen: rain", at="2024-03-02")
    still = branched(tale(motion, rain), "{drop: rain}")
    assert turn(still, "m").mark is Mark.HAPPENED
    assert holding(still.timeline.fact, "acme.ceo") == ("ann",)
    moved = branched(tale(motion, rain), "{seat: acme.board, holders: [bob, cyd, dee, eve, fay]}")
    assert turn(moved, "m").mark is Mark.CHANGED
    assert verdicts(turn(moved, "m")) == {"ceo": Verdict.VALID}
    assert holding(moved.timeline.fact, "acme.ceo") == holding(moved.timeline.law, "acme.ceo") == ()


def test_a_stated_loss_stands_even_where_the_count_would_have_carried() -> None:
    motion = vote("m", FIRE, ayes="bob cyd dee", more="result: lost")
    found = branched(tale(motion, act("rain", "ann", "happen: rain", at="2024-03-02")), "{drop: rain}")
    assert turn(found, "m").mark is Mark.HAPPENED
    assert holding(found.timeline.fact, "acme.ceo") == ("ann",)


def test_a_lost_vote_is_heard_after_what_came_due_by_then() -> None:
    """Without dee, who had left by then, two are no quorum; had dee not resigned, two of three carry."""
    leaving = act("quit", "dee", "resign: {from: acme.board, effective: 2024-03-02}")
    motion = vote("m", FIRE, ayes="bob cyd", noes="dee", at="2024-03-03", more="result: lost")
    found = branched(tale(leaving, motion), "{drop: quit}")
    assert verdicts(turn(found, "m")) == {"ceo": Verdict.VALID}
    assert turn(found, "m").mark is Mark.CHANGED
    assert causes(found) == {"quit": "step quit", "m": "step quit"}


def test_what_a_lost_vote_would_be_ruled_is_said_by_its_count() -> None:
    motion = vote("m", FIRE, ayes="bob cyd dee", more="result: lost", at="2024-03-02").replace(
        "regardless: told so", "if: open(lease)"
    )
    found = branched(tale(act("lease", "fay", "offer: lease"), motion), "{drop: lease}")
    assert [ruling.verdict for ruling in turn(found, "m").would] == [Verdict.VALID]
    kept = turn(found, "m").entry
    assert kept is not None
    assert isinstance(kept.step.act, Resolve)
    assert kept.step.act.result == "lost"


def test_a_vote_put_in_as_lost_is_counted() -> None:
    put = vote("m", FIRE, ayes="bob cyd dee", more="result: lost").removeprefix("- ")
    found = branched(tale(act("rain", "ann", "happen: rain")), f"{{insert: {put}, after: rain}}")
    assert turn(found, "m").mark is Mark.EDITED
    assert holding(found.timeline.fact, "acme.ceo") == ()


# --- own acts ----------------------------------------------------------------------------------------------------


def test_nobody_accepts_an_offer_that_was_not_made() -> None:
    base = tale(act("lease", "fay", "offer: lease"), act("taken", "ann", "accept: lease", at="2024-03-02"))
    found = branched(base, "{drop: lease}")
    assert turn(found, "taken").mark is Mark.FAILED
    assert not is_open(found.timeline.fact, "lease")
    assert found.timeline.fact.get(("accepted", "lease", "ann")) is None
    assert causes(found)["taken"] == "step lease"


def test_an_own_act_that_waits_goes_on_although_no_law_asks_for_it() -> None:
    base = tale(act("rain", "ann", "happen: rain"))
    found = branched(
        base, "{insert: {id: deal, at: 2024-03-01T10:00, by: ann, regardless: so, do: {agree: truce}}, after: rain}"
    )
    assert is_open(found.timeline.fact, "truce")
    assert turn(found, "deal").mark is Mark.EDITED
    assert turn(found, "deal").happened


def test_who_resigns_what_they_never_got_changes_nothing() -> None:
    base = tale(EVE_OUT, FAY_IN, act("leaves", "fay", "resign: acme.board", at="2024-03-04"))
    found = branched(base, "{drop: in}")
    assert verdicts(turn(found, "leaves")) == {"act": Verdict.VALID}
    assert turn(found, "leaves").mark is Mark.CHANGED
    assert causes(found)["leaves"] == "step in"


# --- K7: ballots -------------------------------------------------------------------------------------------------


def test_who_sits_there_without_a_ballot_and_whose_ballot_is_void_are_both_listed() -> None:
    """Gus was put on the board by the fork, and has no ballot; fay has one, and is not there."""
    sale = later(3, ayes="bob cyd dee", noes="fay")
    found = branched(
        tale(EVE_OUT, FAY_IN, sale), "{drop: in}", "{seat: acme.board, holders: [bob, cyd, dee, eve, gus]}"
    )
    assert show_branch(found).ballots == (
        "out: on the roll and without a ballot, so absent or silent: Eve, Gus",
        "out: not on the roll in law, so void: the ballot of Ann",
        "later: on the roll and without a ballot, so absent or silent: Gus",
        "later: not on the roll in law, so void: the ballot of Fay",
    )
    one = turn(found, "later").entry
    assert one is not None
    assert {"ballot.void"} <= {leaf.code for leaf in one.rulings[0].finding.children[0].children}


def test_who_came_and_cast_no_ballot_is_not_called_absent() -> None:
    meeting = "{meeting: {attended: [ann, bob, cyd, dee]}}"
    found = branched(tale(vote("v", SALE, ayes="bob cyd dee", via=meeting)), "{at: v, vote: {dee: for}}")
    assert show_branch(found).ballots == ("v: on the roll and without a ballot, so absent or silent: Eve",)


def test_no_ballots_are_listed_where_nothing_was_put_to_the_vote() -> None:
    found = branched(tale(FIRE_STEP), "{at: fire, vote: {dee: against}, if: vacant(acme.ceo)}")
    assert turn(found, "fire").mark is Mark.EDITED
    assert not turn(found, "fire").happened
    assert show_branch(found).ballots == ()


def test_who_is_voted_absent_did_not_attend() -> None:
    """Four of five came; without dee and cyd two are no quorum."""
    meeting = "{meeting: {attended: [ann, bob, cyd, dee], objecting: [dee]}}"
    found = branched(
        tale(vote("v", SALE, ayes="bob cyd dee", via=meeting)), "{at: v, vote: {dee: absent, cyd: absent}}"
    )
    assert verdicts(turn(found, "v")) == {"sale": Verdict.VOID}


# --- every other edit --------------------------------------------------------------------------------------------


def test_another_form_is_another_count() -> None:
    """Three of five carry at a meeting; in writing all five must sign."""
    found = branched(tale(vote("v", SALE, ayes="bob cyd dee")), "{at: v, via: consent}")
    assert verdicts(turn(found, "v")) == {"sale": Verdict.VOID}


def test_items_may_be_left_out_and_put_in() -> None:
    two = vote("v", f"{FIRE}, {SALE}", ayes="bob cyd dee")
    found = branched(tale(two), "{at: v, without: sale, with: [{remove: bob, from: acme.chair}]}")
    assert list(verdicts(turn(found, "v"))) == ["ceo", "chair"]
    assert holding(found.timeline.fact, "acme.chair") == ()


def test_another_act_another_actor_and_another_time() -> None:
    base = tale(vote("v", SALE, ayes="bob cyd dee"), act("rain", "ann", "happen: rain", at="2024-03-05"))
    found = branched(base, "{at: v, do: {resign: acme.ceo}, by: ann, time: 2024-03-02}")
    assert holding(found.timeline.fact, "acme.ceo") == ()
    entry = turn(found, "v").entry
    assert entry is not None
    assert (entry.step.by, entry.step.at.text) == ("ann", "2024-03-02")


def test_another_condition_or_none() -> None:
    hung = later(2, step="if: vacant(acme.ceo)").replace("regardless: told so, ", "")
    base = tale(FIRE_STEP, hung)
    closed = branched(base, "{at: later, if: 'holds(ann, acme.ceo)'}")
    assert (turn(closed, "later").mark, turn(closed, "later").happened) == (Mark.EDITED, False)
    free = branched(base, "{drop: fire}", "{at: later, regardless: it was due anyway}")
    assert turn(free, "later").happened


def test_a_step_moves_with_its_new_time_and_meets_another_board() -> None:
    sale = later(3, ayes="bob cyd fay", noes="dee ann")
    found = branched(tale(EVE_OUT, FAY_IN, sale), "{move: later, before: in, time: 2024-03-02}")
    assert [one.step for one in found.turns] == ["out", "later", "in"]
    assert verdicts(turn(found, "later")) == {"sale": Verdict.NO_ACT}
    assert turn(found, "in").mark is Mark.HAPPENED
    put_after = branched(tale(EVE_OUT, FAY_IN, sale), "{move: in, after: later, time: 2024-03-04}")
    assert [one.step for one in put_after.turns] == ["out", "later", "in"]


def test_a_rule_gets_another_rank_other_words_goes_or_comes() -> None:
    base = tale(vote("v", SALE, ayes="bob cyd dee", noes="ann eve"))
    for change, verdict in (
        ("{rule: majority, with: {passes: '> 2/3 of present'}}", Verdict.NO_ACT),
        ("{rule: majority, drop: yes}", Verdict.VOID),
        (
            "{add: {id: strict, in: acme.charter, rank: charter, for: acme.board, passes: all of present}}",
            Verdict.NO_ACT,
        ),
        ("{rule: majority, rank: charter}", Verdict.VALID),
    ):
        found = branched(base, change)
        assert verdicts(turn(found, "v")) == {"sale": verdict}, change
        if verdict is not Verdict.VALID:
            assert causes(found)["v"].startswith("rule tale."), change


READINGS = """
- {id: plain, title: Plain}
- {id: gone, title: Gone, replaces: [{rule: majority, drop: yes}]}
- {id: worded, title: Worded, replaces: [{rule: majority, with: {passes: all of present}}]}
"""


@pytest.mark.parametrize("reading", ["plain", "gone", "worded"])
def test_what_a_fork_says_of_a_rule_no_reading_unsays(reading: str) -> None:
    """Three of five: `> 1/2` carries, `>= 4/5` does not, whatever a reading would have made of the rule."""
    base = tale(vote("v", SALE, ayes="bob cyd dee", noes="ann eve"), readings=READINGS)
    more = f"assume: {{reading: {reading}}}\n"
    found = branched(base, "{rule: majority, with: {passes: '>= 4/5 of present'}}", more=more)
    assert verdicts(turn(found, "v")) == {"sale": Verdict.NO_ACT}
    ranked = branched(base, "{rule: majority, rank: charter}", more=more)
    rule = next(one for one in ranked.timeline.book.code.clauses[reading] if one.id.endswith("majority"))
    assert rule.rank.name == "CHARTER"
    dropped = branched(base, "{rule: majority, drop: yes}", more=more)
    assert verdicts(turn(dropped, "v")) == {"sale": Verdict.VOID}


def test_a_reading_governs_in_a_fork_what_it_only_judges_in_a_replay() -> None:
    base = tale(FIRE_STEP, readings=READINGS)
    found = branched(base, more="assume: {reading: worded}\n")
    assert (turn(found, "fire").mark, found.choices) == (Mark.FAILED, {READING: "worded"})
    assert holding(found.timeline.fact, "acme.ceo") == ("ann",)
    assert causes(found) == {"fire": "choice reading"}


def test_a_claim_changes_what_was_signed_and_what_hangs_on_it() -> None:
    facts = "{heads: {value: 70, claims: [{value: 70}, {value: 40}], standing: open, because: counted}}"
    signed = act("letter", "staff", "sign: {letter: plea, total: {fact: heads}}")
    asked = act("heard", "ann", "announce: news", at="2024-03-02", step="if: signed(plea) > 50")
    found = branched(tale(signed, asked, facts=facts), more="assume: {heads: 40}\n")
    assert became(found) == {"letter": Mark.CHANGED, "heard": Mark.NOT_MET}
    assert causes(found) == {"letter": "choice heads", "heard": "choice heads"}


# --- what was left out and is spoken of --------------------------------------------------------------------------


def test_what_was_left_out_can_be_neither_ratified_nor_avoided_nor_taken_back() -> None:
    again = later(2, "again", "{ratify: fire.ceo, id: re}")
    twice = later(3, "twice", "{ratify: again.re, id: rere}")
    undo = later(4, "undo", "{avoid: twice.rere, id: no}")
    sorry = act("sorry", "bob", "sign: {letter: plea, names: [bob]}", at="2024-03-05").replace(
        "regardless: told so", "regardless: told so, recant: {of: fire, by: bob}"
    )
    found = branched(tale(FIRE_STEP, again, twice, undo, sorry), "{drop: fire}")
    assert verdicts(turn(found, "again")) == {"re": Verdict.VOID}
    assert verdicts(turn(found, "twice")) == {"rere": Verdict.VOID}
    assert verdicts(turn(found, "undo")) == {"no": Verdict.VOID}
    assert tell(found.timeline).reversals == ()
    assert {causes(found)[name] for name in ("again", "twice")} == {"step fire"}
    assert turn(found, "sorry").mark is Mark.HAPPENED


def test_a_story_of_which_nothing_is_left_can_be_told() -> None:
    base = tale(FIRE_STEP, expect="[vacant(acme.ceo)]")
    found = branched(base, "{drop: fire}")
    assert found.timeline.entries == ()
    assert found.kept == (None,)


# --- first causes ------------------------------------------------------------------------------------------------


def test_a_cause_is_followed_through_steps_and_through_steps_that_are_named() -> None:
    told = act("told", "ann", "announce: news", at="2024-03-04", step="if: happened(later)")
    last = act("last", "bob", "announce: end", at="2024-03-05", step="if: happened(told)")
    base = tale(EVE_OUT, FAY_IN, later(3, ayes="bob cyd fay"), told, last)
    found = branched(base, "{drop: in}")
    assert became(found) == {
        "out": Mark.HAPPENED,
        "in": Mark.EDITED,
        "later": Mark.REFUSED,
        "told": Mark.NOT_MET,
        "last": Mark.NOT_MET,
    }
    assert set(causes(found).values()) == {"step in"}
    assert "out" not in causes(found)


def test_a_cause_is_followed_through_the_law_that_a_condition_asked_for() -> None:
    heard = act("heard", "ann", "announce: news", at="2024-03-02", step="if: in_law(vacant(acme.ceo))")
    found = branched(tale(FIRE_STEP, heard), "{at: fire, vote: {dee: against}}")
    assert causes(found) == {"fire": "step fire vote dee", "heard": "step fire vote dee"}
    assert turn(found, "heard").entry is not None
    (entry,) = [one for one in found.base.entries if one.step.id == "heard"]
    assert entry.depends_on == ("fire",)


def test_the_earlier_of_two_changes_is_the_first_cause() -> None:
    sale = later(3, ayes="bob cyd fay", noes="ann dee")
    found = branched(tale(EVE_OUT, FAY_IN, sale), "{at: in, vote: {ann: against}}", "{drop: out}")
    assert causes(found)["later"] == "step out"


def test_what_followed_by_itself_leads_on_to_the_change_that_stopped_it() -> None:
    """Dee leaves when the chair is vacant: it never is, where bob keeps it."""
    leaving = act("quit", "dee", "resign: {from: acme.board, effective: vacant(acme.chair)}")
    unchair = vote("unchair", "{remove: bob, from: acme.chair}", ayes="ann bob cyd", at="2024-03-02")
    sale = later(3, ayes="bob cyd", noes="dee ann")
    for change in ("{drop: unchair}", "{drop: quit}"):
        found = branched(tale(leaving, unchair, sale), change)
        assert turn(found, "later").mark is Mark.FAILED
        assert causes(found)["later"] == f"step {change[7:-1]}"


def test_what_followed_on_what_nobody_read_leads_to_the_one_change_there_is() -> None:
    """The chair is vacant from the start in the fork alone: dee has left at once."""
    leaving = act("quit", "dee", "resign: {from: acme.board, effective: vacant(acme.chair)}")
    sale = later(3, ayes="bob cyd", noes="dee")
    found = branched(tale(leaving, sale), "{seat: acme.chair, holders: []}")
    assert became(found) == {"quit": Mark.HAPPENED, "later": Mark.REFUSED}
    assert causes(found) == {"later": "start acme.chair"}


# --- expectations, open ends, the answer -------------------------------------------------------------------------


def test_the_expectations_of_the_base_are_kept_or_lost() -> None:
    base = tale(FIRE_STEP, expect="[vacant(acme.ceo), 'holds(bob, acme.chair)']")
    found = branched(base, "{at: fire, vote: {dee: against}}", more="expect: ['holds(ann, acme.ceo)', refused(fire)]\n")
    assert found.kept == (False, True)
    assert found.timeline.expected == (True, True)
    shown = show_branch(found)
    assert shown.lost == ("vacant(acme.ceo)",)


def hung(found_power: str, hangs_on: str = "hangs_on: [later]\n", ayes: str = "bob cyd dee") -> tuple[str, ...]:
    offer = act("lease", "fay", "offer: lease")
    sale = later(2, ayes=ayes, step="if: open(lease)").replace("regardless: told so, ", "")
    return open_ends(show_branch(branched(tale(offer, sale), found_power, more=hangs_on)))


def test_where_power_was_there_and_a_condition_was_not_the_end_is_open() -> None:
    (said,) = hung("{drop: lease}")
    assert said.startswith("Open: power existed both ways. The board could lawfully act in `later` (")
    assert "does not follow here comes from the modeller's condition `open(lease)`, not from the law" in said
    assert hung("{drop: lease}", hangs_on="") == (said,)


def test_where_the_power_was_missing_too_the_end_is_not_open() -> None:
    (said,) = hung("{drop: lease}", ayes="bob cyd")
    assert said.startswith("Not open: `later` does not follow here, but it would have had no effect in law (void: ")


def test_where_the_condition_holds_and_the_question_hangs_on_it_the_end_is_open_the_other_way() -> None:
    (said,) = hung("{at: lease, time: 2024-03-01T09:00}")
    assert "that it follows here comes from the modeller's condition" in said
    assert hung("{at: lease, time: 2024-03-01T09:00}", hangs_on="") == ()


def test_the_answer_names_what_is_assumed_and_what_is_changed() -> None:
    params = "{way: {value: paper, among: [paper, room]}}"
    form = "{param: way, paper: consent, room: meeting}"
    base = tale(vote("fire", FIRE, ayes="bob cyd dee", via=form), params=params)
    said = answer(show_branch(branched(base, "{at: fire, vote: {dee: silent}}", more="assume: {way: room}\n")))
    assert said.startswith("Assuming way room: if Dee had not signed `fire`, `")
    nothing = answer(show_branch(branched(base)))
    assert nothing.startswith("Assuming way paper: with nothing else changed, every step happens as it did, and is ")


# --- two tellings side by side -----------------------------------------------------------------------------------


def test_two_tellings_part_at_the_first_step_that_is_not_alike() -> None:
    base = tale(FIRE_STEP, act("rain", "ann", "happen: rain", at="2024-03-02"))
    found = branched(base, "{at: fire, vote: {dee: against}}", "{drop: rain}")
    sides = compare(found.base, found.timeline)
    assert [pair.step for pair in sides.changed] == ["fire", "rain"]
    assert (sides.fact, sides.law) == ((("held", "acme.ceo"),), (("held", "acme.ceo"),))
    assert sides.differs
    assert sides.changed[1].second is None
    assert not compare(found.base, found.base).differs


def test_a_fork_of_a_fork_is_told_beside_the_story_it_all_began_with() -> None:
    base = tale(FIRE_STEP, act("rain", "ann", "happen: rain", at="2024-03-02"))
    one = fork("{at: fire, vote: {dee: against}}", ident="one")
    found, problems = read_fork(fork("{at: fire, vote: {dee: for}}", of="one"), tale=base, one=one)
    assert problems == ()
    assert found is not None
    assert [edit.id for edit in found.forks] == ["one", "f"]
    again = branch(found)
    assert turn(again, "fire").mark is Mark.EDITED
    assert holding(again.timeline.fact, "acme.ceo") == ()
    assert again.base.story.id == "tale"


def test_the_rules_of_acme_are_as_the_counts_here_take_them() -> None:
    assert 'passes: "> 1/2 of present"' in RULES
    assert 'quorum: "> 1/2 of authorized"' in RULES


# --- edits side by side ------------------------------------------------------------------------------------------


def edits_of(*changes: str, base: str = "") -> tuple[Edit, ...]:
    """Read changes, each as a fork of its own, so that they may contradict each other."""
    out: list[Edit] = []
    for change in changes:
        found, problems = read_fork(fork(change), tale=base or tale(FIRE_STEP, later(3)))
        assert found is not None, problems
        out += found.forks[0].edits
    return tuple(out)


@pytest.mark.parametrize(
    ("one", "other", "contradict", "apart"),
    [
        ("{at: fire, vote: {dee: against}}", "{at: fire, vote: {cyd: against}}", False, True),
        ("{at: fire, vote: {dee: against}}", "{at: fire, vote: {dee: for}}", True, False),
        ("{at: fire, vote: {dee: absent}}", "{at: fire, via: meeting}", False, False),
        ("{at: fire, vote: {dee: absent}}", "{at: later, via: meeting}", False, True),
        ("{at: fire, vote: {dee: absent}}", "{at: fire, do: {resign: acme.ceo}}", True, False),
        ("{at: fire, by: ann}", "{at: fire, do: {resign: acme.ceo}}", False, True),
        ("{at: fire, by: ann}", "{drop: fire}", True, False),
        ("{drop: fire}", "{drop: later}", False, True),
        (
            "{drop: fire}",
            "{insert: {id: new, at: 2024-03-01, by: ann, do: {happen: hail}}, before: fire}",
            False,
            False,
        ),
        (
            "{drop: later}",
            "{insert: {id: new, at: 2024-03-01, by: ann, do: {happen: hail}}, before: fire}",
            False,
            True,
        ),
        ("{move: later, before: fire, time: 2024-02-01}", "{at: later, time: 2024-03-04}", True, False),
        ("{move: later, after: fire}", "{at: later, time: 2024-03-04}", False, False),
        ("{seat: acme.ceo, holders: [bob]}", "{seat: acme.chair, holders: [ann]}", False, True),
        ("{rule: quorum, drop: yes}", "{rule: quorum, rank: charter}", True, False),
        ("{rule: quorum, drop: yes}", "{rule: majority, drop: yes}", False, True),
    ],
)
def test_edits_contradict_each_other_or_stand_apart(one: str, other: str, *, contradict: bool, apart: bool) -> None:
    first, second = edits_of(one, other)
    assert (clash(first, second), independent(first, second)) == (contradict, apart)
    assert (clash(second, first), independent(second, first)) == (contradict, apart)


def test_a_choice_that_is_the_one_of_the_files_is_nobodys_cause() -> None:
    params = "{way: {value: paper, among: [paper, room]}}"
    base = tale(
        vote("fire", FIRE, ayes="ann bob cyd dee eve", via="{param: way, paper: consent, room: meeting}"), later(3)
    )
    base = base.replace("params:\n    {}", f"params:\n    {params}")
    found = branched(base, "{seat: acme.board, holders: [ann, bob, cyd]}", more="assume: {way: paper}\n")
    assert causes(found)["fire"] == "start acme.board"


@pytest.mark.parametrize(
    ("later_edit", "earlier", "nothing_left"),
    [
        ("{at: fire, vote: {dee: for}}", "{at: fire, vote: {dee: against}}", True),
        ("{at: fire, vote: {dee: for}}", "{at: fire, vote: {cyd: against}}", False),
        ("{drop: fire}", "{at: fire, vote: {dee: against}}", True),
        ("{at: fire, vote: {dee: for}}", "{at: fire, via: consent}", False),
        ("{rule: quorum, drop: yes}", "{rule: quorum, rank: charter}", True),
        ("{rule: quorum, rank: charter}", "{rule: quorum, with: {quorum: all of authorized}}", False),
        ("{at: two, with: [{remove: bob, from: acme.chair, id: ceo}]}", "{at: two, without: ceo}", False),
    ],
)
def test_what_a_later_fork_leaves_of_an_earlier_change(later_edit: str, earlier: str, *, nothing_left: bool) -> None:
    two = vote("two", f"{FIRE}, {SALE}", ayes="bob cyd dee", at="2024-03-02")
    base = tale(FIRE_STEP, two)
    free = tale(FIRE_STEP, two.replace(f"{FIRE}, ", ""))
    (after,) = edits_of(later_edit, base=free if "with: [" in later_edit else base)
    (before,) = edits_of(earlier, base=base)
    assert overrules(after, before) is nothing_left
