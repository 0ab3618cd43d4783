"""A replay as plain rows: one model that the terminal, a pipe, JSON and pages all draw from."""

from govsim.engine.promises import PROMISES, broken
from govsim.engine.reversal import Reversal, reversals
from govsim.engine.timeline import Entry, Timeline
from govsim.engine.worlds import Dependence, dependence
from govsim.record.acts import Happen, Item, Resolve
from govsim.record.rulings import Ruling, Verdict
from govsim.record.state import holders
from govsim.values import frozen
from govsim.views.deeds import in_vain, item_words, own_word, step_words
from govsim.views.lexicon import Lexicon, lexicon
from govsim.views.sentences import VERDICTS
from govsim.views.standing import settings_of, watched, watched_positions
from govsim.views.trust import Trusted, UnseenRule, if_words, labels, trusted, unseen_rules
from govsim.world.expressions import text
from govsim.world.sources import Cite, words_in
from govsim.world.time import When, local_date, show


@frozen(kw_only=True)
class ItemRow:
    """One item of a decision: its words, its verdict, what that rests and depends on."""

    id: str
    words: str
    verdict: Verdict
    said: str
    rests_on: str
    depends_on: tuple[str, ...]
    ruling: Ruling


@frozen(kw_only=True)
class StepRow:
    """One step: when, who, what, how it was ruled, and who held what then, in fact and in law."""

    number: int
    id: str
    year: str
    when: str
    who: str
    words: str
    said: str
    items: tuple[ItemRow, ...]
    watched_before: tuple[str, ...]
    watched: tuple[str, ...]
    parted: tuple[bool, ...]
    status: str
    sources: str
    depends_on: tuple[str, ...]
    entry: Entry

    @property
    def weighs(self) -> bool:
        """Whether the step exercised a power or was an act of one's own that was more than telling."""
        return bool(self.items) or self.said in {"own act", "no vote", "no act yet"}

    @property
    def parts(self) -> bool:
        """Whether fact and law part in what is watched."""
        return any(self.parted)


@frozen(kw_only=True)
class Counts:
    """How many steps there are: put as acts of a body or a holder of power, own acts, and what happened outside.

    `verdicts` counts the items of the first by their verdict, from best to worst.
    """

    steps: int
    put: int
    own: int
    outside: int
    verdicts: tuple[tuple[str, int], ...]


@frozen(kw_only=True)
class Telling:
    """A whole replay, ready to be shown."""

    title: str
    story: str
    notice: str
    fiction: bool
    settings: tuple[tuple[str, str], ...]
    zone: str
    watch: tuple[str, ...]
    counts: Counts
    rows: tuple[StepRow, ...]
    trusted: tuple[Trusted, ...]
    unseen: tuple[UnseenRule, ...]
    expected: tuple[tuple[str, bool | None], ...]
    promises: int
    broken: tuple[str, ...]
    reversals: tuple[Reversal, ...]
    dependence: Dependence
    names: Lexicon
    timeline: Timeline


def cites(found: tuple[Cite, ...]) -> str:
    """Give sources with the places in them."""
    return ", ".join(f"{one.source} {one.at}".strip() for one in found)


def _said(entry: Entry, verdict: Verdict | None, rests: str, items: tuple[Item, ...]) -> str:
    """Give what a table says of `items` of a step: their verdict, or what stands for one where no vote was needed."""
    own = own_word(entry.step.act)
    if own and (verdict in {None, Verdict.VALID} or own == "no act yet"):
        return own
    if verdict is None:
        return "not ruled"
    said = VERDICTS[verdict] + in_vain(items, verdict)
    return f"{said} if {rests}" if rests else said


def _items(
    entry: Entry, told: Timeline, numbered: tuple[Trusted, ...], depends: Dependence, names: Lexicon
) -> tuple[ItemRow, ...]:
    done = {item.id: item for item in getattr(entry.step.act, "items", ())}
    out = []
    for ruling in entry.rulings:
        if ruling.item not in done:
            continue
        depends_on = depends.by_item.get(f"{entry.step.id}.{ruling.item}", ())
        rests = if_words(ruling, depends_on, told, numbered)
        out.append(
            ItemRow(
                id=ruling.item,
                words=item_words(done[ruling.item], names),
                verdict=ruling.verdict,
                said=_said(entry, ruling.verdict, rests, (done[ruling.item],)),
                rests_on=rests,
                depends_on=depends_on,
                ruling=ruling,
            )
        )
    return tuple(out)


