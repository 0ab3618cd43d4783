"""What cannot work in rules, as `govsim check` reports it: each with both places, in one file and across two."""

import json
from pathlib import Path
from typing import TypeAlias

import pytest

from edge.door import Ask
from govsim.codes import CODES, Code, whole
from govsim.edge.files import load_any, names_of
from govsim.edge.flaws import soundness_problems
from govsim.record.forking import applied

FROM_RULES = [code for code in CODES.values() if code.needs_engine]
HEAD = """govsim: 1
structure: port
entities: {port: {name: Port, law: sea/ports}, pier: {name: Pier}, quay: {name: Quay}, far: {name: Far}}
people: {ann: Ann, bob: Bob}
bodies:
  port.board: {kind: board}
  port.crew: {kind: crew}
positions: {port.master: {kind: office}, pier.master: {kind: office}, quay.master: {kind: office}}
instruments: {port.bylaws: {}, pier.bylaws: {}, quay.bylaws: {}}
rules:
"""
PACK = """govsim: 1
law: sea/ports
rules:
  - {id: vote, for: board, passes: "> 1/2 of cast"}
"""
Found: TypeAlias = tuple[str, str, str, tuple[str, ...]]


def files(rules: str = "", pack: str = "", head: str = HEAD) -> None:
    """Write a structure and the law pack it lives under, each where it belongs."""
    for name, text in (("structures/port.yaml", head + rules), ("laws/sea/ports.yaml", PACK + pack)):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def checked(ask: Ask, *names: str) -> list[Found]:
    """Give each problem of some files: severity, code, place, and the places beside it.

    That `whole` declares a third person, whom most examples do not need (GS406), is left out.
    """
    done = ask("check", *(names or ("structures/port.yaml",)), "--json")
    problems = json.loads(done.text)["problems"]
    assert done.code == (3 if any(one["severity"] == "error" for one in problems) else 0), done.said

    def line(place: dict[str, object]) -> str:
        return f"{place['file']}:{place['line']}"

    told = [one for one in problems if not one["message"].startswith("`cyd` holds nothing")]
    return [(one["severity"], one["code"], line(one), tuple(map(line, one["related"]))) for one in told]


def at(text: str, file: str = "structures/port.yaml") -> str:
    """Give the line of a file that begins with `text`, as places have it."""
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    (number,) = [number for number, line in enumerate(lines, 1) if line.lstrip("- {").startswith(text)]
    return f"{file}:{number}"


def managed(entity: str, by: str) -> str:
    """Give one power to manage an entity."""
    return f"  - {{id: of-{entity}, in: {entity}.bylaws, power: {{to: [manage], of: any}}, by: {by}}}\n"


VOTED = "  - {id: power, in: port.bylaws, power: {to: [appoint], of: port.master}, by: %s}\n"


@pytest.mark.parametrize("code", FROM_RULES, ids=lambda code: code.code)
def test_an_example_of_the_table_has_its_problem_when_checked_and_cured_has_none(ask: Ask, code: Code) -> None:
    Path("wrong.yaml").write_text(whole(code.wrong), encoding="utf-8")
    Path("right.yaml").write_text(whole(code.right), encoding="utf-8")
    assert {problem[1] for problem in checked(ask, "wrong.yaml")} == {code.code}
    assert checked(ask, "right.yaml") == []


def test_a_structure_and_a_law_pack_are_checked_by_themselves(ask: Ask) -> None:
    files(VOTED % "{vote: board}")
    done = ask("check", "structures/port.yaml", "laws/sea/ports.yaml")
    assert (done.code, done.text) == (
        0,
        "structures/port.yaml: no problems in 2 rules\nlaws/sea/ports.yaml: no problems in 1 rule\n",
    )


@pytest.mark.parametrize("name", ["structures/openai-2023.yaml", "structures/openai-2023", "laws/us-de/nonstock.yaml"])
def test_a_bundled_structure_or_law_pack_is_found_by_its_path_and_has_no_problems(ask: Ask, name: str) -> None:
    assert checked(ask, name) == []


def test_a_structure_by_itself_is_read_like_any_file(ask: Ask) -> None:
    files(VOTED % "{vote: port.bord}")
    assert checked(ask) == [("error", "GS201", at("id: power"), (at("port.board"),))]
    files("  - {id: x, in: port.bylaws, for: port.board, quorm: 2}\n")
    assert {problem[1] for problem in checked(ask)} == {"GS301", "GS305"}


