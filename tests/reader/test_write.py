"""Text, story, text again: nothing is lost on the way and nothing is written otherwise the second time."""

import typing
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from unicodedata import normalize

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st
from loading import BUNDLED, SCENARIOS, load, shipped

from govsim.codes import CODES, whole
from govsim.errors import Place
from govsim.reader.common import bounds
from govsim.reader.emit import Plain, emit
from govsim.reader.load import Fetched, load_story
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.text import first_unseen
from govsim.reader.write import write
from govsim.reader.yaml import parse
from govsim.record import acts
from govsim.record.state import Tenure
from govsim.record.story import Expectation, Outcome, Reaction, Recant, Step, Story
from govsim.world import expressions as ex
from govsim.world.approvals import (
    AllOf,
    AnyOf,
    ByParty,
    KOf,
    Never,
    Oracle,
    Sponsors,
    Stage,
    Stages,
    Unknown,
    Vote,
    When,
)
from govsim.world.clauses import (
    Assent,
    ByParam,
    Calling,
    Clause,
    Entitled,
    Leave,
    Notice,
    Passing,
    Power,
    Quorum,
    Rank,
    Recusal,
    Scope,
    Size,
    StandsAside,
    Suit,
    Suitor,
    Term,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.clauses import (
    Test as Independence,
)
from govsim.world.elections import Electing, Method
from govsim.world.params import Assumption, Overlay, Param, Reading
from govsim.world.periods import Period
from govsim.world.sources import Bounds, Cite, Claim, Conflict, Fact, Source, Stated
from govsim.world.structure import Body, Entity, Instrument, Matter, Party, Position, Structure, Tie
from govsim.world.thresholds import Base, Both, Bound, Count, Every, ParamQty, Quantity, Root, Share
from govsim.world.time import ABOUT
from govsim.world.time import When as Time

HERE = Place("f", 1, 1, 1, 1)


def same_again(story: Story) -> None:
    text = write(story)
    again, problems = load(text)
    assert problems == (), text
    assert again == story
    assert write(again) == text


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_scenario_is_the_same_after_writing_and_reading(name: str) -> None:
    path = SCENARIOS / f"{name}.yaml"
    story, problems = load_story(Fetched(path.name, path.read_bytes()), shipped)
    assert problems == ()
    assert story is not None
    same_again(story)


SCENARIO_CODES = [one for one in CODES.values() if "fork:" not in one.right and not one.cap_table]


@pytest.mark.parametrize("code", SCENARIO_CODES, ids=lambda code: code.code)
def test_a_cured_example_is_the_same_after_writing_and_reading(code: object) -> None:
    found = CODES[str(getattr(code, "code", ""))]
    story, _ = load(found.right if found.raw else whole(found.right), dict(found.files))
    assert story is not None
    same_again(story)


# --- any text ------------------------------------------------------------------------------------------------------

TEXTS = st.text(max_size=12).filter(lambda text: first_unseen(text) is None).map(lambda t: t.replace("\r", "\n"))
_nfc = TEXTS.map(lambda text: normalize("NFC", text))
PLAIN: st.SearchStrategy[Plain] = st.recursive(
    _nfc, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_nfc, inner, max_size=4), max_leaves=12
)


def plain(node: Node | None) -> Plain:
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping(entries=entries):
            return {entry.key.text: plain(entry.value) for entry in entries}
        case None:
            return ""


@given(st.dictionaries(_nfc, PLAIN, min_size=1, max_size=4))
@example({"a": ["- b", "c: d", "e #f", "", " g", "h ", "no", "~", "null", "-", "?", ":", "a:", "12:30", "=", "<<"]})
@example({"---": "...", "a, b": "[c]", "k": "{d}", "l": "a\nb", "m": "\t", "n": "'", "o": '"', "p": "\\"})
def test_any_text_is_read_back_as_it_was_written(data: dict[str, Plain]) -> None:
    node, problems = parse(emit(data).encode(), "f")
    assert problems == ()
    assert plain(node) == data


# --- any story -----------------------------------------------------------------------------------------------------

PEOPLE = ("ann", "bob", "cyd")
SEAT, CEO, DESK, SHARES = "acme.board", "acme.ceo", "acme.desk", "acme.shares"
SOLE = {CEO}

