"""Circles: powers to manage that wait for each other's consent, so that nobody could ever act.

Only consents make a circle, and only where every route of each of its entities leads back into it. A board that elects
itself is none: it decides by a vote.
"""

from collections.abc import Iterator

from govsim.rules.book import Code
from govsim.rules.flaws import Flaw, can_be_given, managing
from govsim.world.approvals import Approval, ByParty, leaves_of
from govsim.world.clauses import Clause, Power


def circles(code: Code, reading: str) -> Iterator[Flaw]:
    """Give each circle once, at the first of its powers in the order of the files, with every other one of them."""
    rules = {name: found for name in code.entities if (found := managing(name, code, reading))}
    waits: dict[str, dict[str, Clause]] = {name: {} for name in rules}
    stuck = _stuck(rules)
    for name in stuck:
        for clause in rules[name]:
            for leaf in (leaf for approval in _approvals((clause,)) for leaf in leaves_of(approval)):
                if isinstance(leaf, ByParty) and leaf.party in stuck:
                    waits[name].setdefault(leaf.party, clause)
    seen: set[str] = set()
    for name in stuck:
        ring = {one for one in _reached(name, waits) if name in _reached(one, waits)}
        if name in ring and name not in seen:
            seen |= ring
            used = dict.fromkeys(rule for one in rules if one in ring for to, rule in waits[one].items() if to in ring)
            first, *others = sorted(used, key=lambda clause: clause.place)
            places = tuple((clause.id, clause.place) for clause in others)
            own = tuple((one, code.entities[one].place) for one in rules if one in ring)
            yield Flaw(kind="circle", clause=first, places=places or own, name=", ".join(o for o, _ in own))


def _approvals(clauses: tuple[Clause, ...]) -> tuple[Approval, ...]:
    return tuple(clause.topic.approval for clause in clauses if isinstance(clause.topic, Power))


def _stuck(rules: dict[str, tuple[Clause, ...]]) -> list[str]:
    """Give the entities that could act only if another one of them did; whoever else is asked is taken to answer."""
    free: set[str] = set()
    while True:
        waiting = frozenset(ByParty(name) for name in rules if name not in free)
        more = {
            name
            for name, clauses in rules.items()
            if name not in free and any(can_be_given(approval, waiting) for approval in _approvals(clauses))
        }
        if not more:
            return [name for name in rules if name not in free]
        free |= more


def _reached(start: str, waits: dict[str, dict[str, Clause]]) -> set[str]:
    """Give whom an entity waits for, directly or through others; itself only where it waits for itself."""
    out: set[str] = set()
    open_ = list(waits[start])
    while open_:
        name = open_.pop()
        if name not in out:
            out.add(name)
            open_.extend(waits[name])
    return out
