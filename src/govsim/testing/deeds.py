"""Hypothesis strategies for what people do in a drawn organisation: items, forms, ballots, acts, whole stories.

Acts are drawn without regard to what is allowed: absent people vote, strangers resign seats they never had, the
wrong body elects. The engine must have an answer to all of it. Only what no file can say is left out: one act that
asks for two things that exclude each other, such as two chief executives at once.
"""

from typing import Literal

from hypothesis import strategies as st

from govsim.record import acts
from govsim.record.acts import Act, Attendance, BallotWord, Consent, Decide, Form, Item, Meeting, OpenForm, Resolve
from govsim.record.story import Reaction, Step, Story
from govsim.testing.invented import (
    BOARD,
    CEO,
    CHAIR,
    COURT,
    MEMBERS,
    MEMBERSHIP,
    PLAN,
    TIED,
    Setting,
    follow_up,
    instant,
    step,
    story,
)
from govsim.testing.structures import MOST, settings
from govsim.world.clauses import ByParam
from govsim.world.expressions import Call, Expr, Name, Not

MEETINGS = ("spring", "autumn")
LETTERS = ("protest", "welcome")
OFFERS = ("merger", "lease")
AT_MEETING: tuple[BallotWord, ...] = ("for", "for", "for", "against", "abstain", "recused", "absent")
IN_WRITING: tuple[BallotWord, ...] = ("signed", "signed", "silent")
Draw = st.DrawFn


