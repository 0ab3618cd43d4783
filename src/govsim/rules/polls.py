"""One vote as it was cast: who was there, what each ballot counts for, who stands aside; counted once on each roll.

The same ballots are counted for the quorum and for the result, and where members of one body use a meeting of another,
on the rolls of both. Ballots belong to persons, whatever body they met as.
"""

from collections.abc import Mapping

from govsim.record.acts import BallotWord, Consent, Form, Meeting, OpenForm
from govsim.record.state import fixed_roll, holding, opening_roll
from govsim.rules.book import Book, called
from govsim.rules.case import Ballots, Case, Enrolled, Owned, authorized_by, enrolled, lots_of
from govsim.rules.clocks import attending
from govsim.rules.counts import Aside, Tally, for_quorum, tally
from govsim.rules.ranks import Deed, governing
from govsim.world.approvals import Votes
from govsim.world.clauses import RECUSED, TARGET, Recusal, Weight
from govsim.world.params import shown
from govsim.world.structure import Body, Position


class Poll:
    """The ballots of one act in one form, with who was present and the counts made so far, each made when asked for.

    It lasts for as long as one vote is judged, for one case and its items. `weights` are the votes of each in this vote
    alone, where they are not those that each has in the body.
    """

    __slots__ = ("_present", "ballots", "form", "rolls", "tallies", "weights")

    def __init__(
        self,
        ballots: Ballots,
        form: Consent | Meeting,
        rolls: Mapping[str, Enrolled],
        weights: Votes | None = None,
    ) -> None:
        """Take ballots and form as they are, and the `rolls` of bodies, by their ids, as far as they were looked at."""
        self.weights = weights
        self.ballots = ballots
        self.form = form
        self.rolls = rolls
        self.tallies: dict[tuple[str, str, bool, bool, bool], Tally] = {}
        self._present: frozenset[str] | None = None

    def present(self, book: Book) -> frozenset[str]:
        """Give who was present: nobody where there was no meeting."""
        if self._present is None:
            form = self.form
            self._present = present_at(form, self.ballots, book) if isinstance(form, Meeting) else frozenset()
        return self._present


def roll_at(body: Body, poll: Poll, case: Case, *, opening: bool = False) -> Enrolled:
    """Give who is on a body's roll, for an act in its form.

    Of a meeting with a record date it is the roll at that date; with `opening` the one with which the meeting began.
    """
    form = poll.form
    meeting = form.called if isinstance(form, Meeting) else ""
    if meeting:
        look = opening_roll if opening else fixed_roll
        kept = look(case.sight, body.id, meeting)
        if kept is not None:
            return Enrolled.of(lots_of(kept))
    return poll.rolls.get(body.id) or enrolled(body, case.sight, case.book)


def _factors(body: Body, date: str, book: Book, deed: Deed | None) -> dict[str, int]:
    """Give the votes per unit that a rule gives to parties, classes and the target; empty where none says anything."""
    clause = governing(Weight, body, date, book, deed).clause
    if clause is None or not isinstance(clause.topic, Weight):
        return {}
    topic = clause.topic
    if topic.by_param is None:
        return dict(topic.votes)
    return dict(dict(topic.variants)[shown(book.value(topic.by_param.param))])


def _spelt_out(factors: dict[str, int], body: Body, case: Case) -> dict[str, int]:
    """Give the votes that an office carries to whoever holds it: one that is not itself on the roll.

    A position is meant by its id or by what law packs call it. What is said of a person by name goes before that.
    """
    roll, out = case.book.roll_of(body), dict(factors)
    for name, votes in factors.items():
        for position in called(name, body.entity, case.book.code):
            for one in (position,) if position in roll else holding(case.sight, position):
                out.setdefault(one, votes)
    return out


