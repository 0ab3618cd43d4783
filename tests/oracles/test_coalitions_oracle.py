"""The oracle of coalitions and cures on exam answer 5 of the domain page and on trees small enough to see through."""

from math import comb
from typing import Any

import pytest

from approving import Case, verdict
from coalitions import (
    Coalition,
    Wins,
    coalitions,
    dummies,
    least_cures,
    leaves,
    minimal_blocking,
    minimal_winning,
    monotone,
    swings,
)

SIX = list("abcdef")


def by_consent(voters: list[str]) -> Wins:
    """A coalition signs; a majority in office is enough."""

    def wins(some: Coalition) -> bool:
        return _ends(voters, "consent", dict.fromkeys(some, "signed")) == "valid"

    return wins


def by_coming(voters: list[str], authorized: int) -> Wins:
    """A coalition comes and votes for; the others stay away. A majority of the seats is a quorum."""

    def wins(some: Coalition) -> bool:
        return _ends(voters, "meeting", dict.fromkeys(some, "for"), authorized) == "valid"

    return wins


def _ends(voters: list[str], form: str, ballots: dict[str, str], authorized: int = 6) -> str:
    case: Case = {
        "by": "board",
        "act": {"verb": "determine", "position": "sale"},
        "form": form,
        "ballots": ballots,
        "positions": {"seat": {"holders": dict.fromkeys(voters, 1)}},
        "bodies": {
            "board": {
                "roll": ["seat"],
                "authorized": authorized,
                "quorum": "> 1/2 of authorized",
                "passes": "> 1/2 of present",
                "consent": "> 1/2 of in_office",
            }
        },
        "approval": {"vote": "board"},
    }
    return verdict(case)


@pytest.mark.parametrize(
    ("n", "winning", "blocking", "swing"),
    [(6, [4] * 15, [3] * 20, 10), (4, [3] * 4, [2] * 6, 3), (3, [2] * 3, [2] * 3, 2)],
    ids=["six", "four", "three"],
)
def test_exam_5_a_majority_in_office(n: int, winning: list[int], blocking: list[int], swing: int) -> None:
    voters, wins = SIX[:n], by_consent(SIX[:n])
    assert monotone(voters, wins)
    assert [len(some) for some in minimal_winning(voters, wins)] == winning
    assert [len(some) for some in minimal_blocking(voters, wins)] == blocking
    assert swings(voters, wins) == dict.fromkeys(voters, swing)  # of 32, 8, 4
    assert dummies(voters, wins) == set()


@pytest.mark.parametrize("authorized", [6, 7])
def test_exam_5_with_four_in_office_each_blocks_alone_by_staying_away(authorized: int) -> None:
    voters, wins = SIX[:4], by_coming(SIX[:4], authorized)
    assert minimal_winning(voters, wins) == {frozenset(voters)}
    assert minimal_blocking(voters, wins) == {frozenset(one) for one in voters}
    assert swings(voters, wins) == dict.fromkeys(voters, 1)
    assert dummies(voters, wins) == set()


def test_at_nine_seats_four_in_office_cannot_win_and_nobody_swings() -> None:
    voters, wins = SIX[:4], by_coming(SIX[:4], 9)
    assert minimal_winning(voters, wins) == set()
    assert minimal_blocking(voters, wins) == {frozenset()}
    assert dummies(voters, wins) == set(voters)


def weighted(weights: dict[str, int], quota: int) -> Wins:
    return lambda some: sum(weights[one] for one in some) >= quota


def test_the_textbook_council_with_a_voter_whose_votes_never_matter() -> None:
    """[58; 31, 31, 28, 21, 2, 2]: three have all the 48 swings, 16 of 32 each (Banzhaf 1965)."""
    weights = {"h1": 31, "h2": 31, "oyster": 28, "north": 21, "long": 2, "glen": 2}
    wins = weighted(weights, 58)
    big = {"h1", "h2", "oyster"}
    assert swings(weights, wins) == {**dict.fromkeys(weights, 0), **dict.fromkeys(big, 16)}
    assert dummies(weights, wins) == {"north", "long", "glen"}
    pairs = {frozenset(big - {one}) for one in big}
    assert minimal_winning(weights, wins) == pairs
    assert minimal_blocking(weights, wins) == pairs


def test_a_veto_player_blocks_alone() -> None:
    wins = weighted({"a": 3, "b": 1, "c": 1, "d": 1}, 5)  # a with any two of the others
    voters = "abcd"
    assert minimal_winning(voters, wins) == {frozenset("abc"), frozenset("abd"), frozenset("acd")}
    assert minimal_blocking(voters, wins) == {frozenset("a"), frozenset("bc"), frozenset("bd"), frozenset("cd")}
    assert swings(voters, wins) == {"a": 4, "b": 2, "c": 2, "d": 2}


def test_all_coalitions_are_looked_at_once() -> None:
    sizes = [len(some) for some in coalitions(SIX)]
    assert [sizes.count(size) for size in range(7)] == [comb(6, size) for size in range(7)]
    assert len(set(coalitions(SIX))) == 64


def test_a_question_that_punishes_one_more_voter_is_seen() -> None:
    assert not monotone("abc", lambda some: len(some) == 2)
    assert monotone("abc", lambda some: len(some) >= 2)


# ---------------------------------------------------------------- cures


def leaf(verdict: str) -> dict[str, Any]:
    return {"leaf": "leaf", "verdict": verdict}


def node(kind: str, *words: str | dict[str, Any], k: int = 0) -> dict[str, Any]:
    parts = [leaf(word) if isinstance(word, str) else word for word in words]
    return {"node": kind, "parts": parts, "k": k} if kind == "k_of" else {"node": kind, "parts": parts}


def cures(tree: dict[str, Any]) -> set[frozenset[str]]:
    """The least cures, each path written as 0.1."""
    return {frozenset(".".join(map(str, path)) for path in some) for some in least_cures(tree)}


@pytest.mark.parametrize(
    ("tree", "ends"),
    [
        (leaf("void"), [{""}]),
        (leaf("pending"), [set()]),
        (node("all", "void", "valid", "no_act", "voidable"), [{"0", "2"}]),
        (node("any", "void", "no_act"), [{"0"}, {"1"}]),
        (node("any", "void", "pending"), [set()]),
        (node("k_of", "void", "no_act", "void", "valid", k=2), [{"0"}, {"1"}, {"2"}]),
        (node("k_of", "void", "no_act", "void", "pending", k=3), [{"0", "1"}, {"0", "2"}, {"1", "2"}]),
        (node("any", node("all", "void", "no_act"), "void"), [{"0.0", "0.1"}, {"1"}]),
        (node("all", node("any", "void", "void"), "no_act"), [{"0.0", "1"}, {"0.1", "1"}]),
        (node("all", node("all", "pending"), "void"), [{"1"}]),
    ],
    ids=range(10),
)
def test_least_cures(tree: dict[str, Any], ends: list[set[str]]) -> None:
    assert cures(tree) == {frozenset(some) for some in ends}


def test_leaves_are_named_by_their_way_down() -> None:
    tree = node("all", "void", node("any", "no_act", "valid"))
    assert leaves(tree) == [((0,), "void"), ((1, 0), "no_act"), ((1, 1), "valid")]
