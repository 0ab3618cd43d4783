"""What people do: acts of a body, own acts of a person, and things that happen outside.

An act is one thing done at one instant. What it would change is read from the act alone (`effects`);
whether it had that effect in law is judged elsewhere. Items are the legal facts an act would make true
(`record.items` and `record.capital`, whose names are names here too).
"""

from typing import Literal

from govsim.record.capital import (
    CapitalItem,
    Convert,
    Distribute,
    Issue,
    IssueEach,
    Pay,
    Redeem,
    Transfer,
    given_up,
)
from govsim.record.choices import Choice, Choices, electing, option_of, went_on
from govsim.record.forms import Attendance, Consent, Form, Meeting, OpenForm
from govsim.record.items import (
    Amend,
    Appoint,
    Approve,
    Avoid,
    Determine,
    FixRecordDate,
    Item,
    Leave,
    Ratify,
    Remove,
    Resize,
    deed,
    exclude,
)
from govsim.values import frozen
from govsim.world.expressions import Expr
from govsim.world.money import Money
from govsim.world.sources import Bounds
from govsim.world.time import When

BallotWord = Literal["for", "against", "abstain", "recused", "non-vote", "absent", "signed", "silent"]
"""What a person did in a vote; `non-vote` is there at a meeting for the quorum and may not vote on the matter."""


Effective = When | Expr


# --- acts ----------------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Resolve:
    """One vote at one instant on severable items, or on all of them or none.

    `ballots` belong to persons; `casting` is how a casting vote was used on a tie, where a rule gives one; `sponsors`
    are those who put it before the body. With `choices` the items stand against each other, and these are ballots too:
    who has one there has none in `ballots`. `follows` names the step whose ballots on the same items failed, where this
    is the next ballot in order.
    """

    form: Form
    ballots: tuple[tuple[str, BallotWord], ...]
    items: tuple[Item, ...]
    result: Literal["carried", "lost"] = "carried"
    all_or_nothing: bool = False
    casting: Literal["", "for", "against"] = ""
    sponsors: tuple[str, ...] = ()
    follows: str = ""
    effective: Effective | None = None
    choices: Choices | None = None


@frozen(kw_only=True)
class Decide:
    """The act of one party who holds a power alone (an owner, a manager, an officer)."""

    items: tuple[Item, ...]
    all_or_nothing: bool = False
    effective: Effective | None = None


@frozen(kw_only=True)
class Resign:
    """Leave positions of one's own, now, at a time, or on a condition."""

    positions: tuple[str, ...]
    effective: Effective | None = None


@frozen(kw_only=True)
class Sign:
    """Put names under a letter: named persons, or a new total as a source counts it, or as a fact has it by its id."""

    letter: str
    parties: tuple[str, ...] = ()
    total: Bounds | str | None = None


@frozen(kw_only=True)
class Offer:
    """Open something others may take: an offer, a negotiation, an agreement in principle.

    `valuation` is what an offer to buy units puts the whole at.
    """

    thing: str
    to: tuple[str, ...] = ()
    valuation: Money | None = None


@frozen(kw_only=True)
class Withdraw:
    """Close an offer, a letter or a meeting."""

    thing: str


@frozen(kw_only=True)
class Accept:
    """Take an offer."""

    thing: str


@frozen(kw_only=True)
class Agree:
    """Agree in principle on a package: it opens the package and changes no seat and no office."""

    package: str


@frozen(kw_only=True)
class Inform:
    """Tell persons something; telling is not taking effect."""

    topic: str
    parties: tuple[str, ...]


@frozen(kw_only=True)
class Announce:
    """Tell the public something."""

    topic: str


@frozen(kw_only=True)
class Call:
    """Give notice of a meeting to persons."""

    meeting: str
    parties: tuple[str, ...]


@frozen(kw_only=True)
class Waive:
    """Waive notice of a meeting in writing."""

    meeting: str


@frozen(kw_only=True)
class Open:
    """Open a meeting of a body: the meeting begins, and who holds its `positions` then is kept."""

    meeting: str
    body: str
    positions: tuple[str, ...] = ()


@frozen(kw_only=True)
class Adjourn:
    """Adjourn a meeting: it ends for now, to go on at another time."""

    meeting: str


@frozen(kw_only=True)
class Expire:
    """A term is over: in fact the holder sits on until others are elected.

    In law that is so where a rule on holdover says it; else the holder leaves at once.
    """

    party: str
    position: str


@frozen(kw_only=True)
class Answer:
    """The answer of a court, an authority or a panel to a question that a power leaves to it."""

    question: str
    yes: bool


@frozen(kw_only=True)
class Happen:
    """News, prices, customers, products: it is told, it changes nothing and is not ruled."""

    what: str


LegalAct = Resolve | Decide
OwnAct = Resign | Sign | Offer | Withdraw | Accept | Agree | Inform | Announce | Call | Waive | Open | Adjourn | Expire
OutsideAct = Answer | Happen
Act = LegalAct | OwnAct | OutsideAct

__all__ = [
    "Accept",
    "Act",
    "Adjourn",
    "Agree",
    "Amend",
    "Announce",
    "Answer",
    "Appoint",
    "Approve",
    "Attendance",
    "Avoid",
    "BallotWord",
    "Call",
    "CapitalItem",
    "Choice",
    "Choices",
    "Consent",
    "Convert",
    "Decide",
    "Determine",
    "Distribute",
    "Effective",
    "Expire",
    "FixRecordDate",
    "Form",
    "Happen",
    "Inform",
    "Issue",
    "IssueEach",
    "Item",
    "Leave",
    "LegalAct",
    "Meeting",
    "Offer",
    "Open",
    "OpenForm",
    "OutsideAct",
    "OwnAct",
    "Pay",
    "Ratify",
    "Redeem",
    "Remove",
    "Resign",
    "Resize",
    "Resolve",
    "Sign",
    "Transfer",
    "Waive",
    "Withdraw",
    "deed",
    "electing",
    "exclude",
    "given_up",
    "option_of",
    "went_on",
]
