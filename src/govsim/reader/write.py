"""From a story back to text: one file with its structure and its law packs in place.

Reading what was written gives the same story, and writing that again gives the same text. A story here is one as the
reader gives it: parties by kind, seats before other positions, the rules of law packs before those of the structure.
What is written is plain data first (texts, lists, mappings) and becomes YAML in `reader.emit`.
"""

from typing import assert_never

from govsim.reader.acts import BALLOTS
from govsim.reader.emit import Plain, emit
from govsim.reader.structures import NOBODY
from govsim.reader.times import parse_when
from govsim.reader.write_rules import rule, switch, topic
from govsim.record import acts
from govsim.record.acts import Act, Effective, Form, Item
from govsim.record.story import Reaction, Step, Story
from govsim.world import expressions
from govsim.world.params import Param, Reading, shown
from govsim.world.sources import Cite, Claim, Conflict, Fact, Source, Stated, Words
from govsim.world.structure import Body, Entity, Instrument, Party, Position, Structure
from govsim.world.time import When, stamp


def write(story: Story) -> str:
    """Write a whole story as one YAML text.

    Times are written as they were where that means the same in the story's zone, ballots and items as mappings.
    """
    return emit(
        _kept(
            {
                "govsim": "1",
                "id": story.id,
                "title": _words(story.title),
                "notice": _words(story.notice),
                "kind": story.kind,
                "zone": story.zone,
                "structure": _structure(story.structure),
                "start": {position: list(parties) for position, parties in story.start},
                "watch": list(story.watch),
                "sources": {one.id: _source(one) for one in story.sources},
                "facts": {one.id: _fact(one) for one in story.facts},
                "conflicts": {one.id: _conflict(one) for one in story.conflicts},
            }
        )
        | {"steps": [_step(one) for one in story.steps]}
        | _kept(
            {
                "reactions": [_reaction(one) for one in story.reactions],
                "expect": [expressions.text(one.expr) for one in story.expects],
                "never": [expressions.text(one.expr) for one in story.never],
            }
        )
    )


