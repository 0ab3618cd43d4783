"""What depends on a conflict or a premise, in sentences: what was tried out, and what came of it."""

from collections.abc import Iterable, Iterator

from govsim.engine.sensitivity import Answer, Change
from govsim.record.rulings import Verdict
from govsim.views.premises import PremiseRow
from govsim.views.sentences import VERDICTS
from govsim.views.sources import Dispute, Effect

MOST_NAMED = 8
"""So many are named one by one; the others are counted."""

_HOLDS = {True: "holds", False: "does not hold", None: "cannot be told"}


def _answer(answer: Answer) -> str:
    return VERDICTS[answer] if isinstance(answer, Verdict) else _HOLDS[answer]


def _by_step(items: Iterable[str]) -> str:
    """Draw items of one step together: `vote (ceo, chair); sale (price)`."""
    steps: dict[str, list[str]] = {}
    for name in items:
        step, _, item = name.rpartition(".")
        steps.setdefault(step, []).append(item)
    return "; ".join(f"{step} ({', '.join(found)})" for step, found in steps.items())


def named(found: tuple[str, ...]) -> str:
    """Name steps or conclusions, the first of many only."""
    more = len(found) - MOST_NAMED
    return ", ".join(found[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def change_words(changes: tuple[Change, ...]) -> str:
    """Say what changed, equal changes together: `valid > void in vote (chair)`.

    >>> change_words((Change(kind="condition", name="deal", value="no", before=True, after=None),))
    'the condition of deal: holds > cannot be told'
    """
    grouped: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        turn = f"{_answer(change.before)} > {_answer(change.after)}"
        grouped.setdefault((change.kind, turn), []).append(change.name)
    out = []
    for (kind, turn), names in grouped.items():
        if kind == "verdict":
            out.append(f"{turn} in {_by_step(names)}")
        else:
            word = f"{kind} of" if kind == "condition" else kind
            out.extend(f"the {word} {name}: {turn}" for name in names)
    return ", and ".join(out)


def effect_words(effects: tuple[Effect, ...]) -> Iterator[str]:
    """Say what the other values of one or more dimensions change; those that change nothing go together."""
    quiet: dict[str, list[str]] = {}
    for effect in effects:
        if effect.excluded:
            yield f"{effect.dimension} = {effect.value}: excluded, it cannot be so with all else as chosen"
        elif effect.changes:
            yield f"{effect.dimension} = {effect.value}: {change_words(effect.changes)}"
        else:
            quiet.setdefault(effect.dimension, []).append(effect.value)
    for name, values in quiet.items():
        yield f"{name} = {', '.join(values)}: nothing changes, all else as chosen"


def _over_worlds(items: tuple[str, ...] | None, concluded: tuple[str, ...]) -> Iterator[str]:
    """Say what depends on it in some admissible world: verdicts, and what the story concludes."""
    if items is None:
        yield "over all admissible worlds: verdicts not compared, there are too many"
    elif items:
        steps = tuple(dict.fromkeys(item.rpartition(".")[0] for item in items))
        yield f"over all admissible worlds, verdicts depend on it in: {named(steps)}"
    if concluded:
        yield f"over all admissible worlds, what is concluded depends on it: {named(concluded)}"


def dispute_sentences(found: Dispute) -> tuple[str, ...]:
    """Say what depends on a conflict; of what the model has no way to vary, what builds on it as it is told."""
    if not found.varied:
        build = tuple(dict.fromkeys((*found.builds, *found.readers)))
        if not build:
            return ("nothing computed depends on it",)
        return (f"not varied: all answers are given under the chosen claim; built on by {named(build)}",)
    spanned = len(found.varied) > len([part for part in found.parts if part.kind == "fact"])
    changed = any(effect.changes or effect.excluded for effect in found.effects)
    if not (spanned or changed or found.readers):
        return ("nothing computed depends on it: no step, no condition and no rule reads it",)
    out = list(effect_words(found.effects))
    if not found.open:
        out = [f"settled; were another claim taken: {one}" for one in out]
    out.extend(_over_worlds(found.elsewhere, found.concluded))
    if found.readers:
        out.append(f"read by {named(found.readers)}")
    return tuple(out)


def premise_sentences(row: PremiseRow) -> tuple[str, ...]:
    """Say what hangs on one premise alone, and whether it never matters."""
    out = [*effect_words(row.effects), *_over_worlds(row.elsewhere, row.concluded)]
    if row.idle:
        out.append(
            "never matters to a verdict, an expectation or an outcome, in any admissible world; "
            "who holds what in law may still differ"
        )
    return tuple(out)
