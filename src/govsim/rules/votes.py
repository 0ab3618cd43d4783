"""The findings of one vote: the body that holds the power, the form it acted in, the quorum and the count.

A missing form, notice or quorum makes an act void (or what the clause says); a competent vote that
failed is no act. A meeting is the meeting of the body that met: if another body's members used it to
exercise a power of theirs, it must have been duly held, and the votes are counted on their own roll.
"""

from collections.abc import Callable, Iterator

from attrs import evolve

from govsim.record.acts import Consent, Meeting, Resolve
from govsim.record.rulings import Finding, Verdict
from govsim.record.state import callers
from govsim.rules.ballots import by_method
from govsim.rules.case import Case, Enrolled, enrolled, members, nobody_on
from govsim.rules.casting import breaking_ties, casting_office
from govsim.rules.clocks import notice_findings
from govsim.rules.contests import Contest, contest_in
from govsim.rules.counts import Aside, Tally, all_present
from govsim.rules.electing import electing_findings, left_tied
from govsim.rules.majorities import majority
from govsim.rules.polls import Poll, count, roll_at, set_aside, settled, voters
from govsim.rules.quorums import OK, VOID, defect, held, named, out_of_reach, quorum, void_clauses
from govsim.rules.ranks import governing
from govsim.rules.standards import asked_in_writing, clause_of, meets_all
from govsim.world.approvals import Approval, Vote
from govsim.world.clauses import Assent, Calling, Clause, Notice, Recusal, Weight, WrittenConsent
from govsim.world.structure import Body


def _by_consent(  # noqa: PLR0913, PLR0917 - a vote, what was signed, and between whom
    vote: Vote, body: Body, poll: Poll, case: Case, power: str, contest: Contest | None
) -> Iterator[Finding]:
    """Find whether enough signed; between several the method decides in writing, too, and no more sit than may."""
    found = governing(WrittenConsent, body, case.date, case.book, case.deed)
    yield from void_clauses(found.void)
    clause = found.clause
    if clause is None or not isinstance(clause.topic, WrittenConsent) or clause.topic.threshold is None:
        yield Finding(
            code="consent.forbidden",
            verdict=defect(clause),
            names=(("body", body.id),),
            clause=clause.id if clause else "",
        )
        return
    counted = count(body, poll, case)
    if not case.brief:
        yield from _apart(body, poll, counted, case, power)
    yield held("consent", clause.topic.threshold, counted, defect(clause), clause.id, case)
    counts = contest.said if contest is not None else by_method(vote, body, case)
    asked = asked_in_writing(vote, body, clause.topic, case, power, by_method=counts)
    if asked is not None and asked.threshold is not None:
        yield from void_clauses(asked.void)
        code = "consent.power" if asked.clause == power else "consent.majority"
        yield held(code, asked.threshold, all_present(counted), VOID, asked.clause, case)
    if case.book.holds(clause.topic.signers_quorum) and not vote.any_quorum:
        for finding in quorum(body, poll, case, vote.quorum, defect(clause)):
            yield named(case, finding, (), code="signers-quorum" if finding.code == "quorum" else finding.code)
    if contest is not None:
        yield from void_clauses(contest.found.void)
        has = clause_of(contest, clause.id, power)
        yield from electing_findings(contest, vote, has, meets_all(contest, vote, case, power))


def _for_such_acts(clause: Clause | None) -> str:
    """Give the rule on votes that governs certain acts alone; empty where the general one does, or none."""
    return clause.id if clause is not None and clause.on is not None else ""


def _apart(body: Body, poll: Poll, counted: Tally, case: Case, power: str) -> Iterator[Finding]:
    """Name the rules on votes for this matter, whose ballot is void, being off the roll, and who stands aside."""
    ballots = poll.ballots
    weights = governing(Weight, body, case.date, case.book, case.deed)
    yield from void_clauses(weights.void)
    special = power if poll.weights is not None else _for_such_acts(weights.clause)
    if special:
        yield Finding(code="weights.own", verdict=OK, names=(("body", body.id),), clause=special)
    for person in counted.strays:
        yield Finding(code="ballot.void", verdict=OK, names=(("party", person),))
    clause = governing(Recusal, body, case.date, case.book, case.deed).clause
    if "recused" not in ballots.values() and clause is None:
        return
    roll = members(body, case.sight, case.book)
    by_themselves = dict.fromkeys((one for one, word in ballots.items() if word == "recused"), Aside(vote=True))
    for person, out in (by_themselves | set_aside(body, ballots, case)).items():
        sets = [name for name in ("vote", "quorum", "base") if getattr(out, name)]
        if person in roll and sets:
            names = (("party", person), ("sets", " ".join(sets)))
            yield Finding(code="set-aside", verdict=OK, names=names, clause=clause.id if clause is not None else "")


