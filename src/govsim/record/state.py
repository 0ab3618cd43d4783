"""Where things stand: one flat map from keys to values, which `fold` makes from events.

Every value lives under a key such as `("held", "inc.ceo")`, so that what an act reads and what it writes
can be named. A state is immutable, compares by content and keeps its hash up to date at every change, so
that asking for it costs the same at any size; hashes are never printed and never used to order anything.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Protocol, TypeVar, cast

from attrs import Factory, field

from govsim.record import events as ev
from govsim.values import frozen
from govsim.world.money import Money

Key = tuple[str, ...]


@frozen
class Tenure:
    """One party's hold on a position; an interim holder leaves when a permanent one takes office.

    `units` says how much of it is held: shares. A seat or an office is one unit.
    """

    party: str
    interim: bool = False
    units: int = 1


@frozen
class Signatures:
    """Who signed by name, and the count as last stated; the count is never below the number of names.

    There are `total` signatures at least and `high` at most, None where no upper bound is known; an exact count has
    both the same.
    """

    parties: frozenset[str] = frozenset()
    total: Fraction = Fraction(0)
    high: Fraction | None = field(default=Factory(lambda self: self.total, takes_self=True))


UNSIGNED = Signatures()

Held = tuple[Tenure, ...]
Roll = tuple[tuple[str, Held], ...]
"""Who held each position of a roll, and with how many units, at the moment at which it was kept."""

Stored = Held | Roll | Signatures | Fraction | Money | int | bool | str | datetime | ev.Scheduled

V = TypeVar("V")


class Sight(Protocol):
    """Whatever can be asked for the value under a key: a state, or one that notes what was asked."""

    def get(self, key: Key) -> Stored | None:
        """Give the value under `key`, or None."""
        ...


class State:
    """An immutable map of keys to values with a hash that is kept, not computed."""

    __slots__ = ("_hash", "_later", "_values")

    def __init__(
        self, values: dict[Key, Stored] | None = None, kept: int = 0, later: tuple[ev.Scheduled, ...] | None = None
    ) -> None:
        """Take `values` over, never to be changed again; `kept` is the hash of all their pairs mixed, 0 for none.

        `later` is what was made for later, in order, where that is known already: it is asked for at every step.
        """
        self._values: dict[Key, Stored] = {} if values is None else values
        self._hash = kept
        self._later = later

    def get(self, key: Key) -> Stored | None:
        """Give the value under `key`, or None."""
        return self._values.get(key)

    def count(self) -> int:
        """Say how many values there are."""
        return len(self._values)

    def items(self) -> Iterator[tuple[Key, Stored]]:
        """Give keys and values in the order of the keys."""
        return iter(sorted(self._values.items(), key=lambda pair: pair[0]))

    def updated(self, changes: Mapping[Key, Stored | None]) -> "State":
        """Give the state with `changes` made; None takes a key away. Without a real change it is this state."""
        values, mixed, later = None, self._hash, self._later
        for key, value in changes.items():
            old = self._values.get(key)
            if old == value:
                continue
            values = dict(self._values) if values is None else values
            later = None if key[0] == "pending" else later
            if old is not None:
                mixed ^= hash((key, old))
                del values[key]
            if value is not None:
                mixed ^= hash((key, value))
                values[key] = value
        if values is None:
            return self
        return State(values, mixed, later)

    def scheduled(self) -> tuple[ev.Scheduled, ...]:
        """Give what was made for later, in the order of the ids."""
        if self._later is None:
            found = ((key, value) for key, value in self._values.items() if isinstance(value, ev.Scheduled))
            self._later = tuple(value for _, value in sorted(found, key=lambda pair: pair[0]))
        return self._later

    def changed(self, other: "State") -> tuple[Key, ...]:
        """Give the keys under which the two states differ, in order."""
        if self is other:
            return ()
        theirs = other._values  # noqa: SLF001 - of the same class
        both = self._values.keys() | theirs.keys()
        return tuple(sorted(key for key in both if self._values.get(key) != theirs.get(key)))

    def __eq__(self, other: object) -> bool:
        """Compare by content."""
        return self is other or (
            isinstance(other, State) and self._hash == other._hash and self._values == other._values
        )

    def __hash__(self) -> int:
        """Give the kept hash."""
        return self._hash

    def __repr__(self) -> str:
        """Show the content in the order of the keys."""
        return f"State({dict(self.items())})"


class Noting:
    """A sight of a state that notes every key it was asked for."""

    __slots__ = ("_get", "keys", "state")

    def __init__(self, state: State) -> None:
        """Look at `state` with nothing noted yet."""
        self.state = state
        self.keys: dict[Key, None] = {}
        self._get = state._values.get  # noqa: SLF001 - a sight of a state; every question of every act goes through it

    def get(self, key: Key) -> Stored | None:
        """Give the value under `key`, and note the key."""
        self.keys[key] = None
        return self._get(key)


# --- typed access: the only places that know what lies under a key --------------------------------------------


def _value(sight: Sight, key: Key, default: V) -> V:
    found = sight.get(key)
    return default if found is None else cast("V", found)


def holders(sight: Sight, position: str) -> Held:
    """Give the tenures of a position, in the order of the parties' ids."""
    found = sight.get(("held", position))
    return cast("Held", found) if found else ()


