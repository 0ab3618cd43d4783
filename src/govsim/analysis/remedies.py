"""What would cure a refusal, as changes that can be run: for each smallest set of findings, the least that it takes.

A cure set says which findings have to hold; a remedy says what of the story would make them hold: more votes, a notice,
the consent of another who must agree, a form that is allowed. A remedy is written as the changes of a fork. Each is put
to the kernel before it is given: the step, done so, is then not refused. Some findings no change of a story can cure,
such as a power that nobody has.
"""

from collections.abc import Iterator
from typing import cast

from attrs import evolve, field

from govsim.analysis.cures import Cure, cures, leaf_at
from govsim.analysis.moments import At, hung_on_nothing, when_taken
from govsim.engine.decide import decide
from govsim.engine.hearing import Hearing
from govsim.engine.timeline import Timeline
from govsim.reader.emit import Plain
from govsim.reader.write_acts import act as written_act
from govsim.reader.write_acts import form as written_form
from govsim.reader.write_acts import when, written
from govsim.record import acts
from govsim.record.acts import BallotWord, Consent, Decide, Item, Meeting, Resolve
from govsim.record.rulings import Finding, Ruling, Verdict
from govsim.record.state import State
from govsim.record.story import Step
from govsim.rules.case import owned
from govsim.rules.evaluate import truth
from govsim.rules.polls import settled
from govsim.values import define, frozen

MOST = 6
"""No more remedies than this are given."""

REASON = "what it would have taken"
"""Why a step of a remedy needs no condition."""


