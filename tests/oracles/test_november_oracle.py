"""The oracle of 17 November against the printed table, copied cell by cell.

The table below is data typed from part C of the law review; nothing in it is
computed. V is valid, X is void; a pair is (office of CEO, seats).
"""

import pytest

from november import FORMS, ITEMS, MEMBERS, READINGS, SIZES, verdicts

V, X = "valid", "void"

# (form, reading, size): (CEO, seats); members = electors, Altman on the noon call,
# Altman at the noticed meeting.
PRINTED = {
    ("consent-of-four", "as-reported", 6): (V, V),
    ("consent-of-four", "as-reported", 7): (V, V),
    ("consent-of-four", "as-reported", 9): (V, V),
    ("consent-of-four", "by-law-only", 6): (X, V),
    ("consent-of-four", "by-law-only", 7): (X, V),
    ("consent-of-four", "by-law-only", 9): (X, V),
    ("consent-of-four", "statutory-default", 6): (X, V),
    ("consent-of-four", "statutory-default", 7): (X, V),
    ("consent-of-four", "statutory-default", 9): (X, V),
    ("meeting-of-four", "as-reported", 6): (V, V),
    ("meeting-of-four", "as-reported", 7): (V, V),
    ("meeting-of-four", "as-reported", 9): (X, X),
    ("meeting-of-four", "by-law-only", 6): (V, V),
    ("meeting-of-four", "by-law-only", 7): (V, V),
    ("meeting-of-four", "by-law-only", 9): (X, X),
    ("meeting-of-four", "statutory-default", 6): (X, X),
    ("meeting-of-four", "statutory-default", 7): (X, X),
    ("meeting-of-four", "statutory-default", 9): (X, X),
    ("noon-call", "as-reported", 6): (V, V),
    ("noon-call", "as-reported", 7): (V, V),
    ("noon-call", "as-reported", 9): (V, V),
    ("noon-call", "by-law-only", 6): (V, V),
    ("noon-call", "by-law-only", 7): (V, V),
    ("noon-call", "by-law-only", 9): (V, V),
    ("noon-call", "statutory-default", 6): (X, X),
    ("noon-call", "statutory-default", 7): (X, X),
    ("noon-call", "statutory-default", 9): (X, X),
    ("noticed-meeting", "as-reported", 6): (V, V),
    ("noticed-meeting", "as-reported", 7): (V, V),
    ("noticed-meeting", "as-reported", 9): (V, V),
    ("noticed-meeting", "by-law-only", 6): (V, V),
    ("noticed-meeting", "by-law-only", 7): (V, V),
    ("noticed-meeting", "by-law-only", 9): (V, V),
    ("noticed-meeting", "statutory-default", 6): (V, V),
    ("noticed-meeting", "statutory-default", 7): (V, V),
    ("noticed-meeting", "statutory-default", 9): (V, V),
}

# The same cells where Altman is not present (no row of it for the two forms of four).
WITHOUT_ALTMAN = {
    ("noon-call", "as-reported", 6): V,
    ("noon-call", "as-reported", 7): V,
    ("noon-call", "as-reported", 9): X,
    ("noon-call", "by-law-only", 6): V,
    ("noon-call", "by-law-only", 7): V,
    ("noon-call", "by-law-only", 9): X,
    ("noon-call", "statutory-default", 6): X,
    ("noon-call", "statutory-default", 7): X,
    ("noon-call", "statutory-default", 9): X,
    ("noticed-meeting", "as-reported", 6): V,
    ("noticed-meeting", "as-reported", 7): V,
    ("noticed-meeting", "as-reported", 9): X,
    ("noticed-meeting", "by-law-only", 6): V,
    ("noticed-meeting", "by-law-only", 7): V,
    ("noticed-meeting", "by-law-only", 9): X,
    ("noticed-meeting", "statutory-default", 6): V,
    ("noticed-meeting", "statutory-default", 7): V,
    ("noticed-meeting", "statutory-default", 9): X,
}


def five(ceo: str, seats: str) -> dict[str, str]:
    """Spread a printed pair over the five items: offices together, seats together."""
    return {
        "ceo": ceo,
        "seat-altman": seats,
        "chair": ceo,
        "seat-brockman": seats,
        "successor": ceo,
    }


