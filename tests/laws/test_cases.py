"""Every case of every law pack that ships, and the runner that tries them."""

from pathlib import Path

import pytest

from govsim.errors import Problem
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping
from govsim.reader.shape import Page
from govsim.reader.structures import Parts, law
from govsim.reader.yaml import parse
from govsim.record.rulings import Verdict
from govsim.testing.cases import Outcome, run_cases, unproven
from govsim.world.clauses import Clause

LAWS = Path(__file__).resolve().parents[2] / "scenarios" / "laws"
PACKS = sorted(path.relative_to(LAWS).as_posix() for path in LAWS.rglob("*.yaml"))


def pack(name: str) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    return run_cases((LAWS / name).read_bytes(), name)


def clauses(name: str) -> tuple[Clause, ...]:
    root, _ = parse((LAWS / name).read_bytes(), name)
    assert isinstance(root, Mapping)
    parts = Parts()
    law(Page(name), root, parts, Names())
    return tuple(parts.clauses)


SHIPPED = [(name, number, one) for name in PACKS for number, one in enumerate(pack(name)[0]) if not one.excuse]


def sheet(cases: str, *, more: str = "", rule: str = 'quorum: "> 1/2 of authorized"') -> str:
    """Give a small invented law pack; `cases` stand under its rule on the quorum."""
    inner = "\n".join(f"      {line}" for line in cases.strip("\n").splitlines())
    return f"""govsim: 1
law: port/clubs
rules:
  - id: quorum
    for: board
    {rule}
    yields_to: {{charter: any}}
    cases:
{inner}
  - id: vote
    for: board
    passes: "> 1/2 of present"
  - id: paper
    for: board
    consent: all of in_office
  - id: powers
    power: {{to: [any], of: any}}
    by: {{vote: board}}
    yields_to: {{charter: any}}
{more}"""


def tried(cases: str, **parts: str) -> tuple[Outcome, ...]:
    outcomes, problems = run_cases(sheet(cases, **parts).encode(), "clubs.yaml")
    assert not problems, [f"{problem.place}: {problem.message}" for problem in problems]
    return outcomes


def complaints(cases: str) -> list[str]:
    outcomes, problems = run_cases(sheet(cases).encode(), "clubs.yaml")
    assert not outcomes
    return [problem.message for problem in problems]


# --- the packs that ship ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "number", "case"), SHIPPED, ids=[f"{one.rule}-{number}" for _, number, one in SHIPPED]
)
def test_the_law_rules_each_case_as_its_sentence_says(name: str, number: int, case: Outcome) -> None:
    assert case.holds, f"{name} {number} {case.place}: {case.name}: found {case.found}; {case.amiss}"


@pytest.mark.parametrize("name", PACKS)
def test_a_law_pack_is_read_without_a_problem(name: str) -> None:
    assert pack(name)[1] == ()


@pytest.mark.parametrize("name", PACKS)
def test_each_rule_has_a_case_that_is_allowed_and_one_that_is_refused(name: str) -> None:
    assert unproven((LAWS / name).read_bytes(), name) == ()


@pytest.mark.parametrize("name", PACKS)
def test_each_case_is_told_in_a_sentence_of_its_own(name: str) -> None:
    outcomes = [one for one in pack(name)[0] if not one.excuse]
    assert all(one.name.endswith(".") for one in outcomes)
    assert len({(one.rule, one.name) for one in outcomes}) == len(outcomes)


SAYS_WHAT_HOLDS_ANYWAY = {"us-de/nonstock.144b-recusal"}
"""Without a rule on recusal the engine counts a recused person just so; the rule gives it its clause and its leave."""


@pytest.mark.parametrize("name", PACKS)
def test_each_rule_decides_a_case_that_would_go_otherwise_without_it(name: str) -> None:
    text = (LAWS / name).read_text(encoding="utf-8")
    idle = set()
    for rule in clauses(name):
        label = f"  - id: {rule.id.removeprefix(f'{rule.instrument}.')}\n"
        assert text.count(label) == 1
        without = text.replace(label, f"{label}    until: 1900-01-01\n").encode()
        if all(one.holds or one.excuse for one in run_cases(without, name, only=rule.id)[0]):
            idle.add(rule.id)
    assert idle <= SAYS_WHAT_HOLDS_ANYWAY


@pytest.mark.parametrize("name", PACKS)
def test_each_rule_says_where_it_stands_and_what_it_says(name: str) -> None:
    for rule in clauses(name):
        assert rule.cite, rule.id
        assert rule.words, rule.id
        assert rule.sources or rule.standing not in {"seen", "reported"}, rule.id


