"""The kernel's words: ballots, forms, notice, recusal, unknowns, control; a sentence that could be false for each."""

from fractions import Fraction

import pytest

from govsim.engine.choices import chosen, open_dimensions
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.errors import UsageError
from govsim.record.rulings import Verdict
from govsim.record.state import holding
from govsim.rules.book import Book, UnfixedError, codify
from inline import FIVE, RULES, act, codes, found_in, held, story, tale, the, told, vote, without

OUST = "{remove: ann, from: acme.ceo, id: ceo}"
ITEM = "x.ceo"


def word(timeline: Timeline, item: str = ITEM) -> str:
    return timeline.ruling(item).verdict.word


# --- ballots -----------------------------------------------------------------------------------------------------


def test_abstention_counts_as_present_and_not_as_cast() -> None:
    """Two for, one against, two abstaining: no act of those present, an act of the votes cast."""
    ballots = {"ayes": "bob cyd", "noes": "dee", "abstain": "ann eve"}
    present = told(tale(vote("x", OUST, **ballots)))
    assert (word(present), held(present.ruling(ITEM), "vote")) == ("no_act", (2, 3, 5))
    rules = RULES.replace("> 1/2 of present", "> 1/2 of cast")
    cast = told(tale(vote("x", OUST, **ballots), rules=rules))
    assert (word(cast), held(cast.ruling(ITEM), "vote")) == ("valid", (2, 2, 3))


def test_absence_lowers_the_quorum_and_abstention_does_not() -> None:
    """Two for and three absent is void; two for and three abstaining is a competent vote that failed."""
    assert word(told(tale(vote("x", OUST, ayes="bob cyd", absent="ann dee eve")))) == "void"
    assert word(told(tale(vote("x", OUST, ayes="bob cyd", abstain="ann dee eve")))) == "no_act"


def test_a_vacancy_counts_among_the_authorized_seats() -> None:
    """With two of five seats vacant three in office are still a bare quorum of five."""
    timeline = told(tale(vote("x", OUST, ayes="bob cyd"), start="{acme.board: [ann, bob, cyd], acme.ceo: ann}"))
    assert held(timeline.ruling(ITEM), "quorum") == (2, 3, 5)


def test_a_tie_is_no_act_and_changes_nothing() -> None:
    """Two against two is no majority."""
    timeline = told(tale(vote("x", OUST, ayes="bob cyd", noes="dee eve")))
    assert word(timeline) == "no_act"
    assert timeline.law == timeline.start


CASTING = f"""{without("majority")}
- {{id: majority, in: acme.bylaws, for: acme.board, passes: {{votes: '> 1/2 of cast', casting: acme.chair}}}}
"""


@pytest.mark.parametrize(
    ("casting", "expected", "code"),
    [
        ("casting: for", "valid", "casting-vote"),
        ("casting: against", "no_act", "casting-vote.not-used"),
        ("", "no_act", "casting-vote.not-used"),
    ],
    ids=["for", "against", "unused"],
)
def test_a_casting_vote_breaks_a_tie_only_where_a_rule_gives_it_and_the_chair_uses_it(
    casting: str, expected: str, code: str
) -> None:
    """Two to two with the chair's casting vote for it is three of five; unused it is a tie."""
    timeline = told(tale(vote("x", OUST, ayes="bob cyd", noes="dee eve", more=casting), rules=CASTING))
    assert word(timeline) == expected
    assert dict(the(timeline.ruling(ITEM), code).names) == {"party": "bob"}
    assert held(timeline.ruling(ITEM), "vote") == ((3, 3, 5) if expected == "valid" else (2, 3, 4))


def test_a_casting_vote_is_nothing_without_a_tie_a_chair_or_a_rule() -> None:
    """Three to two needs none; an empty chair has none; a board without such a rule has none."""
    clear = told(tale(vote("x", OUST, ayes="bob cyd dee", noes="ann", more="casting: for"), rules=CASTING))
    assert not [code for code in codes(clear.ruling(ITEM)) if code.startswith("casting")]
    start = "{acme.board: [ann, bob, cyd, dee, eve], acme.ceo: ann}"
    tie = vote("x", OUST, ayes="bob cyd", noes="dee eve", more="casting: for")
    assert word(told(tale(tie, rules=CASTING, start=start))) == "no_act"
    assert word(told(tale(tie))) == "no_act"


@pytest.mark.parametrize(
    ("switches", "quorum", "count"),
    [
        ("vote: yes", (5, 3, 5), (2, 3, 5)),
        ("vote: yes, quorum: yes", (3, 3, 5), (2, 3, 5)),
        ("vote: yes, quorum: yes, base: yes", (3, 2, 3), (2, 2, 3)),
        ("vote: yes, base: yes", (5, 3, 5), (2, 2, 3)),
    ],
)
def test_recusal_says_which_of_the_sets_it_touches(
    switches: str, quorum: tuple[int, int, int], count: tuple[int, int, int]
) -> None:
    """Two recused of five, two for, one against: out of the vote; of the quorum; of the base.

    A quorum is a majority of the total number of directors (8 Del. C. 141(b)): whoever counts toward it is one of them.
    Fails if `for_quorum` gives all who stand aside as they are.
    """
    rule = f"- {{id: recusal, in: acme.bylaws, for: acme.board, recusal: {{{switches}}}}}"
    timeline = told(tale(vote("x", OUST, ayes="bob cyd", noes="dee", recused="ann eve"), more_rules=rule))
    assert held(timeline.ruling(ITEM), "quorum") == quorum
    assert held(timeline.ruling(ITEM), "vote") == count
    assert word(timeline) == ("valid" if count[0] >= count[1] else "no_act")


