"""Files made to exhaust: each is under a mega, and each has the same people, posts and vote under what is hostile."""

import json
from collections.abc import Callable, Mapping
from itertools import pairwise

from govsim.reader.limits import most_members

MEGA = 1_000_000

Parts = dict[str, object]
Given = Mapping[str, object]
FITTING = [False]
"""Whether the files keep to the bounds on members, so that all of each is read."""


def n(large: int, key: str = "") -> int:
    """Give a large number, or what is still read of members under `key`."""
    return min(large, most_members(key) - 5) if FITTING[0] else large


PEOPLE = ("ann", "bob", "cyd")
MEET: Parts = {"meeting": {"regular": "yes"}}
REMOVAL: Parts = {"remove": "ann", "from": "acme.ceo", "id": "ceo"}


def vote(*more: object, ident: str = "vote", at: str = "2024-03-01T10:00", **keys: object) -> Parts:
    """Give a vote of the board of acme, on the removal of its chief executive if on nothing else."""
    ballots = {"for": ["ann", "bob"], "against": ["cyd"]}
    do: Parts = {"via": MEET, "ballots": ballots, "that": more or [REMOVAL]}
    return {"id": ident, "at": at, "by": "acme.board", "do": {"resolve": do | keys}, "regardless": "told so"}


def own(number: int, at: str = "2024-03-02", **keys: object) -> Parts:
    """Give an own act of ann."""
    step: Parts = {"id": f"s{number}", "at": at, "by": "ann", "do": {"announce": "plan"}, "regardless": "told so"}
    return step | keys


def rule(ident: str, **keys: object) -> Parts:
    """Give a rule in the by-laws of acme."""
    return {"id": ident, "in": "acme.bylaws", "rank": "bylaws", **keys}


POWER = rule("power", power={"to": ["any"], "of": "any"}, by={"vote": "acme.board"})
RULES = (
    POWER,
    rule("passes", **{"for": "acme.board", "passes": "> 1/2 of cast"}),
    rule("quorum", **{"for": "acme.board", "quorum": "> 1/2 of in_office"}),
)


def data(  # noqa: PLR0913 - one for each part of a file that can be hostile
    *,
    rules: object = RULES,
    steps: object = None,
    people: Given | None = None,
    entities: Given | None = None,
    bodies: Given | None = None,
    positions: Given | None = None,
    instruments: Given | None = None,
    matters: Given | None = None,
    start: Given | None = None,
    readings: object = (),
    **more: object,
) -> Parts:
    """Give a whole file as values."""
    structure: Parts = {
        "entities": {"acme": {"name": "Acme"}} | dict(entities or {}),
        "bodies": {"acme.board": {"kind": "board"}} | dict(bodies or {}),
        "positions": {"acme.ceo": {"kind": "office"}} | dict(positions or {}),
        "instruments": {"acme.bylaws": {"name": "by-laws"}} | dict(instruments or {}),
        "matters": {"acme.sale": "a sale"} | dict(matters or {}),
        "rules": rules,
    } | ({"readings": readings} if readings else {})
    parts: Parts = {
        "govsim": "1",
        "id": "mine",
        "kind": "fiction",
        "people": {name: name.title() for name in PEOPLE} | dict(people or {}),
        "structure": structure,
        "start": {"acme.board": [*PEOPLE], "acme.ceo": "ann"} | dict(start or {}),
        "steps": [vote()] if steps is None else steps,
    }
    return parts | more


def text(parts: Parts) -> str:
    """Write a file; JSON is YAML, too."""
    return json.dumps(parts, ensure_ascii=False, indent=0, separators=(",", ": "))


HOSTILE: dict[str, Callable[[], str]] = {}


def file(make: Callable[[], Parts | str]) -> Callable[[], Parts | str]:
    """Keep a maker of a file under the name it has."""

    def made() -> str:
        found = make()
        return found if isinstance(found, str) else text(found)

    HOSTILE[make.__name__.replace("_", "-")] = made
    return make


# --- many of a kind


@file
def many_people() -> Parts:
    return data(people={f"p{i}": f"P {i}" for i in range(n(40_000, "people"))})


@file
def a_board_of_many() -> Parts:
    names = [f"p{i}" for i in range(n(14_000))]
    ballots = {"for": names[:8_000], "against": names[8_000:]}
    return data(people=dict.fromkeys(names, "P"), start={"acme.board": names}, steps=[vote(ballots=ballots)])


@file
def many_own_acts() -> Parts:
    return data(steps=[vote(), *(own(i) for i in range(9_000))])


@file
def many_votes() -> Parts:
    turn = (
        {"appoint": "bob", "as": "acme.ceo", "replacing": "ann", "id": "i"},
        {"appoint": "ann", "as": "acme.ceo", "replacing": "bob", "id": "i"},
    )
    return data(steps=[vote(), *(vote(turn[i % 2], ident=f"v{i}", at="2024-03-02") for i in range(2_800))])


@file
def many_items() -> Parts:
    matters = {f"acme.m{i}": "m" for i in range(n(9_000, "that"))}
    return data(
        matters=matters, steps=[vote(REMOVAL, *({"determine": name, "id": f"i{i}"} for i, name in enumerate(matters)))]
    )


