"""The oracle of approvals on the edge cases of the domain page and the table of the law review, worked out by hand."""

from typing import Any

import pytest

from approving import Approval, Body, Case, Position, Row, findings, joined, verdict

SIX = ["altman", "brockman", "sutskever", "dangelo", "mccauley", "toner"]
FOUR = SIX[2:]


def board(**more: Any) -> Body:  # noqa: ANN401 - the keys of a body
    """A board of which a majority is a quorum, and a majority of those present decides."""
    body: Body = {"roll": ["seat"], "authorized": 6, "quorum": "> 1/2 of authorized", "passes": "> 1/2 of present"}
    return {**body, **more}  # type: ignore[typeddict-item]  # the keys of a body


def meeting(body: Body, **more: Any) -> Case:  # noqa: ANN401 - the keys of a case
    """A meeting of one body; `tally` gives it persons named after their ballots, such as for-0."""
    tally: dict[str, int] = more.pop("tally", {})
    ballots = {f"{word}-{i}": word.replace("_", "-") for word, n in tally.items() for i in range(n)}
    holders = dict.fromkeys(ballots, 1)
    case: Any = {
        "by": "board",
        "act": {"verb": "determine", "position": "sale"},
        "form": "meeting",
        "ballots": ballots,
        "positions": {"seat": {"holders": holders}},
        "bodies": {"board": body},
        "approval": {"vote": "board"},
    }
    case.update(more)
    return case  # type: ignore[no-any-return]  # built loosely, so that a test may leave a key out


def consent(body: Body, signed: list[str], roll: list[str], **more: Any) -> Case:  # noqa: ANN401 - the same
    seats: dict[str, Position] = {"seat": {"holders": dict.fromkeys(roll, 1)}}
    ballots = dict.fromkeys(signed, "signed")
    return meeting(body, form="consent", ballots=ballots, positions=seats, **more)


# ---------------------------------------------------------------- section 1b


def test_e01_three_of_five_present_carry_a_board_of_nine_unless_it_says_in_office() -> None:
    tally = {"for": 3, "against": 2, "absent": 4}
    assert verdict(meeting(board(authorized=9), tally=tally)) == "valid"
    assert verdict(meeting(board(authorized=9, passes="> 1/2 of in_office"), tally=tally)) == "no_act"
    # by the same power alone, in place of the board's own threshold
    power = {"vote": "board", "passes": "> 1/2 of in_office"}
    assert verdict(meeting(board(authorized=9), tally=tally, approval=power)) == "no_act"


def test_e01_four_of_nine_are_no_quorum_and_that_is_void_or_what_the_clause_says() -> None:
    tally = {"for": 4, "absent": 2}
    assert verdict(meeting(board(authorized=9), tally=tally)) == "void"
    assert verdict(meeting(board(authorized=9, defects={"quorum": "voidable"}), tally=tally)) == "voidable"
    # below a quorum those in office fill a vacancy (223): the power asks for no quorum
    power = {"vote": "board", "quorum": "none", "passes": "> 1/2 of in_office"}
    assert verdict(meeting(board(authorized=9), tally=tally, approval=power)) == "valid"


@pytest.mark.parametrize(("base", "ends"), [("present", "no_act"), ("represented", "no_act"), ("cast", "valid")])
def test_e02_an_abstention_is_a_no_where_those_present_are_the_base(base: str, ends: str) -> None:
    body = board(passes=f"> 1/2 of {base}", quorum=">= 1 of in_office")
    assert verdict(meeting(body, tally={"for": 2, "against": 1, "abstain": 2})) == ends
    assert verdict(meeting(body, tally={"for": 1, "abstain": 99})) == ends


@pytest.mark.parametrize(
    ("ayes", "nays", "abstain", "ends"), [(7, 4, 2, "no_act"), (2, 1, 10, "no_act"), (8, 4, 1, "valid")]
)
def test_e03_of_thirteen_both_thresholds_must_be_met(ayes: int, nays: int, abstain: int, ends: str) -> None:
    body = board(authorized=13, passes="> 1/2 of present and >= 2/3 of cast")
    assert verdict(meeting(body, tally={"for": ayes, "against": nays, "abstain": abstain})) == ends


