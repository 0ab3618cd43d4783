"""The test kit itself: cases told in docstrings, the long story, other names, choices by digest."""

from itertools import combinations

import pytest
from attrs import evolve

from govsim.engine.promises import broken
from govsim.engine.replay import replay
from govsim.errors import InvalidError
from govsim.record.acts import Avoid, Ratify, Resign, Resolve, exclude
from govsim.record.rulings import Verdict
from govsim.record.state import Tenure
from govsim.testing.choosing import Digests
from govsim.testing.deeds import agenda
from govsim.testing.invented import BOARD, Plan, build
from govsim.testing.lengthy import MOST_LEFT, long_story
from govsim.testing.renaming import renamed
from govsim.testing.structures import names
from govsim.testing.told import failing, scenario

CLUB = """
    given:
      structure:
        people: {ann: Ann, ben: Ben, cleo: Cleo}
        entities:
          club: {name: Club}
        bodies:
          club.board: {kind: board}
        positions:
          club.chair: {kind: chair}
        instruments:
          club.bylaws: {seen: yes}
        rules:
          - {id: passing, in: club.bylaws, for: club.board, passes: "> 1/2 of in_office"}
          - {id: power, in: club.bylaws, power: {to: [any], of: any}, by: {vote: club.board}}
      start: {club.board: [ann, ben, cleo]}
    when:
      - id: vote
        at: 2021-03-01
        by: club.board
        do:
          resolve:
            via: {meeting: {told: [ann, ben, cleo], attended: [ann, ben]}}
            ballots: {for: [ann, ben]}
            that: [{appoint: cleo, as: club.chair}]
"""


def test_a_case_in_a_docstring_is_read_and_told() -> None:
    assert scenario(CLUB).steps[0].id == "vote"
    assert replay(scenario(CLUB)).entries[0].verdict is Verdict.VALID


def test_what_then_says_is_held_against_what_was_told() -> None:
    assert failing(CLUB + "    then:\n      - valid(vote)\n      - holds(cleo, club.chair)\n") == ()
    assert failing(CLUB + "    then:\n      - refused(vote)\n      - valid(vote)\n") == ("refused(vote)",)


def test_a_case_that_cannot_be_read_carries_its_problems() -> None:
    with pytest.raises(InvalidError) as caught:
        scenario(CLUB.replace("people", "peoples"))
    assert caught.value.problems


def test_a_case_brings_its_own_structure() -> None:
    with pytest.raises(InvalidError) as caught:
        scenario("given:\n  structure: elsewhere\nwhen:\n")
    assert any("brings its own" in problem.message for problem in caught.value.problems)


def test_the_long_story_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    assert long_story(3, 40) == long_story(3, 40)
    assert long_story(3, 40) != long_story(4, 40)


def test_the_long_story_has_every_verdict_a_vote_can_end_in_and_keeps_its_promises() -> None:
    timeline = replay(long_story(1, 300))
    ruled = {ruling.verdict for entry in timeline.entries for ruling in entry.rulings}
    assert {Verdict.VALID, Verdict.NO_ACT, Verdict.VOID} <= ruled
    assert broken(timeline) == ()


def test_a_long_story_leaves_enough_on_the_board_in_fact() -> None:
    story = long_story(9, 400)
    kinds = {type(step.act) for step in story.steps}
    assert {Resolve, Resign} <= kinds
    assert MOST_LEFT > 4


def test_a_prefix_of_a_long_story_is_a_shorter_one() -> None:
    assert evolve(long_story(2, 50), steps=long_story(2, 50).steps[:20]) == long_story(2, 20)


def test_renaming_there_and_back_gives_the_same_story() -> None:
    story = long_story(1, 20)
    there = renamed(story, {"ash": "zelkova"})
    assert there != story
    assert renamed(there, {"zelkova": "ash"}) == story


def test_renaming_reaches_sets_and_mappings() -> None:
    assert renamed({"a": frozenset({"a", "b"})}, {"a": "z"}) == {"z": frozenset({"z", "b"})}


def test_invented_names_are_all_different() -> None:
    assert all(len(set(found)) == len(found) for found in (names(Digests(seed), 9, 9) for seed in range(50)))


def test_the_plainest_organisation_has_its_directors_and_two_outsiders() -> None:
    setting = build(Plan(directors=("ann",), chain=2))
    assert setting.people == ("ann", "quill", "rook")
    assert setting.entities == ("top", "sub1", "sub2")
    assert setting.offices == ("top.chair", "top.ceo", "sub1.ceo", "sub2.ceo")
    assert dict(setting.start)[BOARD] == (Tenure("ann"),)


def test_one_act_may_ask_for_what_excludes_itself_and_an_item_on_an_earlier_one_goes_alone() -> None:
    setting = build(Plan(directors=("ann", "ben")))
    agendas = [agenda(Digests(seed), setting, ("s1.plan",), most=4) for seed in range(300)]
    assert any(exclude(*pair) for items in agendas for pair in combinations(items, 2))
    earlier = [items for items in agendas if any(isinstance(one, Ratify | Avoid) for one in items)]
    assert earlier
    assert all(len(items) == 1 for items in earlier)
