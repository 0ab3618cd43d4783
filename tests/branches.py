"""Forks written inside the test that tells them, of a tale about Acme (`inline.tale`)."""

from textwrap import indent

from govsim.errors import Problem
from govsim.reader.forks import load_forked
from govsim.reader.load import Fetched, Wanted
from govsim.record.edit_places import path
from govsim.record.edits import Forked
from govsim.record.rulings import Verdict
from govsim.whatif.branch import Branch, Mark, Turn, branch
from govsim.whatif.causes import first_causes


def fork(*changes: str, of: str = "tale", ident: str = "f", more: str = "") -> str:
    """Give the text of a fork: `changes` are its lines, `more` other keys of the file."""
    lines = "".join(f"  - {one}\n" for one in changes)
    return f"govsim: 1\nfork: {of}\nid: {ident}\n{more}" + (f"change:\n{lines}" if lines else "")


def read_fork(text: str, **files: str) -> tuple[Forked | None, tuple[Problem, ...]]:
    """Read a fork as the file `f.yaml`; what it is a fork of is found among `files`."""

    def fetch(wanted: Wanted, name: str, _asking: str) -> Fetched | str:
        found = files.get(name)
        return Fetched(f"{name}.yaml", found.encode()) if found is not None else f"no {wanted} `{name}`"

    return load_forked(Fetched("f.yaml", text.encode()), fetch)


def branched(base: str, *changes: str, more: str = "") -> Branch:
    """Tell a fork of a tale."""
    found, problems = read_fork(fork(*changes, more=more), tale=base)
    assert found is not None, [f"{problem.place}: {problem.message}" for problem in problems]
    return branch(found)


def turn(found: Branch, step: str) -> Turn:
    """Give what became of one step."""
    return next(one for one in found.turns if one.step == step)


def became(found: Branch) -> dict[str, Mark]:
    """Give the mark of every step."""
    return {one.step: one.mark for one in found.turns}


def verdicts(one: Turn) -> dict[str, Verdict]:
    """Give the verdicts of a step by item."""
    return {ruling.item: ruling.verdict for ruling in (one.entry.rulings if one.entry is not None else ())}


def causes(found: Branch) -> dict[str, str]:
    """Give the first cause of every step that has one, as the words of its path."""
    return {step: " ".join(path(edit)) for step, edit in first_causes(found).items()}


def block(text: str) -> str:
    """Set text in, for a key of a fork."""
    return indent(text, "  ")
