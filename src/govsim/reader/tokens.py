"""Words, numbers, times and signs: the pieces of which conditions and thresholds are made.

A character that belongs to neither language becomes a piece of kind `odd`; the parser that meets it says why it is
odd there. So the first fault reported is the first in the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final, Literal

from govsim.reader.faults import DEEPEST, Fault, StoppedError, brief
from govsim.reader.similar import meant, nearest, one_slip
from govsim.values import define, frozen

Kind = Literal["word", "number", "instant", "sign", "odd", "end"]

_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9][0-9A-Za-z:+~./-]*")
_NUMBER: Final = re.compile(r"[0-9]+(?:[./][0-9]+|,[0-9]{3}(?![0-9]))*(?:[^\W0-9_]+|%)?")
_WORDS: Final = re.compile("`([a-z]+)")
_ODD: Final = re.compile(r"==|=>|=<|<>|&&|\|\|")
_SIGN: Final = re.compile(r"<=|>=|!=|[=<>(),]")
_LOOKALIKES: Final = {
    "==": "=",
    "=>": ">=",
    "=<": "<=",
    "<>": "!=",
    "&&": "and",
    "||": "or",
    "&": "and",
    "|": "or",
    "!": "not",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "（": "(",
    "）": ")",
    "，": ",",
    "％": "%",
    "、": ",",
    "＞": ">",
    "＜": "<",
    "＝": "=",
}
_FULL_WIDTH_DIGITS: Final = "０１２３４５６７８９"


@frozen
class Token:
    """One piece, from `start` to `end` of the text; the text of a word is NFC."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """Cut `text` into pieces, blanks dropped; the last is always of kind `end`. Never raises."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found.append(_token(text, at))
        at = found[-1].end
    return (*found, Token("end", "", len(text), len(text)))


_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0").union(
    *(map(chr, range(first, last)) for first, last in ((0x180B, 0x1810), (0xFE00, 0xFE10), (0xE0100, 0xE01F0)))
)
"""Letters and marks that nobody sees (Default_Ignorable_Code_Point): two names that differ in them look the same."""


def word_end(text: str, start: int) -> int:
    """Where the dotted name that begins at `start` ends; `start` itself if none does.

    An id is a letter of any script, then letters, their marks, 0-9, `-` and `_`; nothing of it is invisible.
    """
    end = start
    while end < len(text) and _begins(text[end]):
        end += 1
        while end < len(text) and _continues(text[end]):
            end += 1
        if not (text[end : end + 1] == "." and _begins(text[end + 1 : end + 2])):
            return end
        end += 1
    return end


def _begins(char: str) -> bool:
    return char.isalpha() and char not in _UNSEEN


def _continues(char: str) -> bool:
    marked = char.isalpha() or char in "0123456789-_" or unicodedata.category(char) in {"Mn", "Mc"}
    return marked and char not in _UNSEEN


def _token(text: str, at: int) -> Token:
    if (end := word_end(text, at)) > at:
        return Token("word", unicodedata.normalize("NFC", text[at:end]), at, end)
    if found := _INSTANT.match(text, at):
        return Token("instant", found[0], at, found.end())
    if found := _NUMBER.match(text, at):
        return Token("number", found[0], at, found.end())
    if found := _ODD.match(text, at):
        return Token("odd", found[0], at, found.end())
    if found := _SIGN.match(text, at):
        return Token("sign", found[0], at, found.end())
    return Token("odd", text[at], at, at + 1)


@define
class Cursor:
    """A place in a row of tokens: looks one ahead, and knows how deep it is."""

    tokens: tuple[Token, ...]
    at: int = 0
    depth: int = 0

    @property
    def next(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.at]

    @property
    def behind(self) -> int:
        """Where the last token read ends."""
        return self.tokens[self.at - 1].end if self.at else 0

    def take(self) -> Token:
        """Read the next token; the end stays where it is."""
        token = self.next
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def meets(self, *texts: str) -> bool:
        """Whether the next token is one of these signs or words."""
        return self.next.kind in {"word", "sign"} and self.next.text in texts

    def takes(self, *texts: str) -> Token | None:
        """Read the next token if it is one of these signs or words."""
        return self.take() if self.meets(*texts) else None

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Read one level down; stops where nesting has no honest use."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise stopped(self.next, f"nested more than {DEEPEST} deep", "state the inner part as a fact of its own")
        yield
        self.depth -= 1


def stopped(token: Token, message: str, cure: str = "", instead: str = "") -> StoppedError:
    """Make the fault that stops a parser at `token`; `instead` is what to write there if only that can be meant."""
    return StoppedError(Fault(message=message, start=token.start, end=token.end, help=cure, instead=instead))


def misspelt(token: Token, message: str, known: Iterable[str], otherwise: str) -> StoppedError:
    """Make the fault of a word that is none of `known`, with the nearest of them, or what to do where none is near."""
    known = tuple(known)
    near = nearest(token.text, known)
    cure = f"did you mean `{near}`?" if near else otherwise
    return stopped(token, message, cure, meant(token.text, known) or "")


def unexpected(token: Token, expected: str) -> StoppedError:
    """Make the fault `expected ..., found ...`; a sign that belongs to no condition is explained instead."""
    if token.kind == "odd":
        return stopped(token, *_explained(token.text))
    if token.kind == "end":
        return stopped(token, f"expected {expected}, found the end")
    message = f"expected {expected}, found {brief(token.text)}"
    if token.text in {"AND", "OR", "NOT", "OF"}:
        small = token.text.lower()
        return stopped(token, message, f"write `{small}` in small letters", small)
    words = [word for word in _WORDS.findall(expected) if token.kind == "word" and one_slip(token.text, word)]
    cure = f"did you mean `{words[0]}`?" if words else ""
    return stopped(token, message, cure, words[0] if len(words) == 1 else "")


def _explained(odd: str) -> tuple[str, ...]:
    if odd in "+-*/^":
        return f"no arithmetic here: `{odd}`", "state the number as a fact or a param, and compare with that"
    if odd in _LOOKALIKES:
        return f"unknown sign `{odd}`", f"write `{_LOOKALIKES[odd]}`", _LOOKALIKES[odd]
    if odd in _FULL_WIDTH_DIGITS:
        digit = str(_FULL_WIDTH_DIGITS.index(odd))
        return f"a full-width digit `{odd}`", f"write `{digit}`", digit
    if odd in "\"'`“”‘’":
        return "a name needs no quotes", "write it bare"
    if odd == ".":
        return "a dot joins two names, as in `acme.ceo`", ""
    return f"unexpected character {odd!r}", ""
