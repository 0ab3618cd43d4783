"""Coalitions by numbers of each type against all 2^n of them, and the figures of the exam through the kernel."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

import coalitions as oracle
from govsim.analysis.coalitions import QUESTIONS, Coalitions, coalitions
from govsim.analysis.moments import At, right_after, when_taken
from govsim.analysis.powers import Holding, can, who_can
from govsim.engine.could import asked
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.act_words import Misworded
from govsim.world.params import Value
from inline import act, bundled, tale, told

# --- the arithmetic ------------------------------------------------------------------------------------------------

GAMES = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=4)
"""Types of voters: how many, and the votes that each of them has in one body and in another."""


def expanded(found: Coalitions, counts: tuple[tuple[int, ...], ...]) -> set[frozenset[str]]:
    """Give every coalition that has some of these numbers of each type."""
    every = oracle.coalitions(voter for voters in found.types for voter in voters)
    return {some for some in every if tuple(len(some & {*voters}) for voters in found.types) in counts}


@how(max_examples=200, deadline=None)
@given(GAMES, st.integers(0, 12), st.integers(0, 5), st.booleans())
def test_merged_voters_count_as_all_of_them_one_by_one(
    game: list[tuple[int, int, int]],
    quota: int,
    other: int,
    both: bool,  # noqa: FBT001 - drawn
) -> None:
    """Fails if a swing is weighed by all voters of a type, or a blocking coalition is one that wins."""
    types = tuple(tuple(f"{letter}{n}" for n in range(game[i][0])) for i, letter in enumerate("abcd"[: len(game)]))
    votes = {voter: game[i][1:] for i, voters in enumerate(types) for voter in voters}

    def wins(some: frozenset[str]) -> bool:
        enough = [sum(votes[one][body] for one in some) >= least for body, least in enumerate((quota, other))]
        return all(enough) if both else any(enough)

    found = coalitions(types, wins)
    assert found is not None
    assert expanded(found, found.winning) == oracle.minimal_winning(votes, wins)
    assert expanded(found, found.blocking) == oracle.minimal_blocking(votes, wins)
    assert sum(map(found.number, found.winning)) == len(oracle.minimal_winning(votes, wins))
    assert sum(map(found.number, found.blocking)) == len(oracle.minimal_blocking(votes, wins))
    each = {voter: n for voters, n in zip(found.types, found.swings, strict=True) for voter in voters}
    assert each == oracle.swings(votes, wins)
    assert set(found.dummies) == oracle.dummies(votes, wins)
    assert found.of == 2 ** (len(votes) - 1)


def test_too_many_different_coalitions_are_not_asked_about() -> None:
    """Fifteen voters, each of a type of their own, are 32,768 coalitions; fourteen are 16,384."""

    def never(_some: frozenset[str]) -> bool:
        raise AssertionError

    assert coalitions(tuple((str(n),) for n in range(15)), never) is None
    assert coalitions(tuple((str(n),) for n in range(14)), lambda some: len(some) > 13) is not None


@pytest.mark.parametrize(("votes", "most"), [([2**n for n in range(12)], 24), (range(3, 13), 524)])
def test_what_follows_from_an_answer_is_not_asked(votes: Sequence[int], most: int) -> None:
    """One of twelve has more votes than all others: each alone and all but each are 24 questions, and none is left.

    Of ten with 3 to 12 votes there are 1,024 coalitions; on C(10, 5) = 252 chains at most two each are asked about,
    and 20 before.
    Fails if an answer is noted of that coalition alone, or if who decides alone is not asked about first.
    """
    types = tuple((f"v{n}",) for n in range(len(votes)))
    asked: list[frozenset[str]] = []

    def wins(some: frozenset[str]) -> bool:
        asked.append(some)
        return 2 * sum(votes[int(one[1:])] for one in some) > sum(votes)

    found = coalitions(types, wins)
    assert found is not None
    assert len(asked) == len({*asked}) <= most
    every = oracle.minimal_winning((voter for (voter,) in types), wins)
    assert expanded(found, found.winning) == every


def test_of_fourteen_who_all_differ_not_more_are_asked_about_than_takes_seconds() -> None:
    """Each least coalition that wins and each largest that loses must be asked about: over 1,500 with 3 to 16 votes.

    Fails if the questions are not limited.
    """
    asked: list[frozenset[str]] = []

    def wins(some: frozenset[str]) -> bool:
        asked.append(some)
        return 2 * sum(int(one) for one in some) > sum(range(3, 17))

    assert coalitions(tuple((str(votes),) for votes in range(3, 17)), wins) is None
    assert len(asked) == QUESTIONS


# --- the exam ------------------------------------------------------------------------------------------------------


def holding(words: str, at: At) -> Holding:
    what = asked(tuple(words.split()), at.moment, at.docket)
    assert not isinstance(what, Misworded)
    return who_can(what, at)


def figures(found: Holding) -> tuple[dict[int, int], dict[int, int], set[int], int]:
    """Give how many minimal winning and blocking coalitions there are of each size, the swings, and of how many."""
    together = found.together
    assert together is not None
    sizes: list[dict[int, int]] = []
    for minimal in (together.winning, together.blocking):
        by_size: dict[int, int] = {}
        for counts in minimal:
            by_size[sum(counts)] = by_size.get(sum(counts), 0) + together.number(counts)
        sizes.append(by_size)
    return sizes[0], sizes[1], set(together.swings), together.of


def november(choices: Mapping[str, Value] | None = None) -> Timeline:
    return replay(bundled("nov2023"), choices)


def test_exam_5_six_directors() -> None:
    """Four of six: C(6,4) is 15, C(6,3) is 20 and C(5,3) is 10 of 2^5."""
    timeline = november()
    found = holding("remove altman from inc.ceo", when_taken(timeline, "decision"))
    assert figures(found) == ({4: 15}, {3: 20}, {10}, 32)


@pytest.mark.parametrize("words", ["remove shear from inc.ceo", "appoint altman as inc.ceo replacing shear"])
def test_exam_5_four_directors_after_the_letter(words: str) -> None:
    """Three of four: C(4,3) is 4, C(4,2) is 6 and C(3,2) is 3 of 2^3."""
    found = holding(words, right_after(november(), "letter-505"))
    assert figures(found) == ({3: 4}, {2: 6}, {3}, 8)


@pytest.mark.parametrize("size", [6, 7])
def test_exam_5_under_the_statute_alone_each_of_four_blocks_by_staying_away(size: int) -> None:
    """A quorum of six seats, or of seven, is four: all must come, or sign."""
    timeline = november({"reading": "statutory-default", "size": Fraction(size), "form": "noticed-meeting"})
    found = holding("remove murati from inc.ceo", right_after(timeline, "told-altman"))
    assert figures(found) == ({4: 1}, {1: 4}, {1}, 8)


def test_exam_5_three_directors_after_the_settlement() -> None:
    """Two of three: C(3,2) is 3 both ways, and C(2,1) is 2 of 2^2."""
    found = holding("remove altman from inc.ceo", right_after(november(), "settlement"))
    assert figures(found) == ({2: 3}, {2: 3}, {2}, 4)


# --- ten votes a share ---------------------------------------------------------------------------------------------

OWNED = """
- {id: sale, in: acme.charter, rank: charter, power: {to: [determine], of: any}, by: {vote: acme.owners}}
- {id: ten, in: acme.charter, for: acme.owners, weights: {acme.b: 10}}
- {id: most, in: acme.charter, for: acme.owners, passes: "> 1/2 of outstanding"}
- {id: paper, in: acme.charter, for: acme.owners, consent: "> 1/2 of outstanding"}
"""


def owners(ann: int, bob: int, cyd: int) -> tuple[Holding, At]:
    """Ann, who founded it, has shares with ten votes each; bob and cyd have shares with one."""
    timeline = told(
        tale(
            act("n", "gus", "announce: news"),
            rules=OWNED,
            bodies="{acme.owners: {kind: stockholders, roll: [acme.a, acme.b]}}",
            positions="{acme.ceo: {kind: office}, acme.a: {kind: shares}, acme.b: {kind: shares}}",
            start=f"{{acme.b: {{ann: {ann}}}, acme.a: {{bob: {bob}, cyd: {cyd}}}}}",
        )
    )
    at = right_after(timeline, "n")
    return holding("determine acme.sale", at), at


def test_a_founder_with_a_tenth_of_the_shares_decides_alone_and_the_others_never_matter() -> None:
    """Ten shares of 109 are 100 votes of 199: more than half."""
    found, at = owners(10, 60, 39)
    assert figures(found) == ({1: 1}, {1: 1}, {4, 0}, 4)
    assert found.together is not None
    assert set(found.together.dummies) == {"bob", "cyd"}
    assert can(("ann",), found.what, at).verdict.word == "valid"
    assert can(("bob", "cyd"), found.what, at).missing == (("ann",),)


def test_a_founder_with_just_half_of_the_votes_needs_somebody_and_blocks_alone() -> None:
    """100 votes of 200: with bob or with cyd more than half, without her at most 100."""
    found, at = owners(10, 60, 40)
    assert figures(found) == ({2: 2}, {1: 1, 2: 1}, {3, 1}, 4)
    assert can(("ann",), found.what, at).missing == (("bob",), ("cyd",))


def test_holders_with_as_many_votes_of_another_class_are_no_less_alike() -> None:
    """Ann's 3 shares are 30 votes, as bob's 30 are and cyd's 30: any two of three, whatever class."""
    found, _ = owners(3, 30, 30)
    assert found.together is not None
    pairs = {some for some in product((0, 1, 2), repeat=2) if sum(some) == 2}
    assert {tuple(sorted(map(len, found.together.types)))} == {(1, 2)}
    assert set(found.together.winning) <= pairs
    assert figures(found) == ({2: 3}, {2: 3}, {2}, 4)
