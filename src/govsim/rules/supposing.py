"""What those who are meant could carry by a vote, whatever all others do: nobody has voted.

They sign a written consent, the others silent; or they call a meeting, if they may, with notice to all, and the others
come and vote against it or stay away, whichever is worse.
"""

from typing import Literal

from govsim.record.acts import Attendance, BallotWord, Consent, Meeting, Resolve
from govsim.record.rulings import Finding, Verdict, best
from govsim.rules.ballots import against_all, method_of
from govsim.rules.case import Case, Supposed, enrolled, members, nobody_on
from govsim.rules.casting import breaking_ties, casting_office
from govsim.rules.polls import votes_in
from govsim.rules.quorums import together
from govsim.rules.votes import Caller, body_of, tied, vote_findings
from govsim.world.approvals import Vote
from govsim.world.structure import Body

OK = Verdict.VALID
VOID = Verdict.VOID

Ballots = tuple[tuple[str, BallotWord], ...]


def _casting(vote: Vote, body: Body, own: frozenset[str], case: Case) -> bool:
    """Say whether the casting vote of a body is one of theirs, by whatever rule gives one."""
    office = casting_office(vote, body, case)
    electing, _ = method_of(vote, body, case)
    if electing is not None and electing.casting:
        office = electing.casting
    return bool(own & {*breaking_ties(office, body, case)})


def _met(vote: Vote, body: Body, ballots: Ballots, supposed: Supposed, case: Case) -> Case:
    """Give the case of a meeting that those who are meant called, with notice to all on the roll."""
    came = tuple(Attendance(party=person) for person, _ in ballots)
    roll = members(body, case.sight, case.book)
    form = Meeting(told=roll, attended=came, called_by=tuple(sorted(supposed.own)))
    casting = _casting(vote, body, supposed.own, case)
    choices = against_all(vote, body, case, dict(ballots), casting=casting)
    words = tuple(one for one in ballots if choices is None or one[1] == "recused")
    word: Literal["for", "against"] = "for" if casting else "against"
    return case.acting(Resolve(form=form, ballots=words, items=(), casting=word, choices=choices), body.id)


def _said(supposed: Supposed, person: str) -> BallotWord:
    return "recused" if person in supposed.aside else "for" if person in supposed.own else "against"


def could_carry(  # noqa: PLR0913, PLR0917 - a vote, by whom, and who judges who may call a meeting
    vote: Vote, body: Body, case: Case, clause: str, supposed: Supposed, judge: Caller
) -> Finding:
    """Say whether `own` can carry a vote of a body whatever the others do.

    Whoever must stand aside signs nothing, and is recused at a meeting.
    """
    own = supposed.own
    if body.id in supposed.named:
        return Finding(code="supposed.theirs", verdict=OK, names=(("body", body.id),), clause=clause)
    roll = members(body, case.sight, case.book)
    mine = tuple(person for person in roll if person in own)
    if not mine:
        unknown = not roll and nobody_on(body, case.book) == "body.unknown"
        code = "body.unknown" if unknown else "supposed.none"
        return Finding(code=code, verdict=VOID, names=(("body", body.id),), clause=clause)
    signed: Ballots = tuple((person, "signed") for person in mine if person not in supposed.aside)

    def held(code: str, case_of: Case) -> Finding:
        return case.together(code, vote_findings(vote, case_of, clause, judge), clause, body=body.id)

    def meeting_of(persons: tuple[str, ...]) -> Case:
        return _met(vote, body, tuple((person, _said(supposed, person)) for person in persons), supposed, case)

    in_writing = case.acting(Resolve(form=Consent(), ballots=signed, items=()), body.id)
    consent = held("supposed.consent", in_writing)
    if case.brief and consent.verdict is OK:
        return consent
    opposed = held("supposed.opposed", meeting_of(roll))
    ways = (opposed,) if len(mine) == len(roll) else (opposed, held("supposed.others-away", meeting_of(mine)))
    meeting = together("supposed.meeting", ways, clause, body=body.id)
    verdict = best((consent.verdict, meeting.verdict))
    names = (("body", body.id),)
    return Finding(code="supposed.vote", verdict=verdict, names=names, clause=clause, children=(consent, meeting))


def let_fail(vote: Vote, case: Case, clause: str, judge: Caller, *, tie: bool) -> bool:
    """Say whether those who are meant can see to it that a ballot is carried or fails, and with `tie` only in one.

    They all vote for it. The others can do nothing better than to vote against it, all of them or all but the one with
    the fewest votes, which spoils a tie; or to stay away, which spoils the quorum: a ballot without one is void.
    """
    body, supposed = body_of(vote, case), case.supposed
    if body is None or supposed is None:
        return False
    votes = dict(votes_in(body, enrolled(body, case.sight, case.book), vote.weights, case))
    others = sorted((person for person in votes if person not in supposed.own), key=lambda one: votes[one])
    all_of_them: Ballots = tuple((person, _said(supposed, person)) for person in votes)
    spoilt: Ballots = tuple((one, "abstain" if one in others[:1] else word) for one, word in all_of_them)
    alone: Ballots = tuple((one, word) for one, word in all_of_them if one in supposed.own)
    for ballots in (all_of_them, spoilt, alone):
        met = _met(vote, body, ballots, supposed, case)
        verdict = met.together("supposed.opposed", vote_findings(vote, met, clause, judge), clause).verdict
        if not verdict.effective and (verdict is not Verdict.NO_ACT or (tie and not tied(vote, met, clause))):
            return False
    return True
