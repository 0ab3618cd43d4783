"""Questions as people type them, answered: read, put to the kernel at a moment, and asked again in other worlds."""

from collections.abc import Callable

from attrs import evolve

from govsim.analysis.manners import manners
from govsim.analysis.moments import At, noting, right_after, stretches, when_taken
from govsim.analysis.powers import Holding, aside_then, can, who_can
from govsim.analysis.suits import standing_to_sue
from govsim.analysis.voters import deed_asked
from govsim.edge.files import load_any
from govsim.edge.running import condition_problems, flagged, found_step, told, undecided_problems
from govsim.engine.asking import built_upon
from govsim.engine.conclusions import Conclusion, standing
from govsim.engine.could import Asked, asked, could
from govsim.engine.docket import Docket
from govsim.engine.timeline import Timeline
from govsim.errors import InvalidError, UsageError
from govsim.reader import questions
from govsim.reader.faults import Fault
from govsim.record.act_words import Misworded
from govsim.record.forking import applied
from govsim.rules.evaluate import Moment
from govsim.values import frozen
from govsim.views import powers as view
from govsim.views.coalition_words import families_words, uncounted
from govsim.views.courts import court_rows
from govsim.views.powers import Powers
from govsim.views.readings import ReadingRow, in_other_words, reading_row
from govsim.whatif.branch import branch
from govsim.world.expressions import ActWords, Call, Expr, Name


@frozen(kw_only=True)
class Where:
    """The moment a question is asked at; in a fork, `forked`, other worlds are not looked at."""

    at: At
    forked: bool


@frozen(kw_only=True)
class Question:
    """What is asked: the act in words, with ids, and who is asked about; nobody where it is asked who could."""

    words: tuple[str, ...]
    who: tuple[str, ...]

    @property
    def read_as(self) -> str:
        """How the question was understood, as the expression language writes it."""
        said = " ".join(self.words)
        return f"can({', '.join(self.who)}, {said})" if self.who else f"who can {said}"


@frozen(kw_only=True)
class Told:
    """A story told for questions: as it happened, or, of a fork, as it would then have gone on."""

    timeline: Timeline
    forked: bool


def told_for(file: str, reading: str | None, param: tuple[str, ...], claim: tuple[str, ...]) -> Told:
    """Tell a scenario, or a fork, under the choices of flags.

    Raises:
        InvalidError: the files have problems.
        UsageError: a flag names something that is not there.
    """
    forked = load_any(file)
    if not forked.forks:
        return Told(timeline=told(file, reading=reading, param=param, claim=claim), forked=False)
    chosen = flagged(applied(forked.story, forked.forks), reading, param, claim)
    branched = branch(forked, chosen)
    problems = condition_problems(branched.base) or undecided_problems(branched.timeline)
    if problems:
        raise InvalidError(problems)
    return Told(timeline=branched.timeline, forked=True)


def moment_of(told: Told, at: str | None, after: str | None) -> Where:
    """Give the moment that flags ask for; without any, the end of the story.

    Raises:
        UsageError: there is no such step, or both flags are given, or there are no steps at all.
    """
    timeline, forked = told.timeline, told.forked
    if at is not None and after is not None:
        raise UsageError("--at and --after name two moments; give one of them")
    if not timeline.entries:
        raise UsageError("this story has no steps, so that there is no moment to ask about")
    if at is not None:
        return Where(at=when_taken(timeline, found_step(timeline.story, at).id), forked=forked)
    if after is not None:
        return Where(at=right_after(timeline, found_step(timeline.story, after).id), forked=forked)
    return Where(at=right_after(timeline, timeline.entries[-1].step.id), forked=forked)


LONGEST = 1_000
"""No question has more characters than this, so that none has to be repeated where it is not read."""


def readable(*texts: str) -> None:
    """See to it that the words of a question can be read and repeated; UsageError where they cannot."""
    for one in texts:
        if len(one) > LONGEST:
            raise UsageError(f"a question has at most {LONGEST:,} characters, and this one has {len(one):,}")
        if not "".join(one.split()).isprintable():
            raise UsageError("there is a character in this question that cannot be seen; leave it out")


def asked_about(timeline: Timeline, act: str, who: str | None = None) -> Question:
    """Read a question, without `who` that of who could; UsageError with the nearest reading where it is none."""
    readable(act, who or "")
    items = frozenset(timeline.docket)
    words = questions.act(act, timeline.story, items)
    if isinstance(words, Fault):
        raise UsageError(f"{words.message}; {words.help}")
    parties = questions.parties(who, timeline.story) if who is not None else ()
    if isinstance(parties, Fault):
        raise UsageError(f"{parties.message}; {parties.help}")
    return Question(words=words, who=parties)


def _what(question: Question, where: Where) -> Asked:
    found = asked(question.words, where.at.moment, where.at.docket)
    if isinstance(found, Misworded):
        raise UsageError(f"`{' '.join(question.words)}` cannot be asked about at this moment: {found.wanted}")
    return found


