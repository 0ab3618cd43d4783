"""From a rule back to plain data: its topic, who must agree, and what else the clause says."""

from typing import assert_never

from govsim.reader.emit import Plain
from govsim.world import expressions, thresholds
from govsim.world.approvals import AllOf, AnyOf, Approval, ByParty, KOf, Never, Oracle, Stages, Unknown, Vote, When
from govsim.world.clauses import (
    ByParam,
    Clause,
    Leave,
    Notice,
    Passing,
    Power,
    Quorum,
    Recusal,
    Size,
    Switch,
    Term,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.thresholds import Threshold

HOUR = 60  # minutes


def switch(value: Switch) -> Plain:
    """Write yes, no, or the parameter that says which."""
    if isinstance(value, ByParam):
        return {"param": value.param}
    return "yes" if value else "no"


def rule(clause: Clause, owner: str, *, own: bool) -> Plain:
    """Write a clause of the structure or law pack `owner`; `own` is a rule of a structure's instrument."""
    place: dict[str, Plain] = {"in": clause.instrument} if own else {}
    if not isinstance(clause.topic, Power):
        place["for"] = clause.scope if own else clause.scope.removeprefix(f"{owner}:")
    said = {
        "cite": clause.cite,
        "words": clause.words,
        "note": clause.note,
        "assumption": clause.assumption,
        "contested": clause.contested,
        "since": clause.since,
        "until": clause.until,
    }
    more: dict[str, Plain] = {key: text for key, text in said.items() if text}
    if clause.sources:
        more["sources"] = [{one.source: one.at} if one.at else one.source for one in clause.sources]
    if clause.yields_to:
        more["yields_to"] = {one.rank.name.lower(): _leave(one) for one in clause.yields_to}
    if clause.defect != "void":
        more["defect"] = clause.defect
    rank = clause.rank.name.lower()
    head: dict[str, Plain] = {"id": clause.id.removeprefix(f"{owner}."), **place}
    return {**head, "rank": rank, "standing": clause.standing, **topic(clause.topic), **more}


def _leave(leave: Leave) -> Plain:
    return {"floor": thresholds.text(leave.floor)} if leave.floor is not None else leave.way


def topic(found: Topic) -> dict[str, Plain]:
    """Write what a clause is about: one key, or for a power two."""
    match found:
        case Size(number=number):
            return {"size": str(number) if isinstance(number, int) else switch(number)}
        case Quorum(threshold=bound):
            return {"quorum": thresholds.text(bound)}
        case Passing(threshold=bound, casting=casting):
            votes = thresholds.text(bound)
            return {"passes": {"votes": votes, "casting": casting} if casting else votes}
        case WrittenConsent(threshold=bound, signers_quorum=asks):
            signed = "never" if bound is None else thresholds.text(bound)
            return {"consent": signed if asks is False else {"signatures": signed, "signers_quorum": switch(asks)}}
        case Notice():
            if found == Notice(due=found.due):
                return {"notice": "due" if found.due else "not-due"}
            waives = switch(found.attendance_waives)
            return {"notice": {"due": switch(found.due), "lead": f"{found.lead // HOUR}h", "attendance_waives": waives}}
        case Recusal():
            sets = {"vote": found.vote, "quorum": found.quorum, "base": found.base}
            return {"recusal": {"who": found.who, **{key: switch(on) for key, on in sets.items()}}}
        case Weight(votes=votes_of):
            return {"weights": {party: str(votes) for party, votes in votes_of}}
        case Term(holdover=holdover):
            return {"term": {"holdover": switch(holdover)}}
        case Power():
            start = {"from_start": "yes"} if found.from_start else {}
            return {
                "power": {"to": list(found.verbs), "of": found.target, **start},
                "by": _approval(found.approval),
            }
        case _:
            assert_never(found)


def _threshold(key: str, bound: Threshold | None) -> dict[str, Plain]:
    return {} if bound is None else {key: thresholds.text(bound)}


def _approval(found: Approval) -> Plain:
    match found:
        case Vote():
            quorum: dict[str, Plain] = {"quorum": "none"} if found.any_quorum else _threshold("quorum", found.quorum)
            return {"vote": found.body, **_threshold("passes", found.passing), **quorum}
        case ByParty(party):
            return {"consent": party}
        case Oracle(question):
            return {"oracle": question}
        case Unknown(document):
            return {"unknown": document}
        case Never():
            return "never"
        case AllOf(parts):
            return {"all": [_approval(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [_approval(part) for part in parts]}
        case Stages(parts):
            return {"stages": [_approval(part) for part in parts]}
        case KOf(k, parts):
            return {"k_of": str(k), "list": [_approval(part) for part in parts]}
        case When(condition, then, otherwise):
            text = expressions.text(condition)
            return {"when": {"if": text, "then": _approval(then), "else": _approval(otherwise)}}
        case _:
            assert_never(found)
