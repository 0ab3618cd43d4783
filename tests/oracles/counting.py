"""One count, by brute force: every person is put in or out of every set by hand.

An independent oracle written from the domain page (edge cases of section 1b) and
the kernel's grammar. Definitions used, all of them:

People and weights
    `roll` maps each person who holds a position in the body now to a weight. The
    people on the roll are *in office*. A ballot of a person off the roll is void.
    `authorized` is a number of seats: a vacant one counts 1, an occupied one the weight of its
    holder (8 Del. C. 141(d): every majority of the directors is one of their votes).
Ballots at a meeting: for, against, abstain, recused, absent; no ballot: absent.
Ballots in a consent: signed, silent; no ballot: silent, which is not a vote, only
    the lack of a signature.
Excluded people are those named in `excluded` (a rule bars them from the matter)
    and those whose ballot is `recused`. Three independent switches say what it does:
    `vote`    their ballot is not counted: neither aye nor nay nor signature;
    `quorum`  they are not counted toward the quorum (its numerator);
    `base`    they leave every denominator, also `authorized` (each with their weight); the denominators of the
              quorum only if `quorum` takes them out of its numerator too: 8 Del. C. 141(b) asks for a majority of
              the total number of directors, and whoever is one of those who make it is one of that number.
    With `vote` off, an excluded person's for, against or signature counts; a
    `recused` ballot is never an aye or a nay.
Sets
    attended  any ballot but absent (for, against, abstain, recused);
    cast      counted for + counted against;
    ayes      counted for; in a consent, the counted signatures.
Bases, as weights, after the `base` exclusion
    authorized    the seats, in votes;
    in_office     the whole roll;
    eligible      the roll minus those whom `vote` bars;
    present       those who attended;
    cast          those whose for or against is counted;
    represented   those present who may vote on the matter (proxies are not modelled): less those whom `vote` bars;
    outstanding   the whole weight of the roll, voting or not.
    A consent knows authorized, in_office, eligible and outstanding only.
Thresholds `(strict, kind, amount, base)`
    share   numerator > (or >=) amount * base
    count   numerator > (or >=) amount; the base must not be 0
    all     the whole of the base: the numerator's part inside the base equals it
    A list of thresholds asks for each. A base of 0 never passes, whatever the kind.
Order: the quorum first (numerator: those who attended, or the counted signers, less those the
    `quorum` switch takes away), then the pass with the ayes. A tie is a fail.
    Exact rationals; nothing is rounded.
"""

from fractions import Fraction
from typing import NotRequired, TypedDict

Threshold = tuple[bool, str, Fraction | int, str]

MEETING_BALLOTS = frozenset({"for", "against", "abstain", "recused", "absent"})
CONSENT_BALLOTS = frozenset({"signed", "silent"})
CONSENT_BASES = frozenset({"authorized", "in_office", "eligible", "outstanding"})


class Case(TypedDict):
    """One count; a plain dict. See the module for what each word means."""

    form: str
    """`meeting` or `consent`."""
    authorized: int
    roll: dict[str, Fraction | int]
    ballots: dict[str, str]
    passes: list[Threshold]
    quorum: NotRequired[list[Threshold]]
    """Absent or empty: no quorum is asked."""
    excluded: NotRequired[set[str]]
    switches: NotRequired[set[str]]
    """Which of `vote`, `quorum`, `base` an exclusion touches; absent: none."""


def outcome(case: Case) -> str:
    """Say how the count ends: `pass`, `fail` or `no_quorum`.

    All definitions are in the docstring of this module. Raises ValueError for a
    form, ballot, kind or base the grammar does not have.
    """
    ballots = _ballots(case)
    switches = case.get("switches", set())
    out = {p for p in ballots if p in case.get("excluded", set())}
    out |= {p for p, ballot in ballots.items() if ballot == "recused"}
    barred = out if "vote" in switches else set()
    uncounted = out if "quorum" in switches else set()
    gone_from_base = out if "base" in switches else set()

    attended = {p for p, b in ballots.items() if b not in {"absent", "silent"}}
    ayes = {p for p, b in ballots.items() if b in {"for", "signed"}} - barred
    nays = {p for p, b in ballots.items() if b == "against"} - barred
    everybody = {
        "in_office": set(ballots),
        "eligible": set(ballots) - barred,
        "present": attended,
        "cast": ayes | nays,
        "represented": attended - barred,
        "outstanding": set(ballots),
    }
    if case["form"] == "consent":
        everybody = {name: people for name, people in everybody.items() if name in CONSENT_BASES}
        attended = ayes

    def met(numerator: set[str], threshold: Threshold, gone: set[str]) -> bool:
        strict, kind, amount, base = threshold
        bases = {name: people - gone for name, people in everybody.items()}
        if base == "authorized":
            inside = numerator - gone
            vacant = case["authorized"] - len(ballots)
            whole = vacant + _weight(case, set(ballots) - gone)
        elif base in bases:
            inside = numerator & bases[base]
            whole = _weight(case, bases[base])
        else:
            message = f"no base {base!r} in a {case['form']}"
            raise ValueError(message)
        least = {"share": amount * whole, "count": Fraction(amount), "all": whole}
        if kind not in least:
            message = f"no kind of threshold {kind!r}"
            raise ValueError(message)
        if whole <= 0:
            return False
        if kind == "all":
            return _weight(case, inside) >= whole
        reached = _weight(case, numerator)
        return reached > least[kind] if strict else reached >= least[kind]

    # Lists, not generators: every threshold is read, so a wrong one is always refused.
    quorate = [met(attended - uncounted, t, gone_from_base & uncounted) for t in case.get("quorum", [])]
    passed = [met(ayes, t, gone_from_base) for t in case["passes"]]
    if not all(quorate):
        return "no_quorum"
    return "pass" if all(passed) else "fail"


def _ballots(case: Case) -> dict[str, str]:
    """One ballot for each person on the roll; others' are void and dropped."""
    if case["form"] not in {"meeting", "consent"}:
        message = f"no form {case['form']!r}"
        raise ValueError(message)
    meeting = case["form"] == "meeting"
    known = MEETING_BALLOTS if meeting else CONSENT_BALLOTS
    missing = "absent" if meeting else "silent"
    given = {person: case["ballots"].get(person, missing) for person in case["roll"]}
    for person, ballot in given.items():
        if ballot not in known:
            message = f"no ballot {ballot!r} in a {case['form']} ({person})"
            raise ValueError(message)
    return given


def _weight(case: Case, people: set[str]) -> Fraction:
    return sum((Fraction(case["roll"][p]) for p in people), Fraction(0))
