"""Reading values back from plain data: every kind of event, and whatever does not fit is refused with its reason."""

import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from govsim.record import codec as module
from govsim.record import events as ev
from govsim.record.canon import Json, canonical, plain
from govsim.record.codec import UnfitError, UnreadError, reader
from govsim.record.marks import Told
from govsim.values import frozen
from govsim.world import expressions as ex
from govsim.world.time import When

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
DAY = When(earliest=NOON, latest=NOON + timedelta(hours=1), precision="range", zone="UTC", text="")
CONDITION = ex.And(
    (
        ex.Or((ex.Name("a"), ex.Not(ex.Call("holds", (ex.Name("ann"), ex.ActWords(("remove", "ann"))))))),
        ex.Compare(ex.Of(ex.Amount(Fraction(9, 10), "%"), ex.Name("headcount")), ">=", ex.Instant(DAY)),
    )
)

read = reader(Told)

TEXT = st.text('aböü~"\\,:}{\n', max_size=8)
WHOLE = st.datetimes(datetime.fromisoformat("1900-01-01")).map(lambda at: at.replace(microsecond=0, tzinfo=UTC))
NUMBER = st.fractions(min_value=0, max_denominator=999)


def drawn(kind: type) -> st.SearchStrategy[Any]:
    """Draw any value of a kind of event, from the types of its fields as Hypothesis reads them."""
    return st.from_type(kind)


for _type, _strategy in (
    (str, TEXT),
    (datetime, WHOLE),
    (Fraction, NUMBER),
    (ex.Amount, st.builds(ex.Amount, NUMBER, st.sampled_from(["", "%", "h", "USD"]))),
    (ex.Name, st.builds(ex.Name, TEXT)),
    (When, st.builds(lambda at: When(earliest=at, latest=at, precision="about", zone="UTC", text=""), WHOLE)),
):
    st.register_type_strategy(_type, _strategy)
EXPRS: st.SearchStrategy[Any] = st.recursive(
    st.one_of(drawn(ex.Name), drawn(ex.Amount), st.builds(ex.Instant, drawn(When))),
    lambda inner: st.one_of(
        st.builds(ex.Not, inner),
        st.builds(ex.And, st.tuples(inner, inner)),
        st.builds(ex.Or, st.tuples(inner, inner)),
        st.builds(ex.Compare, inner, st.sampled_from(ex.OPERATORS), inner),
        st.builds(ex.Of, drawn(ex.Name), inner),
        st.builds(ex.Call, TEXT, st.lists(st.one_of(inner, st.just(ex.ActWords(("amend", "it"))))).map(tuple)),
    ),
    max_leaves=5,
)
SIMPLE = st.one_of(*(drawn(kind) for kind in get_args(ev.Event) if kind is not ev.Scheduled))
EVENTS: st.SearchStrategy[Any] = st.one_of(
    SIMPLE,
    st.builds(
        ev.Scheduled,
        id=TEXT,
        changes=st.lists(SIMPLE, max_size=3).map(tuple),
        due=st.none() | WHOLE,
        condition=st.none() | EXPRS,
    ),
)


