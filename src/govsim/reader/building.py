"""From the events of a YAML parser to one graph of nodes, and what was wrong on the way.

Nothing here recurses, so no file can exhaust the stack; and nothing is expanded, so no alias can exhaust memory.
"""

from collections.abc import Callable
from functools import partial
from typing import cast
from unicodedata import normalize

import yaml
from attrs import Factory

from govsim.errors import Place, Problem, Related
from govsim.reader.event_places import event_place, node_place, tag_place
from govsim.reader.limits import DEEPEST_NESTING, LONGEST_TEXT, MOST_COPIES, MOST_MARKS, most_members
from govsim.reader.nodes import Entry, Mapping, Node, Scalar, Sequence
from govsim.reader.text import crowded, first_unseen, shortened, unseen_character
from govsim.reader.unfinished import Anchored, Unfinished
from govsim.values import define

# a file has more of these than of anything else, and calling the type of a named tuple costs twice what it does
_place = cast("Callable[[tuple[str, int, int, int, int]], Place]", partial(tuple.__new__, Place))
_scalar = cast("Callable[[tuple[str, bool, Place]], Scalar]", partial(tuple.__new__, Scalar))
_entry = cast("Callable[[tuple[Scalar, Node]], Entry]", partial(tuple.__new__, Entry))


