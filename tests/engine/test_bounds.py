"""How much is worked out for one story: what is over a bound ends in a sentence, what is within it is as ever."""

import pytest
from attrs import evolve

from govsim.engine import surveys, together, walk
from govsim.engine.replay import replay
from govsim.engine.walk import TooMuchError, opening
from govsim.engine.worlds import dependence
from govsim.record.events import Seated
from govsim.record.fold import fold
from govsim.record.state import Held, State, Tenure
from govsim.record.story import Story
from inline import FIVE, act, story, tale, vote, without

CONDITIONAL = "resign: {from: acme.ceo, effective: vacant(acme.chair)}"
SEATS = f"{without('size')}\n- {{id: size, in: acme.bylaws, for: acme.board, size: {{param: seats}}}}\n"


def opened(number: int) -> tuple[str, ...]:
    """Give so many offers; each leaves one value more in both states."""
    return tuple(act(f"o{i}", "ann", f"offer: thing-{i}") for i in range(number))


def five_or_seven() -> Story:
    """Give a vote of three that is a quorum of five seats and none of seven, and a second one that hangs on nothing."""
    votes = (
        vote("x", "{remove: ann, from: acme.ceo, id: i}", ayes="bob cyd dee"),
        vote("y", "{remove: bob, from: acme.chair, id: i}", ayes=FIVE),
    )
    return story(tale(*votes, rules=SEATS, params="{seats: {value: 5, among: [5, 7], because: b}}"))


def test_the_values_of_all_states_are_counted_as_they_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three offers on the empty state leave 1 + 2 + 3 values in fact and as many in law: 12 in all."""
    base = story(tale(*opened(3), start="{}"))
    monkeypatch.setattr(walk, "MOST_KEPT", 12)
    assert len(replay(base).entries) == 3
    monkeypatch.setattr(walk, "MOST_KEPT", 11)
    with pytest.raises(TooMuchError, match="at step `o2` the story has more to keep in mind than 11 values"):
        replay(base)


def test_a_step_that_changes_nothing_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """One offer is one value in fact and one in law; nine days of rain after it are nothing."""
    base = story(tale(*opened(1), *(act(f"h{i}", "ann", "happen: rain") for i in range(9)), start="{}"))
    monkeypatch.setattr(walk, "MOST_KEPT", 2)
    assert len(replay(base).entries) == 10


def test_what_waits_for_a_condition_is_asked_after_every_step_on_both_tracks(monkeypatch: pytest.MonkeyPatch) -> None:
    """One resignation waits through three steps, its own included: asked three times in law and three in fact."""
    base = story(tale(act("r", "ann", CONDITIONAL), *opened(2)))
    monkeypatch.setattr(walk, "MOST_ASKED", 6)
    assert len(replay(base).entries) == 3
    monkeypatch.setattr(walk, "MOST_ASKED", 5)
    with pytest.raises(TooMuchError, match="at step `o1` what follows by itself, or is done again"):
        replay(base)


def test_surveys_that_take_too_many_steps_claim_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    base = replay(five_or_seven())
    assert dependence(base).by_item == {"x.i": ("seats",)}
    monkeypatch.setattr(together, "MOST_RULINGS", 1)
    found = dependence(base)
    assert (found.proved, found.by_item, found.by_step) == (False, {}, {})


def test_where_nothing_is_open_the_number_of_steps_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    base = replay(story(tale(vote("x", "{remove: ann, from: acme.ceo}", ayes=FIVE))))
    monkeypatch.setattr(together, "MOST_RULINGS", 0)
    assert dependence(base).proved


def test_a_slice_that_does_not_end_is_the_whole_story_and_the_answer_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(surveys, "MOST_ROUNDS", 0)
    assert dependence(replay(five_or_seven())).by_item == {"x.i": ("seats",)}


HOLDERS = (Tenure("bob", units=3), Tenure("ann"), Tenure("cyd", interim=True), Tenure("ann", units=2))


@pytest.mark.parametrize("position", ["acme.board", "acme.ceo", "acme.staff"])
@pytest.mark.parametrize(
    "held", [*(HOLDERS[:number] for number in range(5)), HOLDERS[1:3], HOLDERS[2:], HOLDERS[1::2], HOLDERS[2::-2]]
)
def test_who_holds_what_at_the_start_is_the_fold_of_one_event_for_each(position: str, held: Held) -> None:
    """Whether they are written at once or not: of a board and of an office, with an interim holder, and one twice."""
    base = evolve(story(tale(*opened(1))), start=((position, held), ("acme.board", (Tenure("dee"),))))
    events = [
        Seated(position=where, party=one.party, interim=one.interim, sole=where == "acme.ceo", units=one.units)
        for where, some in base.start
        for one in some
    ]
    assert opening(base) == fold(State(), events)


def test_a_state_says_how_many_values_it_has() -> None:
    assert State().count() == 0
    assert State().updated({("open", "a"): True, ("open", "b"): True}).count() == 2
