"""A fork as flat rows for a pipe: what the answer is and what it assumes, then every step with full values."""

from govsim.views.answering import answer, open_ends
from govsim.views.branching import Branching

COLUMNS = ("number", "step", "item", "mark", "verdict", "carried", "said", "goes_back_to", "rests_on")


def _line(mark: str, said: str) -> tuple[str, ...]:
    """Give a row that is about the whole fork and about no step."""
    return ("", "", "", mark, "", "", said, "", "")


def as_rows(found: Branching) -> tuple[tuple[str, ...], ...]:
    """Give a fork as flat rows with full values: the answer first, then a row for each item and every other step."""
    out = [COLUMNS, _line("answer", answer(found))]
    out += [_line("open", said) for said in open_ends(found)]
    out += [_line("assuming", ", ".join(f"{name} {value}" for name, value in found.settings))]
    out += [_line("notice", found.notice)] if found.notice else []
    for row in found.rows:
        entry = row.turn.entry
        items = {item.id for item in getattr(entry.step.act, "items", ())} if entry is not None else set[str]()
        rulings = [ruling for ruling in entry.rulings if ruling.item in items] if entry is not None else []
        head = (str(row.number), row.id)
        for ruling in rulings:
            carried = "yes" if ruling.item in row.turn.carried else "no"
            rests = ",".join(ruling.rests_on)
            out.append((*head, ruling.item, row.mark, ruling.verdict.word, carried, row.said, row.goes_back_to, rests))
        if not rulings:
            carried = "yes" if row.turn.happened else "no"
            out.append((*head, "", row.mark, "", carried, row.said, row.goes_back_to, ""))
    return tuple(out)
