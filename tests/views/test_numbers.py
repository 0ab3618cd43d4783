"""A number that stands on nothing is found, with its place; one with a source, a citation or a reason is not."""

import pytest
from attrs import evolve

from govsim.record.story import Story
from govsim.views.numbers import Unsourced, unsourced
from inline import RULES, act, story, tale, vote, without

TALLY = vote("x", "{remove: ann, from: acme.ceo, id: it}", ayes="bob cyd dee")
SIGN = "sign: {letter: open-letter, total: 12}"
SALE = "power: {to: [determine], of: acme.sale}"
TWO = "{vote: acme.board, passes: '>= 2 of cast'}"
CITED = RULES.replace("in: acme.bylaws,", "in: acme.bylaws, cite: section 1,")


def real(text: str) -> Story:
    """Read a made-up story as if it were a record."""
    return evolve(story(text), kind="record")


def found(*steps: str, **parts: str) -> list[tuple[str, str]]:
    return [(one.about, one.number) for one in unsourced(real(tale(*steps, **{"rules": CITED, **parts})))]


def test_a_made_up_case_owns_its_numbers() -> None:
    text = tale(act("letter", "staff", SIGN))
    assert unsourced(story(text)) == ()
    assert len(unsourced(real(text))) > 1


@pytest.mark.parametrize(
    ("do", "number"),
    [
        (SIGN, "a total of 12"),
        ("happen: It falls by 3 %", "a number in what happened: It falls by 3 %"),
        ("happen: It falls", ""),
        ("sign: {letter: open-letter, names: [ann]}", ""),
    ],
)
def test_what_a_step_counts_needs_a_source(do: str, number: str) -> None:
    assert found(act("one", "staff", do)) == ([("one", number)] if number else [])
    assert found(act("one", "staff", do, step="regardless: r, sources: [wire]")) == []


@pytest.mark.parametrize(
    "title", ["title: 61 sign", "title: {en: they sign, zh-Hans: 61人签名}", "note: about 61 of them"]
)
def test_a_number_in_the_words_of_a_step_needs_a_source_in_any_language(title: str) -> None:
    (one,) = found(act("one", "ann", "announce: plan", step=f"regardless: r, {title}"))
    assert one[0] == "one"
    assert "61" in one[1]
    assert found(act("one", "ann", "announce: plan", step=f"regardless: r, {title}, sources: [wire]")) == []


def test_a_tally_and_a_number_of_seats_need_a_source() -> None:
    resize = vote("x", "{resize: acme.board, to: 7, id: it}", ayes="bob cyd dee")
    assert found(resize) == [("x", "a tally of 3 ballots"), ("x", "a number of 7 seats")]


@pytest.mark.parametrize(
    ("known", "fine"),
    [
        ("status: derived, assumption: as reports imply", True),
        ("status: assumed, assumption: nobody says", True),
        ("status: derived", False),
        ("status: reported, assumption: as reports imply", False),
    ],
)
def test_a_step_without_a_source_is_derived_or_assumed_for_a_reason(known: str, *, fine: bool) -> None:
    step = vote("x", "{remove: ann, from: acme.ceo, id: it}", ayes="bob cyd dee", step=known)
    assert (found(step) == []) == fine


def test_a_time_as_printed_is_looked_up_where_it_was_printed() -> None:
    bare = act("one", "ann", "announce: plan", step="regardless: r, stated: [{text: 5 May}]")
    assert found(bare) == [("one", "a time as printed: 5 May")]
    cited = "regardless: r, stated: [{text: 5 May, source: wire}, {text: on Friday}]"
    assert found(act("one", "ann", "announce: plan", step=cited)) == []


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("claims: [{value: 7}], because: b", ["a claim: 7"]),
        ("claims: [{value: 7, source: wire}, {value: 8}], because: b", ["a claim: 8"]),
        ("claims: [{value: 7, source: wire}, {value: some}], because: b", []),
        ("claims: [{value: 7}], because: b, status: derived", []),
        ("claims: [{value: 7}], status: derived", ["a claim: 7"]),
    ],
)
def test_a_claim_cites_something_or_its_fact_gives_a_reason(fact: str, expected: list[str]) -> None:
    assert [number for _, number in found(facts=f"{{heads: {{{fact}}}}}")] == expected


