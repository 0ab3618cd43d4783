"""A log that has been read: both tracks in order, and where things stood at any line of it.

Every so often the state is kept; the state at a line is folded from the last one that was kept before it. So that all
kept states together are no longer than the log, a large state is kept as seldom as it is large.

Where an item is undone or redone, its track is folded again from the beginning: not at once, but when a state is asked
for or kept, and to keep one only after as many lines as there were when it was last done. So however much goes back, a
log is read in a time that grows with its length. Until a state is kept again, one at a line is folded from the start.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from govsim.record.draft import Draft
from govsim.record.events import Event
from govsim.record.fold import changes, fold
from govsim.record.lines import Line
from govsim.record.marks import Kept, Mark, Redone, Standing, Told, Undone, in_force
from govsim.record.state import State

EVERY = 256
"""The state is kept no more often than once in so many lines of a track."""


class Ledger:
    """One track: what it was told, at which lines and in law of which items, and the states kept on the way."""

    __slots__ = (
        "_counted",
        "_draft",
        "_folded",
        "_kept",
        "_next",
        "_standing",
        "_states",
        "_turns",
        "at",
        "items",
        "told",
    )

    def __init__(self) -> None:
        """Begin with nothing told."""
        self.at: list[int] = []
        self.items: list[str] = []
        self.told: list[Told] = []
        self._draft: Draft | None = Draft(State())
        self._kept, self._states, self._next = [0], [State()], EVERY
        self._standing, self._counted, self._folded = Standing(), 0, 0
        self._turns: list[int] = []

    def happen(self, n: int, event: Event) -> None:
        """Add the event that line `n` tells; its number is greater than that of any line before it."""
        self.told.append(event)
        at, draft = self.at, self._draft
        at.append(n)
        if draft is not None:
            draft.write(changes(draft, event))
        if len(at) >= self._next:
            self._keep()

    def mark(self, n: int, mark: Kept | Undone | Redone) -> None:
        """Add what line `n` says of an item that was ruled on."""
        self.told.append(mark)
        self.at.append(n)
        if self._counts():
            self._turns.append(len(self.at))
            self._draft, self._next = None, max(self._next, 2 * self._folded)
        if len(self.at) >= self._next:
            self._keep()

    def _counts(self) -> bool:
        """Count what was told since the last mark, and say whether the last of it changed what was told before."""
        new = zip(self.items[self._counted :], self.told[self._counted :], strict=True)
        self._counted = len(self.told)
        return [self._standing.add(item, told) for item, told in new][-1]

    def _keep(self) -> None:
        if self._draft is None:
            self._folded = len(self.at)
        draft = self._written()
        self._kept.append(len(self.at))
        self._states.append(draft.state())
        self._next = len(self.at) + max(EVERY, len(draft))

    def _written(self) -> Draft:
        """Give the draft that all events were written on, made anew if what counts of them has changed."""
        if self._draft is None:
            self._draft = Draft(self._anew(len(self.at)))
        return self._draft

    def _anew(self, end: int) -> State:
        """Fold again from the beginning what counts after so many lines."""
        return fold(State(), in_force(zip(self.items[:end], self.told[:end], strict=True)))

    def state(self) -> State:
        """Give the state after everything that was told."""
        return self._written().state()

    def state_at(self, n: int) -> State:
        """Give the state after line `n`."""
        end = bisect_right(self.at, n)
        if end == len(self.at):
            return self.state()
        place = bisect_right(self._kept, end) - 1
        begin = self._kept[place]
        if bisect_right(self._turns, begin) < bisect_right(self._turns, end):
            return self._anew(end)
        draft = Draft(self._states[place])
        for told in self.told[begin:end]:
            # a mark among these changed nothing
            if not isinstance(told, Mark):
                draft.write(changes(draft, told))
        return draft.state()


class Journal:
    """Both tracks of a log; `count` is how many lines were read."""

    __slots__ = ("count", "fact", "law")

    def __init__(self, lines: Iterable[Line | Event] = ()) -> None:
        """Read lines in their order; what comes without its line is an event in fact."""
        self.fact, self.law, self.count = Ledger(), Ledger(), 0
        self.read(lines)

    def read(self, lines: Iterable[Line | Event]) -> None:
        """Add the lines that come next; where one of them is broken, those before it have been added."""
        in_fact, law, n = self.fact.happen, self.law, self.count
        try:
            for n, one in enumerate(lines, start=self.count + 1):
                if not isinstance(one, Line):
                    in_fact(n, one)
                    continue
                told = one.told
                if one.track != "fact":
                    law.items.append(one.item)
                if isinstance(told, Mark):
                    law.mark(n, told)
                    continue
                if one.track != "law":
                    in_fact(n, told)
                if one.track != "fact":
                    law.happen(n, told)
        finally:
            self.count = n

    def state_at(self, n: int, track: Literal["fact", "law"] = "fact") -> State:
        """Give the state on a track after line `n`: before the first nothing is so, after the last nothing changes.

        >>> Journal([Line(1, "start", "", "", Opened(thing="talks"))]).state_at(1)
        State({('open', 'talks'): True})
        """
        return (self.fact if track == "fact" else self.law).state_at(n)