def _kept(fields: dict[str, Plain | None]) -> dict[str, Plain]:
    """Leave out what says nothing."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def _words(words: Words) -> Plain | None:
    if not words:
        return None
    return words[0][1] if [tag for tag, _ in words] == ["en"] and words[0][1] else dict(words)


def _named(words: Words) -> Plain:
    """Write words where a key must stand."""
    return _words(words) or {}


# --- the structure -----------------------------------------------------------------------------------------------


def _structure(structure: Structure) -> Plain:
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
    return _kept(
        {
            "structure": structure.id,
            "title": _words(structure.title),
            "entities": {one.id: _entity(one) for one in structure.entities},
            "people": {one.id: _party(one) for one in structure.parties if one.kind == "person"},
            "groups": {one.id: _party(one) for one in structure.parties if one.kind == "group"},
            "bodies": {one.id: _body(one) for one in structure.bodies},
            "positions": {one.id: _position(one) for one in structure.positions if one.id not in seats},
            "instruments": {one.id: _instrument(one) for one in structure.instruments},
            "sources": {one.id: _source(one) for one in structure.sources},
            "params": {one.id: _param(one) for one in structure.params},
            "matters": {name: _named(words) for name, words in structure.matters},
            "laws": laws,
            "rules": rules,
            "readings": [_reading(one) for one in structure.readings],
        }
    )


def _party(party: Party) -> Plain:
    if not party.short:
        return _named(party.names)
    return {**dict(party.names), "short": _named(party.short)}


def _entity(entity: Entity) -> Plain:
    more = _kept({"law": list(entity.law), "owned_by": dict(entity.owned_by), "note": entity.note})
    return {"name": _named(entity.names), **more}


def _own_roll(body: Body) -> bool:
    return body.by_param is None and body.rolls == (("", body.id),)


def _body(body: Body) -> Plain:
    rolls = {when: position or NOBODY for when, position in body.rolls}
    roll: Plain | None = None
    if body.by_param is not None:
        roll = {"param": body.by_param.param, **rolls}
    elif not _own_roll(body):
        roll = rolls[""]
    return _kept({"kind": body.kind, "name": _words(body.names), "roll": roll})


def _position(position: Position) -> Plain:
    tie = position.tied_to
    tied: Plain | None = None
    if tie is not None:
        tied = tie.position if tie.applies is True else {"position": tie.position, "if": switch(tie.applies)}
    return _kept(
        {
            "kind": position.kind,
            "name": _words(position.names),
            "tied_to": tied,
            "same_holder_as": position.same_holder_as,
            "assumption": position.assumption,
        }
    )


def _instrument(instrument: Instrument) -> Plain:
    return _kept({"name": _words(instrument.names), "seen": instrument.seen, "sources": cites(instrument.cites)})


def _param(param: Param) -> Plain:
    return {
        "value": shown(param.value),
        "among": [shown(one) for one in param.among],
        **_kept({"because": param.because, "title": _words(param.title)}),
    }


def _reading(reading: Reading) -> Plain:
    changes: list[Plain] = [
        _kept(
            {
                "rule": one.rule,
                "rank": one.rank.name.lower() if one.rank is not None else None,
                "drop": "yes" if one.drop else None,
                "with": dict(topic(one.clause.topic)) if one.clause is not None else None,
            }
        )
        for one in reading.replaces
    ]
    assumed: list[Plain] = [one.text for one in reading.assumes]
    return {"id": reading.id, "title": _named(reading.title), **_kept({"assumes": assumed, "replaces": changes})}


# --- what is known, and from where ----------------------------------------------------------------------------------


def cites(found: tuple[Cite, ...]) -> list[Plain]:
    """Write places in sources."""
    return [{one.source: one.at} if one.at else one.source for one in found]


def _source(source: Source) -> Plain:
    more = _kept({"publisher": source.publisher, "url": source.url, "note": source.note})
    return {
        "kind": source.kind,
        "title": source.title,
        "published": source.published,
        "lang": source.lang,
        **more,
    }


def _claim(claim: Claim) -> Plain:
    return {"value": claim.text, **_kept({"sources": cites(claim.cites), "note": claim.note})}


def _fact(fact: Fact) -> Plain:
    return {
        "claims": [_claim(one) for one in fact.claims],
        "chosen": str(fact.chosen + 1),
        "standing": fact.standing,
        "status": fact.status,
        **_kept({"because": fact.because}),
    }


def _conflict(conflict: Conflict) -> Plain:
    return {
        "about": conflict.about,
        "claims": [_claim(one) for one in conflict.claims],
        "chosen": str(conflict.chosen + 1),
        "standing": conflict.standing,
        "because": conflict.because,
    }


def _stated(stated: Stated) -> Plain:
    return {"text": stated.text, **_kept({"zone": stated.zone, "source": cites(stated.cites)})}


# --- the telling ---------------------------------------------------------------------------------------------------


def _when(when: When) -> str:
    return when.text if parse_when(when.text, when.zone) == when else stamp(when)


def _effective(effective: Effective | None) -> str:
    if effective is None or isinstance(effective, When):
        return _when(effective) if effective is not None else ""
    text = expressions.text(effective)
    return f"({text})" if text[:1].isdecimal() else text  # what begins with a digit is read as a time


def _step(step: Step) -> Plain:
    return {
        "id": step.id,
        "at": _when(step.at),
        "by": step.by,
        **_kept(
            {
                "title": _words(step.title),
                "note": _words(step.note),
                "if": expressions.text(step.condition) if step.condition is not None else None,
                "regardless": step.regardless,
                "assumption": step.assumption,
            }
        ),
        "do": _act(step.act),
        "status": step.status,
        **_kept(
            {
                "recant": {"of": step.recant.of, "by": step.recant.party} if step.recant is not None else None,
                "stated": [_stated(one) for one in step.stated],
                "sources": cites(step.cites),
            }
        ),
    }


def _reaction(reaction: Reaction) -> Plain:
    return {
        "id": reaction.id,
        "if": expressions.text(reaction.condition),
        "that": [_item(one) for one in reaction.items],
        **_kept({"because": reaction.because}),
    }


def _form(form: Form) -> Plain:
    match form:
        case acts.Consent():
            return "consent"
        case acts.OpenForm(param=param, variants=variants):
            return {"param": param, **{name: _form(variant) for name, variant in variants}}
        case acts.Meeting():
            inner = _kept(
                {
                    "told": list(form.told),
                    "attended": [
                        one.party if one.when is None else {one.party: switch(one.when)} for one in form.attended
                    ],
                    "objecting": list(form.objecting),
                    "waived": list(form.waived),
                    "called": form.called,
                    "regular": "yes" if form.regular else None,
                }
            )
            return {"meeting": inner} if inner else "meeting"
        case _:
            assert_never(form)


def _item(item: Item) -> Plain:
    more = _kept({"by": item.by, "id": item.id})
    if not isinstance(item, acts.Leave | acts.Remove):
        more |= _kept({"capacity": item.capacity})
    match item:
        case acts.Appoint():
            where = "as" if item.verb == "appoint" else "to"
            interim = "yes" if item.interim else None
            return {
                item.verb: item.party,
                where: item.position,
                **_kept({"interim": interim, "replacing": item.replacing}),
                **more,
            }
        case acts.Remove():
            return {"remove": item.party, "from": item.position, **_kept({"as": item.capacity}), **more}
        case acts.Leave():
            return {"resign": item.party, "from": item.position, **more}
        case acts.Resize():
            return {"resize": item.body, "to": str(item.number), **more}
        case acts.Determine():
            return {"determine": item.matter, **_kept({"with": list(item.args)}), **more}
        case acts.Ratify():
            counts: dict[str, Plain] = {} if item.counts is True else {"counts": switch(item.counts)}
            return {"ratify": item.target, **counts, **more}
        case acts.Avoid():
            return {"avoid": item.target, **_kept({"from_start": "yes" if item.from_start else None}), **more}
        case _:
            assert_never(item)


def _ballots(ballots: tuple[tuple[str, acts.BallotWord], ...]) -> Plain:
    by_word: dict[str, list[Plain]] = {word: [] for word in BALLOTS}
    for person, word in ballots:
        by_word[word].append(person)
    return {word: persons for word, persons in by_word.items() if persons}


def _concerning(key: str, name: str, to: str, parties: tuple[str, ...]) -> Plain:
    return {key: name, to: list(parties)} if parties else name


def _act(act: Act) -> Plain:
    match act:
        case acts.Resolve():
            return {
                "resolve": {
                    "via": _form(act.form),
                    **_kept(
                        {
                            "ballots": _ballots(act.ballots),
                            "result": "lost" if act.result == "lost" else None,
                            "all_or_nothing": "yes" if act.all_or_nothing else None,
                            "casting": act.casting,
                            "effective": _effective(act.effective),
                        }
                    ),
                    "that": [_item(one) for one in act.items],
                }
            }
        case acts.Decide():
            whole = "yes" if act.all_or_nothing else None
            when = _kept({"all_or_nothing": whole, "effective": _effective(act.effective)})
            return {"decide": {**when, "that": [_item(one) for one in act.items]}}
        case acts.Resign():
            return {"resign": {"from": list(act.positions), **_kept({"effective": _effective(act.effective)})}}
        case acts.Sign():
            total: Plain | None = {"fact": act.total} if isinstance(act.total, str) else None
            if not isinstance(act.total, str) and act.total is not None:
                total = str(act.total)
            return {"sign": {"letter": act.letter, **_kept({"total": total, "names": list(act.parties)})}}
        case acts.Offer():
            return {"offer": _concerning("thing", act.thing, "to", act.to)}
        case acts.Withdraw(thing=thing):
            return {"withdraw": thing}
        case acts.Accept(thing=thing):
            return {"accept": thing}
        case acts.Agree(package=package):
            return {"agree": package}
        case acts.Inform():
            return {"inform": _concerning("of", act.topic, "who", act.parties)}
        case acts.Announce(topic=named):
            return {"announce": named}
        case acts.Call():
            return {"call": _concerning("meeting", act.meeting, "to", act.parties)}
        case acts.Waive(meeting=meeting):
            return {"waive": meeting}
        case acts.Answer():
            return {"answer": {"question": act.question, "answer": "yes" if act.yes else "no"}}
        case acts.Happen(what=what):
            return {"happen": what}
        case _:
            assert_never(act)
