"""How much is read: every bound of the reader in one place, each far above what a true story needs.

A bound says no before the work is done, with a code and a place, so that no file of a mega takes more than a moment.
Bounds on numbers and years stand with what reads them (`world.amounts`, `reader.times`), those on the work of the
engine with the engine (`engine.reactions`, `engine.together`).
"""

LONGEST_FILE = 32_000_000  # bytes
MOST_PROBLEMS = 1_000  # nobody reads more of one file
MOST_NEAREST = 100  # the nearest of many names is dear to find
SHOWN_PER_FILE = 20  # invisible characters told one by one
DEEPEST_NESTING = 60  # collections inside one another, aliases followed
MOST_COPIES = 100_000  # nodes that aliases stand for, counted as if each alias were written out
DEEPEST_INCLUDE = 20  # files that include each other
LONGEST_TEXT = 100_000  # characters of one text
MOST_MARKS = 30  # marks on one letter, as in the stream-safe form of Unicode (UAX 15): more are dear to put in order

LONGEST_CHAIN = 20  # acts that do again, or undo, one another
LONG_CONDITION = 500  # characters of a condition that count as usual
MOST_BEYOND = 100_000  # characters beyond them, in all conditions of one file

MOST_MEMBERS = 1_000
"""Members of a list, and entries of a mapping, where nothing else is said."""

MEMBERS = {
    "steps": 100_000,
    "sources": 5_000,
    "people": 2_000,
    "change": 500,
    "entities": 500,
    "expect": 500,
    "params": 200,
    "outcomes": 200,
    "that": 200,
    "among": 100,
    "claims": 100,
    "candidates": 100,
    "choices": 100,
    "reactions": 100,
    "include": 100,
    "readings": 50,
    "never": 50,
    "stages": 50,
    "watch": 20,
}
"""The same under keys of which more are meant, or of which each is asked at every step or of every world."""


def most_members(key: str) -> int:
    """Give how many members what stands under `key` may have.

    >>> most_members("watch"), most_members("rules")
    (20, 1000)
    """
    return MEMBERS.get(key, MOST_MEMBERS)
