"""From what is known back to plain data: words in their languages, sources, places in them, rival claims."""

from govsim.reader.emit import Plain, kept
from govsim.world.sources import Cite, Claim, Conflict, Fact, Source, Words


def words(said: Words) -> Plain | None:
    """Write words: a bare text where they are in English only, nothing where there are none."""
    if not said:
        return None
    return said[0][1] if [tag for tag, _ in said] == ["en"] and said[0][1] else dict(said)


def named(said: Words) -> Plain:
    """Write words where a key must stand."""
    return words(said) or {}


def cites(found: tuple[Cite, ...]) -> list[Plain]:
    """Write places in sources."""
    return [{one.source: one.at} if one.at else one.source for one in found]


def source(source: Source) -> Plain:
    """Write a source, without its id."""
    more = kept({"publisher": source.publisher, "url": source.url, "note": source.note})
    return {
        "kind": source.kind,
        "title": source.title,
        "published": source.published,
        "lang": source.lang,
        **more,
    }


def _claim(claim: Claim) -> Plain:
    return {"value": claim.text, **kept({"sources": cites(claim.cites), "note": claim.note})}


def fact(fact: Fact) -> Plain:
    """Write a fact with all its claims, without its id."""
    return {
        "claims": [_claim(one) for one in fact.claims],
        "chosen": str(fact.chosen + 1),
        "standing": fact.standing,
        "status": fact.status,
        **kept({"because": fact.because, "conflict": fact.conflict}),
    }


def conflict(conflict: Conflict) -> Plain:
    """Write a conflict with all its claims, without its id."""
    return {
        "about": conflict.about,
        "claims": [_claim(one) for one in conflict.claims],
        "chosen": str(conflict.chosen + 1),
        "standing": conflict.standing,
        "because": conflict.because,
        **kept({"spans": list(conflict.spans)}),
    }
