"""What may stand where in a file, written by hand from the reference and not from the reader: the table of the typos.

`Word` is a closed list, `Use` a name that must be declared as one of some kinds, `New` a declaration. A shape says what
a node of each form may hold. `sites` walks a file, composed by PyYAML itself, along this table, and gives every word
that stands in it and has a class, with where it stands in the text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml


class Word(NamedTuple):
    """One of a closed list of words."""

    words: tuple[str, ...]


class Use(NamedTuple):
    """A name declared elsewhere, as one of these kinds; or one of `words`, which need no declaration."""

    kinds: tuple[str, ...]
    words: tuple[str, ...] = ()


class New(NamedTuple):
    """A name declared here; a slip in it is another name, and is found where the old one is used, if at all."""

    kind: str


class Opens(NamedTuple):
    """A name that any act may bring in: with a slip in it, it is another thing, and no mistake."""

    kind: str


class Text(NamedTuple):
    """Free text, a date, a threshold or a condition."""

    of: str = ""


class Keys(NamedTuple):
    """A mapping with a closed list of keys."""

    keys: dict[str, object]


class Table(NamedTuple):
    """A mapping of names to things of one shape."""

    key: Use | New | Text
    value: object


class Forms(NamedTuple):
    """What may stand in each form: as a text, as a mapping, as a list (of which the shape is that of a member)."""

    text: object = None
    mapping: object = None
    members: object = None


FREE, DATE, THRESHOLD, CONDITION = Text(), Text("date"), Text("threshold"), Text("condition")
YES = Word(("yes", "no", "true", "false", "on", "off"))
THING, TOPIC = Opens("thing"), Opens("topic")
PARTY, PERSONS = Use(("party",)), Forms(Use(("party",)), members=Use(("party",)))
POSITION, BODY, STEP, ITEM, PARAM = (Use((one,)) for one in ("position", "body", "step", "item", "param"))
ACTOR = Use(("party", "body"))
LANGUAGE = Text("language")
WORDS = Forms(FREE, Table(LANGUAGE, FREE))
CITE = Forms(Use(("source",)), Table(Use(("source",)), FREE))
CITES = Forms(Use(("source",)), members=CITE)
SWITCH = Forms(YES, Keys({"param": PARAM}))
STATUS = Word(("official", "reported", "derived", "assumed"))
STANDING = Word(("known", "reported", "judgement", "assumed", "contested", "unknown"))
RANKS = Word(("mandatory", "charter", "bylaws", "resolution", "default"))
OPEN = Word(("open", "settled"))
KINDS_OF_SOURCE = Word(("official", "court", "statute", "press", "article", "post", "analysis", "fiction"))
KINDS_OF_POSITION = Word(("office", "chair", "employment", "membership", "observer", "shares", "seat"))
ZONE = Text("zone")

NAMED = Forms(FREE, Table(Text("language or short"), WORDS))
SOURCE = Keys({
    "kind": KINDS_OF_SOURCE, "title": FREE, "publisher": FREE, "url": FREE, "published": FREE, "lang": FREE,
    "note": FREE,
})  # fmt: skip
CLAIM = Keys({"value": FREE, "source": Use(("source",)), "at": FREE, "sources": CITES, "note": FREE})
CLAIMS = Forms(members=CLAIM)
FACT = Keys({
    "value": FREE, "claims": CLAIMS, "chosen": FREE, "standing": OPEN, "because": FREE, "status": STATUS,
    "sources": CITES, "conflict": FREE,
})  # fmt: skip
CONFLICT = Keys({
    "about": Use(("step", "item", "fact", "param", "party", "position")), "claims": CLAIMS, "chosen": FREE,
    "standing": OPEN, "because": FREE, "spans": Forms(members=Use(("param",), ("reading",))),
})  # fmt: skip
PARAM_BODY = Keys({"title": WORDS, "value": FREE, "among": FREE, "because": FREE, "status": STATUS, "sources": CITES})
ENTITY = Keys({"name": WORDS, "law": FREE, "owned_by": Table(PARTY, FREE), "note": FREE})
ROLL = Forms(Use(("position",), ("nobody",)), Table(Text("variant"), Use(("position",), ("nobody",))), POSITION)
BODY_BODY = Keys({"kind": FREE, "name": WORDS, "roll": ROLL})
POSITION_BODY = Keys({
    "kind": KINDS_OF_POSITION, "name": WORDS, "role": FREE,
    "tied_to": Forms(POSITION, Keys({"position": POSITION, "if": SWITCH})), "same_holder_as": POSITION,
    "elected_by": BODY, "converts_to": POSITION, "holders": Word(("unknown",)), "assumption": FREE,
    "face": FREE, "due": FREE, "vesting": FREE,
})  # fmt: skip
INSTRUMENT = Keys({"name": WORDS, "seen": Word(("yes", "no", "reported", "law")), "sources": CITES})

ITEM_BODY = Keys({
    "appoint": PARTY, "elect": PARTY, "remove": PARTY, "resign": PARTY, "resize": BODY, "ratify": ITEM, "id": FREE,
    "as": Use(("position", "kind of body")), "to": Use(("position",)), "from": POSITION, "interim": YES,
    "replacing": PARTY, "by": ACTOR, "counts": SWITCH,
})  # fmt: skip
MEETING = Keys({"told": PERSONS, "attended": Forms(members=Forms(PARTY, Table(PARTY, SWITCH)))})
VIA = Forms(Word(("meeting", "consent")), Keys({"meeting": MEETING}))
DO = Keys({
    "resolve": Keys({
        "via": Forms(VIA.text, Forms(mapping=Table(Text("via"), VIA))),
        "ballots": Keys(dict.fromkeys(("for", "against", "abstain", "recused", "absent", "signed", "silent"), PERSONS)),
        "that": Forms(members=ITEM_BODY), "all_or_nothing": YES,
    }),
    "decide": Keys({"that": Forms(members=ITEM_BODY)}),
    "resign": Forms(POSITION, members=POSITION),
    "sign": Keys({"letter": THING, "total": Forms(FREE, Keys({"fact": Use(("fact",))})), "names": PERSONS}),
    "offer": Forms(THING, Keys({"thing": THING, "to": PERSONS, "valuation": FREE})),
    "accept": Use(("thing",)), "agree": THING, "inform": Keys({"of": TOPIC, "who": PERSONS}), "announce": TOPIC,
    "happen": FREE,
    "answer": Keys({"question": Use(("matter",)), "answer": YES}),
})  # fmt: skip
STATED = Keys({"text": FREE, "zone": FREE, "source": CITES, "at": FREE})
STEP_BODY = Keys({
    "id": FREE, "at": DATE, "by": ACTOR, "do": DO, "title": WORDS, "note": WORDS, "if": CONDITION, "regardless": FREE,
    "assumption": FREE, "status": STATUS, "recant": Keys({"of": STEP, "by": PARTY}), "stated": Forms(members=STATED),
    "sources": CITES,
})  # fmt: skip

VERBS = Word((
    "appoint", "elect", "remove", "resign", "resize", "amend", "determine", "ratify",
    "distribute", "convert", "pay", "redeem", "transfer", "issue", "manage",
    "any", "avoid", "fix_record_date", "fill",
))  # fmt: skip
APPROVAL_KEYS: dict[str, object] = {
    "vote": Use(("body", "kind of body")), "passes": THRESHOLD, "quorum": Text("threshold or none"), "consent": ACTOR,
    "oracle": FREE,
}  # fmt: skip
APPROVAL = Forms(Word(("never",)), Keys(APPROVAL_KEYS))
APPROVAL_KEYS["any"] = APPROVAL_KEYS["all"] = Forms(members=APPROVAL)
APPROVAL_KEYS["when"] = Keys({"if": CONDITION, "then": APPROVAL, "else": APPROVAL})
TEST = Keys({"of": BODY, "fails": Forms(POSITION, members=POSITION)})
SUIT = Keys({
    "over": FREE, "who": Forms(members=Keys({"party": PARTY, "outside": WORDS})), "claim": WORDS, "remedy": WORDS,
    "route": Word(("statute", "contract", "equity")),
})  # fmt: skip
RULE = Keys({
    "id": FREE, "in": Use(("instrument",)), "for": Use(("body", "kind of body")), "rank": RANKS, "standing": STANDING,
    "words": FREE, "note": FREE, "cite": FREE, "assumption": FREE, "sources": CITES,
    "size": Forms(FREE, Keys({"param": PARAM})), "notice": Word(("due", "not-due")),
    "consent": Forms(THRESHOLD, Keys({"signatures": THRESHOLD, "signers_quorum": SWITCH})),
    "power": Keys({
        "to": Forms(VERBS, members=VERBS),
        "of": Use(
            ("position", "body", "matter", "flow"),
            ("any", "office", "seat", "chair", "employment", "membership", "money"),
        ),
    }),
    "by": APPROVAL, "test": TEST, "suit": SUIT, "weights": Table(Use(("party", "position")), FREE),
})  # fmt: skip
CHANGE = Keys({
    "at": STEP, "without": Forms(ITEM, members=FREE), "vote": Table(PARTY, Word((
        "for", "against", "abstain", "recused", "absent", "signed", "silent",
    ))),
    "via": VIA, "insert": STEP_BODY, "after": STEP, "before": STEP, "add": RULE, "drop": STEP, "do": DO,
})  # fmt: skip
CHANGE_OF_RULE = Keys({"rule": Use(("rule",)), "rank": RANKS, "drop": YES})
READING = Keys({"id": FREE, "title": WORDS, "assumes": FREE, "replaces": Forms(members=CHANGE_OF_RULE)})

PARTS: dict[str, object] = {
    "people": Table(New("party"), NAMED), "groups": Table(New("party"), NAMED),
    "entities": Table(New("party"), ENTITY), "bodies": Table(New("body and seat"), BODY_BODY),
    "positions": Table(New("position"), POSITION_BODY), "instruments": Table(New("instrument"), INSTRUMENT),
    "matters": Table(New("matter"), WORDS), "params": Table(New("param"), PARAM_BODY),
    "sources": Table(New("source"), SOURCE),
}  # fmt: skip
STRUCTURE = Keys({
    **PARTS, "govsim": FREE, "structure": FREE, "title": WORDS, "rules": Forms(members=RULE),
    "readings": Forms(members=READING), "laws": FREE, "flows": Table(New("flow"), FREE),
})  # fmt: skip
HOLDERS = Table(POSITION, PERSONS)
CONDITIONS = Forms(members=CONDITION)
SCENARIO = Keys({
    "govsim": FREE, "id": FREE, "title": WORDS, "notice": WORDS, "kind": Word(("record", "fiction")), "zone": ZONE,
    "structure": FREE, "include": FREE, "people": PARTS["people"], "groups": PARTS["groups"],
    "params": PARTS["params"], "start": HOLDERS, "watch": Forms(members=POSITION), "sources": PARTS["sources"],
    "facts": Table(New("fact"), FACT), "conflicts": Table(New("conflict"), CONFLICT),
    "steps": Forms(members=STEP_BODY), "reactions": FREE, "expect": CONDITIONS, "never": CONDITIONS,
    "outcomes": Forms(members=Keys({"id": FREE, "that": CONDITION, "at": STEP, "title": WORDS})),
})  # fmt: skip
FORK = Keys({
    **PARTS, "govsim": FREE, "fork": FREE, "base_id": FREE, "id": FREE, "title": WORDS, "question": WORDS,
    "note": WORDS, "assume": Table(Use(("param",), ("reading",)), FREE), "start": HOLDERS,
    "change": Forms(members=CHANGE), "hangs_on": Forms(members=STEP), "expect": CONDITIONS,
})  # fmt: skip

FUNCTIONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "holds": (("party",), ("position",)),
    "seated": (("party",), ("body", "position")),
    "vacant": (("position",),),
    "in_office": (("body", "position"),),
    "signed": (("thing",), ("party",)),
    "open": (("thing",),),
    "determined": (("matter",),),
    "controls": (("party", "body"), ("party",)),
    **dict.fromkeys(("happened", "valid", "void", "pending", "voidable", "no_act", "refused"), (("step", "item"),)),
    **dict.fromkeys(("in_law", "meets", "employed", "informed", "before", "after", "can"), ()),
}
BASES = ("present", "cast", "in_office", "authorized", "eligible", "outstanding", "represented", "entitled")


class Site(NamedTuple):
    """A word in the text: what class it is of, where it begins, and the names or words that class admits."""

    sort: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    start: int
    word: str
    holder: int
    """Where the scalar begins in which the word stands."""


class Walk:
    """One file walked along the table: its sites, and what it declares."""

    def __init__(self, text: str, shape: object) -> None:
        """Walk `text`."""
        self.text, self.sites = text, list[Site]()
        self.reach: dict[int, tuple[int, int]] = {}
        """What a key governs: of a key at the head of the file, the whole of it."""
        self.declared: dict[str, set[str]] = {}
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        assert isinstance(node, yaml.MappingNode)
        self.node(node, shape)
        self.steps(node)
        for one in _all(node):
            for key, _ in one.value if isinstance(one, yaml.MappingNode) else ():
                whole = (0, len(text)) if one is node else (one.start_mark.index, one.end_mark.index)
                self.reach[key.start_mark.index] = whole

    def add(self, kind: str, name: str) -> None:
        """Note a declared name."""
        self.declared.setdefault(kind, set()).add(name)

    def steps(self, root: yaml.MappingNode) -> None:
        """Note steps with their items, and rules."""
        for node in _all(root):
            if not isinstance(node, yaml.MappingNode):
                continue
            told = {key.value: value for key, value in node.value}
            if {"id", "at", "by"} <= set(told):
                self.add("step", told["id"].value)
                for item in _all(told["do"]):
                    inside = {k.value: v for k, v in item.value} if isinstance(item, yaml.MappingNode) else {}
                    verb = next(
                        (one for one in ("appoint", "elect", "remove", "resign", "resize") if one in inside), ""
                    )
                    if verb and isinstance(inside[verb], yaml.ScalarNode):
                        self.item(told["id"].value, inside, verb)
            if {"id", "in", "words"} <= set(told):
                self.add("rule", told["id"].value)

    def item(self, step: str, inside: dict[str, yaml.Node], verb: str) -> None:
        """Note one item by its id, or by what it is called without one."""
        where = next((inside[key].value for key in ("as", "to", "from") if key in inside), "")
        short = inside["id"].value if "id" in inside else where.rpartition(".")[2]
        self.add("item", f"{step}.{short}")
        self.add("item", f"{step}.{short}-{inside[verb].value}")

    def node(self, node: yaml.Node, shape: object) -> None:
        """Walk one node."""
        if isinstance(shape, Forms):
            if isinstance(node, yaml.ScalarNode):
                shape = shape.text
            elif isinstance(node, yaml.MappingNode):
                shape = shape.mapping
            else:
                assert isinstance(node, yaml.SequenceNode)
                for one in node.value:
                    self.node(one, shape.members)
                return
            self.node(node, shape)
        elif isinstance(node, yaml.MappingNode) and isinstance(shape, Keys):
            for key, value in node.value:
                assert key.value in shape.keys, (
                    f"line {key.start_mark.line + 1}: `{key.value}` is not in the table of this module"
                )
                self.site("key", (), tuple(shape.keys), key, key.value, 0)
                self.node(value, shape.keys[key.value])
        elif isinstance(node, yaml.MappingNode) and isinstance(shape, Table):
            for key, value in node.value:
                if key.value == "param" and isinstance(shape.key, Text) and shape.key.of in {"variant", "via"}:
                    self.site("key", (), ("param", "meeting"), key, key.value, 0)
                    self.scalar(value, PARAM)
                    continue
                if key.value == "meeting" and isinstance(shape.key, Text) and shape.key.of == "via":
                    self.site("key", (), ("meeting", "param"), key, key.value, 0)
                    self.node(value, MEETING)
                    continue
                self.scalar(key, shape.key)
                self.node(value, shape.value)
        elif isinstance(node, yaml.ScalarNode):
            self.scalar(node, shape)
        else:
            assert shape in {FREE, None}, (shape, node.start_mark)

    def scalar(self, node: yaml.Node, shape: object) -> None:
        """Note the words of one scalar."""
        assert isinstance(node, yaml.ScalarNode)
        match shape:
            case Word(words):
                self.site("word", (), words, node, node.value, 0)
            case Use(kinds, words):
                self.site("word" if node.value in words else "name", kinds, words, node, node.value, 0)
            case Opens(kind):
                self.add(kind, node.value)
                self.site("opening", (), (), node, node.value, 0)
            case New(kind):
                for one in ("body", "position") if kind == "body and seat" else (kind,):
                    self.add(one, node.value)
            case Text("date"):
                at = 0
                for part in node.value.split("/"):
                    self.site("date", (), (), node, part, at)
                    at += len(part) + 1
            case Text("threshold") | Text("threshold or none"):
                if node.value != "none":
                    for found in re.finditer(r"[^\s()]+", node.value):
                        self.site("threshold", (), (), node, found[0], found.start())
            case Text("condition"):
                self.condition(node)
            case Text("zone"):
                self.site("zone", (), (), node, node.value, 0)
            case _:
                pass

    def condition(self, node: yaml.ScalarNode) -> None:
        """Note the words of a condition: functions, what joins them, and names by the place of the argument."""
        calls: list[tuple[str, int]] = []
        for found in re.finditer(r"[A-Za-z][\w.-]*|[(),]", node.value):
            piece, at = found[0], found.start()
            if piece == "(":
                continue
            if piece == ")":
                calls.pop()
            elif piece == ",":
                calls[-1] = (calls[-1][0], calls[-1][1] + 1)
            elif node.value[found.end() : found.end() + 1] == "(":
                assert piece in FUNCTIONS, piece
                self.site("function", (), tuple(FUNCTIONS), node, piece, at)
                calls.append((piece, 0))
            elif piece in {"and", "or", "not", "of"}:
                self.site("joint", (), ("and", "or", "not", "of"), node, piece, at)
            elif calls and len(FUNCTIONS[calls[-1][0]]) > calls[-1][1]:
                self.site("name", FUNCTIONS[calls[-1][0]][calls[-1][1]], (), node, piece, at)
            else:
                self.site("name", ("param", "fact"), (), node, piece, at)

    def site(  # noqa: PLR0913, PLR0917 - the parts of a site
        self, sort: str, kinds: tuple[str, ...], words: tuple[str, ...], node: yaml.Node, word: str, at: int
    ) -> None:
        """Note a word, if it stands in the text as it is meant: no escapes, no folding."""
        assert isinstance(node, yaml.ScalarNode)
        begins = node.start_mark.index
        start = begins + (node.style in {"'", '"'}) + at
        if (
            any(c.isalnum() for c in word)
            and len(word) > 1
            and self.text[start : start + len(word)] == word
            and node.style not in {"|", ">"}
        ):
            self.sites.append(Site(sort, kinds, words, start, word, begins))


def _all(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield from _all(value)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _all(one)
