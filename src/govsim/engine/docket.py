"""What was ruled before, and which of it an item repeats, undoes, or finds to be so already."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from attrs import evolve

from govsim.record import acts
from govsim.record.acts import Item
from govsim.record.acts import deed as said_of
from govsim.record.events import Event
from govsim.record.rulings import Ballot, Verdict
from govsim.record.state import (
    Sight,
    adopted,
    fixed_roll,
    has_approved,
    holders,
    holding,
    settled,
    sitting_on,
    size,
)
from govsim.rules.book import Book
from govsim.rules.case import Case
from govsim.rules.ranks import Deed
from govsim.values import frozen
from govsim.world.clauses import Rank

PROPERTY = frozenset({"shares", "note"})
"""Kinds of positions that are property: whoever holds them may pass them on. A seat or an office is not."""

AGAIN = (acts.Ratify, acts.Avoid)
"""Items about an earlier one, which they repeat or undo."""


@frozen(kw_only=True)
class Earlier:
    """An item ruled before: what it was, by whom and when, how it was ruled, and what it changed in law.

    `ballot` is how the ballot on it went, where it was one of several in order.
    """

    item: Item
    by: str
    at: datetime
    verdict: Verdict
    events: tuple[Event, ...]
    ballot: Ballot | None = None


Docket = Mapping[str, Earlier]
"""Earlier items by `step.item`, for acts that ratify or avoid them."""


def deed_of(item: Item, book: Book, docket: Docket) -> Deed:
    """Give what an item does, to which position, body or declared matter; of an approval, what is approved.

    Who does an act again needs the power to do it; only what is to hold from its beginning needs a power of its own.
    """
    code = book.code
    match item:
        case acts.Appoint():
            return _seating(item.position, book)
        case acts.Remove() | acts.Leave():
            return Deed.to("remove", code.positions[item.position])
        case acts.Resize():
            return Deed.to("resize", code.bodies[item.body])
        case acts.Amend():
            return Deed.amending(code.instruments[item.instrument], rank_of(item, book))
        case acts.Determine():
            return Deed.to("determine", code.matters[item.matter])
        case acts.Ratify():
            again = deed_of(docket[item.target].item, book, docket)
            return evolve(again, verb="ratify") if item.from_start else again
        case acts.Avoid():
            return evolve(deed_of(docket[item.target].item, book, docket), verb="avoid")
        case acts.Transfer():
            return Deed.to("transfer", code.positions[item.position])
        case acts.Issue() | acts.IssueEach():
            return Deed.to("issue", code.positions[item.position])
        case acts.Redeem():
            return Deed.to("redeem", code.positions[item.position])
        case acts.Convert():
            return Deed.to("convert", code.positions[item.position])
        case acts.Pay():
            return Deed.to("pay", code.flows[item.under]) if item.under else Deed.paying(item.giver)
        case acts.Distribute():
            return Deed.to("distribute", code.flows[item.flow])
        case acts.FixRecordDate():
            return Deed.to("fix-record-date", code.bodies[item.body])
        case acts.Approve():
            return deed_of(item.what, book, docket)
        case _:
            assert_never(item)


def owner_of(item: Item, book: Book) -> str:
    """Give whose own an item disposes of: money paid, property passed on, units turned into what they convert to.

    What is owned its owner disposes of alone, where no rule names the act. A seat is nobody's property; and to turn
    units into other ones than the structure says they convert to, or at another rate than one for one, is no right of
    whoever holds them, but needs a rule. Empty where it is nobody's alone.
    """
    positions = book.code.positions
    match item:
        case acts.Pay():
            return item.giver
        case acts.Transfer():
            return item.giver if positions[item.position].kind in PROPERTY else ""
        case acts.Convert():
            right = positions[item.position].converts_to == item.into and item.units == item.made
            return item.party if right else ""
        case _:
            return ""


def rank_of(item: acts.Amend, book: Book) -> Rank:
    """Give the rank of the instrument that is amended: the highest one that any rule in it has."""
    return min(clause.rank for _, clause in book.code.rules.values() if clause.instrument == item.instrument)


def deeds_of(item: Item, book: Book, docket: Docket) -> tuple[Deed, ...]:
    """Give everything an item does that may need a power of its own: of an amendment, what is done to each rule."""
    deed = deed_of(item, book, docket)
    while isinstance(item, AGAIN):
        item = docket[item.target].item
    meant = item.what if isinstance(item, acts.Approve) else item
    if not isinstance(meant, acts.Amend):
        return (deed,)
    rules = book.code.rules  # a fork may have left some out
    return tuple(deed.of_rule(rules[rule][1]) for rule in meant.rules if rule in rules) or (deed,)


def _seating(position: str, book: Book) -> Deed:
    """Give what every appointment to a position does, made once."""
    key = ("appoint", position)
    kept: Deed | None = book.code.memo.get(key)
    if kept is None:
        kept = book.code.memo[key] = Deed.to("appoint", book.code.positions[position])
    return kept


def behind(item: Item, docket: Docket) -> tuple[str, ...]:
    """Name what an item repeats or undoes, and in turn what that repeated or undid, as far as it is on the docket."""
    seen: dict[str, None] = {}
    while isinstance(item, AGAIN) and item.target in docket and item.target not in seen:
        seen[item.target] = None
        item = docket[item.target].item
    return tuple(seen)


def followed(item: Item, step: str, docket: Docket) -> Earlier | None:
    """Give the item of an earlier step that does what `item` does; None where that step decided on no such item."""
    said = said_of(item)
    of_step = (one for name, one in docket.items() if name.startswith(f"{step}."))
    return next((one for one in of_step if said_of(one.item) == said), None)


def last_taken(item: Item, docket: Docket) -> str:
    """Name the last ballot that was taken on what `item` does, where it was one of several in order; empty if none was.

    One that was void is as if it had not been taken.
    """
    said = said_of(item)
    taken = (
        name
        for name in reversed(tuple(docket))
        if (ballot := docket[name].ballot) is not None and ballot.verdict is not Verdict.VOID
        if said_of(docket[name].item) == said
    )
    return next(taken, "")


def last_ballot(item: Item, docket: Docket) -> Ballot | None:
    """Give how the last ballot went that was taken on what `item` does, where it was one of several in order."""
    name = last_taken(item, docket)
    return docket[name].ballot if name else None


def there(item: Item, docket: Docket) -> bool:
    """Say whether what an item repeats or undoes was decided earlier, and in turn what that repeated or undid."""
    names = behind(item, docket)
    return not isinstance(docket[names[-1]].item if names else item, AGAIN)


def stood_by(item: acts.Ratify, docket: Docket) -> str:
    """Name the voidable item that a ratification is of, past ratifications that changed nothing; empty if of another.

    What is voidable has its effect, and is not done again: all that a ratification takes from it is that it can be set
    aside.
    """
    name = item.target
    while isinstance(again := docket[name].item, acts.Ratify) and not docket[name].events:
        name = again.target
    return name if docket[name].verdict is Verdict.VOIDABLE else ""


def confirms(item: Item, sight: Sight, docket: Docket) -> str:
    """Name the voidable item that an item would make good, which was not set aside meanwhile; empty if it is another.

    >>> confirms(acts.Ratify(id="again", target="x.sale"), law, docket)  # doctest: +SKIP
    'x.sale'
    """
    name = stood_by(item, docket) if isinstance(item, acts.Ratify) and there(item, docket) else ""
    return name if name and settled(sight, name) != "avoided" else ""


def already_so(item: Item, case: Case, docket: Docket) -> bool:
    """Say whether an item would change nothing in law."""
    sight = case.sight
    match item:
        case acts.Appoint():
            party, interim = item.party, item.interim
            held = holders(sight, item.position)
            sits = bool(held) and any(one.party == party and one.interim == interim for one in held)
            return sits and party not in sitting_on(sight, item.position)  # elected again: a new term
        case acts.Remove() | acts.Leave():
            return item.party not in holding(sight, item.position)
        case acts.Resize():
            return size(sight, item.body) == item.number
        case acts.Amend():
            rules = case.book.code.rules
            there = {rule: adopted(sight, rule) for rule in item.rules if rule in rules}
            stand = {rule: rules[rule][1].at_start if said is None else said for rule, said in there.items()}
            repealed = any(stand.get(rule, False) for rule in item.repeal)
            return not repealed and all(stand.get(rule, True) for rule in item.adopt)
        case acts.Determine():
            return sight.get(("determined", item.matter, *item.args)) is not None
        case acts.Ratify():
            if name := confirms(item, sight, docket):
                return settled(sight, name) == "ratified"
            if item.from_start:
                return docket[item.target].verdict is Verdict.VALID
            return already_so(docket[item.target].item, case, docket)
        case acts.Avoid():
            return not docket[item.target].events or settled(sight, item.target) == "avoided"
        case acts.Transfer():
            return item.giver == item.taker and item.converts_to in {"", item.position}
        case acts.FixRecordDate():
            now = tuple((position, holders(sight, position)) for position in item.positions)
            return fixed_roll(sight, item.body, item.meeting) == now
        case acts.Approve():
            return has_approved(sight, item.by or case.by, *said_of(item.what))
        case acts.Convert():
            return item.position == item.into and item.units == item.made
        case acts.Issue() | acts.IssueEach() | acts.Redeem() | acts.Pay() | acts.Distribute():
            return False
        case _:
            assert_never(item)
