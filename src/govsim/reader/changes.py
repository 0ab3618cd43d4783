"""Reading the changes of a fork: each one against the story as the changes before it left it.

A change that does not fit, or that contradicts an earlier one of the same fork, is a problem with its place; it
is not made, and reading goes on.
"""

from attrs import field

from govsim.errors import Place, Related
from govsim.reader.choosing import among, assumable, choice, refusal
from govsim.reader.clauses import clause
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.readings import overlay
from govsim.reader.revisions import REVISIONS, revisions
from govsim.reader.shape import Page, entries, items, mapping, misspelt, parsed, text, wrong
from govsim.reader.steps import step
from govsim.reader.stories import held
from govsim.reader.times import parse_when
from govsim.record.edit_places import clash, path
from govsim.record.edits import Amend, Choose, Drop, Edit, Enact, Insert, Move, Reseat, Side
from govsim.record.forking import edited
from govsim.record.story import Story
from govsim.values import define
from govsim.world.clauses import Clause, Power

CHANGES = {
    "at": ("at", *REVISIONS),
    "drop": ("drop",),
    "insert": ("insert", "before", "after"),
    "move": ("move", "before", "after", "time"),
    "rule": ("rule", "rank", "drop", "with"),
    "add": ("add",),
    "seat": ("seat", "holders"),
}
"""The kinds of change by the key they begin with, each with its keys. `drop` beside `rule` is the rule's."""


@define
class Desk:
    """Where one fork is read: the story as changed so far, the edits made, and the rules they took away."""

    page: Page
    names: Names
    story: Story
    owner: str
    edits: list[Edit] = field(factory=list)
    repealed: list[Clause] = field(factory=list)

    def make(self, edit: Edit) -> None:
        """Make an edit, unless it contradicts an earlier one of this fork."""
        earlier = next((one for one in self.edits if clash(one, edit)), None)
        if earlier is None:
            self.edits.append(edit)
            self.story = edited(self.story, edit)
            return
        related = (Related(place=earlier.place, label="the other change"),)
        cure = "keep one of the two; a fork of a fork may change it again"
        message = f"two changes of one fork speak of the same place: {' '.join(path(edit))}"
        self.page.report("GS331", message, edit.place, label="contradicts", related=related, cure=cure)

    def knows(self, name: str, place: Place) -> bool:
        """Say whether a step is in the story as changed so far; note it if not."""
        if any(one.id == name for one in self.story.steps):
            return True
        dropped = next((one for one in self.edits if isinstance(one, Drop) and one.at == name), None)
        if dropped is not None:
            related = (Related(place=dropped.place, label="dropped here"),)
            message = f"step `{name}` is not there any more"
            cure = "keep one of the two changes"
            self.page.report("GS331", message, place, label="contradicts", related=related, cure=cure)
        elif self.names.knows(name, ("step",)):
            cure = "change another step, or put it in again under another id"
            self.page.report("GS332", f"step `{name}` was left out by an earlier fork", place, label="gone", cure=cure)
        else:
            self.names.now(self.page, name, place, ("step",), "step")
        return False

    @property
    def sole(self) -> frozenset[str]:
        """The positions with one holder at a time."""
        return frozenset(one.id for one in self.story.structure.positions if one.sole)


def choices(desk: Desk, node: Node | None) -> None:
    """Read what a fork assumes: values of parameters, a reading, claims of facts."""
    for key, value in entries(desk.page, node, "assumptions"):
        written = text(desk.page, value, "a value")
        found = choice(desk.story, key.text, written)
        if found is None:
            message, cure = refusal(desk.story, key.text, written)
            known = assumable(desk.story)
            place = value.place if key.text in known else key.place
            word, words = (written, among(desk.story, key.text)) if key.text in known else (key.text, known)
            fix = desk.page.fix(word, words, place)
            desk.page.report("GS333", message, place, label="not admitted", cure=cure, fix=fix)
        else:
            desk.make(Choose(name=key.text, value=found, place=key.place))


def reseated(desk: Desk, key: Scalar, node: Node) -> None:
    """Read who holds a position before the story begins."""
    desk.names.check(desk.page, key.text, key.place, ("position",), "position")
    holders = held(desk.page, key, node, desk.names, desk.sole)
    desk.make(Reseat(position=key.text, holders=holders, place=key.place))


