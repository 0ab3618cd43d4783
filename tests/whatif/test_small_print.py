"""The small print of forks: what a change leaves of a step, of a reading, and of a comparison."""

from branches import branched, turn
from govsim.views.answering import open_ends
from govsim.views.branching import show_branch
from govsim.whatif.branch import Mark
from govsim.whatif.compare import compare
from inline import RULES, act, tale, vote

FIRE = vote("fire", "{remove: ann, from: acme.ceo, id: it}", ayes="bob cyd dee")
SIGNED = vote("fire", "{remove: ann, from: acme.ceo, id: it}", signed="bob cyd dee", via="consent")
GUESSED = vote(
    "fire", "{remove: ann, from: acme.ceo, id: it}", ayes="bob cyd dee", step="assumption: no tally is known"
)

# Both readings let three of five sign; one of them says so in the charter.
FEWER = RULES.replace("consent: all of in_office", 'consent: "> 1/2 of in_office"')
HIGHER = """
- {id: low, title: Low}
- {id: high, title: High, replaces: [{rule: consent, rank: charter}]}
"""


def test_another_act_does_not_rest_on_what_was_assumed_of_the_one_it_replaces() -> None:
    found = branched(tale(GUESSED), "{at: fire, do: {announce: news}}")
    entry = turn(found, "fire").entry
    assert entry is not None
    assert entry.step.assumption == ""
    kept = turn(branched(tale(GUESSED), "{at: fire, vote: {eve: for}}"), "fire").entry
    assert kept is not None
    assert kept.step.assumption == "no tally is known"


def test_a_fork_that_words_a_rule_anew_leaves_the_rank_a_reading_gives_it() -> None:
    """The words are the fork's; in which instrument they stand, the reading still says."""
    base = tale(SIGNED, rules=FEWER, readings=HIGHER)
    worded = branched(base, "{rule: consent, with: {consent: all of in_office}}", more="assume: {reading: high}\n")
    ranked = branched(base, "{rule: consent, rank: resolution}", more="assume: {reading: high}\n")
    for found, rank in ((worded, "charter"), (ranked, "resolution")):
        under = found.timeline.book.code.clauses["high"]
        (clause,) = [one for one in under if one.id.endswith(".consent")]
        assert clause.rank.name.lower() == rank


def test_tellings_with_the_same_steps_may_still_end_apart() -> None:
    """Nobody reads who the chair is, so every step is alike, and the chair is not."""
    found = branched(tale(FIRE), "{seat: acme.chair, holders: cyd}")
    sides = compare(found.base, found.timeline)
    assert sides.changed == ()
    assert sides.differs
    assert sides.fact == sides.law == (("held", "acme.chair"),)


def test_a_step_whose_condition_cannot_be_told_is_not_taken() -> None:
    """Seven hundred or more may be 800, or not: nothing is carried on a guess."""
    facts = "{staff: {claims: [{value: 900, source: wire}, {value: 700+, source: wire}], value: 900, because: b}}"
    later = act("talk", "ann", "announce: talks", at="2024-03-02", step='if: "staff >= 800"')
    found = branched(tale(FIRE, later, facts=facts), more="assume: {staff: 2}\n")
    talk = turn(found, "talk")
    assert talk.entry is not None
    assert (talk.mark, talk.entry.condition, talk.happened, talk.carried) == (Mark.NOT_MET, None, False, ())


def test_of_several_refusals_the_worst_gives_the_mark() -> None:
    """Three of five signed: the sale is void for want of signatures, and the office that is held is no act."""
    items = "{determine: acme.sale, id: sale}, {appoint: fay, as: acme.ceo, id: it}"
    base = tale(vote("both", items, signed="ann bob cyd dee eve", via="consent"))
    found = branched(base, "{rule: consent, with: {consent: never}}")
    assert turn(found, "both").mark is Mark.REFUSED


def test_leaving_a_post_is_no_power_of_anybody_that_could_stand_open() -> None:
    """Where the condition of a resignation is not met nothing is open; a vote of the board in its place would be."""
    fallen = 'if: "not holds(ann, acme.ceo)"'
    leaves = act("leave", "staff", "decide: {that: [{resign: fay, from: acme.board}]}", at="2024-03-02", step=fallen)
    sells = vote("sell", "{determine: acme.sale, id: it}", ayes="bob cyd dee", at="2024-03-02", step=fallen)
    sells = sells.replace("regardless: told so, ", "")
    assert open_ends(show_branch(branched(tale(FIRE, leaves), "{drop: fire}"))) == ()
    (said,) = open_ends(show_branch(branched(tale(FIRE, sells), "{drop: fire}")))
    assert said.startswith("Open: power existed both ways. The board could lawfully act in `sell`")
