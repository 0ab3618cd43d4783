"""Questions put to a slice of a story in all its worlds: the answers, the verdicts, and what they were read from.

A slice is made larger until all that was read in it is kept up by it: then it gives the answers of the whole story.
"""

from collections.abc import Callable, Mapping

from attrs import evolve

from govsim.engine.choices import open_dimensions
from govsim.engine.conditions import conditions
from govsim.engine.docket import Docket
from govsim.engine.reads import Needs, items_of, named_verdicts, refolds
from govsim.engine.replay import rule, tell
from govsim.engine.slices import IDLE, Slice, Sliced
from govsim.engine.timeline import Timeline
from govsim.engine.together import Answer, Group, Noted, Survey, World, go_on
from govsim.engine.walk import Walk, begin
from govsim.record import acts
from govsim.record.rulings import Ruling, Verdict
from govsim.record.state import Noting, pending
from govsim.record.story import Step, Story
from govsim.rules.book import Book, Code
from govsim.rules.case import Judged
from govsim.rules.evaluate import Moment, truth
from govsim.values import frozen
from govsim.world.expressions import Expr
from govsim.world.params import Value

MOST_ROUNDS = 10
"""After so many rounds a slice is not made larger any more: the whole story is walked, which is never wrong."""

Ask = Callable[[Moment, Docket], Answer]
"""A question to the state of things at a moment, with the items ruled by then."""


@frozen(kw_only=True)
class Question:
    """A condition asked right after a step, under a name by which its answer is found.

    With `ask` that is asked instead, of the moment and of what was decided by then; `expr` then only names
    verdicts that it reads.
    """

    name: str
    expr: Expr
    after: str
    ask: Ask | None = None


def _verdicts(step: Step, rulings: tuple[Ruling, ...]) -> Noted:
    """Give the verdicts of a step by `step.item`; an own act that was valid, as nearly all are, goes without saying."""
    named = tuple((f"{step.id}.{ruling.item}", ruling.verdict) for ruling in rulings)
    return () if len(named) == 1 and named[0][1] is Verdict.VALID and not hasattr(step.act, "items") else named


def _waiting(group: Group) -> bool:
    return bool(pending(group.walk.law) or pending(group.walk.fact))


def _passes(survey: Survey, index: int, step: Step) -> bool:
    """Say whether nothing can come of a step in any world: no act that matters, and nothing that follows by itself."""
    part = survey.slice
    return (
        index > 0
        and step.id not in part.ruled | part.told
        and not part.story.reactions
        and not any(map(_waiting, survey.groups))
    )


def _step(survey: Survey, index: int) -> None:
    """Let all worlds take one step; without conditions in law, one judgement serves all worlds that ask the same."""
    part, whole = survey.slice, survey.timeline.story.steps[index]
    in_law = part.story.steps[index]
    if _passes(survey, index, whole):
        for group in survey.groups:
            group.walk.times[whole.id] = whole.at.latest
        return
    in_fact = whole if whole.id in part.told else evolve(whole, act=IDLE)
    kept: Judged | None = None if survey.conditional else {}

    def go(walk: Walk) -> Noted:
        for act in {in_law.act, in_fact.act} if whole.id in part.ruled | part.told else ():
            if isinstance(act, acts.Sign) and isinstance(act.total, str):
                walk.book.value(act.total)
        rulings = rule(walk, in_law, kept)
        if whole.id in part.told or pending(walk.fact):
            tell(walk, in_fact)
        keys = frozenset(key for ruling in rulings for key in ruling.read)
        survey.read |= Needs(law=keys)
        return _verdicts(in_law, rulings) if survey.verdicts else ()

    go_on(survey, go)


def _ask(survey: Survey, question: Question, step: Step) -> None:
    """Ask a question in all worlds."""

    def go(walk: Walk) -> Noted:
        fact, law = Noting(walk.fact), Noting(walk.law)
        moment = walk.moment(step, fact, law)
        answer = truth(question.expr, moment) if question.ask is None else question.ask(moment, walk.docket)
        survey.read |= Needs(fact=frozenset(fact.keys), law=frozenset(law.keys))
        return ((question.name, answer),)

    go_on(survey, go)


def _balloted(story: Story, code: Code) -> frozenset[str]:
    """Give the items whose ballots a later one may follow, or a question look at, where any are in order."""
    if not code.staged:
        return frozenset()
    return frozenset(f"{step.id}.{item.id}" for step in story.steps for item in items_of(step))


def _walk(
    timeline: Timeline,
    part: Slice,
    questions: Mapping[str, tuple[Question, ...]],
    among: Mapping[str, tuple[Value, ...]],
    *,
    verdicts: bool,
) -> Survey:
    """Walk all worlds of a slice as far as somebody asks."""
    story = part.story
    later = [one for step in story.steps for one in getattr(step.act, "items", ()) if hasattr(one, "target")]
    asked = (one.expr for found in questions.values() for one in found)
    read = (named_verdicts(expr) for expr in (*asked, *conditions(story)))
    survey = Survey(
        timeline=timeline,
        slice=part,
        among=among,
        verdicts=verdicts,
        marked=frozenset(item.target for item in later).union(_balloted(story, part.code), *read),
        refolds=any(refolds(item) for item in later),
        conditional=any(True for _ in conditions(story)),
    )
    survey.groups = [Group(begin(story, Book(part.code, timeline.choices)), (World(()),))]
    for index, step in enumerate(story.steps):
        _step(survey, index)
        for question in questions.get(step.id, ()):
            _ask(survey, question, step)
    return survey


def survey(timeline: Timeline, questions: tuple[Question, ...], *, ruled: frozenset[str] = frozenset()) -> Survey:
    """Ask questions in all worlds that differ in anything their answers rest on, and note the verdicts on `ruled`.

    The slice is found in the world that was chosen, which costs little, and then in all of them. TooManyError if there
    are more worlds than `LIMIT`.
    """
    by_step: dict[str, tuple[Question, ...]] = {}
    for one in questions:
        by_step[one.after] = (*by_step.get(one.after, ()), one)
    steps = timeline.story.steps
    last = max((i for i, step in enumerate(steps, start=1) if step.id in ruled or step.id in by_step), default=0)
    sliced = Sliced.of(evolve(timeline.story, steps=steps[:last]), timeline.book.code)
    among = open_dimensions(timeline.story)
    needs = Needs(verdicts=ruled.union(*(named_verdicts(one.expr) for one in questions)))
    alone: Mapping[str, tuple[Value, ...]] = {name: values[:1] for name, values in among.items()}

    def asked(needs: Needs, worlds: Mapping[str, tuple[Value, ...]]) -> Survey:
        for _ in range(MOST_ROUNDS):
            part = sliced.cut(needs)
            found = _walk(timeline, part, by_step, worlds, verdicts=bool(ruled))
            needs = part.needs | found.read
            if part.needs.everything or sliced.cut(needs).same(part):
                return found
        return _walk(timeline, sliced.whole(), by_step, worlds, verdicts=bool(ruled))

    return asked(asked(needs, alone).needs, among)
