"""Events, states, identities and verdicts as values, against what was worked out by hand."""

from datetime import UTC, datetime
from enum import Enum
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.errors import Place
from govsim.record import acts
from govsim.record import events as ev
from govsim.record.canon import canonical, content_id, plain
from govsim.record.effects import effects, in_order, item_events, later
from govsim.record.fold import changes, evolve, fold, trace
from govsim.record.rulings import Verdict, best, kth_best, worst
from govsim.record.state import (
    Noting,
    Signatures,
    State,
    Tenure,
    answer,
    has_waived,
    holders,
    holding,
    is_determined,
    is_open,
    knows,
    noticed_at,
    pending,
    signatures,
    size,
)
from govsim.values import frozen
from govsim.world.expressions import Name
from govsim.world.params import number, shown
from govsim.world.sources import Bounds
from govsim.world.time import When
from inline import act, story, tale

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


def exactly(count: int) -> Bounds:
    return Bounds(low=Fraction(count), high=Fraction(count), best=Fraction(count), text=str(count))


OVER = Bounds(low=Fraction(700), high=None, best=Fraction(700), text="700+")
BETWEEN = Bounds(low=Fraction(490), high=Fraction(505), best=Fraction(490), text="490..505")


# --- the fold ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "key", "value"),
    [
        (ev.Seated(position="p", party="a"), ("held", "p"), (Tenure("a"),)),
        (ev.Resized(body="b", number=7), ("size", "b"), 7),
        (ev.Determined(matter="m", args=("x", "y")), ("determined", "m", "x", "y"), True),
        (ev.Signed(letter="l", parties=("a", "b")), ("signed", "l"), Signatures(frozenset("ab"), Fraction(2))),
        (ev.Opened(thing="t"), ("open", "t"), True),
        (ev.Accepted(thing="t", party="a"), ("accepted", "t", "a"), True),
        (ev.Informed(topic="t", parties=("a",)), ("informed", "t", "a"), True),
        (ev.Noticed(meeting="m", parties=("a",), at=NOON), ("noticed", "m", "a"), NOON),
        (ev.Waived(meeting="m", party="a"), ("waived", "m", "a"), True),
        (ev.Answered(question="q", yes=False), ("answered", "q"), False),
        (ev.Seated(position="p", party="a", units=7), ("held", "p"), (Tenure("a", units=7),)),
        (ev.Issued(position="p", party="a", units=7), ("held", "p"), (Tenure("a", units=7),)),
        (ev.RollFixed(body="b", meeting="m", positions=("p",)), ("fixed", "b", "m"), (("p", ()),)),
        (ev.MeetingOpened(body="b", meeting="m", positions=("p",)), ("opened", "b", "m"), (("p", ()),)),
        (ev.Adjourned(meeting="m"), ("adjourned", "m"), True),
        (ev.Settled(item="s.i", how="ratified"), ("settled", "s.i"), "ratified"),
    ],
    ids=[*"0123456789abcdef"],
)
def test_an_event_writes_one_value_under_one_key(event: ev.Event, key: tuple[str, ...], value: object) -> None:
    written = changes(State(), event)
    assert {one: new for one, new in written.items() if new is not None} == {key: value}
    assert evolve(State(), event).get(key) == value
    assert dict(evolve(State(), event).items()) == {key: value}


def test_an_approval_is_on_file_under_what_it_approves_and_it_is_known_that_there_is_one() -> None:
    event = ev.Approved(by="a", verb="v", target="t", args=("x",))
    assert changes(State(), event) == {("approved", "a", "v", "t", "x"): True, ("approved",): True}


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (ev.Seated(position="p", party="a"), ev.Unseated(position="p", party="a")),
        (ev.Opened(thing="t"), ev.Closed(thing="t")),
        (ev.Scheduled(id="s", changes=(), due=NOON), ev.Unscheduled(id="s")),
        (ev.Settled(item="s.i", how="avoided"), ev.Settled(item="s.i", how="")),
    ],
    ids=["seat", "offer", "plan", "avoidance"],
)
def test_what_ends_leaves_no_trace_in_a_state(begin: ev.Event, end: ev.Event) -> None:
    after = fold(State(), (begin, end))
    assert after == State()
    assert hash(after) == hash(State())


def test_a_one_holder_position_has_one_holder_and_others_any_number() -> None:
    two = (ev.Seated(position="p", party="b"), ev.Seated(position="p", party="a"))
    assert holding(fold(State(), two), "p") == ("a", "b")
    sole = (ev.Seated(position="p", party="b", sole=True), ev.Seated(position="p", party="a", sole=True))
    assert holding(fold(State(), sole), "p") == ("a",)


