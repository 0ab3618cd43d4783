"""The library of forks of November 2023: what each asks, and what the law says to it, by hand from the sheets."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from govsim.edge.files import names_of, read
from govsim.record.acts import Meeting, Ratify, Resolve
from govsim.record.edits import Choose, Enact, Fork, Insert, Redo, Via
from govsim.record.rulings import Finding, Verdict
from govsim.record.state import holding
from govsim.whatif.branch import Branch, Mark, Turn, branch
from govsim.whatif.causes import first_causes
from govsim.world.clauses import Rank, Recusal, WrittenConsent
from govsim.world.expressions import Call, Name, walk
from govsim.world.sources import words_in

FOLDER = Path(__file__).resolve().parents[2] / "scenarios" / "forks"
FORKS = names_of("forks")

TOPICS = {
    "who manages where the agreement is silent": ["bare-llc-default"],
    "each of the four votes changed": ["sutskever-votes-no", "toner-votes-no", "mccauley-votes-no", "dangelo-votes-no"],
    "the form, with three for it": ["noticed-meeting-sutskever-against"],
    "Brockman told and present, or not told": [
        "brockman-told-and-present",
        "brockman-present-sutskever-against",
        "noon-call-without-notice",
    ],
    "unanimity for every consent, members included": ["unanimity-for-every-consent"],
    "48 hours' notice, given and ignored": ["notice-48h-given", "notice-48h-ignored", "notice-48h-ignored-consent"],
    "nine seats": [
        "size-nine",
        "size-nine-signers-quorum",
        "size-nine-meeting-of-four",
        "size-nine-noon-call",
        "size-nine-two-steps",
        "size-nine-three-steps",
    ],
    "Microsoft with one seat": [
        "microsoft-one-seat",
        "microsoft-one-seat-in-vacancy",
        "microsoft-one-seat-told",
        "microsoft-one-seat-not-told",
    ],
    "Microsoft with two seats": [
        "microsoft-two-seats",
        "microsoft-two-seats-in-vacancies",
        "microsoft-two-seats-attend",
        "microsoft-two-seats-abstain",
        "microsoft-two-seats-brockman-away",
        "microsoft-two-seats-stay-away",
        "microsoft-two-seats-four-alone",
    ],
    "Microsoft with three seats": [
        "microsoft-three-seats",
        "microsoft-three-seats-in-vacancies",
        "microsoft-three-seats-attend",
    ],
    "Microsoft with a consent right": [
        "microsoft-consent-by-charter",
        "microsoft-consent-by-charter-given",
        "microsoft-consent-by-contract",
        "microsoft-consent-by-contract-remedy",
    ],
    "founder super-votes": [
        "altman-two-votes",
        "altman-three-votes",
        "altman-three-votes-at-a-meeting",
        "altman-three-votes-four-alone",
        "altman-three-votes-board-only",
        "altman-three-votes-by-law",
        "altman-brockman-two-votes-each",
        "founders-two-votes-each",
        "founders-three-votes-each",
    ],
    "Altman recused, with and without shrinking the base": [
        "altman-recused",
        "altman-recused-smaller-base",
        "altman-recused-three-for",
        "altman-recused-three-for-smaller-base",
    ],
    "no Microsoft offer": ["no-microsoft-offer"],
    "the letter stops at 505": ["letter-stops-at-505", "letter-stops-at-505-half"],
    "Sutskever does not sign": ["sutskever-does-not-sign", "sutskever-does-not-sign-statutory-default"],
    "all four resign before electing successors": ["all-four-resign-first"],
    "settlement under 223(d)": ["settlement-for-later"],
    "three resign first, or once successors sit, or on that condition": [
        "three-resign-first",
        "three-resign-first-statutory-default",
        "elect-first",
        "resign-on-election",
    ],
    "only the CEO removed, seats kept": ["only-the-job"],
    "for the job and against the seats": ["for-the-job-against-the-seats"],
    "the office offered to Anthropic's head": ["office-offered-to-anthropic-head", "anthropic-head-accepts"],
    "AGI declared": ["agi-declared"],
    "a classified board": ["classified-board", "classified-board-no-cause", "classified-board-cause-found"],
    "the attorney general asks": ["attorney-general-asks"],
    "suit under 225, status-quo order": ["suit-225-status-quo", "suit-225-leave-given", "suit-225-order-refused"],
    "the later two-thirds rule": ["later-two-thirds-rule", "later-two-thirds-rule-sutskever-against"],
    "one director stays away": [
        "one-director-stays-away",
        "one-director-stays-away-statutory-default",
        "three-fill-two-seats",
    ],
    "Altman resigns before noon": ["altman-resigns-before-noon", "altman-resigns-before-noon-statutory-default"],
    "the tender cancelled": ["tender-cancelled"],
    "a cap of ten times for all": ["caps-ten-times"],
    "Microsoft's interest votes, and may remove the manager": [
        "microsoft-interest-votes",
        "microsoft-interest-removes",
    ],
    "no conversion, and the notes fall due": ["notes-fall-due"],
    "a rights plan, carried out and redeemed": ["poison-pill", "poison-pill-redeemed"],
}
"""Every question the library has to pose, and the forks that pose it."""


def base_of(name: str) -> str:
    """Give the story a fork began with, through the forks between."""
    while name in FORKS:
        name = yaml.safe_load((FOLDER / f"{name}.yaml").read_text())["fork"]
    return str(name)


NOVEMBER = [name for name in FORKS if base_of(name) == "nov2023"]
"""Those of November 2023, which have its decision and its settlement."""

OFFICES = ("ceo", "chair", "successor")
SEATS = ("seat-altman", "seat-brockman")

DECISION = {  # fork: verdict on the offices, and on the seats
    "bare-llc-default": ("valid", "valid"),  # the parent's board is not touched: 4 of 6 signed
    "sutskever-votes-no": ("void", "void"),  # 3 of 6 signed, 4 needed, in both capacities
    "toner-votes-no": ("void", "void"),
    "mccauley-votes-no": ("void", "void"),
    "dangelo-votes-no": ("void", "void"),
    "noticed-meeting-sutskever-against": ("valid", "no_act"),  # 3 of 5 present; 3 of 6 members
    "brockman-told-and-present": ("valid", "valid"),  # 4 of 6 present; 4 of 6 members
    "brockman-present-sutskever-against": ("no_act", "no_act"),  # 3 of 6 present; 3 of 6 members
    "noon-call-without-notice": ("void", "void"),  # one not told
    "unanimity-for-every-consent": ("void", "void"),  # 4 of 6 signed, 6 needed, in both capacities
    "notice-48h-given": ("valid", "valid"),
    "notice-48h-ignored": ("void", "void"),  # one told late and away
    "notice-48h-ignored-consent": ("valid", "valid"),
    "size-nine": ("valid", "valid"),
    "size-nine-signers-quorum": ("void", "valid"),  # 4 signers of 9 seats; members ask for no quorum of directors
    "size-nine-meeting-of-four": ("void", "void"),  # 4 present of 9 seats
    "size-nine-noon-call": ("valid", "valid"),  # 5 present of 9 seats
    "microsoft-one-seat": ("valid", "valid"),  # 4 of 7
    "microsoft-one-seat-in-vacancy": ("valid", "valid"),
    "microsoft-one-seat-told": ("valid", "valid"),
    "microsoft-one-seat-not-told": ("void", "void"),
    "microsoft-two-seats": ("void", "void"),  # 4 of 8
    "microsoft-two-seats-in-vacancies": ("void", "void"),
    "microsoft-two-seats-attend": ("no_act", "no_act"),  # 4 of 8 present
    "microsoft-two-seats-abstain": ("no_act", "no_act"),
    "microsoft-two-seats-brockman-away": ("valid", "no_act"),  # 4 of 7 present; 4 of 8 members
    "microsoft-two-seats-stay-away": ("valid", "no_act"),  # 4 of 5 present; 4 of 8 members
    "microsoft-two-seats-four-alone": ("void", "void"),  # 4 present of 8 seats
    "microsoft-three-seats": ("void", "void"),  # 4 of 9
    "microsoft-three-seats-in-vacancies": ("void", "void"),
    "microsoft-three-seats-attend": ("no_act", "no_act"),  # 4 of 8 present; 4 of 9 members
    "microsoft-consent-by-charter-given": ("valid", "valid"),
    "microsoft-consent-by-contract": ("valid", "valid"),
    "microsoft-consent-by-contract-remedy": ("valid", "valid"),
    "altman-two-votes": ("valid", "valid"),  # 4 of 7 votes
    "altman-three-votes": ("void", "void"),  # 4 of 8 votes
    "altman-three-votes-at-a-meeting": ("valid", "no_act"),  # 4 of 7 votes present; 4 of 8 votes of members
    "altman-three-votes-four-alone": ("void", "void"),  # quorum 4 of 8 votes
    "altman-three-votes-by-law": ("valid", "valid"),  # a void clause: 4 of 6
    "altman-three-votes-board-only": ("void", "valid"),  # 4 of 8 votes; 4 of 6 members
    "altman-brockman-two-votes-each": ("void", "void"),  # 4 of 8 votes
    "founders-two-votes-each": ("valid", "valid"),  # 5 of 9 votes
    "founders-three-votes-each": ("void", "void"),  # 6 of 12 votes
    "altman-recused": ("valid", "valid"),  # 4 of 6 present
    "altman-recused-smaller-base": ("valid", "valid"),  # 4 of 5 counted
    "altman-recused-three-for": ("no_act", "no_act"),  # 3 of 6 present
    "altman-recused-three-for-smaller-base": ("valid", "no_act"),  # 3 of 5 counted; 3 of 6 members
    "later-two-thirds-rule": ("valid", "valid"),
    "classified-board": ("valid", "pending"),
    "classified-board-no-cause": ("valid", "void"),  # 4 of 6 members, and no power without cause
    "classified-board-cause-found": ("valid", "valid"),
    "altman-resigns-before-noon": ("valid", "valid"),  # 4 of 5
    "tender-cancelled": ("valid", "valid"),  # money moves no vote: 4 of 6
    "caps-ten-times": ("valid", "valid"),
    "microsoft-interest-votes": ("valid", "valid"),  # a vote in another body: 4 of 6 in this one
    "microsoft-interest-removes": ("valid", "valid"),
}

ITEMS = {  # fork: verdicts on single items, where offices do not stand or fall together or another step decides
    "microsoft-consent-by-charter": {
        "decision.ceo": "void",  # Microsoft's consent is missing
        "decision.successor": "void",  # the office is not vacant in law
        "decision.chair": "valid",  # 4 of 6, not named by the right
        "decision.seat-altman": "valid",
        "decision.seat-brockman": "valid",
    },
    "microsoft-one-seat-told": {"shear.ceo-shear": "void"},  # 4 of 5 signed, all needed
    "size-nine-two-steps": {
        "decision.seat-altman": "valid",
        "decision-by-four.ceo": "void",  # 4 signers of 9 seats
        "decision-by-four.chair": "void",
        "decision-by-four.successor": "void",
    },
    "size-nine-three-steps": {
        "decision.seat-brockman": "valid",
        "fill-seat.fifth": "valid",  # 4 of 4, no quorum asked
        "decision-by-four.ceo": "valid",  # 5 signers of 9 seats
        "decision-by-four.chair": "valid",
        "decision-by-four.successor": "valid",
    },
    "later-two-thirds-rule-sutskever-against": {
        "decision.ceo": "valid",  # 3 of 3 non-employee directors
        "decision.chair": "void",  # 3 of 6
        "decision.successor": "void",
        "decision.seat-altman": "void",
        "decision.seat-brockman": "void",
    },
    "no-microsoft-offer": {"decision.ceo": "valid", "shear.ceo-shear": "valid"},
    "letter-stops-at-505": {"decision.ceo": "valid", "shear.ceo-shear": "valid"},
    "letter-stops-at-505-half": {"settlement.ceo": "valid"},
    "sutskever-does-not-sign": {"settlement.ceo": "valid"},  # 3 of 4
    "sutskever-does-not-sign-statutory-default": {"decision.ceo": "valid", "settlement.ceo": "void"},
    "one-director-stays-away": {"settlement.ceo": "valid"},  # 3 of 4
    "one-director-stays-away-statutory-default": {"settlement.ceo": "void", "settlement.board-taylor": "void"},
    "three-fill-two-seats": {"fill-seats.taylor": "valid", "fill-seats.summers": "valid", "settlement.ceo": "valid"},
    "all-four-resign-first": {"four-resign.board-toner": "valid", "settlement.ceo": "void"},
    "three-resign-first": {"settlement.taylor": "valid", "settlement.ceo": "valid"},  # 1 of 1
    "three-resign-first-statutory-default": {  # 1 of 1 fills vacancies; for offices 1 is no quorum of 6, 4 needed
        "settlement.taylor": "valid",
        "settlement.summers": "valid",
        "settlement.ceo": "void",
    },
    "elect-first": {"settlement.ceo": "valid", "three-resign.board-toner": "valid"},  # 4 of 4
    "resign-on-election": {"toner-resigns.act": "pending", "settlement.ceo": "valid"},  # 4 of 4
    "settlement-for-later": {"settlement.ceo": "pending", "observer.microsoft": "valid"},
    "only-the-job": {"decision.ceo": "valid", "decision.successor": "valid", "settlement.ceo": "valid"},
    "for-the-job-against-the-seats": {
        "decision.ceo": "valid",
        "decision-on-seats.seat-altman": "void",  # 3 of 6 members
        "decision-on-seats.seat-brockman": "void",
    },
    "office-offered-to-anthropic-head": {"appointment.ceo": "pending", "shear.ceo-shear": "valid"},
    "anthropic-head-accepts": {"acceptance.office-accepted": "valid", "shear.ceo-shear": "no_act"},
    "agi-declared": {"agi-determined.agi": "valid", "settlement.ceo": "valid"},
    "attorney-general-asks": {"decision.ceo": "valid", "decision.seat-altman": "valid", "settlement.ceo": "valid"},
    "suit-225-status-quo": {"decision.ceo": "valid", "shear.ceo-shear": "pending", "settlement.ceo": "pending"},
    "suit-225-leave-given": {"shear.ceo-shear": "pending", "settlement.ceo": "valid"},
    "suit-225-order-refused": {"shear.ceo-shear": "valid", "settlement.ceo": "valid"},
    "altman-resigns-before-noon-statutory-default": {
        "decision.ceo": "valid",  # already so
        "decision.seat-brockman": "valid",  # 4 of 5 members
        "decision.chair": "void",  # 4 of 5 signed, all needed
        "decision.successor": "void",
        "shear.ceo-shear": "valid",  # 4 of 4, and 4 of 6 seats
    },
    "notes-fall-due": {
        "round-closed.thrive": "valid",
        "round-closed.microsoft": "valid",
        "round-closed.others": "valid",
    },
    "poison-pill": {
        "plan-adopted.rights-plan": "valid",  # 9 of 9 present, 5 needed
        "purchase.shares": "valid",  # a holder's own
        "new-shares.shares": "valid",
        "meeting-2025.una": "no_act",  # 510 each, against 980 each
        "meeting-2025.ida": "valid",  # 980 of 1,490, three seats for six who stand
        "meeting-2026.xavi": "no_act",
    },
    "poison-pill-redeemed": {
        "redemption.redeemed": "valid",  # 5 of 9 present, 5 needed
        "meeting-2025.una": "valid",  # 510 each, against 490 each
        "six-of-nine.ceo": "valid",  # 6 of 9 present, 5 needed
    },
}

WILLING = {  # fork: the decision its question hangs on, whether it came about, and whether the power was there
    "no-microsoft-offer": ("settlement", False, True),
    "letter-stops-at-505": ("settlement", False, True),
    "letter-stops-at-505-half": ("settlement", True, True),
    "sutskever-does-not-sign": ("settlement", True, True),
    "sutskever-does-not-sign-statutory-default": ("settlement", False, False),  # 3 of 4 signed, all needed
}

UNSAID = re.compile(
    r"\b(?:coups?|masterminds?|winners?|losers?|plotters?|motiv\w+|motives?|betray\w*|traitors?|blam\w+|struck first|"
    r"legally fired|changed (?:his|her|their) minds?|owners? of 49|would have won|victory|defeat(?:s|ed)?|revenge)\b"
    r"|政变|宫斗|逼宫|幕后黑手|反水|内斗|赢家|输家|夺权|阴谋|动机|背叛",
    re.IGNORECASE,
)


@cache
def told(name: str) -> Branch:
    """Read a bundled fork, which has no problem, not even a warning, and tell it."""
    forked, problems = read(name)
    assert problems == ()
    assert forked is not None
    return branch(forked)


def own(name: str) -> Fork:
    return told(name).forked.forks[-1]


def turn_of(found: Branch, step: str) -> Turn:
    return {turn.step: turn for turn in found.turns}[step]


def leaves(finding: Finding) -> list[Finding]:
    return [finding] if not finding.children else [leaf for child in finding.children for leaf in leaves(child)]


def counted(name: str, item: str, code: str, base: str) -> tuple[int, int, int]:
    """Give how many there were, how many were needed, and of how many, in the first such finding on an item."""
    found = leaves(told(name).timeline.ruling(item).finding)
    one = next(leaf for leaf in found if leaf.code == code and dict(leaf.names).get("base") == base)
    numbers = dict(one.numbers)
    return numbers["have"], numbers["needed"], numbers["of"]


def majority(of: int) -> int:
    """Give the least whole number greater than half."""
    return of // 2 + 1


def test_every_question_the_library_has_to_pose_is_posed_and_no_fork_is_left_out() -> None:
    listed = [name for names in TOPICS.values() for name in names]
    assert sorted(listed) == sorted(FORKS)
    assert len(listed) == len(set(listed)) >= 30


@pytest.mark.parametrize("name", FORKS)
def test_a_fork_is_called_after_its_file_and_asks_and_explains(name: str) -> None:
    fork = own(name)
    assert fork.id == name
    assert words_in(fork.question).startswith("What if ")
    assert words_in(fork.question).endswith("?")
    assert {"en", "zh-Hans"} <= {language for language, _ in fork.question}
    assert 2 <= len(re.findall(r"[.?](?: |$)", re.sub(r"\bv\.", "v", words_in(fork.note)))) <= 5
    assert 0 < len(words_in(fork.title)) <= 50


@pytest.mark.parametrize("name", FORKS)
def test_everything_a_fork_expects_comes_about(name: str) -> None:
    found = told(name)
    assert found.timeline.expected
    assert set(found.timeline.expected) == {True}


@pytest.mark.parametrize("name", NOVEMBER)
def test_a_fork_names_the_reading_and_the_form_it_assumes(name: str) -> None:
    """What is expected is expected under one form: assumed by name, or written out at the decision itself."""
    found = told(name)
    last = {edit.name for edit in own(name).edits if isinstance(edit, Choose)}
    written = [edit for edit in found.edits if isinstance(edit, Via) and edit.at == "decision"]
    assert "reading" in last
    assert "form" in last or written


@pytest.mark.parametrize("name", FORKS)
def test_every_expected_verdict_shows_its_count(name: str) -> None:
    """The count stands beside the expectation, or on the line above it."""
    lines = (FOLDER / f"{name}.yaml").read_text().partition("\nexpect:\n")[2].splitlines()
    asked = re.compile(r"\b(?:valid|void|no_act|pending)\(")
    bare = [
        line
        for above, line in pairwise(["", *lines])
        if asked.search(line) and "  # " not in line and not above.startswith("  # ")
    ]
    assert lines
    assert bare == []


@pytest.mark.parametrize("name", FORKS)
def test_a_rule_that_a_fork_adds_is_called_assumed_and_worded(name: str) -> None:
    """What the law says where nobody agreed otherwise is no assumption: it is cited."""
    added = [edit.clause for edit in own(name).edits if isinstance(edit, Enact)]
    law = {one.id for one in added if one.rank is Rank.DEFAULT and one.cite and one.standing == "seen"}
    assert [one.id for one in added if (one.standing != "assumed" and one.id not in law) or not one.words] == []


@pytest.mark.parametrize("name", FORKS)
def test_a_rule_that_lets_fewer_act_than_the_statute_asks_for_stands_in_the_certificate(name: str) -> None:
    """A by-law may ask for more than section 141 does, and not for less; the clause of a contract gives no power."""
    added = [edit.clause for edit in own(name).edits if isinstance(edit, Enact)]
    laxer = [one for one in added if isinstance(one.topic, Recusal | WrittenConsent)]
    assert [one.id for one in laxer if one.rank is not Rank.CHARTER] == []


@pytest.mark.parametrize("name", NOVEMBER)
def test_whom_the_settlement_elects_votes_only_where_it_came_about(name: str) -> None:
    """Summers and Taylor are directors by the settlement: without it neither later vote is put."""
    if not turn_of(told(name), "settlement").happened:
        later = [turn_of(told(name), step).entry for step in ("observer", "board-2024")]
        assert [entry.step.id for entry in later if entry is not None and entry.condition is not False] == []


@pytest.mark.parametrize("name", FORKS)
def test_a_step_that_a_fork_puts_in_is_assumed_and_has_a_title_in_both_languages(name: str) -> None:
    put = [edit.step for edit in own(name).edits if isinstance(edit, Insert)]
    assert [step.id for step in put if step.status != "assumed"] == []
    assert [step.id for step in put if not 0 < len(words_in(step.title)) <= 45] == []
    assert [step.id for step in put if "zh-Hans" not in dict(step.title)] == []
    assert [step.id for step in put if isinstance(step.act, Resolve) and not step.assumption] == []


@pytest.mark.parametrize("name", FORKS)
def test_no_fork_gives_a_motive_a_label_or_a_forecast(name: str) -> None:
    assert UNSAID.findall((FOLDER / f"{name}.yaml").read_text()) == []


def test_the_net_catches_what_it_is_for() -> None:
    assert UNSAID.findall("the coup that the winner's motive explains; 动机") == ["coup", "winner", "motive", "动机"]


@pytest.mark.parametrize("name", sorted(DECISION))
def test_the_decision_is_ruled_as_the_sheets_have_it(name: str) -> None:
    """A missing form, notice or quorum is void; a competent vote that failed is no act."""
    offices, seats = DECISION[name]
    ruled = {item: told(name).timeline.ruling(f"decision.{item}").verdict.word for item in (*OFFICES, *SEATS)}
    assert ruled == dict.fromkeys(OFFICES, offices) | dict.fromkeys(SEATS, seats)


@pytest.mark.parametrize("name", sorted(ITEMS))
def test_single_items_are_ruled_as_the_sheets_have_it(name: str) -> None:
    ruled = {item: told(name).timeline.ruling(item).verdict.word for item in ITEMS[name]}
    assert ruled == ITEMS[name]


def test_every_fork_has_a_verdict_written_by_hand() -> None:
    assert {*DECISION, *ITEMS} == set(FORKS)


@pytest.mark.parametrize(
    ("name", "others", "seats"),
    [
        ("microsoft-one-seat", 1, 7),
        ("microsoft-one-seat-in-vacancy", 1, 9),
        ("microsoft-two-seats", 2, 8),
        ("microsoft-two-seats-in-vacancies", 2, 9),
        ("microsoft-three-seats", 3, 9),
        ("microsoft-three-seats-in-vacancies", 3, 9),
    ],
)
def test_in_a_consent_seats_of_microsoft_move_the_line_from_eight_in_office(name: str, others: int, seats: int) -> None:
    """Added or vacant, what counts is those in office: 6 + 1 = 7 asks 4, 6 + 2 = 8 asks 5, 6 + 3 = 9 asks 5."""
    in_office = 6 + others
    needed = {7: 4, 8: 5, 9: 5}[in_office]
    assert needed == majority(in_office)
    assert counted(name, "decision.ceo", "consent", "in_office") == (4, needed, in_office)
    assert counted(name, "decision.seat-altman", "consent", "outstanding") == (4, needed, in_office)
    assert (told(name).timeline.ruling("decision.ceo").verdict is Verdict.VALID) == (needed <= 4)
    state = told(name).timeline.by_step["apec"].law
    assert in_office == len(holding(state, "inc.board"))
    assert in_office <= seats


@pytest.mark.parametrize(
    ("name", "present", "seats", "members"),
    [
        ("microsoft-one-seat-told", 6, 7, 7),  # Brockman away
        ("microsoft-two-seats-attend", 8, 8, 8),
        ("microsoft-two-seats-abstain", 8, 8, 8),
        ("microsoft-two-seats-brockman-away", 7, 8, 8),
        ("microsoft-two-seats-stay-away", 5, 8, 8),  # the four and Altman
        ("microsoft-two-seats-four-alone", 4, 8, 8),
        ("microsoft-three-seats-attend", 8, 9, 9),  # Brockman away
    ],
)
def test_at_a_meeting_the_base_is_those_present_and_for_a_seat_all_members(
    name: str, present: int, seats: int, members: int
) -> None:
    assert counted(name, "decision.ceo", "quorum", "authorized") == (present, majority(seats), seats)
    assert counted(name, "decision.ceo", "vote", "present") == (4, majority(present), present)
    assert counted(name, "decision.seat-altman", "vote", "outstanding") == (4, majority(members), members)
    carried = present >= majority(seats) and majority(present) <= 4
    assert (told(name).timeline.ruling("decision.ceo").verdict is Verdict.VALID) == carried


def test_two_seats_stop_the_office_only_if_everybody_comes_and_they_do_not_vote_for_it() -> None:
    """One question of attendance after another; the seats are kept in each of them."""
    two = [
        name for name in TOPICS["Microsoft with two seats"] if "vacanc" not in name and name != "microsoft-two-seats"
    ]
    stopped = {name: told(name).timeline.ruling("decision.ceo").verdict.word for name in two}
    assert stopped == {
        "microsoft-two-seats-attend": "no_act",
        "microsoft-two-seats-abstain": "no_act",
        "microsoft-two-seats-brockman-away": "valid",
        "microsoft-two-seats-stay-away": "valid",
        "microsoft-two-seats-four-alone": "void",
    }
    assert all(told(name).timeline.ruling("decision.seat-altman").verdict.refused for name in two)


def test_one_seat_changes_notice_and_not_the_count() -> None:
    """The same four for it and the same majority needed; only whether the seventh was told differs."""
    one, other = (f"microsoft-one-seat-{word}" for word in ("told", "not-told"))
    assert counted(one, "decision.seat-altman", "vote", "outstanding") == (4, 4, 7)
    assert counted(other, "decision.seat-altman", "vote", "outstanding") == (4, 4, 7)
    reasons = {
        leaf.code for leaf in leaves(told(other).timeline.ruling("decision.ceo").finding) if leaf.verdict.refused
    }
    assert reasons == {"notice.missing"}


@pytest.mark.parametrize(
    ("name", "have", "of"),
    [  # four single votes, of six, with k for some of them
        ("altman-two-votes", 4, 5 + 2),
        ("altman-three-votes", 4, 5 + 3),
        ("altman-brockman-two-votes-each", 4, 4 + 2 * 2),
        ("founders-two-votes-each", 3 + 2, 3 + 3 * 2),
        ("founders-three-votes-each", 3 + 3, 3 + 3 * 3),
    ],
)
def test_three_votes_are_the_least_that_stop_the_four(name: str, have: int, of: int) -> None:
    for item, base in (("decision.ceo", "in_office"), ("decision.seat-altman", "outstanding")):
        assert counted(name, item, "consent", base) == (have, majority(of), of)
    assert (told(name).timeline.ruling("decision.ceo").verdict is Verdict.VALID) == (have >= majority(of))


@pytest.mark.parametrize(
    ("name", "present"), [("altman-three-votes-at-a-meeting", 7), ("altman-three-votes-four-alone", 4)]
)
def test_super_votes_count_in_the_quorum(name: str, present: int) -> None:
    """Six seats, one of them with three votes, are eight votes; five are a quorum."""
    assert counted(name, "decision.ceo", "quorum", "authorized") == (present, 5, 8)


def test_a_by_law_gives_nobody_more_votes() -> None:
    assert counted("altman-three-votes-by-law", "decision.ceo", "consent", "in_office") == (4, 4, 6)


@pytest.mark.parametrize(
    ("name", "have", "needed", "of"),
    [
        ("altman-recused", 4, 4, 6),
        ("altman-recused-smaller-base", 4, 3, 5),
        ("altman-recused-three-for", 3, 4, 6),
        ("altman-recused-three-for-smaller-base", 3, 3, 5),
    ],
)
def test_a_recusal_rule_moves_the_line_by_one_for_the_board_alone(name: str, have: int, needed: int, of: int) -> None:
    """All six attend; by certificate who stands aside leaves quorum and base together, one of six in each."""
    assert counted(name, "decision.ceo", "vote", "present") == (have, needed, of)
    assert counted(name, "decision.ceo", "quorum", "authorized") == (of, needed, of)
    assert counted(name, "decision.seat-altman", "vote", "outstanding") == (have, 4, 6)


@pytest.mark.parametrize("name", sorted(WILLING))
def test_a_question_of_willingness_expects_power_alone(name: str) -> None:
    """Where the power was there both ways, what follows comes from a modeller's condition and is not expected."""
    step, came_about, power = WILLING[name]
    found = told(name)
    turn = turn_of(found, step)
    rulings = turn.entry.rulings if turn.entry is not None and turn.entry.rulings else turn.would
    assert step in {hung for fork in found.forked.forks for hung in fork.hangs_on}
    assert turn.happened == came_about
    assert rulings
    assert all(ruling.verdict.effective for ruling in rulings) == power
    said = {part.function for one in own(name).expects for part in walk(one.expr) if isinstance(part, Call)}
    assert said <= {"valid", "void", "refused", "seated", "in_office", "signed", "in_law"}


