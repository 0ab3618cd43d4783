"""Cash and control in the bundled data: golden numbers by hand, and what money moves and does not move.

Every expected number is worked out here or beside the data, in exact fractions. A share, a cap, what a cap counts, or a
holder changed in a file makes a row fail.
"""

import json
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest

from govsim.analysis.moments import right_after
from govsim.analysis.powers import Holding, can, who_can
from govsim.edge.files import read_text
from govsim.edge.main import run
from govsim.engine.could import Asked, asked
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.act_words import Misworded
from govsim.record.state import holders, holding
from govsim.views.telling import tell
from govsim.whatif.branch import branch
from inline import bundled
from scenarios.test_forks import UNSAID, told

Answer = Callable[..., Any]
BN = 10**9
FORKS = Path(__file__).resolve().parents[2] / "scenarios" / "forks"


@pytest.fixture
def answer(capsysbinary: pytest.CaptureFixture[bytes]) -> Answer:
    """Run a command with `--json` and read what it wrote."""

    def answered(*arguments: str) -> Any:  # noqa: ANN401 - a document
        capsysbinary.readouterr()
        assert run((*arguments, "--json")) == 0
        return json.loads(capsysbinary.readouterr().out)

    return answered


@cache
def base(name: str) -> Timeline:
    return replay(bundled(name))


def sums(row: dict[str, str], scale: int = BN) -> dict[str, Fraction]:
    """Give the sums of a row, in billions."""
    return {who: Fraction(amount) / scale for who, amount in row.items()}


# --- golden numbers ------------------------------------------------------------------------------------------------

RECOUPED = Fraction(13) / Fraction(75, 100)  # three quarters of it are Microsoft's 13
OTHERS_BY_THEN = RECOUPED - 13  # 13/3
MICROSOFT_FULL = RECOUPED + Fraction(92) / Fraction(49, 100)
GOLDEN = {
    "first-tier-outside": (RECOUPED + Fraction(150) / Fraction(49, 100), 105, 150 + OTHERS_BY_THEN),
    "first-tier-inside": (RECOUPED + (150 - OTHERS_BY_THEN) / Fraction(49, 100), 105, Fraction(150)),
    "one-cap-together": (Fraction(150) / Fraction(98, 100), 75, Fraction(75)),
}
"""By value of the parameter: the total at the last cap, and what Microsoft and the others then have, in billions."""
SHEET = {  # the figures of the issue, rounded to a million: the total, and what the nonprofit then holds
    "first-tier-outside": ("323.456", "64.122"),
    "first-tier-inside": ("314.612", "59.612"),
    "one-cap-together": ("153.061", "3.061"),
}


def test_the_fractions_by_hand_are_the_figures_of_the_sheet() -> None:
    assert Fraction(52, 3) == RECOUPED
    for value, (total, microsoft, others) in GOLDEN.items():
        assert (f"{float(total):.3f}", f"{float(total - microsoft - others):.3f}") == SHEET[value]


@pytest.mark.parametrize("value", GOLDEN)
def test_where_the_caps_end_and_what_each_has_there(answer: Answer, value: str) -> None:
    """Fails with 48 for 49 %, with 91 for 92 bn, or if the first tier counts for the others' cap or no longer does."""
    total, microsoft, others = GOLDEN[value]
    document = answer("waterfall", "nov2023", "--param", f"profit-caps={value}")
    (chosen,) = [one for one in document["variants"] if one["chosen"]]
    assert chosen["value"] == value
    assert Fraction(chosen["ends"]) == total * BN
    nonprofit = total - microsoft - others
    assert sums(chosen["has"]) == {"microsoft": microsoft, "global.units": others, "inc": nonprofit}
    last = document["levels"][-1]
    assert (Fraction(last["total"]), sums(last["has"])) == (total * BN, sums(chosen["has"]))


def test_the_first_tier_ends_at_52_thirds_and_microsofts_cap_is_reached_before_that_of_the_others(
    answer: Answer,
) -> None:
    """Tier 2 gives Microsoft and the others 49 % each: 92 comes before 150, and before 150 less 13/3."""
    for value in ("first-tier-outside", "first-tier-inside"):
        document = answer("waterfall", "nov2023", "--param", f"profit-caps={value}")
        first, second = (Fraction(one["total"]) / BN for one in document["levels"][:2])
        assert (first, second) == (RECOUPED, MICROSOFT_FULL)
    assert f"{float(MICROSOFT_FULL):.3f}" == "205.088"


def test_the_garbled_retelling_is_shown_as_rejected_and_says_nothing_of_what_lies_between(answer: Answer) -> None:
    (rejected,) = answer("waterfall", "nov2023")["rejected"]
    gap = [[Fraction(bound) / BN for bound in pair] for pair in rejected["undefined"]]
    assert (rejected["id"], gap) == ("level-of-92", [[RECOUPED, 92]])


