"""Where a walk through a story stands: both states, who wrote what, and what was ruled so far."""

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve, field

from govsim.engine.choices import Claimed, claimed
from govsim.engine.could import able
from govsim.engine.docket import Earlier
from govsim.errors import GovsimError
from govsim.record.events import Event, Seated
from govsim.record.fold import fold, trace
from govsim.record.marks import Kept, Move, Redone, Undone
from govsim.record.rulings import Verdict
from govsim.record.state import Key, Sight, State
from govsim.record.story import Step, Story
from govsim.rules.book import Book
from govsim.rules.evaluate import Moment, in_regime
from govsim.values import define
from govsim.world.time import local_date

MOST_KEPT = 8_000_000
"""Values in all states that one telling keeps, each counted in every state it stands in: some 350 MB."""

MOST_ASKED = 60_000
"""Conditions of what follows by itself that one telling asks, and events that it folds again: some seconds."""


class TooMuchError(GovsimError):
    """A story asks for more than is worked out in one telling."""

    exit_code = 3


def openings(story: Story) -> tuple[Event, ...]:
    """Give who took what before the first step: who held what at the start."""
    sole = {position.id for position in story.structure.positions if position.sole}
    return tuple(
        Seated(position=position, party=one.party, interim=one.interim, sole=position in sole, units=one.units)
        for position, held in story.start
        for one in held
    )


def opening(story: Story) -> State:
    """Give the state before the first step: who held what at the start.

    That is the fold of one event for each holder. Where each holds a place beside the others, as a rule, all of them
    are written at once, since to seat the members of a large body one by one takes the square of their number.
    """
    sole = {position.id for position in story.structure.positions if position.sole}
    state = State()
    for position, held in story.start:
        beside = position not in sole and state.get(("held", position)) is None
        if beside and len({one.party for one in held}) == len(held) and not any(one.interim for one in held):
            state = state.updated({("held", position): tuple(sorted(held, key=lambda one: one.party)) or None})
            continue
        seated = (
            Seated(position=position, party=one.party, interim=one.interim, sole=position in sole, units=one.units)
            for one in held
        )
        state = fold(state, seated)
    return state


@define(kw_only=True)
class Walk:
    """Where a walk through a story stands: both states, who wrote what, and what was ruled so far.

    `rests` is what the rulings of each step rest on, what they built upon included. Once a track has begun, what
    follows from the start by itself has followed there. `moves` is what the track in law was told, in order, with
    all that was taken back: what a log keeps.
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
    kept: int = 0
    asked: int = 0
    law_begun: bool = False
    fact_begun: bool = False
    moves: list[Move] = field(factory=list)

    def moment(self, step: Step, fact: Sight, law: Sight, book: Book | None = None) -> Moment:
        """Give the moment at which conditions of `step` are asked, by the rules in force then or those of `book`."""
        moment = Moment(
            fact=fact,
            law=law,
            book=book or self.book,
            now=step.at.latest,
            date=local_date(step.at.latest, self.story.zone),
            verdicts=self.verdicts,
            happened=self.times.keys(),
            times=self.times,
            numbers=self.numbers,
            can=able(self.docket),
        )
        return moment if book is not None or not self.book.code.changing else evolve(moment, book=in_regime(moment))

    def keep(self, state: State, by: str) -> None:
        """Count a state that is kept; TooMuchError where it all gets too large."""
        self.kept += state.count()
        if self.kept > MOST_KEPT:
            message = f"at step `{by}` the story has more to keep in mind than {MOST_KEPT:,} values of all its states"
            raise TooMuchError(f"{message}; tell it in parts, or of fewer")

    def ask(self, number: int, by: str) -> None:
        """Count conditions asked, or events folded again; TooMuchError where there are too many."""
        self.asked += number
        if self.asked > MOST_ASKED:
            message = f"at step `{by}` what follows by itself, or is done again, was asked of {MOST_ASKED:,} times"
            raise TooMuchError(f"{message}; tell the story in parts, or with fewer follow-ups")

    def change_fact(self, events: Iterable[Event], by: str) -> None:
        """Fold `events` into the state in fact, and note who wrote which key."""
        self.fact, written = trace(self.fact, events)
        if written:
            self.keep(self.fact, by)
        self.wrote_fact.update(dict.fromkeys(written, by))

    def change_law(self, name: str, events: tuple[Event, ...], by: str) -> None:
        """Fold `events` into the state in law, under the name of the item they come from."""
        if events:
            self.law, written = trace(self.law, events)
            self.keep(self.law, by)
            self.wrote_law.update(dict.fromkeys(written, by))
            self.in_law_so_far.append((name, events))
            self.moves.extend((name, event) for event in events)

    def keep_place(self, name: str) -> None:
        """Keep the place of an item without effect in law: what ratifies it may give it some, from there."""
        self.in_law_so_far.append((name, ()))
        self.moves.append((name, Kept()))

    def redo_from_start(self, target: str, events: tuple[Event, ...], by: str) -> None:
        """Fold the state in law again as if an item had had effect when it was done; the facts are left alone."""
        self.in_law_so_far = [
            (name, events if name == target and not found else found) for name, found in self.in_law_so_far
        ]
        self.moves.append((target, Redone(events=events)))
        self._again(by)

    def undo_from_start(self, target: str, by: str) -> None:
        """Fold the state in law again as if an item had never had effect; the facts are left alone."""
        self.in_law_so_far = [(name, events) for name, events in self.in_law_so_far if name != target]
        self.moves.append((target, Undone()))
        self._again(by)

    def _again(self, by: str) -> None:
        self.ask(len(self.in_law_so_far), by)
        after = fold(self.start, (event for _, events in self.in_law_so_far for event in events))
        self.wrote_law.update(dict.fromkeys(self.law.changed(after), by))
        self.law = after


def begin(story: Story, book: Book) -> Walk:
    """Give a walk that stands before the first step of `story`."""
    start = opening(story)
    return Walk(story=story, book=book, numbers=claimed(story), fact=start, law=start, start=start)
