"""Reading clauses: what a rule says, with its instrument, body, rank, citation, words and dates."""

import re
from functools import partial
from typing import Literal, cast

from govsim.reader.common import cites, date
from govsim.reader.conditions import condition
from govsim.reader.faults import brief
from govsim.reader.names import Names
from govsim.reader.nodes import Mapping, Node
from govsim.reader.rules import RANKS, TOPICS, introduce_matters, leaves, on, topic
from govsim.reader.shape import Page, mapping, one_of, text, wrong, yes
from govsim.world.clauses import Calling, Clause, Entitled, Size, Suit, Term, Test, Topic

STANDINGS = ("seen", "known", "judgement", "guess", "reported", "assumed", "fiction")
CLAUSE_KEYS = (
    "id",
    "in",
    "for",
    "rank",
    "cite",
    "standing",
    "words",
    "note",
    "defect",
    "yields_to",
    "since",
    "until",
    "assumption",
    "contested",
    "sources",
    "cases",
    "by",
    "on",
    "when",
    "at_start",
    *TOPICS,
)
_RULE = re.compile(r"[^\W_][\w-]*\Z")


def _scope(page: Page, fields: Mapping, names: Names, pack: str, content: Topic) -> str:
    """Read the body a rule is for; in a law pack, the kind of body. Size and terms may be those of one position."""
    over = fields.get("for")
    if over is None:
        page.report("GS303", "`for` is missing in a rule", fields.place, label="for which body?", cure="add `for:`")
    if not pack:
        if isinstance(content, Size | Term):
            return names.use(page, over, ("body", "position"), "body or position")
        return names.use(page, over, ("body",), "body")
    kind = text(page, over, "a kind of body")
    if over is not None:
        names.introduce("kind", kind, over.place)
    return f"{pack}:{kind}"


UNSAID = "bylaws"
"""The rank of a rule of an organisation that does not say its own."""


def _unranked(page: Page, instrument: str, fields: Mapping, names: Names) -> None:
    """Warn of a rule that says no rank, in a document that is not called by what it is then taken for."""
    known = instrument in names.places.get("instrument", {})
    if known and instrument.partition(".")[2].replace("-", "") != UNSAID:
        page.report(
            "GS319",
            f"`rank` is missing in a rule of `{instrument}`, so that it ranks with the by-laws",
            fields.place,
            label=f"ranks as `{UNSAID}`",
            cure="add `rank: charter`, or whichever rank the document has; `rank: bylaws` if it is meant",
            severity="warning",
        )


def clause(page: Page, node: Node, names: Names, pack: str, owner: str) -> Clause | None:
    """Read one rule of the law pack or structure `owner`; `pack` is the law pack's id, empty for a structure."""
    fields = mapping(page, node, CLAUSE_KEYS, ("id",) if pack else ("id", "in"), "a rule")
    instrument = pack or names.use(page, fields.get("in"), ("instrument",), "instrument")
    entity = instrument.partition(".")[0]
    if pack:
        introduce_matters(page, fields, names)
    content = topic(page, fields, names, "" if pack else entity, owner)
    local = text(page, fields.get("id"), "the id of a rule")
    if local and not _RULE.match(local):
        cure = "use letters, digits, `-` and `_`"
        page.report("GS313", f"{brief(local)} is not the id of a rule", fields.place, label="not an id", cure=cure)
    if content is None:
        return None
    own = isinstance(content, Entitled)
    scope = (pack or entity) if own else _scope(page, fields, names, pack, content)
    whole = own or isinstance(content, Calling | Size | Term)  # of no act but of a meeting, a body, a seat
    if whole and (narrowed := fields.entry("on")) is not None:
        page.report("GS301", "`on` does not go with this topic", narrowed.key.place, label="not here", cure="delete it")
    since, until = date(page, fields.get("since")), date(page, fields.get("until"))
    if since and until and until <= since:
        wrong(page, fields.get("until") or fields, "a date after `since`")
    if not local:
        return None
    if isinstance(content, Test):
        names.introduce("test", local, fields.place)
    rank = one_of(page, fields.get("rank"), tuple(RANKS), "default" if pack else UNSAID, "rank")
    # suits and tests displace nothing
    if not pack and fields.get("rank") is None and not isinstance(content, Suit | Test):
        names.later.append(partial(_unranked, page, instrument, fields, names))
    standing = one_of(page, fields.get("standing"), STANDINGS, "seen" if pack else "reported", "standing")
    return Clause(
        id=f"{owner}.{local}",
        instrument=instrument,
        rank=RANKS[rank],
        scope=scope,
        topic=content,
        on=None if whole else on(page, fields.get("on"), names),
        when=condition(page, fields.get("when"), names),
        at_start=yes(page, fields.get("at_start"), "whether it is in force at the start", default=True),
        cite=text(page, fields.get("cite"), "a citation"),
        standing=standing,  # type: ignore[arg-type]  # one_of gave one of the words
        words=text(page, fields.get("words"), "the words of the rule"),
        note=text(page, fields.get("note"), "a note"),
        defect=cast(
            "Literal['void', 'voidable']", one_of(page, fields.get("defect"), ("void", "voidable"), "void", "defect")
        ),
        yields_to=leaves(page, fields.get("yields_to"), names),
        since=since,
        until=until,
        contested=text(page, fields.get("contested"), "who sees it differently"),
        assumption=text(page, fields.get("assumption"), "an assumption"),
        sources=cites(page, fields.get("sources"), names),
        place=fields.place,
    )
