"""Which verdicts depend on what nobody knows: the rulings of a story in every admissible world.

One walk serves all worlds. Worlds that stand at the same point take a step together; only where a ruling
asks for something open do they part, by exactly what it asked for, so that nothing else is varied.
A conclusion depends on a dimension if and only if two admissible worlds that differ only there disagree.
"""

from collections.abc import Iterator, Mapping

from attrs import define, evolve, field, frozen

from govsim.engine.choices import open_dimensions
from govsim.engine.conditions import asks_signatures, conditions
from govsim.engine.replay import Walk, begin, rule
from govsim.engine.timeline import Timeline
from govsim.record import acts
from govsim.record.events import Event
from govsim.record.rulings import Ruling, Verdict
from govsim.record.state import State, pending
from govsim.record.story import Step, Story
from govsim.rules.book import Book
from govsim.rules.case import Judged
from govsim.rules.evaluate import truth
from govsim.world.expressions import Name
from govsim.world.expressions import walk as parts_of
from govsim.world.params import Value

LIMIT = 10_000
"""More worlds than this are not walked: the answer is then `not proved`."""


@frozen(kw_only=True)
class Dependence:
    """On which dimensions each ruling and each step depends, over `worlds` admissible worlds.

    `asked` are the dimensions that some ruling read. `proved` is False where there are too many worlds to look at
    all of them; nothing is then claimed.
    """

    by_item: Mapping[str, tuple[str, ...]]
    by_step: Mapping[str, tuple[str, ...]]
    asked: tuple[str, ...]
    worlds: int
    proved: bool = True


@frozen
class Stand:
    """Where worlds stand together: all that their next rulings can read of what went before."""

    law: State
    earlier: tuple[tuple[str, Verdict], ...]
    folded: tuple[tuple[str, tuple[Event, ...]], ...]


@define
class World:
    """One world: which value it has for each dimension asked for so far, and the number of the rulings it has had."""

    values: tuple[int, ...]
    rulings: int = 0


@frozen
class Group:
    """Worlds that stand at the same point, with one walk that stands there too."""

    walk: Walk
    worlds: tuple[World, ...]


class TooManyError(Exception):
    """There are more worlds than the limit."""


@define
class Survey:
    """All worlds of one story: the dimensions asked for, where the worlds stand, and the rulings they had.

    `refolds`: the law may be folded again from its beginning; `counts`: some rule asks how many signed a letter;
    `conditional`: some rule asks a condition.
    `had` lists, under the number that worlds carry, the verdicts by `step.item`.
    """

    timeline: Timeline
    among: Mapping[str, tuple[Value, ...]]
    targets: frozenset[str]
    refolds: bool
    counts: bool
    conditional: bool
    dims: list[str] = field(factory=list)
    groups: list[Group] = field(factory=list)
    had: list[dict[str, Verdict]] = field(factory=lambda: [{}])
    numbered: dict[tuple[int, tuple[tuple[str, Verdict], ...]], int] = field(factory=dict)

    def stand(self, walk: Walk) -> Stand:
        """Give where a walk stands; with follow-ups, whose conditions may read any verdict, all verdicts count."""
        marks = walk.verdicts.items() if self.timeline.story.reactions else _known(walk, self.targets)
        return Stand(walk.law, tuple(sorted(marks)), tuple(walk.in_law_so_far) if self.refolds else ())

    def ruled(self, before: int, verdicts: tuple[tuple[str, Verdict], ...]) -> int:
        """Give the number of the rulings `before`, and then `verdicts`."""
        key = (before, verdicts)
        if key not in self.numbered:
            self.numbered[key] = len(self.had)
            self.had.append(self.had[before] | dict(verdicts))
        return self.numbered[key]

    def widen(self, dimension: str) -> None:
        """Vary a dimension that was never asked for before: every world becomes one for each value."""
        self.dims.append(dimension)
        if sum(len(group.worlds) for group in self.groups) * len(self.among[dimension]) > LIMIT:
            raise TooManyError
        self.groups = [Group(group.walk, self.varied(group.worlds)) for group in self.groups]

    def varied(self, worlds: tuple[World, ...]) -> tuple[World, ...]:
        """Give each world once for every value of the last dimension."""
        values = range(len(self.among[self.dims[-1]]))
        return tuple(World((*world.values, value), world.rulings) for world in worlds for value in values)

    def book(self, world: World) -> Book:
        """Open the book of rules as it stands in one world."""
        choices = dict(self.timeline.choices)
        choices.update((name, self.among[name][i]) for name, i in zip(self.dims, world.values, strict=True))
        return Book(self.timeline.book.code, choices)


def _known(walk: Walk, targets: frozenset[str]) -> Iterator[tuple[str, Verdict]]:
    return ((name, walk.docket[name].verdict) for name in targets if name in walk.docket)


