"""What the law finds about one item: already so, power and form, the place it is to be put in.

`findings` is a generator and the only predicate: whoever wants just the verdict stops when it is settled,
whoever wants the reasons takes them all.
"""

from collections.abc import Iterator

from attrs import evolve

from govsim.engine.belated import in_time, settled_before, wrongly_following
from govsim.engine.docket import AGAIN, Docket, already_so, confirms, deeds_of, owner_of, there
from govsim.engine.room import divided_out, enough, filled, leaving, room, succeeds
from govsim.record import acts
from govsim.record.acts import Item, exclude
from govsim.record.acts import deed as said_of
from govsim.record.rulings import Finding, Verdict, worst
from govsim.record.state import (
    Noting,
    any_approved,
    holders,
    sitting_on,
)
from govsim.rules.answers import Answers
from govsim.rules.approvals import asks, judge
from govsim.rules.ballots import option_in
from govsim.rules.case import Case, Kept
from govsim.rules.quorums import together, void_clauses
from govsim.rules.ranks import Deed, Governing, power_over
from govsim.world.approvals import Approval, ByParty, in_turn, staged
from govsim.world.clauses import Clause, Power
from govsim.world.time import When

OK = Verdict.VALID


def _powers(case: Case, docket: Docket) -> Iterator[Finding]:
    """Find who holds each power that an item needs, and whether they exercised it in the form that they must.

    Whatever of an amendment is governed by one rule needs its approval once. A share is property: where no rule names
    its transfer, its owner passes it on alone. Where one does (a drag-along, a right of first refusal, a restriction on
    founders), that rule says the whole of who must agree, the owner included where the owner must. Nobody's money is
    paid without them, whatever a rule asks besides.
    """
    governing: dict[str, tuple[Deed, Governing]] = {}
    for deed in deeds_of(case.item, case.book, docket):
        found = power_over(deed, case.date, case.book)
        governing.setdefault(found.clause.id if found.clause is not None else deed.target, (deed, found))
    for deed, found in governing.values():
        if found.void:
            yield from void_clauses(found.void)
        yield from _by_power(deed, found.clause, case, docket)


def _by_power(deed: Deed, clause: Clause | None, case: Case, docket: Docket) -> Iterator[Finding]:
    """Find whether the power that a clause gives was exercised by those who have it, in the form in which they must."""
    item = case.item
    owner = owner_of(item, case.book)
    if owner and (clause is None or isinstance(item, acts.Pay)):
        yield judge(ByParty(owner), case.about(item, case.by, None, case.sight))
        if clause is None:
            return
    if clause is None or not isinstance(clause.topic, Power):
        yield Finding(code="power.none", verdict=Verdict.VOID, names=(("verb", deed.verb), ("target", deed.target)))
        return
    if isinstance(item, AGAIN):
        yield from in_time(item, clause, clause.topic, case, docket)
    elif isinstance(item, acts.Approve):
        yield _own_part(clause.topic.approval, clause.id, case.about(item, case.by, deed, case.sight))
        return
    if case.before is not None and case.supposed is None and case.before.power != clause.id:
        yield Finding(code="stage.other-rule", verdict=Verdict.VOID, clause=clause.id)
        return
    yield _judged(clause, clause.topic.approval, deed, case)