def _assenting(body: Body, poll: Poll, case: Case) -> Iterator[Finding]:
    """Name who was present, cast no ballot, and is deemed to have assented: a fact about liability, not about votes."""
    found = governing(Assent, body, case.date, case.book, case.deed).clause
    if found is None or not isinstance(found.topic, Assent) or not found.topic.presumed:
        return
    present = poll.present(case.book)
    for person in members(body, case.sight, case.book):
        if person in present and person not in poll.ballots:
            yield Finding(code="assent.presumed", verdict=OK, names=(("party", person),), clause=found.id)


Caller = Callable[[Approval, Case, str], Finding]
"""Judges an approval: `rules.approvals.judge`, which asks for votes and is asked who may call a meeting."""


def _called(met: Body, form: Meeting, case: Case, judge: Caller) -> Iterator[Finding]:
    """Find whether whoever called a meeting might, where a rule says who may and it is known who did."""
    found = governing(Calling, met, case.date, case.book)
    clause = found.clause
    if form.regular or case.called or clause is None or not isinstance(clause.topic, Calling):
        return
    yield from void_clauses(found.void)
    by = form.called_by or (callers(case.sight, form.called) if form.called else ())
    if not by:
        yield case.say("call.not-stated", OK, (("body", met.id),), clause=clause.id)
        return
    verdict = judge(clause.topic.approval, case.calling(frozenset(by)), clause.id).verdict
    names = (("body", met.id), ("parties", " ".join(by)))
    if verdict.refused:
        yield case.say("call.not-entitled", defect(clause), names, clause=clause.id)
    else:
        yield case.say("call.entitled", verdict, names, clause=clause.id)


def _duly_held(  # noqa: PLR0913, PLR0917 - a meeting, who met, and what was cast there
    met: Body, body: Body, form: Meeting, poll: Poll, case: Case, own: Vote, judge: Caller
) -> Iterator[Finding]:
    """Give the findings on the meeting: who called it, notice to each on the roll of the body that met, its quorum.

    Where it exercises the power of another body, whoever is on the roll of that one alone must have had the notice that
    is due there; a quorum that the power asks for, or does without, is that of the body whose power it is.
    """
    yield from _called(met, form, case, judge)
    roll = roll_at(met, poll, case).persons
    yield from _told(met, roll, form, poll, case)
    if met.id != body.id:
        yield from quorum(met, poll, case)
        others = tuple(person for person in roll_at(body, poll, case).persons if person not in roll)
        if others:
            yield from _told(body, others, form, poll, case)
    elif own.any_quorum:
        yield case.say("quorum.not-asked", OK, (("body", met.id),))
    else:
        yield from quorum(met, poll, case, own.quorum)


def _told(body: Body, roll: tuple[str, ...], form: Meeting, poll: Poll, case: Case) -> Iterator[Finding]:
    """Find whether those on the roll of a body had the notice that is due to them."""
    found = governing(Notice, body, case.date, case.book, case.deed)
    if found.void:
        yield from void_clauses(found.void)
    told = notice_findings(roll, form, found.clause, case.at, case.sight, poll.present(case.book), brief=case.brief)
    yield case.together("notice", told, found.clause.id if found.clause else "", body=body.id)


def _passing(  # noqa: PLR0913, PLR0917 - a vote, its count, and who could break a tie
    vote: Vote, body: Body, poll: Poll, counted: Tally, case: Case, power: str
) -> Iterator[Finding]:
    """Hold the votes against what must be for it; on a tie a casting vote is for one who is there and not aside."""
    asked = majority(vote, power, body, case)
    if asked.void:
        yield from void_clauses(asked.void)
    threshold, clause = asked.threshold, asked.clause
    if threshold is None:
        yield Finding(code="vote.no-rule", verdict=VOID, names=(("body", body.id),))
        return
    cast = case.act.casting if isinstance(case.act, Resolve) else ""
    chair = breaking_ties(casting_office(vote, body, case), body, case)
    if counted.ayes == counted.noes > 0 and chair:
        able = chair[0] in voters(body, poll, case)
        code = "casting-vote" if able and cast == "for" else "casting-vote.not-used" if able else "casting-vote.none"
        yield case.say(code, OK, (("party", chair[0]),), clause=power if vote.casting else clause)
        if code == "casting-vote":
            counted = evolve(counted, ayes=counted.ayes + 1, cast=counted.cast + 1, casting=1)
    yield held("vote", threshold, counted, Verdict.NO_ACT, clause, case)
    yield from out_of_reach(threshold, counted, clause, case)


def body_of(vote: Vote, case: Case) -> Body | None:
    """Give the body whose vote is asked: the one named, or the one that elects the seat the act is about."""
    code = case.book.code
    seat = code.positions.get(case.deed.target) if vote.electors and case.deed is not None else None
    if seat is not None and seat.elected_by:
        return code.bodies[seat.elected_by]
    return case.book.body(vote.body, case.entity)


