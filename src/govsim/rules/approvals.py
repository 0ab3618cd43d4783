"""Whether a power was exercised: one approval, held against what was done, as a tree of findings.

`judge` is the only predicate there is: its root is the verdict and its branches are the explanation. Asked what
somebody could do, it holds the same approval against what they would then do; who controls whom is asked of it too.
"""

from typing import Literal, assert_never

from attrs import evolve

from govsim.record.acts import Attendance, BallotWord, Consent, Meeting, Resolve, deed
from govsim.record.rulings import Finding, Verdict, best, kth_best
from govsim.record.state import answer, any_approved, has_approved, holding
from govsim.rules.case import Case, Supposed, enrolled, members, nobody_on
from govsim.rules.control import under
from govsim.rules.counts import bounds
from govsim.rules.electing import against_all
from govsim.rules.polls import Poll, count
from govsim.rules.quorums import together
from govsim.rules.ranks import Deed, governing
from govsim.rules.votes import body_of, vote_findings
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    Approval,
    ByParty,
    KOf,
    Never,
    Oracle,
    Sponsors,
    Stages,
    Unknown,
    Vote,
    When,
)
from govsim.world.clauses import Passing
from govsim.world.structure import Body

OK = Verdict.VALID
VOID = Verdict.VOID


def _on_file(party: str, case: Case, clause: str) -> Finding | None:
    """Give the finding that somebody other than who acts has given their part of the approval before."""
    if case.deed is None or case.by == party:
        return None
    if not any_approved(case.sight) or not has_approved(case.sight, party, *deed(case.item)):
        return None
    return Finding(code="approval.on-file", verdict=OK, names=(("party", party),), clause=clause)


def _by_party(named: str, case: Case, clause: str) -> Finding:
    """Judge the consent of one party: given by itself, by whoever controls it, or by a body that acts for it.

    The name of a position stands for whoever holds it.
    """
    found = holding(case.sight, named) if named in case.book.code.positions else (named,)
    if not found:
        return Finding(code="party.none", verdict=VOID, names=(("position", named),), clause=clause)
    judged = tuple(_party(party, case, clause) for party in found)
    return judged[0] if len(judged) == 1 else min(judged, key=lambda one: one.verdict)


def _party(party: str, case: Case, clause: str) -> Finding:
    names = (("party", party), ("actor", case.by))
    if case.supposed is not None:
        able = party in case.supposed.own
        code = "supposed.agrees" if able else "supposed.not-theirs"
        return Finding(code=code, verdict=OK if able else VOID, names=names[:1], clause=clause)
    if case.by == party:
        return Finding(code="party.itself", verdict=OK, names=names, clause=clause)
    if (before := _on_file(party, case, clause)) is not None:
        return before
    acting = party in closure(frozenset({case.by}), case)
    if acting and case.by in case.book.code.bodies:  # a body consents by a vote of its own
        return together(
            "party.controlled", tuple(vote_findings(Vote(body=case.by), case, clause, judge)), **dict(names)
        )
    code = "party.controlled" if acting else "party.other"
    return Finding(code=code, verdict=OK if acting else VOID, names=names, clause=clause)


def asks(leaf: Approval, by: str, case: Case) -> bool:
    """Say whether one part of an approval is asked of somebody: of a body its vote, of a party its consent."""
    match leaf:
        case Vote():
            body = body_of(leaf, case)
            return body is not None and body.id == by
        case ByParty(party):
            asked = holding(case.sight, party) if party in case.book.code.positions else (party,)
            return not closure(frozenset({by}), case).isdisjoint(asked)
        case _:
            return False


