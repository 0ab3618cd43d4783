"""What one answer rests on, as works to cite: sources as they were read, rules by their citations, the scenario.

An answer rests on its step's own sources, on the chosen claims of the facts and conflicts it uses, and on the rules
that its findings name with the sources behind them. A source that was read in part says so in its note; a date that
is not known is left out.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from govsim.engine.timeline import Entry, Timeline
from govsim.record.acts import Sign
from govsim.record.rulings import Finding
from govsim.values import frozen
from govsim.views.standing import settings_of
from govsim.views.statements import statements
from govsim.world.clauses import Clause
from govsim.world.expressions import Name, walk
from govsim.world.sources import Cite, Claim, Conflict, Fact, Source, words_in

Day = tuple[int, ...]
"""A date as far as it is known: year, year and month, or year, month and day; empty where nothing is."""

_PRINTED = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?=$|[ T,])")

TYPES = {
    "official": "webpage",
    "court": "legal_case",
    "statute": "legislation",
    "press": "article-newspaper",
    "article": "article",
    "post": "post",
    "analysis": "webpage",
    "fiction": "document",
}
"""The kind of work, in the words of the Citation Style Language, by the kind of source."""


@frozen(kw_only=True)
class Work:
    """One thing to cite, whatever the format; `places` say what in it is relied on."""

    key: str
    type: str
    title: str
    publisher: str = ""
    url: str = ""
    issued: Day = ()
    language: str = ""
    version: str = ""
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def ascii_key(*parts: str) -> str:
    """Make a key that every tool takes: ASCII alone, any other character by its number between dots.

    >>> ascii_key("nov", "p10b", "奥")
    'nov-p10b-.u5965.'
    """
    joined = "-".join(parts).replace("/", ".")
    return re.sub(r"[^A-Za-z0-9._-]", lambda found: f".u{ord(found[0]):x}.", joined)


def printed_day(published: str) -> Day:
    """Give the date in what a source prints, if that begins with one; anything else is no date, and none is guessed.

    >>> printed_day("2023-11-21 14:09, Beijing time"), printed_day("late September 2024")
    ((2023, 11, 21), ())
    """
    found = _PRINTED.match(published)
    if found is None:
        return ()
    day = tuple(int(part) for part in found.groups() if part is not None)
    year, month, of_month = (*day, 1, 1)[:3]
    try:
        date(year, month, of_month)
    except ValueError:
        return ()
    return day


def _address(url: str) -> str:
    """Give an address a browser takes: one that was noted without its scheme gets the usual one."""
    return url if not url or re.match(r"[a-z]+://", url) else f"https://{url}"


def _work(story: str, source: Source, places: Iterable[str] = ()) -> Work:
    issued = printed_day(source.published)
    exact = "-".join(f"{part:02}" for part in issued)
    printed = source.published not in {exact, "unknown"}
    return Work(
        key=ascii_key(story, source.id),
        type=TYPES[source.kind],
        title=source.title,
        publisher=source.publisher,
        url=_address(source.url),
        issued=issued,
        language=source.lang,
        notes=tuple(one for one in (source.note, f"printed date: {source.published}" if printed else "") if one),
        places=tuple(dict.fromkeys(place for place in places if place)),
    )


def _law(story: str, clause: Clause) -> Work:
    """Give a rule with a citation of its own: a statute or a case, and where that was read."""
    read = ", ".join(dict.fromkeys(ascii_key(story, cite.source) for cite in clause.sources))
    notes = (f"rule {clause.id}", f"known as: {clause.standing}", f"read in: {read}" if read else "", clause.words)
    return Work(
        key=ascii_key(story, "law", clause.id),
        type="legislation" if "§" in clause.cite else "legal_case",
        title=clause.cite,
        notes=tuple(note for note in notes if note),
    )


def _scenario(timeline: Timeline, version: str, language: str, asked: str) -> Work:
    story = timeline.story
    settings = ", ".join(f"{name} {value}" for name, value in settings_of(timeline))
    notes = (
        f"scenario {story.id} for govsim {version}",
        f"answer: {asked}" if asked else "",
        f"told under: {settings}" if settings else "",
        f"facts {timeline.fact_hash[:16]}",
    )
    return Work(
        key=ascii_key(story.id),
        type="dataset",
        title=words_in(story.title, language) or story.id,
        version=version,
        language=language,
        notes=tuple(note for note in notes if note),
    )


def _clauses(finding: Finding) -> Iterator[str]:
    """Give the rules that a tree of findings names."""
    if finding.clause:
        yield finding.clause
    yield from (ref for key, ref in finding.names if key in {"clause", "statute"})
    for child in finding.children:
        yield from _clauses(child)


def _chosen(one: Fact | Conflict, timeline: Timeline) -> Claim:
    index = timeline.choices.get(one.id, 0) if isinstance(one, Fact) else one.chosen
    return one.claims[one.chosen if isinstance(index, str) else int(index)]


def _facts(entry: Entry, timeline: Timeline) -> Iterator[Fact]:
    """Give the facts that a step uses: in its condition, as its total, or in its rulings."""
    step = entry.step
    used = {name for ruling in entry.rulings for name in ruling.asked}
    if step.condition is not None:
        used |= {part.ref for part in walk(step.condition) if isinstance(part, Name)}
    if isinstance(step.act, Sign) and isinstance(step.act.total, str):
        used.add(step.act.total)
    return (fact for fact in timeline.story.facts if fact.id in used)


def _conflicts(entry: Entry, item: str, timeline: Timeline) -> Iterator[Conflict]:
    """Give the conflicts about a step, or of one of its items those about that item or about the step as a whole."""
    step = entry.step.id
    others = {f"{step}.{one.id}" for one in getattr(entry.step.act, "items", ()) if item and one.id != item}
    for one in timeline.story.conflicts:
        if (one.about == step or one.about.startswith(f"{step}.")) and one.about not in others:
            yield one


def _cited(entry: Entry, item: str, timeline: Timeline) -> Iterator[Cite]:
    """Give every place in a source that one answer rests on, rules apart."""
    yield from entry.step.cites
    yield from (cite for printed in entry.step.stated for cite in printed.cites)
    used: tuple[Fact | Conflict, ...] = (*_facts(entry, timeline), *_conflicts(entry, item, timeline))
    for one in used:
        yield from _chosen(one, timeline).cites


def _together(timeline: Timeline, cites: Iterable[Cite], clauses: Iterable[str], *, places: bool) -> Iterator[Work]:
    """Give the sources of some places in the order of their declaration, then the rules with citations of their own."""
    story = timeline.story
    named = {clause.id: clause for clause in story.structure.clauses}
    relied = [named[ref] for ref in dict.fromkeys(clauses) if ref in named]
    by_source: dict[str, list[str]] = {}
    for cite in (*cites, *(one for clause in relied for one in clause.sources)):
        by_source.setdefault(cite.source, []).append(cite.at)
    for source in (*story.sources, *story.structure.sources):
        if source.id in by_source:
            yield _work(story.id, source, by_source[source.id] if places else ())
    yield from (_law(story.id, clause) for clause in relied if clause.cite)


def works_for(timeline: Timeline, step: str, item: str, version: str, language: str = "en") -> tuple[Work, ...]:
    """Give exactly what the answer on one step rests on, or on one of its items if `item` is not empty.

    >>> [one.key for one in works_for(replay(story), "vote", "chair", "1.0")]  # doctest: +SKIP
    ['tale', 'tale-minutes', 'tale-law-club.majority']
    """
    entry = timeline.by_step[step]
    rulings = [ruling for ruling in entry.rulings if not item or ruling.item == item]
    clauses = (ref for ruling in rulings for ref in _clauses(ruling.finding))
    head = _scenario(timeline, version, language, f"{step}.{item}" if item else step)
    return (head, *_together(timeline, _cited(entry, item, timeline), clauses, places=True))


def works(timeline: Timeline, version: str, language: str = "en") -> tuple[Work, ...]:
    """Give everything that a story rests on: what its statements cite, rival claims too, and the rules relied on."""
    found = timeline.story
    own = evolve(found, structure=evolve(found.structure, clauses=()))
    cites = (cite for statement in statements(own) for cite in statement.cites)
    rulings = (ruling for entry in timeline.entries for ruling in entry.rulings)
    clauses = (ref for ruling in rulings for ref in _clauses(ruling.finding))
    return (_scenario(timeline, version, language, ""), *_together(timeline, cites, clauses, places=False))