# ---------------------------------------------------------------- gaps


def test_a_vote_that_nothing_says_how_to_count(ask: Ask) -> None:
    files(VOTED % "{vote: crew}")
    assert checked(ask) == [("error", "GS411", at("id: power"), (at("port.crew"),))]
    done = ask("check", "structures/port.yaml")
    assert "no `passes` and no `consent` for `port.crew`" in done.text


@pytest.mark.parametrize(
    "said",
    [
        VOTED % '{vote: crew, passes: "> 1/2 of cast"}',
        VOTED % "{vote: crew}" + '  - {id: v, in: port.bylaws, for: port.crew, passes: "> 1/2 of cast"}\n',
        VOTED % "{vote: crew}" + "  - {id: c, in: port.bylaws, for: port.crew, consent: all of in_office}\n",
        VOTED % "{vote: board}",  # the law pack says it
    ],
)
def test_no_gap_where_the_power_the_body_or_its_law_says_it(ask: Ask, said: str) -> None:
    files(said)
    assert checked(ask) == []


def test_a_consent_rule_that_forbids_consents_fills_no_gap(ask: Ask) -> None:
    files(VOTED % "{vote: crew}" + "  - {id: c, in: port.bylaws, for: port.crew, consent: never}\n")
    assert [problem[1] for problem in checked(ask)] == ["GS411"]


def test_a_gap_with_the_power_in_the_law_and_the_body_in_the_structure(ask: Ask) -> None:
    pack = "  - {id: crews, power: {to: [appoint], of: any}, by: {vote: crew}}\n"
    files("", pack)
    place = "laws/sea/ports.yaml"
    assert checked(ask) == [("error", "GS411", at("id: crews", place), (at("port.crew"),))]


def test_a_law_pack_by_itself_warns_of_a_kind_of_body_that_it_does_not_say_decides_how(ask: Ask) -> None:
    place = "laws/sea/ports.yaml"
    files("", "  - {id: crews, power: {to: [appoint], of: any}, by: {vote: crew}}\n")
    assert checked(ask, place) == [("warning", "GS411", at("id: crews", place), (at("law:", place),))]
    files(
        "",
        "  - {id: crews, power: {to: [appoint], of: any}, by: {vote: crew}}\n"
        "  - {id: half, for: crew, quorum: all of in_office}\n",
    )
    assert checked(ask, place) == [("warning", "GS411", at("id: crews", place), (at("id: half", place),))]


def test_a_slip_in_a_law_pack_by_itself_is_no_kind_of_its_own(ask: Ask) -> None:
    files("", "  - {id: powers, power: {to: [appoint], of: any}, by: {vote: baord}}\n")
    assert [problem[1] for problem in checked(ask, "laws/sea/ports.yaml")] == ["GS201"]


@pytest.mark.parametrize(
    ("by", "severity"),
    [
        ("{any: [{vote: crew}, {vote: board}]}", "warning"),
        ("{k_of: 1, list: [{vote: crew}, {vote: board}]}", "warning"),
        ("{k_of: 2, list: [{vote: crew}, {vote: board}]}", "error"),
        ("{all: [{vote: crew}, {vote: board}]}", "error"),
        ("{stages: [{vote: board}, {vote: crew}]}", "warning"),
        ('{when: {if: "vacant(port.master)", then: {vote: crew}, else: {vote: board}}}', "warning"),
        ("{any: [{vote: crew}, never]}", "error"),
    ],
)
def test_a_gap_is_an_error_where_no_other_route_is_open(ask: Ask, by: str, severity: str) -> None:
    files(VOTED % by)
    assert checked(ask) == [(severity, "GS411", at("id: power"), (at("port.crew"),))]


def test_a_gap_under_one_reading_only_is_a_warning_that_names_it(ask: Ask) -> None:
    rules = VOTED % "{vote: crew}" + '  - {id: v, in: port.bylaws, for: port.crew, passes: "> 1/2 of cast"}\n'
    readings = "readings: [{id: full, title: Full}, {id: bare, title: Bare, replaces: [{rule: v, drop: yes}]}]\n"
    files(rules + readings)
    assert checked(ask) == [("warning", "GS411", at("id: power"), (at("port.crew"),))]
    assert "under reading `bare`" in ask("check", "structures/port.yaml").text


