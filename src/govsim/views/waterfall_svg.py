"""Who gets what as a picture: each one's share of the next unit of money, against the total divided so far.

A plain SVG with its text kept as text; the same answer as the table, and never another number.
"""

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from govsim.rules.waterfall import Course
from govsim.views.sums import decimals, in_scale, percent, scale_of
from govsim.views.waterfall import Waterfall, breaks
from govsim.world.sources import words_in

WIDTH, HEIGHT = 960, 420
LEFT, TOP, RIGHT, BOTTOM = 60, 70, 220, 60
FILLS = ("#4e79a7", "#f28e2b", "#59a14f", "#b07aa1", "#e15759", "#76b7b2", "#edc948", "#9c755f")
BEYOND = Fraction(6, 5)
"""How far the picture goes on past the last total at which something changes."""


def drawn(found: Waterfall) -> str:
    """Draw one answer: a band for each claimant, as high as its share, and what each has got at every break."""
    return "".join(f"{line}\n" for line in _lines(found))


def _at(total: Fraction, whole: Fraction) -> str:
    return decimals(LEFT + (WIDTH - LEFT - RIGHT) * total / whole, 1)


def _text(x: str, y: str, text: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}"{more}>{escape(text)}</text>'


def _whole(among: Course, found: Waterfall) -> Fraction:
    ends = (*breaks(among), *(row.total for row in found.levels))
    return max(ends, default=Fraction(1)) * BEYOND or Fraction(1)


def _lines(found: Waterfall) -> Iterator[str]:
    names, flow, among = found.names, found.flow, found.now.course
    whole = _whole(among, found)
    scale = scale_of([whole])
    unit = f"{flow.currency} {scale.name}".strip()
    title = f"{words_in(found.timeline.story.title, names.language)}: {names.name(flow.id)}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="#222">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    yield _text(str(LEFT), "24", title, ' font-size="15" font-weight="bold"')
    yield _text(str(LEFT), "44", f"share of the next {unit}, against the total divided so far ({flow.standing})")
    yield from _bands(found, whole)
    yield from _axis(found, whole)
    for place, one in enumerate(found.claimants):
        y = TOP + 20 * place
        x = WIDTH - RIGHT + 20
        yield f'<rect x="{x}" y="{y}" width="12" height="12" fill="{FILLS[place % len(FILLS)]}"/>'
        yield _text(str(x + 18), str(y + 11), names.brief(one))
    yield "</svg>"


def _bands(found: Waterfall, whole: Fraction) -> Iterator[str]:
    high = HEIGHT - TOP - BOTTOM
    for one in found.now.course:
        end = whole if one.end is None else min(one.end, whole)
        left, right = _at(one.start, whole), _at(end, whole)
        shares, top = dict(one.shares), Fraction(TOP)
        for place, who in enumerate(found.claimants):
            share = shares.get(who, Fraction(0))
            if not share:
                continue
            band = f'x="{left}" y="{decimals(top, 1)}" width="{decimals(Fraction(right) - Fraction(left), 1)}"'
            label = escape(f"{found.names.brief(who)}: {percent(share)}")
            fill = FILLS[place % len(FILLS)]
            yield f'<rect {band} height="{decimals(high * share, 1)}" fill="{fill}"><title>{label}</title></rect>'
            wide = Fraction(right) - Fraction(left)
            if wide >= 44 and high * share >= 14:  # noqa: PLR2004 - where a number has room
                middle = decimals(Fraction(left) + wide / 2, 1)
                y = decimals(top + high * share / 2 + 4, 1)
                yield _text(middle, y, percent(share), ' text-anchor="middle" fill="#fff"')
            top += high * share


def _axis(found: Waterfall, whole: Fraction) -> Iterator[str]:
    scale = scale_of([whole])
    low = HEIGHT - BOTTOM
    yield f'<line x1="{LEFT}" y1="{low}" x2="{WIDTH - RIGHT}" y2="{low}" stroke="#222"/>'
    for place, total in enumerate((Fraction(0), *breaks(found.now.course))):
        x = _at(total, whole)
        yield f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{low + 5}" stroke="#222" stroke-dasharray="2 2"/>'
        yield _text(x, str(low + 18 + 14 * (place % 2)), in_scale(total, scale), ' text-anchor="middle"')
