"""A society whose rules change: every verdict worked out by hand from the rules in the file.

Five of five seats are taken until July. The quorum is four fifths of the seats, then more than half, in an emergency a
fifth; the by-laws change by 3 of 5 in office, the charter by 4 of 5, its purpose by all of them.
"""

import pytest

from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.state import holding
from inline import bundled, codes, held

VERDICTS = {
    "loan.loan": "void",  # 3 of 5 seats present, 4 needed
    "lower.quorum": "valid",  # 4 of 5 seats present, 4 needed; 4 of 5 in office, 3 needed
    "loan-again.loan": "valid",  # 3 of 5 seats present, 3 needed
    "sell.purpose": "no_act",  # 4 of 5 in office, 5 needed
    "unlock.lock": "no_act",  # 4 of 5 in office, 5 needed
    "boat-early.boat": "void",  # 1 of 5 seats present, 3 needed
    "storm.emergency": "valid",  # 3 of 5 seats present, 3 needed
    "boat.boat": "valid",  # 1 of 5 seats present, 1 needed
    "calm.over": "valid",  # 2 of 5 seats present, 1 needed
    "sixth.seat": "void",  # five of five seats are taken
    "two-more.farid": "valid",  # seven seats from July on
    "two-more.greta": "valid",
}
QUORUMS = {
    "loan.loan": (3, 4, 5),
    "lower.quorum": (4, 4, 5),
    "loan-again.loan": (3, 3, 5),
    "boat-early.boat": (1, 3, 5),
    "boat.boat": (1, 1, 5),
    "calm.over": (2, 1, 5),
    "sixth.seat": (5, 3, 5),
    "two-more.greta": (5, 4, 7),
}


@pytest.fixture(scope="module")
def told() -> Timeline:
    return replay(bundled("amendments"))


def test_every_item_is_ruled_as_worked_out_by_hand(told: Timeline) -> None:
    found = {f"{e.step.id}.{r.item}": r.verdict.word for e in told.entries for r in e.rulings}
    assert found == VERDICTS
    assert told.expected == (True,) * len(told.story.expects)


@pytest.mark.parametrize("item", sorted(QUORUMS))
def test_each_vote_is_counted_by_the_quorum_in_force_then(told: Timeline, item: str) -> None:
    """Mutations: the quorum of the start, or of the end, for all of them."""
    assert held(told.ruling(item), "quorum") == QUORUMS[item]


def test_the_lost_vote_stays_lost_when_the_quorum_falls(told: Timeline) -> None:
    assert told.by_step["lower"].law.get(("determined", "skerry.loan")) is None
    assert "lower" in told.by_step["loan-again"].depends_on
    assert "lower" not in told.by_step["loan"].depends_on


def test_the_purpose_is_locked_twice(told: Timeline) -> None:
    for item, clause in (("sell.purpose", "purpose-entrenched"), ("unlock.lock", "entrenchment-entrenched")):
        assert held(told.ruling(item), "vote") == (4, 5, 5)
        assert any(one.clause == f"amendments.{clause}" for one in told.ruling(item).finding.children), codes(
            told.ruling(item)
        )


def test_the_seats_come_with_the_phase(told: Timeline) -> None:
    assert len(holding(told.by_step["sixth"].law, "skerry.board")) == 5
    assert len(holding(told.law, "skerry.board")) == 7
