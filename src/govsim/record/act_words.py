"""An act in the words of the file, in order, made an item: `remove ann from acme.board`, `resize acme.board to 7`.

Questions and conditions name acts like that. The words are those of an item of a decision; what the structure says of
a position goes onto the item, as where a decision is read.
"""

from collections.abc import Callable
from itertools import takewhile

from govsim.record import acts
from govsim.record.acts import Item
from govsim.values import frozen
from govsim.world.structure import Structure

USAGE: dict[str, str] = {
    "appoint": "appoint PERSON as POSITION [interim] [replacing PERSON]",
    "elect": "elect PERSON to BODY [replacing PERSON]",
    "remove": "remove PERSON from POSITION",
    "resign": "resign PERSON from POSITION",
    "resize": "resize BODY to NUMBER",
    "amend": "amend INSTRUMENT [adopt RULE ...] [repeal RULE ...]",
    "determine": "determine MATTER [with WORD ...]",
    "transfer": "transfer NUMBER of POSITION from PERSON to PERSON",
    "issue": "issue NUMBER of POSITION to PERSON",
    "ratify": "ratify STEP.ITEM",
    "avoid": "avoid STEP.ITEM",
    "manage": "manage ENTITY",
}
"""Each verb with what follows it; in brackets what may be left out."""

LINKS = frozenset({"as", "to", "from", "of", "with", "replacing", "interim", "adopt", "repeal"})
"""Words of an act that are no names."""


@frozen
class Misworded:
    """Why words are no act: at which word (none: at the end), and what was expected there."""

    at: int | None
    wanted: str


def _after(words: tuple[str, ...], link: str) -> int | None:
    """Give the place of the word that follows `link`; None where there is none."""
    return next((i + 1 for i, word in enumerate(words) if word == link and i + 1 < len(words)), None)


Named = Callable[[int | None, Callable[[str], bool], str], str]
"""Gives the word at a place, if it is known as what it must be."""


def _places(words: tuple[str, ...], link: str) -> tuple[int, ...]:
    """Give the places of the words that follow `link`, up to the next word that links."""
    start = _after(words, link)
    return () if start is None else tuple(takewhile(lambda i: words[i] not in LINKS, range(start, len(words))))


def _amendment(words: tuple[str, ...], structure: Structure, named: Named) -> acts.Amend:
    """Give the amendment that words stand for; a rule is named with or without the id of the file it stands in."""
    instruments = {one.id for one in structure.instruments}
    rules = [one.id for one in structure.clauses]

    def rule(place: int) -> str:
        meant = [one for one in rules if words[place] in {one, one.rpartition(".")[2]}]
        named(place, lambda _: len(meant) == 1, "a rule")
        return meant[0] if meant else ""

    instrument = named(1, instruments.__contains__, "an instrument")
    adopt, repeal = (tuple(map(rule, _places(words, link))) for link in ("adopt", "repeal"))
    return acts.Amend(id=ASKED, instrument=instrument, adopt=adopt, repeal=repeal)


def _unread(words: tuple[str, ...], rules: int) -> tuple[Misworded, ...]:
    """Say what is wrong with an amendment that names so many rules: none, or words that belong to none of them."""
    over = len(words) > 2 + rules + len({"adopt", "repeal"} & {*words})
    if over:
        return (Misworded(2, "`adopt` or `repeal`, each once"),)
    return () if rules else (Misworded(None, "a rule to adopt or to repeal"),)


def item_of(words: tuple[str, ...], structure: Structure, items: frozenset[str]) -> Item | Misworded:
    """Give the item that words stand for; `items` are the earlier items, by `step.item`.

    >>> item_of(("remove", "ann", "from", "top.board"), structure, frozenset())  # doctest: +SKIP
    Remove(id='asked', party='ann', position='top.board', by='', capacity='')
    """
    verb = words[0] if words else ""
    if verb not in USAGE or verb == "manage":
        return Misworded(0, f"one of {', '.join(one for one in USAGE if one != 'manage')}")
    parties = {party.id for party in structure.parties}
    positions = {position.id: position for position in structure.positions}
    bodies = {body.id for body in structure.bodies}
    matters = {matter.id for matter in structure.matters}
    missing: list[Misworded] = []

    def named(place: int | None, known: Callable[[str], bool], what: str) -> str:
        word = words[place] if place is not None and place < len(words) else ""
        if not word or not known(word):
            missing.append(Misworded(place if word else None, what))
        return word

    def party(place: int | None) -> str:
        return named(place, parties.__contains__, "a person, group or entity")

    def position(place: int | None) -> str:
        return named(place, positions.__contains__, "a position or a body with seats of its own")

    def number(place: int | None) -> int:
        word = named(place, lambda one: one.isascii() and one.isdecimal() and len(one) <= 18, "a whole number")  # noqa: PLR2004 - what 64 bits hold
        return int(word) if word.isascii() and word.isdecimal() else 0

    match verb:
        case "appoint" | "elect":
            seat = position(_after(words, "as") or _after(words, "to"))
            leaving = _after(words, "replacing")
            found: Item = acts.Appoint(
                id=ASKED,
                party=party(1),
                position=seat,
                interim="interim" in words,
                replacing=party(leaving) if leaving is not None else "",
                sole=seat in positions and positions[seat].sole,
                verb=verb,
            )
        case "remove":
            found = acts.Remove(id=ASKED, party=party(1), position=position(_after(words, "from")))
        case "resign":
            found = acts.Leave(id=ASKED, party=party(1), position=position(_after(words, "from")))
        case "resize":
            body = named(1, bodies.__contains__, "a body")
            found = acts.Resize(id=ASKED, body=body, number=number(_after(words, "to")))
        case "amend":
            found = _amendment(words, structure, named)
            missing += _unread(words, len(found.rules))
        case "determine":
            matter = named(1, matters.__contains__, "a declared matter")
            rest = _after(words, "with")
            found = acts.Determine(id=ASKED, matter=matter, args=words[rest:] if rest is not None else ())
        case "transfer":
            lot = position(_after(words, "of"))
            found = acts.Transfer(
                id=ASKED,
                units=number(1),
                position=lot,
                giver=party(_after(words, "from")),
                taker=party(_after(words, "to")),
                converts_to=positions[lot].converts_to if lot in positions else "",
            )
        case "issue":
            lot = position(_after(words, "of"))
            found = acts.Issue(id=ASKED, units=number(1), position=lot, party=party(_after(words, "to")))
        case "ratify":
            found = acts.Ratify(id=ASKED, target=named(1, items.__contains__, "an earlier item, as STEP.ITEM"))
        case _:
            found = acts.Avoid(id=ASKED, target=named(1, items.__contains__, "an earlier item, as STEP.ITEM"))
    return missing[0] if missing else found


ASKED = "asked"
"""The id of an item that nobody has done: it was only asked about."""
