"""What must be for an act: what the power asks for, or the rule of the body, or a higher rule about just such acts."""

from functools import partial

from attrs import evolve

from govsim.rules.case import Case, authorized_by
from govsim.rules.displacing import may_displace, threshold_of
from govsim.rules.ranks import STATUTES, Governing, about, governing, power_over
from govsim.values import frozen
from govsim.world.approvals import Vote
from govsim.world.clauses import Clause, Passing
from govsim.world.structure import Body
from govsim.world.thresholds import Threshold


@frozen(kw_only=True)
class Majority:
    """What must be for it: the threshold (None: no rule says), the clause that asks for it, and what was void.

    `own` says that it is asked for just such acts, by the power itself or by a rule about them: in every form.
    """

    threshold: Threshold | None
    clause: str
    own: bool
    void: tuple[tuple[Clause, Clause], ...] = ()


def majority(vote: Vote, power: str, body: Body, case: Case) -> Majority:
    """Give what must be for an act of a body: what the power asks for, or else the rule of the body.

    A rule about just such acts in a higher instrument goes before what the clause `power` itself asks for, as far as
    that lets it: a charter may ask for a larger majority than a statute that yields to it.
    """
    date, book, deed = case.date, case.book, case.deed
    if vote.passing is None:
        found = governing(Passing, body, date, book, deed)
        clause = found.clause
        own = clause is not None and clause.on is not None
        return Majority(
            threshold=threshold_of(clause.topic) if clause is not None else None,
            clause=clause.id if clause is not None else "",
            own=own,
            void=found.void,
        )
    by = power_over(deed, date, book).clause if deed is not None else None
    if by is None or by.id != power or Passing not in book.code.specific:
        return Majority(threshold=vote.passing, clause=power, own=True)
    over = _over(evolve(by, topic=Passing(threshold=vote.passing)), body, case)
    if over.clause is None:
        return Majority(threshold=vote.passing, clause=power, own=True, void=over.void)
    return Majority(threshold=threshold_of(over.clause.topic), clause=over.clause.id, own=True, void=over.void)


def _over(by: Clause, body: Body, case: Case) -> Governing:
    """Find the rule about just such acts that goes before a power that asks for a majority of its own, if there is one.

    It stands in a higher instrument, and the power, where it is a statute's, lets it say something else.
    """
    book = case.book
    scopes = book.code.scopes.get(body.id, (body.id,))
    reading = book.reading_for(Passing, scopes)
    found = about(book.clauses(Passing, scopes, case.date, reading), case.deed)
    above = tuple(clause for clause in found if clause.on is not None and clause.rank < by.rank)
    seats = partial(authorized_by, body, case.sight, case.date, book)
    void: list[tuple[Clause, Clause]] = []
    for clause in above:
        if by.rank not in STATUTES or may_displace(clause, by, book, seats=seats):
            return Governing(clause=clause, void=tuple(void))
        void.append((clause, by))
    return Governing(clause=None, void=tuple(void))
