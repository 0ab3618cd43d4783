"""Whether a power was exercised: one approval, held against what was done, as a tree of findings.

`judge` is the only predicate there is: its root is the verdict and its branches are the explanation.
"""

from typing import assert_never

from govsim.record.rulings import Finding, Verdict, best, kth_best, until_settled
from govsim.record.state import answer
from govsim.rules.case import Case
from govsim.rules.control import Scene, under
from govsim.rules.votes import together, vote_findings
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    Approval,
    ByParty,
    KOf,
    Never,
    Oracle,
    Stages,
    Unknown,
    Vote,
    When,
)

OK = Verdict.VALID
VOID = Verdict.VOID


def _by_party(party: str, case: Case, clause: str) -> Finding:
    """Judge the consent of one party: given by itself, by whoever controls it, or by a body that acts for it."""
    names = (("party", party), ("actor", case.by))
    if case.by == party:
        return Finding(code="party.itself", verdict=OK, names=names, clause=clause)
    scene = Scene(sight=case.sight, book=case.book, date=case.date, truth=lambda expr: case.truth(expr, case.sight))
    acting = party in under(case.by, scene)
    if acting and case.by in case.book.code.bodies:  # a body consents by a vote of its own
        return together("party.controlled", tuple(vote_findings(Vote(body=case.by), case, clause)), **dict(names))
    code = "party.controlled" if acting else "party.other"
    return Finding(code=code, verdict=OK if acting else VOID, names=names, clause=clause)


def _asked(question: str, case: Case, clause: str) -> Finding:
    said = answer(case.sight, question)
    names = (("question", question),)
    if said is None:
        return Finding(code="oracle.open", verdict=Verdict.PENDING, names=names, clause=clause)
    verdict = OK if said else VOID  # the power is missing; no act is only a competent vote that failed
    return Finding(code="oracle.yes" if said else "oracle.no", verdict=verdict, names=names, clause=clause)


def _stages(parts: tuple[Approval, ...], case: Case, clause: str) -> Finding:
    """Judge ballots in order: a further one is taken only where the last one was no act; the last taken decides."""
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
            body = case.book.body(approval.body, case.entity)
            name = body.id if body is not None else approval.body
            code = "approval.vote-any-quorum" if approval.any_quorum else "approval.vote"
            found = until_settled(vote_findings(approval, case, clause), brief=case.brief)
            return together(code, found, clause, body=name)
        case ByParty(party):
            return _by_party(party, case, clause)
        case Oracle(question):
            return _asked(question, case, clause)
        case Never():
            return Finding(code="power.never", verdict=VOID, clause=clause)
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
