"""Every way in which a fork can be wrong is one problem, with its code, its exact place, and what to do.

In the table `«` and `»` stand around what must be underlined; they are taken out before the file is read.
"""

import re
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import SCENARIOS, load_fork, shipped

from branches import fork
from govsim.errors import Place, Problem
from govsim.reader.forks import load_forked, story_id
from govsim.reader.load import Fetched, Wanted
from govsim.record.edits import Choose, Drop, Include, Omit, Retime, Via, Vote
from inline import act, tale, vote

DECISION = vote(
    "decision", "{remove: ann, from: acme.ceo}, {determine: acme.sale}", ayes="bob cyd dee", at="2024-03-02"
)
PAPER = vote("paper", "{remove: bob, from: acme.chair}", signed="ann bob", via="consent", at="2024-03-03")
CALL = act("call", "ann", "call: {meeting: big, to: [bob]}", at="2024-03-01")
LATE = act("late", "cyd", "happen: rain", at="2024-03-05", step="if: vacant(acme.ceo)")
BASE = tale(
    CALL,
    DECISION,
    PAPER,
    LATE,
    params="{way: {value: paper, among: [paper, room]}, many: {value: 3, among: [3, 4]}}",
    readings="[{id: plain, title: Plain}, {id: other, title: Other, replaces: [{rule: quorum, drop: yes}]}]",
    facts="{heads: {value: 70, claims: [{value: 70}, {value: 40, source: wire}]}}",
)


class Case(NamedTuple):
    """The changes of a fork with the fault marked, the code, a part of message or cure, and other keys of the file."""

    changes: tuple[str, ...]
    code: str
    says: str = ""
    more: str = ""


def one(change: str, code: str, says: str = "") -> Case:
    return Case((change,), code, says)


def head(more: str, code: str, says: str = "") -> Case:
    return Case((), code, says, more)


