"""Ballots in order: each is a step of its own; the right answers are worked out by hand beside each."""

from collections.abc import Iterator

import pytest

from govsim.engine.asking import docket_after, moment_after
from govsim.engine.could import asked, could
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.acts import Item
from govsim.record.rulings import Finding
from inline import story

SIDE = tuple(f"s{i}" for i in range(1, 9))
OTHER = tuple(f"w{i}" for i in range(1, 9))
SIXTEEN = (*SIDE, *OTHER)
THREE = """
    - id: three
      in: acme.charter
      rank: charter
      power: {to: [appoint], of: acme.chief}
      by:
        stages:
          - {vote: acme.board, passes: ">= 2/3 of in_office"}
          - {awaits: proposal, after: 1 month, vote: acme.board, passes: "> 1/2 of in_office"}
          - {vote: acme.board, passes: "> 1/2 of in_office", weights: {acme.head: 2}}
"""
"""Section 31 of the German act on co-determination: two thirds, a majority, and the two votes of the chair."""

TIE = """
    - id: two
      in: acme.charter
      rank: charter
      power: {to: [appoint], of: acme.chief}
      by: {stages: [{vote: acme.board}, {on: tie, within: 48h, vote: acme.board, casting: acme.head}]}
"""


def one_rule(stages: str) -> str:
    """Give a rule by which a board appoints in several ballots."""
    power = "in: acme.charter, rank: charter, power: {to: [appoint], of: acme.chief}"
    return f"    - {{id: r, {power}, by: {{stages: [{stages}]}}}}\n"


def tale(*steps: str, rule: str = THREE, head: str = "s1") -> str:
    """Give a story of a board of sixteen, eight of each side."""
    return f"""govsim: 1
id: sixteen
title: Sixteen
kind: fiction
zone: Europe/Berlin
structure:
  structure: sixteen
  title: Sixteen
  entities: {{acme: {{name: Acme}}}}
  people: {{{", ".join(f"{one}: {one.upper()}" for one in (*SIXTEEN, "nia", "oda"))}}}
  bodies: {{acme.board: {{kind: board, name: board}}}}
  positions:
    acme.head: {{kind: chair, name: head}}
    acme.second: {{kind: chair, name: second}}
    acme.chief: {{kind: office, name: chief}}
  instruments: {{acme.charter: {{name: charter, seen: yes}}}}
  matters: {{acme.sale: a sale}}
  rules:
    - {{id: size, in: acme.charter, rank: charter, for: acme.board, size: 16}}
    - {{id: half, in: acme.charter, rank: charter, for: acme.board, quorum: ">= 1/2 of authorized"}}
    - {{id: cast, in: acme.charter, rank: charter, for: acme.board, passes: "> 1/2 of cast"}}
    - {{id: s, in: acme.charter, rank: charter, power: {{to: [determine], of: acme.sale}}, by: {{vote: acme.board}}}}
{rule}
start: {{acme.board: [{", ".join(SIXTEEN)}], acme.head: {head}, acme.second: w1}}
steps:
{"".join(steps)}"""


def ballot(  # noqa: PLR0913 - the parts of a ballot
    name: str,
    ayes: tuple[str, ...],
    noes: tuple[str, ...],
    *,
    follows: str = "",
    at: str = "2025-03-03T10:00",
    what: str = "{appoint: nia, as: acme.chief, id: it}",
    more: str = "",
    via: str = "{meeting: {regular: yes}}",
) -> str:
    """Give a step in which a board votes."""
    after = f", follows: {follows}" if follows else ""
    votes = f"{{for: [{', '.join(ayes)}], against: [{', '.join(noes)}]}}"
    return f"""  - id: {name}
    at: {at}
    by: acme.board
    regardless: the next ballot
    do: {{resolve: {{via: {via}, ballots: {votes}{after}{more}, that: [{what}]}}}}
"""


SAYS = "{answer: {question: proposal, answer: no}}"
ANSWER = f"  - {{id: says, at: 2025-03-10T10:00, by: s1, regardless: they say, do: {SAYS}}}\n"


