"""Rules that wait to be adopted, and that nobody could ever adopt.

That nobody may amend an instrument is no flaw: it stays as it is. But a rule of it that is not in force at the start
then never is.
"""

from collections.abc import Iterator

from govsim.rules.book import Code
from govsim.rules.flaws import Flaw, can_be_given
from govsim.rules.ranks import Deed
from govsim.world.clauses import AMEND, Clause, Power


def asleep(code: Code, reading: str) -> Iterator[Flaw]:
    """Give each rule that is not in force at the start and that no power to amend reaches, with its instrument."""
    for clause in code.clauses[reading]:
        if not clause.at_start and not _reached(clause, code, reading):
            instrument = code.instruments.get(clause.instrument)
            places = () if instrument is None else ((instrument.id, instrument.place),)
            yield Flaw(kind="asleep", clause=clause, places=places, name=clause.instrument)


def _reached(clause: Clause, code: Code, reading: str) -> bool:
    """Say whether somebody could ever adopt a rule: whoever has a power over it that can be given."""
    instrument = code.instruments.get(clause.instrument)
    if instrument is None:
        return False  # a rule of a law pack: no act of a story changes the law
    deed, scopes = Deed.amending(instrument, clause.rank).of_rule(clause), code.scopes_of(instrument.entity)
    powers = (one.topic for one in code.clauses[reading] if one.scope in scopes and isinstance(one.topic, Power))
    return any(
        AMEND in power.verbs and deed.place(power.target) is not None and can_be_given(power.approval, frozenset())
        for power in powers
    )