def some(people: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Give some of the people, in their order: often all of them."""
    chosen = st.lists(st.booleans(), min_size=len(people), max_size=len(people))
    picked = chosen.map(lambda keep: tuple(one for one, here in zip(people, keep, strict=True) if here))
    return st.just(people) | picked


@st.composite
def meetings(draw: Draw, setting: Setting) -> Meeting:
    """Give a meeting: who was told, who attended, who came to object."""
    there = draw(some(setting.people))
    maybe = draw(st.booleans())
    attended = tuple(
        Attendance(party=one, when=ByParam("tied") if maybe and place == 0 else None) for place, one in enumerate(there)
    )
    return Meeting(
        told=draw(some(setting.directors)),
        attended=attended,
        objecting=draw(st.just(()) | some(setting.directors)),
        waived=draw(st.just(()) | some(setting.directors)),
        called=draw(st.sampled_from(("", "", *MEETINGS))),
        regular=draw(st.booleans()),
    )


@st.composite
def forms(draw: Draw, setting: Setting) -> Form:
    """Give a form: a meeting, a consent, or one that a parameter decides."""
    match draw(st.integers(0, 4)):
        case 0 | 1:
            return draw(meetings(setting))
        case 2 | 3:
            return Consent()
        case _:
            return OpenForm(param="tied", variants=(("yes", Consent()), ("no", draw(meetings(setting)))))


@st.composite
def ballots(draw: Draw, setting: Setting, form: Form) -> tuple[tuple[str, BallotWord], ...]:
    """Give ballots of persons on the board and off it, in the words of the form; some persons have none."""
    words = IN_WRITING if isinstance(form, Consent) else AT_MEETING
    voters = draw(some(setting.people))
    return tuple((one, draw(st.sampled_from(words))) for one in voters)


@st.composite
def items(draw: Draw, setting: Setting, ident: str, earlier: tuple[str, ...] = ()) -> Item:
    """Give one legal fact to be made true; `earlier` are the items of earlier steps, as `step.item`."""
    people = setting.people
    party, other = draw(st.sampled_from(people)), draw(st.sampled_from(people))
    by = draw(st.sampled_from(("", "", "", "", MEMBERS, other)))
    kind = draw(st.integers(0, 8 if earlier else 6))
    if kind in {0, 1}:
        return acts.Appoint(id=ident, party=party, position=BOARD, verb="elect", by=by)
    if kind == OFFICE:
        office = draw(st.sampled_from(setting.offices))
        return acts.Appoint(
            id=ident,
            party=party,
            position=office,
            replacing=draw(st.sampled_from(("", other))) if other != party else "",
            interim=draw(st.booleans()),
            sole=True,
            by=by,
        )
    position = draw(st.sampled_from((BOARD, BOARD, CEO, CHAIR, MEMBERSHIP)))
    match kind:
        case 3:
            return acts.Remove(id=ident, party=party, position=position, by=by)
        case 4:
            return acts.Leave(id=ident, party=party, position=position)
        case 5:
            return acts.Resize(id=ident, body=BOARD, number=draw(st.integers(1, MOST)), by=by)
        case 6:
            return acts.Determine(id=ident, matter=PLAN, args=draw(st.sampled_from(((), ("north",)))), by=by)
        case 7:
            counts = draw(st.booleans() | st.just(TIED))
            return acts.Ratify(id=ident, target=draw(st.sampled_from(earlier)), counts=counts, by=by)
        case _:
            return acts.Avoid(id=ident, target=draw(st.sampled_from(earlier)), from_start=draw(st.booleans()), by=by)


def slot(item: Item) -> tuple[str, ...]:
    """Give what two items of one act may not both fill: the same office, the same number, the same earlier item."""
    match item:
        case acts.Appoint(sole=True) as appoint:
            return ("office", appoint.position)
        case acts.Resize() as resize:
            return ("size", resize.body)
        case acts.Ratify() | acts.Avoid():
            return ("earlier",)
        case _:
            return ("item", item.id)


@st.composite
def agendas(draw: Draw, setting: Setting, earlier: tuple[str, ...] = (), most: int = 3) -> tuple[Item, ...]:
    """Give what one act decides: up to `most` items that do not exclude each other."""
    drawn = [draw(items(setting, f"i{number}", earlier)) for number in range(1, 1 + draw(st.integers(1, most)))]
    free: dict[tuple[str, ...], Item] = {}
    for item in drawn:
        free.setdefault(slot(item), item)
    alone = free.get(("earlier",))
    return tuple(free.values()) if alone is None else (alone,)


@st.composite
def resolutions(draw: Draw, setting: Setting, earlier: tuple[str, ...] = (), most: int = 3) -> Resolve:
    """Give a vote of a body in any form, on up to `most` items."""
    form = draw(forms(setting))
    casting: st.SearchStrategy[Literal["", "for", "against"]] = st.sampled_from(("", "for", "against"))
    result: st.SearchStrategy[Literal["carried", "lost"]] = st.sampled_from(("carried", "carried", "carried", "lost"))
    return Resolve(
        form=form,
        ballots=draw(ballots(setting, form)),
        items=draw(agendas(setting, earlier, most)),
        result=draw(result),
        all_or_nothing=draw(st.booleans()),
        casting=draw(casting),
        effective=draw(st.sampled_from((None, None, None, instant(8), vacant(CEO)))),
    )


def vacant(position: str) -> Expr:
    """Give the condition that nobody holds a position."""
    return Call("vacant", (Name(position),))


def own_acts(setting: Setting, person: str) -> st.SearchStrategy[Act]:
    """Give what one person does alone, with nobody's leave."""
    people, positions = some(setting.people), st.sampled_from((BOARD, CEO, CHAIR, MEMBERSHIP))
    when = st.sampled_from((None, None, instant(9), vacant(CHAIR)))
    return st.one_of(
        st.builds(
            acts.Resign, positions=st.lists(positions, min_size=1, max_size=2, unique=True).map(tuple), effective=when
        ),
        st.builds(acts.Sign, letter=st.sampled_from(LETTERS), parties=people),
        st.builds(acts.Offer, thing=st.sampled_from(OFFERS)),
        st.builds(acts.Withdraw, thing=st.sampled_from(OFFERS)),
        st.builds(acts.Accept, thing=st.sampled_from(OFFERS)),
        st.builds(acts.Agree, package=st.sampled_from(OFFERS)),
        st.builds(acts.Inform, topic=st.sampled_from(LETTERS), parties=people),
        st.builds(acts.Announce, topic=st.sampled_from(LETTERS)),
        st.builds(acts.Call, meeting=st.sampled_from(MEETINGS), parties=people),
        st.builds(acts.Waive, meeting=st.sampled_from(MEETINGS)),
        st.just(acts.Happen(what=f"{person} is in the news")),
    )


@st.composite
def steps(draw: Draw, setting: Setting, number: int, earlier: tuple[str, ...] = ()) -> Step:
    """Give step `number`: a vote in most cases, else something one party does; sometimes with a condition."""
    condition = draw(st.sampled_from((None, None, vacant(CEO), Not(Call("open", (Name(OFFERS[0]),))))))
    kind = draw(st.integers(0, 6))
    if kind <= 3:  # noqa: PLR2004 - four in seven are votes
        by = draw(st.sampled_from((BOARD, BOARD, BOARD, MEMBERS)))
        return step(number, by, draw(resolutions(setting, earlier)), condition)
    person = draw(st.sampled_from(setting.people))
    if kind == 4:  # noqa: PLR2004
        by = draw(st.sampled_from((person, *setting.entities)))
        return step(number, by, Decide(items=draw(agendas(setting, earlier))), condition)
    if kind == 5:  # noqa: PLR2004
        return step(number, "court", acts.Answer(question=COURT, yes=draw(st.booleans())), condition)
    return step(number, person, draw(own_acts(setting, person)), condition)


def item_names(told: tuple[Step, ...]) -> tuple[str, ...]:
    """Give the items decided so far, as `step.item`."""
    return tuple(f"{one.id}.{item.id}" for one in told for item in getattr(one.act, "items", ()))


@st.composite
def stories(draw: Draw, least: int = 1, most: int = 6) -> Story:
    """Give a whole story of `least` to `most` steps in a drawn organisation, sometimes with a follow-up in law."""
    setting = draw(settings())
    told: tuple[Step, ...] = ()
    for number in range(1, 1 + draw(st.integers(least, most))):
        told = (*told, draw(steps(setting, number, item_names(told))))
    leaving: tuple[Reaction, ...] = (
        follow_up("founder-leaves", vacant(CEO), acts.Leave(id="out", party=setting.people[0], position=BOARD)),
    )
    return story(setting, told, draw(st.sampled_from(((), leaving))))
