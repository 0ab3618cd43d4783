"""Every way in which a file can be wrong is one problem: its code, the exact place, and what was probably meant.

In the table `«` and `»` stand around what must be underlined; they are taken out before the file is read.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import BUNDLED, SCENARIOS, load, shipped
from marked import BY, FLAG, FOR, ITEM, Case, found_at, marked, rule, step, vote

import inline
from govsim.codes import whole
from govsim.edge.diagnostics import render
from govsim.errors import Place
from govsim.reader.load import Fetched, Wanted, load_story
from govsim.reader.similar import nearest
from govsim.record.state import Tenure

CASES = [
    # names
    Case(vote("ballots: {for: [«anne»]}, " + ITEM), "GS201", "did you mean `ann`?"),
    Case(vote("that: [{remove: «an», from: acme.ceo}]"), "GS201", "did you mean `ann`?"),
    Case(vote("ballots: {for: [«ann，bob»]}, " + ITEM), "GS201", "between two names type `, `"),
    Case(vote("ballots: {for: [«ann、bob»]}, " + ITEM), "GS201", "`、` is a full-width sign"),
    Case("steps:\n  - {id: a, at: 2024-03-01, by: «board», do: {announce: plan}}\n", "GS202", "`acme.board`"),
    Case(step("if: vacant«（»acme.ceo）"), "GS308", "write `(`"),
    Case(step("if: sizes «＞» 3"), "GS308", "write `>`"),
    Case(step("if: «“»vacant(acme.ceo)”"), "GS308", "write it bare"),
    Case(rule(FOR + ", quorum: '> 50 «%» of present'"), "GS307", "write `50%`"),
    Case(rule(FOR + ", quorum: '> «１»/2 of present'"), "GS307", "write `1`"),
    Case(rule(FOR + ", passes: '> 1/2 of «votes» cast'"), "GS307", "write `cast`"),
    Case(rule(FOR + ", size: «0»"), "GS302", "at least one seat"),
    Case("steps:\n  - id: a\n    by«：»{x: [y], z: u}\n", "GS100", "type an ASCII colon"),
    Case("steps:\n  - id: a\n    by«:»{x: [y], z: u}\n", "GS100", "write `by: {x: [y], z: u}`"),
    Case('title: {en: "A "«b»oard" of three"}\n', "GS100", "quotes of the other kind"),
    Case(vote("that: [{remove: ann, from: «acme.coe»}]"), "GS201", "did you mean `acme.ceo`?"),
    Case(vote("that: [{remove: ann, from: «ceo»}]"), "GS201", "did you mean `acme.ceo`?"),
    Case(vote("that: [{appoint: bob, as: acme.ceo, replacing: «an»}]"), "GS201", "`ann`"),
    Case(vote("that: [{resize: «acme.bord», to: 5}]"), "GS201", "`acme.board`"),
    Case(vote("that: [{determine: «acme.sale»}]"), "GS201"),
    Case(vote("that: [{ratify: «vote.ceoo», id: again}, {remove: ann, from: acme.ceo}]"), "GS201", "`vote.ceo`"),
    Case(vote("that: [{remove: ann, from: acme.ceo, as: «bord»}]"), "GS201", "`board`"),
    Case(vote("via: {meeting: {told: [«bo»]}}, " + ITEM), "GS201", "`bob`"),
    Case(vote("via: {meeting: {attended: [{«bo»: yes}]}}, " + ITEM), "GS201", "`bob`"),
    Case(vote("via: {meeting: {called: «none-such»}}, " + ITEM), "GS201"),
    Case("steps:\n  - {id: a, at: 2024-03-01, by: «acme.bored», do: {announce: plan}}\n", "GS201", "`acme.board`"),
    Case(step("sources: [«s1»]"), "GS201"),
    Case(step("recant: {of: «oen», by: ann}"), "GS201", "`one`"),
    Case(step("if: 'holds(ann, «acme.cfo»)'"), "GS201", "`acme.ceo`"),
    Case(step("if: «sizes» > 3") + "params: {size: {value: 7, among: [7]}}\n", "GS201", "`size`"),
    Case(step("if: happened(«on»)"), "GS201", "`one`"),
    Case("start: {«acme.ceoo»: ann}\n", "GS201", "`acme.ceo`"),
    Case("watch: [«acme.ceoo»]\n", "GS201", "`acme.ceo`"),
    Case("start: {acme.ceo: «annn»}\n", "GS201", "`ann`"),
    Case("expect: ['can(ann, remove bob from acme.ceo)', 'can(bob, «remove annn from acme.ceo»)']\n", "GS201", "`ann`"),
    Case("conflicts: {C1: {about: «cal», claims: [{value: x}], because: y}}\n", "GS201", "`call`"),
    Case("entities: {acme: {name: Acme, owned_by: {«annn»: 100%}}}\n", "GS201", "`ann`"),
    Case("positions: {acme.ceo: {kind: office, tied_to: «acme.boards»}}\n", "GS201", "`acme.board`"),
    Case("positions: {acme.ceo: {kind: office, same_holder_as: «acme.coe»}}\n", "GS201", "`acme.ceo`"),
    Case("bodies: {acme.board: {kind: board}, acme.m: {kind: members, roll: «acme.bord»}}\n", "GS201", "`acme.board`"),
    Case(rule("for: «acme.bard», size: 5"), "GS201", "`acme.board`"),
    Case(rule(FOR + ", size: {param: «siz»}") + FLAG, "GS201", "`size`"),
    Case(rule(FOR + ", quorum: «'>= siz of present'»") + FLAG, "GS201", "`size`"),
    Case(rule("power: {to: [remove], of: «acme.coe»}, " + BY), "GS201", "`acme.ceo`"),
    Case(rule("power: {to: [remove], of: «ofice»}, " + BY), "GS201"),
    Case(rule("power: {to: [remove], of: office}, by: {vote: «acme.boad»}"), "GS201", "`acme.board`"),
    Case(rule("power: {to: [remove], of: office}, by: {consent: «an»}"), "GS201", "`ann`"),
    Case("rules: [{id: r, in: «acme.bylaw», for: acme.board, size: 5}]\n", "GS201", "`acme.bylaws`"),
    Case("readings: [{id: a, title: t, replaces: [{rule: «r1»}]}]\n", "GS201", "name a rule"),
    Case(step("", "{answer: {question: «may-they», answer: yes}}"), "GS201"),
    Case(vote("that: [{remove: ann, from: «bob»}]"), "GS202", "is a person, expected a position"),
    Case("people: {ann: Ann, bob: Bob, «ann»: Anna}\n", "GS103"),
    Case("people: {«ann»: Ann, bob: Bob}\nentities: {acme: {name: A}, ann: {name: B}}\n", "GS203"),
    Case(vote("ballots: {for: [ann], against: [«ann»]}, " + ITEM), "GS203", "two ballots"),
    Case(vote("that: [{remove: ann, from: acme.ceo, id: x}, «{remove: bob, from: acme.ceo, id: x}»]"), "GS203"),
    Case("start: {acme.board: [ann, bob, «ann»]}\n", "GS203", "twice"),
    Case("params: {«reading»: {value: 1, among: [1]}}\n", "GS203", "rename"),
    # shapes
    Case(vote("«vai»: consent, " + ITEM), "GS301", "did you mean `via`?"),
    Case("«step»: []\n", "GS301", "did you mean `steps`?"),
    Case("title: {en: One, «two»}\n", "GS301", "put the whole text in quotes"),
    Case("people: {ann: {en: Ann, «shrot»: A}, bob: Bob}\n", "GS301", "did you mean `short`?"),
    Case(rule("power: {to: [remove], of: office}, by: {vote: acme.board, «consent»: ann}"), "GS301", "join several"),
    Case(rule(FOR + ", size: 5, «by»: never"), "GS301", "goes with a power"),
    Case(step("", "{«anounce»: plan}"), "GS301", "did you mean `announce`?"),
    Case(rule(FOR + ", size: «-1»"), "GS302"),
    Case(rule(FOR + ", size: 5, since: «2024-02-30»"), "GS302"),
    Case(rule("power: {to: [remove], of: office}, by: {k_of: «3», list: [never, never]}"), "GS302", "from 1 to 2"),
    Case("people: «[ann, bob]»\nstart: {}\nsteps: []\n", "GS302", "a mapping of people"),
    Case(vote("that: [«remove»]"), "GS302", "one of: appoint"),
    Case(vote("all_or_nothing: «maybe», " + ITEM), "GS302", "yes or no"),
    Case("steps:\n  - «{id: a, at: 2024-03-01, do: {announce: plan}}»\n", "GS303", "add `by:`"),
    Case("«id»:\n", "GS303", "write a value"),
    Case(rule(FOR + ", power: «{of: office}», " + BY), "GS303", "add `to:`"),
    Case(step("status: «oficial»"), "GS304", "did you mean `official`?"),
    Case(vote("ballots: {«agaisnt»: [ann]}, " + ITEM), "GS304", "did you mean `against`?"),
    Case("params: {size: {value: «8», among: [6, 7]}}\n", "GS304", "`8` is not among"),
    Case(rule("power: {to: [«apoint»], of: office}, " + BY), "GS304", "did you mean `appoint`?"),
    Case("rules:\n  - «{id: r, in: acme.bylaws, for: acme.board}»\n", "GS305", "found none"),
    Case("zone: «Europe/Lundon»\n", "GS306", "did you mean `Europe/London`?"),
    Case("steps:\n  - {id: a, at: «2024-02-30», by: ann, do: {announce: plan}}\n", "GS306", "no such date"),
    Case(
        rule(FOR + ", quorum: > 1/2 of «presnt»").replace("> 1/2 of «presnt»", "'> 1/2 of «presnt»'"),
        "GS307",
        "present",
    ),
    Case(
        "expect: [holds(ann, acme.ceo) «&&» vacant(acme.ceo)]\n".replace("[", '["').replace("]", '"]'), "GS308", "`and`"
    ),
    Case(step("if: '«controls(ann, acme)»'"), "GS310", "expect"),
    Case(rule(FOR + ", consent: «'> 1/2 of cast'»"), "GS311"),
    Case("govsim: «one»\n", "GS312", "write `govsim: 1`"),
    Case("people: {ann: Ann, bob: Bob, «7up»: Seven}\n", "GS313", "begins with a letter"),
    Case("people: {ann: Ann, bob: Bob, «a.b»: Ab}\n", "GS313", "dot"),
    Case(rule(FOR + ", size: {param: «flag»}") + FLAG, "GS314", "whole numbers"),
    Case(step("if: «size»") + FLAG, "GS314", "compare it"),
    Case(step("if: «flag» > 3") + FLAG, "GS314", "words"),
    Case(
        "bodies: {acme.board: {kind: board}, acme.m: {kind: m, roll: {param: flag, yes: acme.board, no: nobody, "
        "«on»: nobody}}}\n" + FLAG,
        "GS314",
        "did you mean `no`?",
    ),
    Case(vote("via: consent, ballots: {«abstain»: [ann]}, " + ITEM), "GS315", "for, signed, silent"),
    Case(vote("ballots: {«signed»: [ann]}, " + ITEM), "GS315", "via"),
    Case("start: {acme.ceo: [ann, «bob»]}\n", "GS316", "one holder"),
    Case("structure: «acme-law»\n", "GS320", "no structure `acme-law`"),
    Case("entities: {acme: {name: Acme, law: «us-xx/none»}}\n", "GS320", "no law"),
    Case("include: [«more.yaml»]\n", "GS320", "no include"),
    # what is said of sources, and who is named
    Case("facts: {cash: {value: 7, claims: [{value: 7}], chosen: «2»}}\n", "GS302", "from 1 to 1"),
    Case("conflicts: {C1: {about: «[call]», claims: [{value: x}], because: y}}\n", "GS302"),
    Case(vote("via: {meeting: {told: [ann, «ann»]}}, " + ITEM), "GS203", "named twice"),
    Case("start: {acme.ceo: ann}\ninclude: [«[more]»]\n", "GS302", "the name of a file"),
    Case(
        "entities: {acme: {name: Acme, law: pack}}\nlaws: [{law: pack, rules: []}, {law: «pack», rules: []}]\n", "GS203"
    ),
    Case("people: {ann: Ann, bob: Bob, «''»: Nobody}\n", "GS313", "a name is missing"),
    # acts and items
    Case(step("", "{sign: {letter: plea, total: «many»}}"), "GS302", "a number of signatures"),
    Case(step("", "«{announce: plan, happen: snow}»"), "GS302", "one of: resolve"),
    Case(vote("that: [«{remove: ann}»]"), "GS303", "add `from:`"),
    Case(vote("that: [{«remoev»: ann, from: acme.ceo}]"), "GS301", "did you mean `remove`?"),
    Case(vote("that: [«{sack: ann, from: acme.ceo}»]"), "GS302", "one of: appoint"),
    Case(vote("all_or_nothing: «yse», " + ITEM), "GS302", "did you mean `yes`?"),
    Case(
        "bodies: {acme.board: {kind: board}, acme.m: {kind: m, roll: {«parm»: flag, yes: acme.board, no: nobody}}}\n"
        + FLAG,
        "GS301",
        "did you mean `param`?",
    ),
    Case("bodies: {acme.board: {kind: board}, acme.m: {kind: m, roll: «nobdy»}}\n", "GS201", "did you mean `nobody`?"),
    Case(rule("power: {to: [remove], of: «offcie»}, " + BY), "GS201", "did you mean `office`?"),
    Case(step("if: '«nto» vacant(acme.ceo)'"), "GS308", "did you mean `not`?"),
    Case(step("if: 'vacant(acme.ceo) «nad» vacant(acme.ceo)'"), "GS308", "did you mean `and`?"),
    Case(vote("that: [«{resize: acme.board}»]"), "GS303", "add `to:`"),
    Case(vote("that: «[]»"), "GS302", "at least one item"),
    Case(vote("that: [{remove: «[ann]», from: acme.ceo}]"), "GS302", "the name of a person"),
    Case(vote("that: [{resize: acme.board, to: «[5]»}]"), "GS302", "a whole number"),
    Case(vote("ballots: {for: «{ann: yes}»}, " + ITEM), "GS302", "a list of persons"),
    Case(step("title: «[t]»"), "GS302", "a mapping of languages"),
    Case(step("status: «[official]»"), "GS302", "status"),
    Case(step("note: {en: «[n]»}"), "GS302", "a note"),
    Case(step("if: «[yes]»"), "GS302"),
    Case("steps:\n  - {id: a, at: «[2024-03-01]», by: ann, do: {announce: plan}}\n", "GS302", "a time"),
    Case(step("recant: {of: «one», by: ann}"), "GS309", "a step before"),
    Case("steps: [«announce»]\n", "GS302", "a mapping"),
    Case("expect: ['can(ann, «remov bob from acme.ceo»)']\n", "GS304", "did you mean `remove`?"),
    # who must agree
    Case(rule("power: {to: [remove], of: office}, by: «always»"), "GS302", "or never"),
    Case(rule("power: {to: [remove], of: office}, by: «{passes: '> 1/2 of cast'}»"), "GS302", "or never"),
    Case(rule("power: {to: [remove], of: office}, by: {«votes»: acme.board}"), "GS301", "did you mean `vote`?"),
    Case(rule("power: {to: [remove], of: office}, by: {all: «[]»}"), "GS302", "at least one"),
    Case("rules:\n  - {id: r, in: acme.bylaws, power: «{to: [remove], of: office}»}\n", "GS303", "add `by:`"),
    Case(
        "entities: {acme: {name: Acme}, owner: {name: Owner}}\n"
        "positions: {acme.ceo: {kind: office}, owner.ceo: {kind: office}}\n"
        + rule("power: {to: [remove], of: «owner.ceo»}, " + BY),
        "GS202",
        "is not of `acme`",
    ),
    # rules and readings
    Case("rules:\n  - «{id: r, in: acme.bylaws, size: 5}»\n", "GS303", "add `for:`"),
    Case("laws:\n  - law: pack\n    rules:\n      - «{id: r, size: 5}»\n", "GS303", "add `for:`"),
    Case("rules:\n  - «{id: r/s, in: acme.bylaws, for: acme.board, size: 5}»\n", "GS313", "letters, digits"),
    Case("rules:\n  - «{in: acme.bylaws, for: acme.board, size: 5}»\n", "GS303", "add `id:`"),
    Case(rule(FOR + ", size: 5, since: 2024-03-01, until: «2024-03-01»"), "GS302", "after `since`"),
    Case(rule(FOR + ", size: 5, yields_to: {«chartr»: any}"), "GS304", "did you mean `charter`?"),
    Case(rule(FOR + ", notice: {lead: «soon»}"), "GS302", "48h"),
    Case(rule(FOR + ", consent: «'> 1/2 of in_office and > 1/2 of cast'»"), "GS311", "count authorized"),
    Case(rule(FOR + ", quorum: «'>= flag of present'»") + FLAG, "GS314", "not numbers"),
    Case(
        rule(FOR + ", quorum: «'>= k of present'»") + "params: {k: {value: 1, among: [1, 2]}}\n",
        "GS314",
        "or all of them votes",
    ),
    Case(
        "readings: [«{id: a, title: t, replaces: [{drop: yes}]}»]\n".replace("«", "").replace(
            "[{drop: yes}]}»", "[«{drop: yes}»]}"
        ),
        "GS303",
        "add `rule:`",
    ),
    Case(
        rule(FOR + ", size: 5")
        + "readings: [{id: a, title: t, replaces: [{rule: r, with: «{quorum: all of present}»}]}]\n",
        "GS305",
        "within its own topic",
    ),
    Case(
        rule(FOR + ", size: 5") + "readings: [{id: a, title: t, replaces: [{rule: r, with: «{by: never}»}]}]\n",
        "GS305",
        "found none",
    ),
    Case(
        rule(FOR + ", size: 5")
        + "readings: [{id: a, title: t, replaces: [{rule: r, drop: yes}, «{rule: r, drop: yes}»]}]\n",
        "GS203",
        "changed twice",
    ),
    Case("bodies: {acme.board: «{name: Board}»}\n", "GS303", "add `kind:`"),
    Case(
        "laws: [{law: pack, rules: [{id: r, for: board, size: 5}]}]\nbodies: {acme.board: {kind: «boart»}}\n",
        "GS201",
        "did you mean `board`?",
    ),
    Case("reactions:\n  - «{if: vacant(acme.ceo), that: [{remove: ann, from: acme.ceo}]}»\n", "GS303", "add `id:`"),
    Case("reactions:\n  - {id: a, if: «vacant», that: [{remove: ann, from: acme.ceo}]}\n", "GS308", "vacant(position)"),
    Case("outcomes:\n  - {id: a, that: vacant(acme.ceo), at: «vot»}\n", "GS201", "unknown step `vot`"),
    Case("outcomes:\n  - {id: a, that: vacant(«acme.coe»)}\n", "GS201", "`acme.ceo`"),
    Case("outcomes:\n  - «{id: a, title: t}»\n", "GS303", "add `that:`"),
    Case("outcomes:\n  - «{that: vacant(acme.ceo)}»\n", "GS303", "add `id:`"),
    Case("outcomes:\n  - {id: a, that: vacant(acme.ceo), «when»: now}\n", "GS301", "known here: id, that, at, title"),
    Case("outcomes: [{id: a, that: vacant(acme.ceo)},\n  {id: «a», that: vacant(acme.ceo)}]\n", "GS203", "rename one"),
    Case("outcomes:\n  - {id: «a b», that: vacant(acme.ceo)}\n", "GS313"),
    # the same in Chinese
    Case(
        "people: {ann: Ann, bob: Bob, 奥特曼: 山姆}\nstart: {acme.ceo: «奥特慢»}\n", "GS201", "did you mean `奥特曼`?"
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case.code}" for number, case in enumerate(CASES)])
def test_a_fault_is_one_problem_at_its_place_with_a_cure(case: Case) -> None:
    found_at(case)


@pytest.mark.parametrize(("value", "code"), [("{value: much}", "GS304"), ("{because: nobody counted}", "GS302")])
def test_a_fact_is_a_number_somebody_claims(value: str, code: str) -> None:
    story, problems = load(whole(f"facts: {{cash: {value}}}\n"))
    assert story is None
    assert code in {problem.code for problem in problems}


def test_a_fault_in_a_text_of_two_lines_is_shown_by_the_whole_text() -> None:
    rules = """rules:
  - id: r
    in: acme.bylaws
    for: acme.board
    quorum: '> 1/2
      of presnt'