def change(desk: Desk, node: Node) -> None:
    """Read one change, of the kind that one of its keys says."""
    kind = next((one for one in CHANGES if isinstance(node, Mapping) and node.get(one) is not None), "")
    if kind == "drop" and isinstance(node, Mapping) and node.get("rule") is not None:
        kind = "rule"
    beside = {key for keys in CHANGES.values() for key in keys} - {*CHANGES}
    if not kind and isinstance(node, Mapping) and misspelt(desk.page, node, CHANGES, beside, "a change"):
        return
    if not kind:
        wrong(desk.page, node, "a change", cure=f"one that begins with: {', '.join(CHANGES)}")
        return
    fields = mapping(desk.page, node, CHANGES[kind], (kind,), f"a change that begins with `{kind}`")
    match kind:
        case "at":
            _revised(desk, fields)
        case "drop":
            for one in items(desk.page, fields.get("drop"), "steps"):
                name = text(desk.page, one, "a step")
                if desk.knows(name, one.place):
                    desk.make(Drop(at=name, place=one.place))
        case "insert":
            _inserted(desk, fields)
        case "move":
            _moved(desk, fields)
        case "rule":
            rules = [*desk.story.structure.clauses, *desk.repealed]
            found = overlay(desk.page, fields, rules, desk.owner, desk.names)
            if found is not None:
                desk.make(Amend(overlay=found, place=fields.place))
                desk.repealed.extend(one for one in rules if found.drop and one.id == found.rule)
        case "add":
            _enacted(desk, fields.get("add") or fields)
        case _:
            seat = fields.get("seat")
            if isinstance(seat, Scalar) and fields.get("holders") is not None:
                reseated(desk, seat, fields.get("holders") or fields)
            else:
                wrong(desk.page, fields, "a position and its `holders`")


def _revised(desk: Desk, fields: Mapping) -> None:
    named = fields.get("at") or fields
    name = text(desk.page, named, "a step")
    if not desk.knows(name, named.place):
        return
    if len(fields.entries) == 1:
        wrong(desk.page, fields, "what is changed at this step", cure=f"one of: {', '.join(REVISIONS)}")
    for edit in revisions(desk.page, fields, desk.story.step(name), desk.names, desk.sole):
        desk.make(edit)


def _anchor(desk: Desk, fields: Mapping) -> tuple[str, Side] | None:
    """Read next to which step something is put."""
    sides: tuple[Side, ...] = ("before", "after")
    given = [side for side in sides if fields.get(side) is not None]
    if len(given) != 1:
        wrong(desk.page, fields, "either `before` or `after`, and a step")
        return None
    node = fields.get(given[0]) or fields
    name = text(desk.page, node, "a step")
    return (name, given[0]) if desk.knows(name, node.place) else None


def _inserted(desk: Desk, fields: Mapping) -> None:
    anchor = _anchor(desk, fields)
    found = step(desk.page, fields.get("insert") or fields, desk.names, desk.sole)
    if anchor is None or found is None:
        return
    desk.make(Insert(step=found, anchor=anchor[0], side=anchor[1], place=found.place))


def _moved(desk: Desk, fields: Mapping) -> None:
    anchor = _anchor(desk, fields)
    named = fields.get("move") or fields
    name = text(desk.page, named, "a step")
    when = parsed(desk.page, fields.get("time"), lambda written: parse_when(written, desk.page.zone), "GS306", "a time")
    if anchor is None or not desk.knows(name, named.place):
        return
    if anchor[0] == name:
        wrong(desk.page, fields, "another step to stand next to")
        return
    desk.make(Move(at=name, anchor=anchor[0], side=anchor[1], when=when, place=named.place))


def _enacted(desk: Desk, node: Node) -> None:
    found = clause(desk.page, node, desk.names, "", desk.owner)
    if found is None:
        return
    rivals = (one for one in desk.story.structure.clauses if _compete(one, found))
    rival = next(rivals, None)
    if rival is not None:
        related = (Related(place=rival.place, label=f"`{rival.id}`, which says it already"),)
        message = f"two rules of one rank on the same matter: which of them governs, `{found.id}` or `{rival.id}`?"
        cure = f"change the one that is there (`rule: {rival.id}`), or give the new one another rank"
        desk.page.report("GS331", message, found.place, label="contradicts", related=related, cure=cure)
        return
    desk.names.declare(desk.page, "rule", found.id, found.place)
    desk.names.standing[found.id] = found.instrument
    desk.make(Enact(clause=found, place=found.place))


def _compete(one: Clause, other: Clause) -> bool:
    """Say whether two rules of one rank speak of the same matter, so that neither goes before the other."""
    if not (one.at_start and other.at_start) or one.when is not None or other.when is not None:
        return False  # of one rank, what holds for now goes before what was adopted, and that before what was there
    same = one.rank == other.rank and one.scope == other.scope and type(one.topic) is type(other.topic)
    if same and isinstance(one.topic, Power) and isinstance(other.topic, Power):
        verbs = {*one.topic.verbs} & {*other.topic.verbs} or "any" in {*one.topic.verbs, *other.topic.verbs}
        return one.topic.target == other.topic.target and bool(verbs)
    return same
