"""The cases of a law pack, run: one small invented body for each, and what the law makes of what it did.

A rule of a pack carries cases side by side, allowed and refused. Each speaks of one entity with a board of `p1`,
`p2`, ..., an office `ceo`, a `chair`, and members, who are the directors unless said::

    - name: "Nine seats, five present, three for it: three of five carries."
      board: 9                      # directors in office; `seats:` are as many unless said
      present: 5                    # the first five; also `all`, `none`, `all but p9`, or a list of names
      for: 3                        # the next three of those present; against, abstain and recused follow them
      against: 2
      do: appoint chief as ceo      # the words of an item in order; or a list of items
      then: valid                   # one verdict, or one for each item
      count: 3 of 5, needs 3        # arithmetic that some finding under the rule must show

`testing.courtroom` says what the other words mean and builds the story. No rule is known here: they all come from
the pack, and from the `charter:` and `bylaws:` of a case.
"""

import re
from collections.abc import Iterator

from govsim.engine.replay import replay
from govsim.errors import Place, Problem
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import Page, items, mapping, text, texts, wrong
from govsim.reader.structures import LAW_KEYS, Parts, law
from govsim.reader.yaml import parse
from govsim.record.rulings import Finding, Ruling, Verdict
from govsim.record.state import State, holding
from govsim.testing.case_suits import suing
from govsim.testing.case_world import ENTITY, known
from govsim.testing.courtroom import Scene, scene
from govsim.values import frozen
from govsim.world.clauses import Clause, Suit

CANNOT_REFUSE = "cannot_refuse"
_COUNT = re.compile(r"(\d+) of (\d+), needs (\d+)\Z", re.ASCII)
_WORDS = {verdict.word: verdict for verdict in Verdict}


@frozen(kw_only=True)
class Outcome:
    """One case as it was run: the verdicts expected and found, item by item, and what else was not as it says.

    `rule` is the rule the case stands under, `name` its sentence. `excuse` is set where the entry is no case but the
    reason why the rule can refuse nothing. `amiss` is empty where all is as the case says.
    """

    rule: str
    name: str
    place: Place
    expected: tuple[Verdict, ...] = ()
    found: tuple[Verdict, ...] = ()
    amiss: tuple[str, ...] = ()
    excuse: str = ""

    @property
    def holds(self) -> bool:
        """Whether the law ruled as the case says."""
        return not self.amiss and self.expected == self.found

    @property
    def refused(self) -> bool:
        """Whether the case is one of a refusal: some item is expected to be refused."""
        return any(verdict.refused for verdict in self.expected)


def leaves(finding: Finding) -> Iterator[Finding]:
    """Give a finding and all that stand under it, in order."""
    yield finding
    for child in finding.children:
        yield from leaves(child)


def _counts(found: tuple[Finding, ...], page: Page, node: Node | None) -> Iterator[str]:
    for one in items(page, node, "counts"):
        written = text(page, one, "a count")
        read = _COUNT.match(written)
        if read is None:
            wrong(page, one, "a count such as `3 of 5, needs 3`")
            continue
        have, of, needed = (int(number) for number in read.groups())
        wanted = {"have": have, "of": of, "needed": needed}
        if not any(wanted.items() <= dict(finding.numbers).items() for finding in found):
            shown = "; ".join(
                f"{n['have']} of {n['of']}, needs {n['needed']}"
                for n in (dict(f.numbers) for f in found)
                if "needed" in n
            )
            yield f"no finding counts {written}; found: {shown or 'none'}"


def _reasons(rulings: tuple[Ruling, ...], clauses: tuple[str, ...], page: Page, case: Mapping) -> Iterator[str]:
    """Say which reasons a case names that the rulings do not give."""
    every = tuple(one for ruling in rulings for one in leaves(ruling.finding))
    cited = tuple(dict.fromkeys(one.clause for one in every if one.clause))
    for clause in clauses:
        if clause not in cited:
            yield f"no finding cites {clause}; cited: {', '.join(cited) or 'none'}"
    under = tuple(below for one in every if not clauses or one.clause in clauses for below in leaves(one))
    codes = tuple(one.code for one in under)
    for wanted in texts(page, case.get("finding"), "a finding"):
        if wanted not in codes:
            yield f"no finding {wanted}; found: {', '.join(dict.fromkeys(codes))}"
    yield from _counts(under, page, case.get("count"))


def _after(law_state: State, page: Page, case: Mapping) -> Iterator[str]:
    node = case.get("after")
    for entry in node.entries if isinstance(node, Mapping) else ():
        held = holding(law_state, f"{ENTITY}.{entry.key.text}")
        wanted = texts(page, entry.value, "who holds it")
        who = " ".join(held) or "nobody"
        if wanted != (str(len(held)),) and " ".join(wanted) != who:
            yield f"in law {entry.key.text} is held by {who}"


