"""The story of November 2023: its sources, its order, its words, and who held what, by hand from the fact sheet."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
import yaml

from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.acts import Resolve, Sign
from govsim.record.state import State, holding, signatures
from govsim.record.story import Story
from govsim.world.sources import Cite, Conflict, Fact, words_in

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
FILES = ("nov2023.yaml", "sources/nov2023-sources.yaml", "structures/openai-2023.yaml")

UNSAID = re.compile(
    r"""\b(?: coups? | masterminds? | winners? | losers? | plotters? | motives? | motivat\w+ | betray\w* | traitors?
        | villains? | backstab\w* | power[ ]grab | legally[ ]fired | struck[ ]first | changed[ ]his[ ]mind
        | owners?[ ]of[ ]49 | owns[ ]49 | effective[ ]altruis\w+ | accelerationis\w+ | friends? | puppets? | blam\w+ )\b
      | 政变|政變|宫斗|宮鬥|宮斗|逼宫|逼宮|幕后黑手|幕後黑手|反水|内讧|內訌|内斗|內鬥|赢家|贏家|夺权|奪權
      | 阴谋|陰謀|动机|動機|背叛|清洗|兵变|兵變|大戏|大戲|利他主义|利他主義|加速主义|加速主義|故交|主谋|主謀""",
    re.IGNORECASE | re.VERBOSE,
)
COUNT = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six) (?:votes?|for|yes|against|noes|not taking part)\b|\bfour of six\b",
    re.IGNORECASE,
)

OFFICES = ("inc.ceo", "inc.chair", "inc.president")
POSITIONS = ("inc.board", *OFFICES, "inc.observers", "global.employment")


def _texts(value: object) -> Iterator[str]:
    """Give every text of a file, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(key)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _cites(value: object) -> Iterator[str]:
    """Give the sources cited anywhere inside a value of the story."""
    if isinstance(value, Cite):
        yield value.source
    elif isinstance(value, tuple):
        for inner in value:
            yield from _cites(inner)
    elif attrs.has(kind := type(value)):
        for one in attrs.fields(kind):
            yield from _cites(getattr(value, one.name))


def _offices(state: State) -> dict[str, tuple[str, ...]]:
    return {position: holding(state, position) for position in OFFICES}


def _held(state: State) -> dict[str, tuple[str, ...]]:
    return {position: holding(state, position) for position in POSITIONS}


def test_every_step_cites_a_source_with_its_place(nov2023: Story) -> None:
    """A step without a source is a rumour; a source without a place cannot be looked up."""
    unsourced = [step.id for step in nov2023.steps if not step.cites or not all(cite.at for cite in step.cites)]
    assert unsourced == []


def test_every_vote_says_what_it_assumes(nov2023: Story) -> None:
    """No tally of 2023 or 2024 is public, so each resolution names its assumption."""
    votes = [step for step in nov2023.steps if step.by == "inc.board" and isinstance(step.act, Resolve)]
    assert [step.id for step in votes] == ["decision", "shear", "settlement", "observer", "board-2024"]
    assert all("derived" in step.assumption for step in votes)


def test_every_step_after_the_decision_hangs_on_something_or_says_why_not(nov2023: Story) -> None:
    ids = [step.id for step in nov2023.steps]
    later = nov2023.steps[ids.index("decision") + 1 :]
    assert [step.id for step in later if step.condition is None and not step.regardless] == []
    assert [step.id for step in later if step.condition is not None and step.regardless] == []


@pytest.mark.parametrize("reading", ["as-reported", "by-law-only", "statutory-default"])
def test_every_condition_is_true_of_what_happened_under_every_reading(nov2023: Story, reading: str) -> None:
    told = replay(nov2023, {"reading": reading})
    asked = {entry.step.id: entry.condition for entry in told.entries if entry.step.condition is not None}
    assert [step for step, answer in asked.items() if answer is not True] == []
    assert set(told.expected) == {True}


def test_the_story_runs_from_the_conference_to_the_new_board_of_2024(nov2023: Story) -> None:
    first, last = nov2023.steps[0], nov2023.steps[-1]
    assert (first.id, first.at.text) == ("devday", "2023-11-06")
    assert (last.id, last.at.text) == ("board-2024", "2024-03-08")


def test_deciding_telling_and_announcing_are_four_events(nov2023: Story) -> None:
    """The date of the decision is open from the 16th; noon, 12:23 and 12:28 are when it was told and announced."""
    at = {step.id: step.at for step in nov2023.steps}
    assert at["decision"].precision == "range"
    assert at["decision"].latest == at["told-altman"].latest
    minutes = [(at[step].latest.hour - 8, at[step].latest.minute) for step in ("told-altman", "told-brockman")]
    assert minutes == [(12, 0), (12, 23)]
    assert (at["announced"].latest - at["told-altman"].latest).total_seconds() == 28 * 60


