"""One approval held against one act, by brute force: every vote is put in or out of every set by hand.

An independent oracle, written from the sheets (edge cases of section 1b, the grammar of section 2, the review of the
law) and from clause K8 of the kernel alone. Slow and plain on purpose. `verdict(case)` answers with a word,
`findings(case)` with the tree it comes from.

The case, one plain dict
    by            the body that acts: whose meeting it is, or whose paper.
    act           {verb, position, target}: `remove` has a position and a target (the person it is about); `determine`
                  has a matter as its position, and no target.
    form          `meeting` or `consent`.
    ballots       person -> ballot. Meeting: for, against, abstain, recused, absent, non-vote; none: absent. Consent:
                  signed, silent; none: silent. Ballots are the persons', so every body of the approval is counted
                  with the same ones, each on its own roll; of a person off the roll they are void.
    meeting       {told, objecting, waived: sets of persons; regular: bool}. Who attended is who has a ballot other
                  than absent.
    casting       `for` or `against`: how the casting vote was used; missing: it was not.
    sponsors      set of persons named as sponsors.
    given         set of parties that consent.
    answers       question -> `yes` or `no`; missing: unanswered.
    positions     name -> {holders: person -> units, elected_by: body}. A seat or office is 1 unit.
    bodies        name -> body, below.
    approval      tree, below.
    power_defect  `voidable`: the defect of the clause that gives the power. It matters where the whole approval is
                  `never`, and for a quorum or a threshold of the power's own. Missing: void.
    choices       switches where the sheets leave room, see CHOICES. Missing: the defaults.

A body
    roll            list of positions. Each holding (person, position) is one *lot*; sets below are sets of lots.
    authorized      number of seats; missing for a body of shares, whose thresholds do not use it.
    class_sizes     position -> number of its seats.
    weights         `target`, a person, or a position of the roll -> votes per unit. In this order; else 1 per unit.
    aside           list of rows {who, vote, quorum, base}: who = `recused` (whose ballot says so), `target`, a person
                    or a position. A position of the roll: its lots; another one: all lots of who holds it. The three
                    booleans say from which count they are out; rows add up.
    notice          `due` or `not-due` (missing: not due).
    quorum          threshold, missing: none is asked.
    class_quorums   position -> threshold over the lots of this class alone, beside `quorum`.
    passes          threshold for a vote at a meeting.
    casting         the position whose holder has the casting vote; missing: nobody.
    consent         threshold of signatures, or `never`; missing: the body has no such form.
    signers_quorum  True: the signers must meet `quorum` and `class_quorums`.
    defects         {notice, quorum, consent: `void` or `voidable`}, missing: void.

An approval
    {vote: body, passes, quorum, electors}   `passes` and `quorum` (a threshold, or `none`) in place of the body's own;
                                             `electors: True`: the `elected_by` of the act's position, where there is
                                             one, in place of the body named.
    {sponsors: threshold, of: body} · {consent: party or position} · {oracle: question} · {never: True}
    {all: [..]} · {any: [..]} · {k_of: k, list: [..]}

A threshold is written as in the files: `> 1/2 of cast`, `>= 66.5% of present`, `>= 4 of authorized`, `all of
in_office`, joined by `and`. A whole number is a number of votes, anything else a share.

Sets, after the rows
    barred      out of the vote: no aye, no nay, no signature. Without a row a `recused` ballot is merely no vote.
    uncounted   out of the quorum's numerator.
    gone        out of every denominator; out of those of a quorum only with the uncounted: whoever counts toward it is
                one of the total number of directors of whom 8 Del. C. 141(b) asks for a majority.
    attended    any ballot but absent.
    ayes, nays  for (or signed), against; not barred.
Bases, less those gone
    authorized   the vacant seats, one vote each, and the votes of those in office
    in_office    the whole roll                  outstanding  the same
    eligible     the roll less those barred      present      those who attended
    cast         ayes and nays                   represented  those who attended and may vote on the matter:
                                                              no non-vote, nobody barred
    In a consent there are authorized, in_office, eligible and outstanding alone.
    A base of 0 is never met. `all of`: the numerator's part inside the base is the whole of it.

Vote at a meeting: all of
    notice   each person on the roll was told, or waived, or attended without objecting; or the meeting is regular
    quorum   those who attended, less the uncounted, and the same for each class
    votes    the ayes; short: no_act
    Where the body with the power is not the one that acts, the notice and the quorum of the acting body as well.
Casting vote: asked where the votes fall short and ayes equal nays; the holder must be on the roll, be there (for,
    against or abstain) and not be barred. It is one vote more, on its side, and a vote cast.
Vote by consent: all of
    signatures   the ayes reach the body's `consent` (else its defect), and the `passes` of the power if it has one
    signers      a quorum, where the rule asks for it: the same count with the ayes (else the defect of `consent`)
Verdicts from best to worst: valid, voidable, pending, no_act, void. `all` takes the worst, `any` the best, `k_of` the
k-th best. Oracle: yes valid, no void, unanswered pending. Consent not given, sponsors too few, never: void.
"""

