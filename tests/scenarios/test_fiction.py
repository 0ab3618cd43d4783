"""The two small scenarios of the first hour: every verdict worked out by hand from the rules in the files.

`harbour-trust` lives under an invented law: five seats, a quorum of more than half of them, more for than against
carries. `lantern-labs` lives under that of Delaware nonstock corporations: six seats, a quorum of four, and the
directors are the members.
"""

from collections.abc import Iterator

import pytest

from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.rulings import Finding
from govsim.record.state import State, holding
from govsim.world.sources import words_in
from inline import bundled

FICTIONS = ("harbour-trust", "lantern-labs")

VERDICTS = {
    "harbour-trust": {
        "tie.grant": "no_act",  # 2 of 4 cast, 3 needed; nobody may cast a deciding vote on 3 March
        "by-law.by-law": "valid",  # a regular meeting, 4 of 4 cast
        "casting-vote.grant": "valid",  # 2 to 2, and the chair's third: 3 of 5 cast, 3 needed
        "recusal.lease": "valid",  # quorum 3 of 4 seats, 3 needed; 2 of 3 cast, 2 needed
        "resignation.act": "pending",  # nobody is director yet
        "not-told.director": "void",  # Demir was not told and did not come
        "told.director": "valid",  # all five told, 3 of 5 present, 3 of 3 cast
        "objection.boat": "void",  # Demir came only to object
        "paper.fee": "void",  # 3 of 4 in office signed, 4 needed
        "election.seat": "valid",  # 3 of 4 cast, 3 needed, and the fifth seat is free
    },
    "lantern-labs": {
        "one-vote.seat-noor": "valid",  # as members: 4 of 6, 4 needed
        "one-vote.seat-daniel": "valid",  # the same
        "one-vote.ceo": "void",  # as the board: 4 of 6 in office signed, 6 needed
        "one-vote.acting": "void",  # the same, and the office is not vacant
        "told.act": "valid",
        "letter.act": "valid",
        "offer.act": "valid",
        "second-vote.ceo": "valid",  # 4 of 4 in office signed; four signers are a quorum of six seats, 4 needed
        "second-vote.acting": "valid",  # the same, and the holder goes in the same vote
        "accepted.act": "valid",  # the offer is open
        "three-of-four.ceo": "void",  # 3 of 6 seats present, 4 needed
        "permanent.ceo": "valid",  # 4 of 6 seats present, 3 of 4 present for it, 3 needed; the acting one makes room
    },
}

COUNTS = (
    ("harbour-trust", "tie.grant", "vote", "harbour/charities.vote", (2, 3, 4)),
    ("harbour-trust", "casting-vote.grant", "vote", "harbour-trust.casting", (3, 3, 5)),
    ("harbour-trust", "recusal.lease", "quorum", "harbour/charities.quorum", (3, 3, 4)),
    ("harbour-trust", "recusal.lease", "vote", "harbour-trust.casting", (2, 2, 3)),
    ("harbour-trust", "told.director", "quorum", "harbour/charities.quorum", (3, 3, 5)),
    ("harbour-trust", "paper.fee", "consent", "harbour/charities.consent", (3, 4, 4)),
    ("lantern-labs", "one-vote.seat-noor", "consent", "us-de/nonstock.228b-consent", (4, 4, 6)),
    ("lantern-labs", "one-vote.ceo", "consent", "lantern-labs.all-sign", (4, 6, 6)),
    ("lantern-labs", "second-vote.ceo", "consent", "lantern-labs.all-sign", (4, 4, 4)),
    ("lantern-labs", "second-vote.ceo", "signers-quorum", "us-de/nonstock.141b-quorum", (4, 4, 6)),
    ("lantern-labs", "three-of-four.ceo", "quorum", "us-de/nonstock.141b-quorum", (3, 4, 6)),
    ("lantern-labs", "permanent.ceo", "vote", "us-de/nonstock.141b-vote", (3, 3, 4)),
)


def told(name: str) -> Timeline:
    return replay(bundled(name))


def findings(finding: Finding) -> Iterator[Finding]:
    yield finding
    for child in finding.children:
        yield from findings(child)


def codes(timeline: Timeline, ruling: str) -> set[str]:
    return {one.code for one in findings(timeline.ruling(ruling).finding)}


def who(state: State, position: str) -> str:
    return " ".join(holding(state, position))


@pytest.mark.parametrize("name", FICTIONS)
def test_every_item_of_a_fiction_is_ruled_as_worked_out_by_hand(name: str) -> None:
    timeline = told(name)
    found = {
        f"{entry.step.id}.{ruling.item}": ruling.verdict.word for entry in timeline.entries for ruling in entry.rulings
    }
    assert found == VERDICTS[name]


