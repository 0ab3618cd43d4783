"""An answer about power on a terminal: yes or no first, then the findings, who could, and what it rests on."""

from govsim.analysis.coalitions import Coalitions, Counts
from govsim.edge.sheet import Sheet, in_words
from govsim.record.rulings import Verdict
from govsim.views.coalition_words import UNCOUNTED, count_words, family_words, uncounted
from govsim.views.courts import Courts
from govsim.views.explaining import branches
from govsim.views.lexicon import Lexicon
from govsim.views.powers import (
    Powers,
    aside_words,
    asked_words,
    over_words,
    power_words,
    pruned,
    stands_words,
    way_command,
    who_words,
    with_manners,
)
from govsim.world.sources import words_in

STYLES = {"yes": "green", "no": "red", "not known": "cyan", "already so": "cyan", "waits": "cyan"}


def _heading(found: Powers, sheet: Sheet) -> None:
    story = found.timeline.story
    sheet.line(words_in(story.title, found.language), "bold")
    if found.settings:
        sheet.line(in_words(found.settings))
    if story.notice:
        sheet.line(words_in(story.notice, found.language))
    if story.kind == "fiction":
        sheet.line("A made-up case: no person or company in it is real.")
    sheet.line()
    sheet.line(f"Read as: {found.read_as}")
    sheet.line(f"Asked: {found.when}")
    sheet.line()


def verdict_words(found: Powers) -> str:
    """Say the answer in one sentence."""
    names = found.names
    who = who_words(found)
    what = asked_words(found.holding.what, names) if found.holding is not None else "this"
    stands = found.finding is not None and found.finding.verdict is Verdict.VOIDABLE
    voidable = " (voidable: it would stand until somebody entitled has it set aside in time)" if stands else ""
    match found.kind, found.answer:
        case _, "already so":
            return f"ALREADY SO in law: {what}. Nothing is left to be done."
        case _, "waits":
            return f"NOT YET: {what} waits for an answer from outside."
        case "can", "yes":
            together = " together" if len(found.who) > 1 else ""
            return f"YES: {who}{together} could, with nobody's help, whatever all others do: {what}{voidable}."
        case "can", "not known":
            return f"NOT KNOWN: who votes on it is not known, and {who} may or may not be among them: {what}."
        case "can", _:
            reported = ", on what is reported" if found.timeline.story.kind == "record" else ""
            alone = "with nobody's help" if len(found.who) > 1 else "alone"
            return f"NO: {who} {alone} could not{reported}: {what}."
        case _, "not known":
            return f"WHO could is not known here, and nobody who is known could as such: {what}."
        case _, "yes":
            return f"It could be done: {what}{voidable}."
        case _:
            return f"NOBODY could, even if all who have a say agreed: {what}."


def _coalitions(found: Powers, sheet: Sheet) -> None:
    together = found.holding.together if found.holding is not None else None
    if together is None:
        if found.holding is not None and uncounted(found.holding):
            sheet.line(UNCOUNTED)
        return
    names = found.names
    sheet.line("The least who could, whatever all others do:")
    for what, counts, manner in with_manners(found):
        if what == "could":
            _family(together, counts, manner, names, sheet)
    sheet.line("The least who could stop it:" if together.blocking else "The least who could stop it: nobody could.")
    for what, counts, manner in with_manners(found):
        if what == "stop":
            _family(together, counts, manner, names, sheet)
    swings = (
        f"{names.people(voters)}: {count_words(n)}" + (" each" if len(voters) > 1 else "")
        for voters, n in zip(together.types, together.swings, strict=True)
    )
    if sum(map(len, together.types)) > 1:
        of = count_words(together.of)
        sheet.line(f"Swings (in how many of the {of} coalitions of all others one person makes the difference):")
        for said in swings:
            sheet.hanging("  -", said)


def _family(together: Coalitions, counts: Counts, manner: str, names: Lexicon, sheet: Sheet) -> None:
    sheet.hanging("  -", f"{family_words(together, counts, names)} {_times(together.number(counts))}")
    if manner:
        sheet.hanging("   ", manner)


def _times(number: int) -> str:
    return f"({count_words(number)} {'coalition' if number == 1 else 'coalitions'})"


def _court(one: Courts, sheet: Sheet) -> None:
    known = "" if one.standing == "seen" else f"; {one.standing}"
    sheet.hanging("  -", f"{one.claim} [{one.cite}{known}], of {one.entity}: {', '.join(one.who)}")
    if one.remedy:
        sheet.hanging("    remedy:", one.remedy)


def powers_text(found: Powers, width: int, *, color: bool) -> str:
    """Set a whole answer for one width."""
    sheet = Sheet(width, color=color)
    _heading(found, sheet)
    if found.kind == "sue":
        _sue(found, sheet)
        return sheet.text()
    sheet.line(verdict_words(found), f"bold {STYLES[found.answer]}")
    sheet.line(power_words(found))
    if said := aside_words(found):
        sheet.line(said)
    if found.finding is not None and (found.kind == "can" or found.answer in {"no", "not known", "waits"}):
        for drawing, words, clause in branches(pruned(found.finding), found.names, "  "):
            sheet.hanging(drawing.rstrip("\n"), f"{words}" + (f"  [{clause}]" if clause else ""))
    sheet.line()
    _coalitions(found, sheet)
    if found.over:
        sheet.line("Over the story, asked when each step was taken:")
        for said in over_words(found.over):
            sheet.hanging("  -", said)
    _grounds(found, sheet)
    if found.courts:
        sheet.line("Courts, apart from any power (who may ask is not who is right):")
        for court in found.courts:
            _court(court, sheet)
    elif found.answer != "already so":
        sheet.line("Courts: no rule here says who could ask one about this.")
    for number, way in enumerate(found.ways, start=1):
        if number == 1:
            sheet.line()
            sheet.line("Smallest changes that make it yes, each run before it is given:")
        sheet.hanging(f"  {number}.", way.words)
        sheet.command("     ", way_command(way, found.file, found.timeline))
    return sheet.text()


def _grounds(found: Powers, sheet: Sheet) -> None:
    if said := stands_words(found):
        head, *more = said
        sheet.line(f"In other admissible worlds: {head}")
        for one in more:
            sheet.hanging("  -", one)
    _rests(found, sheet)


def _rests(found: Powers, sheet: Sheet) -> None:
    if found.rests:
        sheet.line("Rests on (taken on trust):")
        for one in found.rests:
            sheet.hanging("  -", one)


def _sue(found: Powers, sheet: Sheet) -> None:
    if found.who and not found.courts:
        sheet.line(f"NO rule here lets {who_words(found)} ask a court at this moment.", "bold")
        return
    if not found.courts:
        sheet.line("No rule here says who could ask a court.", "bold")
        return
    if found.who:
        sheet.line(f"YES: {who_words(found)} could ask a court.", "bold")
    else:
        sheet.line("Who could ask a court (who may ask is not who is right):", "bold")
    for court in found.courts:
        _court(court, sheet)
    _rests(found, sheet)
    sheet.line()
    sheet.line("A suit is no power: nothing changes until a court has answered, and no answer is invented here.")
