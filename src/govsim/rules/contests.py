"""A contest: the options that stand against each other for one place, with the ballots as the method reads them.

All that counts these ballots counts them on one roll and in one way: as votes for one option alone, for a quorum, for
the result and for a tie. A vote for or against one option is a contest too, where a method of election counts it.
"""

from collections.abc import Mapping

from govsim.record.acts import BallotWord, Choices, Consent, Meeting, Resolve, option_of
from govsim.record.acts import deed as said_of
from govsim.rules.ballots import RIVAL, chosen_in, method_of, option_in
from govsim.rules.case import Case, Enrolled
from govsim.rules.counts import Tally
from govsim.rules.elections import Paper, read
from govsim.rules.polls import Poll, count, roll_at, set_aside, votes_in
from govsim.rules.ranks import Governing
from govsim.values import frozen
from govsim.world.approvals import Vote
from govsim.world.elections import Electing, Method
from govsim.world.structure import Body


@frozen(kw_only=True)
class Contest:
    """A vote between several as one option sees it, on one roll.

    `options` are all that stand, with what each is about; `papers` are all ballots as the method reads them, and
    `counted` those of voters who may vote and have a vote. `poll` is the vote as one on this option alone. Where no
    rule has a method (`said` is False) it is a plurality among those who have what is asked of any vote.
    """

    body: Body
    method: Electing
    said: bool
    found: Governing
    option: str
    options: Mapping[str, str]
    choices: Choices
    papers: Mapping[str, Paper]
    counted: Mapping[str, Paper]
    poll: Poll
    case: Case

    @property
    def of(self) -> int:
        """Give the votes that were cast: of a spoiled ballot none; where they can be heaped, one for each seat."""
        each = self.choices.seats if self.method.method is Method.CUMULATIVE else 1
        return each * sum(paper.weight for paper in self.counted.values() if not paper.fault)

    def tally(self, option: str) -> Tally:
        """Count the vote as one on an option alone: for it, or cast and not for it."""
        if option == self.option:
            return count(self.body, self.poll, self.case)
        poll, act = self.poll, self.case.act
        rest = dict(act.ballots) if isinstance(act, Resolve) else {}
        ballots = rest | words(self.papers, option, poll.form)
        return count(self.body, Poll(ballots, poll.form, poll.rolls, poll.weights), self.case)


def words(papers: Mapping[str, Paper], option: str, form: Consent | Meeting) -> dict[str, BallotWord]:
    """Give what each did in a vote on one option alone; a spoiled ballot is presence, and no vote; nobody signs so."""
    if isinstance(form, Consent):
        return {person: "signed" if paper.names(option) else "silent" for person, paper in papers.items()}
    return {
        person: "abstain" if paper.fault else "for" if paper.names(option) else "against"
        for person, paper in papers.items()
    }


def _standing(case: Case, choices: Choices) -> dict[str, str]:
    """Give the options that stand, each with what it is about."""
    out = {option_of(one): said_of(one)[1] for one in case.act.items}
    out.setdefault(option_in(case), said_of(case.item)[1])
    for _, one in choices.ballots:
        out |= {name: "" for name in one.first if name.startswith(RIVAL)}
    return out


def contest_in(vote: Vote, body: Body, roll: Enrolled, form: Consent | Meeting, case: Case) -> Contest | None:
    """Give the contest that a vote is; None where it is for or against one thing, and no method counts it."""
    choices, act = chosen_in(vote, body, case), case.act
    if choices is None or not isinstance(act, Resolve) or (act.choices is None and isinstance(form, Consent)):
        return None  # signatures for one nominee are held against what a consent asks for
    electing, found = method_of(vote, body, case)
    method = electing if electing is not None else Electing(method=Method.PLURALITY)
    rest, rolls = dict(act.ballots), {body.id: roll}
    votes = dict(votes_in(body, roll_at(body, Poll(rest, form, rolls), case), vote.weights, case))
    papers = {
        person: read(method.method, (votes.get(person, 0), choice), choices.seats) for person, choice in choices.ballots
    }
    option = option_in(case)
    ballots = rest | words(papers, option, form) if act.choices is not None else rest
    aside = {person for person, out in set_aside(body, ballots, case).items() if out.vote}
    return Contest(
        body=body,
        method=method,
        said=electing is not None,
        found=found,
        option=option,
        options=_standing(case, choices),
        choices=choices,
        papers=papers,
        counted={one: paper for one, paper in papers.items() if paper.weight > 0 and one not in aside},
        poll=Poll(ballots, form, rolls, vote.weights),
        case=case,
    )
