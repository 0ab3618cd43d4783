"""What an expression says of a moment: true, false, or `cannot tell` where a source's bounds do not decide it.

Values are closed intervals of exact numbers, so that `700+` or `490..505` are compared honestly; truth has
three values, joined as Kleene did: `unknown or true` is true, `unknown and true` is unknown.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from fractions import Fraction
from typing import assert_never, cast

from attrs import evolve

from govsim.record.acts import Decide, Determine
from govsim.record.rulings import Verdict
from govsim.record.state import (
    Noting,
    Sight,
    State,
    adopted,
    answer,
    holders,
    holding,
    is_determined,
    is_open,
    knows,
    paid_in,
    paid_out,
    signatures,
)
from govsim.rules.approvals import controls
from govsim.rules.book import LASTING, Book
from govsim.rules.case import Case, members
from govsim.rules.independence import tested
from govsim.rules.spans import Span, Truth, below, both_of, compared, opposite
from govsim.values import frozen
from govsim.world.expressions import (
    ActWords,
    Amount,
    And,
    Call,
    Compare,
    Expr,
    Instant,
    Name,
    Not,
    Of,
    Or,
)
from govsim.world.sources import Bounds

HOURS = {"h": 1, "d": 24}
"""Lengths of time are compared in hours."""


@frozen(kw_only=True)
class Moment:
    """Where an expression is asked: the state in fact, the state in law, the story so far, and the numbers known.

    `verdicts` are the rulings so far, by step and by `step.item`; `times` the instants of the steps; `numbers` the
    claims of each fact, one of which the book chooses; `can` answers whether an act would be lawful now.
    """

    fact: Sight
    law: Sight
    book: Book
    now: datetime
    date: str
    verdicts: Mapping[str, Verdict]
    happened: AbstractSet[str]
    times: Mapping[str, datetime]
    numbers: Mapping[str, tuple[Bounds | None, ...]]
    can: Callable[["Moment", str, tuple[str, ...]], Truth] | None = None


def value_of(expr: Expr, moment: Moment) -> Span:
    """Give the number an expression stands for, between bounds; a truth counts as 1 or 0, or either if unknown."""
    match expr:
        case Amount(value, unit):
            return Span.of(value * HOURS.get(unit, 1))
        case Name(ref):
            return _named(ref, moment)
        case Of(share, base):
            part, whole = value_of(share, moment), value_of(base, moment)
            high = None if part.high is None or whole.high is None else part.high * whole.high
            return Span(part.low * whole.low, high)
        case Call(function="signed", args=(Name(letter),)):
            names = signatures(moment.fact, letter)
            return Span(names.total, names.high)
        case Call(function="in_office", args=(Name(body),)):
            return Span.of(len(_roll(body, moment)))
        case Call(function="units" | "put_in" | "paid_out" as function, args=args):
            return Span.of(_capital(function, [arg.ref for arg in args if isinstance(arg, Name)], moment))
        case Call(function="meets", args=(Name(test),)):
            found = tested(test, moment.fact, moment.date, moment.book)
            return Span.of(len(found.meet)) if found is not None else Span(Fraction(0), None)
        case _:
            holds = truth(expr, moment)
            return Span(Fraction(0), Fraction(1)) if holds is None else Span.of(int(holds))


def _capital(function: str, refs: list[str], moment: Moment) -> Fraction | int:
    """Give how many units of a position are held, or what was put in or paid out under a flow: by one or by all."""
    name, *whom = refs
    if function == "units":
        held = holders(moment.fact, name)
        return sum(tenure.units for tenure in held if not whom or tenure.party in whom)
    flow = moment.book.code.flows[name]
    if function == "paid_out":
        streams = ("", *(stream.id for stream in flow.streams))
        return sum((paid_out(moment.fact, name, one, flow.currency).amount for one in streams), Fraction(0))
    before = {one: amount for one, amount in flow.put_in if not whom or one in whom}
    during = (paid_in(moment.fact, name, one, flow.currency).amount for one in whom or moment.book.code.parties)
    return sum((*before.values(), *during), Fraction(0))


def _named(ref: str, moment: Moment) -> Span:
    """Give a fact under the claim that is chosen, or a parameter that is a number; a claim without one is anything."""
    chosen = moment.book.number(ref)
    if ref not in moment.numbers:
        return Span.of(chosen)
    known = moment.numbers[ref][int(chosen)]
    return Span(known.low, known.high) if known is not None else Span(Fraction(0), None)


def _roll(name: str, moment: Moment) -> tuple[str, ...]:
    body = moment.book.code.bodies.get(name)
    return members(body, moment.fact, moment.book) if body is not None else holding(moment.fact, name)


def _position(name: str, moment: Moment) -> str:
    """Give the position whose holders answer for `name`: itself, or the one whose holder also holds it."""
    position = moment.book.code.positions.get(name)
    return position.same_holder_as or name if position is not None else name


def _employed(party: str, entity: str, moment: Moment) -> bool:
    return any(
        party in holding(moment.fact, position.id)
        for position in moment.book.code.positions.values()
        if position.entity == entity and position.kind == "employment"
    )


def _state(function: str, refs: tuple[str, ...], moment: Moment) -> Truth:
    """Answer a question about the state; the functions are those of the table in `world.expressions`."""
    fact = moment.fact
    match function, refs:
        case "holds", (party, position):
            return party in holding(fact, _position(position, moment))
        case "seated", (party, body):
            return party in _roll(body, moment)
        case "vacant", (position,):
            return not holding(fact, _position(position, moment))
        case "in_office", (body,):
            return bool(_roll(body, moment))
        case "meets", (test,):
            found = tested(test, moment.fact, moment.date, moment.book)
            return None if found is None else bool(found.meet)
        case "employed", (party, entity):
            return _employed(party, entity, moment)
        case "signed", (letter, *party):
            names = signatures(fact, letter)
            counted = Span(names.total, names.high)
            return party[0] in names.parties if party else below(Span.of(0), counted, strict=True)
        case "open", (thing,):
            return is_open(fact, thing)
        case "informed", (party, topic):
            return knows(fact, topic, party)
        case _:
            said = answer(fact, refs[0])
            return said if said is not None else is_determined(fact, refs[0], refs[1:])


def _story(function: str, step: str, moment: Moment) -> Truth:
    """Answer a question about the story so far; a step not yet reached has not happened and has no verdict."""
    if function == "happened":
        return step in moment.happened
    verdict = moment.verdicts.get(step)
    if function == "refused":
        return verdict is not None and verdict.refused
    return verdict is not None and verdict.word == function


def _when(function: str, expr: Expr | ActWords, moment: Moment) -> Truth:
    if isinstance(expr, Instant):
        return moment.now < expr.when.earliest if function == "before" else moment.now > expr.when.latest
    name = expr.ref if isinstance(expr, Name) else ""
    at = moment.times.get(name)
    if at is None:
        return function == "before"
    return moment.now < at if function == "before" else moment.now > at


def in_regime(moment: Moment) -> Book:
    """Give the book of the rules as they stand in law at a moment, where rules can change; else the book there is.

    What is read to find out how they stand is read from the moment's state in law. A condition of a rule holds where it
    is known to hold; while a rule's own condition is asked, the rule itself does not govern.
    """
    book = moment.book
    if not book.code.changing:
        return book
    here = book.beside()
    seen = evolve(moment, book=here, fact=moment.law)
    asking: set[str] = set()

    def standing(rule: str) -> int:
        place, clause = here.code.rules[rule]
        said = adopted(moment.law, rule)
        if rule in asking or not (clause.at_start if said is None else said):
            return 0
        low = LASTING if said is None else LASTING + 1 + place
        if clause.when is None:
            return low
        asking.add(rule)
        holds = truth(clause.when, seen)
        asking.remove(rule)
        return low + len(here.code.rules) + 1 if holds else 0

    here.standing = standing
    return here


NOTHING = Determine(id="", matter="")
"""What a question is about before it is said what would be done."""


def asking(moment: Moment, sight: Sight) -> Case:
    """Give the case of a question: nobody has acted yet, and what would be done is still to be said."""
    noting = sight if isinstance(sight, Noting) else Noting(cast("State", sight))
    return Case(
        item=NOTHING,
        act=Decide(items=()),
        by="",
        actor="",
        at=moment.now,
        date=moment.date,
        sight=noting,
        book=moment.book,
        truth=lambda expr, seen: truth(expr, evolve(moment, fact=seen, law=seen)),
    )


def _call(call: Call, moment: Moment) -> Truth:
    refs = tuple(arg.ref for arg in call.args if isinstance(arg, Name))
    match call.function:
        case "in_law":
            inner = call.args[0]
            return None if isinstance(inner, ActWords) else truth(inner, evolve(moment, fact=moment.law))
        case "before" | "after":
            return _when(call.function, call.args[0], moment)
        case "happened" | "refused" | "valid" | "voidable" | "void" | "no_act" | "pending":
            return _story(call.function, refs[0], moment)
        case "controls":
            return controls(refs[0], refs[1], asking(moment, moment.fact))
        case "can":
            words = next(arg.words for arg in call.args if isinstance(arg, ActWords))
            return None if moment.can is None else moment.can(moment, refs[0], words)
        case function:
            extra = tuple(str(arg.value) for arg in call.args if isinstance(arg, Amount))
            return _state(function, (*refs, *extra), moment)


def truth(expr: Expr, moment: Moment) -> Truth:
    """Say whether `expr` holds at `moment`: True, False, or None where it cannot be told.

    A bare name is true where a parameter says `yes` and where a number is not zero.
    """
    match expr:
        case And(parts):
            return both_of([truth(part, moment) for part in parts])
        case Or(parts):
            return opposite(both_of([opposite(truth(part, moment)) for part in parts]))
        case Not(part):
            return opposite(truth(part, moment))
        case Compare(left, op, right):
            return compared(value_of(left, moment), op, value_of(right, moment))
        case Call():
            return _call(expr, moment)
        case Name(ref):
            value = moment.book.value(ref)
            if isinstance(value, str):
                return value == "yes"
            return opposite(compared(_named(ref, moment), "=", Span.of(0)))
        case Amount() | Of():
            return opposite(compared(value_of(expr, moment), "=", Span.of(0)))
        case Instant():
            return None
        case _:
            assert_never(expr)