@how(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(EVENTS)
def test_every_event_is_read_back_as_itself(event: ev.Event) -> None:
    """Mutations: exact numbers are read rounded; None is read as 0; a list is read in reverse."""
    assert read(json.loads(canonical(plain(event)))) == event


@pytest.mark.parametrize("kind", get_args(ev.Event), ids=lambda kind: kind.__name__)
def test_no_kind_of_event_is_left_out(kind: type) -> None:
    """A new kind is drawn here as soon as it stands in the union (mutation: one kind is not in `Told`)."""
    found = drawn(kind) if kind is not ev.Scheduled else st.just(ev.Scheduled(id="s", changes=()))

    @how(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(found)
    def holds(event: ev.Event) -> None:
        assert read(plain(event)) == event

    holds()


def test_what_is_made_for_later_keeps_its_whole_condition() -> None:
    later = ev.Scheduled(
        id="x.later", changes=(ev.Opened(thing="talks"), ev.Settled(item="y.i", how="")), due=NOON, condition=CONDITION
    )
    assert read(json.loads(canonical(plain(later)))) == later


def test_an_event_is_read_from_the_text_of_a_line() -> None:
    """Written by hand, as a log has them."""
    seated: Json = {"kind": "seated", "position": "b", "party": "ann", "interim": False, "sole": True, "units": 3}
    assert read(seated) == ev.Seated(position="b", party="ann", sole=True, units=3)
    signed: Json = {"kind": "signed", "letter": "l", "parties": ["ann"], "total": "7/2", "high": None}
    assert read(signed) == ev.Signed(letter="l", parties=("ann",), total=Fraction(7, 2), high=None)
    told: Json = {"kind": "noticed", "meeting": "m", "parties": [], "at": "2024-03-01T12:00:00Z", "by": ""}
    assert read(told) == ev.Noticed(meeting="m", parties=(), at=NOON)


SIGNED: dict[str, Json] = {"kind": "signed", "letter": "l", "parties": ["ann"], "total": 1, "high": 1}
NOTICED: dict[str, Json] = {"kind": "noticed", "meeting": "m", "parties": [], "at": "2024-03-01T12:00:00Z", "by": ""}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (None, "None is none of seated"),
        ({"kind": ["seated"]}, "is none of seated"),
        ({"kind": "vanished"}, "{'kind': 'vanished'} is none of seated"),
        ({"kind": "unseated", "party": "ann"}, "other keys than it should: 'position'"),
        ({"kind": "opened", "thing": "t", "more": 1}, "other keys than it should: 'more'"),
        ({"kind": "opened", "thing": 3}, "3 is no text"),
        ({"kind": "opened", "thing": "u\u0308"}, "is no text in normal form C"),
        ({"kind": "resized", "body": "b", "number": True}, "True is no int"),
        ({"kind": "answered", "question": "q", "yes": 1}, "1 is no bool"),
        ({"kind": "settled", "item": "i", "how": "forgotten"}, "'forgotten' is none of 'ratified'"),
        (SIGNED | {"parties": "ann"}, "'ann' is no list"),
        (SIGNED | {"total": 1.5}, "1.5 is no exact number"),
        (SIGNED | {"total": "1/0"}, "'1/0' is no exact number"),
        (SIGNED | {"total": "2/4"}, "'2/4' is no exact number"),
        (SIGNED | {"total": "many"}, "'many' is no exact number"),
        (SIGNED | {"total": "3"}, "'3' is no exact number"),
        (SIGNED | {"total": "1/2\n"}, "is no exact number"),
        (SIGNED | {"total": "\u0661/2"}, "is no exact number"),
        (SIGNED | {"total": "1e-5000"}, "'1e-5000' is no exact number"),
        (SIGNED | {"total": True}, "True is no exact number"),
        (NOTICED | {"at": "noon"}, "'noon' is no instant in UTC"),
        (NOTICED | {"at": "2024-03-01T12:00:00+01:00"}, "is no instant in UTC"),
        (NOTICED | {"at": "x" * 99}, f"'{'x' * 36}... is no instant"),
    ],
)
def test_what_is_no_event_is_refused_and_says_why(data: Json, says: str) -> None:
    with pytest.raises(UnfitError) as caught:
        read(data)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "data", ["1e300000000", "1e-300000000", "0." + "1" * 5_000, "1" * 4_301 + "/7", "1/" + "7" * 4_301]
)
def test_what_is_not_written_as_a_ratio_is_refused_before_it_is_computed(
    data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few bytes of a log could else ask for a number that takes for ever (mutation: any text is computed)."""

    def compute(_: object) -> Fraction:
        raise AssertionError

    monkeypatch.setattr(module, "Fraction", compute)
    with pytest.raises(UnfitError, match="is no exact number"):
        read(SIGNED | {"total": data})


def test_a_ratio_of_as_many_digits_as_can_be_written_is_read() -> None:
    """Below zero, too (mutations: one digit fewer is read; a sign is none of it)."""
    wide = Fraction(-(10**4_299) - 1, 10**4_299)
    signed = read(SIGNED | {"total": str(wide)})
    assert signed == ev.Signed(letter="l", parties=("ann",), total=wide, high=Fraction(1))


@frozen(kw_only=True)
class Weighed:
    """A kind that nobody could read back: a float has no exact form."""

    weight: float


@frozen(kw_only=True)
class Unclear:
    """A kind of which a text and a number would look alike."""

    value: str | Fraction


@frozen(kw_only=True)
class Holding:
    """A kind that holds such a one."""

    inside: tuple[Weighed, ...]


@pytest.mark.parametrize(
    ("kind", "says"),
    [(Weighed, "float"), (Unclear, "which of"), (Holding, "float"), (ev.Opened | Holding, "float"), (dict, "dict")],
    ids=str,
)
def test_a_kind_that_could_not_be_read_back_is_refused_before_anything_is_read(kind: object, says: str) -> None:
    with pytest.raises(UnreadError) as caught:
        reader(kind)
    assert says in str(caught.value)
