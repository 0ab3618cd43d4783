"""Values made by govsim are values made by attrs; only their `__repr__` is shared, and says the same."""

import attrs
import pytest
from attrs import field

from govsim.values import define, frozen


@frozen
class Seat:
    """A value with a field that is not shown."""

    body: str
    number: int
    place: str = field(default="here", eq=False, repr=False)


@attrs.frozen  # noqa: TID251 - what ours is held against
class Peer:
    """The same, as attrs makes it."""

    body: str
    number: int
    place: str = field(default="here", eq=False, repr=False)


def test_a_value_is_shown_as_attrs_shows_it() -> None:
    assert repr(Seat("top", 3)) == "Seat(body='top', number=3)"
    assert repr(Seat("top", 3)) == repr(Peer("top", 3)).replace("Peer", "Seat")


def test_a_class_inside_another_is_shown_with_it_and_one_inside_a_function_alone() -> None:
    class Outer:
        @frozen
        class Inner:
            number: int

    @attrs.frozen  # noqa: TID251 - what ours is held against
    class Local:
        number: int

    ours = frozen(type("Local", (), {"__annotations__": {"number": int}, "__qualname__": Local.__qualname__}))
    assert repr(Outer.Inner(1)) == "Outer.Inner(number=1)"
    assert repr(ours(1)) == repr(Local(1)) == "Local(number=1)"


def test_a_value_that_holds_itself_is_shown_once() -> None:
    @define
    class Knot:
        end: object = None

    knot = Knot()
    knot.end = knot
    assert repr(knot) == "Knot(end=...)"


def test_a_class_keeps_the_repr_it_brings() -> None:
    @frozen(kw_only=True)
    class Plain:
        number: int

        def __repr__(self) -> str:
            return "plain"

    assert repr(Plain(number=1)) == "plain"


def test_a_class_under_another_shows_its_own_fields_too() -> None:
    @frozen
    class Chair(Seat):
        casting: bool = False

    assert repr(Chair("top", 3)) == "Chair(body='top', number=3, casting=False)"


def test_the_rest_is_left_to_attrs() -> None:
    seat = Seat("top", 3, "there")
    assert seat == Seat("top", 3)
    assert hash(seat) == hash(Seat("top", 3))
    assert seat != Seat("top", 4)
    assert [one.name for one in attrs.fields(Seat)] == ["body", "number", "place"]
    assert attrs.evolve(seat, number=4) == Seat("top", 4)
    assert not hasattr(seat, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        seat.number = 5  # type: ignore[misc]  # what is refused
    match seat:
        case Seat(body, number):
            assert (body, number) == ("top", 3)
        case _:
            pytest.fail("a value is matched by its fields")


def test_what_is_defined_and_not_frozen_can_be_changed() -> None:
    @define(kw_only=True)
    class Desk:
        number: int

    desk = Desk(number=1)
    desk.number = 2
    assert repr(desk) == "Desk(number=2)"
