"""A log that has been read: both tracks in order, and where things stood at any line of it.

Every so often the state is kept; the state at a line is folded from the last one that was kept before it. So that all
kept states together are no longer than the log, a large state is kept as seldom as it is large.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from govsim.record.draft import Draft
from govsim.record.events import Event
from govsim.record.fold import changes, fold
from govsim.record.lines import Line
from govsim.record.marks import Kept, Mark, Redone, Told, Undone, in_force
from govsim.record.state import State

EVERY = 256
"""The state is kept no more often than once in so many lines of a track."""


class Ledger:
    """One track: what it was told, at which lines and in law of which items, and the states kept on the way."""

    __slots__ = ("_draft", "_kept", "_next", "_states", "at", "items", "told")

    def __init__(self) -> None:
        """Begin with nothing told."""
        self.at: list[int] = []
        self.items: list[str] = []
        self.told: list[Told] = []
        self._draft = Draft(State())
        self._kept, self._states, self._next = [0], [State()], EVERY

    def happen(self, n: int, event: Event) -> None:
        """Add the event that line `n` tells; its number is greater than that of any line before it."""
        self.told.append(event)
        at, draft = self.at, self._draft
        at.append(n)
        draft.write(changes(draft, event))
        if len(at) >= self._next:
            self._keep()

    def mark(self, n: int, mark: Kept | Undone | Redone) -> None:
        """Add what line `n` says of an item that was ruled on."""
        self.told.append(mark)
        self.at.append(n)
        if not isinstance(mark, Kept):
            self._draft = Draft(fold(State(), in_force(zip(self.items, self.told, strict=True))))
            self._keep()

    def _keep(self) -> None:
        self._kept.append(len(self.at))
        self._states.append(self._draft.state())
        self._next = len(self.at) + max(EVERY, len(self._draft))

    def state(self) -> State:
        """Give the state after everything that was told."""
        return self._draft.state()

    def state_at(self, n: int) -> State:
        """Give the state after line `n`."""
        end = bisect_right(self.at, n)
        place = bisect_right(self._kept, end) - 1
        draft = Draft(self._states[place])
        for told in self.told[self._kept[place] : end]:
            # what was undone or redone is in the state that was kept right after it
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
