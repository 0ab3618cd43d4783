"""Stories enough to meet every finding there is: the bundled ones in many worlds, and some made for it."""

from collections.abc import Iterator
from functools import cache
from itertools import product

from attrs import evolve

from govsim.analysis.moments import right_after
from govsim.edge.files import load, names_of
from govsim.engine.could import asked, could
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.record.act_words import Misworded
from govsim.record.rulings import Finding
from govsim.record.story import Story
from govsim.world.params import READING, Value
from inline import START, act, bundled, found_in, story, tale, told, vote, without

STRUCTURES = ("dual-class", "family-firm", "small-charity", "venture-startup")
FOREIGN = ("anthropic-trust", "foundation-owned", "members-association", "openai-2025", "staggered-board")
SCENARIOS = ("lantern-labs", "harbour-trust", "nov2023", *STRUCTURES, *FOREIGN)

VARIED = (READING, "form", "size", "ratifies")
"""What is varied together; each other parameter is varied by itself."""

APPROVALS = {
    "all": "{all: [{vote: acme.board}, {consent: gus}]}",
    "k": "{k_of: 2, list: [{consent: ann}, {stages: [{consent: acme}]}, never]}",
    "never": "never",
    "unseen": "{unknown: a contract}",
    "court": "{oracle: court}",
    "free": "{vote: acme.board, quorum: none}",
    "council": "{vote: acme.council}",
    "solo": "{vote: acme.solo}",
    "when": "{when: {if: 'heads >= 800', then: never, else: never}}",
}
"""Who may determine a matter, by the name of the matter."""

POWERS = (
    "".join(
        f"- {{id: p-{name}, in: acme.bylaws, power: {{to: [determine], of: acme.m-{name}}}, by: {by}}}\n"
        for name, by in APPROVALS.items()
    )
    + """
- {id: p-run, in: acme.charter, power: {to: [manage], of: any}, by: {consent: gus}}
- {id: notice, in: acme.bylaws, for: acme.board, notice: {due: yes, lead: 24h}}
"""
)

REGULAR = "{meeting: {regular: yes}}"

CASTING = "- {id: majority, in: acme.bylaws, for: acme.board, passes: {votes: '> 1/2 of cast', casting: acme.chair}}"


@cache
def shipped(name: str) -> Story:
    return bundled(name)


def worlds(found: Story) -> Iterator[dict[str, Value]]:
    """Give every combination of what is most often asked about, and each value of every other parameter by itself."""
    among: dict[str, tuple[Value, ...]] = {param.id: param.among for param in found.structure.params}
    if found.structure.readings:
        among[READING] = tuple(reading.id for reading in found.structure.readings)
    together = [name for name in VARIED if name in among]
    for values in product(*(among[name] for name in together)):
        yield dict(zip(together, values, strict=True))
    for name, values in among.items():
        if name not in together:
            yield from ({name: value} for value in values)


@cache
def tellings(name: str) -> tuple[Timeline, ...]:
    """Give a bundled story in all of its `worlds`."""
    return tuple(replay(shipped(name), choices) for choices in worlds(shipped(name)))


@cache
def corpus() -> tuple[Timeline, ...]:
    return (*(timeline for name in SCENARIOS for timeline in tellings(name)), *made())


def findings(timelines: tuple[Timeline, ...]) -> Iterator[tuple[Timeline, Finding]]:
    for timeline in timelines:
        for entry in timeline.entries:
            for ruling in entry.rulings:
                for finding in found_in(ruling.finding):
                    yield timeline, finding


def _questions(timeline: Timeline) -> Iterator[tuple[str, ...]]:
    structure = timeline.story.structure
    first, last = structure.parties[0].id, structure.parties[-1].id
    yield from (("manage", one.id) for one in structure.entities)
    yield from (("remove", first, "from", one.id) for one in structure.positions)
    yield from (("appoint", last, "as", one.id) for one in structure.positions)
    yield from (("determine", one.id) for one in structure.matters)


def could_be(timelines: tuple[Timeline, ...]) -> Iterator[tuple[Timeline, Finding]]:
    """Give what is found where it is asked at the end of a story who could do what: some of each, alone."""
    for timeline in timelines:
        at = right_after(timeline, timeline.entries[-1].step.id)
        structure = timeline.story.structure
        alone = (*(one.id for one in structure.parties[:6]), *(one.id for one in structure.bodies))
        for words in _questions(timeline):
            what = asked(words, at.moment, at.docket)
            if isinstance(what, Misworded):
                continue
            for one in alone:
                for finding in found_in(could(frozenset({one}), what, at.moment, at.docket)):
                    yield timeline, finding


