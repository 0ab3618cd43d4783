"""Many findings that say the same of one person each are told as one line; few, and others, one by one."""

import pytest

from govsim.record.rulings import Finding, Verdict
from govsim.views.explaining import MOST_ALIKE, branches
from govsim.views.lexicon import lexicon
from inline import story, tale

NAMES = lexicon(story(tale()))
TOLD = Finding(code="notice.told", verdict=Verdict.VALID, names=(("party", "ann"),))
MISSED = Finding(code="notice.missing", verdict=Verdict.VOID, names=(("party", "bob"),))


def lines(*children: Finding) -> list[str]:
    finding = Finding(code="notice", verdict=Verdict.VALID, children=children)
    return [words for _, words, _ in branches(finding, NAMES)]


@pytest.mark.parametrize("number", [1, MOST_ALIKE])
def test_so_many_are_told_one_by_one(number: int) -> None:
    assert lines(*[TOLD] * number) == ["ok  Ann was told"] * number


def test_one_more_is_told_in_one_line() -> None:
    """Fails if the others are miscounted."""
    assert lines(*[TOLD] * (MOST_ALIKE + 1)) == [f"ok  Ann was told, and {MOST_ALIKE} others likewise"]


def test_whatever_makes_an_act_worse_is_told_of_each_and_parts_what_is_alike() -> None:
    """Fails if a defect is folded, or findings are counted that do not stand side by side."""
    missed = lines(*[MISSED] * (MOST_ALIKE + 1))
    assert missed == ["NO  Bob was not told and did not attend"] * (MOST_ALIKE + 1)
    assert lines(*[TOLD] * 5, MISSED, *[TOLD] * 5).count("ok  Ann was told") == 10