text = st.sampled_from(("", "a plan", "Plan: the first", "不是, 也是", "yes", "7", "- so", 'he said "no"', "a\nb"))
some = text.filter(bool)
said = st.lists(
    st.tuples(st.sampled_from(("en", "zh-Hans", "pt-BR")), some), min_size=1, max_size=2, unique_by=lambda pair: pair[0]
).map(tuple)
words = st.just(()) | said
person = st.sampled_from(PEOPLE)
party = st.sampled_from((*PEOPLE, "acme", "staff"))
parties = st.lists(party, max_size=3, unique=True).map(tuple)
position = st.sampled_from((SEAT, CEO, DESK))
cites = st.lists(st.builds(Cite, st.sampled_from(("s1", "s2")), text), max_size=2).map(tuple)
switch = st.booleans() | st.just(ByParam("flag"))
base = st.sampled_from(Base)
quantity: st.SearchStrategy[Quantity] = (
    st.builds(Count, st.integers(0, 9)) | st.just(Share(Fraction(1, 2))) | st.just(ParamQty("size"))
)
quantity |= st.builds(
    Root, st.sampled_from((Fraction(1), Fraction(3, 2))), st.sampled_from((1018, ParamQty("size"), Base.CAST))
)
bound = st.builds(Bound, strict=st.booleans(), qty=quantity, base=base) | st.builds(Every, base)
threshold = bound | st.lists(bound, min_size=2, max_size=3).map(lambda parts: Both(tuple(parts)))
standing_bases = st.sampled_from((Base.AUTHORIZED, Base.IN_OFFICE, Base.ELIGIBLE, Base.OUTSTANDING))
period = st.builds(Period, minutes=st.integers(1, 99).map(lambda n: n * 60)) | st.builds(
    Period, months=st.integers(1, 12)
)
on_paper = st.builds(Every, standing_bases)

instant = st.integers(0, 10**6).map(lambda n: datetime(2021, 1, 1, tzinfo=UTC) + timedelta(minutes=n))


def at(moment: datetime, kind: str) -> Time:
    day = moment.replace(hour=0, minute=0)
    spans = {
        "instant": (moment, moment),
        "about": (moment - ABOUT, moment + ABOUT),
        "day": (day, day + timedelta(hours=23, minutes=59)),
        "range": (moment, moment + timedelta(hours=2)),
    }
    precision = next(one for one in ("instant", "about", "day", "range") if one == kind)
    return Time(earliest=spans[kind][0], latest=spans[kind][1], precision=precision, zone="UTC", text="")


when = st.builds(at, instant, st.sampled_from(("instant", "about", "day", "range")))
a_moment = st.builds(at, instant, st.just("instant"))
atom = (
    st.builds(lambda p, o: ex.Call("holds", (ex.Name(p), ex.Name(o))), person, position)
    | st.just(ex.Compare(ex.Amount(Fraction(9, 10), "%"), "<=", ex.Name("size")))
    | st.just(
        ex.Compare(ex.Of(ex.Amount(Fraction(1, 2)), ex.Name("heads")), ">", ex.Call("in_office", (ex.Name(SEAT),)))
    )
    | st.builds(lambda time: ex.Call("after", (ex.Instant(time),)), a_moment)
    | st.just(ex.Name("flag"))
)
condition: st.SearchStrategy[ex.Expr] = st.recursive(
    atom,
    lambda inner: (
        st.builds(ex.Not, inner)
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: ex.Or(tuple(parts)))
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: ex.And(tuple(parts)))
    ),
    max_leaves=4,
)
effective = st.none() | when | condition

