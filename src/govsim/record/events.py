"""What changes state: the closed union of events. An event says what became so, never whether it was allowed."""

from datetime import datetime
from fractions import Fraction
from typing import Literal

from attrs import Factory, field

from govsim.values import frozen
from govsim.world.expressions import Expr
from govsim.world.money import Money


@frozen(kw_only=True)
class Seated:
    """A party took a position; in a one-holder position whoever held it has left.

    Whoever holds it already keeps the units that are held.
    """

    position: str
    party: str
    interim: bool = False
    sole: bool = False
    units: int = 1


@frozen(kw_only=True)
class Unseated:
    """A party left a position."""

    position: str
    party: str


@frozen(kw_only=True)
class TermEnded:
    """The term of a party in a position is over, and it sits on until a successor comes."""

    position: str
    party: str


@frozen(kw_only=True)
class Succeeded:
    """Parties were elected to a position: those who sat on after their term, and are not elected again, leave.

    They leave where at least as many come who did not sit before.
    """

    position: str
    elected: tuple[str, ...]


@frozen(kw_only=True)
class Transferred:
    """Units of a position passed from one party to another, who then holds them as units of `into`.

    Nobody passes on more than there is.
    """

    position: str
    giver: str
    taker: str
    units: int
    into: str


@frozen(kw_only=True)
class Issued:
    """New units of a position came to a party."""

    position: str
    party: str
    units: int


@frozen(kw_only=True)
class IssuedEach:
    """New units of a position came to all who held it but `besides`: `each` for one held, rounded down."""

    position: str
    each: Fraction
    besides: tuple[str, ...] = ()


@frozen(kw_only=True)
class Redeemed:
    """Units of a position that a party held are gone. No more of them go than there are."""

    position: str
    party: str
    units: int


@frozen(kw_only=True)
class Paid:
    """A sum was paid; under a flow it is money put in."""

    giver: str
    taker: str
    money: Money
    under: str = ""


@frozen(kw_only=True)
class Distributed:
    """A sum was paid out under a flow, of a stream of income or of what its tiers divide."""

    flow: str
    stream: str
    money: Money


@frozen(kw_only=True)
class Resized:
    """The authorized number of seats became another."""

    body: str
    number: int


@frozen(kw_only=True)
class Amended:
    """Rules were adopted, others repealed, by their ids."""

    adopted: tuple[str, ...] = ()
    repealed: tuple[str, ...] = ()


@frozen(kw_only=True)
class Determined:
    """A declared matter became true."""

    matter: str
    args: tuple[str, ...] = ()


@frozen(kw_only=True)
class Signed:
    """Names were put under a letter; `total` replaces the count where a source gives one.

    A count is known between bounds: at least `total`, at most `high`, or with no upper bound where that is None. Where
    nothing is said of `high` the total is exact.
    """

    letter: str
    parties: tuple[str, ...] = ()
    total: Fraction | None = None
    high: Fraction | None = field(default=Factory(lambda self: self.total, takes_self=True))


@frozen(kw_only=True)
class Opened:
    """An offer, a package or a negotiation became open."""

    thing: str


@frozen(kw_only=True)
class Closed:
    """Something open was closed."""

    thing: str


@frozen(kw_only=True)
class Accepted:
    """A party took something that was open."""

    thing: str
    party: str


@frozen(kw_only=True)
class Informed:
    """Persons came to know something."""

    topic: str
    parties: tuple[str, ...]


@frozen(kw_only=True)
class Noticed:
    """Notice of a meeting reached persons at an instant; `by` is who called it."""

    meeting: str
    parties: tuple[str, ...]
    at: datetime
    by: str = ""


@frozen(kw_only=True)
class RollFixed:
    """The roll of a body at a meeting was fixed: whoever holds `positions` at this moment."""

    body: str
    meeting: str
    positions: tuple[str, ...]


@frozen(kw_only=True)
class MeetingOpened:
    """A meeting of a body began: whoever holds `positions` at this moment is kept."""

    meeting: str
    body: str
    positions: tuple[str, ...]


@frozen(kw_only=True)
class Adjourned:
    """A meeting was adjourned."""

    meeting: str


@frozen(kw_only=True)
class Approved:
    """A body or a party gave its own part of what several must agree to: a verb, a target, and what else it says."""

    by: str
    verb: str
    target: str
    args: tuple[str, ...] = ()


@frozen(kw_only=True)
class Settled:
    """Whether an item that could be set aside was: `avoided`, or `ratified`, so that it no longer can be; or open."""

    item: str
    how: Literal["ratified", "avoided", ""]


@frozen(kw_only=True)
class Waived:
    """A person waived notice of a meeting."""

    meeting: str
    party: str


@frozen(kw_only=True)
class Answered:
    """An outside question was answered."""

    question: str
    yes: bool


@frozen(kw_only=True)
class Scheduled:
    """Changes were made for later: at an instant, or when a condition holds; `group` takes effect together."""

    id: str
    changes: "tuple[Event, ...]"
    due: datetime | None = None
    condition: Expr | None = None


@frozen(kw_only=True)
class Unscheduled:
    """A change made for later took effect or fell away."""

    id: str


Event = (
    Seated
    | Unseated
    | TermEnded
    | Succeeded
    | Transferred
    | Issued
    | IssuedEach
    | Redeemed
    | Paid
    | Distributed
    | Resized
    | Amended
    | Determined
    | Signed
    | Opened
    | Closed
    | Accepted
    | Informed
    | Noticed
    | RollFixed
    | MeetingOpened
    | Adjourned
    | Approved
    | Settled
    | Waived
    | Answered
    | Scheduled
    | Unscheduled
)
