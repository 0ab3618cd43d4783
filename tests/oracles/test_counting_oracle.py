"""The counting oracle on edge cases of the domain page, each worked out by hand."""

from fractions import Fraction

import pytest

from counting import Case, Threshold, outcome

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def majority(base: str) -> Threshold:
    """More than one half of a base."""
    return (True, "share", HALF, base)


def two_thirds(base: str) -> Threshold:
    """At least two thirds of a base."""
    return (False, "share", TWO_THIRDS, base)


def meeting(passes: list[Threshold], authorized: int = 0, **tally: int) -> Case:
    """Build a meeting of equals from a tally such as `ayes=3, nays=2, absent=4`."""
    words = {"ayes": "for", "nays": "against"}
    ballots = {f"{word}-{i}": words.get(word, word) for word, n in tally.items() for i in range(n)}
    return {
        "form": "meeting",
        "authorized": authorized or len(ballots),
        "roll": dict.fromkeys(ballots, 1),
        "ballots": ballots,
        "passes": passes,
    }


def consent(passes: list[Threshold], authorized: int, signed: int, silent: int) -> Case:
    """Build a written consent of equals."""
    ballots = {f"s{i}": "signed" for i in range(signed)}
    return {
        "form": "consent",
        "authorized": authorized,
        "roll": dict.fromkeys([*ballots, *(f"n{i}" for i in range(silent))], 1),
        "ballots": ballots,
        "passes": passes,
    }


# E01: nine seats, five present, 3 to 2.
def test_e01_three_of_five_present_carry_a_board_of_nine() -> None:
    case = meeting([majority("present")], 9, ayes=3, nays=2, absent=4)
    case["quorum"] = [majority("authorized")]
    assert outcome(case) == "pass"


@pytest.mark.parametrize("base", ["in_office", "authorized", "eligible", "outstanding"])
def test_e01_the_same_three_fail_where_the_base_is_all_nine(base: str) -> None:
    case = meeting([majority(base)], 9, ayes=3, nays=2, absent=4)
    case["quorum"] = [majority("authorized")]
    assert outcome(case) == "fail"


def test_e01_four_present_of_nine_are_no_quorum_though_all_vote_for() -> None:
    case = meeting([majority("present")], 9, ayes=4, absent=2)
    case["quorum"] = [majority("authorized")]
    assert outcome(case) == "no_quorum"
    case["quorum"] = [majority("in_office")]
    assert outcome(case) == "pass"


# E02: two yes, one no, two abstain.
@pytest.mark.parametrize(
    ("base", "ends"),
    [("present", "fail"), ("represented", "fail"), ("cast", "pass"), ("in_office", "fail")],
)
def test_e02_an_abstention_is_a_no_only_where_the_base_is_those_present(base: str, ends: str) -> None:
    assert outcome(meeting([majority(base)], ayes=2, nays=1, abstain=2)) == ends


def test_e02_one_to_none_with_ninety_nine_abstaining_passes_on_votes_cast() -> None:
    assert outcome(meeting([majority("cast")], ayes=1, abstain=99)) == "pass"


# E03: thirteen present, a majority of those present and two thirds of votes cast.
@pytest.mark.parametrize(
    ("tally", "of_present", "of_cast"),
    [
        ((7, 4, 2), "pass", "fail"),
        ((2, 1, 10), "fail", "pass"),
        ((8, 4, 1), "pass", "pass"),
    ],
)
def test_e03_two_thresholds_must_both_be_met(tally: tuple[int, int, int], of_present: str, of_cast: str) -> None:
    ayes, nays, abstain = tally
    present, cast = majority("present"), two_thirds("cast")
    both = "pass" if tally == (8, 4, 1) else "fail"
    for passes, ends in (([present], of_present), ([cast], of_cast), ([present, cast], both)):
        assert outcome(meeting(passes, ayes=ayes, nays=nays, abstain=abstain)) == ends


# E04: a tie.
@pytest.mark.parametrize("base", ["cast", "present", "in_office", "authorized"])
def test_e04_a_tie_of_three_to_three_leaves_things_as_they_are(base: str) -> None:
    assert outcome(meeting([majority(base)], ayes=3, nays=3)) == "fail"


def test_e04_a_second_vote_for_the_chair_breaks_the_tie() -> None:
    case = meeting([majority("cast")], ayes=3, nays=3)
    case["roll"]["ayes-0"] = 2
    assert outcome(case) == "pass"


