"""Reading flows: tiers with shares and caps, who has put in what, and what is left out of the tiers."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, cast

from govsim.reader.bodies import entity_part
from govsim.reader.clauses import STANDINGS
from govsim.reader.common import cites, date, words
from govsim.reader.conditions import condition
from govsim.reader.money import currency, money, multiple, share
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.settings import variants
from govsim.reader.shape import Page, entries, is_nothing, items, mapping, one_of, text, wrong
from govsim.world.clauses import ByParam
from govsim.world.flows import OTHERS, Cap, Flow, Limit, Rejected, Stream, Tier, Tiers

CLAIMANT = (*PARTY, "position")
FLOW_KEYS = (
    *("in", "currency", "name", "words", "note", "standing", "sources"),
    *("put_in", "tiers", "streams", "rejected"),
)
TIER_KEYS = ("id", "name", "share", "pro_rata", "until", "then", "from")
CAP_KEYS = ("of", "get", "counting")


def _unsound(page: Page, node: Node, message: str, label: str, cure: str) -> None:
    page.report("GS324", message, node.place, label=label, cure=cure)


def _claimants(page: Page, node: Node | None, names: Names) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in items(page, node, "claimants"):
        name = names.use(page, one, CLAIMANT, "party or position")
        if name in found:
            page.report("GS203", f"`{name}` is named twice", one.place, label="again", cure="delete one of the two")
        found[name] = None
    return tuple(found)


def _limit(page: Page, node: Node, wanted: str, since: str = "") -> Limit:
    """Read how much a cap allows: a sum, or a multiple of the money put in."""
    times = multiple(node)
    if times is not None:
        return Limit(since=since, multiple=times)
    found = money(page, node, wanted)
    return Limit(since=since, amount=found.amount if found is not None else Fraction(0))


def _limits(page: Page, node: Node | None, wanted: str) -> tuple[Limit, ...]:
    """Read how much a cap allows, or how much from which day on, in the order of the days."""
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        return (_limit(page, node, wanted),)
    out: list[Limit] = []
    for key, value in entries(page, node, "days and sums"):
        since = date(page, key)
        if since and out and since <= out[-1].since:
            wrong(page, key, "a day after the one before it")
        out.append(_limit(page, value, wanted, since))
    if not out:
        wrong(page, node, "a sum, a multiple, or one for each day")
        out.append(Limit(amount=Fraction(0)))
    return tuple(out)


def _caps(page: Page, node: Node | None, names: Names, wanted: str) -> Iterator[tuple[Node, Cap]]:
    """Read caps: by claimant, or as a list of caps that say whom they are of."""
    if node is None or is_nothing(node):
        return
    if isinstance(node, Mapping):
        for key, value in node.entries:
            names.check(page, key.text, key.place, CLAIMANT, "party or position")
            if isinstance(value, Mapping) and (value.get("get") or value.get("counting")) is not None:
                fields = mapping(page, value, ("get", "counting"), ("get",), "a cap")
                counting = tuple(text(page, one, "a tier") for one in items(page, fields.get("counting"), "tiers"))
                yield value, Cap(of=(key.text,), limits=_limits(page, fields.get("get"), wanted), counting=counting)
            else:
                yield key, Cap(of=(key.text,), limits=_limits(page, value, wanted))
        return
    for one in items(page, node, "caps"):
        fields = mapping(page, one, CAP_KEYS, ("of", "get"), "a cap")
        counting = tuple(text(page, inner, "a tier") for inner in items(page, fields.get("counting"), "tiers"))
        if is_nothing(fields.get("of")) or not items(page, fields.get("of"), "claimants"):
            wrong(page, fields.get("of") or one, "at least one claimant")
        of, limits = _claimants(page, fields.get("of"), names), _limits(page, fields.get("get"), wanted)
        yield one, Cap(of=of, limits=limits, counting=counting)


def _shares(page: Page, fields: Mapping, names: Names) -> tuple[tuple[str, Fraction], ...]:
    """Read who shares in a tier and by how much; the shares make a whole."""
    node = fields.get("share")
    out = []
    for key, value in entries(page, node, "shares"):
        names.check(page, key.text, key.place, CLAIMANT, "party or position")
        out.append((key.text, share(page, value)))
    whole = sum((part for _, part in out), Fraction(0))
    if out and node is not None and whole != 1:
        _unsound(
            page, node, f"the shares of a tier come to {whole}, not to 1", "not a whole", "let them add up to 100%"
        )
    return tuple(out)


def _tier(page: Page, node: Node, names: Names, wanted: str, put_in: frozenset[str]) -> Tier:
    fields = mapping(page, node, TIER_KEYS, ("id",), "a tier")
    shares, pro_rata = _shares(page, fields, names), _claimants(page, fields.get("pro_rata"), names)
    if bool(shares) == bool(pro_rata):
        _unsound(page, node, "a tier says who shares in it, once", "who?", "write `share:` or `pro_rata:`")
    then = text(page, fields.get("then"), "who gets a share that is capped")
    if then and then != OTHERS:
        names.use(page, fields.get("then"), CLAIMANT, "party or position")
    caps, own = [], text(page, fields.get("id"), "the id of a tier")
    sharing = {*(one for one, _ in shares), *pro_rata}
    for where, cap in _caps(page, fields.get("until"), names, wanted):
        caps.append(cap)
        if cap.counting and own not in cap.counting:
            _unsound(page, where, f"the cap counts other tiers and not `{own}`", "never reached", f"count `{own}`, too")
        for one in cap.of:
            if one not in sharing:
                _unsound(page, where, f"`{one}` has a cap and no share in this tier", "no share", "name who shares")
            elif one == then:
                _unsound(
                    page, where, f"`{one}` is capped, and gets what is capped", "twice", "name another after `then`"
                )
            elif one not in put_in and any(limit.multiple is not None for limit in cap.limits):
                message = f"a multiple of what `{one}` put in, which is not said"
                _unsound(page, where, message, "of how much?", "say it under `put_in:` of the flow, or write a sum")
    for one in pro_rata:
        if one not in put_in:
            cure = "say it under `put_in:` of the flow, or write `share:`"
            _unsound(page, node, f"in proportion to what `{one}` put in, which is not said", "of how much?", cure)
    if then and not caps:
        _unsound(page, node, "a tier says who gets a capped share, and has no cap", "of which cap?", "add `until:`")
    start = money(page, fields.get("from"), wanted)
    return Tier(
        id=own,
        shares=shares,
        pro_rata=pro_rata,
        caps=tuple(caps),
        then=then,
        start=start.amount if start is not None else None,
        names=words(page, fields.get("name"), "a name"),
        place=node.place,
    )


def _tiers(page: Page, node: Node | None, names: Names, wanted: str, put_in: frozenset[str]) -> Tiers:
    """Read tiers in their order; what caps count is looked at once all are known."""
    nodes = items(page, node, "tiers")
    tiers = tuple(_tier(page, one, names, wanted, put_in) for one in nodes)
    seen: list[str] = []
    for where, tier in zip(nodes, tiers, strict=True):
        if tier.id in seen:
            page.report("GS203", f"`{tier.id}` is declared twice", where.place, label="again", cure="rename one")
        seen.append(tier.id)
        for name in (one for cap in tier.caps for one in cap.counting):
            if name not in seen:
                cure = page.did_you_mean(name, seen) or f"one of: {', '.join(seen)}"
                _unsound(page, where, f"a cap counts `{name}`, which is no tier up to here", "no such tier", cure)
        if not tier.caps and tier is not tiers[-1] and tiers[len(seen)].start is None:
            cure = "give it a cap, or the next tier a `from:`"
            _unsound(page, where, f"tier `{tier.id}` never ends, so that the next is never reached", "no end", cure)
        if tier.start is not None and any((one.start or 0) >= tier.start for one in tiers[: len(seen) - 1]):
            _unsound(
                page, where, "a tier begins no later than one before it", "out of order", "put tiers in their order"
            )
    return tiers


def _last(page: Page, node: Node, tiers: Tiers) -> None:
    """See to it that there are tiers, and that the last has no end: whatever comes in is somebody's."""
    if not tiers:
        _unsound(page, node, "a flow without tiers divides nothing", "no tiers", "add a tier")
    if tiers and tiers[-1].caps:
        message = "the last tier has caps, so that nobody is named for what comes in beyond them"
        _unsound(page, node, message, "and then?", "add a last tier without caps: `{id: rest, share: {...: 100%}}`")