electing = st.builds(
    Electing,
    method=st.sampled_from([one for one in Method if one is not Method.SCHULZE]),
    casting=st.sampled_from(("", CEO)),
) | st.builds(
    Electing,
    method=st.just(Method.SCHULZE),
    default=st.just("none-of-these"),
    quorum=st.none() | threshold,
    ratios=st.sampled_from(((), (("any", Fraction(3)),), (("acme.sale", Fraction(2)), ("any", Fraction(3, 2))))),
    casting=st.sampled_from(("", CEO)),
)
approval = st.recursive(
    st.builds(
        Vote,
        body=st.just(SEAT),
        electors=st.booleans(),
        passing=st.none() | threshold,
        quorum=st.none() | threshold,
        weights=st.none() | st.just(()) | st.just(((CEO, 2), ("ann", 0))),
        casting=st.sampled_from(("", CEO)),
        electing=st.none() | electing,
    )
    | st.builds(Vote, body=st.just("board"), electors=st.booleans(), any_quorum=st.just(True))  # noqa: FBT003 - the value of a switch
    | st.builds(ByParty, party | position)
    | st.builds(Sponsors, threshold=on_paper, body=st.sampled_from((SEAT, "board")))
    | st.builds(Oracle, st.sampled_from(("may-they", "was it so")))
    | st.builds(Unknown, some)
    | st.just(Never()),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=2).flatmap(
            lambda parts: st.sampled_from((AllOf(tuple(parts)), AnyOf(tuple(parts)), KOf(1, tuple(parts))))
        )
        | st.builds(
            lambda first, later: Stages((Stage(approval=first), *later)),
            inner,
            st.lists(
                st.builds(
                    Stage,
                    approval=inner,
                    on=st.sampled_from(("fail", "tie")),
                    after=st.none() | period,
                    within=st.none() | period,
                    awaits=st.sampled_from(("", "may-they", "was it so")),
                ),
                max_size=2,
            ),
        )
        | st.builds(When, condition, inner, inner)
    ),
    max_leaves=3,
)
acts_named = st.lists(
    st.sampled_from(("appoint", "remove", "avoid", "ratify", "issue", "transfer", "fix-record-date", "any")),
    min_size=1,
    unique=True,
).map(tuple)
over = st.sampled_from((CEO, SEAT, "acme.members", "acme.sale", "board", "sale", "office", "any", "matter"))
AMENDED = ("any", "charter", "default")
hours = st.integers(0, 99).map(lambda n: n * 60)
row = st.builds(
    StandsAside,
    who=st.sampled_from(("recused", "target", "ann", "acme", SEAT, DESK)),
    vote=switch,
    quorum=switch,
    base=switch,
)
votes = st.dictionaries(st.sampled_from((*PEOPLE, "staff", "target", SEAT, SHARES)), st.integers(0, 9)).map(
    lambda found: tuple(found.items())
)
suitor: st.SearchStrategy[Suitor] = (
    st.builds(Suitor, kind=st.just("on"), name=st.sampled_from((SEAT, "acme.members", "board", "members")))
    | st.builds(Suitor, kind=st.sampled_from(("removed", "holds")), name=st.sampled_from((CEO, SEAT, "office", "any")))
    | st.builds(Suitor, kind=st.just("party"), name=party)
    | st.builds(Suitor, kind=st.just("outside"), outside=said)
)
TOPICS: dict[type[Topic], st.SearchStrategy[Topic]] = {
    Size: st.builds(Size, number=st.integers(1, 99) | st.just(ByParam("size"))),
    Quorum: st.builds(
        Quorum,
        threshold=threshold,
        classes=st.dictionaries(position, threshold, max_size=2).map(lambda found: tuple(found.items())),
        as_of=st.sampled_from(("vote", "opening")),
        adjourned=st.none() | threshold,
    ),
    Passing: st.builds(Passing, threshold=threshold, casting=st.sampled_from(("", CEO))),
    WrittenConsent: st.builds(WrittenConsent, threshold=st.none() | on_paper, signers_quorum=switch),
    Notice: st.builds(Notice, due=st.booleans(), lead=hours, attendance_waives=st.booleans()),
    Recusal: st.builds(Recusal, rows=st.lists(row, max_size=3).map(tuple)),
    Weight: st.builds(Weight, votes=votes)
    | st.builds(lambda yes, no: Weight(by_param=ByParam("flag"), variants=(("yes", yes), ("no", no))), votes, votes),
    Power: st.builds(Power, verbs=acts_named, target=over, approval=approval, from_start=st.booleans(), within=hours)
    | st.builds(Power, verbs=st.just(("amend",)), target=st.sampled_from(AMENDED), approval=approval),
    Calling: st.builds(Calling, approval=approval),
    Term: st.builds(Term, holdover=switch),
    Assent: st.builds(Assent, presumed=st.booleans()),
    Suit: st.builds(
        Suit,
        over=st.lists(over, min_size=1, max_size=2, unique=True).map(tuple),
        who=st.lists(suitor, min_size=1, max_size=3).map(tuple),
        claim=said,
        remedy=words,
        route=st.sampled_from(("statute", "contract", "equity")),
    ),
    Electing: electing,
    Independence: st.builds(
        Independence,
        body=st.sampled_from((SEAT, "acme.members")),
        fails=st.lists(position, min_size=1, max_size=2, unique=True).map(tuple),
    ),
}
"""Each topic a rule can have; a test holds that none is missing."""
topic = st.one_of(list(TOPICS.values()))
leave = st.builds(Leave, rank=st.just(Rank.BYLAWS), way=st.sampled_from(("any", "stricter"))) | st.builds(
    Leave, rank=st.just(Rank.CHARTER), way=st.just("floor"), floor=threshold
)


