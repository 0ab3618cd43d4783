"""Hypothesis strategies for organisations: boards of one to nine under rules of every kind, with invented names.

A drawn organisation has every sort of rule the engine knows, each there or not: thresholds over all bases, quorums,
notice, consents, recusal with its three switches, casting votes and weights, in by-laws, in a charter, and in a
statute that may or may not let them depart. Draw a whole one with `settings`, or one rule at a time::

    @given(settings(), st.data())
    def test_something(setting, data): ...
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from hypothesis import strategies as st

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
    TOP,
    Plan,
    Setting,
    build,
    clause,
)
from govsim.world.approvals import AllOf, AnyOf, Approval, ByParty, KOf, Never, Oracle, Stages, Unknown, Vote, When
from govsim.world.clauses import (
    Clause,
    Leave,
    Notice,
    Passing,
    Quorum,
    Rank,
    Recusal,
    Size,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.expressions import Call, Name
from govsim.world.thresholds import Base, Both, Bound, Count, Every, ParamQty, Share, Threshold

MOST = 9
"""The largest board that is drawn."""

SYLLABLES = ("ba", "co", "du", "fe", "gi", "ho", "ja", "ku", "lo", "mi", "na", "pe", "ru", "so", "ti", "vo", "za")
CONSENT_BASES = (Base.AUTHORIZED, Base.IN_OFFICE, Base.ELIGIBLE, Base.OUTSTANDING)
"""The bases a consent knows: without a meeting nobody is present and nothing is cast."""

RANKS = (Rank.CHARTER, Rank.BYLAWS, Rank.RESOLUTION)
Draw = st.DrawFn


def names(least: int = 1, most: int = MOST) -> st.SearchStrategy[tuple[str, ...]]:
    """Give invented names of persons, all different."""
    name = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=3).map("".join)
    return st.lists(name, min_size=least, max_size=most, unique=True).map(tuple)


def quantities() -> st.SearchStrategy[Count | Share | ParamQty]:
    """Give a number of votes, a share from 0 to 1, or the parameter `bar`."""
    share = st.fractions(min_value=0, max_value=1, max_denominator=12).map(Share)
    return st.one_of(st.just(Share(Fraction(1, 2))), share, st.integers(0, MOST).map(Count), st.just(ParamQty(BAR)))


@st.composite
def bounds(draw: Draw, bases: tuple[Base, ...] = tuple(Base)) -> Bound | Every:
    """Give one bound over one of `bases`."""
    base = draw(st.sampled_from(bases))
    if draw(st.integers(0, 7)) == 0:
        return Every(base)
    return Bound(strict=draw(st.booleans()), qty=draw(quantities()), base=base)


def thresholds(bases: tuple[Base, ...] = tuple(Base)) -> st.SearchStrategy[Threshold]:
    """Give a threshold: one bound as a rule, sometimes two or three that must all be met."""
    both = st.lists(bounds(bases), min_size=2, max_size=3).map(lambda parts: Both(tuple(parts)))
    return st.one_of(bounds(bases), bounds(bases), both)


def recusals() -> st.SearchStrategy[Recusal]:
    """Give a rule on standing aside, with its three switches."""
    who: st.SearchStrategy[Literal["recused", "target"]] = st.sampled_from(("recused", "target"))
    return st.builds(Recusal, who=who, vote=st.booleans(), quorum=st.booleans(), base=st.booleans())


def weights(directors: tuple[str, ...]) -> st.SearchStrategy[Weight]:
    """Give votes per director, from none to five each."""
    votes = st.lists(st.integers(0, 5), min_size=len(directors), max_size=len(directors))
    return votes.map(lambda counts: Weight(votes=tuple(zip(directors, counts, strict=True))))


def topics(directors: tuple[str, ...]) -> dict[str, st.SearchStrategy[Topic]]:
    """Give a strategy for each sort of rule on a body, by name."""
    consent = st.builds(
        WrittenConsent, threshold=st.none() | thresholds(CONSENT_BASES), signers_quorum=st.booleans() | st.just(TIED)
    )
    notice = st.builds(Notice, due=st.booleans(), lead=st.integers(0, 3), attendance_waives=st.booleans())
    return {
        "size": st.builds(Size, number=st.integers(1, MOST)),
        "quorum": st.builds(Quorum, threshold=thresholds()),
        "passing": st.builds(Passing, threshold=thresholds(), casting=st.sampled_from(("", CHAIR))),
        "consent": consent,
        "notice": notice,
        "recusal": recusals(),
        "weight": weights(directors),
    }


def leaves() -> st.SearchStrategy[tuple[Leave, ...]]:
    """Give how far a statute lets lower instruments depart: each rank any way, only stricter, to a floor, or not."""
    way: st.SearchStrategy[Literal["any", "stricter"]] = st.sampled_from(("any", "stricter"))
    plain = st.builds(Leave, rank=st.sampled_from(RANKS), way=way)
    floor = st.builds(Leave, rank=st.sampled_from(RANKS), way=st.just("floor"), floor=bounds())
    return st.lists(plain | floor, max_size=3, unique_by=lambda leave: leave.rank).map(tuple)


@st.composite
def rules(draw: Draw, directors: tuple[str, ...], body: str = BOARD) -> tuple[Clause, ...]:
    """Give the rules on one body: for each sort one of the organisation's own or none, and one of the law or none."""
    out: list[Clause] = []
    kind = body.partition(".")[2]
    defect: st.SearchStrategy[Literal["void", "voidable"]] = st.sampled_from(("void", "void", "void", "voidable"))
    for name, topic in topics(directors).items():
        if draw(st.integers(0, 3)):
            rank = draw(st.sampled_from(RANKS))
            out.append(clause(f"{kind}-{name}", draw(topic), body, rank=rank, defect=draw(defect)))
        if draw(st.integers(0, 3)) == 0:
            rank = draw(st.sampled_from((Rank.MANDATORY, Rank.DEFAULT)))
            scope = f"{LAW}:{kind}"
            statute = clause(f"{kind}-{name}", draw(topic), scope, rank=rank, yields_to=draw(leaves()))
            out.append(statute)
    return tuple(out)


