"""The language as a JSON Schema, for editors: which keys may stand where, which words, and the names of one file.

For completion and a first look while typing; whether a file is right is for `govsim check` to say, which knows what no
schema can: conditions, thresholds, dates, what must agree with what. Lists of keys and words are those of the reader.
"""

from collections.abc import Iterable, Mapping

from govsim.reader.acts import VERBS
from govsim.reader.approvals import OF_STAGE
from govsim.reader.bodies import POSITION_KEYS
from govsim.reader.changes import CHANGES
from govsim.reader.clauses import CLAUSE_KEYS, STANDINGS
from govsim.reader.common import SOURCE_KINDS, STATUSES
from govsim.reader.facts import FACT_KEYS
from govsim.reader.forks import FORK_KEYS
from govsim.reader.forms import BALLOTS
from govsim.reader.items import ITEM_KEYS
from govsim.reader.load import INCLUDED_KEYS
from govsim.reader.names import PARTY
from govsim.reader.rules import KINDS, POWER_VERBS, RANKS
from govsim.reader.steps import STEP_KEYS
from govsim.reader.stories import STORY_KEYS
from govsim.reader.structures import LAW_KEYS, STRUCTURE_KEYS
from govsim.record.canon import Json

Shape = dict[str, Json]
Known = Mapping[str, Iterable[str]]

ANY: Shape = {}
SCALAR: Shape = {"type": ["string", "number", "boolean", "null"]}
_VERSION: Shape = {"enum": [1, "1"]}
MAP: Shape = {"type": "object"}
_OPEN: Shape = {"enum": ["open", "settled"]}
YES: Shape = {"enum": ["yes", "no", "true", "false", "on", "off", True, False]}


def _closed(keys: Iterable[str], required: Iterable[str] = (), **shapes: Json) -> Shape:
    """Give a mapping with just these keys; of which the shapes are given, or may be anything."""
    properties = {key: _VERSION if key == "govsim" else shapes.get(key, ANY) for key in keys}
    needed: Shape = {"required": [*required]} if required else {}
    return {"type": "object", "additionalProperties": False, "properties": properties, **needed}


def _some(of: Json) -> Shape:
    """Give a list of things, or one of them alone."""
    return {"anyOf": [of, {"type": "array", "items": of}]}


def _named(of: Json) -> Shape:
    return {"type": ["object", "null"], "additionalProperties": of}


def _words(words: Iterable[str]) -> Shape:
    return {"enum": [*words]}


def _ref(name: str) -> Shape:
    return {"$ref": f"#/definitions/{name}"}


def _either(*shapes: Json) -> Shape:
    return {"anyOf": [*shapes]}


_NAMES: dict[str, tuple[str, ...]] = {
    "party": PARTY,
    "actor": (*PARTY, "body"),
    "position": ("position",),
    "body": ("body",),
    "source": ("source",),
    "instrument": ("instrument",),
    "param": ("param",),
    "fact": ("fact",),
    "step": ("step",),
}
"""The names that are listed, and the kinds of things they stand for."""


def _names(known: Known) -> Shape:
    """Define each sort of name: as one of those known, or any text where none is."""
    out: Shape = {}
    for sort, kinds in _NAMES.items():
        names = sorted({name for kind in kinds for name in known.get(kind, ())})
        out[sort] = {"type": "string", "enum": [*names]} if names else {"type": "string"}
    return out


def _holders() -> Shape:
    return _named(_either(_some(_ref("party")), MAP))


def _parts() -> dict[str, Json]:
    """Give the keys that structures, scenarios and forks share."""
    source_keys = ("kind", "title", "publisher", "url", "published", "lang", "note")
    param = _closed(("value", "among", "because", "title"), ("value", "among"), title=_ref("words"))
    return {
        "sources": _named(_closed(source_keys, ("kind", "title"), kind=_words(SOURCE_KINDS))),
        "params": _named(param),
        "entities": _named(_closed(("name", "law", "owned_by", "note"), ("name",), name=_ref("words"))),
        "bodies": _named(_closed(("kind", "name", "roll"), ("kind",), kind=SCALAR, name=_ref("words"))),
        "positions": _named(_closed(POSITION_KEYS, ("kind",), name=_ref("words"), same_holder_as=_ref("position"))),
        "instruments": _named(_either({"type": "null"}, _closed(("name", "seen", "sources"), sources=_ref("cites")))),
        "rules": {"type": ["array", "null"], "items": _ref("rule")},
        "people": {"type": ["object", "null"]},
        "groups": {"type": ["object", "null"]},
        "title": _ref("words"),
        "readings": {
            "type": "array",
            "items": _closed(("id", "title", "assumes", "replaces"), ("id", "title"), title=_ref("words")),
        },
    }