def test_e04_a_tie_leaves_things_as_they_are_unless_an_instrument_gives_a_casting_vote() -> None:
    tally = {"for": 3, "against": 3}
    chair: Any = {
        "seat": {"holders": dict.fromkeys([*(f"for-{i}" for i in range(3)), *(f"against-{i}" for i in range(3))], 1)}
    }
    chair["chair"] = {"holders": {"for-0": 1}}
    body = board(passes="> 1/2 of cast")
    assert verdict(meeting(body, tally=tally, positions=chair, casting="for")) == "no_act"
    body = board(passes="> 1/2 of cast", casting="chair")
    assert verdict(meeting(body, tally=tally, positions=chair)) == "no_act"
    assert verdict(meeting(body, tally=tally, positions=chair, casting="against")) == "no_act"
    assert verdict(meeting(body, tally=tally, positions=chair, casting="for")) == "valid"  # 4 of 7


def casting(ballot: str, aside: Any = (), passes: str = "> 1/2 of cast") -> Case:  # noqa: ANN401 - rows
    """Two for, two against, and a chair with this ballot, who uses a casting vote for it."""
    ballots = {"a": "for", "b": "for", "c": "against", "d": "against", "chairman": ballot}
    seats: Any = {"seat": {"holders": dict.fromkeys(ballots, 1)}, "chair": {"holders": {"chairman": 1}}}
    body = board(authorized=5, passes=passes, casting="chair", aside=list(aside))
    return meeting(body, ballots=ballots, positions=seats, casting="for")


def test_e41_the_casting_vote_is_for_a_chair_who_is_there_and_does_not_stand_aside() -> None:
    assert verdict(casting("abstain")) == "valid"
    assert verdict(casting("absent")) == "no_act"
    assert verdict(casting("recused")) == "no_act"
    assert verdict(casting("non-vote")) == "no_act"
    assert verdict(casting("against")) == "no_act"  # 2 to 3 is no tie
    barred: Any = {"who": "chairman", "vote": True, "quorum": False, "base": False}
    assert verdict(casting("against", [barred])) == "no_act"  # a tie, by the chair's not counting
    assert verdict(casting("abstain", [{**barred, "vote": False}])) == "valid"


def test_the_casting_vote_is_one_vote_cast_and_one_vote_more() -> None:
    assert verdict(casting("abstain", passes=">= 3/5 of cast")) == "valid"  # 3 of 5
    assert verdict(casting("abstain", passes="> 3/5 of cast")) == "no_act"  # 3 of 5, not of 4
    assert verdict(casting("abstain", passes="> 1/2 of in_office")) == "valid"  # 3 of 5
    assert verdict(casting("abstain", passes="> 3 of in_office")) == "no_act"


def test_without_a_tie_the_casting_vote_is_not_asked_for() -> None:
    case = casting("abstain", passes=">= 3/5 of in_office")
    assert verdict(case) == "valid"  # 2 to 2, and the casting vote makes 3 of 5
    case["ballots"]["d"] = "abstain"
    assert verdict(case) == "no_act"  # 2 to 1 falls short of 3 and is no tie


def test_a_chair_off_the_roll_has_no_casting_vote() -> None:
    case = casting("abstain")
    del case["positions"]["seat"]["holders"]["chairman"]
    assert verdict(case) == "no_act"


@pytest.mark.parametrize(("signed", "ends"), [(6, "valid"), (5, "void"), (4, "void")])
def test_e05_a_board_consent_without_one_of_six_is_void_unless_the_certificate_says_otherwise(
    signed: int, ends: str
) -> None:
    assert verdict(consent(board(consent="all of in_office"), SIX[:signed], SIX)) == ends
    majority = board(consent="> 1/2 of in_office")
    assert verdict(consent(majority, SIX[:signed], SIX)) == "valid"
    soft = board(consent="all of in_office", defects={"consent": "voidable"})
    assert verdict(consent(soft, SIX[:signed], SIX)) == {"void": "voidable"}.get(ends, ends)
    assert verdict(consent(board(consent="never"), SIX[:signed], SIX)) == "void"
    assert verdict(consent(board(), SIX[:signed], SIX)) == "void"


def test_e06_the_sole_remaining_director_of_three_is_no_quorum_of_signers() -> None:
    asked = board(authorized=3, consent="all of in_office", signers_quorum=True)
    assert verdict(consent(asked, ["ann"], ["ann"])) == "void"
    assert verdict(consent(board(authorized=3, consent="all of in_office"), ["ann"], ["ann"])) == "valid"
    assert verdict(consent(asked, ["ann", "bob"], ["ann", "bob"])) == "valid"  # 2 of 3


