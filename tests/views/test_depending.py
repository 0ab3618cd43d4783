"""What depends on a conflict, in sentences: nothing is claimed that was not tried out."""

from fractions import Fraction

import pytest

from govsim.engine.sensitivity import Change
from govsim.record.rulings import Verdict
from govsim.views.depending import MOST_NAMED, change_words, dispute_sentences, named, premise_sentences
from govsim.views.premises import PremiseRow, premises
from govsim.views.sources import Dispute, Effect, Sourced, source_rows, sourced
from inline import act, story, tale, told, vote, without

SIGN = act(
    "letter", "staff", "sign: {letter: open-letter, total: {fact: count}}", step="regardless: r, sources: [wire]"
)
COUNT = "{claims: [{value: 9, source: wire}, {value: 4}], because: counted, standing: %s, conflict: C1}"
OUST = vote("x", "{remove: ann, from: acme.ceo, id: it}", signed="bob cyd dee", via="consent", at="2024-03-02")
PAPER = "- {id: consent, in: acme.bylaws, for: acme.board, consent: '> 1/2 of in_office'}"
READINGS = (
    "[{id: loose, title: Loose},"
    " {id: strict, title: Strict, replaces: [{rule: consent, with: {consent: all of in_office}}]}]"
)


def conflict(more: str) -> str:
    return f"conflicts:\n  C2: {{because: b, claims: [{{value: so, source: wire}}, {{value: not so}}], {more}}}\n"


def listed(text: str) -> dict[str, Dispute]:
    return {one.id: one for one in sourced(told(text)).disputes}


def test_equal_changes_are_said_together_and_others_one_by_one() -> None:
    fallen = [
        Change(kind="verdict", name=f"x.{item}", value="v", before=Verdict.VALID, after=Verdict.VOID) for item in "ab"
    ]
    other = Change(kind="verdict", name="y.c", value="v", before=Verdict.VALID, after=Verdict.VOID)
    asked = Change(kind="condition", name="z", value="v", before=True, after=None)
    hoped = Change(kind="expectation", name="holds(ann, acme.ceo)", value="v", before=True, after=False)
    assert change_words((*fallen, other, asked, hoped)) == (
        "valid > void in x (a, b); y (c), and the condition of z: holds > cannot be told, "
        "and the expectation holds(ann, acme.ceo): holds > does not hold"
    )


def test_of_many_names_the_first_are_said_and_the_rest_counted() -> None:
    assert named(("a", "b")) == "a, b"
    assert named(tuple("abcdefghij")) == f"{', '.join('abcdefgh')} and {10 - MOST_NAMED} more"


def test_another_claim_of_an_open_fact_that_a_condition_reads_says_what_it_changes() -> None:
    deal = act("deal", "ann", "announce: deal", at="2024-03-02", step="if: signed(open-letter) > 5")
    (found,) = listed(tale(SIGN, deal, facts=f"{{count: {COUNT % 'open'}}}")).values()
    assert found.id == "C1"
    assert dispute_sentences(found) == (
        "count = claim 2 (4): the condition of deal: holds > does not hold",
        "read by letter",
    )


def test_a_settled_fact_says_that_it_is_settled_before_what_another_claim_would_change() -> None:
    deal = act("deal", "ann", "announce: deal", at="2024-03-02", step="if: signed(open-letter) > 5")
    (found,) = listed(tale(SIGN, deal, facts=f"{{count: {COUNT % 'settled'}}}")).values()
    assert not found.open
    assert dispute_sentences(found)[0] == (
        "settled; were another claim taken: count = claim 2 (4): the condition of deal: holds > does not hold"
    )


def test_a_fact_that_nothing_reads_changes_nothing_and_that_is_all() -> None:
    facts = "{cash: {claims: [{value: 7, source: wire}, {value: 8}], because: b, standing: open}}"
    (found,) = listed(tale(SIGN.replace("{fact: count}", "9"), facts=facts)).values()
    assert found.id == "cash"
    assert dispute_sentences(found) == ("nothing computed depends on it: no step, no condition and no rule reads it",)


def test_a_fact_that_is_read_and_changes_nothing_alone_is_not_said_to_be_unread() -> None:
    deal = act("deal", "ann", "announce: deal", at="2024-03-02", step="if: signed(open-letter) > 1")
    (found,) = listed(tale(SIGN, deal, facts=f"{{count: {COUNT % 'open'}}}")).values()
    assert dispute_sentences(found) == (
        "count = claim 2 (4): nothing changes, all else as chosen",
        "read by letter",
    )


def test_what_reads_one_fact_does_not_read_another() -> None:
    cash = "cash: {claims: [{value: 7, source: wire}, {value: 8}], because: b, standing: open}"
    found = listed(tale(SIGN, facts=f"{{count: {COUNT % 'open'}, {cash}}}"))
    assert (found["C1"].readers, found["cash"].readers) == (("letter",), ())


def test_a_claim_that_is_impossible_is_said_to_be_excluded() -> None:
    facts = f"{{count: {COUNT % 'open'}, heads: {{claims: [{{value: 9}}, {{value: 3}}], because: b, standing: open}}}}"
    more = "['signed(open-letter) <= heads']"
    found = listed(tale(SIGN, facts=facts, expect=more, never="['signed(open-letter) > heads']"))
    said = dispute_sentences(found["heads"])
    assert "heads = claim 2 (3): excluded, it cannot be so with all else as chosen" in said


def test_a_conflict_that_spans_the_reading_says_what_each_reading_changes() -> None:
    text = tale(OUST, rules=without("consent"), more_rules=PAPER, readings=READINGS)
    found = listed(text + conflict("about: x, spans: reading, standing: open"))["C2"]
    assert found.varied == ("reading",)
    assert dispute_sentences(found) == (
        "reading = strict: valid > void in x (it)",
        "over all admissible worlds, verdicts depend on it in: x",
    )


