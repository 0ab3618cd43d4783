"""The conflicts of November 2023 as they are listed, held to the sheet: all of them, each with the claim it chooses."""

import re
from pathlib import Path

import pytest
import yaml

from govsim.engine.timeline import Timeline
from govsim.record.rulings import Verdict
from govsim.views.depending import dispute_sentences
from govsim.views.premises import PremiseRow, premises
from govsim.views.sources import Dispute, Sourced, sourced

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"

CHOSEN = {
    "C01": "told at noon Pacific time on 17 November, decided at some time from the 16th to then",
    "C02": "off the board and so no longer chair, kept in his job; resigned at 16:09",
    "C03": "four for, derived: the three outside directors and the chief scientist",
    "C04": "a series: 505, 650 at 08:12, 700 at midday, 738 at 14:10, 747 at the end of the day",
    "C05": "about a minute before",
    "C06": "770",
    "C07": "49%",
    "C08": "USD 92 bn to Microsoft (on 13 bn), 150 bn to the others",
    "C09": "86",
    "C10": (
        "a majority of the board may act, without prior notice (by-laws as reported) and without a meeting (paraphrase)"
    ),
    "C11": "2.05%",
    "C12": "Brockman and three researchers on the first night",
    "C13": "interim chief executive",
    "C14": "contact on 18 November, initiator unknown, declined",
    "C15": "more than 100 customers contacted Anthropic",
    "C16": "the ground that the announcement gives (quoted there)",
    "C17": "没有始终 (not always)",
    "C18": "no reported direct equity",
    "C19": "544500000",
    "C20": "resigned on 25 September 2024",
    "C21": "USD 6.6 bn at 157 bn, closed on 2 October 2024",
    "C22": "reinstated, office not named (the letter's text)",
    "C23": "agreed in principle on 21 November, in office on 29 November",
}
"""What the fact sheet chooses under each number; of C04 the series, beside which facts hold two of its points."""


@pytest.fixture(scope="module")
def found(told: Timeline) -> Sourced:
    return sourced(told)


@pytest.fixture(scope="module")
def listed(found: Sourced) -> dict[str, Dispute]:
    return {one.id: one for one in found.disputes}


@pytest.fixture(scope="module")
def rows(found: Sourced) -> dict[str, PremiseRow]:
    return {one.id: one for one in premises(found)}


def test_all_23_are_listed_once_in_their_order_before_the_rest(found: Sourced) -> None:
    ids = [one.id for one in found.disputes]
    assert ids[:23] == [f"C{number:02d}" for number in range(1, 24)]
    assert len(set(ids)) == len(ids)
    assert not any(re.match(r"C\d", one) for one in ids[23:])


@pytest.mark.parametrize("name", CHOSEN)
def test_each_chooses_what_the_sheet_chooses_and_says_why(listed: dict[str, Dispute], name: str) -> None:
    first = listed[name].parts[0]
    assert [claim.text for claim in first.claims if claim.chosen] == [CHOSEN[name]]
    assert first.because


def test_every_claim_of_every_part_stands_somewhere_and_one_of_each_is_chosen(listed: dict[str, Dispute]) -> None:
    for one in listed.values():
        assert any(len(part.claims) > 1 for part in one.parts), one.id
        for part in one.parts:
            assert [claim.chosen for claim in part.claims].count(True) == 1, one.id
            assert all(claim.cites for claim in part.claims), one.id


def test_no_reason_of_a_fact_begins_with_the_number_that_has_a_key_of_its_own(told: Timeline) -> None:
    assert [fact.id for fact in told.story.facts if re.match(r"C\d\d", fact.because)] == []


def test_no_number_names_a_fact_and_a_conflict_that_are_listed_apart(
    told: Timeline, listed: dict[str, Dispute]
) -> None:
    for fact in told.story.facts:
        if fact.conflict:
            assert fact.id in {part.id for part in listed[fact.conflict].parts}


def test_the_letter_is_one_conflict_of_a_series_and_the_points_of_it_that_rival_each_other(
    listed: dict[str, Dispute],
) -> None:
    """A point is no rival of a later one: 500 of 700 and 505 stand in the series, 490 beside 505."""
    parts = listed["C04"].parts
    assert (parts[0].kind, parts[0].id, parts[0].standing) == ("step", "letter-738", "settled")
    assert {part.kind for part in parts[1:]} == {"fact"}
    assert listed["C04"].open


