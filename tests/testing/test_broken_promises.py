"""A promise is worth something if it can be broken: each is, on a timeline doctored by hand."""

from attrs import evolve

from govsim.engine.promises import broken
from govsim.engine.replay import replay
from govsim.engine.timeline import Entry, Timeline
from govsim.record import acts
from govsim.record.acts import Attendance, BallotWord, Consent, Meeting, Resolve
from govsim.record.events import Determined, Opened, Seated
from govsim.record.fold import fold
from govsim.record.rulings import Finding, Ruling, Verdict
from govsim.testing.invented import BOARD, CEO, CHAIR, PLAN, Plan, build, clause, instant, step, story
from govsim.world.clauses import Passing, Quorum, Size, WrittenConsent
from govsim.world.thresholds import Base, Bound, Count

PEOPLE = ("ann", "ben", "cleo")
TWO = Bound(strict=False, qty=Count(2), base=Base.IN_OFFICE)
PLANNED = acts.Determine(id="plan", matter=PLAN)


def told() -> Timeline:
    """Tell of a vote at a meeting, one in writing, the same again, a resignation for later, and rain."""
    rules = (
        clause("size", Size(number=5)),
        clause("quorum", Quorum(threshold=TWO)),
        clause("passing", Passing(threshold=TWO)),
        clause("consent", WrittenConsent(threshold=TWO)),
    )
    setting = build(Plan(directors=PEOPLE, clauses=rules, ceo="ann", chair="ben"))
    met = Meeting(told=PEOPLE, attended=tuple(Attendance(party=one) for one in PEOPLE))
    ayes: tuple[tuple[str, BallotWord], ...] = tuple((one, "for") for one in PEOPLE)
    signed: tuple[tuple[str, BallotWord], ...] = tuple((one, "signed") for one in PEOPLE)
    fired = acts.Remove(id="ceo", party="ann", position=CEO)
    elected = acts.Appoint(id="seat", party="rook", position=BOARD)
    return replay(
        story(
            setting,
            (
                step(1, BOARD, Resolve(form=met, ballots=ayes, items=(PLANNED, fired))),
                step(2, BOARD, Resolve(form=Consent(), ballots=signed, items=(elected,), all_or_nothing=True)),
                step(3, BOARD, Resolve(form=met, ballots=(), items=(elected,))),
                step(4, "cleo", acts.Resign(positions=(BOARD,), effective=instant(5))),
                step(6, "cleo", acts.Happen(what="rain")),
            ),
        )
    )


def with_entry(timeline: Timeline, index: int, entry: Entry) -> Timeline:
    entries = (*timeline.entries[:index], entry, *timeline.entries[index + 1 :])
    return evolve(timeline, entries=entries)


def with_ruling(timeline: Timeline, index: int, ruling: Ruling) -> Timeline:
    entry = timeline.entries[index]
    return with_entry(timeline, index, evolve(entry, rulings=(ruling, *entry.rulings[1:])))


def with_findings(timeline: Timeline, *children: Finding) -> Timeline:
    """Put findings in the place of those of the first item, under a root that agrees with them."""
    ruling = timeline.entries[0].rulings[0]
    verdict = max(child.verdict for child in children)
    root = Finding(code="item", verdict=verdict, children=children)
    return with_ruling(timeline, 0, evolve(ruling, verdict=verdict, finding=root))


def ids(timeline: Timeline) -> list[str]:
    return [promise.id for promise in broken(timeline)]


def test_nothing_is_broken_before_anything_is_doctored() -> None:
    assert ids(told()) == []


def test_two_chairs_break_the_promise_of_one_holder() -> None:
    start = told().start
    two = fold(start, (Seated(position=CHAIR, party="ann"),))
    assert "one-holder" in ids(evolve(told(), start=two))


def seating(timeline: Timeline, *seated: tuple[str, str], verdict: Verdict = Verdict.VALID) -> Timeline:
    """Let the first step have one ruling for each of `seated`: who is put into which position."""
    first = timeline.entries[0]
    rulings = tuple(
        evolve(first.rulings[0], verdict=verdict, events=(Seated(position=position, party=party, sole=True),))
        for position, party in seated
    )
    return with_entry(timeline, 0, evolve(first, rulings=rulings))


def test_two_rulings_of_one_step_that_seat_two_people_in_one_office_break_the_promise_of_one_holder() -> None:
    assert "one-holder" in ids(seating(told(), (CEO, "ben"), (CEO, "cleo")))


def test_one_person_twice_or_two_offices_or_seats_or_a_refused_second_one_keep_the_promise_of_one_holder() -> None:
    for seated in (((CEO, "ben"), (CEO, "ben")), ((CEO, "ben"), (CHAIR, "cleo")), ((BOARD, "rook"), (BOARD, "quill"))):
        assert "one-holder" not in ids(seating(told(), *seated))
    assert "one-holder" not in ids(seating(told(), (CEO, "ben"), (CEO, "cleo"), verdict=Verdict.VOID))


def test_a_refused_item_with_an_event_breaks_the_promise_on_refusals() -> None:
    refused = evolve(told().entries[0].rulings[0], verdict=Verdict.VOID)
    assert "refused" in ids(with_ruling(told(), 0, refused))


