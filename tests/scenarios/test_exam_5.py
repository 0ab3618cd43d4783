"""Exam questions 4, 7 and 16 on November 2023: the orders tried, as forks. Every verdict is worked out by hand.

Six directors, members = electors. R1 is the reading as reported, in which a majority of those in office acts without a
meeting; R3 the statute alone, in which all directors in office sign and at least a quorum of the seats authorized.
"""

from fractions import Fraction
from pathlib import Path

import pytest

from govsim.reader.forks import load_forked
from govsim.reader.load import Fetched, Wanted
from govsim.record.state import holding
from govsim.whatif.branch import Branch, branch, verdicts
from govsim.world.params import Value

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
R1, R2, R3 = "as-reported", "by-law-only", "statutory-default"
FOUR = "dangelo, mccauley, sutskever, toner"


def fetch(wanted: Wanted, name: str, _asking: str) -> Fetched | str:
    folder = {"structure": "structures/", "law": "laws/", "fork": "forks/"}.get(wanted, "")
    places = [SCENARIOS / f"{place}{name}{end}" for place in (folder, "", "forks/") for end in (".yaml", "")]
    found = next((path for path in places if path.is_file()), None)
    return Fetched(str(found), found.read_bytes()) if found is not None else f"no {wanted} {name}"


def told(text: str, **choices: Value) -> Branch:
    found, problems = load_forked(Fetched("f.yaml", text.encode()), fetch)
    assert found is not None, [problem.message for problem in problems]
    return branch(found, choices)


def shipped(name: str, **choices: Value) -> Branch:
    return told((SCENARIOS / "forks" / f"{name}.yaml").read_text(encoding="utf-8"), **choices)


def words(found: Branch, step: str) -> dict[str, str]:
    entry = found.timeline.by_step[step]
    return {item: verdict.word for item, verdict in verdicts(entry.rulings).items()}


def meeting(reading: str, size: int) -> dict[str, Value]:
    """Give the choices under which the decision stands in every reading: a meeting of which all were told."""
    return {"reading": reading, "form": "noticed-meeting", "altman-present": "yes", "size": Fraction(size)}


# --- 16: in which order must the settlement be executed? --------------------------------------------------------------


@pytest.mark.parametrize("size", [6, 7])
@pytest.mark.parametrize(
    ("order", "reading", "seats", "offices"),
    [
        ("three-resign-first", R1, "valid", "valid"),  # 1 of 1 in office, 1 needed
        ("three-resign-first", R2, "valid", "void"),  # 1 of 1 signs; one signer is no quorum of 6 (4) or 7 (4) seats
        ("three-resign-first", R3, "valid", "void"),  # the same: 223(a)(1) fills seats and does nothing else
        ("elect-first", R1, "valid", "valid"),  # 4 of 4; 4 and 2 are within 6 seats
        ("elect-first", R3, "valid", "valid"),  # 4 of 4 sign, and are a quorum of 6 or 7 seats, 4 needed
        ("resign-on-election", R1, "valid", "valid"),  # until a successor sits, all four are in office
        ("resign-on-election", R3, "valid", "valid"),
        ("settlement-for-later", R1, "pending", "pending"),  # voted now, effective on the 29th
        ("settlement-for-later", R3, "pending", "pending"),
    ],
)
def test_16_the_order_decides(order: str, reading: str, size: int, seats: str, offices: str) -> None:
    """Mutations: a quorum is asked to fill a vacancy; a resignation for later or on a condition works at once."""
    own: dict[str, Value] = {"reading": R1, "size": Fraction(size)}  # by the reported clause the consent of the four
    found = shipped(order, **(own if reading == R1 else meeting(reading, size)))
    said = words(found, "settlement")
    elected = next(name for name in said if "taylor" in name and "chair" not in name)
    assert (said[elected], said["ceo"]) == (seats, offices)