def _stream(page: Page, flow: str, key: Scalar, node: Node, names: Names) -> Iterator[Stream]:
    fields = mapping(page, node, ("name", "when", "to"), ("when", "to"), "a stream of income")
    names.introduce("stream", f"{flow}:{key.text}", key.place)
    when = condition(page, fields.get("when"), names)
    to = names.use(page, fields.get("to"), CLAIMANT, "party or position")
    if when is not None:
        yield Stream(id=key.text, to=to, when=when, names=words(page, fields.get("name"), "a name"), place=key.place)


def _rejected(page: Page, node: Node, names: Names, wanted: str, put_in: frozenset[str]) -> Rejected:
    keys = ("id", "title", "because", "tiers", "sources")
    fields = mapping(page, node, keys, ("id", "because", "tiers"), "tiers that are not computed with")
    return Rejected(
        id=text(page, fields.get("id"), "an id"),
        title=words(page, fields.get("title"), "a title"),
        because=text(page, fields.get("because"), "a reason"),
        tiers=_tiers(page, fields.get("tiers"), names, wanted, put_in),
        cites=cites(page, fields.get("sources"), names),
        place=node.place,
    )


def _put_in(page: Page, node: Node | None, names: Names, wanted: str) -> tuple[tuple[str, Fraction], ...]:
    out = []
    for key, value in entries(page, node, "claimants and sums"):
        names.check(page, key.text, key.place, CLAIMANT, "party or position")
        found = money(page, value, wanted)
        out.append((key.text, found.amount if found is not None else Fraction(0)))
    return tuple(out)


