"""Flags of `govsim whatif` as the text of a fork: what is asked on the command line is what a saved file says.

There is one way to read a fork. The flags are written down as one, and that text is read, told and saved.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from govsim.edge.choosing import pair
from govsim.edge.files import load_any, locate, read_text
from govsim.edge.output import complain, write_new
from govsim.errors import InvalidError, Problem, UsageError
from govsim.reader.emit import Plain, emit_fields
from govsim.reader.forks import story_id
from govsim.reader.tokens import word_end
from govsim.record.edits import Forked
from govsim.values import frozen

UNSAVED = "what-if"
SUFFIX = ".yaml"


@frozen(kw_only=True)
class Asked:
    """What the flags of one command ask for, as they were written."""

    vote: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    seat: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    reading: str | None = None
    param: tuple[str, ...] = ()
    claim: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether any flag asks for a change."""
        return self != Asked()


def _at_step(written: str, flag: str) -> tuple[str, str]:
    """Split `STEP:REST`."""
    step, sign, rest = written.partition(":")
    if not (step and sign and rest):
        raise UsageError(f"{flag} takes STEP:..., such as decision:ann, not `{written}`")
    return step, rest


def _ruled(written: str) -> dict[str, Plain]:
    """Read `RULE=drop`, `RULE=rank:charter`, or `RULE=TOPIC: words`."""
    rule, said = pair(written, "--rule")
    if said == "drop":
        return {"rule": rule, "drop": "yes"}
    topic, sign, words = said.partition(":")
    if not sign or not words.strip():
        raise UsageError(
            f"--rule takes RULE=drop, RULE=rank:charter or RULE='quorum: all of in_office', not `{written}`"
        )
    if topic == "rank":
        return {"rule": rule, "rank": words.strip()}
    return {"rule": rule, "with": {topic: words.strip()}}


_BRACKETS = ("[", "{")
"""What a ballot with several names begins with: it is YAML as it stands."""


def _ballots(asked: Asked) -> Iterator[tuple[str, str, str]]:
    """Read `STEP:WHO=BALLOT`."""
    for written in asked.vote:
        step, ballot = _at_step(written, "--vote")
        yield step, *pair(ballot, "--vote STEP:")


def _changes(asked: Asked) -> list[Plain]:
    out: list[Plain] = []
    for step, person, word in _ballots(asked):
        if word[:1] not in _BRACKETS:
            out.append({"at": step, "vote": {person: word}})
    for written in asked.without:
        step, item = _at_step(written, "--without")
        out.append({"at": step, "without": [item]})
    out += [{"at": step, "by": actor} for step, actor in (pair(one, "--by") for one in asked.by)]
    out += [{"at": step, "if": expr} for step, expr in (pair(one, "--if") for one in asked.condition)]
    out += [{"drop": step} for step in asked.drop]
    out += [_ruled(one) for one in asked.rule]
    for position, holders in (pair(one, "--seat") for one in asked.seat):
        out.append({"seat": position, "holders": [name.strip() for name in holders.split(",")]})
    return out


def fork_text(base: str, name: str, asked: Asked, base_id: str = "") -> str:
    """Write flags as a fork called `name` of what is found under `base`.

    Raises:
        UsageError: a flag is not of its form.
    """
    assumed: dict[str, Plain] = dict(pair(one, "--param") for one in asked.param)
    assumed.update(pair(one, "--set") for one in asked.claim)
    if asked.reading is not None:
        assumed["reading"] = asked.reading
    fields: dict[str, Plain] = {"govsim": "1", "fork": base, "id": name}
    if base_id:
        fields["base_id"] = base_id
    if assumed:
        fields["assume"] = assumed
    changes = _changes(asked)
    if changes:
        fields["change"] = changes
    papers = (
        f"{{at: {step}, vote: {{{person}: {word}}}}}" for step, person, word in _ballots(asked) if word[:1] in _BRACKETS
    )
    written = (*papers, *asked.change)
    head = "change:\n" if written and not changes else ""
    return emit_fields(fields) + head + "".join(f"  - {' '.join(one.split())}\n" for one in written)


def name_of(file: Path | None) -> str:
    """Give the id of a fork that is saved as `file`: the name of the file."""
    name = UNSAVED if file is None else file.name.removesuffix(SUFFIX)
    if not name or word_end(name, 0) != len(name):
        raise UsageError(f"`{name}` is no name of a fork: letters, digits, - and _, beginning with a letter")
    return name


def base_from(given: str, folder: Path) -> str:
    """Give the name under which a fork in `folder` asks for what was given: a bundled name, or a path from there."""
    path = Path(given)
    if not (path.is_file() or path.with_name(f"{path.name}{SUFFIX}").is_file()):
        return given.removesuffix(SUFFIX)
    relative = Path(os.path.relpath(path, folder)).as_posix()
    if relative.startswith("../"):
        raise UsageError(f"a fork stands beside what it changes, or above it: save it in {path.parent}/")
    return relative.removesuffix(SUFFIX)


def asked_fork(file: str, asked: Asked, save: Path | None = None) -> Forked:
    """Load what is asked about: the file itself, or a fork of it that the flags say, saved if so asked.

    Raises:
        UsageError: a flag does not fit the story.
        InvalidError: the file has problems.
        UnreadableError: it cannot be read, or the fork cannot be saved.
    """
    if asked == Asked():
        if save is not None:
            raise UsageError("--save writes what the flags change, and no flag changes anything")
        return load_any(file)
    locate(file)
    folder = (save.parent if save is not None else Path(file).parent) if _own(file) else Path()
    where = save or folder / f"{name_of(None)}.yaml"
    base = base_from(file, where.parent)
    noted = story_id(load_any(file)) if save is not None else ""
    text = fork_text(base, name_of(save), asked, noted)
    forked, problems = read_text(text, where)
    if forked is None:
        mine = [problem for problem in problems if problem.place.file == where.as_posix()]
        raise UsageError(_in_a_line(mine[0])) if mine else InvalidError(problems)
    if save is not None:
        write_new(text, save)
        complain(f"saved as {save}: govsim whatif {save}")
    return forked


def _own(file: str) -> bool:
    """Say whether a file of one's own is meant, and not a bundled one."""
    return Path(file).is_file() or Path(f"{file}.yaml").is_file()


def _in_a_line(problem: Problem) -> str:
    return f"{problem.message}" + (f"; {problem.help}" if problem.help else "")
