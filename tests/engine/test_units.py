"""Units and rolls: shares are passed on and made, classes of seats have numbers of their own, and rolls are kept."""

from itertools import permutations

import pytest
from attrs import evolve

from govsim.engine.asking import moment_after
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.acts import Decide
from govsim.record.state import (
    Tenure,
    fixed_roll,
    has_approved,
    holders,
    holding,
    is_adjourned,
    opening_roll,
    units,
)
from govsim.rules.book import Book, codify, defaults
from govsim.rules.case import members, owned
from govsim.rules.evaluate import asking
from govsim.rules.polls import weighted
from inline import START, act, codes, held, read, story, tale, the, told, vote

BODIES = (
    "{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: [acme.a, acme.b]},"
    " acme.council: {kind: council, roll: [acme.north, acme.south]}}"
)
POSITIONS = (
    "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.a: {kind: shares},"
    " acme.b: {kind: shares, converts_to: acme.a}, acme.north: {kind: seat, elected_by: acme.owners},"
    " acme.south: {kind: seat}}"
)
HELD = START.replace(
    "acme.ceo: ann",
    "acme.ceo: ann, acme.a: {bob: 20, cyd: 30}, acme.b: {ann: 100, bob: 5}, acme.north: [ann], acme.south: [bob, cyd]",
)
OWNERS = """
- {id: o-quorum, in: acme.bylaws, for: acme.owners, quorum: "> 1/2 of outstanding"}
- {id: o-votes, in: acme.bylaws, for: acme.owners, passes: "> 1/2 of outstanding"}
"""


def acme(*steps: str, rules: str = "", start: str = HELD) -> str:
    return tale(*steps, more_rules=f"{OWNERS}{rules}", bodies=BODIES, positions=POSITIONS, start=start)


def passes(that: str, by: str = "ann", name: str = "x", at: str = "2024-03-01") -> str:
    return act(name, by, f"decide: {{that: [{that}]}}", at=at)


def verdicts(timeline: Timeline, step: str = "x") -> dict[str, str]:
    return {ruling.item: ruling.verdict.word for ruling in timeline.by_step[step].rulings}


def shares(timeline: Timeline) -> dict[str, dict[str, int]]:
    """Give who holds which shares at the end, in law."""
    return {one: {t.party: t.units for t in holders(timeline.law, f"acme.{one}")} for one in "ab"}


# --- units -------------------------------------------------------------------------------------------------------


def test_a_mapping_at_the_start_says_how_many_units_each_holds_and_a_list_one_each() -> None:
    timeline = told(acme())
    assert holders(timeline.start, "acme.b") == (Tenure("ann", units=100), Tenure("bob", units=5))
    assert holders(timeline.start, "acme.south") == (Tenure("bob"), Tenure("cyd"))


@pytest.mark.parametrize(
    ("start", "code"),
    [
        ("{acme.a: {ann: 0}}", "GS302"),
        ("{acme.a: {ann: few}}", "GS302"),
        ("{acme.ceo: {ann: 2}}", "GS316"),
        ("{acme.ceo: {ann: 1, bob: 1}}", "GS316"),
        ("{acme.a: [ann, ann]}", "GS203"),
    ],
)
def test_units_at_the_start_are_whole_numbers_from_one_up_and_an_office_has_none(start: str, code: str) -> None:
    found, problems = read(acme(start=start))
    assert found is None
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize("item", ["{transfer: 0, of: acme.a, from: bob, to: ann}", "{issue: 0, of: acme.a, to: ann}"])
def test_no_act_passes_or_makes_no_unit_at_all(item: str) -> None:
    assert [problem.code for problem in read(acme(passes(item)))[1]] == ["GS302"]


def test_an_office_has_no_units_to_pass_on() -> None:
    assert [problem.code for problem in read(acme(passes("{transfer: 1, of: acme.ceo, from: ann, to: bob}")))[1]] == [
        "GS316"
    ]