@frozen(kw_only=True)
class Remedy:
    """One way to cure a refusal: the findings it makes hold, and the changes of a fork that do it.

    `votes` are other ballots, `told` who is told as well, `before` who agrees in a step before, each with its item or
    question; `others` says what else is changed, by a word. `rule` says that a rule is added.
    """

    cures: tuple[Finding, ...]
    changes: tuple[Plain, ...]
    votes: tuple[tuple[str, BallotWord], ...] = ()
    told: tuple[str, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()


@define
class _Plan:
    """What is changed of one step, and what comes before it, while a remedy is put together."""

    step: Step
    act: Resolve | Decide
    by: str
    votes: dict[str, BallotWord] = field(factory=dict)
    told: list[str] = field(factory=list)
    before: list[tuple[str, str, Plain]] = field(factory=list)
    others: list[str] = field(factory=list)


def _roll(body: str, at: At) -> tuple[str, ...]:
    found = at.moment.book.code.bodies.get(body)
    return tuple(owned(found, at.moment.law, at.moment.book)) if found is not None else ()


def _more(plan: _Plan, body: str, missing: int, word: BallotWord, at: At) -> bool:
    """Let so many of a body vote for it who did not; False where there are not so many.

    Whoever votes for one item votes for it where another one is counted, too.
    """
    if not isinstance(plan.act, Resolve):
        return False
    missing -= sum(1 for one in plan.votes if one in _roll(body, at))
    had = dict(plan.act.ballots) | plan.votes
    free = [one for one in _roll(body, at) if had.get(one) not in {"for", "signed"}]
    plan.votes.update(dict.fromkeys(free[: max(missing, 0)], word))
    return len(free) >= missing


def _body_above(finding: Finding, path: tuple[int, ...]) -> str:
    """Give the body that the findings above a leaf speak of, the nearest first."""
    named = [dict(leaf_at(finding, path[:depth]).names).get("body", "") for depth in range(len(path) + 1)]
    return next((name for name in reversed(named) if name), "")


def _agreed(plan: _Plan, party: str, item: Item, at: At) -> None:
    """Let another who must agree do so in a step before; a body by all of its members."""
    part: Plain = {"approve": written(evolve(item, id="", by=""))}
    done: Plain = {"decide": {"that": [part]}}
    if party in at.moment.book.code.bodies:
        ayes: Plain = {"for": list(_roll(party, at))}
        done = {"resolve": {"via": "consent", "ballots": {"signed": list(_roll(party, at))}, "that": [part]}}
        done = {"resolve": {"via": "meeting", "ballots": ayes, "that": [part]}} if _met(party, at) else done
    step: dict[str, Plain] = {"id": f"{plan.step.id}-agreed-{party.replace('.', '-')}", "at": when(plan.step.at)}
    plan.before.append((party, "agrees", {**step, "by": party, "regardless": REASON, "do": done}))


def _met(body: str, at: At) -> bool:
    return len(_roll(body, at)) > 1


def _shared(finding: Finding, path: tuple[int, ...]) -> bool:
    """Say whether a leaf is of the part of one among several who must all agree, so that it is cured by that one."""
    return any(leaf_at(finding, path[:depth]).code == "approval.all" for depth in range(len(path)))


def _cure(plan: _Plan, leaf: Finding, body: str, item: Item, at: At, *, shared: bool = False) -> bool:  # noqa: PLR0913 - one leaf and where it stands
    """Change a plan so that one leaf holds; False where no change of the story does."""
    numbers, names = dict(leaf.numbers), dict(leaf.names)
    missing = numbers.get("needed", 0) - numbers.get("have", 0)
    consent = isinstance(plan.act, Resolve) and isinstance(plan.act.form, Consent)
    match leaf.code:
        case "consent" | "consent.power" | "consent.majority" | "signers-quorum" | "vote" if body != plan.by and body:
            _agreed(plan, body, item, at)
        case "quorum" if body != plan.by and body:
            _agreed(plan, body, item, at)
        case "consent" | "consent.power" | "consent.majority" | "signers-quorum":
            return _more(plan, body, missing, "signed" if consent else "for", at)
        case "vote" | "quorum" | "quorum.class":
            return _more(plan, body, missing, "for", at)
        case "notice.missing" | "notice.late" | "notice.objected":
            plan.told.append(names["party"])
        case "consent.forbidden":
            plan.others.append("meeting")
        case "party.other":
            _agreed(plan, names["party"], item, at)
        case "body.other" | "capacity.unstated" if shared and names["body"] != plan.by:
            _agreed(plan, names["body"], item, at)
        case "body.other":
            plan.by = names["body"]
            plan.others.append("body")
        case "oracle.open" | "oracle.no":
            answer: Plain = {"answer": {"question": names["question"], "answer": "yes"}}
            step: dict[str, Plain] = {"id": f"{plan.step.id}-answer", "at": when(plan.step.at), "by": plan.by}
            plan.before.append((names["question"], "answers", {**step, "regardless": REASON, "do": answer}))
        case "lost" if isinstance(plan.act, Resolve):
            plan.act = evolve(plan.act, result="carried")
            plan.others.append("carried")
        case "not-vacant":
            more = acts.Remove(id="vacated", party=names["party"], position=names["position"])
            plan.act = evolve(plan.act, items=(*plan.act.items, more))
            plan.others.append("vacated")
        case "no-seat" if names["body"] in at.moment.book.code.bodies:
            room = acts.Resize(id="room", body=names["body"], number=numbers["have"])
            plan.act = evolve(plan.act, items=(*plan.act.items, room))
            plan.others.append("room")
        case "excluded":
            plan.act = evolve(plan.act, items=tuple(one for one in plan.act.items if one.id != names["target"]))
            plan.others.append("without")
        case "sponsors":
            had = plan.act.sponsors if isinstance(plan.act, Resolve) else ()
            free = [one for one in _roll(names["body"], at) if one not in had]
            if not isinstance(plan.act, Resolve) or len(free) < missing:
                return False
            plan.act = evolve(plan.act, sponsors=(*had, *free[:missing]))
            plan.others.append("sponsors")
        case _:
            return False
    return True


def _done(plan: _Plan, at: At) -> Resolve | Decide:
    """Give the act as the plan has it."""
    act = plan.act
    if "body" in plan.others and isinstance(act, Decide):
        roll = _roll(plan.by, at)
        came = tuple(acts.Attendance(party=one) for one in roll)
        ballots: tuple[tuple[str, BallotWord], ...] = tuple((one, "for") for one in roll)
        return Resolve(form=Meeting(told=roll, attended=came), ballots=ballots, items=act.items)
    if not isinstance(act, Resolve):
        return act
    form = settled(act.form, at.moment.book)
    ballots = tuple(sorted((dict(act.ballots) | plan.votes).items()))
    if "meeting" in plan.others:
        roll = _roll(plan.by, at)
        voted: tuple[tuple[str, BallotWord], ...] = tuple((one, "for") for one, word in ballots if word == "signed")
        came = tuple(acts.Attendance(party=one) for one, _ in voted)
        return evolve(act, form=Meeting(told=roll, attended=came), ballots=voted or ballots)
    if plan.told and isinstance(form, Meeting):
        told = tuple(dict.fromkeys((*form.told, *plan.told)))
        form = evolve(form, told=told, objecting=tuple(one for one in form.objecting if one not in plan.told))
    return evolve(act, form=form if plan.told else act.form, ballots=ballots)


def _changes(plan: _Plan, done: Resolve | Decide, freed: tuple[str, ...]) -> Iterator[Plain]:
    """Write the changes of a fork, the smallest that say it: ballots alone, another form, or another act."""
    step = plan.step
    for _, _, inserted in plan.before:
        yield {"insert": inserted, "before": step.id}
    if any("resolve" in str(inserted["do"]) for _, _, inserted in plan.before if isinstance(inserted, dict)):
        for one in freed:
            yield {"at": one, "regardless": REASON}
    if plan.others:
        by: dict[str, Plain] = {"by": plan.by} if plan.by != step.by else {}
        yield {"at": step.id, **by, "do": written_act(done)}
        return
    if plan.told and isinstance(done, Resolve):
        yield {"at": step.id, "via": written_form(done.form)}
    if plan.votes:
        yield {"at": step.id, "vote": dict(plan.votes)}


def ruled(step: Step, act: Resolve | Decide, by: str, at: At) -> tuple[Ruling, ...]:
    """Give how an act would be ruled at a moment, by somebody, in place of a step."""
    moment = at.moment
    return decide(
        Hearing(
            step=step.id,
            by=by,
            at=moment.now,
            date=moment.date,
            act=act,
            law=cast("State", moment.law),
            book=moment.book,
            docket=at.docket,
            truth=lambda expr, sight: truth(expr, evolve(moment, fact=sight, law=sight)),
        ),
        (),
    )


def _remedy(cure: Cure, ruling: Ruling, step: Step, item: Item, at: At, freed: tuple[str, ...]) -> Remedy | None:  # noqa: PLR0913, PLR0917 - one refusal and all around it
    assert isinstance(step.act, Resolve | Decide)  # noqa: S101 - who calls has looked
    plan = _Plan(step=step, act=step.act, by=item.by if getattr(item, "by", "") else step.by)
    leaves = [(path, leaf_at(ruling.finding, path)) for path in sorted(cure)]
    for path, leaf in leaves:
        if not _cure(plan, leaf, _body_above(ruling.finding, path), item, at, shared=_shared(ruling.finding, path)):
            return None
    done = _done(plan, at)
    while not plan.before:
        found = {one.item: one.verdict for one in ruled(step, done, plan.by, at)}
        if found.get(item.id, Verdict.VOID) < Verdict.NO_ACT:
            break
        body = plan.by if plan.by in at.moment.book.code.bodies else ""
        if not plan.votes or not _more(plan, body, len(plan.votes) + 1, next(iter(plan.votes.values())), at):
            return None
        done = _done(plan, at)
    return Remedy(
        cures=tuple(leaf for _, leaf in leaves),
        changes=tuple(_changes(plan, done, freed)),
        votes=tuple(plan.votes.items()),
        told=tuple(plan.told),
        before=tuple((who, how) for who, how, _ in plan.before),
        others=tuple(dict.fromkeys(plan.others)),
    )


def remedies(timeline: Timeline, step: str, item: str) -> tuple[Remedy, ...]:
    """Give the remedies for a refused item of a step, one for each of the smallest cure sets that has one.

    None where it was not refused. A remedy with a step before it has still to be run.
    """
    entry = timeline.by_step[step]
    ruling = next(one for one in entry.rulings if one.item == item)
    done = {one.id: one for one in getattr(entry.step.act, "items", ())}
    if not ruling.verdict.refused or item not in done:
        return ()
    at = when_taken(timeline, step)
    freed = hung_on_nothing(timeline, at)
    found = (_remedy(cure, ruling, entry.step, done[item], at, freed) for cure in cures(ruling.finding))
    unique = {str(one.changes): one for one in found if one is not None}
    return tuple(unique.values())[:MOST]
