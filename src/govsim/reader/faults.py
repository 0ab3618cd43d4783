"""What is wrong with a piece of text inside a scalar, as a value; whoever knows the file adds the place.

The small parsers descend many calls deep, so inside them a fault travels as the exception `StoppedError`; none lets it
out.
"""

from govsim.values import frozen

LONGEST = 10_000
"""Characters in the longest text read; a condition or a time longer than that is a slip or an attack."""

QUOTED = 60
"""Characters quoted of a text that is wrong."""

DEEPEST = 50
"""How deep parentheses, `not` and `of` may nest."""


@frozen(kw_only=True)
class Fault:
    """One thing wrong: what, where in the text (`start` to `end`, in characters, the end exclusive), and the cure.

    `instead` is what to write there, where only one thing can be meant.
    """

    message: str
    start: int
    end: int
    help: str = ""
    instead: str = ""


class StoppedError(Exception):
    """A parser cannot go on; carries the fault to the parser's own door, never further."""

    def __init__(self, fault: Fault) -> None:
        """Keep `fault`."""
        self.fault = fault
        super().__init__(fault.message)


def brief(text: str) -> str:
    """Quote `text` in a message, cut where a message would become a page."""
    return f"`{text}`" if len(text) <= QUOTED else f"`{text[:QUOTED]}...`"


def too_long(text: str) -> Fault | None:
    """Refuse a text over the limit before any work is done on it."""
    if len(text) <= LONGEST:
        return None
    return Fault(message=f"a text of more than {LONGEST} characters", start=LONGEST, end=len(text))
