"""A rule as a page: what it says, in which words, how it is known, and who may say otherwise."""

from typing import assert_never

from govsim.views.periods import period
from govsim.world.clauses import (
    Assent,
    ByParam,
    Calling,
    Clause,
    Leave,
    Notice,
    Passing,
    Power,
    Quorum,
    Recusal,
    Size,
    StandsAside,
    Suit,
    Term,
    Test,
    Weight,
    WrittenConsent,
)
from govsim.world.elections import Electing
from govsim.world.thresholds import text


def _topic(clause: Clause) -> str:
    topic = clause.topic
    match topic:
        case Size(number=number):
            return f"authorized seats: {number if isinstance(number, int) else f'as the parameter {number.param} says'}"
        case Quorum(threshold=threshold):
            return f"quorum: {text(threshold)}"
        case Passing(threshold=threshold, casting=casting):
            return f"vote required: {text(threshold)}" + (f"; casting vote: {casting}" if casting else "")
        case WrittenConsent(threshold=threshold):
            return f"written consent: {'never' if threshold is None else text(threshold)}"
        case Notice(due=due, lead=lead, regular=regular):
            of = "every meeting" if regular else "a special meeting"
            return f"notice of {of}: {'due' if due else 'not due'}" + (f", {period(lead)} before" if lead else "")
        case Recusal(rows=rows):
            return "stands aside: " + "; ".join(f"{row.who}, from {_sets(row)}" for row in rows)
        case Weight(votes=votes, by_param=None):
            return "votes per unit: " + ", ".join(f"{who} {count}" for who, count in votes)
        case Weight(by_param=by_param):
            return f"votes per unit: as the parameter {by_param.param if by_param else ''} says"
        case Term(holdover=holdover):
            stays = f"as the parameter {holdover.param} says" if isinstance(holdover, ByParam) else holdover
            said = stays if isinstance(stays, str) else "stays until a successor qualifies" if stays else "leaves"
            return f"when a term is over, the holder: {said}"
        case Power(verbs=verbs, target=target):
            return f"power to {', '.join(verbs)}: {target}"
        case Calling():
            return "who may call a meeting"
        case Assent(presumed=presumed):
            return f"who is present and casts no ballot is {'' if presumed else 'not '}deemed to have assented"
        case Suit(over=over, claim=claim):
            return f"may be taken to a court ({', '.join(over)}): {dict(claim).get('en', '')}"
        case Test(body=body, fails=fails):
            return f"a test for the {body}: whoever holds {' or '.join(fails)} fails it"
        case Electing():
            return f"how it elects: {electing_text(topic)}"
        case _:
            assert_never(topic)


def electing_text(found: Electing) -> str:
    """Give a method of election with what else it asks."""
    parts = [found.method.value]
    parts += [f"default {found.default}"] if found.default else []
    parts += [f"above it {text(found.quorum)}"] if found.quorum is not None else []
    parts += [f"{ratio} to 1 for {about}" for about, ratio in found.ratios]
    parts += [f"casting vote: {found.casting}"] if found.casting else []
    return "; ".join(parts)


def _sets(row: StandsAside) -> str:
    """Name the sets somebody leaves, those with a parameter as open."""
    switches = {"vote": row.vote, "quorum": row.quorum, "base": row.base}
    out = [f"{name}?" if isinstance(on, ByParam) else name for name, on in switches.items() if on]
    return ", ".join(out) or "nothing"


def _leave(leave: Leave) -> str:
    name = leave.rank.name.lower()
    if leave.way == "floor":
        return f"{name} down to {text(leave.floor) if leave.floor else 'a floor'}"
    return f"{name} ({'in any direction' if leave.way == 'any' else 'only to something stricter'})"


def clause_text(clause: Clause) -> str:
    """Give one rule as people read it."""
    lines = [clause.id, f"  {clause.cite}" if clause.cite else "", f"  {_topic(clause)}"]
    lines.append(f"  {clause.words}" if clause.words else "")
    lines.append(f"  note: {clause.note}" if clause.note else "")
    lines.append(f"  assumes: {clause.assumption}" if clause.assumption else "")
    lines.append(
        f"  rank: {clause.rank.name.lower()}; known as: {clause.standing}; a breach makes the act {clause.defect}"
    )
    if clause.yields_to:
        lines.append(f"  may be displaced by: {'; '.join(_leave(leave) for leave in clause.yields_to)}")
    if clause.since or clause.until:
        lines.append(f"  in force: from {clause.since or 'unknown'} to {clause.until or 'now'}")
    lines.append(f"  {clause.place}")
    return "\n".join(line for line in lines if line) + "\n"