def test_an_owner_passes_on_shares_alone_and_they_are_what_the_class_converts_to() -> None:
    """Of the 100 of class b ann keeps 60; gus has 40 of class a, which has 30 + 20 + 40 = 90 then."""
    timeline = told(acme(passes("{transfer: 40, of: acme.b, from: ann, to: gus, id: s}")))
    assert verdicts(timeline) == {"s": "valid"}
    assert shares(timeline) == {"a": {"bob": 20, "cyd": 30, "gus": 40}, "b": {"ann": 60, "bob": 5}}
    assert timeline.fact == timeline.law


def test_who_has_passed_on_all_units_holds_the_position_no_more() -> None:
    timeline = told(acme(passes("{transfer: 20, of: acme.a, from: bob, to: cyd, id: s}", by="bob")))
    assert holding(timeline.law, "acme.a") == ("cyd",)
    assert units(timeline.law, "acme.a", "cyd") == 50
    assert units(timeline.law, "acme.a", "bob") == 0


def test_more_than_one_holds_is_passed_on_by_nobody() -> None:
    timeline = told(acme(passes("{transfer: 101, of: acme.b, from: ann, to: gus, id: s}")))
    assert verdicts(timeline) == {"s": "void"}
    assert dict(the(timeline.ruling("x.s"), "not-held").numbers) == {"have": 100, "needed": 101}
    assert shares(timeline)["b"] == {"ann": 100, "bob": 5}
    assert units(timeline.fact, "acme.a", "gus") == 100  # in fact all there were passed, and none was made


def test_two_transfers_of_one_act_that_are_together_too_many_are_both_void() -> None:
    both = (
        "{transfer: 60, of: acme.b, from: ann, to: gus, id: s}, {transfer: 60, of: acme.b, from: ann, to: eve, id: t}"
    )
    timeline = told(acme(passes(both)))
    assert verdicts(timeline) == {"s": "void", "t": "void"}
    assert shares(timeline)["b"] == {"ann": 100, "bob": 5}


def test_another_ones_transfer_of_the_same_act_takes_nothing_away_where_it_falls() -> None:
    """Bob may not pass on what is ann's, so that hers still has what it passes on."""
    mine, his = ITEMS[0], ITEMS[1].replace("id: t", "id: t, by: bob")
    assert verdicts(told(acme(passes(f"{mine}, {his}")))) == {"s": "valid", "t": "void"}


def test_nobody_passes_on_what_is_somebody_elses() -> None:
    timeline = told(acme(passes("{transfer: 1, of: acme.b, from: ann, to: bob, id: s}", by="bob")))
    assert verdicts(timeline) == {"s": "void"}
    assert "party.other" in codes(timeline.ruling("x.s"))


ITEMS = (
    "{transfer: 60, of: acme.b, from: ann, to: gus, id: s}",
    "{transfer: 60, of: acme.b, from: ann, to: eve, id: t}",
    "{transfer: 5, of: acme.a, from: bob, to: eve, id: u, by: bob}",
    "{issue: 7, of: acme.a, to: eve, id: v}",
    "{fix_record_date: acme.owners, for: m, id: w}",
)


def test_the_order_of_items_matters_on_neither_track() -> None:
    rule = (
        "- {id: may, in: acme.bylaws, power: {to: [issue, fix-record-date], of: any}, by: {consent: ann}}\n"
        "- {id: no-b, in: acme.bylaws, power: {to: [transfer], of: acme.b}, by: {consent: ann}}"
    )
    call = act("c", "bob", "call: {meeting: m, to: [ann]}", at="2024-03-02")
    found = story(acme(passes(", ".join(ITEMS)), call, rules=rule))
    done = found.steps[0].act
    assert isinstance(done, Decide)
    ends = set()
    for items in permutations(done.items):
        timeline = replay(evolve(found, steps=(evolve(found.steps[0], act=evolve(done, items=items)), found.steps[1])))
        ends.add((timeline.fact, timeline.law))
        assert verdicts(timeline) == {"s": "void", "t": "void", "u": "valid", "v": "valid", "w": "valid"}
    (end,) = ends
    assert [units(track, "acme.a", "eve") for track in end] == [60 + 5 + 7, 5 + 7]
    assert [units(track, "acme.a", "gus") for track in end] == [40, 0]  # in fact there were but 40 left
    roll = fixed_roll(end[1], "acme.owners", "m")
    assert roll is not None
    assert dict(roll)["acme.a"] == (Tenure("bob", units=20), Tenure("cyd", units=30))


