"""What is assumed and not known, each premise taken away alone: does anything printed hang on it, here or elsewhere?"""

from govsim.engine.disputed_rules import DisputedRule, disputed_rules
from govsim.values import frozen
from govsim.views.sources import Effect, Sourced, concluded, effects_of, elsewhere, shown_value
from govsim.world.clauses import Clause
from govsim.world.params import READING
from govsim.world.sources import words_in


@frozen(kw_only=True)
class PremiseRow:
    """One premise: what it is, what was chosen, and what its other values change.

    `effects` hold with all else as chosen; `elsewhere` are the items whose verdict depends on it in some admissible
    world, None where there are too many worlds to tell; `concluded` are the expectations and outcomes that do.
    """

    kind: str
    id: str
    title: str
    chosen: str
    effects: tuple[Effect, ...]
    elsewhere: tuple[str, ...] | None
    concluded: tuple[str, ...] = ()

    @property
    def idle(self) -> bool:
        """Whether nothing hangs on it: no verdict, expectation or outcome in any world, nothing else alone."""
        return self.elsewhere == () and not self.concluded and not any(one.changes for one in self.effects)


def _way(clause: Clause | None) -> str:
    """Say how a reading has a rule: not at all, or with which rank."""
    return "not there" if clause is None else f"there, with the rank of {clause.rank.name.lower()}"


def _rule(found: DisputedRule, one: Sourced) -> PremiseRow:
    rule = one.names.clauses[found.rule]
    effects = tuple(
        Effect(
            dimension=found.rule,
            value=f"{_way(clause)} (so {reading})",
            changes=tuple(change for change in found.changes if change.value == reading),
        )
        for reading, clause in found.others
    )
    return PremiseRow(
        kind="rule",
        id=found.rule,
        title=f"{one.names.name(rule.instrument)}: {rule.words}",
        chosen=_way(found.chosen),
        effects=effects,
        elsewhere=found.matters,
    )


def _title(name: str, found: Sourced) -> tuple[str, str]:
    story = found.timeline.story
    if name == READING:
        return "reading", "which reading of the rules"
    param = next((one for one in story.structure.params if one.id == name), None)
    if param is not None:
        return "parameter", words_in(param.title, found.names.language) or param.because
    return "fact", f"the number `{name}`"


def premises(found: Sourced) -> tuple[PremiseRow, ...]:
    """Give every premise that is open: the reading, each rule it decides, parameters, and facts with rival claims.

    >>> [one.id for one in premises(sourced(replay(story))) if one.idle]  # doctest: +SKIP
    ['chair-tied']
    """
    story, rows = found.timeline.story, []
    settled = {fact.id for fact in story.facts if fact.standing == "settled"}
    for name, premise in found.premises.items():
        among = found.among[name]
        if name in settled or len(among) < 2:  # noqa: PLR2004 - one value alone cannot be taken away
            continue
        kind, title = _title(name, found)
        rows.append(
            PremiseRow(
                kind=kind,
                id=name,
                title=title,
                chosen=shown_value(story, name, premise.chosen),
                effects=effects_of(name, found),
                elsewhere=elsewhere((name,), found.dependence),
                concluded=concluded((name,), found.standings),
            )
        )
        if name == READING:
            rows.extend(_rule(rule, found) for rule in disputed_rules(found.timeline))
    return tuple(rows)
