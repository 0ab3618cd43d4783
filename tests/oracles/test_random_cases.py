"""The random cases: the same for the same seed, a mixture of verdicts, and every feature of the format decides some.

Where a case needs none of what the older oracle of one count lacks, both must agree.
"""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest

from approving import CHOICES, VERDICTS, Approval, Body, Case, findings, joined, verdict
from coalitions import REFUSED, least_cures, leaves
from counting import Case as Count
from counting import Threshold, outcome
from random_cases import cases, histogram, random_case

CASES = cases(5_000)
ENDS = [verdict(case) for case in CASES]


def parts_of(approval: Approval) -> list[Approval]:
    """The parts of a node; of a leaf, none."""
    return [part for key in ("all", "any", "list") for part in approval.get(key, [])]


def test_the_same_seed_gives_the_same_case() -> None:
    assert random_case(7) == random_case(7)
    assert cases(3, first=5) == [random_case(5), random_case(6), random_case(7)]
    assert random_case(7) != random_case(8)


def test_every_verdict_is_common() -> None:
    assert histogram(200) == Counter(ENDS[:200])
    assert set(ENDS) == set(VERDICTS)
    assert min(Counter(ENDS).values()) > len(CASES) // 25


def test_both_forms_and_both_kinds_of_act_and_every_leaf_and_node_occur() -> None:
    seen: Counter[str] = Counter()
    for case in CASES:
        seen.update([case["form"], case["act"]["verb"], *case["ballots"].values()])
        stack = [case["approval"]]
        while stack:
            approval = stack.pop()
            seen.update(list(approval))
            stack += parts_of(approval)
    words = "meeting consent remove determine for against abstain recused absent non-vote signed silent"
    words += " vote passes quorum electors sponsors of oracle never all any k_of list"
    assert {word for word in words.split() if seen[word] < 20} == set()


# ---------------------------------------------------------------- each feature decides


def of_body(key: str, value: Any = None) -> Callable[[Case], None]:  # noqa: ANN401 - any value of a body
    """Take a key away from every body, or set it."""

    def change(case: Case) -> None:
        for body in case["bodies"].values():
            loose: Any = body
            if value is None:
                loose.pop(key, None)
            else:
                loose[key] = value

    return change


def of_case(key: str) -> Callable[[Case], None]:
    def change(case: Case) -> None:
        loose: Any = case
        loose.pop(key, None)

    return change


def of_votes(key: str) -> Callable[[Case], None]:
    """Take a key away from every vote of the approval."""

    def change(case: Case) -> None:
        stack = [case["approval"]]
        while stack:
            approval = stack.pop()
            stack += parts_of(approval)
            if "vote" in approval:
                approval.pop(key, None)

    return change


def of_rows(who: str, switch: str) -> Callable[[Case], None]:
    """Turn one switch off in the rows on some; `position` and `person` stand for all of their kind."""

    def change(case: Case) -> None:
        for body in case["bodies"].values():
            for row in body.get("aside", []):
                kind = "position" if row["who"] in case["positions"] else "person"
                if who in {row["who"], kind if row["who"] not in {"recused", "target"} else ""}:
                    loose: Any = row
                    loose[switch] = False

    return change


def of_weights(who: str) -> Callable[[Case], None]:
    def change(case: Case) -> None:
        for body in case["bodies"].values():
            for key in list(body.get("weights", {})):
                kind = "target" if key == "target" else "position" if key in case["positions"] else "person"
                if kind == who:
                    del body["weights"][key]

    return change


def of_meeting(key: str) -> Callable[[Case], None]:
    def change(case: Case) -> None:
        if "meeting" in case:
            loose: Any = case["meeting"]
            loose.pop(key)

    return change


def of_ballots(ballot: str, instead: str) -> Callable[[Case], None]:
    def change(case: Case) -> None:
        for person, given in case["ballots"].items():
            if given == ballot:
                case["ballots"][person] = instead

    return change