@cache
def supposed() -> tuple[tuple[Timeline, Finding], ...]:
    """Give the findings of questions about every bundled story as it is told, and about those made here."""
    told_so = (*(tellings(name)[0] for name in SCENARIOS), *made(), *edges())
    return tuple(could_be(tuple(one for one in told_so if one.entries)))


@cache
def edges() -> tuple[Timeline, ...]:
    """Give the edge cases as they are told."""
    return tuple(replay(load(name)) for name in names_of("edge"))


def _one(matter: str, by: str = "acme.board", number: int = 1) -> str:
    """Give one step that determines a matter: by a vote of the board, or by whoever else is named."""
    item = f"{{determine: acme.m-{matter}, id: it}}"
    if by.startswith("acme."):
        ayes = "ann bob cyd" if by == "acme.board" else "dee"
        return vote(f"s{number}", item, ayes=ayes, by=by, via=REGULAR, at=f"2024-03-05T10:0{number}")
    return act(f"s{number}", by, f"decide: {{that: [{item}]}}", at=f"2024-03-05T10:0{number}")


def _strange() -> Timeline:
    """Every kind of approval, met and not met, and notice of every kind."""
    call = act("call", "bob", "call: {meeting: m, to: [ann, bob, cyd, dee, eve]}", at="2024-03-04T11:00")
    waive = act("waive", "eve", "waive: m", at="2024-03-04T12:00")
    items = "{remove: bob, from: acme.chair, id: chair}, {remove: ann, from: acme.ceo, id: ceo}"
    met = vote("met", items, ayes="ann cyd", via="{meeting: {called: m}}", at="2024-03-05T10:00")
    papers = "{determine: acme.m-council, id: it}"
    court = "answer: {{question: court, answer: {}}}"
    steps = (
        call, waive, met,
        *(_one(matter, number=number) for number, matter in enumerate(APPROVALS, start=1)),
        act("d1", "ann", "decide: {that: [{determine: acme.m-all, id: it}]}", at="2024-03-06T10:00"),
        act("d2", "gus", "decide: {that: [{determine: acme.m-k, id: it}]}", at="2024-03-06T10:01"),
        act("d3", "fay", "decide: {that: [{determine: acme.m-solo, id: it}]}", at="2024-03-06T10:02"),
        vote("d4", papers, ayes="dee eve", by="acme.council", at="2024-03-06T10:03"),
        vote("d5", papers, signed="dee eve", by="acme.council", via="consent", at="2024-03-06T10:04"),
        act("no", "gus", court.format("no"), at="2024-03-06T11:00"),
        vote("d6", "{determine: acme.m-court, id: it}", ayes="ann bob cyd", via=REGULAR, at="2024-03-06T12:00"),
        act("yes", "gus", court.format("yes"), at="2024-03-06T13:00"),
        vote("d7", "{determine: acme.m-court, id: it}", ayes="ann bob cyd", via=REGULAR, at="2024-03-06T14:00"),
        act("offer", "ann", "offer: {thing: job, to: [bob]}", at="2024-03-07T10:00"),
        act("withdraw", "ann", "withdraw: job", at="2024-03-07T11:00"),
        act("accept", "bob", "accept: job", at="2024-03-07T12:00"),
    )  # fmt: skip
    text = tale(
        *steps,
        rules=without("chair"),
        more_rules=POWERS,
        bodies="{acme.board: {kind: board}, acme.council: {kind: board}, acme.solo: {kind: board}}",
        start=f"{START[:-1]}, acme.council: [dee, eve], acme.solo: [fay]}}",
        facts="{heads: {claims: [{value: 700+, source: wire}], because: b}}",
    )
    declared = "".join(f", acme.m-{matter}: about {matter}" for matter in APPROVALS)
    return told(text.replace("acme.sale: the sale of everything", f"acme.sale: the sale of everything{declared}"))


