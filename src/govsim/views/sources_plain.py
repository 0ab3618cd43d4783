"""The sources of a story as plain data for JSON, and as flat rows for a pipe; the same model as on the terminal."""

from collections.abc import Iterator

from govsim.engine.sensitivity import Answer
from govsim.record.canon import Json
from govsim.record.rulings import Verdict
from govsim.values import frozen
from govsim.views.depending import dispute_sentences, premise_sentences
from govsim.views.numbers import Unsourced
from govsim.views.premises import PremiseRow
from govsim.views.sources import ClaimRow, Dispute, Effect, Part, Sourced, SourceRow
from govsim.views.standing import settings_of
from govsim.views.telling import cites
from govsim.world.sources import words_in

SCHEMA = "govsim/sources/1"

Row = tuple[str, ...]

CLAIM_COLUMNS = ("row", "id", "about", "claim", "chosen", "value", "sources", "note", "standing", "because", "depends")
SOURCE_COLUMNS = ("row", "id", "kind", "publisher", "title", "published", "lang", "url", "note", "statements")
PREMISE_COLUMNS = ("row", "id", "kind", "title", "chosen", "never_matters", "depends")
NUMBER_COLUMNS = ("row", "about", "number", "place")


@frozen(kw_only=True)
class Listing:
    """One answer of `govsim sources`: conflicts and sources, premises, and numbers that stand on nothing."""

    found: Sourced
    premises: tuple[PremiseRow, ...]
    numbers: tuple[Unsourced, ...]


def _answer(answer: Answer) -> Json:
    return answer.word if isinstance(answer, Verdict) else answer


def _effect(effect: Effect) -> Json:
    changes: list[Json] = [
        {"kind": one.kind, "name": one.name, "before": _answer(one.before), "after": _answer(one.after)}
        for one in effect.changes
    ]
    return {
        "dimension": effect.dimension,
        "value": effect.value,
        "excluded": effect.excluded,
        "changes": changes,
    }


def _names(found: tuple[str, ...] | None) -> Json:
    return None if found is None else list(found)


def _claim(number: int, claim: ClaimRow) -> Json:
    return {
        "number": number,
        "text": claim.text,
        "chosen": claim.chosen,
        "sources": [{"source": cite.source, "at": cite.at} for cite in claim.cites],
        "note": claim.note,
    }


def _part(part: Part) -> Json:
    return {
        "kind": part.kind,
        "about": part.id,
        "words": part.subject,
        "claims": [_claim(number, claim) for number, claim in enumerate(part.claims, start=1)],
        "because": part.because,
        "standing": part.standing,
        "status": part.status,
        "place": part.place,
    }


def _dispute(one: Dispute) -> Json:
    return {
        "id": one.id,
        "open": one.open,
        "parts": [_part(part) for part in one.parts],
        "varied": list(one.varied),
        "effects": [_effect(effect) for effect in one.effects],
        "elsewhere": _names(one.elsewhere),
        "concluded": list(one.concluded),
        "read_by": list(one.readers),
        "built_on_by": list(one.builds),
        "said": list(dispute_sentences(one)),
    }


def _source(row: SourceRow) -> Json:
    one = row.source
    return {
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "publisher": one.publisher,
        "url": one.url,
        "published": one.published,
        "lang": one.lang,
        "note": one.note,
        "place": str(one.place),
        "statements": row.statements,
        "carries": dict(row.carries),
    }


def _premise(row: PremiseRow) -> Json:
    return {
        "kind": row.kind,
        "id": row.id,
        "title": row.title,
        "chosen": row.chosen,
        "effects": [_effect(effect) for effect in row.effects],
        "elsewhere": _names(row.elsewhere),
        "concluded": list(row.concluded),
        "never_matters": row.idle,
        "said": list(premise_sentences(row)),
    }


def listing_data(listing: Listing, version: str) -> Json:
    """Give the answer as plain data, as the published schema describes it."""
    found = listing.found
    story, language = found.timeline.story, found.names.language
    return {
        "schema": SCHEMA,
        "govsim": version,
        "scenario": story.id,
        "title": words_in(story.title, language),
        "notice": words_in(story.notice, language),
        "choices": dict(settings_of(found.timeline)),
        "conflicts": [_dispute(one) for one in found.disputes],
        "sources": [_source(row) for row in found.sources],
        "premises": [_premise(row) for row in listing.premises],
        "numbers": [{"about": one.about, "number": one.number, "place": str(one.place)} for one in listing.numbers],
    }


def _claim_rows(one: Dispute) -> Iterator[Row]:
    said = " | ".join(dispute_sentences(one))
    for part in one.parts:
        for number, claim in enumerate(part.claims, start=1):
            chosen = "yes" if claim.chosen else "no"
            head = ("claim", one.id, part.id, str(number), chosen, claim.text)
            yield (*head, cites(claim.cites), claim.note, part.standing, part.because, said)


def listing_rows(listing: Listing) -> Iterator[Row]:
    """Give the answer as flat rows: claims, sources, premises and numbers, each kind under its own headings."""
    yield CLAIM_COLUMNS
    for dispute in listing.found.disputes:
        yield from _claim_rows(dispute)
    yield SOURCE_COLUMNS
    for row in listing.found.sources:
        one = row.source
        about = (one.kind, one.publisher, one.title, one.published, one.lang, one.url, one.note)
        yield ("source", one.id, *about, str(row.statements))
    yield PREMISE_COLUMNS
    for premise in listing.premises:
        idle = "yes" if premise.idle else "no"
        said = " | ".join(premise_sentences(premise))
        yield ("premise", premise.id, premise.kind, premise.title, premise.chosen, idle, said)
    yield NUMBER_COLUMNS
    for number in listing.numbers:
        yield ("number", number.about, number.number, str(number.place))
