"""The findings of one vote: the body that holds the power, the form it acted in, the quorum and the count.

A missing form, notice or quorum makes an act void (or what the clause says); a competent vote that
failed is no act. A meeting is the meeting of the body that met: if another body's members used it to
exercise a power of theirs, it must have been duly held, and the votes are counted on their own roll.
"""

from collections.abc import Callable, Iterator

from attrs import evolve

from govsim.record.acts import Consent, Meeting, Resolve
from govsim.record.rulings import Finding, Verdict, worst
from govsim.record.state import callers, holding
from govsim.rules.case import Ballots, Case, count, members, present_at, roll_at, set_aside, settled
from govsim.rules.clocks import notice_findings
from govsim.rules.counts import Aside, Tally, all_present, bounds
from govsim.rules.ranks import Governing, governing
from govsim.world.approvals import Approval, Vote
from govsim.world.clauses import Assent, Calling, Clause, Notice, Passing, Quorum, Recusal, Weight, WrittenConsent
from govsim.world.structure import Body
from govsim.world.thresholds import Threshold

OK = Verdict.VALID
VOID = Verdict.VOID


def defect(clause: Clause | None) -> Verdict:
    """Give what an act becomes that breaches a clause: void, unless the clause says voidable."""
    return Verdict[clause.defect.upper()] if clause is not None else VOID


def together(code: str, children: tuple[Finding, ...], clause: str = "", **names: str) -> Finding:
    """Give the finding that all of `children` hold: it is as bad as the worst of them."""
    verdict = worst(tuple(child.verdict for child in children))
    return Finding(code=code, verdict=verdict, names=tuple(names.items()), clause=clause, children=children)


def void_clauses(found: Governing) -> Iterator[Finding]:
    """Name each clause that was void and decided nothing; that does not make the act void."""
    for clause, statute in found.void:
        yield Finding(
            code="clause.void", verdict=OK, names=(("clause", clause.id), ("statute", statute.id)), clause=statute.id
        )


def _held(  # noqa: PLR0913, PLR0917 - a code, a count, a rule, and what it becomes when missed
    code: str, threshold: Threshold, counted: Tally, missed: Verdict, clause: str, case: Case
) -> Finding:
    """Hold those present against a quorum, or the ayes against what passes; one finding for each of its bounds."""
    have, inside = (counted.quorum_present, counted.quorum_in) if code == "quorum" else (counted.ayes, counted.ayes_in)
    leaves = tuple(
        Finding(
            code=code,
            verdict=OK if one.met else missed,
            names=(("base", one.base.value), *((("counted", "votes"),) if counted.weighted else ())),
            numbers=(("have", one.have), ("needed", one.needed), ("of", one.of)),
            clause=clause,
        )
        for one in bounds(threshold, have, counted, case.book.number, inside)
    )
    if len(leaves) == 1:
        return leaves[0]
    return together("quorum.each" if code == "quorum" else "count.each", leaves, clause)


def _of(body: Body, finding: Finding) -> Finding:
    """Name the body whose quorum was asked: where members of one body use a meeting of another, both are."""
    return evolve(finding, names=(*finding.names, ("body", body.id)))


def _quorum(  # noqa: PLR0913, PLR0917 - who was there, in which form, and whose rule asks
    body: Body,
    ballots: Ballots,
    form: Consent | Meeting,
    case: Case,
    own: Threshold | None = None,
    signers: Verdict | None = None,
) -> Iterator[Finding]:
    """Hold those present against the quorum, and each class of seats against the presence it must have.

    A power may have a quorum of its `own`. Where the rule on consents asks for a quorum of `signers`, a breach is one
    of that rule, and comes to what that says.
    """
    found = governing(Quorum, body, case.date, case.book, case.deed)
    yield from void_clauses(found)
    rule = found.clause.topic if found.clause is not None else None
    if own is not None:
        counted = count(body, ballots, form, case)
        yield _of(body, _held("quorum", own, counted, VOID if signers is None else signers, "", case))
        return
    if not isinstance(rule, Quorum) or found.clause is None:
        yield Finding(code="quorum.no-rule", verdict=OK, names=(("body", body.id),))
        return
    clause = found.clause
    missed = defect(clause) if signers is None else signers
    counted = count(body, ballots, form, case, opening=rule.as_of == "opening")
    adjourned = isinstance(form, Meeting) and form.adjourned and rule.adjourned is not None
    threshold = rule.adjourned if adjourned and rule.adjourned is not None else rule.threshold
    yield _of(body, _held("quorum", threshold, counted, missed, clause.id, case))
    for position, share in rule.classes:
        counted = count(body, ballots, form, case, seat=case.book.code.positions[position])
        leaf = _held("quorum", share, counted, missed, clause.id, case)
        yield evolve(leaf, code="quorum.class", names=(*leaf.names, ("body", body.id), ("position", position)))


