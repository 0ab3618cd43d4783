"""`decide`: one act, held against the law at that moment, gives one ruling for each of its items.

It changes nothing. All items are judged on the state before the step and take effect together, so the
order in which they are written never matters.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain

from attrs import evolve

from govsim.engine.findings import Docket, behind, confirms, deed_of, findings
from govsim.record import acts
from govsim.record.acts import Act, Decide, Item, Resolve
from govsim.record.effects import effects, in_order, item_events, later
from govsim.record.events import Event, Seated, Settled, Transferred, Unseated
from govsim.record.rulings import Finding, Ruling, Verdict, settled, until_settled, worst
from govsim.record.state import Key, Noting, Sight, State, holders, holding
from govsim.rules.answers import Answers
from govsim.rules.book import Book
from govsim.rules.case import Case, Judged, Kept
from govsim.rules.ranks import governing
from govsim.values import frozen
from govsim.world.clauses import Term
from govsim.world.expressions import Expr
from govsim.world.params import READING
from govsim.world.structure import Body, Position

OK = Verdict.VALID
LEGAL = (Resolve, Decide)


@frozen(kw_only=True)
class Hearing:
    """One act before the law: the step's id, who acted, when, the act, and what the law stands at.

    `truth` answers conditions on what the law is seen to stand at, `docket` the earlier items; `assumption` is the
    step's own.
    A `brief` hearing ends each item with the first finding that settles it, and does not say what it rests on;
    `kept` holds judgements of the same act in other worlds.
    """

    step: str
    by: str
    at: datetime
    date: str
    act: Act
    law: State
    book: Book
    docket: Docket
    truth: Callable[[Expr, Sight], bool | None]
    assumption: str = ""
    brief: bool = False
    kept: Judged | None = None


def _case(  # noqa: PLR0913, PLR0917 - one item, in an act, before the law, and how much is asked
    item: Item,
    hearing: Hearing,
    act: Resolve | Decide,
    sight: Noting,
    kept: Judged | None,
    brief: bool,  # noqa: FBT001 - one of the parts, in their order
) -> Case:
    own = item.party if isinstance(item, acts.Leave) else ""
    return Case(
        item=item,
        act=act,
        by=item.by or own or hearing.by,
        actor=hearing.by,
        deed=deed_of(item, hearing.book, hearing.docket) if isinstance(item, acts.Appoint) else None,
        at=hearing.at,
        date=hearing.date,
        sight=sight,
        book=hearing.book,
        truth=hearing.truth,
        kept=kept,
        brief=brief,
    )


def item_findings(  # noqa: PLR0913 - one item, in an act, before the law, and how much is asked
    hearing: Hearing, act: Resolve | Decide, item: Item, sight: Noting, kept: Judged | None, *, brief: bool
) -> Iterator[Finding]:
    """Give the findings on one item of a legal act, its own result included: a lost vote makes nothing."""
    if isinstance(act, Resolve) and act.result == "lost":
        yield Finding(code="lost", verdict=Verdict.NO_ACT)
    yield from findings(_case(item, hearing, act, sight, kept, brief), hearing.docket)
    if act.effective is not None:
        yield Finding(code="effective-later", verdict=Verdict.PENDING)


def verdict(hearing: Hearing, item: Item) -> Verdict:
    """Give only the verdict on one item of a legal act, stopping as soon as nothing can make it worse.

    It is the verdict `decide` gives, found without the rest of the explanation.
    """
    act = hearing.act
    if not isinstance(act, LEGAL):
        return OK
    kept = _memory(act)
    if not act.all_or_nothing:
        return settled(item_findings(hearing, act, item, Noting(hearing.law), kept, brief=True))
    every = (item_findings(hearing, act, one, Noting(hearing.law), kept, brief=True) for one in act.items)
    return settled(chain.from_iterable(every))


def _memory(act: Resolve | Decide) -> Judged | None:
    """Give what the judgements of one act are kept in; nothing for a single item that replaces nobody: it asks once."""
    alone = len(act.items) == 1 and not getattr(act.items[0], "replacing", "")
    return None if alone else {}


def _trusted(finding: Finding, unseen: frozenset[str], out: dict[str, None]) -> None:
    """Note what one finding and those under it take on trust: unseen clauses, and a capacity nobody stated."""
    if finding.clause in unseen:
        out[f"rule:{finding.clause}"] = None
    if finding.code in {"capacity", "capacity.signers"}:
        out["capacity"] = None
    for child in finding.children:
        _trusted(child, unseen, out)


def rests_on(root: Finding, asked: tuple[str, ...], step: str, assumption: str, book: Book) -> tuple[str, ...]:
    """Name what a ruling was given on trust: the step's own assumption, the choices it asked for, unseen clauses."""
    out: dict[str, None] = {f"step:{step}": None} if assumption else {}
    for dimension in asked:
        out[f"reading:{book.choices[dimension]}" if dimension == READING else f"param:{dimension}"] = None
    _trusted(root, book.code.unseen, out)
    return tuple(out)


