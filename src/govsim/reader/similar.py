"""The word that was probably meant: what stands behind every "did you mean"."""

from collections.abc import Iterable

_ALIKE = 0.65  # `vai` still finds `via` (2/3); `no` does not find `not yet`
_LONGEST = 100  # characters; nobody mistypes a whole paragraph, and comparing long texts is quadratic


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the word of `known` that is most like `word`, if any is like enough; the case of letters is ignored.

    A word one slip of the hand away goes first; then one of which only the part before the dot was left out; then the
    one with most characters in common (Ratcliff and Obershelp, 1988). Of equally like words the first in the alphabet
    is given, whatever order `known` comes in.

    >>> nearest("linqvist", ["link", "lindqvist", "board"])
    'lindqvist'
    """
    if len(word) > _LONGEST:
        return None
    from difflib import SequenceMatcher  # noqa: PLC0415 - costly to import, and seldom needed

    folded = word.casefold()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded)
    best: str | None = None
    reached = (False, False, _ALIKE)
    for candidate in sorted(set(known)):
        other = candidate.casefold()
        slip, tail = one_slip(folded, other), other.endswith(f".{folded}")
        matcher.set_seq1(other)
        if not (slip or tail) and (reached[0] or reached[1]):
            continue
        if not (slip or tail) and min(matcher.real_quick_ratio(), matcher.quick_ratio()) < reached[2]:
            continue  # a costly comparison would be in vain
        likeness = (slip, tail, matcher.ratio())
        if likeness > reached or (best is None and likeness >= reached):
            best, reached = candidate, likeness
    return best


def one_slip(word: str, other: str) -> bool:
    """Whether one character more, less or other, or two neighbours changed about, make `other` of `word`.

    Two words with nothing in common are no slip of each other.

    >>> one_slip("vai", "via"), one_slip("a", "b")
    (True, False)
    """
    longest = max(len(word), len(other))
    if longest - min(len(word), len(other)) > 1 or longest < 2:  # noqa: PLR2004 - of one character nothing is left
        return False
    same = 0
    while same < min(len(word), len(other)) and word[same] == other[same]:
        same += 1
    left, right = word[same:], other[same:]
    swapped = left[1::-1] + left[2:]
    return left[1:] == right[1:] or left == right[1:] or left[1:] == right or swapped == right
