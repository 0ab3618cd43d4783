"""`replay`: walk a story step by step, on both tracks, and keep everything that was read and written.

What happened is the fold of the effects of the steps, whatever the law says; what stood in law is the
fold of what was ruled effective. Choices change rulings only: the facts, and their hash, stay the same.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from attrs import evolve, field

from govsim.engine.choices import Claimed, chosen, chosen_bounds, claimed
from govsim.engine.decide import Hearing, decide
from govsim.engine.findings import Earlier
from govsim.engine.reactions import Followed, due, in_fact, in_law
from govsim.engine.timeline import START, Entry, Timeline
from govsim.record import acts
from govsim.record.effects import effects
from govsim.record.events import Determined, Event, Resized, Seated
from govsim.record.rulings import Ruling, Verdict, worst
from govsim.record.state import Key, Noting, Sight, State, fold, pending, trace
from govsim.record.story import Expectation, Step, Story
from govsim.rules.book import Book, Code, codify
from govsim.rules.case import Judged
from govsim.rules.evaluate import Moment, Truth, truth
from govsim.values import define
from govsim.world.expressions import Expr
from govsim.world.params import Value
from govsim.world.time import local_date


def opening(story: Story) -> State:
    """Give the state before the first step: who held what at the start."""
    sole = {position.id for position in story.structure.positions if position.sole}
    return fold(
        State(),
        (
            Seated(position=position, party=party, sole=position in sole)
            for position, parties in story.start
            for party in parties
        ),
    )


@define(kw_only=True)
class Walk:
    """Where a walk through a story stands: both states, who wrote what, and what was ruled so far.

    `rests` is what the rulings of each step rest on, what they built upon included. Once a track has begun, what
    follows from the start by itself has followed there.
    """

    story: Story
    book: Book
    numbers: Claimed
    fact: State
    law: State
    wrote_fact: dict[Key, str] = field(factory=dict)
    wrote_law: dict[Key, str] = field(factory=dict)
    docket: dict[str, Earlier] = field(factory=dict)
    verdicts: dict[str, Verdict] = field(factory=dict)
    times: dict[str, datetime] = field(factory=dict)
    in_law_so_far: list[tuple[str, tuple[Event, ...]]] = field(factory=list)
    start: State = field(factory=State)
    rests: dict[str, dict[str, None]] = field(factory=dict)
    law_begun: bool = False
    fact_begun: bool = False

    def moment(self, step: Step, fact: Sight, law: Sight) -> Moment:
        """Give the moment at which conditions of `step` are asked."""
        return Moment(
            fact=fact,
            law=law,
            book=self.book,
            now=step.at.latest,
            date=local_date(step.at.latest, self.story.zone),
            verdicts=self.verdicts,
            happened=frozenset(self.times),
            times=self.times,
            numbers=self.numbers,
        )

    def change_fact(self, events: Iterable[Event], by: str) -> None:
        """Fold `events` into the state in fact, and note who wrote which key."""
        self.fact, written = trace(self.fact, events)
        self.wrote_fact.update(dict.fromkeys(written, by))

    def change_law(self, name: str, events: tuple[Event, ...], by: str) -> None:
        """Fold `events` into the state in law, under the name of the item they come from."""
        if events:
            self.law, written = trace(self.law, events)
            self.wrote_law.update(dict.fromkeys(written, by))
            self.in_law_so_far.append((name, events))

    def undo_from_start(self, target: str, by: str) -> None:
        """Fold the state in law again as if an item had never had effect; the facts are left alone."""
        self.in_law_so_far = [(name, events) for name, events in self.in_law_so_far if name != target]
        after = fold(self.start, (event for _, events in self.in_law_so_far for event in events))
        self.wrote_law.update(dict.fromkeys(self.law.changed(after), by))
        self.law = after


def _timers(state: Callable[[], State], until: datetime, change: Callable[[Followed], None]) -> tuple[Followed, ...]:
    """Let take effect, on one track, what was made for a time at or before `until`, in the order of the times."""
    done: list[Followed] = []
    while True:
        ready = [(s.due, s.id, s) for s in pending(state()) if s.due is not None and s.due <= until]
        if not ready:
            return tuple(done)
        scheduled = min(ready, key=lambda one: one[:2])[2]
        done.append((scheduled.id, due(state(), scheduled)))
        change(done[-1])


def _timers_in_law(walk: Walk, until: datetime) -> tuple[Followed, ...]:
    def change(followed: Followed) -> None:
        walk.change_law(*followed, followed[0].partition(".")[0])

    return _timers(lambda: walk.law, until, change)


def _timers_in_fact(walk: Walk, until: datetime) -> tuple[Followed, ...]:
    def change(followed: Followed) -> None:
        walk.change_fact(followed[1], followed[0].partition(".")[0])

    return _timers(lambda: walk.fact, until, change)


def _answer_in_law(walk: Walk, step: Step) -> Callable[[Expr, State], Truth]:
    return lambda condition, state: truth(condition, walk.moment(step, state, state))


def _answer_in_fact(walk: Walk, step: Step) -> Callable[[Expr, State], Truth]:
    return lambda condition, state: truth(condition, walk.moment(step, state, walk.law))


def _record(walk: Walk, step: Step, rulings: tuple[Ruling, ...]) -> None:
    items = {item.id: item for item in getattr(step.act, "items", ())}
    for ruling in rulings:
        name = f"{step.id}.{ruling.item}"
        walk.verdicts[name] = ruling.verdict
        if ruling.item in items:
            walk.docket[name] = Earlier(item=items[ruling.item], verdict=ruling.verdict, events=ruling.events)
    if rulings:
        walk.verdicts[step.id] = worst(tuple(ruling.verdict for ruling in rulings))


def _effective(walk: Walk, step: Step, rulings: tuple[Ruling, ...]) -> None:
    """Change the state in law by what was ruled effective: endings first, each item under its own name."""
    changing = tuple(ruling for ruling in rulings if ruling.events)
    items = {item.id: item for item in getattr(step.act, "items", ()) if isinstance(item, acts.Avoid)}
    for ruling in changing:
        ended = tuple(event for event in ruling.events if not isinstance(event, Seated))
        walk.change_law(f"{step.id}.{ruling.item}", ended, step.id)
    for ruling in changing:
        begun = tuple(event for event in ruling.events if isinstance(event, Seated))
        walk.change_law(f"{step.id}.{ruling.item}", begun, step.id)
    for ruling in rulings if items else ():
        item = items.get(ruling.item)
        if item is not None and ruling.verdict.effective:
            # a number of seats or a finding has no opposite: it is taken back by folding again without it
            lasting = any(isinstance(event, Resized | Determined) for event in walk.docket[item.target].events)
            if item.from_start or lasting:
                walk.undo_from_start(item.target, step.id)


def hear(
    walk: Walk, step: Step, changes: tuple[Event, ...], *, brief: bool = False, kept: Judged | None = None
) -> tuple[Ruling, ...]:
    """Hold a step against the law as it stands, and change nothing; `changes` are what the act would change."""
    law = walk.law
    hearing = Hearing(
        step=step.id,
        by=step.by,
        at=step.at.latest,
        date=local_date(step.at.latest, walk.story.zone),
        act=step.act,
        law=law,
        book=walk.book,
        docket=walk.docket,
        truth=lambda expr, sight: truth(expr, walk.moment(step, sight, sight)),
        assumption=step.assumption,
        brief=brief,
        kept=kept,
    )
    return decide(hearing, changes)


def _rule(
    walk: Walk, step: Step, changes: tuple[Event, ...], *, brief: bool = False, kept: Judged | None = None
) -> tuple[Ruling, ...]:
    """Hold a step against the law, and let in law what was ruled effective."""
    rulings = hear(walk, step, changes, brief=brief, kept=kept)
    _effective(walk, step, rulings)
    _record(walk, step, rulings)
    return rulings


def _follow_in_law(walk: Walk, step: Step, by: str) -> tuple[Followed, ...]:
    followed = in_law(walk.law, walk.story.reactions, walk.book, _answer_in_law(walk, step))
    for name, events in followed:
        walk.change_law(name, events, by)
    return followed


def _come_due_in_law(walk: Walk, step: Step) -> tuple[Followed, ...]:
    """Let take effect what was made for a time up to a step, and what follows from that or from the start itself.

    What is told or happens outside then sets nothing off, and may be left out.
    """
    timers = _timers_in_law(walk, step.at.latest)
    first, walk.law_begun = not walk.law_begun, True
    return (*timers, *_follow_in_law(walk, step, _maker(timers))) if timers or first else timers


def _maker(timers: tuple[Followed, ...]) -> str:
    """Give the step that made what came due last, or the start: what follows then goes back to it."""
    return timers[-1][0].partition(".")[0] if timers else START


def _come_due_in_fact(walk: Walk, step: Step) -> tuple[Followed, ...]:
    timers = _timers_in_fact(walk, step.at.latest)
    first, walk.fact_begun = not walk.fact_begun, True
    return (*timers, *_follow_in_fact(walk, step, _maker(timers))) if timers or first else timers


def _follow_in_fact(walk: Walk, step: Step, by: str) -> tuple[Followed, ...]:
    followed = in_fact(walk.fact, _answer_in_fact(walk, step))
    for _, events in followed:
        walk.change_fact(events, by)
    return followed


def changes_of(walk: Walk, step: Step) -> tuple[Event, ...]:
    """Give what a step would change, with the numbers of facts as they are chosen."""
    counted = isinstance(step.act, acts.Sign) and isinstance(step.act.total, str)
    numbers = chosen_bounds(walk.numbers, walk.book.choices) if counted else {}
    return effects(step.id, step.by, step.at.latest, step.act, numbers)


def rule(walk: Walk, step: Step, kept: Judged | None) -> tuple[Ruling, ...]:
    """Take one step in law alone, with verdicts but not the whole of their reasons: for surveys of many worlds.

    `kept` holds judgements made for the same step in other worlds, for those that asked the same.
    """
    _come_due_in_law(walk, step)
    rulings = _rule(walk, step, changes_of(walk, step), brief=True, kept=kept)
    walk.times[step.id] = step.at.latest
    _follow_in_law(walk, step, step.id)
    return rulings


def tell(walk: Walk, step: Step) -> None:
    """Take one step in fact alone, after it was taken in law: for surveys of many worlds."""
    _come_due_in_fact(walk, step)
    walk.change_fact(changes_of(walk, step), step.id)
    _follow_in_fact(walk, step, step.id)


def _built_upon(walk: Walk, ruling: Ruling, wrote_law: dict[Key, str]) -> Ruling:
    """Let a ruling rest also on what the steps rest on that wrote what it read, in law, or would have: in fact.

    Four of four in office are the whole board only if two had left it, whatever that was ruled on.
    """
    rests = dict.fromkeys(ruling.rests_on)
    for key in ruling.read:
        for writer in dict.fromkeys((wrote_law.get(key, START), walk.wrote_fact.get(key, START))):
            rests.update(walk.rests.get(writer, {}))
    return ruling if len(rests) == len(ruling.rests_on) else evolve(ruling, rests_on=tuple(rests))


Heard = Callable[[Step], tuple[Ruling, ...]]
"""Gives the rulings a step would have at this moment; it changes nothing."""


class Course(Protocol):
    """How a walk goes on: whether a step is taken at all, and what of it is then so in fact."""

    def goes(self, step: Step, condition: Truth) -> bool:
        """Say whether a step is taken whose `if:` was found so; True is also given where it has none."""
        ...

    def stated(self, step: Step, heard: Heard) -> Step:
        """Give a step that is taken as it is ruled: with the result its file states, or without; `heard` rules it."""
        ...

    def happened(self, step: Step, rulings: tuple[Ruling, ...], changes: tuple[Event, ...]) -> tuple[Event, ...] | None:
        """Give what a step that was ruled changes in fact, of the `changes` of its act; None if nothing came of it."""
        ...


class AsTold:
    """The course of a story as its file tells it: every step happened, whatever the law says."""

    def goes(self, _step: Step, _condition: Truth) -> bool:
        """Take every step: an `if:` gates nothing."""
        return True

    def stated(self, step: Step, _heard: Heard) -> Step:
        """Take the result as the file states it."""
        return step

    def happened(self, _step: Step, _rulings: tuple[Ruling, ...], changes: tuple[Event, ...]) -> tuple[Event, ...]:
        """Change all that the act changes."""
        return changes


def take(walk: Walk, index: int, step: Step, course: Course) -> Entry:
    """Take one step of a story: timers, condition, rulings, changes, and what follows by itself."""
    early, early_in_fact = _come_due_in_law(walk, step), _come_due_in_fact(walk, step)
    noted, noted_law = Noting(walk.fact), Noting(walk.law)
    condition = None
    if step.condition is not None:
        condition = truth(step.condition, walk.moment(step, noted, noted_law))
    wrote_law = dict(walk.wrote_law)
    rulings: tuple[Ruling, ...] = ()
    changes: tuple[Event, ...] | None = None
    if course.goes(step, condition):
        step = course.stated(step, lambda one: hear(walk, one, ()))
        told = changes_of(walk, step)
        rulings = tuple(_built_upon(walk, ruling, wrote_law) for ruling in _rule(walk, step, told))
        changes = course.happened(step, rulings, told)
    if changes is not None:
        walk.times[step.id] = step.at.latest
    walk.rests[step.id] = dict.fromkeys(key for ruling in rulings for key in ruling.rests_on)
    read = dict.fromkeys((*noted_law.keys, *(key for ruling in rulings for key in ruling.read)))
    read_fact = tuple((key, walk.wrote_fact.get(key, START)) for key in noted.keys)
    walk.change_fact(changes or (), step.id)
    followed = _follow_in_law(walk, step, step.id)
    followed_in_fact = _follow_in_fact(walk, step, step.id)
    return Entry(
        index=index,
        step=step,
        rulings=rulings,
        events=changes or (),
        happened=changes is not None,
        followed=(*early, *followed),
        followed_in_fact=(*early_in_fact, *followed_in_fact),
        early=len(early),
        early_in_fact=len(early_in_fact),
        fact=walk.fact,
        law=walk.law,
        condition=condition,
        read_fact=read_fact,
        read_law=tuple((key, wrote_law.get(key, START)) for key in read),
    )


def begin(story: Story, book: Book) -> Walk:
    """Give a walk that stands before the first step of `story`."""
    start = opening(story)
    return Walk(story=story, book=book, numbers=claimed(story), fact=start, law=start, start=start)


def replay(
    story: Story,
    choices: Mapping[str, Value] | None = None,
    *,
    code: Code | None = None,
) -> Timeline:
    """Tell `story` under `choices`: the reading, parameters, and for a fact the index of its claim.

    Whatever is not chosen stands as the files choose it. An unknown name or value raises UsageError; the
    same arguments give an equal timeline.
    """
    walk = begin(story, Book(code or codify(story.structure), chosen(story, choices or {})))
    course = AsTold()
    return told_by(walk, tuple(take(walk, index, step, course) for index, step in enumerate(story.steps, start=1)))


def at_end(walk: Walk, expects: tuple[Expectation, ...]) -> tuple[Truth, ...]:
    """Say which of `expects` hold where a walk has ended; of a story without steps nothing can be told."""
    if not walk.story.steps:
        return tuple(None for _ in expects)
    moment = walk.moment(walk.story.steps[-1], walk.fact, walk.law)
    return tuple(truth(one.expr, moment) for one in expects)


def told_by(walk: Walk, entries: tuple[Entry, ...]) -> Timeline:
    """Give the timeline of a walk that has taken all its steps."""
    return Timeline(
        story=walk.story,
        book=walk.book,
        choices=walk.book.choices,
        start=walk.start,
        entries=entries,
        expected=at_end(walk, walk.story.expects),
        docket=walk.docket,
    )