# --- powers over units ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "by", "expected"),
    [
        ("power: {to: [transfer], of: acme.b}, by: {consent: gus}", "ann", "void"),
        ("power: {to: [transfer], of: acme.b}, by: {consent: gus}", "gus", "valid"),
        ("power: {to: [transfer], of: shares}, by: {consent: gus}", "ann", "void"),
        ("power: {to: [transfer], of: any}, by: never", "ann", "void"),
        ("power: {to: [transfer], of: acme.a}, by: never", "ann", "valid"),
        ("power: {to: any, of: any}, by: {consent: gus}", "ann", "valid"),
        ("power: {to: any, of: any}, by: {consent: gus}", "gus", "void"),
        ("power: {to: [issue], of: acme.b}, by: {consent: gus}", "ann", "valid"),
    ],
)
def test_only_a_rule_that_names_the_transfer_stands_in_the_way_of_an_owner(rule: str, by: str, expected: str) -> None:
    """A drag-along or a restriction names it; a power of the board over anything is no power over what others own."""
    item = "{transfer: 40, of: acme.b, from: ann, to: gus, id: s}"
    timeline = told(acme(passes(item, by=by), rules=f"- {{id: it, in: acme.charter, rank: charter, {rule}}}"))
    assert verdicts(timeline) == {"s": expected}


def test_shares_are_made_by_whoever_has_the_power_and_by_nobody_else() -> None:
    rule = "- {id: issuing, in: acme.bylaws, power: {to: [issue], of: shares}, by: {vote: acme.board}}"
    issue = "{issue: 50, of: acme.a, to: bob, id: s}"
    done = told(acme(vote("x", issue, ayes="ann bob cyd"), rules=rule))
    assert verdicts(done) == {"s": "valid"}
    assert shares(done)["a"] == {"bob": 70, "cyd": 30}
    assert verdicts(told(acme(passes(issue), rules=rule))) == {"s": "void"}
    assert verdicts(told(acme(passes(issue)))) == {"s": "void"}


AVOID = """
- {id: issuing, in: acme.bylaws, power: {to: [issue], of: shares}, by: {vote: acme.board}}
- {id: notice, in: acme.bylaws, for: acme.board, notice: due, defect: voidable}
- {id: selling, in: acme.bylaws, power: {to: [transfer], of: acme.b}, by: {vote: acme.board}}
- {id: avoiding, in: acme.bylaws, power: {to: [avoid], of: any}, by: {consent: gus}}
"""


def test_what_was_passed_on_goes_back_and_what_was_issued_is_gone_when_it_is_set_aside() -> None:
    """The meeting was held without notice to dee and eve, so all it did is voidable."""
    items = "{transfer: 40, of: acme.b, from: ann, to: eve, id: s}, {issue: 7, of: acme.a, to: eve, id: t}"
    done = vote("x", items, ayes="ann bob cyd")
    undone = passes("{avoid: x.s, id: s}, {avoid: x.t, id: t}", by="gus", name="y", at="2024-03-02")
    after = told(acme(done, rules=AVOID))
    assert verdicts(after) == {"s": "voidable", "t": "voidable"}
    assert shares(after) == {"a": {"bob": 20, "cyd": 30, "eve": 47}, "b": {"ann": 60, "bob": 5}}
    back = told(acme(done, undone, rules=AVOID))
    assert verdicts(back, "y") == {"s": "valid", "t": "valid"}
    assert shares(back) == shares(told(acme()))
    assert units(back.fact, "acme.a", "eve") == 47


def test_an_approval_of_ones_own_part_is_on_file_under_what_it_approves() -> None:
    timeline = told(acme(act("x", "gus", "decide: {that: [{approve: {determine: acme.sale, with: [dear]}, id: s}]}")))
    assert has_approved(timeline.fact, "gus", "determine", "acme.sale", ("dear",))
    assert not has_approved(timeline.fact, "gus", "determine", "acme.sale")
    assert not has_approved(timeline.fact, "ann", "determine", "acme.sale", ("dear",))