def _claims() -> Shape:
    return _some(_closed(("value", "source", "at", "sources", "note"), ("value",), source=_ref("source")))


def _story() -> dict[str, Json]:
    """Give the keys of a scenario, beside those it shares."""
    conflict = ("about", "claims", "chosen", "standing", "because", "spans")
    return _parts() | {
        "structure": _either({"type": "string"}, _closed(STRUCTURE_KEYS, (), **_parts(), structure=SCALAR)),
        "kind": _words(("record", "fiction")),
        "start": _holders(),
        "watch": _some(_ref("position")),
        "facts": _named(_closed(FACT_KEYS, (), claims=_claims(), status=_words(STATUSES), sources=_ref("cites"))),
        "conflicts": _named(_closed(conflict, ("about", "claims", "because"), claims=_claims(), standing=_OPEN)),
        "steps": {"type": ["array", "null"], "items": _ref("step-told")},
        "reactions": _some(_closed(("id", "if", "that", "because"), ("id", "if", "that"), that=_some(_ref("item")))),
        "outcomes": _some(_closed(("id", "that", "at", "title"), ("id", "that"), at=_ref("step"))),
        "expect": _some(SCALAR),
        "never": _some(SCALAR),
    }


def _items() -> Shape:
    """Define an item of a decision: one verb with the keys that go with it."""
    keys = dict.fromkeys((*ITEM_KEYS, "id", "by", "capacity", *(key for own in ITEM_KEYS.values() for key in own)))
    shapes: dict[str, Json] = dict.fromkeys(("appoint", "elect", "remove", "resign", "replacing"), _ref("party"))
    return _closed(keys, (), by=_ref("actor"), interim=YES, from_start=YES, **shapes)


def _acts() -> Shape:
    """Define what a step may do: exactly one verb."""
    votes = (*("via", "ballots", "choices", "result", "that", "all_or_nothing", "casting", "sponsors"), "follows")
    ballots = _closed(BALLOTS, (), **dict.fromkeys(BALLOTS, _some(_ref("party"))))
    that = _some(_ref("item"))
    meeting = ("told", "attended", "objecting", "waived", "called", "called_by", "regular", "adjourned")
    form = _either(SCALAR, _closed(("meeting",), (), meeting=_closed(meeting, (), told=_some(_ref("party")))))
    via = _either(form, {"type": "object", "required": ["param"], "additionalProperties": form})
    election = (
        *("to", "seats", "via", "candidates", "ballots", "others", "elected", "casting", "sponsors", "follows"),
        "effective",
    )
    shapes: dict[str, Json] = {
        "resolve": _closed((*votes, "effective"), ("that",), via=via, ballots=ballots, that=that, all_or_nothing=YES),
        "elect": _closed(election, ("to", "candidates", "ballots"), to=_ref("position"), others=ballots),
        "decide": _closed(("that", "all_or_nothing", "effective"), ("that",), that=that, all_or_nothing=YES),
        "inform": _either({"type": "string"}, _closed(("of", "who"), ("of",), who=_some(_ref("party")))),
        "offer": _either(
            {"type": "string"}, _closed(("thing", "to", "valuation"), ("thing",), to=_some(_ref("party")))
        ),
        "call": _either({"type": "string"}, _closed(("meeting", "to"), ("meeting",), to=_some(_ref("party")))),
        "sign": _closed(("letter", "total", "names"), ("letter",), names=_some(_ref("party"))),
        "expire": _closed(("who", "from"), ("who", "from"), who=_ref("party"), **{"from": _ref("position")}),
        "open": _closed(("meeting", "of"), ("meeting", "of"), of=_ref("body")),
        "answer": _closed(("question", "answer"), ("question", "answer"), answer=YES),
        "resign": _either(_some(_ref("position")), _closed(("from", "effective"), ("from",))),
    }
    return {**_closed(VERBS, (), **shapes), "minProperties": 1, "maxProperties": 1}