def test_no_rule_for_november_2023_came_into_force_afterwards() -> None:
    assert [rule.id for rule in clauses("us-de/nonstock.yaml") if rule.since > "2023-11-17"] == []


def test_packs_can_be_used_together_since_no_two_name_one_source() -> None:
    named: dict[str, list[str]] = {}
    for name in PACKS:
        root, _ = parse((LAWS / name).read_bytes(), name)
        sources = root.get("sources") if isinstance(root, Mapping) else None
        for entry in sources.entries if isinstance(sources, Mapping) else ():
            named.setdefault(entry.key.text, []).append(name)
    assert {source: packs for source, packs in named.items() if len(packs) > 1} == {}


def test_there_is_a_pack_to_try() -> None:
    assert "us-de/nonstock.yaml" in PACKS


# --- what the runner sees ---------------------------------------------------------------------------------------------

ALLOWED = '- {name: "Three of five.", present: 3, for: 3, do: determine plan, then: valid}'
REFUSED = '- {name: "Two of five.", present: 2, for: 2, do: determine plan, then: void}'


def test_a_case_that_says_what_the_law_says_holds() -> None:
    allowed, refused = tried(f"{ALLOWED}\n{REFUSED}")
    assert (allowed.holds, allowed.refused, allowed.found) == (True, False, (Verdict.VALID,))
    assert (refused.holds, refused.refused, refused.found) == (True, True, (Verdict.VOID,))
    assert allowed.name == "Three of five."
    assert allowed.rule == "port/clubs.quorum"


def test_a_case_with_the_wrong_verdict_does_not_hold() -> None:
    (one,) = tried('- {name: "Wrong.", present: 2, for: 2, do: determine plan, then: valid}')
    assert not one.holds
    assert one.amiss == ()
    assert (one.expected, one.found) == ((Verdict.VALID,), (Verdict.VOID,))


@pytest.mark.parametrize(
    ("said", "amiss"),
    [
        (["count: 3 of 5, needs 4"], "no finding counts 3 of 5, needs 4; found: 3 of 5, needs 3"),
        (["finding: notice"], "no finding notice; found: quorum"),
        (["clause: none", "finding: casting-vote"], "no finding casting-vote; found: item, approval.vote, "),
        (["clause: vote", "count: 1 of 1, needs 1"], "no finding counts 1 of 1, needs 1; found: 3 of 3, needs 2"),
        (["clause: powers", "finding: x"], "no finding x; found: approval.vote, "),
        (["clause: paper"], "no finding cites port/clubs.paper; cited: port/clubs.powers, "),
        (["clause: none", "do: resign p1 from board", "count: 1 of 1, needs 1"], "needs 1; found: none"),
        (["clause: paper", "do: resign p1 from board"], "no finding cites port/clubs.paper; cited: none"),
        (["after: {ceo: p1}"], "in law ceo is held by nobody"),
        (["after: {board: 4}"], "in law board is held by p1 p2 p3 p4 p5"),
    ],
    ids=["count", "finding", "any", "other-clause", "power", "uncited", "no-count", "no-clause", "office", "board"],
)
def test_a_reason_that_the_ruling_does_not_give_is_said(said: list[str], amiss: str) -> None:
    lines = ['name: "Off."', "present: 3", "for: 3", "then: valid", *said]
    lines += [] if any(line.startswith("do:") for line in said) else ["do: determine plan"]
    (one,) = tried("- " + "\n  ".join(lines))
    assert one.found == one.expected == (Verdict.VALID,)
    assert not one.holds
    assert amiss in one.amiss[-1]


@pytest.mark.parametrize("held", ["p1 p2 p3 p4 p5", "5", "[p1, p2, p3, p4, p5]"], ids=["names", "number", "list"])
def test_who_holds_a_position_afterwards_is_said_by_names_or_number(held: str) -> None:
    (one,) = tried(
        f'- {{name: "Five.", present: 3, for: 3, do: determine plan, then: valid, after: {{board: {held}}}}}'
    )
    assert one.holds


def test_an_earlier_step_that_went_otherwise_is_said() -> None:
    (one,) = tried(
        """
- name: "Two steps."
  first:
    - {present: 2, for: 2, do: determine plan, then: valid}
  present: 3
  for: 3
  do: resize board to 6
  then: valid
"""
    )
    assert one.amiss == ("step 1 was void",)


def test_the_reasons_of_an_earlier_step_are_asked_only_where_it_names_a_clause() -> None:
    earlier = "{via: consent, signed: 5, do: determine plan, then: valid%s}"
    last = "  present: 3\n  for: 3\n  do: resize board to 6\n  then: valid"
    (silent,) = tried(f'- name: "A."\n  first: [{earlier % ""}]\n{last}')
    (named,) = tried(f'- name: "A."\n  first: [{earlier % ", clause: quorum"}]\n{last}')
    assert silent.holds
    assert not named.holds


