"""Rules as nouns: what a clause says, in which instrument, and who may say otherwise.

Clauses compete by *topic*: two clauses on the quorum of one board cannot both govern. Which one
does, and whether it may, is judged in `rules.ranks`; here are only the words of the law as data.
"""

from enum import IntEnum
from typing import Literal

from attrs import field

from govsim.errors import Place
from govsim.values import frozen
from govsim.world.approvals import Approval
from govsim.world.sources import Cite
from govsim.world.thresholds import Threshold


class Rank(IntEnum):
    """The order in which sources of rules are asked; the lowest number is asked first."""

    MANDATORY = 0
    CHARTER = 1
    BYLAWS = 2
    RESOLUTION = 3
    DEFAULT = 4


@frozen
class ByParam:
    """A setting whose value is an open parameter."""

    param: str


Switch = bool | ByParam
"""Yes, no, or as a parameter says (`yes` or `no`)."""


@frozen(kw_only=True)
class Size:
    """How many seats are authorized."""

    number: int | ByParam


@frozen(kw_only=True)
class Quorum:
    """What must be present before a vote can be an act."""

    threshold: Threshold


@frozen(kw_only=True)
class Passing:
    """What must be for it; `casting` is the office that decides a tie, if any."""

    threshold: Threshold
    casting: str = ""


@frozen(kw_only=True)
class WrittenConsent:
    """Acting without a meeting: the signatures needed (None: never), and whether the signers must be a quorum."""

    threshold: Threshold | None
    signers_quorum: Switch = False


@frozen(kw_only=True)
class Notice:
    """Whether a special meeting needs notice to each person on the roll, and how many minutes before.

    Attendance waives notice, unless the person came only to object, where `attendance_waives` says so.
    """

    due: bool
    lead: int = 0
    attendance_waives: bool = True


@frozen(kw_only=True)
class Recusal:
    """Who stands aside, and from which of the sets: the vote, the quorum, the base.

    `who` is `recused` for those whose ballot says so, or `target` for the person the act is about.
    """

    who: Literal["recused", "target"]
    vote: bool = True
    quorum: bool = False
    base: bool = False


@frozen(kw_only=True)
class Weight:
    """Votes per holder, for holders who have more or fewer than one."""

    votes: tuple[tuple[str, int], ...]


@frozen(kw_only=True)
class Term:
    """Whether a holder whose term is over stays, with all powers, until a successor qualifies."""

    holdover: Switch


@frozen(kw_only=True)
class Power:
    """Who may make which legal fact true: acts matched by verb and target, and the approval they need.

    `target` is a position or body id, a kind of position (`office`), a declared matter, or `any`. A power to avoid
    works from its date; from the beginning only where `from_start` says so.
    """

    verbs: tuple[str, ...]
    target: str
    approval: Approval
    from_start: bool = False


Topic = Size | Quorum | Passing | WrittenConsent | Notice | Recusal | Weight | Term | Power


@frozen(kw_only=True)
class Leave:
    """How far a lower instrument may depart: in any direction, only to something stricter, or down to a floor."""

    rank: Rank
    way: Literal["any", "stricter", "floor"]
    floor: Threshold | None = None


@frozen(kw_only=True)
class Clause:
    """One rule of an instrument.

    `scope` is a body id, an entity id, or a kind of body or position where a law pack speaks of all boards.
    `defect` is what an act becomes that breaches it, and `contested` who sees that differently. `standing` says
    how the text is known: `seen` in a source, `known` but not fetched again, `judgement`, `guess`, `reported`,
    `assumed`, or `fiction`.
    """

    id: str
    instrument: str
    rank: Rank
    scope: str
    topic: Topic
    cite: str = ""
    standing: Literal["seen", "known", "judgement", "guess", "reported", "assumed", "fiction"] = "seen"
    words: str = ""
    note: str = ""
    defect: Literal["void", "voidable"] = "void"
    yields_to: tuple[Leave, ...] = ()
    since: str = ""
    until: str = ""
    assumption: str = ""
    contested: str = ""
    sources: tuple[Cite, ...] = ()
    place: Place = field(eq=False)