def _summary(entry: Entry, items: tuple[ItemRow, ...], numbered: tuple[Trusted, ...]) -> str:
    """Give one verdict for a step: the same for all its items, or how many of each."""
    verdicts = [item.verdict for item in items]
    if len(set(verdicts)) > 1:
        return ", ".join(f"{verdicts.count(v)} {VERDICTS[v]}" for v in sorted(set(verdicts)))
    rests = labels(tuple(key for ruling in entry.rulings for key in ruling.rests_on), numbered)
    rests = rests or next((item.rests_on for item in items if item.rests_on), "")
    return _said(entry, entry.verdict, rests, getattr(entry.step.act, "items", ()))


def _when(entry: Entry, zone: str) -> tuple[str, str]:
    """Give the year of a step, and when in it; of a decision somewhere in a range only its end is known: `by ...`."""
    at = entry.step.at
    year = local_date(at.latest, zone)[:4]
    if at.precision == "range" and isinstance(entry.step.act, Resolve):
        end = When(earliest=at.latest, latest=at.latest, precision="instant", zone=at.zone, text="")
        return year, f"by {show(end, zone).replace(f' {year}', '')}"
    return year, show(at, zone).replace(f" {year}", "")


def _counts(timeline: Timeline) -> Counts:
    """Count what was put as the act of a body or of a holder of power, by verdict, and the rest."""
    put = [entry for entry in timeline.entries if not own_word(entry.step.act)]
    verdicts = [ruling.verdict for entry in put for ruling in entry.rulings]
    outside = sum(1 for entry in timeline.entries if isinstance(entry.step.act, Happen))
    return Counts(
        steps=len(timeline.entries),
        put=len(put),
        own=len(timeline.entries) - len(put) - outside,
        outside=outside,
        verdicts=tuple((VERDICTS[one], verdicts.count(one)) for one in Verdict if one in verdicts),
    )


def tell(timeline: Timeline, language: str = "en", zone: str = "", known: Dependence | None = None) -> Telling:
    """Give a replay as rows, in a language, with times as clocks show them in `zone` (the story's own if empty).

    `known` says which verdicts depend on what, where that was looked at before, or cannot be.
    """
    story = timeline.story
    names = lexicon(story, language)
    numbered = trusted(timeline)
    depends = dependence(timeline) if known is None else known
    watch = watched_positions(timeline)
    rows = []
    before = timeline.start
    for entry in timeline.entries:
        items = _items(entry, timeline, numbered, depends, names)
        step = entry.step
        year, when = _when(entry, zone or story.zone)
        rows.append(
            StepRow(
                number=entry.index,
                id=step.id,
                year=year,
                when=when,
                who=names.brief(step.by),
                words=step_words(step, names),
                said=_summary(entry, items, numbered),
                items=items,
                watched_before=tuple(watched(one, before, names) for one in watch),
                watched=tuple(watched(one, entry.fact, names) for one in watch),
                parted=tuple(holders(entry.fact, one.id) != holders(entry.law, one.id) for one in watch),
                status=step.status,
                sources=cites(step.cites),
                depends_on=depends.by_step.get(step.id, ()),
                entry=entry,
            )
        )
        before = entry.fact
    return Telling(
        title=words_in(story.title, language),
        story=story.id,
        notice=words_in(story.notice, language),
        fiction=story.kind == "fiction",
        settings=settings_of(timeline),
        zone=zone or story.zone,
        watch=tuple(names.brief(one.id) for one in watch),
        counts=_counts(timeline),
        rows=tuple(rows),
        trusted=numbered,
        unseen=unseen_rules(timeline, names),
        expected=tuple((text(one.expr), holds) for one, holds in zip(story.expects, timeline.expected, strict=True)),
        promises=len(PROMISES),
        broken=tuple(promise.id for promise in broken(timeline)),
        reversals=reversals(timeline),
        dependence=depends,
        names=names,
        timeline=timeline,
    )
