"""Reading conflicts: the number a fact gives its own, and the open matters that a conflict spans."""

import pytest
from loading import load

from govsim.codes import whole
from govsim.errors import Place
from govsim.reader.write import write

READINGS = "readings: [{id: loose, title: Loose}, {id: strict, title: Strict}]\n"
FORM = "params: {form: {value: vote, among: [vote, paper], because: not public}}\n"


def conflict(spans: str) -> str:
    return f"conflicts: {{C1: {{about: call, claims: [{{value: x}}], because: y, spans: {spans}}}}}\n"


def problems(text: str) -> list[tuple[str, str]]:
    story, found = load(whole(text))
    assert story is None
    return [(one.code, one.help) for one in found]


def test_a_conflict_spans_parameters_and_the_reading_in_the_order_written() -> None:
    story, found = load(whole(READINGS + FORM + conflict("[reading, form]")))
    assert found == ()
    assert story is not None
    assert story.conflicts[0].spans == ("reading", "form")


def test_one_matter_alone_needs_no_list_and_none_is_fine() -> None:
    for spans, expected in (("form", ("form",)), ("[]", ())):
        story, _ = load(whole(FORM + conflict(spans)))
        assert story is not None
        assert story.conflicts[0].spans == expected


def test_a_misspelt_parameter_is_named_with_the_nearest_one() -> None:
    assert problems(FORM + conflict("[from]")) == [("GS201", "did you mean `form`?")]


def test_a_fact_spans_nothing_it_says_so_itself() -> None:
    cash = "facts: {cash: {value: 7, claims: [{value: 7}], because: b}}\n"
    assert [code for code, _ in problems(cash + conflict("[cash]"))] == ["GS202"]


def test_the_reading_cannot_be_spanned_where_there_is_none_to_choose() -> None:
    assert problems(FORM + conflict("[reading]")) == [("GS201", "name a parameter, or give the structure readings")]


def test_where_the_structure_is_missing_nothing_is_said_of_its_readings() -> None:
    story, found = load(whole("structure: elsewhere\nsteps: []\n" + conflict("[reading, form]")))
    assert story is None
    assert "GS201" not in {one.code for one in found if one.message == "there are no readings here"}


def test_a_matter_named_twice_is_pointed_at_the_second_time() -> None:
    text = whole(FORM + conflict("[form, form]"))
    _, found = load(text)
    line = text.splitlines().index(conflict("[form, form]").strip()) + 1
    start = conflict("[form, form]").rindex("form") + 1
    assert [(one.code, one.place) for one in found] == [("GS203", Place("f", line, start, line, start + 4))]


@pytest.mark.parametrize("spans", ["{form: yes}", "[[form]]"])
def test_a_matter_is_a_name(spans: str) -> None:
    assert "GS302" in {code for code, _ in problems(FORM + conflict(spans))}


def test_facts_share_the_number_of_a_conflict_and_the_conflict_may_stand_there_too() -> None:
    facts = "facts: {cash: {value: 7, conflict: C1, because: b}, debt: {value: 9, conflict: C1, because: b}}\n"
    story, found = load(whole(FORM + facts + conflict("form")))
    assert found == ()
    assert story is not None
    assert [(fact.id, fact.conflict) for fact in story.facts] == [("cash", "C1"), ("debt", "C1")]


@pytest.mark.parametrize(("number", "code"), [("C 1", "GS313"), ("''", "GS313"), ("[C1]", "GS302")])
def test_the_number_of_a_conflict_is_a_name(number: str, code: str) -> None:
    assert [one for one, _ in problems(f"facts: {{cash: {{value: 7, conflict: {number}, because: b}}}}\n")] == [code]


def test_numbers_and_spans_are_written_as_they_were_read() -> None:
    facts = "facts: {cash: {value: 7, conflict: C1, because: b}, debt: {value: 9, because: b}}\n"
    story, _ = load(whole(READINGS + FORM + facts + conflict("[reading, form]")))
    assert story is not None
    again, found = load(write(story))
    assert found == ()
    assert again == story
