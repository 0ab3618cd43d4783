"""What an answer rests on, exactly; and written so that every tool reads back the same words."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.canon import canonical
from govsim.views.bibliography import bibtex, csl, tex
from govsim.views.citing import Work, ascii_key, printed_day, works, works_for
from inline import act as step
from inline import bundled, tale, told, vote

UNTEX = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
    **{rf"\{one}": one for one in "&%$#_"},
}
FIELD = re.compile(r"  ([a-z]+) = (.*?),?\n")
TYPES = {
    "webpage", "legal_case", "legislation", "article-newspaper", "article", "post", "document", "dataset",
}  # fmt: skip
"""Of the types that the public schema of CSL-JSON admits, those that are used."""


def untex(written: str) -> str:
    """Read back what TeX prints: an oracle, written from the manual and not from the code."""
    codes = "|".join(re.escape(one) for one in UNTEX)
    found = re.compile(rf'{codes}|\{{\\symbol\{{"([0-9A-F]+)\}}\}}')
    return found.sub(lambda one: chr(int(one[1], 16)) if one[1] else UNTEX[one[0]], written)


def depths(text: str) -> Iterator[int]:
    """Give the depth of braces along a text, as BibTeX counts them: a backslash before one makes no difference."""
    depth = 0
    for one in text:
        depth += {"{": 1, "}": -1}.get(one, 0)
        yield depth


def entries(text: str) -> dict[str, dict[str, str]]:
    """Read a BibTeX file: the fields of each entry by its key, braces around values taken off."""
    found = {}
    for block in text.split("\n\n"):
        head, *lines, last = block.strip("\n").split("\n")
        key = re.fullmatch(r"@misc\{([A-Za-z0-9._-]+),", head)
        assert key is not None, head
        assert last == "}"
        assert list(depths(block))[-1] == 0
        assert min(depths(block)) >= 0
        pairs = [FIELD.fullmatch(f"{line}\n") for line in lines]
        assert all(pairs), block
        assert key[1] not in found
        found[key[1]] = {one[1]: one[2].removeprefix("{").removesuffix("}") for one in pairs if one}
    return found


def keys(found: tuple[Work, ...]) -> set[str]:
    return {one.key.removeprefix("nov2023-") for one in found}


def items(found: tuple[Work, ...]) -> list[dict[str, Any]]:
    """Give works as CSL-JSON, as a reference manager would read it."""
    read: list[dict[str, Any]] = json.loads(canonical(csl(found)))
    return read


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return replay(bundled("nov2023"))


def test_telling_somebody_rests_on_what_the_step_cites_and_on_nothing_else(timeline: Timeline) -> None:
    assert keys(works_for(timeline, "told-altman", "", "1")) == {"nov2023", "s003", "p07", "p08"}


def test_an_agreement_rests_on_the_number_its_condition_reads_too(timeline: Timeline) -> None:
    """Its own: p29, p10, s003; the head count of 770: p21, s001, s004, s003. The rival count is of s000: not cited."""
    expected = {"nov2023", "p29", "p10", "s003", "p21", "s001", "s004"}
    assert keys(works_for(timeline, "agreement", "", "1")) == expected


def test_a_conflict_about_a_step_counts_with_the_claim_that_was_chosen(timeline: Timeline) -> None:
    """C14: contact on the 18th, initiator unknown, rests on p25 and p24b; the rival claims are p24, s004, p25."""
    expected = {"nov2023", "p25", "p24", "p24b", "s004"}
    assert keys(works_for(timeline, "anthropic-contact", "", "1")) == expected
    c17 = keys(works_for(timeline, "announced", "", "1"))
    assert {"p53", "s004"} <= c17


def test_another_claim_of_a_fact_is_cited_where_the_telling_chose_it() -> None:
    facts = "{heads: {claims: [{value: 5, source: wire, at: one}, {value: 6, source: post, at: two}], because: b}}"
    text = tale(step("s", "staff", "sign: {letter: l, total: {fact: heads}}"), facts=facts)
    text = text.replace("wire: {kind", "post: {kind: post, title: A post}, wire: {kind")
    assert [one.key for one in works_for(told(text), "s", "", "1")] == ["tale", "tale-wire"]
    chosen = works_for(told(text, {"heads": Fraction(1)}), "s", "", "1")
    assert [(one.key, one.places) for one in chosen[1:]] == [("tale-post", ("two",))]


def test_under_each_reading_the_chief_executives_removal_rests_on_other_law(timeline: Timeline) -> None:
    """As reported on the by-law and section 142; in the by-laws alone it is void under 141(f), so that counts too."""
    reported = works_for(timeline, "decision", "ceo", "1")
    assert "law-us-de.nonstock.141f-consent" not in keys(reported)
    assert {"p01", "p02", "law-us-de.nonstock.142-officers", "dgcl-142"} <= keys(reported)
    told_so = replay(timeline.story, {"reading": "by-law-only"})
    alone = {one.key: one for one in works_for(told_so, "decision", "ceo", "1")}
    law = alone["nov2023-law-us-de.nonstock.141f-consent"]
    assert (law.type, law.title) == ("legislation", "8 Del. C. § 141(f), (j)")


def test_an_item_rests_on_its_own_ruling_and_not_on_that_of_its_neighbours(timeline: Timeline) -> None:
    """Seats fall by the members' act under 141(k) and 102(a)(4); the office falls by the board's under 142."""
    office, seat = (keys(works_for(timeline, "decision", item, "1")) for item in ("ceo", "seat-altman"))
    whole = keys(works_for(timeline, "decision", "", "1"))
    assert "law-us-de.nonstock.142-officers" in office - seat
    assert any("141k" in key for key in seat - office)
    assert office | seat <= whole


def test_a_conflict_about_one_item_is_cited_for_that_item_and_for_the_whole_step_alone() -> None:
    items = "{remove: ann, from: acme.ceo, id: a}, {remove: bob, from: acme.chair, id: b}"
    text = tale(vote("x", items, ayes="cyd dee eve")) + (
        "conflicts:\n  C1: {about: x.a, because: b, claims: [{value: yes, source: wire}, {value: no}]}\n"
    )
    cited = [["tale-wire" in {w.key for w in works_for(told(text), "x", item, "1")}] for item in ("a", "b", "")]
    assert cited == [[True], [False], [True]]
    sided = text.replace("about: x.a", "about: x.votes")
    assert ["tale-wire" in {w.key for w in works_for(told(sided), "x", item, "1")} for item in "ab"] == [True, True]


def test_the_whole_story_cites_every_source_that_carries_something_and_rival_claims_too(timeline: Timeline) -> None:
    """Every page and article of the case is cited by something; of rules only those that a ruling relied on.

    p03 and p06 stand behind rules alone.
    """
    every = keys(works(timeline, "1"))
    own = {one.id for one in (*timeline.story.sources, *timeline.story.structure.sources)}
    assert {one for one in own if re.fullmatch(r"[sp]\d+[a-z]?", one)} - {"p03", "p06"} <= every
    assert "law-us-de.nonstock.142-officers" in every


def test_the_scenario_comes_first_with_its_version_and_what_was_asked(timeline: Timeline) -> None:
    head = works_for(timeline, "decision", "ceo", "1.2.3")[0]
    assert (head.key, head.type, head.version, head.title) == ("nov2023", "dataset", "1.2.3", "OpenAI, November 2023")
    assert any("answer: decision.ceo" in note for note in head.notes)
    assert any("reading as-reported" in note for note in head.notes)
    assert works(timeline, "1", "zh-Hans")[0].title == "OpenAI，2023年11月"


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2023-11-22", (2023, 11, 22)),
        ("2023-11", (2023, 11)),
        ("2025", (2025,)),
        ("2023-11-21 14:09, Beijing time", (2023, 11, 21)),
        ("unknown", ()),
        ("", ()),
        ("late September 2024", ()),
        ("prints 2024-03-04; a re-post of a piece of 21 November 2023", ()),
        ("2023-13-01", ()),
        ("2023-02-30", ()),
        ("2023-1-5", ()),
        ("20231122", ()),
        ("0000", ()),
    ],
)
def test_a_date_that_is_not_known_is_left_out_and_none_is_guessed(published: str, day: tuple[int, ...]) -> None:
    assert printed_day(published) == day


def test_what_was_printed_in_place_of_a_date_stays_in_the_note(timeline: Timeline) -> None:
    found = {one.key: one for one in works(timeline, "1")}
    assert found["nov2023-s004"].issued == ()
    assert any("prints 2024-03-04" in note for note in found["nov2023-s004"].notes)
    assert not any("unknown" in note and "date" in note for note in found["nov2023-s000"].notes)
    assert found["nov2023-p10"].issued == (2023, 11, 22)
    assert not any("printed date" in note for note in found["nov2023-p10"].notes)


def test_how_a_source_was_read_travels_in_its_note_in_both_formats(timeline: Timeline) -> None:
    found = works_for(timeline, "decision", "", "1")
    in_csl = {one["id"]: str(one.get("note", "")) for one in items(found)}
    assert "mirror (m), read as a stored excerpt" in in_csl["nov2023-p16"]
    assert "places: memo of the four" in in_csl["nov2023-p16"]
    assert untex(entries(bibtex(found))["nov2023-p16"]["note"]) == in_csl["nov2023-p16"]


@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_whole_bibliography_is_read_back_with_every_title(timeline: Timeline, *, ascii_only: bool) -> None:
    every = works(timeline, "1", "zh-Hans")
    text = bibtex(every, ascii_only=ascii_only)
    assert text.isascii() == ascii_only
    found = entries(text)
    titles = {key: untex(fields["title"].removeprefix("{").removesuffix("}")) for key, fields in found.items()}
    assert titles == {one.key: one.title for one in every}
    assert all(fields["howpublished"] for fields in found.values() if "key" in fields)
    laws = [fields for key, fields in found.items() if "-law-" in key]
    assert laws
    assert all(untex(fields["howpublished"]) for fields in laws)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))), st.booleans())
def test_any_text_is_written_so_that_tex_prints_it_and_braces_close(text: str, ascii_only: bool) -> None:  # noqa: FBT001 - drawn, and given by name
    written = tex(text, ascii_only=ascii_only)
    assert untex(written) == " ".join(text.split())
    assert not written or (list(depths(written))[-1] == 0 and min(depths(written)) >= 0)
    assert written.isascii() or not ascii_only


HOSTILE = "R&D_{50%} of ~$1 ^ # \\end 奥特曼 }{"


def test_a_hostile_source_stays_one_valid_entry_with_the_same_words() -> None:
    work = Work(
        key=ascii_key("tale", "奥_b"), type="post", title=HOSTILE, publisher=HOSTILE, url="x.org/{a b}%20_\\奥",
        issued=(2024, 5, 6), language="zh-Hans", notes=(HOSTILE, ""), places=(HOSTILE,),
    )  # fmt: skip
    (fields,) = entries(bibtex([work])).values()
    assert untex(fields["title"].removeprefix("{").removesuffix("}")) == HOSTILE
    assert untex(fields["howpublished"]) == HOSTILE
    assert fields["url"] == "x.org/%7Ba%20b%7D%20_%5C%E5%A5%A5"
    assert (fields["year"], fields["month"], fields["day"]) == ("2024", "may", "6")


@given(st.lists(st.text(st.sampled_from("ab-_9奥é")), min_size=1, max_size=3, unique=True))
def test_keys_are_ascii_and_two_ids_have_two_keys(ids: list[str]) -> None:
    found = [ascii_key("tale", one) for one in ids]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", one) for one in found)
    assert len(set(found)) == len(ids)


@pytest.mark.parametrize("name", ["nov2023", "lantern-labs", "harbour-trust"])
def test_csl_json_has_the_shape_of_the_public_schema(name: str) -> None:
    found = items(works(replay(bundled(name)), "1"))
    assert found
    texts = {"id", "type", "title", "container-title", "publisher", "authority", "URL", "language", "note", "version"}
    for one in found:
        assert {"id", "type", "title"} <= set(one) <= texts | {"issued"}
        assert all(isinstance(one[key], str) and one[key] for key in set(one) - {"issued"})
        assert one["type"] in TYPES
        assert re.fullmatch(r"[a-z]+://\S+", str(one.get("URL", "a://b")))
        issued: dict[str, list[list[int]]] = one.get("issued", {"date-parts": [[2000]]})
        assert set(issued) == {"date-parts"}
        (parts,) = issued["date-parts"]
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)


def test_keys_are_those_of_the_files_and_the_same_in_both_formats(timeline: Timeline) -> None:
    every = works(timeline, "1")
    assert [one["id"] for one in items(every)] == list(entries(bibtex(every)))
    assert {"nov2023-p10b", "nov2023-dgcl-142"} <= {one.key for one in every}