@st.composite
def clauses(draw: st.DrawFn, owner: str, instrument: str, local: str) -> Clause:
    found = draw(topic)
    pack = owner == instrument
    own = isinstance(found, Entitled)
    scope = (owner if pack else "acme") if own else (f"{owner}:board" if pack else SEAT)
    if isinstance(found, Size | Term) and not pack:
        scope = draw(st.sampled_from((SEAT, DESK)))
    return Clause(
        id=f"{owner}.{local}",
        instrument=instrument,
        rank=draw(st.sampled_from(Rank)),
        scope=scope,
        topic=found,
        on=None
        if own or isinstance(found, Calling | Size | Term)
        else draw(st.none() | st.builds(Scope, verbs=acts_named, target=over)),
        when=draw(st.none() | condition),
        at_start=draw(st.booleans()),
        cite=draw(text),
        standing=draw(st.sampled_from(("seen", "guess"))),
        words=draw(text),
        note=draw(text),
        defect=draw(st.sampled_from(("void", "voidable"))),
        yields_to=tuple(draw(st.lists(leave, max_size=2, unique_by=lambda one: one.rank))),
        since=draw(st.sampled_from(("", "2001-02-03"))),
        until=draw(st.sampled_from(("", "2021-12-31"))),
        assumption=draw(text),
        contested=draw(text),
        sources=draw(cites),
        place=HERE,
    )


@st.composite
def reworded(draw: st.DrawFn, clause: Clause) -> Clause:
    """Give a rule with other content on its topic, as a reading words it."""
    content = draw(TOPICS[type(clause.topic)])
    known = evolve(clause, standing="assumed" if draw(st.booleans()) else "seen")
    return evolve(known, topic=content, words=draw(text), note="", contested="", sources=())


def test_stories_are_drawn_with_rules_on_every_topic() -> None:
    assert {*TOPICS} == {*typing.get_args(Topic)}