@file
def many_rules() -> Parts:
    return data(rules=[*RULES, *(rule(f"r{i}", **{"for": "acme.board", "size": i + 3}) for i in range(n(8_000)))])


@file
def many_mandatory_rules() -> Parts:
    more = (
        rule(f"r{i}", rank="mandatory", **{"for": "acme.board", "passes": f">= {i + 1} of cast"})
        for i in range(n(7_000))
    )
    return data(rules=[*RULES, *more])


@file
def many_conditional_rules() -> Parts:
    more = (
        rule(f"r{i}", **{"for": "acme.board", "passes": f">= {i + 1} of cast", "when": "vacant(acme.ceo)"})
        for i in range(n(6_000))
    )
    return data(rules=[*RULES, *more])


@file
def many_powers() -> Parts:
    more = (rule(f"r{i}", power={"to": ["any"], "of": "any"}, by={"consent": "bob"}) for i in range(n(6_000)))
    return data(rules=[*RULES, *more])


@file
def many_positions() -> Parts:
    return data(
        positions={f"acme.p{i}": {"kind": "office"} for i in range(n(20_000))},
        start={f"acme.p{i}": "ann" for i in range(n(20_000))},
    )


@file
def many_bodies() -> Parts:
    return data(
        bodies={f"acme.b{i}": {"kind": "board"} for i in range(n(15_000))},
        start={f"acme.b{i}": ["ann"] for i in range(n(12_000))},
    )


@file
def many_entities() -> Parts:
    return data(entities={f"e{i}": {"name": "E"} for i in range(n(30_000))})


@file
def many_instruments() -> Parts:
    return data(instruments={f"acme.i{i}": {"name": "E"} for i in range(n(25_000))})


@file
def many_watched() -> Parts:
    return data(watch=["acme.ceo", "acme.board"] * n(25_000, "watch"), steps=[vote(), *(own(i) for i in range(300))])


@file
def many_sources() -> Parts:
    return data(
        sources={f"w{i}": {"kind": "press", "title": "t"} for i in range(n(9_000, "sources"))},
        steps=[vote() | {"sources": [f"w{i}" for i in range(n(9_000, "sources"))]}],
    )


@file
def many_facts() -> Parts:
    return data(facts={f"f{i}": {"value": "700+", "because": "b"} for i in range(n(15_000))})


@file
def many_claims() -> Parts:
    claims = [{"value": str(i), "source": "w"} for i in range(n(15_000, "claims"))]
    return data(
        sources={"w": {"kind": "press", "title": "t"}},
        facts={"f": {"value": "0", "claims": claims, "standing": "open", "because": "b"}},
        outcomes=[{"id": "o", "that": "f > 17"}],
    )


@file
def many_open_facts() -> Parts:
    claims = [{"value": "1", "source": "w"}, {"value": "2", "source": "w"}]
    facts = {f"f{i}": {"value": "1", "claims": claims, "standing": "open", "because": "b"} for i in range(n(4_000))}
    asked = [" or ".join(f"f{i} = 3" for i in range(at, at + 500)) for at in range(0, 4_000, 500)]
    return data(
        sources={"w": {"kind": "press", "title": "t"}},
        facts=facts,
        outcomes=[{"id": f"o{i}", "that": that} for i, that in enumerate(asked)],
    )


@file
def many_conflicts() -> Parts:
    claims = [{"value": "x", "source": "w"}, {"value": "y", "source": "w"}]
    conflicts = {
        f"c{i}": {"about": "vote", "claims": claims, "standing": "open", "because": "b"} for i in range(n(5_000))
    }
    return data(sources={"w": {"kind": "press", "title": "t"}}, conflicts=conflicts)


@file
def many_expectations() -> Parts:
    return data(expect=["holds(ann, acme.ceo) or vacant(acme.ceo)"] * n(20_000, "expect"))


@file
def many_questions_of_power() -> Parts:
    return data(expect=["can(bob, remove ann from acme.ceo)", "controls(ann, acme)"] * n(8_000, "expect"))


@file
def many_exclusions() -> Parts:
    return data(never=["holds(cyd, acme.ceo)"] * n(20_000, "never"))


@file
def many_outcomes() -> Parts:
    return data(outcomes=[{"id": f"o{i}", "that": "vacant(acme.ceo)"} for i in range(n(14_000, "outcomes"))])


@file
def many_reactions() -> Parts:
    more = [
        {"id": f"r{i}", "if": f"determined(acme.m{i})", "that": [{"determine": f"acme.m{i + 1}"}], "because": "b"}
        for i in range(n(6_000, "reactions"))
    ]
    return data(
        matters={f"acme.m{i}": "m" for i in range(n(6_001, "reactions"))},
        reactions=more,
        steps=[vote(REMOVAL, {"determine": "acme.m0"})],
    )


