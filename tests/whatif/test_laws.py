"""The laws of forks, each a property over random forks of random stories; what each would miss is in its docstring.

`walked` is kernel clause K6 told a second time, by replays of stories alone: what it finds must be what `branch` finds.
"""

from collections.abc import Iterator
from itertools import pairwise

from attrs import evolve, field
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as how
from hypothesis import strategies as st

from govsim.engine.promises import broken
from govsim.engine.reactions import Followed
from govsim.engine.replay import replay
from govsim.engine.timeline import Entry, Timeline
from govsim.record.acts import Act, Decide, Happen, Item, Resolve
from govsim.record.edit_places import clash, independent, step_of
from govsim.record.edits import Choose, Drop, Edit, Fork, Forked
from govsim.record.fold import fold
from govsim.record.forking import applied, chosen_by
from govsim.record.rulings import Ruling, Verdict, worst
from govsim.record.state import State, holding, is_open, signatures
from govsim.record.story import Step, Story
from govsim.rules.book import Code, codify
from govsim.testing.choosing import Chooser, Digests
from govsim.testing.disputes import OTHER, PLAIN, disputed_stories
from govsim.testing.forking import edit, forks
from govsim.testing.invented import NOWHERE
from govsim.values import define, frozen
from govsim.views.branch_plain import HEADER
from govsim.views.branch_plain import as_data as branch_data
from govsim.views.branching import show_branch
from govsim.views.plain import as_data as replay_data
from govsim.views.telling import tell
from govsim.whatif.branch import Branch, Mark, Turn, branch
from govsim.whatif.causes import first_causes
from govsim.whatif.compare import compare
from govsim.whatif.order import merged
from govsim.world.expressions import Amount, And, Call, Compare, Expr, Name, Not, Or
from govsim.world.params import READING, Value
from govsim.world.structure import Structure

