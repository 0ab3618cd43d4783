"""Hypothesis strategies for organisations and stories: everything in `testing.structures` and `testing.deeds`.

Write a property with them as with any strategy; what is invented around them can be drawn with `chooser`::

    @given(stories())
    def test_promises_are_kept(story):
        assert broken(replay(story)) == ()
"""

from functools import cache

from hypothesis import strategies as st

from govsim.record.story import Story
from govsim.testing import deeds, structures
from govsim.testing.choosing import Chooser
from govsim.testing.invented import Setting


@cache
def _below(limit: int) -> st.SearchStrategy[int]:
    return st.integers(0, limit - 1)


class Drawn(Chooser):
    """Hypothesis as the one who chooses."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Choose by drawing with `draw`."""
        self._draw = draw

    def below(self, limit: int) -> int:
        """Draw a number from 0 to `limit` - 1."""
        return self._draw(_below(limit))


@st.composite
def choosers(draw: st.DrawFn) -> Chooser:
    """Give a chooser that draws for as long as the example lasts."""
    return Drawn(draw)


@st.composite
def settings(draw: st.DrawFn, least: int = 1, most: int = structures.MOST) -> Setting:
    """Give organisations with `least` to `most` directors, their people in place."""
    return structures.organisation(Drawn(draw), least, most)


@st.composite
def stories(draw: st.DrawFn, least: int = 1, most: int = 6) -> Story:
    """Give stories of `least` to `most` steps, each in an organisation of its own."""
    return deeds.tale(Drawn(draw), least, most)
