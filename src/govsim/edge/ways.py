"""Smallest changes that make an answer yes, each run as a fork before it is given."""

from attrs import evolve

from govsim.edge.asking import Where
from govsim.edge.fork_flags import Asked as Flags
from govsim.edge.fork_flags import asked_fork
from govsim.engine.timeline import Timeline
from govsim.errors import InvalidError, UsageError
from govsim.reader.emit import Plain, flow
from govsim.views import powers as view
from govsim.views.powers import Powers, Way
from govsim.views.standing import claims_of, settings_of
from govsim.whatif.branch import branch
from govsim.world.params import READING


def ran(timeline: Timeline, file: str, changes: tuple[Plain, ...]) -> Timeline | None:
    """Run changes as a fork under the choices of a told story; None where they do not fit it."""
    lines = tuple(flow(one) for one in changes)
    settings = settings_of(timeline)
    choices = tuple(f"{name}={value}" for name, value in settings if name != READING)
    claims = tuple(f"{name}={claim}" for name, claim in claims_of(timeline))
    reading = dict(settings).get(READING)
    try:
        return branch(asked_fork(file, Flags(change=lines, param=choices, claim=claims, reading=reading))).timeline
    except (UsageError, InvalidError):
        return None


def _tried(found: Powers, changes: tuple[Plain, ...], step: str) -> bool:
    """Say whether what was put in by changes is not refused, when they are run."""
    run = ran(found.timeline, found.file, changes)
    entry = run.by_step.get(step) if run is not None else None
    return entry is not None and entry.verdict is not None and not entry.verdict.refused


def complete(found: Powers, where: Where) -> Powers:
    """Add the smallest changes that turn a no into a yes, each of them run before it is given."""
    if found.answer != "no" or found.holding is None or not found.who:
        return found
    from govsim.analysis.openings import openings  # noqa: PLC0415 - only where the answer is no

    ways = []
    for one in openings(found.timeline, found.who, found.holding, found.missing, where.at):
        if _tried(found, one.changes, one.step):
            words = view.opening_words(one, found)
            ways.append(Way(words=words, changes=tuple(flow(change) for change in one.changes)))
    return evolve(found, ways=tuple(ways))
