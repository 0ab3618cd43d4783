"""A vote is judged by the rules in force at its act, over invented organisations under rules of every kind (K10).

The kind of bug known as CVE-2022-31198: a proposal that was defeated passes once the quorum is lowered, because the
count is taken again with the number as it then is.
"""

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.acts import Amend, Decide, Happen
from govsim.record.rulings import Ruling, Verdict
from govsim.record.state import State
from govsim.record.story import Step, Story
from govsim.rules.book import codify
from govsim.testing.choosing import Chooser, Digests
from govsim.testing.deeds import tale
from govsim.testing.invented import BOARD, LAW, NOWHERE, OUTSIDERS, TOP, clause, power, step
from govsim.testing.strategies import choosers
from govsim.testing.structures import threshold
from govsim.world.approvals import ByParty
from govsim.world.clauses import Clause, Passing, Quorum, Topic
from govsim.world.structure import Instrument

BYLAWS = f"{TOP}.bylaws"
WHO = OUTSIDERS[0]
LATE = 30
"""A minute by which everything that was made for later has come due."""


def _new(choose: Chooser, name: str, *, there: bool) -> Clause:
    topic: Topic = Quorum(threshold=threshold(choose)) if name == "quorum" else Passing(threshold=threshold(choose))
    return evolve(clause(f"new-{name}", topic), at_start=there)


def changing(choose: Chooser, told: Story) -> tuple[Story, Step]:
    """Give a story whose by-laws an outsider may change alone, and the step in which they do.

    The quorum and the majority become others, higher or lower as it comes; what the board had of its own goes.
    """
    new = tuple(_new(choose, name, there=False) for name in ("quorum", "passing"))
    old = [one.id for one in told.structure.clauses if _replaced(one)]
    amends = evolve(power("amends", ByParty(WHO), BYLAWS, TOP, "amend"))
    structure = evolve(
        told.structure,
        clauses=(*told.structure.clauses, *new, amends),
        instruments=(Instrument(id=BYLAWS, entity=TOP, place=NOWHERE),),
    )
    item = Amend(id="i1", instrument=BYLAWS, adopt=tuple(one.id for one in new), repeal=tuple(old))
    return evolve(told, structure=structure), step(LATE - 1, WHO, Decide(items=(item,)))


def _replaced(one: Clause) -> bool:
    return one.scope == BOARD and isinstance(one.topic, Quorum | Passing) and one.instrument != LAW


def last(number: int = LATE) -> Step:
    return step(number, WHO, Happen(what="time passes"))


def judged(one: Ruling) -> tuple[object, ...]:
    """Give all of a ruling but which rules it looked up: where no rule can change none is noted."""
    return one.item, one.verdict, one.finding, one.events, one.rests_on, one.asked


def unruled(state: State) -> dict[tuple[str, ...], object]:
    return {key: value for key, value in state.items() if key[0] != "rule"}


def before_and_after(choose: Chooser) -> tuple[Timeline, Timeline, Timeline]:
    """Tell a story as it is, with rules that could change and do not, and with rules that change after its last act."""
    plain = tale(choose)
    ready, amendment = changing(choose, plain)
    amended = evolve(ready, steps=(*ready.steps, amendment, last()))
    return (
        replay(evolve(plain, steps=(*plain.steps, last()))),
        replay(evolve(ready, steps=(*ready.steps, last()))),
        replay(amended),
    )


def check(choose: Chooser) -> None:
    plain, ready, amended = before_and_after(choose)
    acts = len(plain.entries) - 1
    for one, other, third in zip(plain.entries[:acts], ready.entries[:acts], amended.entries[:acts], strict=True):
        assert [judged(r) for r in one.rulings] == [judged(r) for r in other.rulings]
        assert other.rulings == third.rulings
        assert (one.fact, one.law) == (third.fact, third.law)
    assert amended.entries[acts].verdict is Verdict.VALID
    assert unruled(amended.law) == unruled(plain.law)  # what was made for later came due as it would have
    assert unruled(amended.fact) == unruled(plain.fact)


@given(choosers())
@settings(deadline=None)
def test_no_ruling_and_no_effect_changes_when_the_rules_change_afterwards(choose: Chooser) -> None:
    """Mutation: `in_regime` takes a rule that the story ever adopts as in force."""
    check(choose)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_nor_in_stories_that_are_rarely_simple(seed: int) -> None:
    check(Digests(seed))


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_a_vote_after_the_change_is_ruled_as_if_the_rules_had_always_been_so(seed: int) -> None:
    """An oracle: the organisation whose by-laws say from the start what they say after the amendment.

    The same code has ruled the same vote under the old rules before. Mutation: what governs is remembered whatever the
    moment.
    """
    choose = Digests(seed)
    plain = tale(choose, 1, 1)
    ready, amendment = changing(choose, plain)
    (vote,) = plain.steps
    amendment = evolve(amendment, id="first", at=step(0, WHO, amendment.act).at)
    assert isinstance(amendment.act, Decide)
    repealed = {rule for item in amendment.act.items if isinstance(item, Amend) for rule in item.repeal}
    always = evolve(
        ready.structure,
        clauses=tuple(evolve(one, at_start=True) for one in ready.structure.clauses if one.id not in repealed),
    )
    code = codify(ready.structure)
    replay(evolve(ready, steps=(vote,)), code=code)
    after = replay(evolve(ready, steps=(amendment, vote)), code=code).by_step[vote.id]
    oracle = replay(evolve(ready, structure=always, steps=(vote,))).by_step[vote.id]
    assert [(r.item, r.verdict, r.finding, r.events) for r in after.rulings] == [
        (r.item, r.verdict, r.finding, r.events) for r in oracle.rulings
    ]
