"""Two made-up organisations under German law: every verdict and count worked out by hand.

`bell-foundry`: sixteen members, two thirds of 16 are 32/3, so 11; more than 16/2 is 9; with the chair's second vote 17
votes, more than 17/2 is 9. `cider-cooperative`: eight members with one vote each, but for one with three and one with
two: 11 votes, more than 11/2 is 6, three quarters of 11 are 33/4, so 9; by heads three quarters of 8 are 6.
"""

import pytest

from govsim.engine.asking import docket_after, moment_after
from govsim.engine.could import asked, could
from govsim.engine.replay import replay
from govsim.reader.forks import load_forked
from govsim.reader.load import Fetched
from govsim.record.acts import Item
from govsim.record.state import holding
from govsim.whatif.branch import Mark, branch
from govsim.whatif.causes import first_causes
from govsim.world.sources import words_in
from inline import SCENARIOS, bundled, codes, fetch, found_in

ROWS = [
    ("bell-foundry", "chair-by-all.chair", "no_act", "de/mitbestg.27-chair", (8, 11, 16)),
    ("bell-foundry", "chair-by-owners.chair", "valid", "de/mitbestg.27-2-of-the-shareholders", (7, 5, 8)),
    ("bell-foundry", "deputy-by-all.deputy", "no_act", "de/mitbestg.27-deputy", (8, 11, 16)),
    ("bell-foundry", "deputy-by-workers.deputy", "valid", "de/mitbestg.27-2-of-the-employees", (8, 5, 8)),
    ("bell-foundry", "executive-first.quitt", "no_act", "de/mitbestg.31-appointment", (8, 11, 16)),
    ("bell-foundry", "executive-early.quitt", "void", "de/mitbestg.31-appointment", (9, 9, 16)),
    ("bell-foundry", "executive-second.quitt", "no_act", "de/mitbestg.31-appointment", (8, 9, 16)),
    ("bell-foundry", "executive-third.quitt", "valid", "de/mitbestg.31-appointment", (9, 9, 17)),
    ("bell-foundry", "foundry-first.foundry", "no_act", "de/mitbestg.29-1-majority", (8, 9, 16)),
    ("bell-foundry", "foundry-second.foundry", "valid", "de/mitbestg.29-1-majority", (9, 9, 17)),
    ("bell-foundry", "choir-first.choir", "no_act", "de/mitbestg.29-1-majority", (7, 8, 14)),
    ("bell-foundry", "choir-second.choir", "no_act", "de/mitbestg.29-1-majority", (7, 8, 14)),
    ("cider-cooperative", "election.seat", "valid", "de/geng.43-2-majority", (6, 6, 11)),
    ("cider-cooperative", "office.office", "valid", "de/geng.16-4-other", (10, 9, 11)),
    ("cider-cooperative", "object.object", "no_act", "de/geng.16-2-core", (5, 6, 7)),
    ("cider-cooperative", "object-again.object", "valid", "de/geng.16-2-core", (6, 6, 8)),
    ("cider-cooperative", "removal.seat", "no_act", "de/geng.36-3-removal", (3, 6, 8)),
]


@pytest.mark.parametrize(("name", "item", "verdict", "clause", "count"), ROWS)
def test_every_ballot_is_ruled_as_worked_out_by_hand(
    name: str, item: str, verdict: str, clause: str, count: tuple[int, int, int]
) -> None:
    """Fails if plural votes do not lapse, if a stage is skipped, or if the second vote comes a ballot too soon."""
    ruling = replay(bundled(name)).ruling(item)
    assert ruling.verdict.word == verdict
    (found,) = [one for one in found_in(ruling.finding) if one.code == "vote"]
    numbers = dict(found.numbers)
    assert (found.clause, (numbers["have"], numbers["needed"], numbers["of"])) == (clause, count)


@pytest.mark.parametrize("name", ["bell-foundry", "cider-cooperative"])
def test_every_ballot_has_a_row_and_what_a_story_expects_holds(name: str) -> None:
    timeline = replay(bundled(name))
    ruled = {f"{one.step.id}.{ruling.item}" for one in timeline.entries for ruling in one.rulings}
    assert {item for story, item, *_ in ROWS if story == name} == {one for one in ruled if not one.endswith(".act")}
    assert set(timeline.expected) == {True}
    assert {one.condition for one in timeline.entries} <= {None, True}
    for entry in timeline.entries:
        assert words_in(entry.step.title, "zh-Hans") != words_in(entry.step.title, "en")


SIDES = (
    ("amsel", "buche", "celik", "dahl", "esche", "fuchs", "gans", "heide"),
    ("iltis", "jasper", "kranz", "linde", "meise", "nuss", "otter", "pappel"),
)


@pytest.mark.parametrize(("side", "expected"), [(0, True), (1, False)])
def test_at_parity_the_side_of_the_chair_could_appoint_and_the_other_could_not(
    side: int,
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """8 of 16 fail twice whatever the others do, and the chair's two votes make 9 of 17; the others have 8 of 17.

    Fails if who could is asked of the first ballot alone.
    """
    timeline = replay(bundled("bell-foundry"))
    entry = timeline.by_step["executive-third"]
    moment, docket = moment_after(timeline, entry), docket_after(timeline, entry)
    what = asked(("remove", "zander", "from", "bells.executive"), moment, docket)
    assert isinstance(what, Item)
    found = could(frozenset(SIDES[side]), what, moment, docket)
    (stages,) = [one for one in found_in(found) if one.code == "supposed.stages"]
    assert stages.verdict.effective is expected


def test_at_the_end_two_sit_on_the_management_board_and_nobody_was_removed_from_the_other_one() -> None:
    assert holding(replay(bundled("bell-foundry")).entries[-1].law, "bells.executive") == ("quitt", "zander")
    assert holding(replay(bundled("cider-cooperative")).entries[-1].law, "press.supervisor") == (
        "enzian",
        "farn",
        "ginster",
    )


def test_where_the_first_ballot_is_carried_in_a_fork_the_second_is_refused_for_that() -> None:
    """With one more vote it is nine to seven: carried, and nothing follows.

    Fails if a further ballot is let pass for having nothing left to change, or if its cause is lost.
    """
    text = "govsim: 1\nfork: bell-foundry\nid: nine\nchange: [{at: foundry-first, vote: {iltis: for}}]\n"
    path = SCENARIOS / "bell-foundry.yaml"
    found, problems = load_forked(
        Fetched("nine.yaml", text.encode()),
        lambda wanted, name, asking: (
            Fetched(path.name, path.read_bytes()) if wanted == "base" else fetch(wanted, name, asking)
        ),
    )
    assert found is not None, problems
    told = branch(found)
    turns = {one.step: one for one in told.turns}
    assert (turns["foundry-first"].mark, turns["foundry-second"].mark) == (Mark.EDITED, Mark.REFUSED)
    entry = turns["foundry-second"].entry
    assert entry is not None
    assert "stage.not-failed" in codes(entry.rulings[0])
    assert "foundry-second" in first_causes(told)
