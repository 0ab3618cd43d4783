"""Each key of an election, of its ballots and of a rule on elections, wrongly written, is one problem with its place.

And the shapes a ballot can have, each with what it means and how it is written again.
"""

import pytest
import yaml
from loading import load
from marked import FLAG, FOR, Case, found_at, rule, vote

from govsim.codes import whole
from govsim.reader.write_acts import act as written
from govsim.record.acts import Choice, Resolve


def elect(inner: str) -> str:
    return vote("").replace("{resolve: {}}", f"{{elect: {{to: acme.board, {inner}}}}}")


def board(topic: str) -> str:
    return rule(f"{FOR}, {topic}")


STAND = "candidates: [ann, bob]"
BOTH = "that: [{elect: ann, to: acme.board}, {elect: bob, to: acme.board}]"
SALE = "{elect: ann, to: acme.board, id: one}"
OTHER = "{elect: bob, to: acme.ceo, id: two}"
TWIN = "{elect: ann, to: acme.board, id: two}"
BALLOTS = "choices: {ballots: {ann: ann}}"


def rule_of(default: str) -> str:
    return "\n" + board(f"elects: {{method: schulze, default: {default}}}")


CASES = [
    # the rule
    Case(board("elects: «pluralty»"), "GS304", "did you mean `plurality`?"),
    Case(board("elects: {method: schulze, «defalt»: x}"), "GS301", "did you mean `default`?"),
    Case(board("elects: «{casting: acme.board}»"), "GS303", "add `method:`"),
    Case(board("elects: {method: plurality, «default»: x}"), "GS301", "rankings"),
    Case(board("elects: {method: schulze, «ratio»: 3}"), "GS301", "a default option"),
    Case(board("elects: {method: schulze, default: «a b»}"), "GS313", "a letter"),
    Case(board("elects: {method: schulze, default: x, ratio: «half»}"), "GS302", "3/2"),
    Case(board("elects: {method: schulze, default: x, ratio: «1/2»}"), "GS302", "at least 1"),
    Case(board("elects: {method: schulze, default: x, ratio: {«anne»: 2}}"), "GS201", "unknown"),
    Case(board("elects: {method: schulze, default: x, quorum: «most»}"), "GS307"),
    Case(board("elects: {method: plurality, casting: «acme.bord»}"), "GS201", "`acme.board`"),
    # roots
    Case(board("quorum: '«>= 2*root»(3) of cast'").replace("'«>= 2*root»", "'>= 2*«root»"), "GS307", "sqrt"),
    Case(board("quorum: '>= «2h»*sqrt(3) of cast'"), "GS307", "no number of times"),
    Case(board("quorum: '>= «0»*sqrt(3) of cast'"), "GS307", "no number of times"),
    Case(board("quorum: '>= «1/0»*sqrt(3) of cast'"), "GS307", "zero"),
    Case(board("quorum: '>= 2*sqrt «3» of cast'"), "GS307", "`(`"),
    Case(board("quorum: '>= sqrt(«1/2») of cast'"), "GS307", "a whole number"),
    Case(board("quorum: '>= sqrt(3 «of» cast'"), "GS307", "`)`"),
    Case(board("quorum: «'>= sqrt(flag) of cast'»") + FLAG, "GS314", "words"),
    # the ballots
    Case(elect(f"{STAND}, ballots: {{ann: «cyd»}}"), "GS201", "does not stand"),
    Case(elect(f"{STAND}, ballots: {{«anne»: bob}}"), "GS201", "did you mean `ann`?"),
    Case(elect(f"{STAND}, ballots: {{ann: [bob, «bob»]}}"), "GS203", "delete"),
    Case(elect(f"{STAND}, ballots: {{ann: «{{ann: 2, bob: for}}»}}"), "GS302", "either"),
    Case(elect(f"{STAND}, ballots: {{ann: {{bob: «maybe»}}}}"), "GS304", "for"),
    Case(elect(f"{STAND}, ballots: {{ann: {{bob: «-5»}}}}"), "GS302", "a whole number of votes"),
    Case(elect(f"{STAND}, ballots: {{«ann»: bob}}, others: {{abstain: [ann]}}"), "GS203", "two ballots"),
    Case(elect(f"{STAND}, ballots: {{ann: bob}}, seats: «0»"), "GS302", "one seat at least"),
    Case(elect(f"{STAND}, ballots: {{ann: bob}}, elected: [«cyd»]"), "GS302", "who stand"),
    Case(elect(f"{STAND}, ballots: {{ann: bob}}, casting: [«bobb»]"), "GS302", "did you mean `bob`?"),
    Case(elect("candidates: [ann, «ann»], ballots: {ann: ann}"), "GS203", "declared twice"),
    Case(elect("candidates: [«ann», bob], ballots: {ann: bob}") + rule_of("ann"), "GS203", "rename the default option"),
    Case(vote(f"that: [{SALE}, «{OTHER}»], {BALLOTS}"), "GS317", "another step"),
    Case(vote(f"that: [{SALE}, «{TWIN}»], {BALLOTS}"), "GS203", "leave one of the two out"),
    Case(vote(f"{BOTH}, choices: «{{elected: [ann]}}»"), "GS303", "add `ballots:`"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.fragment)
def test_a_fault_is_one_problem_at_its_place_with_a_cure(case: Case) -> None:
    found_at(case)


@pytest.mark.parametrize(
    ("ballot", "meant"),
    [
        ("ann", Choice(tiers=(("ann",),))),
        ("[ann, bob]", Choice(tiers=(("ann", "bob"),))),
        ("[[ann], [bob]]", Choice(tiers=(("ann",), ("bob",)))),
        ("[ann, [bob]]", Choice(tiers=(("ann",), ("bob",)))),
        ("[]", Choice()),
        ("{ann: 3, bob: 1}", Choice(points=(("ann", 3), ("bob", 1)))),
        ("{ann: for, bob: against}", Choice(tiers=(("ann",),), against=("bob",))),
        ("{bob: withheld}", Choice(against=("bob",))),
    ],
)
def test_a_ballot_means_the_same_after_writing_and_reading(ballot: str, meant: Choice) -> None:
    """Fails if an order is lost, or a vote withheld from one is withheld from all."""
    story, problems = load(whole(elect(f"seats: 2, {STAND}, ballots: {{ann: {ballot}}}, elected: [bob]")))
    assert story is not None, problems
    act = story.steps[-1].act
    assert isinstance(act, Resolve)
    assert act.choices is not None
    assert dict(act.choices.ballots)["ann"] == meant
    assert (act.choices.seats, act.choices.elected) == (2, ("bob",))
    again = yaml.safe_dump(written(act), default_flow_style=True, width=10_000).strip()
    head = "steps:\n  - id: vote\n    at: 2024-03-01\n    by: acme.board\n"
    other, problems = load(whole(f"{head}    do: {again}\n"))
    assert other is not None, problems
    assert other.steps[-1].act == act