def test_telling_and_announcing_change_no_seat_and_no_office(told: Timeline) -> None:
    """There was no board of five: seats change at the one instant of the decision."""
    after = _held(told.by_step["decision"].fact)
    for step in ("told-altman", "told-brockman", "microsoft-told", "announced"):
        assert _held(told.by_step[step].fact) == after


def test_21_november_changes_no_seat_and_no_office_and_29_november_does(told: Timeline) -> None:
    before, agreed = told.by_step["talks-21"], told.by_step["agreement"]
    settled = told.by_step["settlement"]
    assert _held(agreed.fact) == _held(before.fact)
    assert _held(agreed.law) == _held(before.law)
    for state in (settled.fact, settled.law):
        assert holding(state, "inc.board") == ("dangelo", "summers", "taylor")
        assert _offices(state) == {"inc.ceo": ("altman",), "inc.chair": ("taylor",), "inc.president": ("brockman",)}


def test_the_offices_change_hands_as_the_table_of_the_fact_sheet_has_it(told: Timeline) -> None:
    """Altman, Murati (17th), Shear (19th), Altman (29th); nobody is reported as chair in between."""
    chief = [holding(told.by_step[step].fact, "inc.ceo") for step in ("apec", "decision", "shear", "settlement")]
    assert chief == [("altman",), ("murati",), ("shear",), ("altman",)]
    chair = [holding(told.by_step[step].fact, "inc.chair") for step in ("apec", "decision", "agreement", "settlement")]
    assert chair == [("brockman",), (), (), ("taylor",)]
    president = [holding(told.by_step[step].fact, "inc.president") for step in ("announced", "brockman-resigns")]
    assert president == [("brockman",), ()]
    employed = [holding(told.by_step[step].fact, "global.employment") for step in ("announced", "brockman-resigns")]
    assert [("brockman" in who) for who in employed] == [True, False]
    board = holding(told.by_step["decision"].fact, "inc.board")
    assert board == ("dangelo", "mccauley", "sutskever", "toner")


def test_the_last_holders_are_those_of_march_2024(told: Timeline) -> None:
    assert _held(told.fact) == {
        "inc.board": ("altman", "dangelo", "desmond-hellmann", "seligman", "simo", "summers", "taylor"),
        "inc.ceo": ("altman",),
        "inc.chair": ("taylor",),
        "inc.president": ("brockman",),
        "inc.observers": ("microsoft",),
        "global.employment": ("brockman",),
    }


@pytest.mark.parametrize("size", [6, 7, 9])
def test_the_settlement_fits_every_size_as_reported(nov2023: Story, size: int) -> None:
    """Two come and three go: five at most stand at the end, whatever the number of seats."""
    rulings = replay(nov2023, {"size": Fraction(size)}).by_step["settlement"].rulings
    assert [ruling.verdict.word for ruling in rulings] == ["valid"] * 9


@pytest.mark.parametrize(("size", "verdict"), [(6, "void"), (7, "valid")])
def test_four_more_directors_need_seven_seats(nov2023: Story, size: int, verdict: str) -> None:
    """By-law only: three of six or seven are no quorum to raise the number, but they may fill what is vacant."""
    told = replay(nov2023, {"reading": "by-law-only", "form": "meeting-of-four", "size": Fraction(size)})
    assert told.ruling("board-2024.size").verdict.word == "void"
    assert told.ruling("board-2024.board-simo").verdict.word == verdict


def test_the_letter_is_a_series_of_five_counts_with_one_director_among_the_signers(told: Timeline) -> None:
    counts = {
        entry.step.id: signatures(entry.fact, "open-letter").total
        for entry in told.entries
        if isinstance(entry.step.act, Sign)
    }
    expected = {"letter-505": 505, "letter-650": 650, "letter-700": 700, "letter-738": 738, "letter-747": 747}
    assert counts == expected
    assert "sutskever" in signatures(told.fact, "open-letter").parties
    recanted = [step for step in told.story.steps if step.recant is not None]
    assert [(step.id, step.recant.of, step.recant.party) for step in recanted if step.recant] == [
        ("letter-505", "decision", "sutskever")
    ]