def test_without_a_rule_a_recused_person_is_present_and_casts_no_vote() -> None:
    """Recusal alone touches the vote only."""
    timeline = told(tale(vote("x", OUST, ayes="bob cyd", noes="dee", recused="ann eve")))
    assert held(timeline.ruling(ITEM), "quorum") == (5, 3, 5)
    assert held(timeline.ruling(ITEM), "vote") == (2, 3, 5)


def test_a_rule_may_set_aside_the_person_an_act_is_about() -> None:
    """Ann's own vote does not count on her dismissal, and counts on bob's."""
    rule = "- {id: recusal, in: acme.bylaws, for: acme.board, recusal: {who: target, quorum: yes, base: yes}}"
    items = f"{OUST}, {{remove: bob, from: acme.chair, id: chair}}, {{resize: acme.board, to: 6, id: n}}"
    timeline = told(tale(vote("x", items, ayes="bob cyd", noes="ann dee eve", recused=""), more_rules=rule))
    assert held(timeline.ruling("x.ceo"), "vote") == (2, 3, 4)
    assert held(timeline.ruling("x.chair"), "vote") == (1, 3, 4)
    assert held(timeline.ruling("x.n"), "vote") == (2, 3, 5)
    stood_aside = told(tale(vote("x", OUST, ayes="bob cyd", noes="dee", recused="eve"), more_rules=rule))
    assert held(stood_aside.ruling(ITEM), "vote") == (2, 3, 4)  # ann out of all sets, eve out of the vote alone


def test_weights_count_in_every_set() -> None:
    """Ann with three votes and bob are four of seven, and a quorum by themselves is four of the votes present."""
    rule = "- {id: weights, in: acme.bylaws, for: acme.board, weights: {ann: 3}}"
    rules = RULES.replace('quorum: "> 1/2 of authorized"', "quorum: '> 1/2 of in_office'")
    item = "{remove: bob, from: acme.chair, id: ceo}"
    timeline = told(tale(vote("x", item, ayes="ann bob", noes="cyd dee eve"), rules=rules, more_rules=rule))
    assert held(timeline.ruling(ITEM), "vote") == (4, 4, 7)
    assert held(timeline.ruling(ITEM), "quorum") == (7, 4, 7)


# --- forms -------------------------------------------------------------------------------------------------------


def test_for_is_signed_in_a_consent_and_anything_else_is_silent() -> None:
    """Where the form turns out to be a consent, `for` and `signed` are signatures and `against` is none."""
    rules = RULES.replace("consent: all of in_office", "consent: '>= 3 of in_office'")
    timeline = told(tale(vote("x", OUST, ayes="bob", silent="dee", signed="cyd", via="consent"), rules=rules))
    assert held(timeline.ruling(ITEM), "consent") == (2, 3, 5)
    either = "{param: form, paper: consent, room: meeting}"
    params = "{form: {value: paper, among: [paper, room]}}"
    step = vote("x", OUST, ayes="bob cyd", noes="dee", abstain="eve", via=either)
    assert held(told(tale(step, rules=rules, params=params)).ruling(ITEM), "consent") == (2, 3, 5)


OPEN = "{param: form, paper: consent, room: {meeting: {attended: [ann, bob, cyd, {dee: {param: there}}]}}}"
PARAMS = "{form: {value: paper, among: [paper, room]}, there: {value: yes, among: [yes, no]}}"


def test_an_open_form_is_chosen_by_its_parameter_and_the_ruling_rests_on_it() -> None:
    """The same ballots are three of five signatures, or three of the three or four in the room."""
    text = tale(vote("x", OUST, ayes="ann bob cyd", via=OPEN), params=PARAMS)
    paper = told(text)
    assert (word(paper), held(paper.ruling(ITEM), "consent")) == ("void", (3, 5, 5))
    assert "param:form" in paper.ruling(ITEM).rests_on
    assert "param:there" not in paper.ruling(ITEM).rests_on
    room = told(text, {"form": "room"})
    assert (word(room), held(room.ruling(ITEM), "vote")) == ("valid", (3, 3, 4))
    away = told(text, {"form": "room", "there": "no"})
    assert held(away.ruling(ITEM), "vote") == (3, 2, 3)
    assert {"param:form", "param:there"} <= set(away.ruling(ITEM).rests_on)


