"""The kernel against the oracle of approvals: ten thousand random acts, each judged by both.

Where the sheets leave room, the oracle has a switch (`approving.CHOICES`), and these are the kernel's answers. All but
the first are the kernel's own words, in the reference or in a docstring:

    class_row_takes_person  a rule by which a class stands aside takes out whoever holds it, with all that they hold
                            (the reference, on `recusal`: a position, for whoever holds it). E52 has the excluded class
                            alone in neither numerator nor base: the same, unless somebody holds two classes.
    none_to_none_is_a_tie   where no vote is cast, or none that weighs anything, there is no tie to break.
    rows_add_up             of several rows the first that speaks of a person decides, so that a rule can have an
                            exception (`exclude: {target: vote, unless: ..}` in the sketches of the domain page).
    casting_on_roll         an office that decides a tie may be the only vote of its holder (domain page, row 7:
                            "extra or only vote").
    non_votes_are_eligible  a share that may not vote on a matter is not one of those who may vote on it.
    same_notice_rule        where one body meets and another one's power is used, those on both rolls had to be told
                            under the rule of the body that met (part C of the law review: "the same notice rule"),
                            those on the other roll alone under its own (E32).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from approving import Case, verdict
from bridge import ruled, settled
from random_cases import random_case

KERNEL: dict[str, Any] = {
    "class_row_takes_person": True,
    "none_to_none_is_a_tie": False,
    "rows_add_up": False,
    "casting_on_roll": False,
    "non_votes_are_eligible": False,
    "same_notice_rule": True,
}

CASES, BLOCK = 10_000, 500


def told(seeds: range) -> Iterator[tuple[int, Case]]:
    """Give random cases as the kernel can have them: presence of classes is part of a rule on the quorum."""
    for seed in seeds:
        case = random_case(seed)
        for body in case["bodies"].values():
            if "quorum" not in body:
                body.pop("class_quorums", None)
        case["choices"] = KERNEL
        yield seed, case


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, CASES, BLOCK))
def test_ten_thousand_acts_are_ruled_as_the_oracle_says(first: int) -> None:
    """Also that the verdict alone is that of the ruling, whatever is left out to find it.

    Fails with any one of: `>` as `>=` in a threshold; a signature of somebody barred counted; the quorum of the acting
    body left out; the k-th best as the k-th worst; a defect of the power taken from the rule on consents.
    """
    differ = []
    for seed, case in told(range(first, first + BLOCK)):
        ruling = ruled(case)
        found = (ruling.verdict.word, ruling.finding.verdict.word, settled(case).word)
        if set(found) != {verdict(case)}:
            differ.append((seed, found, verdict(case)))
    assert differ == []


def test_every_verdict_is_common_among_the_cases() -> None:
    seen = Counter(verdict(case) for _, case in told(range(1_000)))
    assert len(seen) == 5
    assert min(seen.values()) >= 40


@pytest.mark.parametrize("switch", sorted(KERNEL))
def test_each_answer_of_the_kernel_matters_in_some_case(switch: str) -> None:
    """With the other answer some of 2,500 cases end otherwise, so that none of them is there for nothing."""

    def otherwise(case: Case) -> bool:
        other: Case = {**case, "choices": {**KERNEL, switch: not KERNEL[switch]}}
        return verdict(other) != verdict(case)

    assert any(otherwise(case) for _, case in told(range(2_500)))
