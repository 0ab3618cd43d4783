"""Reading a fork: a small overlay over a scenario, or over another fork, down to the story it all began with.

Each fork is read against the story as the one before it left it, so that what it names is there and what it
changes fits; the edits are made as they are read.
"""

from govsim.errors import Problem
from govsim.reader.changes import Desk, change, choices, reseated
from govsim.reader.common import nowhere, words
from govsim.reader.load import Fetch, Fetched, Loading, found_in, open_file, read_file, read_story
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node
from govsim.reader.shape import Page, entries, items, mapping, text
from govsim.reader.steps import declare_steps, hang_on_something, in_order
from govsim.reader.stories import expectations
from govsim.reader.structures import Parts, structure
from govsim.reader.yaml import parse
from govsim.record.canon import content_id
from govsim.record.edit_places import step_of
from govsim.record.edits import Choose, Fork, Forked
from govsim.record.forking import applied
from govsim.record.story import Story
from govsim.world.sources import Words

PART_KEYS = (
    "people",
    "groups",
    "entities",
    "bodies",
    "positions",
    "instruments",
    "matters",
    "flows",
    "params",
    "sources",
)
"""What a fork may add to the structure; rules are added under `change:`."""

FORK_KEYS = (
    "govsim",
    "fork",
    "base_id",
    "id",
    "title",
    "question",
    "note",
    "assume",
    *PART_KEYS,
    "start",
    "change",
    "hangs_on",
    "expect",
)


def load_forked(main: Fetched, fetch: Fetch) -> tuple[Forked | None, tuple[Problem, ...]]:
    """Read a scenario or a fork with everything it takes; gives it, if there are no errors, and every problem.

    Problems come in the order of files and places. Raises nothing, whatever the bytes.
    """
    loading = Loading(fetch=fetch)
    loading.opened[main.file] = nowhere(main.file)
    page, fields = read_file(loading, main, "UTC")
    found = _whole(loading, page, fields, 1) if fields is not None else None
    return found, found_in(loading)


def read_into(loading: Loading, main: Fetched) -> None:
    """Read a scenario or a fork for what it declares, whatever is wrong with it."""
    page, fields = read_file(loading, main, "UTC")
    if fields is not None:
        _whole(loading, page, fields, 1)


def question_in(main: Fetched) -> Words:
    """Give what a fork asks, or else the title of a fork or scenario, from its file alone; nothing if it has none."""
    node, _ = parse(main.data, main.file)
    if not isinstance(node, Mapping):
        return ()
    page = Page(main.file)
    return words(page, node.get("question"), "a question") or words(page, node.get("title"), "a title")


def story_id(forked: Forked) -> str:
    """Give the content id of what a fork of `forked` would change."""
    return content_id("story", [forked.story, forked.forks])


def _whole(loading: Loading, page: Page, fields: Mapping, depth: int) -> Forked | None:
    """Read a scenario, or a fork after what it is a fork of."""
    base = fields.get("fork")
    if base is None and fields.get("change") is not None and fields.get("steps") is None:
        mapping(page, fields, FORK_KEYS, ("fork", "id"), "a fork")
        return None
    if base is None:
        story = read_story(loading, page, fields)
        return Forked(story=story) if story is not None else None
    mapping(page, fields, FORK_KEYS, ("fork", "id"), "a fork")
    opened = open_file(loading, page, "base", base, depth)
    under = _whole(loading, *opened, depth + 1) if opened is not None else None
    if under is None:
        return None
    page.zone = under.story.zone
    _same_base(page, fields, under)
    fork = _fork(loading.names, page, fields, applied(under.story, under.forks))
    if any(problem.severity == "error" for problem in found_in(loading)):
        return None
    return Forked(story=under.story, forks=(*under.forks, fork))


def _same_base(page: Page, fields: Mapping, under: Forked) -> None:
    noted = fields.get("base_id")
    if noted is not None and text(page, noted, "a content id") != story_id(under):
        page.report(
            "GS334",
            "what this fork changes is not what it was when the fork was written",
            noted.place,
            label="noted then",
            cure="look at its answers again, then write the new id, or leave `base_id` out",
            severity="warning",
        )


def _fork(names: Names, page: Page, fields: Mapping, story: Story) -> Fork:
    """Read one fork against the story it changes."""
    owner, parts = story.structure.id, Parts()
    own = Mapping(tuple(e for e in fields.entries if e.key.text in PART_KEYS), fields.place)
    structure(page, own, parts, names, owner)
    adds = parts.whole(owner)
    head = Fork(
        id=text(page, fields.get("id"), "the id of a fork"),
        base=text(page, fields.get("fork"), "what the fork changes"),
        title=words(page, fields.get("title"), "a title"),
        question=words(page, fields.get("question"), "a question"),
        note=words(page, fields.get("note"), "a note"),
        base_id=text(page, fields.get("base_id"), "a content id"),
        adds=adds,
        place=fields.place,
    )
    desk = Desk(page=page, names=names, story=applied(story, (head,)), owner=owner)
    nodes = items(page, fields.get("change"), "changes")
    declare_steps(page, tuple(_inserted(nodes)), names)
    choices(desk, fields.get("assume"))
    for key, node in entries(page, fields.get("start"), "positions"):
        reseated(desk, key, node)
    for node in nodes:
        change(desk, node)
    names.settle()
    moved = {step_of(edit): edit.place for edit in desk.edits if not isinstance(edit, Choose)}
    in_order(page, desk.story.steps, moved)
    hang_on_something(page, desk.story.steps, moved)
    hangs_on = tuple(_hanging(desk, node) for node in items(page, fields.get("hangs_on"), "steps"))
    expects = expectations(page, fields.get("expect"), names)
    names.settle()
    return Fork(
        id=head.id,
        base=head.base,
        title=head.title,
        question=head.question,
        note=head.note,
        base_id=head.base_id,
        adds=adds,
        edits=tuple(desk.edits),
        hangs_on=hangs_on,
        expects=expects,
        place=head.place,
    )


def _hanging(desk: Desk, node: Node) -> str:
    """Read a step whose condition the question comes down to: it must have one."""
    name = text(desk.page, node, "a step")
    if desk.knows(name, node.place) and desk.story.step(name).condition is None:
        cure = "name a step that has an `if:`"
        message = f"step `{name}` has no condition that anything could hang on"
        desk.page.report("GS332", message, node.place, label="no `if:`", cure=cure)
    return name


def _inserted(nodes: tuple[Node, ...]) -> list[Node]:
    """Give the steps that changes put in, and what other acts open, before any of them is read."""
    out: list[Node] = []
    for node in nodes:
        step = node.get("insert") if isinstance(node, Mapping) else None
        if step is not None:
            out.append(step)
        done = node.entry("do") if isinstance(node, Mapping) else None
        if done is not None:
            out.append(Mapping((done,), done.value.place))
    return out