@define(kw_only=True)
class Building:
    """The nodes built so far, and what was wrong with them."""

    text: str
    file: str
    root: Node | None = None
    problems: list[Problem] = Factory(list)
    stopped: bool = False
    stack: list[Unfinished] = Factory(list)
    anchors: dict[str, Anchored | Unfinished] = Factory(dict)
    nodes: int = 0
    copies: int = 0

    def end(self, _event: yaml.Event) -> None:
        """End the file."""
        if self.root is None or _is_nothing(self.root):
            place = Place(self.file, 1, 1, end_line=1, end_column=1)
            self.add("GS102", "the file is empty", place, cure="a file begins with `govsim: 1`")
            self.root = None

    def add(self, code: str, message: str, place: Place, *, label: str = "", cure: str = "") -> None:
        """Note a problem that needs only one place."""
        self.problems.append(Problem(code=code, message=message, place=place, label=label, help=cure))

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """Read one text; this runs for most events of a file, so the ordinary case comes first and alone."""
        value, style = event.value, event.style
        if len(value) > LONGEST_TEXT:
            self.too_long(event)
            return
        if not value.isascii():
            if crowded(value):
                self.too_crowded(event)
                return
            value = normalize("NFC", value)
        start: yaml.Mark = event.start_mark  # type: ignore[assignment]  # parsers always set both marks
        end: yaml.Mark = event.end_mark  # type: ignore[assignment]  # the same
        anchor, tag = event.anchor, event.tag
        if end.column and anchor is None and tag is None and style not in _BLOCK:
            place = _place((self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1))
        else:
            place = node_place(event, self.text, self.file)
        if style == '"':
            unseen = first_unseen(value)
            if unseen is not None:
                self.problems.append(unseen_character(unseen, place, "an escape in this text"))
        node = _scalar((value, bool(style), place))
        self.nodes += 1
        if tag is not None:
            self.tagged(event)
        if anchor is not None:
            self.anchors[anchor] = Anchored(node=node, nodes=1, height=0)
        self.put(node, place)

    def open(self, event: yaml.CollectionStartEvent) -> None:
        """Begin a list or a mapping."""
        if event.anchor is None and event.tag is None:
            start, end = cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)
            place = _place((self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1))
        else:
            place = node_place(event, self.text, self.file)
        if event.tag is not None:
            self.tagged(event)
        if len(self.stack) == DEEPEST_NESTING:
            self.too_deep(place)
            return
        holder = self.stack[-1] if self.stack else None
        named = holder.key.text if holder is not None and holder.key is not None else ""
        opened = Unfinished(
            named=named,
            most=most_members(named),
            is_mapping=isinstance(event, yaml.MappingStartEvent),
            flow=bool(event.flow_style),
            place=place,
            anchor=event.anchor,
            counted_before=self.nodes + self.copies,
        )
        self.nodes += 1
        self.stack.append(opened)
        if event.anchor is not None:
            self.anchors[event.anchor] = opened

    def close(self, event: yaml.Event) -> None:
        """End the list or the mapping begun last."""
        opened = self.stack.pop()
        place = opened.place
        if opened.flow:
            end = cast("yaml.Mark", event.end_mark)
            place = _place((self.file, place.line, place.column, end.line + 1, end.column + 1))
        node: Node = (
            Mapping(tuple(opened.entries), place) if opened.is_mapping else Sequence(tuple(opened.items), place)
        )
        if opened.anchor is not None and self.anchors[opened.anchor] is opened:
            counted = self.nodes + self.copies - opened.counted_before
            self.anchors[opened.anchor] = Anchored(node=node, nodes=counted, height=opened.height)
        self.put(node, place, opened.height)

    def alias(self, event: yaml.AliasEvent) -> None:
        """Put the node an alias stands for; a faulty alias is left standing as text."""
        known = self.anchors.get(cast("str", event.anchor))
        if isinstance(known, Anchored):
            self.copies += known.nodes
            if self.copies <= MOST_COPIES and len(self.stack) + known.height <= DEEPEST_NESTING:
                self.put(known.node, event_place(event, self.text, self.file), known.height)
                return
        place = event_place(event, self.text, self.file)
        if isinstance(known, Anchored):
            if self.copies > MOST_COPIES:
                message = f"written out, the aliases up to here are more than {MOST_COPIES} values"
                self.add("GS107", message, place, cure="write fewer aliases of aliases")
                self.stop()
            else:
                self.too_deep(place)
            return
        name = shortened(f"*{event.anchor}")
        if known is None:
            cure = "if the text begins with `*`, put it in quotes; else name a part above"
            self.add("GS107", f"`{name}` stands for nothing: no part above is named so", place, cure=cure)
        else:
            message = f"`{name}` stands inside the part it stands for"
            self.add("GS107", message, place, cure="write out what was meant")
        self.put(Scalar(text=f"*{event.anchor}", quoted=False, place=place), place)

    def put(self, node: Node, place: Place, height: int = 0) -> None:
        """Put a finished node where it belongs; `place` is where it, or an alias for it, stands."""
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.height <= height:
            parent.height = height + 1
        if parent.empty:
            parent.empty = False
            if not parent.flow:
                parent.place = place
        if not parent.is_mapping:
            parent.items.append(node)
            if len(parent.items) > parent.most:
                self.too_large(parent, place)
        elif parent.value_next:
            parent.value_next = False
            if parent.key is not None:
                parent.entries.append(_entry((parent.key, node)))
                if len(parent.entries) > parent.most:
                    self.too_large(parent, parent.key.place)
        else:
            parent.value_next = True
            parent.key = self.key(parent, node, place)

    def key(self, parent: Unfinished, node: Node, place: Place) -> Scalar | None:
        """Give the key if it can be one, else note why not."""
        if not isinstance(node, Scalar):
            cure = "put the key in quotes if it begins with a bracket"
            self.add("GS109", "a key must be a text, not a list or a mapping", place, cure=cure)
            return None
        if node.text == "<<" and not node.quoted:
            cure = "write the entries out; an alias may stand for a whole value"
            self.add("GS105", "the merge key `<<` is not used here", place, cure=cure)
            return None
        key = node if node.place is place else Scalar(text=node.text, quoted=node.quoted, place=place)
        first = parent.keys.setdefault(key.text, key)
        if first is key:
            return key
        self.problems.append(
            Problem(
                code="GS103",
                message=f"the key `{shortened(key.text)}` stands twice in one mapping",
                place=place,
                label="again here",
                related=(Related(place=first.place, label="first here"),),
                help="the first value was kept; delete one of the two, or rename it",
            )
        )
        return None

    def tagged(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Refuse a tag; what it stands before is read as if it had none."""
        place, tag = tag_place(event, self.text, self.file)
        cure = "delete it; if the text begins with `!`, put the text in quotes"
        self.add("GS104", f"tags are not used here: `{shortened(tag)}`", place, cure=cure)

    def document(self, event: yaml.DocumentStartEvent) -> None:
        """Begin the document; refuse a second one, the first is kept."""
        if self.root is None:
            return
        cure = "put it into a file of its own, or delete the line `---`"
        self.add(
            "GS106",
            "a second document begins here; a file holds one",
            event_place(event, self.text, self.file),
            cure=cure,
        )
        self.stopped = True
        if _is_nothing(self.root):
            self.root = None

    def too_deep(self, place: Place) -> None:
        """Give up on a file that nests too far."""
        message = f"more than {DEEPEST_NESTING} lists and mappings stand inside one another"
        self.add("GS108", message, place, cure="check the brackets and the indentation")
        self.stop()

    def too_large(self, opened: Unfinished, place: Place) -> None:
        """Give up on a list or a mapping of too many members."""
        what = f"`{shortened(opened.named)}`" if opened.named else "a mapping" if opened.is_mapping else "a list"
        message = f"{what} has more than {opened.most:,} members; the rest of this file was not read"
        self.add("GS112", message, place, label="one too many", cure="tell of fewer, or of several as a group")
        self.stop()

    def too_long(self, event: yaml.ScalarEvent) -> None:
        """Give up on a text too long to be shown."""
        place = event_place(event, self.text, self.file)
        message = f"a text has more than {LONGEST_TEXT:,} characters; the rest of this file was not read"
        self.add("GS112", message, place, label="too long", cure="shorten it, or close the quotes")
        self.stop()

    def too_crowded(self, event: yaml.ScalarEvent) -> None:
        """Give up on a text that heaps marks on one letter: to put them in order takes the square of their number."""
        place = event_place(event, self.text, self.file)
        message = f"more than {MOST_MARKS} marks stand on one letter; the rest of this file was not read"
        self.add("GS112", message, place, label="marks in a heap", cure="delete the marks")
        self.stop()

    def too_many(self) -> None:
        """Give up on a file with so many problems that nobody reads them all."""
        last = self.problems[-1]
        self.add(last.code, f"after {len(self.problems)} problems the rest of this file was not read", last.place)
        self.stop()

    def stop(self) -> None:
        """Read no further, and keep nothing."""
        self.stopped = True
        self.root = None


_BLOCK = ("|", ">")

TAKES: dict[type[yaml.Event], Callable[..., None]] = {
    yaml.ScalarEvent: Building.scalar,
    yaml.SequenceStartEvent: Building.open,
    yaml.MappingStartEvent: Building.open,
    yaml.SequenceEndEvent: Building.close,
    yaml.MappingEndEvent: Building.close,
    yaml.AliasEvent: Building.alias,
    yaml.DocumentStartEvent: Building.document,
    yaml.StreamEndEvent: Building.end,
}
"""What each kind of event does to what was built so far; other kinds do nothing."""


def _is_nothing(node: Node) -> bool:
    """Tell whether nothing at all was written."""
    return isinstance(node, Scalar) and not node.text and not node.quoted
