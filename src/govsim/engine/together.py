"""Worlds that stand together: one walk serves all of them until they part.

Worlds that stand at the same point go on together; only where a ruling or a question asks for something open do they
part, by exactly what it asked for, so that nothing else is varied. What is never asked for is never varied.
"""

from collections.abc import Callable, Mapping

from attrs import evolve, field

from govsim.engine.reads import Needs
from govsim.engine.slices import Slice
from govsim.engine.timeline import Timeline
from govsim.engine.walk import Walk
from govsim.record.events import Event
from govsim.record.rulings import Verdict
from govsim.record.state import State
from govsim.rules.book import Book
from govsim.values import define, frozen
from govsim.world.params import Value

LIMIT = 10_000
"""More worlds than this are not walked: the answer is then `not proved`."""

MOST_RULINGS = 10_000
"""More steps than this are not taken in all worlds together: the answer is then `not proved`, too."""

Answer = Verdict | bool | str | None
Noted = tuple[tuple[str, Answer], ...]
"""Answers by the names of questions, and verdicts by `step.item`."""


class TooManyError(Exception):
    """There are more worlds than the limit, or too much to do in them; `dims` are the dimensions asked for by then."""

    def __init__(self, dims: tuple[str, ...]) -> None:
        """Name the dimensions."""
        self.dims = dims
        super().__init__(f"more than {LIMIT} worlds, or {MOST_RULINGS} steps in them, of {', '.join(dims)}")


@frozen
class Stand:
    """Where worlds stand together: all that their next rulings and questions can read of what went before."""

    fact: State
    law: State
    marks: tuple[object, ...]
    folded: tuple[tuple[str, tuple[Event, ...]], ...]


@define
class World:
    """One world: which value it has for each dimension asked for so far, and the number of the answers it has had."""

    values: tuple[int, ...]
    answers: int = 0


@frozen
class Group:
    """Worlds that stand at the same point, with one walk that stands there too."""

    walk: Walk
    worlds: tuple[World, ...]


@define
class Survey:
    """All worlds of one slice: the dimensions asked for, where the worlds stand, and the answers they had.

    `had` lists, under the number that worlds carry, the answers; `read` is what was read on the way. `verdicts` says
    whether the verdicts are answers too. `marked` are the names whose earlier verdicts a later ruling or question asks
    for. `taken` counts the steps taken and the questions asked, in all worlds.
    """

    timeline: Timeline
    slice: Slice
    among: Mapping[str, tuple[Value, ...]]
    verdicts: bool
    marked: frozenset[str]
    refolds: bool
    conditional: bool
    taken: int = 0
    dims: list[str] = field(factory=list)
    groups: list[Group] = field(factory=list)
    had: list[dict[str, Answer]] = field(factory=lambda: [{}])
    numbered: dict[tuple[int, Noted], int] = field(factory=dict)
    read: Needs = field(factory=Needs)

    @property
    def needs(self) -> Needs:
        """What is known to be read: what the slice was made for, and what was read in it."""
        return self.slice.needs | self.read

    def stand(self, walk: Walk) -> Stand:
        """Give where a walk stands; with follow-ups, whose conditions may read any verdict, all verdicts count."""
        names = walk.verdicts if self.slice.story.reactions else self.marked & walk.verdicts.keys()
        earlier = {name: (one.events, one.ballot) for name, one in walk.docket.items() if name in self.marked}
        marks = tuple((name, walk.verdicts[name], earlier.get(name)) for name in sorted(names))
        return Stand(walk.fact, walk.law, marks, tuple(walk.in_law_so_far) if self.refolds else ())

    def noted(self, before: int, new: Noted) -> int:
        """Give the number of the answers `before`, and then `new`."""
        key = (before, new)
        if key not in self.numbered:
            self.numbered[key] = len(self.had)
            self.had.append(self.had[before] | dict(new))
        return self.numbered[key]

    def widen(self, dimension: str) -> None:
        """Vary a dimension that was never asked for before: every world becomes one for each value."""
        self.dims.append(dimension)
        if sum(len(group.worlds) for group in self.groups) * len(self.among[dimension]) > LIMIT:
            raise TooManyError(tuple(self.dims))
        self.groups = [Group(group.walk, self.varied(group.worlds)) for group in self.groups]

    def varied(self, worlds: tuple[World, ...]) -> tuple[World, ...]:
        """Give each world once for every value of the last dimension."""
        values = range(len(self.among[self.dims[-1]]))
        return tuple(World((*world.values, value), world.answers) for world in worlds for value in values)

    def book(self, world: World) -> Book:
        """Open the book of rules as it stands in one world."""
        choices = dict(self.timeline.choices)
        choices.update((name, self.among[name][i]) for name, i in zip(self.dims, world.values, strict=True))
        return Book(self.slice.code, choices)

    def answers(self) -> dict[tuple[int, ...], dict[str, Answer]]:
        """Give the answers of each world, by the places of its values among those of the dimensions."""
        return {world.values: self.had[world.answers] for group in self.groups for world in group.worlds}


def _copy(walk: Walk, book: Book) -> Walk:
    """Give a walk that can go its own way from where `walk` stands."""
    return evolve(
        walk,
        book=book,
        docket=dict(walk.docket),
        verdicts=dict(walk.verdicts),
        times=dict(walk.times),
        in_law_so_far=list(walk.in_law_so_far),
        moves=[],
    )


def _together(survey: Survey, group: Group, touched: list[str]) -> list[World]:
    """Give the worlds that agree with the first one in all that was asked; the others wait, in groups of their own."""
    together = list(group.worlds)
    first = together[0]
    for place in (survey.dims.index(name) for name in touched):
        by_value: dict[int, list[World]] = {}
        for world in together:
            by_value.setdefault(world.values[place], []).append(world)
        together = by_value.pop(first.values[place])
        survey.groups.extend(Group(group.walk, tuple(worlds)) for worlds in by_value.values())
    return together


def go_on(survey: Survey, go: Callable[[Walk], Noted]) -> None:
    """Let all worlds go on, together as long as what they ask for gets the same answers."""
    after: dict[Stand, Group] = {}
    while survey.groups:
        group = survey.groups[-1]
        survey.taken += 1 + len(survey.slice.story.reactions)
        if survey.dims and survey.taken > MOST_RULINGS:
            raise TooManyError(tuple(survey.dims))
        walk = _copy(group.walk, survey.book(group.worlds[0]))
        noted = go(walk)
        touched = [name for name in walk.book.touched if len(survey.among[name]) > 1]
        new = [name for name in touched if name not in survey.dims]
        for name in new:
            survey.widen(name)
            after = {where: Group(one.walk, survey.varied(one.worlds)) for where, one in after.items()}
        if new:
            continue
        survey.groups.pop()
        together = _together(survey, group, touched)
        if noted:
            together = [World(one.values, survey.noted(one.answers, noted)) for one in together]
        where = survey.stand(walk)
        others = after[where].worlds if where in after else ()
        after[where] = Group(walk, (*others, *together))
    survey.groups = list(after.values())
