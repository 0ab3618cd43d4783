"""In which form a body decides: at a meeting or in writing, or in one of several that nobody has told."""

from govsim.values import frozen
from govsim.world.clauses import ByParam


@frozen(kw_only=True)
class Attendance:
    """One person at a meeting, or there only if the parameter says `yes`."""

    party: str
    when: ByParam | None = None


@frozen(kw_only=True)
class Consent:
    """Signatures without a meeting."""


@frozen(kw_only=True)
class Meeting:
    """A meeting: who was told of it, who attended, who came only to object, who waived notice in writing.

    `called` names a meeting of the story, whose notices, record date and opening then count too; a `regular`
    meeting needs no notice. `called_by` are those who called it; `adjourned` says that it goes on after an adjournment.
    """

    told: tuple[str, ...] = ()
    attended: tuple[Attendance, ...] = ()
    objecting: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    called: str = ""
    called_by: tuple[str, ...] = ()
    regular: bool = False
    adjourned: bool = False


@frozen(kw_only=True)
class OpenForm:
    """The form is not known: named variants, one of which the parameter chooses."""

    param: str
    variants: tuple[tuple[str, Consent | Meeting], ...]


Form = Consent | Meeting | OpenForm
