"""Stories written inside the test that tells them: a small company, Acme, with whatever a test puts in its place."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent

from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.errors import Problem
from govsim.reader.load import Fetched, load_story
from govsim.record.rulings import Finding, Ruling
from govsim.record.story import Story
from govsim.world.params import Value

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"

FIVE = "ann bob cyd dee eve"

RULES = """
- {id: size, in: acme.bylaws, for: acme.board, size: 5}
- {id: quorum, in: acme.bylaws, for: acme.board, quorum: "> 1/2 of authorized"}
- {id: majority, in: acme.bylaws, for: acme.board, passes: "> 1/2 of present"}
- {id: consent, in: acme.bylaws, for: acme.board, consent: all of in_office}
- {id: officers, in: acme.bylaws, power: {to: [appoint, remove], of: office}, by: {vote: acme.board}}
- {id: chair, in: acme.bylaws, power: {to: [appoint, remove], of: chair}, by: {vote: acme.board}}
- {id: seats, in: acme.bylaws, power: {to: [elect, remove], of: seat}, by: {vote: acme.board}}
- {id: number, in: acme.bylaws, power: {to: [resize], of: acme.board}, by: {vote: acme.board}}
- {id: matters, in: acme.bylaws, power: {to: [determine], of: any}, by: {vote: acme.board}}
"""

START = "{acme.board: [ann, bob, cyd, dee, eve], acme.ceo: ann, acme.chair: bob}"


def without(*rules: str) -> str:
    """Give Acme's rules less those called `rules`."""
    gone = tuple(f"- {{id: {rule}," for rule in rules)
    return "\n".join(line for line in RULES.splitlines() if not line.startswith(gone))


def vote(  # noqa: PLR0913 - the parts of a vote, each by its name
    name: str,
    that: str,
    *,
    ayes: str = "",
    noes: str = "",
    at: str = "2024-03-01T10:00",
    by: str = "acme.board",
    via: str = "meeting",
    more: str = "",
    step: str = "",
    **ballots: str,
) -> str:
    """Give one step in which a body votes: `that` is its items, `more` goes into the vote and `step` into the step."""
    words = {"for": ayes, "against": noes, **ballots}
    cast = ", ".join(f"{word}: [{', '.join(who.split())}]" for word, who in words.items() if who)
    tail = f", {more}" if more else ""
    head = f", {step}" if step else ""
    done = f"{{resolve: {{via: {via}, ballots: {{{cast}}}, that: [{that}]{tail}}}}}"
    return f"- {{id: {name}, at: {at}, by: {by}, regardless: told so{head}, do: {done}}}"


def act(name: str, by: str, do: str, *, at: str = "2024-03-01T10:00", step: str = "regardless: told so") -> str:
    """Give one step in which somebody does something else than vote."""
    return f"- {{id: {name}, at: {at}, by: {by}, {step}, do: {{{do}}}}}"


def tale(  # noqa: PLR0913 - the parts of a scenario, each by its name
    *steps: str,
    rules: str = RULES,
    more_rules: str = "",
    start: str = START,
    entities: str = "{acme: {name: Acme}}",
    bodies: str = "{acme.board: {kind: board}}",
    positions: str = "{acme.ceo: {kind: office}, acme.chair: {kind: chair}}",
    flows: str = "{}",
    params: str = "{}",
    readings: str = "[]",
    laws: str = "[]",
    reactions: str = "[]",
    facts: str = "{}",
    expect: str = "[]",
    never: str = "[]",
    zone: str = "UTC",
) -> str:
    """Give the text of a scenario about Acme; each part is YAML and may be replaced."""
    structure = {
        "entities": entities,
        "people": "{ann: Ann, bob: Bob, cyd: Cyd, dee: Dee, eve: Eve, fay: Fay, gus: Gus}",
        "groups": "{staff: Staff}",
        "bodies": bodies,
        "positions": positions,
        "instruments": "{acme.charter: {}, acme.bylaws: {}}",
        "matters": "{acme.sale: the sale of everything}",
        "params": params,
        "flows": flows,
        "laws": laws,
        "rules": f"{rules}\n{more_rules}",
        "readings": readings,
    }
    story = {
        "sources": "{wire: {kind: fiction, title: A wire}}",
        "start": start,
        "facts": facts,
        "steps": "\n".join(steps) or "[]",
        "reactions": reactions,
        "expect": expect,
        "never": never,
    }
    inner = "".join(f"  {key}:\n{indent(text.strip(), '    ')}\n" for key, text in structure.items())
    outer = "".join(f"{key}:\n{indent(text.strip(), '  ')}\n" for key, text in story.items())
    return f"govsim: 1\nid: tale\ntitle: A tale\nkind: fiction\nzone: {zone}\nstructure:\n  title: Acme\n{inner}{outer}"


def fetch(wanted: str, name: str, _asked_by: str) -> Fetched | str:
    """Find the bundled structures and law packs."""
    folder = {"structure": SCENARIOS / "structures", "law": SCENARIOS / "laws"}.get(wanted)
    path = SCENARIOS / name if folder is None else folder / f"{name}.yaml"
    return Fetched(f"{wanted}/{path.name}", path.read_bytes()) if path.exists() else f"no {wanted} {name}"


def read(text: str) -> tuple[Story | None, tuple[Problem, ...]]:
    """Read a scenario from its text."""
    return load_story(Fetched("tale.yaml", text.encode()), fetch)


def story(text: str) -> Story:
    """Read a scenario that has no errors."""
    found, problems = read(text)
    assert found is not None, [f"{problem.place}: {problem.message}" for problem in problems]
    return found


def bundled(name: str) -> Story:
    """Read a scenario that ships with govsim."""
    path = SCENARIOS / f"{name}.yaml"
    found, problems = load_story(Fetched(path.name, path.read_bytes()), fetch)
    assert found is not None, [f"{problem.place}: {problem.message}" for problem in problems]
    return found


def told(text: str, choices: Mapping[str, Value] | None = None) -> Timeline:
    """Read and replay a scenario."""
    return replay(story(text), choices)


def found_in(finding: Finding) -> Iterator[Finding]:
    """Give a finding and everything under it."""
    yield finding
    for child in finding.children:
        yield from found_in(child)


def codes(ruling: Ruling) -> list[str]:
    """Give the codes of all findings of a ruling."""
    return [finding.code for finding in found_in(ruling.finding)]


def the(ruling: Ruling, code: str) -> Finding:
    """Give the one finding of a ruling that has this code."""
    (found,) = [finding for finding in found_in(ruling.finding) if finding.code == code]
    return found


def held(ruling: Ruling, code: str) -> tuple[int, int, int]:
    """Give the arithmetic of the one finding of this code: have, needed, of."""
    numbers = dict(the(ruling, code).numbers)
    return numbers["have"], numbers["needed"], numbers["of"]
