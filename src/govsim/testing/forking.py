"""Random forks over random stories: every kind of edit, and stories in which later steps hang on earlier ones.

A story of the kit is made fit for forking (`disputed`, `conditional`): it gets two readings of its rules, a number
with two claims, and conditions that are so where it happened; a fork then makes some of them false. Edits fit the story
as the ones before them left it, and never contradict each other, as if the reader had let them pass::

    @given(forks())
    def test_a_fork_keeps_its_promises(forked):
        assert broken(branch(forked).timeline) == ()
"""

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve
from hypothesis import strategies as st

from govsim.record import acts
from govsim.record.acts import Decide, Resolve, exclude
from govsim.record.edit_places import clash
from govsim.record.edits import (
    Amend,
    Choose,
    Condition,
    Drop,
    Edit,
    Enact,
    Fork,
    Forked,
    Include,
    Insert,
    Move,
    Omit,
    Recast,
    Redo,
    Reseat,
    Retime,
    Side,
    Via,
    Vote,
)
from govsim.record.forking import edited
from govsim.record.state import Tenure
from govsim.record.story import Step, Story
from govsim.testing.choosing import Chooser
from govsim.testing.deeds import (
    AT_MEETING,
    IN_WRITING,
    deed,
    form,
    item,
    item_names,
    own_act,
    resolution,
)
from govsim.testing.disputes import COUNTED, OTHER, PLAIN, disputed_tale, drawn_overlay, question, setting_of, varied
from govsim.testing.invented import (
    BAR,
    BOARD,
    CEO,
    CHAIR,
    MEMBERS,
    NOWHERE,
    clause,
)
from govsim.testing.structures import RANKS, topics
from govsim.world.clauses import Power
from govsim.world.expressions import Not
from govsim.world.params import READING
from govsim.world.structure import Structure

SIDES: tuple[Side, ...] = ("before", "after")


def _choose(choose: Chooser, now: Story) -> Edit:
    params = {param.id: param.among for param in now.structure.params}
    name = choose.one((READING, COUNTED, BAR, "tied"))
    value = (
        choose.one((PLAIN, OTHER))
        if name == READING
        else Fraction(choose.below(2))
        if name == COUNTED
        else choose.one(params[name])
    )
    return Choose(name=name, value=value, place=NOWHERE)


def _reseat(choose: Chooser, now: Story) -> Edit:
    people, position = setting_of(now).people, choose.one((BOARD, CEO, CHAIR))
    holders = choose.some(people) if position == BOARD else choose.one(((), (choose.one(people),)))
    return Reseat(position=position, holders=tuple(map(Tenure, holders)), place=NOWHERE)


def _amend(choose: Chooser, now: Story) -> Edit | None:
    if not now.structure.clauses:
        return None
    overlay = drawn_overlay(choose, now)
    found = next(one for one in now.structure.clauses if one.id == overlay.rule)
    kind = found.id.rpartition("-")[2]
    invent = topics(setting_of(now).people).get(kind)
    if invent is not None and not isinstance(found.topic, Power) and choose.flag():
        overlay = evolve(overlay, drop=False, clause=evolve(found, topic=invent(choose)))
    return Amend(overlay=overlay, place=NOWHERE)


def _enact(choose: Chooser, now: Story) -> Edit | None:
    every = topics(setting_of(now).people)
    kind = choose.one(tuple(every))
    new = clause(f"new-board-{kind}", every[kind](choose), choose.one((BOARD, MEMBERS)), rank=choose.one(RANKS))
    there = ((one.rank, one.scope, type(one.topic)) for one in now.structure.clauses)
    return None if (new.rank, new.scope, type(new.topic)) in there else Enact(clause=new, place=NOWHERE)


def _vote(choose: Chooser, now: Story, one: Step) -> Edit | None:
    if not isinstance(one.act, Resolve):
        return None
    words = IN_WRITING if isinstance(one.act.form, acts.Consent) else AT_MEETING
    person = choose.one(setting_of(now).people)
    return Vote(at=one.id, person=person, word=choose.one(words), place=NOWHERE)


def _via(choose: Chooser, now: Story, one: Step) -> Edit | None:
    if not isinstance(one.act, Resolve):
        return None
    return Via(at=one.id, form=form(choose, setting_of(now)), place=NOWHERE)


def _omit(choose: Chooser, _now: Story, one: Step) -> Edit | None:
    items = one.act.items if isinstance(one.act, Resolve | Decide) else ()
    return Omit(at=one.id, item=choose.one(items).id, place=NOWHERE) if len(items) > 1 else None


