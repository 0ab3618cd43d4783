"""Why-questions read and answered: a step with what would have turned it, or a condition at a moment."""

from attrs import evolve

from govsim.analysis.moments import when_taken
from govsim.analysis.pivots import tried
from govsim.analysis.remedies import Remedy, remedies
from govsim.analysis.suits import standing_to_sue
from govsim.edge.asking import Where
from govsim.edge.ways import ran
from govsim.engine.asking import compared
from govsim.engine.conclusions import Conclusion, standing
from govsim.engine.docket import deed_of
from govsim.engine.reads import keys_of
from govsim.engine.timeline import Timeline
from govsim.engine.worlds import Dependence
from govsim.errors import UsageError
from govsim.reader import questions
from govsim.reader.emit import flow
from govsim.reader.expressions import parse_expression
from govsim.reader.faults import Fault
from govsim.reader.similar import nearest
from govsim.record.act_words import USAGE
from govsim.record.acts import Avoid
from govsim.record.rulings import Verdict
from govsim.record.state import settled
from govsim.rules.case import members
from govsim.rules.evaluate import truth
from govsim.rules.independence import tested
from govsim.rules.ranks import power_over
from govsim.views import powers as view
from govsim.views.courts import court_rows
from govsim.views.lexicon import Lexicon
from govsim.views.powers import Way
from govsim.views.readings import reading_row
from govsim.views.standing import settings_of
from govsim.views.telling import tell
from govsim.views.why_words import challenge_words, remedy_words
from govsim.views.whys import RATIFIED, Condition, Why, came_into_force, turning
from govsim.world.clauses import Power, Test
from govsim.world.expressions import ActWords, Call, Expr, Name, Sort, sort_of, text, walk
from govsim.world.sources import words_in

HINT = "ask of a step, `can WHO ACT`, `who can ACT`, or a condition such as `controls(WHO, ENTITY)`"


UNKNOWN = Dependence(by_item={}, by_step={}, asked=(), worlds=0, proved=False)
"""Of a fork other worlds are not looked at."""

SHORT = 80
"""So much of a question that is not read is repeated."""


def step_named(timeline: Timeline, question: str) -> tuple[str, str]:
    """Give the step, and the item of it, that a question names; empty where it names none."""
    name = question.strip()
    step, _, item = name.partition(".")
    for one, of in ((name, ""), (step, item)):
        if one in timeline.by_step and (not of or of in {r.item for r in timeline.by_step[one].rulings}):
            return one, of
    if name.isdecimal() and 0 < int(name) <= len(timeline.entries):
        return timeline.entries[int(name) - 1].step.id, ""
    return "", ""


def split_question(question: str) -> tuple[str, str] | None:
    """Give who is asked about and the act of `can WHO ACT`, `who can ACT`; None where it is neither."""
    words = question.replace("?", " ").split()
    if [word.casefold() for word in words[:2]] in (["who", "can"], ["who", "could"]):
        return "", " ".join(words[2:])
    if not words or words[0].casefold() not in {"can", "could"}:
        return None
    verbs = {*USAGE, questions.SUE}
    place = next((i for i, word in enumerate(words) if i > 1 and word.casefold() in verbs), None)
    if place is None:
        near = nearest(words[2], verbs) if len(words) > 2 else None  # noqa: PLR2004 - can, who, and then the verb
        hint = f"did you mean `{near}`?" if near else f"an act begins with one of: {', '.join(sorted(verbs))}"
        raise UsageError(f"read as `can WHO ACT`, and no act is found; {hint}")
    return " ".join(words[1:place]), " ".join(words[place:])


# --- of a step -----------------------------------------------------------------------------------------------------


def _ways(timeline: Timeline, file: str, step: str, item: str, names: Lexicon) -> tuple[Way, ...]:
    out = []
    for one in remedies(timeline, step, item):
        if _works(timeline, file, one, step, item):
            changes = tuple(flow(change) for change in one.changes)
            out.append(Way(words=remedy_words(one, names), changes=changes))
    return tuple(out)


def _works(timeline: Timeline, file: str, one: Remedy, step: str, item: str) -> bool:
    told = ran(timeline, file, one.changes)
    entry = told.by_step.get(step) if told is not None else None
    verdicts = {ruling.item: ruling.verdict for ruling in entry.rulings} if entry is not None else {}
    return item in verdicts and not verdicts[item].refused


