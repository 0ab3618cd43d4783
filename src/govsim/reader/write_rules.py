"""From a rule back to plain data: its topic, who must agree, and what else the clause says."""

from typing import assert_never

from govsim.reader.emit import Plain
from govsim.reader.write_choices import electing
from govsim.reader.write_sources import named
from govsim.world import expressions, thresholds
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    Approval,
    ByParty,
    KOf,
    Never,
    Oracle,
    Sponsors,
    Stage,
    Stages,
    Unknown,
    Vote,
    Votes,
    When,
)
from govsim.world.clauses import (
    Assent,
    ByParam,
    Calling,
    Clause,
    Entitled,
    Leave,
    Notice,
    Passing,
    Power,
    Quorum,
    Recusal,
    Size,
    Suit,
    Switch,
    Term,
    Test,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.elections import Electing
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
    if clause.on is not None:
        place["on"] = {"to": list(clause.on.verbs), "of": clause.on.target}
    if not isinstance(clause.topic, Entitled):
        place["for"] = clause.scope if own else clause.scope.removeprefix(f"{owner}:")
    said = {
        "cite": clause.cite,
        "words": clause.words,
        "note": clause.note,
        "assumption": clause.assumption,
        "contested": clause.contested,
        "since": clause.since,
        "until": clause.until,
        "when": expressions.text(clause.when) if clause.when is not None else "",
        "at_start": "" if clause.at_start else "no",
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


def _consent(found: WrittenConsent) -> Plain:
    signed = "never" if found.threshold is None else thresholds.text(found.threshold)
    more: dict[str, Plain] = {} if found.signers_quorum is False else {"signers_quorum": switch(found.signers_quorum)}
    if found.as_at_meeting:
        more["as_at_meeting"] = "yes"
    return {"signatures": signed, **more} if more else signed


def topic(found: Topic) -> dict[str, Plain]:
    """Write what a clause is about: one key, or for a power two."""
    match found:
        case Size(number=number):
            return {"size": str(number) if isinstance(number, int) else switch(number)}
        case Quorum():
            return {"quorum": _quorum(found)}
        case Passing(threshold=bound, casting=casting):
            votes = thresholds.text(bound)
            return {"passes": {"votes": votes, "casting": casting} if casting else votes}
        case WrittenConsent():
            return {"consent": _consent(found)}
        case Notice():
            if found == Notice(due=found.due):
                return {"notice": "due" if found.due else "not-due"}
            waives = switch(found.attendance_waives)
            said = {"due": switch(found.due), "lead": f"{found.lead // HOUR}h", "attendance_waives": waives}
            return {"notice": said | ({"regular": "yes"} if found.regular else {})}
        case Recusal():
            rows: list[Plain] = [
                {"who": row.who, "vote": switch(row.vote), "quorum": switch(row.quorum), "base": switch(row.base)}
                for row in found.rows
            ]
            return {"recusal": rows[0] if len(rows) == 1 else rows}
        case Weight():
            return {"weights": _weights(found)}
        case Power():
            start: dict[str, Plain] = {"from_start": "yes"} if found.from_start else {}
            until: dict[str, Plain] = {"within": f"{found.within // HOUR}h"} if found.within else {}
            return {
                "power": {"to": list(found.verbs), "of": found.target, **start, **until},
                "by": _approval(found.approval),
            }
        case Calling(approval=approval):
            return {"call": _approval(approval)}
        case Term(holdover=holdover):
            return {"term": {"holdover": switch(holdover)}}
        case Assent(presumed=presumed):
            return {"assent": "presumed" if presumed else "not-presumed"}
        case Suit():
            return {"suit": _suit(found)}
        case Test(body=body, fails=fails):
            return {"test": {"of": body, "fails": list(fails)}}
        case Electing():
            return {"elects": electing(found)}
        case _:
            assert_never(found)


def _weights(found: Weight) -> Plain:
    if found.by_param is None:
        return _votes(found.votes)
    return {"param": found.by_param.param, **{value: _votes(votes) for value, votes in found.variants}}


def _votes(votes: Votes) -> Plain:
    return {key: str(number) for key, number in votes}


def _quorum(found: Quorum) -> Plain:
    more: dict[str, Plain] = {}
    if found.classes:
        more["classes"] = {position: thresholds.text(bound) for position, bound in found.classes}
    if found.as_of != "vote":
        more["as_of"] = found.as_of
    more |= _threshold("adjourned", found.adjourned)
    votes = thresholds.text(found.threshold)
    return {"votes": votes, **more} if more else votes


def _suit(found: Suit) -> Plain:
    who: list[Plain] = [{one.kind: named(one.outside) if one.kind == "outside" else one.name} for one in found.who]
    remedy: dict[str, Plain] = {"remedy": named(found.remedy)} if found.remedy else {}
    return {"over": list(found.over), "who": who, "claim": named(found.claim), **remedy, "route": found.route}


def _threshold(key: str, bound: Threshold | None) -> dict[str, Plain]:
    return {} if bound is None else {key: thresholds.text(bound)}


def _stage(found: Stage) -> Plain:
    said: dict[str, Plain] = {} if found.on == "fail" else {"on": found.on}
    said |= {key: one.text for key, one in (("after", found.after), ("within", found.within)) if one is not None}
    said |= {"awaits": found.awaits} if found.awaits else {}
    inner = _approval(found.approval)
    if not said and isinstance(inner, str | dict):
        return inner
    return {**said, **inner} if isinstance(inner, dict) else {**said, "by": inner}


def _approval(found: Approval) -> Plain:
    match found:
        case Vote():
            quorum: dict[str, Plain] = {"quorum": "none"} if found.any_quorum else _threshold("quorum", found.quorum)
            electors: dict[str, Plain] = {"electors": "yes"} if found.electors else {}
            votes: dict[str, Plain] = {} if found.weights is None else {"weights": _votes(found.weights)}
            casting: dict[str, Plain] = {"casting": found.casting} if found.casting else {}
            elects: dict[str, Plain] = {"elects": electing(found.electing)} if found.electing is not None else {}
            passing = _threshold("passes", found.passing)
            return {"vote": found.body, **passing, **quorum, **votes, **casting, **electors, **elects}
        case ByParty(party):
            return {"consent": party}
        case Sponsors(threshold=bound, body=body):
            return {"sponsors": thresholds.text(bound), "of": body}
        case Oracle(question):
            return {"oracle": question}
        case Unknown(document):
            return {"unknown": document}
        case Never():
            return "never"
        case AllOf(parts, ordered=ordered):
            return {"in_order" if ordered else "all": [_approval(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [_approval(part) for part in parts]}
        case Stages(stages):
            return {"stages": [_stage(stage) for stage in stages]}
        case KOf(k, parts):
            return {"k_of": str(k), "list": [_approval(part) for part in parts]}
        case When(condition, then, otherwise):
            text = expressions.text(condition)
            return {"when": {"if": text, "then": _approval(then), "else": _approval(otherwise)}}
        case _:
            assert_never(found)
