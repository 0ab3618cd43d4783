"""Four made-up structures: every verdict, clause and count worked out by hand, and one question asked of each.

`dual-class`: 900 shares with one vote, 100 with ten, 1,900 votes, 951 a majority; after the sale of ten of the latter
910 + 900 = 1,810 votes, 906 a majority. `venture-startup`: 640 common and 360 preferred shares. `small-charity`: five
seats, a quorum of three, seven days' notice. `family-firm`: of a holding 40, 30 and 30 parts, and the holding has 52
of 100 parts of the firm.
"""

import json

import pytest

from govsim.edge.main import run
from govsim.engine.conclusions import standings
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.state import State, holding, units
from inline import bundled, found_in

VERDICTS = {
    "dual-class": {
        "removal.ceo": "valid",  # 5 of 5 seats there, 3 needed; 3 of 5 present, 3 needed
        "removal.acting": "valid",  # the same, and the holder goes in the same vote
        "seat-too.seat": "void",  # a director is removed by stockholders, and directors met
        "short-way.ceo": "void",  # an officer is the board's, and a stockholder signed
        "long-way.seat-kofi": "valid",  # 100 x 10 of 1,900 votes signed, 951 needed
        "long-way.seat-anneli": "valid",  # the same
        "long-way.seat-rui": "valid",  # the same
        "long-way.seat-maeve": "valid",  # the same, and three seats are free by the same paper
        "long-way.seat-sanjay": "valid",
        "long-way.seat-hanna": "valid",
        "back.ceo": "valid",  # 4 of 5 present, 3 needed
        "sale.ten": "valid",  # one's own shares
        "paper-alone.seat": "void",  # 90 x 10 of 1,810 votes signed, 906 needed
        "notice.act": "valid",
        "meeting.seat-maeve": "valid",  # 910 of 1,810 votes, 906 needed
        "meeting.seat-anneli": "valid",  # a plurality: 1 needed
    },
    "venture-startup": {
        "no-investor.budget": "void",  # 3 of 5 seats, but 0 of 2 directors of the preferred, 1 needed
        "investor-there.budget": "valid",  # 4 of 5 seats, 1 of 2; 3 of 4 present, 3 needed
        "senior.shares": "void",  # the preferred as a class did not act
        "senior.seats": "void",  # the same
        "board-alone.sale": "void",  # nor the stockholders, nor the preferred
        "drag-too-soon.angel": "void",  # no sale is approved in law, so that it is for Ortega alone
        "remove-investor.seat": "void",  # the seat is the preferred's
        "all-agree.sale": "valid",  # 350 + 200 + 300 of 1,000 signed, 501 needed
        "preferred-agree.sale": "valid",  # 300 of 360 signed, 181 needed
        "board-again.sale": "valid",  # 4 of 5 present, 3 needed, and two parts on file
        "drag.angel": "valid",  # now the company may
    },
    "small-charity": {
        "first-call.act": "valid",
        "not-told.goes": "void",  # Nowak was not told
        "not-told.comes": "void",
        "paper.goes": "void",  # 4 of 5 in office signed, 5 needed
        "paper.comes": "void",
        "second-call.act": "valid",
        "proper.goes": "valid",  # called fourteen days before; 4 of 5 seats, 3 needed; 3 of 4 present, 3 needed
        "proper.comes": "valid",
        "lease.lease": "valid",  # one stands aside: 4 there of 5 seats, 3 needed; 2 of 3 present, 2 needed
        "resignation.act": "valid",
        "third-call.act": "valid",
        "successor.seat": "valid",  # 3 of 4 in office, 3 needed
    },
    "family-firm": {
        "dividend.dividend": "valid",  # 2 to 2, and the chair's second vote: 3 of 5 cast, 3 needed
        "deadlock.works": "no_act",  # 2 of 4 cast, 3 needed, and no second vote on this
        "first-sale.thirty": "void",  # two of three branches did not agree
        "too-soon.instruction": "void",  # 40 of 100 signed, 51 needed
        "carla-agrees.agreed": "valid",
        "ottilie-agrees.agreed": "valid",
        "second-sale.thirty": "valid",  # Benno does it, the two others agreed before
        "instruction.instruction": "valid",  # 40 + 30 of 100 signed, 51 needed
        "anew.goes": "valid",  # 52 + 16 of 100 signed, 51 needed
        "anew.comes": "valid",  # the same, and the seat is free
        "works-again.works": "valid",  # 3 of 4 cast, 3 needed
        "outsider.sixteen": "pending",  # the others did not agree, and the notary has not answered
        "passed.act": "valid",
        "outsider-again.sixteen": "valid",  # offered, thirty days gone by, and Benno sells
    },
}

STOCK, NONSTOCK, LLC = "us-de/stock", "us-de/nonstock", "us-de/llc"

