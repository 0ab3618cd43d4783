"""One thing that cannot work in rules, as a value; and what an approval could ever come to, whatever happens."""

from typing import Literal, assert_never

from govsim.errors import Place
from govsim.rules.book import Book, Code, defaults
from govsim.rules.ranks import Deed, power_over
from govsim.values import frozen
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    Approval,
    ByParty,
    KOf,
    Never,
    Oracle,
    Sponsors,
    Stages,
    Unknown,
    Vote,
    When,
)
from govsim.world.clauses import Clause
from govsim.world.params import READING

Kind = Literal["undecided", "nobody", "unmanaged", "circle", "mandatory", "doubled", "asleep"]
Leaf = Vote | ByParty | Sponsors | Oracle | Never | Unknown


@frozen(kw_only=True)
class Flaw:
    """One thing that cannot work: at `clause`, with the other `places` it takes, each by its name.

    `name` is the body or entity where it ends. `idle` says that the clause can never be used at all, `loose` that the
    rest of the structure is not known, as in a law pack by itself. `readings` are those under which it is so, if not
    under all.
    """

    kind: Kind
    clause: Clause
    places: tuple[tuple[str, Place], ...]
    name: str = ""
    idle: bool = True
    loose: bool = False
    readings: tuple[str, ...] = ()


def can_be_given(approval: Approval, barred: frozenset[Leaf]) -> bool:
    """Say whether an approval could ever be given without the `barred` leaves; any condition may hold."""
    match approval:
        case Vote() | ByParty() | Sponsors() | Oracle() | Unknown():
            return approval not in barred
        case Never():
            return False
        case AllOf(parts):
            return all(can_be_given(part, barred) for part in parts)
        case AnyOf() | Stages():
            return any(can_be_given(part, barred) for part in approval.parts)
        case KOf(k, parts):
            return sum(can_be_given(part, barred) for part in parts) >= k
        case When(_, then, otherwise):
            return can_be_given(then, barred) or can_be_given(otherwise, barred)
        case _:
            assert_never(approval)


def book_under(reading: str, code: Code) -> Book:
    """Open the rules under a reading, with the parameters as the structure has them."""
    return Book(code, defaults(code.structure) | {READING: reading})


def managing(entity: str, code: Code, reading: str) -> tuple[Clause, ...]:
    """Give the powers that govern the managing of an entity, each for some time."""
    book = book_under(reading, code)
    found = (power_over(Deed.managing(entity), date, book).clause for date in ("", *code.eras))
    return tuple(dict.fromkeys(clause for clause in found if clause is not None))
