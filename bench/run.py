"""What govsim costs, as ratios measured in one run: `make bench`.

Absolute times say more about the machine than about the code, so every number stands beside a peer of the same run:
a command beside an interpreter that does nothing, the replay of a long story beside a bare fold of the same steps
over a plain dict that asks no law. Medians of several runs; nothing here fails.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import logs
import waterfalls
from govsim.engine.decide import decide, verdict
from govsim.engine.promises import broken
from govsim.engine.replay import replay
from govsim.record.effects import effects
from govsim.record.events import Resized, Seated, Signed, Unseated
from govsim.record.story import Story
from govsim.rules.book import codify
from govsim.testing.flat import flat_votes
from govsim.testing.lengthy import long_story
from reading import events_of, long_file, read_whole

RUNS = 5
STEPS = 10_000
TARGET = 3_000
"""Steps a second that the replay of a long story is to reach."""

VOTES = 5_000
JUDGED = 50_000
"""Votes of one board a second of which the verdict alone is to be told."""

LONG = (2_000, 20_000)
EVENTS = 300_000
"""Steps of the long files that are read, and the events of YAML a second that the reader is to take."""

BUDGETS = (
    ("--help", "16 x"),
    ("check nov2023", "18 x"),
    ("replay nov2023", "24 x"),
    ("whatif nov2023 --vote decision:sutskever=against", "350 ms"),
)
"""Each command as a whole process: in multiples of an interpreter that does nothing, or in milliseconds."""


def timed(what: Callable[[], object]) -> float:
    """Give the median time of `what`, in seconds, after a first run that may leave things behind for the others."""
    what()
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        what()
        times.append(perf_counter() - start)
    return median(times)


def process(*arguments: str) -> Callable[[], object]:
    """Give a run of a whole process; how it ends does not matter, what it costs does.

    What an installation has compiled is there, whatever the one who measures has told Python to leave undone.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(arguments, capture_output=True, check=False, env=environment)


def bare(story: Story) -> dict[tuple[str, str], object]:
    """Fold what every step would change over a plain dict: the same decisions without any law."""
    state: dict[tuple[str, str], object] = {}
    for step in story.steps:
        for event in effects(step.id, step.by, step.at.latest, step.act, {}):
            match event:
                case Seated(position=position, party=party):
                    state[position, party] = True
                case Unseated(position=position, party=party):
                    state.pop((position, party), None)
                case Resized(body=body, number=number):
                    state[body, "size"] = number
                case Signed(letter=letter, parties=parties):
                    state.update(((letter, party), True) for party in parties)
                case _:
                    pass
    return state


def row(name: str, seconds: float, ratio: float, note: str) -> None:
    """Print one line of the table."""
    print(f"{name:<56} {seconds * 1000:>10.1f} ms {ratio:>9.2f} x  {note}")


def processes() -> None:
    """Measure the commands."""
    nothing = timed(process(sys.executable, "-c", "pass"))
    row("python -c pass", nothing, 1, "the unit of this block")
    govsim = str(Path(sys.executable).with_name("govsim"))
    for command, budget in BUDGETS:
        took = timed(process(govsim, *command.split()))
        row(f"govsim {command}", took, took / nothing, f"budget {budget}")


def long_replay() -> None:
    """Measure the replay of a long story, both tracks and all rulings, and the check of its promises."""
    story = long_story(1, STEPS)
    code = codify(story.structure)
    timeline = replay(story, code=code)
    fold = timed(lambda: bare(story))
    row(f"bare fold of {STEPS:,} steps", fold, 1, "the unit of this block")
    took = timed(lambda: replay(story, code=code))
    row("replay of the same", took, took / fold, f"{STEPS / took:,.0f} steps/s, target {TARGET:,}")
    took = timed(lambda: broken(timeline))
    row("promises of the same", took, took / fold, f"{STEPS / took:,.0f} steps/s")
    short = replay(long_story(2, 60), code=code)
    took = timed(lambda: broken(short))
    row("promises of 60 steps", took, took / fold, "budget 2 ms")


def judging() -> None:
    """Measure what it costs to judge a vote of seven directors: the verdict alone, beside the whole explanation."""
    votes = flat_votes(1, VOTES)
    told = timed(lambda: [decide(hearing, ()) for hearing, _ in votes])
    row(f"explain {VOTES:,} votes of a board", told, 1, f"the unit of this block, {VOTES / told:,.0f} votes/s")
    took = timed(lambda: [verdict(hearing, item) for hearing, item in votes])
    row("verdict alone of the same", took, took / told, f"{VOTES / took:,.0f} votes/s, target {JUDGED:,}")


def reading() -> None:
    """Measure the reader on long files of the shapes of a real story, beside a parser that only says what is there."""
    with TemporaryDirectory() as folder:
        per_event = []
        for steps in LONG:
            text = long_file(steps)
            path = Path(folder) / f"{steps}.yaml"
            path.write_text(text, encoding="utf-8")
            events = events_of(text)
            bare = timed(partial(events_of, text))
            row(f"events of YAML, {steps:,} steps", bare, 1, f"the unit of the next, {events / bare:,.0f} events/s")
            took = timed(partial(read_whole, path))
            row("read through all references", took, took / bare, f"{events / took:,.0f} events/s, target {EVENTS:,}")
            per_event.append(took / events)
    print(f"{'':<56} an event of the longest costs {per_event[-1] / per_event[0]:.2f} x one of the shortest")


def paths_of_profits() -> None:
    """Measure who is paid and owed what at many profits, beside the naive loop of fractions, which runs once."""
    start = perf_counter()
    claims = waterfalls.naive_owed()
    naive_owed = perf_counter() - start
    payments = waterfalls.naive_paid(claims)
    naive = perf_counter() - start
    people = len(waterfalls.ready().claimants)
    name = f"{len(waterfalls.LEVELS):,} profits x {people} holders"
    row(f"pour {name}, naively", naive, 1, "the unit of this block, one run")
    agree = "the same answers" if waterfalls.same(claims, payments) else "OTHER ANSWERS"
    took = timed(waterfalls.paid)
    note = f"{naive / took:.1f} times faster, target {waterfalls.TARGET}, {agree}"
    row("schedule and pay the same in whole minor units", took, took / naive, note)
    took = timed(waterfalls.owed)
    row("what is owed of the same, as fractions", took, took / naive, f"{naive_owed / took:.1f} times faster, {agree}")


def main() -> None:
    """Print the table."""
    gc.disable()  # as the command does: one answer and an end
    print(f"{'what':<56} {'median':>13} {'ratio':>11}  of {RUNS} runs\n")
    for block in (processes, long_replay, judging, reading, paths_of_profits):
        block()
        print()
    logs.main()


if __name__ == "__main__":
    main()