def closure(parties: frozenset[str], case: Case, *, seated: bool = False) -> frozenset[str]:
    """Give all that `parties` control together, themselves included, as the law stands in a case.

    With `seated` it is what they can act for while everybody keeps their seat: whom they could first elect is left out.
    """

    def gives(approval: Approval, done: Deed, own: frozenset[str]) -> bool:
        asked = evolve(case, deed=done, supposed=Supposed(own, own), brief=True)
        return judge(approval, asked).verdict.effective

    look = None if seated else lambda position: holding(case.sight, position)
    return under(parties, case.book, case.date, gives, look)


def controls(party: str, entity: str, case: Case) -> bool:
    """Say whether `party` controls `entity`, as the law stands in a case; nothing controls itself."""
    return party != entity and entity in closure(frozenset({party}), case)


def _sponsored(approval: Sponsors, case: Case, clause: str) -> Finding:
    """Count who put an act forward in their own name, on the roll of the body that asks for so many."""
    body = case.book.body(approval.body, case.entity)
    roll = enrolled(body, case.sight, case.book) if body is not None else None
    if body is None or roll is None or not roll.persons:
        code = "body.unknown" if body is not None and nobody_on(body, case.book) == "body.unknown" else "body.empty"
        return Finding(code=code, verdict=VOID, names=(("body", approval.body),), clause=clause)
    named = case.supposed.own if case.supposed is not None else getattr(case.act, "sponsors", ())
    ballots: dict[str, BallotWord] = {person: "signed" for person in roll.persons if person in named}
    poll = Poll(ballots, Consent(), {body.id: roll})
    counted = count(body, poll, case, everybody=True)  # to put forward is no vote
    leaves = tuple(
        Finding(
            code="sponsors",
            verdict=OK if one.met else VOID,
            names=(("base", one.base.value), ("body", body.id)),
            numbers=(("have", one.have), ("needed", one.needed), ("of", one.of)),
            clause=clause,
        )
        for one in bounds(approval.threshold, counted.ayes, counted, case.book.number, counted.ayes_in)
    )
    return leaves[0] if len(leaves) == 1 else together("sponsors.each", leaves, clause)


def _vote(vote: Vote, case: Case, clause: str) -> Finding:
    body = body_of(vote, case)
    name = body.id if body is not None else vote.body
    if case.supposed is not None and body is not None:
        return _could(vote, body, case, clause, case.supposed)
    if (before := _on_file(name, case, clause)) is not None:
        return before
    code = "approval.vote-any-quorum" if vote.any_quorum else "approval.vote"
    return case.together(code, vote_findings(vote, case, clause, judge), clause, body=name)


def _casting(body: Body, own: frozenset[str], case: Case) -> Literal["for", "against"]:
    """Give how the casting vote of a body would go, where there is one: with `own` if it is one of theirs."""
    clause = governing(Passing, body, case.date, case.book, case.deed).clause
    office = clause.topic.casting if clause is not None and isinstance(clause.topic, Passing) else ""
    return "for" if office and own & {*holding(case.sight, office)} else "against"


