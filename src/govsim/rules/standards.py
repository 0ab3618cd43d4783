"""What any vote is held against, in the form in which it was taken: at a meeting, or in writing."""

from govsim.record.acts import Consent
from govsim.rules.case import Case
from govsim.rules.contests import Contest
from govsim.rules.counts import Tally, all_present
from govsim.rules.electing import Meets
from govsim.rules.majorities import Majority, majority
from govsim.rules.measures import at_least_as_strict, meets
from govsim.rules.ranks import governing
from govsim.world.approvals import Vote
from govsim.world.clauses import WrittenConsent
from govsim.world.structure import Body


def asked_in_writing(  # noqa: PLR0913 - a vote, the rule on consents, and whether a method counts it
    vote: Vote, body: Body, rule: WrittenConsent, case: Case, power: str, *, by_method: bool
) -> Majority | None:
    """Give what signatures are held against besides: what a meeting would need with everybody there; None if nothing.

    What the power asks for, or a rule about just such acts, is asked in every form; the general majority of the body
    only where the rule on consents says so, and never of what a method of election counts. What follows from the
    signatures that rule asks for is not asked again.
    """
    asked = majority(vote, power, body, case)
    general = rule.as_at_meeting and not by_method
    if asked.threshold is None or not (asked.own or general):
        return None
    own = asked.clause == power
    follows = rule.threshold and at_least_as_strict(rule.threshold, asked.threshold, case.book.number)
    return None if not own and follows else asked


def meets_all(contest: Contest, vote: Vote, case: Case, power: str) -> Meets:
    """Give what says whether the votes for one option alone meet what is asked of any vote in the form that was used.

    Nothing does where no rule says what is asked.
    """
    body, number = contest.body, case.book.number
    if not isinstance(contest.poll.form, Consent):
        bound = majority(vote, power, body, case).threshold
        return lambda one: bound is not None and meets(bound, one.ayes, one, number, one.ayes_in)
    clause = governing(WrittenConsent, body, case.date, case.book, case.deed).clause
    rule = clause.topic if clause is not None else None
    signers = rule.threshold if isinstance(rule, WrittenConsent) else None
    asked = (
        asked_in_writing(vote, body, rule, case, power, by_method=contest.said)
        if isinstance(rule, WrittenConsent)
        else None
    )
    more = asked.threshold if asked is not None else None

    def met(one: Tally) -> bool:
        full = all_present(one)
        enough = signers is not None and meets(signers, one.ayes, one, number, one.ayes_in)
        return enough and (more is None or meets(more, full.ayes, full, number, full.ayes_in))

    return met


def clause_of(contest: Contest, asked: str, power: str) -> str:
    """Give the clause that has the method; without one that which says what is asked of any vote."""
    own = contest.found.clause.id if contest.found.clause is not None else power
    return own if contest.said else asked
