"""A rule that asks for a number beside a statute that asks for a share: compared at the number of seats there are.

8 Del. C. § 141(b): a majority of the total number of directors is a quorum unless charter or by-laws require a greater
number; by-laws may provide for less, in no case less than one third. The vote of a majority of those present is the act
of the board unless charter or by-laws require a greater number. Of seven seats a majority is 4, and one third is 3.
"""

from fractions import Fraction

import pytest

from govsim.reader.thresholds import parse_threshold
from govsim.rules.measures import at_least_as_strict
from govsim.world.thresholds import Threshold
from inline import tale, the, told, vote

SEVEN = ("ann", "bob", "cyd", "dee", "eve", "fay", "gus")
START = f"{{acme.board: [{', '.join(SEVEN)}], acme.ceo: ann, acme.chair: bob}}"
LAW = "{acme: {name: Acme, law: us-de/stock}}"
SIZE = "- {id: seats, in: acme.charter, rank: charter, for: acme.board, size: 7}\n"


def judged(rule: str, *, ayes: int, noes: int = 0) -> tuple[str, list[tuple[str, int]]]:
    """Give the verdict on a removal, and which clause asked for how many: quorum, then count."""
    there = SEVEN[: ayes + noes]
    via = f"{{meeting: {{told: [{', '.join(SEVEN)}], attended: [{', '.join(there)}]}}}}"
    cast = vote(
        "x", "{remove: ann, from: acme.ceo, id: i}", ayes=" ".join(there[:ayes]), noes=" ".join(there[ayes:]), via=via
    )
    ruling = told(tale(cast, rules=SIZE + rule, start=START, entities=LAW)).ruling("x.i")
    asked = [(the(ruling, code).clause, dict(the(ruling, code).numbers)["needed"]) for code in ("quorum", "vote")]
    return ruling.verdict.word, asked


def bylaw(what: str) -> str:
    return f"- {{id: own, in: acme.bylaws, rank: bylaws, for: acme.board, {what}}}\n"


@pytest.mark.parametrize(
    ("written", "there", "verdict", "clause", "needed"),
    [
        (">= 5 of authorized", 4, "void", "tale.own", 5),  # more than 4: required
        (">= 5 of authorized", 5, "valid", "tale.own", 5),
        (">= 5/7 of authorized", 4, "void", "tale.own", 5),  # the same number, as a share
        (">= 3 of authorized", 3, "valid", "tale.own", 3),  # one third of seven, rounded up
        (">= 2 of authorized", 3, "void", "us-de/stock.141b-quorum", 4),  # less than one third
        ("> 2 of authorized", 3, "valid", "tale.own", 3),
    ],
)
def test_a_quorum_of_so_many_is_held_against_the_floor_of_a_third(
    written: str, there: int, verdict: str, clause: str, needed: int
) -> None:
    """Fails if a number is called less than a share, or if two of seven pass for a third."""
    found, (quorum, _) = judged(bylaw(f'quorum: "{written}"'), ayes=there)
    assert (found, quorum) == (verdict, (clause, needed))


@pytest.mark.parametrize(
    ("written", "ayes", "noes", "verdict", "clause", "needed"),
    [
        (">= 5 of in_office", 4, 3, "no_act", "tale.own", 5),  # a greater number than a majority of at most seven
        (">= 5 of in_office", 5, 2, "valid", "tale.own", 5),
        (">= 4 of cast", 4, 0, "valid", "tale.own", 4),  # a majority of all seven, whoever is there
        (">= 3 of cast", 3, 2, "valid", "us-de/stock.141b-vote", 3),  # less than 4: of five present 3 are a majority
        (">= 3 of cast", 3, 4, "no_act", "us-de/stock.141b-vote", 4),
    ],
)
def test_a_majority_of_so_many_is_held_against_a_majority_of_all_seats(  # noqa: PLR0913, PLR0917 - columns of a table
    written: str, ayes: int, noes: int, verdict: str, clause: str, needed: int
) -> None:
    found, (_, count) = judged(bylaw(f'passes: "{written}"'), ayes=ayes, noes=noes)
    assert (found, count) == (verdict, (clause, needed))


@pytest.mark.parametrize(
    ("new", "old", "seats", "stricter"),
    [
        (">= 5 of present", "> 1/2 of present", 9, True),  # 5 are a majority of nine, and of fewer
        (">= 5 of present", "> 1/2 of present", 10, False),
        (">= 5 of cast", ">= 1/2 of authorized", 10, True),
        ("> 4 of cast", ">= 1/2 of authorized", 10, True),
        (">= 4 of cast", "all of in_office", 4, True),
        (">= 4 of cast", "all of in_office", 5, False),
        ("> 1/2 of authorized", ">= 3 of in_office", 5, True),  # a share of all seats is a number
        ("> 1/2 of authorized", ">= 4 of in_office", 5, False),
        ("> 1/2 of in_office", ">= 3 of in_office", 5, False),  # of those in office it is not: there may be fewer
        (">= 3 of cast", ">= 1/4 of authorized and >= 1/2 of present", 6, True),
        (">= 3 of cast", ">= 1/4 of authorized and > 1/2 of present", 6, False),
        (">= 5 of present", "> 1/2 of present", None, False),  # of how many?
        (">= 1/2 of present", "> 1/2 of present", None, False),  # two shares are compared as they are
    ],
)
def test_a_number_and_a_share_are_compared_at_so_many_seats(
    new: str,
    old: str,
    seats: int | None,
    stricter: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert at_least_as_strict(bound(new), bound(old), lambda _: Fraction(1), lambda: seats) is stricter
    assert at_least_as_strict(bound(new), bound(old), lambda _: Fraction(1)) is False


def bound(written: str) -> Threshold:
    found = parse_threshold(written)
    assert isinstance(found, Threshold)
    return found
