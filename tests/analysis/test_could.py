"""What a coalition could do against doing it, what more of them could, and what they control."""

from itertools import combinations

from attrs import evolve
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as how

from govsim.analysis.moments import right_after
from govsim.engine.could import could, together_with
from govsim.engine.replay import replay
from govsim.record import acts
from govsim.record.acts import Attendance, BallotWord, Consent, Form, Meeting, Resolve
from govsim.record.rulings import Ruling
from govsim.rules.evaluate import Moment
from govsim.testing.choosing import Chooser
from govsim.testing.invented import BOARD, CHAIR, PLAN, Setting, build, clause, step, story
from govsim.testing.strategies import choosers, settings
from govsim.testing.structures import CONSENT_BASES, bound, plan, vote
from govsim.world.approvals import Vote
from govsim.world.clauses import Clause, Notice, Passing, Quorum, WrittenConsent
from govsim.world.thresholds import Base

often = how(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
IT = acts.Determine(id="it", matter=PLAN)


def moment(setting: Setting) -> Moment:
    """Give the moment after some news."""
    timeline = replay(story(setting, (step(1, setting.people[0], acts.Announce(topic="news")),)))
    return right_after(timeline, "s1").moment


def done(setting: Setting, form: Form, ballots: dict[str, BallotWord], casting: bool) -> Ruling:  # noqa: FBT001 - whose it is
    """Give how a vote of the board is ruled."""
    act = Resolve(form=form, ballots=tuple(ballots.items()), items=(IT,), casting="for" if casting else "against")
    told = replay(story(setting, (step(1, setting.people[0], acts.Announce(topic="news")), step(2, BOARD, act))))
    (ruling,) = told.by_step["s2"].rulings
    return ruling


def met(setting: Setting, came: tuple[str, ...]) -> Meeting:
    return Meeting(told=setting.directors, attended=tuple(Attendance(party=one) for one in came))


def meetings(choose: Chooser) -> tuple[Clause, ...]:
    """Give rules of a board that acts at meetings: a quorum, a majority of some base, notice due; seldom on paper."""
    ours = (
        Quorum(threshold=bound(choose, (Base.IN_OFFICE, Base.AUTHORIZED))),
        Passing(threshold=bound(choose, (Base.PRESENT, Base.CAST, Base.IN_OFFICE)), casting=choose.one(("", CHAIR))),
        Notice(due=choose.flag()),
        *((WrittenConsent(threshold=bound(choose, CONSENT_BASES)),) if choose.rarely(4) else ()),
    )
    return tuple(clause(f"board-{number}", topic) for number, topic in enumerate(ours))


@how(often, max_examples=250)
@given(choosers())
def test_who_could_carry_a_vote_of_the_board_does_whatever_the_others_do_and_nobody_else(choose: Chooser) -> None:
    """Valid on paper, or at a meeting both with all others against it and with all others away; and then only.

    Fails if `could` leaves out one of the two meetings, lets the others sign, or tells the others of no meeting.
    """
    drawn = plan(choose, 2, 6)
    rules = drawn.clauses if choose.rarely(3) else meetings(choose)
    setting = build(evolve(drawn, clauses=rules, approval=Vote(body=BOARD) if choose.flag() else vote(choose)))
    some = choose.some(setting.directors)
    assume(some)
    chairs = dict(setting.start).get(CHAIR, ())
    casting = any(tenure.party in some for tenure in chairs)
    on_paper = done(setting, Consent(), dict.fromkeys(some, "signed"), casting)
    against: dict[str, BallotWord] = {one: "for" if one in some else "against" for one in setting.directors}
    opposed = done(setting, met(setting, setting.directors), against, casting)
    alone = done(setting, met(setting, some), dict.fromkeys(some, "for"), casting)
    at_meetings = opposed.verdict.effective and alone.verdict.effective
    now = moment(setting)
    for brief in (True, False):
        found = could(frozenset(some), IT, now, {}, brief=brief)
        assert found.verdict.effective == (on_paper.verdict.effective or at_meetings)


@often
@given(settings(most=4))
def test_one_more_voter_never_makes_a_coalition_lose(setting: Setting) -> None:
    """Fails if a threshold is met by just as many votes as it asks for and by no more."""
    now = moment(setting)
    people = setting.people
    won = {
        frozenset(some): could(frozenset(some), IT, now, {}, brief=True).verdict
        for size in range(len(people) + 1)
        for some in combinations(people, size)
    }
    for some, verdict in won.items():
        for one in people:
            assert won[some | {one}] <= verdict


@often
@given(settings(most=4), choosers())
def test_control_is_complete_and_more_control_more(setting: Setting, choose: Chooser) -> None:
    """Fails if `control.under` stops after its first round, or forgets those it began with."""
    now = moment(setting)
    few = frozenset(choose.some(setting.people))
    many = few | frozenset(choose.some(setting.people))
    assert few <= together_with(few, now) <= together_with(many, now)
    assert together_with(together_with(few, now), now) == together_with(few, now)
