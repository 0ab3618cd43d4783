"""Words in several languages: asked for in one, given in that or in the first."""

import pytest

from govsim.world.sources import Words, words_in

BOARD: Words = (("en", "board"), ("zh-Hans", "董事会"))


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        (BOARD, "zh-Hans", "董事会"),
        (BOARD, "en", "board"),
        (BOARD, "de", "board"),
        ((("zh-Hant", "董事會"),), "en", "董事會"),
        ((), "en", ""),
    ],
)
def test_words_are_given_in_the_language_asked_for_or_else_in_their_first(
    words: Words, language: str, expected: str
) -> None:
    assert words_in(words, language) == expected


def test_english_is_meant_where_no_language_is_asked_for() -> None:
    assert words_in(BOARD[::-1]) == "board"
