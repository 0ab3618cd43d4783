"""Ballots in order: which stage an act is at, whether it may be taken then, and what whoever wants it can force.

Each ballot is an act of its own. One that follows none is at the first stage, whatever was voted on before; a later one
names the step it follows, and is at the stage after that. The last stage reached decides.
"""

from collections.abc import Iterator

from govsim.record.rulings import Ballot, Finding, Verdict, best, worst
from govsim.record.state import answer
from govsim.rules.case import Case
from govsim.rules.supposing import let_fail
from govsim.rules.votes import Caller, tied
from govsim.world.approvals import Stage, Stages, Vote, leaves_of

OK = Verdict.VALID
VOID = Verdict.VOID


def _when(stage: Stage, before: Ballot, case: Case) -> Iterator[Finding]:
    """Find whether a ballot is taken when it may be, counted from the one before."""
    over = stage.after is None or stage.after.over(before.at, before.date, case.at, case.date)
    if stage.awaits:
        names = (("question", stage.awaits),)
        if answer(case.sight, stage.awaits) is not None:
            yield case.say("stage.answered", OK, names)
        elif stage.after is not None and over:
            yield case.say("stage.waited", OK, (*names, ("period", stage.after.text)))
        else:
            yield case.say("stage.not-answered", VOID, names)
    elif stage.after is not None:
        code = "stage.after" if over else "stage.too-early"
        yield case.say(code, OK if over else VOID, (("period", stage.after.text),))
    if stage.within is not None:
        late = stage.within.over(before.at, before.date, case.at, case.date)
        code = "stage.too-late" if late else "stage.within"
        yield case.say(code, VOID if late else OK, (("period", stage.within.text),))


def _ended(approval: Stage, case: Case, clause: str) -> bool:
    """Say whether a ballot just counted ended in a tie."""
    return any(isinstance(leaf, Vote) and tied(leaf, case, clause) for leaf in leaves_of(approval.approval))


def staged_findings(found: Stages, case: Case, clause: str, judge: Caller) -> Finding:
    """Judge one ballot of several in order: that it may be taken at all, and then its vote.

    Whether the ballot before failed is known by then (`engine.findings`).
    """
    if case.supposed is not None:
        return _supposed(found, case, clause, judge)
    before = case.before
    at = before.stage if before is not None else 0
    numbers = (("stage", at + 1), ("of", len(found.stages)), ("tie", 0))
    if at >= len(found.stages):
        last = Finding(code="stage.none-left", verdict=VOID, numbers=(("of", at),), clause=clause)
        return Finding(code="stages", verdict=VOID, numbers=numbers, clause=clause, children=(last,))
    stage = found.stages[at]
    children: list[Finding] = []
    if before is not None:
        if stage.on == "tie":
            code = "stage.tie" if before.tie else "stage.no-tie"
            children.append(case.say(code, OK if before.tie else VOID, ()))
        children.extend(_when(stage, before, case))
    children.append(judge(stage.approval, case, clause))
    verdict = worst(tuple(child.verdict for child in children))
    tie = verdict is Verdict.NO_ACT and _ended(stage, case, clause)
    numbers = (*numbers[:2], ("tie", int(tie)))
    return Finding(code="stages", verdict=verdict, numbers=numbers, clause=clause, children=tuple(children))


def _supposed(found: Stages, case: Case, clause: str, judge: Caller) -> Finding:
    """Say whether those who are meant could carry it: from the beginning, or from where the last ballot left it.

    They can carry a later stage where they can carry that ballot, and see to it that the ones before fail as they must.
    """
    before = case.before
    ways = list(_from(found, 0, case, clause, judge))
    if (
        before is not None
        and before.verdict is Verdict.NO_ACT
        and before.power == clause
        and _open(found, before, case)
    ):
        ways += _from(found, before.stage, case, clause, judge)
    verdict = best(tuple(way.verdict for way in ways))
    return Finding(code="supposed.stages", verdict=verdict, clause=clause, children=tuple(ways))


def _open(found: Stages, before: Ballot, case: Case) -> bool:
    """Say whether a ballot may still follow the last one taken; that its time has not come yet does not matter."""
    if before.verdict is not Verdict.NO_ACT or before.stage >= len(found.stages):
        return False
    stage = found.stages[before.stage]
    late = stage.within is not None and stage.within.over(before.at, before.date, case.at, case.date)
    return not late and not _waits(stage, case) and (stage.on == "fail" or before.tie)


def _waits(stage: Stage, case: Case) -> bool:
    """Say whether a ballot must wait for an answer that nobody can make an outsider give; not where that has an end."""
    return bool(stage.awaits) and stage.after is None and answer(case.sight, stage.awaits) is None


def _from(found: Stages, first: int, case: Case, clause: str, judge: Caller) -> Iterator[Finding]:
    """Give what those who are meant could do at a stage, and at each further one to which they could bring it."""
    for place, stage in enumerate(found.stages[first:], start=first):
        if place > first and not _brought(found.stages[place - 1], stage, case, clause, judge):
            return
        way = judge(stage.approval, case, clause)
        numbers = (("stage", place + 1), ("of", len(found.stages)))
        yield Finding(code="supposed.stage", verdict=way.verdict, numbers=numbers, clause=clause, children=(way,))
        if way.verdict.effective:
            return


def _brought(earlier: Stage, stage: Stage, case: Case, clause: str, judge: Caller) -> bool:
    """Say whether they could see to it that a ballot passes or fails as the next one asks, whatever the others do."""
    vote = earlier.approval
    return (
        not _waits(stage, case)
        and isinstance(vote, Vote)
        and let_fail(vote, case, clause, judge, tie=stage.on == "tie")
    )
