"""What somebody could do, as the law stands at a moment: the findings of an act, held against what they would then do.

Nobody has acted. Those who are asked about act together, with all they control; everybody else does what can be done
against it: votes no, or stays away. It is the same predicate that rules acts (`engine.findings`), so an answer carries
the same tree of findings.
"""

from collections.abc import Callable, Iterator

from attrs import evolve

from govsim.engine.docket import Docket, last_ballot
from govsim.engine.findings import findings
from govsim.record import acts
from govsim.record.act_words import Misworded, item_of
from govsim.record.acts import Consent, Item, Resolve
from govsim.record.rulings import Finding, Verdict, until_settled
from govsim.rules.approvals import closure, judge
from govsim.rules.case import Case, Supposed
from govsim.rules.evaluate import Moment, asking
from govsim.rules.quorums import together, void_clauses
from govsim.rules.ranks import Deed, power_over
from govsim.rules.spans import Truth
from govsim.values import frozen
from govsim.world.clauses import Power


@frozen(kw_only=True)
class Manage:
    """To manage an entity: the power that whoever runs it has; no act of its own."""

    entity: str


NOBODY = "-"
"""No id: who acts where none of those who are asked about may."""

Asked = Item | Manage
"""What can be asked about: the items of decisions, and managing an entity."""


def asked(words: tuple[str, ...], moment: Moment, docket: Docket) -> Asked | Misworded:
    """Give what words ask about; `manage ENTITY` is a power without an act."""
    code = moment.book.code
    if words[:1] == ("manage",):
        known = len(words) > 1 and words[1] in code.entities
        return Manage(entity=words[1]) if known else Misworded(1 if len(words) > 1 else None, "an entity")
    return item_of(words, code.structure, frozenset(docket))


def together_with(own: frozenset[str], moment: Moment) -> frozenset[str]:
    """Give all that some can act for together, themselves included, with everybody in the seat they have.

    Whoever could first elect a board controls it, and cannot do what is the board's to do before they have.
    """
    return closure(own, asking(moment, moment.law), seated=True)


def could(  # noqa: PLR0913 - a question at a moment, and how much of the answer is wanted
    who: frozenset[str],
    what: Asked,
    moment: Moment,
    docket: Docket,
    *,
    aside: frozenset[str] = frozenset(),
    alone: bool = False,
    brief: bool = False,
) -> Finding:
    """Say whether `who`, with nobody's help, could do something as the law stands, with all that they can act for.

    The root is valid where they could. Whoever must stand `aside` has no part in the vote. With `alone` it is not asked
    what they can act for, where no party's consent is asked; in brief nothing is found that the verdict does not need.
    """
    own = who if alone else together_with(who, moment)
    case = evolve(asking(moment, moment.law), supposed=Supposed(own, who, aside), brief=brief)
    if isinstance(what, Manage):
        found = _managing(Deed.managing(what.entity), case)
    else:
        item: Item = what
        if isinstance(what, acts.Leave):  # a resignation is one's own
            item = evolve(what, by=what.party if what.party in own else NOBODY)
        act = Resolve(form=Consent(), ballots=(), items=(item,))
        found = findings(evolve(case, item=item, act=act, before=last_ballot(item, docket)), docket)
    return together("could", until_settled(found, brief=brief))


def _managing(deed: Deed, case: Case) -> Iterator[Finding]:
    """Find whether those who are asked about can give the approval that manages an entity."""
    power = power_over(deed, case.date, case.book)
    yield from void_clauses(power.void)
    if power.clause is None or not isinstance(power.clause.topic, Power):
        yield Finding(code="power.none", verdict=Verdict.VOID, names=(("verb", deed.verb), ("target", deed.target)))
    else:
        yield judge(power.clause.topic.approval, evolve(case, deed=deed), power.clause.id)


def able(docket: Docket) -> Callable[[Moment, str, tuple[str, ...]], Truth]:
    """Give what answers `can(WHO, ACT)` in an expression: whether WHO could do it alone; None where it is no act."""

    def answer(moment: Moment, who: str, words: tuple[str, ...]) -> Truth:
        what = asked(words, moment, docket)
        if isinstance(what, Misworded):
            return None
        found = could(frozenset({who}), what, moment, docket, brief=True)
        return None if found.verdict is Verdict.PENDING else found.verdict.effective

    return answer
