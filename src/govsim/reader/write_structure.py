"""From a structure back to plain data, with its law packs in place."""

from govsim.reader.bodies import NOBODY
from govsim.reader.emit import Plain, kept
from govsim.reader.write_flows import flow
from govsim.reader.write_rules import rule, switch, topic
from govsim.reader.write_sources import cites, named, source, words
from govsim.world.clauses import Clause
from govsim.world.money import money_text
from govsim.world.params import Param, Reading, shown
from govsim.world.structure import Body, Entity, Instrument, Matter, Party, Position, Structure
from govsim.world.vesting import Vesting


def structure(structure: Structure) -> Plain:
    """Write a structure; its law packs stand in it, in the order of their rules."""
    instruments = {one.id for one in structure.instruments}
    packs: dict[str, list[Plain]] = {name: [] for entity in structure.entities for name in entity.law}
    rules: list[Plain] = []
    for clause in structure.clauses:
        own = clause.instrument in instruments
        (rules if own else packs.setdefault(clause.instrument, [])).append(
            rule(clause, structure.id if own else clause.instrument, own=own)
        )
    ordered = dict.fromkeys([one.instrument for one in structure.clauses if one.instrument in packs])
    seats = {one.id for one in structure.bodies if _own_roll(one)}
    laws: list[Plain] = [{"law": name, "rules": packs[name]} for name in {**ordered, **packs}]
    return kept(
        {
            "structure": structure.id,
            "title": words(structure.title),
            "entities": {one.id: _entity(one) for one in structure.entities},
            "people": {one.id: _party(one) for one in structure.parties if one.kind == "person"},
            "groups": {one.id: _party(one) for one in structure.parties if one.kind == "group"},
            "bodies": {one.id: _body(one) for one in structure.bodies},
            "positions": {one.id: _position(one) for one in structure.positions if one.id not in seats},
            "instruments": {one.id: _instrument(one) for one in structure.instruments},
            "sources": {one.id: source(one) for one in structure.sources},
            "params": {one.id: _param(one) for one in structure.params},
            "matters": {one.id: _matter(one) for one in structure.matters},
            "flows": {one.id: flow(one) for one in structure.flows},
            "laws": laws,
            "rules": rules,
            "readings": [_reading(one) for one in structure.readings],
        }
    )


def _party(party: Party) -> Plain:
    if not party.short:
        return named(party.names)
    return {**dict(party.names), "short": named(party.short)}


def _entity(entity: Entity) -> Plain:
    more = kept({"law": list(entity.law), "owned_by": dict(entity.owned_by), "note": entity.note})
    return {"name": named(entity.names), **more}


def _own_roll(body: Body) -> bool:
    return body.by_param is None and body.rolls == (("", (body.id,)),)


def _body(body: Body) -> Plain:
    rolls = {when: _on_roll(positions) for when, positions in body.rolls}
    roll: Plain | None = None
    if body.by_param is not None:
        roll = {"param": body.by_param.param, **rolls}
    elif not _own_roll(body):
        roll = rolls[""]
    return kept({"kind": body.kind, "name": words(body.names), "roll": roll})


def _on_roll(positions: tuple[str, ...]) -> Plain:
    return list(positions) if len(positions) > 1 else positions[0] if positions else NOBODY


def _matter(matter: Matter) -> Plain:
    if not matter.kind:
        return named(matter.names)
    return kept({"name": words(matter.names), "kind": matter.kind})


def _position(position: Position) -> Plain:
    tie = position.tied_to
    tied: Plain | None = None
    if tie is not None:
        tied = tie.position if tie.applies is True else {"position": tie.position, "if": switch(tie.applies)}
    return kept(
        {
            "kind": position.kind,
            "name": words(position.names),
            "role": position.role,
            "tied_to": tied,
            "same_holder_as": position.same_holder_as,
            "elected_by": position.elected_by,
            "converts_to": position.converts_to,
            "face": None if position.face is None else money_text(position.face),
            "due": position.due,
            "vesting": None if position.vesting is None else _vesting(position.vesting),
            "holders": "unknown" if position.unknown else "",
            "assumption": position.assumption,
        }
    )


def _vesting(vesting: Vesting) -> Plain:
    spans = {"over": vesting.over, "cliff": vesting.cliff, "every": vesting.every}
    return {name: f"{days}d" for name, days in spans.items() if days or name == "over"}


def _instrument(instrument: Instrument) -> Plain:
    return kept({"name": words(instrument.names), "seen": instrument.seen, "sources": cites(instrument.cites)})


def _param(param: Param) -> Plain:
    return {
        "value": shown(param.value),
        "among": [shown(one) for one in param.among],
        **kept({"because": param.because, "title": words(param.title)}),
    }


def _instead(clause: Clause) -> dict[str, Plain]:
    """Write what a rule says instead: its content, its words, and how they are known."""
    return {**topic(clause.topic), **kept({"words": clause.words}), "standing": clause.standing}


def _reading(reading: Reading) -> Plain:
    changes: list[Plain] = [
        kept(
            {
                "rule": one.rule,
                "rank": one.rank.name.lower() if one.rank is not None else None,
                "drop": "yes" if one.drop else None,
                "with": _instead(one.clause) if one.clause is not None else None,
            }
        )
        for one in reading.replaces
    ]
    assumed: list[Plain] = [one.text for one in reading.assumes]
    return {"id": reading.id, "title": named(reading.title), **kept({"assumes": assumed, "replaces": changes})}