@pytest.mark.parametrize(("ayes", "ends"), [(3, "no_act"), (4, "valid")])
def test_e07b_of_seven_in_office_four_fill_a_vacancy(ayes: int, ends: str) -> None:
    power = {"vote": "board", "passes": "> 1/2 of in_office"}
    tally = {"for": ayes, "abstain": 6 - ayes, "absent": 1}
    assert verdict(meeting(board(authorized=9), tally=tally, approval=power)) == ends


@pytest.mark.parametrize(
    ("ayes", "of", "ends"), [(6, 10, "no_act"), (7, 10, "valid"), (5, 9, "no_act"), (6, 9, "valid")]
)
def test_e08_two_thirds_are_never_rounded(ayes: int, of: int, ends: str) -> None:
    body = board(authorized=of, passes=">= 2/3 of in_office")
    assert verdict(meeting(body, tally={"for": ayes, "against": of - ayes})) == ends


def removal(roll: list[str], ayes: list[str], nays: list[str], body: Body) -> Case:
    """A removal of the first on the roll from the office of chief executive."""
    ballots = {**dict.fromkeys(ayes, "for"), **dict.fromkeys(nays, "against")}
    act = {"verb": "remove", "position": "ceo", "target": roll[0]}
    seats = {"seat": {"holders": dict.fromkeys(roll, 1)}, "ceo": {"holders": {roll[0]: 1}}}
    return meeting(body, ballots=ballots, act=act, positions=seats)


def test_e09_the_target_votes_and_counts_unless_an_instrument_says_otherwise() -> None:
    roll = ["a", "b", "c", "d"]
    row: Any = {"who": "target", "vote": True, "quorum": False, "base": False}
    assert verdict(removal(roll, ["c", "d"], ["a", "b"], board(authorized=4))) == "no_act"
    body = board(authorized=4, passes="> 1/2 of cast", aside=[row])
    assert verdict(removal(roll, ["c", "d"], ["a", "b"], body)) == "valid"  # 2 to 1
    body = board(authorized=4, aside=[row])
    assert verdict(removal(roll, ["c", "d"], ["a", "b"], body)) == "no_act"  # 2 of 4 present


def test_e11_two_of_three_are_interested_and_the_third_votes_yes() -> None:
    ballots = {"a": "recused", "b": "recused", "c": "for"}
    seats = {"seat": {"holders": dict.fromkeys(ballots, 1)}}
    row: Any = {"who": "recused", "vote": True, "quorum": False, "base": False}

    def ends(passes: str, **switches: bool) -> str:
        body = board(authorized=3, passes=passes, aside=[{**row, **switches}])
        return verdict(meeting(body, ballots=ballots, positions=seats))

    assert ends("> 1/2 of present") == "no_act"  # 1 of 3 who are there
    assert ends("> 1/2 of eligible") == "valid"  # the disinterested, though fewer than a quorum
    assert ends("> 1/2 of represented") == "valid"  # there, and entitled to vote on it
    assert ends("> 1/2 of cast", quorum=True) == "void"  # UK Model Art. 14: no quorum, no decision
    assert ends("> 1/2 of present", base=True) == "valid"  # 1 of 1, and the quorum 3 of 3


def test_e12_a_target_who_leaves_the_base_makes_removal_easier_again_and_again() -> None:
    row: Any = {"who": "target", "vote": True, "quorum": False, "base": True}
    for others in (["d", "e", "f"], ["e", "f"], ["f"]):  # three proposers against 3, then 2, then 1
        roll = [*others, "a", "b", "c"]
        body = board(passes="> 1/2 of in_office", quorum="> 1/2 of in_office", aside=[row])
        assert verdict(removal(roll, ["a", "b", "c"], others, body)) == "valid"
    stays = board(passes="> 1/2 of in_office")
    assert verdict(removal(["d", "e", "f", "a", "b", "c"], ["a", "b", "c"], ["d", "e", "f"], stays)) == "no_act"


def off_base(who: str) -> Row:
    return {"who": who, "vote": False, "quorum": False, "base": True}