def _made_good(item: acts.Ratify, hearing: Hearing, *, clean: bool) -> tuple[Event, ...]:
    """Give what a ratification changes in law.

    What is voidable has its effect, and can no longer be set aside; a ratification that can be set aside itself does
    not do that. What is void is done again, or folded again from its own time.
    """
    if name := confirms(item, hearing.law, hearing.docket):
        return (Settled(item=name, how="ratified"),) if clean else ()
    if item.from_start:
        return ()
    return _changes(hearing.docket[item.target].item, item.by or hearing.by, hearing, clean=clean)


def _changes(item: Item, by: str, hearing: Hearing, *, clean: bool) -> tuple[Event, ...]:
    """Give what an item that stands changes in law: its own effects, or those of the item it repeats or undoes.

    Whoever is put back into a one-holder position has it alone; units go back to whoever passed them on, as many as
    are still there. `clean` says that it stands without any defect.
    """
    law, book = hearing.law, hearing.book
    if isinstance(item, acts.Ratify):
        return _made_good(item, hearing, clean=clean)
    if not isinstance(item, acts.Avoid):
        return item_events(item, by)
    undone: list[Event] = []
    for event in hearing.docket[item.target].events:
        if isinstance(event, Seated) and event.party in holding(law, event.position):
            undone.append(Unseated(position=event.position, party=event.party))
        elif isinstance(event, Unseated):
            sole = book.code.positions[event.position].sole
            undone.append(Seated(position=event.position, party=event.party, sole=sole))
        elif isinstance(event, Transferred):
            back = {"position": event.into, "giver": event.taker, "taker": event.giver, "into": event.position}
            undone.append(Transferred(**back, units=event.units))
        elif isinstance(event, Settled):
            undone.append(evolve(event, how=""))
    return (*undone, Settled(item=item.target, how="avoided"))


def _reasons(hearing: Hearing, act: Resolve | Decide, item: Item, kept: Judged | None) -> Kept:
    """Give the findings on one item, with the keys read and the choices asked for."""
    sight = Noting(hearing.law)
    found = item_findings(hearing, act, item, sight, kept, brief=hearing.brief)
    reasons = until_settled(found, brief=hearing.brief)
    return Kept(reasons, tuple(sight.keys), tuple(hearing.book.asked))


def _kept_reasons(hearing: Hearing, act: Resolve | Decide, item: Item, kept: Judged) -> Kept:
    """Give the findings on one item, those of another world where one was found to ask the same.

    Besides the law as it stands an item may read how earlier items were ruled that its act repeats or undoes.
    """
    book = hearing.book
    earlier = tuple(hearing.docket[name] for one in act.items for name in behind(one, hearing.docket))
    before = kept.setdefault((hearing.law, item.id, earlier), Answers())
    found = before.find(book.choices)
    if found is None:
        found = _reasons(hearing, act, item, kept)
        before.keep(found.asked, book.choices, found)
    for name in found.asked:
        book.value(name)
    return found


def _but_for_time(reasons: tuple[Finding, ...]) -> Verdict:
    """Give the verdict on an act apart from its being made for later: an answer that is still open, it must have."""
    return worst(tuple(reason.verdict for reason in reasons if reason.code != "effective-later"))


def _legal(hearing: Hearing, act: Resolve | Decide) -> tuple[Ruling, ...]:
    book, shared = hearing.book, hearing.kept
    here = _memory(act) if shared is None else None
    found: list[tuple[Item, tuple[Finding, ...], tuple[Key, ...], tuple[str, ...]]] = []
    for item in act.items:
        book.asked.clear()
        one = _reasons(hearing, act, item, here) if shared is None else _kept_reasons(hearing, act, item, shared)
        found.append((item, one.findings, one.read, one.asked))
    every = tuple(reason for _, reasons, _, _ in found for reason in reasons)
    whole = worst(tuple(reason.verdict for reason in every))
    rulings = []
    for item, reasons, read, asked in found:
        if act.all_or_nothing:
            joined = (*reasons, Finding(code="all-or-nothing", verdict=whole))
            asked_here = tuple(dict.fromkeys(name for _, _, _, names in found for name in names))
        else:
            joined, asked_here = reasons, asked
        own = worst(tuple(reason.verdict for reason in joined))
        root = Finding(code="item", verdict=own, names=(("item", item.id),), children=joined)
        apart = _but_for_time(every if act.all_or_nothing else reasons)
        stands = own.effective or (act.effective is not None and apart.effective)
        idle = any(reason.code == "already-so" for reason in reasons)
        changes = (
            () if idle or not stands else in_order(_changes(item, item.by or hearing.by, hearing, clean=apart is OK))
        )
        rulings.append(
            Ruling(
                item=item.id,
                verdict=own,
                finding=root,
                events=later(f"{hearing.step}.{item.id}", act.effective, changes),
                rests_on=() if hearing.brief else rests_on(root, asked_here, hearing.step, hearing.assumption, book),
                read=read,
                asked=asked_here,
            )
        )
    return tuple(rulings)


