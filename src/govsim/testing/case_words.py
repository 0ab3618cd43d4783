"""What is done in a case of a law pack: who was told and came, how each voted, and the words of each item.

Persons are `all`, `none`, `all but p9`, so many of the first ones, or names. Ballots are given by name, or as so many
of the next persons who are present and have none. An item is written as its words in order, as conditions write it;
so is what is no decision: a call, a waiver, the opening of a meeting, its adjournment, the end of a term.
"""

from itertools import pairwise
from typing import Literal, cast

from govsim.reader.acts import effective
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.shape import Page, items, one_of, text, wrong, yes
from govsim.record import acts
from govsim.record.acts import Act, Attendance, BallotWord, Consent, Decide, Item, Meeting, Resolve
from govsim.testing.case_world import BOARD, ENTITY, World

BALLOTS: tuple[BallotWord, ...] = ("for", "signed", "against", "abstain", "recused", "non-vote")
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


def _units(after: dict[str, str], verb: str) -> int:
    return int(after[verb]) if after.get(verb, "").isdecimal() else 0


def _item(page: Page, node: Node, number: int, world: World, names: Names) -> Item | None:
    """Read the words of an item in order, such as `remove p9 from board` or `transfer 10 of b from s1 to s2`."""
    words = text(page, node, "an act").split()
    after = dict(pairwise(words))
    verb = words[0] if words else ""
    ident, by, subject = f"i{number}", after.get("by", ""), after.get(verb, "")
    key = {"appoint": "as", "elect": "to", "remove": "from", "resign": "from", "transfer": "of", "issue": "of"}.get(
        verb
    )
    place = world.place_of(f"{ENTITY}.{after.get(key, '')}") if key else None
    about = f"{ENTITY}.{subject}"
    parties = {"transfer": ("from", "to"), "issue": ("to",)}.get(verb, (verb, "replacing"))
    if place is not None:
        named(page, node, tuple(after[one] for one in (*parties, "by") if one in after), names)
    match verb:
        case "appoint" | "elect" if place is not None:
            return acts.Appoint(
                id=ident,
                party=subject,
                position=place.id,
                interim="interim" in words,
                replacing=after.get("replacing", ""),
                sole=place.kind in {"office", "chair"},
                verb=verb,
                by=by,
            )
        case "remove" if place is not None:
            return acts.Remove(id=ident, party=subject, position=place.id, by=by)
        case "resign" if place is not None:
            return acts.Leave(id=ident, party=subject, position=place.id, by=by)
        case "transfer" if place is not None and _units(after, verb):
            return acts.Transfer(
                id=ident,
                units=_units(after, verb),
                position=place.id,
                giver=after.get("from", ""),
                taker=after.get("to", ""),
                converts_to=place.converts_to,
                by=by,
            )
        case "issue" if place is not None and _units(after, verb):
            return acts.Issue(id=ident, units=_units(after, verb), position=place.id, party=after.get("to", ""), by=by)
        case "resize" if about in world.rolls() and after.get("to", "").isdecimal():
            return acts.Resize(id=ident, body=about, number=int(after["to"]), by=by)
        case "determine" if any(one.id == about for one in world.matters):
            return acts.Determine(id=ident, matter=about, by=by)
        case "fix-record-date" if about in world.rolls() and "for" in after:
            rolls = world.rolls()[about]
            return acts.FixRecordDate(id=ident, body=about, meeting=after["for"], positions=rolls, by=by)
        case "approve":
            rest = node._replace(text=" ".join(words[1:])) if isinstance(node, Scalar) else node
            what = _item(page, rest, number, world, names)
            return None if what is None else acts.Approve(id=ident, what=what, by=by)
        case "ratify":
            return acts.Ratify(id=ident, target=subject, from_start="from-start" in words, by=by)
        case "avoid":
            return acts.Avoid(id=ident, target=subject, from_start="from-start" in words, by=by)
        case _:
            wrong(page, node, "an act such as `remove p9 from board`")
            return None


def _own(page: Page, case: Mapping, world: World, names: Names) -> Act | None:
    """Read what is no decision of a body; None where it is one."""
    done = case.get("do")
    words = done.text.split() if isinstance(done, Scalar) else []
    after = dict(pairwise(words))
    verb, meeting = (words[0] if words else ""), after.get(words[0], "") if words else ""
    body = f"{ENTITY}.{after.get('of', 'board')}"
    match verb:
        case "call":
            roll = world.roll(body)
            return acts.Call(meeting=meeting, parties=people(page, case.get("told"), roll, roll, names))
        case "waive":
            return acts.Waive(meeting=meeting)
        case "open":
            return acts.Open(meeting=meeting, body=body, positions=world.rolls().get(body, ()))
        case "adjourn":
            return acts.Adjourn(meeting=meeting)
        case "expire":
            return acts.Expire(party=meeting, position=f"{ENTITY}.{after.get('from', '')}")
        case _:
            return None


def deed(page: Page, case: Mapping, body: str, world: World, names: Names) -> Act:
    """Read what was done in one step of a case by this body, or by one party alone."""
    own = _own(page, case, world, names)
    if own is not None:
        return own
    roll = world.roll(body) if body in world.rolls() else world.roll(BOARD)
    read = (_item(page, node, n, world, names) for n, node in enumerate(items(page, case.get("do"), "acts"), start=1))
    done = tuple(item for item in read if item is not None)
    later = effective(page, case.get("effective"), names)
    via = one_of(page, case.get("via"), _FORMS, "meeting", "form")
    if via == "alone":
        return Decide(items=done, effective=later)
    present = people(page, case.get("present"), roll, roll, names)
    called = text(page, case.get("called"), "a meeting")
    form = Meeting(
        told=people(page, case.get("told"), roll, () if called else roll, names),
        attended=tuple(Attendance(party=one) for one in present),
        objecting=people(page, case.get("objecting"), roll, (), names),
        waived=people(page, case.get("waived"), roll, (), names),
        called=called,
        called_by=people(page, case.get("called_by"), roll, (), names),
        regular=yes(page, case.get("regular"), "whether it was a regular meeting"),
        adjourned=yes(page, case.get("adjourned"), "whether it was an adjourned meeting"),
    )
    casting = one_of(page, case.get("casting"), ("for", "against"), "", "casting vote")
    return Resolve(
        form=Consent() if via == "consent" else form,
        ballots=_ballots(page, case, roll if via == "consent" else present, names),
        items=done,
        casting=cast("Literal['', 'for', 'against']", casting),
        sponsors=people(page, case.get("sponsors"), roll, (), names),
        follows=text(page, case.get("follows"), "an earlier step"),
        effective=later,
    )
