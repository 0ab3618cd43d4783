"""Coalitions and those who have a say in words: who could, in which manner, and how many ways there are."""

from govsim.analysis.coalitions import LIMIT, QUESTIONS, Coalitions, Counts
from govsim.analysis.manners import Manner, Manners
from govsim.analysis.powers import Holding
from govsim.analysis.voters import Say
from govsim.views.courts import NOT_KNOWN
from govsim.views.lexicon import Lexicon


def family_words(found: Coalitions, counts: Counts, names: Lexicon) -> str:
    """Say which coalitions have so many voters of each type: `Ann; and any 2 of Ben, Cid, Dee`."""
    parts = []
    for voters, n in zip(found.types, counts, strict=True):
        if n == 0:
            continue
        called = names.people(voters)
        if n == len(voters):
            parts.append(called if n == 1 else f"all of {called}")
        else:
            parts.append(f"any {n} of {called}" if n > 1 else f"any one of {called}")
    return "; and ".join(parts) or "nobody: it takes no vote of anybody here"


_MANNERS: dict[tuple[Manner, ...], str] = {
    ("writing", "meeting"): "in writing, or at a meeting on notice to all",
    ("writing",): "in writing alone",
    ("meeting",): "at a meeting on notice to all",
    ("against", "away"): "by voting no, or by staying away",
    ("against", "no-quorum"): "by voting no, or by staying away, so that there is no quorum",
    ("against",): "by coming and voting no",
    ("away",): "by staying away",
    ("no-quorum",): "by staying away, so that there is no quorum",
}


def manner_words(found: Manners, manner: tuple[Manner, ...], among: int) -> str:
    """Say in which manner a coalition could, or could stop it, of so many; empty where that is not said."""
    said = _MANNERS.get(manner, "")
    if manner == ("meeting",) and found.in_writing:
        return f"{said}; in writing it takes {'all ' if found.in_writing == among else ''}{found.in_writing}"
    return said


def families_words(holding: Holding, names: Lexicon) -> str:
    """Say which are the least coalitions who could; empty where it is not known by which, or by none."""
    found = holding.together
    return " or ".join(family_words(found, counts, names) for counts in found.winning) if found is not None else ""


UNCOUNTED = (
    f"Who could together was not computed: over {LIMIT:,} coalitions differ, or over {QUESTIONS:,} of them would have "
    "to be asked about."
)


def uncounted(holding: Holding) -> bool:
    """Say whether it could be done and yet is not known by which coalitions, since too many of them differ."""
    return holding.together is None and holding.possible and not holding.already


_MANY = 10**9


def count_words(number: int) -> str:
    """Write a count; of more than nine digits only about how large it is."""
    return f"{number:,}" if number < _MANY else f"about 10^{len(str(number)) - 1}"


def say_words(one: Say, names: Lexicon) -> str:
    """Say who has a say: a body with so many on its roll, or a party; and for whom it acts."""
    through = f", for {names.name(one.through)}" if one.through else ""
    if one.body is None:
        return f"{names.name(one.name)}{through}"
    total = sum(votes for _, votes in one.votes)
    weighted = any(votes != 1 for _, votes in one.votes)
    size = f"{len(one.persons)} with {total:,} votes" if weighted else f"{len(one.persons)}"
    if one.unknown:
        size = NOT_KNOWN
    return f"the {names.name(one.name)} ({size}){through}"
