"""Random cases in the format of `approving`, the same for the same seed, with every feature of it.

Sizes run from 1 to 9: persons, units, seats, parts of a threshold. What the format leaves to whoever reads it is
kept out, see the end of this page; the rest is drawn on purpose so that each verdict is common.

The world of a case
    persons      p1 .. p9
    positions    seat-a, seat-b (the seats of `board`), member (of `council`), class-a, class-b (shares, of
                 `holders`); ceo (office), chair (chair), golden (shares: the one golden share), each held or vacant.
    board        seats, authorized with up to three vacant, sizes for each class. Nobody has two seats of a board.
    council      seats of one kind, authorized.
    holders      units; a person may have both classes.
    act          remove the target from the ceo's office or from a seat, or determine `sale`.
Kept out: thresholds on `authorized` for holders; quorums on present, cast and represented; powers' own `passes` on
    these in a consent; weights of a position that is off the roll; a power's own defect beside anything but `never`
    as the whole; signers who must be a quorum under clauses of different defect; more seats filled than authorized.
"""

from collections import Counter
from random import Random  # noqa: TID251 - a test may draw; the seed is in the call
from typing import Any

from approving import Act, Approval, Body, Case, Position, Row, verdict

SEATS = {"board": ["seat-a", "seat-b"], "council": ["member"]}
ROLLS = {**SEATS, "holders": ["class-a", "class-b"]}
OFFICES = ["ceo", "chair", "golden"]
QUESTIONS = ["may-they", "is-it-so"]
NEITHER = ["abstain", "recused", "recused", "absent", "non-vote", "non-vote"]


def cases(count: int, first: int = 0) -> list[Case]:
    """As many cases as asked, from seed `first` on."""
    return [random_case(seed) for seed in range(first, first + count)]


def histogram(count: int, first: int = 0) -> Counter[str]:
    """How many of these cases end with which verdict."""
    return Counter(verdict(case) for case in cases(count, first))


def random_case(seed: int) -> Case:
    """Draw one case."""
    rng = Random(seed)  # noqa: S311 - nothing is secret
    persons = [f"p{number}" for number in range(1, rng.randint(1, 9) + 1)]
    positions = _positions(rng, persons)
    bodies = {name: _body(rng, name, persons, positions) for name in ROLLS}
    form = "consent" if rng.random() < 0.35 else "meeting"
    act = _act(rng, positions)
    if rng.random() < 0.04:
        approval: Approval = {"never": True}
    else:
        approval = _approval(rng, form, persons, depth=2)
    voting = _voting(approval)
    by = rng.choice(voting) if voting and rng.random() < 0.9 else rng.choice(sorted(ROLLS))
    case: Case = {
        "by": by,
        "act": act,
        "form": form,
        "ballots": _ballots(rng, form, persons),
        "sponsors": _some(rng, persons, rng.choice([0.2, 0.6, 0.9])),
        "given": _some(rng, [*persons, "fund"], rng.choice([0.5, 0.8, 1])),
        "answers": {question: rng.choice(["yes", "no"]) for question in QUESTIONS if rng.random() < 0.55},
        "positions": positions,
        "bodies": bodies,
        "approval": approval,
    }
    if "never" in approval and rng.random() < 0.5:
        case["power_defect"] = "voidable"
    if form == "meeting":
        there = sorted(person for person, ballot in case["ballots"].items() if ballot != "absent")
        told = _some(rng, persons, rng.choice([0, 0.6, 0.9, 1, 1]))
        case["meeting"] = {
            "told": told,
            "objecting": _some(rng, there, rng.choice([0, 0, 0.5])),
            "waived": set(persons) - told if rng.random() < 0.15 else _some(rng, persons, rng.choice([0, 0, 0.5])),
            "regular": rng.random() < 0.25,
        }
        if rng.random() < 0.8:
            case["casting"] = rng.choice(["for", "for", "against"])
    return case


# ---------------------------------------------------------------- the world


