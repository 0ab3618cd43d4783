"""The word that was probably meant: what stands behind every "did you mean"."""

from collections.abc import Iterable

_ALIKE = 0.65  # `vai` still finds `via` (2/3); `no` does not find `not yet`
_LONGEST = 100  # characters; nobody mistypes a whole paragraph, and comparing long texts is quadratic


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the word of `known` that is most like `word`, if any is like enough; the case of letters is ignored.

    A word one slip of the hand away goes first, and of these one of which two neighbours were changed about or one
    character struck twice; then one of which only the part before the dot was left out; then the one with most
    characters in common (Ratcliff and Obershelp, 1988), and of equals the one that begins alike for longer. Of equally
    like words the first in the alphabet is given, whatever order `known` comes in.

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
    reached = (0, False, _ALIKE, 0)
    for candidate in sorted(set(known)):
        other = candidate.casefold()
        slip, tail = slip_of(folded, other), other.endswith(f".{folded}")
        matcher.set_seq1(other)
        if not (slip or tail) and (reached[0] or reached[1]):
            continue
        if not (slip or tail) and min(matcher.real_quick_ratio(), matcher.quick_ratio()) < reached[2]:
            continue  # a costly comparison would be in vain
        likeness = (slip, tail, matcher.ratio(), _alike_before(folded, other))
        if likeness > reached or (best is None and likeness >= reached):
            best, reached = candidate, likeness
    return best


def meant(word: str, known: Iterable[str]) -> str | None:
    """Find the only word of `known` that can be meant by `word`: one slip away, or else with a first part left out.

    >>> meant("treasurerr", ["treasurer", "trustee"]), meant("p1", ["p10", "p11"])
    ('treasurer', None)
    """
    if len(word) > _LONGEST:
        return None
    folded, all_known = word.casefold(), sorted(set(known))
    near = [one for one in all_known if one_slip(folded, one.casefold())]
    near = near or [one for one in all_known if one.casefold().endswith(f".{folded}")]
    return near[0] if len(near) == 1 else None


def slip_of(word: str, other: str) -> int:
    """Grade how near `word` is to `other`: 2 if its neighbours changed about or one struck twice, 1 if another slip.

    >>> slip_of("vai", "via"), slip_of("annn", "ann"), slip_of("ano", "ann"), slip_of("bob", "ann")
    (2, 2, 1, 0)
    """
    if not one_slip(word, other):
        return 0
    same = _alike_before(word, other)
    twice = len(word) > len(other) and word[same] in {word[same - 1 : same], word[same + 1 : same + 2]}
    return 2 if twice or (len(word) == len(other) and sorted(word) == sorted(other)) else 1


def _alike_before(word: str, other: str) -> int:
    """Count the characters with which both begin."""
    same = 0
    while same < min(len(word), len(other)) and word[same] == other[same]:
        same += 1
    return same


def one_slip(word: str, other: str) -> bool:
    """Whether one character more, less or other, or two neighbours changed about, make `other` of `word`.

    Two words with nothing in common are no slip of each other.

    >>> one_slip("vai", "via"), one_slip("a", "b")
    (True, False)
    """
    longest = max(len(word), len(other))
    if longest - min(len(word), len(other)) > 1 or longest < 2:  # noqa: PLR2004 - of one character nothing is left
        return False
    same = _alike_before(word, other)
    left, right = word[same:], other[same:]
    swapped = left[1::-1] + left[2:]
    return left[1:] == right[1:] or left == right[1:] or left[1:] == right or swapped == right
