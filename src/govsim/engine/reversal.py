"""Could it have been undone? After somebody who took part in a decision takes part no longer, the engine asks itself.

For each removal of that decision that stood, the reversal is put to the body as it then is in law: the
one vote alone, then with ever more of the others, those with most votes first, in writing and at a meeting
of all. Nothing is authored.
"""

from attrs import evolve

from govsim.engine.decide import hypothetical
from govsim.engine.hearing import Hearing
from govsim.engine.timeline import Entry, Timeline
from govsim.record import acts
from govsim.record.acts import Appoint, Attendance, BallotWord, Consent, Meeting, Remove, Resolve
from govsim.record.rulings import Verdict, best
from govsim.record.state import State, holding
from govsim.record.story import Step
from govsim.rules.case import members, owned
from govsim.rules.evaluate import Moment, asking, in_regime, truth
from govsim.rules.polls import weighted
from govsim.values import frozen
from govsim.world.time import local_date


@frozen(kw_only=True)
class Reversal:
    """Whether one vote could have undone an item: how it would be ruled alone, and the least votes that do.

    `needed` is None where no number of votes on the roll would do; `standing` is False where the item had no
    effect in law, so that there was nothing to undo.
    """

    step: str
    item: str
    party: str
    removed: str
    position: str
    by: str
    standing: bool
    alone: Verdict
    needed: int | None
    of: int


def _moment(timeline: Timeline, entry: Entry) -> Moment:
    """Give the moment right after a step, seen as the law then stood."""
    at = entry.step.at.latest
    moment = Moment(
        fact=entry.law,
        law=entry.law,
        book=timeline.book,
        now=at,
        date=local_date(at, timeline.story.zone),
        verdicts={},
        happened=frozenset(),
        times={},
        numbers={},
    )
    return evolve(moment, book=in_regime(moment))


def _hearing(timeline: Timeline, entry: Entry, decision: Step, act: Resolve) -> Hearing:
    moment = _moment(timeline, entry)
    return Hearing(
        step=entry.step.id,
        by=decision.by,
        at=moment.now,
        date=moment.date,
        act=act,
        law=entry.law,
        book=moment.book,
        docket=timeline.docket,
        truth=lambda expr, sight: truth(expr, evolve(moment, fact=sight, law=sight)),
    )


def _undo(item: Remove, law: State, *, sole: bool) -> Appoint:
    holder = next((party for party in holding(law, item.position) if sole), "")
    return Appoint(id=item.id, party=item.party, position=item.position, replacing=holder, sole=sole)


def _ruled(timeline: Timeline, entry: Entry, decision: Step, item: Appoint, ayes: tuple[str, ...]) -> Verdict:
    """Rule the reversal with exactly `ayes` for it, in the better of the two forms."""
    roll = members(timeline.book.code.bodies[decision.by], entry.law, timeline.book)
    word: dict[str, BallotWord] = {person: "for" if person in ayes else "against" for person in roll}
    meeting = Meeting(told=roll, attended=tuple(Attendance(party=person) for person in roll))
    signed: tuple[tuple[str, BallotWord], ...] = tuple((person, "signed") for person in ayes)
    forms = (
        Resolve(form=Consent(), ballots=signed, items=(item,)),
        Resolve(form=meeting, ballots=tuple(sorted(word.items())), items=(item,)),
    )
    rulings = (hypothetical(_hearing(timeline, entry, decision, act), act) for act in forms)
    return best(tuple(ruling.verdict for found in rulings for ruling in found))


def reversals(timeline: Timeline) -> tuple[Reversal, ...]:
    """Give, for each step marked as a recantation, whether that vote could undo each removal of the decision.

    A removal of a decision by a body is undone by putting the same party back into the same position.
    """
    out = []
    for entry in timeline.entries:
        recant = entry.step.recant
        earlier = timeline.by_step.get(recant.of) if recant is not None else None
        if recant is None or earlier is None or not (entry.happened and earlier.happened):
            continue  # in a fork, what was taken back may not have been done
        decision = earlier.step
        if not isinstance(decision.act, acts.Resolve) or decision.by not in timeline.book.code.bodies:
            continue
        body = timeline.book.code.bodies[decision.by]
        held = owned(body, entry.law, timeline.book)
        roll = tuple(held)
        weights = dict(weighted(body, held, asking(_moment(timeline, entry), entry.law)))
        others = tuple(sorted(weights.keys() - {recant.party}, key=lambda person: (-weights[person], person)))
        for item in decision.act.items:
            if not isinstance(item, acts.Remove):
                continue
            sole = timeline.book.code.positions[item.position].sole
            back = _undo(item, entry.law, sole=sole)
            ruled = [
                _ruled(timeline, entry, decision, back, (recant.party, *others[:more]))
                for more in range(len(others) + 1)
            ]
            enough = (more + (recant.party in roll) for more, verdict in enumerate(ruled) if verdict.effective)
            out.append(
                Reversal(
                    step=entry.step.id,
                    item=f"{recant.of}.{item.id}",
                    party=recant.party,
                    removed=item.party,
                    position=item.position,
                    by=decision.by,
                    standing=item.party not in holding(entry.law, item.position),
                    alone=ruled[0],
                    needed=next(enough, None),
                    of=len(roll),
                )
            )
    return tuple(out)
