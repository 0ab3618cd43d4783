"""A state that is still being written: the same map, changed in place, so that a long fold copies it once.

`State.updated` copies the whole map at every event, which is what a replay needs that keeps every state. A fold that
keeps only where it ends writes on a draft, and takes the state from it at the end.
"""

from collections.abc import Mapping

from govsim.record.state import Key, State, Stored


class Draft:
    """A sight of a state that can be written on; the state it began from is left as it was."""

    __slots__ = ("_hash", "_later", "_state", "_values", "get")

    def __init__(self, state: State) -> None:
        """Begin from `state`."""
        self._state: State | None = state
        self._values: dict[Key, Stored] = dict(state._values)  # noqa: SLF001 - a state that is being made
        self._hash, self._later = hash(state), state._later  # noqa: SLF001 - the same
        self.get = self._values.get

    def write(self, changes: Mapping[Key, Stored | None]) -> None:
        """Make `changes`; None takes a key away."""
        for key, value in changes.items():
            old = self.get(key)
            if old is value or old == value:
                continue
            self._state = None
            if key[0] == "pending":
                self._later = None
            if old is not None:
                self._hash ^= hash((key, old))
                del self._values[key]
            if value is not None:
                self._hash ^= hash((key, value))
                self._values[key] = value

    def state(self) -> State:
        """Give the state as it is written now; without a real change it is the very state it began from."""
        if self._state is None:
            self._state = State(dict(self._values), self._hash, self._later)
        return self._state

    def __len__(self) -> int:
        """Count what is so."""
        return len(self._values)
