"""Each key of a rule and of who must agree, wrongly written, is one problem: its code, its place and its cure."""

import pytest
from loading import load
from marked import BY, FLAG, FOR, Case, found_at, rule

from govsim.codes import whole

MOST = "'> 1/2 of outstanding'"
POWER = "power: {to: [remove], of: office}"


def board(topic: str) -> str:
    return rule(f"{FOR}, {topic}")


def suit(who: str, more: str = "over: any, claim: title") -> str:
    return rule(f"suit: {{{more}, who: {who}}}")


def by(approval: str) -> str:
    return rule(f"{POWER}, by: {approval}")


CASES = [
    # what must be present
    Case(board(f"quorum: {{votes: {MOST}, «clases»: {{}}}}"), "GS301", "did you mean `classes`?"),
    Case(board("quorum: «{as_of: opening}»"), "GS303", "add `votes:`"),
    Case(board(f"quorum: {{votes: {MOST}, classes: {{«acme.bord»: {MOST}}}}}"), "GS201", "`acme.board`"),
    Case(board(f"quorum: {{votes: {MOST}, classes: {{«ann»: {MOST}}}}}"), "GS202", "expected a position"),
    Case(board(f"quorum: {{votes: {MOST}, classes: {{acme.board: «most»}}}}"), "GS307"),
    Case(board(f"quorum: {{votes: {MOST}, classes: «[acme.board]»}}"), "GS302", "a mapping of classes"),
    Case(board(f"quorum: {{votes: {MOST}, as_of: «openning»}}"), "GS304", "did you mean `opening`?"),
    Case(board(f"quorum: {{votes: {MOST}, adjourned: «[one]»}}"), "GS302", "a threshold"),
    # who stands aside
    Case(board("recusal: {who: «anne»}"), "GS201", "did you mean `ann`?"),
    Case(board("recusal: {who: «acme.bylaws»}"), "GS202", "expected a party or position"),
    Case(board("recusal: {who: «[ann]»}"), "GS302", "who stands aside"),
    Case(board("recusal: [{who: target}, {«whom»: ann}]"), "GS301", "did you mean `who`?"),
    Case(board("recusal: [{who: target}, «ann»]"), "GS302", "a mapping"),
    Case(board("recusal: {who: target, vote: «maybe»}"), "GS302", "yes or no"),
    Case(board("recusal: {who: target, base: {param: «size»}}") + FLAG, "GS314", "`yes` and `no`"),
    Case(board("recusal: {who: target, quorum: {param: «flagg»}}") + FLAG, "GS201", "did you mean `flag`?"),
    # votes for each unit
    Case(board("weights: {«anne»: 3}"), "GS201", "did you mean `ann`?"),
    Case(board("weights: {«acme.bylaws»: 3}"), "GS202", "party, class or office"),
    Case(board("weights: {target: «many»}"), "GS302", "a whole number"),
    Case(board("weights: {acme.board: «-1»}"), "GS302", "a whole number"),
    Case(board("weights: «3»"), "GS302", "a mapping of weights"),
    Case(board("weights: {param: «flag», yes: {ann: 3}}") + FLAG, "GS314", "add `no:`"),
    Case(board("weights: {param: flag, yes: {}, no: {}, «often»: {}}") + FLAG, "GS314", "`often` is no value"),
    Case(board("weights: {param: flag, yes: {«anne»: 3}, no: {}}") + FLAG, "GS201", "did you mean `ann`?"),
    Case(board("weights: {param: flag, yes: «3», no: {}}") + FLAG, "GS302", "a mapping of weights"),
    Case(board("weights: {param: «[flag]», yes: {}}") + FLAG, "GS302", "the name of a parameter"),
    # certain acts alone
    Case(rule(f"{POWER}, {BY}, «on»: {{to: [remove], of: any}}"), "GS301", "delete it"),
    Case(rule("test: {of: acme.board, fails: [acme.ceo]}, «on»: {to: [remove], of: any}"), "GS301", "delete it"),
    Case(board(f"quorum: {MOST}, on: «remove»"), "GS302", "the acts a rule is about"),
    Case(board(f"quorum: {MOST}, on: «{{of: acme.ceo}}»"), "GS303", "add `to:`"),
    Case(board(f"quorum: {MOST}, on: «{{to: [remove]}}»"), "GS303", "add `of:`"),
    Case(board(f"quorum: {MOST}, on: {{to: [«remov»], of: any}}"), "GS304", "did you mean `remove`?"),
    Case(board(f"quorum: {MOST}, on: {{to: «[]», of: any}}"), "GS302", "some of: appoint"),
    Case(board(f"quorum: {MOST}, on: {{to: «{{remove: yes}}», of: any}}"), "GS302", "a list of verbs"),
    Case(board(f"quorum: {MOST}, on: {{to: [remove], of: «acme.coe»}}"), "GS201", "`acme.ceo`"),
    Case(board(f"quorum: {MOST}, on: {{to: [remove], of: «[acme.ceo]»}}"), "GS302", "what the acts are done to"),
    Case(board("size: 5, «on»: {to: [remove], of: any}"), "GS301", "delete it"),
    Case(board("call: never, «on»: {to: [remove], of: any}"), "GS301", "delete it"),
    Case(board("term: {holdover: yes}, «on»: {to: [remove], of: any}"), "GS301", "delete it"),
    # powers
    Case(rule(f"power: {{to: [avoid], of: any, within: «soon»}}, {BY}"), "GS302", "48h"),
    Case(rule(f"power: {{to: [avoid], of: any, within: «90m»}}, {BY}"), "GS302", "48h"),
    Case(rule(f"power: {{to: [ratify], of: any, from_start: «perhaps»}}, {BY}"), "GS302", "yes or no"),
    Case(rule(f"power: {{to: «[]», of: any}}, {BY}"), "GS302", "some of: appoint"),
    # who must agree
    Case(by("{sponsors: «'>= 2 of in_office'»}"), "GS303", "add `of: BODY`"),
    Case(by("{sponsors: «two», of: acme.board}"), "GS307"),
    Case(by("{sponsors: '>= 2 of in_office', of: «acme.bord»}"), "GS201", "did you mean `acme.board`?"),
    Case(by("{sponsors: «'>= 1/2 of present'», of: acme.board}"), "GS311", "count authorized"),
    Case(by("{sponsors: «'>= 2 of in_office and >= 1/2 of cast'», of: acme.board}"), "GS311", "count authorized"),
    Case(by("{sponsors: '>= 2 of in_office', of: acme.board, «electors»: yes}"), "GS301", "join several"),
    Case(by("{vote: acme.board, «of»: acme.board}"), "GS301", "join several"),
    Case(by("«{of: acme.board}»"), "GS302", "or never"),
    Case(by("{vote: acme.board, electors: «perhaps»}"), "GS302", "yes or no"),
    Case(by("{consent: «acme.coe»}"), "GS201", "did you mean `acme.ceo`?"),
    Case(by("{consent: «acme.bylaws»}"), "GS202", "party or position"),
    Case(by("{vote: «acme.ceo»}"), "GS202", "expected a body"),
    # who calls, terms, assent
    Case(board("call: «always»"), "GS302", "or never"),
    Case(board("call: {«votes»: acme.board}"), "GS301", "did you mean `vote`?"),
    Case(board("call: never, «by»: never"), "GS301", "goes with a power"),
    Case(board("call: never, defect: «voidible»"), "GS304", "did you mean `voidable`?"),
    Case("rules:\n  - «{id: r, in: acme.bylaws, call: never}»\n", "GS303", "add `for:`"),
    Case(board("term: «yes»"), "GS302", "a mapping"),
    Case(board("term: «{}»"), "GS303", "add `holdover:`"),
    Case(board("term: {holdover: «later»}"), "GS302", "yes or no"),
    Case(board("assent: «presume»"), "GS304", "did you mean `presumed`?"),
    Case(board("assent: «[presumed]»"), "GS302", "rule on assent"),
    # who may sue
    Case(rule("suit: «{over: any, who: {on: board}}»"), "GS303", "add `claim:`"),
    Case(suit("[«{on: board, party: ann}»]"), "GS302", "exactly one of"),
    Case(suit("[«{}»]"), "GS302", "exactly one of"),
    Case(suit("«[]»"), "GS302", "at least one of those who may sue"),
    Case(suit("«ann»"), "GS302", "who may sue"),
    Case(suit("[{«plaintiff»: ann}]"), "GS301", "known here: on, removed, holds, party, outside"),
    Case(suit("[{on: «bord»}]"), "GS201", "did you mean `board`?"),
    Case(suit("[{on: «acme.ceo»}]"), "GS202", "expected a body"),
    Case(suit("[{removed: «ann»}]"), "GS202", "expected a position"),
    Case(suit("{party: «anne»}"), "GS201", "did you mean `ann`?"),
    Case(suit("[{holds: «[acme.ceo]»}]"), "GS302", "the name of a position"),
    Case(suit("[{outside: «[a, b]»}]"), "GS302", "a mapping of languages"),
    Case(suit("[«{on: }»]"), "GS302", "write a value after `on:`"),
    Case(suit("{on: board}", "over: «[]», claim: title"), "GS302", "at least one of what it is about"),
    Case(suit("{on: board}", "over: [seat, «acme.coe»], claim: title"), "GS201", "`acme.ceo`"),
    Case(suit("{on: board}", "over: [seat, «[office]»], claim: title"), "GS302", "the name of a position"),
    Case(suit("{on: board}", "over: «{seat: yes}», claim: title"), "GS302", "the name of a position"),
    Case(suit("{on: board}", "over: any, claim: «[title]»"), "GS302", "a mapping of languages"),
    Case(suit("{on: board}", "over: any, claim: title, route: «law»"), "GS304", "one of: statute"),
    # tests of independence
    Case(rule("test: «{fails: [acme.ceo]}»"), "GS303", "add `of:`"),
    Case(rule("test: {of: «acme.bord», fails: [acme.ceo]}"), "GS201", "did you mean `acme.board`?"),
    Case(rule("test: {of: acme.board, fails: [«acme.coe»]}"), "GS201", "did you mean `acme.ceo`?"),
    Case(rule("test: {of: acme.board, fails: «[]»}"), "GS302", "at least one of positions"),
    Case(rule("test: «acme.board»"), "GS302", "a mapping"),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case.code}" for number, case in enumerate(CASES)])
def test_a_rule_wrongly_written_is_one_problem_at_its_place_with_a_cure(case: Case) -> None:
    found_at(case)


def test_a_rule_may_name_kinds_where_it_names_what_acts_are_done_to() -> None:
    """None of these needs a declaration, so that nothing is wrong with them."""
    who = "[{on: board}, {removed: seat}, {holds: any}, {outside: {en: the state}}]"
    removing = rule(f"{POWER}, {BY}").removeprefix("rules:\n").replace("id: r", "id: s")
    story, problems = load(whole(suit(who, "over: [seat, matter], claim: title") + removing))
    assert problems == ()
    assert story is not None