def told(*steps: str, rule: str = THREE, head: str = "s1") -> Timeline:
    return replay(story(tale(*steps, rule=rule, head=head)))


def verdict(timeline: Timeline, step: str, item: str = "it") -> str:
    return timeline.ruling(f"{step}.{item}").verdict.word


def every(finding: Finding) -> Iterator[Finding]:
    yield finding
    for child in finding.children:
        yield from every(child)


def codes(timeline: Timeline, step: str) -> set[str]:
    return {one.code for one in every(timeline.ruling(f"{step}.it").finding)}


def count(timeline: Timeline, step: str, code: str = "vote") -> tuple[int, int, int]:
    found = next(one for one in every(timeline.ruling(f"{step}.it").finding) if one.code == code)
    numbers = dict(found.numbers)
    return numbers["have"], numbers["needed"], numbers["of"]


# --- the three ballots of section 31 -----------------------------------------------------------------------------


def test_eight_to_eight_three_times_is_decided_by_the_two_votes_of_the_chair_in_the_third_ballot() -> None:
    """2/3 of 16 is 32/3, so 11; more than 16/2 is 9; with two votes of one 9 of 17, more than 17/2 is 9.

    Fails if a ballot is judged at another stage than the one it is at, or if the second vote counts before the third.
    """
    timeline = told(
        ballot("one", SIDE, OTHER),
        ANSWER,
        ballot("two", SIDE, OTHER, follows="one", at="2025-03-11T10:00"),
        ballot("three", SIDE, OTHER, follows="two", at="2025-03-11T10:10"),
    )
    assert [verdict(timeline, one) for one in ("one", "two", "three")] == ["no_act", "no_act", "valid"]
    assert [count(timeline, one) for one in ("one", "two", "three")] == [(8, 11, 16), (8, 9, 16), (9, 9, 17)]
    assert count(timeline, "three", "quorum") == (16, 8, 16)  # a second vote is nobody's presence


def test_eleven_to_five_passes_in_the_first_ballot_and_ten_to_six_does_not() -> None:
    """Fails if two thirds of sixteen are rounded down to ten."""
    assert verdict(told(ballot("one", SIXTEEN[:11], SIXTEEN[11:])), "one") == "valid"
    assert verdict(told(ballot("one", SIXTEEN[:10], SIXTEEN[10:])), "one") == "no_act"


def test_with_the_deputy_presiding_the_same_ballots_never_pass() -> None:
    """Seven to eight without the chair, and eight to eight where nobody is chair: 8 of 16, needs 9.

    Fails if the second vote goes with presiding, or with any chair of the entity, and not with the office named.
    """
    for head in ("s1", "nia"):
        ayes = SIDE[1:] if head == "s1" else SIDE
        timeline = told(
            ballot("one", ayes, OTHER),
            ANSWER,
            ballot("two", ayes, OTHER, follows="one", at="2025-03-11T10:00"),
            ballot("three", ayes, OTHER, follows="two", at="2025-03-11T10:10"),
            head=head,
        )
        assert [verdict(timeline, one) for one in ("one", "two", "three")] == ["no_act"] * 3


def test_the_second_vote_is_no_presence_half_of_sixteen_is_enough_without_the_chair() -> None:
    """Eight of sixteen are there, the chair is not: half of 16 is 8. Of 17 votes it would be 9.

    Fails if the quorum of a ballot is counted with the votes that each has in it.
    """
    here = SIDE[1:] + OTHER[:1]
    timeline = told(
        ballot("one", here, ()),
        ANSWER,
        ballot("two", here, (), follows="one", at="2025-03-11T10:00"),
        ballot("three", here, (), follows="two", at="2025-03-11T10:10"),
    )
    assert count(timeline, "three", "quorum") == (8, 8, 16)
    assert verdict(timeline, "three") == "no_act"  # 8 of 17, needs 9
    assert count(timeline, "three") == (8, 9, 17)


