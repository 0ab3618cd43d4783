"""A story as a value: what the file says, before any law is asked."""

from typing import Literal

from attrs import field

from govsim.errors import Place
from govsim.record.acts import Act, Item
from govsim.record.state import Held
from govsim.values import frozen
from govsim.world.expressions import Expr
from govsim.world.sources import Cite, Conflict, Fact, Source, Stated, Status, Words
from govsim.world.structure import Structure
from govsim.world.time import When


@frozen(kw_only=True)
class Recant:
    """Marks a step in which one who took part in an earlier decision takes part no longer."""

    of: str
    party: str


@frozen(kw_only=True)
class Step:
    """What the file says happened: when, who, what, how it is known, and what the modeller makes it hang on."""

    id: str
    at: When
    by: str
    act: Act
    title: Words = ()
    note: Words = ()
    condition: Expr | None = None
    regardless: str = ""
    assumption: str = ""
    status: Status = "reported"
    recant: Recant | None = None
    stated: tuple[Stated, ...] = ()
    cites: tuple[Cite, ...] = ()
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Reaction:
    """A follow-up in law: whenever the condition holds after an act, these items take effect without a vote."""

    id: str
    condition: Expr
    items: tuple[Item, ...]
    because: str = ""
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Expectation:
    """Something the story's author says must hold at the end."""

    expr: Expr
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Outcome:
    """A named sentence about the story, true or not right after the step `at`, or at the end where that is empty.

    Unlike an expectation it need not hold: it is there to be asked what it depends on.
    """

    id: str
    that: Expr
    at: str = ""
    title: Words = ()
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Story:
    """One scenario, whole: its structure, who held what at the start, and the steps in file order.

    `watch` are the positions a reader wants to see beside each step.
    """

    id: str
    title: Words
    zone: str
    structure: Structure
    notice: Words = ()
    kind: Literal["record", "fiction"] = "record"
    start: tuple[tuple[str, Held], ...] = ()
    watch: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sources: tuple[Source, ...] = ()
    steps: tuple[Step, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    expects: tuple[Expectation, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    never: tuple[Expectation, ...] = ()
    place: Place = field(eq=False)

    def step(self, name: str) -> Step:
        """Give the step of that id, or of that number counting from 1; KeyError if there is none."""
        if name.isdecimal() and 0 < int(name) <= len(self.steps):
            return self.steps[int(name) - 1]
        return {step.id: step for step in self.steps}[name]
