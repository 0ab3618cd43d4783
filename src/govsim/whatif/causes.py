"""First causes: which edit of a fork a difference goes back to.

From a step that differs, the keys it read are followed whose values differ from the base, to the steps that wrote
them, there and here, and on from those; the earliest edit so reached is the first cause. A step also goes back
to the steps it names, to the choices its ruling or condition asked for, and to the rules it was judged by.
"""

from collections.abc import Iterator, Mapping

from attrs import field

from govsim.engine.timeline import START, Entry, Timeline
from govsim.record import acts
from govsim.record.edit_places import anchor_of, step_of
from govsim.record.edits import Amend, Choose, Edit, Enact, Reseat
from govsim.record.fold import changes, fold
from govsim.record.rulings import Finding, Ruling
from govsim.record.state import Key, State
from govsim.values import define, frozen
from govsim.whatif.branch import Branch, Mark, Turn
from govsim.world.expressions import Call, Name, walk


def _clauses(finding: Finding) -> Iterator[str]:
    """Give every clause a finding and those under it speak of."""
    yield finding.clause
    yield from (name for kind, name in finding.names if kind in {"clause", "statute"})
    for child in finding.children:
        yield from _clauses(child)


def _ruled_by(entry: Entry | None) -> set[str]:
    rulings: tuple[Ruling, ...] = entry.rulings if entry is not None else ()
    return {clause for ruling in rulings for clause in _clauses(ruling.finding)}


def _asked(entry: Entry | None) -> set[str]:
    """Give the choices that the rulings and the condition of a step looked at, by name."""
    if entry is None:
        return set()
    named = (
        {part.ref for part in walk(entry.step.condition) if isinstance(part, Name)} if entry.step.condition else set()
    )
    total = entry.step.act.total if isinstance(entry.step.act, acts.Sign) else None
    counted = {total} if isinstance(total, str) else set()
    return named | counted | {name for ruling in entry.rulings for name in ruling.asked}


def _named(entry: Entry | None) -> set[str]:
    """Give the steps that a step names: in its condition, as the ballot it follows, or as what it repeats or undoes."""
    if entry is None:
        return set()
    calls = [part for part in walk(entry.step.condition) if isinstance(part, Call)] if entry.step.condition else []
    named = {arg.ref.partition(".")[0] for call in calls for arg in call.args if isinstance(arg, Name)}
    items = getattr(entry.step.act, "items", ())
    named |= {entry.step.act.follows} - {""} if isinstance(entry.step.act, acts.Resolve) else set()
    return named | {one.target.partition(".")[0] for one in items if isinstance(one, acts.Ratify | acts.Avoid)}


@frozen(kw_only=True)
class _Moment:
    """One track as a step found it, what came due by then included, and who last changed what under each key.

    Under a key stand the step after which it changed and, if it had been made for later, the step that made it.
    """

    state: State
    writers: Mapping[Key, tuple[str, ...]]


def _moments(timeline: Timeline, *, law: bool) -> dict[str, _Moment]:
    """Give one track as each step found it, by step."""
    state, writers = timeline.start, dict[Key, tuple[str, ...]]()
    out = {}

    for entry in timeline.entries:
        followed = entry.followed if law else entry.followed_in_fact
        first = entry.early if law else entry.early_in_fact
        made = START
        for name, events in followed[:first]:
            before, state = state, fold(state, events)
            made = name.partition(".")[0] if name.partition(".")[0] in timeline.by_step else made
            writers.update(dict.fromkeys(before.changed(state), (made,) if made else ()))
        out[entry.step.id] = _Moment(state=state, writers=dict(writers))
        late = followed[first:]
        makers = {key: name.partition(".")[0] for name, events in late for one in events for key in changes(state, one)}
        after = entry.law if law else entry.fact
        for key in state.changed(after):
            maker = makers.get(key, "")
            writers[key] = (entry.step.id, maker) if maker in timeline.by_step else (entry.step.id,)
        state = after
    return out


_Track = Mapping[str, _Moment]
"""One track of one telling, by step."""


