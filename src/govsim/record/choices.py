"""Ballots that choose between several: whom a voter is for, in which order, or with how many votes each.

The options are what the items of the act put up: a person, where a place is filled, and else the item by its id.
"""

from collections.abc import Iterable

from attrs import evolve

from govsim.record.items import Appoint, Item
from govsim.values import frozen


@frozen(kw_only=True)
class Choice:
    """One voter's ballot.

    `tiers` are the options the voter is for, the most preferred first, equals in one tier; without an order there is
    one tier. `against` are those the voter is against. `points` are votes given to each, where votes can be heaped on
    one. A ballot with none of these withholds its votes from all.
    """

    tiers: tuple[tuple[str, ...], ...] = ()
    against: tuple[str, ...] = ()
    points: tuple[tuple[str, int], ...] = ()

    @property
    def first(self) -> tuple[str, ...]:
        """The options the voter is for, before any other."""
        return self.tiers[0] if self.tiers else ()

    def ranks(self, options: Iterable[str]) -> dict[str, int]:
        """Give the place of each option, the most preferred 0: what is not ranked is last, but for what is opposed."""
        places = {option: place for place, tier in reversed([*enumerate(self.tiers)]) for option in tier}
        last, against = len(self.tiers), frozenset(self.against)
        return {one: places.get(one, last) + (one in against) for one in options}


@frozen(kw_only=True)
class Choices:
    """The ballots of a vote between several for so many seats, and who was taken to be `elected`, which is the fact.

    `casting` are those of the tied whom the casting vote was used for, where a rule gives one.
    """

    ballots: tuple[tuple[str, Choice], ...]
    seats: int = 1
    elected: tuple[str, ...] = ()
    casting: tuple[str, ...] = ()


def option_of(item: Item) -> str:
    """Give the option that an item puts up: the person for a place, or the item itself."""
    return item.party if isinstance(item, Appoint) else item.id


def went_on(items: tuple[Item, ...], choices: Choices | None) -> tuple[Item, ...]:
    """Give the items of an act that it would make true: of a vote between several those that were elected."""
    return items if choices is None else tuple(item for item in items if option_of(item) in choices.elected)


def electing(items: tuple[Item, ...], choices: Choices | None) -> Choices | None:
    """Give the same ballots with all that `items` put up as elected."""
    return None if choices is None else evolve(choices, elected=tuple(map(option_of, items)))