CASES = [
    # what is not there
    one("{at: «decison», vote: {bob: against}}", "GS201", "did you mean `decision`?"),
    one("{drop: «lates»}", "GS201", "did you mean `late`?"),
    one("{drop: [late, «lates»]}", "GS201", "`late`"),
    one("{at: «ann», vote: {bob: for}}", "GS202", "is a person, expected a step"),
    one("{move: late, before: «decison»}", "GS201", "did you mean `decision`?"),
    one("{at: decision, vote: {«bbo»: against}}", "GS201", "did you mean `bob`?"),
    one("{at: decision, by: «acme.bord»}", "GS201", "did you mean `acme.board`?"),
    one("{at: decision, if: 'vacant(«acme.coe»)'}", "GS201", "did you mean `acme.ceo`?"),
    one("{at: decision, with: [{remove: «anne», from: acme.board}]}", "GS201", "did you mean `ann`?"),
    one("{seat: «acme.bord», holders: [ann]}", "GS201", "did you mean `acme.board`?"),
    one("{seat: acme.board, holders: [«anne»]}", "GS201", "did you mean `ann`?"),
    one("{rule: «quroum», drop: yes}", "GS201", "did you mean `quorum`?"),
    one("{add: {id: x, in: «acme.bylaw», for: acme.board, rank: charter, size: 5}}", "GS201", "`acme.bylaws`"),
    # assumptions
    head("assume: {way: «rooom»}\n", "GS333", "did you mean `room`?"),
    head("assume: {many: «5»}\n", "GS333", "it can be: 3, 4"),
    head("assume: {«mny»: 3}\n", "GS333", "did you mean `many`?"),
    head("assume: {reading: «othre»}\n", "GS333", "did you mean `other`?"),
    head("assume: {heads: «50»}\n", "GS333", "its claims are: 1 (70), 2 (40)"),
    head("assume: {heads: «3»}\n", "GS333", "has no claim `3`"),
    # contradictions
    Case(("{at: decision, vote: {bob: for}}", "{at: decision, vote: {«bob»: against}}"), "GS331", "vote bob"),
    Case(("{at: decision, vote: {bob: for}}", "{drop: «decision»}"), "GS331", "step decision"),
    Case(("{drop: decision}", "{at: «decision», vote: {bob: for}}"), "GS331", "not there any more"),
    Case(("{drop: decision}", "{drop: «decision»}"), "GS331", "not there any more"),
    Case(("{drop: decision}", "{move: late, after: «decision»}"), "GS331", "not there any more"),
    Case(("{at: decision, do: {resign: acme.ceo}}", "{at: decision, via: «consent»}"), "GS332", "is no vote"),
    Case(("{move: late, after: decision, time: 2024-03-02}", "{at: late, time: «2024-03-03»}"), "GS331", "late time"),
    Case(("{at: late, time: 2024-03-06}", "{move: «late», after: decision, time: 2024-03-02}"), "GS331", "late order"),
    Case(("{rule: quorum, drop: yes}", "«{rule: quorum, rank: charter}»"), "GS331", "tale.quorum"),
    Case(("{rule: quorum, rank: charter}", "«{rule: quorum, drop: yes}»"), "GS331", "tale.quorum"),
    Case(("{seat: acme.ceo, holders: [bob]}", "{seat: «acme.ceo», holders: []}"), "GS331", "start acme.ceo"),
    Case(("{at: late, if: vacant(acme.ceo)}", "{at: late, regardless: «so»}"), "GS331", "late if"),
    one(
        "{add: «{id: again, in: acme.bylaws, for: acme.board, quorum: all of authorized}»}",
        "GS331",
        "`rule: tale.quorum`",
    ),
    one(
        "{add: «{id: again, in: acme.bylaws, power: {to: [remove], of: office}, by: never}»}", "GS331", "which of them"
    ),
    # what does not fit
    one("{at: late, vote: «{bob: for}»}", "GS332", "is no vote"),
    one("{at: late, via: «consent»}", "GS332", "is no vote"),
    one("{at: decision, without: «chair»}", "GS332", "its items: ceo, sale"),
    one("{at: decision, without: [ceo, «sal»]}", "GS332", "did you mean `sale`?"),
    one("{at: decision, without: «[ceo, sale]»}", "GS332", "`drop: decision`"),
    one("{at: late, with: «[{remove: bob, from: acme.chair}]»}", "GS332", "has no items"),
    one("{at: decision, with: «[{appoint: ann, as: acme.ceo, id: back}]»}", "GS317", "exclude each other"),
    one("{at: paper, vote: {bob: «against»}}", "GS315", "for, signed, silent"),
    one("{at: decision, vote: {bob: «signed»}}", "GS315", "for, against, abstain"),
    one("{at: decision, vote: {bob: «agianst»}}", "GS304", "did you mean `against`?"),
    one("{at: decision, via: consent, vote: {bob: «against»}}", "GS315", "for, signed, silent"),
    one("{seat: acme.ceo, holders: [ann, «bob»]}", "GS316", "one holder"),
    head("hangs_on: [«decision»]\n", "GS332", "has no condition"),
    head("hangs_on: [«lat»]\n", "GS201", "did you mean `late`?"),
    # order
    one("{at: decision, time: «2024-03-04»}", "GS309", "certainly later"),
    one("{move: «late», before: paper}", "GS309", "certainly later"),
    Case(
        ("{insert: «{id: new, at: 2024-04-01, by: ann, regardless: x, do: {happen: hail}}», after: paper}",),
        "GS309",
        "certainly later",
    ),
    one("{at: late, time: «yesterday»}", "GS306"),
    # shapes
    one("{«att»: decision}", "GS301", "did you mean `at`?"),
    one("«{step: decision}»", "GS302", "begins with: at, drop"),
    one("«decision»", "GS302", "a change"),
    one("«{at: decision}»", "GS302", "what is changed at this step"),
    one("{at: decision, «vot»: {bob: for}}", "GS301", "did you mean `vote`?"),
    one("«{move: late}»", "GS302", "either `before` or `after`"),
    one("«{move: late, before: decision, after: call}»", "GS302", "either `before` or `after`"),
    one("«{move: late, before: late}»", "GS302", "another step"),
    one("«{seat: acme.board}»", "GS302", "a position and its `holders`"),
    one("{insert: «{id: new, by: ann, do: {happen: hail}}», after: late}", "GS303", "add `at:`"),
    one("{rule: quorum, with: «{passes: all of present}»}", "GS305", "within its own topic"),
    head("«chnage»: []\n", "GS301", "did you mean `change`?"),
    head("expect: ['vacant(«acme.coe»)']\n", "GS201", "did you mean `acme.ceo`?"),
    head("people: {«ann»: Anna}\n", "GS203", "twice"),
    one("{insert: {id: «late», at: 2024-03-06, by: ann, regardless: x, do: {happen: hail}}, after: late}", "GS203"),
]
CASES = [case for case in CASES if case.code]


