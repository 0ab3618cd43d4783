"""A fork told: every step decided anew, and marked by what became of it.

The story it began with is told beside it, as its files choose. A step that nobody changed, and that the law
answers as it did there, goes on as it did, void or not; any other goes on only as far as the law lets it.
"""

from collections.abc import Mapping
from enum import StrEnum

from attrs import evolve, field

from govsim.engine.choices import chosen
from govsim.engine.replay import AsTold, Heard, at_end, changes_of, hear, take, told_by
from govsim.engine.timeline import Entry, Timeline
from govsim.engine.walk import Walk, begin
from govsim.record.acts import Act, Decide, Resolve, electing
from govsim.record.edit_places import overrules, step_of
from govsim.record.edits import Choose, Edit, Forked
from govsim.record.events import Event
from govsim.record.forking import applied, chosen_by
from govsim.record.rulings import Ruling, Verdict
from govsim.record.story import Step, Story
from govsim.rules.book import Book, codify
from govsim.rules.spans import Truth
from govsim.values import define, frozen
from govsim.whatif.order import merged
from govsim.world.params import Value


class Mark(StrEnum):
    """What became of a step in a fork; `edited` says that the fork changed the step itself, whatever became of it."""

    HAPPENED = "happened"
    CHANGED = "changed"
    FAILED = "failed"
    REFUSED = "refused"
    PENDING = "pending"
    EDITED = "edited"
    NOT_MET = "condition not met"


@frozen(kw_only=True)
class Turn:
    """One step of a fork: its mark, how it was told, and the same step where nothing was changed, if it is there.

    `entry` is None for a step the fork leaves out. `carried` are the items that went on, each ruled or as told; `would`
    are the rulings an act whose condition was not met would have had at that moment.
    """

    step: str
    mark: Mark
    entry: Entry | None
    base: Entry | None
    carried: tuple[str, ...] = ()
    would: tuple[Ruling, ...] = ()

    @property
    def happened(self) -> bool:
        """Whether the step took place and something came of it, or there was nothing to rule."""
        return self.entry is not None and self.entry.happened