def only_verdicts(result: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Drop the reasons."""
    return {item: verdict for item, (verdict, _) in result.items()}


def test_the_printed_table_has_every_form_reading_and_size() -> None:
    every = {(f, r, s) for f in FORMS for r in READINGS for s in SIZES}
    assert set(PRINTED) == every
    assert len(PRINTED) == 36


@pytest.mark.parametrize(("cell", "printed"), PRINTED.items())
def test_each_cell_says_what_the_sheet_prints(cell: tuple[str, str, int], printed: tuple[str, str]) -> None:
    assert only_verdicts(verdicts(*cell)) == five(*printed)


@pytest.mark.parametrize("members", ["none", "separate"])
@pytest.mark.parametrize(("cell", "printed"), PRINTED.items())
def test_unless_the_electors_are_the_members_the_seats_are_void_in_every_row(
    cell: tuple[str, str, int], printed: tuple[str, str], members: str
) -> None:
    assert only_verdicts(verdicts(*cell, members)) == five(printed[0], X)


@pytest.mark.parametrize(("cell", "printed"), WITHOUT_ALTMAN.items())
def test_without_altman_a_board_of_nine_has_no_quorum(cell: tuple[str, str, int], printed: str) -> None:
    found = only_verdicts(verdicts(*cell, altman_present=False))
    assert found == five(printed, printed)


@pytest.mark.parametrize(("size", "ceo"), [(6, V), (7, V), (9, X)], ids=["six", "seven", "nine"])
def test_if_signers_must_be_a_quorum_four_cannot_act_at_nine_but_members_can(size: int, ceo: str) -> None:
    found = verdicts("consent-of-four", "as-reported", size, signer_quorum=True)
    assert only_verdicts(found) == five(ceo, V)
    assert size != 9 or "5 of 9 seats, and 4 signed" in found["ceo"][1]


@pytest.mark.parametrize("cell", PRINTED)
def test_an_objection_changes_no_verdict_because_brockman_was_never_told(
    cell: tuple[str, str, int],
) -> None:
    assert only_verdicts(verdicts(*cell, objects=True)) == only_verdicts(verdicts(*cell))


def test_attendance_waives_notice_for_altman_only_and_not_if_he_objected() -> None:
    noon = ("noon-call", "statutory-default", 6)
    attended = verdicts(*noon)["ceo"][1]
    objected = verdicts(*noon, objects=True)["ceo"][1]
    away = verdicts(*noon, altman_present=False)["ceo"][1]
    assert attended.endswith("by 1 of 6: brockman")
    assert objected.endswith("by 2 of 6: altman, brockman")
    assert away == objected


@pytest.mark.parametrize(
    ("cell", "item", "words"),
    [
        (("consent-of-four", "as-reported", 6), "ceo", "4 of 6 in office signed, 4 needed"),
        (("consent-of-four", "by-law-only", 6), "ceo", "a by-law cannot relax it"),
        (("consent-of-four", "statutory-default", 6), "ceo", "141(f)"),
        (("consent-of-four", "statutory-default", 9), "seat-altman", "228(b)"),
        (("meeting-of-four", "as-reported", 6), "ceo", "quorum 4 of 6 seats, 4 present"),
        (("meeting-of-four", "as-reported", 7), "ceo", "quorum 4 of 7 seats, 4 present"),
        (("meeting-of-four", "by-law-only", 9), "ceo", "5 of 9 seats needed, 4 present"),
        (("meeting-of-four", "statutory-default", 6), "chair", "2 of 6: altman, brockman"),
        (("noon-call", "by-law-only", 9), "successor", "4 of 5 present for, 3 needed"),
        (("noon-call", "by-law-only", 9), "ceo", "notice to brockman was dispensed with"),
        (("noticed-meeting", "statutory-default", 9), "ceo", "notice was given to all"),
        (("noticed-meeting", "statutory-default", 7), "seat-brockman", "4 of 6 members"),
    ],
)
def test_a_reason_names_the_clause_and_the_arithmetic(cell: tuple[str, str, int], item: str, words: str) -> None:
    assert words in verdicts(*cell)[item][1]


def test_every_item_has_a_one_line_reason_under_every_premise() -> None:
    for form in FORMS:
        for reading in READINGS:
            for size in SIZES:
                for members in MEMBERS:
                    found = verdicts(form, reading, size, members)
                    assert tuple(found) == ITEMS
                    assert all(why and "\n" not in why for _, why in found.values())


@pytest.mark.parametrize(
    "premises",
    [
        ("by-post", "as-reported", 6, "electors"),
        ("noon-call", "rumour", 6, "electors"),
        ("noon-call", "as-reported", 8, "electors"),
        ("noon-call", "as-reported", 6, "staff"),
    ],
)
def test_a_premise_the_sheet_does_not_know_is_refused(
    premises: tuple[str, str, int, str],
) -> None:
    with pytest.raises(ValueError, match="is not one of"):
        verdicts(*premises)
