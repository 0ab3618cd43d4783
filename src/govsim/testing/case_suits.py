"""Who may ask a court after what was done in a case of a law pack: those a rule on suits lets, and nobody else.

Such a case says `may_sue` and `may_not_sue`, persons of the case, or what somebody outside is called. The question is
put right after the last step, about its first item.
"""

from collections.abc import Iterator

from govsim.analysis.moments import right_after
from govsim.analysis.suits import standing_to_sue
from govsim.engine.docket import deed_of
from govsim.engine.timeline import Timeline
from govsim.reader.nodes import Mapping
from govsim.reader.shape import Page, texts
from govsim.record.rulings import Verdict
from govsim.values import frozen
from govsim.world.clauses import Clause

MAY, MAY_NOT = "may_sue", "may_not_sue"


@frozen
class Suing:
    """Of each person named: that they may sue (valid) or may not (void), as expected and as found."""

    expected: tuple[Verdict, ...] = ()
    found: tuple[Verdict, ...] = ()


def _entitled(told: Timeline, rule: Clause) -> Iterator[str]:
    last = told.entries[-1]
    at = right_after(told, last.step.id)
    items = getattr(last.step.act, "items", ())
    deed = deed_of(items[0], told.book, at.docket) if items else None
    for one in standing_to_sue(at, told, deed):
        if one.clause.id == rule.id:
            yield from (party for party, _ in one.parties)
            yield from (text for words in one.outside for _, text in words)


def suing(told: Timeline, page: Page, case: Mapping, rule: Clause) -> Suing:
    """Hold who may sue under a rule against what a case says."""
    may, may_not = (texts(page, case.get(key), "who may sue") for key in (MAY, MAY_NOT))
    if not may and not may_not:
        return Suing()
    able = frozenset(_entitled(told, rule))
    return Suing(
        (*(Verdict.VALID for _ in may), *(Verdict.VOID for _ in may_not)),
        tuple(Verdict.VALID if one in able else Verdict.VOID for one in (*may, *may_not)),
    )
