"""The answer to a fork in one sentence, with the form it assumes; and of a question about willingness, that it is open.

Power and willingness are kept apart: where a step does not follow because of a modeller's condition although the
power was there, the sentence says so, and says that it follows from the condition and not from the law.
"""

from collections.abc import Iterator

from govsim.record.acts import Consent, Decide, OpenForm, Resolve
from govsim.record.edits import Choose
from govsim.record.rulings import Ruling, Verdict
from govsim.record.state import holding
from govsim.views.branching import Branching
from govsim.views.deciding import reason
from govsim.views.deeds import item_words
from govsim.views.lexicon import Lexicon
from govsim.views.sentences import VERDICTS
from govsim.views.standing import watched_positions
from govsim.whatif.branch import Mark, Turn, verdicts
from govsim.world.expressions import text

MANY = 2
"""So many edits are told in the sentence; of more, their number."""


def _decided(turn: Turn) -> bool:
    return turn.entry is not None and isinstance(turn.entry.step.act, Resolve | Decide)


def _headline(found: Branching) -> Turn | None:
    """Give the step the answer is about: a decision that was reached and edited, or ruled otherwise than before.

    Else a decision ruled on other grounds, else the first step that is not as it was.
    """
    turns = [turn for turn in found.branch.turns if turn.mark is not Mark.HAPPENED]
    reached = [turn for turn in turns if _decided(turn) and turn.entry is not None and turn.entry.rulings]
    told = [turn for turn in reached if turn.mark is Mark.EDITED or _otherwise(turn)]
    return next(iter((*told, *reached, *turns)), None)


def _otherwise(turn: Turn) -> bool:
    """Say whether a step has other verdicts than it had in the base."""
    return turn.entry is None or turn.base is None or verdicts(turn.entry.rulings) != verdicts(turn.base.rulings)


def _asked(turn: Turn | None) -> set[str]:
    """Give the choices that the rulings of a step asked for."""
    rulings = turn.entry.rulings if turn is not None and turn.entry is not None else ()
    return {name for ruling in rulings for name in ruling.asked}


def _assumed(found: Branching, turn: Turn | None) -> str:
    """Give what is assumed: what the rulings of a step asked for, and in which form it was decided."""
    asked = _asked(turn)
    said = [f"{name} {value}" for name, value in found.settings if name in asked]
    act = turn.entry.step.act if turn is not None and turn.entry is not None else None
    if isinstance(act, Resolve) and not isinstance(act.form, OpenForm):
        said.append("a written consent" if isinstance(act.form, Consent) else "a meeting")
    return f"assuming {', '.join(said)}" if said else ""


def _supposed(found: Branching, turn: Turn | None) -> str:
    """Give what is changed, as the words that follow `if`; what was said to be assumed is not said again."""
    asked = _asked(turn)
    edits = [words for edit, words in found.edits if not (isinstance(edit, Choose) and edit.name in asked)]
    if not edits:
        return "with nothing else changed"
    if len(edits) <= MANY:
        return f"if {' and '.join(edits)}"
    return f"if {edits[0]}, with {len(edits) - 1} more changes"


def _would(rulings: tuple[Ruling, ...], turn: Turn, names: Lexicon) -> str:
    """Give how the items of a decision would be ruled, each verdict once, with the finding that decided."""
    entry = turn.entry
    items = {item.id: item_words(item, names) for item in getattr(entry.step.act, "items", ())} if entry else {}
    groups: dict[Verdict, list[Ruling]] = {}
    for ruling in rulings:
        groups.setdefault(ruling.verdict, []).append(ruling)
    parts = []
    for verdict, group in groups.items():
        others = len(group) - 1
        more = f", as would {others} other {'item' if others == 1 else 'items'} of it" if others else ""
        parts.append(f"`{items[group[0].item]}` would be {VERDICTS[verdict]} ({reason(group[0], names)}){more}")
    return "; ".join(parts)


