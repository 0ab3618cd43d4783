"""No output of any bundled scenario takes sides, guesses a motive, or states a tally as if it were public."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from govsim.edge.files import load, names_of
from govsim.edge.main import run
from govsim.edge.output import tsv
from govsim.edge.terminal import replay_text, state_text, step_text
from govsim.engine.replay import replay
from govsim.record.acts import Resolve
from govsim.record.canon import canonical
from govsim.record.rulings import Ruling
from govsim.views.changes import at, between, standing
from govsim.views.explaining import explanation
from govsim.views.plain import as_data, as_rows
from govsim.views.rulebook import clause_text
from govsim.views.sentences import SENTENCES, VERDICTS
from govsim.views.telling import Telling, tell
from govsim.views.trust import trusted
from govsim.world.params import READING
from inline import found_in
from views.corpus import SCENARIOS, corpus, shipped, tellings

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
WIDE = 600
"""Wide enough that no phrase is broken over two lines."""

FORBIDDEN = {
    r"\bcoups?\b": "the boardroom coup of November",
    r"\bmastermind": "the mastermind behind it",
    r"\bplot(ter|ted|ting)": "one of the plotters",
    r"\bconspir": "a conspiracy of four",
    r"\bstruck (first|back)": "the board struck first",
    r"\blegally fired": "he was legally fired",
    r"\bwinners?\b": "the winner of the week",
    r"\blosers?\b": "and the losers",
    r"\bowner of 49|\bowns 49|49 ?% (stake|owner)": "the owner of 49 % of it",
    r"\bstakes? = 0": "stakes = 0",
    r"\bchang\w* (his|her|their|its) minds?\b": "when he changed his mind",
    r"\bmotiv": "her motive was",
    r"\bblam(e|ed|es|ing)\b": "who is to blame",
    r"\bbetray|\bbackstab|\btraitor": "they betrayed him",
    r"\b(villain|culprit|mutin|revenge|vengeance|greed|power grab)": "the villain of the piece",
    r"\b(liar|lied|lying)\b": "he lied to the board",
    r"\bwhich votes breach": "which votes breach a duty",
    r"政变|政變": "董事会政变",
    r"宫斗|宮鬥": "一场宫斗",
    r"幕后黑手|幕後黑手|主谋|主謀": "幕后黑手是谁",
    r"逼宫|逼宮|夺权|奪權|篡位": "投资人逼宫",
    r"反水|背叛|叛徒|内鬼|內鬼": "他反水了",
    r"动机|動機|阴谋|陰謀|密谋|密謀": "她的动机",
    r"赢家|贏家|输家|輸家": "最大的赢家",
    r"罪魁|元凶|元兇|甩锅|甩鍋": "罪魁祸首",
}
NET = re.compile("|".join(FORBIDDEN), re.IGNORECASE)

DERIVED = "derived"
TALLIES = {"vote", "consent", "consent.power", "consent.majority", "quorum", "signers-quorum"}
"""Findings that count how many voted, signed or were there."""


def caught(text: str) -> list[str]:
    if not NET.search(text):
        return []
    return [line.strip()[:200] for line in text.splitlines() if NET.search(line)]


@pytest.mark.parametrize(("pattern", "example"), FORBIDDEN.items())
def test_the_net_catches_what_it_is_for(pattern: str, example: str) -> None:
    assert re.search(pattern, example, re.IGNORECASE)
    assert caught(example.upper()) == [example.upper()]


def test_the_net_lets_plain_words_pass() -> None:
    plain = "a couple of members removed; the plot of land; belied; the board moved first; 董事会罢免; a coupled vote"
    assert caught(plain) == []


@cache
def telling(name: str, language: str) -> Telling:
    return tell(replay(shipped(name)), language)


def pages(found: Telling, name: str) -> Iterator[str]:
    """Give everything that can be asked about one telling."""
    timeline = found.timeline
    yield replay_text(found, WIDE, color=False)
    yield tsv(as_rows(found))
    yield canonical(as_data(found, "0"))
    before = at(timeline, "start")
    for row in found.rows:
        yield step_text(found, row, WIDE, color=False)
        here = at(timeline, row.id)
        yield state_text(name, "", standing(*here, found.names), WIDE, color=False)
        yield state_text(name, "", between(before, here, found.names), WIDE, color=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_that_a_scenario_prints_is_caught(name: str, language: str) -> None:
    for page in pages(telling(name, language), name):
        assert caught(page) == []


CODES = "|".join(re.escape(code) for code in sorted(SENTENCES) if "." in code)
RAW = re.compile(rf"(?<![\w.`-])({CODES})(?![\w-])|\bno_act\b")
"""Codes of findings and of verdicts as only machines read them."""


def questions(name: str) -> Iterator[tuple[str, ...]]:
    """Give questions about a scenario that can be afforded: who could, who may sue, and why some steps were so."""
    story = load(name)
    yield ("who-can", name, "sue")
    for entity in [one.id for one in story.structure.entities if one.law]:
        yield ("who-can", name, f"manage {entity}")
    for position in [one for one in story.structure.positions if one.kind in {"office", "seat"}][:2]:
        for person in [one.id for one in story.structure.parties][:1]:
            yield ("who-can", name, f"remove {person} from {position.id}")
            yield ("can", name, person, f"appoint {person} as {position.id}")
            yield ("why", name, f"holds({person}, {position.id})")
    for step in story.steps[:: max(1, len(story.steps) // 9)]:
        yield ("why", name, step.id)


@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_that_a_question_is_answered_with_is_caught(
    name: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    several = 0
    for number, question in enumerate(questions(name)):
        language = LANGUAGES[number % len(LANGUAGES)]
        assert run((*question, "--format", "table", "--lang", language)) == 0, question
        said = capsysbinary.readouterr().out.decode()
        several += len(said) > 200
        assert caught(said) == [], question
        assert not RAW.search(said), (question, RAW.search(said))
    assert several > 3


@pytest.mark.parametrize("reading", [reading.id for reading in shipped("nov2023").structure.readings])
def test_nothing_that_is_answered_about_the_decision_in_a_reading_is_caught(
    reading: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A tally of a real case is derived wherever it is shown."""
    for question in (
        ("why", "nov2023", "decision"),
        ("can", "nov2023", "toner", "remove altman from inc.ceo", "--at", "decision"),
        ("who-can", "nov2023", "remove altman from inc.board", "--at", "decision"),
    ):
        assert run((*question, "--format", "table", "--reading", reading)) == 0
        said = " ".join(capsysbinary.readouterr().out.decode().split())
        assert caught(said) == []
        assert not RAW.search(said)
        assert "Four of six is derived from reports." in said


