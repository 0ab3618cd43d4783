"""Reading steps: who did what and when, in file order, which is the order of events."""

from govsim.errors import Place, Related
from govsim.reader.acts import VERBS, act, introduced, told_before
from govsim.reader.common import cites, status, words
from govsim.reader.conditions import condition
from govsim.reader.limits import LONGEST_CHAIN
from govsim.reader.names import ACTOR, PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import Page, items, mapping, parsed, text
from govsim.reader.times import parse_when
from govsim.record.acts import Avoid, Ratify, Resolve
from govsim.record.story import Recant, Step
from govsim.world.sources import Stated
from govsim.world.time import entirely_before

STEP_KEYS = (
    "id",
    "at",
    "by",
    "do",
    "title",
    "note",
    "if",
    "regardless",
    "assumption",
    "status",
    "recant",
    "stated",
    "sources",
)


def _stated(page: Page, node: Node | None, names: Names) -> tuple[Stated, ...]:
    out = []
    for one in items(page, node, "times as printed"):
        fields = mapping(page, one, ("text", "zone", "source", "at"), ("text",), "a time as printed")
        source = fields.get("source")
        cited = cites(page, source, names) if source is not None else ()
        out.append(
            Stated(
                text=text(page, fields.get("text"), "a text"),
                zone=text(page, fields.get("zone"), "a zone", "unknown"),
                cites=cited,
            )
        )
    return tuple(out)


def _recant(page: Page, node: Node | None, names: Names) -> Recant | None:
    if node is None:
        return None
    fields = mapping(page, node, ("of", "by"), ("of", "by"), "a recantation")
    return Recant(
        of=told_before(page, fields.get("of"), names), party=names.use(page, fields.get("by"), PARTY, "person")
    )


def step(page: Page, node: Node, names: Names, sole: frozenset[str]) -> Step | None:
    """Read one step."""
    fields = mapping(page, node, STEP_KEYS, ("id", "at", "by", "do"), "a step")
    name = text(page, fields.get("id"), "the id of a step")
    when = parsed(page, fields.get("at"), lambda written: parse_when(written, page.zone), "GS306", "a time")
    by = names.use(page, fields.get("by"), ACTOR, "party or body")
    done = act(page, fields.get("do"), names, lambda position: position in sole, name)
    cond = condition(page, fields.get("if"), names)
    stated, cited = _stated(page, fields.get("stated"), names), cites(page, fields.get("sources"), names)
    recant = _recant(page, fields.get("recant"), names)
    names.introduce("told", name, fields.place)
    title, note = words(page, fields.get("title"), "a title"), words(page, fields.get("note"), "a note")
    regardless = text(page, fields.get("regardless"), "a reason")
    assumption, known_as = text(page, fields.get("assumption"), "an assumption"), status(page, fields.get("status"))
    if when is None or not name:
        return None
    return Step(
        id=name,
        at=when,
        by=by,
        act=done,
        title=title,
        note=note,
        condition=cond,
        regardless=regardless,
        assumption=assumption,
        status=known_as,
        recant=recant,
        stated=stated,
        cites=cited,
        place=fields.place,
    )


def declare_steps(page: Page, nodes: tuple[Node, ...], names: Names) -> None:
    """Declare steps and what they open, before any is read, so that a condition may name any of them."""
    for node in nodes:
        if not isinstance(node, Mapping):
            continue
        name = node.get("id")
        if isinstance(name, Scalar):
            names.declare(page, "step", name.text, name.place)
        done = node.get("do")
        for entry in done.entries if isinstance(done, Mapping) else ():
            if entry.key.text in VERBS:
                kind, thing = introduced(entry.key.text, entry.value)
                if thing is not None and not names.knows(thing.text, (kind,)):
                    names.declare(page, kind, thing.text, thing.place)


def hang_on_something(page: Page, steps: tuple[Step, ...], put: dict[str, Place] | None = None) -> None:
    """Note steps after the first vote that say neither what they hang on nor why they hang on nothing.

    Without either nobody could say what becomes of them once something before them is changed.
    """
    first = next((place for place, one in enumerate(steps) if isinstance(one.act, Resolve)), len(steps))
    for one in steps[first + 1 :]:
        if one.condition is None and not one.regardless:
            related = (Related(place=steps[first].place, label=f"the first vote, `{steps[first].id}`"),)
            message = f"step `{one.id}` stands after the first vote and says nothing of what it hangs on"
            cure = "give it `if:` and a condition, or `regardless:` and the reason why it hangs on nothing"
            where = (put or {}).get(one.id, one.place)
            page.report("GS318", message, where, label="no `if:`, no `regardless:`", cure=cure, related=related)


def in_chains(page: Page, steps: tuple[Step, ...]) -> None:
    """Note the first act that does again, or undoes, what does again, or undoes, and so on for too long."""
    chains: dict[str, int] = {}
    for one in steps:
        for item in getattr(one.act, "items", ()):
            if not isinstance(item, Avoid | Ratify):
                continue
            name = f"{one.id}.{item.id}"
            chains[name] = chains.get(item.target, 0) + 1
            if chains[name] > LONGEST_CHAIN:
                message = f"`{name}` is the last of more than {LONGEST_CHAIN} acts that do again, or undo, one another"
                page.report("GS112", message, one.place, label="one too many", cure="let it be of the first of them")
                return


def in_order(page: Page, steps: tuple[Step, ...], put: dict[str, Place] | None = None) -> None:
    """Note steps that stand after one that was certainly later; `put` says where a fork put a step, or changed it."""
    latest: Step | None = None
    for one in steps:
        if latest is not None and entirely_before(one.at, latest.at):
            related = (Related(place=latest.place, label=f"`{latest.id}` is later"),)
            message = f"`{one.id}` stands after `{latest.id}`, which was certainly later"
            where = (put or {}).get(one.id) or (put or {}).get(latest.id) or one.place
            page.report("GS309", message, where, label="out of order", cure="file order is the order", related=related)
        elif latest is None or one.at.earliest >= latest.at.earliest:
            latest = one