@pytest.mark.parametrize(("asked", "found"), [("pier", "GS413"), ("far", ""), ("ann", ""), ("port", "")])
def test_a_consent_of_an_entity_that_nobody_manages(ask: Ask, asked: str, found: str) -> None:
    # of the pier an office is known, of the far entity nothing but its name; the port is managed
    files(VOTED % f"{{consent: {asked}}}" + managed("port", "{vote: board}"))
    assert checked(ask) == ([("error", found, at("id: power"), (at("entities:"),))] if found else [])


def test_a_body_that_nobody_can_be_on(ask: Ask) -> None:
    head = HEAD.replace("port.crew: {kind: crew}", "port.crew: {kind: crew, roll: nobody}")
    files(
        VOTED % "{vote: crew}" + "  - {id: quorum, in: port.bylaws, for: port.crew, quorum: all of in_office}\n",
        head=head,
    )
    assert checked(ask) == [
        ("error", "GS412", at("id: power"), (at("port.crew"),)),
        ("warning", "GS412", at("id: quorum"), (at("port.crew"),)),
    ]


def test_a_roll_that_is_nobody_for_one_value_only_is_no_gap(ask: Ask) -> None:
    roll = "{kind: crew, roll: {param: who, all: port.board, none: nobody}}"
    head = HEAD.replace("port.crew: {kind: crew}", f"port.crew: {roll}")
    files(
        VOTED % '{vote: crew, passes: "> 1/2 of cast"}' + "params: {who: {value: all, among: [all, none]}}\n", head=head
    )
    assert checked(ask) == []


# ---------------------------------------------------------------- circles


def test_two_that_wait_for_each_other(ask: Ask) -> None:
    files(managed("pier", "{consent: quay}") + managed("quay", "{consent: pier}"))
    assert checked(ask) == [("error", "GS414", at("id: of-pier"), (at("id: of-quay"),))]


def test_three_that_wait_in_a_ring_are_reported_once_with_each_of_them(ask: Ask) -> None:
    files(managed("pier", "{consent: quay}") + managed("quay", "{consent: port}") + managed("port", "{consent: pier}"))
    assert checked(ask) == [("error", "GS414", at("id: of-pier"), (at("id: of-quay"), at("id: of-port")))]


def test_one_that_waits_for_itself(ask: Ask) -> None:
    files(managed("pier", "{consent: pier}"))
    assert checked(ask) == [("error", "GS414", at("id: of-pier"), (at("entities:"),))]


def test_one_that_waits_for_a_circle_is_not_in_it(ask: Ask) -> None:
    files(managed("port", "{consent: pier}") + managed("pier", "{consent: quay}") + managed("quay", "{consent: pier}"))
    assert checked(ask) == [("error", "GS414", at("id: of-pier"), (at("id: of-quay"),))]


def test_a_circle_that_waits_for_another_one_is_not_part_of_it(ask: Ask) -> None:
    pier = managed("pier", "{all: [{consent: quay}, {consent: port}]}")
    files(pier + managed("quay", "{consent: pier}") + managed("port", "{consent: port}"))
    assert checked(ask) == [
        ("error", "GS414", at("id: of-pier"), (at("id: of-quay"),)),
        ("error", "GS414", at("id: of-port"), (at("entities:"),)),
    ]


def test_a_route_out_over_an_entity_that_can_act_is_no_circle(ask: Ask) -> None:
    pier = managed("pier", "{any: [{consent: quay}, {consent: port}]}")
    files(pier + managed("quay", "{consent: pier}") + managed("port", "{consent: ann}"))
    assert checked(ask) == []


def test_a_circle_between_the_law_and_a_structure(ask: Ask) -> None:
    pack = "  - {id: ports, power: {to: [manage], of: any}, by: {consent: pier}}\n"
    files(managed("pier", "{consent: port}"), pack)
    assert checked(ask) == [("error", "GS414", at("id: ports", "laws/sea/ports.yaml"), (at("id: of-pier"),))]


@pytest.mark.parametrize(
    ("pier", "found"),
    [
        ("{any: [{consent: quay}, {consent: ann}]}", []),
        ("{any: [{consent: quay}, {oracle: court}]}", []),
        ("{any: [{consent: quay}, {consent: far}]}", []),
        ("{k_of: 2, list: [{consent: quay}, {consent: ann}, {consent: bob}]}", []),
        ("{all: [{consent: quay}, {consent: ann}]}", ["GS414"]),
        ("{k_of: 2, list: [{consent: quay}, {consent: quay}, {consent: bob}]}", ["GS414"]),
        ("{any: [{consent: quay}, never]}", ["GS414"]),
    ],
)
def test_a_route_out_is_no_circle(ask: Ask, pier: str, found: list[str]) -> None:
    files(managed("pier", pier) + managed("quay", "{consent: pier}"))
    assert [problem[1] for problem in checked(ask)] == found


