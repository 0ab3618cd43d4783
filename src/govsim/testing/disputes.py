"""Random stories fit for forking: two readings of the rules, a number with two claims, steps that hang on earlier ones.

The conditions are so where the story happened; a fork then makes some of them false.
"""

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve
from hypothesis import strategies as st

from govsim.engine.replay import replay
from govsim.record import acts
from govsim.record.story import Step, Story
from govsim.testing.choosing import Chooser, Digests, T
from govsim.testing.deeds import (
    LETTERS,
    OFFERS,
    deed,
    item_names,
    tale,
    vacant,
)
from govsim.testing.invented import (
    BOARD,
    CEO,
    CHAIR,
    NOWHERE,
    Plan,
    Setting,
    build,
    clause,
    story,
)
from govsim.testing.strategies import choosers
from govsim.testing.structures import RANKS, names
from govsim.world.clauses import Passing, Quorum, WrittenConsent
from govsim.world.expressions import Amount, And, Call, Compare, Expr, Name, Not, Or
from govsim.world.params import Overlay, Reading
from govsim.world.sources import Bounds, Claim, Fact
from govsim.world.thresholds import Base, Bound, Share

COUNTED = "counted"
"""The fact of a disputed story: how many signed, by two claims."""

PLAIN, OTHER = "plain", "other"
"""The readings of a disputed story."""


def setting_of(told: Story) -> Setting:
    """Give the organisation of an invented story, as its people stand at the start."""
    return Setting(
        structure=told.structure,
        directors=tuple(one.party for one in dict(told.start).get(BOARD, ())),
        start=told.start,
    )


def drawn_overlay(choose: Chooser, told: Story) -> Overlay:
    """Give a change of a rule: it is not there, or it stands in an instrument of another rank."""
    rule = choose.one(told.structure.clauses).id
    rank = None if choose.flag() else choose.one(RANKS)
    return Overlay(rule=rule, rank=rank, drop=rank is None, place=NOWHERE)


def disputed(choose: Chooser, told: Story) -> Story:
    """Give a story with two readings of its rules, and a count of signatures by two claims that some letters use."""
    exact = (Fraction(choose.between(0, 3)), Fraction(choose.between(4, 6)))
    claims = tuple(
        Claim(text=str(number), number=Bounds(low=number, high=number, best=number, text=str(number)))
        for number in exact
    )
    readings = (
        Reading(id=PLAIN, title=(("en", PLAIN),), place=NOWHERE),
        Reading(id=OTHER, title=(("en", OTHER),), replaces=(drawn_overlay(choose, told),), place=NOWHERE),
    )
    steps = tuple(
        evolve(one, act=evolve(one.act, total=COUNTED)) if isinstance(one.act, acts.Sign) and choose.flag() else one
        for one in told.steps
    )
    fact = Fact(id=COUNTED, claims=claims, standing="open", place=NOWHERE)
    return evolve(told, structure=evolve(told.structure, readings=readings), facts=(fact,), steps=steps)


def question(choose: Chooser, told: Story, earlier: tuple[Step, ...]) -> Expr:
    """Give a condition on holders, offers, signatures, or on what became of one of the `earlier` steps or items."""
    person = choose.one(setting_of(told).people)
    held = Call("holds", (Name(person), Name(choose.one((BOARD, CEO, CHAIR)))))
    decided = (*(one.id for one in earlier), *item_names(earlier))
    match choose.below(9 if decided else 6):
        case 0:
            return vacant(CEO)
        case 1:
            return held
        case 2:
            return Call("open", (Name(choose.one(OFFERS)),))
        case 3:
            signed = Call("signed", (Name(choose.one(LETTERS)),))
            return Compare(signed, choose.one((">=", "<")), Amount(Fraction(choose.between(1, 4))))
        case 4:
            return Call("in_law", (choose.one((held, vacant(CEO))),))
        case 5:
            parts = (vacant(CHAIR), held)
            return And(parts) if choose.flag() else Or(parts)
        case 6:
            return Call("happened", (Name(choose.one(earlier).id),))
        case _:
            return Call(choose.one(("refused", "valid", "voidable", "pending", "no_act")), (Name(choose.one(decided)),))


def conditional(choose: Chooser, told: Story, among: int = 2) -> Story:
    """Give a story in which about one step in `among` hangs on a condition, which was so where the story happened."""
    asked = tuple(
        evolve(one, condition=question(choose, told, told.steps[:place]) if choose.rarely(among) else None)
        for place, one in enumerate(told.steps)
    )
    found = replay(evolve(told, steps=asked)).entries
    steps = tuple(
        evolve(one, condition=one.condition if entry.condition else Not(one.condition)) if one.condition else one
        for one, entry in zip(asked, found, strict=True)
    )
    return evolve(told, steps=steps)


def orderly(choose: Chooser) -> Setting:
    """Give a small organisation under plain majorities: much of what is done there stands, so there is much to lose."""
    majority = Bound(strict=True, qty=Share(Fraction(1, 2)), base=Base.IN_OFFICE)
    rules = (
        clause("board-quorum", Quorum(threshold=majority)),
        clause("board-passing", Passing(threshold=evolve(majority, base=Base.PRESENT))),
        clause("board-consent", WrittenConsent(threshold=majority)),
    )
    directors = names(choose, 2, 5)
    ceo, chair = choose.one(("", *directors)), choose.one(("", *directors))
    return build(Plan(directors=directors, clauses=rules, ceo=ceo, chair=chair, chair_tie=choose.one((None, True))))


def disputed_tale(choose: Chooser, least: int = 1, most: int = 6) -> Story:
    """Give a story of `least` to `most` steps that is fit for forking: most in an orderly organisation, some in any."""
    if choose.rarely(3):
        return conditional(choose, disputed(choose, tale(choose, least, most)))
    setting = orderly(choose)
    told: tuple[Step, ...] = ()
    for number in range(1, 1 + choose.between(least, most)):
        told = (*told, deed(choose, setting, number, item_names(told)))
    return conditional(choose, disputed(choose, story(setting, told)))


def varied(make: Callable[[Chooser], T]) -> st.SearchStrategy[T]:
    """Give what is invented, three in four from a seed, and so rarely simple; one in four drawn, and so made to shrink.

    Drawn choices are mostly the simplest ones, and in a simple story a fork has little to change.
    """
    seeded = st.integers(0, 2**32 - 1).map(lambda seed: make(Digests(seed)))
    drawn = st.builds(make, choosers())
    return st.integers(0, 3).flatmap(lambda way: drawn if way == 0 else seeded)


def disputed_stories(least: int = 1, most: int = 6) -> st.SearchStrategy[Story]:
    """Give stories of `least` to `most` steps that are fit for forking."""
    return varied(lambda choose: disputed_tale(choose, least, most))