def test_a_permanent_holder_ends_an_interim_one_and_not_the_other_way_round() -> None:
    interim, permanent = ev.Seated(position="p", party="a", interim=True), ev.Seated(position="p", party="b")
    assert holders(fold(State(), (interim, permanent)), "p") == (Tenure("b"),)
    assert holders(fold(State(), (permanent, interim)), "p") == (Tenure("a", interim=True), Tenure("b"))


def test_a_party_holds_a_position_once() -> None:
    again = (ev.Seated(position="p", party="a", interim=True), ev.Seated(position="p", party="a"))
    assert holders(fold(State(), again), "p") == (Tenure("a"),)


@pytest.mark.parametrize(
    ("parties", "total", "expected"),
    [(("c",), None, 3), ((), Fraction(505), 505), (("c", "d"), Fraction(2), 4), ((), Fraction(1), 2)],
)
def test_a_count_of_signatures_is_never_below_the_names(
    parties: tuple[str, ...], total: Fraction | None, expected: int
) -> None:
    first = ev.Signed(letter="l", parties=("a", "b"))
    state = fold(State(), (first, ev.Signed(letter="l", parties=parties, total=total)))
    assert signatures(state, "l").total == expected
    assert signatures(state, "l").parties == frozenset({"a", "b", *parties})


@pytest.mark.parametrize(
    ("stated", "parties", "expected"),
    [
        (ev.Signed(letter="l", total=Fraction(700), high=None), (), (700, None)),
        (ev.Signed(letter="l", total=Fraction(490), high=Fraction(505)), (), (490, 505)),
        (ev.Signed(letter="l", total=Fraction(1), high=Fraction(4)), ("a", "b"), (2, 4)),
        (ev.Signed(letter="l", total=Fraction(0), high=Fraction(1)), ("a", "b"), (2, 2)),
        (ev.Signed(letter="l", total=Fraction(0), high=None), ("a", "b"), (2, None)),
        (ev.Signed(letter="l"), ("a",), (3, 3)),
    ],
)
def test_a_count_keeps_its_bounds_and_neither_is_below_the_names(
    stated: ev.Signed, parties: tuple[str, ...], expected: tuple[object, ...]
) -> None:
    """Three were counted before; a statement replaces the count, names alone leave it as it was."""
    before = ev.Signed(letter="l", total=Fraction(3))
    after = signatures(fold(State(), (before, stated, ev.Signed(letter="l", parties=parties))), "l")
    assert (after.total, after.high) == expected


def test_a_state_answers_every_question_about_an_empty_world() -> None:
    empty = State()
    assert (holders(empty, "p"), holding(empty, "p"), size(empty, "b"), answer(empty, "q")) == ((), (), None, None)
    assert signatures(empty, "l") == Signatures()
    assert not is_open(empty, "t")
    assert not knows(empty, "t", "a")
    assert noticed_at(empty, "m", "a") is None
    assert not has_waived(empty, "m", "a")
    assert not is_determined(empty, "m")
    assert pending(empty) == ()


def test_a_state_gives_back_what_it_was_told() -> None:
    told = fold(
        State(),
        (
            ev.Opened(thing="t"),
            ev.Accepted(thing="t", party="a"),
            ev.Informed(topic="n", parties=("a",)),
            ev.Noticed(meeting="m", parties=("a",), at=NOON),
            ev.Waived(meeting="m", party="a"),
            ev.Determined(matter="m"),
            ev.Answered(question="q", yes=True),
            ev.Resized(body="b", number=3),
            ev.Scheduled(id="z", changes=()),
            ev.Scheduled(id="y", changes=()),
        ),
    )
    assert is_open(told, "t")
    assert told.get(("accepted", "t", "a"))
    assert knows(told, "n", "a")
    assert noticed_at(told, "m", "a") == NOON
    assert has_waived(told, "m", "a")
    assert is_determined(told, "m")
    assert answer(told, "q") is True
    assert size(told, "b") == 3
    assert [one.id for one in pending(told)] == ["y", "z"]


def test_a_change_that_changes_nothing_gives_the_same_state() -> None:
    state = evolve(State(), ev.Opened(thing="t"))
    assert evolve(state, ev.Opened(thing="t")) is state
    assert evolve(state, ev.Closed(thing="u")) is state
    assert state.changed(state) == ()