def test_a_state_in_law_that_no_ruling_made_breaks_the_fold_of_the_law() -> None:
    last = told().entries[-1]
    more = evolve(last, law=fold(last.law, (Determined(matter="top.coup"),)))
    assert ids(with_entry(told(), 4, more)) == ["law-fold"]


def test_a_state_in_fact_that_no_event_made_breaks_the_fold_of_the_facts() -> None:
    last = told().entries[-1]
    more = evolve(last, fact=fold(last.fact, (Opened(thing="vault"),)))
    assert ids(with_entry(told(), 4, more)) == ["fact-fold"]


def test_an_item_set_aside_may_fold_the_law_anew() -> None:
    avoid = acts.Resolve(form=Consent(), ballots=(), items=(acts.Avoid(id="undo", target="s1.plan"),))
    last = told().entries[-1]
    doctored = evolve(
        last,
        step=evolve(last.step, act=avoid),
        rulings=(evolve(told().entries[0].rulings[0], item="undo", events=()),),
        law=told().entries[0].law,
    )
    assert ids(with_entry(told(), 4, doctored)) == []


def test_a_legal_act_without_a_ruling_breaks_the_promise_of_one() -> None:
    second = told().entries[2]
    assert ids(with_entry(told(), 2, evolve(second, rulings=()))) == ["ruled"]


def test_two_verdicts_in_a_package_break_the_promise_on_packages() -> None:
    entry = told().entries[1]
    act = entry.step.act
    assert isinstance(act, Resolve)
    other = acts.Determine(id="other", matter=PLAN)
    void = Ruling(item="other", verdict=Verdict.VOID, finding=leaf("item", Verdict.VOID))
    both = evolve(
        entry, step=evolve(entry.step, act=evolve(act, items=(*act.items, other))), rulings=(*entry.rulings, void)
    )
    assert ids(with_entry(told(), 1, both)) == ["package", "root"]


def test_a_key_written_later_than_it_was_read_breaks_provenance() -> None:
    first = told().entries[0]
    assert ids(with_entry(told(), 0, evolve(first, read_law=((("held", CEO), "s2"),)))) == ["provenance"]
    assert ids(with_entry(told(), 0, evolve(first, read_fact=((("held", CEO), "s1"),)))) == ["provenance"]


def test_a_root_that_differs_from_its_verdict_breaks_the_promise_on_roots() -> None:
    ruling = told().entries[0].rulings[0]
    assert ids(with_ruling(told(), 0, evolve(ruling, verdict=Verdict.VOIDABLE))) == ["root"]


def leaf(code: str, verdict: Verdict, clause_id: str = "", **numbers: int) -> Finding:
    return Finding(code=code, verdict=verdict, clause=clause_id, numbers=tuple(numbers.items()))


def test_each_way_to_join_findings_has_its_own_verdict() -> None:
    void, valid = leaf("power.never", Verdict.VOID), leaf("party.itself", Verdict.VALID)
    joined = {
        "approval.all": Verdict.VOID,
        "approval.any": Verdict.VALID,
        "approval.k-of": Verdict.VOID,
        "stages": Verdict.VOID,
        "supposed.stages": Verdict.VALID,
    }
    for code, right in joined.items():
        for verdict in (Verdict.VALID, Verdict.VOID):
            node = Finding(code=code, verdict=verdict, numbers=(("k", 2),), children=(void, valid))
            assert ("root" in ids(with_findings(told(), node))) is (verdict is not right)


def meeting(*quorums: Finding) -> Finding:
    children = (leaf("notice", Verdict.VALID), *quorums)
    return Finding(code="approval.vote", verdict=max(c.verdict for c in children), children=children)


def test_a_vote_at_a_meeting_without_its_quorum_breaks_the_promise_on_quorums() -> None:
    short = leaf("quorum", Verdict.VALID, have=1, of=3, needed=2)
    nobody = leaf("quorum", Verdict.VALID, have=0, of=0, needed=0)
    nested = Finding(code="quorum", verdict=Verdict.VALID, children=(short,))
    for doctored in (meeting(short), meeting(nobody), meeting(nested), meeting()):
        assert ids(with_findings(told(), doctored)) == ["quorum"]


def test_a_quorum_that_is_there_or_not_asked_or_whose_want_is_voidable_breaks_nothing() -> None:
    there = leaf("quorum", Verdict.VALID, have=2, of=3, needed=2)
    cured = leaf("quorum", Verdict.VOIDABLE, have=1, of=3, needed=2)
    for doctored in (meeting(there), meeting(cured), meeting(leaf("quorum.no-rule", Verdict.VALID))):
        assert ids(with_findings(told(), doctored)) == []


def test_a_void_clause_that_decides_beside_its_own_obituary_breaks_the_promise_on_void_rules() -> None:
    void = Finding(code="clause.void", verdict=Verdict.VALID, names=(("clause", "top.odd"), ("statute", "law.x")))
    assert ids(with_findings(told(), void, leaf("vote", Verdict.VALID, "top.even"))) == []
    assert ids(with_findings(told(), void, leaf("vote", Verdict.VALID, "top.odd"))) == ["void-rule"]
