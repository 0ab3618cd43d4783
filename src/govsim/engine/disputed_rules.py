"""The rules that readings dispute, taken one at a time: what comes out otherwise when only that one is read otherwise.

A reading changes several rules at once, so that comparing readings does not say which of them mattered. Here one
rule stands as another reading has it, and all others stay as the chosen reading has them.
"""

from collections.abc import Iterator

from attrs import evolve

from govsim.engine.replay import replay
from govsim.engine.sensitivity import Change
from govsim.engine.timeline import Timeline
from govsim.engine.worlds import dependence
from govsim.record.rulings import Verdict
from govsim.values import frozen
from govsim.world.clauses import Clause
from govsim.world.params import READING, Overlay, Reading, overlaid


@frozen(kw_only=True)
class DisputedRule:
    """One rule that readings read differently.

    `chosen` is the rule as the chosen reading has it, None where it is not there; `others` are the other ways, each
    with the id of the first reading that has it. `changes` are the verdicts that change with all else as chosen: their
    `value` is that id. `matters` are the items, as `step.item`, whose verdict depends on this rule alone in some
    admissible world; None where there are too many worlds to tell.
    """

    rule: str
    chosen: Clause | None
    others: tuple[tuple[str, Clause | None], ...]
    changes: tuple[Change, ...]
    matters: tuple[str, ...] | None


def _ways(clause: Clause, timeline: Timeline) -> tuple[Clause | None, dict[str, Clause | None]]:
    """Give a rule as the chosen reading has it, and each other way under the first reading that has it."""
    under: dict[str, Clause | None] = {}
    for reading in timeline.story.structure.readings:
        overlay = next((one for one in reading.replaces if one.rule == clause.id), None)
        under[reading.id] = clause if overlay is None else overlaid(clause, overlay)
    chosen = under[str(timeline.choices[READING])]
    others: dict[str, Clause | None] = {}
    for name, way in under.items():
        if way != chosen and way not in others.values():
            others[name] = way
    return chosen, others


def _readings(rule: Clause, chosen: Reading, others: dict[str, Clause | None]) -> tuple[Reading, ...]:
    """Give the chosen reading, and beside it the same with this one rule as others have it."""
    rest = tuple(one for one in chosen.replaces if one.rule != rule.id)
    made = [chosen]
    for name, way in others.items():
        one = Overlay(rule=rule.id, drop=way is None, clause=way, place=chosen.place)
        made.append(evolve(chosen, id=name, replaces=(*rest, one)))
    return tuple(made)


def _verdicts(timeline: Timeline) -> dict[str, Verdict]:
    return {f"{entry.step.id}.{ruling.item}": ruling.verdict for entry in timeline.entries for ruling in entry.rulings}


def _changes(told: Timeline, readings: tuple[Reading, ...]) -> Iterator[Change]:
    before = _verdicts(told)
    for reading in readings[1:]:
        after = _verdicts(replay(told.story, {**told.choices, READING: reading.id}))
        for name, verdict in before.items():
            if after[name] is not verdict:
                yield Change(kind="verdict", name=name, value=reading.id, before=verdict, after=after[name])


def disputed_rules(timeline: Timeline) -> tuple[DisputedRule, ...]:
    """Give every rule that some reading changes, in the order of the files, with what hangs on it alone.

    >>> [one.rule for one in disputed_rules(replay(story))]  # doctest: +SKIP
    ['club.consent-clause', 'club.notice-clause']
    """
    structure = timeline.story.structure
    touched = {overlay.rule for reading in structure.readings for overlay in reading.replaces}
    out = []
    for clause in structure.clauses:
        if clause.id not in touched:
            continue
        chosen, others = _ways(clause, timeline)
        base = next(one for one in structure.readings if one.id == timeline.choices[READING])
        readings = _readings(clause, base, others)
        story = evolve(timeline.story, structure=evolve(structure, readings=readings))
        told = replay(story, timeline.choices)
        depends = dependence(told)
        matters = tuple(name for name, found in depends.by_item.items() if READING in found)
        out.append(
            DisputedRule(
                rule=clause.id,
                chosen=chosen,
                others=tuple(others.items()),
                changes=tuple(_changes(told, readings)),
                matters=matters if depends.proved else None,
            )
        )
    return tuple(out)
