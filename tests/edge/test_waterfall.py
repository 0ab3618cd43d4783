"""Who gets what, as a caller meets it: golden numbers by hand, every shape, every width, a picture, and wrong words."""

import csv
import io
import json
import re
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len

from edge.door import Ask

BN = 10**9
GOLDEN = {
    # (where the last cap is reached, what the nonprofit has there), by hand, in billions
    "first-tier-outside": (Fraction(52, 3) + Fraction(15000, 49), Fraction(2, 49) * 92 + Fraction(51, 49) * 58),
    "first-tier-inside": (Fraction(52, 3) + (150 - Fraction(13, 3)) / Fraction(49, 100), None),
    "one-cap-together": (Fraction(15000, 98), Fraction(300, 98)),
}
"""Microsoft is repaid 13 at 52/3. Outside: the others' 150 at 49 % take 15000/49 more; of 92/49 % of it the nonprofit
has 2 %, and 51 % of the 58/49 % after that. Inside: they lack 150 - 13/3. Together: 150 at 98 %, so 2 % are left."""


@pytest.mark.parametrize("value", GOLDEN)
def test_the_last_cap_is_where_a_hand_calculation_has_it(ask: Ask, value: str) -> None:
    found = json.loads(ask("waterfall", "nov2023", "--json", "--param", f"profit-caps={value}").text)
    ends, nonprofit = GOLDEN[value]
    (row,) = [one for one in found["variants"] if one["chosen"]]
    assert (row["value"], Fraction(row["ends"])) == (value, ends * BN)
    last = found["levels"][-1]
    assert Fraction(last["total"]) == ends * BN
    assert sum(map(Fraction, last["has"].values())) == ends * BN
    if nonprofit is not None:
        assert Fraction(last["has"]["inc"]) == nonprofit * BN
    if value == "first-tier-inside":
        assert {one: Fraction(sum_) for one, sum_ in last["has"].items() if one != "inc"} == {
            "microsoft": Fraction(105 * BN), "global.units": Fraction(150 * BN),
        }  # fmt: skip


def test_the_figures_people_know_are_printed(ask: Ask) -> None:
    """323.456 and 314.612 bn, 64.122 and 59.612 bn, 17.333 bn and 153.061 bn."""
    text = ask("waterfall", "nov2023", "--format", "table").text
    for figure in ("17.333", "323.456", "64.122", "314.612", "59.612", "153.061"):
        assert figure in text


def test_the_garbled_retelling_is_rejected_with_the_stretch_it_leaves_out(ask: Ask) -> None:
    (row,) = json.loads(ask("waterfall", "nov2023", "--json").text)["rejected"]
    assert row["undefined"] == [[str(Fraction(52 * BN, 3)), str(92 * BN)]]
    assert "garbled" in row["because"]


def test_one_profit_after_the_other_is_what_one_is(ask: Ask) -> None:
    """10 and 90 bn one after the other: what each has after 100 bn is what it has of 100 bn at once."""
    path = json.loads(ask("waterfall", "nov2023", "--json", "--profit", "USD 10bn", "--profit", "90bn").text)["levels"]
    once = json.loads(ask("waterfall", "nov2023", "--json", "--profit", "100bn").text)["levels"]
    assert path[-1]["has"] == once[-1]["has"]
    assert {who: Fraction(one) + Fraction(path[0]["has"].get(who, 0)) for who, one in path[1]["gets"].items()} == {
        who: Fraction(one) for who, one in once[0]["has"].items()
    }