@pytest.mark.parametrize(
    ("name", "ruling", "code", "clause", "count"), COUNTS, ids=[f"{row[1]}-{row[2]}" for row in COUNTS]
)
def test_the_clause_and_the_arithmetic_are_those_worked_out_by_hand(
    name: str, ruling: str, code: str, clause: str, count: tuple[int, int, int]
) -> None:
    found = [
        tuple(dict(one.numbers)[key] for key in ("have", "needed", "of"))
        for one in findings(told(name).ruling(ruling).finding)
        if one.code == code and one.clause == clause
    ]
    assert found == [count]


@pytest.mark.parametrize("name", FICTIONS)
def test_what_a_fiction_expects_holds_at_its_end(name: str) -> None:
    timeline = told(name)
    assert timeline.expected
    assert all(timeline.expected)


@pytest.mark.parametrize("name", FICTIONS)
def test_every_condition_of_a_fiction_holds_where_it_is_asked(name: str) -> None:
    asked = [entry.condition for entry in told(name).entries if entry.step.condition is not None]
    assert asked
    assert all(asked)


@pytest.mark.parametrize("name", FICTIONS)
def test_every_step_has_a_title_in_english_and_in_chinese(name: str) -> None:
    for step in bundled(name).steps:
        assert words_in(step.title), step.id
        assert words_in(step.title, "zh-Hans") != words_in(step.title), step.id


@pytest.mark.parametrize("name", FICTIONS)
def test_a_fiction_says_that_it_is_one(name: str) -> None:
    story = bundled(name)
    assert story.kind == "fiction"
    assert "invented" in words_in(story.notice)


def test_a_tie_without_a_casting_vote_is_no_act_and_with_one_carries() -> None:
    timeline = told("harbour-trust")
    assert "casting-vote" not in codes(timeline, "tie.grant")
    assert "casting-vote" in codes(timeline, "casting-vote.grant")


def test_one_trustee_not_told_and_one_come_to_object_are_named_with_the_reason() -> None:
    timeline = told("harbour-trust")
    for ruling, code in (("not-told.director", "notice.missing"), ("objection.boat", "notice.objected")):
        named = [one.names for one in findings(timeline.ruling(ruling).finding) if one.code == code]
        assert named == [(("party", "yusuf"),)]
    assert {"notice.missing", "notice.objected"}.isdisjoint(codes(timeline, "told.director"))


def test_a_void_appointment_lets_the_resignation_happen_in_fact_and_not_in_law() -> None:
    entry = told("harbour-trust").by_step["not-told"]
    assert (who(entry.fact, "trust.director"), who(entry.law, "trust.director")) == ("tomasz", "")
    assert who(entry.fact, "trust.board") == "amara ingrid meihua yusuf"
    assert who(entry.law, "trust.board") == "amara ingrid mateo meihua yusuf"


def test_the_conditional_resignation_takes_effect_in_law_with_the_valid_appointment() -> None:
    entry = told("harbour-trust").by_step["told"]
    assert who(entry.law, "trust.director") == "tomasz"
    assert who(entry.law, "trust.board") == who(entry.fact, "trust.board") == "amara ingrid meihua yusuf"


def test_one_vote_takes_the_seats_and_leaves_the_office() -> None:
    entry = told("lantern-labs").by_step["one-vote"]
    assert who(entry.law, "lantern.board") == "aiyana rahul sofia yifan"
    assert (who(entry.fact, "lantern.ceo"), who(entry.law, "lantern.ceo")) == ("yara", "noor")


def test_the_successor_falls_with_the_removal_judged_on_the_board_before_the_vote() -> None:
    timeline = told("lantern-labs")
    vacated = [one for one in findings(timeline.ruling("one-vote.acting").finding) if one.code == "vacated"]
    assert [one.verdict.word for one in vacated] == ["void"]
    assert "signers-quorum" in codes(timeline, "one-vote.acting")


def test_the_same_four_signatures_are_enough_two_days_later() -> None:
    timeline = told("lantern-labs")
    first, second = (timeline.by_step[step].step.act for step in ("one-vote", "second-vote"))
    assert getattr(first, "ballots", 1) == getattr(second, "ballots", 2)
    assert who(timeline.by_step["second-vote"].law, "lantern.ceo") == "yara"


def test_an_acting_chief_executive_makes_room_and_a_letter_and_an_offer_fill_no_office() -> None:
    timeline = told("lantern-labs")
    assert "vacated" not in codes(timeline, "permanent.ceo")
    assert who(timeline.law, "lantern.ceo") == "eluned"
    before, after = timeline.by_step["told"].law, timeline.by_step["offer"].law
    assert not {key for key in before.changed(after) if key[0] == "held"}