# --- when a ballot may be taken ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "answered", "code", "expected"),
    [
        ("2025-03-11T10:00", True, "stage.answered", "valid"),
        ("2025-03-11T10:00", False, "stage.not-answered", "void"),
        ("2025-04-03T23:50", False, "stage.not-answered", "void"),  # the month that began on 3 March ends with 3 April
        ("2025-04-04T00:10", False, "stage.waited", "valid"),
    ],
)
def test_a_ballot_waits_for_an_answer_and_no_longer_than_a_month(
    at: str,
    answered: bool,  # noqa: FBT001 - a column of the table
    code: str,
    expected: str,
) -> None:
    """Fails if the month is counted as thirty days, or by the instant, or if a `no` is taken for no answer."""
    more = (ANSWER,) if answered else ()
    timeline = told(ballot("one", SIDE, OTHER), *more, ballot("two", (*SIDE, "w1"), OTHER[1:], follows="one", at=at))
    assert verdict(timeline, "two") == expected
    assert code in codes(timeline, "two")


@pytest.mark.parametrize(
    ("timing", "at", "code", "expected"),
    [
        ("after: 48h", "2025-03-05T10:00", "stage.after", "valid"),
        ("after: 48h", "2025-03-05T09:59", "stage.too-early", "void"),
        ("within: 2d", "2025-03-05T09:59", "stage.within", "valid"),
        ("within: 2d", "2025-03-05T10:00", "stage.too-late", "void"),
        ("within: 2 months", "2025-05-03T23:00", "stage.within", "valid"),
        ("within: 2 months", "2025-05-04T01:00", "stage.too-late", "void"),
        ("awaits: proposal", "2025-12-01T10:00", "stage.not-answered", "void"),
    ],
)
def test_a_ballot_is_taken_in_its_time(timing: str, at: str, code: str, expected: str) -> None:
    """Fails if a bound is off by one minute or one day, or if a wait without an end ends."""
    rule = one_rule(f"{{vote: acme.board}}, {{{timing}, vote: acme.board}}")
    timeline = told(
        ballot("one", SIDE, OTHER), ballot("two", (*SIDE, "w1"), OTHER[1:], follows="one", at=at), rule=rule
    )
    assert verdict(timeline, "two") == expected
    assert code in codes(timeline, "two")


# --- what a ballot may follow ------------------------------------------------------------------------------------


def test_a_ballot_that_follows_nothing_is_the_first() -> None:
    """Fails if a ballot is taken for a later one because there was an earlier one."""
    timeline = told(ballot("one", SIDE, OTHER), ballot("again", SIDE, OTHER, more=", casting: for"), rule=TIE)
    assert verdict(timeline, "again") == "no_act"
    assert dict(next(f for f in every(timeline.ruling("again.it").finding) if f.code == "stages").numbers) == {
        "stage": 1,
        "of": 2,
        "tie": 1,
    }


def test_on_a_tie_the_casting_vote_of_the_next_ballot_decides_and_only_on_one() -> None:
    """8 to 8 and the casting vote are 9 of 17; after 7 to 9 there is no next ballot.

    Fails if `on: tie` is met by any failure, or if the casting vote is the body's own.
    """
    tied = told(
        ballot("one", SIDE, OTHER, more=", casting: for"),
        ballot("two", SIDE, OTHER, follows="one", more=", casting: for"),
        rule=TIE,
    )
    assert (verdict(tied, "one"), verdict(tied, "two"), count(tied, "two")) == ("no_act", "valid", (9, 9, 17))
    lost = told(
        ballot("one", SIDE[:7], (*OTHER, "s8")),
        ballot("two", SIDE, OTHER, follows="one", more=", casting: for"),
        rule=TIE,
    )
    assert verdict(lost, "two") == "void"
    assert "stage.no-tie" in codes(lost, "two")


OTHERS = "{determine: acme.sale, id: it}"


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (ballot("one", SIXTEEN, ()), "stage.not-failed"),  # it passed
        (ballot("one", SIDE[:7], ()), "stage.not-failed"),  # seven of sixteen are no quorum: void
        (ballot("one", SIDE, OTHER, what="{appoint: oda, as: acme.chief, id: it}"), "stage.other-item"),
        (ballot("one", SIDE, OTHER, what=OTHERS), "stage.other-item"),
        ("  - {id: one, at: 2025-03-03, by: s1, do: {happen: a break}}\n", "stage.no-ballot"),
    ],
)
def test_a_ballot_follows_only_one_that_failed_on_the_same_item(first: str, code: str) -> None:
    """Fails if any earlier step will do."""
    timeline = told(first, ANSWER, ballot("two", SIXTEEN, (), follows="one", at="2025-03-11T10:00"))
    assert verdict(timeline, "two") == "void"
    assert code in codes(timeline, "two")