@file
def reactions_without_end() -> Parts:
    back = {"id": "back", "if": "vacant(acme.ceo)", "that": [{"appoint": "bob", "as": "acme.ceo"}], "because": "b"}
    out = {"id": "out", "if": "holds(bob, acme.ceo)", "that": [{"remove": "bob", "from": "acme.ceo"}], "because": "b"}
    return data(reactions=[back, out], steps=[vote(), *(own(i) for i in range(1_000))])


@file
def many_reactions_and_steps() -> Parts:
    more = [
        {
            "id": f"r{i}",
            "if": "seated(ann, acme.board) and vacant(acme.board)",
            "that": [{"determine": "acme.sale"}],
            "because": "b",
        }
        for i in range(n(2_500))
    ]
    return data(reactions=more, steps=[vote(), *(own(i) for i in range(4_000))])


@file
def many_pending() -> Parts:
    leave = {"resign": {"from": "acme.ceo", "effective": "vacant(acme.board)"}}
    return data(steps=[vote(), *(own(i, do=leave) for i in range(5_000))])


@file
def many_letters() -> Parts:
    return data(steps=[vote(), *(own(i, do={"sign": {"letter": f"l{i}", "total": "5"}}) for i in range(6_000))])


@file
def many_told() -> Parts:
    names = [f"p{i}" for i in range(n(20_000))]
    steps = [
        vote(),
        own(1, do={"inform": {"of": "plan", "who": names}}),
        own(2, do={"call": {"meeting": "m", "to": names}}),
    ]
    return data(people=dict.fromkeys(names, "P"), steps=steps)


@file
def many_shares() -> Parts:
    names = [f"p{i}" for i in range(n(15_000))]
    sale = rule("sale", power={"to": ["any"], "of": "any"}, by={"vote": "acme.owners"})
    by_owners = vote(ballots={"for": names}) | {"by": "acme.owners"}
    return data(
        people=dict.fromkeys(names, "P"),
        bodies={"acme.owners": {"kind": "stockholders", "roll": "acme.shares"}},
        positions={"acme.shares": {"kind": "shares"}},
        start={"acme.shares": {name: i + 1 for i, name in enumerate(names)}},
        rules=[*RULES, sale, rule("p", **{"for": "acme.owners", "passes": "> 1/2 of outstanding"})],
        steps=[by_owners],
    )


@file
def many_weights() -> Parts:
    names = [f"p{i}" for i in range(n(15_000))]
    weights = rule("w", **{"for": "acme.board", "weights": {name: i + 1 for i, name in enumerate(names)}})
    return data(
        people=dict.fromkeys(names, "P"),
        start={"acme.board": names},
        rules=[*RULES, weights],
        steps=[vote(ballots={"for": names})],
    )


@file
def many_recusals() -> Parts:
    rows = [{"who": "acme.ceo", "vote": "yes", "quorum": "no", "base": "no"}] * n(10_000)
    return data(rules=[*RULES, rule("r", **{"for": "acme.board", "recusal": rows})])


@file
def many_suits() -> Parts:
    suit = {"over": ["office"], "who": [{"on": "acme.board"}], "claim": "c", "remedy": "r", "route": "statute"}
    return data(rules=[*RULES, *(rule(f"r{i}", suit=suit) for i in range(n(3_500)))])


@file
def many_tests() -> Parts:
    return data(
        rules=[*RULES, *(rule(f"r{i}", test={"of": "acme.board", "fails": ["acme.ceo"]}) for i in range(n(6_000)))]
    )


@file
def many_classes() -> Parts:
    classes = {f"acme.p{i}": "> 1/2 of outstanding" for i in range(n(10_000))}
    return data(
        positions={name: {"kind": "shares"} for name in classes},
        rules=[
            *RULES[:2],
            rule("q", **{"for": "acme.board", "quorum": {"votes": "> 1/2 of in_office", "classes": classes}}),
        ],
    )


@file
def many_params() -> Parts:
    more = {f"q{i}": {"value": "1", "among": ["1", "2"], "because": "b"} for i in range(n(10_000, "params"))}
    return data(params=more)


@file
def worlds_of_one_vote() -> Parts:
    params = {f"q{i}": {"value": "2", "among": ["2", "3"], "because": "b"} for i in range(n(190))}
    passes = " and ".join(f">= q{i} of cast" for i in range(n(190)))
    return data(params=params, rules=[POWER, rule("passes", **{"for": "acme.board", "passes": passes})])


@file
def worlds_of_many_votes() -> Parts:
    params = {f"q{i}": {"value": "meeting", "among": ["meeting", "consent"], "because": "b"} for i in range(n(190))}
    via = ({"param": name, "meeting": MEET, "consent": "consent"} for name in params)
    steps = [
        vote({"remove": "cyd", "from": "acme.board", "id": "i"}, ident=f"v{i}", via=one) for i, one in enumerate(via)
    ]
    return data(
        params=params,
        rules=[*RULES, rule("c", **{"for": "acme.board", "consent": "all of in_office"})],
        steps=[*steps, vote()],
    )


