"""Files with one fault, marked: what a table says of each is its code, its place, and a part of its cure."""

import re
from typing import NamedTuple

from loading import load

from govsim.codes import whole
from govsim.errors import Place


class Case(NamedTuple):
    """A fragment with its fault marked, the code, and a part of the cure or of the message."""

    fragment: str
    code: str
    says: str = ""


def vote(inner: str) -> str:
    return f"steps:\n  - id: vote\n    at: 2024-03-01\n    by: acme.board\n    do: {{resolve: {{{inner}}}}}\n"


def step(more: str, do: str = "{announce: plan}") -> str:
    return f"steps:\n  - {{id: one, at: 2024-03-01, by: ann, do: {do}, {more}}}\n"


def rule(inner: str) -> str:
    return f"rules:\n  - {{id: r, in: acme.bylaws, {inner}}}\n"


ITEM = "that: [{remove: ann, from: acme.ceo}]"
FLAG = "params: {flag: {value: yes, among: [yes, no]}, size: {value: 7, among: [6, 7]}}\n"
BY = "by: {vote: acme.board}"
FOR = "for: acme.board"


def marked(fragment: str) -> tuple[str, Place]:
    """Give the whole file and the place between the marks, found by counting characters of its lines."""
    text = whole(re.sub("[«»]", "", fragment))
    line = next(line for line in fragment.splitlines() if "«" in line)
    clean = re.sub("[«»]", "", line)
    number, found = next((n, one) for n, one in enumerate(text.splitlines(), start=1) if one.endswith(clean))
    start = line.index("«") + 1 + len(found) - len(clean)
    return text, Place("f", number, start, number, start + line.index("»") - line.index("«") - 1)


def found_at(case: Case) -> None:
    """Hold a file to its one problem: of this code, at the marked place, with a cure."""
    text, place = marked(case.fragment)
    story, problems = load(text)
    assert story is None
    assert [(problem.code, problem.place) for problem in problems] == [(case.code, place)], problems
    assert case.says in f"{problems[0].message} {problems[0].help}"
    assert problems[0].help or problems[0].related