from fractions import Fraction
from typing import Any, NotRequired, TypedDict

Approval = dict[str, Any]
Tree = dict[str, Any]
Lot = tuple[str, str]

VERDICTS = ["valid", "voidable", "pending", "no_act", "void"]
MEETING_BALLOTS = {"for", "against", "abstain", "recused", "absent", "non-vote"}
CONSENT_BALLOTS = {"signed", "silent"}
CONSENT_BASES = {"authorized", "in_office", "eligible", "outstanding"}

CHOICES: dict[str, Any] = {
    "barred_are_represented": False,  # True: `represented` is `present` less the non-votes
    "class_row_takes_person": False,  # True: a row on a class of the roll takes all lots of who holds one of it
    "none_to_none_is_a_tie": True,  # False: no casting vote where no vote was cast, or none that weighs anything
    "casting_is_cast": True,  # False: the casting vote adds to the ayes and not to the base of votes cast
    "consent_and_power": "both",  # `power`: a threshold of the power in place of the signatures; `body`: ignored
    "sponsors_stand_aside": False,  # True: rows of the body apply to sponsors: out of the vote, out of the base
    "acting_body_too": True,  # False: of the acting body neither notice nor quorum is asked for another's vote
    "rows_add_up": True,  # False: of several rows the first that speaks of a holding decides
    "casting_on_roll": True,  # False: whoever holds the office has the casting vote, on the roll or not
    "non_votes_are_eligible": True,  # False: a share that may not vote on the matter is not eligible
    "same_notice_rule": False,  # True: who is on the roll of the acting body had to be told under its rule alone
    "power_quorum_drops_classes": True,  # False: the presence of classes is asked beside a power's own quorum
}


class Act(TypedDict):
    """What is done."""

    verb: str
    position: str
    target: NotRequired[str]


class Meeting(TypedDict):
    """Who was told of the meeting."""

    told: set[str]
    objecting: NotRequired[set[str]]
    waived: NotRequired[set[str]]
    regular: NotRequired[bool]


class Position(TypedDict):
    """Who holds it, with units."""

    holders: dict[str, int]
    elected_by: NotRequired[str]


class Row(TypedDict):
    """Who stands aside, and from what."""

    who: str
    vote: bool
    quorum: bool
    base: bool


class Body(TypedDict):
    """An electorate and its rules; see the module."""

    roll: list[str]
    authorized: NotRequired[int]
    class_sizes: NotRequired[dict[str, int]]
    weights: NotRequired[dict[str, int]]
    aside: NotRequired[list[Row]]
    notice: NotRequired[str]
    quorum: NotRequired[str]
    class_quorums: NotRequired[dict[str, str]]
    passes: str
    casting: NotRequired[str]
    consent: NotRequired[str]
    signers_quorum: NotRequired[bool]
    defects: NotRequired[dict[str, str]]


