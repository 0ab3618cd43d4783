"""Who must agree before a power is exercised: a tree of votes, consents and outside answers."""

from govsim.values import frozen
from govsim.world.expressions import Expr
from govsim.world.thresholds import Threshold


@frozen(kw_only=True)
class Vote:
    """A vote of a body, by its id or, in a law pack, by its kind.

    `passing` and `quorum` take the place of the body's own rules; `any_quorum` says that none is asked.
    """

    body: str
    passing: Threshold | None = None
    quorum: Threshold | None = None
    any_quorum: bool = False


@frozen
class ByParty:
    """The consent of one party: itself, or whoever controls it."""

    party: str


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


Approval = Vote | ByParty | Oracle | Never | Unknown | AllOf | AnyOf | KOf | Stages | When
