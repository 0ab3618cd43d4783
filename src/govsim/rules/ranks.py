"""The rule is tested before the count: which clause governs, and which was void and decides nothing.

Sources are asked in the order of their rank. A clause of an instrument that departs from a statute
further than the statute allows its rank is void; the next source then speaks.
"""

from bisect import bisect_right
from collections.abc import Callable
from functools import partial
from operator import eq

from govsim.rules.book import Book
from govsim.rules.displacing import AsMuch, Seats, may_displace, no_seats, threshold_of
from govsim.rules.measures import at_least_as_strict
from govsim.values import frozen
from govsim.world.approvals import Vote
from govsim.world.clauses import (
    AMEND,
    Clause,
    Passing,
    Power,
    Quorum,
    Rank,
    Scope,
    Size,
    Topic,
)
from govsim.world.flows import Flow
from govsim.world.structure import Body, Instrument, Matter, Position
from govsim.world.thresholds import Threshold

MATTER = "matter"
MONEY = "money"
NAMED = frozenset({"transfer", "convert", "pay", AMEND})
"""Verbs that a power over any act does not reach: what an owner does with what is theirs, and changing the rules."""

STATUTES = {Rank.MANDATORY, Rank.DEFAULT}


@frozen(cache_hash=True)
class Deed:
    """What an act does: a verb, to a position, a body or a declared matter that belongs to an entity.

    `kinds` are what rules may call the target besides its id, the narrowest first.
    """

    verb: str
    target: str
    kinds: tuple[str, ...]
    entity: str

    @classmethod
    def to(cls, verb: str, target: Position | Body | Matter | Flow) -> "Deed":
        """Give what is done to a position, to a body (its size, its roll), to a flow, or that a matter is so.

        >>> Deed.to("remove", Position(id="top.ceo", kind="office", ...))  # doctest: +SKIP
        Deed(verb='remove', target='top.ceo', kinds=('office',), entity='top')
        """
        if isinstance(target, Matter):
            return cls(
                verb, target.id, (target.kind, MATTER) if target.kind else (MATTER,), target.id.partition(".")[0]
            )
        if isinstance(target, Flow):
            return cls(verb, target.id, (MONEY,), target.entity)
        role = target.role if isinstance(target, Position) else ""
        return cls(verb, target.id, (role, target.kind) if role else (target.kind,), target.entity)

    @classmethod
    def amending(cls, instrument: Instrument, rank: Rank) -> "Deed":
        """Give what is done to an instrument whose rules are of a rank."""
        return cls(AMEND, instrument.id, (rank.name.lower(),), instrument.entity)

    @classmethod
    def paying(cls, party: str) -> "Deed":
        """Give what whoever pays money of its own does, under no flow."""
        return cls("pay", party, (MONEY,), party)

    def of_rule(self, rule: Clause) -> "Deed":
        """Give what is done to one rule of the instrument: whatever is about the rule goes before what is about that.

        >>> Deed.amending(bylaws, Rank.BYLAWS).of_rule(purpose)  # doctest: +SKIP
        Deed(verb='amend', target='acme.purpose', kinds=('acme.bylaws', 'bylaws'), entity='acme')
        """
        return Deed(self.verb, rule.id, (self.target, rule.rank.name.lower()), self.entity)

    @classmethod
    def managing(cls, entity: str) -> "Deed":
        """Give what whoever runs an entity does."""
        return cls("manage", entity, (MATTER,), entity)

    def place(self, named: str) -> int | None:
        """Say how narrowly a rule over `named` is about this: 0 for the very thing; None where it is about others."""
        among = (self.target, *self.kinds, "any")
        return among.index(named) if named in among else None


@frozen(kw_only=True)
class Governing:
    """The clause that governs (None: no source speaks), and each void clause with the statute that voids it."""

    clause: Clause | None
    void: tuple[tuple[Clause, Clause], ...] = ()


def seats_by_rule(over: Body | Position, date: str, book: Book) -> int | None:
    """Give the number of seats of a body, or of one position, that a rule authorizes; None if no rule does."""
    clause = governing(Size, over, date, book).clause
    if clause is None or not isinstance(clause.topic, Size):
        return None
    number = clause.topic.number
    return number if isinstance(number, int) else int(book.number(number.param))


def _compared(deed: Deed, date: str, book: Book) -> AsMuch:
    """Give what compares votes of one body on one deed: for no fewer votes, and at no smaller a quorum.

    A vote that names no majority or no quorum of its own asks for the one that governs its body.
    """

    def general(topic: type[Passing | Quorum], body: Body | None) -> Threshold | None:
        clause = governing(topic, body, date, book, deed).clause if body is not None else None
        return threshold_of(clause.topic) if clause is not None else None

    def stricter(
        new: Threshold | None, old: Threshold | None, topic: type[Passing | Quorum], body: Body | None
    ) -> bool:
        if new is old:
            return True
        asks, asked = new or general(topic, body), old or general(topic, body)
        seats = partial(seats_by_rule, body, date, book) if body is not None else None
        return asks is not None and asked is not None and at_least_as_strict(asks, asked, book.number, seats)

    def as_much(new: Vote, old: Vote) -> bool:
        body = book.body(new.body, deed.entity)
        if body is not book.body(old.body, deed.entity) or new.electors != old.electors:
            return False
        present = old.any_quorum or (not new.any_quorum and stricter(new.quorum, old.quorum, Quorum, body))
        return present and stricter(new.passing, old.passing, Passing, body)

    return as_much


