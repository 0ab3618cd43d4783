"""Control, computed and never declared: the smallest set closed under the approvals that give it.

`x` controls an entity when `x`, together with all it controls, can alone give the approval that manages
it; and a body when it can alone carry its votes, or alone both fill and empty all its seats, of whatever
class: the power asked for is the one that acts on a seat are judged by. Owning is another relation: a share
of an entity gives no control by itself.
"""

from collections.abc import Callable

from govsim.rules.book import Book
from govsim.rules.ranks import Deed, power_over
from govsim.world.approvals import Approval, Vote
from govsim.world.clauses import Power
from govsim.world.structure import Body

Gives = Callable[[Approval, Deed, frozenset[str]], bool]
"""Says whether some can alone give an approval for what is done, whatever everybody else does."""


def under(parties: frozenset[str], book: Book, date: str, gives: Gives) -> frozenset[str]:
    """Give everything `parties` control together, themselves included, up chains and around cycles."""
    own = parties
    code = book.code

    def may(deed: Deed) -> bool:
        power = power_over(deed, date, book).clause
        return power is not None and isinstance(power.topic, Power) and gives(power.topic.approval, deed, own)

    def runs(body: Body) -> bool:
        if gives(Vote(body=body.id), Deed.to("", body), own):
            return True
        seats = [code.positions[position] for position in book.roll_of(body)]
        filled = bool(seats) and all(seat.kind != "shares" for seat in seats)
        return filled and all(may(Deed.to(verb, seat)) for seat in seats for verb in ("appoint", "remove"))

    while True:
        entities = {e for e in code.entities if e not in own and may(Deed.managing(e))}
        bodies = {b.id for b in code.bodies.values() if b.id not in own and runs(b)}
        if not entities | bodies:
            return own
        own |= entities | bodies