def _own(hearing: Hearing, sight: Noting) -> Finding:
    """Find about an act that needs nobody's leave, as the law is seen to stand."""
    act = hearing.act
    if isinstance(act, acts.Agree):
        return Finding(code="in-principle", verdict=Verdict.PENDING, names=(("package", act.package),))
    if isinstance(act, acts.Accept) and sight.get(("open", act.thing)) is None:
        return Finding(code="nothing-open", verdict=Verdict.NO_ACT, names=(("thing", act.thing),))
    if isinstance(act, acts.Expire):
        return _expired(act, hearing, sight)
    if isinstance(act, acts.Open):
        _looked(sight, act.positions)
    if isinstance(act, acts.Resign):
        held = tuple(p for p in act.positions if hearing.by in holding(sight, p))
        if not held:
            return Finding(code="already-so", verdict=OK)
        if act.effective is not None:
            return Finding(code="effective-later", verdict=Verdict.PENDING)
    return Finding(code="own-act", verdict=OK, names=(("party", hearing.by),))


def _looked(sight: Noting, positions: tuple[str, ...]) -> None:
    """Look at who holds each of `positions`: what is kept of a roll hangs on it."""
    for position in positions:
        holders(sight, position)


def _expired(act: acts.Expire, hearing: Hearing, sight: Noting) -> Finding:
    """Find what the end of a term comes to: the holder leaves, unless a rule says that one stays for the time being.

    The rule is asked for the position itself, then for each body whose roll it is on.
    """
    book = hearing.book
    if act.party not in holding(sight, act.position):
        return Finding(code="already-so", verdict=OK)
    bodies = (body for body in book.code.bodies.values() if act.position in body.positions)
    over: tuple[Body | Position, ...] = (book.code.positions[act.position], *bodies)
    clauses = (governing(Term, one, hearing.date, book).clause for one in over)
    clause = next((one for one in clauses if one is not None), None)
    names = (("party", act.party), ("position", act.position))
    stays = clause is not None and isinstance(clause.topic, Term) and book.holds(clause.topic.holdover)
    code = "holds-over" if stays else "term-over"
    return Finding(code=code, verdict=OK, names=names, clause=clause.id if clause is not None else "")


def _own_events(act: Act, reason: Finding, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Give what an act that needs nobody's leave changes in law; the end of a term does so in law alone."""
    if reason.verdict.refused or reason.code in {"already-so", "holds-over"}:
        return ()
    return (Unseated(position=act.position, party=act.party),) if isinstance(act, acts.Expire) else events


def decide(hearing: Hearing, events: tuple[Event, ...]) -> tuple[Ruling, ...]:
    """Give the rulings on an act, one for each item; an own act has one, what happens outside has none.

    `events` are what the act would change (`record.effects`); an own act that stands changes just that in law.
    """
    act = hearing.act
    if isinstance(act, Resolve | Decide):
        return _legal(hearing, act)
    if isinstance(act, acts.Happen):
        return ()
    sight, book = Noting(hearing.law), hearing.book
    book.asked.clear()
    reason = _own(hearing, sight)
    root = Finding(code="item", verdict=reason.verdict, names=(("item", hearing.step),), children=(reason,))
    asked = tuple(book.asked)
    asks = isinstance(act, acts.Expire) and not hearing.brief
    ruling = Ruling(
        item="act",
        verdict=reason.verdict,
        finding=root,
        events=_own_events(act, reason, events),
        rests_on=rests_on(root, asked, hearing.step, hearing.assumption, book) if asks else (),
        read=tuple(sight.keys),
        asked=asked,
    )
    return (ruling,)


def hypothetical(hearing: Hearing, act: Resolve) -> tuple[Ruling, ...]:
    """Give the rulings an act would have at the same moment: for questions, plans and reversals."""
    return decide(evolve(hearing, act=act), effects(hearing.step, hearing.by, hearing.at, act, {}))
