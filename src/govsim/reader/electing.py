"""Reading ballots that choose between several, and how a body elects: `choices` of a vote, `elects` of a rule."""

from fractions import Fraction

from govsim.errors import Place, Related
from govsim.reader.names import OFFICE, PARTY, STANDS, Names
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.settings import threshold
from govsim.reader.shape import Page, entries, integer, items, mapping, one_of, text, wrong
from govsim.record.acts import Appoint, Choice, Choices, Item, option_of
from govsim.world import amounts
from govsim.world.elections import ANY, RANKED, Electing, Method, Ratio

METHODS = tuple(one.value for one in Method)
OPTION = "option"
"""The kind under which the default options of rules are known: a ballot may name them beside those who stand."""
MARKS = ("for", "against", "withheld")


# --- ballots ---------------------------------------------------------------------------------------------------------


class _Paper:
    """One ballot paper: who stands, and which options were named on one ballot."""

    def __init__(self, page: Page, names: Names, options: tuple[str, ...]) -> None:
        self.page, self.names, self.options = page, names, options
        self.seen: dict[str, None] = {}

    def option(self, node: Node) -> str:
        """Read one option: somebody who stands, an item, or a default option of some rule; each named once."""
        name = text(self.page, node, "who or what is chosen")
        return self.named(name, node)

    def named(self, name: str, node: Node) -> str:
        """Look at an option that was read: that it stands, and is named only once."""
        if name in self.seen:
            cure = "delete one of the two"
            self.page.report("GS203", f"`{name}` is named twice on one ballot", node.place, label="again", cure=cure)
        self.seen[name] = None
        page, names, options = self.page, self.names, self.options

        def look() -> None:
            if name not in options and not names.knows(name, (OPTION,)):
                known = (*options, *names.of(OPTION))
                cure = page.did_you_mean(name, known) or f"one of: {', '.join(known)}"
                fix = page.fix(name, known, node.place)
                message, label = f"`{name}` does not stand", "not on the ballot"
                page.report("GS201", message, node.place, label=label, cure=cure, fix=fix)

        names.later.append(look)
        return name


def choice(page: Page, node: Node, names: Names, options: tuple[str, ...]) -> Choice:
    """Read one ballot: `a`, `[a, b]` without order, `[[a], [b, c]]` by rank, `{a: 3, b: 1}`, `{a: for, b: against}`.

    An empty list withholds from all.
    """
    paper = _Paper(page, names, options)
    if isinstance(node, Scalar):
        return Choice(tiers=((paper.option(node),),))
    if isinstance(node, Sequence):
        if not any(isinstance(one, Sequence) for one in node.items):
            tier = tuple(paper.option(one) for one in node.items)
            return Choice(tiers=(tier,) if tier else ())
        ranked = (one.items if isinstance(one, Sequence) else (one,) for one in node.items)
        return Choice(tiers=tuple(tuple(paper.option(one) for one in tier) for tier in ranked if tier))
    return _marked(page, node, paper)


def _marked(page: Page, node: Mapping, paper: _Paper) -> Choice:
    """Read a ballot with a mark or a number of votes beside each name, but not both."""
    marks: dict[str, list[str]] = {mark: [] for mark in MARKS}
    points: list[tuple[str, int]] = []
    for key, value in entries(page, node, "options"):
        option = paper.named(key.text, key)
        if isinstance(value, Scalar) and value.text.isascii() and value.text.isdecimal():
            points.append((option, integer(page, value, "a number of votes")))
        elif isinstance(value, Scalar) and value.text.lstrip("+-")[:1].isdecimal():
            wrong(page, value, "a whole number of votes, or one of: for, against, withheld")
        else:
            marks[one_of(page, value, MARKS, "for", "mark on a ballot")].append(option)
    if points and any(marks.values()):
        wrong(page, node, "either numbers of votes or marks on one ballot")
    tier = tuple(marks["for"])
    against = (*marks["against"], *marks["withheld"])
    return Choice(tiers=(tier,) if tier else (), against=against, points=tuple(points))


def _apart(page: Page, name: str, default: Place, stands: Place, at: Place) -> None:
    """Note that a default option has the name of an option that stands: a ballot could not tell them apart."""
    other = Related(place=default if at == stands else stands, label="the other")
    message = f"`{name}` stands in a vote, and is the default option of a rule: no ballot could tell them apart"
    page.report("GS203", message, at, label="the same name", related=(other,), cure="rename the default option")


