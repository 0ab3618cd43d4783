"""One order for the steps of two tellings of a story."""

from collections.abc import Iterable


def merged(steps: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """Give `steps` in their order, with each of `more` that is not there after what stood before it in `more`.

    >>> merged(("a", "c"), ("a", "b", "c"))
    ('a', 'b', 'c')
    """
    out = dict.fromkeys(steps)
    front: list[str] = []
    after: dict[str, list[str]] = {}
    run = front
    for name in dict.fromkeys(more):
        if name in out:
            run = after[name] = []
        else:
            run.append(name)
    return (*front, *(one for name in out for one in (name, *after.get(name, ()))))
