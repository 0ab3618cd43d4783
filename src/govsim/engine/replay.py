"""`replay`: walk a story step by step, on both tracks, and keep everything that was read and written.

What happened is the fold of the effects of the steps, whatever the law says; what stood in law is the
fold of what was ruled effective. Choices change rulings only: the facts, and their hash, stay the same.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from attrs import define, evolve, field

from govsim.engine.choices import Claimed, best_numbers, chosen, claimed
from govsim.engine.decide import Hearing, decide
from govsim.engine.findings import Earlier
from govsim.engine.reactions import Followed, due, in_fact, in_law
from govsim.engine.timeline import START, Entry, Timeline
from govsim.record import acts
from govsim.record.effects import effects
from govsim.record.events import Determined, Event, Resized, Seated
from govsim.record.rulings import Ruling, Verdict, worst
from govsim.record.state import Key, Noting, Sight, State, fold, pending, trace
from govsim.record.story import Step, Story
from govsim.rules.book import Book, Code, codify
from govsim.rules.case import Judged
from govsim.rules.evaluate import Moment, Truth, truth
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

    `rests` is what the rulings of each step rest on, what they built upon included.
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
    walk.times[step.id] = step.at.latest


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


def _rule(
    walk: Walk, step: Step, changes: tuple[Event, ...], *, brief: bool = False, kept: Judged | None = None
) -> tuple[Ruling, ...]:
    """Hold a step against the law as it stands, and let in law what was ruled effective, and what follows from it."""
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
    rulings = decide(hearing, changes)
    _effective(walk, step, rulings)
    _record(walk, step, rulings)
    return rulings


def _follow_in_law(walk: Walk, step: Step) -> tuple[Followed, ...]:
    followed = in_law(walk.law, walk.story.reactions, walk.book, _answer_in_law(walk, step))
    for name, events in followed:
        walk.change_law(name, events, step.id)
    return followed


def _changes(walk: Walk, step: Step) -> tuple[Event, ...]:
    counted = isinstance(step.act, acts.Sign) and isinstance(step.act.total, str)
    numbers = best_numbers(walk.numbers, walk.book.choices) if counted else {}
    return effects(step.id, step.by, step.at.latest, step.act, numbers)


def rule(walk: Walk, step: Step, kept: Judged | None) -> tuple[Ruling, ...]:
    """Take one step in law alone, with verdicts but not the whole of their reasons: for surveys of many worlds.

    `kept` holds judgements made for the same step in other worlds, for those that asked the same.
    """
    _timers_in_law(walk, step.at.latest)
    rulings = _rule(walk, step, _changes(walk, step), brief=True, kept=kept)
    _follow_in_law(walk, step)
    return rulings


def _built_upon(walk: Walk, ruling: Ruling, wrote_law: dict[Key, str]) -> Ruling:
    """Let a ruling rest also on what the steps rest on that wrote what it read, in law, or would have: in fact.

    Four of four in office are the whole board only if two had left it, whatever that was ruled on.
    """
    rests = dict.fromkeys(ruling.rests_on)
    for key in ruling.read:
        for writer in dict.fromkeys((wrote_law.get(key, START), walk.wrote_fact.get(key, START))):
            rests.update(walk.rests.get(writer, {}))
    return ruling if len(rests) == len(ruling.rests_on) else evolve(ruling, rests_on=tuple(rests))


def take(walk: Walk, index: int, step: Step) -> Entry:
    """Take one step of a story: timers, condition, rulings, changes, and what follows by itself."""
    timers = _timers_in_law(walk, step.at.latest)
    timers_in_fact = _timers_in_fact(walk, step.at.latest)
    noted = Noting(walk.fact)
    condition = None
    if step.condition is not None:
        condition = truth(step.condition, walk.moment(step, noted, walk.law))
    changes = _changes(walk, step)
    wrote_law = dict(walk.wrote_law)
    rulings = tuple(_built_upon(walk, ruling, wrote_law) for ruling in _rule(walk, step, changes))
    walk.rests[step.id] = dict.fromkeys(key for ruling in rulings for key in ruling.rests_on)
    read = dict.fromkeys(key for ruling in rulings for key in ruling.read)
    read_fact = tuple((key, walk.wrote_fact.get(key, START)) for key in noted.keys)
    walk.change_fact(changes, step.id)
    followed = _follow_in_law(walk, step)
    followed_in_fact = in_fact(walk.fact, _answer_in_fact(walk, step))
    for _, events in followed_in_fact:
        walk.change_fact(events, step.id)
    return Entry(
        index=index,
        step=step,
        rulings=rulings,
        events=changes,
        followed=(*timers, *followed),
        followed_in_fact=(*timers_in_fact, *followed_in_fact),
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
    settled = chosen(story, choices or {})
    book = Book(code or codify(story.structure), settled)
    walk = begin(story, book)
    start = walk.start
    entries = tuple(take(walk, index, step) for index, step in enumerate(story.steps, start=1))
    last = story.steps[-1] if story.steps else None
    expected = tuple(
        truth(one.expr, walk.moment(last, walk.fact, walk.law)) if last is not None else None for one in story.expects
    )
    return Timeline(
        story=story,
        book=book,
        choices=settled,
        start=start,
        entries=entries,
        expected=expected,
        docket=walk.docket,
    )