def test_nothing_follows_a_ballot_that_is_not_one_of_several_nor_the_last_of_them() -> None:
    """Fails if a follow-up is let pass where the power knows none, or if the stages begin anew."""
    alone = told(ballot("one", SIDE, OTHER, what=OTHERS), ballot("two", SIXTEEN, (), follows="one", what=OTHERS))
    assert (verdict(alone, "two"), "stage.not-staged" in codes(alone, "two")) == ("void", True)
    timeline = told(
        ballot("one", SIDE, OTHER),
        ballot("two", SIDE, OTHER, follows="one"),
        ballot("three", SIXTEEN, (), follows="two"),
        rule=TIE,
    )
    assert (verdict(timeline, "three"), "stage.none-left" in codes(timeline, "three")) == ("void", True)


def test_a_ballot_told_as_lost_failed_whatever_was_counted() -> None:
    """Fails if the next ballot asks for the count alone."""
    timeline = told(
        ballot("one", SIXTEEN, (), more=", result: lost"),
        ANSWER,
        ballot("two", SIXTEEN, (), follows="one", at="2025-03-11T10:00"),
    )
    assert [verdict(timeline, one) for one in ("one", "two")] == ["no_act", "valid"]


def test_a_ballot_follows_only_under_the_same_power() -> None:
    """Until 10 March one rule gives the power, then another one. Fails if the stages of two rules are mixed."""
    old, new = "until: 2025-03-10", "since: 2025-03-10"
    by = "by: {stages: [{vote: acme.board}, {vote: acme.board}]}}"
    power = "in: acme.charter, rank: charter, power: {to: [appoint], of: acme.chief},"
    rule = f"    - {{id: old, {old}, {power} {by}\n    - {{id: new, {new}, {power} {by}\n"
    timeline = told(
        ballot("one", SIDE, OTHER), ballot("two", SIXTEEN, (), follows="one", at="2025-03-11T10:00"), rule=rule
    )
    assert (verdict(timeline, "two"), "stage.other-rule" in codes(timeline, "two")) == ("void", True)


# --- who could ---------------------------------------------------------------------------------------------------


def can(timeline: Timeline, who: tuple[str, ...], step: str = "start") -> bool:
    """Say whether some could appoint the chief after a step."""
    entry = timeline.by_step[step]
    moment, docket = moment_after(timeline, entry), docket_after(timeline, entry)
    what = asked(("appoint", "nia", "as", "acme.chief"), moment, docket)
    assert isinstance(what, Item)
    found = [could(frozenset(who), what, moment, docket, brief=brief).verdict for brief in (False, True)]
    assert found[0].effective == found[1].effective
    return found[0].effective


START = "  - {id: start, at: 2025-03-03, by: s1, do: {happen: a morning}}\n"