often = how(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
seldom = how(often, max_examples=50)
SEEDED = st.integers(0, 2**32 - 1).map(Digests)
"""Choosers that are rarely simple."""


def over(story: Story, *edits: Edit, ident: str = "fork") -> Fork:
    adds = Structure(id=story.structure.id, title=())
    return Fork(id=ident, base=story.id, adds=adds, edits=edits, place=NOWHERE)


def told(story: Story, *edits: Edit) -> Branch:
    return branch(Forked(story=story, forks=(over(story, *edits),)))


def ruled(timeline: Timeline) -> dict[str, dict[str, Ruling]]:
    """Give every ruling by step and item: the order of the items of an act does not count."""
    return {entry.step.id: {ruling.item: ruling for ruling in entry.rulings} for entry in timeline.entries}


def marks(found: Branch) -> dict[str, Mark]:
    return {turn.step: turn.mark for turn in found.turns}


# --- K6, told a second time --------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Became:
    """What became of one step: its mark, and the items that went on."""

    mark: Mark
    carried: tuple[str, ...]


@define(kw_only=True)
class Second:
    """The walk: what was ruled so far, what was so in fact, and what became of each step.

    `in_law` are the acts as they were ruled, `in_fact` as far as they went; a step that was not reached is rain.
    """

    story: Story
    code: Code
    choices: dict[str, Value]
    in_law: tuple[Step, ...] = ()
    in_fact: tuple[Step, ...] = ()
    verdicts: dict[str, Verdict] = field(factory=dict)
    happened: set[str] = field(factory=set)
    became: dict[str, Became] = field(factory=dict)

    def _told(self, *steps: Step) -> Timeline:
        return replay(evolve(self.story, steps=steps, expects=()), self.choices, code=self.code)

    def ruled(self, step: Step) -> Entry:
        """Rule a step after what was ruled before."""
        return self._told(*self.in_law, step).entries[-1]

    def done(self, step: Step) -> Entry:
        """Do a step after what was done before."""
        return self._told(*self.in_fact, step).entries[-1]

    def ends(self) -> tuple[State, State]:
        """Give both states after what was done and ruled so far."""
        return self._told(*self.in_fact).fact, self._told(*self.in_law).law

    def found(self, step: Step) -> tuple[State, State]:
        """Give both states as a step finds them: what was made for a time at or before it has come (K11)."""
        fact, law = self.ends()
        late, law_late = self.done(rain(step)), self.ruled(rain(step))
        return (
            come(fact, late.followed_in_fact[: late.early_in_fact]),
            come(law, law_late.followed[: law_late.early]),
        )


def come(state: State, followed: tuple[Followed, ...]) -> State:
    """Give a state after what followed by itself."""
    return fold(state, (event for _, events in followed for event in events))


def rain(step: Step) -> Step:
    return evolve(step, act=Happen(what="rain"), condition=None)


def items_of(act: Act) -> tuple[Item, ...]:
    return act.items if isinstance(act, Resolve | Decide) else ()


def asked(expr: Expr, walk: Second, fact: State, law: State) -> bool:
    """Answer the conditions that the kit invents: K3, `if:` reads what is so in fact, `in_law` what is so in law."""
    match expr:
        case Not(part):
            return not asked(part, walk, fact, law)
        case And(parts):
            return all(asked(part, walk, fact, law) for part in parts)
        case Or(parts):
            return any(asked(part, walk, fact, law) for part in parts)
        case Call(function="in_law", args=(Call() as inner,)):
            return asked(inner, walk, law, law)
        case Call(function="vacant", args=(Name(position),)):
            return not holding(fact, position)
        case Call(function="holds", args=(Name(party), Name(position))):
            return party in holding(fact, position)
        case Call(function="open", args=(Name(thing),)):
            return is_open(fact, thing)
        case Call(function="happened", args=(Name(step),)):
            return step in walk.happened
        case Call(function="refused", args=(Name(step),)):
            return walk.verdicts.get(step, Verdict.VALID) >= Verdict.NO_ACT
        case Call(function=word, args=(Name(step),)):
            return step in walk.verdicts and walk.verdicts[step].word == word
        case Compare(Call(function="signed", args=(Name(letter),)), op, Amount(number)):
            signed = signatures(fact, letter).total
            return signed >= number if op == ">=" else signed < number
        case _:
            raise AssertionError(expr)


def in_the_base(story: Story, base: Timeline) -> dict[str, dict[str, Verdict]]:
    """Give the verdicts of each item in the base; of a vote that is stated to be lost, as its count alone has it."""
    out = {}
    for place, step in enumerate(story.steps):
        rulings = base.entries[place].rulings
        if unstated(step) != step:
            counted = evolve(story, steps=(*story.steps[:place], unstated(step)), expects=())
            rulings = replay(counted, code=base.book.code).entries[-1].rulings
        out[step.id] = {ruling.item: ruling.verdict for ruling in rulings}
    return out


def unstated(step: Step) -> Step:
    return evolve(step, act=evolve(step.act, result="carried")) if isinstance(step.act, Resolve) else step


def going(act: Act, rulings: tuple[Ruling, ...]) -> tuple[str, ...]:
    """Give the items that go on: valid or voidable, or made for later (K10), or an own act that is not refused."""
    later = getattr(act, "effective", None) is not None
    if not isinstance(act, Resolve | Decide):
        return tuple(one.item for one in rulings if one.verdict < Verdict.NO_ACT)
    return tuple(
        one.item
        for one in rulings
        if one.verdict <= Verdict.VOIDABLE or (later and one.verdict is Verdict.PENDING and one.events)
    )


def happening(step: Step, walk: Second, before: dict[str, Verdict] | None, changed: bool) -> tuple[Step, Entry | None]:  # noqa: FBT001 - of one step
    """Take a step whose condition holds: give it as it was ruled, and what was done of it."""
    free = walk.ruled(unstated(step))
    stands = not changed and {one.item: one.verdict for one in free.rulings} == before
    decided = step if stands else unstated(step)
    rulings = walk.ruled(decided).rulings
    carried = tuple(one.item for one in rulings) if stands else going(decided.act, rulings)
    walk.became[step.id] = Became(mark=Mark.HAPPENED if stands else Mark.CHANGED, carried=carried)
    if rulings and not carried:
        return decided, None
    kept = tuple(item for item in items_of(decided.act) if item.id in carried)
    act = evolve(decided.act, items=kept) if isinstance(decided.act, Resolve | Decide) else decided.act
    return decided, walk.done(evolve(decided, act=act))


def walked(forked: Forked) -> Second:
    """Walk a fork by K6: gate, decide, let stand or carry, and mark."""
    base = replay(forked.story)
    before = in_the_base(forked.story, base)
    edits = [one for fork in forked.forks for one in fork.edits]
    changed = {step_of(one) for one in edits}
    story = applied(forked.story, forked.forks)
    walk = Second(story=story, code=codify(story.structure), choices=chosen_by(forked.forks))
    for step in walk.story.steps:
        if step.condition is not None and not asked(step.condition, walk, *walk.found(step)):
            walk.became[step.id] = Became(mark=Mark.NOT_MET, carried=())
            walk.in_law, walk.in_fact = (*walk.in_law, rain(step)), (*walk.in_fact, rain(step))
        else:
            told_in_base = base.by_step.get(step.id)
            decided, done = happening(step, walk, before.get(step.id), step.id in changed)
            entry = walk.ruled(decided)
            walk.in_law = (*walk.in_law, decided)
            walk.in_fact = (*walk.in_fact, done.step if done is not None else rain(step))
            if done is not None:
                walk.happened.add(step.id)
            walk.became[step.id] = marked(walk.became[step.id], entry, done, told_in_base)
            for one in entry.rulings:
                walk.verdicts[f"{step.id}.{one.item}"] = one.verdict
            if entry.rulings:
                walk.verdicts[step.id] = worst(tuple(one.verdict for one in entry.rulings))
        if step.id in changed:
            walk.became[step.id] = evolve(walk.became[step.id], mark=Mark.EDITED)
    return walk


def marked(became: Became, entry: Entry, done: Entry | None, base: Entry | None) -> Became:
    if became.mark is Mark.HAPPENED:
        assert base is not None
        ruled_here = [(one.item, one.finding, one.events) for one in entry.rulings]
        ruled_there = [(one.item, one.finding, one.events) for one in base.rulings]
        alike = ruled_here == ruled_there and (done.events if done is not None else ()) == base.events
        return became if alike else evolve(became, mark=Mark.CHANGED)
    if done is not None:
        waiting = {one.verdict for one in entry.rulings if one.item in became.carried} == {Verdict.PENDING}
        return evolve(became, mark=Mark.PENDING) if waiting else became  # by what goes on: the rest came to nothing
    word = {Verdict.VOID: Mark.REFUSED, Verdict.NO_ACT: Mark.FAILED, Verdict.PENDING: Mark.PENDING}
    return evolve(became, mark=word[worst(tuple(one.verdict for one in entry.rulings))])


@often
@given(forks(least=2, most=8))
def test_marks_and_both_ends_are_those_of_the_clause_walked_a_second_time(forked: Forked) -> None:
    found, second = branch(forked), walked(forked)
    reached = {
        turn.step: Became(mark=turn.mark, carried=turn.carried) for turn in found.turns if turn.entry is not None
    }
    assert reached == second.became
    dropped = {turn.step: turn.mark for turn in found.turns if turn.entry is None}
    assert set(dropped.values()) <= {Mark.EDITED}
    assert (found.timeline.fact, found.timeline.law) == second.ends()


# --- what a fork leaves alone ------------------------------------------------------------------------------------


def less_header(data: object) -> dict[str, object]:
    assert isinstance(data, dict)
    return {key: value for key, value in data.items() if key not in HEADER}


@seldom
@given(disputed_stories())
def test_a_fork_with_no_change_is_its_base_to_the_byte(story: Story) -> None:
    found = told(story)
    assert set(marks(found).values()) <= {Mark.HAPPENED}
    assert (found.timeline.entries, found.timeline.fact_hash) == (found.base.entries, found.base.fact_hash)
    assert not compare(found.base, found.timeline).differs
    assert first_causes(found) == {}
    shown = branch_data(show_branch(found), "0")
    assert isinstance(shown, dict)
    plain = replay_data(tell(found.timeline), "0")
    expected = less_header(replay_data(tell(replay(story)), "0"))
    assert less_header(plain) | {"expected": []} == expected | {"expected": []}
    assert less_header(shown["replay"]) | {"expected": []} == expected | {"expected": []}


@often
@given(disputed_stories(), SEEDED, st.sampled_from([PLAIN, OTHER]))
def test_dropping_what_only_happens_outside_changes_nothing_else_under_any_reading(
    story: Story, choose: Chooser, reading: str
) -> None:
    place = choose.below(len(story.steps))
    beside = story.steps[place]
    out = Step(id="rain", at=beside.at, by="court", act=Happen(what="rain"), place=NOWHERE)
    wet = evolve(story, steps=(*story.steps[:place], out, *story.steps[place:]))
    chosen = Choose(name=READING, value=reading, place=NOWHERE)
    with_rain, without = told(wet, chosen), told(wet, chosen, Drop(at="rain", place=NOWHERE))
    assert marks(without) == marks(with_rain) | {"rain": Mark.EDITED}
    assert ruled(without.timeline) | {"rain": {}} == ruled(with_rain.timeline)
    assert (without.timeline.fact, without.timeline.law) == (with_rain.timeline.fact, with_rain.timeline.law)
    if reading == PLAIN:
        assert set(marks(with_rain).values()) <= {Mark.HAPPENED}


def walked_states(found: Branch) -> Iterator[tuple[Turn, State, State]]:
    """Give each turn with the states before it: after what came due by then."""
    fact = law = found.timeline.start
    for turn in found.turns:
        if turn.entry is not None:
            entry = turn.entry
            early = entry.followed[: entry.early], entry.followed_in_fact[: entry.early_in_fact]
            yield turn, come(fact, early[1]), come(law, early[0])
            fact, law = turn.entry.fact, turn.entry.law


@often
@given(forks(least=2, most=8))
def test_a_refused_a_failed_or_an_unmet_step_changes_nothing_on_either_track(forked: Forked) -> None:
    for turn, fact, law in walked_states(branch(forked)):
        assert turn.entry is not None
        entry = turn.entry
        if turn.mark in {Mark.REFUSED, Mark.FAILED, Mark.NOT_MET}:
            assert entry.events == ()
            assert not entry.happened
            assert not any(ruling.events for ruling in entry.rulings)
            assert entry.followed or entry.law == law
            assert entry.followed_in_fact or entry.fact == fact


@often
@given(forks(least=2, most=8, edits=4))
def test_promises_hold_on_the_timeline_of_a_fork(forked: Forked) -> None:
    found = branch(forked)
    assert [promise.id for promise in broken(found.timeline)] == []
    assert [promise.id for promise in broken(found.base)] == []


@often
@given(forks(least=2, most=8))
def test_no_carried_step_depends_on_one_that_was_not_carried(forked: Forked) -> None:
    found = branch(forked)
    turns = {turn.step: turn for turn in found.turns}
    for turn in found.turns:
        if turn.entry is not None and turn.happened:
            for writer in turn.entry.depends_on:
                assert turns[writer].happened or followed_by_itself(turns[writer]), (turn.step, writer)


def followed_by_itself(turn: Turn) -> bool:
    """Say whether something followed by itself after a step (K11): it is dated by the step, and none of its doing."""
    return turn.entry is not None and bool(turn.entry.followed or turn.entry.followed_in_fact)


# --- edits joined ------------------------------------------------------------------------------------------------


def fitting(choose: Chooser, story: Story) -> Edit:
    found = next((one for one in (edit(choose, story) for _ in range(6)) if one is not None), None)
    assume(found is not None)
    assert found is not None
    return found


@how(often, max_examples=200)
@given(disputed_stories(least=2), SEEDED)
def test_independent_edits_may_be_made_in_either_order(story: Story, choose: Chooser) -> None:
    one, other = fitting(choose, story), fitting(choose, story)
    assume(independent(one, other))
    first, second = told(story, one, other), told(story, other, one)
    assume(all(not isinstance(step.act, Resolve | Decide) or step.act.items for step in first.timeline.story.steps))
    assert [turn.step for turn in first.turns] == [turn.step for turn in second.turns]
    assert marks(first) == marks(second)
    here, there = ruled(first.timeline), ruled(second.timeline)
    assert {step: {item: (r.verdict, r.events) for item, r in found.items()} for step, found in here.items()} == {
        step: {item: (r.verdict, r.events) for item, r in found.items()} for step, found in there.items()
    }
    assert (first.timeline.fact, first.timeline.law) == (second.timeline.fact, second.timeline.law)
    assert first.timeline.fact_hash == second.timeline.fact_hash


@often
@given(disputed_stories(least=2), SEEDED)
def test_what_contradicts_is_not_independent_and_both_ask_no_order(story: Story, choose: Chooser) -> None:
    one, other = fitting(choose, story), fitting(choose, story)
    assert clash(one, other) == clash(other, one)
    assert independent(one, other) == independent(other, one)
    assert not (clash(one, other) and independent(one, other))
    assert clash(one, one)


@often
@given(forks(least=2, deep=3))
def test_a_fork_of_a_fork_is_the_one_fork_of_all_their_changes(forked: Forked) -> None:
    joined = over(forked.story, *(one for fork in forked.forks for one in fork.edits))
    apart, together = branch(forked), branch(Forked(story=forked.story, forks=(joined,)))
    assert apart.turns == together.turns
    assert apart.timeline == together.timeline
    assert apart.base == together.base
    assert first_causes(apart) == first_causes(together)


# --- first causes ------------------------------------------------------------------------------------------------


@how(often, max_examples=250)
@given(forks(least=2, most=8, edits=1))
def test_where_one_thing_is_changed_it_is_the_first_cause_of_all_that_is_not_as_it_was(forked: Forked) -> None:
    found = branch(forked)
    causes = first_causes(found)
    assert all(cause is found.edits[0] for cause in causes.values())
    assert {turn.step for turn in found.turns if turn.mark is not Mark.HAPPENED} == set(causes)


@how(often, max_examples=200)
@given(disputed_stories(least=3, most=9), SEEDED)
def test_what_only_happens_outside_is_the_first_cause_of_nothing_but_itself(story: Story, choose: Chooser) -> None:
    """Rain before everything else is left out, and one more thing is changed: all goes back to that one."""
    out = Step(id="rain", at=story.steps[0].at, by="court", act=Happen(what="rain"), place=NOWHERE)
    other = fitting(choose, story)
    found = told(evolve(story, steps=(out, *story.steps)), Drop(at="rain", place=NOWHERE), other)
    causes = first_causes(found)
    assert step_of(causes.pop("rain")) == "rain"
    assert all(cause is other for cause in causes.values())


@often
@given(forks(least=2, most=8, edits=4))
def test_every_step_that_is_not_as_it_was_has_a_first_cause_and_no_other_has_one(forked: Forked) -> None:
    found = branch(forked)
    causes = first_causes(found)
    assert {turn.step for turn in found.turns if turn.mark is not Mark.HAPPENED} == set(causes)
    assert all(any(cause is one for one in found.edits) for cause in causes.values())


# --- the order of steps ------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef")))
def test_merged_keeps_the_first_order_and_puts_each_other_step_after_what_stood_before_it(
    first: list[str], more: list[str]
) -> None:
    out = merged(first, more)
    assert sorted(out) == sorted({*first, *more})
    assert [one for one in out if one in first] == list(dict.fromkeys(first))
    rest = list(dict.fromkeys(more))
    for before, one in pairwise(rest):
        if one not in first:
            assert out.index(one) == out.index(before) + 1
    if rest and rest[0] not in first:
        assert out[0] == rest[0]
