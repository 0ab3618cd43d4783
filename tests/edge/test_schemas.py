"""The published schemas: what the commands write fits them, and hardly anything else does."""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from jsonschema import Draft202012Validator

import govsim
from edge.door import SCENARIOS, Ask, edited
from govsim.edge.asking import Told, answered, asked_about, moment_of
from govsim.edge.running import told as edge_told
from govsim.record import events as ev
from govsim.record.canon import canonical, plain
from govsim.record.rulings import Verdict
from govsim.views.plain import as_data
from govsim.views.powers import Answer
from govsim.views.powers_plain import as_data as powers_data
from govsim.views.telling import tell
from govsim.views.why_words import TURNED
from govsim.world.clauses import Clause, Suit
from govsim.world.sources import Status
from govsim.world.time import Precision
from inline import tale, told, vote

NAMES = (
    "replay-1", "state-1", "check-1", "sources-1", "readings-1", "fork-readings-1", "whatif-1", "diff-1", "powers-1",
    "why-1", "condition-1", "waterfall-1", "verify-1",
)  # fmt: skip
DOCS = Path(__file__).resolve().parents[2] / "docs" / "schema"

Document = dict[str, Any]


@cache
def schema(name: str) -> Document:
    found: Document = json.loads((files("govsim") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def faults(name: str, document: object) -> list[str]:
    found = Draft202012Validator(schema(name)).iter_errors(document)
    return [f"{error.json_path}: {error.message}" for error in found]


def inside(value: object) -> Iterator[Document]:
    """Give every mapping in a schema, itself included."""
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from inside(one)
    elif isinstance(value, list):
        for one in value:
            yield from inside(one)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_says_which(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema(name)["$id"] == f"urn:govsim:schema:{name}"
    tag = schema(name)["properties"]["schema"]["const"]
    assert tag == "govsim/{0}/{2}".format(*name.rpartition("-"))


@pytest.mark.parametrize("name", NAMES)
def test_no_object_is_left_open_and_every_key_is_there(name: str) -> None:
    for one in inside(schema(name)):
        if one.get("type") != "object" or one is schema(name).get("$defs", {}).get("expr"):
            continue
        assert "additionalProperties" in one
        if "properties" in one:
            assert one["additionalProperties"] is False
            assert one["required"] == list(one["properties"])


def test_the_only_object_left_open_is_the_syntax_tree_of_a_condition() -> None:
    open_ones = [one for one in inside(schema("replay-1")) if one.get("type") == "object"]
    assert [one for one in open_ones if "additionalProperties" not in one] == [schema("replay-1")["$defs"]["expr"]]


def test_the_docs_link_every_schema_and_each_link_leads_to_it() -> None:
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = {(DOCS / target).resolve() for target in re.findall(r"\]\(([^)]+)\)", text)}
    shipped = {path.resolve() for path in (Path(govsim.__file__).parent / "schemas").iterdir()}
    assert linked == shipped
    assert {path.name for path in shipped} == {f"{name}.schema.json" for name in NAMES}


def test_the_schema_knows_the_verdicts_the_engine_gives() -> None:
    assert schema("replay-1")["$defs"]["verdict"]["enum"] == [verdict.word for verdict in Verdict]


@pytest.mark.parametrize("name", ["powers-1", "why-1"])
def test_an_answer_says_a_finding_and_a_verdict_as_a_replay_does(name: str) -> None:
    for part in ("finding", "verdict"):
        assert schema(name)["$defs"][part] == schema("replay-1")["$defs"][part]


def test_the_schema_knows_how_a_rule_is_known_where_a_right_to_sue_comes_from_and_every_ballot() -> None:
    court = schema("powers-1")["$defs"]["court"]["properties"]
    assert set(schema("powers-1")["$defs"]["known"]["enum"]) == set(get_args(attrs.fields(Clause).standing.type))
    assert set(court["route"]["enum"]) == set(get_args(attrs.fields(Suit).route.type))
    assert set(schema("powers-1")["properties"]["answer"]["enum"]) == set(get_args(Answer))
    ballot = schema("why-1")["properties"]["single_ballots"]["items"]["properties"]["ballot"]
    assert all(word in ballot["description"] for word in TURNED)  # of an election it is whom it names


def test_the_schema_knows_how_steps_are_known_and_how_exact_times_are() -> None:
    step = schema("replay-1")["$defs"]["step"]["properties"]
    assert set(step["status"]["enum"]) == set(get_args(Status))
    assert set(step["precision"]["enum"]) == set(get_args(Precision))


def test_the_schema_has_every_kind_of_event_with_its_fields_and_no_other() -> None:
    defs = schema("replay-1")["$defs"]
    kinds: dict[str, type] = {kind.__name__.lower(): kind for kind in get_args(ev.Event)}
    assert {one["$ref"] for one in defs["event"]["oneOf"]} == {f"#/$defs/event.{kind}" for kind in kinds}
    for name, kind in kinds.items():
        assert list(defs[f"event.{name}"]["properties"]) == ["kind", *(field.name for field in attrs.fields(kind))]


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_bundled_replay_fits_the_schema(ask: Ask, name: str, language: str) -> None:
    done = ask("replay", name, "--json", "--lang", language)
    assert (done.code, done.err) == (0, b"")
    assert faults("replay-1", json.loads(done.text)) == []


@pytest.mark.parametrize("reading", ["by-law-only", "statutory-default"])
def test_a_replay_under_another_reading_fits_the_schema(ask: Ask, reading: str) -> None:
    document = json.loads(ask("replay", "nov2023", "--json", "--reading", reading).text)
    assert faults("replay-1", document) == []
    assert document["choices"]["reading"] == reading


@pytest.mark.parametrize("more", [(), ("--at", "start"), ("--at", "start", "--diff", "3"), ("--lang", "zh-Hans")])
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_bundled_state_fits_the_schema(ask: Ask, name: str, more: tuple[str, ...]) -> None:
    assert faults("state-1", json.loads(ask("state", name, "--json", *more).text)) == []


@pytest.mark.parametrize(
    "more",
    [(), ("--at", "tender"), ("--profit", "USD 10bn", "--profit", "90bn"), ("--stream", "agi"), ("--lang", "zh-Hans")],
)
def test_who_gets_what_fits_the_schema(ask: Ask, more: tuple[str, ...]) -> None:
    assert faults("waterfall-1", json.loads(ask("waterfall", "nov2023", "--json", *more).text)) == []


def test_who_gets_what_in_a_fork_fits_the_schema(ask: Ask) -> None:
    asked = ("waterfall", "agi-declared", "--at", "agi-determined", "--stream", "agi", "--profit", "5bn", "--json")
    document = json.loads(ask(*asked).text)
    assert faults("waterfall-1", document) == []
    assert document["streams"] == [{"apart": True, "id": "agi", "title": "income from AGI", "to": "inc"}]


QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("can", "nov2023", "toner", "remove altman from inc.ceo", "--at", "decision"),
    ("can", "nov2023", "toner, mccauley, dangelo", "remove altman from board", "--at", "decision"),
    ("can", "nov2023", "altman", "resign altman from inc.ceo", "--at", "decision"),
    ("can", "nov2023", "altman", "sue"),
    ("can", "dual-class", "dara", "transfer 10 of class-b from dara to rui", "--at", "removal"),
    ("can", "venture-startup", "samira", "manage marlow"),
    ("can", "nov2023", "toner", "ratify decision.ceo"),
    ("who-can", "nov2023", "avoid decision.ceo"),
    ("who-can", "nov2023", "sue"),
    ("who-can", "nov2023", "manage global"),
    ("who-can", "venture-startup", "determine sale", "--at", "board-alone"),
    ("who-can", "small-charity", "sue"),
    ("who-can", "family-firm", "remove carla from mill.chair"),
    ("why", "nov2023", "who can resize inc.board to 7", "--lang", "zh-Hans"),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_answer_about_power_fits_the_schema(ask: Ask, question: tuple[str, ...]) -> None:
    done = ask(*question, "--json")
    assert (done.code, done.err) == (0, b"")
    assert faults("powers-1", json.loads(done.text)) == []


@pytest.mark.parametrize("name", [name for name in SCENARIOS if name != "nov2023"])
def test_why_of_every_step_of_every_made_up_case_fits_the_schema(ask: Ask, name: str) -> None:
    for step in govsim.load(name).steps:
        assert faults("why-1", json.loads(ask("why", name, step.id, "--json").text)) == [], step.id


def test_why_of_a_real_vote_and_of_one_of_its_items_fits_the_schema(ask: Ask) -> None:
    whole = json.loads(ask("why", "nov2023", "decision", "--json").text)
    part = json.loads(ask("why", "nov2023", "decision.ceo", "--json").text)
    assert faults("why-1", whole) == faults("why-1", part) == []
    assert [item["item"] for item in part["items"]] == ["ceo"]
    assert [item for item in whole["items"] if item["item"] == "ceo"] == part["items"]


@pytest.mark.parametrize(
    "condition",
    [
        "controls(microsoft, inc)",
        "vacant(inc.ceo)",
        "signed(open-letter) >= 90% of headcount",
        "holds(altman, inc.ceo) and not vacant(inc.chair)",
    ],
)
def test_every_answer_about_a_condition_fits_the_schema(ask: Ask, condition: str) -> None:
    for more in ((), ("--at", "devday"), ("--at", "decision", "--lang", "zh-Hant")):
        done = ask("why", "nov2023", condition, "--json", *more)
        assert (done.code, faults("condition-1", json.loads(done.text))) == (0, [])


def test_a_count_with_more_digits_than_a_reader_may_keep_is_written_in_digits() -> None:
    count = Draft202012Validator(schema("powers-1")["$defs"]["count"])
    assert [count.is_valid(one) for one in (0, 2**53 - 1, str(2**53), str(2**499))] == [True] * 4
    assert [count.is_valid(one) for one in (2**53, -1, "12", 1.5, "0x1")] == [False] * 5


def test_the_check_of_all_bundled_scenarios_fits_the_schema_and_is_empty(ask: Ask) -> None:
    document = json.loads(ask("check", *SCENARIOS, "--json").text)
    assert faults("check-1", document) == []
    assert document["problems"] == []


def test_the_check_of_a_file_with_many_problems_fits_the_schema(ask: Ask) -> None:
    edited(
        ask, "mine", ("against: [chen]", "against: [chne], abstain: [chen, chen]"), ("size: 3", "size: 3\n      x: 1")
    )
    done = ask("check", "mine", "--json")
    document = json.loads(done.text)
    assert done.code == 3
    assert faults("check-1", document) == []
    assert {"GS201", "GS301"} <= {problem["code"] for problem in document["problems"]}
    assert any(problem["related"] for problem in document["problems"])


def test_changes_made_for_later_and_exact_fractions_fit_the_schema() -> None:
    later = vote("later", "{remove: ann, from: acme.ceo}", ayes="bob cyd dee", more="effective: 2024-04-01T00:00")
    when = vote(
        "when", "{elect: fay, to: acme.board, id: fay}", ayes="bob cyd dee", more="effective: vacant(acme.chair)"
    )
    document = json.loads(canonical(as_data(tell(told(tale(later, when))), "0")))
    assert faults("replay-1", document) == []


@pytest.mark.parametrize(
    "event",
    [
        ev.Signed(letter="plea", parties=("ann",), total=Fraction(7, 2)),
        ev.Signed(letter="plea"),
        ev.Scheduled(id="one", changes=(ev.Opened(thing="talks"), ev.Seated(position="acme.ceo", party="ann"))),
        ev.Answered(question="agi", yes=False),
        ev.Determined(matter="acme.sale", args=("ann",)),
    ],
    ids=("signed", "signed-without-total", "scheduled", "answered", "determined"),
)
def test_an_event_that_no_bundled_story_has_fits_the_schema_too(event: ev.Event) -> None:
    only = {"$ref": "#/$defs/event", "$defs": schema("replay-1")["$defs"]}
    assert list(Draft202012Validator(only).iter_errors(json.loads(canonical(plain(event))))) == []


def _item(document: Document) -> Document:
    found: Document = document["steps"][0]["items"][0]
    return found


def _spelt(document: Document) -> None:
    _item(document)["verdict"] = "no act"


def _root(document: Document) -> None:
    _item(document)["finding"]["verdict"] = "allowed"


def _float(document: Document) -> None:
    _item(document)["finding"]["findings"][-1]["numbers"] = {"have": 3.5}


def _extra(document: Document) -> None:
    document["steps"][0]["blame"] = "somebody"


def _missing(document: Document) -> None:
    del document["fact_hash"]


def _short_hash(document: Document) -> None:
    document["fact_hash"] = document["fact_hash"][:-1]


def _local_time(document: Document) -> None:
    document["steps"][0]["earliest"] = "2025-09-12T11:00:00-04:00"


def _event(document: Document) -> None:
    _item(document)["events"][0]["kind"] = "vanished"


def _holder(document: Document) -> None:
    document["steps"][0]["in_law"]["lantern.ceo"] = "noor"


def _version(document: Document) -> None:
    document["schema"] = "govsim/replay/2"


def _status(document: Document) -> None:
    document["steps"][0]["status"] = "rumoured"


MUTATIONS: list[Callable[[Document], None]] = [
    _spelt, _root, _float, _extra, _missing, _short_hash, _local_time, _event, _holder, _version, _status,
]  # fmt: skip


@cache
def _sound() -> Document:
    found: Document = json.loads(canonical(as_data(tell(govsim.replay(govsim.load("lantern-labs"))), "0")))
    return found


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__.strip("_"))
def test_a_replay_with_one_thing_wrong_does_not_fit(mutate: Callable[[Document], None]) -> None:
    document = deepcopy(_sound())
    assert faults("replay-1", document) == []
    mutate(document)
    assert len(faults("replay-1", document)) == 1


@pytest.mark.parametrize("wrong", [{"diff": 3}, {"rows": [{"what": "board"}]}, {"schema": "govsim/state/2"}, {"x": 1}])
def test_a_state_with_one_thing_wrong_does_not_fit(ask: Ask, wrong: Document) -> None:
    document = json.loads(ask("state", "lantern-labs", "--json").text)
    assert faults("state-1", document) == []
    assert faults("state-1", document | wrong) != []


@pytest.mark.parametrize("wrong", [{"code": "GS12"}, {"severity": "hint"}, {"line": 0}, {"column": "4"}, {"fix": ""}])
def test_a_problem_with_one_thing_wrong_does_not_fit(ask: Ask, wrong: Document) -> None:
    edited(ask, "mine", ("against: [chen]", "against: [chne]"))
    document = json.loads(ask("check", "mine", "--json").text)
    assert faults("check-1", document) == []
    document["problems"][0] |= wrong
    assert len(faults("check-1", document)) == 1


@cache
def _answer() -> Document:
    timeline = edge_told("venture-startup")
    found = answered(
        timeline,
        "venture-startup",
        asked_about(timeline, "determine sale", "samira"),
        moment_of(Told(timeline=timeline, forked=False), "board-alone", None),
        "en",
    )
    document: Document = json.loads(canonical(powers_data(found, "0")))
    return document


def _yes(document: Document) -> None:
    document["answer"] = "maybe"


def _fractional(document: Document) -> None:
    document["coalitions"]["of"] = 2.5


def _negative(document: Document) -> None:
    document["has_a_say"][0]["votes"] = {"samira": -1}


def _who(document: Document) -> None:
    document["who"] = "samira"


def _rule(document: Document) -> None:
    document["power"] = {"rule": "marlow.protect-sale"}


def _stretch(document: Document) -> None:
    document["over_the_story"][0]["answer"] = "probably"


def _court(document: Document) -> None:
    document["courts"][0]["who"] = []


def _family(document: Document) -> None:
    document["coalitions"]["winning"][0]["power"] = "1/2"


def _gone(document: Document) -> None:
    del document["finding"]


@pytest.mark.parametrize(
    "mutate",
    [_yes, _fractional, _negative, _who, _rule, _stretch, _court, _family, _gone],
    ids=lambda mutate: mutate.__name__.strip("_"),
)
def test_an_answer_about_power_with_one_thing_wrong_does_not_fit(mutate: Callable[[Document], None]) -> None:
    document = deepcopy(_answer())
    assert faults("powers-1", document) == []
    mutate(document)
    assert len(faults("powers-1", document)) == 1


@pytest.mark.parametrize(
    "wrong", [{"step": ""}, {"items": {}}, {"single_ballots": [{"party": "chen"}]}, {"on_rolls": "board"}, {"x": 1}]
)
def test_a_why_with_one_thing_wrong_does_not_fit(ask: Ask, wrong: Document) -> None:
    document = json.loads(ask("why", "lantern-labs", "one-vote", "--json").text)
    assert faults("why-1", document) == []
    assert faults("why-1", document | wrong) != []


@pytest.mark.parametrize(
    "wrong", [{"holds": "yes"}, {"compared": {"a": 3}}, {"tests": [{}]}, {"read_as": ""}, {"x": 1}]
)
def test_a_condition_with_one_thing_wrong_does_not_fit(ask: Ask, wrong: Document) -> None:
    document = json.loads(ask("why", "nov2023", "vacant(inc.ceo)", "--json").text)
    assert faults("condition-1", document) == []
    assert faults("condition-1", document | wrong) != []