def _rules() -> dict[str, Json]:
    """Define a rule, and who must agree."""
    verb: Shape = _words(POWER_VERBS)
    power = _closed(("to", "of", "from_start", "within"), ("to", "of"), to=_some(verb), of={"type": "string"})
    approval_keys = (
        *("vote", "passes", "quorum", "weights", "casting", "electors", "elects", "consent", "sponsors", "of"),
        *("oracle", "unknown", "all", "in_order", "any", "k_of", "list", "stages", "when", *OF_STAGE),
    )
    several = dict.fromkeys(("all", "in_order", "any", "list", "stages"), _some(_ref("approval")))
    then = _closed(("if", "then", "else"), ("if", "then", "else"), then=_ref("approval"))
    approval = _either(_words(("never",)), _closed(approval_keys, (), when=then, **several))
    rule = _closed(
        CLAUSE_KEYS,
        ("id",),
        rank=_words(RANKS),
        standing=_words(STANDINGS),
        power=power,
        by=_ref("approval"),
        sources=_ref("cites"),
        at_start=YES,
        defect=_words(("void", "voidable")),
        assent=_words(("presumed", "not-presumed")),
        **{"in": _ref("instrument")},
    )
    return {"approval": approval, "rule": rule, "kinds": _words(KINDS)}


def _changes() -> Shape:
    """Define one change of a fork."""
    keys = dict.fromkeys(key for own in CHANGES.values() for key in own)
    return _closed(keys, at=_ref("step"), insert=_ref("step-told"), add=_ref("rule"), do=_ref("act"))


def _files(known: Known) -> dict[str, Json]:
    """Define the five kinds of files, each with its keys."""
    parts, story = _parts(), _story()
    fork_keys = {"change": _some(_changes()), "start": _holders(), "question": _ref("words"), "note": _ref("words")}
    assumed = sorted({name for kind in ("param", "fact") for name in known.get(kind, ())})
    if assumed:
        fork_keys["assume"] = {"type": "object", "propertyNames": {"enum": [*assumed, "reading"]}}
    return {
        "scenario": _closed(STORY_KEYS, ("govsim", "id", "structure", "steps"), **story),
        "fork": _closed(FORK_KEYS, ("govsim", "fork", "id"), **parts, **fork_keys),
        "structure": _closed(STRUCTURE_KEYS, ("govsim", "structure"), **parts, structure=SCALAR),
        "law": _closed(LAW_KEYS, ("govsim", "law", "rules"), **parts),
        "included": _closed(INCLUDED_KEYS, ("govsim",), **story),
    }


def language(known: Known) -> Shape:
    """Give the schema of the language, in which names are those `known` by their kinds; any, where none is known."""
    step = _closed(
        STEP_KEYS,
        ("id", "at", "by", "do"),
        by=_ref("actor"),
        do=_ref("act"),
        title=_ref("words"),
        note=_ref("words"),
        status=_words(STATUSES),
        sources=_ref("cites"),
        stated=_some(_closed(("text", "zone", "source", "at"), ("text",), source=_ref("cites"))),
        recant=_closed(("of", "by"), ("of", "by"), of=_ref("step"), by=_ref("party")),
        **{"if": SCALAR},
    )
    kinds = (("fork", "fork"), ("steps", "scenario"), ("law", "law"), ("structure", "structure"))
    chosen: Json = _ref("included")
    for key, kind in reversed(kinds):
        chosen = {"if": {"required": [key]}, "then": _ref(kind), "else": chosen}
    cite: Shape = _either(_ref("source"), {"type": "object", "propertyNames": _ref("source")})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "govsim, version 1 of the language",
        "type": "object",
        "allOf": [chosen],
        "definitions": {
            **_names(known),
            **_files(known),
            **_rules(),
            "words": _either(SCALAR, MAP),
            "cites": _some(cite),
            "item": _items(),
            "act": _acts(),
            "step-told": step,
        },
    }
