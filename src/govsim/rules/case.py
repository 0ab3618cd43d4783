"""One item before the law, and what bodies are at that moment: rolls, sizes, weights, who stands aside."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from attrs import evolve, field

from govsim.record.acts import BallotWord, Decide, Item, Resolve
from govsim.record.rulings import BARE, Ballot, Finding, Verdict, settled, worst
from govsim.record.state import Held, Key, Noting, Roll, Sight, holders, size
from govsim.rules.answers import Answers
from govsim.rules.book import Book
from govsim.rules.ranks import Deed, seats_by_rule
from govsim.values import define, frozen
from govsim.world.expressions import Expr
from govsim.world.structure import Body, Position

Ballots = Mapping[str, BallotWord]
Names = tuple[tuple[str, str], ...]


@frozen
class Supposed:
    """Supposed for an answer: all who are `own` act together, and the others do what they can against it.

    Of the bodies that `own` could act for only those `named` do whatever is asked of them: what a majority of another
    can do in the ordinary way it may not be enough for. Whoever must stand `aside` comes and is
    recused, on either side.
    """

    own: frozenset[str]
    named: frozenset[str]
    aside: frozenset[str] = frozenset()


@define(kw_only=True, eq=False)
class Case:
    """One item of an act: what was done, by whom and when, what is looked at, and under which book.

    `by` did the item, `actor` the act, and with it every item that names nobody. `deed` is what the item does, once
    that is known; a body named by its kind is one of the entity it is done in. `date` is the local ISO date of the
    act, and `truth` answers a condition on what is looked at: None where it cannot be told. A `brief` case asks for the
    verdict alone: what comes after the first finding that settles it is left out. With `supposed` nobody has acted: the
    question is whether those who are meant could. Whether a meeting was `called` as it must be is asked once: not of
    the vote by which one body calls the meeting of another. Of several ballots in order `before` is the one that this
    follows; for a question about who could, the last one taken.

    Never changed once made, and not frozen only because one is made at every item, and takes half the time so.
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
    before: Ballot | None = None
    kept: "Judged | None" = field(default=None, eq=False, repr=False)

    @property
    def entity(self) -> str:
        """The entity in which something is done."""
        return self.deed.entity if self.deed is not None else ""

    @property
    def target(self) -> str:
        """The person the item is about; nobody for a number of seats or a matter."""
        return getattr(self.item, "party", "")

    @property
    def targets(self) -> tuple[str, ...]:
        """The persons a vote is about, on all of its items: where they stand against each other, all who stand."""
        act = self.act
        if isinstance(act, Resolve) and act.choices is not None and act.items:
            return tuple(dict.fromkeys(party for one in act.items if (party := getattr(one, "party", ""))))
        return (self.target,) if self.target else ()

    def say(self, code: str, verdict: Verdict, names: Names, clause: str = "") -> Finding:
        """Give a finding; in brief the one that has its verdict and says no more."""
        return BARE[verdict] if self.brief else Finding(code=code, verdict=verdict, names=names, clause=clause)

    def together(self, code: str, found: Iterable[Finding], clause: str = "", **names: str) -> Finding:
        """Give the finding that all that is found holds; in brief no more of it is looked at than settles it."""
        if self.brief:
            return BARE[settled(found)]
        children = tuple(found)
        verdict = worst(tuple([child.verdict for child in children]))
        return Finding(code=code, verdict=verdict, names=tuple(names.items()), clause=clause, children=children)

    def about(self, item: Item, by: str, deed: Deed | None, sight: Noting) -> "Case":
        """Give the case of an item of the same act, by its own actor."""
        if item is self.item and deed is self.deed and sight is self.sight and by == self.by:
            return self
        return self._with(item, by, deed, sight, self.supposed, self.brief)

    def supposing(self, deed: Deed, supposed: Supposed) -> "Case":
        """Give the case in which it is asked for the verdict alone whether some could."""
        return self._with(self.item, self.by, deed, self.sight, supposed, True)  # noqa: FBT003 - in their order

    def _with(  # noqa: PLR0913, PLR0917 - what may be another one
        self,
        item: Item,
        by: str,
        deed: Deed | None,
        sight: Noting,
        supposed: Supposed | None,
        brief: bool,  # noqa: FBT001 - one of the parts, in their order
    ) -> "Case":
        """Give another case of the same act; written out, since one is made very often."""
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
            brief=brief,
            supposed=supposed,
            called=self.called,
            before=self.before,
            kept=self.kept,
        )

    def calling(self, own: frozenset[str]) -> "Case":
        """Give the case in which it is asked whether `own` may call a meeting."""
        return evolve(self, supposed=Supposed(own, own), called=True)

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


