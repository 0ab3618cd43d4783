"""A story of any length, the same on every machine: each choice is a digest of the seed and a running number.

A board of nine appoints and removes officers, fills seats and fixes its size, at meetings and in writing; people
resign, call meetings and sign letters, and a patron fills seats. Some acts lack a quorum, a notice or the votes, as in
life. For measuring, and for holding the same bytes against each other.
"""

from fractions import Fraction

from govsim.record import acts
from govsim.record.acts import Act, Attendance, BallotWord, Consent, Item, Meeting, Resolve
from govsim.record.story import Story
from govsim.testing.choosing import Digests
from govsim.testing.invented import BOARD, CEO, CHAIR, Plan, Setting, build, clause, step, story
from govsim.world.approvals import AnyOf, ByParty, Vote
from govsim.world.clauses import Notice, Passing, Quorum, Size, WrittenConsent
from govsim.world.thresholds import Base, Bound, Share

PEOPLE = ("ash", "birch", "cedar", "elder", "fir", "hazel", "juniper", "larch", "maple")
OTHERS = ("oak", "pine", "rowan", "willow", "yew")
MEETINGS = ("monday", "friday")
PATRON = "patron"
"""May fill a seat or an office alone; without somebody who may, a board that has lost its quorum stays without."""
LETTERS = ("appeal", "petition")
MOST_LEFT = 6
"""With no more than so many seated, nobody is removed and nobody resigns."""


def nine() -> Setting:
    """Give the organisation of the long story: a board of nine, a majority of which is a quorum and decides."""
    half = Share(Fraction(1, 2))
    rules = (
        clause("size", Size(number=9)),
        clause("quorum", Quorum(threshold=Bound(strict=True, qty=half, base=Base.AUTHORIZED))),
        clause("passing", Passing(threshold=Bound(strict=True, qty=half, base=Base.PRESENT), casting=CHAIR)),
        clause("consent", WrittenConsent(threshold=Bound(strict=True, qty=half, base=Base.IN_OFFICE))),
        clause("notice", Notice(due=True, lead=2)),
    )
    return build(
        Plan(
            directors=PEOPLE,
            outsiders=(*OTHERS, PATRON),
            clauses=rules,
            approval=AnyOf((Vote(body=BOARD), ByParty(PATRON))),
            ceo="ash",
            chair="birch",
            chair_tie=True,
        )
    )


def _item(digests: Digests, number: int, seated: set[str]) -> Item:
    """Give one thing to be decided, most often one that would change something; `seated` is who sits if all stands."""
    ident = f"i{number}"
    outside = tuple(one for one in PEOPLE + OTHERS if one not in seated)
    match digests.below(6):
        case 0 | 1 if outside:
            party = digests.one(outside)
            seated.add(party)
            return acts.Appoint(id=ident, party=party, position=BOARD, verb="elect")
        case 2 if len(seated) > MOST_LEFT:
            party = digests.one(tuple(sorted(seated)))
            seated.discard(party)
            return acts.Remove(id=ident, party=party, position=BOARD)
        case 3:
            return acts.Remove(id=ident, party=digests.one(PEOPLE), position=digests.one((CEO, CHAIR)))
        case 4:
            return acts.Resize(id=ident, body=BOARD, number=9 + digests.below(3))
        case _:
            office, holder = digests.one((CEO, CHAIR)), digests.one(PEOPLE)
            return acts.Appoint(
                id=ident, party=digests.one(PEOPLE), position=office, replacing=holder, sole=True, interim=holder > "f"
            )


def _vote(digests: Digests, seated: set[str]) -> Act:
    """Give a vote: half at a meeting, half in writing, most with the votes it needs."""
    items = tuple(_item(digests, number, seated) for number in range(1, 1 + digests.one((1, 1, 1, 2, 3))))
    everybody = PEOPLE + OTHERS
    if digests.below(2):
        signed: dict[str, BallotWord] = dict.fromkeys(digests.some(everybody, 3, 4), "signed")
        return Resolve(form=Consent(), ballots=tuple(signed.items()), items=items)
    there = digests.some(everybody, 5, 6)
    words: tuple[BallotWord, ...] = ("for", "for", "for", "for", "against", "abstain")
    form = Meeting(
        told=digests.some(everybody, 29, 30),
        attended=tuple(Attendance(party=one) for one in there),
        called=digests.one(("", *MEETINGS)),
        regular=digests.below(3) == 0,
    )
    ballots = tuple((one, digests.one(words)) for one in there)
    return Resolve(form=form, ballots=ballots, items=items, all_or_nothing=digests.below(8) == 0, casting="for")


def _act(digests: Digests, seated: set[str]) -> tuple[str, Act]:
    """Give an act and who does it: five in ten are votes of the board."""
    person = digests.one(PEOPLE + OTHERS)
    match digests.below(10):
        case 4:
            seat = acts.Appoint(id="i1", party=digests.one(PEOPLE + OTHERS), position=BOARD)
            return PATRON, acts.Decide(items=(seat,))
        case 0:
            position = digests.one((BOARD, BOARD, CEO, CHAIR))
            if position == BOARD and len(seated) > MOST_LEFT:
                person = digests.one(tuple(sorted(seated)))
                seated.discard(person)
            return person, acts.Resign(positions=(position,))
        case 1:
            return person, acts.Sign(letter=digests.one(LETTERS), parties=(person, digests.one(OTHERS)))
        case 2:
            return person, acts.Call(meeting=digests.one(MEETINGS), parties=digests.some(PEOPLE + OTHERS, 9, 10))
        case 3:
            return person, acts.Inform(topic=digests.one(LETTERS), parties=(digests.one(PEOPLE),))
        case _:
            return BOARD, _vote(digests, seated)


def long_story(seed: int, steps: int) -> Story:
    """Give a story of so many steps, a minute apart; the same seed gives the same story on every machine.

    >>> [step.id for step in long_story(1, 3).steps]
    ['s1', 's2', 's3']
    """
    digests, seated = Digests(seed), set(PEOPLE)
    return story(nine(), tuple(step(number, *_act(digests, seated)) for number in range(1, steps + 1)))
