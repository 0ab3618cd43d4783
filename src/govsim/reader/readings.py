"""Reading what is not settled: parameters with their values, and readings that change rules."""

from attrs import evolve

from govsim.errors import Related
from govsim.reader.clauses import STANDINGS
from govsim.reader.common import value, words
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.rules import RANKS, TOPICS, topic
from govsim.reader.shape import Page, items, mapping, one_of, text, yes
from govsim.world.clauses import Clause, Topic
from govsim.world.params import Assumption, Overlay, Param, Reading, shown


def param(page: Page, key: Scalar, node: Node, names: Names) -> Param:
    """Read one parameter: the value chosen, among which, and why."""
    fields = mapping(page, node, ("value", "among", "because", "title"), ("value", "among"), "a parameter")
    chosen = value(page, fields.get("value"))
    among = tuple(value(page, one) for one in items(page, fields.get("among"), "values"))
    where = fields.get("value")
    if among and chosen not in among and where is not None:
        listed = ", ".join(shown(one) for one in among)
        cure = page.did_you_mean(shown(chosen), [shown(one) for one in among]) or f"one of: {listed}"
        message = f"`{shown(chosen)}` is not among the admissible values"
        page.report("GS304", message, where.place, label="not admissible", cure=cure)
    names.values.setdefault(key.text, among or (chosen,))
    return Param(
        id=key.text,
        value=chosen,
        among=among or (chosen,),
        because=text(page, fields.get("because"), "a reason"),
        title=words(page, fields.get("title"), "a title"),
        place=key.place,
    )


def _reworded(page: Page, body: Mapping, found: Clause, content: Topic) -> Clause:
    """Give a rule with other content: its old words, and how they are known, are not those of the new one."""
    standing = one_of(page, body.get("standing"), STANDINGS, "assumed", "standing")
    said = text(page, body.get("words"), "the words of the rule")
    known = {"topic": content, "words": said, "standing": standing}
    return evolve(found, **known, note="", contested="", sources=())  # type: ignore[arg-type]  # one_of gave a word


def overlay(page: Page, node: Node, clauses: list[Clause], owner: str, names: Names) -> Overlay | None:
    """Read a change of a rule: another rank, other words on the same topic, or that it is not there."""
    fields = mapping(page, node, ("rule", "rank", "drop", "with"), ("rule",), "a change of a rule")
    named = fields.get("rule")
    if named is None:
        return None
    written = text(page, named, "a rule")
    known = {one.id: one for one in clauses}
    found = known.get(written) or known.get(f"{owner}.{written}")
    if found is None:
        short = {one.removeprefix(f"{owner}.") for one in known}
        cure = page.did_you_mean(written, short) or "name a rule of this structure or of its law packs"
        fix = page.fix(written, short, named.place)
        page.report("GS201", f"unknown rule `{written}`", named.place, label="no rule of this name", cure=cure, fix=fix)
        return None
    rank = fields.get("rank")
    new = None
    instead = fields.get("with")
    if instead is not None:
        body = mapping(page, instead, (*TOPICS, "by", "words", "standing"))
        content = topic(page, body, names, owner=owner)
        if content is not None and type(content) is not type(found.topic):
            related = (Related(place=found.place, label="the rule"),)
            cure = "change a rule only within its own topic; to leave it out write `drop: yes`"
            page.report("GS305", "another topic than that of the rule", body.place, cure=cure, related=related)
        new = _reworded(page, body, found, content) if content is not None else None
    return Overlay(
        rule=found.id,
        rank=RANKS[one_of(page, rank, tuple(RANKS), "bylaws", "rank")] if rank is not None else None,
        drop=yes(page, fields.get("drop"), "whether the rule is dropped"),
        clause=new,
        place=fields.place,
    )


def reading(page: Page, node: Node, clauses: list[Clause], owner: str, names: Names) -> Reading:
    """Read one reading: what it assumes and which rules it changes."""
    fields = mapping(page, node, ("id", "title", "assumes", "replaces"), ("id", "title"), "a reading")
    name = text(page, fields.get("id"), "the id of a reading")
    names.declare(page, "reading", name, (fields.get("id") or fields).place)
    assumed = tuple(
        Assumption(id=f"{name}.{i}", text=text(page, one, "an assumption"), place=one.place)
        for i, one in enumerate(items(page, fields.get("assumes"), "assumptions"), start=1)
    )
    overlays = (overlay(page, one, clauses, owner, names) for one in items(page, fields.get("replaces"), "changes"))
    return Reading(
        id=name,
        title=words(page, fields.get("title"), "a title"),
        assumes=assumed,
        replaces=tuple(one for one in overlays if one is not None),
        place=fields.place,
    )


def check(page: Page, readings: list[Reading]) -> None:
    """Note rules that one reading changes twice."""
    for read in readings:
        changed: dict[str, Overlay] = {}
        for overlay in read.replaces:
            first = changed.setdefault(overlay.rule, overlay)
            if overlay is not first:
                related = (Related(place=first.place, label="first changed here"),)
                message = f"`{overlay.rule}` is changed twice in one reading"
                page.report("GS203", message, overlay.place, label="again", related=related)