# E08: at least two thirds, exactly.
@pytest.mark.parametrize(
    ("ayes", "whole", "ends"),
    [(6, 10, "fail"), (7, 10, "pass"), (5, 9, "fail"), (6, 9, "pass")],
)
@pytest.mark.parametrize("base", ["in_office", "present", "cast"])
def test_e08_two_thirds_are_never_rounded(ayes: int, whole: int, ends: str, base: str) -> None:
    assert outcome(meeting([two_thirds(base)], ayes=ayes, nays=whole - ayes)) == ends


def test_e08_more_than_two_thirds_of_nine_is_not_six() -> None:
    strict: Threshold = (True, "share", TWO_THIRDS, "present")
    assert outcome(meeting([strict], ayes=6, nays=3)) == "fail"
    assert outcome(meeting([strict], ayes=7, nays=2)) == "pass"


# E09: the target of a removal votes on it: four present, 2 to 2 with the target.
def test_e09_the_target_votes_and_counts_unless_a_rule_says_otherwise() -> None:
    case = meeting([majority("present")], ayes=2, nays=2)
    assert outcome(case) == "fail"
    case["excluded"] = {"nays-0"}
    assert outcome(case) == "fail"


@pytest.mark.parametrize(
    ("switches", "base", "ends"),
    [
        ({"vote"}, "cast", "pass"),  # 2 of 3 cast
        ({"vote"}, "present", "fail"),  # 2 of 4 present
        ({"vote"}, "eligible", "pass"),  # 2 of 3 eligible
        ({"vote"}, "in_office", "fail"),  # 2 of 4 in office
        ({"base"}, "present", "pass"),  # 2 of 3 left in the base
        ({"base"}, "authorized", "pass"),  # 2 of 3 seats left
        ({"base"}, "cast", "pass"),  # 2 of 3
        ({"base"}, "represented", "pass"),  # 2 of 3
        ({"base"}, "outstanding", "pass"),  # 2 of 3
        ({"base"}, "eligible", "pass"),  # 2 of 3
        ({"quorum"}, "present", "fail"),  # 2 of 4 present
        ({"vote", "base"}, "in_office", "pass"),  # 2 of 3
    ],
)
def test_e09_each_switch_of_a_recusal_touches_its_own_set(switches: set[str], base: str, ends: str) -> None:
    case = meeting([majority(base)], ayes=2, nays=2)
    case["excluded"], case["switches"] = {"nays-0"}, switches
    assert outcome(case) == ends


@pytest.mark.parametrize(("switches", "ends"), [(set(), "pass"), ({"quorum"}, "no_quorum")])
def test_e09_a_recused_target_is_in_the_quorum_unless_that_switch_is_on(switches: set[str], ends: str) -> None:
    case = meeting([majority("cast")], 6, ayes=3, recused=1, absent=2)
    case["quorum"] = [majority("authorized")]
    case["switches"] = switches
    assert outcome(case) == ends


# E12: six directors, three proposers.
def test_e12_if_the_target_leaves_the_base_three_of_five_remove_him() -> None:
    case = meeting([majority("in_office")], ayes=3, nays=3)
    assert outcome(case) == "fail"
    case["excluded"], case["switches"] = {"nays-0"}, {"vote", "quorum", "base"}
    assert outcome(case) == "pass"


def test_e12_repeating_it_three_of_six_remove_everyone_else() -> None:
    for others in (3, 2, 1):
        case = meeting([majority("in_office")], ayes=3, nays=others)
        case["excluded"], case["switches"] = {"nays-0"}, {"vote", "base"}
        assert outcome(case) == "pass"


# E30: 100 outstanding: 40 for, 35 against, 5 abstain, 20 broker non-votes.
@pytest.mark.parametrize(
    ("ayes", "nays", "base", "ends"),
    [
        (40, 35, "cast", "pass"),  # 40 of 75
        (40, 35, "represented", "fail"),  # 40 of 80
        (41, 34, "represented", "pass"),  # 41 of 80
        (40, 35, "outstanding", "fail"),  # 40 of 100
        (51, 24, "outstanding", "pass"),  # 51 of 100
    ],
)
def test_e30_the_same_shares_pass_or_fail_by_the_base(ayes: int, nays: int, base: str, ends: str) -> None:
    case = meeting([majority(base)])
    case["roll"] = {"yes": ayes, "no": nays, "abstainer": 5, "broker": 20}
    case["ballots"] = {"yes": "for", "no": "against", "abstainer": "abstain"}
    assert outcome(case) == ends