def marked(case: Case) -> tuple[str, Place]:
    """Give the file and the place between the marks."""
    text = fork(*case.changes, more=case.more)
    number, line = next((n, one) for n, one in enumerate(text.splitlines(), start=1) if "«" in one)
    place = Place("f", number, line.index("«") + 1, number, line.index("»"))
    return re.sub("[«»]", "", text), place


def problems_of(text: str, **files: str) -> tuple[Problem, ...]:
    return load_fork(text, {"tale": BASE, **files})[1]


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case.code}" for number, case in enumerate(CASES)])
def test_a_fault_of_a_fork_is_one_problem_at_its_place_with_a_cure(case: Case) -> None:
    text, place = marked(case)
    found = problems_of(text)
    assert [(problem.code, problem.place) for problem in found] == [(case.code, place)], found
    assert case.says in f"{found[0].message} {found[0].help}"
    assert found[0].help or found[0].related


def test_the_base_of_these_forks_has_no_fault_and_neither_has_a_fork_of_every_change() -> None:
    whole = fork(
        "{at: decision, via: consent, vote: {bob: signed, eve: silent}, without: [ceo], "
        "with: [{remove: bob, from: acme.chair}]}",
        "{at: paper, do: {resign: acme.board}, by: ann, time: 2024-03-04}",
        "{at: late, regardless: it rains}",
        "{drop: call}",
        "{insert: {id: new, at: 2024-03-05, by: ann, do: {happen: hail}, if: vacant(acme.chair)}, before: late}",
        "{move: late, after: new, time: 2024-03-06}",
        "{rule: quorum, rank: charter}",
        "{add: {id: strict, in: acme.charter, rank: charter, for: acme.board, passes: all of present}}",
        "{seat: acme.board, holders: [ann, bob, zoe]}",
        more="people: {zoe: Zoe}\nassume: {way: room, many: 4, reading: other, heads: wire}\nstart: {acme.ceo: bob}\n"
        "note: a note\nquestion: {en: What if}\nhangs_on: [new]\nexpect: [holds(bob, acme.ceo)]\n".replace(
            "[holds(bob, acme.ceo)]", "['holds(bob, acme.ceo)']"
        ),
    )
    found, problems = load_fork(whole, {"tale": BASE})
    assert problems == ()
    assert found is not None
    kinds = [type(edit) for edit in found.forks[0].edits]
    assert kinds.count(Vote) == 2
    assert {Via, Omit, Include, Retime, Drop, Choose} <= set(kinds)
    assert [edit.value for edit in found.forks[0].edits if isinstance(edit, Choose)] == ["room", 4, "other", 1]


def test_a_claim_is_named_by_its_number_its_value_or_a_source() -> None:
    for written in ("2", "40", "wire"):
        found, _ = load_fork(fork(more=f"assume: {{heads: {written}}}\n"), {"tale": BASE})
        assert found is not None
        (edit,) = found.forks[0].edits
        assert isinstance(edit, Choose)
        assert edit.value == 1