def test_rows_add_up_and_a_base_leaves_the_votes_cast_too() -> None:
    ballots = {"a": "for", "b": "for", "c": "against", "d": "against", "e": "against"}
    body = board(authorized=5, passes=">= 2/3 of cast")
    case = meeting(body, ballots=ballots)
    case["positions"]["seat"]["holders"] = dict.fromkeys(ballots, 1)
    assert verdict(case) == "no_act"  # 2 of 5
    body["aside"] = [off_base("c")]
    assert verdict(case) == "no_act"  # 2 of 4
    body["aside"] = [off_base("c"), off_base("d")]
    assert verdict(case) == "valid"  # 2 of 3
    body["passes"] = "all of cast"
    assert verdict(case) == "no_act"
    body["aside"] = [off_base(who) for who in ballots]
    body["passes"] = ">= 0/1 of cast"
    assert verdict(case) == "no_act"  # all five make the quorum, and no base is left for the votes
    body["quorum"] = "none"
    assert verdict(case) == "no_act"  # a base of 0 is never met
    body["passes"] = "all of in_office"
    body["aside"] = [off_base("a")]
    case["ballots"] = {"a": "for", "b": "for", "c": "for", "d": "for"}
    assert verdict(case) == "no_act"  # b, c, d of b, c, d, e; a's aye is not inside


@pytest.mark.parametrize(("votes", "ends"), [(1, "valid"), (2, "no_act"), (3, "no_act")])
def test_e20_of_three_equal_holders_the_target_has_three_votes_a_share(votes: int, ends: str) -> None:
    ballots = {"t": "against", "x": "for", "y": "for"}
    positions = {"share": {"holders": dict.fromkeys(ballots, 100)}, "seat": {"holders": {"t": 1}}}
    body: Any = {"roll": ["share"], "passes": "> 1/2 of cast", "weights": {"target": votes}}
    act = {"verb": "remove", "position": "seat", "target": "t"}
    case = meeting(body, ballots=ballots, positions=positions, act=act)
    assert verdict(case) == ends  # 200 to 100, 200, 300
    case["act"] = {"verb": "determine", "position": "sale"}  # of anything else the weight is one
    assert verdict(case) == "valid"


def test_weights_go_by_target_then_party_then_position() -> None:
    positions = {"a": {"holders": {"x": 2, "y": 1}}, "b": {"holders": {"x": 1}}, "ceo": {"holders": {"x": 1}}}
    act = {"verb": "remove", "position": "ceo", "target": "x"}

    def ayes(weights: dict[str, int]) -> int:
        """The least number of votes that x's aye alone does not exceed."""
        for least in range(1, 100):
            body: Any = {"roll": ["a", "b"], "passes": f"> {least} of in_office", "weights": weights}
            if verdict(meeting(body, ballots={"x": "for"}, positions=positions, act=act)) == "no_act":
                return least
        raise AssertionError

    assert ayes({}) == 3
    assert ayes({"b": 10}) == 2 + 10
    assert ayes({"b": 10, "x": 4}) == 3 * 4
    assert ayes({"b": 10, "x": 4, "target": 7}) == 3 * 7
    assert ayes({"b": 10, "y": 4}) == 2 + 10


@pytest.mark.parametrize(("b", "ends"), [(9, "no_act"), (10, "valid")])
def test_e22_more_than_one_eleventh_of_the_shares_is_a_majority_of_votes(b: int, ends: str) -> None:
    # 109 shares: 9 of B have 90 votes of 190, 10 of B have 100 of 199; 10/109 is more than 1/11, 9/109 less
    positions = {"A": {"holders": {"public": 109 - b}}, "B": {"holders": {"founder": b}}}
    body: Any = {"roll": ["A", "B"], "passes": "> 1/2 of outstanding", "weights": {"B": 10}}
    case = meeting(body, ballots={"founder": "for", "public": "against"}, positions=positions)
    assert verdict(case) == ends
    case["positions"]["A"]["holders"]["founder"] = case["positions"]["B"]["holders"].pop("founder")  # converted
    assert verdict(case) == "no_act"


@pytest.mark.parametrize(
    ("passes", "forty", "forty_one"),
    [
        ("> 1/2 of cast", "valid", "valid"),
        ("> 1/2 of represented", "no_act", "valid"),
        ("> 1/2 of outstanding", "no_act", "no_act"),
    ],
)
def test_e30_broker_non_votes_are_there_and_neither_cast_nor_entitled(passes: str, forty: str, forty_one: str) -> None:
    for ayes, ends in ((40, forty), (41, forty_one)):
        holders = {"y": ayes, "n": 75 - ayes, "a": 5, "broker": 20}
        ballots = {"y": "for", "n": "against", "a": "abstain", "broker": "non-vote"}
        body: Any = {"roll": ["share"], "quorum": ">= 100 of outstanding", "passes": passes}
        case = meeting(body, ballots=ballots, positions={"share": {"holders": holders}})
        assert verdict(case) == ends
        ballots["broker"] = "absent"
        assert verdict(case) == "void"  # without the broker's 20 there is no quorum of 100
    assert passes  # E30: 40/75, 40/80 (41 passes), 40/100


