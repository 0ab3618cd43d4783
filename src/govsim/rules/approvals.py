"""Whether a power was exercised: one approval, held against what was done, as a tree of findings.

`judge` is the only predicate there is: its root is the verdict and its branches are the explanation. Asked what
somebody could do, it holds the same approval against what they would then do; who controls whom is asked of it too.
"""

from typing import assert_never

from govsim.record.acts import BallotWord, Consent, deed
from govsim.record.rulings import Finding, Verdict, best, kth_best
from govsim.record.state import answer, any_approved, has_approved, holding
from govsim.rules.case import Case, Supposed, enrolled, nobody_on
from govsim.rules.control import under
from govsim.rules.measures import bounds
from govsim.rules.polls import Poll, count
from govsim.rules.quorums import together
from govsim.rules.ranks import Deed
from govsim.rules.stages import staged_findings
from govsim.rules.supposing import could_carry
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
        return judge(approval, case.supposing(done, Supposed(own, own))).verdict.effective

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
        return could_carry(vote, body, case, clause, case.supposed, judge)
    if (before := _on_file(name, case, clause)) is not None:
        return before
    code = "approval.vote-any-quorum" if vote.any_quorum else "approval.vote"
    return case.together(code, vote_findings(vote, case, clause, judge), clause, body=name)


def _asked(question: str, case: Case, clause: str) -> Finding:
    said = answer(case.sight, question)
    names = (("question", question),)
    if said is None:
        return Finding(code="oracle.open", verdict=Verdict.PENDING, names=names, clause=clause)
    verdict = OK if said else VOID  # the power is missing; no act is only a competent vote that failed
    return Finding(code="oracle.yes" if said else "oracle.no", verdict=verdict, names=names, clause=clause)


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
        case Stages():
            return staged_findings(approval, case, clause, judge)
        case When(condition, then, otherwise):
            holds = case.truth(condition, case.sight)
            if holds is None:
                return Finding(code="condition.unknown", verdict=Verdict.PENDING, clause=clause)
            return judge(then if holds else otherwise, case, clause)
        case _:
            assert_never(approval)
