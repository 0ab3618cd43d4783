"""The promises of govsim, each a property over invented organisations and stories. `docs/promises.md` lists them."""

import subprocess
import sys
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from unittest.mock import patch

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as how
from hypothesis import strategies as st

from counting import Case, outcome
from govsim.engine import promises
from govsim.engine.decide import decide, verdict
from govsim.engine.hearing import Hearing
from govsim.engine.promises import PROMISES, broken
from govsim.engine.replay import AsTold, replay, take
from govsim.engine.timeline import Entry, Timeline
from govsim.engine.walk import begin
from govsim.record import acts
from govsim.record.acts import Attendance, BallotWord, Consent, Meeting, Resolve
from govsim.record.events import Event, Unseated
from govsim.record.fold import fold
from govsim.record.rulings import Finding, Ruling, Verdict
from govsim.record.state import State, holders, holding
from govsim.record.story import Story
from govsim.rules.book import Book
from govsim.testing import lengthy
from govsim.testing.choosing import Chooser
from govsim.testing.deeds import resolution
from govsim.testing.invented import (
    BOARD,
    CEO,
    CHAIR,
    PLAN,
    Plan,
    Setting,
    build,
    clause,
    step,
    story,
)
from govsim.testing.renaming import renamed
from govsim.testing.strategies import choosers, settings, stories
from govsim.testing.structures import plan, topics
from govsim.testing.walk import Living
from govsim.world.approvals import Vote
from govsim.world.clauses import Passing, Quorum, Rank, Weight
from govsim.world.thresholds import Base, Bound, Count, Share

