"""Counting against hand-made numbers and an independent oracle; ranks, one clause against another."""

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import counting
from govsim.engine.replay import replay
from govsim.errors import Place
from govsim.record.acts import BallotWord
from govsim.record.rulings import Verdict
from govsim.rules.book import Book, codify, in_force
from govsim.rules.counts import Aside, Tally, all_present, tally
from govsim.rules.measures import at_least_as_strict, bounds
from govsim.world.clauses import Clause, Quorum, Rank
from govsim.world.thresholds import Base, Both, Bound, Count, Every, ParamQty, Share, Threshold
from inline import codes, found_in, held, story, tale, the, told, vote, without

HALF = Fraction(1, 2)


def share(fraction: Fraction, base: Base, *, strict: bool = True) -> Bound:
    return Bound(strict=strict, qty=Share(fraction), base=base)


def at_least(votes: int, base: Base, *, strict: bool = False) -> Bound:
    return Bound(strict=strict, qty=Count(votes), base=base)


def params(name: str) -> Fraction:
    return {"half": HALF, "four": Fraction(4)}[name]


SETS = (
    "authorized",
    "in_office",
    "eligible",
    "present",
    "cast",
    "represented",
    "outstanding",
    "ayes",
    "noes",
    "quorum_present",
)


def plain(**sets: int) -> Tally:
    """A tally in which every set is six, but for those named."""
    numbers = {**dict.fromkeys(SETS, 6), **sets}
    return Tally(**numbers)  # type: ignore[arg-type]  # the one part that is no number is left alone


@pytest.mark.parametrize(
    ("threshold", "of", "have", "needed", "met"),
    [
        (share(HALF, Base.PRESENT), 6, 3, 4, False),
        (share(HALF, Base.PRESENT), 6, 4, 4, True),
        (share(HALF, Base.PRESENT), 5, 3, 3, True),
        (share(HALF, Base.PRESENT, strict=False), 6, 3, 3, True),
        (share(HALF, Base.PRESENT, strict=False), 5, 2, 3, False),
        (share(Fraction(2, 3), Base.PRESENT, strict=False), 6, 4, 4, True),
        (share(Fraction(2, 3), Base.PRESENT), 6, 4, 5, False),
        (share(Fraction(2, 3), Base.PRESENT, strict=False), 7, 4, 5, False),
        (share(Fraction(0), Base.PRESENT, strict=False), 6, 0, 0, True),
        (share(Fraction(0), Base.PRESENT, strict=False), 0, 0, 0, False),
        (share(Fraction(0), Base.PRESENT), 6, 0, 1, False),
        (at_least(4, Base.PRESENT), 5, 4, 4, True),
        (at_least(4, Base.PRESENT, strict=True), 5, 4, 5, False),
        (at_least(4, Base.PRESENT), 0, 4, 4, False),
        (Bound(strict=True, qty=ParamQty("half"), base=Base.PRESENT), 6, 3, 4, False),
        (Bound(strict=False, qty=ParamQty("four"), base=Base.PRESENT), 9, 4, 4, True),
        (Every(Base.PRESENT), 6, 6, 6, True),
        (Every(Base.PRESENT), 6, 5, 6, False),
        (Every(Base.PRESENT), 0, 0, 1, False),
    ],
)
def test_a_bound_is_met_by_whole_votes_only(
    threshold: Threshold,
    of: int,
    have: int,
    needed: int,
    met: bool,  # noqa: FBT001 - a column of the table
) -> None:
    (one,) = bounds(threshold, have, plain(present=of), params)
    assert (one.needed, one.met, one.of, one.have, one.base) == (needed, met, of, have, Base.PRESENT)


def test_each_part_of_a_threshold_is_measured_on_its_own_base() -> None:
    both = Both((share(HALF, Base.CAST), at_least(4, Base.IN_OFFICE)))
    parts = [(one.base, one.needed, one.met) for one in bounds(both, 3, plain(cast=5, in_office=6), params)]
    assert parts == [(Base.CAST, 3, True), (Base.IN_OFFICE, 4, False)]


@pytest.mark.parametrize("base", list(Base))
def test_a_tally_gives_each_of_its_seven_bases(base: Base) -> None:
    assert plain(**{base.value: 9}).base(base) == 9