def test_the_count_of_the_day_is_one_of_four_and_the_head_count_one_of_two(nov2023: Story) -> None:
    """C04: 747, 738, 734 of 21 November in Beijing, `700+`; C06: 770, or 700 to 719 where 500 are 70 %, so 69.5 %."""
    facts = {fact.id: fact for fact in nov2023.facts}
    day, heads = facts["letter-day"], facts["headcount"]
    assert [claim.text for claim in day.claims] == ["747", "738", "734", "700+"]
    assert [claim.text for claim in heads.claims] == ["770", "700..719"]
    assert (day.standing, heads.standing, day.conflict, heads.conflict) == ("open", "open", "C04", "C06")
    assert "printed as 700+" in heads.claims[1].note
    assert [round(Fraction(500, count) * 100) for count in (719, 720)] == [70, 69]


def test_every_outcome_is_named_in_english_and_in_chinese(nov2023: Story) -> None:
    assert len(nov2023.outcomes) == 10
    assert [one.id for one in nov2023.outcomes if {"en", "zh-Hans"} - dict(one.title).keys()] == []


def test_747_of_770_meets_every_share_the_modeller_admits(nov2023: Story) -> None:
    """747 / 770 = 97.01 %, and 95 % of 770 = 731.5; the agreement hangs on the share in every case."""
    param = next(one for one in nov2023.structure.params if one.id == "settle-share")
    assert param.among == (Fraction(1, 2), Fraction(7, 10), Fraction(9, 10), Fraction(19, 20))
    for share in param.among:
        assert replay(nov2023, {"settle-share": share}).by_step["agreement"].condition is True


def test_all_23_conflicts_can_be_found(nov2023: Story) -> None:
    """A conflict about a number is a fact that says which; the others are conflicts."""
    numeric = {fact.conflict for fact in nov2023.facts if fact.conflict}
    assert numeric | {one.id for one in nov2023.conflicts} == {f"C{number:02d}" for number in range(1, 24)}


def test_every_claim_has_a_source_and_every_choice_a_reason(nov2023: Story) -> None:
    disputed: tuple[Fact | Conflict, ...] = (*nov2023.facts, *nov2023.conflicts)
    assert [one.id for one in disputed if not all(claim.cites for claim in one.claims)] == []
    assert [one.id for one in disputed if not one.because or len(one.claims) < 2] == []


def test_every_conflict_is_about_something_in_the_story(nov2023: Story) -> None:
    known = {step.id for step in nov2023.steps} | {fact.id for fact in nov2023.facts}
    known |= {party.id for party in nov2023.structure.parties}
    assert {one.about for one in nov2023.conflicts} <= known


def test_no_source_is_declared_in_vain(nov2023: Story) -> None:
    """The seeds and public pages; the law packs answer for their own."""
    declared = {source.id for source in (*nov2023.sources, *nov2023.structure.sources)}
    pages = {source for source in declared if re.fullmatch(r"[sp]\d+[a-z]?", source)}
    assert {"s000", "s001", "s002", "s003", "s004"} <= pages
    assert pages - set(_cites(nov2023)) == set()


def test_every_title_fits_a_column_and_is_there_in_chinese(nov2023: Story) -> None:
    long = [step.id for step in nov2023.steps if not 0 < len(words_in(step.title)) <= 45]
    assert long == []
    assert [step.id for step in nov2023.steps if "zh-Hans" not in dict(step.title)] == []


@pytest.mark.parametrize("file", FILES)
def test_no_text_gives_a_motive_a_label_or_blame(file: str) -> None:
    found = [text for text in _texts(yaml.safe_load((SCENARIOS / file).read_text())) if UNSAID.search(text)]
    assert found == []


@pytest.mark.parametrize("file", FILES)
def test_every_number_of_votes_is_called_derived(file: str) -> None:
    texts = [text for text in _texts(yaml.safe_load((SCENARIOS / file).read_text())) if COUNT.search(text)]
    assert [text for text in texts if "derived" not in text] == []


def test_the_official_ground_is_quoted_once_and_attributed(nov2023: Story) -> None:
    everywhere = [t for file in FILES for t in _texts(yaml.safe_load((SCENARIOS / file).read_text()))]
    quoting = [text for text in everywhere if "consistently candid" in text]
    assert quoting == [words_in(nov2023.step("announced").note)]
    assert "(OpenAI, 17 November 2023)" in quoting[0]


def test_the_first_line_says_what_is_not_public(nov2023: Story) -> None:
    assert words_in(nov2023.notice) == (
        "By-laws, minutes, votes and form are not public. Four of six is derived from reports. "
        "Each verdict reads: if this reading and form, then this."
    )
