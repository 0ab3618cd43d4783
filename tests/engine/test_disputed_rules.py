"""One rule at a time: which of the rules that readings change does what, by hand and on invented stories."""

from govsim.engine.disputed_rules import DisputedRule, disputed_rules
from govsim.engine.replay import replay
from govsim.record.rulings import Verdict
from govsim.world.clauses import Rank
from inline import FIVE, bundled, tale, told, vote, without

PAPER = "- {id: consent, in: acme.bylaws, for: acme.board, consent: '> 1/2 of in_office'}"
STRICT = "{id: strict, title: Strict, replaces: [{rule: consent, with: {consent: all of in_office}}]}"
LOOSE = "{id: loose, title: Loose}"
OUST = vote("x", "{remove: ann, from: acme.ceo, id: it}", signed="bob cyd dee", via="consent")


def by_rule(found: tuple[DisputedRule, ...]) -> dict[str, DisputedRule]:
    return {one.rule.rpartition(".")[2]: one for one in found}


def test_a_structure_without_readings_disputes_no_rule() -> None:
    assert disputed_rules(told(tale(OUST))) == ()


def test_three_of_five_signatures_hang_on_the_one_rule_that_is_disputed() -> None:
    """Three of five are more than half and not all: valid as written, void where all must sign."""
    text = tale(OUST, rules=without("consent"), more_rules=PAPER, readings=f"[{LOOSE}, {STRICT}]")
    (found,) = disputed_rules(told(text))
    assert [(one.name, one.value, one.before, one.after) for one in found.changes] == [
        ("x.it", "strict", Verdict.VALID, Verdict.VOID)
    ]
    assert found.matters == ("x.it",)
    assert found.chosen is not None
    assert [name for name, _ in found.others] == ["strict"]


def test_seen_from_the_other_reading_the_change_goes_the_other_way() -> None:
    text = tale(OUST, rules=without("consent"), more_rules=PAPER, readings=f"[{LOOSE}, {STRICT}]")
    (found,) = disputed_rules(told(text, {"reading": "strict"}))
    assert [(one.name, one.value, one.before, one.after) for one in found.changes] == [
        ("x.it", "loose", Verdict.VOID, Verdict.VALID)
    ]


def test_two_readings_that_have_a_rule_alike_are_one_way() -> None:
    again = STRICT.replace("id: strict", "id: other")
    text = tale(OUST, rules=without("consent"), more_rules=PAPER, readings=f"[{LOOSE}, {STRICT}, {again}]")
    (found,) = disputed_rules(told(text))
    assert [name for name, _ in found.others] == ["strict"]


def test_a_rule_that_nothing_asks_matters_to_nothing() -> None:
    """At a meeting, what a written consent would need is not asked."""
    meeting = vote("x", "{remove: ann, from: acme.ceo, id: it}", ayes=FIVE, via="{meeting: {regular: yes}}")
    text = tale(meeting, rules=without("consent"), more_rules=PAPER, readings=f"[{LOOSE}, {STRICT}]")
    (found,) = disputed_rules(told(text))
    assert (found.changes, found.matters) == ((), ())


def test_too_many_worlds_are_not_claimed_to_be_compared() -> None:
    """Fifteen open yes-or-no matters, each asked for, are more than 10,000 worlds."""
    params = "".join(f"p{n}: {{value: yes, among: [yes, no], because: b}}\n" for n in range(15))
    away = ", ".join(f"{{ann: {{param: p{n}}}}}" for n in range(15))
    steps = [
        vote(f"s{n}", "{determine: acme.sale, id: it}", ayes="bob", via=f"{{meeting: {{attended: [{one}]}}}}")
        for n, one in enumerate(away.split(", "))
    ]
    text = tale(
        OUST, *steps, rules=without("consent"), more_rules=PAPER, readings=f"[{LOOSE}, {STRICT}]", params=params
    )
    (found,) = disputed_rules(told(text))
    assert found.matters is None


def test_the_certificate_alone_turns_the_office_and_not_the_seat() -> None:
    """Consent of the four: the clause in the by-laws alone, or not there, makes the chief executive's removal void."""
    found = by_rule(disputed_rules(replay(bundled("nov2023"))))["consent-clause"]
    assert found.chosen is not None
    assert found.chosen.rank is Rank.CHARTER
    assert [(name, None if way is None else way.rank) for name, way in found.others] == [
        ("by-law-only", Rank.BYLAWS),
        ("statutory-default", None),
    ]
    for reading in ("by-law-only", "statutory-default"):
        fallen = [one.name for one in found.changes if one.value == reading and one.name.startswith("decision.")]
        assert fallen == ["decision.ceo", "decision.chair", "decision.successor"]


def test_notice_alone_turns_a_meeting_of_the_four_and_no_consent() -> None:
    """A consent asks for no notice; of the meeting of the four two were not told: void unless none was due."""
    story = bundled("nov2023")
    on_paper = by_rule(disputed_rules(replay(story)))["notice-clause"]
    assert on_paper.changes == ()
    assert on_paper.matters is not None
    assert "decision.ceo" in on_paper.matters
    met = by_rule(disputed_rules(replay(story, {"form": "meeting-of-four"})))["notice-clause"]
    fallen = [one.name for one in met.changes if one.name.startswith("decision.")]
    assert fallen == [f"decision.{item}" for item in ("ceo", "seat-altman", "chair", "seat-brockman", "successor")]
    assert {(one.before, one.after) for one in met.changes if one.name in fallen} == {(Verdict.VALID, Verdict.VOID)}
