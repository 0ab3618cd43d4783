"""What sources say and where they disagree, as plain rows: each conflict with its claims, and what depends on it.

Nothing is claimed about a conflict that was not computed: whether another claim, parameter or reading changes an
answer is tried out, and where the model has no way to try it, the row says that instead.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import evolve

from govsim.engine.choices import dimensions
from govsim.engine.conclusions import Standing, standings
from govsim.engine.conditions import conditions
from govsim.engine.sensitivity import Change, Premise, sensitivity
from govsim.engine.timeline import Timeline
from govsim.engine.worlds import Dependence, dependence
from govsim.record.acts import Sign
from govsim.record.story import Story
from govsim.values import frozen
from govsim.views.deeds import item_words, step_words
from govsim.views.lexicon import Lexicon, lexicon
from govsim.views.statements import statements
from govsim.world.expressions import Expr, Name, walk
from govsim.world.params import Value, shown
from govsim.world.sources import Cite, Claim, Conflict, Fact, Source, words_in


@frozen(kw_only=True)
class ClaimRow:
    """One claim: what it says, where that stands, and whether the story takes it."""

    text: str
    cites: tuple[Cite, ...]
    chosen: bool
    note: str


@frozen(kw_only=True)
class Part:
    """One entry of a file that carries a conflict: a fact, or a conflict about an act or an actor."""

    kind: str
    id: str
    subject: str
    claims: tuple[ClaimRow, ...]
    because: str
    standing: str
    status: str
    place: str


@frozen(kw_only=True)
class Effect:
    """What comes out otherwise when one dimension alone takes another value; nothing where `changes` is empty."""

    dimension: str
    value: str
    changes: tuple[Change, ...]
    excluded: bool = False


@frozen(kw_only=True)
class Dispute:
    """One disagreement of sources, under the number it is listed by, and what depends on it.

    `varied` are the dimensions by which the model can take another side: the facts themselves, and what the conflict
    `spans`. `elsewhere` are the items whose verdict depends on one of them in some admissible world, None where there
    are too many worlds to tell; `concluded` are the expectations and outcomes that do. `readers` name what reads its
    facts; `builds` are the step it is about, if that was ruled, and the steps that read what it wrote.
    """

    id: str
    parts: tuple[Part, ...]
    open: bool
    varied: tuple[str, ...]
    effects: tuple[Effect, ...]
    elsewhere: tuple[str, ...] | None
    concluded: tuple[str, ...]
    readers: tuple[str, ...]
    builds: tuple[str, ...]


@frozen(kw_only=True)
class SourceRow:
    """One source, how it was read, and what rests on it: kinds of statement with how many of each."""

    source: Source
    carries: tuple[tuple[str, int], ...]

    @property
    def statements(self) -> int:
        """How many statements rest on it."""
        return sum(count for _, count in self.carries)


def shown_value(story: Story, dimension: str, value: Value) -> str:
    """Give a value of a dimension as people read it: of a fact, the claim with its number from 1."""
    fact = next((one for one in story.facts if one.id == dimension), None)
    if fact is None or isinstance(value, str):
        return shown(value)
    return f"claim {int(value) + 1} ({fact.claims[int(value)].text})"


def _subject(about: str, story: Story, names: Lexicon) -> tuple[str, str]:
    """Say in words what a conflict is about, and of what kind that is."""
    steps = {step.id: step for step in story.steps}
    name, _, aspect = about.rpartition(".")
    if about in steps:
        return "step", step_words(steps[about], names)
    if name in steps:
        items = {item.id: item for item in getattr(steps[name].act, "items", ())}
        said = item_words(items[aspect], names) if aspect in items else f"{aspect} of: {step_words(steps[name], names)}"
        return "step", said
    if any(fact.id == about for fact in story.facts):
        return "fact", f"the number `{about}`"
    param = next((one for one in story.structure.params if one.id == about), None)
    if param is not None:
        return "parameter", words_in(param.title, names.language) or about
    if any(party.id == about for party in story.structure.parties):
        return "party", names.name(about)
    return "position", names.name(about)


def _claim_rows(claims: tuple[Claim, ...], chosen: int) -> tuple[ClaimRow, ...]:
    return tuple(
        ClaimRow(text=claim.text, cites=claim.cites, chosen=index == chosen, note=claim.note)
        for index, claim in enumerate(claims)
    )


def _part(one: Fact | Conflict, timeline: Timeline, names: Lexicon) -> Part:
    """Give one entry; of a fact the claim that the telling chose, which may be another than that of the file."""
    if isinstance(one, Fact):
        index = timeline.choices[one.id]
        chosen = one.chosen if isinstance(index, str) else int(index)
        kind, subject, status = "fact", f"the number `{one.id}`", str(one.status)
    else:
        chosen, status = one.chosen, ""
        kind, subject = _subject(one.about, timeline.story, names)
    because = one.because if chosen == one.chosen else f"chosen for this telling; the file chooses {one.chosen + 1}"
    return Part(
        kind=kind,
        id=one.id if isinstance(one, Fact) else one.about,
        subject=subject,
        claims=_claim_rows(one.claims, chosen),
        because=because,
        standing=one.standing,
        status=status,
        place=str(one.place),
    )


def _named(exprs: Iterable[Expr]) -> frozenset[str]:
    return frozenset(part.ref for expr in exprs for part in walk(expr) if isinstance(part, Name))


def readers(story: Story, fact: str) -> tuple[str, ...]:
    """Name everything that reads a fact: steps, expectations, what is excluded, and the law."""
    found = []
    for step in story.steps:
        asked = step.condition is not None and fact in _named((step.condition,))
        if asked or (isinstance(step.act, Sign) and step.act.total == fact):
            found.append(step.id)
    for name, exprs in (
        ("an expectation", [one.expr for one in story.expects]),
        *((f"outcome {one.id}", [one.that]) for one in story.outcomes),
        ("what is excluded", [one.expr for one in story.never]),
        ("the law", list(conditions(story))),
    ):
        if fact in _named(exprs):
            found.append(name)
    return tuple(found)


def _grouped(story: Story) -> dict[str, list[Fact | Conflict]]:
    """Give the entries that disagree by the number they are listed under, or by their own id where they have none."""
    out: dict[str, list[Fact | Conflict]] = {one.id: [one] for one in story.conflicts}
    for fact in story.facts:
        if fact.conflict or len(fact.claims) > 1:
            out.setdefault(fact.conflict or fact.id, []).append(fact)
    return dict(sorted(out.items(), key=lambda pair: (not _numbered(pair[1]), pair[0] if _numbered(pair[1]) else "")))


def _numbered(entries: list[Fact | Conflict]) -> bool:
    return any(isinstance(one, Conflict) or one.conflict for one in entries)


def _opened(timeline: Timeline) -> Timeline:
    """Give the telling with every fact open, so that claims held to be settled can be tried out too."""
    facts = tuple(evolve(fact, standing="open") for fact in timeline.story.facts)
    return evolve(timeline, story=evolve(timeline.story, facts=facts))


@frozen(kw_only=True)
class Sourced:
    """Everything that `govsim sources` shows of one telling, numbers without a source apart."""

    timeline: Timeline
    names: Lexicon
    disputes: tuple[Dispute, ...]
    sources: tuple[SourceRow, ...]
    premises: Mapping[str, Premise]
    among: Mapping[str, tuple[Value, ...]]
    dependence: Dependence
    standings: tuple[Standing, ...]


def effects_of(dimension: str, found: Sourced) -> tuple[Effect, ...]:
    """Give what each other value of one dimension does with all else as chosen, in the order of its values."""
    premise = found.premises[dimension]
    return tuple(
        Effect(
            dimension=dimension,
            value=shown_value(found.timeline.story, dimension, value),
            changes=tuple(change for change in premise.changes if change.value == value),
            excluded=value in premise.excluded,
        )
        for value in found.among[dimension]
        if value != premise.chosen
    )


def elsewhere(dimensions: Iterable[str], found: Dependence) -> tuple[str, ...] | None:
    """Name the items whose verdict depends on one of some dimensions in any admissible world; None if not proved."""
    wanted = frozenset(dimensions)
    return tuple(item for item, on in found.by_item.items() if wanted.intersection(on)) if found.proved else None


def concluded(dimensions: Iterable[str], found: tuple[Standing, ...]) -> tuple[str, ...]:
    """Name the expectations and outcomes that depend on one of some dimensions in any admissible world."""
    wanted = frozenset(dimensions)
    return tuple(one.conclusion.name for one in found if wanted.intersection(one.depends_on))


def _dispute(name: str, entries: list[Fact | Conflict], found: Sourced) -> Dispute:
    timeline, story = found.timeline, found.timeline.story
    facts = tuple(one.id for one in entries if isinstance(one, Fact))
    spans = (span for one in entries if isinstance(one, Conflict) for span in one.spans)
    varied = tuple(dict.fromkeys((*(one for one in facts if len(found.among[one]) > 1), *spans)))
    abouts = {one.about.partition(".")[0] for one in entries if isinstance(one, Conflict)}
    read = (one for fact in story.facts if fact.id in {*facts, *abouts} for one in readers(story, fact.id))
    ruled = [one.step.id for one in timeline.entries if one.step.id in abouts and hasattr(one.step.act, "items")]
    later = [one.step.id for one in timeline.entries if abouts.intersection(one.depends_on)]
    return Dispute(
        id=name,
        parts=tuple(_part(one, timeline, found.names) for one in entries),
        open=any(one.standing == "open" for one in entries),
        varied=varied,
        effects=tuple(effect for one in varied for effect in effects_of(one, found)),
        elsewhere=elsewhere(varied, found.dependence),
        concluded=concluded(varied, found.standings),
        readers=tuple(dict.fromkeys(read)),
        builds=tuple(dict.fromkeys((*ruled, *later))),
    )


def source_rows(story: Story) -> tuple[SourceRow, ...]:
    """Give every source with how many statements of each kind rest on it, those that carry nothing too."""
    carried: dict[str, Counter[str]] = {}
    for one in statements(story):
        for name in dict.fromkeys(cite.source for cite in one.cites):
            carried.setdefault(name, Counter())[one.kind] += 1
    every = (*story.sources, *story.structure.sources)
    return tuple(SourceRow(source=one, carries=tuple(carried.get(one.id, Counter()).items())) for one in every)


def sourced(timeline: Timeline, language: str = "en") -> Sourced:
    """Give the conflicts of a telling with what depends on each, and its sources.

    >>> [one.id for one in sourced(replay(story)).disputes]  # doctest: +SKIP
    ['C01', 'C02', 'C03']
    """
    story = timeline.story
    bare = Sourced(
        timeline=timeline,
        names=lexicon(story, language),
        disputes=(),
        sources=source_rows(story),
        premises=sensitivity(_opened(timeline)),
        among=dimensions(story),
        dependence=dependence(timeline),
        standings=standings(timeline),
    )
    return evolve(bare, disputes=tuple(_dispute(name, found, bare) for name, found in _grouped(story).items()))
