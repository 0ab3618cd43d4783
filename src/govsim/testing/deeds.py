"""What people do in an invented organisation: items, forms, ballots, acts and whole stories.

Acts are invented without regard to what is allowed: absent people vote, strangers resign seats they never had, the
wrong body elects, one act asks for two chief executives at once. The engine must have an answer to all of it.
"""

from typing import Literal

from govsim.record import acts
from govsim.record.acts import Act, Attendance, BallotWord, Consent, Decide, Form, Item, Meeting, OpenForm, Resolve
from govsim.record.story import Step, Story
from govsim.testing.choosing import Chooser
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
from govsim.testing.structures import MOST, organisation
from govsim.world.expressions import Call, Expr, Name, Not

MEETINGS = ("spring", "autumn")
LETTERS = ("protest", "welcome")
OFFERS = ("merger", "licence")
AT_MEETING: tuple[BallotWord, ...] = ("for", "for", "for", "for", "against", "abstain", "recused", "absent")
IN_WRITING: tuple[BallotWord, ...] = ("signed", "signed", "signed", "silent")


def _everybody(choose: Chooser, people: tuple[str, ...]) -> tuple[str, ...]:
    """Give all the people, or some of them."""
    return choose.some(people) if choose.flag() else people


def meeting(choose: Chooser, setting: Setting) -> Meeting:
    """Give a meeting: who was told, who attended, who came to object."""
    there, maybe = _everybody(choose, setting.directors), choose.rarely(4)
    return Meeting(
        told=_everybody(choose, setting.directors),
        attended=tuple(
            Attendance(party=one, when=TIED if maybe and place == 0 else None) for place, one in enumerate(there)
        ),
        objecting=choose.some(setting.directors) if choose.rarely(4) else (),
        waived=choose.some(setting.directors) if choose.rarely(4) else (),
        called=choose.one(("", *MEETINGS)),
        regular=choose.flag(),
    )


def form(choose: Chooser, setting: Setting) -> Form:
    """Give a form: a meeting, a consent, or one that a parameter decides."""
    match choose.below(5):
        case 0 | 1:
            return meeting(choose, setting)
        case 2 | 3:
            return Consent()
        case _:
            return OpenForm(param="tied", variants=(("yes", Consent()), ("no", meeting(choose, setting))))


def ballots(choose: Chooser, setting: Setting, voted_in: Form) -> tuple[tuple[str, BallotWord], ...]:
    """Give ballots of persons on the board and off it, in the words of the form; some persons have none."""
    words = IN_WRITING if isinstance(voted_in, Consent) else AT_MEETING
    voters = setting.directors if choose.flag() else choose.some(setting.people)
    return tuple((one, choose.one(words)) for one in voters)


def item(choose: Chooser, setting: Setting, ident: str, earlier: tuple[str, ...] = ()) -> Item:
    """Give one legal fact to be made true; `earlier` are the items of earlier steps, as `step.item`."""
    party, other = choose.one(setting.people), choose.one(setting.people)
    by = choose.one((MEMBERS, other)) if choose.rarely(6) else ""
    position = choose.one((BOARD, BOARD, CEO, CHAIR, MEMBERSHIP))
    match choose.below(10 if earlier else 8):
        case 0 | 1:
            return acts.Appoint(
                id=ident, party=choose.one((setting.people[-1], party)), position=BOARD, verb="elect", by=by
            )
        case 2 | 3:
            office, replacing = choose.one(setting.offices), "" if other == party or choose.flag() else other
            interim = choose.flag()
            return acts.Appoint(
                id=ident, party=party, position=office, replacing=replacing, interim=interim, sole=True, by=by
            )
        case 4:
            return acts.Remove(id=ident, party=party, position=position, by=by)
        case 5:
            return acts.Leave(id=ident, party=party, position=position)
        case 6:
            return acts.Resize(id=ident, body=BOARD, number=choose.between(1, MOST), by=by)
        case 7:
            return acts.Determine(id=ident, matter=PLAN, args=choose.one(((), ("north",))), by=by)
        case 8:
            return acts.Ratify(id=ident, target=choose.one(earlier), counts=TIED if choose.flag() else True, by=by)
        case _:
            return acts.Avoid(id=ident, target=choose.one(earlier), from_start=choose.flag(), by=by)


