"""One order for the steps of two tellings of a story."""

from collections.abc import Iterable


def merged(steps: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """Give `steps` in their order, with each of `more` that is not there after what stood before it in `more`.

    >>> merged(("a", "c"), ("a", "b", "c"))
    ('a', 'b', 'c')
    """
    out = list(dict.fromkeys(steps))
    last = -1
    for name in dict.fromkeys(more):
        if name in out:
            last = out.index(name)
        else:
            last += 1
            out.insert(last, name)
    return tuple(out)
