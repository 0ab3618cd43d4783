"""Which finding decided a ruling, in one sentence: the first that refused it, or the count that carried it."""

from collections.abc import Iterator

from govsim.record.rulings import Finding, Ruling, Verdict
from govsim.views.lexicon import Lexicon
from govsim.views.sentences import sentence

_CHOSEN = frozenset({"approval.any", "approval.k-of"})
"""Findings that need only some of those under them."""


def _leaves(finding: Finding) -> Iterator[Finding]:
    """Give the findings without others under them that made this one what it is, in order."""
    if not finding.children:
        yield finding
        return
    children = finding.children
    if finding.code in _CHOSEN or finding.verdict is not Verdict.VALID:
        children = tuple(child for child in children if child.verdict is finding.verdict)[:1] or children
    elif finding.code == "stages":
        children = children[-1:]
    for child in children:
        yield from _leaves(child)


def decisive(ruling: Ruling) -> Finding:
    """Give the finding that decided: where it was refused the first that refused it, else the last count."""
    leaves = tuple(_leaves(ruling.finding))
    counted = tuple(leaf for leaf in leaves if leaf.numbers)
    return leaves[0] if ruling.verdict is not Verdict.VALID else (counted or leaves)[-1]


def reason(ruling: Ruling, names: Lexicon) -> str:
    """Give the sentence of the finding that decided, with its clause."""
    found = decisive(ruling)
    clause = names.cite(found.clause) if found.clause else ""
    return sentence(found, names) + (f" [{clause}]" if clause else "")
