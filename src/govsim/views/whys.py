"""Why a step was ruled as it was, and why a condition holds or not, as plain rows: one model for every way out."""

from collections.abc import Iterator

from attrs import evolve

from govsim.analysis.papers import Papers
from govsim.analysis.pivots import Pivot, pivots
from govsim.record.canon import Json
from govsim.record.rulings import Finding, Verdict
from govsim.rules.independence import Tested
from govsim.rules.spans import Span, Truth
from govsim.values import frozen
from govsim.views.conditions import number_words
from govsim.views.courts import Courts
from govsim.views.lexicon import Lexicon
from govsim.views.plain import finding_tree
from govsim.views.powers import Way
from govsim.views.readings import ANSWERS, ReadingRow, standing_words
from govsim.views.telling import StepRow, Telling
from govsim.views.why_words import ballot_word, pivot_words, tried_words
from govsim.world.clauses import Clause
from govsim.world.expressions import text


@frozen(kw_only=True)
class InForce:
    """How a rule came to govern a step: the step that adopted it, and the condition it asks; empty where neither."""

    clause: Clause
    adopted_by: str
    condition: str


def came_into_force(row: StepRow, names: Lexicon) -> tuple[InForce, ...]:
    """Give each clause that a step was ruled by and that did not just stand there from the start."""
    writers = dict(row.entry.read_law)
    clauses: dict[str, None] = {}
    for ruling in row.entry.rulings:
        _cited(ruling.finding, clauses)
    found = (names.clauses[one] for one in clauses if one in names.clauses)
    said = (
        InForce(
            clause=one,
            adopted_by=writers.get(("rule", one.id), ""),
            condition="" if one.when is None else text(one.when),
        )
        for one in found
    )
    return tuple(one for one in said if one.adopted_by or one.condition)


def _cited(finding: Finding, out: dict[str, None]) -> None:
    if finding.clause:
        out[finding.clause] = None
    for child in finding.children:
        _cited(child, out)


def in_force_words(one: InForce, names: Lexicon) -> str:
    """Say how a rule came to govern a step."""
    adopted = f"adopted by `{one.adopted_by}`" if one.adopted_by else "in force from the start"
    while_so = f", and only while in law {one.condition}" if one.condition else ""
    return f"{adopted}{while_so} [{names.cite(one.clause.id)}]"


@frozen(kw_only=True)
class Why:
    """One step: which single ballot would have turned it, what would have cured it, and who could ask a court.

    `file` is the file as it was named. `until` says of a voidable item who may set it aside, and how long. `rolls` are
    the bodies on whose roll whoever acted is, for an act without a vote; `only` is the one item asked about. Of rules
    that the story brought into force, or that ask a condition, `in_force` says how they came to govern. `tried` are the
    ballots that were tried for each voter of an election.
    """

    file: str
    telling: Telling
    row: StepRow
    only: str
    turning: tuple[Pivot, ...]
    ways: tuple[tuple[str, tuple[Way, ...]], ...]
    courts: tuple[Courts, ...]
    rolls: tuple[str, ...]
    bodies: tuple[str, ...]
    until: tuple[tuple[str, str], ...] = ()
    in_force: tuple["InForce", ...] = ()
    tried: Papers | None = None

    @property
    def names(self) -> Lexicon:
        """The names of the story."""
        return self.telling.names

    def as_data(self, version: str) -> Json:
        """Give it as plain data, as the published schema describes it."""
        return {
            "schema": "govsim/why/1",
            "govsim": version,
            "scenario": self.telling.story,
            "choices": dict(self.telling.settings),
            "step": self.row.id,
            "items": [
                {
                    "item": item.id,
                    "words": item.words,
                    "verdict": item.verdict.word,
                    "rests_on": list(item.ruling.rests_on),
                    "depends_on": list(item.depends_on) if self.telling.dependence.proved else None,
                    "finding": finding_tree(item.ruling.finding, self.names),
                    "cures": [{"words": w.words, "change": list(w.changes)} for w in dict(self.ways).get(item.id, ())],
                }
                for item in self.row.items
                if self.only in {"", item.id}
            ],
            "single_ballots": [
                {"party": one.party, "ballot": ballot_word(one), "turns": {item: v.word for item, v in one.verdicts}}
                for one in self.turning
            ],
            "ballots_tried": tried_words(self.tried),
            "stands_until": dict(self.until),
            "in_force": [
                {"rule": one.clause.id, "adopted_by": one.adopted_by, "while": one.condition} for one in self.in_force
            ],
            "on_rolls": list(self.rolls),
            "courts": [{"rule": c.clause, "cite": c.cite, "claim": c.claim, "who": list(c.who)} for c in self.courts],
        }

    def as_rows(self) -> Iterator[tuple[str, ...]]:
        """Give it as rows for a pipe."""
        for item in self.row.items:
            if self.only in {"", item.id}:
                yield "item", item.id, item.words, item.said
                for way in dict(self.ways).get(item.id, ()):
                    yield "would cure it", item.id, way.words, " ".join(way.changes)
        if not self.row.items:
            yield "step", self.row.id, self.row.words, self.row.said
            yield "no vote", self.row.id, own_words(self), ""
        for name, said in self.until:
            yield "stands until", name, said, ""
        for rule in self.in_force:
            yield "in force", rule.clause.id, in_force_words(rule, self.names), ""
        for one in self.turning:
            yield "single ballot", one.party, pivot_words(one, self.names), ""
        for court in self.courts:
            yield "courts", court.cite, court.claim, ", ".join(court.who)


