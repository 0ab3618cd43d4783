"""Rules as nouns: what a clause says, in which instrument, and who may say otherwise.

Clauses compete by *topic*: two clauses on the quorum of one board cannot both govern. Which one
does, and whether it may, is judged in `rules.ranks`; here are only the words of the law as data.
"""

from enum import IntEnum
from typing import Final, Literal

from attrs import field

from govsim.errors import Place
from govsim.values import frozen
from govsim.world.approvals import Approval, Votes
from govsim.world.elections import Electing
from govsim.world.expressions import Expr
from govsim.world.sources import Cite, Words
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
    """What must be present before a vote can be an act.

    `classes` ask for the presence of seats of one kind, each counted over the holders of that position alone. With
    `as_of` the opening the base is the roll as it was when the meeting began. `adjourned` is what a meeting needs that
    goes on after it was adjourned, where that is something else.
    """

    threshold: Threshold
    classes: tuple[tuple[str, Threshold], ...] = ()
    as_of: Literal["vote", "opening"] = "vote"
    adjourned: Threshold | None = None


@frozen(kw_only=True)
class Passing:
    """What must be for it; `casting` is the office that decides a tie, if any."""

    threshold: Threshold
    casting: str = ""


@frozen(kw_only=True)
class WrittenConsent:
    """Acting without a meeting: the signatures needed (None: never), and whether the signers must be a quorum.

    With `as_at_meeting` as many must sign, too, as could carry it at a meeting with everybody there.
    """

    threshold: Threshold | None
    signers_quorum: Switch = False
    as_at_meeting: bool = False


@frozen(kw_only=True)
class Notice:
    """Whether a meeting needs notice to each person on the roll, and how many minutes before.

    A `regular` meeting needs it only where that is said. Attendance waives notice, unless the person came only to
    object, where `attendance_waives` says so.
    """

    due: bool
    lead: int = 0
    attendance_waives: bool = True
    regular: bool = False


RECUSED: Final = "recused"
TARGET: Final = "target"


@frozen(kw_only=True)
class StandsAside:
    """Who stands aside, and from which of the sets: the vote, the quorum, the base.

    `who` is `recused` for those whose ballot says so, `target` for the person the act is about, or the id of a party
    or of a position, for seats that do not count.
    """

    who: str
    vote: Switch = True
    quorum: Switch = False
    base: Switch = False


@frozen(kw_only=True)
class Recusal:
    """All who stand aside; the first row that speaks of a person decides."""

    rows: tuple[StandsAside, ...]

    @property
    def about_target(self) -> bool:
        """Whether it matters whom an act is about."""
        return any(row.who == TARGET for row in self.rows)


AMEND: Final = "amend"
"""The verb of changing the rules, which only a power that names it reaches."""


@frozen(kw_only=True)
class Weight:
    """Votes per unit held, where they are not one: by party, by position (a class of shares), or for the `target`.

    What is said of the target goes before what is said of a party, and that before what is said of a class. `variants`
    take the place of `votes` where the parameter `by_param` says which.
    """

    votes: Votes = ()
    by_param: ByParam | None = None
    variants: tuple[tuple[str, Votes], ...] = ()

    @property
    def about_target(self) -> bool:
        """Whether it matters whom an act is about."""
        return any(key == TARGET for votes in (self.votes, *(v for _, v in self.variants)) for key, _ in votes)


@frozen(kw_only=True)
class Term:
    """Whether a holder whose term is over stays, with all powers, until a successor qualifies."""

    holdover: Switch


@frozen(kw_only=True)
class Power:
    """Who may make which legal fact true: acts matched by verb and target, and the approval they need.

    `target` is a position or body id, a kind of position or matter (`office`, `merger`), a declared matter, or `any`. A
    power to avoid or to ratify works from its date, from the beginning only where `from_start` says so, and is lost
    `within` so many minutes after the act, where that is not 0.
    """

    verbs: tuple[str, ...]
    target: str
    approval: Approval
    from_start: bool = False
    within: int = 0


@frozen(kw_only=True)
class Calling:
    """Who may call a meeting of the body."""

    approval: Approval


@frozen(kw_only=True)
class Assent:
    """Whether whoever is present at a vote and casts no ballot is deemed to have assented: liability, not a vote."""

    presumed: bool


@frozen(kw_only=True)
class Suitor:
    """Who may ask a court: those `on` a body's roll, those `removed` from a position, those who hold it, one `party`.

    `name` is the id or the kind of the body or position, the id of the party, or empty where `outside` says who.
    """

    kind: Literal["on", "removed", "holds", "party", "outside"]
    name: str = ""
    outside: Words = ()


@frozen(kw_only=True)
class Suit:
    """Who may ask a court about which acts, for what; being open to a suit is apart from any power.

    `over` are ids or kinds of positions, bodies and matters, or `any`. `route` says where the right to sue comes from.
    """

    over: tuple[str, ...]
    who: tuple[Suitor, ...]
    claim: Words
    remedy: Words = ()
    route: Literal["statute", "contract", "equity"] = "statute"


@frozen(kw_only=True)
class Test:
    """A named test of independence: on the roll of the body, whoever holds one of the positions `fails` it."""

    body: str
    fails: tuple[str, ...]


Topic = (
    Size
    | Quorum
    | Passing
    | Electing
    | WrittenConsent
    | Notice
    | Recusal
    | Weight
    | Power
    | Calling
    | Term
    | Assent
    | Suit
    | Test
)

Entitled = Power | Suit | Test
"""Topics of an entity as a whole; all others are about one body, or about a kind of body or position."""


@frozen(kw_only=True)
class Scope:
    """The acts a clause is about: verbs, and an id or kind of what they are done to, or `any`."""

    verbs: tuple[str, ...]
    target: str


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
    `assumed`, or `fiction`. With `on` it governs only those acts, with `when` only while that is so in law; without
    `at_start` it is in force only once it was adopted in the story.
    """

    id: str
    instrument: str
    rank: Rank
    scope: str
    topic: Topic
    on: Scope | None = None
    when: Expr | None = None
    at_start: bool = True
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
