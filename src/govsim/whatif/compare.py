"""Two tellings side by side: where they first part, which steps are not alike, where they end apart on both tracks."""

from govsim.engine.timeline import Entry, Timeline
from govsim.record.state import Key
from govsim.values import frozen
from govsim.whatif.branch import same
from govsim.whatif.order import merged


@frozen(kw_only=True)
class Pair:
    """One step in two tellings; None where a telling does not have it."""

    step: str
    first: Entry | None
    second: Entry | None

    @property
    def alike(self) -> bool:
        """Whether the step is the same, came to the same, and was ruled on the same grounds and counts."""
        if self.first is None or self.second is None:
            return False
        told = (self.first.step, self.first.happened) == (self.second.step, self.second.happened)
        return told and same(self.first, self.second)


@frozen(kw_only=True)
class Comparison:
    """Two tellings: every step of either, and the keys under which they end apart, in fact and in law."""

    first: Timeline
    second: Timeline
    pairs: tuple[Pair, ...]
    fact: tuple[Key, ...]
    law: tuple[Key, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The steps that are not alike, in order; the first of them is where the tellings part."""
        return tuple(pair for pair in self.pairs if not pair.alike)

    @property
    def differs(self) -> bool:
        """Whether anything is not alike."""
        return bool(self.changed or self.fact or self.law)


def compare(first: Timeline, second: Timeline) -> Comparison:
    """Put two tellings side by side; steps go together by their ids."""
    ids = merged((one.step.id for one in first.entries), (one.step.id for one in second.entries))
    return Comparison(
        first=first,
        second=second,
        pairs=tuple(Pair(step=name, first=first.by_step.get(name), second=second.by_step.get(name)) for name in ids),
        fact=first.fact.changed(second.fact),
        law=first.law.changed(second.law),
    )
