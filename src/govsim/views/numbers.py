"""Numbers that stand on nothing: neither a source, nor a citation, nor a reason why they are assumed.

A number here is whatever a story counts with or shows as a count: a claim, the tally of a vote, the total of a letter,
a number in the words of a step, a time as it was printed, the value of a parameter, a threshold, a period, a size
or a weight in a rule, and the share of an owner. Conditions, expectations and outcomes compare numbers and state none;
the date of a step stands or falls with the sources of the step. A made-up case owns its numbers: nobody could look
them up.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from attrs import field

from govsim.errors import Place
from govsim.record.acts import Happen, Resize, Resolve, Sign
from govsim.record.story import Step, Story
from govsim.values import frozen
from govsim.views.periods import period
from govsim.world.approvals import AllOf, AnyOf, Approval, KOf, Sponsors, Stages, Vote, When
from govsim.world.clauses import (
    Calling,
    Clause,
    Notice,
    Passing,
    Power,
    Quorum,
    Size,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.elections import Electing
from govsim.world.params import Overlay, Reading
from govsim.world.sources import Bounds, Conflict, Fact, Words
from govsim.world.structure import Entity
from govsim.world.thresholds import Both, Bound, Every, ParamQty, Root, Threshold

_DIGIT = re.compile(r"\d")
REASONED = frozenset({"derived", "assumed"})
"""How a statement may be known without a source, if it gives its reason."""


@frozen(kw_only=True)
class Unsourced:
    """One number without a source: what it belongs to, what it is, and where it stands."""

    about: str
    number: str
    place: Place = field(eq=False)


def _worded(words: Words) -> Iterator[str]:
    """Give the texts, one for each language, that have a number in them."""
    return (text for _, text in words if _DIGIT.search(text))


def _of_step(step: Step) -> Iterator[str]:
    """Give the numbers that a step states, in words."""
    act = step.act
    if isinstance(act, Sign) and isinstance(act.total, Bounds):
        yield f"a total of {act.total.text}"
    cast = (*act.ballots, *(act.choices.ballots if act.choices is not None else ())) if isinstance(act, Resolve) else ()
    if cast:
        yield f"a tally of {len(cast)} ballots"
    if isinstance(act, Happen) and _DIGIT.search(act.what):
        yield f"a number in what happened: {act.what}"
    for item in getattr(act, "items", ()):
        if isinstance(item, Resize):
            yield f"a number of {item.number} seats"
    yield from (f"a number in the title: {text}" for text in _worded(step.title))
    yield from (f"a number in the note: {text}" for text in _worded(step.note))


def _steps(story: Story) -> Iterator[Unsourced]:
    for step in story.steps:
        if not step.cites and not (step.status in REASONED and step.assumption):
            yield from (Unsourced(about=step.id, number=one, place=step.place) for one in _of_step(step))
        for printed in step.stated:
            if not printed.cites and _DIGIT.search(printed.text):
                yield Unsourced(about=step.id, number=f"a time as printed: {printed.text}", place=step.place)


def _claimed(one: Fact | Conflict) -> Iterator[Unsourced]:
    """Give the claims with a number that cite nothing; a fact may be derived or assumed, for a reason."""
    if isinstance(one, Fact) and one.status in REASONED and one.because:
        return
    for claim in one.claims:
        if not claim.cites and _DIGIT.search(claim.text):
            yield Unsourced(about=one.id, number=f"a claim: {claim.text}", place=one.place)


def _has_number(threshold: Threshold | None) -> bool:
    match threshold:
        case Bound(qty=qty):
            return not isinstance(qty, ParamQty) and not (isinstance(qty, Root) and isinstance(qty.of, ParamQty))
        case Both(parts):
            return any(map(_has_number, parts))
        case Every() | None:
            return False


def _asks_number(approval: Approval) -> bool:
    match approval:
        case Vote(passing=passing, quorum=quorum, weights=weights, electing=electing):
            own = electing is not None and (bool(electing.ratios) or _has_number(electing.quorum))
            return own or bool(weights) or _has_number(passing) or _has_number(quorum)
        case KOf():
            return True
        case Sponsors():
            return True
        case AllOf(parts) | AnyOf(parts):
            return any(map(_asks_number, parts))
        case Stages(stages):
            return any(one.after or one.within or _asks_number(one.approval) for one in stages)
        case When(_, then, otherwise):
            return _asks_number(then) or _asks_number(otherwise)
        case _:
            return False


def _rule_number(topic: Topic) -> str:
    """Name the number that a rule sets; empty where it sets none, or leaves it to a parameter."""
    match topic:
        case Size(number=int(number)):
            return f"a size of {number}"
        case Quorum(threshold=threshold, classes=classes) if classes or _has_number(threshold):
            return "a quorum"
        case Passing(threshold=threshold) if _has_number(threshold):
            return "a vote required"
        case Electing(quorum=quorum, ratios=ratios) if ratios or _has_number(quorum):
            return "what an option must have above the default"
        case WrittenConsent(threshold=threshold) if _has_number(threshold):
            return "the signatures of a consent"
        case Notice(lead=lead) if lead:
            return f"a period of notice of {period(lead)}"
        case Weight():
            return "votes of more or less than one"
        case Power(approval=approval) | Calling(approval=approval) if _asks_number(approval):
            return "a threshold of a power"
        case _:
            return ""


def _grounded(clause: Clause) -> bool:
    return bool(clause.sources or clause.cite or clause.assumption)


def _rules(story: Story) -> Iterator[Unsourced]:
    for clause in story.structure.clauses:
        number = _rule_number(clause.topic)
        if number and not _grounded(clause):
            yield Unsourced(about=clause.id, number=number, place=clause.place)
    for reading in story.structure.readings:
        yield from (one for overlay in reading.replaces for one in _reread(reading, overlay))


def _reread(reading: Reading, overlay: Overlay) -> Iterator[Unsourced]:
    """Give the number that a reading puts into a rule, where the reading does not say what it assumes."""
    number = _rule_number(overlay.clause.topic) if overlay.clause is not None else ""
    if number and not reading.assumes:
        yield Unsourced(about=f"{reading.id}, {overlay.rule}", number=number, place=overlay.place)


def _owned(entity: Entity) -> Iterator[Unsourced]:
    for owner, share in entity.owned_by:
        if _DIGIT.search(share) and not entity.note:
            yield Unsourced(about=entity.id, number=f"a share of {owner}: {share}", place=entity.place)


def unsourced(story: Story) -> tuple[Unsourced, ...]:
    """Give every number of a real case that has neither a source nor a reason, by file and line.

    >>> [(one.about, one.number) for one in unsourced(story)]  # doctest: +SKIP
    [('letter', 'a total of 505')]
    """
    if story.kind == "fiction":
        return ()
    found = [*_steps(story), *_rules(story)]
    disputed: tuple[Fact | Conflict, ...] = (*story.facts, *story.conflicts)
    found += (number for one in disputed for number in _claimed(one))
    found += (one for entity in story.structure.entities for one in _owned(entity))
    for param in story.structure.params:
        numbers = [str(value) for value in param.among if isinstance(value, Fraction)]
        if numbers and not param.because:
            found.append(Unsourced(about=param.id, number=f"values: {', '.join(numbers)}", place=param.place))
    return tuple(sorted(found, key=lambda one: one.place))
