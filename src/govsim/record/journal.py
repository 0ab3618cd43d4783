"""A log that has been read: both tracks in order, and where things stood at any line of it.

Every so often the state is kept; the state at a line is folded from the last one that was kept before it. So that all
kept states together are no longer than the log, a large state is kept as seldom as it is large.
"""

from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import Literal

from govsim.record.draft import Draft
from govsim.record.fold import changes, fold
from govsim.record.lines import Line
from govsim.record.marks import Kept, Mark, in_force
from govsim.record.state import State

EVERY = 256
"""The state is kept no more often than once in so many lines of a track."""


class Ledger:
    """One track: its lines, and the states that were kept on the way."""

    __slots__ = ("_draft", "_kept", "_next", "_states", "lines")

    def __init__(self) -> None:
        """Begin with nothing told."""
        self.lines: list[Line] = []
        self._draft = Draft(State())
        self._kept, self._states, self._next = [0], [State()], EVERY

    def tell(self, line: Line) -> None:
        """Add a line; its number is greater than that of any line before it."""
        told = line.told
        self.lines.append(line)
        if not isinstance(told, Mark):
            self._draft.write(changes(self._draft, told))
            if len(self.lines) >= self._next:
                self._keep()
        elif not isinstance(told, Kept):
            self._draft = Draft(fold(State(), in_force((one.item, one.told) for one in self.lines)))
            self._keep()

    def _keep(self) -> None:
        self._kept.append(len(self.lines))
        self._states.append(self._draft.state())
        self._next = len(self.lines) + max(EVERY, len(self._draft))

    def state(self) -> State:
        """Give the state after everything that was told."""
        return self._draft.state()

    def state_at(self, n: int) -> State:
        """Give the state after line `n`."""
        told = bisect_right(self.lines, n, key=itemgetter(0))
        place = bisect_right(self._kept, told) - 1
        draft = Draft(self._states[place])
        for line in self.lines[self._kept[place] : told]:
            # what was undone or redone is in the state that was kept right after it
            if not isinstance(line.told, Mark):
                draft.write(changes(draft, line.told))
        return draft.state()


class Journal:
    """Both tracks of a log."""

    __slots__ = ("count", "fact", "law")

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        """Read `lines`, in their order."""
        self.fact, self.law, self.count = Ledger(), Ledger(), 0
        self.read(lines)

    def read(self, lines: Iterable[Line]) -> None:
        """Add the lines that come next; where one of them is broken, those before it have been added."""
        in_fact, in_law = self.fact.tell, self.law.tell
        for line in lines:
            if line.track != "law":
                in_fact(line)
            if line.track != "fact":
                in_law(line)
            self.count = line.n

    def state_at(self, n: int, track: Literal["fact", "law"] = "fact") -> State:
        """Give the state on a track after line `n`: before the first line nothing is so, after the last nothing changes.

        >>> Journal([Line(1, "start", "", "", Opened(thing="talks"))]).state_at(1)
        State({('open', 'talks'): True})
        """
        return (self.fact if track == "fact" else self.law).state_at(n)
