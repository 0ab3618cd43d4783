"""Which single ballot would have turned a vote: each person's ballot otherwise, all else as it was.

Whoever voted for it is let vote against it, or keep silent in a consent; everybody else on the roll is let vote for it,
and come if they were away. The kernel is asked about each; nothing is counted here.
"""

from typing import Literal

from attrs import evolve

from govsim.analysis.moments import when_taken
from govsim.analysis.remedies import ruled
from govsim.engine.timeline import Timeline
from govsim.record.acts import Attendance, BallotWord, Consent, Meeting, Resolve
from govsim.record.rulings import Verdict
from govsim.rules.case import owned
from govsim.rules.polls import settled
from govsim.values import frozen

AYES = frozenset({"for", "signed"})


@frozen(kw_only=True)
class Pivot:
    """One person's other ballot, and what each item of the vote would then be: all that differ."""

    party: str
    word: BallotWord
    verdicts: tuple[tuple[str, Verdict], ...]


def _voted(act: Resolve, form: Consent | Meeting, person: str, word: BallotWord) -> Resolve:
    ballots = tuple(sorted((dict(act.ballots) | {person: word}).items()))
    if isinstance(form, Meeting) and person not in {one.party for one in form.attended}:
        form = evolve(form, attended=(*form.attended, Attendance(party=person)))
    return evolve(act, form=form, ballots=ballots)


def pivots(timeline: Timeline, step: str) -> tuple[Pivot, ...]:
    """Give, for each person on the roll of the body that decided, what their other ballot would have changed.

    Persons whose ballot changes no verdict between refused and not refused are left out; a step that is no vote of a
    body has none.
    """
    entry = timeline.by_step[step]
    act, code = entry.step.act, timeline.book.code
    if not isinstance(act, Resolve) or entry.step.by not in code.bodies:
        return ()
    at = when_taken(timeline, step)
    form = settled(act.form, timeline.book)
    had = dict(act.ballots)
    against: Literal["silent", "against"] = "silent" if isinstance(form, Consent) else "against"
    aye: Literal["signed", "for"] = "signed" if isinstance(form, Consent) else "for"
    act = evolve(act, result="carried")  # a vote told as lost is lost for want of ballots: they are what is asked about
    before = {one.item: one.verdict for one in ruled(entry.step, act, entry.step.by, at)}
    out = []
    for person in owned(code.bodies[entry.step.by], at.moment.law, timeline.book):
        word: BallotWord = against if had.get(person) in AYES else aye
        after = ruled(entry.step, _voted(act, form, person, word), entry.step.by, at)
        turned = tuple((one.item, one.verdict) for one in after if one.verdict.refused is not before[one.item].refused)
        if turned:
            out.append(Pivot(party=person, word=word, verdicts=turned))
    return tuple(out)