"""
    text = whole(rules)
    line = text.splitlines().index("      quorum: '> 1/2") + 1
    (problem,) = load(text)[1]
    assert (problem.code, problem.place) == ("GS307", Place("f", line, 15, line + 1, 19))


def test_holders_given_in_two_files_are_told_apart_from_one_list() -> None:
    files = {"more": "govsim: 1\nstart: {acme.ceo: ann}\n"}
    (problem,) = load(whole("start: {acme.board: [ann, bob], acme.ceo: ann}\ninclude: [more]\n"), files)[1]
    assert (problem.code, problem.place.file, problem.related[0].place.file) == ("GS203", "f", "more")


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len({case.fragment for case in CASES}) == len(CASES) >= 60


def test_a_step_without_a_time_is_read_to_its_end() -> None:
    text = whole("steps:\n  - {id: a, at: 2024-02-30, by: ann, status: asumed, do: {announce: plan}}\n")
    assert [problem.code for problem in load(text)[1]] == ["GS306", "GS304"]


ELEVEN = """\
govsim: 1
id: tale
zone: Mars/Base
people: {ann: Ann, bob: Bob}
start: {acme.board: [ann, bbo], acme.ceo: [ann, bob]}
structure:
  entities: {acme: {name: Acme, law: nowhere}}
  bodies: {acme.board: {kind: board}}
  positions: {acme.ceo: {kind: ofice}}
  instruments: {acme.bylaws: {name: by-laws}}
  rules:
    - {id: r, in: acme.bylaws, for: acme.board, quorum: half of present}