class Case(TypedDict):
    """One act and one approval; see the module."""

    by: str
    act: Act
    form: str
    ballots: dict[str, str]
    meeting: NotRequired[Meeting]
    casting: NotRequired[str]
    sponsors: NotRequired[set[str]]
    given: NotRequired[set[str]]
    answers: NotRequired[dict[str, str]]
    positions: dict[str, Position]
    bodies: dict[str, Body]
    approval: Approval
    power_defect: NotRequired[str]
    choices: NotRequired[dict[str, Any]]


def verdict(case: Case) -> str:
    """Answer with one of VERDICTS. Raises ValueError for a word the format does not have."""
    return joined(findings(case))


def findings(case: Case) -> Tree:
    """Build the tree of findings: leaves `{leaf, verdict}`, nodes `{node, parts}` and for `k_of` also `k`."""
    if "never" in case["approval"]:
        return _leaf("never", case.get("power_defect", "void"))
    return _approval(case, case["approval"])


def joined(tree: Tree) -> str:
    """Join the verdicts of a tree: `all` the worst, `any` the best, `k_of` the k-th best."""
    if "leaf" in tree:
        word: str = tree["verdict"]
        return word
    parts = sorted((joined(part) for part in tree["parts"]), key=VERDICTS.index)
    place: int = {"all": len(parts), "any": 1, "k_of": tree.get("k", 0)}[tree["node"]]
    if not 1 <= place <= len(parts):
        raise ValueError(f"no {place} of {len(parts)}")
    return parts[place - 1]


# ---------------------------------------------------------------- the tree


def _approval(case: Case, approval: Approval) -> Tree:
    if "all" in approval:
        return {"node": "all", "parts": [_approval(case, part) for part in approval["all"]]}
    if "any" in approval:
        return {"node": "any", "parts": [_approval(case, part) for part in approval["any"]]}
    if "k_of" in approval:
        parts = [_approval(case, part) for part in approval["list"]]
        return {"node": "k_of", "k": approval["k_of"], "parts": parts}
    if "never" in approval:
        return _leaf("never", "void")
    if "oracle" in approval:
        answer = case.get("answers", {}).get(approval["oracle"])
        return _leaf("oracle", {"yes": "valid", "no": "void", None: "pending"}[answer])
    if "consent" in approval:
        return _leaf("party", "valid" if _given(case, approval["consent"]) else "void")
    if "sponsors" in approval:
        return _leaf("sponsors", "valid" if _sponsored(case, approval) else "void")
    if "vote" in approval:
        return _vote(case, approval)
    raise ValueError(f"no approval {approval!r}")


def _leaf(name: str, word: str) -> Tree:
    return {"leaf": name, "verdict": word}


def _given(case: Case, who: str) -> bool:
    given = case.get("given", set())
    if who in case["positions"]:
        holders = case["positions"][who]["holders"]
        return bool(holders) and all(holder in given for holder in holders)
    return who in given


def _sponsored(case: Case, approval: Approval) -> bool:
    name = approval["of"]
    lots = _lots(case, name)
    barred: set[Lot] = set()
    gone: set[Lot] = set()
    if _choice(case, "sponsors_stand_aside"):
        barred, _, gone = _aside(case, name)
    named = {lot for lot in lots if lot[0] in case.get("sponsors", set())} - barred
    bases = {"in_office": set(lots) - gone, "outstanding": set(lots) - gone, "eligible": set(lots) - barred - gone}
    return _met(approval["sponsors"], named, bases, lots, _vacant(case, name))


# ---------------------------------------------------------------- one vote


