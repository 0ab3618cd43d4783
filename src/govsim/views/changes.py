"""Where things stand at a step, in fact and in law side by side, or what became different between two steps."""

from collections.abc import Iterable
from typing import cast

from govsim.engine.timeline import Timeline
from govsim.record import events as ev
from govsim.record.canon import canonical, plain
from govsim.record.state import Held, Key, Roll, Signatures, State, Stored
from govsim.rules.spans import Span
from govsim.values import frozen
from govsim.views.conditions import number_words
from govsim.views.lexicon import Lexicon, holders_words
from govsim.world.money import Money, money_text


@frozen(kw_only=True)
class StandRow:
    """What lies under one key, in words: in fact and in law."""

    what: str
    fact: str
    law: str

    @property
    def parts(self) -> bool:
        """Whether fact and law part here."""
        return self.fact != self.law


KINDS = {
    "held": "held",
    "over": "sitting on after the term",
    "paid": "paid",
    "distributed": "paid out",
    "size": "authorized seats",
    "signed": "signatures",
    "open": "open",
    "accepted": "accepted",
    "informed": "told",
    "noticed": "notice given",
    "called": "called by",
    "waived": "notice waived",
    "fixed": "record date",
    "opened": "opened",
    "adjourned": "adjourned",
    "approved": "agreed to",
    "settled": "could be set aside",
    "determined": "determined",
    "answered": "answered",
    "pending": "made for later",
    "rule": "rule",
}

UNSAID = {"size": "as the rules say", "rule": "as at the start"}
"""What stands where the story has said nothing of it; elsewhere it is nobody or nothing."""


def _label(key: Key, names: Lexicon) -> str:
    if key[0] == "paid":
        _, under, giver, taker = key
        return f"paid, {names.name(under)}: {names.brief(giver)} to {names.brief(taker)}"
    if key[0] == "distributed":
        return f"paid out, {': '.join(names.name(part) for part in key[1:] if part)}"
    rest = ": ".join(names.name(part) for part in key[1:])
    return names.name(key[1]) if key[0] == "held" else f"{KINDS[key[0]]}: {rest}"


def _words(key: Key, value: Stored | None, names: Lexicon) -> str:
    if value is None:
        return UNSAID.get(key[0], "-")
    if isinstance(value, tuple):
        if key[0] in {"held", "over"}:
            return holders_words(cast("Held", value), names)
        roll = cast("Roll", value)
        return "; ".join(f"{names.brief(one)}: {holders_words(held, names) or '-'}" for one, held in roll)
    if isinstance(value, Money):
        return money_text(value)
    if isinstance(value, bool):
        yes, no = ("in force", "not in force") if key[0] == "rule" else ("yes", "no")
        return yes if value else no
    if isinstance(value, Signatures):
        return number_words(Span(value.total, value.high))
    if isinstance(value, ev.Scheduled):
        return "waiting"
    if key[0] == "called":
        return names.brief(str(value))
    written = plain(value)
    return written if isinstance(written, str) else canonical(written)


def _ordered(keys: Iterable[Key]) -> list[Key]:
    """Give keys in the order of `KINDS`, less those of one part, which only say that there are some of that kind."""
    return sorted((key for key in keys if key[1:]), key=lambda key: (list(KINDS).index(key[0]), key))


def standing(fact: State, law: State, names: Lexicon) -> tuple[StandRow, ...]:
    """Give everything that stands at one moment, positions first; `-` is nobody or nothing."""
    keys = {key for key, _ in fact.items()} | {key for key, _ in law.items()}
    return tuple(
        StandRow(
            what=_label(key, names),
            fact=_words(key, fact.get(key), names),
            law=_words(key, law.get(key), names),
        )
        for key in _ordered(keys)
    )


def between(before: tuple[State, State], after: tuple[State, State], names: Lexicon) -> tuple[StandRow, ...]:
    """Give what became different from one moment to another, on either track, as `before -> after`."""
    changed = dict.fromkeys((*before[0].changed(after[0]), *before[1].changed(after[1])))
    rows = []
    for key in _ordered(changed):
        pairs = [
            (_words(key, a.get(key), names), _words(key, b.get(key), names)) for a, b in zip(before, after, strict=True)
        ]
        fact, law = (old if old == new else f"{old} -> {new}" for old, new in pairs)
        rows.append(StandRow(what=_label(key, names), fact=fact, law=law))
    return tuple(rows)


def at(timeline: Timeline, step: str) -> tuple[State, State]:
    """Give the states in fact and in law after a step; `start` is before the first one."""
    if step == "start":
        return timeline.start, timeline.start
    entry = timeline.by_step[timeline.story.step(step).id]
    return entry.fact, entry.law


@frozen(kw_only=True)
class EndRow:
    """What lies under one key at the end of two tellings; `track` says whether in fact, in law, or on both alike."""

    what: str
    track: str
    first: str
    second: str


def end_rows(first: Timeline, second: Timeline, names: Lexicon) -> tuple[EndRow, ...]:
    """Give where two tellings end apart: a row where both tracks part alike, else one for each track that does."""
    keys = dict.fromkeys((*first.fact.changed(second.fact), *first.law.changed(second.law)))
    rows = []
    for key in _ordered(keys):
        fact = (_words(key, first.fact.get(key), names), _words(key, second.fact.get(key), names))
        law = (_words(key, first.law.get(key), names), _words(key, second.law.get(key), names))
        tracks = [("fact and law", fact)] if fact == law else [("in fact", fact), ("in law", law)]
        for track, (one, other) in tracks:
            if one != other:
                rows.append(EndRow(what=_label(key, names), track=track, first=one, second=other))
    return tuple(rows)
