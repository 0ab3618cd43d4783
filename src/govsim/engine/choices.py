"""The choices of one replay: reading, parameters and claims, checked against what the files admit.

There is one namespace: a fact is a dimension too, and its value is the index of the claim that is chosen.
"""

from collections.abc import Mapping
from fractions import Fraction

from govsim.errors import UsageError
from govsim.record.story import Story
from govsim.rules.book import defaults
from govsim.world.params import READING, Value, number, shown
from govsim.world.sources import Bounds

Claimed = Mapping[str, tuple[Bounds | None, ...]]
"""The number of each claim of each fact; None where a claim has none."""


def dimensions(story: Story) -> dict[str, tuple[Value, ...]]:
    """Give every dimension with its values: the reading, the parameters in file order, the claims of each fact."""
    out: dict[str, tuple[Value, ...]] = {}
    if story.structure.readings:
        out[READING] = tuple(reading.id for reading in story.structure.readings)
    out.update((param.id, param.among) for param in story.structure.params)
    out.update((fact.id, tuple(Fraction(i) for i in range(len(fact.claims)))) for fact in story.facts)
    return out


def open_dimensions(story: Story) -> dict[str, tuple[Value, ...]]:
    """Give the dimensions that span admissible worlds; a fact whose standing is settled has only its chosen claim."""
    settled = {fact.id: Fraction(fact.chosen) for fact in story.facts if fact.standing == "settled"}
    return {name: (settled[name],) if name in settled else among for name, among in dimensions(story).items()}


def chosen(story: Story, choices: Mapping[str, Value]) -> dict[str, Value]:
    """Give the choices of the files, with `choices` in their place; UsageError for what they do not admit."""
    admissible = dimensions(story)
    for name, value in choices.items():
        if name not in admissible:
            raise UsageError(f"nothing is open under the name `{name}`; there are: {', '.join(admissible)}")
        if value not in admissible[name]:
            among = ", ".join(shown(one) for one in admissible[name])
            raise UsageError(f"`{name}` cannot be {shown(value)}; it can be: {among}")
    facts: dict[str, Value] = {fact.id: Fraction(fact.chosen) for fact in story.facts}
    return defaults(story.structure) | facts | dict(choices)


def claimed(story: Story) -> Claimed:
    """Give the numbers of all claims of all facts."""
    return {fact.id: tuple(claim.number for claim in fact.claims) for fact in story.facts}


ANYTHING = Bounds(low=Fraction(0), high=None, best=Fraction(0), text="")
"""What a claim without a number says of one."""


def chosen_bounds(numbers: Claimed, choices: Mapping[str, Value]) -> dict[str, Bounds]:
    """Give each fact between the bounds of its chosen claim; a claim without a number may be anything."""
    return {name: claims[int(number(choices[name]))] or ANYTHING for name, claims in numbers.items()}