@frozen(kw_only=True)
class Branch:
    """A fork told beside its base: both timelines, and a turn for every step of either, in the fork's order.

    `choices` are those of the fork's own; `kept` says of each expectation of the base whether it holds here too.
    """

    forked: Forked
    base: Timeline
    timeline: Timeline
    turns: tuple[Turn, ...]
    choices: Mapping[str, Value]
    kept: tuple[Truth, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every edit of every fork that changes something, the one nearest to the base first.

        A choice may only name what the base chooses too, and a later fork may overrule what an earlier one says.
        """
        every = tuple(edit for fork in self.forked.forks for edit in fork.edits)
        left = (edit for place, edit in enumerate(every) if not any(overrules(one, edit) for one in every[place + 1 :]))
        chosen_there = self.base.choices
        return tuple(e for e in left if not (isinstance(e, Choose) and chosen_there.get(e.name) == e.value))


def neutral(act: Act) -> Act:
    """Give an act without the result its file states: for a step that is decided anew, the count says it."""
    return evolve(act, result="carried") if isinstance(act, Resolve) else act


def _lost(act: Act) -> bool:
    """Say whether an act is a vote that its file states to be lost."""
    return isinstance(act, Resolve) and act.result == "lost"


def _carried(act: Act, rulings: tuple[Ruling, ...]) -> tuple[str, ...]:
    """Give the items of an act that go on where it is decided anew.

    An act of a body goes on as far as it is lawful, what it makes for later included; an own act needs nobody's leave,
    and goes on unless it is refused.
    """
    if isinstance(act, Resolve | Decide):
        later = act.effective is not None
        return tuple(
            ruling.item
            for ruling in rulings
            if ruling.verdict.effective or (later and ruling.verdict is Verdict.PENDING and ruling.events)
        )
    return tuple(ruling.item for ruling in rulings if not ruling.verdict.refused)


def verdicts(rulings: tuple[Ruling, ...]) -> dict[str, Verdict]:
    """Give the verdicts of an act by item."""
    return {ruling.item: ruling.verdict for ruling in rulings}


@define(kw_only=True)
class Decided:
    """The course of a fork: conditions gate, and only what stands or is lawful goes on.

    `heard` are the rulings each step had in the base, a stated loss left aside; `edited` the steps the fork changed.
    """

    walk: Walk
    heard: Mapping[str, tuple[Ruling, ...]]
    edited: frozenset[str]
    carried: dict[str, tuple[str, ...]] = field(factory=dict)
    stood: set[str] = field(factory=set)

    def goes(self, step: Step, condition: Truth) -> bool:
        """Take a step that has no condition, or whose condition holds."""
        return step.condition is None or condition is True

    def stands(self, step: Step, rulings: tuple[Ruling, ...]) -> bool:
        """Say whether a step is as it was told in the base, and ruled as it was there."""
        before = self.heard.get(step.id)
        return step.id not in self.edited and before is not None and verdicts(before) == verdicts(rulings)

    def stated(self, step: Step, heard: Heard) -> Step:
        """Let a stated loss stand only where the count is ruled as it was; else the count says it."""
        if not _lost(step.act):
            return step
        counted = evolve(step, act=neutral(step.act))
        return step if self.stands(step, heard(counted)) else counted

    def happened(self, step: Step, rulings: tuple[Ruling, ...], changes: tuple[Event, ...]) -> tuple[Event, ...] | None:
        """Change all that the act changes where it stands; else what its items change that go on."""
        if _lost(step.act) or self.stands(step, rulings):
            self.stood.add(step.id)
            self.carried[step.id] = tuple(ruling.item for ruling in rulings)
            return changes
        going = self.carried[step.id] = _carried(step.act, rulings)
        if not rulings:
            return changes
        if not going:
            return None
        if not isinstance(step.act, Resolve | Decide):
            return changes
        kept = tuple(item for item in step.act.items if item.id in going)
        act = evolve(step.act, items=kept)
        if isinstance(act, Resolve):
            act = evolve(act, choices=electing(kept, act.choices))
        return changes_of(self.walk, evolve(step, act=act))


def _mark(turn_edited: bool, entry: Entry, course: Decided, base: Entry | None) -> Mark:  # noqa: FBT001 - one of many
    """Give the mark of a step that was reached; `edited` where the fork changed the step itself."""
    if turn_edited:
        return Mark.EDITED
    if entry.step.condition is not None and entry.condition is not True:
        return Mark.NOT_MET
    if entry.step.id in course.stood:
        return Mark.HAPPENED if base is not None and same(entry, base) else Mark.CHANGED
    if course.carried.get(entry.step.id) or not entry.rulings:
        going = {ruling.verdict for ruling in entry.rulings if ruling.item in course.carried[entry.step.id]}
        return Mark.PENDING if going == {Verdict.PENDING} else Mark.CHANGED
    refused = {Verdict.VOID: Mark.REFUSED, Verdict.NO_ACT: Mark.FAILED}
    return refused.get(max(ruling.verdict for ruling in entry.rulings), Mark.PENDING)


def same(entry: Entry, base: Entry) -> bool:
    """Say whether a step was told alike twice: ruled on the same grounds and counts, with the same effects."""
    ruled = tuple((r.item, r.finding, r.events) for r in entry.rulings)
    return ruled == tuple((r.item, r.finding, r.events) for r in base.rulings) and entry.events == base.events


@define
class _Listening(AsTold):
    """The course of the base: as told, and how each step was ruled, a stated loss left aside."""

    heard: dict[str, tuple[Ruling, ...]] = field(factory=dict)

    def stated(self, step: Step, heard: Heard) -> Step:
        """Hear how a vote that was lost would be ruled by its count."""
        if _lost(step.act):
            self.heard[step.id] = heard(evolve(step, act=neutral(step.act)))
        return step

    def happened(self, step: Step, rulings: tuple[Ruling, ...], changes: tuple[Event, ...]) -> tuple[Event, ...]:
        """Keep how a step was ruled, and change all that the act changes."""
        self.heard.setdefault(step.id, rulings)
        return changes


@frozen(kw_only=True)
class Base:
    """A story told as its files have it, and how each step was ruled there, a stated loss left aside."""

    timeline: Timeline
    heard: Mapping[str, tuple[Ruling, ...]]


def as_it_happened(story: Story) -> Base:
    """Tell a story as its files choose, for forks to be told beside it."""
    walk = begin(story, Book(codify(story.structure), chosen(story, {})))
    course = _Listening()
    entries = tuple(take(walk, index, step, course) for index, step in enumerate(story.steps, start=1))
    return Base(timeline=told_by(walk, entries), heard=course.heard)


def _powers(walk: Walk, step: Step) -> tuple[Ruling, ...]:
    """Give the rulings a decision would have now by its count; nothing is asked of an act that needs nobody's leave."""
    return hear(walk, evolve(step, act=neutral(step.act)), ()) if isinstance(step.act, Resolve | Decide) else ()


def branch(forked: Forked, otherwise: Mapping[str, Value] | None = None, beside: Base | None = None) -> Branch:
    """Tell a fork beside the story it began with.

    The base is told as its files choose; the fork under what it assumes, or what `otherwise` chooses instead. The base
    may be given where it was told before. The same values give an equal branch.

    Raises:
        UsageError: a fork chooses what the story does not admit.
    """
    beside = beside or as_it_happened(forked.story)
    base, heard = beside.timeline, beside.heard
    story, choices = applied(forked.story, forked.forks), chosen_by(forked.forks) | dict(otherwise or {})
    edits = tuple(edit for fork in forked.forks for edit in fork.edits)
    edited = frozenset(step_of(edit) for edit in edits) - {""}
    walk = begin(story, Book(codify(story.structure), chosen(story, choices)))
    course = Decided(walk=walk, heard=heard, edited=edited)
    turns: list[Turn] = []
    entries: list[Entry] = []
    for index, step in enumerate(story.steps, start=1):
        entry = take(walk, index, step, course)
        entries.append(entry)
        before = base.by_step.get(step.id)
        mark = _mark(step.id in edited, entry, course, before)
        unmet = step.condition is not None and entry.condition is not True
        turns.append(
            Turn(
                step=step.id,
                mark=mark,
                entry=entry,
                base=before,
                carried=course.carried.get(step.id, ()),
                would=_powers(walk, step) if unmet else (),
            )
        )
    return Branch(
        forked=forked,
        base=base,
        timeline=told_by(walk, tuple(entries)),
        turns=_with_dropped(turns, base),
        choices=choices,
        kept=at_end(walk, forked.story.expects),
    )


def _with_dropped(turns: list[Turn], base: Timeline) -> tuple[Turn, ...]:
    """Put the steps the fork leaves out among the others: after the step of the base that stood before them."""
    told = {turn.step: turn for turn in turns}
    ids = merged(told, (entry.step.id for entry in base.entries))
    dropped = {
        entry.step.id: Turn(step=entry.step.id, mark=Mark.EDITED, entry=None, base=entry) for entry in base.entries
    }
    return tuple(told.get(name) or dropped[name] for name in ids)
