"""What each party has at stake, in words and as plain data."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from govsim.analysis.stakes import Holding, Open, Stake
from govsim.record.canon import Json
from govsim.views.lexicon import Lexicon
from govsim.views.sums import about
from govsim.world.money import Money, minor_digits, money_text


def _holding(one: Holding, names: Lexicon) -> str:
    parts = [f"{one.units:,} of {names.name(one.position)}"]
    if one.vested is not None:
        parts.append(f"{one.vested:,} vested")
    if one.owed is not None:
        parts.append(f"a claim of {money_text(one.owed)}")
    if one.due:
        parts.append(f"due {one.due}")
    return ", ".join(parts)


def _offer(one: Open, names: Lexicon) -> str:
    at = f" at a valuation of {money_text(one.valuation)}" if one.valuation is not None else ""
    return f"may take {one.thing}, offered by {names.brief(one.by)}{at}"


def stake_words(stake: Stake, names: Lexicon) -> Iterator[str]:
    """Give what a party has at stake, a phrase for each part."""
    yield from (_holding(one, names) for one in stake.held)
    for flow, money in stake.put_in.items():
        yield f"put in {money_text(money)} under {names.name(flow)}"
    for flow, money in stake.received.items():
        paid = Money(money.currency, Fraction(money.minor, 10 ** minor_digits(money.currency)))
        share = "" if paid == money else f" of a share of {about(money)}"
        yield f"got {money_text(paid)}{share} under {names.name(flow)} so far"
    yield from (_offer(one, names) for one in stake.offers)


def _money(money: Money | None) -> Json:
    return None if money is None else {"currency": money.currency, "amount": str(money.amount)}


def stakes_data(found: Iterable[Stake]) -> list[Json]:
    """Give stakes for JSON, sums exact and in whole units of their currency."""
    out: list[Json] = []
    for stake in found:
        held: list[Json] = [
            {
                "position": one.position,
                "units": one.units,
                "vested": one.vested,
                "owed": _money(one.owed),
                "due": one.due,
            }
            for one in stake.held
        ]
        offers: list[Json] = [
            {"thing": one.thing, "by": one.by, "valuation": _money(one.valuation)} for one in stake.offers
        ]
        out.append(
            {
                "party": stake.party,
                "held": held,
                "put_in": {flow: _money(money) for flow, money in stake.put_in.items()},
                "received": {flow: _money(money) for flow, money in stake.received.items()},
                "offers": offers,
            }
        )
    return out
