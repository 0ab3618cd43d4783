"""A cap table as the two files a person would have written: a structure, and a story that begins with holdings."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from govsim.reader.emit import Plain, emit_fields, kept
from govsim.reader.ocf.holdings import Holdings
from govsim.reader.ocf.naming import ids
from govsim.reader.ocf.package import Package
from govsim.reader.ocf.securities import Register
from govsim.reader.ocf.words import NOT_IMPORTED
from govsim.values import frozen


@frozen(kw_only=True)
class Law:
    """The law pack a company lives under, and the kind of body it calls those who hold shares together."""

    pack: str
    holders: str


@frozen(kw_only=True)
class CapTable:
    """What an import gives: the id both files go by, their texts, a line for each class, and what was left out.

    `ask` is a first question about it; it is empty where nobody holds a share.
    """

    id: str
    structure: str
    story: str
    classes: tuple[str, ...]
    notes: tuple[str, ...]
    ask: str


@frozen(kw_only=True)
class _Names:
    """The ids of the company, of its classes, of those who hold shares, and of the bodies of each class."""

    company: str
    classes: dict[str, str]
    holders: dict[str, str]
    bodies: dict[str, str]


_SEATS, _BOARD, _CHARTER = "seats", "board", "charter"


def told(package: Package, found: Register, held: Holdings, law: Law | None) -> CapTable:
    """Write the two files; every name in them comes from the package, and the same package gives the same bytes."""
    who = "stockholders" if law is None else law.holders
    names = _names(package, held, who)
    classes = tuple(_class_lines(package, held, names))
    notes = tuple(_notes(package, found, held, law))
    head = _comments((*classes, *(f"not imported: {one}" for one in notes)))
    first = next(iter(names.holders.values()), "")
    return CapTable(
        id=names.company,
        structure=head + emit_fields(_structure(package, names, law, who)),
        story=head + emit_fields(_story(package, held, names)),
        classes=classes,
        notes=notes,
        ask=f"elect {first} to {names.company}.{_SEATS}" if first and law is not None else "",
    )


def _names(package: Package, held: Holdings, who: str) -> _Names:
    (company,) = ids([package.company], "company")
    holding = {holder for _, holder in held.units}
    there = [key for key in package.stakeholders if key in holding]
    parties = ids([package.stakeholders[key].name for key in there], "holder", [company])
    keys = list(package.classes)
    taken = (_SEATS, _BOARD, _CHARTER, who)
    classes = ids([package.classes[key].name for key in keys], "class", taken)
    bodies = ids([f"{one} holders" for one in classes], "holders", (*taken, *classes))
    return _Names(
        company=company,
        classes={key: f"{company}.{one}" for key, one in zip(keys, classes, strict=True)},
        holders=dict(zip(there, parties, strict=True)),
        bodies={key: f"{company}.{one}" for key, one in zip(keys, bodies, strict=True)},
    )


def _structure(package: Package, names: _Names, law: Law | None, who: str) -> dict[str, Plain]:
    own = {key: one for key, one in package.stakeholders.items() if key in names.holders}
    voting = [key for key, one in package.classes.items() if one.votes] or list(package.classes)
    charter = f"{names.company}.{_CHARTER}"
    entity = kept({"name": package.company, "law": law.pack if law is not None else None, "note": _source(package)})
    return {
        "govsim": "1",
        "structure": names.company,
        "title": f"{package.company}: its cap table of {package.as_of}",
    } | kept(
        {
            "entities": {
                names.company: entity,
                **{names.holders[key]: {"name": one.name} for key, one in own.items() if not one.individual},
            },
            "people": {names.holders[key]: one.name for key, one in own.items() if one.individual},
            "bodies": {
                f"{names.company}.{_BOARD}": {"kind": "board", "name": "board", "roll": f"{names.company}.{_SEATS}"},
                f"{names.company}.{who}": {
                    "kind": who,
                    "name": who,
                    "roll": [names.classes[key] for key in voting],
                },
                **{
                    names.bodies[key]: {
                        "kind": "stock-class",
                        "name": f"holders of {one.name}",
                        "roll": names.classes[key],
                    }
                    for key, one in package.classes.items()
                },
            },
            "positions": {
                f"{names.company}.{_SEATS}": {"kind": "seat", "name": "seats of the board", "holders": "unknown"},
                **{names.classes[key]: {"kind": "shares", "name": one.name} for key, one in package.classes.items()},
            },
            "instruments": {charter: {"name": "charter, as the cap table reports it"}},
            "rules": [
                {
                    "id": "votes-per-share",
                    "in": charter,
                    "for": f"{names.company}.{who}",
                    "rank": "charter",
                    "standing": "reported",
                    "words": _words(package),
                    "weights": {names.classes[key]: str(votes) for key, votes in _weights(package).items()},
                }
            ],
        }
    )


def _source(package: Package) -> str:
    return f"imported from a package of the Open Cap Format, version {package.version}, as of {package.as_of}"


def _scale(package: Package) -> int:
    return lcm(*(one.votes.denominator for one in package.classes.values()))


def _weights(package: Package) -> dict[str, int]:
    """Give the votes of a share of each class, all of them as so many parts of a vote that they are whole."""
    return {key: int(one.votes * _scale(package)) for key, one in package.classes.items()}


def _words(package: Package) -> str:
    each = "; ".join(f"{one.name}: {_count(one.votes)} a share" for one in package.classes.values())
    scale = _scale(package)
    parts = f" Votes are counted in parts, {scale} to a vote, so that each number is whole." if scale > 1 else ""
    return f"Votes: {each}.{parts}"


def _count(votes: Fraction) -> str:
    return f"{votes} vote{'' if votes == 1 else 's'}"


def _story(package: Package, held: Holdings, names: _Names) -> dict[str, Plain]:
    start: dict[str, Plain] = {}
    for key, position in names.classes.items():
        units = {who: held.units[(key, holder)] for holder, who in names.holders.items()}
        row: dict[str, Plain] = {who: str(number) for who, number in units.items() if number}
        if row:
            start[position] = row
    step: dict[str, Plain] = {
        "id": "cap-table",
        "at": package.as_of,
        "by": names.company,
        "title": f"The cap table of {package.as_of}",
        "do": {"announce": "cap-table"},
        "status": "derived",
    }
    return {
        "govsim": "1",
        "id": names.company,
        "title": f"{package.company}: who holds its shares on {package.as_of}",
        "notice": "The file that was imported says who holds which shares. It does not say who sits on the board.",
        "zone": "UTC",
        "structure": names.company,
        "watch": list(start),
        "start": start,
        "steps": [step],
    }


def _class_lines(package: Package, held: Holdings, names: _Names) -> Iterator[str]:
    """Tell each class: how many shares, who holds them, and how many votes that makes."""
    for key, one in package.classes.items():
        rows = [(package.stakeholders[holder].name, held.units[(key, holder)]) for holder in names.holders]
        said = ", ".join(f"{name} {units:,}" for name, units in rows if units)
        total = sum(units for _, units in rows)
        votes = total * one.votes
        counted = f"{int(votes):,}" if votes.denominator == 1 else str(votes)
        yield f"{one.name}: {total:,} shares, {_count(one.votes)} each, {counted} votes" + (f": {said}" if said else "")


def _notes(package: Package, found: Register, held: Holdings, law: Law | None) -> Iterator[str]:
    """Tell what the package says and the two files do not."""
    for kind in sorted(found.left_out):
        yield f"{found.left_out[kind]} {kind}: {NOT_IMPORTED[kind]}"
    for kind in sorted(found.later):
        yield f"{found.later[kind]} {kind} dated after {package.as_of}, the day of the package"
    if found.vesting:
        yield f"the vesting of {_many(found.vesting, 'issuance')}: the shares count as held, vested or not"
    if held.stayed:
        yield (
            f"{_many(held.stayed, 'new id')} for the rest after a partial cancellation or repurchase:"
            " the rest is taken to stay with its holder"
        )
    if held.changed:
        yield (
            f"the reason why shares became those of another class upon {_many(held.changed, 'transfer')}:"
            " the class is that of the resulting issuance"
        )
    empty = len(package.stakeholders) - len({holder for _, holder in held.units})
    if empty:
        yield f"{_many(empty, 'stakeholder')} without a share"
    if package.unread:
        yield f"files of {', '.join(package.unread)}: nothing in them moves a share"
    if law is None:
        yield f"a law: none is known here for {package.country or 'the country'}; name a law pack with --law"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _comments(lines: tuple[str, ...]) -> str:
    return "".join(f"# {line}\n" for line in lines)