def trust(before: bool, ballots: dict[str, str]) -> str:  # noqa: FBT001 - before or after the date
    """E52: class majorities, or a share of all but T; stricter after a date."""
    positions = {
        "founders": {"holders": {"f": 60, "g": 40}},
        "series-a": {"holders": {"h": 50, "i": 50}},
        "preferred": {"holders": {"k": 100}},
        "class-t": {"holders": {"trust": 1000, "f": 500}},
    }
    classes = [name for name in positions if name != "class-t"]
    bodies: Any = {name: {"roll": [name], "passes": "> 1/2 of outstanding"} for name in classes}
    row = {"who": "class-t", "vote": True, "quorum": True, "base": True}
    bodies["all-but-t"] = {"roll": list(positions), "aside": [row], "passes": ">= 75% of outstanding"}
    first = "> 1/2 of outstanding" if before else ">= 75% of outstanding"
    second = ">= 75% of outstanding" if before else ">= 85% of outstanding"
    each: list[Approval] = [{"vote": name, "passes": first} for name in classes]
    approval = {"any": [{"all": each}, {"vote": "all-but-t", "passes": second}]}
    return verdict(
        meeting(
            bodies["all-but-t"], by="all-but-t", bodies=bodies, ballots=ballots, positions=positions, approval=approval
        )
    )


def test_e52_stacked_approvals_turn_with_the_date_and_leave_class_t_out_of_numerator_and_base() -> None:
    everyone = dict.fromkeys("fghik", "for")
    # g, h, i, k: 240 of 300 are 80 %; founders 40 of 100 fail, so the class limb fails
    eighty = {**everyone, "f": "against", "trust": "against"}
    assert trust(before=True, ballots=eighty) == "valid"
    assert trust(before=False, ballots=eighty) == "no_act"
    # f, h and k, with T: 210 of 300 are 70 %; series A 50 of 100 is no majority
    seventy = {"f": "for", "h": "for", "k": "for", "trust": "for", "g": "against", "i": "against"}
    assert trust(before=True, ballots=seventy) == "no_act"
    # all but g: 260 of 300 are 86.7 %; founders 60 of 100
    assert trust(before=True, ballots={**everyone, "g": "against"}) == "valid"
    assert trust(before=False, ballots={**everyone, "g": "against"}) == "valid"


# ---------------------------------------------------------------- the table of the law review, part C

FORMS = ["consent", "meeting of the four", "noon call", "noticed meeting"]
TABLE = [
    # reading, size, and for each form the chief executive's office and the seats
    ("R1", 6, ["valid", "valid", "valid", "valid"], ["valid", "valid", "valid", "valid"]),
    ("R1", 7, ["valid", "valid", "valid", "valid"], ["valid", "valid", "valid", "valid"]),
    ("R1", 9, ["valid", "void", "valid", "void"], ["valid", "void", "valid", "void"]),
    ("R2", 6, ["void", "valid", "valid", "valid"], ["valid", "valid", "valid", "valid"]),
    ("R2", 7, ["void", "valid", "valid", "valid"], ["valid", "valid", "valid", "valid"]),
    ("R2", 9, ["void", "void", "valid", "void"], ["valid", "void", "valid", "void"]),
    ("R3", 6, ["void", "void", "void", "valid"], ["valid", "void", "void", "valid"]),
    ("R3", 7, ["void", "void", "void", "valid"], ["valid", "void", "void", "valid"]),
    ("R3", 9, ["void", "void", "void", "void"], ["valid", "void", "void", "void"]),
]


