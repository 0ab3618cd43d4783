"""The word that was probably meant: what stands behind every "did you mean"."""

from collections.abc import Iterable
from difflib import SequenceMatcher

_ALIKE = 0.65  # `vai` still finds `via` (2/3); `no` does not find `not yet`
_LONGEST = 100  # characters; nobody mistypes a whole paragraph, and comparing long texts is quadratic


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the word of `known` that is most like `word`, if any is like enough; the case of letters is ignored.

    Likeness is the share of characters in common (Ratcliff and Obershelp, 1988). Of equally like words the first
    in the alphabet is given, whatever order `known` comes in.

    >>> nearest("altmann", ["alton", "altman", "board"])
    'altman'
    """
    if len(word) > _LONGEST:
        return None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.casefold())
    best: str | None = None
    reached = _ALIKE
    for candidate in sorted(set(known)):
        matcher.set_seq1(candidate.casefold())
        if matcher.real_quick_ratio() < reached or matcher.quick_ratio() < reached:
            continue
        ratio = matcher.ratio()
        if ratio > reached or (best is None and ratio >= reached):
            best, reached = candidate, ratio
    return best
