"""A log that has been read: both tracks in order, and where things stood at any line of it.

Every so often the state is kept; the state at a line is folded from the last one that was kept before it. So that all
kept states together are no longer than the log, a large state is kept as seldom as it is large.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from govsim.record.draft import Draft
from govsim.record.fold import changes, fold
from govsim.record.lines import Line
from govsim.record.marks import Kept, Move, Redone, Undone, in_force
from govsim.record.state import State

EVERY = 256
"""The state is kept no more often than once in so many lines of a track."""


class Ledger:
    """One track: what it was told, at which lines, and the states that were kept on the way."""

    __slots__ = ("_draft", "_kept", "_since", "_states", "at", "moves")

    def __init__(self) -> None:
        """Begin with nothing told."""
        self.at: list[int] = []
        self.moves: list[Move] = []
        self._draft = Draft(State())
        self._kept, self._states, self._since = [0], [State()], 0

    def tell(self, line: Line) -> None:
        """Add a line; its number is greater than that of any line before it."""
        told = line.told
        self.at.append(line.n)
        self.moves.append((line.item, told))
        if isinstance(told, Undone | Redone):
            self._draft = Draft(fold(State(), in_force(self.moves)))
            self._keep()
        elif not isinstance(told, Kept):
            self._draft.write(changes(self._draft, told))
            self._since += 1
            if self._since >= EVERY and self._since >= len(self._draft):
                self._keep()

    def _keep(self) -> None:
        self._kept.append(len(self.moves))
        self._states.append(self._draft.state())
        self._since = 0

    def state(self) -> State:
        """Give the state after everything that was told."""
        return self._draft.state()

    def state_at(self, n: int) -> State:
        """Give the state after line `n`."""
        told = bisect_right(self.at, n)
        place = bisect_right(self._kept, told) - 1
        draft = Draft(self._states[place])
        for _, one in self.moves[self._kept[place] : told]:
            # what was undone or redone is in the state that was kept right after it
            if not isinstance(one, Kept | Undone | Redone):
                draft.write(changes(draft, one))
        return draft.state()


class Journal:
    """Both tracks of a log."""

    __slots__ = ("fact", "law", "lines")

    def __init__(self, lines: Iterable[Line]) -> None:
        """Read `lines`, in their order."""
        self.fact, self.law, self.lines = Ledger(), Ledger(), 0
        for line in lines:
            self.tell(line)

    def tell(self, line: Line) -> None:
        """Add the next line."""
        self.lines = line.n
        if line.track != "law":
            self.fact.tell(line)
        if line.track != "fact":
            self.law.tell(line)

    def state_at(self, n: int, track: Literal["fact", "law"] = "fact") -> State:
        """Give the state on a track after line `n`: before the first line nothing is so, after the last nothing changes.

        >>> Journal([Line(1, "start", "", "", Opened(thing="talks"))]).state_at(1)
        State({('open', 'talks'): True})
        """
        return (self.fact if track == "fact" else self.law).state_at(n)