COUNTS = (
    ("dual-class", "removal.ceo", "quorum", f"{STOCK}.141b-quorum", (5, 3, 5)),
    ("dual-class", "removal.ceo", "vote", f"{STOCK}.141b-vote", (3, 3, 5)),
    ("dual-class", "long-way.seat-kofi", "consent", f"{STOCK}.228a-consent", (1000, 951, 1900)),
    ("dual-class", "long-way.seat-maeve", "consent", f"{STOCK}.228a-consent", (1000, 951, 1900)),
    ("dual-class", "back.ceo", "vote", f"{STOCK}.141b-vote", (4, 3, 5)),
    ("dual-class", "paper-alone.seat", "consent", f"{STOCK}.228a-consent", (900, 906, 1810)),
    ("dual-class", "meeting.seat-maeve", "quorum", f"{STOCK}.216-quorum", (1810, 906, 1810)),
    ("dual-class", "meeting.seat-maeve", "vote", f"{STOCK}.141k-majority", (910, 906, 1810)),
    ("venture-startup", "no-investor.budget", "quorum", "venture-startup.investor-in-quorum", (3, 3, 5)),
    ("venture-startup", "no-investor.budget", "quorum.class", "venture-startup.investor-in-quorum", (0, 1, 2)),
    ("venture-startup", "investor-there.budget", "quorum.class", "venture-startup.investor-in-quorum", (1, 1, 2)),
    ("venture-startup", "investor-there.budget", "vote", f"{STOCK}.141b-vote", (3, 3, 4)),
    ("venture-startup", "board-alone.sale", "vote", f"{STOCK}.141b-vote", (3, 3, 5)),
    ("venture-startup", "all-agree.sale", "consent", f"{STOCK}.228a-consent", (850, 501, 1000)),
    ("venture-startup", "preferred-agree.sale", "consent", f"{STOCK}.228a-class-consent", (300, 181, 360)),
    ("venture-startup", "board-again.sale", "vote", f"{STOCK}.141b-vote", (4, 3, 5)),
    ("small-charity", "not-told.goes", "vote", f"{NONSTOCK}.141b-vote", (4, 3, 4)),
    ("small-charity", "paper.goes", "consent", f"{NONSTOCK}.141f-consent", (4, 5, 5)),
    ("small-charity", "proper.goes", "quorum", f"{NONSTOCK}.141b-quorum", (4, 3, 5)),
    ("small-charity", "proper.goes", "vote", f"{NONSTOCK}.141b-vote", (3, 3, 4)),
    ("small-charity", "lease.lease", "quorum", f"{NONSTOCK}.141b-quorum", (4, 3, 5)),
    ("small-charity", "lease.lease", "vote", f"{NONSTOCK}.141b-vote", (2, 2, 3)),
    ("family-firm", "dividend.dividend", "quorum", "family-firm.three-of-four", (4, 3, 4)),
    ("family-firm", "dividend.dividend", "vote", "family-firm.casting", (3, 3, 5)),
    ("family-firm", "deadlock.works", "vote", "family-firm.no-casting-on-the-works", (2, 3, 4)),
    ("family-firm", "too-soon.instruction", "consent", f"{LLC}.18-302d-consent", (40, 51, 100)),
    ("family-firm", "instruction.instruction", "consent", f"{LLC}.18-302d-consent", (70, 51, 100)),
    ("family-firm", "anew.goes", "consent", f"{LLC}.18-302d-consent", (68, 51, 100)),
    ("family-firm", "works-again.works", "vote", "family-firm.no-casting-on-the-works", (3, 3, 4)),
)

NAMES = tuple(VERDICTS)


def told(name: str) -> Timeline:
    return replay(bundled(name))


def codes(timeline: Timeline, ruling: str) -> set[str]:
    return {one.code for one in found_in(timeline.ruling(ruling).finding)}


def named(timeline: Timeline, ruling: str, code: str) -> list[str]:
    found = (one for one in found_in(timeline.ruling(ruling).finding) if one.code == code)
    return [dict(one.names)["party"] for one in found]


def votes(state: State, party: str, *classes: tuple[str, int]) -> int:
    return sum(units(state, position, party) * each for position, each in classes)


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_ruled_as_worked_out_by_hand(name: str) -> None:
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
    found = {
        tuple(dict(one.numbers)[key] for key in ("have", "needed", "of"))
        for one in found_in(told(name).ruling(ruling).finding)
        if one.code == code and one.clause == clause
    }
    assert found == {count}


# --- what each is about ----------------------------------------------------------------------------------------


def test_ten_shares_are_the_difference_between_control_and_none() -> None:
    """Of 1,000 shares 100 are 10 % and 1,000 of 1,900 votes, 90 are 9 % and 900 of 1,810."""
    timeline = told("dual-class")
    classes = (("quillon.class-a", 1), ("quillon.class-b", 10))
    before, after = timeline.by_step["back"].law, timeline.by_step["sale"].law
    holders = ("dara", "aster", "bellweather", "crowd")
    assert [votes(before, one, *classes) for one in holders] == [1000, 450, 250, 200]
    assert [votes(after, one, *classes) for one in holders] == [900, 460, 250, 200]
    assert asked("dual-class") == {"controls-before": True, "controls-after": False}