@file
def worlds_that_stay_apart() -> Parts:
    params = {f"q{i}": {"value": "2", "among": ["2", "3", "4"], "because": "b"} for i in range(8)}
    more = [rule(f"p{i}", **{"for": f"acme.b{i}", "passes": f">= q{i} of cast"}) for i in range(8)]
    powers = [rule(f"w{i}", power={"to": ["any"], "of": "any"}, by={"vote": f"acme.b{i}"}) for i in range(8)]
    steps = [
        vote({"remove": "cyd", "from": "acme.board", "id": "i"}, ident=f"v{i}", at="2024-03-01") | {"by": f"acme.b{i}"}
        for i in range(8)
    ]
    return data(
        params=params,
        bodies={f"acme.b{i}": {"kind": "board"} for i in range(8)},
        start={f"acme.b{i}": [*PEOPLE] for i in range(8)},
        rules=[*RULES, *more, *powers],
        steps=[*steps, vote()],
        never=["q0 = 4 and q1 = 2 and q2 = 3 and q3 = 4 and q4 = 2 and q5 = 2 and q6 = 2 and q7 = 3"],
    )


@file
def a_param_of_many_values() -> Parts:
    params = {"q": {"value": "2", "among": [str(i + 2) for i in range(n(60_000, "among"))], "because": "b"}}
    return data(params=params, rules=[POWER, rule("passes", **{"for": "acme.board", "passes": ">= q of cast"})])


@file
def params_of_many_values() -> Parts:
    params = {name: {"value": "2", "among": [str(i + 2) for i in range(n(99))], "because": "b"} for name in ("q", "r")}
    passes = ">= q of cast and >= r of cast"
    steps = [vote(ident=f"v{i}", at="2024-02-01") for i in range(n(200))]
    return data(
        params=params, rules=[POWER, rule("passes", **{"for": "acme.board", "passes": passes})], steps=[*steps, vote()]
    )


@file
def many_readings() -> Parts:
    readings = [
        {"id": f"d{i}", "title": "t", "assumes": [], "replaces": [{"rule": "quorum", "drop": "yes"}]}
        for i in range(n(6_000, "readings"))
    ]
    return data(readings=readings)


@file
def a_reading_of_many_rules() -> Parts:
    rules = [rule(f"r{i}", **{"for": "acme.board", "size": i + 3}) for i in range(n(3_000))]
    replaced = [{"rule": f"r{i}", "with": {"size": 9}} for i in range(n(3_000))]
    readings = [
        {"id": "d", "title": "t", "assumes": [], "replaces": []},
        {"id": "e", "title": "t", "assumes": [], "replaces": replaced},
    ]
    return data(rules=[*RULES, *rules], readings=readings)


# --- one leads to the next


@file
def tied_in_a_chain() -> Parts:
    names = [f"acme.p{i}" for i in range(n(8_000))]
    positions: Parts = {name: {"kind": "office", "tied_to": before} for before, name in pairwise(["acme.ceo", *names])}
    return data(positions=positions, start=dict.fromkeys(names, "ann"))


@file
def tied_in_a_circle() -> Parts:
    names = [f"acme.p{i}" for i in range(n(3_000))]
    return data(
        positions={name: {"kind": "office", "tied_to": before} for before, name in pairwise([names[-1], *names])}
        | {"acme.ceo": {"kind": "office", "tied_to": "acme.ceo"}},
        start=dict.fromkeys(names, "ann"),
    )


@file
def same_holder_in_a_chain() -> Parts:
    names = [f"acme.p{i}" for i in range(n(5_000))]
    positions: Parts = {
        name: {"kind": "office", "same_holder_as": before} for before, name in pairwise(["acme.ceo", *names])
    }
    return data(positions=positions)


@file
def same_holder_in_a_circle() -> Parts:
    return data(
        positions={
            "acme.a": {"kind": "office", "same_holder_as": "acme.b"},
            "acme.b": {"kind": "office", "same_holder_as": "acme.a"},
            "acme.c": {"kind": "office", "same_holder_as": "acme.c"},
        }
    )


@file
def converted_in_a_circle() -> Parts:
    sale = {"transfer": "20", "of": "acme.a", "from": "ann", "to": "bob", "id": "t"}
    return data(
        positions={
            "acme.a": {"kind": "shares", "converts_to": "acme.b"},
            "acme.b": {"kind": "shares", "converts_to": "acme.a"},
        },
        start={"acme.a": {"ann": "60"}},
        steps=[vote(), own(1, do={"decide": {"that": [sale]}})],
    )


@file
def elected_by_a_circle() -> Parts:
    return data(
        bodies={"acme.a": {"kind": "board", "roll": "acme.b-seat"}, "acme.b": {"kind": "board", "roll": "acme.a-seat"}},
        positions={
            "acme.a-seat": {"kind": "seat", "elected_by": "acme.a"},
            "acme.b-seat": {"kind": "seat", "elected_by": "acme.b"},
        },
        rules=[*RULES, rule("e", power={"to": ["remove"], "of": "seat"}, by={"vote": "acme.board", "electors": "yes"})],
        start={"acme.a-seat": ["ann"]},
    )