@frozen(kw_only=True)
class Condition:
    """A condition asked at a moment: how it was read, what it comes to, both sides of each comparison, and tests."""

    telling_title: str
    story: str
    settings: tuple[tuple[str, str], ...]
    notice: str
    names: Lexicon
    read_as: str
    when: str
    holds: Truth
    sides: tuple[tuple[str, Span], ...]
    tests: tuple[Tested, ...]
    stands: ReadingRow | None

    def as_data(self, version: str) -> Json:
        """Give it as plain data, as the published schema describes it."""
        return {
            "schema": "govsim/condition/1",
            "govsim": version,
            "scenario": self.story,
            "choices": dict(self.settings),
            "read_as": self.read_as,
            "moment": self.when,
            "holds": self.holds,
            "compared": {side: number_words(span) for side, span in self.sides},
            "tests": [{"rule": one.clause.id, "meet": list(one.meet), "fail": dict(one.fail)} for one in self.tests],
            "depends_on": None if self.stands is None else list(self.stands.depends_on),
        }

    def as_rows(self) -> Iterator[tuple[str, ...]]:
        """Give it as rows for a pipe."""
        yield "read as", self.read_as, ""
        yield "moment", self.when, ""
        yield "answer", ANSWERS[self.holds], ""
        for side, span in self.sides:
            yield "compared", side, number_words(span)
        for one in self.tests:
            yield "meet", one.clause.id, self.names.people(one.meet)
            for person, by in one.fail:
                yield "fails", self.names.brief(person), f"holds {self.names.name(by)}"
        for said in standing_words(self.stands) if self.stands is not None else ():
            yield "in other worlds", said, ""


RATIFIED = "it was ratified later in the story, and nobody can set it aside any longer"
"""What is said of a voidable item in place of who may set it aside."""


def turning(telling: Telling, step: str, only: str) -> tuple[Pivot, ...]:
    """Give which single ballots would have turned a step, or with `only` that item of it."""
    found: dict[tuple[str, tuple[tuple[str, Verdict], ...]], Pivot] = {}
    for one in pivots(telling.timeline, step):
        verdicts = _of(one, only)
        if verdicts:  # of several ballots that come to the same, the first one tried
            found.setdefault((one.party, verdicts), evolve(one, verdicts=verdicts))
    return tuple(found.values())


def _of(one: Pivot, only: str) -> tuple[tuple[str, Verdict], ...]:
    return tuple(pair for pair in one.verdicts if only in {"", pair[0]})


def own_words(why: Why) -> str:
    """Say of an act without a vote what force it has in any body."""
    who = why.names.name(why.row.entry.step.by)
    bodies = ", ".join(why.names.name(body) for body in why.bodies)
    if why.rolls:
        rolls = ", ".join(why.names.name(body) for body in why.rolls)
        return f"{who} is on the roll of: {rolls}; but this was no vote there, and counts for nothing in any of them"
    return f"{who} is on no roll: no vote in any body here ({bodies or 'there are none'}); its weight in each is 0"
