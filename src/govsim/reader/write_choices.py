"""From ballots that choose between several, and from a rule on elections, back to plain data."""

from govsim.reader.emit import Plain, kept
from govsim.record.acts import Choice, Choices
from govsim.world import thresholds
from govsim.world.elections import ANY, Electing


def _choice(one: Choice) -> Plain:
    if one.points:
        return {option: str(votes) for option, votes in one.points}
    if one.against:
        return {**dict.fromkeys(one.first, "for"), **dict.fromkeys(one.against, "against")}
    if len(one.tiers) > 1:
        return [list(tier) for tier in one.tiers]
    return one.first[0] if len(one.first) == 1 else list(one.first)


def choices(found: Choices | None) -> Plain | None:
    """Write the ballots of a vote between several; nothing where there are none."""
    if found is None:
        return None
    seats = None if found.seats == 1 else str(found.seats)
    more = kept({"seats": seats, "elected": list(found.elected), "casting": list(found.casting)})
    return {"ballots": {person: _choice(one) for person, one in found.ballots}, **more}


def electing(found: Electing) -> Plain:
    """Write how a body elects: the method alone, or with what else it asks."""
    ratios: Plain = {key: str(ratio) for key, ratio in found.ratios}
    if isinstance(ratios, dict) and ratios.keys() == {ANY}:
        ratios = ratios[ANY]
    quorum = None if found.quorum is None else thresholds.text(found.quorum)
    more = kept({"default": found.default, "quorum": quorum, "ratio": ratios, "casting": found.casting})
    return {"method": found.method.value, **more} if more else found.method.value