def _own_part(approval: Approval, clause: str, case: Case) -> Finding:
    """Find whether whoever approves is asked to, and does it in the form in which it must be asked."""
    own = tuple((leaf, earlier) for leaf, earlier in in_turn(approval) if asks(leaf, case.by, case))
    if not own:
        names = (("party", case.by),)
        return Finding(code="approval.not-asked", verdict=Verdict.VOID, names=names, clause=clause)
    before = evolve(case, by="", actor="")
    awaited = (judge(one, before, clause) for _, earlier in own for one in earlier)
    if any(not one.verdict.effective for one in awaited):
        names = (("party", case.by),)
        return Finding(code="approval.too-early", verdict=Verdict.VOID, names=names, clause=clause)
    return together("approval.given", tuple(judge(leaf, case, clause) for leaf, _ in own), clause, party=case.by)


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
    # a verdict alone is the same whichever power asks for this approval, unless a breach of it is no nullity, or the
    # next ballot in order must be under the same
    same = case.brief and clause.id not in book.code.voidable and not staged(approval)
    power = "" if same else clause.id
    apart = book.code.by_deed or any_approved(case.sight.state)
    done = (deed, said_of(case.item)[2]) if apart else deed.entity
    capacity = getattr(case.item, "capacity", "")
    option = option_in(case) if _rivals(case) else ""
    meant = (case.sight.state, power, approval, case.by, capacity, done, about, case.supposed, case.before, option)
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
    """Find whether a one-holder position will be free: each holder goes by a removal judged on its own power.

    Of any other position that goes for the holder who is replaced. Whose term is over goes when a successor comes.
    """
    gone_by_then, over = leaving(item, case), sitting_on(case.sight, item.position)
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
        if not item.sole and tenure.party != item.replacing:
            continue
        if gone is None and tenure.party in over:
            yield succeeds(tenure.party, item.position)
            continue
        if gone is None and item.replacing == tenure.party:
            gone = acts.Remove(id=item.id, party=tenure.party, position=item.position, by=case.by)
        if gone is None:
            yield Finding(code="not-vacant", verdict=Verdict.NO_ACT, names=tuple(names.items()))
        else:
            yield together("vacated", tuple(_standing(gone, case, docket)), **names)


def _standing(item: Item, case: Case, docket: Docket) -> Iterator[Finding]:
    """Find whether another item of the same act stands: its power and form, on the state before the step."""
    if already_so(item, case, docket) and not (_rivals(case) and item in case.act.items):
        yield Finding(code="already-so", verdict=OK)
    else:
        yield from _exercised(item, case, docket)


def _rivals(case: Case) -> bool:
    """Say whether the items of an act stand against each other."""
    return isinstance(case.act, acts.Resolve) and case.act.choices is not None


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
    if isinstance(item, acts.Ratify) and there(item, docket) and case.book.holds(item.counts):
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
    known = isinstance(item, acts.Avoid) and there(item, docket)
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

    An item that changes nothing is valid; one that needs a place needs it free when the whole act has been done. Of
    items that stand against each other only those that are chosen exclude others, and whoever holds a place already is
    elected to it again, or not.
    """
    item, items = case.item, case.act.items
    place = 0 if len(items) == 1 else next(i for i, one in enumerate(items) if one is item)
    siblings = items
    if any(isinstance(one, acts.Ratify) for one in items):
        siblings = tuple(_repeated(one, case, docket) for one in items)
    done = siblings[place]
    rivals = _rivals(case)
    if isinstance(item, AGAIN) and not there(item, docket):
        yield Finding(code="nothing-earlier", verdict=Verdict.VOID, names=(("target", item.target),))
        return
    if (wrong := wrongly_following(case, docket)) is not None:
        yield wrong
        return
    excluding: tuple[Item, ...] = ()
    if len(items) > 1:
        outcome, others = _outcome(done, case, docket), (*siblings[:place], *siblings[place + 1 :])
        excluding = tuple(
            other
            for other in others
            if exclude(outcome, _outcome(other, case, docket)) or _opposed(done, other, case, docket)
            if not rivals or (_stands(item, case, docket) and _stands(other, case, docket))
        )
        yield from (Finding(code="excluded", verdict=Verdict.VOID, names=(("target", one.id),)) for one in excluding)
    if not excluding and already_so(item, case, docket) and not rivals:
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
        if (how := settled_before(item, case, docket)) is not None:
            yield how
            return
    yield from _standing(item, case, docket) if excluding else _exercised(item, case, docket)
    if rivals and not _stands(item, case, docket):
        return  # whoever is not chosen takes no place
    if isinstance(done, acts.Appoint):
        effective = case.act.effective
        if (done.sole or done.replacing) and (effective is None or isinstance(effective, When)):
            yield from _vacated(done, case, docket, siblings)
        yield from room(done, case, siblings, lambda one: _stands(one, case, docket))
    if isinstance(done, acts.Resize):
        yield from filled(done, case, siblings, lambda one: _stands(one, case, docket))
    if acts.given_up(done) is not None:
        yield from enough(done, case, siblings, lambda one: _stands(one, case, docket))
    if isinstance(done, acts.Distribute):
        yield from divided_out(done, case)
