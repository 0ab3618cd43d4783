"""The answer to a fork in one sentence, with the form it assumes; and of a question about willingness, that it is open.

Power and willingness are kept apart: where a step does not follow because of a modeller's condition although the
power was there, the sentence says so, and says that it follows from the condition and not from the law.
"""

from collections.abc import Iterator

from govsim.record.acts import Consent, Decide, OpenForm, Resolve
from govsim.record.edits import Choose
from govsim.record.rulings import Ruling
from govsim.record.state import State, holding
from govsim.views.branching import Branching
from govsim.views.deciding import grounds, reason
from govsim.views.deeds import item_words, own_word
from govsim.views.lexicon import Lexicon
from govsim.views.sentences import VERDICTS
from govsim.views.standing import number_held, watched_positions
from govsim.whatif.branch import Mark, Turn, verdicts
from govsim.world.expressions import text
from govsim.world.params import READING
from govsim.world.structure import Position

MANY = 2
"""So many edits are told in the sentence; of more, their number."""

MOST = 3
"""The answer is about no more decisions than these; the table has them all."""


def _decided(turn: Turn) -> bool:
    return turn.entry is not None and isinstance(turn.entry.step.act, Resolve | Decide)


def _headlines(found: Branching) -> tuple[Turn, ...]:
    """Give the steps the answer is about: the first decisions that were reached and edited, or ruled otherwise.

    Else the first decision ruled on other grounds, else the first step that is not as it was.
    """
    turns = [turn for turn in found.branch.turns if turn.mark is not Mark.HAPPENED]
    reached = [turn for turn in turns if _decided(turn) and turn.entry is not None and turn.entry.rulings]
    told = [turn for turn in reached if turn.mark is Mark.EDITED or _otherwise(turn)]
    return tuple(told[:MOST] or reached[:1] or turns[:1])


def _otherwise(turn: Turn) -> bool:
    """Say whether a step has other verdicts than it had in the base."""
    return turn.entry is None or turn.base is None or verdicts(turn.entry.rulings) != verdicts(turn.base.rulings)


def _asked(turns: tuple[Turn, ...]) -> set[str]:
    """Give the choices that the rulings of steps asked for."""
    return {name for turn in turns if turn.entry is not None for ruling in turn.entry.rulings for name in ruling.asked}


def _open_form(turn: Turn) -> Iterator[str]:
    """Give the parameter that says in which form a step was decided, where that is open."""
    act = turn.entry.step.act if turn.entry is not None else None
    if isinstance(act, Resolve) and isinstance(act.form, OpenForm):
        yield act.form.param


def _assumed(found: Branching, turns: tuple[Turn, ...]) -> str:
    """Give what is assumed: what the rulings of these steps asked for, and in which form they were decided.

    The reading and the form are named wherever any ruling of the fork asked for them, and all that was asked for where
    these rulings asked for nothing: no answer is without its assumptions.
    """
    anywhere = _asked(found.branch.turns)
    always = {READING, *(name for turn in found.branch.turns for name in _open_form(turn))}
    asked = (_asked(turns) | (anywhere & always)) or anywhere
    said = [f"{name} {value}" for name, value in found.settings if name in asked]
    for turn in turns[:1]:
        act = turn.entry.step.act if turn.entry is not None else None
        if isinstance(act, Resolve) and not isinstance(act.form, OpenForm):
            said.append("a written consent" if isinstance(act.form, Consent) else "a meeting")
    return f"assuming {', '.join(said)}" if said else ""


def _supposed(found: Branching, turns: tuple[Turn, ...]) -> str:
    """Give what is changed, as the words that follow `if`; what was said to be assumed is not said again."""
    asked = _asked(turns)
    edits = [words for edit, words in found.edits if not (isinstance(edit, Choose) and edit.name in asked)]
    if not edits:
        return "with nothing else changed"
    if len(edits) <= MANY:
        return f"if {' and '.join(edits)}"
    return f"with the {len(edits)} changes of the fork"


