"""The word that was probably meant."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.reader.similar import nearest, one_slip


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
        ("p65", ["p05", "p56"], "p56"),  # changed about, before another letter
        ("p511", ["p11", "p51"], "p51"),  # struck twice, before one too many
        ("statud", ["stated", "status"], "status"),  # of equals the one that begins alike for longer
    ],
)
def test_the_nearest_word_is_the_one_meant(word: str, known: list[str], meant: str | None) -> None:
    assert nearest(word, known) == meant


def slips(word: str) -> set[str]:
    """Give every word that one slip makes of `word`, by making them."""
    letters = "abA."
    cut = {word[:i] + word[i + 1 :] for i in range(len(word))}
    put = {word[:i] + letter + word[i:] for i in range(len(word) + 1) for letter in letters}
    other = {word[:i] + letter + word[i + 1 :] for i in range(len(word)) for letter in letters}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return cut | put | other | swapped | {word}


def alike_before(word: str, other: str) -> int:
    return max(size for size in range(len(word) + 1) if other.startswith(word[:size]))


def grade(word: str, other: str) -> int:
    """Grade a slip by making them: 2 for two changed about or one struck twice, 1 for any other, 0 for none."""
    swapped = {other[:i] + other[i + 1] + other[i] + other[i + 2 :] for i in range(len(other) - 1)}
    twice = {other[:i] + other[i] + other[i:] for i in range(len(other))}
    if word not in slips(other) or max(len(word), len(other)) < 2:
        return 0
    return 2 if word == other or word in swapped | twice else 1


words = st.text("abA.", max_size=5)


@given(words, words)
def test_one_slip_is_one_character_more_less_other_or_two_changed_about(word: str, other: str) -> None:
    assert one_slip(word, other) == (other in slips(word) and max(len(word), len(other)) > 1)


@given(words, st.lists(words, max_size=8))
def test_a_slip_goes_first_then_a_last_part_then_the_most_alike(word: str, known: list[str]) -> None:
    found = nearest(word, known)
    assert found == nearest(word, reversed(known))
    low = word.casefold()
    ranks = {
        other: (
            grade(low, other.casefold()),
            other.casefold().endswith("." + low),
            SequenceMatcher(None, other.casefold(), low).ratio(),
            alike_before(low, other.casefold()),
        )
        for other in known
    }
    if found is None:
        assert all(rank < (0, False, 0.65, 0) for rank in ranks.values())
    else:
        assert ranks[found] == max(ranks.values())
        assert all(found <= other for other, rank in ranks.items() if rank == ranks[found])


NAMES = [
    "altman",
    "brockman",
    "sutskever",
    "dangelo",
    "toner",
    "mccauley",
    "murati",
    "shear",
    "taylor",
    "summers",
    "staff",
    "inc.board",
    "inc.ceo",
    "inc.president",
    "inc.chair",
    "global.ceo",
    "consent-clause",
    "notice-clause",
    "as-reported",
    "by-law-only",
    "open-letter",
    "headcount",
    "settlement",
]


@pytest.mark.parametrize("name", NAMES)
def test_every_slip_in_a_name_finds_that_name(name: str) -> None:
    cut = [name[:i] + name[i + 1 :] for i in range(len(name))]
    doubled = [name[:i] + name[i] + name[i:] for i in range(len(name))]
    swapped = [name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)]
    wrong = [name[:i] + "x" + name[i + 1 :] for i in range(len(name))]
    for slip in (*cut, *doubled, *swapped, *wrong):
        assert nearest(slip, NAMES) == name
    assert nearest(name.rpartition(".")[2], ["board", name] if "." not in name else [name]) == name
