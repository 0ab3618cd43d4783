"""What of a story can matter for a question: the steps that could write what it reads, and what these read in turn.

What rulings read is known only once they are made, so a slice is made from what was read so far, and made again with
more until nothing is missing (`engine.surveys`). Steps outside a slice still pass, with nothing done in them.
"""

from collections.abc import Container, Iterable

from attrs import evolve

from govsim.engine.conditions import conditions
from govsim.engine.reads import (
    Needs,
    items_of,
    keys_of,
    keys_under,
    named_verdicts,
    reads,
    under_in_fact,
    under_in_law,
    writes_in_fact,
    writes_in_law,
)
from govsim.record import acts
from govsim.record.acts import Happen, Item
from govsim.record.effects import item_events
from govsim.record.state import Key
from govsim.record.story import Step, Story
from govsim.rules.book import Code
from govsim.values import frozen
from govsim.world.structure import Structure
from govsim.world.time import When

IDLE = Happen(what="")


@frozen(kw_only=True)
class Slice:
    """What matters of a story: the steps that are ruled and those that are told, and the rules as far as they matter.

    The `story` has all its steps; those that are not ruled do nothing in it. `told` are the steps that change
    something in fact that matters, with the acts they have in the whole story.
    """

    story: Story
    code: Code
    ruled: frozenset[str]
    told: frozenset[str]
    needs: Needs

    def same(self, other: "Slice") -> bool:
        """Say whether two slices of one story leave the same of it, whatever they were asked for."""
        return (self.ruled, self.told, self.story.reactions, self.code.structure.positions) == (
            other.ruled,
            other.told,
            other.story.reactions,
            other.code.structure.positions,
        )


@frozen(kw_only=True)
class Sliced:
    """A story with the keys each step could write on either track, found once."""

    story: Story
    code: Code
    in_fact: dict[str, frozenset[Key]]
    in_law: dict[str, frozenset[Key]]
    under_fact: dict[str, frozenset[Key]]
    under_law: dict[str, frozenset[Key]]
    """On what it hangs what a step writes, on either track."""
    rules: frozenset[str]
    """Verdicts that the conditions of rules ask for."""

    @classmethod
    def of(cls, story: Story, code: Code) -> "Sliced":
        """Look through a story once."""
        by_name = {f"{step.id}.{item.id}": item for step in story.steps for item in items_of(step)}
        return cls(
            story=story,
            code=code,
            in_fact={step.id: writes_in_fact(step) for step in story.steps},
            in_law={step.id: writes_in_law(step, by_name) for step in story.steps},
            under_fact={step.id: under_in_fact(step) for step in story.steps},
            under_law={step.id: under_in_law(step, by_name) for step in story.steps},
            rules=frozenset().union(*(named_verdicts(one) for one in conditions(story))),
        )

    def whole(self) -> Slice:
        """Give the slice that leaves nothing out."""
        every = frozenset(step.id for step in self.story.steps)
        return Slice(story=self.story, code=self.code, ruled=every, told=every, needs=Needs(everything=True))

    def cut(self, needs: Needs) -> Slice:
        """Give the part of the story that could write what is needed, and what that part is known to read."""
        while True:
            more = self._more(needs)
            if more.everything:
                return self.whole()
            if more == needs:
                break
            needs = more
        named = _steps(needs.verdicts, self.in_law)
        ruled = frozenset(step.id for step in self.story.steps if self._ruled(step, needs, named))
        told = frozenset(name for name, keys in self.in_fact.items() if keys & needs.fact)
        steps = tuple(one if one.id in ruled else evolve(one, act=IDLE) for one in self.story.steps)
        reactions = tuple(one for one in self.story.reactions if _follows(one.items) & needs.law)
        structure = self.code.structure
        positions = tuple(
            one if ("held", one.id) in needs.law else evolve(one, tied_to=None) for one in structure.positions
        )
        return Slice(
            story=evolve(self.story, steps=steps, reactions=reactions),
            code=evolve(self.code, structure=evolve(structure, positions=positions)),
            ruled=ruled,
            told=told,
            needs=needs,
        )

    def _ruled(self, step: Step, needs: Needs, named: frozenset[str]) -> bool:
        return step.id in named or bool(self.in_law[step.id] & needs.law)

    def _more(self, needs: Needs) -> Needs:
        """Give what is needed, and what those who could write it are known to read before they are told.

        What is read was mostly written before, so that the last steps are looked at first.
        """
        named = _steps(needs.verdicts, self.in_law)
        for step in reversed(self.story.steps):
            if self._ruled(step, needs, named):
                needs |= self._read_in_law(step) | Needs(law=self.under_law[step.id])
            if self.in_fact[step.id] & needs.fact:
                needs |= Needs(fact=self.under_fact[step.id])
                needs |= _read_later(step, self.code.structure, self.in_fact[step.id], law=False)
        for reaction in self.story.reactions:
            if _follows(reaction.items) & needs.law:
                needs |= reads(reaction.condition, self.code.structure, law=True) | Needs(law=_under(reaction.items))
        for position in self.code.structure.positions:
            if position.tied_to is not None and ("held", position.id) in needs.law:
                needs |= Needs(law=frozenset({("held", position.tied_to.position)}))
        return needs

    def _read_in_law(self, step: Step) -> Needs:
        """Give what a ruling reads without saying so: of what is done again, undone or followed, and of what waits."""
        own = self.in_law[step.id]
        again = any(isinstance(one, acts.Ratify | acts.Avoid) for one in items_of(step))
        again = again or (isinstance(step.act, acts.Resolve) and bool(step.act.follows))
        out = Needs(law=own if again else frozenset(), verdicts=self.rules)
        return out | _read_later(step, self.code.structure, own, law=True)


def _read_later(step: Step, structure: Structure, own: frozenset[Key], *, law: bool) -> Needs:
    """Give what is read when something made for later comes due: its condition, and who holds its positions then."""
    effective = getattr(step.act, "effective", None)
    if effective is None:
        return Needs()
    read = Needs(law=own) if law else Needs(fact=own)
    return read if isinstance(effective, When) else read | reads(effective, structure, law=law)


def _follows(items: Iterable[Item]) -> frozenset[Key]:
    return frozenset(key for item in items for event in item_events(item) for key in keys_of(event))


def _under(items: Iterable[Item]) -> frozenset[Key]:
    return frozenset(key for item in items for event in item_events(item) for key in keys_under(event))


def _steps(names: Iterable[str], known: Container[str]) -> frozenset[str]:
    """Give the steps of names that are steps or `step.item`."""
    return frozenset(name if name in known else name.rpartition(".")[0] for name in names)
