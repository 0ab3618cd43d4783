"""In which manner coalitions win, and stop it: what the findings of one of each sort say, and nothing counted again.

Whoever wins may do so in writing, at a meeting, or in both ways; whoever stops it votes against it, stays away, or may
do either. Whether there is a quorum without them is told apart. It is said where one vote is all that an act takes.
"""

from collections.abc import Iterator
from typing import Literal

from govsim.analysis.coalitions import Coalitions, Counts
from govsim.analysis.moments import At
from govsim.analysis.powers import Holding
from govsim.engine.could import could
from govsim.record.rulings import Finding
from govsim.values import frozen

Manner = Literal["writing", "meeting", "against", "away", "no-quorum"]

MOST = 20
"""Of no more sorts of coalitions than this it is said."""


@frozen(kw_only=True)
class Manners:
    """For each sort of coalition who could, and who could stop it, in which manner; `()` where it is not said.

    `in_writing` is how many it takes in writing where all are interchangeable and so many can; else 0.
    """

    winning: tuple[tuple[Manner, ...], ...] = ()
    blocking: tuple[tuple[Manner, ...], ...] = ()
    in_writing: int = 0


def _votes(finding: Finding) -> Iterator[Finding]:
    if finding.code == "supposed.vote":
        yield finding
    else:
        for child in finding.children:
            yield from _votes(child)


def _one(finding: Finding) -> Finding | None:
    """Give the vote that an answer is about, where it is about one alone."""
    found = tuple(_votes(finding))
    return found[0] if len(found) == 1 else None


def _wins(finding: Finding) -> tuple[Manner, ...]:
    vote = _one(finding)
    ways: tuple[Manner, ...] = ("writing", "meeting")
    return tuple(way for way, part in zip(ways, vote.children, strict=True) if part.verdict.effective) if vote else ()


def _fails(finding: Finding) -> tuple[Manner, ...]:
    vote = _one(finding)
    meeting = vote.children[-1].children if vote is not None else ()
    ways: tuple[Manner, ...] = ("against", "no-quorum" if _inquorate(meeting[-1]) else "away") if meeting else ()
    return tuple(way for way, part in zip(ways, meeting, strict=False) if not part.verdict.effective)


def _inquorate(finding: Finding) -> bool:
    """Say whether a meeting fails for want of a quorum, of all who must be there or of a class of seats."""
    own = finding.code.partition(".")[0] == "quorum" and not finding.verdict.effective
    return own or any(_inquorate(child) for child in finding.children)


def _least(found: Coalitions, counts: Counts) -> frozenset[str]:
    return frozenset(voter for voters, n in zip(found.types, counts, strict=True) for voter in voters[:n])


def manners(holding: Holding, at: At) -> Manners:
    """Say in which manner each sort of least coalition could, and could stop it."""
    found = holding.together
    if found is None or len(found.winning) + len(found.blocking) > MOST:
        return Manners()
    alone = not any(one.through for one in holding.says)
    everybody = frozenset(voter for voters in found.types for voter in voters)

    def asked(some: frozenset[str]) -> Finding:
        return could(some, holding.what, at.moment, at.docket, aside=frozenset(holding.aside), alone=alone)

    winning = tuple(_wins(asked(_least(found, counts))) for counts in found.winning)
    in_writing = 0
    if len(found.types) == 1 and winning == (("meeting",),):
        numbers = range(1, len(everybody) + 1)
        signing = (n for n in numbers if "writing" in _wins(asked(_least(found, (n,)))))
        in_writing = next(signing, 0)
    return Manners(
        winning=winning,
        blocking=tuple(_fails(asked(everybody - _least(found, counts))) for counts in found.blocking),
        in_writing=in_writing,
    )
