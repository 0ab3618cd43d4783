"""One ruling explained: the verdict, the tree of findings with clauses and arithmetic, and what it rests on."""

from collections.abc import Iterator
from itertools import groupby

from govsim.record.rulings import Finding, Ruling
from govsim.record.story import Step
from govsim.views.deeds import in_vain, item_words, own_word, step_words
from govsim.views.lexicon import Lexicon
from govsim.views.sentences import MARKS, NOTES, VERDICTS, sentence
from govsim.views.trust import Trusted, labels

NOTE = "--"
"""What stands before a finding that only notes something: it neither helps an act nor harms it."""


def _mark(finding: Finding) -> str:
    return NOTE if finding.code in NOTES else MARKS[finding.verdict]


MOST_ALIKE = 8
"""No more findings than this that say the same of one person each are told one by one."""


def _folded(children: tuple[Finding, ...]) -> Iterator[tuple[Finding, int]]:
    """Give findings, each with how many others say the same of other persons and are not told for it."""

    def alike(one: Finding) -> tuple[str, int, str, bool]:
        return one.code, one.verdict, one.clause, bool(one.children or one.numbers)

    for (_, verdict, _, more), run in groupby(children, key=alike):
        found = tuple(run)
        if more or verdict or len(found) <= MOST_ALIKE:
            yield from ((one, 0) for one in found)
        else:
            yield found[0], len(found) - 1


def _alike(others: int) -> str:
    return f", and {others} others likewise" if others else ""


def branches(finding: Finding, names: Lexicon, indent: str = "", last: str = "") -> Iterator[tuple[str, str, str]]:
    """Give the lines of a tree of findings: drawing, words with their mark, and the clause that says so.

    A clause is named where it changes, so that a branch that rests on one clause names it once.
    """
    shown = tuple(_folded(finding.children))
    for position, (child, others) in enumerate(shown):
        end = position == len(shown) - 1
        said = child.code == "clause.void" or child.clause == last
        clause = names.cite(child.clause) if child.clause and not said else ""
        yield f"{indent}{'`' if end else '|'}-- ", f"{_mark(child)}  {sentence(child, names)}{_alike(others)}", clause
        inner = f"{indent}{'    ' if end else '|   '}"
        contested = (
            names.clauses[child.clause].contested if child.clause in names.clauses and not child.children else ""
        )
        if contested and child.verdict.refused:
            yield inner, f"contested: {contested}", ""
        yield from branches(child, names, inner, child.clause or last)


def headline(step: Step, ruling: Ruling, names: Lexicon) -> str:
    """Give what was ruled in one line: the verdict in capitals, and the item."""
    done = {item.id: item for item in getattr(step.act, "items", ())}
    items = {name: item_words(item, names) for name, item in done.items()}
    what = items.get(ruling.item) or step_words(step, names)
    what += in_vain((done[ruling.item],), ruling.verdict) if ruling.item in done else ""
    where = f"{step.id}.{ruling.item}" if ruling.item in items else step.id
    own = own_word(step.act) if ruling.verdict.effective else ""
    return f"{(own or VERDICTS[ruling.verdict]).upper()}  {what}  ({where})"


def explanation(step: Step, ruling: Ruling, names: Lexicon, numbered: tuple[Trusted, ...]) -> str:
    """Give a ruling in words, with the same tree that carries its verdict."""
    lines = [headline(step, ruling, names)]
    for drawing, words, clause in branches(ruling.finding, names, "  "):
        lines.append(f"{drawing}{words}" + (f"  [{clause}]" if clause else ""))
    rests = labels(ruling.rests_on, numbered)
    if rests:
        lines.append(f"  rests on {rests}")
    return "\n".join(lines)
