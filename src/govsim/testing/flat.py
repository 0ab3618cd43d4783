"""Votes of one board, each director with one vote: the plainest thing there is to judge, for measuring what it costs.

A board of seven meets on notice to all, with a quorum of a majority of its seats and a majority of those present, and
appoints an outsider to a vacant office. Who is there and how each of them votes differs from one vote to the next.
"""

from collections.abc import Mapping
from fractions import Fraction

from govsim.engine.docket import Earlier
from govsim.engine.hearing import Hearing
from govsim.record.acts import Appoint, Attendance, BallotWord, Meeting, Resolve
from govsim.record.state import State
from govsim.rules.book import Book, codify, defaults
from govsim.testing.choosing import Digests
from govsim.testing.invented import BOARD, CEO, OUTSIDERS, Plan, Setting, build, clause, instant
from govsim.world.clauses import Notice, Passing, Quorum, Size
from govsim.world.thresholds import Base, Bound, Share

DIRECTORS = ("ash", "birch", "cedar", "elder", "fir", "hazel", "juniper")
WORDS: tuple[BallotWord, ...] = ("for", "for", "for", "against", "abstain")
NOTHING_BEFORE: Mapping[str, Earlier] = {}


def seven() -> Setting:
    """Give the organisation: seven directors, a vacant office, and rules on quorum, majority, number and notice."""
    half = Share(Fraction(1, 2))
    rules = (
        clause("size", Size(number=len(DIRECTORS))),
        clause("quorum", Quorum(threshold=Bound(strict=True, qty=half, base=Base.AUTHORIZED))),
        clause("passing", Passing(threshold=Bound(strict=True, qty=half, base=Base.PRESENT))),
        clause("notice", Notice(due=True, lead=2)),
    )
    return build(Plan(directors=DIRECTORS, clauses=rules))


def flat_votes(seed: int, number: int) -> tuple[tuple[Hearing, Appoint], ...]:
    """Give so many votes, each as a hearing with its one item; the same seed gives the same on every machine."""
    setting, digests = seven(), Digests(seed)
    book = Book(codify(setting.structure), defaults(setting.structure))
    law = State().updated({("held", position): held for position, held in setting.start})
    at = instant(1).latest
    out = []
    for _ in range(number):
        there = digests.some(DIRECTORS, 3, 5)
        item = Appoint(id="i", party=OUTSIDERS[0], position=CEO, sole=True)
        act = Resolve(
            form=Meeting(told=DIRECTORS, attended=tuple(Attendance(party=one) for one in there)),
            ballots=tuple((one, digests.one(WORDS)) for one in there),
            items=(item,),
        )
        hearing = Hearing(
            step="s",
            by=BOARD,
            at=at,
            date=at.date().isoformat(),
            act=act,
            law=law,
            book=book,
            docket=NOTHING_BEFORE,
            truth=lambda _expr, _sight: None,
        )
        out.append((hearing, item))
    return tuple(out)