def holding(sight: Sight, position: str) -> tuple[str, ...]:
    """Give the parties that hold a position, in the order of their ids."""
    held = holders(sight, position)
    return tuple([tenure.party for tenure in held]) if held else ()


def sitting_on(sight: Sight, position: str) -> tuple[str, ...]:
    """Give the parties that hold a position although their term is over, until a successor comes."""
    over = cast("Held", sight.get(("over", position)) or ())
    return tuple(tenure.party for tenure in over)


def units(sight: Sight, position: str, party: str) -> int:
    """Give how many units of a position a party holds."""
    return next((tenure.units for tenure in holders(sight, position) if tenure.party == party), 0)


def money(sight: Sight, key: Key, currency: str) -> Money:
    """Give the sum kept under a key of money paid or paid out; nothing where there is none."""
    return _value(sight, key, Money(currency, Fraction(0)))


def paid_in(sight: Sight, flow: str, giver: str, currency: str) -> Money:
    """Give what a party has put in under a flow of an entity during the story."""
    return money(sight, ("paid", flow, giver, flow.partition(".")[0]), currency)


def paid_out(sight: Sight, flow: str, stream: str, currency: str) -> Money:
    """Give what was paid out under a flow, of one stream or of what its tiers divide."""
    return money(sight, ("distributed", flow, stream), currency)


def fixed_roll(sight: Sight, body: str, meeting: str) -> Roll | None:
    """Give the roll of a body at a meeting as a record date has fixed it, or None where none was fixed."""
    none: Roll | None = None
    return _value(sight, ("fixed", body, meeting), none)


def opening_roll(sight: Sight, body: str, meeting: str) -> Roll | None:
    """Give the roll of a body as it was when its meeting was opened, or None where it was not."""
    none: Roll | None = None
    return _value(sight, ("opened", body, meeting), none)


def is_adjourned(sight: Sight, meeting: str) -> bool:
    """Say whether a meeting was adjourned."""
    return _value(sight, ("adjourned", meeting), default=False)


def any_approved(sight: Sight) -> bool:
    """Say whether anybody has given their own part of anything yet."""
    return _value(sight, ("approved",), default=False)


def has_approved(sight: Sight, by: str, verb: str, target: str, args: tuple[str, ...] = ()) -> bool:
    """Say whether a body or a party has given its own part of what several must agree to (`record.items.deed`)."""
    return _value(sight, ("approved", by, verb, target, *args), default=False)


def settled(sight: Sight, item: str) -> str:
    """Say whether an earlier item that could be set aside was `avoided` or `ratified`; empty while neither."""
    return _value(sight, ("settled", item), default="")


def size(sight: Sight, body: str) -> int | None:
    """Give the authorized number fixed during the story, or None where the rules still say it."""
    none: int | None = None
    return _value(sight, ("size", body), none)


def signatures(sight: Sight, letter: str) -> Signatures:
    """Give who signed a letter, and between which bounds their number lies."""
    found = sight.get(("signed", letter))
    return found if isinstance(found, Signatures) else UNSIGNED


def is_open(sight: Sight, thing: str) -> bool:
    """Say whether an offer, a package or a negotiation is open."""
    return _value(sight, ("open", thing), default=False)


def knows(sight: Sight, topic: str, party: str) -> bool:
    """Say whether a party was told something."""
    return _value(sight, ("informed", topic, party), default=False)


def noticed_at(sight: Sight, meeting: str, party: str) -> datetime | None:
    """Give the instant at which notice of a meeting reached a person, or None."""
    none: datetime | None = None
    return _value(sight, ("noticed", meeting, party), none)


def callers(sight: Sight, meeting: str) -> tuple[str, ...]:
    """Give who called a meeting of the story; nobody where it was not called there."""
    by: str = _value(sight, ("called", meeting), default="")
    return (by,) if by else ()


def has_waived(sight: Sight, meeting: str, party: str) -> bool:
    """Say whether a person waived notice of a meeting."""
    return _value(sight, ("waived", meeting, party), default=False)


def adopted(sight: Sight, rule: str) -> bool | None:
    """Say whether a rule was adopted or repealed during the story; None where it is as it was at the start."""
    none: bool | None = None
    return _value(sight, ("rule", rule), none)


def is_determined(sight: Sight, matter: str, args: tuple[str, ...] = ()) -> bool:
    """Say whether a declared matter was made true."""
    return _value(sight, ("determined", matter, *args), default=False)


def answer(sight: Sight, question: str) -> bool | None:
    """Give the answer to an outside question, or None while there is none."""
    none: bool | None = None
    return _value(sight, ("answered", question), none)


def pending(state: State) -> tuple[ev.Scheduled, ...]:
    """Give what was made for later, in the order of the ids."""
    return state.scheduled()
