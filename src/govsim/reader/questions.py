"""Reading questions as people type them: who, and an act in the words of the file, with names they know things by.

A name may be an id, its last part where only one thing is called so (`board`), or what the files call a party or a
position in any language (`Toner`, `chief executive`). What it was taken for is shown, so that nothing is guessed in
silence.
"""

from collections.abc import Iterator

from govsim.reader.faults import Fault
from govsim.reader.similar import nearest
from govsim.record.act_words import LINKS, USAGE, Misworded, item_of
from govsim.record.story import Story

LONGEST = 5
"""The most words that a name is looked for in."""

IDLE = frozenset({"the", "a", "an"})
SUE = "sue"
"""The word for going to court, which is no act of a body: `who-can FILE sue`."""


def _called(story: Story) -> Iterator[tuple[str, str]]:
    """Give what things are called, with their ids: ids first, then their last parts, then names in every language."""
    structure = story.structure
    things = (
        *((one.id, (*one.names, *one.short)) for one in structure.parties),
        *((one.id, one.names) for one in structure.positions),
        *((one.id, one.names) for one in structure.bodies),
        *((one.id, one.names) for one in structure.matters),
    )
    for ref, _ in things:
        yield ref, ref
    for ref, _ in things:
        yield ref.rpartition(".")[2], ref
    for ref, names in things:
        for _, name in names:
            yield name, ref


def aliases(story: Story) -> dict[str, str]:
    """Give the id that each name stands for, in small letters; a name of two things stands for neither."""
    out: dict[str, str] = {}
    taken: set[str] = set()
    ids = {ref for name, ref in _called(story) if name == ref}
    for name, ref in _called(story):
        key = name.casefold()
        if key in ids and key != ref:
            continue
        if out.setdefault(key, ref) != ref:
            taken.add(key)
    return {name: ref for name, ref in out.items() if name not in taken or name in ids}


def _names(words: list[str], known: dict[str, str]) -> Iterator[str]:
    """Put ids in place of names, the longest names first; words that are none stay as they are."""
    place = 0
    while place < len(words):
        word = words[place].casefold()
        if word in LINKS or word in USAGE or word == SUE:
            yield word
            place += 1
            continue
        for length in range(min(LONGEST, len(words) - place), 0, -1):
            name = " ".join(words[place : place + length]).casefold()
            if name in known:
                yield known[name]
                place += length
                break
        else:
            if word not in IDLE:
                yield words[place]
            place += 1


def parties(text: str, story: Story) -> tuple[str, ...] | Fault:
    """Read who is asked about: one party or body, or several with commas between them.

    >>> parties("Toner, McCauley", story)  # doctest: +SKIP
    ('toner', 'mccauley')
    """
    if not text.strip():
        return Fault(
            message="nobody is named", start=0, end=len(text), help="name a person, a group, an entity or a body"
        )
    known = aliases(story)
    able = {one.id for one in story.structure.parties} | {one.id for one in story.structure.bodies}
    out = []
    whole = known.get(text.strip().casefold()) in able
    for name in (text,) if whole else text.split(","):
        if not name.strip():
            return Fault(message="a name is missing beside a comma", start=0, end=len(text), help="name whom you mean")
        ref = known.get(name.strip().casefold(), name.strip())
        if ref not in able:
            near = nearest(ref, [key for key, one in known.items() if one in able])
            cure = f"did you mean `{near}`?" if near else "name a person, a group, an entity or a body of the structure"
            return Fault(message=f"nobody is called `{name.strip()}`", start=0, end=len(text), help=cure)
        out.append(ref)
    return tuple(dict.fromkeys(out))


