"""Where a statement stands: sources, places in them, and claims that may rival each other."""

from fractions import Fraction
from typing import Literal

from attrs import field

from govsim.errors import Place
from govsim.values import frozen

Words = tuple[tuple[str, str], ...]
"""The same words in several languages: pairs of language tag and text; the first pair is the default."""

SourceKind = Literal["official", "court", "statute", "press", "article", "post", "analysis", "fiction"]

Status = Literal["official", "reported", "derived", "assumed"]
"""How a statement is known: said by the organisation or a court, reported, derived by us, or only assumed."""


def words_in(words: Words, language: str = "en") -> str:
    """Give `words` in `language`, else in their default language; no words give an empty text.

    >>> words_in((("en", "board"), ("zh-Hans", "董事会")), "zh-Hans")
    '董事会'
    """
    return dict(words).get(language, words[0][1] if words else "")


@frozen(kw_only=True)
class Source:
    """A document somebody can look up; `published` is as printed, and may be `unknown`."""

    id: str
    kind: SourceKind
    title: str
    publisher: str = ""
    url: str = ""
    published: str = "unknown"
    lang: str = "en"
    note: str = ""
    place: Place = field(eq=False)


@frozen
class Cite:
    """A place in a source, such as `line 22` of an article or the entry of a day in a time line."""

    source: str
    at: str = ""


@frozen(kw_only=True)
class Bounds:
    """A number as a source states it: exact, or between bounds (`700+`, `~770`, `490..505`).

    `best` is the value used when the claim is chosen; `high` is None where the source gives no upper bound.
    """

    low: Fraction
    high: Fraction | None
    best: Fraction
    text: str = field(eq=False)


@frozen(kw_only=True)
class Claim:
    """What one source says about something; the text of a claim is kept even where it was not chosen."""

    text: str
    number: Bounds | None = None
    cites: tuple[Cite, ...] = ()
    note: str = ""


@frozen(kw_only=True)
class Fact:
    """A number of the story with its rival claims; exactly one is chosen, and `because` says why.

    `standing` is `open` where another claim may be true (it then spans admissible worlds),
    `settled` where the others are errors, translations or time zones. `conflict` is the number under which the
    disagreement of its sources is listed, if it has one; several facts may share one.
    """

    id: str
    claims: tuple[Claim, ...]
    chosen: int = 0
    standing: Literal["open", "settled"] = "settled"
    because: str = ""
    status: Status = "reported"
    conflict: str = ""
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Conflict:
    """Sources that disagree about an act or an actor: `about` names the step or fact it touches.

    `spans` names the open parameters, and `reading`, by which the model can take another side in it; empty where
    everything is computed under the chosen claim alone.
    """

    id: str
    about: str
    claims: tuple[Claim, ...]
    chosen: int = 0
    standing: Literal["open", "settled"] = "settled"
    because: str = ""
    spans: tuple[str, ...] = ()
    place: Place = field(eq=False)


@frozen(kw_only=True)
class Stated:
    """A time as a source prints it, kept apart from the instant; `zone` may be `unknown`."""

    text: str
    zone: str = "unknown"
    cites: tuple[Cite, ...] = ()
