"""One item before the law, and what bodies are at that moment: rolls, sizes, weights, who stands aside."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from attrs import evolve, field

from govsim.record.acts import BallotWord, Consent, Decide, Form, Item, Meeting, OpenForm, Resolve
from govsim.record.rulings import Finding
from govsim.record.state import Held, Key, Noting, Sight, fixed_roll, holders, holding, opening_roll, size
from govsim.rules.answers import Answers
from govsim.rules.book import Book
from govsim.rules.clocks import attending
from govsim.rules.counts import Aside, Tally, tally
from govsim.rules.ranks import Deed, governing
from govsim.values import frozen
from govsim.world.clauses import RECUSED, TARGET, Recusal, Size, Weight
from govsim.world.expressions import Expr
from govsim.world.params import shown
from govsim.world.structure import Body, Position

Ballots = Mapping[str, BallotWord]


@frozen
class Supposed:
    """Supposed for an answer: all who are `own` act together, and the others do what they can against it."""

    own: frozenset[str]


@frozen(kw_only=True)
class Case:
    """One item of an act: what was done, by whom and when, what is looked at, and under which book.

    `by` did the item, `actor` the act, and with it every item that names nobody. `deed` is what the item does, once
    that is known; a body named by its kind is one of the entity it is done in. `date` is the local ISO date of the
    act, and `truth` answers a condition on what is looked at: None where it cannot be told. A `brief` case asks for the
    verdict alone: what comes after the first finding that settles it is left out. With `supposed` nobody has acted: the
    question is whether those who are meant could. Whether a meeting was `called` as it must be is asked once: not of
    the vote by which one body calls the meeting of another.
    """

    item: Item
    act: Resolve | Decide
    by: str
    actor: str
    deed: Deed | None = None
    at: datetime
    date: str
    sight: Noting
    book: Book
    truth: Callable[[Expr, Sight], bool | None]
    brief: bool = False
    supposed: Supposed | None = None
    called: bool = False
    kept: "Judged" = field(factory=dict, eq=False, repr=False)

    @property
    def entity(self) -> str:
        """The entity in which something is done."""
        return self.deed.entity if self.deed is not None else ""

    @property
    def target(self) -> str:
        """The person the item is about; nobody for a number of seats or a matter."""
        return getattr(self.item, "party", "")

    def about(self, item: Item, by: str, deed: Deed | None, sight: Noting) -> "Case":
        """Give the case of an item of the same act, by its own actor; written out, since it is made very often."""
        return Case(
            item=item,
            act=self.act,
            by=by,
            actor=self.actor,
            deed=deed,
            at=self.at,
            date=self.date,
            sight=sight,
            book=self.book,
            truth=self.truth,
            brief=self.brief,
            supposed=self.supposed,
            called=self.called,
            kept=self.kept,
        )

    def calling(self, own: frozenset[str]) -> "Case":
        """Give the case in which it is asked whether `own` may call a meeting."""
        return evolve(self, supposed=Supposed(own), called=True)

    def acting(self, act: Resolve, by: str) -> "Case":
        """Give the case in which a body did what was supposed."""
        return evolve(self, act=act, by=by, actor=by, supposed=None)


@frozen
class Kept:
    """A judgement made before, with the keys it read and the choices it was made under."""

    findings: tuple[Finding, ...]
    read: tuple[Key, ...]
    asked: tuple[str, ...]


Judged = dict[tuple[object, ...], Answers[Kept]]
"""Judgements of one act by what they were about, and under each the choices they asked for."""


Holdings = Mapping[str, tuple[tuple[str, int], ...]]
"""What each person holds: units by position."""


def lots_of(rolls: Iterable[tuple[str, Held]]) -> Holdings:
    """Give what each person holds, by the persons' ids, of positions with those who hold them."""
    out: dict[str, tuple[tuple[str, int], ...]] = {}
    for position, held in rolls:
        for tenure in held:
            out[tenure.party] = (*out.get(tenure.party, ()), (position, tenure.units))
    return {person: out[person] for person in sorted(out)}


def holdings(body: Body, sight: Sight, book: Book) -> Holdings:
    """Give what each person on a body's roll holds: units by position, in the order of the roll."""
    return lots_of((position, holders(sight, position)) for position in book.roll_of(body))


def members(body: Body, sight: Sight, book: Book) -> tuple[str, ...]:
    """Give the persons on a body's roll, who hold any of its positions, each once; nobody where it has no roll."""
    return tuple(holdings(body, sight, book))


def roll_at(body: Body, form: Consent | Meeting, case: Case, *, opening: bool = False) -> Holdings:
    """Give what each person on a body's roll holds, for an act in this form.

    Of a meeting with a record date it is the roll at that date; with `opening` the one with which the meeting began.
    """
    meeting = form.called if isinstance(form, Meeting) else ""
    if meeting:
        look = opening_roll if opening else fixed_roll
        kept = look(case.sight, body.id, meeting)
        if kept is not None:
            return lots_of(kept)
    return holdings(body, case.sight, case.book)


