"""The counts of the engine against the oracle, which puts every person in or out of every set by hand.

The two agree on all definitions, `all of` a base included, where a rule takes persons out of that base who vote all the
same: everybody inside must be for it, and nobody stands in for another.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import count

from counting import Case, outcome
from counting import Threshold as Words
from govsim.record.acts import BallotWord
from govsim.rules.counts import Aside, Tally, for_quorum, tally
from govsim.rules.measures import bounds
from govsim.testing.choosing import Digests
from govsim.world.thresholds import Base, Both, Bound, Count, Every, Share, Threshold

MEETING: tuple[BallotWord, ...] = ("for", "against", "abstain", "recused", "absent")
CONSENT: tuple[BallotWord, ...] = ("signed", "silent")
IN_CONSENT = (Base.AUTHORIZED, Base.IN_OFFICE, Base.ELIGIBLE, Base.OUTSTANDING)


def invented(choose: Digests) -> tuple[Case, list[Bound | Every], list[Bound | Every]]:
    """Invent one count for the oracle, with its thresholds on passing and on the quorum as the engine has them."""
    consent = choose.flag()
    people = tuple(f"p{number}" for number in range(choose.below(7)))
    bases = IN_CONSENT if consent else tuple(Base)
    switches = set() if choose.rarely(3) else set(choose.some(("vote", "quorum", "base"), 1, 2))
    passing = [bound(choose, bases) for _ in range(choose.between(1, 2))]
    quorum = [bound(choose, bases) for _ in range(choose.below(3))]
    case = Case(
        form="consent" if consent else "meeting",
        authorized=choose.between(0, 9),
        roll={one: choose.one((1, 1, 1, 0, 2, 5)) for one in people},
        ballots={one: choose.one(CONSENT if consent else MEETING) for one in (*people, "stranger") if choose.below(6)},
        passes=[words(one) for one in passing],
        quorum=[words(one) for one in quorum],
        excluded=set(choose.some(people, 1, 4)),
        switches=switches,
    )
    return case, passing, quorum


def bound(choose: Digests, bases: tuple[Base, ...]) -> Bound | Every:
    base = choose.one(bases)
    if choose.rarely(6):
        return Every(base)
    shares = (Fraction(1, 2), Fraction(2, 3), Fraction(1, 3), Fraction(0), Fraction(1), Fraction(9, 10))
    qty = Count(choose.below(6)) if choose.flag() else Share(choose.one(shares))
    return Bound(strict=choose.flag(), qty=qty, base=base)


def words(one: Bound | Every) -> Words:
    """Write a bound in the words of the oracle."""
    match one:
        case Every(base):
            return False, "all", 1, base.value
        case Bound(strict=strict, qty=Count(votes), base=base):
            return strict, "count", votes, base.value
        case Bound(strict=strict, qty=Share(fraction), base=base):
            return strict, "share", fraction, base.value
        case _:
            raise ValueError(one)


def counted(case: Case, *, quorum: bool = False) -> Tally:
    """Count the same case with the engine, for its result or for its quorum."""
    consent = case["form"] == "consent"
    ballots: dict[str, BallotWord] = {one: word for one, word in case["ballots"].items()}  # type: ignore[misc]  # noqa: C416 - a word of a case is a ballot word
    out = Aside(**dict.fromkeys(case.get("switches", set()), True))
    aside = {one for one in case["roll"] if one in case.get("excluded", set()) or ballots.get(one) == "recused"}
    return tally(
        roll=[(one, int(weight)) for one, weight in case["roll"].items()],
        authorized=case["authorized"],
        ballots=ballots,
        attended=frozenset(one for one, word in ballots.items() if word not in {"absent", "silent"}),
        aside=for_quorum(dict.fromkeys(aside, out)) if quorum else dict.fromkeys(aside, out),
        consent=consent,
    )


def met(thresholds: list[Bound | Every], have: int, with_tally: Tally, inside: Callable[[Base], int]) -> bool:
    """Say whether every threshold is met, all of them as one."""
    if not thresholds:
        return True
    joined: Threshold = thresholds[0] if len(thresholds) == 1 else Both(tuple(thresholds))
    return all(one.met for one in bounds(joined, have, with_tally, Fraction, inside))


def engine(case: Case, passing: list[Bound | Every], quorum: list[Bound | Every]) -> str:
    found, there = counted(case), counted(case, quorum=True)
    if not met(quorum, there.quorum_present, there, there.quorum_in):
        return "no_quorum"
    return "pass" if met(passing, found.ayes, found, found.ayes_in) else "fail"


def test_ten_thousand_counts_end_as_the_oracle_says() -> None:
    differ = []
    for seed in range(10_000):
        case, passing, quorum = invented(Digests(seed))
        if engine(case, passing, quorum) != outcome(case):
            differ.append((seed, engine(case, passing, quorum), outcome(case), case))
    assert differ[:3] == []


def test_the_ten_thousand_counts_hold_every_outcome_in_both_forms() -> None:
    seen = set()
    for seed in count():
        case, _, _ = invented(Digests(seed))
        seen.add((case["form"], outcome(case)))
        if len(seen) == 6:
            return


def test_nobody_out_of_the_base_stands_in_for_somebody_in_it() -> None:
    """Two sign and one does not; one signer is out of the base, so half of it is for it, though the weights are equal.

    Fails if all of a base is asked of weights alone.
    """
    case = Case(
        form="consent",
        authorized=3,
        roll={"p1": 1, "p2": 1, "p3": 1},
        ballots={"p1": "signed", "p2": "signed"},
        passes=[(False, "all", 1, "in_office")],
        excluded={"p1"},
        switches={"base"},
    )
    assert outcome(case) == "fail"
    assert engine(case, [Every(Base.IN_OFFICE)], []) == "fail"
