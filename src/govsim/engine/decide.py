"""`decide`: one act, held against the law at that moment, gives one ruling for each of its items.

It changes nothing. All items are judged on the state before the step and take effect together, so the
order in which they are written never matters.
"""

from collections.abc import Iterator
from itertools import chain

from attrs import evolve

from govsim.engine.consequences import changed_by
from govsim.engine.docket import behind, deed_of, followed, last_taken
from govsim.engine.findings import findings
from govsim.engine.hearing import Hearing
from govsim.engine.own_acts import own_events, own_finding
from govsim.record import acts
from govsim.record.acts import Decide, Item, Resolve
from govsim.record.effects import effects, in_order, later
from govsim.record.events import Event, Unseated
from govsim.record.rulings import Finding, Ruling, Verdict, settled, until_settled, worst
from govsim.record.state import Key, Noting
from govsim.rules.answers import Answers
from govsim.rules.book import Book
from govsim.rules.case import Case, Judged, Kept
from govsim.world.params import READING

OK = Verdict.VALID
LEGAL = (Resolve, Decide)


def _case(  # noqa: PLR0913, PLR0917 - one item, in an act, before the law, and how much is asked
    item: Item,
    hearing: Hearing,
    act: Resolve | Decide,
    sight: Noting,
    kept: Judged | None,
    brief: bool,  # noqa: FBT001 - one of the parts, in their order
) -> Case:
    own = item.party if isinstance(item, acts.Leave) else ""
    earlier = followed(item, act.follows, hearing.docket) if isinstance(act, Resolve) and act.follows else None
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
        before=earlier.ballot if earlier is not None else None,
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


def _reasons(hearing: Hearing, act: Resolve | Decide, item: Item, kept: Judged | None) -> Kept:
    """Give the findings on one item, with the keys read and the choices asked for."""
    sight = Noting(hearing.law)
    found = item_findings(hearing, act, item, sight, kept, brief=hearing.brief)
    reasons = until_settled(found, brief=hearing.brief)
    return Kept(reasons, tuple(sight.keys), tuple(hearing.book.asked))


def _kept_reasons(hearing: Hearing, act: Resolve | Decide, item: Item, kept: Judged) -> Kept:
    """Give the findings on one item, those of another world where one was found to ask the same.

    Besides the law as it stands an item may read how earlier items were ruled that its act repeats, undoes or
    follows.
    """
    book = hearing.book
    earlier = tuple(hearing.docket[name] for one in act.items for name in behind(one, hearing.docket))
    if isinstance(act, Resolve) and act.follows:
        balloted = [followed(one, act.follows, hearing.docket) for one in act.items]
        last = [hearing.docket[name] for one in act.items if (name := last_taken(one, hearing.docket))]
        earlier = (*earlier, *(one for one in balloted if one is not None), *last)
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


def _succeeded(reasons: tuple[Finding, ...]) -> tuple[Event, ...]:
    """Give who leaves because a successor has come: what was found of them is what becomes of them."""
    every = (dict(one.names) for one in reasons if one.code == "succeeds")
    return tuple(Unseated(position=one["position"], party=one["party"]) for one in every)


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
        changed = () if idle or not stands else changed_by(item, item.by or hearing.by, hearing, clean=apart is OK)
        changes = in_order((*_succeeded(reasons), *changed)) if changed else ()
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
    reason = own_finding(hearing, sight)
    root = Finding(code="item", verdict=reason.verdict, names=(("item", hearing.step),), children=(reason,))
    asked = tuple(book.asked)
    asks = isinstance(act, acts.Expire) and not hearing.brief
    ruling = Ruling(
        item="act",
        verdict=reason.verdict,
        finding=root,
        events=own_events(act, reason, events),
        rests_on=rests_on(root, asked, hearing.step, hearing.assumption, book) if asks else (),
        read=tuple(sight.keys),
        asked=asked,
    )
    return (ruling,)


def hypothetical(hearing: Hearing, act: Resolve) -> tuple[Ruling, ...]:
    """Give the rulings an act would have at the same moment: for questions, plans and reversals."""
    return decide(evolve(hearing, act=act), effects(hearing.step, hearing.by, hearing.at, act, {}))