def test_verdicts_are_given_for_each_item_or_once_for_all() -> None:
    both = "do: [determine plan, resize board to 6]"
    (once,) = tried(f'- {{name: "Both.", present: 3, for: 3, {both}, then: valid}}')
    (each,) = tried(f'- {{name: "Both.", present: 3, for: 3, {both}, then: [valid, void]}}')
    assert once.expected == (Verdict.VALID, Verdict.VALID)
    assert each.expected == (Verdict.VALID, Verdict.VOID)
    assert once.holds
    assert not each.holds


def test_the_answer_of_a_court_is_told_before_the_act_and_not_judged() -> None:
    court = "{power: {to: [resize], of: e.board}, by: {oracle: port-court}}"
    case = f'- {{name: "Court.", clause: none, charter: [{court}], via: alone, by: p1, do: resize board to 6, '
    yes, no = tried(
        f"{case}answers: {{port-court: yes}}, then: valid}}\n{case}answers: {{port-court: no}}, then: void}}"
    )
    assert yes.holds
    assert no.holds


def test_a_rule_of_the_charter_may_make_a_defect_voidable() -> None:
    (one,) = tried(
        '- {name: "Soft.", charter: [{id: soft, quorum: all of authorized, defect: voidable}], clause: e.soft, '
        "present: 3, for: 3, do: determine plan, then: voidable}"
    )
    assert one.holds


@pytest.mark.parametrize(
    ("ballots", "count"),
    [
        ("for: 3, against: 2", "3 of 5, needs 3"),
        ("present: 4, for: 3, abstain: 1", "3 of 4, needs 3"),
        ("for: [p5], against: 1", "1 of 5, needs 3"),
        ("for: p1 p2 p3", "3 of 5, needs 3"),
        ("present: all but p1 p2, for: 3", "3 of 3, needs 2"),
        ("present: all, for: all", "5 of 5, needs 3"),
        ("present: 3, for: none", "0 of 3, needs 2"),
    ],
    ids=["numbers", "rest", "mixed", "names", "but", "all", "none"],
)
def test_persons_are_picked_by_number_by_name_or_all_but_some(ballots: str, count: str) -> None:
    verdict = "valid" if int(count[0]) >= int(count[-1]) else "no_act"
    (one,) = tried(f'- {{name: "N.", {ballots}, do: determine plan, then: {verdict}, clause: vote, count: "{count}"}}')
    assert one.holds, one.amiss


@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("appoint chief as ceo", "ceo: chief"),
        ("appoint chief as ceo interim", "ceo: chief"),
        ("remove p1 from chair", "chair: nobody"),
        ("elect new to board", "board: 6"),
        ("resign p5 from board", "board: 4"),
    ],
    ids=["appoint", "interim", "remove", "elect", "resign"],
)
def test_an_item_is_written_as_its_words_in_order(act: str, after: str) -> None:
    (one,) = tried(
        f'- {{name: "W.", seats: 6, chair: p1, present: 4, for: 4, clause: none, do: {act}, then: valid, '
        f"after: {{{after}}}}}"
    )
    assert one.holds, one.amiss


def test_an_earlier_item_can_be_done_again() -> None:
    (one,) = tried(
        """
- name: "Again."
  first: [{present: 2, for: 2, do: appoint chief as ceo, then: void, after: {ceo: nobody}}]
  present: 3
  for: 3
  do: ratify s1.i1
  then: valid
  after: {ceo: chief}
"""
    )
    assert one.holds, one.amiss


def test_members_of_their_own_vote_as_themselves() -> None:
    own = "{power: {to: [resize], of: e.board}, by: {vote: members, passes: '> 1/2 of outstanding', quorum: none}}"
    (one,) = tried(
        f'- {{name: "M.", members: 3, by: members, charter: [{own}], for: 2, do: resize board to 6, then: valid, '
        "clause: e.charter-1, count: 2 of 3, needs 2}".replace("2 of 3, needs 2", '"2 of 3, needs 2"')
    )
    assert one.holds, one.amiss


def test_a_rule_not_yet_in_force_decides_nothing() -> None:
    later = "quorum: all of authorized\n    since: 2024-08-01"
    before, after = tried(
        '- {name: "Before.", on: 2024-07-31, clause: none, present: 1, for: 1, do: determine plan, then: valid, '
        "finding: quorum.no-rule}\n"
        '- {name: "After.", on: 2024-08-01, present: 1, for: 1, do: determine plan, then: void}',
        rule=later,
    )
    assert before.holds, before.amiss
    assert after.holds, after.amiss


