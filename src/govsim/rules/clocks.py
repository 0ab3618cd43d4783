"""Notice: who had to be told of a meeting, who was, and what cures it.

A meeting without the notice that is due to one person is no meeting in law, unless that person
attends without objecting at the start, or waives in writing. That the person's vote would have
changed nothing is no answer.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from govsim.record.acts import Meeting
from govsim.record.rulings import BARE, BREACH, Finding, Verdict
from govsim.record.state import Sight, has_waived, noticed_at
from govsim.rules.book import Book
from govsim.world.clauses import Clause, Notice


def attending(meeting: Meeting, book: Book) -> frozenset[str]:
    """Give the persons present: those who attended, whether or not they came only to object."""
    came = [a.party for a in meeting.attended if a.when is None or book.holds(a.when)]
    return frozenset((*came, *meeting.objecting))


def _in_time(meeting: Meeting, person: str, lead: int, at: datetime, sight: Sight) -> str:
    """Say how notice reached a person who is not said to have been told: `told`, `told-late` or an empty word."""
    if not meeting.called:
        return ""
    told = noticed_at(sight, meeting.called, person)
    if told is None:
        return ""
    return "told" if at - told >= timedelta(minutes=lead) else "told-late"


def notice_findings(  # noqa: PLR0913, PLR0917 - one meeting, looked at from all its sides
    roll: tuple[str, ...],
    meeting: Meeting,
    clause: Clause | None,
    at: datetime,
    sight: Sight,
    present: frozenset[str],
    *,
    brief: bool = False,
) -> Iterator[Finding]:
    """Give one finding for each person on the roll, or one that says that no notice was due.

    `present` are those who attended, or voted there, which nobody does from elsewhere. In brief only defects are found.
    """
    rule = clause.topic if clause is not None else None
    if meeting.regular and not (isinstance(rule, Notice) and rule.regular):
        yield Finding(code="notice.regular", verdict=Verdict.VALID)
        return
    if not isinstance(rule, Notice) or not rule.due or clause is None:
        yield Finding(code="notice.not-due", verdict=Verdict.VALID, clause=clause.id if clause else "")
        return
    defect = BREACH[clause.defect]
    for person in roll:
        told = person in meeting.told
        if told and brief:
            continue
        how = "told" if told else _in_time(meeting, person, rule.lead, at, sight)
        if how == "told":
            code, verdict = "notice.told", Verdict.VALID
        elif person in meeting.waived or (meeting.called and has_waived(sight, meeting.called, person)):
            code, verdict = "notice.waived", Verdict.VALID
        elif person in meeting.objecting:
            code, verdict = "notice.objected", defect
        elif person in present and rule.attendance_waives:
            code, verdict = "notice.attended", Verdict.VALID
        else:
            code, verdict = ("notice.late" if how else "notice.missing"), defect
        if brief:
            yield BARE[verdict]
        else:
            yield Finding(code=code, verdict=verdict, names=(("party", person),), clause=clause.id)