def _could(vote: Vote, body: Body, case: Case, clause: str, supposed: Supposed) -> Finding:
    """Say whether `own` can carry a vote of a body whatever the others do.

    They sign a written consent, the others silent; or they call a meeting, if they may, with notice to all, and the
    others either come and vote against it or stay away, whichever is worse. Whoever must stand aside signs nothing, and
    is recused at a meeting.
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
    aside = supposed.aside

    def said(person: str) -> BallotWord:
        return "recused" if person in aside else "for" if person in own else "against"

    signed: tuple[tuple[str, BallotWord], ...] = tuple((person, "signed") for person in mine if person not in aside)
    against = tuple((person, said(person)) for person in roll)
    alone = tuple((person, said(person)) for person in mine)
    casting = _casting(body, own, case)

    def met(ballots: tuple[tuple[str, BallotWord], ...]) -> Resolve:
        came = tuple(Attendance(party=person) for person, _ in ballots)
        form = Meeting(told=roll, attended=came, called_by=tuple(sorted(own)))
        choices = against_all(vote, body, case, dict(ballots))
        words = tuple(one for one in ballots if choices is None or one[1] == "recused")
        return Resolve(form=form, ballots=words, items=(), casting=casting, choices=choices)

    def held(code: str, act: Resolve) -> Finding:
        case_of = case.acting(act, body.id)
        return case.together(code, vote_findings(vote, case_of, clause, judge), clause, body=body.id)

    consent = held("supposed.consent", Resolve(form=Consent(), ballots=signed, items=()))
    if case.brief and consent.verdict is OK:
        return consent
    opposed = held("supposed.opposed", met(against))
    ways = (opposed,) if len(mine) == len(roll) else (opposed, held("supposed.others-away", met(alone)))
    meeting = together("supposed.meeting", ways, clause, body=body.id)
    verdict = best((consent.verdict, meeting.verdict))
    names = (("body", body.id),)
    return Finding(code="supposed.vote", verdict=verdict, names=names, clause=clause, children=(consent, meeting))


def _asked(question: str, case: Case, clause: str) -> Finding:
    said = answer(case.sight, question)
    names = (("question", question),)
    if said is None:
        return Finding(code="oracle.open", verdict=Verdict.PENDING, names=names, clause=clause)
    verdict = OK if said else VOID  # the power is missing; no act is only a competent vote that failed
    return Finding(code="oracle.yes" if said else "oracle.no", verdict=verdict, names=names, clause=clause)


def _stages(parts: tuple[Approval, ...], case: Case, clause: str) -> Finding:
    """Judge ballots in order: a further one is taken only where the last one was no act; the last taken decides.

    Whoever could carry one of them could let the others fail first.
    """
    if case.supposed is not None:
        ways = tuple(judge(part, case, clause) for part in parts)
        verdict = best(tuple(way.verdict for way in ways))
        return Finding(code="supposed.stages", verdict=verdict, clause=clause, children=ways)
    taken: list[Finding] = []
    for part in parts:
        taken.append(judge(part, case, clause))
        if taken[-1].verdict is not Verdict.NO_ACT:
            break
    return Finding(code="stages", verdict=taken[-1].verdict, clause=clause, children=tuple(taken))


def judge(approval: Approval, case: Case, clause: str = "") -> Finding:
    """Hold an approval against what was done; `clause` is the power that asks for it.

    `all` is as bad as its worst part, `any` as good as its best, `k of` as good as the k-th best.
    """
    match approval:
        case Vote():
            return _vote(approval, case, clause)
        case ByParty(party):
            return _by_party(party, case, clause)
        case Sponsors():
            return _sponsored(approval, case, clause)
        case Oracle(question):
            return _asked(question, case, clause)
        case Never():
            verdict = Verdict.VOIDABLE if clause in case.book.code.voidable else VOID
            return Finding(code="power.never", verdict=verdict, clause=clause)
        case Unknown(document):
            return Finding(code="power.unknown", verdict=VOID, names=(("document", document),), clause=clause)
        case AllOf(parts):
            return together("approval.all", tuple(judge(part, case, clause) for part in parts), clause)
        case AnyOf(parts):
            branches = tuple(judge(part, case, clause) for part in parts)
            verdict = best(tuple(branch.verdict for branch in branches))
            return Finding(code="approval.any", verdict=verdict, clause=clause, children=branches)
        case KOf(k, parts):
            branches = tuple(judge(part, case, clause) for part in parts)
            verdict = kth_best(k, tuple(branch.verdict for branch in branches))
            return Finding(code="approval.k-of", verdict=verdict, numbers=(("k", k),), clause=clause, children=branches)
        case Stages(parts):
            return _stages(parts, case, clause)
        case When(condition, then, otherwise):
            holds = case.truth(condition, case.sight)
            if holds is None:
                return Finding(code="condition.unknown", verdict=Verdict.PENDING, clause=clause)
            return judge(then if holds else otherwise, case, clause)
        case _:
            assert_never(approval)
