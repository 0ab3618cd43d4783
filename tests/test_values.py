"""Values made by govsim are values made by attrs, but later; what is ours of them says and does the same."""

import copy
import inspect
import weakref
from functools import cached_property
from typing import Any, ClassVar

import attrs
import pytest
from attrs import field

from govsim.values import _Owed, define, frozen


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


@frozen(kw_only=True)
class Motion:
    """A value that attrs and we make from the same words: plain fields, one with a default."""

    by: str
    votes: tuple[int, ...] = ()


@frozen
class Tallied(Motion):
    """What another value's fields come to, after them."""

    total: int
    notes: list[str] = field(factory=list)

    @property
    def many(self) -> bool:
        """Whether there is more than one vote."""
        return len(self.votes) > 1


class _Told:
    """The words of `Motion`, for attrs to make of them what it makes."""

    by: str
    votes: tuple[int, ...] = ()


_Peer = attrs.frozen(_Told, kw_only=True)  # noqa: TID251 - what ours is held against


def test_what_is_owed_is_asked_for_in_any_order() -> None:
    """Each class here is new, so that each line is the first to ask for something of it."""

    def new() -> type:
        return frozen(type("New", (), {"__annotations__": {"number": int, "name": str}, "name": "one"}))

    made = new()
    assert hash(made(1)) == hash(made(1))
    assert new()(1) != new()(1)
    made = new()
    assert made(1) == made(1)
    assert made(1, "two") != made(1)
    assert [one.name for one in attrs.fields(new())] == ["number", "name"]
    assert attrs.has(new())
    assert attrs.evolve(new()(1), name="three").name == "three"
    assert list(inspect.signature(new().__init__).parameters) == ["self", "number", "name"]  # type: ignore[misc]  # whose
    made = new()
    assert copy.copy(made(1, "two")) == made(1, "two")
    assert (one := new()(1)) == copy.deepcopy(one)


@pytest.mark.parametrize(
    "arguments", [{}, {"by": "ann"}, {"by": "ann", "votes": (1,)}, {"votes": (1,)}, {"by": "ann", "other": 1}]
)
def test_ours_takes_the_arguments_that_attrs_takes(arguments: dict[str, object]) -> None:
    def made(kind: type) -> object:
        try:
            one = kind(**arguments)
        except TypeError as error:
            return str(error).replace(kind.__qualname__, "")
        return one.by, one.votes

    assert made(Motion) == made(_Peer)


def test_ours_says_of_itself_what_attrs_says() -> None:
    peer: Any = _Peer
    assert Motion.__match_args__ == peer.__match_args__ == ()
    assert Motion(by="ann").by
    assert inspect.signature(Motion) == inspect.signature(_Peer)
    assert Motion.__init__.__qualname__ == "Motion.__init__"
    with pytest.raises(TypeError, match="positional"):
        Motion("ann")  # type: ignore[call-arg]  # what is refused
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del Motion(by="ann").by
    assert weakref.ref(one := Motion(by="ann"))() is one


def test_a_value_under_another_has_the_fields_of_both() -> None:
    one = Tallied(3, by="ann", votes=(1, 2))
    assert (one.by, one.votes, one.total, one.notes, one.many) == ("ann", (1, 2), 3, [], True)
    assert Tallied.__match_args__ == ("total", "notes")
    assert not hasattr(one, "__dict__")
    assert one.notes is not Tallied(3, by="ann").notes
    assert one == Tallied(3, by="ann", votes=(1, 2))
    assert one != Tallied(4, by="ann", votes=(1, 2))
    assert one != Motion(by="ann", votes=(1, 2))


def test_a_field_that_does_not_count_is_no_part_of_what_is_compared_and_private_names_lose_their_underscore() -> None:
    @frozen
    class Secret:
        _inner: int
        aside: str = field(default="", eq=False)

    assert Secret(inner=1, aside="a") == Secret(1, "b")
    assert hash(Secret(1, "a")) == hash(Secret(1, "b"))


def test_a_value_with_a_cached_property_is_made_at_once_and_keeps_it() -> None:
    @frozen
    class Counted:
        numbers: tuple[int, ...]

        @cached_property
        def found(self) -> list[int]:
            return list(self.numbers)

    one = Counted((1, 2))
    assert one.found is one.found


def test_a_method_that_calls_the_one_above_finds_it() -> None:
    class Above:
        __slots__ = ()

        def said(self) -> str:
            return "above"

    @frozen
    class Below(Above):
        number: int

        def said(self) -> str:
            return f"{super().said()} {self.number}"

    assert Below(1).said() == "above 1"


def test_a_value_without_fields_is_a_value() -> None:
    @frozen(kw_only=True)
    class Nothing:
        kind: ClassVar[str] = "none"

    assert Nothing() == Nothing()
    assert Nothing.kind == "none"
    assert repr(Nothing()) == "Nothing()"


def test_no_method_is_written_before_it_is_called() -> None:
    late = frozen(type("Late", (), {"__annotations__": {"number": int}}))
    owed = {name for name, one in vars(late).items() if isinstance(one, _Owed)}
    assert {"__init__", "__eq__", "__hash__", "__attrs_attrs__"} <= owed
    late(1)
    assert owed - {name for name, one in vars(late).items() if isinstance(one, _Owed)} == {"__init__"}