# --- rolls of several positions --------------------------------------------------------------------------------------


def test_a_roll_of_several_classes_has_each_person_once_with_all_units() -> None:
    """Ann: 100 of b. Bob: 20 of a and 5 of b. Cyd: 30 of a."""
    found = story(acme())
    book, start = Book(codify(found.structure), defaults(found.structure)), replay(found).start
    owners = book.code.bodies["acme.owners"]
    assert book.roll_of(owners) == ("acme.a", "acme.b")
    assert members(owners, start, book) == ("ann", "bob", "cyd")
    held_by = owned(owners, start, book)
    assert held_by == {
        "ann": (("acme.b", 100),),
        "bob": (("acme.a", 20), ("acme.b", 5)),
        "cyd": (("acme.a", 30),),
    }
    (entry,) = told(acme(act("x", "gus", "announce: news"))).entries
    asked = asking(moment_after(told(acme(act("x", "gus", "announce: news"))), entry), start)
    assert weighted(owners, held_by, asked) == (("ann", 100), ("bob", 25), ("cyd", 30))


def test_votes_are_counted_in_units() -> None:
    """Ann alone has 100 of 155 units, bob and cyd together 55; more than half are 78."""
    power = "power: {to: [determine], of: acme.sale}, by: {vote: acme.owners}"
    rule = f"- {{id: sale, in: acme.charter, rank: charter, {power}}}"
    sale = "{determine: acme.sale, id: s}"
    one = told(acme(vote("x", sale, by="acme.owners", ayes="ann", noes="bob cyd"), rules=rule))
    two = told(acme(vote("x", sale, by="acme.owners", ayes="bob cyd", noes="ann"), rules=rule))
    assert (verdicts(one), held(one.ruling("x.s"), "vote")) == ({"s": "valid"}, (100, 78, 155))
    assert (verdicts(two), held(two.ruling("x.s"), "vote")) == ({"s": "no_act"}, (55, 78, 155))


SIZES = """
- {id: s-north, in: acme.charter, rank: charter, for: acme.north, size: 2}
- {id: s-council, in: acme.charter, rank: charter, for: acme.council, size: 4}
"""


DEE, EVE = "{elect: dee, to: acme.north, id: one}", "{elect: eve, to: acme.south, id: two}"


@pytest.mark.parametrize(
    ("items", "rules", "expected"),
    [
        ("{elect: dee, to: acme.north, id: one}", SIZES, "valid"),
        ("{elect: dee, to: acme.north, id: one}, {elect: eve, to: acme.north, id: two}", SIZES, "void void"),
        ("{elect: dee, to: acme.south, id: one}", SIZES, "valid"),
        (f"{DEE}, {EVE}", SIZES, "void void"),
        (
            f"{DEE}, {EVE}, {{remove: bob, from: acme.south, id: out}}",
            SIZES,
            "valid valid valid",
        ),
        ("{elect: dee, to: acme.north, id: one}, {elect: eve, to: acme.north, id: two}", "", "valid valid"),
        ("{elect: cyd, to: acme.north, id: one}", SIZES, "valid"),
    ],
)
def test_a_seat_finds_room_in_its_class_and_in_the_body(items: str, rules: str, expected: str) -> None:
    """One of 2 northern seats and two southern ones are filled, of 4 in all; without a rule there is no limit."""
    done = vote("x", items, ayes="ann bob cyd")
    assert " ".join(verdicts(told(acme(done, rules=rules))).values()) == expected


# --- meetings ------------------------------------------------------------------------------------------------------

RECORD = "- {id: record, in: acme.bylaws, power: {to: [fix-record-date], of: acme.owners}, by: {vote: acme.board}}"
CALL = act("c", "bob", "call: {meeting: m, to: [ann, bob, cyd]}", at="2024-03-02")


