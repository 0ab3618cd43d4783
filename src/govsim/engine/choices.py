"""The choices of one replay: reading, parameters and claims, checked against what the files admit."""

from collections.abc import Mapping

from govsim.errors import UsageError
from govsim.record.story import Story
from govsim.rules.book import READING, defaults
from govsim.world.params import Value, shown
from govsim.world.sources import Bounds


def dimensions(story: Story) -> dict[str, tuple[Value, ...]]:
    """Give every open dimension with its admissible values: the reading, then the parameters in file order."""
    out: dict[str, tuple[Value, ...]] = {}
    if story.structure.readings:
        out[READING] = tuple(reading.id for reading in story.structure.readings)
    out.update((param.id, param.among) for param in story.structure.params)
    return out


def chosen(story: Story, choices: Mapping[str, Value]) -> dict[str, Value]:
    """Give the choices of the files, with `choices` in their place; UsageError for what they do not admit."""
    admissible = dimensions(story)
    for name, value in choices.items():
        if name not in admissible:
            known = ", ".join(admissible)
            message = f"no parameter `{name}`; there are: {known}"
            raise UsageError(message)
        if value not in admissible[name]:
            among = ", ".join(shown(one) for one in admissible[name])
            message = f"`{name}` cannot be {shown(value)}; it can be: {among}"
            raise UsageError(message)
    return defaults(story.structure) | dict(choices)


def chosen_claims(story: Story, claims: Mapping[str, int]) -> dict[str, int]:
    """Give the index of the claim chosen for each fact, with `claims` in their place; UsageError for unknown ones."""
    facts = {fact.id: fact for fact in story.facts}
    for name, index in claims.items():
        if name not in facts:
            message = f"no fact `{name}`; there are: {', '.join(facts)}"
            raise UsageError(message)
        if not 0 <= index < len(facts[name].claims):
            message = f"`{name}` has {len(facts[name].claims)} claims, counted from 1"
            raise UsageError(message)
    return {name: claims.get(name, fact.chosen) for name, fact in facts.items()}


def bounds_of(story: Story, claims: Mapping[str, int]) -> dict[str, Bounds]:
    """Give the numbers known under the chosen claims; a claim without a number has none."""
    picked = ((fact.id, fact.claims[claims[fact.id]].number) for fact in story.facts)
    return {name: number for name, number in picked if number is not None}
