"""The quorum of one vote, and how a count is held against a threshold: one finding for each of its bounds."""

from collections.abc import Iterator
from itertools import islice

from attrs import evolve

from govsim.record.acts import Meeting
from govsim.record.rulings import BARE, BREACH, Finding, Verdict, worst
from govsim.rules.case import Case, Names
from govsim.rules.counts import Tally
from govsim.rules.measures import bounds, meets
from govsim.rules.polls import Poll, count
from govsim.rules.ranks import governing
from govsim.world.clauses import Clause, Quorum
from govsim.world.structure import Body
from govsim.world.thresholds import Threshold

OK = Verdict.VALID


VOID = Verdict.VOID


def defect(clause: Clause | None) -> Verdict:
    """Give what an act becomes that breaches a clause: void, unless the clause says voidable."""
    return BREACH[clause.defect] if clause is not None else VOID


def together(code: str, children: tuple[Finding, ...], clause: str = "", **names: str) -> Finding:
    """Give the finding that all of `children` hold: it is as bad as the worst of them."""
    verdict = worst(tuple(child.verdict for child in children))
    return Finding(code=code, verdict=verdict, names=tuple(names.items()), clause=clause, children=children)


def void_clauses(void: tuple[tuple[Clause, Clause], ...]) -> Iterator[Finding]:
    """Name each clause that was void and decided nothing; that does not make the act void."""
    for clause, statute in void:
        names = (("clause", clause.id), ("statute", statute.id), ("rank", clause.rank.name.lower()))
        yield Finding(code="clause.void", verdict=OK, names=names, clause=statute.id)


def held(  # noqa: PLR0913, PLR0917 - a code, a count, a rule, and what it becomes when missed
    code: str, threshold: Threshold, counted: Tally, missed: Verdict, clause: str, case: Case
) -> Finding:
    """Hold those present against a quorum, or the ayes against what passes; one finding for each of its bounds."""
    have, inside = (counted.quorum_present, counted.quorum_in) if code == "quorum" else (counted.ayes, counted.ayes_in)
    if case.brief:
        return BARE[OK if meets(threshold, have, counted, case.book.number, inside) else missed]
    leaves = tuple(
        Finding(
            code=code,
            verdict=OK if one.met else missed,
            names=(("base", one.base.value), *((("counted", "votes"),) if counted.weighted else ())),
            numbers=(("have", one.have), ("needed", one.needed), ("of", one.of)),
            clause=clause,
        )
        for one in bounds(threshold, have, counted, case.book.number, inside)
    )
    if len(leaves) == 1:
        return leaves[0]
    return together("quorum.each" if code == "quorum" else "count.each", leaves, clause)


def out_of_reach(threshold: Threshold, counted: Tally, clause: str, case: Case) -> Iterator[Finding]:
    """Note that a vote could not have passed with so few there: not even if all of them had been for it."""
    if case.brief:
        return
    there = counted.represented
    full = evolve(counted, ayes=there, noes=0, cast=there, ayes_outside=0, casting=0)
    short = (one for one in bounds(threshold, there, full, case.book.number, full.ayes_in) if not one.met)
    for one in islice(short, 1):
        numbers = (("have", there), ("needed", one.needed), ("of", one.of))
        names = (("base", one.base.value), *((("counted", "votes"),) if counted.weighted else ()))
        yield Finding(code="vote.out-of-reach", verdict=OK, names=names, numbers=numbers, clause=clause)


def named(case: Case, finding: Finding, names: Names, code: str = "") -> Finding:
    """Give a finding that says more: of which body the quorum was asked, where members of one use a meeting of another.

    In brief nothing is said.
    """
    if case.brief:
        return finding
    return Finding(
        code=code or finding.code,
        verdict=finding.verdict,
        names=(*finding.names, *names),
        numbers=finding.numbers,
        clause=finding.clause,
        children=finding.children,
    )


def quorum(
    body: Body, poll: Poll, case: Case, own: Threshold | None = None, signers: Verdict | None = None
) -> Iterator[Finding]:
    """Hold those present against the quorum, and each class of seats against the presence it must have.

    A power may have a quorum of its `own`. Where the rule on consents asks for a quorum of `signers`, a breach is one
    of that rule, and comes to what that says.
    """
    found = governing(Quorum, body, case.date, case.book, case.deed)
    if found.void:
        yield from void_clauses(found.void)
    clause = found.clause
    rule = clause.topic if clause is not None else None
    of = (("body", body.id),)
    if own is not None:
        counted = count(body, poll, case, quorum=True)
        yield named(case, held("quorum", own, counted, VOID if signers is None else signers, "", case), of)
        return
    if not isinstance(rule, Quorum) or clause is None:
        yield case.say("quorum.no-rule", OK, of)
        return
    missed = defect(clause) if signers is None else signers
    counted = count(body, poll, case, opening=rule.as_of == "opening", quorum=True)
    adjourned = isinstance(poll.form, Meeting) and poll.form.adjourned and rule.adjourned is not None
    threshold = rule.adjourned if adjourned and rule.adjourned is not None else rule.threshold
    yield named(case, held("quorum", threshold, counted, missed, clause.id, case), of)
    for position, share in rule.classes:
        counted = count(body, poll, case, seat=case.book.code.positions[position], quorum=True)
        leaf = held("quorum", share, counted, missed, clause.id, case)
        yield named(case, leaf, (*of, ("position", position)), code="quorum.class")
