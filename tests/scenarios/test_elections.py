"""Two structures that are nothing but YAML: how the Debian Project and the Python Software Foundation elect.

Every number is made by hand, from the blocs at the start of each story. Fails if the quorum is asked of the turnout, if
an amendment passes at 80 to 30, if three to one is no 3 to 1, or if approvals are counted as one vote for each voter.
"""

import pytest

from govsim.engine.promises import broken
from govsim.engine.replay import replay
from govsim.record.rulings import Ruling
from govsim.record.state import holding
from govsim.views.deciding import decisive
from govsim.world.sources import words_in
from inline import SCENARIOS, bundled, found_in, story

ROWS = {
    "debian": {
        # above none of the above: Amrein, Brandt, north 40, south 30 and west 5; 3/2 of the root of 1,018 is 47.859
        "election.mira": ("valid", "elects.quorum", (77, 48, 1018)),
        "election.tomas": ("no_act", "elects.quorum", (72, 48, 1018)),  # 2 + 40 + 30, but beaten by Amrein 46 to 31
        "election.ines": ("no_act", "elects.quorum", (6, 48, 1018)),  # herself and west 5
        "resolution.amend": ("no_act", "elects.ratio", (80, 90, 110)),  # 30 below, three times as many
        "resolution.say-so": ("valid", "elects.ratio", (110, 1, 110)),
        "even.short": ("valid", "elects.quorum", (82, 48, 1018)),  # 41 to 41, and the leader's casting vote
        "even.long": ("no_act", "elects.quorum", (82, 48, 1018)),
        "overruled.override": ("valid", "elects.ratio", (3, 3, 4)),  # 1 below, three times as many
    },
    "psf": {
        "election.emi": ("valid", "elects.votes", (100, 61, 121)),  # 60 + 40; the second of the others has 60
        "election.nils": ("valid", "elects.votes", (61, 61, 121)),  # 40 + 20 + 1
        "election.luis": ("no_act", "elects.votes", (60, 62, 121)),  # 40 + 20; the second of the others has 61
        "election.deniz": ("no_act", "elects.votes", (21, 62, 121)),  # 20 + 1
        "by-the-board.text": ("no_act", "vote", (2, 3, 5)),  # more than half of five in office
        "by-the-members.text": ("valid", "vote", (100, 61, 120)),
    },
}


def counted(ruling: Ruling, code: str) -> tuple[int, int, int]:
    """Give the arithmetic of the last finding of a code; other routes to the same end may have one before."""
    found = [dict(one.numbers) for one in found_in(ruling.finding) if one.code == code]
    return found[-1]["have"], found[-1]["needed"], found[-1]["of"]


@pytest.mark.parametrize(("name", "item"), [(name, item) for name, rows in ROWS.items() for item in rows])
def test_each_option_is_ruled_by_its_own_count(name: str, item: str) -> None:
    verdict, code, numbers = ROWS[name][item]
    ruling = replay(bundled(name)).ruling(item)
    assert ruling.verdict.word == verdict
    if (name, item) == ("psf", "by-the-board.text"):
        assert (2, 3, 5) in [tuple(dict(one.numbers).values()) for one in found_in(ruling.finding)]
    else:
        assert counted(ruling, code) == numbers


@pytest.mark.parametrize("name", ROWS)
def test_each_story_ends_as_told_and_keeps_every_promise(name: str) -> None:
    timeline = replay(bundled(name))
    assert all(timeline.expected)
    assert broken(timeline) == ()
    assert words_in(timeline.story.title, "zh-Hans") != words_in(timeline.story.title, "en")


def test_who_is_elected_sits() -> None:
    assert holding(replay(bundled("debian")).law, "debian.leader") == ("mira",)
    assert set(holding(replay(bundled("psf")).law, "psf.board")) == {"ada", "ravi", "suda", "emi", "nils"}


def test_an_election_is_decided_by_the_votes_for_whoever_is_elected() -> None:
    """Fails if how many votes another has is taken for the ground, or how many sponsored it."""
    psf, debian = replay(bundled("psf")), replay(bundled("debian"))
    for name, have in (("emi", 100), ("nils", 61)):
        found = decisive(psf.ruling(f"election.{name}"))
        assert (found.code, dict(found.numbers)["have"]) == ("elects.votes", have)
    assert decisive(debian.ruling("election.mira")).code == "elects.ratio"
    assert decisive(debian.ruling("resolution.say-so")).code == "elects.ratio"


def test_one_member_of_the_committee_is_not_the_committee() -> None:
    """4.2(1): the committee proposes a resolution, which is an act of the body. One of its four members sponsors it.

    Fails if one of them stands for all.
    """
    text = (SCENARIOS / "debian.yaml").read_text(encoding="utf-8").replace("sponsors: [western]", "sponsors: [jon]")
    timeline = replay(story(text))
    assert [timeline.ruling(f"{one}").verdict.word for one in ("resolution.say-so", "even.short")] == ["void", "void"]
