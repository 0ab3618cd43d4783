"""Every problem a file can have, by its code: what it means, a file that has it, and the same file cured.

The examples are fragments: the keys a reader needs to see. `whole` puts them into a small invented company, so that
each can be loaded; a test holds every example to its code. What `govsim rule GS201` prints comes from here. The module
is longer than others because it is one table, and a code is found at once where all of them stand.
"""

import re
from itertools import pairwise

from govsim.values import frozen

PEOPLE = "people: {ann: Ann, bob: Bob, cyd: Cyd}\n"

STRUCTURE = {
    "entities": "entities: {acme: {name: Acme}}\n",
    "bodies": "bodies: {acme.board: {kind: board}}\n",
    "positions": "positions: {acme.ceo: {kind: office}}\n",
    "instruments": "instruments: {acme.bylaws: {name: by-laws}}\n",
}
STORY = {
    "govsim": "govsim: 1\n",
    "id": "id: tale\n",
    "people": PEOPLE,
    "start": "start: {acme.board: [ann, bob], acme.ceo: ann}\n",
    "steps": "steps:\n  - {id: call, at: 2024-03-01, by: ann, do: {announce: plan}}\n",
}
INSIDE = ("bodies", "entities", "flows", "instruments", "laws", "matters", "positions", "readings", "rules")
"""Keys of a structure that an example may show by themselves."""

_KEY = re.compile(r"^([a-z]+):", re.MULTILINE)


@frozen(kw_only=True)
class Code:
    """One code: `title` in a few words, `meaning` in a sentence or two, the example `wrong` and, cured, `right`.

    `files` are the other files an example needs, by the name they are asked for. A `raw` example is a whole file. One
    that `needs_engine` loads, and shows its problem only when the story is replayed. One of a `cap_table` is JSON: a
    transaction of a package, some keys of its manifest, or a whole file of it. Where `wrong` cannot be printed it is
    empty, and `meaning` says why.
    """

    code: str
    title: str
    meaning: str
    wrong: str
    right: str
    files: tuple[tuple[str, str], ...] = ()
    raw: bool = False
    needs_engine: bool = False
    cap_table: bool = False


def whole(fragment: str) -> str:
    """Give the whole scenario an example stands for: what it does not say is said by an invented company."""
    parts: dict[str, str] = {}
    starts = [(found.start(), found[1]) for found in _KEY.finditer(fragment)]
    for (start, key), (end, _) in pairwise([*starts, (len(fragment), "")]):
        parts[key] = parts.get(key, "") + fragment[start:end]
    own = {key: text for key, text in parts.items() if key not in INSIDE}
    inside = {**STRUCTURE, **{key: text for key, text in parts.items() if key in INSIDE}}
    indented = "".join(f"  {line}\n" for text in inside.values() for line in text.splitlines())
    structure = {} if "structure" in own else {"structure": f"structure:\n{indented}"}
    return "".join({**STORY, **structure, **own}.values())


def _step(do: str, more: str = "") -> str:
    return f"steps:\n  - id: vote\n    at: 2024-03-01T10:00\n    by: acme.board\n{more}    do: {do}\n"


def _rule(what: str, scope: str = "    for: acme.board\n") -> str:
    return f"rules:\n  - id: first\n    in: acme.bylaws\n{scope}    {what}\n"


def _flow(tiers: str) -> str:
    return f"flows:\n  acme.profits:\n    currency: USD\n    tiers: [{tiers}]\n"


_DEED = '{{"object_type": "{0}", "id": "t", "security_id": "{1}", "date": "{2}", "reason_text": "by agreement"{3}}}\n'


def _deed(kind: str = "TX_STOCK_RETRACTION", of: str = "s-3", date: str = "2023-12-01", more: str = "") -> str:
    """Write a transaction of a cap table about a security of its only class B."""
    return _DEED.format(kind, of, date, more)


def _cancelled(quantity: str) -> str:
    return _deed("TX_STOCK_CANCELLATION", more=f', "quantity": "{quantity}"')


LAW = "govsim: 1\nlaw: {name}\nrules:\n  - {{id: q, for: board, quorum: all of in_office}}\n"
_FORM = "params:\n  form: {value: meeting, among: [meeting, consent], because: not public}\n"


def _fork(change: str, head: str = "") -> str:
    return f"govsim: 1\nfork: tale\nid: other\n{head}" + (f"change:\n  - {change}\n" if change else "")


