"""What rules say that cannot work, whatever happens: gaps, circles of powers, rules at odds, rules asleep."""

from itertools import chain, islice

from attrs import evolve

from govsim.errors import Place
from govsim.rules.asleep import asleep
from govsim.rules.book import codify
from govsim.rules.circles import circles
from govsim.rules.flaws import Flaw
from govsim.rules.gaps import gaps
from govsim.rules.odds import at_odds
from govsim.world.structure import Structure

MOST = 1_000
"""Flaws under one reading; nobody reads more."""


def flaws(structure: Structure, head: Place | None = None) -> tuple[Flaw, ...]:
    """Give what cannot work in a structure, or in a law pack by itself, whose name stands at `head`."""
    code = codify(structure)
    found: dict[tuple[object, ...], tuple[Flaw, list[str]]] = {}
    for reading in code.clauses:
        kinds = (gaps(code, reading, head), circles(code, reading), at_odds(code, reading), asleep(code, reading))
        for flaw in islice(chain(*kinds), MOST):
            key = (flaw.kind, flaw.clause.id, flaw.name, flaw.places)
            found.setdefault(key, (flaw, []))[1].append(reading)
    return tuple(
        flaw if len(readings) == len(code.clauses) else evolve(flaw, readings=tuple(readings))
        for flaw, readings in found.values()
    )
