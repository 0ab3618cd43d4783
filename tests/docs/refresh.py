"""Bring what pages show up to date: `python tests/docs/refresh.py`, after what govsim prints has changed.

Every page is followed in an empty folder. What a block shows without `...` is taken from the command anew. Where lines
are left out, each run of lines is looked for where it now stands: it begins at the line most like its first one, and is
as long as before. Read the result: a run may need more lines, or fewer.
"""

import difflib
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from console import LEFT_OUT, Command, follow, runs, stands_in  # noqa: E402 - found by the line above

PAGES = ("README.md", "docs/tutorial.md", "docs/cap-tables.md")


def placed(run: list[str], whole: list[str], start: int) -> list[str]:
    """Give as many lines of `whole` as `run` has, from the one after `start` that is most like its first."""
    ratios = [difflib.SequenceMatcher(None, run[0], line).ratio() for line in whole[start:]]
    at = start + max(range(len(ratios)), key=ratios.__getitem__) if ratios else start
    return whole[at : at + len(run)]


def renewed(command: Command, lines: list[str]) -> list[str]:
    """Give what a page should show below a command that now prints `lines`."""
    first, *rest = runs(command.shown)
    if not rest:
        return lines
    out = lines[: len(first)]
    place = len(first)
    for run in rest[:-1]:
        found = placed(run, lines, place) if run else []
        place = lines.index(found[0], place) + len(found) if found else place
        out += [LEFT_OUT, *found]
    return [*out, LEFT_OUT, *(lines[len(lines) - len(rest[-1]) :] if rest[-1] else [])]


def refreshed(page: str, folder: Path) -> str:
    """Give a page with what its commands print now."""
    at = 0
    for command, lines in follow(page, folder):
        at = page.index(f"$ {command.line}\n", at)
        shown = "".join(f"{line}\n" for line in command.shown)
        start = at + len(f"$ {command.line}\n")
        if not stands_in(command.shown, lines):
            new = "".join(f"{line}\n" for line in renewed(command, lines))
            print(f"$ {command.line}", *difflib.unified_diff(shown.splitlines(), new.splitlines(), lineterm="", n=0))  # noqa: T201 - a script
            page = page[:start] + new + page[start + len(shown) :]
            shown = new
        at = start + len(shown)
    return page


def main() -> None:
    """Refresh every page."""
    for name in PAGES:
        path = ROOT / name
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(refreshed(path.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
