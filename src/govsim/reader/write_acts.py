"""From an act back to plain data: when it works, how it was done, its ballots and its items."""

from typing import assert_never

from govsim.reader import write_choices
from govsim.reader.common import bounds
from govsim.reader.emit import Plain, kept
from govsim.reader.forms import BALLOTS
from govsim.reader.times import parse_when
from govsim.reader.write_capital import capital
from govsim.reader.write_rules import switch
from govsim.record import acts
from govsim.record.acts import Act, Effective, Form, Item
from govsim.world import expressions
from govsim.world.money import money_text
from govsim.world.params import shown
from govsim.world.sources import Bounds
from govsim.world.time import When, stamp


def when(when: When) -> str:
    """Write a time as it was written, where that means the same in its zone."""
    return when.text if parse_when(when.text, when.zone) == when else stamp(when)


def _effective(effective: Effective | None) -> str:
    if effective is None or isinstance(effective, When):
        return when(effective) if effective is not None else ""
    text = expressions.text(effective)
    return f"({text})" if text[:1].isdecimal() else text  # what begins with a digit is read as a time


def form(how: Form) -> Plain:
    """Write in which form a body decided."""
    match how:
        case acts.Consent():
            return "consent"
        case acts.OpenForm(param=param, variants=variants):
            return {"param": param, **{name: form(variant) for name, variant in variants}}
        case acts.Meeting():
            inner = kept(
                {
                    "told": list(how.told),
                    "attended": [
                        one.party if one.when is None else {one.party: switch(one.when)} for one in how.attended
                    ],
                    "objecting": list(how.objecting),
                    "waived": list(how.waived),
                    "called": how.called,
                    "called_by": list(how.called_by),
                    "regular": "yes" if how.regular else None,
                    "adjourned": "yes" if how.adjourned else None,
                }
            )
            return {"meeting": inner} if inner else "meeting"
        case _:
            assert_never(how)


def written(item: Item) -> dict[str, Plain]:
    """Write an item of a decision: its verb with its words."""
    more = kept({"by": item.by, "id": item.id})
    if not isinstance(item, acts.Leave | acts.Remove):
        more |= kept({"capacity": item.capacity})
    match item:
        case acts.Appoint():
            where = "as" if item.verb == "appoint" else "to"
            interim = "yes" if item.interim else None
            return {
                item.verb: item.party,
                where: item.position,
                **kept({"interim": interim, "replacing": item.replacing}),
                **more,
            }
        case acts.Remove():
            return {"remove": item.party, "from": item.position, **kept({"as": item.capacity}), **more}
        case acts.Leave():
            return {"resign": item.party, "from": item.position, **more}
        case acts.Resize():
            return {"resize": item.body, "to": str(item.number), **more}
        case acts.Amend():
            changed = kept({"adopt": list(item.adopt), "repeal": list(item.repeal)})
            return {"amend": item.instrument, **changed, **more}
        case acts.Determine():
            return {"determine": item.matter, **kept({"with": list(item.args)}), **more}
        case acts.Ratify():
            counts: dict[str, Plain] = {} if item.counts is True else {"counts": switch(item.counts)}
            start = kept({"from_start": "yes" if item.from_start else None})
            return {"ratify": item.target, **counts, **start, **more}
        case acts.Avoid():
            return {"avoid": item.target, **kept({"from_start": "yes" if item.from_start else None}), **more}
        case (
            acts.Transfer()
            | acts.Issue()
            | acts.IssueEach()
            | acts.Redeem()
            | acts.Convert()
            | acts.Pay()
            | acts.Distribute()
        ):
            return {**capital(item), **more}
        case acts.FixRecordDate():
            return {"fix_record_date": item.body, "for": item.meeting, **more}
        case acts.Approve():
            return {"approve": written(item.what), **more}
        case _:
            assert_never(item)


def _ballots(ballots: tuple[tuple[str, acts.BallotWord], ...]) -> Plain:
    by_word: dict[str, list[Plain]] = {word: [] for word in BALLOTS}
    for person, word in ballots:
        by_word[word].append(person)
    return {word: persons for word, persons in by_word.items() if persons}


def _concerning(key: str, name: str, to: str, parties: tuple[str, ...]) -> Plain:
    return {key: name, to: list(parties)} if parties else name


def _total(total: Bounds | str | None) -> Plain | None:
    """Write a count as it was written, where that means the same."""
    if total is None or isinstance(total, str):
        return {"fact": total} if total is not None else None
    if bounds(total.text) == total:
        return total.text
    low = shown(total.low)
    return f"{low}+" if total.high is None else low if total.low == total.high else f"{low}..{shown(total.high)}"


def act(act: Act) -> Plain:
    """Write what was done: one verb with its words."""
    match act:
        case acts.Resolve():
            return {
                "resolve": {
                    "via": form(act.form),
                    **kept(
                        {
                            "ballots": _ballots(act.ballots),
                            "choices": write_choices.choices(act.choices),
                            "result": "lost" if act.result == "lost" else None,
                            "all_or_nothing": "yes" if act.all_or_nothing else None,
                            "casting": act.casting,
                            "sponsors": list(act.sponsors),
                            "follows": act.follows,
                            "effective": _effective(act.effective),
                        }
                    ),
                    "that": [written(one) for one in act.items],
                }
            }
        case acts.Decide():
            whole = "yes" if act.all_or_nothing else None
            more = kept({"all_or_nothing": whole, "effective": _effective(act.effective)})
            return {"decide": {**more, "that": [written(one) for one in act.items]}}
        case acts.Resign():
            return {"resign": {"from": list(act.positions), **kept({"effective": _effective(act.effective)})}}
        case acts.Sign():
            return {"sign": {"letter": act.letter, **kept({"total": _total(act.total), "names": list(act.parties)})}}
        case acts.Offer():
            if act.valuation is None:
                return {"offer": _concerning("thing", act.thing, "to", act.to)}
            at: dict[str, Plain] = {"valuation": money_text(act.valuation)}
            return {"offer": {"thing": act.thing, **kept({"to": list(act.to)}), **at}}
        case acts.Withdraw(thing=thing):
            return {"withdraw": thing}
        case acts.Accept(thing=thing):
            return {"accept": thing}
        case acts.Agree(package=package):
            return {"agree": package}
        case acts.Inform():
            return {"inform": _concerning("of", act.topic, "who", act.parties)}
        case acts.Announce(topic=named):
            return {"announce": named}
        case acts.Call():
            return {"call": _concerning("meeting", act.meeting, "to", act.parties)}
        case acts.Waive(meeting=meeting):
            return {"waive": meeting}
        case acts.Open():
            return {"open": {"meeting": act.meeting, "of": act.body}}
        case acts.Adjourn(meeting=meeting):
            return {"adjourn": meeting}
        case acts.Expire():
            return {"expire": {"who": act.party, "from": act.position}}
        case acts.Answer():
            return {"answer": {"question": act.question, "answer": "yes" if act.yes else "no"}}
        case acts.Happen(what=what):
            return {"happen": what}
        case _:
            assert_never(act)