def _would(turn: Turn, names: Lexicon) -> str:
    """Give how the items of a decision would be ruled, each ground once, with the finding that decided."""
    entry = turn.entry
    assert entry is not None  # noqa: S101 - a decision that was reached
    items = {item.id: item_words(item, names) for item in getattr(entry.step.act, "items", ())}
    parts: list[str] = []
    for ground in grounds(entry.rulings, names):
        others = len(ground.rulings) - 1
        more = f", as would {others} other {'item' if others == 1 else 'items'} of it" if others else ""
        if ground.whole:
            parts.append(f"{VERDICTS[ground.verdict]} with it, all or nothing: the other {len(ground.rulings)}")
            continue
        parts.append(f"`{items[ground.rulings[0].item]}` would be {VERDICTS[ground.verdict]} ({ground.reason}){more}")
    return "; ".join(parts)


def _ends(found: Branching) -> Iterator[str]:
    """Give who holds what is watched at the end, in fact, where law parts from it in law too, and as it happened."""
    here, base = found.branch.timeline, found.branch.base
    for position in watched_positions(here):
        at_end, in_law, before = (_held(position, one, found.names) for one in (here.fact, here.law, base.fact))
        law = f", in law {in_law[0]}" if in_law != at_end else ""
        was = "as it happened" + ("" if at_end == before else f": {before[0]}")
        yield f"{found.names.brief(position.id)} at the end: {at_end[0]}{law} ({was})"


def _held(position: Position, state: State, names: Lexicon) -> tuple[str, tuple[str, ...]]:
    """Say who holds a position or how much is held of it; and give who holds it, to tell one state from another."""
    parties = holding(state, position.id)
    return (names.people(parties) or "nobody") if position.sole else number_held(position, state), parties


def answer(found: Branching) -> str:
    """Answer a fork in one sentence: what is assumed, what is changed, how that would be ruled, and where it ends."""
    turns = _headlines(found)
    if not turns:
        return _sentence(found, turns, "every step happens as it did, and is ruled as it was")
    told = [turn for turn in turns if _decided(turn) and turn.entry is not None and turn.entry.rulings]
    parts = [(f"in `{turn.step}` " if len(told) > 1 else "") + _would(turn, found.names) for turn in told]
    said = "; ".join(parts) or _not_following(found)
    ends = "; ".join(_ends(found))
    return f"{_sentence(found, turns, said)} {ends[:1].upper()}{ends[1:]}."


def _not_following(found: Branching) -> str:
    """Say what becomes of the rest where no ruling on a decision is another one."""
    unmet = [turn.step for turn in found.branch.turns if turn.mark is Mark.NOT_MET]
    others = [turn for turn in found.branch.turns if turn.mark not in {Mark.HAPPENED, Mark.EDITED}]
    if not unmet:
        return "nothing else changes" if not others else "no ruling on a decision changes"
    alone = len(unmet) == 1
    steps = f"`{unmet[0]}` does not follow" if alone else f"{len(unmet)} steps do not follow, first `{unmet[0]}`"
    return f"no ruling on a decision changes, and {steps} (by the modeller's condition, not by a rule)"


def _sentence(found: Branching, turns: tuple[Turn, ...], said: str) -> str:
    whole = ": ".join(part for part in (_assumed(found, turns), f"{_supposed(found, turns)}, {said}.") if part)
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
    legally = any(
        _decided(turn) and turn.entry is not None and turn.entry.rulings and turn.mark is not Mark.HAPPENED
        for turn in branch.turns
    )
    out = []
    for turn in branch.turns:
        entry = turn.entry
        if entry is None or entry.step.condition is None or (turn.step not in named and legally):
            continue
        unmet = entry.condition is not True
        if not _decided(turn) or own_word(entry.step.act) or (turn.step not in named and not unmet):
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