def _ties() -> Iterator[Timeline]:
    """A tie with a casting vote that is cast against."""
    tie = vote("x", "{remove: ann, from: acme.ceo, id: it}", ayes="bob cyd", noes="dee eve", more="casting: against")
    yield told(tale(tie, rules=f"{without('majority')}\n{CASTING}"))
    away = vote("x", "{remove: ann, from: acme.ceo, id: it}", ayes="cyd", noes="dee", more="casting: for")
    yield told(tale(away, rules=f"{without('majority')}\n{CASTING}"))


def _twice_asked() -> Timeline:
    """Rules that ask two things each: of the quorum, and of the votes."""
    twice = (
        "- {id: quorum, in: acme.bylaws, for: acme.board, quorum: '>= 2 of authorized and >= 1/3 of in_office'}\n"
        "- {id: majority, in: acme.bylaws, for: acme.board, passes: '> 1/2 of present and > 1/2 of in_office'}\n"
    )
    step = vote("x", "{remove: ann, from: acme.ceo, id: it}", ayes="bob cyd dee", via=REGULAR)
    return told(tale(step, rules=f"{without('quorum', 'majority')}\n{twice}"))


def _looking_back() -> Iterator[Timeline]:
    """Items that look back to what stands, and to what is not there yet."""
    good = vote("x", "{remove: ann, from: acme.ceo, id: it}", ayes="bob cyd dee")
    undo = vote("y", "{avoid: x.it, id: it}", ayes="ann bob cyd", at="2024-03-02")
    rule = "- {id: avoid, in: acme.bylaws, power: {to: [avoid], of: any}, by: {vote: acme.board}}"
    forwards = story(tale(good, undo, more_rules=rule))
    yield replay(forwards)
    yield replay(evolve(forwards, steps=forwards.steps[::-1]))
    twice = (
        vote("x", "{appoint: fay, as: acme.ceo, id: o}", signed="bob cyd", via="consent"),
        vote("y", "{appoint: gus, as: acme.ceo, id: n}", signed="bob cyd", via="consent", at="2024-03-02"),
        vote("w", "{ratify: x.o, id: a}, {ratify: y.n, id: b}", ayes="ann bob cyd", at="2024-03-04"),
    )
    yield told(tale(*twice))
    apart = "streams: {sales: {when: determined(acme.sale), to: gus}}"
    flows = f"{{acme.money: {{currency: USD, tiers: [{{id: all, share: {{gus: 100%}}}}], {apart}}}}}"
    out = "{distribute: USD 5, under: acme.money, of: sales, id: out}"
    pays = "- {id: pays, in: acme.bylaws, power: {to: [distribute], of: money}, by: {vote: acme.board}}"
    ayes = "ann bob cyd dee eve"
    sale = vote("x", "{determine: acme.sale, id: it}", ayes=ayes)
    yield told(tale(vote("y", out, ayes=ayes), flows=flows, more_rules=pays))
    yield told(tale(sale, vote("y", out, ayes=ayes, at="2024-03-02"), flows=flows, more_rules=pays))
    paper = "\n- {id: consent, in: acme.bylaws, for: acme.board, consent: all of in_office, defect: voidable}\n"
    short = vote("x", "{remove: ann, from: acme.ceo, id: it}", signed="bob cyd", via="consent")
    back = vote("y", "{avoid: x.it, id: it, from_start: yes}", ayes="ann bob cyd", at="2024-03-02")
    rules = without("consent") + paper + rule
    yield told(tale(short, back, rules=rules))
    cure = "\n- {id: cure, in: acme.bylaws, power: {to: [ratify], of: any, from_start: yes}, by: {vote: acme.board}}"
    again = vote("w", "{ratify: x.it, id: it, from_start: yes}", ayes="ann bob cyd", at="2024-03-02")
    yield told(tale(short, again, undo, rules=rules + cure))
    yield told(tale(short, undo, again, rules=rules + cure))


def _units() -> Iterator[Timeline]:
    """Shares that nobody holds are passed on, and terms are over with and without a rule on that."""
    shares = "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.a: {kind: shares}}"
    too_many = act("x", "ann", "decide: {that: [{transfer: 3, of: acme.a, from: ann, to: bob, id: it}]}")
    yield told(tale(too_many, positions=shares, start=START.replace("}", ", acme.a: {ann: 2}}")))
    over = act("x", "acme", "expire: {who: eve, from: acme.board}")
    yield told(tale(over))
    stays = "- {id: t, in: acme.bylaws, for: acme.board, term: {holdover: yes}}"
    yield told(tale(over, more_rules=stays))
    both = act("y", "acme", "expire: {who: dee, from: acme.board}")
    one = vote("z", "{elect: fay, to: acme.board, id: it}", ayes="ann bob cyd", at="2024-03-02")
    yield told(tale(over, one, more_rules=stays))
    yield told(tale(over, both, one, more_rules=stays))