def _by_consent(vote: Vote, body: Body, ballots: Ballots, case: Case, power: str) -> Iterator[Finding]:
    form = Consent()
    found = governing(WrittenConsent, body, case.date, case.book, case.deed)
    yield from void_clauses(found)
    clause = found.clause
    if clause is None or not isinstance(clause.topic, WrittenConsent) or clause.topic.threshold is None:
        yield Finding(
            code="consent.forbidden",
            verdict=defect(clause),
            names=(("body", body.id),),
            clause=clause.id if clause else "",
        )
        return
    counted = count(body, ballots, form, case)
    yield from _apart(body, ballots, counted, case)
    yield _held("consent", clause.topic.threshold, counted, defect(clause), clause.id, case)
    if vote.passing is not None:
        full = all_present(counted)
        yield _held("consent.power", vote.passing, full, VOID, power, case)
    if case.book.holds(clause.topic.signers_quorum) and not vote.any_quorum:
        for finding in _quorum(body, ballots, form, case, vote.quorum, defect(clause)):
            code = "signers-quorum" if finding.code == "quorum" else finding.code
            yield evolve(finding, code=code)


def _apart(body: Body, ballots: Ballots, counted: Tally, case: Case) -> Iterator[Finding]:
    """Name void rules on the votes each has, whose ballot is void, being off the roll, and who stands aside."""
    if case.brief:
        return
    yield from void_clauses(governing(Weight, body, case.date, case.book, case.deed))
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


def _assenting(body: Body, form: Meeting, ballots: Ballots, case: Case) -> Iterator[Finding]:
    """Name who was present, cast no ballot, and is deemed to have assented: a fact about liability, not about votes."""
    found = governing(Assent, body, case.date, case.book, case.deed).clause
    if case.brief or found is None or not isinstance(found.topic, Assent) or not found.topic.presumed:
        return
    present = present_at(form, ballots, case.book)
    for person in members(body, case.sight, case.book):
        if person in present and person not in ballots:
            yield Finding(code="assent.presumed", verdict=OK, names=(("party", person),), clause=found.id)


def _voters(body: Body, form: Meeting, ballots: Ballots, case: Case) -> frozenset[str]:
    """Give who could vote at a meeting: those present who may vote and do not stand aside."""
    aside = {person for person, out in set_aside(body, ballots, case).items() if out.vote}
    aside |= {person for person, word in ballots.items() if word in {"recused", "non-vote"}}
    return present_at(form, ballots, case.book) - aside


Caller = Callable[[Approval, Case, str], Finding]
"""Judges an approval: `rules.approvals.judge`, which asks for votes and is asked who may call a meeting."""


def _called(met: Body, form: Meeting, case: Case, judge: Caller) -> Iterator[Finding]:
    """Find whether whoever called a meeting might, where a rule says who may and it is known who did."""
    found = governing(Calling, met, case.date, case.book)
    clause = found.clause
    if form.regular or case.called or clause is None or not isinstance(clause.topic, Calling):
        return
    yield from void_clauses(found)
    by = form.called_by or (callers(case.sight, form.called) if form.called else ())
    if not by:
        yield Finding(code="call.not-stated", verdict=OK, names=(("body", met.id),), clause=clause.id)
        return
    verdict = judge(clause.topic.approval, case.calling(frozenset(by)), clause.id).verdict
    names = (("body", met.id), ("parties", " ".join(by)))
    if verdict.refused:
        yield Finding(code="call.not-entitled", verdict=defect(clause), names=names, clause=clause.id)
    else:
        yield Finding(code="call.entitled", verdict=verdict, names=names, clause=clause.id)


def _duly_held(  # noqa: PLR0913, PLR0917 - a meeting, who met, and what was cast there
    met: Body, body: Body, form: Meeting, ballots: Ballots, case: Case, own: Vote, judge: Caller
) -> Iterator[Finding]:
    """Give the findings on the meeting: who called it, notice to each on the roll of the body that met, its quorum.

    Where it exercises the power of another body, whoever is on the roll of that one alone must have had the notice that
    is due there; a quorum that the power asks for, or does without, is that of the body whose power it is.
    """
    yield from _called(met, form, case, judge)
    roll = tuple(roll_at(met, form, case))
    yield from _told(met, roll, form, ballots, case)
    if met.id != body.id:
        yield from _quorum(met, ballots, form, case)
        others = tuple(person for person in roll_at(body, form, case) if person not in roll)
        if others:
            yield from _told(body, others, form, ballots, case)
    elif own.any_quorum:
        yield Finding(code="quorum.not-asked", verdict=OK, names=(("body", met.id),))
    else:
        yield from _quorum(met, ballots, form, case, own.quorum)