def test_with_a_cap_of_ten_times_for_all_the_nonprofit_has_most_of_it(answer: Answer) -> None:
    """13 and 1 put in, all money counted: the others lack 10 - 13/3 after tier 1, Microsoft 130 - 13."""
    total = RECOUPED + Fraction(117) / Fraction(49, 100)
    found = answer("waterfall", "caps-ten-times")["levels"]
    others = RECOUPED + (10 - OTHERS_BY_THEN) / Fraction(49, 100)
    assert [Fraction(one["total"]) / BN for one in found] == [RECOUPED, others, total]
    assert sums(found[-1]["has"]) == {"microsoft": 130, "global.units": 10, "inc": total - 140}
    assert f"{float(total - 140):.3f}" == "116.109"


# --- the tender ----------------------------------------------------------------------------------------------------


def test_without_the_tender_the_stakes_of_the_staff_alone_are_other_ones_and_by_that_offer_alone(
    answer: Answer,
) -> None:
    with_it, without = (
        {one["party"]: one for one in answer("waterfall", name, "--at", "board-2024")["stakes"]}
        for name in ("nov2023", "tender-cancelled")
    )
    assert [who for who in with_it if with_it[who] != without.get(who)] == ["staff"]
    assert with_it.keys() == without.keys()
    more = [one for one in with_it["staff"]["offers"] if one not in without["staff"]["offers"]]
    tender = {"by": "investors", "thing": "staff-tender", "valuation": {"amount": str(86 * BN), "currency": "USD"}}
    assert more == [tender]
    assert without["staff"]["offers"] == [one for one in with_it["staff"]["offers"] if one != tender]
    assert {key: one for key, one in with_it["staff"].items() if key != "offers"} == {
        key: one for key, one in without["staff"].items() if key != "offers"
    }


OF_INC = (
    "remove altman from inc.ceo",
    "appoint murati as inc.ceo replacing altman",
    "remove taylor from inc.chair",
    "remove dangelo from inc.board",
    "elect nadella to inc.board",
    "resize inc.board to 9",
    "determine inc.agi-reached",
    "determine inc.bylaws-change",
    "appoint thrive as inc.observers",
    "ratify decision.ceo",
    "manage inc",
)
OF_THE_COMPANIES = (
    "manage gp",
    "manage holdings",
    "manage global",
    "appoint murati as global.employment",
    "remove brockman from global.employment",
    "issue 1 of global.notes to thrive",
    "distribute USD 1bn under global.profits",
)
MOMENTS = ("announced", "letter-747", "board-2024")


def question(timeline: Timeline, words: str, step: str) -> tuple[Asked, Any]:
    at = right_after(timeline, step)
    what = asked(tuple(words.split()), at.moment, at.docket)
    assert not isinstance(what, Misworded), what
    return what, at


def power(timeline: Timeline, words: str, step: str = "board-2024") -> Holding:
    return who_can(*question(timeline, words, step))


def said(found: Holding) -> tuple[object, ...]:
    """Give all that an answer says of who holds a power, who could and who could stop it, and by which counts."""
    clause = found.power.clause
    rule = clause.id if clause is not None else ""
    return rule, found.own, found.says, found.together, found.all_of_them, found.aside


def test_the_acts_asked_about_are_not_all_alike() -> None:
    """Else the comparisons below would compare one answer with itself: several rules, and nobody who could for some."""
    found = [power(base("nov2023"), words) for words in (*OF_INC, *OF_THE_COMPANIES)]
    assert len({said(one)[0] for one in found}) >= 6
    assert {one.possible for one in found} == {True, False}


@pytest.mark.parametrize("name", ["tender-cancelled", "caps-ten-times", "microsoft-interest-votes"])
def test_money_and_a_vote_on_nothing_change_no_who_can(name: str) -> None:
    """Fails if a vote in the company below gives a say above it, or if an interest manages without a rule."""
    for words in (*OF_INC, *OF_THE_COMPANIES):
        for step in MOMENTS:
            asked_then, told_then = (power(one, words, step) for one in (base("nov2023"), told(name).timeline))
            assert said(told_then) == said(asked_then), (words, step)


def test_who_can_says_the_same_as_a_command(answer: Answer) -> None:
    """Of a fork no other worlds are compared, so that both are forks here: one cancels the tender, one has a vote."""
    kept = ("answer", "coalitions", "has_a_say", "power", "own_act_of", "finding", "over_the_story", "courts")
    one, other = (
        answer("who-can", name, "remove altman from inc.ceo")
        for name in ("tender-cancelled", "microsoft-interest-votes")
    )
    assert {key: one[key] for key in kept} == {key: other[key] for key in kept}
    assert one["answer"] == "yes"
    assert set(one["coalitions"]["swings"].values()) == {20}  # C(6, 3): 4 of 7


