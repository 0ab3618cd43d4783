"""Who must agree before a power is exercised: a tree of votes, consents and outside answers."""

from collections.abc import Iterator
from typing import Literal, assert_never

from govsim.values import frozen
from govsim.world.elections import Electing
from govsim.world.expressions import Expr
from govsim.world.periods import Period
from govsim.world.thresholds import Threshold

Votes = tuple[tuple[str, int], ...]
"""Votes per unit held, by party, by position or by what law packs call it."""


@frozen(kw_only=True)
class Vote:
    """A vote of a body, by its id or, in a law pack, by its kind.

    `passing`, `quorum` and `electing` take the place of the body's own rules; `any_quorum` says that none is asked.
    With `electors` it is the body that elects the seat which the act is about, where another one does. `weights` are
    the votes of each in this vote, in place of the body's own; the quorum counts as ever. `casting` is the office that
    breaks a tie in this vote.
    """

    body: str
    electors: bool = False
    passing: Threshold | None = None
    quorum: Threshold | None = None
    any_quorum: bool = False
    weights: Votes | None = None
    casting: str = ""
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
    """Every part must approve; where they are `ordered`, each only after all that stand before it."""

    parts: tuple["Approval", ...]
    ordered: bool = False


@frozen
class AnyOf:
    """One part is enough."""

    parts: tuple["Approval", ...]


@frozen
class KOf:
    """At least `k` of the parts must approve."""

    k: int
    parts: tuple["Approval", ...]


@frozen(kw_only=True)
class Stage:
    """One ballot of several in order, and when it may be taken: each is an act of its own.

    It is reached where the ballot before it failed or, with `on`, ended in a tie. It may be taken once the period
    `after` is over since then, and no later than `within`. If it `awaits` an answer from outside, it may be taken as
    soon as that is given, whatever it is, or once `after` is over without it; without `after` not before.
    """

    approval: "Approval"
    on: Literal["fail", "tie"] = "fail"
    after: Period | None = None
    within: Period | None = None
    awaits: str = ""


@frozen
class Stages:
    """Ballots in order, each an act that names the one it follows; the last stage reached decides."""

    stages: tuple[Stage, ...]

    @property
    def parts(self) -> tuple["Approval", ...]:
        """What must be approved at each stage, in order."""
        return tuple(stage.approval for stage in self.stages)


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
        case AllOf(parts) | AnyOf(parts) | KOf(_, parts):
            return parts
        case Stages():
            return approval.parts
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


def in_turn(approval: Approval, earlier: tuple[Approval, ...] = ()) -> Iterator[tuple[Approval, tuple[Approval, ...]]]:
    """Give each leaf of an approval, and with it those that must have approved before."""
    parts = parts_of(approval)
    if not parts:
        yield approval, earlier
    for number, part in enumerate(parts):
        ordered = isinstance(approval, AllOf) and approval.ordered
        before = tuple(leaf for one in parts[:number] for leaf in leaves_of(one)) if ordered else ()
        yield from in_turn(part, (*earlier, *before))


def staged(approval: Approval) -> bool:
    """Say whether some of it is given by ballots in order, each an act of its own."""
    return isinstance(approval, Stages) or any(map(staged, parts_of(approval)))


def by_seat(approval: Approval) -> bool:
    """Say whether some vote is that of whoever elects the seat which the act is about."""
    return any(isinstance(leaf, Vote) and leaf.electors for leaf in leaves_of(approval))