def first_threshold_only(case: Case) -> None:
    for body in case["bodies"].values():
        body["passes"] = body["passes"].split(" and ")[0]


def no_one_elects(case: Case) -> None:
    for position in case["positions"].values():
        position.pop("elected_by", None)


FEATURES: dict[str, Callable[[Case], None]] = {
    "notice": of_body("notice"),
    "quorum": of_body("quorum"),
    "quorum of classes": of_body("class_quorums"),
    "casting": of_body("casting"),
    "consent": of_body("consent"),
    "quorum of signers": of_body("signers_quorum"),
    "defects": of_body("defects"),
    "several thresholds": first_threshold_only,
    "a power's own passes": of_votes("passes"),
    "a power's own quorum": of_votes("quorum"),
    "electors": of_votes("electors"),
    "elected_by": no_one_elects,
    "sponsors": of_case("sponsors"),
    "given": of_case("given"),
    "answers": of_case("answers"),
    "a power's defect": of_case("power_defect"),
    "regular": of_meeting("regular"),
    "waived": of_meeting("waived"),
    "objecting": of_meeting("objecting"),
    "abstaining is not voting against": of_ballots("abstain", "against"),
    "a non-vote is not an abstention": of_ballots("non-vote", "abstain"),
    "a non-vote is not absent": of_ballots("non-vote", "absent"),
    "recused is not an abstention": of_ballots("recused", "abstain"),
    **{f"weight of a {who}": of_weights(who) for who in ("target", "person", "position")},
    **{
        f"{who} out of the {switch}": of_rows(who, switch)
        for who in ("recused", "target", "person", "position")
        for switch in ("vote", "quorum", "base")
    },
}


@pytest.mark.parametrize("feature", FEATURES)
def test_each_feature_decides_some_case(feature: str) -> None:
    decided = 0
    for case, ends in zip(CASES, ENDS, strict=True):
        other = deepcopy(case)
        FEATURES[feature](other)
        decided += other != case and verdict(other) != ends
        if decided == 3:
            return
    pytest.fail(f"{feature} decides {decided} of {len(CASES)} cases")


@pytest.mark.parametrize("choice", CHOICES)
def test_each_choice_where_the_sheets_leave_room_decides_some_case(choice: str) -> None:
    others = ["power", "body"] if choice == "consent_and_power" else [not CHOICES[choice]]
    for other in others:
        again = (verdict({**case, "choices": {choice: other}}) for case in CASES)
        assert any(ends != now for ends, now in zip(ENDS, again, strict=True))


def test_what_the_format_leaves_to_its_reader_is_kept_out() -> None:
    for case in CASES:
        for name in ("board", "council"):
            body = case["bodies"][name]
            seats = [dict(case["positions"][position]["holders"]) for position in body["roll"]]
            assert sum(len(held) for held in seats) == len({person for held in seats for person in held})
            assert sum(sum(held.values()) for held in seats) <= body["authorized"]
        for body in case["bodies"].values():
            assert {"target", *body["roll"]} | set(case["ballots"]) | {f"p{i}" for i in range(10)} >= set(
                body.get("weights", {})
            )
            if body.get("signers_quorum"):
                assert body["defects"].get("quorum") == body["defects"].get("consent")
        assert "power_defect" not in case or case["approval"] == {"never": True}


# ---------------------------------------------------------------- against the older oracle, and against itself


def as_tuple(text: str) -> Threshold:
    """One threshold as the older oracle writes it."""
    words = text.split()
    if words[0] == "all":
        return (False, "all", 1, words[-1])
    amount = words[1]
    if amount.isdigit():
        return (words[0] == ">", "count", int(amount), words[-1])
    share = Fraction(amount[:-1]) / 100 if amount.endswith("%") else Fraction(amount)
    return (words[0] == ">", "share", share, words[-1])