plain_item = st.one_of(
    st.builds(
        acts.Appoint,
        id=st.just("i"),
        party=party,
        position=st.just(CEO),
        interim=st.booleans(),
        replacing=st.just("") | person,
        sole=st.just(True),  # noqa: FBT003 - the value of a switch
        verb=st.sampled_from(("appoint", "elect")),
        by=st.just("") | party,
        capacity=st.sampled_from(("", SEAT, "board")),
    ),
    st.builds(acts.Appoint, id=st.just("i"), party=party, position=st.sampled_from((SEAT, DESK))),
    st.builds(acts.Remove, id=st.just("i"), party=party, position=position, capacity=st.sampled_from(("", "board"))),
    st.builds(acts.Leave, id=st.just("i"), party=party, position=position, by=st.just("") | party),
    st.builds(acts.Resize, id=st.just("i"), body=st.just(SEAT), number=st.integers(0, 9), capacity=st.just("")),
    st.builds(acts.Determine, id=st.just("i"), matter=st.just("acme.sale"), args=st.lists(some, max_size=2).map(tuple)),
    st.builds(acts.Ratify, id=st.just("i"), target=st.just("step0.i"), counts=switch, from_start=st.booleans()),
    st.builds(acts.Avoid, id=st.just("i"), target=st.just("step0.i"), from_start=st.booleans()),
    st.builds(
        acts.Transfer,
        id=st.just("i"),
        units=st.integers(1, 99),
        position=st.just(SHARES),
        giver=party,
        taker=party,
        converts_to=st.just(DESK),
        by=st.just("") | party,
    ),
    st.builds(acts.Issue, id=st.just("i"), units=st.integers(1, 99), position=st.just(DESK), party=party),
    st.sampled_from(
        (
            acts.FixRecordDate(id="i", body="acme.members", meeting="the-call", positions=(SEAT, SHARES)),
            acts.FixRecordDate(id="i", body="acme.none", meeting="the-call", by="ann"),
        )
    ),
)
item = plain_item | st.builds(
    acts.Approve, id=st.just("i"), what=plain_item.map(lambda one: evolve(one, id="")), by=st.just("") | party
)
meeting = st.builds(
    acts.Meeting,
    told=parties,
    attended=st.lists(
        st.builds(acts.Attendance, party=person, when=st.none() | st.just(ByParam("flag"))), max_size=2
    ).map(tuple),
    objecting=parties,
    waived=parties,
    called=st.sampled_from(("", "the-call")),
    called_by=parties,
    regular=st.booleans(),
    adjourned=st.booleans(),
)
form = (
    meeting
    | st.just(acts.Consent())
    | st.builds(
        lambda one, other: acts.OpenForm(param="flag", variants=(("yes", one), ("no", other))),
        meeting | st.just(acts.Consent()),
        meeting,
    )
)


def resolve(  # noqa: PLR0913 - the parts of a vote
    how: acts.Form,
    what: acts.Item,
    ayes: tuple[str, ...],
    sponsors: tuple[str, ...],
    *,
    lost: bool,
    then: acts.Effective | None,
    choice: acts.Choice | None = None,
) -> acts.Act:
    word: acts.BallotWord = "non-vote" if lost and isinstance(how, acts.Meeting) else "for"
    return acts.Resolve(
        form=how,
        ballots=tuple((one, word) for one in sorted(ayes)) if choice is None else (),
        items=(what,),
        choices=None
        if choice is None
        else acts.Choices(
            ballots=tuple((one, choice) for one in sorted(ayes)),
            seats=1 + len(sponsors),
            elected=(acts.option_of(what),) if lost else (),
            casting=() if lost else (acts.option_of(what),),
        ),
        result="lost" if lost else "carried",
        casting="for",
        sponsors=sponsors,
        effective=then,
    )


def choices_of(option: str) -> st.SearchStrategy[acts.Choice]:
    """Give each shape that a ballot can have, for somebody who stands and one more whom a rule lets be named."""
    return st.sampled_from(
        (
            acts.Choice(),
            acts.Choice(tiers=((option,),)),
            acts.Choice(points=((option, 3),)),
            acts.Choice(against=(option,)),
        )
    )


def _made(low: int, more: int | None) -> Bounds:
    """Give a count that nobody wrote."""
    high = None if more is None else Fraction(low + more)
    return Bounds(low=Fraction(low), high=high, best=Fraction(low), text="")


counts = st.sampled_from(("505", "0505", "700+", "~740", "490..505", "1/2")).map(bounds) | st.builds(
    _made, st.integers(0, 900), st.none() | st.integers(0, 9)
)

act = st.one_of(
    st.builds(resolve, form, item, parties, parties, lost=st.booleans(), then=effective),
    item.flatmap(
        lambda what: st.builds(
            resolve,
            form,
            st.just(what),
            parties,
            parties,
            lost=st.booleans(),
            then=effective,
            choice=choices_of(acts.option_of(what)),
        )
    ),
    st.builds(acts.Decide, items=item.map(lambda one: (one,)), all_or_nothing=st.booleans(), effective=effective),
    st.builds(acts.Resign, positions=st.lists(position, max_size=2).map(tuple), effective=effective),
    st.builds(
        acts.Sign,
        letter=st.just("letter"),
        parties=parties,
        total=st.none() | st.just("heads") | counts,
    ),
    st.builds(acts.Offer, thing=st.just("letter"), to=parties),
    st.sampled_from((acts.Withdraw(thing="letter"), acts.Accept(thing="letter"), acts.Agree(package="letter"))),
    st.builds(acts.Inform, topic=st.just("news"), parties=parties),
    st.just(acts.Announce(topic="news")),
    st.builds(acts.Call, meeting=st.just("the-call"), parties=parties),
    st.just(acts.Waive(meeting="the-call")),
    st.sampled_from(
        (
            acts.Open(meeting="the-call", body="acme.members", positions=(SEAT, SHARES)),
            acts.Open(meeting="the-call", body=SEAT, positions=(SEAT,)),
            acts.Adjourn(meeting="the-call"),
        )
    ),
    st.builds(acts.Expire, party=party, position=position),
    st.builds(acts.Answer, question=st.just("acme.sale"), yes=st.booleans()),
    st.builds(acts.Happen, what=text),
)