@pytest.mark.parametrize("name", names_of("edge"))
def test_nothing_that_an_edge_case_prints_is_caught_in_any_of_its_readings(name: str) -> None:
    story = load(name)
    for choices in ({}, *({READING: reading.id} for reading in story.structure.readings)):
        for page in pages(tell(replay(story, choices)), name):
            assert caught(page) == []
    assert caught("\n".join(clause_text(clause) for clause in story.structure.clauses)) == []


@pytest.mark.parametrize("reading", [reading.id for reading in shipped("nov2023").structure.readings])
def test_nothing_that_a_reading_prints_is_caught(reading: str) -> None:
    for page in pages(tell(replay(shipped("nov2023"), {READING: reading})), reading):
        assert caught(page) == []


def test_no_ruling_in_any_world_is_explained_in_words_that_are_caught() -> None:
    for name in SCENARIOS:
        for timeline in tellings(name):
            numbered = trusted(timeline)
            said = "\n".join(one.text for one in numbered)
            names = telling(name, "en").names
            for entry in timeline.entries:
                for ruling in entry.rulings:
                    said += explanation(entry.step, ruling, names, numbered)
            assert caught(said) == []


@pytest.mark.parametrize(
    "command",
    [
        "list",
        "demo",
        "check lantern-labs harbour-trust nov2023",
        "--help",
        "replay --help",
        "readings nov2023 --format table",
    ],
)
def test_nothing_that_the_other_commands_print_is_caught(
    capsysbinary: pytest.CaptureFixture[bytes], command: str
) -> None:
    assert run(command.split()) == 0
    answer = capsysbinary.readouterr()
    assert answer.out
    assert caught(answer.out.decode() + answer.err.decode()) == []


def test_no_sentence_for_a_finding_is_caught_whether_or_not_a_bundled_story_meets_it() -> None:
    assert caught("\n".join((*SENTENCES.values(), *VERDICTS.values()))) == []


def test_no_rule_of_any_bundled_scenario_is_shown_in_words_that_are_caught() -> None:
    clauses = {clause.id: clause for name in SCENARIOS for clause in shipped(name).structure.clauses}
    assert caught("\n".join(clause_text(clause) for clause in clauses.values())) == []


# --- tallies -----------------------------------------------------------------------------------------------------


def counted(ruling: Ruling) -> bool:
    return any(finding.code in TALLIES for finding in found_in(ruling.finding))


def test_every_counted_ruling_of_a_real_case_rests_on_a_step_that_says_derived() -> None:
    """A tally is printed only where the ruling cites the step's own assumption, and that says it is derived."""
    several = 0
    for timeline in corpus():
        if timeline.story.kind != "record":
            continue
        for entry in timeline.entries:
            for ruling in filter(counted, entry.rulings):
                several += 1
                assert f"step:{entry.step.id}" in ruling.rests_on, (entry.step.id, timeline.choices)
                assert DERIVED in entry.step.assumption, entry.step.id
    assert several > 500


def test_every_vote_of_a_real_case_says_that_its_tally_is_derived_even_where_nothing_was_counted() -> None:
    for name in SCENARIOS:
        story = shipped(name)
        for step in story.steps:
            if story.kind == "record" and isinstance(step.act, Resolve) and step.act.ballots:
                assert DERIVED in step.assumption, step.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_with_a_tally_of_a_real_case_prints_the_assumption_that_says_derived(language: str) -> None:
    found = telling("nov2023", language)
    whole = replay_text(found, WIDE, color=False)
    for row in found.rows:
        for item in filter(lambda item: counted(item.ruling), row.items):
            label = next(one for one in found.trusted if one.key == f"step:{row.id}")
            line = f"{label.label} = {label.text}"
            assert DERIVED in line
            assert f"  rests on {item.rests_on}" in step_text(found, row, WIDE, color=False)
            assert line in step_text(found, row, WIDE, color=False)
            assert line in whole


def test_a_real_case_opens_by_saying_what_is_not_public() -> None:
    first = replay_text(telling("nov2023", "en"), WIDE, color=False).splitlines()[:4]
    said = "By-laws, minutes, votes and form are not public. Four of six is derived from reports. "
    assert any(line.startswith(said) for line in first)
    assert any(line.endswith("Each verdict reads: if this reading and form, then this.") for line in first)


def test_a_condition_is_said_to_be_the_modellers_and_nobodys_reasons() -> None:
    found = telling("nov2023", "en")
    conditional = [row for row in found.rows if row.entry.step.condition is not None]
    assert conditional
    for row in conditional:
        page = step_text(found, row, WIDE, color=False)
        assert "; the modeller's, not a finding about anyone's reasons" in " ".join(page.split())