def agenda(choose: Chooser, setting: Setting, earlier: tuple[str, ...] = (), most: int = 3) -> tuple[Item, ...]:
    """Give what one act decides: up to `most` items, which may exclude each other; what is about `earlier` goes alone.

    Two earlier items repeated or undone at once may put two people into one office, whatever each was by itself.
    """
    items = tuple(item(choose, setting, f"i{number}", earlier) for number in range(1, 1 + choose.between(1, most)))
    alone = tuple(one for one in items if isinstance(one, acts.Ratify | acts.Avoid))
    return alone[:1] or items


def vacant(position: str) -> Expr:
    """Give the condition that nobody holds a position."""
    return Call("vacant", (Name(position),))


def resolution(choose: Chooser, setting: Setting, earlier: tuple[str, ...] = (), most: int = 3) -> Resolve:
    """Give a vote of a body in any form, on up to `most` items."""
    voted_in = form(choose, setting)
    casting: tuple[Literal["", "for", "against"], ...] = ("", "for", "against")
    return Resolve(
        form=voted_in,
        ballots=ballots(choose, setting, voted_in),
        items=agenda(choose, setting, earlier, most),
        result="lost" if choose.rarely(8) else "carried",
        all_or_nothing=choose.rarely(3),
        casting=choose.one(casting),
        effective=choose.one((instant(8), vacant(CEO))) if choose.rarely(5) else None,
    )


def own_act(choose: Chooser, setting: Setting) -> Act:
    """Give what one person does alone, with nobody's leave."""
    thing, letter, called = choose.one(OFFERS), choose.one(LETTERS), choose.one(MEETINGS)
    positions = choose.one(((BOARD,), (CHAIR,), (BOARD, CEO), (CEO, CHAIR)))
    resigned = acts.Resign(positions=positions, effective=choose.one((None, None, instant(9), vacant(CHAIR))))
    people = choose.some(setting.people)
    every: tuple[Act, ...] = (
        resigned,
        resigned,
        resigned,
        acts.Sign(letter=letter, parties=people),
        acts.Offer(thing=thing),
        acts.Withdraw(thing=thing),
        acts.Accept(thing=thing),
        acts.Agree(package=thing),
        acts.Inform(topic=letter, parties=people),
        acts.Announce(topic=letter),
        acts.Call(meeting=called, parties=people),
        acts.Waive(meeting=called),
        acts.Happen(what="rain"),
    )
    return choose.one(every)


def deed(choose: Chooser, setting: Setting, number: int, earlier: tuple[str, ...] = ()) -> Step:
    """Give step `number`: a vote in most cases, else something one party does; sometimes with a condition."""
    condition = choose.one((vacant(CEO), Not(Call("open", (Name(OFFERS[0]),))))) if choose.rarely(4) else None
    person = choose.one(setting.people)
    match choose.below(8):
        case 0 | 1 | 2 | 3:
            by = choose.one((BOARD, BOARD, BOARD, MEMBERS))
            return step(number, by, resolution(choose, setting, earlier), condition)
        case 4:
            by = choose.one((person, *setting.entities))
            return step(number, by, Decide(items=agenda(choose, setting, earlier)), condition)
        case 5:
            return step(number, "court", acts.Answer(question=COURT, yes=choose.flag()), condition)
        case _:
            return step(number, person, own_act(choose, setting), condition)


def item_names(told: tuple[Step, ...]) -> tuple[str, ...]:
    """Give the items decided so far, as `step.item`."""
    return tuple(f"{one.id}.{each.id}" for one in told for each in getattr(one.act, "items", ()))


def tale(choose: Chooser, least: int = 1, most: int = 6) -> Story:
    """Give a whole story of `least` to `most` steps in an invented organisation, sometimes with a follow-up in law."""
    setting = organisation(choose)
    told: tuple[Step, ...] = ()
    for number in range(1, 1 + choose.between(least, most)):
        told = (*told, deed(choose, setting, number, item_names(told)))
    out = acts.Leave(id="out", party=setting.people[0], position=BOARD)
    return story(setting, told, (follow_up("founder-leaves", vacant(CEO), out),) if choose.rarely(4) else ())