def _vote(case: Case, approval: Approval) -> Tree:
    name = approval["vote"]
    if approval.get("electors"):
        position = case["positions"].get(case["act"]["position"])
        name = position.get("elected_by", name) if position else name
    if case["form"] == "consent":
        return {"node": "all", "parts": _consent(case, name, approval)}
    if case["form"] != "meeting":
        raise ValueError(f"no form {case['form']!r}")
    parts = []
    if name != case["by"] and _choice(case, "acting_body_too"):
        parts += [_notice(case, case["by"]), _quorum(case, case["by"], {})]
    parts += [_notice(case, name), _quorum(case, name, approval)]
    parts += [_leaf("votes", "valid" if _carried(case, name, approval) else "no_act")]
    return {"node": "all", "parts": parts}


def _notice(case: Case, name: str) -> Tree:
    body = case["bodies"][name]
    acting = {person for person, _ in _lots(case, case["by"])} if name != case["by"] else set()
    spared = acting if _choice(case, "same_notice_rule") else set()
    nobody_told: Meeting = {"told": set()}
    meeting = case.get("meeting", nobody_told)
    if body.get("notice", "not-due") == "not-due" or meeting.get("regular", False):
        return _leaf("notice", "valid")
    ballots = _ballots(case, name)
    for person, ballot in ballots.items():
        if person in spared:
            continue
        told = person in meeting["told"] or person in meeting.get("waived", set())
        came_and_took_part = ballot != "absent" and person not in meeting.get("objecting", set())
        if not told and not came_and_took_part:
            return _leaf("notice", _defect(body, "notice"))
    return _leaf("notice", "valid")


def _quorum(case: Case, name: str, approval: Approval) -> Tree:
    """Ask whether those who attended are a quorum, and each class of which one is asked."""
    ballots = _ballots(case, name)
    there = {lot for lot in _lots(case, name) if ballots[lot[0]] != "absent"}
    ok = _quorate(case, name, approval, there)
    defect = case.get("power_defect", "void") if "quorum" in approval else _defect(case["bodies"][name], "quorum")
    return _leaf("quorum", "valid" if ok else defect)


def _quorate(case: Case, name: str, approval: Approval, there: set[Lot]) -> bool:
    body, lots = case["bodies"][name], _lots(case, name)
    _, uncounted, _ = _aside(case, name)
    bases = _bases(case, name, of_quorum=True)
    asked = approval.get("quorum", body.get("quorum", "none"))
    ok = asked == "none" or _met(asked, there - uncounted, bases, lots, _vacant(case, name))
    if "quorum" in approval and _choice(case, "power_quorum_drops_classes"):
        return ok
    for position, threshold in body.get("class_quorums", {}).items():
        of_class = {lot for lot in lots if lot[1] == position}
        class_bases = {base: within & of_class for base, within in bases.items()}
        class_lots = {lot: lots[lot] for lot in of_class}
        here = (there - uncounted) & of_class
        met = _met(threshold, here, class_bases, class_lots, _vacant_of_class(case, name, position))
        ok = ok and met
    return ok


def _carried(case: Case, name: str, approval: Approval) -> bool:
    body, lots = case["bodies"][name], _lots(case, name)
    passes = approval.get("passes", body["passes"])
    ayes, nays = _ayes(case, name), _nays(case, name)
    bases = _bases(case, name)
    if _met(passes, ayes, bases, lots, _vacant(case, name)):
        return True
    tie = _weight(lots, ayes) == _weight(lots, nays)
    if _weight(lots, ayes | nays) == 0 and not _choice(case, "none_to_none_is_a_tie"):
        tie = False
    if not tie or case.get("casting") != "for" or not _may_cast(case, name):
        return False  # a casting vote against leaves a motion that failed where it was
    one_more: Lot = ("the chair", "casting vote")
    lots = {**lots, one_more: 1}
    if _choice(case, "casting_is_cast"):
        bases = {**bases, "cast": bases["cast"] | {one_more}}
    return _met(passes, ayes | {one_more}, bases, lots, _vacant(case, name))


