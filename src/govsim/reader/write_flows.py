"""From flows back to plain data: tiers, caps, streams, and what is not computed with."""

from fractions import Fraction

from govsim.reader.emit import Plain, kept
from govsim.reader.write_sources import cites, words
from govsim.world import amounts, expressions
from govsim.world.flows import Cap, Flow, Limit, Rejected, Stream, Tier, Tiers


def flow(flow: Flow) -> Plain:
    """Write a flow, without its id."""
    currency = flow.currency
    tiers: Plain
    if flow.by_param is None:
        tiers = _tiers(flow.variants[0][1] if flow.variants else (), currency)
    else:
        tiers = {"param": flow.by_param.param, **{name: _tiers(one, currency) for name, one in flow.variants}}
    return kept(
        {
            "in": flow.instrument,
            "currency": currency,
            "name": words(flow.names),
            "words": flow.words,
            "note": flow.note,
            "standing": flow.standing,
            "sources": cites(flow.cites),
            "put_in": {one: _sum(amount, currency) for one, amount in flow.put_in},
            "tiers": tiers,
            "streams": {one.id: _stream(one) for one in flow.streams},
            "rejected": [_rejected(one, currency) for one in flow.rejected],
        }
    )


def _sum(amount: Fraction, currency: str) -> str:
    return f"{currency} {amounts.money_text(amount)}"


def _limit(limit: Limit, currency: str) -> str:
    if limit.multiple is not None:
        return f"{amounts.decimal(limit.multiple)}x"
    return _sum(limit.amount or Fraction(0), currency)


def _cap(cap: Cap, currency: str) -> Plain:
    get: Plain
    if len(cap.limits) == 1 and not cap.limits[0].since:
        get = _limit(cap.limits[0], currency)
    else:
        get = {limit.since or "unknown": _limit(limit, currency) for limit in cap.limits}
    return kept({"of": list(cap.of), "get": get, "counting": list(cap.counting)})


def _tiers(tiers: Tiers, currency: str) -> list[Plain]:
    return [_tier(tier, currency) for tier in tiers]


def _tier(tier: Tier, currency: str) -> Plain:
    return kept(
        {
            "id": tier.id,
            "name": words(tier.names),
            "share": {one: str(share) for one, share in tier.shares},
            "pro_rata": list(tier.pro_rata),
            "until": [_cap(cap, currency) for cap in tier.caps],
            "then": tier.then,
            "from": None if tier.start is None else _sum(tier.start, currency),
        }
    )


def _stream(stream: Stream) -> Plain:
    return kept({"name": words(stream.names), "when": expressions.text(stream.when), "to": stream.to})


def _rejected(one: Rejected, currency: str) -> Plain:
    tiers, sources = _tiers(one.tiers, currency), cites(one.cites)
    return kept({"id": one.id, "title": words(one.title), "because": one.because, "tiers": tiers, "sources": sources})