def as_count(case: Case, name: str) -> Count | None:
    """The one count of a case, where the older oracle has words for all of it."""
    body: Body = case["bodies"][name]
    rows = body.get("aside", [])
    switches = {frozenset(key for key, on in row.items() if on is True) for row in rows}
    recusal = any(row["who"] == "recused" for row in rows)
    on_classes = any(row["who"] in body["roll"] for row in rows)
    if "non-vote" in case["ballots"].values() or len(switches) > 1 or on_classes or "represented" in body["passes"]:
        return None
    if "recused" in case["ballots"].values() and rows and not recusal:
        return None
    target = case["act"].get("target")
    roll: dict[str, Fraction | int] = {}
    weights = body.get("weights", {})
    for position in body["roll"]:
        for person, units in case["positions"][position]["holders"].items():
            each = weights.get(person, weights.get(position, 1))
            if person == target:
                each = weights.get("target", each)
            roll[person] = roll.get(person, 0) + units * each
    excluded: set[str] = set()
    for row in rows:
        if row["who"] in case["positions"]:
            excluded |= set(case["positions"][row["who"]]["holders"])
        else:
            excluded.add(str(target) if row["who"] == "target" else row["who"])
    meeting = case["form"] == "meeting"
    asked = body["passes"] if meeting else body.get("consent", "never")
    if asked == "never":
        return None
    quorum = body.get("quorum") if meeting or body.get("signers_quorum") else None
    return {
        "form": case["form"],
        "authorized": body.get("authorized", 0),
        "roll": roll,
        "ballots": case["ballots"],
        "passes": [as_tuple(part) for part in asked.split(" and ")],
        "quorum": [as_tuple(part) for part in quorum.split(" and ")] if quorum else [],
        "excluded": excluded,
        "switches": set(next(iter(switches), frozenset())),
    }


def test_where_both_oracles_have_words_for_a_count_they_agree() -> None:
    compared: Counter[str] = Counter()
    for drawn in CASES[:1_500]:
        for name in ("board", "council", "holders"):
            case = deepcopy(drawn)
            body: Any = case["bodies"][name]
            for key in ("class_quorums", "casting", "notice", "defects"):
                body.pop(key, None)
            case["by"], case["approval"] = name, {"vote": name}
            count = as_count(case, name)
            if count is None:
                continue
            ends = outcome(count)
            compared[f"{case['form']}: {ends}"] += 1
            tree = findings(case)
            words = {part["leaf"]: part["verdict"] for part in tree["parts"]}
            quorate = words.get("quorum", words.get("signers", "valid")) == "valid"
            passed = words.get("votes", words.get("signatures")) == "valid"
            assert ends == ("no_quorum" if not quorate else "pass" if passed else "fail"), (case, name)
    assert min(compared.values()) > 50
    assert len(compared) == 6


def test_least_cures_cure_and_no_part_of_them_does() -> None:
    several = 0
    for case, ends in zip(CASES[:600], ENDS, strict=False):
        tree = findings(case)
        assert joined(tree) == ends
        refusing = {path for path, word in leaves(tree) if word in REFUSED}
        if len(refusing) > 10:
            continue
        cures = least_cures(tree)
        assert cures
        assert (cures == {frozenset()}) == (ends not in REFUSED)
        assert all(cure <= refusing for cure in cures)
        several += len(cures) > 1
    assert several > 20


def test_turning_a_no_into_a_yes_never_makes_a_verdict_worse() -> None:
    """Of an approval that counts one way only, which all of these do: no part of a tree asks for a refusal."""
    turned = better = 0
    for case, ends in zip(CASES[:1_500], ENDS, strict=False):
        for person, ballot in case["ballots"].items():
            if ballot in {"against", "silent"}:
                yes = {"against": "for", "silent": "signed"}[ballot]
                now = verdict({**case, "ballots": {**case["ballots"], person: yes}})
                assert VERDICTS.index(now) <= VERDICTS.index(ends), (case, person)
                turned += 1
                better += now != ends
    assert turned > 1_000
    assert better > 50