@pytest.mark.parametrize(
    ("rule", "who", "expected"),
    [
        (THREE, SIXTEEN[:11], True),  # 11 of 16 in the first ballot
        (THREE, SIDE, True),  # 8 fail twice, whatever the others do; then 9 of 17
        (THREE, OTHER, False),  # 8 of 17 in the third
        (THREE, SIXTEEN[1:10], True),  # nine without the chair: 9 of 16 in the second
        (THREE, SIXTEEN[1:9], False),  # eight without the chair: 8 of 17
        (THREE, SIDE[:7], False),  # seven: if the others stay away there is no quorum, and the ballot is void
        (TIE, SIDE, True),  # carried, or a tie at the worst, and then the casting vote
        (TIE, OTHER, False),
        (TIE, SIDE[:7], False),
        (TIE, SIXTEEN[1:10], True),  # nine of sixteen carry the first
    ],
)
def test_who_could_carry_it_in_some_ballot_that_they_can_bring_about(
    rule: str,
    who: tuple[str, ...],
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Fails if any stage is taken as open from the beginning, or if only the first is looked at."""
    assert can(told(START, rule=rule), who) is expected


@pytest.mark.parametrize(
    ("passes", "who", "expected"),
    [
        ("> 1/2 of present", SIDE, False),  # one abstains: 8 of 16 present fail without a tie
        ("> 1/2 of cast", SIDE, True),
        (">= 2/3 of cast", SIXTEEN[:9], False),  # nine to seven is neither two thirds nor a tie
        (">= 2/3 of cast", SIXTEEN[:11], True),
    ],
)
def test_a_tie_is_forced_only_where_no_abstention_spoils_it(
    passes: str,
    who: tuple[str, ...],
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Fails if the others are supposed to vote against it all together, and in no other way."""
    rule = TIE.replace("stages: [{vote: acme.board}", f'stages: [{{vote: acme.board, passes: "{passes}"}}')
    assert can(told(START, rule=rule), who) is expected


def test_after_a_tie_who_could_stands_at_the_second_ballot_while_its_time_lasts() -> None:
    """Of 7 to 7, one of each side away: eight with the chair need no tie to be forced any more.

    The second ballot asks for a majority of those present, so that the first cannot be forced into a tie. Fails if the
    ballots taken so far are forgotten, or if a ballot may follow after its time.
    """
    rule = TIE.replace("stages: [{vote: acme.board}", 'stages: [{vote: acme.board, passes: "> 1/2 of present"}')
    one = ballot("one", SIDE[:7], OTHER[:7])
    soon = "  - {id: soon, at: 2025-03-05T09:00, by: s1, regardless: so, do: {happen: a day}}\n"
    late = "  - {id: late, at: 2025-03-05T11:00, by: s1, regardless: so, do: {happen: a day}}\n"
    timeline = told(START, one, soon, late, rule=rule)
    assert [can(timeline, SIDE, step) for step in ("start", "one", "soon", "late")] == [False, True, True, False]
    assert [can(timeline, OTHER, step) for step in ("start", "one", "soon", "late")] == [False] * 4


def test_nobody_can_bring_about_a_ballot_that_waits_for_an_answer_without_an_end() -> None:
    """Fails if an outsider's answer is taken as given."""
    rule = THREE.replace("awaits: proposal, after: 1 month", "awaits: proposal")
    timeline = told(START, ballot("one", SIDE, OTHER), ANSWER, rule=rule)
    assert [can(timeline, SIDE, step) for step in ("start", "one", "says")] == [False, False, True]
    assert can(timeline, SIXTEEN[:11], "start")


def test_what_is_no_vote_is_not_brought_to_fail() -> None:
    """Whoever must consent and does not makes the act void, after which no ballot follows."""
    rule = one_rule("{consent: w1}, {vote: acme.board}")
    timeline = told(START, rule=rule)
    assert [can(timeline, who) for who in (SIXTEEN[:9], ("w1",))] == [True, True]
    assert not can(timeline, SIXTEEN[:8])


@pytest.mark.parametrize(("who", "expected"), [(SIDE, True), (SIDE[:7], False)])
def test_whoever_stays_away_spoils_the_quorum_of_a_ballot_and_void_is_not_failed(
    who: tuple[str, ...],
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """The second ballot asks for no quorum, and the ten votes of the head carry it: 16 or 17 to 9 at the most.

    Eight of sixteen are a quorum of the first, seven are none. Fails if a ballot without a quorum is taken as failed.
    """
    votes = "vote: acme.board, quorum: none, weights: {acme.head: 10}"
    rule = one_rule(f'{{vote: acme.board, passes: ">= 2/3 of in_office"}}, {{{votes}}}')
    assert can(told(START, rule=rule), who) is expected


def test_after_the_last_ballot_who_could_stands_at_the_beginning() -> None:
    """Fails if a ballot is taken to follow the last one."""
    timeline = told(START, ballot("one", SIDE, OTHER), ballot("two", SIDE, OTHER, follows="one"), rule=TIE)
    assert [can(timeline, who, "two") for who in (SIDE, OTHER)] == [True, False]


def test_a_ballot_of_a_body_that_there_is_not_is_not_brought_to_fail() -> None:
    """There is a jury in another entity, and none here: that ballot is void. Fails if it is taken as failed."""
    text = tale(START, rule=one_rule("{vote: jury}, {vote: acme.board}"))
    text = text.replace("{acme: {name: Acme}}", "{acme: {name: Acme}, other: {name: Other}}")
    text = text.replace(
        "{acme.board: {kind: board, name: board}}", "{acme.board: {kind: board}, other.jury: {kind: jury}}"
    )
    assert not can(replay(story(text)), SIXTEEN)


# --- the last ballot -------------------------------------------------------------------------------------------------


def test_each_ballot_follows_the_last_one_taken() -> None:
    """Two thirds are missed 8 to 8, then half, 8 to 8; the second stage once more, 9 to 7, is not to be had.

    Where the second ballot was void for want of a quorum, the first is still the last. Fails if a stage can be taken
    again until it goes well, or a void ballot counts as taken.
    """
    again = ballot("again", SIXTEEN[:9], SIXTEEN[9:], follows="one", at="2025-03-12T10:00")
    second = ballot("two", SIDE, OTHER, follows="one", at="2025-03-11T10:00")
    timeline = told(ballot("one", SIDE, OTHER), ANSWER, second, again)
    assert [verdict(timeline, step) for step in ("one", "two", "again")] == ["no_act", "no_act", "void"]
    wrong = next(one for one in every(timeline.ruling("again.it").finding) if one.code == "stage.not-last")
    assert dict(wrong.names) == {"target": "one", "last": "two"}
    few = ballot("two", SIDE[:3], (), follows="one", at="2025-03-11T10:00")
    timeline = told(ballot("one", SIDE, OTHER), ANSWER, few, again)
    assert [verdict(timeline, step) for step in ("one", "two", "again")] == ["no_act", "void", "valid"]


def test_whoever_begins_anew_goes_on_from_there() -> None:
    """A first ballot again, 8 to 8: what follows the older first ballot is void, and what follows this one is not."""
    anew = ballot("anew", SIDE, OTHER, at="2025-03-11T10:00")
    old = ballot("old", SIXTEEN[:9], SIXTEEN[9:], follows="one", at="2025-03-12T10:00")
    new = ballot("new", SIXTEEN[:9], SIXTEEN[9:], follows="anew", at="2025-03-12T11:00")
    timeline = told(ballot("one", SIDE, OTHER), ANSWER, anew, old, new)
    assert [verdict(timeline, step) for step in ("anew", "old", "new")] == ["no_act", "void", "valid"]


def test_whoever_could_stands_at_the_beginning_where_another_rule_has_the_power_now() -> None:
    """As above, but since 4 March another clause says the same. Fails if what was voted under the first one counts."""
    stages = TIE.replace("stages: [{vote: acme.board}", 'stages: [{vote: acme.board, passes: "> 1/2 of present"}')
    old = stages.replace("id: two", "id: old\n      until: 2025-03-04")
    new = stages.replace("id: two", "id: new\n      since: 2025-03-04").lstrip("\n")
    soon = "  - {id: soon, at: 2025-03-05T09:00, by: s1, regardless: so, do: {happen: a day}}\n"
    timeline = told(START, ballot("one", SIDE[:7], OTHER[:7]), soon, rule=old + new)
    assert [can(timeline, SIDE, step) for step in ("one", "soon")] == [True, False]


def test_a_ballot_is_tied_if_any_vote_that_it_may_pass_by_is() -> None:
    """The board may appoint, or Nia alone; the board ties. Fails if all that it could pass by must tie."""
    rule = TIE.replace("stages: [{vote: acme.board}", "stages: [{any: [{vote: acme.board}, {consent: nia}]}")
    timeline = told(
        ballot("one", SIDE, OTHER),
        ballot("two", SIDE, OTHER, follows="one", at="2025-03-04T10:00", more=", casting: for"),
        rule=rule,
    )
    assert [verdict(timeline, one) for one in ("one", "two")] == ["no_act", "valid"]
