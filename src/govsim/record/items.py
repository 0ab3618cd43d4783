"""Items: the legal facts an act would make true, each a form of the closed union of legal forms."""

from typing import Literal, assert_never

from govsim.record.capital import (
    CapitalItem,
    Convert,
    Distribute,
    Issue,
    IssueEach,
    Pay,
    Redeem,
    Transfer,
    deed_of_capital,
)
from govsim.values import frozen
from govsim.world.clauses import Switch


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
class Amend:
    """Change an instrument: rules of it are adopted, others repealed, by their ids."""

    id: str
    instrument: str
    adopt: tuple[str, ...] = ()
    repeal: tuple[str, ...] = ()
    by: str = ""
    capacity: str = ""

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule it changes, those adopted first."""
        return self.adopt + self.repeal


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
    """Do an earlier item again: from now on, or from its beginning where a rule says so.

    `counts` is the open question whether such an act does that.
    """

    id: str
    target: str
    counts: Switch = True
    from_start: bool = False
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


@frozen(kw_only=True)
class FixRecordDate:
    """Fix the roll of a body at a meeting: as it is now, whoever holds its `positions` later."""

    id: str
    body: str
    meeting: str
    positions: tuple[str, ...] = ()
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Approve:
    """Give one's own part of what several must agree to: a later act by another of them finds it on file."""

    id: str
    what: "Item"
    by: str = ""
    capacity: str = ""


Item = Appoint | Remove | Leave | Resize | Amend | Determine | Ratify | Avoid | CapitalItem | FixRecordDate | Approve


def deed(item: Item) -> tuple[str, str, tuple[str, ...]]:
    """Give what an item does, whoever does it and under whatever id: the verb, the target, and what else it says.

    To elect is to appoint, and a resignation ends a hold as a removal does; an approval is of the item approved.
    """
    match item:
        case Appoint():
            return "appoint", item.position, (item.party, *(("interim",) if item.interim else ()))
        case Remove() | Leave():
            return "remove", item.position, (item.party,)
        case Resize():
            return "resize", item.body, (str(item.number),)
        case Amend():
            return "amend", item.instrument, ("adopt", *item.adopt, "repeal", *item.repeal)
        case Determine():
            return "determine", item.matter, item.args
        case Ratify():
            return "ratify", item.target, ("from-start",) if item.from_start else ()
        case Avoid():
            return "avoid", item.target, ("from-start",) if item.from_start else ()
        case Transfer() | Issue() | IssueEach() | Redeem() | Convert() | Pay() | Distribute():
            return deed_of_capital(item)
        case FixRecordDate():
            return "fix-record-date", item.body, (item.meeting,)
        case Approve():
            return deed(item.what)
        case _:
            assert_never(item)


def _about(item: Item) -> tuple[tuple[str, str], ...]:
    """Give whose hold on which position a transfer, an issue, or another item changes."""
    match item:
        case Transfer():
            return (item.giver, item.position), (item.taker, item.converts_to or item.position)
        case Convert():
            return (item.party, item.position), (item.party, item.into)
        case Appoint() | Remove() | Leave() | Issue() | Redeem():
            return ((item.party, item.position),)
        case _:
            return ()


_UNITS = (Transfer, Issue, Redeem, Convert)
"""Items that change how many units a party named holds."""


def exclude(one: Item, other: Item) -> bool:
    """Say whether two items of one act exclude each other: both cannot be so at once, whatever their order.

    Two holders of one office, a person put into a position and out of it, two numbers of seats of one body, a rule
    adopted and repealed, units that pass to or from somebody whose whole hold on them begins or ends.
    """
    if isinstance(one, Appoint) and isinstance(other, Appoint):
        differ = (one.party, one.interim) != (other.party, other.interim)
        return one.position == other.position and differ and (one.sole or one.party == other.party)
    if isinstance(one, Resize) and isinstance(other, Resize):
        return one.body == other.body and one.number != other.number
    if isinstance(one, Amend) and isinstance(other, Amend):
        return bool({*one.adopt} & {*other.repeal} or {*one.repeal} & {*other.adopt})
    if isinstance(one, Appoint | Remove | Leave) and isinstance(other, Appoint | Remove | Leave):
        opposed = isinstance(one, Appoint) != isinstance(other, Appoint)
        return opposed and (one.party, one.position) == (other.party, other.position)
    if isinstance(one, _UNITS) != isinstance(other, _UNITS):
        return bool({*_about(one)} & {*_about(other)})
    return False