def _ends(found: Branching) -> Iterator[str]:
    """Give who holds what is watched at the end, in fact, where law parts from it in law too, and as it happened."""
    here, base = found.branch.timeline, found.branch.base
    sole = {position.id: position.sole for position in here.story.structure.positions}
    for position in watched_positions(here):
        at_end, in_law, before = (holding(one, position) for one in (here.fact, here.law, base.fact))
        said = [f"{found.names.brief(position)} at the end: {_holders(at_end, found.names, sole=sole[position])}"]
        if in_law != at_end:
            said.append(f"in law {_holders(in_law, found.names, sole=sole[position])}")
        was = "" if at_end == before else f" {_holders(before, found.names, sole=sole[position])}"
        yield ", ".join((*said, f"as it happened{was}"))


def _holders(parties: tuple[str, ...], names: Lexicon, *, sole: bool) -> str:
    return (names.people(parties) or "nobody") if sole else str(len(parties))


def answer(found: Branching) -> str:
    """Answer a fork in one sentence: what is assumed, what is changed, how that would be ruled, and where it ends."""
    turn = _headline(found)
    if turn is None:
        return _sentence(found, turn, "every step happens as it did, and is ruled as it was")
    rulings = turn.entry.rulings if turn.entry is not None else ()
    said = _would(rulings, turn, found.names) if rulings and _decided(turn) else _not_following(found)
    ends = "; ".join(_ends(found))
    return f"{_sentence(found, turn, said)} {ends[:1].upper()}{ends[1:]}."


def _not_following(found: Branching) -> str:
    """Say what becomes of the rest where no ruling on a decision is another one."""
    unmet = [turn.step for turn in found.branch.turns if turn.mark is Mark.NOT_MET]
    others = [turn for turn in found.branch.turns if turn.mark not in {Mark.HAPPENED, Mark.EDITED}]
    if not unmet:
        return "nothing else changes" if not others else "no ruling on a decision changes"
    steps = "one step does" if len(unmet) == 1 else f"{len(unmet)} steps do"
    return (
        f"no ruling on a decision changes, and {steps} not follow, the first of them `{unmet[0]}` "
        "(by the modeller's condition, not by a rule)"
    )


def _sentence(found: Branching, turn: Turn | None, said: str) -> str:
    whole = ": ".join(part for part in (_assumed(found, turn), f"{_supposed(found, turn)}, {said}.") if part)
    return whole[:1].upper() + whole[1:]


def _power(rulings: tuple[Ruling, ...]) -> bool:
    return bool(rulings) and all(ruling.verdict.effective for ruling in rulings)


def open_ends(found: Branching) -> tuple[str, ...]:
    """Say which ends of a fork are open: power was there both ways, and a modeller's condition made the difference.

    Asked of the steps the fork says its question hangs on; and of each decision whose condition is not met, where every
    decision that was reached is ruled as before.
    """
    branch, names = found.branch, found.names
    named = {step for fork in branch.forked.forks for step in fork.hangs_on}
    by_law = any(
        _decided(turn) and turn.entry is not None and turn.entry.rulings and turn.mark is not Mark.HAPPENED
        for turn in branch.turns
    )
    out = []
    for turn in branch.turns:
        entry = turn.entry
        if entry is None or entry.step.condition is None or (turn.step not in named and by_law):
            continue
        unmet = entry.condition is not True
        if not _decided(turn) or (turn.step not in named and not unmet):
            continue
        rulings = turn.would if unmet else entry.rulings
        asked = text(entry.step.condition)
        follows = "does not follow" if unmet else "follows"
        body = names.brief(entry.step.by)
        if _power(rulings):
            counted = reason(rulings[0], names)
            out.append(
                f"Open: power existed both ways. The {body} could lawfully act in `{turn.step}` ({counted}), and could "
                f"leave it; that it {follows} here comes from the modeller's condition `{asked}`, not from the law."
            )
        elif turn.step in named:
            bad = next((ruling for ruling in rulings if not ruling.verdict.effective), None)
            why = f" ({VERDICTS[bad.verdict]}: {reason(bad, names)})" if bad is not None else ""
            out.append(f"Not open: `{turn.step}` {follows} here, but it would have had no effect in law{why}.")
    return tuple(out)