def test_16_all_four_resign_first_and_nobody_is_left_who_could_elect() -> None:
    """No director signs, and a base of nobody never passes: seats and offices stay as they were."""
    found = shipped("all-four-resign-first")
    assert set(words(found, "settlement").values()) == {"void"}
    assert holding(found.timeline.law, "inc.board") == ()


@pytest.mark.parametrize("order", ["three-resign-first", "elect-first", "resign-on-election", "settlement-for-later"])
def test_16_in_each_of_the_four_orders_the_same_three_sit_in_the_end(order: str) -> None:
    """Before the board of 2024 grows: D'Angelo, Summers and Taylor, in fact and in law (R1)."""
    entry = shipped(order).timeline.by_step["observer"]
    for state in (entry.fact, entry.law):
        assert holding(state, "inc.board") == ("dangelo", "summers", "taylor")


def test_16_whoever_resigns_on_a_condition_votes_until_it_is_met_and_not_after() -> None:
    """Pending on the 22nd; gone with the election, by which time four of four had signed (141(b))."""
    found = shipped("resign-on-election")
    for name in ("toner", "mccauley", "sutskever"):
        assert words(found, f"{name}-resigns") == {"act": "pending"}
    before = found.timeline.by_step["sutskever-resigns"].law
    assert len(holding(before, "inc.board")) == 4
    assert "sutskever" not in holding(found.timeline.by_step["settlement"].law, "inc.board")


def test_16_four_and_two_do_not_fit_into_five_seats() -> None:
    """With five seats fixed beforehand the two find one place: elect first is refused, resign for later is not.

    4 sit and 2 are elected, 6 of 5 seats; on the 29th 1 stays and 2 come (mutation: leaving is not counted).
    """
    fix = (
        "  - insert: {id: five, at: 2023-11-21T23:00, by: inc.board, if: open(new-board), status: assumed,"
        " assumption: for the count, do: {resolve: {via: consent, ballots: {signed: ["
        f"{FOUR}]}}, that: [{{resize: inc.board, to: 5}}]}}}}}}\n    after: agreement\n"
    )

    def at_five(order: str) -> str:
        found = told(f"govsim: 1\nfork: {order}\nid: five\nchange:\n{fix}")
        assert words(found, "five") == {"board": "valid"}
        return words(found, "settlement")["ceo"]

    assert at_five("elect-first") in {"void", "no_act"}  # all or nothing
    assert at_five("settlement-for-later") == "pending"


# --- 4: what if a unanimous written consent was needed? -------------------------------------------------------------


@pytest.mark.parametrize("size", [6, 7, 9])
@pytest.mark.parametrize("reading", [R1, R2, R3])
def test_4_unanimity_for_every_consent_is_impossible_with_six(reading: str, size: int) -> None:
    """Four of six directors, four of six members: both short of six, whatever the reading or the number of seats."""
    found = shipped("unanimity-for-every-consent", reading=reading, size=Fraction(size))
    assert set(words(found, "decision").values()) == {"void"}


def later(*signers: str) -> str:
    """Four sit from the 16th; from the 20th the charter asks all of those in office to sign."""
    silent = "".join(
        f"  - {{at: settlement, vote: {{{one}: silent}}}}\n" for one in FOUR.split(", ") if one not in signers
    )
    return (
        "govsim: 1\nfork: nov2023\nid: later\nassume: {form: consent-of-four, reading: as-reported}\nchange:\n"
        "  - add: {id: all-sign, in: inc.certificate, rank: charter, standing: assumed, when: after(2023-11-19),\n"
        "      words: All directors sign., for: inc.board, consent: all of in_office}\n"
        f"{silent}"
    )


def test_4_later_one_of_four_who_does_not_sign_is_enough_to_stop_it() -> None:
    """3 of 4 is short of 4; 4 of 4 is not (mutation: the rule counts from the start of the story)."""
    three, four = FOUR.split(", ")[:3], FOUR.split(", ")
    assert words(told(later(*three)), "settlement")["ceo"] == "void"
    assert words(told(later(*four)), "settlement")["ceo"] == "valid"
    assert words(told(later(*three)), "decision")["ceo"] == "valid"  # before the rule was in force


