"""From items about units and money back to plain data."""

from typing import assert_never

from govsim.reader.emit import Plain, kept
from govsim.record import capital as of
from govsim.world import amounts
from govsim.world.money import Money


def _sum(money: Money) -> str:
    return f"{money.currency} {amounts.money_text(money.amount)}"


def capital(item: of.CapitalItem) -> dict[str, Plain]:
    """Write what an item says, without its id, by whom it is, and in which capacity."""
    match item:
        case of.Transfer():
            return {"transfer": str(item.units), "of": item.position, "from": item.giver, "to": item.taker}
        case of.Issue():
            return {"issue": str(item.units), "of": item.position, "to": item.party}
        case of.IssueEach():
            besides: list[Plain] = [*item.besides]
            return {"issue_each": str(item.each), "of": item.position, **kept({"besides": besides})}
        case of.Redeem():
            return {"redeem": str(item.units), "of": item.position, "from": item.party}
        case of.Convert():
            turned: dict[str, Plain] = {"into": item.into, "for": str(item.made)}
            return {"convert": str(item.units), "of": item.position, "from": item.party, **turned}
        case of.Pay():
            paid: dict[str, Plain] = {"from": item.giver, "to": item.taker, **kept({"under": item.under})}
            return {"pay": _sum(item.money), **paid}
        case of.Distribute():
            return {
                "distribute": _sum(item.money),
                "under": item.flow,
                **kept({"of": item.stream}),
            }
        case _:
            assert_never(item)
