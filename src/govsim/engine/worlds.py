"""Which verdicts depend on what nobody knows: the rulings of a story in every admissible world.

A verdict depends on a dimension if and only if two admissible worlds that differ only there disagree. Dimensions that
no ruling asks for are not varied.
"""

from collections.abc import Iterator, Mapping

from govsim.engine.admissible import Worlds, apart, exclusions, worlds
from govsim.engine.timeline import Timeline
from govsim.engine.together import LIMIT, Answer, TooManyError
from govsim.record.acts import Accept, Decide, Resign, Resolve
from govsim.record.rulings import Verdict
from govsim.values import frozen


@frozen(kw_only=True)
class Dependence:
    """On which dimensions each ruling and each step depends, over `worlds` admissible worlds.

    `asked` are the dimensions that some ruling read, and those by which the author excludes such worlds. `proved` is
    False where there are too many worlds to look at all of them; nothing is then claimed.
    """

    by_item: Mapping[str, tuple[str, ...]]
    by_step: Mapping[str, tuple[str, ...]]
    asked: tuple[str, ...]
    worlds: int
    proved: bool = True


def _disagreements(found: Worlds) -> Iterator[tuple[str, Mapping[str, Answer], Mapping[str, Answer]]]:
    """Give each dimension with the verdicts of two worlds that differ only there; equal pairs once."""
    had = {id(answers): answers for answers in found.answers.values()}
    numbers = {values: id(answers) for values, answers in found.answers.items()}
    for place, name in enumerate(found.dims):
        pairs: dict[tuple[int, int], None] = {}
        for group in apart(numbers, (place,)):
            ordered = sorted({*group.values()})
            pairs.update(((a, b), None) for k, a in enumerate(ordered) for b in ordered[k + 1 :])
        for a, b in pairs:
            yield name, had[a], had[b]


def dependence(timeline: Timeline) -> Dependence:
    """Say on which open dimensions each ruling of a story depends, over all admissible worlds.

    The law is told again in each of them, and of the facts what `never:` asks for.
    """
    ruled = frozenset(s.id for s in timeline.story.steps if isinstance(s.act, Resolve | Decide | Resign | Accept))
    try:
        found = worlds(timeline, (), exclusions(timeline), ruled=ruled)
    except TooManyError as error:
        return Dependence(by_item={}, by_step={}, asked=error.dims, worlds=LIMIT, proved=False)
    by_item: dict[str, dict[str, None]] = {}
    for name, one, other in _disagreements(found):
        for item in (one.keys() | other.keys()) - found.excluding:
            if one.get(item, Verdict.VALID) is not other.get(item, Verdict.VALID):
                by_item.setdefault(item, {})[name] = None
    items = {item: tuple(name for name in found.dims if name in named) for item, named in sorted(by_item.items())}
    steps: dict[str, dict[str, None]] = {}
    for item, named in items.items():
        steps.setdefault(item.rpartition(".")[0], {}).update(dict.fromkeys(named))
    return Dependence(
        by_item=items,
        by_step={step: tuple(name for name in found.dims if name in named) for step, named in steps.items()},
        asked=found.dims,
        worlds=len(found.answers),
    )
