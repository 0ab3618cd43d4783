"""What files made to exhaust take: processor seconds and memory of each command, in a child of its own.

`python bench/hostile.py [NAME...]` prints two lines for each file of `tests/limits/hostile.py`: as it is, and cut to
what is still read. The aim is 2 s and 500 MB for a file of a mega; a star marks what is over it.
"""

import gc
import os
import resource
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from govsim.edge.main import run
from limits.hostile import FITTING, HOSTILE, data, text

SECONDS, MEGABYTES = 2.0, 500
PATIENCE = 30
COMMANDS = {
    "check": ("check", "mine.yaml"),
    "replay": ("replay", "mine.yaml"),
    "readings": ("readings", "mine.yaml"),
    "why": ("why", "mine.yaml", "vote"),
    "can": ("can", "mine.yaml", "ann", "remove ann from acme.ceo"),
    "who-can": ("who-can", "mine.yaml", "remove ann from acme.ceo"),
    "whatif": ("whatif", "mine.yaml", "--vote", "vote:ann=against"),
}


def took(arguments: tuple[str, ...]) -> str:
    """Run a command in a child; give its exit code, seconds and megabytes."""
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE + 1))
            with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
                sys.stdout = sys.stderr = nowhere
                gc.disable()
                code = run(arguments)
        finally:
            os._exit(code)
    _, status, used = os.wait4(pid, 0)
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
    over = "*" if seconds > SECONDS or megabytes > MEGABYTES else ""
    return f"{os.waitstatus_to_exitcode(status)}:{seconds:.2f}s/{megabytes}M{over}"


def main() -> None:
    """Measure the files that are named, or all of them."""
    os.chdir(tempfile.mkdtemp(prefix="govsim-hostile-"))
    Path("mine.yaml").write_text(text(data()), encoding="utf-8")
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        kept, sys.stdout = sys.stdout, nowhere
        for arguments in COMMANDS.values():
            run(arguments)  # what is imported lazily is there before any child is made
        sys.stdout = kept
    for name in sys.argv[1:] or HOSTILE:
        for FITTING[0] in (False, True):
            made = HOSTILE[name]().encode()
            Path("mine.yaml").write_bytes(made)
            cells = (f"{command} {took(arguments)}" for command, arguments in COMMANDS.items())
            print(f"{name}{' (cut)' if FITTING[0] else ''}, {len(made) // 1000} kB: {', '.join(cells)}", flush=True)


if __name__ == "__main__":
    main()