def standing(page: Page, found: tuple[tuple[Item, Place], ...], stood: tuple[Item, ...], names: Names) -> None:
    """Look at who and what stands in a vote between several, beside those who stood already.

    Each stands once, none under the name of a default option, and all for one position: for another one there is
    another vote.
    """
    seen = {option_of(one): one.id for one in stood}
    position = next((one.position for one in (*stood, *(item for item, _ in found)) if isinstance(one, Appoint)), "")
    for item, place in found:
        name = option_of(item)
        if seen.setdefault(name, item.id) != item.id:  # one id for two is a name declared twice
            cure = "leave one of the two out"
            page.report("GS203", f"`{name}` stands twice in one vote", place, label="again", cure=cure)
        names.introduce(STANDS, name, place)
        if name in (defaults := names.of(OPTION)):
            _apart(page, name, defaults[name], place, place)
        if isinstance(item, Appoint) and item.position != position:
            message = f"`{name}` stands for {item.position}, and others for {position}: they are no rivals"
            cure = "for each position one vote: make it another step"
            page.report("GS317", message, place, label="another position", cure=cure)


def choices(page: Page, fields: Mapping, names: Names, options: tuple[str, ...], others: frozenset[str]) -> Choices:
    """Read the ballots of a vote between several, for how many seats, and who was elected in fact."""
    cast: dict[str, Choice] = {}
    for key, ballot in entries(page, fields.get("ballots"), "ballots"):
        names.check(page, key.text, key.place, PARTY, "person")
        if key.text in others:
            message = f"`{key.text}` has two ballots in one vote"
            page.report("GS203", message, key.place, label="again", cure="keep one")
        cast[key.text] = choice(page, ballot, names, options)
    seats = integer(page, fields.get("seats"), "a number of seats", 1)
    if seats == 0:
        wrong(page, fields.get("seats") or fields, "one seat at least")
    return Choices(
        ballots=tuple(sorted(cast.items())),
        seats=seats,
        elected=_those(page, fields.get("elected"), options),
        casting=_those(page, fields.get("casting"), options),
    )


def _those(page: Page, node: Node | None, options: tuple[str, ...]) -> tuple[str, ...]:
    """Read some of those who stand."""
    out: dict[str, None] = {}
    for one in items(page, node, "those who stand"):
        name = text(page, one, "somebody who stands")
        if name not in options:
            wrong(
                page, one, "one of those who stand", page.did_you_mean(name, options) or f"one of: {', '.join(options)}"
            )
        out[name] = None
    return tuple(out)


# --- rules -----------------------------------------------------------------------------------------------------------


def _ratio(page: Page, node: Node) -> Ratio:
    """Read a ratio such as `3` or `3/2`: so many for each one against, and never fewer than one."""
    read = amounts.number(text(page, node, "a ratio such as 3", "1"))
    if isinstance(read, amounts.Misread) or read[1] or read[0] < 1:
        wrong(page, node, "a ratio of at least 1, such as 3 or 3/2")
        return Fraction(1)
    return read[0]


def _ratios(page: Page, node: Node | None, names: Names) -> tuple[tuple[str, Ratio], ...]:
    """Read one ratio for all, or one for each thing that is decided, and for `any` other."""
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        return ((ANY, _ratio(page, node)),)
    out = []
    for key, value in entries(page, node, "ratios"):
        if key.text != ANY:
            names.check(page, key.text, key.place, ("position", "body", "matter"), "position, body or matter (or any)")
        out.append((key.text, _ratio(page, value)))
    return tuple(out)


def electing(page: Page, node: Node, names: Names) -> Electing:
    """Read how a body elects: `plurality`, or a method with what else it asks."""
    if isinstance(node, Scalar):
        return Electing(method=Method(one_of(page, node, METHODS, METHODS[0], "method of election")))
    keys = ("method", "default", "quorum", "ratio", "casting")
    fields = mapping(page, node, keys, ("method",), "a rule on elections")
    method = Method(one_of(page, fields.get("method"), METHODS, METHODS[0], "method of election"))
    default = text(page, fields.get("default"), "the name of an option")
    named = fields.get("default")
    if named is not None and default:
        names.form(page, OPTION, default, named.place)
        names.introduce(OPTION, default, named.place)
        if default in (stood := names.of(STANDS)):
            _apart(page, default, named.place, stood[default], named.place)
    for key in ("default", "quorum", "ratio"):
        entry = fields.entry(key)
        if entry is not None and (method not in RANKED or not default):
            rankings = "rankings with a default option: {method: schulze, default: NAME}"
            page.report("GS301", f"`{key}` goes with {rankings}", entry.key.place, label="not here", cure="delete it")
    return Electing(
        method=method,
        default=default,
        quorum=threshold(page, fields.get("quorum"), names),
        ratios=_ratios(page, fields.get("ratio"), names),
        casting=names.use(page, fields.get("casting"), OFFICE, "office"),
    )