def test_a_body_may_act_in_writing_only_where_a_rule_lets_it() -> None:
    """Without a rule on consents, and where they are forbidden, all signatures are not enough."""
    signed = vote("x", OUST, ayes=FIVE, via="consent")
    none = told(tale(signed, rules=without("consent")))
    assert (word(none), the(none.ruling(ITEM), "consent.forbidden").clause) == ("void", "")
    rules = RULES.replace("consent: all of in_office", "consent: never")
    forbidden = told(tale(signed, rules=rules))
    assert (word(forbidden), the(forbidden.ruling(ITEM), "consent.forbidden").clause) == ("void", "tale.consent")


@pytest.mark.parametrize(("asks", "expected"), [("yes", "void"), ("no", "valid")])
def test_the_signers_must_be_a_quorum_only_where_the_rule_asks(asks: str, expected: str) -> None:
    """Three sign of three in office at nine authorized seats: all of them, and no quorum of five."""
    rules = f"""{without("consent", "size")}
- {{id: size, in: acme.bylaws, for: acme.board, size: 9}}
- {{id: consent, in: acme.bylaws, for: acme.board, consent: {{signatures: all of in_office, signers_quorum: {asks}}}}}
"""
    start = "{acme.board: [ann, bob, cyd], acme.ceo: ann}"
    timeline = told(tale(vote("x", OUST, signed="ann bob cyd", via="consent"), rules=rules, start=start))
    assert word(timeline) == expected
    assert ("signers-quorum" in codes(timeline.ruling(ITEM))) == (asks == "yes")


def test_a_power_with_its_own_majority_asks_for_as_many_signatures() -> None:
    """A consent of a majority is not enough for a power that asks for four fifths of those present."""
    rules = f"""{without("consent", "officers")}
- {{id: consent, in: acme.bylaws, for: acme.board, consent: "> 1/2 of in_office"}}
- id: officers
  in: acme.bylaws
  power: {{to: [remove], of: office}}
  by: {{vote: acme.board, passes: ">= 4/5 of present"}}
"""
    timeline = told(tale(vote("x", OUST, signed="bob cyd dee", via="consent"), rules=rules))
    assert held(timeline.ruling(ITEM), "consent") == (3, 3, 5)
    assert held(timeline.ruling(ITEM), "consent.power") == (3, 4, 5)
    assert word(timeline) == "void"


def test_a_power_may_ask_for_its_own_quorum_or_for_none() -> None:
    """`quorum: none` lets one remaining director act; a quorum of the power's own takes the place of the body's."""
    rules = RULES.replace("power: {to: [appoint, remove], of: office}, by: {vote: acme.board}", "{POWER}")
    own = "power: {to: [appoint, remove], of: office}, by: {vote: acme.board, quorum: %s, passes: '> 1/2 of in_office'}"
    start = "{acme.board: [bob], acme.ceo: ann}"
    free = told(tale(vote("x", OUST, ayes="bob"), rules=rules.replace("{POWER}", own % "none"), start=start))
    assert (word(free), codes(free.ruling(ITEM))[4:]) == ("valid", ["quorum.not-asked", "vote"])
    four = told(tale(vote("x", OUST, ayes="bob cyd dee"), rules=rules.replace("{POWER}", own % "'>= 4 of in_office'")))
    assert (word(four), held(four.ruling(ITEM), "quorum")) == ("void", (3, 4, 5))


def test_a_threshold_of_several_parts_is_met_only_when_each_part_is() -> None:
    """A majority of those present and four in office: three of three present are not four."""
    rules = RULES.replace("> 1/2 of present", "> 1/2 of present and >= 4 of in_office")
    timeline = told(tale(vote("x", OUST, ayes="bob cyd dee"), rules=rules))
    parts = [dict(one.numbers) for one in found_in(timeline.ruling(ITEM).finding) if one.code == "vote" and one.numbers]
    assert parts == [{"have": 3, "needed": 2, "of": 3}, {"have": 3, "needed": 4, "of": 5}]
    assert word(timeline) == "no_act"


# --- who may act -------------------------------------------------------------------------------------------------


def test_without_a_power_nobody_may() -> None:
    """An act that no rule gives to anybody is void for want of power."""
    timeline = told(tale(vote("x", OUST, ayes=FIVE), rules=without("officers")))
    assert dict(the(timeline.ruling(ITEM), "power.none").names) == {"verb": "remove", "target": "acme.ceo"}


def test_without_a_rule_on_votes_no_vote_passes_and_without_one_on_quorum_none_is_asked() -> None:
    """A board without a passing rule decides nothing; one without a quorum rule decides with whoever came."""
    silent = told(tale(vote("x", OUST, ayes=FIVE), rules=without("majority")))
    assert (word(silent), codes(silent.ruling(ITEM))[-1]) == ("void", "vote.no-rule")
    lone = told(tale(vote("x", OUST, ayes="bob"), rules=without("quorum")))
    assert (word(lone), "quorum.no-rule" in codes(lone.ruling(ITEM))) == ("valid", True)