def _weigh(held: Owned, factors: dict[str, int], targets: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    of_target = factors.get(TARGET)
    out = []
    for person, lots in held.items():
        of_person = of_target if person in targets and of_target is not None else factors.get(person)
        out.append((person, sum(n * (factors.get(lot, 1) if of_person is None else of_person) for lot, n in lots)))
    return tuple(out)


def weighted(body: Body, held: Owned, case: Case) -> tuple[tuple[str, int], ...]:
    """Give persons with their votes: for each unit held one, or as many as a rule says of them or of the class."""
    factors = _factors(body, case.date, case.book, case.deed)
    return _weigh(held, _spelt_out(factors, body, case), case.targets)


def votes_in(body: Body, roll: Enrolled, weights: Votes | None, case: Case) -> tuple[tuple[str, int], ...]:
    """Give those on a roll with their votes in one vote: those that `weights` gives, or that each has in the body."""
    factors = _factors(body, case.date, case.book, case.deed) if weights is None else dict(weights)
    return _weigh(roll.lots, _spelt_out(factors, body, case), case.targets) if factors else roll.votes


def settled(form: Form, book: Book) -> Consent | Meeting:
    """Give the form of an act, an open one as the parameter chooses it."""
    return dict(form.variants)[str(book.value(form.param))] if isinstance(form, OpenForm) else form


_AWAY = frozenset[BallotWord]({"absent", "silent"})


def set_aside(body: Body, ballots: Ballots, case: Case) -> dict[str, Aside]:
    """Give who stands aside by rule, and from which sets: whoever is recused, whom it is about, a party, a seat.

    Without a rule a recused person casts no vote and is otherwise as present, and as entitled to vote, as anybody.
    """
    clause = governing(Recusal, body, case.date, case.book, case.deed).clause
    out: dict[str, Aside] = {}
    for row in clause.topic.rows if clause is not None and isinstance(clause.topic, Recusal) else ():
        if row.who == RECUSED:
            who = tuple(person for person, word in ballots.items() if word == "recused")
        elif row.who == TARGET:
            who = case.targets
        else:
            who = holding(case.sight, row.who) if row.who in case.book.code.positions else (row.who,)
        for person in who:
            if person not in out:
                sets = (case.book.holds(switch) for switch in (row.vote, row.quorum, row.base))
                out[person] = Aside(*sets)
    return out


def voters(body: Body, poll: Poll, case: Case) -> frozenset[str]:
    """Give who could vote at a meeting: those present who may vote and do not stand aside."""
    aside = {person for person, out in set_aside(body, poll.ballots, case).items() if out.vote}
    aside |= {person for person, word in poll.ballots.items() if word in {"recused", "non-vote"}}
    return poll.present(case.book) - aside


def present_at(meeting: Meeting, ballots: Ballots, book: Book) -> frozenset[str]:
    """Give the persons present at a meeting: those who attended, and those who voted there."""
    return attending(meeting, book).union([person for person, word in ballots.items() if word not in _AWAY])


def count(  # noqa: PLR0913 - a vote, and which of those on the roll are looked at
    body: Body,
    poll: Poll,
    case: Case,
    *,
    seat: Position | None = None,
    opening: bool = False,
    everybody: bool = False,
    quorum: bool = False,
) -> Tally:
    """Count a vote on one body's roll, once.

    With `seat` only those who hold that position count, and what else they hold does not; with `opening` the roll is
    the one with which the meeting began; with `everybody` nobody stands aside. For a `quorum` whoever counts toward it
    is part of every base, too.
    """
    asked = (body.id, "" if seat is None else seat.id, opening, everybody)
    kept = poll.tallies.get((*asked, quorum))
    if kept is None:
        roll = roll_at(body, poll, case, opening=opening)
        aside = {} if everybody else set_aside(body, poll.ballots, case)
        of_quorum = for_quorum(aside)
        weights = None if quorum else poll.weights
        kept = _counted(body, poll, case, seat, roll, of_quorum if quorum else aside, weights)
        alike = of_quorum is aside and poll.weights is None
        for which in (True, False) if alike else {quorum}:
            poll.tallies[*asked, which] = kept
    return kept


def _counted(  # noqa: PLR0913, PLR0917 - the same, the roll, who stands aside, and the votes of each
    body: Body,
    poll: Poll,
    case: Case,
    seat: Position | None,
    roll: Enrolled,
    aside: Mapping[str, Aside],
    weights: Votes | None,
) -> Tally:
    if seat is not None:
        roll = roll.only(seat.id)
    present = poll.present(case.book)
    number = authorized_by(body if seat is None else seat, case.sight, case.date, case.book)
    units = roll.units
    return tally(
        roll=votes_in(body, roll, weights, case),
        # `tally` adds to each holder's seat what their votes have more
        authorized=(units if number is None else number) - units + len(roll.votes),
        ballots=poll.ballots,
        attended=present,
        aside=aside,
        consent=isinstance(poll.form, Consent),
    )
