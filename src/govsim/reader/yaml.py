"""From the bytes of a YAML file to positioned nodes, where every value stays the text a person wrote.

Built on the events of PyYAML's parser, never on its loader: a loader reads the vote `no` as false and `12:30` as 750,
and keeps only the last of two equal keys. The subset is small on purpose: no tags, no merge keys, one document.
"""

import gc
from functools import lru_cache

import yaml

from govsim.errors import Problem
from govsim.reader.building import TAKES, Building
from govsim.reader.limits import MOST_PROBLEMS
from govsim.reader.nodes import Node
from govsim.reader.syntax import explain
from govsim.reader.text import read_text

REMEMBERED = 150_000
"""Files of up to so many bytes are read once in a process: whoever asks twice asks of the same packs of law."""

LOADER: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(data: bytes, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read one YAML file; `file` is its name in places.

    Gives the root node and every problem, in file order. With problems that leave the rest readable (GS103, GS104,
    GS105, GS106, GS109, GS111, a faulty alias) the node is there so that more problems can be found in it; the faulty
    part is left out or read as text. Raises nothing, whatever the bytes.
    """
    return _remembered(data, file) if len(data) <= REMEMBERED else _parse(data, file)


def _parse(data: bytes, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    text, problems = read_text(data, file)
    if text is None:
        return None, problems
    building = Building(text=text, file=file)
    found = building.problems
    collecting = gc.isenabled()
    try:
        gc.disable()  # many nodes and no garbage: of a long story, walking them again would cost a quarter of the time
        for event in iter(LOADER(text).get_event, None):
            take = TAKES.get(type(event))
            if take is not None:
                take(building, event)
                if not building.stopped and len(found) > MOST_PROBLEMS:
                    building.too_many()
                if building.stopped:
                    break
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        found.append(explain(error, text, file))
        building.root = None
    finally:
        if collecting:
            gc.enable()
    in_order = sorted((*problems, *found), key=lambda one: (one.place, one.code))
    return building.root, tuple(in_order)


_remembered = lru_cache(maxsize=16)(_parse)
