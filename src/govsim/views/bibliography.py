"""Works to cite, written out: as BibTeX for LaTeX, and as CSL-JSON for everything else.

In BibTeX every work is a `@misc`: statutes and cases have entry types of their own in some dialects only. No author is
given, because none was noted: works sort by `key`, which is their publisher. Values are
UTF-8, with what TeX would read as a command written so that it prints as itself; in ASCII other characters are given
by their number, which XeLaTeX and LuaLaTeX print.
"""

import re
from collections.abc import Iterable, Iterator

from govsim.record.canon import Json
from govsim.views.citing import Work

_TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NO_ADDRESS = re.compile(r"[^A-Za-z0-9:/?#@!$&'()*+,;=._~%\[\]-]")
_HELD_BY = {"article-newspaper": "container-title", "legal_case": "authority"}
"""Where the publisher goes in CSL: the name of the paper, the court, else the publisher."""


def tex(text: str, *, ascii_only: bool = False) -> str:
    r"""Write a text so that TeX prints it as it is, with braces that always close.

    >>> print(tex("R&D_{50%}"))
    R\&D\_{\textbraceleft}50\%{\textbraceright}
    """
    flat = " ".join(text.split())
    written = "".join(_TEX.get(one, one) for one in flat)
    if not ascii_only:
        return written
    return "".join(one if one.isascii() else rf'{{\symbol{{"{ord(one):X}}}}}' for one in written)


def _url(url: str) -> str:
    """Write an address for a field that is not read as TeX: what no address may hold is given by its bytes."""
    return _NO_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def note_of(work: Work) -> str:
    """Give everything that is to be said of a work: how it was read, and which places in it are relied on."""
    places = f"places: {', '.join(work.places)}" if work.places else ""
    return "; ".join(one for one in (*work.notes, places) if one)


def _fields(work: Work, *, ascii_only: bool) -> Iterator[tuple[str, str]]:
    def said(text: str) -> str:
        return tex(text, ascii_only=ascii_only)

    legal = work.type in {"legislation", "legal_case"}
    how = work.publisher or ("" if not legal else work.title)
    version = f"version {work.version}" if work.version else ""
    yield "title", f"{{{said(work.title)}}}"
    yield "key", said(work.publisher)
    yield "howpublished", said(version or how)
    if work.issued:
        yield "year", str(work.issued[0])
    if len(work.issued) > 1:
        yield "month", _MONTHS[work.issued[1] - 1]
    if len(work.issued) > 2:  # noqa: PLR2004 - year, month and day
        yield "day", str(work.issued[2])
    yield "url", _url(work.url)
    yield "language", said(work.language)
    yield "note", said(note_of(work))


def _entry(work: Work, *, ascii_only: bool) -> str:
    bare = {"month"}
    lines = (
        f"  {name} = {value}" if name in bare else f"  {name} = {{{value}}}"
        for name, value in _fields(work, ascii_only=ascii_only)
        if value
    )
    return f"@misc{{{work.key},\n" + ",\n".join(lines) + "\n}\n"


def bibtex(works: Iterable[Work], *, ascii_only: bool = False) -> str:
    """Write works as a BibTeX file."""
    return "\n".join(_entry(work, ascii_only=ascii_only) for work in works)


def _csl(work: Work) -> Json:
    fields: dict[str, Json] = {
        "id": work.key,
        "type": work.type,
        "title": work.title,
        _HELD_BY.get(work.type, "publisher"): work.publisher,
        "URL": _url(work.url),
        "issued": {"date-parts": [list(work.issued)]} if work.issued else None,
        "language": work.language,
        "version": work.version,
        "note": note_of(work),
    }
    return {name: value for name, value in fields.items() if value}


def csl(works: Iterable[Work]) -> Json:
    """Give works as CSL-JSON, which reference managers and Pandoc read."""
    return [_csl(work) for work in works]
