"""Why, on a terminal: the page of a step with what would have turned it, or a condition with both its sides."""

from govsim.edge.sheet import Sheet, in_words
from govsim.edge.terminal import step_text
from govsim.views.conditions import number_words
from govsim.views.courts import Courts
from govsim.views.powers import way_command
from govsim.views.readings import ANSWERS, standing_words
from govsim.views.why_words import pivot_words, tried_words
from govsim.views.whys import Condition, Why, in_force_words, own_words


def why_text(found: Why, width: int, *, color: bool) -> str:
    """Set the page of a step, then what would have turned it, cures with their commands, and who could ask a court."""
    sheet = Sheet(width, color=color)
    items = {item.id: item for item in found.row.items}
    if not items:
        sheet.line()
        sheet.line(f"What force it had: {own_words(found)}.")
    if found.turning:
        sheet.line()
        sheet.line("One ballot otherwise, all else as it was, would have turned it:")
        for one in found.turning:
            sheet.hanging("  -", pivot_words(one, found.names))
    elif items and found.row.entry.step.by in found.bodies:
        sheet.line()
        which = "of those tried" if found.tried is not None else "otherwise"
        sheet.line(f"No single ballot {which}, all else as it was, would have turned any of it.")
    if found.tried is not None:
        sheet.line(f"({tried_words(found.tried)}.)")
    if found.in_force:
        sheet.line()
        sheet.line("Rules that did not just stand there from the start:")
        for rule in found.in_force:
            sheet.hanging("  -", in_force_words(rule, found.names))
    for item, words in found.until:
        sheet.line()
        sheet.hanging(f"`{item}`:", words)
    for item, ways in found.ways:
        if item not in items or not items[item].verdict.refused:
            continue
        sheet.line()
        if not ways:
            of = "notice or form" if found.tried is not None else "votes, notice or form"
            sheet.line(f"`{item}`: no change of {of} alone would have cured it.")
            continue
        sheet.line(f"`{item}`: smallest changes that would have made it lawful, each run before it is given:")
        for number, way in enumerate(ways, start=1):
            sheet.hanging(f"  {number}.", way.words)
            sheet.command("     ", way_command(way, found.file, found.telling.timeline))
    if found.courts:
        sheet.line()
        sheet.line("Courts, apart from any power (who may ask is not who is right):")
        for court in found.courts:
            sheet.hanging("  -", court_words(court))
    page = step_text(found.telling, found.row, width, color=color)
    return f"{page.rstrip()}\n{sheet.text()}"


def court_words(one: Courts) -> str:
    """Say who could ask a court, for what, by which rule."""
    known = "" if one.standing == "seen" else f"; {one.standing}"
    return f"{one.claim} [{one.cite}{known}], of {one.entity}: {', '.join(one.who)}"


def condition_text(found: Condition, width: int, *, color: bool) -> str:
    """Set a condition: whether it holds, what it compares, who meets which test, and what it depends on."""
    sheet = Sheet(width, color=color)
    sheet.line(found.telling_title, "bold")
    if found.settings:
        sheet.line(in_words(found.settings))
    if found.notice:
        sheet.line(found.notice)
    sheet.line()
    sheet.line(f"Read as: {found.read_as}")
    sheet.line(f"Asked: {found.when}")
    sheet.line()
    sheet.line(f"It {ANSWERS[found.holds]}.", "bold")
    for text, span in found.sides:
        sheet.hanging("  -", f"{text} = {number_words(span)}")
    for one in found.tests:
        sheet.line(f"The test [{found.names.cite(one.clause.id)}]: {one.clause.words or one.clause.id}")
        sheet.hanging("  - meet it:", found.names.people(one.meet) or "nobody")
        for person, by in one.fail:
            sheet.hanging("  - fails it:", f"{found.names.brief(person)}, who holds: {found.names.name(by)}")
        sheet.line("Other tests may differ; this one is as the rule words it.")
    if found.stands is not None:
        head, *more = standing_words(found.stands)
        sheet.line(f"In other admissible worlds: {head}")
        for said in more:
            sheet.hanging("  -", said)
    return sheet.text()
