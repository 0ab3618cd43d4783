"""Edits in words: what a fork changes, in a line each."""

from typing import assert_never

from govsim.record import acts
from govsim.record import edits as ed
from govsim.record.acts import BallotWord, Form
from govsim.record.edit_places import path
from govsim.record.edits import Edit
from govsim.record.story import Story
from govsim.views.deeds import act_words, item_words, step_words
from govsim.views.lexicon import Lexicon, holders_words
from govsim.views.papers import paper_words
from govsim.world.expressions import text
from govsim.world.params import READING, Overlay, shown

FEW = 2
"""So many items of another act are named; of more, their number."""

VOTED: dict[BallotWord, str] = {
    "for": "had voted for",
    "against": "had voted against",
    "abstain": "had abstained from",
    "recused": "had stood aside from",
    "non-vote": "had been there and could not vote on",
    "absent": "had stayed away from",
    "signed": "had signed",
    "silent": "had not signed",
}
"""What a person is supposed to have done in a vote."""


def _form(form: Form) -> str:
    match form:
        case acts.Consent():
            return "by written consent"
        case acts.Meeting():
            return "at a meeting"
        case acts.OpenForm(param=param):
            return f"in the form that `{param}` says"
        case _:
            assert_never(form)


def _rule(overlay: Overlay) -> str:
    if overlay.drop:
        return f"rule `{overlay.rule}` were not there"
    said = [f"ranked as {overlay.rank.name.lower()}"] if overlay.rank is not None else []
    said += ["worded otherwise"] if overlay.clause is not None else []
    return f"rule `{overlay.rule}` were {' and '.join(said) or 'as it is'}"


def chosen_words(edit: ed.Choose, story: Story) -> str:
    """Give a choice in words: a claim by its number and as it is written."""
    for fact in story.facts:
        if fact.id == edit.name and not isinstance(edit.value, str):
            index = int(edit.value)
            return f"`{edit.name}` were claim {index + 1}, {fact.claims[index].text}"
    name = f"the {READING}" if edit.name == READING else edit.name
    return f"{name} were {shown(edit.value)}"


def edit_words(edit: Edit, story: Story, names: Lexicon) -> str:
    """Give one edit as the words that follow `if`; `story` is the one the fork makes."""
    match edit:
        case ed.Choose():
            return chosen_words(edit, story)
        case ed.Reseat():
            return f"the {names.brief(edit.position)} had been held by {holders_words(edit.holders, names) or 'nobody'}"
        case ed.Amend():
            return _rule(edit.overlay)
        case ed.Enact():
            said = edit.clause.words.rstrip(".")
            return f"there were a rule `{edit.clause.id}`" + (f" ({said})" if said else "")
        case ed.Vote():
            return f"{names.brief(edit.person)} {VOTED[edit.word]} `{edit.at}`"
        case ed.Mark():
            return f"{names.brief(edit.person)} {paper_words(edit.choice, names)} `{edit.at}`"
        case ed.Via():
            return f"`{edit.at}` had been decided {_form(edit.form)}"
        case ed.Omit():
            return f"`{edit.at}` had been without its item `{edit.item}`"
        case ed.Include():
            return f"`{edit.at}` had also been to {item_words(edit.item, names)}"
        case ed.Redo():
            items = getattr(edit.act, "items", ())
            said = f"of {len(items)} items" if len(items) > FEW else act_words(edit.act, names)
            return f"`{edit.at}` had been another act ({said})"
        case ed.Recast():
            return f"`{edit.at}` had been an act of {names.brief(edit.by)}"
        case ed.Retime():
            return f"`{edit.at}` had been at {edit.when.text}"
        case ed.Condition():
            asked = text(edit.condition) if edit.condition is not None else "nothing"
            return f"`{edit.at}` hung on: {asked}"
        case ed.Drop():
            return f"`{edit.at}` had not happened"
        case ed.Insert():
            return f"{edit.side} `{edit.anchor}` there had been `{edit.step.id}`: {step_words(edit.step, names)}"
        case ed.Move():
            return f"`{edit.at}` had come right {edit.side} `{edit.anchor}`"
        case _:
            assert_never(edit)


def edit_label(edit: Edit) -> str:
    """Name an edit in as few words as a table has room for."""
    match edit:
        case ed.Choose():
            return f"{edit.name} {shown(edit.value)}"
        case ed.Vote():
            return f"{edit.at}: {edit.person} {edit.word}"
        case ed.Mark():
            named = (*(one for tier in edit.choice.tiers for one in tier), *dict(edit.choice.points))
            return f"{edit.at}: {edit.person} {' '.join(named) or '-'}"
        case ed.Drop():
            return f"drop {edit.at}"
        case ed.Insert():
            return f"insert {edit.step.id}"
        case ed.Move():
            return f"move {edit.at}"
        case ed.Amend():
            return f"rule {edit.overlay.rule.rpartition('.')[2]}"
        case ed.Enact():
            return f"rule {edit.clause.id.rpartition('.')[2]}"
        case ed.Reseat():
            return f"seat {edit.position}"
        case _:
            return " ".join(path(edit)[1:])