def test_a_conflict_without_a_span_says_what_builds_on_the_step_or_that_nothing_does() -> None:
    later = act("after", "ann", "announce: plan", at="2024-03-03", step="if: vacant(acme.ceo)")
    text = tale(SIGN.replace("{fact: count}", "9"), OUST, later, rules=without("consent"), more_rules=PAPER)
    ruled = listed(text + conflict("about: x.votes"))["C2"]
    assert dispute_sentences(ruled) == (
        "not varied: all answers are given under the chosen claim; built on by x, after",
    )
    for about in ("after", "ann", "acme.ceo"):
        assert dispute_sentences(listed(text + conflict(f"about: {about}"))["C2"]) == (
            "nothing computed depends on it",
        )


@pytest.mark.parametrize(
    ("about", "kind", "words"),
    [
        ("x", "step", "remove Ann: ceo"),
        ("x.it", "step", "remove Ann: ceo"),
        ("x.votes", "step", "votes of: remove Ann: ceo"),
        ("count", "fact", "the number `count`"),
        ("pace", "parameter", "how fast"),
        ("calm", "parameter", "calm"),
        ("ann", "party", "Ann"),
        ("acme.ceo", "position", "ceo"),
    ],
)
def test_what_a_conflict_is_about_is_said_in_words(about: str, kind: str, words: str) -> None:
    params = "{pace: {title: how fast, value: 1, among: [1]}, calm: {value: yes, among: [yes, no]}}"
    text = tale(SIGN, OUST, facts=f"{{count: {COUNT % 'open'}}}", params=params)
    part = listed(text + conflict(f"about: {about}"))["C2"].parts[0]
    assert (part.kind, part.subject) == (kind, words)


def test_a_number_shared_by_facts_and_a_conflict_is_listed_once_with_the_conflict_first() -> None:
    facts = f"{{count: {COUNT % 'open'}, again: {COUNT % 'settled'}}}"
    found = listed(tale(SIGN, facts=facts) + conflict("about: letter").replace("C2", "C1"))
    assert list(found) == ["C1"]
    assert [part.id for part in found["C1"].parts] == ["letter", "count", "again"]
    assert found["C1"].open


def test_a_telling_that_chose_another_claim_lists_that_one_as_chosen_and_says_so() -> None:
    facts = f"{{count: {COUNT % 'open'}}}"
    (found,) = sourced(told(tale(SIGN, facts=facts), {"count": Fraction(1)})).disputes
    (part,) = found.parts
    assert [claim.chosen for claim in part.claims] == [False, True]
    assert part.because == "chosen for this telling; the file chooses 1"


def row(elsewhere: tuple[str, ...] | None, *changes: Change, concluded: tuple[str, ...] = ()) -> PremiseRow:
    effect = Effect(dimension="pace", value="2", changes=changes)
    return PremiseRow(
        kind="parameter", id="pace", title="how fast", chosen="1", effects=(effect,), elsewhere=elsewhere,
        concluded=concluded,
    )  # fmt: skip


CHANGE = Change(kind="condition", name="z", value="2", before=True, after=False)


@pytest.mark.parametrize(
    ("premise", "idle"),
    [
        (row(()), True),
        (row(None), False),
        (row(("x.it",)), False),
        (row((), CHANGE), False),
        (row((), concluded=("end",)), False),
    ],
)
def test_a_premise_never_matters_only_where_nothing_at_all_hangs_on_it(premise: PremiseRow, *, idle: bool) -> None:
    assert premise.idle == idle
    assert any(one.startswith("never matters") for one in premise_sentences(premise)) == idle


def test_worlds_that_were_not_compared_are_said_not_to_be() -> None:
    assert "over all admissible worlds: verdicts not compared, there are too many" in premise_sentences(row(None))


def test_premises_are_the_reading_then_its_rules_then_parameters_and_open_facts() -> None:
    text = tale(
        OUST,
        rules=without("consent"),
        more_rules=PAPER,
        readings=READINGS,
        params="{pace: {value: 1, among: [1, 2], because: not public}, one: {value: 1, among: [1]}}",
        facts="{heads: {claims: [{value: 9}, {value: 3}], because: b, standing: open},"
        " done: {claims: [{value: 9}, {value: 3}], because: b}}",
    )
    rows = premises(sourced(told(text)))
    assert [(one.kind, one.id) for one in rows] == [
        ("reading", "reading"),
        ("rule", "tale.consent"),
        ("parameter", "pace"),
        ("fact", "heads"),
    ]
    assert rows[1].chosen == "there, with the rank of bylaws"
    assert rows[2].title == "not public"
    assert [one.idle for one in rows] == [False, False, True, True]


def test_a_source_is_counted_once_for_each_statement_that_cites_it() -> None:
    twice = SIGN.replace("[wire]", "[{wire: one}, {wire: two}]").replace(
        "sources:", "stated: [{text: noon, source: wire}], sources:"
    )
    facts = f"{{count: {COUNT % 'open'}}}"
    text = tale(twice, facts=facts).replace("wire: {kind", "spare: {kind: post, title: Spare}, wire: {kind")
    rows = {one.source.id: one for one in source_rows(story(text))}
    assert dict(rows["wire"].carries) == {"step": 1, "time": 1, "claim": 1}
    assert rows["wire"].statements == 3
    assert rows["spare"].statements == 0


def test_everything_is_one_answer_of_one_telling() -> None:
    found = sourced(told(tale(SIGN, facts=f"{{count: {COUNT % 'open'}}}")), "zh-Hans")
    assert isinstance(found, Sourced)
    assert found.names.language == "zh-Hans"