def _include(choose: Chooser, now: Story, one: Step) -> Edit | None:
    if not isinstance(one.act, Resolve | Decide):
        return None
    new = item(choose, setting_of(now), choose.one(("x1", "x2")))
    there = one.act.items
    fits = not any(exclude(new, other) or new.id == other.id for other in there)
    return Include(at=one.id, item=new, place=NOWHERE) if fits else None


def _redo(choose: Chooser, now: Story, one: Step) -> Edit | None:
    setting = setting_of(now)
    act = resolution(choose, setting) if choose.flag() else own_act(choose, setting)
    return Redo(at=one.id, act=act, place=NOWHERE)


def _recast(choose: Chooser, now: Story, one: Step) -> Edit | None:
    return Recast(at=one.id, by=choose.one((BOARD, MEMBERS, *setting_of(now).people)), place=NOWHERE)


def _retime(choose: Chooser, now: Story, one: Step) -> Edit | None:
    """Give a time of a step beside it, so that the order of the steps is still that of their times."""
    place = now.steps.index(one)
    beside = now.steps[max(place - 1, 0) : place + 2]
    return Retime(at=one.id, when=choose.one(beside).at, place=NOWHERE)


def _condition(choose: Chooser, now: Story, one: Step) -> Edit | None:
    if choose.rarely(3):
        return Condition(at=one.id, condition=None, regardless="invented", place=NOWHERE)
    asked = question(choose, now, now.steps[: now.steps.index(one)])
    return Condition(at=one.id, condition=Not(asked) if choose.flag() else asked, place=NOWHERE)


def _drop(_choose: Chooser, _now: Story, one: Step) -> Edit | None:
    return Drop(at=one.id, place=NOWHERE)


def _insert(choose: Chooser, now: Story, one: Step) -> Edit | None:
    name = choose.one(("new-1", "new-2"))
    if any(name == other.id for other in now.steps):
        return None
    earlier = now.steps[: now.steps.index(one)]
    drawn = deed(choose, setting_of(now), 1, item_names(earlier))
    asked = question(choose, now, earlier) if choose.rarely(4) else None
    new = evolve(drawn, id=name, at=one.at, condition=asked)
    return Insert(step=new, anchor=one.id, side=choose.one(SIDES), place=NOWHERE)


def _move(choose: Chooser, now: Story, one: Step) -> Edit | None:
    anchor = choose.one(now.steps)
    if anchor is one:
        return None
    return Move(at=one.id, anchor=anchor.id, side=choose.one(SIDES), when=anchor.at, place=NOWHERE)


FRAMES: tuple[Callable[[Chooser, Story], Edit | None], ...] = (_choose, _reseat, _amend, _enact)
"""How each kind of edit of what is so before the first step is invented."""

STEPS: tuple[Callable[[Chooser, Story, Step], Edit | None], ...] = (
    _vote,
    _drop,
    _insert,
    _move,
    _via,
    _omit,
    _include,
    _redo,
    _recast,
    _retime,
    _condition,
)
"""How each kind of edit of a step is invented; None where the step does not take it."""


def edit(choose: Chooser, now: Story) -> Edit | None:
    """Give one edit that fits a story, of an early step rather than a late one; None where its kind fits nothing."""
    if not now.steps or choose.rarely(3):
        return choose.one(FRAMES)(choose, now)
    one = now.steps[choose.below(1 + choose.below(len(now.steps)))]
    return choose.one((_vote, *STEPS))(choose, now, one)


def fork(choose: Chooser, now: Story, ident: str = "fork", most: int = 3) -> tuple[Fork, Story]:
    """Give a fork of a story with up to `most` edits, none of which contradict each other, and the story it makes."""
    made: list[Edit] = []
    for _ in range(choose.between(1, most)):
        new = edit(choose, now)
        if new is not None and not any(clash(one, new) for one in made):
            made.append(new)
            now = edited(now, new)
    adds = Structure(id=now.structure.id, title=())
    return Fork(id=ident, base=now.id, adds=adds, edits=tuple(made), place=NOWHERE), now


def forked(choose: Chooser, least: int = 1, most: int = 6, edits: int = 3, deep: int = 1) -> Forked:
    """Give a story of `least` to `most` steps with `deep` forks over it, each a fork of the one before."""
    base = now = disputed_tale(choose, least, most)
    over: list[Fork] = []
    for number in range(1, deep + 1):
        one, now = fork(choose, now, f"fork-{number}", edits)
        over.append(one)
    return Forked(story=base, forks=tuple(over))


def forks(least: int = 1, most: int = 6, edits: int = 3, deep: int = 1) -> st.SearchStrategy[Forked]:
    """Give stories of `least` to `most` steps with `deep` forks of up to `edits` edits over them."""
    return varied(lambda choose: forked(choose, least, most, edits, deep))