def test_who_acts_for_another_electorate_does_nothing_and_no_capacity_is_assumed() -> None:
    timeline = told("dual-class")
    for ruling in ("seat-too.seat", "short-way.ceo"):
        assert "capacity.unstated" in codes(timeline, ruling)
        assert "capacity" not in timeline.ruling(ruling).rests_on


def test_directors_do_not_vote_their_shares_in_the_board() -> None:
    """Haleem and Renner hold 550 of 1,000 shares; as directors they have done the board's part and no other."""
    timeline = told("venture-startup")
    asked_of = [dict(one.names) for one in found_in(timeline.ruling("board-alone.sale").finding)]
    missing = [one["body"] for one in asked_of if one.get("met") == "marlow.board"]
    assert missing == ["marlow.stockholders", "marlow.preferred"]
    assert named(timeline, "board-again.sale", "approval.on-file") == ["marlow.stockholders", "marlow.preferred"]


def test_the_shares_of_the_angel_pass_in_law_only_with_the_approved_sale() -> None:
    timeline = told("venture-startup")
    soon, then = timeline.by_step["drag-too-soon"], timeline.by_step["drag"]
    assert (units(soon.fact, "marlow.angel-stock", "pilar"), units(soon.law, "marlow.angel-stock", "pilar")) == (0, 40)
    assert units(then.law, "marlow.angel-stock", "pilar") == 0
    assert units(then.law, "marlow.common-stock", "tern") == 40


def test_the_one_not_told_and_the_ballot_of_the_one_who_resigned_are_named() -> None:
    timeline = told("small-charity")
    assert named(timeline, "not-told.goes", "notice.missing") == ["marta"]
    assert named(timeline, "successor.seat", "ballot.void") == ["marta"]


def test_three_dismissals_are_one_in_law() -> None:
    timeline = told("small-charity")
    wardens = [holding(timeline.by_step[step].law, "heron.warden") for step in ("not-told", "paper", "proper")]
    assert wardens == [("fiona",), ("fiona",), ("idris",)]
    assert holding(timeline.by_step["not-told"].fact, "heron.warden") == ("idris",)


def test_whoever_controls_the_holding_controls_the_firm() -> None:
    assert asked("family-firm") == {
        "before": False,  # 40 of 100
        "firm-after-first-sale": True,  # 70 of 100 in the book of members
        "in-law": False,  # 40 of 100: nothing has passed
        "after": True,  # 70 of 100
        "holding": True,  # 52 of 100
    }


def asked(name: str) -> dict[str, bool | str | None]:
    """Give the answers to the named outcomes of a story."""
    found = (one for one in standings(told(name)) if one.conclusion.kind == "outcome")
    return {one.conclusion.name: one.chosen for one in found}


# --- one question asked of each, with the flags of `govsim whatif` ------------------------------------------------

NINE = "{at: sale, do: {decide: {that: [{transfer: 9, of: quillon.class-b, from: dara, to: aster, id: ten}]}}}"

QUESTIONS = {
    "nine shares and not ten": (  # 91 x 10 of 909 + 910 votes; 910 are needed, and the others have 909
        ("dual-class", "--change", NINE),
        {"paper-alone.seat": "valid", "meeting.seat-maeve": "no_act"},
        ["(signatures: 910 of 1,819 votes", "(votes for: 909, 910 needed of 1,819 votes"],
    ),
    "the preferred do not agree": (
        ("venture-startup", "--drop", "preferred-agree"),
        {"board-again.sale": "void"},
        ["this is for the preferred, which did not act"],
    ),
    "the second call five days before": (  # 29 January 09:00 to 3 February 18:00; Roth did not come
        ("small-charity", "--change", "{at: second-call, time: 2025-01-29T09:00}"),
        {"proper.goes": "void", "proper.comes": "void"},
        ["Roth was told too late"],
    ),
    "nothing lets an interested trustee out of the count": (  # 2 of 4 present, 3 needed
        ("small-charity", "--rule", "conflict-of-interest=drop"),
        {"lease.lease": "no_act"},
        ["votes for: 2, 3 needed of 4 present"],
    ),
    "Carla does not agree": (
        ("family-firm", "--drop", "carla-agrees"),
        {"second-sale.thirty": "void", "instruction.instruction": "void"},
        ["signatures: 40 of 100 votes"],
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_the_answer_worked_out_by_hand(
    capsysbinary: pytest.CaptureFixture[bytes], question: str
) -> None:
    flags, expected, said = QUESTIONS[question]
    assert run(["whatif", *flags, "--json"]) == 0
    document = json.loads(capsysbinary.readouterr().out)
    rulings = {
        f"{step['id']}.{item['id']}": item["verdict"] for step in document["replay"]["steps"] for item in step["items"]
    }
    assert {key: rulings[key] for key in expected} == expected
    for words in said:
        assert words in document["answer"]
