"""How a body chooses between several: persons for its seats, or texts of which one becomes its resolution.

A vote for or against one thing has a threshold (`world.thresholds`). Where several stand against each other, a method
says whom the ballots choose; the ballots are read by it and counted in `rules.elections`.
"""

from enum import StrEnum
from fractions import Fraction

from govsim.values import frozen
from govsim.world.thresholds import Threshold


class Method(StrEnum):
    """Who is chosen.

    `plurality`: the most votes, one for each seat at most. `majority`: more votes for than against. `cumulative`: the
    most votes, where a voter has one for each seat and may give several to one. `approval`: the most who approve.
    `schulze`: whoever nobody beats, directly or through others, in the rankings.
    """

    PLURALITY = "plurality"
    MAJORITY = "majority"
    CUMULATIVE = "cumulative"
    APPROVAL = "approval"
    SCHULZE = "schulze"


RANKED = frozenset({Method.SCHULZE})
"""Methods that read rankings, and may have a default option."""

ANY = "any"

Ratio = Fraction
"""How many votes for an option there must be for each against it."""


@frozen(kw_only=True)
class Electing:
    """A method, with what else it asks.

    `default` is the option that wins where no other does: none of the above, further discussion. Above it an option
    must be ranked by a `quorum` of votes, by more than rank it below, and by `ratios` times as many at least: by what
    is decided, or for `any`; where nothing is said, once as many. `casting` is the office whose holder chooses among
    those tied, by its id or by what law packs call it.
    """

    method: Method
    default: str = ""
    quorum: Threshold | None = None
    ratios: tuple[tuple[str, Ratio], ...] = ()
    casting: str = ""

    def ratio(self, target: str) -> Ratio:
        """Give the ratio that is asked for what is decided."""
        said = dict(self.ratios)
        return said.get(target, said.get(ANY, Fraction(1)))