steps:
  - id: one
    at: yesterday
    by: acme.board
    do: {resolve: {vai: consent, that: [{remove: cyd, from: acme.ceo}]}}
  - {id: two, at: 2024-03-02, by: ann, if: "hold(ann, acme.ceo)", do: {announce: plan}}
  - {id: three, at: 2024-03-03, do: {announce: plan}}
"""


def test_eleven_problems_are_found_in_one_pass_in_the_order_of_the_file() -> None:
    found = [(problem.code, problem.place.line, problem.place.column) for problem in load(ELEVEN)[1]]
    assert found == [
        ("GS306", 3, 7),
        ("GS201", 5, 27),
        ("GS316", 5, 49),
        ("GS320", 7, 38),
        ("GS304", 9, 32),
        ("GS307", 12, 57),
        ("GS306", 15, 9),
        ("GS301", 17, 20),
        ("GS201", 17, 50),
        ("GS308", 18, 45),
        ("GS303", 19, 5),
    ]


def test_a_caret_stands_under_the_fault_behind_chinese() -> None:
    text, _ = marked("people: {ann: Ann, bob: Bob}\nstart: {acme.board: [ann, bob], acme.ceo: «奥特曼»}  # 首席\n")
    shown = render(load(text)[1], {"f": text}).splitlines()
    caret = next(line for line in shown if "^" in line)
    above = shown[shown.index(caret) - 1]
    assert above.index("奥") == caret.index("^")
    assert caret.count("^") == 6  # three characters of two cells


def test_a_decomposed_name_is_the_composed_one() -> None:
    story, problems = load(whole("people: {ann: Ann, bob: Bob, ren\u00e9: R}\nstart: {acme.ceo: rene\u0301}\n"))
    assert problems == ()
    assert story is not None
    assert story.start == (("acme.ceo", (Tenure("ren\u00e9"),)),)


def test_problems_of_all_files_come_in_one_pass() -> None:
    files = {
        "a.yaml": "govsim: 1\npeople: {cyd: Cyd}\nstep: []\n",
        "acme-law": "govsim: 1\nstructure: acme-law\nentities: {acme: {name: A, law: pack}}\nbodys: {}\n",
        "pack": "govsim: 1\nlaw: pack\nrules: [{id: r, for: board, size: x}]\n",
    }
    text = "govsim: 1\nid: t\nstructure: acme-law\ninclude: [a.yaml]\nsteps: []\ntitel: x\n"
    found = [(problem.place.file, problem.code) for problem in load(text, files)[1]]
    assert found == [("a.yaml", "GS301"), ("acme-law", "GS301"), ("f", "GS301"), ("pack", "GS302")]


def test_where_the_structure_is_missing_its_names_are_not_called_unknown() -> None:
    text = "govsim: 1\nid: t\nstructure: none\nsteps: [{id: a, at: 2024-03-01, by: ann, do: {resign: acme.ceo}}]\n"
    assert [problem.code for problem in load(text)[1]] == ["GS320"]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", ["GS102"]),
        (b"\xff\xfea\x00", ["GS101"]),
        (b"a: \x80\n", ["GS101"]),
        (b"just words\n", ["GS302"]),
        (b"- a\n- b\n", ["GS302"]),
        (b"govsim: 1\nid: [\n", ["GS100"]),
        (b"[" * 1_000_000, ["GS108"]),
        (b"a: " + b"{a: " * 250_000, ["GS108"]),
        (
            b"a: &a [x,x,x,x,x,x,x,x,x]\n"
            + b"".join(b"b%d: &b%d [%s]\n" % (n, n, b",".join([b"*a"] * 999)) for n in range(300)),
            ["GS107"],
        ),
    ],
)
def test_a_hopeless_file_has_one_clear_problem(data: bytes, codes: list[str]) -> None:
    story, problems = load(data)
    assert story is None
    assert [problem.code for problem in problems] == codes


def test_a_file_of_noise_gives_no_more_problems_than_anyone_reads() -> None:
    text = whole("sources:\n" + "".join(f"  s{n}: {{kind: rumour, title: t}}\n" for n in range(3000)))
    assert len(load(text)[1]) == 1000


@pytest.mark.parametrize("version", ["0", "2", "1.0", "[1]", "latest"])
def test_another_version_is_refused(version: str) -> None:
    assert [problem.code for problem in load(whole(f"govsim: {version}\n"))[1]] == ["GS312"]


def test_files_that_include_each_other_are_told_where() -> None:
    files = {"a": "govsim: 1\ninclude: [b]\n", "b": "govsim: 1\ninclude: [a]\n"}
    (problem,) = load(whole("include: [a]\n"), files)[1]
    assert (problem.code, str(problem.place), str(problem.related[0].place)) == ("GS321", "b:2:11", "f:12:11")


def test_includes_nest_only_so_deep() -> None:
    files = {f"i{n}": f"govsim: 1\ninclude: [i{n + 1}]\n" for n in range(1, 40)}
    assert [problem.code for problem in load(whole("include: [i1]\n"), files)[1]] == ["GS321"]


# --- files changed at random ----------------------------------------------------------------------------------------

TEXTS = {
    path.relative_to(SCENARIOS).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(SCENARIOS.rglob("*.yaml"))
}


@st.composite
def damage(draw: st.DrawFn) -> tuple[str, str]:
    """Give the name of a bundled file and its text with a few lines lost, doubled or garbled."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    lines = TEXTS[name].splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(("lose", "double", "swap", "put"))):
            case "lose":
                lines[at] = ""
            case "double":
                lines[at] *= 2
            case "swap":
                where = draw(st.integers(0, max(len(lines[at]) - 2, 0)))
                pair = lines[at][where : where + 2]
                lines[at] = lines[at][:where] + pair[::-1] + lines[at][where + 2 :]
            case _:
                where = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:where] + draw(st.sampled_from("[]{}:,-'\"&*!#|> \tx")) + lines[at][where:]
    return name, "".join(lines)


