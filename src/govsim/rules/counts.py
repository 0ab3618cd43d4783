"""Counting: the sets of one vote, kept apart, and exact thresholds over them.

Who may vote, who makes the quorum, whose ballot counts and what is divided by are four questions.
Everything is an integer; a threshold is met by cross-multiplication, so nothing is ever rounded.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import isqrt
from typing import assert_never

from attrs import evolve

from govsim.record.acts import BallotWord
from govsim.values import define, frozen
from govsim.world.thresholds import Base, Both, Bound, Count, Every, ParamQty, Root, Share, Threshold

ForParam = Callable[[str], Fraction]
"""Gives the number an open parameter of a threshold stands for."""


@frozen
class Aside:
    """The sets one person is taken out of: the vote, the quorum, the base."""

    vote: bool = False
    quorum: bool = False
    base: bool = False


def for_quorum(aside: Mapping[str, Aside]) -> Mapping[str, Aside]:
    """Give who stands aside from what where a quorum is asked: whoever counts toward it stays in what it is a share of.

    A majority of the total number of directors is a quorum (8 Del. C. § 141(b)), and whoever is one of those who make
    it is one of that number, too. The same mapping if that changes nothing.
    """
    if not any(out.base and not out.quorum for out in aside.values()):
        return aside
    return {
        person: Aside(vote=out.vote, quorum=out.quorum, base=out.base and out.quorum) for person, out in aside.items()
    }


@define(kw_only=True)
class Tally:
    """The weights of one vote, in votes; `strays` are persons who cast a ballot and are not on the roll.

    Never changed once made, and not frozen only because one is made at every count, and takes half the time so.

    `quorum_present` counts toward the quorum; the other sets are the seven bases and the ballots. Of the ayes and of
    some may be `outside` the base, and of the quorum some may be `barred` from the vote: they are no part of all of a
    base. A `casting` vote is an aye and a vote cast, and nobody's presence. `weighted` says that somebody
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
    quorum_barred: int = 0
    casting: int = 0
    weighted: bool = False
    strays: tuple[str, ...] = ()

    def base(self, base: Base) -> int:
        """Give the weight of one of the seven bases."""
        weight: int = getattr(self, base)
        return weight

    def ayes_in(self, base: Base) -> int:
        """Give the votes in favour that are part of a base: whoever may vote and is in one base is in all of them."""
        return self.ayes - self.ayes_outside - (0 if base is Base.CAST else self.casting)

    def quorum_in(self, base: Base) -> int:
        """Give those who count toward the quorum and are part of a base; who may not vote is not eligible.

        Of a tally for the quorum: there nobody counts toward it who is out of the base.
        """
        barred = self.quorum_barred if base in {Base.ELIGIBLE, Base.REPRESENTED} else 0
        return self.quorum_present - barred


@frozen(kw_only=True)
class Shortfall:
    """One bound of a threshold held against a tally: what was there, of what, and the least that would do."""

    base: Base
    have: int
    of: int
    needed: int
    met: bool