_VOTED = _step("{resolve: {via: meeting, ballots: {for: [ann]}, that: [{remove: ann, from: acme.ceo, id: ceo}]}}")
_BASE = (("tale", whole("params: {size: {value: 5, among: [5, 7]}}\n" + _VOTED)),)
_POWER = "rules:\n  - {id: power, in: acme.bylaws, power: {to: [appoint], of: acme.ceo}, by: {vote: acme.board}}\n"
_NEVER = "rules:\n  - {id: fixed, in: acme.bylaws, power: {to: [remove], of: acme.ceo}, by: never}\n"
_LAWFUL = (
    "rules:\n  - {{id: power, in: acme.bylaws, power: {{to: [remove], of: acme.ceo}}, by: {{vote: acme.board}}}}\n"
    '  - {{id: votes, in: acme.bylaws, for: acme.board, passes: "> 1/2 of cast"}}\n'
    '  - {{id: enough, in: acme.bylaws, for: acme.board, quorum: ">= {quorum} of in_office"}}\n'
)
_MET = "via: {meeting: {told: [ann, bob], attended: [ann, bob]}}, ballots: {for: [ann, bob]}"
_DISMISSED = (
    _step(f"{{resolve: {{{_MET}, that: [{{remove: ann, from: acme.ceo}}]}}}}") + "people: {ann: Ann, bob: Bob}\n"
)
_SOURCED = "kind: record\npeople: {ann: Ann, bob: Bob}\nsources: {daily: {kind: press, title: A daily}}\n"
_LEAVES = 'reactions:\n  - {id: leaves, if: "holds(ann, acme.ceo)", that: [{remove: ann, from: acme.ceo}]}\n'
_CLUB = (
    "bodies: {{acme.board: {{kind: board}}, acme.club: {{kind: club, roll: {roll}}}}}\n"
    "rules:\n  - id: power\n    in: acme.bylaws\n    power: {{to: [appoint], of: acme.ceo}}\n"
    '    by: {{vote: acme.club, passes: "> 1/2 of cast"}}\n'
)
_TWO = (
    "entities: {acme: {name: Acme}, port: {name: Port}}\n"
    "positions: {acme.ceo: {kind: office}, port.master: {kind: office}}\n"
    "instruments: {acme.bylaws: {}, port.bylaws: {}}\n"
    "rules:\n"
)
_MANAGED = "  - {{id: of-{0}, in: {0}.bylaws, power: {{to: [manage], of: any}}, by: {{consent: {1}}}}}\n"
_LAWS = (
    "rules:\n"
    "  - {{id: old, in: acme.bylaws, rank: mandatory, {until}for: acme.board, quorum: all of in_office}}\n"
    "  - {{id: new, in: acme.bylaws, rank: mandatory, since: 2024-02-01, for: acme.board, quorum: all of authorized}}\n"
)