def flow(page: Page, key: Scalar, node: Node, names: Names) -> Flow:
    """Read one flow of the money of an entity."""
    entity = entity_part(page, key, names)
    names.introduce("flow", key.text, key.place)
    fields = mapping(page, node, FLOW_KEYS, ("currency", "tiers"), "a flow")
    wanted = currency(page, fields.get("currency"))
    names.currencies[key.text] = wanted
    put_in = _put_in(page, fields.get("put_in"), names, wanted)
    known = frozenset(one for one, _ in put_in)
    tiers, by_param = fields.get("tiers"), None
    read: list[tuple[str, Tiers]] = []
    if isinstance(tiers, Mapping):
        by_param = ByParam(names.use(page, tiers.get("param"), ("param",), "parameter"))
        for value, inner in variants(page, tiers, names, "list of tiers"):
            read.append((value.text, _tiers(page, inner, names, wanted, known)))
            _last(page, inner, read[-1][1])
    elif tiers is not None:
        read.append(("", _tiers(page, tiers, names, wanted, known)))
        _last(page, tiers, read[-1][1])
    standing = one_of(page, fields.get("standing"), STANDINGS, "reported", "standing")
    return Flow(
        id=key.text,
        entity=entity,
        currency=wanted,
        variants=tuple(read),
        by_param=by_param,
        instrument=names.use(page, fields.get("in"), ("instrument",), "instrument"),
        put_in=put_in,
        streams=tuple(
            one
            for name, inner in entries(page, fields.get("streams"), "streams")
            for one in _stream(page, key.text, name, inner, names)
        ),
        rejected=tuple(
            _rejected(page, one, names, wanted, known) for one in items(page, fields.get("rejected"), "rejected tiers")
        ),
        names=words(page, fields.get("name"), "a name"),
        words=text(page, fields.get("words"), "the words of the flow"),
        note=text(page, fields.get("note"), "a note"),
        standing=cast("Literal['seen', 'reported', 'assumed', 'judgement', 'known', 'guess', 'fiction']", standing),
        cites=cites(page, fields.get("sources"), names),
        place=key.place,
    )