def test_the_sets_of_one_vote_are_seven_different_numbers() -> None:
    """Nine seats are eleven votes: of seven in office one has three. Two for, one against, one abstains, one aside."""
    ballots: dict[str, BallotWord] = {
        "a": "for", "b": "for", "c": "against", "d": "abstain", "e": "recused", "x": "for",
    }  # fmt: skip
    counted = tally(
        roll=(("a", 3), ("b", 1), ("c", 1), ("d", 1), ("e", 1), ("f", 1), ("g", 1)),
        authorized=9,
        ballots=ballots,
        attended=frozenset("abcdef"),
        aside={"e": Aside(vote=True)},
        consent=False,
    )
    assert (counted.authorized, counted.in_office, counted.outstanding) == (11, 9, 9)
    assert (counted.eligible, counted.present, counted.represented, counted.cast) == (8, 8, 7, 5)
    assert (counted.ayes, counted.noes, counted.quorum_present, counted.strays) == (4, 1, 8, ("x",))


def test_in_a_consent_nobody_is_present_but_the_signers() -> None:
    counted = tally(
        roll=(("a", 1), ("b", 1), ("c", 1)),
        authorized=3,
        ballots={"a": "signed", "b": "for", "c": "against"},
        attended=frozenset("abc"),
        aside={},
        consent=True,
    )
    assert (counted.ayes, counted.noes, counted.quorum_present, counted.cast) == (2, 1, 2, 2)
    full = all_present(counted)
    assert (full.present, full.cast, full.ayes, full.noes) == (3, 3, 2, 1)


@pytest.mark.parametrize(("votes", "weighted"), [(1, False), (3, True), (0, True)])
def test_a_tally_knows_whether_anybody_has_more_or_fewer_votes_than_one(votes: int, weighted: bool) -> None:  # noqa: FBT001 - a case of a table
    counted = tally(
        roll=(("a", votes), ("b", 1)),
        authorized=2,
        ballots={"a": "signed"},
        attended=frozenset(),
        aside={},
        consent=True,
    )
    assert (counted.weighted, all_present(counted).weighted) == (weighted, weighted)


WORDS: dict[str, tuple[BallotWord, ...]] = {
    "meeting": ("for", "against", "abstain", "recused", "absent"),
    "consent": ("signed", "silent"),
}
BASES = {
    "meeting": [base.value for base in Base],
    "consent": ["authorized", "in_office", "eligible", "outstanding"],
}


@st.composite
def cases(draw: st.DrawFn) -> counting.Case:
    form = draw(st.sampled_from(["meeting", "consent"]))
    people = draw(st.integers(1, 5))
    roll: dict[str, Fraction | int] = {f"p{i}": 1 for i in range(people)}
    ballots = {person: draw(st.sampled_from(WORDS[form])) for person in roll}
    kind: Literal["share", "count", "all"] = draw(st.sampled_from(["share", "count", "all"]))
    amount = draw(
        st.sampled_from([Fraction(0), HALF, Fraction(2, 3), Fraction(1)] if kind == "share" else [Fraction(2)])
    )
    base = draw(st.sampled_from(BASES[form]))
    return {
        "form": form,
        "authorized": people + draw(st.integers(0, 3)),
        "roll": roll,
        "ballots": dict(ballots),
        "passes": [(draw(st.booleans()) if kind != "all" else False, kind, amount, base)],
        "switches": set(draw(st.lists(st.sampled_from(["vote", "quorum", "base"]), unique=True))),
    }


def threshold_of(one: counting.Threshold) -> Threshold:
    strict, kind, amount, base = one
    if kind == "all":
        return Every(Base(base))
    quantity = Share(Fraction(amount)) if kind == "share" else Count(int(amount))
    return Bound(strict=strict, qty=quantity, base=Base(base))


@given(cases())
def test_a_count_ends_as_the_oracle_says(case: counting.Case) -> None:
    """Whoever is recused leaves the sets that the switches name, and always casts no vote."""
    switches = case["switches"] | {"vote"}
    consent = case["form"] == "consent"
    recused = {person for person, word in case["ballots"].items() if word == "recused"}
    counted = tally(
        roll=tuple((person, 1) for person in case["roll"]),
        authorized=case["authorized"],
        ballots=case["ballots"],  # type: ignore[arg-type]  # drawn from the words
        attended=frozenset(p for p, word in case["ballots"].items() if word not in {"absent", "silent"}),
        aside={p: Aside(vote=True, quorum="quorum" in switches, base="base" in switches) for p in recused},
        consent=consent,
    )
    (passes,) = case["passes"]
    met = all(one.met for one in bounds(threshold_of(passes), counted.ayes, counted, params))
    expected = counting.outcome({**case, "switches": switches})
    assert ("pass" if met else "fail") == expected


