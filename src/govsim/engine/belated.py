"""What comes too late, too early or out of order: a ballot after another one, an act set aside or made good."""

from collections.abc import Iterator

from govsim.engine.docket import Docket, followed, last_taken, stood_by
from govsim.record import acts
from govsim.record.rulings import Finding, Verdict
from govsim.record.state import settled
from govsim.rules.case import Case
from govsim.world.clauses import Clause, Power


def wrongly_following(case: Case, docket: Docket) -> Finding | None:
    """Find what is wrong with following an earlier ballot: it must be the last on the same item, and have failed."""
    step = case.act.follows if isinstance(case.act, acts.Resolve) else ""
    if not step:
        return None
    earlier = followed(case.item, step, docket)
    names = (("target", step),)
    if earlier is None:
        here = any(name.startswith(f"{step}.") for name in docket)
        code = "stage.other-item" if here else "stage.no-ballot"
        return Finding(code=code, verdict=Verdict.VOID, names=names)
    ended = earlier.verdict if earlier.ballot is None else earlier.ballot.verdict
    if ended is not Verdict.NO_ACT:
        return Finding(code="stage.not-failed", verdict=Verdict.VOID, names=(*names, ("verdict", ended.word)))
    if earlier.ballot is None:
        return Finding(code="stage.not-staged", verdict=Verdict.VOID, names=names)
    last = last_taken(case.item, docket).partition(".")[0]
    between = (*names, ("last", last))
    return None if last == step else Finding(code="stage.not-last", verdict=Verdict.VOID, names=between)


def in_time(
    item: acts.Avoid | acts.Ratify, clause: Clause, power: Power, case: Case, docket: Docket
) -> Iterator[Finding]:
    """Find whether an act may still be set aside or ratified, and whether that may work from its beginning."""
    if item.from_start and not power.from_start:
        yield Finding(code="from-now-only", verdict=Verdict.VOID, clause=clause.id)
    passed = int((case.at - docket[item.target].at).total_seconds()) // 60
    if power.within and passed > power.within:
        numbers = (("have", passed), ("needed", power.within))
        yield Finding(code="too-late", verdict=Verdict.VOID, numbers=numbers, clause=clause.id)


def settled_before(item: acts.Avoid | acts.Ratify, case: Case, docket: Docket) -> Finding | None:
    """Find that what would be set aside was made good, or the other way round: what is over can only be done again."""
    name = item.target if isinstance(item, acts.Avoid) else stood_by(item, docket) if item.from_start else ""
    code = "ratified" if isinstance(item, acts.Avoid) else "avoided"
    if not name or settled(case.sight, name) != code:
        return None
    return Finding(code=code, verdict=Verdict.VOID, names=(("target", name),))