MANY = """\
govsim: 1
fork: tale
id: f
assume: {way: rom, heads: 9}
change:
  - {at: decison, vote: {bob: for}}
  - {at: decision, vote: {bob: signed}, without: chair}
  - {drop: call}
  - {at: call, time: 2024-03-01}
  - {at: late, vote: {bob: for}}
hangs_on: [paper]
expect: [vacant(acme.coe)]
"""


def test_many_problems_of_a_fork_are_found_in_one_pass_in_the_order_of_the_file() -> None:
    found = [(problem.code, problem.place.line, problem.place.column) for problem in problems_of(MANY)]
    assert found == [
        ("GS333", 4, 15),
        ("GS333", 4, 27),
        ("GS201", 6, 10),
        ("GS315", 7, 32),
        ("GS332", 7, 50),
        ("GS331", 9, 10),
        ("GS332", 10, 22),
        ("GS332", 11, 12),
        ("GS201", 12, 17),
    ]


def test_a_change_that_contradicts_is_not_made_and_shows_the_other_one() -> None:
    text = fork("{at: decision, vote: {bob: for}}", "{at: decision, vote: {bob: against}}")
    (problem,) = problems_of(text)
    assert [str(one.place) for one in problem.related] == ["f:5:27"]


# --- the base ----------------------------------------------------------------------------------------------------


def test_a_fork_of_what_is_not_there_says_so_where_it_asks() -> None:
    (problem,) = problems_of(fork("{drop: call}", of="nowhere"))
    assert (problem.code, problem.place) == ("GS320", Place("f", 2, 7, 2, 14))


def test_a_base_with_problems_is_shown_with_its_own_places_and_the_fork_is_not_blamed() -> None:
    broken = BASE.replace("by: acme.board, regardless", "by: acme.bord, regardless", 1)
    (problem,) = load_fork(fork("{drop: late}", "{drop: nothing-like-it}"), {"tale": broken})[1]
    assert (problem.code, problem.place.file) == ("GS201", "tale")


def test_forks_of_each_other_are_told_where() -> None:
    files = {"a": fork(of="b", ident="a"), "b": fork(of="a", ident="b")}
    (problem,) = load_fork(fork(of="a"), files)[1]
    assert (problem.code, problem.place.file, problem.place.line) == ("GS321", "b", 2)


def test_forks_nest_only_so_deep() -> None:
    files = {f"f{n}": fork(of=f"f{n + 1}", ident=f"g{n}") for n in range(40)}
    assert [problem.code for problem in load_fork(fork(of="f0"), files)[1]] == ["GS321"]


def test_a_fork_without_a_base_or_an_id_is_no_fork() -> None:
    assert [problem.code for problem in problems_of("govsim: 1\nfork: tale\n")] == ["GS303"]
    assert {problem.code for problem in problems_of("govsim: 1\nfork:\nid: f\n")} >= {"GS303"}


def test_a_noted_base_that_changed_is_a_warning_and_the_same_one_is_not() -> None:
    base, _ = load_fork(BASE, {})
    assert base is not None
    same, problems = load_fork(fork("{drop: late}", more=f"base_id: {story_id(base)}\n"), {"tale": BASE})
    assert problems == ()
    assert same is not None
    other = BASE.replace("title: A tale", "title: Another tale")
    found, (problem,) = load_fork(fork("{drop: late}", more=f"base_id: {story_id(base)}\n"), {"tale": other})
    assert found is not None
    assert (problem.code, problem.severity, problem.place.line, problem.place.column) == ("GS334", "warning", 4, 10)


def test_what_an_earlier_fork_left_out_a_later_one_can_put_in_again_but_not_change() -> None:
    first = fork("{drop: late}", ident="first")
    (problem,) = load_fork(fork("{at: late, time: 2024-03-06}", of="first"), {"tale": BASE, "first": first})[1]
    assert (problem.code, problem.place) == ("GS332", Place("f", 5, 10, 5, 14))
    assert "left out by an earlier fork" in problem.message