often = how(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

TestLiving = Living.TestCase
TestLiving.settings = how(
    max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)

HALF = Share(Fraction(1, 2))


def majority(base: Base) -> Bound:
    return Bound(strict=True, qty=HALF, base=base)


def with_law_before(told: Timeline) -> list[tuple[State, Entry]]:
    """Give each entry with the state in law before it."""
    laws = [told.start, *(entry.law for entry in told.entries)]
    return list(zip(laws, told.entries, strict=False))


def one_vote(setting: Setting, act: Resolve) -> Ruling:
    """Give the ruling on the first item of the only step of a story."""
    return replay(story(setting, (step(1, BOARD, act),))).entries[0].rulings[0]


def nodes(finding: Finding) -> list[Finding]:
    return [finding, *(node for child in finding.children for node in nodes(child))]


def words_of(act: Resolve) -> dict[str, BallotWord]:
    return dict(act.ballots)


# --- on every timeline -------------------------------------------------------------------------------------------


@often
@given(stories())
def test_every_promise_that_one_timeline_can_break_is_kept(told: Story) -> None:
    assert [promise.id for promise in broken(replay(told))] == []


def test_promises_have_different_ids_and_whole_sentences() -> None:
    assert len({promise.id for promise in PROMISES}) == len(PROMISES)
    assert all(promise.words.endswith(".") for promise in PROMISES)


@often
@given(stories())
def test_a_seat_that_is_for_one_never_has_two_holders_in_fact_or_in_law(told: Story) -> None:
    sole = [position.id for position in told.structure.positions if position.sole]
    for entry in replay(told).entries:
        for office in sole:
            assert len(holders(entry.fact, office)) <= 1
            assert len(holders(entry.law, office)) <= 1


@often
@given(stories())
def test_a_refused_act_leaves_the_state_in_law_equal(told: Story) -> None:
    for before, entry in with_law_before(replay(told)):
        if entry.rulings and all(ruling.verdict.refused for ruling in entry.rulings) and not entry.followed:
            assert entry.law == before


@often
@given(stories())
def test_every_event_in_law_was_allowed_by_a_ruling_or_follows_from_one(told: Story) -> None:
    for before, entry in with_law_before(replay(told)):
        undone = any(isinstance(item, acts.Avoid) for item in getattr(entry.step.act, "items", ()))
        allowed = [event for ruling in entry.rulings if not ruling.verdict.refused for event in ruling.events]
        follows = [event for _, events in entry.followed for event in events]
        written = set(entry.law.changed(before))
        may_write = {key for event in (*allowed, *follows) for key in fold(State(), [event]).changed(State())}
        emptied = {("held", e.position) for e in (*allowed, *follows) if isinstance(e, Unseated)}
        closed = {key for key in written if key[0] in {"open", "pending"} and entry.law.get(key) is None}
        assert undone or written <= may_write | emptied | closed


@often
@given(stories())
def test_folding_the_log_gives_the_live_state(told: Story) -> None:
    timeline = replay(told)
    assert promises.fact_is_fold(timeline)
    walk = begin(told, Book(timeline.book.code, timeline.choices))
    for index, one in enumerate(told.steps, start=1):
        take(walk, index, one, AsTold())
        assert fold(walk.start, (event for _, events in walk.in_law_so_far for event in events)) == walk.law
    assert (walk.fact, walk.law) == (timeline.fact, timeline.law)


@often
@given(stories(least=2), st.integers(1, 6))
def test_a_prefix_and_the_rest_equal_the_whole(told: Story, cut: int) -> None:
    whole = replay(told)
    prefix = replay(evolve(told, steps=told.steps[:cut]))
    assert prefix.entries == whole.entries[:cut]
    walk = begin(told, Book(whole.book.code, whole.choices))
    entries = tuple(take(walk, index, one, AsTold()) for index, one in enumerate(told.steps, start=1))
    assert entries[cut:] == whole.entries[cut:]


# --- rulings -----------------------------------------------------------------------------------------------------


@often
@given(stories())
def test_the_root_of_the_findings_and_the_verdict_agree_however_early_one_stops(told: Story) -> None:
    def both(hearing: Hearing, events: tuple[Event, ...]) -> tuple[Ruling, ...]:
        rulings = decide(hearing, events)
        for item, ruling in zip(getattr(hearing.act, "items", ()), rulings, strict=False):
            assert ruling.verdict is ruling.finding.verdict
            assert verdict(hearing, item) is ruling.verdict
        return rulings

    with patch("govsim.engine.replay.decide", both):
        assert promises.root_agrees(replay(told))


@how(often, max_examples=300)
@given(settings(most=3), choosers(), st.randoms(use_true_random=False))
def test_the_order_of_items_inside_a_vote_never_matters(setting: Setting, choose: Chooser, mix: st.DataObject) -> None:
    act = resolution(choose, setting, most=4)
    if choose.flag():
        person = choose.one(setting.people)
        back = acts.Appoint(id="in", party=person, position=BOARD)
        act = evolve(act, items=(*act.items, back, acts.Remove(id="out", party=person, position=BOARD)))
    assume(len(act.items) > 1)
    other = list(act.items)
    mix.shuffle(other)  # type: ignore[attr-defined]  # drawn as random.Random
    first = replay(story(setting, (step(1, BOARD, act),)))
    second = replay(story(setting, (step(1, BOARD, evolve(act, items=tuple(other))),)))
    one, two = first.entries[0], second.entries[0]
    assert {r.item: (r.verdict, r.events) for r in one.rulings} == {r.item: (r.verdict, r.events) for r in two.rulings}
    assert one.law == two.law
    if not any(acts.exclude(*pair) for pair in combinations(act.items, 2)):  # what is told of both at once has no sense
        assert (one.fact, first.fact_hash) == (two.fact, second.fact_hash)


@often
@given(settings(most=3), choosers(), st.randoms(use_true_random=False))
def test_items_that_exclude_each_other_are_void_whatever_else_the_act_decides(
    setting: Setting, choose: Chooser, mix: st.DataObject
) -> None:
    act = evolve(resolution(choose, setting, most=3), all_or_nothing=False)
    one, other = (acts.Appoint(id=party, party=party, position=CEO, sole=True) for party in setting.people[:2])
    both = [*act.items, one, other]
    mix.shuffle(both)  # type: ignore[attr-defined]  # the same
    told = replay(story(setting, (step(1, BOARD, evolve(act, items=tuple(both))),)))
    void = {ruling.item for ruling in told.entries[0].rulings if ruling.verdict is Verdict.VOID}
    assert {one.id, other.id} <= void
    assert all(
        holding(told.law, CEO) != (party,) or holding(told.start, CEO) == (party,) for party in (one.id, other.id)
    )


@often
@given(settings(), choosers())
def test_an_act_on_all_or_nothing_does_all_of_it_or_nothing(setting: Setting, choose: Chooser) -> None:
    act = evolve(resolution(choose, setting, most=4), all_or_nothing=True, effective=None)
    apart = replay(story(setting, (step(1, BOARD, evolve(act, all_or_nothing=False)),))).entries[0]
    joined = replay(story(setting, (step(1, BOARD, act),))).entries[0]
    assert {ruling.verdict for ruling in joined.rulings} == {max(ruling.verdict for ruling in apart.rulings)}
    if joined.rulings[0].verdict.refused:
        assert joined.law.changed(replay(story(setting, ())).start) == tuple(
            key for key in joined.law.changed(replay(story(setting, ())).start) if key == ("held", CHAIR)
        )
    else:
        assert joined.law == apart.law


def _yes(act: Resolve, person: str) -> Resolve:
    word: BallotWord = "signed" if isinstance(act.form, Consent) else "for"
    return evolve(act, ballots=tuple((one, word if one == person else said) for one, said in act.ballots))


@often
@given(choosers())
def test_turning_a_no_into_a_yes_never_turns_a_pass_into_a_fail(choose: Chooser) -> None:
    """One item, on which the board votes in any form under rules of any kind, or under a tree of approvals."""
    drawn = plan(choose)
    setting = build(drawn if choose.rarely(3) else evolve(drawn, approval=Vote(body=BOARD)))
    act = evolve(resolution(choose, setting, most=1), result="carried", effective=None)
    if not choose.rarely(3):
        people = setting.directors
        form = Meeting(told=people, attended=tuple(Attendance(party=one) for one in people))
        words: tuple[BallotWord, ...] = ("for", "against", "abstain")
        said = tuple((one, choose.one(words)) for one in people)
        act = evolve(act, form=form, ballots=said, items=(acts.Determine(id="plan", matter=PLAN),))
    for person, word in act.ballots:
        if word in {"against", "silent"}:
            before, after = one_vote(setting, act), one_vote(setting, _yes(act, person))
            assert after.verdict.effective or not before.verdict.effective
            assert after.verdict <= before.verdict


@often
@given(settings(), choosers(), st.sampled_from(["for", "against", "abstain", "recused"]))
def test_a_person_off_the_roll_never_decides(setting: Setting, choose: Chooser, word: BallotWord) -> None:
    form = Meeting(told=setting.directors, attended=tuple(Attendance(party=one) for one in setting.directors))
    act = evolve(resolution(choose, setting, most=1), form=form)
    item = acts.Determine(id="plan", matter=PLAN)
    without = evolve(act, items=(item,), ballots=tuple((p, w) for p, w in act.ballots if p in setting.directors))
    stranger = evolve(without, ballots=(*without.ballots, ("quill", word)))
    assert one_vote(setting, stranger).verdict is one_vote(setting, without).verdict


@often
@given(st.lists(st.integers(0, 4), min_size=1, max_size=4), st.booleans(), st.sampled_from(list(Base)))
def test_a_dummy_never_decides(small: list[int], strict: bool, base: Base) -> None:  # noqa: FBT001 - drawn
    """Whoever, by brute force over the oracle, never turns a count of all present, turns no vote here either."""
    assume(base is not Base.AUTHORIZED)
    people = tuple(f"p{number}" for number in range(len(small) + 1))
    votes = dict(zip(people, (sum(small) + 1, *small), strict=True))
    rules = (
        clause("passing", Passing(threshold=Bound(strict=strict, qty=HALF, base=base))),
        clause("weight", Weight(votes=tuple(votes.items()))),
    )
    setting = build(Plan(directors=people, outsiders=(), clauses=rules))
    form = Meeting(told=people, attended=tuple(Attendance(party=one) for one in people))
    found: dict[tuple[BallotWord, ...], tuple[bool, bool]] = {}
    choices: tuple[BallotWord, BallotWord] = ("for", "against")
    for words in product(choices, repeat=len(people)):
        ballots = dict(zip(people, words, strict=True))
        case = Case(form="meeting", authorized=len(people), roll=dict(votes), ballots=dict(ballots), passes=[])
        case["passes"] = [(strict, "share", Fraction(1, 2), base.value)]
        act = Resolve(form=form, ballots=tuple(ballots.items()), items=(acts.Determine(id="plan", matter=PLAN),))
        found[words] = (outcome(case) == "pass", one_vote(setting, act).verdict.effective)
    for place in range(1, len(people)):
        for words, said in found.items():
            flipped = (*words[:place], "against" if words[place] == "for" else "for", *words[place + 1 :])
            assert said[0] == found[flipped][0], "not a dummy"
            assert said[1] == found[flipped][1]


@often
@given(stories())
def test_other_names_change_nothing_but_names(told: Story) -> None:
    people = [party.id for party in told.structure.parties if party.kind == "person"]
    names = {one: f"x{99 - place}" for place, one in enumerate(people)}
    plain, other = replay(told), replay(renamed(told, names))
    for one, two in zip(plain.entries, other.entries, strict=True):
        assert [r.verdict for r in one.rulings] == [r.verdict for r in two.rulings]
        assert [r.rests_on for r in one.rulings] == [r.rests_on for r in two.rulings]
        for r, s in zip(one.rulings, two.rulings, strict=True):
            renamed_nodes = (renamed(node, names) for node in nodes(r.finding) if not node.children)
            assert sorted(map(repr, renamed_nodes)) == sorted(repr(n) for n in nodes(s.finding) if not n.children)
        for position in told.structure.positions:
            for before, after in ((one.fact, two.fact), (one.law, two.law)):
                assert {names[p] for p in holding(before, position.id)} == set(holding(after, position.id))


@how(often, max_examples=250)
@given(choosers(), st.sampled_from(["quorum", "passing", "consent", "notice", "recusal", "weight", "size"]))
def test_a_void_rule_never_decides(choose: Chooser, topic: str) -> None:
    """Whatever an instrument says against a statute that yields to none, the vote is ruled as if it were silent."""
    drawn = evolve(plan(choose), approval=Vote(body=BOARD))
    others = tuple(one for one in drawn.clauses if not one.id.endswith(f"board-{topic}"))
    invent = topics(drawn.directors)[topic]
    statute = clause(f"board-{topic}", invent(choose), rank=choose.one((Rank.DEFAULT, Rank.MANDATORY)))
    void = clause(f"board-{topic}", invent(choose), rank=choose.one((Rank.CHARTER, Rank.BYLAWS, Rank.RESOLUTION)))
    silent = build(evolve(drawn, clauses=(*others, statute)))
    speaking = build(evolve(drawn, clauses=(*others, void, statute)))
    act = resolution(choose, silent)
    if not choose.rarely(4):
        people = silent.directors
        form = Meeting(told=choose.some(people, 5, 6), attended=tuple(Attendance(party=one) for one in people))
        words: tuple[BallotWord, ...] = ("signed", "silent") if topic == "consent" else ("for", "against", "recused")
        act = Resolve(
            form=Consent() if topic == "consent" else form,
            ballots=tuple((one, choose.one(words)) for one in people),
            items=(acts.Determine(id="plan", matter=PLAN),),
        )
    one = replay(story(silent, (step(1, BOARD, act),))).entries[0]
    two = replay(story(speaking, (step(1, BOARD, act),))).entries[0]
    assert [r.verdict for r in one.rulings] == [r.verdict for r in two.rulings]
    assert (one.law, one.fact) == (two.law, two.fact)


@often
@given(settings(), choosers())
def test_removal_from_one_position_leaves_the_others_unless_tied(setting: Setting, choose: Chooser) -> None:
    party, position = choose.one(setting.directors), choose.one((BOARD, CEO, CHAIR))
    act = evolve(
        resolution(choose, setting), items=(acts.Remove(id="out", party=party, position=position),), effective=None
    )
    told = replay(story(setting, (step(1, BOARD, act),)))
    tie = next(one.tied_to for one in setting.structure.positions if one.id == CHAIR)
    tied = tie is not None and tie.applies is not False and position == BOARD
    assert set(told.fact.changed(told.start)) <= {("held", position)}
    assert set(told.law.changed(told.start)) <= {("held", position), *([("held", CHAIR)] if tied or tie else [])}
    for other in (one.id for one in setting.structure.positions if one.id != position):
        if tie is None or other != CHAIR:
            assert holding(told.law, other) == holding(told.start, other)


@often
@given(choosers(), st.integers(1, 9), st.sampled_from(list(Base)))
def test_no_act_at_a_meeting_without_the_quorum_its_rule_asks(choose: Chooser, needed: int, base: Base) -> None:
    people = tuple(f"p{number}" for number in range(1, 1 + choose.between(1, 9)))
    there = choose.some(people, 1, 2)
    rules = (
        clause("quorum", Quorum(threshold=Bound(strict=False, qty=Count(needed), base=base))),
        clause("passing", Passing(threshold=Bound(strict=False, qty=Count(0), base=Base.IN_OFFICE))),
    )
    setting = build(Plan(directors=people, clauses=rules))
    form = Meeting(told=people, attended=tuple(Attendance(party=one) for one in there))
    act = Resolve(form=form, ballots=(), items=(acts.Determine(id="plan", matter=PLAN),))
    case = Case(
        form="meeting",
        authorized=len(people),
        roll=dict.fromkeys(people, 1),
        ballots=dict.fromkeys(there, "abstain"),
        quorum=[(False, "count", needed, base.value)],
        passes=[],
    )
    without = outcome(case) == "no_quorum"
    assert one_vote(setting, act).verdict is (Verdict.VOID if without else Verdict.VALID)


# --- the same bytes ----------------------------------------------------------------------------------------------

SHOW = """
from govsim.engine.replay import replay
from govsim.record.canon import content_id
from govsim.testing.choosing import Digests
from govsim.testing.deeds import tale
from govsim.testing.lengthy import long_story
for told in (long_story(5, 60), *(tale(Digests(seed), 4, 6) for seed in range(6))):
    timeline = replay(told)
    print(timeline.fact_hash)
    print(content_id("rulings", [[entry.rulings, entry.events, entry.followed] for entry in timeline.entries]))
    print(content_id("story", told), content_id("law", list(timeline.law.items())))
"""


@pytest.mark.slow
def test_the_same_story_gives_the_same_bytes_under_other_hash_seeds_zones_and_locales() -> None:
    worlds = [("0", "UTC", "C"), ("1", "Asia/Shanghai", "tr_TR.UTF-8"), ("4242", "America/Los_Angeles", "de_DE.UTF-8")]
    source = str(Path(lengthy.__file__).parents[2])
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SHOW],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": source},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone, locale in worlds
    }
    assert len(outputs) == 1