def _may_cast(case: Case, name: str) -> bool:
    chair = case["bodies"][name].get("casting")
    if chair is None:
        return False
    ballots, lots = _ballots(case, name), _lots(case, name)
    barred, _, _ = _aside(case, name)
    for holder in case["positions"][chair]["holders"]:
        if holder not in ballots and not _choice(case, "casting_on_roll"):
            return case["ballots"].get(holder) in {"for", "against", "abstain"}
        there = ballots.get(holder) in {"for", "against", "abstain"}
        may_vote = any(lot[0] == holder and lot not in barred for lot in lots)
        if there and may_vote:
            return True
    return False


def _consent(case: Case, name: str, approval: Approval) -> list[Tree]:
    body, lots = case["bodies"][name], _lots(case, name)
    defect = _defect(body, "consent")
    asked = body.get("consent", "never")
    if asked == "never":
        return [_leaf("form", defect)]
    signers, bases = _ayes(case, name), _bases(case, name)
    own = approval.get("passes")
    rule = _choice(case, "consent_and_power")
    parts = []
    if own is None or rule != "power":
        met = _met(asked, signers, bases, lots, _vacant(case, name))
        parts.append(_leaf("signatures", "valid" if met else defect))
    if own is not None and rule != "body":
        met = _met(own, signers, bases, lots, _vacant(case, name))
        parts.append(_leaf("signatures", "valid" if met else case.get("power_defect", "void")))
    if body.get("signers_quorum"):
        parts.append(_leaf("signers", "valid" if _quorate(case, name, approval, signers) else defect))
    return parts


# ---------------------------------------------------------------- sets of lots


def _lots(case: Case, name: str) -> dict[Lot, int]:
    """The votes of each holding on the roll: by target, by person, by position, else one per unit."""
    body, target = case["bodies"][name], case["act"].get("target")
    weights = body.get("weights", {})
    lots = {}
    for position in body["roll"]:
        for person, units in case["positions"][position]["holders"].items():
            if person == target and "target" in weights:
                each = weights["target"]
            elif person in weights:
                each = weights[person]
            elif position in weights:
                each = weights[position]
            else:
                each = 1
            lots[person, position] = units * each
    return lots


def _ballots(case: Case, name: str) -> dict[str, str]:
    """One ballot for each person on the roll; others' are void and dropped."""
    meeting = case["form"] == "meeting"
    known = MEETING_BALLOTS if meeting else CONSENT_BALLOTS
    missing = "absent" if meeting else "silent"
    ballots = {person: case["ballots"].get(person, missing) for person, _ in _lots(case, name)}
    for person, ballot in ballots.items():
        if ballot not in known:
            raise ValueError(f"no ballot {ballot!r} in a {case['form']} ({person})")
    return ballots


def _aside(case: Case, name: str) -> tuple[set[Lot], set[Lot], set[Lot]]:
    """Who is barred from the vote, who is not counted for the quorum, and who is gone from the bases."""
    body, lots, ballots = case["bodies"][name], _lots(case, name), _ballots(case, name)
    barred: set[Lot] = set()
    uncounted: set[Lot] = set()
    gone: set[Lot] = set()
    spoken_of: set[Lot] = set()
    for row in body.get("aside", []):
        who = row["who"]
        if who == "recused":
            out = {lot for lot in lots if ballots[lot[0]] == "recused"}
        elif who == "target":
            out = {lot for lot in lots if lot[0] == case["act"].get("target")}
        elif who in body["roll"] and not _choice(case, "class_row_takes_person"):
            out = {lot for lot in lots if lot[1] == who}
        elif who in case["positions"]:
            out = {lot for lot in lots if lot[0] in case["positions"][who]["holders"]}
        else:
            out = {lot for lot in lots if lot[0] == who}
        if not _choice(case, "rows_add_up"):
            out -= spoken_of
            spoken_of |= out
        barred |= out if row["vote"] else set()
        uncounted |= out if row["quorum"] else set()
        gone |= out if row["base"] else set()
    return barred, uncounted, gone