# --- what is lacking, and what is wrong -------------------------------------------------------------------------------

EXCUSE = "- cannot_refuse: it only says who they are"


def lacking(cases: str) -> list[str]:
    return [one for one in unproven(sheet(cases).encode(), "clubs.yaml") if one.startswith("port/clubs.quorum")]


def test_a_rule_needs_a_case_of_each_kind() -> None:
    assert lacking(f"{ALLOWED}\n{REFUSED}") == []
    assert lacking(ALLOWED) == ["port/clubs.quorum: no case that is refused, and no `cannot_refuse`"]
    assert lacking(REFUSED) == ["port/clubs.quorum: no case that is allowed"]


def test_a_rule_that_cannot_refuse_may_say_why_and_still_needs_a_case_that_is_allowed() -> None:
    assert lacking(f"{ALLOWED}\n{EXCUSE}") == []
    assert lacking(EXCUSE) == ["port/clubs.quorum: no case that is allowed"]
    assert [one.excuse for one in tried(EXCUSE)] == ["it only says who they are"]


def test_a_rule_without_cases_lacks_both() -> None:
    found = unproven(sheet(f"{ALLOWED}\n{REFUSED}").encode(), "clubs.yaml")
    assert [one.partition(":")[0] for one in found] == [
        f"port/clubs.{rule}" for rule in ("vote", "vote", "paper", "paper", "powers", "powers")
    ]


@pytest.mark.parametrize(
    ("case", "complaint"),
    [
        ("- just words", "expected a mapping"),
        ('- {name: "N.", do: determine plan}', "`then` is missing"),
        ('- {name: "N.", boards: 9, do: determine plan, then: valid}', "unknown key `boards`"),
        ('- {name: "N.", do: dissolve board, then: valid}', "expected an act such as"),
        ('- {name: "N.", do: "", then: valid}', "expected an act such as"),
        ('- {name: "N.", do: remove p9 from board, then: valid}', "unknown person `p9`"),
        ('- {name: "N.", do: determine plan, told: all but p9, then: valid}', "unknown person `p9`"),
        ('- {name: "N.", do: determine plan, by: p9, via: alone, then: valid}', "unknown person `p9`"),
        ('- {name: "N.", do: determine plan, for: 3, against: 3, then: valid}', "expected at most 2 persons"),
        ('- {name: "N.", do: determine plan, members: few, then: valid}', "expected electors, none, or a number"),
        ('- {name: "N.", do: determine plan, on: yesterday, then: valid}', "expected a day such as"),
        (
            '- {name: "N.", do: determine plan, charter: [{words: none, quorum: all of present}], then: valid}',
            "unknown key `words`",
        ),
        ('- {name: "N.", do: determine plan, charter: [{for: board}], then: valid}', "a rule has exactly one topic"),
    ],
    ids=["text", "then", "key", "act", "nothing", "who", "but", "by", "ballots", "members", "day", "rule", "topic"],
)
def test_a_case_that_cannot_be_read_is_a_problem_with_its_place(case: str, complaint: str) -> None:
    found = complaints(case)
    assert found
    assert complaint in found[0]


@pytest.mark.parametrize(
    ("said", "complaint"),
    [("then: granted", "expected verdicts out of valid"), ("then: valid, count: three", "expected a count such as")],
    ids=["verdict", "count"],
)
def test_a_verdict_or_a_count_that_is_none_is_a_problem(said: str, complaint: str) -> None:
    text = sheet(f'- {{name: "N.", present: 3, for: 3, do: determine plan, {said}}}')
    _, problems = run_cases(text.encode(), "clubs.yaml")
    assert [complaint in problem.message for problem in problems] == [True]


@pytest.mark.parametrize("data", [b"", b"- a list", b"{", b"\xff\xfe\x00"], ids=["empty", "list", "broken", "bytes"])
def test_a_file_that_is_no_law_pack_gives_no_case_and_no_exception(data: bytes) -> None:
    outcomes, _ = run_cases(data, "odd.yaml")
    assert outcomes == ()
    assert unproven(data, "odd.yaml") == ()


def test_a_rule_that_cannot_be_read_has_no_cases_run() -> None:
    text = sheet(
        ALLOWED,
        more="  - {id: broken, for: board, cases: [{name: x}]}\n  - words\n  - {for: board, passes: all of cast}\n",
    )
    outcomes, problems = run_cases(text.encode(), "clubs.yaml")
    assert [one.rule for one in outcomes] == ["port/clubs.quorum"]
    assert problems