# --- not promised ------------------------------------------------------------------------------------------------


def _counted(board: int, ayes: int, present: int, *rules: tuple[str, Passing | Quorum]) -> Verdict:
    people = tuple(f"p{number}" for number in range(1, board + 1))
    setting = build(Plan(directors=people, clauses=tuple(clause(name, topic) for name, topic in rules)))
    form = Meeting(told=people, attended=tuple(Attendance(party=one) for one in people[:present]))
    act = Resolve(
        form=form, ballots=tuple((one, "for") for one in people[:ayes]), items=(acts.Determine(id="plan", matter=PLAN),)
    )
    return one_vote(setting, act).verdict


def test_one_more_person_in_the_room_may_turn_a_pass_into_a_fail() -> None:
    """Two of three present are a majority; a fourth who comes and says nothing makes them two of four."""
    passing = ("passing", Passing(threshold=majority(Base.PRESENT)))
    assert _counted(5, 2, 3, passing) is Verdict.VALID
    assert _counted(5, 2, 4, passing) is Verdict.NO_ACT


def test_one_resignation_may_turn_a_fail_into_a_pass_and_another_a_pass_into_no_quorum() -> None:
    """Three of six in office are no majority, three of five are; below four of seven seats there is no quorum."""
    passing = ("passing", Passing(threshold=majority(Base.IN_OFFICE)))
    assert _counted(6, 3, 6, passing) is Verdict.NO_ACT
    assert _counted(5, 3, 5, passing) is Verdict.VALID
    quorum = ("quorum", Quorum(threshold=Bound(strict=False, qty=Count(4), base=Base.IN_OFFICE)))
    assert _counted(4, 3, 4, passing, quorum) is Verdict.VALID
    assert _counted(3, 3, 3, passing, quorum) is Verdict.VOID
