"""`govsim demo`: the same facts under each reading, side by side, as a first thing to see."""

from textwrap import fill

from govsim.edge.files import load, names_of
from govsim.edge.output import width, write
from govsim.engine.replay import replay
from govsim.record.acts import Resolve
from govsim.rules.book import codify
from govsim.views.deeds import item_words, step_words
from govsim.views.lexicon import lexicon
from govsim.views.sentences import VERDICTS
from govsim.views.standing import settings_of
from govsim.world.params import READING
from govsim.world.sources import words_in


def demo() -> int:
    """Show one decision of the first case under every reading of its rules."""
    stories = (load(name) for name in names_of("scenarios"))
    story = next(one for one in stories if one.kind == "record" and len(one.structure.readings) > 1)
    names = lexicon(story)
    code = codify(story.structure)
    readings = [reading.id for reading in story.structure.readings]
    told = [replay(story, {READING: reading}, code=code) for reading in readings]
    step = next(step for step in story.steps if isinstance(step.act, Resolve))
    rows = [("item", *readings)]
    rows += [
        (item_words(item, names), *(VERDICTS[one.ruling(f"{step.id}.{item.id}").verdict] for one in told))
        for item in getattr(step.act, "items", ())
    ]
    write(f"{words_in(story.title)}\n{step_words(step, names)}: the same facts under three readings of the rules.\n\n")
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    write(
        "".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows)
    )
    asked = {name for one in told for ruling in one.by_step[step.id].rulings for name in ruling.asked} - {READING}
    chosen = ", ".join(f"{name} {value}" for name, value in settings_of(told[0]) if name in asked)
    same = len({one.fact_hash for one in told}) == 1
    write(
        "\n"
        + fill(f"Each verdict reads: if this reading, and {chosen}, then this.", width(), break_on_hyphens=False)
        + "\n"
    )
    if story.notice:
        write(fill(words_in(story.notice), width(), break_on_hyphens=False) + "\n")
    write(f"Facts {'equal' if same else 'DIFFER'} in all of them; only the law differs.\n")
    write(f"next:  govsim replay {story.id}   govsim replay {story.id} --at {step.id} --reading {readings[-1]}\n")
    return 0
