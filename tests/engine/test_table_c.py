"""The table of the law sheet, part C, derived cell by cell from the bundled story; and part G as far as a replay goes.

The expected verdicts come from `tests/oracles/november.py`, which was written from the law sheet alone.
"""

from collections.abc import Mapping
from functools import cache
from itertools import product
from types import MappingProxyType

import pytest
from attrs import evolve

from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.engine.worlds import Dependence, dependence
from govsim.record.rulings import Ruling, Verdict
from govsim.record.state import holding
from govsim.record.story import Story
from govsim.rules.book import Code, codify
from govsim.world.clauses import Rank
from govsim.world.params import Value
from govsim.world.time import local_date
from inline import bundled, codes, found_in, held, tale, the, told, vote
from november import FORMS, ITEMS, MEMBERS, READINGS, SIZES, verdicts

CELLS = tuple(product(FORMS, READINGS, SIZES))


@cache
def november() -> tuple[Story, Code]:
    base = bundled("nov2023")
    return base, codify(base.structure)


@cache
def shortened() -> Story:
    base, _ = november()
    index = [step.id for step in base.steps].index("decision")
    return evolve(base, steps=base.steps[: index + 1], expects=())


def size_of(seats: int) -> Value:
    """Give a number of seats as the choice of a parameter."""
    base, _ = november()
    (among,) = (param.among for param in base.structure.params if param.id == "size")
    return next(value for value in among if value == seats)


def under(
    form: str, reading: str, seats: int, *, whole: bool = False, more: Mapping[str, Value] = MappingProxyType({})
) -> Timeline:
    base, code = november()
    choices: dict[str, Value] = {"form": form, "reading": reading, "size": size_of(seats), **more}
    return replay(base if whole else shortened(), choices, code=code)


def rulings(timeline: Timeline) -> list[Ruling]:
    return [ruling for entry in timeline.entries for ruling in entry.rulings]


@pytest.mark.parametrize(("form", "reading", "seats"), CELLS)
def test_every_cell_of_the_table_is_what_the_law_sheet_says(form: str, reading: str, seats: int) -> None:
    """All five items, with every open premise of the cell varied too, are ruled as the oracle rules them."""
    for members, present, quorum in product(MEMBERS, ("yes", "no"), ("yes", "no")):
        more: dict[str, Value] = {"members": members, "altman-present": present, "signers-quorum": quorum}
        timeline = under(form, reading, seats, more=more)
        expected = verdicts(
            form, reading, seats, members, altman_present=present == "yes", signer_quorum=quorum == "yes"
        )
        found = {item: timeline.ruling(f"decision.{item}").verdict.word for item in ITEMS}
        assert found == {item: verdict for item, (verdict, _) in expected.items()}, more


def test_the_facts_are_the_same_in_every_cell() -> None:
    """Thirty-six cells have one fact hash."""
    assert len({under(*cell, whole=True).fact_hash for cell in CELLS}) == 1


# --- clause and arithmetic, by hand ------------------------------------------------------------------------------


CONSENT_CLAUSE, CONSENT_LAW = "openai-2023.consent-clause", "us-de/nonstock.141f-consent"
QUORUM, MAJORITY = "us-de/nonstock.141b-quorum", "us-de/nonstock.141b-vote"
REMOVAL, MEMBERS_PAPER = "us-de/nonstock.141k-removal", "us-de/nonstock.228b-consent"


def sums(ruling: Ruling) -> set[tuple[str, str, tuple[int, ...]]]:
    """Give every count of a ruling: its code, its clause, and have, needed, of."""
    found = (one for one in found_in(ruling.finding) if one.numbers)
    return {(one.code, one.clause, tuple(number for _, number in one.numbers)) for one in found}


