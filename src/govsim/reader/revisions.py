"""Reading what a fork changes at one step that stays where it is: its ballots, its form, its items, its actor."""

from collections.abc import Iterator
from typing import cast

from attrs import evolve

from govsim.errors import Related
from govsim.reader.acts import act
from govsim.reader.conditions import condition
from govsim.reader.electing import choice
from govsim.reader.forms import BALLOTS, fitting, form
from govsim.reader.items import decision_items
from govsim.reader.names import ACTOR, PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.shape import Page, entries, items, parsed, text, texts
from govsim.reader.times import parse_when
from govsim.record.acts import BallotWord, Decide, Resolve, exclude, option_of
from govsim.record.edits import Condition, Include, Mark, Omit, Recast, Redo, Retime, Revision, Via, Vote
from govsim.record.story import Step

CHOOSES = frozenset({"for", "against", "signed"})
"""Ballots that say something of one thing alone: where several stand, they do not say of which."""

REVISIONS = ("vote", "via", "without", "with", "by", "time", "do", "if", "regardless")


def revisions(page: Page, fields: Mapping, step: Step, names: Names, sole: frozenset[str]) -> Iterator[Revision]:
    """Give each edit of one step that a change asks for, in the order in which they are made."""
    done = fields.get("do")
    if done is not None:
        names.forget("item", f"{step.id}.")
        yield Redo(at=step.id, act=act(page, done, names, lambda one: one in sole, step.id), place=done.place)
    via = fields.get("via")
    if via is not None and _is_vote(page, via, step):
        done_as = form(page, via, names)
        yield Via(at=step.id, form=done_as, place=via.place)
        if isinstance(step.act, Resolve):
            step = evolve(step, act=evolve(step.act, form=done_as))  # its ballots are cast in that form
    yield from _votes(page, fields.get("vote"), step, names)
    yield from _without(page, fields.get("without"), step)
    yield from _with(page, fields, step, names, sole)
    by = fields.get("by")
    if by is not None:
        yield Recast(at=step.id, by=names.use(page, by, ACTOR, "party or body"), place=by.place)
    time = fields.get("time")
    when = parsed(page, time, lambda written: parse_when(written, page.zone), "GS306", "a time")
    if when is not None and time is not None:
        yield Retime(at=step.id, when=when, place=time.place)
    asked, regardless = fields.get("if"), fields.get("regardless")
    read = condition(page, asked, names)
    if (asked is not None or regardless is not None) and (asked is None) == (read is None):
        yield Condition(
            at=step.id,
            condition=read,
            regardless=text(page, regardless, "a reason"),
            place=(asked or regardless or fields).place,
        )


def _unfit(page: Page, node: Node, message: str, cure: str, related: tuple[Related, ...] = ()) -> None:
    page.report("GS332", message, node.place, label="does not fit", cure=cure, related=related)


def _is_vote(page: Page, node: Node, step: Step) -> bool:
    if isinstance(step.act, Resolve):
        return True
    related = (Related(place=step.place, label="the step"),)
    cure = "name a step in which a body votes, or give this one another act with `do:`"
    _unfit(page, node, f"step `{step.id}` is no vote: nobody casts a ballot in it", cure, related)
    return False


def _votes(page: Page, node: Node | None, step: Step, names: Names) -> Iterator[Vote | Mark]:
    if node is None or not _is_vote(page, node, step) or not isinstance(step.act, Resolve):
        return
    words = fitting(step.act.form)
    options = tuple(map(option_of, step.act.items)) if step.act.choices is not None else None
    for key, value in entries(page, node, "ballots"):
        names.check(page, key.text, key.place, PARTY, "person")
        said = value.text if isinstance(value, Scalar) else ""
        if options is not None and said not in words:
            yield Mark(at=step.id, person=key.text, choice=choice(page, value, names, options), place=key.place)
            continue
        if options is not None and said in CHOOSES:
            message = f"step `{step.id}` is a vote between several: `{said}` does not say for whom"
            cure = f"say for whom, one of: {', '.join(options)}; or several, as its ballots do"
            page.report("GS315", message, value.place, label="for whom?", cure=cure)
            continue
        word = text(page, value, "a ballot")
        if word in words:
            yield Vote(at=step.id, person=key.text, word=cast("BallotWord", word), place=key.place)
            continue
        known = word in BALLOTS
        unfit = f"nobody can be `{word}` in the form of step `{step.id}`" if known else f"`{word}` is no ballot"
        cure = page.did_you_mean(word, words) or f"one of: {', '.join(words)}"
        fix = None if known else page.fix(word, words, value.place)
        page.report("GS315" if known else "GS304", unfit, value.place, label="no ballot here", cure=cure, fix=fix)


def _without(page: Page, node: Node | None, step: Step) -> Iterator[Omit]:
    there = [one.id for one in step.act.items] if isinstance(step.act, Resolve | Decide) else []
    named = [(one, text(page, one, "an item")) for one in items(page, node, "items")]
    for one, name in named:
        if name in there:
            yield Omit(at=step.id, item=name, place=one.place)
        else:
            cure = page.did_you_mean(name, there) or f"its items: {', '.join(there) or 'none'}"
            _unfit(page, one, f"step `{step.id}` has no item `{name}`", cure)
    if node is not None and there and {name for _, name in named} >= {*there}:
        _unfit(page, node, f"nothing would be left of step `{step.id}`", f"drop the step: `drop: {step.id}`")


def _with(page: Page, fields: Mapping, step: Step, names: Names, sole: frozenset[str]) -> Iterator[Include]:
    """Read items that a decision gets more, beside those it keeps."""
    node = fields.get("with")
    if node is None:
        return
    gone = texts(page, fields.get("without"), "an item")
    if not isinstance(step.act, Resolve | Decide):
        _unfit(page, node, f"step `{step.id}` decides nothing, so it has no items", "change its act with `do:`")
        return
    kept = tuple(one for one in step.act.items if one.id not in gone)
    between = getattr(step.act, "choices", None) is not None
    for item in decision_items(page, node, names, lambda one: one in sole, step.id, rivals=kept if between else None):
        rival = None if between else next((one for one in kept if exclude(one, item)), None)
        if rival is None:
            yield Include(at=step.id, item=item, place=node.place)
        else:
            message = f"`{item.id}` and `{rival.id}` exclude each other: both cannot be so at once"
            cure = f"leave `{rival.id}` out with `without:`, or make it another step"
            page.report("GS317", message, node.place, label="not together", cure=cure)