def test_a_record_date_keeps_the_roll_as_it_was_whoever_sells_later() -> None:
    date = vote("x", "{fix_record_date: acme.owners, for: m, id: d}", ayes="ann bob cyd")
    sale = passes("{transfer: 30, of: acme.a, from: cyd, to: gus, id: s}", by="cyd", name="y", at="2024-03-03")
    timeline = told(acme(date, CALL, sale, rules=RECORD))
    assert verdicts(timeline) == {"d": "valid"}
    kept = (
        ("acme.a", (Tenure("bob", units=20), Tenure("cyd", units=30))),
        ("acme.b", (Tenure("ann", units=100), Tenure("bob", units=5))),
    )
    assert fixed_roll(timeline.law, "acme.owners", "m") == kept
    assert fixed_roll(timeline.law, "acme.board", "m") is None
    assert holding(timeline.law, "acme.a") == ("bob", "gus")


def test_only_who_has_the_power_fixes_a_record_date() -> None:
    date = vote("x", "{fix_record_date: acme.owners, for: m, id: d}", ayes="ann bob cyd")
    timeline = told(acme(date, CALL))
    assert verdicts(timeline) == {"d": "void"}
    assert fixed_roll(timeline.law, "acme.owners", "m") is None
    assert fixed_roll(timeline.fact, "acme.owners", "m") is not None


def test_a_meeting_keeps_who_was_in_office_when_it_was_opened() -> None:
    begin = act("b", "bob", "open: {meeting: m, of: acme.board}", at="2024-03-03")
    gone = act("r", "eve", "resign: acme.board", at="2024-03-04")
    pause = act("p", "bob", "adjourn: m", at="2024-03-05")
    timeline = told(acme(CALL, begin, gone, pause))
    roll = opening_roll(timeline.law, "acme.board", "m")
    assert roll == (("acme.board", tuple(map(Tenure, ("ann", "bob", "cyd", "dee", "eve")))),)
    assert opening_roll(timeline.by_step["c"].law, "acme.board", "m") is None
    assert is_adjourned(timeline.law, "m")
    assert not is_adjourned(timeline.by_step["r"].law, "m")
    assert [timeline.by_step[one].verdict for one in "bp"] == [0, 0]


def test_what_is_kept_of_a_roll_goes_back_to_those_who_made_it() -> None:
    begin = act("b", "bob", "open: {meeting: m, of: acme.board}", at="2024-03-03")
    gone = act("r", "eve", "resign: acme.board", at="2024-03-01")
    timeline = told(acme(gone, begin))
    assert dict(timeline.by_step["b"].read_law)["held", "acme.board"] == "r"


@pytest.mark.parametrize(
    ("rule", "stays"),
    [
        ("", False),
        ("- {id: t, in: acme.bylaws, for: acme.board, term: {holdover: yes}}", True),
        ("- {id: t, in: acme.bylaws, for: acme.board, term: {holdover: no}}", False),
        ("- {id: t, in: acme.bylaws, for: acme.council, term: {holdover: yes}}", False),
    ],
)
def test_when_a_term_is_over_the_place_is_vacant_in_law_unless_a_rule_says_that_one_stays(
    rule: str, *, stays: bool
) -> None:
    timeline = told(acme(act("x", "acme", "expire: {who: eve, from: acme.board}"), rules=rule))
    assert "eve" in holding(timeline.fact, "acme.board")
    assert ("eve" in holding(timeline.law, "acme.board")) is stays
    assert ("holds-over" if stays else "term-over") in codes(timeline.by_step["x"].rulings[0])


@pytest.mark.parametrize("scope", ["acme.south", "acme.council"])
def test_a_rule_on_terms_may_be_of_a_class_of_seats_or_of_the_body(scope: str) -> None:
    rule = f"- {{id: t, in: acme.bylaws, for: {scope}, term: {{holdover: yes}}}}"
    timeline = told(acme(act("x", "acme", "expire: {who: cyd, from: acme.south}"), rules=rule))
    assert "cyd" in holding(timeline.law, "acme.south")


def test_a_term_of_who_holds_nothing_is_over_already() -> None:
    timeline = told(acme(act("x", "acme", "expire: {who: gus, from: acme.board}")))
    assert "already-so" in codes(timeline.by_step["x"].rulings[0])
    assert timeline.law == timeline.start