@file
def a_roll_of_itself() -> Parts:
    return data(
        bodies={
            "acme.a": {"kind": "board", "roll": "acme.a"},
            "acme.b": {"kind": "board", "roll": "acme.c"},
            "acme.c": {"kind": "board", "roll": "acme.b"},
        }
    )


@file
def owned_in_a_chain() -> Parts:
    names = [f"e{i}" for i in range(n(10_000))]
    entities: Parts = {name: {"name": "E", "owned_by": {before: "100%"}} for before, name in pairwise(["acme", *names])}
    return data(entities=entities, expect=[f"controls(ann, {names[-1]})"])


@file
def owned_in_a_circle() -> Parts:
    names = [f"e{i}" for i in range(n(3_000))]
    return data(
        entities={name: {"name": "E", "owned_by": {before: "100%"}} for before, name in pairwise([names[-1], *names])},
        expect=["controls(ann, e0)"],
    )


def _managed(count: int, last: str) -> Parts:
    names = [f"e{i}" for i in range(count)]
    powers = [
        {
            "id": f"m{i}",
            "in": f"{name}.bylaws",
            "rank": "bylaws",
            "power": {"to": ["manage"], "of": "any"},
            "by": {"consent": after},
        }
        for i, (name, after) in enumerate(pairwise([*names, last]))
    ]
    ceo = rule("ceo", power={"to": ["remove"], "of": "acme.ceo"}, by={"consent": "e0"})
    return data(
        entities={name: {"name": "E"} for name in names},
        instruments={f"{name}.bylaws": {} for name in names},
        positions={f"{name}.chief": {"kind": "office"} for name in names},
        rules=[*RULES, ceo, *powers],
        steps=[vote(), own(1, do={"decide": {"that": [REMOVAL]}})],
        expect=["controls(ann, e0)"],
    )


@file
def managed_in_a_chain() -> Parts:
    return _managed(n(3_500, "entities"), "ann")


@file
def managed_in_a_circle() -> Parts:
    return _managed(n(3_500, "entities"), "e0")


@file
def managed_by_all_of_all() -> Parts:
    names = [f"e{i}" for i in range(30)]
    powers = [
        {
            "id": f"m{i}-{j}",
            "in": f"{name}.bylaws",
            "rank": "bylaws",
            "power": {"to": ["manage"], "of": "any"},
            "by": {"consent": other},
        }
        for i, name in enumerate(names)
        for j, other in enumerate(names)
    ]
    ceo = rule("ceo", power={"to": ["remove"], "of": "acme.ceo"}, by={"consent": "e0"})
    return data(
        entities={name: {"name": "E"} for name in names},
        instruments={f"{name}.bylaws": {} for name in names},
        rules=[*RULES, ceo, *powers],
        expect=["controls(ann, e0)"],
    )


@file
def follows_in_a_chain() -> Parts:
    stages = [{"vote": "acme.board", "passes": "> 1/2 of cast"}] + [
        {"on": "fail", "vote": "acme.board", "passes": "> 1/2 of cast"}
    ] * n(2_000, "stages")
    steps = [vote(ident="v0")]
    steps += [vote(ident=f"v{i}", follows=f"v{i - 1}", ballots={"against": ["ann"]}) for i in range(1, 2_000)]
    return data(
        rules=[RULES[1], RULES[2], rule("p", power={"to": ["any"], "of": "any"}, by={"stages": stages})],
        steps=[*steps, vote()],
    )


@file
def ratified_in_a_chain() -> Parts:
    again = [
        vote({"ratify": f"v{i - 1}.i" if i else "vote.ceo", "counts": "yes", "id": "i"}, ident=f"v{i}", at="2024-03-02")
        for i in range(2_500)
    ]
    return data(steps=[vote(), *again])


@file
def amended_often() -> Parts:
    more = [rule(f"r{i}", at_start="no", **{"for": "acme.board", "size": i + 3}) for i in range(n(3_000))]
    amend = {"amend": "acme.bylaws", "adopt": [f"r{i}" for i in range(n(3_000))], "id": "change"}
    power = rule("change", power={"to": ["amend"], "of": "any"}, by={"vote": "acme.board"})
    each = [
        vote({"amend": "acme.bylaws", "repeal": [f"r{i}"], "id": "change"}, ident=f"a{i}", at="2024-03-03")
        for i in range(n(800))
    ]
    return data(rules=[*RULES, power, *more], steps=[vote(amend), *each])


# --- one inside the other


def _tree(key: str, width: int, levels: int) -> str:
    parts = text(data(rules=[*RULES, rule("tree", power={"to": ["any"], "of": "any"}, by="TREE")]))
    inner = "&t0 {consent: bob}"
    for i in range(1, levels):
        inner = f"&t{i} {{{key}: [{inner}" + f", *t{i - 1}" * (width - 1) + "]}"
    return parts.replace('"TREE"', inner)


@file
def a_tree_of_any() -> str:
    return _tree("any", 2, 15)


@file
def a_tree_of_all() -> str:
    return _tree("all", 2, 15)


@file
def a_tree_in_order() -> str:
    return _tree("in_order", 2, 15)