def _apart_from(met: Body, body: Body, case: Case) -> bool:
    """Say whether a vote of `met` cannot be taken for one of `body`: other seats or shares elect, and nobody says so.

    Directors who elect each other are the same electorate in another capacity. Directors who also hold shares are not:
    what they vote in the board they do not vote as stockholders, unless the item says `as` what they act.
    """
    stated = getattr(case.item, "capacity", "")
    return stated not in {body.id, body.kind} and not {*case.book.roll_of(body)} <= {*case.book.roll_of(met)}


def _poll(vote: Vote, body: Body, roll: Enrolled, form: Consent | Meeting, case: Case) -> Poll:
    """Give the vote as it was cast, with the votes that each has in it."""
    return Poll(dict(getattr(case.act, "ballots", ())), form, {body.id: roll}, vote.weights)


def tied(vote: Vote, case: Case, power: str) -> bool:
    """Say whether a vote that was cast ended in a tie, even after a casting vote.

    It had as many for it as against it, and some; or it is tied with others for the places that are left.
    """
    body, act = body_of(vote, case), case.act
    if body is None or not isinstance(act, Resolve):
        return False
    roll, form = enrolled(body, case.sight, case.book), settled(act.form, case.book)
    contest = contest_in(vote, body, roll, form, case) if act.choices is not None else None
    if contest is not None:
        return left_tied(contest, vote, meets_all(contest, vote, case, power))
    counted = count(body, _poll(vote, body, roll, form, case), case)
    return counted.ayes == counted.noes > 0


def _elected(contest: Contest, vote: Vote, counted: Tally, case: Case, power: str) -> Iterator[Finding]:
    """Find what carries one of several options at a meeting.

    That is what the method asks, and beside it what the power asks for, or a rule about just such acts; without a
    method what is asked of any vote.
    """
    yield from void_clauses(contest.found.void)
    body = contest.body
    asked = majority(vote, power, body, case)
    if asked.own or not contest.said:
        yield from void_clauses(asked.void)
        if asked.threshold is None:
            yield Finding(code="vote.no-rule", verdict=VOID, names=(("body", body.id),))
            return
        yield held("vote", asked.threshold, counted, Verdict.NO_ACT, asked.clause, case)
        yield from out_of_reach(asked.threshold, counted, asked.clause, case)
    yield from electing_findings(
        contest, vote, clause_of(contest, asked.clause, power), meets_all(contest, vote, case, power)
    )


def vote_findings(vote: Vote, case: Case, power: str, judge: Caller) -> Iterator[Finding]:
    """Give the findings of one vote in the order in which a lawyer would ask: body, form, quorum, count.

    `power` is the clause that asks for the vote, and for a majority of its own where it does; `judge` is asked whether
    whoever called a meeting might.
    """
    book = case.book
    body = body_of(vote, case)
    roll = enrolled(body, case.sight, book) if body is not None else None
    if body is None or roll is None or not roll.persons:
        name = body.id if body is not None else vote.body
        code = nobody_on(body, book) if body is not None else "body.none"
        yield Finding(code=code, verdict=VOID, names=(("body", name),))
        return
    if not isinstance(case.act, Resolve):
        alone = roll.persons == (case.by,)
        names = (("body", body.id), ("party", case.by))
        yield case.say("body.alone" if alone else "body.other", OK if alone else VOID, names)
        return
    met = book.code.bodies.get(case.by)
    if met is None:
        yield Finding(code="body.other", verdict=VOID, names=(("body", body.id), ("party", case.by)))
        return
    form = settled(case.act.form, book)
    contest = contest_in(vote, body, roll, form, case)
    poll = contest.poll if contest is not None else _poll(vote, body, roll, form, case)
    if met.id != body.id:
        names = (("body", body.id), ("met", met.id))
        if _apart_from(met, body, case):
            yield Finding(code="capacity.unstated", verdict=VOID, names=names, clause=power)
            return
        yield case.say("capacity.signers" if isinstance(form, Consent) else "capacity", OK, names)
    if isinstance(form, Consent):
        yield from _by_consent(vote, body, poll, case, power, contest)
        return
    yield from _duly_held(met, body, form, poll, case, vote, judge)
    counted = count(body, poll, case)
    if not case.brief:
        yield from _apart(body, poll, counted, case, power)
        yield from _assenting(body, poll, case)
    if met.id != body.id and not vote.any_quorum:
        yield from quorum(body, poll, case, vote.quorum)
    if contest is not None:
        yield from _elected(contest, vote, counted, case, power)
    else:
        yield from _passing(vote, body, poll, counted, case, power)
