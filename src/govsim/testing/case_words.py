"""What is done in a case of a law pack: who was told and came, how each voted, and the words of each item.

Persons are `all`, `none`, `all but p9`, so many of the first ones, or names. Ballots are given by name, or as so many
of the next persons who are present and have none. An item is written as its words in order, as conditions write it.
"""

from itertools import pairwise
from typing import Literal, cast

from govsim.reader.acts import effective
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.shape import Page, items, one_of, text, wrong, yes
from govsim.record import acts
from govsim.record.acts import Act, Attendance, BallotWord, Consent, Decide, Item, Meeting, Resolve

ENTITY = "e"
BOARD, MEMBERS, CEO, CHAIR, MEMBERSHIP, PLAN = (
    f"{ENTITY}.{name}" for name in ("board", "members", "ceo", "chair", "membership", "plan")
)
BALLOTS: tuple[BallotWord, ...] = ("for", "signed", "against", "abstain", "recused")
_FORMS = ("meeting", "consent", "alone")


def named(page: Page, node: Node, words: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """Give `words`, each of which must be the name of a person."""
    for word in words:
        names.check(page, word, node.place, ("person",), "person")
    return words


def people(
    page: Page, node: Node | None, pool: tuple[str, ...], default: tuple[str, ...], names: Names
) -> tuple[str, ...]:
    """Read persons: `all` of the pool, `none`, `all but p9`, so many of the first ones, or names."""
    if node is None:
        return default
    if isinstance(node, Sequence):
        return named(page, node, tuple(text(page, one, "a person") for one in node.items), names)
    words = text(page, node, "persons").split()
    if words[:2] == ["all", "but"]:
        left = named(page, node, tuple(words[2:]), names)
        return tuple(one for one in pool if one not in left)
    if words in (["all"], ["none"]):
        return pool if words == ["all"] else ()
    if len(words) == 1 and words[0].isdecimal():
        return pool[: int(words[0])]
    return named(page, node, tuple(words), names)


def _ballots(page: Page, case: Mapping, present: tuple[str, ...], names: Names) -> tuple[tuple[str, BallotWord], ...]:
    """Give each person's ballot: those named first, then the next ones present."""
    nodes = {word: case.get(word) for word in BALLOTS}
    counted = {w: int(n.text) for w, n in nodes.items() if isinstance(n, Scalar) and n.text.isdecimal()}
    out = {p: w for w, n in nodes.items() if w not in counted for p in people(page, n, present, (), names)}
    for word, number in counted.items():
        free = tuple(person for person in present if person not in out)
        if number > len(free):
            wrong(page, case.get(word) or case, f"at most {len(free)} persons, those present without a ballot")
        out.update(dict.fromkeys(free[:number], word))
    return tuple(sorted(out.items()))


def _item(page: Page, node: Node, number: int, names: Names) -> Item | None:
    """Read the words of an item in order, such as `remove p9 from board`."""
    words = text(page, node, "an act").split()
    after = dict(pairwise(words))
    ident, by = f"i{number}", after.get("by", "")
    subject = after.get(words[0], "") if words else ""
    place = next((f"{ENTITY}.{after[word]}" for word in ("as", "to", "from") if word in after), "")
    if place in {BOARD, CEO, CHAIR}:
        named(page, node, tuple(word for word in (subject, by, after.get("replacing", "")) if word), names)
    match words[:1]:
        case ["appoint" | "elect" as verb] if place in {BOARD, CEO, CHAIR}:
            return acts.Appoint(
                id=ident,
                party=subject,
                position=place,
                interim="interim" in words,
                replacing=after.get("replacing", ""),
                sole=place != BOARD,
                verb=verb,
                by=by,
            )
        case ["remove"] if place in {BOARD, CEO, CHAIR}:
            return acts.Remove(id=ident, party=subject, position=place, by=by)
        case ["resign"] if place in {BOARD, CEO, CHAIR}:
            return acts.Leave(id=ident, party=subject, position=place, by=by)
        case ["resize"] if after.get("to", "").isdecimal():
            return acts.Resize(id=ident, body=BOARD, number=int(after["to"]), by=by)
        case ["determine"] if subject == "plan":
            return acts.Determine(id=ident, matter=PLAN, by=by)
        case ["ratify"]:
            return acts.Ratify(id=ident, target=subject, by=by)
        case ["avoid"]:
            return acts.Avoid(id=ident, target=subject, by=by)
        case _:
            wrong(page, node, "an act such as `remove p9 from board`")
            return None


def deed(page: Page, case: Mapping, roll: tuple[str, ...], names: Names) -> Act:
    """Read what was done in one step of a case by the body with this roll, or by one party alone."""
    read = (_item(page, node, n, names) for n, node in enumerate(items(page, case.get("do"), "acts"), start=1))
    done = tuple(item for item in read if item is not None)
    later = effective(page, case.get("effective"), names)
    via = one_of(page, case.get("via"), _FORMS, "meeting", "form")
    if via == "alone":
        return Decide(items=done, effective=later)
    present = people(page, case.get("present"), roll, roll, names)
    form = Meeting(
        told=people(page, case.get("told"), roll, roll, names),
        attended=tuple(Attendance(party=one) for one in present),
        objecting=people(page, case.get("objecting"), roll, (), names),
        waived=people(page, case.get("waived"), roll, (), names),
        regular=yes(page, case.get("regular"), "whether it was a regular meeting"),
    )
    casting = one_of(page, case.get("casting"), ("for", "against"), "", "casting vote")
    return Resolve(
        form=Consent() if via == "consent" else form,
        ballots=_ballots(page, case, roll if via == "consent" else present, names),
        items=done,
        casting=cast("Literal['', 'for', 'against']", casting),
        effective=later,
    )