@pytest.mark.parametrize(("reading", "size", "office", "seats"), TABLE, ids=[f"{row[0]}-{row[1]}" for row in TABLE])
@pytest.mark.parametrize("form", FORMS)
def test_the_table_of_forms_readings_and_sizes(
    form: str, reading: str, size: int, office: list[str], seats: list[str]
) -> None:
    signatures = "> 1/2 of in_office" if reading == "R1" else "all of in_office"
    notice = "due" if reading == "R3" else "not-due"
    bodies: Any = {
        "board": board(authorized=size, consent=signatures, notice=notice),
        "members": {"roll": ["seat"], "passes": "> 1/2 of outstanding", "consent": "> 1/2 of outstanding"},
    }
    told = {"consent": [], "meeting of the four": FOUR, "noon call": ["altman", *FOUR], "noticed meeting": SIX}[form]
    ballots = dict.fromkeys(FOUR, "signed" if form == "consent" else "for")
    if form == "noon call":
        ballots["altman"] = "against"
    for ends, approval in ((office, {"vote": "board"}), (seats, {"vote": "members"})):
        case = meeting(bodies["board"], bodies=bodies, ballots=ballots, approval=approval, meeting={"told": set(told)})
        case["form"] = "consent" if form == "consent" else "meeting"
        case["positions"]["seat"]["holders"] = dict.fromkeys(SIX, 1)
        assert verdict(case) == ends[FORMS.index(form)]


def test_not_told_told_and_absent_attended_attended_to_object_are_four_facts() -> None:
    """One tally, 4 for of six in office: the sheet asks for four verdicts."""

    def ends(notice: str, told: str, ballot: str, **how: Any) -> str:  # noqa: ANN401 - the keys of a meeting
        ballots = {**dict.fromkeys(FOUR, "for"), "altman": "against", "brockman": ballot}
        case = meeting(board(notice=notice), ballots=ballots)
        case["positions"]["seat"]["holders"] = dict.fromkeys(SIX, 1)
        everybody = set(SIX) if told == "told" else set(SIX) - {"brockman"}
        case["meeting"] = {"told": everybody, **how}  # type: ignore[typeddict-item]  # the keys of a meeting
        return verdict(case)

    assert ends("due", "not told", "absent") == "void"
    assert ends("due", "told", "absent") == "valid"
    assert ends("due", "not told", "against") == "valid"
    assert ends("due", "not told", "abstain", objecting={"brockman"}) == "void"
    assert ends("due", "not told", "absent", waived={"brockman"}) == "valid"
    assert ends("due", "not told", "absent", regular=True) == "valid"
    assert ends("not-due", "not told", "absent") == "valid"


@pytest.mark.parametrize(("signed", "ends"), [(4, "void"), (5, "valid")])
def test_on_paper_a_power_that_asks_for_more_is_asked_beside_the_form(signed: int, ends: str) -> None:
    case = consent(board(consent="> 1/2 of in_office"), SIX[:signed], SIX)
    assert verdict(case) == "valid"
    case["approval"] = {"vote": "board", "passes": "> 2/3 of in_office"}  # more than 4 of 6
    assert verdict(case) == ends
    # a power that asks for less does not take the place of the form (141(f))
    case = consent(board(consent="all of in_office"), SIX[:signed], SIX)
    case["approval"] = {"vote": "board", "passes": "> 1/2 of in_office"}
    assert verdict(case) == "void"


def test_the_same_four_signatures_are_good_for_members_and_void_for_the_board() -> None:
    bodies: Any = {
        "board": board(consent="all of in_office"),
        "members": {"roll": ["seat"], "passes": "> 1/2 of outstanding", "consent": "> 1/2 of outstanding"},
    }
    case = consent(bodies["board"], FOUR, SIX, bodies=bodies)
    assert verdict({**case, "approval": {"vote": "members"}}) == "valid"
    assert verdict({**case, "approval": {"vote": "board"}}) == "void"
    bodies["members"]["roll"] = ["nobody"]  # members: none
    case["positions"]["nobody"] = {"holders": {}}
    assert verdict({**case, "approval": {"vote": "members"}}) == "void"


# ---------------------------------------------------------------- classes, sponsors, consents, trees


@pytest.mark.parametrize(("ballot", "ends"), [("absent", "void"), ("abstain", "valid"), ("against", "valid")])
def test_the_class_that_must_be_there_can_keep_a_quorum_away(ballot: str, ends: str) -> None:
    positions = {"common": {"holders": {"a": 1, "b": 1, "c": 1}}, "preferred": {"holders": {"p": 1}}}
    body = board(
        authorized=5,
        roll=["common", "preferred"],
        class_sizes={"preferred": 2},
        class_quorums={"preferred": ">= 1 of in_office"},
    )
    case = meeting(body, ballots={"a": "for", "b": "for", "c": "for", "p": ballot}, positions=positions)
    assert verdict(case) == ends
    body["class_quorums"] = {"preferred": "> 1/2 of authorized"}  # 1 of 2 is not more than half
    assert verdict(case) == "void"
    body["class_quorums"] = {"preferred": ">= 1/2 of authorized"}
    assert verdict(case) == ends


