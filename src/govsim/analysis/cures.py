"""What is least wrong: the smallest sets of findings that would have to be otherwise for an act not to be refused.

A finding tree is made of parts that must all hold, of which one is enough, or of which so many are needed. So the
minimal cure sets follow from it without any search: of parts that must all hold, a cure of each that does not; of parts
of which one is enough, a cure of any. For each set, with all its leaves flipped the act is not refused, and with any
fewer of them it is (a law that is tested on random structures, by flipping).
"""

from itertools import combinations, product

from govsim.record.rulings import Finding, Verdict, joined, part_rule

Path = tuple[int, ...]
"""Where a finding stands in its tree: which child of the root, which child of that, and so on."""

Cure = frozenset[Path]

MOST = 200
"""No more cure sets than this are looked at; nobody reads them."""


def _minimal(sets: list[Cure]) -> tuple[Cure, ...]:
    """Leave out every set that contains another one; smaller sets first, then in the order of the tree."""
    kept: list[Cure] = []
    for one in sorted(dict.fromkeys(sets), key=lambda found: (len(found), sorted(found))):
        if not any(other <= one for other in kept):
            kept.append(one)
    return tuple(kept[:MOST])


def _all(parts: list[tuple[Cure, ...]]) -> tuple[Cure, ...]:
    """Give the cures of several parts at once: one of each, together."""
    out: tuple[Cure, ...] = (frozenset(),)
    for part in parts:
        out = _minimal([one | more for one, more in product(out, part)])
    return out


def cures(finding: Finding, path: Path = ()) -> tuple[Cure, ...]:
    """Give every minimal set of leaves that must not be refused for `finding` not to be; the empty one if it is not.

    >>> cures(Finding(code="vote", verdict=Verdict.NO_ACT))  # doctest: +SKIP
    (frozenset({()}),)
    """
    if not finding.verdict.refused:
        return (frozenset(),)
    if not finding.children:
        return (frozenset({path}),)
    parts = [cures(child, (*path, place)) for place, child in enumerate(finding.children)]
    refused = [part for part, child in zip(parts, finding.children, strict=True) if child.verdict.refused]
    rule = part_rule(finding)
    if rule == "all":
        return _all(refused)
    missing = rule - (len(parts) - len(refused))
    return _minimal([one for some in combinations(refused, missing) for one in _all(list(some))])


def leaf_at(finding: Finding, path: Path) -> Finding:
    """Give the finding at a place in a tree."""
    for place in path:
        finding = finding.children[place]
    return finding


def places_of(finding: Finding, code: str, path: Path = ()) -> Cure:
    """Give the places of all leaves of one code in a tree."""
    if not finding.children:
        return frozenset({path} if finding.code == code else ())
    under = (places_of(child, code, (*path, place)) for place, child in enumerate(finding.children))
    return frozenset().union(*under)


def flipped(finding: Finding, paths: Cure, path: Path = ()) -> Verdict:
    """Give the verdict that a tree would have if the leaves at `paths` held: nothing is counted again."""
    if path in paths:
        return Verdict.VALID
    if not finding.children:
        return finding.verdict
    under = tuple(flipped(child, paths, (*path, place)) for place, child in enumerate(finding.children))
    return joined(finding, under)
