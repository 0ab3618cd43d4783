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
from govsim.world.structure import Body, Position

Gives = Callable[[Approval, Deed, frozenset[str]], bool]
"""Says whether some can alone give an approval for what is done, whatever everybody else does."""


def under(
    parties: frozenset[str], book: Book, date: str, gives: Gives, holding: Callable[[str], tuple[str, ...]] | None
) -> frozenset[str]:
    """Give everything `parties` control together, themselves included, up chains and around cycles.

    Whoever fills and empties the seats of a deciding majority has the body: `holding` says who sits there. Without it
    nobody is put into a seat first, and this is what they could act for as things stand.
    """
    own = parties
    code = book.code

    def asked(deed: Deed) -> Approval | None:
        power = power_over(deed, date, book).clause
        return power.topic.approval if power is not None and isinstance(power.topic, Power) else None

    def may(deed: Deed) -> bool:
        approval = asked(deed)
        return approval is not None and gives(approval, deed, own)

    def fills(seat: Position) -> bool:
        return may(Deed.to("appoint", seat)) and may(Deed.to("remove", seat))

    def runs(body: Body) -> bool:
        if gives(Vote(body=body.id), Deed.to("", body), own):
            return True
        if holding is None:
            return False
        seats = [code.positions[position] for position in book.roll_of(body)]
        theirs = [seat.id for seat in seats if seat.kind not in {"shares", "note"} and fills(seat)]
        if seats and len(theirs) == len(seats):
            return True
        holders = frozenset(person for seat in theirs for person in holding(seat))
        return bool(holders) and gives(Vote(body=body.id), Deed.to("", body), own | holders)

    others = (Deed.managing(entity) for entity in code.entities if entity not in own)
    managed = [(deed.entity, deed, asked(deed)) for deed in others]
    managing = [(entity, deed, approval) for entity, deed, approval in managed if approval is not None]
    while True:
        entities = {e for e, deed, approval in managing if e not in own and gives(approval, deed, own)}
        bodies = {b.id for b in code.bodies.values() if b.id not in own and runs(b)}
        if not entities | bodies:
            return own
        own |= entities | bodies
