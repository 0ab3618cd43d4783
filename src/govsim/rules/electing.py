"""The findings of a vote that chooses between several: what the method asks of one option, and what it got.

Form, notice and quorum are those of any vote; only what carries is found in another way. Where no rule on elections
speaks, what a body asks of any vote is asked of each option, and of those that meet it the most votes decide.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from govsim.record.rulings import Finding, Verdict
from govsim.rules.ballots import RIVAL
from govsim.rules.case import Names
from govsim.rules.casting import breaking_ties, casting_office
from govsim.rules.contests import Contest
from govsim.rules.counts import Tally
from govsim.rules.elections import (
    Chosen,
    Pairs,
    Paper,
    Ranked,
    enough_over,
    least,
    most,
    opposed,
    pairs,
    ranked,
    totals,
)
from govsim.rules.measures import bounds, meets
from govsim.rules.polls import voters
from govsim.rules.quorums import OK, VOID
from govsim.values import frozen
from govsim.world.approvals import Vote
from govsim.world.elections import RANKED, Method

NO_ACT = Verdict.NO_ACT

Meets = Callable[[Tally], bool]
"""Says whether the votes for one option alone meet what is asked of any vote."""


# --- the result ------------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Result:
    """Whom the ballots choose, and what each option got; `among` are those that may be elected at all.

    Of a tie the casting vote `picked` some, where it was used as it may be.
    """

    votes: Mapping[str, int]
    against: Mapping[str, int]
    among: tuple[str, ...]
    chosen: Chosen
    picked: tuple[str, ...] = ()
    ranked: Ranked | None = None


def result(contest: Contest, vote: Vote, meets_all: Meets) -> Result:
    """Count a contest: one result for all options, whichever is asked about, but for who may break a tie."""
    papers = tuple(contest.counted.values())
    votes, against = totals(contest.options, papers), opposed(contest.options, papers)
    if contest.method.method in RANKED:
        over = _ranked(contest, papers)
        tied = over.unbeaten if len(over.unbeaten) > 1 else ()
        chosen = Chosen(elected=() if tied else over.unbeaten, tied=tied, left=1 if tied else 0)
        picked = _picked(contest, chosen, vote)
        return Result(votes=votes, against=against, among=over.unbeaten, chosen=chosen, picked=picked, ranked=over)
    among = tuple(contest.options)
    if not contest.said:
        among = tuple(one for one in among if meets_all(contest.tally(one)))
    elif contest.method.method is Method.MAJORITY:
        among = tuple(one for one in among if votes[one] > against[one])
    chosen = most({one: votes[one] for one in among}, contest.choices.seats)
    return Result(votes=votes, against=against, among=among, chosen=chosen, picked=_picked(contest, chosen, vote))


def left_tied(contest: Contest, vote: Vote, meets_all: Meets) -> bool:
    """Say whether an option is one of those tied for places that are left, even after a casting vote."""
    found = result(contest, vote, meets_all)
    mine = contest.option
    return mine in found.chosen.tied and mine not in found.picked and len(found.picked) < found.chosen.left


def _chair(contest: Contest, vote: Vote) -> tuple[str, ...]:
    office = contest.method.casting or casting_office(vote, contest.body, contest.case)
    return breaking_ties(office, contest.body, contest.case)[:1]


def _picked(contest: Contest, chosen: Chosen, vote: Vote) -> tuple[str, ...]:
    """Give whom a casting vote chose: of those tied, no more than there are places left, by one who may vote."""
    used = contest.choices.casting
    if not chosen.tied or not used or not {*used} <= {*chosen.tied} or len(used) > chosen.left:
        return ()
    chair = _chair(contest, vote)
    return used if chair and chair[0] in voters(contest.body, contest.poll, contest.case) else ()


def _ranked(contest: Contest, papers: Sequence[Paper]) -> Ranked:
    method, default, tally, number = contest.method, contest.method.default, _tally(contest), contest.case.book.number
    quorum = method.quorum

    def quorate(have: int) -> bool:
        return quorum is None or meets(quorum, have, tally, number)

    return ranked(
        _all_options(contest), _pairs(contest, papers), default, quorate, lambda one: method.ratio(contest.options[one])
    )


def _tally(contest: Contest) -> Tally:
    return contest.tally(contest.option)


def _all_options(contest: Contest) -> tuple[str, ...]:
    default = contest.method.default
    return (*contest.options, *((default,) if default else ()))


def _pairs(contest: Contest, papers: Sequence[Paper]) -> Pairs:
    return pairs(_all_options(contest), tuple(paper.ballot for paper in papers if not paper.fault))


# --- the findings ----------------------------------------------------------------------------------------------------


def electing_findings(contest: Contest, vote: Vote, clause: str, meets_all: Meets) -> Iterator[Finding]:
    """Give the findings on what the ballots choose; `clause` is the rule that has the method, or what is asked of each.

    What is asked of any vote is found before.
    """
    leaf = _Leaf(contest, clause)
    method, seats = contest.method.method, contest.choices.seats
    if method in RANKED and seats != 1:
        yield leaf("elects.one-only", VOID, (), seats=seats)
        return
    found = result(contest, vote, meets_all)
    if not contest.case.brief:
        for person, paper in contest.counted.items():
            yield from _read_so(person, paper, contest, clause)
    if found.ranked is not None:
        yield from _in_rankings(contest, vote, found, found.ranked, leaf)
        return
    mine = contest.option
    bar = found.against[mine] + 1 if method is Method.MAJORITY else 1
    if mine in found.chosen.tied:
        yield from _casting(contest, vote, found, leaf)
        names = (("parties", " ".join(one for one in found.chosen.tied if one != mine)),)
        verdict = OK if mine in found.picked else NO_ACT
        yield leaf("elects.tied", verdict, names, have=found.votes[mine], left=found.chosen.left)
    elif contest.said or mine in found.among:  # else what is asked of any vote has refused it
        running = {one: found.votes[one] for one in contest.options if one in found.among or one == mine}
        last = least(running, mine, seats) - 1
        code = "elects.majority" if method is Method.MAJORITY else "elects.votes"
        numbers = {"have": found.votes[mine], "needed": max(last + 1, bar), "of": contest.of, "seats": seats}
        numbers |= {"last": last, "against": bar - 1}
        verdict = OK if mine in found.chosen.elected else NO_ACT
        yield leaf(code, verdict, (("method", method.value),), **numbers)
    if not contest.case.brief:
        rivals = [one for one in contest.options if one.startswith(RIVAL)]
        if rivals:
            yield leaf("elects.rivals", OK, have=found.votes[rivals[0]], seats=len(rivals))
        for other in contest.options:
            if other not in {mine, *rivals}:
                yield leaf("elects.other", OK, (("other", other),), have=found.votes[other])


class _Leaf:
    """Gives findings on one option under one clause."""

    def __init__(self, contest: Contest, clause: str) -> None:
        self.option, self.clause = contest.option, clause

    def __call__(self, code: str, verdict: Verdict, names: Names = (), **numbers: int) -> Finding:
        named = (("option", self.option), *names)
        return Finding(code=code, verdict=verdict, names=named, numbers=tuple(numbers.items()), clause=self.clause)


def _read_so(person: str, paper: Paper, contest: Contest, clause: str) -> Iterator[Finding]:
    """Say why a ballot is spoiled, or that what it names without an order is read as equals."""
    method, seats, choice = contest.method.method, contest.choices.seats, paper.choice
    many, has = len(choice.first), paper.weight * seats
    names = (("party", person), ("method", method.value))

    def leaf(code: str, **numbers: int) -> Finding:
        return Finding(code=code, verdict=OK, names=names, numbers=tuple(numbers.items()), clause=clause)

    if paper.fault == "many":
        yield leaf("elects.too-many-names", among=many, seats=seats)
    elif paper.fault == "heaped":
        gave = sum(votes for _, votes in choice.points)
        yield leaf("elects.too-many-votes", gave=gave, has=has, weight=paper.weight, seats=seats)
    elif paper.fault == "uneven":
        yield leaf("elects.uneven", has=has, among=many)
    elif paper.fault:
        yield leaf("elects.spoiled")
    elif method in RANKED and len(choice.tiers) == 1 and many > 1:
        yield leaf("elects.equals")


def _casting(contest: Contest, vote: Vote, found: Result, leaf: _Leaf) -> Iterator[Finding]:
    """Say what became of the casting vote, where somebody has one."""
    chair, used = _chair(contest, vote), contest.choices.casting
    if chair:
        able = chair[0] in voters(contest.body, contest.poll, contest.case)
        code = "casting-vote.none" if not able else "casting-vote.chose" if found.picked else "casting-vote.not-used"
        yield leaf(code, OK, (("party", chair[0]), ("parties", " ".join(used))))


def _in_rankings(contest: Contest, vote: Vote, found: Result, over: Ranked, leaf: _Leaf) -> Iterator[Finding]:
    """Find whether an option is the one that nobody beats in the rankings, with the default option among them."""
    method, mine, case = contest.method, contest.option, contest.case
    default, tally = method.default, _tally(contest)
    counted, dropped = _pairs(contest, tuple(contest.counted.values())), {*over.short, *over.outvoted}
    if default:
        have, under = counted[mine, default], counted[default, mine]
        names = (("default", default),)
        for one in bounds(method.quorum, have, tally, case.book.number) if method.quorum is not None else ():
            base = (*names, ("base", one.base.value))
            verdict = OK if one.met else NO_ACT
            yield leaf("elects.quorum", verdict, base, have=one.have, needed=one.needed, of=one.of)
        if mine not in over.short:
            ratio = method.ratio(contest.options[mine])
            numbers = {"have": have, "needed": enough_over(under, ratio), "of": contest.of, "against": under}
            verdict = NO_ACT if mine in over.outvoted else OK
            yield leaf("elects.ratio", verdict, (*names, ("ratio", str(ratio))), **numbers)
    if mine in dropped:
        return
    if not case.brief:
        for other in _all_options(contest):
            if other not in {mine, default, *dropped}:
                numbers = {"have": counted[mine, other], "against": counted[other, mine]}
                yield leaf("elects.pair", OK, (("other", other),), **numbers)
    others = (("parties", " ".join(one for one in over.unbeaten if one != mine)),)
    if mine not in over.unbeaten:
        yield leaf("elects.beaten", NO_ACT, others)
    elif found.chosen.tied:
        yield from _casting(contest, vote, found, leaf)
        yield leaf("elects.ranked-tie", OK if mine in found.picked else NO_ACT, others)
    else:
        yield leaf("elects.unbeaten", OK)
