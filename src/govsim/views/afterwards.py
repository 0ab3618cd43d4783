"""What the engine says of a whole story unasked: what could have been undone, and what depends on what is not known."""

from govsim.engine.together import MOST_RULINGS
from govsim.record.acts import Sign
from govsim.views.telling import Telling
from govsim.world.time import show


def reversal_sentences(telling: Telling) -> tuple[str, ...]:
    """Say, for each removal from an office, whether one vote could have undone it; all of it computed."""
    out = []
    names = telling.names
    positions = telling.timeline.book.code.positions
    reading = dict(telling.settings).get("reading", "")
    for found in telling.reversals:
        if positions[found.position].kind != "office":
            continue
        step = telling.timeline.by_step[found.step].step
        office, body = names.brief(found.position), names.brief(found.by)
        tail = " (in writing, or at a meeting of all, whichever asks less)" if found.standing else ""
        what = f"the removal of {names.brief(found.removed)} as {office}"
        if not found.standing:
            said = f"{what} had no effect in law: there was nothing to reverse"
        elif found.alone.effective:
            said = f"one vote of {found.of} in the {body} could reverse {what}"
        else:
            needed = "no number was enough" if found.needed is None else f"{found.needed} were needed"
            said = f"one vote of {found.of} in the {body} could not reverse {what}; {needed}"
        under = f"under {reading}, " if reading else ""
        done = f"signed {step.act.letter}" if isinstance(step.act, Sign) else f"in step {step.id}"
        out.append(
            f"{show(step.at, telling.zone)}: {names.brief(found.party)} {done}. Had that been a vote to reverse: "
            f"{under}{said}{tail}."
        )
    return tuple(out)


def dependence_sentences(telling: Telling) -> tuple[str, ...]:
    """Say which verdicts depend on what is not known, and which open matters change none."""
    found = telling.dependence
    if not found.asked:
        return ()
    if not found.proved:
        much = f"more than {found.worlds:,} worlds, or more than {MOST_RULINGS:,} steps in them"
        return (f"Which verdicts depend on what is open was not proved: {much}.",)
    numbers = [str(row.number) for row in telling.rows if row.depends_on]
    on = dict.fromkeys(name for row in telling.rows for name in row.depends_on)
    out = []
    if numbers:
        out.append(
            f"Verdicts that depend on what is not known ({', '.join(on)}; {found.worlds} worlds compared): "
            f"steps {', '.join(numbers)}."
        )
    idle = [name for name in found.asked if name not in on]
    if idle:
        out.append(f"Open, and changing no verdict here: {', '.join(idle)}.")
    return tuple(out)
