"""A story told: each step with what it changed in fact, how it was ruled, and what both states then were.

Provenance is kept from the start: under each key, the step that last wrote it; for each ruling and
condition, the keys it read with the steps that had written them.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from itertools import accumulate
from typing import Literal

from attrs import field

from govsim.engine.beginnings import Grown
from govsim.engine.docket import Earlier
from govsim.engine.reactions import Followed
from govsim.record.canon import content_id
from govsim.record.events import Event
from govsim.record.marks import Move
from govsim.record.rulings import Ruling, Verdict, worst
from govsim.record.state import Key, State
from govsim.record.story import Step, Story
from govsim.rules.book import Book
from govsim.values import frozen
from govsim.world.params import Value

START = ""
"""The name of the step that wrote what stood at the start."""


@frozen(kw_only=True)
class Entry:
    """One step as it was told.

    `fact` and `law` are the states after it; `condition` says whether its `if:` held, None where there is none or
    it cannot be told. `happened` is False where the step was not taken, or nothing came of it: only in a fork.
    `moves` is what the track in law was told, in order, each with the item it comes from: what it wrote and took back.
    `early` of what `followed`, and `early_in_fact` in fact, came before the step itself: it had come due by then.
    `read_fact` and `read_law` pair each key that was read with the step that had written it.
    """

    index: int
    step: Step
    rulings: tuple[Ruling, ...]
    events: tuple[Event, ...]
    followed: tuple[Followed, ...]
    followed_in_fact: tuple[Followed, ...]
    early: int = 0
    early_in_fact: int = 0
    fact: State
    law: State
    condition: bool | None
    happened: bool = True
    moves: tuple[Move, ...] = ()
    read_fact: tuple[tuple[Key, str], ...]
    read_law: tuple[tuple[Key, str], ...]

    @property
    def verdict(self) -> Verdict | None:
        """The worst verdict of the step's items; None where nothing was ruled."""
        return worst(tuple(r.verdict for r in self.rulings)) if self.rulings else None

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The steps that wrote what this one's rulings and condition read."""
        writers = dict.fromkeys(writer for _, writer in (*self.read_fact, *self.read_law))
        return tuple(writer for writer in writers if writer != START)


@frozen(kw_only=True)
class Timeline:
    """A whole story under one set of choices, on both tracks."""

    story: Story
    book: Book = field(eq=False, repr=False)
    choices: Mapping[str, Value]
    start: State
    entries: tuple[Entry, ...]
    expected: tuple[bool | None, ...]
    docket: Mapping[str, Earlier] = field(eq=False, repr=False)

    @property
    def fact(self) -> State:
        """The state in fact at the end."""
        return self.entries[-1].fact if self.entries else self.start

    @property
    def law(self) -> State:
        """The state in law at the end, under the choices made."""
        return self.entries[-1].law if self.entries else self.start

    @cached_property
    def fact_hash(self) -> str:
        """The content id of what happened: the events in fact of each step, whatever their order within it."""
        return content_id("facts", [[frozenset(entry.events), entry.step.id] for entry in self.entries])

    @cached_property
    def by_step(self) -> dict[str, Entry]:
        """The entries by the ids of their steps."""
        return {entry.step.id: entry for entry in self.entries}

    @cached_property
    def told_by(self) -> tuple[datetime, ...]:
        """For each entry the instant by which it and all before it had surely happened."""
        return tuple(accumulate((entry.step.at.latest for entry in self.entries), max))

    def state_at(self, moment: datetime | str, track: Literal["fact", "law"] = "fact") -> State:
        """Give the state on a track after a step, by its id, or at an instant: KeyError if there is no such step.

        At an instant all steps count, in the order of the file, up to the first that may not have happened by then;
        what was made for a time takes effect with the next step after it. Any moment costs the same, however long the
        story.

        >>> timeline.state_at("decision", "law").get(("held", "acme.ceo"))  # doctest: +SKIP
        (Tenure(party='bob', interim=True, units=1),)
        """
        if isinstance(moment, str):
            entry = self.by_step[moment]
        else:
            passed = bisect_right(self.told_by, moment)
            if not passed:
                return self.start
            entry = self.entries[passed - 1]
        return entry.fact if track == "fact" else entry.law

    @cached_property
    def ruled(self) -> Grown[Verdict]:
        """The verdicts by `step`, the worst of its items, and by `step.item`."""
        steps = ((one.step.id, one.index, one.verdict) for one in self.entries)
        worsts = ((name, number, verdict) for name, number, verdict in steps if verdict is not None)
        items = (
            (f"{one.step.id}.{ruling.item}", one.index, ruling.verdict)
            for one in self.entries
            for ruling in one.rulings
        )
        return Grown.of((*worsts, *items))

    @cached_property
    def timed(self) -> Grown[datetime]:
        """When each step that happened was over."""
        return Grown.of((one.step.id, one.index, one.step.at.latest) for one in self.entries if one.happened)

    @cached_property
    def decided(self) -> Grown[Earlier]:
        """The docket, as it grew."""
        numbers = ((name, self.by_step[name.partition(".")[0]].index, one) for name, one in self.docket.items())
        return Grown.of(numbers)

    def ruling(self, name: str) -> Ruling:
        """Give the ruling on `step.item`; KeyError if there is none.

        >>> timeline.ruling("decision.ceo").verdict  # doctest: +SKIP
        <Verdict.VALID: 0>
        """
        step, _, item = name.rpartition(".")
        return {ruling.item: ruling for ruling in self.by_step[step].rulings}[item]
