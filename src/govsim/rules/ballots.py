"""The ballots of a vote that chooses between several: by which method they are counted, and whom they are for.

Those for or against one option are read so, too, where a method counts them; and where nobody has voted yet, those of
all who would elect somebody and of all who would not.
"""

from collections.abc import Mapping

from govsim.record.acts import Appoint, BallotWord, Choice, Choices, Resolve, option_of
from govsim.rules.case import Case
from govsim.rules.ranks import Governing, governing
from govsim.rules.seats import free
from govsim.world.approvals import Vote
from govsim.world.elections import RANKED, Electing, Method
from govsim.world.structure import Body

RIVAL = "*"
"""How whoever else could stand is called, where it is asked whether some could elect one person whatever the others do.

Each has a number after it; no id begins so."""


def method_of(vote: Vote, body: Body, case: Case) -> tuple[Electing | None, Governing]:
    """Give the method of a vote: the power's own, else that by which the body elects, if any rule says."""
    if vote.electing is not None:
        return vote.electing, Governing(clause=None)
    found = governing(Electing, body, case.date, case.book, case.deed)
    topic = found.clause.topic if found.clause is not None else None
    return (topic if isinstance(topic, Electing) else None), found


def option_in(case: Case) -> str:
    """Give the option an item puts up; the removal of whoever is replaced is voted on with that."""
    return next((option_of(one) for one in case.act.items if one.id == case.item.id), option_of(case.item))


def by_method(vote: Vote, body: Body, case: Case) -> bool:
    """Say whether a vote for or against one thing is counted by a method: to elect somebody, or as the power says.

    What the power asks for besides is asked, too: whether there were ballot papers or a show of hands changes nothing.
    """
    if vote.electing is not None:
        return True
    elects = case.deed is not None and case.deed.verb == "appoint"
    return elects and method_of(vote, body, case)[0] is not None


def chosen_in(vote: Vote, body: Body, case: Case) -> Choices | None:
    """Give the ballots that choose: those of the act, or those for and against one option that a method counts."""
    act = case.act
    if not isinstance(act, Resolve) or act.choices is not None or not by_method(vote, body, case):
        return act.choices if isinstance(act, Resolve) else None
    mine = option_in(case)
    words = {"for": Choice(tiers=((mine,),)), "against": Choice(against=(mine,))}
    return Choices(ballots=tuple((person, words[word]) for person, word in act.ballots if word in words))


def against_all(
    vote: Vote, body: Body, case: Case, words: Mapping[str, BallotWord], *, casting: bool
) -> Choices | None:
    """Give the ballots of those who would elect one person, and of all others for rivals; None where no method counts.

    As many seats are filled as are free. The others can do nothing better than to vote for as many rivals, all alike;
    where votes can be heaped, those who would elect one person heap theirs. With `casting` the casting vote is theirs.

    >>> against_all(vote, body, case, {"ann": "for", "bob": "against"}, casting=False)  # doctest: +SKIP
    Choices(ballots=(('ann', Choice(tiers=(('cyd',),))), ('bob', Choice(tiers=(('*1',),), against=('cyd',)))), ...)
    """
    if not by_method(vote, body, case):
        return None
    mine, electing = option_in(case), method_of(vote, body, case)[0]
    method = electing.method if electing is not None else Method.PLURALITY
    seats = free(case.item.position, case) if isinstance(case.item, Appoint) and method not in RANKED else 1
    rivals = tuple(f"{RIVAL}{number}" for number in range(1, seats + 1))
    opposing = () if method is Method.CUMULATIVE else (mine,)
    ballots = {"for": Choice(tiers=((mine,),)), "against": Choice(tiers=(rivals,), against=opposing)}
    cast = tuple((person, ballots[word]) for person, word in words.items() if word in ballots)
    return Choices(ballots=cast, seats=seats, casting=(mine,) if casting else rivals[:1])