_YES = frozenset({"for", "signed"})
_NOWHERE = Aside()


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
    in_office = eligible = present = cast = represented = ayes = noes = quorum_present = on_roll = 0
    ayes_outside = quorum_barred = 0
    seats = authorized
    plain = True
    for person, weight in roll:
        word = ballots.get(person)
        out = aside.get(person, _NOWHERE) if aside else _NOWHERE
        if word is not None:
            on_roll += 1
        yes = word in _YES
        here = (yes and not out.vote) if consent else person in attended
        may_vote = not out.vote and word != "non-vote"
        votes = may_vote and (here or consent)
        quorum = here and not out.quorum
        if votes:
            if yes:
                ayes += weight
            elif word == "against":
                noes += weight
        if quorum:
            quorum_present += weight
        if weight != 1:
            seats += weight - 1
            plain = False
        if out.base:
            seats -= weight
            ayes_outside += weight if votes and yes else 0
            continue
        in_office += weight
        if may_vote:
            eligible += weight
        elif quorum:
            quorum_barred += weight
        if here:
            present += weight
            if may_vote:
                represented += weight
            if votes and (yes or word == "against"):
                cast += weight
    names = {person for person, _ in roll} if len(ballots) > on_roll else ballots
    return Tally(
        authorized=max(seats, 0),
        weighted=not plain,
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
        quorum_barred=quorum_barred,
        strays=() if names is ballots else tuple(sorted(person for person in ballots if person not in names)),
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


def _share(qty: Share | Count | ParamQty, for_param: ForParam) -> tuple[Fraction | int, bool]:
    """Give a quantity that is no root, and whether it is a share of the base (else a number of votes)."""
    match qty:
        case Share():
            return qty.fraction, True
        case Count():
            return qty.votes, False
        case ParamQty(name):
            value = for_param(name)
            return value, value <= 1
        case _:
            assert_never(qty)


def _squared(root: Root, for_param: ForParam, size: int | None = None) -> Fraction:
    """Give the square of a root; of the size of a base, where that is not given, the square for a size of one."""
    of = for_param(root.of.name) if isinstance(root.of, ParamQty) else root.of
    return root.factor * root.factor * ((1 if size is None else size) if isinstance(of, Base) else of)


def _root_of(squared: Fraction) -> tuple[int, bool]:
    """Give the whole part of a square root, and whether anything is left over.

    >>> _root_of(Fraction(9, 4) * 1018)
    (47, True)
    """
    floor = isqrt(squared.numerator // squared.denominator)
    return floor, floor * floor != squared


def _least(part: Bound | Every, of: int, for_param: ForParam, size: Callable[[Base], int]) -> int:
    """Give the least number of votes that meets a bound over a base of so many, by whole numbers alone."""
    if isinstance(part, Every):
        return max(of, 1)
    rest: int | bool
    if isinstance(part.qty, Root):
        own = size(part.qty.of) if isinstance(part.qty.of, Base) else None
        floor, rest = _root_of(_squared(part.qty, for_param, own))
    else:
        quantity, is_share = _share(part.qty, for_param)
        floor, rest = divmod(quantity.numerator * of if is_share else quantity.numerator, quantity.denominator)
    return max(floor + 1 if part.strict or rest else floor, 0)


def _parts(threshold: Threshold) -> tuple[Bound | Every, ...]:
    return threshold.parts if isinstance(threshold, Both) else (threshold,)


def bounds(
    threshold: Threshold, have: int, counted: Tally, for_param: ForParam, inside: Callable[[Base], int] | None = None
) -> Iterator[Shortfall]:
    """Hold `have` votes against every bound of `threshold`; a base of 0 is never met.

    All of a base is asked of those of them who are `inside` it, where not all are: nobody stands in for another.
    """
    for part in _parts(threshold):
        of = counted.base(part.base)
        own = inside(part.base) if inside is not None and isinstance(part, Every) else have
        needed = _least(part, of, for_param, counted.base)
        yield Shortfall(base=part.base, have=own, of=of, needed=needed, met=of > 0 and own >= needed)


def meets(
    threshold: Threshold, have: int, counted: Tally, for_param: ForParam, inside: Callable[[Base], int] | None = None
) -> bool:
    """Say whether `have` votes meet every bound of `threshold`: what `bounds` says, without the numbers."""
    met = True
    for part in _parts(threshold):
        of = counted.base(part.base)
        own = inside(part.base) if inside is not None and isinstance(part, Every) else have
        met = own >= _least(part, of, for_param, counted.base) and of > 0 and met
    return met


_CONTAINS: dict[Base, frozenset[Base]] = {
    Base.AUTHORIZED: frozenset(Base),
    Base.OUTSTANDING: frozenset(Base) - {Base.AUTHORIZED},
    Base.IN_OFFICE: frozenset(Base) - {Base.AUTHORIZED},
    Base.ELIGIBLE: frozenset({Base.ELIGIBLE, Base.CAST}),
    Base.REPRESENTED: frozenset({Base.REPRESENTED, Base.CAST}),
    Base.PRESENT: frozenset({Base.REPRESENTED, Base.PRESENT, Base.CAST}),
    Base.CAST: frozenset({Base.CAST}),
}
"""Which bases are never larger than this one: a share of a larger base asks for at least as much."""


def _flat(threshold: Threshold, for_param: ForParam) -> list[tuple[bool, Fraction | int, str, Base]]:
    """Give each bound by the square of its quantity: of a share, of a number of votes, or of the root of a base."""
    return [(isinstance(part, Bound) and part.strict, *_kind(part, for_param), part.base) for part in _parts(threshold)]


def _kind(part: Bound | Every, for_param: ForParam) -> tuple[Fraction | int, str]:
    if isinstance(part, Every):
        return 1, "share"
    if isinstance(part.qty, Root):
        of = part.qty.of
        return _squared(part.qty, for_param), f"root of {of}" if isinstance(of, Base) else "votes"
    quantity, is_share = _share(part.qty, for_param)
    return quantity * quantity, "share" if is_share else "votes"


def at_least_as_strict(new: Threshold, old: Threshold, for_param: ForParam) -> bool:
    """Say whether whatever meets `new` meets `old` too, as far as shares and counts alone can show it.

    Each bound of `old` must follow from one of `new` over the same base or one that contains it.
    """
    ours = _flat(new, for_param)
    return all(
        any(
            kind == old_kind and old_base in _CONTAINS[base] and (quantity, strict) >= (old_quantity, old_strict)
            for strict, quantity, kind, base in ours
        )
        for old_strict, old_quantity, old_kind, old_base in _flat(old, for_param)
    )