def test_a_body_with_nobody_on_its_roll_cannot_act() -> None:
    """An empty body and a body whose roll is nobody's are two findings, both void."""
    rules = (
        f"{without('officers')}\n- {{id: o, in: acme.bylaws, power: {{to: [remove], of: office}}, by: {{vote: %s}}}}"
    )
    bodies = "{acme.board: {kind: board}, acme.club: {kind: club}, acme.none: {kind: no, roll: nobody}}"
    for name, code in (("acme.club", "body.empty"), ("acme.none", "body.none")):
        timeline = told(tale(vote("x", OUST, ayes=FIVE), rules=rules % name, bodies=bodies))
        assert codes(timeline.ruling(ITEM))[-1] == code
        assert word(timeline) == "void"


def test_a_roll_that_nobody_has_published_is_void_and_is_not_called_empty() -> None:
    """Law review, table C: with members of their own the seats are void; that nobody is named is not that nobody is.

    Fails if `nobody_on` leaves `unknown` out, or asks it of a roll with somebody on it.
    """
    power = "{id: o, in: acme.bylaws, power: {to: [remove], of: office}, by: {vote: acme.club}}"
    rules = f"{without('officers')}\n- {power}"
    bodies = "{acme.board: {kind: board}, acme.club: {kind: club, roll: acme.card}}"
    places = "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.card: {kind: membership, holders: unknown}}"
    club = vote("x", OUST, ayes="bob", by="acme.club")
    timeline = told(tale(club, rules=rules, bodies=bodies, positions=places))
    assert (codes(timeline.ruling(ITEM))[-1], word(timeline)) == ("body.unknown", "void")
    seated = told(tale(club, rules=rules, bodies=bodies, positions=places, start="{acme.ceo: ann, acme.card: [bob]}"))
    assert "body.unknown" not in codes(seated.ruling(ITEM))


def test_one_who_decides_alone_must_be_the_whole_body() -> None:
    """A sole director may simply decide; one of five may not, and a person is no meeting of the board."""
    alone = "decide: {that: [{remove: ann, from: acme.ceo, id: ceo}]}"
    start = "{acme.board: [bob], acme.ceo: ann}"
    sole = told(tale(act("x", "bob", alone), start=start))
    assert (word(sole), codes(sole.ruling(ITEM))[-1]) == ("valid", "body.alone")
    one = told(tale(act("x", "bob", alone)))
    assert (word(one), codes(one.ruling(ITEM))[-1]) == ("void", "body.other")
    person = told(tale(vote("x", OUST, ayes=FIVE, by="bob")))
    assert (word(person), codes(person.ruling(ITEM))[-1]) == ("void", "body.other")


def test_a_vote_named_by_kind_is_that_of_the_entitys_own_body() -> None:
    """In a law pack `vote: board` is the board of the company whose office it is."""
    pack = """
- law: z
  title: Z
  rules:
    - {id: officers, power: {to: [remove], of: office}, by: {vote: board}, yields_to: {charter: any}}
"""
    timeline = told(
        tale(
            vote("x", OUST, ayes="bob cyd dee"),
            rules=without("officers"),
            laws=pack,
            entities="{acme: {name: Acme, law: z}}",
        )
    )
    assert (word(timeline), the(timeline.ruling(ITEM), "approval.vote").clause) == ("valid", "z.officers")


def test_the_consent_of_a_party_is_given_by_itself_or_by_whoever_controls_it() -> None:
    """Where Acme must agree, the owner of its management agrees for it, and a stranger does not."""
    rules = f"""{without("officers")}
- {{id: officers, in: acme.bylaws, power: {{to: [remove], of: office}}, by: {{consent: acme}}}}
- {{id: run, in: acme.charter, power: {{to: [manage], of: any}}, by: {{consent: gus}}}}
"""
    done = "decide: {that: [{remove: ann, from: acme.ceo, id: ceo}]}"
    for who, expected, code in (
        ("gus", "valid", "party.controlled"),
        ("fay", "void", "party.other"),
        ("acme", "valid", "party.itself"),
    ):
        timeline = told(tale(act("x", who, done), rules=rules))
        assert (word(timeline), codes(timeline.ruling(ITEM))[-1]) == (expected, code)


def test_a_body_that_controls_a_party_consents_for_it_by_a_vote_of_its_own() -> None:
    """Three of five on the board agree for the company it manages; one of five does not, whoever signs the paper."""
    rules = f"""{without("officers")}
- {{id: officers, in: acme.bylaws, power: {{to: [remove], of: office}}, by: {{consent: acme}}}}
- {{id: run, in: acme.charter, power: {{to: [manage], of: any}}, by: {{vote: acme.board}}}}
"""
    agreed = told(tale(vote("x", OUST, ayes="bob cyd dee"), rules=rules))
    assert (word(agreed), held(agreed.ruling(ITEM), "vote")) == ("valid", (3, 2, 3))
    assert word(told(tale(vote("x", OUST, ayes="bob"), rules=rules))) == "void"
    assert word(told(tale(vote("x", OUST, ayes="bob", noes="cyd dee"), rules=rules))) == "no_act"


