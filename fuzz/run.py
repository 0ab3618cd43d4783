"""`make fuzz`: files that are almost right, and every command asked of them, for as long as is asked.

Whatever a file holds, a command answers or says what is wrong: exit code 70, an exception that gets out, ten seconds of
processor time or two gigabytes are findings. A finding is made small and kept in `tests/edge/corpus`, where an
ordinary test asks every command of it from then on. Options: `--seconds`, `--seed`, `--corpus`.
"""

import argparse
import gc
import io
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random
from types import FrameType

from govsim.codes import CODES, whole
from govsim.edge.files import bundled
from govsim.edge.main import BUG, run
from govsim.reader import load
from govsim.reader.yaml import parse
from mutations import Tree, bytes_changed, tree, tree_changed, written

HANG = 10.0
"""Processor seconds after which a command hangs."""
MEMORY = 2_000_000_000
PROFITS = ("USD 400bn", "USD 0", "USD 0.01", "EUR 1", "GBP 12m", "USD 999999999999999999999999999999")
TRIES = 400
"""How often a finding is tried to be made smaller."""

SMALL = 6_000
"""Bytes of a file that is changed often; a longer one is changed now and then."""

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "edge" / "corpus"


class Hang(BaseException):
    """A command took too long; no handler of a command may catch it."""


class Caught(Exception):  # noqa: N818 - carries what a command hid from us
    """A command ended with a fault of ours."""


def seeds() -> tuple[bytes, ...]:
    """Give what is changed: the bundled files, those of the reference, and the examples of every problem code."""
    files = [*bundled().rglob("*.yaml"), *(ROOT / "docs" / "examples").glob("*.yaml")]
    found = [path.read_bytes() for path in sorted(files) if "laws" not in path.parts and "coverage" not in path.parts]
    found += [path.read_bytes() for path in sorted(CORPUS.glob("*.yaml"))]
    codes = (text for code in CODES.values() for text in (code.wrong, code.right) if text)
    return (*found, *(whole(text).encode() for text in codes))


class _Stream(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="backslashreplace", write_through=True)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Hang


def asked(arguments: tuple[str, ...]) -> str:
    """Run a command; give an empty text, or what its fault is known by."""
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Stream(), _Stream()
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
    try:
        code = run(arguments)
        streams = (sys.stderr.buffer, sys.stdout.buffer)
        said = "".join(one.getvalue().decode() for one in streams)  # type: ignore[attr-defined]  # they are ours
    except Hang as error:
        return f"hang {_where(error)}"
    except BaseException as error:  # noqa: BLE001 - whatever it is, it must not get out
        return f"out {_where(error)}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        sys.stdout, sys.stderr = kept
    if code == BUG:
        return f"70 {_reported(said)}"
    return "traceback" if "Traceback (most recent" in said else ""


def _where(error: BaseException) -> str:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "govsim" in f.filename]
    last = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else ""
    return f"{type(error).__name__} {last}" if not isinstance(error, Hang) else "somewhere"


def _reported(said: str) -> str:
    """Give the fault of a saved report: the kind of exception, and where it was raised."""
    name = said.rpartition("The full report is in ")[2].strip()
    report = Path(name)
    if not report.is_file():
        return "no report"
    text = report.read_text(encoding="utf-8")
    report.unlink()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    places = [line for line in lines if line.startswith('File "') and "govsim" in line]
    last = places[-1].rpartition("/")[2].replace('"', "") if places else ""
    return f"{lines[-1].partition(':')[0]} {last}"


def commands(rng: Random, found: Tree | None) -> tuple[tuple[str, ...], ...]:
    """Give some questions to ask of a file, with names out of it where it has any."""
    steps: list[str] = ["1"]
    names: list[str] = ["ann", "acme.board", "acme.ceo"]
    if isinstance(found, dict):
        listed = found.get("steps")
        steps += [str(one.get("id")) for one in (listed if isinstance(listed, list) else []) if isinstance(one, dict)]
        structure = found.get("structure")
        for part in (found, structure if isinstance(structure, dict) else {}):
            for key in ("people", "entities", "bodies", "positions", "start", "groups", "matters"):
                inner = part.get(key)
                names += inner if isinstance(inner, dict) else []
    step, who = rng.choice(steps), rng.choice(names)
    act = rng.choice(
        (
            f"remove {rng.choice(names)} from {rng.choice(names)}",
            f"appoint {rng.choice(names)} as {rng.choice(names)} replacing {rng.choice(names)}",
            f"resize {rng.choice(names)} to 7",
            f"determine {rng.choice(names)}",
            f"elect {rng.choice(names)} to {rng.choice(names)}",
            f"avoid {step}",
            "sue",
            f"manage {rng.choice(names)}",
        )
    )
    possible = (
        ("replay", "mine.yaml", "--format", rng.choice(("table", "tsv", "json"))),
        ("replay", "mine.yaml", "--at", step),
        (
            "replay",
            "mine.yaml",
            "--format",
            "table",
            "--lang",
            "zh-Hans",
            "--tz",
            "Asia/Shanghai",
            "--ascii",
            "--strict",
        ),
        ("readings", "mine.yaml", "--format", rng.choice(("table", "tsv", "json"))),
        ("sources", "mine.yaml", "--format", rng.choice(("table", "json"))),
        ("state", "mine.yaml", "--at", step, "--format", rng.choice(("table", "tsv", "json"))),
        ("why", "mine.yaml", step, "--format", rng.choice(("table", "tsv", "json"))),
        ("why", "mine.yaml", f"can {who} {act}", "--format", "table"),
        ("can", "mine.yaml", who, act, "--format", rng.choice(("table", "tsv", "json"))),
        ("can", "mine.yaml", who, act, "--at", step),
        ("who-can", "mine.yaml", act, "--format", rng.choice(("table", "tsv", "json"))),
        ("who-can", "mine.yaml", act, "--after", step),
        ("whatif", "mine.yaml", "--drop", step, "--format", rng.choice(("table", "tsv", "json"))),
        ("whatif", "mine.yaml", "--vote", f"{step}:{who}=against", "--all", "--format", "table"),
        ("whatif", "mine.yaml", "--format", "table"),
        ("cite", "mine.yaml", step),
        ("diff", "mine.yaml", "mine.yaml", "--format", rng.choice(("table", "json"))),
        ("check", "mine.yaml", "--json"),
        ("check", "mine.yaml", "--fix", "--diff"),
        ("check", "mine.yaml", "--format", rng.choice(("github", "sarif"))),
        ("schema", "mine.yaml"),
        ("waterfall", "mine.yaml", "--profit", rng.choice(PROFITS), "--format", rng.choice(("table", "json"))),
        ("check", "mine.yaml", "--format", "concise"),
    )
    return (("check", "mine.yaml"), *rng.sample(possible, 2))