def test_what_one_fork_says_of_a_place_the_next_may_say_otherwise() -> None:
    first = fork("{at: decision, vote: {bob: against}}", ident="first")
    found, problems = load_fork(
        fork("{at: decision, vote: {bob: abstain}}", of="first"), {"tale": BASE, "first": first}
    )
    assert problems == ()
    assert found is not None
    assert len(found.forks) == 2


# --- forks changed at random -------------------------------------------------------------------------------------

FORKS = {path.name: path.read_text(encoding="utf-8") for path in sorted((SCENARIOS / "forks").glob("*.yaml"))}
OWN = {"own.yaml": fork("{at: decision, vote: {sutskever: against}}", "{drop: shear}", of="nov2023")}


@st.composite
def damage(draw: st.DrawFn) -> str:
    """Give a fork with a few lines lost, doubled, or with two characters swapped or one put in."""
    lines = draw(st.sampled_from(sorted((FORKS | OWN).items())))[1].splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        where = draw(st.integers(0, max(len(lines[at]) - 2, 0)))
        put = draw(st.sampled_from("[]{}:,-'\"&*!#|> \tx"))
        swapped = lines[at][:where] + lines[at][where : where + 2][::-1] + lines[at][where + 2 :]
        lines[at] = draw(st.sampled_from(("", lines[at] * 2, swapped, lines[at][:where] + put + lines[at][where:])))
    return "".join(lines)


def bundled(wanted: Wanted, name: str, asking: str) -> Fetched | str:
    found = shipped(wanted, name, asking)
    if wanted == "base" and not isinstance(found, Fetched) and f"{name}.yaml" in FORKS:
        return Fetched(f"forks/{name}.yaml", FORKS[f"{name}.yaml"].encode())
    return found


@settings(deadline=None, max_examples=60)  # a slow machine is no fault
@given(damage())
def test_a_damaged_fork_never_raises_and_says_what_is_wrong_or_loads(text: str) -> None:
    loaded, problems = load_forked(Fetched("own.yaml", text.encode()), bundled)
    assert loaded is not None or problems
    assert list(problems) == sorted(problems, key=lambda each: (each.place, each.code, each.message))


WORDS = (
    "at",
    "drop",
    "insert",
    "move",
    "rule",
    "add",
    "seat",
    "vote",
    "via",
    "with",
    "without",
    "by",
    "time",
    "do",
    "if",
)
VALUES = (
    "decision",
    "late",
    "bob",
    "",
    "[]",
    "{}",
    "{bob: for}",
    "[{}]",
    "consent",
    "yes",
    "奥特曼",
    "'vacant('",
    "{a: [b]}",
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.dictionaries(st.sampled_from(WORDS), st.sampled_from(VALUES), max_size=4), max_size=4), st.data())
def test_any_words_under_any_keys_never_raise(changes: list[dict[str, str]], data: st.DataObject) -> None:
    lines = ["{" + ", ".join(f"{key}: {value}" for key, value in one.items()) + "}" for one in changes]
    keys = data.draw(
        st.dictionaries(st.sampled_from(("assume", "start", "expect", "hangs_on", "people")), st.sampled_from(VALUES))
    )
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    found, problems = load_fork(fork(*lines, more=more), {"tale": BASE})
    assert found is not None or problems


@given(st.binary(max_size=60))
def test_no_bytes_after_the_head_of_a_fork_raise(data: bytes) -> None:
    found, problems = load_fork(fork().encode() + data, {"tale": BASE})
    assert found is not None or problems


def test_a_fork_whose_first_key_is_misspelt_is_read_as_a_fork() -> None:
    text = "govsim: 1\nfrok: base\nid: other\nchange:\n  - {drop: decision}\n"
    found = [(one.code, one.place.line, one.help) for one in problems_of(text)]
    assert found == [("GS303", 1, "add `fork:`"), ("GS301", 2, "did you mean `fork`?")]
