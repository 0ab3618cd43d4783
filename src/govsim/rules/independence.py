"""Tests of independence: who on a body's roll meets one, by what else they hold.

A test is a rule of the files with its own words: there is no independence as such, only a test that is named.
"""

from govsim.record.state import Sight, holding
from govsim.rules.book import Book, in_force
from govsim.rules.case import members
from govsim.values import frozen
from govsim.world.clauses import Clause, Test
from govsim.world.params import READING


@frozen(kw_only=True)
class Tested:
    """One test applied: who meets it and who fails it, each failing by the first position that it names."""

    clause: Clause
    meet: tuple[str, ...]
    fail: tuple[tuple[str, str], ...]


def tested(name: str, sight: Sight, date: str, book: Book) -> Tested | None:
    """Apply the test of that name to a state; None where no rule in force has it.

    >>> tested("non-employee", state, "2023-11-16", book).meet  # doctest: +SKIP
    ('ann', 'ben')
    """
    reading = str(book.choices.get(READING, ""))
    clauses = book.code.clauses.get(reading, book.code.structure.clauses)
    for clause in clauses:
        topic = clause.topic
        named = isinstance(topic, Test) and clause.id.rpartition(".")[2] == name
        if isinstance(topic, Test) and named and in_force(clause, date) and book.stands(clause):
            roll = members(book.code.bodies[topic.body], sight, book)
            fail = []
            for person in roll:
                held = next((one for one in topic.fails if person in holding(sight, one)), "")
                if held:
                    fail.append((person, held))
            failing = {person for person, _ in fail}
            meet = tuple(person for person in roll if person not in failing)
            return Tested(clause=clause, meet=meet, fail=tuple(fail))
    return None
