"""`replay`: walk a story step by step, on both tracks, and keep everything that was read and written.

What happened is the fold of the effects of the steps, whatever the law says; what stood in law is the
fold of what was ruled effective. Choices change rulings only: the facts, and their hash, stay the same.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from attrs import evolve

from govsim.engine.choices import chosen, chosen_bounds
from govsim.engine.decide import decide
from govsim.engine.docket import Earlier
from govsim.engine.following import come_due_in_fact, come_due_in_law, follow_in_fact, follow_in_law
from govsim.engine.hearing import Hearing
from govsim.engine.timeline import START, Entry, Timeline
from govsim.engine.walk import Walk, begin
from govsim.record import acts
from govsim.record.effects import effects, in_order, item_events, place_in_order
from govsim.record.events import (
    Amended,
    Approved,
    Determined,
    Distributed,
    Event,
    Issued,
    IssuedEach,
    Paid,
    Redeemed,
    Resized,
    RollFixed,
)
from govsim.record.rulings import Ballot, Ruling, Verdict, balloted, worst
from govsim.record.state import Key, Noting
from govsim.record.story import Expectation, Step, Story
from govsim.rules.book import Book, Code, codify
from govsim.rules.case import Judged
from govsim.rules.evaluate import truth
from govsim.rules.spans import Truth
from govsim.world.params import Value
from govsim.world.time import local_date

LASTING = Resized | Amended | Determined | Issued | IssuedEach | Redeemed | Paid | Distributed | RollFixed | Approved
"""What has no opposite."""


def _ballot(walk: Walk, step: Step, ruling: Ruling) -> Ballot | None:
    """Give how a ballot went, where it was one of several in order: told as lost it failed, whatever was counted."""
    found = balloted(ruling)
    if found is None:
        return None
    lost = isinstance(step.act, acts.Resolve) and step.act.result == "lost"
    counted = max(found.verdict, Verdict.NO_ACT) if lost else found.verdict
    numbers = dict(found.numbers)
    return Ballot(
        stage=numbers["stage"],
        tie=bool(numbers["tie"]),
        verdict=Verdict.VOID if ruling.verdict is Verdict.VOID else counted,
        at=step.at.latest,
        date=local_date(step.at.latest, walk.story.zone),
        power=found.clause,
    )


def _record(walk: Walk, step: Step, rulings: tuple[Ruling, ...]) -> None:
    items = {item.id: item for item in getattr(step.act, "items", ())}
    for ruling in rulings:
        name = f"{step.id}.{ruling.item}"
        walk.verdicts[name] = ruling.verdict
        if ruling.item in items:
            at, verdict = step.at.latest, ruling.verdict
            item = items[ruling.item]
            by = getattr(item, "by", "") or step.by
            ballot = _ballot(walk, step, ruling)
            walk.docket[name] = Earlier(item=item, by=by, at=at, verdict=verdict, events=ruling.events, ballot=ballot)
    if rulings:
        walk.verdicts[step.id] = worst(tuple(ruling.verdict for ruling in rulings))


def _effective(walk: Walk, step: Step, rulings: tuple[Ruling, ...]) -> None:
    """Change the state in law by what was ruled effective: endings first, each item under its own name."""
    items = {item.id: item for item in getattr(step.act, "items", ()) if isinstance(item, acts.Avoid | acts.Ratify)}
    places = sorted({place_in_order(event) for ruling in rulings for event in ruling.events})
    for place in places:
        for ruling in rulings:
            now = tuple(event for event in ruling.events if place_in_order(event) == place)
            walk.change_law(f"{step.id}.{ruling.item}", now, step.id)
    for ruling in rulings:
        if not ruling.events:
            walk.keep_place(f"{step.id}.{ruling.item}")
    for ruling in rulings if items else ():
        item = items.get(ruling.item)
        if item is None or not ruling.verdict.effective:
            continue
        earlier = walk.docket[item.target]
        if isinstance(item, acts.Ratify):
            if item.from_start and not earlier.verdict.effective:
                walk.redo_from_start(item.target, in_order(item_events(earlier.item, earlier.by)), step.id)
            continue
        # a number of seats, a finding or an issue has no opposite: it is taken back by folding again without it
        if item.from_start or any(isinstance(event, LASTING) for event in earlier.events):
            walk.undo_from_start(item.target, step.id)


def hear(
    walk: Walk, step: Step, changes: tuple[Event, ...], *, brief: bool = False, kept: Judged | None = None
) -> tuple[Ruling, ...]:
    """Hold a step against the law as it stands, and change nothing; `changes` are what the act would change."""
    law, book = walk.law, walk.book
    rules = Noting(law)
    if book.code.changing:
        book = walk.moment(step, rules, rules).book
    hearing = Hearing(
        step=step.id,
        by=step.by,
        at=step.at.latest,
        date=local_date(step.at.latest, walk.story.zone),
        act=step.act,
        law=law,
        book=book,
        docket=walk.docket,
        truth=lambda expr, sight: truth(expr, walk.moment(step, sight, sight, book)),
        assumption=step.assumption,
        brief=brief,
        kept=kept,
    )
    rulings = decide(hearing, changes)
    if not rules.keys:
        return rulings
    return tuple(evolve(one, read=tuple(dict.fromkeys((*one.read, *rules.keys)))) for one in rulings)


def _rule(
    walk: Walk, step: Step, changes: tuple[Event, ...], *, brief: bool = False, kept: Judged | None = None
) -> tuple[Ruling, ...]:
    """Hold a step against the law, and let in law what was ruled effective."""
    rulings = hear(walk, step, changes, brief=brief, kept=kept)
    _effective(walk, step, rulings)
    _record(walk, step, rulings)
    return rulings


def changes_of(walk: Walk, step: Step) -> tuple[Event, ...]:
    """Give what a step would change, with the numbers of facts as they are chosen."""
    counted = isinstance(step.act, acts.Sign) and isinstance(step.act.total, str)
    numbers = chosen_bounds(walk.numbers, walk.book.choices) if counted else {}
    return effects(step.id, step.by, step.at.latest, step.act, numbers)


def rule(walk: Walk, step: Step, kept: Judged | None) -> tuple[Ruling, ...]:
    """Take one step in law alone, with verdicts but not the whole of their reasons: for surveys of many worlds.

    `kept` holds judgements made for the same step in other worlds, for those that asked the same.
    """
    come_due_in_law(walk, step)
    rulings = _rule(walk, step, changes_of(walk, step), brief=True, kept=kept)
    walk.times[step.id] = step.at.latest
    follow_in_law(walk, step, step.id)
    return rulings


def tell(walk: Walk, step: Step) -> None:
    """Take one step in fact alone, after it was taken in law: for surveys of many worlds."""
    come_due_in_fact(walk, step)
    walk.change_fact(changes_of(walk, step), step.id)
    follow_in_fact(walk, step, step.id)


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
    told_before = len(walk.moves)
    early, early_in_fact = come_due_in_law(walk, step), come_due_in_fact(walk, step)
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
    followed = follow_in_law(walk, step, step.id)
    followed_in_fact = follow_in_fact(walk, step, step.id)
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
        moves=tuple(walk.moves[told_before:]),
        read_fact=read_fact,
        read_law=tuple((key, wrote_law.get(key, START)) for key in read),
    )


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
