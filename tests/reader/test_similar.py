"""The word that was probably meant."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.reader.similar import nearest


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("altmann", ["alton", "altman", "board"], "altman"),
        ("agaisnt", ["for", "against", "abstain", "absent"], "against"),
        ("TONER", ["toner", "turner"], "toner"),
        ("vai", ["by", "via", "at"], "via"),
        ("奥特慢", ["奥特曼", "董事会"], "奥特曼"),
        ("no", ["yes", "for", "against"], None),
        ("quorum", [], None),
        ("x" * 101, ["x" * 101], None),
        ("abcd", ["abce", "abcx"], "abce"),
        ("abcd", ["abcx", "abce"], "abce"),
        ("abc", ["abx", "abcd"], "abcd"),
    ],
)
def test_the_nearest_word_is_the_one_meant(word: str, known: list[str], meant: str | None) -> None:
    assert nearest(word, known) == meant


@given(st.text("abA", max_size=4), st.lists(st.text("abA", max_size=4), max_size=8))
def test_no_word_is_more_alike_and_the_order_of_the_known_does_not_matter(word: str, known: list[str]) -> None:
    found = nearest(word, known)
    assert found == nearest(word, reversed(known))
    likeness = {other: SequenceMatcher(None, other.casefold(), word.casefold()).ratio() for other in known}
    if found is None:
        assert all(ratio < 0.65 for ratio in likeness.values())
    else:
        assert likeness[found] == max(likeness.values())
        assert all(found <= other for other, ratio in likeness.items() if ratio == likeness[found])
