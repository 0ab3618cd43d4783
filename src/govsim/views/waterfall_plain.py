"""Who gets what as plain data: for JSON with exact fractions as `p/q`, and for a pipe row by row."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from govsim.record.canon import Json
from govsim.views.stakes import stake_words, stakes_data
from govsim.views.standing import settings_of
from govsim.views.waterfall import Waterfall
from govsim.world.sources import words_in

HEADING = ("row", "what", "from", "to", "who", "share", "has", "gets")


def _sums(found: Mapping[str, Fraction]) -> dict[str, Json]:
    return {one: str(amount) for one, amount in found.items()}


def _end(end: Fraction | None) -> str | None:
    return None if end is None else str(end)


def waterfall_data(found: Waterfall, version: str) -> Json:
    """Give the whole answer for JSON: sums in whole units of the currency, exact."""
    flow = found.flow
    return {
        "schema": "govsim/waterfall/1",
        "version": version,
        "scenario": found.timeline.story.id,
        "fork": found.fork,
        "flow": flow.id,
        "currency": flow.currency,
        "standing": flow.standing,
        "at": found.step,
        "choices": dict(settings_of(found.timeline)),
        "claimants": [{"id": one, "name": found.names.name(one)} for one in found.claimants],
        "put_in": _sums(found.now.put_in),
        "received": _sums(found.now.received),
        "tiers": [
            {
                "tier": one.tier,
                "from": str(one.start),
                "to": _end(one.end),
                "shares": _sums(one.shares),
                "reached": list(one.reached),
            }
            for one in found.stretches
        ],
        "levels": [
            {"total": str(one.total), "has": _sums(one.has), "gets": _sums(one.gets), "undefined": one.undefined}
            for one in found.levels
        ],
        "variants": [
            {"value": one.value, "chosen": one.chosen, "ends": str(one.ends), "has": _sums(one.has)}
            for one in found.variants
        ],
        "rejected": [
            {
                "id": one.id,
                "title": one.title,
                "because": one.because,
                "undefined": [[str(start), _end(end)] for start, end in one.gaps],
            }
            for one in found.refused
        ],
        "streams": [{"id": one.id, "title": one.title, "to": one.to, "apart": one.holds} for one in found.apart],
        "stakes": stakes_data(found.stakes),
        "words": flow.words,
        "note": flow.note,
        "notice": words_in(found.timeline.story.notice, found.names.language),
    }


def waterfall_rows(found: Waterfall) -> Iterator[tuple[str, ...]]:
    """Give the answer row by row, exact sums in whole units of the currency, with a heading."""
    yield HEADING
    for one in found.stretches:
        for who in found.claimants:
            share = one.shares.get(who)
            if share:
                yield "tier", one.tier, str(one.start), _end(one.end) or "", who, str(share), "", ""
    for level in found.levels:
        for who in level.has:
            yield "level", "", "", str(level.total), who, "", str(level.has[who]), str(level.gets.get(who, 0))
    for variant in found.variants:
        for who, amount in variant.has.items():
            yield "variant", variant.value, "", str(variant.ends), who, "", str(amount), ""
    for refused in found.refused:
        for start, end in refused.gaps:
            yield "rejected", refused.id, str(start), _end(end) or "", "", "", "", ""
    for stake in found.stakes:
        for words in stake_words(stake, found.names):
            yield "stake", words, "", "", stake.party, "", "", ""
    for stream in found.apart:
        yield "stream", stream.id, "", "", stream.to, {True: "all", False: "", None: "?"}[stream.holds], "", ""