def _agreeing() -> Iterator[Timeline]:
    """Sponsors of two kinds, an office that nobody holds and must agree, and somebody who agrees unasked."""
    both = "'>= 2 of in_office and >= 1/3 of in_office'"
    sale = "power: {to: [determine], of: acme.sale}, by:"
    rule = f"- {{id: s, in: acme.charter, rank: charter, {sale} {{all: [{{vote: acme.board}}, "
    sponsors = f"{rule}{{sponsors: {both}, of: acme.board}}]}}}}"
    yield told(tale(vote("x", "{determine: acme.sale, id: it}", ayes="ann bob cyd"), more_rules=sponsors))
    chief = (
        f"- {{id: s, in: acme.charter, rank: charter, {sale} {{all: [{{vote: acme.board}}, {{consent: acme.ceo}}]}}}}"
    )
    gone = vote("x", "{remove: ann, from: acme.ceo, id: it}", ayes="bob cyd dee")
    sold = vote("y", "{determine: acme.sale, id: it}", ayes="bob cyd dee", at="2024-03-02")
    unasked = act("z", "gus", "decide: {that: [{approve: {determine: acme.sale}, id: it}]}", at="2024-03-03")
    yield told(tale(gone, sold, unasked, more_rules=chief))


def _too_late() -> Timeline:
    """An act that a rule lets the board undo for two days is looked at again on the fifth."""
    rule = "- {id: avoid, in: acme.bylaws, power: {to: [avoid], of: any, within: 2d}, by: {vote: acme.board}}"
    paper = "\n- {id: consent, in: acme.bylaws, for: acme.board, consent: all of in_office, defect: voidable}\n"
    short = vote("x", "{remove: ann, from: acme.ceo, id: it}", signed="bob cyd", via="consent")
    late = vote("y", "{avoid: x.it, id: it, from_start: yes}", ayes="ann bob cyd", at="2024-03-05")
    return told(tale(short, late, rules=without("consent") + paper + rule))


def _in_writing_and_in_order() -> Iterator[Timeline]:
    """A rule about just such acts is asked in writing, too, and somebody agrees before those who must agree first."""
    narrow = (
        "{id: narrow, in: acme.bylaws, for: acme.board, on: {to: [remove], of: office}, passes: 'all of in_office'}"
    )
    some = "\n- {id: consent, in: acme.bylaws, for: acme.board, consent: '>= 2 of in_office'}\n"
    short = vote("x", "{remove: ann, from: acme.ceo, id: it}", signed="bob cyd", via="consent")
    yield told(tale(short, rules=f"{without('consent')}{some}- {narrow}"))
    by = "{in_order: [{vote: acme.board}, {consent: gus}]}"
    sale = f"- {{id: s, in: acme.charter, rank: charter, power: {{to: [determine], of: acme.sale}}, by: {by}}}"
    early = act("x", "gus", "decide: {that: [{approve: {determine: acme.sale}, id: it}]}")
    yield told(tale(early, more_rules=sale))


