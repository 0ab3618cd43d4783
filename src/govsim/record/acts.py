"""What people do: acts of a body, own acts of a person, and things that happen outside.

An act is one thing done at one instant. What it would change is read from the act alone (`effects`);
whether it had that effect in law is judged elsewhere. Items are the legal facts an act would make true.
"""

from typing import Literal

from govsim.values import frozen
from govsim.world.clauses import ByParam, Switch
from govsim.world.expressions import Expr
from govsim.world.sources import Bounds
from govsim.world.time import When

BallotWord = Literal["for", "against", "abstain", "recused", "absent", "signed", "silent"]


# --- items: the legal forms -------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Appoint:
    """Put a party into a position; `replacing` names the holder who must go first, `sole` a one-holder position."""

    id: str
    party: str
    position: str
    interim: bool = False
    replacing: str = ""
    sole: bool = False
    verb: Literal["appoint", "elect"] = "appoint"
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Remove:
    """End a party's hold on a position."""

    id: str
    party: str
    position: str
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Leave:
    """A party's own resignation, as an item of a package."""

    id: str
    party: str
    position: str
    by: str = ""


@frozen(kw_only=True)
class Resize:
    """Fix another authorized number of seats."""

    id: str
    body: str
    number: int
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Determine:
    """Make a declared matter true: a finding, a policy, a sale; the word is the structure's own."""

    id: str
    matter: str
    args: tuple[str, ...] = ()
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Ratify:
    """Do an earlier item again, from now on; `counts` is the open question whether such an act does that."""

    id: str
    target: str
    counts: Switch = True
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Avoid:
    """Set a voidable item aside: from now on, or from its beginning where a rule says so."""

    id: str
    target: str
    from_start: bool = False
    by: str = ""
    capacity: str = ""


Item = Appoint | Remove | Leave | Resize | Determine | Ratify | Avoid


def exclude(one: Item, other: Item) -> bool:
    """Say whether two items of one act exclude each other: both cannot be so at once, whatever their order.

    Two holders of one office, a person put into a position and out of it, two numbers of seats of one body.
    """
    if isinstance(one, Appoint) and isinstance(other, Appoint):
        differ = (one.party, one.interim) != (other.party, other.interim)
        return one.position == other.position and differ and (one.sole or one.party == other.party)
    if isinstance(one, Resize) and isinstance(other, Resize):
        return one.body == other.body and one.number != other.number
    if isinstance(one, Appoint | Remove | Leave) and isinstance(other, Appoint | Remove | Leave):
        opposed = isinstance(one, Appoint) != isinstance(other, Appoint)
        return opposed and (one.party, one.position) == (other.party, other.position)
    return False


# --- forms -------------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Attendance:
    """One person at a meeting, or there only if the parameter says `yes`."""

    party: str
    when: ByParam | None = None


@frozen(kw_only=True)
class Consent:
    """Signatures without a meeting."""


@frozen(kw_only=True)
class Meeting:
    """A meeting: who was told of it, who attended, who came only to object, who waived notice in writing.

    `called` names a meeting opened by a call in the story, whose notices then count too; a `regular`
    meeting needs no notice.
    """

    told: tuple[str, ...] = ()
    attended: tuple[Attendance, ...] = ()
    objecting: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    called: str = ""
    regular: bool = False


@frozen(kw_only=True)
class OpenForm:
    """The form is not known: named variants, one of which the parameter chooses."""

    param: str
    variants: tuple[tuple[str, Consent | Meeting], ...]


Form = Consent | Meeting | OpenForm

Effective = When | Expr


# --- acts ----------------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Resolve:
    """One vote at one instant on severable items, or on all of them or none.

    `ballots` belong to persons; `casting` is how a casting vote was used on a tie, where a rule gives one.
    """

    form: Form
    ballots: tuple[tuple[str, BallotWord], ...]
    items: tuple[Item, ...]
    result: Literal["carried", "lost"] = "carried"
    all_or_nothing: bool = False
    casting: Literal["", "for", "against"] = ""
    effective: Effective | None = None


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
    """Open something others may take: an offer, a negotiation, an agreement in principle."""

    thing: str
    to: tuple[str, ...] = ()


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
class Answer:
    """The answer of a court, an authority or a panel to a question that a power leaves to it."""

    question: str
    yes: bool


@frozen(kw_only=True)
class Happen:
    """News, prices, customers, products: it is told, it changes nothing and is not ruled."""

    what: str


LegalAct = Resolve | Decide
OwnAct = Resign | Sign | Offer | Withdraw | Accept | Agree | Inform | Announce | Call | Waive
OutsideAct = Answer | Happen
Act = LegalAct | OwnAct | OutsideAct