def test_only_questions_of_willingness_hang_on_conditions() -> None:
    assert {name for name in FORKS if own(name).hangs_on} == set(WILLING)


def _named(turn: Turn) -> set[str]:
    """Give the steps whose happening the condition of a step asks for, or which its act repeats."""
    if turn.entry is None:
        return set()
    step = turn.entry.step
    asked = {
        arg.ref.partition(".")[0]
        for part in (walk(step.condition) if step.condition is not None else ())
        if isinstance(part, Call) and part.function == "happened"
        for arg in part.args
        if isinstance(arg, Name)
    }
    repeated = {
        item.target.partition(".")[0]
        for item in getattr(step.act, "items", ())
        if isinstance(item, Ratify) and item.id in turn.carried
    }
    return asked | repeated


@pytest.mark.parametrize("name", FORKS)
def test_no_carried_step_depends_on_one_that_was_not_carried(name: str) -> None:
    found = told(name)
    happened = {turn.step for turn in found.turns if turn.happened}
    for turn in found.turns:
        if turn.happened and turn.entry is not None:
            assert {*turn.entry.depends_on, *_named(turn)} <= happened, turn.step


@pytest.mark.parametrize("name", FORKS)
def test_whatever_became_otherwise_goes_back_to_a_change_of_the_fork(name: str) -> None:
    found = told(name)
    otherwise = {turn.step for turn in found.turns if turn.mark is not Mark.HAPPENED}
    assert set(first_causes(found)) == otherwise


