"""What a fork changes: the closed union of edits, each one change at one place of a story.

An edit is a value. What it makes of a story is in `record.forking`; whether it fits the story is for the reader to
say, and which of them contradict each other is in `record.edit_places`.
"""

from typing import Literal

from attrs import field

from govsim.errors import Place
from govsim.record.acts import Act, BallotWord, Choice, Form, Item
from govsim.record.state import Held
from govsim.record.story import Expectation, Step, Story
from govsim.values import frozen
from govsim.world.clauses import Clause
from govsim.world.expressions import Expr
from govsim.world.params import Overlay, Value
from govsim.world.sources import Words
from govsim.world.structure import Structure
from govsim.world.time import When

Side = Literal["before", "after"]


@frozen(kw_only=True)
class Choose:
    """Another value of a parameter, another reading, or for a fact the index of another claim."""

    name: str
    value: Value
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Reseat:
    """Other holders of a position before the story begins."""

    position: str
    holders: Held
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Amend:
    """Another rank or other words of a rule, or the rule is not there."""

    overlay: Overlay
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Enact:
    """A rule that the structure does not have."""

    clause: Clause
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Vote:
    """The ballot of one person in a step that is a vote; everybody else keeps theirs. Who is absent did not attend."""

    at: str
    person: str
    word: BallotWord
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Mark:
    """The ballot of one person in a vote between several: whom they are for; everybody else keeps theirs."""

    at: str
    person: str
    choice: Choice
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Via:
    """Another form of a vote: at a meeting, or by written consent."""

    at: str
    form: Form
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Omit:
    """One item of a decision less."""

    at: str
    item: str
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Include:
    """One item of a decision more."""

    at: str
    item: Item
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Redo:
    """Another act in place of what was done."""

    at: str
    act: Act
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Recast:
    """Another actor."""

    at: str
    by: str
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Retime:
    """Another time, at the same place in the order of the steps."""

    at: str
    when: When
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Condition:
    """Another condition of a step, or none and a reason why it does not need one."""

    at: str
    condition: Expr | None
    regardless: str = ""
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Drop:
    """A step that does not happen."""

    at: str
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Insert:
    """A step more, right before or after another one."""

    step: Step
    anchor: str
    side: Side
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Move:
    """A step at another place in the order, right before or after another one, and at another time if one is given."""

    at: str
    anchor: str
    side: Side
    when: When | None = None
    place: Place = field(eq=False)


Frame = Choose | Reseat | Amend | Enact
"""Edits of what is so before the first step."""

Revision = Vote | Mark | Via | Omit | Include | Redo | Recast | Retime | Condition
"""Edits of one step that stays where it is."""

Edit = Frame | Revision | Drop | Insert | Move


@frozen(kw_only=True)
class Fork:
    """A small overlay over a story, or over another fork: what is asked, what is changed, what must then hold.

    `base` is the name it was asked for by, `base_id` the content id the base had when the fork was written, if that was
    noted. `adds` holds only what the fork adds to the structure: people, parameters, sources. `hangs_on` names the
    steps whose conditions a question about willingness comes down to: power is one thing, what people want another.
    """

    id: str
    base: str
    title: Words = ()
    question: Words = ()
    note: Words = ()
    base_id: str = ""
    adds: Structure
    edits: tuple[Edit, ...] = ()
    hangs_on: tuple[str, ...] = ()
    expects: tuple[Expectation, ...] = ()
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Forked:
    """A story, and the forks over it, the one nearest to it first; without forks it is the story alone."""

    story: Story
    forks: tuple[Fork, ...] = ()