@settings(deadline=None)  # a slow machine is no fault
@given(damage(), st.sampled_from(BUNDLED))
def test_a_damaged_file_never_raises_and_says_what_is_wrong_or_loads(damaged: tuple[str, str], story: str) -> None:
    def fetch(wanted: Wanted, name: str, asking: str) -> Fetched | str:
        found = shipped(wanted, name, asking)
        if isinstance(found, Fetched) and found.file == damaged[0]:
            return Fetched(found.file, damaged[1].encode())
        return found

    name = f"{story}.yaml"
    text = damaged[1] if damaged[0] == name else TEXTS[name]
    loaded, problems = load_story(Fetched(name, text.encode()), fetch)
    assert loaded is not None or problems
    assert list(problems) == sorted(problems, key=lambda one: (one.place, one.code, one.message))


@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    assert load(data)[0] is None
    assert load(whole("").encode() + data)[0] is not None or load(whole("").encode() + data)[1]


def test_a_slip_in_a_name_of_a_bundled_file_is_put_right() -> None:
    people = re.findall(r"^  ([a-z]+): \{en:", TEXTS["structures/openai-2023.yaml"], re.MULTILINE)
    assert len(people) > 5
    for person in people:
        assert nearest(person[:-1] + "z", people) == person


def test_a_body_where_a_position_is_expected_is_answered_with_positions() -> None:
    """The owners have the shares for their roll, and nobody holds the owners (mutation: no cure is given)."""
    text = inline.tale(
        inline.vote("x", "{remove: ann, from: acme.owners}", ayes="ann"),
        bodies="{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: acme.a}}",
        positions="{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.a: {kind: shares}}",
    )
    (problem,) = (one for one in inline.read(text)[1] if one.code == "GS202")
    assert problem.message == "`acme.owners` is a body, expected a position"
    assert problem.help == "write a position: acme.a, acme.board, acme.ceo, acme.chair"