# --- Microsoft's interest ------------------------------------------------------------------------------------------

MANAGER = "remove gp from global.manager"
OTHERS = {"holder-of-two": 2, "holder-of-one": 1, "investors": 46, "inc": 2}


def test_a_vote_alone_removes_nobody_for_there_is_nothing_to_vote_on() -> None:
    assert not power(told("microsoft-interest-votes").timeline, MANAGER).possible


@pytest.mark.parametrize("with_whom", list(chain.from_iterable(combinations(OTHERS, n) for n in range(5))))
def test_microsoft_removes_the_manager_with_holders_of_more_than_one_per_cent_and_with_no_less(
    with_whom: tuple[str, ...],
) -> None:
    """More than half of 100 are 51; it has 49. Fails with `>= 1/2`, or with 48 or 50 for 49."""
    what, at = question(told("microsoft-interest-removes").timeline, MANAGER, "board-2024")
    found = can(("microsoft", *with_whom), what, at)
    assert found.finding.verdict.effective == (sum(OTHERS[one] for one in with_whom) > 1)


def test_with_the_power_to_remove_the_manager_no_who_can_on_inc_changes() -> None:
    for words in OF_INC:
        for step in MOMENTS:
            asked_then = power(base("nov2023"), words, step)
            assert said(power(told("microsoft-interest-removes").timeline, words, step)) == said(asked_then), words


# --- AGI -----------------------------------------------------------------------------------------------------------


def test_of_the_money_agi_takes_only_its_own_income_out_of_the_tiers(answer: Answer) -> None:
    """Fails if the stream hangs on nothing, if it goes to others, or if the determination touches a tier."""
    here = ("waterfall", "agi-declared", "--at", "agi-determined")
    there = ("waterfall", "nov2023", "--at", "anthropic-contact")
    declared, not_yet = answer(*here), answer(*there)
    same = ("tiers", "levels", "variants", "rejected", "put_in", "received", "stakes")
    assert {key: declared[key] for key in same} == {key: not_yet[key] for key in same}
    assert [one["apart"] for one in (*declared["streams"], *not_yet["streams"])] == [True, False]
    asked_for = ("--profit", "USD 5bn", "--stream", "agi")
    (all_of_it,), (divided,) = (answer(*one, *asked_for)["levels"] for one in (here, there))
    assert sums(all_of_it["gets"]) == {"inc": 5}
    assert sums(divided["gets"]) == {"microsoft": Fraction(15, 4), "global.units": Fraction(5, 4)}  # three quarters
    (plain,) = answer(*here, "--profit", "USD 5bn")["levels"]
    assert plain["gets"] == divided["gets"]


# --- the notes, and what became of them ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sep2024", "oct2025"])
def test_every_number_and_every_statement_has_a_source(answer: Answer, name: str) -> None:
    """The command exits with 1 otherwise; and every fact names a source, itself or in each of its claims."""
    answer("sources", name, "--strict")
    for fact in bundled(name).facts:
        assert fact.because, fact.id
        assert all(claim.cites for claim in fact.claims), fact.id


@pytest.mark.parametrize("name", ["sep2024", "oct2025"])
def test_no_record_gives_a_motive_a_label_or_a_forecast(name: str) -> None:
    assert UNSAID.findall((FORKS.parent / f"{name}.yaml").read_text()) == []


NOTES = {"thrive": 1250, "microsoft": 999, "round-investors": 6600 - 1250 - 999}


@pytest.mark.parametrize(("name", "step"), [("sep2024", "round-closed"), ("notes-fall-due", "two-years-over")])
def test_who_is_owed_how_much_on_the_day_the_notes_are_due(answer: Answer, name: str, step: str) -> None:
    stakes = {one["party"]: one["held"] for one in answer("waterfall", name, "--at", step)["stakes"]}
    notes = {who: held[0] for who, held in stakes.items() if held}
    assert {who: one["units"] for who, one in notes.items()} == NOTES
    owed = {who: {"currency": "USD", "amount": str(count * 10**6)} for who, count in NOTES.items()}
    assert {who: one["owed"] for who, one in notes.items()} == owed
    assert {one["due"] for one in notes.values()} == {"2026-10-02"}
    assert sum(NOTES.values()) * 10**6 == 6_600_000_000


