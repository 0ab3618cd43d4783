"""Invented organisations: boards of one to nine under rules of every kind, with invented names.

An organisation has every sort of rule the engine knows, each there or not: thresholds over all bases, quorums,
notice, consents, recusal with its three switches, casting votes and weights, in by-laws, in a charter, and in a
statute that may or may not let them depart from it.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from govsim.testing.choosing import Chooser
from govsim.testing.invented import (
    BAR,
    BOARD,
    CEO,
    CHAIR,
    COURT,
    LAW,
    MEMBERS,
    MEMBERSHIP,
    OUTSIDERS,
    TIED,
    Plan,
    Setting,
    build,
    clause,
)
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    Approval,
    ByParty,
    KOf,
    Never,
    Oracle,
    Stage,
    Stages,
    Unknown,
    Vote,
    When,
)
from govsim.world.clauses import (
    RECUSED,
    TARGET,
    Clause,
    Leave,
    Notice,
    Passing,
    Quorum,
    Rank,
    Recusal,
    Size,
    StandsAside,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.expressions import Call, Name
from govsim.world.thresholds import Base, Both, Bound, Count, Every, ParamQty, Share, Threshold

MOST = 9
"""The largest board that is invented."""

SYLLABLES = ("ba", "co", "du", "fe", "gi", "ho", "ja", "ku", "lo", "mi", "na", "pe", "ru", "so", "ti", "vo", "za")
CONSENT_BASES = (Base.IN_OFFICE, Base.AUTHORIZED, Base.ELIGIBLE, Base.OUTSTANDING)
"""The bases a consent knows: without a meeting nobody is present and nothing is cast."""

ALL_BASES = (Base.IN_OFFICE, *(base for base in Base if base is not Base.IN_OFFICE))
RANKS = (Rank.BYLAWS, Rank.CHARTER, Rank.RESOLUTION)
SHARES = tuple(Fraction(part, whole) for part, whole in ((1, 2), (2, 3), (1, 3), (3, 4), (1, 1), (0, 1), (9, 10)))
WAYS: tuple[Literal["any", "stricter", "floor"], ...] = ("any", "stricter", "floor")
DEFECTS: tuple[Literal["void", "voidable"], ...] = ("void", "void", "void", "voidable")


def names(choose: Chooser, least: int, most: int) -> tuple[str, ...]:
    """Invent names of persons, all different, by number of syllables."""
    wanted = choose.between(least, most)
    out: dict[str, None] = {}
    while len(out) < wanted:
        name = choose.one(SYLLABLES) + choose.one(SYLLABLES)
        out[f"{name}{SYLLABLES[len(out)]}" if name in out else name] = None
    return tuple(out)


def quantity(choose: Chooser) -> Count | Share | ParamQty:
    """Give a share from 0 to 1, a number of votes, or the parameter `bar`."""
    match choose.below(5):
        case 0 | 1 | 2:
            return Share(choose.one(SHARES))
        case 3:
            return Count(choose.below(MOST))
        case _:
            return ParamQty(BAR)


def bound(choose: Chooser, bases: tuple[Base, ...] = ALL_BASES) -> Bound | Every:
    """Give one bound over one of `bases`."""
    base = choose.one(bases)
    if choose.rarely(8):
        return Every(base)
    return Bound(strict=not choose.flag(), qty=quantity(choose), base=base)


def threshold(choose: Chooser, bases: tuple[Base, ...] = ALL_BASES) -> Threshold:
    """Give a threshold: one bound as a rule, sometimes two or three that must all be met."""
    if choose.rarely(4):
        return Both(tuple(bound(choose, bases) for _ in range(choose.between(2, 3))))
    return bound(choose, bases)


def recusal(choose: Chooser) -> Recusal:
    """Give a rule on standing aside, with its three switches."""
    who = choose.one((RECUSED, TARGET))
    return Recusal(rows=(StandsAside(who=who, vote=choose.flag(), quorum=choose.flag(), base=choose.flag()),))


def topics(directors: tuple[str, ...]) -> dict[str, Callable[[Chooser], Topic]]:
    """Give, for each sort of rule on a body, how one is invented."""
    return {
        "size": lambda choose: Size(number=MOST - choose.below(MOST)),
        "quorum": lambda choose: Quorum(threshold=threshold(choose)),
        "passing": lambda choose: Passing(threshold=threshold(choose), casting=choose.one(("", CHAIR))),
        "consent": lambda choose: WrittenConsent(
            threshold=None if choose.rarely(5) else threshold(choose, CONSENT_BASES),
            signers_quorum=TIED if choose.rarely(4) else choose.flag(),
        ),
        "notice": lambda choose: Notice(due=choose.flag(), lead=choose.below(4), attendance_waives=not choose.flag()),
        "recusal": recusal,
        "weight": lambda choose: Weight(votes=tuple((one, choose.below(5)) for one in directors)),
    }


def leave(choose: Chooser) -> tuple[Leave, ...]:
    """Give how far a statute lets lower instruments depart: each rank any way, only stricter, to a floor, or not."""
    return tuple(Leave(rank=rank, way=choose.one(WAYS), floor=bound(choose)) for rank in choose.some(RANKS, 1, 2))


def rules(choose: Chooser, directors: tuple[str, ...], body: str = BOARD) -> tuple[Clause, ...]:
    """Give the rules on one body: for each sort one of the organisation's own or none, and one of the law or none."""
    out: list[Clause] = []
    kind = body.partition(".")[2]
    for name, topic in topics(directors).items():
        common = name in {"quorum", "passing", "consent"}
        if choose.below(4) < (3 if common else 1):
            rank, defect = choose.one(RANKS), choose.one(DEFECTS)
            out.append(clause(f"{kind}-{name}", topic(choose), body, rank=rank, defect=defect))
        if choose.rarely(5):
            rank = choose.one((Rank.DEFAULT, Rank.MANDATORY))
            statute = clause(f"{kind}-{name}", topic(choose), f"{LAW}:{kind}", rank=rank, yields_to=leave(choose))
            out.append(statute)
    return tuple(out)


