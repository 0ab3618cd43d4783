"""Acts and items in words: what a step did, in a line short enough for a table."""

from typing import assert_never

from govsim.record import acts
from govsim.record.acts import Act, Item
from govsim.record.rulings import Verdict
from govsim.record.story import Step
from govsim.views.lexicon import Lexicon
from govsim.world.money import money_text
from govsim.world.sources import Bounds, words_in


def item_words(item: Item, names: Lexicon) -> str:
    """Give an item of a decision in words."""
    match item:
        case acts.Appoint():
            as_what = f"interim {names.brief(item.position)}" if item.interim else names.brief(item.position)
            verb = "elect" if item.verb == "elect" else "appoint"
            return f"{verb} {names.brief(item.party)}: {as_what}"
        case acts.Remove():
            return f"remove {names.brief(item.party)}: {names.brief(item.position)}"
        case acts.Leave():
            return f"{names.brief(item.party)} resigns: {names.brief(item.position)}"
        case acts.Resize():
            return f"fix the {names.brief(item.body)} at {item.number} seats"
        case acts.Amend():
            return "; ".join((f"amend {names.brief(item.instrument)}", *_amended(item, names)))
        case acts.Determine():
            return " ".join((names.brief(item.matter), *item.args))
        case acts.Ratify():
            return f"stand by {item.target}" + (", from its beginning" if item.from_start else "")
        case acts.Avoid():
            return f"set aside {item.target}"
        case acts.Transfer():
            into = f", as {names.brief(item.converts_to)}" if item.converts_to not in {"", item.position} else ""
            passed = f"{item.units:,} of {names.brief(item.position)}{into}"
            return f"transfer {passed}: {names.brief(item.giver)} to {names.brief(item.taker)}"
        case acts.Issue():
            return f"issue {item.units:,} of {names.brief(item.position)} to {names.brief(item.party)}"
        case acts.IssueEach():
            but = f", but not to {names.people(item.besides)}" if item.besides else ""
            return f"issue {item.each} of {names.brief(item.position)} for each one held{but}"
        case acts.Redeem():
            return f"redeem {item.units:,} of {names.brief(item.position)} of {names.brief(item.party)}"
        case acts.Convert():
            turned = f"{item.units:,} of {names.brief(item.position)} into {item.made:,} of {names.brief(item.into)}"
            return f"convert {turned}: {names.brief(item.party)}"
        case acts.Pay():
            under = f", under {names.name(item.under)}" if item.under else ""
            paid = money_text(item.money)
            return f"pay {paid}: {names.brief(item.giver)} to {names.brief(item.taker)}{under}"
        case acts.Distribute():
            paid = money_text(item.money)
            return f"pay out {paid}: {names.name(item.flow)}{f', {item.stream}' if item.stream else ''}"
        case acts.FixRecordDate():
            return f"fix the record date of the {names.brief(item.body)} for {item.meeting}"
        case acts.Approve():
            return f"agree to: {item_words(item.what, names)}"
        case _:
            assert_never(item)


def _amended(item: acts.Amend, names: Lexicon) -> tuple[str, ...]:
    """Give the rules that are adopted, and those that are repealed, by what they are cited as."""
    both = (("adopt", item.adopt), ("repeal", item.repeal))
    return tuple(f"{verb} {', '.join(map(names.cite, rules))}" for verb, rules in both if rules)


def in_vain(items: tuple[Item, ...], verdict: Verdict | None) -> str:
    """Give what to add to the verdict on setting something aside that failed: it is not the other act that is void."""
    failed = verdict is not None and verdict.refused
    return ": sets nothing aside" if items and failed and all(isinstance(one, acts.Avoid) for one in items) else ""


def _signed(act: acts.Sign, names: Lexicon) -> str:
    who = names.people(act.parties)
    if isinstance(act.total, Bounds):
        total = f"{act.total.text} in all"
        return f"sign {act.letter}: {who}; {total}" if who else f"sign {act.letter}: {total}"
    return f"sign {act.letter}: {who}" if who else f"sign {act.letter}"


def act_words(act: Act, names: Lexicon) -> str:
    """Give an act in words; a decision of several items by all of them."""
    match act:
        case acts.Resolve() | acts.Decide():
            return "; ".join(item_words(item, names) for item in act.items)
        case acts.Resign():
            return f"resign: {names.people(act.positions)}"
        case acts.Sign():
            return _signed(act, names)
        case acts.Offer():
            at = f" at a valuation of {money_text(act.valuation)}" if act.valuation is not None else ""
            return f"offer {act.thing}" + (f" to {names.people(act.to)}" if act.to else "") + at
        case acts.Withdraw():
            return f"withdraw {act.thing}"
        case acts.Accept():
            return f"accept {act.thing}"
        case acts.Agree():
            return f"agree in principle: {act.package}"
        case acts.Inform():
            return f"tell {names.people(act.parties)}: {act.topic}"
        case acts.Announce():
            return f"announce: {act.topic}"
        case acts.Call():
            return f"call {act.meeting}: {names.people(act.parties)}"
        case acts.Waive():
            return f"waive notice of {act.meeting}"
        case acts.Open():
            return f"open {act.meeting} of the {names.brief(act.body)}"
        case acts.Adjourn():
            return f"adjourn {act.meeting}"
        case acts.Expire():
            return f"the term of {names.brief(act.party)} is over: {names.brief(act.position)}"
        case acts.Answer():
            return f"answer {act.question}: {'yes' if act.yes else 'no'}"
        case acts.Happen():
            return act.what
        case _:
            assert_never(act)


def step_words(step: Step, names: Lexicon) -> str:
    """Give the title of a step, or its act in words where it has none."""
    return words_in(step.title, names.language) or act_words(step.act, names)


def own_word(act: Act) -> str:
    """Give what stands in place of a verdict beside an act that needed nobody's vote; empty for an act of a body."""
    match act:
        case acts.Resolve():
            return ""
        case acts.Decide():
            return "own act" if all(isinstance(item, acts.Leave) for item in act.items) else ""
        case acts.Agree():
            return "no act yet"
        case acts.Inform() | acts.Announce():
            return "told"
        case acts.Sign() | acts.Answer() | acts.Open() | acts.Adjourn() | acts.Expire():
            return "no vote"
        case acts.Happen():
            return "not ruled"
        case _:
            return "own act"