def test_two_states_differ_under_the_keys_they_say() -> None:
    one = fold(State(), (ev.Opened(thing="t"), ev.Resized(body="b", number=3)))
    two = fold(State(), (ev.Opened(thing="u"), ev.Resized(body="b", number=3)))
    assert one.changed(two) == two.changed(one) == (("open", "t"), ("open", "u"))
    assert one != two
    assert one != "a state"
    assert repr(evolve(State(), ev.Opened(thing="t"))) == "State({('open', 't'): True})"


def test_a_trace_names_the_keys_that_are_different_in_the_end() -> None:
    """What was opened and closed again on the way is not different."""
    start = evolve(State(), ev.Opened(thing="t"))
    events = (ev.Opened(thing="u"), ev.Closed(thing="t"), ev.Closed(thing="u"), ev.Resized(body="b", number=3))
    after, written = trace(start, events)
    assert after == fold(start, events)
    assert set(written) == set(start.changed(after)) == {("open", "t"), ("size", "b")}


def test_a_sight_notes_each_key_it_was_asked_for_once() -> None:
    sight = Noting(evolve(State(), ev.Opened(thing="t")))
    assert is_open(sight, "t")
    assert is_open(sight, "t")
    assert size(sight, "b") is None
    assert list(sight.keys) == [("open", "t"), ("size", "b")]


EVENTS = st.one_of(
    st.builds(
        ev.Seated,
        position=st.sampled_from("pq"),
        party=st.sampled_from("abc"),
        interim=st.booleans(),
        sole=st.booleans(),
    ),
    st.builds(ev.Unseated, position=st.sampled_from("pq"), party=st.sampled_from("abc")),
    st.builds(ev.Issued, position=st.sampled_from("pq"), party=st.sampled_from("abc"), units=st.integers(1, 3)),
    st.builds(
        ev.Transferred,
        position=st.sampled_from("pq"),
        giver=st.sampled_from("abc"),
        taker=st.sampled_from("abc"),
        units=st.integers(1, 3),
        into=st.sampled_from("pq"),
    ),
    st.builds(ev.RollFixed, body=st.just("b"), meeting=st.just("m"), positions=st.sampled_from((("p",), ("p", "q")))),
    st.builds(ev.Resized, body=st.just("b"), number=st.integers(1, 3)),
    st.builds(ev.Signed, letter=st.just("l"), parties=st.lists(st.sampled_from("abc"), max_size=2).map(tuple)),
    st.builds(ev.Opened, thing=st.sampled_from("tu")),
    st.builds(ev.Closed, thing=st.sampled_from("tu")),
)


@given(st.lists(EVENTS, max_size=12))
def test_the_hash_that_is_kept_is_the_hash_of_a_state_made_anew(events: list[ev.Event]) -> None:
    state = fold(State(), events)
    fresh = State().updated(dict(state.items()))
    assert state == fresh
    assert hash(state) == hash(fresh)


@given(st.lists(EVENTS, max_size=12), st.integers(0, 12))
def test_a_beginning_and_the_rest_are_the_whole(events: list[ev.Event], cut: int) -> None:
    assert fold(fold(State(), events[:cut]), events[cut:]) == fold(State(), events)


@given(st.lists(EVENTS, max_size=12), st.sampled_from("ab"), st.sampled_from("abc"), st.integers(1, 9))
def test_a_transfer_makes_and_loses_no_unit(events: list[ev.Event], giver: str, taker: str, number: int) -> None:
    before = fold(State(), events)
    after = evolve(before, ev.Transferred(position="p", giver=giver, taker=taker, units=number, into="q"))
    total = [sum(one.units for position in "pq" for one in holders(state, position)) for state in (before, after)]
    assert total[0] == total[1]
    assert all(one.units > 0 for position in "pq" for one in holders(after, position))


# --- effects -----------------------------------------------------------------------------------------------------