def _positions(rng: Random, persons: list[str]) -> dict[str, Position]:
    directors = rng.sample(persons, rng.randint(1, len(persons)))
    first = rng.randint(0 if len(directors) > 1 else 1, len(directors))
    if rng.random() < 0.5:
        first = len(directors)
    members = rng.sample(persons, rng.randint(1, len(persons)))
    positions: dict[str, Position] = {
        "seat-a": {"holders": dict.fromkeys(directors[:first], 1)},
        "seat-b": {"holders": dict.fromkeys(directors[first:], 1)},
        "member": {"holders": dict.fromkeys(members, 1)},
    }
    for share in ROLLS["holders"]:
        owners = rng.sample(persons, rng.randint(1, len(persons)))
        positions[share] = {"holders": {owner: rng.randint(1, 9) for owner in owners}}
    for office in OFFICES:
        held = rng.random() < 0.85
        positions[office] = {"holders": {rng.choice(directors if office == "chair" else persons): 1} if held else {}}
    for seat in SEATS["board"]:
        if rng.random() < 0.4:
            positions[seat]["elected_by"] = rng.choice(["holders", "council"])
    return positions


def _act(rng: Random, positions: dict[str, Position]) -> Act:
    drawn = rng.random()
    for position, below in (("seat-a", 0.3), ("seat-b", 0.5), ("ceo", 0.75)):
        holders = sorted(positions[position]["holders"])
        if drawn < below and holders:
            return {"verb": "remove", "position": position, "target": rng.choice(holders)}
    return {"verb": "determine", "position": "sale"}


def _body(rng: Random, name: str, persons: list[str], positions: dict[str, Position]) -> Body:
    roll = ROLLS[name]
    seats = name in SEATS
    body: Body = {"roll": list(roll), "passes": _passes(rng, seats)}
    if seats:
        sizes = {p: len(positions[p]["holders"]) + rng.choice([0, 0, 0, 1, 2]) for p in roll}
        body["authorized"] = max(1, sum(sizes.values()))
        body["class_sizes"] = sizes
    weighted = {who: rng.choice([0, 2, 3, 9]) for who in ["target", rng.choice(persons), *roll] if rng.random() < 0.12}
    if weighted:
        body["weights"] = weighted
    if rng.random() < 0.5:
        body["aside"] = [_row(rng, persons, roll) for _ in range(rng.randint(1, 3))]
    body["notice"] = "due" if rng.random() < 0.7 else "not-due"
    if rng.random() < 0.85:
        body["quorum"] = _quorum(rng, seats)
    if len(roll) > 1 and rng.random() < 0.3:
        wanted = [p for p in roll if rng.random() < 0.5]
        bases = ["in_office", *(["authorized"] if seats else [])]
        body["class_quorums"] = {p: f"{rng.choice(['>= 1', '> 1/3', '>= 1/2'])} of {rng.choice(bases)}" for p in wanted}
    if rng.random() < 0.7:
        body["casting"] = "chair"
    drawn = rng.random()
    if drawn < 0.85:
        body["consent"] = _signatures(rng, seats)
    elif drawn < 0.95:
        body["consent"] = "never"
    body["signers_quorum"] = rng.random() < 0.4
    defects = {of: "voidable" for of in ("notice", "quorum", "consent") if rng.random() < 0.35}
    if body["signers_quorum"]:
        defects.pop("quorum", None)
        if "consent" in defects:
            defects["quorum"] = "voidable"
    body["defects"] = defects
    return body


def _row(rng: Random, persons: list[str], roll: list[str]) -> Row:
    who = rng.choice(
        ["recused", "recused", "recused", "target", "target", rng.choice(persons), rng.choice(roll), "ceo"]
    )
    return {"who": who, "vote": rng.random() < 0.75, "quorum": rng.random() < 0.45, "base": rng.random() < 0.45}


# ---------------------------------------------------------------- thresholds


def _one(rng: Random, shares: list[str], bases: list[str]) -> str:
    if rng.random() < 0.08:
        return f"all of {rng.choice(bases)}"
    if rng.random() < 0.12:
        return f"{rng.choice(['>', '>='])} {rng.randint(1, 5)} of {rng.choice(bases)}"
    return f"{rng.choice(['>', '>='])} {rng.choice(shares)} of {rng.choice(bases)}"


def _several(rng: Random, shares: list[str], bases: list[str], again: float) -> str:
    parts = [_one(rng, shares, bases)]
    while rng.random() < again:
        parts.append(_one(rng, shares, bases))
    return " and ".join(parts)


