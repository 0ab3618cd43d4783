"""An act in the words of the file, in order, made an item: `remove ann from acme.board`, `resize acme.board to 7`.

Questions and conditions name acts like that. The words are those of an item of a decision; what the structure says of
a position goes onto the item, as where a decision is read.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import takewhile

from attrs import field

from govsim.record import acts
from govsim.record.acts import Item
from govsim.values import define, frozen
from govsim.world import amounts
from govsim.world.money import Money
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
    "redeem": "redeem NUMBER of POSITION from PERSON",
    "convert": "convert NUMBER of POSITION from PERSON into POSITION for NUMBER",
    "pay": "pay CURRENCY NUMBER from PERSON to PERSON [under FLOW]",
    "distribute": "distribute CURRENCY NUMBER under FLOW",
    "ratify": "ratify STEP.ITEM",
    "avoid": "avoid STEP.ITEM",
    "manage": "manage ENTITY",
}
"""Each verb with what follows it; in brackets what may be left out."""

_CURRENCY = re.compile(r"[A-Z]{3}")

LINKS = frozenset({"as", "to", "from", "of", "with", "replacing", "interim", "adopt", "repeal", "into", "for", "under"})
"""Words of an act that are no names."""


@frozen
class Misworded:
    """Why words are no act: at which word (none: at the end), and what was expected there."""

    at: int | None
    wanted: str


@define
class _Reader:
    """Words being read as an act of a structure: the first of them that is not what must stand there is `wrong`."""

    words: tuple[str, ...]
    structure: Structure
    items: frozenset[str]
    missing: list[Misworded] = field(factory=list)

    def after(self, link: str) -> int | None:
        """Give the place of the word that follows `link`; None where there is none."""
        words = self.words
        return next((i + 1 for i, word in enumerate(words) if word == link and i + 1 < len(words)), None)

    def places(self, link: str) -> tuple[int, ...]:
        """Give the places of the words that follow `link`, up to the next word that links."""
        start = self.after(link)
        if start is None:
            return ()
        return tuple(takewhile(lambda i: self.words[i] not in LINKS, range(start, len(self.words))))

    def named(self, place: int | None, known: Callable[[str], bool], what: str) -> str:
        """Give the word at a place, which must be known as what it must be."""
        word = self.words[place] if place is not None and place < len(self.words) else ""
        if not word or not known(word):
            self.missing.append(Misworded(place if word else None, what))
        return word

    def party(self, place: int | None) -> str:
        """Give the party named at a place."""
        return self.named(place, {one.id for one in self.structure.parties}.__contains__, "a person, group or entity")

    def position(self, place: int | None) -> str:
        """Give the position named at a place."""
        known = {one.id for one in self.structure.positions}
        return self.named(place, known.__contains__, "a position or a body with seats of its own")

    def flow(self, place: int | None) -> str:
        """Give the flow named at a place."""
        return self.named(place, {one.id for one in self.structure.flows}.__contains__, "a flow")

    def number(self, place: int | None) -> int:
        """Give the number at a place."""
        word = self.named(place, lambda one: one.isascii() and one.isdecimal() and len(one) <= 18, "a whole number")  # noqa: PLR2004 - what 64 bits hold
        return int(word) if word.isascii() and word.isdecimal() else 0

    def money(self) -> Money:
        """Give the sum after the verb: its currency, then how much."""
        currency = self.named(1, _CURRENCY.fullmatch, "a currency, such as USD")  # type: ignore[arg-type]  # a match is true
        word = self.named(2, lambda one: isinstance(amounts.money(one), Fraction), "a sum after its currency, as 13bn")
        read = amounts.money(word) if word else Fraction(0)
        amount = read if isinstance(read, Fraction) else Fraction(0)
        if word and not amount:
            self.missing.append(Misworded(2, "a sum above nothing"))
        return Money(currency, amount)

    def under(self, flow: str, money: Money, taker: str = "") -> None:
        """See to it that a sum is of the currency of the flow it is under, and goes to the entity whose flow it is."""
        found = next((one for one in self.structure.flows if one.id == flow), None)
        if found is not None and money.currency and money.currency != found.currency:
            self.missing.append(Misworded(1, f"{found.currency}, in which {flow} is"))
        if found is not None and taker and taker != found.entity:
            self.missing.append(Misworded(self.after("to"), f"{found.entity}, whose flow it is"))

    def units(self, place: int | None) -> int:
        """Give the number of units at a place: one at least."""
        found = self.number(place)
        if not found and not self.missing:
            self.missing.append(Misworded(place, "one unit at least"))
        return found

    def amendment(self) -> acts.Amend:
        """Give the amendment; a rule is named with or without the id of the file it stands in."""
        instruments = {one.id for one in self.structure.instruments}
        rules = [one.id for one in self.structure.clauses]

        def rule(place: int) -> str:
            meant = [one for one in rules if self.words[place] in {one, one.rpartition(".")[2]}]
            self.named(place, lambda _: len(meant) == 1, "a rule")
            return meant[0] if meant else ""

        instrument = self.named(1, instruments.__contains__, "an instrument")
        adopt, repeal = (tuple(map(rule, self.places(link))) for link in ("adopt", "repeal"))
        read = len(adopt) + len(repeal)
        if len(self.words) > 2 + read + len({"adopt", "repeal"} & {*self.words}):
            self.missing.append(Misworded(2, "`adopt` or `repeal`, each once"))
        elif not read:
            self.missing.append(Misworded(None, "a rule to adopt or to repeal"))
        return acts.Amend(id=ASKED, instrument=instrument, adopt=adopt, repeal=repeal)

    def capital(self, verb: str) -> acts.CapitalItem:
        """Give the act on units or on money."""
        if verb in {"pay", "distribute"}:
            under = self.after("under")
            if verb == "distribute":
                out = acts.Distribute(id=ASKED, money=self.money(), flow=self.flow(under))
                self.under(out.flow, out.money)
                return out
            sum_, giver, taker = self.money(), self.party(self.after("from")), self.party(self.after("to"))
            flow = self.flow(under) if under is not None else ""
            self.under(flow, sum_, taker)
            return acts.Pay(id=ASKED, money=sum_, giver=giver, taker=taker, under=flow)
        units, lot = self.units(1), self.position(self.after("of"))
        match verb:
            case "issue":
                return acts.Issue(id=ASKED, units=units, position=lot, party=self.party(self.after("to")))
            case "redeem":
                return acts.Redeem(id=ASKED, units=units, position=lot, party=self.party(self.after("from")))
            case "convert":
                holder, into = self.party(self.after("from")), self.position(self.after("into"))
                made = self.units(self.after("for"))
                return acts.Convert(id=ASKED, units=units, position=lot, party=holder, into=into, made=made)
            case _:
                converts = {one.id: one.converts_to for one in self.structure.positions}.get(lot, "")
                giver, taker = self.party(self.after("from")), self.party(self.after("to"))
                return acts.Transfer(
                    id=ASKED, units=units, position=lot, giver=giver, taker=taker, converts_to=converts
                )

    def item(self, verb: str) -> Item:
        """Give the item that the words stand for."""
        match verb:
            case "appoint" | "elect":
                seat = self.position(self.after("as") or self.after("to"))
                leaving = self.after("replacing")
                return acts.Appoint(
                    id=ASKED,
                    party=self.party(1),
                    position=seat,
                    interim="interim" in self.words,
                    replacing=self.party(leaving) if leaving is not None else "",
                    sole=any(one.sole for one in self.structure.positions if one.id == seat),
                    verb=verb,
                )
            case "remove":
                return acts.Remove(id=ASKED, party=self.party(1), position=self.position(self.after("from")))
            case "resign":
                return acts.Leave(id=ASKED, party=self.party(1), position=self.position(self.after("from")))
            case "resize":
                body = self.named(1, {one.id for one in self.structure.bodies}.__contains__, "a body")
                return acts.Resize(id=ASKED, body=body, number=self.number(self.after("to")))
            case "amend":
                return self.amendment()
            case "determine":
                matter = self.named(1, {one.id for one in self.structure.matters}.__contains__, "a declared matter")
                rest = self.after("with")
                return acts.Determine(id=ASKED, matter=matter, args=self.words[rest:] if rest is not None else ())
            case "ratify" | "avoid":
                target = self.named(1, self.items.__contains__, "an earlier item, as STEP.ITEM")
                return (acts.Ratify if verb == "ratify" else acts.Avoid)(id=ASKED, target=target)
            case _:
                return self.capital(verb)


def item_of(words: tuple[str, ...], structure: Structure, items: frozenset[str]) -> Item | Misworded:
    """Give the item that words stand for; `items` are the earlier items, by `step.item`.

    >>> item_of(("remove", "ann", "from", "top.board"), structure, frozenset())  # doctest: +SKIP
    Remove(id='asked', party='ann', position='top.board', by='', capacity='')
    """
    verb = words[0] if words else ""
    if verb not in USAGE or verb == "manage":
        return Misworded(0, f"one of {', '.join(one for one in USAGE if one != 'manage')}")
    reader = _Reader(words, structure, items)
    found = reader.item(verb)
    return reader.missing[0] if reader.missing else found


ASKED = "asked"
"""The id of an item that nobody has done: it was only asked about."""
