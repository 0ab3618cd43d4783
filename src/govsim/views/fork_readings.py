"""How the expectations of a fork stand when one premise at a time is not as assumed, as plain rows and in sentences."""

from govsim.record.canon import Json
from govsim.rules.spans import Truth
from govsim.values import frozen
from govsim.views.readings import ANSWERS, value_words
from govsim.views.standing import settings_of
from govsim.whatif.alone import Other, alone
from govsim.whatif.branch import Branch
from govsim.world.sources import words_in

SCHEMA = "govsim/fork-readings/1"
UNREACHED = "is not reached"


@frozen(kw_only=True)
class PremiseRow:
    """One expectation of a fork: what is so as assumed, and under which single other premises it is not."""

    expr: str
    assumed: Truth
    otherwise: tuple[tuple[str, str, str], ...]

    @property
    def said(self) -> str:
        """What becomes of it, in a line."""
        if not self.otherwise:
            return "the same under every other single premise"
        by_answer: dict[str, list[str]] = {}
        for dimension, value, answer in self.otherwise:
            by_answer.setdefault(answer, []).append(f"{dimension} {value}")
        return "; ".join(f"{answer} under {', '.join(under)}" for answer, under in by_answer.items())


@frozen(kw_only=True)
class ForkReadings:
    """The whole answer, with the fork it is about."""

    fork: str
    notice: str
    settings: tuple[tuple[str, str], ...]
    asked: tuple[str, ...]
    compared: int
    rows: tuple[PremiseRow, ...]


def _answer(other: Other, place: int) -> str:
    if place in other.unreached:
        return UNREACHED
    return ANSWERS[None if other.undecided else other.expected[place]]


def fork_readings(found: Branch, language: str = "en") -> ForkReadings:
    """Give each expectation of a fork with the single premises that would answer it otherwise."""
    known, story = alone(found), found.timeline.story
    rows = [
        PremiseRow(
            expr=expr,
            assumed=known.expected[place],
            otherwise=tuple(
                (one.dimension, value_words(story, one.dimension, one.value), _answer(one, place))
                for one in known.against(place)
            ),
        )
        for place, expr in enumerate(known.expects)
    ]
    return ForkReadings(
        fork=found.forked.forks[-1].id,
        notice=words_in(story.notice, language),
        settings=settings_of(found.timeline),
        asked=known.asked,
        compared=len(known.others),
        rows=tuple(sorted(rows, key=lambda row: bool(row.otherwise))),
    )


def as_data(found: ForkReadings, version: str) -> Json:
    """Give the answer as plain data, as the published schema describes it."""
    return {
        "schema": SCHEMA,
        "govsim": version,
        "fork": found.fork,
        "notice": found.notice,
        "choices": dict(found.settings),
        "asked": list(found.asked),
        "compared": found.compared,
        "expectations": [
            {
                "expr": row.expr,
                "assumed": row.assumed,
                "otherwise": [
                    {"dimension": dimension, "value": value, "answer": answer}
                    for dimension, value, answer in row.otherwise
                ],
            }
            for row in found.rows
        ],
    }


def as_rows(found: ForkReadings) -> tuple[tuple[str, ...], ...]:
    """Give the answer as flat rows: one for each expectation."""
    rows = ((row.expr, ANSWERS[row.assumed], row.said) for row in found.rows)
    return (("expectation", "as_assumed", "one_premise_at_a_time"), *rows)