@define
class _Search:
    """One search through a branch: its turns by step, its edits in story order, and what was found so far.

    `tracks` are both tracks, in fact and in law, each here and in the base.
    """

    branch: Branch
    turns: Mapping[str, Turn]
    edits: tuple[Edit, ...]
    tracks: tuple[tuple[_Track, _Track], ...]
    found: dict[str, int | None] = field(factory=dict)


def _place_of(edit: Edit, base: Timeline) -> int:
    """Give where in the base an edit begins to matter: before the first step, or at the step it is about."""
    at = base.by_step.get(step_of(edit)) or base.by_step.get(anchor_of(edit))
    return at.index if at is not None else 0


def _frame(search: _Search, turn: Turn) -> Iterator[int]:
    """Give the edits of what is so before the first step that a step looked at: choices and rules."""
    asked = _asked(turn.entry) | _asked(turn.base)
    ruled = _ruled_by(turn.entry) | _ruled_by(turn.base)
    for number, edit in enumerate(search.edits):
        chose = isinstance(edit, Choose) and edit.name in asked
        amended = isinstance(edit, Amend) and edit.overlay.rule in ruled
        if chose or amended or (isinstance(edit, Enact) and edit.clause.id in ruled):
            yield number


def _differing(search: _Search, turn: Turn, *, every: bool) -> Iterator[int]:
    """Give the edits to which keys lead that a step read and whose values are not those of the base.

    A key leads to the steps that changed it, there and here; one that stands as at the start, to who was seated
    otherwise there. With `every`, all keys are followed, read or not.
    """
    if turn.entry is None or turn.base is None:
        return
    pairs = ((turn.entry.read_fact, turn.base.read_fact), (turn.entry.read_law, turn.base.read_law))
    for read, (here, there) in zip(pairs, search.tracks, strict=True):
        now, then = here[turn.step], there[turn.step]
        keys = {key for each in read for key, _ in each}
        for key in now.state.changed(then.state):
            if not every and key not in keys:
                continue
            writers = (*now.writers.get(key, ()), *then.writers.get(key, ()))
            for writer in writers:
                yield from _of(search, writer)
            if not writers:
                yield from (
                    n for n, one in enumerate(search.edits) if isinstance(one, Reseat) and key[1:] == (one.position,)
                )


def _reached(search: _Search, turn: Turn) -> Iterator[int]:
    """Give every edit a step goes back to."""
    yield from (number for number, edit in enumerate(search.edits) if step_of(edit) == turn.step)
    if turn.mark is Mark.HAPPENED:
        return
    yield from _frame(search, turn)
    yield from _differing(search, turn, every=False)
    for name in _named(turn.entry) | _named(turn.base):
        yield from _of(search, name)


def _otherwise(search: _Search, turn: Turn) -> int:
    """Give the edit of a step whose own reading leads to none.

    What it read may differ because something followed by itself there and not here, on what nobody read: then all that
    differs is followed. Or a rule was changed that no finding names: the first such edit; else the first of all.
    """
    rules = (number for number, edit in enumerate(search.edits) if isinstance(edit, Amend | Enact))
    return min(_differing(search, turn, every=True), default=next(rules, 0))


def _of(search: _Search, step: str) -> Iterator[int]:
    """Give the first edit a step goes back to, once it is known; a step being looked at leads nowhere new."""
    if step not in search.found and step in search.turns:
        search.found[step] = None
        turn = search.turns[step]
        number = min(_reached(search, turn), default=None)
        if number is None and turn.mark is not Mark.HAPPENED:
            number = _otherwise(search, turn)
        search.found[step] = number
    number = search.found.get(step)
    if number is not None:
        yield number


def first_causes(branch: Branch) -> dict[str, Edit]:
    """Give the first cause of every step that is not as it was, by step.

    Edits count as earlier the earlier in the base they begin to matter; among equals, as they were written.
    """
    base = branch.base
    edits = tuple(sorted(branch.edits, key=lambda edit: _place_of(edit, base)))
    turns = {turn.step: turn for turn in branch.turns}
    tracks = tuple((_moments(branch.timeline, law=law), _moments(base, law=law)) for law in (False, True))
    search = _Search(branch, turns, edits, tracks=tracks)
    others = (turn.step for turn in branch.turns if turn.mark is not Mark.HAPPENED)
    return {step: edits[number] for step in others for number in _of(search, step)}
