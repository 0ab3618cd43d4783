"""Which finding decided a ruling, in one sentence: the first that refused it, or the count that carried it."""

from collections.abc import Iterable, Iterator

from govsim.engine.timeline import Entry
from govsim.record.rulings import Finding, Ruling, Verdict
from govsim.values import frozen
from govsim.views.deeds import item_words
from govsim.views.lexicon import Lexicon
from govsim.views.sentences import NOTES, VERDICTS, sentence

_CHOSEN = frozenset({"approval.any", "approval.k-of"})
"""Findings that need only some of those under them."""

_BESIDE = frozenset({"sponsors"})
"""Counts of who put an act forward, which is no vote on it."""

_WHOLE = "all-or-nothing"
_CAPACITIES = frozenset({"capacity", "capacity.signers"})


def _leaves(finding: Finding) -> Iterator[Finding]:
    """Give the findings without others under them that made this one what it is, in order."""
    if not finding.children:
        yield finding
        return
    children = finding.children
    if finding.code in _CHOSEN or finding.verdict is not Verdict.VALID:
        children = tuple(child for child in children if child.verdict is finding.verdict)[:1] or children
    for child in children:
        yield from _leaves(child)


def decisive(ruling: Ruling) -> Finding:
    """Give the finding that decided: where it was refused the first that refused it, else the last count.

    What only notes something decides nothing. Who put an act forward decides it only where nothing else is counted.
    """
    every = tuple(_leaves(ruling.finding))
    leaves = tuple(leaf for leaf in every if leaf.code not in NOTES) or every
    counted = tuple(leaf for leaf in leaves if leaf.numbers)
    counted = tuple(leaf for leaf in counted if leaf.code not in _BESIDE) or counted
    return leaves[0] if ruling.verdict is not Verdict.VALID else (counted or leaves)[-1]


def _capacity(finding: Finding, decided: Finding) -> str:
    """Give the body as which others acted where the finding that decided was made, empty where they were it."""
    here = ""
    for child in finding.children:
        if child.code in _CAPACITIES:
            here = dict(child.names)["body"]
        if child is decided:
            return here
        found = _capacity(child, decided)
        if found:
            return found
    return ""


def reason(ruling: Ruling, names: Lexicon) -> str:
    """Give the sentence of the finding that decided, with its clause, and the capacity in which others acted."""
    found = decisive(ruling)
    clause = names.cite(found.clause) if found.clause else ""
    body = _capacity(ruling.finding, found) if found.numbers else ""
    taken = f"; counted as the {names.brief(body)}, a capacity that is assumed" if body else ""
    return sentence(found, names) + (f" [{clause}]" if clause else "") + taken


@frozen(kw_only=True)
class Ground:
    """Items of one decision that were ruled alike on one ground: the verdict, the sentence, the rulings."""

    verdict: Verdict
    reason: str
    rulings: tuple[Ruling, ...]
    whole: bool


def grounds(rulings: Iterable[Ruling], names: Lexicon) -> tuple[Ground, ...]:
    """Put rulings together that share their verdict and its ground; those that only share another's fate come last."""
    found: dict[tuple[Verdict, str], list[Ruling]] = {}
    for ruling in rulings:
        found.setdefault((ruling.verdict, reason(ruling, names)), []).append(ruling)
    out = tuple(
        Ground(verdict=verdict, reason=why, rulings=tuple(group), whole=decisive(group[0]).code == _WHOLE)
        for (verdict, why), group in found.items()
    )
    return tuple(sorted(out, key=lambda ground: ground.whole))


def ruled_words(entry: Entry, names: Lexicon) -> str:
    """Give how the items of a step were ruled: each ground once, with the first item so ruled and how many more."""
    words = {item.id: item_words(item, names) for item in getattr(entry.step.act, "items", ())}
    parts = []
    for ground in grounds(entry.rulings, names):
        what = words.get(ground.rulings[0].item, "")
        more = f", and {len(ground.rulings) - 1} more" if len(ground.rulings) > 1 else ""
        said = f"{what}{more}: {VERDICTS[ground.verdict]}" if what else VERDICTS[ground.verdict]
        parts.append(f"{said} ({ground.reason})")
    return "; ".join(parts)
