"""What can be read and written, said before anything is told: keys of the state, and verdicts.

Whether an act is valid plays no part here: what it could write if it were is enough.
"""

from collections.abc import Iterator
from itertools import chain

from govsim.record import acts
from govsim.record import events as ev
from govsim.record.acts import Decide, Item, Resolve
from govsim.record.effects import effects, item_events
from govsim.record.fold import changes, looked_at
from govsim.record.state import Key, State
from govsim.record.story import Step
from govsim.values import frozen
from govsim.world.clauses import Test
from govsim.world.expressions import Amount, Call, Name, Node, walk
from govsim.world.structure import Structure

VERDICTS = frozenset({"refused", "valid", "voidable", "void", "no_act", "pending"})
"""The functions that ask for a verdict."""


@frozen(kw_only=True)
class Needs:
    """What is read: keys of the state in fact and in law, and verdicts by `step` or `step.item`.

    `everything` stands for all of it, where it cannot be said beforehand.
    """

    fact: frozenset[Key] = frozenset()
    law: frozenset[Key] = frozenset()
    verdicts: frozenset[str] = frozenset()
    everything: bool = False

    def __or__(self, other: "Needs") -> "Needs":
        """Give what either of two reads."""
        return Needs(
            fact=self.fact | other.fact,
            law=self.law | other.law,
            verdicts=self.verdicts | other.verdicts,
            everything=self.everything or other.everything,
        )


# --- what an expression reads ------------------------------------------------------------------------------------


def named_verdicts(expr: Node) -> frozenset[str]:
    """Give the steps and items whose verdicts an expression asks for."""
    calls = (part for part in walk(expr) if isinstance(part, Call) and part.function in VERDICTS)
    return frozenset(arg.ref for call in calls for arg in call.args if isinstance(arg, Name))


def _roll(structure: Structure, name: str) -> Iterator[Key]:
    rolls = [position for body in structure.bodies if body.id == name for position in body.positions]
    return (("held", position) for position in rolls or [name])


def _tested(structure: Structure, test: str) -> Iterator[Key]:
    """Give the keys that a test of independence looks at: the roll, and the positions that fail it."""
    for clause in structure.clauses:
        if isinstance(clause.topic, Test) and clause.id.rpartition(".")[2] == test:
            yield from _roll(structure, clause.topic.body)
            yield from (("held", position) for position in clause.topic.fails)


def _asked(call: Call, structure: Structure) -> Iterator[Key]:
    """Give the keys under which the answer to a question about the state lies, or could lie."""
    refs = tuple(arg.ref for arg in call.args if isinstance(arg, Name))
    match call.function, refs:
        case ("holds", (_, position)) | ("vacant", (position,)):
            same = (one.same_holder_as for one in structure.positions if one.id == position)
            yield ("held", next(same, "") or position)
        case ("seated", (_, body)) | ("in_office", (body,)):
            yield from _roll(structure, body)
        case "meets", (test,):
            yield from _tested(structure, test)
        case "employed", (_, entity):
            yield from (("held", p.id) for p in structure.positions if (p.entity, p.kind) == (entity, "employment"))
        case "signed", (letter, *_):
            yield ("signed", letter)
        case "open", (thing,):
            yield ("open", thing)
        case "informed", (party, topic):
            yield ("informed", topic, party)
        case "determined", (name, *_):
            extra = tuple(str(arg.value) for arg in call.args if isinstance(arg, Amount))
            yield from (("answered", name), ("determined", *refs, *extra))
        case _:
            return


def reads(expr: Node, structure: Structure, *, law: bool) -> Needs:
    """Give what an expression could read, asked of the state in law or in fact; all if it asks who controls whom."""
    calls = tuple(part for part in walk(expr) if isinstance(part, Call))
    asked = {call.function for call in calls}
    keys = frozenset(key for call in calls for key in _asked(call, structure))
    return Needs(
        fact=frozenset() if law else keys,
        law=keys if law or "in_law" in asked else frozenset(),
        verdicts=named_verdicts(expr),
        everything=bool(asked & {"controls", "can"}),
    )


# --- what an act writes ------------------------------------------------------------------------------------------


def keys_of(event: ev.Event) -> Iterator[Key]:
    """Give the keys an event writes, those included that it writes later."""
    yield from changes(State(), event)
    if isinstance(event, ev.Scheduled):
        yield from chain.from_iterable(keys_of(one) for one in event.changes)


def keys_under(event: ev.Event) -> Iterator[Key]:
    """Give the keys on which it hangs what an event writes, now or later: who is on a roll that is kept."""
    yield from looked_at(event)
    if isinstance(event, ev.Scheduled):
        yield from chain.from_iterable(keys_under(one) for one in event.changes)


def items_of(step: Step) -> tuple[Item, ...]:
    """Give the items a step decides on; an act of one's own has none."""
    return step.act.items if isinstance(step.act, Resolve | Decide) else ()


def refolds(item: Item) -> bool:
    """Say whether an item may change what an earlier one came to in law, so that the state is folded again."""
    return isinstance(item, acts.Avoid) or (isinstance(item, acts.Ratify) and item.from_start)


def writes_in_fact(step: Step) -> frozenset[Key]:
    """Give the keys a step writes in fact, now or later."""
    if isinstance(step.act, acts.Sign):
        return frozenset({("signed", step.act.letter)})
    return frozenset(chain.from_iterable(keys_of(event) for event in _told(step)))


def _told(step: Step) -> tuple[ev.Event, ...]:
    """Give what a step would change; of signatures, without their number."""
    return () if isinstance(step.act, acts.Sign) else effects(step.id, step.by, step.at.latest, step.act, {})


def under_in_fact(step: Step) -> frozenset[Key]:
    """Give the keys on which it hangs what a step writes in fact."""
    return frozenset(chain.from_iterable(keys_under(event) for event in _told(step)))


def _done(item: Item, by: str, by_name: dict[str, Item]) -> tuple[ev.Event, ...]:
    """Give what an item could change; of one that repeats or undoes another item, what the other could."""
    while isinstance(item, acts.Ratify | acts.Avoid) and item.target in by_name:
        item = by_name[item.target]
    return item_events(item, by)


def _settles(item: Item, by_name: dict[str, Item]) -> Iterator[Key]:
    """Give the keys under which it lies whether what an item repeats or undoes was made good or set aside."""
    seen: set[str] = set()
    while isinstance(item, acts.Ratify | acts.Avoid) and item.target in by_name and item.target not in seen:
        seen.add(item.target)
        yield ("settled", item.target)
        item = by_name[item.target]


def under_in_law(step: Step, by_name: dict[str, Item]) -> frozenset[Key]:
    """Give the keys on which it hangs what a step could write in law."""
    if not items_of(step):
        return under_in_fact(step)
    events = chain.from_iterable(_done(item, step.by, by_name) for item in items_of(step))
    return frozenset(chain.from_iterable(keys_under(event) for event in events))


def writes_in_law(step: Step, by_name: dict[str, Item]) -> frozenset[Key]:
    """Give the keys a step could write in law if all of it stood, now or later; `by_name` are all items."""
    if isinstance(step.act, acts.Expire):
        return frozenset({("held", step.act.position), ("over", step.act.position)})
    if not items_of(step):
        return writes_in_fact(step)
    events = chain.from_iterable(_done(item, step.by, by_name) for item in items_of(step))
    found = chain.from_iterable(keys_of(event) for event in events)
    settled = chain.from_iterable(_settles(item, by_name) for item in items_of(step))
    return frozenset((*found, *settled, *(("pending", f"{step.id}.{item.id}") for item in items_of(step))))