def test_a_board_that_elects_itself_is_no_circle(ask: Ask) -> None:
    files(
        "  - {id: seats, in: port.bylaws, power: {to: [elect, remove], of: port.board}, by: {vote: port.board}}\n"
        + managed("port", "{vote: port.board}")
    )
    assert checked(ask) == []


def test_a_power_that_does_not_govern_opens_no_circle(ask: Ask) -> None:
    charter = (
        managed("pier", "{consent: ann}").replace("of-pier", "charter").replace("power:", "rank: charter, power:", 1)
    )
    files(managed("pier", "{consent: quay}") + managed("quay", "{consent: pier}") + charter)
    assert checked(ask) == []


# ---------------------------------------------------------------- rules at odds

QUORUM = "  - {id: %s, in: port.bylaws, for: port.board, rank: %s, quorum: %s%s}\n"


def both(rank: str = "mandatory", *, second: str = "all of authorized", first: str = "", more: str = "") -> str:
    """Give two rules on the quorum of one board."""
    return QUORUM % ("one", rank, "all of in_office", first) + QUORUM % ("two", rank, second, more)


def test_two_mandatory_rules_that_contradict_each_other(ask: Ask) -> None:
    files(both())
    assert checked(ask) == [("error", "GS415", at("id: two"), (at("id: one"),))]


@pytest.mark.parametrize("rank", ["charter", "bylaws", "resolution", "default"])
def test_two_others_of_one_instrument_are_a_warning(ask: Ask, rank: str) -> None:
    files(both(rank))
    assert checked(ask) == [("warning", "GS416", at("id: two"), (at("id: one"),))]


@pytest.mark.parametrize(
    "rules",
    [
        both(second="all of in_office"),
        both(first=", until: 2024-01-01", more=", since: 2024-01-01"),
        both(first=", since: 2024-01-01", more=", until: 2023-01-01"),
        both(more=", yields_to: {mandatory: any}"),
        both(first=", yields_to: {mandatory: any}"),
        both("bylaws").replace("in: port.bylaws", "in: port.deed", 1),
        both(first=", on: {to: [remove], of: office}", more=", on: {to: [appoint], of: office}"),
        QUORUM % ("one", "mandatory", "all of in_office", "") + QUORUM % ("two", "charter", "all of authorized", ""),
    ],
    ids=[
        "the same",
        "one after the other",
        "with a time between",
        "yields",
        "first yields",
        "instruments",
        "acts",
        "ranks",
    ],
)
def test_rules_that_are_not_at_odds(ask: Ask, rules: str) -> None:
    files(rules, head=HEAD.replace("{port.bylaws: {},", "{port.bylaws: {}, port.deed: {},"))
    assert checked(ask) == []


def test_dates_that_overlap_do_not_help(ask: Ask) -> None:
    files(both(first=", until: 2024-01-02", more=", since: 2024-01-01"))
    assert [problem[1] for problem in checked(ask)] == ["GS415"]


def test_a_mandatory_rule_of_the_law_against_one_of_a_structure(ask: Ask) -> None:
    files(
        QUORUM % ("two", "mandatory", "all of authorized", ""),
        "  - {id: one, for: board, rank: mandatory, quorum: all of in_office}\n",
    )
    (found,) = checked(ask)
    assert (found[1], {found[2], *found[3]}) == ("GS415", {at("id: two"), at("id: one", "laws/sea/ports.yaml")})


def test_two_mandatory_rules_of_two_packs_are_at_odds_only_where_one_entity_lives_under_both(ask: Ask) -> None:
    files("", "  - {id: one, for: board, rank: mandatory, quorum: all of in_office}\n")
    Path("laws/sea/tides.yaml").write_text(
        "govsim: 1\nlaw: sea/tides\nrules:\n  - {id: two, for: board, rank: mandatory, quorum: all of authorized}\n",
        encoding="utf-8",
    )
    head = HEAD.replace("law: sea/ports", "law: [sea/ports, sea/tides]")
    Path("structures/both.yaml").write_text(head, encoding="utf-8")
    apart = HEAD.replace("pier: {name: Pier}", "pier: {name: Pier, law: sea/tides}")
    Path("structures/apart.yaml").write_text(
        apart.replace("  port.crew: {kind", "  pier.board: {kind"), encoding="utf-8"
    )
    assert checked(ask, "laws/sea/ports.yaml", "laws/sea/tides.yaml") == []
    assert checked(ask, "structures/apart.yaml") == []
    assert checked(ask, "structures/both.yaml") == [
        ("error", "GS415", at("id: two", "laws/sea/tides.yaml"), (at("id: one", "laws/sea/ports.yaml"),))
    ]