def _ayes(case: Case, name: str) -> set[Lot]:
    ballots = _ballots(case, name)
    barred, _, _ = _aside(case, name)
    return {lot for lot in _lots(case, name) if ballots[lot[0]] in {"for", "signed"}} - barred


def _nays(case: Case, name: str) -> set[Lot]:
    ballots = _ballots(case, name)
    barred, _, _ = _aside(case, name)
    return {lot for lot in _lots(case, name) if ballots[lot[0]] == "against"} - barred


def _bases(case: Case, name: str, *, of_quorum: bool = False) -> dict[str, set[Lot]]:
    """Every base but `authorized`, which is more than the lots there are."""
    ballots, lots = _ballots(case, name), set(_lots(case, name))
    barred, uncounted, gone = _aside(case, name)
    if of_quorum:
        gone &= uncounted
    bases = {"in_office": lots - gone, "outstanding": lots - gone, "eligible": lots - barred - gone}
    if case["form"] == "consent":
        return bases
    if not _choice(case, "non_votes_are_eligible"):
        bases["eligible"] -= {lot for lot in lots if ballots[lot[0]] == "non-vote"}
    present = {lot for lot in lots if ballots[lot[0]] != "absent"} - gone
    represented = {lot for lot in present if ballots[lot[0]] != "non-vote"}
    if not _choice(case, "barred_are_represented"):
        represented -= barred
    cast = (_ayes(case, name) | _nays(case, name)) - gone
    return {**bases, "present": present, "represented": represented, "cast": cast}


def _vacant(case: Case, name: str) -> int | None:
    body = case["bodies"][name]
    if "authorized" not in body:
        return None
    return body["authorized"] - sum(sum(case["positions"][p]["holders"].values()) for p in body["roll"])


def _vacant_of_class(case: Case, name: str, position: str) -> int | None:
    sizes = case["bodies"][name].get("class_sizes", {})
    if position not in sizes:
        return None
    return sizes[position] - sum(case["positions"][position]["holders"].values())


# ---------------------------------------------------------------- thresholds


def _met(
    threshold: str, numerator: set[Lot], bases: dict[str, set[Lot]], lots: dict[Lot, int], vacant: int | None
) -> bool:
    """Ask every part of a threshold; all are read, so that a wrong one is always refused."""
    parts = [_part_met(part, numerator, bases, lots, vacant) for part in threshold.split(" and ")]
    return all(parts)


def _part_met(
    part: str, numerator: set[Lot], bases: dict[str, set[Lot]], lots: dict[Lot, int], vacant: int | None
) -> bool:
    words = part.split()
    base = words[-1]
    if base == "authorized" and vacant is not None:
        within, whole = bases["in_office"], vacant + _weight(lots, bases["in_office"])
    elif base in bases:
        within, whole = bases[base], _weight(lots, bases[base])
    else:
        raise ValueError(f"no base {base!r} here")
    if whole <= 0:
        return False
    if words[:2] == ["all", "of"]:
        return _weight(lots, numerator & within) >= whole
    relation, quantity, of = words[:3]
    if relation not in {">", ">="} or of != "of":
        raise ValueError(f"no threshold {part!r}")
    if quantity.endswith("%"):
        least = Fraction(quantity.removesuffix("%")) / 100 * whole
    elif "/" in quantity:
        least = Fraction(quantity) * whole
    else:
        least = Fraction(int(quantity))
    reached = _weight(lots, numerator)
    return reached > least if relation == ">" else reached >= least


def _weight(lots: dict[Lot, int], some: set[Lot]) -> int:
    return sum(lots[lot] for lot in some)


def _defect(body: Body, of: str) -> str:
    return body.get("defects", {}).get(of, "void")


def _choice(case: Case, name: str) -> Any:  # noqa: ANN401 - a switch is a yes, a no or a word
    return {**CHOICES, **case.get("choices", {})}[name]
