"""The findings of a vote that chooses between several: what the method asks of one option, and what it got.

Form, notice and quorum are those of any vote; only what carries is found in another way. Where no rule on elections
speaks, what a body asks of any vote is asked of each option, and of those that meet it the most votes decide.
"""

from collections.abc import Iterator, Mapping

from govsim.record.acts import BallotWord, Choices, option_of
from govsim.record.acts import deed as said_of
from govsim.record.rulings import Finding, Verdict
from govsim.record.state import holding
from govsim.rules.ballots import RIVAL, method_of, option_in
from govsim.rules.case import Case, Names
from govsim.rules.counts import Tally
from govsim.rules.elections import Ballot, enough_over, given, least, most, opposed, pairs, ranked, totals
from govsim.rules.majorities import majority
from govsim.rules.measures import bounds, meets
from govsim.rules.polls import Poll, count, roll_at, set_aside, voters, weighted
from govsim.rules.quorums import OK, VOID, held, void_clauses
from govsim.values import frozen
from govsim.world.approvals import Vote
from govsim.world.elections import RANKED, Electing, Method
from govsim.world.structure import Body
from govsim.world.thresholds import Threshold

NO_ACT = Verdict.NO_ACT


@frozen(kw_only=True)
class Contest:
    """A vote between several as one option sees it, on one roll.

    `options` are all that stand, with what each is about; `ballots` those that count; `tally` is the count of the vote,
    and `clause` the rule that has the method, or the power.
    """

    method: Electing
    clause: str
    option: str
    options: Mapping[str, str]
    ballots: tuple[Ballot, ...]
    choices: Choices
    tally: Tally
    case: Case
    able: frozenset[str]

    @property
    def of(self) -> int:
        """Give the votes of everybody who cast a ballot; where they can be heaped, one for each seat."""
        each = self.choices.seats if self.method.method is Method.CUMULATIVE else 1
        return each * sum(weight for weight, _ in self.ballots)

    def leaf(self, code: str, verdict: Verdict, names: Names = (), **numbers: int) -> Finding:
        """Give a finding on this option."""
        named = (("option", self.option), *names)
        return Finding(code=code, verdict=verdict, names=named, numbers=tuple(numbers.items()), clause=self.clause)


def _ballots(body: Body, poll: Poll, choices: Choices, case: Case) -> dict[str, Ballot]:
    """Give the ballots of whoever is on the roll, may vote, and has a vote at all."""
    aside = {person for person, out in set_aside(body, poll.ballots, case).items() if out.vote}
    weights = dict(weighted(body, roll_at(body, poll, case).lots, case))
    return {
        person: (weights[person], one)
        for person, one in choices.ballots
        if weights.get(person, 0) > 0 and person not in aside
    }


def _standing(case: Case, choices: Choices) -> dict[str, str]:
    """Give the options that stand, each with what it is about."""
    out = {option_of(one): said_of(one)[1] for one in case.act.items}
    out.setdefault(option_in(case), said_of(case.item)[1])
    for _, one in choices.ballots:
        out |= {name: "" for name in one.first if name.startswith(RIVAL)}
    return out


def electing_findings(  # noqa: PLR0913, PLR0917 - a vote, its ballots and its count, and the power that asks for it
    vote: Vote, body: Body, poll: Poll, choices: Choices, counted: Tally, case: Case, power: str
) -> Iterator[Finding]:
    """Give the findings on what carries one option of a vote between several."""
    electing, found = method_of(vote, body, case)
    yield from void_clauses(found.void)
    options = _standing(case, choices)
    among = tuple(options)
    threshold, clause = vote.passing, power
    if electing is None:
        asked = majority(vote, power, body, case)
        yield from void_clauses(asked.void)
        threshold, clause = asked.threshold, asked.clause
        if threshold is None:
            yield Finding(code="vote.no-rule", verdict=VOID, names=(("body", body.id),))
            return
        among = tuple(one for one in options if _meets(threshold, _alone(one, body, poll, choices, case), case))
    if threshold is not None:
        own = _alone(option_in(case), body, poll, choices, case)
        yield held("vote", threshold, own, NO_ACT, clause, case)
    by_person = _ballots(body, poll, choices, case)
    method = electing if electing is not None else Electing(method=Method.PLURALITY)
    contest = Contest(
        method=method,
        clause=clause if electing is None else found.clause.id if found.clause is not None else power,
        option=option_in(case),
        options=options,
        ballots=tuple(by_person.values()),
        choices=choices,
        tally=counted,
        case=case,
        able=voters(body, poll, case),
    )
    if method.method in RANKED:
        yield from _ranked(contest)
        return
    if not case.brief:
        yield from _not_counted(by_person, contest)
    yield from _most(contest, among)


def _not_counted(by_person: Mapping[str, Ballot], contest: Contest) -> Iterator[Finding]:
    """Name the ballots that the method cannot read, each with what is wrong."""
    method, seats = contest.method.method, contest.choices.seats
    for person, (weight, choice) in by_person.items():
        if given(method, (weight, choice), seats) is not None:
            continue
        gave = sum(votes for _, votes in choice.points)
        names = (("party", person), ("method", method.value))
        numbers: tuple[tuple[str, int], ...] = ()
        code = "elects.spoiled"
        if method is Method.CUMULATIVE and gave > weight * seats:
            code = "elects.too-many-votes"
            numbers = (("gave", gave), ("has", weight * seats), ("weight", weight), ("seats", seats))
        elif method is Method.CUMULATIVE and len(choice.tiers) == 1 and not choice.points:
            code = "elects.uneven"
            numbers = (("has", weight * seats), ("among", len(choice.first)))
        elif method is not Method.CUMULATIVE and len(choice.tiers) == 1 and not choice.points:
            code = "elects.too-many-names"
            numbers = (("among", len(choice.first)), ("seats", seats))
        yield Finding(code=code, verdict=OK, names=names, numbers=numbers, clause=contest.clause)