POWER = "  - {id: %s, in: port.bylaws, rank: mandatory, power: {to: [%s], of: %s}, by: {consent: %s}}\n"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("appoint", "port.master", "ann"), ("appoint", "port.master", "bob"), ["GS415"]),
        (("appoint, remove", "office", "ann"), ("remove", "office", "bob"), ["GS415"]),
        (("elect", "seat", "ann"), ("appoint", "seat", "bob"), ["GS415"]),
        (("any", "any", "ann"), ("remove", "any", "bob"), ["GS415"]),
        (("appoint", "port.master", "ann"), ("remove", "port.master", "bob"), []),
        (("appoint", "port.master", "ann"), ("appoint, remove", "port.master", "ann"), []),
        (("appoint", "port.master", "ann"), ("appoint", "office", "bob"), []),  # the narrower goes first
    ],
    ids=str,
)
def test_mandatory_powers(
    ask: Ask, first: tuple[str, str, str], second: tuple[str, str, str], found: list[str]
) -> None:
    files(POWER % ("one", *first) + POWER % ("two", *second))
    assert [problem[1] for problem in checked(ask)] == found


def test_a_fork_that_takes_a_rule_away_leaves_the_gap_that_its_base_had_filled(ask: Ask) -> None:
    Path("tale.yaml").write_text(whole(CODES["GS411"].right), encoding="utf-8")
    fork = "govsim: 1\nfork: tale\nid: other\nchange:\n  - {rule: votes, drop: yes}\n"
    Path("other.yaml").write_text(fork, encoding="utf-8")
    assert checked(ask, "tale.yaml") == []
    place = at("id: power", "tale.yaml")
    assert checked(ask, "other.yaml") == [("error", "GS411", place, (at("bodies:", "tale.yaml"),))]


@pytest.mark.parametrize("kind", ["structures", "laws"])
def test_no_bundled_structure_or_law_pack_has_an_error(ask: Ask, kind: str) -> None:
    assert names_of(kind)
    for name in names_of(kind):
        assert [problem for problem in checked(ask, f"{kind}/{name}.yaml") if problem[0] == "error"] == []


@pytest.mark.parametrize("kind", ["scenarios", "forks"])
def test_no_rule_of_a_bundled_scenario_or_fork_is_an_error(kind: str) -> None:
    for name in names_of(kind):
        found = load_any(name)
        problems = soundness_problems(applied(found.story, found.forks).structure)
        assert [problem for problem in problems if problem.severity == "error"] == [], name


def test_a_rule_of_a_law_that_waits_to_be_adopted_waits_for_ever(ask: Ask) -> None:
    """No act of a story changes the law, whoever may amend the by-laws (mutation: such a rule counts as reached)."""
    amends = "  - {id: amends, in: port.bylaws, power: {to: [amend], of: any}, by: {vote: port.board}}\n"
    files(VOTED % "{vote: board}" + amends, "  - {id: waits, for: board, size: 5, at_start: no}\n")
    assert [(code, place) for _, code, place, _ in checked(ask)] == [("GS417", at("id: waits", "laws/sea/ports.yaml"))]


def test_a_rule_that_only_a_power_could_adopt_that_nobody_can_use_waits_for_ever(ask: Ask) -> None:
    """Fails if a power to amend counts as one, whether or not it could ever be used."""
    waits = "  - {id: waits, in: port.bylaws, for: port.board, size: 5, at_start: no}\n"
    amends = "  - {id: amends, in: port.bylaws, power: {to: [amend], of: any}, by: %s}\n"
    files(VOTED % "{vote: board}" + waits + amends % "never")
    assert [(code, place) for _, code, place, _ in checked(ask)] == [("GS417", at("id: waits"))]
    files(VOTED % "{vote: board}" + waits + amends % "{vote: port.board}")
    assert checked(ask) == []