@pytest.mark.parametrize("name", ["attorney-general-asks", "agi-declared", "microsoft-consent-by-contract"])
def test_what_gives_nobody_a_power_changes_no_other_step(name: str) -> None:
    found = told(name)
    put = {edit.step.id for edit in found.edits if isinstance(edit, Insert)}
    assert {turn.step for turn in found.turns if turn.mark is not Mark.HAPPENED} == put
    assert holding(found.timeline.fact, "inc.board") == holding(found.base.fact, "inc.board")


def test_resigning_first_leaves_no_actor_and_resigning_for_later_leaves_a_board() -> None:
    first, later = told("all-four-resign-first"), told("settlement-for-later")
    assert holding(first.timeline.law, "inc.board") == ()
    assert [leaf.code for leaf in leaves(first.timeline.ruling("settlement.ceo").finding) if leaf.verdict.refused]
    assert turn_of(later, "settlement").mark is Mark.EDITED
    assert holding(later.timeline.fact, "inc.board") == holding(later.base.fact, "inc.board")
    assert holding(later.timeline.law, "inc.ceo") == ("altman",)


def test_letters_are_signed_by_whom_the_fork_says() -> None:
    """Who does not sign takes nothing back."""
    step = turn_of(told("sutskever-does-not-sign"), "letter-505").entry
    assert step is not None
    assert step.step.recant is None
    assert isinstance(next(edit for edit in own("sutskever-does-not-sign").edits if isinstance(edit, Redo)), Redo)


def test_ballots_of_a_fork_are_cast_in_the_form_it_gives() -> None:
    act = told("three-fill-two-seats").timeline.by_step["settlement"].step.act
    assert isinstance(act, Resolve)
    assert isinstance(act.form, Meeting)
    assert dict(act.ballots)["dangelo"] == "absent"
