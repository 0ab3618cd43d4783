"""What a file says, and where: every text stays the text a person wrote, and every fault has its place."""

import gc
import re
import string
from itertools import pairwise
from typing import TypeAlias
from unicodedata import normalize

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import govsim.reader.yaml as reader
from govsim.errors import Place, Problem
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.yaml import parse

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"

PARSERS = [pytest.param(yaml.CSafeLoader, id="c"), pytest.param(yaml.SafeLoader, id="python")]


def plain(node: Node | None) -> Plain:
    match node:
        case Scalar(text=text):
            return text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key.text: plain(entry.value) for entry in node.entries}
        case None:
            return None


def read(text: str) -> Node | None:
    node, problems = parse(text.encode(), "f")
    assert problems == ()
    return node


def faults(data: str | bytes) -> list[tuple[str, str]]:
    raw = data if isinstance(data, bytes) else data.encode()
    return [(found.code, str(found.place)[2:]) for found in parse(raw, "f")[1]]


def only(data: str | bytes) -> Problem:
    (problem,) = parse(data if isinstance(data, bytes) else data.encode(), "f")[1]
    return problem


def covered(text: str, place: Place) -> str:
    """Cut `place` out of `text`, by splitting it into lines: another way than the one under test."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    inside = lines[place.line - 1 : place.end_line]
    inside[-1] = inside[-1][: place.end_column - 1]
    inside[0] = inside[0][place.column - 1 :]
    return "".join(inside)


def quoted(node: Node) -> bool | None:
    return node.quoted if isinstance(node, Scalar) else None


def all_nodes(node: Node | None) -> list[Node]:
    match node:
        case Sequence():
            return [node, *(inner for item in node.items for inner in all_nodes(item))]
        case Mapping():
            keys: list[Node] = [entry.key for entry in node.entries]
            return [node, *keys, *(inner for entry in node.entries for inner in all_nodes(entry.value))]
        case Scalar():
            return [node]
        case None:
            return []


@pytest.mark.parametrize("word", ["no", "12:30", "1_000", "null", "~", "0x1F", "2023-11-17", "1e3", "=", "Yes", ".inf"])
def test_a_value_stays_the_text_a_person_wrote(word: str) -> None:
    node = read(f"vote: {word}\n")
    assert node == Mapping(
        entries=node.entries if isinstance(node, Mapping) else (), place=Place("f", 1, 1, end_line=1, end_column=5)
    )
    assert plain(node) == {"vote": word}


def test_quotes_tell_the_empty_text_from_nothing_and_block_texts_count_as_quoted() -> None:
    node = read("a:\nb: ''\nc: \"x\"\nd: x\ne: |\n  x\nf: >-\n  x\n")
    assert isinstance(node, Mapping)
    values = [(entry.value.text, entry.value.quoted) for entry in node.entries if isinstance(entry.value, Scalar)]
    assert values == [("", False), ("", True), ("x", True), ("x", False), ("x\n", True), ("x", True)]


def test_a_mapping_is_asked_by_name_and_keeps_the_order_of_the_file() -> None:
    node = read("b: 1\na: [2, 3]\n")
    assert isinstance(node, Mapping)
    assert node.keys() == ("b", "a")
    assert plain(node.get("a")) == ["2", "3"]
    entry = node.entry("b")
    assert entry is not None
    assert entry.key.place.line == 1
    assert node.get("c") is None
    assert node.entry("c") is None


def test_the_place_of_a_text_covers_it_as_written_under_chinese_and_astral_characters() -> None:
    text = "奥: 奥𠀀特 # x\n𠀀: &k  '中'\nb: |\n  x\n  y\n\n# c\nc: &z # d\n  \"q\"\nd: [ ab,\r\n 'e' ]\n"
    node = read(text)
    assert isinstance(node, Mapping)
    written = ["奥𠀀特", "'中'", "|\n  x\n  y", '"q"', "[ ab,\r\n 'e' ]"]
    assert [covered(text, entry.value.place) for entry in node.entries] == written
    assert [covered(text, entry.key.place) for entry in node.entries] == ["奥", "𠀀", "b", "c", "d"]
    assert str(node.entries[0].value.place) == "f:1:4"


def test_a_text_at_the_very_end_of_a_file_without_a_last_line_end_keeps_its_place() -> None:
    for text, written in (("a:\n  b: |\n   x\n   y", "|\n   x\n   y"), ("a: b", "b"), ("? ", ""), ("a: 'b'", "'b'")):
        node = read(text)
        assert isinstance(node, Mapping)
        last = all_nodes(node)[-1]
        assert covered(text, last.place) == written
        assert last.place.line == 2 if "|" in text else 1


def test_a_collection_stands_at_its_bracket_or_at_its_first_item() -> None:
    text = "a:\n  - x\n  - y\nb: &k\n  k: v\nc: &m [x]\nd: &n !t {}\n"
    node, _ = parse(text.encode(), "f")
    assert isinstance(node, Mapping)
    assert [covered(text, entry.value.place) for entry in node.entries] == ["x", "k", "[x]", "{}"]
    assert covered(text, node.place) == "a"


def test_an_alias_shares_the_node_and_the_last_anchor_of_a_name_counts() -> None:
    node = read("a: &k [x]\nb: *k\nc: &k y\nd: *k\ne: &o [&o z, *o]\nf: *o\n")
    assert isinstance(node, Mapping)
    assert node.get("b") is node.get("a")
    assert node.get("d") is node.get("c")
    assert plain(node.get("e")) == ["z", "z"]
    assert node.get("f") is not None
    assert plain(node.get("f")) == "z"


def test_an_alias_may_be_a_key_and_stands_where_it_is_written() -> None:
    node = read("- &k x\n- *k : 1\n")
    assert isinstance(node, Sequence)
    mapping = node.items[1]
    assert isinstance(mapping, Mapping)
    assert mapping.keys() == ("x",)
    assert str(mapping.place) == str(mapping.entries[0].key.place) == "f:2:3"
    listed = read("- &k x\n- - *k\n")
    assert isinstance(listed, Sequence)
    assert str(listed.items[1].place) == "f:2:5"


def test_all_faults_of_a_file_come_in_one_pass_in_file_order_and_the_rest_is_read() -> None:
    text = "a: 1\na: 2\n<<: {b: 1}\n[1]: 2\n!x b: !<y,z> {c: 1}\nd: *u\n---\ne: 1\n"
    node, problems = parse(text.encode(), "f")
    expected = [
        ("GS103", "f:2:1"),
        ("GS105", "f:3:1"),
        ("GS109", "f:4:1"),
        ("GS104", "f:5:1"),
        ("GS104", "f:5:7"),
        ("GS107", "f:6:4"),
        ("GS106", "f:7:1"),
    ]
    assert [(found.code, str(found.place)) for found in problems] == expected
    assert str(problems[0].related[0].place) == "f:1:1"
    assert [covered(text, found.place) for found in problems[3:5]] == ["!x", "!<y,z>"]
    assert plain(node) == {"a": "1", "b": {"c": "1"}, "d": "*u"}


def test_equal_keys_are_equal_whatever_their_quotes_and_a_quoted_merge_key_is_a_key() -> None:
    assert faults("a: 1\n'a': 2\n? &k b\n: 1\n? *k\n: 2\n") == [("GS103", "2:1"), ("GS103", "5:3")]
    assert plain(read("'<<': x\n")) == {"<<": "x"}
    assert plain(read("- a: 1\n- a: 2\n")) == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "--- # x\n...\n", "\ufeff"])
def test_a_file_that_says_nothing_is_empty(text: str) -> None:
    node, problems = parse(text.encode(), "f")
    assert node is None
    assert [(found.code, str(found.place)) for found in problems] == [("GS102", "f:1:1")]


def test_a_second_document_is_named_even_if_the_first_is_empty() -> None:
    node, problems = parse(b"---\n---\na: 1\n", "f")
    assert (node, [found.code for found in problems]) == (None, ["GS106"])
    assert parse(b"a: 1\n---\n", "f")[0] is not None
    assert plain(read("''\n")) == ""


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        pytest.param(b"a: 1\nb: x\xff", "2:5", "byte 9 (line 2) is not UTF-8", id="not utf-8"),
        pytest.param(
            b"\xef\xbb\xbfa: \xe5\xa5\xa5\xe5", "1:5", "byte 9 (line 1) is not UTF-8", id="cut short after bom"
        ),
        pytest.param("a".encode("utf-16"), "1:1", "byte 0 (line 1): this file is UTF-16, not UTF-8", id="utf-16"),
        pytest.param(b"\xfe\xff\x00a", "1:1", "byte 0 (line 1): this file is UTF-16, not UTF-8", id="utf-16 be"),
        pytest.param("奥\r\n\x00".encode(), "2:1", "byte 5 (line 2): U+0000 is a control character", id="nul"),
        pytest.param("a\rb\x85".encode(), "2:2", "byte 3 (line 2): U+0085 is a control character", id="next line"),
        pytest.param(
            "\ufeffa: \u2028".encode(), "1:4", "byte 6 (line 1): U+2028 is a control character", id="separator"
        ),
    ],
)
def test_bytes_that_are_no_plain_text_are_refused_with_their_offset(data: bytes, place: str, words: str) -> None:
    node, problems = parse(data, "f")
    assert node is None
    assert [(found.code, str(found.place), found.message) for found in problems] == [("GS101", f"f:{place}", words)]


def test_characters_that_turn_the_writing_are_refused_and_the_rest_is_still_read() -> None:
    node, problems = parse("a: x # \u202e\nb: 1\nb: \u2066\n".encode(), "f")
    found = [(problem.code, str(problem.place)) for problem in problems]
    assert found == [("GS111", "f:1:8"), ("GS103", "f:3:1"), ("GS111", "f:3:4")]
    assert plain(node) == {"a": "x", "b": "1"}


def test_an_escape_cannot_bring_in_what_may_not_be_written() -> None:
    assert faults('a: "\\e[2J"\nb: "\\u202E"\nc: "\\t\\n"\n') == [("GS101", "1:4"), ("GS111", "2:4")]


def test_a_file_of_noise_gives_a_page_of_problems() -> None:
    twenty_and_one = parse(b"\x00\n" * 5000, "f")[1]
    assert len(twenty_and_one) == 21
    assert twenty_and_one[-1].message == "byte 40 (line 21) and perhaps further on: U+0000 is a control character"
    thousand_and_two = parse(b"[" + b"*a," * 5000 + b"]", "f")
    assert thousand_and_two[0] is None
    assert len(thousand_and_two[1]) == 1002
    assert "the rest of this file was not read" in thousand_and_two[1][-1].message


def test_a_file_that_is_too_long_is_not_read() -> None:
    assert only(b"\xff" * 32_000_001).code == "GS110"
    assert only(b" " * 32_000_000).code == "GS102"


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{a: "])
def test_nesting_ends_at_sixty(opening: str) -> None:
    node, problems = parse(opening.encode() * 300_000, "f")
    assert node is None
    assert [found.code for found in problems] == ["GS108"]


def test_sixty_collections_nest_and_one_more_does_not_however_it_is_put_in() -> None:
    assert faults("[" * 60 + "]" * 60) == []
    assert faults("[" * 61 + "]" * 61) == [("GS108", "1:61")]
    inner = "a: &a " + "[" * 30 + "]" * 30 + "\nb: "
    assert faults(inner + "[" * 29 + "*a" + "]" * 29) == []
    assert faults(inner + "[" * 30 + "*a" + "]" * 30) == [("GS108", "2:34")]


def test_aliases_of_aliases_are_bounded_by_what_they_stand_for() -> None:
    # a is 9 texts in a list, 10 nodes; 10,000 aliases of it stand for 100,000
    lines = ["a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]"]
    lines += [f"b{number}: [{', '.join(['*a'] * 100)}]" for number in range(100)]
    assert faults("\n".join(lines)) == []
    assert [code for code, _ in faults("\n".join([*lines, "c: *a"]))] == ["GS107"]
    letters = string.ascii_lowercase
    laughs = "\n".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in pairwise(letters))
    assert [code for code, _ in faults("a: &a x\n" + laughs)] == ["GS107"]


def test_an_alias_inside_what_it_stands_for_is_refused() -> None:
    node, problems = parse(b"a: &a [x, *a]\n", "f")
    assert [(found.code, str(found.place)) for found in problems] == [("GS107", "f:1:11")]
    assert "inside" in problems[0].message
    assert plain(node) == {"a": ["x", "*a"]}


SYNTAX = [
    ("a:\n\tb: 1\n", "2:1", "a tab stands"),
    ("a: 1\n\tb: 2\n", "2:1", "a tab stands"),
    ("a: 'x\nb: 1\n\n", "2:5", "a quote is opened and never closed"),
    ("a: 1\nb:2\nc: 3\n", "2:1", "a space is missing after the colon"),
    ("a:1\nb: 2\n", "2:2", "in a line above, a space is missing after the colon"),
    ("a: 1\n标题：x\nc: 3\n", "2:1", "a full-width colon"),
    ("a: 1\nb\nc: 3\n", "2:1", "this line is not `key: value`"),
    ("a: x: y\n", "1:5", "a colon stands where no key can end"),
    ("a: @x\n", "1:4", "a text cannot begin with `@`"),
    ("a: *b*\n", "1:6", "`*` and `&` begin"),
    ("a: &\n", "1:5", "`*` and `&` begin"),
    ("a: !x!y z\n", "1:4", "`!` begins a tag"),
    ("a: {b: 1\n", "1:9", "a bracket is not closed"),
    ("a: - b\n", "1:4", "a list cannot begin here"),
    ("a: ]\n", "1:4", "a value is missing here"),
    ("a: 'x' y\n", "1:8", "something is left over"),
    ("a:\n  b: 1\n c: 2\n", "3:2", "this line does not line up"),
    ("- a\nb: 1\n", "2:1", "this line does not line up"),
    ("%YAML 3.0\n---\na", "1:1", "this is not YAML: found incompatible"),
]


@pytest.mark.parametrize("loader", PARSERS)
@pytest.mark.parametrize(
    ("text", "place", "words"), [pytest.param(*case, id=case[2] + repr(case[0])) for case in SYNTAX]
)
def test_both_parsers_errors_become_one_plain_sentence(
    text: str, place: str, words: str, loader: type[yaml.SafeLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LOADER", loader)
    problem = only(text)
    assert (problem.code, str(problem.place)) == ("GS100", f"f:{place}")
    assert problem.message.startswith(words)


def test_an_unknown_escape_says_how_to_write_a_backslash() -> None:
    problem = only('a: "\\d"\n')
    assert problem.message == "a backslash in double quotes begins an escape that YAML does not know"
    assert problem.help == "use single quotes"
    assert [(str(other.place), other.label) for other in problem.related] == [("f:1:4", "opened here")]


def test_the_cure_for_a_missing_space_is_the_line_as_it_should_be() -> None:
    assert only("a: 1\nbc:de f\nd: 1\n").help == "write `bc: de f`"


def test_where_a_part_began_is_named_beside_the_fault() -> None:
    problem = only("a:\n  b: 1\n c: 2\n")
    assert [(str(other.place), other.label) for other in problem.related] == [("f:1:1", "this part began here")]


def test_a_number_out_of_range_in_an_escape_is_a_fault_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LOADER", yaml.SafeLoader)
    assert faults('"\\UFFFFFFFF"') == [("GS100", "1:1")]
    assert faults('"\\ud800"') == [("GS101", "1:1")]


def inside(data: bytes, place: Place) -> bool:
    lines = re.split(r"\r\n|\n|\r", data.decode(errors="replace").removeprefix("\ufeff"))
    starts = place.column <= len(lines[place.line - 1]) + 1
    ends = place.end_column <= len(lines[place.end_line - 1]) + 1
    in_order = (1, 1) <= (place.line, place.column) <= (place.end_line, place.end_column)
    return starts and ends and in_order


YAMLISH = st.text(
    st.sampled_from([*" \n\n\r\t-?:,[]{}#&*!|>'\"%@`<~ab0\\\x00\ufeff\u2028\x85\u202e", "𠀀", "奥", "："]), max_size=60
)
MARKS = [
    "a: ",
    "b:",
    "- ",
    "? ",
    "'",
    '"',
    "|",
    ">-",
    "&a ",
    "*a",
    "!t ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "<<: ",
    "# c",
    "\\u00",
]
SPACES = ["\n", "\r\n", "\r", "  ", "    ", "\t", "---\n", "...", "%YAML 1.1\n", "x", "奥"]
PIECES = st.lists(st.sampled_from([*MARKS, *SPACES]), max_size=40).map("".join)


@example(b"a:\n[")
@example(b"? ? \n? ")
@example(b"'\r")
@given(st.binary(max_size=300) | (st.text(max_size=2000) | YAMLISH | PIECES).map(str.encode))
def test_no_bytes_make_the_reader_raise_and_every_place_lies_in_the_file(data: bytes) -> None:
    node, problems = parse(data, "f")
    places = [found.place for found in problems] + [other.place for found in problems for other in found.related]
    places += [inner.place for inner in all_nodes(node)]
    assert all(inside(data, place) for place in places)
    assert node is not None or problems


@given(PIECES)
def test_both_parsers_build_the_same_nodes(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        fast = parse(text.encode(), "f")
        patch.setattr(reader, "LOADER", yaml.SafeLoader)
        slow = parse(text.encode(), "f")
    if not {"GS100"} & {found.code for _, problems in (fast, slow) for found in problems}:
        assert plain(fast[0]) == plain(slow[0])
        assert [quoted(node) for node in all_nodes(fast[0])] == [quoted(node) for node in all_nodes(slow[0])]


WRITABLE = st.text(
    st.characters(
        exclude_categories=["Cs"],
        exclude_characters=[chr(code) for code in range(0xA0) if chr(code) not in string.printable]
        + list("\x0b\x0c\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"),
    ),
    max_size=12,
).map(lambda text: normalize("NFC", text))  # texts are read in that form
NESTED: "st.SearchStrategy[Plain]" = st.recursive(
    WRITABLE, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WRITABLE, inner, max_size=4), max_leaves=20
)


@given(NESTED, st.sampled_from([None, True, False]), st.sampled_from([20, 80, 1000]))
def test_what_a_dumper_wrote_is_read_back_text_by_text(data: "Plain", flow: bool | None, width: int) -> None:  # noqa: FBT001 - drawn, and given by name
    written = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=width)
    assert plain(read(written)) == data


@given(st.lists(WRITABLE.filter(lambda text: "\n" not in text and "\r" not in text), min_size=1, max_size=5))
def test_a_quoted_text_is_where_its_place_says(texts: list[str]) -> None:
    written = ["'" + text.replace("'", "''") + "'" for text in texts]
    text = "[" + ", ".join(written) + "]"
    node = read(text)
    assert isinstance(node, Sequence)
    assert [covered(text, item.place) for item in node.items] == written


@pytest.mark.parametrize("data", [b"a: 1\n", b"a: [\n", b""], ids=["whole", "broken", "empty"])
@pytest.mark.parametrize("collecting", [True, False], ids=["collecting", "not-collecting"])
def test_the_garbage_collector_is_left_as_it_was_found(data: bytes, *, collecting: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        parse(data, "f")
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()
