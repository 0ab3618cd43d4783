"""What a ruling owes to earlier ones without saying so: who sits on after a term, and where what is open was asked."""

from govsim.engine.timeline import Entry, Timeline
from govsim.record.acts import Expire
from govsim.record.rulings import Ruling
from govsim.record.state import sitting_on
from govsim.views.lexicon import Lexicon

FEW = 3
"""So many steps are named."""


def held_over(entry: Entry, ruling: Ruling, timeline: Timeline, names: Lexicon) -> tuple[tuple[str, str], ...]:
    """Say who is counted although a term is over, each with the clause that lets them stay.

    Only where the ruling looked at who holds that position, and the person holds it still and does not leave by it.
    """
    before = timeline.entries[: entry.index - 1]
    leaving = {dict(one.names)["party"] for one in ruling.finding.children if one.code == "succeeds"}
    out = []
    for earlier in before:
        act = earlier.step.act
        if not isinstance(act, Expire) or ("held", act.position) not in ruling.read:
            continue
        found = earlier.rulings[0].finding.children[0]
        over = {*sitting_on(before[-1].law, act.position)} - leaving
        if found.code == "holds-over" and act.party in over:
            words = f"{names.brief(act.party)} holds over and is counted: the term is over, and no successor qualified"
            out.append((words, names.cite(found.clause)))
    return tuple(out)


def by_way_of(entry: Entry, ruling: Ruling, depends_on: tuple[str, ...], timeline: Timeline) -> tuple[str, ...]:
    """Name the earlier steps that asked for what a verdict depends on, where its own ruling asked for none of it."""
    if set(depends_on) & {*ruling.asked}:
        return ()
    steps = (
        one.step.id
        for one in timeline.entries[: entry.index - 1]
        if any({*depends_on} & {*ruled.asked} for ruled in one.rulings)
    )
    return tuple(steps)[:FEW]
