"""Which single ballot would have turned a vote: each person's ballot otherwise, all else as it was.

Whoever voted for it is let vote against it, or keep silent in a consent; everybody else on the roll is let vote for it,
and come if they were away. In a vote between several each voter is given other ballots (`analysis.papers`), so many at
most that the whole stays quick. The kernel is asked about each; nothing is counted here.
"""

from collections.abc import Iterator
from typing import Literal

from attrs import evolve

from govsim.analysis.moments import when_taken
from govsim.analysis.papers import Papers, papers
from govsim.analysis.remedies import ruled
from govsim.engine.timeline import Timeline
from govsim.record.acts import Attendance, BallotWord, Choice, Choices, Consent, Meeting, Resolve, option_of
from govsim.record.rulings import Verdict
from govsim.rules.case import owned
from govsim.rules.polls import settled
from govsim.values import frozen

AYES = frozenset({"for", "signed"})


@frozen(kw_only=True)
class Pivot:
    """One person's other ballot, and what each item of the vote would then be: all that differ.

    `choice` is the ballot where the vote is between several, and `word` then says nothing.
    """

    party: str
    word: BallotWord
    verdicts: tuple[tuple[str, Verdict], ...]
    choice: Choice | None = None


MOST = 20_000
"""So many items are ruled at most while other ballots of an election are tried; a voter has 16 at least."""


def _voted(act: Resolve, form: Consent | Meeting, person: str, word: BallotWord) -> Resolve:
    ballots = tuple(sorted((dict(act.ballots) | {person: word}).items()))
    if isinstance(form, Meeting) and person not in {one.party for one in form.attended}:
        form = evolve(form, attended=(*form.attended, Attendance(party=person)))
    return evolve(act, form=form, ballots=ballots)


def tried(timeline: Timeline, step: str) -> Papers | None:
    """Give the ballots that are tried for one voter in an election; None of a vote that is none between several."""
    entry = timeline.by_step[step]
    act, body = entry.step.act, timeline.book.code.bodies.get(entry.step.by)
    if not isinstance(act, Resolve) or act.choices is None or body is None:
        return None
    voters = len(owned(body, when_taken(timeline, step).moment.law, timeline.book))
    return _papers(act, act.choices, None, voters)


def _papers(act: Resolve, choices: Choices, had: Choice | None, voters: int) -> Papers:
    options = tuple(option_of(item) for item in act.items)
    return papers(choices, options, had, max(MOST // (max(voters, 1) * len(options)), 16))


def _chosen(timeline: Timeline, step: str, act: Resolve, choices: Choices, form: Consent | Meeting) -> Iterator[Pivot]:
    """Give for each voter the first ballot tried that would have turned an election, for each way in which it turns."""
    entry, at = timeline.by_step[step], when_taken(timeline, step)
    before = {one.item: one.verdict for one in ruled(entry.step, act, entry.step.by, at)}
    roll = owned(timeline.book.code.bodies[entry.step.by], at.moment.law, timeline.book)
    cast = dict(choices.ballots)
    for person in roll:
        found: dict[tuple[tuple[str, Verdict], ...], Choice] = {}
        for paper in _papers(act, choices, cast.get(person), len(roll)).ballots:
            ballots = tuple(sorted((cast | {person: paper}).items()))
            others = tuple(one for one in act.ballots if one[0] != person)
            other = evolve(act, form=form, ballots=others, choices=evolve(choices, ballots=ballots))
            after = ruled(entry.step, other, entry.step.by, at)
            turned = tuple(
                (one.item, one.verdict) for one in after if one.verdict.refused is not before[one.item].refused
            )
            if turned:
                found.setdefault(turned, paper)
        yield from (Pivot(party=person, word="for", verdicts=turned, choice=one) for turned, one in found.items())


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
    if act.choices is not None:
        return tuple(_chosen(timeline, step, act, act.choices, form))
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
