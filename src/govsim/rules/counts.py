"""Counting: the sets of one vote, kept apart, and exact thresholds over them.

Who may vote, who makes the quorum, whose ballot counts and what is divided by are four questions.
Everything is an integer; a threshold is met by cross-multiplication, so nothing is ever rounded.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from attrs import evolve

from govsim.record.acts import BallotWord
from govsim.values import frozen
from govsim.world.thresholds import Base, Both, Bound, Count, Every, ParamQty, Share, Threshold

ForParam = Callable[[str], Fraction]
"""Gives the number an open parameter of a threshold stands for."""


@frozen
class Aside:
    """The sets one person is taken out of: the vote, the quorum, the base."""

    vote: bool = False
    quorum: bool = False
    base: bool = False


@frozen(kw_only=True)
class Tally:
    """The weights of one vote, in votes; `strays` are persons who cast a ballot and are not on the roll.

    `quorum_present` counts toward the quorum; the other sets are the seven bases and the ballots. Of the ayes and of
    the quorum some may be `outside` the base, and of the quorum some may be `barred` from the vote: they are no part
    of all of a base. A `casting` vote is an aye and a vote cast, and nobody's presence. `weighted` says that somebody
    on the roll has more or fewer votes than one.
    """

    authorized: int
    in_office: int
    eligible: int
    present: int
    cast: int
    represented: int
    outstanding: int
    ayes: int
    noes: int
    quorum_present: int
    ayes_outside: int = 0
    quorum_outside: int = 0
    quorum_barred: int = 0
    casting: int = 0
    weighted: bool = False
    strays: tuple[str, ...] = ()

    def base(self, base: Base) -> int:
        """Give the weight of one of the seven bases."""
        weight: int = getattr(self, base.value)
        return weight

    def ayes_in(self, base: Base) -> int:
        """Give the votes in favour that are part of a base: whoever may vote and is in one base is in all of them."""
        return self.ayes - self.ayes_outside - (0 if base is Base.CAST else self.casting)

    def quorum_in(self, base: Base) -> int:
        """Give those who count toward the quorum and are part of a base; who may not vote is not eligible."""
        barred = self.quorum_barred if base in {Base.ELIGIBLE, Base.REPRESENTED} else 0
        return self.quorum_present - self.quorum_outside - barred


@frozen(kw_only=True)
class Shortfall:
    """One bound of a threshold held against a tally: what was there, of what, and the least that would do."""

    base: Base
    have: int
    of: int
    needed: int
    met: bool


def tally(  # noqa: PLR0913 - the arguments are the separate sets, that is the point
    *,
    roll: Sequence[tuple[str, int]],
    authorized: int,
    ballots: Mapping[str, BallotWord],
    attended: frozenset[str],
    aside: Mapping[str, Aside],
    consent: bool,
) -> Tally:
    """Count one vote of the persons and weights on `roll`; `authorized` is a number of seats, vacant ones included.

    Everything else is in votes, the authorized seats as a base too: one vote for each, where a holder has more or fewer
    as many as those (where directors have several votes, a majority of the directors is one of their votes).
    At a meeting those who attended are present, whatever they did; represented are all of them who may vote on the
    matter. In a consent everybody who has not signed is silent, and presence means nothing. Persons set aside leave
    the sets their switches name; a signature that is not counted is none, for the quorum of signers too. A share that
    is there for the quorum alone may not vote on the matter either.
    A seat that is set aside from the base leaves the authorized number too.
    """
    in_office = eligible = present = cast = represented = ayes = noes = quorum_present = 0
    ayes_outside = quorum_outside = quorum_barred = 0
    seats = authorized
    nowhere = Aside()
    for person, weight in roll:
        out = aside.get(person, nowhere)
        word = ballots.get(person, "silent" if consent else "absent")
        here = (word in {"for", "signed"} and not out.vote) if consent else person in attended
        may_vote = not out.vote and word != "non-vote"
        aye = may_vote and (here or consent) and word in {"for", "signed"}
        no = may_vote and (here or consent) and word == "against"
        quorum = here and not out.quorum
        ayes += weight if aye else 0
        noes += weight if no else 0
        quorum_present += weight if quorum else 0
        seats += weight - 1
        if out.base:
            seats -= weight
            ayes_outside += weight if aye else 0
            quorum_outside += weight if quorum else 0
            continue
        in_office += weight
        eligible += weight if may_vote else 0
        present += weight if here else 0
        represented += weight if here and may_vote else 0
        cast += weight if here and (aye or no) else 0
        quorum_barred += weight if quorum and not may_vote else 0
    names = {person for person, _ in roll}
    return Tally(
        authorized=max(seats, 0),
        weighted=any(weight != 1 for _, weight in roll),
        in_office=in_office,
        eligible=eligible,
        present=present,
        cast=cast,
        represented=represented,
        outstanding=in_office,
        ayes=ayes,
        noes=noes,
        quorum_present=quorum_present,
        ayes_outside=ayes_outside,
        quorum_outside=quorum_outside,
        quorum_barred=quorum_barred,
        strays=tuple(sorted(person for person in ballots if person not in names)),
    )


def all_present(counted: Tally) -> Tally:
    """Give the tally as it would stand at a meeting at which everybody on the roll were present and voted.

    A power that asks for a share of those present asks for that many signatures in a consent.
    """
    return evolve(
        counted,
        present=counted.in_office,
        cast=counted.eligible,
        represented=counted.eligible,
        noes=counted.eligible - counted.ayes,
    )


def _share(bound: Bound, for_param: ForParam) -> tuple[Fraction, bool]:
    """Give the quantity of a bound, and whether it is a share of the base (else a number of votes)."""
    match bound.qty:
        case Count(n):
            return Fraction(n), False
        case Share(fraction):
            return fraction, True
        case ParamQty(name):
            value = for_param(name)
            return value, value <= 1
        case _:
            assert_never(bound.qty)


def _least(strict: bool, quantity: Fraction, is_share: bool, of: int) -> int:  # noqa: FBT001 - three plain facts of one bound
    line = quantity * of if is_share else quantity
    floor = line.numerator // line.denominator
    return floor + 1 if strict or line > floor else floor


def bounds(
    threshold: Threshold, have: int, counted: Tally, for_param: ForParam, inside: Callable[[Base], int] | None = None
) -> Iterator[Shortfall]:
    """Hold `have` votes against every bound of `threshold`; a base of 0 is never met.

    All of a base is asked of those of them who are `inside` it, where not all are: nobody stands in for another.
    """
    match threshold:
        case Both(parts):
            for part in parts:
                yield from bounds(part, have, counted, for_param, inside)
        case Every(base):
            of = counted.base(base)
            own = have if inside is None else inside(base)
            yield Shortfall(base=base, have=own, of=of, needed=max(of, 1), met=0 < of <= own)
        case Bound():
            of = counted.base(threshold.base)
            quantity, is_share = _share(threshold, for_param)
            needed = max(_least(threshold.strict, quantity, is_share, of), 0)
            yield Shortfall(base=threshold.base, have=have, of=of, needed=needed, met=of > 0 and have >= needed)
        case _:
            assert_never(threshold)


_CONTAINS: dict[Base, frozenset[Base]] = {
    Base.AUTHORIZED: frozenset(Base),
    Base.OUTSTANDING: frozenset(Base) - {Base.AUTHORIZED},
    Base.IN_OFFICE: frozenset(Base) - {Base.AUTHORIZED},
    Base.ELIGIBLE: frozenset({Base.ELIGIBLE, Base.CAST}),
    Base.REPRESENTED: frozenset({Base.REPRESENTED, Base.PRESENT, Base.CAST}),
    Base.PRESENT: frozenset({Base.REPRESENTED, Base.PRESENT, Base.CAST}),
    Base.CAST: frozenset({Base.CAST}),
}
"""Which bases are never larger than this one: a share of a larger base asks for at least as much."""


def _flat(threshold: Threshold, for_param: ForParam) -> list[tuple[bool, Fraction, bool, Base]]:
    match threshold:
        case Both(parts):
            return [one for part in parts for one in _flat(part, for_param)]
        case Every(base):
            return [(False, Fraction(1), True, base)]
        case Bound():
            return [(threshold.strict, *_share(threshold, for_param), threshold.base)]
        case _:
            assert_never(threshold)


def at_least_as_strict(new: Threshold, old: Threshold, for_param: ForParam) -> bool:
    """Say whether whatever meets `new` meets `old` too, as far as shares and counts alone can show it.

    Each bound of `old` must follow from one of `new` over the same base or one that contains it.
    """
    ours = _flat(new, for_param)
    return all(
        any(
            is_share == old_share and old_base in _CONTAINS[base] and (quantity, strict) >= (old_quantity, old_strict)
            for strict, quantity, is_share, base in ours
        )
        for old_strict, old_quantity, old_share, old_base in _flat(old, for_param)
    )
