"""What cannot work in rules, as problems with both places: `govsim check` reports them, other commands do not."""

from govsim.errors import Place, Problem, Related
from govsim.rules.flaws import Flaw, Kind
from govsim.rules.soundness import flaws
from govsim.values import frozen
from govsim.world.structure import Structure


@frozen(kw_only=True)
class _Words:
    """How one kind of flaw is told; `{rule}` is the rule at fault, `{name}` what it ends at, `{other}` where."""

    code: str
    message: str
    label: str
    other: str
    cure: str


_WORDS: dict[Kind, _Words] = {
    "undecided": _Words(
        code="GS411",
        message="rule `{rule}` hands a decision to `{name}`, and nothing says how that decides",
        label="asks for a vote of it",
        other="no `passes` and no `consent` for `{other}`",
        cure="give `{name}` a rule with `passes:`, or say in the power what passes: {{vote: .., passes: ..}}",
    ),
    "nobody": _Words(
        code="GS412",
        message="rule `{rule}` is about `{name}`, which nobody can be on",
        label="nobody could use it",
        other="the roll of `{other}` is nobody",
        cure="give `{name}` a roll, or delete the rule",
    ),
    "unmanaged": _Words(
        code="GS413",
        message="rule `{rule}` asks for the consent of `{name}`, and nothing says who acts for that",
        label="nobody can give it",
        other="no power to manage `{other}`",
        cure="say who manages `{name}`: power: {{to: [manage], of: any}}",
    ),
    "circle": _Words(
        code="GS414",
        message="nobody can ever act for {name}: the powers to manage wait for each other, from rule `{rule}` on",
        label="waits for the others",
        other="`{other}` is part of the circle",
        cure="let one of them lie with a vote, with a person, or with somebody outside the circle",
    ),
    "mandatory": _Words(
        code="GS415",
        message="rule `{rule}` and rule `{name}` are both mandatory, speak of one thing, and contradict each other",
        label="says something else",
        other="`{other}` says this",
        cure="let one of them yield, end before the other begins, or be of another rank",
    ),
    "doubled": _Words(
        code="GS416",
        message="rule `{rule}` and rule `{name}` stand in one instrument and differ: the first one governs",
        label="says something else",
        other="`{other}` goes first, since it stands first",
        cure="delete one of them, or say from when to when each is in force: since, until",
    ),
    "asleep": _Words(
        code="GS417",
        message="rule `{rule}` is not in force at the start, and nobody could ever adopt it",
        label="never in force",
        other="no power to amend `{other}` reaches the rule",
        cure="say who may: power: {{to: [amend], of: {name}}}; or leave out `at_start: no`",
    ),
}


def soundness_problems(structure: Structure, head: Place | None = None) -> tuple[Problem, ...]:
    """Give a problem for everything that cannot work in a structure, or in a law pack whose name stands at `head`."""
    return tuple(_problem(flaw) for flaw in flaws(structure, head))


def _problem(flaw: Flaw) -> Problem:
    words = _WORDS[flaw.kind]
    named = {"rule": flaw.clause.id, "name": flaw.name}
    if flaw.readings:
        under = f", under reading {', '.join(f'`{reading}`' for reading in flaw.readings)}"
    else:
        under = ", in this law pack by itself" if flaw.loose else ""
    certain = flaw.kind not in {"doubled", "asleep"} and flaw.idle and not flaw.loose and not flaw.readings
    return Problem(
        code=words.code,
        message=words.message.format(**named) + under,
        place=flaw.clause.place,
        label=words.label,
        related=tuple(Related(place=place, label=words.other.format(other=name)) for name, place in flaw.places),
        help=words.cure.format(**named),
        severity="error" if certain else "warning",
    )