def test_a_condition_in_a_rule_that_cannot_be_told_leaves_the_act_pending() -> None:
    """Whether 650 are nine tenths of `700+` decides who may act, and nobody knows."""
    by = "{when: {if: 'signed(letter) >= 90% of heads', then: {vote: acme.board}, else: never}}"
    rules = f"{without('officers')}\n- {{id: o, in: acme.bylaws, power: {{to: [remove], of: office}}, by: {by}}}"
    facts = "{heads: {claims: [{value: 700+, source: wire}], because: b}}"
    timeline = told(tale(SIGN, vote("x", OUST, ayes=FIVE), rules=rules, facts=facts))
    assert (word(timeline), codes(timeline.ruling(ITEM))[-1]) == ("pending", "condition.unknown")


@pytest.mark.parametrize(("said", "expected"), [("yes", "valid"), ("no", "void"), ("", "pending")])
def test_an_oracle_that_has_not_spoken_leaves_the_act_pending(said: str, expected: str) -> None:
    """Yes is valid; no leaves nobody with the power, so it is void; silence is neither."""
    rules = (
        f"{without('officers')}\n- {{id: o, in: acme.bylaws, power: {{to: [remove], of: office}}, by: {{oracle: ok}}}}"
    )
    spoken = [act("a", "ann", f"answer: {{question: ok, answer: {said}}}")] if said else []
    timeline = told(tale(*spoken, vote("x", OUST), rules=rules))
    assert word(timeline) == expected
    assert codes(timeline.ruling(ITEM))[-1] == {"yes": "oracle.yes", "no": "oracle.no"}.get(said, "oracle.open")
    if said:
        assert timeline.ruling("a.act").verdict is Verdict.VALID


# --- notice ------------------------------------------------------------------------------------------------------

NOTICE = "- {id: notice, in: acme.bylaws, for: acme.board, notice: %s}"


def met(meeting: str, notice: str = "due", *before: str, extra: str = "", more: str = "") -> Timeline:
    """Everybody but eve is told; eve, against it, is dealt with as `meeting` says."""
    told_all = "told: [ann, bob, cyd, dee], attended: [ann, bob, cyd, dee]"
    step = vote("x", OUST, ayes="bob cyd dee", via=f"{{meeting: {{{told_all}{meeting}}}}}", at="2024-03-05T10:00")
    return told(tale(*before, step, more_rules=NOTICE % notice + extra, params=more or "{}"))


@pytest.mark.parametrize(
    ("meeting", "verdict", "code"),
    [
        ("", "void", "notice.missing"),
        (", waived: [eve]", "valid", "notice.waived"),
        (", attended: [ann, bob, cyd, dee, eve]", "valid", "notice.attended"),
        (", objecting: [eve]", "void", "notice.objected"),
        (", told: [ann, bob, cyd, dee, eve]", "valid", "notice.told"),
        (", regular: yes", "valid", "notice.regular"),
    ],
    ids=["not told", "waived", "attended", "objected", "told and absent", "a regular meeting"],
)
def test_one_tally_and_what_became_of_the_notice_to_one_director(meeting: str, verdict: str, code: str) -> None:
    """Her vote would have changed nothing, and yet all turns on whether she was told, waived, came or objected."""
    base = {
        ", attended: [ann, bob, cyd, dee, eve]": "told: [ann, bob, cyd, dee]",
        ", told: [ann, bob, cyd, dee, eve]": "attended: [ann, bob, cyd, dee]",
    }.get(meeting, "told: [ann, bob, cyd, dee], attended: [ann, bob, cyd, dee]")
    step = vote("x", OUST, ayes="bob cyd dee", via=f"{{meeting: {{{base}{meeting}}}}}")
    timeline = told(tale(step, more_rules=NOTICE % "due"))
    assert word(timeline) == verdict
    assert code in codes(timeline.ruling(ITEM))


def test_a_rule_that_dispenses_with_notice_heals_whoever_was_not_told_or_objected() -> None:
    """Where no notice is due, none was missing, and there was nothing to object to."""
    for meeting in ("", ", objecting: [eve]"):
        timeline = met(meeting, "not-due")
        assert word(timeline) == "valid"
        assert the(timeline.ruling(ITEM), "notice.not-due").clause == "tale.notice"


def test_what_a_want_of_notice_does_to_an_act_is_for_the_rule_to_say() -> None:
    """With `defect: voidable` the act stands until it is avoided."""
    rule = "- {id: notice, in: acme.bylaws, for: acme.board, notice: due, defect: voidable}"
    step = vote("x", OUST, ayes="bob cyd dee", via="{meeting: {told: [ann, bob, cyd, dee]}}")
    timeline = told(tale(step, more_rules=rule))
    assert word(timeline) == "voidable"
    assert holding(timeline.law, "acme.ceo") == ()