@pytest.mark.parametrize(("form", "reading", "seats"), CELLS)
def test_every_cell_shows_its_clauses_and_its_arithmetic(form: str, reading: str, seats: int) -> None:
    """Four for it, of six in office: four there, or five with Altman; a majority of `n` is more than half of it."""
    there, most = (4 if form == "meeting-of-four" else 5), seats // 2 + 1
    timeline = under(form, reading, seats)
    office, seat = (sums(timeline.ruling(f"decision.{item}")) for item in ("ceo", "seat-altman"))
    if form != "consent-of-four":
        assert office == {("quorum", QUORUM, (there, most, seats)), ("vote", MAJORITY, (4, there // 2 + 1, there))}
        members = ("quorum", "us-de/nonstock.215-quorum", (there, 2, 6))
        assert seat == {("quorum", QUORUM, (there, most, seats)), members, ("vote", REMOVAL, (4, 4, 6))}
        return
    assert seat == {("consent", MEMBERS_PAPER, (4, 4, 6)), ("consent.power", REMOVAL, (4, 4, 6))}
    if reading == "as-reported":
        assert office == {("consent", CONSENT_CLAUSE, (4, 4, 6))}
    else:
        assert office == {("consent", CONSENT_LAW, (4, 6, 6)), ("signers-quorum", QUORUM, (4, most, seats))}


@pytest.mark.parametrize(
    ("cell", "item", "code", "clause", "numbers"),
    [
        (("consent-of-four", "as-reported", 6), "ceo", "consent", "openai-2023.consent-clause", (4, 4, 6)),
        (("consent-of-four", "by-law-only", 6), "ceo", "consent", "us-de/nonstock.141f-consent", (4, 6, 6)),
        (("consent-of-four", "statutory-default", 9), "chair", "consent", "us-de/nonstock.141f-consent", (4, 6, 6)),
        (("consent-of-four", "by-law-only", 6), "seat-altman", "consent", "us-de/nonstock.228b-consent", (4, 4, 6)),
        (("meeting-of-four", "as-reported", 6), "ceo", "quorum", "us-de/nonstock.141b-quorum", (4, 4, 6)),
        (("meeting-of-four", "as-reported", 7), "ceo", "quorum", "us-de/nonstock.141b-quorum", (4, 4, 7)),
        (("meeting-of-four", "as-reported", 9), "ceo", "quorum", "us-de/nonstock.141b-quorum", (4, 5, 9)),
        (("noon-call", "by-law-only", 9), "ceo", "quorum", "us-de/nonstock.141b-quorum", (5, 5, 9)),
        (("noon-call", "by-law-only", 9), "ceo", "vote", "us-de/nonstock.141b-vote", (4, 3, 5)),
        (("noticed-meeting", "statutory-default", 6), "successor", "vote", "us-de/nonstock.141b-vote", (4, 3, 5)),
        (
            ("noticed-meeting", "statutory-default", 6),
            "seat-brockman",
            "vote",
            "us-de/nonstock.141k-removal",
            (4, 4, 6),
        ),
    ],
    ids=lambda one: "-".join(map(str, one)) if isinstance(one, tuple) else str(one),
)
def test_a_cell_shows_its_clause_and_its_arithmetic(
    cell: tuple[str, str, int], item: str, code: str, clause: str, numbers: tuple[int, int, int]
) -> None:
    """Have, needed, of: as anybody can count them, with the clause that asks for them."""
    ruling = under(*cell).ruling(f"decision.{item}")
    found = [one for one in found_in(ruling.finding) if one.code == code and one.clause == clause and one.numbers]
    assert {tuple(dict(one.numbers).values()) for one in found} == {numbers}


def test_by_law_only_names_the_clause_that_was_void_and_the_statute_that_voids_it() -> None:
    """The reported by-law cannot relax the statute, decides nothing, and the ruling says so."""
    ruling = under("consent-of-four", "by-law-only", 6).ruling("decision.ceo")
    assert dict(the(ruling, "clause.void").names) == {
        "clause": "openai-2023.consent-clause",
        "statute": "us-de/nonstock.141f-consent",
        "rank": "bylaws",  # the kind of document that may restrict it and cannot relax it
    }


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        (("meeting-of-four", "statutory-default", 6), {"altman", "brockman"}),
        (("noon-call", "statutory-default", 6), {"brockman"}),
        (("noticed-meeting", "statutory-default", 6), set()),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else "",
)
def test_want_of_notice_names_the_directors_who_had_none(cell: tuple[str, str, int], missing: set[str]) -> None:
    """Two were not told; one, as the other came; none."""
    ruling = under(*cell).ruling("decision.ceo")
    untold = {dict(one.names)["party"] for one in found_in(ruling.finding) if one.code == "notice.missing"}
    assert untold == missing
    asked = {one.clause for one in found_in(ruling.finding) if one.code.startswith("notice")}
    assert asked == {"us-de/nonstock.special-notice"}


def test_moving_the_consent_clause_from_charter_to_bylaws_alone_turns_valid_into_void() -> None:
    """Nothing else is changed: the same story, the same reading, one rank."""
    base = shortened()
    first = base.structure.readings[0]
    (overlay,) = first.replaces
    assert overlay.rank is Rank.CHARTER
    lower = evolve(first, replaces=(evolve(overlay, rank=Rank.BYLAWS),))
    moved = evolve(base, structure=evolve(base.structure, readings=(lower, *base.structure.readings[1:])))
    before, after = replay(base), replay(moved)
    assert before.ruling("decision.ceo").verdict is Verdict.VALID
    assert after.ruling("decision.ceo").verdict is Verdict.VOID
    assert before.fact_hash == after.fact_hash


def test_without_members_the_seats_fall_and_the_office_does_not() -> None:
    """`members: none` flips the two seats, and nothing else of the decision."""
    base = under("consent-of-four", "as-reported", 6)
    none = under("consent-of-four", "as-reported", 6, more={"members": "none"})
    flipped = {
        item for item in ITEMS if base.ruling(f"decision.{item}").verdict is not none.ruling(f"decision.{item}").verdict
    }
    assert flipped == {"seat-altman", "seat-brockman"}
    assert codes(none.ruling("decision.seat-altman"))[-1] == "body.none"


def test_the_seats_name_the_capacity_in_which_the_four_are_assumed_to_have_acted() -> None:
    """The same four signatures are the members' consent, on an assumption that is named."""
    ruling = under("consent-of-four", "by-law-only", 6).ruling("decision.seat-altman")
    assert dict(the(ruling, "capacity.signers").names) == {"body": "inc.members", "met": "inc.board"}
    assert "capacity" in ruling.rests_on
    assert "capacity" not in under("consent-of-four", "by-law-only", 6).ruling("decision.ceo").rests_on


# --- part G ------------------------------------------------------------------------------------------------------

BOARD = """
{acme.board: {kind: board}, acme.members: {kind: members, roll: acme.board}}
"""
DISPENSE = "- {id: none-due, in: acme.bylaws, for: acme.board, notice: not-due}"


@pytest.mark.parametrize(
    ("eve", "verdict", "code"),
    [
        ("told: [ann, bob, cyd, dee], attended: [ann, bob, cyd, dee]", "void", "notice.missing"),
        ("told: [ann, bob, cyd, dee, eve], attended: [ann, bob, cyd, dee]", "valid", "notice.told"),
        ("told: [ann, bob, cyd, dee], attended: [ann, bob, cyd, dee, eve]", "valid", "notice.attended"),
        ("told: [ann, bob, cyd, dee], attended: [ann, bob, cyd, dee], objecting: [eve]", "void", "notice.objected"),
    ],
    ids=["not told", "told and absent", "attended", "attended to object"],
)
def test_four_fates_of_one_tally(eve: str, verdict: str, code: str) -> None:
    """Three of five for, under the Delaware pack: all turns on the fifth, and nothing where no notice is due."""
    step = vote("x", "{remove: ann, from: acme.ceo, id: ceo}", ayes="bob cyd dee", via=f"{{meeting: {{{eve}}}}}")
    parts = {"entities": "{acme: {name: Acme, law: us-de/nonstock}}", "bodies": BOARD}
    ruling = told(tale(step, rules="", more_rules="[]", **parts)).ruling("x.ceo")
    assert (ruling.verdict.word, codes(ruling).count(code) > 0) == (verdict, True)
    spared = told(tale(step, rules="", more_rules=DISPENSE, **parts)).ruling("x.ceo")
    assert spared.verdict is Verdict.VALID  # no notice was due, so none was missing and there was nothing to object to
    assert the(spared, "notice.not-due").clause == "tale.none-due"


@pytest.mark.parametrize("reading", ["by-law-only", "statutory-default"])
@pytest.mark.parametrize(("seats", "verdict"), [(6, Verdict.VALID), (7, Verdict.VALID), (9, Verdict.VOID)])
def test_the_memo_ends_the_term_in_law_only_from_its_day_and_only_if_the_four_were_a_quorum(
    reading: str, seats: int, verdict: Verdict
) -> None:
    """Where the decision was void, Altman is chief executive in law until 19 November, and longer at nine seats."""
    timeline = under("consent-of-four", reading, seats, whole=True)
    assert timeline.ruling("decision.ceo").verdict is Verdict.VOID
    assert timeline.ruling("shear.ceo").verdict is verdict
    if verdict is Verdict.VOID:
        assert held(timeline.ruling("shear.ceo"), "signers-quorum") == (4, 5, 9)
    memo = timeline.by_step["shear"]
    before = timeline.entries[memo.index - 2]
    assert holding(before.law, "inc.ceo") == ("altman",)
    assert ("altman" in holding(memo.law, "inc.ceo")) == (verdict is Verdict.VOID)


def test_standing_by_a_decision_repeats_it_only_where_the_switch_says_so() -> None:
    """With `ratifies: no` the memo ends nothing, and no later day makes the void act good."""
    timeline = under("consent-of-four", "by-law-only", 6, whole=True, more={"ratifies": "no"})
    assert timeline.ruling("shear.ceo").verdict is Verdict.NO_ACT
    assert "altman" in holding(timeline.by_step["shear"].law, "inc.ceo")


def test_no_ruling_cites_a_rule_that_came_into_force_only_later() -> None:
    """Every clause cited in any cell was in force on 17 November 2023, or its date is not known."""
    _, code = november()
    since = {clause.id: clause.since for clauses in code.clauses.values() for clause in clauses}
    for cell in CELLS:
        for ruling in rulings(under(*cell, whole=True)):
            for finding in found_in(ruling.finding):
                assert since.get(finding.clause, "") <= "2023-11-17", (cell, finding.clause)


def test_every_clause_relied_on_that_was_not_seen_is_listed() -> None:
    """What stands as reported, known, judged or guessed is in `rests_on` of each ruling that cites it."""
    _, code = november()
    standing = {clause.id: clause.standing for clauses in code.clauses.values() for clause in clauses}
    relied = set()
    for cell in CELLS:
        for ruling in rulings(under(*cell, whole=True)):
            cited = {one.clause for one in found_in(ruling.finding) if one.clause}
            unseen = {f"rule:{clause}" for clause in cited if standing[clause] != "seen"}
            assert unseen <= set(ruling.rests_on), (cell, ruling.item)
            relied |= unseen
    assert "rule:openai-2023.consent-clause" in relied
    assert "rule:us-de/nonstock.special-notice" in relied


DISPUTED = {"form", "members", "size", "reading", "signers-quorum", "altman-present", "ratifies"}


@cache
def surveyed() -> Dependence:
    base, code = november()
    return dependence(replay(base, code=code))


@pytest.mark.parametrize("premise", sorted(DISPUTED))
def test_each_disputed_premise_changes_a_verdict(premise: str) -> None:
    """Two worlds that differ only in this premise rule some item differently."""
    found = surveyed()
    assert found.proved
    assert premise in {name for names in found.by_item.values() for name in names}


def test_a_premise_that_never_matters_is_found() -> None:
    """Whether the chair is tied to the seat changes no verdict of the whole story, nor does who gets which profit."""
    base, _ = november()
    matters = {name for names in surveyed().by_item.values() for name in names}
    premises = {param.id for param in base.structure.params if param.id != "settle-share"} | {"reading"}
    assert premises - matters == {"chair-tied", "profit-caps"}


def test_the_dismissal_depends_on_form_reading_size_presence_and_the_quorum_of_signers() -> None:
    """The chief executive's removal does not depend on who the members are, and the seats do."""
    by_item = surveyed().by_item
    assert set(by_item["decision.ceo"]) == {"reading", "form", "size", "signers-quorum", "altman-present"}
    assert "members" in by_item["decision.seat-altman"]


@pytest.mark.parametrize("reading", READINGS)
def test_the_21st_changes_no_seat_and_no_office_and_the_29th_does(reading: str) -> None:
    """An agreement in principle is no act of the board, on either track and under every reading."""
    timeline = under("consent-of-four", reading, 6, whole=True)
    zone = timeline.story.zone
    days: dict[str, set[tuple[str, ...]]] = {}
    for entry in timeline.entries:
        before = timeline.entries[entry.index - 2] if entry.index > 1 else None
        moved = {
            key
            for track in ("fact", "law")
            for key in getattr(before, track, timeline.start).changed(getattr(entry, track))
            if key[0] == "held"
        }
        days.setdefault(local_date(entry.step.at.earliest, zone), set()).update(moved)
    assert days["2023-11-21"] == set()
    assert ("held", "inc.board") in days["2023-11-29"]
    assert ("held", "inc.ceo") in days["2023-11-29"]
