"""Who has a say in an act: everybody on a roll that its approvals look at, and which of them are interchangeable.

Two persons are interchangeable if nothing that the approvals look at tells them apart: the same units of the same
classes, the same votes, standing aside alike, and none of them named, nor in an office that is.
"""

from collections.abc import Iterator

from attrs import evolve

from govsim.engine.could import Asked, Manage
from govsim.engine.docket import Docket, deed_of, deeds_of
from govsim.engine.docket import owner_of as owned_by
from govsim.record import acts
from govsim.record.acts import BallotWord
from govsim.record.state import holding
from govsim.rules.case import Case, members, nobody_on, owned
from govsim.rules.evaluate import Moment, asking
from govsim.rules.polls import set_aside, weighted
from govsim.rules.ranks import Deed, governing, power_over
from govsim.rules.votes import body_of
from govsim.values import frozen
from govsim.world.approvals import Approval, ByParty, Sponsors, Vote, leaves_of
from govsim.world.clauses import RECUSED, Passing, Power, Recusal
from govsim.world.structure import Body

UNKNOWN = "body.unknown"
"""The finding on a roll on which nobody is known to be, and somebody may be."""


@frozen(kw_only=True)
class Say:
    """One body or party whose agreement an approval looks at, with those of it who have a say.

    `through` is the party that must consent, where the body or party only acts for it: it manages it. `unknown` says
    that nobody is known to be on the roll of the body, and that this does not mean that nobody is. `recusal` is the
    rule by which whoever is recused stands aside from a vote of the body.
    """

    name: str
    body: Body | None
    persons: tuple[str, ...]
    votes: tuple[tuple[str, int], ...] = ()
    through: str = ""
    unknown: bool = False
    recusal: str = ""


def deed_asked(what: Asked, moment: Moment, docket: Docket) -> Deed:
    """Give what is done in a question."""
    if isinstance(what, Manage):
        return Deed.managing(what.entity)
    return deed_of(what, moment.book, docket)


def _approvals(deed: Deed, case: Case) -> Iterator[tuple[Approval, Case]]:
    found = power_over(deed, case.date, case.book).clause
    if found is not None and isinstance(found.topic, Power):
        yield found.topic.approval, evolve(case, deed=deed)


def _says(approval: Approval, case: Case, seen: frozenset[str]) -> Iterator[Say]:
    for leaf in leaves_of(approval):
        if isinstance(leaf, Vote | Sponsors):
            body = body_of(leaf, case) if isinstance(leaf, Vote) else case.book.body(leaf.body, case.entity)
            if body is not None:
                votes = weighted(body, owned(body, case.sight, case.book), case)
                persons = members(body, case.sight, case.book)
                unknown = not persons and nobody_on(body, case.book) == UNKNOWN
                yield Say(
                    name=body.id,
                    body=body,
                    persons=persons,
                    votes=votes,
                    unknown=unknown,
                    recusal=_recusal(body, case) if isinstance(leaf, Vote) else "",
                )
        elif isinstance(leaf, ByParty):
            code = case.book.code
            for party in holding(case.sight, leaf.party) if leaf.party in code.positions else (leaf.party,):
                if party not in code.entities or party in seen:
                    yield Say(name=party, body=None, persons=(party,))
                    continue
                inner = tuple(_approvals(Deed.managing(party), case))
                if not inner:
                    yield Say(name=party, body=None, persons=(party,))
                for managed, there in inner:
                    yield from (evolve(one, through=party) for one in _says(managed, there, seen | {party}))


def _recusal(body: Body, case: Case) -> str:
    """Give the rule by which whoever is recused stands aside from a vote of a body; empty where there is none."""
    clause = governing(Recusal, body, case.date, case.book, case.deed).clause
    rows = clause.topic.rows if clause is not None and isinstance(clause.topic, Recusal) else ()
    return clause.id if clause is not None and any(row.who == RECUSED for row in rows) else ""


def owner_of(what: Asked, moment: Moment, docket: Docket) -> str:
    """Give whose own an act is, so that no power of another lets anybody do it; empty where it is an act of a power."""
    if isinstance(what, acts.Leave):
        return what.party
    owner = "" if isinstance(what, Manage) else owned_by(what, moment.book)
    if owner:
        found = power_over(deed_asked(what, moment, docket), moment.date, moment.book)
        return owner if found.clause is None else ""
    return ""


def says(what: Asked, moment: Moment, docket: Docket) -> tuple[Say, ...]:
    """Give every body and party whose agreement an act could need: of its own power, and of one that makes room.

    A resignation is for whoever resigns; so is what is done with one's own for its owner, where no rule names it.
    """
    case = asking(moment, moment.law)
    owner = owner_of(what, moment, docket)
    if owner:
        return tuple(_says(ByParty(owner), evolve(case, deed=deed_asked(what, moment, docket)), frozenset()))
    deeds = [Deed.managing(what.entity)] if isinstance(what, Manage) else [*deeds_of(what, moment.book, docket)]
    if isinstance(what, acts.Appoint) and what.replacing:
        deeds.append(Deed.to("remove", moment.book.code.positions[what.position]))
    subject = case if isinstance(what, Manage) else evolve(case, item=what)
    found = (
        say
        for deed in deeds
        for approval, there in _approvals(deed, subject)
        for say in _says(approval, there, frozenset())
    )
    return tuple({say.name: say for say in found}.values())


def types_of(
    what: Asked, moment: Moment, docket: Docket, aside: frozenset[str] = frozenset()
) -> tuple[tuple[str, ...], ...]:
    """Give the persons who have a say, those who are interchangeable together, in the order of their ids.

    Whoever must stand `aside` is told apart from those who need not.
    """
    case = asking(moment, moment.law)
    found = says(what, moment, docket)
    marks: dict[str, list[object]] = {}
    for say in found:
        votes = dict(say.votes)
        for person in say.persons:
            marks.setdefault(person, []).append((say.name, votes.get(person), _special(person, say, what, case, aside)))
    types: dict[tuple[object, ...], list[str]] = {}
    for person in sorted(marks):
        types.setdefault(tuple(marks[person]), []).append(person)
    return tuple(tuple(persons) for persons in types.values())


def _special(person: str, say: Say, what: Asked, case: Case, out: frozenset[str]) -> tuple[object, ...]:
    """Give what tells a person apart from others with as many votes: classes, standing aside, an office with a vote."""
    if say.body is None:
        return (person,)
    body = say.body
    subject = case if isinstance(what, Manage) else evolve(case, item=what)
    passing = governing(Passing, body, case.date, case.book).clause
    office = passing.topic.casting if passing is not None and isinstance(passing.topic, Passing) else ""
    ballots: dict[str, BallotWord] = {person: "recused"} if person in out else {}
    aside = set_aside(body, ballots, subject).get(person)
    lots = owned(body, case.sight, case.book).get(person)
    return (lots, aside, person in out, bool(office) and person in holding(case.sight, office))