@st.composite
def steps(draw: st.DrawFn, number: int, moment: Time, deed: acts.Act) -> Step:
    return Step(
        id=f"step{number}",
        at=moment,
        by=draw(st.sampled_from((*PEOPLE, SEAT))),
        act=deed,
        title=draw(words),
        note=draw(words),
        condition=draw(st.none() | condition),
        regardless=draw(text) or "told so",
        assumption=draw(text),
        status=draw(st.sampled_from(("official", "derived"))),
        recant=draw(st.none() | st.just(Recant(of="step0", party="ann"))) if number else None,
        stated=tuple(
            draw(
                st.lists(
                    st.builds(Stated, text=some, zone=st.sampled_from(("unknown", "UTC")), cites=cites), max_size=1
                )
            )
        ),
        cites=draw(cites),
        place=HERE,
    )


SEVEN = Bounds(low=Fraction(7), high=Fraction(7), best=Fraction(7), text="7")
OPENING: tuple[acts.Act, ...] = (
    acts.Decide(items=(acts.Remove(id="i", party="ann", position=CEO),)),
    acts.Sign(letter="letter", parties=("bob",)),
    acts.Announce(topic="news"),
    acts.Call(meeting="the-call", parties=("bob",)),
)
"""What later acts name: an item, a letter, news and a meeting."""