def test_attendance_waives_nothing_where_the_rule_says_so() -> None:
    """With `attendance_waives: no` an untold director who came is still untold."""
    rule = "{due: yes, attendance_waives: no}"
    step = vote("x", OUST, ayes="bob cyd dee", via="{meeting: {told: [ann, bob, cyd, dee], attended: [eve]}}")
    assert word(told(tale(step, more_rules=NOTICE % rule))) == "void"


@pytest.mark.parametrize(
    ("at", "verdict", "code"),
    [("2024-03-03T10:00", "valid", "notice.told"), ("2024-03-03T10:01", "void", "notice.late")],
    ids=["to the minute", "a minute late"],
)
def test_notice_given_in_the_story_counts_by_its_time(at: str, verdict: str, code: str) -> None:
    """Forty-eight hours before are enough to the minute, and a minute less is too late."""
    call = act("c", "bob", "call: {meeting: m, to: [ann, bob, cyd, dee, eve]}", at=at)
    step = vote("x", OUST, ayes="bob cyd dee", via="{meeting: {called: m}}", at="2024-03-05T10:00")
    timeline = told(tale(call, step, more_rules=NOTICE % "{due: yes, lead: 48h}"))
    assert word(timeline) == verdict
    assert codes(timeline.ruling(ITEM)).count(code) == (5 if verdict == "valid" else 2)


def test_a_waiver_in_the_story_counts_for_the_meeting_it_names() -> None:
    """Eve, who was not called, waives in writing; without her waiver the meeting is void."""
    call = act("c", "bob", "call: {meeting: m, to: [ann, bob, cyd, dee]}", at="2024-03-01")
    waive = act("w", "eve", "waive: m", at="2024-03-02")
    step = vote("x", OUST, ayes="bob cyd dee", via="{meeting: {called: m}}", at="2024-03-05T10:00")
    assert word(told(tale(call, waive, step, more_rules=NOTICE % "due"))) == "valid"
    missing = told(tale(call, step, more_rules=NOTICE % "due"))
    assert (word(missing), codes(missing.ruling(ITEM)).count("notice.missing")) == ("void", 1)


# --- own acts and what happens outside --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("do", "verdict"),
    [
        ("resign: acme.ceo", "valid"),
        ("resign: acme.chair", "valid"),
        ("sign: {letter: letter, names: [ann]}", "valid"),
        ("offer: {thing: job, to: [bob]}", "valid"),
        ("agree: peace", "pending"),
        ("inform: {of: news, who: [bob]}", "valid"),
        ("announce: news", "valid"),
        ("resign: {from: acme.ceo, effective: 2024-03-09}", "pending"),
    ],
)
def test_every_own_act_is_ruled(do: str, verdict: str) -> None:
    """Resigning, signing, offering, telling need nobody's leave; agreeing in principle is not yet anything."""
    timeline = told(tale(act("x", "ann", do)))
    assert timeline.ruling("x.act").verdict.word == verdict


def test_news_is_not_ruled_and_an_agreement_in_principle_changes_no_seat() -> None:
    """What happens outside has no ruling; an agreed package is open and nothing more."""
    timeline = told(tale(act("n", "staff", "happen: prices fall"), act("x", "acme.board", "agree: peace")))
    assert timeline.by_step["n"].rulings == ()
    assert timeline.law.changed(timeline.start) == (("open", "peace"),)


def test_a_resignation_from_what_one_does_not_hold_is_idle() -> None:
    """It is valid, says `already so`, and changes nothing in law."""
    timeline = told(tale(act("x", "ann", "resign: acme.chair")))
    assert codes(timeline.ruling("x.act")) == ["item", "already-so"]
    assert timeline.ruling("x.act").events == ()


def test_a_promise_holds_per_track() -> None:
    """A refused act leaves the law as it was; the facts move."""
    timeline = told(tale(vote("x", OUST, ayes="bob")))
    assert timeline.law == timeline.start
    assert timeline.fact != timeline.start


# --- what is unknown ---------------------------------------------------------------------------------------------

SIGN = act("s", "staff", "sign: {letter: letter, total: 650}")


@pytest.mark.parametrize(("chosen_claim", "answer"), [("1", None), ("2", False)])
def test_a_condition_that_the_bounds_of_a_claim_cannot_decide_is_neither_true_nor_false(
    chosen_claim: str,
    answer: bool | None,  # noqa: FBT001 - a column of the table
) -> None:
    """650 is 90 % of 722 and less; of `700+` nobody can tell, of 770 it is not."""
    text = tale(
        SIGN,
        act("y", "ann", "happen: news", step="if: signed(letter) >= 90% of heads"),
        facts="{heads: {claims: [{value: 700+, source: wire}, {value: 770, source: wire}], because: b}}",
    )
    timeline = told(text, {"heads": Fraction(int(chosen_claim) - 1)})
    assert timeline.by_step["y"].condition is answer


