"""What the law finds about one item: already so, power and form, the place it is to be put in.

`findings` is a generator and the only predicate: whoever wants just the verdict stops when it is settled,
whoever wants the reasons takes them all.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import assert_never

from attrs import evolve

from govsim.engine.room import enough, filled, leaving, room
from govsim.record import acts
from govsim.record.acts import Item, exclude
from govsim.record.acts import deed as said_of
from govsim.record.events import Event
from govsim.record.rulings import Finding, Verdict, worst
from govsim.record.state import (
    Noting,
    Sight,
    any_approved,
    fixed_roll,
    has_approved,
    holders,
    holding,
    settled,
    size,
)
from govsim.rules.answers import Answers
from govsim.rules.approvals import asks, judge
from govsim.rules.book import Book
from govsim.rules.case import Case, Kept
from govsim.rules.ranks import Deed, power_over
from govsim.rules.votes import together, void_clauses
from govsim.values import frozen
from govsim.world.approvals import Approval, ByParty, leaves_of
from govsim.world.clauses import Clause, Power
from govsim.world.time import When

OK = Verdict.VALID
AGAIN = (acts.Ratify, acts.Avoid)
"""Items about an earlier one, which they repeat or undo."""


@frozen(kw_only=True)
class Earlier:
    """An item ruled before: what it was, by whom and when, how it was ruled, and what it changed in law."""

    item: Item
    by: str
    at: datetime
    verdict: Verdict
    events: tuple[Event, ...]


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
        case acts.Determine():
            return Deed.to("determine", code.matters[item.matter])
        case acts.Ratify():
            again = deed_of(docket[item.target].item, book, docket)
            return evolve(again, verb="ratify") if item.from_start else again
        case acts.Avoid():
            return evolve(deed_of(docket[item.target].item, book, docket), verb="avoid")
        case acts.Transfer():
            return Deed.to("transfer", code.positions[item.position])
        case acts.Issue():
            return Deed.to("issue", code.positions[item.position])
        case acts.FixRecordDate():
            return Deed.to("fix-record-date", code.bodies[item.body])
        case acts.Approve():
            return deed_of(item.what, book, docket)
        case _:
            assert_never(item)


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


def _found(item: Item, docket: Docket) -> bool:
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
    name = stood_by(item, docket) if isinstance(item, acts.Ratify) and _found(item, docket) else ""
    return name if name and settled(sight, name) != "avoided" else ""


def already_so(item: Item, case: Case, docket: Docket) -> bool:
    """Say whether an item would change nothing in law."""
    sight = case.sight
    match item:
        case acts.Appoint():
            party, interim = item.party, item.interim
            held = holders(sight, item.position)
            return bool(held) and any(one.party == party and one.interim == interim for one in held)
        case acts.Remove() | acts.Leave():
            return item.party not in holding(sight, item.position)
        case acts.Resize():
            return size(sight, item.body) == item.number
        case acts.Determine():
            return sight.get(("determined", item.matter, *item.args)) is not None
        case acts.Ratify():
            if name := confirms(item, sight, docket):
                return settled(sight, name) == "ratified"
            if item.from_start:
                return docket[item.target].verdict is OK
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
        case acts.Issue():
            return False
        case _:
            assert_never(item)


def _powers(case: Case, docket: Docket) -> Iterator[Finding]:
    """Find who holds the power and whether they exercised it in the form that they must.

    A share is property: where no rule names its transfer, its owner passes it on alone. Where one does (a drag-along, a
    right of first refusal, a restriction on founders), that rule says the whole of who must agree, the owner included
    where the owner must.
    """
    item = case.item
    deed = deed_of(item, case.book, docket)
    found = power_over(deed, case.date, case.book)
    if found.void:
        yield from void_clauses(found)
    clause = found.clause
    if clause is None and isinstance(item, acts.Transfer):
        yield judge(ByParty(item.giver), case.about(item, case.by, None, case.sight))
        return
    if clause is None or not isinstance(clause.topic, Power):
        yield Finding(code="power.none", verdict=Verdict.VOID, names=(("verb", deed.verb), ("target", deed.target)))
        return
    if isinstance(item, AGAIN):
        yield from _in_time(item, clause, clause.topic, case, docket)
    elif isinstance(item, acts.Approve):
        yield _own_part(clause.topic.approval, clause.id, case.about(item, case.by, deed, case.sight))
        return
    yield _judged(clause, clause.topic.approval, deed, case)


def _in_time(
    item: acts.Avoid | acts.Ratify, clause: Clause, power: Power, case: Case, docket: Docket
) -> Iterator[Finding]:
    """Find whether an act may still be set aside or ratified, and whether that may work from its beginning."""
    if item.from_start and not power.from_start:
        yield Finding(code="from-now-only", verdict=Verdict.VOID, clause=clause.id)
    passed = int((case.at - docket[item.target].at).total_seconds()) // 60
    if power.within and passed > power.within:
        numbers = (("have", passed), ("needed", power.within))
        yield Finding(code="too-late", verdict=Verdict.VOID, numbers=numbers, clause=clause.id)


def _too_late(item: acts.Avoid | acts.Ratify, case: Case, docket: Docket) -> Finding | None:
    """Find that what would be set aside was made good, or the other way round: what is over can only be done again."""
    name = item.target if isinstance(item, acts.Avoid) else stood_by(item, docket) if item.from_start else ""
    code = "ratified" if isinstance(item, acts.Avoid) else "avoided"
    if not name or settled(case.sight, name) != code:
        return None
    return Finding(code=code, verdict=Verdict.VOID, names=(("target", name),))


def _own_part(approval: Approval, clause: str, case: Case) -> Finding:
    """Find whether whoever approves is asked to, and does it in the form in which it must be asked."""
    own = tuple(leaf for leaf in leaves_of(approval) if asks(leaf, case.by, case))
    if not own:
        names = (("party", case.by),)
        return Finding(code="approval.not-asked", verdict=Verdict.VOID, names=names, clause=clause)
    return together("approval.given", tuple(judge(leaf, case, clause) for leaf in own), clause, party=case.by)


def _judged(clause: Clause, approval: Approval, deed: Deed, case: Case) -> Finding:
    """Judge an approval, once for all items of an act that need the same one from the same actor.

    Who stands aside may depend on whom the item is about, a rule may be about certain acts alone, and a capacity is
    stated of one item and of no other, so that is part of what must be the same. What was asked for must have the same
    answer, and counts as asked again. Where nothing is kept, nothing else can ask.
    """
    book = case.book
    if case.kept is None:
        return judge(approval, case.about(case.item, case.by, deed, case.sight), clause.id)
    about = case.target if book.code.target_matters else ""
    # a verdict alone is the same whichever power asks for this approval, unless a breach of it is no nullity
    power = "" if case.brief and clause.id not in book.code.voidable else clause.id
    apart = book.code.by_deed or any_approved(case.sight.state)
    done = (deed, said_of(case.item)[2]) if apart else deed.entity
    capacity = getattr(case.item, "capacity", "")
    meant = (case.sight.state, power, approval, case.by, capacity, done, about, case.supposed)
    before = case.kept.setdefault(meant, Answers())
    kept = before.find(book.choices)
    if kept is None:
        asked, book.asked = book.asked, {}
        sight = Noting(case.sight.state)
        finding = judge(approval, case.about(case.item, case.by, deed, sight), clause.id)
        kept = Kept((finding,), tuple(sight.keys), tuple(book.asked))
        before.keep(kept.asked, book.choices, kept)
        book.asked = asked
    case.sight.keys.update(dict.fromkeys(kept.read))
    for name in kept.asked:
        book.value(name)
    return kept.findings[0]


def _vacated(item: acts.Appoint, case: Case, docket: Docket, siblings: tuple[Item, ...]) -> Iterator[Finding]:
    """Find whether a one-holder position will be free: each holder goes by a removal judged on its own power."""
    gone_by_then = leaving(item, case)
    for tenure in holders(case.sight, item.position):
        gone = next(
            (
                other
                for other in siblings
                if isinstance(other, acts.Remove | acts.Leave)
                and (other.party, other.position) == (tenure.party, item.position)
            ),
            None,
        )
        names = {"party": tenure.party, "position": item.position}
        if tenure.party in {item.party, *gone_by_then} or (tenure.interim and not item.interim):
            continue
        if gone is None and item.replacing == tenure.party:
            gone = acts.Remove(id=item.id, party=tenure.party, position=item.position, by=case.by)
        if gone is None:
            yield Finding(code="not-vacant", verdict=Verdict.NO_ACT, names=tuple(names.items()))
        else:
            yield together("vacated", tuple(_standing(gone, case, docket)), **names)


def _standing(item: Item, case: Case, docket: Docket) -> Iterator[Finding]:
    """Find whether another item of the same act stands: its power and form, on the state before the step."""
    if already_so(item, case, docket):
        yield Finding(code="already-so", verdict=OK)
    else:
        yield from _exercised(item, case, docket)


def _exercised(item: Item, case: Case, docket: Docket) -> Iterator[Finding]:
    """Find whether an item that would change something was done by those who may, in the form in which they must."""
    by = item.by or (item.party if isinstance(item, acts.Leave) else case.actor)
    if isinstance(item, acts.Leave):
        yield Finding(code="own-act", verdict=OK if by == item.party else Verdict.VOID, names=(("party", item.party),))
    else:
        yield from _powers(case.about(item, by, case.deed, case.sight), docket)


def _meant(item: Item, docket: Docket) -> Item:
    """Give the item that is repeated in the end, where a repetition is itself repeated; it must have been found."""
    while isinstance(item, acts.Ratify):
        item = docket[item.target].item
    return item


def _repeated(item: Item, case: Case, docket: Docket) -> Item:
    """Give the item that one of the same act stands for: ratifying a removal is that removal, done again.

    What has its effect already is not done again.
    """
    if isinstance(item, acts.Ratify) and _found(item, docket) and case.book.holds(item.counts):
        return item if confirms(item, case.sight, docket) else evolve(_meant(item, docket), by=item.by)
    return item


def _opposed(one: Item, other: Item, case: Case, docket: Docket) -> bool:
    """Say whether one of two items of the same act would set aside what the other would make good."""
    match (other, one) if isinstance(one, acts.Avoid) else (one, other):
        case acts.Ratify() as good, acts.Avoid() as back:
            return confirms(good, case.sight, docket) == back.target and case.book.holds(good.counts)
        case _:
            return False


def _outcome(item: Item, case: Case, docket: Docket) -> Item:
    """Give what an item comes to: avoiding a removal puts back, avoiding an appointment takes out."""
    known = isinstance(item, acts.Avoid) and _found(item, docket)
    undone = _meant(docket[item.target].item, docket) if isinstance(item, acts.Avoid) and known else None
    if isinstance(undone, acts.Remove | acts.Leave):
        sole = case.book.code.positions[undone.position].sole
        return acts.Appoint(id=item.id, party=undone.party, position=undone.position, sole=sole)
    if isinstance(undone, acts.Appoint):
        return acts.Remove(id=item.id, party=undone.party, position=undone.position)
    if isinstance(undone, acts.Transfer):
        into = undone.converts_to or undone.position
        back = {"position": into, "giver": undone.taker, "taker": undone.giver, "converts_to": undone.position}
        return acts.Transfer(id=item.id, units=undone.units, **back)
    return item


def _stands(item: Item, case: Case, docket: Docket) -> bool:
    """Say whether another item of the same act has effect, as far as power and form go."""
    return worst(tuple(f.verdict for f in _standing(item, case, docket))).effective


def findings(case: Case, docket: Docket) -> Iterator[Finding]:
    """Give the findings of one item, in the order in which a lawyer would ask; all of them must hold.

    An item that changes nothing is valid; one that needs a place needs it free when the whole act has been done.
    """
    item, items = case.item, case.act.items
    place = 0 if len(items) == 1 else next(i for i, one in enumerate(items) if one is item)
    siblings = items
    if any(isinstance(one, acts.Ratify) for one in items):
        siblings = tuple(_repeated(one, case, docket) for one in items)
    done = siblings[place]
    if isinstance(item, AGAIN) and not _found(item, docket):
        yield Finding(code="nothing-earlier", verdict=Verdict.VOID, names=(("target", item.target),))
        return
    excluding: tuple[Item, ...] = ()
    if len(items) > 1:
        outcome, others = _outcome(done, case, docket), (*siblings[:place], *siblings[place + 1 :])
        excluding = tuple(
            other
            for other in others
            if exclude(outcome, _outcome(other, case, docket)) or _opposed(done, other, case, docket)
        )
        yield from (Finding(code="excluded", verdict=Verdict.VOID, names=(("target", one.id),)) for one in excluding)
    if not excluding and already_so(item, case, docket):
        yield Finding(code="already-so", verdict=OK)
        return
    if isinstance(item, AGAIN):
        if isinstance(item, acts.Ratify) and not case.book.holds(item.counts):
            yield Finding(code="affirms-only", verdict=Verdict.NO_ACT, names=(("target", item.target),))
            return
        stands = docket[item.target].verdict
        if isinstance(item, acts.Avoid) and stands is not Verdict.VOIDABLE:
            names = (("target", item.target), ("verdict", stands.word))
            yield Finding(code="not-voidable", verdict=Verdict.VOID, names=names)
            return
        if (how := _too_late(item, case, docket)) is not None:
            yield how
            return
    yield from _standing(item, case, docket) if excluding else _exercised(item, case, docket)
    if isinstance(done, acts.Appoint):
        effective = case.act.effective
        if done.sole and (effective is None or isinstance(effective, When)):
            yield from _vacated(done, case, docket, siblings)
        yield from room(done, case, siblings, lambda one: _stands(one, case, docket))
    if isinstance(done, acts.Resize):
        yield from filled(done, case, siblings, lambda one: _stands(one, case, docket))
    if isinstance(done, acts.Transfer):
        yield from enough(done, case, siblings, lambda one: _stands(one, case, docket))
