"""Where edits change a story: which place each speaks of, and which contradict, overrule or wait for others."""

from typing import assert_never

from govsim.record.edits import (
    Amend,
    Choose,
    Condition,
    Drop,
    Edit,
    Enact,
    Include,
    Insert,
    Mark,
    Move,
    Omit,
    Recast,
    Redo,
    Reseat,
    Retime,
    Via,
    Vote,
)


def path(edit: Edit) -> tuple[str, ...]:
    """Name the place an edit changes, most general part first: `("step", "decision", "vote", "ann")`."""
    match edit:
        case Choose():
            return ("choice", edit.name)
        case Reseat():
            return ("start", edit.position)
        case Amend():
            return ("rule", edit.overlay.rule)
        case Enact():
            return ("rule", edit.clause.id)
        case Vote() | Mark():
            return ("step", edit.at, "vote", edit.person)
        case Via():
            return ("step", edit.at, "via")
        case Omit():
            return ("step", edit.at, "item", edit.item)
        case Include():
            return ("step", edit.at, "item", edit.item.id)
        case Redo():
            return ("step", edit.at, "do")
        case Recast():
            return ("step", edit.at, "by")
        case Retime():
            return ("step", edit.at, "time")
        case Condition():
            return ("step", edit.at, "if")
        case Drop():
            return ("step", edit.at)
        case Move():
            return ("step", edit.at, "order")
        case Insert():
            return ("step", edit.step.id)
        case _:
            assert_never(edit)


def step_of(edit: Edit) -> str:
    """Give the step an edit is about; empty where it is about what is so before the first step."""
    where = path(edit)
    return where[1] if where[0] == "step" else ""


def anchor_of(edit: Edit) -> str:
    """Give the step that an edit stands next to; empty where it stands next to none."""
    return edit.anchor if isinstance(edit, Insert | Move) else ""


def clash(one: Edit, other: Edit) -> bool:
    """Say whether two edits speak of the same place, so that their order matters: of one fork they contradict.

    A whole step, and another act in place of what was done, take in everything said of their parts; a step that is put
    elsewhere at another time has no second one.
    """
    timed = {type(edit) for edit in (one, other) if not isinstance(edit, Move) or edit.when is not None}
    if timed == {Move, Retime} and step_of(one) == step_of(other):
        return True
    first, second = sorted((path(one), path(other)), key=len)
    if first == second[: len(first)]:
        return True
    parts = {"vote", "via", "item"}
    done = {first[2], second[2]} if first[:2] == second[:2] and first[0] == "step" else set[str]()
    return "do" in done and bool(done & parts)


def overrules(later: Edit, earlier: Edit) -> bool:
    """Say whether nothing is left of an edit once a later one is made: it speaks of the same place, or of all of it.

    Two changes of one rule may each leave something of the other: its rank, its words. An item put in under the id of
    one that was left out does not bring that one back.
    """
    if isinstance(earlier, Amend | Enact):
        return isinstance(later, Amend) and later.overlay.drop and path(later) == path(earlier)
    if isinstance(earlier, Omit) and isinstance(later, Include):
        return False
    whole = path(later)
    return whole == path(earlier)[: len(whole)]


def independent(one: Edit, other: Edit) -> bool:
    """Say whether two edits give the same story in either order: other places, and neither put next to the other.

    Who is absent did not attend, so a ballot and another form of the same vote wait for each other.
    """
    kinds = {type(one), type(other)}
    if kinds == {Vote, Via} and step_of(one) == step_of(other):
        return False
    beside = {anchor_of(one), step_of(one)} & {anchor_of(other), step_of(other)} - {""}
    placed = bool(anchor_of(one) or anchor_of(other))
    return not clash(one, other) and not (placed and beside)
