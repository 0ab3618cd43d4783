"""Who could do something at a moment, who could stop it, and who could do it alone: answers with their findings.

The power, who holds it and in which capacity come from the findings themselves; the coalitions from asking the kernel
about every one that differs (`analysis.coalitions`). Nothing is counted here.
"""

from govsim.analysis.coalitions import Coalitions, coalitions
from govsim.analysis.cures import flipped, places_of
from govsim.analysis.moments import At
from govsim.analysis.voters import UNKNOWN, Say, deed_asked, owner_of, says, types_of
from govsim.engine.could import Asked, Manage, could, together_with
from govsim.record.acts import Resolve, deed
from govsim.record.rulings import Finding, Verdict
from govsim.rules.ranks import Deed, Governing, power_over
from govsim.values import frozen


@frozen(kw_only=True)
class Holding:
    """Who has the power to do something: the rule that says so, whom it looks at, and who of them could together.

    `power` has no clause where nobody has the power; `own` is whose own act it is, which needs none. `together` are
    the coalitions of all who have a say, None where there are too many different ones; `all_of_them` is what is found
    if all of them want it. `aside` are those who must stand aside, as is told of the very act at that moment.
    """

    what: Asked
    deed: Deed
    power: Governing
    own: str
    says: tuple[Say, ...]
    together: Coalitions | None
    all_of_them: Finding
    aside: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether anybody could, if all who have a say wanted it."""
        return self.all_of_them.verdict.effective

    @property
    def unknown(self) -> bool:
        """Whether it hangs on those alone of whom it is not known who they are: with their vote it could be done."""
        return hangs_on_unknown(self.all_of_them)

    @property
    def already(self) -> bool:
        """Whether it is so already, so that nothing is left to be done."""
        return any(child.code == "already-so" for child in self.all_of_them.children)


def hangs_on_unknown(finding: Finding) -> bool:
    """Say whether what is refused would not be, were those for it of whom it is not known who they are."""
    at = places_of(finding, UNKNOWN)
    return finding.verdict.refused and bool(at) and flipped(finding, at).effective


@frozen(kw_only=True)
class Ability:
    """Whether some could do something with nobody's help: `own` is all that they can act for, `finding` the reasons.

    `missing` are the smallest sets of others who would have to join, none where they could alone or nobody could.
    """

    who: tuple[str, ...]
    own: frozenset[str]
    holding: Holding
    finding: Finding
    missing: tuple[tuple[str, ...], ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict on what they would do."""
        return self.finding.verdict


def aside_then(what: Asked, at: At) -> frozenset[str]:
    """Give who stands aside from what is asked about, as the story tells: recused in the step asked at, which does it.

    Elsewhere who must is not known, since it is known of nobody before they do.
    """
    act = at.entry.step.act
    if at.after or isinstance(what, Manage) or not isinstance(act, Resolve):
        return frozenset()
    if deed(what) not in [deed(item) for item in act.items]:
        return frozenset()
    return frozenset(person for person, word in act.ballots if word == "recused")


def who_can(what: Asked, at: At) -> Holding:
    """Say who has the power to do something at a moment, and which coalitions could do it, or stop it."""
    found = says(what, at.moment, at.docket)
    aside = aside_then(what, at)
    types = types_of(what, at.moment, at.docket, aside)
    alone = not any(one.through for one in found)
    everybody = frozenset(person for voters in types for person in voters)

    def wins(some: frozenset[str]) -> bool:
        return could(some, what, at.moment, at.docket, aside=aside, alone=alone, brief=True).verdict.effective

    done, own = deed_asked(what, at.moment, at.docket), owner_of(what, at.moment, at.docket)
    all_of_them = could(everybody, what, at.moment, at.docket, aside=aside, alone=alone)
    already = any(child.code == "already-so" for child in all_of_them.children)
    return Holding(
        what=what,
        deed=done,
        power=Governing(clause=None) if own else power_over(done, at.moment.date, at.moment.book),
        own=own,
        says=found,
        together=None if already or not all_of_them.verdict.effective else coalitions(types, wins),
        all_of_them=all_of_them,
        aside=tuple(sorted(aside & everybody)),
    )


MOST = 20
"""No more ways than this to make a coalition complete are given."""


def _missing(who: frozenset[str], found: Coalitions | None) -> tuple[tuple[str, ...], ...]:
    """Give the smallest sets of others with whom `who` would be enough, one for each sort of coalition."""
    if found is None:
        return ()
    out: dict[tuple[str, ...], None] = {}
    for counts in found.winning:
        more: list[str] = []
        for voters, n in zip(found.types, counts, strict=True):
            have = [voter for voter in voters if voter in who]
            more += [voter for voter in voters if voter not in who][: max(n - len(have), 0)]
        out[tuple(sorted(more))] = None
    return tuple(sorted(out, key=lambda one: (len(one), one)))[:MOST]


def can(who: tuple[str, ...], what: Asked, at: At) -> Ability:
    """Say whether some could do something at a moment with nobody's help, whatever everybody else does."""
    own = together_with(frozenset(who), at.moment)
    finding = could(frozenset(who), what, at.moment, at.docket, aside=aside_then(what, at))
    holding = who_can(what, at)
    missing = _missing(own, holding.together) if finding.verdict.refused else ()
    return Ability(who=who, own=own, holding=holding, finding=finding, missing=missing)