def answered(timeline: Timeline, file: str, question: Question, where: Where, language: str) -> Powers:
    """Answer a question about power at a moment, over the story, and over all admissible worlds."""
    names = view.named(timeline, language)
    book = where.at.moment.book
    base = Powers(
        kind="can" if question.who else "who-can",
        timeline=timeline,
        names=names,
        language=language,
        file=file,
        read_as=question.read_as,
        at=where.at.entry.step.id,
        when=view.moment_words(where.at, timeline, names),
        who=question.who,
        answer="no",
        holding=None,
        finding=None,
        rests=(),
    )
    if question.words[:1] == (questions.SUE,):
        return _sued(base, question, where, language)
    what = _what(question, where)
    book.asked.clear()
    known: dict[object, Holding] = {}
    if question.who:
        ability = can(question.who, what, where.at)
        finding, holding, missing = ability.finding, ability.holding, ability.missing
    else:
        holding = known[_law_at(question, where.at)] = who_can(what, where.at)
        finding, missing = holding.all_of_them, ()
    trusted = view.trusted_keys(finding, where.at, view.recusals(holding))
    whose = frozenset(question.who) or frozenset(person for one in holding.says for person in one.persons)
    upon = _upon(timeline, where, lambda at: could(whose, what, at.moment, at.docket, aside=frozenset(holding.aside)))
    rests = view.trust_words((*trusted, *upon), timeline, names)
    suits = standing_to_sue(where.at, timeline, deed_asked(what, where.at.moment, where.at.docket))
    return evolve(
        base,
        answer=view.could_they(finding) if question.who else view.who_could(holding),
        holding=holding,
        finding=finding,
        rests=rests,
        missing=missing,
        over=view.over_rows(
            stretches(
                timeline,
                lambda at: _short(question, at, known),
                by_docket=_hangs_on_acts(question) or timeline.book.code.staged,
                by=lambda at: _aside(question, at),
            )
        ),
        stands=_stands(timeline, question, where, holding, language),
        manners=manners(holding, where.at),
        uncompared=_too_many(question, holding),
        courts=court_rows(suits, names, language),
    )


def _upon(timeline: Timeline, where: Where, ask: Callable[[At], object]) -> tuple[str, ...]:
    """Give what an answer rests on by way of the rulings that made what it reads of the law."""
    at, noted = noting(where.at)
    ask(at)
    return built_upon(timeline, at.steps, noted.keys)


def _hangs_on_acts(question: Question) -> bool:
    return question.words[0] in {"ratify", "avoid"}


def _law_at(question: Question, at: At) -> object:
    """Give what the answer at a moment hangs on: the law, the rules in force, who stands aside, what was decided."""
    hangs = _hangs_on_acts(question) or at.moment.book.code.staged
    decided = (at.moment.now, len(at.docket)) if hangs else None
    return at.moment.law, at.moment.book.era(at.moment.date), _aside(question, at), decided


def _aside(question: Question, at: At) -> frozenset[str]:
    found = asked(question.words, at.moment, at.docket)
    return frozenset() if isinstance(found, Misworded) else aside_then(found, at)


def _short(question: Question, at: At, known: dict[object, Holding]) -> str:
    """Give only the answer at a moment; for who could, the smallest coalitions with it, if not `known` before."""
    found = asked(question.words, at.moment, at.docket)
    if isinstance(found, Misworded):
        return "cannot be asked yet"
    if question.who:
        aside = aside_then(found, at)
        return view.could_they(could(frozenset(question.who), found, at.moment, at.docket, aside=aside))
    return holding_words(known.get(_law_at(question, at)) or who_can(found, at))


def holding_words(holding: Holding) -> str:
    """Say in short who could: how many of whom."""
    short = view.who_could(holding)
    together = holding.together
    if short != "yes" or together is None:
        return "nobody could" if short == "no" else short
    fewest = min(sum(counts) for counts in together.winning)
    return f"{fewest} of {sum(map(len, together.types))}"


def _sued(base: Powers, question: Question, where: Where, language: str) -> Powers:
    """Answer who could ask a court; of one person, whether there is any way."""
    rows = court_rows(standing_to_sue(where.at, base.timeline), base.names, language)
    if question.who:
        rows = tuple(row for row in rows if set(row.ids) & set(question.who))
    timeline = base.timeline
    rests = _upon(timeline, where, lambda at: standing_to_sue(at, timeline))
    words = view.trust_words(rests, timeline, base.names)
    return evolve(base, kind="sue", answer="yes" if rows else "no", courts=rows, rests=words)


COMPARED = 300
"""Where more different coalitions than this could act, other worlds are not compared: each would ask as many again."""


def _too_many(question: Question, holding: Holding) -> bool:
    """Say whether who could is asked of too many to be asked in other worlds again."""
    together = holding.together
    return not question.who and (uncounted(holding) or (together is not None and together.different > COMPARED))


def _stands(timeline: Timeline, question: Question, where: Where, holding: Holding, language: str) -> ReadingRow | None:
    """Say how the answer stands over all admissible worlds, as the law is right after the step before the moment."""
    at = where.at
    index = at.steps
    if where.forked or index < 1 or _too_many(question, holding):
        return None
    names = view.named(timeline, language)
    shorts: dict[str, str] = {}

    def ask(moment: Moment, docket: Docket) -> str:
        there = evolve(at, moment=evolve(moment, now=at.moment.now, date=at.moment.date), docket=docket)
        what = asked(question.words, there.moment, docket)
        if question.who or isinstance(what, Misworded):
            return _short(question, there, {})
        found = who_can(what, there)
        short = holding_words(found)
        full = families_words(found, names) or short
        shorts[full] = short
        return full

    reads = Call("valid", (Name(question.words[1]),)) if _hangs_on_acts(question) else None
    expr: Expr = reads or Call("can", (ActWords(question.words),))
    one = Conclusion(kind="outcome", name="question", expr=expr, at=timeline.entries[index - 1].step.id, ask=ask)
    row = reading_row(standing(timeline, one), timeline, language)
    alone = {full: short for full, short in shorts.items() if [*shorts.values()].count(short) == 1}
    return in_other_words(row, alone)


# --- what would change the answer ---------------------------------------------------------------------------------
