"""The law of refusal: which acts are refused, and the smallest sets of findings that had to be otherwise.

The oracle tries every subset (`coalitions.least_cures`); the engine reads them off the tree.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from bridge import ruled
from coalitions import least_cures, leaves
from govsim.analysis.cures import MOST, cures, flipped, leaf_at
from govsim.engine.replay import replay
from govsim.record.rulings import Finding, Verdict, joined, part_rule
from govsim.record.story import Story
from govsim.testing.strategies import stories
from random_cases import random_case

often = how(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
NONE: frozenset[tuple[int, ...]] = frozenset()
FEW = 7
"""With more refusing findings than this, all subsets are too many to try."""


def node(code: str, children: tuple[Finding, ...], k: int = 0) -> Finding:
    """Give a finding that follows from others as its code says."""
    numbers = (("k", k),) if k else ()
    bare = Finding(code=code, verdict=Verdict.VALID, numbers=numbers, children=children)
    verdict = joined(bare, tuple(child.verdict for child in children))
    return Finding(code=code, verdict=verdict, numbers=numbers, children=children)


@st.composite
def nodes(draw: st.DrawFn, parts: st.SearchStrategy[Finding]) -> Finding:
    """Give a node of any sort over one to four parts."""
    children = tuple(draw(st.lists(parts, min_size=1, max_size=4)))
    code = draw(st.sampled_from(["approval.all", "approval.any", "approval.k-of", "stages", "supposed.vote", "item"]))
    return node(code, children, draw(st.integers(1, len(children))) if code == "approval.k-of" else 0)


LEAVES = st.sampled_from(list(Verdict)).map(lambda verdict: Finding(code="leaf", verdict=verdict))
TREES = st.recursive(LEAVES, nodes, max_leaves=10)


def plain(finding: Finding) -> dict[str, Any]:
    """Give a tree of findings as the oracle has it."""
    if not finding.children:
        return {"leaf": finding.code, "verdict": finding.verdict.word}
    rule = part_rule(finding)
    parts = [plain(child) for child in finding.children]
    if rule == "all":
        return {"node": "all", "parts": parts}
    return {"node": "k_of", "k": rule, "parts": parts}


def holds_the_law(tree: Finding) -> None:
    """Hold a tree to the law of refusal, by flipping findings and joining anew."""
    found = cures(tree)
    assert flipped(tree, NONE) is tree.verdict
    assert (found == (NONE,)) == (tree.verdict not in {Verdict.NO_ACT, Verdict.VOID})
    for one in found[:12]:
        assert all(leaf_at(tree, path).verdict.refused and not leaf_at(tree, path).children for path in one)
        assert flipped(tree, one) not in {Verdict.NO_ACT, Verdict.VOID}
        for size in range(min(len(one), FEW)):
            for fewer in combinations(sorted(one), size):
                assert flipped(tree, frozenset(fewer)) in {Verdict.NO_ACT, Verdict.VOID}
    form = plain(tree)
    if sum(word in {"no_act", "void"} for _, word in leaves(form)) <= FEW:
        assert set(found) == least_cures(form)
        assert len(found) < MOST


@how(often, max_examples=250)
@given(TREES)
def test_the_smallest_cures_of_any_tree_are_those_found_by_trying_all(tree: Finding) -> None:
    """Fails if `cures` takes one part too few of a `k of`."""
    holds_the_law(tree)


def rulings(story: Story) -> Iterator[Finding]:
    for entry in replay(story).entries:
        for ruling in entry.rulings:
            assert ruling.verdict is ruling.finding.verdict
            yield ruling.finding


@often
@given(stories())
def test_what_is_refused_in_an_invented_story_is_cured_by_its_smallest_cures(story: Story) -> None:
    """Fails if `part_rule` takes the findings of a vote, or of an item, for such that one is enough."""
    for tree in rulings(story):
        holds_the_law(tree)


def test_what_is_refused_among_the_random_acts_is_cured_by_its_smallest_cures() -> None:
    """Fails if `flipped` counts a refused leaf that is not flipped as good, or leaves out the children of a node."""
    trees = [ruled(random_case(seed)).finding for seed in range(150)]
    assert sum(tree.verdict.refused for tree in trees) > 40
    for tree in trees:
        holds_the_law(tree)