# --- one clause against another ----------------------------------------------------------------------------------

MAJORITY = share(HALF, Base.PRESENT)


@pytest.mark.parametrize(
    ("new", "old", "stricter"),
    [
        (MAJORITY, MAJORITY, True),
        (share(Fraction(2, 3), Base.PRESENT, strict=False), MAJORITY, True),
        (share(HALF, Base.PRESENT, strict=False), MAJORITY, False),
        (share(HALF, Base.IN_OFFICE), MAJORITY, True),
        (share(HALF, Base.AUTHORIZED), share(HALF, Base.IN_OFFICE), True),
        (share(HALF, Base.CAST), MAJORITY, False),
        (MAJORITY, share(HALF, Base.CAST), True),
        (share(HALF, Base.ELIGIBLE), MAJORITY, False),
        (at_least(5, Base.PRESENT), at_least(4, Base.PRESENT), True),
        (at_least(3, Base.PRESENT), at_least(4, Base.PRESENT), False),
        (at_least(9, Base.PRESENT), MAJORITY, False),
        (Every(Base.PRESENT), MAJORITY, True),
        (Both((MAJORITY, at_least(4, Base.IN_OFFICE))), MAJORITY, True),
        (MAJORITY, Both((MAJORITY, at_least(4, Base.IN_OFFICE))), False),
        (Bound(strict=True, qty=ParamQty("half"), base=Base.PRESENT), MAJORITY, True),
    ],
)
def test_which_of_two_thresholds_asks_for_at_least_as_much(
    new: Threshold,
    old: Threshold,
    stricter: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert at_least_as_strict(new, old, params) is stricter


PACK = """
- law: z
  title: Z
  rules:
    - id: quorum
      for: board
      quorum: "> 1/2 of authorized"
      yields_to: {charter: any, bylaws: {floor: ">= 1/3 of authorized"}}
    - {id: vote, for: board, passes: "> 1/2 of present", yields_to: {charter: stricter, bylaws: stricter}}
    - {id: consent, for: board, consent: "> 1/2 of in_office", yields_to: {charter: any, bylaws: stricter}}
    - {id: notice, for: board, notice: due, yields_to: {bylaws: any}}
    - {id: size, for: board, size: 5, yields_to: {bylaws: stricter}}
    - {id: officers, rank: mandatory, power: {to: [remove], of: office}, by: {vote: board}}
"""
OUST = "{remove: ann, from: acme.ceo, id: ceo}"


def under_law(rule: str, via: str = "meeting", ayes: str = "bob cyd dee") -> tuple[str, list[str], dict[str, str]]:
    """Give the verdict on a dismissal, its codes, and the clauses that were void with the statute that voids each."""
    timeline = told(
        tale(
            vote("x", OUST, ayes=ayes, via=via),
            rules=rule or "[]",
            laws=PACK,
            entities="{acme: {name: Acme, law: z}}",
        )
    )
    ruling = timeline.ruling("x.ceo")
    voided = [
        (dict(f.names)["clause"], dict(f.names)["statute"]) for f in found_in(ruling.finding) if f.code == "clause.void"
    ]
    return ruling.verdict.word, codes(ruling), dict(voided)


QUORUM = "- {id: q, in: acme.bylaws, for: acme.board, rank: %s, quorum: '%s'}"


@pytest.mark.parametrize(
    ("rank", "quorum", "void"),
    [
        ("bylaws", ">= 1/3 of authorized", {}),
        ("bylaws", ">= 1/4 of authorized", {"tale.q": "z.quorum"}),
        ("charter", ">= 1/4 of authorized", {}),
        ("resolution", "> 1/2 of authorized", {"tale.q": "z.quorum"}),
    ],
)
def test_a_bylaw_may_lower_a_quorum_to_the_floor_and_the_charter_below(
    rank: str, quorum: str, void: dict[str, str]
) -> None:
    """Below its floor a by-law is void and the statute speaks; a resolution has no leave at all."""
    assert under_law(QUORUM % (rank, quorum), via="{meeting: {regular: yes}}")[2] == void


@pytest.mark.parametrize(
    ("rule", "via", "verdict", "void"),
    [
        ("passes: '>= 2/3 of present'", "{meeting: {regular: yes, attended: [ann, eve]}}", "no_act", {}),
        ("passes: '>= 1/3 of present'", "{meeting: {regular: yes}}", "valid", {"tale.r": "z.vote"}),
        ("consent: never", "consent", "void", {}),
        ("consent: '>= 1 of in_office'", "consent", "valid", {"tale.r": "z.consent"}),
        ("consent: all of in_office", "consent", "void", {}),
        ("notice: not-due", "meeting", "valid", {}),
        ("size: 9", "{meeting: {regular: yes}}", "valid", {}),  # void, so that three of five are a quorum
    ],
)
def test_a_clause_may_depart_only_in_the_direction_the_statute_leaves_open(
    rule: str, via: str, verdict: str, void: dict[str, str]
) -> None:
    """Stricter yes, laxer no; what is not a threshold is neither stricter nor laxer."""
    found, _, voided = under_law(f"- {{id: r, in: acme.bylaws, for: acme.board, {rule}}}", via=via)
    assert (found, voided) == (verdict, void)


SALES = """
- law: z
  title: Z
  rules:
    - {id: quorum, for: board, quorum: "> 1/2 of authorized"}
    - {id: vote, for: board, passes: "> 1/2 of present"}
    - {id: general, for: members, passes: "> 1/2 of cast"}
    - id: sells
      power: {to: [determine], of: sale}
      by: {all: [{vote: board}, {vote: members}]}
      yields_to: {charter: stricter}
    - {id: merges, for: members, on: {to: [determine], of: sale}, passes: "> 1/2 of in_office"}
"""


@pytest.mark.parametrize(
    ("board", "members", "stands"),
    [
        ("", "", True),  # word for word what the law asks
        ("", ", passes: '> 1/2 of in_office'", True),  # the majority the law has for a sale, written out
        ("", ", passes: '>= 2/3 of in_office'", True),
        ("", ", passes: '> 1/2 of cast'", False),  # enough for anything but a sale
        (", passes: '> 1/2 of present'", "", True),  # the general majority, written out
        (", passes: '>= 1/3 of present'", "", False),
        (", quorum: '>= 2/3 of authorized'", "", True),  # four of five seats, three would do
        (", quorum: '>= 2 of authorized'", "", False),
        (", quorum: none", "", False),
    ],
)
def test_a_power_that_writes_its_thresholds_is_held_to_those_the_law_has_for_that_very_act(
    board: str,
    members: str,
    stands: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """A charter may add who must agree, and more votes, never fewer; what it leaves to the general rule stays as it is.

    Fails if a vote with a majority of its own is compared with one without as if that asked for nothing, and if the
    majority for all acts is taken for the one for this act.
    """
    rule = (
        "- {id: sells, in: acme.charter, rank: charter, power: {to: [determine], of: acme.sale}, by: {all: ["
        f"{{vote: acme.board{board}}}, {{vote: acme.members{members}}}, {{consent: gus}}]}}}}"
    )
    text = tale(
        vote("x", "{determine: acme.sale, id: sale}", ayes="ann bob cyd dee eve", via="{meeting: {regular: yes}}"),
        rules=rule,
        laws=SALES,
        entities="{acme: {name: Acme, law: z}}",
        bodies="{acme.board: {kind: board}, acme.members: {kind: members, roll: acme.a}}",
        positions="{acme.a: {kind: membership}}",
        start="{acme.board: [ann, bob, cyd, dee, eve], acme.a: [ann, bob, cyd, dee, eve]}",
    ).replace("acme.sale: the sale of everything", "acme.sale: {name: the sale, kind: sale}")
    found = codes(told(text).ruling("x.sale"))
    assert ("clause.void" not in found) is stands
    assert ("party.other" in found) is stands  # the consent of gus is asked where the charter governs, and there alone


def test_a_casting_vote_is_neither_stricter_nor_above_a_floor() -> None:
    """A by-law that gives the chair a second vote departs from a statute that leaves room for stricter rules only."""
    rule = "- {id: r, in: acme.bylaws, for: acme.board, passes: {votes: '> 1/2 of present', casting: acme.chair}}"
    assert under_law(rule, via="{meeting: {regular: yes}}")[2] == {"tale.r": "z.vote"}


def test_a_mandatory_rule_decides_and_a_bylaw_against_it_does_not() -> None:
    """The by-law that gives the office to nobody is never reached."""
    rule = "- {id: r, in: acme.bylaws, power: {to: [remove], of: office}, by: never}"
    verdict, found, voided = under_law(rule, via="{meeting: {regular: yes}}")
    assert (verdict, voided) == ("valid", {})
    assert "power.never" not in found


def test_where_every_source_is_void_none_speaks() -> None:
    """A rule that a later statute voids, which is not itself in force for the act, leaves nothing."""
    assert under_law("", via="{meeting: {regular: yes}}")[0] == "valid"
    ruling = told(tale(vote("x", OUST, ayes="bob"), rules="[]")).ruling("x.ceo")
    assert the(ruling, "power.none").verdict is Verdict.VOID


def test_the_narrowest_pattern_goes_first_within_a_rank_and_the_rank_before_the_pattern() -> None:
    """An id beats a kind beats `any` in one instrument; a charter's `any` beats a by-law's id."""
    power = "- {id: %s, in: acme.bylaws, rank: %s, power: {to: [remove], of: %s}, by: %s}"
    board = "{vote: acme.board}"
    narrow = "\n".join(
        (
            power % ("a", "bylaws", "any", "never"),
            power % ("k", "bylaws", "office", "never"),
            power % ("i", "bylaws", "acme.ceo", board),
        )
    )
    assert (
        told(tale(vote("x", OUST, ayes="bob cyd dee"), rules=f"{without('officers')}\n{narrow}"))
        .ruling("x.ceo")
        .verdict
        is Verdict.VALID
    )
    above = f"{narrow}\n{power % ('c', 'charter', 'any', 'never')}"
    assert (
        told(tale(vote("x", OUST, ayes="bob cyd dee"), rules=f"{without('officers')}\n{above}")).ruling("x.ceo").verdict
        is Verdict.VOID
    )


def test_what_rests_on_an_open_parameter_is_not_remembered_for_other_worlds() -> None:
    """A by-law is above the floor with a half and below it with a quarter, in whatever order that is asked."""
    text = tale(
        vote("x", f"{OUST}, {{remove: bob, from: acme.chair, id: c}}", ayes="bob cyd", via="{meeting: {regular: yes}}"),
        vote("y", OUST, ayes="bob cyd", via="{meeting: {regular: yes}}", at="2024-03-02"),
        rules="- {id: q, in: acme.bylaws, for: acme.board, quorum: '>= part of authorized'}\n"
        "- {id: c, in: acme.bylaws, power: {to: [remove], of: chair}, by: {vote: acme.board}}",
        laws=PACK,
        entities="{acme: {name: Acme, law: z}}",
        params="{part: {value: 2/5, among: [2/5, 1/4]}}",
    )
    base = story(text)
    code = codify(base.structure)
    for part, expected in (
        (Fraction(2, 5), Verdict.VALID),
        (Fraction(1, 4), Verdict.VOID),
        (Fraction(2, 5), Verdict.VALID),
    ):
        timeline = replay(base, {"part": part}, code=code)
        assert timeline.ruling("x.ceo").verdict is timeline.ruling("x.c").verdict is expected


# --- books -------------------------------------------------------------------------------------------------------


def clause(since: str = "", until: str = "") -> Clause:
    topic = Quorum(threshold=MAJORITY)
    return Clause(
        id="c", instrument="i", rank=Rank.BYLAWS, scope="b", topic=topic, since=since, until=until,
        place=Place("t", 1, 1, 1, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "day", "there"),
    [
        ("", "", "2023-11-17", True),
        ("2023-11-17", "", "2023-11-17", True),
        ("2023-11-18", "", "2023-11-17", False),
        ("", "2023-11-17", "2023-11-17", False),
        ("", "2023-11-18", "2023-11-17", True),
    ],
)
def test_a_clause_is_in_force_from_its_first_day_until_the_day_it_ends(
    since: str,
    until: str,
    day: str,
    there: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert in_force(clause(since, until), day) is there


def test_a_book_finds_a_body_by_its_id_or_by_its_kind_in_an_entity() -> None:
    book = Book(codify(story(tale()).structure), {})
    board = book.body("acme.board", "")
    assert board is not None
    assert book.body("board", "acme") is board
    assert book.body("board", "beta") is None
    assert codify(story(tale()).structure).scopes_of("nobody") == ("nobody",)


def test_a_number_fixed_by_rule_holds_until_the_story_fixes_another() -> None:
    """Five by rule; seven by resolution: a quorum of four."""
    grown = vote("r", "{resize: acme.board, to: 7, id: n}", ayes="ann bob cyd dee eve")
    timeline = told(tale(grown, vote("x", OUST, ayes="bob cyd dee", at="2024-03-02")))
    assert held(timeline.ruling("x.ceo"), "quorum") == (3, 4, 7)
    unsized = told(tale(vote("x", OUST, ayes="bob cyd dee"), rules=without("size")))
    assert held(unsized.ruling("x.ceo"), "quorum") == (3, 3, 5)
