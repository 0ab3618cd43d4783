"""Problems as a person reads them; every picture here was drawn by hand."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from govsim.edge.diagnostics import as_json, render
from govsim.edge.windows import shown, window
from govsim.errors import Fix, Place, Problem, Related


def at(line: int, column: int, end: int, file: str = "mine.yaml") -> Place:
    return Place(file, line, column, end_line=line, end_column=end)


def drawn(picture: str) -> str:
    """Take a picture without the line ends around it and without the indentation of its bars."""
    return picture.removeprefix("\n")


STORY = "\n" * 6 + "  alba: {name: Alba Ferri, zh: 阿尔巴}\n" + "\n" * 16 + "    target: albba\n"


def test_the_fault_the_first_place_and_the_cure_are_drawn_in_line_order() -> None:
    problems = [
        Problem(
            code="GS402",
            severity="warning",
            message="step `two` can never be allowed",
            place=at(31, 9, 10),
            help="if that is the point,\nadd `expect: refused`",
        ),
        Problem(
            code="GS201",
            message="unknown person `albba`",
            place=at(24, 13, 18),
            label="not declared under `people`",
            related=(Related(place=at(7, 3, 7), label="nearest name, declared here"),),
            help="did you mean `alba`?",
        ),
    ]
    assert render(problems, {"mine.yaml": STORY}) == drawn(
        """
error[GS201]: unknown person `albba`
  --> mine.yaml:24:13
   |
 7 |   alba: {name: Alba Ferri, zh: 阿尔巴}
   |   ---- nearest name, declared here
24 |     target: albba
   |             ^^^^^ not declared under `people`
   = help: did you mean `alba`?

warning[GS402]: step `two` can never be allowed
  --> mine.yaml:31:9
   = help: if that is the point,
           add `expect: refused`
2 problems. More on a code: govsim rule GS201
"""
    )


def test_carets_stand_under_chinese_astral_and_combining_characters_and_behind_tabs() -> None:
    text = "\t名字: 奥𠀀特 # é!\n"
    problem = Problem(
        code="GS1", message="m", place=at(1, 6, 9), label="这里", related=(Related(place=at(1, 14, 15), label="b"),)
    )
    assert render([problem], {"mine.yaml": text.replace("é", "e\u0301")}) == drawn(
        """
error[GS1]: m
 --> mine.yaml:1:6
  |
1 |     名字: 奥𠀀特 # e\u0301!
  |           ^^^^^^ 这里
  |                     - b
1 problem. More on a code: govsim rule GS1
"""
    )


def test_a_place_in_another_file_has_its_own_block() -> None:
    problem = Problem(
        code="GS7",
        message="m",
        place=at(1, 1, 2, "b.yaml"),
        related=(
            Related(place=at(100, 3, 4, "a.yaml"), label="the rule"),
            Related(place=at(2, 1, 1, "gone.yaml"), label="not at hand"),
            Related(place=at(3, 1, 1, "gone.yaml"), label=""),
        ),
    )
    assert render([problem], {"b.yaml": "\ufeffxy", "a.yaml": "\r\n" * 49 + "\n" * 25 + "\r" * 25 + "- q"}) == drawn(
        """
error[GS7]: m
   --> b.yaml:1:1
    |
  1 | xy
    | ^
   ::: a.yaml:100:3
    |
100 | - q
    |   - the rule
   ::: gone.yaml:2:1
    = 2: not at hand
   ::: gone.yaml:3:1
1 problem. More on a code: govsim rule GS7
"""
    )


def test_a_fault_of_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    place = Place("mine.yaml", 1, 4, end_line=3, end_column=2)
    assert render([Problem(code="GS1", message="m", place=place)], {"mine.yaml": "a: [b,  \n c,\n]"}) == drawn(
        """
error[GS1]: m
 --> mine.yaml:1:4
  |
