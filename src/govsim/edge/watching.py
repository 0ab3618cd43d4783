"""Looking again whenever a file changes: the files that were read, and the folders in which others could appear."""

import time
from collections.abc import Callable
from pathlib import Path

from govsim.edge.disk import Stamp, stamp

EVERY = 0.5
"""Seconds between two looks at the stamps; so no file system has to tell of changes by itself."""

Look = Callable[[], dict[Path, Stamp]]
"""Does the work, and gives the stamp of each file it has read, from before it was read."""


def watch(look: Look, sleep: Callable[[float], object] = time.sleep) -> None:
    """Call `look`, and call it again after each change of a file it has read, or of the folder of one; never returns.

    It ends as every command ends that is interrupted: by KeyboardInterrupt.
    """
    while True:
        seen = look()
        seen |= {path.parent: stamp(path.parent) for path in tuple(seen)}
        while all(stamp(path) == one for path, one in seen.items()):
            sleep(EVERY)