def _copy(walk: Walk, book: Book) -> Walk:
    """Give a walk that can go its own way in law from where `walk` stands."""
    return Walk(
        story=walk.story,
        book=book,
        numbers=walk.numbers,
        fact=walk.fact,
        law=walk.law,
        docket=dict(walk.docket),
        verdicts=dict(walk.verdicts),
        times=dict(walk.times),
        in_law_so_far=list(walk.in_law_so_far),
        start=walk.start,
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


def _waiting(group: Group) -> bool:
    return bool(pending(group.walk.law))


def _step(survey: Survey, step: Step) -> None:
    """Let all worlds take one step; without conditions in law, one judgement serves all worlds that ask the same."""
    if not survey.conditional and isinstance(step.act, acts.Happen) and not any(map(_waiting, survey.groups)):
        return  # what happens outside changes nothing in law, and nothing was made for later
    kept: Judged | None = None if survey.conditional else {}
    after: dict[Stand, Group] = {}
    while survey.groups:
        group = survey.groups[-1]
        walk = _copy(group.walk, survey.book(group.worlds[0]))
        rulings = rule(walk, step, kept)
        if survey.counts and isinstance(step.act, acts.Sign) and isinstance(step.act.total, str):
            walk.book.value(step.act.total)
        touched = [name for name in walk.book.touched if len(survey.among[name]) > 1]
        new = [name for name in touched if name not in survey.dims]
        for name in new:
            survey.widen(name)
            after = {where: Group(one.walk, survey.varied(one.worlds)) for where, one in after.items()}
        if new:
            continue
        survey.groups.pop()
        together = _together(survey, group, touched)
        verdicts = _worth_noting(step, rulings)
        if verdicts:
            together = [World(one.values, survey.ruled(one.rulings, verdicts)) for one in together]
        where = survey.stand(walk)
        others = after[where].worlds if where in after else ()
        after[where] = Group(walk, (*others, *together))
    survey.groups = list(after.values())


def _worth_noting(step: Step, rulings: tuple[Ruling, ...]) -> tuple[tuple[str, Verdict], ...]:
    """Give the verdicts of a step by `step.item`; an own act that was valid, as nearly all are, goes without saying."""
    named = tuple((f"{step.id}.{ruling.item}", ruling.verdict) for ruling in rulings)
    return () if len(named) == 1 and named[0][1] is Verdict.VALID and not hasattr(step.act, "items") else named


def _possible(survey: Survey) -> Iterator[World]:
    """Give the worlds that the story's author does not exclude; a condition that asks nothing open is asked once."""
    story, timeline = survey.timeline.story, survey.timeline
    for group in survey.groups:
        everywhere: bool | None = None
        for world in group.worlds:
            if everywhere is not None:
                excluded = everywhere
            else:
                book = survey.book(world)
                walk = evolve(group.walk, book=book)
                moment = walk.moment(story.steps[-1], timeline.fact, walk.law)
                excluded = any(truth(one.expr, moment) is True for one in story.never)
                everywhere = excluded if not any(name in survey.dims for name in book.touched) else None
            if not excluded:
                yield world


def _excluding(survey: Survey) -> Iterator[str]:
    """Give each open dimension that no ruling read, and by which the author excludes worlds."""
    parts = (part for one in survey.timeline.story.never for part in parts_of(one.expr))
    named = {part.ref for part in parts if isinstance(part, Name)}
    return (name for name, among in survey.among.items() if name in named - {*survey.dims} and len(among) > 1)


def _disagreements(survey: Survey) -> Iterator[tuple[str, int, int]]:
    """Give each dimension with the rulings of two worlds that differ only there; equal pairs once."""
    rulings = {world.values: world.rulings for world in _possible(survey)}
    for i, name in enumerate(survey.dims):
        pairs: set[tuple[int, int]] = set()
        by_rest: dict[tuple[int, ...], set[int]] = {}
        for values, number in rulings.items():
            by_rest.setdefault((*values[:i], *values[i + 1 :]), set()).add(number)
        for numbers in by_rest.values():
            ordered = sorted(numbers)
            pairs.update((a, b) for k, a in enumerate(ordered) for b in ordered[k + 1 :])
        for a, b in sorted(pairs):
            yield name, a, b


def _survey(timeline: Timeline) -> Survey:
    story: Story = timeline.story
    later = [
        item
        for step in story.steps
        for item in getattr(step.act, "items", ())
        if isinstance(item, acts.Ratify | acts.Avoid)
    ]
    survey = Survey(
        timeline=timeline,
        among=open_dimensions(story),
        targets=frozenset(item.target for item in later),
        counts=asks_signatures(story),
        conditional=any(True for _ in conditions(story)),
        refolds=any(isinstance(item, acts.Avoid) for item in later),
    )
    walk = begin(story, timeline.book)
    survey.groups = [Group(walk, (World(()),))]
    return survey


def dependence(timeline: Timeline) -> Dependence:
    """Say on which open dimensions each ruling of a story depends, over all admissible worlds.

    Dimensions that no ruling reads are not varied. Facts stay as they are told: only the law is walked again.
    """
    survey = _survey(timeline)
    try:
        for step in timeline.story.steps:
            _step(survey, step)
        for name in _excluding(survey):
            survey.widen(name)
    except TooManyError:
        return Dependence(by_item={}, by_step={}, asked=tuple(survey.dims), worlds=LIMIT, proved=False)
    by_item: dict[str, dict[str, None]] = {}
    for name, a, b in _disagreements(survey):
        other = survey.had[b]
        for item in survey.had[a].keys() | other.keys():
            if survey.had[a].get(item, Verdict.VALID) is not other.get(item, Verdict.VALID):
                by_item.setdefault(item, {})[name] = None
    order = [name for name in survey.among if name in survey.dims]
    items = {item: tuple(name for name in order if name in found) for item, found in sorted(by_item.items())}
    steps: dict[str, dict[str, None]] = {}
    for item, found in items.items():
        steps.setdefault(item.rpartition(".")[0], {}).update(dict.fromkeys(found))
    return Dependence(
        by_item=items,
        by_step={step: tuple(name for name in order if name in found) for step, found in steps.items()},
        asked=tuple(order),
        worlds=sum(len(group.worlds) for group in survey.groups),
    )