def test_two_years_after_the_closing_are_the_day_on_which_the_notes_are_due() -> None:
    closed = base("sep2024").story.step("round-closed").at.latest
    due = told("notes-fall-due").timeline.story.step("two-years-over").at.latest
    assert (due.year - closed.year, due.month, due.day) == (2, closed.month, closed.day)


def test_a_holder_of_notes_has_no_say_in_anything_of_inc() -> None:
    timeline = told("notes-fall-due").timeline
    for words in ("remove altman from inc.ceo", "remove dangelo from inc.board", "resize inc.board to 9"):
        found = power(timeline, words, "two-years-over")
        assert found.possible
        assert not {"thrive", "microsoft", "round-investors"} & {who for one in found.says for who in one.persons}


def test_seven_leave_the_payroll_or_a_seat_and_the_board_is_the_same_seven() -> None:
    """Sutskever, Schulman, Murati, McGrew and Zoph leave, and the observer: no vote is moved by any of it."""
    first, last = base("sep2024").start, base("sep2024").entries[-1].fact
    seven = {"altman", "dangelo", "desmond-hellmann", "seligman", "simo", "summers", "taylor"}
    for state in (first, last):
        assert {one.party for one in holders(state, "inc.board")} == seven
    gone = {one.party for one in holders(first, "global.employment")} - {
        one.party for one in holders(last, "global.employment")
    }
    assert gone == {"sutskever", "schulman", "murati", "mcgrew", "zoph"}
    assert holding(last, "inc.observers") == ()


STOCK = {"foundation": 2600, "microsoft": 2700, "thrive": 80, "round-investors": 277, "staff-and-investors": 4343}


def test_the_stock_comes_to_26_27_and_47_hundredths_and_dividends_follow_it(answer: Answer) -> None:
    """In hundredths of a per cent; a note of a million is 10/157 of one at a value of 157 bn, rounded."""
    for who, notes in NOTES.items():
        became = round(Fraction(notes * 10, 157))
        assert became == {"thrive": 80, "microsoft": 64, "round-investors": 277}[who]
    assert sum(STOCK.values()) == 10_000
    assert sum(STOCK[one] for one in ("thrive", "round-investors", "staff-and-investors")) == 4700
    document = answer("waterfall", "oct2025", "--at", "no-objection", "--profit", "USD 10bn")
    stakes = {one["party"]: one["held"] for one in document["stakes"]}
    assert {who: sum(one["units"] for one in held) for who, held in stakes.items()} == STOCK
    (level,) = document["levels"]
    assert sums(level["gets"], 10**6) == STOCK  # 10 bn / 10,000 = 1 m a unit
    assert [one for one in document["tiers"] if one["to"] is not None] == []  # no cap ends a tier


def test_what_is_held_in_units_is_watched_in_units_and_not_in_holders(answer: Answer) -> None:
    """Class A before the notes: 2,636 and 4,343; after them the published 27 and 47 hundredths, 7,400."""
    before, after, *_ = tell(base("oct2025")).rows
    assert before.watched == ("2,600", "6,979")
    assert (after.watched_before, after.watched) == (("2,600", "6,979"), ("2,600", "7,400"))
    said = answer("whatif", "oct2025", "--drop", "stock")["answer"]
    assert "Class N at the end: 0 (as it happened: 2,600); class A at the end: 0 (as it happened: 7,400)." in said


def test_the_foundation_controls_with_26_hundredths_and_its_warrant_has_no_value(answer: Answer) -> None:
    stakes = {one["party"]: one for one in answer("waterfall", "oct2025", "--at", "no-objection")["stakes"]}
    assert stakes["foundation"]["offers"] == [{"by": "pbc", "thing": "foundation-warrant", "valuation": None}]
    found = power(base("oct2025"), "elect microsoft to pbc.outside-seats", "no-objection")
    assert [one.persons for one in found.says] == [("foundation",)]


# --- the rights plan -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bought", "harrow", "in_all"),
    [
        (370, 510, 1490),  # 490 + 490 + 510
        (10, 150, 1850),  # exactly 15 % of 1,000: 850 + 850 + 150
        (9, 149, 1000),  # one too few
    ],
)
def test_at_fifteen_per_cent_everybody_else_gets_one_share_for_each(bought: int, harrow: int, in_all: int) -> None:
    """Fails with `>` for `>=`, with 16 %, or if the holder gets new shares, too."""
    text = (FORKS / "poison-pill.yaml").read_text().replace("transfer: 370,", f"transfer: {bought},")
    forked, _ = read_text(text, FORKS / "poison-pill-of-a-test.yaml")
    assert forked is not None
    state = branch(forked).timeline.entries[-1].fact
    held = {one.party: one.units for one in holders(state, "orbis.shares")}
    assert (held["harrow"], sum(held.values())) == (harrow, in_all)
