"""A log of any length, the same on every machine: what a crisis of governance tells of, over and over.

Half of its events are signatures under an open letter, one of 770 people each; a fifth are votes of directors on
motions; the rest are motions made and closed, directors removed and seated, chief executives appointed, and offers. For
measuring.
"""

from bisect import bisect_right
from collections.abc import Iterator

from govsim.record.events import Approved, Closed, Event, Opened, Seated, Signed, Unseated
from govsim.record.lines import Header, Line
from govsim.testing.invented import BOARD, CEO

HEADER = Header(scenario="crowded")
SIGNERS, DIRECTORS, MOTIONS, OFFERS = 770, 12, 40, 20
LETTER = "appeal"
DRAWN = 48_271
"""The multiplier of a well-known small generator (Park and Miller), which needs no chance."""
MODULUS = 2**31 - 1


def crowded(count: int, *, all_different: bool = False) -> Iterator[Line]:
    """Give so many lines, all in fact; with `all_different` no two events are the same.

    >>> [type(line.told).__name__ for line in crowded(4)]
    ['Signed', 'Opened', 'Seated', 'Signed']
    """
    drawn = 1
    for n in range(1, count + 1):
        drawn = drawn * DRAWN % MODULUS
        mark = f"-{n}" if all_different else ""
        yield Line(n, "fact", f"s{n}", "", _event(drawn, mark))


_UP_TO = (50, 70, 86, 95, 98)
"""Of a hundred events, the first fifty are signatures, those up to the seventieth votes, and so on."""


def _event(drawn: int, mark: str) -> Event:
    which = drawn // 100
    director, board = f"director-{which % DIRECTORS}", f"{BOARD}{mark}"
    motion = f"motion-{which // DIRECTORS % MOTIONS}{mark}"
    match bisect_right(_UP_TO, drawn % 100):
        case 0:
            return Signed(letter=f"{LETTER}{mark}", parties=(f"employee-{which % SIGNERS}",))
        case 1:
            return Approved(by=director, verb="vote", target=motion)
        case 2:
            return Opened(thing=motion) if which % 2 else Closed(thing=motion)
        case 3:
            return Seated(position=board, party=director) if which % 2 else Unseated(position=board, party=director)
        case 4:
            return Seated(position=f"{CEO}{mark}", party=director, sole=True)
        case _:
            return Opened(thing=f"offer-{which % OFFERS}{mark}")