# Consents: E05 and E06 in passing, the rest from the kernel's words.
@pytest.mark.parametrize(("signed", "ends"), [(5, "fail"), (6, "pass")])
def test_a_unanimous_consent_lacks_one_of_six(signed: int, ends: str) -> None:
    everyone: Threshold = (False, "all", 1, "in_office")
    assert outcome(consent([everyone], 6, signed, 6 - signed)) == ends


def test_the_sole_director_of_three_signs_without_a_quorum() -> None:
    case = consent([(False, "all", 1, "in_office")], 3, 1, 0)
    assert outcome(case) == "pass"
    case["quorum"] = [majority("authorized")]
    assert outcome(case) == "no_quorum"


def test_a_barred_signature_does_not_count_and_leaves_only_the_eligible() -> None:
    case = consent([majority("in_office")], 6, 4, 2)
    case["excluded"], case["switches"] = {"s0"}, {"vote"}
    assert outcome(case) == "fail"  # 3 of 6
    case["passes"] = [majority("eligible")]
    assert outcome(case) == "pass"  # 3 of 5


def test_a_barred_signer_is_no_part_of_the_signers_quorum() -> None:
    case = consent([majority("eligible")], 6, 4, 1)
    case["quorum"] = [majority("authorized")]
    assert outcome(case) == "pass"  # 4 signers of 6 seats
    case["excluded"], case["switches"] = {"s0"}, {"vote"}
    assert outcome(case) == "no_quorum"  # 3 of 6


def test_all_of_a_base_is_not_made_up_by_someone_outside_it() -> None:
    case = consent([(False, "all", 1, "in_office")], 2, 1, 1)
    case["excluded"], case["switches"] = {"s0"}, {"base"}
    assert outcome(case) == "fail"
    case["passes"] = [(False, "all", 1, "authorized")]
    assert outcome(case) == "fail"


def test_a_ballot_of_a_person_off_the_roll_is_void() -> None:
    case = consent([majority("in_office")], 6, 3, 3)
    case["ballots"]["stranger"] = "signed"
    assert outcome(case) == "fail"


@pytest.mark.parametrize("kind", ["share", "count", "all"])
def test_a_base_of_nothing_never_passes(kind: str) -> None:
    nothing: Threshold = (False, kind, 0, "cast")
    assert outcome(meeting([nothing], abstain=5)) == "fail"
    case = meeting([majority("in_office")], ayes=1)
    case["quorum"] = [nothing]
    case["ballots"] = {}
    assert outcome(case) == "no_quorum"


@pytest.mark.parametrize(("strict", "ends"), [(False, "pass"), (True, "fail")])
def test_a_number_of_votes_is_a_number_whatever_the_base_weighs(
    strict: bool,  # noqa: FBT001 - pytest passes it by name
    ends: str,
) -> None:
    assert outcome(meeting([(strict, "count", 3, "in_office")], ayes=3, absent=90)) == ends


@pytest.mark.parametrize(("votes", "ends"), [(2, "pass"), (3, "fail")])
def test_three_votes_are_the_least_that_stop_four_of_six(votes: int, ends: str) -> None:
    case = meeting([majority("in_office")], ayes=4, nays=2)
    case["roll"]["nays-0"] = votes  # 4 of 7, then 4 of 8
    assert outcome(case) == ends


@pytest.mark.parametrize("base", ["present", "cast", "represented", "moon"])
def test_a_consent_has_no_meeting_to_be_a_base(base: str) -> None:
    with pytest.raises(ValueError, match="no base"):
        outcome(consent([majority(base)], 6, 4, 2))


def test_words_outside_the_grammar_are_refused() -> None:
    with pytest.raises(ValueError, match="no kind"):
        outcome(meeting([(True, "most", 1, "cast")], ayes=1))
    with pytest.raises(ValueError, match="no ballot 'signed'"):
        outcome(meeting([majority("cast")], signed=1))
    case = meeting([majority("cast")], ayes=1)
    case["form"] = "seance"
    with pytest.raises(ValueError, match="no form"):
        outcome(case)