def smaller(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Leave out lines, and then characters, as long as the fault stays."""
    left = TRIES
    for mark in (b"\n", b" ", b""):
        pieces = data.split(mark) if mark else [data[i : i + 1] for i in range(len(data))]
        size = max(1, len(pieces) // 2)
        while left > 0:
            at, found = 0, False
            while at < len(pieces) and left > 0:
                fewer = pieces[:at] + pieces[at + size :]
                left -= 1
                if fails(mark.join(fewer)):
                    pieces, found = fewer, True
                else:
                    at += size
            if size == 1 and not found:
                break
            size = max(1, size // 2)
        data = mark.join(pieces)
    return data


def keep(data: bytes, arguments: tuple[str, ...], fault: str, corpus: Path) -> Path:
    """Make a finding small, and keep it."""

    def fails(one: bytes) -> bool:
        Path("mine.yaml").write_bytes(one)
        return asked(arguments) == fault

    small = data if fault.startswith("hang") else smaller(data, fails)
    name = "-".join("".join(c if c.isalnum() else " " for c in f"{arguments[0]} {fault}").split())[:70].lower()
    path = corpus / f"{name}.yaml"
    path.write_bytes(small)
    return path


def main() -> int:
    """Fuzz for so many seconds; exit with 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    given = parser.parse_args()
    given.corpus.mkdir(parents=True, exist_ok=True)
    corpus = given.corpus.resolve()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGVTALRM, _stop)
    rng = Random(given.seed)  # noqa: S311 - no secret hangs on it
    # law packs are the same in every file, and reading them again would take most of the hour
    setattr(load, "parse", lru_cache(maxsize=200)(parse))  # noqa: B010 - it is not to be assigned to elsewhere
    data = seeds()
    trees = tuple(found for found in map(tree, data) if found is not None)
    short = tuple(one for one in data if len(one) < SMALL)
    few = tuple(found for found in map(tree, short) if found is not None)
    os.chdir(tempfile.mkdtemp(prefix="govsim-fuzz-"))
    gc.disable()
    counts: Counter[str] = Counter()
    slowest = (0.0, "")
    found: dict[tuple[str, str], Path] = {}
    began = told = time.monotonic()
    while time.monotonic() - began < given.seconds:
        seldom = rng.random() < 0.1  # noqa: PLR2004 - one in ten
        if rng.random() < 0.3:  # noqa: PLR2004 - most bytes changed at random are no YAML any more
            made = bytes_changed(rng, rng.choice(data if seldom else short), data)
        else:
            made = written(tree_changed(rng, rng.choice(trees if seldom else few), trees if seldom else few))
        Path("mine.yaml").write_bytes(made)
        counts["files"] += 1
        for arguments in commands(rng, tree(made)):
            counts[arguments[0]] += 1
            start = time.process_time()
            fault = asked(arguments)
            took = time.process_time() - start
            slowest = max(slowest, (took, " ".join(arguments)))
            if fault and (fault, arguments[0]) not in found:
                counts[f"fault: {fault.partition(' ')[0]}"] += 1
                found[fault, arguments[0]] = keep(made, arguments, fault, corpus)
                print(f"{fault}: {' '.join(arguments)}: {found[fault, arguments[0]].name}", flush=True)
        if counts["files"] % 20 == 0:
            gc.collect()
        if time.monotonic() - told > 60:  # noqa: PLR2004 - a word each minute
            told = time.monotonic()
            rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{told - began:.0f} s, {dict(counts)}, slowest {slowest[0]:.1f} s {slowest[1]}, {rss} MB", flush=True
            )
    print(
        f"{time.monotonic() - began:.0f} s with seed {given.seed}: {dict(counts)}; {len(found)} findings; "
        f"slowest {slowest[0]:.1f} s {slowest[1]}"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
