"""Where a story stands, in a few words: under which choices it is told, and who holds what is watched."""

from shlex import quote

from govsim.engine.timeline import Timeline
from govsim.record.state import State, holders
from govsim.rules.book import defaults
from govsim.views.lexicon import Lexicon
from govsim.world.params import READING, shown
from govsim.world.structure import Position


def settings_of(timeline: Timeline) -> tuple[tuple[str, str], ...]:
    """Give the reading and the parameters a story is told under."""
    asked = (READING, *(param.id for param in timeline.story.structure.params))
    return tuple((name, shown(timeline.choices[name])) for name in asked if timeline.choices.get(name))


def chosen_otherwise(timeline: Timeline) -> tuple[tuple[str, str], ...]:
    """Give the reading and the parameters that are not as the files choose them."""
    usual = defaults(timeline.story.structure)
    return tuple((name, value) for name, value in settings_of(timeline) if shown(usual[name]) != value)


def flags_of(timeline: Timeline) -> str:
    """Give the flags that choose what is not as the files choose it, for a shell, each with a blank after it."""
    flags = [
        f"--reading {value} " if name == READING else f"--param {quote(f'{name}={value}')} "
        for name, value in chosen_otherwise(timeline)
    ]
    return "".join((*flags, *(f"--set {quote(f'{name}={claim}')} " for name, claim in claims_of(timeline))))


def claims_of(timeline: Timeline) -> tuple[tuple[str, str], ...]:
    """Give the claims that are chosen against the files, by the facts they are of."""
    chosen = ((fact, timeline.choices.get(fact.id)) for fact in timeline.story.facts)
    return tuple(
        (fact.id, fact.claims[int(value)].text)
        for fact, value in chosen
        if value is not None and not isinstance(value, str) and int(value) != fact.chosen
    )


def watched_positions(timeline: Timeline) -> tuple[Position, ...]:
    """Give the positions to show beside each step: the story's own choice, else the first board and first office."""
    structure = timeline.story.structure
    if timeline.story.watch:
        positions = {one.id: one for one in structure.positions}
        return tuple(positions[one] for one in timeline.story.watch)
    seats = tuple(one for one in structure.positions if one.kind == "seat")[:1]
    offices = tuple(one for one in structure.positions if one.kind == "office")[:1]
    return (*seats, *offices)


def number_held(position: Position, state: State) -> str:
    """Say how many hold a position, or how many units of it are held where it is held in units."""
    held = holders(state, position.id)
    return f"{sum(one.units for one in held) if position.in_units else len(held):,}"


def watched(position: Position, state: State, names: Lexicon) -> str:
    """Give who holds a one-holder position, an interim holder with a star, or the number held of another one."""
    if not position.sole:
        return number_held(position, state)
    held = holders(state, position.id)
    return ", ".join(f"{names.brief(one.party)}{'*' if one.interim else ''}" for one in held) or "vacant"
