"""What would turn a no into a yes: others who join, or a rule that gives the power; each as changes of a fork.

A step is put in at the moment of the question, in which the act is done by whoever may: the body that has the power,
with the votes of those who are asked about and of the least others it takes; or by themselves, under a rule that says
so.
"""

from collections.abc import Iterator
from typing import Literal

from govsim.analysis.moments import At, hung_on_nothing
from govsim.analysis.powers import Holding
from govsim.engine.could import Manage
from govsim.engine.timeline import Timeline
from govsim.reader.emit import Plain
from govsim.reader.write_acts import when, written
from govsim.rules.case import owned
from govsim.values import frozen
from govsim.world.approvals import Sponsors, leaves_of
from govsim.world.clauses import Power, Rank

FORMS: tuple[Literal["consent", "meeting"], ...] = ("consent", "meeting")

STEP = "asked"
"""The step that is put in."""

REASON = "the question that was asked"


@frozen(kw_only=True)
class Opening:
    """One way to a yes: `joining` others vote for it in `body`, in a form, or a rule is added to `instrument`."""

    how: Literal["votes", "rule"]
    body: str
    form: Literal["consent", "meeting", ""]
    joining: tuple[str, ...]
    instrument: str
    step: str
    changes: tuple[Plain, ...]


def _put(by: str, done: Plain, at: At) -> Plain:
    step: Plain = {"id": STEP, "at": when(at.entry.step.at), "by": by, "regardless": REASON, "do": done}
    return {"insert": step, "after" if at.after else "before": at.entry.step.id}


def _sponsored(holding: Holding) -> bool:
    """Say whether the power asks that some put the act forward in their own names."""
    topic = holding.power.clause.topic if holding.power.clause is not None else None
    return isinstance(topic, Power) and any(isinstance(leaf, Sponsors) for leaf in leaves_of(topic.approval))


def openings(
    timeline: Timeline, who: tuple[str, ...], holding: Holding, missing: tuple[tuple[str, ...], ...], at: At
) -> Iterator[Opening]:
    """Give what might turn a no into a yes, to be run before it is believed."""
    if isinstance(holding.what, Manage) or holding.own:
        return
    item: dict[str, Plain] = {**written(holding.what), "id": STEP}
    bodies = [say for say in holding.says if say.body is not None]
    if len(bodies) == 1 and len(holding.says) == 1 and bodies[0].body is not None:
        body = bodies[0].body
        roll = tuple(owned(body, at.moment.law, at.moment.book))
        freed: list[Plain] = [{"at": step, "regardless": REASON} for step in hung_on_nothing(timeline, at)]
        for others in missing if {*who} & {*roll} else ():
            ayes = [person for person in roll if person in {*who, *others} and person not in holding.aside]
            aside = [person for person in roll if person in holding.aside]
            for form in FORMS:
                recused: dict[str, Plain] = {"recused": list(aside)} if aside and form == "meeting" else {}
                ballots: Plain = {"signed" if form == "consent" else "for": list(ayes), **recused}
                told: Plain = {"meeting": {"told": list(roll), "attended": [*ayes, *aside]}}
                via: Plain = form if form == "consent" else told
                forward: dict[str, Plain] = {"sponsors": list(ayes)} if _sponsored(holding) else {}
                done: Plain = {"resolve": {"via": via, **forward, "ballots": ballots, "that": [item]}}
                yield Opening(
                    how="votes",
                    body=body.id,
                    form=form,
                    joining=others,
                    instrument="",
                    step=STEP,
                    changes=(_put(body.id, done, at), *freed),
                )
    yield from _by_rule(who, holding, item, at)


def _by_rule(who: tuple[str, ...], holding: Holding, item: dict[str, Plain], at: At) -> Iterator[Opening]:
    """Give the rule that would let the one who is asked about do it alone, in the highest instrument there is."""
    deed = holding.deed
    own = [one for one in at.moment.book.code.structure.instruments if one.entity == deed.entity]
    if len(who) != 1 or not own or deed.verb not in {"appoint", "remove", "resize", "determine", "issue"}:
        return
    bodies = at.moment.book.code.bodies
    approval: Plain = {"vote": who[0]} if who[0] in bodies else {"consent": who[0]}
    power: Plain = {"to": [deed.verb], "of": deed.target}
    rule: Plain = {
        "id": "asked-power",
        "in": own[0].id,
        "rank": Rank.CHARTER.name.lower(),
        "standing": "assumed",
        "words": "Assumed, for the question: who is asked about may do it alone.",
        "power": power,
        "by": approval,
    }
    if who[0] in bodies:
        return
    done: Plain = {"decide": {"that": [item]}}
    yield Opening(
        how="rule",
        body="",
        form="",
        joining=(),
        instrument=own[0].id,
        step=STEP,
        changes=({"add": rule}, _put(who[0], done, at)),
    )