def test_another_reading_turns_the_offices_and_leaves_the_seats(listed: dict[str, Dispute]) -> None:
    """The reviewed table, consent of the four: as reported all valid; otherwise seats effective, CEO and chair void."""
    effects = {(one.dimension, one.value): one.changes for one in listed["C10"].effects}
    for reading in ("by-law-only", "statutory-default"):
        turned = {
            change.name: (change.before, change.after)
            for change in effects["reading", reading]
            if change.kind == "verdict" and change.name.startswith("decision.")
        }
        fallen = (Verdict.VALID, Verdict.VOID)
        assert turned == {f"decision.{item}": fallen for item in ("ceo", "chair", "successor")}


def test_as_reported_no_other_form_changes_the_decision_alone(listed: dict[str, Dispute]) -> None:
    """The reviewed table, first reading, six seats: valid in all four forms; yet verdicts depend on it elsewhere."""
    changes = [
        change
        for name in ("C03", "C10")
        for one in listed[name].effects
        if one.dimension == "form"
        for change in one.changes
    ]
    assert changes == []
    assert "decision.ceo" in (listed["C10"].elsewhere or ())
    assert "decision.ceo" in (listed["C03"].elsewhere or ())


@pytest.mark.parametrize("name", ["C02", "C05", "C07", "C08", "C09", "C11", "C14", "C15", "C16", "C17", "C18", "C19"])
def test_of_what_no_rule_and_no_condition_reads_it_is_said_that_nothing_depends_on_it(
    listed: dict[str, Dispute], name: str
) -> None:
    (said,) = dispute_sentences(listed[name])
    assert said.startswith("nothing computed depends on it")


@pytest.mark.parametrize("name", ["C01", "C12", "C13", "C22", "C23"])
def test_of_what_the_model_cannot_vary_that_is_said_and_what_builds_on_it(
    listed: dict[str, Dispute], name: str
) -> None:
    (said,) = dispute_sentences(listed[name])
    assert said.startswith("not varied: all answers are given under the chosen claim; built on by ")
    assert (listed[name].parts[0].id in listed[name].builds) == (name != "C22")


def test_the_headcount_is_read_by_the_conditions_of_the_agreement_and_the_settlement(
    listed: dict[str, Dispute],
) -> None:
    assert {"agreement", "settlement", "what is excluded"} <= set(listed["C06"].readers)


@pytest.mark.parametrize(
    "name", ["form", "members", "size", "openai-2023.consent-clause", "openai-2023.notice-clause", "reading"]
)
def test_each_disputed_premise_of_the_decision_taken_away_alone_changes_a_printed_verdict(
    rows: dict[str, PremiseRow], name: str
) -> None:
    """Form, members, size, certificate and notice: none is idle, and each bears on an item of the decision."""
    assert not rows[name].idle
    assert any(item.startswith("decision.") for item in rows[name].elsewhere or ())


def test_a_premise_that_never_matters_is_reported(rows: dict[str, PremiseRow]) -> None:
    """Items are judged on the state before the vote: a tie of chair and seat changes who is chair, and no verdict."""
    idle = [one.id for one in rows.values() if one.idle]
    assert "chair-tied" in idle
    assert "microsoft-profit-share" in idle
    assert not {"form", "members", "size", "reading", "signers-quorum", "ratifies"} & set(idle)


def test_a_settled_fact_is_no_premise_and_an_open_one_is(told: Timeline, rows: dict[str, PremiseRow]) -> None:
    disputed = {fact.id: fact.standing for fact in told.story.facts if len(fact.claims) > 1}
    assert {name for name in disputed if name in rows} == {n for n, standing in disputed.items() if standing == "open"}


def test_every_public_page_says_how_it_was_read(told: Timeline) -> None:
    """The pages were read as stored excerpts, often from a mirror; the articles whole."""
    pages = [one for one in told.story.sources if one.id.startswith("p")]
    assert [one.id for one in pages if "excerpt" not in one.note] == []


def test_every_number_of_the_files_is_a_claim_where_the_sheet_has_a_conflict_about_it() -> None:
    """The numbers C01 to C23 stand in the file as keys, and in no reason of a fact."""
    read = yaml.safe_load((SCENARIOS / "nov2023.yaml").read_text(encoding="utf-8"))
    keys = {*read["conflicts"], *(fact["conflict"] for fact in read["facts"].values() if "conflict" in fact)}
    assert keys == {f"C{number:02d}" for number in range(1, 24)}
