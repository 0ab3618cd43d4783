"""Flows: ordered claims on the money of an entity, tier by tier, with shares, caps and who has what is left.

Shares of profit are neither ownership nor votes: a flow gives nobody a say. Claimants are parties, or positions whose
holders divide what the position gets by the units they hold.
"""

from fractions import Fraction
from typing import Literal

from attrs import field

from govsim.errors import Place
from govsim.values import frozen
from govsim.world.clauses import ByParam
from govsim.world.expressions import Expr
from govsim.world.sources import Cite, Words

OTHERS = "others"
"""Where the share of a claimant goes that has reached its cap: to the others of the tier, in proportion to theirs."""


@frozen(kw_only=True)
class Limit:
    """How much a cap allows, from a day on: a sum, or a multiple of the money put in. Without a day: from the start."""

    since: str = ""
    amount: Fraction | None = None
    multiple: Fraction | None = None


@frozen(kw_only=True)
class Cap:
    """The most that claimants get together, out of the tiers counted; with none named, out of the tier it stands in.

    `limits` are in the order of their days; of several the last that has begun holds, and before its day the first:
    a cap is never without a sum. One cap reached stops a claimant, whatever room others leave.
    """

    of: tuple[str, ...]
    limits: tuple[Limit, ...]
    counting: tuple[str, ...] = ()


@frozen(kw_only=True)
class Tier:
    """One step of a waterfall: who shares in it, up to which caps, and where a capped share goes.

    `shares` add up to 1; `pro_rata` names claimants who share in proportion to the money they put in instead. With
    `then` empty the tier ends with the first cap reached; else it goes on while anybody under a cap gets something, and
    a capped share goes to the claimant named, or to the `others`, and to these also if the one named is capped. `start`
    is the total at which the tier begins, where a source says so: what comes in between is nobody's, and a tier before
    it that is still running is cut off.
    """

    id: str
    shares: tuple[tuple[str, Fraction], ...] = ()
    pro_rata: tuple[str, ...] = ()
    caps: tuple[Cap, ...] = ()
    then: str = ""
    start: Fraction | None = None
    names: Words = ()
    place: Place = field(eq=False)

    @property
    def claimants(self) -> tuple[str, ...]:
        """Everybody who may get something in it, each once."""
        also = (self.then,) if self.then not in {"", OTHERS} else ()
        return tuple(dict.fromkeys((*(one for one, _ in self.shares), *self.pro_rata, *also)))


Tiers = tuple[Tier, ...]


@frozen(kw_only=True)
class Stream:
    """Income that the tiers do not share once a condition holds in law: all of it goes to one claimant."""

    id: str
    to: str
    when: Expr
    names: Words = ()
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Rejected:
    """Tiers as somebody has retold them, which are not computed with: because of what, and where that stands."""

    id: str
    title: Words
    because: str
    tiers: Tiers
    cites: tuple[Cite, ...] = ()
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Flow:
    """Who has which claim on the money of an entity, in which order.

    `variants` gives the tiers for each value of the parameter `by_param`, or one list under an empty name. `put_in` is
    what claimants had put in before the story, in whole units of the currency.
    """

    id: str
    entity: str
    currency: str
    variants: tuple[tuple[str, Tiers], ...]
    by_param: ByParam | None = None
    instrument: str = ""
    put_in: tuple[tuple[str, Fraction], ...] = ()
    streams: tuple[Stream, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    names: Words = ()
    words: str = ""
    note: str = ""
    standing: Literal["seen", "reported", "assumed", "judgement", "known", "guess", "fiction"] = "reported"
    cites: tuple[Cite, ...] = ()
    place: Place = field(eq=False)

    @property
    def claimants(self) -> tuple[str, ...]:
        """Everybody who may get something under any of its variants, each once, in the order of the file."""
        tiers = (one for _, variant in self.variants for tier in variant for one in tier.claimants)
        return tuple(dict.fromkeys((*tiers, *(stream.to for stream in self.streams))))
