"""What `import govsim` gives: the same answers as the commands, as values."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from govsim.edge.choosing import choice
from govsim.edge.fork_flags import Asked, asked_fork
from govsim.edge.logs import read_log as _read_log
from govsim.engine.replay import replay as _replay
from govsim.engine.timeline import Timeline
from govsim.errors import UsageError
from govsim.record.journal import Journal
from govsim.record.story import Story
from govsim.views.explaining import explanation
from govsim.views.lexicon import lexicon
from govsim.views.trust import trusted
from govsim.whatif.branch import Branch, branch
from govsim.world.sources import words_in


def replay(
    story: Story, choices: Mapping[str, str | int | Fraction] | None = None, *, reading: str | None = None
) -> Timeline:
    """Tell `story` under a reading and choices of parameters (`{"size": 9, "form": "noon-call"}`) and claims.

    Raises:
        UsageError: a name or a value that the files do not admit.
    """
    given = {**(choices or {}), **({"reading": reading} if reading else {})}
    return _replay(story, dict(choice(story, name, str(value)) for name, value in given.items()))


def read_log(path: str | Path, *, trusted: bool = False) -> Journal:
    """Read a log that `govsim log` has written: `state_at(n)` is the state after its line `n`, on either track.

    Every line is held against the chain, unless the log is `trusted`, because it was checked before.

    Raises:
        UnreadableError: it cannot be read.
        GovsimError: it is no log, or a line of it does not follow from the one before.
    """
    return _read_log(Path(path), trusted=trusted)


def what_if(given: str, *changes: str, assume: Mapping[str, str | int | Fraction] | None = None) -> Branch:
    """Tell a fork beside its base: a fork by its path or bundled name, or what `changes` and `assume` make of it.

    Each change is a line of a fork file: `{at: decision, vote: {ann: against}}`, `{drop: sale}`.

    Raises:
        UsageError: a change does not fit the story.
        InvalidError: the file has problems.
    """
    assumed = tuple(f"{name}={value}" for name, value in (assume or {}).items())
    return branch(asked_fork(given, Asked(change=changes, param=assumed)))


def explain(timeline: Timeline, name: str) -> str:
    """Give a ruling in words, as a tree: `step.item`, or a step for all its items.

    Raises:
        UsageError: there is no such step or item, or it was not ruled.
    """
    step, _, item = name.partition(".")
    entry = timeline.by_step.get(step)
    found = () if entry is None else tuple(r for r in entry.rulings if not item or r.item == item)
    if entry is None or not found:
        raise UsageError(f"nothing was ruled under the name `{name}`")
    names = lexicon(timeline.story)
    numbered = trusted(timeline)
    used = {key for ruling in found for key in ruling.rests_on}
    legend = [f"{one.label} = {one.text}  ({one.place})" for one in numbered if one.key in used]
    notice = words_in(timeline.story.notice)
    told = [explanation(entry.step, ruling, names, numbered) for ruling in found]
    return "\n".join([*told, *legend, *([notice] if notice else [])])
