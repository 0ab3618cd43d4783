"""A fork as plain rows: what was changed, the answer in a sentence, what became of every step and of the end."""

from collections.abc import Iterator

from govsim.engine.timeline import Entry, Timeline
from govsim.record.acts import Decide, Meeting, Resolve
from govsim.record.edits import Edit
from govsim.record.rulings import Verdict
from govsim.rules.case import members
from govsim.rules.polls import present_at, settled
from govsim.values import frozen
from govsim.views.conditions import condition_words
from govsim.views.deciding import ruled_words
from govsim.views.deeds import own_word, step_words
from govsim.views.edits import edit_label, edit_words
from govsim.views.lexicon import Lexicon, lexicon
from govsim.views.standing import settings_of
from govsim.views.trust import Trusted, UnseenRule, labels, trusted, unseen_rules
from govsim.whatif.branch import Branch, Mark, Turn
from govsim.whatif.causes import first_causes
from govsim.world.expressions import text
from govsim.world.sources import words_in

MODELLERS = "the modeller's condition: "
"""What a condition is called wherever it decided: never a finding about anyone's reasons."""


@frozen(kw_only=True)
class TurnRow:
    """One step of a fork: its mark, what became of it in words, and the edit it goes back to, with its number."""

    number: int
    id: str
    words: str
    mark: str
    said: str
    rests_on: str
    cause: str
    goes_back_to: str
    turn: Turn


@frozen(kw_only=True)
class Branching:
    """A fork, ready to be shown.

    `edits` are those that change something, each in words: a fork may also say what it assumes as it is. `lost` are
    the expectations of the base that hold no more; `ballots` names who cast none, and whose count for nothing, in votes
    the fork decides anew.
    """

    base: str
    fork: str
    title: str
    question: str
    note: str
    notice: str
    settings: tuple[tuple[str, str], ...]
    edits: tuple[tuple[Edit, str], ...]
    rows: tuple[TurnRow, ...]
    expected: tuple[tuple[str, bool | None], ...]
    lost: tuple[str, ...]
    ballots: tuple[str, ...]
    trusted: tuple[Trusted, ...]
    unseen: tuple[UnseenRule, ...]
    names: Lexicon
    branch: Branch

    @property
    def changed(self) -> tuple[TurnRow, ...]:
        """The steps that are not as they were."""
        return tuple(row for row in self.rows if row.turn.mark is not Mark.HAPPENED)


def _said(turn: Turn, branch: Branch, names: Lexicon) -> str:
    """Give what became of one step."""
    entry = turn.entry
    if entry is None:
        return "left out"
    condition = entry.step.condition
    if turn.mark is Mark.NOT_MET or (condition is not None and entry.condition is not True):
        assert condition is not None  # noqa: S101 - it was not met
        return MODELLERS + condition_words(condition, entry, branch.timeline)
    if not entry.rulings:
        return "not ruled"
    own = own_word(entry.step.act)
    if own and entry.verdict in {Verdict.VALID, Verdict.PENDING}:
        return own
    before = _other_ground(turn, turn.base) if turn.base is not None and turn.mark is Mark.CHANGED else ""
    return before + ruled_words(entry, names)


def _other_ground(turn: Turn, base: Entry) -> str:
    """Say that the verdicts are those of the base, where only the counts, the grounds or the effects are others."""
    here = turn.entry.rulings if turn.entry is not None else ()
    alike = {r.item: r.verdict for r in here} == {r.item: r.verdict for r in base.rulings}
    return "as before, on another count or ground: " if alike else ""


def _ballots(turn: Turn, timeline: Timeline, names: Lexicon) -> Iterator[str]:
    """Name who is on the roll and cast no ballot, and whose ballot is void, in a vote decided anew."""
    entry = turn.entry
    if entry is None or turn.mark is Mark.HAPPENED or not entry.rulings or not isinstance(entry.step.act, Resolve):
        return
    body = timeline.book.code.bodies.get(entry.step.by)
    before = timeline.entries[entry.index - 2].law if entry.index > 1 else timeline.start
    roll = members(body, before, timeline.book) if body is not None else ()
    cast = dict(entry.step.act.ballots)
    form = settled(entry.step.act.form, timeline.book)
    there = present_at(form, cast, timeline.book) if isinstance(form, Meeting) else frozenset[str]()
    silent = tuple(person for person in roll if person not in cast and person not in there)
    off = tuple(person for person in cast if person not in roll)
    if silent:
        yield f"{entry.step.id}: on the roll and without a ballot, so absent or silent: {names.people(silent)}"
    if off:
        yield f"{entry.step.id}: not on the roll in law, so void: the ballot of {names.people(off)}"


def _asked_for(branch: Branch) -> tuple[tuple[str, str], ...]:
    """Give the choices a fork is told under that it asked for, or makes itself; what it replaced says nothing here."""
    touched = {*branch.timeline.book.touched, *branch.choices}
    return tuple((name, value) for name, value in settings_of(branch.timeline) if name in touched)


def show_branch(branch: Branch, language: str = "en") -> Branching:
    """Give a fork as rows, in a language."""
    forks, timeline = branch.forked.forks, branch.timeline
    names = lexicon(timeline.story, language)
    numbered = trusted(timeline)
    causes: dict[str, Edit] = first_causes(branch)
    edits = branch.edits
    numbers = {id(edit): number for number, edit in enumerate(edits, start=1)}
    rows = []
    for number, turn in enumerate(branch.turns, start=1):
        entry = turn.entry or turn.base
        assert entry is not None  # noqa: S101 - a turn is of one of the two
        cause = causes.get(turn.step)
        rests = {key for ruling in (turn.entry.rulings if turn.entry else ()) for key in ruling.rests_on}
        rows.append(
            TurnRow(
                number=number,
                id=turn.step,
                words=step_words(entry.step, names),
                mark=turn.mark.value,
                said=_said(turn, branch, names),
                rests_on=labels(tuple(rests), numbered) if isinstance(entry.step.act, Resolve | Decide) else "",
                cause=f"e{numbers[id(cause)]}" if cause is not None else "",
                goes_back_to=edit_label(cause) if cause is not None else "",
                turn=turn,
            )
        )
    story, last = branch.base.story, forks[-1] if forks else None
    return Branching(
        base=story.id,
        fork=last.id if last is not None else story.id,
        title=words_in(last.title if last is not None else story.title, language),
        question=words_in(last.question, language) if last is not None else "",
        note=words_in(last.note, language) if last is not None else "",
        notice=words_in(story.notice, language),
        settings=_asked_for(branch),
        edits=tuple((edit, edit_words(edit, timeline.story, names)) for edit in edits),
        rows=tuple(rows),
        expected=tuple((text(e.expr), h) for e, h in zip(timeline.story.expects, timeline.expected, strict=True)),
        lost=tuple(text(e.expr) for e, h in zip(story.expects, branch.kept, strict=True) if h is not True),
        ballots=tuple(said for turn in branch.turns for said in _ballots(turn, timeline, names)),
        trusted=numbered,
        unseen=unseen_rules(timeline, names),
        names=names,
        branch=branch,
    )