def _expected(page: Page, node: Node | None, count: int) -> tuple[Verdict, ...]:
    words = texts(page, node, "a verdict")
    for word in words:
        if word not in _WORDS and node is not None:
            wrong(page, node, f"verdicts out of {', '.join(_WORDS)}")
    verdicts = tuple(_WORDS[word] for word in words if word in _WORDS)
    return verdicts * count if len(verdicts) == 1 else verdicts


def _cited(page: Page, case: Mapping, rule: Clause) -> tuple[str, ...]:
    """Give the clauses a case is to be decided by: its own rule unless it says others; none where it says `none`.

    A rule of the pack is named without the pack, a rule of the entity's own with the entity: `e.bylaws-1`.
    """
    if case.get("clause") is None:  # no ruling cites a rule on suits
        return () if isinstance(rule.topic, Suit) else (rule.id,)
    named = (one for one in texts(page, case.get("clause"), "a clause") if one != "none")
    return tuple(one if one.startswith(f"{ENTITY}.") else f"{rule.instrument}.{one}" for one in named)


def _judged(one: Scene, page: Page, rule: Clause) -> Outcome:
    """Replay a scene, and hold each of its steps against what the case says of it."""
    told = replay(one.story)
    amiss: list[str] = []
    expected: tuple[Verdict, ...] = ()
    found: tuple[Verdict, ...] = ()
    for number, (entry, case) in enumerate(zip(told.entries, one.cases, strict=True), start=1):
        if not case.entries:  # what a court answered is told, not judged
            continue
        expected = _expected(page, case.get("then"), len(entry.rulings))
        found = tuple(ruling.verdict for ruling in entry.rulings)
        last = number == len(one.cases)
        if not last and expected != found:
            amiss.append(f"step {number} was {', '.join(v.word for v in found)}")
        if last or case.get("clause") is not None:
            amiss.extend(_reasons(entry.rulings, _cited(page, case, rule), page, case))
        amiss.extend(_after(entry.law, page, case))
    name = text(page, one.cases[-1].get("name"), "a sentence")
    sue = suing(told, page, one.cases[-1], rule)
    return Outcome(
        rule=rule.id,
        name=name,
        place=one.cases[-1].place,
        expected=(*expected, *sue.expected),
        found=(*found, *sue.found),
        amiss=tuple(amiss),
    )


def _under(page: Page, node: Node, rule: Clause, pack: Parts, name: str) -> Iterator[Outcome]:
    """Run every case written under one rule."""
    cases = node.get("cases") if isinstance(node, Mapping) else None
    for written in items(page, cases, "cases"):
        if isinstance(written, Mapping) and written.get(CANNOT_REFUSE) is not None:
            why = text(page, written.get(CANNOT_REFUSE), "a reason")
            yield Outcome(rule=rule.id, name=CANNOT_REFUSE, place=written.place, excuse=why)
            continue
        one = scene(page, written, tuple(pack.clauses), name)
        if one is not None:
            yield _judged(one, page, rule)


def run_cases(data: bytes, file: str, only: str = "") -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """Run all cases of the law pack in `data`, or those under the rule `only`; `file` is its name in places.

    Gives one outcome for each case, in file order, and every problem found in reading the pack or its cases. With
    problems the outcomes are those of what could be read. Raises nothing, whatever the bytes.
    """
    root, faults = parse(data, file)
    page, pack = Page(file), Parts()
    page.problems.extend(faults)
    if not isinstance(root, Mapping):
        return (), tuple(page.problems)
    fields = mapping(page, root, LAW_KEYS, ("law", "rules"), "a law pack")
    names = known(fields.place)
    law(page, fields, pack, names)
    names.settle()
    name = text(page, fields.get("law"), "the id of the law pack")
    rules = {clause.id: clause for clause in pack.clauses}
    out: list[Outcome] = []
    for node in items(page, fields.get("rules"), "rules"):
        label = node.get("id") if isinstance(node, Mapping) else None
        rule = rules.get(f"{name}.{label.text}") if isinstance(label, Scalar) else None
        if rule is not None and only in {"", rule.id}:
            out.extend(_under(page, node, rule, pack, name))
    return tuple(out), tuple(sorted(page.problems, key=lambda problem: problem.place))


def unproven(data: bytes, file: str) -> tuple[str, ...]:
    """Name each rule of a law pack that lacks a case that is allowed or, without an excuse, one that is refused."""
    outcomes, _ = run_cases(data, file)
    root, _ = parse(data, file)
    pack = Parts()
    if isinstance(root, Mapping):
        law(Page(file), root, pack, known(root.place))
    lacking: list[str] = []
    for clause in pack.clauses:
        own = tuple(one for one in outcomes if one.rule == clause.id)
        if not any(not one.refused and not one.excuse for one in own):
            lacking.append(f"{clause.id}: no case that is allowed")
        if not any(one.refused or one.excuse for one in own):
            lacking.append(f"{clause.id}: no case that is refused, and no `{CANNOT_REFUSE}`")
    return tuple(lacking)