1 | a: [b,
  |    ^^^
1 problem. More on a code: govsim rule GS1
"""
    )


def test_an_empty_place_still_gets_a_caret_at_the_end_of_the_text_too() -> None:
    assert render([Problem(code="GS1", message="m", place=at(2, 1, 1), label="ends")], {"mine.yaml": "a\n"}) == drawn(
        """
error[GS1]: m
 --> mine.yaml:2:1
  |
2 |
  | ^ ends
1 problem. More on a code: govsim rule GS1
"""
    )


def test_a_long_line_is_cut_around_the_caret_and_a_label_goes_below_when_there_is_no_room_beside() -> None:
    text = "x: " + "好" * 50 + "bad" + "词" * 50
    problems = [
        Problem(code="GS1", message="a", place=at(1, 1, 2), label="left"),
        Problem(code="GS1", message="b", place=at(1, 54, 57), label="middle"),
        Problem(code="GS1", message="c", place=at(1, 105, 107), label="the right end of it"),
    ]
    # 40 cells, 4 for the gutter: 36, and 30 between the dots
    assert render(problems, {"mine.yaml": text}, width=40) == drawn(
        """
error[GS1]: a
 --> mine.yaml:1:1
  |
1 | x: 好好好好好好好好好好好好好...
  | ^ left

error[GS1]: b
 --> mine.yaml:1:54
  |
1 | ...好好好好好bad词词词词词词词词...
  |              ^^^ middle

error[GS1]: c
 --> mine.yaml:1:105
  |
1 | ...词词词词词词词词词词词词词词词
  |                              ^^^^
  |                  the right end of it
3 problems. More on a code: govsim rule GS1
"""
    )


def test_two_marks_far_apart_in_one_long_line_each_show_their_part() -> None:
    text = "a" * 30 + "b" * 200
    problem = Problem(
        code="GS1", message="m", place=at(1, 200, 201), related=(Related(place=at(1, 1, 2), label="first"),)
    )
    assert render([problem], {"mine.yaml": text}, width=40) == drawn(
        f"""
error[GS1]: m
 --> mine.yaml:1:200
  |
1 | {"a" * 30}...
  | - first
1 | ...{"b" * 30}...
  |              ^
1 problem. More on a code: govsim rule GS1
"""
    )


def test_a_file_cannot_draw_on_the_terminal() -> None:
    problem = Problem(
        code="GS1", message="\x1b[2J", place=at(1, 2, 3, "a\x07"), label="\u202ey", help="\x9bh", related=()
    )
    text = render([problem], {"a\x07": "\x1b\u2066\x00"})
    assert text == drawn(
        """
error[GS1]: ?[2J
 --> a?:1:2
  |
1 | ???
  |  ^ ?y
  = help: ?h
1 problem. More on a code: govsim rule GS1
"""
    )


def test_colors_are_put_around_the_same_words() -> None:
    problem = Problem(
        code="GS1",
        message="m",
        place=at(7, 3, 4),
        label="l",
        related=(Related(place=at(24, 5, 6), label="r"),),
        help="h",
    )
    plain = render([problem], {"mine.yaml": STORY})
    colored = render([problem], {"mine.yaml": STORY}, color=True)
    assert colored.startswith("\x1b[1;31merror[GS1]\x1b[0m\x1b[1m: m\x1b[0m\n")
    assert "\x1b[1;31m  ^ l\x1b[0m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def test_no_problems_are_nothing() -> None:
    assert render([], {}) == ""
    assert as_json([]) == []


def test_plain_data_is_sorted_and_complete() -> None:
    related = Related(place=at(1, 2, 3, "a.yaml"), label="r")
    fix = Fix(place=at(2, 1, 5), was="oone", text="one")
    late = Problem(code="GS2", message="m", place=at(2, 1, 5), related=(related,), label="l", help="h", fix=fix)
    early = Problem(code="GS3", message="n", place=at(1, 9, 9), severity="warning")
    assert json.loads(json.dumps(as_json([late, early]))) == [
        {
            "code": "GS3",
            "severity": "warning",
            "message": "n",
            "file": "mine.yaml",
            "line": 1,
            "column": 9,
            "end_line": 1,
            "end_column": 9,
            "label": "",
            "help": "",
            "related": [],
            "fix": None,
        },
        {
            "code": "GS2",
            "severity": "error",
            "message": "m",
            "file": "mine.yaml",
            "line": 2,
            "column": 1,
            "end_line": 2,
            "end_column": 5,
            "label": "l",
            "help": "h",
            "related": [
                {"file": "a.yaml", "line": 1, "column": 2, "end_line": 1, "end_column": 3, "label": "r"},
            ],
            "fix": {"file": "mine.yaml", "line": 2, "column": 1, "end_line": 2, "end_column": 5, "text": "one"},
        },
    ]


def test_what_cannot_be_seen_is_shown_as_a_question_mark_and_joined_writing_is_left_alone() -> None:
    assert shown("a\tb\x00\u200b") == "a    b??"
    assert shown("क्\u200dष") == "क्\u200dष"


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=300)
    | st.text("a奥\t𠀀\u0301", max_size=300),
    st.integers(1, 320),
    st.none() | st.integers(0, 40),
    st.integers(20, 90),
)
def test_a_window_fits_its_room_and_underlines_the_character_meant(
    line: str, column: int, length: int | None, room: int
) -> None:
    text, begin, end = window(line, column, None if length is None else column + length, room)
    assert cell_len(text) <= room
    assert 0 <= begin < end <= room + 1
    if column <= len(line) and cell_len(shown(line[column - 1])) and "\u200d" not in line:
        meant = shown(line[column - 1])
        before = [number for number in range(len(text) + 1) if cell_len(text[:number]) == begin]
        assert any(text[number:].startswith(meant) for number in before)


@pytest.mark.parametrize("width", [0, 1, 23])
def test_the_narrowest_terminal_still_gets_twenty_cells_of_text(width: int) -> None:
    text = render([Problem(code="GS1", message="m", place=at(1, 1, 2))], {"mine.yaml": "a" * 100}, width=width)
    assert f"1 | {'a' * 14}...\n" in text