_CODES = (
    # --- the text of the file
    Code(
        code="GS100",
        title="not YAML",
        meaning="The text breaks the rules of YAML at this place; nothing after it can be read.",
        wrong="title: Acme: a tale\n",
        right='title: "Acme: a tale"\n',
    ),
    Code(
        code="GS101",
        title="not plain UTF-8 text",
        meaning="A file is UTF-8 without control characters. The example holds the character U+0007, which"
        " rings a bell.",
        wrong="title: A tale\a\n",
        right="title: A tale\n",
    ),
    Code(
        code="GS102",
        title="an empty file",
        meaning="There is nothing in the file, or comments alone.",
        wrong="# to be written\n",
        right=whole(""),
        raw=True,
    ),
    Code(
        code="GS103",
        title="a key twice",
        meaning="The same key stands twice in one mapping. The first was kept, but which one was meant nobody"
        " can know.",
        wrong="people: {ann: Ann, bob: Bob, cyd: Cyd, bob: Robert}\n",
        right="people: {ann: Ann, bob: Bob, cyd: Cyd}\n",
    ),
    Code(
        code="GS104",
        title="a tag",
        meaning="YAML tags (`!name`) are not used: every value is read as the text a person wrote.",
        wrong="title: !!str A tale\n",
        right="title: A tale\n",
    ),
    Code(
        code="GS105",
        title="a merge key",
        meaning="`<<` would mix the entries of one mapping into another; write them out instead.",
        wrong="people:\n  <<: {ann: Ann}\n  bob: Bob\n  cyd: Cyd\n  dan: Dan\nstart: {acme.board: [bob]}\nsteps: []\n",
        right="people:\n  ann: Ann\n  bob: Bob\n",
    ),
    Code(
        code="GS106",
        title="a second document",
        meaning="A line `---` begins a second document; a file holds one.",
        wrong=whole("") + "---\nid: another\n",
        right=whole(""),
        raw=True,
    ),
    Code(
        code="GS107",
        title="an alias that leads nowhere",
        meaning="`*name` stands for a part marked `&name` above. It must exist, must not contain itself,"
        " and all aliases"
        " together may not stand for more than 100,000 values.",
        wrong="title: *heading\n",
        right="title: &heading A tale\n",
    ),
    Code(
        code="GS108",
        title="nested too deep",
        meaning="More than 60 lists and mappings stand inside one another; as a rule a bracket was not closed.",
        wrong="title: " + "[" * 61 + "]" * 61 + "\n",
        right="title: A tale\n",
    ),
    Code(
        code="GS109",
        title="a key that is no text",
        meaning="A list or a mapping stands where a key should.",
        wrong="facts:\n  [staff, board]: {value: 2}\n",
        right="facts:\n  staff: {value: 2}\n",
    ),
    Code(
        code="GS110",
        title="a file too long",
        meaning="A file has at most 32,000,000 bytes; split a longer story with `include:`. No example: it"
        " would be long.",
        wrong="",
        right="title: A tale\n",
    ),
    Code(
        code="GS111",
        title="a character that turns the writing",
        meaning="An invisible character changes the direction in which the line is shown, so that it may read otherwise"
        " than it is. The example holds U+202E.",
        wrong="title: A \u202etale\n",
        right="title: A tale\n",
    ),
    Code(
        code="GS112",
        title="more than is read",
        meaning="A list or a mapping has at most 1,000 members; `steps` 100,000, `sources` 5,000, `people` 2,000;"
        " `change`, `entities` and `expect` 500; `params`, `outcomes` and the items under `that` 200; `among`,"
        " `claims`, `candidates`, `choices`, `reactions` and `include` 100; `readings`, `stages` and `never` 50;"
        " `watch` 20. A text has at most 100,000 characters, and a letter at most 30 marks on it. At most 20 acts"
        " do again, or undo, one another. Lengthy conditions have, in one file, 100,000 characters between them."
        " What comes after is not read.",
        wrong=f"watch: [{', '.join(['acme.ceo'] * 21)}]\n",
        right="watch: [acme.ceo]\n",
    ),
    # --- names
    Code(
        code="GS201",
        title="an unknown name",
        meaning="The name is declared nowhere: not in this file, its structure, the law packs or the included files.",
        wrong=_step("{resolve: {ballots: {for: [ann, bbo]}, that: [{remove: ann, from: acme.ceo}]}}"),
        right=_step("{resolve: {ballots: {for: [ann, bob]}, that: [{remove: ann, from: acme.ceo}]}}"),
    ),
    Code(
        code="GS202",
        title="a name of another kind of thing",
        meaning="The name is declared, but as something else than is needed here: a person where a position is"
        " asked for.",
        wrong=_step("{resolve: {that: [{remove: ann, from: bob}]}}"),
        right=_step("{resolve: {that: [{remove: ann, from: acme.ceo}]}}"),
    ),
    Code(
        code="GS203",
        title="declared or named twice",
        meaning="One name stands for one thing: people and entities share their names, and so do parameters and facts."
        " In one vote a person has one ballot.",
        wrong="people: {ann: Ann, bob: Bob}\ngroups: {ann: The Anns}\n",
        right="people: {ann: Ann, bob: Bob}\ngroups: {anns: The Anns}\n",
    ),
    # --- shapes
    Code(
        code="GS301",
        title="an unknown key",
        meaning="Nothing is known by this key here. A text with a comma inside braces is cut in two by it: use quotes.",
        wrong=_step("{resolve: {vai: consent, that: [{remove: ann, from: acme.ceo}]}}"),
        right=_step("{resolve: {via: consent, that: [{remove: ann, from: acme.ceo}]}}"),
    ),
    Code(
        code="GS302",
        title="another shape is needed",
        meaning="A mapping, a list, a number, a date or a yes stands where something else is expected.",
        wrong="rules:\n  - {id: n, in: acme.bylaws, for: acme.board, size: five}\n",
        right="rules:\n  - {id: n, in: acme.bylaws, for: acme.board, size: 5}\n",
    ),
    Code(
        code="GS303",
        title="something is missing",
        meaning="A key that is always needed is not there, or has no value.",
        wrong="steps:\n  - {id: call, by: ann, do: {announce: plan}}\n",
        right="steps:\n  - {id: call, at: 2024-03-01, by: ann, do: {announce: plan}}\n",
    ),
    Code(
        code="GS304",
        title="not one of the words",
        meaning="Only certain words, or the admissible values of a parameter, can stand here.",
        wrong="positions: {acme.ceo: {kind: offcie}}\n",
        right="positions: {acme.ceo: {kind: office}}\n",
    ),
    Code(
        code="GS305",
        title="a rule has one topic",
        meaning="A rule speaks of one thing: a size, a quorum, what passes, written consent, notice, recusal, weights,"
        " who calls a meeting, terms, assent, a suit, a test or a power. Two topics are two rules; a reading changes a"
        " rule only within its topic.",
        wrong=_rule("quorum: all of in_office\n    size: 5"),
        right=_rule("quorum: all of in_office"),
    ),
    Code(
        code="GS306",
        title="not a time or a time zone",
        meaning="A time is `2023-11-17`, `2023-11-17T12:00`, either with `~`, or two joined by `/`; a zone"
        " is a name such"
        " as Europe/London.",
        wrong="steps:\n  - {id: call, at: 1 March 2024, by: ann, do: {announce: plan}}\n",
        right="steps:\n  - {id: call, at: 2024-03-01, by: ann, do: {announce: plan}}\n",
    ),
    Code(
        code="GS307",
        title="not a threshold",
        meaning="A threshold says how much of what: `> 1/2 of present`, `>= 4 of in_office`, `all of authorized`.",
        wrong=_rule("quorum: more than half"),
        right=_rule('quorum: "> 1/2 of authorized"'),
    ),
    Code(
        code="GS308",
        title="not a condition",
        meaning="The condition cannot be read: a sign or a word is not of the language of conditions.",
        wrong="expect:\n  - holds(ann acme.ceo)\n",
        right="expect:\n  - holds(ann, acme.ceo)\n",
    ),
    Code(
        code="GS309",
        title="out of order",
        meaning="File order is the order of events: a step stands after one that was certainly later, or takes back a"
        " step that comes only afterwards.",
        wrong="steps:\n  - {id: later, at: 2024-03-02, by: ann, do: {announce: plan}}\n"
        "  - {id: sooner, at: 2024-03-01, by: ann, do: {announce: plan}}\n",
        right="steps:\n  - {id: sooner, at: 2024-03-01, by: ann, do: {announce: plan}}\n"
        "  - {id: later, at: 2024-03-02, by: ann, do: {announce: plan}}\n",
    ),
    Code(
        code="GS310",
        title="a question of power in a story",
        meaning="`can` and `controls` ask what could be; they belong to `expect:`, `never:` and questions, not"
        " to `if:`.",
        wrong=_step("{announce: plan}", "    if: controls(ann, acme)\n"),
        right=_step("{announce: plan}", "    if: holds(ann, acme.ceo)\n"),
    ),
    Code(
        code="GS311",
        title="a consent counted at a meeting",
        meaning="Of those who sign a written consent, or put an act forward in their own names, nobody is present and"
        " no vote is cast, so neither can be the base.",
        wrong=_rule('consent: "> 1/2 of present"'),
        right=_rule('consent: "> 1/2 of in_office"'),
    ),
    Code(
        code="GS312",
        title="no version, or an unknown one",
        meaning="Every file begins with the version of the language it is written in.",
        wrong="govsim: 2\n",
        right="govsim: 1\n",
    ),
    Code(
        code="GS313",
        title="not a name",
        meaning="A name begins with a letter of any script and goes on with letters, digits, `-` and `_`; positions,"
        " bodies, instruments and matters are named ENTITY.NAME.",
        wrong="positions: {ceo: {kind: office}}\nstart: {}\n",
        right="positions: {acme.ceo: {kind: office}}\nstart: {}\n",
    ),
    Code(
        code="GS314",
        title="a parameter of another sort",
        meaning="A form, a roll or weights that depend on a parameter are given for each of its values and no"
        " others; a switch asks for `yes` and `no`, a size or a comparison for numbers, a threshold for shares alone"
        " (up to 1) or votes alone.",
        wrong=_FORM + _step("{resolve: {via: {param: form, meeting: meeting}, that: [{remove: ann, from: acme.ceo}]}}"),
        right=_FORM
        + _step(
            "{resolve: {via: {param: form, meeting: meeting, consent: consent}, that: [{remove: ann, from: acme.ceo}]}}"
        ),
    ),
    Code(
        code="GS315",
        title="a ballot that does not go with the form",
        meaning="In a written consent one signs or is silent; at a meeting one is for, against, abstaining, recused or"
        " absent.",
        wrong=_step(
            "{resolve: {via: consent, ballots: {signed: [bob], against: [ann]}, that: [{remove: ann, from: acme.ceo}]}}"
        ),
        right=_step(
            "{resolve: {via: consent, ballots: {signed: [bob], silent: [ann]}, that: [{remove: ann, from: acme.ceo}]}}"
        ),
    ),
    Code(
        code="GS316",
        title="two holders of one office",
        meaning="An office and a chair have one holder at a time.",
        wrong="start: {acme.ceo: [ann, bob]}\n",
        right="start: {acme.ceo: ann}\n",
    ),
    Code(
        code="GS317",
        title="items that exclude each other",
        meaning="All items of one act take effect together, so it cannot put two persons into one office, put one"
        " person into a position and out of it, or give one body two numbers of seats. In a vote between several those"
        " who stand exclude each other, and all of them must stand for one position.",
        wrong=_step("{resolve: {that: [{appoint: bob, as: acme.ceo}, {appoint: cyd, as: acme.ceo}]}}"),
        right=_step("{resolve: {that: [{remove: ann, from: acme.ceo}, {appoint: cyd, as: acme.ceo}]}}"),
    ),
    Code(
        code="GS318",
        title="a step that hangs on nothing",
        meaning="After the first vote a step says what it hangs on, `if:`, or why it hangs on nothing, `regardless:`."
        " Otherwise nobody could say what becomes of it once something before it is changed.",
        wrong=_VOTED + "  - {id: news, at: 2024-03-02, by: ann, do: {announce: plan}}\n",
        right=_VOTED + "  - {id: news, at: 2024-03-02, by: ann, regardless: a habit, do: {announce: plan}}\n",
    ),
    Code(
        code="GS319",
        title="a rule without a rank",
        meaning="A rule that does not say its rank is taken for one of the by-laws, whatever document it"
        " stands in; the rank decides which rule goes first and how far a statute lets it go. This is a warning.",
        wrong="instruments: {acme.charter: {name: charter}}\nrules:\n"
        "  - {id: first, in: acme.charter, for: acme.board, size: 5}\n",
        right="instruments: {acme.charter: {name: charter}}\nrules:\n"
        "  - {id: first, in: acme.charter, rank: charter, for: acme.board, size: 5}\n",
    ),
    # --- files
    Code(
        code="GS320",
        title="a file that is not there",
        meaning="A structure, a law pack or an included file was not found, or lies outside the folder of the file that"
        " asks for it.",
        wrong="include: [people.yaml]\n",
        right="title: A tale\n",
    ),
    Code(
        code="GS321",
        title="files that include each other",
        meaning="A file is read once; files may not lead back to themselves.",
        wrong="include: [more.yaml]\n",
        right="include: [people.yaml]\n",
        files=(
            ("more.yaml", "govsim: 1\ninclude: [more.yaml]\n"),
            ("people.yaml", "govsim: 1\npeople: {dan: Dan}\n"),
        ),
    ),
    Code(
        code="GS322",
        title="a law pack of another name",
        meaning="The rules of a law pack are found by its name, so the file must call itself what entities call it.",
        wrong="entities: {acme: {name: Acme, law: invented/old}}\n",
        right="entities: {acme: {name: Acme, law: invented/new}}\n",
        files=(
            ("invented/old", LAW.format(name="invented/new")),
            ("invented/new", LAW.format(name="invented/new")),
        ),
    ),
    # --- money
    Code(
        code="GS323",
        title="a sum of money that cannot be read, or of another currency",
        meaning="A sum is written with its currency first, `USD 13bn`, and all money of a flow is of one currency: no"
        " rate of exchange is known, so that two currencies are never added or compared.",
        wrong=_flow(
            "{id: first, share: {acme: 100%}, until: {acme: EUR 5m}, then: ann}, {id: rest, share: {ann: 100%}}"
        ),
        right=_flow(
            "{id: first, share: {acme: 100%}, until: {acme: USD 5m}, then: ann}, {id: rest, share: {ann: 100%}}"
        ),
    ),
    Code(
        code="GS324",
        title="tiers that do not divide what comes in",
        meaning="The shares of a tier add up to a whole; a cap is of somebody who shares in the tier; a multiple is of"
        " money that was put in; and the last tier has no cap, so that everything that comes in is somebody's.",
        wrong=_flow("{id: first, share: {acme: 50%, ann: 40%}}"),
        right=_flow("{id: first, share: {acme: 50%, ann: 50%}}"),
    ),
    Code(
        code="GS325",
        title="a law pack that says only what differs from another",
        meaning="A law pack with `before` stands on top of another one and has only what is different there; whoever"
        " lives under it lives under the other one, too, in whichever order they are named. This is a warning.",
        wrong="entities: {acme: {name: Acme, law: invented/special}}\n",
        right="entities: {acme: {name: Acme, law: [invented/general, invented/special]}}\n",
        files=(
            ("invented/special", LAW.format(name="invented/special") + "before: [invented/general]\n"),
            ("invented/general", LAW.format(name="invented/general")),
        ),
    ),
    # --- forks
    Code(
        code="GS331",
        title="changes that contradict each other",
        meaning="Two changes of one fork speak of the same place, change a step that the fork leaves out, or give one"
        " matter two rules of the same rank. A fork of a fork may change it again.",
        wrong=_fork("{at: vote, vote: {bob: for}}\n  - {at: vote, vote: {bob: against}}"),
        right=_fork("{at: vote, vote: {bob: against}}"),
        files=_BASE,
        raw=True,
    ),
    Code(
        code="GS332",
        title="a change that does not fit",
        meaning="A ballot in a step that is no vote, an item less that is not there, more items where nothing is"
        " decided, a step that an earlier fork left out, or a question that hangs on a step without a condition.",
        wrong=_fork("{at: vote, without: chair}"),
        right=_fork("{at: vote, with: [{remove: bob, from: acme.board}]}"),
        files=_BASE,
        raw=True,
    ),
    Code(
        code="GS333",
        title="an assumption that is not admitted",
        meaning="A fork assumes a value that its parameter cannot have, a reading or a claim that is not there, or"
        " something about which nothing is open.",
        wrong=_fork("", "assume: {size: 6}\n"),
        right=_fork("", "assume: {size: 7}\n"),
        files=_BASE,
        raw=True,
    ),
    Code(
        code="GS334",
        title="the base has changed",
        meaning="The fork notes the content id of what it changes, and that is another one now: its answers may be"
        " other ones, too. This is a warning.",
        wrong=_fork("{drop: vote}", "base_id: 0000\n"),
        right=_fork("{drop: vote}"),
        files=_BASE,
        raw=True,
    ),
    # --- what only a replay shows
    Code(
        code="GS401",
        title="a condition that was not so",
        meaning="The story says that a step happened and that it hangs on a condition, but the condition is"
        " false there.",
        wrong=_step("{announce: plan}", "    if: holds(bob, acme.ceo)\n"),
        right=_step("{announce: plan}", "    if: holds(ann, acme.ceo)\n"),
        needs_engine=True,
    ),
    Code(
        code="GS402",
        title="an act that can never be allowed",
        meaning="The rule that governs an act gives the power to nobody, under every reading, form and value, and yet"
        " the act is told as carried. If that is the point of the story, an expectation says so. This is a warning.",
        wrong=_NEVER + _DISMISSED,
        right=_NEVER + _DISMISSED + "expect: [void(vote)]\n",
        needs_engine=True,
    ),
    Code(
        code="GS403",
        title="a condition nobody can decide",
        meaning="The chosen claim gives a number only within bounds, and the condition is true for some of"
        " them and false"
        " for others.",
        wrong="facts: {staff: {value: 700+}}\n" + _step("{announce: plan}", '    if: "staff >= 750"\n'),
        right="facts: {staff: {value: 700+}}\n" + _step("{announce: plan}", '    if: "staff >= 700"\n'),
        needs_engine=True,
    ),
    Code(
        code="GS404",
        title="a quorum that nobody can reach",
        meaning="Fewer are in office than are a quorum, so that no ballot could have carried the act. A warning.",
        wrong=_LAWFUL.format(quorum=3) + _DISMISSED,
        right=_LAWFUL.format(quorum=2) + _DISMISSED,
        needs_engine=True,
    ),
    Code(
        code="GS405",
        title="a power that nobody holds",
        meaning="No rule says who may do what was done, so that it is void whatever the ballots. This is a warning.",
        wrong=_DISMISSED,
        right=_LAWFUL.format(quorum=2) + _DISMISSED,
        needs_engine=True,
    ),
    Code(
        code="GS406",
        title="a person of whom nothing is said",
        meaning="A person is declared beside the story, and holds nothing, does nothing and is named nowhere."
        " This is a warning.",
        wrong="people: {ann: Ann, bob: Bob, dan: Dan}\n",
        right="people: {ann: Ann, bob: Bob}\n",
        needs_engine=True,
    ),
    Code(
        code="GS407",
        title="a report without a source",
        meaning="A step of a real case is official or reported, which it is if nothing is said, and cites no source,"
        " though there are sources in the file, its structure or a law pack. This is a warning.",
        wrong=_SOURCED + "steps:\n  - {id: call, at: 2024-03-01, by: ann, do: {announce: plan}}\n",
        right=_SOURCED + "steps:\n  - {id: call, at: 2024-03-01, by: ann, do: {announce: plan}, sources: [daily]}\n",
        needs_engine=True,
    ),
    Code(
        code="GS408",
        title="a zone of several meanings",
        meaning="Short names such as EST or CET mean a clock without summer time to a computer, other zones"
        " in other countries, and to most people the clock of a place. This is a warning.",
        wrong="zone: EST\n",
        right="zone: America/New_York\n",
    ),
    Code(
        code="GS409",
        title="a story that cannot be told",
        meaning="What follows by itself sets itself off for ever, or one telling has more to keep in mind or to ask"
        " than is worked out: the message says which, and where. Other commands end with the same words.",
        wrong=_LEAVES + "  - {id: returns, if: vacant(acme.ceo), that: [{appoint: ann, as: acme.ceo}]}\n",
        right=_LEAVES + "  - {id: follows, if: vacant(acme.ceo), that: [{appoint: bob, as: acme.ceo}]}\n",
        needs_engine=True,
    ),
    Code(
        code="GS410",
        title="removed, and never there",
        meaning="A removal was carried of somebody who held the place neither in fact nor in law: most often another"
        " was meant. Nothing is changed by it, so that it is valid. This is a warning.",
        wrong=_LAWFUL.format(quorum=2) + _DISMISSED.replace("remove: ann", "remove: bob"),
        right=_LAWFUL.format(quorum=2) + _DISMISSED,
        needs_engine=True,
    ),
    # --- what rules say that cannot work
    Code(
        code="GS411",
        title="a vote nobody can count",
        meaning="A power hands a decision to a body of which nothing says how it decides: no `passes` in the power, and"
        " neither `passes` nor `consent` for the body. A warning where another route is open.",
        wrong=_POWER,
        right=_POWER + '  - {id: votes, in: acme.bylaws, for: acme.board, passes: "> 1/2 of cast"}\n',
        needs_engine=True,
    ),
    Code(
        code="GS412",
        title="a body nobody can be on",
        meaning="A rule is about a body whose roll is `nobody`. An error where a power lies with it alone.",
        wrong=_CLUB.format(roll="nobody"),
        right=_CLUB.format(roll="acme.board"),
        needs_engine=True,
    ),
    Code(
        code="GS413",
        title="a consent nobody can give",
        meaning="A power asks for the consent of an entity that has bodies, positions or laws, and no power says who"
        " manages it. One of which only the name is known acts for itself. A warning where another route is open.",
        wrong=_TWO + _MANAGED.format("acme", "port"),
        right=_TWO + _MANAGED.format("acme", "port") + _MANAGED.format("port", "ann"),
        needs_engine=True,
    ),
    Code(
        code="GS414",
        title="powers that wait for each other",
        meaning="The power to manage each of these entities lies with the consent of another one of them, and no other"
        " route is open, so that nobody could ever act for any of them.",
        wrong=_TWO + _MANAGED.format("acme", "port") + _MANAGED.format("port", "acme"),
        right=_TWO + _MANAGED.format("acme", "port") + _MANAGED.format("port", "ann"),
        needs_engine=True,
    ),
    Code(
        code="GS415",
        title="mandatory rules that contradict each other",
        meaning="Two mandatory rules speak of one thing at one time, say different things, and neither yields: no file"
        " order can decide which is the law.",
        wrong=_LAWS.format(until=""),
        right=_LAWS.format(until="until: 2024-02-01, "),
        needs_engine=True,
    ),
    Code(
        code="GS416",
        title="two rules of one instrument",
        meaning="Two rules of one rank and instrument speak of one thing at one time and differ, so that the order of"
        " the file decides which governs. This is a warning.",
        wrong=_rule("size: 5") + "  - {id: again, in: acme.bylaws, for: acme.board, size: 7}\n",
        right=_rule("size: 5") + "  - {id: again, in: acme.bylaws, for: acme.board, size: 5}\n",
        needs_engine=True,
    ),
    Code(
        code="GS417",
        title="a rule that nothing can bring into force",
        meaning="A rule is not in force at the start, and no power to amend that anybody could use reaches it: neither"
        " one over the rule, nor over its instrument, its rank, or any. This is a warning.",
        wrong=_rule("size: 5") + "  - {id: more, in: acme.bylaws, for: acme.board, size: 7, at_start: no}\n",
        right=_rule("size: 5")
        + "  - {id: more, in: acme.bylaws, for: acme.board, size: 7, at_start: no}\n"
        + "  - {id: change, in: acme.bylaws, power: {to: [amend], of: acme.bylaws}, by: {consent: ann}}\n",
        needs_engine=True,
    ),
    # --- cap tables in the Open Cap Format
    Code(
        code="GS501",
        title="not JSON",
        meaning="A file of an Open Cap Format package breaks the rules of JSON at this place, has a key twice in one"
        " object, or is nested too deep.",
        wrong='{"file_type": "OCF_TRANSACTIONS_FILE", "items": [],}\n',
        right='{"file_type": "OCF_TRANSACTIONS_FILE", "items": []}\n',
        cap_table=True,
    ),
    Code(
        code="GS502",
        title="not a package that can be read",
        meaning="The manifest, or a file that it lists, is missing, is of another type, or is of a version of the Open"
        " Cap Format that is not supported.",
        wrong='{"ocf_version": "1.0.0"}\n',
        right='{"ocf_version": "1.2.0"}\n',
        cap_table=True,
    ),
    Code(
        code="GS503",
        title="an object that the Open Cap Format does not know",
        meaning="A type of object, a field or a value is not what the format has at this place: dates are"
        " year-month-day, numbers are decimals in double quotes.",
        wrong=_deed(date="1 December 2023"),
        right=_deed(),
        cap_table=True,
    ),
    Code(
        code="GS504",
        title="a reference to nothing",
        meaning="A transaction names a stakeholder, a class of stock, a security or a split that the package lacks.",
        wrong=_deed(of="s-99"),
        right=_deed(),
        cap_table=True,
    ),
    Code(
        code="GS505",
        title="not supported in a cap table",
        meaning="What happened can be read in two ways that leave different holdings: on the day of a split, whether"
        " before it or after it. In the example class B is split on 2022-07-01.",
        wrong=_deed(date="2022-07-01"),
        right=_deed(date="2022-07-02"),
        cap_table=True,
    ),
    Code(
        code="GS506",
        title="securities that do not add up",
        meaning="More shares are moved than there are, what results is another number, class, holder or day, a security"
        " is used after it ended, or an id is given twice. In the example the security has 100 shares.",
        wrong=_cancelled("101"),
        right=_cancelled("99"),
        cap_table=True,
    ),
    Code(
        code="GS507",
        title="a fraction of a share",
        meaning="Shares are counted whole. A number of shares with a fraction, or a split that leaves one, is refused.",
        wrong=_cancelled("0.5"),
        right=_cancelled("1.0"),
        cap_table=True,
    ),
    Code(
        code="GS508",
        title="a package that is not safe to read",
        meaning="A file leads out of the package, or an archive is damaged, encrypted, too big when unpacked, or packed"
        " in a way whose size cannot be bounded.",
        wrong='{"transactions_files": [{"filepath": "../Transactions.ocf.json"}]}\n',
        right='{"transactions_files": [{"filepath": "./Transactions.ocf.json"}]}\n',
        cap_table=True,
    ),
)

CODES = {code.code: code for code in _CODES}
"""Every code by its name, in order."""
