"""Counting: the sets of one vote, kept apart.

Who may vote, who makes the quorum, whose ballot counts and what is divided by are four questions.
Everything is an integer; what it is held against is in `rules.measures`.
"""

from collections.abc import Mapping, Sequence

from attrs import evolve

from govsim.record.acts import BallotWord
from govsim.values import define, frozen
from govsim.world.thresholds import Base


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
