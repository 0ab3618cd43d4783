"""One act before the law, as it is brought there."""

from collections.abc import Callable
from datetime import datetime

from govsim.engine.docket import Docket
from govsim.record.acts import Act
from govsim.record.state import Sight, State
from govsim.rules.book import Book
from govsim.rules.case import Judged
from govsim.values import frozen
from govsim.world.expressions import Expr


@frozen(kw_only=True)
class Hearing:
    """One act before the law: the step's id, who acted, when, the act, and what the law stands at.

    `truth` answers conditions on what the law is seen to stand at, `docket` the earlier items; `assumption` is the
    step's own.
    A `brief` hearing ends each item with the first finding that settles it, and does not say what it rests on;
    `kept` holds judgements of the same act in other worlds.
    """

    step: str
    by: str
    at: datetime
    date: str
    act: Act
    law: State
    book: Book
    docket: Docket
    truth: Callable[[Expr, Sight], bool | None]
    assumption: str = ""
    brief: bool = False
    kept: Judged | None = None