@file
def approvals_deep_inside() -> Parts:
    by: Parts = {"consent": "bob"}
    for _ in range(24):
        by = {"any": [by]}
    return data(rules=[*RULES, rule("deep", power={"to": ["any"], "of": "any"}, by=by)])


@file
def conditions_deep_inside() -> Parts:
    by: Parts = {"consent": "bob"}
    for _ in range(25):
        by = {"when": {"if": "vacant(acme.ceo)", "then": by, "else": "never"}}
    return data(rules=[*RULES, rule("deep", power={"to": ["any"], "of": "any"}, by=by)])


@file
def many_of_a_list() -> Parts:
    names = [f"p{i}" for i in range(n(12_000, "list"))]
    by = {"k_of": 6_000, "list": [{"consent": name} for name in names]}
    return data(people=dict.fromkeys(names, "P"), rules=[*RULES, rule("k", power={"to": ["any"], "of": "any"}, by=by)])


@file
def half_of_twenty_five() -> Parts:
    names = [f"p{i}" for i in range(25)]
    by = {"k_of": 12, "list": [{"consent": name} for name in names]}
    return data(
        people=dict.fromkeys(names, "P"), rules=[RULES[1], rule("k", power={"to": ["any"], "of": "any"}, by=by)]
    )


@file
def half_of_twenty_five_weights() -> Parts:
    names = [f"p{i}" for i in range(25)]
    weights = rule("w", **{"for": "acme.board", "weights": {name: 2**i for i, name in enumerate(names)}})
    return data(
        people=dict.fromkeys(names, "P"),
        start={"acme.board": names},
        rules=[*RULES, weights],
        steps=[vote(ballots={"for": names})],
    )


@file
def approve_inside_approve() -> Parts:
    item: Parts = {"determine": "acme.sale"}
    for _ in range(25):
        item = {"approve": item}
    return data(steps=[vote(), own(1, do={"decide": {"that": [item | {"id": "x"}]}})])


@file
def parentheses() -> Parts:
    return data(expect=["(" * 4_900 + "vacant(acme.ceo)" + ")" * 4_900] * 90)


@file
def parentheses_side_by_side() -> Parts:
    one = " and ".join(["(((((((((vacant(acme.ceo))))))))))"] * 250)
    return data(expect=[one] * 100)


@file
def long_row() -> Parts:
    return data(expect=[" and ".join(["vacant(acme.ceo)"] * 450)] * 100)


@file
def nots() -> Parts:
    return data(expect=["not " * 2_400 + "vacant(acme.ceo)"] * 90)


@file
def in_law_in_law() -> Parts:
    return data(expect=["in_law(" * 48 + "vacant(acme.ceo)" + ")" * 48] * n(2_000))


@file
def ofs() -> Parts:
    return data(facts={"n": {"value": "80", "because": "b"}}, expect=["1/3 of " * 48 + "n > 1"] * n(2_500))


@file
def long_thresholds() -> Parts:
    passes = " and ".join([">= 2/3 of cast"] * 550)
    return data(
        rules=[
            *RULES,
            *(
                rule(f"r{i}", **{"for": "acme.board", "on": {"to": ["remove"], "of": "any"}, "passes": passes})
                for i in range(n(90))
            ),
        ]
    )


# --- numbers


GIANT = "9" * 100_000
LARGE = "9" * 30
"""The largest that is read."""


@file
def giants_everywhere() -> Parts:
    return data(
        rules=[
            POWER,
            rule("a", **{"for": "acme.board", "size": GIANT}),
            rule("b", **{"for": "acme.board", "passes": f">= {GIANT[:4_000]} of cast"}),
            rule("c", **{"for": "acme.board", "quorum": f">= {GIANT[:4_000]}/{GIANT[:4_000]} of cast"}),
            rule("d", **{"for": "acme.board", "weights": {"ann": GIANT}}),
            rule("e", **{"for": "acme.board", "notice": {"due": "yes", "lead": GIANT[:4_000] + "h"}}),
        ],
        facts={"f": {"value": GIANT, "because": "b"}},
        params={"q": {"value": GIANT, "among": [GIANT, "1"], "because": "b"}},
        expect=[f"in_office(acme.board) = {GIANT[:9_000]}"],
        steps=[vote(), own(1, do={"sign": {"letter": "l", "total": GIANT}})],
    )


@file
def giant_roots() -> Parts:
    roots = [
        f"> {top}*sqrt({of}) of {base}"
        for top in (LARGE, f"{LARGE}/7", "1/" + LARGE, f"{LARGE}/{LARGE}")
        for of in ("cast", LARGE, GIANT[:4_000])
        for base in ("cast", "outstanding")
    ]
    more = [
        rule(f"r{i}", **{"for": "acme.board", "on": {"to": ["remove"], "of": "any"}, "passes": one})
        for i, one in enumerate(roots)
    ]
    return data(rules=[POWER, *more])


@file
def large_roots() -> Parts:
    passes = " and ".join(f"> {i + 1}/{LARGE}*sqrt({LARGE[:18]}) of outstanding" for i in range(n(150)))
    return data(rules=[POWER, rule("p", **{"for": "acme.board", "passes": passes})])


