"""A story told, as the lines of a log: on each track what was told, in order, with its step and its item."""

from collections.abc import Iterator

from govsim.engine.timeline import START, Entry, Timeline
from govsim.engine.walk import openings
from govsim.record.lines import Header, Line, Track
from govsim.record.marks import Move
from govsim.world.params import number, shown


def header(timeline: Timeline) -> Header:
    """Say what a log of `timeline` is a log of; a claim of a fact goes by its number from 1, as a flag takes it."""
    facts = {fact.id for fact in timeline.story.facts}
    choices = {
        name: str(number(value) + 1) if name in facts else shown(value)
        for name, value in timeline.choices.items()
        if value != ""
    }
    return Header(scenario=timeline.story.id, choices=choices)


def lines(timeline: Timeline) -> Iterator[Line]:
    """Give the lines of a log of `timeline`: how things stood, then each step, what it did in fact and then in law."""
    for n, (track, step, (item, told)) in enumerate(_moves(timeline), start=1):
        yield Line(n, track, step, item, told)


def _moves(timeline: Timeline) -> Iterator[tuple[Track, str, Move]]:
    for event in openings(timeline.story):
        yield "start", START, ("", event)
    for entry in timeline.entries:
        for move in _in_fact(entry):
            yield "fact", entry.step.id, move
        for move in entry.moves:
            yield "law", entry.step.id, move


def _in_fact(entry: Entry) -> Iterator[Move]:
    """Give what a step did in fact: what came due before it, the act itself, and what followed."""
    early, later = entry.followed_in_fact[: entry.early_in_fact], entry.followed_in_fact[entry.early_in_fact :]
    for name, events in (*early, ("", entry.events), *later):
        for event in events:
            yield name, event