def test_a_clause_relied_on_that_nobody_saw_is_named_and_so_are_reading_and_assumption() -> None:
    """What a ruling rests on: the step's assumption, the reading where it matters, and each unseen clause."""
    readings = """
- {id: one, title: One}
- {id: two, title: Two, replaces: [{rule: consent, with: {consent: '>= 3 of in_office'}}]}
"""
    rules = RULES.replace("consent: all of in_office}", "consent: all of in_office, standing: seen}")
    step = vote("x", OUST, signed="bob cyd dee", via="consent", step="assumption: nobody saw it")
    timeline = told(tale(step, rules=rules, readings=readings))
    assert timeline.ruling(ITEM).rests_on == ("step:x", "reading:one", "rule:tale.officers")
    two = replay(timeline.story, {"reading": "two"})
    assert (word(timeline), word(two)) == ("void", "valid")
    meeting = told(tale(vote("x", OUST, ayes="bob cyd dee"), rules=rules, readings=readings))
    assert not any(name.startswith("reading:") for name in meeting.ruling(ITEM).rests_on)


def test_a_reading_may_drop_a_rule_or_give_it_another_rank() -> None:
    """Dropped, the rule on consents forbids them; as charter it goes before the by-law."""
    readings = """
- {id: one, title: One}
- {id: gone, title: Gone, replaces: [{rule: consent, drop: yes}]}
- {id: high, title: High, replaces: [{rule: easy, rank: charter}]}
"""
    rule = "- {id: easy, in: acme.bylaws, for: acme.board, rank: resolution, consent: '>= 1 of in_office'}"
    text = tale(vote("x", OUST, signed="bob", via="consent"), readings=readings, more_rules=rule)
    verdicts = {
        reading: held(told(text, {"reading": reading}).ruling(ITEM), "consent") for reading in ("one", "gone", "high")
    }
    assert verdicts == {"one": (1, 5, 5), "gone": (1, 1, 5), "high": (1, 1, 5)}


def test_a_choice_that_nothing_admits_is_a_usage_error() -> None:
    """An unknown name and a value that is not among the admissible ones are both named."""
    base = story(tale(SIGN, params="{seats: {value: 5, among: [5, 7]}}"))
    with pytest.raises(UsageError, match="nothing is open under the name `seat`; there are: seats"):
        chosen(base, {"seat": Fraction(5)})
    with pytest.raises(UsageError, match="`seats` cannot be 6; it can be: 5, 7"):
        chosen(base, {"seats": Fraction(6)})


def test_only_what_is_open_spans_worlds() -> None:
    """A settled fact has one claim; an open one, the parameters and the readings have all of theirs."""
    fact = "{heads: {claims: [{value: 1, source: wire}, {value: 2, source: wire}], standing: %s, because: b}}"
    readings = "[{id: one, title: One}, {id: two, title: Two}]"
    parts = {"params": "{seats: {value: 5, among: [5, 7]}}", "readings": readings}
    still = story(tale(SIGN, facts=fact % "settled", **parts))
    assert open_dimensions(still) == {
        "reading": ("one", "two"),
        "seats": (Fraction(5), Fraction(7)),
        "heads": (Fraction(0),),
    }
    assert open_dimensions(story(tale(SIGN, facts=fact % "open", **parts)))["heads"] == (Fraction(0), Fraction(1))


def test_a_ruling_that_asks_for_what_nobody_fixed_says_what_it_asked_for() -> None:
    """A book without a value for a parameter names it; that is how worlds part."""
    book = Book(codify(story(tale()).structure), {})
    with pytest.raises(UnfixedError, match="`seats` is not fixed") as caught:
        book.number("seats")
    assert caught.value.dimension == "seats"


# --- control -----------------------------------------------------------------------------------------------------

CHAIN = "{acme: {name: A}, beta: {name: B, owned_by: {acme: 100%}}, core: {name: C}}"
TWO = "{acme.board: {kind: board}, beta.board: {kind: board}}"


def controlled(expr: str, rules: str, **parts: str) -> bool | None:
    return told(tale(SIGN, rules=rules, expect=f"['{expr}']", **parts)).expected[0]


def test_control_goes_up_a_chain_and_owning_is_not_controlling() -> None:
    """Who manages Acme, which manages Beta, controls Beta; an owner of all of it that manages nothing does not."""
    rules = """
- {id: a, in: acme.charter, power: {to: [manage], of: any}, by: {consent: ann}}
- {id: b, in: beta.charter, power: {to: [manage], of: any}, by: {consent: acme}}
"""
    structure = {"entities": CHAIN, "bodies": TWO}
    text = tale(
        SIGN, rules=rules, expect="['controls(ann, beta)', 'controls(acme, core)', 'controls(acme, acme)']", **structure
    )
    text = text.replace("acme.bylaws: {}", "acme.bylaws: {}, beta.charter: {}")
    assert told(text).expected == (True, False, False)
    owner = text.replace("of: any}, by: {consent: acme}", "of: any}, by: {consent: bob}")
    assert told(owner).expected == (False, False, False)


