"""Who must agree before a power is exercised: a tree of votes, consents and outside answers."""

from collections.abc import Iterator
from typing import assert_never

from govsim.values import frozen
from govsim.world.elections import Electing
from govsim.world.expressions import Expr
from govsim.world.thresholds import Threshold


@frozen(kw_only=True)
class Vote:
    """A vote of a body, by its id or, in a law pack, by its kind.

    `passing`, `quorum` and `electing` take the place of the body's own rules; `any_quorum` says that none is asked.
    With `electors` it is the body that elects the seat which the act is about, where another one does.
    """

    body: str
    electors: bool = False
    passing: Threshold | None = None
    quorum: Threshold | None = None
    any_quorum: bool = False
    electing: Electing | None = None


@frozen
class ByParty:
    """The consent of one party: itself, or whoever controls it; by the id of a position, of whoever holds that."""

    party: str


@frozen(kw_only=True)
class Sponsors:
    """So many of a body's members who put an act forward, or call a meeting, in their own names."""

    threshold: Threshold
    body: str


@frozen
class Oracle:
    """The answer of somebody outside: a court, an attorney general, a panel; never invented here."""

    question: str


@frozen
class Never:
    """Nobody may."""


@frozen
class Unknown:
    """The document that says who may was not seen."""

    document: str


@frozen
class AllOf:
    """Every part must approve."""

    parts: tuple["Approval", ...]


@frozen
class AnyOf:
    """One part is enough."""

    parts: tuple["Approval", ...]


@frozen
class KOf:
    """At least `k` of the parts must approve."""

    k: int
    parts: tuple["Approval", ...]


@frozen
class Stages:
    """Ballots in order: the next one is taken only where the last one failed; the last stage reached decides."""

    parts: tuple["Approval", ...]


@frozen
class When:
    """One approval where the condition holds in law, another where it does not."""

    condition: Expr
    then: "Approval"
    otherwise: "Approval"


Approval = Vote | ByParty | Sponsors | Oracle | Never | Unknown | AllOf | AnyOf | KOf | Stages | When


def parts_of(approval: Approval) -> tuple[Approval, ...]:
    """Give what an approval is made of, one step down; nothing for one that stands alone."""
    match approval:
        case AllOf(parts) | AnyOf(parts) | KOf(_, parts) | Stages(parts):
            return parts
        case When(_, then, otherwise):
            return (then, otherwise)
        case Vote() | ByParty() | Sponsors() | Oracle() | Never() | Unknown():
            return ()
        case _:
            assert_never(approval)


def leaves_of(approval: Approval) -> Iterator[Approval]:
    """Give the votes, consents and outside answers an approval comes down to, in order."""
    parts = parts_of(approval)
    if not parts:
        yield approval
    for part in parts:
        yield from leaves_of(part)


def by_seat(approval: Approval) -> bool:
    """Say whether some vote is that of whoever elects the seat which the act is about."""
    return any(isinstance(leaf, Vote) and leaf.electors for leaf in leaves_of(approval))
