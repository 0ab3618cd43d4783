"""Who has a casting vote in a body, by which office."""

from govsim.record.state import holding
from govsim.rules.book import called
from govsim.rules.case import Case
from govsim.rules.ranks import governing
from govsim.world.approvals import Vote
from govsim.world.clauses import Passing
from govsim.world.structure import Body


def breaking_ties(office: str, body: Body, case: Case) -> tuple[str, ...]:
    """Give who has a casting vote in a body by an office, by its id or by what law packs call it; nobody if by none."""
    positions = called(office, body.entity, case.book.code) if office else ()
    return tuple(person for position in positions for person in holding(case.sight, position))


def casting_office(vote: Vote, body: Body, case: Case) -> str:
    """Give the office that has the casting vote: by the power, or else by the rule of the body on votes, if any."""
    if vote.casting:
        return vote.casting
    clause = governing(Passing, body, case.date, case.book, case.deed).clause
    return clause.topic.casting if clause is not None and isinstance(clause.topic, Passing) else ""