def act(text: str, story: Story, items: frozenset[str]) -> tuple[str, ...] | Fault:
    """Read an act in words, with ids in place of names; `items` are the earlier items, by `step.item`.

    >>> act("remove Toner from the board", story, frozenset())  # doctest: +SKIP
    ('remove', 'toner', 'from', 'inc.board')
    """
    known = aliases(story)
    words = tuple(_names(text.split(), known))
    if words[:1] == (SUE,):
        return words if len(words) == 1 else _left_over(text, words, 1)
    if words[:1] == ("manage",):
        entities = [entity.id for entity in story.structure.entities]
        if len(words) > 1 and words[1] in entities:
            return words if len(words) == 2 else _left_over(text, words, 2)  # noqa: PLR2004 - the verb and an entity
        near = nearest(words[1], entities) if len(words) > 1 else None
        cure = f"did you mean `{near}`?" if near else f"there are: {', '.join(entities)}"
        said = f"`{words[1]}` is no entity" if len(words) > 1 else "an entity is missing"
        return Fault(message=f"{said}; written so: {USAGE['manage']}", start=0, end=len(text), help=cure)
    found = item_of(words, story.structure, items)
    if not isinstance(found, Misworded):
        over = _end(words)
        return words if over == len(words) else _left_over(text, words, over)
    rolls = {body.id: body.positions for body in story.structure.bodies}
    return _fault(text, words, found, {one: name for one, name in known.items() if one not in words}, items, rolls)


SUMS = frozenset({"pay", "distribute"})
"""Verbs that a sum follows: its currency, then how much."""

AFTER = {
    "appoint": {"as", "to", "replacing"},
    "elect": {"as", "to", "replacing"},
    "remove": {"from"},
    "resign": {"from"},
    "resize": {"to"},
    "transfer": {"of", "from", "to"},
    "issue": {"of", "to"},
    "redeem": {"of", "from"},
    "convert": {"of", "from", "into", "for"},
    "pay": {"from", "to", "under"},
    "distribute": {"under"},
}
"""The words of each verb that a name or a number follows, beside the first one."""


def _end(words: tuple[str, ...]) -> int:
    """Give how many words from the first one belong to one act: whatever follows it would be left unread."""
    verb, place = words[0], 3 if words[0] in SUMS else 2
    links = set(AFTER.get(verb, ()))
    if verb == "amend":
        return len(words)
    if verb == "determine" and words[place : place + 1] == ("with",):
        return len(words)
    while place < len(words):
        if words[place] == "interim" and verb == "appoint":
            place += 1
        elif words[place] in links:
            links.remove(words[place])
            place += 2
        else:
            break
    return min(place, len(words))


def _left_over(text: str, words: tuple[str, ...], place: int) -> Fault:
    """Say that words follow an act that are no part of it."""
    read, over = " ".join(words[:place]), " ".join(words[place:])
    cure = f"written so: {USAGE[words[0]]}" if words[0] in USAGE else "leave it out"
    return Fault(message=f"after `{read}`, `{over}` is no part of the act", start=0, end=len(text), help=cure)


def _fault(  # noqa: PLR0913, PLR0917 - what was asked, what is wrong with it, and what would do
    text: str,
    words: tuple[str, ...],
    found: Misworded,
    known: dict[str, str],
    items: frozenset[str],
    rolls: dict[str, tuple[str, ...]],
) -> Fault:
    """Say what is wrong with the words of an act, with the nearest that would do, and how such an act is written.

    Where a body is named and its seats are meant, these are given.
    """
    verb = words[0] if words else ""
    if not words:
        said = f"an act begins with one of: {', '.join([*USAGE, SUE])}"
        return Fault(message="an act is missing", start=0, end=0, help=said)
    if found.at == 0:
        near = nearest(verb, [*USAGE, SUE])
        cure = f"did you mean `{near}`?" if near else f"an act begins with one of: {', '.join([*USAGE, SUE])}"
        return Fault(message=f"`{verb}` is no act that can be asked about", start=0, end=len(verb), help=cure)
    word = words[found.at] if found.at is not None else ""
    near = nearest(word, [*known, *items]) if word else None
    said = f"`{word}` is not {found.wanted}" if word else f"{found.wanted} is missing"
    meant = f"did you mean `{near}`? " if near else ""
    if rolls.get(word):
        meant = f"its seats are: {', '.join(rolls[word])}; "
    cure = f"{meant}written so: {USAGE[verb]}"
    return Fault(message=said, start=0, end=len(text), help=cure)