def test_income_from_agi_leaves_the_tiers_only_once_it_is_determined(ask: Ask) -> None:
    """Of 5 bn before the determination three quarters are Microsoft's; after it none of what comes from AGI is."""
    asked = ("--stream", "agi", "--profit", "5bn", "--json")
    before = json.loads(ask("waterfall", "nov2023", "--at", "decision", *asked).text)
    assert before["levels"][0]["has"] == {"microsoft": str(15 * BN // 4), "global.units": str(5 * BN // 4)}
    after = json.loads(ask("waterfall", "agi-declared", "--at", "agi-determined", *asked).text)
    assert after["levels"][0]["has"] == {"inc": str(5 * BN)}
    ordinary = json.loads(ask("waterfall", "agi-declared", "--at", "agi-determined", "--profit", "5bn", "--json").text)
    assert ordinary["levels"] == before["levels"]


def test_cancelling_the_tender_takes_it_from_the_staff_and_nothing_from_anybody_else(ask: Ask) -> None:
    base = json.loads(ask("waterfall", "nov2023", "--at", "tender", "--json").text)["stakes"]
    fork = json.loads(ask("waterfall", "tender-cancelled", "--at", "observer", "--json").text)["stakes"]
    offered = {one["thing"] for stake in base for one in stake["offers"]}
    left = {one["thing"] for stake in fork for one in stake["offers"]}
    assert offered - left == {"staff-tender"}
    for stake in base:
        stake["offers"] = [one for one in stake["offers"] if one["thing"] != "staff-tender"]
    assert base == fork


def test_rows_for_a_pipe_carry_exact_sums(ask: Ask) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("waterfall", "nov2023").text), delimiter="\t"))
    first = next(row for row in rows if row["row"] == "tier" and row["who"] == "microsoft")
    assert (first["from"], first["to"], first["share"]) == ("0", str(Fraction(52 * BN, 3)), "3/4")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("columns", [60, 80, 100, 120])
def test_no_line_is_wider_than_the_terminal(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, columns: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = ask("waterfall", "nov2023", "--at", "tender", "--format", "table", "--lang", language).text
    assert max(map(cell_len, text.splitlines())) <= columns


def test_the_picture_is_well_formed_and_keeps_its_text(ask: Ask) -> None:
    done = ask("waterfall", "nov2023", "--svg", "shares.svg", "--lang", "zh-Hans")
    assert done.code == 0
    text = Path("shares.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own picture
    said = {node.text for node in root.iter() if node.tag.endswith("text")}
    titles = {node.text for node in root.iter() if node.tag.endswith("title")}
    assert {"49 %", "51 %", "100 %", "微软", "17.333", "323.456"} <= said
    assert "微软: 75 %" in titles
    assert not re.search(r"<script|href=|url\(", text)
    bands = [node for node in root.iter() if node.tag.endswith("rect") and len(node)]
    assert len(bands) == 2 + 3 + 2 + 1  # who shares in each of the four stretches


def test_a_file_that_is_no_picture_is_not_drawn_over_and_one_that_is_one_is(ask: Ask) -> None:
    """Mutation: the notes become a picture."""
    Path("notes.yaml").write_text("govsim: 1\n", encoding="utf-8")
    done = ask("waterfall", "nov2023", "--svg", "notes.yaml")
    assert (done.code, done.out, Path("notes.yaml").read_bytes()) == (5, b"", b"govsim: 1\n")
    assert done.said == "govsim: notes.yaml is already there, and is no picture in SVG; it was left alone\n"
    Path("shares.svg").write_text("<svg></svg>\n", encoding="utf-8")
    for _ in range(2):
        assert ask("waterfall", "nov2023", "--svg", "shares.svg").code == 0
    assert ET.fromstring(Path("shares.svg").read_text(encoding="utf-8")).tag.endswith("svg")  # noqa: S314 - our own


WRONG = {
    "no such flow": (("nov2023", "--flow", "global.losses"), "which flow? There is: global.profits"),
    "no such stream": (("nov2023", "--stream", "moon"), "`moon` is no stream"),
    "another currency": (("nov2023", "--profit", "EUR 5bn"), "currencies are never mixed"),
    "no sum": (("nov2023", "--profit", "much"), "is not a sum"),
    "no such step": (("nov2023", "--at", "nowhere"), "nowhere"),
    "no flow at all": (("lantern-labs",), "says nothing of money"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_words_are_said_to_be_wrong(ask: Ask, wrong: str) -> None:
    arguments, said = WRONG[wrong]
    done = ask("waterfall", *arguments)
    assert (done.code, done.out) == (2, b"")
    assert said in done.said
