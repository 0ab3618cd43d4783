"""Control, computed and never declared: the smallest set closed under the approvals that give it.

`x` controls an entity when `x`, together with all it controls, can alone give the approval that manages
it; and a body when it can alone pass its votes, or alone both fill and empty its seats. Owning is
another relation: a share of an entity gives no control by itself.
"""

from collections.abc import Callable
from typing import assert_never

from govsim.record.acts import BallotWord
from govsim.record.state import Sight
from govsim.rules.book import Book
from govsim.rules.case import authorized, weighted
from govsim.rules.counts import bounds, tally
from govsim.rules.ranks import governing, power_over
from govsim.values import frozen
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    Approval,
    ByParty,
    KOf,
    Never,
    Oracle,
    Stages,
    Unknown,
    Vote,
    When,
)
from govsim.world.clauses import Passing, Power, Quorum
from govsim.world.expressions import Expr
from govsim.world.structure import Body


@frozen(kw_only=True)
class Scene:
    """What control is computed from: a state, a book, the ISO date, and answers to conditions."""

    sight: Sight
    book: Book
    date: str
    truth: Callable[[Expr], bool | None]


def _carries(body: Body, vote: Vote | None, own: frozenset[str], scene: Scene) -> bool:
    """Say whether `own` alone pass a vote of a body: a quorum by themselves, and everybody else against."""
    roll = weighted(body, scene.sight, scene.date, scene.book)
    ballots: dict[str, BallotWord] = {person: "for" if person in own else "against" for person, _ in roll}
    quorum = governing(Quorum, body, scene.date, scene.book).clause
    passing = governing(Passing, body, scene.date, scene.book).clause
    threshold = vote.passing if vote is not None and vote.passing is not None else None
    if threshold is None and passing is not None and isinstance(passing.topic, Passing):
        threshold = passing.topic.threshold
    if threshold is None or not roll:
        return False
    counted = tally(
        roll=roll,
        authorized=authorized(body, scene.sight, scene.date, scene.book),
        ballots=ballots,
        attended=frozenset(ballots),
        aside={},
        consent=False,
    )
    asked = [(threshold, counted.ayes)]
    if quorum is not None and isinstance(quorum.topic, Quorum) and not (vote is not None and vote.any_quorum):
        asked.append((quorum.topic.threshold, counted.ayes))
    return all(one.met for bound, have in asked for one in bounds(bound, have, counted, scene.book.number))


def _gives(approval: Approval, entity: str, own: frozenset[str], scene: Scene) -> bool:
    """Say whether `own` alone can give an approval, whatever everybody else does."""
    match approval:
        case Vote():
            body = scene.book.body(approval.body, entity)
            return body is not None and (body.id in own or _carries(body, approval, own, scene))
        case ByParty(party):
            return party in own
        case Oracle() | Never() | Unknown():
            return False
        case AllOf(parts):
            return all(_gives(part, entity, own, scene) for part in parts)
        case AnyOf(parts) | Stages(parts):
            return any(_gives(part, entity, own, scene) for part in parts)
        case KOf(k, parts):
            return sum(_gives(part, entity, own, scene) for part in parts) >= k
        case When(condition, then, otherwise):
            return _gives(then if scene.truth(condition) else otherwise, entity, own, scene)
        case _:
            assert_never(approval)


def _may(verb: str, target: Body | str, entity: str, own: frozenset[str], scene: Scene) -> bool:
    power = power_over(verb, target, scene.date, scene.book).clause
    return power is not None and isinstance(power.topic, Power) and _gives(power.topic.approval, entity, own, scene)


def under(party: str, scene: Scene) -> frozenset[str]:
    """Give everything `party` controls, itself included: entities and bodies, up chains and around cycles."""
    own = frozenset({party})
    while True:
        entities = {e for e in scene.book.code.entities if e not in own and _may("manage", e, e, own, scene)}
        bodies = {
            body.id
            for body in scene.book.code.bodies.values()
            if body.id not in own
            and (
                _carries(body, None, own, scene)
                or (_may("appoint", body, body.entity, own, scene) and _may("remove", body, body.entity, own, scene))
            )
        }
        if not entities | bodies:
            return own
        own |= entities | bodies


def controls(party: str, entity: str, scene: Scene) -> bool:
    """Say whether `party` controls `entity`; nothing controls itself."""
    return party != entity and entity in under(party, scene)