def _in_order() -> Iterator[Timeline]:
    """Ballots in order, each in its time and out of it, after a tie and after none, and what nothing may follow."""
    sale = "rank: charter, power: {to: [determine], of: acme.sale}, by: {stages: [{vote: acme.board}, "
    voted = "vote: acme.board, weights: {acme.chair: 2}"
    item = "{determine: acme.sale, id: it}"
    tie = vote("x", item, ayes="ann bob", noes="cyd dee", via=REGULAR)
    few = vote("x", item, ayes="ann", noes="bob cyd dee", via=REGULAR)

    def after(first: str, stage: str, at: str, *before: str) -> Timeline:
        then = vote("y", item, ayes="ann bob cyd dee", at=at, via=REGULAR, more="follows: x")
        last = vote("z", item, ayes="ann bob cyd dee", at="2024-06-01", via=REGULAR, more="follows: y")
        rule = f"- {{id: s, in: acme.charter, {sale}{{{stage}, {voted}}}]}}}}"
        return told(tale(first, *before, then, last, more_rules=rule))

    says = act("says", "ann", "answer: {question: mediators, answer: yes}", at="2024-03-02")
    for stage in ("on: tie", "after: 2d", "within: 2d", "awaits: mediators, after: 1 month"):
        for first in (tie, few):
            for at in ("2024-03-02", "2024-03-05", "2024-05-01"):
                yield after(first, stage, at)
    yield after(tie, "awaits: mediators", "2024-03-05", says)
    none_left = vote("y", item, ayes="ann", noes="bob cyd dee", at="2024-03-02", via=REGULAR, more="follows: x")
    last = vote("z", item, ayes="ann bob cyd dee", at="2024-03-03", via=REGULAR, more="follows: y")
    twice = f"- {{id: s, in: acme.charter, {sale}{{vote: acme.board}}]}}}}"
    yield told(tale(few, none_left, last, more_rules=twice))
    beside = vote("z", item, ayes="ann bob cyd dee", at="2024-03-03", via=REGULAR, more="follows: x")
    yield told(tale(few, none_left, beside, more_rules=twice))
    other = vote("x", "{remove: ann, from: acme.ceo, id: it}", ayes="ann", noes="bob cyd dee", via=REGULAR)
    again = vote("y", "{remove: ann, from: acme.ceo, id: it}", ayes="bob cyd dee", via=REGULAR, more="follows: x")
    follows = vote("z", item, ayes="ann bob cyd dee", at="2024-03-03", via=REGULAR, more="follows: x")
    yield told(tale(other, again, follows, more_rules=twice))
    yield told(tale(act("x", "ann", "happen: a break"), follows, more_rules=twice))
    old = f"- {{id: s, in: acme.charter, until: 2024-03-02, {sale}{{vote: acme.board}}]}}}}"
    new = f"- {{id: n, in: acme.charter, since: 2024-03-02, {sale}{{vote: acme.board}}]}}}}"
    yield told(tale(few, follows, more_rules=f"{old}\n{new}"))


def _elections() -> Iterator[Timeline]:
    """The board elects its chair by each method: tied, beaten, short of the default, a ballot spoiled."""

    def elects(how: str, step: str) -> Timeline:
        return told(tale(step, more_rules=f"- {{id: e, in: acme.bylaws, for: acme.board, elects: {how}}}"))

    def chief(ballots: str, more: str = "") -> str:
        stand = f"to: acme.chair, via: {REGULAR}, candidates: [bob, eve, gus]"
        return act("x", "acme.board", f"elect: {{{stand}, ballots: {{{ballots}}}{more}}}")

    yield elects("majority", chief("ann: bob, bob: {bob: against}, cyd: [bob, eve], dee: eve"))
    tie = "ann: bob, bob: bob, cyd: eve, dee: eve"
    yield elects("{method: plurality, casting: acme.chair}", chief(tie, ", casting: [bob]"))
    yield elects("plurality", chief("ann: bob, bob: bob, cyd: {eve: 3}, dee: eve"))
    yield elects("cumulative", chief("ann: {bob: 2}, bob: [bob, eve], cyd: eve, dee: eve"))
    ranks = "{method: schulze, default: nobody, quorum: '>= 2 of in_office', ratio: 2}"
    yield elects(ranks, chief("ann: [[bob], [eve], [nobody]], bob: [[bob], [nobody]], cyd: [[eve], [bob]], dee: eve"))
    yield elects(ranks, chief("ann: [[bob], [eve]], bob: [[bob], [eve]], cyd: [[eve], [bob]]"))
    yield elects(ranks, chief("ann: bob", ", seats: 2"))
    yield elects("schulze", chief("ann: [bob, eve], bob: [[bob], [eve]], cyd: [[eve], [bob]]"))
    yield elects("cumulative", chief("ann: {bob: 2}, bob: [bob, eve], cyd: [[bob], [eve]], dee: eve"))


@cache
def made() -> tuple[Timeline, ...]:
    others = (*_ties(), *_in_order(), *_looking_back(), *_units(), *_agreeing(), *_in_writing_and_in_order())
    return (_strange(), _twice_asked(), *others, _too_late(), *_elections())