def _told(body: Body, roll: tuple[str, ...], form: Meeting, ballots: Ballots, case: Case) -> Iterator[Finding]:
    """Find whether those on the roll of a body had the notice that is due to them."""
    found = governing(Notice, body, case.date, case.book, case.deed)
    yield from void_clauses(found)
    present = present_at(form, ballots, case.book)
    told = tuple(notice_findings(roll, form, found.clause, case.at, case.sight, present))
    yield together("notice", told, found.clause.id if found.clause else "", body=body.id)


def _passing(  # noqa: PLR0913, PLR0917 - a vote, its count, and who could break a tie
    vote: Vote, body: Body, counted: Tally, case: Case, power: str, voters: Callable[[], frozenset[str]]
) -> Iterator[Finding]:
    """Hold the votes against what must be for it; on a tie a casting vote is for one of `voters`: there, not aside."""
    found = governing(Passing, body, case.date, case.book, case.deed)
    rule = found.clause.topic if found.clause is not None else None
    casting = rule.casting if isinstance(rule, Passing) else ""
    threshold, clause = vote.passing, power
    if threshold is None:
        yield from void_clauses(found)
        if not isinstance(rule, Passing) or found.clause is None:
            yield Finding(code="vote.no-rule", verdict=VOID, names=(("body", body.id),))
            return
        threshold, clause = rule.threshold, found.clause.id
    cast = case.act.casting if isinstance(case.act, Resolve) else ""
    chair = holding(case.sight, casting) if casting else ()
    if counted.ayes == counted.noes > 0 and chair:
        able = chair[0] in voters()
        code = "casting-vote" if able and cast == "for" else "casting-vote.not-used" if able else "casting-vote.none"
        yield Finding(code=code, verdict=OK, names=(("party", chair[0]),), clause=clause)
        if code == "casting-vote":
            counted = evolve(counted, ayes=counted.ayes + 1, cast=counted.cast + 1, casting=1)
    yield _held("vote", threshold, counted, Verdict.NO_ACT, clause, case)


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


def vote_findings(vote: Vote, case: Case, power: str, judge: Caller) -> Iterator[Finding]:
    """Give the findings of one vote in the order in which a lawyer would ask: body, form, quorum, count.

    `power` is the clause that asks for the vote, and for a majority of its own where it does; `judge` is asked whether
    whoever called a meeting might.
    """
    book = case.book
    body = body_of(vote, case)
    roll = members(body, case.sight, book) if body is not None else ()
    if body is None or not roll:
        name = body.id if body is not None else vote.body
        code = "body.none" if body is None or not book.roll_of(body) else "body.empty"
        yield Finding(code=code, verdict=VOID, names=(("body", name),))
        return
    if not isinstance(case.act, Resolve):
        alone = roll == (case.by,)
        yield Finding(
            code="body.alone" if alone else "body.other",
            verdict=OK if alone else VOID,
            names=(("body", body.id), ("party", case.by)),
        )
        return
    met = book.code.bodies.get(case.by)
    if met is None:
        yield Finding(code="body.other", verdict=VOID, names=(("body", body.id), ("party", case.by)))
        return
    ballots = dict(case.act.ballots)
    form = settled(case.act.form, book)
    if met.id != body.id:
        names = (("body", body.id), ("met", met.id))
        if _apart_from(met, body, case):
            yield Finding(code="capacity.unstated", verdict=VOID, names=names, clause=power)
            return
        yield Finding(code="capacity.signers" if isinstance(form, Consent) else "capacity", verdict=OK, names=names)
    if isinstance(form, Consent):
        yield from _by_consent(vote, body, ballots, case, power)
        return
    yield from _duly_held(met, body, form, ballots, case, vote, judge)
    counted = count(body, ballots, form, case)
    yield from _apart(body, ballots, counted, case)
    yield from _assenting(body, form, ballots, case)
    if met.id != body.id and not vote.any_quorum:
        yield from _quorum(body, ballots, form, case, vote.quorum)
    yield from _passing(vote, body, counted, case, power, lambda: _voters(body, form, ballots, case))
