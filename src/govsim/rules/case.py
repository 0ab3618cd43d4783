"""One item before the law, and what bodies are at that moment: rolls, sizes, weights, who stands aside."""

from collections.abc import Callable, Mapping
from datetime import datetime

from attrs import field

from govsim.record.acts import BallotWord, Consent, Decide, Form, Item, Meeting, OpenForm, Resolve
from govsim.record.rulings import Finding
from govsim.record.state import Key, Noting, Sight, holders, holding, size
from govsim.rules.answers import Answers
from govsim.rules.book import Book
from govsim.rules.clocks import attending
from govsim.rules.counts import Aside, Tally, tally
from govsim.rules.ranks import governing
from govsim.values import frozen
from govsim.world.clauses import Recusal, Size, Weight
from govsim.world.expressions import Expr
from govsim.world.structure import Body, Position

Ballots = Mapping[str, BallotWord]


@frozen(kw_only=True)
class Case:
    """One item of an act: what was done, by whom and when, what is looked at, and under which book.

    `by` did the item, `actor` the act, and with it every item that names nobody. `entity` is where bodies named by
    their kind are looked for, `date` the local ISO date of the act, and `truth` answers a condition on what is looked
    at: None where it cannot be told. A `brief` case asks for the verdict alone: what comes after the first finding
    that settles it is left out.
    """

    item: Item
    act: Resolve | Decide
    by: str
    actor: str
    entity: str
    at: datetime
    date: str
    sight: Noting
    book: Book
    truth: Callable[[Expr, Sight], bool | None]
    brief: bool = False
    kept: "Judged" = field(factory=dict, eq=False, repr=False)

    def about(self, item: Item, by: str, entity: str, sight: Noting) -> "Case":
        """Give the case of an item of the same act, by its own actor; written out, since it is made very often."""
        return Case(
            item=item,
            act=self.act,
            by=by,
            actor=self.actor,
            entity=entity,
            at=self.at,
            date=self.date,
            sight=sight,
            book=self.book,
            truth=self.truth,
            brief=self.brief,
            kept=self.kept,
        )


@frozen
class Kept:
    """A judgement made before, with the keys it read and the choices it was made under."""

    findings: tuple[Finding, ...]
    read: tuple[Key, ...]
    asked: tuple[str, ...]


Judged = dict[tuple[object, ...], Answers[Kept]]
"""Judgements of one act by what they were about, and under each the choices they asked for."""


def members(body: Body, sight: Sight, book: Book) -> tuple[str, ...]:
    """Give the persons on a body's roll, who hold any of its positions, each once; nobody where it has no roll."""
    positions = book.roll_of(body)
    if len(positions) == 1:
        return holding(sight, positions[0])
    return tuple(sorted({person for position in positions for person in holding(sight, position)}))


def holdings(body: Body, sight: Sight, book: Book) -> dict[str, dict[str, int]]:
    """Give the persons on a body's roll, each with the units held of its positions."""
    out: dict[str, dict[str, int]] = {person: {} for person in members(body, sight, book)}
    for position in book.roll_of(body):
        for tenure in holders(sight, position):
            out[tenure.party][position] = tenure.units
    return out


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
    """Give the authorized number of seats of a body; where nothing says it, as many as are in office."""
    number = authorized_by(body, sight, date, book)
    return len(members(body, sight, book)) if number is None else number


def weighted(body: Body, sight: Sight, date: str, book: Book) -> tuple[tuple[str, int], ...]:
    """Give the persons on a body's roll with their votes, one for each unit where no rule says otherwise."""
    clause = governing(Weight, body, date, book).clause
    votes = dict(clause.topic.votes) if clause is not None and isinstance(clause.topic, Weight) else {}
    held = holdings(body, sight, book)
    return tuple((person, sum(held[person].values()) * votes.get(person, 1)) for person in held)


def settled(form: Form, book: Book) -> Consent | Meeting:
    """Give the form of an act, an open one as the parameter chooses it."""
    return dict(form.variants)[str(book.value(form.param))] if isinstance(form, OpenForm) else form


def set_aside(body: Body, ballots: Ballots, case: Case) -> dict[str, Aside]:
    """Give who stands aside from which sets: whoever is recused, and the person the act is about if a rule says so.

    Without a rule a recused person casts no vote and is otherwise as present as anybody.
    """
    clause = governing(Recusal, body, case.date, case.book).clause
    rule = clause.topic if clause is not None and isinstance(clause.topic, Recusal) else Recusal(who="recused")
    ruled = Aside(vote=rule.vote, quorum=rule.quorum, base=rule.base)
    out = {
        person: ruled if rule.who == "recused" else Aside(vote=True)
        for person, word in ballots.items()
        if word == "recused"
    }
    about = getattr(case.item, "party", "")
    return {**out, about: ruled} if rule.who == "target" and about else out


def present_at(meeting: Meeting, ballots: Ballots, book: Book) -> frozenset[str]:
    """Give the persons present at a meeting: those who attended, and those who voted there."""
    return attending(meeting, book) | {person for person, word in ballots.items() if word not in {"absent", "silent"}}


def count(body: Body, ballots: Ballots, form: Consent | Meeting, case: Case) -> Tally:
    """Count the ballots of an act on one body's roll; ballots belong to persons, whatever body they met as."""
    present = frozenset[str]() if isinstance(form, Consent) else present_at(form, ballots, case.book)
    return tally(
        roll=weighted(body, case.sight, case.date, case.book),
        authorized=authorized(body, case.sight, case.date, case.book),
        ballots=ballots,
        attended=present,
        aside=set_aside(body, ballots, case),
        consent=isinstance(form, Consent),
    )