def test_two_bodies_that_elect_each_other_control_each_other_and_nobody_else_does() -> None:
    """Around the cycle each board controls the other; no single member of either controls anything."""
    rules = """
- {id: a, in: acme.charter, power: {to: [appoint, remove], of: acme.board}, by: {vote: beta.board}}
- {id: b, in: acme.charter, power: {to: [appoint, remove], of: beta.board}, by: {vote: acme.board}}
- {id: m, in: acme.charter, power: {to: [manage], of: any}, by: {vote: acme.board}}
- {id: va, in: acme.charter, for: acme.board, passes: '> 1/2 of present'}
- {id: vb, in: acme.charter, for: beta.board, passes: '> 1/2 of present'}
"""
    # powers stand in the instrument of the entity they are about
    rules = rules.replace("- {id: b, in: acme.charter, power", "- {id: b, in: beta.charter, power")
    start = "{acme.board: [ann, bob, cyd], beta.board: [dee, eve, fay]}"
    expect = (
        "['controls(acme.board, acme)', 'controls(beta.board, acme)', 'controls(ann, acme)', 'controls(dee, acme)']"
    )
    text = tale(SIGN, rules=rules, entities=CHAIN, bodies=TWO, start=start, expect=expect)
    text = text.replace("acme.bylaws: {}", "acme.bylaws: {}, beta.charter: {}")
    assert told(text).expected == (True, True, False, False)


def test_who_alone_carries_the_votes_of_a_board_controls_it_and_what_it_manages() -> None:
    """With five of nine votes ann passes everything alone, unless her presence alone is no quorum."""
    rule = "- {id: m, in: acme.charter, power: {to: [manage], of: any}, by: {vote: acme.board}}\n"
    weights = f"{rule}- {{id: weights, in: acme.bylaws, for: acme.board, weights: {{ann: 5}}}}"
    assert controlled("controls(ann, acme)", RULES + weights) is True
    assert controlled("controls(bob, acme)", RULES + weights) is False
    quorum = RULES.replace('quorum: "> 1/2 of authorized"', "quorum: '>= 6 of in_office'")
    assert controlled("controls(ann, acme)", quorum + weights) is False
    none = weights.replace("by: {vote: acme.board}", "by: {vote: acme.board, quorum: none}")
    assert controlled("controls(ann, acme)", quorum + none) is True
    own = weights.replace("by: {vote: acme.board}", "by: {vote: acme.board, passes: all of present}")
    assert controlled("controls(ann, acme)", quorum + own) is False


@pytest.mark.parametrize(
    ("by", "answer"),
    [
        ("{all: [{consent: ann}, {consent: bob}]}", False),
        ("{all: [{consent: ann}, {consent: ann}]}", True),
        ("{any: [{consent: ann}, {consent: bob}]}", True),
        ("{stages: [{consent: bob}, {consent: ann}]}", False),  # without bob it is void, after which nothing follows
        ("{stages: [{consent: ann}, {consent: bob}]}", True),
        ("{k_of: 2, list: [{consent: ann}, {consent: bob}]}", False),
        ("{k_of: 1, list: [{consent: ann}, {consent: bob}]}", True),
        ("{oracle: court}", False),
        ("never", False),
        ("{unknown: a contract}", False),
        ("{when: {if: 'holds(ann, acme.ceo)', then: {consent: ann}, else: never}}", True),
        ("{when: {if: 'holds(bob, acme.ceo)', then: {consent: ann}, else: never}}", False),
    ],
)
def test_control_is_what_one_can_give_alone(by: str, answer: bool) -> None:  # noqa: FBT001 - a column of the table
    """Whoever needs another one's yes does not control."""
    rules = f"- {{id: m, in: acme.charter, power: {{to: [manage], of: any}}, by: {by}}}"
    assert controlled("controls(ann, acme)", rules) is answer


# --- dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "needed"), [("2024-03-01", 3), ("2024-06-30", 3), ("2024-07-01", 4), ("2024-12-31", 4), ("2025-01-01", 3)]
)
def test_a_rule_is_in_force_from_its_first_day_to_the_day_before_its_last(at: str, needed: int) -> None:
    """A charter rule of four votes from 1 July 2024 until 1 January 2025; before and after, a majority of five."""
    rule = (
        "- {id: four, in: acme.charter, for: acme.board, rank: charter, passes: '>= 4 of present', "
        "since: 2024-07-01, until: 2025-01-01}"
    )
    timeline = told(tale(vote("x", OUST, ayes="bob cyd dee", noes="ann eve", at=at), more_rules=rule))
    assert held(timeline.ruling(ITEM), "vote") == (3, needed, 5)


def test_the_date_of_an_act_is_that_of_the_storys_zone() -> None:
    """Four in the morning of 1 July in UTC is still 30 June in California."""
    rule = (
        "- {id: four, in: acme.charter, for: acme.board, rank: charter, passes: '>= 4 of present', since: 2024-07-01}"
    )
    step = vote("x", OUST, ayes="bob cyd dee", at="2024-07-01T04:00Z")
    assert held(told(tale(step, more_rules=rule)).ruling(ITEM), "vote")[1] == 4
    here = told(tale(step, more_rules=rule, zone="America/Los_Angeles"))
    assert held(here.ruling(ITEM), "vote")[1] == 2
