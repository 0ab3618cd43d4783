"""What the law finds about an act that needs nobody's leave: a letter, a resignation, the end of a term."""

from govsim.engine.hearing import Hearing
from govsim.record import acts
from govsim.record.acts import Act
from govsim.record.events import Event, Unseated
from govsim.record.rulings import Finding, Verdict
from govsim.record.state import Noting, holders, holding
from govsim.rules.ranks import governing
from govsim.world.clauses import Term
from govsim.world.structure import Body, Position


def own_finding(hearing: Hearing, sight: Noting) -> Finding:
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
            return Finding(code="already-so", verdict=Verdict.VALID)
        if act.effective is not None:
            return Finding(code="effective-later", verdict=Verdict.PENDING)
    return Finding(code="own-act", verdict=Verdict.VALID, names=(("party", hearing.by),))


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
        return Finding(code="already-so", verdict=Verdict.VALID)
    bodies = (body for body in book.code.bodies.values() if act.position in body.positions)
    over: tuple[Body | Position, ...] = (book.code.positions[act.position], *bodies)
    clauses = (governing(Term, one, hearing.date, book).clause for one in over)
    clause = next((one for one in clauses if one is not None), None)
    names = (("party", act.party), ("position", act.position))
    stays = clause is not None and isinstance(clause.topic, Term) and book.holds(clause.topic.holdover)
    code = "holds-over" if stays else "term-over"
    return Finding(code=code, verdict=Verdict.VALID, names=names, clause=clause.id if clause is not None else "")


def own_events(act: Act, reason: Finding, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Give what an act that needs nobody's leave changes in law; the end of a term ends the hold in law alone."""
    if reason.verdict.refused or reason.code == "already-so":
        return ()
    if isinstance(act, acts.Expire) and reason.code != "holds-over":
        return (Unseated(position=act.position, party=act.party),)
    return events