def test_a_claim_about_an_act_is_a_claim_too() -> None:
    text = tale(TALLY.replace("regardless: told so", "regardless: r, sources: [wire]"), rules=CITED)
    text += "conflicts: {C1: {about: x, claims: [{value: 3 of 5}, {value: all}], because: b}}\n"
    assert [(one.about, one.number) for one in unsourced(real(text))] == [("C1", "a claim: 3 of 5")]


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        ("for: acme.board, size: 5", "a size of 5"),
        ("for: acme.board, size: {param: seats}", ""),
        ("for: acme.board, quorum: '> 1/3 of authorized'", "a quorum"),
        ("for: acme.board, quorum: all of in_office", ""),
        ("for: acme.board, quorum: '>= seats of in_office'", ""),
        ("for: acme.board, passes: '> 1/2 of cast and >= 4 of in_office'", "a vote required"),
        ("for: acme.board, consent: '>= 3 of in_office'", "the signatures of a consent"),
        ("for: acme.board, consent: never", ""),
        ("for: acme.board, notice: {due: yes, lead: 48h}", "a period of notice of 2 days"),
        ("for: acme.board, notice: {due: yes}", ""),
        ("for: acme.board, weights: {ann: 2}", "votes of more or less than one"),
        ("for: acme.board, recusal: {who: target}", ""),
        (f"{SALE}, by: {TWO}", "a power"),
        (f"{SALE}, by: {{all: [{{vote: acme.board, quorum: '>= 3 of in_office'}}]}}", "a power"),
        (f"{SALE}, by: {{k_of: 1, list: [{{consent: ann}}, {{consent: bob}}]}}", "a power"),
        (f"{SALE}, by: {{when: {{if: 'vacant(acme.ceo)', then: never, else: {TWO}}}}}", "a power"),
        (f"{SALE}, by: {{consent: ann}}", ""),
    ],
)
def test_a_number_in_a_rule_needs_a_source_a_citation_or_an_assumption(rule: str, number: str) -> None:
    def with_rule(more: str) -> list[tuple[str, str]]:
        rules = f"- {{id: r, in: acme.bylaws, {rule}{more}}}"
        return found(rules=rules, params="{seats: {value: 5, among: [5, 7], because: b}}")

    said = f"a threshold of {number}" if number == "a power" else number
    assert with_rule("") == ([("tale.r", said)] if number else [])
    for ground in ("sources: [wire]", "cite: section 1", "assumption: nobody has seen it"):
        assert with_rule(f", {ground}") == []


def test_a_parameter_of_numbers_says_why_these() -> None:
    for values, expected in (("5, 7", [("seats", "values: 5, 7")]), ("few, many", [])):
        first = values.partition(",")[0]
        assert found(params=f"{{seats: {{value: {first}, among: [{values}]}}}}") == expected
        assert found(params=f"{{seats: {{value: {first}, among: [{values}], because: b}}}}") == []


def test_a_number_that_a_reading_puts_into_a_rule_needs_what_the_reading_assumes() -> None:
    reading = "{id: strict, title: Strict, %s replaces: [{rule: consent, with: {consent: '>= 4 of in_office'}}]}"
    bare = found(readings=f"[{reading % ''}]")
    assert bare == [("strict, tale.consent", "the signatures of a consent")]
    assert found(readings=f"[{reading % 'assumes: [four must sign],'}]") == []
    assert found(readings="[{id: none, title: None, replaces: [{rule: consent, drop: yes}]}]") == []


def test_the_share_of_an_owner_needs_a_note() -> None:
    for owned, note, expected in (
        ("60%", "", [("acme", "a share of ann: 60%")]),
        ("60%", ", note: from the register", []),
        ("unknown", "", []),
    ):
        entities = f"{{acme: {{name: Acme, owned_by: {{ann: {owned}}}{note}}}}}"
        assert found(entities=entities) == expected


def test_they_come_by_file_and_line() -> None:
    text = tale(act("one", "staff", SIGN), rules=without("nothing"))
    places = [one.place for one in unsourced(real(text))]
    assert places == sorted(places)
    assert len({place.line for place in places}) > 1
    assert isinstance(unsourced(real(text))[0], Unsourced)