def _first_valid(
    candidates: tuple[Clause, ...], book: Book, as_much: AsMuch = eq, seats: Seats = no_seats
) -> Governing:
    statutes = tuple(clause for clause in candidates if clause.rank in STATUTES)
    void: list[tuple[Clause, Clause]] = []
    for clause in candidates:
        if clause.rank in STATUTES:
            return Governing(clause=clause, void=tuple(void))
        breached = next((one for one in statutes if not may_displace(clause, one, book, as_much, seats)), None)
        if breached is None:
            return Governing(clause=clause, void=tuple(void))
        void.append((clause, breached))
    return Governing(clause=None, void=tuple(void))


def _remembered(key: tuple[object, ...], book: Book, found: Callable[[], Governing]) -> Governing:
    """Give what was found under a key before; what was judged by an open parameter is judged again each time."""
    kept = book.code.memo.get(key)
    if kept is None:
        asked, book.asked = book.asked, {}
        kept = found()
        if not book.asked:
            book.code.memo[key] = kept
        book.asked = asked | book.asked
    return kept


def about(clauses: tuple[Clause, ...], deed: Deed | None) -> tuple[Clause, ...]:
    """Give the clauses that govern an act: of one rank those about just such acts go before those about all."""
    ranked = []
    for place, clause in enumerate(clauses):
        narrow = _ANY_DEED if clause.on is None else _narrow(clause.on, deed)
        if narrow is not None:
            ranked.append((clause.rank, narrow, place, clause))
    return tuple(clause for *_, clause in sorted(ranked, key=lambda one: one[:3]))


_ANY_DEED = 9
"""How narrow a clause is that is about every act: less so than any other."""


def _narrow(on: Scope, deed: Deed | None) -> int | None:
    """Say how narrowly a clause is about an act; None if it is not."""
    return deed.place(on.target) if deed is not None and {deed.verb, "any"} & {*on.verbs} else None


def governing(topic: type[Topic], body: Body | Position, date: str, book: Book, deed: Deed | None = None) -> Governing:
    """Give the clause on `topic` that governs a body, or a class of its seats, on an ISO date, for what is done there.

    A clause about certain acts alone governs only these; without a `deed` it governs nothing.
    """
    code = book.code
    key = (topic, body.id, bisect_right(code.eras, date), deed if topic in code.specific else None)
    kept: Governing | None = code.memo.get(key)
    return _sought(key, body, date, book, deed) if kept is None else kept


Kept = tuple[object, ...]


def _apart(key: Kept, topic: type[Topic], scopes: tuple[str, ...], reading: str, book: Book) -> Kept:
    """Give the key under which an answer is kept: apart for each reading and each moment, where they matter."""
    apart = (*key, reading) if book.contests(topic, scopes) else key
    regime = (*book.regime(topic, scopes), *book.regime(Size, scopes)) if book.code.changing else ()
    return (*apart, regime) if regime else apart


Sought = tuple[type[Topic], str, int, Deed | None]
"""What it depends on which clause governs, beside the reading: the topic, whom it is about, the era, and the deed."""


def _sought(key: Sought, body: Body | Position, date: str, book: Book, deed: Deed | None) -> Governing:
    """Find the clause that governs; it is remembered for all readings, and all moments, that have the same rules."""
    topic = key[0]
    scopes = book.code.scopes.get(body.id, (body.id,))
    reading = book.reading_for(topic, scopes)
    apart = _apart(key, topic, scopes, reading, book)
    seats = partial(seats_by_rule, body, date, book)

    def found() -> Governing:
        return _first_valid(about(book.clauses(topic, scopes, date, reading), deed), book, seats=seats)

    return _remembered(apart, book, found)


def power_over(deed: Deed, date: str, book: Book) -> Governing:
    """Give the power that governs an act on a position, on a body (its size, its roll) or on a declared matter.

    The narrowest pattern of the highest rank goes first: the id, then the kind, then `any`. A rule that gives power
    over `any` act takes away no property, and changes no rule: only one that names `transfer` bears on the transfer of
    what somebody owns, and only one that names `amend` on an amendment.
    """
    key = (deed, bisect_right(book.code.eras, date))
    kept: Governing | None = book.code.memo.get(key)
    if kept is not None:
        return kept
    scopes = book.code.scopes_of(deed.entity)
    reading = book.reading_for(Power, scopes)
    apart = _apart(key, Power, scopes, reading, book)
    return _remembered(apart, book, lambda: _power(deed, book.clauses(Power, scopes, date, reading), date, book))


def _power(deed: Deed, clauses: tuple[Clause, ...], date: str, book: Book) -> Governing:
    found = []
    named = {deed.verb} if deed.verb in NAMED else {deed.verb, "any"}
    for place, clause in enumerate(clauses):
        topic = clause.topic
        if isinstance(topic, Power) and named & {*topic.verbs}:
            narrow = deed.place(topic.target)
            if narrow is not None:
                found.append((clause.rank, narrow, place, clause))
    ranked = tuple(clause for *_, clause in sorted(found, key=lambda one: one[:3]))
    return _first_valid(ranked, book, _compared(deed, date, book))
