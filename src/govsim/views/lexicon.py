"""Names for people to read: what a party, a position, a body or a rule is called in a language."""

from govsim.record.state import Held
from govsim.record.story import Story
from govsim.values import frozen
from govsim.world.clauses import Clause
from govsim.world.sources import Words, words_in


@frozen(kw_only=True)
class Lexicon:
    """All names of one story in one language; what has no name in it keeps its id."""

    language: str
    names: dict[str, str]
    short: dict[str, str]
    clauses: dict[str, Clause]

    def name(self, ref: str) -> str:
        """Give the full name behind an id."""
        return self.names.get(ref) or ref

    def brief(self, ref: str) -> str:
        """Give the short name behind an id, as a table has room for."""
        return self.short.get(ref) or self.name(ref)

    def people(self, refs: tuple[str, ...]) -> str:
        """Give several short names in a row."""
        return ", ".join(self.brief(ref) for ref in refs)

    def cite(self, clause: str) -> str:
        """Give the citation of a clause, or where it stands if it has none."""
        found = self.clauses.get(clause)
        if found is None:
            return clause
        return found.cite or f"{self.name(found.instrument)}, {clause.rpartition('.')[2]}"


def holders_words(held: Held, names: Lexicon) -> str:
    """Give who holds a position in a row: an interim holder with a star, more units than one with their number."""
    starred = (f"{names.brief(one.party)}{'*' if one.interim else ''}" for one in held)
    counted = (f" {one.units:,}" if one.units != 1 else "" for one in held)
    return ", ".join(name + number for name, number in zip(starred, counted, strict=True))


def _position(names: Words, language: str, ref: str, entity: str) -> str:
    called = words_in(names, language) if names else ref.partition(".")[2]
    return called if entity == "" else f"{called} of {entity}"


def lexicon(story: Story, language: str = "en") -> Lexicon:
    """Collect the names of a story; with one entity that has bodies, positions go by their bare names."""
    structure = story.structure
    entities = {entity.id: words_in(entity.names, language) for entity in structure.entities}
    main = structure.bodies[0].entity if structure.bodies else ""
    names = {party.id: words_in(party.names, language) for party in structure.parties}
    short = {party.id: words_in(party.short or party.names, language) for party in structure.parties}
    for position in structure.positions:
        owner = "" if position.entity == main else entities.get(position.entity, position.entity)
        names[position.id] = _position(position.names, language, position.id, owner)
        short[position.id] = _position(position.names, language, position.id, "")
    for body in structure.bodies:
        owner = "" if body.entity == main else entities.get(body.entity, body.entity)
        names[body.id] = _position(body.names, language, body.id, owner)
        short[body.id] = _position(body.names, language, body.id, "")
    for instrument in structure.instruments:
        names[instrument.id] = words_in(instrument.names, language) or instrument.id
    for matter in structure.matters:
        names[matter.id] = words_in(matter.names, language)
    for flow in structure.flows:
        names[flow.id] = words_in(flow.names, language) or flow.id
    return Lexicon(
        language=language, names=names, short=short, clauses={clause.id: clause for clause in structure.clauses}
    )