def of_step(  # noqa: PLR0913, PLR0917 - one step of one story, and how it is shown
    where: Where, timeline: Timeline, file: str, step: str, item: str, language: str
) -> Why:
    """Say why a step was ruled as it was; with `item` of that one alone."""
    telling = tell(timeline, language, known=UNKNOWN if where.forked else None)
    row = next(one for one in telling.rows if one.id == step)
    if item:
        row = evolve(row, items=tuple(one for one in row.items if one.id == item))
        rulings = tuple(one for one in row.entry.rulings if one.item == item)
        row = evolve(row, entry=evolve(row.entry, rulings=rulings))
    at = when_taken(timeline, step)
    items = [one for one in getattr(row.entry.step.act, "items", ()) if item in {"", one.id}]
    known = (one for one in items if getattr(one, "target", "") in {"", *at.docket})
    deeds = {deed_of(one, at.moment.book, at.docket): None for one in known}
    suits = {one.clause.id: one for deed in deeds for one in standing_to_sue(at, timeline, deed)}
    bodies = tuple(timeline.book.code.bodies)
    by = row.entry.step.by
    rolls = (one for one in timeline.book.code.bodies.values() if by in members(one, at.moment.law, timeline.book))
    until = []
    for one in row.items:
        named = f"{step}.{one.id}"
        if settled(timeline.law, named) == "ratified":
            until.append((one.id, RATIFIED))
        elif one.verdict is Verdict.VOIDABLE and named in timeline.docket:
            undone = deed_of(Avoid(id=one.id, target=named), at.moment.book, timeline.docket)
            power = power_over(undone, at.moment.date, at.moment.book).clause
            if power is not None and isinstance(power.topic, Power):
                until.append((one.id, challenge_words(power, power.topic, telling.names)))
    return Why(
        until=tuple(until),
        in_force=came_into_force(row, telling.names),
        file=file,
        telling=telling,
        row=row,
        only=item,
        turning=turning(telling, step, item),
        ways=tuple((one.id, _ways(timeline, file, step, one.id, telling.names)) for one in items),
        courts=court_rows(tuple(suits.values()), telling.names, language),
        rolls=tuple(one.id for one in rolls),
        bodies=bodies,
        tried=tried(timeline, step),
    )


# --- of a condition ------------------------------------------------------------------------------------------------


def _parsed(timeline: Timeline, question: str) -> Expr:
    found = parse_expression(question, timeline.story.zone)
    if isinstance(found, Fault):
        ids = [*timeline.by_step, *timeline.docket]
        near = nearest(question.strip(), ids)
        hint = f"did you mean the step or item `{near}`?" if near else found.help or HINT
        said = question if len(question) <= SHORT else f"{question[:SHORT]}..."
        raise UsageError(f"`{said}` is no step, no item and no question: {found.message}; {hint}")
    _checked(timeline, found)
    if isinstance(found, Name) and found.ref not in {one.id for one in timeline.story.structure.params}:
        raise UsageError(f"read as `{text(found)}`: a name by itself is no question; {HINT}")
    if sort_of(found) is Sort.VALUE:
        raise UsageError(f"read as `{text(found)}`: a number, which is neither true nor false; compare it with another")
    return found


def _known(timeline: Timeline) -> frozenset[str]:
    """Give every name that a question can use: of the structure, of the story, and what its states speak of."""
    story, structure = timeline.story, timeline.story.structure
    out = {*timeline.by_step, *timeline.docket}
    out |= {one.id for one in structure.parties} | {one.id for one in structure.positions}
    out |= {one.id for one in structure.bodies} | {one.id for one in structure.matters}
    out |= {one.id for one in structure.params} | {one.id for one in story.facts}
    out |= {one.id.rpartition(".")[2] for one in structure.clauses if isinstance(one.topic, Test)}
    for entry in timeline.entries:
        out |= {part for event in entry.events for key in keys_of(event) for part in key}
    return frozenset(out)


def _checked(timeline: Timeline, expr: Expr) -> None:
    """See to it that every name of a question is one of the story; UsageError with the nearest one."""
    known = _known(timeline)
    for part in walk(expr):
        if isinstance(part, Name) and part.ref not in known:
            near = nearest(part.ref, known)
            hint = f"did you mean `{near}`?" if near else "no name of this story is near it"
            raise UsageError(f"read as `{text(expr)}`: nothing is called `{part.ref}`; {hint}")
        if isinstance(part, ActWords):
            words = questions.act(" ".join(part.words), timeline.story, frozenset(timeline.docket))
            if isinstance(words, Fault):
                raise UsageError(f"{words.message}; {words.help}")


def conditioned(timeline: Timeline, question: str, where: Where, language: str) -> Condition:
    """Say whether a condition holds at a moment, what it compares, and what that depends on."""
    expr = _parsed(timeline, question)
    moment = where.at.moment
    asked = (part for part in walk(expr) if isinstance(part, Call) and part.function == "meets")
    named = (part.args[0] for part in asked)
    tests = (tested(arg.ref, moment.fact, moment.date, moment.book) for arg in named if isinstance(arg, Name))
    names = view.named(timeline, language)
    index = where.at.steps
    stands = None
    if index >= 1 and not where.forked:
        one = Conclusion(kind="outcome", name="question", expr=expr, at=timeline.entries[index - 1].step.id)
        stands = reading_row(standing(timeline, one), timeline, language)
    return Condition(
        telling_title=words_in(timeline.story.title, language),
        story=timeline.story.id,
        settings=settings_of(timeline),
        notice=words_in(timeline.story.notice, language),
        names=names,
        read_as=text(expr),
        when=view.moment_words(where.at, timeline, names),
        holds=truth(expr, moment),
        sides=compared(expr, moment),
        tests=tuple(one for one in tests if one is not None),
        stands=stands,
    )
