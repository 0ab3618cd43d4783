"""Items about units and money: what passes from hand to hand, what is made or taken back, what is paid and paid out."""

from fractions import Fraction
from typing import assert_never

from govsim.values import frozen
from govsim.world.money import Money


@frozen(kw_only=True)
class Transfer:
    """Pass units of a position, such as shares, from one party to another.

    `converts_to` is the position that the units are of in the hands of the taker, where the structure says that a
    transfer converts them. It stands here since what an act would change is read from the act alone.
    """

    id: str
    units: int
    position: str
    giver: str
    taker: str
    converts_to: str = ""
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Issue:
    """Make new units of a position, such as shares, for a party."""

    id: str
    units: int
    position: str
    party: str
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class IssueEach:
    """Make new units of a position for all who hold it but `besides`: `each` for one held, rounded down for each.

    A split, a bonus issue, or what a poison pill does to whoever set it off.
    """

    id: str
    each: Fraction
    position: str
    besides: tuple[str, ...] = ()
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Redeem:
    """Take units of a position back from a party: they are gone. Shares bought back, a note repaid."""

    id: str
    units: int
    position: str
    party: str
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Convert:
    """Turn units of a position into so many units, `made`, of another one in the same hands."""

    id: str
    units: int
    position: str
    party: str
    into: str
    made: int
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Pay:
    """Pay a sum: under a flow it is money put in, or else a price, a loan, a repayment."""

    id: str
    money: Money
    giver: str
    taker: str
    under: str = ""
    by: str = ""
    capacity: str = ""


@frozen(kw_only=True)
class Distribute:
    """Pay out a sum under a flow, which says who gets how much: of a stream left out of its tiers, or through them."""

    id: str
    money: Money
    flow: str
    stream: str = ""
    by: str = ""
    capacity: str = ""


CapitalItem = Transfer | Issue | IssueEach | Redeem | Convert | Pay | Distribute


def given_up(item: object) -> tuple[str, str, int] | None:
    """Give whose units of which position an item takes, and how many; None where it takes none."""
    match item:
        case Transfer():
            return item.giver, item.position, item.units
        case Redeem() | Convert():
            return item.party, item.position, item.units
        case _:
            return None


def _sum(money: Money) -> tuple[str, str]:
    return money.currency, str(money.amount)


def deed_of_capital(item: CapitalItem) -> tuple[str, str, tuple[str, ...]]:
    """Give the verb, the target, and what else an item on units or money says."""
    match item:
        case Transfer():
            return "transfer", item.position, (item.giver, item.taker, str(item.units))
        case Issue():
            return "issue", item.position, (item.party, str(item.units))
        case IssueEach():
            return "issue", item.position, ("each", str(item.each), *item.besides)
        case Redeem():
            return "redeem", item.position, (item.party, str(item.units))
        case Convert():
            return "convert", item.position, (item.party, str(item.units), item.into, str(item.made))
        case Pay():
            return "pay", item.under or item.giver, (item.giver, item.taker, *_sum(item.money))
        case Distribute():
            return "distribute", item.flow, (item.stream, *_sum(item.money))
        case _:
            assert_never(item)
