"""Answers about power as plain rows: who could, who holds the power, who could stop it, who could ask a court.

One model that the terminal, a pipe and JSON draw from. A number here is one that a finding or the kernel gave.
"""

from collections.abc import Iterable, Iterator
from shlex import quote
from typing import Literal

from attrs import evolve

from govsim.analysis.coalitions import Counts
from govsim.analysis.manners import Manners
from govsim.analysis.moments import At, Stretch
from govsim.analysis.openings import Opening
from govsim.analysis.powers import Holding, hangs_on_unknown
from govsim.engine.could import Asked, Manage
from govsim.engine.decide import rests_on
from govsim.engine.timeline import Timeline
from govsim.record.act_words import ASKED
from govsim.record.rulings import Finding, Verdict
from govsim.values import frozen
from govsim.views.coalition_words import manner_words, say_words
from govsim.views.courts import Courts
from govsim.views.deeds import item_words
from govsim.views.lexicon import Lexicon, lexicon
from govsim.views.readings import ReadingRow, standing_words
from govsim.views.standing import flags_of, settings_of
from govsim.views.trust import described
from govsim.world.approvals import AllOf, AnyOf, parts_of
from govsim.world.clauses import Power
from govsim.world.time import show

Answer = Literal["yes", "no", "not known", "already so", "waits"]
"""`not known`: those could of whom it is not known who they are."""


@frozen(kw_only=True)
class Way:
    """One remedy: what it would take, in words, and the changes of a fork that do it, each on a line."""

    words: str
    changes: tuple[str, ...]


@frozen(kw_only=True)
class Over:
    """A stretch of the story with one answer: from when one step was taken to when another was, by their ids.

    `after` says that it begins only right after the first of them, `ends` that it lasts to the end.
    """

    first: str
    last: str
    after: bool
    ends: bool
    answer: str


@frozen(kw_only=True)
class Powers:
    """The whole answer to one question about power.

    `file` is the file as it was named, `read_as` how the question was understood. `who` is empty where it asks who
    could. `stands` says how the answer stands over all admissible worlds, None where that was not asked;
    `uncompared` that it would have taken too long.
    """

    kind: Literal["can", "who-can", "sue"]
    timeline: Timeline
    names: Lexicon
    language: str
    file: str
    read_as: str
    at: str
    when: str
    who: tuple[str, ...]
    answer: Answer
    holding: Holding | None
    finding: Finding | None
    rests: tuple[str, ...]
    missing: tuple[tuple[str, ...], ...] = ()
    over: tuple[Over, ...] = ()
    manners: Manners = Manners()
    stands: ReadingRow | None = None
    uncompared: bool = False
    courts: tuple[Courts, ...] = ()
    ways: tuple[Way, ...] = ()

    @property
    def settings(self) -> tuple[tuple[str, str], ...]:
        """The reading and the parameters it was asked under."""
        return settings_of(self.timeline)


def answer_of(finding: Finding) -> Answer:
    """Give the answer that a finding comes to."""
    if any(child.code == "already-so" for child in finding.children):
        return "already so"
    if finding.verdict is Verdict.PENDING:
        return "waits"
    return "yes" if finding.verdict.effective else "no"


def could_they(finding: Finding) -> Answer:
    """Give the answer to whether some could: where nobody has named those who vote, they may be among them."""
    return "not known" if hangs_on_unknown(finding) else answer_of(finding)


def who_could(holding: Holding) -> Answer:
    """Give the answer to who could: where it hangs on persons nobody has named, that is not nobody."""
    return "not known" if holding.unknown else answer_of(holding.all_of_them)


def pruned(finding: Finding) -> Finding:
    """Give a tree without what goes without saying: that everybody was told of a meeting that was only supposed."""
    if finding.code == "notice" and not finding.verdict.refused:
        return evolve(finding, children=())
    return evolve(finding, children=tuple(map(pruned, finding.children)))


def moment_words(at: At, timeline: Timeline, names: Lexicon) -> str:
    """Say at which moment of the story a question was asked."""
    step = at.entry.step
    when = show(step.at, timeline.story.zone)
    told = "after" if at.after else "as the law stood when"
    return f"{told} step `{step.id}`{'' if at.after else ' was taken, before it'} ({when}, by {names.brief(step.by)})"


def asked_words(what: Asked, names: Lexicon) -> str:
    """Give in words what was asked about."""
    return f"manage {names.name(what.entity)}" if isinstance(what, Manage) else item_words(what, names)


def recusals(holding: Holding) -> tuple[str, ...]:
    """Give the rules on standing aside from the votes that a question is about; none where nothing is left to do."""
    return () if holding.already else tuple(dict.fromkeys(one.recusal for one in holding.says if one.recusal))


def aside_words(found: Powers) -> str:
    """Say who stands aside as the story tells it, or that nobody is assumed to where somebody may have to."""
    rules = recusals(found.holding) if found.holding is not None else ()
    if found.holding is None or not rules:
        return ""
    cited = "; ".join(found.names.cite(rule) for rule in rules)
    if found.holding.aside:
        who = found.names.people(found.holding.aside)
        return f"Standing aside, as the story tells of step `{found.at}`: {who} [{cited}]."
    return f"Assuming that nobody must stand aside: who must is known only once somebody does [{cited}]."