Owned = Mapping[str, tuple[tuple[str, int], ...]]
"""What each person holds: units by position."""


def lots_of(rolls: Iterable[tuple[str, Held]]) -> Owned:
    """Give what each person holds, by the persons' ids, of positions with those who hold them."""
    out: dict[str, tuple[tuple[str, int], ...]] = {}
    for position, held in rolls:
        for tenure in held:
            out[tenure.party] = (*out.get(tenure.party, ()), (position, tenure.units))
    return {person: out[person] for person in sorted(out)}


@frozen
class Enrolled:
    """Who is on a roll: what each holds, the votes of each where a unit has one, and how many units that is in all."""

    lots: Owned
    votes: tuple[tuple[str, int], ...]
    persons: tuple[str, ...]
    units: int

    @classmethod
    def of(cls, lots: Owned) -> "Enrolled":
        """Give the roll on which everybody holds so much."""
        votes = tuple((person, sum(n for _, n in held)) for person, held in lots.items())
        return cls(lots, votes, tuple(lots), sum(n for _, n in votes))

    def only(self, position: str) -> "Enrolled":
        """Give the roll with only those who hold one position, and only what they hold of it."""
        own = {person: tuple(lot for lot in lots if lot[0] == position) for person, lots in self.lots.items()}
        return Enrolled.of({person: lots for person, lots in own.items() if lots})


def enrolled(body: Body, sight: Sight, book: Book) -> Enrolled:
    """Give who is on a body's roll; from state to state most often the same, so the last one found is remembered."""
    rolls = tuple([(position, holders(sight, position)) for position in book.roll_of(body)])
    memo, key = book.code.memo, ("enrolled", body.id)
    last: tuple[Roll, Enrolled] | None = memo.get(key)
    if last is None or last[0] != rolls:
        memo[key] = last = (rolls, Enrolled.of(lots_of(rolls)))
    return last[1]


def owned(body: Body, sight: Sight, book: Book) -> Owned:
    """Give what each person on a body's roll holds: units by position, in the order of the roll."""
    return enrolled(body, sight, book).lots


def members(body: Body, sight: Sight, book: Book) -> tuple[str, ...]:
    """Give the persons on a body's roll, who hold any of its positions, each once; nobody where it has no roll."""
    return enrolled(body, sight, book).persons


def nobody_on(body: Body, book: Book) -> str:
    """Give the finding on a roll with nobody on it: nobody could be, nobody is, or who is on it is not known."""
    positions = book.roll_of(body)
    if any(book.code.positions[position].unknown for position in positions):
        return "body.unknown"
    return "body.empty" if positions else "body.none"


def authorized_by(over: Body | Position, sight: Sight, date: str, book: Book) -> int | None:
    """Give the authorized number of a body or of one position: as fixed in the story, else by rule; None if neither."""
    fixed = size(sight, over.id)
    return seats_by_rule(over, date, book) if fixed is None else fixed


def authorized(body: Body, sight: Sight, date: str, book: Book) -> int:
    """Give the authorized number of seats of a body; where nothing says it, as many as are held."""
    number = authorized_by(body, sight, date, book)
    return enrolled(body, sight, book).units if number is None else number