def test_endings_go_before_beginnings_and_equal_events_count_once() -> None:
    seated, gone = ev.Seated(position="p", party="a"), ev.Unseated(position="p", party="b")
    assert in_order((seated, gone, seated)) == (gone, seated)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (acts.Appoint(id="i", party="a", position="p"), (ev.Seated(position="p", party="a"),)),
        (
            acts.Appoint(id="i", party="a", position="p", replacing="b", sole=True, interim=True),
            (ev.Unseated(position="p", party="b"), ev.Seated(position="p", party="a", sole=True, interim=True)),
        ),
        (acts.Remove(id="i", party="a", position="p"), (ev.Unseated(position="p", party="a"),)),
        (acts.Leave(id="i", party="a", position="p"), (ev.Unseated(position="p", party="a"),)),
        (acts.Resize(id="i", body="b", number=4), (ev.Resized(body="b", number=4),)),
        (acts.Determine(id="i", matter="m", args=("x",)), (ev.Determined(matter="m", args=("x",)),)),
        (acts.Ratify(id="i", target="s.i"), ()),
        (acts.Avoid(id="i", target="s.i"), ()),
    ],
    ids=["appoint", "replace", "remove", "leave", "resize", "determine", "ratify", "avoid"],
)
def test_an_item_makes_true_what_it_says(item: acts.Item, expected: tuple[ev.Event, ...]) -> None:
    assert item_events(item) == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (
            acts.Resign(positions=("p", "q")),
            (ev.Unseated(position="p", party="a"), ev.Unseated(position="q", party="a")),
        ),
        (
            acts.Sign(letter="l", parties=("a",), total=exactly(5)),
            (ev.Signed(letter="l", parties=("a",), total=Fraction(5)),),
        ),
        (acts.Sign(letter="l", total="heads"), (ev.Signed(letter="l", total=Fraction(770), high=Fraction(770)),)),
        (acts.Sign(letter="l", total=OVER), (ev.Signed(letter="l", total=Fraction(700), high=None),)),
        (acts.Sign(letter="l", total=BETWEEN), (ev.Signed(letter="l", total=Fraction(490), high=Fraction(505)),)),
        (acts.Offer(thing="t"), (ev.Opened(thing="t"),)),
        (acts.Agree(package="t"), (ev.Opened(thing="t"),)),
        (acts.Withdraw(thing="t"), (ev.Closed(thing="t"),)),
        (acts.Accept(thing="t"), (ev.Accepted(thing="t", party="a"),)),
        (acts.Inform(topic="n", parties=("b",)), (ev.Informed(topic="n", parties=("b",)),)),
        (acts.Announce(topic="n"), (ev.Informed(topic="n", parties=("public",)),)),
        (acts.Call(meeting="m", parties=("b",)), (ev.Noticed(meeting="m", parties=("b",), at=NOON, by="a"),)),
        (acts.Waive(meeting="m"), (ev.Waived(meeting="m", party="a"),)),
        (acts.Answer(question="q", yes=True), (ev.Answered(question="q", yes=True),)),
        (acts.Happen(what="rain"), ()),
    ],
    ids=[*"0123456789abcde"],
)
def test_an_act_changes_what_it_says(done: acts.Act, expected: tuple[ev.Event, ...]) -> None:
    assert effects("s", "a", NOON, done, {"heads": exactly(770)}) == expected


def test_a_vote_changes_what_its_items_say_unless_it_was_lost() -> None:
    items = (acts.Appoint(id="i", party="a", position="p"), acts.Remove(id="j", party="b", position="p"))
    expected = (ev.Unseated(position="p", party="b"), ev.Seated(position="p", party="a"))
    carried = acts.Resolve(form=acts.Consent(), ballots=(), items=items)
    assert effects("s", "b", NOON, carried, {}) == expected
    assert effects("s", "b", NOON, acts.Decide(items=items), {}) == expected
    lost = acts.Resolve(form=acts.Consent(), ballots=(), items=items, result="lost")
    assert effects("s", "b", NOON, lost, {}) == ()


def test_what_is_made_for_later_is_one_event_with_its_time_or_its_condition() -> None:
    change = (ev.Opened(thing="t"),)
    when = When(earliest=NOON, latest=NOON, precision="instant", zone="UTC", text="noon")
    assert later("s", None, change) == change
    assert later("s", when, ()) == ()
    assert later("s", when, change) == (ev.Scheduled(id="s", changes=change, due=NOON),)
    assert later("s", Name("x"), change) == (ev.Scheduled(id="s", changes=change, condition=Name("x")),)


# --- verdicts ----------------------------------------------------------------------------------------------------


def test_verdicts_go_from_best_to_worst() -> None:
    assert [verdict.word for verdict in sorted(Verdict)] == ["valid", "voidable", "pending", "no_act", "void"]
    assert [verdict.effective for verdict in sorted(Verdict)] == [True, True, False, False, False]
    assert [verdict.refused for verdict in sorted(Verdict)] == [False, False, False, True, True]


@pytest.mark.parametrize("three", list(product(Verdict, repeat=3)), ids=lambda one: "-".join(v.name for v in one))
def test_the_kth_best_lies_between_the_best_and_the_worst(three: tuple[Verdict, ...]) -> None:
    assert kth_best(1, three) is best(three) is min(three)
    assert kth_best(3, three) is worst(three) is max(three)
    assert best(three) <= kth_best(2, three) <= worst(three)


