"""What the law says of an act: five verdicts, and the findings they rest on.

A verdict and its explanation are the same thing seen from two sides: the root of the tree of findings
carries the verdict. Leaves carry codes, ids and integers, never text; words are made in the views.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum
from typing import Literal

from govsim.record.events import Event
from govsim.record.state import Key
from govsim.values import frozen


class Verdict(IntEnum):
    """From best to worst: it stood; it stands until avoided; not yet; the vote failed; it never happened in law."""

    VALID = 0
    VOIDABLE = 1
    PENDING = 2
    NO_ACT = 3
    VOID = 4

    @property
    def effective(self) -> bool:
        """Whether an item so ruled has effect in law."""
        return self <= Verdict.VOIDABLE

    @property
    def refused(self) -> bool:
        """Whether an item so ruled is refused."""
        return self >= Verdict.NO_ACT

    @property
    def word(self) -> str:
        """The verdict as files and output write it."""
        return self.name.lower()


@frozen(kw_only=True)
class Finding:
    """One thing that was looked at: a code, the ids and integers it speaks of, the clause, and its own findings."""

    code: str
    verdict: Verdict
    names: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    clause: str = ""
    children: tuple["Finding", ...] = ()


BREACH = {"void": Verdict.VOID, "voidable": Verdict.VOIDABLE}
"""What an act becomes that breaches a clause, in the word of the clause."""

BARE = tuple(Finding(code="", verdict=verdict) for verdict in Verdict)
"""A finding of each verdict that says no more than that: what is found where nobody asks for reasons."""


@frozen(kw_only=True)
class Ruling:
    """The answer for one item: the verdict, its findings, what it would change in law, and what it rests on.

    `rests_on` names what was assumed: parameters, the reading, clauses nobody outside has seen, the step's own
    assumption. `read` are the keys of the state that were looked at, `asked` the open dimensions.
    """

    item: str
    verdict: Verdict
    finding: Finding
    events: tuple[Event, ...] = ()
    rests_on: tuple[str, ...] = ()
    read: tuple[Key, ...] = ()
    asked: tuple[str, ...] = ()


@frozen(kw_only=True)
class Ballot:
    """How one of several ballots in order went, for the next one.

    `stage` counts from 1; `tie` says that it ended in one; `verdict` is what it came to as a ballot, whatever else the
    item needed. It was taken at an instant, on a local date, under the power that is the clause `power`.
    """

    stage: int
    tie: bool
    verdict: Verdict
    at: datetime
    date: str
    power: str


def balloted(ruling: Ruling) -> Finding | None:
    """Give the finding on the ballot of a ruling, where it was one of several in order."""
    return _in_stages(ruling.finding)


def _in_stages(finding: Finding) -> Finding | None:
    if finding.code == "stages":
        return finding
    return next((found for child in finding.children if (found := _in_stages(child)) is not None), None)


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """Give the worst of `verdicts`: what `all` of several conditions comes to. Nothing to meet is met."""
    return max(verdicts, default=Verdict.VALID)


def best(verdicts: tuple[Verdict, ...]) -> Verdict:
    """Give the best of `verdicts`: what `any` of several routes comes to. No route is void."""
    return min(verdicts, default=Verdict.VOID)


def kth_best(k: int, verdicts: tuple[Verdict, ...]) -> Verdict:
    """Give the k-th best of `verdicts`: what `k of` several approvals come to. Too few are void."""
    return sorted(verdicts)[k - 1] if 0 < k <= len(verdicts) else Verdict.VOID


_ANY = frozenset({"approval.any", "supposed.vote", "supposed.stages"})
"""Findings of which one part is enough; `approval.k-of` says how many it needs."""


def part_rule(finding: Finding) -> int | Literal["all"]:
    """Say how a finding follows from its parts: all of them, or so many of them."""
    if finding.code in _ANY:
        return 1
    if finding.code == "approval.k-of":
        return dict(finding.numbers)["k"]
    return "all"


def joined(finding: Finding, under: tuple[Verdict, ...]) -> Verdict:
    """Give the verdict that a finding has if its parts have the verdicts `under`."""
    rule = part_rule(finding)
    return worst(under) if rule == "all" else kth_best(rule, under)


def settled(found: Iterable[Finding]) -> Verdict:
    """Give the worst verdict of several findings that must all hold, taking no more of them than it needs."""
    verdict = Verdict.VALID
    for finding in found:
        if finding.verdict > verdict:
            verdict = finding.verdict
            if verdict is Verdict.VOID:
                break
    return verdict


def until_settled(found: Iterable[Finding], *, brief: bool) -> tuple[Finding, ...]:
    """Give all of several findings that must hold; in brief, those up to the first that nothing can make worse."""
    if not brief:
        return tuple(found)
    out: list[Finding] = []
    for finding in found:
        out.append(finding)
        if finding.verdict is Verdict.VOID:
            break
    return tuple(out)