@pytest.mark.parametrize(
    ("size", "offices"),
    [
        (6, "valid"),  # 4 of 4 in office sign, a quorum of 6 seats is 4
        (7, "valid"),  # of 7 seats 4
        (9, "void"),  # of 9 seats 5: a vacancy must be filled first
    ],
)
@pytest.mark.parametrize("reading", [R2, R3])
def test_4_two_steps_without_notice(reading: str, size: int, offices: str) -> None:
    """Members remove two, 4 of 6 outstanding; then the four are the whole board."""
    found = shipped("size-nine-two-steps", reading=reading, size=Fraction(size))
    assert set(words(found, "decision").values()) == {"valid"}
    assert words(found, "decision-by-four")["ceo"] == offices


def test_4_at_nine_a_vacancy_is_filled_first() -> None:
    """5 of 5 sign, and five are a quorum of nine."""
    found = shipped("size-nine-three-steps")
    assert words(found, "fill-seat") == {"fifth": "valid"}
    assert set(words(found, "decision-by-four").values()) == {"valid"}


# --- 7: could the other side have moved first? ----------------------------------------------------------------------


def moved_first(via: str, ayes: str, noes: str = "") -> str:
    """Before the decision the members vote on whether Toner stays a director."""
    against = f", against: [{noes}]" if noes else ""
    word = "signed" if via == "consent" else "for"
    return (
        "govsim: 1\nfork: nov2023\nid: first\nassume: {form: consent-of-four, reading: as-reported}\nchange:\n"
        "  - insert: {id: first-move, at: 2023-11-16/2023-11-17T12:00, by: inc.members, status: assumed,\n"
        "      assumption: a question only,\n"
        f"      regardless: a question only, do: {{resolve: {{via: {via}, ballots: {{{word}: [{ayes}]{against}}},\n"
        "      that: [{remove: toner, from: inc.board, id: seat}]}}}\n"
        "    before: decision\n"
        "  - {at: decision, regardless: a question only}\n"
    )


ALL = "{meeting: {told: [altman, brockman, dangelo, mccauley, sutskever, toner]}}"


@pytest.mark.parametrize(
    ("via", "ayes", "noes", "verdict"),
    [
        ("consent", "altman, brockman, sutskever, dangelo", "", "valid"),  # 4 of 6, 4 needed
        ("consent", "altman, brockman, mccauley, dangelo", "", "valid"),  # any two of the four
        ("consent", "altman, brockman, sutskever", "", "void"),  # 3 of 6: a consent that is short is none
        (ALL, "altman, brockman, sutskever", "dangelo, mccauley, toner", "no_act"),  # 3 to 3
        (ALL, "altman, brockman, sutskever, dangelo", "mccauley, toner", "valid"),  # 4 of 6
        (ALL, "altman, brockman", "dangelo, mccauley, sutskever, toner", "no_act"),  # 2 of 6
    ],
)
def test_7_either_side_needs_four_of_six_and_three_can_only_block(via: str, ayes: str, noes: str, verdict: str) -> None:
    """Mutation: a majority of those who vote is enough for a seat."""
    assert words(told(moved_first(via, ayes, noes)), "first-move") == {"seat": verdict}


def test_7_with_one_seat_gone_first_the_four_no_longer_carry_the_office() -> None:
    """Five in office, three needed: three of the four are left, and as members 3 of 5 would end the two seats too."""
    found = told(moved_first("consent", "altman, brockman, sutskever, dangelo"))
    assert holding(found.timeline.by_step["first-move"].law, "inc.board") == (
        "altman",
        "brockman",
        "dangelo",
        "mccauley",
        "sutskever",
    )
    assert words(found, "decision")["ceo"] == "valid"  # 3 of 5 in office, 3 needed: Toner's signature is void
