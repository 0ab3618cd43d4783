"""Answers about power as plain data for JSON, and as flat rows for a pipe; the same model as on the terminal."""

from collections.abc import Iterator

from govsim.analysis.coalitions import Coalitions, Counts
from govsim.analysis.manners import Manner
from govsim.record.canon import Json
from govsim.views.coalition_words import UNCOUNTED, family_words, say_words, uncounted
from govsim.views.courts import Courts
from govsim.views.plain import finding_tree
from govsim.views.powers import Powers, aside_words, over_words, power_words, recusals, stands_words, with_manners

SCHEMA = "govsim/powers/1"


_EXACT = 2**53
"""From here on a number may lose digits where JSON is read with floating point."""


def _count(number: int) -> Json:
    """Give a count; in digits where it is so large that a reader could lose some of them."""
    return number if number < _EXACT else str(number)


def _families(found: Coalitions, families: tuple[Counts, ...], ways: tuple[tuple[Manner, ...], ...]) -> Json:
    manners = ways or ((),) * len(families)
    return [
        {"of_each_type": list(counts), "coalitions": _count(found.number(counts)), "manner": list(manner)}
        for counts, manner in zip(families, manners, strict=True)
    ]


def _together(found: Powers) -> Json:
    together = found.holding.together if found.holding is not None else None
    if together is None:
        return None
    return {
        "types": [list(voters) for voters in together.types],
        "winning": _families(together, together.winning, found.manners.winning),
        "blocking": _families(together, together.blocking, found.manners.blocking),
        "swings": {v: _count(n) for voters, n in zip(together.types, together.swings, strict=True) for v in voters},
        "of": _count(together.of),
        "dummies": list(together.dummies),
    }


def _court(one: Courts) -> Json:
    return {
        "rule": one.clause,
        "cite": one.cite,
        "known": one.standing,
        "claim": one.claim,
        "remedy": one.remedy,
        "route": one.route,
        "who": list(one.who),
        "parties": list(one.ids),
        "not_known": list(one.unknown),
    }


def as_data(found: Powers, version: str) -> Json:
    """Give an answer as plain data, as the published schema describes it."""
    holding, stands = found.holding, found.stands
    power = holding.power.clause if holding is not None else None
    says: Json = [
        {
            "name": one.name,
            "persons": list(one.persons),
            "votes": dict(one.votes),
            "through": one.through,
            "known": not one.unknown,
        }
        for one in (holding.says if holding is not None else ())
    ]
    return {
        "schema": SCHEMA,
        "govsim": version,
        "scenario": found.timeline.story.id,
        "choices": dict(found.settings),
        "asks": found.kind,
        "read_as": found.read_as,
        "step": found.at,
        "moment": found.when,
        "who": list(found.who),
        "answer": found.answer,
        "own_act_of": holding.own if holding is not None else "",
        "power": None if power is None else {"rule": power.id, "cite": found.names.cite(power.id)},
        "void_rules": [one.id for one, _ in (holding.power.void if holding is not None else ())],
        "has_a_say": says,
        "aside_then": {
            "rules": list(recusals(holding)) if holding is not None else [],
            "persons": list(holding.aside) if holding is not None else [],
        },
        "finding": None if found.finding is None else finding_tree(found.finding, found.names),
        "coalitions": _together(found),
        "missing": [list(others) for others in found.missing],
        "over_the_story": [
            {"first": o.first, "after": o.after, "last": o.last, "end": o.ends, "answer": o.answer} for o in found.over
        ],
        "rests_on": list(found.rests),
        "depends_on": None if stands is None else list(stands.depends_on),
        "worlds": None if stands is None else stands.worlds,
        "in_other_worlds": list(stands_words(found)),
        "courts": [_court(one) for one in found.courts],
        "changes": [{"words": one.words, "change": list(one.changes)} for one in found.ways],
    }


def _rows(found: Powers) -> Iterator[tuple[str, ...]]:
    yield "read as", found.read_as
    yield "moment", found.when
    yield "answer", found.answer
    holding, names = found.holding, found.names
    if holding is not None:
        yield "power", power_words(found)
        for one in holding.says:
            yield "has a say", say_words(one, names)
        if said := aside_words(found):
            yield "standing aside", said
        if uncounted(holding):
            yield "not computed", UNCOUNTED
        if (together := holding.together) is not None:
            for what, families in (("could", together.winning), ("could stop it", together.blocking)):
                for counts in families:
                    yield what, family_words(together, counts, names), str(together.number(counts))
            for what, counts, manner in with_manners(found):
                if manner:
                    yield "manner", manner, f"{what}: {family_words(together, counts, names)}"
            for voters, n in zip(together.types, together.swings, strict=True):
                for voter in voters:
                    yield "swings", names.brief(voter), f"{n} of {together.of}"
    for said in over_words(found.over):
        yield "over the story", said
    for said in stands_words(found):
        yield "in other worlds", said
    for said in found.rests:
        yield "rests on", said
    for court in found.courts:
        yield "courts", f"{court.claim} [{court.cite}]", ", ".join(court.who)
    for way in found.ways:
        yield "would change it", way.words, " ".join(way.changes)


def as_rows(found: Powers) -> Iterator[tuple[str, ...]]:
    """Give an answer as rows for a pipe: what a row is about, its words, and a number or names where it has them."""
    for row in _rows(found):
        yield (*row, *("" for _ in range(3 - len(row))))