def authorized_by(over: Body | Position, sight: Sight, date: str, book: Book) -> int | None:
    """Give the authorized number of a body or of one position: as fixed in the story, else by rule; None if neither."""
    fixed = size(sight, over.id)
    if fixed is not None:
        return fixed
    clause = governing(Size, over, date, book).clause
    if clause is None or not isinstance(clause.topic, Size):
        return None
    number = clause.topic.number
    return number if isinstance(number, int) else int(book.number(number.param))


def authorized(body: Body, sight: Sight, date: str, book: Book) -> int:
    """Give the authorized number of seats of a body; where nothing says it, as many as are held."""
    number = authorized_by(body, sight, date, book)
    return _units_in(holdings(body, sight, book)) if number is None else number


def _units_in(held: Holdings) -> int:
    return sum(n for lots in held.values() for _, n in lots)


def _factors(body: Body, date: str, book: Book, deed: Deed | None) -> dict[str, int]:
    """Give the votes per unit that a rule gives to parties, classes and the target; empty where none says anything."""
    clause = governing(Weight, body, date, book, deed).clause
    if clause is None or not isinstance(clause.topic, Weight):
        return {}
    topic = clause.topic
    if topic.by_param is None:
        return dict(topic.votes)
    return dict(dict(topic.variants)[shown(book.value(topic.by_param.param))])


def weighted(body: Body, held: Holdings, case: Case) -> tuple[tuple[str, int], ...]:
    """Give persons with their votes: for each unit held one, or as many as a rule says of them or of the class."""
    factors = _factors(body, case.date, case.book, case.deed)
    if not factors:
        return tuple((person, sum(n for _, n in lots)) for person, lots in held.items())
    of_target = factors.get(TARGET)
    out = []
    for person, lots in held.items():
        of_person = of_target if person == case.target and of_target is not None else factors.get(person)
        out.append((person, sum(n * (factors.get(lot, 1) if of_person is None else of_person) for lot, n in lots)))
    return tuple(out)


def settled(form: Form, book: Book) -> Consent | Meeting:
    """Give the form of an act, an open one as the parameter chooses it."""
    return dict(form.variants)[str(book.value(form.param))] if isinstance(form, OpenForm) else form


def set_aside(body: Body, ballots: Ballots, case: Case) -> dict[str, Aside]:
    """Give who stands aside by rule, and from which sets: whoever is recused, the target, a party, a seat.

    Without a rule a recused person casts no vote and is otherwise as present, and as entitled to vote, as anybody.
    """
    clause = governing(Recusal, body, case.date, case.book, case.deed).clause
    rows = clause.topic.rows if clause is not None and isinstance(clause.topic, Recusal) else ()
    out: dict[str, Aside] = {}
    for row in rows:
        if row.who == RECUSED:
            who = tuple(person for person, word in ballots.items() if word == "recused")
        elif row.who == TARGET:
            who = (case.target,) if case.target else ()
        else:
            who = holding(case.sight, row.who) if row.who in case.book.code.positions else (row.who,)
        for person in who:
            if person not in out:
                sets = (case.book.holds(switch) for switch in (row.vote, row.quorum, row.base))
                out[person] = Aside(*sets)
    return out


def present_at(meeting: Meeting, ballots: Ballots, book: Book) -> frozenset[str]:
    """Give the persons present at a meeting: those who attended, and those who voted there."""
    return attending(meeting, book) | {person for person, word in ballots.items() if word not in {"absent", "silent"}}


def count(  # noqa: PLR0913 - whose ballots, in which form, on whose roll
    body: Body,
    ballots: Ballots,
    form: Consent | Meeting,
    case: Case,
    *,
    seat: Position | None = None,
    opening: bool = False,
    everybody: bool = False,
) -> Tally:
    """Count the ballots of an act on one body's roll; ballots belong to persons, whatever body they met as.

    With `seat` only those who hold that position count, and what else they hold does not; with `opening` the roll is
    the one with which the meeting began; with `everybody` nobody stands aside.
    """
    present = frozenset[str]() if isinstance(form, Consent) else present_at(form, ballots, case.book)
    held = roll_at(body, form, case, opening=opening)
    over = body if seat is None else seat
    if seat is not None:
        own = {person: tuple(lot for lot in lots if lot[0] == seat.id) for person, lots in held.items()}
        held = {person: lots for person, lots in own.items() if lots}
    number = authorized_by(over, case.sight, case.date, case.book)
    seats = _units_in(held) if number is None else number
    return tally(
        roll=weighted(body, held, case),
        authorized=seats - _units_in(held) + len(held),  # `tally` adds to each holder's seat what their votes have more
        ballots=ballots,
        attended=present,
        aside={} if everybody else set_aside(body, ballots, case),
        consent=isinstance(form, Consent),
    )