@st.composite
def stories(draw: st.DrawFn) -> Story:
    pack = draw(clauses("invented/pack", "invented/pack", "first"))
    own = (draw(clauses("acme-law", "acme.bylaws", "one")), draw(clauses("acme-law", "acme.bylaws", "two")))
    deeds = (*OPENING, *draw(st.lists(act, max_size=3)))
    start = datetime(2020, 1, 1, tzinfo=UTC)
    moments = [
        at(start + timedelta(days=n), draw(st.sampled_from(("instant", "about", "day")))) for n in range(len(deeds))
    ]
    claim = Claim(text="7", number=SEVEN, cites=draw(cites), note=draw(text))
    readings = (
        Reading(
            id="strict",
            title=draw(words),
            assumes=(Assumption(id="strict.1", text=draw(some), place=HERE),),
            replaces=(
                Overlay(
                    rule=own[0].id, rank=draw(st.none() | st.just(Rank.CHARTER)), drop=draw(st.booleans()), place=HERE
                ),
                Overlay(rule=own[1].id, clause=draw(reworded(own[1])), place=HERE),
            ),
            place=HERE,
        ),
    )
    structure = Structure(
        id="acme-law",
        title=draw(words),
        parties=(
            *(Party(id=name, kind="person", names=draw(words), short=draw(words), place=HERE) for name in PEOPLE),
            Party(id="staff", kind="group", names=(("en", "staff"),), place=HERE),
            Party(id="acme", kind="entity", names=(("en", "Acme"),), place=HERE),
        ),
        entities=(
            Entity(
                id="acme",
                names=(("en", "Acme"),),
                law=("invented/pack",),
                owned_by=draw(st.just(()) | st.just((("ann", "60%"), ("bob", "40%")))),
                note=draw(text),
                place=HERE,
            ),
        ),
        bodies=(
            Body(id=SEAT, kind="board", entity="acme", rolls=(("", (SEAT,)),), place=HERE),
            Body(
                id="acme.members",
                kind="members",
                entity="acme",
                rolls=(("yes", (SEAT, SHARES)), ("no", ())),
                by_param=ByParam("flag"),
                names=(("en", "members"),),
                place=HERE,
            ),
            Body(id="acme.none", kind="council", entity="acme", rolls=(("", ()),), place=HERE),
        ),
        positions=(
            Position(id=SEAT, kind="seat", entity="acme", place=HERE),
            Position(
                id=CEO,
                kind="office",
                entity="acme",
                names=draw(words),
                tied_to=draw(st.none() | st.builds(Tie, position=st.just(SEAT), applies=switch)),
                assumption=draw(text),
                place=HERE,
            ),
            Position(
                id=DESK,
                kind="employment",
                entity="acme",
                same_holder_as=draw(st.sampled_from(("", CEO))),
                unknown=draw(st.booleans()),
                place=HERE,
            ),
            Position(
                id=SHARES,
                kind="shares",
                entity="acme",
                elected_by=draw(st.sampled_from(("", "acme.members"))),
                converts_to=DESK,
                place=HERE,
            ),
        ),
        instruments=(
            Instrument(
                id="acme.bylaws",
                entity="acme",
                names=draw(words),
                seen=draw(st.sampled_from(("yes", "no", "reported", "law"))),
                cites=draw(cites),
                place=HERE,
            ),
        ),
        clauses=(pack, *own),
        params=(
            Param(id="flag", value="yes", among=("yes", "no"), because=draw(text), title=draw(words), place=HERE),
            Param(id="size", value=Fraction(7), among=(Fraction(6), Fraction(7)), place=HERE),
        ),
        readings=readings,
        matters=(
            Matter(id="acme.sale", names=draw(words), kind="sale", place=HERE),
            Matter(id="acme.move", names=draw(words), place=HERE),
        ),
        sources=(Source(id="s1", kind="press", title=draw(text), publisher=draw(text), note=draw(text), place=HERE),),
    )
    return Story(
        id="tale",
        title=draw(words),
        zone="UTC",
        structure=structure,
        notice=draw(words),
        kind=draw(st.sampled_from(("record", "fiction"))),
        start=(
            (SEAT, tuple(map(Tenure, draw(parties)))),
            (CEO, draw(st.just(()) | person.map(lambda one: (Tenure(one),)))),
            (SHARES, tuple(Tenure(one, units=draw(st.integers(1, 99))) for one in draw(parties))),
        ),
        watch=draw(st.just(()) | st.just((CEO, SEAT))),
        facts=(
            Fact(
                id="heads",
                claims=(
                    Claim(text="8", number=Bounds(low=Fraction(8), high=Fraction(8), best=Fraction(8), text="8")),
                    claim,
                ),
                chosen=draw(st.integers(0, 1)),
                standing=draw(st.sampled_from(("open", "settled"))),
                because=draw(text),
                conflict=draw(st.sampled_from(("", "C1", "C2"))),
                place=HERE,
            ),
        ),
        conflicts=(
            Conflict(
                id="C1",
                about="step0.i",
                claims=(Claim(text=draw(some.filter(lambda one: one != "7"))),),
                because=draw(some),
                spans=tuple(draw(st.lists(st.sampled_from(("flag", "size", "reading")), unique=True))),
                place=HERE,
            ),
        ),
        sources=(Source(id="s2", kind="court", title=draw(some), url="u", lang="zh", place=HERE),),
        steps=tuple(draw(steps(n, moments[n], deed)) for n, deed in enumerate(deeds)),
        reactions=(
            Reaction(id="then", condition=draw(condition), items=(draw(item),), because=draw(text), place=HERE),
        ),
        expects=tuple(Expectation(expr=one, place=HERE) for one in draw(st.lists(condition, max_size=2))),
        outcomes=tuple(
            Outcome(id=f"o{n}", that=one, at=draw(st.sampled_from(("", "step0"))), title=draw(words), place=HERE)
            for n, one in enumerate(draw(st.lists(condition, max_size=2)))
        ),
        never=tuple(Expectation(expr=one, place=HERE) for one in draw(st.lists(condition, max_size=1))),
        place=HERE,
    )


@settings(deadline=None)  # a slow machine is no fault
@given(stories())
def test_any_story_is_the_same_after_writing_and_reading(story: Story) -> None:
    same_again(story)