def test_the_whole_quorum_and_each_class_are_all_asked() -> None:
    positions: Any = {"common": {"holders": {"a": 1, "b": 1, "c": 1}}, "preferred": {"holders": {"p": 1}}}
    body = board(authorized=4, roll=["common", "preferred"], passes="> 1/2 of cast")
    body["class_quorums"] = {"preferred": ">= 1 of in_office"}
    case = meeting(body, positions=positions, ballots={"p": "for"})
    assert verdict(case) == "void"  # the class is there, and 1 of 4
    case["ballots"]["a"] = case["ballots"]["b"] = "for"
    assert verdict(case) == "valid"
    body["class_quorums"] = {"preferred": ">= 1 of in_office", "common": "all of in_office"}
    assert verdict(case) == "void"  # 2 of 3 of the common
    assert verdict({**case, "approval": {"vote": "board", "quorum": "none"}}) == "valid"  # in place of all of it
    body["class_quorums"] = {"preferred": ">= 1 of in_office"}
    body["aside"] = [{"who": "p", "vote": False, "quorum": True, "base": False}]
    case["ballots"]["c"] = "for"
    assert verdict(case) == "void"  # 3 of 4 without p; p is there, and not counted for the class
    case["bodies"]["board"]["aside"] = []
    assert verdict(case) == "valid"


def test_a_class_has_vacant_seats_of_its_own() -> None:
    # 1 of 2 preferred seats is filled, all 3 common ones; 4 of 5 in all
    positions: Any = {"common": {"holders": {"a": 1, "b": 1, "c": 1}}, "preferred": {"holders": {"p": 1}}}
    body = board(authorized=5, roll=["common", "preferred"], class_sizes={"common": 3, "preferred": 2})
    body["class_quorums"] = {"common": "all of authorized"}
    case = meeting(body, positions=positions, ballots=dict.fromkeys("abc", "for"))
    assert verdict(case) == "valid"
    body["class_quorums"] = {"common": "all of authorized", "preferred": ">= 1 of authorized"}
    assert verdict(case) == "void"


def test_occupied_seats_count_in_votes_and_vacant_ones_are_one() -> None:
    # two of five seats are vacant, one director has three votes: 2 + 3 + 1 + 1 = 7; 4 is a majority, 3 is not
    ballots = {"a": "for", "b": "absent", "c": "absent"}
    case = meeting(board(authorized=5, weights={"a": 3}), ballots=ballots)
    case["positions"]["seat"]["holders"] = dict.fromkeys(ballots, 1)
    assert verdict(case) == "void"
    case["ballots"]["b"] = "against"
    assert verdict(case) == "valid"  # 3 of the 4 present


@pytest.mark.parametrize(("named", "ends"), [({"x"}, "void"), ({"x", "stranger"}, "void"), ({"x", "y"}, "valid")])
def test_sponsors_are_counted_in_votes_on_the_roll(named: set[str], ends: str) -> None:
    positions = {"share": {"holders": {"x": 9, "y": 2, "z": 100}}}
    body: Any = {"roll": ["share"], "passes": "> 1/2 of cast"}
    approval = {"sponsors": ">= 1/10 of outstanding", "of": "board"}  # 11.1 of 111, then 11 of 111
    case = meeting(body, positions=positions, approval=approval, sponsors=named, ballots={})
    assert verdict(case) == "void"
    positions["share"]["holders"]["z"] = 99  # 11 of 110
    assert verdict(case) == ends


def test_a_golden_share_speaks_through_whoever_holds_it() -> None:
    case = meeting(board(), tally={"for": 6}, approval={"all": [{"vote": "board"}, {"consent": "golden"}]})
    case["positions"]["golden"] = {"holders": {"state": 1}}
    assert verdict({**case, "given": {"state"}}) == "valid"
    assert verdict({**case, "given": {"golden"}}) == "void"
    case["positions"]["golden"] = {"holders": {}}
    assert verdict({**case, "given": {"state"}}) == "void"