@file
def large_numbers() -> Parts:
    n18 = "9" * 18
    return data(
        rules=[
            POWER,
            rule("a", **{"for": "acme.board", "size": n18}),
            rule("b", **{"for": "acme.board", "passes": f"> 1/{LARGE} of cast"}),
            rule("c", **{"for": "acme.board", "quorum": f">= 1/{LARGE} of authorized"}),
            rule("d", **{"for": "acme.board", "weights": {"ann": n18, "bob": n18}}),
            rule("e", **{"for": "acme.board", "notice": {"due": "yes", "lead": n18 + "h"}}),
        ],
        positions={"acme.shares": {"kind": "shares"}},
        start={"acme.shares": {"ann": n18, "bob": n18}},
        facts={"f": {"value": LARGE, "because": "b"}},
        expect=[f"f = {LARGE}", f"USD {LARGE}bn > USD {LARGE}m", f"{LARGE}h < {LARGE}d"],
        steps=[
            vote(),
            own(1, do={"sign": {"letter": "l", "total": n18}}),
            own(
                2,
                do={
                    "decide": {"that": [{"transfer": n18, "of": "acme.shares", "from": "ann", "to": "bob", "id": "t"}]}
                },
            ),
            vote(
                {"issue": n18, "of": "acme.shares", "to": "cyd", "id": "i"},
                {"resize": "acme.board", "to": n18, "id": "r"},
                ident="more",
                at="2024-03-04",
            ),
        ],
    )


def _waits(span: str) -> Parts:
    stages = [
        {"vote": "acme.board", "passes": "> 1/2 of cast"},
        {"on": "fail", "vote": "acme.board", "passes": "> 1/2 of cast", "after": span, "within": span},
    ]
    return data(
        rules=[
            *RULES[1:],
            rule("p", power={"to": ["any"], "of": "any"}, by={"stages": stages}),
            rule("n", **{"for": "acme.board", "notice": {"due": "yes", "lead": span}}),
            rule("s", power={"to": ["avoid"], "of": "any", "within": span}, by={"consent": "ann"}),
        ],
        steps=[
            own(1, at="2024-02-01", do={"call": {"meeting": "m", "to": [*PEOPLE]}}),
            vote(ballots={"against": ["ann"]}, via={"meeting": {"called": "m"}}),
            vote(ident="again", at="2999-12-31", follows="vote"),
            own(2, at="2999-12-31", do={"decide": {"that": [{"avoid": "vote.ceo", "id": "x"}]}}),
        ],
    )


@file
def spans_without_end() -> Parts:
    return _waits("9" * 18 + "h")


@file
def months_without_end() -> Parts:
    return _waits("9" * 18 + " months")


@file
def days_without_end() -> Parts:
    return _waits(LARGE + "d")


@file
def ends_of_time() -> Parts:
    times = (
        "1600-01-01",
        "1600-01-01T00:00",
        "1600-01-01T00:00~",
        "1600-01-01/2999-12-31",
        "2999-12-31T23:59~",
        "2999-12-31",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2999-12-31T23:59:59-15:59",
        "1600-01-01T00:00+15:59",
        "2024-03-02/2024-03-01",
    )
    steps = [own(i, at=at) for i, at in enumerate(times)]
    resign = own(90, do={"resign": {"from": "acme.ceo", "effective": "2999-12-31"}})
    return data(zone="Pacific/Apia", steps=[*steps, resign])


@file
def first_and_last_days() -> Parts:
    times = ("1600-01-01", "1600-01-02T00:00~", "1700-01-01/2999-12-30", "2999-12-31")
    return data(zone="Pacific/Apia", steps=[*(own(i, at=at) for i, at in enumerate(times)), vote(at="2999-12-31")])


# --- elections


def _elected(candidates: int, voters: int, method: str, ballot: Callable[[list[str], int], object]) -> Parts:
    names = [f"c{i}" for i in range(candidates)]
    members = [f"p{i}" for i in range(voters)]
    elects: Parts = {"method": method}
    if method == "schulze":
        elects["default"] = "nobody"
    do = {
        "to": "acme.ceo",
        "via": MEET,
        "candidates": names,
        "ballots": {name: ballot(names, i) for i, name in enumerate(members)},
        "elected": names[:1],
    }
    return data(
        people=dict.fromkeys((*names, *members), "P"),
        start={"acme.board": members},
        rules=[*RULES, rule("e", **{"for": "acme.board", "elects": elects})],
        steps=[vote(), own(1) | {"by": "acme.board", "id": "poll", "do": {"elect": do}}],
    )


def _ranked(names: list[str], by: int) -> list[list[str]]:
    return [[name] for name in (*names[by % len(names) :], *names[: by % len(names)])]


@file
def schulze_of_thousands() -> Parts:
    return _elected(n(3_000, "candidates"), 20, "schulze", _ranked)


@file
def schulze_of_hundreds() -> Parts:
    return _elected(n(300, "candidates"), 250, "schulze", _ranked)


@file
def schulze_of_many_voters() -> Parts:
    return _elected(5, n(8_000), "schulze", _ranked)