def _alone(option: str, body: Body, poll: Poll, choices: Choices, case: Case) -> Tally:
    """Count a vote as if it had been about one option alone: for it, or cast and not for it."""
    words: dict[str, BallotWord] = {p: "for" if one.supports(option) else "against" for p, one in choices.ballots}
    return count(body, Poll(dict(poll.ballots) | words, poll.form, poll.rolls), case)


def _meets(threshold: Threshold, counted: Tally, case: Case) -> bool:
    return meets(threshold, counted.ayes, counted, case.book.number, counted.ayes_in)


def _most(contest: Contest, among: tuple[str, ...]) -> Iterator[Finding]:
    """Find whether an option is one of those with the most votes; `among` are those that may be elected at all."""
    method, mine, seats = contest.method.method, contest.option, contest.choices.seats
    votes = totals(method, contest.options, contest.ballots, seats)
    bar = 1
    if method is Method.MAJORITY:
        against = opposed(contest.options, contest.ballots)
        among = tuple(one for one in among if votes[one] > against[one])
        bar = against[mine] + 1
    running = {one: votes[one] for one in contest.options if one in among or one == mine}
    last = least(running, mine, seats) - 1
    needed = max(last + 1, bar)
    found = most({one: votes[one] for one in among}, seats)
    if mine in found.tied:
        yield from _tie(contest, found.tied, found.left, votes[mine])
    else:
        code = "elects.majority" if method is Method.MAJORITY else "elects.votes"
        numbers = {"have": votes[mine], "needed": needed, "of": contest.of, "seats": seats, "last": last}
        numbers |= {"against": bar - 1}
        verdict = OK if mine in found.elected else NO_ACT
        yield contest.leaf(code, verdict, (("method", method.value),), **numbers)
    if not contest.case.brief:
        rivals = [one for one in contest.options if one.startswith(RIVAL)]
        if rivals:
            yield contest.leaf("elects.rivals", OK, have=votes[rivals[0]], seats=len(rivals))
        for other in contest.options:
            if other not in {mine, *rivals}:
                yield contest.leaf("elects.other", OK, (("other", other),), have=votes[other])


def _tie(contest: Contest, tied: tuple[str, ...], left: int, have: int) -> Iterator[Finding]:
    """Find whether a casting vote chose an option among those tied for the places that are left."""
    office, used = contest.method.casting, contest.choices.casting
    chair = holding(contest.case.sight, office) if office else ()
    chosen = False
    if chair:
        able = chair[0] in contest.able
        cast = able and bool(used) and {*used} <= {*tied} and len(used) <= left
        chosen = cast and contest.option in used
        code = "casting-vote.none" if not able else "casting-vote.chose" if cast else "casting-vote.not-used"
        yield contest.leaf(code, OK, (("party", chair[0]), ("parties", " ".join(used))))
    names = (("parties", " ".join(one for one in tied if one != contest.option)),)
    yield contest.leaf("elects.tied", OK if chosen else NO_ACT, names, have=have, left=left)


def _ranked(contest: Contest) -> Iterator[Finding]:
    """Find whether an option is the one that nobody beats in the rankings, with the default option among them."""
    method, mine, case = contest.method, contest.option, contest.case
    if contest.choices.seats != 1:
        yield contest.leaf("elects.one-only", VOID, seats=contest.choices.seats)
        return
    default, tally, number = method.default, contest.tally, case.book.number
    options = (*contest.options, *((default,) if default else ()))
    counted = pairs(options, contest.ballots)
    quorum = method.quorum

    def quorate(have: int) -> bool:
        return quorum is None or meets(quorum, have, tally, number)

    result = ranked(options, counted, default, quorate, lambda one: method.ratio(contest.options[one]))
    if default:
        over, under = counted[mine, default], counted[default, mine]
        names = (("default", default),)
        for one in bounds(quorum, over, tally, number) if quorum is not None else ():
            verdict = OK if one.met else NO_ACT
            base = (*names, ("base", one.base.value))
            yield contest.leaf("elects.quorum", verdict, base, have=one.have, needed=one.needed, of=one.of)
        if mine not in result.short:
            ratio = method.ratio(contest.options[mine])
            numbers = {"have": over, "needed": enough_over(under, ratio), "of": contest.of, "against": under}
            verdict = NO_ACT if mine in result.outvoted else OK
            yield contest.leaf("elects.ratio", verdict, (*names, ("ratio", str(ratio))), **numbers)
    if mine in {*result.short, *result.outvoted}:
        return
    if not case.brief:
        for other in options:
            if other not in {mine, default, *result.short, *result.outvoted}:
                numbers = {"have": counted[mine, other], "against": counted[other, mine]}
                yield contest.leaf("elects.pair", OK, (("other", other),), **numbers)
    if mine not in result.unbeaten:
        names = (("parties", " ".join(result.unbeaten)),)
        yield contest.leaf("elects.beaten", NO_ACT, names)
    elif len(result.unbeaten) > 1:
        yield from _tie(contest, result.unbeaten, 1, counted[mine, next(o for o in result.unbeaten if o != mine)])
    else:
        yield contest.leaf("elects.unbeaten", OK)
