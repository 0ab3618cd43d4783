"""Two tellings side by side as plain rows: where they part, what became of each step, where they end apart."""

from govsim.engine.timeline import Entry, Timeline
from govsim.record.canon import Json
from govsim.record.rulings import Verdict
from govsim.values import frozen
from govsim.views.changes import EndRow, end_rows
from govsim.views.deciding import ruled_words
from govsim.views.deeds import own_word
from govsim.views.lexicon import Lexicon, lexicon
from govsim.views.standing import settings_of
from govsim.whatif.compare import Comparison, Pair

SCHEMA = "govsim/diff/1"
ABSENT = "not there"


@frozen(kw_only=True)
class PairRow:
    """One step that is not alike: its number in either telling (0 where it is not there), and what became of it."""

    step: str
    numbers: tuple[int, int]
    first: str
    second: str


@frozen(kw_only=True)
class Comparing:
    """Two tellings, ready to be shown; `parts_at` is the first step that is not alike, empty if all are."""

    names: tuple[str, str]
    settings: tuple[tuple[str, str, str], ...]
    rows: tuple[PairRow, ...]
    ends: tuple[EndRow, ...]
    steps: int

    @property
    def parts_at(self) -> str:
        """The first step that is not alike."""
        return self.rows[0].step if self.rows else ""

    @property
    def differs(self) -> bool:
        """Whether anything is not alike."""
        return bool(self.rows or self.ends)


def _told(entry: Entry | None, names: Lexicon) -> str:
    """Give what became of a step in one telling: not there, not met, or each verdict with its reason."""
    if entry is None:
        return ABSENT
    if not entry.happened and not entry.rulings:
        return "condition not met"
    own = own_word(entry.step.act)
    if not entry.rulings or (own and entry.verdict in {Verdict.VALID, Verdict.PENDING}):
        return own or "happened"
    return ruled_words(entry, names) + ("" if entry.happened else "; nothing came of it")


def _row(pair: Pair, first: Lexicon, second: Lexicon) -> PairRow:
    numbers = tuple(entry.index if entry is not None else 0 for entry in (pair.first, pair.second))
    return PairRow(
        step=pair.step,
        numbers=(numbers[0], numbers[1]),
        first=_told(pair.first, first),
        second=_told(pair.second, second),
    )


def _settings(first: Timeline, second: Timeline) -> tuple[tuple[str, str, str], ...]:
    """Give the choices that are not the same: name, value there, value here."""
    here, there = dict(settings_of(first)), dict(settings_of(second))
    names = dict.fromkeys((*here, *there))
    return tuple(
        (name, here.get(name, "-"), there.get(name, "-")) for name in names if here.get(name) != there.get(name)
    )


def show_comparison(found: Comparison, names: tuple[str, str], language: str = "en") -> Comparing:
    """Give two tellings as rows: the steps that are not alike, and where they end apart."""
    first, second = lexicon(found.first.story, language), lexicon(found.second.story, language)
    return Comparing(
        names=names,
        settings=_settings(found.first, found.second),
        rows=tuple(_row(pair, first, second) for pair in found.changed),
        ends=end_rows(found.first, found.second, second),
        steps=len(found.pairs),
    )


def as_data(found: Comparing, version: str) -> Json:
    """Give two tellings as plain data, as the published schema describes it."""
    return {
        "schema": SCHEMA,
        "govsim": version,
        "first": found.names[0],
        "second": found.names[1],
        "parts_at": found.parts_at or None,
        "choices": [{"name": name, "first": one, "second": other} for name, one, other in found.settings],
        "steps": [{"id": row.step, "first": row.first, "second": row.second} for row in found.rows],
        "ends": [
            {"what": row.what, "track": row.track, "first": row.first, "second": row.second} for row in found.ends
        ],
    }


def as_rows(found: Comparing) -> tuple[tuple[str, ...], ...]:
    """Give two tellings as flat rows: the steps that are not alike, then the ends."""
    steps = (("step", row.step, row.first, row.second) for row in found.rows)
    ends = (("end " + row.track, row.what, row.first, row.second) for row in found.ends)
    choices = (("choice", *row) for row in found.settings)
    return (("kind", "what", *found.names), *choices, *steps, *ends)
