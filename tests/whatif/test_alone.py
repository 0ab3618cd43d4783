"""One premise of a fork at a time: which other value answers an expectation otherwise, and which is impossible."""

from fractions import Fraction

from govsim.reader.forks import load_forked
from govsim.reader.load import Fetched, Wanted
from govsim.whatif.alone import Alone, alone
from govsim.whatif.branch import branch
from inline import RULES, fetch, tale, vote

# Five in office, all present; three vote for it. By one value of `need` three ayes carry a vote, by the other four do.
NEED = RULES.replace('passes: "> 1/2 of present"', 'passes: ">= need of present"')
OPEN = """
need: {value: 3, among: [3, 4]}
idle: {value: yes, among: [yes, no]}
"""
STAFF = """
staff:
  value: 100
  standing: open
  claims: [{value: 100, source: wire}, {value: 80, source: wire}, {value: 50, source: wire}]
"""
SIGNED = "- {id: letter, at: 2024-03-01T09:00, by: staff, do: {sign: {letter: plea, total: 60}}}"
TALKS = "- {id: talk, at: 2024-03-01T11:00, by: ann, if: signed(plea) >= 60% of staff, do: {announce: talks}}"


def asked(fork: str, *expects: str) -> Alone:
    base = tale(
        SIGNED,
        vote("fall", "{remove: ann, from: acme.ceo, id: ceo}", ayes="bob cyd dee", noes="ann eve"),
        TALKS,
        rules=NEED,
        params=OPEN,
        facts=STAFF,
        never="[signed(plea) > staff]",
    )

    def among(wanted: Wanted, name: str, asking: str) -> Fetched | str:
        return Fetched(name, base.encode()) if name == "tale" else fetch(wanted, name, asking)

    text = f"govsim: 1\nfork: tale\nid: other\n{fork}\nexpect:\n" + "".join(f"  - {one}\n" for one in expects)
    found, problems = load_forked(Fetched("fork.yaml", text.encode()), among)
    assert found is not None, problems
    return alone(branch(found))


def test_an_expectation_falls_under_the_one_premise_that_carries_it_and_no_other() -> None:
    """Three of five carry where three are asked; where four are asked the vote is no act, and she keeps the office."""
    found = asked("change: [{drop: talk}]", "not holds(ann, acme.ceo)", "seated(eve, acme.board)")
    assert found.expected == (True, True)
    assert [(one.dimension, one.value) for one in found.against(0)] == [("need", Fraction(4))]
    assert found.against(1) == ()


def test_what_nobody_asked_for_is_not_varied() -> None:
    found = asked("change: [{drop: talk}]", "holds(ann, acme.ceo)")
    assert "need" in found.asked
    assert "idle" not in found.asked


def test_an_impossible_claim_is_named_and_not_compared() -> None:
    """Sixty cannot have signed of a staff of fifty."""
    found = asked("", "happened(talk)")
    assert found.excluded == (("staff", Fraction(2)),)
    assert ("staff", Fraction(2)) not in [(one.dimension, one.value) for one in found.others]


def test_a_claim_moves_what_hangs_on_it() -> None:
    """Sixty per cent of 100 are 60; with 59 signers they talk only if the staff were 80, of which 48 are enough."""
    found = asked("change: [{at: letter, do: {sign: {letter: plea, total: 59}}}]", "happened(talk)")
    assert found.expected == (False,)
    assert [(one.dimension, one.value, one.expected) for one in found.against(0)] == [("staff", Fraction(1), (True,))]


def test_where_a_condition_cannot_be_told_nothing_is_claimed() -> None:
    """Fifty-five or more are 60 % of a staff of 80, of which 48 are; of 100 they may be, or not."""
    change = "change: [{at: letter, do: {sign: {letter: plea, total: 55+}}}]\nassume: {staff: 2}"
    found = asked(change, "happened(talk)")
    assert found.expected == (True,)
    assert [(one.dimension, one.value, one.undecided) for one in found.against(0)] == [("staff", Fraction(0), True)]