def test_the_electors_of_the_seat_take_the_place_of_the_body_named() -> None:
    positions: Any = {
        "common-seat": {"holders": {"t": 1}, "elected_by": "preferred"},
        "ceo": {"holders": {"t": 1}},
        "common-share": {"holders": {"x": 1}},
        "preferred-share": {"holders": {"y": 1}},
    }
    bodies: Any = {
        "common": {"roll": ["common-share"], "passes": "> 1/2 of outstanding"},
        "preferred": {"roll": ["preferred-share"], "passes": "> 1/2 of outstanding"},
    }
    case = meeting(
        bodies["common"], by="common", bodies=bodies, positions=positions, ballots={"y": "for", "x": "against"}
    )
    case["act"] = {"verb": "remove", "position": "common-seat", "target": "t"}
    assert verdict({**case, "approval": {"vote": "common"}}) == "no_act"
    assert verdict({**case, "approval": {"vote": "common", "electors": True}}) == "valid"
    case["act"]["position"] = "ceo"
    assert verdict({**case, "approval": {"vote": "common", "electors": True}}) == "no_act"


LEAVES: dict[str, Approval] = {
    "valid": {"oracle": "yes"},
    "pending": {"oracle": "open"},
    "no_act": {"vote": "board", "passes": "all of in_office"},
    "void": {"oracle": "no"},
    "voidable": {"vote": "board", "quorum": "all of in_office"},
}


@pytest.mark.parametrize(
    ("node", "parts", "ends"),
    [
        ("all", ["valid", "voidable"], "voidable"),
        ("all", ["voidable", "pending"], "pending"),
        ("all", ["pending", "no_act"], "no_act"),
        ("all", ["void", "no_act", "valid"], "void"),
        ("any", ["valid", "void"], "valid"),
        ("any", ["voidable", "pending"], "voidable"),
        ("any", ["pending", "no_act"], "pending"),
        ("any", ["no_act", "void"], "no_act"),
        (1, ["void", "pending", "voidable"], "voidable"),
        (2, ["void", "pending", "voidable"], "pending"),
        (3, ["void", "pending", "voidable"], "void"),
        (2, ["valid", "valid", "void", "no_act"], "valid"),
        (3, ["valid", "valid", "void", "no_act"], "no_act"),
    ],
)
def test_k8_all_takes_the_worst_any_the_best_k_of_the_kth_best(node: str | int, parts: list[str], ends: str) -> None:
    kinds = [LEAVES[part] for part in parts]
    approval: Approval = {"k_of": node, "list": kinds} if isinstance(node, int) else {node: kinds}
    case = meeting(board(), tally={"for": 5, "absent": 1}, answers={"yes": "yes", "no": "no"}, power_defect="voidable")
    for name, leaf in LEAVES.items():
        assert verdict({**case, "approval": leaf}) == name
    assert verdict({**case, "approval": approval}) == ends


def test_a_lost_vote_without_quorum_or_notice_is_what_is_worse() -> None:
    tally = {"for": 1, "against": 2, "absent": 3}
    assert verdict(meeting(board(), tally=tally)) == "void"
    assert verdict(meeting(board(defects={"quorum": "voidable"}), tally=tally)) == "no_act"
    assert (
        verdict(meeting(board(defects={"quorum": "voidable", "notice": "void"}, notice="due"), tally=tally)) == "void"
    )


def test_never_is_void_or_the_defect_of_the_power() -> None:
    case = meeting(board(), tally={"for": 6}, approval={"never": True})
    assert verdict(case) == "void"
    assert verdict({**case, "power_defect": "voidable"}) == "voidable"


def test_findings_show_each_part_and_join_to_the_verdict() -> None:
    case = meeting(board(notice="due"), tally={"for": 2, "against": 2}, meeting={"told": set()})
    tree = findings(case)
    assert [(part["leaf"], part["verdict"]) for part in tree["parts"]] == [
        ("notice", "valid"),
        ("quorum", "valid"),
        ("votes", "no_act"),
    ]
    assert joined(tree) == "no_act"


def test_words_outside_the_format_are_refused() -> None:
    case = meeting(board(), tally={"for": 6})
    wrong: list[dict[str, Any]] = [
        {"form": "seance"},
        {"ballots": {"for-0": "signed"}},
        {"approval": {"maybe": True}},
        {"approval": {"k_of": 3, "list": [{"vote": "board"}]}},
        {"approval": {"vote": "board", "passes": "> 1/2 of moon"}},
        {"approval": {"vote": "board", "passes": "= 1/2 of cast"}},
        {"form": "consent", "ballots": {}, "approval": {"vote": "board", "passes": "> 1/2 of cast"},
         "bodies": {"board": board(consent="all of in_office")}},
    ]  # fmt: skip
    for change in wrong:
        with pytest.raises(ValueError, match="no "):
            verdict({**case, **change})  # type: ignore[typeddict-item]  # wrong on purpose