def test_nothing_to_meet_is_met_and_no_route_leads_anywhere() -> None:
    assert worst(()) is Verdict.VALID
    assert best(()) is Verdict.VOID
    assert kth_best(1, ()) is kth_best(0, (Verdict.VALID,)) is kth_best(2, (Verdict.VALID,)) is Verdict.VOID


# --- identity ----------------------------------------------------------------------------------------------------


class Colour(Enum):
    """A word of its own."""

    DARK_RED = 1


@frozen
class Thing:
    """A value with a part of each kind."""

    name: str
    parts: frozenset[int]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("Ame\u0301lie", "Am\u00e9lie"),
        (Colour.DARK_RED, "dark_red"),
        (Verdict.NO_ACT, "no_act"),
        (Fraction(4), 4),
        (Fraction(2, 4), "1/2"),
        (NOON, "2024-03-01T12:00:00Z"),
        (Thing("a", frozenset({2, 1})), {"kind": "thing", "name": "a", "parts": [1, 2]}),
        ({"b": 1, "a": (1, 2)}, {"b": 1, "a": [1, 2]}),
        ([{1}, ()], [[1], []]),
    ],
    ids=str,
)
def test_every_value_has_one_plain_form(value: object, expected: object) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize("value", [0.5, object()], ids=["a float", "anything else"])
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no canonical form"):
        plain(value)


def test_the_place_in_a_file_takes_no_part_in_identity() -> None:
    """Two stories that differ only in their layout have the same content id."""
    text = tale(act("x", "ann", "happen: news"))
    moved = text.replace("steps:\n", "steps:\n\n\n")
    assert content_id("story", story(text)) == content_id("story", story(moved))
    assert content_id("story", story(text)) != content_id("story", story(text.replace("news", "rain")))


def test_canonical_text_sorts_its_keys_and_keeps_its_letters() -> None:
    assert canonical({"b": [1, None], "a": "董"}) == '{"a":"董","b":[1,null]}'


def test_a_content_id_is_the_digest_of_the_kind_and_the_value() -> None:
    """Worked out with sha256sum over {"schema":"govsim/1/n","value":1}."""
    assert content_id("n", 1) == "4797ba782e04a6153cc9bc377ef93d46a02eb989aca13ecad17e599ab697c960"
    assert content_id("n", 1) != content_id("m", 1)


# --- stories and parameters ---------------------------------------------------------------------------------------


def test_a_step_is_found_by_its_id_or_its_number_from_one() -> None:
    told = story(tale(act("x", "ann", "happen: news"), act("y", "ann", "happen: more")))
    assert told.step("y") is told.step("2") is told.steps[1]
    for missing in ("z", "0", "3"):
        with pytest.raises(KeyError):
            told.step(missing)


def test_a_word_is_no_number_and_both_are_written_as_in_a_file() -> None:
    assert number(Fraction(7)) == 7
    with pytest.raises(Exception, match="`electors` is a word, not a number"):
        number("electors")
    assert (shown("electors"), shown(Fraction(2, 3)), shown(Fraction(7))) == ("electors", "2/3", "7")


def test_a_place_is_written_as_editors_understand_it() -> None:
    assert str(Place("a.yaml", 3, 7, 3, 9)) == "a.yaml:3:7"


NEW = acts.Resize(id="i", body="acme.board", number=7)
DEEDS: list[tuple[acts.Item, tuple[str, str, tuple[str, ...]]]] = [
    (NEW, ("resize", "acme.board", ("7",))),
    (acts.Ratify(id="i", target="a.i"), ("ratify", "a.i", ())),
    (acts.Ratify(id="i", target="a.i", from_start=True), ("ratify", "a.i", ("from-start",))),
    (acts.Avoid(id="i", target="a.i"), ("avoid", "a.i", ())),
    (acts.Avoid(id="i", target="a.i", from_start=True), ("avoid", "a.i", ("from-start",))),
    (
        acts.Transfer(id="i", position="acme.a", giver="ann", taker="bob", units=4),
        ("transfer", "acme.a", ("ann", "bob", "4")),
    ),
    (acts.Issue(id="i", position="acme.a", party="bob", units=4), ("issue", "acme.a", ("bob", "4"))),
    (acts.FixRecordDate(id="i", body="acme.owners", meeting="m"), ("fix-record-date", "acme.owners", ("m",))),
    (acts.Approve(id="i", what=NEW), ("resize", "acme.board", ("7",))),
]


@pytest.mark.parametrize(("item", "said"), DEEDS)
def test_an_approval_is_of_just_what_an_item_does(item: acts.Item, said: tuple[str, str, tuple[str, ...]]) -> None:
    """An approval on file counts for the same act alone. Fails if what two acts differ in is left out."""
    assert acts.deed(item) == said