def _on_paper(seats: bool) -> list[str]:  # noqa: FBT001 - seats or shares
    return ["in_office", "eligible", "outstanding", *(["authorized"] if seats else [])]


def _passes(rng: Random, seats: bool) -> str:  # noqa: FBT001 - seats or shares
    bases = [*_on_paper(seats), *["present", "cast", "represented"] * 3]
    return _several(rng, ["1/2", "1/2", "1/2", "3/5", "2/3", "3/4", "55.5%"], bases, 0.2)


def _quorum(rng: Random, seats: bool) -> str:  # noqa: FBT001 - seats or shares
    return _several(rng, ["1/2", "1/2", "1/3", "40%"], _on_paper(seats), 0.1)


def _signatures(rng: Random, seats: bool) -> str:  # noqa: FBT001 - seats or shares
    return _several(rng, ["1/2", "1/2", "1/3", "2/3"], _on_paper(seats), 0.1)


# ---------------------------------------------------------------- the tree


def _approval(rng: Random, form: str, persons: list[str], depth: int) -> Approval:
    if depth == 0 or rng.random() < 0.5:
        return _leaf(rng, form, persons)
    parts = [_approval(rng, form, persons, depth - 1) for _ in range(rng.randint(1, 4))]
    drawn = rng.random()
    if drawn < 0.35:
        return {"all": parts}
    if drawn < 0.65:
        return {"any": parts}
    return {"k_of": rng.randint(1, len(parts)), "list": parts}


def _leaf(rng: Random, form: str, persons: list[str]) -> Approval:
    drawn = rng.random()
    if drawn < 0.68:
        return _vote(rng, form)
    if drawn < 0.76:
        body = rng.choice(sorted(ROLLS))
        asked = _one(rng, ["1/2", "1/3", "10%"], ["in_office", "outstanding"])
        return {"sponsors": asked, "of": body}
    if drawn < 0.85:
        return {"consent": rng.choice(["fund", "golden", rng.choice(persons)])}
    if drawn < 0.97:
        return {"oracle": rng.choice(QUESTIONS)}
    return {"never": True}


def _vote(rng: Random, form: str) -> Approval:
    name = rng.choice(["board", "board", "council", "holders"])
    electors = rng.random() < 0.15
    leaf: dict[str, Any] = {"vote": name}
    seats = name in SEATS and not electors
    if rng.random() < 0.2:
        leaf["passes"] = _passes(rng, seats) if form == "meeting" else _signatures(rng, seats)
    if rng.random() < 0.15:
        leaf["quorum"] = "none" if rng.random() < 0.5 else _quorum(rng, seats)
    if electors:
        leaf["electors"] = True
    return leaf


def _voting(approval: Approval) -> list[str]:
    """The bodies named anywhere in an approval."""
    if "vote" in approval:
        return [approval["vote"]]
    parts = approval.get("all") or approval.get("any") or approval.get("list") or []
    return [name for part in parts for name in _voting(part)]


# ---------------------------------------------------------------- the act


def _ballots(rng: Random, form: str, persons: list[str]) -> dict[str, str]:
    ballots = {}
    if form == "consent":
        willing = rng.choice([0.5, 0.8, 0.95, 1])
        ballots = {p: "signed" if rng.random() < willing else "silent" for p in persons}
    elif rng.random() < 0.06:  # nobody votes
        ballots = {p: rng.choice(["abstain", *NEITHER]) for p in persons}
    elif rng.random() < 0.5:  # a close vote: for and against in turn, and up to three who do neither
        ballots = {p: ["for", "against"][place % 2] for place, p in enumerate(rng.sample(persons, len(persons)))}
        for p in rng.sample(persons, min(len(persons), rng.randint(0, 3))):
            ballots[p] = rng.choice(NEITHER)
    else:
        willing = rng.choice([0.35, 0.6, 0.8, 0.9])
        ballots = {p: "for" if rng.random() < willing else rng.choice(["against", *NEITHER]) for p in persons}
    return {person: ballot for person, ballot in ballots.items() if rng.random() < 0.97}


def _some(rng: Random, names: list[str], share: float) -> set[str]:
    return {name for name in names if rng.random() < share}
