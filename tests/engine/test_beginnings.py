"""What had come about by a step: the beginning of a mapping, held to a copy made step by step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.engine.asking import docket_after, docket_before, moment_after, moment_before
from govsim.engine.beginnings import Grown
from inline import FIVE, act, tale, told, vote


@given(st.lists(st.tuples(st.text("abc", min_size=1, max_size=2), st.integers(0, 5), st.integers()), max_size=12))
def test_a_beginning_reads_as_a_copy_made_at_that_step(found: list[tuple[str, int, int]]) -> None:
    """Each name comes once, with the later of its steps; of one step, whichever was given last."""
    latest: dict[str, tuple[int, int]] = {}
    for name, number, value in found:
        if name not in latest or number >= latest[name][0]:
            latest[name] = (number, value)
    grown = Grown.of(found)
    for number in range(-1, 7):
        copy = {name: value for name, (came, value) in latest.items() if came <= number}
        beginning = grown.by(number)
        assert beginning == copy
        assert len(beginning) == len(copy) == len(tuple(beginning))
        assert all((name in beginning) is (name in copy) for name in ("a", "b", "ab", "zz"))


def test_a_beginning_goes_in_the_order_of_the_steps() -> None:
    grown = Grown.of((("late", 2, 0), ("early", 1, 0), ("later", 3, 0)))
    assert tuple(grown.by(2)) == ("early", "late")
    with pytest.raises(KeyError, match="later"):
        grown.by(2)["later"]


def test_a_moment_knows_what_was_ruled_and_happened_by_then_and_no_more() -> None:
    """A void vote, an announcement and a valid vote: what each moment between them knows, by hand."""
    steps = (
        vote("x", "{remove: ann, from: acme.ceo, id: i}", ayes="bob"),
        act("n", "bob", "announce: news"),
        vote("y", "{remove: ann, from: acme.ceo, id: i}", ayes=FIVE),
    )
    timeline = told(tale(*steps))
    known = [("x", "x.i"), ("n",), ("y", "y.i")]
    for place, entry in enumerate(timeline.entries):
        for moment, docket, number in (
            (moment_before(timeline, entry), docket_before(timeline, entry), place),
            (moment_after(timeline, entry), docket_after(timeline, entry), place + 1),
        ):
            names = [name for some in known[:number] for name in some]
            assert {name for name in moment.verdicts if name[0] != "n"} == {name for name in names if name != "n"}
            assert set(moment.happened) == set(moment.times) == {name for name in names if "." not in name}
            assert set(docket) == {name for name in names if "." in name}
    assert moment_before(timeline, timeline.entries[0]).law is timeline.start
    assert moment_after(timeline, timeline.entries[0]).law is timeline.entries[0].law
