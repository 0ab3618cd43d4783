"""What a story concludes and how each of it stands, as plain rows and in sentences: robust first, then what depends.

Every answer is about admissible worlds: what is so under the choices made, and under which other values it is not.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import evolve

from govsim.engine.choices import open_dimensions
from govsim.engine.conclusions import Said, Split, Standing, standings
from govsim.engine.sensitivity import sensitivity
from govsim.engine.timeline import Timeline
from govsim.engine.together import MOST_RULINGS
from govsim.engine.worlds import dependence
from govsim.record.canon import Json
from govsim.record.story import Story
from govsim.rules.spans import Truth
from govsim.values import frozen
from govsim.views.standing import settings_of
from govsim.world.expressions import text
from govsim.world.params import Value, shown
from govsim.world.sources import words_in

SCHEMA = "govsim/readings/1"
ANSWERS: Mapping[Truth, str] = {True: "holds", False: "does not hold", None: "cannot be told"}
_ORDER: tuple[Truth, ...] = (True, None, False)


def answer_words(said: Said) -> str:
    """Give an answer in words."""
    return said if isinstance(said, str) else ANSWERS[said]


Word = Literal["robust", "depends", "not proved"]
_WORDS: tuple[Word, ...] = ("robust", "depends", "not proved")


@frozen(kw_only=True)
class SplitRow:
    """What is so under which values of some dimensions, as they are written; `given` is what else is not as chosen."""

    dimensions: tuple[str, ...]
    answers: tuple[tuple[tuple[str, ...], Said], ...]
    given: tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class ReadingRow:
    """One conclusion: what it says, when it is asked, what is so as chosen, and how that stands."""

    kind: str
    name: str
    words: str
    expr: str
    at: str
    chosen: Said
    standing: Word
    depends_on: tuple[str, ...]
    worlds: int
    varied: tuple[str, ...]
    splits: tuple[SplitRow, ...]


@frozen(kw_only=True)
class Quiet:
    """A premise that alone changes nothing.

    `elsewhere` says whether a verdict or a conclusion depends on it in other worlds, None where there are too many to
    tell.
    """

    dimension: str
    elsewhere: bool | None


@frozen(kw_only=True)
class Readings:
    """The whole answer, with the story it is about."""

    timeline: Timeline
    language: str
    rows: tuple[ReadingRow, ...]
    quiet: tuple[Quiet, ...]


def value_words(story: Story, dimension: str, value: Value) -> str:
    """Give a value of a dimension as the files write it; of a fact, the claim."""
    fact = next((one for one in story.facts if one.id == dimension), None)
    return shown(value) if fact is None or isinstance(value, str) else fact.claims[int(value)].text


def _split(split: Split, story: Story) -> SplitRow:
    return SplitRow(
        dimensions=split.dimensions,
        answers=tuple(
            (tuple(value_words(story, *pair) for pair in zip(split.dimensions, values, strict=True)), answer)
            for values, answer in split.answers
        ),
        given=tuple((name, value_words(story, name, value)) for name, value in split.given),
    )


def reading_row(found: Standing, timeline: Timeline, language: str) -> ReadingRow:
    """Give one conclusion with how it stands, in words."""
    one, story = found.conclusion, timeline.story
    return ReadingRow(
        kind=one.kind,
        name=one.name,
        words=words_in(one.title, language) or text(one.expr),
        expr=text(one.expr),
        at=one.at,
        chosen=found.chosen,
        standing="robust" if found.robust else "depends" if found.proved else "not proved",
        depends_on=found.depends_on,
        worlds=found.worlds,
        varied=found.varied,
        splits=tuple(_split(split, story) for split in found.splits),
    )


def in_other_words(row: ReadingRow, words: Mapping[str, str]) -> ReadingRow:
    """Give a conclusion with some of its answers in other words."""

    def said(answer: Said) -> Said:
        return words.get(answer, answer) if isinstance(answer, str) else answer

    splits = tuple(
        evolve(split, answers=tuple((values, said(answer)) for values, answer in split.answers)) for split in row.splits
    )
    return evolve(row, chosen=said(row.chosen), splits=splits)


def _quiet(timeline: Timeline, rows: tuple[ReadingRow, ...]) -> Iterator[Quiet]:
    """Give the premises that change nothing by themselves."""
    verdicts, premises = dependence(timeline), sensitivity(timeline)
    known = {name for row in rows for name in row.depends_on} | {n for on in verdicts.by_item.values() for n in on}
    proved = verdicts.proved and all(row.standing != "not proved" for row in rows)
    for name, among in open_dimensions(timeline.story).items():
        if len(among) > 1 and not premises[name].changes:
            yield Quiet(dimension=name, elsewhere=True if name in known else False if proved else None)


def readings(timeline: Timeline, language: str = "en") -> Readings:
    """Say how each expectation and each outcome of a story stands, and which premises change nothing alone."""
    found = (reading_row(one, timeline, language) for one in standings(timeline))
    rows = tuple(sorted(found, key=lambda row: _WORDS.index(row.standing)))
    return Readings(timeline=timeline, language=language, rows=rows, quiet=tuple(_quiet(timeline, rows)))


# --- in sentences ------------------------------------------------------------------------------------------------


def _under(dimensions: tuple[str, ...], found: list[tuple[str, ...]]) -> str:
    if len(dimensions) == 1:
        return f"{dimensions[0]} {', '.join(values[0] for values in found)}"
    pairs = (" with ".join(f"{name} {value}" for name, value in zip(dimensions, one, strict=True)) for one in found)
    return " or ".join(pairs)


def split_words(split: SplitRow) -> str:
    """Say under which values something holds and under which it does not.

    >>> split_words(SplitRow(dimensions=("size",), answers=((("5",), True), (("7",), False)), given=()))
    'holds under size 5, does not under 7'
    >>> split_words(SplitRow(dimensions=("size",), answers=((("6",), "4 of 6"), (("9",), "5 of 6")), given=()))
    '4 of 6 under size 6; 5 of 6 under 9'
    """
    by_answer: dict[Said, list[tuple[str, ...]]] = {}
    for values, answer in split.answers:
        by_answer.setdefault(answer, []).append(values)
    parts: list[str] = []
    for answer in (*_ORDER, *(one for one in by_answer if isinstance(one, str))):
        if answer in by_answer:
            under = _under(split.dimensions, by_answer[answer])
            again = parts and len(split.dimensions) == 1
            short = "does not" if answer is False and True in by_answer else answer_words(answer)
            parts.append(f"{short} under {under.removeprefix(split.dimensions[0]).strip() if again else under}")
    given = ", ".join(f"{name} {value}" for name, value in split.given)
    between = "; " if any(isinstance(answer, str) for answer in by_answer) else ", "
    return (f"with {given}: " if given else "") + between.join(parts)


def _compared(row: ReadingRow) -> str:
    return f"{row.worlds:,} worlds compared, varying {', '.join(row.varied)}"


def standing_words(row: ReadingRow) -> tuple[str, ...]:
    """Say how a conclusion stands: in one line, and for what it depends on in one more for each smallest set."""
    if row.standing == "not proved":
        return (
            (
                f"not proved: it rests on more than {row.worlds:,} worlds, "
                f"or takes more than {MOST_RULINGS:,} steps in them"
            ),
        )
    if row.standing == "robust":
        return (f"robust ({_compared(row)})" if row.varied else "robust: nothing open is read",)
    sets = tuple(split.dimensions for split in row.splits)
    if len(sets[0]) == 1:
        head = f"depends on {', '.join(row.depends_on)}"
    else:
        together = "; or on ".join(" and ".join(one) for one in sets)
        head = f"depends on {together} together, on no one of them alone"
    others = f"; no other set of {len(sets[0])} does" if len(sets) == 1 and len(sets[0]) > 1 else ""
    return (f"{head}{others} ({_compared(row)})", *(split_words(split) for split in row.splits))


_ALONE = {
    True: "changes nothing alone; together with others a verdict or a conclusion depends on it",
    False: "no verdict and no conclusion depends on it in any admissible world",
    None: "changes nothing alone; what depends on it together with others was not proved",
}


def quiet_words(found: tuple[Quiet, ...]) -> tuple[str, ...]:
    """Say which premises change nothing alone, and whether anything depends on them together with others."""
    said: dict[bool | None, str] = {
        True: "together with others a verdict or a conclusion depends on each of them",
        False: "no verdict and no conclusion depends on any of them in any admissible world",
        None: "what depends on them together with others was not proved",
    }
    return tuple(
        f"{', '.join(names)}: {words}"
        for elsewhere, words in said.items()
        if (names := [one.dimension for one in found if one.elsewhere is elsewhere])
    )


# --- as plain data -----------------------------------------------------------------------------------------------


def _split_data(split: SplitRow) -> Json:
    return {
        "dimensions": list(split.dimensions),
        "given": dict(split.given),
        "answers": [
            {"values": dict(zip(split.dimensions, values, strict=True)), "holds": answer}
            for values, answer in split.answers
        ],
        "said": split_words(split),
    }


def _row_data(row: ReadingRow) -> Json:
    return {
        "kind": row.kind,
        "name": row.name,
        "words": row.words,
        "expr": row.expr,
        "after": row.at,
        "holds": row.chosen,
        "standing": row.standing,
        "depends_on": list(row.depends_on),
        "splits": [_split_data(split) for split in row.splits],
        "worlds": row.worlds,
        "varied": list(row.varied),
    }


def readings_data(found: Readings, version: str) -> Json:
    """Give the answer as plain data, as the published schema describes it."""
    story = found.timeline.story
    return {
        "schema": SCHEMA,
        "govsim": version,
        "scenario": story.id,
        "title": words_in(story.title, found.language),
        "notice": words_in(story.notice, found.language),
        "choices": dict(settings_of(found.timeline)),
        "conclusions": [_row_data(row) for row in found.rows],
        "quiet": [{"dimension": one.dimension, "elsewhere": one.elsewhere} for one in found.quiet],
    }


COLUMNS = ("standing", "kind", "name", "after", "as_chosen", "depends_on", "differs", "worlds", "varied", "words")


def readings_rows(found: Readings) -> tuple[tuple[str, ...], ...]:
    """Give the answer as flat rows: one for each conclusion, then one for each premise that changes nothing alone."""
    out = [COLUMNS]
    for row in found.rows:
        differs = "; ".join(split_words(split) for split in row.splits)
        tail = (answer_words(row.chosen), ",".join(row.depends_on), differs, str(row.worlds), ",".join(row.varied))
        out.append((row.standing, row.kind, row.name, row.at, *tail, row.words))
    for one in found.quiet:
        words = _ALONE[one.elsewhere]
        out.append(("quiet", "premise", one.dimension, "", "", "", "", "", "", words))
    return tuple(out)