@st.composite
def votes(draw: Draw, body: str = BOARD) -> Vote:
    """Give a power of a body by vote, as a rule under the body's own thresholds, sometimes under its own."""
    own = draw(st.integers(0, 3)) == 0
    return Vote(
        body=body,
        passing=draw(thresholds()) if own else None,
        quorum=draw(st.none() | thresholds()) if own else None,
        any_quorum=own and draw(st.booleans()),
    )


def approvals(people: tuple[str, ...], depth: int = 2) -> st.SearchStrategy[Approval]:
    """Give a tree of approvals: votes of the board and the members, parties, a court, and all ways to join them."""
    vote = st.one_of(votes(), votes(), votes(MEMBERS))
    other = st.one_of(
        st.sampled_from(people).map(ByParty),
        st.just(Oracle(COURT)),
        st.just(Never()),
        st.just(Unknown("a missing deed")),
    )
    leaf: st.SearchStrategy[Approval] = vote | vote | other
    if depth == 0:
        return leaf
    part = approvals(people, depth - 1)
    parts = st.lists(part, min_size=1, max_size=3).map(tuple)
    condition = st.sampled_from((Call("vacant", (Name(CEO),)), Call("holds", (Name(people[0]), Name(CHAIR)))))
    joined: tuple[Callable[[tuple[Approval, ...]], Approval], ...] = (AllOf, AnyOf, Stages)
    return st.one_of(
        leaf,
        leaf,
        *(parts.map(join) for join in joined),
        parts.flatmap(lambda some: st.integers(1, len(some)).map(lambda k: KOf(k, some))),
        st.builds(When, condition, part, part),
    )


@st.composite
def plans(draw: Draw, least: int = 1, most: int = MOST) -> Plan:
    """Give what an organisation is built from; `least` and `most` are numbers of directors."""
    directors = draw(names(least, most))
    clauses = draw(rules(directors))
    if draw(st.booleans()):
        clauses = (*clauses, *draw(rules(directors, MEMBERS)))
    people = (*directors, *OUTSIDERS)
    return Plan(
        directors=directors,
        clauses=clauses,
        approval=draw(st.just(Vote(body=BOARD)) | approvals(people)),
        roll=draw(st.sampled_from((BOARD, BOARD, MEMBERSHIP, ""))),
        chain=draw(st.integers(0, 2)),
        ceo=draw(st.sampled_from(("", *people))),
        chair=draw(st.sampled_from(("", *directors))),
        chair_tied=draw(st.sampled_from((None, True, False, TIED))),
        bar=draw(st.sampled_from((Fraction(1, 2), Fraction(2, 3), Fraction(3)))),
    )


def settings(least: int = 1, most: int = MOST) -> st.SearchStrategy[Setting]:
    """Give a whole organisation with its people in place; `least` and `most` are numbers of directors."""
    return plans(least, most).map(build)


__all__ = ["TOP", "approvals", "bounds", "names", "plans", "recusals", "rules", "settings", "thresholds", "votes"]