def vote(choose: Chooser, body: str = BOARD) -> Vote:
    """Give a power of a body by vote: as a rule under the body's own thresholds, sometimes under special ones."""
    if choose.below(4) < 3:  # noqa: PLR2004 - three in four
        return Vote(body=body)
    quorum = threshold(choose) if choose.flag() else None
    return Vote(body=body, passing=threshold(choose), quorum=quorum, any_quorum=choose.flag())


def approval(choose: Chooser, people: tuple[str, ...], depth: int = 2) -> Approval:
    """Give a tree of approvals: votes of the board and the members, parties, a court, and all ways to join them.

    Ballots in stages are votes only: what may follow a failed vote is another vote.
    """
    kind = choose.below(10 if depth else 5)
    if kind < 4:  # noqa: PLR2004 - votes are most frequent
        return vote(choose, choose.one((BOARD, BOARD, MEMBERS)))
    if kind == 4:  # noqa: PLR2004 - one of the kinds
        alone: tuple[Approval, ...] = (ByParty(choose.one(people)), Oracle(COURT), Never(), Unknown("a missing deed"))
        return choose.one(alone)
    if kind == 5:  # noqa: PLR2004 - one of the kinds
        first, then = (vote(choose, body) for body in choose.one(((BOARD, BOARD), (MEMBERS, BOARD))))
        return Stages((Stage(approval=first), Stage(approval=then, on=choose.one(("fail", "tie")))))
    parts = tuple(approval(choose, people, depth - 1) for _ in range(choose.between(2, 3)))
    match kind:
        case 6:
            return AllOf(parts)
        case 7:
            return AnyOf(parts)
        case 8:
            return KOf(choose.between(1, len(parts)), parts)
        case _:
            condition = choose.one((Call("vacant", (Name(CEO),)), Call("holds", (Name(people[0]), Name(CHAIR)))))
            return When(condition, parts[0], parts[1])


def plan(choose: Chooser, least: int = 1, most: int = MOST) -> Plan:
    """Give what an organisation is built from; `least` and `most` are numbers of directors."""
    directors = names(choose, least, most)
    clauses = rules(choose, directors)
    if choose.flag():
        clauses = (*clauses, *rules(choose, directors, MEMBERS))
    people = (*directors, *OUTSIDERS)
    return Plan(
        directors=directors,
        clauses=clauses,
        approval=approval(choose, people) if choose.flag() else Vote(body=BOARD),
        roll=choose.one((BOARD, BOARD, MEMBERSHIP, "")),
        chain=choose.below(3),
        ceo=choose.one(("", *people)),
        chair=choose.one(("", *directors)),
        chair_tie=choose.one((None, True, False, TIED)),
        bar=choose.one((Fraction(1, 2), Fraction(2, 3), Fraction(3))),
    )


def organisation(choose: Chooser, least: int = 1, most: int = MOST) -> Setting:
    """Give a whole organisation with its people in place."""
    return build(plan(choose, least, most))