@file
def plurality_of_thousands() -> Parts:
    return _elected(n(8_000, "candidates"), n(8_000), "plurality", lambda names, by: names[by % len(names)])


@file
def approval_of_thousands() -> Parts:
    return _elected(n(3_000, "candidates"), 30, "approval", lambda names, _: names)


@file
def cumulative_of_thousands() -> Parts:
    return _elected(n(2_000, "candidates"), 20, "cumulative", lambda names, by: dict.fromkeys(names, by + 1))


# --- texts


@file
def a_long_title() -> Parts:
    return data(title="x" * 900_000)


@file
def a_long_title_of_words() -> Parts:
    return data(title="word " * 180_000)


@file
def a_long_chinese_title() -> Parts:
    return data(title="陈" * 300_000)


@file
def a_long_note() -> Parts:
    return data(steps=[vote() | {"note": "word " * 180_000, "title": "陈" * 20_000}])


@file
def a_long_name() -> Parts:
    return data(people={"ann": "Ann " * 200_000})


@file
def a_long_id() -> Parts:
    long = "x" * 200_000
    return data(people={long: "Long"}, start={"acme.board": [*PEOPLE, long]})


@file
def unknown_long_names() -> Parts:
    return data(start={"acme.board": [f"{'x' * 95}{i}" for i in range(n(8_000))]})


@file
def unknown_names_among_many() -> Parts:
    return data(
        people={f"person-with-a-rather-long-name-{i}": "P" for i in range(n(9_000))},
        start={"acme.board": [f"person-with-a-rather-lang-name-{i}" for i in range(n(9_000))]},
    )


@file
def unknown_keys() -> Parts:
    return data(steps=[vote() | {f"key{i}": "1" for i in range(n(40_000))}])


@file
def unknown_ballots() -> Parts:
    return _elected(n(3_000, "candidates"), 12, "approval", lambda names, _: [f"{name}x" for name in names])


@file
def wrong_everywhere() -> Parts:
    return data(steps=[own(i, at="noon", do={"anounce": []}) for i in range(9_000)])  # typos: ignore


@file
def one_line_of_problems() -> str:
    return text(data(start={"acme.board": [f"x{i}" for i in range(n(60_000))]})).replace("\n", "")


@file
def words_that_are_no_condition() -> Parts:
    return data(expect=["wacant(acme.ceo) and"] * n(30_000))


@file
def combining_marks() -> Parts:
    return data(title="e" + "\u0301\u0316" * 200_000)


@file
def combining_marks_in_an_id() -> Parts:
    return data(people={"e" + "\u0301\u0316" * 200_000: "E"})


@file
def names_that_look_alike() -> Parts:
    return data(people={"\u00e9va": "E", "e\u0301va": "F"}, start={"acme.board": ["\u00e9va", "e\u0301va"]})


@file
def names_with_nothing_to_see() -> Parts:
    return data(people={"a\u200bnn": "A", "b\u00adob": "B", "c\u2060yd": "C", "\u200d": "D", "a\u034fn": "E"})


@file
def emoji_and_fillers() -> Parts:
    return data(title="👩\u200d👩\u200d👧" * 20_000 + "\u3164" * 1_000 + "\ufdfa" * 20_000, people={"\u3164": "F"})


@file
def only_carriage_returns() -> str:
    return text(data()).replace("\n", "\r")


@file
def with_a_byte_order_mark() -> str:
    return "\ufeff" + text(data())


@file
def a_byte_order_mark_inside() -> str:
    return text(data()).replace('"Bob"', '"B\ufeffob"')


@file
def nul_inside() -> str:
    return text(data()).replace("Bob", "B\0b")


@file
def bidirectional() -> Parts:
    return data(people={"ann": "A\u202enn", "dan": "D\u2066an"}, title="\u200f\u061c" * 10)


@file
def a_million_comments() -> str:
    return text(data()) + "\n" + "#\n" * 450_000


@file
def a_million_blanks() -> str:
    return text(data()) + "\n" + " \n" * 300_000 + " " * 200_000


@file
def a_long_quoted_text_of_escapes() -> str:
    return text(data(title="TITLE")).replace('"TITLE"', '"' + "\\x41" * 200_000 + '"')


@file
def a_long_folded_text() -> str:
    return "govsim: 1\ntitle: >-\n" + "  a word\n\n" * 90_000


@file
def a_plain_text_over_many_lines() -> str:
    return "govsim: 1\ntitle:\n" + "  word\n" * 130_000


@file
def a_key_that_does_not_end() -> str:
    return "govsim: 1\n? " + "x" * 900_000 + "\n: 1\n"


@file
def questions_marks_and_dashes() -> str:
    return "govsim: 1\nsteps:\n" + "- ? - ? - \n" * 80_000


@file
def many_anchors() -> str:
    return "".join(f"k{i}: &a{i} x\n" for i in range(n(60_000)))


@file
def many_directives() -> str:
    return "%TAG ! tag:x,2000:\n" + "%FOO bar\n" * 80_000 + "---\ngovsim: 1\n"