def trusted_keys(finding: Finding, at: At, rules: tuple[str, ...]) -> tuple[str, ...]:
    """Give what an answer takes on trust: the choices it asked for, rules that nobody outside has seen, and `rules`."""
    trusted = rests_on(finding, tuple(at.moment.book.asked), ASKED, "", at.moment.book)
    return (*trusted, *(f"rule:{rule}" for rule in rules))


def trust_words(keys: Iterable[str], timeline: Timeline, names: Lexicon) -> tuple[str, ...]:
    """Say in words what an answer takes on trust."""
    out = []
    for key in keys:
        kind, _, name = key.partition(":")
        if kind == "rule":
            clause = names.clauses.get(name)
            known = clause.standing if clause is not None else "not seen"
            assumes = f": {clause.assumption}" if clause is not None and clause.assumption else ""
            out.append(f"{names.cite(name)} ({known}; rule {name}){assumes}")
        else:
            out.append(described(key, timeline)[0])
    return tuple(dict.fromkeys(out))


def with_manners(found: Powers) -> Iterator[tuple[str, Counts, str]]:
    """Give each least coalition who could, or could stop it, with its manner in words."""
    together = found.holding.together if found.holding is not None else None
    if together is None:
        return
    among = sum(map(len, together.types))
    sorts = (("could", together.winning, found.manners.winning), ("stop", together.blocking, found.manners.blocking))
    for what, families, ways in sorts:
        for place, counts in enumerate(families):
            yield what, counts, manner_words(found.manners, ways[place], among) if ways else ""


def who_words(found: Powers) -> str:
    """Give who is asked about; a body with its article."""
    bodies = {body.id for body in found.timeline.story.structure.bodies}
    said = (f"the {found.names.brief(one)}" if one in bodies else found.names.brief(one) for one in found.who)
    return ", ".join(said)


def power_words(found: Powers) -> str:
    """Say where a power lies, by which rule; with several, whether each must agree or one is enough."""
    holding, names = found.holding, found.names
    if holding is None:
        return ""
    if holding.own:
        return f"It is an act of {names.brief(holding.own)}'s own: it takes no power, and no rule gives it to another."
    clause = holding.power.clause
    if clause is None:
        return "Nobody holds this power: no rule gives it."
    who = "; ".join(say_words(one, names) for one in holding.says)
    if not who:
        return f"By {names.cite(clause.id)} it lies with no person and no body here."
    if len(holding.says) == 1:
        return f"The power lies with {who} [{names.cite(clause.id)}]."
    return f"{_SHARED[_share(holding)]}: {who} [{names.cite(clause.id)}]."


def _share(holding: Holding) -> str:
    """Say how those who have a say share a power: each must agree, one is enough, or neither is all there is to it."""
    clause = holding.power.clause
    approval = clause.topic.approval if clause is not None and isinstance(clause.topic, Power) else None
    if not isinstance(approval, AllOf | AnyOf) or any(parts_of(part) for part in approval.parts):
        return ""
    if len(approval.parts) != len(holding.says):
        return ""
    return ("turn" if approval.ordered else "all") if isinstance(approval, AllOf) else "any"


_SHARED = {
    "all": "Each of these must agree",
    "turn": "Each of these must agree, in this order",
    "any": "One of these is enough",
    "": "These have a say",
}


def opening_words(one: Opening, found: Powers) -> str:
    """Say what would turn a no into a yes."""
    names = found.names
    if one.how == "rule":
        return f"if the {names.name(one.instrument)} gave that power to {who_words(found)} alone (a rule is added)"
    joined = names.people(one.joining)  # one name may stand for several, so that no verb may count them
    if one.form == "consent":
        return f"if {joined} signed with them for the {names.name(one.body)}"
    return f"if {joined} voted for it with them at a meeting of the {names.name(one.body)}"


def over_rows(found: tuple[Stretch[str], ...]) -> tuple[Over, ...]:
    """Give the stretches of a story by the ids of their steps."""
    return tuple(
        Over(
            first=one.first.entry.step.id,
            last=one.last.entry.step.id,
            after=one.first.after,
            ends=one.last.after,
            answer=one.answer,
        )
        for one in found
    )


def over_words(found: tuple[Over, ...]) -> tuple[str, ...]:
    """Say over which steps which answer holds: each is asked when a step is taken, before it."""
    out = []
    for one in found:
        last = "the end" if one.ends else f"`{one.last}`"
        where = f"at `{one.first}`" if one.first == one.last and not one.ends else f"from `{one.first}` to {last}"
        if one.after:
            where = f"at the end, after `{one.last}`"
        out.append(f"{one.answer}: {where}")
    return tuple(out)


def stands_words(found: Powers) -> tuple[str, ...]:
    """Say how an answer stands over all admissible worlds, or why that was not asked; nothing where it was not."""
    if found.uncompared:
        return ("not compared: too many coalitions would have to be asked about in each",)
    return standing_words(found.stands) if found.stands is not None else ()


def way_command(way: Way, file: str, timeline: Timeline) -> str:
    """Give the command that runs a remedy, for a shell: on one line, to be copied."""
    changes = " ".join(f"--change {quote(one)}" for one in way.changes)
    return f"govsim whatif {quote(file)} {flags_of(timeline)}{changes}"


def named(timeline: Timeline, language: str) -> Lexicon:
    """Collect the names of a told story."""
    return lexicon(timeline.story, language)
